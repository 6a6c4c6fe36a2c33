//! No notification is not the same as no abuse.
//!
//! # Finds
//! Domestic abuse that was, or may have been, going on in 2018 or 2019, or a notification of those years: from an event, from
//! what is recorded of abuse, or from the notification. One question for the case, until the police record was looked at in
//! full or somebody wrote what was shared at the time.
//!
//! # Why it matters
//! In those years notifications were shared unevenly, less for children not yet born, and partly on one person's judgement.
//!
//! # Source
//! William review, ¶71 (I-02).
//!
//! # Does not mean
//! That there was a notification that nobody passed on.

use chrono::NaiveDate;

use super::{Look, OpenQuestion, Rule, bounds, is_answered};
use crate::case::{Abuse, FactId, RecordState, Theme, YesNo};
use crate::when::When;

pub const RULE: Rule = Rule { id: "I-02", variants: &[], find };

/// The record that shows what was notified, by its id in the content pack.
const POLICE: &str = "police";
/// The prompt by which the police say what was shared at the time.
const SHARED_THEN: &str = "I-02a";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let (Some(first), Some(last)) = (NaiveDate::from_ymd_opt(2018, 1, 1), NaiveDate::from_ymd_opt(2019, 12, 31)) else {
        return;
    };
    let touches = |when: &When| bounds(when).is_some_and(|(from, to)| from <= last && first <= to);
    let mut then: Vec<FactId> = Vec::new();
    let events = case.events.iter().filter(|(_, event)| event.theme == Some(Theme::DomesticAbuse));
    then.extend(events.filter(|(_, event)| touches(&event.when)).map(|(id, _)| FactId::from(*id)));
    then.extend(case.abuse.iter().filter(|(_, abuse)| spans(abuse, first, last)).map(|(id, _)| FactId::from(*id)));
    let notified = case.notifications.iter().filter(|(_, notification)| touches(&notification.when));
    then.extend(notified.map(|(id, _)| FactId::from(*id)));
    let is_looked_up = case.records.values().any(|one| one.kind == POLICE && one.state == Some(RecordState::Complete));
    if !then.is_empty() && !is_looked_up && !is_answered(look, RULE.id, &[]) && !is_answered(look, SHARED_THEN, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on(then));
    }
}

/// Whether abuse may have been going on between two days. It began on a day that is known; one without an end goes on.
fn spans(abuse: &Abuse, first: NaiveDate, last: NaiveDate) -> bool {
    let Some((began_first, began_last)) = bounds(&abuse.since) else { return false };
    let ends_later = match bounds(&abuse.until) {
        Some((_, ended)) => ended >= first,
        None => abuse.ended != Some(YesNo::Yes) || began_last >= first,
    };
    began_first <= last && ends_later
}
