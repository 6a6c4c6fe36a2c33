//! A warning from family, neighbours or others.
//!
//! # Finds
//! Warnings of which it is not put down what they mean now or what is done differently, and those held as an opinion or an
//! allegation that nobody is recorded as having talked about. One question for all of them.
//!
//! # Why it matters
//! Warnings from family, neighbours or fathers were set aside as spite.
//!
//! # Source
//! Wider learning, not Kent guidance (W-07).
//!
//! # Does not mean
//! That the warning is true, or meant kindly.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::{Event, Standing, Theme};

pub const RULE: Rule = Rule { id: "W-07", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let (events, names): (Vec<_>, Vec<_>) = look
        .case
        .events
        .iter()
        .filter(|(_, event)| event.theme == Some(Theme::Warning) && is_left(event))
        .map(|(id, event)| (*id, said_or(look, &event.what)))
        .unzip();
    if !events.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(events));
    }
}

fn is_left(event: &Event) -> bool {
    let is_only_said = matches!(event.standing, Some(Standing::Opinion | Standing::Allegation));
    event.meaning.trim().is_empty() || event.different.trim().is_empty() || is_only_said && event.talked.is_none()
}
