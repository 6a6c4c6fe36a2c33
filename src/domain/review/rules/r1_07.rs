//! Known, and not yet used.
//!
//! # Finds
//! For each area, the events for which nobody has written what it means for the child now, or what will be done
//! differently. One question an area; it is about the first event of the area, so that it stays the same question while
//! others are answered. Strengths are left out, and an event for which the prompt was answered "does not apply".
//!
//! # Why it matters
//! History was mentioned, but vaguely, and did not shape the work.
//!
//! # Source
//! William review, ¶51, ¶54; Recommendation 1 (R1-07).
//!
//! # Does not mean
//! That each event matters today.

use super::{Look, OpenQuestion, Rule, applies, is_set_aside, theme_words};
use crate::case::{EventId, FactId, Several, Theme};
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "R1-07", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.events.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let left_out = not_applying(look);
    let mut areas: Sorted<Option<Theme>, (EventId, Vec<EventId>)> = Sorted::default();
    for (id, event) in &look.case.events {
        // What went well needs no use; what became of a warning is asked by W-07.
        if matches!(event.theme, Some(Theme::Strength | Theme::Warning)) {
            continue;
        }
        let (_, unused) = areas.at_or_insert(event.theme, || (*id, Vec::new()));
        let is_used = !event.meaning.trim().is_empty() && !event.different.trim().is_empty();
        if !is_used && !left_out.contains(&FactId::from(*id)) {
            unused.push(*id);
        }
    }
    // In the order of the first event of each area, as they stand in the case; an area is no rank.
    let mut areas: Vec<_> = areas.into_iter().filter(|(_, (_, unused))| !unused.is_empty()).collect();
    areas.sort_by_key(|(_, (first, _))| *first);
    for (theme, (first, unused)) in areas {
        found.push(OpenQuestion::of(RULE.id).about(first).resting_on(unused).slot("theme", theme_words(look, theme)));
    }
}

/// Events for which this rule's prompt was answered "does not apply". Read from the answers, which are few, not per event.
fn not_applying(look: &Look) -> Several<FactId> {
    let start = format!("{}/", RULE.id);
    look.case
        .answers
        .iter()
        .filter(|(key, _)| key.0.starts_with(&start))
        .filter(|(_, answer)| is_set_aside(answer))
        .flat_map(|(key, _)| key.about().collect::<Vec<_>>())
        .collect()
}
