//! The support level is not recorded, or not looked at since the last contact.
//!
//! # Finds
//! Each child without a decision that has a level; `visit` when there is one, and somebody has certainly seen the child
//! since, or a visit is on the way of this review since. A level is decided by a person, here and everywhere.
//!
//! # Why it matters
//! The review was asked whether levels are recorded at allocation and at later visits.
//!
//! # Source
//! William review, ¶75, ¶82 and its terms of reference (K-01).
//!
//! # Does not mean
//! That the level should change.

use chrono::NaiveDate;

use super::{Look, OpenQuestion, Rule, applies, bounds, guard, is_to_come, label, seen};
use crate::case::{Checkpoint, FactId, LevelDecision, LevelId, PersonId};
use crate::network;
use crate::when::When;

pub const RULE: Rule = Rule { id: "K-01", variants: &["visit"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for child in network::children(look.case) {
        if !applies(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(child).slot("child", label(look, child));
        let question = match decisions(look, child).last() {
            None => {
                let open = look.case.levels.iter().filter(|(_, decision)| decision.child == child);
                question.resting_on(open.map(|(id, _)| *id))
            }
            Some((_, id, decision)) => {
                let Some((_, decided)) = bounds(&decision.when) else { continue };
                let is_since = |when: &When| when.window().is_some_and(|window| window.certainly_after(decided));
                let contact = seen(look, child).into_iter().rev().find(|(_, contact)| is_since(&contact.when));
                let visit = look.case.checkpoints.iter().rev().find(|(_, record)| {
                    matches!(record.kind, Some(Checkpoint::Visit | Checkpoint::NewBirthVisit))
                        && is_since(&record.when)
                        && !is_to_come(look, &record.when)
                });
                let contact = contact.map(|(id, _)| FactId::from(id));
                let Some(since) = contact.or(visit.map(|(id, _)| FactId::from(*id))) else { continue };
                question.variant("visit").resting_on([FactId::from(*id), since])
            }
        };
        found.push(question.guarded(guard(look, [child])));
    }
}

/// The decisions that gave this child a level, the latest last.
pub fn decisions<'a>(look: &Look<'a>, child: PersonId) -> Vec<(Option<NaiveDate>, LevelId, &'a LevelDecision)> {
    network::decided_levels(look.case, child)
}
