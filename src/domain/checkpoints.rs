//! The checkpoints of a review, as a strip that says which were reached, which one this is and which are still to come.

use crate::case::{Case, Checkpoint, CheckpointId, CheckpointRecord};
use crate::chronology;
use crate::when::Today;

/// Where a checkpoint stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reached {
    /// There is a record of it.
    Recorded,
    /// The review is at this one now.
    Here,
    /// No record of it yet, or one that lies ahead.
    NotYet,
}

impl Reached {
    /// The key of its word in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            Reached::Recorded => "checkpoint.recorded",
            Reached::Here => "checkpoint.here",
            Reached::NotYet => "checkpoint.not-yet",
        }
    }
}

/// One checkpoint of the strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stop<'a> {
    /// Which one.
    pub kind: Checkpoint,
    /// Where it stands.
    pub reached: Reached,
    /// What is recorded of it, by date.
    pub records: Vec<(CheckpointId, &'a CheckpointRecord)>,
}

/// Always shown, recorded or not (R1-01).
const ALWAYS: [Checkpoint; 3] = [Checkpoint::Referral, Checkpoint::Allocation, Checkpoint::FirstSupervision];

/// Referral, allocation and first supervision, and after them every other checkpoint that is recorded or is this one.
pub fn strip(case: &Case, today: Today) -> Vec<Stop<'_>> {
    let stop = |kind: Checkpoint| {
        let mut records: Vec<_> = case
            .checkpoints
            .iter()
            .filter(|(_, record)| record.kind == Some(kind))
            .map(|(id, record)| (*id, &**record))
            .collect();
        records.sort_by_key(|(id, record)| (chronology::place(&record.when), *id));
        let lies_ahead =
            |record: &CheckpointRecord| record.when.window().is_some_and(|window| window.certainly_after(today.date()));
        let reached = if case.head.checkpoint == Some(kind) {
            Reached::Here
        } else if records.iter().any(|(_, record)| !lies_ahead(record)) {
            Reached::Recorded
        } else {
            Reached::NotYet
        };
        Stop { kind, reached, records }
    };
    Checkpoint::ALL
        .iter()
        .map(|kind| stop(*kind))
        .filter(|stop| ALWAYS.contains(&stop.kind) || stop.reached == Reached::Here || !stop.records.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::save;

    #[test]
    fn the_three_are_always_there_and_a_plan_is_not_a_record() {
        let today = Today::from_iso("2026-11-16").expect("a day");
        let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
            "head": { "checkpoint": "allocation" },
            "checkpoints": {
                "k1": { "kind": "referral", "when": { "said": "9 November 2026", "edtf": "2026-11-09" } },
                "k2": { "kind": "first-supervision", "when": { "said": "30 November 2026", "edtf": "2026-11-30" } },
                "k3": { "kind": "hand-over" } } } });
        let case = save::open(&file.to_string()).expect("a file").case;
        let found: Vec<_> = strip(&case, today).into_iter().map(|stop| (stop.kind, stop.reached)).collect();
        assert_eq!(
            found,
            [
                (Checkpoint::Referral, Reached::Recorded),
                (Checkpoint::Allocation, Reached::Here),
                (Checkpoint::FirstSupervision, Reached::NotYet),
                (Checkpoint::HandOver, Reached::Recorded),
            ]
        );
        let empty: Vec<_> = strip(&Case::default(), today).into_iter().map(|stop| stop.reached).collect();
        assert_eq!(empty, [Reached::NotYet; 3]);
    }
}
