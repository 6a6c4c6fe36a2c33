//! What happened in the order of time, with ages then, whose word it is, and what it means.

use crate::case::PersonId;
use crate::document::Section;

use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, person: Option<PersonId>, sections: &mut Vec<Section>) {
    let _ = (person,);
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
