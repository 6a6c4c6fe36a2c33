//! Assessments side by side.
//!
//! # Finds
//! Two assessments or more that were begun, by different agencies, where for any of them nobody recorded that the others
//! have it. One question that names those.
//!
//! # Why it matters
//! Three sound assessments of the family were each the work of one agency.
//!
//! # Source
//! William review, ¶76, ¶81; Recommendation 3 (R3-12).
//!
//! # Does not mean
//! That everything must be shared with everyone.

use super::{Look, OpenQuestion, Rule, agency_or, applies, is_to_come, joined, said_or};
use crate::case::{Assessment, AssessmentState, Several, YesNo};

pub const RULE: Rule = Rule { id: "R3-12", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let begun = look
        .case
        .assessments
        .iter()
        .filter(|(_, one)| one.state != Some(AssessmentState::NeverHappened) && !is_to_come(look, &one.when));
    let mut agencies: Several<&str> = Several::default();
    let mut ids = Vec::new();
    let mut apart = Vec::new();
    for (id, one) in begun {
        ids.push(*id);
        if !one.agency.trim().is_empty() {
            agencies.insert(one.agency.trim());
        }
        if one.shared != Some(YesNo::Yes) {
            apart.push(words(look, one));
        }
    }
    if agencies.len() > 1 && !apart.is_empty() && applies(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on(ids).slot("what", joined(look, apart)));
    }
}

fn words(look: &Look, one: &Assessment) -> String {
    match one.what.trim() {
        "" => agency_or(look, &one.agency, "").to_owned(),
        what => format!("{} ({})", said_or(look, what), agency_or(look, &one.agency, "")),
    }
}
