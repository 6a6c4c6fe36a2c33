//! What was known and when, who was told, what was learnt.

use crate::document::Section;

use super::answers::Answers;
use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, answers: Answers, sections: &mut Vec<Section>) {
    let _ = answers;
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
