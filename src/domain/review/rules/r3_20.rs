//! No written plan.
//!
//! # Finds
//! A level of 2 or 3 decided for a child, an Early Help service active, and no written plan recorded.
//!
//! # Why it matters
//! Early Help in Kent is to work to a written plan about outcomes, looked at again with the family. The mother recalled none.
//!
//! # Source
//! William review, ¶88 (R3-20).
//!
//! # Does not mean
//! That there is no plan: nobody has recorded that there is one.

use super::r3_01::planned_levels;
use super::{Look, OpenQuestion, Rule, applies};
use crate::case::YesNo;
use crate::network;

pub const RULE: Rule = Rule { id: "R3-20", variants: &[], find };

/// Early Help, by its id in the content pack.
const EARLY_HELP: &str = "early-help";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let services: Vec<_> = network::active_services(look.case, look.today)
        .filter(|(_, service)| service.agency == EARLY_HELP)
        .map(|(id, _)| id)
        .collect();
    if services.is_empty() || look.case.plan.written == Some(YesNo::Yes) || !applies(look, RULE.id, &[]) {
        return;
    }
    let levels = planned_levels(look);
    if !levels.is_empty() {
        found.push(OpenQuestion::of(RULE.id).resting_on(levels).resting_on(services));
    }
}
