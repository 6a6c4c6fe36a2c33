//! Two records of the same thing, side by side: what one fills in of the other, and where they differ. Neither is dropped,
//! and nothing here says which is right.

use serde_json::Value;

use crate::case::{AnswerState, Case, Change, Edit, FactId, TwoAccounts, as_written};
use crate::compare::{self, Field};
use crate::guidance::Guidance;
use crate::plain::Plain;
use crate::sentences;

/// Whose the two records are, as they are named beside each other.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// Whose record stands.
    pub one: &'a str,
    /// Whose stands beside it.
    pub other: &'a str,
}

impl Sides<'_> {
    /// Two accounts of something, as these two have it.
    pub fn accounts(&self, about: String, worker: String, parent: String) -> TwoAccounts {
        let (one, other) = (self.one.to_owned(), self.other.to_owned());
        TwoAccounts { about, worker, parent, one, other, ..TwoAccounts::default() }
    }

    /// The same of fields that differ.
    pub fn fields(&self, about: String, rows: &[Field]) -> Option<TwoAccounts> {
        let told = |of: fn(&Field) -> &str| {
            let lines: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.label, of(row))).collect();
            lines.join("\n")
        };
        (!rows.is_empty()).then(|| self.accounts(about, told(|row| &row.after), told(|row| &row.before)))
    }
}

/// The fields in which a fact of this case and another record of it differ, in words: `after` is what this case holds,
/// `before` what the other record says. One of them may be empty.
pub fn differing(case: &Case, guidance: &Guidance, fact: &FactId, other: &Value) -> Vec<Field> {
    let mut there = case.clone();
    let change = Change { fact: fact.clone(), before: None, after: Some(other.clone()) };
    if let Some(edit) = Edit::new(case, vec![change]) {
        edit.apply(&mut there);
    }
    compare::fields(&there, case, guidance, fact)
}

/// A fact with its empty fields filled from another record of the same, but for these; and the fields in which both hold
/// something and differ. Those of a group are filled or left together.
pub fn filled(case: &Case, guidance: &Guidance, fact: &FactId, other: &Value, never: &[&str]) -> (Value, Vec<Field>) {
    let own = case.written(fact).unwrap_or_default();
    let mut after = own.clone();
    for (field, value) in other.as_object().into_iter().flatten() {
        if own.get(field).is_none() && !never.contains(&field.as_str()) {
            after[field] = value.clone();
        }
    }
    let label = |name: &&str| guidance.word(&format!("{}.{name}", fact.kind())).to_owned();
    let never: Vec<String> = never.iter().map(label).collect();
    let mut rows = differing(case, guidance, fact, other);
    rows.retain(|row| !row.after.is_empty() && !row.before.is_empty() && !never.contains(&row.label));
    (as_written(fact, after).unwrap_or(own), rows)
}

/// An answer or next step that stands, where another under the same key is put beside it: the same, but that what is not
/// safe on either side stays so. And what the two say, in words, where they differ.
pub fn clashing(
    case: &Case,
    guidance: &Guidance,
    fact: &FactId,
    other: &Value,
    sides: Sides,
) -> (Value, Option<TwoAccounts>) {
    let own = case.written(fact).unwrap_or_default();
    let mut after = own.clone();
    let (FactId::Answer(key) | FactId::Step(key)) = fact else { return (own, None) };
    if own == *other {
        return (own, None);
    }
    let (about, words): (String, fn(&Guidance, &Value) -> String) = if matches!(fact, FactId::Answer(_)) {
        let not_safe = Value::from(AnswerState::NotSafe.key());
        if other.get("state") == Some(&not_safe) {
            after["state"] = not_safe;
        }
        (sentences::prompt_words(case, guidance, key), |guidance, value| {
            Plain::from_json(value.clone()).map(|answer| sentences::answer_words(guidance, &answer)).unwrap_or_default()
        })
    } else {
        (sentences::step_title(case, guidance, key), |guidance, value| {
            Plain::from_json(value.clone()).map(|step| sentences::step_words(guidance, &step)).unwrap_or_default()
        })
    };
    // Whom it is about stands in it, so that what is kept off paper with them stays off it.
    let people = key.about().filter_map(|fact| match fact {
        FactId::Person(person) => Some(sentences::label(case, guidance, person)),
        _ => None,
    });
    let about = people.fold(about, |about, label| match about.contains(label) {
        true => about,
        false => sentences::listed(guidance, [&about, label]),
    });
    (after, Some(sides.accounts(about, words(guidance, &own), words(guidance, other))))
}
