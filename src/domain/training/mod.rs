//! Training: a family told in stages, answered at each stop, and looked back on.
//!
//! Three kinds of file take part, each a case whose [`Exercise`](crate::case::Exercise) says what it is:
//!
//! - a **scenario**: every fact and every stage; to be written, and to be run;
//! - the facilitator's **group** file: the case as it stood at the stage that is shown, and beside it the scenario whole;
//! - a **table**'s copy: the case as its agency held it at the stage that is shown. What comes later is in it only locked
//!   (see [`seal`]), so that nobody reads ahead.
//!
//! What a table said is taken home as an **outcome**, which holds no family. People work the real tool on the case; what
//! they added stays theirs when the next stage is shown.

use crate::case::{Case, Edit, ExerciseKind, FactId};
use crate::plain::Plain;

mod debrief;
mod run;
mod seal;
mod stops;
mod words;
mod write;

pub(crate) use run::for_table;

pub use debrief::{Question, asked, outcome, outcomes, with_outcome};
pub use run::{as_seen, begin, end, lock, newest, open_turn, questions_now, reveal, scenario_of, show, table, unlock};
pub use seal::{changed_since_locked, code};
pub use stops::{Stop, next_stop, stops, told_whole};
pub use words::{Mark, holder, is_being_made, mark, said};
pub use write::{
    Text, can_be_told, from_review, is_ready, new_scenario, next_stage, stage_moved, text_changed, to_look_at, untold,
};

/// The screen an exercise is run on.
pub const PLACE: &str = "exercise";

/// What the facilitator's file holds beside its case.
pub const PARTS: &[&str] = &["scenario", "outcomes"];

/// Whether a place of what is kept beside a case is one of those parts.
pub fn is_part(place: &str) -> bool {
    place.strip_prefix('/').is_some_and(|part| PARTS.contains(&part))
}

/// Whether a case is a run of an exercise: the facilitator's or a table's.
pub fn is_run(case: &Case) -> bool {
    matches!(case.exercise.kind, Some(ExerciseKind::Group | ExerciseKind::Table))
}

/// Whose view a copy has; none for everybody's together.
pub fn view_of(agency: &str) -> Option<&str> {
    Some(agency).filter(|agency| !agency.is_empty())
}

/// The answers to the questions of the end, the only fields of a run that are typed in its exercise.
const OF_THE_END: [&str; 3] = ["good", "contributed", "different"];

/// Whether an edit would change what stands still: an answer that was locked, or in a run the stages and how far it is.
pub fn is_locked(case: &Case, edit: &Edit) -> bool {
    let is_run = is_run(case);
    edit.changes.iter().any(|change| match &change.fact {
        FactId::Turn(id) => case.get::<crate::case::Turn>(*id).is_some_and(|turn| !turn.locked.is_empty()),
        FactId::Stage(_) => is_run,
        FactId::Exercise if is_run => {
            let without = |mut exercise: serde_json::Value| {
                if let Some(fields) = exercise.as_object_mut() {
                    fields.retain(|field, _| !OF_THE_END.contains(&field.as_str()));
                }
                exercise
            };
            change.after.clone().is_none_or(|after| without(after) != without(case.exercise.to_json()))
        }
        _ => false,
    })
}
