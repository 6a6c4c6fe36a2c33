//! What a record may not show.
//!
//! # Finds
//! Each record that was not seen whole. `early` when the earliest date visible in it is certainly later than something
//! already known to have happened; otherwise by how far it could be looked at. A record whose state nobody has
//! recorded is asked about in the rule's own words. One question a record: a known gap says more than "partial". The shared
//! care record, not looked at, is left to R2-09.
//!
//! # Why it matters
//! A move to another records system left only part of families' histories in view.
//!
//! # Source
//! William review, ¶56; Recommendation 1 (R1-02).
//!
//! # Does not mean
//! That there is anything in the part that could not be seen.

use chrono::NaiveDate;

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, r2_09, record_words};
use crate::case::{FactId, RecordState};
use crate::when::When;

pub const RULE: Rule = Rule { id: "R1-02", variants: &["early", "partial", "cannot-reach", "not-looked-at"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.records.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let earliest = earliest_known(look);
    for (id, record) in &look.case.records {
        if r2_09::is_asked_here(record) || !applies(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(*id).slot("record", record_words(look, record));
        let before = earliest.as_ref().filter(|known| {
            matches!(record.state, None | Some(RecordState::Complete | RecordState::Partial))
                && record.earliest.window().is_some_and(|visible| visible.certainly_after(known.day))
        });
        let question = match (before, record.state) {
            (Some(known), _) => question
                .variant("early")
                .slot("date", date_words(look, &record.earliest))
                .slot("known", date_words(look, known.when))
                .resting_on([known.fact.clone()]),
            (None, Some(RecordState::Complete)) => continue,
            (None, Some(RecordState::Partial)) => question.variant("partial"),
            (None, Some(RecordState::CannotReach)) => question.variant("cannot-reach"),
            (None, Some(RecordState::NotLookedAt)) => question.variant("not-looked-at"),
            (None, None) => question,
        };
        found.push(question.resting_on([*id]));
    }
}

/// The earliest thing known, by the last day it can have been: what a record must reach back to.
struct Known<'a> {
    day: NaiveDate,
    when: &'a When,
    fact: FactId,
}

fn earliest_known<'a>(look: &Look<'a>) -> Option<Known<'a>> {
    let case = look.case;
    let events = case.events.iter().map(|(id, event)| (&event.when, FactId::from(*id)));
    let heard_of = case.people.iter().map(|(id, person)| (&person.heard_of, FactId::from(*id)));
    let orders = case.orders.iter().map(|(id, order)| (&order.from, FactId::from(*id)));
    let concerns = case.concerns.iter().map(|(id, concern)| (&concern.when, FactId::from(*id)));
    let services = case.services.iter().map(|(id, service)| (&service.since, FactId::from(*id)));
    let notified = case.notifications.iter().map(|(id, notification)| (&notification.when, FactId::from(*id)));
    events
        .chain(heard_of)
        .chain(orders)
        .chain(concerns)
        .chain(services)
        .chain(notified)
        .filter_map(|(when, fact)| bounds(when).map(|(_, day)| Known { day, when, fact }))
        .min_by_key(|known| known.day)
}
