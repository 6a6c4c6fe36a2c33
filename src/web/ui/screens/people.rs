//! Who is in this family: people, parents of each child, parental responsibility, presence, ties, who saw whom.

use family_history_domain::case::{
    Bond, Case, Contact, FactId, Household, ParentLink, Person, PersonId, Presence, ResponsibilityRecord, Role, Sex,
    Tie,
};
use family_history_domain::{chronology, network};
use yew::prelude::*;

use super::deeper;
use super::family_picture::FamilyPicture;
use crate::store::View;
use crate::ui::parts::{Ask, Cards, Desk, PersonTabs, QuickAdd, Spec, add_button, at, same, wanted};
use crate::ui::topic_screen;

static PEOPLE: Cards<Person> = Cards { more: Some(|desk, person, _| same(desk, person)), ..PEOPLE_FIELDS };

const PEOPLE_FIELDS: Cards<Person> = Cards::of(
    &[
        Spec::Line("label", at!(Person, label)),
        Spec::Pick("role", at!(Person, role)),
        Spec::Date("born", at!(Person, born)),
        Spec::Pick("sex", at!(Person, sex)),
        Spec::Tick("unborn", at!(Person, unborn)),
        Spec::Source(at!(Person, source)),
        Spec::More(
            "more",
            &[
                Spec::Person("relative-of", network::children, at!(Person, relative_of)),
                Spec::Pick("side", at!(Person, side)),
                Spec::Date("heard-of", at!(Person, heard_of)),
                Spec::Line("gp", at!(Person, gp)),
                Spec::Person("twin-of", everyone, at!(Person, twin_of)),
                Spec::Pick("loss", at!(Person, loss)),
                Spec::Date("died", at!(Person, died)),
                Spec::Words("note", at!(Person, note)),
                Spec::Tick("off-paper", at!(Person, off_paper)),
            ],
        ),
    ],
    |_, person| AttrValue::from(person.label.clone()),
);

static PARENTS: Cards<ParentLink> = Cards::of(
    &[
        Spec::Person("adult", network::adults, at!(ParentLink, adult)),
        Spec::Pick("kind", at!(ParentLink, kind)),
        Spec::Pick("status", at!(ParentLink, status)),
        Spec::Pick("certificate", at!(ParentLink, certificate)),
        Spec::Source(at!(ParentLink, source)),
    ],
    |view, link| link.adult.map_or_else(|| view.word("parent-link.nobody"), |adult| view.label(adult)),
);

static RESPONSIBILITIES: Cards<ResponsibilityRecord> = Cards::of(
    &[
        Spec::Person("adult", network::adults, at!(ResponsibilityRecord, adult)),
        Spec::Pick("state", at!(ResponsibilityRecord, state)),
        Spec::Source(at!(ResponsibilityRecord, source)),
    ],
    |view, record| view.label(record.adult),
);

static PRESENCES: Cards<Presence> = Cards::of(
    &[
        Spec::Person("adult", network::adults, at!(Presence, adult)),
        Spec::Person("child", network::children, at!(Presence, child)),
        Spec::Pick("kind", at!(Presence, kind)),
        Spec::Date("since", at!(Presence, since)),
        Spec::Date("until", at!(Presence, until)),
        Spec::Line("who-else", at!(Presence, who_else)),
        Spec::Words("note", at!(Presence, note)),
        Spec::Source(at!(Presence, source)),
    ],
    |view, presence| view.label(presence.adult),
);

static TIES: Cards<Tie> = Cards::of(
    &[
        Spec::Person("one", network::adults, at!(Tie, one)),
        Spec::Person("other", network::adults, at!(Tie, other)),
        Spec::Pick("kind", at!(Tie, kind)),
        Spec::Date("since", at!(Tie, since)),
        Spec::Date("until", at!(Tie, until)),
        Spec::Source(at!(Tie, source)),
    ],
    |view, tie| view.fill("tie.title", &[("one", &view.label(tie.one)), ("other", &view.label(tie.other))]),
);

static HOUSEHOLDS: Cards<Household> = Cards::of(
    &[
        Spec::Line("label", at!(Household, label)),
        Spec::People("people", everyone, at!(Household, people)),
        Spec::Date("since", at!(Household, since)),
        Spec::Date("until", at!(Household, until)),
        Spec::Source(at!(Household, source)),
    ],
    |_, home| AttrValue::from(home.label.clone()),
);

static BONDS: Cards<Bond> = Cards::of(
    &[
        Spec::Person("one", everyone, at!(Bond, one)),
        Spec::Person("other", everyone, at!(Bond, other)),
        Spec::Pick("kind", at!(Bond, kind)),
        Spec::Events("events", at!(Bond, events)),
        Spec::Date("since", at!(Bond, since)),
        Spec::Date("until", at!(Bond, until)),
        Spec::Source(at!(Bond, source)),
    ],
    |view, bond| view.fill("bond.title", &[("one", &view.label(bond.one)), ("other", &view.label(bond.other))]),
);

static CONTACTS: Cards<Contact> = Cards::of(
    &[
        Spec::Date("when", at!(Contact, when)),
        Spec::Agency("agency", at!(Contact, agency)),
        Spec::Line("by", at!(Contact, by)),
        Spec::Pick("place", at!(Contact, place)),
        Spec::People("seen", network::children, at!(Contact, seen)),
        Spec::Pick("awake", at!(Contact, awake)),
        Spec::Line("with", at!(Contact, with)),
        Spec::Tick("inside-home", at!(Contact, inside_home)),
        Spec::Tick("parent", at!(Contact, parent)),
        Spec::Words("note", at!(Contact, note)),
        Spec::Words("told", at!(Contact, told)),
        Spec::More(
            "in-depth",
            &[Spec::Many("observed", at!(Contact, observed)), Spec::Many("spaces", at!(Contact, spaces))],
        ),
    ],
    |view, contact| view.date(&contact.when),
);

fn everyone(case: &Case) -> Vec<PersonId> {
    case.people.keys().copied().collect()
}

/// Who is in this family.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let case = &view.case;
    let adults = network::adults(case);
    // A sister of three whose place is left open stands with the children. An entry that is open stays where it is: on the
    // way to 25 an age is 2.
    let is_young = |id: PersonId, person: &Person| {
        let is_open = view.open == Some(FactId::Person(id));
        person.role.is_none() && !is_open && network::is_certainly_a_minor(person, view.today)
    };
    let (children, others): (Vec<_>, Vec<_>) =
        view.facts::<Person>().into_iter().partition(|(id, person)| network::is_child(person) || is_young(*id, person));
    let add = |role: Role, sex: Option<Sex>| {
        let store = store.clone();
        add_button(
            view.word(&format!("people.add-{}", role.key())),
            Callback::from(move |()| {
                let label = fresh_label(&store.view(), role);
                store.add(Person { label, role: Some(role), sex, ..Person::default() });
            }),
        )
    };
    let add_presence = {
        let missing = adults
            .iter()
            .find(|adult| network::presences_of(case, **adult).next().is_none())
            .or(adults.first())
            .copied();
        missing.map(|adult| {
            add_button(view.word("people.add-presence"), store.adds(move || Presence { adult, ..Presence::default() }))
        })
    };
    let add_tie = (adults.len() > 1).then(|| {
        let (one, other) = (adults[0], adults[1]);
        add_button(view.word("people.add-tie"), store.adds(move || Tie { one, other, ..Tie::default() }))
    });
    let add_bond = (case.people.len() > 1).then(|| {
        let everyone = everyone(case);
        let (one, other) = (everyone[0], everyone[1]);
        add_button(view.word("people.add-bond"), store.adds(move || Bond { one, other, ..Bond::default() }))
    });
    let wanted = wanted(view, &network::children(case));
    let draw_child = {
        let desk = desk.clone();
        Callback::from(move |child| parents_of(&desk, child))
    };
    let picture = if case.people.is_empty() {
        html! {}
    } else {
        html! { <FamilyPicture desk={desk.clone()} /> }
    };
    html! {
        { topic_screen(desk, "people", html! {}, picture, html! { <>
            { Ask::of("M-02").draw(desk, html! { <>
                <QuickAdd desk={desk.clone()} of_people={true} />
                <h4 class="h-card">{ view.word("people.children") }</h4>
                { PEOPLE.draw(desk, children) }
                <div class="row">{ add(Role::Child, None) }{ add(Role::ChildElsewhere, None) }</div>
                <h4 class="h-card">{ view.word("people.adults") }</h4>
                { PEOPLE.draw(desk, others) }
                <div class="row">
                    { add(Role::Mother, Some(Sex::Female)) }{ add(Role::Father, Some(Sex::Male)) }{ add(Role::Partner, None) }{ add(Role::ExPartner, None) }
                    { add(Role::Grandmother, Some(Sex::Female)) }{ add(Role::Grandfather, Some(Sex::Male)) }{ add(Role::OtherAdult, None) }
                    { super::bring::link(desk) }
                </div>
            </> }) }
            <PersonTabs desk={desk.clone()} label={view.word("people.which-child")} people={network::children(case)} {wanted} empty={view.word("people.no-child-yet")} draw={draw_child} />
            { Ask::of("M-09").draw(desk, html! { <>
                { PRESENCES.draw_all(desk) }
                { add_presence.unwrap_or_else(|| html! { <p class="empty">{ view.word("people.no-adult-yet") }</p> }) }
            </> }) }
            <section class="prompt" aria-labelledby="ties-title">
                <h3 class="prompt-ask" id="ties-title">{ view.word("people.ties-title") }</h3>
                { TIES.draw_all(desk) }
                { add_tie.unwrap_or_else(|| html! { <p class="empty">{ view.word("people.no-adults-yet") }</p> }) }
            </section>
            <section class="prompt" aria-labelledby="households-title">
                <h3 class="prompt-ask" id="households-title">{ view.word("people.households-title") }</h3>
                { HOUSEHOLDS.draw_all(desk) }
                { add_button(view.word("people.add-household"), store.adds(Household::default)) }
            </section>
            <section class="prompt" aria-labelledby="bonds-title">
                <h3 class="prompt-ask" id="bonds-title">{ view.word("people.bonds-title") }</h3>
                { BONDS.draw_all(desk) }
                { add_bond.unwrap_or_default() }
            </section>
            { Ask::of("C-04").draw(desk, html! { <>
                { CONTACTS.draw(desk, chronology::contacts(case)) }
                { add_button(view.word("people.add-contact"), store.adds(Contact::default)) }
            </> }) }
            { deeper::prompts(desk, "people", &["M-02", "M-01", "M-03", "M-09", "C-04"]) }
        </> }) }
    }
}

/// Who is parent of one child, and who holds parental responsibility.
fn parents_of(desk: &Desk, child: PersonId) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let links = view.facts::<ParentLink>().into_iter().filter(|(_, link)| link.child == child).collect();
    let records =
        view.facts::<ResponsibilityRecord>().into_iter().filter(|(_, record)| record.child == child).collect();
    let add_responsibility = first_without(&view.case, child).map(|adult| {
        add_button(
            view.word("people.add-responsibility"),
            store.adds(move || ResponsibilityRecord { adult, child, ..ResponsibilityRecord::default() }),
        )
    });
    html! {
        <>
            { Ask::of("M-01").about(child).draw(desk, html! { <>
                { PARENTS.draw(desk, links) }
                { add_button(view.word("people.add-parent"), store.adds(move || ParentLink { child, ..ParentLink::default() })) }
            </> }) }
            { Ask::of("M-03").about(child).draw(desk, html! { <>
                { RESPONSIBILITIES.draw(desk, records) }
                { add_responsibility.unwrap_or_else(|| html! { <p class="empty">{ view.word("people.no-adult-yet") }</p> }) }
            </> }) }
        </>
    }
}

/// The adult to offer first: one who is linked to the child and has no record yet.
fn first_without(case: &Case, child: PersonId) -> Option<PersonId> {
    let has =
        |adult: &PersonId| case.responsibilities.values().any(|record| record.child == child && record.adult == *adult);
    let linked = network::links_of(case, child).filter_map(|(_, link)| link.adult).find(|adult| !has(adult));
    let adults = network::adults(case);
    linked.or_else(|| adults.iter().find(|adult| !has(adult)).copied()).or(adults.first().copied())
}

/// A label that nobody has yet: "Child A", "Child B"; "Mother", "Mother 2".
pub fn fresh_label(view: &View, role: Role) -> String {
    let role = if role == Role::ChildElsewhere { Role::Child } else { role };
    let words = view.word(&format!("label.{}", role.key()));
    let taken = |label: &str| view.case.people.values().any(|person| person.label.trim() == label);
    if role == Role::Child {
        let lettered = ('A'..='Z').map(|letter| format!("{words} {letter}")).find(|label| !taken(label));
        return lettered.unwrap_or_else(|| words.to_string());
    }
    let numbered = (2..).map(|number| format!("{words} {number}"));
    std::iter::once(words.to_string()).chain(numbered).find(|label| !taken(label)).unwrap_or_default()
}
