//! A child who is unborn, or may be under two.
//!
//! # Finds
//! One question where the youngest child is unborn or may be under two, by age band or birth date, and nobody answered in
//! words what that means here. `born` for each child with neither a birth date nor an expected date, unless the age band of
//! the youngest child says enough: there is one child, or even the youngest is five or over.
//!
//! # Why it matters
//! Some babies under three months were known to everyday services alone. Age decides when anyone will next see a child.
//!
//! # Source
//! William review, ¶30, ¶36, ¶38 (S-01, M-12).
//!
//! # Does not mean
//! That anything is wrong, or that an exact date of birth is needed: a month, or "about two", does.

use super::{Look, OpenQuestion, Rule, applies, guard, is_answered, label, undated};
use crate::case::{AgeBand, FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "S-01", variants: &["born"], find };

/// The age under which a child is so young, in months.
const YOUNG_MONTHS: i32 = 24;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let youngest = look.case.head.youngest;
    let mut children = network::children(look.case);
    children.retain(|child| look.case.get::<Person>(*child).is_some_and(|person| person.died.is_empty()));
    let is_young = |child| network::may_be_under(look.case, child, YOUNG_MONTHS, look.today) == Some(true);
    let young: Vec<_> = children.iter().copied().filter(|child| is_young(*child)).collect();
    let band =
        matches!(youngest, Some(AgeBand::Unborn | AgeBand::UnderThreeMonths | AgeBand::UnderOne | AgeBand::OneToTwo))
            .then_some(FactId::Head);
    if (band.is_some() || !young.is_empty()) && !is_answered(look, RULE.id, &[]) {
        let guard = guard(look, young.iter().copied());
        found.push(OpenQuestion::of(RULE.id).resting_on(band).resting_on(young).guarded(guard));
    }
    let says_enough = match youngest {
        None | Some(AgeBand::NotKnown) => false,
        Some(AgeBand::FiveToTen | AgeBand::ElevenAndOver) => true,
        Some(_) => children.len() == 1,
    };
    if says_enough {
        return;
    }
    for child in children {
        let is_undated = look.case.get::<Person>(child).is_some_and(|person| undated(&person.born));
        if is_undated && applies(look, RULE.id, &[FactId::from(child)]) {
            let question = OpenQuestion::of(RULE.id).variant("born").about(child);
            found.push(question.slot("child", label(look, child)).guarded(guard(look, [child])));
        }
    }
}
