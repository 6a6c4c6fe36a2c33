//! One person at a time: a row of names, and the part of the screen that is about the one chosen.

use std::rc::Rc;

use family_history_domain::case::{FactId, PersonId};
use yew::prelude::*;

use super::{ChoiceField, Desk, choice_field};
use crate::store::View;

/// How many people stand side by side; more are in a list to choose from.
const TABS: usize = 12;

/// Whom the open card, or the question a link led to, is about, if it is one of these people.
pub fn wanted(view: &View, people: &[PersonId]) -> Option<PersonId> {
    let open = view.open.as_ref()?;
    let mut about: Vec<PersonId> = match open {
        FactId::Person(person) => vec![*person],
        FactId::Answer(key) => key.about().filter_map(|fact| person_of(&fact)).collect(),
        _ => Vec::new(),
    };
    about.extend(view.case.fields(open).iter().filter_map(|(_, _, value)| value.as_str()?.parse::<PersonId>().ok()));
    about.into_iter().find(|person| people.contains(person))
}

fn person_of(fact: &FactId) -> Option<PersonId> {
    match fact {
        FactId::Person(person) => Some(*person),
        _ => None,
    }
}

#[derive(Properties, PartialEq)]
pub struct PersonTabsProps {
    pub desk: Desk,
    /// Says what is chosen: "Which child".
    pub label: AttrValue,
    pub people: Vec<PersonId>,
    /// Whoever an open card is about: shown without being asked for.
    #[prop_or_default]
    pub wanted: Option<PersonId>,
    /// What to say when there is nobody.
    #[prop_or_default]
    pub empty: AttrValue,
    pub draw: Callback<PersonId, Html>,
}

/// One person at a time.
#[component]
pub fn PersonTabs(props: &PersonTabsProps) -> Html {
    let view = &props.desk.view;
    let chosen = use_state(|| None::<PersonId>);
    {
        let chosen = chosen.clone();
        use_effect_with(props.wanted, move |wanted| {
            if wanted.is_some() {
                chosen.set(*wanted);
            }
        });
    }
    let Some(first) = props.people.first() else {
        return html! { <p class="empty">{ props.empty.clone() }</p> };
    };
    let here = chosen.filter(|person| props.people.contains(person)).unwrap_or(*first);
    let pick = |person: PersonId| {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(Some(person)))
    };
    let pick_by_key = {
        let chosen = chosen.clone();
        Callback::from(move |key: String| chosen.set(key.parse().ok()))
    };
    html! {
        <div class="person-tabs">
            if props.people.len() > TABS {
                { choice_field(view, ChoiceField { id: format!("which-{}", props.people[0]).into(), label: props.label.clone(), options: Rc::new(props.people.iter().map(|person| (person.to_string().into(), view.label(*person))).collect()), value: here.to_string().into(), on_change: pick_by_key, ..Default::default() }) }
            } else if props.people.len() > 1 {
                <p class="label tabs-label" aria-hidden="true">{ props.label.clone() }</p>
                <div class="tabs" role="group" aria-label={props.label.clone()}>
                    for person in props.people.iter() {
                        <button type="button" key={person.to_string()} class={if *person == here { "tab tab-here" } else { "tab" }}
                            aria-pressed={(*person == here).to_string()} onclick={pick(*person)}><bdi>{ view.label(*person) }</bdi></button>
                    }
                </div>
            }
            <div class="tab-body" key={here.to_string()}>{ props.draw.emit(here) }</div>
        </div>
    }
}
