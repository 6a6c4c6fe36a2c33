//! Open questions: what the facts raise, why, what they rest on, and what is done about them.

use std::rc::Rc;

use family_history_domain::case::{FactId, Key, NextStep, Several, StepState};
use family_history_domain::review::{self, IN_SIGHT, Matter, OpenQuestion, QuestionWords};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::store::View;

use super::fields::{capital, held};
use super::{ChoiceField, Desk, DrawnWhenOpen, Sheet, Spec, at, choice_field, options};

/// The list of what is planned, where each question says its step. Elsewhere one without a state is said in its fields alone: a line
/// above them would move them under the hands of who is typing.
pub const PLANNED: &str = "planned";

/// How many facts are named beside a question before the rest are behind a line.
const LINKS: usize = 3;

/// The open questions beside a screen, grouped by the next conversation: those that this topic can answer, or all. What is
/// typed elsewhere on the screen is answered there first: until the questions follow, they are not drawn again.
pub fn question_panel(desk: &Desk, topic: Option<&str>) -> Html {
    let desk = Desk { view: desk.store.asked(), store: desk.store.clone() };
    html! { <QuestionPanel {desk} topic={topic.map(|topic| AttrValue::from(topic.to_owned()))} /> }
}

#[derive(Properties, PartialEq)]
struct QuestionPanelProps {
    desk: Desk,
    topic: Option<AttrValue>,
}

#[component]
fn QuestionPanel(props: &QuestionPanelProps) -> Html {
    let view = &props.desk.view;
    let topic = props.topic.as_deref();
    let here: Vec<OpenQuestion> = view
        .questions
        .iter()
        .filter(|question| topic.is_none_or(|topic| review::topic_of(question, &view.guidance) == topic))
        .cloned()
        .collect();
    html! {
        <section class="questions-panel" aria-labelledby="panel-title">
            <h3 class="h-section" id="panel-title">{ view.word("questions.title") }</h3>
            if here.is_empty() {
                <p class="hint">{ view.word(if topic.is_none() { "home.questions-will-come" } else { "questions.none-here" }) }</p>
            } else {
                <p class="hint">{ view.word("questions.what-these-are") }</p>
                <QuestionList desk={props.desk.clone()} questions={Rc::new(here)} id="panel" />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct QuestionListProps {
    pub desk: Desk,
    pub questions: Rc<Vec<OpenQuestion>>,
    /// Tells the ids of one list on a page from another's.
    pub id: AttrValue,
}

/// Open questions by conversation; those that were considered or settled come last, quietly.
#[component]
pub fn QuestionList(props: &QuestionListProps) -> Html {
    let desk = &props.desk;
    let view = &desk.view;
    let more = use_state(|| false);
    // What is put by while the list is open stays where it is, so that nothing moves under the hands of who is writing.
    let put_by = use_state(|| -> Several<Key> {
        let put_by = props.questions.iter().filter(|question| review::is_put_by(&view.case, question));
        put_by.map(OpenQuestion::key).collect()
    });
    let (done, open): (Vec<_>, Vec<_>) =
        props.questions.iter().cloned().partition(|question| put_by.contains(&question.key()));
    let conversations = review::agenda(&open, &view.guidance);
    let matters: Vec<_> =
        conversations.iter().map(|one| (&one.heading, review::gather(&one.questions, &view.guidance))).collect();
    let total: usize = matters.iter().map(|(_, matters)| matters.len()).sum();
    let show_all = *more || total <= IN_SIGHT + 1;
    let mut room = if show_all { usize::MAX } else { IN_SIGHT };
    let onclick = {
        let (more, store) = (more.clone(), desk.store.clone());
        let first = matters.iter().flat_map(|(_, matters)| matters).nth(IN_SIGHT);
        let first = first.map(|matter| title_of(matter, &props.id)).unwrap_or_default();
        Callback::from(move |_: MouseEvent| {
            more.set(true);
            store.focus(&first);
        })
    };
    html! {
        <>
            for (heading, matters) in matters.iter() {
                { {
                    let shown = matters.len().min(room);
                    room -= shown;
                    if shown == 0 { html! {} } else {
                        html! {
                            <div class="conversation" key={heading.to_string()}>
                                <h4 class="conversation-title"><bdi>{ (*heading).clone() }</bdi></h4>
                                for matter in matters.iter().take(shown) { { matter_card(desk, matter, &props.id) } }
                            </div>
                        }
                    }
                } }
            }
            if !show_all {
                <button type="button" class="btn" {onclick}>{ view.word("questions.more") }</button>
            }
            if !done.is_empty() {
                <details class="questions-done">
                    <summary>{ view.word("questions.done") }</summary>
                    for question in done.iter() {
                        { question_card(desk, question, &props.id) }
                    }
                </details>
            }
        </>
    }
}

/// The id of a question's card; `list` tells the ids of one list from another's.
fn card_id_of(question: &OpenQuestion, list: &str) -> String {
    format!("{list}-{}", question.key().0.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"))
}

/// One matter: a question, or what gathers several, with its parts behind a line.
fn matter_card(desk: &Desk, matter: &Matter, list: &str) -> Html {
    let view = &desk.view;
    let Some(words) = matter.whole(&view.guidance) else {
        return html! { for question in matter.questions.iter() { { question_card(desk, question, list) } } };
    };
    let parts: Vec<OpenQuestion> = matter.questions.iter().map(|question| (*question).clone()).collect();
    let id = title_of(matter, list);
    let summary = view.fill("questions.parts", &[("count", &parts.len().to_string())]);
    let (here, list) = (desk.clone(), list.to_owned());
    let draw = Callback::from(
        move |()| html! { <>for question in parts.iter() { { question_card(&here, question, &list) } }</> },
    );
    html! {
        <article key={id.clone()} class="question" aria-labelledby={id.clone()}>
            <h5 class="question-ask mark-open" {id} tabindex="-1">{ words.ask }</h5>
            if !words.why.is_empty() { <p class="question-line"><b>{ view.word("questions.why") }</b>{ " " }{ words.why }{ " " }<span class="cite">{ words.cite }</span></p> }
            <DrawnWhenOpen class="question-parts" {summary} {draw} />
        </article>
    }
}

/// Opens what a question is about, or else the question of the pack that answers it.
fn answer_button(desk: &Desk, question: &OpenQuestion, ask: &str) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let Some(topic) = view.guidance.topic(&review::topic_of(question, &view.guidance)) else { return html! {} };
    let (place, fact) = (topic.id.clone(), review::answered_at(&view.case, question, &view.guidance));
    let onclick = store.sends(move || Msg::FactOpened { place: place.clone(), fact: fact.clone() });
    html! {
        <button type="button" class="btn-link question-answer" {onclick}>
            { view.fill("questions.answer", &[("topic", &topic.nav)]) }<span class="visually-hidden">{ format!(": {ask}") }</span>
        </button>
    }
}

/// The id of a matter's title.
fn title_of(matter: &Matter, list: &str) -> String {
    let first = card_id_of(matter.questions[0], list);
    if matter.questions.len() > 1 { format!("{first}-all") } else { format!("{first}-title") }
}

/// One open question, with a place for what will be done about it. `list` tells the ids of one list from another's.
fn question_card(desk: &Desk, question: &OpenQuestion, list: &str) -> Html {
    let view = &desk.view;
    let words = review::words(question, &view.guidance);
    let key = question.key();
    let id = card_id_of(question, list);
    let step = review::step_of(&view.case, question).cloned().unwrap_or_default();
    let state = step.state.unwrap_or(StepState::Open);
    let title = format!("{id}-title");
    html! {
        <article key={key.0.clone()} class="question" aria-labelledby={title.clone()}>
            <h5 class={format!("question-ask mark-{}", state.key())} id={title} tabindex="-1">
                { words.ask.clone() }<span class="visually-hidden">{ format!(" ({})", view.choice(state)) }</span>
            </h5>
            if question.no_contact { <p class="question-safety">{ review::no_contact_words(&view.case, &view.guidance, &question.withheld_by) }</p> }
            <p class="question-line"><b>{ view.word("questions.why") }</b>{ " " }{ words.why.clone() }{ " " }<span class="cite">{ words.cite.clone() }</span></p>
            { rests_on(desk, &question.rests_on) }
            if step.state.is_some() || list == PLANNED {
                <p class="question-line"><b>{ capital(&sentences::step_words(&view.guidance, &step)) }</b></p>
            }
            { answer_button(desk, question, &words.ask) }
            <details class="question-step">
                <summary>{ view.word("questions.step") }<span class="visually-hidden">{ format!(": {}", words.ask) }</span></summary>
                { could_settle(view, &words) }
                { step_fields(desk, id, key, step) }
            </details>
        </article>
    }
}

/// What could settle it.
fn could_settle(view: &View, words: &QuestionWords) -> Html {
    html! {
        <>
            if !words.next.is_empty() {
                <p class="question-line"><b>{ view.word("questions.could-settle") }</b></p>
                <ul class="links question-line">for next in words.next.iter() { <li>{ next.clone() }</li> }</ul>
            }
            if words.withheld { <p class="hint">{ view.word("questions.withheld") }</p> }
        </>
    }
}

/// Links to the facts something rests on, as one sentence: the first few, and the rest behind a line.
fn rests_on(desk: &Desk, facts: &[FactId]) -> Html {
    let view = &desk.view;
    if facts.is_empty() {
        return html! {};
    }
    let (first, rest) = facts.split_at(facts.len().min(LINKS));
    let draw = {
        let (desk, rest) = (desk.clone(), rest.to_vec());
        Callback::from(move |()| links(&desk, &rest))
    };
    html! {
        <div class="question-line question-rests">
            <b>{ view.word("questions.rests-on") }</b>
            { links(desk, first) }
            if !rest.is_empty() { <DrawnWhenOpen summary={view.word("questions.rests-more")} {draw} /> }
        </div>
    }
}

fn links(desk: &Desk, facts: &[FactId]) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let link = |fact: &FactId| {
        let (place, go) = (sentences::place_of(&view.guidance, fact), fact.clone());
        let onclick = store.sends(move || Msg::FactOpened { place: place.clone(), fact: go.clone() });
        let words = sentences::clip(&view.describe(fact));
        html! { <li key={fact.to_string()}><button type="button" class="btn-link" {onclick}><bdi>{ words }</bdi></button></li> }
    };
    html! { <ul>for fact in facts { { link(fact) } }</ul> }
}

const ACT: &[Spec] = &[
    Spec::Words("next", at!(NextStep, step)),
    Spec::Line("owner", at!(NextStep, owner)),
    Spec::Date("by", at!(NextStep, by)),
];
const CONSIDERED: &[Spec] = &[Spec::Words("because", at!(NextStep, because))];

/// What will be done, by whom, by when; or why it is not relevant.
fn step_fields(desk: &Desk, id: String, key: Key, step: NextStep) -> Html {
    let view = &desk.view;
    let considered = step.state == Some(StepState::Considered);
    let needs_because = considered && step.because.trim().is_empty();
    let mut sheet = Sheet::with_ids(desk, FactId::Step(key), id.clone());
    if needs_because {
        sheet = sheet.missing("because", view.word("step.because-needed"));
    }
    let on_state = sheet.sets(None, |step: &mut NextStep, key: &String| step.state = StepState::from_key(key));
    html! {
        <>
            { held(view, choice_field(view, ChoiceField { id: format!("{id}-state").into(), label: view.word("step.state").into(), options: options(view, StepState::ALL), value: step.state.map(StepState::key).unwrap_or_default().into(), on_change: on_state, ..Default::default() })) }
            { sheet.draw(desk, if considered { CONSIDERED } else { ACT }) }
        </>
    }
}
