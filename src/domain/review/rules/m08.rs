//! An adult around a child of whom nobody recorded when they were first heard of.
//!
//! # Finds
//! Each adult who is around a child now, is not recorded as a parent, grandparent or relative of a child here, and has
//! no date on which they were first heard of. `heard` for each who was heard of, as such a one, and of whom nobody recorded
//! how they are around the children: a name that was put down leads to a question, until that is recorded or answered.
//!
//! # Why it matters
//! A new partner was known to nursery staff alone, by mention of his name.
//!
//! # Source
//! William review, ¶29 (M-08).
//!
//! # Does not mean
//! That anyone new is a worry, or that those who heard a name should have known more.

use super::{Look, OpenQuestion, Rule, applies, guard, is_answered, label, undated};
use crate::case::{Case, FactId, Person, PersonId, Role};
use crate::network;

pub const RULE: Rule = Rule { id: "M-08", variants: &["heard"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for adult in network::adults(look.case) {
        let Some(person) = look.case.get::<Person>(adult) else { continue };
        let about = [FactId::from(adult)];
        if !person.died.is_empty() || is_placed(look.case, adult, person) || !applies(look, RULE.id, &about) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(adult).slot("person", label(look, adult));
        let mut presences = network::presences_of(look.case, adult).map(|(id, _)| id).peekable();
        let question = if presences.peek().is_none() {
            if !network::is_heard_of(person) || is_answered(look, RULE.id, &about) {
                continue;
            }
            question.variant("heard")
        } else if undated(&person.heard_of) && network::is_around(look.case, adult, look.today) {
            question.resting_on(presences)
        } else {
            continue;
        };
        found.push(question.guarded(guard(look, [adult])));
    }
}

/// Whether the family tells of this adult from before: a parent, a grandparent, a relative of a child here.
fn is_placed(case: &Case, adult: PersonId, person: &Person) -> bool {
    matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent | Role::Grandmother | Role::Grandfather))
        || person.relative_of.is_some()
        || case.parents.values().any(|link| link.adult == Some(adult))
}
