//! Invented families, each with what its case file is expected to raise, and what not. See `tests/expect.rs` for how
//! an expectation reads.

use std::fs;

use family_history_content::guidance;
use family_history_domain::review::{agenda, review};
use family_history_domain::save;
use family_history_tests::{expect, misfits};

/// The families of the fixture list, F-01 and so on, the forms that some of them take, and those of the edge cases, X-01
/// and so on. What the edge cases teach about the pack itself is held by `lessons.rs`.
const CASES: &[&str] = &[
    "f-01",
    "f-02",
    "f-03",
    "f-04",
    "f-05",
    "f-06",
    "f-07",
    "f-08",
    "f-09",
    "f-10",
    "f-11",
    "f-12",
    "f-13",
    "f-14",
    "f-15-kinship-carer",
    "f-15-no-male-carer",
    "f-15-no-male-carer-at-review",
    "f-15-two-mothers-and-a-donor",
    "f-16",
    "x-01",
    "x-02",
    "x-03",
    "x-04",
    "x-05",
    "x-06",
    "x-07",
    "x-08",
    "x-09",
    "x-10",
    "x-11",
];

#[test]
fn each_family_raises_what_is_expected_and_nothing_that_is_not() {
    let mut unmet = Vec::new();
    for name in CASES {
        let expected = expect::case_text(&format!("{name}.expect"));
        let case = expect::case(&format!("{name}.json"));
        let lines = expect::unmet(&case, expect::day(&expected), &expected);
        unmet.extend(lines.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(unmet.is_empty(), "{}", unmet.join("\n"));
}

#[test]
fn every_expectation_asks_for_something_and_for_silence() {
    for name in CASES {
        let expected = expect::case_text(&format!("{name}.expect"));
        for word in ["asks ", "silent ", "paper "] {
            assert!(expected.lines().any(|line| line.starts_with(word)), "{name}: no line `{word}…`");
        }
    }
}

/// F-02: with ten services, who leads is the first thing to settle with the people helping, and what could wait comes after it.
#[test]
fn who_leads_is_asked_before_what_could_wait() {
    let (case, pack) = (expect::case("f-02.json"), guidance());
    let questions = review(&case, &pack, expect::day(&expect::case_text("f-02.expect")));
    let agenda = agenda(&questions, &pack);
    let helping = agenda.iter().find(|one| one.with == "network").expect("a talk with the people helping");
    let asked: Vec<&str> = helping.questions.iter().map(|question| question.rule).collect();
    let place = |rule: &str| asked.iter().position(|one| *one == rule);
    assert_eq!(place("R3-06"), Some(0), "{asked:?}");
    assert!(place("R3-07") > place("R3-06"), "{asked:?}");
}

#[test]
fn no_case_file_is_forgotten() {
    let folder = fs::read_dir(expect::case_path("")).expect("the cases");
    let files = folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = files.filter_map(|file| Some(file.strip_suffix(".json")?.to_owned())).collect();
    names.sort();
    names.retain(|name| name != "william");
    assert_eq!(names, CASES);
}

#[test]
fn every_case_file_fits_the_published_schema() {
    let schema = save::schema();
    for name in CASES.iter().chain(&["william"]) {
        let file = serde_json::from_str(&expect::case_text(&format!("{name}.json"))).expect("JSON");
        assert_eq!(misfits(&schema, &file), Vec::<String>::new(), "{name}");
    }
}
