//! An assessment ended, and left something open.
//!
//! # Finds
//! Finished assessments that left something open, until somebody writes, or gives a reason, what became of it. One question
//! for all of them.
//!
//! # Why it matters
//! Two assessments had been done before. What they left open went on.
//!
//! # Source
//! William review, ¶53; Recommendation 1 (R1-12).
//!
//! # Does not mean
//! That the assessment was not good enough.

use super::{Look, OpenQuestion, Rule, agency_or, is_answered, is_to_come, joined};
use crate::case::{AssessmentState, FactId};

pub const RULE: Rule = Rule { id: "R1-12", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.assessments.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    let open: Vec<_> = look
        .case
        .assessments
        .iter()
        .filter(|(_, one)| one.state == Some(AssessmentState::Finished) && !one.unresolved.trim().is_empty())
        .filter(|(_, one)| !is_to_come(look, &one.when))
        .filter(|(id, _)| !is_answered(look, RULE.id, &[FactId::from(**id)]))
        .collect();
    if !open.is_empty() {
        let left = open.iter().map(|(_, one)| {
            let name = if one.what.trim().is_empty() { agency_or(look, &one.agency, "") } else { one.what.trim() };
            format!("{name}: {}", one.unresolved.trim())
        });
        let left = joined(look, left);
        found.push(OpenQuestion::of(RULE.id).resting_on(open.iter().map(|(id, _)| **id)).slot("what", left));
    }
}
