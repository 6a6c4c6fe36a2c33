//! Every rule, by example: what raises its question, and what keeps it silent.
//!
//! `rules/R3-06.toml` holds the cases of the rule R3-06. Each has a name, the facts in the form of a case file, and either
//! the questions of that rule it `raises` (all of them) or `silent = true`. A case that raises may give the facts that
//! would be the `answers`: with them, the rule is silent. See `rules/README.md`.

use std::collections::BTreeSet;
use std::path::Path;

use family_history_content::guidance;
use family_history_domain::guidance::Guidance;
use family_history_domain::review::{OpenQuestion, RULES, answered_at, is_planned, review, topic_of, words};
use family_history_domain::save;
use family_history_domain::when::Today;
use serde::Deserialize;
use serde_json::{Value, json};

/// One file: the cases of one rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Fixtures {
    /// The day of the review in each case that names none.
    today: String,
    /// The rule never uses its own words, only those of its variants.
    #[serde(default)]
    variants_only: bool,
    /// Why nothing that is put down takes this rule's question away: only a step does.
    stands: Option<String>,
    cases: Vec<Fixture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    name: String,
    today: Option<String>,
    #[serde(default)]
    case: Value,
    #[serde(default)]
    raises: Vec<Raised>,
    #[serde(default)]
    silent: bool,
    /// What is put into the facts to answer all that is raised: objects are merged, anything else is replaced.
    answers: Option<Value>,
}

/// A question as a fixture gives it.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Raised {
    variant: Option<String>,
    about: Vec<String>,
    rests_on: BTreeSet<String>,
    no_contact: bool,
    /// Words that stand in the question, where it matters that they do.
    asks: Option<String>,
}

impl Raised {
    fn of(question: &OpenQuestion) -> Raised {
        Raised {
            variant: question.variant.map(str::to_owned),
            about: question.about.iter().map(ToString::to_string).collect(),
            rests_on: question.rests_on.iter().map(ToString::to_string).collect(),
            no_contact: question.no_contact,
            asks: None,
        }
    }
}

fn all() -> Vec<(String, Fixtures)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("tests/rules is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let rule = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a file");
            (rule, toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

/// Puts some facts into others: objects are merged, anything else is replaced.
fn merge(into: &mut Value, more: &Value) {
    match (into, more) {
        (Value::Object(fields), Value::Object(more)) => {
            for (name, value) in more {
                merge(fields.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more.clone(),
    }
}

/// What this rule asks of the facts, and what could not be read of them.
fn asked_of(rule: &str, facts: &Value, today: Today, guidance: &Guidance) -> (Vec<OpenQuestion>, Option<String>) {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    let problem = (!opened.problems.is_empty()).then(|| format!("the facts cannot all be read: {:?}", opened.problems));
    let mut questions = review(&opened.case, guidance, today);
    questions.retain(|question| question.rule == rule);
    (questions, problem)
}

/// What is wrong with one case; empty when nothing is.
fn wrong(rule: &str, fixture: &Fixture, today: &str, guidance: &Guidance) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |what: String| wrong.push(format!("{rule}, “{}”: {what}", fixture.name));
    if fixture.silent != fixture.raises.is_empty() {
        say("give either `raises` or `silent = true`".to_owned());
    }
    let mut facts = if fixture.case.is_null() { json!({}) } else { fixture.case.clone() };
    let today = Today::from_iso(fixture.today.as_deref().unwrap_or(today)).expect("`today` is a day");
    let (of_rule, problem) = asked_of(rule, &facts, today, guidance);
    problem.into_iter().for_each(&mut say);
    for question in &of_rule {
        let said = words(question, guidance);
        let left = [&said.title, &said.ask, &said.why].into_iter().chain(&said.next).any(|words| words.contains('{'));
        if left {
            say(format!("a slot is left open in {said:?}"));
        }
    }
    let asked: Vec<String> = of_rule.iter().map(|question| words(question, guidance).ask).collect();
    for asks in fixture.raises.iter().filter_map(|raised| raised.asks.as_ref()) {
        if !asked.iter().any(|ask| ask.contains(asks.as_str())) {
            say(format!("nothing asks “{asks}” among {asked:?}"));
        }
    }
    let bare = |raised: &Raised| Raised {
        variant: raised.variant.clone(),
        about: raised.about.clone(),
        rests_on: raised.rests_on.clone(),
        no_contact: raised.no_contact,
        asks: None,
    };
    let mut expected: Vec<Raised> = fixture.raises.iter().map(bare).collect();
    let mut raised: Vec<Raised> = of_rule.iter().map(Raised::of).collect();
    expected.sort();
    raised.sort();
    if expected != raised {
        say(format!("expected {expected:#?}\nbut it raised {raised:#?}"));
    }
    if let Some(answers) = &fixture.answers {
        if fixture.silent {
            say("nothing is raised here, so there is nothing that `answers`".to_owned());
        }
        merge(&mut facts, answers);
        let (still, problem) = asked_of(rule, &facts, today, guidance);
        problem.into_iter().for_each(&mut say);
        if !still.is_empty() {
            let still: Vec<Raised> = still.iter().map(Raised::of).collect();
            say(format!("with its answers it is still raised: {still:#?}"));
        }
    }
    wrong
}

#[test]
fn every_rule_asks_what_its_fixtures_say() {
    let guidance = guidance();
    let wrong: Vec<String> = all()
        .iter()
        .flat_map(|(rule, fixtures)| {
            fixtures.cases.iter().flat_map(|case| wrong(rule, case, &fixtures.today, &guidance)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_and_variant_has_a_case_that_raises_it_and_one_that_does_not() {
    let all = all();
    let mut missing = Vec::new();
    for (rule, _) in &all {
        if !RULES.iter().any(|known| known.id == rule) {
            missing.push(format!("rules/{rule}.toml: there is no such rule"));
        }
    }
    for rule in RULES {
        let Some((_, fixtures)) = all.iter().find(|(name, _)| name == rule.id) else {
            missing.push(format!("rules/{}.toml is missing", rule.id));
            continue;
        };
        let raised = |variant: Option<&str>| {
            fixtures.cases.iter().flat_map(|case| &case.raises).any(|raised| raised.variant.as_deref() == variant)
        };
        if raised(None) == fixtures.variants_only {
            missing.push(format!("{}: its own words are raised by no case, or against `variants-only`", rule.id));
        }
        for variant in rule.variants {
            if !raised(Some(variant)) {
                missing.push(format!("{}: no case raises its variant `{variant}`", rule.id));
            }
        }
        if !fixtures.cases.iter().any(|case| case.silent) {
            missing.push(format!("{}: no case in which it is silent", rule.id));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_rule_and_variant_can_be_answered() {
    let all = all();
    let mut missing = Vec::new();
    for rule in RULES {
        let Some((_, fixtures)) = all.iter().find(|(name, _)| name == rule.id) else { continue };
        let is_answered = |variant: Option<&str>| {
            let answered = fixtures.cases.iter().filter(|case| case.answers.is_some());
            answered.flat_map(|case| &case.raises).any(|raised| raised.variant.as_deref() == variant)
        };
        let own = (!fixtures.variants_only).then_some(None);
        let open: Vec<Option<&str>> = own
            .into_iter()
            .chain(rule.variants.iter().copied().map(Some))
            .filter(|variant| !is_answered(*variant))
            .collect();
        let stands = fixtures.stands.as_deref().is_some_and(|why| !why.trim().is_empty());
        if stands == open.is_empty() {
            missing.push(format!(
                "{}: no case says what answers {open:?}, or it says why it `stands` and is answered",
                rule.id
            ));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Dates are put right where they stand, whatever they are dates of.
#[test]
fn two_dates_that_do_not_fit_are_answered_in_the_card_that_holds_them() {
    let guidance = guidance();
    let facts = json!({
        "people": { "p1": { "label": "Father", "role": "father", "born": { "edtf": "1990" }, "died": { "edtf": "1980" } } },
        "services": { "s1": { "agency": "hv", "since": { "edtf": "2021" }, "ended": { "edtf": "2020" } } },
    });
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let case = save::open(&file.to_string()).expect("a file").case;
    let questions = review(&case, &guidance, Today::from_iso("2022-03-14").expect("a day"));
    let dates = questions.iter().filter(|question| question.rule == "X-DATE");
    let led: Vec<String> = dates
        .map(|question| format!("{} {}", topic_of(question, &guidance), answered_at(&case, question, &guidance)))
        .collect();
    assert_eq!(led, ["people p1", "help s1"]);
}

/// What is spoken of as planned is a step that somebody is still to take, and no question that was put by.
#[test]
fn what_is_planned_is_a_step_still_to_be_taken() {
    let guidance = guidance();
    let today = Today::from_iso("2022-03-14").expect("a day");
    let asked_with = |step: Value| {
        let facts = json!({ "events": { "e1": { "what": "Moved" } }, "steps": { "R1-07/e1": step } });
        let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
        let case = save::open(&file.to_string()).expect("a file").case;
        let of_event: Vec<bool> = review(&case, &guidance, today)
            .iter()
            .filter(|question| question.key().0 == "R1-07/e1")
            .map(|question| is_planned(&case, question))
            .collect();
        assert_eq!(of_event.len(), 1, "the question is there once");
        of_event[0]
    };
    for (step, planned) in [
        (json!({}), false),
        (json!({ "state": "open" }), false),
        (json!({ "owner": "Early Help worker" }), false),
        (json!({ "step": "  " }), false),
        (json!({ "state": "has-step" }), true),
        (json!({ "step": "Ring the nursery" }), true),
        (json!({ "state": "open", "step": "Ring the nursery" }), true),
        (json!({ "state": "settled", "step": "Ring the nursery" }), false),
        (json!({ "state": "considered", "step": "Ring the nursery" }), false),
    ] {
        assert_eq!(asked_with(step.clone()), planned, "{step}");
    }
}
