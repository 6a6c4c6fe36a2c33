//! Files as they come: damaged, foreign, newer, edited by hand, long. And the published schema of the file.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use family_history_domain::case::{Case, Edit, FactId, Head, ParentLink, ParentLinkId, Person, PersonId, Role};
use family_history_domain::document;
use family_history_domain::plain::Plain;
use family_history_domain::save::{self, Opened, Problem};
use family_history_domain::session::{Effect, Msg, Session, update};
use family_history_domain::when::Today;
use family_history_tests::misfits;
use serde_json::{Value, json};

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(place("files").join(name)).expect("a file of the corpus")
}

fn opened(name: &str) -> Opened {
    save::open(&text(name)).expect("a file that can be read")
}

fn said(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|problem| (problem.say, problem.at.as_str())).collect()
}

/// The file as it would be saved now.
fn saved(opened: &Opened) -> Value {
    serde_json::from_str(&save::write(&opened.case, opened.next_number)).expect("JSON")
}

#[test]
fn what_is_no_review_is_refused_with_its_reason() {
    let refused = |name: &str| {
        let problem = save::open(&text(name)).expect_err("refused");
        (problem.say, problem.at)
    };
    assert_eq!(refused("empty.json"), ("problem.empty", String::new()));
    assert_eq!(refused("foreign.json"), ("problem.foreign", String::new()));
    assert_eq!(refused("no-facts.json"), ("problem.foreign", "case".to_owned()));
    let (say, at) = refused("damaged.json");
    assert_eq!(say, "problem.not-json");
    assert!(at.starts_with("5:") || at.starts_with("6:"), "the line of the damage, not {at}");
    let huge = "x".repeat(save::LARGEST + 1);
    assert_eq!(save::open(&huge).expect_err("refused").say, "problem.too-large");
}

#[test]
fn a_newer_file_is_read_as_far_as_it_can_be_and_loses_nothing() {
    let opened = opened("newer.json");
    assert_eq!(
        said(&opened.problems),
        [
            ("problem.newer", "7"),
            ("problem.kept-aside", "dreams/q9"),
            ("problem.kept-part", "head"),
            ("problem.kept-part", "people/p2"),
            ("problem.unknown-part", "weather"),
            ("problem.unknown-part", "signed"),
        ]
    );
    assert_eq!(opened.case.head.reference, "Larch 3");
    assert_eq!(opened.case.label(PersonId(1)), "Mother");
    assert_eq!(opened.case.label(PersonId(2)), "Robot");
    assert!(opened.next_number > 9, "the id of a fact that could not be read is not used again");
    let (mut before, mut after): (Value, Value) =
        (serde_json::from_str(&text("newer.json")).expect("JSON"), saved(&opened));
    for file in [&mut before, &mut after] {
        file["next-number"].take();
        file["version"].take();
    }
    assert_eq!(before, after);
}

#[test]
fn a_file_edited_by_hand_keeps_every_readable_field_and_the_rest_as_it_came() {
    let opened = opened("hand-edited.json");
    assert_eq!(
        said(&opened.problems),
        [
            ("problem.kept-part", "answers/M-09/p1"),
            ("problem.kept-part", "events/e3"),
            ("problem.kept-part", "levels/z1"),
            ("problem.kept-aside", "people/p01"),
            ("problem.kept-part", "people/p1"),
            ("problem.kept-aside", "people/p12"),
            ("problem.kept-part", "people/p2"),
            ("problem.kept-aside", "people/someone"),
            ("problem.kept-part", "plan"),
        ]
    );
    let case = &opened.case;
    let mother: &Person = case.get(PersonId(1)).expect("read");
    assert_eq!((mother.label.as_str(), mother.role), ("Mother", Some(Role::Mother)));
    let uncle: &Person = case.get(PersonId(2)).expect("read");
    assert_eq!((uncle.label.as_str(), uncle.role, uncle.note.as_str()), ("Uncle", None, "Cooks on Sundays"));
    assert_eq!(case.people.len(), 2);
    assert_eq!(case.events.values().next().expect("read").what, "A move");
    assert_eq!(case.levels.values().next().expect("read").reasons, "Written by hand");
    assert_eq!(case.answers.values().next().expect("read").text, "She visits");
    assert_eq!(case.plan.lead, "Early Help worker");
    assert_eq!(opened.next_number, 13);
    let before: Value = serde_json::from_str(&text("hand-edited.json")).expect("JSON");
    let mut after = saved(&opened);
    after["case"]["contacts"] = json!([]);
    assert_eq!(before["case"], after["case"]);
}

#[test]
fn an_end_of_a_link_that_cannot_be_read_goes_back_into_the_file_until_somebody_says_whom_it_means() {
    let link = |child: &str| json!({ "l3": { "adult": "p1", "child": child, "kind": "birth" } });
    let people = json!({ "p1": { "label": "Mother" }, "p2": { "label": "Child A" } });
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": { "people": people, "parents": link("[p2") } });
    let mut opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(said(&opened.problems), [("problem.kept-part", "parents/l3")]);
    assert_eq!(saved(&opened)["case"]["parents"], link("[p2"));
    let again = save::open(&save::write(&opened.case, opened.next_number)).expect("our own file");
    assert_eq!(again.case, opened.case, "and again the next time");
    let edit = Edit::change(&opened.case, &ParentLinkId(3).into(), &|fact| {
        fact.downcast_mut::<ParentLink>().expect("a link").child = PersonId(2);
    });
    edit.expect("a change").apply(&mut opened.case);
    assert_eq!(saved(&opened)["case"]["parents"], link("p2"));
}

#[test]
fn a_part_of_any_name_goes_back_where_it_stood() {
    let mut facts = json!({ "people": { "p1": { "label": "Mother" } } });
    for name in ["+plan", "/people", "people/p2", "=people", "", "~", "+", "/"] {
        facts[name] = json!({ "p9": { "kept": name } });
    }
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(saved(&opened)["case"], facts);
    let again = save::open(&save::write(&opened.case, opened.next_number)).expect("our own file");
    assert_eq!(again.case, opened.case);
}

#[test]
fn what_is_done_after_opening_is_not_undone_by_what_was_kept_aside() {
    let mut opened = opened("hand-edited.json");
    let edit = Edit::change(&opened.case, &PersonId(2).into(), &|fact| {
        fact.downcast_mut::<Person>().expect("a person").role = Some(Role::OtherRelative);
    });
    edit.expect("a change").apply(&mut opened.case);
    let edit = Edit::change(&opened.case, &FactId::Head, &|fact| {
        fact.downcast_mut::<Head>().expect("the head").reference = "Larch 3".to_owned();
    });
    edit.expect("a change").apply(&mut opened.case);
    Edit::remove_person(&opened.case, PersonId(1)).expect("a change").apply(&mut opened.case);
    let after = saved(&opened);
    assert_eq!(after["case"]["people"]["p2"]["role"], "other-relative");
    assert_eq!(after["case"]["head"]["reference"], "Larch 3");
    assert!(after["case"]["people"].get("p1").is_none(), "a person taken out does not come back in part");
    assert_eq!(after["case"]["people"]["p12"], "Gran");
}

#[test]
fn with_a_person_goes_what_was_said_of_what_went_with_them() {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
        "people": { "p1": { "role": "mother" }, "p2": { "role": "father" } },
        "outcomes": { "ou1": { "whom": "p1", "what": "Sleep" }, "ou2": { "whom": "p2" } },
        "answers": { "R3-03/ou1": { "text": "She would rest" }, "R3-03/ou2": { "text": "He would say so" } },
        "steps": { "R3-03/ou1": { "state": "settled" }, "R3-03/p1/ou1": { "state": "settled" } }
    }});
    let mut opened = save::open(&file.to_string()).expect("a file");
    let before = opened.case.clone();
    let edit = Edit::remove_person(&opened.case, PersonId(1)).expect("a change");
    edit.apply(&mut opened.case);
    let left = opened.case.answers.keys().chain(opened.case.steps.keys());
    assert_eq!(left.map(|key| key.0.as_str()).collect::<Vec<_>>(), ["R3-03/ou2"]);
    edit.inverse().apply(&mut opened.case);
    assert!(opened.case == before, "undone, all of it is back");
}

#[test]
fn a_long_note_is_kept_to_the_letter() {
    let opened = opened("long-note.json");
    assert_eq!(opened.problems, []);
    let note = &opened.case.get::<Person>(PersonId(1)).expect("read").note;
    assert_eq!(note.chars().count(), 20_000);
    let before: Value = serde_json::from_str(&text("long-note.json")).expect("JSON");
    assert!(saved(&opened) == before, "written back to the letter");
}

/// A case with something of every kind of fact that the first version knew, as it wrote it. What is written back is kept
/// beside it; to write that anew after a change on purpose: `UPDATE_GOLDEN=1 cargo test -p family-history-tests --test files`.
#[test]
fn a_file_of_the_first_version_opens_whole_and_is_written_back_as_this_version() {
    let opened = opened("version-1.json");
    assert_eq!(said(&opened.problems), []);
    let written = save::write(&opened.case, opened.next_number);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(place("files/version-1-written-back.json"), &written).expect("a place to write to");
    }
    let mut before: Value = serde_json::from_str(&text("version-1.json")).expect("JSON");
    let mut after = saved(&opened);
    assert_eq!((&before["version"], &after["version"]), (&json!(1), &json!(2)));
    assert_eq!(after["next-number"], before["next-number"]);
    // What a man offers had its next step under the row of who may know him; the answer about that is its own.
    let steps = &after["case"]["steps"];
    assert_eq!(steps["M-14/p4"]["step"], "Ask the social worker what he offers");
    assert_eq!(steps["M-14/p6"]["because"], "Nobody has met him yet");
    assert_eq!(after["case"]["answers"]["M-11/p4"]["text"], "Probation may");
    // Everything else is as it was.
    for (old, new) in [("M-11/p4", "M-14/p4"), ("M-11/p6", "M-14/p6")] {
        let (moved, came) = (before["case"]["steps"][old].take(), after["case"]["steps"][new].take());
        assert!(moved.is_object() && moved == came, "{old}: {moved} became {came}");
        before["case"]["steps"].as_object_mut().expect("steps").remove(old);
        after["case"]["steps"].as_object_mut().expect("steps").remove(new);
    }
    assert_eq!(before["case"], after["case"]);
    let parts = before["case"].as_object().expect("parts");
    assert!(parts.len() > 20 && parts.values().all(|part| part.as_object().is_some_and(|part| !part.is_empty())));
    assert_eq!(written, text("version-1-written-back.json"));
    let again = save::open(&written).expect("our own file");
    assert_eq!((said(&again.problems), &again.case), (Vec::new(), &opened.case));
}

#[test]
fn a_mark_of_byte_order_and_a_missing_version_do_no_harm() {
    let opened = save::open("\u{feff}{ \"format\": \"family-history-review\", \"case\": {} }").expect("a file");
    assert_eq!((opened.problems, opened.next_number), (Vec::new(), 1));
}

#[test]
fn a_number_written_by_hand_never_costs_a_person_that_is_added() {
    let today = Today::from_iso("2026-11-24").expect("a day");
    let people = |id: &str| json!({ id: { "label": "Mother" } });
    for (next, people) in [
        (json!(1_000_000_000), people("p1")),
        (json!(4_294_967_295_u32), people("p1")),
        (json!(u64::MAX), people("p1")),
        (json!(2), people("p999999999")),
        (json!(999_999_999), people("p1")),
    ] {
        let file = json!({ "format": save::FORMAT, "next-number": next, "case": { "people": people } });
        let opened = save::open(&file.to_string()).expect("a file");
        let mut session = Session::with_case(opened.case, opened.next_number, today);
        for label in ["Gran", "Uncle"] {
            let person = Person { label: label.to_owned(), ..Person::default() };
            let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
            session = update(session, Msg::Added { edit }).0;
        }
        let again = save::open(&save::write(&session.case, session.next_number())).expect("our own file");
        assert_eq!(said(&again.problems), [], "{next}");
        let mut labels: Vec<&str> = again.case.people.values().map(|person| person.label.as_str()).collect();
        labels.sort_unstable();
        assert_eq!(labels, ["Gran", "Mother", "Uncle"], "{next}");
    }
}

/// The edits of some work, as the page keeps them, and the work itself.
fn worked(mut session: Session) -> (Session, Vec<String>) {
    let mut journal = Vec::new();
    let mut act = |session: &mut Session, msg: Msg| {
        let (next, effects) = update(session.clone(), msg);
        *session = next;
        for effect in effects {
            if let Effect::Journal(edit) = effect {
                journal.push(edit.to_json().to_string());
            }
        }
    };
    for label in ["Gran", "Uncle", "Neighbour"] {
        let person = Person { label: label.to_owned(), ..Person::default() };
        let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
        act(&mut session, Msg::Added { edit });
    }
    // The neighbour goes again: the number they had is not used again.
    act(&mut session, Msg::Undone);
    let edit = Edit::change(&session.case, &FactId::Head, &|fact| {
        fact.downcast_mut::<Head>().expect("the head").reference.push_str("Larch");
    });
    act(&mut session, Msg::Edited { edit: edit.expect("a change"), typing: None });
    (session, journal)
}

fn rescue_file(base: &str, journal: &[String], set_aside: Value) -> String {
    let format = "family-history-assistant rescue";
    json!({ "format": format, "base": base, "journal": journal, "setAside": set_aside }).to_string()
}

#[test]
fn a_rescue_file_brings_back_the_saved_work_and_every_change_since() {
    let today = Today::from_iso("2026-11-24").expect("a day");
    for base in [String::new(), text("hand-edited.json")] {
        let began = match save::open(&base) {
            Ok(opened) => Session::with_case(opened.case, opened.next_number, today),
            Err(_) => Session::new(today),
        };
        let problems_of_base = save::open(&base).map(|opened| opened.problems).unwrap_or_default();
        let (work, journal) = worked(began);
        let rescue = rescue_file(&base, &journal, json!([]));
        let (session, effects) = update(Session::new(today), Msg::FileOpened { text: rescue.clone() });
        assert_eq!(session.case, work.case);
        assert_eq!(session.next_number(), work.next_number(), "no number is used again");
        assert_eq!(said(&session.problems)[0], ("problem.rescued", "5"));
        assert_eq!(session.problems[1..], problems_of_base);
        assert_eq!(session.saved.edits_since, 5, "the changes stand in no saved file yet");
        // The page keeps the text the work now rests on: a second stop loses nothing either.
        assert!(effects.contains(&Effect::JournalBase(rescue.clone())));
        let (work, journal) = worked(session);
        let again = save::open(&rescue_file(&rescue, &journal, json!([]))).expect("a rescue file");
        assert_eq!(again.case, work.case);
        assert_eq!((again.next_number, again.edits), (work.next_number(), 10));
    }
}

#[test]
fn a_rescue_file_says_what_was_left_out_of_it() {
    let today = Today::from_iso("2026-11-24").expect("a day");
    let (work, mut journal) = worked(Session::new(today));
    journal.insert(2, "{ \"act\": \"act.add\"".to_owned());
    let robot = json!({ "fact": "p9", "before": null, "after": { "label": "Robot", "role": "robot" } });
    journal.push(json!({ "act": "act.add", "about": "p9", "label": "Robot", "changes": [robot] }).to_string());
    let opened = save::open(&rescue_file("", &journal, json!(["{}", null, "{}", "{}"]))).expect("a rescue file");
    assert_eq!(said(&opened.problems), [("problem.rescued", "7"), ("problem.rescue-left-out", "5")]);
    assert_eq!(opened.case, work.case, "every other change is there");
    let damaged = save::open(&rescue_file("{ \"format\"", &journal[..1], json!([]))).expect("a rescue file");
    assert_eq!(damaged.case.people.len(), 1);
    assert_eq!(said(&damaged.problems), [("problem.rescued", "1"), ("problem.rescue-left-out", "1")]);
}

#[test]
fn the_name_of_the_file_holds_no_case_data() {
    let today = Today::from_iso("2026-11-16").expect("a day");
    assert_eq!(save::file_name(&Case::default(), today), "family-history-review-2026-11-16.json");
}

/// The committed schema is the one the types give. To write it anew after a change on purpose:
/// `UPDATE_SCHEMA=1 cargo test -p family-history-tests --test files schema`.
#[test]
fn the_published_schema_is_current() {
    let path = place("../docs/case-file.schema.json");
    let mut current = serde_json::to_string_pretty(&save::schema()).expect("JSON");
    current.push('\n');
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &current).expect("docs can be written");
    }
    let committed = std::fs::read_to_string(&path).expect("docs/case-file.schema.json is there");
    assert!(
        committed == current,
        "the facts have changed, and with them the file. Was that meant? Then write the schema anew: \
         UPDATE_SCHEMA=1 cargo test -p family-history-tests --test files schema"
    );
}

#[test]
fn the_published_schema_takes_what_we_write_and_refuses_slips() {
    let schema = save::schema();
    let empty = save::write(&Case::default(), 1);
    for file in [empty, text("long-note.json")] {
        assert_eq!(misfits(&schema, &serde_json::from_str(&file).expect("JSON")), Vec::<String>::new());
    }
    let misfits = misfits(&schema, &serde_json::from_str(&text("hand-edited.json")).expect("JSON")).join("\n");
    for slip in ["p1/shoe-size", "wizard", "Gran", "moon", "perhaps", "maybe"] {
        assert!(misfits.contains(slip), "{slip} among\n{misfits}");
    }
}

fn today() -> Today {
    Today::from_iso("2026-11-24").expect("a day")
}

fn adding(session: &Session, label: &str) -> Msg {
    let person = Person { label: label.to_owned(), ..Person::default() };
    let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
    Msg::Added { edit }
}

/// The mark a file is saved with.
const MARK: &str = "0a1b2c";

fn pressed() -> Msg {
    Msg::SavePressed { mark: MARK.to_owned() }
}

fn open_in(session: Session, text: &str) -> Session {
    let (session, effects) = update(session, Msg::FileOpened { text: text.to_owned() });
    assert!(effects.contains(&Effect::JournalBase(text.to_owned())), "it is open");
    session
}

#[test]
fn a_newer_file_can_be_looked_at_and_printed_and_not_be_changed_or_saved() {
    let session = open_in(Session::new(today()), &text("newer.json"));
    assert_eq!(session.looks_only(), Some("newer"));
    let before = session.case.clone();
    let add = adding(&session, "Gran");
    for msg in [add, Msg::Undone, Msg::Redone, pressed(), Msg::SealedSavePressed { mark: MARK.to_owned() }] {
        let (after, effects) = update(session.clone(), msg.clone());
        assert_eq!(effects, [Effect::Focus("problems".to_owned())], "{msg:?} does nothing and is said");
        assert_eq!(after.problems.last().expect("a reason").say, "problem.only-newer");
        assert!(after.case == before && after.saved == session.saved, "{msg:?}");
    }
    let paper = Rc::new(document::first_paper(&session.case, &family_history_content::guidance(), today()));
    let (after, effects) = update(session.clone(), Msg::PaperPrinted(paper.clone()));
    assert_eq!((effects, after.problems.len()), (vec![Effect::Print(paper)], session.problems.len()));
    // The next file, of this version, is not held to it; nor is a new review.
    let next = open_in(session.clone(), &text("long-note.json"));
    assert_eq!(next.looks_only(), None);
    assert_eq!(update(session, Msg::BegunAnew).0.looks_only(), None);
}

#[test]
fn a_newer_file_that_says_so_can_be_changed_by_this_version_and_loses_nothing() {
    let session = open_in(Session::new(today()), &text("newer-for-all.json"));
    assert_eq!((session.looks_only(), said(&session.problems)), (None, vec![("problem.kept-part", "people/p1")]));
    let session = update(session.clone(), adding(&session, "Gran")).0;
    let Some(Effect::SaveFile { text: after, .. }) = update(session, pressed()).1.pop() else { panic!("saved") };
    let after: Value = serde_json::from_str(&after).expect("JSON");
    assert_eq!(after["min-reader"], 2);
    assert_eq!(after["case"]["people"]["p1"]["pronunciation"], "GRAH-nya");
    assert_eq!(after["case"]["people"]["p2"]["label"], "Gran");
}

#[test]
fn letters_typed_one_after_another_are_one_change_since_the_file() {
    let mut session = Session::new(today());
    let mut typed = |words: &str| {
        let edit = Edit::change(&session.case, &FactId::Head, &|fact| {
            fact.downcast_mut::<Head>().expect("the head").reference = words.to_owned();
        });
        session = update(session.clone(), Msg::Edited { edit: edit.expect("a change"), typing: Some("reference") }).0;
        session.saved.edits_since
    };
    assert_eq!(["L", "La", "Lar"].map(&mut typed), [1, 1, 1]);
    // What is typed once save was pressed is not in the file.
    let (saving, effects) = update(session, pressed());
    let Some(Effect::SaveFile { text, .. }) = effects.first() else { panic!("{effects:?}") };
    let edit = Edit::change(&saving.case, &FactId::Head, &|fact| {
        fact.downcast_mut::<Head>().expect("the head").reference = "Larc".to_owned();
    });
    let (later, _) = update(saving, Msg::Edited { edit: edit.expect("a change"), typing: Some("reference") });
    let (read, effects) = update(later, Msg::FileRead(text.clone()));
    assert_eq!(effects, [Effect::HandOver]);
    let (taken, effects) = update(read, Msg::FileTaken(14 * 60 + 32));
    assert_eq!((taken.saved.has_file, taken.saved.edits_since, taken.saved.at), (true, 1, Some(872)));
    assert_eq!(effects, [Effect::Saved(None)], "the page keeps what is not in the file");
}

#[test]
fn a_file_counts_as_saved_only_when_what_was_read_back_is_the_work() {
    let session = update(Session::new(today()), adding(&Session::new(today()), "Gran")).0;
    let (saving, effects) = update(session, pressed());
    let Some(Effect::SaveFile { text, .. }) = effects.first() else { panic!("{effects:?}") };
    assert!(!saving.saved.has_file && saving.saved.edits_since == 1, "nothing is saved by pressing");
    let other = save::write(&Case::default(), 1);
    let cut = text[..text.len() - 3].to_owned();
    for read in [String::new(), cut, text.replace("Gran", "Grun"), other] {
        let (after, effects) = update(saving.clone(), Msg::FileRead(read));
        assert_eq!(effects, [Effect::Focus("problems".to_owned())]);
        assert_eq!(after.problems.last().expect("said").say, "problem.file-differs");
        let (after, effects) = update(after, Msg::FileTaken(0));
        assert_eq!((after.saved, effects), (saving.saved, Vec::new()), "what was not read back is never saved");
    }
    // Pressed again while the file is made, and something else refused meanwhile: it is still the first file.
    let (again, effects) = update(saving.clone(), pressed());
    assert_eq!(effects, Vec::new(), "one file is made, not two");
    let (again, _) = update(again, Msg::Refused("problem.print-refused"));
    let (read, effects) = update(again, Msg::FileRead(text.clone()));
    assert_eq!(effects, [Effect::HandOver]);
    let (taken, effects) = update(read, Msg::FileTaken(1));
    assert_eq!((taken.saved.has_file, taken.saved.edits_since), (true, 0));
    assert_eq!(effects, [Effect::Saved(Some(text.clone()))]);
    // A new review that was begun meanwhile is in no file.
    let (anew, _) = update(saving, Msg::BegunAnew);
    assert!(!update(anew, Msg::FileTaken(1)).0.saved.has_file);
}

#[test]
fn a_review_from_a_file_with_a_passphrase_is_known_as_one_until_it_is_saved_without() {
    let (session, _) = update(Session::new(today()), Msg::SealedOpened { text: text("long-note.json") });
    assert!(session.saved.is_sealed);
    let (kept, _) = update(session.clone(), Msg::SealedOpened { text: text("foreign.json") });
    assert!(kept.saved.is_sealed && kept.case == session.case, "what is no review changes nothing");
    let (saving, effects) = update(session, Msg::SealedSavePressed { mark: MARK.to_owned() });
    let Some(Effect::SealFile { name, text }) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(name, "family-history-review-2026-11-24.jwe");
    let taken = update(update(saving, Msg::FileRead(text.clone())).0, Msg::FileTaken(1)).0;
    assert!(taken.saved.is_sealed);
    let (saving, effects) = update(taken, pressed());
    let Some(Effect::SaveFile { text, .. }) = effects.first() else { panic!("{effects:?}") };
    let taken = update(update(saving, Msg::FileRead(text.clone())).0, Msg::FileTaken(1)).0;
    assert!(!taken.saved.is_sealed);
}

#[test]
fn the_discreet_view_never_changes_a_byte_that_is_saved() {
    let folder = std::fs::read_dir(place("cases")).expect("tests/cases");
    let files = folder
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"));
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a case");
        let Ok(opened) = save::open(&text) else { continue };
        if opened.case.is_training() {
            continue;
        }
        let session = open_in(Session::new(today()), &text);
        let bytes = |session: &Session| save::write(&session.case, session.next_number());
        let before = bytes(&session);
        let mut on = update(session.clone(), Msg::DiscreetTurned).0;
        assert_eq!(on.looks_only(), Some("discreet"));
        let add = adding(&on, "Gran");
        for msg in [add, Msg::Undone, Msg::PlaceOpened("people".to_owned()), Msg::FindTyped("Gran".to_owned())] {
            on = update(on, msg).0;
            assert_eq!(bytes(&on), before, "{}", file.display());
        }
        let (_, effects) = update(on.clone(), pressed());
        let name = save::file_name(&session.case, today());
        assert_eq!(effects, [Effect::SaveFile { name, text: before.clone() }], "the review is saved as it is");
        let off = update(on, Msg::DiscreetTurned).0;
        assert!(off.looks_only().is_none() && bytes(&off) == before, "{}", file.display());
        seen += 1;
    }
    assert!(seen > 20, "{seen} families");
}

#[test]
fn a_file_that_is_opened_before_others_eyes_opens_discreetly() {
    let on = update(Session::new(today()), Msg::DiscreetTurned).0;
    let opened = open_in(on, &text("long-note.json"));
    assert_eq!(opened.looks_only(), Some("discreet"));
    assert_eq!(update(opened, Msg::BegunAnew).0.looks_only(), Some("discreet"));
}
