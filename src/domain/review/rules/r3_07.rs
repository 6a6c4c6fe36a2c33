//! Many services at once.
//!
//! # Finds
//! Five services or more that are active, offered or asked for, until it is recorded which could wait, stop or be joined up, and
//! how so much help feels. The count is of what was listed here, and is not taken for the truth.
//!
//! # Why it matters
//! About ten agencies were helping or offering to. So much help can be too much.
//!
//! # Source
//! William review, ¶46, ¶93; Recommendation 3 (R3-07).
//!
//! # Does not mean
//! That any of the help is not needed.

use super::{Look, OpenQuestion, Rule, applies, is_answered, joined, service_words, undated};
use crate::case::{OfferState, Service};

pub const RULE: Rule = Rule { id: "R3-07", variants: &[], find };

/// From how many services on it is asked what could wait.
const MANY: usize = 5;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let services: Vec<_> = look.case.services.iter().filter(|(_, service)| is_current(look, service)).collect();
    let is_settled = ["R3-07a", "R3-07b"].iter().all(|prompt| is_answered(look, prompt, &[]));
    if services.len() >= MANY && !is_settled && applies(look, RULE.id, &[]) {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(services.iter().map(|(id, _)| **id))
                .slot("count", services.len().to_string())
                .slot("services", joined(look, services.iter().map(|(_, service)| service_words(look, service)))),
        );
    }
}

/// Whether a service is active, or is offered or asked for and nothing says that this is over.
pub fn is_current(look: &Look, service: &Service) -> bool {
    service.is_active(look.today)
        || matches!(service.state, Some(OfferState::Offered | OfferState::AskedFor)) && undated(&service.ended)
}
