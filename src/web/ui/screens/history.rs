//! What happened before, and what it means for the children now.

use std::rc::Rc;

use family_history_domain::case::{Event, EventId, FactId, Person, PersonId, Theme};
use family_history_domain::session::Msg;
use family_history_domain::{chronology, network, sentences};
use yew::prelude::*;

use super::timeline::TimelineView;
use crate::ui::parts::{Ask, Cards, Desk, PersonTabs, QuickAdd, Spec, add_button, at, capital, unknown, wanted};
use crate::ui::topic_screen;

static EVENTS: Cards<Event> = Cards {
    specs: &[
        Spec::Date("when", at!(Event, when)),
        Spec::Pick("theme", at!(Event, theme)),
        Spec::Words("what", at!(Event, what)),
        Spec::People("people", |case| case.people.keys().copied().collect(), at!(Event, people)),
        Spec::Radios("standing", at!(Event, standing)),
        Spec::Line("court", at!(Event, court)),
        Spec::Source(at!(Event, source)),
        Spec::Words("meaning", at!(Event, meaning)),
        Spec::Words("different", at!(Event, different)),
        Spec::Pick("talked", at!(Event, talked)),
        Spec::Date("revisit", at!(Event, revisit)),
        Spec::More(
            "more",
            &[
                Spec::Words("detail", at!(Event, detail)),
                Spec::Agencies("held-by", at!(Event, held_by)),
                Spec::EachAgency("told", false, at!(Event, told)),
                Spec::Pick("explained", at!(Event, explained)),
                Spec::Line("how-often", at!(Event, how_often)),
                Spec::Tick("off-paper", at!(Event, off_paper)),
            ],
        ),
    ],
    title: |view, event| {
        let when = view.date(&event.when);
        AttrValue::from(if event.what.trim().is_empty() {
            when.to_string()
        } else {
            format!("{when}: {}", sentences::clip(&event.what))
        })
    },
    // "when she was 8" is read of the one person an event is about.
    age_of: |_, event| event.only_person(),
    more: None,
    line: Some(line),
};

/// An event as it stands: how it is known, how old people were, and what it means now or that nobody has said.
fn line(desk: &Desk, _: EventId, event: &Event) -> Html {
    let view = &desk.view;
    let source = sentences::source_words(&view.guidance, &event.source);
    let ages = chronology::ages_then(&view.case, event);
    let meaning = event.meaning.trim();
    html! {
        <div class="card-line">
            <p>
                if let Some(standing) = event.standing {
                    <span class={format!("standing standing-{}", standing.key())}>{ capital(&view.choice(standing)) }</span>{ " " }
                }
                { if source.is_empty() { unknown(view.word("history.no-source")) } else { html! { <bdi>{ source }</bdi> } } }
            </p>
            if !ages.is_empty() {
                <p>{ ages.iter().map(|(person, age)| format!("{}: {}", view.label(*person), age.in_words())).collect::<Vec<_>>().join("; ") }</p>
            }
            if meaning.is_empty() {
                <p class="known-unused mark-open">{ view.word("history.not-used") }</p>
            } else {
                <p class="card-meaning"><b>{ view.word("history.means") }</b>{ " " }<bdi>{ sentences::clip(meaning) }</bdi></p>
            }
        </div>
    }
}

/// What happened before.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let events = chronology::events(&view.case);
    let parents = network::parent_figures(&view.case);
    let has_people = !view.facts::<Person>().is_empty();
    let draw_parent = {
        let desk = desk.clone();
        Callback::from(move |parent: PersonId| Ask::of("R1-18").about(parent).text().draw(&desk, html! {}))
    };
    html! {
        { topic_screen(desk, "history", html! { <TimelineView desk={desk.clone()} /> }, html! {}, html! { <>
            { Ask::of("R1-22").draw(desk, html! { <>
                <QuickAdd desk={desk.clone()} of_people={false} />
                if !has_people { <p class="empty">{ view.word("history.people-first") }</p> }
                { EVENTS.draw(desk, events.clone()) }
                <div class="row">
                    { add_button(view.word("history.add"), store.adds(Event::default)) }
                    { add_button(view.word("history.add-strength"), store.adds(|| Event { theme: Some(Theme::Strength), ..Event::default() })) }
                    { super::bring::link(desk) }
                </div>
            </> }) }
            { Ask::of("R1-07").draw(desk, html! { <>{ without_meaning(desk, events) }</> }) }
            <PersonTabs desk={desk.clone()} label={view.word("history.which-parent")} people={parents.clone()} wanted={wanted(view, &parents)} empty={view.word("history.no-parent-yet")} draw={draw_parent} />
            { Ask::of("R1-05a").text().draw(desk, html! {}) }
            { Ask::of("R1-05b").text().draw(desk, html! {}) }
            { super::deeper::prompts(desk, "history", &["R1-22", "R1-07", "R1-18", "R1-05a", "R1-05b"]) }
        </> }) }
    }
}

/// How many links are worth reading at once.
const LINKS: usize = 12;

/// The events of which nobody has yet said what they mean, as links.
fn without_meaning(desk: &Desk, mut open: Vec<(EventId, Rc<Event>)>) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    open.retain(|(_, event)| event.meaning.trim().is_empty() || event.different.trim().is_empty());
    if open.is_empty() {
        return html! { <p class="hint">{ view.word("history.all-have-meaning") }</p> };
    }
    let more = open.len().saturating_sub(LINKS);
    html! {
        <>
            <p class="hint">{ view.word("history.without-meaning") }</p>
            <ul class="links">
                for (id, _) in open.iter().take(LINKS) {
                    <li key={id.to_string()}>
                        <button type="button" class="btn-link" onclick={let fact = FactId::from(*id); store.sends(move || Msg::CardOpened(fact.clone()))}>
                            { view.describe(&FactId::from(*id)) }
                        </button>
                    </li>
                }
            </ul>
            if more > 0 { <p class="hint">{ view.fill("history.and-more", &[("count", &more.to_string())]) }</p> }
        </>
    }
}
