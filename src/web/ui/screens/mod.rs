//! One screen for each topic of the content pack, the home screen, and the tools it leads to.

mod bring;
mod combine;
mod deeper;
mod exercise;
mod family_picture;
mod find;
mod help;
mod history;
mod home;
mod knew;
mod level;
mod men;
mod next;
mod papers;
mod people;
mod records;
mod start;
mod supervision;
mod timeline;

pub use deeper::differences;

use family_history_domain::session::FIND;
use family_history_domain::training;
use yew::prelude::*;

use crate::ui::parts::Desk;
use crate::ui::screen_head;

/// Draws a screen.
type Draw = fn(&Desk) -> Html;

/// The screens of topics and tools that are more than the questions of the pack. A table, so that they do not become one function,
/// of which the first screen would need all.
const SCREENS: &[(&str, Draw)] = &[
    ("home", home::draw),
    ("start", start::draw),
    ("people", people::draw),
    ("records", records::draw),
    ("history", history::draw),
    ("men", men::draw),
    ("knew", knew::draw),
    ("help", help::draw),
    ("level", level::draw),
    ("next", next::draw),
    ("supervision", supervision::draw),
    ("combine", combine::draw),
    ("bring", bring::draw),
    ("papers", papers::draw),
    (FIND, find::draw),
    (training::PLACE, exercise::draw),
];

/// The screen that is open: a topic id, a tool, or `home`. A topic of the pack that has no screen of its own is drawn from the pack.
///
/// Screens are functions, not components: each is drawn anew with every change, and a component of its own would only
/// add to what the browser loads.
pub fn screen(desk: &Desk) -> Html {
    let view = &desk.view;
    let place = view.place.as_str();
    let of_its_own = SCREENS.iter().find(|(name, _)| *name == place).map(|(_, draw)| *draw);
    match of_its_own {
        Some(draw) => draw(desk),
        None if view.guidance.topic(place).is_some() => deeper::draw(desk),
        None => home::draw(desk),
    }
}

/// A tool that changes the review, where it can only be looked at.
fn not_here(desk: &Desk, heading: &str) -> Html {
    screen_head(&desk.view.word(heading), &desk.view.word("looking.not-here"))
}
