//! Somebody with a concern, who is a patient here and around a child.
//!
//! # Finds
//! When the review is made at a GP practice or hospital: each adult of whom a concern is recorded that does not rest on
//! their own word, and who is around a child in person now. Until it is written which child, and who knows.
//!
//! # Why it matters
//! Somebody others worry about may come to their own appointments, or talk there about children.
//!
//! # Source
//! William review, ¶100, ¶101 (R4-10).
//!
//! # Does not mean
//! That this person will hurt a child, or that the concern is true.

use super::{Look, OpenQuestion, Rule, guard, is_answered, label, labels};
use crate::case::{Basis, FactId, Person, PersonId, Several};
use crate::network;

pub const RULE: Rule = Rule { id: "R4-10", variants: &[], find };

/// The agencies to which adults come with their own health, by their ids in the content pack.
const OF_ADULTS: &[&str] = &["gp", "acute"];

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    if case.concerns.is_empty() || !OF_ADULTS.contains(&case.head.agency.as_str()) || is_answered(look, RULE.id, &[]) {
        return;
    }
    let concerns = || case.concerns.iter().filter(|(_, concern)| concern.basis != Some(Basis::SelfReport));
    let people: Several<PersonId> = concerns().map(|(_, concern)| concern.about).collect();
    for person in people {
        let is_living_adult =
            case.get::<Person>(person).is_some_and(|one| !network::is_child(one) && one.died.is_empty());
        let is_around = network::is_around(case, person, look.today);
        if !is_living_adult || !is_around || is_answered(look, RULE.id, &[FactId::from(person)]) {
            continue;
        }
        let own = concerns().filter(|(_, concern)| concern.about == person);
        found.push(
            OpenQuestion::of(RULE.id)
                .about(person)
                .resting_on(own.map(|(id, _)| *id))
                .resting_on(network::presences_of(case, person).map(|(id, _)| id))
                .slot("person", label(look, person))
                .slot("people", labels(look, around(look, person)))
                .guarded(guard(look, [person])),
        );
    }
}

/// The children this adult is around now: those named, or every child of the review where it is said of them together.
fn around(look: &Look, adult: PersonId) -> Several<PersonId> {
    let now = network::presences_of(look.case, adult).filter(|(_, presence)| !network::is_over(presence, look.today));
    let mut children = Several::default();
    for (_, presence) in now {
        match presence.child {
            Some(child) => drop(children.insert(child)),
            None => children.extend(network::children(look.case)),
        }
    }
    children
}
