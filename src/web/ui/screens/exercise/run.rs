//! A run: what comes to light, the answers to it, and the next stage.

use yew::prelude::*;

use crate::ui::parts::Desk;
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    screen_head(&desk.view.word("training.title"), "")
}
