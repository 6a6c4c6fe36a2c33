//! What services had agreed and did not do.
//!
//! # Finds
//! Assessments that never happened. One question for all of them. A service that was accepted and has not started is for
//! R3-08.
//!
//! # Why it matters
//! What was agreed never took place; each agency thought that another had done it.
//!
//! # Source
//! Wider learning, not Kent guidance (W-03).
//!
//! # Does not mean
//! That it is still needed, or that anyone is to blame.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::{AssessmentState, FactId};

pub const RULE: Rule = Rule { id: "W-03", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let (mut rests_on, mut names): (Vec<FactId>, Vec<String>) = (Vec::new(), Vec::new());
    for (id, assessment) in &look.case.assessments {
        if assessment.state == Some(AssessmentState::NeverHappened) {
            rests_on.push((*id).into());
            names.push(said_or(look, &assessment.what));
        }
    }
    if !rests_on.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(rests_on));
    }
}
