//! Training: how an exercise begins, is written, is run, and is looked back on.

mod begin;
mod debrief;
mod run;
mod write;

use family_history_domain::case::ExerciseKind;
use yew::prelude::*;

use crate::ui::parts::Desk;

/// The screen of the exercise that is open; without one, how to begin.
pub fn draw(desk: &Desk) -> Html {
    let exercise = &desk.view.case.exercise;
    match exercise.kind {
        None | Some(ExerciseKind::Outcome) => begin::draw(desk),
        Some(ExerciseKind::Scenario) => html! { <>{ write::draw(desk) }{ begin::run_it(desk) }</> },
        Some(ExerciseKind::Group | ExerciseKind::Table) if exercise.ended => debrief::draw(desk),
        Some(ExerciseKind::Group | ExerciseKind::Table) => run::draw(desk),
    }
}
