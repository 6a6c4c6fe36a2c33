//! People not yet thought about in the decision on a level.
//!
//! # Finds
//! Each child whose latest decision does not name everyone who is or may be a parent, is present in the child's life or is a
//! grandparent, and the other children of the review. A parent, partner or carer recorded by their role alone, tied to no
//! child, is taken to be around every child; so is a grandparent.
//!
//! # Why it matters
//! The assessment was to take in mother, fathers and partners, grandparents and both children.
//!
//! # Source
//! William review, terms of reference; Learning point (f) (K-02).
//!
//! # Does not mean
//! That the level is wrong, or would be another.

use super::k01::decisions;
use super::{Look, OpenQuestion, Rule, applies, guard, label, labels};
use crate::case::{Case, FactId, ParentKind, Person, PersonId, Role, Several};
use crate::network;

pub const RULE: Rule = Rule { id: "K-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for child in network::children(look.case) {
        let decisions = decisions(look, child);
        let Some((_, id, decision)) = decisions.last() else { continue };
        let left_out: Vec<PersonId> =
            around(look, child).iter().copied().filter(|person| !decision.considered.contains(person)).collect();
        if !left_out.is_empty() && applies(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(child)
                    .resting_on([FactId::from(*id)])
                    .resting_on(left_out.iter().copied())
                    .slot("child", label(look, child))
                    .slot("people", labels(look, left_out.iter().copied()))
                    .guarded(guard(look, left_out.into_iter().chain([child]))),
            );
        }
    }
}

/// Everyone whom a decision about this child would take in.
fn around(look: &Look, child: PersonId) -> Several<PersonId> {
    let case = look.case;
    let parents = network::links_of(case, child)
        .filter(|(_, link)| link.kind != Some(ParentKind::Donor))
        .filter_map(|(_, link)| link.adult);
    let present = network::presences_for(case, child)
        .filter(|(_, presence)| !network::is_over(presence, look.today))
        .map(|(_, presence)| presence.adult);
    let by_role = case
        .people
        .iter()
        .filter(|(id, person)| match person.role {
            Some(Role::Grandmother | Role::Grandfather) => person.relative_of.is_none_or(|of| of == child),
            Some(Role::Mother | Role::Father | Role::Parent | Role::Partner | Role::Carer) => !is_tied(case, **id),
            _ => false,
        })
        .map(|(id, _)| *id);
    let others = network::children(case).into_iter().filter(|other| *other != child);
    let mut around: Several<PersonId> = parents.chain(present).chain(by_role).chain(others).collect();
    around.retain(|person| case.get::<Person>(*person).is_some_and(|person| person.died.is_empty()));
    around
}

/// Whether an adult is tied to one child or another by a parent link or a presence.
fn is_tied(case: &Case, adult: PersonId) -> bool {
    case.parents.values().any(|link| link.adult == Some(adult))
        || case.presences.values().any(|presence| presence.adult == adult)
}
