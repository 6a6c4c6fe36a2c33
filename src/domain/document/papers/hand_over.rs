//! A card of one page for whoever works with the family next.

use crate::document::Section;

use super::{Paper, opening};

/// Writes it.
pub(super) fn paper(paper: &Paper, sections: &mut Vec<Section>) {
    let _ = ();
    sections.push(opening(paper, paper.word(paper.title()).to_owned()));
}
