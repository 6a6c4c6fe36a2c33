//! The timeline on the history screen: how it is looked at is a matter of this screen, and kept nowhere.

use std::cell::RefCell;
use std::rc::Rc;

use family_history_domain::case::{FactId, PersonId, Theme};
use family_history_domain::document::{self, Document};
use family_history_domain::drawing::Picture;
use family_history_domain::drawing::timeline::{Lanes, Step, Timeline, View, WIDTH};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use gloo::events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::ui::parts::{
    ChoiceField, Desk, Kept, Options, PAGE, Pages, PictureView, capital, choice_field, page_list, use_kept, use_settled,
};

/// The steps through time, and the words of their buttons.
const STEPS: [(Step, &str); 5] = [
    (Step::In, "timeline.in"),
    (Step::Out, "timeline.out"),
    (Step::Whole, "timeline.whole"),
    (Step::Earlier, "timeline.earlier"),
    (Step::Later, "timeline.later"),
];

#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub desk: Desk,
}

fn timeline<'a>(desk: &'a Desk, how: &'a View) -> Timeline<'a> {
    Timeline::new(&desk.view.case, &desk.view.guidance, desk.view.today, how)
}

/// The timeline and its controls.
#[component]
pub fn TimelineView(props: &TimelineProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let chosen = use_kept(store, "timeline", View::default);
    // What cannot be drawn apart, however close one looks.
    let listed = use_state(Rc::<Vec<FactId>>::default);
    let place = use_node_ref();
    let room = use_state(|| WIDTH);
    {
        let (room, place) = (room.setter(), place.clone());
        use_effect_with((), move |()| {
            let measure = move || {
                if let Some(place) = place.cast::<HtmlElement>().filter(|place| place.offset_width() > 0) {
                    // Room for the border around it.
                    room.set((place.offset_width() - 2).min(WIDTH));
                }
            };
            measure();
            let listener = web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| measure()));
            move || drop(listener)
        });
    }
    let how = Rc::new(View { width: *room, ..View::clone(&chosen) });
    let drawn = Desk { store: store.clone(), view: use_settled(view) };
    let picture = use_memo((drawn.clone(), how.clone()), |(drawn, how)| timeline(drawn, how).picture());
    let look = {
        let (chosen, listed) = (chosen.clone(), listed.clone());
        Callback::from(move |next: View| {
            listed.set(Rc::default());
            chosen.set(next);
        })
    };
    let on_press = {
        let (desk, how, listed, picture, look) =
            (desk.clone(), how.clone(), listed.clone(), picture.clone(), look.clone());
        Callback::from(move |at: usize| match picture.marks.get(at).map(|mark| mark.about.as_slice()) {
            Some([fact]) => open(&desk, fact),
            Some(facts) => {
                let closer = timeline(&desk, &how).around(facts);
                if closer == *how {
                    listed.set(Rc::new(facts.to_vec()));
                    desk.store.focus("timeline-listed");
                } else {
                    look.emit(closer);
                    // The mark that was pressed is gone: what is in view now takes the focus.
                    desk.store.focus("timeline-days");
                }
            }
            None => {}
        })
    };
    let words = {
        let (desk, how) = (drawn.clone(), how.clone());
        Callback::from(move |()| {
            let total = timeline(&desk, &how).entries().len();
            html! { <Pages desk={desk.clone()} {total} draw={page_list("family", sentence(&desk, &how))} /> }
        })
    };
    let on_print = {
        let (desk, how) = (desk.clone(), how.clone());
        Callback::from(move |()| {
            let (view, how) = (desk.view.clone(), how.clone());
            desk.store.print(Box::new(move || paper(&view, &how)));
        })
    };
    let tools = tools(desk, &how, &chosen, &look, &picture.description);
    html! {
        <div ref={place}>
            <PictureView desk={desk.clone()} {picture} id="timeline" {on_press} {words} {on_print} {tools} />
            if !listed.is_empty() {
                <p class="label" id="timeline-listed" tabindex="-1">{ view.word("timeline.too-close") }</p>
                <Pages desk={desk.clone()} total={listed.len()} draw={page_list("links", link(desk, &listed))} />
            }
        </div>
    }
}

/// Opens the card of a fact.
fn open(desk: &Desk, fact: &FactId) {
    let place = sentences::place_of(&desk.view.guidance, fact);
    desk.store.send(Msg::FactOpened { place, fact: fact.clone() });
}

/// What is looked at, in which rows, and how closely.
fn tools(desk: &Desk, how: &Rc<View>, chosen: &Kept<View>, look: &Callback<View>, days: &str) -> Html {
    let view = &desk.view;
    let change = |change: fn(&mut View, &str)| {
        let (how, set) = (View::clone(how), chosen.clone());
        Callback::from(move |key: String| {
            let mut next = how.clone();
            change(&mut next, &key);
            set.set(next);
        })
    };
    let field = |id: &'static str, label: &str, none: &str, options: Options, value: String, on_change| {
        let (label, none) = (view.word(label), view.word(none));
        choice_field(
            view,
            ChoiceField { id: id.into(), label, none, options, value: value.into(), on_change, ..Default::default() },
        )
    };
    let themes = Theme::ALL.iter().map(|theme| (theme.key().into(), capital(&view.choice(*theme)))).collect();
    let people = view.case.people.keys().map(|person| (person.to_string().into(), view.label(*person))).collect();
    let lanes = if how.lanes == Lanes::ByTheme { "theme" } else { "" };
    let person = how.people.first().map(PersonId::to_string).unwrap_or_default();
    let theme = how.themes.first().map(|theme| theme.key().to_owned()).unwrap_or_default();
    let step = |step: Step| {
        let (desk, how, look) = (desk.clone(), how.clone(), look.clone());
        Callback::from(move |_: MouseEvent| look.emit(timeline(&desk, &how).after(step)))
    };
    html! {
        <div class="timeline-tools" role="group" aria-label={view.word("timeline.tools")}>
            { field("timeline-lanes", "timeline.lanes", "timeline.lanes-person", Rc::new(vec![("theme".into(), view.word("timeline.lanes-theme"))]), lanes.to_owned(),
                change(|how, key| how.lanes = if key.is_empty() { Lanes::ByPerson } else { Lanes::ByTheme })) }
            { field("timeline-people", "timeline.people", "timeline.everyone", Rc::new(people), person,
                change(|how, key| how.people = key.parse().into_iter().collect())) }
            { field("timeline-themes", "timeline.themes", "timeline.every-theme", Rc::new(themes), theme,
                change(|how, key| how.themes = Theme::from_key(key).into_iter().collect())) }
            <div class="row">
                for (by, words) in STEPS { <button type="button" class="btn" onclick={step(by)}>{ view.word(words) }</button> }
            </div>
            <p class="hint" id="timeline-days" tabindex="-1" role="status">{ days.to_owned() }</p>
        </div>
    }
}

/// Draws one sentence. They are put into words a page at a time.
fn sentence(desk: &Desk, how: &View) -> Callback<usize, Html> {
    let (desk, how, page) = (desk.clone(), how.clone(), RefCell::new((usize::MAX, Vec::<AttrValue>::new())));
    Callback::from(move |at: usize| {
        let mut page = page.borrow_mut();
        let first = at - at % PAGE;
        if page.0 != first {
            let timeline = timeline(&desk, &how);
            let entries = timeline.entries().iter().skip(first).take(PAGE);
            *page = (first, entries.map(|entry| timeline.sentence(entry).into()).collect());
        }
        html! { <li key={at}><bdi>{ page.1.get(at - first).cloned() }</bdi></li> }
    })
}

/// Draws a link to one of the facts that are drawn as one.
fn link(desk: &Desk, facts: &Rc<Vec<FactId>>) -> Callback<usize, Html> {
    let (desk, facts) = (desk.clone(), facts.clone());
    Callback::from(move |at: usize| {
        let Some(fact) = facts.get(at) else { return html! {} };
        let onclick = {
            let (desk, fact) = (desk.clone(), fact.clone());
            Callback::from(move |_: MouseEvent| open(&desk, &fact))
        };
        html! { <li key={at}><button type="button" class="btn-link" {onclick}>{ desk.view.describe(fact) }</button></li> }
    })
}

/// What is looked at, without what is kept off paper.
fn paper(view: &crate::store::View, how: &View) -> Document {
    let (width, highest) = document::PAPER_SIZE;
    let (case, guidance, today) =
        (document::on_paper(&view.case, &view.guidance, view.today), &view.guidance, view.today);
    let how = View { width, ..how.clone() };
    let timeline = Timeline::new(&case, guidance, today, &how);
    let mut pictures: Vec<Picture> = timeline.pictures(highest);
    if let Some(picture) = pictures.first_mut() {
        picture.sentences = timeline.entries().iter().map(|entry| timeline.sentence(entry)).collect();
    }
    document::pictures(&case, guidance, today, "paper.title-timeline", pictures)
}
