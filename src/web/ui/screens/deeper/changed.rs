//! What changed since an earlier file of the same review: two files side by side, nothing uploaded, nothing kept.

use family_history_domain::compare::{Difference, changed_since, may_be_another_review};
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Desk, on_file};

/// Chooses the earlier file, and says what is not as it was then.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let onchange = on_file(&desk.store, |text| Msg::EarlierOpened { text });
    html! {
        <>
            <div class="field">
                <label class="label" for="earlier">{ view.word("changed.choose") }</label>
                <p class="hint" id="earlier-hint">{ view.word("changed.choose-hint") }</p>
                <input type="file" id="earlier" class="file" accept=".json,.jwe,application/json,application/jose" aria-describedby="earlier-hint" {onchange} />
            </div>
            if let Some(earlier) = &view.earlier {
                if may_be_another_review(earlier, &view.case) {
                    <p class="notice" role="note">{ view.word("changed.other-reference") }</p>
                }
                <section aria-labelledby="changed-since">
                    <h4 class="h-card" id="changed-since" tabindex="-1">{ view.word("changed.title") }</h4>
                    { differences(view, &changed_since(earlier, &view.case, &view.guidance, view.today)) }
                </section>
            }
        </>
    }
}

/// What is not as it was, a line each, with its fields.
pub fn differences(view: &View, differences: &[Difference]) -> Html {
    let side = |words: &str| {
        if words.is_empty() {
            html! { <span class="unknown">{ view.word("changed.nothing-there") }</span> }
        } else {
            html! { <bdi>{ words.to_owned() }</bdi> }
        }
    };
    html! {
        <>
            if differences.is_empty() { <p>{ view.word("changed.nothing") }</p> }
            <ul class="changes">
                for difference in differences {
                    <li key={difference.fact.to_string()}>
                        <b>{ view.word(&format!("changed.{}", difference.act.key())) }</b>{ " " }<bdi>{ difference.line.clone() }</bdi>
                        if !difference.fields.is_empty() {
                            <dl class="level-list">
                                for field in difference.fields.iter() {
                                    <dt>{ field.label.clone() }</dt>
                                    <dd>{ view.word("changed.was") }{ " " }{ side(&field.before) }<br />{ view.word("changed.is") }{ " " }{ side(&field.after) }</dd>
                                }
                            </dl>
                        }
                    </li>
                }
            </ul>
        </>
    }
}
