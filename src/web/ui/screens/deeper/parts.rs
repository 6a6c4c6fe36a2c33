//! What answers a question when words alone do not: the parts that prompts of the content pack name as their `answer`.

use std::rc::Rc;

use family_history_domain::case::{
    Abuse, Advice, Appointment, Assessment, Challenge, Decision, Fact, FactId, Flag, HandOver, Head, Liaison, Marac,
    Notification, Outcome, OutcomeId, Person, PersonId, Plan, Progress, Role, TwoAccounts,
};
use family_history_domain::session::Msg;
use family_history_domain::when::When;
use family_history_domain::{network, sentences};
use yew::prelude::*;

use super::{agency_view::AgencyView, changed};
use crate::store::View;
use crate::ui::parts::{Cards, Choose, Desk, Sheet, Spec, add_button, at, capital, people};

static APPOINTMENTS: Cards<Appointment> = Cards::of(
    &[
        Spec::Line("what", at!(Appointment, what)),
        Spec::Agency("agency", at!(Appointment, agency)),
        Spec::Date("when", at!(Appointment, when)),
        Spec::Pick("times", at!(Appointment, times)),
        Spec::Radios("discharged", at!(Appointment, discharged)),
        Spec::Words("reason", at!(Appointment, reason)),
        Spec::Line("follows-up", at!(Appointment, follows_up)),
        Spec::Source(at!(Appointment, source)),
    ],
    |_, appointment| AttrValue::from(appointment.what.clone()),
);

static ABUSE: Cards<Abuse> = Cards::of(
    &[
        Spec::Person("by", network::adults, at!(Abuse, by)),
        Spec::Person("to", network::adults, at!(Abuse, to)),
        Spec::Pick("between", at!(Abuse, between)),
        Spec::Many("kinds", at!(Abuse, kinds)),
        Spec::Words("pattern", at!(Abuse, pattern)),
        Spec::Date("since", at!(Abuse, since)),
        Spec::Date("until", at!(Abuse, until)),
        Spec::Radios("ended", at!(Abuse, ended)),
        Spec::Radios("claims", at!(Abuse, claims)),
        Spec::Words("afraid", at!(Abuse, afraid)),
        Spec::Words("account", at!(Abuse, account)),
        Spec::Words("effect", at!(Abuse, effect)),
        Spec::People("children", network::children, at!(Abuse, children)),
        Spec::Source(at!(Abuse, source)),
    ],
    |view, abuse| {
        let who = |person: Option<PersonId>| {
            person.map_or_else(|| view.word("choices.not-said"), |person| view.label(person))
        };
        view.fill("abuse.title", &[("by", &who(abuse.by)), ("to", &who(abuse.to))])
    },
);

static MARACS: Cards<Marac> = Cards::of(
    &[
        Spec::Date("when", at!(Marac, when)),
        Spec::Person("about", network::adults, at!(Marac, about)),
        Spec::Words("actions", at!(Marac, actions)),
        Spec::Radios("done", at!(Marac, done)),
        Spec::Source(at!(Marac, source)),
    ],
    |view, marac| view.date(&marac.when),
);

static OUTCOMES: Cards<Outcome> = Cards::of(
    &[
        Spec::Person("whom", |case| case.people.keys().copied().collect(), at!(Outcome, whom)),
        Spec::Words("what", at!(Outcome, what)),
        Spec::Words("baseline", at!(Outcome, baseline)),
        Spec::Words("sign", at!(Outcome, sign)),
        Spec::Date("by", at!(Outcome, by)),
        Spec::Words("not-working", at!(Outcome, not_working)),
        Spec::Pick("holds-back", at!(Outcome, holds_back)),
        Spec::Date("review", at!(Outcome, review)),
        Spec::Source(at!(Outcome, source)),
    ],
    |_, outcome| sentences::clip(&outcome.what).into(),
);

static PROGRESS: Cards<Progress> = Cards::of(
    &[
        Spec::Date("when", at!(Progress, when)),
        Spec::Radios("course", at!(Progress, course)),
        Spec::Words("evidence", at!(Progress, evidence)),
        Spec::Words("change", at!(Progress, change)),
    ],
    |view, progress| view.date(&progress.when),
);

static ADVICE: Cards<Advice> = Cards::of(
    &[
        Spec::Pick("topic", at!(Advice, topic)),
        Spec::Words("what", at!(Advice, what)),
        Spec::Date("when", at!(Advice, when)),
        Spec::Agency("agency", at!(Advice, agency)),
        Spec::Words("since", at!(Advice, since)),
    ],
    |view, advice| advice.topic.map_or_else(AttrValue::default, |topic| view.choice(topic)),
);

static ASSESSMENTS: Cards<Assessment> = Cards::of(
    &[
        Spec::Line("what", at!(Assessment, what)),
        Spec::Agency("agency", at!(Assessment, agency)),
        Spec::Date("when", at!(Assessment, when)),
        Spec::Pick("state", at!(Assessment, state)),
        Spec::Words("trigger", at!(Assessment, trigger)),
        Spec::Words("outcome", at!(Assessment, outcome)),
        Spec::Words("unresolved", at!(Assessment, unresolved)),
        Spec::Words("only-here", at!(Assessment, only_here)),
        Spec::Radios("shared", at!(Assessment, shared)),
        Spec::Source(at!(Assessment, source)),
    ],
    |_, assessment| AttrValue::from(assessment.what.clone()),
);

static ACCOUNTS: Cards<TwoAccounts> = Cards::of(
    &[
        Spec::Line("about", at!(TwoAccounts, about)),
        Spec::Words("worker", at!(TwoAccounts, worker)),
        Spec::Words("parent", at!(TwoAccounts, parent)),
        Spec::Words("outcome", at!(TwoAccounts, outcome)),
        Spec::More(
            "records",
            &[Spec::Line("one", at!(TwoAccounts, one)), Spec::Line("other", at!(TwoAccounts, other))],
        ),
    ],
    |_, accounts| AttrValue::from(accounts.about.clone()),
);

static HAND_OVERS: Cards<HandOver> = Cards::of(
    &[
        Spec::Pick("kind", at!(HandOver, kind)),
        Spec::Date("when", at!(HandOver, when)),
        Spec::Line("from", at!(HandOver, from)),
        Spec::Line("to", at!(HandOver, to)),
        Spec::Line("first", at!(HandOver, first)),
        Spec::Line("second", at!(HandOver, second)),
        Spec::Line("third", at!(HandOver, third)),
        Spec::Pick("how", at!(HandOver, how)),
        Spec::Date("conversation", at!(HandOver, conversation)),
        Spec::Radios("acknowledged", at!(HandOver, acknowledged)),
        Spec::More(
            "closing",
            &[
                Spec::Words("reason", at!(HandOver, reason)),
                Spec::Words("unresolved", at!(HandOver, unresolved)),
                Spec::Words("significance", at!(HandOver, significance)),
                Spec::Words("men", at!(HandOver, men)),
                Spec::Line("continues", at!(HandOver, continues)),
                Spec::Words("fallback", at!(HandOver, fallback)),
                Spec::Agencies("told", at!(HandOver, told)),
            ],
        ),
    ],
    |view, hand_over| hand_over.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

static FLAGS: Cards<Flag> = Cards::of(
    &[
        Spec::Person("about", |case| case.people.keys().copied().collect(), at!(Flag, about)),
        Spec::Radios("kind", at!(Flag, kind)),
        Spec::Pick("reach", at!(Flag, reach)),
        Spec::Pick("record-of", at!(Flag, record_of)),
        Spec::Pick("basis", at!(Flag, basis)),
        Spec::Line("words", at!(Flag, words)),
        Spec::Agency("holder", at!(Flag, holder)),
        Spec::Date("review", at!(Flag, review)),
        Spec::Line("owner", at!(Flag, owner)),
        Spec::More(
            "in-depth",
            &[
                Spec::Date("set", at!(Flag, set)),
                Spec::Line("set-by", at!(Flag, set_by)),
                Spec::Words("removal-test", at!(Flag, removal_test)),
                Spec::Date("ended", at!(Flag, ended)),
                Spec::Pick("why-ended", at!(Flag, why_ended)),
                Spec::Dated("lawful-basis", "lawful-basis", at!(Flag, lawful_basis)),
                Spec::Line("lawful-why", at!(Flag, lawful_why)),
            ],
        ),
        Spec::EachAgency("visible", false, at!(Flag, visible)),
    ],
    |view, flag| flag.kind.map_or_else(|| view.label(flag.about), |kind| view.choice(kind)),
);

static NOTIFICATIONS: Cards<Notification> = Cards::of(
    &[
        Spec::Date("when", at!(Notification, when)),
        Spec::Words("what", at!(Notification, what)),
        Spec::EachAgency("receipts", true, at!(Notification, receipts)),
        Spec::Agency("from", at!(Notification, from)),
        Spec::Line("recorded-as", at!(Notification, recorded_as)),
        Spec::Pick("responded", at!(Notification, responded)),
        Spec::Words("response", at!(Notification, response)),
        Spec::Source(at!(Notification, source)),
    ],
    |view, told| view.date(&told.when),
);

static LIAISONS: Cards<Liaison> = Cards::of(
    &[
        Spec::Agency("agency", at!(Liaison, agency)),
        Spec::Line("who", at!(Liaison, who)),
        Spec::Date("spoken", at!(Liaison, spoken)),
        Spec::Date("message", at!(Liaison, message)),
        Spec::Line("form", at!(Liaison, form)),
        Spec::Radios("replied", at!(Liaison, replied)),
        Spec::Date("next", at!(Liaison, next)),
        Spec::Line("number", at!(Liaison, number)),
        Spec::Tick("off-paper", at!(Liaison, off_paper)),
    ],
    |view, liaison| view.guidance.agency_name(&liaison.agency).to_owned().into(),
);

static CHALLENGES: Cards<Challenge> = Cards::of(
    &[
        Spec::Agency("agency", at!(Challenge, agency)),
        Spec::Words("what", at!(Challenge, what)),
        Spec::Words("how", at!(Challenge, how)),
        Spec::Radios("disagree", at!(Challenge, disagree)),
        Spec::Dated("stage", "escalation", at!(Challenge, stage)),
        Spec::Date("by", at!(Challenge, by)),
    ],
    |_, challenge| sentences::clip(&challenge.what).into(),
);

static DECISIONS: Cards<Decision> = Cards::of(
    &[
        Spec::Words("what", at!(Decision, what)),
        Spec::Line("owner", at!(Decision, owner)),
        Spec::Date("by", at!(Decision, by)),
        Spec::Radios("done", at!(Decision, done)),
    ],
    |_, decision| sentences::clip(&decision.what).into(),
);

static NEW_ADULTS: Cards<Person> = Cards::of(
    &[
        Spec::Line("label", at!(Person, label)),
        Spec::Words("heard-words", at!(Person, heard_words)),
        Spec::Date("heard-of", at!(Person, heard_of)),
        Spec::Line("heard-told", at!(Person, heard_told)),
        Spec::Source(at!(Person, source)),
    ],
    |_, person| AttrValue::from(person.label.clone()),
);

const HEARD: &[Spec] = &[
    Spec::Date("heard-of", at!(Person, heard_of)),
    Spec::Line("heard-words", at!(Person, heard_words)),
    Spec::Line("heard-told", at!(Person, heard_told)),
];
const ASKED_ALONE: &[Spec] = &[Spec::Radios("asked-alone", at!(Person, asked_alone))];
const RECAP: &[Spec] = &[
    Spec::Date("recap", at!(Plan, recap)),
    Spec::Pick("recap-how", at!(Plan, recap_how)),
    Spec::Words("recap-words", at!(Plan, recap_words)),
];
const WRITTEN: &[Spec] = &[
    Spec::Radios("written", at!(Plan, written)),
    Spec::Date("written-when", at!(Plan, written_when)),
    Spec::Radios("family-has", at!(Plan, family_has)),
];
const WORRY: &[Spec] =
    &[Spec::Words("worry", at!(Plan, worry)), Spec::Line("worry-helped-by", at!(Plan, worry_helped_by))];
const PRACTICE: &[Spec] = &[
    Spec::Date("practice-meeting", at!(Plan, practice_meeting)),
    Spec::Line("practice-meeting-who", at!(Plan, practice_meeting_who)),
];
const MAPPING: &[Spec] =
    &[Spec::Radios("mapping", at!(Head, mapping)), Spec::Words("mapping-why", at!(Head, mapping_why))];
const LIMITS: &[Spec] = &[Spec::Many("limits", at!(Head, limits))];
const HISTORY: &[Spec] = &[
    Spec::Radios("history", at!(Head, history)),
    Spec::Words("direction", at!(Head, direction)),
    Spec::Line("direction-owner", at!(Head, direction_owner)),
    Spec::Date("direction-by", at!(Head, direction_by)),
];
const SIGN_OFF: &[Spec] = &[
    Spec::Line("supervisor", at!(Head, supervisor)),
    Spec::Date("supervised", at!(Head, supervised)),
    Spec::Line("signed-worker", at!(Head, signed_worker)),
    Spec::Line("signed-supervisor", at!(Head, signed_supervisor)),
];

/// How many outcomes are enough (R3-01).
const OUTCOMES_AT_MOST: usize = 4;

/// The part of this name, about this person where it is about one; none when the answer is words.
pub fn part(desk: &Desk, name: &str, about: Option<PersonId>) -> Option<Html> {
    let view = &desk.view;
    let plan = |specs: &[Spec]| Sheet::of(desk, FactId::Plan).draw(desk, specs);
    let head = |specs: &[Spec]| Sheet::of(desk, FactId::Head).draw(desk, specs);
    let person = |specs: &[Spec]| about.map(|person| Sheet::of(desk, person).draw(desk, specs)).unwrap_or_default();
    Some(match name {
        "appointments" => {
            let child = about?;
            let mut here = view.facts::<Appointment>();
            here.retain(|(_, appointment)| appointment.child == child);
            listed(desk, &APPOINTMENTS, here, move || Appointment { child, ..Appointment::default() })
        }
        "abuse" => all(desk, &ABUSE),
        "maracs" => all(desk, &MARACS),
        "outcomes" if view.case.outcomes.len() >= OUTCOMES_AT_MOST => {
            html! { <>{ OUTCOMES.draw_all(desk) }<p class="hint">{ view.word("outcome.at-most") }</p></> }
        }
        "outcomes" => all(desk, &OUTCOMES),
        "progress" => progress(desk),
        "advice" => all(desk, &ADVICE),
        "assessments" => all(desk, &ASSESSMENTS),
        "accounts" => all(desk, &ACCOUNTS),
        "hand-over" => all(desk, &HAND_OVERS),
        "receipts" => all(desk, &NOTIFICATIONS),
        "liaison" => all(desk, &LIAISONS),
        "challenges" => all(desk, &CHALLENGES),
        "decisions" => all(desk, &DECISIONS),
        "flags" => flags(desk),
        "new-adult" => new_adult(desk),
        "heard" => person(HEARD),
        "asked-alone" => person(ASKED_ALONE),
        "recap" => plan(RECAP),
        "written-plan" => plan(WRITTEN),
        "worry" => plan(WORRY),
        "practice-meeting" => plan(PRACTICE),
        "mapping" => head(MAPPING),
        "limits" => head(LIMITS),
        "history-start" => head(HISTORY),
        "sign-off" => head(SIGN_OFF),
        "notification-cards" => dated(view, "notification"),
        "service-levels" => dated(view, "service-level"),
        "lawful-basis" => html! { <>{ dated(view, "lawful-basis") }{ dated(view, "lawful-basis-note") }</> },
        "compare" => changed::draw(desk),
        // These are fields of a card above: the question stands here with its reason, and is answered there.
        "considered" | "not-met" | "remains" => html! { <p class="hint">{ view.word("deeper.in-level") }</p> },
        "talked" => html! { <p class="hint">{ view.word("deeper.in-event") }</p> },
        "steps" => html! { <p class="hint">{ view.word("deeper.in-questions") }</p> },
        "inside-home" => html! { <p class="hint">{ view.word("deeper.in-contact") }</p> },
        // And these are fields of a card on another screen.
        "task" | "role-known" => elsewhere(desk, "help"),
        "checked-by" => elsewhere(desk, "level"),
        "form-shared" => elsewhere(desk, "sharing"),
        "agency-view" => html! { <AgencyView desk={desk.clone()} /> },
        _ => return None,
    })
}

/// The way to the screen whose cards answer a question: a fact is kept in one place.
fn elsewhere(desk: &Desk, topic: &'static str) -> Html {
    let name = desk.view.guidance.topic(topic).map_or(topic, |topic| topic.nav.as_str());
    let words = desk.view.fill("deeper.in-card-on", &[("topic", name)]);
    let open = desk.store.sends(move || Msg::PlaceOpened(topic.to_owned()));
    html! { <p><button type="button" class="btn-link" onclick={open}>{ words }</button></p> }
}

/// Every fact of a kind as cards, and a way to add another.
fn all<F: Fact>(desk: &Desk, cards: &'static Cards<F>) -> Html {
    listed(desk, cards, desk.view.facts::<F>(), F::default)
}

/// These facts as cards, and a way to add another.
fn listed<F: Fact>(
    desk: &Desk,
    cards: &'static Cards<F>,
    facts: Vec<(F::Id, Rc<F>)>,
    new: impl Fn() -> F + 'static,
) -> Html {
    let kind = desk.view.word(&format!("kind.{}", F::KIND));
    html! {
        <>
            { cards.draw(desk, facts) }
            { add_button(desk.view.fill("deeper.add", &[("kind", &kind)]), desk.store.adds(new)) }
        </>
    }
}

/// How each outcome was going, each time it was looked at.
fn progress(desk: &Desk) -> Html {
    let view = &desk.view;
    if view.case.outcomes.is_empty() {
        return html! { <p class="empty">{ view.word("progress.no-outcome") }</p> };
    }
    let one = |id: OutcomeId, outcome: &Outcome| {
        let mut looks = view.facts::<Progress>();
        looks.retain(|(_, progress)| progress.outcome == id);
        html! {
            <section key={id.to_string()}>
                <h4 class="h-card"><bdi>{ sentences::clip(&outcome.what) }</bdi></h4>
                { listed(desk, &PROGRESS, looks, move || Progress { outcome: id, ..Progress::default() }) }
            </section>
        }
    };
    html! { <>for (id, outcome) in view.facts::<Outcome>() { { one(id, &outcome) } }</> }
}

/// Flags, each about somebody who is chosen first.
fn flags(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, desk.store.clone());
    if view.case.people.is_empty() {
        return html! { <p class="empty">{ view.word("people.none-yet") }</p> };
    }
    let add = Callback::from(move |key: String| {
        if let Ok(about) = key.parse() {
            store.add(Flag { about, ..Flag::default() });
        }
    });
    let everyone = people(view, |case| case.people.keys().copied().collect());
    html! {
        <>
            { FLAGS.draw_all(desk) }
            <Choose desk={desk.clone()} id="flag-about" label={view.word("flag.about")} options={everyone} button={view.fill("deeper.add", &[("kind", &view.word("kind.flag"))])} on_chosen={add} />
        </>
    }
}

/// A new adult, as quickly as they were mentioned (M-08).
fn new_adult(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let mut heard = view.facts::<Person>();
    heard.retain(|(_, person)| !network::is_child(person) && network::is_heard_of(person));
    let add = {
        let store = store.clone();
        Callback::from(move |()| {
            let view = store.view();
            store.add(Person {
                label: super::super::people::fresh_label(&view, Role::OtherAdult),
                role: Some(Role::OtherAdult),
                heard_of: When::on(view.today),
                ..Person::default()
            });
        })
    };
    html! { <>{ NEW_ADULTS.draw(desk, heard) }{ add_button(view.word("yours.new-adult"), add) }</> }
}

/// What a list of dated content holds now, with its source; and what held before.
fn dated(view: &View, list: &str) -> Html {
    let day = view.today.iso();
    let now: Vec<&str> = view.guidance.dated_on(list, &day).map(|item| item.id.as_str()).collect();
    let items = view.guidance.dated.iter().filter(|item| item.list == list);
    html! {
        <dl class="level-list">
            for item in items {
                <dt>
                    { item.name.clone() }
                    if !now.contains(&item.id.as_str()) { { " " }<span class="unknown">{ view.word("dated.not-now") }</span> }
                </dt>
                <dd>
                    { item.meaning.clone() }{ " " }
                    <span class="cite">{ capital(&sentences::join(&view.guidance, [sentences::dated_span(&view.guidance, item), view.guidance.cites_words(&item.cite)])) }</span>
                </dd>
            }
        </dl>
    }
}
