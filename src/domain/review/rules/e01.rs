//! What has changed since last time.
//!
//! # Finds
//! The latest visit that is recorded with a day that has come, and about which none of the questions of a visit is
//! answered. One question, for that visit alone.
//!
//! # Why it matters
//! A change in how things were, and a mood that fell, were noticed. Somebody has to ask each time.
//!
//! # Source
//! William review, ¶43 (E-01, M-17).
//!
//! # Does not mean
//! That anything has changed.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, is_to_come};
use crate::case::{Answer, AnswerState, Checkpoint, FactId};

pub const RULE: Rule = Rule { id: "E-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let latest = look
        .case
        .checkpoints
        .iter()
        .filter(|(_, one)| one.kind == Some(Checkpoint::Visit) && !is_to_come(look, &one.when))
        .filter_map(|(id, one)| bounds(&one.when).map(|(first, last)| (last, first, *id, one)))
        .max_by_key(|(last, first, id, _)| (*last, *first, *id));
    let Some((.., id, visit)) = latest else { return };
    let about = [FactId::from(id)];
    let is_asked =
        look.case.answers.iter().any(|(key, answer)| is_an_answer(answer) && key.about().any(|fact| fact == about[0]));
    if !is_asked && applies(look, RULE.id, &about) {
        found.push(OpenQuestion::of(RULE.id).about(id).resting_on([id]).slot("date", date_words(look, &visit.when)));
    }
}

/// Whether something was said, or it was said why not; that it was not asked is no answer.
fn is_an_answer(answer: &Answer) -> bool {
    match answer.state {
        None | Some(AnswerState::Known) => !answer.text.trim().is_empty(),
        Some(state) => state != AnswerState::NotAsked,
    }
}
