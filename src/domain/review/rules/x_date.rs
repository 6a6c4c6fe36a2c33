//! Two dates that do not fit.
//!
//! # Finds
//! What certainly ended before it began (presence, tie, order, service, a life), an event that certainly has not happened
//! yet, and a child certainly seen before being born. What the words of a date leave open is no contradiction.
//!
//! # Why it matters
//! A chronology is read as it is dated. Household lists in the review itself do not agree for want of dates.
//!
//! # Source
//! William review, ¶35, ¶53 (seed map ).
//!
//! # Does not mean
//! That either date is the wrong one.

use super::{Look, OpenQuestion, Rule, guard, label, said_or, service_words};
use crate::case::{FactId, Person, PersonId};
use crate::when::When;

pub const RULE: Rule = Rule { id: "X-DATE", variants: &["ahead"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let asked = |about: Vec<FactId>, people: &[PersonId], what: String| OpenQuestion {
        about: about.clone(),
        ..OpenQuestion::of(RULE.id).resting_on(about).slot("what", what).guarded(guard(look, people.iter().copied()))
    };
    let mut ask = |about: Vec<FactId>, people: &[PersonId], what: String| found.push(asked(about, people, what));
    for (id, person) in &case.people {
        if ends_first(&person.born, &person.died) {
            ask(vec![(*id).into()], &[*id], both(look, &label(look, *id), &person.born, &person.died));
        }
    }
    for (id, presence) in &case.presences {
        if ends_first(&presence.since, &presence.until) {
            let what = both(look, &label(look, presence.adult), &presence.since, &presence.until);
            ask(vec![(*id).into()], &[presence.adult], what);
        }
    }
    for (id, tie) in &case.ties {
        if ends_first(&tie.since, &tie.until) {
            let who = format!("{}, {}", label(look, tie.one), label(look, tie.other));
            ask(vec![(*id).into()], &[tie.one, tie.other], both(look, &who, &tie.since, &tie.until));
        }
    }
    for (id, order) in &case.orders {
        if ends_first(&order.from, &order.until) {
            let what = both(look, &label(look, order.about), &order.from, &order.until);
            ask(vec![(*id).into()], &[order.about], what);
        }
    }
    for (id, service) in &case.services {
        if ends_first(&service.since, &service.ended) {
            ask(vec![(*id).into()], &[], both(look, &service_words(look, service), &service.since, &service.ended));
        }
    }
    for (id, contact) in &case.contacts {
        for child in &contact.seen {
            let Some(person) = case.get::<Person>(*child) else { continue };
            if !person.unborn && ends_first(&person.born, &contact.when) {
                let what = both(look, &label(look, *child), &person.born, &contact.when);
                ask(vec![(*child).into(), (*id).into()], &[*child], what);
            }
        }
    }
    for (id, event) in &case.events {
        if event.when.window().is_some_and(|window| window.certainly_after(look.today.date())) {
            let what = format!("{}: {}", said_or(look, &event.what), event.when.in_words());
            found.push(asked(vec![(*id).into()], &[], what).variant("ahead"));
        }
    }
}

/// Whether the end is certainly before the start.
fn ends_first(start: &When, end: &When) -> bool {
    if start.is_empty() || end.is_empty() {
        return false;
    }
    let (start, end) = (start.window(), end.window());
    start.and_then(|start| start.first).zip(end).is_some_and(|(first, end)| end.certainly_before(first))
}

fn both(look: &Look, who: &str, start: &When, end: &When) -> String {
    format!("{who}: {} / {}", said_or(look, &start.in_words()), said_or(look, &end.in_words()))
}
