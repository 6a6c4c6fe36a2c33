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

use chrono::NaiveDate;

use super::{
    Look, OpenQuestion, Rule, YEAR_DAYS, applies, bounds, date_words, days_ago, inside_home, is_to_come, last_inside,
};
use crate::case::{Contact, ContactId, Event, EventId, FactId, Person, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "L-11", variants: &["since-move", "long-ago"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let has_born_child =
        network::children(case).into_iter().any(|child| case.get::<Person>(child).is_some_and(|person| !person.unborn));
    if !has_born_child || !applies(look, RULE.id, &[]) {
        return;
    }
    let inside: Vec<_> = inside_home(look).collect();
    let is_since = |day| inside.iter().any(|(_, contact)| is_certainly_since(contact, day));
    let question = OpenQuestion::of(RULE.id);
    if let Some((id, moved)) = latest_move(look)
        && !bounds(&moved.when).is_some_and(|(_, moved_by)| is_since(moved_by))
    {
        found.push(
            question
                .variant("since-move")
                .about(id)
                .resting_on([FactId::from(id)])
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

/// The last move that is not still to come.
pub fn latest_move<'a>(look: &Look<'a>) -> Option<(EventId, &'a Event)> {
    let events = look.case.events.iter().map(|(id, event)| (*id, &**event));
    events
        .filter(|(_, event)| event.theme == Some(Theme::Move) && !is_to_come(look, &event.when))
        .max_by_key(|(id, event)| (bounds(&event.when).map(|(_, last)| last), *id))
}

/// The contacts at which somebody is certain to have been inside the home of today, the latest last: in the last year, and
/// since the last move. None when that move has no date.
pub fn inside_now<'a>(look: &Look<'a>) -> Vec<(ContactId, &'a Contact)> {
    let year_ago = days_ago(look, YEAR_DAYS);
    let since = match latest_move(look) {
        Some((_, moved)) => bounds(&moved.when).map(|(_, moved_by)| moved_by.max(year_ago)),
        None => Some(year_ago),
    };
    let Some(since) = since else { return Vec::new() };
    let mut inside: Vec<_> = inside_home(look).filter(|(_, contact)| is_certainly_since(contact, since)).collect();
    inside.sort_by_key(|(id, contact)| (bounds(&contact.when).map(|(_, last)| last), *id));
    inside
}

fn is_certainly_since(contact: &Contact, day: NaiveDate) -> bool {
    bounds(&contact.when).is_some_and(|(first, _)| first >= day)
}
