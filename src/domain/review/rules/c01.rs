//! Who does what this month.
//!
//! # Finds
//! Three services or more active, of which some do not say what they do this month: one question that names them, until it
//! is answered for the case.
//!
//! # Why it matters
//! When workers spoke with each other, their tasks fitted together.
//!
//! # Source
//! William review, ¶86, ¶87 (C-01).
//!
//! # Does not mean
//! That anyone is idle.

use super::{Look, OpenQuestion, Rule, is_answered, joined, service_words};
use crate::network;

pub const RULE: Rule = Rule { id: "C-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut services: Vec<_> = network::active_services(look.case, look.today).collect();
    if services.len() < 3 || is_answered(look, RULE.id, &[]) {
        return;
    }
    services.retain(|(_, service)| service.task.trim().is_empty());
    if !services.is_empty() {
        let names = joined(look, services.iter().map(|(_, service)| service_words(look, service)));
        found.push(OpenQuestion::of(RULE.id).resting_on(services.iter().map(|(id, _)| *id)).slot("services", names));
    }
}
