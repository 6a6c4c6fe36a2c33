//! What would make help easier to use, in the parent's words.
//!
//! # Finds
//! A case with a plan or services and no answer to the prompt of the same id. `unasked` when nothing at all is recorded in
//! a parent's voice: nothing they say of the help, no purpose in their words, nothing they told, nothing talked about.
//!
//! # Why it matters
//! Care did not go on because getting there with a toddler and a baby was too hard; nobody could say whether a domestic
//! abuse adviser had been involved.
//!
//! # Source
//! William review, ¶49, ¶54, ¶92; Recommendation 1 (R1-28, R3-10).
//!
//! # Does not mean
//! That a parent must be asked now. "Not safe" and "not the right time" are answers, and leave the question for later.

use super::{Look, OpenQuestion, Rule, is_answered, not_safe};
use crate::case::{Case, Plan, Route, Source, Talked};

pub const RULE: Rule = Rule { id: "R1-28", variants: &["unasked"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let has_help = !case.services.is_empty() || *case.plan != Plan::default();
    if !has_help || is_answered(look, RULE.id, &[]) {
        return;
    }
    let question =
        OpenQuestion::of(RULE.id).resting_on(case.services.keys().copied()).guarded(not_safe(look, RULE.id, &[]));
    found.push(if has_parents_voice(case) { question } else { question.variant("unasked") });
}

fn has_parents_voice(case: &Case) -> bool {
    let told = |source: &Source| source.route == Some(Route::ToldByParent);
    !case.plan.parent_says.trim().is_empty()
        || case.plan.parent_says_nobody.is_some()
        || case.services.values().any(|service| !service.purpose.trim().is_empty() || told(&service.source))
        || case.events.values().any(|event| event.talked == Some(Talked::Yes) || told(&event.source))
        || case.presences.values().any(|presence| told(&presence.source))
        || case.parents.values().any(|link| told(&link.source))
        || case.answers.values().any(|answer| told(&answer.source))
}
