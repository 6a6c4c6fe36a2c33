//! A service ended.
//!
//! # Finds
//! Each service that has ended, stopped or finished, with no hand-over recorded that may have been made since. Where the
//! end has no date, a hand-over counts when it says that it came from that service. `untold` when some were told of it, and
//! not every agency that is active; silent when all of them were. Care for mental health that stopped is asked about by R1-27.
//!
//! # Why it matters
//! An alert was lifted on word that all was well; it seems that it was the service that had finished. Agencies were not
//! clearly told of closures.
//!
//! # Source
//! William review, ¶74, ¶86 (R3-15, R2-06).
//!
//! # Does not mean
//! That the service should have gone on.

use super::{Look, OpenQuestion, Rule, agency_or, applies, date_words, joined, undated};
use crate::case::{FactId, HandOver, OfferState, Service, Several, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "R3-15", variants: &["untold"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, service) in &look.case.services {
        let is_ended =
            matches!(service.state, Some(OfferState::Stopped | OfferState::Finished)) || !undated(&service.ended);
        let is_to_come = service.ended.window().is_some_and(|window| window.certainly_after(look.today.date()));
        let is_handed_over = look.case.hand_overs.values().any(|hand_over| is_since(look, hand_over, service));
        let untold = untold(look, service);
        let asked_elsewhere = service.state == Some(OfferState::Stopped)
            && service.area == Some(Theme::MentalHealth)
            && service.told.is_empty();
        let all_told = !service.told.is_empty() && untold.is_empty();
        let is_open = is_ended && !is_to_come && !is_handed_over && !asked_elsewhere && !all_told;
        if is_open && applies(look, RULE.id, &[FactId::from(*id)]) {
            let question = OpenQuestion::of(RULE.id)
                .about(*id)
                .resting_on([*id])
                .slot("agency", whose(look, service))
                .slot("date", date_words(look, &service.ended));
            found.push(match service.told.is_empty() {
                true => question,
                false => question.variant("untold").slot("agencies", joined(look, untold)),
            });
        }
    }
}

/// Whose service it is; its own name where the agency says nothing, and no more than that it is one where it has none.
fn whose<'a>(look: &Look<'a>, service: &'a Service) -> &'a str {
    match (service.agency.trim(), service.name.trim()) {
        ("" | "other", "") => look.guidance.word("slot.a-service"),
        ("other", name) => name,
        (agency, name) => agency_or(look, agency, name),
    }
}

/// The agencies that are active and are not down as told.
fn untold(look: &Look, service: &Service) -> Vec<String> {
    let active = network::active_services(look.case, look.today).map(|(_, other)| &other.agency);
    let others =
        active.filter(|agency| !agency.is_empty() && **agency != service.agency && !service.told.contains(agency));
    let agencies: Several<&String> = others.collect();
    agencies.iter().map(|agency| look.guidance.agency_name(agency).to_owned()).collect()
}

/// Whether a hand-over may have been made on or after the day the service ended.
fn is_since(look: &Look, hand_over: &HandOver, service: &Service) -> bool {
    match service.ended.window().and_then(|window| window.first) {
        Some(ended) => !hand_over.when.window().is_some_and(|window| window.certainly_before(ended)),
        None => {
            let from = hand_over.from.trim().to_lowercase();
            let names = [service.name.as_str(), service.agency.as_str(), look.guidance.agency_name(&service.agency)];
            names.iter().any(|name| !name.trim().is_empty() && from.contains(&name.trim().to_lowercase()))
        }
    }
}
