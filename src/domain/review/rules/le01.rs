//! An outcome of which nobody could tell that it is not working.
//!
//! # Finds
//! The outcomes that say how anyone will know and when they look again, and not by when, or not what would show that it is
//! not working: one question for all of them. What R3-01 asks of an outcome comes first. `holds-back` for each outcome
//! whose last look says the same or worse, where nobody recorded what may hold it back.
//!
//! # Why it matters
//! One clear aim helps to see when help is not working, and whether a parent cannot, does not want to, or was not told.
//!
//! # Source
//! William review, ¶67; Learning point (e) (LE-01).
//!
//! # Does not mean
//! That a parent is to blame where things are the same.

use super::r3_01::{is_observable, is_said};
use super::r3_03::looks;
use super::{Look, OpenQuestion, Rule, applies, joined, undated};
use crate::case::{Course, FactId, HoldsBack, Outcome};

pub const RULE: Rule = Rule { id: "LE-01", variants: &["holds-back"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.outcomes.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let outcomes = || look.case.outcomes.iter().filter(|(_, outcome)| is_said(outcome));
    let open: Vec<_> = outcomes().filter(|(_, outcome)| is_observable(outcome) && !is_bounded(outcome)).collect();
    if !open.is_empty() {
        let what = joined(look, open.iter().map(|(_, outcome)| outcome.what.trim().to_owned()));
        found.push(OpenQuestion::of(RULE.id).resting_on(open.iter().map(|(id, _)| **id)).slot("what", what));
    }
    for (id, outcome) in outcomes() {
        let looks = looks(look, *id);
        let Some((progress, last)) = looks.last() else { continue };
        let is_stuck = matches!(last.course, Some(Course::Same | Course::Worse));
        let is_known = outcome.holds_back.is_some_and(|what| what != HoldsBack::NotKnown);
        if is_stuck && !is_known && applies(look, RULE.id, &[FactId::from(*id)]) {
            let question = OpenQuestion::of(RULE.id).variant("holds-back").about(*id);
            found.push(
                question.resting_on([FactId::from(*id), FactId::from(*progress)]).slot("what", outcome.what.trim()),
            );
        }
    }
}

/// Whether it is recorded by when, and what would show that it is not working.
fn is_bounded(outcome: &Outcome) -> bool {
    !undated(&outcome.by) && !outcome.not_working.trim().is_empty()
}
