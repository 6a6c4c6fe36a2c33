//! What one agency held, and nothing else: for sessions with workers from several agencies (S-05).

use family_history_domain::case::FactId;
use family_history_domain::chronology;
use yew::prelude::*;

use crate::ui::parts::{ChoiceField, Desk, agencies, choice_field};

#[derive(Properties, PartialEq)]
pub struct AgencyViewProps {
    pub desk: Desk,
}

/// The events one agency held.
#[component]
pub fn AgencyView(props: &AgencyViewProps) -> Html {
    let view = &props.desk.view;
    let agency = use_state(String::new);
    let on_change = {
        let agency = agency.clone();
        Callback::from(move |key| agency.set(key))
    };
    let mut held = chronology::events(&view.case);
    held.retain(|(_, event)| event.held_by.contains(&agency));
    html! {
        <>
            { choice_field(view, ChoiceField { id: "agency-view".into(), label: view.word("training.whose-view"), options: agencies(view), value: (*agency).clone().into(), on_change, ..Default::default() }) }
            if !agency.is_empty() {
                if held.is_empty() { <p class="empty">{ view.word("training.held-nothing") }</p> }
                <ul class="links">for (id, _) in held.iter() { <li key={id.to_string()}><bdi>{ view.describe(&FactId::from(*id)) }</bdi></li> }</ul>
            }
        </>
    }
}
