//! Invented families, each with what its case file is expected to raise, and what not. See `tests/expect.rs` for how
//! an expectation reads.

use std::fs;

use family_history_content::guidance;
use family_history_domain::review::{OpenQuestion, agenda, gather, review};
use family_history_domain::save;
use family_history_domain::when::Today;
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

/// What is asked of two men of whom this was answered besides.
fn of_two_men(answers: &serde_json::Value) -> Vec<OpenQuestion> {
    let file = serde_json::json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
        "people": {
            "p1": { "role": "child", "label": "Child A" },
            "p2": { "role": "mother", "label": "Mother" },
            "p3": { "role": "partner", "label": "Male A" },
            "p4": { "role": "partner", "label": "Male B" }
        },
        "answers": answers
    }});
    let opened = save::open(&file.to_string()).expect("a file");
    let mut questions = review(&opened.case, &guidance(), Today::from_iso("2022-03-14").expect("a day"));
    questions.retain(|question| ["M-09", "M-13", "M-14"].contains(&question.rule));
    questions
}

#[test]
fn two_questions_of_one_cause_stay_in_their_own_talks() {
    let no = serde_json::json!({ "state": "does-not-apply", "reason": "Asked last week" });
    let questions = of_two_men(&serde_json::json!({ "M-13/p3": no, "M-13/p4": no, "M-09/p4": no, "M-14/p4": no }));
    let pack = guidance();
    let talks: Vec<_> = agenda(&questions, &pack)
        .iter()
        .map(|one| (one.with, one.questions.iter().map(|question| question.key().0).collect::<Vec<_>>()))
        .collect();
    let expected = [("parent", vec!["M-09/p3".to_owned()]), ("person", vec!["M-14/p3".to_owned()])];
    assert_eq!(talks, expected);
}

#[test]
fn what_shares_a_cause_is_gathered_before_the_same_question_of_others() {
    let no = serde_json::json!({ "state": "does-not-apply", "reason": "Asked last week" });
    let questions = of_two_men(&serde_json::json!({ "M-13/p4": no, "M-14/p4": no }));
    let matters: Vec<Vec<_>> = gather(&questions.iter().collect::<Vec<_>>(), &guidance())
        .iter()
        .map(|matter| matter.questions.iter().map(|question| question.key().0).collect())
        .collect();
    assert!(matters.iter().any(|matter| matter.len() == 3), "{matters:?}");
    assert!(matters.contains(&vec!["M-09/p4".to_owned()]), "{matters:?}");
}
