//! The family picture: who is in this family, who is parent of whom, who lived where on a day.
//!
//! Facts become a [`model::Family`], the family gets its places in [`layout`], and places become shapes. Every word comes
//! from the content pack.

mod layout;
pub mod model;
mod shapes;
mod words;

use super::Picture;
use crate::case::{Case, PresenceKind};
use crate::guidance::Guidance;
use crate::when::{Today, When};

/// What may be left off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Whether to draw how people get on, and who harmed whom.
    pub bonds: bool,
}

/// The family picture of a case as it was on a day.
pub fn draw(case: &Case, guidance: &Guidance, today: Today, on: Today, options: Options) -> Picture {
    let family = model::family(case, on, today);
    let words = words::Words::new(case, guidance, &family, on, today);
    let (widths, room) = shapes::widths(&words);
    let layout = layout::lay(&family, &widths, &room);
    let mut picture = shapes::draw(&words, &layout, &widths, options.bonds);
    picture.sentences = words.sentences(options.bonds);
    picture
}

/// The days on which somebody may have moved in or out, was born or died, the earliest first: where a picture of another day
/// can differ. Days to come are left out.
pub fn dates_of_change(case: &Case, today: Today) -> Vec<Today> {
    let mut days = Vec::new();
    let mut put = |when: &When, is_end: bool| {
        let Some(window) = when.window() else { return };
        // What ended on a day held on it: the day after is the first without.
        let after = |day: chrono::NaiveDate| if is_end { day.succ_opt().unwrap_or(day) } else { day };
        days.extend([window.first, window.last].into_iter().flatten().map(after));
    };
    for presence in case.presences.values() {
        if presence.kind != Some(PresenceKind::NoContact) {
            put(&presence.since, false);
            put(&presence.until, true);
        }
    }
    for household in case.households.values() {
        put(&household.since, false);
        put(&household.until, true);
    }
    let mut in_home: Vec<_> = case.households.values().flat_map(|household| household.people.iter().copied()).collect();
    in_home.extend(crate::network::children(case));
    for person in in_home.iter().filter_map(|id| case.people.get(id)) {
        put(&person.born, false);
        put(&person.died, true);
    }
    days.retain(|day| *day <= today.date());
    days.sort();
    days.dedup();
    days.into_iter().map(Today).collect()
}
