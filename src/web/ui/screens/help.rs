//! Help: who offers what, who leads, what the parent says, what was told to whom, what was passed on.

use family_history_domain::case::{
    Barrier, FactId, HandOver, Need, Notification, NotificationId, Plan, Receipt, Service, Several,
};
use yew::prelude::*;

use crate::ui::parts::{
    Ask, Cards, ChoiceField, Desk, Sheet, Spec, Ticks, add_button, at, choice_field, options, ticks,
};
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
        Spec::Words("reason", at!(Service, reason)),
        Spec::Line("chased-by", at!(Service, chased_by)),
        Spec::Source(at!(Service, source)),
    ],
    title: |view, service| {
        let agency = view.guidance.agency_name(&service.agency).to_owned();
        AttrValue::from(if service.name.trim().is_empty() { agency } else { service.name.clone() })
    },
    age_of: |_, _| None,
    more: Some(barriers),
    line: None,
};

static NOTIFICATIONS: Cards<Notification> = Cards {
    specs: &[
        Spec::Date("when", at!(Notification, when)),
        Spec::Words("what", at!(Notification, what)),
        Spec::Agency("from", at!(Notification, from)),
        Spec::Words("response", at!(Notification, response)),
        Spec::Source(at!(Notification, source)),
    ],
    title: |view, told| view.date(&told.when),
    age_of: |_, _| None,
    more: Some(receipts),
    line: None,
};

static HAND_OVERS: Cards<HandOver> = Cards::of(
    &[
        Spec::Pick("kind", at!(HandOver, kind)),
        Spec::Date("when", at!(HandOver, when)),
        Spec::Line("from", at!(HandOver, from)),
        Spec::Line("to", at!(HandOver, to)),
        Spec::Line("first", at!(HandOver, first)),
        Spec::Line("second", at!(HandOver, second)),
        Spec::Line("third", at!(HandOver, third)),
        Spec::Radios("acknowledged", at!(HandOver, acknowledged)),
    ],
    |view, hand_over| hand_over.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

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
            <section class="prompt" aria-labelledby="services-title">
                <h3 class="prompt-ask" id="services-title">{ view.word("help.services-title") }</h3>
                <p class="hint">{ view.word("help.services-hint") }</p>
                { SERVICES.draw_all(desk) }
                { add_button(view.word("help.add-service"), store.adds(Service::default)) }
            </section>
            { Ask::of("R3-11").draw(desk, html! { <>{ plan.draw(desk, PARENT_SAYS) }</> }) }
            { Ask::of("R3-06").draw(desk, html! { <>{ plan.draw(desk, LEAD) }</> }) }
            { Ask::of("R3-05").draw(desk, html! { <>{ plan.draw(desk, MEETINGS) }</> }) }
            { Ask::of("R1-28").text().draw(desk, html! {}) }
            { Ask::of("I-01").draw(desk, html! { <>
                { NOTIFICATIONS.draw_all(desk) }
                { add_button(view.word("help.add-notification"), store.adds(Notification::default)) }
            </> }) }
            { Ask::of("R1-14").draw(desk, html! { <>
                { HAND_OVERS.draw_all(desk) }
                { add_button(view.word("help.add-hand-over"), store.adds(HandOver::default)) }
            </> }) }
            <section class="prompt" aria-labelledby="needs-title">
                <h3 class="prompt-ask" id="needs-title">{ view.word("help.needs-title") }</h3>
                <p class="hint">{ view.word("help.needs-hint") }</p>
                { NEEDS.draw_all(desk) }
                { add_button(view.word("help.add-need"), store.adds(Need::default)) }
            </section>
        </> }) }
    }
}

/// What made a service hard to use.
fn barriers(desk: &Desk, id: family_history_domain::case::ServiceId, service: &Service) -> Html {
    let view = &desk.view;
    let sheet = Sheet::of(desk, id);
    let on_toggle = sheet.sets(None, |service: &mut Service, key: &String| {
        if let Some(barrier) = Barrier::from_key(key) {
            service.barriers.toggle(barrier);
        }
    });
    let chosen: Several<String> = service.barriers.iter().map(|barrier| barrier.key().to_owned()).collect();
    html! {
        { ticks(Ticks { id: format!("{id}-barriers").into(), label: view.word("service.barriers").into(), hint: view.word_if_any("service.barriers-hint").into(), options: options(view, Barrier::ALL), chosen, on_toggle, empty: AttrValue::default() }) }
    }
}

/// Who got a notification, agency by agency.
fn receipts(desk: &Desk, id: NotificationId, told: &Notification) -> Html {
    let view = &desk.view;
    let sheet = Sheet::of(desk, id);
    let receipt = |agency: &str| {
        let name = agency.to_owned();
        sheet.sets(None, move |told: &mut Notification, key: &String| {
            match Receipt::from_key(key) {
                Some(receipt) => told.receipts.insert(name.clone(), receipt),
                None => drop(told.receipts.remove(&name)),
            };
        })
    };
    html! {
        <fieldset class="fieldset field-wide">
            <legend class="label">{ view.word("notification.receipts") }</legend>
            <div class="fields">
                for agency in view.guidance.agencies.iter() {
                    { choice_field(view, ChoiceField { id: format!("{id}-receipt-{}", agency.id).into(), label: agency.name.clone().into(), options: options(view, Receipt::ALL), value: told.receipts.get(&agency.id).map(|receipt| receipt.key()).unwrap_or_default().into(), on_change: receipt(&agency.id), ..Default::default() }) }
                }
            </div>
        </fieldset>
    }
}
