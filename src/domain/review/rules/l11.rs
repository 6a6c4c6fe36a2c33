//! Who has been inside the home.
//!
//! # Finds
//! A case with a born child and no contact inside the home; `since-move` when the family moved, and nobody is certain to
//! have been inside since. A move still to come does not count. Where neither has a date, it cannot be told, and is asked.
//! A visit still to come does not count either.
//!
//! # Why it matters
//! The last home was found dirty and littered; no service had seen it.
//!
//! # Source
//! William review, ¶66, ¶68 (L-11, LD-02).
//!
//! # Does not mean
//! That anything is wrong with the home.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, inside_home, is_to_come};
use crate::case::{FactId, Person, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "L-11", variants: &["since-move"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let has_born_child =
        network::children(case).into_iter().any(|child| case.get::<Person>(child).is_some_and(|person| !person.unborn));
    if !has_born_child || !applies(look, RULE.id, &[]) {
        return;
    }
    let inside: Vec<_> = inside_home(look).collect();
    let latest_move = case
        .events
        .iter()
        .filter(|(_, event)| event.theme == Some(Theme::Move))
        .filter(|(_, event)| !is_to_come(look, &event.when))
        .max_by_key(|(id, event)| (bounds(&event.when).map(|(_, last)| last), **id));
    let question = OpenQuestion::of(RULE.id);
    let Some((id, moved)) = latest_move else {
        if inside.is_empty() {
            found.push(question);
        }
        return;
    };
    let moved_by = bounds(&moved.when).map(|(_, last)| last);
    let is_since = inside.iter().any(|(_, contact)| {
        bounds(&contact.when).zip(moved_by).is_some_and(|((first, _), moved_by)| first >= moved_by)
    });
    if !is_since {
        found.push(
            question
                .variant("since-move")
                .about(*id)
                .resting_on([FactId::from(*id)])
                .resting_on(inside.iter().map(|(id, _)| *id))
                .slot("date", date_words(look, &moved.when)),
        );
    }
}
