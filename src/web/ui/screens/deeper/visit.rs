//! A later visit: what changes is asked again, and what was said before stays as it was, beside what is said now.

use family_history_domain::case::{Checkpoint, CheckpointId, CheckpointRecord, FactId, Key};
use family_history_domain::chronology;
use family_history_domain::sentences;
use family_history_domain::session::{Msg, card_id};
use family_history_domain::when::When;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Ask, ChoiceField, Desk, DrawnWhenOpen, Sheet, Spec, add_button, at, choice_field};

#[derive(Properties, PartialEq)]
pub struct VisitsProps {
    pub desk: Desk,
}

/// The visits of a case, the latest first.
fn visits(view: &View) -> Vec<CheckpointId> {
    let mut visits = view.facts::<CheckpointRecord>();
    visits.retain(|(_, record)| record.kind == Some(Checkpoint::Visit));
    visits.sort_by_key(|(id, record)| (chronology::place(&record.when), *id));
    visits.into_iter().rev().map(|(id, _)| id).collect()
}

/// The questions of one visit, the latest unless another is chosen.
#[component]
pub fn Visits(props: &VisitsProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let chosen = use_state(|| None::<CheckpointId>);
    let all = visits(view);
    let wanted = match &view.open {
        Some(FactId::Answer(key)) => key.about().find_map(|fact| match fact {
            FactId::CheckpointRecord(id) => Some(id),
            _ => None,
        }),
        _ => None,
    };
    let here = chosen.or(wanted).filter(|id| all.contains(id)).or(all.first().copied());
    let begin = {
        let (store, chosen) = (store.clone(), chosen.clone());
        Callback::from(move |()| {
            let when = When::on(store.view().today);
            chosen.set(None);
            store.add_all(vec![CheckpointRecord {
                kind: Some(Checkpoint::Visit),
                when,
                ..CheckpointRecord::default()
            }]);
            store.focus("visit-title");
        })
    };
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |key: String| chosen.set(key.parse().ok()))
    };
    let options = all.iter().map(|id| (AttrValue::from(id.to_string()), name_of(view, *id, &all))).collect();
    let today = When::on(view.today);
    let is_today = |id: &CheckpointId| {
        view.case.get(*id).is_some_and(|record: &CheckpointRecord| record.when.edtf() == today.edtf())
    };
    html! {
        <>
            if all.iter().any(is_today) { <p class="hint">{ view.word("visit.today-open") }</p> }
            <div class="row">{ add_button(view.word("visit.begin"), begin) }</div>
            if let Some(here) = here {
                if all.len() > 1 {
                    { choice_field(view, ChoiceField { id: "which-visit".into(), label: view.word("visit.which"), options: std::rc::Rc::new(options), value: here.to_string().into(), on_change, ..Default::default() }) }
                }
                <h3 class="h-section" id="visit-title" tabindex="-1">{ view.fill("visit.on", &[("date", &name_of(view, here, &all))]) }</h3>
                { about(desk, here) }
                for prompt in view.guidance.prompts.iter().filter(|prompt| prompt.topic == "visit") {
                    { Ask::of(&prompt.id).about(here).text().draw(desk, html! { <>{ as_it_stands(view, &prompt.id) }{ earlier(view, &prompt.id, here, &all) }</> }) }
                }
                { asked_again(desk) }
            } else {
                // A link to a question of a visit leads here while there is none to ask it of.
                <p class="empty" id={view.open.as_ref().map(card_id)} tabindex="-1">{ view.word("visit.none-yet") }</p>
            }
        </>
    }
}

fn when_of(view: &View, visit: CheckpointId) -> AttrValue {
    view.case.get::<CheckpointRecord>(visit).map(|record| view.date(&record.when)).unwrap_or_default()
}

/// The day of a visit; which one, where there are several on a day.
fn name_of(view: &View, visit: CheckpointId, all: &[CheckpointId]) -> AttrValue {
    let when = when_of(view, visit);
    let mut same: Vec<CheckpointId> = all.iter().copied().filter(|other| when_of(view, *other) == when).collect();
    same.sort_unstable();
    match same.iter().position(|other| *other == visit) {
        Some(at) if same.len() > 1 => format!("{when} ({})", at + 1).into(),
        _ => when,
    }
}

const ABOUT: &[Spec] = &[
    Spec::Date("when", at!(CheckpointRecord, when)),
    Spec::Line("by", at!(CheckpointRecord, by)),
    Spec::Words("note", at!(CheckpointRecord, note)),
];

/// When a visit was and by whom, to be put right or taken out.
fn about(desk: &Desk, visit: CheckpointId) -> Html {
    let store = desk.store.clone();
    let draw = {
        let desk = desk.clone();
        Callback::from(move |()| {
            let store = store.clone();
            let remove = Callback::from(move |_: MouseEvent| store.remove(&visit.into()));
            html! {
                <>
                    { Sheet::of(&desk, visit).draw(&desk, ABOUT) }
                    <button type="button" class="btn-link" onclick={remove}>{ desk.view.word("visit.remove") }</button>
                </>
            }
        })
    };
    html! { <DrawnWhenOpen class="more" summary={desk.view.word("visit.about")} {draw} /> }
}

/// What is put down so far of what a question asks after, to be compared with what is said now.
fn as_it_stands(view: &View, prompt: &str) -> Html {
    let (case, guidance) = (&view.case, &view.guidance);
    let lines: Vec<String> = match prompt {
        "E-01b" => {
            case.presences.values().map(|presence| sentences::presence_words(case, guidance, presence)).collect()
        }
        "M-17" => case.ties.values().map(|tie| sentences::tie_words(case, guidance, tie)).collect(),
        _ => Vec::new(),
    };
    html! {
        if !lines.is_empty() {
            <dl class="earlier">
                <dt>{ view.word("visit.as-it-stands") }</dt>
                for line in lines { <dd><bdi>{ line }</bdi></dd> }
            </dl>
        }
    }
}

/// The questions that are asked again at each contact and stand elsewhere: what they hold is dated, and keeps what was.
fn asked_again(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let again = view.guidance.prompts.iter().filter(|prompt| {
        prompt.topic != "visit" && prompt.re_ask.as_deref() == Some("every-contact") && prompt.subject == "case"
    });
    html! {
        <section aria-labelledby="asked-again">
            <h4 class="h-card" id="asked-again">{ view.word("visit.ask-again") }</h4>
            <ul class="links">
                for prompt in again {
                    <li key={prompt.id.clone()}>
                        <button type="button" class="btn-link" onclick={let (place, key) = (prompt.topic.clone(), Key::new(&prompt.id, [])); store.sends(move || Msg::FactOpened { place: place.clone(), fact: FactId::Answer(key.clone()) })}>{ prompt.text.clone() }</button>
                    </li>
                }
            </ul>
        </section>
    }
}

/// What was said at other visits, as it was said then.
fn earlier(view: &View, prompt: &str, here: CheckpointId, all: &[CheckpointId]) -> Html {
    let said = all.iter().filter(|id| **id != here).filter_map(|id| {
        let answer = view.case.answers.get(&Key::new(prompt, [&FactId::from(*id)]))?;
        Some((*id, sentences::answer_words(&view.guidance, answer)))
    });
    let said: Vec<_> = said.filter(|(_, words)| !words.is_empty()).collect();
    html! {
        if !said.is_empty() {
            <dl class="earlier">
                for (id, words) in said {
                    <dt>{ view.fill("visit.said-on", &[("date", &when_of(view, id))]) }</dt>
                    <dd><bdi>{ words }</bdi></dd>
                }
            </dl>
        }
    }
}
