//! The men screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The men screen.
#[component]
pub fn Men() -> Html {
    html! { <TopicScreen topic="men" /> }
}
