//! Orders and conditions that somebody's words speak of, while nobody put them down as one: only an order that is put down
//! keeps suggestions to get in touch out of a review.

use crate::case::{Case, FactId, PersonId};
use crate::guidance::Guidance;
use crate::network;
use crate::quick::OrderWords;
use crate::when::Today;

/// Words that speak of an order.
pub(super) struct Spoken {
    /// Where they stand.
    pub fact: FactId,
    /// The adults it is tied to, in the order of their ids: it may bind one of them. Empty when it is tied to none.
    pub adults: Vec<PersonId>,
}

/// What speaks of an order, in what happened, in the words of a concern and in the note on a person. Nothing that is tied to
/// somebody whom an order binds or protects, nor, tied to nobody, where any order is put down: that may be the one.
pub(super) fn orders(case: &Case, guidance: &Guidance, today: Today) -> Vec<Spoken> {
    let words = OrderWords::of(guidance, today);
    let mut spoken: Vec<Spoken> = Vec::new();
    let mut hear = |fact: FactId, text: &str, mut adults: Vec<PersonId>| {
        if words.are_in(text) {
            adults.retain(|id| case.get(*id).is_some_and(|person| !network::is_child(person)));
            spoken.push(Spoken { fact, adults });
        }
    };
    for (id, event) in &case.events {
        hear((*id).into(), &event.what, event.people.iter().copied().collect());
    }
    for (id, concern) in &case.concerns {
        hear((*id).into(), &concern.words, vec![concern.about]);
    }
    for (id, person) in &case.people {
        hear((*id).into(), &person.note, vec![*id]);
    }
    let is_in_order =
        |adult: &PersonId| case.orders.values().any(|order| order.about == *adult || order.protects.contains(adult));
    spoken.retain(|one| match one.adults.as_slice() {
        [] => case.orders.is_empty(),
        adults => !adults.iter().any(is_in_order),
    });
    spoken
}
