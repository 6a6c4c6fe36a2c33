//! Next steps without an owner or a date.
//!
//! # Finds
//! Steps that were agreed and have nobody to do them, or no date. One question for all of them.
//!
//! # Why it matters
//! Records should say the plan for what comes next.
//!
//! # Source
//! William review, ¶69; Recommendation 1 (R1-25).
//!
//! # Does not mean
//! That nobody is doing anything.

use super::{Look, OpenQuestion, Rule, undated};
use crate::case::{FactId, StepState};

pub const RULE: Rule = Rule { id: "R1-25", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let open: Vec<FactId> = look
        .case
        .steps
        .iter()
        .filter(|(_, step)| step.state == Some(StepState::HasStep))
        .filter(|(_, step)| step.owner.trim().is_empty() || undated(&step.by))
        .map(|(key, _)| FactId::Step(key.clone()))
        .collect();
    if !open.is_empty() {
        found.push(OpenQuestion::of(RULE.id).slot("count", open.len().to_string()).resting_on(open));
    }
}
