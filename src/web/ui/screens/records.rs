//! The records screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The records screen.
#[component]
pub fn Records() -> Html {
    html! { <TopicScreen topic="records" /> }
}
