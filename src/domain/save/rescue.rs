//! The rescue file: what the page hands out when the assistant has stopped. It holds the text the work rested on and
//! every edit since, as the page kept them.

use serde_json::Value;

use super::{Opened, Problem, open};
use crate::case::{Case, Edit};
use crate::plain::Plain;

/// What every rescue file says it is.
pub(super) const FORMAT: &str = "family-history-assistant rescue";

/// The work of a rescue file: what it rested on, with its edits made again.
pub(super) fn read(file: &Value) -> Opened {
    let base = file["base"].as_str().unwrap_or_default();
    let mut unread = 0;
    let mut opened = if base.is_empty() { None } else { open(base).map_err(|_| unread += 1).ok() }
        .unwrap_or_else(|| Opened { case: Case::default(), next_number: 1, edits: 0, problems: Vec::new() });
    let mut made = 0;
    for edit in list(file, "journal") {
        if make_again(edit, &mut opened) { made += 1 } else { unread += 1 }
    }
    let aside = list(file, "setAside").filter(|edit| !edit.is_null()).count();
    opened.edits += made;
    let of_base = std::mem::take(&mut opened.problems);
    opened.problems.push(Problem::new("problem.rescued", made));
    for (say, count) in [("problem.rescue-aside", aside), ("problem.rescue-unread", unread)] {
        if count > 0 {
            opened.problems.push(Problem::new(say, count));
        }
    }
    opened.problems.extend(of_base);
    opened
}

fn list<'a>(file: &'a Value, part: &str) -> impl Iterator<Item = &'a Value> {
    file[part].as_array().into_iter().flatten()
}

/// Makes one edit again; not when it, or a fact it holds, cannot be read.
fn make_again(edit: &Value, opened: &mut Opened) -> bool {
    let read = |text: &str| Edit::from_json(serde_json::from_str(text).ok()?).ok();
    let Some(edit) = edit.as_str().and_then(read) else { return false };
    edit.apply(&mut opened.case);
    opened.next_number = opened.case.next_number(opened.next_number);
    edit.changes.iter().all(|change| opened.case.written(&change.fact) == change.after)
}
