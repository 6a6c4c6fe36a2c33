//! Where the children sleep was not seen.
//!
//! # Finds
//! Somebody was inside the home in the last year, and since the last move if there was one, and at none of those times is it
//! recorded that where a child sleeps was seen. Where nobody was inside, L-11 asks.
//!
//! # Why it matters
//! A worker who came to the home had not seen the bedroom after the move.
//!
//! # Source
//! William review, ¶66; Learning point (d) (LD-02).
//!
//! # Does not mean
//! That anything is wrong where the child sleeps, or that a home must be looked through.

use super::l11::{inside_now, latest_move};
use super::{Look, OpenQuestion, Rule, applies, date_words};
use crate::case::Space;

pub const RULE: Rule = Rule { id: "LD-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let inside = inside_now(look);
    let is_seen = inside.iter().any(|(_, contact)| contact.spaces.contains(&Space::Sleeps));
    let Some((_, last)) = inside.last() else { return };
    if !is_seen && applies(look, RULE.id, &[]) {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(latest_move(look).map(|(id, _)| id))
                .resting_on(inside.iter().map(|(id, _)| *id))
                .slot("date", date_words(look, &last.when)),
        );
    }
}
