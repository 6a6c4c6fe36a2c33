//! What a man offers the children.
//!
//! # Finds
//! Each man of whom nobody recorded what he offers. Strengths come first. `declined` when he said no to being asked: then others
//! may be able to say. Where there is a concern about him, or only a child spoke of him, it is thought about with the
//! supervisor first.
//!
//! # Why it matters
//! Some agencies knew of risk and of illness; those around the family knew neither that nor what he was like with children.
//!
//! # Source
//! William review, ¶30, ¶35, ¶79 (M-14).
//!
//! # Does not mean
//! That there is anything to find. It asks for the good first.

use super::m13::declined;
use super::{Look, OpenQuestion, Rule, applies, guard, is_thought_about_first, label, men};
use crate::case::{CarerViewId, FactId, PersonId};
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "M-14", variants: &["declined"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut views: Sorted<PersonId, (bool, Vec<CarerViewId>)> = Sorted::default();
    for (id, view) in &look.case.views {
        let (offers, ids) = views.at(view.adult);
        *offers |= !view.offers.trim().is_empty();
        ids.push(*id);
    }
    for man in men(look) {
        let (offers, ids) = views.remove(&man).unwrap_or_default();
        let about = [FactId::from(man)];
        if !offers && applies(look, RULE.id, &about) {
            let question = OpenQuestion::of(RULE.id).about(man).resting_on(ids).slot("person", label(look, man));
            let question = match declined(look, man) {
                Some(attempt) => question.variant("declined").resting_on([attempt]),
                None => question,
            };
            let question = question.thought_about_first(is_thought_about_first(look, man));
            found.push(question.guarded(guard(look, [man])));
        }
    }
}
