//! What rests on one account.
//!
//! # Finds
//! For each person who told something, what rests on their word alone: events, presences, parent links, parental
//! responsibility, orders and concerns that were told, with no second account or record. One question a teller, about the
//! first thing they told, so that it stays the same question when that gets a second account. Tellers are put together
//! without regard to capitals and spaces; where nobody wrote who it was, that is one group.
//!
//! # Why it matters
//! At voluntary levels workers rely on the family as their main source.
//!
//! # Source
//! William review, ¶69, ¶73; Recommendation 1 (R1-23, R1-24).
//!
//! # Does not mean
//! That it is not true, or that anyone is not to be believed.

use super::{Look, OpenQuestion, Rule, applies, guard, said_or};
use crate::case::{FactId, PersonId, Source};
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "R1-24", variants: &[], find };

#[derive(Default)]
struct Told {
    who: String,
    first: Option<FactId>,
    facts: Vec<FactId>,
    people: Vec<PersonId>,
}

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let mut tellers: Sorted<String, Told> = Sorted::default();
    let mut add = |source: &Source, fact: FactId, person: Option<PersonId>| {
        if !source.is_told() {
            return;
        }
        let told = tellers.at(source.who.trim().to_lowercase());
        if told.first.is_none() {
            told.first = Some(fact.clone());
            told.who = source.who.trim().to_owned();
        }
        told.people.extend(person);
        if source.is_one_account() {
            told.facts.push(fact);
        }
    };
    for (id, event) in &look.case.events {
        add(&event.source, (*id).into(), None);
    }
    for (id, presence) in &look.case.presences {
        add(&presence.source, (*id).into(), Some(presence.adult));
    }
    for (id, link) in &look.case.parents {
        add(&link.source, (*id).into(), link.adult);
    }
    for (id, record) in &look.case.responsibilities {
        add(&record.source, (*id).into(), Some(record.adult));
    }
    for (id, order) in &look.case.orders {
        add(&order.source, (*id).into(), Some(order.about));
    }
    for (id, concern) in &look.case.concerns {
        add(&concern.source, (*id).into(), Some(concern.about));
    }
    for told in tellers.into_iter().map(|(_, told)| told) {
        let Some(first) = told.first.filter(|_| !told.facts.is_empty()) else { continue };
        found.push(
            OpenQuestion::of(RULE.id)
                .about(first)
                .resting_on(told.facts)
                .slot("who", said_or(look, &told.who))
                .guarded(guard(look, told.people)),
        );
    }
}
