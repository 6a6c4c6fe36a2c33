//! Passed on, not yet confirmed.
//!
//! # Finds
//! Each step-down, hand-over, closure or referral that nobody has recorded as acknowledged.
//!
//! # Why it matters
//! At a step-down, the weight of the history did not reach the next worker.
//!
//! # Source
//! William review, ¶53; Recommendation 1 (R1-14).
//!
//! # Does not mean
//! That it did not arrive: nobody has said that it did.

use super::{Look, OpenQuestion, Rule, applies};
use crate::case::{FactId, YesNo};

pub const RULE: Rule = Rule { id: "R1-14", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.hand_overs.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let said = |words: &str, or: &str| match words.trim() {
        "" => look.guidance.word(or).to_owned(),
        words => words.to_owned(),
    };
    for (id, hand_over) in &look.case.hand_overs {
        if hand_over.acknowledged != Some(YesNo::Yes) && applies(look, RULE.id, &[FactId::from(*id)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(*id)
                    .resting_on([*id])
                    .slot("from", said(&hand_over.from, "slot.last-worker"))
                    .slot("to", said(&hand_over.to, "slot.next-worker")),
            );
        }
    }
}
