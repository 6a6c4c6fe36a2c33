//! An assessment that was begun and not finished.
//!
//! # Finds
//! Assessments that are recorded as not finished. One question for all of them. Whether a hand-over arrived is asked
//! elsewhere (R1-14).
//!
//! # Why it matters
//! Work that was half done when a worker left was often not taken up again.
//!
//! # Source
//! Wider learning, not Kent guidance (W-04).
//!
//! # Does not mean
//! That it has to be finished: it may no longer be the right one.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::AssessmentState;

pub const RULE: Rule = Rule { id: "W-04", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let unfinished = look.case.assessments.iter().filter(|(_, one)| one.state == Some(AssessmentState::Unfinished));
    let (assessments, names): (Vec<_>, Vec<_>) =
        unfinished.map(|(id, assessment)| (*id, said_or(look, &assessment.what))).unzip();
    if !assessments.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(assessments));
    }
}
