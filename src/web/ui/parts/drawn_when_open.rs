//! Something seldom needed and long, which is drawn only while it is open.

use web_sys::Element;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DrawnWhenOpenProps {
    /// What stands on the line that opens it.
    pub summary: AttrValue,
    /// What stands after it, quieter.
    #[prop_or_default]
    pub answer: AttrValue,
    /// The id of that line, where a link leads to it.
    #[prop_or_default]
    pub summary_id: Option<AttrValue>,
    pub draw: Callback<(), Html>,
    #[prop_or_default]
    pub class: AttrValue,
    /// Open because it holds something, or because a link leads to something in it.
    #[prop_or_default]
    pub open: bool,
}

/// A line that opens what is behind it.
#[component]
pub fn DrawnWhenOpen(props: &DrawnWhenOpenProps) -> Html {
    let open = use_state(|| props.open);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| open.set(event.target_unchecked_into::<Element>().has_attribute("open")))
    };
    let is_open = *open || props.open;
    html! {
        <details class={props.class.clone()} open={is_open} {ontoggle}>
            <summary id={props.summary_id.clone()}>
                { props.summary.clone() }
                if !props.answer.is_empty() { { " " }<bdi class="asked-answer">{ props.answer.clone() }</bdi> }
            </summary>
            if is_open { { props.draw.emit(()) } }
        </details>
    }
}
