//! Who knew what: facts down, agencies across, filled in where it stands.

use std::rc::Rc;

use family_history_domain::case::{AgencyId, Event, FactId};
use family_history_domain::drawing::knew::{self, Cell, Column, Grid, Knows, Row};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use family_history_domain::when::{Reading, When};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::ui::parts::{Desk, DrawnWhenOpen, fact_of};
use crate::ui::topic_screen;

/// How many rows are drawn at once.
const PAGE: usize = 12;

/// Which rows are shown, by the key of their words.
const FILTERS: [&str; 3] = ["everything", "one-only", "some-not-asked"];

fn is_shown(filter: usize, row: &Row) -> bool {
    match filter {
        0 => true,
        1 => row.only.is_some(),
        _ => row.has_not_asked(),
    }
}

/// Who knew what.
pub fn draw(desk: &Desk) -> Html {
    let above = html! { <Picture desk={desk.clone()} /> };
    topic_screen(desk, "knew", above, html! {}, super::deeper::prompts(desk, "knew", &[]))
}

#[derive(Properties, PartialEq)]
struct PictureProps {
    desk: Desk,
}

/// The grid, a page at a time. It is made only while this screen is open.
#[component]
fn Picture(props: &PictureProps) -> Html {
    let desk = &props.desk;
    let view = &desk.view;
    let turned = use_state(|| (0usize, 0usize));
    let grid = Rc::new(knew::grid(&view.case, &view.guidance, view.today));
    if grid.rows.is_empty() {
        let onclick = desk.store.sends(|| Msg::PlaceOpened("history".to_owned()));
        return html! { <p class="empty">{ view.word("knew.none") }{ " " }<button type="button" class="btn-link" {onclick}>{ view.word("knew.add-event") }</button></p> };
    }
    let (filter, page) = *turned;
    let turn = |to: (usize, usize)| {
        let turned = turned.clone();
        Callback::from(move |_: MouseEvent| turned.set(to))
    };
    let shown: Vec<&Row> = grid.rows.iter().filter(|row| is_shown(filter, row)).collect();
    let last = shown.len().saturating_sub(1) / PAGE;
    let page = page.min(last);
    let here = &shown[page * PAGE..shown.len().min((page + 1) * PAGE)];
    let (first, end, total) =
        ((page * PAGE + 1).to_string(), (page * PAGE + here.len()).to_string(), shown.len().to_string());
    let sentences = {
        let (grid, guidance) = (grid.clone(), view.guidance.clone());
        Callback::from(move |()| {
            html! { <ul class="links">for row in grid.rows.iter() { <li><bdi>{ grid.sentence(&guidance, row) }</bdi></li> }</ul> }
        })
    };
    html! {
        <div class="knew-part">
            <div class="row" role="group" aria-label={view.word("knew.show")}>
                <b aria-hidden="true">{ view.word("knew.show") }</b>
                for (at, name) in FILTERS.iter().enumerate() {
                    <button type="button" class="btn" aria-pressed={(at == filter).to_string()} onclick={turn((at, 0))}>{ view.word(&format!("knew.{name}")) }</button>
                }
            </div>
            { legend(desk, &grid) }
            <p class="hint">{ view.word("knew.choose") }</p>
            if here.is_empty() { <p class="empty">{ view.word("knew.none-of-these") }</p> } else { { table(desk, &grid, here) } }
            if last > 0 {
                <nav class="pager" aria-label={view.word("pages.title")}>
                    <button type="button" class="btn" disabled={page == 0} onclick={turn((filter, page.saturating_sub(1)))}>{ view.word("pages.before") }</button>
                    <span>{ view.fill("pages.here", &[("first", &first), ("last", &end), ("total", &total)]) }</span>
                    <button type="button" class="btn" disabled={page == last} onclick={turn((filter, page + 1))}>{ view.word("pages.after") }</button>
                </nav>
            }
            <DrawnWhenOpen class="more" summary={view.word("knew.sentences")} draw={sentences} />
        </div>
    }
}

/// The signs that are in use, with what they mean.
fn legend(desk: &Desk, grid: &Grid) -> Html {
    let view = &desk.view;
    let mut signs: Vec<(&str, AttrValue)> =
        grid.shown().into_iter().map(|state| (state.key(), view.word(&format!("knew.{}", state.key())))).collect();
    if grid.rows.iter().any(|row| row.only.is_some()) {
        signs.push(("only", view.word("knew.the-only-holder")));
        signs.push(("others", view.word("knew.the-others")));
    }
    html! {
        <ul class="knew-legend" aria-label={view.word("knew.legend")}>
            for (key, words) in signs { <li><span class={format!("knew-sign knew-{key}")} aria-hidden="true" />{ words }</li> }
        </ul>
    }
}

fn table(desk: &Desk, grid: &Grid, rows: &[&Row]) -> Html {
    let view = &desk.view;
    html! {
        <div class="knew-frame">
            <table class="knew">
                <caption class="visually-hidden">{ view.word("knew.name") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ view.word("knew.what-and-when") }</th>
                        for column in grid.columns.iter() { <th scope="col">{ &column.name }</th> }
                        <th scope="col">{ view.word("knew.in-words") }</th>
                    </tr>
                </thead>
                <tbody>for row in rows { { line(desk, grid, row) } }</tbody>
            </table>
        </div>
    }
}

fn line(desk: &Desk, grid: &Grid, row: &Row) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let event = match &row.fact {
        FactId::Event(id) => view.case.get::<Event>(*id),
        _ => None,
    };
    let (place, fact) = (sentences::place_of(&view.guidance, &row.fact), row.fact.clone());
    let onclick = store.sends(move || Msg::FactOpened { place: place.clone(), fact: fact.clone() });
    let cell = |at: usize, cell: &Cell| {
        let column = &grid.columns[at];
        let only = match row.only {
            Some(only) if only == at => " knew-only",
            Some(_) => " knew-others",
            None => "",
        };
        let body = match event {
            Some(event) => choices(desk, row, event, column, cell),
            None => html! { <span>{ cell.words() }</span> },
        };
        html! { <td class={format!("knew-cell knew-{}{only}", cell.state.key())} data-label={column.name.clone()}>{ body }</td> }
    };
    html! {
        <tr key={row.fact.to_string()} class={row.only.map(|_| "knew-row-only")}>
            <th scope="row">
                <button type="button" class="btn-link" {onclick}><bdi>{ &row.title }</bdi></button>
                if !row.when.is_empty() { <span class="knew-when">{ &row.when }</span> }
            </th>
            for (at, one) in row.cells.iter().enumerate() { { cell(at, one) } }
            <td class="knew-words">{ &row.words }</td>
        </tr>
    }
}

/// What can be put down of one agency and an event: a list over the words of the cell, and a date once it was told.
fn choices(desk: &Desk, row: &Row, event: &Event, column: &Column, cell: &Cell) -> Html {
    let view = &desk.view;
    let now = knew::put_down(event, &column.agency);
    let (store, fact, agency) = (desk.store.clone(), row.fact.clone(), column.agency.clone());
    let onchange = Callback::from(move |change: web_sys::Event| {
        let key = change.target_unchecked_into::<HtmlSelectElement>().value();
        store.change(&fact, None, &|event| knew::put(fact_of(event), &agency, &key));
    });
    let none = if now.is_empty() && cell.state != Knows::NotAsked { "knew.by-source" } else { "knew.not-asked" };
    let name = format!("{}: {}", column.name, row.title);
    let id = format!("knew-{}-{}", row.fact, column.agency);
    html! {
        <>
            <span class="knew-pick">
                <span aria-hidden="true">{ &cell.label }</span>
                <select {id} aria-label={name.clone()} {onchange} autocomplete="off">
                    <option value="" selected={now.is_empty()}>{ view.word(none) }</option>
                    for state in Knows::ALL.into_iter().filter(|state| *state != Knows::NotAsked) {
                        <option value={state.key()} selected={now == state.key()}>{ view.word(&format!("knew.{}", state.key())) }</option>
                    }
                </select>
            </span>
            if now == Knows::Told.key() { { when_told(desk, row.fact.clone(), event, column.agency.clone(), &name) } }
        </>
    }
}

/// When an agency was told, as somebody says it.
fn when_told(desk: &Desk, fact: FactId, event: &Event, agency: AgencyId, name: &str) -> Html {
    let (view, store) = (&desk.view, desk.store.clone());
    let said = event.told_when.get(&agency).map(|when| when.said().to_owned()).unwrap_or_default();
    let problem = When::read(&said, Reading { today: view.today, born: None }).1;
    let id = format!("knew-{fact}-{agency}-when");
    let oninput = Callback::from(move |event: InputEvent| {
        let said = event.target_unchecked_into::<HtmlInputElement>().value();
        let when = store.read_date(&said, None, false);
        store.change(&fact, Some("told-when"), &|event| {
            let event: &mut Event = fact_of(event);
            event.told_when.remove(&agency);
            if !when.is_empty() {
                event.told_when.insert(agency.clone(), when.clone());
            }
        });
    });
    html! {
        <>
            <label class="knew-when" for={id.clone()}>{ view.word("knew.told-when") }<span class="visually-hidden">{ format!(": {name}") }</span></label>
            <input {id} type="text" class="input" value={said} {oninput} autocomplete="off" autocorrect="off" spellcheck="false"
                translate="no" writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
            if let Some(problem) = problem { <span class="knew-when">{ view.word(problem.key()) }</span> }
        </>
    }
}
