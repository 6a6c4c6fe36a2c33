//! Alcohol or other substances, and what that does to the care of the children.
//!
//! # Finds
//! Each adult whom an event about substances concerns and who is a parent or around the children, while nobody has put down
//! what happens for the children then.
//!
//! # Why it matters
//! How much somebody used was written down; what it did to the care of the children was not.
//!
//! # Source
//! Wider learning, not Kent guidance (W-02).
//!
//! # Does not mean
//! That the adult uses anything now, or cares less well.

use super::{Look, OpenQuestion, Rule, guard, is_open, label};
use crate::case::{EventId, FactId, Person, PersonId, Theme};
use crate::network;
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "W-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut concerned: Sorted<PersonId, Vec<EventId>> = Sorted::default();
    for (id, event) in look.case.events.iter().filter(|(_, event)| event.theme == Some(Theme::Substances)) {
        for adult in event.people.iter().filter(|person| cares(look, **person)) {
            concerned.at(*adult).push(*id);
        }
    }
    for (adult, events) in concerned {
        if is_open(look, RULE.id, &[FactId::from(adult)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(adult)
                    .resting_on(events)
                    .slot("person", label(look, adult))
                    .guarded(guard(look, [adult])),
            );
        }
    }
}

/// Whether this is a living adult who is a parent of a child or around one.
fn cares(look: &Look, person: PersonId) -> bool {
    let is_living_adult = |person: &Person| !network::is_child(person) && person.died.is_empty();
    look.case.get(person).is_some_and(is_living_adult)
        && (network::is_parent_figure(look.case, person) || network::is_around(look.case, person, look.today))
}
