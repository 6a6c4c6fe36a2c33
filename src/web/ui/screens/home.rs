//! The home screen: the topics, what each holds so far, and the open questions beside them.

use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Desk, question_panel, unknown};
use crate::ui::screen_head;

/// The home screen.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let go = |place: &str| {
        let place = place.to_owned();
        store.sends(move || Msg::PlaceOpened(place.clone()))
    };
    let title = view.case.head.checkpoint.map_or_else(
        || view.word("home.title"),
        |checkpoint| view.fill("home.title-at", &[("checkpoint", &view.choice(checkpoint))]),
    );
    let carry_on = view.guidance.topics.iter().find(|topic| so_far(view, &topic.id).is_none());
    html! {
        <>
            { screen_head(&title, &view.word("home.lead")) }
            <div class="columns">
                <div class="column-main">
                    <ol class="tasks">
                        for topic in view.guidance.topics.iter() {
                            <li class="task" key={topic.id.clone()}>
                                <div>
                                    <button type="button" class="btn-link task-name" onclick={go(&topic.id)}>{ topic.title.clone() }</button>
                                    <p class="task-lead">{ topic.lead.clone() }</p>
                                </div>
                                <p class="task-state">
                                    { so_far(view, &topic.id).map_or_else(|| unknown(view.word("home.not-started")), |words| html! { { words } }) }
                                </p>
                            </li>
                        }
                    </ol>
                    <div class="row">
                        if let Some(topic) = carry_on {
                            <button type="button" class="btn btn-main" onclick={go(&topic.id)}>
                                { view.fill(if !view.saved.has_file && view.saved.edits_since == 0 { "home.begin" } else { "home.carry-on" }, &[("topic", &topic.nav)]) }
                            </button>
                        }
                        <button type="button" class="btn" onclick={store.sends(|| Msg::PrintPressed)}>{ view.word("home.print") }</button>
                    </div>
                    <details class="why">
                        <summary>{ view.word("home.about") }</summary>
                        <p>{ view.guidance.edition.notice.clone() }</p>
                        <p>{ view.word("home.emergency") }</p>
                    </details>
                </div>
                <aside class="column-side" aria-label={view.word("questions.title")}>
                    { question_panel(desk, None) }
                </aside>
            </div>
        </>
    }
}

/// What a topic holds so far, in words; none while it holds nothing.
fn so_far(view: &View, topic: &str) -> Option<AttrValue> {
    let case = &view.case;
    let count = |key: &str, number: usize| {
        let key = if number == 1 { format!("home.{key}-one") } else { format!("home.{key}") };
        (number > 0).then(|| view.fill(&key, &[("count", &number.to_string())]))
    };
    let answered = || {
        let in_topic = |id: &str| view.guidance.prompt(id).is_some_and(|prompt| prompt.topic == topic);
        case.answers.keys().any(|key| in_topic(key.id())).then(|| view.word("home.begun"))
    };
    match topic {
        "start" => case.head.checkpoint.map(|checkpoint| view.choice(checkpoint)),
        "records" => count("records", case.records.len()),
        "people" => count("people", case.people.len()),
        "men" => count("men", case.views.len() + case.attempts.len() + case.orders.len() + case.concerns.len()),
        "history" => count("history", case.events.len()),
        "help" => count("help", case.services.len() + case.notifications.len() + case.hand_overs.len()),
        "level" => count("level", case.levels.len()),
        "next" => count("next", case.steps.len()),
        _ => None,
    }
    .or_else(answered)
}
