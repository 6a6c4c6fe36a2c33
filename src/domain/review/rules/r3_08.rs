//! An offer of which nothing more was heard.
//!
//! # Finds
//! The services that are offered, asked for or accepted, where that and the last contact, as far as they are dated, lie
//! certainly longer ago than the content pack says, and no later state or end is recorded: one question for all of them.
//! Without any date it cannot be told, and is not asked.
//!
//! # Why it matters
//! Nobody kept track of the services that the mother was referred to and did not use.
//!
//! # Source
//! William review, ¶32, ¶92; Recommendation 3 (R3-08).
//!
//! # Does not mean
//! That the help did not begin: it may not be recorded here. And it says nothing of who should have asked.

use super::{Look, OpenQuestion, Rule, applies, date_words, days_ago, joined, service_words, undated};
use crate::case::{OfferState, Service};

pub const RULE: Rule = Rule { id: "R3-08", variants: &[], find };

/// The number a locality sets, by its id in the content pack, and the days where it sets none.
const OFFER_DAYS: &str = "offer-days";
const SIX_WEEKS: u64 = 42;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.services.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let set = look.guidance.local_number(OFFER_DAYS, &look.today.iso());
    let days = set.and_then(|days| u64::try_from(days).ok()).unwrap_or(SIX_WEEKS);
    let long_ago = days_ago(look, days);
    let is_quiet = |service: &Service| {
        let mut dated = [&service.since, &service.last_contact].into_iter().filter_map(|when| when.window()).peekable();
        dated.peek().is_some() && dated.all(|window| window.certainly_before(long_ago))
    };
    let quiet: Vec<_> = look
        .case
        .services
        .iter()
        .filter(|(id, service)| {
            matches!(service.state, Some(OfferState::Offered | OfferState::AskedFor | OfferState::Accepted))
                && undated(&service.ended)
                && is_quiet(service)
                && applies(look, RULE.id, &[(**id).into()])
        })
        .collect();
    if !quiet.is_empty() {
        let words = quiet.iter().map(|(_, service)| {
            let since = if undated(&service.since) { &service.last_contact } else { &service.since };
            format!("{} ({})", service_words(look, service), date_words(look, since))
        });
        let words = joined(look, words);
        found.push(OpenQuestion::of(RULE.id).resting_on(quiet.iter().map(|(id, _)| **id)).slot("services", words));
    }
}
