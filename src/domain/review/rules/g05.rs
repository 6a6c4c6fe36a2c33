//! What limited contact, and what could not be explored because of it.
//!
//! # Finds
//! Any limit on contact with the family but a missing interpreter (W-14 asks), until somebody writes what could not be explored because of it.
//!
//! # Why it matters
//! Lockdown rules, shielding and contact by phone alone shaped what workers could see or do.
//!
//! # Source
//! William review, ¶40, ¶52, ¶58, ¶80 (G-05).
//!
//! # Does not mean
//! That somebody should have done more: the limits were real.

use super::{Look, OpenQuestion, Rule, is_answered, joined};
use crate::case::{ContactLimit, FactId};

pub const RULE: Rule = Rule { id: "G-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let limits = || {
        look.case.head.limits.iter().filter(|limit| !matches!(limit, ContactLimit::None | ContactLimit::NoInterpreter))
    };
    if limits().next().is_some() && !is_answered(look, RULE.id, &[]) {
        let words = limits().map(|limit| look.guidance.choice(ContactLimit::SET, limit.key()).to_owned());
        found.push(OpenQuestion::of(RULE.id).resting_on([FactId::Head]).slot("what", joined(look, words)));
    }
}
