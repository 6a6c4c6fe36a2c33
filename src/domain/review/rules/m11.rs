//! Who may already know somebody there is a worry about.
//!
//! # Finds
//! Each man with a concern that rests on more than a mention, until it is recorded who may already know them and how they
//! would be asked. Who holds the concern itself is one of those, and is named.
//!
//! # Why it matters
//! Some agencies knew of danger to small children, illness, crime and drugs. Those around the family knew of none of it.
//!
//! # Source
//! William review, ¶30, ¶35 (M-11).
//!
//! # Does not mean
//! That the concern is true, or that all that is held may be shared. It asks whom to ask.

use super::{Look, OpenQuestion, Rule, guard, is_answered, joined, label, men};
use crate::case::{Basis, Case, ConcernId, FactId, PersonId};

pub const RULE: Rule = Rule { id: "M-11", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.concerns.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    for man in men(look) {
        let concerns = concerns(look.case, man);
        if concerns.is_empty() || is_answered(look, RULE.id, &[FactId::from(man)]) {
            continue;
        }
        let holders = look.case.concerns.iter().filter(|(id, _)| concerns.contains(id));
        let holders = holders.map(|(_, concern)| concern.holder.trim().to_owned()).filter(|holder| !holder.is_empty());
        found.push(
            OpenQuestion::of(RULE.id)
                .about(man)
                .slot("person", label(look, man))
                .slot("who", joined(look, holders))
                .resting_on(concerns)
                .guarded(guard(look, [man])),
        );
    }
}

/// What is known of an man that others may hold more on; a mere mention is none.
pub fn concerns(case: &Case, man: PersonId) -> Vec<ConcernId> {
    let concerns = case.concerns.iter();
    concerns
        .filter(|(_, concern)| concern.about == man && concern.basis.is_some_and(|basis| basis != Basis::MentionedOnly))
        .map(|(id, _)| *id)
        .collect()
}
