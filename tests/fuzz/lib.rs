//! What each fuzz target does, and what must hold whatever is read: it ends in good time, nothing that was read is lost, and what
//! is written is read again as it was.
//!
//! `cargo xtask fuzz` runs them with a stable compiler; `cargo fuzz run TARGET --fuzz-dir tests/fuzz -s none` does too.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use family_history_domain::bring::Draft;
use family_history_domain::bring::columns::{self, Mapping};
use family_history_domain::bring::gedcom::{self, Names, Taking};
use family_history_domain::bring::rows::{self, Apart};
use family_history_domain::bring::text::{Coding, Decoded, decode};
use family_history_domain::case::{Case, ExerciseLength, PersonId, Several};
use family_history_domain::document::{Choices as PaperChoices, Kind, copy, csv, docx, ics, page, paper, text};
use family_history_domain::drawing::genogram::{self, Options, dates_of_change};
use family_history_domain::drawing::{Picture, svg, timeline};
use family_history_domain::guidance::{Guidance, check};
use family_history_domain::plain::Plain;
use family_history_domain::quick;
use family_history_domain::review::{required, review, words};
use family_history_domain::save;
use family_history_domain::scenario::{Scenario, as_at};
use family_history_domain::training;
use family_history_domain::when::{Named, Reading, Today, When};
use family_history_tests::making::{Choices, DAYS, Maker};
use serde_json::{Value, json};

/// No input that a fuzzer gives takes longer than this, with every check that is made of it.
const LONGEST: Duration = Duration::from_secs(10);

thread_local! {
    static GUIDANCE: Guidance = family_history_content::guidance();
    static PACK: Value = GUIDANCE.with(Plain::to_json);
    static MAKER: Maker = Maker { of_training: true, ..Maker::default() };
    static SCHEMA_CASE: Case = case(&[7; MOST_OF_A_CASE]);
}

/// Does something, and looks how long it takes.
fn in_time(what: impl FnOnce()) {
    let began = Instant::now();
    what();
    let took = began.elapsed();
    assert!(took < LONGEST, "it took {took:?}");
}

fn today(which: u8) -> Today {
    Today::from_iso(DAYS[usize::from(which) % DAYS.len()]).expect("a day")
}

/// So many bytes make a family of some twenty facts; more would only take longer.
const MOST_OF_A_CASE: usize = 600;

/// A case that the numbers in these bytes come to.
fn case(data: &[u8]) -> Case {
    let data = &data[..data.len().min(MOST_OF_A_CASE)];
    let numbers: Vec<u16> =
        data.chunks(2).map(|two| u16::from(two[0]) | u16::from(*two.get(1).unwrap_or(&0)) << 8).collect();
    let facts = MAKER.with(|maker| maker.facts(&mut Choices { numbers: numbers.into_iter() }));
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let made = save::open(&file.to_string()).expect("a file");
    assert_eq!(made.problems, Vec::new(), "what the schema allows is read");
    // What the schema allows can be less once it is written.
    save::open(&save::write(&made.case, 1)).expect("our own file").case
}

/// Everything written in a value, with the names of its fields.
fn texts<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::String(text) => drop(found.insert(text)),
        Value::Array(all) => all.iter().for_each(|one| texts(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

/// Two parts of one input, at the first mark.
fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.iter().position(|byte| *byte == 0xFF).unwrap_or(data.len());
    (&data[..at], data.get(at + 1..).unwrap_or_default())
}

/// What is opened is written so that it opens the same, and every word of it is still there.
fn holds(text: &str) {
    let Ok(opened) = save::open(text) else { return };
    let written = save::write(&opened.case, opened.next_number);
    let again = save::open(&written).expect("our own file opens");
    assert_eq!(again.case, opened.case, "a file that was written holds the same");
    assert_eq!(save::write(&again.case, again.next_number), written, "and is written the same");
    assert!(opened.next_number > opened.case.highest_id(), "a new fact takes a number that nothing has");
    let before: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("it was opened");
    if before["format"] == save::FORMAT || before["format"] == save::TRAINING {
        let (mut was, mut is) = (BTreeSet::new(), BTreeSet::new());
        let after: Value = serde_json::from_str(&written).expect("JSON");
        texts(&before["case"], &mut was);
        texts(&after["case"], &mut is);
        // What is kept aside of a whole part stands beside the case.
        texts(&after, &mut is);
        for words in was {
            assert!(words.is_empty() || is.contains(words), "“{words}” is lost");
        }
    }
}

/// A case file, as it may come from anywhere.
pub fn file(data: &[u8]) {
    in_time(|| holds(&String::from_utf8_lossy(data)));
}

/// Facts of any shape in a file of any version.
pub fn migration(data: &[u8]) {
    let Some((version, facts)) = data.split_first() else { return };
    let Ok(facts) = serde_json::from_slice::<Value>(facts) else { return };
    let file = json!({ "format": save::FORMAT, "version": version % 4, "case": facts });
    in_time(|| holds(&file.to_string()));
}

/// A base and a journal, as the page kept them: lines of edits, of which some may not be read.
pub fn journal(data: &[u8]) {
    let (base, edits) = halves(data);
    let base = String::from_utf8_lossy(base);
    let edits: Vec<String> = String::from_utf8_lossy(edits).lines().map(str::to_owned).collect();
    in_time(|| {
        let (resumed, unread) = save::resume(&base, &edits);
        let is_nothing = base.is_empty() || save::open(&base).is_err();
        assert_eq!(
            resumed.edits as usize + unread,
            edits.len() + usize::from(is_nothing && !base.is_empty()),
            "each edit is made, or counted"
        );
        let rescue =
            json!({ "format": "family-history-assistant rescue", "base": base, "journal": edits, "setAside": [] });
        let opened = save::open(&rescue.to_string()).expect("a rescue file always opens");
        assert_eq!(opened.case, resumed.case, "a rescue file comes to the same");
        holds(&save::write(&resumed.case, resumed.next_number));
    });
}

/// Another agency's file combined with ours, and taken out again.
pub fn combining(data: &[u8]) {
    let (ours, theirs) = data.split_at(data.len() / 2);
    let (ours, theirs) = (case(ours), case(theirs));
    in_time(|| {
        let mut matches = save::suggestions(&ours, &theirs);
        let people: Vec<PersonId> = ours.people.keys().copied().collect();
        for (at, their) in theirs.people.keys().enumerate() {
            if let Some(own) = data
                .get(at)
                .filter(|byte| **byte % 3 == 1)
                .and_then(|byte| people.get(usize::from(*byte) % people.len().max(1)))
            {
                matches.insert(their.to_string(), own.to_string());
            }
        }
        GUIDANCE.with(|guidance| {
            let Some(made) = save::combine(&ours, &theirs, guidance, &matches, ours.next_number(1), today(0)) else {
                return;
            };
            let mut both = ours.clone();
            made.edit.apply(&mut both);
            let file = save::write(&both, 1);
            assert_eq!(save::open(&file).expect("our own file").case, both);
            let id = *both.combined.keys().next_back().expect("combined");
            let (out, _) = save::take_out(&both, id).expect("it can be taken out");
            let mut again = both.clone();
            out.apply(&mut again);
            assert_eq!(again, ours, "taken out, everything is as it was");
            made.edit.inverse().apply(&mut both);
            assert_eq!(both, ours, "undone, everything is as it was");
        });
    });
}

/// What a draft adds can be made, taken back, saved and opened.
fn can_be_added(case: &Case, draft: &Draft) -> Case {
    let Some(edit) = &draft.edit else { return case.clone() };
    let mut with = case.clone();
    edit.apply(&mut with);
    for (_, fact) in &draft.added {
        assert!(with.has(fact), "{fact} is said to be added");
    }
    // Control letters and the like come back from the file as they were.
    assert_eq!(save::open(&save::write(&with, 1)).expect("our own file").case, with);
    let mut back = with.clone();
    edit.inverse().apply(&mut back);
    assert_eq!(back, *case, "one step takes all of it back");
    with
}

/// Rows that were pasted, or a list in a file, in any coding.
pub fn rows(data: &[u8]) {
    let Some((how, data)) = data.split_first() else { return };
    in_time(|| {
        let Ok(decoded) = decode(data) else { return };
        let apart = Apart::ALL.get(usize::from(*how) % (Apart::ALL.len() + 1)).copied();
        let Ok(table) = rows::read(&decoded.text, apart, today(0)) else { return };
        GUIDANCE.with(|guidance| {
            let mapping = Mapping::guess(&table, guidance, today(0));
            SCHEMA_CASE.with(|case| {
                let draft = columns::draft(case, guidance, today(0), case.next_number(1), &table, &mapping);
                can_be_added(case, &draft);
                // Every row is added, is here already, or something is said of it or of the whole.
                let spoken: BTreeSet<usize> = draft
                    .added
                    .iter()
                    .map(|(line, _)| *line)
                    .chain(draft.remarks.iter().map(|remark| remark.line))
                    .chain(draft.same.iter().copied())
                    .collect();
                for row in mapping.rows(&table, guidance) {
                    assert!(
                        spoken.contains(&row.number) || !draft.overall.is_empty(),
                        "row {} is lost without a word",
                        row.number
                    );
                }
            });
        });
    });
}

/// A family file.
pub fn gedcom(data: &[u8]) {
    let Some((how, data)) = data.split_first() else { return };
    in_time(|| {
        let decoded = decode(data).unwrap_or_else(|_| Decoded {
            text: String::from_utf8_lossy(data).into_owned(),
            coding: Coding::Utf8,
            lost: 0,
        });
        let Ok(family) = gedcom::read(&decoded) else { return };
        let names = if how % 2 == 0 { Names::default() } else { Names::Initials };
        let children: Several<usize> = (0..family.size()).filter(|at| at % 3 == usize::from(how % 3)).collect();
        GUIDANCE.with(|guidance| {
            SCHEMA_CASE.with(|case| {
                let draft = gedcom::draft(
                    case,
                    guidance,
                    today(0),
                    case.next_number(1),
                    &family,
                    &Taking { names, children: children.clone() },
                );
                can_be_added(case, &draft);
            })
        });
    });
}

/// Words about a date.
pub fn date(data: &[u8]) {
    let said = String::from_utf8_lossy(data);
    in_time(|| {
        for day in 0..2 {
            let on = today(day);
            let born = When::read("3 May 2002", Reading::on(on)).0;
            let wedding = When::read("about June 2019", Reading::on(on)).0;
            let named = [Named::person("the mother", &born), Named::event("the wedding", "wedding", &wedding)];
            let leaning = Reading { born: Some(&born), named: &named, ..Reading::on(on) };
            for (when, problem) in [
                When::read(&said, leaning),
                When::read_start(&said, leaning),
                When::read_birth(&said, on),
                When::read(&said, Reading::on(on)),
            ] {
                assert_eq!(when.said(), said, "the words stay as they were typed");
                assert!(problem.is_none() || when.edtf().is_empty(), "what could not be read is read as nothing");
                if let Some(window) = when.window() {
                    assert!(
                        !matches!((window.first, window.last), (Some(first), Some(last)) if first > last),
                        "it ends before it begins"
                    );
                }
                if !when.edtf().is_empty() {
                    let plain = When::from_edtf(when.edtf()).expect("what was read stands in a file");
                    assert_eq!(plain.window(), when.window());
                    // In its own words it is read as the same days.
                    let again = When::read(&plain.in_words(), Reading::on(on)).0;
                    assert!(
                        again.window().is_none() || again.window() == plain.window(),
                        "“{}” is read back as {}",
                        plain.in_words(),
                        again.edtf()
                    );
                }
                let kept = When::from_json(when.to_json()).expect("our own form");
                assert_eq!(kept, when);
                let _ = (when.reading(), when.leans(), when.ends(), when.moved(400), when.moved(-40_000));
            }
        }
    });
}

/// A line of quick add, of people and of events.
pub fn quick(data: &[u8]) {
    let line = String::from_utf8_lossy(data);
    in_time(|| {
        GUIDANCE.with(|guidance| {
            SCHEMA_CASE.with(|case| {
                let next = case.next_number(1);
                for understood in [
                    quick::people(&line, case, guidance, today(0), next),
                    quick::events(&line, case, guidance, today(0), next),
                ] {
                    let Some(edit) = understood.edit else { continue };
                    let mut with = case.clone();
                    edit.apply(&mut with);
                    assert_eq!(save::open(&save::write(&with, 1)).expect("our own file").case, with);
                    edit.inverse().apply(&mut with);
                    assert_eq!(with, *case, "one step takes it back");
                    for unused in understood.unused {
                        assert!(line.contains(&unused), "“{unused}” was not typed");
                    }
                }
            })
        });
    });
}

/// A content pack of an agency's own: the one that is shipped with one thing changed, or any JSON.
pub fn pack(data: &[u8]) {
    in_time(|| {
        let text = String::from_utf8_lossy(data);
        let _ = Guidance::read(&text);
        let (place, value) = halves(data);
        let value = serde_json::from_slice(value)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(value).into_owned()));
        let mut pack = PACK.with(Clone::clone);
        // Each byte of the place goes one step down; the last thing reached is replaced.
        let mut pointer = String::new();
        for step in place {
            let below = match pack.pointer(&pointer) {
                Some(Value::Object(fields)) => fields.keys().nth(usize::from(*step) % fields.len().max(1)).cloned(),
                Some(Value::Array(all)) => (!all.is_empty()).then(|| (usize::from(*step) % all.len()).to_string()),
                _ => None,
            };
            let Some(below) = below else { break };
            pointer.push('/');
            pointer.push_str(&below.replace('~', "~0").replace('/', "~1"));
        }
        *pack.pointer_mut(&pointer).expect("a place of the pack") = value;
        let Ok(pack) = Guidance::read(&pack.to_string()) else { return };
        if !check(&pack, &required()).is_empty() {
            return;
        }
        // A pack that is taken works.
        SCHEMA_CASE.with(|case| {
            for question in review(case, &pack, today(0)) {
                let _ = words(&question, &pack);
            }
            let _ = page(&paper(case, &pack, today(0), Kind::Checklist, &PaperChoices::default()));
        });
    });
}

/// A training file, from its stages to a table's copy and the looking back.
pub fn training(data: &[u8]) {
    let Some((how, data)) = data.split_first() else { return };
    in_time(|| {
        let text = String::from_utf8_lossy(data);
        let whole = match save::open(&text) {
            Ok(opened) => opened.case,
            Err(_) => case(data),
        };
        let length = if how % 2 == 0 { ExerciseLength::Every } else { ExerciseLength::Session };
        let scenario = Scenario::of(whole.clone());
        for stage in scenario.told().take(6) {
            let _ = as_at(&scenario, stage.number, None);
            for agency in scenario.agencies().iter().take(2) {
                let _ = training::as_seen(&scenario, stage, Some(agency));
            }
        }
        let _ = (training::changed_since_locked(&whole), training::is_ready(&whole), training::to_look_at(&whole));
        GUIDANCE.with(|guidance| {
            let Some((mut group, number)) = training::begin(&whole, whole.next_number(1), length, "secret", guidance)
            else {
                return;
            };
            let written = save::write(&group, number);
            assert_eq!(save::open(&written).expect("our own file").case, group);
            if let Some((table, _)) = training::table(&group, "Table 1", &String::new(), &["salt".to_owned()], guidance)
            {
                assert_eq!(training::unlock(&table, "AAAA-AAAA"), None, "another code opens nothing");
                let _ = training::outcome(&table);
            }
            for _ in 0..4 {
                let Some(lock) = training::lock(&group, guidance, "10:04") else { break };
                lock.apply(&mut group);
                // A file by hand can have answers in it that nobody locked.
                let changed = training::changed_since_locked(&group);
                assert!(changed.is_empty() || !whole.turns.is_empty(), "locked answers are as they were locked");
                let Some(show) = training::show(&group, group.next_number(number), &scenario, guidance) else { break };
                show.apply(&mut group);
            }
        });
    });
}

/// Every paper, copy, list and calendar of any case: well formed, and the same each time.
pub fn papers(data: &[u8]) {
    let case = case(data);
    let which = data.first().copied().unwrap_or_default();
    let today = today(which);
    in_time(|| {
        GUIDANCE.with(|guidance| {
            let kinds = Kind::all(&case);
            let kind = kinds[usize::from(which) % kinds.len()];
            let choices = PaperChoices::default();
            let document = paper(&case, guidance, today, kind, &choices);
            assert_eq!(paper(&case, guidance, today, kind, &choices), document);
            let _ = (page(&document), text::write(&document), copy::plain(&document), copy::rich(&document));
            assert!(docx::write(&document).starts_with(b"PK"));
            let _ = csv::chronology(&case, guidance, today, None, &choices);
            for line in ics::dates(&case, guidance, today).split("\r\n") {
                assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "a line of the calendar: {line}");
            }
        });
    });
}

/// The pictures of any case: nobody is lost, and each is well-formed XML.
pub fn pictures(data: &[u8]) {
    let case = case(data);
    let today = today(0);
    in_time(|| {
        GUIDANCE.with(|guidance| {
            let days = dates_of_change(&case, today);
            for on in [Some(&today), days.first()].into_iter().flatten() {
                let picture = genogram::draw(&case, guidance, today, *on, Options { bonds: true });
                is_drawn(&picture);
            }
            is_drawn(&timeline::draw(&case, guidance, today, &timeline::View::default()));
        });
    });
}

fn is_drawn(picture: &Picture) {
    let svg = svg(picture);
    let read = roxmltree::Document::parse(&svg).unwrap_or_else(|why| panic!("{why}: {svg}"));
    assert!(
        read.descendants().all(|node| !matches!(node.tag_name().name(), "script" | "foreignObject" | "image")),
        "nothing that could run"
    );
    assert!(picture.width >= 0 && picture.height >= 0);
}
