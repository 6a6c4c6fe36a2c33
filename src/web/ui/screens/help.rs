//! Help: who offers what, who leads, what the parent says, what was told to whom, what was passed on.

use family_history_domain::case::{FactId, Need, Plan, Service};
use yew::prelude::*;

use crate::ui::parts::{Ask, Cards, Desk, Sheet, Spec, add_button, at};
use crate::ui::topic_screen;

static SERVICES: Cards<Service> = Cards {
    specs: &[
        Spec::Agency("agency", at!(Service, agency)),
        Spec::Line("name", at!(Service, name)),
        Spec::Pick("state", at!(Service, state)),
        Spec::Date("since", at!(Service, since)),
        Spec::Words("purpose", at!(Service, purpose)),
        Spec::Date("last-contact", at!(Service, last_contact)),
        Spec::Date("ended", at!(Service, ended)),
        Spec::Pick("sees-home", at!(Service, sees_home)),
        Spec::Many("barriers", at!(Service, barriers)),
        Spec::Words("reason", at!(Service, reason)),
        Spec::Line("chased-by", at!(Service, chased_by)),
        Spec::Source(at!(Service, source)),
        Spec::More(
            "in-depth",
            &[
                Spec::Pick("area", at!(Service, area)),
                Spec::Words("task", at!(Service, task)),
                Spec::Pick("handed", at!(Service, handed)),
                Spec::Radios("role-known", at!(Service, role_known)),
                Spec::Radios("pathway", at!(Service, pathway)),
                Spec::Line("agreed-by", at!(Service, agreed_by)),
                Spec::Date("steps-down", at!(Service, steps_down)),
                Spec::Words("fallback", at!(Service, fallback)),
                Spec::Agencies("told", at!(Service, told)),
            ],
        ),
    ],
    title: |view, service| {
        let agency = view.guidance.agency_name(&service.agency).to_owned();
        AttrValue::from(if service.name.trim().is_empty() { agency } else { service.name.clone() })
    },
    age_of: |_, _| None,
    more: None,
    line: None,
};

static NEEDS: Cards<Need> = Cards::of(
    &[
        Spec::Pick("theme", at!(Need, theme)),
        Spec::Words("what", at!(Need, what)),
        Spec::Radios("planned", at!(Need, planned)),
        Spec::Words("action", at!(Need, action)),
        Spec::Pick("deals-with", at!(Need, deals_with)),
        Spec::Source(at!(Need, source)),
    ],
    |view, need| need.theme.map_or_else(AttrValue::default, |theme| view.choice(theme)),
);

const LEAD: &[Spec] = &[
    Spec::Line("lead", at!(Plan, lead)),
    Spec::Line("lead-agreed-by", at!(Plan, lead_agreed_by)),
    Spec::Radios("lead-known-to-parent", at!(Plan, lead_known_to_parent)),
];
const MEETINGS: &[Spec] = &[
    Spec::Date("last-meeting", at!(Plan, last_meeting)),
    Spec::Line("who-came", at!(Plan, who_came)),
    Spec::Radios("parent-there", at!(Plan, parent_there)),
    Spec::Date("next-meeting", at!(Plan, next_meeting)),
];
const PARENT_SAYS: &[Spec] = &[
    Spec::Words("presenting", at!(Plan, presenting)),
    Spec::Words("parent-says", at!(Plan, parent_says)),
    Spec::Radios("parent-says-nobody", at!(Plan, parent_says_nobody)),
];

/// Help.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let plan = Sheet::of(desk, FactId::Plan);
    html! {
        { topic_screen(desk, "help", html! {}, html! {}, html! { <>
            { Ask::of("R3-08").draw(desk, html! { <>
                { SERVICES.draw_all(desk) }
                { add_button(view.word("help.add-service"), store.adds(Service::default)) }
            </> }) }
            { Ask::of("R3-11").draw(desk, html! { <>{ plan.draw(desk, PARENT_SAYS) }</> }) }
            { Ask::of("R3-06").draw(desk, html! { <>{ plan.draw(desk, LEAD) }</> }) }
            { Ask::of("R3-05").draw(desk, html! { <>{ plan.draw(desk, MEETINGS) }</> }) }
            { Ask::of("R1-28").text().draw(desk, html! {}) }
            { Ask::of("R1-16").draw(desk, html! { <>
                { NEEDS.draw_all(desk) }
                { add_button(view.word("help.add-need"), store.adds(Need::default)) }
            </> }) }
            { super::deeper::prompts(desk, "help", &["R3-08", "R3-11", "R3-06", "R3-05", "R1-28", "R1-16"]) }
        </> }) }
    }
}
