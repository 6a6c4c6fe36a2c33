//! Told, and not yet checked.
//!
//! # Finds
//! Each concern about a person that nobody has recorded as checked with whoever would know. “Does not apply” hides
//! none that is recorded.
//!
//! # Why it matters
//! That a father was on licence was the mother's word and the only history noted for either father.
//!
//! # Source
//! William review, ¶35, ¶79 (M-05).
//!
//! # Does not mean
//! That it is true, or that it is not.

use super::{Look, OpenQuestion, Rule, guard, label};
use crate::case::Checked;

pub const RULE: Rule = Rule { id: "M-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, concern) in &look.case.concerns {
        if concern.checked != Some(Checked::Checked) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(concern.about)
                    .about(*id)
                    .resting_on([*id])
                    .slot("person", label(look, concern.about))
                    .guarded(guard(look, [concern.about])),
            );
        }
    }
}
