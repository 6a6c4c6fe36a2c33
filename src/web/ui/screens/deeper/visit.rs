//! A later visit: what changes is asked again, and what was said before stays as it was, beside what is said now.

use family_history_domain::case::{Checkpoint, CheckpointId, CheckpointRecord, FactId, Key};
use family_history_domain::chronology;
use family_history_domain::sentences;
use family_history_domain::session::{Msg, card_id};
use family_history_domain::when::When;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Ask, ChoiceField, Desk, add_button, choice_field};

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
    let options = all.iter().map(|id| (AttrValue::from(id.to_string()), when_of(view, *id))).collect();
    html! {
        <>
            <div class="row">{ add_button(view.word("visit.begin"), begin) }</div>
            if let Some(here) = here {
                if all.len() > 1 {
                    { choice_field(view, ChoiceField { id: "which-visit".into(), label: view.word("visit.which"), options: std::rc::Rc::new(options), value: here.to_string().into(), on_change, ..Default::default() }) }
                }
                <h3 class="h-section" id="visit-title" tabindex="-1">{ view.fill("visit.on", &[("date", &when_of(view, here))]) }</h3>
                for prompt in view.guidance.prompts.iter().filter(|prompt| prompt.topic == "visit") {
                    { Ask::of(&prompt.id).about(here).text().draw(desk, earlier(view, &prompt.id, here, &all)) }
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
