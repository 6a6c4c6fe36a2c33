//! What happened before, and what it means for the children now.

use family_history_domain::case::{Event, FactId, Person, Theme};
use family_history_domain::session::Msg;
use family_history_domain::chronology;
use yew::prelude::*;

use crate::ui::TopicScreen;
use crate::ui::parts::{Cards, Desk, PromptBlock, Spec, add_button, use_desk};

static EVENTS: Cards<Event> = Cards {
    specs: &[
        Spec::Date("when", |event| &mut event.when),
        Spec::Pick("theme", |event| &mut event.theme),
        Spec::Words("what", |event| &mut event.what),
        Spec::People("people", |case| case.people.keys().copied().collect(), |event| &mut event.people),
        Spec::Radios("standing", |event| &mut event.standing),
        Spec::Line("court", |event| &mut event.court),
        Spec::Source(|event| &mut event.source),
        Spec::Words("meaning", |event| &mut event.meaning),
        Spec::Words("different", |event| &mut event.different),
        Spec::Pick("talked", |event| &mut event.talked),
        Spec::Date("revisit", |event| &mut event.revisit),
        Spec::More(
            "more",
            &[
                Spec::Words("detail", |event| &mut event.detail),
                Spec::Agencies("held-by", |event| &mut event.held_by),
                Spec::Tick("off-paper", |event| &mut event.off_paper),
            ],
        ),
    ],
    title: |view, event| {
        let when = view.date(&event.when);
        AttrValue::from(if event.what.trim().is_empty() { when.to_string() } else { format!("{when}: {}", event.what) })
    },
    // "when she was 8" is read of the one person an event is about.
    age_of: |_, event| if event.people.len() == 1 { event.people.first().copied() } else { None },
    more: None,
};

/// What happened before.
#[component]
pub fn History() -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    let has_people = view.facts::<Person>().first().is_some();
    html! {
        <TopicScreen topic="history">
            <PromptBlock prompt="R1-22">
                if !has_people { <p class="empty">{ view.word("history.people-first") }</p> }
                { EVENTS.draw(&desk, chronology::events(&view.case)) }
                <div class="row">
                    { add_button(view.word("history.add"), store.adds(Event::default)) }
                    { add_button(view.word("history.add-strength"), store.adds(|| Event { theme: Some(Theme::Strength), ..Event::default() })) }
                </div>
            </PromptBlock>
            <PromptBlock prompt="R1-07">{ without_meaning(&desk) }</PromptBlock>
            <PromptBlock prompt="R1-05a" text=true />
            <PromptBlock prompt="R1-05b" text=true />
        </TopicScreen>
    }
}

/// How many links are worth reading at once.
const LINKS: usize = 12;

/// The events of which nobody has yet said what they mean, as links.
fn without_meaning(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let mut open = chronology::events(&view.case);
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
