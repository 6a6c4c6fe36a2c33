//! A plan without an outcome, or an outcome nobody could see.
//!
//! # Finds
//! The outcomes of which it is not recorded how anyone will know, or when they are looked at again: one question for all
//! of them. `none` when a level of 2 or 3 was decided for a child, two services or more are active, and there is no
//! outcome. One of which it is not yet said what should change is still being written.
//!
//! # Why it matters
//! The review asks for intended outcomes to be agreed in each plan.
//!
//! # Source
//! William review, ¶93; Recommendation 3 (R3-01).
//!
//! # Does not mean
//! That nothing is being done: people may agree without having put it down.

use super::k01::decisions;
use super::{Look, OpenQuestion, Rule, applies, helping, joined, undated};
use crate::case::{LevelId, Outcome, SupportLevel};
use crate::network;

pub const RULE: Rule = Rule { id: "R3-01", variants: &["none"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let question = OpenQuestion::of(RULE.id);
    if look.case.outcomes.is_empty() {
        let (services, agencies) = helping(look);
        let levels = planned_levels(look);
        if !levels.is_empty() && services.len() > 1 {
            let question = question.variant("none").resting_on(levels).resting_on(services);
            found.push(question.slot("agencies", agencies.join(", ")));
        }
        return;
    }
    let open: Vec<_> =
        look.case.outcomes.iter().filter(|(_, outcome)| is_said(outcome) && !is_observable(outcome)).collect();
    if !open.is_empty() {
        let what = joined(look, open.iter().map(|(_, outcome)| with_gaps(look, outcome)));
        found.push(question.resting_on(open.iter().map(|(id, _)| **id)).slot("what", what));
    }
}

/// Whether it is said what should change.
pub fn is_said(outcome: &Outcome) -> bool {
    !outcome.what.trim().is_empty()
}

/// Whether it is recorded how anyone will know, and when they look again.
pub fn is_observable(outcome: &Outcome) -> bool {
    !outcome.sign.trim().is_empty() && !undated(&outcome.review)
}

/// The outcome, and in brackets what is not recorded of it.
fn with_gaps(look: &Look, outcome: &Outcome) -> String {
    let mut gaps = Vec::new();
    if outcome.sign.trim().is_empty() {
        gaps.push(look.guidance.word("slot.no-sign"));
    }
    if undated(&outcome.review) {
        gaps.push(look.guidance.word("slot.no-review"));
    }
    format!("{} ({})", outcome.what.trim(), gaps.join(", "))
}

/// The latest decisions that put a child at level 2 or 3: where help is planned by agreement (R3-22).
pub fn planned_levels(look: &Look) -> Vec<LevelId> {
    let latest = network::children(look.case).into_iter().filter_map(|child| decisions(look, child).pop());
    latest
        .filter(|(_, _, decision)| matches!(decision.level, Some(SupportLevel::Two | SupportLevel::Three)))
        .map(|(_, id, _)| id)
        .collect()
}
