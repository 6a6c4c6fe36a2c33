//! Events in a defensible order: by the earliest day each can have been, then the latest, then as they were entered.
//! What has no date comes last and is never guessed.

use std::rc::Rc;

use crate::case::{Case, Contact, ContactId, Event, EventId, Person, PersonId};
use crate::when::{AgeRange, When, age_at};

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

/// Where a date stands in a list: without any bound last; an open start by its end. Every list goes by this.
pub fn place(when: &When) -> impl Ord + use<> {
    let (first, last) = when.display_key();
    (first.is_none() && last.is_none(), first.or(last), last.is_none(), last)
}
