//! Next steps without an owner or a date.
//!
//! # Finds
//! Steps that were agreed and have nobody to do them, or no date, while their question is still asked. One question for all
//! of them, which names theirs.
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
use crate::review::words;

pub const RULE: Rule = Rule { id: "R1-25", variants: &[], find };

/// The last of the rules: it looks at the questions that the others have found.
fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut open = Vec::new();
    let mut names = Vec::new();
    for (key, step) in &look.case.steps {
        let is_open = step.state == Some(StepState::HasStep) && (step.owner.trim().is_empty() || undated(&step.by));
        if let Some(question) = found.iter().find(|question| is_open && question.key() == *key) {
            open.push(FactId::Step(key.clone()));
            names.push(words(question, look.guidance).title);
        }
    }
    if !open.is_empty() {
        found.push(OpenQuestion::of(RULE.id).slot("what", names.join("; ")).resting_on(open));
    }
}
