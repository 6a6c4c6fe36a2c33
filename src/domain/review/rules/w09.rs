//! A move, and whether the records followed.
//!
//! # Finds
//! Moves before which no record reaches. One question for all of them.
//!
//! # Why it matters
//! A move between areas could leave the past behind. New workers then began again.
//!
//! # Source
//! Wider learning, not Kent guidance (W-09).
//!
//! # Does not mean
//! That a record was lost: it may just not have been looked at.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::{Event, Theme};

pub const RULE: Rule = Rule { id: "W-09", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let (events, names): (Vec<_>, Vec<_>) = look
        .case
        .events
        .iter()
        .filter(|(_, event)| event.theme == Some(Theme::Move) && !is_reached(look, event))
        .map(|(id, event)| (*id, said_or(look, &event.what)))
        .unzip();
    if !events.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(events));
    }
}

/// Whether a record may go back to before this move. Any dated record may, where nobody knows when the move was.
fn is_reached(look: &Look, event: &Event) -> bool {
    let last = event.when.window().and_then(|window| window.last);
    look.case.records.values().any(|record| match (record.earliest.window(), last) {
        (Some(window), Some(last)) => window.first.is_none_or(|first| first < last),
        (window, None) => window.is_some(),
        (None, _) => false,
    })
}
