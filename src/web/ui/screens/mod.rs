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

/// The screen that is open: a topic id, a tool, or `home`. A topic of the pack that has no screen of its own is drawn from the pack.
///
/// Screens are functions, not components: each is drawn anew with every change, and a component of its own would only
/// add to what the browser loads.
pub fn screen(desk: &Desk, place: &str) -> Html {
    match place {
        "start" => start::draw(desk),
        "people" => people::draw(desk),
        "records" => records::draw(desk),
        "history" => history::draw(desk),
        "men" => men::draw(desk),
        "knew" => knew::draw(desk),
        "help" => help::draw(desk),
        "level" => level::draw(desk),
        "next" => next::draw(desk),
        "supervision" => supervision::draw(desk),
        "combine" | "bring" if desk.view.looks_only.is_some() => {
            html! { <><h2 class="h-page" id="screen-heading" tabindex="-1">{ desk.view.word(if place == "bring" { "home.tool-bring" } else { "combine.open" }) }</h2><p>{ desk.view.word("looking.not-here") }</p></> }
        }
        "combine" => combine::draw(desk),
        "bring" => bring::draw(desk),
        "papers" => papers::draw(desk),
        FIND => find::draw(desk),
        training::PLACE => exercise::draw(desk),
        place if desk.view.guidance.topic(place).is_some() => deeper::draw(desk, place),
        _ => home::draw(desk),
    }
}
