//! No record has been looked at yet.
//!
//! # Finds
//! A case with people in it and no record looked at, in whole or in part. `linked` when one was, and relatives, a past
//! partner or children who live elsewhere are known, and no record of a linked household is put down in any state. One
//! question for the case.
//!
//! # Why it matters
//! The wider family in the review had been known for years, under another household's name.
//!
//! # Source
//! William review, ¶35, ¶39; Recommendation 1 (R1-20).
//!
//! # Does not mean
//! That records were neglected: they may be out of reach, or the review may just have begun.

use super::{Look, OpenQuestion, Rule, applies, labels};
use crate::case::{PersonId, PresenceKind, RecordState, Role};
use crate::network;

/// The kind of record that is about a linked household, by its id in the content pack.
const LINKED_HOUSEHOLD: &str = "linked-household";

pub const RULE: Rule = Rule { id: "R1-20", variants: &["linked"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let any_looked_at =
        case.records.values().any(|record| matches!(record.state, Some(RecordState::Complete | RecordState::Partial)));
    if case.people.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    if any_looked_at {
        let elsewhere = elsewhere(look);
        let any_linked = case.records.values().any(|record| record.linked || record.kind == LINKED_HOUSEHOLD);
        if !any_linked && !elsewhere.is_empty() {
            let question = OpenQuestion::of(RULE.id).variant("linked").resting_on(elsewhere.iter().copied());
            found.push(question.slot("people", labels(look, elsewhere)));
        }
        return;
    }
    let adults = network::adults(case);
    let people = if adults.is_empty() { case.people.keys().copied().collect() } else { adults };
    found.push(OpenQuestion::of(RULE.id).resting_on(case.records.keys().copied()).slot("people", labels(look, people)));
}

/// Members of the wider family who are not recorded as living in this home: records about them stand under another.
fn elsewhere(look: &Look) -> Vec<PersonId> {
    let lives_here = |id: PersonId| {
        network::presences_of(look.case, id).any(|(_, presence)| presence.kind == Some(PresenceKind::LivesHere))
    };
    look.case
        .people
        .iter()
        .filter(|(id, person)| {
            matches!(
                person.role,
                Some(
                    Role::Grandmother
                        | Role::Grandfather
                        | Role::OtherRelative
                        | Role::ExPartner
                        | Role::ChildElsewhere
                )
            ) && !lives_here(**id)
        })
        .map(|(id, _)| *id)
        .collect()
}
