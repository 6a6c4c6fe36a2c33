//! Who does what, and whether the offer is inside the rules.
//!
//! # Finds
//! The services active, offered or asked for that are outside the rules of their pathway and of which nobody recorded who
//! agreed to it. `role` names the active ones whose part the parent does not know, or that are two of one agency where it is
//! not recorded that the parent knows which does what. "Another agency" and "charity" are names for many.
//!
//! # Why it matters
//! Two health visitors came, and both were leads. The offer was hard to follow.
//!
//! # Source
//! William review, ¶82–84 (R3-18).
//!
//! # Does not mean
//! That an offer outside the rules is wrong. It asks who knows of it.

use super::r3_07::is_current;
use super::{Look, OpenQuestion, Rule, applies, joined, service_words};
use crate::case::{Pathway, Service, YesNo};
use crate::network;

pub const RULE: Rule = Rule { id: "R3-18", variants: &["role"], find };

/// Agencies of the content pack that stand for many.
const MANY_IN_ONE: &[&str] = &["", "charity", "other"];

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.services.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let outside = look.case.services.iter().map(|(id, service)| (*id, &**service)).filter(|(_, service)| {
        service.pathway == Some(Pathway::Outside) && service.agreed_by.trim().is_empty() && is_current(look, service)
    });
    let active: Vec<_> = network::active_services(look.case, look.today).collect();
    let is_one_of_two = |one: &Service| {
        let agency = one.agency.trim();
        !MANY_IN_ONE.contains(&agency) && active.iter().filter(|(_, other)| other.agency.trim() == agency).count() > 1
    };
    let unclear = active.iter().copied().filter(|(_, service)| match service.role_known {
        Some(YesNo::Yes) => false,
        Some(YesNo::No) => true,
        _ => is_one_of_two(service),
    });
    for (variant, services) in [(None, outside.collect::<Vec<_>>()), (Some("role"), unclear.collect())] {
        if !services.is_empty() {
            let names = joined(look, services.iter().map(|(_, service)| service_words(look, service)));
            let question = OpenQuestion { variant, ..OpenQuestion::of(RULE.id) };
            found.push(question.resting_on(services.iter().map(|(id, _)| *id)).slot("services", names));
        }
    }
}
