//! A scenario is written: what it is, its stages, and the texts somebody still has to look at.

use yew::prelude::*;

use crate::ui::parts::Desk;
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    screen_head(&desk.view.word("training.title"), "")
}
