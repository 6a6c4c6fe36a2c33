//! A button that takes something away. Where an order, a concern or "not safe" would go with it, it asks first.

use family_history_domain::case::FactId;
use family_history_domain::network;
use family_history_domain::sentences;
use family_history_domain::session::card_id;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::Desk;
use crate::effects::focused;

#[derive(Properties, PartialEq)]
pub struct AsksProps {
    pub desk: Desk,
    /// What the id of the button, and of what it asks, begins with.
    pub id: AttrValue,
    pub class: &'static str,
    /// What the button says, and what it is about for those who do not see what stands around it.
    pub words: AttrValue,
    pub about: AttrValue,
    /// What would go and is there to keep somebody safe.
    pub safety: Vec<FactId>,
    /// What is asked then, and what the button says that does it all the same.
    pub question: AttrValue,
    pub all: AttrValue,
    pub on_sure: Callback<MouseEvent>,
}

/// Undo is named and always there, so it asks nothing; but what keeps somebody safe never goes in one press.
#[component]
pub fn Asks(props: &AsksProps) -> Html {
    let Desk { view, store } = &props.desk;
    let asks = use_state(|| false);
    let id = &props.id;
    let (button, keep, question) = (format!("{id}-remove"), format!("{id}-keep"), format!("{id}-asks"));
    let turn = |to: bool, focus: &str| {
        let (asks, store, focus) = (asks.clone(), store.clone(), focus.to_owned());
        Callback::from(move |_: MouseEvent| {
            asks.set(to);
            store.focus(&focus);
        })
    };
    let sure = props.on_sure.clone();
    if view.looks_only.is_some() {
        return html! {};
    }
    if *asks && !props.safety.is_empty() {
        return html! {
            <div class="safety field-wide" role="group" aria-labelledby={question.clone()}>
                <p id={question}>{ &props.question }</p>
                <ul>for fact in props.safety.iter() { <li><bdi>{ sentences::clip(&view.describe(fact)) }</bdi></li> }</ul>
                <div class="card-foot">
                    <button type="button" class="btn" id={keep} onclick={turn(false, &button)}>{ view.word("card.remove-keep") }</button>
                    <button type="button" class="btn-link" onclick={sure}>{ &props.all }</button>
                </div>
            </div>
        };
    }
    let onclick = if props.safety.is_empty() { sure } else { turn(true, &keep) };
    html! {
        <button type="button" class={props.class} id={button} {onclick}>
            { &props.words }<span class="visually-hidden">{ format!(": {}", props.about) }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct RemoveProps {
    pub desk: Desk,
    pub fact: FactId,
    /// What the card of the fact is called.
    pub title: AttrValue,
}

/// Removes a fact.
#[component]
pub fn Remove(props: &RemoveProps) -> Html {
    let RemoveProps { desk, fact, title } = props;
    let view = &desk.view;
    let safety = match fact {
        FactId::Person(person) => network::safety_of(&view.case, *person, view.today),
        _ => Vec::new(),
    };
    let on_sure = {
        let (store, fact) = (desk.store.clone(), fact.clone());
        Callback::from(move |event: MouseEvent| {
            // Where what has the focus is taken out of the page, the browser lays all of it out first. So the focus is let go
            // before; where it goes then is the store's to say.
            let pressed = event.target_dyn_into::<Element>();
            if let Some(held) = pressed.and_then(|pressed| focused(&pressed)).and_then(|held| held.dyn_into().ok()) {
                let _ = HtmlElement::blur(&held);
            }
            store.remove(&fact);
        })
    };
    let words = view.fill("card.remove", &[("kind", &view.word(&format!("kind.{}", fact.kind())))]);
    let question = view.fill("card.remove-asks", &[("person", title)]);
    html! { <Asks desk={desk.clone()} id={card_id(fact)} class="btn-link" {words} about={title.clone()} {safety} {question} all={view.word("card.remove-all")} {on_sure} /> }
}
