//! The history screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The history screen.
#[component]
pub fn History() -> Html {
    html! { <TopicScreen topic="history" /> }
}
