//! Who really cares for a child.
//!
//! # Finds
//! Each born child whom nobody is recorded as living with or looking after alone, once it is recorded how some adult is
//! present; `several` when two adults or more look after the child alone or overnight.
//!
//! # Why it matters
//! The person who cared for a child was at times not the one services thought, and carers changed without anyone asking.
//!
//! # Source
//! Wider learning, not Kent guidance (W-01).
//!
//! # Does not mean
//! That nobody cares for the child, or that shared care is a worry.

use super::{Look, OpenQuestion, Rule, guard, is_open, label, labels};
use crate::case::{FactId, Person, PersonId, Presence, PresenceId, PresenceKind, Several};
use crate::network;

pub const RULE: Rule = Rule { id: "W-01", variants: &["several"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.presences.values().all(|presence| presence.kind.is_none()) {
        return;
    }
    for child in network::children(look.case) {
        let is_born = look.case.get::<Person>(child).is_some_and(|person| !person.unborn);
        if !is_born || !is_open(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(child).slot("child", label(look, child));
        let (_, carers) = cared_for(look, child, &[PresenceKind::LivesHere, PresenceKind::CaresAlone]);
        if carers.is_empty() {
            found.push(question.guarded(guard(look, [child])));
            continue;
        }
        let (presences, carers) =
            cared_for(look, child, &[PresenceKind::CaresAlone, PresenceKind::StaysOver, PresenceKind::ChildStaysThere]);
        if carers.len() > 1 {
            let why = guard(look, carers.iter().copied().chain([child]));
            found.push(
                question.variant("several").resting_on(presences).slot("people", labels(look, carers)).guarded(why),
            );
        }
    }
}

/// How adults are present for a child now in one of these ways, and who they are.
fn cared_for(look: &Look, child: PersonId, ways: &[PresenceKind]) -> (Vec<PresenceId>, Several<PersonId>) {
    let is_care = |presence: &Presence| {
        presence.kind.is_some_and(|kind| ways.contains(&kind)) && !network::is_over(presence, look.today)
    };
    network::presences_for(look.case, child)
        .filter(|(_, presence)| is_care(presence))
        .map(|(id, presence)| (id, presence.adult))
        .unzip()
}
