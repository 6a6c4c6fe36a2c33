//! What a case file is expected to raise, in a form that can be read aloud. It stands beside the case: `f-01.expect`.
//!
//! ```text
//! # A line that begins so is a remark.
//! today 2026-11-16
//! asks M-06-in-force/p4/o1 rests on o1, withheld
//! says M-06-in-force/p4/o1: Who knows of the order that protects Mother
//! silent M-08
//! silent M-09/p4
//! paper says Father of Child B
//! paper never says offender
//! ```
//!
//! A question is named by its key: rule, variant, and what it is about. `rests on` names every fact it rests on;
//! `withheld` says that suggestions to get in touch are left out, and without it they must not be. `says` looks for words
//! in what a question asks, why, and what could settle it. `silent` with a key
//! means not that question; with a rule, or a rule and variant, no question of it at all. The paper is the checklist as
//! plain text, with its lines joined; capitals make no difference there.

use std::fs;
use std::path::PathBuf;

use family_history_content::guidance;
use family_history_domain::case::{Case, FactId};
use family_history_domain::document::{first_paper, text};
use family_history_domain::guidance::Guidance;
use family_history_domain::review::{self, OpenQuestion, review};
use family_history_domain::save;
use family_history_domain::scenario::Scenario;
use family_history_domain::when::Today;

/// The path of a file among the cases, or among the scenarios that are shipped.
pub fn case_path(name: &str) -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let case = tests.join("cases").join(name);
    if case.exists() { case } else { tests.join("../src/content/training").join(name) }
}

/// The published timeline of the William review, in its stages.
pub fn william() -> Scenario {
    Scenario::of(case("william.json"))
}

/// The text of a file among the cases.
///
/// # Panics
/// When it is not there: these are tests.
pub fn case_text(name: &str) -> String {
    let path = case_path(name);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// A case among the cases, which must open without a problem.
///
/// # Panics
/// When it does not.
pub fn case(name: &str) -> Case {
    let opened = save::open(&case_text(name)).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
    assert!(opened.problems.is_empty(), "{name}: {:?}", opened.problems);
    opened.case
}

/// Holds a case against what is expected of it; every line that does not hold, in words.
pub fn unmet(case: &Case, today: Today, expected: &str) -> Vec<String> {
    let pack = guidance();
    let questions = review(case, &pack, today);
    let mut unmet: Vec<String> = questions.iter().filter_map(|question| dangling(case, question)).collect();
    let paper = joined(&text::write(&first_paper(case, &pack, today))).to_lowercase();
    for line in expected.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let wrong = match word {
            "today" => None,
            "asks" => asks(&questions, rest),
            "says" => says(&questions, &pack, rest),
            "silent" => questions
                .iter()
                .find(|question| is_named(question, rest))
                .map(|question| format!("is asked: {} rests on {}", question.key(), facts(&question.rests_on))),
            "paper" => match (rest.strip_prefix("says "), rest.strip_prefix("never says ")) {
                (Some(words), _) if !paper.contains(&joined(words).to_lowercase()) => {
                    Some("is not on the paper".to_owned())
                }
                (_, Some(words)) if paper.contains(&joined(words).to_lowercase()) => Some("is on the paper".to_owned()),
                (None, None) => Some("cannot be read: write `paper says` or `paper never says`".to_owned()),
                _ => None,
            },
            _ => Some("cannot be read".to_owned()),
        };
        unmet.extend(wrong.map(|wrong| format!("{line}: {wrong}")));
    }
    unmet
}

/// The day an expectation is for.
///
/// # Panics
/// When it names none.
pub fn day(expected: &str) -> Today {
    let day = expected.lines().find_map(|line| line.strip_prefix("today ")).and_then(|day| Today::from_iso(day.trim()));
    day.expect("a line `today 2026-11-16`")
}

/// Whether this is the question named: by its key, or any question of its rule.
fn is_named(question: &OpenQuestion, name: &str) -> bool {
    let key = question.key();
    key.0 == name || key.id() == name || question.rule == name
}

fn asks(questions: &[OpenQuestion], rest: &str) -> Option<String> {
    let (name, details) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_withheld = details.ends_with("withheld");
    let rests_on = details.trim_end_matches("withheld").trim().trim_end_matches(',').strip_prefix("rests on");
    let Some(question) = questions.iter().find(|question| question.key().0 == name) else {
        return Some("is not asked".to_owned());
    };
    if question.no_contact != is_withheld {
        return Some(if is_withheld { "is not withheld" } else { "is withheld" }.to_owned());
    }
    let rests = facts(&question.rests_on);
    let expected = rests_on.map(|rests_on| rests_on.split_whitespace().collect::<Vec<_>>().join(" "));
    expected.filter(|expected| *expected != rests).map(|_| format!("rests on {rests}"))
}

fn says(questions: &[OpenQuestion], pack: &Guidance, rest: &str) -> Option<String> {
    let Some((name, expected)) = rest.split_once(": ") else { return Some("cannot be read".to_owned()) };
    let Some(question) = questions.iter().find(|question| question.key().0 == name) else {
        return Some("is not asked".to_owned());
    };
    let words = review::words(question, pack);
    let all = [words.title, words.ask, words.why, words.next.join(" ")].join(" ");
    (!all.contains(expected)).then(|| format!("says {all}"))
}

/// A question may speak only of facts that are there: of an answer, a step, or anything else.
fn dangling(case: &Case, question: &OpenQuestion) -> Option<String> {
    let absent = question.about.iter().chain(&question.rests_on).find(|fact| !case.has(fact))?;
    Some(format!("{} speaks of {absent}, which is not in the case", question.key()))
}

fn facts(facts: &[FactId]) -> String {
    let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
    facts.join(", ")
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
