//! Rows and cells in a text: pasted from a spreadsheet or a table in Word, from a list kept as CSV, or line by line.
//!
//! RFC 4180, and kinder: a quote that never closes, or closes in the middle of a cell, is a quote that somebody typed.

use super::dates::is_dated;
use crate::when::{Reading, Today, When};

/// More rows than these are brought in parts.
pub const MOST_ROWS: usize = 5000;
/// A list wider than this is no list of facts.
pub const MOST_COLUMNS: usize = 60;

/// What keeps the cells of a row apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Apart {
    /// A tab: what Excel and Word put on the clipboard.
    Tab,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// Nothing: a line is a date, if it begins with one, and words.
    Lines,
}

impl Apart {
    /// Each of them, in the order they are offered.
    pub const ALL: &'static [Apart] = &[Apart::Tab, Apart::Comma, Apart::Semicolon, Apart::Lines];

    /// The end of the key of its words in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            Apart::Tab => "tab",
            Apart::Comma => "comma",
            Apart::Semicolon => "semicolon",
            Apart::Lines => "lines",
        }
    }

    fn letter(self) -> Option<u8> {
        match self {
            Apart::Tab => Some(b'\t'),
            Apart::Comma => Some(b','),
            Apart::Semicolon => Some(b';'),
            Apart::Lines => None,
        }
    }
}

/// A row that is not blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its number, as a spreadsheet counts: blank rows and the headings too.
    pub number: usize,
    /// What its cells hold, without the white space around it.
    pub cells: Vec<String>,
}

/// The rows of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What was taken to keep the cells apart.
    pub apart: Apart,
    /// Every row that is not blank.
    pub rows: Vec<Row>,
    /// How many rows were blank.
    pub blank: usize,
    /// How many cells the widest row has.
    pub width: usize,
}

/// Excel writes this as the first line where another program might take the wrong letter.
const SEPARATOR_SAID: &str = "sep=";

/// Reads the rows of a text.
///
/// # Errors
/// The key of the words that say why not, and what to do.
pub fn read(text: &str, apart: Option<Apart>, today: Today) -> Result<Table, &'static str> {
    let (said, text) = separator_said(text);
    let apart = apart.or(said).unwrap_or_else(|| sniff(text, today));
    let mut records = match apart.letter() {
        Some(letter) => records(text, letter, MOST_ROWS + 1)?,
        None => lines(text, today),
    };
    // The end of the last line is not a blank line.
    while records.last().is_some_and(|cells| is_blank(cells)) {
        records.pop();
    }
    if records.len() > MOST_ROWS {
        return Err("bring.refused.too-many-rows");
    }
    let mut table = Table { apart, rows: Vec::new(), blank: 0, width: 0 };
    for (at, cells) in records.into_iter().enumerate() {
        if is_blank(&cells) {
            table.blank += 1;
            continue;
        }
        table.width = table.width.max(cells.len());
        table.rows.push(Row { number: at + 1, cells });
    }
    if table.rows.is_empty() { Err("bring.refused.empty") } else { Ok(table) }
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(String::is_empty)
}

fn separator_said(text: &str) -> (Option<Apart>, &str) {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    let letter = first.strip_prefix(SEPARATOR_SAID).and_then(|letter| match letter.as_bytes() {
        [letter] => Some(*letter),
        _ => None,
    });
    let said = Apart::ALL.iter().copied().find(|apart| apart.letter().is_some() && apart.letter() == letter);
    match said {
        Some(_) => (said, text[first.len()..].trim_start_matches(['\r', '\n'])),
        None => (None, text),
    }
}

/// How many rows can stand over the headings.
pub const MOST_TITLES: usize = 5;

/// How many rows show what keeps the cells apart.
const SAMPLE: usize = 40;

/// What most likely keeps the cells of this text apart.
fn sniff(text: &str, today: Today) -> Apart {
    let sample = |apart: Apart| {
        let mut records = records(text, apart.letter().unwrap_or_default(), SAMPLE)?;
        records.retain(|cells| !is_blank(cells));
        Ok::<_, &'static str>(records)
    };
    // Nobody types tabs: rows too wide with them are too wide.
    let Ok(tabbed) = sample(Apart::Tab) else { return Apart::Tab };
    if tabbed.iter().filter(|cells| cells.len() > 1).count() * 2 >= tabbed.len().max(1) {
        return Apart::Tab;
    }
    // The same number of cells in four rows of five, or headings over rows with dates; the one with more cells in the
    // first row.
    let even = [Apart::Semicolon, Apart::Comma].map(|apart| {
        let records = sample(apart).unwrap_or_default();
        // Titles stand alone over the rows.
        let titles = records.iter().take(MOST_TITLES).take_while(|cells| cells.len() == 1).count();
        let records = if titles < MOST_TITLES { &records[titles..] } else { &records };
        let width = records.first().map_or(0, Vec::len);
        let same = records.iter().filter(|cells| cells.len() == width).count();
        let has_date = |cells: &&Vec<String>| cells.iter().any(|cell| is_dated(cell, today));
        let has_dates = records.iter().filter(has_date).count() * 2 >= records.len();
        let is_headed = has_dates && !records.first().is_some_and(|cells| has_date(&cells));
        (apart, if same * 5 >= records.len() * 4 || is_headed { width } else { 0 }, has_dates)
    });
    let (apart, width, has_dates) = if even[1].1 > even[0].1 { even[1] } else { even[0] };
    let written: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let dated = written.iter().filter(|line| split_date(line, today).is_some()).count();
    if width < 2 || (dated * 2 >= written.len() && !has_dates) { Apart::Lines } else { apart }
}

/// Whether words are a date in full. It has four digits at least: "last week" would be counted from today, though it was
/// written long ago.
pub fn is_date(words: &str, today: Today) -> bool {
    words.bytes().filter(u8::is_ascii_digit).count() >= 4 && When::read(words, Reading::on(today)).0.window().is_some()
}

/// No date is made of more words than these.
const WORDS_OF_A_DATE: usize = 8;
/// Nor longer than this.
const LONGEST_DATE: usize = 80;

/// What stands between a date and what happened then.
const BETWEEN: &[char] = &['–', '—', '-', ':', ';', ',', '.', '|'];

/// The date a line begins with, and the words after it.
pub fn split_date(line: &str, today: Today) -> Option<(&str, &str)> {
    let line = line.trim();
    let mut ends = Vec::new();
    for (at, _) in line.match_indices(char::is_whitespace).chain([(line.len(), "")]) {
        if at > LONGEST_DATE || ends.len() == WORDS_OF_A_DATE {
            break;
        }
        ends.push(at);
    }
    // The longest that reads: "2015 – 2017" before "2015".
    ends.into_iter().rev().find_map(|end| {
        let date = line[..end].trim_end().trim_end_matches(BETWEEN).trim_end();
        let rest = line[date.len()..].trim_start().trim_start_matches(BETWEEN).trim_start();
        (!rest.is_empty() && is_date(date, today)).then_some((date, rest))
    })
}

/// A date and words, line by line. Where no line begins with a date, there are words alone.
fn lines(text: &str, today: Today) -> Vec<Vec<String>> {
    let mut dated = false;
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && all.len() <= MOST_ROWS {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (date, words) = split_date(&rest[..end], today).unwrap_or(("", &rest[..end]));
        dated |= !date.is_empty();
        all.push(vec![date.to_owned(), cell(words)]);
        rest = &rest[end..];
        rest = rest.strip_prefix("\r\n").unwrap_or_else(|| rest.get(1..).unwrap_or_default());
    }
    if !dated {
        all.iter_mut().for_each(|cells| drop(cells.remove(0)));
    }
    all
}

/// What a cell holds. A line that was broken in a cell of Word comes as a vertical tab.
fn cell(words: &str) -> String {
    let words = words.trim();
    if words.contains(['\u{b}', '\r']) {
        words.replace("\r\n", "\n").replace(['\u{b}', '\r'], "\n")
    } else {
        words.to_owned()
    }
}

/// The first rows of a text whose cells this letter keeps apart.
fn records(text: &str, apart: u8, most: usize) -> Result<Vec<Vec<String>>, &'static str> {
    let bytes = text.as_bytes();
    let (mut all, mut cells, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() && all.len() < most {
        let (words, end) = quoted(text, at, apart).unwrap_or_else(|| {
            let end = bytes[at..].iter().position(|byte| [apart, b'\n', b'\r'].contains(byte));
            let end = end.map_or(bytes.len(), |end| at + end);
            (cell(&text[at..end]), end)
        });
        cells.push(words);
        if cells.len() > MOST_COLUMNS {
            return Err("bring.refused.too-wide");
        }
        at = end;
        if bytes.get(at) == Some(&apart) {
            at += 1;
            if at < bytes.len() {
                continue;
            }
            cells.push(String::new());
        }
        if bytes.get(at..at + 2) == Some(b"\r\n") {
            at += 1;
        }
        at += 1;
        all.push(std::mem::take(&mut cells));
    }
    Ok(all)
}

/// A cell in quotes, and where it ends. None where it is not in quotes from its beginning to its end.
fn quoted(text: &str, start: usize, apart: u8) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let spaces = bytes[start..].iter().take_while(|byte| **byte == b' ').count();
    let mut at = start + spaces;
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut words = String::new();
    loop {
        at += 1;
        let end = at + bytes[at..].iter().position(|byte| *byte == b'"')?;
        words.push_str(&text[at..end]);
        at = end + 1;
        if bytes.get(at) != Some(&b'"') {
            break;
        }
        words.push('"');
    }
    let closes = bytes.get(at).is_none_or(|next| [apart, b'\n', b'\r'].contains(next));
    closes.then(|| (cell(&words), at))
}
