//! Talked about at MARAC, and what came of it.
//!
//! # Finds
//! More than one time at MARAC, with the dates, until it is recorded for each what was to be done and that it was. `actions` for
//! one time with something to be done of which it is not recorded that it was.
//!
//! # Why it matters
//! What looked like small events led to MARAC twice within months.
//!
//! # Source
//! William review, ¶35, ¶99; Learning point (b) (LB-03).
//!
//! # Does not mean
//! That the first time did not help.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, is_to_come, joined};
use crate::case::{Marac, YesNo};

pub const RULE: Rule = Rule { id: "LB-03", variants: &["actions"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut times: Vec<_> = look.case.maracs.iter().filter(|(_, marac)| !is_to_come(look, &marac.when)).collect();
    times.sort_by_key(|(id, marac)| (bounds(&marac.when).map(|(_, last)| last), **id));
    let is_done = |marac: &Marac| marac.done == Some(YesNo::Yes);
    let has_actions = |marac: &Marac| !marac.actions.trim().is_empty();
    let question = OpenQuestion::of(RULE.id);
    let question = match times.as_slice() {
        [] => return,
        [(_, only)] if !has_actions(only) || is_done(only) => return,
        [_] => question.variant("actions"),
        _ if times.iter().all(|(_, marac)| has_actions(marac) && is_done(marac)) => return,
        _ => question,
    };
    if applies(look, RULE.id, &[]) {
        let dates = joined(look, times.iter().map(|(_, marac)| date_words(look, &marac.when)));
        found.push(question.resting_on(times.iter().map(|(id, _)| **id)).slot("date", dates));
    }
}
