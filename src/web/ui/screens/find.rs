//! Finds words in everything that was put down. What is looked for is in no address, title or file.

use family_history_domain::find::{Found, find};
use family_history_domain::sentences;
use family_history_domain::session::{Msg, found_id};
use yew::prelude::*;

use crate::ui::parts::{Desk, TextField, capital, text_field, use_soon};
use crate::ui::screen_head;

/// How many are shown at once: more are found by nobody who reads them one by one.
const SHOWN: usize = 40;

/// The box, and what it finds.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, desk.store.clone());
    let field = text_field(TextField {
        id: "find-words".into(),
        label: view.word("find.words"),
        hint: view.word("find.words-hint"),
        value: view.finding.clone(),
        on_input: Callback::from(move |words| store.send(Msg::FindTyped(words))),
        width: "width-20".into(),
        ..Default::default()
    });
    html! {
        <>
            { screen_head(&view.word("find.title"), &view.word("find.lead")) }
            <div class="find">{ field }</div>
            // What follows what is typed must not follow when names are to go: in another view it is drawn anew.
            <Results key={u8::from(view.is_discreet)} desk={desk.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ResultsProps {
    desk: Desk,
}

/// What is found. The letter that is typed is answered first.
#[component]
fn Results(props: &ResultsProps) -> Html {
    let desk = Desk { store: props.desk.store.clone(), view: use_soon(&props.desk.view) };
    let drawn = use_memo(desk, results);
    (*drawn).clone()
}

fn results(desk: &Desk) -> Html {
    let view = &desk.view;
    let found = find(&view.case, &view.guidance, &view.finding);
    let says = match found.len() {
        0 if view.finding.trim().is_empty() => view.word("find.empty"),
        0 => view.word("find.none"),
        1 => view.word("find.one"),
        many => view.fill("find.some", &[("count", &many.to_string())]),
    };
    html! {
        <>
            <p class={if found.is_empty() { "empty" } else { "find-count" }} role="status">{ says }</p>
            <ul class="found">for one in found.iter().take(SHOWN) { { result(desk, one) } }</ul>
            if found.len() > SHOWN { <p class="hint">{ view.fill("find.first", &[("count", &SHOWN.to_string())]) }</p> }
        </>
    }
}

/// A fact that was found: the way to it, and the words around what was found.
fn result(desk: &Desk, one: &Found) -> Html {
    let view = &desk.view;
    let (place, fact) = (sentences::place_of(&view.guidance, &one.fact), one.fact.clone());
    let onclick = desk.store.sends(move || Msg::FactOpened { place: place.clone(), fact: fact.clone() });
    html! {
        <li key={one.fact.to_string()}>
            <button type="button" class="btn-link" id={found_id(&one.fact)} {onclick}>
                { capital(&one.kind) }{ ": " }<bdi>{ sentences::clip(&view.describe(&one.fact)) }</bdi>
            </button>
            <p class="hint">{ &one.field }{ ": " }<bdi>{ &one.before }<mark>{ &one.found }</mark>{ &one.after }</bdi></p>
        </li>
    }
}
