//! The family was not mapped face to face.
//!
//! # Finds
//! Mapping that was made by phone or from records; `not-done` when it was not done, two adults or more are known, and
//! something of the past. It stays open until it is done in person: the reason it was not is carried along.
//!
//! # Why it matters
//! Family mapping needs skilled work face to face. It could not be done by phone.
//!
//! # Source
//! William review, ¶52; Recommendation 1 (R1-09).
//!
//! # Does not mean
//! That it was anyone's fault: meeting may not have been possible.

use super::{Look, OpenQuestion, Rule, applies, has_history, said_or};
use crate::case::{FactId, Mapping};
use crate::network;

pub const RULE: Rule = Rule { id: "R1-09", variants: &["not-done"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let head = &look.case.head;
    let question = match head.mapping {
        Some(Mapping::ByPhone | Mapping::FromRecords) => OpenQuestion::of(RULE.id),
        Some(Mapping::NotDone) if network::adults(look.case).len() > 1 && has_history(look.case) => {
            OpenQuestion::of(RULE.id).variant("not-done")
        }
        _ => return,
    };
    if applies(look, RULE.id, &[]) {
        found.push(question.resting_on([FactId::Head]).slot("why", said_or(look, &head.mapping_why)));
    }
}
