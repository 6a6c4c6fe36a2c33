//! What would make help easier to use, in the parent's words.
//!
//! # Finds
//! A case with a plan or services and no answer to the prompt of the same id. `unasked` when nothing at all is recorded in
//! a parent's voice: nothing they say of the help, no purpose in their words, nothing they told, nothing talked about.
//! Besides, `specialist` where domestic abuse is known (abuse put down, an event, an order made for it, a MARAC) and it is
//! not recorded how help from a specialist service stands, as a service or in answer to its own prompt (R1-28a).
//!
//! # Why it matters
//! Care did not go on because getting there with a toddler and a baby was too hard; nobody could say whether a domestic
//! abuse adviser had been involved.
//!
//! # Source
//! William review, ¶49, ¶54, ¶92; Recommendation 1 (R1-28, R3-10).
//!
//! # Does not mean
//! That a parent must be asked now. "Not safe" and "not the right time" are answers, and leave the question for later.

use super::{Look, OpenQuestion, Rule, is_answered};
use crate::case::{Basis, Case, FactId, OrderKind, Plan, Route, Source, Talked, Theme};

pub const RULE: Rule = Rule { id: "R1-28", variants: &["unasked", "specialist"], find };

/// The specialist domestic abuse service, by its id in the content pack.
const SPECIALIST: &str = "domestic-abuse";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    specialist(look, found);
    let case = look.case;
    let has_help = !case.services.is_empty() || *case.plan != Plan::default();
    if !has_help || is_answered(look, RULE.id, &[]) {
        return;
    }
    let question = OpenQuestion::of(RULE.id).resting_on(case.services.keys().copied());
    found.push(if has_parents_voice(case) { question } else { question.variant("unasked") });
}

/// Whether a specialist domestic abuse service was offered, where one may be needed: "not known" is a question to answer.
fn specialist(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let events = case.events.iter().filter(|(_, event)| event.theme == Some(Theme::DomesticAbuse));
    let orders = case.orders.iter().filter(|(_, order)| {
        matches!(
            order.kind,
            Some(OrderKind::NonMolestation | OrderKind::Occupation | OrderKind::DomesticAbuseProtection)
        )
    });
    let concerns = case.concerns.iter().filter(|(_, concern)| concern.basis == Some(Basis::Marac));
    let known: Vec<FactId> = (events.map(|(id, _)| FactId::from(*id)))
        .chain(orders.map(|(id, _)| FactId::from(*id)))
        .chain(concerns.map(|(id, _)| FactId::from(*id)))
        .chain(case.abuse.keys().map(|id| FactId::from(*id)))
        .chain(case.maracs.keys().map(|id| FactId::from(*id)))
        .collect();
    let services = || case.services.iter().filter(|(_, service)| service.agency == SPECIALIST);
    let is_recorded = services().any(|(_, service)| service.state.is_some());
    if !known.is_empty() && !is_recorded && !is_answered(look, "R1-28a", &[]) {
        let question = OpenQuestion::of(RULE.id).variant("specialist").resting_on(known);
        found.push(question.resting_on(services().map(|(id, _)| *id)));
    }
}

fn has_parents_voice(case: &Case) -> bool {
    let told = |source: &Source| source.route == Some(Route::ToldByParent);
    !case.plan.parent_says.trim().is_empty()
        || case.plan.parent_says_nobody.is_some()
        || case.services.values().any(|service| !service.purpose.trim().is_empty() || told(&service.source))
        || case.events.values().any(|event| event.talked == Some(Talked::Yes) || told(&event.source))
        || case.presences.values().any(|presence| told(&presence.source))
        || case.parents.values().any(|link| told(&link.source))
        || case.answers.values().any(|answer| told(&answer.source))
}
