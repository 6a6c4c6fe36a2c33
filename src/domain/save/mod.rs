//! The file: JSON with a published schema. Reading keeps what can be read and says what could not.
//!
//! One set of types serves the case and the file. The committed schema and a corpus of old files fail a test when a
//! change to a fact would change the format by accident; a change on purpose raises [`VERSION`] and adds a migration.
//!
//! What a file has beside its case and this version does not use is kept with the case and written back where it stood:
//! the stages of a training case (see [`scenario`](crate::scenario)), or a part from a newer version, which is said.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::case::Case;
use crate::plain::Plain;
use crate::scenario;
use crate::when::Today;

/// The version this reader writes.
pub const VERSION: u64 = 1;
/// What every file says it is.
pub const FORMAT: &str = "family-history-review";
/// The parts of a file that this version writes itself.
const OWN: &[&str] = &["format", "version", "next-number", "case"];
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 50_000_000;

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
    "problem.unknown-part",
    "problem.file-refused",
    "problem.print-refused",
];

/// What was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The facts.
    pub case: Case,
    /// The next free id number.
    pub next_number: u32,
    /// What could not be read, and what was kept.
    pub problems: Vec<Problem>,
}

/// The text of the file.
pub fn write(case: &Case, next_number: u32) -> String {
    let mut file = json!({ "format": FORMAT, "version": VERSION, "next-number": next_number });
    let mut facts = case.to_json();
    let unread = facts.as_object_mut().and_then(|facts| facts.remove("unread"));
    file["case"] = facts;
    if let Some(unread) = unread {
        put_back(&mut file, unread);
    }
    let mut text = serde_json::to_string_pretty(&file).expect("JSON of JSON");
    text.push('\n');
    text
}

/// A file name with no case data in it.
pub fn file_name(today: Today) -> String {
    format!("family-history-review-{}.json", today.iso())
}

/// Reads a file.
///
/// # Errors
/// The one problem that kept any of it from being read. The work in hand is not touched.
pub fn open(text: &str) -> Result<Opened, Problem> {
    if text.len() > LARGEST {
        return Err(Problem::new("problem.too-large", LARGEST / 1_000_000));
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Problem::new("problem.empty", ""));
    }
    let file: Value = serde_json::from_str(text)
        .map_err(|error| Problem::new("problem.not-json", format!("{}:{}", error.line(), error.column())))?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Problem::new("problem.foreign", ""));
    }
    let mut problems = Vec::new();
    let version = file.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
    if version > VERSION {
        problems.push(Problem::new("problem.newer", version));
    }
    let next_number =
        file.get("next-number").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).unwrap_or(1);
    let facts = match file.get("case") {
        Some(Value::Object(facts)) => facts.clone(),
        _ => return Err(Problem::new("problem.foreign", "case")),
    };
    let mut case = read_case(facts, &mut problems);
    let Value::Object(parts) = file else { return Err(Problem::new("problem.foreign", "")) };
    for (part, value) in parts.into_iter().filter(|(part, value)| !OWN.contains(&part.as_str()) && !is_empty(value)) {
        let place = format!("/{part}");
        if place != scenario::PLACE {
            problems.push(Problem::new("problem.unknown-part", &part));
        }
        case.unread.insert(place, value);
    }
    Ok(Opened { next_number: next_number.max(case.highest_id() + 1), case, problems })
}

/// Reads fact by fact: one that cannot be read is kept aside as it came, and everything else is read.
fn read_case(facts: Map<String, Value>, problems: &mut Vec<Problem>) -> Case {
    if let Ok(case) = Case::from_json(Value::Object(facts.clone())) {
        let known = case.to_json();
        let all_known = facts.keys().all(|part| known.get(part).is_some() || is_empty(&facts[part]));
        if all_known && case.unread.is_empty() {
            return case;
        }
    }
    let mut case = Value::Object(Map::new());
    let mut unread = Map::new();
    for (part, value) in facts {
        if part == "unread" {
            // A part of that name would shadow our own shelf: it is kept, like anything strange.
            problems.push(Problem::new("problem.unknown-part", &part));
            unread.insert(part, value);
            continue;
        }
        match value {
            // `head` and `plan` are one fact each; every other part is a map of facts by id.
            Value::Object(entries) if part != "head" && part != "plan" => {
                for (id, entry) in entries {
                    let alone = json!({ part.as_str(): { id.as_str(): entry } });
                    let back = Case::from_json(alone).ok().map(|case| case.to_json());
                    if back.is_some_and(|back| back.get(&part).and_then(|part| part.get(&id)).is_some()) {
                        case[part.as_str()][id.as_str()] = entry;
                    } else {
                        problems.push(Problem::new("problem.kept-aside", format!("{part}/{id}")));
                        unread.insert(format!("{part}/{id}"), entry);
                    }
                }
            }
            value => {
                let alone = json!({ part.as_str(): value });
                let back = Case::from_json(alone).ok().map(|case| case.to_json());
                if back.is_some_and(|back| back.get(&part).is_some()) {
                    case[part.as_str()] = value;
                } else if !is_empty(&value) {
                    problems.push(Problem::new("problem.unknown-part", &part));
                    unread.insert(part, value);
                }
            }
        }
    }
    let mut case: Case = Case::from_json(case).unwrap_or_default();
    case.unread = unread.into_iter().collect();
    case
}

/// Puts what was kept aside back where it stood.
fn put_back(file: &mut Value, unread: Value) {
    let Value::Object(unread) = unread else { return };
    for (place, value) in unread {
        if let Some(part) = place.strip_prefix('/').filter(|part| !OWN.contains(part)) {
            file[part] = value;
            continue;
        }
        let facts = &mut file["case"];
        match place.split_once('/') {
            Some((part, id)) => {
                if facts.get(part).is_none_or(Value::is_object) {
                    facts[part][id] = value;
                }
            }
            None => facts[place.as_str()] = value,
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
