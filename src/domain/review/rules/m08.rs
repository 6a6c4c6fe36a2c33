//! An adult around a child of whom nobody recorded when they were first heard of.
//!
//! # Finds
//! Each adult who is around a child now, is not recorded as a parent, grandparent or relative of a child here, and has
//! no date on which they were first heard of.
//!
//! # Why it matters
//! A new partner was known to nursery staff alone, by mention of his name.
//!
//! # Source
//! William review, ¶29 (M-08).
//!
//! # Does not mean
//! That anyone new is a worry, or that those who heard a name should have known more.

use super::{Look, OpenQuestion, Rule, applies, guard, label, undated};
use crate::case::{Case, FactId, Person, PersonId, Role};
use crate::network;

pub const RULE: Rule = Rule { id: "M-08", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for adult in network::adults(look.case) {
        let Some(person) = look.case.get::<Person>(adult) else { continue };
        if undated(&person.heard_of)
            && person.died.is_empty()
            && !is_placed(look.case, adult, person)
            && network::is_around(look.case, adult, look.today)
            && applies(look, RULE.id, &[FactId::from(adult)])
        {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(adult)
                    .resting_on(network::presences_of(look.case, adult).map(|(id, _)| id))
                    .slot("person", label(look, adult))
                    .guarded(guard(look, [adult])),
            );
        }
    }
}

/// Whether the family tells of this adult from before: a parent, a grandparent, a relative of a child here.
fn is_placed(case: &Case, adult: PersonId, person: &Person) -> bool {
    matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent | Role::Grandmother | Role::Grandfather))
        || person.relative_of.is_some()
        || case.parents.values().any(|link| link.adult == Some(adult))
}
