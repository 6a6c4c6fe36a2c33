//! The rescue file: what the page hands out when the assistant has stopped. It holds the text the work rested on and
//! every edit since, as the page kept them.

use serde_json::Value;

use super::{Opened, Problem, open};
use crate::case::{Case, Edit};
use crate::plain::Plain;

/// What every rescue file says it is.
pub(super) const FORMAT: &str = "family-history-assistant rescue";

/// The work of a rescue file.
pub(super) fn read(file: &Value) -> Opened {
    let part = |name| file.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let edit = |edit: &Value| edit.as_str().unwrap_or_default().to_owned();
    let journal: Vec<String> = part("journal").iter().map(edit).collect();
    let aside = part("setAside").iter().filter(|edit| !edit.is_null()).count();
    let (mut opened, unread) = resume(file.get("base").and_then(Value::as_str).unwrap_or_default(), &journal);
    let mut problems = vec![Problem::new("problem.rescued", journal.len())];
    if aside + unread > 0 {
        problems.push(Problem::new("problem.rescue-left-out", aside + unread));
    }
    problems.append(&mut opened.problems);
    Opened { problems, ..opened }
}

/// The text that some work rested on, with its edits made again; and how many of these parts could not be read.
pub fn resume(base: &str, journal: &[String]) -> (Opened, usize) {
    let nothing = Opened { case: Case::default(), next_number: 1, edits: 0, is_newer: false, problems: Vec::new() };
    let (mut opened, mut unread) = match open(base) {
        Ok(opened) => (opened, 0),
        Err(_) => (nothing, usize::from(!base.is_empty())),
    };
    for edit in journal {
        let read = serde_json::from_str(edit).ok().and_then(|edit| Edit::from_json(edit).ok());
        let made = read.is_some_and(|edit| {
            edit.apply(&mut opened.case);
            // What was added and is gone again keeps its number.
            opened.next_number = opened.case.next_number(opened.next_number);
            edit.changes.iter().all(|change| opened.case.written(&change.fact) == change.after)
        });
        if made { opened.edits += 1 } else { unread += 1 }
    }
    (opened, unread)
}
