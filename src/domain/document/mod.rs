//! Every paper as Document > Section > Block.
//!
//! A document is data: it knows neither HTML nor a browser. [`page`] and [`text`] write it out, and the web crate turns
//! the tree of [`nodes`] into elements, so that nothing typed is ever read as markup.

//!
//! What can be had of a paper, each from the same document:
//! - [`nodes`] and [`print_css`] for the frame it is printed from, [`page`] for one file that is ready to print;
//! - [`copy`] for the case record: plain text, HTML for Word and Outlook, one part, and whether it fits;
//! - [`changed`] for what is new since an earlier file, as a document like any other;
//! - [`docx::write`] for a Word file, and [`file_name`] for a name that says nothing of anybody.
//!
//! Two are made of the case itself: [`csv::chronology`] and [`ics::dates`].

use std::rc::Rc;

use crate::drawing::Picture;
use crate::when::Today;

pub mod copy;
pub mod csv;
pub mod docx;
mod flow;
mod html;
pub mod ics;
mod knew;
mod learns;
mod node;
mod papers;
mod pictures;
pub mod text;
mod zip;

pub use html::{PRINT_CSS, nodes, page, print_css};
pub use knew::knew;
pub use learns::learns;
pub use node::Node;
pub use papers::{
    Apart, Choices, Kind, Names, blank, changed, discreet, first_paper, on_paper, paper, title, training,
};
pub(crate) use papers::{called_by, ordinary, with_words};
pub use pictures::{PAPER_SIZE, pictures};

/// A whole paper.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its title: neutral, because it is seen on a desk and in a list of print jobs.
    pub title: String,
    /// The language of its own words.
    pub language: String,
    /// What stands in the margins of every page.
    pub margins: Margins,
    /// Whether its pages lie on their long side.
    pub landscape: bool,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// What stands in the margins of every page: nothing typed by a person but the reference.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Margins {
    /// How the paper is to be handled; empty when it is not marked.
    pub handling: String,
    /// Title and reference.
    pub title: String,
    /// The day it was made.
    pub date: String,
    /// What it is not.
    pub reminder: String,
    /// The edition of the content pack.
    pub edition: String,
    /// "Page {page} of {pages}", with both slots unfilled.
    pub page: String,
    /// What was left out of the paper. It stands on it already, and is said again where a part goes alone.
    pub left_out: Vec<String>,
}

impl Margins {
    /// What stands in them but for the numbers of pages, where a copy has no margins.
    fn said(&self) -> impl Iterator<Item = &str> {
        let all = [&self.handling, &self.title, &self.date, &self.reminder, &self.edition];
        all.into_iter().map(String::as_str).filter(|words| !words.is_empty())
    }
}

/// The name of a file of a paper with this title: what kind it is and the day, nothing of anybody.
pub fn file_name(title: &str, today: Today, ending: &str) -> String {
    let mut name = String::new();
    for letter in title.to_lowercase().chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => name.push(letter),
            '’' | '\'' => {}
            _ if !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    format!("{}-{}.{ending}", name.trim_matches('-'), today.iso())
}

/// One part of a paper.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Section {
    /// Its heading; empty for none.
    pub heading: String,
    /// 1 for the title, 2 for a part, 3 for a part of a part.
    pub level: u8,
    /// Whether it begins on a page of its own.
    pub starts_page: bool,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// Words in a line, one after another.
pub type Line = Vec<Inline>;

/// One thing that stands under a heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// Words.
    Paragraph(Line),
    /// Quieter words.
    Note(Line),
    /// Small print at the end.
    Small(Line),
    /// Something nobody may overlook: a live order.
    Panel(Line),
    /// Lines of equal standing.
    List(Vec<Line>),
    /// A table whose first column names its rows.
    Table {
        /// A short stable name, for the widths of its columns.
        kind: &'static str,
        /// What it shows; empty when its heading says it.
        caption: String,
        /// The heads of its columns; none where its rows speak for themselves.
        head: Vec<String>,
        /// Its rows; each cell is lines.
        rows: Vec<Vec<Vec<Line>>>,
    },
    /// Terms, each with lines.
    KeyValues(Vec<(String, Vec<Line>)>),
    /// One matter that is kept together on a page where it fits.
    Card {
        /// What it is about.
        title: Line,
        /// What is said of it.
        lines: Vec<Line>,
        /// What stands by it, to be ticked and written on.
        beside: Vec<Line>,
    },
    /// Steps along a way, side by side.
    Strip(Vec<Step>),
    /// Boxes to sign by hand.
    SignOff(Vec<Signature>),
    /// A labelled line to write on.
    WriteLine(String),
    /// A picture with what its symbols mean. What it says in words stands in blocks of its own.
    Picture(Rc<Picture>),
}

/// One step along a way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Step {
    /// Its name.
    pub title: String,
    /// What is recorded of it.
    pub lines: Vec<Line>,
    /// Whether the paper is made at this step.
    pub now: bool,
}

/// One box to sign by hand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Signature {
    /// Who signs.
    pub title: String,
    /// What is written in it, each with a line to write on.
    pub lines: Vec<String>,
}

/// Words of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inline {
    /// Words of the pack, or of the pack and a person.
    Text(String),
    /// The words that are read first.
    Strong(String),
    /// Quieter words: sources.
    Soft(String),
    /// Something that is not known, not asked or not recorded. Marked by shape, never by colour.
    Unknown(String),
    /// A box to tick.
    Tick,
    /// A box that is ticked: it was recorded.
    Ticked,
    /// A line to write a few words on.
    Blank,
    /// A line to write on that is as wide as the paper lets it be.
    LongBlank,
}
