//! Looking back: what was known then and what came later, what was asked, and what the team will do.

use yew::prelude::*;

use crate::ui::parts::Desk;
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    screen_head(&desk.view.word("training.title"), "")
}
