//! Who the parent says is helping.
//!
//! # Finds
//! Two agencies or more active and nothing recorded of who the parent says is helping. `nobody` when the parent says that
//! nobody helps while any service is active (F-09).
//!
//! # Why it matters
//! At least twice the mother said that she had no help while two or more agencies were active.
//!
//! # Source
//! William review, ¶48, ¶88; Recommendation 3 (R3-11).
//!
//! # Does not mean
//! That either account is wrong. Both stand side by side.

use super::{Look, OpenQuestion, Rule, applies, helping};
use crate::case::{FactId, YesNo};

pub const RULE: Rule = Rule { id: "R3-11", variants: &["nobody"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let plan = &look.case.plan;
    let (services, agencies) = helping(look);
    let says_nobody = plan.parent_says_nobody == Some(YesNo::Yes);
    let is_open =
        if says_nobody { !services.is_empty() } else { agencies.len() > 1 && plan.parent_says.trim().is_empty() };
    if !is_open || !applies(look, RULE.id, &[]) {
        return;
    }
    let question = OpenQuestion::of(RULE.id).resting_on(services).slot("agencies", agencies.join(", "));
    found.push(if says_nobody { question.variant("nobody").resting_on([FactId::Plan]) } else { question });
}
