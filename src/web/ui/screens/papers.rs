//! Every paper: which one, what is left out of it, where it goes; and how it leaves the screen.

use std::rc::Rc;

use family_history_domain::case::Several;
use family_history_domain::document::{self, Apart, Choices, Document, Kind, Names, copy, csv, docx, ics, text};
use family_history_domain::session::{Msg, Taken};
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{
    ChoiceField, Desk, DrawnWhenOpen, Soon, TextField, Tick, Ticks, choice_field, text_field, tick, ticks, use_kept,
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
            <Soon at_once={!store.has_moved()}>
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

#[derive(Properties, PartialEq)]
struct PaperProps {
    desk: Desk,
    chosen: Chosen,
}

/// The paper as it was chosen: what a reader would learn, and the ways it can take.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let PaperProps { desk, chosen } = props;
    let (view, store) = (&desk.view, &desk.store);
    let paper: Rc<Document> = use_memo((view.clone(), chosen.clone()), |(view, Chosen { kind, is_blank, choices })| {
        if *is_blank {
            document::blank(&view.guidance, Some(view.today), *kind)
        } else {
            document::paper(&view.case, &view.guidance, view.today, *kind, choices)
        }
    });
    let on_print = {
        let (store, paper) = (store.clone(), paper.clone());
        Callback::from(move |_: MouseEvent| {
            let paper = paper.clone();
            store.print(Box::new(move || (*paper).clone()));
        })
    };
    html! {
        <>
            if !chosen.is_blank { { learns(view, &paper) } }
            <section class="agenda-part" aria-labelledby="papers-out">
                <h3 class="h-section" id="papers-out">{ view.word("papers.out") }</h3>
                <div class="row"><button type="button" class="btn btn-main" onclick={on_print}>{ view.word("papers.print") }</button></div>
                <Copying desk={desk.clone()} paper={paper.clone()} choices={chosen.choices.clone()} />
                { taking(desk, &paper, chosen.kind, &chosen.choices) }
            </section>
            <DrawnWhenOpen class="why" summary={view.word("papers.text")} draw={
                let paper = paper.clone();
                Callback::from(move |()| html! { <pre class="paper-text" tabindex="0">{ text::write(&paper) }</pre> })
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
fn learns(view: &View, paper: &Document) -> Html {
    let learnt = document::learns(paper, &view.case, &view.guidance);
    html! {
        <section class="agenda-part" aria-labelledby="papers-learns">
            <h3 class="h-section" id="papers-learns">{ view.word("papers.learns") }</h3>
            <p class="hint">{ view.word("papers.learns-hint") }</p>
            if learnt.is_empty() { <p class="empty">{ view.word("papers.learns-nothing") }</p> }
            <ul class="links">for words in learnt { <li><bdi>{ words }</bdi></li> }</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct CopyingProps {
    desk: Desk,
    paper: Rc<Document>,
    choices: Choices,
}

/// What can be copied when it is not a part of the paper.
const CHANGED: &str = "changed";

/// Copies the paper, a part of it, or what changed, for the box of a record system; and says how long it is.
#[component]
fn Copying(props: &CopyingProps) -> Html {
    let CopyingProps { desk, paper, choices } = props;
    let view = &desk.view;
    let (which, said) = (use_state(String::new), use_state(AttrValue::default));
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    if view.earlier.is_some() {
        options.push((CHANGED.into(), view.word("papers.copy.changed")));
    }
    options.extend(copy::parts(paper).skip(1).map(|(at, heading)| (at.to_string().into(), heading.to_owned().into())));
    let name = options.iter().find(|(key, _)| *key == *which).map(|(_, name)| name.clone());
    let what: Document = match (&view.earlier, which.as_str()) {
        (Some(earlier), CHANGED) => document::changed(earlier, &view.case, &view.guidance, view.today, choices),
        (_, at) => at.parse().map_or_else(|_| (**paper).clone(), |at| copy::part(paper, at)),
    };
    let length = copy::length(&copy::plain(&what));
    let fits = copy::LIMITS.map(|limit| {
        [copy::limit_words(&view.guidance, limit), copy::fit_words(&view.guidance, length, limit)].join(": ")
    });
    let on_copy = {
        let (view, said, what) = (view.clone(), said.clone(), what.clone());
        let name = name.unwrap_or_else(|| view.word("papers.copy.whole"));
        Callback::from(move |_: MouseEvent| {
            let done = crate::copy::copy(copy::plain(&what), copy::rich(&what)).is_ok();
            let key = if done { "papers.copied" } else { "papers.not-copied" };
            said.set(view.fill(key, &[("what", &name), ("count", &length.to_string())]));
        })
    };
    let on_change = {
        let (which, said) = (which.clone(), said.clone());
        Callback::from(move |key: String| {
            which.set(key);
            said.set(AttrValue::default());
        })
    };
    html! {
        <div class="fields">
            { choice_field(view, ChoiceField { id: "papers-copy".into(), label: view.word("papers.copy.what"), hint: view.word("papers.copy.hint"), none: view.word("papers.copy.whole"), options: Rc::new(options), value: (*which).clone().into(), on_change, ..Default::default() }) }
            <div class="field-wide">
                <p class="hint">{ copy::length_words(&view.guidance, length) }</p>
                <ul class="links hint">for words in fits { <li>{ words }</li> }</ul>
                <button type="button" class="btn" onclick={on_copy}>{ view.word("papers.copy") }</button>
                <p role="status">{ (*said).clone() }</p>
            </div>
        </div>
    }
}

/// The paper as files of other kinds.
fn taking(desk: &Desk, paper: &Rc<Document>, kind: Kind, choices: &Choices) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let button = |words: &str, title: &str, end: &str, mime: &'static str, make: Rc<dyn Fn() -> Vec<u8>>| {
        let (store, name) = (store.clone(), document::file_name(title, view.clock, end));
        let onclick = Callback::from(move |_: MouseEvent| {
            let (then, name, make) = (store.clone(), name.clone(), make.clone());
            store.in_a_moment(Box::new(move || {
                then.send(Msg::PaperTaken(Taken { name, kind: mime, bytes: Rc::new(make()) }));
            }));
        });
        html! { <button type="button" class="btn" {onclick}>{ view.word(words) }</button> }
    };
    let (word, page) = (paper.clone(), paper.clone());
    let (rows, choices) = (view.clone(), choices.clone());
    let whom = if let Kind::Chronology(whom) = kind { whom } else { None };
    let dates = ics::dates(&view.case, &view.guidance, view.today);
    html! {
        <div class="row" role="group" aria-label={view.word("papers.take")}>
            { button("papers.take-docx", &paper.title, "docx", docx::KIND, Rc::new(move || docx::write(&word))) }
            { button("papers.take-html", &paper.title, "html", "text/html", Rc::new(move || document::page(&page).into_bytes())) }
            if !view.case.events.is_empty() {
                { button("papers.take-csv", &document::title(&view.case, &view.guidance, "paper.title-chronology"), "csv", "text/csv", Rc::new(move || {
                    csv::chronology(&rows.case, &rows.guidance, rows.today, whom, &choices).into_bytes()
                })) }
            }
            if !dates.is_empty() {
                { button("papers.take-ics", &document::title(&view.case, &view.guidance, "calendar.again"), "ics", "text/calendar", Rc::new(move || dates.clone().into_bytes())) }
            }
        </div>
    }
}
