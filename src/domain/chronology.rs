//! Events in a defensible order: by the earliest day each can have been, then the latest, then as they were entered.
//! What has no date comes last and is never guessed.

use std::rc::Rc;

use crate::case::{Case, Choice, Contact, ContactId, Event, EventId, FactId, Person, PersonId};
use crate::when::{AgeRange, Named, When, age_at};

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

/// Who and what a date of a fact can lean on: everybody by their birth, and every other event.
pub fn named<'a>(case: &'a Case, fact: Option<&FactId>) -> Vec<Named<'a>> {
    let people = case.people.values();
    let people = people.map(|person| Named { words: &person.label, also: "", when: &person.born, is_person: true });
    let others = case.events.iter().filter(|(id, _)| fact != Some(&FactId::from(**id)));
    let events = others.map(|(_, event)| Named {
        words: &event.what,
        also: event.theme.map_or("", Choice::key),
        when: &event.when,
        is_person: false,
    });
    people.chain(events).collect()
}

/// Where a date stands in a list: without any bound last; an open start by its end. Every list goes by this.
pub fn place(when: &When) -> impl Ord + use<> {
    let (first, last) = when.display_key();
    (first.is_none() && last.is_none(), first.or(last), last.is_none(), last)
}
