//! The same, three times.
//!
//! # Finds
//! Each outcome that was the same at each of the last three looks at it, where the last does not say what changes now. A
//! look that is still to come is none.
//!
//! # Why it matters
//! How things were going was not measured in any set way, so nothing said when to try something else.
//!
//! # Source
//! William review, ¶87, ¶104; Recommendation 3 (R3-03).
//!
//! # Does not mean
//! That the help is wrong: to hold steady can be what it was for.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, is_to_come};
use crate::case::{Course, FactId, OutcomeId, Progress, ProgressId};

pub const RULE: Rule = Rule { id: "R3-03", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, outcome) in &look.case.outcomes {
        let looks = looks(look, *id);
        let [.., first, second, third] = looks.as_slice() else { continue };
        let last_three = [first, second, third];
        let is_same = last_three.iter().all(|(_, progress)| progress.course == Some(Course::Same));
        if is_same && third.1.change.trim().is_empty() && applies(look, RULE.id, &[FactId::from(*id)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(*id)
                    .resting_on([FactId::from(*id)])
                    .resting_on(last_three.map(|(progress, _)| *progress))
                    .slot("what", super::said_or(look, &outcome.what))
                    .slot("date", date_words(look, &first.1.when)),
            );
        }
    }
}

/// The looks at an outcome that say how it was going, the latest last.
pub fn looks<'a>(look: &Look<'a>, outcome: OutcomeId) -> Vec<(ProgressId, &'a Progress)> {
    let mut looks: Vec<_> = look
        .case
        .progress
        .iter()
        .filter(|(_, progress)| {
            progress.outcome == outcome && progress.course.is_some() && !is_to_come(look, &progress.when)
        })
        .map(|(id, progress)| (*id, &**progress))
        .collect();
    looks.sort_by_key(|(id, progress)| (bounds(&progress.when).map(|(_, last)| last), *id));
    looks
}
