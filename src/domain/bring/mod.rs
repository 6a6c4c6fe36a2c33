//! Facts brought in all at once: rows that were pasted, a list in a file, a family file.
//!
//! Three steps, each pure: bytes become text ([`text`]), text becomes rows or a family ([`rows`], [`gedcom`]), and those
//! become a [`Draft`] ([`columns`], [`gedcom`]): one [`Edit`] to look at before it is made, and what needs saying about it.
//! Nothing is dropped in silence. What has no place of its own is kept in words, and what is left out is said.
//!
//! Rows are read here and not by a crate: the whole of RFC 4180 and the slips people make fit in one short file, and the
//! browser loads nothing for it that it does not use.

use crate::case::{Case, Change, Edit, Fact, FactId};
use crate::guidance::Guidance;
use crate::sentences::clip_to;

pub mod columns;
mod dates;
mod facts;
pub mod gedcom;
pub mod rows;
pub mod text;

/// Something that needs saying about one row or line of what was brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The row or line, as a spreadsheet or an editor counts them.
    pub line: usize,
    /// What was found, and what will happen to it.
    pub words: String,
}

/// What would be added, to look at first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// All of it as one step; none when there is nothing to add.
    pub edit: Option<Edit>,
    /// The events or people, each with the row or line it comes from.
    pub added: Vec<(usize, FactId)>,
    /// What needs saying, in the order of the rows.
    pub remarks: Vec<Remark>,
    /// What needs saying of the whole: blank lines, columns left out.
    pub overall: Vec<String>,
    /// Rows that look the same as facts already here, or as a row above.
    pub same: Vec<usize>,
}

/// Gathers the changes of one step, and what needs saying on the way.
struct Making<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    /// The numbers nothing has.
    numbers: Box<dyn Iterator<Item = u32> + 'a>,
    changes: Vec<Change>,
    draft: Draft,
}

/// Whether this is a letter beyond ASCII, near enough to compare words by: not a dash, a quote or a space.
fn is_beyond_ascii(letter: char) -> bool {
    letter > '\u{bf}' && !('\u{2000}'..='\u{206f}').contains(&letter)
}

/// How much of a cell is said again where it could not be read.
const IN_A_REMARK: usize = 60;

impl<'a> Making<'a> {
    fn new(case: &'a Case, guidance: &'a Guidance, number: u32) -> Making<'a> {
        let numbers = Box::new(case.numbers(number));
        Making { case, guidance, numbers, changes: Vec::new(), draft: Draft::default() }
    }

    /// A number that nothing has.
    fn next(&mut self) -> u32 {
        self.numbers.next().unwrap_or_default()
    }

    /// Numbers a fact and takes it in.
    fn add<F: Fact>(&mut self, fact: &F) -> F::Id {
        let id = F::id(self.next());
        self.put(id, fact);
        id
    }

    /// Takes in a fact that has its number.
    fn put<F: Fact>(&mut self, id: F::Id, fact: &F) {
        self.changes.push(Change { fact: id.into(), before: None, after: Some(fact.to_json()) });
    }

    /// Says something of a line. What is said of an earlier line stands before it.
    fn say(&mut self, line: usize, key: &str, slots: &[(&str, &str)]) {
        let words = self.guidance.say(key, slots);
        let at = self.draft.remarks.partition_point(|known| known.line <= line);
        self.draft.remarks.insert(at, Remark { line, words });
    }

    /// Says something of a cell under its heading.
    fn say_of(&mut self, line: usize, key: &str, heading: &str, cell: &str, why: &str) {
        let cell = clip_to(cell, IN_A_REMARK);
        self.say(line, key, &[("heading", heading), ("words", &cell), ("why", why)]);
    }

    /// Says how many there were of something, if there were any.
    fn count(&mut self, key: &str, count: usize, slots: &[(&str, &str)]) {
        if count > 0 {
            let number = count.to_string();
            let slots: Vec<_> = slots.iter().copied().chain([("count", number.as_str())]).collect();
            self.draft.overall.push(self.guidance.say(key, &slots));
        }
    }

    fn done(mut self) -> Draft {
        self.draft.edit = Edit::new(self.case, self.changes);
        self.draft
    }
}
