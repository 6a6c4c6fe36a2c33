//! Help that gets less because of an age or a date.
//!
//! # Finds
//! Services that go on, and step down by age or date within the next eight weeks; `past` for those where the day has
//! certainly gone by. One question for all of either kind, until it is written what follows.
//!
//! # Why it matters
//! The mother felt that help vanished when her son turned one.
//!
//! # Source
//! William review, ¶33 (C-05).
//!
//! # Does not mean
//! That the help should go on as it is.

use chrono::Days;

use super::{Look, OpenQuestion, Rule, bounds, is_answered, joined, service_words};
use crate::case::{FactId, OfferState, Service, ServiceId};

pub const RULE: Rule = Rule { id: "C-05", variants: &["past"], find };

/// Eight weeks.
const SOON_DAYS: u64 = 56;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.services.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    let Some(soon) = look.today.date().checked_add_days(Days::new(SOON_DAYS)) else { return };
    let (mut coming, mut past) = (Vec::new(), Vec::new());
    for (id, service) in &look.case.services {
        let Some((first, last)) = bounds(&service.steps_down) else { continue };
        if first <= soon && goes_on(look, service) && !is_answered(look, RULE.id, &[FactId::from(*id)]) {
            let into = if last < look.today.date() { &mut past } else { &mut coming };
            into.push((*id, &**service));
        }
    }
    found.extend(question(look, OpenQuestion::of(RULE.id), &coming));
    found.extend(question(look, OpenQuestion::of(RULE.id).variant("past"), &past));
}

fn question(look: &Look, question: OpenQuestion, services: &[(ServiceId, &Service)]) -> Option<OpenQuestion> {
    let words = services.iter().map(|(_, one)| format!("{} ({})", service_words(look, one), one.steps_down.in_words()));
    (!services.is_empty())
        .then(|| question.resting_on(services.iter().map(|(id, _)| *id)).slot("services", joined(look, words)))
}

/// Whether a service has not come to an end: one that has is asked about by R3-15.
fn goes_on(look: &Look, service: &Service) -> bool {
    let is_over = matches!(
        service.state,
        Some(OfferState::Stopped | OfferState::Finished | OfferState::Declined | OfferState::DidNotStart)
    );
    !is_over && !service.ended.window().is_some_and(|window| window.certainly_before(look.today.date()))
}
