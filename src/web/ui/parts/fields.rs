//! Form controls to the GOV.UK patterns. Free text is one component that carries every privacy attribute.

use std::collections::BTreeSet;

use family_history_domain::case::{Choice, Person, PersonId};
use family_history_domain::when::{Reading, When};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::use_desk;

/// Where a control's hint, note or error is described, as one attribute.
fn described_by(id: &str, parts: &[(&str, bool)]) -> Option<AttrValue> {
    let ids: Vec<String> = parts.iter().filter(|(_, there)| *there).map(|(part, _)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| AttrValue::from(ids.join(" ")))
}

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: AttrValue,
    pub on_input: Callback<String>,
    /// 1 for a single line, more for a box that grows with its text.
    #[prop_or(1)]
    pub lines: u32,
    /// A note under the control: how it was read, or what is wrong and what to do.
    #[prop_or_default]
    pub note: AttrValue,
    #[prop_or_default]
    pub error: AttrValue,
    /// Class that sets the width: `width-10`, `width-20`; full width without.
    #[prop_or_default]
    pub width: AttrValue,
    /// The label is for screen readers only, because the heading above says the same.
    #[prop_or_default]
    pub quiet_label: bool,
}

/// Free text. Nothing typed here may reach a spelling or writing service, or be filled in by the browser.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let id = &props.id;
    let describes = described_by(
        id,
        &[("hint", !props.hint.is_empty()), ("error", !props.error.is_empty()), ("note", !props.note.is_empty())],
    );
    let invalid = (!props.error.is_empty()).then_some("true");
    let control = if props.lines > 1 {
        let on_input = props.on_input.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        });
        html! {
            <textarea id={id.clone()} class={classes!("input", "textarea", props.width.to_string())} rows={props.lines.to_string()}
                aria-describedby={describes} aria-invalid={invalid} value={props.value.to_string()} {oninput}
                autocomplete="off" autocapitalize="sentences" autocorrect="off" spellcheck="false" translate="no"
                writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
        }
    } else {
        let on_input = props.on_input.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        });
        html! {
            <input id={id.clone()} type="text" class={classes!("input", props.width.to_string())}
                aria-describedby={describes} aria-invalid={invalid} value={props.value.to_string()} {oninput}
                autocomplete="off" autocapitalize="sentences" autocorrect="off" spellcheck="false" translate="no"
                writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
        }
    };
    html! {
        <div class={classes!("field", invalid.map(|_| "field-error"))}>
            <label class={classes!("label", props.quiet_label.then_some("visually-hidden"))} for={id.clone()}>{ props.label.clone() }</label>
            if !props.hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
            if !props.error.is_empty() { <p class="error-message" id={format!("{id}-error")}>{ props.error.clone() }</p> }
            { control }
            if !props.note.is_empty() { <p class="note" id={format!("{id}-note")}>{ props.note.clone() }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct DateFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// A hint other than the usual examples.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    pub value: When,
    pub on_input: Callback<String>,
    /// Whose age the words may speak of ("when she was 8").
    #[prop_or_default]
    pub about: Option<PersonId>,
}

/// A date the way people say it, read back in plain words as it is typed. What cannot be read is kept and says why.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let born = props.about.and_then(|id| view.case.get::<Person>(id)).map(|person| &person.born);
    let (read, problem) = When::read(props.value.said(), Reading { today: view.today, born });
    let note = match problem {
        Some(problem) => view.word(problem.key()),
        None if read.window().is_some() => view.fill("date.read-as", &[("date", &read.in_words())]),
        None if !read.is_empty() => view.word("date.kept"),
        None => AttrValue::default(),
    };
    let hint = props.hint.clone().unwrap_or_else(|| view.word("date.hint"));
    html! {
        <TextField id={props.id.clone()} label={props.label.clone()} {hint} value={props.value.said().to_owned()}
            on_input={props.on_input.clone()} {note} width="width-20" />
    }
}

/// How a closed list is offered.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum ChoiceStyle {
    /// A drop-down: short, for lists inside a card.
    #[default]
    Select,
    /// Radio buttons: every answer in sight.
    Radios,
}

#[derive(Properties, PartialEq)]
pub struct ChoiceFieldProps<T: Choice> {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: Option<T>,
    pub on_change: Callback<Option<T>>,
    #[prop_or_default]
    pub style: ChoiceStyle,
    /// Only these values, in this order; all of the list without.
    #[prop_or_default]
    pub only: Option<&'static [T]>,
    #[prop_or_default]
    pub error: AttrValue,
}

/// One value of a closed list, or none: nothing is chosen for anybody.
#[component]
pub fn ChoiceField<T: Choice>(props: &ChoiceFieldProps<T>) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let id = &props.id;
    let values = props.only.unwrap_or(T::ALL);
    let describes = described_by(id, &[("hint", !props.hint.is_empty()), ("error", !props.error.is_empty())]);
    let hint = html! {
        <>
            if !props.hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
            if !props.error.is_empty() { <p class="error-message" id={format!("{id}-error")}>{ props.error.clone() }</p> }
        </>
    };
    match props.style {
        ChoiceStyle::Select => {
            let on_change = props.on_change.clone();
            let onchange = Callback::from(move |event: Event| {
                on_change.emit(T::from_key(&event.target_unchecked_into::<HtmlSelectElement>().value()));
            });
            html! {
                <div class="field">
                    <label class="label" for={id.clone()}>{ props.label.clone() }</label>
                    { hint }
                    <select id={id.clone()} class="select" {onchange} aria-describedby={describes} autocomplete="off">
                        <option value="" selected={props.value.is_none()}>{ view.word("choice.none") }</option>
                        for value in values.iter().copied() {
                            <option value={value.key()} selected={props.value == Some(value)}>{ view.choice(value) }</option>
                        }
                    </select>
                </div>
            }
        }
        ChoiceStyle::Radios => html! {
            <fieldset class="field fieldset" id={id.clone()} aria-describedby={describes}>
                <legend class="label">{ props.label.clone() }</legend>
                { hint }
                <div class="choices">
                    for value in values.iter().copied() {
                        <div class="choice" key={value.key()}>
                            <input type="radio" id={format!("{id}-{}", value.key())} name={id.clone()} value={value.key()}
                                checked={props.value == Some(value)} autocomplete="off"
                                onchange={let on_change = props.on_change.clone(); Callback::from(move |_| on_change.emit(Some(value)))} />
                            <label for={format!("{id}-{}", value.key())}>{ view.choice(value) }</label>
                        </div>
                    }
                </div>
                if props.value.is_some() {
                    <button type="button" class="btn-link" onclick={props.on_change.reform(|_| None)}>{ view.word("choice.clear") }</button>
                }
            </fieldset>
        },
    }
}

#[derive(Properties, PartialEq)]
pub struct AgencySelectProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: AttrValue,
    pub on_change: Callback<String>,
}

/// One agency of the content pack, or none.
#[component]
pub fn AgencySelect(props: &AgencySelectProps) -> Html {
    let desk = use_desk();
    let id = &props.id;
    let on_change = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        on_change.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    });
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    html! {
        <div class="field">
            <label class="label" for={id.clone()}>{ props.label.clone() }</label>
            if !props.hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
            <select id={id.clone()} class="select" {onchange} aria-describedby={describes} autocomplete="off">
                <option value="" selected={props.value.is_empty()}>{ desk.view.word("choice.none") }</option>
                for agency in desk.view.guidance.agencies.iter() {
                    <option value={agency.id.clone()} selected={*props.value == agency.id}>{ agency.name.clone() }</option>
                }
            </select>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PersonSelectProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    /// Who can be chosen.
    pub people: Vec<(PersonId, AttrValue)>,
    pub value: Option<PersonId>,
    pub on_change: Callback<Option<PersonId>>,
    /// The words for no one; "Choose" without.
    #[prop_or_default]
    pub none: AttrValue,
}

/// One person, or none.
#[component]
pub fn PersonSelect(props: &PersonSelectProps) -> Html {
    let desk = use_desk();
    let id = &props.id;
    let on_change = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        on_change.emit(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok());
    });
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    let none = if props.none.is_empty() { desk.view.word("choice.none") } else { props.none.clone() };
    html! {
        <div class="field">
            <label class="label" for={id.clone()}>{ props.label.clone() }</label>
            if !props.hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
            <select id={id.clone()} class="select" {onchange} aria-describedby={describes} autocomplete="off">
                <option value="" selected={props.value.is_none()}>{ none }</option>
                for (person, label) in props.people.iter() {
                    <option value={person.to_string()} selected={props.value == Some(*person)}>{ label.clone() }</option>
                }
            </select>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PeopleTicksProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub people: Vec<(PersonId, AttrValue)>,
    pub chosen: BTreeSet<PersonId>,
    /// The whole set after the change.
    pub on_change: Callback<BTreeSet<PersonId>>,
}

/// Any number of people, as check boxes.
#[component]
pub fn PeopleTicks(props: &PeopleTicksProps) -> Html {
    let desk = use_desk();
    let id = &props.id;
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    html! {
        <fieldset class="field fieldset" id={id.clone()} aria-describedby={describes}>
            <legend class="label">{ props.label.clone() }</legend>
            if !props.hint.is_empty() { <p class="hint" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
            if props.people.is_empty() { <p class="hint">{ desk.view.word("people.none-yet") }</p> }
            <div class="choices choices-row">
                for (person, label) in props.people.iter() {
                    <div class="choice" key={person.to_string()}>
                        <input type="checkbox" id={format!("{id}-{person}")} checked={props.chosen.contains(person)} autocomplete="off"
                            onchange={
                                let (person, chosen, on_change) = (*person, props.chosen.clone(), props.on_change.clone());
                                Callback::from(move |_| {
                                    let mut chosen = chosen.clone();
                                    if !chosen.remove(&person) {
                                        chosen.insert(person);
                                    }
                                    on_change.emit(chosen);
                                })
                            } />
                        <label for={format!("{id}-{person}")}>{ label.clone() }</label>
                    </div>
                }
            </div>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
pub struct TickProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub checked: bool,
    pub on_change: Callback<bool>,
}

/// One check box.
#[component]
pub fn Tick(props: &TickProps) -> Html {
    let id = &props.id;
    let checked = props.checked;
    let describes = described_by(id, &[("hint", !props.hint.is_empty())]);
    html! {
        <div class="field">
            <div class="choice">
                <input type="checkbox" id={id.clone()} {checked} aria-describedby={describes} autocomplete="off"
                    onchange={props.on_change.reform(move |_: Event| !checked)} />
                <label for={id.clone()}>{ props.label.clone() }</label>
            </div>
            if !props.hint.is_empty() { <p class="hint hint-under-tick" id={format!("{id}-hint")}>{ props.hint.clone() }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct UnknownProps {
    pub text: AttrValue,
}

/// Not knowing, in its own texture: never a warning, never empty.
#[component]
pub fn Unknown(props: &UnknownProps) -> Html {
    html! { <span class="unknown">{ props.text.clone() }</span> }
}
