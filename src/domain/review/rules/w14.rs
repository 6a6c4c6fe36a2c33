//! Who interprets.
//!
//! # Finds
//! A case in which there was no interpreter when one was needed, or in which what faith, culture and language mean for the
//! family is said to be not known.
//!
//! # Why it matters
//! Culture was guessed at or left out, and relatives interpreted when they should not have.
//!
//! # Source
//! Wider learning, not Kent guidance (W-14); GP college safeguarding toolkit.
//!
//! # Does not mean
//! That a family's ways are a worry.

use super::{Look, OpenQuestion, Rule, answer, is_open};
use crate::case::{AnswerState, ContactLimit, FactId, Key};

pub const RULE: Rule = Rule { id: "W-14", variants: &["interpreter"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let question = OpenQuestion::of(RULE.id);
    let is_not_known = answer(look, RULE.id, &[]).is_some_and(|answer| answer.state == Some(AnswerState::NotKnown));
    let question = if look.case.head.limits.contains(&ContactLimit::NoInterpreter) {
        question.variant("interpreter").resting_on([FactId::Head])
    } else if is_not_known {
        question.resting_on([FactId::Answer(Key::new(RULE.id, &[]))])
    } else {
        return;
    };
    if is_open(look, RULE.id, &[]) {
        found.push(question);
    }
}
