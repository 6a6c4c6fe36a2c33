//! The family history review, without a browser.
//!
//! Facts go in at the top ([`case`]), words come out at the bottom ([`document`]), nothing flows back up.

pub mod plain;
pub mod sorted;
pub mod when;

pub mod beside;
pub mod bring;
pub mod case;
pub mod checkpoints;
pub mod chronology;
pub mod compare;
pub mod guidance;
pub mod network;
pub mod quick;
pub mod review;
pub mod same;
pub mod sentences;

pub mod document;
pub mod drawing;
pub mod find;
pub mod save;
pub mod scenario;
pub mod session;
pub mod training;
