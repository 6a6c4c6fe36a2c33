//! Only how the child looked.
//!
//! # Finds
//! The children of whom something was looked at when they were seen, and each time it was appearance alone: one question for
//! all of them, until an ordinary day of theirs is described. Where nobody wrote what was looked at, nothing is asked.
//!
//! # Why it matters
//! The mother and children were always very well turned out. That was one thing seen, and it says little of a day.
//!
//! # Source
//! William review, ¶60 (L-03).
//!
//! # Does not mean
//! That a well-dressed child is a worry.

use super::{Look, OpenQuestion, Rule, guard, is_answered, labels, seen};
use crate::case::{FactId, Observed};
use crate::network;

pub const RULE: Rule = Rule { id: "L-03", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.contacts.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    let mut children = Vec::new();
    let mut question = OpenQuestion::of(RULE.id);
    for child in network::children(look.case) {
        let mut seen = seen(look, child);
        seen.retain(|(_, contact)| !contact.observed.is_empty());
        let is_only_looks =
            seen.iter().all(|(_, contact)| contact.observed.iter().all(|what| *what == Observed::Appearance));
        if !seen.is_empty() && is_only_looks && !is_answered(look, RULE.id, &[FactId::from(child)]) {
            children.push(child);
            question = question.resting_on(seen.iter().map(|(id, _)| *id));
        }
    }
    if !children.is_empty() {
        found.push(question.slot("people", labels(look, children.clone())).guarded(guard(look, children)));
    }
}
