//! Events in a defensible order: by the earliest day each can have been, then the latest, then as they were entered.
//! What has no date comes last and is never guessed.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::case::{Case, Choice, Contact, ContactId, Event, EventId, FactId, Person, PersonId};
use crate::network;
use crate::when::{AgeRange, Named, Today, When, Window, age_at};

/// The events of a case in order.
pub fn events(case: &Case) -> Vec<(EventId, Rc<Event>)> {
    let mut events: Vec<_> = case.events.iter().map(|(id, event)| (*id, event.clone())).collect();
    events.sort_by_cached_key(|(id, event)| (place(&event.when), *id));
    events
}

/// The contacts of a case in order.
pub fn contacts(case: &Case) -> Vec<(ContactId, Rc<Contact>)> {
    let mut contacts: Vec<_> = case.contacts.iter().map(|(id, contact)| (*id, contact.clone())).collect();
    contacts.sort_by_cached_key(|(id, contact)| (place(&contact.when), *id));
    contacts
}

/// How old those an event concerns were at the time, as far as both dates are known.
pub fn ages_then(case: &Case, event: &Event) -> Vec<(PersonId, AgeRange)> {
    let Some(window) = event.when.window() else { return Vec::new() };
    let age = |id: &PersonId| Some((*id, age_at(&case.get::<Person>(*id)?.born, window)?));
    event.people.iter().filter_map(age).collect()
}

/// How old these people were in a window, as far as it is known. Who was not yet born is named only where it concerns them,
/// and who had died before is not named.
pub fn ages(
    case: &Case,
    people: impl IntoIterator<Item = PersonId>,
    concerned: &[PersonId],
    window: Window,
) -> Vec<(PersonId, AgeRange)> {
    let age = |id: PersonId| {
        let person = case.get::<Person>(id)?;
        let died = person.died.window().and_then(|died| died.last).zip(window.first);
        let age = age_at(&person.born, window)?;
        let is_named = age.most_months >= 0 || concerned.contains(&id);
        (is_named && died.is_none_or(|(died, first)| died >= first)).then_some((id, age))
    };
    people.into_iter().filter_map(age).collect()
}

/// A time in which nobody is on record as having seen a child.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Silence {
    /// The first day without.
    pub first: NaiveDate,
    /// The last day without.
    pub last: NaiveDate,
    /// The contact before it; none where it begins with the birth.
    pub before: Option<ContactId>,
    /// The contact after it; none where it lasts until today.
    pub after: Option<ContactId>,
}

/// Days without that are worth naming: six weeks, as everywhere (C-03).
const SILENT_DAYS: i64 = 42;

/// The times in which a child is not on record as seen, whatever the dates of the contacts truly were: a contact that can
/// have been at any time within months leaves no silence in them. `seen` goes by the earliest day; `since` is the day from
/// which the child could be seen, where it is known.
pub fn silences(seen: &[(Window, ContactId)], since: Option<NaiveDate>, today: Today) -> Vec<Silence> {
    let mut silences = Vec::new();
    let mut before = None;
    // The last day that is spoken for; none while nothing is.
    let mut reached = since.and_then(|day| day.pred_opt());
    let ends = seen.iter().map(|(window, id)| (window.first, window.last, Some(*id)));
    let tomorrow = today.date().succ_opt();
    for (first, last, after) in ends.chain([(tomorrow, tomorrow, None)]) {
        if let (Some(reached), Some(first)) = (reached, first)
            && (first - reached).num_days() > SILENT_DAYS
            && let (Some(from), Some(to)) = (reached.succ_opt(), first.pred_opt())
        {
            silences.push(Silence { first: from, last: to, before, after });
        }
        // Without a latest day, it can have been at any time since.
        let Some(last) = last else { break };
        if reached.is_none_or(|reached| reached < last) {
            (reached, before) = (Some(last), after);
        }
    }
    silences
}

/// The times in which a child of a case is not on record as seen. None can be told where a contact has no date: it can have
/// been at any time.
pub fn unseen(case: &Case, child: PersonId, today: Today) -> Option<Vec<Silence>> {
    let dated = network::seen(case, child).into_iter().map(|(id, contact)| Some((contact.when.window()?, id)));
    let mut seen: Vec<(Window, ContactId)> = dated.collect::<Option<_>>()?;
    seen.sort_unstable_by_key(|(window, id)| (window.first, window.last, *id));
    // From then on the child certainly was there to be seen.
    let person = case.get::<Person>(child).filter(|person| !person.is_unborn(today));
    let born = person.and_then(|person| person.born.window()?.last).filter(|born| *born <= today.date());
    Some(silences(&seen, born, today))
}

/// Who and what a date of a fact can lean on: everybody by their birth, and every other event.
pub fn named<'a>(case: &'a Case, fact: Option<&FactId>) -> Vec<Named<'a>> {
    let people = case.people.values();
    let people = people.map(|person| Named::person(&person.label, &person.born));
    let others = case.events.iter().filter(|(id, _)| fact != Some(&FactId::from(**id)));
    let also = |event: &Event| event.theme.map_or("", Choice::key);
    let events = others.map(|(_, event)| Named::event(&event.what, also(event), &event.when));
    people.chain(events).collect()
}

/// Where a date stands in a list: without any bound last; an open start by its end. Every list goes by this.
pub fn place(when: &When) -> impl Ord + use<> {
    let (first, last) = when.display_key();
    (first.is_none() && last.is_none(), first.or(last), last.is_none(), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(seen: &[&str], since: Option<&str>) -> Vec<(String, String, Option<u32>, Option<u32>)> {
        let day = |iso| Today::from_iso(iso).expect("a day");
        let windows = seen.iter().zip(1..).map(|(edtf, at)| {
            let window = When::from_edtf(edtf).and_then(|when| when.window()).expect("a date");
            (window, ContactId(at))
        });
        let found = silences(&windows.collect::<Vec<_>>(), since.map(|since| day(since).date()), day("2026-11-24"));
        let iso = |day| Today(day).iso();
        let number = |id: Option<ContactId>| id.map(|id| id.0);
        found.iter().map(|one| (iso(one.first), iso(one.last), number(one.before), number(one.after))).collect()
    }

    #[test]
    fn a_silence_is_what_no_contact_can_fill() {
        let between = |from: &str, to: &str, before, after| (from.to_owned(), to.to_owned(), before, after);
        assert_eq!(
            told(&["2026-01-10", "2026-06-01"], Some("2026-01-01")),
            [between("2026-01-11", "2026-05-31", Some(1), Some(2)), between("2026-06-02", "2026-11-24", Some(2), None)]
        );
        assert_eq!(told(&["2026-11-01"], None), []);
        assert_eq!(told(&[], Some("2026-01-01")), [between("2026-01-01", "2026-11-24", None, None)]);
        // Some time in the year: any day of it may have been the day.
        assert_eq!(
            told(&["2025", "2025-06-01", "2026-10-20"], None),
            [between("2026-01-01", "2026-10-19", Some(1), Some(3))]
        );
        // Six weeks to the day.
        assert_eq!(told(&["2026-09-01", "2026-10-13", "2026-11-20"], None), []);
        assert_eq!(told(&["2026-09-01", "2026-10-14", "2026-11-20"], None).len(), 1);
        assert_eq!(told(&["2020-06/.."], None), []);
    }
}
