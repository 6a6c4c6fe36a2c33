//! A flag that follows a home may miss somebody who visits.
//!
//! # Finds
//! People around a child who do not live there, when a flag is tied to a household, or nobody recorded to what: the flag
//! is about them, or there is a concern about them and no flag of their own. One question a person.
//!
//! # Why it matters
//! Flags on a family usually follow those who live in the same house. A visitor is not seen by them.
//!
//! # Source
//! William review, ¶98, ¶100; Recommendation 4 (R4-02).
//!
//! # Does not mean
//! That a flag would have changed anything, or that one should be set.

use super::{Look, OpenQuestion, Rule, applies, guard, label};
use crate::case::{Case, FactId, FlagReach, PersonId, PresenceKind};
use crate::network;
use crate::sorted::Sorted;
use crate::when::Today;

pub const RULE: Rule = Rule { id: "R4-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let reaches_home = |reach| reach != Some(FlagReach::Person);
    let of_home: Vec<_> = case.flags.iter().filter(|(_, flag)| reaches_home(flag.reach)).collect();
    if of_home.is_empty() {
        return;
    }
    let mut people: Sorted<PersonId, Vec<FactId>> = Sorted::default();
    for (id, flag) in &of_home {
        people.at(flag.about).push((**id).into());
    }
    for (id, concern) in &case.concerns {
        let has_own_flag = case.flags.values().any(|flag| flag.about == concern.about && !reaches_home(flag.reach));
        if !has_own_flag {
            people.at(concern.about).push((*id).into());
        }
    }
    for (person, mut facts) in people {
        if !comes_and_goes(case, person, look.today) || !applies(look, RULE.id, &[FactId::from(person)]) {
            continue;
        }
        for (id, _) in &of_home {
            let flag = FactId::from(**id);
            if !facts.contains(&flag) {
                facts.push(flag);
            }
        }
        facts.extend(network::presences_of(case, person).map(|(id, _)| FactId::from(id)));
        found.push(
            OpenQuestion::of(RULE.id)
                .about(person)
                .resting_on(facts)
                .slot("person", label(look, person))
                .guarded(guard(look, [person])),
        );
    }
}

/// Around a child, and not recorded as living there.
fn comes_and_goes(case: &Case, person: PersonId, today: Today) -> bool {
    let lives_here = network::presences_of(case, person)
        .any(|(_, presence)| presence.kind == Some(PresenceKind::LivesHere) && !network::is_over(presence, today));
    !lives_here && network::is_around(case, person, today)
}
