//! One line in the worker's own words, and what is understood of it. Nothing is added before the button or Enter.

use family_history_domain::quick::{Understood, events, first_event, first_person, people};
use yew::prelude::*;

use super::Desk;
use super::fields::{TextField, text_field, unknown};
use super::kept::use_kept;

#[derive(Properties, PartialEq)]
pub struct QuickAddProps {
    pub desk: Desk,
    /// Whether it adds somebody; else something that happened.
    pub of_people: bool,
}

/// A line that grows, what was understood of it, and a button.
#[component]
pub fn QuickAdd(props: &QuickAddProps) -> Html {
    let (view, store) = (&props.desk.view, &props.desk.store);
    let of_people = props.of_people;
    let id = if of_people { "quick-people" } else { "quick-events" };
    let (text, added) = (use_kept(store, id, String::new), use_state(AttrValue::default));
    let is_empty = text.trim().is_empty();
    if view.looks_only.is_some() {
        return html! {};
    }
    let read = if of_people { people } else { events };
    // What is pasted is gone through one after the other, and nobody becomes part of somebody else.
    let first = if of_people { first_person } else { first_event };
    let (line, rest) = first(&text, &view.case, &view.guidance, view.today);
    let it = if is_empty { Understood::default() } else { store.understand(line, read) };
    let kept = it.unused.join("; ");
    let left = rest.lines().filter(|line| !line.trim().is_empty()).count();
    let more =
        if left == 0 { AttrValue::default() } else { view.fill("quick.more-lines", &[("count", &left.to_string())]) };
    let label = view.fill(if of_people { "quick.add" } else { "quick.add-event" }, &[("label", &it.label)]);
    let note = if is_empty || it.edit.is_some() {
        AttrValue::default()
    } else {
        view.word(if of_people { "quick.not-understood" } else { "quick.not-understood-event" })
    };
    // What stands under the field is not heard there: whoever presses Enter is told of it.
    let said_class = if note.is_empty() { "quiet" } else { "visually-hidden" };
    let accept = {
        let (store, text, added, edit) = (store.clone(), text.clone(), added.clone(), it.edit.clone());
        let note = note.clone();
        let rest = rest.to_owned();
        let mut said = vec![view.fill("quick.added", &[("label", &it.label)])];
        said.extend((!kept.is_empty()).then(|| view.fill("quick.added-note", &[("words", &kept)])));
        said.extend((left > 0).then(|| more.clone()));
        let said = AttrValue::from(said.join(" "));
        Callback::from(move |()| {
            if let Some(edit) = edit.clone() {
                store.accept(edit);
                text.set_work(rest.clone(), !rest.is_empty());
                added.set(said.clone());
                store.focus(id);
            } else {
                added.set(note.clone());
            }
        })
    };
    let onkeydown = accept.reform(|_: ()| ());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        // A new line is typed with Shift.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            onkeydown.emit(());
        }
    });
    let on_input = {
        let (text, added) = (text.clone(), added.clone());
        Callback::from(move |said: String| {
            let is_work = !said.trim().is_empty();
            text.set_work(said, is_work);
            added.set(AttrValue::default());
        })
    };
    let field = TextField {
        id: id.into(),
        label: view.word(&id.replace('-', ".")),
        hint: view.word(&format!("{}-hint", id.replace('-', "."))),
        value: (*text).clone().into(),
        on_input,
        lines: 2,
        note,
        ..Default::default()
    };
    html! {
        <div class="quick">
            <div {onkeydown}>{ text_field(field) }</div>
            // Heard as well as seen before anything is added.
            <div aria-live="polite">
                if it.edit.is_some() {
                    <div class="quick-echo">
                        <p><b>{ view.word("quick.understood") }</b></p>
                        <dl>
                            for (key, words) in it.rows.iter() {
                                <div key={*key}>
                                    <dt>{ view.word(key) }</dt>
                                    <dd>if words.is_empty() { { unknown(view.word("quick.not-asked")) } } else { <bdi>{ words.clone() }</bdi> }</dd>
                                </div>
                            }
                            if !kept.is_empty() { <div key="kept"><dt>{ view.word("quick.not-used") }</dt><dd><bdi>{ view.fill("quick.kept", &[("words", &kept)]) }</bdi></dd></div> }
                        </dl>
                        <p class="hint">{ view.word("quick.keys") }{ " " }{ more }</p>
                        <button type="button" class="btn" onclick={accept.reform(|_: MouseEvent| ())}>{ label }</button>
                    </div>
                }
            </div>
            <p class={said_class} role="status">{ (*added).clone() }</p>
        </div>
    }
}
