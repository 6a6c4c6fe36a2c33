//! A flag that nobody looks at again.
//!
//! # Finds
//! Each flag that stands and has no day to be looked at again; `overdue` when that day has certainly passed;
//! `incomplete` when it has a day, and nobody recorded who looks at it or what would end it.
//!
//! # Why it matters
//! Flags should be looked at again and taken off when they are not needed. Without a date, none of that happens.
//!
//! # Source
//! William review, ¶98; Recommendation 4 (R4-05).
//!
//! # Does not mean
//! That the flag should end, or stay.

use super::{Look, OpenQuestion, Rule, agency_or, applies, date_words, guard, label, r2_06, undated};
use crate::case::FactId;

pub const RULE: Rule = Rule { id: "R4-05", variants: &["overdue", "incomplete"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.flags.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for (id, flag) in &look.case.flags {
        if r2_06::is_ended(look, flag) || !applies(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id);
        let question = if undated(&flag.review) {
            question
        } else if flag.review.window().is_some_and(|window| window.certainly_before(look.today.date())) {
            question.variant("overdue")
        } else if flag.owner.trim().is_empty() || flag.removal_test.trim().is_empty() {
            question.variant("incomplete")
        } else {
            continue;
        };
        found.push(
            question
                .about(flag.about)
                .about(*id)
                .resting_on([*id])
                .slot("person", label(look, flag.about))
                .slot("agency", agency_or(look, &flag.holder, ""))
                .slot("date", date_words(look, &flag.review))
                .guarded(guard(look, [flag.about])),
        );
    }
}
