//! The bar: whose work this is, where it stands, what can be done with it; and what goes on above every screen.

use family_history_domain::guidance::Topic;
use family_history_domain::session::{FIND, Msg, SaveState};
use family_history_domain::training;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::parts::{Desk, on_file};
use crate::effects::{after_paint, focused, later};
use crate::store::{Store, View};

/// What would put work aside that is in no file yet.
#[derive(Clone, Copy, PartialEq)]
enum Leaving {
    Open,
    Anew,
}

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub desk: Desk,
    /// Whether work has been in no file for some time.
    pub is_late: bool,
}

/// The bar.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let leaving = use_state(|| None::<Leaving>);
    let picker = use_node_ref();
    let more = use_state(|| false);
    let unsaved = view.saved.edits_since > 0;
    let choose_file = {
        let picker = picker.clone();
        move || {
            if let Some(picker) = picker.cast::<HtmlElement>() {
                picker.click();
            }
        }
    };
    // The question takes the focus, and gives it back when it is put away.
    let ask = |what: Leaving| {
        let (leaving, store) = (leaving.clone(), store.clone());
        move || {
            leaving.set(Some(what));
            store.focus("leaving-title");
        }
    };
    let on_open = {
        let (ask, choose_file, store) = (ask(Leaving::Open), choose_file.clone(), store.clone());
        Callback::from(move |_: MouseEvent| if unsaved || store.holds_work() { ask() } else { choose_file() })
    };
    let finish = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.ask(if unsaved || store.holds_work() { "finish-unsaved" } else { "finish" });
        })
    };
    // A file that was handed over may not have been kept: nothing is put away by one press.
    let on_anew = {
        let (ask, store, is_begun) = (ask(Leaving::Anew), store.clone(), !view.case.is_untouched());
        Callback::from(
            move |_: MouseEvent| if is_begun || store.holds_work() { ask() } else { store.send(Msg::BegunAnew) },
        )
    };
    let go_on = {
        let (leaving, store) = (leaving.clone(), store.clone());
        Callback::from(move |_: MouseEvent| {
            match *leaving {
                Some(Leaving::Open) => choose_file(),
                Some(Leaving::Anew) => store.send(Msg::BegunAnew),
                None => {}
            }
            leaving.set(None);
        })
    };
    let stay = {
        let (leaving, store) = (leaving.clone(), store.clone());
        Callback::from(move |()| {
            store.focus(if *leaving == Some(Leaving::Open) { "open" } else { "anew" });
            leaving.set(None);
        })
    };
    let on_key = {
        let stay = stay.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                stay.emit(());
            }
        })
    };
    let find = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.send(Msg::PlaceOpened(FIND.to_owned()));
            store.focus("find-words");
        })
    };
    let on_picked = on_file(store, |text| Msg::FileOpened { text });
    let undo_words =
        view.undo.as_ref().map_or_else(|| view.word("bar.undo"), |step| view.fill("bar.undo-step", &[("step", step)]));
    let redo_words =
        view.redo.as_ref().map_or_else(|| view.word("bar.redo"), |step| view.fill("bar.redo-step", &[("step", step)]));
    let reference = view.case.head.reference.trim().to_owned();
    let may_save = view.looks_only != Some("newer");
    let turn_more = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    html! {
        <header class="bar">
            <p class="bar-name">
                <svg class="bar-mark" viewBox="0 0 34 22" aria-hidden="true" focusable="false"><rect x="2" y="5" width="12" height="12" /><path d="M14 11h6" /><circle cx="26" cy="11" r="6" /></svg>
                { view.word("app.name") }
            </p>
            if !reference.is_empty() {
                <p class="bar-ref">{ view.word("bar.reference") }{ " " }<bdi><b>{ reference }</b></bdi></p>
            }
            { save_state(view, props.is_late) }
            <div class="bar-tools">
                <button type="button" class="btn" id="undo" disabled={view.undo.is_none()} onclick={store.sends(|| Msg::Undone)}>{ undo_words }</button>
                if view.redo.is_some() { <button type="button" class="btn" id="redo" onclick={store.sends(|| Msg::Redone)}>{ redo_words }</button> }
                <button type="button" class="btn" id="find" aria-current={(view.place == FIND).then_some("page")} onclick={find}>{ view.word("bar.find") }</button>
                if may_save { <button type="button" class="btn" id="save" onclick={store.saves()}>{ view.word("bar.save") }</button> }
                <button type="button" class="btn" id="print" onclick={store.prints_first()}>{ view.print_words("bar.print") }</button>
                <button type="button" class="btn" id="cover" onclick={store.asks("cover")}>{ view.word("bar.cover") }</button>
                // Where it is narrow, the rest is behind a button: the styles say so.
                <button type="button" class="btn bar-more" aria-expanded={more.to_string()} onclick={turn_more}>{ view.word("bar.more") }</button>
                <div class={if *more { "bar-rest bar-rest-open" } else { "bar-rest" }}>
                    if may_save { <button type="button" class="btn" id="seal" onclick={let store = store.clone(); move |_: MouseEvent| store.seal()}>{ view.word("seal.button") }</button> }
                    <button type="button" class="btn" id="open" onclick={on_open}>{ view.word("bar.open") }</button>
                    <button type="button" class="btn" id="anew" onclick={on_anew}>{ view.word(if view.case.is_training() { "run.end" } else { "bar.anew" }) }</button>
                    <button type="button" class="btn" id="papers" aria-current={(view.place == "papers").then_some("page")} onclick={store.sends(|| Msg::PlaceOpened("papers".to_owned()))}>{ view.word("bar.papers") }</button>
                    if !view.case.is_training() {
                        <button type="button" class="btn" id="discreet" onclick={turns_discreet(store)}>{ view.word(if view.is_discreet { "looking.turn-off" } else { "looking.turn-on" }) }</button>
                    }
                    <button type="button" class="btn" id="finish" onclick={finish}>{ view.word("bar.finish") }</button>
                </div>
                <input ref={picker} type="file" class="visually-hidden" id="file" accept=".json,.jwe,application/json,application/jose" tabindex="-1" aria-hidden="true" onchange={on_picked} />
            </div>
            if let Some(what) = *leaving {
                <div class="notice" role="alertdialog" aria-labelledby="leaving-title" aria-describedby="leaving-why" onkeydown={on_key}>
                    <p class="notice-title" id="leaving-title" tabindex="-1">{ view.word(match (what, view.case.is_training()) {
                        (_, true) => "run.leaving",
                        (Leaving::Open, _) => "leaving.open",
                        (Leaving::Anew, _) => "leaving.anew",
                    }) }</p>
                    <div id="leaving-why">
                        if unsaved { <p>{ view.word("leaving.unsaved") }</p> }
                        if store.holds_work() { <p>{ view.word("leaving.half-typed") }</p> }
                        if !unsaved && !store.holds_work() { <p>{ view.word("leaving.saved") }</p> }
                    </div>
                    <div class="row">
                        <button type="button" class="btn btn-main" onclick={store.saves()}>{ view.word("leaving.save-first") }</button>
                        <button type="button" class="btn" onclick={go_on}>{ view.word(match (what, view.case.is_training()) {
                            (Leaving::Open, _) => "leaving.go-on-open",
                            (_, true) => "run.leaving-go-on",
                            (Leaving::Anew, _) => "leaving.go-on-anew",
                        }) }</button>
                        <button type="button" class="btn-link" onclick={stay.reform(|_| ())}>{ view.word("leaving.stay") }</button>
                    </div>
                </div>
            }
        </header>
    }
}

/// Turns the discreet view on or off. To draw hundreds of facts without their names takes a slow machine a while, and nobody is to
/// read them that long: with the next frame all of it is out of sight, and comes back when it is drawn. What has the focus keeps it.
fn turns_discreet(store: &Store) -> Callback<MouseEvent> {
    let store = store.clone();
    Callback::from(move |event: MouseEvent| {
        let Some(pressed) = event.target_dyn_into::<Element>() else { return };
        let closest =
            |what: &str| pressed.closest(what).ok().flatten().and_then(|one| one.dyn_into::<HtmlElement>().ok());
        let (Some(button), Some(widget)) = (closest("button"), closest(".widget")) else { return };
        if widget.has_attribute(VEILED) {
            return;
        }
        let (had, store) = (focused(&button), store.clone());
        let _ = widget.set_attribute(VEILED, "");
        after_paint(Box::new(move || {
            store.send(Msg::DiscreetTurned);
            unveil(store, widget, had, button);
        }));
    })
}

/// Shows it again once all of it is drawn, which may be in parts, and gives the focus back to what `had` it. A field may be gone
/// meanwhile, or be there to look at alone: then to the button.
fn unveil(store: Store, widget: HtmlElement, had: Option<Element>, button: HtmlElement) {
    later(0, move || {
        if !store.is_drawn() && widget.is_connected() {
            return unveil(store, widget, had, button);
        }
        let _ = widget.remove_attribute(VEILED);
        if let (Some(had), None) = (had, focused(&button)) {
            let takes_it = had.is_connected() && !had.matches(":disabled").unwrap_or(true);
            let _ = had.dyn_into().ok().filter(|_| takes_it).unwrap_or(button).focus();
        }
    });
}

/// What says of the assistant that it is out of sight.
const VEILED: &str = "data-veiled";

/// After so many steps in no file the bar says so in words.
const MANY_STEPS: u32 = 20;

/// Where the work stands against its file. How many changes is not read out: it would be with every one of them.
fn save_state(view: &View, is_late: bool) -> Html {
    let SaveState { has_file, edits_since, at, .. } = view.saved;
    let time = at.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    let state = match (has_file, edits_since, &time) {
        (false, 0, _) => view.word("save.nothing-yet"),
        (false, _, _) => view.word("save.not-in-a-file"),
        (true, 0, None) => view.word("save.all-in-file"),
        (true, 0, Some(time)) => view.fill("save.handed", &[("time", time)]),
        (true, _, None) => view.word("save.some-since"),
        (true, _, Some(time)) => view.fill("save.since-time", &[("time", time)]),
    };
    let count = match edits_since {
        1 => view.word("save.count-one"),
        many => view.fill("save.count", &[("count", &many.to_string())]),
    };
    let reminds = edits_since > 0 && (is_late || edits_since >= MANY_STEPS);
    html! {
        <div class="bar-save">
            <p><span role="status">{ state }</span>if edits_since > 0 { <span class="bar-count">{ count }</span> }</p>
            <p class="bar-remind" role="status">{ if reminds { view.word("save.remind") } else { AttrValue::default() } }</p>
        </div>
    }
}

/// The topics, the current one marked.
pub fn topics(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let topic = |topic: &Topic| {
        let (here, id) = (view.place == topic.id, topic.id.clone());
        let onclick = store.sends(move || Msg::PlaceOpened(id.clone()));
        html! {
            <li key={topic.id.clone()}>
                <button type="button" class={if here { "topic topic-here" } else { "topic" }} aria-current={here.then_some("page")} {onclick}>{ topic.nav.clone() }</button>
            </li>
        }
    };
    let is_core = |topic: &&Topic| matches!(topic.part.as_str(), "core" | "supervision");
    let deeper = view.guidance.topics.iter().filter(|topic| !is_core(topic));
    let open = deeper.clone().any(|topic| view.place == topic.id);
    let exercise = {
        let here = view.place == training::PLACE;
        let onclick = store.sends(|| Msg::PlaceOpened(training::PLACE.to_owned()));
        html! { <li><button type="button" class={if here { "topic topic-here" } else { "topic" }} aria-current={here.then_some("page")} {onclick}>{ view.word("run.nav") }</button></li> }
    };
    html! {
        <nav class="topics" aria-label={view.word("topics.title")}>
            <ul>
                if view.case.is_training() { { exercise } }
                <li><button type="button" class="topic" onclick={store.sends(|| Msg::PlaceOpened("home".to_owned()))}>{ view.word("topics.home") }</button></li>
                for core in view.guidance.topics.iter().filter(is_core) { { topic(core) } }
            </ul>
            <details class="topics-deeper" {open}>
                <summary>{ view.word("deeper.nav") }</summary>
                <ul>for deep in deeper { { topic(deep) } }</ul>
            </details>
        </nav>
    }
}

/// What needs saying about a file or the printer, each with a way to put it away.
pub fn problems(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    if view.problems.is_empty() {
        return html! {};
    }
    html! {
        <div class="error-summary" id="problems" tabindex="-1" role="alert" aria-labelledby="problems-title">
            <h2 class="error-summary-title" id="problems-title">{ view.word("problems.title") }</h2>
            <ul class="error-summary-list">
                for (index, problem) in view.problems.iter().enumerate() {
                    <li>
                        <span>{ problem.clone() }</span>{ " " }
                        <button type="button" class="btn-link" onclick={store.sends(move || Msg::ProblemDismissed(index))}>
                            { view.word("problems.dismiss") }<span class="visually-hidden">{ format!(": {problem}") }</span>
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}
