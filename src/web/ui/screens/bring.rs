//! Brings in many facts at once: pasted rows, a list in a file, a family file. What would be added is shown first.

use std::rc::Rc;

use family_history_domain::bring::columns::{self, Field, Kind, Mapping, heading};
use family_history_domain::bring::gedcom::{self, Family, Names, Taking};
use family_history_domain::bring::rows::{self, Apart, Table};
use family_history_domain::bring::text::{Coding, Decoded, MOST_BYTES, decode};
use family_history_domain::bring::{Draft, Remark};
use family_history_domain::case::{Case, FactId, Person};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{
    ChoiceField, Desk, Options, Pages, TextField, Tick, agencies, choice_field, on_bytes, text_field, tick,
};
use crate::ui::screen_head;

/// Leads here from where facts are added one by one.
pub fn link(desk: &Desk) -> Html {
    let onclick = desk.store.sends(|| Msg::PlaceOpened("bring".to_owned()));
    html! { <button type="button" class="btn-link" {onclick}>{ desk.view.word("bring.link") }</button> }
}

/// Brings facts in.
pub fn draw(desk: &Desk) -> Html {
    html! { <Bring desk={desk.clone()} /> }
}

/// What is being brought. It is gone when the screen is left: the rows are where they were copied from.
#[derive(Clone, PartialEq, Default)]
struct Work {
    typed: Rc<str>,
    /// How the file was read, where that needs saying.
    said: &'static str,
    /// Why nothing could be read.
    wrong: &'static str,
    brought: Brought,
    /// What was added: the name of the step, and where it now stands.
    done: Option<(AttrValue, &'static str)>,
}

#[derive(Clone, PartialEq, Default)]
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
    Put,
    Added,
}

/// What would be added, and the case as it would be.
#[derive(PartialEq, Default)]
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

fn after(mut work: Work, did: Did, desk: &Desk, trial: &Trial) -> Work {
    let (view, store) = (&desk.view, &desk.store);
    let read = |work: &mut Work, decoded: Result<Decoded, &'static str>| {
        let brought = decoded.and_then(|decoded| Ok((decoded.say(), Brought::of(view, &decoded)?)));
        work.done = None;
        match brought {
            Ok((said, brought)) => {
                (work.said, work.wrong, work.brought) = (said.unwrap_or_default(), "", brought);
                store.focus("bring-columns");
            }
            Err(wrong) => work.wrong = wrong,
        }
    };
    match (did, &mut work.brought) {
        (Did::Typed(typed), _) => work.typed = typed.into(),
        (Did::Read, _) => {
            let text = work.typed.to_string();
            let fits = if text.len() > MOST_BYTES { Err("bring.refused.too-large") } else { Ok(text) };
            read(&mut work, fits.map(|text| Decoded { text, coding: Coding::Utf8, lost: 0 }));
        }
        (Did::Opened(bytes), _) => {
            read(&mut work, bytes.ok_or("bring.refused.unreadable").and_then(|bytes| decode(&bytes)));
        }
        (Did::Kind(key), Brought::Rows { table, mapping, .. }) => {
            mapping.kind = if key.is_empty() { Kind::Events } else { Kind::People };
            mapping.guess_columns(table, &view.guidance, view.today);
        }
        (Did::Headed(headed), Brought::Rows { table, mapping, .. }) => {
            mapping.headed = headed;
            mapping.guess_columns(table, &view.guidance, view.today);
        }
        (Did::Apart(key), Brought::Rows { text, apart, table, mapping }) => {
            let chosen = Apart::ALL.iter().copied().find(|apart| apart.key() == key);
            if let Ok(read) = rows::read(text, chosen, view.today) {
                *apart = chosen;
                *mapping = Mapping {
                    held_by: std::mem::take(&mut mapping.held_by),
                    ..Mapping::guess(&read, &view.guidance, view.today)
                };
                *table = Rc::new(read);
            }
        }
        (Did::HeldBy(agency), Brought::Rows { mapping, .. }) => mapping.held_by = agency,
        (Did::Column(at, key), Brought::Rows { mapping, .. }) => {
            let field = Field::ALL.iter().copied().find(|field| field.key() == key);
            mapping.columns[at] = field.unwrap_or(Field::Note);
        }
        (Did::SameToo(too), Brought::Rows { mapping, .. }) => mapping.same_too = too,
        (Did::Names(key), Brought::Family { taking, .. }) => {
            taking.names = Names::ALL.iter().copied().find(|names| names.key() == key).unwrap_or_default();
        }
        (Did::Child(at), Brought::Family { taking, .. }) => taking.children.toggle(at),
        (Did::Put, _) => {
            work.brought = Brought::Nothing;
            store.focus("bring-rows");
        }
        (Did::Added, brought) => {
            if let Some(edit) = trial.draft.edit.clone() {
                let place = if matches!(edit.about, FactId::Person(_)) { "people" } else { "history" };
                *brought = Brought::Nothing;
                work.typed = Rc::default();
                work.done = Some((sentences::edit_name(&edit, &view.guidance).into(), place));
                store.send(Msg::Edited { edit, typing: None });
                store.focus("bring-done");
            }
        }
        _ => {}
    }
    work
}

#[derive(Properties, PartialEq)]
struct BringProps {
    desk: Desk,
}

#[component]
fn Bring(props: &BringProps) -> Html {
    let desk = &props.desk;
    let view = &desk.view;
    let work = use_state(Work::default);
    let trial =
        use_memo((work.brought.clone(), view.clone()), |(brought, view)| brought.trial(view, desk.store.next_number()));
    let did = {
        let (work, desk, trial) = (work.clone(), desk.clone(), trial.clone());
        Callback::from(move |did: Did| work.set(after((*work).clone(), did, &desk, &trial)))
    };
    html! {
        <>
            { screen_head(&view.word("bring.title"), &view.word("bring.lead")) }
            <p class="notice" role="note">{ view.word("bring.names") }</p>
            if let Some((step, place)) = work.done.clone() {
                <div class="safety" id="bring-done" tabindex="-1" role="status">
                    <p>{ view.fill("bring.added", &[("step", &step)]) }</p>
                    <button type="button" class="btn-link" onclick={desk.store.sends(move || Msg::PlaceOpened(place.to_owned()))}>{ view.word(&format!("bring.see-{place}")) }</button>
                </div>
            }
            if !work.wrong.is_empty() { <p class="error-message" role="alert">{ view.word(work.wrong) }</p> }
            { match &work.brought {
                Brought::Nothing => choosing(view, &work, &did),
                Brought::Rows { apart, table, mapping, .. } => html! { <>
                    { rows_head(view, &work, *apart, table, mapping, &did) }
                    { preview(desk, &trial, "bring.row", Some(mapping.same_too), &did) }
                </> },
                Brought::Family { taking, .. } => html! { <>
                    { family_head(desk, &work, taking, &trial, &did) }
                    { preview(desk, &trial, "bring.line", None, &did) }
                </> },
            } }
        </>
    }
}

/// Where rows are pasted, or a file is chosen.
fn choosing(view: &View, work: &Work, did: &Callback<Did>) -> Html {
    html! {
        <>
            <div class="fields">
                { text_field(TextField { id: "bring-rows".into(), label: view.word("bring.paste"), hint: view.word("bring.paste-hint"), value: work.typed.to_string().into(), lines: 8, on_input: did.reform(Did::Typed), ..Default::default() }) }
            </div>
            <div class="row"><button type="button" class="btn btn-main" onclick={did.reform(|_| Did::Read)}>{ view.word("bring.read") }</button></div>
            <div class="field">
                <label class="label" for="bring-file">{ view.word("bring.file") }</label>
                <p class="hint" id="bring-file-hint">{ view.word("bring.file-hint") }</p>
                <input type="file" id="bring-file" class="file" accept=".csv,.tsv,.tab,.txt,.ged,text/*" aria-describedby="bring-file-hint" onchange={on_bytes(MOST_BYTES, did.reform(Did::Opened))} />
            </div>
        </>
    }
}

/// Keys as options, each with the word of its key under this one.
fn worded(view: &View, under: &str, keys: impl Iterator<Item = &'static str>) -> Options {
    Rc::new(keys.map(|key| (AttrValue::Static(key), view.word(&format!("{under}{key}")))).collect())
}

/// The heading of the second step, and how the file was read.
fn step_head(view: &View, work: &Work, title: &str) -> Html {
    html! {
        <>
            <h3 class="h-section" id="bring-columns" tabindex="-1">{ view.word(title) }</h3>
            if !work.said.is_empty() { <p class="note">{ view.word(work.said) }</p> }
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
    let kind = ChoiceField {
        id: "bring-kind".into(),
        label: view.word("bring.kind"),
        options: worded(view, "bring.kind.", [Kind::People.key()].into_iter()),
        none: view.word("bring.kind.events"),
        value: if mapping.kind == Kind::People { Kind::People.key().into() } else { AttrValue::default() },
        on_change: did.reform(Did::Kind),
        ..Default::default()
    };
    let found = view.word(&format!("bring.apart.{}", table.apart.key()));
    let apart = ChoiceField {
        id: "bring-apart".into(),
        label: view.word("bring.apart"),
        hint: view.fill("bring.apart-found", &[("apart", &found)]),
        options: worded(view, "bring.apart.", Apart::ALL.iter().map(|apart| apart.key())),
        none: view.word("bring.apart.auto"),
        value: apart.map(Apart::key).unwrap_or_default().into(),
        on_change: did.reform(Did::Apart),
        ..Default::default()
    };
    let held_by = ChoiceField {
        id: "bring-held-by".into(),
        label: view.word("bring.held-by"),
        options: agencies(view),
        none: view.word("bring.held-by-none"),
        value: mapping.held_by.clone().into(),
        on_change: did.reform(Did::HeldBy),
        ..Default::default()
    };
    let fields =
        worded(view, "bring.field.", mapping.kind.fields().filter(|field| *field != Field::Note).map(Field::key));
    let column = |at: usize| {
        let name = heading(table, mapping.headed, at, &view.guidance);
        let cells = table.rows.iter().skip(usize::from(mapping.headed)).filter_map(|row| row.cells.get(at));
        let example = cells.map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default();
        let field = mapping.columns.get(at).copied().unwrap_or(Field::Note);
        ChoiceField {
            id: format!("bring-column-{at}").into(),
            label: view.fill("bring.column-is", &[("heading", &name)]),
            hint: if example.is_empty() {
                view.word("bring.column-empty")
            } else {
                view.fill("bring.column-example", &[("words", &sentences::clip_to(example, 60))])
            },
            options: fields.clone(),
            none: view.word("bring.field.note"),
            value: if field == Field::Note { AttrValue::default() } else { field.key().into() },
            on_change: did.reform(move |key| Did::Column(at, key)),
            ..Default::default()
        }
    };
    html! {
        <>
            { step_head(view, work, "bring.columns-title") }
            <div class="fields">
                { choice_field(view, kind) }
                { choice_field(view, apart) }
                if mapping.kind == Kind::Events { { choice_field(view, held_by) } }
                { tick(Tick { id: "bring-headed".into(), label: view.word("bring.headed"), checked: mapping.headed, on_change: did.reform(Did::Headed), ..Default::default() }) }
                for at in 0..table.width { { choice_field(view, column(at)) } }
            </div>
        </>
    }
}

/// How people of a family file are called, and which of them are children in this review.
fn family_head(desk: &Desk, work: &Work, taking: &Taking, trial: &Rc<Trial>, did: &Callback<Did>) -> Html {
    let view = &desk.view;
    let names = ChoiceField {
        id: "bring-names".into(),
        label: view.word("bring.gedcom.names"),
        options: worded(view, "bring.gedcom.names.", Names::ALL[1..].iter().map(|names| names.key())),
        none: view.word("bring.gedcom.names.initials"),
        value: if taking.names == Names::default() { AttrValue::default() } else { taking.names.key().into() },
        on_change: did.reform(Did::Names),
        ..Default::default()
    };
    let one = {
        let (trial, did, children) = (trial.clone(), did.clone(), taking.children.clone());
        Callback::from(move |at: usize| {
            let person = match trial.draft.added.get(at) {
                Some((_, FactId::Person(id))) => trial.case.get::<Person>(*id).cloned().unwrap_or_default(),
                _ => return html! {},
            };
            let born = person.born.in_words();
            let label = if born.is_empty() { person.label } else { format!("{}, {born}", person.label) };
            let (checked, id) = (children.contains(&at), format!("bring-child-{at}"));
            html! { <li key={at}>{ tick(Tick { id: id.into(), label: label.into(), checked, on_change: did.reform(move |_| Did::Child(at)), ..Default::default() }) }</li> }
        })
    };
    html! {
        <>
            { step_head(view, work, "bring.gedcom.title") }
            <p class="hint">{ view.word("bring.gedcom.lead") }</p>
            <div class="fields">{ choice_field(view, names) }</div>
            <fieldset class="fieldset" aria-describedby="bring-children-hint">
                <legend class="label">{ view.word("bring.gedcom.children") }</legend>
                <p class="hint" id="bring-children-hint">{ view.word("bring.gedcom.children-hint") }</p>
                <Pages desk={desk.clone()} total={trial.draft.added.len()} draw={one} label={view.word("bring.gedcom.children-pages")} />
            </fieldset>
        </>
    }
}

/// How many rows that look the same are told by number.
const SAME: usize = 20;

/// What will be added, what could not be read, and the button that adds it. `line` names what the numbers count.
fn preview(desk: &Desk, trial: &Rc<Trial>, line: &'static str, same_too: Option<bool>, did: &Callback<Did>) -> Html {
    let view = &desk.view;
    let draft = &trial.draft;
    let numbered = {
        let view = view.clone();
        move |number: usize| view.fill(line, &[("number", &number.to_string())])
    };
    let remark = {
        let (trial, numbered) = (trial.clone(), numbered.clone());
        Callback::from(move |at: usize| match trial.draft.remarks.get(at) {
            Some(Remark { line, words }) => {
                html! { <li key={at}><b>{ numbered(*line) }</b>{ ": " }<bdi>{ words.clone() }</bdi></li> }
            }
            None => html! {},
        })
    };
    let row = {
        let (trial, view, numbered) = (trial.clone(), view.clone(), numbered);
        Callback::from(move |at: usize| {
            let Some((line, fact)) = trial.draft.added.get(at) else { return html! {} };
            html! {
                <li key={at} class="card bring-row">
                    <p><b>{ numbered(*line) }</b></p>
                    for (label, words) in sentences::field_words(&trial.case, &view.guidance, fact) {
                        <p><span class="hint">{ label }{ ": " }</span><bdi>{ words }</bdi></p>
                    }
                </li>
            }
        })
    };
    let total = draft.added.len();
    let others = draft.edit.as_ref().map_or(0, |edit| edit.changes.len()).saturating_sub(total);
    let of_people = draft.added.first().is_some_and(|(_, fact)| matches!(fact, FactId::Person(_)));
    let add = if of_people { "bring.add-people" } else { "bring.add-events" };
    let same = {
        let rows: Vec<String> = draft.same.iter().take(SAME).map(usize::to_string).collect();
        let rows = rows.join(", ");
        if draft.same.len() > SAME { view.fill("bring.same-more", &[("rows", &rows)]) } else { rows.into() }
    };
    html! {
        <>
            <h3 class="h-section">{ view.word("bring.remarks-title") }</h3>
            <ul class="links">for words in draft.overall.iter() { <li><bdi>{ words.clone() }</bdi></li> }</ul>
            if !draft.same.is_empty() {
                <p>{ view.fill("bring.same", &[("count", &draft.same.len().to_string()), ("rows", &same)]) }</p>
                { tick(Tick { id: "bring-same".into(), label: view.word("bring.same-too"), checked: same_too.unwrap_or_default(), on_change: did.reform(Did::SameToo), ..Default::default() }) }
            }
            if draft.remarks.is_empty() {
                <p class="hint">{ view.word("bring.remarks-none") }</p>
            } else {
                <Pages desk={desk.clone()} total={draft.remarks.len()} draw={remark} label={view.word("bring.remarks-pages")} />
            }
            <h3 class="h-section">{ view.word("bring.preview-title") }</h3>
            if total == 0 { <p class="empty">{ view.word("bring.preview-none") }</p> }
            if others > 0 { <p>{ view.fill("bring.also-added", &[("count", &others.to_string())]) }</p> }
            <Pages desk={desk.clone()} {total} draw={row} label={view.word("bring.preview-pages")} />
            <div class="row">
                if total > 0 { <button type="button" class="btn btn-main" id="bring-add" onclick={did.reform(|_| Did::Added)}>{ view.fill(add, &[("count", &total.to_string())]) }</button> }
                <button type="button" class="btn" onclick={did.reform(|_| Did::Put)}>{ view.word("bring.anew") }</button>
            </div>
        </>
    }
}
