//! Something that comes back over time.
//!
//! # Finds
//! Each area with three events or more. The number is a reason to read them side by side and is never shown; strengths,
//! and events without an area of their own, are left out.
//!
//! # Why it matters
//! Harm can add up while each event on its own looks small.
//!
//! # Source
//! William review, ¶38, ¶51; Recommendation 1 (R1-22).
//!
//! # Does not mean
//! That things are getting worse, or that they will happen again.

use super::{Look, OpenQuestion, Rule, applies, theme_words};
use crate::case::{EventId, Theme};
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "R1-22", variants: &[], find };

/// How many events of one area are read side by side.
const SIDE_BY_SIDE: usize = 3;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.events.len() < SIDE_BY_SIDE || !applies(look, RULE.id, &[]) {
        return;
    }
    let mut areas: Sorted<Theme, Vec<EventId>> = Sorted::default();
    for (id, event) in &look.case.events {
        if let Some(theme) = event.theme.filter(|theme| !matches!(theme, Theme::Strength | Theme::Other)) {
            areas.at(theme).push(*id);
        }
    }
    let mut areas: Vec<_> = areas.into_iter().filter(|(_, events)| events.len() >= SIDE_BY_SIDE).collect();
    areas.sort_by_key(|(_, events)| events.first().copied());
    for (theme, events) in areas {
        let Some(first) = events.first().copied() else { continue };
        found.push(
            OpenQuestion::of(RULE.id).about(first).resting_on(events).slot("theme", theme_words(look, Some(theme))),
        );
    }
}
