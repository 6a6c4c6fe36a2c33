//! The supervision screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The supervision screen.
#[component]
pub fn Supervision() -> Html {
    html! { <TopicScreen topic="supervision" /> }
}
