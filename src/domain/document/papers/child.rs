//! One child, in words the child could read later.

use crate::case::PersonId;
use crate::document::Section;

use super::answers::Answers;
use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, child: PersonId, answers: Answers, sections: &mut Vec<Section>) {
    let _ = (child, answers);
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
