//! The paper of who knew what: the grid as a table, and each row in words.

use super::papers::document;
use super::{Block, Document, Inline, Line, Section};
use crate::case::Case;
use crate::drawing::knew::{self, Knows};
use crate::guidance::Guidance;
use crate::when::Today;

/// The paper of who knew what, from a case without what is kept off paper (see [`super::on_paper`]).
pub fn knew(case: &Case, guidance: &Guidance, today: Today) -> Document {
    let grid = knew::grid(case, guidance, today);
    let word = |key: &str| guidance.word(key).to_owned();
    let mut head = vec![word("knew.what-and-when")];
    head.extend(grid.columns.iter().map(|column| column.name.clone()));
    if !grid.is_wide() {
        head.push(word("knew.in-words"));
    }
    let rows = grid.rows.iter().map(|row| {
        let is_only = row.only.is_some();
        let strong =
            |words: &str| if is_only { Inline::Strong(words.to_owned()) } else { Inline::Text(words.to_owned()) };
        let mut cells: Vec<Vec<Line>> = vec![vec![vec![strong(&row.title), Inline::Soft(row.when.clone())]]];
        cells.extend(row.cells.iter().enumerate().map(|(at, cell)| {
            vec![vec![match cell.state {
                Knows::NotAsked => Inline::Unknown(cell.words()),
                _ if row.only == Some(at) => Inline::Strong(cell.words()),
                _ => Inline::Text(cell.words()),
            }]]
        }));
        if !grid.is_wide() {
            cells.push(vec![vec![strong(&row.words)]]);
        }
        cells
    });
    let blocks = vec![
        Block::Note(vec![Inline::Text(word("knew.on-paper"))]),
        Block::Table {
            kind: if grid.is_wide() { "knew-wide" } else { "knew" },
            caption: String::new(),
            head,
            rows: rows.collect(),
        },
    ];
    let title = "paper.title-knew";
    let sections = vec![Section { heading: word(title), level: 1, starts_page: false, blocks }];
    document(case, guidance, today, title, true, sections)
}
