//! Help asked for or offered, that did not go on.
//!
//! # Finds
//! Two services or more that did not start, stopped or were never heard back from, where for any of them nobody asked
//! what made it hard to use. Help that a parent declined is their choice and is not counted here. What it meant for the
//! children is asked by L-09.
//!
//! # Why it matters
//! Help was asked for, then not taken up, and not always followed up. That was part of the children's lives too.
//!
//! # Source
//! William review, ¶32, ¶65, ¶92; Recommendation 3 (R3-08 to R3-10).
//!
//! # Does not mean
//! That the parent is at fault: getting there, cost or trust may have stood in the way.

use super::{Look, OpenQuestion, Rule, applies, joined, service_words};
use crate::case::{Barrier, OfferState, Service, ServiceId};

pub const RULE: Rule = Rule { id: "R3-09", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let not_gone_on = not_gone_on(look);
    let any_unasked = not_gone_on.iter().any(|(_, service)| is_unasked(service));
    if not_gone_on.len() > 1 && any_unasked && applies(look, RULE.id, &[]) {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(not_gone_on.iter().map(|(id, _)| *id))
                .slot("services", joined(look, not_gone_on.iter().map(|(_, service)| service_words(look, service)))),
        );
    }
}

/// The services that did not start, stopped or were never heard back from.
pub fn not_gone_on<'a>(look: &Look<'a>) -> Vec<(ServiceId, &'a Service)> {
    let services = look.case.services.iter().map(|(id, service)| (*id, &**service));
    let is_over = |service: &Service| {
        matches!(service.state, Some(OfferState::DidNotStart | OfferState::Stopped | OfferState::NeverHeardBack))
    };
    services.filter(|(_, service)| is_over(service)).collect()
}

fn is_unasked(service: &Service) -> bool {
    service.barriers.is_empty() || service.barriers.contains(&Barrier::NotAsked)
}
