//! An exercise in tests: begun by the facilitator, opened at a table, answered.

use family_history_content::guidance;
use family_history_domain::case::{Case, Edit, ExerciseLength, Fact};
use family_history_domain::save;
use family_history_domain::session::{Msg, Session, update};
use family_history_domain::training;
use family_history_domain::when::Today;

/// What the codes are made of here.
pub const SECRET: &str = "made by chance";

/// The day it is.
///
/// # Panics
/// Never: it is a day.
pub fn clock() -> Today {
    Today::from_iso("2026-11-26").expect("a day")
}

/// A training file, read whole, and its next free number.
///
/// # Panics
/// Where it cannot be read whole.
#[track_caller]
pub fn opened(text: &str) -> (Case, u32) {
    let opened = save::open(text).expect("a file");
    assert_eq!(opened.problems, Vec::new());
    (opened.case, opened.next_number)
}

/// The facilitator's run of a scenario, at its first stop.
///
/// # Panics
/// Where it has no stage.
pub fn begun(whole: &Case, length: ExerciseLength) -> Session {
    let (case, next_number) = training::begin(whole, 500, length, SECRET, &guidance()).expect("stages");
    update(Session::new(clock()), Msg::ExerciseBegun { case: case.into(), next_number }).0
}

/// A table's copy, as a file and opened.
///
/// # Panics
/// Where none can be made, or it does not open whole.
pub fn table(group: &Session, label: &str, agency: &str) -> (String, Session) {
    let salts: Vec<String> = (0..30).map(|at| format!("salt {at}")).collect();
    let copy = training::table(&group.case, label, &agency.to_owned(), &salts, &guidance());
    let (case, next_number) = copy.expect("a copy");
    let text = save::write(&case, next_number);
    let session = update(Session::new(clock()), Msg::FileOpened { text: text.clone() }).0;
    assert_eq!(session.problems, Vec::new());
    (text, session)
}

/// A fact changed as typing changes it.
///
/// # Panics
/// Where nothing would change.
pub fn types<F: Fact>(session: Session, id: F::Id, change: impl Fn(&mut F)) -> Session {
    let edit = Edit::change(&session.case, &id.into(), &|fact| change(fact.downcast_mut().expect("this kind")));
    update(session, Msg::Edited { edit: edit.expect("a change"), typing: None }).0
}

/// The answers that are open, locked at a time.
///
/// # Panics
/// Where none are open.
pub fn locks(session: Session, time: &str) -> Session {
    let edit = training::lock(&session.case, &guidance(), time).expect("open answers");
    update(session, Msg::StageTurned(edit)).0
}

/// The facilitator's next stop.
///
/// # Panics
/// After the last, or where it is no facilitator's.
pub fn shows_next(session: Session) -> Session {
    let scenario = session.scenario.clone().expect("the facilitator's");
    let edit = training::show(&session.case, session.next_number(), &scenario, &guidance()).expect("a stop");
    update(session, Msg::StageTurned(edit)).0
}

/// A table's next stop, opened with its code.
///
/// # Panics
/// After the last.
pub fn opens_next(session: Session) -> Session {
    let stage = session.case.exercise.locked.first().expect("a later stage").stage;
    let shown = training::unlock(&session.case, &training::code(SECRET, stage)).expect("its code");
    let edit = training::reveal(&session.case, session.next_number(), shown, &guidance()).expect("a stop");
    update(session, Msg::StageTurned(edit)).0
}
