//! The next screen.

use yew::prelude::*;

use crate::ui::TopicScreen;

/// The next screen.
#[component]
pub fn Next() -> Html {
    html! { <TopicScreen topic="next" /> }
}
