//! The parent has not told the plan back.
//!
//! # Finds
//! A lead or a written plan, with two services or more active or any change that is aimed at, and nothing recorded of the
//! parent telling the plan back.
//!
//! # Why it matters
//! What was offered was not always understood. Being told a plan is not the same as knowing it.
//!
//! # Source
//! William review, ¶62, ¶65, ¶83 and its learning points (LC-01).
//!
//! # Does not mean
//! That the parent does not understand it.

use super::{Look, OpenQuestion, Rule, applies, helping, is_to_come, undated};
use crate::case::{FactId, YesNo};

pub const RULE: Rule = Rule { id: "LC-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let plan = &look.case.plan;
    let is_planned = !plan.lead.trim().is_empty() || plan.written == Some(YesNo::Yes);
    let is_told_back = !undated(&plan.recap) && !is_to_come(look, &plan.recap) || !plan.recap_words.trim().is_empty();
    if !is_planned || is_told_back || !applies(look, RULE.id, &[]) {
        return;
    }
    let (services, _) = helping(look);
    if services.len() > 1 || !look.case.outcomes.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on([FactId::Plan])
                .resting_on(services)
                .resting_on(look.case.outcomes.keys().copied()),
        );
    }
}
