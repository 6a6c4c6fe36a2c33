//! Two adults got together or parted not long ago.
//!
//! # Finds
//! The ties between adults that certainly began or ended in the last half year: one question for all of them, until a
//! visit that may have been on that day or later says what changed.
//!
//! # Why it matters
//! Who is together with whom changed, and with it who was around the children and how safe they were.
//!
//! # Source
//! William review, ¶38, ¶43 (M-17).
//!
//! # Does not mean
//! That a new partner or a parting is a worry.

use super::{
    HALF_YEAR_DAYS, Look, OpenQuestion, Rule, applies, bounds, days_ago, guard, is_settled, is_to_come, joined, label,
};
use crate::case::{CheckpointRecord, FactId, PersonId, Several, Tie};
use crate::network;
use crate::when::When;

pub const RULE: Rule = Rule { id: "M-17", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.ties.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let adults = network::adults(look.case);
    let mut people: Several<PersonId> = Several::default();
    let mut question = OpenQuestion::of(RULE.id);
    let mut pairs = Vec::new();
    for (id, tie) in &look.case.ties {
        let Some(changed) = changed(look, tie) else { continue };
        let both = [tie.one, tie.other];
        if both.iter().all(|adult| adults.contains(adult)) && !is_told_since(look, changed) {
            people.extend(both);
            question = question.resting_on([*id]);
            let [one, other] = both.map(|adult| label(look, adult));
            pairs.push(
                look.guidance.say("slot.pair", &[("one", &one), ("other", &other), ("date", &changed.in_words())]),
            );
        }
    }
    if !pairs.is_empty() {
        found.push(question.slot("people", joined(look, pairs)).guarded(guard(look, people)));
    }
}

/// When the tie last changed, if that was certainly in the last half year.
fn changed<'a>(look: &Look, tie: &'a Tie) -> Option<&'a When> {
    let recent = days_ago(look, HALF_YEAR_DAYS);
    let is_recent = |when: &&When| {
        bounds(when).is_some_and(|(first, last)| first >= recent && last <= look.today.date())
            && !is_to_come(look, when)
    };
    [&tie.until, &tie.since].into_iter().find(is_recent)
}

/// Whether the prompt was answered at a visit that may have been on the day of the change or later.
fn is_told_since(look: &Look, changed: &When) -> bool {
    look.case.answers.iter().any(|(key, answer)| {
        let is_since = |fact: FactId| match fact {
            FactId::CheckpointRecord(visit) => look.case.get::<CheckpointRecord>(visit).is_some_and(|visit| {
                let change = changed.window().and_then(|window| window.first);
                !change.is_some_and(|day| visit.when.window().is_some_and(|window| window.certainly_before(day)))
            }),
            _ => false,
        };
        key.id() == RULE.id && is_settled(answer) && (key.about().next().is_none() || key.about().any(is_since))
    })
}
