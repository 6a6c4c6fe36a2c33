//! Another agency's file combined with this review, and taken out again.

use family_history_content::guidance;
use family_history_domain::case::{Case, CombinedId, Edit, FactId, Person, PersonId, ReviewRole};
use family_history_domain::document::{first_paper, text};
use family_history_domain::review::review;
use family_history_domain::save::{self, Combining, Matches};
use family_history_domain::session::{Msg, Session, update};
use family_history_domain::when::Today;
use family_history_domain::{chronology, network, same};
use family_history_tests::opened;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

fn when(iso: &str) -> Value {
    json!({ "said": iso, "edtf": iso })
}

/// What health visiting knows.
fn ours() -> Case {
    opened(&json!({
        "head": { "reference": "Larch 3", "agency": "hv", "worker": "health visitor" },
        "plan": { "lead": "Health visitor" },
        "people": {
            "p1": { "label": "Child A", "role": "child", "born": when("2025-02-03") },
            "p2": { "label": "Mother", "role": "mother", "sex": "female" },
            "p3": { "label": "Dan", "role": "partner", "sex": "male" },
        },
        "parents": { "l1": { "adult": "p3", "child": "p1", "kind": "birth", "status": "agreed" } },
        "events": { "e1": { "what": "Moved house", "when": when("2026-01"), "people": ["p2"] } },
        "answers": { "G-03": { "state": "known", "text": "Nursery goes well" }, "M-09/p3": { "state": "known", "text": "Visits on Fridays" } },
        "levels": { "z1": { "child": "p1", "when": when("2026-10-01"), "level": "2" } },
    }))
}

/// What the police know.
fn theirs() -> Case {
    opened(&json!({
        "head": { "reference": "Job 12", "agency": "police", "worker": "officer", "working": "They answer the door" },
        "plan": { "lead": "Early help worker", "presenting": "Noise" },
        "people": {
            "p1": { "label": "mother", "role": "mother", "gp": "Elm practice" },
            "p2": { "label": "Male 3", "role": "partner", "sex": "male" },
            "p7": { "label": "Baby", "role": "child", "born": when("2025-02-04") },
            "p8": { "label": "Neighbour", "role": "other-adult" },
        },
        "parents": { "l1": { "adult": "p2", "child": "p7", "kind": "alleged" } },
        "orders": { "o1": { "about": "p2", "protects": ["p1"], "state": "in-force" } },
        "events": {
            "e1": { "what": "Moved house", "when": when("2026-01"), "people": ["p1"] },
            "e2": { "what": "Called to the flat", "when": when("2025-12-24"), "people": ["p1", "p2"], "source": { "who": "officer" } },
            "e3": { "what": "A door was broken", "when": when("2025-12-25"), "people": ["p99"] },
        },
        "answers": {
            "G-03": { "state": "known", "text": "They answer the door" },
            "M-09/p2": { "state": "not-safe", "text": "Do not ask" },
            "R1-07/e1": { "state": "known", "text": "It was sudden" },
        },
        "levels": { "z1": { "child": "p7", "when": { "said": "1 October 2026", "edtf": "2026-10-01" }, "level": "4",
            "indicators": { "x": { "tied": ["e1", "e2"] } } } },
    }))
}

fn pair((their, own): (u32, u32)) -> (String, String) {
    (PersonId(their).to_string(), PersonId(own).to_string())
}

fn matches() -> Matches {
    [(1, 2), (2, 3), (7, 1)].map(pair).into_iter().collect()
}

fn combine(ours: &Case, theirs: &Case) -> Combining {
    save::combine(ours, theirs, &guidance(), &matches(), ours.next_number(1), today()).expect("there is room")
}

fn combined() -> Case {
    let mut case = ours();
    combine(&case.clone(), &theirs()).edit.apply(&mut case);
    case
}

fn event(case: &Case, what: &str) -> (FactId, Value) {
    let found = case.events.iter().find(|(_, event)| event.what == what).unwrap_or_else(|| panic!("{what}"));
    let id = FactId::from(*found.0);
    (id.clone(), case.written(&id).expect("there"))
}

fn id(case: &Case) -> CombinedId {
    *case.combined.keys().next().expect("combined")
}

#[test]
fn who_may_be_who_is_suggested_and_nobody_is_matched_unasked() {
    let suggested = save::suggestions(&ours(), &theirs());
    // The baby has another birthday by a day: that is for a person to see.
    assert_eq!(
        suggested,
        [(1, 2)].map(pair).into_iter().collect(),
        "by a label or as the mother; a role alone, such as partner, is no sign"
    );
    let unmatched = save::combine(&ours(), &theirs(), &guidance(), &Matches::default(), 50, today()).expect("room");
    let mut case = ours();
    unmatched.edit.apply(&mut case);
    assert_eq!(case.people.len(), 7);
}

#[test]
fn their_facts_get_ids_of_their_own_and_keep_whose_they_are() {
    let case = combined();
    assert_eq!(case.people.len(), 4, "the neighbour is new");
    let (_, called) = event(&case, "Called to the flat");
    assert_eq!(called["people"], json!(["p2", "p3"]));
    assert_eq!(called["held-by"], json!(["police"]));
    assert_eq!(called["source"], json!({ "who": "officer", "agency": "police" }));
    // Both have it: it is there once, and held by both.
    let (moved, both) = event(&case, "Moved house");
    assert_eq!((moved.to_string().as_str(), &both["held-by"]), ("e1", &json!(["hv", "police"])));
    assert_eq!(case.events.len(), 3);
    let level = case.levels.values().find(|level| level.indicators.len() == 1).expect("their level");
    assert!(level.child == PersonId(1) && level.indicators.values().all(|one| one.tied.contains(&moved)));
    assert!(case.answers.keys().any(|key| key.0 == "R1-07/e1"), "their answer is about the event that both have");
    // What led nowhere in their file leads to nobody here, now or later.
    let (_, broken) = event(&case, "A door was broken");
    let nobody: PersonId = broken["people"][0].as_str().expect("an id").parse().expect("a person");
    assert!(!case.people.contains_key(&nobody) && nobody.0 < case.next_number(1));
    let order = chronology::events(&case).into_iter().map(|(_, event)| event.what.clone()).collect::<Vec<_>>();
    assert_eq!(order, ["Called to the flat", "A door was broken", "Moved house"]);
    let paper = text::write(&first_paper(&case, &guidance(), today()));
    for words in ["from the file of Police", "Male 3: Dan"] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
}

#[test]
fn what_differs_stands_side_by_side_and_nothing_of_ours_is_replaced() {
    let (before, case) = (ours(), combined());
    assert_eq!(case.head.reference, "Larch 3");
    assert_eq!((case.head.worker.as_str(), case.plan.lead.as_str()), ("health visitor", "Health visitor"));
    assert_eq!(case.plan.presenting, "Noise", "what ours left empty is filled in");
    assert_eq!(
        case.get::<Person>(PersonId(1)).expect("there").born,
        before.get::<Person>(PersonId(1)).expect("there").born
    );
    assert_eq!(case.get::<Person>(PersonId(2)).expect("there").gp, "Elm practice");
    let told: Vec<_> =
        case.accounts.values().map(|one| format!("{} | {} | {}", one.about, one.worker, one.parent)).collect();
    let both = |ours: &str, theirs: &str| told.iter().any(|line| line.contains(ours) && line.contains(theirs));
    assert!(both("3 February 2025", "4 February 2025") || both("2025-02-03", "2025-02-04"), "{told:#?}");
    assert!(both("Health visitor", "Early help worker"), "{told:#?}");
    assert!(both("Nursery goes well", "They answer the door"), "{told:#?}");
    assert!(both("Visits on Fridays", "Do not ask"), "{told:#?}");
    assert!(both("birth parent", "named as a parent"), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("level decision, Child A")), "{told:#?}");
    assert_eq!(told.len(), 6, "{told:#?}");
    for account in case.accounts.values() {
        assert!(account.one.contains("Health visiting") && account.other.contains("Police"), "{account:?}");
    }
    let asked = review(&case, &guidance(), today());
    assert_eq!(asked.iter().filter(|question| question.rule == "R1-26").count(), 6);
    let mut supervisor = case;
    std::rc::Rc::make_mut(&mut supervisor.head).role = Some(ReviewRole::Supervisor);
    let paper = text::write(&first_paper(&supervisor, &guidance(), today()));
    assert!(paper.contains("Two records differ"), "{paper}");
}

#[test]
fn an_order_or_an_answer_that_it_is_not_safe_binds_at_once() {
    assert!(network::no_contact(&ours(), PersonId(3), today()).is_empty());
    for part in ["orders", "answers"] {
        let mut file: Value = serde_json::from_str(&save::write(&theirs(), 1)).expect("JSON");
        file["case"].as_object_mut().expect("facts").remove(part);
        let theirs = save::open(&file.to_string()).expect("a file").case;
        let mut case = ours();
        combine(&case.clone(), &theirs).edit.apply(&mut case);
        assert!(!network::no_contact(&case, PersonId(3), today()).is_empty(), "without {part}");
        let about_him = |question: &family_history_domain::review::OpenQuestion| {
            question.about.contains(&FactId::Person(PersonId(3)))
        };
        let open = review(&case, &guidance(), today());
        assert!(open.iter().filter(|question| about_him(question)).all(|question| question.no_contact), "{open:#?}");
    }
}

#[test]
fn a_file_is_taken_out_again_and_what_was_changed_since_stays() {
    let mut case = combined();
    let mut again = case.clone();
    let (out, left) = save::take_out(&case, id(&case)).expect("it can be taken out");
    out.apply(&mut again);
    assert_eq!((again, left.len()), (ours(), 0));

    // Ours is changed, theirs is changed, and something of ours now speaks of somebody of theirs.
    let (called, mut value) = event(&case, "Called to the flat");
    let set = |case: &mut Case, fact: &FactId, after: Value| {
        let mut file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
        file["case"]["events"][fact.to_string()] = after;
        *case = save::open(&file.to_string()).expect("a file").case;
    };
    let (neighbour, _) = case.people.iter().find(|(_, person)| person.label == "Neighbour").expect("theirs");
    let neighbour = *neighbour;
    value["meaning"] = json!("She was alone that night");
    set(&mut case, &called, value.clone());
    let (moved, mut both) = event(&case, "Moved house");
    both["people"] = json!(["p2", neighbour.to_string()]);
    set(&mut case, &moved, both);
    let (out, left) = save::take_out(&case, id(&case)).expect("it can be taken out");
    out.apply(&mut case);
    assert_eq!(left.iter().cloned().collect::<Vec<_>>(), [FactId::Person(neighbour), called.clone()]);
    assert_eq!(case.written(&called), Some(value));
    let (_, both) = event(&case, "Moved house");
    assert_eq!((&both["people"], &both["held-by"]), (&json!(["p2", neighbour.to_string()]), &Value::Null));
    assert!(case.orders.is_empty() && case.combined.is_empty() && case.accounts.is_empty());
}

#[test]
fn two_of_theirs_are_never_one_of_ours_nor_a_child_an_adult() {
    let wrong: Matches = [(1, 2), (8, 2), (2, 1)].map(pair).into_iter().collect();
    let made = save::combine(&ours(), &theirs(), &guidance(), &wrong, 50, today()).expect("room");
    let mut case = ours();
    made.edit.apply(&mut case);
    assert_eq!(case.people.len(), 6, "the neighbour, the man and the baby are new people");
}

#[test]
fn a_file_that_was_combined_before_it_came_here_can_still_be_split_here() {
    let base = combined();
    let mut case = opened(&json!({ "people": { "p1": { "label": "Somebody else" }, "p3": { "label": "Third" } } }));
    let start = case.clone();
    let none = Matches::default();
    let made = save::combine(&case, &base, &guidance(), &none, case.next_number(1), today()).expect("room");
    made.edit.apply(&mut case);
    assert_eq!(case.combined.len(), 2);
    let inner = id(&case);
    let (out, left) = save::take_out(&case, inner).expect("it can be taken out");
    let mut apart = case.clone();
    Edit::apply(&out, &mut apart);
    assert_eq!(left.len(), 0);
    assert!(!apart.people.values().any(|person| person.label == "Neighbour") && apart.people.len() == 5);
    made.edit.inverse().apply(&mut case);
    assert_eq!(case, start);
}

#[test]
fn what_cannot_be_read_of_their_file_is_said_and_kept() {
    let mut file: Value = serde_json::from_str(&save::write(&theirs(), 1)).expect("JSON");
    file["version"] = json!(save::VERSION + 1);
    file["case"]["events"]["e2"]["mood"] = json!("tense that night");
    file["case"]["pets"] = json!({ "q1": { "label": "the dog" } });
    let opened = save::open(&file.to_string()).expect("what can be read");
    let said: Vec<&str> = opened.problems.iter().map(|problem| problem.say).collect();
    assert_eq!(said, ["problem.newer", "problem.kept-part", "problem.kept-aside"]);
    let mut case = ours();
    combine(&case.clone(), &opened.case).edit.apply(&mut case);
    let written = save::write(&case, 1);
    assert!(written.contains("tense that night") && written.contains("the dog"));
    let again = save::open(&written).expect("our own file");
    assert_eq!((again.problems, again.case), (Vec::new(), case));
}

#[test]
fn whom_they_keep_off_paper_stays_off_ours() {
    let mut file: Value = serde_json::from_str(&save::write(&theirs(), 1)).expect("JSON");
    file["case"]["people"]["p2"]["off-paper"] = json!(true);
    file["case"]["decisions"] = json!({ "de1": { "what": "Ask who Male 3 is" } });
    let theirs = save::open(&file.to_string()).expect("a file").case;
    let mut case = ours();
    combine(&case.clone(), &theirs).edit.apply(&mut case);
    let paper = text::write(&first_paper(&case, &guidance(), today()));
    for words in ["Dan", "Male 3", "Visits on Fridays", "Do not ask"] {
        assert!(!paper.contains(words), "{words} in {paper}");
    }
}

#[test]
fn what_keeps_somebody_safe_and_would_be_taken_out_is_known_before() {
    let case = combined();
    let (out, _) = save::take_out(&case, id(&case)).expect("it can be taken out");
    let order = FactId::from(*case.orders.keys().next().expect("their order"));
    let lost = same::loses_safety(&case, &out, today());
    assert!(lost.contains(&order) && lost.len() == 2, "the order and their answer: {lost:?}");
}

#[test]
fn what_they_did_counts_as_theirs_and_their_plans_close_nothing_of_ours() {
    let mut file: Value = serde_json::from_str(&save::write(&theirs(), 1)).expect("JSON");
    file["case"]["steps"] = json!({ "M-09/p2": { "step": "Ring the landlord", "state": "done" } });
    file["case"]["decisions"] = json!({ "de1": { "what": "Close the case" } });
    file["case"]["checkpoints"] = json!({ "k1": { "kind": "supervision", "when": when("2026-11-01") } });
    file["case"]["records"] = json!({ "s1": { "kind": "gp-record", "state": "complete" } });
    file["case"]["attempts"] = json!({ "a1": { "adult": "p2", "by": "officer", "outcome": "no answer" } });
    file["case"]["contacts"] = json!({ "v1": { "seen": ["p7"], "when": when("2026-11-02") } });
    file["case"]["liaisons"] = json!({ "li1": { "agency": "hv", "who": "Duty worker" } });
    file["case"]["challenges"] = json!({ "ch1": { "agency": "hv", "what": "The level was questioned" } });
    let theirs = save::open(&file.to_string()).expect("a file").case;
    let mut case = ours();
    combine(&case.clone(), &theirs).edit.apply(&mut case);
    assert!(case.steps.is_empty() && case.decisions.is_empty() && case.checkpoints.is_empty());
    let said = &case.combined.values().next().expect("combined").process;
    assert!(case.liaisons.is_empty() && case.challenges.is_empty());
    for words in ["Ring the landlord", "Close the case", "1 November 2026", "Duty worker", "The level was questioned"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let by: Vec<&str> = (case.records.values().map(|one| one.by.as_str()))
        .chain(case.attempts.values().map(|one| one.by.as_str()))
        .chain(case.contacts.values().map(|one| one.by.as_str()))
        .chain(case.levels.values().filter(|one| one.indicators.len() == 1).map(|one| one.by.as_str()))
        .collect();
    assert!(!by.is_empty() && by.iter().all(|by| by.contains("Police")), "{by:?}");
    assert!(by.iter().any(|by| by.contains("officer")), "{by:?}");
    let count = |case: &Case| (case.records.len(), case.attempts.len(), case.contacts.len(), case.levels.len());
    let mut again = case.clone();
    combine(&case, &theirs).edit.apply(&mut again);
    assert_eq!(count(&again), count(&case), "their file again doubles none of it");

    // An agency that is on no list is named in its own words.
    file["case"]["head"] = json!({ "agency-other": "Food bank" });
    let theirs = save::open(&file.to_string()).expect("a file").case;
    let mut case = ours();
    combine(&case.clone(), &theirs).edit.apply(&mut case);
    assert!(case.records.values().all(|one| one.by.contains("Food bank")));
}

#[test]
fn another_man_as_the_father_stands_side_by_side_and_neither_is_certain() {
    let link = |status: &str| json!({ "adult": "p2", "child": "p1", "kind": "birth", "status": status });
    let file = |label: &str, status: &str| {
        opened(&json!({
            "head": { "agency": if label == "Dan" { "hv" } else { "police" } },
            "people": { "p1": { "label": "Child A", "role": "child" }, "p2": { "label": label, "role": "father" } },
            "parents": { "l1": link(status) },
        }))
    };
    let combined = |theirs: &Case| {
        let ours = file("Dan", "agreed");
        let matches: Matches = [pair((1, 1))].into_iter().collect();
        let made = save::combine(&ours, theirs, &guidance(), &matches, 50, today()).expect("there is room");
        let mut case = ours;
        made.edit.apply(&mut case);
        (made.differ, case)
    };
    let (differ, case) = combined(&file("Sam", "on-certificate"));
    let [account] = &differ[..] else { panic!("{differ:?}") };
    assert!(account.worker.contains("Dan") && account.parent.contains("Sam"), "{account:?}");
    let asked: Vec<String> = review(&case, &guidance(), today()).iter().map(|question| question.key().0).collect();
    assert!(asked.iter().any(|key| key.starts_with("M-03-two/p1/")), "{asked:?}");
    assert_eq!(combined(&file("Sam", "disputed")).0, [], "who is said and disputed contradicts nothing");
}

#[test]
fn one_event_that_each_tells_in_its_own_way_is_one_event() {
    let file = |agency: &str, event: Value| {
        opened(&json!({
            "head": { "agency": agency },
            "people": { "p1": { "label": "Child A", "role": "child" }, "p2": { "label": "Mother", "role": "mother" } },
            "events": { "e3": event },
        }))
    };
    let combined = |theirs: Value| {
        let ours = file(
            "hv",
            json!({ "what": "Moved house", "when": when("2026-01-05"), "people": ["p2"], "meaning": "A fresh start" }),
        );
        let matches: Matches = [pair((1, 1)), pair((2, 2))].into_iter().collect();
        let theirs = file("police", theirs);
        let made = save::combine(&ours, &theirs, &guidance(), &matches, 50, today()).expect("there is room");
        let mut case = ours;
        made.edit.apply(&mut case);
        (made.differ.len(), case)
    };
    let (differ, case) =
        combined(json!({ "what": "moved  house", "when": { "said": "5 January 2026", "edtf": "2026-01-05" },
        "people": ["p2"], "detail": "They asked for repairs", "source": { "who": "officer" } }));
    let (_, event) = event(&case, "Moved house");
    assert_eq!((differ, case.events.len()), (0, 1));
    assert_eq!((&event["held-by"], &event["detail"]), (&json!(["hv", "police"]), &json!("They asked for repairs")));
    assert_eq!(event["source"], Value::Null, "their teller is not made ours");
    assert!(save::write(&case, 1).contains("moved  house"), "their own words are kept as they were");
    let (edit, _) = save::take_out(&case, id(&case)).expect("combined");
    let mut back = case.clone();
    edit.apply(&mut back);
    let (_, was) = self::event(&back, "Moved house");
    assert_eq!((&was["held-by"], &was["detail"]), (&Value::Null, &Value::Null), "and it is taken out again");

    let (differ, case) = combined(
        json!({ "what": "Moved house", "when": when("2026-01-05"), "people": ["p2"], "meaning": "They had to leave" }),
    );
    assert_eq!((differ, case.events.len()), (1, 1), "what differs stands side by side");
    assert_eq!(self::event(&case, "Moved house").1["meaning"], "A fresh start");
    let hidden = json!({ "what": "Moved house", "when": when("2026-01-05"), "people": ["p2"], "meaning": "They had to leave", "off-paper": true });
    let (_, case) = combined(hidden);
    let paper = text::write(&first_paper(&case, &guidance(), today()));
    assert!(!paper.contains("Moved house") && !paper.contains("They had to leave"), "{paper}");
    for other in [
        json!({ "what": "Moved house", "when": when("2026-01-06"), "people": ["p2"] }),
        json!({ "what": "Moved house", "when": when("2026-01-05"), "people": ["p1"] }),
        json!({ "what": "Moved house", "people": ["p2"] }),
        json!({ "what": "Moved house", "when": { "said": "2026", "edtf": "2026" }, "people": ["p2"] }),
    ] {
        assert_eq!(
            combined(other).1.events.len(),
            2,
            "another day, another person, or no day at all: nobody said that it is the same"
        );
    }
}

#[test]
fn the_file_that_is_open_is_not_combined_with_itself() {
    let text = save::write(&ours(), 20);
    let at_work = update(Session::new(today()), Msg::FileOpened { text: text.clone() }).0;
    let other = |text: String| update(at_work.clone(), Msg::OtherOpened { text }).0;
    let refused = other(text);
    assert_eq!(refused.problems.last().map(|problem| problem.say), Some("problem.same-file"));
    assert!(refused.other.is_none());
    assert!(other(save::write(&theirs(), 20)).other.is_some());
}
