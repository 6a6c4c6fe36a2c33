//! How an exercise begins: a scenario is chosen or opened, a table's copy is opened, or one is written.

use std::rc::Rc;

use family_history_domain::case::{Case, ExerciseBasis, ExerciseLength};
use family_history_domain::document;
use family_history_domain::save;
use family_history_domain::scenario::Scenario;
use family_history_domain::session::Msg;
use family_history_domain::training;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Desk, on_file, opens_files, options};
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    html! { <Begin desk={desk.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct BeginProps {
    desk: Desk,
}

#[component]
fn Begin(props: &BeginProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let offered = use_memo(view.offered.clone(), |offered| {
        let opened = offered.iter().filter_map(|text| save::open(text).ok());
        opened.map(|opened| (Rc::new(opened.case), opened.next_number)).collect::<Vec<_>>()
    });
    let has_review = view.saved.has_file || view.saved.edits_since > 0 || store.holds_work();
    let picker = use_node_ref();
    let write = store.sends(|| Msg::ExerciseBegun { case: training::new_scenario().into(), next_number: 1 });
    html! {
        <div class="exercise">
            { screen_head(&view.word("run.title"), &view.word("run.lead")) }
            if has_review {
                <section class="agenda-part" aria-labelledby="training-of-this">
                    <h3 class="h-section" id="training-of-this">{ view.word("run.of-this") }</h3>
                    <p>{ view.word("run.of-this-lead") }</p>
                    <div class="row"><button type="button" class="btn" id="training-make" onclick={makes(desk)}>{ view.word("run.make") }</button></div>
                    <p class="hint">{ view.word("run.make-hint") }</p>
                    <p class="notice" role="note">{ view.word("run.review-open") }</p>
                </section>
            } else {
                <section class="agenda-part" aria-labelledby="training-choose">
                    <h3 class="h-section" id="training-choose">{ view.word("run.choose") }</h3>
                    if offered.is_empty() { <p>{ view.word("run.none-offered") }</p> }
                    for (at, (case, next_number)) in offered.iter().enumerate() {
                        <article class="card-plain" key={at} aria-labelledby={format!("scenario-{at}")}>
                            <h4 class="h-card" id={format!("scenario-{at}")}>{ case.exercise.title.clone() }</h4>
                            { told(view, case) }
                            { lengths(desk, case, *next_number, at) }
                            <button type="button" class="btn-link" onclick={
                                let (store, case, next_number) = (store.clone(), case.clone(), *next_number);
                                Callback::from(move |_: MouseEvent| store.send(Msg::ExerciseBegun { case: case.clone(), next_number }))
                            }>{ view.word("run.change") }<span class="visually-hidden">{ format!(": {}", case.exercise.title) }</span></button>
                        </article>
                    }
                </section>
                <section class="agenda-part" aria-labelledby="training-open">
                    <h3 class="h-section" id="training-open">{ view.word("run.open-file") }</h3>
                    <p>{ view.word("run.open-file-lead") }</p>
                    <input type="file" id="training-file" class="visually-hidden" accept=".json,.jwe,application/json,application/jose" tabindex="-1" aria-label={view.word("run.open-file")} ref={&picker} onchange={on_file(store, |text| Msg::FileOpened { text })} />
                    <div class="row">
                        <button type="button" class="btn" onclick={opens_files(&picker)}>{ view.word("run.open-button") }</button>
                        <button type="button" class="btn" onclick={write}>{ view.word("run.write") }</button>
                    </div>
                </section>
            }
            { way_out(view) }
        </div>
    }
}

/// What a scenario says of itself.
fn told(view: &View, case: &Case) -> Html {
    let it = &case.exercise;
    let basis = it.basis.unwrap_or(ExerciseBasis::MadeUp);
    html! {
        <>
            <p class="hint">{ crate::ui::parts::capital(&view.choice(basis)) }</p>
            <p>{ it.about.clone() }</p>
            if !it.care.is_empty() { <p><strong>{ view.word("run.care") }</strong>{ " " }{ it.care.clone() }</p> }
        </>
    }
}

/// The ways to run a scenario: each length is a button.
pub fn lengths(desk: &Desk, case: &Rc<Case>, next_number: u32, at: usize) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let missing = training::is_ready(case);
    if !missing.is_empty() {
        return html! {
            <div class="notice" role="note">
                <p class="notice-title">{ view.word("run.not-ready") }</p>
                <ul class="list">for key in missing { <li>{ view.word(key) }</li> }</ul>
            </div>
        };
    }
    let run = |length: ExerciseLength| {
        let (store, case) = (store.clone(), case.clone());
        Callback::from(move |_: MouseEvent| {
            let secret = store.by_chance();
            let begun = training::begin(&case, next_number, length, &secret, &store.view().guidance);
            if let Some((case, next_number)) = begun {
                store.send(Msg::ExerciseBegun { case: case.into(), next_number });
            }
        })
    };
    html! {
        <div class="row" role="group" aria-label={view.fill("run.run-for", &[("title", &case.exercise.title)])}>
            <p class="hint">{ view.word("run.run-lead") }</p>
            for (key, words) in options(view, ExerciseLength::ALL).iter() {
                <button type="button" class="btn" id={format!("run-{at}-{key}")} onclick={run(ExerciseLength::from_key(key).unwrap_or(ExerciseLength::Every))}>{ words.clone() }</button>
            }
        </div>
    }
}

/// What the facilitator prints: the pack, and a sheet for every stop as this agency sees it, or everybody. Before a run there are no codes in the pack.
pub fn papers(desk: &Desk, agency: &str) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let prints = |is_pack: bool| {
        let (store, agency) = (store.clone(), agency.to_owned());
        Callback::from(move |_: MouseEvent| {
            let (view, agency) = (store.view(), agency.clone());
            store.print(Box::new(move || {
                let own = Scenario::of((*view.case).clone());
                let scenario = view.scenario.as_deref().unwrap_or(&own);
                let it = &view.case.exercise;
                let length = it.length.unwrap_or(ExerciseLength::Session);
                if is_pack {
                    document::training::facilitator_pack(scenario, length, &it.secret, &view.guidance, view.clock)
                } else {
                    document::training::participant_sheets(
                        scenario,
                        length,
                        training::view_of(&agency),
                        &view.guidance,
                        view.clock,
                    )
                }
            }));
        })
    };
    let (pack, sheets) = (prints(true), prints(false));
    html! {
        <div class="row">
            <button type="button" class="btn" onclick={pack}>{ view.word("run.print-pack") }</button>
            <button type="button" class="btn" onclick={sheets}>{ view.word("run.print-sheets") }</button>
        </div>
    }
}

/// The ways to run the scenario that is open, once nothing is missing: what is missing stands above.
pub fn run_it(desk: &Desk) -> Html {
    let view = &desk.view;
    if !training::is_ready(&view.case).is_empty() {
        return html! {};
    }
    html! {
        <section class="agenda-part" aria-labelledby="run-it">
            <h3 class="h-section" id="run-it">{ view.word("run.run-it") }</h3>
            if view.saved.edits_since > 0 {
                <p>{ view.word("run.save-first") }</p>
                <div class="row"><button type="button" class="btn" onclick={desk.store.saves()}>{ view.word("run.save-scenario") }</button></div>
            } else { { lengths(desk, &view.case, desk.store.next_number(), 0) } }
            { papers(desk, "") }
        </section>
    }
}

/// The review that is open, as a scenario in a file of its own: the review stays as it is.
fn makes(desk: &Desk) -> Callback<MouseEvent> {
    let store = desk.store.clone();
    Callback::from(move |_: MouseEvent| {
        let view = store.view();
        // By how far the dates are moved is nobody's to know: from one to four years.
        let weeks =
            i32::from(store.by_chance().bytes().fold(0_u8, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(byte)));
        let case = training::from_review(&view.case, &view.guidance, -(52 + weeks % 156));
        store.send(Msg::CopyTaken(case.into()));
    })
}

/// Nobody has to stay with this, and where to turn afterwards.
pub fn way_out(view: &View) -> Html {
    html! {
        <section class="notice way-out" aria-labelledby="way-out-title">
            <h3 class="notice-title" id="way-out-title">{ view.word("run.way-out") }</h3>
            <p>{ view.word("run.way-out-words") }</p>
            <p>{ view.word("run.support") }</p>
        </section>
    }
}
