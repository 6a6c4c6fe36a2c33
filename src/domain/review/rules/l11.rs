//! Who has been inside the home.
//!
//! # Finds
//! A case with a born child and no contact inside the home; `since-move` when the family moved, and nobody is certain to
//! have been inside since. A move still to come does not count. Where neither has a date, it cannot be told, and is asked.
//! A visit still to come does not count either. `long-ago` when nobody is certain to have been inside in the last year.
//!
//! # Why it matters
//! The last home was found dirty and littered; no service had seen it.
//!
//! # Source
//! William review, ¶66, ¶68 (L-11, LD-02).
//!
//! # Does not mean
//! That anything is wrong with the home.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, days_ago, inside_home, is_to_come, last_inside};
use crate::case::{FactId, Person, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "L-11", variants: &["since-move", "long-ago"], find };

/// Days after which it is asked again who has been inside: a year.
const YEAR_DAYS: u64 = 365;

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
    let is_since = |day| {
        let firsts = inside.iter().filter_map(|(_, contact)| bounds(&contact.when));
        firsts.into_iter().any(|(first, _)| first >= day)
    };
    let question = OpenQuestion::of(RULE.id);
    if let Some((id, moved)) = latest_move
        && !bounds(&moved.when).is_some_and(|(_, moved_by)| is_since(moved_by))
    {
        found.push(
            question
                .variant("since-move")
                .about(*id)
                .resting_on([FactId::from(*id)])
                .resting_on(inside.iter().map(|(id, _)| *id))
                .slot("date", date_words(look, &moved.when)),
        );
        return;
    }
    match last_inside(look) {
        None => found.push(question),
        Some((id, contact)) if !is_since(days_ago(look, YEAR_DAYS)) => {
            found.push(question.variant("long-ago").resting_on([id]).slot("date", date_words(look, &contact.when)))
        }
        Some(_) => {}
    }
}
