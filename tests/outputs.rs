//! What leaves the screen besides print: copies, Word files, rows and days, each read back by a reader that is not ours.

use std::io::Read;

use family_history_content::guidance;
use family_history_domain::case::Case;
use family_history_domain::document::{
    Block, Choices, Document, Inline, Kind, Line, copy, csv as rows, docx, ics, paper, text,
};
use family_history_domain::save;
use family_history_domain::when::Today;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

fn opened(facts: Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(opened.problems, []);
    opened.case
}

/// Text that tries to be something else.
const NAUGHTY: &[&str] = &[
    "<script>alert(1)</script> & \"quotes\" 'single'",
    "]]> &amp; &#x41; {page}",
    "=cmd|' /C calc'!A0",
    "+44 looks like a sum",
    "@SUM(1,2)",
    "two\nlines\r\nthree",
    "\u{202e}turned\u{202c} العربية עברית",
    "bell\u{7} and \u{b}tab\tand \u{fffe}",
    "👩‍👧 émile, Zoë; \\ back",
];

/// A family whose every text is one of these.
fn naughty() -> Case {
    let mut people = serde_json::Map::new();
    let mut events = serde_json::Map::new();
    for (number, words) in NAUGHTY.iter().enumerate() {
        people.insert(format!("p{}", number + 1), json!({ "label": words, "role": "child", "note": words }));
        events.insert(
            format!("e{}", number + 1),
            json!({ "what": words, "detail": words, "meaning": words, "when": { "said": "May 2020", "edtf": "2020-05" },
                "people": [format!("p{}", number + 1)], "source": { "who": words } }),
        );
    }
    opened(json!({ "people": people, "events": events, "head": { "reference": "<b>&", "worker": "a\u{0}b" } }))
}

fn made(case: &Case, kind: Kind) -> Document {
    paper(case, &guidance(), today(), kind, &Choices::default())
}

/// Every piece of words of a document, in order.
fn pieces(document: &Document) -> Vec<String> {
    fn line(all: &mut Vec<String>, words: &Line) {
        all.extend(words.iter().filter_map(|inline| match inline {
            Inline::Text(words) | Inline::Strong(words) | Inline::Soft(words) | Inline::Unknown(words) => {
                Some(words.clone())
            }
            _ => None,
        }));
    }
    let mut all = Vec::new();
    for section in &document.sections {
        all.push(section.heading.clone());
        for block in &section.blocks {
            match block {
                Block::Paragraph(words) | Block::Note(words) | Block::Small(words) | Block::Panel(words) => {
                    line(&mut all, words)
                }
                Block::List(lines) => lines.iter().for_each(|words| line(&mut all, words)),
                Block::Table { caption, head, rows, .. } => {
                    all.push(caption.clone());
                    all.extend(head.iter().cloned());
                    rows.iter().flatten().flatten().for_each(|words| line(&mut all, words));
                }
                Block::KeyValues(pairs) => pairs.iter().for_each(|(term, lines)| {
                    all.push(term.clone());
                    lines.iter().for_each(|words| line(&mut all, words));
                }),
                Block::Card { title, lines, beside } => {
                    std::iter::once(title).chain(lines).chain(beside).for_each(|words| line(&mut all, words));
                }
                Block::Strip(steps) => steps.iter().for_each(|step| {
                    all.push(step.title.clone());
                    step.lines.iter().for_each(|words| line(&mut all, words));
                }),
                Block::SignOff(boxes) => boxes.iter().for_each(|signature| {
                    all.push(signature.title.clone());
                    all.extend(signature.lines.iter().cloned());
                }),
                Block::WriteLine(label) => all.push(label.clone()),
                Block::Picture(picture) => all.push(picture.description.clone()),
            }
        }
    }
    all
}

/// Letters alone: what a format may not carry, and spaces, are its own matter.
fn letters(words: &str) -> String {
    let carried = |letter: &char| !letter.is_whitespace() && !letter.is_control() && *letter != '\u{fffe}';
    words.chars().filter(carried).collect()
}

fn cases() -> Vec<(&'static str, Case)> {
    let rich = opened(
        serde_json::from_str(include_str!("cases/william.json")).map(|file: Value| file["case"].clone()).expect("JSON"),
    );
    vec![("empty", Case::default()), ("naughty", naughty()), ("william", rich)]
}

#[test]
fn a_word_file_is_read_by_another_reader_and_says_what_the_paper_says() {
    for (name, case) in cases() {
        for kind in Kind::all(&case) {
            let document = made(&case, kind);
            let bytes = docx::write(&document);
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a ZIP");
            let mut parts = std::collections::BTreeMap::new();
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).expect("an entry whose checksum is right");
                let mut words = String::new();
                part.read_to_string(&mut words).expect("text");
                parts.insert(part.name().to_owned(), words);
            }
            for (part, words) in &parts {
                roxmltree::Document::parse(words).unwrap_or_else(|wrong| panic!("{name} {kind:?} {part}: {wrong}"));
            }
            let body = roxmltree::Document::parse(&parts["word/document.xml"]).expect("XML");
            let said: String =
                body.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text()).collect();
            let said = letters(&said);
            let mut from = 0;
            for piece in pieces(&document) {
                let piece = letters(&piece);
                let at = said[from..].find(&piece).unwrap_or_else(|| panic!("{name} {kind:?}: “{piece}” in its place"));
                from += at + piece.len();
            }
            let headings = body.descendants().filter(|node| {
                node.has_tag_name((W, "pStyle"))
                    && node.attribute((W, "val")).is_some_and(|style| style.starts_with("Heading"))
            });
            let wanted = document.sections.iter().filter(|section| !section.heading.is_empty()).count();
            assert_eq!(headings.count(), wanted, "{name} {kind:?}: headings are headings");
            let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).expect("XML");
            let told: Vec<&str> =
                core.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            assert_eq!(told, [document.title.as_str(), "en-GB"], "nothing else is told of the file");
            assert_eq!(docx::write(&document), bytes, "the same facts, the same bytes");
        }
    }
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[test]
fn plain_text_stands_up_in_a_box_that_strips_everything() {
    for (name, case) in cases() {
        for kind in Kind::all(&case) {
            let document = made(&case, kind);
            let written = text::write(&document);
            for line in written.lines() {
                let longest = line.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
                assert!(line.chars().count() <= 72.max(longest + 8), "{name} {kind:?}: {line}");
                assert!(
                    !line.contains('\t') && !line.ends_with(' ') && !line.contains('\r'),
                    "{name} {kind:?}: {line:?}"
                );
            }
            assert!(!written.contains("\n\n\n"), "{name} {kind:?}: no two empty lines");
            // A live order has a mark on each of its lines.
            let flowing = letters(&written.replace("\n!! ", "\n")).to_lowercase();
            for piece in pieces(&document) {
                assert!(flowing.contains(&letters(&piece).to_lowercase()), "{name} {kind:?}: “{piece}”");
            }
        }
    }
}

#[test]
fn what_is_copied_is_html_without_controls_and_with_every_word() {
    for (name, case) in cases() {
        for kind in Kind::all(&case) {
            let document = made(&case, kind);
            let html = copy::html(&document);
            // It is written so that a reader of XML can read it too, but for its first line and one element.
            let xml = html.replace("<!doctype html>", "").replace("<meta charset=\"utf-8\">", "");
            let xml: String = xml.chars().filter(|letter| !letter.is_control() && *letter != '\u{fffe}').collect();
            let read = roxmltree::Document::parse(&xml).unwrap_or_else(|wrong| panic!("{name} {kind:?}: {wrong}"));
            for node in read.descendants().filter(|node| node.is_element()) {
                let (tag, allowed) =
                    (node.tag_name().name(), ["lang", "scope", "colspan", "border", "cellpadding", "cellspacing"]);
                assert!(
                    !["input", "button", "script", "style", "svg", "link", "img"].contains(&tag),
                    "{name} {kind:?}: {tag}"
                );
                assert!(
                    node.attributes().all(|attribute| allowed.contains(&attribute.name())),
                    "{name} {kind:?}: {node:?}"
                );
            }
            let said: String =
                read.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            let said = letters(&said);
            for piece in pieces(&document) {
                assert!(said.contains(&letters(&piece)), "{name} {kind:?}: “{piece}”");
            }
        }
    }
}

#[test]
fn a_part_is_copied_with_its_own_parts_and_nothing_else() {
    let (_, case) = cases().pop().expect("a case");
    let document = made(&case, Kind::Checklist);
    let parts = copy::parts(&document);
    assert!(parts.len() > 4, "{parts:?}");
    for (at, heading) in &parts {
        let part = copy::part(&document, *at);
        assert_eq!(part.sections[0].heading, *heading);
        let others = parts.iter().filter(|(other, _)| other != at);
        for (_, other) in others {
            assert!(part.sections.iter().all(|section| section.heading != *other), "{heading} has {other}");
        }
    }
    assert_eq!(copy::part(&document, 0), document, "the title is the whole");
}

#[test]
fn rows_are_read_by_another_reader_and_none_is_a_formula() {
    let case = naughty();
    let written = rows::chronology(&case, &guidance(), &Choices::default());
    assert!(written.starts_with('\u{feff}') && written.ends_with("\r\n"));
    let mut reader = csv::ReaderBuilder::new().from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().expect("heads").iter().map(str::to_owned).collect();
    assert_eq!(heads[..4], ["When, as said", "When, as read", "When, as EDTF", "What happened"]);
    let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(read.len(), NAUGHTY.len());
    for record in &read {
        for cell in record {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let whats: Vec<&str> = read.iter().map(|record| record[3].trim_start_matches('\'')).collect();
    for words in NAUGHTY {
        assert!(whats.contains(&words.trim()), "{words}");
    }
    let (_, william) = cases().pop().expect("a case");
    let written = rows::chronology(&william, &guidance(), &Choices::default());
    assert!(written.contains("Mother:") || written.contains("William:"), "ages then stand in their column");
}

#[test]
fn what_is_kept_off_paper_is_in_no_row() {
    let case = opened(json!({
        "people": { "p1": { "label": "Dan", "role": "partner", "off-paper": true }, "p2": { "label": "Amy", "role": "child" } },
        "events": { "e1": { "what": "Came with Dan", "people": ["p1"] }, "e2": { "what": "Slept well", "people": ["p2"] }, "e3": { "what": "A secret", "off-paper": true } },
    }));
    let written = rows::chronology(&case, &guidance(), &Choices::default());
    assert!(!written.contains("Dan") && !written.contains("secret") && written.contains("Slept well"), "{written}");
}

#[test]
fn days_to_look_again_are_read_by_another_reader_and_say_nothing_of_the_family() {
    let day = |said: &str| json!({ "said": said, "edtf": said });
    let case = opened(json!({
        "head": { "reference": "Larch 3" },
        "people": { "p1": { "label": "Dan", "role": "father" } },
        "steps": { "R3-06": { "state": "has-step", "step": "Ring Dan", "by": day("2026-11-20") }, "R1-05": { "step": "Look", "by": day("2026-11-20") } },
        "decisions": { "de1": { "what": "Joint visit", "by": day("2026-12") }, "de2": { "what": "Past", "by": day("2026-11-01") } },
        "orders": { "o1": { "about": "p1", "until": day("2027-03-03") } },
    }));
    let written = ics::days(&case, &guidance(), today()).expect("days");
    assert!(
        written.lines().all(|line| line.len() <= 75) && written.split("\r\n").count() == written.lines().count() + 1
    );
    let calendar: icalendar::Calendar = written.parse().expect("a calendar");
    let dates: Vec<String> = calendar
        .components
        .iter()
        .filter_map(|component| component.as_event())
        .map(|event| {
            use icalendar::Component;
            assert_eq!(event.get_summary(), Some("Family history review: look again"));
            event.property_value("DTSTART").expect("a day").to_owned()
        })
        .collect();
    assert_eq!(dates, ["20261120", "20261201", "20270303"], "one a day, none that is over");
    for told in ["Dan", "Larch", "Ring", "Joint", "order"] {
        assert!(!written.contains(told), "{told}");
    }
    assert_eq!(ics::days(&Case::default(), &guidance(), today()), None);
}
