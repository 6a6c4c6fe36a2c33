//! The button that removes a fact. Where an order, a concern or "not safe" would go with a person, it asks first.

use family_history_domain::case::FactId;
use family_history_domain::network;
use family_history_domain::sentences;
use family_history_domain::session::card_id;
use yew::prelude::*;

use super::Desk;

#[derive(Properties, PartialEq)]
pub struct RemoveProps {
    pub desk: Desk,
    pub fact: FactId,
    /// What the card of the fact is called.
    pub title: AttrValue,
}

/// Removes a fact. Undo is named and always there, so it asks nothing; but what keeps somebody safe never goes in one press.
#[component]
pub fn Remove(props: &RemoveProps) -> Html {
    let Desk { view, store } = &props.desk;
    let asks = use_state(|| false);
    let safety = match props.fact {
        FactId::Person(person) => network::safety_of(&view.case, person, view.today),
        _ => Vec::new(),
    };
    let id = card_id(&props.fact);
    let (button, keep, question) = (format!("{id}-remove"), format!("{id}-keep"), format!("{id}-asks"));
    let remove = {
        let (store, fact) = (store.clone(), props.fact.clone());
        Callback::from(move |_: MouseEvent| store.remove(&fact))
    };
    let turn = |to: bool, focus: &str| {
        let (asks, store, focus) = (asks.clone(), store.clone(), focus.to_owned());
        Callback::from(move |_: MouseEvent| {
            asks.set(to);
            store.focus(&focus);
        })
    };
    if *asks && !safety.is_empty() {
        return html! {
            <div class="safety field-wide" role="group" aria-labelledby={question.clone()}>
                <p id={question}>{ view.fill("card.remove-asks", &[("person", &props.title)]) }</p>
                <ul>for fact in safety.iter() { <li><bdi>{ sentences::clip(&view.describe(fact)) }</bdi></li> }</ul>
                <div class="card-foot">
                    <button type="button" class="btn" id={keep} onclick={turn(false, &button)}>{ view.word("card.remove-keep") }</button>
                    <button type="button" class="btn-link" onclick={remove}>{ view.word("card.remove-all") }</button>
                </div>
            </div>
        };
    }
    let onclick = if safety.is_empty() { remove } else { turn(true, &keep) };
    let kind = view.word(&format!("kind.{}", props.fact.kind()));
    html! {
        <button type="button" class="btn-link" id={button} {onclick}>
            { view.fill("card.remove", &[("kind", &kind)]) }<span class="visually-hidden">{ format!(": {}", props.title) }</span>
        </button>
    }
}
