//! A file of this review that is older than what is open, or went another way. It is not opened in place of the review
//! unseen: what is different is shown, and somebody says what is to be done.

use std::rc::Rc;

use family_history_domain::compare::changed_since;
use family_history_domain::save::Kin;
use family_history_domain::session::Msg;
use yew::prelude::*;

use super::parts::{Desk, DrawnWhenOpen};
use super::screens::differences;

/// What is asked about a file that waits; nothing where none does.
pub fn panel(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let (Some(kin), Some(earlier)) = (view.waiting, &view.earlier) else { return html! {} };
    let word = |part: &str| view.word(&format!("waiting.{part}-{}", kin.key()));
    let all = Rc::new(changed_since(earlier, &view.case, &view.guidance, view.today));
    let summary = view.fill("waiting.differences", &[("count", &all.len().to_string())]);
    let draw = {
        let (view, all) = (view.clone(), all.clone());
        Callback::from(move |()| differences(&view, &all))
    };
    let can_combine = kin == Kin::Parted && view.looks_only.is_none();
    let on_key = {
        let store = store.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                store.send(Msg::WaitingLeft);
            }
        })
    };
    html! {
        <div class="notice locked-file" role="alertdialog" aria-labelledby="waiting-title" aria-describedby="waiting-why" onkeydown={on_key}>
            <p class="notice-title" id="waiting-title" tabindex="-1">{ word("title") }</p>
            <div id="waiting-why">
                <p>{ word("means") }</p>
                if view.saved.edits_since > 0 { <p>{ view.word("leaving.unsaved") }</p> }
            </div>
            if !all.is_empty() { <DrawnWhenOpen class="why" {summary} {draw} /> }
            <div class="row">
                <button type="button" class="btn btn-main" onclick={store.sends(|| Msg::WaitingLeft)}>{ view.word("leaving.stay") }</button>
                if can_combine { <button type="button" class="btn" onclick={store.sends(|| Msg::WaitingCombined)}>{ view.word("waiting.combine") }</button> }
                <button type="button" class="btn" onclick={store.sends(|| Msg::WaitingOpened)}>{ view.word("waiting.open") }</button>
            </div>
        </div>
    }
}
