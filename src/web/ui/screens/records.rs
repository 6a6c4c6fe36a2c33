//! The records looked at, how far back each goes, and what could not be found or reached.

use family_history_domain::case::Record;
use yew::prelude::*;

use crate::ui::parts::{Ask, Cards, Desk, Spec, add_button, at};
use crate::ui::topic_screen;

static RECORDS: Cards<Record> = Cards::of(
    &[
        Spec::Line("name", at!(Record, name)),
        Spec::Agency("agency", at!(Record, agency)),
        Spec::Line("about", at!(Record, about)),
        Spec::Radios("state", at!(Record, state)),
        Spec::Date("earliest", at!(Record, earliest)),
        Spec::Date("looked", at!(Record, looked)),
        Spec::Line("by", at!(Record, by)),
        Spec::Words("not-found", at!(Record, not_found)),
        Spec::Tick("linked", at!(Record, linked)),
        Spec::Words("note", at!(Record, note)),
    ],
    |view, record| {
        let name = if record.name.trim().is_empty() {
            view.guidance.record_kind(&record.kind).map_or_else(String::new, |kind| kind.name.clone())
        } else {
            record.name.clone()
        };
        let agency = view.guidance.agency_name(&record.agency).to_owned();
        AttrValue::from(if name.is_empty() { agency } else { name })
    },
);

/// The records looked at.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let usual = usual_records(&desk.view.guidance, &view.case.head.agency, |kind| {
        !view.case.records.values().any(|record| record.kind == kind)
    });
    let add_usual = {
        let (store, usual, guidance) = (store.clone(), usual.clone(), view.guidance.clone());
        Callback::from(move |()| {
            let of = |kind: &String| guidance.only_agency_with(kind).unwrap_or_default().to_owned();
            let records = usual.iter().map(|kind| Record { kind: kind.clone(), agency: of(kind), ..Record::default() });
            store.add_all(records.collect());
        })
    };
    html! {
        { topic_screen(desk, "records", html! {}, html! {}, html! { <>
            { Ask::of("R1-02").draw(desk, html! { <>
                { RECORDS.draw_all(desk) }
                <div class="row">
                    if !usual.is_empty() {
                        { add_button(view.fill("records.add-usual", &[("count", &usual.len().to_string())]), add_usual) }
                    }
                    { add_button(view.word("records.add"), store.adds(Record::default)) }
                </div>
            </> }) }
            { Ask::of("R1-20").text().draw(desk, html! { <>
                <div class="row">{ add_button(view.word("records.add-linked"), store.adds(|| Record { linked: true, ..Record::default() })) }</div>
            </> }) }
            { super::deeper::prompts(desk, "records", &["R1-02", "R1-20"]) }
        </> }) }
    }
}

/// The records that an agency can usually look at and that are not listed yet.
fn usual_records(
    guidance: &family_history_domain::guidance::Guidance,
    agency: &str,
    is_missing: impl Fn(&str) -> bool,
) -> Vec<String> {
    let Some(agency) = guidance.agency(agency) else { return Vec::new() };
    agency.records.iter().filter(|kind| is_missing(kind)).cloned().collect()
}
