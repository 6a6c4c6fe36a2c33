//! "The same man": two records of one person beside each other, joined, and split again. On the card of a person.

use std::rc::Rc;

use family_history_domain::case::{Joined, JoinedId, PersonId};
use family_history_domain::compare::Field;
use family_history_domain::same::{self, Apart};
use family_history_domain::sentences;
use family_history_domain::when::When;
use yew::prelude::*;

use super::fields::{ChoiceField, Options, TextField, choice_field, text_field};
use super::{Desk, DrawnWhenOpen};
use crate::store::{Store, View};

/// Two records side by side: each line, whose words are whose.
pub fn beside(view: &View, (one, other): (&str, &str), lines: &[Field]) -> Html {
    let side = |whose: &str, words: &str| {
        let known = !words.is_empty();
        html! { <p><b><bdi>{ whose.to_owned() }</bdi></b>{ ": " }
            if known { <bdi class="typed">{ words.to_owned() }</bdi> } else { <span class="unknown">{ view.word("same.nothing") }</span> }
        </p> }
    };
    html! {
        <dl class="level-list beside">
            for line in lines { <dt><bdi>{ line.label.clone() }</bdi></dt><dd>{ side(one, &line.after) }{ side(other, &line.before) }</dd> }
        </dl>
    }
}

/// What was joined to this person, and the way to join another record.
pub fn same(desk: &Desk, person: PersonId) -> Html {
    let here = desk.clone();
    let draw = Callback::from(move |()| html! { <Form desk={here.clone()} {person} /> });
    html! {
        <>
            for (id, _) in same::joined_to(&desk.view.case, person) { { joined(desk, id) } }
            if desk.view.case.people.len() > 1 {
                <DrawnWhenOpen class="more field-wide" summary={desk.view.word("same.ask")} summary_id={Some(AttrValue::from(format!("same-{person}")))} {draw} />
            }
        </>
    }
}

/// Two records that were joined.
fn joined(desk: &Desk, id: JoinedId) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let case = &view.case;
    let Some(record) = case.get::<Joined>(id) else { return html! {} };
    let name =
        |label: &str| if label.trim().is_empty() { view.word("person.no-label") } else { label.to_owned().into() };
    let (one, other) = (view.label(record.kept), name(&record.label));
    let also = same::also_recorded(case, &view.guidance, record);
    let since = same::added_since(case, id);
    let before = same::to_split_before(case, id).and_then(|id| case.get::<Joined>(id));
    let split = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.make(|case, _| same::split(case, id));
            store.focus("undo");
        })
    };
    html! {
        <section class="field-wide joined" aria-labelledby={format!("joined-{id}")} key={id.to_string()}>
            <h5 class="h-card" id={format!("joined-{id}")} tabindex="-1">{ view.fill("same.joined", &[("one", &one), ("other", &other)]) }</h5>
            if !record.why.is_empty() { <p><bdi class="typed">{ record.why.clone() }</bdi></p> }
            if !also.is_empty() {
                <p class="hint">{ view.word("same.also") }</p>
                <dl class="level-list">for line in also { <dt>{ line.label }</dt><dd><bdi class="typed">{ line.before }</bdi></dd> }</dl>
            }
            if !since.is_empty() {
                <p class="hint">{ view.word("same.since") }</p>
                <ul>for fact in since.iter() { <li><bdi>{ sentences::clip(&view.describe(fact)) }</bdi></li> }</ul>
            }
            if let Some(before) = before {
                <p>{ view.fill("same.split-first", &[("other", &name(&before.label))]) }</p>
            } else if same::split(case, id).is_none() {
                <p>{ view.word("same.cannot-split") }</p>
            } else {
                <button type="button" class="btn" id={format!("split-{id}")} onclick={split}>{ view.word("same.split") }<span class="visually-hidden">{ format!(": {one}, {other}") }</span></button>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    desk: Desk,
    person: PersonId,
}

/// Chooses the other record, shows both, and joins them.
#[component]
fn Form(props: &FormProps) -> Html {
    let (Desk { view, store }, person) = (&props.desk, props.person);
    let case = &view.case;
    let other = use_state(|| None::<PersonId>);
    let why = use_state(String::new);
    let others = case.people.keys().filter(|id| **id != person);
    let others: Options = Rc::new(others.map(|id| (id.to_string().into(), view.label(*id))).collect());
    let maybe = sentences::labels(case, &view.guidance, &same::may_be_same(case, person));
    let choose = {
        let other = other.clone();
        Callback::from(move |key: String| other.set(key.parse().ok()))
    };
    let leave = {
        let (other, store) = (other.clone(), store.clone());
        Callback::from(move |_: MouseEvent| {
            other.set(None);
            store.focus(&format!("same-{person}-who"));
        })
    };
    let chosen = (*other).filter(|other| case.people.contains_key(other));
    let id = |name: &str| AttrValue::from(format!("same-{person}-{name}"));
    html! {
        <div class="fields">
            <p class="hint field-wide">{ view.word("same.ask-hint") }</p>
            if !maybe.is_empty() { <p class="field-wide">{ view.fill("same.maybe", &[("people", &maybe)]) }</p> }
            { choice_field(view, ChoiceField { id: id("who"), label: view.word("same.who"), options: others, value: chosen.map(|id| id.to_string()).unwrap_or_default().into(), on_change: choose, ..Default::default() }) }
            if let Some(two) = chosen {
                { preview(&props.desk, (person, two), &why) }
                if same::apart(case, person, two).is_none() {
                    <div class="card-foot field-wide">
                        <button type="button" class="btn" id={id("join")} onclick={join(store, (person, two), &why)}>{ view.word("same.join") }</button>
                        <button type="button" class="btn-link" onclick={leave}>{ view.word("same.leave") }</button>
                    </div>
                }
            }
        </div>
    }
}

/// What each of the two holds, what joining them does, and why they are thought to be one; or why they are not joined.
fn preview(desk: &Desk, (person, other): (PersonId, PersonId), why: &UseStateHandle<String>) -> Html {
    let view = &desk.view;
    let (one, two) = (view.label(person), view.label(other));
    let slots = [("one", one.as_str()), ("other", two.as_str())];
    let between = match same::apart(&view.case, person, other) {
        None => None,
        Some(Apart::Between(facts)) => Some(("same.between", facts)),
        Some(_) => Some(("same.child-and-adult", Vec::new())),
    };
    if let Some((words, facts)) = between {
        return html! {
            <div class="field-wide" role="status">
                <p>{ view.word(words) }</p>
                <ul>for fact in facts.iter() { <li><bdi>{ sentences::clip(&view.describe(fact)) }</bdi></li> }</ul>
            </div>
        };
    }
    let lines = same::side_by_side(&view.case, &view.guidance, person, other);
    let on_input = {
        let why = why.clone();
        Callback::from(move |words| why.set(words))
    };
    html! {
        <>
            <section class="field-wide" aria-labelledby={format!("same-{person}-both")}>
                <h5 class="h-card" id={format!("same-{person}-both")}>{ view.fill("same.both", &slots) }</h5>
                if lines.is_empty() { <p>{ view.word("same.alike") }</p> }
                { beside(view, (&one, &two), &lines) }
                <p>{ view.fill("same.what-happens", &slots) }</p>
            </section>
            { text_field(TextField { id: format!("same-{person}-why").into(), label: view.word("same.why"), hint: view.word("same.why-hint"), value: (**why).clone().into(), on_input, lines: 2, ..Default::default() }) }
        </>
    }
}

/// Joins the two, and leads to what says that they are joined.
fn join(store: &Store, both: (PersonId, PersonId), why: &UseStateHandle<String>) -> Callback<MouseEvent> {
    let (store, why) = (store.clone(), why.clone());
    Callback::from(move |_: MouseEvent| {
        let view = store.view();
        let mut id = JoinedId::default();
        store.make(|case, number| {
            id = JoinedId(number);
            same::join(case, &view.guidance, both, number, (When::on(view.today), (*why).clone()))
        });
        store.focus(&format!("joined-{id}"));
    })
}
