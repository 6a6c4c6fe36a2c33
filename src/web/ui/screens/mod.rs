//! One screen for each topic of the content pack, and the home screen.

mod help;
mod history;
mod home;
mod level;
mod men;
mod next;
mod people;
mod records;
mod start;
mod supervision;

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ScreenProps {
    /// A topic id, or `home`.
    pub place: AttrValue,
}

/// The screen that is open. A topic of the pack that has no screen of its own shows the home screen.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    match props.place.as_str() {
        "start" => html! { <start::Start /> },
        "people" => html! { <people::People /> },
        "records" => html! { <records::Records /> },
        "history" => html! { <history::History /> },
        "men" => html! { <men::Men /> },
        "help" => html! { <help::Help /> },
        "level" => html! { <level::Level /> },
        "next" => html! { <next::Next /> },
        "supervision" => html! { <supervision::Supervision /> },
        _ => html! { <home::Home /> },
    }
}
