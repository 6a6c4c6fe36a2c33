//! How people are called on a paper: as typed, by role, or by initials. What is typed elsewhere follows.

use serde_json::Value;

use crate::case::{Case, FactId, Person, PersonId, Role, put_fact};
use crate::guidance::Guidance;
use crate::plain::{Shape, folded};
use crate::sentences::{self, capital};
use crate::sorted::Sorted;

/// How people are called on a paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Names {
    /// As they were typed.
    #[default]
    Typed,
    /// By role, numbered where several have it: "Father", "Child 2".
    Roles,
    /// By the first letters of what was typed.
    Initials,
}

impl Names {
    /// All of them.
    pub const ALL: [Names; 3] = [Names::Typed, Names::Roles, Names::Initials];

    /// A short stable name.
    pub fn key(self) -> &'static str {
        match self {
            Names::Typed => "typed",
            Names::Roles => "roles",
            Names::Initials => "initials",
        }
    }
}

/// The case with everybody called so, in their own label and wherever it stands in words.
pub(super) fn called(case: &Case, guidance: &Guidance, names: Names) -> Case {
    let [case] = all_called([case], guidance, names);
    case
}

/// The same for a screen that others see: by roles. An earlier file of the family calls everybody the same.
pub fn discreet(case: &Case, earlier: Option<&Case>, guidance: &Guidance) -> (Case, Option<Case>) {
    match earlier {
        Some(earlier) => {
            let [case, earlier] = all_called([case, earlier], guidance, Names::Roles);
            (case, Some(earlier))
        }
        None => (called(case, guidance, Names::Roles), None),
    }
}

/// Cases of one family, the newest first, with everybody called the same in all of them.
pub(super) fn all_called<const N: usize>(cases: [&Case; N], guidance: &Guidance, names: Names) -> [Case; N] {
    if names == Names::Typed {
        return cases.map(Case::clone);
    }
    let mut everybody = Case::default();
    for (id, person) in cases.iter().flat_map(|case| &case.people) {
        if !everybody.people.contains_key(id) {
            everybody.people.insert(*id, person.clone());
        }
    }
    let by_person = new_labels(&everybody, guidance, names);
    let ordinary = ordinary(guidance);
    let mut instead: Vec<(String, String)> = Vec::new();
    for (person, label) in &by_person {
        let joined = cases.iter().flat_map(|case| case.joined.values()).filter(|joined| joined.kept == *person);
        let typed = cases.iter().map(|case| case.label(*person)).chain(joined.map(|joined| joined.label.as_str()));
        for name in typed.flat_map(|typed| called_by(typed, &ordinary)) {
            // People type in haste. A label that is a role stays as it is: "mother" is a word like any other.
            if name.split([' ', '-']).any(|part| is_name(part, &ordinary)) {
                instead.push((name.to_lowercase(), label.clone()));
            }
            instead.push((name, label.clone()));
        }
    }
    cases.map(|case| {
        let mut paper = with_words(case, instead.clone());
        for (person, label) in &by_person {
            if let Some(known) = paper.people.get(person) {
                let person_called = Person { label: label.clone(), ..Person::clone(known) };
                paper.people.insert(*person, person_called.into());
            }
        }
        paper
    })
}

/// Words that are no name by themselves: of roles, titles, and names that are ordinary words too.
pub(crate) fn ordinary(guidance: &Guidance) -> Vec<String> {
    let roles = Role::ALL.iter().map(|role| sentences::choice_words(guidance, Some(*role)));
    let all: Vec<String> = roles.chain([guidance.word("paper.ordinary-words").to_owned()]).collect();
    all.iter().flat_map(|words| words.split_whitespace()).map(folded).collect()
}

/// Whether a word of a label is somebody's name, and not a word for a role or for something else too.
fn is_name(part: &str, ordinary: &[String]) -> bool {
    part.starts_with(char::is_uppercase) && !ordinary.contains(&folded(part))
}

/// What somebody with this label is called in words: by all of it, and by each part that is a name.
pub(crate) fn called_by(label: &str, ordinary: &[String]) -> Vec<String> {
    let label = label.trim();
    let parts = label.split([' ', '-', '\t', '\n']).filter(|part| *part != label && part.chars().count() > 1);
    let mut all: Vec<String> = parts.filter(|part| is_name(part, ordinary)).map(str::to_owned).collect();
    all.extend(Some(label.to_owned()).filter(|label| !label.is_empty()));
    all
}

/// The case with each of these words in the place of another, wherever somebody typed it.
pub(crate) fn with_words(case: &Case, mut instead: Vec<(String, String)>) -> Case {
    let mut paper = case.clone();
    if instead.is_empty() {
        return paper;
    }
    // The longest first, so that "Dan Smith" is not called twice.
    instead.sort_by(|one, other| (other.0.len(), &one.0).cmp(&(one.0.len(), &other.0)));
    instead.dedup_by(|one, other| one.0 == other.0);
    for fact in case.every_fact() {
        let mut changed = Vec::new();
        for (field, shape, words) in case.fields(&fact) {
            // A reference is how the record is found, whoever is called like it.
            if fact == FactId::Head && field == "reference" {
                continue;
            }
            let mut other = words.clone();
            replace_in(shape, &mut other, &instead);
            if other != words {
                changed.push((field, other));
            }
        }
        // Most facts name nobody, and stay as they are.
        let Some(mut value) = (!changed.is_empty()).then(|| case.written(&fact)).flatten() else { continue };
        for (field, words) in changed {
            value[field.replace('_', "-")] = words;
        }
        put_fact(&mut paper, &mut Vec::new(), &fact, Some(value));
    }
    paper
}

/// What everybody is called now. Two are never called the same.
fn new_labels(case: &Case, guidance: &Guidance, names: Names) -> Sorted<PersonId, String> {
    let wanted = |person: &Person| match names {
        Names::Initials => person
            .label
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect(),
        _ => capital(&sentences::worded(guidance, "paper.role", person.role, &[])),
    };
    let mut all: Vec<(PersonId, String)> = case.people.iter().map(|(id, person)| (*id, wanted(person))).collect();
    let plain = all.clone();
    for (at, (_, label)) in all.iter_mut().enumerate() {
        let same = |(_, other): &&(PersonId, String)| *other == plain[at].1;
        if plain.iter().filter(same).count() > 1 {
            let number = plain[..=at].iter().filter(same).count();
            *label = format!("{label} {number}");
        }
    }
    all.into_iter().collect()
}

fn replace_in(shape: Shape, value: &mut Value, instead: &[(String, String)]) {
    match (shape, value) {
        (Shape::Text, Value::String(words)) => *words = replaced(words, instead),
        (Shape::Each(shape), Value::Array(all)) => all.iter_mut().for_each(|one| replace_in(*shape, one, instead)),
        (Shape::ByAgency(shape), Value::Object(all)) => {
            all.values_mut().for_each(|one| replace_in(*shape, one, instead));
        }
        (Shape::Date, Value::Object(date)) => {
            date.get_mut("said").into_iter().for_each(|said| replace_in(Shape::Text, said, instead))
        }
        // Who said so, and what has notes of its own: all words but ids and values of lists.
        (Shape::Source | Shape::Other, value) => replace_words(value, instead),
        _ => {}
    }
}

fn replace_words(value: &mut Value, instead: &[(String, String)]) {
    let Value::Object(fields) = value else { return };
    for (field, value) in fields {
        match value {
            Value::String(words) if ["who", "also", "note", "text", "said"].contains(&field.as_str()) => {
                *words = replaced(words, instead)
            }
            value => replace_words(value, instead),
        }
    }
}

/// Words with each of these in the place of the other, where it stands as a whole word.
fn replaced(words: &str, instead: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut rest = words;
    let mut before: Option<char> = None;
    while let Some(letter) = rest.chars().next() {
        let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let fits = |(typed, _): &&(String, String)| {
            let after = rest.strip_prefix(typed.as_str()).map(|after| after.chars().next());
            after.is_some_and(|after| !joins(after))
        };
        // Inside a word nothing begins.
        match if joins(before) { None } else { instead.iter().find(fits) } {
            Some((typed, label)) => {
                out.push_str(label);
                before = typed.chars().next_back();
                rest = &rest[typed.len()..];
            }
            None => {
                out.push(letter);
                before = Some(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}
