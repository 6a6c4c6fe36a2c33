//! What is on the screen: the bar, the topics, one topic at a time, and the open questions beside it.

mod bar;
mod locked;
mod parts;
mod screens;
mod waiting;

use family_history_domain::session::{FIND, Msg};
use family_history_domain::{sentences, training};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::store::{Store, View};
use bar::{Bar, problems, topics};
pub use parts::opens;
use parts::{Desk, Soon, question_panel};
use screens::screen;

/// What the whole screen needs.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// The work in hand.
    pub store: Store,
}

/// Milliseconds after which work that is in no file is spoken of: ten minutes.
const LATE: u32 = 600_000;

/// The whole screen.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = &props.store;
    let view = use_state(|| store.view());
    {
        let view = view.setter();
        use_effect_with(store.clone(), move |store| {
            // What happened between drawing and watching is not lost.
            view.set(store.view());
            store.watch(Some(Callback::from(move |now| view.set(now))));
            let store = store.clone();
            move || store.watch(None)
        });
    }
    let unsaved = view.saved.edits_since > 0;
    use_effect_with(unsaved, |unsaved| {
        let guard = unsaved.then(warn_before_leaving).flatten();
        move || drop(guard)
    });
    let late = use_state(|| false);
    {
        let late = late.clone();
        // From the first change that is in no file.
        use_effect_with(unsaved, move |unsaved| {
            late.set(false);
            let timer = unsaved.then(|| Timeout::new(LATE, move || late.set(true)));
            move || drop(timer)
        });
    }
    {
        let (store, view) = (store.clone(), view.clone());
        // What is drawn in parts, with time between them, has an end: this comes behind the last.
        use_effect(move || store.has_drawn(&view));
    }
    let desk = Desk { store: store.clone(), view: (*view).clone() };
    let at_home = view.place == "home";
    let is_training = view.case.is_training();
    let mut class = classes!("widget");
    class.extend(is_training.then_some("is-training"));
    class.extend(view.large.then_some("is-large"));
    class.extend(view.looks_only.map(|_| "is-looking"));
    html! {
            <section {class} aria-label={view.word("app.name")}>
                if is_training { { training_mark(&view) } }
                <Bar desk={desk.clone()} is_late={*late} />
                if !at_home { { topics(&desk) } }
                if let Some(why) = view.looks_only {
                    <p class="notice" role="status" id="looking">{ view.word(&format!("looking.{why}")) }</p>
                }
                { locked::panel(&desk) }
                { waiting::panel(&desk) }
                { problems(&desk) }
                if view.guidance.is_stale(&view.today.iso()) {
                    <p class="notice" role="note">{ view.fill("app.stale", &[("edition", &view.guidance.edition.title), ("date", &sentences::day_words(&view.guidance.edition.review_by))]) }</p>
                }
                <div class="inside">
                    { way_back(&desk) }
                    <div key={view.place.to_string()}>{ screen(&desk) }</div>
                </div>
                <footer class="foot">
                    <span>{ view.word("foot.here") }</span>
                    <span>{ view.fill("foot.edition", &[("edition", &view.guidance.edition.title)]) }</span>
                    <span>{ view.word("foot.prompts") }</span>
                    <button type="button" class="btn-link" id="keeping" onclick={store.asks("keeping")}>{ view.word("foot.keeping") }</button>
                </footer>
                if is_training { { training_mark(&view) } }
            </section>
    }
}

/// What keeps an exercise from being taken for a family: above and below whatever is drawn.
fn training_mark(view: &View) -> Html {
    let Some(mark) = training::mark(&view.case) else { return html! {} };
    html! { <p class="training-mark"><strong>{ view.word(mark.is) }</strong><span>{ view.word(mark.means) }</span></p> }
}

/// The way back to where a link was followed from; nothing where none was.
pub fn way_back(desk: &Desk) -> Html {
    let view = &desk.view;
    let Some((place, _)) = &view.back else { return html! {} };
    let name = match place.as_str() {
        FIND => view.word("bar.find"),
        training::PLACE => view.word("run.title"),
        place => view.guidance.topic(place).map_or_else(|| view.word("topics.home"), |topic| topic.nav.clone().into()),
    };
    let onclick = desk.store.sends(|| Msg::WentBack);
    html! { <p class="way-back"><button type="button" class="btn-link" {onclick}>{ view.fill("back.to", &[("topic", &name)]) }</button></p> }
}

/// Asks the browser to warn before the page goes away.
pub fn warn_before_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new_with_options(
        &window,
        "beforeunload",
        EventListenerOptions::enable_prevent_default(),
        |event| event.prevent_default(),
    ))
}

/// The heading of a screen, which takes the focus when the screen opens, and what the screen is for.
pub fn screen_head(title: &str, lead: &str) -> Html {
    html! {
        <>
            <h2 class="h-page" id="screen-heading" tabindex="-1">{ title.to_owned() }</h2>
            if !lead.is_empty() { <p class="lead">{ lead.to_owned() }</p> }
        </>
    }
}

/// A topic's screen: its heading, its questions, the open questions beside them, and the way on. `above` stands across
/// the whole width above the two columns; `picture` beside the questions where there is room, and above them where not.
pub fn topic_screen(desk: &Desk, topic: &str, above: Html, picture: Html, questions: Html) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let id = topic;
    let topics = &view.guidance.topics;
    let at = topics.iter().position(|topic| topic.id == id);
    let Some(topic) = at.and_then(|at| topics.get(at)) else { return html! {} };
    let way = |place: String| store.sends(move || Msg::PlaceOpened(place.clone()));
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|before| topics.get(before));
    let after = at.and_then(|at| topics.get(at + 1));
    html! {
        <>
            { screen_head(&topic.title, &topic.lead) }
            <Soon at_once={!store.has_moved()}>
                { above }
                <div class={if picture == html! {} { "columns" } else { "columns columns-picture" }}>
                    { picture }
                    <div class="column-main">
                        { questions }
                        <div class="way">
                            if let Some(before) = before {
                                <button type="button" class="btn-link" onclick={way(before.id.clone())}>{ view.fill("way.back", &[("topic", &before.nav)]) }</button>
                            } else {
                                <button type="button" class="btn-link" onclick={way("home".to_owned())}>{ view.word("way.home") }</button>
                            }
                            if let Some(after) = after {
                                <button type="button" class="btn btn-main" onclick={way(after.id.clone())}>{ view.fill("way.next", &[("topic", &after.nav)]) }</button>
                            } else {
                                <button type="button" class="btn btn-main" onclick={way("home".to_owned())}>{ view.word("way.home") }</button>
                            }
                        </div>
                    </div>
                    <aside class="column-side" aria-label={view.word("questions.title")}>
                        { question_panel(desk, Some(id)) }
                    </aside>
                </div>
            </Soon>
        </>
    }
}
