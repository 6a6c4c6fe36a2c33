//! The topics that go deeper: drawn from the content pack, question by question, in its order. A question whose answer is
//! words needs no code at all; what is answered another way has a part of its own in [`parts`].

mod agency_view;
mod changed;
mod parts;
mod visit;

pub use changed::differences;

use std::rc::Rc;

use family_history_domain::case::{Person, PersonId, ReviewRole, SupportLevel};
use family_history_domain::guidance::Prompt;
use family_history_domain::network;
use family_history_domain::session::Msg;
use family_history_domain::training;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Ask, Desk, DrawnWhenOpen, PersonTabs, wanted};
use crate::ui::topic_screen;

pub(super) use parts::part;

/// A topic drawn from the pack alone.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let topic = view.place.as_str();
    let questions = match topic {
        "visit" => html! { <visit::Visits desk={desk.clone()} /> },
        "yours" if view.case.head.agency.is_empty() => html! { <p class="empty">{ view.word("yours.no-agency") }</p> },
        // A shared plan is not usual at Level 1: its questions are there for whoever wants them (R3-22).
        "plan" if network::all_at_level_one(&view.case) => {
            let (here, summary) = (desk.clone(), view.word("plan.questions"));
            let draw = Callback::from(move |()| prompts(&here, "plan", &[]));
            html! { <DrawnWhenOpen class="asked" {summary} {draw} open={view.open.is_some()} /> }
        }
        _ => prompts(desk, topic, &[]),
    };
    topic_screen(desk, topic, above(desk, topic), html! {}, questions)
}

/// What must be seen before the questions of a topic.
fn above(desk: &Desk, topic: &str) -> Html {
    let view = &desk.view;
    let is_four = |(_, level): &(PersonId, SupportLevel)| *level == SupportLevel::Four;
    let note = match topic {
        "plan" if network::latest_levels(&view.case).iter().any(is_four) => "plan.level-four",
        "plan" if network::all_at_level_one(&view.case) => "plan.level-one",
        "plan" => "plan.by-agreement",
        "sharing" => "sharing.flag-informs",
        "training" => "training.made-up",
        _ => return html! {},
    };
    let staged = desk.store.sends(|| Msg::PlaceOpened(training::PLACE.to_owned()));
    html! {
        <>
            <p class="notice" role="note">{ view.word(note) }</p>
            if topic == "training" {
                <div class="row"><button type="button" class="btn btn-main" onclick={staged}>{ view.word("run.open") }</button></div>
            }
        </>
    }
}

/// Whether a question is for whoever uses this review: those of one agency's own topic are for that agency, and what is for
/// a supervisor or trainer alone is not for somebody who said that they are a practitioner.
fn is_for(view: &View, prompt: &Prompt) -> bool {
    let head = &view.case.head;
    let role = head.role != Some(ReviewRole::Practitioner)
        || prompt.roles.iter().any(|role| role == ReviewRole::Practitioner.key());
    role && (prompt.topic != "yours" || prompt.agencies.contains(&head.agency))
}

/// The questions of a topic, but for some that stand elsewhere: those about the family first, then those about one child or
/// one adult at a time.
pub fn prompts(desk: &Desk, topic: &str, but: &[&str]) -> Html {
    let view = &desk.view;
    let here: Vec<&Prompt> = view
        .guidance
        .prompts
        .iter()
        .filter(|prompt| prompt.topic == topic && !but.contains(&prompt.id.as_str()) && is_for(view, prompt))
        .collect();
    let all = view.guidance.prompts.iter().filter(|prompt| prompt.topic == topic && !but.contains(&prompt.id.as_str()));
    let left_out = topic != "yours" && all.count() > here.len();
    let of = |subject: &str| {
        let ids = here.iter().filter(|prompt| prompt.subject == subject).map(|prompt| prompt.id.clone());
        ids.collect::<Vec<_>>()
    };
    let people = [("child", of("child")), ("adult", of("adult"))];
    let each = |people: &[(&str, Vec<String>)]| {
        let some = people.iter().filter(|(_, ids)| !ids.is_empty());
        html! { <>for (subject, ids) in some { { one_by_one(desk, topic, *subject == "child", ids.clone()) } }</> }
    };
    let family = here.iter().filter(|prompt| !matches!(prompt.subject.as_str(), "child" | "adult"));
    html! {
        <>
            if left_out { <p class="hint">{ view.word("deeper.for-others") }</p> }
            // With the supervisor, what was decided and agreed comes last.
            if topic == "supervision" { { each(&people) } }
            for prompt in family { { question(desk, &prompt.id, None, false) } }
            if topic != "supervision" { { each(&people) } }
        </>
    }
}

/// One question with whatever answers it.
pub fn question(desk: &Desk, id: &str, about: Option<PersonId>, inner: bool) -> Html {
    let Some(prompt) = desk.view.guidance.prompt(id) else { return html! {} };
    let mut ask = Ask::of(id);
    if let Some(person) = about {
        ask = ask.about(person);
    }
    if inner {
        ask = ask.inner();
    }
    let under =
        prompt.under.as_deref().map(|under| html! { <h3 class="h-section asked-under">{ under.to_owned() }</h3> });
    let asked = match part(desk, &prompt.answer, about) {
        // Lists to look things up in, beside an answer in words.
        Some(list) if matches!(prompt.answer.as_str(), "lawful-basis" | "service-levels") => {
            ask.text().draw(desk, list)
        }
        Some(controls) => ask.draw(desk, controls),
        // A session is gone through step by step, and the core route as a whole.
        None if prompt.routes.iter().any(|route| matches!(route.as_str(), "core" | "training")) => {
            ask.text().draw(desk, html! {})
        }
        None => ask.fold(desk),
    };
    html! { <>{ under.unwrap_or_default() }{ asked }</> }
}

/// Whether a question suits a person: some are only for a child who is born, or who is not.
fn suits(view: &View, id: &str, person: PersonId) -> bool {
    let born = view.guidance.prompt(id).and_then(|prompt| prompt.born);
    let unborn = view.case.get::<Person>(person).is_some_and(|person| person.is_unborn(view.today));
    born.is_none_or(|born| born != unborn)
}

/// Questions about one child, or one adult, at a time.
fn one_by_one(desk: &Desk, topic: &str, children: bool, ids: Vec<String>) -> Html {
    let view = &desk.view;
    let case = &view.case;
    let (people, label, empty) = match (children, topic) {
        (true, _) => (network::children(case), "people.which-child", "deeper.no-child"),
        (false, "parents") => {
            // A parent's needs matter, and so do those of any adult who is around the children now.
            let parents = network::parent_figures(case);
            let others = network::adults(case).into_iter();
            let others =
                others.filter(|adult| !parents.contains(adult) && network::is_around(case, *adult, view.today));
            ([parents.clone(), others.collect()].concat(), "history.which-parent", "deeper.no-adult")
        }
        (false, _) => (network::adults(case), "deeper.which-adult", "deeper.no-adult"),
    };
    if people.is_empty() {
        let onclick = desk.store.sends(|| Msg::PlaceOpened("people".to_owned()));
        let go = view.word("deeper.go-to-people");
        return html! { <p class="empty">{ view.word(empty) }{ " " }<button type="button" class="btn-link" {onclick}>{ go }</button></p> };
    }
    let ids = Rc::new(ids);
    let draw = {
        let desk = desk.clone();
        Callback::from(move |person: PersonId| {
            html! {
                <section aria-label={desk.view.label(person)}>
                    <h3 class="h-section"><bdi>{ desk.view.label(person) }</bdi></h3>
                    for id in ids.iter() { if suits(&desk.view, id, person) { { question(&desk, id, Some(person), true) } } }
                </section>
            }
        })
    };
    let wanted = wanted(view, &people);
    html! { <PersonTabs desk={desk.clone()} label={view.word(label)} {people} {wanted} empty={view.word(empty)} {draw} /> }
}
