//! Where a run stops, and for how long: at every stage, or where the scenario says for a session or a short meeting.

use crate::case::{ExerciseLength, Stage};
use crate::scenario::Scenario;

/// A stop: the stages that are shown at once, and the minutes suggested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop {
    /// The first stage that is shown.
    pub first: u32,
    /// The last: the stop goes by its number.
    pub last: u32,
    /// Minutes suggested; none where the scenario says nothing.
    pub minutes: Option<u32>,
}

/// The stops of a run. The last stage always stops.
pub fn stops(scenario: &Scenario, length: Option<ExerciseLength>) -> Vec<Stop> {
    let mut stops = Vec::new();
    let mut first = None;
    let last = scenario.told().next_back().map(|stage| stage.number);
    for stage in scenario.told() {
        let first_shown = *first.get_or_insert(stage.number);
        let minutes = minutes(stage, length);
        let is_every = matches!(length, None | Some(ExerciseLength::Every));
        if is_every || minutes.is_some() || Some(stage.number) == last {
            stops.push(Stop { first: first_shown, last: stage.number, minutes });
            first = None;
        }
    }
    stops
}

/// The minutes of a stage: the number in its field. "6" and "6 minutes" are both 6.
fn minutes(stage: &Stage, length: Option<ExerciseLength>) -> Option<u32> {
    let words = match length {
        None | Some(ExerciseLength::Every | ExerciseLength::Session) => &stage.minutes,
        Some(ExerciseLength::Brief) => &stage.brief,
    };
    number_in(words).filter(|minutes| *minutes > 0)
}

fn number_in(words: &str) -> Option<u32> {
    words.split_whitespace().next()?.parse().ok()
}

/// Whether words stand for the minutes of this stage that are no number.
pub(super) fn has_no_number(stage: &Stage) -> bool {
    [&stage.minutes, &stage.brief].into_iter().any(|words| !words.trim().is_empty() && number_in(words).is_none())
}

/// The stop after a stage; none after the last.
pub fn next_stop(stops: &[Stop], at: u32) -> Option<Stop> {
    stops.iter().find(|stop| stop.last > at).copied()
}

/// A stop of more stages than these names the earlier ones alone in a short meeting.
const WHOLE: usize = 3;

/// The stages of a stop that are only named, and those that are told whole. In 7 minutes nobody reads twenty stories: the
/// last is told, and what was before it is at hand.
pub fn told_whole<T>(stages: &[T], length: Option<ExerciseLength>) -> (&[T], &[T]) {
    let is_short = length == Some(ExerciseLength::Brief) && stages.len() > WHOLE;
    stages.split_at(if is_short { stages.len() - 1 } else { 0 })
}
