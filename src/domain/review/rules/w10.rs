//! When a pregnancy was first known, and when care was booked.
//!
//! # Finds
//! A case in which that is said to be not known, or in which a midwife reviews a family whose youngest child is not yet born
//! and it is not put down.
//!
//! # Why it matters
//! Some pregnancies were hidden or booked late. The reasons were often not asked for, and could last after the birth.
//!
//! # Source
//! Wider learning, not Kent guidance (W-10).
//!
//! # Does not mean
//! That anything was hidden: people find out at all sorts of times.

use super::{Look, OpenQuestion, Rule, answer, is_open};
use crate::case::{AgeBand, AnswerState, FactId, Key};

pub const RULE: Rule = Rule { id: "W-10", variants: &[], find };

/// The agency that sees every pregnancy, by its id in the content pack.
const MIDWIFERY: &str = "midwifery";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let is_not_known = answer(look, RULE.id, &[]).is_some_and(|answer| answer.state == Some(AnswerState::NotKnown));
    let unborn: Vec<FactId> =
        case.people.iter().filter(|(_, person)| person.unborn).map(|(id, _)| FactId::from(*id)).collect();
    let is_expected = case.head.youngest == Some(AgeBand::Unborn) || !unborn.is_empty();
    let rests_on = match (is_not_known, is_expected && case.head.agency == MIDWIFERY) {
        (true, _) => vec![FactId::Answer(Key::new(RULE.id, &[]))],
        (false, true) if unborn.is_empty() => vec![FactId::Head],
        (false, true) => unborn,
        (false, false) => return,
    };
    if is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).resting_on(rests_on));
    }
}
