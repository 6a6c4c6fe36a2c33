//! The checkpoints of a review, as a strip that says which were reached, which one this is and which are still to come.

use crate::case::{Case, Checkpoint, CheckpointId, CheckpointRecord};
use crate::chronology;
use crate::when::{Today, When};

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
    /// The date that stands with the review itself: when it was begun, of where it is; when first supervision was held.
    pub when: Option<&'a When>,
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
        let lies_ahead = |when: &When| when.window().is_some_and(|window| window.certainly_after(today.date()));
        let is_here = case.head.checkpoint == Some(kind);
        let when = match kind {
            // Where it is recorded as a checkpoint, that is what stands there.
            Checkpoint::FirstSupervision if records.is_empty() => Some(&case.head.supervised),
            _ => None,
        };
        let when = when.filter(|when| when.window().is_some()).or(is_here.then_some(&case.head.begun));
        let reached = if is_here {
            Reached::Here
        } else if records.iter().any(|(_, record)| !lies_ahead(&record.when))
            || when.is_some_and(|when| !lies_ahead(when))
        {
            Reached::Recorded
        } else {
            Reached::NotYet
        };
        Stop { kind, reached, when, records }
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

    /// The date of first supervision stands in the supervisor's own field as well.
    #[test]
    fn first_supervision_is_reached_on_the_day_it_was_held() {
        let supervision = |supervised: &str, today: &str| {
            let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
                "head": { "checkpoint": "allocation", "supervised": { "edtf": supervised } } } });
            let case = save::open(&file.to_string()).expect("a file").case;
            strip(&case, Today::from_iso(today).expect("a day"))[2].reached
        };
        assert_eq!(supervision("2026-11-20", "2026-11-20"), Reached::Recorded);
        assert_eq!(supervision("2026-11-20", "2026-11-19"), Reached::NotYet);
        assert_eq!(supervision("", "2026-11-19"), Reached::NotYet);
    }
}
