//! A run: from the first stop to the end, one stop at a time, with no way back.

use std::rc::Rc;

use serde_json::Value;

use super::stops::{Stop, next_stop, stops};
use super::{seal, view_of};
use crate::case::{
    Act, AgencyId, AnswerState, Case, Change, Edit, Exercise, ExerciseKind, ExerciseLength, FactId, Several, Stage,
    StageId, Turn, TurnId, put_fact, taken_back,
};
use crate::document;
use crate::guidance::Guidance;
use crate::plain::{Plain, plain_struct};
use crate::review::{review, step_of, words};
use crate::save;
use crate::scenario::{Scenario, as_at, is_known_at_work};
use crate::when::Today;

/// What a stop shows: the stages, and what they change in the case. It is what a table's copy holds locked.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// The last stage.
    at: u32,
    /// The day the questions are asked on.
    day: String,
    /// The stages, each as a change that puts it there.
    stages: Vec<Change>,
    /// What came to be known, and what was seen otherwise since the stop before.
    changes: Vec<Change>,
}

plain_struct!(Shown { at, day, stages, changes });

/// What a stop shows to a view. `last` is the last stage of the stop before, 0 before the first.
fn shown(scenario: &Scenario, last: u32, stop: Stop, agency: Option<&str>, table: Option<&Guidance>) -> Shown {
    let then = if last == 0 { Case::default() } else { as_at(scenario, last, agency) };
    let now = as_at(scenario, stop.last, agency);
    let stages = scenario
        .stages
        .iter()
        .filter(|(_, stage)| stage.number >= stop.first && stage.number <= stop.last)
        .map(|(id, stage)| {
            let stage = match table {
                Some(guidance) => for_table(scenario, stage, agency, guidance),
                // The room hears what somebody who works with the family knew; the notes are for the facilitator.
                None => {
                    let seen = as_seen(scenario, stage, None);
                    Stage { facts: stage.facts.clone(), held_by: stage.held_by.clone(), elsewhere: 0, ..seen }
                }
            };
            Change { fact: (*id).into(), before: None, after: Some(stage.to_json()) }
        })
        .collect();
    let day = scenario.day_of(stop.last).map(Today::iso).unwrap_or_default();
    Shown { at: stop.last, day, stages, changes: between(&then, &now) }
}

/// A stage as it was seen at its own time, by one agency or by all who work with the family together. The story and its
/// heading are for those who held all of it: others see the facts that reached them, and how many more there were.
pub fn as_seen(scenario: &Scenario, stage: &Stage, agency: Option<&str>) -> Stage {
    let view = as_at(scenario, stage.number, agency);
    let mut seen = stage.clone();
    seen.facts.retain(|fact| view.has(fact));
    seen.elsewhere = (stage.facts.len() - seen.facts.len()).try_into().unwrap_or(u32::MAX);
    let is_holder = |agency| stage.held_by.is_empty() || stage.held_by.iter().any(|holder| holder == agency);
    if seen.elsewhere > 0 || !agency.map_or_else(|| is_known_at_work(&stage.held_by), is_holder) {
        for words in [&mut seen.title, &mut seen.story, &mut seen.talk, &mut seen.cite] {
            words.clear();
        }
    }
    if let Some(agency) = agency {
        seen.held_by = std::iter::once(agency.to_owned()).collect();
    }
    seen
}

/// A stage as a table sees it: without what is for the facilitator, and with its facts in the words of then.
pub(crate) fn for_table(scenario: &Scenario, stage: &Stage, agency: Option<&str>, guidance: &Guidance) -> Stage {
    let seen = as_seen(scenario, stage, agency);
    let view = as_at(scenario, stage.number, agency);
    let day = scenario.day_of(stage.number).unwrap_or_default();
    let words = |fact: &FactId| {
        let (what, whose) = document::training::fact_words(&view, guidance, day, fact);
        [what, whose].join(" ").trim().to_owned()
    };
    Stage {
        told: seen.facts.iter().map(words).collect(),
        listen: String::new(),
        say: String::new(),
        care: String::new(),
        model: String::new(),
        ..seen
    }
}

/// What is to be changed in one case to make the other of it.
fn between(then: &Case, now: &Case) -> Vec<Change> {
    let mut every = then.every_fact();
    every.extend(now.every_fact().into_iter().filter(|fact| !then.has(fact)));
    every.retain(|fact| *fact != FactId::Exercise);
    let change = |fact: FactId| {
        let (before, after) = (then.written(&fact), now.written(&fact));
        (before != after).then_some(Change { fact, before, after })
    };
    every.into_iter().filter_map(change).collect()
}

/// The scenario that a facilitator's file holds beside its case; none in any other.
pub fn scenario_of(case: &Case) -> Option<Scenario> {
    let file = case.unread.get(&"/scenario".to_owned())?;
    save::open(&file.to_string()).ok().map(|opened| Scenario::of(opened.case))
}

/// The facilitator's file of a run that begins, with its next free number: the first stop is shown. Nothing where there
/// is no stage. `secret` is made by chance: the codes of the stages are made of it.
pub fn begin(
    whole: &Case,
    next_number: u32,
    length: ExerciseLength,
    secret: &str,
    guidance: &Guidance,
) -> Option<(Case, u32)> {
    let scenario = Scenario::of(whole.clone());
    let exercise = Exercise { secret: secret.to_owned(), ..run(&scenario, ExerciseKind::Group, length) };
    let (mut case, number) = at_first_stop(&scenario, exercise, next_number, guidance)?;
    let file: Value = serde_json::from_str(&save::write(whole, next_number)).ok()?;
    case.unread.insert("/scenario".to_owned(), file);
    Some((case, number))
}

/// A table's copy, with its next free number: the first stop, and the later ones locked, each with a salt of its own.
/// `label` is what the table is called, `agency` whose view it has; empty for everybody's together.
pub fn table(
    group: &Case,
    label: &str,
    agency: &AgencyId,
    salts: &[String],
    guidance: &Guidance,
) -> Option<(Case, u32)> {
    let scenario = scenario_of(group)?;
    let length = group.exercise.length.unwrap_or(ExerciseLength::Every);
    let stops = stops(&scenario, Some(length));
    let view = view_of(agency);
    let locked = stops
        .windows(2)
        .zip(salts)
        .filter_map(|(two, salt)| {
            let [before, stop] = two else { return None };
            let words = shown(&scenario, before.last, *stop, view, Some(guidance)).to_json().to_string();
            Some(seal::lock(&words, &seal::code(&group.exercise.secret, stop.last), stop.last, salt.clone()))
        })
        .collect();
    let exercise = Exercise {
        table: label.to_owned(),
        agency: agency.clone(),
        locked,
        ..run(&scenario, ExerciseKind::Table, length)
    };
    // Numbers above every fact of every stage: what a table adds never takes the place of what comes.
    let (mut case, number) = at_first_stop(&scenario, exercise, scenario.case.next_number(1), guidance)?;
    if guidance.agency(agency).is_some() {
        // The questions of an agency's own place are those of the agency the table sits in for.
        Rc::make_mut(&mut case.head).agency.clone_from(agency);
    }
    Some((case, number))
}

fn run(scenario: &Scenario, kind: ExerciseKind, length: ExerciseLength) -> Exercise {
    let of = scenario.told().next_back().map(|stage| stage.number).unwrap_or_default();
    Exercise {
        kind: Some(kind),
        length: Some(length),
        of,
        to_confirm: Several::default(),
        // What those who lived it say is for the end. It is read from the scenario then, so that nobody finds it before.
        practitioner_voice: String::new(),
        parent_voice: String::new(),
        child_voice: String::new(),
        ..(*scenario.exercise).clone()
    }
}

fn at_first_stop(scenario: &Scenario, exercise: Exercise, number: u32, guidance: &Guidance) -> Option<(Case, u32)> {
    let first = *stops(scenario, exercise.length).first()?;
    let agency = exercise.agency.clone();
    let is_table = exercise.kind == Some(ExerciseKind::Table);
    let mut case = Case { exercise: Rc::new(exercise), ..Case::default() };
    let number = number.max(scenario.case.next_number(1)).max(scenario.stages.iter().map(|(id, _)| id.0 + 1).max()?);
    shows(&case, number, shown(scenario, 0, first, view_of(&agency), is_table.then_some(guidance)), guidance)?
        .apply(&mut case);
    let number = case.next_number(number);
    Some((case, number))
}

/// The step that shows a stop, and opens the answers to it.
fn shows(case: &Case, number: u32, shown: Shown, guidance: &Guidance) -> Option<Edit> {
    let day = Today::from_iso(&shown.day).unwrap_or_default();
    // Put there where nothing was, in place of what stands as it was shown, and field by field where a table changed it.
    let back: Vec<Change> = shown
        .changes
        .into_iter()
        .rev()
        .map(|Change { fact, before, after }| Change { fact, before: after, after: before })
        .collect();
    let (mut changes, left) = taken_back(case, &back, None);
    // Where a table has answered what the stage answers too, its own words stand; but "not safe" always crosses over.
    for Change { fact, before: told, .. } in back.iter().filter(|change| left.contains(&change.fact)) {
        let told =
            told.as_ref().and_then(|told| told.get("state")).filter(|state| *state == AnswerState::NotSafe.key());
        if let (Some(state), Some(mut now)) = (told, case.written(fact)) {
            now["state"] = state.clone();
            changes.push(Change { fact: fact.clone(), before: case.written(fact), after: Some(now) });
        }
    }
    let mut after = case.clone();
    for Change { fact, after: now, .. } in &changes {
        put_fact(&mut after, &mut Vec::new(), fact, now.clone());
    }
    let about = shown.stages.last()?.fact.clone();
    changes.extend(shown.stages);
    let exercise = Exercise {
        at: shown.at,
        day: shown.day,
        locked: case.exercise.locked.iter().filter(|locked| locked.stage > shown.at).cloned().collect(),
        ..(*case.exercise).clone()
    };
    changes.push(Change {
        fact: FactId::Exercise,
        before: case.written(&FactId::Exercise),
        after: Some(exercise.to_json()),
    });
    let turn = Turn {
        stage: shown.at,
        agency: exercise.agency.clone(),
        open: questions_now(&after, guidance, day),
        ..Turn::default()
    };
    changes.push(Change { fact: TurnId(number).into(), before: None, after: Some(turn.to_json()) });
    Some(Edit { act: Act::Add, about, label: String::new(), changes })
}

/// The titles of what the assistant asks of a case, each once.
pub fn questions_now(case: &Case, guidance: &Guidance, today: Today) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for question in review(case, guidance, today) {
        let title = words(&question, guidance).title;
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// The answers that are open now; none when they are locked.
pub fn open_turn(case: &Case) -> Option<(TurnId, &Turn)> {
    case.turns.iter().next_back().map(|(id, turn)| (*id, &**turn)).filter(|(_, turn)| turn.locked.is_empty())
}

/// The stages of the stop that is shown now, in order.
pub fn newest(case: &Case) -> Vec<(StageId, &Stage)> {
    let before = case.turns.values().rev().nth(1).map_or(0, |turn| turn.stage);
    let mut stages: Vec<_> = case.stages.iter().map(|(id, stage)| (*id, &**stage)).collect();
    stages.retain(|(_, stage)| stage.number > before);
    stages.sort_by_key(|(id, stage)| (stage.number, *id));
    stages
}

/// The step that locks the answers that are open, at a time of the clock on the wall: "10:04".
pub fn lock(case: &Case, guidance: &Guidance, time: &str) -> Option<Edit> {
    let (id, turn) = open_turn(case)?;
    let today = Today::from_iso(&case.exercise.day).unwrap_or_default();
    let mut turn = turn.clone();
    let still_open: Vec<String> = review(case, guidance, today)
        .iter()
        .filter(|question| step_of(case, question).is_none())
        .map(|question| words(question, guidance).title)
        .collect();
    turn.taken = turn.open.iter().filter(|title| !still_open.contains(title)).cloned().collect();
    turn.locked = time.to_owned();
    let before = case.turns.iter().rev().find(|(other, _)| **other != id).map(|(_, turn)| turn.seal.clone());
    turn.seal = seal::seal(&turn, before.as_deref().unwrap_or_default());
    let change = Change { fact: id.into(), before: case.written(&id.into()), after: Some(turn.to_json()) };
    Edit::new(case, vec![change])
}

/// The step that shows the facilitator the next stop; none while answers are open, and after the last.
pub fn show(case: &Case, number: u32, scenario: &Scenario, guidance: &Guidance) -> Option<Edit> {
    if open_turn(case).is_some() {
        return None;
    }
    let at = case.exercise.at;
    let next = next_stop(&stops(scenario, case.exercise.length), at)?;
    shows(case, number, shown(scenario, at, next, None, None), guidance)
}

/// What the next stop of a table's copy shows, opened with its code; none when it is not the code.
pub fn unlock(case: &Case, code: &str) -> Option<Value> {
    let words = seal::open(case.exercise.locked.first()?, code)?;
    serde_json::from_str(&words).ok()
}

/// The step that shows what was opened; none while answers are open.
pub fn reveal(case: &Case, number: u32, opened: Value, guidance: &Guidance) -> Option<Edit> {
    if open_turn(case).is_some() {
        return None;
    }
    shows(case, number, Shown::from_json(opened).ok()?, guidance)
}

/// The step that ends a run and begins the looking back; none while answers are open or stages are still to be shown.
pub fn end(case: &Case) -> Option<Edit> {
    let is_over = open_turn(case).is_none() && case.exercise.at >= case.exercise.of && !case.exercise.ended;
    is_over.then_some(())?;
    let exercise = Exercise { ended: true, ..(*case.exercise).clone() };
    let change =
        Change { fact: FactId::Exercise, before: case.written(&FactId::Exercise), after: Some(exercise.to_json()) };
    Edit::new(case, vec![change])
}
