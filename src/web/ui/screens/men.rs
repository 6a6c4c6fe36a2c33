//! Every father and male carer: what he offers, what was tried, orders, what others may hold, what is not known.

use std::rc::Rc;

use family_history_domain::case::{
    Attempt, AttemptKind, CarerView, CarerViewId, Concern, Fact, FactId, Order, Person, PersonId, Presence, Role, Sex,
};
use family_history_domain::{network, review, sentences};
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Ask, Cards, Desk, DrawnWhenOpen, PersonTabs, Spec, add_button, at, unknown, wanted};
use crate::ui::topic_screen;

static VIEWS: Cards<CarerView> = Cards {
    line: Some(three_boxes),
    ..Cards::of(VIEW_FIELDS, |view, carer| {
        carer.child.map_or_else(|| view.word("carer-view.all-children"), |child| view.label(child))
    })
};

const VIEW_FIELDS: &[Spec] = &[
    Spec::Person("child", network::children, at!(CarerView, child)),
    Spec::Words("offers", at!(CarerView, offers)),
    Spec::Words("worries", at!(CarerView, worries)),
    Spec::Words("unknown", at!(CarerView, unknown)),
    Spec::Words("other-children", at!(CarerView, other_children)),
    Spec::Pick("other-under-two", at!(CarerView, other_under_two)),
    Spec::Source(at!(CarerView, source)),
];

/// What he offers, what there is to worry about and what is not known, side by side; strengths first (M-14).
fn three_boxes(desk: &Desk, _: CarerViewId, carer: &CarerView) -> Html {
    let view = &desk.view;
    let part = |key: &str, words: &str| {
        html! {
            <div class="box">
                <p><b>{ view.word(key) }</b></p>
                <p>{ if words.trim().is_empty() { unknown(view.word("men.not-recorded")) } else { html! { <bdi>{ words.to_owned() }</bdi> } } }</p>
            </div>
        }
    };
    html! {
        <div class="boxes">
            { part("carer-view.offers", &carer.offers) }
            { part("carer-view.worries", &carer.worries) }
            { part("carer-view.unknown", &carer.unknown) }
        </div>
    }
}

static ATTEMPTS: Cards<Attempt> = Cards::of(
    &[
        Spec::Radios("kind", at!(Attempt, kind)),
        Spec::Person("child", network::children, at!(Attempt, child)),
        Spec::Date("when", at!(Attempt, when)),
        Spec::Line("by", at!(Attempt, by)),
        Spec::Words("outcome", at!(Attempt, outcome)),
    ],
    |view, attempt| attempt.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

static ORDERS: Cards<Order> = Cards::of(
    &[
        Spec::Pick("kind", at!(Order, kind)),
        Spec::Radios("state", at!(Order, state)),
        Spec::People("protects", |case| case.people.keys().copied().collect(), at!(Order, protects)),
        Spec::Date("from", at!(Order, from)),
        Spec::Date("until", at!(Order, until)),
        Spec::Line("court", at!(Order, court)),
        Spec::Words("children-terms", at!(Order, children_terms)),
        Spec::Source(at!(Order, source)),
    ],
    |view, order| order.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

static CONCERNS: Cards<Concern> = Cards::of(
    &[
        Spec::Pick("basis", at!(Concern, basis)),
        Spec::Line("words", at!(Concern, words)),
        Spec::Line("holder", at!(Concern, holder)),
        Spec::Date("when", at!(Concern, when)),
        Spec::Radios("checked", at!(Concern, checked)),
        Spec::Source(at!(Concern, source)),
    ],
    |view, concern| concern.basis.map_or_else(AttrValue::default, |basis| view.choice(basis)),
);

static CARE: Cards<Presence> = Cards::of(
    &[
        Spec::Person("child", network::children, at!(Presence, child)),
        Spec::Pick("kind", at!(Presence, kind)),
        Spec::Date("since", at!(Presence, since)),
        Spec::Date("until", at!(Presence, until)),
        Spec::Line("who-else", at!(Presence, who_else)),
        Spec::Source(at!(Presence, source)),
    ],
    |view, presence| presence.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

/// Every father and male carer.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let case = &view.case;
    let men = network::men(case);
    let wanted_man = wanted(view, &men);
    let draw = {
        let desk = desk.clone();
        Callback::from(move |man| about(&desk, man))
    };
    let above = html! {
        <>
            { orders_in_force(view) }
            if !men.is_empty() { { each_man(view, &men) } }
        </>
    };
    let others = others(view, &men);
    let wanted_other = wanted(view, &others);
    let is_open = wanted_other.is_some() || others.first().is_some_and(|other| is_spoken_of(view, *other));
    let draw_others = {
        let (desk, others) = (desk.clone(), others.clone());
        Callback::from(move |()| {
            let draw = {
                let desk = desk.clone();
                Callback::from(
                    move |other| html! { <section aria-label={desk.view.label(other)}>{ held_of(&desk, other) }</section> },
                )
            };
            html! { <PersonTabs desk={desk.clone()} label={desk.view.word("men.which-other")} people={others.clone()} wanted={wanted_other} {draw} /> }
        })
    };
    html! {
        { topic_screen(desk, "men", above, html! {}, html! { <>
            <PersonTabs desk={desk.clone()} label={view.word("men.which")} people={men} wanted={wanted_man} empty={view.word("men.none-yet")} {draw} />
            <div class="row">
                { add_button(view.word("men.add"), store.adds(|| Person { role: Some(Role::OtherAdult), sex: Some(Sex::Male), ..Person::default() })) }
            </div>
            if !others.is_empty() {
                <DrawnWhenOpen class="more" summary={view.word("men.others")} draw={draw_others} open={is_open} />
            }
        </> }) }
    }
}

/// Everybody else of whom there can be an order or a concern, those of whom there is one first.
fn others(view: &View, men: &[PersonId]) -> Vec<PersonId> {
    let adults = network::adults(&view.case);
    let everybody = view.case.people.keys().copied().filter(|id| !men.contains(id));
    let (mut spoken_of, rest): (Vec<_>, Vec<_>) = everybody.partition(|id| is_spoken_of(view, *id));
    spoken_of.extend(rest.into_iter().filter(|id| adults.contains(id)));
    spoken_of
}

/// Whether anything is put down of this person that this screen alone holds.
fn is_spoken_of(view: &View, id: PersonId) -> bool {
    let case = &view.case;
    case.orders.values().any(|order| order.about == id)
        || case.concerns.values().any(|concern| concern.about == id)
        || case.attempts.values().any(|attempt| attempt.adult == id)
        || case.views.values().any(|carer| carer.adult == id)
}

/// What must be seen before anything else: orders that bind somebody now.
pub fn orders_in_force(view: &View) -> Html {
    let orders: Vec<_> = network::live_orders(&view.case, view.today).collect();
    if orders.is_empty() {
        return html! {};
    }
    html! {
        <div class="safety" role="note" aria-labelledby="orders-title">
            <h3 class="h-card" id="orders-title">{ view.word("men.orders-title") }</h3>
            <ul>for (id, _) in orders { <li>{ view.describe(&FactId::from(id)) }</li> }</ul>
            <p>{ view.word("men.orders-say") }</p>
        </div>
    }
}

/// One row for each man under each child: how he is known, what was asked of whom, and what nobody has asked.
fn each_man(view: &View, men: &[PersonId]) -> Html {
    const HEADS: [&str; 7] = [
        "men.col-man",
        "men.col-named",
        "men.col-asked-about",
        "men.col-asked",
        "men.col-met",
        "men.col-responsibility",
        "men.col-order",
    ];
    let case = &view.case;
    let children = network::children(case);
    let with = |child: PersonId| men.iter().copied().filter(move |man| network::is_linked(case, *man, child));
    let mut groups: Vec<(AttrValue, Option<PersonId>, Vec<PersonId>)> =
        children.iter().map(|child| (view.label(*child), Some(*child), with(*child).collect())).collect();
    let others = men.iter().copied().filter(|man| !children.iter().any(|child| network::is_linked(case, *man, *child)));
    groups.push((view.word("men.other-men"), None, others.collect()));
    groups.retain(|(_, _, men)| !men.is_empty());
    let cell = |key: &str, words: String| {
        let label = view.word(key);
        match words.is_empty() {
            true => html! { <td class="hatched" data-label={label}>{ view.word("men.not-recorded") }</td> },
            false => html! { <td data-label={label}><bdi>{ words }</bdi></td> },
        }
    };
    let row = |man: PersonId, child: Option<PersonId>| {
        let tried = |kind| sentences::tried_words(case, &view.guidance, man, child, kind);
        html! {
            <tr key={man.to_string()}>
                <th scope="row"><bdi>{ view.label(man) }</bdi></th>
                { cell(HEADS[1], sentences::known_as(case, &view.guidance, man, child)) }
                { cell(HEADS[2], tried(AttemptKind::AskedAbout)) }
                { cell(HEADS[3], tried(AttemptKind::AskedDirectly)) }
                { cell(HEADS[4], tried(AttemptKind::Met)) }
                { cell(HEADS[5], sentences::responsibility_of(case, &view.guidance, man, child)) }
                { cell(HEADS[6], sentences::orders_of(case, &view.guidance, man)) }
            </tr>
        }
    };
    html! {
        <>
            <table class="table men-table">
                <caption class="h-section">{ view.word("men.table-title") }</caption>
                <thead><tr>for head in HEADS { <th scope="col">{ view.word(head) }</th> }</tr></thead>
                for (name, child, men) in groups {
                    <tbody key={name.to_string()}>
                        <tr><th colspan="7" scope="rowgroup" class="table-group"><bdi>{ name }</bdi></th></tr>
                        for man in men { { row(man, child) } }
                    </tbody>
                }
            </table>
            <p class="hint">{ view.word("men.hatched") }</p>
        </>
    }
}

fn of<F: Fact>(view: &View, is_his: impl Fn(&F) -> bool) -> Vec<(F::Id, Rc<F>)> {
    view.facts::<F>().into_iter().filter(|(_, fact)| is_his(fact)).collect()
}

fn attempts(desk: &Desk, adult: PersonId) -> Html {
    listed(desk, &ATTEMPTS, |fact| fact.adult == adult, "men.add-attempt", Attempt { adult, ..Attempt::default() })
}

fn orders(desk: &Desk, about: PersonId) -> Html {
    listed(desk, &ORDERS, |fact| fact.about == about, "men.add-order", Order { about, ..Order::default() })
}

fn concerns(desk: &Desk, about: PersonId) -> Html {
    listed(desk, &CONCERNS, |fact| fact.about == about, "men.add-concern", Concern { about, ..Concern::default() })
}

/// What is put down of one kind, and the way to add one more.
fn listed<F: Fact>(desk: &Desk, cards: &'static Cards<F>, is_of: impl Fn(&F) -> bool, add: &str, new: F) -> Html {
    html! { <>
        { cards.draw(desk, of::<F>(&desk.view, is_of)) }
        { add_button(desk.view.word(add), desk.store.adds(move || new.clone())) }
    </> }
}

/// Why nobody gets in touch with this person now; nothing where they may.
fn no_contact(view: &View, id: PersonId) -> Html {
    let why = view.no_contact(id);
    if why.is_empty() {
        return html! {};
    }
    html! { <p class="safety">{ review::no_contact_words(&view.case, &view.guidance, &why) }</p> }
}

/// Of anybody else: what this screen alone holds. Nobody asks these questions of everybody.
fn held_of(desk: &Desk, other: PersonId) -> Html {
    html! { <>
        <h3 class="h-section"><bdi>{ desk.view.label(other) }</bdi></h3>
        { no_contact(&desk.view, other) }
        { VIEWS.draw(desk, of::<CarerView>(&desk.view, |fact| fact.adult == other)) }
        { attempts(desk, other) }
        { orders(desk, other) }
        { concerns(desk, other) }
    </> }
}

/// One man.
fn about(desk: &Desk, man: PersonId) -> Html {
    let view = &desk.view;
    let person = view.label(man);
    html! {
        <section aria-label={person.clone()}>
            <h3 class="h-section"><bdi>{ person.clone() }</bdi></h3>
            <p class="person-line">{ sentences::person_line(&view.case, &view.guidance, view.today, man) }</p>
            { no_contact(view, man) }
            { Ask::of("M-14").about(man).inner().draw(desk, listed(desk, &VIEWS, |fact| fact.adult == man, "men.add-view", CarerView { adult: man, ..CarerView::default() })) }
            { Ask::of("M-07").about(man).inner().draw(desk, listed(desk, &CARE, |fact| fact.adult == man, "men.add-care", Presence { adult: man, ..Presence::default() })) }
            { Ask::of("M-13").about(man).inner().draw(desk, attempts(desk, man)) }
            { Ask::of("M-06").about(man).inner().draw(desk, orders(desk, man)) }
            { Ask::of("M-05").about(man).inner().draw(desk, concerns(desk, man)) }
            for id in ["M-08", "M-11", "M-12"] { { super::deeper::question(desk, id, Some(man), true) } }
        </section>
    }
}
