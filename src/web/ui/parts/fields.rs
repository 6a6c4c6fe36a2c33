//! Form controls to the GOV.UK patterns. Free text is one component that carries every privacy attribute.
//!
//! The controls know strings and keys only: what they are of is the business of [`super::form`].

use std::rc::Rc;

use family_history_domain::case::{Choice, Several};
use family_history_domain::sentences;
use family_history_domain::when::{DateProblem, When};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::store::View;

/// What can be chosen: keys and their words, in the order they are offered.
pub type Options = Rc<Vec<(AttrValue, AttrValue)>>;

/// Where a control's hint, note or error is described, as one attribute.
fn described_by(id: &str, parts: &[(&str, bool)]) -> Option<AttrValue> {
    let ids: Vec<String> = parts.iter().filter(|(_, there)| *there).map(|(part, _)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| AttrValue::from(ids.join(" ")))
}

fn hint_and_error(id: &str, hint: &AttrValue, error: &AttrValue) -> Html {
    html! {
        <>
            if !hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ hint.clone() }</p> }
            if !error.is_empty() { <p class="error-message" id={format!("{id}-error")}>{ error.clone() }</p> }
        </>
    }
}

#[derive(Default)]
pub struct TextField {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    pub value: AttrValue,
    pub on_input: Callback<String>,
    /// More than one for a box that grows with its text.
    pub lines: u32,
    /// A note under the control: how it was read, or what is wrong and what to do.
    pub note: AttrValue,
    pub error: AttrValue,
    /// Class that sets the width: `width-10`, `width-20`; full width without.
    pub width: AttrValue,
}

/// Draws free text. Nothing typed here may reach a spelling or writing service, or be filled in by the browser.
pub fn text_field(props: TextField) -> Html {
    let id = &props.id;
    let describes = described_by(
        id,
        &[("hint", !props.hint.is_empty()), ("error", !props.error.is_empty()), ("note", !props.note.is_empty())],
    );
    let invalid = (!props.error.is_empty()).then_some("true");
    let on_input = props.on_input.clone();
    let mut control = if props.lines > 1 {
        let oninput = Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        });
        html! {
            <textarea id={id.clone()} class="input textarea" rows={props.lines.to_string()}
                aria-describedby={describes} aria-invalid={invalid} value={props.value.to_string()} {oninput}
                autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" translate="no"
                writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
        }
    } else {
        let oninput = Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        });
        html! {
            <input id={id.clone()} type="text" class={format!("input {}", props.width)}
                aria-describedby={describes} aria-invalid={invalid} value={props.value.to_string()} {oninput}
                autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" translate="no"
                writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
        }
    };
    if let VNode::VTag(tag) = &mut control {
        // `html!` knows no name with a figure in it.
        Rc::make_mut(tag).add_attribute("data-1p-ignore", "true");
    }
    html! {
        <div class={match (props.lines > 1, invalid.is_some()) { (_, true) => "field field-wide field-error", (true, false) => "field field-wide", _ => "field" }}>
            <label class="label" for={id.clone()}>{ props.label.clone() }</label>
            { hint_and_error(id, &props.hint, &AttrValue::default()) }
            { control }
            // Under the box, so that the box stays where it is while somebody types in it.
            { hint_and_error(id, &AttrValue::default(), &props.error) }
            if !props.note.is_empty() { <p class="note" id={format!("{id}-note")}>{ props.note.clone() }</p> }
        </div>
    }
}

/// How a date was read, in plain words, as a note; or why it could not be, and that it is kept, as an error.
pub fn date_note(view: &View, read: &When, problem: Option<DateProblem>) -> (AttrValue, AttrValue) {
    let note = if read.window().is_some() {
        view.fill("date.read-as", &[("date", &read.reading())])
    } else if problem.is_none() && !read.is_empty() {
        view.word("date.kept")
    } else {
        AttrValue::default()
    };
    (note, problem.map_or_else(AttrValue::default, |problem| view.word(problem.key())))
}

#[derive(Default)]
pub struct ChoiceField {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    pub options: Options,
    /// The key that is chosen; empty for none.
    pub value: AttrValue,
    /// The key that was chosen; empty for none.
    pub on_change: Callback<String>,
    /// Radio buttons, every answer in sight; else a drop-down.
    pub radios: bool,
    /// The closed list it is of, for a look of its own.
    pub list: &'static str,
    /// The words for nothing chosen; "Choose" without.
    pub none: AttrValue,
    pub error: AttrValue,
}

/// One of a list, or none: nothing is chosen for anybody.
pub fn choice_field(view: &View, props: ChoiceField) -> Html {
    let id = &props.id;
    let describes = described_by(id, &[("hint", !props.hint.is_empty()), ("error", !props.error.is_empty())]);
    let about = hint_and_error(id, &props.hint, &props.error);
    if props.radios {
        return html! {
            <fieldset class="field field-wide fieldset" id={id.clone()} aria-describedby={describes}>
                <legend class="label">{ props.label.clone() }</legend>
                { about }
                // Chromium keeps radio buttons that are gone as long as the shadow tree they stood in, unless they stood in a form of
                // their own. This one goes nowhere: outside a dialog its method does nothing.
                <form method="dialog" class={format!("choices choices-{}", props.list)}>
                    for (key, words) in props.options.iter() {
                        <div class="choice" key={key.to_string()}>
                            <input type="radio" id={format!("{id}-{key}")} name={id.clone()} value={key.clone()} autocomplete="off"
                                checked={props.value == *key} onchange={let key = key.to_string(); props.on_change.reform(move |_: Event| key.clone())} />
                            <label for={format!("{id}-{key}")}>{ words.clone() }</label>
                        </div>
                    }
                </form>
                if !props.value.is_empty() {
                    <button type="button" class="btn-link" onclick={props.on_change.reform(|event: MouseEvent| { focus_first_choice(&event); String::new() })}>
                        { view.word("choice.clear") }<span class="visually-hidden">{ format!(": {}", props.label) }</span>
                    </button>
                }
            </fieldset>
        };
    }
    let onchange = props.on_change.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let none = if props.none.is_empty() { view.word("choice.none") } else { props.none.clone() };
    html! {
        <div class="field">
            <label class="label" for={id.clone()}>{ props.label.clone() }</label>
            { about }
            <select id={id.clone()} class="select" {onchange} aria-describedby={describes} autocomplete="off">
                <option value="" selected={props.value.is_empty()}>{ none }</option>
                for (key, words) in props.options.iter() {
                    <option value={key.clone()} selected={props.value == *key}>{ words.clone() }</option>
                }
            </select>
        </div>
    }
}

/// The button that clears goes with the answer: the focus goes to the first choice.
fn focus_first_choice(event: &MouseEvent) {
    let button: Element = event.target_unchecked_into();
    let group = button.closest("fieldset").ok().flatten();
    let first = group.and_then(|group| group.query_selector("input").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlInputElement>().ok()) {
        let _ = first.focus();
    }
}

#[derive(Default)]
pub struct Ticks {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    pub options: Options,
    /// The keys that are ticked.
    pub chosen: Several<String>,
    /// The key whose tick was changed.
    pub on_toggle: Callback<String>,
    /// What to say when there is nothing to tick.
    pub empty: AttrValue,
}

/// Any number of a list, as check boxes.
pub fn ticks(props: Ticks) -> Html {
    let id = &props.id;
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    html! {
        <fieldset class="field field-wide fieldset" id={id.clone()} aria-describedby={describes}>
            <legend class="label">{ props.label.clone() }</legend>
            { hint_and_error(id, &props.hint, &AttrValue::default()) }
            if props.options.is_empty() { <p class="hint">{ props.empty.clone() }</p> }
            <div class="choices choices-row">
                for (key, words) in props.options.iter() {
                    <div class="choice" key={key.to_string()}>
                        <input type="checkbox" id={format!("{id}-{key}")} checked={props.chosen.contains(&key.to_string())} autocomplete="off"
                            onchange={let key = key.to_string(); props.on_toggle.reform(move |_: Event| key.clone())} />
                        <label for={format!("{id}-{key}")}><bdi>{ words.clone() }</bdi></label>
                    </div>
                }
            </div>
        </fieldset>
    }
}

#[derive(Default)]
pub struct Tick {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    pub checked: bool,
    pub on_change: Callback<bool>,
}

/// One check box.
pub fn tick(props: Tick) -> Html {
    let id = &props.id;
    let checked = props.checked;
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    html! {
        <div class="field field-wide">
            <div class="choice">
                <input type="checkbox" id={id.clone()} {checked} aria-describedby={describes} autocomplete="off"
                    onchange={props.on_change.reform(move |_: Event| !checked)} />
                <label for={id.clone()}>{ props.label.clone() }</label>
            </div>
            if !props.hint.is_empty() { <p class="hint hint-under-tick" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
        </div>
    }
}

/// Controls that change something: they stand there, and can be read, while nothing can be changed.
pub fn held(view: &View, controls: Html) -> Html {
    if view.looks_only.is_none() {
        return controls;
    }
    html! { <fieldset class="held" disabled=true>{ controls }</fieldset> }
}

/// Not knowing, in its own texture: never a warning, never empty.
pub fn unknown(text: AttrValue) -> Html {
    html! { <span class="unknown">{ text }</span> }
}

/// These values of a closed list, as options.
pub fn options<T: Choice>(view: &View, values: &[T]) -> Options {
    Rc::new(values.iter().map(|value| (AttrValue::Static(value.key()), capital(&view.choice(*value)))).collect())
}

/// Words that stand alone begin with a capital.
pub fn capital(words: &str) -> AttrValue {
    sentences::capital(words).into()
}
