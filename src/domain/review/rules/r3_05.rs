//! No next meeting.
//!
//! # Finds
//! Two agencies or more active, and no next meeting recorded, or one whose date has certainly passed.
//!
//! # Why it matters
//! The agencies and the mother never met together, and she could not recall a plan.
//!
//! # Source
//! William review, ¶48, ¶88; Recommendation 3 (R3-05).
//!
//! # Does not mean
//! That a meeting is always needed: "does not apply", with a reason, is an answer.

use super::{Look, OpenQuestion, Rule, applies, helping, undated};

pub const RULE: Rule = Rule { id: "R3-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let next = &look.case.plan.next_meeting;
    let is_past = next.window().is_some_and(|window| window.certainly_before(look.today.date()));
    let (services, agencies) = helping(look);
    if agencies.len() > 1 && (undated(next) || is_past) && applies(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on(services).slot("agencies", agencies.join(", ")));
    }
}
