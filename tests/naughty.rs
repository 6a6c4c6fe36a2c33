//! Words that are meant to break something, in every field of every kind of fact: the file gives them back letter by letter, and
//! on every paper, copy, list and picture they are text and nothing else.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use family_history_content::guidance;
use family_history_domain::case::Case;
use family_history_domain::document::{Choices, Kind, copy, csv, docx, ics, page, paper, pictures, text};
use family_history_domain::drawing::genogram::{self, Options};
use family_history_domain::drawing::{svg, timeline};
use family_history_domain::guidance::Guidance;
use family_history_domain::plain::Plain;
use family_history_domain::save;
use family_history_domain::when::{Reading, Today, When};
use scraper::Html;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct File {
    words: Vec<Words>,
}

/// One of them, and what it is.
#[derive(Deserialize)]
struct Words {
    what: String,
    text: String,
}

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

/// All of them, with what is too long to be written in a file.
fn naughty() -> Vec<Words> {
    let file: File = toml::from_str(include_str!("naughty.toml")).expect("a list");
    let long = [
        ("ten thousand letters", "many words and no end, ".repeat(435)),
        ("a surname of three hundred letters", "Wolfeschlegelstein".repeat(17)),
        ("three hundred letters that join", "👩‍👧".repeat(100)),
    ];
    let long = long.into_iter().map(|(what, text)| Words { what: what.to_owned(), text });
    file.words.into_iter().chain(long).collect()
}

/// Makes facts with something in every field that the published format knows, and the same words in every field for words.
struct Filler {
    schema: Value,
    words: String,
}

impl Filler {
    /// The case: two facts of every kind, which speak of each other.
    fn case(&self) -> Value {
        let mut facts = Map::new();
        for (part, of) in self.schema["properties"]["case"]["properties"].as_object().expect("parts") {
            // An exercise is no review: training has a file of its own.
            if !["exercise", "stages", "turns", "combined", "joined"].contains(&part.as_str()) {
                facts.insert(part.clone(), self.fill(of, 0));
            }
        }
        Value::Object(facts)
    }

    fn fill(&self, of: &Value, which: usize) -> Value {
        if let Some(path) = of.get("$ref").and_then(Value::as_str) {
            return match path.rsplit('/').next().expect("a name") {
                // Read as no date, so that the words stand for it.
                "When" => json!({ "said": self.words }),
                "FactId" => json!("e1"),
                _ => self.fill(self.schema.pointer(path.trim_start_matches('#')).expect("a definition"), which),
            };
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(ways) = of.get(word).and_then(Value::as_array) {
                let ways: Vec<&Value> = ways.iter().filter(|way| way["type"] != "null").collect();
                return self.fill(ways[which % ways.len()], which);
            }
        }
        if let Some(value) = of.get("const") {
            return value.clone();
        }
        if let Some(values) = of.get("enum").and_then(Value::as_array) {
            return values[which % values.len()].clone();
        }
        if let Some(pattern) = of.get("pattern").and_then(Value::as_str) {
            let prefix = pattern.trim_start_matches('^').split('(').next().expect("a prefix");
            return json!(format!("{prefix}{}", which + 1));
        }
        match of["type"].as_str().or(of["type"][0].as_str()) {
            Some("integer") => json!(1),
            // Nothing is kept off paper, which would hide the rest.
            Some("boolean") => json!(false),
            Some("string") => json!(self.words),
            Some("array") => json!([self.fill(&of["items"], which)]),
            Some("object") => self.fields(of, which),
            other => panic!("the filler does not know {other:?} in {of}"),
        }
    }

    fn fields(&self, of: &Value, which: usize) -> Value {
        if let Some(fields) = of.get("properties").and_then(Value::as_object) {
            return fields.iter().map(|(name, of)| (name.clone(), self.fill(of, which))).collect();
        }
        let names = of.get("propertyNames");
        let mut made = Map::new();
        for which in 0..3 {
            let name = match names {
                Some(names) if names.get("pattern").is_some() => self.fill(names, which),
                Some(_) => json!(["M-09/p2", "R1-05a", "R3-06"][which]),
                None => json!(["hv", "gp", "police"][which]),
            };
            let name = name.as_str().expect("a name").to_owned();
            made.insert(name, self.fill(&of["additionalProperties"], which));
        }
        Value::Object(made)
    }
}

fn filled(words: &str) -> (String, Case) {
    let facts = Filler { schema: save::schema(), words: words.to_owned() }.case();
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts }).to_string();
    let opened = save::open(&file).expect("a file");
    assert_eq!(opened.problems, Vec::new(), "every field is read");
    (file, opened.case)
}

/// How often these words stand in a value.
fn times(value: &Value, words: &str) -> usize {
    match value {
        Value::String(text) => usize::from(text == words),
        Value::Array(all) => all.iter().map(|one| times(one, words)).sum(),
        Value::Object(fields) => fields.values().map(|one| times(one, words)).sum(),
        _ => 0,
    }
}

/// The names of the elements and attributes of a page.
fn markup(html: &Html) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in html.tree.nodes().filter_map(|node| node.value().as_element()) {
        names.insert(element.name().to_owned());
        names.extend(element.attrs().map(|(name, _)| format!("{}[{name}]", element.name())));
    }
    names
}

/// The names in XML, which must be well formed.
fn xml_markup(xml: &str, what: &str) -> BTreeSet<String> {
    let tree = roxmltree::Document::parse(xml).unwrap_or_else(|why| panic!("{what}: {why}"));
    let mut names = BTreeSet::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        names.insert(node.tag_name().name().to_owned());
        names.extend(node.attributes().map(|attribute| format!("{}[{}]", node.tag_name().name(), attribute.name())));
    }
    names
}

/// All that leaves the screen as markup: pages, copies, parts of Word files, pictures; each with its names.
fn written(case: &Case, guidance: &Guidance, what: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut all = Vec::new();
    let choices = Choices::default();
    for kind in Kind::all(case) {
        let document = paper(case, guidance, today(), kind, &choices);
        let name = format!("{what}: {kind:?}");
        all.push((format!("{name} as a page"), markup(&Html::parse_document(&page(&document)))));
        all.push((format!("{name} as a copy"), markup(&Html::parse_fragment(&copy::rich(&document)))));
        let plain = [text::write(&document), copy::plain(&document)];
        assert!(plain.iter().all(|plain| !plain.is_empty()), "{name}");
        let bytes = docx::write(&document);
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a ZIP file");
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).expect("a part");
            let mut xml = String::new();
            part.read_to_string(&mut xml).expect("text");
            let name = format!("{name} as Word, {}", part.name());
            let names = xml_markup(&xml, &name);
            all.push((name, names));
        }
    }
    let family = genogram::draw(case, guidance, today(), today(), Options { bonds: true });
    let time = timeline::draw(case, guidance, today(), &timeline::View::default());
    for (name, picture) in [("family", &family), ("time", &time)] {
        all.push((format!("{what}: the picture of {name}"), xml_markup(&svg(picture), name)));
    }
    let drawn = pictures(case, guidance, today(), "Pictures", vec![family, time]);
    all.push((format!("{what}: pictures as a page"), markup(&Html::parse_document(&page(&drawn)))));
    all
}

/// What kind of thing it is, without whose words are in it: names are compared with those of the same kind.
fn kind_of(name: &str) -> String {
    name.split_once(": ").map_or(name, |(_, kind)| kind).to_owned()
}

#[test]
fn every_field_gives_back_every_one_of_them_letter_by_letter() {
    for Words { what, text } in naughty() {
        let (file, case) = filled(&text);
        let there = times(&serde_json::from_str(&file).expect("JSON"), &text);
        assert!(there > 300, "{what}: it stands in {there} fields");
        let saved = save::write(&case, 900);
        let value: Value = serde_json::from_str(&saved).expect("JSON");
        assert_eq!(times(&value["case"], &text), there, "{what}: every one of {there} fields gives it back");
        let again = save::open(&saved).expect("our own file");
        assert_eq!((&again.case, &again.problems), (&case, &Vec::new()), "{what}");
        assert_eq!(save::write(&again.case, again.next_number), saved, "{what}: the same bytes");
    }
}

#[test]
fn on_everything_that_leaves_the_screen_they_make_no_element_and_no_attribute() {
    let guidance = guidance();
    // What the same facts make of words that mean nothing, with a line end, which may part a paragraph.
    let mut known: std::collections::BTreeMap<String, BTreeSet<String>> = std::collections::BTreeMap::new();
    for words in [
        "Plain words",
        "two\nlines",
        "a long sentence of plain words and no end, ".repeat(40).as_str(),
        "x".repeat(300).as_str(),
    ] {
        for (name, names) in written(&filled(words).1, &guidance, "plain") {
            known.entry(kind_of(&name)).or_default().extend(names);
        }
    }
    // Several at once, one after the other: each stands in every field.
    for some in naughty().chunks(9) {
        let text: Vec<&str> = some.iter().map(|words| words.text.as_str()).collect();
        let case = filled(&text.join("\n")).1;
        for (name, names) in written(&case, &guidance, &some[0].what) {
            let more: Vec<&String> = names.difference(&known[&kind_of(&name)]).collect();
            assert_eq!(more, Vec::<&String>::new(), "{name}, and what comes after it in the list");
        }
    }
}

#[test]
fn a_paper_says_every_one_of_them_as_text() {
    let guidance = guidance();
    let squeezed =
        |text: &str| text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect::<String>();
    for Words { what, text } in naughty() {
        let case = filled(&text).1;
        let html = Html::parse_document(&page(&paper(&case, &guidance, today(), Kind::Checklist, &Choices::default())));
        let said: String = html.root_element().text().collect();
        // What no page of the web can hold stands as a sign that something was there.
        let readable: String = squeezed(&text)
            .chars()
            .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}' | '\u{1fffe}' | '\u{fffd}'))
            .collect();
        let said: String = squeezed(&said).chars().filter(|letter| *letter != '\u{fffd}').collect();
        assert!(said.contains(&readable), "{what}: {readable}");
    }
}

#[test]
fn no_cell_of_a_list_is_a_formula_and_no_row_is_broken() {
    let guidance = guidance();
    for Words { what, text } in naughty() {
        let list = csv::chronology(&filled(&text).1, &guidance, today(), None, &Choices::default());
        let list = list.strip_prefix('\u{feff}').expect("the mark that Excel goes by");
        let mut reader = csv_reader(list);
        let mut found = false;
        for (at, row) in reader.records().enumerate() {
            let row = row.unwrap_or_else(|why| panic!("{what}: {why}"));
            for cell in &row {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{what}, row {at}: {cell}");
                assert!(!cell.starts_with(['\t', '\r']), "{what}, row {at}: {cell}");
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                found |= squeezed(cell).trim_start_matches('\'') == squeezed(&text)
                    || text.chars().any(char::is_control)
                    || text.contains('\u{fffe}');
            }
        }
        assert!(found, "{what}: it stands in a cell");
    }
}

fn csv_reader(list: &str) -> ::csv::Reader<&[u8]> {
    // Not flexible: every row has as many cells as the head.
    ::csv::ReaderBuilder::new().has_headers(true).from_reader(list.as_bytes())
}

#[test]
fn a_calendar_is_folded_reads_as_one_and_says_none_of_them() {
    let guidance = guidance();
    for Words { what, text } in naughty() {
        let mut facts = Filler { schema: save::schema(), words: text.clone() }.case();
        // Dates that can be read, so that there are entries.
        dated(&mut facts);
        let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts }).to_string();
        let case = save::open(&file).expect("a file").case;
        let calendar = ics::dates(&case, &guidance, today());
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{what}");
        let events: Vec<_> = ical::IcalParser::new(calendar.as_bytes())
            .map(|read| read.unwrap_or_else(|why| panic!("{what}: {why}")))
            .collect();
        let entries: usize = events.iter().map(|calendar| calendar.events.len()).sum();
        assert!(entries > 0, "{what}: there are entries");
        assert!(
            events
                .iter()
                .all(|calendar| calendar.alarms.is_empty()
                    && calendar.events.iter().all(|event| event.alarms.is_empty())),
            "{what}"
        );
        let unfolded = calendar.replace("\r\n ", "");
        assert!(text.trim().len() < 4 || !unfolded.contains(text.trim()), "{what}: a calendar says nothing of anybody");
    }
}

fn dated(facts: &mut Value) {
    match facts {
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("said") => {
            *facts = When::read("16 January 2027", Reading::on(today())).0.to_json();
        }
        Value::Object(fields) => fields.values_mut().for_each(dated),
        Value::Array(all) => all.iter_mut().for_each(dated),
        _ => {}
    }
}

#[test]
fn half_a_letter_from_another_program_is_said_and_nothing_is_lost_of_the_work_in_hand() {
    // JavaScript can hold half of a pair; a file of ours never does, and one that does is no text.
    for half in ["\\ud83d", "\\udc69 and more", "\\ud83d\\ud83d"] {
        let file = format!(
            r#"{{ "format": "{}", "version": 2, "case": {{ "people": {{ "p1": {{ "label": "{half}" }} }} }} }}"#,
            save::FORMAT
        );
        let problem = save::open(&file).expect_err("it is not read as something else");
        assert_eq!(problem.say, "problem.not-json");
        assert!(problem.at.starts_with("1:"), "it says where: {}", problem.at);
    }
    let whole = format!(
        r#"{{ "format": "{}", "version": 2, "case": {{ "people": {{ "p1": {{ "label": "\ud83d\udc69" }} }} }} }}"#,
        save::FORMAT
    );
    assert_eq!(save::open(&whole).expect("a whole pair").case.people.values().next().expect("a person").label, "👩");
}
