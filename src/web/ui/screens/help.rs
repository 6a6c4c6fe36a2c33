//! The help screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The help screen.
#[component]
pub fn Help() -> Html {
    html! { <TopicScreen topic="help" /> }
}
