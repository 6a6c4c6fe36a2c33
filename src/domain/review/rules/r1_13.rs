//! How an injury to a child was explained.
//!
//! # Finds
//! Each injury, to a child or to nobody named, of which nobody recorded how it was explained. `not-explained` when no
//! explanation was given; `not-evidenced` when it was not shown to have been done on purpose, which is not the same as
//! ruled out. These two stay open until somebody writes what will be done differently.
//!
//! # Why it matters
//! After an ear injury that was not shown to be done on purpose, the work was stepped down.
//!
//! # Source
//! William review, ¶53 (R1-13).
//!
//! # Does not mean
//! That anybody hurt a child.

use super::{Look, OpenQuestion, Rule, applies, date_words, guard, labels, said_or};
use crate::case::{Event, Explained, FactId, Person, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "R1-13", variants: &["not-evidenced", "not-explained"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.events.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for (id, event) in &look.case.events {
        if event.theme != Some(Theme::Injury) || !may_be_a_child(look, event) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id);
        let is_used = !event.different.trim().is_empty();
        let question = match event.explained {
            None | Some(Explained::NotKnown) => question,
            Some(Explained::NotEvidenced) if !is_used => question.variant("not-evidenced"),
            Some(Explained::NotExplained) if !is_used => question.variant("not-explained"),
            _ => continue,
        };
        if applies(look, RULE.id, &[FactId::from(*id)]) {
            found.push(
                question
                    .about(*id)
                    .resting_on([*id])
                    .slot("what", said_or(look, &event.what))
                    .slot("date", date_words(look, &event.when))
                    .slot("people", labels(look, event.people.iter().copied()))
                    .guarded(guard(look, event.people.iter().copied())),
            );
        }
    }
}

/// Whether the injured can be a child: nobody is named, or a child is.
fn may_be_a_child(look: &Look, event: &Event) -> bool {
    let is_child = |person| look.case.get::<Person>(person).is_some_and(network::is_child);
    event.people.is_empty() || event.people.iter().copied().any(is_child)
}
