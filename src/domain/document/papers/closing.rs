//! What was done, what changed and what is left, when the work ends.

use crate::document::Section;

use super::answers::Answers;
use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, answers: Answers, sections: &mut Vec<Section>) {
    let _ = answers;
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
