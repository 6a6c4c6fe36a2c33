//! Looking back: what was known then and by whom, what the assistant asked of it, and what the tables said.

use std::rc::Rc;

use serde_json::Value;

use super::run::questions_now;
use crate::case::{Case, Exercise, ExerciseKind};
use crate::guidance::Guidance;
use crate::save;
use crate::scenario::{Scenario, as_at};

/// What the assistant asked of a stage, given only what was known then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Its title.
    pub title: String,
    /// Whether the stage before raised it already.
    pub was_open: bool,
}

/// What the assistant asks at a stage of one agency's view, or of everybody's together.
pub fn asked(scenario: &Scenario, stage: u32, agency: Option<&str>, guidance: &Guidance) -> Vec<Question> {
    let at = |number: u32| {
        let day = scenario.day_of(number).unwrap_or_default();
        questions_now(&as_at(scenario, number, agency), guidance, day)
    };
    let stage_before = scenario.told().map(|stage| stage.number).filter(|number| *number < stage).max();
    let before = stage_before.map(at).unwrap_or_default();
    at(stage).into_iter().map(|title| Question { was_open: before.contains(&title), title }).collect()
}

/// What a table takes home and hands to the facilitator: what it said, without the family.
pub fn outcome(case: &Case) -> Case {
    let it = &case.exercise;
    let exercise = Exercise {
        kind: Some(ExerciseKind::Outcome),
        title: it.title.clone(),
        basis: it.basis,
        asks: it.asks,
        length: it.length,
        table: it.table.clone(),
        agency: it.agency.clone(),
        at: it.at,
        of: it.of,
        ended: it.ended,
        good: it.good.clone(),
        contributed: it.contributed.clone(),
        different: it.different.clone(),
        ..Exercise::default()
    };
    Case {
        exercise: Rc::new(exercise),
        turns: case.turns.clone(),
        decisions: case.decisions.clone(),
        ..Case::default()
    }
}

/// What the tables said, as far as the facilitator's file holds it.
pub fn outcomes(case: &Case) -> Vec<Case> {
    let Some(Value::Array(files)) = case.unread.get(&"/outcomes".to_owned()) else { return Vec::new() };
    files.iter().filter_map(|file| save::open(&file.to_string()).ok()).map(|opened| opened.case).collect()
}

/// The facilitator's case with one more outcome beside it. The same file again changes nothing; another one of a table that
/// goes by the same name gets a number. Nothing when it is of another exercise, or no outcome.
pub fn with_outcome(case: &Case, outcome: &Case) -> Option<Case> {
    let is_of_this =
        outcome.exercise.kind == Some(ExerciseKind::Outcome) && outcome.exercise.title == case.exercise.title;
    is_of_this.then_some(())?;
    let mut all = outcomes(case);
    let name = outcome.exercise.table.clone();
    let goes_by_it = |other: &Case| {
        other.exercise.table.strip_prefix(&*name).is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
    };
    let is_known = |other: &Case| other.turns == outcome.turns && goes_by_it(other);
    match all.iter_mut().find(|other| is_known(other)) {
        Some(known) => {
            let table = known.exercise.table.clone();
            *known = outcome.clone();
            Rc::make_mut(&mut known.exercise).table = table;
        }
        None => {
            let mut outcome = outcome.clone();
            let alike = all.iter().filter(|other| goes_by_it(other)).count();
            if alike > 0 {
                Rc::make_mut(&mut outcome.exercise).table = format!("{name} ({})", alike + 1);
            }
            all.push(outcome);
        }
    }
    all.sort_by(|one, other| one.exercise.table.cmp(&other.exercise.table));
    let files = all.iter().filter_map(|one| serde_json::from_str(&save::write(one, 1)).ok()).collect();
    let mut case = case.clone();
    case.unread.insert("/outcomes".to_owned(), Value::Array(files));
    Some(case)
}
