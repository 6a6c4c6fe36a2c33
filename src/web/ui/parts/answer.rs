//! A question of the content pack, with the reason it is asked and the answers every question accepts.

use family_history_domain::case::{Answer, AnswerState, FactId, Key};
use family_history_domain::guidance;
use family_history_domain::sentences;
use yew::prelude::*;

use super::fields::{ChoiceField, choice_field, options, unknown};
use super::form::{Sheet, Spec, at};
use super::use_desk;

const WHEN_AND_WHY: &[Spec] = &[Spec::Date("revisit", at!(Answer, revisit)), Spec::Line("reason", at!(Answer, reason))];
const WHY: &[Spec] = &[Spec::Line("reason", at!(Answer, reason))];
const TEXT: &[Spec] = &[Spec::Words("text", at!(Answer, text))];

#[derive(Properties, PartialEq)]
pub struct PromptBlockProps {
    /// The prompt's id in the content pack: `M-09`.
    pub prompt: &'static str,
    /// Whom it is about; none for the case.
    #[prop_or_default]
    pub about: Vec<FactId>,
    /// Fills `{person}` in the prompt's words.
    #[prop_or_default]
    pub person: AttrValue,
    /// Fills `{child}` in the prompt's words.
    #[prop_or_default]
    pub child: AttrValue,
    /// A heading inside a person's or child's part of the screen: one level down, smaller.
    #[prop_or_default]
    pub inner: bool,
    /// It is answered in words, in a box of its own.
    #[prop_or_default]
    pub text: bool,
    /// The controls that answer it.
    #[prop_or_default]
    pub children: Html,
}

/// A question: what is asked, a hint, why, the controls, and the other answers it accepts.
#[component]
pub fn PromptBlock(props: &PromptBlockProps) -> Html {
    let desk = use_desk();
    let (view, _store) = (&desk.view, &desk.store);
    let Some(prompt) = view.guidance.prompt(props.prompt) else {
        return html! { <section class="prompt">{ props.children.clone() }</section> };
    };
    let slots = [("person", props.person.as_str()), ("child", props.child.as_str())];
    let fill = |text: &str| guidance::fill(text, &slots);
    let key = Key::new(props.prompt, &props.about);
    let id = prompt_id(&key);
    let answer = view.case.answers.get(&key).map(|answer| (**answer).clone()).unwrap_or_default();
    let heading = if props.inner {
        html! { <h4 class="prompt-ask prompt-ask-inner" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h4> }
    } else {
        html! { <h3 class="prompt-ask" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h3> }
    };
    let has_state = matches!(answer.state, Some(state) if state != AnswerState::Known);
    let sheet = Sheet::with_ids(&desk, FactId::Answer(key), id.clone());
    let set_state = sheet.sets(None, |answer: &mut Answer, key: &String| answer.state = AnswerState::from_key(key));
    let comes_back =
        matches!(answer.state, Some(AnswerState::NotRightTime | AnswerState::NotAsked | AnswerState::NotSafe));
    let needs_reason = answer.state == Some(AnswerState::DoesNotApply) && answer.reason.trim().is_empty();
    html! {
        <section class="prompt" aria-labelledby={id.clone()}>
            { heading }
            if let Some(hint) = &prompt.hint { <p class="hint">{ fill(hint) }</p> }
            <details class="why">
                <summary>{ view.word("prompt.why") }</summary>
                <p>{ fill(&prompt.why) }</p>
                if let Some(explain) = &prompt.explain { <p><b>{ view.word("prompt.explain") }</b>{ " " }{ fill(explain) }</p> }
                <p class="cite">{ view.guidance.cites_words(&prompt.cite) }</p>
            </details>
            if props.text { { sheet.draw(&desk, TEXT) } }
            { props.children.clone() }
            <details class="other-answer" open={has_state}>
                <summary>
                    { view.word("prompt.other-answer") }
                    if has_state { { " " }{ unknown(sentences::unsettled_words(&view.guidance, &answer).into()) } }
                </summary>
                { choice_field(view, ChoiceField { id: format!("{id}-state").into(), label: view.word("prompt.state").into(), options: options(view, AnswerState::ALL), value: answer.state.map(AnswerState::key).unwrap_or_default().into(), on_change: set_state, ..Default::default() }) }
                if has_state {
                    if needs_reason { <p class="error-message">{ view.word("prompt.reason-needed") }</p> }
                    { sheet.draw(&desk, if comes_back { WHEN_AND_WHY } else { WHY }) }
                }
            </details>
        </section>
    }
}

fn prompt_id(key: &Key) -> String {
    let name: String = key.0.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    format!("prompt-{name}")
}
