//! Every paper: which one, what is left out of it, where it goes; and how it leaves the screen.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use family_history_domain::case::Several;
use family_history_domain::document::{self, Apart, Choices, Document, Kind, Names, copy, csv, docx, ics};
use family_history_domain::session::{Msg, Taken};
use yew::prelude::*;

use crate::store::{Store, View};
use crate::ui::parts::{
    ChoiceField, Desk, DrawnWhenOpen, Soon, TextField, Tick, Ticks, choice_field, text_field, tick, ticks, use_kept,
    use_soon,
};
use crate::ui::screen_head;

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    html! { <Papers desk={desk.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct PapersProps {
    desk: Desk,
}

/// What is chosen. It stays while other screens are looked at.
#[derive(Clone, PartialEq, Default)]
struct Chosen {
    kind: Kind,
    is_blank: bool,
    choices: Choices,
}

/// What a paper is called where one is chosen: its title, and whom it is about.
fn name(view: &View, kind: Kind, is_blank: bool) -> AttrValue {
    let title = view.word(kind.title(&view.case));
    let whose = match kind {
        _ if is_blank => return title,
        Kind::Chronology(None) => view.word("papers.everybody"),
        kind => match kind.person() {
            Some(person) => view.label(person),
            None => return title,
        },
    };
    view.fill("papers.of", &[("title", &title), ("person", &whose)])
}

#[component]
fn Papers(props: &PapersProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let chosen = use_kept(store, "papers", || Chosen { kind: Kind::of_role(view.case.head.role), ..Chosen::default() });
    let kinds = if chosen.is_blank { Kind::blanks() } else { Kind::all(&view.case) };
    let kind = if kinds.contains(&chosen.kind) { chosen.kind } else { Kind::default() };
    let change = {
        let chosen = chosen.clone();
        move |change: &dyn Fn(&mut Chosen)| {
            let mut next = (*chosen).clone();
            change(&mut next);
            chosen.set(next);
        }
    };
    let which = {
        let (change, kinds) = (change.clone(), kinds.clone());
        Callback::from(move |at: String| {
            let kind = at.parse().ok().and_then(|at: usize| kinds.get(at)).copied().unwrap_or_default();
            change(&|chosen| chosen.kind = kind);
        })
    };
    // The checklist is the one where nothing else is chosen.
    let others = kinds.iter().enumerate().skip(1);
    let options = others.map(|(at, kind)| (at.to_string().into(), name(view, *kind, chosen.is_blank))).collect();
    let at = kinds.iter().position(|one| *one == kind).filter(|at| *at > 0);
    let at = at.map(|at| at.to_string()).unwrap_or_default();
    html! {
        <div class="papers">
            { screen_head(&view.word("papers.title"), &view.word("papers.lead")) }
            // In another view all of it is another's: no name stays until the rest has followed.
            <Soon key={u8::from(view.is_discreet)} at_once={!store.has_moved()}>
                <div class="fields">
                    { choice_field(view, ChoiceField { id: "papers-which".into(), label: view.word("papers.which"), none: name(view, Kind::default(), chosen.is_blank), options: Rc::new(options), value: at.into(), on_change: which, ..Default::default() }) }
                    { tick(Tick { id: "papers-blank".into(), label: view.word("papers.blank"), checked: chosen.is_blank, on_change: {
                        let change = change.clone();
                        Callback::from(move |blank| change(&|chosen| chosen.is_blank = blank))
                    }, ..Default::default() }) }
                    if !chosen.is_blank { { choosing(view, &chosen, &change) } }
                </div>
                <Paper desk={desk.clone()} chosen={Chosen { kind, ..(*chosen).clone() }} />
            </Soon>
        </div>
    }
}

/// A paper as it was chosen, and what is said of it: made when first asked for, and once.
struct Making {
    view: Rc<View>,
    chosen: Chosen,
    paper: OnceCell<Document>,
    plain: OnceCell<String>,
    learnt: OnceCell<Vec<String>>,
    has_dates: OnceCell<bool>,
}

impl PartialEq for Making {
    fn eq(&self, other: &Making) -> bool {
        self.view == other.view && self.chosen == other.chosen
    }
}

impl Making {
    fn new(view: Rc<View>, chosen: Chosen) -> Making {
        Making {
            view,
            chosen,
            paper: OnceCell::new(),
            plain: OnceCell::new(),
            learnt: OnceCell::new(),
            has_dates: OnceCell::new(),
        }
    }

    fn paper(&self) -> &Document {
        let Making { view, chosen: Chosen { kind, is_blank, choices }, .. } = self;
        self.paper.get_or_init(|| {
            if *is_blank {
                document::blank(&view.guidance, Some(view.today), *kind)
            } else {
                document::paper(&view.case, &view.guidance, view.today, *kind, choices)
            }
        })
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| copy::plain(self.paper()))
    }

    /// What a reader would learn of it.
    fn learnt(&self) -> &[String] {
        let Making { view, .. } = self;
        self.learnt.get_or_init(|| document::learns(self.paper(), self.plain(), &view.case, &view.guidance))
    }

    /// Whether there are dates for a calendar.
    fn has_dates(&self) -> bool {
        let Making { view, .. } = self;
        *self.has_dates.get_or_init(|| !ics::dates(&view.case, &view.guidance, view.today).is_empty())
    }
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    desk: Desk,
    chosen: Chosen,
}

/// The paper as it was chosen: what a reader would learn, and the ways it can take.
///
/// In a large case a paper takes a tenth of a second to make. So an answer is seen first, and what is said of the paper follows
/// it; but whatever leaves the screen is of what is chosen, however soon that is asked for.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let PaperProps { desk, chosen } = props;
    let (view, store) = (&desk.view, &desk.store);
    let now = use_memo((view.clone(), chosen.clone()), |(view, chosen)| Making::new(view.clone(), chosen.clone()));
    let said = use_soon(&now);
    let (which, done) = (use_state(AttrValue::default), use_state(AttrValue::default));
    let on_print = {
        let (store, now) = (store.clone(), now.clone());
        Callback::from(move |_: MouseEvent| {
            let now = now.clone();
            store.print(Box::new(move || now.paper().clone()));
        })
    };
    html! {
        <>
            if !said.chosen.is_blank { { learns(view, said.learnt()) } }
            <section class="agenda-part" aria-labelledby="papers-out">
                <h3 class="h-section" id="papers-out">{ view.word("papers.out") }</h3>
                <div class="row"><button type="button" class="btn btn-main" onclick={on_print}>{ view.word("papers.print") }</button></div>
                { copying(&now, &said, &which, &done) }
                { taking(store, &now, said.has_dates()) }
            </section>
            <DrawnWhenOpen class="why" summary={view.word("papers.text")} draw={
                let said = said.clone();
                Callback::from(move |()| html! { <pre class="paper-text" tabindex="0">{ said.plain() }</pre> })
            } />
        </>
    }
}

/// How people are called, what is left out, and where the paper goes.
fn choosing(view: &View, chosen: &Chosen, change: &(impl Fn(&dyn Fn(&mut Chosen)) + Clone + 'static)) -> Html {
    let choices = &chosen.choices;
    let word = |under: &str, key: &str| view.word(&format!("{under}{key}"));
    let names = Names::ALL.iter().skip(1).map(|names| (names.key().into(), word("papers.names.", names.key())));
    let on_names = {
        let change = change.clone();
        Callback::from(move |key: String| {
            let names = Names::ALL.into_iter().find(|names| names.key() == key).unwrap_or_default();
            change(&|chosen| chosen.choices.names = names);
        })
    };
    let leave = Apart::ALL.iter().map(|apart| apart.key()).chain([PICTURES]);
    let leave = leave.map(|key| (AttrValue::Static(key), word("papers.leave.", key)));
    let left_out: Several<String> = choices
        .leave
        .iter()
        .map(|apart| apart.key())
        .chain(choices.no_pictures.then_some(PICTURES))
        .map(str::to_owned)
        .collect();
    let on_leave = {
        let change = change.clone();
        Callback::from(move |key: String| {
            change(&|chosen| match Apart::ALL.into_iter().find(|apart| apart.key() == key) {
                Some(apart) => chosen.choices.leave.toggle(apart),
                None => chosen.choices.no_pictures = !chosen.choices.no_pictures,
            });
        })
    };
    let on_goes = {
        let change = change.clone();
        Callback::from(move |words: String| change(&|chosen| chosen.choices.goes_to = words.clone()))
    };
    let called = if choices.names == Names::Typed { "" } else { choices.names.key() };
    html! {
        <>
            { choice_field(view, ChoiceField { id: "papers-names".into(), label: view.word("papers.names"), hint: view.word("papers.names-hint"), none: view.word("papers.names.typed"), options: Rc::new(names.collect()), value: called.into(), on_change: on_names, ..Default::default() }) }
            { ticks(Ticks { id: "papers-leave".into(), label: view.word("papers.leave"), hint: view.word("papers.leave-hint"), options: Rc::new(leave.collect()), chosen: left_out, on_toggle: on_leave, ..Default::default() }) }
            { text_field(TextField { id: "papers-goes-to".into(), label: view.word("papers.goes-to"), hint: view.word("papers.goes-to-hint"), value: choices.goes_to.clone().into(), on_input: on_goes, ..Default::default() }) }
        </>
    }
}

/// Leaving out pictures is no leaving out of facts.
const PICTURES: &str = "pictures";

/// What a reader would learn.
fn learns(view: &View, learnt: &[String]) -> Html {
    html! {
        <section class="agenda-part" aria-labelledby="papers-learns">
            <h3 class="h-section" id="papers-learns">{ view.word("papers.learns") }</h3>
            <p class="hint">{ view.word("papers.learns-hint") }</p>
            if learnt.is_empty() { <p class="empty">{ view.word("papers.learns-nothing") }</p> }
            <ul class="links">for words in learnt { <li><bdi>{ words.clone() }</bdi></li> }</ul>
        </section>
    }
}

/// What can be copied when it is not a part of the paper: nobody can call a part so.
const CHANGED: &str = "\n";

/// What is to be copied of a paper: what changed, the part with this heading, or else the whole; how that is called, its text, and
/// itself where it is not the whole.
fn picked<'a>(of: &'a Making, which: &str) -> (AttrValue, Cow<'a, str>, Option<Document>) {
    let Making { view, chosen, .. } = of;
    let part = match &view.earlier {
        Some(earlier) if which == CHANGED => {
            let changed = document::changed(earlier, &view.case, &view.guidance, view.today, &chosen.choices);
            Some((view.word("papers.copy.changed"), changed))
        }
        _ => {
            let at = copy::parts(of.paper()).skip(1).find(|(_, heading)| *heading == which);
            at.map(|(at, heading)| (heading.to_owned().into(), copy::part(of.paper(), at)))
        }
    };
    match part {
        Some((name, part)) => (name, copy::plain(&part).into(), Some(part)),
        None => (view.word("papers.copy.whole"), of.plain().into(), None),
    }
}

/// Copies the paper, a part of it, or what changed, for the box of a record system; and says how long it is. `which` is what was
/// chosen of these, and `done` what is said of the last copy.
fn copying(
    now: &Rc<Making>,
    said: &Making,
    which: &UseStateHandle<AttrValue>,
    done: &UseStateHandle<AttrValue>,
) -> Html {
    let view = &said.view;
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    if view.earlier.is_some() {
        options.push((CHANGED.into(), view.word("papers.copy.changed")));
    }
    let parts = copy::parts(said.paper()).skip(1).map(|(_, heading)| AttrValue::from(heading.to_owned()));
    options.extend(parts.map(|heading| (heading.clone(), heading)));
    let length = copy::length(&picked(said, which).1);
    let fits = copy::LIMITS.map(|limit| {
        [copy::limit_words(&view.guidance, limit), copy::fit_words(&view.guidance, length, limit)].join(": ")
    });
    let on_copy = {
        let (now, which, done) = (now.clone(), which.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let (name, plain, part) = picked(&now, &which);
            let length = copy::length(&plain);
            let rich = copy::rich(part.as_ref().unwrap_or_else(|| now.paper()));
            let key =
                if crate::copy::copy(plain.into_owned(), rich).is_ok() { "papers.copied" } else { "papers.not-copied" };
            done.set(now.view.fill(key, &[("what", &name), ("count", &length.to_string())]));
        })
    };
    let on_change = {
        let (which, done) = (which.clone(), done.clone());
        Callback::from(move |key: String| {
            which.set(key.into());
            done.set(AttrValue::default());
        })
    };
    html! {
        <div class="fields">
            { choice_field(view, ChoiceField { id: "papers-copy".into(), label: view.word("papers.copy.what"), hint: view.word("papers.copy.hint"), none: view.word("papers.copy.whole"), options: Rc::new(options), value: (**which).clone(), on_change, ..Default::default() }) }
            <div class="field-wide">
                <p class="hint">{ copy::length_words(&view.guidance, length) }</p>
                <ul class="links hint">for words in fits { <li>{ words }</li> }</ul>
                <button type="button" class="btn" onclick={on_copy}>{ view.word("papers.copy") }</button>
                <p role="status">{ (**done).clone() }</p>
            </div>
        </div>
    }
}

/// The paper as files of other kinds.
fn taking(store: &Store, now: &Rc<Making>, has_dates: bool) -> Html {
    let view = &now.view;
    let button =
        |words: &str, end: &'static str, mime: &'static str, make: &'static dyn Fn(&Making) -> (String, Vec<u8>)| {
            let (store, now) = (store.clone(), now.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                let (then, now) = (store.clone(), now.clone());
                store.in_a_moment(Box::new(move || {
                    let (title, bytes) = make(&now);
                    let name = document::file_name(&title, now.view.clock, end);
                    then.send(Msg::PaperTaken(Taken { name, kind: mime, bytes: Rc::new(bytes) }));
                }));
            });
            html! { <button type="button" class="btn" {onclick}>{ view.word(words) }</button> }
        };
    html! {
        <div class="row" role="group" aria-label={view.word("papers.take")}>
            { button("papers.take-docx", "docx", docx::KIND, &|now| (now.paper().title.clone(), docx::write(now.paper()))) }
            { button("papers.take-html", "html", "text/html", &|now| (now.paper().title.clone(), document::page(now.paper()).into_bytes())) }
            if !view.case.events.is_empty() {
                { button("papers.take-csv", "csv", "text/csv", &|Making { view, chosen: Chosen { kind, choices, .. }, .. }| {
                    let whom = if let Kind::Chronology(whom) = kind { *whom } else { None };
                    let rows = csv::chronology(&view.case, &view.guidance, view.today, whom, choices);
                    (document::title(&view.case, &view.guidance, "paper.title-chronology"), rows.into_bytes())
                }) }
            }
            if has_dates {
                { button("papers.take-ics", "ics", "text/calendar", &|Making { view, .. }| {
                    let dates = ics::dates(&view.case, &view.guidance, view.today);
                    (document::title(&view.case, &view.guidance, "calendar.again"), dates.into_bytes())
                }) }
            }
        </div>
    }
}
