//! The history handed over, or somebody directed to establish it.
//!
//! # Finds
//! A review at allocation, first supervision, step-down or hand-over (the one it stands at, or one recorded as reached),
//! where neither is recorded; at any other time, once somebody has said that it was neither, or is not known. `direction`
//! when a direction was given and it has no owner or no date: words of a direction count as one, whatever was chosen,
//! unless the history was handed over.
//!
//! # Why it matters
//! At allocation either the history is handed over, or a direction is made to find it out and say what it means.
//!
//! # Source
//! William review, ¶56; Recommendation 1 (R1-04).
//!
//! # Does not mean
//! That nothing was passed on: it may not be written down.

use super::{Look, OpenQuestion, Rule, applies, date_words, said_or, undated};
use crate::case::{Checkpoint, CheckpointId, CheckpointRecord, FactId, HistoryStart};

pub const RULE: Rule = Rule { id: "R1-04", variants: &["direction"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let head = &look.case.head;
    let reached = reached(look);
    let is_direction = head.history == Some(HistoryStart::DirectionGiven) || !head.direction.trim().is_empty();
    let is_due = head.checkpoint.is_some_and(passes_on) || !reached.is_empty();
    let is_begun = head.history.is_some() || is_direction;
    if !(is_due || is_begun) || head.history == Some(HistoryStart::HandedOver) || !applies(look, RULE.id, &[]) {
        return;
    }
    let question = OpenQuestion::of(RULE.id);
    if !is_direction {
        found.push(question.resting_on(reached));
    } else if head.direction_owner.trim().is_empty() || undated(&head.direction_by) {
        found.push(
            question
                .variant("direction")
                .resting_on([FactId::Head])
                .slot("who", said_or(look, &head.direction_owner))
                .slot("date", date_words(look, &head.direction_by)),
        );
    }
}

/// The checkpoints recorded as reached at which work is taken on; one that is planned is not reached.
fn reached(look: &Look) -> Vec<CheckpointId> {
    let is_to_come = |record: &CheckpointRecord| {
        record.when.window().is_some_and(|window| window.certainly_after(look.today.date()))
    };
    look.case
        .checkpoints
        .iter()
        .filter(|(_, record)| record.kind.is_some_and(passes_on) && !is_to_come(record))
        .map(|(id, _)| *id)
        .collect()
}

/// Whether work is taken on at this checkpoint.
fn passes_on(checkpoint: Checkpoint) -> bool {
    matches!(
        checkpoint,
        Checkpoint::Allocation | Checkpoint::FirstSupervision | Checkpoint::StepDown | Checkpoint::HandOver
    )
}
