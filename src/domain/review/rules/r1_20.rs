//! No record has been looked at yet.
//!
//! # Finds
//! A case with people in it and no record looked at, in whole or in part. One question for the case.
//!
//! # Why it matters
//! The wider family in the review had been known for years, under another household's name.
//!
//! # Source
//! William review, ¶35, ¶39; Recommendation 1 (R1-20).
//!
//! # Does not mean
//! That records were neglected: they may be out of reach, or the review may just have begun.

use super::{Look, OpenQuestion, Rule, applies, labels};
use crate::case::RecordState;
use crate::network;

pub const RULE: Rule = Rule { id: "R1-20", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let any_looked_at =
        case.records.values().any(|record| matches!(record.state, Some(RecordState::Complete | RecordState::Partial)));
    if case.people.is_empty() || any_looked_at || !applies(look, RULE.id, &[]) {
        return;
    }
    let adults = network::adults(case);
    let people = if adults.is_empty() { case.people.keys().copied().collect() } else { adults };
    found.push(OpenQuestion::of(RULE.id).resting_on(case.records.keys().copied()).slot("people", labels(look, people)));
}
