//! What happened, as a list for a spreadsheet: RFC 4180, and no cell that a spreadsheet would take for a formula.

use super::node::readable;
use super::papers::{Choices, left_of};
use crate::case::{Case, Event, FactId, PersonId};
use crate::chronology;
use crate::guidance::Guidance;
use crate::sentences::{self, date_words, label, named_words};
use crate::when::Today;

/// The columns of the date, by their headings.
const DATES: [&str; 3] = ["csv.when", "csv.when-read", "csv.when-edtf"];

/// The other columns: the field of an event, and the heading.
const COLUMNS: [(&str, &str); 16] = [
    ("what", "csv.what"),
    ("detail", "csv.detail"),
    ("people", "csv.people"),
    (AGES, "csv.ages"),
    ("theme", "csv.theme"),
    ("standing", "csv.standing"),
    ("source", "csv.source"),
    ("held_by", "csv.held-by"),
    ("meaning", "csv.meaning"),
    ("court", "event.court"),
    ("explained", "event.explained"),
    ("how_often", "event.how-often"),
    (TOLD, "event.told"),
    ("different", "event.different"),
    ("talked", "event.talked"),
    ("revisit", "event.revisit"),
];

/// Which are made of more than one field.
const AGES: &str = "ages";
const TOLD: &str = "told";

/// What happened, in the order of time: to one person, or to everybody. A cell is empty where nothing is recorded, so that
/// the list can be brought into another tool, or back into this one, without words that nobody put down. What is left out
/// is said in a row at the end.
pub fn chronology(case: &Case, guidance: &Guidance, today: Today, whom: Option<PersonId>, choices: &Choices) -> String {
    let (case, left_out) = left_of(case, guidance, today, choices);
    let word = |key: &str| guidance.word(key).to_owned();
    let mut out = String::from("\u{feff}");
    let heads = DATES.into_iter().chain(COLUMNS.map(|(_, heading)| heading));
    row(&mut out, heads.map(word));
    for (id, event) in chronology::events(&case) {
        if whom.is_some_and(|person| !event.people.contains(&person)) {
            continue;
        }
        let named = named_words(&case, guidance, &FactId::from(id));
        let when = &event.when;
        let dates = [when.said().to_owned(), date_words(when), when.edtf().to_owned()];
        let cells = COLUMNS.iter().map(|(field, _)| match *field {
            AGES => ages(&case, guidance, &event),
            TOLD => sentences::told_words(guidance, &event),
            field => {
                let words = named.iter().find(|(name, ..)| *name == field).map_or("", |(.., words)| words);
                // The list has no margin, and one row may be taken alone. So each row of an exercise says so where a
                // reader looks for where it is from; brought into a review, it is seen there as the source.
                let training = if field == "source" && case.is_training() { guidance.word("csv.training") } else { "" };
                [words, training].join(" ")
            }
        });
        row(&mut out, dates.into_iter().chain(cells));
    }
    for words in left_out {
        let nothing = || String::new();
        let cells = DATES.iter().map(|_| nothing()).chain([words]);
        row(&mut out, cells.chain(COLUMNS.iter().skip(1).map(|_| nothing())));
    }
    out
}

/// How old those it concerns were.
fn ages(case: &Case, guidance: &Guidance, event: &Event) -> String {
    let ages = chronology::ages_then(case, event);
    let words = ages.into_iter().map(|(person, age)| {
        guidance.say("sentence.person", &[("person", label(case, guidance, person)), ("what", &age.in_words())])
    });
    sentences::join(guidance, words.collect::<Vec<_>>())
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, words) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let words: String = words.trim().chars().filter_map(readable).collect();
        cell(out, &words);
    }
    out.push_str("\r\n");
}

/// A cell. What begins like a formula gets an apostrophe before it, which a spreadsheet takes as "this is text".
fn cell(out: &mut String, words: &str) {
    let is_formula = words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    let words = format!("{}{words}", if is_formula { "'" } else { "" });
    if words.contains(['"', ',', '\r', '\n', ';', '\t']) {
        out.push('"');
        out.push_str(&words.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&words);
    }
}
