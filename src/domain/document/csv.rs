//! The chronology as rows of values (RFC 4180), for a spreadsheet or another system.

use crate::case::Case;
use crate::chronology;
use crate::guidance::Guidance;
use crate::sentences;

use super::Choices;
use super::papers::prepared;

/// The heads of its columns, as keys of the pack.
const HEADS: [&str; 12] = [
    "csv.when",
    "csv.read",
    "csv.edtf",
    "csv.what",
    "csv.detail",
    "csv.people",
    "csv.ages",
    "csv.theme",
    "csv.standing",
    "csv.source",
    "csv.held-by",
    "csv.meaning",
];

/// What happened, one row each in the order of time, without what is left out of papers: UTF-8 with a byte order mark, so
/// that spreadsheets read it as such, and line ends of CR LF. What a spreadsheet would take for a formula begins with an
/// apostrophe.
pub fn chronology(case: &Case, guidance: &Guidance, choices: &Choices) -> String {
    let case = prepared(case, guidance, choices);
    let mut out = String::from("\u{feff}");
    row(&mut out, HEADS.map(|head| guidance.word(head).to_owned()));
    for (_, event) in chronology::events(&case) {
        let ages = chronology::ages_then(&case, &event).into_iter().map(|(person, age)| {
            let slots = [("person", sentences::label(&case, guidance, person)), ("age", &age.in_words())];
            guidance.say("csv.age", &slots)
        });
        let ages: Vec<String> = ages.collect();
        let agencies: Vec<&str> = event.held_by.iter().map(|agency| guidance.agency_name(agency)).collect();
        row(
            &mut out,
            [
                event.when.said().to_owned(),
                if event.when.window().is_some() { event.when.in_words() } else { String::new() },
                event.when.edtf().to_owned(),
                event.what.clone(),
                event.detail.clone(),
                sentences::listed(
                    guidance,
                    event.people.iter().map(|person| sentences::label(&case, guidance, *person)),
                ),
                ages.join("; "),
                sentences::choice_words(guidance, event.theme),
                sentences::choice_words(guidance, event.standing),
                sentences::source_words(guidance, &event.source),
                agencies.join("; "),
                event.meaning.clone(),
            ],
        );
    }
    out
}

fn row(out: &mut String, cells: [String; 12]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = cell.trim();
        // The apostrophe a spreadsheet hides; a system that shows it shows no more than that.
        let is_formula =
            cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
        out.push('"');
        if is_formula {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
