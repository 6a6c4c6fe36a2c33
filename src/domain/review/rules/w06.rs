//! A first explanation that was never looked at again.
//!
//! # Finds
//! Injuries whose explanation was accepted and rests on one account alone. One question for all of them.
//!
//! # Why it matters
//! An early explanation stayed, even when new facts came.
//!
//! # Source
//! Wider learning, not Kent guidance (W-06).
//!
//! # Does not mean
//! That the explanation is wrong, or that whoever gave it is not to be believed.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::{Event, Explained, Theme};

pub const RULE: Rule = Rule { id: "W-06", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let rests_on_one = |event: &Event| {
        event.theme == Some(Theme::Injury)
            && event.explained == Some(Explained::Accepted)
            && event.source.is_one_account()
    };
    let (events, names): (Vec<_>, Vec<_>) = look
        .case
        .events
        .iter()
        .filter(|(_, event)| rests_on_one(event))
        .map(|(id, event)| (*id, said_or(look, &event.what)))
        .unzip();
    if !events.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(events));
    }
}
