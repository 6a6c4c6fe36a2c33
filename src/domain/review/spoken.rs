//! Orders and conditions that somebody's words speak of, while nobody put them down as one. Whom they bind is then a guess,
//! so nobody whom they may bind is to be told to be asked, until somebody puts the order down or says that it is none.

use super::rules::is_set_aside;
use crate::case::{Case, FactId, PersonId};
use crate::guidance::Guidance;
use crate::network;
use crate::quick::OrderWords;
use crate::when::Today;

/// The prompt about orders.
const ORDERS: &str = "M-06";

/// Words that speak of an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// Where they stand.
    pub fact: FactId,
    /// The adults they are tied to of whom no order is put down, in the order of their ids; empty when they are tied to none.
    pub tied: Vec<PersonId>,
    /// Whom they may bind: those they are tied to; every man besides where they are tied to nobody, or say that it is another.
    /// Nobody where a concern says so: that is on record as told, and asked about as such (M-05).
    pub may_bind: Vec<PersonId>,
    /// Whether they say whom the order binds: a note or a concern about somebody does, what happened leaves it open.
    pub is_clear: bool,
}

/// What speaks of an order, in what happened, in the words of a concern and in the note on a person. Nothing that is tied to
/// somebody whom an order binds, or only to people whom one protects; nor, tied to nobody, where any order is put down: that
/// may be the one. Nor what "does not apply", and why, sets aside under the prompt about orders.
pub fn spoken(case: &Case, guidance: &Guidance, today: Today) -> Vec<Spoken> {
    // The first screen need not wait for what has nothing to look at.
    if case.is_untouched() {
        return Vec::new();
    }
    let is_aside = |about: &[FactId]| case.answer(ORDERS, about).is_some_and(is_set_aside);
    if is_aside(&[]) {
        return Vec::new();
    }
    let words = OrderWords::of(guidance, today);
    let mut spoken: Vec<Spoken> = Vec::new();
    let mut hear = |fact: FactId, text: &str, people: &mut dyn Iterator<Item = PersonId>| {
        let Some(says) = words.said_in(text) else { return };
        let mut tied: Vec<PersonId> = people.collect();
        tied.retain(|id| case.get(*id).is_some_and(|person| !network::is_child(person)));
        let is_tied = !tied.is_empty();
        if tied.iter().any(|adult| case.orders.values().any(|order| order.about == *adult))
            || !is_tied && !case.orders.is_empty()
        {
            return;
        }
        let is_protected = |adult: &PersonId| case.orders.values().any(|order| order.protects.contains(adult));
        tied.retain(|adult| !is_protected(adult) && !is_aside(&[FactId::from(*adult)]));
        if is_tied && tied.is_empty() {
            return;
        }
        let is_note = matches!(fact, FactId::Person(_));
        let is_concern = matches!(fact, FactId::Concern(_));
        let is_clear = is_concern || is_tied && is_note && says.only_binds();
        // "Against Dave", who is nobody here, or who has another label.
        let is_of_another = says.protects() || is_note && !says.only_binds();
        let mut may_bind = if is_concern { Vec::new() } else { tied.clone() };
        if !is_concern && (!is_tied || is_of_another) {
            may_bind.extend(network::men(case));
        }
        spoken.push(Spoken { fact, tied, may_bind, is_clear });
    };
    for (id, event) in &case.events {
        hear((*id).into(), &event.what, &mut event.people.iter().copied());
    }
    for (id, concern) in &case.concerns {
        hear((*id).into(), &concern.words, &mut [concern.about].into_iter());
    }
    for (id, person) in &case.people {
        hear((*id).into(), &person.note, &mut [*id].into_iter());
    }
    spoken
}

/// Whether a fact stands in the way of getting in touch only by what its words speak of.
pub(super) fn is_by_words(fact: &FactId) -> bool {
    matches!(fact, FactId::Event(_) | FactId::Person(_))
}

/// Why nobody is to get in touch with this person: what is recorded, and what words speak of.
pub fn no_contact(case: &Case, spoken: &[Spoken], person: PersonId, today: Today) -> Vec<FactId> {
    let mut why = network::no_contact(case, person, today);
    let by_words = spoken.iter().filter(|one| one.may_bind.contains(&person)).map(|one| one.fact.clone());
    let more: Vec<FactId> = by_words.filter(|fact| !why.contains(fact)).collect();
    why.extend(more);
    why
}
