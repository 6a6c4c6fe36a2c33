//! One father or male carer: what he offers first, then what was tried, what worries, what is not known.

use crate::case::PersonId;
use crate::document::Section;

use super::answers::Answers;
use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, man: PersonId, answers: Answers, sections: &mut Vec<Section>) {
    let _ = (man, answers);
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
