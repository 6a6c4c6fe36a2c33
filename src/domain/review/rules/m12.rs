//! Other children around somebody there is a worry about.
//!
//! # Finds
//! Where the youngest child is not born yet or may be under two: each man around the children now with a concern that
//! rests on more than a mention, of whom it is not recorded which other children they are around. "None" is an answer.
//!
//! # Why it matters
//! The earlier worry about one man was about another child under two.
//!
//! # Source
//! William review, ¶29, ¶30 (M-12).
//!
//! # Does not mean
//! That any child was harmed, or that having other children is a worry.

use super::m11::concerns;
use super::{Look, OpenQuestion, Rule, applies, guard, is_answered, label, men, s01};
use crate::case::FactId;
use crate::network;

pub const RULE: Rule = Rule { id: "M-12", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.concerns.is_empty() || !s01::is_young(look) || !applies(look, RULE.id, &[]) {
        return;
    }
    for man in men(look) {
        let concerns = concerns(look.case, man);
        let views = look.case.views.iter().filter(|(_, view)| view.adult == man);
        let (said, unsaid): (Vec<_>, Vec<_>) = views.partition(|(_, view)| !view.other_children.trim().is_empty());
        if !concerns.is_empty()
            && said.is_empty()
            && network::is_around(look.case, man, look.today)
            && !is_answered(look, RULE.id, &[FactId::from(man)])
        {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(man)
                    .resting_on(concerns)
                    .resting_on(unsaid.iter().map(|(id, _)| **id))
                    .slot("person", label(look, man))
                    .guarded(guard(look, [man])),
            );
        }
    }
}
