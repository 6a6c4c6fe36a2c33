//! A family link that goes round in a circle.
//!
//! # Finds
//! People who, by the parent links as written, are their own ancestor.
//!
//! # Why it matters
//! Relatives are easily mixed up between two sides and three generations, as in the record of the review itself.
//!
//! # Source
//! William review, ¶35, ¶54, ¶73 (seed map X-01).
//!
//! # Does not mean
//! Anything about the family. It is a slip in the links.

use super::{Look, OpenQuestion, Rule, guard, label};
use crate::network;

pub const RULE: Rule = Rule { id: "X-KIN", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.parents.is_empty() {
        return;
    }
    for person in network::own_ancestors(look.case) {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(person)
                .resting_on(network::links_of(look.case, person).map(|(id, _)| id))
                .slot("person", label(look, person))
                .guarded(guard(look, [person])),
        );
    }
}
