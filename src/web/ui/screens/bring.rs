//! Brings in many facts at once: pasted rows, a list in a file, a family file. What would be added is shown first.

use std::rc::Rc;

use family_history_domain::bring::Draft;
use family_history_domain::bring::columns::{self, Field, Kind, Mapping, heading};
use family_history_domain::bring::gedcom::{self, Family, Names, Taking};
use family_history_domain::bring::rows::{self, Apart, Table};
use family_history_domain::bring::text::{Coding, Decoded, MOST_BYTES, decode};
use family_history_domain::case::{Case, FactId, Person};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{
    ChoiceField, Desk, Options, Pages, TextField, Tick, agencies, choice_field, on_bytes, page_list, text_field, tick,
    use_kept,
};
use crate::ui::screen_head;
use crate::ui::screens::not_here;

/// Leads here from where facts are added one by one.
pub fn link(desk: &Desk) -> Html {
    let onclick = desk.store.sends(|| Msg::PlaceOpened("bring".to_owned()));
    html! { <button type="button" class="btn-link" {onclick}>{ desk.view.word("bring.link") }</button> }
}

/// Brings facts in.
pub fn draw(desk: &Desk) -> Html {
    if desk.view.looks_only.is_some() {
        return not_here(desk, "home.tool-bring");
    }
    html! { <Bring desk={desk.clone()} /> }
}

/// What is being brought. It stays while other screens are looked at.
#[derive(Clone, Default)]
struct Work {
    typed: AttrValue,
    /// How the file was read, where that needs saying.
    said: &'static str,
    /// Why nothing could be read.
    wrong: &'static str,
    brought: Brought,
    /// What was added: the name of the step, and where it now stands.
    done: Option<(AttrValue, &'static str)>,
    /// How often something was done here: what would be added is worked out anew when it was.
    turn: usize,
}

#[derive(Clone, Default)]
enum Brought {
    #[default]
    Nothing,
    Rows {
        text: Rc<str>,
        apart: Option<Apart>,
        table: Rc<Table>,
        mapping: Mapping,
    },
    Family {
        family: Rc<Family>,
        taking: Taking,
    },
}

/// What somebody did.
enum Did {
    Typed(String),
    Read,
    Opened(Option<Vec<u8>>),
    Kind(String),
    Apart(String),
    Headed(bool),
    HeldBy(String),
    Column(usize, String),
    SameToo(bool),
    Names(String),
    Child(usize),
    Away,
    Added,
}

/// What would be added, and the case as it would be.
#[derive(Default)]
struct Trial {
    draft: Draft,
    case: Case,
}

impl Brought {
    fn of(view: &View, decoded: &Decoded) -> Result<Brought, &'static str> {
        if gedcom::is_gedcom(&decoded.text) {
            return Ok(Brought::Family { family: Rc::new(gedcom::read(decoded)?), taking: Taking::default() });
        }
        let table = Rc::new(rows::read(&decoded.text, None, view.today)?);
        let mapping = Mapping::guess(&table, &view.guidance, view.today);
        Ok(Brought::Rows { text: decoded.text.as_str().into(), apart: None, table, mapping })
    }

    fn trial(&self, view: &View, number: u32) -> Trial {
        let (case, guidance, today) = (&view.case, &view.guidance, view.today);
        let draft = match self {
            Brought::Nothing => return Trial::default(),
            Brought::Rows { table, mapping, .. } => columns::draft(case, guidance, today, number, table, mapping),
            Brought::Family { family, taking } => gedcom::draft(case, guidance, today, number, family, taking),
        };
        let mut case = (**case).clone();
        if let Some(edit) = &draft.edit {
            edit.apply(&mut case);
        }
        Trial { draft, case }
    }
}

fn after(work: &mut Work, did: Did, desk: &Desk, trial: &Trial) {
    let (view, store) = (&desk.view, &desk.store);
    let decoded = match (did, &mut work.brought) {
        (Did::Read, _) => {
            let text = work.typed.to_string();
            let fits = if text.len() > MOST_BYTES { Err("bring.refused.too-large") } else { Ok(text) };
            fits.map(|text| Decoded { text, coding: Coding::Utf8, lost: 0 })
        }
        (Did::Opened(bytes), _) => bytes.ok_or("bring.refused.unreadable").and_then(|bytes| decode(&bytes)),
        (Did::Typed(typed), _) => return work.typed = typed.into(),
        (Did::Away, brought) => {
            *brought = Brought::Nothing;
            return store.focus("bring-rows");
        }
        (Did::Added, brought) => {
            if let Some(edit) = trial.draft.edit.clone() {
                let place = if matches!(edit.about, FactId::Person(_)) { "people" } else { "history" };
                *brought = Brought::Nothing;
                work.typed = AttrValue::default();
                work.done = Some((sentences::edit_name(&edit, &view.guidance).into(), place));
                store.send(Msg::Edited { edit, typing: None });
                store.focus("bring-done");
            }
            return;
        }
        (did, Brought::Rows { text, apart, table, mapping }) => {
            match did {
                Did::Kind(key) => {
                    mapping.kind = if key.is_empty() { Kind::Events } else { Kind::People };
                    mapping.guess_columns(table, &view.guidance, view.today);
                }
                Did::Headed(headed) => {
                    mapping.headed = headed;
                    mapping.guess_columns(table, &view.guidance, view.today);
                }
                Did::Apart(key) => {
                    let chosen = Apart::ALL.iter().copied().find(|apart| apart.key() == key);
                    match rows::read(text, chosen, view.today) {
                        Ok(read) => {
                            let held_by = std::mem::take(&mut mapping.held_by);
                            *mapping = Mapping { held_by, ..Mapping::guess(&read, &view.guidance, view.today) };
                            (*apart, *table, work.wrong) = (chosen, Rc::new(read), "");
                        }
                        Err(wrong) => work.wrong = wrong,
                    }
                }
                Did::HeldBy(agency) => mapping.held_by = agency,
                Did::Column(at, key) => {
                    let field = Field::ALL.iter().copied().find(|field| field.key() == key);
                    mapping.columns[at] = field.unwrap_or(Field::Note);
                }
                Did::SameToo(too) => mapping.same_too = too,
                _ => {}
            }
            return;
        }
        (Did::Names(key), Brought::Family { taking, .. }) => {
            taking.names = Names::ALL.iter().copied().find(|names| names.key() == key).unwrap_or_default();
            return;
        }
        (Did::Child(at), Brought::Family { taking, .. }) => return taking.children.toggle(at),
        _ => return,
    };
    work.done = None;
    match decoded.and_then(|decoded| Ok((decoded.say(), Brought::of(view, &decoded)?))) {
        Ok((said, brought)) => {
            (work.said, work.wrong, work.brought) = (said.unwrap_or_default(), "", brought);
            store.focus("bring-columns");
        }
        Err(wrong) => work.wrong = wrong,
    }
}

/// Says what was done with words: one copy for all that is said with words.
fn words(did: &Callback<Did>, make: fn(String) -> Did) -> Callback<String> {
    did.reform(make)
}

/// A check box that says what was ticked.
fn check(
    view: &View,
    id: &'static str,
    label: &str,
    checked: bool,
    did: &Callback<Did>,
    make: fn(bool) -> Did,
) -> Html {
    tick(Tick { id: id.into(), label: view.word(label), checked, on_change: did.reform(make), ..Default::default() })
}

/// A button that says what was done.
fn button(label: AttrValue, class: &'static str, did: &Callback<Did>, make: fn() -> Did) -> Html {
    html! { <button type="button" {class} onclick={did.reform(move |_| make())}>{ label }</button> }
}

/// A list to choose from, with words of its own for nothing chosen. `label` is the key of its words.
fn select(
    view: &View,
    label: &'static str,
    none: &str,
    options: Options,
    value: &str,
    on_change: Callback<String>,
) -> Html {
    let props = ChoiceField {
        id: label.replace('.', "-").into(),
        label: view.word(label),
        options,
        none: view.word(none),
        value: value.to_owned().into(),
        on_change,
        ..Default::default()
    };
    choice_field(view, props)
}

/// Keys as options, each with the word of its key under this one.
fn worded(view: &View, under: &str, keys: Vec<&'static str>) -> Options {
    let option = |key: &'static str| (AttrValue::Static(key), view.word(&format!("{under}{key}")));
    Rc::new(keys.into_iter().map(option).collect())
}

#[derive(Properties, PartialEq)]
struct BringProps {
    desk: Desk,
}

#[component]
fn Bring(props: &BringProps) -> Html {
    let desk = &props.desk;
    let view = &desk.view;
    let work = use_kept(&desk.store, "bring", Work::default);
    // What was added is said where it happened, not when somebody comes back.
    let came = *use_memo((), |()| work.turn);
    let known = use_mut_ref(|| None::<(usize, Rc<View>, Rc<Trial>)>);
    let kept = match &*known.borrow() {
        Some((turn, seen, trial)) if *turn == work.turn && seen == view => Some(trial.clone()),
        _ => None,
    };
    let trial = kept.unwrap_or_else(|| Rc::new(work.brought.trial(view, desk.store.next_number())));
    known.replace(Some((work.turn, view.clone(), trial.clone())));
    let did = {
        let (work, desk, trial) = (work.clone(), desk.clone(), trial.clone());
        Callback::from(move |did: Did| {
            let mut next = (*work).clone();
            next.turn += 1;
            after(&mut next, did, &desk, &trial);
            let is_work = !next.typed.is_empty() || !matches!(next.brought, Brought::Nothing);
            work.set_work(next, is_work);
        })
    };
    html! {
        <div class="bring">
            { screen_head(&view.word("bring.title"), &view.word("bring.lead")) }
            <p class="notice" role="note">{ view.word("bring.names") }</p>
            if let Some((step, place)) = work.done.clone().filter(|_| work.turn > came) {
                <div class="safety" id="bring-done" tabindex="-1" role="status">
                    <p>{ view.fill("bring.added", &[("step", &step)]) }</p>
                    <button type="button" class="btn-link" onclick={desk.store.sends(move || Msg::PlaceOpened(place.to_owned()))}>{ view.word(&format!("bring.see-{place}")) }</button>
                </div>
            }
            if !work.wrong.is_empty() { <p class="error-message" role="alert">{ view.word(work.wrong) }</p> }
            { match &work.brought {
                Brought::Nothing => choosing(view, &work, &did),
                Brought::Rows { apart, table, mapping, .. } => rows_head(view, &work, *apart, table, mapping, &did),
                Brought::Family { taking, .. } => family_head(desk, &work, taking, &trial, &did),
            } }
            { match &work.brought {
                Brought::Nothing => html! {},
                Brought::Rows { mapping, .. } => preview(desk, &trial, Some(mapping), &did),
                Brought::Family { .. } => preview(desk, &trial, None, &did),
            } }
        </div>
    }
}

/// Where rows are pasted, or a file is chosen.
fn choosing(view: &View, work: &Work, did: &Callback<Did>) -> Html {
    let paste = TextField {
        id: "bring-rows".into(),
        label: view.word("bring.paste"),
        hint: view.word("bring.paste-hint"),
        value: work.typed.clone(),
        lines: 8,
        on_input: words(did, Did::Typed),
        ..Default::default()
    };
    html! {
        <>
            <div class="fields">{ text_field(paste) }</div>
            <div class="row">{ button(view.word("bring.read"), "btn btn-main", did, || Did::Read) }</div>
            <div class="field">
                <label class="label" for="bring-file">{ view.word("bring.file") }</label>
                <p class="hint" id="bring-file-hint">{ view.word("bring.file-hint") }</p>
                <input type="file" id="bring-file" class="file" accept=".csv,.tsv,.tab,.txt,.ged,text/*" aria-describedby="bring-file-hint" onchange={on_bytes(MOST_BYTES, did.reform(Did::Opened))} />
            </div>
        </>
    }
}

/// The heading of the second step, and how the file was read.
fn step_head(view: &View, work: &Work, title: &str, lead: AttrValue) -> Html {
    html! {
        <>
            <h3 class="h-section" id="bring-columns" tabindex="-1">{ view.word(title) }</h3>
            if !work.said.is_empty() { <p class="note">{ view.word(work.said) }</p> }
            <p class="hint">{ lead }</p>
        </>
    }
}

/// What the rows and their columns are.
fn rows_head(
    view: &View,
    work: &Work,
    apart: Option<Apart>,
    table: &Table,
    mapping: &Mapping,
    did: &Callback<Did>,
) -> Html {
    let found = view.word(&format!("bring.apart.{}", table.apart.key()));
    let kind = if mapping.kind == Kind::People { Kind::People.key() } else { "" };
    let kinds = worded(view, "bring.kind.", vec![Kind::People.key()]);
    let aparts = worded(view, "bring.apart.", Apart::ALL.iter().map(|apart| apart.key()).collect());
    let apart = apart.map_or("", Apart::key);
    let fields = mapping.kind.fields().filter(|field| *field != Field::Note).map(Field::key).collect();
    let fields = worded(view, "bring.field.", fields);
    let column = |at: usize| {
        let name = heading(table, mapping.headed, at, &view.guidance);
        let cells = mapping.rows(table, &view.guidance).iter().filter_map(|row| row.cells.get(at));
        let example = cells.map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default();
        let field = mapping.columns.get(at).copied().unwrap_or(Field::Note);
        let props = ChoiceField {
            id: format!("bring-column-{at}").into(),
            label: view.fill("bring.column-is", &[("heading", &name)]),
            hint: view.fill("bring.column-example", &[("words", &sentences::clip_to(example, 60))]),
            options: fields.clone(),
            none: view.word("bring.field.note"),
            value: if field == Field::Note { AttrValue::default() } else { field.key().into() },
            on_change: did.reform(move |key| Did::Column(at, key)),
            ..Default::default()
        };
        choice_field(view, props)
    };
    html! {
        <>
            { step_head(view, work, "bring.columns-title", view.fill("bring.apart-found", &[("apart", &found)])) }
            <div class="fields">
                { select(view, "bring.kind", "bring.kind.events", kinds, kind, words(did, Did::Kind)) }
                { select(view, "bring.apart", "bring.apart.auto", aparts, apart, words(did, Did::Apart)) }
                if mapping.kind == Kind::Events {
                    { select(view, "bring.held-by", "bring.held-by-none", agencies(view), &mapping.held_by, words(did, Did::HeldBy)) }
                }
                { check(view, "bring-headed", "bring.headed", mapping.headed, did, Did::Headed) }
                for at in 0..table.width { { column(at) } }
            </div>
        </>
    }
}

/// How people of a family file are called, and which of them are children in this review.
fn family_head(desk: &Desk, work: &Work, taking: &Taking, trial: &Rc<Trial>, did: &Callback<Did>) -> Html {
    let view = &desk.view;
    let others = Names::ALL.iter().skip(1).map(|names| names.key()).collect();
    let others = worded(view, "bring.gedcom.names.", others);
    let chosen = if taking.names == Names::default() { "" } else { taking.names.key() };
    let one = {
        let (trial, did, children) = (trial.clone(), did.clone(), taking.children.clone());
        Callback::from(move |at: usize| {
            let Some((_, FactId::Person(id))) = trial.draft.added.get(at) else { return html! {} };
            let Some(person) = trial.case.get::<Person>(*id) else { return html! {} };
            let born = person.born.in_words();
            let label = if born.is_empty() { person.label.clone() } else { format!("{}, {born}", person.label) };
            let props = Tick {
                id: format!("bring-child-{at}").into(),
                label: label.into(),
                checked: children.contains(&at),
                on_change: did.reform(move |_| Did::Child(at)),
                ..Default::default()
            };
            html! { <li key={at}>{ tick(props) }</li> }
        })
    };
    html! {
        <>
            { step_head(view, work, "bring.gedcom.title", view.word("bring.gedcom.lead")) }
            <div class="fields">{ select(view, "bring.gedcom.names", "bring.gedcom.names.initials", others, chosen, words(did, Did::Names)) }</div>
            <fieldset class="fieldset" aria-describedby="bring-children-hint">
                <legend class="label">{ view.word("bring.gedcom.children") }</legend>
                <p class="hint" id="bring-children-hint">{ view.word("bring.gedcom.children-hint") }</p>
                <Pages desk={desk.clone()} total={trial.draft.added.len()} draw={page_list("cards", one)} label={view.word("bring.gedcom.children-pages")} />
            </fieldset>
        </>
    }
}

/// How many rows that look the same are told by number.
const SAME: usize = 20;

/// What could not be read, what will be added, and the button that adds it. A family file has no columns.
fn preview(desk: &Desk, trial: &Rc<Trial>, mapping: Option<&Mapping>, did: &Callback<Did>) -> Html {
    let view = &desk.view;
    let draft = &trial.draft;
    let line = if mapping.is_some() { "bring.row" } else { "bring.line" };
    // One drawing for both lists: what is said of a row, and the row as it will be added.
    let list = |is_rows: bool| {
        let (trial, view) = (trial.clone(), view.clone());
        Callback::from(move |at: usize| {
            let (number, words, fields) = if is_rows {
                let Some((number, fact)) = trial.draft.added.get(at) else { return html! {} };
                (*number, AttrValue::default(), sentences::field_words(&trial.case, &view.guidance, fact))
            } else {
                let Some(remark) = trial.draft.remarks.get(at) else { return html! {} };
                (remark.line, remark.words.clone().into(), Vec::new())
            };
            html! {
                <li key={at} class={is_rows.then_some("card")}>
                    <p><b>{ view.fill(line, &[("number", &number.to_string())]) }</b>{ " " }<bdi>{ words }</bdi></p>
                    for (label, words) in fields { <p><span class="hint">{ label }{ ": " }</span><bdi>{ words }</bdi></p> }
                </li>
            }
        })
    };
    let total = draft.added.len();
    let others = draft.edit.as_ref().map_or(0, |edit| edit.changes.len()).saturating_sub(total);
    let of_people = mapping.is_none_or(|mapping| mapping.kind == Kind::People);
    let same = {
        let rows: Vec<String> = draft.same.iter().take(SAME).map(usize::to_string).collect();
        let rows = rows.join(", ");
        if draft.same.len() > SAME { view.fill("bring.same-more", &[("rows", &rows)]) } else { rows.into() }
    };
    let (same_key, add_key) =
        if of_people { ("bring.same-people", "bring.add-people") } else { ("bring.same", "bring.add-events") };
    let counted = |key: &str, count: usize| view.fill(key, &[("count", &count.to_string()), ("rows", &same)]);
    html! {
        <>
            <h3 class="h-section">{ view.word("bring.remarks-title") }</h3>
            <ul class="links">for words in draft.overall.iter() { <li><bdi>{ words.clone() }</bdi></li> }</ul>
            if !draft.same.is_empty() {
                <p>{ counted(same_key, draft.same.len()) }</p>
                { check(view, "bring-same", "bring.same-too", mapping.is_some_and(|mapping| mapping.same_too), did, Did::SameToo) }
            }
            if draft.remarks.is_empty() && draft.overall.is_empty() { <p class="hint">{ view.word("bring.remarks-none") }</p> }
            <Pages desk={desk.clone()} total={draft.remarks.len()} draw={page_list("cards", list(false))} label={view.word("bring.remarks-pages")} />
            <h3 class="h-section">{ view.word("bring.preview-title") }</h3>
            if total == 0 { <p class="empty">{ view.word("bring.preview-none") }</p> }
            if others > 0 { <p>{ counted("bring.also-added", others) }</p> }
            <Pages desk={desk.clone()} {total} draw={page_list("cards", list(true))} label={view.word("bring.preview-pages")} />
            <div class="row">
                if total > 0 { { button(counted(add_key, total), "btn btn-main", did, || Did::Added) } }
                { button(view.word("bring.anew"), "btn", did, || Did::Away) }
            </div>
        </>
    }
}
