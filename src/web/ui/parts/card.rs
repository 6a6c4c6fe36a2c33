//! One fact: a line when closed, its fields when open. One card is open at a time.

use family_history_domain::case::FactId;
use family_history_domain::session::{Msg, card_id};
use yew::prelude::*;

use super::use_desk;

#[derive(Properties, PartialEq)]
pub struct FactCardProps {
    pub fact: FactId,
    /// What it is, in a few words: a label or a date.
    pub title: AttrValue,
    /// The fact in one line.
    #[prop_or_default]
    pub line: Html,
    /// A class for the standing of the fact: `standing-reported`…
    #[prop_or_default]
    pub class: AttrValue,
    /// Removes it; undo brings it back.
    pub on_remove: Callback<()>,
    /// Its fields, drawn only while the card is open.
    #[prop_or_default]
    pub children: Html,
}

/// A fact as a card. Removing asks nothing: undo is named and always there.
#[component]
pub fn FactCard(props: &FactCardProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let id = card_id(&props.fact);
    let open = view.open.as_ref() == Some(&props.fact);
    let toggle = {
        let (store, fact) = (desk.store.clone(), props.fact.clone());
        Callback::from(move |_: MouseEvent| {
            store.send(if open { Msg::CardClosed } else { Msg::CardOpened(fact.clone()) });
        })
    };
    let title = if props.title.trim().is_empty() { view.word("card.no-title") } else { props.title.clone() };
    let kind = view.word(&format!("kind.{}", props.fact.kind()));
    html! {
        <li class={classes!("card", open.then_some("card-open"), props.class.to_string())} id={id.clone()}>
            <div class="card-head">
                <h4 class="card-title">
                    <button type="button" class="card-toggle" id={format!("{id}-toggle")} aria-expanded={open.to_string()}
                        aria-controls={format!("{id}-body")} onclick={toggle.clone()}>
                        <bdi>{ title.clone() }</bdi>
                        <span class="card-toggle-word">{ view.word(if open { "card.close" } else { "card.change" }) }</span>
                    </button>
                </h4>
                if !open { <div class="card-line">{ props.line.clone() }</div> }
            </div>
            <div class="card-body" id={format!("{id}-body")} hidden={!open}>
                if open {
                    { props.children.clone() }
                    <div class="card-foot">
                        <button type="button" class="btn" onclick={toggle}>{ view.word("card.done") }</button>
                        <button type="button" class="btn-link" onclick={props.on_remove.reform(|_| ())}>
                            { view.fill("card.remove", &[("kind", &kind)]) }<span class="visually-hidden">{ format!(": {title}") }</span>
                        </button>
                    </div>
                }
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct AddButtonProps {
    pub label: AttrValue,
    pub on_add: Callback<()>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// Adds another of a kind.
#[component]
pub fn AddButton(props: &AddButtonProps) -> Html {
    html! {
        <button type="button" class="btn btn-add" id={props.id.clone()} onclick={props.on_add.reform(|_| ())}>{ props.label.clone() }</button>
    }
}
