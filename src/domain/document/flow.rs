//! A paper as what a word processor knows: headings, paragraphs, lists and tables, one after another. Both the copy for
//! Word and Outlook and the Word file are written from it, so that they hold the same words in the same order.

use std::borrow::Cow;

use super::{Block, Document, Inline, Line, Section, Signature, Step};
use crate::drawing::Picture;

/// One thing after another.
pub(super) enum Flow<'a> {
    /// A heading of a level from 1 to 3, and whether it begins on a page of its own.
    Heading(u8, bool, &'a str),
    /// Words.
    Paragraph(Look, Words<'a>),
    /// Lines of equal standing.
    List(Vec<Words<'a>>),
    /// Rows whose first cell names them.
    Table(Table<'a>),
}

/// A table; its head has no cells where its rows speak for themselves.
pub(super) struct Table<'a> {
    pub(super) head: &'a [String],
    pub(super) rows: Vec<Vec<Cell<'a>>>,
}

impl Table<'_> {
    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default().max(self.head.len()).max(1)
    }

    /// How much of the width its first column takes, in per cent. Terms are narrower than what is said of them, and numbers
    /// narrower yet.
    pub(super) fn first(&self) -> usize {
        let is_number = |cells: &Vec<Cell>| {
            cells.first().into_iter().flatten().flatten().map(|run| run.words.len()).sum::<usize>() <= 3
        };
        match self.width() {
            2 if self.head.is_empty() && self.rows.iter().all(is_number) => 8,
            2 if self.head.is_empty() => 30,
            columns => 100 / columns,
        }
    }
}

/// What stands in a cell: lines.
pub(super) type Cell<'a> = Vec<Words<'a>>;

/// Words of one or more kinds, with a space between them.
pub(super) type Words<'a> = Vec<Run<'a>>;

/// Words of one kind.
pub(super) struct Run<'a> {
    pub(super) words: Cow<'a, str>,
    pub(super) face: Face,
}

/// How words look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Strong,
    Soft,
    Unknown,
}

/// How a paragraph looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Body,
    Note,
    Small,
    Panel,
    /// Names what follows, and stays with it.
    Item,
    /// Belongs to the item above, and stays with what follows.
    Under,
    /// The last that belongs to an item.
    Last,
}

/// A box to tick, and one that is ticked.
const BOXES: [&str; 2] = ["☐", "☒"];
/// A line to write a few words on, and one that is as wide as there is room.
const BLANKS: [&str; 2] = ["__________", "____________________"];

/// The whole paper, without what stands in its margins.
pub(super) fn of(document: &Document) -> Vec<Flow<'_>> {
    let mut flow = Vec::new();
    for Section { heading, level, starts_page, blocks } in &document.sections {
        if !heading.is_empty() {
            flow.push(Flow::Heading((*level).clamp(1, 3), *starts_page, heading));
        }
        blocks.iter().for_each(|one| block(document, one, &mut flow));
    }
    flow
}

fn block<'a>(document: &'a Document, block: &'a Block, flow: &mut Vec<Flow<'a>>) {
    let mut paragraph = |look, line| flow.push(Flow::Paragraph(look, words(line)));
    match block {
        Block::Paragraph(line) => paragraph(Look::Body, line),
        Block::Note(line) => paragraph(Look::Note, line),
        Block::Small(line) => paragraph(Look::Small, line),
        Block::Panel(line) => paragraph(Look::Panel, line),
        Block::List(lines) => flow.push(Flow::List(lines.iter().map(words).collect())),
        Block::Table { caption, head, rows, .. } => {
            if !caption.is_empty() {
                flow.push(Flow::Paragraph(Look::Item, vec![run(&**caption, Face::Plain)]));
            }
            let rows = rows.iter().map(|cells| cells.iter().map(|lines| cell(lines)).collect()).collect();
            flow.push(Flow::Table(Table { head, rows }));
        }
        Block::KeyValues(pairs) => {
            table(flow, pairs.iter().map(|(term, lines)| (strong(term), cell(lines))));
        }
        Block::Card { title, lines, beside } => {
            paragraph(Look::Item, title);
            let under = lines.len() + beside.len();
            for (at, line) in lines.iter().chain(beside).enumerate() {
                paragraph(if at + 1 < under { Look::Under } else { Look::Last }, line);
            }
        }
        Block::Strip(steps) => {
            let title = |step: &Step| if step.now { format!("> {}", step.title) } else { step.title.clone() };
            table(flow, steps.iter().map(|step| (strong(title(step)), cell(&step.lines))));
        }
        Block::SignOff(boxes) => {
            let to_write = |signature: &'a Signature| signature.lines.iter().map(|label| to_write(label)).collect();
            table(flow, boxes.iter().map(|signature| (strong(&*signature.title), to_write(signature))));
        }
        Block::WriteLine(label) => flow.push(Flow::Paragraph(Look::Body, to_write(label))),
        Block::Picture(picture) => {
            flow.extend(
                in_words(document, picture).map(|line| Flow::Paragraph(Look::Body, vec![run(line, Face::Plain)])),
            );
        }
    }
}

/// Terms, each with lines: a table of two columns without a head.
fn table<'a>(flow: &mut Vec<Flow<'a>>, rows: impl Iterator<Item = (Words<'a>, Cell<'a>)>) {
    let rows = rows.map(|(term, lines)| vec![vec![term], lines]).collect();
    flow.push(Flow::Table(Table { head: &[], rows }));
}

/// What a picture shows, in words, as far as these words stand nowhere else on the paper.
pub(super) fn in_words<'a>(document: &'a Document, picture: &'a Picture) -> impl Iterator<Item = &'a str> {
    let said = move |words: &str| {
        let is_it = |line: &Line| matches!(line.as_slice(), [Inline::Text(line)] if line == words);
        document.sections.iter().flat_map(|section| &section.blocks).any(|block| match block {
            Block::Paragraph(line) | Block::Note(line) => is_it(line),
            Block::List(lines) => lines.iter().any(is_it),
            _ => false,
        })
    };
    let all = std::iter::once(&picture.description).chain(&picture.sentences);
    all.map(String::as_str).filter(move |words| !words.is_empty() && !said(words))
}

fn run<'a>(words: impl Into<Cow<'a, str>>, face: Face) -> Run<'a> {
    Run { words: words.into(), face }
}

fn strong<'a>(words: impl Into<Cow<'a, str>>) -> Words<'a> {
    vec![run(words, Face::Strong)]
}

fn to_write(label: &str) -> Words<'_> {
    vec![run(format!("{label}:"), Face::Plain), run(BLANKS[1].repeat(2), Face::Plain)]
}

fn cell(lines: &[Line]) -> Cell<'_> {
    lines.iter().map(words).collect()
}

fn words(line: &Line) -> Words<'_> {
    let words = line.iter().map(|inline| match inline {
        Inline::Text(words) => run(&**words, Face::Plain),
        Inline::Strong(words) => run(&**words, Face::Strong),
        Inline::Soft(words) => run(&**words, Face::Soft),
        Inline::Unknown(words) => run(&**words, Face::Unknown),
        Inline::Tick => run(BOXES[0], Face::Plain),
        Inline::Ticked => run(BOXES[1], Face::Plain),
        Inline::Blank => run(BLANKS[0], Face::Plain),
        Inline::LongBlank => run(BLANKS[1], Face::Plain),
    });
    words.collect()
}
