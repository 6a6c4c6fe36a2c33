//! The people screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The people screen.
#[component]
pub fn People() -> Html {
    html! { <TopicScreen topic="people" /> }
}
