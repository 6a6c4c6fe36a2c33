//! One person at a time: a row of names, and the part of the screen that is about the one chosen.

use family_history_domain::case::PersonId;
use yew::prelude::*;

use super::Desk;

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
    html! {
        <div class="person-tabs">
            if props.people.len() > 1 {
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
