//! Files of one review that are older than what is open, or went another way: no file takes the place of work that is
//! only here unless somebody says so.

use family_history_domain::case::{Edit, Person};
use family_history_domain::compare::changed_since;
use family_history_domain::save::{self, Kin};
use family_history_domain::session::{Effect, Msg, Session, update};
use family_history_domain::when::Today;
use proptest::prelude::*;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-24").expect("a day")
}

fn after(session: Session, msg: Msg) -> Session {
    update(session, msg).0
}

fn with(session: Session, label: &str) -> Session {
    let person = Person { label: label.to_owned(), ..Person::default() };
    let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
    after(session, Msg::Added { edit })
}

/// Saves with this mark; gives back the session and the text of the file.
fn saved(session: Session, mark: &str) -> (Session, String) {
    let (session, effects) = update(session, Msg::SavePressed { mark: mark.to_owned() });
    let Some(Effect::SaveFile { text, .. }) = effects.into_iter().next() else { panic!("a file") };
    let session = after(after(session, Msg::FileRead(text.clone())), Msg::FileTaken(1));
    assert_eq!((session.saved.has_file, session.saved.edits_since), (true, 0));
    (session, text)
}

fn opens(session: Session, text: &str) -> Session {
    after(session, Msg::FileOpened { text: text.to_owned() })
}

fn labels(session: &Session) -> Vec<&str> {
    session.case.people.values().map(|person| person.label.as_str()).collect()
}

fn marks(text: &str) -> Value {
    serde_json::from_str::<Value>(text).expect("JSON")["saves"].clone()
}

#[test]
fn a_file_has_a_mark_of_its_own_after_those_it_came_from_and_the_same_saved_again_is_the_same_file() {
    let (session, first) = saved(with(Session::new(today()), "Mother"), "a1");
    assert_eq!(marks(&first), json!(["a1"]));
    assert_eq!(saved(session.clone(), "b2").1, first, "nothing was changed");
    let (_, second) = saved(with(session, "Gran"), "b2");
    assert_eq!(marks(&second), json!(["a1", "b2"]));
    let opened = save::open(&second).expect("our own file");
    assert_eq!((opened.problems, save::write(&opened.case, opened.next_number)), (Vec::new(), second));
    let mut long = with(Session::new(today()), "Mother");
    for turn in 0..130 {
        long = saved(with(long, "Gran"), &format!("m{turn}")).0;
    }
    let kept = marks(&save::write(&long.case, 1));
    assert_eq!((kept.as_array().map(Vec::len), &kept[99]), (Some(100), &json!("m129")), "the newest hundred");
}

#[test]
fn an_older_file_is_not_opened_over_the_review_until_somebody_says_so() {
    let (first, old) = saved(with(Session::new(today()), "Mother"), "a1");
    let (second, _) = saved(with(first.clone(), "Gran"), "b2");
    let (asked, effects) = update(second.clone(), Msg::FileOpened { text: old.clone() });
    assert_eq!(effects, [Effect::Focus("waiting-title".to_owned())]);
    assert_eq!((asked.waiting(), asked.case == second.case), (Some(Kin::Older), true));
    // What is different can be seen, and stays to be looked at under "Later visit".
    let earlier = asked.earlier.clone().expect("the file");
    let guidance = family_history_content::guidance();
    let differences = changed_since(&earlier, &asked.case, &guidance, today());
    assert_eq!(differences.iter().map(|one| one.line.as_str()).collect::<Vec<_>>(), ["Gran: age not known"]);
    let left = after(asked.clone(), Msg::WaitingLeft);
    assert_eq!((left.waiting(), labels(&left)), (None, vec!["Mother", "Gran"]));
    let (opened, effects) = update(asked, Msg::WaitingOpened);
    assert_eq!((labels(&opened), opened.waiting(), opened.saved.edits_since), (vec!["Mother"], None, 0));
    assert_eq!(effects[0], Effect::JournalBase(old.clone()));
    // With work that is in no file, the very file it rests on is an older one too.
    assert_eq!(opens(with(first, "Uncle"), &old).waiting(), Some(Kin::Older));
}

#[test]
fn what_went_on_from_the_open_review_and_what_is_the_same_opens_without_a_question() {
    let (first, old) = saved(with(Session::new(today()), "Mother"), "a1");
    let (_, new) = saved(with(first.clone(), "Gran"), "b2");
    assert_eq!(labels(&opens(first.clone(), &new)), ["Mother", "Gran"]);
    assert_eq!(opens(first.clone(), &old).waiting(), None);
    // Another review, and a file from before there were marks.
    let (_, other) = saved(with(Session::new(today()), "Someone"), "z9");
    assert_eq!(labels(&opens(first.clone(), &other)), ["Someone"]);
    let bare = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {} }).to_string();
    assert!(labels(&opens(first, &bare)).is_empty());
}

#[test]
fn two_who_each_went_on_with_one_file_are_told_and_can_combine() {
    let (first, file) = saved(with(Session::new(today()), "Mother"), "a1");
    let (_, hers) = saved(with(opens(Session::new(today()), &file), "Uncle"), "c3");
    let (ours, _) = saved(with(first.clone(), "Gran"), "b2");
    let asked = opens(ours.clone(), &hers);
    assert_eq!((asked.waiting(), labels(&asked)), (Some(Kin::Parted), vec!["Mother", "Gran"]));
    let combining = after(asked, Msg::WaitingCombined);
    assert_eq!((combining.place.as_str(), combining.waiting()), ("combine", None));
    assert!(combining.other.is_some(), "it is there to be combined");
    // Work in no file, beside a file that went on from where it began.
    assert_eq!(opens(with(first.clone(), "Aunt"), &hers).waiting(), Some(Kin::Parted));
    // A file that was changed by another program, which put no mark to it.
    assert_eq!(opens(first.clone(), &file.replace("Mother", "Someone")).waiting(), Some(Kin::Parted));
    // A file that was combined is in the review it was combined with.
    let matches = save::suggestions(&ours.case, &save::open(&hers).expect("a file").case);
    let theirs = save::open(&hers).expect("a file").case;
    let guidance = family_history_content::guidance();
    let made = save::combine(&ours.case, &theirs, &guidance, &matches, ours.next_number(), today());
    let edit = made.expect("combined").edit;
    let both = after(ours, Msg::Edited { edit, typing: None });
    assert_eq!(opens(both.clone(), &hers).waiting(), Some(Kin::Older));
    let (_, both) = saved(both, "d4");
    assert_eq!(opens(opens(Session::new(today()), &hers), &both).waiting(), None, "it went on from hers");
}

#[test]
fn a_file_with_a_passphrase_and_a_rescue_file_are_told_in_the_same_way() {
    let (first, old) = saved(with(Session::new(today()), "Mother"), "a1");
    let asked = after(with(first.clone(), "Gran"), Msg::SealedOpened { text: old.clone() });
    assert_eq!((asked.waiting(), asked.saved.is_sealed), (Some(Kin::Older), false));
    assert!(after(asked, Msg::WaitingOpened).saved.is_sealed);
    let journal: Vec<String> = {
        let edit = Edit::add(&first.case, first.new_id::<Person>(), Person::default()).expect("an addition");
        vec![family_history_domain::plain::Plain::to_json(&edit).to_string()]
    };
    let rescue = json!({ "format": "family-history-assistant rescue", "base": old, "journal": journal }).to_string();
    assert_eq!(opens(first.clone(), &rescue).waiting(), None, "it went on from what is open");
    assert_eq!(opens(with(first, "Gran"), &rescue).waiting(), Some(Kin::Parted));
}

#[test]
fn marks_of_other_hands_are_read_as_far_as_they_are_marks() {
    let (session, text) = saved(with(Session::new(today()), "Mother"), "a1");
    for odd in [json!("a1"), json!(7), json!([7, null, "", "x".repeat(65)]), json!({ "a1": "a1" })] {
        let mut file: Value = serde_json::from_str(&text).expect("JSON");
        file["saves"] = odd;
        let opened = opens(session.clone(), &file.to_string());
        assert_eq!((opened.waiting(), opened.problems.len()), (None, 0), "no mark, so another review");
        let (_, again) = saved(with(opened, "Gran"), "b2");
        assert_eq!(marks(&again), json!(["b2"]));
    }
}

/// What somebody does in one of two tabs.
#[derive(Clone, Debug)]
enum Act {
    Write,
    Save,
    Open(usize),
    OpenAnyway,
    Leave,
}

fn acts() -> impl Strategy<Value = Vec<(bool, Act)>> {
    let act = prop_oneof![
        4 => Just(Act::Write),
        3 => Just(Act::Save),
        4 => any::<usize>().prop_map(Act::Open),
        1 => Just(Act::OpenAnyway),
        1 => Just(Act::Leave),
    ];
    prop::collection::vec((any::<bool>(), act), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_two_tabs_no_file_takes_the_place_of_work_that_is_not_in_it_unasked(acts in acts()) {
        let (begun, file) = saved(with(Session::new(today()), "0"), "m0");
        let mut tabs = [begun.clone(), begun];
        let mut files = vec![file];
        for (turn, (which, act)) in acts.into_iter().enumerate() {
            let tab = &mut tabs[usize::from(which)];
            let session = tab.clone();
            *tab = match act {
                // Each writes what nobody else does, and takes nothing out.
                Act::Write => with(session, &format!("w{turn}")),
                Act::Save => {
                    let (session, text) = saved(session, &format!("m{}", turn + 1));
                    files.push(text);
                    session
                }
                Act::Open(at) => {
                    let text = &files[at % files.len()];
                    let before: Vec<String> = labels(&session).into_iter().map(str::to_owned).collect();
                    let opened = opens(session, text);
                    prop_assert!(before.iter().all(|label| labels(&opened).contains(&label.as_str())), "{before:?} became {:?}", labels(&opened));
                    // And a question is asked only where something would go.
                    if opened.waiting().is_some() {
                        let theirs = save::open(text).expect("a file").case;
                        let theirs: Vec<&str> = theirs.people.values().map(|person| person.label.as_str()).collect();
                        prop_assert!(before.iter().any(|label| !theirs.contains(&label.as_str())));
                    }
                    opened
                }
                Act::OpenAnyway => after(session, Msg::WaitingOpened),
                Act::Leave => after(session, Msg::WaitingLeft),
            };
        }
    }
}

#[test]
fn training_files_have_no_marks() {
    let file = json!({ "format": save::TRAINING, "version": save::VERSION, "case": {} }).to_string();
    let session = with(opens(Session::new(today()), &file), "Gran");
    assert_eq!(marks(&saved(session, "a1").1), Value::Null);
}
