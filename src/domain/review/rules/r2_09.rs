//! The shared care record.
//!
//! # Finds
//! The shared care record, put down as not looked at; `long-ago` when it was last looked at more than half a year ago.
//!
//! # Why it matters
//! The shared record has to be looked up. It tells nobody that something is new.
//!
//! # Source
//! William review, ¶90 (R2-09).
//!
//! # Does not mean
//! That there is anything new in it.

use super::{HALF_YEAR_DAYS, Look, OpenQuestion, Rule, date_words, days_ago, is_answered, is_open, record_words};
use crate::case::{FactId, Record, RecordState};

pub const RULE: Rule = Rule { id: "R2-09", variants: &["long-ago"], find };

/// The shared care record, by its id in the content pack.
const SHARED_CARE: &str = "shared-care";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, record) in &look.case.records {
        if record.kind != SHARED_CARE || !is_open(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question =
            OpenQuestion::of(RULE.id).about(*id).resting_on([*id]).slot("record", record_words(look, record));
        let long_ago = days_ago(look, HALF_YEAR_DAYS);
        if is_asked_here(record) {
            // What was written for the case says nothing of a record looked at long ago.
            if !is_answered(look, RULE.id, &[]) {
                found.push(question);
            }
        } else if record.looked.window().is_some_and(|window| window.certainly_before(long_ago)) {
            found.push(question.variant("long-ago").slot("date", date_words(look, &record.looked)));
        }
    }
}

/// Whether this is the shared care record, not looked at: R1-02 leaves it to this rule.
pub fn is_asked_here(record: &Record) -> bool {
    record.kind == SHARED_CARE && record.state == Some(RecordState::NotLookedAt)
}
