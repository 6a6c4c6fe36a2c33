//! What was said and who held it, in words.

use super::write::to_look_at;
use crate::case::{AgencyId, Case, ExerciseBasis, Turn};
use crate::guidance::Guidance;
use crate::scenario::OUTSIDE;

/// The words of the holders who are no agency, in the order of [`OUTSIDE`].
const OUTSIDE_WORDS: [&str; 2] = ["run.holder-family", "run.holder-court"];

/// Who held something, in words; everybody together where none is meant.
pub fn holder(guidance: &Guidance, agency: &AgencyId) -> String {
    if agency.is_empty() {
        return guidance.word("run.everyone").to_owned();
    }
    let outside = OUTSIDE.iter().zip(OUTSIDE_WORDS).find(|(id, _)| *id == agency);
    outside.map_or_else(|| guidance.agency_name(agency), |(_, key)| guidance.word(key)).to_owned()
}

/// What a table said at a stop: each question that was answered, and its answer.
pub fn said(guidance: &Guidance, turn: &Turn) -> Vec<(String, String)> {
    let share =
        turn.share.map(|share| crate::sentences::capital(guidance.choice(crate::case::WouldShare::SET, share.key())));
    let bases: Vec<&str> = turn
        .bases
        .iter()
        .map(|basis| guidance.dated(basis).map_or(basis.as_str(), |item| item.name.as_str()))
        .collect();
    let answers = [
        ("turn.know", turn.know.clone()),
        ("turn.how", turn.how.clone()),
        ("turn.not-known", turn.not_known.clone()),
        ("turn.would-do", turn.would_do.clone()),
        ("turn.share", share.unwrap_or_default()),
        ("turn.share-with", turn.share_with.clone()),
        ("turn.bases", bases.join("; ")),
        ("turn.record", turn.record.clone()),
    ];
    let answered = answers.into_iter().filter(|(_, words)| !words.trim().is_empty());
    answered.map(|(key, words)| (guidance.word(key).to_owned(), words)).collect()
}

/// What keeps an exercise from being taken for a family's review: keys of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// On the screen: what it is.
    pub is: &'static str,
    /// On the screen: what that means.
    pub means: &'static str,
    /// Both, on paper.
    pub paper: &'static str,
}

/// How an exercise is marked; none for a review. A review that is being made into an exercise is still about a family
/// until every text was looked at.
pub fn mark(case: &Case) -> Option<Mark> {
    case.is_training().then(|| match case.exercise.basis {
        _ if is_being_made(case) => {
            Mark { is: "run.mark-being-made", means: "run.mark-being-made-more", paper: "paper.mark-being-made" }
        }
        Some(ExerciseBasis::Published) => {
            Mark { is: "run.mark-published", means: "run.mark-published-more", paper: "paper.mark-published" }
        }
        Some(ExerciseBasis::MadeFrom) => {
            Mark { is: "run.mark-made-from", means: "run.mark-made-from-more", paper: "paper.mark-made-from" }
        }
        _ => Mark { is: "run.mark", means: "run.mark-more", paper: "paper.mark" },
    })
}

/// Whether a review is being made into an exercise: some text of it may still be about a family.
pub fn is_being_made(case: &Case) -> bool {
    !case.exercise.to_confirm.is_empty() && !to_look_at(case).is_empty()
}
