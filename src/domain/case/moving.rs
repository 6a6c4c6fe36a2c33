//! Facts that change place: every reference renamed, and what was made taken back though other things changed since.
//!
//! Joining two records of one person and combining two agencies' files are both this: ids are renamed wherever a fact
//! speaks of them, in its fields and in the keys of answers and next steps.

use std::cell::RefCell;

use serde_json::Value;

use super::{Case, Change, Edit, FactId, Several};
use crate::plain::{Shape, kebab};

/// The new name of an id such as `p3`; none when it keeps its name.
pub type Names<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// A reference with its ids renamed: `p3`, or `answer:M-09/p3`.
fn renamed(text: &str, names: &Names) -> String {
    let Some((kind, key)) = text.split_once(':') else { return names(text).unwrap_or_else(|| text.to_owned()) };
    let mut parts = key.split('/');
    let mut whole = format!("{kind}:{}", parts.next().unwrap_or_default());
    for part in parts {
        whole.push('/');
        whole.push_str(&names(part).unwrap_or_else(|| part.to_owned()));
    }
    whole
}

fn rename_in(shape: Shape, value: &mut Value, names: &Names) {
    match (shape, value) {
        (Shape::Id, Value::String(text)) => *text = renamed(text, names),
        (Shape::Each(of), Value::Array(all)) => all.iter_mut().for_each(|one| rename_in(*of, one, names)),
        (Shape::ByAgency(of), Value::Object(all)) => all.values_mut().for_each(|one| rename_in(*of, one, names)),
        // What an indicator of a level is tied to.
        (Shape::Other, Value::Object(all)) => {
            if let Some(tied) = all.get_mut("tied") {
                rename_in(Shape::Each(&Shape::Id), tied, names);
            }
        }
        _ => {}
    }
}

impl FactId {
    /// The same fact where ids have other names.
    pub fn renamed(&self, names: &Names) -> FactId {
        renamed(&self.to_string(), names).parse().unwrap_or_else(|()| self.clone())
    }

    /// The number in the id; none for the facts there is one of, and for those kept by a key.
    pub fn number(&self) -> Option<u32> {
        match self {
            FactId::Answer(_) | FactId::Step(_) => None,
            fact => fact.to_string().trim_start_matches(|letter: char| letter.is_ascii_lowercase()).parse().ok(),
        }
    }
}

/// A fact in the form a file holds, as this version writes it; none when it cannot be read.
pub fn as_written(fact: &FactId, value: Value) -> Option<Value> {
    let mut alone = Case::default();
    alone.put(fact, Some(value));
    alone.written(fact)
}

/// A fact in the form a file holds, with its references renamed.
pub fn moved(fact: &FactId, value: &Value, names: &Names) -> Value {
    let mut alone = Case::default();
    alone.put(fact, Some(value.clone()));
    let mut after = value.clone();
    for (field, shape, mut value) in alone.fields(fact) {
        rename_in(shape, &mut value, names);
        after[kebab(field)] = value;
    }
    as_written(fact, after).unwrap_or_else(|| value.clone())
}

/// Every id that a fact speaks of, in its fields or in its key; itself among them.
pub fn spoken_of(case: &Case, fact: &FactId) -> Several<String> {
    let spoken = RefCell::new(Several::default());
    let names = |id: &str| {
        spoken.borrow_mut().insert(id.to_owned());
        None
    };
    renamed(&fact.to_string(), &names);
    for (_, shape, mut value) in case.fields(fact) {
        rename_in(shape, &mut value, &names);
    }
    spoken.into_inner()
}

/// Puts one fact in place of another in a copy of a case, and tells of it: one change for each fact, however often.
pub(crate) fn put(work: &mut Case, made: &mut Vec<Change>, fact: &FactId, after: Option<Value>) {
    let before = work.written(fact);
    if before == after {
        return;
    }
    work.put(fact, after.clone());
    match made.iter_mut().rev().find(|change| change.fact == *fact) {
        Some(change) => change.after = after,
        None => made.push(Change { fact: fact.clone(), before, after }),
    }
}

/// What takes these changes back, though other things may have changed since, and the facts that were added or taken the
/// place of and are no longer as they were left: those stay as they are now. With `stands`, a list that no longer holds it
/// is left alone.
pub fn taken_back(case: &Case, made: &[Change], stands: Option<&str>) -> (Vec<Change>, Several<FactId>) {
    let (mut work, mut back, mut left) = (case.clone(), Vec::new(), Several::default());
    for change in made.iter().rev() {
        let Change { fact, before, after } = change;
        let now = work.written(fact);
        let then = match (before, after, &now) {
            (before, after, now) if after == now => before.clone(),
            (Some(before), Some(after), Some(now)) => as_written(fact, field_by_field(before, after, now, stands)),
            (_, _, None) => continue,
            _ => {
                left.insert(fact.clone());
                continue;
            }
        };
        put(&mut work, &mut back, fact, then);
    }
    (back, left)
}

/// Each field as it was before, where it still is as it was left; in lists, what was put in or taken out alone.
fn field_by_field(before: &Value, after: &Value, now: &Value, stands: Option<&str>) -> Value {
    let mut then = now.clone();
    let fields = [before, after].into_iter().filter_map(Value::as_object).flat_map(|fields| fields.keys());
    for field in fields {
        let [was, left, is] = [before, after, now].map(|state| state.get(field));
        if was == left {
            continue;
        }
        let list = |state: Option<&Value>| state.map_or(Some(Vec::new()), |state| state.as_array().cloned());
        let value = match (list(was), list(left), list(is)) {
            _ if left == is => was.cloned().unwrap_or_default(),
            (Some(was), Some(left), Some(mut is)) => {
                if stands.is_some_and(|id| !is.iter().any(|one| one == id)) {
                    continue;
                }
                is.retain(|one| was.contains(one) || !left.contains(one));
                is.extend(was.into_iter().filter(|one| !left.contains(one)));
                Value::Array(is)
            }
            _ => continue,
        };
        match (&mut then, value) {
            (Value::Object(then), Value::Null) => drop(then.remove(field)),
            (then, value) => then[field] = value,
        }
    }
    then
}

impl Edit {
    /// One step that adds this fact and makes these changes; named for the fact.
    pub(crate) fn with(case: &Case, fact: impl Into<FactId>, after: Value, made: Vec<Change>) -> Option<Edit> {
        let mut changes = vec![Change { fact: fact.into(), before: None, after: Some(after) }];
        changes.extend(made);
        Edit::new(case, changes)
    }

    /// One step that removes this fact and makes these changes; named for the fact.
    pub(crate) fn without(case: &Case, fact: impl Into<FactId>, made: Vec<Change>) -> Option<Edit> {
        let fact = fact.into();
        let mut changes = vec![Change { before: case.written(&fact), fact, after: None }];
        changes.extend(made);
        Edit::new(case, changes)
    }
}
