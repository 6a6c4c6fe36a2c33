//! A child who was not seen awake.
//!
//! # Finds
//! The children who were seen in the last year, as far as it can be told, and are recorded as awake at none of those times: one
//! question for all of them. Asleep is not awake, and neither is "not recorded".
//!
//! # Why it matters
//! The child was often asleep when the worker came, and was not seen awake.
//!
//! # Source
//! William review, ¶66; Learning point (d) (LD-01).
//!
//! # Does not mean
//! That a sleeping child should have been woken, or that the visit was for nothing.

use super::{Look, OpenQuestion, Rule, YEAR_DAYS, applies, days_ago, guard, labels, seen};
use crate::case::{Awake, FactId};
use crate::network;

pub const RULE: Rule = Rule { id: "LD-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.contacts.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let year_ago = days_ago(look, YEAR_DAYS);
    let mut children = Vec::new();
    let mut question = OpenQuestion::of(RULE.id);
    for child in network::children(look.case) {
        let mut seen = seen(look, child);
        seen.retain(|(_, contact)| contact.when.window().is_some_and(|window| !window.certainly_before(year_ago)));
        let is_awake = seen.iter().any(|(_, contact)| contact.awake == Some(Awake::Awake));
        if !seen.is_empty() && !is_awake && applies(look, RULE.id, &[FactId::from(child)]) {
            children.push(child);
            question = question.resting_on(seen.iter().map(|(id, _)| *id));
        }
    }
    if !children.is_empty() {
        found.push(question.slot("people", labels(look, children.clone())).guarded(guard(look, children)));
    }
}
