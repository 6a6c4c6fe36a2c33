//! Facts brought in all at once: files as Excel, Word, Notepad and family-tree programs write them, and as they break.
//! Whatever comes, nothing is lost without a word, nothing stops, and one step takes all of it back.

use std::path::Path;
use std::sync::OnceLock;

use family_history_domain::bring::Draft;
use family_history_domain::bring::columns::{self, Field, Kind, Mapping, heading};
use family_history_domain::bring::gedcom::{self, Names, Taking};
use family_history_domain::bring::rows::{self, Apart, MOST_ROWS, split_date};
use family_history_domain::bring::text::{Coding, Decoded, MOST_BYTES, decode};
use family_history_domain::case::{Case, Edit, Event, EventId, FactId, HIGHEST_NUMBER, Person, Role, Several};
use family_history_domain::guidance::Guidance;
use family_history_domain::network::no_contact;
use family_history_domain::plain::Plain;
use family_history_domain::sentences::{edit_name, field_words};
use family_history_domain::session::{Msg, Session, update};
use family_history_domain::when::{Reading, Today, When};
use proptest::prelude::*;

fn today() -> Today {
    Today::from_iso("2026-11-24").expect("a day")
}

/// The content pack, read once for every test.
fn guidance() -> &'static Guidance {
    static PACK: OnceLock<Guidance> = OnceLock::new();
    PACK.get_or_init(family_history_content::guidance)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("bring").join(name)).expect("a sample")
}

fn plain(text: &str) -> Decoded {
    Decoded { text: text.to_owned(), coding: Coding::Utf8, lost: 0 }
}

/// A family with somebody for the lists to speak of.
fn family() -> Session {
    let mut session = Session::new(today());
    for (label, role) in [("Mother", Role::Mother), ("Child A", Role::Child)] {
        let person = Person { label: label.to_owned(), role: Some(role), ..Person::default() };
        let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
        session = update(session, Msg::Edited { edit, typing: None }).0;
    }
    session
}

fn draft_of(session: &Session, text: &str, change: impl Fn(&mut Mapping)) -> Draft {
    let table = rows::read(text, None, today()).expect("rows");
    let guidance = guidance();
    let mut mapping = Mapping::guess(&table, guidance, today());
    change(&mut mapping);
    columns::draft(&session.case, guidance, today(), session.next_number(), &table, &mapping)
}

fn added(session: Session, draft: &Draft) -> Session {
    let edit = draft.edit.clone().expect("something to add");
    update(session, Msg::Edited { edit, typing: None }).0
}

/// Everything that somebody would see of a draft, line by line.
fn seen(session: &Session, draft: &Draft) -> String {
    let guidance = guidance();
    let mut case = session.case.clone();
    draft.edit.iter().for_each(|edit| edit.apply(&mut case));
    let mut lines: Vec<String> = draft.overall.iter().map(|words| format!("  ! {words}")).collect();
    lines.extend(draft.remarks.iter().map(|remark| format!("  ? {}: {}", remark.line, remark.words)));
    if !draft.same.is_empty() {
        lines.push(format!("  = {:?}", draft.same));
    }
    let words = |fact: &FactId| {
        let fields = field_words(&case, guidance, fact);
        fields
            .iter()
            .map(|(label, words)| format!("{label}: {words}"))
            .collect::<Vec<_>>()
            .join(" | ")
            .replace('\n', "⏎")
    };
    lines.extend(draft.added.iter().map(|(line, fact)| format!("  + {line}: {}", words(fact))));
    let others = draft.edit.iter().flat_map(|edit| &edit.changes).map(|change| &change.fact);
    let others = others.filter(|fact| draft.added.iter().all(|(_, known)| known != *fact));
    lines.extend(others.map(|fact| format!("  + {}: {}", fact.kind(), words(fact))));
    lines.push(format!("  {}", draft.edit.as_ref().map_or("nothing".to_owned(), |edit| edit_name(edit, guidance))));
    lines.join("\n")
}

fn golden(name: &str, told: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, told);
    });
}

#[test]
fn lists_as_programs_write_them_are_read() {
    let session = family();
    let guidance = guidance();
    let mut told = String::new();
    for name in [
        "excel-unicode-text.txt",
        "notepad-utf16-be.txt",
        "utf16-no-mark.txt",
        "broken-utf16.txt",
        "excel-ansi.csv",
        "excel-utf8.csv",
        "semicolon.csv",
        "sep-line.csv",
        "quotes.csv",
        "ragged.csv",
        "word-table.txt",
        "word-lines.txt",
        "single.txt",
        "people.csv",
    ] {
        let decoded = decode(&bytes(name)).expect(name);
        let table = rows::read(&decoded.text, None, today()).expect(name);
        let mapping = Mapping::guess(&table, guidance, today());
        let draft = columns::draft(&session.case, guidance, today(), session.next_number(), &table, &mapping);
        let columns: Vec<String> = (0..table.width)
            .map(|at| format!("{} = {}", heading(&table, mapping.headed, at, guidance), mapping.columns[at].key()))
            .collect();
        told.push_str(&format!(
            "{name}: {:?}, {}, {}, [{}]\n{}\n\n",
            decoded.coding,
            table.apart.key(),
            mapping.kind.key(),
            columns.join(", "),
            seen(&session, &draft)
        ));
    }
    golden("bring-rows", &told);
}

#[test]
fn family_files_as_programs_write_them_are_read() {
    let session = family();
    let mut told = String::new();
    for (name, names, children) in [
        ("seven.ged", Names::Initials, vec![2]),
        ("seven.ged", Names::Labels, vec![]),
        ("five-five-one.ged", Names::AsWritten, vec![]),
        ("five-five-one.ged", Names::Initials, vec![]),
        ("ansel-plain.ged", Names::Initials, vec![]),
        ("broken.ged", Names::Initials, vec![]),
    ] {
        let decoded = decode(&bytes(name)).expect(name);
        assert!(gedcom::is_gedcom(&decoded.text), "{name}");
        let family = gedcom::read(&decoded).expect(name);
        let taking = Taking { names, children: children.into_iter().collect() };
        let draft = gedcom::draft(&session.case, guidance(), today(), session.next_number(), &family, &taking);
        told.push_str(&format!("{name}, {}\n{}\n\n", names.key(), seen(&session, &draft)));
    }
    golden("bring-family-files", &told);
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let refused = |bytes: &[u8]| decode(bytes).expect_err("refused");
    assert_eq!(refused(&vec![b'a'; MOST_BYTES + 1]), "bring.refused.too-large");
    assert_eq!(refused(b""), "bring.refused.empty");
    assert_eq!(refused(b" \r\n\t\r\n"), "bring.refused.empty");
    assert_eq!(refused(b"PK\x03\x04rest of a workbook"), "bring.refused.workbook");
    assert_eq!(refused(b"\xD0\xCF\x11\xE0rest of an old workbook"), "bring.refused.workbook");
    assert_eq!(refused(b"%PDF-1.7"), "bring.refused.pdf");
    let rows = |text: &str, apart| rows::read(text, apart, today()).expect_err("refused");
    assert_eq!(rows(&"a\tb\n".repeat(MOST_ROWS + 1), None), "bring.refused.too-many-rows");
    assert_eq!(rows(&"line\n".repeat(MOST_ROWS + 1), None), "bring.refused.too-many-rows");
    assert_eq!(rows(&"a\t".repeat(100), None), "bring.refused.too-wide");
    assert_eq!(rows(&",".repeat(1_000_000), Some(Apart::Comma)), "bring.refused.too-wide");
    let ged = |name: &str| gedcom::read(&decode(&bytes(name)).expect("text")).expect_err("refused");
    assert_eq!(ged("ansel.ged"), "bring.gedcom.ansel");
    assert_eq!(gedcom::read(&plain("0 HEAD\n0 TRLR\n")).expect_err("refused"), "bring.gedcom.nobody");
    let crowd: String = (0..gedcom::MOST_PEOPLE + 1).map(|at| format!("0 @I{at}@ INDI\n")).collect();
    assert_eq!(gedcom::read(&plain(&format!("0 HEAD\n{crowd}"))).expect_err("refused"), "bring.gedcom.too-many");
    let guidance = guidance();
    let keys = [
        "bring.refused.too-large",
        "bring.refused.empty",
        "bring.refused.workbook",
        "bring.refused.pdf",
        "bring.refused.too-many-rows",
        "bring.refused.too-wide",
        "bring.refused.unreadable",
        "bring.gedcom.ansel",
        "bring.gedcom.nobody",
        "bring.gedcom.too-many",
        "bring.read.lost",
        "bring.read.utf-16",
        "bring.read.windows-1252",
    ];
    for key in keys {
        assert_ne!(guidance.word(key), key, "the pack has words for it");
    }
}

#[test]
fn a_line_gives_up_its_date_when_it_has_one_in_full() {
    let split = |line| split_date(line, today());
    assert_eq!(split("14 March 2021 – police called"), Some(("14 March 2021", "police called")));
    assert_eq!(split("14/03/2021: police"), Some(("14/03/2021", "police")));
    assert_eq!(split("2015 – 2017 lived in Dover"), Some(("2015 – 2017", "lived in Dover")));
    assert_eq!(split("14 March 2021, 10:15 police"), Some(("14 March 2021", "10:15 police")));
    assert_eq!(split("Spring 2019, moved"), Some(("Spring 2019", "moved")));
    for line in [
        "police called on 14 March 2021",
        "last week police called",
        "14 March 2021",
        "May be moving",
        "2 weeks ago",
        "",
    ] {
        assert_eq!(split(line), None, "{line}");
    }
}

#[test]
fn rows_of_events_become_one_step_that_undo_takes_back_whole() {
    let session = family();
    let before = session.case.clone();
    let text: String = (1..=214).map(|row| format!("{} March 2021\tVisit number {row}\n", 1 + row % 28)).collect();
    let draft = draft_of(&session, &format!("When\tWhat\n{text}"), |_| {});
    let session = added(session, &draft);
    assert_eq!(session.case.events.len(), 214);
    assert_eq!(edit_name(session.can_undo().expect("a step"), guidance()), "add 214 events");
    let whole = session.case.clone();
    let session = update(session, Msg::Undone).0;
    assert_eq!(session.case, before);
    let session = update(session, Msg::Redone).0;
    assert_eq!(session.case, whole);
}

/// What is known of somebody with this label after a list was added: no contact, and what the remarks said.
fn safety_after(session: &Session, text: &str, label: &str) -> (usize, Person, Vec<String>) {
    let draft = draft_of(session, text, |_| {});
    let before = session.case.clone();
    let remarks = draft.remarks.iter().map(|remark| remark.words.clone()).collect();
    let session = added(session.clone(), &draft);
    let (id, person) = session.case.people.iter().find(|(_, person)| person.label == label).expect(label);
    let why = no_contact(&session.case, *id, today()).len();
    let person = (**person).clone();
    assert_eq!(update(session, Msg::Undone).0.case, before, "one step takes all of it back");
    (why, person, remarks)
}

#[test]
fn a_row_that_warns_of_somebody_keeps_them_from_being_contacted() {
    let session = family();
    for (cell, why, said) in [
        ("not safe to contact", 1, "Not safe to contact."),
        ("Restraining order from 2024; visits on Fridays", 1, "An order or condition."),
        ("do not contact. Non-molestation order", 2, "Not safe to contact; An order or condition."),
        ("no restraining order but unsafe", 1, "Not safe to contact."),
    ] {
        let list = format!("Name\tRelationship\tRemarks\nDan\tfather\t{cell}\n");
        let (found, person, remarks) = safety_after(&session, &list, "Dan");
        assert_eq!(found, why, "{cell}");
        assert_eq!(person.note, format!("Remarks: {cell}"), "the words stay in the note too");
        let remark = format!("This row has words about safety. It also adds: {said}");
        assert!(remarks.iter().any(|words| words.starts_with(remark.trim_end_matches('.'))), "{cell}: {remarks:?}");
    }
    for cell in ["no restraining order", "never a non-molestation order", "in order to help", "no known injunction"] {
        let list = format!("Name\tRelationship\tRemarks\nDan\tfather\t{cell}\n");
        let (found, _, remarks) = safety_after(&session, &list, "Dan");
        assert_eq!((found, remarks.len()), (0, 0), "{cell}: {remarks:?}");
    }
}

#[test]
fn words_of_safety_are_heard_wherever_a_row_has_them() {
    let session = family();
    for (label, list) in [
        ("Dan (not safe to contact)", "Name\tRelationship\nDan (not safe to contact)\tfather\n"),
        ("Dan", "Name\tRelationship\tLives\nDan\tfather\tno contact order\n"),
        ("Dan", "Name\tRelationship\tSafe to contact?\nDan\tfather\tNo\n"),
        ("Dan", "Name\tRelationship\tSafe to contact?\nDan\tfather\tNo, ask police first\n"),
        ("Dan", "Name\tRelationship\tRestraining order?\nDan\tfather\tYes\n"),
        ("Dan", "Name\tRelationship\tNon-molestation order\nDan\tfather\tmade 3 May 2024\n"),
    ] {
        assert_eq!(safety_after(&session, list, label).0, 1, "{list}");
    }
    for list in [
        "Name\tRelationship\tSafe to contact?\nDan\tfather\tYes\n",
        "Name\tRelationship\tRestraining order?\nDan\tfather\tNo\n",
        "Name\tRelationship\tRestraining order?\nDan\tfather\tNone that we know of\n",
        "Name\tRelationship\tRestraining order?\nDan\tfather\tn/a\n",
        "Name\tRelationship\tOrder\nDan\tfather\t1\n",
        "Name\tRelationship\tMother\nDan\tfather\tnot safe to contact\n",
    ] {
        assert_eq!(safety_after(&session, list, "Dan").0, 0, "{list}");
    }
    // Who is here already is kept safe all the same; once is enough.
    let known = "Name\tRelationship\tRemarks\nMother\tmother\tnot safe to contact\n";
    let (found, ..) = safety_after(&session, known, "Mother");
    assert_eq!(found, 1);
    let again = added(session.clone(), &draft_of(&session, known, |_| {}));
    assert!(draft_of(&again, known, |_| {}).edit.is_none());
    // Of a child nobody is asked to get in touch.
    let (found, child, remarks) =
        safety_after(&session, "Name\tRelationship\tRemarks\nChild B\tchild\tDad not safe to contact\n", "Child B");
    assert_eq!((found, child.note.as_str()), (0, "Remarks: Dad not safe to contact"));
    assert!(remarks[0].contains("about a child"), "{remarks:?}");
    let draft = draft_of(&session, "When\tWhat\tWho\n1 May 2020\tRestraining order made\tMother\n", |_| {});
    assert!(draft.overall.iter().any(|words| words.contains("words about safety")), "{:?}", draft.overall);
}

#[test]
fn who_died_is_told_apart_from_whose_wife_died() {
    let session = family();
    let died = |cell: &str| {
        let list = format!("Name\tRelationship\tRemarks\nDan\tfather\t{cell}\n");
        safety_after(&session, &list, "Dan").1.died.reading()
    };
    assert_eq!(died("died in 2019"), "2019");
    assert_eq!(died("his wife died in 2019"), "");
    assert_eq!(died("has not died"), "");
    for (heading, cell, read) in [("Died", "2019", "2019"), ("Deceased", "No", ""), ("Deceased?", "Yes", "not known")] {
        let list = format!("Name\tRelationship\t{heading}\nDan\tfather\t{cell}\n");
        let died = safety_after(&session, &list, "Dan").1.died;
        assert_eq!((died.reading().as_str(), died.is_empty()), (read, cell == "No"), "{heading}: {cell}");
    }
}

/// A family whose Amy was born in May 2020, and a move of hers.
fn family_of_amy() -> Session {
    let mut session = family();
    let born = When::read_birth("3 May 2010", today()).0;
    let person = Person { label: "Amy".to_owned(), role: Some(Role::Child), born, ..Person::default() };
    let amy = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
    session = update(session, Msg::Edited { edit: amy, typing: None }).0;
    let when = When::read("1 May 2020", Reading::on(today())).0;
    let event = Event { what: "The family moved".to_owned(), when, ..Event::default() };
    let edit = Edit::add(&session.case, session.new_id::<Event>(), event).expect("an addition");
    update(session, Msg::Edited { edit, typing: None }).0
}

/// The event that a list of one row adds, with everything that is said of it.
fn one_event(session: &Session, list: &str) -> (Event, Vec<String>) {
    let draft = draft_of(session, list, |_| {});
    let said = draft.overall.iter().chain(draft.remarks.iter().map(|remark| &remark.words)).cloned().collect();
    let (_, fact) = draft.added.first().expect(list).clone();
    let session = added(session.clone(), &draft);
    let FactId::Event(id) = fact else { panic!("an event: {list}") };
    (session.case.get::<Event>(id).expect("an event").clone(), said)
}

#[test]
fn a_date_in_a_row_is_read_as_one_that_is_typed() {
    let session = family_of_amy();
    for (cell, read) in [
        ("when Amy was 8", "between 3 May 2018 and 2 May 2019"),
        ("ten weeks before the move", "about 21 February 2020"),
        ("after the move", "after 30 April 2020"),
    ] {
        let (event, said) = one_event(&session, &format!("When\tWhat\n{cell}\tA row\n"));
        assert!(!event.when.edtf().is_empty(), "{cell}: {said:?}");
        assert_eq!((event.when.reading().as_str(), said.len()), (read, 0), "{cell}: {said:?}");
    }
    let (_, said) = one_event(&session, "When\tWhat\nwhen Zoe was 8\tA row\n");
    assert!(said[0].contains(guidance().word("date.problem.not-named")), "{said:?}");
}

#[test]
fn a_day_that_excel_keeps_as_a_number_is_read_as_that_day_and_said() {
    let session = family();
    let (event, said) = one_event(&session, "Date\tWhat\n44621\tA row\n");
    assert_eq!((event.when.reading().as_str(), event.when.edtf()), ("1 March 2022", "2022-03-01"));
    assert!(said.iter().any(|words| words.contains("44621") && words.contains("1 March 2022")), "{said:?}");
    let (event, said) = one_event(&session, "Date\tWhat\n44621.604167\tA row\n");
    assert_eq!((event.when.edtf(), event.detail.as_str()), ("2022-03-01", "Time: 14:30"), "{said:?}");
    // Without a heading that tells, a column that is mostly such numbers is the dates; one of other numbers is not.
    let list = "Nr\tText\n44621\tA row at home\n44622\tAnother row\n";
    let (event, _) = one_event(&session, list.trim_start_matches("Nr\tText\n"));
    assert_eq!((event.when.edtf(), event.what.as_str()), ("2022-03-01", "A row at home"));
    let (event, _) = one_event(&session, "12345\tA row at home\n12346\tAnother row\n");
    assert_eq!(event.when.edtf(), "");
    let draft = draft_of(&session, "Name\tDOB\nDan\t36526\n", |_| {});
    assert!(seen(&session, &draft).contains("1 January 2000"), "{}", seen(&session, &draft));
}

#[test]
fn a_time_beside_a_date_is_no_error() {
    let session = family();
    for (cell, edtf, detail) in [
        ("01/03/2022 00:00", "2022-03-01", ""),
        ("01/03/2022 00:00:00", "2022-03-01", ""),
        ("2022-03-01T00:00:00.000Z", "2022-03-01", ""),
        ("01/03/2022 12:00:00 AM", "2022-03-01", ""),
        ("2022-03-01 14:30", "2022-03-01", "Time: 14:30"),
        ("2022-03-01T14:30", "2022-03-01", "Time: 14:30"),
        ("1 March 2022 at 2.30pm", "2022-03-01", "Time: 2.30pm"),
        ("1 March 2022, 10:15 hrs", "2022-03-01", "Time: 10:15 hrs"),
        ("14:30 1/3/2022", "2022-03-01", "Time: 14:30"),
    ] {
        let (event, said) = one_event(&session, &format!("When\tWhat\n\"{cell}\"\tA row\n"));
        assert_eq!((event.when.edtf(), event.detail.as_str()), (edtf, detail), "{cell}: {said:?}");
        assert!(!said.iter().any(|words| words.contains("could not") || words.contains("not understood")), "{said:?}");
    }
    let (event, _) = one_event(&session, "2022-03-01 14:30\tA row\n2022-03-02 09:00\tAnother row\n");
    assert_eq!(event.when.edtf(), "2022-03-01", "a column of dates with times is found without a heading");
    let (event, _) = one_event(&session, "2022-03-01 14:30,A row\n2022-03-02 09:00,Another row\n");
    assert_eq!((event.when.edtf(), event.what.as_str()), ("2022-03-01", "A row"));
    let draft = draft_of(&session, "Name\tDOB\nDan\t03/05/1990 00:00:00\n", |_| {});
    assert!(draft.remarks.is_empty(), "{:?}", draft.remarks);
}

#[test]
fn a_cell_that_says_there_is_no_date_is_no_error() {
    let session = family();
    for cell in ["n/a", "N/A", "-", "–", "not known", "Unknown", "NK"] {
        let (event, said) = one_event(&session, &format!("When\tWhat\n{cell}\tA row\n"));
        assert!(event.when.edtf().is_empty(), "{cell}");
        assert!(event.when.is_empty() || event.when.is_unknown(), "{cell}: {:?}", event.when);
        let words = guidance().word("date.problem.not-understood");
        assert!(!said.iter().any(|said| said.contains(words)), "{cell}: {said:?}");
        let draft = draft_of(&session, &format!("Name\tDOB\nDan\t{cell}\n"), |_| {});
        assert!(draft.remarks.is_empty(), "{cell}: {:?}", draft.remarks);
    }
}

#[test]
fn a_title_over_the_headings_is_passed_over_and_said() {
    let session = family();
    for list in [
        "Chronology\t\t\nDate\tWhat\tAgency\n1 May 2020\tA row\tPolice\n",
        "Chronology\nPrinted 3 May 2026\n\nDate,What happened,Agency\n1 May 2020,A row,Police\n2 May 2020,Another,Police\n",
        "Chronology\t\n1 May 2020\tA row\n",
    ] {
        let (event, said) = one_event(&session, list);
        assert_eq!((event.what.as_str(), event.when.edtf()), ("A row", "2020-05-01"), "{list}");
        assert!(said.iter().any(|words| words.contains("Chronology") && words.contains("title")), "{list}: {said:?}");
    }
    let draft = draft_of(&session, "Dan\t\nJo\tfather\n", |mapping| mapping.kind = Kind::People);
    assert_eq!(draft.added.len(), 2, "who stands alone in a row is no title");
}

/// The tool keeps no scores: a column of them is left out unless somebody chooses otherwise, and the reason is said.
#[test]
fn a_column_of_scores_or_grades_is_left_out_and_said() {
    let session = family();
    for heading in ["Risk score", "RAG", "RAG rating", "Rating", "Priority", "Score (0-10)", "Severity"] {
        for (list, of_people) in [
            (format!("When\tWhat\t{heading}\n1 May 2020\tA row\tAmber 7\n"), false),
            (format!("{heading}\tName\tRelationship\nAmber 7\tDan\tfather\n"), true),
        ] {
            let draft = draft_of(&session, &list, |_| {});
            assert!(!seen(&session, &draft).contains("Amber 7"), "{list}: {}", seen(&session, &draft));
            let why = draft.overall.iter().find(|words| words.starts_with(heading)).expect(heading);
            assert!(why.contains("keeps no scores"), "{why}");
            let chosen = draft_of(&session, &list, |mapping| {
                let at = if of_people { 0 } else { 2 };
                mapping.columns[at] = Field::Note;
            });
            assert!(seen(&session, &chosen).contains("Amber 7"), "{list}: it can be chosen");
        }
    }
    // What is in words is no score, and a warning is never left out.
    for cell in ["Father shouted at her when she left", "not safe"] {
        let draft = draft_of(&session, &format!("Name\tRelationship\tRisk rating\nDan\tfather\t{cell}\n"), |_| {});
        assert!(seen(&session, &draft).contains(cell), "{cell}: {}", seen(&session, &draft));
    }
}

/// Where two people are called the same, nothing says which of them a row is about.
#[test]
fn a_row_about_one_of_two_who_are_called_the_same_is_linked_to_neither() {
    let mut session = family();
    for _ in 0..2 {
        let person = Person { label: "Dan".to_owned(), role: Some(Role::Father), ..Person::default() };
        let edit = Edit::add(&session.case, session.new_id::<Person>(), person).expect("an addition");
        session = update(session, Msg::Edited { edit, typing: None }).0;
    }
    let draft = draft_of(&session, "When\tWhat\tWho\n1 May 2020\tA row\tdan; Mother\n", |_| {});
    assert!(draft.remarks[0].words.contains("More than one person is called “dan”"), "{:?}", draft.remarks);
    let event = added(session.clone(), &draft).case.events.values().next().expect("an event").clone();
    let people: Vec<&str> = event.people.iter().map(|id| session.case.label(*id)).collect();
    assert_eq!((people, event.detail.as_str()), (vec!["Mother"], "Who: dan; Mother"));
    let draft = draft_of(&session, "Name\tRelationship\tFather\nChild B\tchild\tDan\n", |_| {});
    assert!(draft.remarks[0].words.contains("More than one person is called “Dan”"), "{:?}", draft.remarks);
    assert!(added(session.clone(), &draft).case.parents.is_empty());
    // Nor is a warning put down for one of the two, or lost.
    let list = "Name\tRelationship\tRemarks\nDan\tfather\tnot safe to contact\n";
    let draft = draft_of(&session, list, |_| {});
    assert!(draft.edit.is_none() && draft.same == [2]);
    assert!(draft.remarks[0].words.contains("words about safety"), "{:?}", draft.remarks);
    // Two of a list who are both added are two as well.
    let list = "Name\tRelationship\tFather\nBob\tman\t\nBob\tman\t\nChild C\tchild\tBob\n";
    let draft = draft_of(&session, list, |mapping| mapping.same_too = true);
    assert!(
        draft.remarks.iter().any(|remark| remark.line == 4 && remark.words.contains("“Bob”")),
        "{:?}",
        draft.remarks
    );
    assert!(added(session, &draft).case.parents.is_empty());
}

/// What a family file adds to an empty case, and what is said of it.
fn family_file(lines: &str) -> (Case, Vec<String>) {
    let session = Session::new(today());
    let family = gedcom::read(&plain(&format!("0 HEAD\n{lines}0 TRLR\n"))).expect("a family");
    let taking = Taking { names: Names::AsWritten, ..Taking::default() };
    let draft = gedcom::draft(&session.case, guidance(), today(), 1, &family, &taking);
    let said = draft.overall.iter().chain(draft.remarks.iter().map(|remark| &remark.words)).cloned().collect();
    (added(session, &draft).case, said)
}

fn links(case: &Case) -> Vec<String> {
    let link = |link: &family_history_domain::case::ParentLink| {
        format!("{} of {}", link.adult.map_or("nobody", |adult| case.label(adult)), case.label(link.child))
    };
    case.parents.values().map(|one| link(one)).collect()
}

#[test]
fn what_has_no_id_in_a_family_file_is_linked_to_nothing() {
    let (case, _) = family_file(
        "0 INDI\n1 NAME Ann\n0 INDI\n1 NAME Bob\n1 FAMC\n0 @I3@ INDI\n1 NAME Cy\n0 FAM\n1 HUSB\n1 WIFE \n1 CHIL @I3@\n1 CHIL\n",
    );
    assert_eq!(case.people.len(), 3);
    assert!(links(&case).is_empty() && case.ties.is_empty(), "{:?}", links(&case));
}

#[test]
fn an_id_that_stands_twice_in_a_family_file_is_said_and_the_first_is_kept() {
    let people = "0 @I1@ INDI\n1 NAME Ann\n0 @I2@ INDI\n1 NAME Bea\n0 @I3@ INDI\n1 NAME Cy\n1 FAMC @F1@\n0 @I4@ INDI\n1 NAME Di\n";
    let families = "0 @F1@ FAM\n1 WIFE @I1@\n0 @F1@ FAM\n1 WIFE @I2@\n1 CHIL @I4@\n";
    let (case, said) = family_file(&format!("{people}{families}"));
    assert_eq!(links(&case), ["Ann of Cy", "Bea of Di"], "{said:?}");
    assert!(said.iter().any(|words| words.contains("“@F1@” stands for two families")), "{said:?}");
    let (case, said) = family_file(
        "0 @I1@ INDI\n1 NAME Ann\n0 @I1@ INDI\n1 NAME Bea\n0 @I3@ INDI\n1 NAME Cy\n0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I3@\n",
    );
    assert_eq!((links(&case), case.people.len()), (vec!["Ann of Cy".to_owned()], 3));
    assert!(said.iter().any(|words| words.contains("“@I1@” stands for two people")), "{said:?}");
}

#[test]
fn a_third_adult_of_a_family_is_said() {
    let people: String = (1..=4).map(|at| format!("0 @I{at}@ INDI\n1 NAME P{at}\n")).collect();
    let (case, said) =
        family_file(&format!("{people}0 @F1@ FAM\n1 HUSB\n1 HUSB @I1@\n1 WIFE @I2@\n1 WIFE @I3@\n1 CHIL @I4@\n"));
    assert_eq!(links(&case), ["P1 of P4", "P2 of P4"], "a line that says nothing takes nobody's place");
    assert!(said.iter().any(|words| words.contains("“@I3@”") && words.contains("two adults")), "{said:?}");
}

#[test]
fn what_looks_the_same_is_left_unless_it_is_asked_for() {
    let text = "When\tWhat\n1 May 2020\tA visit\n2 May 2020\tAnother\n02/05/2020\tanother.\n";
    let session = family();
    let draft = draft_of(&session, text, |_| {});
    assert_eq!((draft.added.len(), draft.same.as_slice()), (2, &[4][..]), "a row like one above");
    let session = added(session, &draft);
    let again = draft_of(&session, text, |_| {});
    assert_eq!((again.edit.is_some(), again.same.as_slice()), (false, &[2, 3, 4][..]));
    let all = draft_of(&session, text, |mapping| mapping.same_too = true);
    assert_eq!((all.added.len(), all.same.len()), (3, 3));
    let more = draft_of(&session, "When\tWhat\tDetail\n1 May 2020\tA visit\tWith more to say\n", |_| {});
    assert_eq!(more.added.len(), 1, "what says more is not the same");
}

#[test]
fn no_fact_is_written_over_where_a_file_by_hand_has_used_the_highest_number() {
    let mut case = Case::default();
    for number in [HIGHEST_NUMBER - 1, 2] {
        let event = Event { what: format!("Here before, {number}"), ..Event::default() };
        Edit::add(&case, EventId(number), event).expect("an addition").apply(&mut case);
    }
    let session = Session::with_case(case, 1, today());
    let draft = draft_of(&session, "When\tWhat\n1 May 2020\tOne\n2 May 2020\tTwo\n3 May 2020\tThree\n", |_| {});
    let after = added(session.clone(), &draft);
    let numbers: Vec<u32> = after.case.events.keys().map(|id| id.0).collect();
    assert_eq!(numbers, [1, 2, 3, HIGHEST_NUMBER - 1, HIGHEST_NUMBER]);
    assert_eq!(update(after, Msg::Undone).0.case, session.case);
}

#[test]
fn all_rows_can_be_held_by_one_agency_and_a_column_left_out_is_said() {
    let session = family();
    let draft = draft_of(&session, "When\tWhat\tNumber\n1 May 2020\tA visit\t123\n", |mapping| {
        mapping.held_by = "police".to_owned();
        mapping.columns[2] = Field::Leave;
    });
    assert!(draft.overall[0].starts_with("Number is left out by your choice."), "{:?}", draft.overall);
    let session = added(session, &draft);
    let event = session.case.events.values().next().expect("an event");
    assert_eq!(event.held_by, Several::from(["police".to_owned()]));
    assert!(!event.to_json().to_string().contains("123"));
}

#[test]
fn a_thousand_rows_are_read_and_shown_in_good_time() {
    // Generous: a slow machine, no optimisation. What is slow by its nature takes minutes here.
    let text: String =
        (1..=1000).map(|row| format!("{} March 2021\tVisit {row}\tMother; Child A\n", 1 + row % 28)).collect();
    let draft = draft_of(&family(), &format!("When\tWhat\tWho\n{text}"), |_| {});
    assert_eq!(draft.added.len(), 1000);
    assert!(draft.remarks.is_empty());
}

#[test]
fn hostile_files_come_to_an_end() {
    let session = Session::new(today());
    let read = |text: String| {
        let read = gedcom::read(&plain(&text));
        read.map(|family| gedcom::draft(&session.case, guidance(), today(), 1, &family, &Taking::default()))
    };
    let deep: String = (0..100).map(|level| format!("{level} BIRT\n")).collect();
    read(format!("0 HEAD\n0 @I1@ INDI\n{deep}")).expect("read");
    let long = format!("0 HEAD\n0 @I1@ INDI\n1 NAME {}\n", "a ".repeat(500_000));
    let draft = read(long).expect("read");
    let whole = draft.edit.expect("one person").to_json().to_string();
    assert!(whole.len() < 2000, "a name of a million letters is not kept");
    let people: String = (0..400).map(|at| format!("0 @I{at}@ INDI\n1 FAMC @F1@\n")).collect();
    let children: String = (0..400).map(|at| format!("1 CHIL @I{at}@\n")).collect();
    let couples = format!("0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n{}", children.repeat(100)).repeat(3);
    let draft = read(format!("0 HEAD\n{people}{couples}0 TRLR\n")).expect("read");
    assert!(draft.edit.expect("people").changes.len() < 6000);
    assert!(draft.overall.iter().any(|words| words.contains("more links")), "{:?}", draft.overall);
    let tags: String = (0..20_000).map(|at| format!("1 _T{at} x\n")).collect();
    let draft = read(format!("0 HEAD\n0 @I1@ INDI\n{tags}0 TRLR\n")).expect("read");
    assert!(draft.overall.len() < 200);
    let draft =
        read(format!("0 HEAD\n0 @I1@ INDI\n{}0 TRLR\n", "0 @F1@ FAM\n1 CHIL @I1@\n".repeat(50_000))).expect("read");
    assert!(draft.overall.iter().any(|words| words.contains("more links")), "{:?}", draft.overall);
    let quotes = "\"\t".repeat(20) + &"\"\"\n\"".repeat(200_000);
    assert!(rows::read(&quotes, None, today()).is_err());
}

/// Every string a change holds.
fn strings(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| strings(one, into)),
        serde_json::Value::Object(all) => all.values().for_each(|one| strings(one, into)),
        _ => {}
    }
}

/// Cells as lists have them: words, dates, names of people and of things, and trouble.
fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", " ", "14 March 2021", "31 June 2020", "about 30", "Mother", "Mother; Child A; Nobody", "police", "Money",
            "f", "lives here", "Allegation", "=1+1", "\"", "a \"quoted\" word", "two\nlines", "semi;colon", "com,ma",
            "tab\tbed", "{heading} {count}", "–", "<b>bold</b>", "\u{202e}odd", "child", "sep=;",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,24}",
    ]
}

fn written(rows: &[Vec<String>], apart: char) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&apart.to_string());
    rows.iter().map(row).collect::<Vec<_>>().join("\r\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_stands_in_what_is_added_or_is_left_out_by_choice(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 1..6), 1..12),
        fields in prop::collection::vec(0..Field::ALL.len(), 6),
        apart in prop::sample::select(vec![(Apart::Tab, '\t'), (Apart::Comma, ','), (Apart::Semicolon, ';')]),
        (people, headed, same_too) in any::<(bool, bool, bool)>(),
    ) {
        let session = family();
        let guidance = guidance();
        let Ok(table) = rows::read(&written(&rows, apart.1), Some(apart.0), today()) else { return Ok(()) };
        let kept = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).count();
        let typed = rows.iter().flatten().filter(|cell| !cell.trim().is_empty()).count();
        prop_assert_eq!(kept, typed, "no cell is lost in reading");
        let kind = if people { Kind::People } else { Kind::Events };
        let columns = (0..table.width).map(|at| Field::ALL[fields[at]]).collect();
        let mapping = Mapping { kind, headed, columns, held_by: String::new(), same_too };
        let draft = columns::draft(&session.case, guidance, today(), session.next_number(), &table, &mapping);
        prop_assert_eq!(&draft, &columns::draft(&session.case, guidance, today(), session.next_number(), &table, &mapping));
        // Undo brings back just what was there.
        let mut after = session.case.clone();
        if let Some(edit) = &draft.edit {
            edit.apply(&mut after);
            let mut back = after.clone();
            edit.inverse().apply(&mut back);
            prop_assert_eq!(&back, &session.case);
        }
        let mut links = 0;
        for row in mapping.rows(&table, guidance) {
            let held = draft.added.iter().find(|(number, _)| *number == row.number);
            let Some((_, fact)) = held else {
                let said = draft.same.contains(&row.number) || draft.remarks.iter().any(|remark| remark.line == row.number);
                prop_assert!(said, "row {} is not added, and nothing is said", row.number);
                continue;
            };
            let mut words = Vec::new();
            strings(&after.written(fact).expect("it was added"), &mut words);
            let shown = field_words(&after, guidance, fact);
            for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let field = mapping.columns[at];
                let one_line = cell.replace('\n', " ");
                let stands = words.iter().any(|word| word.contains(cell.as_str()) || word.contains(&one_line))
                    || shown.iter().any(|(_, words)| cell.split(';').all(|one| words.to_lowercase().contains(&one.trim().to_lowercase())));
                let is_known = matches!(field, Field::Theme | Field::Standing | Field::Sex | Field::Role | Field::Presence | Field::Who | Field::HeldBy)
                    && !draft.remarks.iter().any(|remark| remark.line == row.number && remark.words.contains("could not be matched") && [cell, &one_line].iter().any(|cell| remark.words.contains(cell.as_str())));
                // A dash in a column of dates says that there is none.
                if matches!(field, Field::When | Field::Born) && cell.chars().all(|letter| "-–—./ ".contains(letter)) {
                    continue;
                }
                if matches!(field, Field::Mother | Field::Father | Field::Presence) && !stands {
                    links += 1;
                    continue;
                }
                prop_assert!(stands || is_known || field == Field::Leave, "“{}” of row {} as {} is gone: {:?}", cell, row.number, field.key(), words);
            }
        }
        let others = draft.edit.as_ref().map_or(0, |edit| edit.changes.len() - draft.added.len());
        prop_assert!(links <= others, "{} cells became {} links", links, others);
    }

    #[test]
    fn any_bytes_come_to_an_end_and_to_the_same_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        whatever(&bytes)?;
    }

    #[test]
    fn any_lines_come_to_an_end(lines in prop::collection::vec(any_cell(), 0..40)) {
        whatever(lines.join("\n").as_bytes())?;
    }

    #[test]
    fn any_family_file_comes_to_an_end(
        lines in prop::collection::vec((0..5usize, prop::sample::select(vec![
            "@I1@ INDI", "@I2@ INDI", "@I1@ INDI", "INDI", "@F1@ FAM", "@F2@ FAM", "NAME Ann /Ash/", "NAME", "SEX M", "SEX Q", "BIRT", "DEAT Y",
            "DATE 1 MAY 1990", "DATE BET 1990 AND", "DATE @#DJULIAN@ 1 MAY 1700", "DATE (words", "PHRASE more words", "FAMC @F1@",
            "FAMC @VOID@", "PEDI FOSTER", "HUSB @I1@", "WIFE @I2@", "CHIL @I1@", "CHIL @I2@", "CHIL @I9@", "MARR", "DIV", "CONC x",
            "CONT y", "NOTE z", "TRLR", "", "@", "@@ @@ @@", "CHAR UTF-8",
        ])), 0..60),
        names in prop::sample::select(Names::ALL.to_vec()),
        children in prop::collection::vec(0..6usize, 0..3),
    ) {
        let lines: String = lines.iter().map(|(level, line)| format!("{level} {line}\n")).collect();
        let text = plain(&format!("0 HEAD\n{lines}"));
        if let Ok(family) = gedcom::read(&text) {
            let session = family_in_hand();
            let taking = Taking { names, children: children.into_iter().collect() };
            let draft = gedcom::draft(&session.case, guidance(), today(), session.next_number(), &family, &taking);
            prop_assert_eq!(draft.added.len(), family.size(), "everybody is there");
            let after = added(session.clone(), &draft);
            prop_assert_eq!(update(after.clone(), Msg::Undone).0.case, session.case);
            let labels: Vec<&str> = after.case.people.values().map(|person| person.label.as_str()).collect();
            let different: Several<&str> = labels.iter().copied().collect();
            prop_assert_eq!(labels.len(), different.iter().count(), "no two people are called the same");
            for link in after.case.parents.values() {
                prop_assert!(link.adult != Some(link.child), "nobody is their own parent");
            }
        }
    }
}

/// The same, where `family` is the file.
fn family_in_hand() -> Session {
    family()
}

fn whatever(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(decoded) = decode(bytes) else { return Ok(()) };
    let guidance = guidance();
    let case = Case::default();
    if let Ok(table) = rows::read(&decoded.text, None, today()) {
        let mapping = Mapping::guess(&table, guidance, today());
        let draft = columns::draft(&case, guidance, today(), 1, &table, &mapping);
        prop_assert_eq!(&draft, &columns::draft(&case, guidance, today(), 1, &table, &mapping));
    }
    let family = gedcom::read(&Decoded { text: format!("0 HEAD\n0 @I1@ INDI\n{}", decoded.text), ..decoded });
    if let Ok(family) = family {
        let draft = gedcom::draft(&case, guidance, today(), 1, &family, &Taking::default());
        prop_assert!(!draft.added.is_empty());
    }
    Ok(())
}

#[test]
fn an_age_in_a_list_is_counted_from_the_person_it_is_about() {
    let mut session = family();
    let born = When::read("3 May 2001", Reading::on(today())).0;
    let (id, mother) = session.case.people.iter().next().map(|(id, person)| (*id, (**person).clone())).expect("Mother");
    let edit = Edit::change(&session.case, &FactId::Person(id), &|fact| {
        if let Some(person) = fact.downcast_mut::<Person>() {
            *person = Person { born: born.clone(), ..mother.clone() };
        }
    });
    session = update(session, Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    let draft = draft_of(&session, "When\tWhat\tWho\nwhen she was 8\tMoved\tmother\n", |_| {});
    assert!(draft.remarks.is_empty(), "{:?}", draft.remarks);
    let session = added(session, &draft);
    let event: &Event = session.case.events.values().next().expect("an event");
    assert_eq!(event.when.reading(), "between 3 May 2009 and 2 May 2010");
}

#[test]
fn a_child_who_is_not_born_yet_is_put_down_as_that() {
    let unborn = |row: &str| {
        let session = family();
        let list = format!("Name\tRelationship\tDate of birth\n{row}\n");
        let case = added(session.clone(), &draft_of(&session, &list, |_| {})).case;
        case.people.values().last().map(|person| person.unborn)
    };
    assert_eq!(unborn("Twin 2\tunborn\tdue March 2027"), Some(true));
    assert_eq!(unborn("Twin 2\tchild\tMarch 2027"), Some(true), "born after today");
    assert_eq!(unborn("Twin 2\tchild\tMarch 2021"), Some(false));
}
