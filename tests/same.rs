//! "The same man": two records of one person joined and split again, with nothing lost and nobody made less safe.

use family_history_content::guidance;
use family_history_domain::case::{
    AnswerState, Case, Edit, Event, EventId, FactId, Joined, JoinedId, Person, PersonId, Sex, TwoAccounts,
};
use family_history_domain::document::{first_paper, text};
use family_history_domain::review::review;
use family_history_domain::same::{self, Apart};
use family_history_domain::session::{Msg, Session, update};
use family_history_domain::when::Today;
use family_history_domain::{network, save};
use family_history_tests::opened;
use serde_json::{Value, json};

const DAN: PersonId = PersonId(2);
const MALE_3: PersonId = PersonId(3);

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

/// The nursery knows "Dan", who collects the child. The police know "Male 3", who is bound by an order.
fn family() -> Value {
    json!({
        "head": { "reference": "Larch 3", "agency": "hv" },
        "people": {
            "p1": { "label": "Child A", "role": "child" },
            "p2": { "label": "Dan", "role": "partner", "sex": "male", "source": { "who": "nursery" } },
            "p3": { "label": "Male 3", "role": "lodger", "born": { "said": "about 1995", "edtf": "1995~" }, "gp": "Elm practice" },
            "p4": { "label": "Mother", "role": "mother", "sex": "female" },
        },
        "presences": { "r1": { "adult": "p2", "child": "p1", "kind": "visits" }, "r2": { "adult": "p3", "kind": "stays-over" } },
        "orders": { "o1": { "about": "p3", "protects": ["p4"], "state": "in-force" } },
        "events": { "e1": { "what": "Police called", "people": ["p3", "p4"] }, "e2": { "what": "Collected early", "people": ["p2", "p3"] } },
        "levels": { "z1": { "child": "p1", "considered": ["p3"], "indicators": { "x": { "tied": ["p3", "answer:M-09/p3"] } } } },
        "answers": {
            "M-09/p2": { "state": "known", "text": "He collects on Fridays" },
            "M-09/p3": { "state": "not-safe", "text": "Ask the police first" },
            "M-11/p3": { "state": "not-known" },
        },
        "steps": { "M-09/p3": { "step": "Ring the police", "owner": "health visitor" } },
    })
}

fn join(case: &Case) -> Edit {
    same::join(case, &guidance(), (DAN, MALE_3), case.next_number(1), today()).expect("they can be joined")
}

fn joined(case: &Case) -> Case {
    let mut joined = case.clone();
    join(case).apply(&mut joined);
    joined
}

fn id(case: &Case) -> JoinedId {
    *case.joined.keys().next_back().expect("joined")
}

#[test]
fn everything_about_the_other_record_is_about_the_one_that_stands() {
    let case = joined(&opened(&family()));
    assert!(!case.people.contains_key(&MALE_3));
    let held = |fact: &str| case.written(&fact.parse().expect("an id")).expect(fact);
    assert_eq!(held("r2")["adult"], "p2");
    assert_eq!(held("o1")["about"], "p2");
    assert_eq!(held("e1")["people"], json!(["p2", "p4"]));
    assert_eq!(held("e2")["people"], json!(["p2"]), "once, though both were there");
    assert_eq!(held("z1")["considered"], json!(["p2"]));
    assert_eq!(held("z1")["indicators"]["x"]["tied"], json!(["p2", "answer:M-09/p2"]));
    assert_eq!(held("answer:M-11/p2")["state"], "not-known");
    assert_eq!(held("step:M-09/p2")["step"], "Ring the police");
    let dan = case.get::<Person>(DAN).expect("he stands");
    assert_eq!((dan.label.as_str(), dan.sex, dan.gp.as_str()), ("Dan", Some(Sex::Male), "Elm practice"));
    assert_eq!(dan.born.in_words(), "about 1995");
}

#[test]
fn what_the_two_records_say_differently_stands_side_by_side_for_supervision() {
    let case = joined(&opened(&family()));
    let about = |words: &str| -> TwoAccounts {
        let found = case.accounts.values().find(|account| account.worker.contains(words));
        found.unwrap_or_else(|| panic!("{words} in {:?}", case.accounts)).as_ref().clone()
    };
    let role = about("partner");
    assert!(role.parent.contains("lodger"), "{role:?}");
    assert_eq!((role.one.as_str(), role.other.as_str()), ("Dan", "Male 3"));
    let answer = about("He collects on Fridays");
    assert!(answer.parent.contains("Ask the police first"), "{answer:?}");
    let open = review(&case, &guidance(), today());
    let asked = open.iter().filter(|question| question.rule == "R1-26").count();
    assert_eq!(asked, case.accounts.len());
    let mut supervisor = case.clone();
    std::rc::Rc::make_mut(&mut supervisor.head).role = Some(family_history_domain::case::ReviewRole::Supervisor);
    let paper = text::write(&first_paper(&supervisor, &guidance(), today()));
    assert!(paper.contains("Two records differ") && paper.contains("Ask the police first"), "{paper}");
    let paper = text::write(&first_paper(&case, &guidance(), today()));
    for words in ["Male 3", "lodger"] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    let also = same::also_recorded(&case, &guidance(), case.get(id(&case)).expect("joined"));
    let also: Vec<&str> = also.iter().map(|row| row.before.as_str()).collect();
    assert_eq!(also, ["Male 3", "lodger"]);
}

#[test]
fn whom_nobody_may_contact_stays_so_under_either_name() {
    let facts = family();
    for (keep, other) in [(DAN, MALE_3), (MALE_3, DAN)] {
        for without in ["orders", "answers"] {
            let mut facts = facts.clone();
            facts.as_object_mut().expect("facts").remove(without);
            let mut case = opened(&facts);
            let edit = same::join(&case, &guidance(), (keep, other), 50, today()).expect("they can be joined");
            edit.apply(&mut case);
            assert!(!network::no_contact(&case, keep, today()).is_empty(), "{keep} without {without}");
        }
    }
    // The answer that it is not safe is not lost under one that was given before it.
    let case = joined(&opened(&family()));
    let answer = case.answers.get(&family_history_domain::case::Key("M-09/p2".to_owned())).expect("an answer");
    assert_eq!((answer.state, answer.text.as_str()), (Some(AnswerState::NotSafe), "He collects on Fridays"));
}

#[test]
fn who_is_kept_off_paper_stays_off_it_under_either_name() {
    let mut facts = family();
    facts["people"]["p3"]["off-paper"] = json!(true);
    facts["decisions"] = json!({ "de1": { "what": "Ask who Male 3 is" } });
    let paper = text::write(&first_paper(&joined(&opened(&facts)), &guidance(), today()));
    for words in ["Dan", "Male 3", "lodger", "Elm practice"] {
        assert!(!paper.contains(words), "{words} in {paper}");
    }
}

#[test]
fn splitting_puts_both_back_and_leaves_what_was_added_since() {
    let before = opened(&family());
    let mut case = joined(&before);
    let joined_id = id(&case);
    let mut undone = case.clone();
    same::split(&undone, joined_id).expect("a split").apply(&mut undone);
    assert_eq!(undone, before);

    // Work goes on with the joined record, then it turns out that they are two.
    let number = case.next_number(1);
    assert!(number > joined_id.0);
    let event = Event { what: "Seen at the flat".to_owned(), people: [DAN].into(), ..Event::default() };
    Edit::add(&case, EventId(number), event).expect("an event").apply(&mut case);
    let write = |case: &mut Case, fact: &str, field: &str, value: Value| {
        let fact: FactId = fact.parse().expect("an id");
        let mut facts: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
        let part = match fact {
            FactId::Event(_) => "events",
            FactId::Presence(_) => "presences",
            _ => "people",
        };
        facts["case"][part][fact.to_string()][field] = value;
        *case = save::open(&facts.to_string()).expect("a file").case;
    };
    write(&mut case, "p2", "gp", json!("Oak practice"));
    write(&mut case, "e1", "people", json!(["p1", "p2", "p4"]));
    write(&mut case, "r2", "adult", json!("p4"));
    assert_eq!(same::added_since(&case, joined_id), [FactId::Event(EventId(number))]);
    same::split(&case, joined_id).expect("a split").apply(&mut case);
    let held = |fact: &str| case.written(&fact.parse().expect("an id")).expect(fact);
    assert_eq!(held("p3"), before.written(&MALE_3.into()).expect("as he was"));
    assert_eq!(held("p2")["gp"], "Oak practice", "typed since");
    assert_eq!(held("p2")["born"], Value::Null, "filled in from the other record, and taken out again");
    assert_eq!(held("e1")["people"], json!(["p1", "p3", "p4"]), "the child was put down since");
    assert_eq!(held("r2")["adult"], "p4", "moved by hand since");
    assert_eq!(held("o1")["about"], "p3");
    assert_eq!(held(&format!("e{number}"))["people"], json!(["p2"]), "it stays with the one who was kept");
    assert!(case.joined.is_empty() && case.accounts.is_empty());
}

#[test]
fn of_three_records_joined_the_last_is_split_first() {
    let mut facts = family();
    facts["people"]["p5"] = json!({ "label": "Mr D", "role": "partner", "sex": "male" });
    facts["people"]["p6"] = json!({ "label": "Uncle", "sex": "male" });
    facts["people"]["p7"] = json!({ "label": "Mother’s brother" });
    facts["events"]["e3"] = json!({ "what": "Rang the school", "people": ["p3", "p5"] });
    let before = opened(&facts);
    let mut case = joined(&before);
    let first = id(&case);
    let join_more = |case: &mut Case, keep: PersonId, other: PersonId| {
        let edit =
            same::join(case, &guidance(), (keep, other), case.next_number(1), today()).expect("they can be joined");
        edit.apply(case);
        id(case)
    };
    let uncle = join_more(&mut case, PersonId(7), PersonId(6));
    assert_eq!(same::to_split_before(&case, first), None, "the uncle's record has nothing to do with it");
    let with_uncle = case.clone();
    let second = join_more(&mut case, DAN, PersonId(5));
    assert_eq!(same::to_split_before(&case, first), Some(second), "both were there when the school was rung");
    assert_eq!(same::split(&case, first), None);
    same::split(&case, second).expect("a split").apply(&mut case);
    assert_eq!(case, with_uncle);
    // Whoever was kept is joined to somebody else.
    let third = join_more(&mut case, PersonId(5), DAN);
    assert_eq!(case.get::<Joined>(first).expect("it moved along").kept, PersonId(5));
    assert_eq!(same::to_split_before(&case, first), Some(third));
    for id in [third, first, uncle] {
        same::split(&case, id).expect("a split").apply(&mut case);
    }
    assert_eq!(case, before);
}

#[test]
fn two_people_whom_a_fact_tells_apart_are_not_joined() {
    let apart = |more: Value, keep: PersonId, other: PersonId| {
        let mut facts = family();
        for (part, entries) in more.as_object().expect("parts") {
            for (id, fact) in entries.as_object().expect("facts") {
                facts[part][id] = fact.clone();
            }
        }
        let case = opened(&facts);
        let edit = same::join(&case, &guidance(), (keep, other), 50, today());
        let apart = same::apart(&case, keep, other);
        assert_eq!(edit.is_none(), apart.is_some());
        apart
    };
    let between = |fact: &str| Some(Apart::Between(vec![fact.parse().expect("an id")]));
    assert_eq!(apart(json!({}), DAN, MALE_3), None);
    assert_eq!(apart(json!({ "ties": { "t1": { "one": "p3", "other": "p2" } } }), DAN, MALE_3), between("t1"));
    assert_eq!(apart(json!({ "orders": { "o1": { "about": "p2", "protects": ["p3"] } } }), DAN, MALE_3), between("o1"));
    assert_eq!(apart(json!({ "abuse": { "ab1": { "by": "p3", "to": "p2" } } }), DAN, MALE_3), between("ab1"));
    let child = json!({ "people": { "p5": { "role": "child", "relative-of": "p1" } } });
    assert_eq!(apart(child, PersonId(1), PersonId(5)), between("p5"));
    assert_eq!(apart(json!({}), DAN, PersonId(1)), Some(Apart::ChildAndAdult));
    assert_eq!(apart(json!({}), DAN, DAN), Some(Apart::NotTwo));
    assert_eq!(apart(json!({}), DAN, PersonId(9)), Some(Apart::NotTwo));
}

#[test]
fn who_may_be_the_same_is_alike_and_nothing_speaks_against_it() {
    let mut facts = family();
    facts["people"]["p5"] = json!({ "label": "Old man", "sex": "male", "born": { "edtf": "1950" } });
    facts["people"]["p6"] = json!({ "label": "Uncle", "sex": "male" });
    facts["ties"] = json!({ "t1": { "one": "p6", "other": "p2" } });
    // Nothing is known of these that is like anybody.
    facts["people"]["p7"] = json!({ "label": "Friend", "role": "friend" });
    facts["people"]["p8"] = json!({ "label": "Baby", "role": "child" });
    let case = opened(&facts);
    assert_eq!(same::may_be_same(&case, DAN), [MALE_3, PersonId(5)], "his age is not known, so the old man may be he");
    assert_eq!((same::may_be_same(&case, PersonId(7)), same::may_be_same(&case, PersonId(8))), (vec![], vec![]));
    assert_eq!(same::may_be_same(&case, MALE_3), [DAN, PersonId(6)], "an order protects Mother from him");
}

#[test]
fn the_id_of_a_joined_record_is_never_used_again() {
    let mut facts = family();
    let high = facts["people"]["p3"].clone();
    facts["people"].as_object_mut().expect("people").remove("p3");
    facts["people"]["p40"] = high;
    let text = facts.to_string().replace("\"p3\"", "\"p40\"").replace("/p3\"", "/p40\"");
    let case = opened(&serde_json::from_str(&text).expect("JSON"));
    // Numbered low on purpose, as a file written by hand may be.
    let edit = same::join(&case, &guidance(), (DAN, PersonId(40)), 20, today()).expect("they can be joined");
    let session = update(Session::with_case(case, 1, today()), Msg::Edited { edit, typing: None }).0;
    let written = save::write(&session.case, 1);
    assert!(save::open(&written).expect("our own file").next_number > 40);
    assert_eq!(session.case.next_number(1), 41);
}

#[test]
fn what_keeps_somebody_safe_and_would_go_with_a_split_is_known_before() {
    let case = joined(&opened(&family()));
    let split = same::split(&case, id(&case)).expect("it can be split");
    let lost: Vec<String> = same::loses_safety(&case, &split, today()).iter().map(ToString::to_string).collect();
    // Dan is bound by the order, and not to be asked, only while the two are one.
    assert!(lost.contains(&"o1".to_owned()) && lost.contains(&"answer:M-09/p2".to_owned()), "{lost:?}");
    let harmless = Edit::remove_fact(&case, &"r1".parse().expect("an id")).expect("there");
    assert_eq!(same::loses_safety(&case, &harmless, today()), []);
}
