//! The file: JSON with a published schema. Reading keeps what can be read and says what could not.
//!
//! One set of types serves the case and the file. The committed schema and a corpus of old files fail a test when a
//! change to a fact would change the format by accident; a change on purpose raises [`VERSION`] and adds a migration.
//!
//! What a file has beside its case is kept with the case and written back where it stood: what only the facilitator of a
//! training exercise holds (see [`training`](crate::training)), the marks of its saves (see [`kin`]), or a part from a
//! newer version, which is said.

use std::fmt;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::case::{Case, ExerciseKind, FactId, HIGHEST_NUMBER};
use crate::plain::Plain;
use crate::sorted::Sorted;
use crate::training;
use crate::when::Today;

/// The version this reader writes.
pub const VERSION: u64 = 2;
/// What the file of a family's review says it is.
pub const FORMAT: &str = "family-history-review";
/// What a training file says it is, so that neither is taken for the other.
pub const TRAINING: &str = "family-history-training";
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 50_000_000;

mod combine;
mod line;
mod migrate;
mod rescue;
pub use combine::{Combining, Matches, combine, suggestions, take_out};
pub(crate) use line::add_mark;
pub use line::{Kin, is_line, kin};
pub use rescue::resume;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "schema")]
pub use schema::schema;

/// Something that needs saying, in words from the content pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The key of its words: `problem.not-json`.
    pub say: &'static str,
    /// Where: an id, a line, a version. Never anything a person typed about a family.
    pub at: String,
}

impl Problem {
    fn new(say: &'static str, at: impl fmt::Display) -> Problem {
        Problem { say, at: at.to_string() }
    }
}

/// Every problem that is said on screen, as keyed in the content pack.
pub const PROBLEMS: &[&str] = &[
    "problem.too-large",
    "problem.empty",
    "problem.not-json",
    "problem.foreign",
    "problem.newer",
    "problem.kept-aside",
    "problem.kept-part",
    "problem.unknown-part",
    "problem.rescued",
    "problem.rescue-left-out",
    "problem.file-refused",
    "problem.file-differs",
    "problem.only-newer",
    "problem.only-discreet",
    "problem.sealed-damaged",
    "problem.sealed-other",
    "problem.sealed-slow",
    "problem.sealed-wrong",
    "problem.sealed-insecure",
    "problem.print-refused",
    "problem.training-file",
    "problem.same-file",
    "problem.real-file",
    "problem.outcome-alone",
    "problem.outcome-foreign",
    "problem.locked",
    "problem.stage-kept",
    "problem.locked-changed",
];

/// The problem that this key says, with what its words leave room for.
pub fn said(say: &'static str) -> Problem {
    let at = if say == "problem.too-large" { (LARGEST / 1_000_000).to_string() } else { String::new() };
    Problem { say, at }
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The facts.
    pub case: Case,
    /// The next free id number.
    pub next_number: u32,
    /// Changes that stand in no saved file yet: those of a rescue file.
    pub edits: u32,
    /// Whether it is of a newer version that may not be changed here without losing something.
    pub is_newer: bool,
    /// What could not be read, and what was kept.
    pub problems: Vec<Problem>,
}

/// The text of the file.
pub fn write(case: &Case, next_number: u32) -> String {
    let format = if case.is_training() { TRAINING } else { FORMAT };
    let mut file = json!({ "format": format, "version": VERSION, "next-number": next_number });
    let mut facts = case.to_json();
    if let Some(facts) = facts.as_object_mut() {
        facts.remove("unread");
        for (place, value) in &case.unread {
            match place.strip_prefix('/') {
                Some(part) => file[part] = value.clone(),
                None => put_back(facts, place, value.clone()),
            }
        }
    }
    file["case"] = facts;
    let mut text = serde_json::to_string_pretty(&file).expect("JSON of JSON");
    text.push('\n');
    text
}

/// A file name with no case data in it: what kind of file, and the day.
pub fn file_name(case: &Case, today: Today) -> String {
    let kind = match case.exercise.kind {
        None => FORMAT.to_owned(),
        // Whose view it has keeps the copies of tables apart, and says nothing of anybody.
        Some(kind) if case.exercise.agency.is_empty() => format!("{TRAINING}-{}", kind.key()),
        Some(kind) => format!("{TRAINING}-{}-{}", kind.key(), case.exercise.agency),
    };
    format!("{kind}-{}.json", today.iso())
}

/// Reads a file.
///
/// # Errors
/// The one problem that kept any of it from being read. The work in hand is not touched.
pub fn open(text: &str) -> Result<Opened, Problem> {
    if text.len() > LARGEST {
        return Err(said("problem.too-large"));
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Problem::new("problem.empty", ""));
    }
    let file: Value = serde_json::from_str(text)
        .map_err(|error| Problem::new("problem.not-json", format!("{}:{}", error.line(), error.column())))?;
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT | TRAINING) => {}
        Some(rescue::FORMAT) => return Ok(rescue::read(&file)),
        _ => return Err(Problem::new("problem.foreign", "")),
    }
    let mut problems = Vec::new();
    let version = file.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
    // A newer version may say that an older one loses nothing by changing it.
    let is_newer = file.get(MIN_READER).and_then(Value::as_u64).unwrap_or(version).min(version) > VERSION;
    if is_newer {
        problems.push(Problem::new("problem.newer", version));
    }
    let mut facts = match file.get("case") {
        Some(Value::Object(facts)) => facts.clone(),
        _ => return Err(Problem::new("problem.foreign", "case")),
    };
    migrate::bring_up_to_date(&mut facts, version);
    let mut case = read_case(facts, &mut problems);
    if file.get("format").and_then(Value::as_str) == Some(TRAINING) && !case.is_training() {
        // It says that it is for training: it is never taken for a family.
        Rc::make_mut(&mut case.exercise).kind = Some(ExerciseKind::Scenario);
    }
    if let Value::Object(parts) = &file {
        for (part, value) in parts.iter().filter(|(part, _)| !PARTS.contains(&part.as_str())) {
            let place = format!("/{part}");
            if part != MIN_READER
                && part != line::PART
                && !(case.is_training() && training::PARTS.contains(&part.as_str()))
            {
                problems.push(Problem::new("problem.unknown-part", part));
            }
            case.unread.insert(place, value.clone());
        }
    }
    // The last number of all leaves no room for a second new fact: nobody has come that far but by hand.
    let next_number = file.get("next-number").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    let next_number = next_number.filter(|number| *number < HIGHEST_NUMBER).unwrap_or(1);
    let aside = case.unread.keys().filter_map(|place| number_in(place)).max().unwrap_or_default();
    Ok(Opened { next_number: case.next_number(next_number.max(aside + 1)), edits: 0, is_newer, case, problems })
}

/// The lowest version that may change a file, where a newer one says so.
const MIN_READER: &str = "min-reader";

/// The parts of a file.
const PARTS: &[&str] = &["format", "version", "next-number", "case"];

/// The number in the id of a fact that was kept aside, so that it is not used again: 7 in `people/p7`.
fn number_in(place: &str) -> Option<u32> {
    let (_, id) = place.split_once('/')?;
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    (digits.len() <= 9).then(|| digits.parse().ok()).flatten()
}

/// What stands before the place of a fact of which only some fields could not be read.
const SOME_FIELDS: char = '+';
/// What stands before the name of a part that would be taken for a place.
const WHOLE: char = '=';

/// Whether the name of a part would be taken for a place.
fn is_odd(part: &str) -> bool {
    part.is_empty() || part.contains(['/', SOME_FIELDS, WHOLE])
}

/// Reads fact by fact, and a fact that cannot be read whole field by field: what cannot be read is kept aside as it came,
/// and everything else is read.
fn read_case(facts: Map<String, Value>, problems: &mut Vec<Problem>) -> Case {
    if let Ok(case) = Case::from_json(Value::Object(facts.clone())) {
        let known = case.to_json();
        let all_known = facts.keys().all(|part| known.get(part).is_some() || is_empty(&facts[part]));
        if all_known && case.unread.is_empty() {
            return case;
        }
    }
    let mut case = Map::new();
    let mut aside = Aside { unread: Sorted::default(), problems };
    for (part, value) in facts {
        match value {
            // A part of that name would shadow our own shelf: it is kept, like anything strange.
            value if part == "unread" || is_odd(&part) => aside.part(part, value),
            // `head`, `plan` and `exercise` are one fact each; every other part is a map of facts by id.
            Value::Object(entries) if !["head", "plan", "exercise"].contains(&part.as_str()) => {
                let mut read = Map::new();
                for (id, entry) in entries {
                    if let Some(entry) = aside.fact(&format!("{part}/{id}"), entry, |entry| {
                        let alone = json!({ part.as_str(): { id.as_str(): entry } });
                        let back = Case::from_json(alone).ok().map(|case| case.to_json());
                        back.is_some_and(|back| back.get(&part).and_then(|part| part.get(&id)).is_some())
                    }) {
                        read.insert(id, entry);
                    }
                }
                if !read.is_empty() {
                    case.insert(part, Value::Object(read));
                }
            }
            Value::Object(_) => {
                let read = aside.fact(&part, value, |fact| Case::from_json(json!({ part.as_str(): fact })).is_ok());
                if let Some(fact) = read {
                    case.insert(part, fact);
                }
            }
            value if is_empty(&value) => {}
            value => aside.part(part, value),
        }
    }
    let unread = aside.unread;
    let mut case = Case::from_json(Value::Object(case)).unwrap_or_default();
    case.unread = unread;
    case
}

/// What could not be read, and the problems that say so.
struct Aside<'a> {
    unread: Sorted<String, Value>,
    problems: &'a mut Vec<Problem>,
}

impl Aside<'_> {
    /// Keeps a whole part aside.
    fn part(&mut self, part: String, value: Value) {
        self.problems.push(Problem::new("problem.unknown-part", &part));
        self.unread.insert(if is_odd(&part) { format!("{WHOLE}{part}") } else { part }, value);
    }

    /// What can be read of a fact; the rest is kept aside.
    fn fact(&mut self, place: &str, fact: Value, reads: impl Fn(&Value) -> bool) -> Option<Value> {
        if reads(&fact) {
            return Some(fact);
        }
        match fact {
            Value::Object(fields) if reads(&json!({})) => {
                self.problems.push(Problem::new("problem.kept-part", place));
                let (known, unknown): (Map<_, _>, Map<_, _>) =
                    fields.into_iter().partition(|(field, value)| reads(&json!({ field.as_str(): value })));
                self.unread.insert(format!("{SOME_FIELDS}{place}"), Value::Object(unknown));
                Some(Value::Object(known))
            }
            fact => {
                self.problems.push(Problem::new("problem.kept-aside", place));
                self.unread.insert(place.to_owned(), fact);
                None
            }
        }
    }
}

/// Puts what was kept aside back where it stood. What a person has written there since stays.
fn put_back(facts: &mut Map<String, Value>, place: &str, value: Value) {
    let Some(fact) = place.strip_prefix(SOME_FIELDS) else {
        let (whole, odd) = (place.split_once('/'), place.strip_prefix(WHOLE));
        let place = odd.unwrap_or(place);
        match whole.filter(|_| odd.is_none()) {
            Some((part, id)) => {
                if let Value::Object(part) = facts.entry(part).or_insert_with(|| json!({})) {
                    part.entry(id).or_insert(value);
                }
            }
            None => {
                facts.entry(place).or_insert(value);
            }
        }
        return;
    };
    let known = match fact.split_once('/') {
        // A fact that was taken out since does not come back in part.
        Some((part, id)) => facts.get_mut(part).and_then(|part| part.get_mut(id)),
        None => Some(facts.entry(fact).or_insert_with(|| json!({}))),
    };
    if let (Some(Value::Object(known)), Value::Object(fields)) = (known, value) {
        for (field, value) in fields {
            // An end of a link is written even where it is nobody: that nobody gives way to what stood there.
            let leads_nowhere =
                |end: &Value| end.as_str().and_then(|end| end.parse::<FactId>().ok()?.number()) == Some(0);
            if known.get(&field).is_none_or(leads_nowhere) {
                known.insert(field, value);
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
