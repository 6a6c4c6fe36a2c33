//! A question of the content pack, with the reason it is asked and the answers every question accepts.

use family_history_domain::case::{Answer, AnswerState, FactId, Key};
use family_history_domain::sentences;
use yew::prelude::*;

use super::{ChoiceField, DateField, TextField, Unknown, use_desk};

/// What can be said when the question itself cannot be answered, besides leaving it.
const OTHER_ANSWERS: &[AnswerState] = &[
    AnswerState::Known,
    AnswerState::NotKnown,
    AnswerState::NotAsked,
    AnswerState::Declined,
    AnswerState::NotSafe,
    AnswerState::NotRightTime,
    AnswerState::DoesNotApply,
];

#[derive(Properties, PartialEq)]
pub struct PromptBlockProps {
    /// The prompt's id in the content pack: `M-09`.
    pub prompt: &'static str,
    /// Whom it is about; none for the case.
    #[prop_or_default]
    pub about: Vec<FactId>,
    /// Fills `{person}` and `{child}` in the prompt's words.
    #[prop_or_default]
    pub slots: Vec<(&'static str, AttrValue)>,
    /// A heading inside a person's or child's part of the screen: one level down, smaller.
    #[prop_or_default]
    pub inner: bool,
    /// The controls that answer it.
    #[prop_or_default]
    pub children: Html,
}

/// A question: what is asked, a hint, why, the controls, and the other answers it accepts.
#[component]
pub fn PromptBlock(props: &PromptBlockProps) -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    let Some(prompt) = view.guidance.prompt(props.prompt) else {
        return html! { <section class="prompt">{ props.children.clone() }</section> };
    };
    let slots = props.slots.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
    let fill = |text: &str| family_history_domain::guidance::fill(text, &slots);
    let key = Key::new(props.prompt, &props.about);
    let id = prompt_id(&key);
    let answer = view.case.answers.get(&key).map(|answer| (**answer).clone()).unwrap_or_default();
    let heading = if props.inner {
        html! { <h4 class="prompt-ask prompt-ask-inner" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h4> }
    } else {
        html! { <h3 class="prompt-ask" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h3> }
    };
    let cites: Vec<String> = prompt.cite.iter().map(|cite| view.guidance.cite_words(cite)).collect();
    let set_state = {
        let (store, key) = (store.clone(), key.clone());
        Callback::from(move |state: Option<AnswerState>| store.answer(key.clone(), None, |answer| answer.state = state))
    };
    let has_state = matches!(answer.state, Some(state) if state != AnswerState::Known);
    html! {
        <section class="prompt" aria-labelledby={id.clone()}>
            { heading }
            if let Some(hint) = &prompt.hint { <p class="hint">{ fill(hint) }</p> }
            <details class="why">
                <summary>{ view.word("prompt.why") }</summary>
                <p>{ fill(&prompt.why) }</p>
                if let Some(explain) = &prompt.explain { <p><span class="key">{ view.word("prompt.explain") }</span>{ " " }{ fill(explain) }</p> }
                <p class="cite">{ cites.join(" · ") }</p>
            </details>
            { props.children.clone() }
            <details class="other-answer" open={has_state}>
                <summary>
                    { view.word("prompt.other-answer") }
                    if has_state { { " " }<Unknown text={sentences::unsettled_words(&view.guidance, &answer)} /> }
                </summary>
                <ChoiceField<AnswerState> id={format!("{id}-state")} label={view.word("prompt.state")} value={answer.state}
                    only={Some(OTHER_ANSWERS)} on_change={set_state} />
                if has_state { <OtherAnswer id={id.clone()} answer_key={key} {answer} /> }
            </details>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OtherAnswerProps {
    id: AttrValue,
    answer_key: Key,
    answer: Answer,
}

/// What goes with an answer that is not the thing asked for: when to come back to it, and why.
#[component]
fn OtherAnswer(props: &OtherAnswerProps) -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    let id = &props.id;
    let state = props.answer.state;
    let on_revisit = {
        let (store, key) = (store.clone(), props.answer_key.clone());
        Callback::from(move |said: String| {
            let when = store.read_date(&said, None);
            store.answer(key.clone(), Some("revisit"), |answer| answer.revisit = when);
        })
    };
    let on_reason = {
        let (store, key) = (store.clone(), props.answer_key.clone());
        Callback::from(move |reason| store.answer(key.clone(), Some("reason"), |answer| answer.reason = reason))
    };
    let needs_reason = state == Some(AnswerState::DoesNotApply) && props.answer.reason.trim().is_empty();
    let error = if needs_reason { view.word("prompt.reason-needed") } else { AttrValue::default() };
    html! {
        <>
            if matches!(state, Some(AnswerState::NotRightTime | AnswerState::NotAsked | AnswerState::NotSafe)) {
                <DateField id={format!("{id}-revisit")} label={view.word("prompt.revisit")} hint={view.word("prompt.revisit-hint")}
                    value={props.answer.revisit.clone()} on_input={on_revisit} />
            }
            <TextField id={format!("{id}-reason")} label={view.word("prompt.reason")} {error} value={props.answer.reason.clone()} on_input={on_reason} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct TextAnswerProps {
    pub prompt: &'static str,
    #[prop_or_default]
    pub about: Vec<FactId>,
    #[prop_or_default]
    pub slots: Vec<(&'static str, AttrValue)>,
    #[prop_or_default]
    pub inner: bool,
    /// The label of the box.
    pub label: AttrValue,
}

/// A question answered in words.
#[component]
pub fn TextAnswer(props: &TextAnswerProps) -> Html {
    let desk = use_desk();
    let key = Key::new(props.prompt, &props.about);
    let id = prompt_id(&key);
    let text = desk.view.case.answers.get(&key).map(|answer| answer.text.clone()).unwrap_or_default();
    let on_input = {
        let store = desk.store.clone();
        Callback::from(move |text: String| {
            store.answer(key.clone(), Some("text"), |answer| {
                if answer.state.is_none() && !text.trim().is_empty() {
                    answer.state = Some(AnswerState::Known);
                } else if answer.state == Some(AnswerState::Known) && text.trim().is_empty() {
                    answer.state = None;
                }
                answer.text = text;
            });
        })
    };
    html! {
        <PromptBlock prompt={props.prompt} about={props.about.clone()} slots={props.slots.clone()} inner={props.inner}>
            <TextField id={format!("{id}-text")} label={props.label.clone()} value={text} {on_input} lines={3} />
        </PromptBlock>
    }
}

fn prompt_id(key: &Key) -> AttrValue {
    let name: String = key.0.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    AttrValue::from(format!("prompt-{name}"))
}
