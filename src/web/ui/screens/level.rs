//! The level screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The level screen.
#[component]
pub fn Level() -> Html {
    html! { <TopicScreen topic="level" /> }
}
