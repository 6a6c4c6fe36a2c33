//! Finds words in everything that was typed. Capitals and accents make no difference, and all words must be in one fact.
//! The same case and words always give the same, in the order of kinds and ids.

use serde_json::Value;

use crate::case::{Case, FactId};
use crate::guidance::Guidance;
use crate::plain::{Shape, fold, folded, is_accent, kebab};
use crate::sentences;

/// How many characters of a long text stand before what was found.
const BEFORE: usize = 30;

/// How many characters stand after it.
const AFTER: usize = 60;

/// A fact in which all words are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Which.
    pub fact: FactId,
    /// What kind of fact, in words.
    pub kind: String,
    /// The field it stands in, by its label.
    pub field: String,
    /// What stands before what was found, in one line.
    pub before: String,
    /// What was found, as it was typed.
    pub found: String,
    /// What stands after it.
    pub after: String,
}

/// Every fact in which all of these words are. No words find nothing.
pub fn find(case: &Case, guidance: &Guidance, words: &str) -> Vec<Found> {
    let words: Vec<String> = words.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    case.every_fact().iter().filter_map(|fact| found_in(case, guidance, fact, &words)).collect()
}

/// The field of a fact that holds the most of the words, if all of them are in the fact.
fn found_in(case: &Case, guidance: &Guidance, fact: &FactId, words: &[String]) -> Option<Found> {
    let mut missing: Vec<&String> = words.iter().collect();
    let mut best: Option<(usize, &'static str, Shape, String)> = None;
    for (field, shape, value) in case.fields(fact) {
        for text in texts(case, guidance, fact, field, shape, &value) {
            let plain = folded(&text);
            missing.retain(|word| !plain.contains(word.as_str()));
            let here = words.iter().filter(|word| plain.contains(word.as_str())).count();
            if here > best.as_ref().map_or(0, |(most, ..)| *most) {
                best = Some((here, field, shape, text));
            }
        }
    }
    let (_, field, shape, text) = best.filter(|_| missing.is_empty())?;
    let (before, found, after) = around(&text, words)?;
    let label = match shape {
        Shape::Source => "source.legend".to_owned(),
        _ => format!("{}.{}", fact.kind(), kebab(field)),
    };
    let label = guidance.word(&label).to_owned();
    let kind = guidance.word(&format!("kind.{}", fact.kind())).to_owned();
    Some(Found { fact: fact.clone(), kind, field: label, before, found, after })
}

/// What a field says that somebody typed or chose by name: not the words of closed lists, which are the same everywhere.
fn texts(
    case: &Case,
    guidance: &Guidance,
    fact: &FactId,
    field: &'static str,
    shape: Shape,
    value: &Value,
) -> Vec<String> {
    let words = || sentences::field_value(case, guidance, fact, field, shape, value);
    match shape {
        Shape::Choice(_) | Shape::Each(Shape::Choice(_)) | Shape::Yes | Shape::Other => Vec::new(),
        // A date can be found as it was said and as it reads.
        Shape::Date => vec![words(), said(value, "said")],
        Shape::Source => {
            let when = value.get("when").map(|when| said(when, "said"));
            [said(value, "who"), said(value, "also")].into_iter().chain(when).collect()
        }
        Shape::ByAgency(Shape::Other) => {
            value.as_object().into_iter().flatten().map(|(_, one)| said(one, "note")).collect()
        }
        _ => vec![words()],
    }
}

fn said(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The first of the words that stands in a text, and what stands around it, in one line.
fn around(text: &str, words: &[String]) -> Option<(String, String, String)> {
    let line: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut plain = String::new();
    // Which letter of the line each byte of the folded text came from.
    let mut from = Vec::new();
    for (at, letter) in line.iter().enumerate() {
        fold(*letter, &mut plain);
        from.resize(plain.len(), at);
    }
    let (start, word) = words.iter().filter_map(|word| Some((plain.find(word.as_str())?, word))).min()?;
    let (first, last) = (*from.get(start)?, *from.get(start + word.len() - 1)?);
    let mut end = last + 1;
    // An accent that stands alone goes with its letter.
    while line.get(end).is_some_and(|letter| is_accent(*letter)) {
        end += 1;
    }
    let string = |letters: &[char]| letters.iter().collect::<String>();
    let mut before = string(&line[first.saturating_sub(BEFORE)..first]);
    if first > BEFORE {
        let whole = before.split_once(' ').map_or(before.as_str(), |(_, whole)| whole);
        before = format!("…{whole}");
    }
    let mut after = string(&line[end..line.len().min(end + AFTER)]);
    if line.len() > end + AFTER {
        let whole = after.rsplit_once(' ').map_or(after.as_str(), |(whole, _)| whole);
        after = format!("{whole}…");
    }
    Some((before, string(&line[first..end]), after))
}
