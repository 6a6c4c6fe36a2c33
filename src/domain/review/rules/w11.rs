//! A baby who may need more care than most.
//!
//! # Finds
//! Each born child who is or may be under one, once something is put down about that child's birth or development, while
//! nobody has put down whether the child needs more care than most.
//!
//! # Why it matters
//! Babies who were born early, were small or were ill ask more of tired carers.
//!
//! # Source
//! Wider learning, not Kent guidance (W-11).
//!
//! # Does not mean
//! That the child is ill, or the care is not good.

use super::{Look, OpenQuestion, Rule, guard, is_open, label};
use crate::case::{FactId, Person, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "W-11", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for child in network::children(look.case) {
        let is_born = look.case.get::<Person>(child).is_some_and(|person| !person.unborn);
        if !is_born || network::may_be_under(look.case, child, 12, look.today) != Some(true) {
            continue;
        }
        let events: Vec<_> = look
            .case
            .events
            .iter()
            .filter(|(_, event)| {
                matches!(event.theme, Some(Theme::BirthOrPregnancy | Theme::ChildDevelopment))
                    && event.people.contains(&child)
            })
            .map(|(id, _)| *id)
            .collect();
        if !events.is_empty() && is_open(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(child)
                    .resting_on(events)
                    .slot("child", label(look, child))
                    .guarded(guard(look, [child])),
            );
        }
    }
}
