//! The children who were there.
//!
//! # Finds
//! The children recorded as there when abuse happened, of whom nobody recorded what they saw or heard and how they have been
//! since: one question for all of them.
//!
//! # Why it matters
//! Children were there at a dangerous incident in the wider family.
//!
//! # Source
//! William review, ¶53; Learning point (b) (LB-05).
//!
//! # Does not mean
//! That a child must be asked about it. Who knows the child well may already be able to say.

use super::{Look, OpenQuestion, Rule, guard, is_answered, labels};
use crate::case::{FactId, PersonId, Several};

pub const RULE: Rule = Rule { id: "LB-05", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.abuse.is_empty() || is_answered(look, RULE.id, &[]) {
        return;
    }
    let mut children: Several<PersonId> = Several::default();
    let mut question = OpenQuestion::of(RULE.id);
    for (id, abuse) in &look.case.abuse {
        let open: Vec<_> = abuse
            .children
            .iter()
            .copied()
            .filter(|child| {
                look.case.people.contains_key(child) && !is_answered(look, RULE.id, &[FactId::from(*child)])
            })
            .collect();
        if !open.is_empty() {
            children.extend(open);
            question = question.resting_on([*id]);
        }
    }
    if !children.is_empty() {
        found.push(question.slot("people", labels(look, children.clone())).guarded(guard(look, children)));
    }
}
