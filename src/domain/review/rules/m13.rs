//! A man who has not been asked himself.
//!
//! # Finds
//! Each man with no attempt recorded to ask, invite or meet him: asked *about* is not yet asked, and neither is planned. A recorded
//! "cannot be traced" is an attempt. `declined` when he said no, and was not asked, invited or met since: then what is open is
//! what else would let him be heard, in his own time. `unsafe` when it was recorded that approaching him is not safe: then what is open is
//! what else is known, and through whom. `kept` when an order, MARAC or an answer keeps everybody from it until that is talked
//! about. Where there is a concern about him, or only a child spoke of him, it is thought about with the supervisor first.
//!
//! # Why it matters
//! Fathers' involvement, and any attempt to involve them, was missing from the assessments.
//!
//! # Source
//! William review, ¶79; Learning point (f) (M-13).
//!
//! # Does not mean
//! That nobody tried: it may not be written down. And never that he must be approached whatever the danger.

use super::{
    Look, OpenQuestion, Rule, applies, bounds, guard, is_thought_about_first, is_to_come, label, men, not_safe_over,
};
use crate::case::{AttemptId, AttemptKind, FactId, PersonId, Several};
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "M-13", variants: &["declined", "kept", "unsafe"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut attempts: Sorted<PersonId, (Vec<AttemptId>, Several<AttemptKind>)> = Sorted::default();
    for (id, attempt) in &look.case.attempts {
        let (ids, kinds) = attempts.at(attempt.adult);
        ids.push(*id);
        // That it would not be safe holds from the day it is written.
        if attempt.kind == Some(AttemptKind::Unsafe) || !is_to_come(look, &attempt.when) {
            kinds.extend(attempt.kind);
        }
    }
    for man in men(look) {
        let (ids, kinds) = attempts.remove(&man).unwrap_or_default();
        if !applies(look, RULE.id, &[FactId::from(man)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(man).resting_on(ids).slot("person", label(look, man));
        let kept_from = guard(look, [man]);
        let is_open = kinds.iter().all(|kind| matches!(kind, AttemptKind::AskedAbout | AttemptKind::NoneYet));
        let has_declined = declined(look, man).is_some();
        let is_kept = !kept_from.is_empty() || !not_safe_over(look, &question).is_empty();
        let question = if kinds.contains(&AttemptKind::Unsafe) {
            question.variant("unsafe")
        } else if is_open && is_kept {
            question.variant("kept")
        } else if is_open {
            question
        } else if has_declined {
            question.variant("declined")
        } else {
            continue;
        };
        let question = question.thought_about_first(is_thought_about_first(look, man));
        found.push(question.guarded(kept_from));
    }
}

/// The attempt at which he said no, unless he was asked, invited or met since.
pub fn declined(look: &Look, man: PersonId) -> Option<AttemptId> {
    let is_answer = |kind| {
        matches!(kind, AttemptKind::AskedDirectly | AttemptKind::Invited | AttemptKind::Met | AttemptKind::Declined)
    };
    let tried = look.case.attempts.iter().filter(|(_, attempt)| {
        attempt.adult == man && attempt.kind.is_some_and(is_answer) && !is_to_come(look, &attempt.when)
    });
    let (id, last) = tried.max_by_key(|(id, attempt)| (bounds(&attempt.when).map(|(_, last)| last), **id))?;
    (last.kind == Some(AttemptKind::Declined)).then_some(*id)
}
