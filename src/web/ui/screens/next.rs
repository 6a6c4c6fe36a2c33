//! What happens next: every open question in the order of the next conversation, and what is working.

use family_history_domain::case::{FactId, Key};
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::ui::parts::{Ask, Desk, QuestionList, Soon};
use crate::ui::screen_head;

/// The way to what was questioned, and the next step, by when (LH-01).
fn disagree() -> Msg {
    Msg::FactOpened { place: "sharing".to_owned(), fact: FactId::Answer(Key("LH-01".to_owned())) }
}

/// What happens next.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let Some(topic) = view.guidance.topic("next") else { return html! {} };
    html! {
        <>
            { screen_head(&topic.title, &topic.lead) }
            <Soon at_once={!store.has_moved()}>
                <div class="columns">
                    <div class="column-main">
                        <h3 class="h-section">{ view.word("questions.title") }</h3>
                        if view.questions.is_empty() { <p class="empty">{ view.word("questions.none") }</p> }
                        <QuestionList desk={desk.clone()} questions={view.questions.clone()} id="next" />
                    </div>
                    <div class="column-side">
                        { super::deeper::prompts(desk, "next", &["G-03"]) }
                        { Ask::of("G-03").text().draw(desk, html! {}) }
                        <div class="prompt">
                            <h3 class="prompt-ask">{ view.word("next.print-title") }</h3>
                            <p>{ view.word("next.print-say") }</p>
                            <div class="row">
                                <button type="button" class="btn btn-main" onclick={store.prints_first()}>{ view.print_words("home.print") }</button>
                                <button type="button" class="btn" onclick={store.saves()}>{ view.word("bar.save") }</button>
                            </div>
                            <p class="hint">{ view.word("next.where-paper-goes") }</p>
                        </div>
                        <p><button type="button" class="btn-link" onclick={store.sends(disagree)}>{ view.word("next.disagree") }</button></p>
                        <button type="button" class="btn-link" onclick={store.sends(|| Msg::PlaceOpened("supervision".to_owned()))}>{ view.word("next.supervision") }</button>
                    </div>
                </div>
            </Soon>
        </>
    }
}
