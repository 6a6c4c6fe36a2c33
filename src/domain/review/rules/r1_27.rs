//! Help with mental health that did not go on.
//!
//! # Finds
//! Help with mental health that stopped, was paused, did not start or was declined, where nobody is recorded as told. One
//! question for all of it.
//!
//! # Why it matters
//! The mother lived with mental ill health for years and her mood fell in pregnancy. Treatment came and went, and there is
//! no sign that this was shared as a concern.
//!
//! # Source
//! William review, ¶38, ¶47, ¶78 (R1-27).
//!
//! # Does not mean
//! That others should be told without the parent knowing, or that the treatment was right for them.

use super::{Look, OpenQuestion, Rule, applies, joined, service_words};
use crate::case::{FactId, OfferState, Theme};

pub const RULE: Rule = Rule { id: "R1-27", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.services.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let untold: Vec<_> = look
        .case
        .services
        .iter()
        .filter(|(_, service)| service.area == Some(Theme::MentalHealth) && service.told.is_empty())
        .filter(|(_, service)| {
            matches!(
                service.state,
                Some(OfferState::Stopped | OfferState::Paused | OfferState::DidNotStart | OfferState::Declined)
            )
        })
        .filter(|(id, _)| applies(look, RULE.id, &[FactId::from(**id)]))
        .collect();
    if !untold.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(untold.iter().map(|(id, _)| **id))
                .slot("services", joined(look, untold.iter().map(|(_, service)| service_words(look, service)))),
        );
    }
}
