//! Chooses one of a list, and acts on it only when the button is pressed: arrow keys pass from one to the next.

use yew::prelude::*;

use super::Desk;
use super::fields::{ChoiceField, Options, choice_field};

#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    pub desk: Desk,
    pub id: AttrValue,
    pub label: AttrValue,
    pub options: Options,
    /// What the button says.
    pub button: AttrValue,
    /// The key that was chosen, when the button was pressed.
    pub on_chosen: Callback<String>,
}

/// One of a list, and a button.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let chosen = use_state(String::new);
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |key| chosen.set(key))
    };
    let onclick = {
        let (chosen, on_chosen) = (chosen.clone(), props.on_chosen.clone());
        Callback::from(move |_: MouseEvent| {
            on_chosen.emit((*chosen).clone());
            chosen.set(String::new());
        })
    };
    if props.desk.view.looks_only.is_some() {
        return html! {};
    }
    html! {
        <div class="row tie">
            { choice_field(&props.desk.view, ChoiceField { id: props.id.clone(), label: props.label.clone(), options: props.options.clone(), value: (*chosen).clone().into(), on_change, ..Default::default() }) }
            <button type="button" class="btn" {onclick}>{ props.button.clone() }</button>
        </div>
    }
}
