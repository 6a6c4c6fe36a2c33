//! Nobody is recorded as leading.
//!
//! # Finds
//! Two services or more active and no lead recorded.
//!
//! # Why it matters
//! There was no clear lead professional or agency.
//!
//! # Source
//! William review, ¶46, ¶104; Recommendation 3 (R3-06).
//!
//! # Does not mean
//! That nobody leads: it may be agreed and not written down.

use super::{Look, OpenQuestion, Rule, applies, helping};

pub const RULE: Rule = Rule { id: "R3-06", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let (services, agencies) = helping(look);
    if services.len() > 1 && look.case.plan.lead.trim().is_empty() && applies(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on(services).slot("agencies", agencies.join(", ")));
    }
}
