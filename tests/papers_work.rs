//! Papers that go with work: the hand-over card, the closing summary, the meeting pack, the look-back sheet, and the blank
//! of each paper.

use family_history_content::guidance;
use family_history_domain::case::{Case, PersonId};
use family_history_domain::document::{Apart, Block, Choices, Document, Inline, Kind, Names, blank, page, paper, text};
use family_history_domain::guidance::fill;
use family_history_domain::save;
use family_history_domain::when::Today;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

/// The family of `document.rs` some weeks on, with everything that goes deeper.
fn facts() -> Value {
    serde_json::from_str(include_str!("papers_work/rich.json")).expect("a file")
}

fn opened(file: &Value) -> Case {
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(opened.problems, []);
    opened.case
}

fn rich() -> Case {
    opened(&facts())
}

/// The family with some facts put differently.
fn with(change: impl FnOnce(&mut Value)) -> Case {
    let mut file = facts();
    change(&mut file["case"]);
    opened(&file)
}

fn made(case: &Case, kind: Kind) -> Document {
    paper(case, &guidance(), today(), kind, &Choices::default())
}

/// Plain text on single spaces.
fn said(document: &Document) -> String {
    text::write(document).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two headings.
fn between<'a>(words: &'a str, from: &str, until: &str) -> &'a str {
    let start = words.find(from).unwrap_or_else(|| panic!("{from} in {words}"));
    let end = words[start..].find(until).unwrap_or_else(|| panic!("{until} after {from} in {words}"));
    &words[start..start + end]
}

const KINDS: [Kind; 4] = [Kind::HandOver, Kind::Closing, Kind::Meeting, Kind::LookBack];

fn every_kind() -> Vec<Kind> {
    let mut all = vec![Kind::Checklist, Kind::Supervision, Kind::Training, Kind::Man(PersonId(4))];
    all.extend([Kind::Child(PersonId(1)), Kind::Chronology(None), Kind::Chronology(Some(PersonId(3)))]);
    all.extend(KINDS);
    all
}

fn snapshot(name: &str, document: &Document) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text::write(document));
    });
}

#[test]
fn each_paper_reads_as_one_piece() {
    for (name, kind) in ["work-hand-over", "work-closing", "work-meeting", "work-look-back"].into_iter().zip(KINDS) {
        snapshot(name, &made(&rich(), kind));
        snapshot(&format!("{name}-empty"), &made(&Case::default(), kind));
        snapshot(&format!("{name}-blank"), &blank(&guidance(), Some(today()), kind));
    }
}

/// Pages to look at: `PAPER_PREVIEW=/tmp/paper cargo test -p family-history-tests --test papers-work preview`.
#[test]
fn preview() {
    let Some(folder) = std::env::var_os("PAPER_PREVIEW") else { return };
    let write = |name: String, document: &Document| {
        let file = std::path::Path::new(&folder).join(name).with_extension("html");
        std::fs::write(file, page(document)).expect("a place to write to");
    };
    let mut cases = vec![("rich".to_owned(), rich()), ("empty".to_owned(), Case::default())];
    for more in std::env::var("PAPER_CASES").unwrap_or_default().split(',').filter(|file| !file.is_empty()) {
        let name = more.rsplit('/').next().unwrap_or(more).replace(".json", "");
        let file = std::fs::read_to_string(more).expect("a file");
        cases.push((name, save::open(&file).expect("a case").case));
    }
    for kind in KINDS {
        cases.iter().for_each(|(name, case)| write(format!("{name}-{kind:?}"), &made(case, kind)));
    }
    for kind in every_kind() {
        write(
            format!("blank-{}", guidance().word(kind.title(&Case::default())).replace(' ', "-")),
            &blank(&guidance(), None, kind),
        );
    }
}

#[test]
fn the_next_worker_reads_first_what_was_written_for_them_and_orders() {
    let words = said(&made(&rich(), Kind::HandOver));
    let things = between(&words, "THREE THINGS", "WHO IS IN THE FAMILY");
    let at = |part: &str| things.find(part).unwrap_or_else(|| panic!("{part} in {things}"));
    assert!(at("1. Non-molestation order about Father of Child B") < at("2. Order ends in March"), "{things}");
    assert!(at("2. Order ends in March") < at("3. ") && !things.contains("4. "), "{things}");
    let full = with(|facts| {
        facts["hand-overs"]["h1"]["second"] = json!("He is shy of men");
        facts["hand-overs"]["h1"]["third"] = json!("Ring the nursery first");
    });
    let words = said(&made(&full, Kind::HandOver));
    let things = between(&words, "THREE THINGS", "WHO IS IN THE FAMILY");
    assert!(things.contains("Non-molestation order"), "no order is lost for room: {things}");
    assert!(things.contains("1. Order ends in March") && things.contains("3. Ring the nursery first"), "{things}");
}

#[test]
fn what_a_card_has_no_room_for_is_counted() {
    let crowd = with(|facts| {
        for number in 0..30 {
            facts["people"][format!("p{}", 40 + number)] =
                json!({ "label": format!("Aunt {number}"), "role": "other-relative" });
            facts["steps"][format!("R1-07/e{}", 40 + number)] =
                json!({ "step": format!("Step {number}"), "state": "has-step" });
        }
    });
    let words = said(&made(&crowd, Kind::HandOver));
    let people = between(&words, "WHO IS IN THE FAMILY", "HOW THINGS STAND");
    let shown = people.matches("Aunt ").count();
    let left: usize = between(people, "And ", " more, on the checklist")[4..].parse().expect("a number");
    assert_eq!(shown + left, 30 + people.matches("more, on the checklist").count() - 1, "{people}");
    assert!(between(&words, "Steps still to take", "Not handed over").contains("more, on the checklist"), "{words}");
}

#[test]
fn a_level_stands_on_a_card_only_as_somebody_decided_it() {
    let words = said(&made(&rich(), Kind::HandOver));
    assert!(words.contains("Child A: Level 3, Intensive Support, 16 November 2026, by health visitor."), "{words}");
    assert!(words.contains("No decision recorded for Child B"), "{words}");
    let words = said(&made(&with(|facts| facts["levels"] = json!({})), Kind::HandOver));
    assert!(!words.contains("Level 3") && words.contains("No decision recorded for Child A, Child B"), "{words}");
}

#[test]
fn whether_a_card_arrived_is_ticked_as_it_was_recorded() {
    for (acknowledged, line) in [
        (json!("yes"), "[x] Received [ ] Not yet"),
        (json!("no"), "[ ] Received [x] Not yet"),
        (json!("not-known"), "[ ] Received [ ] Not yet"),
    ] {
        let case = with(|facts| facts["hand-overs"]["h1"]["acknowledged"] = acknowledged.clone());
        let words = said(&made(&case, Kind::HandOver));
        assert!(words.contains(line), "{acknowledged}: {words}");
    }
}

#[test]
fn a_closing_summary_says_what_came_of_each_offer_in_fair_words() {
    let case = with(|facts| facts["services"]["s1"]["state"] = json!("did-not-start"));
    let words = said(&made(&case, Kind::Closing));
    let offered = between(&words, "WHAT WAS OFFERED", "WHAT CHANGED");
    assert!(offered.contains("Asked for, then did not start"), "{offered}");
    let changed = between(&words, "WHAT CHANGED", "WHAT IS WORKING");
    let at = |part: &str| changed.find(part).unwrap_or_else(|| panic!("{part} in {changed}"));
    assert!(at("10 November 2026: the same") < at("23 November 2026: better"), "in the order of time: {changed}");
    assert!(between(&words, "WHAT IS STILL OPEN", "WHO WAS TOLD").contains("Joint visit with the nursery"), "{words}");
    let back = between(&words, "WHAT WOULD BRING", "WHAT THEY TOLD");
    assert!(back.contains("Child A: Male carer C alone with her") && back.contains("Ring Early Help within six weeks"));
    let own = between(&words, "WHAT THEY TOLD", "SIGN-OFF");
    assert!(own.contains("Of the plan: Nursery helps with mornings.") && own.contains("told by a child"), "{own}");
}

#[test]
fn long_words_are_printed_whole() {
    let long = "a word and another ".repeat(400);
    let case = with(|facts| {
        facts["hand-overs"]["h1"]["unresolved"] = json!(long);
        facts["hand-overs"]["h1"]["first"] = json!(long);
        facts["plan"]["presenting"] = json!(long);
        facts["events"]["e3"]["detail"] = json!(long);
    });
    for kind in KINDS {
        let words = said(&made(&case, kind));
        assert!(words.contains(long.trim()), "{kind:?}");
    }
}

#[test]
fn nobody_under_an_order_is_asked_to_come() {
    let words = said(&made(&rich(), Kind::Meeting));
    let there = between(&words, "WHO IS ASKED TO COME", "WHO IS IN THE FAMILY");
    assert!(there.contains("Mother, with somebody of their choice"), "{there}");
    assert!(!there.contains("Father of Child B, with"), "{there}");
    assert!(!there.contains("Maternal grandmother"), "only parents of these children: {there}");
    assert!(there.contains("Father of Child B: do not get in touch or pass messages on."), "{there}");
    let free = said(&made(&with(|facts| facts["orders"] = json!({})), Kind::Meeting));
    assert!(!free.contains("Nobody gets in touch, or passes a message"), "{free}");
}

/// What is left out is nowhere on these papers either, and an order that is left out binds all the same.
#[test]
fn what_is_left_out_is_on_none_of_them() {
    let case = with(|facts| facts["people"]["p7"]["off-paper"] = json!(true));
    for kind in KINDS {
        for apart in Apart::ALL {
            let choices = Choices { leave: [apart].into_iter().collect(), ..Choices::default() };
            let document = paper(&case, &guidance(), today(), kind, &choices);
            let everywhere = format!("{document:?} {}", page(&document));
            assert!(!everywhere.contains("Maternal grandmother"), "{kind:?}");
            assert!(!everywhere.contains("hidden number"), "{kind:?}");
            for contact in ["Father of Child B, with somebody", "Ask Father of Child B", "Meet Father of Child B"] {
                assert!(!everywhere.contains(contact), "{kind:?} {apart:?}: {contact}");
            }
            let is_left_out = apart != Apart::ThirdParty;
            assert_eq!(!everywhere.contains("on-molestation"), is_left_out, "{kind:?} {apart:?}");
            assert_eq!(said(&document).contains("withheld:"), is_left_out, "{kind:?} {apart:?}: it is said");
        }
        let roles = Choices { names: Names::Roles, ..Choices::default() };
        let words = said(&paper(&rich(), &guidance(), today(), kind, &roles));
        for name in ["Child A", "Father of Child", "Male carer C"] {
            assert!(!words.contains(name), "{kind:?}: {name} by role");
        }
    }
}

#[test]
fn a_meeting_pack_names_everybody() {
    let crowd = with(|facts| {
        for number in 0..30 {
            facts["people"][format!("p{}", 40 + number)] =
                json!({ "label": format!("Aunt {number}."), "role": "other-relative" });
        }
    });
    let choices = Choices { no_pictures: true, ..Choices::default() };
    let words = said(&paper(&crowd, &guidance(), today(), Kind::Meeting, &choices));
    let people = between(&words, "WHO IS IN THE FAMILY", "WHAT SHOULD BE DIFFERENT");
    assert!((0..30).all(|number| people.contains(&format!("Aunt {number}."))), "{people}");
}

#[test]
fn a_meeting_sees_what_one_agency_alone_holds_and_both_sides() {
    let words = said(&made(&rich(), Kind::Meeting));
    let one = between(&words, "WHAT ONE AGENCY ALONE HOLDS", "QUESTIONS FOR THE MEETING");
    assert!(one.contains("Abuse between Mother’s parents") && one.contains("Held by: Police"), "{one}");
    assert!(one.contains("prints on its own"), "{one}");
    let sides = between(&words, "WHAT EACH SIDE DID", "WHAT IS WORKING");
    assert!(sides.contains("Mother rang first, three times."), "{sides}");
    assert!(sides.contains("What did services do to make the help easier to use"), "the other side has room: {sides}");
    assert!(words.contains("Do you disagree with another agency’s decision?"), "{words}");
}

#[test]
fn a_meeting_pack_has_the_family_picture_unless_pictures_are_left_out() {
    let pictures = |choices: &Choices| {
        let document = paper(&rich(), &guidance(), today(), Kind::Meeting, choices);
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let drawn: Vec<_> =
            blocks.filter_map(|block| if let Block::Picture(it) = block { Some(it.clone()) } else { None }).collect();
        (drawn, said(&document))
    };
    let (drawn, words) = pictures(&Choices::default());
    assert!(!drawn.is_empty() && drawn.iter().all(|picture| picture.width <= 958 && picture.height <= 690));
    assert!(
        words.contains("Father of Child A may be a parent of Child A: named as a parent; disputed."),
        "in words too: {words}"
    );
    let (drawn, words) = pictures(&Choices { no_pictures: true, ..Choices::default() });
    assert!(drawn.is_empty() && !words.contains("FAMILY PICTURE"), "{words}");
}

#[test]
fn a_look_back_goes_by_time_and_asks_what_was_good_first() {
    let case = with(|facts| {
        facts["answers"]["LG-02a"] = json!({ "state": "known", "text": "That he had a new friend." });
        facts["answers"]["G-03c"] = json!({ "state": "known", "text": "Ring sooner." });
    });
    let words = said(&made(&case, Kind::LookBack));
    let known = between(&words, "WHAT WAS KNOWN", "WHOM WE TOLD");
    let at = |part: &str| known.find(part).unwrap_or_else(|| panic!("{part} in {known}"));
    assert!(at("2009 to 2014") < at("3 March 2024") && at("3 March 2024") < at("5 August 2026"), "{known}");
    assert!(known.contains("Held by Police"), "{known}");
    assert!(words.contains("That he had a new friend."));
    let learnt = between(&words, "WHAT WE LEARNT", "SIGN-OFF");
    let at = |part: &str| learnt.find(part).unwrap_or_else(|| panic!("{part} in {learnt}"));
    assert!(
        at("What was good practice") < at("What contributed") && at("What contributed") < at("What might be different")
    );
    assert!(at("What might be different") < at("Ring sooner."));
}

#[test]
fn no_paper_says_what_would_have_been() {
    for kind in every_kind() {
        for document in [made(&rich(), kind), blank(&guidance(), None, kind)] {
            let words = said(&document).to_lowercase();
            for never in ["would have", "could have prevented", "prevented", "failed to", "refused"] {
                assert!(!words.contains(never), "{kind:?}: {never}");
            }
        }
    }
}

/// A key of the pack's words that has none is printed as it is.
#[test]
fn no_key_of_a_word_is_printed() {
    for kind in every_kind() {
        for document in [made(&rich(), kind), made(&Case::default(), kind), blank(&guidance(), None, kind)] {
            let words = said(&document);
            let is_key = |word: &&str| {
                word.split_once('.').is_some_and(|(one, other)| {
                    one.len() > 3
                        && other.len() > 2
                        && (one.to_owned() + other).chars().all(|l| l.is_ascii_lowercase() || l == '-')
                })
            };
            let keys: Vec<&str> = words.split_whitespace().filter(is_key).collect();
            assert!(keys.is_empty(), "{kind:?}: {keys:?}");
        }
    }
}

#[test]
fn titles_name_nobody() {
    for kind in every_kind() {
        for document in [made(&rich(), kind), blank(&guidance(), None, kind)] {
            for label in ["Mother", "Father of", "Child A", "Larch"] {
                assert!(!document.title.contains(label), "{}", document.title);
            }
        }
    }
}

fn headings(document: &Document) -> Vec<String> {
    document.sections.iter().map(|section| section.heading.clone()).filter(|heading| !heading.is_empty()).collect()
}

/// Whoever learns one paper finds their way on the other.
#[test]
fn a_blank_has_the_parts_of_its_paper_in_the_same_order() {
    for kind in every_kind() {
        let (filled, empty) = (headings(&made(&rich(), kind)), headings(&blank(&guidance(), Some(today()), kind)));
        let mut both: Vec<&String> = Vec::new();
        for heading in filled.iter().filter(|heading| empty.contains(heading)) {
            if !both.contains(&heading) {
                both.push(heading);
            }
        }
        let other: Vec<&String> = empty.iter().filter(|heading| filled.contains(heading)).collect();
        assert_eq!(both, other, "{kind:?}");
        assert!(!other.is_empty(), "{kind:?}");
        if KINDS.contains(&kind) {
            let always = made(&Case::default(), kind);
            for part in always.sections.iter().filter(|section| section.level == 2) {
                assert!(empty.contains(&part.heading), "{kind:?}: {} is always there", part.heading);
            }
        }
    }
}

#[test]
fn a_blank_says_nothing_of_a_family_and_has_room_to_write() {
    for kind in every_kind() {
        let document = blank(&guidance(), None, kind);
        let lines = format!("{document:?}");
        assert!(!lines.contains("Unknown("), "{kind:?} says what is not recorded, where nothing could be");
        for words in ["Not recorded", "None recorded", "No date", "is recorded", "Not named"] {
            assert!(!said(&document).contains(words), "{kind:?}: {words}");
        }
        assert!(lines.contains("LongBlank"), "{kind:?}");
        assert_eq!(document.margins.date, "", "{kind:?}: no day is known");
        assert!(kind == Kind::Training || document.margins.handling.contains("OFFICIAL-SENSITIVE"), "{kind:?}");
    }
    assert_eq!(blank(&guidance(), Some(today()), Kind::Checklist).margins.date, "16 November 2026");
}

#[test]
fn every_core_question_is_on_the_blank_of_the_checklist_once_under_its_number() {
    let words = said(&blank(&guidance(), None, Kind::Checklist));
    let pack = guidance();
    let mut numbers = Vec::new();
    for prompt in pack.core_route() {
        let asked = fill(&prompt.text, &[("child", "this child"), ("person", "this adult")]);
        let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = words.find(&asked).unwrap_or_else(|| panic!("{}: {asked}", prompt.id));
        let number = words[..at].split_whitespace().next_back().expect("a number").to_owned();
        assert!(number.chars().all(|letter| letter.is_ascii_digit() || letter == '.'), "{}: {number}", prompt.id);
        assert!(!numbers.contains(&number), "{number} twice");
        numbers.push(number);
        assert_eq!(words.matches(&asked).count(), 1, "{}", prompt.id);
    }
    assert_eq!(numbers.len(), 25);
}

/// A question has the same number on each blank, so that two people can speak of it by its number.
#[test]
fn a_question_has_the_same_number_on_each_blank() {
    let strong = |kind| {
        let document = blank(&guidance(), None, kind);
        let cards = document.sections.into_iter().flat_map(|section| section.blocks);
        let title = cards.filter_map(|block| if let Block::Card { title, .. } = block { Some(title) } else { None });
        let words =
            title.flatten().filter_map(|inline| if let Inline::Strong(words) = inline { Some(words) } else { None });
        words.filter(|words| words.starts_with(|letter: char| letter.is_ascii_digit())).collect::<Vec<_>>()
    };
    let all = strong(Kind::Checklist);
    let meeting = strong(Kind::Meeting);
    assert!(meeting.len() >= 6);
    for question in meeting {
        assert!(all.contains(&question), "{question}");
    }
}
