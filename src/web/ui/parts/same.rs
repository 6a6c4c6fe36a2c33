//! "The same man": two records of one person beside each other, joined, and split again. On the card of a person.

use std::rc::Rc;

use family_history_domain::case::{FactId, Joined, JoinedId, PersonId};
use family_history_domain::compare::Field;
use family_history_domain::same::{self, Apart};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use super::fields::{ChoiceField, Options, capital, choice_field};
use super::{Asks, Desk, DrawnWhenOpen, Sheet, Spec, at};
use crate::store::View;

/// A line of words.
pub fn line(class: &'static str, words: AttrValue) -> Html {
    html! { <p {class}><bdi>{ words }</bdi></p> }
}

/// A button, with what it is about for those who do not see what stands around it.
pub fn press(class: &'static str, words: AttrValue, about: String, onclick: Callback<MouseEvent>) -> Html {
    let about = if about.is_empty() { about } else { format!(": {about}") };
    html! { <button type="button" {class} {onclick}>{ words }<span class="visually-hidden">{ about }</span></button> }
}

/// Words under what they are, a line each; what has none is left out.
pub fn pairs(pairs: Vec<(AttrValue, String)>) -> Html {
    html! {
        <dl class="level-list beside">
            for (label, words) in pairs.into_iter().filter(|(_, words)| !words.is_empty()) { <dt><bdi>{ label }</bdi></dt><dd><bdi>{ words }</bdi></dd> }
        </dl>
    }
}

/// Two records side by side: each line, whose words are whose.
pub fn beside(view: &View, (one, other): (&str, &str), lines: &[Field]) -> Html {
    let side = |whose: &str, words: &str| {
        let words = if words.is_empty() { view.guidance.word("same.nothing") } else { words };
        view.guidance.say("sentence.person", &[("person", whose), ("what", words)])
    };
    let both = |line: &Field| (capital(&line.label), [side(one, &line.after), side(other, &line.before)].join("\n"));
    pairs(lines.iter().map(both).collect())
}

/// What was joined to this person, and the way to join another record.
pub fn same(desk: &Desk, person: PersonId) -> Html {
    let here = desk.clone();
    let draw = Callback::from(move |()| form(&here, person));
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
            { Sheet::of(desk, id).draw(desk, &[Spec::Words("why", at!(Joined, why))]) }
            if !also.is_empty() {
                { line("hint", view.word("same.also")) }
                { pairs(also.into_iter().map(|row| (row.label.into(), row.before)).collect()) }
            }
            { fact_list(view, "same.since", &since) }
            { match before {
                Some(before) => line("", view.fill("same.split-first", &[("other", &name(&before.label))])),
                None => match same::split(case, id) {
                    None => line("", view.word("same.cannot-split")),
                    Some(edit) => {
                        let (safety, words) = (same::loses_safety(case, &edit, view.today), view.word("same.split"));
                        html! { <Asks desk={desk.clone()} id={format!("joined-{id}")} class="btn" all={words.clone()} {words} about={format!("{one}, {other}")} {safety} question={view.word("same.split-asks")} on_sure={split} /> }
                    }
                },
            } }
        </section>
    }
}

/// Chooses the other record, shows both, and joins them.
fn form(desk: &Desk, person: PersonId) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let case = &view.case;
    if view.looks_only.is_some() {
        return html! {};
    }
    let others = case.people.keys().filter(|id| **id != person);
    let others: Options = Rc::new(others.map(|id| (id.to_string().into(), view.label(*id))).collect());
    let maybe = sentences::labels(case, &view.guidance, &same::may_be_same(case, person));
    let on_change = {
        let store = store.clone();
        Callback::from(move |key: String| store.send(Msg::Beside(key.parse().ok().map(|other| (person, other)))))
    };
    let chosen = view.beside.filter(|(one, other)| *one == person && case.people.contains_key(other));
    let value = chosen.map(|(_, other)| other.to_string()).unwrap_or_default();
    html! {
        <div class="fields">
            { line("hint field-wide", view.word("same.ask-hint")) }
            if !maybe.is_empty() { { line("field-wide", view.fill("same.maybe", &[("people", &maybe)])) } }
            { choice_field(view, ChoiceField { id: format!("same-{person}-who").into(), label: view.word("same.who"), options: others, value: value.into(), on_change, ..Default::default() }) }
            if let Some(two) = chosen { { preview(desk, two) } }
        </div>
    }
}

/// What each of the two holds, what joining them does, and the button that does; or why they are not joined.
fn preview(desk: &Desk, two: (PersonId, PersonId)) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let (person, other) = two;
    let (one, name) = (view.label(person), view.label(other));
    let slots = [("one", one.as_str()), ("other", name.as_str())];
    let apart = same::apart(&view.case, person, other);
    let lines = same::side_by_side(&view.case, &view.guidance, person, other);
    let join = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            let view = store.view();
            let mut id = JoinedId::default();
            store.make(|case, number| {
                id = JoinedId(number);
                same::join(case, &view.guidance, two, number, view.today)
            });
            store.focus(&format!("joined-{id}"));
        })
    };
    let leave = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.send(Msg::Beside(None));
            store.focus(&format!("same-{person}-who"));
        })
    };
    html! {
        <section class="field-wide" aria-labelledby={format!("same-{person}-both")}>
            <h5 class="h-card" id={format!("same-{person}-both")}>{ view.fill("same.both", &slots) }</h5>
            if let Some(apart) = apart {
                { match apart {
                    Apart::Between(facts) => fact_list(view, "same.between", &facts),
                    _ => line("hint", view.word("same.child-and-adult")),
                } }
            } else {
                if lines.is_empty() { { line("", view.word("same.alike")) } }
                { beside(view, (&one, &name), &lines) }
                { line("", view.fill("same.what-happens", &slots)) }
                <div class="card-foot">
                    { press("btn", view.word("same.join"), String::new(), join) }
                    { press("btn-link", view.word("same.leave"), String::new(), leave) }
                </div>
            }
        </section>
    }
}

/// Facts, a line each, under what is said of them; nothing where there are none.
pub fn fact_list<'a>(view: &View, words: &str, facts: impl IntoIterator<Item = &'a FactId>) -> Html {
    let facts: Vec<AttrValue> =
        facts.into_iter().map(|fact| AttrValue::from(sentences::clip(&view.describe(fact)))).collect();
    if facts.is_empty() {
        return Html::default();
    }
    html! { <>{ line("hint", view.word(words)) }<ul>for fact in facts { <li><bdi>{ fact }</bdi></li> }</ul></> }
}
