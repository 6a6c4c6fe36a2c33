//! Helpers shared by the tests of the whole: the command that reviews a case file, and what a case file is expected
//! to raise.

pub mod command;
pub mod expect;
