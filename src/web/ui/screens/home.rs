//! The home screen: the checkpoints, the topics and how far each is, and the open questions beside them.

use std::rc::Rc;

use family_history_domain::case::{Case, FactId, ReviewRole};
use family_history_domain::checkpoints::{self, Reached, Stop};
use family_history_domain::network;
use family_history_domain::review;
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use family_history_domain::sorted::Sorted;
use family_history_domain::training;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Desk, DrawnWhenOpen, Soon, capital, question_panel, unknown};
use crate::ui::screen_head;

/// What is gone through at allocation and first supervision.
const CORE: &[&str] = &["core", "supervision"];
/// What is opened where it matters.
const DEEPER: &[&str] = &["deeper", "training"];

/// The tools, by place: what each is opened with.
const TOOLS: &[(&str, &str)] =
    &[("bring", "home.tool-bring"), ("combine", "combine.open"), (training::PLACE, "run.open")];

/// The home screen.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let go = |place: &str| {
        let place = place.to_owned();
        store.sends(move || Msg::PlaceOpened(place.clone()))
    };
    let title = view.case.head.checkpoint.map_or_else(
        || view.word("home.title"),
        |checkpoint| view.fill("home.title-at", &[("checkpoint", &view.choice(checkpoint))]),
    );
    let held = Held::of(view);
    let topics = |part: &'static [&'static str]| {
        let topics = view.guidance.topics.iter().filter(move |topic| part.contains(&topic.part.as_str()));
        topics.map(|topic| (topic, progress(view, &held, &topic.id)))
    };
    let list = |title: &'static str, part: &'static [&'static str]| {
        html! {
            <ol class="tasks" aria-labelledby={title}>
                for (topic, progress) in topics(part) {
                    <li class="task" key={topic.id.clone()}>
                        <div>
                            <button type="button" class="btn-link task-name" onclick={go(&topic.id)}>{ topic.title.clone() }</button>
                            <p class="task-lead">{ so_far(view, &held, &topic.id).unwrap_or_else(|| topic.lead.clone().into()) }</p>
                        </div>
                        // Nothing deeper has to be filled in: that it was not begun is no news.
                        if progress != HowFar::NotStarted || part == CORE {
                            <p class={format!("task-state state-{}", progress.key())}>{ view.word(&format!("home.{}", progress.key())) }</p>
                        }
                    </li>
                }
            </ol>
        }
    };
    let first = match view.case.head.role {
        Some(ReviewRole::Supervisor) => &["supervision"],
        Some(ReviewRole::Trainer) => &["training"],
        _ => CORE,
    };
    let carry_on = topics(first).find(|(_, progress)| *progress == HowFar::NotStarted).map(|(topic, _)| topic);
    let begun = view.saved.has_file || view.saved.edits_since > 0;
    html! {
        <>
            { screen_head(&title, &view.word("home.lead")) }
            <Soon at_once={!store.has_moved()}>
                { strip(view) }
                { short_route(desk) }
                <div class="columns">
                    <div class="column-main">
                        <h3 class="h-section" id="topics-title">{ view.word("topics.title") }</h3>
                        { list("topics-title", CORE) }
                        <div class="row">
                            if let Some(topic) = carry_on {
                                <button type="button" class="btn btn-main" onclick={go(&topic.id)}>
                                    { view.fill(if begun { "home.carry-on" } else { "home.begin" }, &[("topic", &topic.nav)]) }
                                </button>
                            }
                            <button type="button" class="btn" onclick={store.prints_first()}>{ view.print_words("home.print") }</button>
                        </div>
                        { working(view, go("next")) }
                        <section class="working" aria-labelledby="tools-title">
                            <h3 class="h-section" id="tools-title">{ view.word("home.tools") }</h3>
                            <p class="hint">{ view.word("home.tools-lead") }</p>
                            <div class="row">
                                for (place, key) in TOOLS { <button type="button" class="btn" onclick={go(place)}>{ view.word(key) }</button> }
                            </div>
                        </section>
                        <h3 class="h-section" id="deeper-title">{ view.word("deeper.title") }</h3>
                        <p class="hint">{ view.word("deeper.lead") }</p>
                        { list("deeper-title", DEEPER) }
                        <details class="why">
                            <summary>{ view.word("home.about") }</summary>
                            <p>{ view.guidance.edition.notice.clone() }</p>
                            <p>{ view.word("home.emergency") }</p>
                            <p>{ view.word("looking.keys") }</p>
                        </details>
                        <DrawnWhenOpen class="why" summary={view.word("home.glossary")} draw={glossary(view)} />
                    </div>
                    <aside class="column-side" aria-label={view.word("questions.title")}>
                        { question_panel(desk, None) }
                    </aside>
                </div>
            </Soon>
        </>
    }
}

/// The short route of this checkpoint: the topics that matter most often then (R1-03).
fn short_route(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let Some(checkpoint) = view.case.head.checkpoint else { return html! {} };
    let key = checkpoint.key().to_owned();
    let mut topics = view.guidance.topics.iter().filter(|topic| topic.checkpoints.contains(&key)).peekable();
    if topics.peek().is_none() {
        return html! {};
    }
    html! {
        <nav class="short-route" aria-labelledby="short-route">
            <p id="short-route"><b>{ view.fill("home.short-route", &[("checkpoint", &view.choice(checkpoint))]) }</b></p>
            <ul class="links">
                for topic in topics {
                    <li key={topic.id.clone()}>
                        <button type="button" class="btn-link" onclick={let id = topic.id.clone(); store.sends(move || Msg::PlaceOpened(id.clone()))}>{ topic.title.clone() }</button>
                    </li>
                }
            </ul>
        </nav>
    }
}

/// Every term and short form, in plain words.
fn glossary(view: &Rc<View>) -> Callback<(), Html> {
    let view = view.clone();
    Callback::from(move |()| {
        html! {
            <dl class="level-list">
                for term in view.guidance.glossary.iter() { <dt>{ term.term.clone() }</dt><dd>{ term.meaning.clone() }{ " " }<span class="cite">{ view.guidance.cites_words(&term.cite) }</span></dd> }
            </dl>
        }
    })
}

/// Referral, allocation, first supervision: what is recorded, where the review is, what is still to come.
pub fn strip(view: &View) -> Html {
    html! {
        <ol class="strip" aria-label={view.word("start.others-title")}>
            for stop in checkpoints::strip(&view.case, view.today) {
                <li class={if stop.reached == Reached::Here { "stop stop-here" } else { "stop" }} key={stop.kind.key()}
                    aria-current={(stop.reached == Reached::Here).then_some("step")}>
                    <p class="stop-head"><b>{ capital(&view.choice(stop.kind)) }</b><span>{ view.word(stop.reached.key()) }</span></p>
                    for line in stop_lines(view, &stop) { <p class="stop-line"><bdi>{ line }</bdi></p> }
                </li>
            }
        </ol>
    }
}

fn stop_lines(view: &View, stop: &Stop) -> Vec<String> {
    let head = &view.case.head;
    let line = |parts: [&str; 3]| {
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let mut lines: Vec<String> = Vec::new();
    let when = stop.when.map(|when| when.in_words()).unwrap_or_default();
    lines.push(line([&when, if stop.reached == Reached::Here { &head.worker } else { "" }, ""]));
    lines.extend(
        stop.records
            .iter()
            .map(|(_, record)| line([&record.when.in_words(), &record.by, &sentences::clip(&record.note)])),
    );
    lines.retain(|line| !line.is_empty());
    lines.dedup();
    if lines.is_empty() {
        lines.push(view.word("checkpoint.nothing").to_string());
    }
    lines
}

/// What is working, and why: it stands on the first screen as it does on the paper.
fn working(view: &View, go: Callback<MouseEvent>) -> Html {
    let answer = view.case.answer("G-03", &[]).map(|answer| sentences::answer_words(&view.guidance, answer));
    html! {
        <section class="working" aria-labelledby="working-title">
            <h3 class="h-card" id="working-title">{ view.word("home.working") }</h3>
            <p>
                { match answer.filter(|words| !words.is_empty()) {
                    Some(words) => html! { <bdi>{ words }</bdi> },
                    None => unknown(view.word("home.working-none")),
                } }
                { " " }<button type="button" class="btn-link" onclick={go}>{ view.word("card.change") }<span class="visually-hidden">{ ": " }{ view.word("home.working") }</span></button>
            </p>
        </section>
    }
}

/// How far a topic is. It says nothing of how well.
#[derive(Clone, Copy, PartialEq)]
enum HowFar {
    NotStarted,
    InProgress,
    NothingKnown,
    Done,
}

impl HowFar {
    fn key(self) -> &'static str {
        match self {
            HowFar::NotStarted => "not-started",
            HowFar::InProgress => "in-progress",
            HowFar::NothingKnown => "nothing-known",
            HowFar::Done => "done",
        }
    }
}

/// What each topic holds, looked up once for all of them: answers, other facts, and whether a question is open.
struct Held(Sorted<String, Topic>);

#[derive(Clone, Copy, Default)]
struct Topic {
    answers: usize,
    facts: usize,
    open: bool,
}

impl Held {
    fn of(view: &View) -> Held {
        let mut held: Sorted<String, Topic> = Sorted::default();
        for fact in view.case.every_fact() {
            let topic = held.at(sentences::place_of(&view.guidance, &fact));
            match fact {
                FactId::Answer(_) => topic.answers += 1,
                _ => topic.facts += 1,
            }
        }
        for question in view.questions.iter().filter(|question| !review::is_put_by(&view.case, question)) {
            held.at(review::topic_of(question, &view.guidance)).open = true;
            held.at("next".to_owned()).open = true;
        }
        Held(held)
    }

    fn in_topic(&self, topic: &str) -> Topic {
        self.0.get(topic).copied().unwrap_or_default()
    }
}

fn progress(view: &View, held: &Held, topic: &str) -> HowFar {
    let Topic { answers, open, .. } = held.in_topic(topic);
    match (so_far(view, held, topic).is_some(), answers > 0) {
        (false, false) => HowFar::NotStarted,
        (false, true) => HowFar::NothingKnown,
        (true, _) if open || still_to_say(&view.case, topic) => HowFar::InProgress,
        (true, _) => HowFar::Done,
    }
}

/// What no rule asks for, because nothing else rests on it.
fn still_to_say(case: &Case, topic: &str) -> bool {
    topic == "start" && (case.head.agency.is_empty() || case.head.youngest.is_none())
}

/// What a topic holds so far, in words; none while it holds nothing.
fn so_far(view: &View, held: &Held, topic: &str) -> Option<AttrValue> {
    let (case, guidance) = (&view.case, &view.guidance);
    let count = |key: &str, number: usize| {
        let key = if number == 1 { format!("home.{key}-one") } else { format!("home.{key}") };
        if number > 0 { view.fill(&key, &[("count", &number.to_string())]).to_string() } else { String::new() }
    };
    let words = match topic {
        "start" => sentences::choice_words(guidance, case.head.checkpoint),
        "records" => count("records", case.records.len()),
        "people" => count("people", case.people.len()),
        "men" => sentences::labels(case, guidance, &network::men(case)),
        "history" => count("history", case.events.len()),
        "help" => {
            let services = case.services.values().map(|service| sentences::service_name(guidance, service));
            sentences::join(guidance, services.chain([case.plan.lead.trim().to_owned()]))
        }
        "level" => {
            let decisions = case.levels.values();
            sentences::join(
                guidance,
                decisions.map(|decision| {
                    let level = sentences::choice_words(guidance, decision.level);
                    format!(
                        "{}: {}",
                        view.label(decision.child),
                        if level.is_empty() { view.word("level.not-decided").to_string() } else { level }
                    )
                }),
            )
        }
        "next" => count("next", case.steps.len()),
        topic => {
            let Topic { answers, facts, .. } = held.in_topic(topic);
            let parts = [count("answers", answers), count("facts", facts)];
            sentences::listed(guidance, parts)
        }
    };
    (!words.is_empty()).then(|| capital(&sentences::clip(&words)))
}
