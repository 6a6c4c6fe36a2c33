//! A parent's main worry, and nobody working on it.
//!
//! # Finds
//! The parent's own main worry, written down, with nobody recorded as working on it.
//!
//! # Why it matters
//! The mother was anxious and unsure of herself, and said that nobody had helped her with that.
//!
//! # Source
//! William review, ¶33, ¶34 (E-05).
//!
//! # Does not mean
//! That a service has to be found: family and friends help too.

use super::{Look, OpenQuestion, Rule, applies};
use crate::case::FactId;

pub const RULE: Rule = Rule { id: "E-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let plan = &look.case.plan;
    let worry = plan.worry.trim();
    if !worry.is_empty() && plan.worry_helped_by.trim().is_empty() && applies(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on([FactId::Plan]).slot("what", worry));
    }
}
