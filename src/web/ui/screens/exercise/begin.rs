//! How an exercise begins: a scenario is chosen or opened, a table's copy is opened, or one is written.

use yew::prelude::*;

use crate::ui::parts::Desk;
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    screen_head(&desk.view.word("training.title"), "")
}
