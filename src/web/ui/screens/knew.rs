//! Who knew what: facts down, agencies across, filled in where it stands.

use std::ops::Range;
use std::rc::Rc;

use family_history_domain::case::{Event, FactId};
use family_history_domain::document;
use family_history_domain::drawing::knew::{self, Cell, Column, Grid, Knows, Row};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::ui::parts::{
    ChoiceField, Desk, DrawnWhenOpen, Pages, TextField, choice_field, date_note, fact_of, held, text_field,
};
use crate::ui::topic_screen;

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
    let filter = use_state(|| 0usize);
    let grid = Rc::new(knew::grid(&view.case, &view.guidance, view.today));
    if grid.rows.is_empty() {
        let onclick = desk.store.sends(|| Msg::PlaceOpened("history".to_owned()));
        return html! { <p class="empty">{ view.word("knew.none") }{ " " }<button type="button" class="btn-link" {onclick}>{ view.word("knew.add-event") }</button></p> };
    }
    let choose = |to: usize| {
        let filter = filter.clone();
        Callback::from(move |_: MouseEvent| filter.set(to))
    };
    let shown: Vec<usize> = (0..grid.rows.len()).filter(|at| is_shown(*filter, &grid.rows[*at])).collect();
    let total = shown.len();
    let draw = {
        let (desk, grid) = (desk.clone(), grid.clone());
        Callback::from(move |range: Range<usize>| table(&desk, &grid, &shown[range]))
    };
    let sentences = {
        let (grid, guidance) = (grid.clone(), view.guidance.clone());
        Callback::from(move |()| {
            html! { <ul class="links">for row in grid.rows.iter() { <li><bdi>{ grid.sentence(&guidance, row) }</bdi></li> }</ul> }
        })
    };
    let print = {
        let (store, view) = (desk.store.clone(), view.clone());
        Callback::from(move |_: MouseEvent| {
            let view = view.clone();
            store.print(Box::new(move || {
                document::knew(&document::on_paper(&view.case, &view.guidance, view.today), &view.guidance, view.today)
            }));
        })
    };
    html! {
        <div class="knew-part">
            <div class="row" role="group" aria-label={view.word("knew.show")}>
                <b aria-hidden="true">{ view.word("knew.show") }</b>
                for (at, name) in FILTERS.iter().enumerate() {
                    <button type="button" class="btn" aria-pressed={(at == *filter).to_string()} onclick={choose(at)}>{ view.word(&format!("knew.{name}")) }</button>
                }
            </div>
            { legend(desk, &grid) }
            <p class="hint">{ view.word("knew.choose") }</p>
            if total == 0 { <p class="empty">{ view.word("knew.none-of-these") }</p> } else { <Pages key={*filter} desk={desk.clone()} {total} {draw} /> }
            <button type="button" class="btn-link" onclick={print}>{ view.word("knew.print") }</button>
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

fn table(desk: &Desk, grid: &Grid, rows: &[usize]) -> Html {
    let view = &desk.view;
    html! {
        <div class="knew-frame">
            <table class={if grid.is_wide() { "knew knew-wide" } else { "knew" }}>
                <caption class="visually-hidden">{ view.word("knew.name") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ view.word("knew.what-and-when") }</th>
                        for column in grid.columns.iter() { <th scope="col">{ &column.name }</th> }
                        <th scope="col" class="knew-words">{ view.word("knew.in-words") }</th>
                    </tr>
                </thead>
                <tbody>for row in rows.iter() { { line(desk, grid, &grid.rows[*row]) } }</tbody>
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
    let on_change = Callback::from(move |key: String| {
        store.change(&fact, None, &|event| knew::put(fact_of(event), &agency, &key));
    });
    let none = if now.is_empty() && cell.state != Knows::NotAsked { "knew.by-source" } else { "knew.not-asked" };
    let label = AttrValue::from(format!("{}: {}", column.name, row.title));
    let id = format!("knew-{}-{}", row.fact, column.agency);
    let states = Knows::ALL.iter().filter(|state| **state != Knows::NotAsked).map(|state| state.key());
    let options = states.map(|key| (AttrValue::Static(key), view.word(&format!("knew.{key}")))).collect();
    let list = ChoiceField {
        id: id.clone().into(),
        label: label.clone(),
        options: Rc::new(options),
        value: now.into(),
        on_change,
        none: view.word(none),
        ..Default::default()
    };
    let controls = html! {
        <>
            <span class="knew-says" aria-hidden="true">{ cell.words() }</span>
            { choice_field(view, list) }
            if now == Knows::Told.key() { { when_told(desk, &row.fact, event, &column.agency, &label) } }
        </>
    };
    held(view, controls)
}

/// When an agency was told, as somebody says it.
fn when_told(desk: &Desk, fact: &FactId, event: &Event, agency: &str, name: &str) -> Html {
    let (view, store) = (&desk.view, desk.store.clone());
    let said = event.told_when.get(agency).map(|when| when.said().to_owned()).unwrap_or_default();
    let (when, problem) = store.read_date(&said, fact, None, false);
    let (note, error) = date_note(view, &when, problem);
    let (to, agency) = (fact.clone(), agency.to_owned());
    let id = format!("knew-{fact}-{agency}-when").into();
    let on_input = Callback::from(move |said: String| {
        let when = store.read_date(&said, &to, None, false).0;
        store.change(&to, Some("told-when"), &|event| {
            let event: &mut Event = fact_of(event);
            event.told_when.remove(&agency);
            if !when.is_empty() {
                event.told_when.insert(agency.clone(), when.clone());
            }
        });
    });
    text_field(TextField {
        id,
        label: view.fill("knew.told-when", &[("whom", name)]),
        hint: view.word("knew.when"),
        value: said.into(),
        on_input,
        note,
        error,
        ..Default::default()
    })
}
