//! What services had agreed and did not do.
//!
//! # Finds
//! Assessments that never happened, and services that were accepted more than three months ago and have not started. One
//! question for all of them.
//!
//! # Why it matters
//! Visits and services were agreed and never took place; each agency thought that another had done it.
//!
//! # Source
//! Wider learning, not Kent guidance (W-03).
//!
//! # Does not mean
//! That it is still needed, or that anyone is to blame.

use super::{Look, OpenQuestion, Rule, days_ago, is_open, joined, said_or, service_words};
use crate::case::{AssessmentState, FactId, OfferState};

pub const RULE: Rule = Rule { id: "W-03", variants: &[], find };

/// Days after which something that was accepted and has not started is asked about.
const LONG_DAYS: u64 = 90;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let long_ago = days_ago(look, LONG_DAYS);
    let (mut rests_on, mut names): (Vec<FactId>, Vec<String>) = (Vec::new(), Vec::new());
    for (id, assessment) in &look.case.assessments {
        if assessment.state == Some(AssessmentState::NeverHappened) {
            rests_on.push((*id).into());
            names.push(said_or(look, &assessment.what));
        }
    }
    for (id, service) in &look.case.services {
        let is_long_ago = service.since.window().is_some_and(|window| window.certainly_before(long_ago));
        if service.state == Some(OfferState::Accepted) && is_long_ago && service.is_active(look.today) {
            rests_on.push((*id).into());
            names.push(service_words(look, service));
        }
    }
    if !rests_on.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("what", joined(look, names)).resting_on(rests_on));
    }
}
