//! What each column of a list is.

use super::dates::{self, is_dated, serial};
pub use super::facts::draft;
use super::is_beyond_ascii;
use super::rows::{Apart, MOST_TITLES, Row, Table};
use crate::case::AgencyId;
use crate::guidance::Guidance;
use crate::plain::folded;
use crate::quick::Safety;
use crate::when::Today;

/// Declares what a column can be, with the end of the key of its words.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $key:literal),+ $(,)?) => {
        /// What a column is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Field { $($(#[$doc])* $field),+ }

        impl Field {
            /// Each of them.
            pub const ALL: &'static [Field] = &[$(Field::$field),+];

            /// The end of the keys of its words in the content pack: `bring.field.when`, `bring.heading.when`.
            pub fn key(self) -> &'static str {
                match self { $(Field::$field => $key),+ }
            }
        }
    };
}

fields! {
    /// When it happened.
    When = "when",
    /// What happened.
    What = "what",
    /// More, in words.
    Detail = "detail",
    /// Who it concerns: labels.
    Who = "who",
    /// The area it belongs to.
    Theme = "theme",
    /// Who said so.
    Source = "source",
    /// Which agencies hold it.
    HeldBy = "held-by",
    /// What kind of knowledge it is.
    Standing = "standing",
    /// What it means now.
    Meaning = "meaning",
    /// How a person is called.
    Label = "label",
    /// What they are in this family.
    Role = "role",
    /// Date of birth, or age.
    Born = "born",
    /// Sex as recorded.
    Sex = "sex",
    /// How they are present.
    Presence = "presence",
    /// The label of their mother.
    Mother = "mother",
    /// The label of their father.
    Father = "father",
    /// Kept in words, under its heading.
    Note = "note",
    /// Left out, by choice.
    Leave = "leave",
}

/// What the rows are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Things that happened.
    Events,
    /// People.
    People,
}

impl Kind {
    /// The end of the key of its words in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Events => "events",
            Kind::People => "people",
        }
    }

    /// What a column of such rows can be, in the order it is offered.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        let is_offered = move |field: &Field| {
            let of_events = (*field as u8) < Field::Label as u8;
            (*field as u8) >= Field::Note as u8 || of_events == (self == Kind::Events)
        };
        Field::ALL.iter().copied().filter(is_offered)
    }
}

/// What somebody chose for a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// Whether the first row is headings.
    pub headed: bool,
    /// What each column is.
    pub columns: Vec<Field>,
    /// Who holds all of these rows; empty where it was not said.
    pub held_by: AgencyId,
    /// Whether rows that look the same as facts already here are added too.
    pub same_too: bool,
}

impl Mapping {
    /// What the columns most likely are, by their headings, or by what they hold.
    pub fn guess(table: &Table, guidance: &Guidance, today: Today) -> Mapping {
        let titles = titles(table, guidance);
        let first = table.rows.get(titles).map_or(&[][..], |row| &row.cells);
        let named = |kind: Kind| {
            let fields = |cell: &String| kind.fields().any(|field| is_heading(guidance, field, cell));
            first.iter().filter(|cell| fields(cell)).count()
        };
        let (events, people) = (named(Kind::Events), named(Kind::People));
        let headed = events + people > 0
            && table.rows.len() > titles + 1
            && !first.iter().any(|cell| is_dated(cell, today) || cell.contains('\n'));
        let kind = if headed && people > events { Kind::People } else { Kind::Events };
        let mut mapping = Mapping { kind, headed, columns: Vec::new(), held_by: AgencyId::default(), same_too: false };
        mapping.guess_columns(table, guidance, today);
        mapping
    }

    /// Guesses each column anew, as after what the rows are was changed. What is not known is kept as a note.
    pub fn guess_columns(&mut self, table: &Table, guidance: &Guidance, today: Today) {
        self.columns = vec![Field::Note; table.width];
        if self.headed {
            for at in 0..table.width {
                let heading = heading(table, true, at, guidance);
                let free = |field: &Field| !self.columns.contains(field) || *field == Field::Note;
                let known = self.kind.fields().filter(free).find(|field| is_heading(guidance, *field, &heading));
                let is_score = is_score(&heading) && !self.says_more(table, at, guidance, today);
                self.columns[at] = known.unwrap_or(if is_score { Field::Leave } else { Field::Note });
            }
        }
        if self.kind == Kind::People {
            let is_told = |field: &Field| !matches!(field, Field::Note | Field::Leave);
            if !self.columns.iter().any(is_told)
                && let Some(first) = self.columns.iter_mut().find(|field| **field == Field::Note)
            {
                *first = Field::Label;
            }
            return;
        }
        let rows = self.rows(table, guidance);
        let cells = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty());
        let mostly = |at: usize, is_one: &dyn Fn(&str) -> bool| {
            let dates = cells(at).filter(|cell| is_one(cell)).count();
            dates > 0 && dates * 2 >= cells(at).count()
        };
        // What no heading told is seen from the cells: dates, and of the others the column with the most words.
        let is_free = |columns: &[Field], at: &usize| columns[*at] == Field::Note;
        let find = |is_one: &dyn Fn(&str) -> bool| {
            (0..table.width).filter(|at| is_free(&self.columns, at)).find(|at| mostly(*at, is_one))
        };
        let dated = |cell: &str| is_dated(cell, today);
        let numbered = |cell: &str| serial(cell).is_some_and(|(day, _)| dates::is_of_our_time(day, today));
        if !self.columns.contains(&Field::When)
            && let Some(when) = find(&dated).or_else(|| find(&numbered))
        {
            self.columns[when] = Field::When;
        }
        let words = |at: &usize| (cells(*at).map(String::len).sum::<usize>(), usize::MAX - at);
        let free = (0..table.width).filter(|at| is_free(&self.columns, at));
        if !self.columns.contains(&Field::What)
            && let Some(what) = free.max_by_key(words)
        {
            self.columns[what] = Field::What;
        }
    }

    /// Whether a column says more than a score can: it has sentences, or words that keep somebody safe.
    fn says_more(&self, table: &Table, at: usize, guidance: &Guidance, today: Today) -> bool {
        let mut cells = self.rows(table, guidance).iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| cell.split_whitespace().nth(3).is_some() || Safety::of(cell, guidance, today).is_warning())
    }

    /// The rows that are facts.
    pub fn rows<'t>(&self, table: &'t Table, guidance: &Guidance) -> &'t [Row] {
        let first = titles(table, guidance) + usize::from(self.headed);
        &table.rows[first.min(table.rows.len())..]
    }
}

/// How many of the first rows are titles: alone in their row, over headings or called as lists are.
pub(super) fn titles(table: &Table, guidance: &Guidance) -> usize {
    let held = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let alone = table.rows.iter().take(MOST_TITLES).take_while(|row| held(row) == 1).count();
    let Some(next) = table.rows.get(alone).filter(|_| table.apart != Apart::Lines) else { return 0 };
    let is_known = |cell: &&String| Field::ALL.iter().any(|field| is_heading(guidance, *field, cell));
    let is_headings = next.cells.iter().filter(is_known).count() > 1;
    let is_title = |row: &Row| row.cells.iter().any(|cell| is_listed(guidance, "bring.heading.title", cell));
    if is_headings || table.rows[..alone].iter().all(is_title) { alone } else { 0 }
}

/// How a column is called: by its heading, or by its number.
pub fn heading(table: &Table, headed: bool, at: usize, guidance: &Guidance) -> String {
    let first = table.rows.get(titles(table, guidance)).filter(|_| headed).and_then(|row| row.cells.get(at));
    match first.filter(|heading| !heading.is_empty()) {
        Some(heading) => heading.replace('\n', " "),
        None => guidance.say("bring.column", &[("number", &(at + 1).to_string())]),
    }
}

/// Whether a heading is one that lists use for this. The pack has them with bars between.
fn is_heading(guidance: &Guidance, field: Field, heading: &str) -> bool {
    is_listed(guidance, &format!("bring.heading.{}", field.key()), heading)
}

/// What columns of scores and grades are called, by one word of the heading. They stand here and not in the pack, in which
/// nothing speaks of a score but to say that there is none.
const SCORES: &[&str] =
    &["score", "scores", "scored", "scoring", "rag", "rating", "ratings", "rated", "grade", "grades", "severity"];
/// And by all of its words: one of the last two, alone or with the others.
const GRADES: &[&str] = &["of", "level", "priority", "risk"];

/// Whether a heading is one of a score or a grade. The tool keeps none.
pub(super) fn is_score(heading: &str) -> bool {
    let heading = plain(heading);
    let mut words = heading.split(' ');
    words.clone().any(|word| SCORES.contains(&word))
        || words.clone().any(|word| GRADES[2..].contains(&word)) && words.all(|word| GRADES.contains(&word))
}

/// Whether words are among those that the pack has under this key, with bars between.
pub(super) fn is_listed(guidance: &Guidance, key: &str, words: &str) -> bool {
    let words = plain(words);
    guidance.words.get(key).is_some_and(|known| known.split('|').any(|one| one == words))
}

/// Words as they are compared: small letters without accents, and digits, with single spaces.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in folded(words).chars() {
        if letter.is_ascii_alphanumeric() || is_beyond_ascii(letter) {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
