//! A bruise or injury to a baby who cannot yet move about.
//!
//! # Finds
//! Each child of this review with an injury at a time when they were or may have been under eight months old; where their
//! birth is not dated, when the youngest is put down as unborn or under three months and is the only child. `then` when the
//! child is certainly older now.
//!
//! # Why it matters
//! Babies who cannot move rarely bruise themselves. Kent names this at Level 4 and has a procedure for it.
//!
//! # Source
//! Wider learning, not Kent guidance (W-12); Kent Support Levels, later text, Level 4.
//!
//! # Does not mean
//! That anyone hurt the baby: the procedure is there so that nobody has to decide that alone.

use super::{Look, OpenQuestion, Rule, guard, is_open, label};
use crate::case::{AgeBand, Event, FactId, Person, PersonId, Theme};
use crate::network;
use crate::when::{Window, age_at};

pub const RULE: Rule = Rule { id: "W-12", variants: &["then"], find };

/// The age in months below which most babies do not yet move about alone.
const MOVING_MONTHS: i32 = 8;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for child in network::children(look.case) {
        let events: Vec<_> = look
            .case
            .events
            .iter()
            .filter(|(_, event)| event.theme == Some(Theme::Injury) && event.people.contains(&child))
            .filter(|(_, event)| was_small(look, child, event))
            .map(|(id, _)| *id)
            .collect();
        if events.is_empty() || !is_open(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(child).resting_on(events).slot("child", label(look, child));
        let question = match network::may_be_under(look.case, child, MOVING_MONTHS, look.today) {
            Some(false) => question.variant("then"),
            _ => question,
        };
        found.push(question.guarded(guard(look, [child])));
    }
}

/// Whether a child was, or may have been, too young to move about when this happened. A child not yet born cannot have been hurt
/// in it. An event without a date happened to a
/// child of today's age.
fn was_small(look: &Look, child: PersonId, event: &Event) -> bool {
    let Some(person) = look.case.get::<Person>(child) else { return false };
    let at = event.when.window().unwrap_or(Window::day(look.today.date()));
    match age_at(&person.born, at) {
        _ if person.unborn => false,
        Some(age) => age.least_months < MOVING_MONTHS,
        None => {
            person.born.window().is_none()
                && matches!(look.case.head.youngest, Some(AgeBand::Unborn | AgeBand::UnderThreeMonths))
                && network::children(look.case).len() == 1
        }
    }
}
