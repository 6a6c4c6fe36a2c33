//! Facts in words: the same sentences on screen and on paper.

use crate::case::{Answer, Case, Edit, FactId, ParentLink, Person, PersonId, Presence, Source};
use crate::guidance::Guidance;
use crate::when::Today;

/// A fact in one line.
pub fn describe(case: &Case, guidance: &Guidance, today: Today, fact: &FactId) -> String {
    let _ = (case, guidance, today);
    fact.to_string()
}

/// Who said so, how it reached us, when; empty when nothing is recorded.
pub fn source_words(guidance: &Guidance, source: &Source) -> String {
    let _ = (guidance, source);
    String::new()
}

/// How old a person is on this day, as a range when the birth date is vague; "expected …" when unborn; "age not known".
pub fn age_words(guidance: &Guidance, person: &Person, today: Today) -> String {
    let _ = (guidance, person, today);
    String::new()
}

/// A person's label, or the words for one without a label.
pub fn label<'a>(case: &'a Case, guidance: &'a Guidance, person: PersonId) -> &'a str {
    let label = case.label(person).trim();
    if label.is_empty() { guidance.word("person.no-label") } else { label }
}

/// Who a person is, in one line: role, age, what they are to the children.
pub fn person_line(case: &Case, guidance: &Guidance, today: Today, person: PersonId) -> String {
    let _ = (guidance, today);
    case.label(person).to_owned()
}

/// How somebody is present, for whom, since when, on whose word.
pub fn presence_words(case: &Case, guidance: &Guidance, presence: &Presence) -> String {
    let _ = (case, guidance, presence);
    String::new()
}

/// Who is parent of whom, how settled that is, on whose word.
pub fn parent_link_words(case: &Case, guidance: &Guidance, link: &ParentLink) -> String {
    let _ = (case, guidance, link);
    String::new()
}

/// An answer that is not "known", in words: "not asked: no moment alone (come back: May 2021)".
pub fn unsettled_words(guidance: &Guidance, answer: &Answer) -> String {
    let _ = (guidance, answer);
    String::new()
}

/// The topic under which a fact is kept: where a link to it leads.
pub fn place_of(guidance: &Guidance, fact: &FactId) -> String {
    let _ = (guidance, fact);
    "home".to_owned()
}

/// The name of a step, for undo: "remove person: Partner 2".
pub fn edit_name(edit: &Edit, guidance: &Guidance) -> String {
    let _ = guidance;
    edit.label.clone()
}

/// The family as sentences, one a line, children first.
pub fn family_sentences(case: &Case, guidance: &Guidance, today: Today) -> Vec<String> {
    let _ = (case, guidance, today);
    Vec::new()
}
