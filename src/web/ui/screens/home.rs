//! The home screen.

use yew::prelude::*;

/// The home screen.
#[component]
pub fn Home() -> Html {
    html! {}
}
