//! What it meant for the children that help did not go on.
//!
//! # Finds
//! Where two services or more did not start, stopped or were never heard back from, the children of whom it is not recorded
//! what that meant for them: one question for all of them. R3-09 asks what got in the way.
//!
//! # Why it matters
//! Help that was asked for and not used was part of the children's own lives.
//!
//! # Source
//! William review, ¶65 (L-09).
//!
//! # Does not mean
//! That the help would have been right for the child.

use super::r3_09::not_gone_on;
use super::{Look, OpenQuestion, Rule, guard, is_answered, joined, labels, service_words};
use crate::case::FactId;
use crate::network;

pub const RULE: Rule = Rule { id: "L-09", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let services = not_gone_on(look);
    if services.len() < 2 || is_answered(look, RULE.id, &[]) {
        return;
    }
    let mut children = network::children(look.case);
    children.retain(|child| !is_answered(look, RULE.id, &[FactId::from(*child)]));
    if !children.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(services.iter().map(|(id, _)| *id))
                .slot("people", labels(look, children.clone()))
                .slot("services", joined(look, services.iter().map(|(_, service)| service_words(look, service))))
                .guarded(guard(look, children)),
        );
    }
}
