//! The paper of a picture: one to a page that lies on its long side, then what they say in words.

use std::rc::Rc;

use super::papers::document;
use super::{Block, Document, Inline, Section};
use crate::case::{Case, Several};
use crate::drawing::Picture;
use crate::guidance::Guidance;
use crate::when::Today;

/// The widest and highest a picture may be, in px, so that its text of 13 px is 7 pt or more on a page that lies on its
/// long side, beside its heading and the meaning of its symbols.
pub const PAPER_SIZE: (i32, i32) = (1_458, 690);

/// The paper of these pictures, drawn from a case without what is kept off paper (see [`super::on_paper`]). `title` is a
/// key of the pack's words: neutral, because it is seen in a list of print jobs.
pub fn pictures(case: &Case, guidance: &Guidance, today: Today, title: &str, pictures: Vec<Picture>) -> Document {
    let mut sections = Vec::new();
    let words = |line: &str| vec![Inline::Text(line.to_owned())];
    let (mut sentences, mut said) = (Vec::new(), Several::default());
    for (number, picture) in pictures.into_iter().enumerate() {
        for sentence in &picture.sentences {
            // What stands on two pages is said once.
            if said.insert(sentence.clone()) {
                sentences.push(words(sentence));
            }
        }
        let heading = picture.name.clone();
        let blocks = vec![Block::Note(words(&picture.description)), Block::Picture(Rc::new(picture))];
        sections.push(Section { heading, level: if number == 0 { 1 } else { 2 }, starts_page: number > 0, blocks });
    }
    if !sentences.is_empty() {
        let heading = guidance.word("picture.in-words").to_owned();
        sections.push(Section { heading, level: 2, starts_page: true, blocks: vec![Block::List(sentences)] });
    }
    document(case, guidance, today, title, true, sections)
}
