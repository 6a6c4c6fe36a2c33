//! A level without its reasons, or without a second pair of eyes.
//!
//! # Finds
//! The children whose latest level has no reasons; `second-pair` when the reasons are there, the review is made in midwifery
//! and nobody is recorded as having looked at the decision besides. One question for all the children.
//!
//! # Why it matters
//! A second pair of eyes looked over the midwife's forms. Written reasons let others see how a level came about.
//!
//! # Source
//! William review, ¶75 (I-05).
//!
//! # Does not mean
//! That the level is wrong.

use super::k01::decisions;
use super::{Look, OpenQuestion, Rule, applies, guard, is_answered, labels};
use crate::case::{FactId, LevelDecision, LevelId, PersonId};
use crate::network;

pub const RULE: Rule = Rule { id: "I-05", variants: &["second-pair"], find };

/// Where a second pair of eyes is part of the work, by its id in the content pack.
const MIDWIFERY: &str = "midwifery";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.levels.is_empty() {
        return;
    }
    let is_bare = |decision: &LevelDecision| decision.reasons.trim().is_empty();
    let mut ask = |question: OpenQuestion, is_open: &dyn Fn(&LevelDecision) -> bool| {
        let (children, levels): (Vec<PersonId>, Vec<LevelId>) = network::children(look.case)
            .into_iter()
            .filter(|child| applies(look, RULE.id, &[FactId::from(*child)]))
            .filter_map(|child| {
                decisions(look, child).last().filter(|(.., latest)| is_open(latest)).map(|(_, id, _)| (child, *id))
            })
            .unzip();
        if !levels.is_empty() {
            let people = labels(look, children.iter().copied());
            found.push(question.resting_on(levels).slot("people", people).guarded(guard(look, children)));
        }
    };
    ask(OpenQuestion::of(RULE.id), &is_bare);
    if look.case.head.agency == MIDWIFERY && !is_answered(look, RULE.id, &[]) {
        let is_alone = |decision: &LevelDecision| !is_bare(decision) && decision.checked_by.trim().is_empty();
        ask(OpenQuestion::of(RULE.id).variant("second-pair"), &is_alone);
    }
}
