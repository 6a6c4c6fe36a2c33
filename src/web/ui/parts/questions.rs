//! Open questions: what the facts raise, why, what they rest on, and what is done about them.

use std::rc::Rc;

use family_history_domain::case::{FactId, Key, NextStep, StepState};
use family_history_domain::review::{self, OpenQuestion, QuestionWords};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use super::{ChoiceField, DateField, TextField, use_desk};

/// How many questions a side panel shows before the rest are behind a button.
const IN_SIGHT: usize = 6;

#[derive(Properties, PartialEq)]
pub struct QuestionPanelProps {
    /// Only the questions that this topic can answer; all of them without.
    pub topic: Option<AttrValue>,
}

/// The open questions beside a screen, grouped by the next conversation.
#[component]
pub fn QuestionPanel(props: &QuestionPanelProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let here: Vec<OpenQuestion> = view
        .questions
        .iter()
        .filter(|question| {
            props.topic.as_ref().is_none_or(|topic| review::words(question, &view.guidance).topic == topic.as_str())
        })
        .cloned()
        .collect();
    html! {
        <section class="questions-panel" aria-labelledby="panel-title">
            <h3 class="h-section" id="panel-title">{ view.word("questions.title") }</h3>
            if here.is_empty() {
                <p class="hint">{ view.word("questions.none-here") }</p>
            } else {
                <p class="hint">{ view.word("questions.what-these-are") }</p>
                <QuestionList questions={Rc::new(here)} id="panel" />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct QuestionListProps {
    pub questions: Rc<Vec<OpenQuestion>>,
    /// Tells the ids of one list on a page from another's.
    pub id: AttrValue,
    /// Show every question at once.
    #[prop_or_default]
    pub all: bool,
}

/// Open questions by conversation; those that were considered or settled come last, quietly.
#[component]
pub fn QuestionList(props: &QuestionListProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let more = use_state(|| false);
    let (done, open): (Vec<_>, Vec<_>) =
        props.questions.iter().cloned().partition(|question| review::is_put_by(&view.case, question));
    let show_all = props.all || *more || open.len() <= IN_SIGHT + 1;
    let left = if show_all { 0 } else { open.len() - IN_SIGHT };
    let mut room = if show_all { usize::MAX } else { IN_SIGHT };
    let conversations = review::agenda(&open, &view.guidance);
    let onclick = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(true))
    };
    html! {
        <>
            for conversation in conversations.iter() {
                { {
                    let shown = conversation.questions.len().min(room);
                    room -= shown;
                    let heading = view.word(&format!("with.{}", conversation.with));
                    if shown == 0 { html! {} } else {
                        html! {
                            <div class="conversation" key={format!("{}-{}", conversation.with, conversation.who)}>
                                <h4 class="conversation-title">
                                    { heading }
                                    if !conversation.who.is_empty() { { ": " }<bdi>{ conversation.who.clone() }</bdi> }
                                </h4>
                                for question in conversation.questions.iter().take(shown) {
                                    <QuestionCard key={question.key().0} question={(*question).clone()} id={props.id.clone()} />
                                }
                            </div>
                        }
                    }
                } }
            }
            if left > 0 {
                <button type="button" class="btn" {onclick}>{ view.fill("questions.more", &[("count", &left.to_string())]) }</button>
            }
            if !done.is_empty() {
                <details class="questions-done">
                    <summary>{ view.word("questions.done") }</summary>
                    for question in done.iter() {
                        <QuestionCard key={question.key().0} question={question.clone()} id={props.id.clone()} />
                    }
                </details>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct QuestionCardProps {
    pub question: OpenQuestion,
    pub id: AttrValue,
}

/// One open question, with a place for what will be done about it.
#[component]
pub fn QuestionCard(props: &QuestionCardProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let question = &props.question;
    let words = review::words(question, &view.guidance);
    let key = question.key();
    let id = format!("{}-{}", props.id, key.0.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"));
    let step = review::step_of(&view.case, question).cloned().unwrap_or_default();
    let state = step_line(view, &step);
    html! {
        <article class={classes!("question", review::is_put_by(&view.case, question).then_some("question-done"))} aria-labelledby={format!("{id}-title")}>
            <h5 class="question-title" id={format!("{id}-title")}>{ words.title.clone() }</h5>
            <p class="question-ask">{ words.ask.clone() }</p>
            if question.no_contact { <p class="safety">{ view.word("questions.no-contact") }</p> }
            <RestsOn facts={question.rests_on.clone()} />
            <Why {words} />
            <details class="question-step" open={step.state.is_some()}>
                <summary>{ view.word("questions.step") }if !state.is_empty() { { ": " }{ state } }</summary>
                <StepFields {id} step_key={key} {step} />
            </details>
        </article>
    }
}

fn step_line(view: &crate::store::View, step: &NextStep) -> AttrValue {
    step.state.map_or_else(AttrValue::default, |state| view.choice(state))
}

#[derive(Properties, PartialEq)]
struct WhyProps {
    words: QuestionWords,
}

/// Why it is raised, what could settle it, and where that comes from.
#[component]
fn Why(props: &WhyProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let words = &props.words;
    html! {
        <details class="why">
            <summary>{ view.word("questions.why") }</summary>
            <p>{ words.why.clone() }</p>
            if !words.next.is_empty() {
                <p class="key">{ view.word("questions.could-settle") }</p>
                <ul class="question-next">for next in words.next.iter() { <li>{ next.clone() }</li> }</ul>
            }
            if words.withheld { <p class="hint">{ view.word("questions.withheld") }</p> }
            <p class="cite">{ words.cite.clone() }</p>
        </details>
    }
}

#[derive(Properties, PartialEq)]
pub struct RestsOnProps {
    pub facts: Vec<FactId>,
}

/// Links to the facts something rests on.
#[component]
pub fn RestsOn(props: &RestsOnProps) -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    if props.facts.is_empty() {
        return html! {};
    }
    let link = |fact: &FactId| {
        let (place, go) = (sentences::place_of(&view.guidance, fact), fact.clone());
        let onclick = store.sends(move || Msg::FactOpened { place: place.clone(), fact: go.clone() });
        html! { <li key={fact.to_string()}><button type="button" class="btn-link" {onclick}>{ view.describe(fact) }</button></li> }
    };
    html! {
        <details class="question-rests">
            <summary>{ view.word("questions.rests-on") }</summary>
            <ul>for fact in props.facts.iter() { { link(fact) } }</ul>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct StepFieldsProps {
    id: String,
    step_key: Key,
    step: NextStep,
}

/// What will be done, by whom, by when; or why it is not relevant.
#[component]
fn StepFields(props: &StepFieldsProps) -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    let (id, step) = (&props.id, &props.step);
    let text = |field: &'static str, set: fn(&mut NextStep, String)| {
        let (store, key) = (store.clone(), props.step_key.clone());
        Callback::from(move |value: String| {
            store.step(key.clone(), Some(field), |step| {
                if step.state.is_none() {
                    step.state = Some(StepState::HasStep);
                }
                set(step, value);
            });
        })
    };
    let on_state = {
        let (store, key) = (store.clone(), props.step_key.clone());
        Callback::from(move |state| store.step(key.clone(), None, |step| step.state = state))
    };
    let on_by = {
        let (store, key) = (store.clone(), props.step_key.clone());
        Callback::from(move |said: String| {
            let when = store.read_date(&said, None);
            store.step(key.clone(), Some("by"), |step| step.by = when);
        })
    };
    let needs_because = step.state == Some(StepState::Considered) && step.because.trim().is_empty();
    let error = if needs_because { view.word("questions.because-needed") } else { AttrValue::default() };
    html! {
        <>
            <ChoiceField<StepState> id={format!("{id}-state")} label={view.word("questions.state")} value={step.state} on_change={on_state} />
            if matches!(step.state, Some(StepState::Considered)) {
                <TextField id={format!("{id}-because")} label={view.word("questions.because")} {error} lines={2} value={step.because.clone()}
                    on_input={text("because", |step, because| step.because = because)} />
            } else {
                <TextField id={format!("{id}-step")} label={view.word("questions.next-step")} lines={2} value={step.step.clone()}
                    on_input={text("step", |step, next| step.step = next)} />
                <TextField id={format!("{id}-owner")} label={view.word("questions.owner")} hint={view.word("questions.owner-hint")} value={step.owner.clone()}
                    on_input={text("owner", |step, owner| step.owner = owner)} />
                <DateField id={format!("{id}-by")} label={view.word("questions.by")} value={step.by.clone()} on_input={on_by} />
            }
        </>
    }
}
