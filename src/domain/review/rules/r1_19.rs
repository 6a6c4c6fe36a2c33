//! Who looks after the parent.
//!
//! # Finds
//! Each parent of whom it is recorded who looks after them, and not whether that person is able to and it is safe.
//! `not-known` where it was asked, and nobody knows who does.
//!
//! # Why it matters
//! The mother herself needed to be looked after, and her own mother was not able to.
//!
//! # Source
//! William review, ¶43, ¶104 (R1-19).
//!
//! # Does not mean
//! That a parent who is looked after by nobody cannot look after a child.

use super::{Look, OpenQuestion, Rule, answer, applies, guard, is_answered, is_set_aside, label};
use crate::case::{AnswerState, FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "R1-19", variants: &["not-known"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.answers.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for parent in network::named_parents(look.case) {
        let about = [FactId::from(parent)];
        let is_alive = look.case.get::<Person>(parent).is_some_and(|person| person.died.is_empty());
        let Some(who) = answer(look, "R1-19a", &about).filter(|who| is_alive && !is_set_aside(who)) else { continue };
        let question = OpenQuestion::of(RULE.id).about(parent).slot("person", label(look, parent));
        let question = match who.state {
            Some(AnswerState::NotKnown) => question.variant("not-known"),
            _ if !is_answered(look, "R1-19a", &about) || is_answered(look, "R1-19b", &about) => continue,
            _ => question.slot("who", who.text.trim()),
        };
        if applies(look, RULE.id, &about) {
            let key = crate::case::Key::new("R1-19a", &about);
            found.push(question.resting_on([FactId::Answer(key)]).guarded(guard(look, [parent])));
        }
    }
}
