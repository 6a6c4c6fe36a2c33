//! Lines that are never crossed, held against every word of the pack and everything that is printed: no number that grades a
//! family, no short form that is not explained, no question that is always asked, no old content that looks new.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use family_history_content::{PACK_JSON, guidance};
use family_history_domain::case::{Case, FactId, KINDS, ReviewRole};
use family_history_domain::document::{first_paper, text};
use family_history_domain::guidance::{Guidance, reading_age};
use family_history_domain::review::{
    IN_SIGHT, RULES, SUPERVISION, agenda, gather, is_put_by, review, rules_of_supervision, words,
};
use family_history_domain::save;
use family_history_domain::scenario::as_at;
use family_history_domain::when::Today;
use family_history_tests::expect;
use serde_json::{Map, Value, json};

/// A day of a review on which the content of the pack holds.
const TODAY: &str = "2026-11-24";

fn today() -> Today {
    Today::from_iso(TODAY).expect("a day")
}

fn opened(facts: &Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    save::open(&file.to_string()).expect("a file").case
}

/// The made-up families of `cases/`, each by its name with the day it is for.
fn families() -> Vec<(String, Case, Today)> {
    let mut names: Vec<String> = std::fs::read_dir(expect::case_path(""))
        .expect("tests/cases")
        .filter_map(|entry| entry.expect("an entry").file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .filter(|name| expect::case_path(&format!("{name}.expect")).exists())
        .collect();
    names.sort();
    let family = |name: String| {
        let day = expect::day(&expect::case_text(&format!("{name}.expect")));
        let case = expect::case(&format!("{name}.json"));
        (name, case, day)
    };
    names.into_iter().map(family).collect()
}

/// The published timeline, stage by stage: all that was known, and what health visiting held.
fn stages() -> Vec<(String, Case, Today)> {
    let scenario = expect::william();
    let numbers = scenario.told().filter_map(|stage| Some((stage.number, scenario.day_of(stage.number)?)));
    numbers
        .flat_map(|(number, day)| {
            [None, Some("hv")]
                .map(|agency| (format!("stage {number}, {agency:?}"), as_at(&scenario, number, agency), day))
        })
        .collect()
}

/// The facts in the fixtures of the rules, each with the rule it is made to raise; without one where it is silent.
fn fixtures() -> Vec<(String, Map<String, Value>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("tests/rules").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let facts = |path: &std::path::PathBuf| {
        let rule = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a file");
        let file: Value = toml::from_str(&text).expect("TOML");
        let cases = file["cases"].as_array().expect("cases").iter();
        let raises = |case: &Value| if case.get("raises").is_some() { rule.clone() } else { String::new() };
        cases.filter_map(|case| Some((raises(case), case.get("case")?.as_object()?.clone()))).collect::<Vec<_>>()
    };
    paths.iter().flat_map(facts).collect()
}

/// A family made of the facts of two fixtures, one over the other, with the rules they were made to raise.
struct Made {
    of: [String; 2],
    case: Case,
}

fn made(count: usize) -> Vec<Made> {
    let fixtures = fixtures();
    let mut state: u32 = 11;
    let mut pick = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        &fixtures[(state >> 8) as usize % fixtures.len()]
    };
    let mut one = || {
        let ((first, under), (second, over)) = (pick(), pick());
        let mut facts = Value::Object(under.clone());
        lay_over(&mut facts, &Value::Object(over.clone()));
        Made { of: [first.clone(), second.clone()], case: opened(&facts) }
    };
    (0..count).map(|_| one()).collect()
}

fn lay_over(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, part) in over {
                lay_over(under.entry(name).or_insert(Value::Null), part);
            }
        }
        (under, over) => *under = over.clone(),
    }
}

/// Everything somebody reads of a pack, with where it stands: not its ids, keys and addresses.
fn every_text() -> Vec<(String, String)> {
    fn walk(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
        const NO_WORDS: &[&str] = &[
            "id",
            "topic",
            "subject",
            "source",
            "routes",
            "roles",
            "agencies",
            "answer",
            "prompt",
            "key",
            "level",
            "list",
            "address",
            "valid-from",
            "valid-to",
            "date",
            "review-by",
            "with",
            "cause",
            "part",
            "records",
            "re-ask",
            "confidence",
        ];
        match value {
            Value::String(text) => found.push((at.to_owned(), text.clone())),
            Value::Array(all) => {
                for part in all {
                    let name =
                        ["id", "term", "key"].iter().find_map(|name| part.get(name)?.as_str()).unwrap_or_default();
                    walk(part, &format!("{at} {name}"), found);
                }
            }
            Value::Object(parts) => {
                let is_bare = |part: &Value| match part {
                    Value::Array(all) => all.iter().all(Value::is_string),
                    part => part.is_string(),
                };
                for (name, part) in parts {
                    if NO_WORDS.contains(&name.as_str()) && is_bare(part) {
                        continue;
                    }
                    walk(part, &format!("{at} {name}"), found);
                }
            }
            _ => {}
        }
    }
    let pack: Value = serde_json::from_str(PACK_JSON).expect("JSON");
    let mut found = Vec::new();
    walk(&pack, "", &mut found);
    assert!(found.len() > 1000, "the words of the pack, not {}", found.len());
    found
}

/// Short forms that need no explaining, and why.
const KNOWN: &[(&str, &str)] = &[
    ("PDF", "a kind of file, as the browser's own print window names it"),
    ("JSON", "a kind of file, named where a file is saved"),
    ("MB", "the size of a file"),
    ("GB", "the language of the paper, for the browser and never shown"),
    ("IT", "a help desk, said as everybody says it"),
    ("OFFICIAL", "the handling mark, a word in capitals"),
    ("SENSITIVE", "the handling mark, a word in capitals"),
    ("TRAINING", "the mark of an exercise, a word in capitals"),
    ("NSPCC", "the name a publisher goes by, in the list of sources"),
    ("YYYY", "how a year is typed"),
];

/// The words of a text with two or more capitals in a row: `GP`, `MARAC`, the GP of `GPs`.
fn short_forms(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let capitals = |word: &str| word.trim_end_matches('s').to_owned();
    words
        .map(capitals)
        .filter(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase()))
        .collect()
}

/// Whether a text says itself what a short form stands for: "Independent Domestic Violence Adviser (IDVA)".
fn explains(text: &str, short: &str) -> bool {
    text.contains(&format!("({short})")) || text.contains(&format!("{short} ("))
}

#[test]
fn every_short_form_is_explained() {
    let pack = guidance();
    let in_glossary: BTreeSet<String> = pack.glossary.iter().flat_map(|term| short_forms(&term.term)).collect();
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (at, text) in every_text() {
        for short in short_forms(&text) {
            let is_known = in_glossary.contains(&short) || KNOWN.iter().any(|(known, _)| *known == short);
            if !is_known && !explains(&text, &short) {
                missing.entry(short).or_default().push(format!("{at}: {text}"));
            }
        }
    }
    let told: Vec<String> = missing
        .iter()
        .map(|(short, places)| format!("{short}, {} times:\n  {}", places.len(), places.join("\n  ")))
        .collect();
    assert!(told.is_empty(), "in no entry of the glossary, and not explained where it stands:\n{}", told.join("\n"));
}

#[test]
fn what_is_asked_reads_easily() {
    // Flesch–Kincaid, in years: a child of fourteen may read it later. Under eight words the measure says nothing.
    let pack = guidance();
    let asked = pack.prompts.iter().flat_map(|prompt| [(&prompt.id, &prompt.text), (&prompt.id, &prompt.why)]);
    let raised = pack.rules.iter().flat_map(|rule| [(&rule.id, &rule.question), (&rule.id, &rule.why)]);
    let hard: Vec<String> = asked
        .chain(raised)
        .filter(|(_, text)| text.split_whitespace().count() >= 8 && reading_age(text) > 14)
        .map(|(id, text)| format!("{id}, {}: {text}", reading_age(text)))
        .collect();
    assert_eq!(hard, Vec::<String>::new());
}

#[test]
fn the_core_route_is_short() {
    let core = guidance().core_route().count();
    assert!((1..=25).contains(&core), "{core} questions: it is gone through in under ten minutes");
}

#[test]
fn the_core_route_asks_about_every_man() {
    let pack = guidance();
    let topics: BTreeSet<&str> = pack.core_route().map(|prompt| prompt.topic.as_str()).collect();
    assert!(topics.contains("men"), "{topics:?}");
    for id in ["M-01", "M-09", "M-13", "M-14"] {
        assert!(pack.core_route().any(|prompt| prompt.id == id), "{id} is asked at every level of support");
    }
}

#[test]
fn no_field_asks_who_a_family_is() {
    // A name, an address, a number or an exact birthday that others use to find a person. A label or an age will do.
    let never = [
        "surname",
        "forename",
        "first-name",
        "last-name",
        "address",
        "postcode",
        "nhs",
        "phone",
        "email",
        "dob",
        "date-of-birth",
    ];
    let schema = save::schema();
    let mut fields: Vec<String> = Vec::new();
    for (kind, definition) in schema["$defs"].as_object().expect("definitions") {
        let names =
            definition.get("properties").and_then(Value::as_object).into_iter().flat_map(|fields| fields.keys());
        fields.extend(names.map(|field| format!("{kind}.{field}")));
    }
    assert!(fields.len() > 100, "{}", fields.len());
    fields.retain(|field| never.iter().any(|word| field.split_once('.').is_some_and(|(_, name)| name == *word)));
    assert_eq!(fields, Vec::<String>::new());
    // What is called a name is that of a record or a service, never of a person.
    let pack = guidance();
    for (key, label) in &pack.words {
        let asks = KINDS.iter().any(|kind| key.strip_prefix(kind).is_some_and(|rest| rest.starts_with('.')));
        let label = label.to_lowercase();
        let words: Vec<&str> = label.split(|letter: char| !letter.is_alphanumeric()).collect();
        let names = ["surname", "postcode", "address", "nhs"].iter().any(|word| words.contains(word));
        assert!(!asks || !names, "{key} asks for {label}");
    }
}

/// What in a text looks like a grade: a share, a score, so many out of so many.
fn grades(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_number = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit())
    };
    let mut found = Vec::new();
    // Only a sentence that says that there is none may speak of a score.
    let denied = |at: usize| words[at.saturating_sub(2)..at].iter().any(|word| ["no", "not", "never"].contains(word));
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_grade = ["score", "scores", "scored", "percent", "percentage", "rating"].contains(&bare);
        if word.contains('%') || (is_grade && !denied(at)) {
            found.push((*word).to_owned());
        }
        // "4/10", and not a date such as 3/10/2020.
        if word.split_once('/').is_some_and(|(some, most)| is_number(some) && is_number(most)) {
            found.push((*word).to_owned());
        }
        if let [some, "out", "of", most, ..] = words[at..]
            && is_number(some)
            && is_number(most)
        {
            found.push(format!("{some} out of {most}"));
        }
    }
    found
}

/// Every question and the paper of a review, as they read.
fn said(case: &Case, pack: &Guidance, day: Today) -> Vec<String> {
    let mut said = vec![text::write(&first_paper(case, pack, day))];
    for question in review(case, pack, day) {
        let words = words(&question, pack);
        said.extend([words.title, words.ask, words.why]);
        said.extend(words.next);
    }
    said
}

#[test]
fn no_number_grades_a_family() {
    let found = grades("A score of 4/10, 3 out of 5, a 40% share, on 3/10/2020, out of the house of 4, not a score");
    assert_eq!(found, ["score", "4/10,", "3 out of 5,", "40%"], "the check itself");
    let pack = guidance();
    let mut wrong: Vec<String> = Vec::new();
    for (at, text) in every_text() {
        let found = grades(&text);
        wrong.extend((!found.is_empty()).then(|| format!("{at}: {found:?} in {text}")));
    }
    for (name, case, day) in families().into_iter().chain(stages()) {
        for text in said(&case, &pack, day) {
            let found = grades(&text);
            wrong.extend((!found.is_empty()).then(|| format!("{name}: {found:?}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

// --- Silence ----------------------------------------------------------------------------------------------------------

fn raised(case: &Case, pack: &Guidance, day: Today) -> BTreeSet<&'static str> {
    review(case, pack, day).iter().map(|question| question.rule).collect()
}

/// The kinds of fact that stand in a case.
fn kinds(case: &Case) -> BTreeSet<&'static str> {
    let file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
    let facts = file["case"].as_object().expect("parts").values().filter_map(Value::as_object);
    let of_many = facts.flat_map(|facts| facts.keys()).filter_map(|id| Some(id.parse::<FactId>().ok()?.kind()));
    of_many.chain([FactId::Head.kind(), FactId::Plan.kind()]).collect()
}

/// A question that is asked of every family says nothing of this one. A rule could ask where something of a kind it asks
/// about, or rests on, is there.
/// Whether the fixture of a rule has a family with facts of which it asks nothing: `rules.rs` holds the rule to it.
fn has_silent_fixture(rule: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/{rule}.toml"));
    let file: Value = toml::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("TOML");
    let is_silent =
        |case: &Value| case["silent"] == true && case["case"].as_object().is_some_and(|case| !case.is_empty());
    file["cases"].as_array().expect("cases").iter().any(is_silent)
}

#[test]
fn no_rule_asks_its_question_of_every_family() {
    let pack = guidance();
    let families: Vec<(Vec<String>, Case, Today)> =
        families().into_iter().map(|(_, case, day)| (Vec::new(), case, day)).collect();
    let made = made(600).into_iter().map(|made| (made.of.to_vec(), made.case, today()));
    let all: Vec<_> =
        families.into_iter().chain(made).map(|(of, case, day)| (of, kinds(&case), review(&case, &pack, day))).collect();
    let mut always = Vec::new();
    for rule in RULES {
        // Some fixtures were made to raise it: they do not show that it is quiet elsewhere.
        let others: Vec<_> = all.iter().filter(|(of, ..)| !of.iter().any(|of| of == rule.id)).collect();
        let own = others.iter().flat_map(|(.., questions)| questions).filter(|question| question.rule == rule.id);
        let looks_at: BTreeSet<&str> =
            own.flat_map(|question| question.about.iter().chain(&question.rests_on)).map(|fact| fact.kind()).collect();
        let could: Vec<_> =
            others.iter().filter(|(_, kinds, _)| looks_at.is_empty() || !kinds.is_disjoint(&looks_at)).collect();
        let silent =
            could.iter().filter(|(.., questions)| !questions.iter().any(|question| question.rule == rule.id)).count();
        // Where fewer than ten could raise it, its own fixture has to show a family of which it asks nothing.
        if silent == 0 && (could.len() >= 10 || !has_silent_fixture(rule.id)) {
            always.push(format!("{} asks in all of {} families", rule.id, could.len()));
        }
    }
    assert_eq!(always, Vec::<String>::new());
}

#[test]
fn nothing_is_asked_of_an_empty_case_but_how_it_begins() {
    let pack = guidance();
    let raised = raised(&Case::default(), &pack, today());
    let begins = ["start", "records", "people", "supervision"];
    let other: Vec<&str> =
        raised.into_iter().filter(|rule| !begins.contains(&pack.rule(rule).expect("words").topic.as_str())).collect();
    assert_eq!(other, Vec::<&str>::new());
}

#[test]
fn of_a_family_that_is_only_named_the_core_route_alone_asks() {
    let pack = guidance();
    let case = opened(&json!({
        "people": {
            "p1": { "label": "Mother", "role": "mother" },
            "p2": { "label": "Father", "role": "father" },
            "p3": { "label": "Child A", "role": "child" },
        },
        "parents": {
            "l1": { "adult": "p1", "child": "p3", "kind": "birth" },
            "l2": { "adult": "p2", "child": "p3", "kind": "birth" },
        },
    }));
    let core: BTreeSet<&str> = pack.core_route().map(|prompt| prompt.id.as_str()).collect();
    let raised = raised(&case, &pack, today());
    let other: Vec<String> = raised
        .iter()
        .map(|rule| (rule, &pack.rule(rule).expect("words").prompt))
        .filter(|(_, prompt)| !core.contains(prompt.as_str()))
        .map(|(rule, prompt)| format!("{rule}, which {prompt} answers"))
        .collect();
    assert_eq!(other, Vec::<String>::new());
    assert!(!raised.is_empty());
}

/// Who is missing is one list: whatever the screen of supervision names stands on a supervisor's paper as well.
#[test]
fn supervision_names_on_paper_whoever_it_names_on_screen() {
    let pack = guidance();
    for (part, rules) in SUPERVISION {
        assert!(pack.words.contains_key(*part), "{part} has no heading");
        for rule in *rules {
            assert!(RULES.iter().any(|known| known.id == *rule), "{rule} of {part} finds nothing");
        }
    }
    let missing = rules_of_supervision("supervision.missing");
    let mut seen = BTreeSet::new();
    for (name, mut case, day) in families() {
        Rc::make_mut(&mut case.head).role = Some(ReviewRole::Supervisor);
        let written = text::write(&first_paper(&case, &pack, day)).split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, sheet) = written.split_once(pack.word("supervision.missing")).unwrap_or_default();
        for question in review(&case, &pack, day).iter().filter(|question| missing.contains(&question.rule)) {
            let title = words(question, &pack).title;
            let what = title.split_once(": ").map_or(title.as_str(), |(_, what)| what);
            assert!(is_put_by(&case, question) || sheet.contains(what), "{name}: {title} in {sheet}");
            seen.insert(question.rule);
        }
    }
    assert!(seen.len() > 5, "{seen:?}");
}

/// Whose record system it is, is filled in only where one agency alone uses such records.
#[test]
fn a_record_that_several_agencies_use_is_nobodys_until_somebody_says_whose() {
    let pack = guidance();
    assert_eq!(pack.only_agency_with("midwifery"), Some("midwifery"));
    assert_eq!(pack.only_agency_with("hospital"), None);
    assert_eq!(pack.only_agency_with("shared-care"), None);
}

/// A page as a person reads it: lines of 75 characters, 60 of them.
const LINE: usize = 75;
const PAGE: usize = 60;

/// Counted as it is drawn: a heading for each conversation; a matter of several as one question with a line for its parts;
/// one alone with its question, why and what it rests on, and a line each for its facts, the way to its answer and its step.
#[test]
fn the_first_open_questions_of_the_timeline_fit_one_page() {
    let pack = guidance();
    let scenario = expect::william();
    let case = as_at(&scenario, 20, Some("hv"));
    let questions = review(&case, &pack, scenario.day_of(20).expect("a day"));
    let conversations = agenda(&questions, &pack);
    let matters: Vec<_> = conversations
        .iter()
        .flat_map(|one| gather(&one.questions, &pack).into_iter().map(|matter| (one.heading.clone(), matter)))
        .collect();
    let (mut heading, mut lines) = (String::new(), 0);
    let wrapped = |text: &str| text.chars().count().div_ceil(LINE);
    for (of, matter) in matters.iter().take(IN_SIGHT) {
        if *of != heading {
            heading.clone_from(of);
            lines += 1;
        }
        lines += match matter.whole(&pack) {
            Some(words) => wrapped(&words.ask) + wrapped(&words.why) + 1,
            None => {
                let said = words(matter.questions[0], &pack);
                let guarded = usize::from(matter.questions[0].no_contact);
                wrapped(&said.ask)
                    + wrapped(&format!("{} {}", said.why, said.cite))
                    + guarded
                    + matter.questions[0].rests_on.len().min(4)
                    + 2
            }
        };
    }
    assert!(questions.len() > IN_SIGHT, "there is more than one screen of them: {}", questions.len());
    assert!(
        matters.len() < questions.len(),
        "{} of {}: what belongs together is gathered",
        matters.len(),
        questions.len()
    );
    assert!(lines <= PAGE, "{lines} lines on a page of {PAGE}");
}

// --- Old content ------------------------------------------------------------------------------------------------------

#[test]
fn content_past_its_day_says_so_on_paper() {
    let pack = guidance();
    let notice = pack.word("paper.edition-stale");
    let by = Today::from_iso(&pack.edition.review_by).expect("a day").date();
    let paper = |day: chrono::NaiveDate| {
        let day = Today::from_iso(&day.to_string()).expect("a day");
        text::write(&first_paper(&Case::default(), &pack, day)).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(!paper(by).contains(notice), "on the day itself it still holds");
    assert!(paper(by.succ_opt().expect("a day")).contains(notice));
}
