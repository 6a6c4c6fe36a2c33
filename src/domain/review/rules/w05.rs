//! A child elsewhere who was hurt.
//!
//! # Finds
//! Injuries of a child of the family who lives elsewhere, and concerns about one, while it is not put down for a child of this
//! review whether the same adults are around. One question for all of them.
//!
//! # Why it matters
//! Earlier harm to another child was not linked. In the review's case, one man's past was about a child in another family.
//!
//! # Source
//! Wider learning, not Kent guidance (W-05); William review, ¶30.
//!
//! # Does not mean
//! That anyone hurt that child, or would hurt this one.

use super::{Look, OpenQuestion, Rule, guard, is_open, labels};
use crate::case::{FactId, PersonId, Several, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "W-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let elsewhere = network::linked_children(look.case);
    let mut children = network::children(look.case);
    children.retain(|child| is_open(look, RULE.id, &[FactId::from(*child)]));
    if elsewhere.is_empty() || children.is_empty() {
        return;
    }
    let mut rests_on: Vec<FactId> = Vec::new();
    let (mut hurt, mut concerned): (Several<PersonId>, Several<PersonId>) = (Several::default(), Several::default());
    for (id, event) in look.case.events.iter().filter(|(_, event)| event.theme == Some(Theme::Injury)) {
        if event.people.iter().any(|person| elsewhere.contains(person)) {
            rests_on.push((*id).into());
            hurt.extend(event.people.iter().copied().filter(|person| elsewhere.contains(person)));
            concerned.extend(event.people.iter().copied());
        }
    }
    for (id, concern) in look.case.concerns.iter().filter(|(_, concern)| elsewhere.contains(&concern.about)) {
        rests_on.push((*id).into());
        hurt.insert(concern.about);
    }
    if !rests_on.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .slot("people", labels(look, hurt))
                .slot("child", labels(look, children))
                .resting_on(rests_on)
                .guarded(guard(look, concerned)),
        );
    }
}
