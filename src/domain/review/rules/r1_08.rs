//! Not the right time, and no day to come back to it.
//!
//! # Finds
//! The events of which somebody wrote that it is not the right time to talk, and no day to come back to it. One question for
//! all of them: they wait for one conversation.
//!
//! # Why it matters
//! Workers did not explore with the mother what the past meant to her. Waiting is a decision when it has a date.
//!
//! # Source
//! William review, ¶51, ¶55 (R1-08, R1-10).
//!
//! # Does not mean
//! That it should be talked about now.

use super::{Look, OpenQuestion, Rule, applies, guard, joined, said_or, undated};
use crate::case::{FactId, Talked};

pub const RULE: Rule = Rule { id: "R1-08", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.events.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let put_off: Vec<_> = look
        .case
        .events
        .iter()
        .filter(|(_, event)| event.talked == Some(Talked::NotRightTime) && undated(&event.revisit))
        .filter(|(id, _)| applies(look, RULE.id, &[FactId::from(**id)]))
        .collect();
    if put_off.is_empty() {
        return;
    }
    let people = put_off.iter().flat_map(|(_, event)| event.people.iter().copied());
    found.push(
        OpenQuestion::of(RULE.id)
            .resting_on(put_off.iter().map(|(id, _)| **id))
            .slot("what", joined(look, put_off.iter().map(|(_, event)| said_or(look, &event.what))))
            .guarded(guard(look, people)),
    );
}
