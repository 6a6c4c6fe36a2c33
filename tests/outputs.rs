//! What leaves the screen beside print, each read back by a reader that is not ours: copies for the case record, the page in
//! one file, the Word file, the list of what happened, and the dates for a calendar.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;

use family_history_content::guidance;
use family_history_domain::bring::{columns, rows};
use family_history_domain::case::{Case, PersonId, Several};
use family_history_domain::document::{
    Apart, Block, Choices, Document, Inline, Kind, Line, Names, changed, copy, csv, docx, file_name, ics, page, paper,
    pictures, text,
};
use family_history_domain::drawing::genogram;
use family_history_domain::save;
use family_history_domain::when::Today;
use family_history_tests::opened;
use roxmltree::Node;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

#[track_caller]
fn dated(said: &str, edtf: &str) -> Value {
    json!({ "said": said, "edtf": edtf })
}

/// What people have typed into boxes to see what happens, and what they paste without meaning to.
const NAUGHTY: [&str; 9] = [
    "<script>alert('1')</script>",
    "a & b &amp; c ]]> d",
    "=HYPERLINK(\"http://example.com\")",
    "'; DROP TABLE people; --",
    "مرحبا بالعالم",
    "\u{202e}turned",
    "👨‍👩‍👧 家族 Ω",
    "nul\u{0}bell\u{7}fence\u{ffff}",
    "one\nand another\n\nline\tand a tab\u{b}and a break of Word",
];

/// A family whose every label and note is one of these, with one long note and one long word.
fn naughty() -> Case {
    let (mut people, mut events) = (json!({}), json!({}));
    for (at, words) in NAUGHTY.iter().enumerate() {
        people[format!("p{}", at + 1)] = json!({ "label": words, "role": "father", "sex": "male", "note": words });
        let date = dated(&format!("{words} 2019"), "2019");
        events[format!("e{}", at + 20)] = json!({ "when": date, "what": words, "detail": words, "people": [format!("p{}", at + 1)],
            "source": { "who": words, "route": "told-by-parent" }, "meaning": words });
    }
    events["e40"] = json!({ "what": "A long note", "detail": "many words, ".repeat(850) });
    events["e41"] = json!({ "what": "x".repeat(500) });
    opened(&json!({ "head": { "reference": NAUGHTY[0] }, "people": people, "events": events }))
}

/// Ordinary facts of a family.
fn family() -> Value {
    json!({
        "head": { "reference": "Larch 3", "begun": dated("9 November 2026", "2026-11-09"), "handling": "official-sensitive" },
        "people": {
            "p1": { "label": "Amy Larch", "role": "child", "born": dated("4 January 2025", "2025-01-04") },
            "p2": { "label": "Kim Larch", "role": "mother", "sex": "female", "born": dated("2002", "2002") },
            "p3": { "label": "Dan", "role": "partner", "sex": "male" },
            "p4": { "label": "Neighbour", "role": "other-adult", "sex": "female" } },
        "orders": { "o1": { "kind": "non-molestation", "about": "p3", "protects": ["p2"], "state": "in-force",
            "until": dated("3 March 2027", "2027-03-03") } },
        "events": {
            "e1": { "when": dated("3 March 2024", "2024-03-03"), "what": "A friend who helped, moved away", "theme": "isolation",
                "people": ["p2"], "standing": "reported", "source": { "who": "Kim", "route": "told-by-parent" },
                "held-by": ["hv"], "meaning": "Who else helps?", "revisit": dated("December 2026", "2026-12") },
            "e2": { "when": dated("summer 2025", "2025-22"), "what": "Shouting heard", "people": ["p1", "p3"],
                "source": { "who": "Neighbour", "route": "told-by-someone-else" }, "how-often": "at least twice" },
            "e3": { "what": "- said with a dash", "people": ["p1"] } },
        "outcomes": { "ou1": { "whom": "p1", "what": "Amy sleeps", "by": dated("1 March 2027", "2027-03-01"),
            "review": dated("5 January 2027", "2027-01-05") } },
        "decisions": {
            "de1": { "what": "Joint visit", "owner": "health visitor", "by": dated("5 January 2027", "2027-01-05") },
            "de2": { "what": "Ring the nursery", "by": dated("6 January 2027", "2027-01-06"), "done": "yes" },
            "de3": { "what": "Was to be done", "by": dated("1 November 2026", "2026-11-01") } },
        "answers": { "M-09/p3": { "state": "not-asked", "reason": "no moment alone", "revisit": dated("by 20 December 2026", "../2026-12-20") } },
        "steps": { "R3-06": { "state": "has-step", "step": "Agree a lead", "by": dated("20 November 2026", "2026-11-20") } },
    })
}

/// Every case of the fixtures, one with nothing, one of ordinary facts, and one of naughty strings.
fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut cases = vec![
        ("empty".to_owned(), Case::default()),
        ("family".to_owned(), opened(&family())),
        ("naughty".to_owned(), naughty()),
    ];
    for entry in std::fs::read_dir(folder).expect("the folder of cases").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let case = save::open(&std::fs::read_to_string(&path).expect("text")).expect("a case").case;
            cases.push((path.display().to_string(), case));
        }
    }
    assert!(cases.len() > 20, "{} cases", cases.len());
    cases
}

/// Every paper of every case, and what changed since nothing was known.
fn documents() -> Vec<(String, Document)> {
    let guidance = guidance();
    let mut documents = Vec::new();
    for (name, case) in cases() {
        for kind in Kind::all(&case).into_iter().take(14) {
            let document = paper(&case, &guidance, today(), kind, &Choices::default());
            documents.push((format!("{name} {kind:?}"), document));
        }
        let since = changed(&Case::default(), &case, &guidance, today(), &Choices::default());
        documents.push((format!("{name}, changed"), since));
    }
    documents
}

fn checklist(case: &Case, choices: &Choices) -> Document {
    paper(case, &guidance(), today(), Kind::Checklist, choices)
}

fn leaving(apart: Apart) -> Choices {
    Choices { leave: [apart].into_iter().collect::<Several<_>>(), ..Choices::default() }
}

/// The words of a paper in their order, each head of a table once: what every copy of it must hold.
fn model(document: &Document) -> String {
    let mut out = String::new();
    let mut say = |words: &str| {
        out.push_str(words);
        out.push('\n');
    };
    let line = |line: &Line| {
        let words = line.iter().map(|inline| match inline {
            Inline::Text(words) | Inline::Strong(words) | Inline::Soft(words) | Inline::Unknown(words) => {
                words.as_str()
            }
            Inline::Tick => "☐",
            Inline::Ticked => "☒",
            Inline::Blank | Inline::LongBlank => "",
        });
        words.collect::<Vec<_>>().join(" ")
    };
    for section in &document.sections {
        say(&section.heading);
        for block in &section.blocks {
            match block {
                Block::Paragraph(words) | Block::Note(words) | Block::Small(words) | Block::Panel(words) => {
                    say(&line(words))
                }
                Block::List(lines) => lines.iter().for_each(|words| say(&line(words))),
                Block::Table { caption, head, rows, .. } => {
                    say(caption);
                    head.iter().for_each(|words| say(words));
                    rows.iter().flatten().flatten().for_each(|words| say(&line(words)));
                }
                Block::KeyValues(pairs) => {
                    for (term, lines) in pairs {
                        say(term);
                        lines.iter().for_each(|words| say(&line(words)));
                    }
                }
                Block::Card { title, lines, beside } => {
                    [title].into_iter().chain(lines).chain(beside).for_each(|words| say(&line(words)));
                }
                Block::Strip(steps) => {
                    for step in steps {
                        say(&step.title);
                        step.lines.iter().for_each(|words| say(&line(words)));
                    }
                }
                Block::SignOff(boxes) => {
                    for signature in boxes {
                        say(&signature.title);
                        signature.lines.iter().for_each(|words| say(words));
                    }
                }
                Block::WriteLine(label) => say(label),
                // What a picture says stands in blocks of its own on every paper that has one.
                Block::Picture(_) => {}
            }
        }
    }
    out
}

/// Letters, digits, boxes and everything else that is no space and no mark our copies add.
fn bare(text: &str) -> String {
    let is_ours = |letter: char| letter.is_whitespace() || letter.is_control() || "_:>".contains(letter);
    text.chars().filter(|letter| !is_ours(*letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect()
}

#[track_caller]
fn same_words(one: &str, other: &str, of: &str) {
    let (one, other) = (bare(one), bare(other));
    let apart = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| text.chars().skip(apart.saturating_sub(40)).take(120).collect::<String>();
    assert!(one == other, "{of}: after {apart} letters:\n{}\n{}", from(&one), from(&other));
}

#[test]
fn plain_text_stands_up_in_a_box_that_strips_formatting() {
    for (name, document) in documents() {
        let plain = copy::plain(&document);
        assert!(plain.ends_with('\n') && !plain.ends_with("\n\n") && !plain.starts_with('\n'), "{name}");
        assert!(!plain.contains("\n\n\n"), "{name}");
        for line in plain.lines() {
            let is_one_word =
                line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 1;
            assert!(line.chars().count() <= 72 || is_one_word, "{name}: {line}");
            assert_eq!(line.trim_end(), line, "{name}");
            assert!(!line.contains(char::is_control), "{name}: {line:?}");
        }
        // Headings are in capitals.
        let lower = bare(&plain.to_lowercase());
        for line in model(&document).lines() {
            for word in line.split_whitespace() {
                assert!(
                    lower.contains(&bare(&word.replace('☐', "[ ]").replace('☒', "[x]").to_lowercase())),
                    "{name}: {word}"
                );
            }
        }
    }
}

fn elements<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The text of an element, without that of pictures.
fn words_of(element: ElementRef) -> String {
    let text = element.descendants().filter_map(|node| {
        let is_drawn =
            node.ancestors().any(|above| above.value().as_element().is_some_and(|above| above.name() == "figure"));
        node.value().as_text().filter(|_| !is_drawn).map(|text| &**text)
    });
    text.collect()
}

#[test]
fn a_copy_for_word_and_outlook_is_whole_and_holds_nothing_that_runs() {
    for (name, document) in documents() {
        let rich = copy::rich(&document);
        let html = Html::parse_fragment(&rich);
        assert_eq!(html.errors, Vec::<std::borrow::Cow<str>>::new(), "{name}");
        let known = BTreeSet::from([
            "html", "div", "h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "br", "b",
            "i", "u",
        ]);
        for element in elements(&html, "*") {
            let tag = element.value().name();
            assert!(known.contains(tag), "{name}: {tag}");
            for (attribute, value) in element.value().attrs() {
                assert!(["style", "lang", "scope", "colspan"].contains(&attribute), "{name}: {attribute}");
                assert!(!value.contains("url(") && !value.contains('<'), "{name}: {value}");
            }
        }
        assert!(elements(&html, "th:not([scope])").is_empty(), "{name}: every head says of what");
        assert_eq!(elements(&html, "div[lang=en-GB]").len(), 1, "{name}");
        let margins = &document.margins;
        let margins = [&margins.handling, &margins.title, &margins.date, &margins.reminder, &margins.edition];
        let whole = margins.iter().fold(model(&document), |whole, words| whole + words);
        same_words(&words_of(html.root_element()), &whole, &name);
    }
}

#[test]
fn a_copy_for_word_has_real_tables_lists_and_boxes() {
    let rich = copy::rich(&checklist(&opened(&family()), &Choices::default()));
    let html = Html::parse_fragment(&rich);
    let history = elements(&html, "table").into_iter().find(|table| words_of(*table).contains("What happened"));
    let history = history.expect("the table of what happened");
    let select = |selector: &str| history.select(&Selector::parse(selector).expect("a selector")).count();
    assert_eq!(select("thead > tr > th[scope=col]"), 4);
    assert_eq!(select("tbody > tr > th[scope=row]"), 3, "each row is named by its date");
    assert!(rich.contains("☐") && rich.contains("________________"), "to tick and to write on");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("copy-rich", rich.replace("><", ">\n<"));
    });
}

#[test]
fn one_part_is_copied_with_what_belongs_under_it_and_with_what_was_left_out() {
    let document = checklist(&opened(&family()), &leaving(Apart::Safety));
    let parts: Vec<(usize, &str)> = copy::parts(&document).collect();
    let (men, _) =
        parts.iter().find(|(_, heading)| *heading == "Fathers and male carers").expect("the part of the men");
    let part = copy::part(&document, *men);
    let plain = copy::plain(&part);
    assert!(plain.starts_with("FATHERS AND MALE CARERS\n"), "{plain}");
    assert!(plain.contains("Dan") && !plain.contains("Shouting heard"), "{plain}");
    assert!(plain.contains("withheld: they could make somebody less safe."), "{plain}");
    assert!(plain.contains("OFFICIAL-SENSITIVE") && plain.contains("16 November 2026"), "{plain}");
    assert!(part.sections.len() > 1 && part.sections[1..].iter().all(|section| section.level > 2));
    // The title of the paper stands alone, and every part is in one of the parts or under it.
    assert_eq!(copy::part(&document, 0).sections.len(), 1);
    let all: usize = parts.iter().map(|(at, _)| copy::part(&document, *at).sections.len()).sum();
    assert_eq!(all, document.sections.len());
    assert_eq!(copy::part(&document, 1_000).sections, []);
    // A part is chosen by its heading.
    for kind in Kind::all(&opened(&family())) {
        let document = paper(&opened(&family()), &guidance(), today(), kind, &Choices::default());
        let headings: Vec<&str> = copy::parts(&document).map(|(_, heading)| heading).collect();
        let apart: std::collections::BTreeSet<_> = headings.iter().collect();
        assert_eq!(apart.len(), headings.len(), "{kind:?}: {headings:?}");
    }
    // It is said once on the whole paper.
    assert_eq!(copy::plain(&document).matches("could make somebody less safe").count(), 1);
}

#[test]
fn a_length_says_what_fits_and_how_much_is_over() {
    assert_eq!(copy::length("ab\n"), 4, "a line end takes two");
    assert_eq!(copy::length("é家"), 2);
    let guidance = guidance();
    assert_eq!(
        copy::LIMITS.map(|limit| copy::limit_words(&guidance, limit)),
        ["Up to 4,000 characters", "Up to 8,000 characters", "Up to 32,000 characters"]
    );
    assert_eq!(copy::length_words(&guidance, 1_234_567), "Characters: 1,234,567. Each line end counts as two.");
    assert_eq!(copy::fit_words(&guidance, 3_999, 4_000), "It fits. Characters left: 1.");
    assert_eq!(copy::fit_words(&guidance, 4_000, 4_000), "It fits. Characters left: 0.");
    assert_eq!(copy::fit_words(&guidance, 5_234, 4_000), "Too long for that. Characters too many: 1,234.");
}

/// The ordinary facts with some put in, changed or taken out.
fn later(change: impl FnOnce(&mut Value)) -> Case {
    let mut facts = family();
    change(&mut facts);
    opened(&facts)
}

fn since(now: &Case, choices: &Choices) -> String {
    copy::plain(&changed(&opened(&family()), now, &guidance(), today(), choices))
}

#[test]
fn what_changed_is_told_in_the_words_of_the_newest_file() {
    let note = "Nobody had asked before. ".repeat(30);
    let now = later(|facts| {
        facts["events"]["e9"] = json!({ "what": "A new thing", "detail": note, "people": ["p1"] });
        facts["events"]["e2"]["what"] = json!("Shouting heard twice");
        facts["decisions"].as_object_mut().expect("decisions").remove("de1");
    });
    let document = changed(&opened(&family()), &now, &guidance(), today(), &Choices::default());
    assert_eq!((document.title.as_str(), document.margins.title.as_str()), ("What changed", "What changed · Larch 3"));
    let plain = copy::plain(&document);
    let unwrapped = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = |words: &str| unwrapped.find(words).unwrap_or_else(|| panic!("{words} in {plain}"));
    assert!(place("ADDED -----") < place("A new thing") && place("A new thing") < place("CHANGED -------"));
    assert!(unwrapped.contains(note.trim()), "what is new is told whole: {plain}");
    assert!(place("CHANGED -------") < place("Shouting heard twice Was: Shouting heard"));
    assert!(place("TAKEN OUT") < place("Joint visit"));
    assert!(!unwrapped.contains("Ring the nursery"), "what is as it was is not told: {plain}");
    assert!(unwrapped.contains("Nobody gets in touch"), "an order in force stands at its head: {plain}");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("copy-changed", plain);
    });
}

#[test]
fn nothing_changed_is_said_and_so_is_another_reference() {
    let plain = since(&later(|_| {}), &Choices::default());
    assert!(plain.contains("Nothing is different."), "{plain}");
    assert!(!plain.contains("ADDED") && !plain.contains("TAKEN OUT"), "{plain}");
    let plain = since(&later(|facts| facts["head"]["reference"] = json!("Beech 1")), &Choices::default());
    assert!(plain.contains("!! The two files do not have the same reference."), "{plain}");
}

#[test]
fn what_changed_is_in_words_whatever_changed() {
    let now = later(|facts| {
        facts["records"] = json!({ "d1": { "kind": "child-health", "state": "partial" } });
        facts["levels"] = json!({ "z1": { "child": "p1", "level": "3", "indicators": {
            "l1-well": { "relied": "yes", "note": "She thrives" } } } });
    });
    let plain = since(&now, &Choices::default());
    let unwrapped = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unwrapped.contains("Child health record") && !unwrapped.contains("child-health"), "{plain}");
    let indicator = &guidance().indicator("l1-well").expect("an indicator").text.clone();
    assert!(unwrapped.contains(&format!("{indicator}: Relied on, She thrives")), "{plain}");
    let guidance = guidance();
    for (name, case) in cases() {
        let plain = copy::plain(&changed(&Case::default(), &case, &guidance, today(), &Choices::default()));
        for word in plain.split_whitespace().filter_map(|word| word.strip_suffix(':')) {
            let parts: Vec<&str> = word.split('.').collect();
            let is_key = parts.len() == 2
                && parts.iter().all(|part| {
                    part.len() > 2 && part.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
                });
            assert!(!is_key, "{name}: {word}");
        }
    }
}

#[test]
fn what_is_kept_off_paper_now_is_not_told_as_taken_out() {
    let now = later(|facts| {
        facts["people"]["p3"]["off-paper"] = json!(true);
        facts["events"]["e2"]["off-paper"] = json!(true);
        facts["events"]["e2"]["what"] = json!("Something else heard");
    });
    let plain = since(&now, &Choices::default());
    assert!(!plain.contains("Dan") && !plain.contains("heard"), "{plain}");
    assert!(plain.contains("kept off this paper"), "{plain}");
    // Nor what this paper leaves out, nor a person who is gone from the file but named in what is left out.
    let now = later(|facts| facts["orders"]["o1"]["court"] = json!("walrus"));
    assert!(since(&now, &Choices::default()).contains("walrus"));
    let plain = since(&now, &leaving(Apart::Safety));
    assert!(!plain.contains("walrus") && plain.contains("less safe"), "{plain}");
}

#[test]
fn people_are_called_the_same_in_both_files() {
    // Another partner would make the first "Partner 1", which is no change of any fact.
    let now = later(|facts| {
        facts["people"]["p9"] = json!({ "label": "Zed", "role": "partner", "sex": "male" });
        facts["people"]["p4"]["label"] = json!("Mrs Ash");
        facts["events"]["e9"] = json!({ "what": "Dan and Kim Larch moved" });
    });
    let plain = since(&now, &Choices { names: Names::Roles, ..Choices::default() });
    assert!(plain.contains("Partner 1 and Mother moved"), "{plain}");
    assert!(plain.contains("Partner 2") && !plain.contains("\nCHANGED"), "{plain}");
    for name in ["Dan", "Kim", "Zed", "Ash", "Neighbour"] {
        assert!(!plain.contains(name), "{name} in {plain}");
    }
}

#[test]
fn a_page_in_one_file_is_sound_loads_nothing_and_names_nobody_in_its_title() {
    for (name, document) in documents() {
        let page = page(&document);
        let html = Html::parse_document(&page);
        assert_eq!(html.errors, Vec::<std::borrow::Cow<str>>::new(), "{name}");
        let head: Vec<_> = elements(&html, "head > *");
        assert_eq!(
            head[0].value().attr("charset"),
            Some("utf-8"),
            "{name}: first, so that all after it is read rightly"
        );
        let policy = head[1].value().attr("content").expect("a policy");
        assert_eq!(head[1].value().attr("http-equiv"), Some("Content-Security-Policy"));
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
        assert_eq!(elements(&html, "html[lang=en-GB]").len(), 1);
        assert!(
            elements(&html, "script, link, iframe, img, object, form, input, select, textarea, button, a, base")
                .is_empty(),
            "{name}"
        );
        for element in elements(&html, "*") {
            for (attribute, value) in element.value().attrs() {
                let never = ["src", "href", "srcset", "style", "action", "background", "xlink:href"];
                assert!(!never.contains(&attribute) && !attribute.starts_with("on"), "{name}: {attribute}={value}");
            }
        }
        for style in elements(&html, "style") {
            let css: String = style.text().collect();
            assert!(!css.contains("url(") && !css.contains("@import") && !css.contains('<'), "{name}");
        }
        let [title] = elements(&html, "head > title")[..] else { panic!("{name}: one title") };
        assert_eq!(words_of(title), document.title);
        assert!(elements(&html, "th:not([scope])").is_empty(), "{name}");
        let [main] = elements(&html, "body > main")[..] else { panic!("{name}: one main part") };
        let boxes = model(&document).replace('☐', "").replace('☒', "x");
        same_words(&words_of(main), &boxes, &name);
    }
}

#[test]
fn names_of_files_say_what_and_when_and_nothing_of_anybody() {
    let case = opened(&family());
    let names: Vec<String> = Kind::all(&case)
        .into_iter()
        .map(|kind| file_name(&paper(&case, &guidance(), today(), kind, &Choices::default()).title, today(), "docx"))
        .collect();
    assert!(names.contains(&"allocation-checklist-2026-11-16.docx".to_owned()), "{names:?}");
    assert!(names.contains(&"childs-page-2026-11-16.docx".to_owned()), "{names:?}");
    for name in names {
        assert!(["larch", "amy", "kim", "dan"].iter().all(|typed| !name.contains(typed)), "{name}");
    }
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a Word file, by name. The reader checks the sum of each.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut parts = Vec::new();
    for at in 0..file.len() {
        let mut entry = file.by_index(at).expect("an entry");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("text with the right sum");
        parts.push((entry.name().to_owned(), text));
    }
    parts
}

#[track_caller]
fn of<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    parts.iter().find(|(part, _)| part == name).map(|(_, text)| text.as_str()).unwrap_or_else(|| panic!("no {name}"))
}

/// What stands in the body of a Word file, a line for each paragraph.
fn body_of(document: &str) -> String {
    let tree = roxmltree::Document::parse(document).expect("XML");
    let paragraphs = tree.descendants().filter(|node| node.has_tag_name((W, "p")));
    let words = |paragraph: Node| {
        let runs = paragraph.descendants().filter_map(|node| match node.tag_name().name() {
            "t" => Some(node.text().unwrap_or_default().to_owned()),
            "br" => Some("\n".to_owned()),
            _ => None,
        });
        runs.collect::<String>()
    };
    paragraphs.map(words).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_word_file_holds_every_word_of_the_paper_in_order() {
    for (name, document) in documents() {
        let parts = unzipped(&docx::write(&document));
        same_words(&body_of(of(&parts, "word/document.xml")), &model(&document), &name);
    }
}

#[test]
fn a_word_file_is_put_together_as_the_format_asks() {
    for (name, document) in documents() {
        let bytes = docx::write(&document);
        assert_eq!(bytes, docx::write(&document), "{name}: the same facts are the same bytes");
        let parts = unzipped(&bytes);
        assert_eq!(parts[0].0, "[Content_Types].xml");
        let trees: Vec<(&str, roxmltree::Document)> = parts
            .iter()
            .map(|(part, text)| {
                (part.as_str(), roxmltree::Document::parse(text).unwrap_or_else(|why| panic!("{name}, {part}: {why}")))
            })
            .collect();
        let tree =
            |part: &str| &trees.iter().find(|(known, _)| *known == part).unwrap_or_else(|| panic!("no {part}")).1;
        let attribute =
            |node: &Node, name: &str| node.attribute(name).unwrap_or_else(|| panic!("no {name}")).to_owned();
        // Every part has a type, and every relation leads to a part.
        for node in tree("[Content_Types].xml").descendants().filter(|node| node.has_tag_name("Override")) {
            tree(attribute(&node, "PartName").trim_start_matches('/'));
        }
        for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for node in tree(rels).descendants().filter(|node| node.tag_name().name() == "Relationship") {
                tree(&format!("{folder}{}", attribute(&node, "Target")));
            }
        }
        let main = tree("word/document.xml");
        let named = |tag: &'static str| main.descendants().filter(move |node| node.has_tag_name((W, tag)));
        let value = |node: &Node| node.attribute((W, "val")).unwrap_or_default().to_owned();
        let styles: BTreeSet<&str> =
            tree("word/styles.xml").descendants().filter_map(|node| node.attribute((W, "styleId"))).collect();
        for style in named("pStyle").chain(named("tblStyle")) {
            assert!(styles.contains(value(&style).as_str()), "{name}: {}", value(&style));
        }
        // Headings are headings, in the order and of the level they have on paper.
        let headings: Vec<String> =
            named("pStyle").map(|style| value(&style)).filter(|style| style.starts_with("Heading")).collect();
        let levels = document.sections.iter().filter(|section| !section.heading.is_empty());
        assert_eq!(
            headings,
            levels.map(|section| format!("Heading{}", section.level.clamp(1, 3))).collect::<Vec<_>>(),
            "{name}"
        );
        // Every table has as many columns as it says, its head is repeated, and every cell ends in a paragraph.
        let with_head = document.sections.iter().flat_map(|section| &section.blocks);
        let with_head =
            with_head.filter(|block| matches!(block, Block::Table { head, .. } if !head.is_empty())).count();
        assert_eq!(named("tblHeader").count(), with_head, "{name}");
        for table in named("tbl") {
            let columns = table.descendants().filter(|node| node.has_tag_name((W, "gridCol"))).count();
            for row in table.children().filter(|node| node.has_tag_name((W, "tr"))) {
                let spans = row.descendants().filter(|node| node.has_tag_name((W, "gridSpan")));
                let more: usize = spans.map(|span| value(&span).parse::<usize>().expect("a number") - 1).sum();
                let cells = row.children().filter(|node| node.has_tag_name((W, "tc"))).count();
                assert!(cells + more <= columns && cells > 0, "{name}: {cells} and {more} of {columns}");
            }
            let next = table.next_sibling_element().expect("something after a table");
            assert!(next.has_tag_name((W, "p")), "{name}: two tables are kept apart");
        }
        for cell in named("tc") {
            assert!(cell.last_element_child().is_some_and(|last| last.has_tag_name((W, "p"))), "{name}");
        }
        // What it says of itself is neutral.
        let core = of(&parts, "docProps/core.xml");
        assert!(core.contains(&format!("<dc:title>{}</dc:title>", document.title.replace('&', "&amp;"))), "{core}");
        assert!(!core.contains("creator") && !core.contains("created"), "{core}");
    }
}

#[test]
fn a_word_file_bears_the_mark_the_title_and_the_number_of_each_page() {
    let case = opened(&family());
    let parts = unzipped(&docx::write(&checklist(&case, &Choices::default())));
    let (header, footer) = (of(&parts, "word/header.xml"), of(&parts, "word/footer.xml"));
    assert!(body_of(header).contains("OFFICIAL-SENSITIVE"), "{header}");
    assert!(body_of(header).contains("Allocation checklist · Larch 3 · 16 November 2026"), "{header}");
    assert_eq!(body_of(footer).lines().next(), Some("Prompts to think with. Not a score, not a decision.Page 1 of 1"));
    assert!(footer.contains("w:instr=\"PAGE\"") && footer.contains("w:instr=\"NUMPAGES\""), "{footer}");
    assert!(of(&parts, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    let main = of(&parts, "word/document.xml");
    assert!(main.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "A4, on its short side");
    assert!(main.contains("ListBullet") || main.contains("☐"));
}

#[test]
fn a_word_file_and_the_copies_have_what_a_picture_says_in_words() {
    let case = opened(&family());
    let picture = genogram::draw(&case, &guidance(), today(), today(), genogram::Options { bonds: true });
    let drawn = pictures(&case, &guidance(), today(), "paper.title-picture", vec![picture.clone()]);
    let mut alone = drawn.clone();
    // The same picture on a paper that does not say it in words elsewhere.
    alone.sections.truncate(1);
    alone.sections[0].blocks.retain(|block| matches!(block, Block::Picture(_)));
    for document in [&drawn, &alone] {
        let parts = unzipped(&docx::write(document));
        let word = body_of(of(&parts, "word/document.xml"));
        let rich = words_of(Html::parse_fragment(&copy::rich(document)).root_element());
        let plain = copy::plain(document);
        for (kind, written) in [("Word", &word), ("rich", &rich), ("plain", &plain)] {
            let written = bare(written);
            for said in picture.sentences.iter().chain([&picture.description]) {
                assert_eq!(written.matches(&bare(said)).count(), 1, "{kind}: {said} once in {written}");
            }
        }
        let main = of(&parts, "word/document.xml");
        assert!(main.contains("w:orient=\"landscape\"") && !main.contains("w:drawing"), "{main}");
    }
}

/// The list as another reader has it.
fn list(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("it begins with the mark of UTF-8");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| record.expect("as many cells as in the first row").iter().map(str::to_owned).collect())
        .collect()
}

fn chronology(case: &Case, whom: Option<PersonId>, choices: &Choices) -> String {
    csv::chronology(case, &guidance(), today(), whom, choices)
}

#[test]
fn the_list_of_what_happened_has_a_row_for_each_in_order() {
    let text = chronology(&opened(&family()), None, &Choices::default());
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let list = list(&text);
    let column =
        |heading: &str| list[0].iter().position(|known| known == heading).unwrap_or_else(|| panic!("{heading}"));
    assert_eq!(list.len(), 4);
    let row = |at: usize, heading: &str| list[at][column(heading)].as_str();
    assert_eq!(
        (row(1, "When"), row(1, "When, as read"), row(1, "When, as a computer reads it")),
        ("3 March 2024", "3 March 2024", "2024-03-03")
    );
    assert_eq!((row(1, "What happened"), row(1, "Who it concerns")), ("A friend who helped, moved away", "Kim Larch"));
    assert_eq!(row(1, "Ages at the time"), "Kim Larch: 21 or 22 years");
    assert_eq!((row(1, "Source"), row(1, "What it means")), ("told by a parent (Kim)", "Who else helps?"));
    assert!(
        !row(1, "Area of life").is_empty() && !row(1, "Kind of knowledge").is_empty() && !row(1, "Held by").is_empty()
    );
    assert_eq!((row(2, "When"), row(2, "When, as a computer reads it")), ("summer 2025", "2025-22"));
    assert_eq!(row(2, "How often, as somebody counts it"), "at least twice");
    assert_eq!(
        (row(3, "When"), row(3, "What happened")),
        ("", "'- said with a dash"),
        "no formula, and no date stands last"
    );
    // To one person.
    let child = chronology(&opened(&family()), Some(PersonId(1)), &Choices::default());
    assert!(child.contains("Shouting heard") && !child.contains("A friend"), "{child}");
}

#[test]
fn no_cell_of_the_list_is_a_formula_and_nothing_typed_is_lost() {
    for (name, case) in cases() {
        let list = list(&chronology(&case, None, &Choices::default()));
        let told = case.events.values().filter(|event| !event.off_paper && !event.what.is_empty());
        for event in told {
            let is_it =
                |row: &&Vec<String>| bare(row[3].trim_start_matches('\'')) == bare(event.what.trim_start_matches('\''));
            assert!(list.iter().any(|row| is_it(&row)), "{name}: {}", event.what);
        }
        for cell in list.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{name}: {cell}");
        }
    }
    let list = list(&chronology(&naughty(), None, &Choices::default()));
    let cells: BTreeSet<String> = list.iter().flatten().map(|cell| bare(cell)).collect();
    for words in NAUGHTY {
        let words = bare(words);
        assert!(cells.contains(&words) || cells.contains(&format!("'{words}")), "{words:?} in {cells:?}");
    }
    assert!(cells.contains(&bare(&"many words, ".repeat(850))), "a long note is whole");
}

#[test]
fn the_list_can_be_brought_back() {
    let case = opened(&family());
    let text = chronology(&case, None, &Choices::default());
    let table = rows::read(text.trim_start_matches('\u{feff}'), None, today()).expect("a list");
    assert_eq!((table.apart, table.rows.len()), (rows::Apart::Comma, 4));
    let mapping = columns::Mapping::guess(&table, &guidance(), today());
    assert_eq!((mapping.kind, mapping.headed), (columns::Kind::Events, true));
    let field = |field: columns::Field| mapping.columns.iter().filter(|known| **known == field).count();
    use columns::Field::{Detail, HeldBy, Meaning, Source, Standing, Theme, What, When, Who};
    for known in [When, What, Detail, Who, Theme, Source, HeldBy, Standing, Meaning] {
        assert_eq!(field(known), 1, "{known:?} in {:?}", mapping.columns);
    }
    let draft = columns::draft(&case, &guidance(), today(), 50, &table, &mapping);
    let said = format!("{draft:?}");
    assert!(said.contains("2025-22") && said.contains("A friend who helped, moved away"), "{said}");
}

#[test]
fn the_list_leaves_out_what_is_chosen_and_says_so() {
    let case = later(|facts| facts["events"]["e3"]["off-paper"] = json!(true));
    let text = chronology(&case, None, &leaving(Apart::ThirdParty));
    assert!(!text.contains("Shouting") && !text.contains("Neighbour") && !text.contains("dash"), "{text}");
    let list = list(&text);
    assert_eq!(list.len(), 4);
    assert!(list[2][3].contains("kept off") && list[3][3].contains("third part"), "{list:?}");
    let text = chronology(&case, None, &Choices { names: Names::Roles, ..Choices::default() });
    assert!(text.contains("Mother") && !text.contains("Kim") && !text.contains("Larch"), "{text}");
}

/// A property of an entry, as another reader has it.
#[track_caller]
fn property(event: &ical::parser::ical::component::IcalEvent, name: &str) -> String {
    let mut found = event.properties.iter().filter(|property| property.name == name);
    let value = found.next().and_then(|property| property.value.clone()).unwrap_or_default();
    assert!(found.next().is_none(), "{name} once");
    value
}

fn entries(text: &str) -> Vec<ical::parser::ical::component::IcalEvent> {
    let mut calendars: Vec<_> =
        ical::IcalParser::new(text.as_bytes()).map(|calendar| calendar.expect("a calendar")).collect();
    assert_eq!(calendars.len(), 1);
    calendars.remove(0).events
}

#[test]
fn the_calendar_has_the_days_to_come_and_nothing_of_the_family() {
    let case = opened(&family());
    let text = ics::dates(&case, &guidance(), today());
    let entries = entries(&text);
    let days: Vec<(String, String, String)> = entries
        .iter()
        .map(|event| {
            let [day, title, more] = ["DTSTART", "SUMMARY", "DESCRIPTION"].map(|name| property(event, name));
            (day, title, more)
        })
        .collect();
    let again = "Family history review: look again";
    let several = "The day itself is not known. This is the first it can be.";
    let day = |day: &str, title: &str, more: &str| (day.to_owned(), title.to_owned(), more.to_owned());
    assert_eq!(
        days,
        [
            day("20261120", again, ""),
            day("20261201", again, several),
            day("20261220", again, several),
            // An outcome is looked at and a decision is due on one day.
            day("20270105", again, ""),
            day("20270301", again, ""),
            day("20270303", "Family history review: a date to look at", ""),
        ]
    );
    for typed in ["Larch", "Amy", "Dan", "Kim", "visit", "lead", "order", "M-09", "R3-06"] {
        assert!(!text.contains(typed), "{typed} in {text}");
    }
    let ids: BTreeSet<String> = entries.iter().map(|event| property(event, "UID")).collect();
    assert_eq!(ids.len(), entries.len(), "each has an id of its own");
    assert_eq!(text, ics::dates(&case, &guidance(), today()));
    // The same entries tomorrow; others in another review of the same shape.
    let ids_of = |case: &Case, day: &str| -> BTreeSet<String> {
        let text = ics::dates(case, &guidance(), Today::from_iso(day).expect("a day"));
        self::entries(&text).iter().map(|event| property(event, "UID")).collect()
    };
    assert_eq!(ids_of(&case, "2026-11-17"), ids);
    let other = later(|facts| facts["head"]["begun"] = dated("10 November 2026", "2026-11-10"));
    assert!(ids_of(&other, "2026-11-16").is_disjoint(&ids));
    // A month that has begun is looked at today.
    let text = ics::dates(&case, &guidance(), Today::from_iso("2026-12-10").expect("a day"));
    assert!(text.contains("DTSTART;VALUE=DATE:20261210\r\nDTEND;VALUE=DATE:20261211\r\n"), "{text}");
}

#[test]
fn a_calendar_is_written_as_the_format_asks() {
    for (name, case) in cases() {
        let text = ics::dates(&case, &guidance(), today());
        if text.is_empty() {
            continue;
        }
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"),
            "{name}"
        );
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count(), "{name}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{name}: {text}");
        for event in entries(&text) {
            assert_eq!(property(&event, "DTSTAMP"), "20261116T000000Z", "{name}");
            assert_eq!(
                (property(&event, "CLASS").as_str(), property(&event, "TRANSP").as_str()),
                ("PRIVATE", "TRANSPARENT")
            );
            assert!(
                property(&event, "DTSTART").as_str() >= "20261116"
                    && property(&event, "DTEND") > property(&event, "DTSTART"),
                "{name}"
            );
            assert!(
                event
                    .properties
                    .iter()
                    .filter(|property| property.name.starts_with("DT") && property.name != "DTSTAMP")
                    .all(|property| {
                        property.params.iter().flatten().any(|(name, values)| name == "VALUE" && values == &["DATE"])
                    }),
                "{name}: whole days"
            );
        }
    }
    assert_eq!(ics::dates(&Case::default(), &guidance(), today()), "", "a calendar without an entry is none");
}

#[test]
fn a_date_of_what_is_kept_off_paper_is_in_no_calendar() {
    let case = opened(
        &json!({ "events": { "e1": { "what": "x", "off-paper": true, "revisit": dated("1 May 2027", "2027-05-01") } } }),
    );
    assert_eq!(ics::dates(&case, &guidance(), today()), "");
}

#[test]
fn what_is_withheld_is_in_nothing_that_leaves_the_screen() {
    let mut facts = family();
    facts["orders"]["o1"]["court"] = json!("walrus");
    facts["events"]["e2"]["what"] = json!("ocelot");
    facts["events"]["e2"]["theme"] = json!("domestic-abuse");
    facts["people"]["p9"] = json!({ "label": "Magpie", "role": "friend", "off-paper": true });
    let case = opened(&facts);
    for kind in Kind::all(&case) {
        let document = paper(&case, &guidance(), today(), kind, &leaving(Apart::Safety));
        let word: String = unzipped(&docx::write(&document)).into_iter().map(|(_, text)| text).collect();
        for written in [copy::plain(&document), copy::rich(&document), page(&document), word] {
            for withheld in ["walrus", "ocelot", "Magpie"] {
                assert!(!written.contains(withheld), "{kind:?}: {withheld} in {written}");
            }
            assert!(
                kind == Kind::Training || written.contains("less safe"),
                "{kind:?} says that something is withheld"
            );
        }
    }
    let rows = chronology(&case, None, &leaving(Apart::Safety));
    assert!(!rows.contains("ocelot") && rows.contains("less safe"), "{rows}");
}

#[test]
fn text_and_copy_are_one() {
    let document = checklist(&opened(&family()), &Choices::default());
    assert_eq!(copy::plain(&document), text::write(&document));
}
