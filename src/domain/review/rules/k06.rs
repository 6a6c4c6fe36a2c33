//! The family said no, and what comes next is not recorded.
//!
//! # Finds
//! The children whose latest level, of 1 to 3, was not agreed to by the family, where nobody recorded what comes next: one
//! question for all of them, until it is answered for the case.
//!
//! # Why it matters
//! Below level 4 help is taken by agreement. To say no is a family's right, and the need may stay.
//!
//! # Source
//! William review, ¶39, ¶103 (K-06).
//!
//! # Does not mean
//! That the family should have agreed, or that the level should go up.

use super::k01::decisions;
use super::{Look, OpenQuestion, Rule, guard, is_answered, labels};
use crate::case::{SupportLevel, YesNo};
use crate::network;

pub const RULE: Rule = Rule { id: "K-06", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.levels.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    let mut children = Vec::new();
    let mut levels = Vec::new();
    for child in network::children(look.case) {
        let Some((_, id, latest)) = decisions(look, child).pop() else { continue };
        let is_declined = latest.agreed == Some(YesNo::No) && latest.if_declined.trim().is_empty();
        if is_declined && latest.level != Some(SupportLevel::Four) {
            children.push(child);
            levels.push(id);
        }
    }
    if !children.is_empty() {
        let question = OpenQuestion::of(RULE.id).resting_on(levels).slot("people", labels(look, children.clone()));
        found.push(question.guarded(guard(look, children)));
    }
}
