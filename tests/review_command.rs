//! The command for content authors and testers: what it prints, and what it says when it cannot.

use std::fs;
use std::path::PathBuf;

use family_history_domain::when::Today;
use family_history_tests::command::{Said, USAGE, run};
use family_history_tests::expect;
use serde_json::Value;

fn review(arguments: &[&str]) -> Said {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    run(&arguments, Today::from_iso("2026-11-16").expect("a day"))
}

fn path(name: &str) -> String {
    expect::case_path(name).display().to_string()
}

fn json(arguments: &[&str]) -> Value {
    let said = review(&[arguments, &["--format", "json"]].concat());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    serde_json::from_str(&said.out).expect("JSON")
}

fn keys(json: &Value) -> Vec<&str> {
    let conversations = json["conversations"].as_array().expect("conversations");
    let questions = conversations.iter().flat_map(|one| one["questions"].as_array().expect("questions"));
    questions.map(|question| question["key"].as_str().expect("a key")).collect()
}

/// A file of a test's own, taken away when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("family-history-{}-{name}", std::process::id()));
        fs::write(&path, text).expect("a place to write to");
        Scratch(path)
    }

    fn path(&self) -> String {
        self.0.display().to_string()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn it_prints_the_questions_by_conversation_and_the_checklist() {
    let said = review(&[&path("f-05.json"), "--as-of", "2026-03-16"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("review-f-05-text", said.out);
    });
}

#[test]
fn its_json_is_stable() {
    let said = review(&[&path("f-05.json"), "--as-of", "2026-03-16", "--format", "json"]);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("review-f-05-json", said.out);
    });
}

#[test]
fn without_a_day_it_reviews_today() {
    assert_eq!(json(&[&path("f-05.json")])["today"], "2026-11-16");
}

#[test]
fn a_day_leaves_out_what_came_later() {
    let then = json(&[&path("f-05.json"), "--as-of", "2025-10-01"]);
    assert!(keys(&then).contains(&"C-06/p2") && !keys(&then).contains(&"L-12/v2"), "{:?}", keys(&then));
    assert!(!then.to_string().contains("18 November 2025"));
}

#[test]
fn a_staged_case_is_seen_at_a_stage_by_one_agency() {
    let hv = json(&[&path("william.json"), "--stage", "20", "--agency", "hv"]);
    assert_eq!((&hv["today"], &hv["stage"], &hv["agency"]), (&"2021-11-30".into(), &20.into(), &"hv".into()));
    assert!(keys(&hv).contains(&"I-01/n1"));
    let by_day = json(&[&path("william.json"), "--as-of", "2021-11-30", "--agency", "hv"]);
    assert_eq!(by_day, hv);
    let all = json(&[&path("william.json"), "--stage", "20"]);
    assert!(keys(&all).contains(&"R1-14/h1") && !keys(&hv).contains(&"R1-14/h1"));
}

#[test]
fn before_its_first_stage_a_staged_case_is_its_background() {
    let before = json(&[&path("william.json"), "--as-of", "1990-01-01"]);
    assert_eq!(before["stage"], 0);
    assert!(!before.to_string().contains("Brooke"));
}

#[test]
fn a_wrong_command_says_how_it_is_used() {
    let case = path("f-05.json");
    let staged = path("william.json");
    for (arguments, says) in [
        (vec![], "Which case file?"),
        (vec![case.as_str(), "--as-of", "31 June"], "31 June is no day. Write it as 2021-11-30."),
        (vec![&case, "--as-of", "2021-02-30"], "2021-02-30 is no day."),
        (vec![&case, "--as-of"], "--as-of needs a value."),
        (vec![&case, "--agency", "nobody"], "There is no agency nobody. The agencies are: hv, "),
        (vec![&case, "--format", "pdf"], "There is no format pdf."),
        (vec![&case, "--colour"], "There is no option --colour."),
        (vec![&case, &staged], "One case file at a time"),
        (vec![&staged, "--stage", "last"], "last is no number of a stage."),
    ] {
        let said = review(&arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.starts_with(says) && said.err.ends_with(USAGE), "{arguments:?}: {}", said.err);
    }
    for (arguments, says) in [
        (vec![case.as_str(), "--stage", "2"], "has no stages."),
        (vec![&staged, "--stage", "24"], "has no stage 24. Its stages are: 1, 2, "),
    ] {
        let said = review(&arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(says), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn help_is_no_mistake() {
    assert_eq!(review(&["--help"]), Said { out: USAGE.to_owned(), ..Said::default() });
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_what_is_wrong() {
    let missing = review(&["no-such-case.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.starts_with("no-such-case.json could not be read: "), "{}", missing.err);
    for (name, text, says) in [
        ("empty.json", "", "This file is empty"),
        ("damaged.json", "{ \"format\": \"family-history-review\",\n  \"case\": {", "line and place 2:"),
        ("foreign.json", "{ \"some\": \"thing\" }", "was not saved by this tool"),
    ] {
        let scratch = Scratch::new(name, text);
        let said = review(&[&scratch.path()]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{name}");
        assert!(said.err.starts_with(&scratch.path()) && said.err.contains(says), "{name}: {}", said.err);
    }
}

#[test]
fn what_could_not_be_read_of_a_file_is_said_and_the_rest_is_reviewed() {
    let text = "{ \"format\": \"family-history-review\", \"version\": 1, \"case\": { \"people\": { \
                \"p1\": { \"label\": \"Child A\", \"role\": \"child\" }, \"p2\": 7 } } }";
    let scratch = Scratch::new("part.json", text);
    let said = review(&[&scratch.path()]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("Child A") && said.err.contains("people/p2"), "{}", said.err);
    let said = review(&[&scratch.path(), "--format", "json"]);
    let json: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["problems"][0]["at"], "people/p2");
}
