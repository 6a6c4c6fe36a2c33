//! Writing a scenario: a review that becomes one gives nobody away, and it is said what is missing before it can be run.

use std::cell::Cell;
use std::collections::BTreeMap;

use family_history_content::guidance;
use family_history_domain::case::{Case, Edit, ExerciseKind, FactId, Stage, StageId};
use family_history_domain::plain::folded;
use family_history_domain::save;
use family_history_domain::training;
use family_history_domain::when::{Today, When};
use family_history_tests::opened;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn date(edtf: &str) -> Value {
    json!({ "said": "when Zelda was born", "edtf": edtf })
}

fn review() -> Value {
    json!({
        "head": { "reference": "Larkin 7", "agency": "hv", "worker": "Dan Orr", "begun": date("2026-11-02"), "working": "Zelda reads to them" },
        "plan": { "lead": "Dan Orr", "presenting": "Sleep" },
        "people": {
            "p1": { "label": "Zelda Larkin", "role": "mother", "note": "Tired", "gp": "Riverside", "source": { "who": "Midwife", "also": "Letter about Zelda", "when": date("2026-10-01") } },
            "p2": { "label": "Kit", "role": "child", "born": date("2021-03-14") },
            "p3": { "label": "Posy", "role": "child", "born": date("2024-05") },
            "p4": { "label": "Rob", "role": "father" },
            "p5": { "label": "Vic", "role": "father" },
            "p6": { "label": "Wes", "role": "partner", "heard-words": "Kit spoke of wes", "heard-told": "Dan Orr" },
            "p7": { "label": "Nana Larkin", "role": "grandmother" },
            "p8": { "label": "Olu", "role": "father" } },
        "parents": {
            "l1": { "adult": "p4", "child": "p2", "kind": "birth" },
            "l2": { "adult": "p5", "child": "p3", "kind": "alleged" },
            "l3": { "adult": "p8", "child": "p3", "kind": "alleged" } },
        "households": { "hh1": { "label": "Hill Street", "people": ["p1"] } },
        "events": {
            "e1": { "what": "ZELDA and Kit moved", "detail": "A long story", "when": date("2020-05-01"), "people": ["p1", "p2"],
                "held-by": ["police"], "told": { "gp": "told" }, "told-when": { "gp": date("2020-05-15") },
                "source": { "who": "Nursery", "route": "told-by-parent", "when": date("2020-05-08") } },
            "e2": { "what": "Vic’s friend came", "when": { "said": "the day of Kit's party" }, "source": { "who": "GP" } },
            "e3": { "what": "Left", "when": { "said": "Not known" } } },
        "flags": { "f1": { "about": "p6", "holder": "police", "kind": "risk-to-child", "words": "Ring Dan", "owner": "Dan Orr" } },
        "orders": { "o1": { "about": "p5", "kind": "non-molestation", "state": "in-force", "until": date("2027-01-01") } },
        "levels": { "z1": { "child": "p2", "level": "2", "by": "health visiting", "indicators": { "l1-well": { "relied": "yes", "note": "Zelda said so", "tied": ["e1", "step:R3-06"] } } } },
        "decisions": { "de1": { "what": "Ring Zelda" } },
        "joined": { "jo1": { "kept": "p6", "label": "Wesley Orr", "made": [] } },
        "combined": { "co1": { "called": "Mum Z: Zelda Larkin\nBig Kit: Kit" } },
        "answers": { "M-09/p6": { "state": "known", "text": "Big Kit and Mum Z saw Wesley" }, "G-03": { "state": "not-asked" } },
        "steps": { "R3-06": { "state": "open", "step": "Ask Zelda" } },
    })
}

fn scenario(facts: &Value, weeks: i32) -> (Case, Value) {
    let case = training::from_review(&opened(facts), &guidance(), weeks);
    let text = save::write(&case, 50);
    let again = save::open(&text).expect("a file");
    assert_eq!((again.problems, &again.case), (Vec::new(), &case), "it can be saved and opened");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    (case, file["case"].clone())
}

#[test]
fn everybody_is_called_by_an_invented_label_in_their_entry_and_in_every_text() {
    let (case, file) = scenario(&review(), 10);
    let labels: Vec<&str> = case.people.values().map(|person| person.label.as_str()).collect();
    let fathers = ["Father of Child A", "Father 1", "Partner 1", "Grandmother 1", "Father 2"];
    assert_eq!(labels, [&["Mother", "Child A", "Child B"][..], &fathers].concat());
    assert_eq!(file["events"]["e1"]["what"], "Mother and Child A moved");
    assert_eq!(file["events"]["e2"]["what"], "Father 1’s friend came");
    assert_eq!(file["people"]["p6"]["heard-words"], "Child A spoke of Partner 1");
    assert_eq!(file["answers"]["M-09/p6"]["text"], "Child A and Mother saw Partner 1", "also as others called them");
    let text = file.to_string().to_lowercase();
    for old in ["zelda", "larkin", "kit ", "posy", "rob", "vic", "wes", "nana", "olu", "mum z", "orr"] {
        assert!(!text.contains(old), "{old} in {text}");
    }
}

#[test]
fn dates_move_together_and_lose_the_words_they_were_said_in() {
    let (_, file) = scenario(&review(), 10);
    let of = |said: &str, edtf: &str| json!({ "said": said, "edtf": edtf });
    let event = &file["events"]["e1"];
    assert_eq!(event["when"], of("10 July 2020", "2020-07-10"));
    assert_eq!(event["told-when"]["gp"], of("24 July 2020", "2020-07-24"));
    assert_eq!(event["source"]["when"], of("17 July 2020", "2020-07-17"));
    assert_eq!(file["people"]["p3"]["born"], of("July 2024", "2024-07"));
    assert_eq!(file["orders"]["o1"]["until"], of("12 March 2027", "2027-03-12"));
    assert_eq!(file["events"]["e2"].get("when"), None, "words that are no date go");
    assert_eq!(file["events"]["e3"]["when"], json!({ "said": "not known" }));
}

#[test]
fn what_is_about_the_review_and_its_workers_is_gone_and_what_is_about_the_family_stays() {
    let (case, file) = scenario(&review(), 0);
    assert_eq!(case.exercise.kind, Some(ExerciseKind::Scenario));
    assert_eq!((file["exercise"]["basis"].as_str(), file["exercise"].get("title")), (Some("made-from"), None));
    for part in ["decisions", "steps", "joined", "combined", "stages", "turns", "unread"] {
        assert_eq!(file.get(part), None, "{part}");
    }
    assert_eq!(file["head"].as_object().expect("a head").keys().collect::<Vec<_>>(), ["agency", "begun"]);
    assert_eq!(file["plan"], json!({ "presenting": "Sleep" }));
    assert_eq!(file["people"]["p1"]["source"]["who"], "Midwife", "the role of a worker is nobody");
    assert_eq!(file["people"]["p6"].get("heard-told"), None, "a worker's name goes");
    assert_eq!(file["events"]["e1"]["source"]["who"], "Nursery", "an agency is nobody");
    assert_eq!(
        file["flags"]["f1"],
        json!({ "about": "p6", "holder": "police", "kind": "risk-to-child", "words": "Ring Dan" })
    );
    assert_eq!(file["levels"]["z1"]["by"], "health visiting");
    assert_eq!(file["levels"]["z1"]["indicators"]["l1-well"], json!({ "relied": "yes", "tied": ["e1"] }));
    assert_eq!(file["orders"]["o1"]["state"], "in-force");
    assert_eq!(file["events"]["e1"]["held-by"], json!(["police"]));
    assert_eq!(file["answers"]["G-03"], json!({ "state": "not-asked" }));
}

#[test]
fn every_text_that_is_left_waits_for_a_look_and_can_be_changed_until_then() {
    let (mut case, _) = scenario(&review(), 3);
    let keys = |case: &Case| training::to_look_at(case).iter().map(training::Text::key).collect::<Vec<_>>();
    let all = [
        "p1/source-also",
        "p6/heard-words",
        "hh1/label",
        "e1/what",
        "e2/what",
        "e3/what",
        "f1/words",
        "answer:M-09/p6/text",
        "plan/presenting",
    ];
    assert_eq!(keys(&case), all);
    assert!(training::is_ready(&case).contains(&"training.missing-look"));
    let texts = training::to_look_at(&case);
    for (text, words) in [(&texts[0], "A letter"), (&texts[3], "")] {
        training::text_changed(&case, text, words).expect("a change").apply(&mut case);
        let now = training::to_look_at(&case).into_iter().find(|now| now.key() == text.key());
        assert_eq!(now.map(|now| now.words).as_deref(), Some(words), "it stays until somebody has looked at it");
    }
    Edit::remove_fact(&case, &"e1".parse().expect("an id")).expect("there").apply(&mut case);
    assert!(!keys(&case).contains(&"e1/what".to_owned()));
}

#[test]
fn it_is_said_what_is_missing_before_a_scenario_can_be_run() {
    let mut case = training::new_scenario();
    assert_eq!(training::is_ready(&case), ["training.missing-title", "training.missing-stages"]);
    let stage =
        |story: &str| Stage { number: training::next_stage(&case), story: story.to_owned(), ..Stage::default() };
    let stages = [stage("A baby is born"), stage(" ")];
    for (number, stage) in (1..).zip(stages) {
        case.stages.insert(StageId(number), stage.into());
    }
    let exercise = &mut std::rc::Rc::make_mut(&mut case.exercise);
    exercise.title = "Harbour Row".to_owned();
    exercise.to_confirm.insert("e9/what".to_owned());
    assert_eq!(
        training::is_ready(&case),
        ["training.missing-story", "training.missing-day"],
        "what is gone needs no look"
    );
    let dated = Edit::change(&case, &StageId(1).into(), &|stage| {
        stage.downcast_mut::<Stage>().expect("a stage").when = When::on(Today::from_iso("2021-05-01").expect("a day"));
    });
    dated.expect("a change").apply(&mut case);
    assert_eq!(training::is_ready(&case), ["training.missing-story"]);
    let edit = Edit::change(&case, &StageId(2).into(), &|stage| {
        stage.downcast_mut::<Stage>().expect("a stage").story = "He comes back".to_owned();
    });
    edit.expect("a change").apply(&mut case);
    assert_eq!(training::is_ready(&case), Vec::<&str>::new());
    let mut with = |when: &str, minutes: &str, brief: &str| {
        let edit = Edit::change(&case, &StageId(2).into(), &|stage| {
            let stage = stage.downcast_mut::<Stage>().expect("a stage");
            stage.when = Today::from_iso(when).map(When::on).unwrap_or_default();
            (stage.minutes, stage.brief) = (minutes.to_owned(), brief.to_owned());
        });
        edit.expect("a change").apply(&mut case);
        training::is_ready(&case)
    };
    assert_eq!(with("2021-04-30", "6", ""), ["training.missing-order"]);
    assert_eq!(with("2021-05-01", "6 minutes", "0"), Vec::<&str>::new(), "on the same day");
    assert_eq!(with("", "abc", "2"), ["training.missing-minutes"]);
    assert_eq!(with("", "", "two"), ["training.missing-minutes"]);
}

#[test]
fn a_stage_is_told_earlier_or_later_and_what_no_stage_tells_is_known_from_the_start() {
    let facts = json!({
        "people": { "p1": { "label": "Mother" } }, "events": { "e1": { "what": "Moved" } },
        "stages": { "st5": { "number": 1, "facts": ["e1"] }, "st6": { "number": 1 }, "st7": { "number": 4 } } });
    let mut case = opened(&facts);
    let order = |case: &Case| {
        let mut order: Vec<(u32, u32)> = case.stages.iter().map(|(id, stage)| (stage.number, id.0)).collect();
        order.sort_unstable();
        order
    };
    let move_it = |case: &mut Case, id, is_earlier| {
        let edit = training::stage_moved(case, StageId(id), is_earlier);
        edit.map(|edit| {
            assert_eq!(edit.about, FactId::Stage(StageId(id)));
            edit.apply(case);
        })
    };
    assert_eq!(move_it(&mut case, 7, true), Some(()));
    assert_eq!(order(&case), [(1, 5), (2, 7), (3, 6)]);
    assert_eq!(move_it(&mut case, 5, false), Some(()));
    assert_eq!(order(&case), [(1, 7), (2, 5), (3, 6)]);
    assert_eq!((move_it(&mut case, 7, true), move_it(&mut case, 6, false)), (None, None), "there is nowhere to go");
    assert_eq!(training::next_stage(&case), 4);
    assert_eq!(training::untold(&case), ["p1".parse::<FactId>().expect("an id")]);
}

/// Every field of every kind of fact, with somebody's name in every text and one date after another.
struct Filled<'a> {
    schema: Value,
    name: &'a str,
    dates: &'a [String],
    next: Cell<usize>,
    texts: Cell<usize>,
}

impl Filled<'_> {
    fn text(&self) -> Value {
        let number = self.texts.replace(self.texts.get() + 1);
        format!("{number} things {} said", self.name).into()
    }

    fn of(&self, schema: &Value) -> Value {
        if *schema == Value::Bool(true) {
            return self.text();
        }
        if let Some(path) = schema["$ref"].as_str() {
            return match path.rsplit('/').next().expect("a name") {
                "When" => {
                    let at = self.next.replace(self.next.get() + 1);
                    json!({ "said": format!("when {} was born", self.name), "edtf": self.dates[at % self.dates.len()] })
                }
                "Change" => json!({ "fact": "e1", "before": { "what": self.text() }, "after": null }),
                "FactId" => json!("e1"),
                _ => self.of(self.schema.pointer(path.trim_start_matches('#')).expect("a definition")),
            };
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(first) = schema[word].get(0) {
                return self.of(first);
            }
        }
        if let Some(value) = schema.get("const").or(schema["enum"].get(0)) {
            return value.clone();
        }
        if let Some(pattern) = schema["pattern"].as_str() {
            let prefix = pattern.trim_start_matches('^').split('(').next().expect("a prefix");
            return format!("{prefix}1").into();
        }
        let kind = schema["type"].get(0).unwrap_or(&schema["type"]);
        match kind.as_str().expect("a type") {
            "string" => self.text(),
            "boolean" => json!(true),
            "integer" => json!(1),
            "array" => json!([self.of(&schema["items"])]),
            _ => {
                let fields = schema["properties"].as_object();
                let filled = |fields: &Map<String, Value>| {
                    fields.iter().map(|(field, schema)| (field.clone(), self.of(schema))).collect()
                };
                fields.map(filled).map_or_else(|| self.one_entry(schema), Value::Object)
            }
        }
    }

    fn one_entry(&self, schema: &Value) -> Value {
        let names = &schema["propertyNames"];
        let key = match names.get("pattern") {
            Some(_) => self.of(names),
            None => json!(if names.is_null() { "gp" } else { "M-09/p1" }),
        };
        json!({ key.as_str().expect("a key"): self.of(&schema["additionalProperties"]) })
    }

    fn case(&self) -> Case {
        let mut parts = self.schema["properties"]["case"]["properties"].as_object().expect("parts").clone();
        parts.remove("exercise");
        let mut facts: Map<String, Value> =
            parts.iter().map(|(part, schema)| (part.clone(), self.of(schema))).collect();
        facts["people"]["p1"]["label"] = self.name.into();
        opened(&Value::Object(facts))
    }
}

/// Every date in a value, by where it stands.
fn dates(at: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(date) if date.contains_key("edtf") => {
            found.insert(at.to_owned(), date["edtf"].as_str().expect("words").to_owned());
        }
        Value::Object(fields) => fields.iter().for_each(|(field, value)| dates(&format!("{at}/{field}"), value, found)),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(index, value)| dates(&format!("{at}/{index}"), value, found))
        }
        _ => {}
    }
}

fn dates_of(case: &Case) -> BTreeMap<String, String> {
    let file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
    let mut found = BTreeMap::new();
    dates("", &file["case"], &mut found);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_called_as_before_and_what_lies_between_two_days_stays(
        name in "(Zelda|Zoë|QUINN|d'Arcy|Mc Fee) ?(Larkin|O’Hara|Ng-Xu)?",
        days in prop::collection::vec((1990i32..2030, 1u32..13, 1u32..29), 1..60),
        weeks in -400i32..400,
    ) {
        let name = name.trim();
        let exact: Vec<String> = days.iter().map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")).collect();
        let review = Filled { schema: save::schema(), name, dates: &exact, next: Cell::default(), texts: Cell::default() }.case();
        let pack = guidance();
        let scenario = training::from_review(&review, &pack, weeks);
        let text = folded(&save::write(&scenario, 1));
        prop_assert!(!text.contains(&folded(name)), "{} in {}", name, text);
        for text in training::to_look_at(&scenario) {
            prop_assert!(pack.words.contains_key(&text.label()), "{} has no label", text.key());
        }
        prop_assert_eq!(&training::from_review(&review, &pack, weeks), &scenario, "twice the same");
        let (before, after) = (dates_of(&review), dates_of(&scenario));
        prop_assert!(after.len() > 50, "only {} dates", after.len());
        for (place, edtf) in &after {
            let moved = When::from_edtf(&before[place]).expect("a date").moved(i64::from(weeks) * 7);
            prop_assert_eq!(moved.edtf(), edtf, "{}", place);
        }
    }
}
