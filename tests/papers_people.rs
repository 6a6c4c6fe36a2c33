//! The papers about one person, and the chronology: what stands on each, in which order, and what never does.

use family_history_content::guidance;
use family_history_domain::case::{Case, PersonId, Several};
use family_history_domain::document::{
    Apart, Block, Choices, Document, Kind, Line, nodes, page, paper, print_css, text,
};
use family_history_domain::save;
use family_history_domain::when::{Reading, Today, When};
use family_history_tests::expect;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

#[track_caller]
fn opened(facts: Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(opened.problems, []);
    opened.case
}

fn when(said: &str) -> Value {
    let (when, _) = When::read(said, Reading::on(today()));
    json!({ "said": when.said(), "edtf": when.edtf() })
}

fn made(case: &Case, kind: Kind) -> Document {
    paper(case, &guidance(), today(), kind, &Choices::default())
}

/// Plain text on single spaces.
fn said(document: &Document) -> String {
    text::write(document).replace("!! ", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// These words stand on it one after another.
#[track_caller]
fn in_order(words: &str, order: &[&str]) {
    let mut from = 0;
    for next in order {
        let at = words[from..].find(next).unwrap_or_else(|| panic!("{next} after what stands before it in\n{words}"));
        from += at + next.len();
    }
}

const AMY: PersonId = PersonId(1);
const BO: PersonId = PersonId(2);
const MOTHER: PersonId = PersonId(3);
const DAN: PersonId = PersonId(4);
const SAM: PersonId = PersonId(5);
const KIT: PersonId = PersonId(6);

/// A family with something of everything that stands on these papers. Dan may not be contacted; Sam may be.
fn facts() -> Value {
    let told = |who: &str, said: &str| json!({ "who": who, "route": "told-by-parent", "when": when(said) });
    json!({
        "head": { "reference": "Alder 7", "checkpoint": "allocation", "agency": "hv", "worker": "health visitor", "begun": when("9 November 2026") },
        "people": {
            "p1": { "label": "Amy", "role": "child", "sex": "female", "born": when("4 January 2025"), "source": { "route": "seen" } },
            "p2": { "label": "Bo", "role": "child", "born": when("June 2022") },
            "p3": { "label": "Mother", "role": "mother", "sex": "female", "born": when("2002") },
            "p4": { "label": "Dan", "role": "father", "sex": "male", "born": when("about 1997"), "gp": "Riverside" },
            "p5": { "label": "Sam", "role": "partner", "sex": "male", "heard-of": when("2 November 2026"), "source": told("Mother", "") },
            "p6": { "label": "Kit", "role": "child", "unborn": true, "born": when("March 2027") } },
        "parents": {
            "l1": { "adult": "p3", "child": "p1", "kind": "birth", "status": "agreed" },
            "l2": { "adult": "p4", "child": "p2", "kind": "birth", "status": "on-certificate", "certificate": "checked" },
            "l3": { "adult": "p5", "child": "p1", "kind": "alleged", "status": "disputed", "source": told("Mother", "2 February 2025") } },
        "presences": {
            "r1": { "adult": "p3", "kind": "lives-here" },
            "r2": { "adult": "p5", "child": "p2", "kind": "visits", "since": when("about September 2026"), "note": "Mostly at weekends",
                "source": { "who": "Bo to key worker", "route": "told-by-child" } },
            "r3": { "adult": "p4", "child": "p2", "kind": "contact-elsewhere" } },
        "ties": { "t1": { "one": "p3", "other": "p5", "kind": "partners", "since": when("summer 2026") } },
        "households": { "hh1": { "label": "The flat", "people": ["p1", "p2", "p3"], "since": when("2024") } },
        "views": { "w1": { "adult": "p5", "child": "p2", "offers": "Plays cars with him", "worries": "Shouts when tired", "unknown": "Where he lives",
            "other-children": "A baby elsewhere", "other-under-two": "yes", "source": told("Mother", "2 November 2026") } },
        "attempts": {
            "a1": { "adult": "p5", "child": "p1", "kind": "invited", "when": when("3 March 2026"), "by": "midwife", "outcome": "He came, and stayed." },
            "a2": { "adult": "p5", "kind": "asked-about", "when": when("2 February 2025") } },
        "orders": { "o1": { "kind": "non-molestation", "about": "p4", "protects": ["p3"], "state": "in-force", "from": when("3 March 2024"),
            "until": when("3 March 2027"), "court": "Family Court", "source": { "route": "seen" } } },
        "concerns": {
            "c1": { "about": "p5", "basis": "family-court-finding", "words": "Harm to a past partner", "holder": "children's social work",
                "when": when("May 2019"), "checked": "not-checked", "source": { "route": "told-by-someone-else", "who": "his mother" } },
            "c2": { "about": "p5", "basis": "hearsay", "words": "Said to be on licence" } },
        "events": {
            "e1": { "when": when("2009 to 2014"), "what": "Mother lived in three homes", "theme": "parents-childhood", "people": ["p3"],
                "standing": "reported", "source": { "who": "Police", "route": "police" }, "held-by": ["police"] },
            "e2": { "when": when("12/3/2024"), "what": "Finding that Dan hurt Mother", "theme": "domestic-abuse", "people": ["p3", "p4"], "standing": "finding",
                "court": "Family Court, balance of probabilities", "meaning": "Watch how Bo is around raised voices", "different": "Ask what helped", "talked": "not-yet" },
            "e3": { "when": when("summer 2025"), "what": "A friend moved away", "people": ["p3"], "source": told("Mother", "") },
            "e4": { "what": "Mother was in care for a time", "standing": "reported" },
            "e5": { "when": { "said": "when the big tree fell" }, "what": "Bo was ill", "people": ["p2"] },
            "e6": { "when": when("May 2026"), "what": "Hidden thing", "people": ["p2"], "off-paper": true } },
        "contacts": {
            "v1": { "when": when("12 February 2026"), "agency": "hv", "by": "health visitor", "seen": ["p1"], "awake": "asleep", "place": "home",
                "inside-home": true, "note": "Warm and breathing easily" },
            "v2": { "when": when("2 October 2025"), "by": "practice nurse", "seen": ["p1"], "awake": "awake", "place": "clinic" },
            "v3": { "when": when("2 November 2026"), "by": "key worker", "seen": ["p2"], "place": "nursery" } },
        "services": { "s1": { "agency": "early-help", "purpose": "Someone to talk to", "state": "did-not-start", "since": when("March 2025"), "barriers": ["travel"] } },
        "notifications": { "n1": { "when": when("14 November 2023"), "what": "Police called to the flat", "from": "police", "receipts": { "hv": "received" }, "response": "Visit the same week" } },
        "appointments": {
            "ap1": { "child": "p1", "what": "Hearing test", "when": when("July 2026"), "times": "twice", "follows-up": "health visitor", "reason": "Two buses" },
            "ap2": { "child": "p2", "what": "Eye test" } },
        "outcomes": {
            "ou1": { "whom": "p1", "what": "Amy sleeps in her own bed", "sign": "Four nights in a week" },
            "ou2": { "whom": "p2", "what": "Bo goes to nursery" } },
        "progress": { "pr1": { "outcome": "ou1", "when": when("10 November 2026"), "course": "better", "evidence": "Three nights" } },
        "levels": { "z1": { "child": "p1", "when": when("1 November 2026"), "level": "2", "by": "health visitor", "reasons": "Help that did not start" } },
        "answers": {
            "L-01a/p1": { "state": "known", "text": "Porridge with Mother" }, "L-01a/p2": { "state": "known", "text": "Toast at nursery" },
            "L-10/p1": { "state": "known", "text": "With her nan on Tuesdays", "source": told("Mother", "") },
            "L-06a/p1": { "state": "known", "text": "A dreamer" }, "L-06b/p1": { "state": "known", "text": "Watches faces" },
            "W-12/p1": { "state": "known", "text": "No bruise seen" },
            "R1-18/p5": { "state": "known", "text": "Grew up by the sea" } },
        "steps": { "M-11/p5": { "state": "has-step", "step": "Ask the nursery what they see", "owner": "health visitor" } },
    })
}

fn family() -> Case {
    opened(facts())
}

fn snapshot(name: &str, document: &Document) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text::write(document));
    });
}

#[test]
fn each_paper_reads_as_it_should() {
    for (name, kind) in [
        ("man-may-be-contacted", Kind::Man(SAM)),
        ("man-no-contact", Kind::Man(DAN)),
        ("child", Kind::Child(AMY)),
        ("child-unborn", Kind::Child(KIT)),
        ("chronology", Kind::Chronology(None)),
        ("chronology-person", Kind::Chronology(Some(BO))),
    ] {
        snapshot(&format!("people-{name}"), &made(&family(), kind));
    }
    let bare = opened(json!({ "people": { "p1": { "role": "child" }, "p4": { "role": "father" } } }));
    for (name, kind) in [("man", Kind::Man(DAN)), ("child", Kind::Child(AMY)), ("chronology", Kind::Chronology(None))] {
        snapshot(&format!("people-bare-{name}"), &made(&bare, kind));
    }
}

#[test]
fn a_man_is_met_by_what_he_offers_first() {
    let words = said(&made(&family(), Kind::Man(SAM)));
    in_order(
        &words,
        &[
            "Keep this sheet apart from anything that Sam may see",
            "Amy: Named as a parent. Disputed. Told by a parent (Mother), 2 February 2025.",
            "Bo: Visits, since about September 2026. Mostly at weekends. Told by a child (Bo to key worker).",
            "Mother and Sam: partners, since summer 2026",
            "Plays cars with him. Told by a parent (Mother), 2 November 2026.",
            "2 February 2025: somebody was asked about them. Not recorded what came of it.",
            "3 March 2026",
            "He came, and stayed.",
            "Shouts when tired",
            "Harm to a past partner",
            "Where he lives",
            "Open questions",
            "Grew up by the sea",
        ],
    );
    assert!(
        words.contains("Next step: Ask the nursery what they see By whom: health visitor By when: No date"),
        "{words}"
    );
}

/// What was found by a family court is no conviction, and what was said is no licence.
#[test]
fn what_worries_stands_on_what_it_rests_on_and_whether_it_was_checked() {
    let words = said(&made(&family(), Kind::Man(SAM)));
    in_order(
        &words,
        &[
            "Family court finding, May 2019. Harm to a past partner.",
            "Not checked",
            "Told by someone else (his mother).",
        ],
    );
    in_order(&words, &["Said to be on licence", "Not recorded whether checked."]);
    for never in ["onviction", "convicted", "ffender", "Licence or parole"] {
        assert!(!words.contains(never), "{never} in {words}");
    }
}

#[test]
fn nobody_is_sent_to_a_man_who_may_not_be_contacted() {
    let unsafe_to_ask = opened(json!({
        "people": { "p4": { "label": "Dan", "role": "father", "sex": "male" }, "p1": { "label": "Amy", "role": "child" } },
        "attempts": { "a1": { "adult": "p4", "kind": "unsafe" } } }));
    let leaving = |apart: Apart| Choices { leave: [apart].into_iter().collect::<Several<_>>(), ..Choices::default() };
    let mut papers = vec![made(&family(), Kind::Man(DAN)), made(&unsafe_to_ask, Kind::Man(DAN))];
    for apart in Apart::ALL {
        for case in [family(), unsafe_to_ask.clone()] {
            papers.push(paper(&case, &guidance(), today(), Kind::Man(DAN), &leaving(apart)));
        }
    }
    for document in papers {
        let words = said(&document);
        let before = words.split("Who he is to each child").next().unwrap_or_default();
        let safe = ["Nobody gets in touch, or passes a message", "Dan: do not get in touch or pass messages on."];
        assert!(safe.iter().any(|safe| before.contains(safe)), "the safe words lead: {words}");
        for contact in
            ["Who will ask", "Ask Dan", "Invite Dan", "Meet Dan", "Ring Dan", "Talk with Dan", "Write to Dan"]
        {
            assert!(!words.contains(contact), "{contact} in {words}");
        }
    }
    // Where nothing was tried with somebody who may be asked, there is room for who will.
    let free = opened(json!({ "people": { "p4": { "label": "Dan", "role": "father" } } }));
    assert!(said(&made(&free, Kind::Man(DAN))).contains("No attempt recorded. Who will ask:"));
}

/// What a survivor said is for no sheet about him who did it.
#[test]
fn what_the_person_hurt_has_said_is_not_on_his_sheet() {
    let mut facts = facts();
    facts["abuse"] = json!({
        "ab1": { "by": "p4", "to": "p3", "kinds": ["control"], "pattern": "Worse at weekends", "account": "He kept my phone",
            "afraid": "Mother slept dressed", "effect": "Keeps the curtains shut" },
        "ab2": { "by": "p3", "to": "p4", "account": "She hit me once" } });
    let case = opened(facts);
    let (his, whole) = (said(&made(&case, Kind::Man(DAN))), said(&made(&case, Kind::Checklist)));
    for hers in ["He kept my phone", "Mother slept dressed", "Keeps the curtains shut"] {
        assert!(!his.contains(hers) && whole.contains(hers), "{hers}");
        assert!(!said(&made(&case, Kind::Chronology(Some(DAN)))).contains(hers), "{hers}");
    }
    for stays in ["Worse at weekends", "She hit me once", "What somebody else said of being hurt is not on this sheet."]
    {
        assert!(his.contains(stays), "{stays} in {his}");
    }
}

#[test]
fn the_order_about_one_man_is_not_on_the_sheet_of_another() {
    let sam = said(&made(&family(), Kind::Man(SAM)));
    assert!(!sam.contains("Non-molestation") && !sam.contains("Dan"), "{sam}");
    assert!(said(&made(&family(), Kind::Man(DAN))).contains("Non-molestation order about Dan"));
    assert!(said(&made(&family(), Kind::Child(BO))).contains("Non-molestation order about Dan"));
    assert!(said(&made(&family(), Kind::Chronology(Some(MOTHER)))).contains("Non-molestation order about Dan"));
}

#[test]
fn a_child_is_read_of_in_words_of_their_own_day_first() {
    let words = said(&made(&family(), Kind::Child(AMY)));
    in_order(
        &words,
        &[
            "Written so that Amy can read it one day.",
            "What it is like to be Amy",
            "Porridge with Mother",
            "A dreamer",
            "Watches faces",
            "Where Amy is safe",
            "With her nan on Tuesdays Told by a parent (Mother)",
            "Who lives with, visits or cares for Amy",
            "Mother",
            "Who has seen Amy, and when",
            "Last seen: 12 February 2026, by health visitor",
            "Last seen awake: 2 October 2025, by practice nurse",
            "Seen where: At home, at a clinic",
            "Longest time without: Nobody is on record as having seen Amy from 13 February 2026 to 16 November 2026.",
            "asleep",
            "appointments the child was not brought to",
            "Not brought: Hearing test",
            "What got in the way: Two buses",
            "Amy sleeps in her own bed",
            "10 November 2026: better",
            "Level 2",
            "Help that did not start",
            "Open questions",
            "No bruise seen",
        ],
    );
    for others in ["Toast at nursery", "Eye test", "Bo goes to nursery", "key worker Bo"] {
        assert!(!words.contains(others), "{others} is of another child: {words}");
    }
    assert!(!words.contains("failed") && !words.contains("did not attend"), "{words}");
}

/// Somebody under an order does not stand above those with whom a child lives.
#[test]
fn those_a_child_can_turn_to_stand_first() {
    let mut facts = facts();
    facts["presences"]["r3"]["kind"] = json!("lives-here");
    let words = said(&made(&opened(facts), Kind::Child(BO)));
    let (_, people) = words.split_once("Who lives with, visits or cares for Bo").expect("the part");
    in_order(people, &["Person: Mother", "Person: Sam", "Person: Dan"]);
}

#[test]
fn before_the_birth_a_child_is_asked_about_as_one_who_is_expected() {
    let words = said(&made(&family(), Kind::Child(KIT)));
    assert!(words.contains("What is ready for Kit") && !words.contains("What does Kit wear"), "{words}");
    assert!(!words.contains("Last seen") && words.contains("Expected March 2027"), "{words}");
}

#[test]
fn a_gap_is_told_only_where_it_can_be() {
    let gap = |contacts: Value| {
        let child = json!({ "p1": { "label": "Amy", "role": "child", "born": when("1 September 2026") } });
        said(&made(&opened(json!({ "people": child, "contacts": contacts })), Kind::Child(AMY)))
    };
    let seen = |said: &str| json!({ "seen": ["p1"], "when": when(said), "place": "home" });
    assert!(
        gap(json!({ "v1": seen("20 September 2026"), "v2": seen("20 October 2026") }))
            .contains("No time longer than six weeks")
    );
    assert!(
        gap(json!({ "v1": seen("20 September 2026"), "v2": seen("") }))
            .contains("It cannot be told from what is recorded")
    );
    assert!(
        gap(json!({ "v1": seen("20 September 2026") }))
            .contains("having seen Amy from 21 September 2026 to 16 November 2026")
    );
    // Where nothing was put down, nobody is said never to have seen her.
    assert!(gap(json!({})).contains("It cannot be told from what is recorded"));
}

#[test]
fn a_chronology_goes_by_time_and_says_how_old_everybody_was() {
    let words = said(&made(&family(), Kind::Chronology(None)));
    in_order(
        &words,
        &[
            "When: 2009 to 2014 What happened: Mother lived in three homes",
            "Ages then: Mother: between 6 and 12 years",
            "Police Held by Police",
            "Bo born",
            "Ages then: Mother: 19 or 20 years",
            "Nobody is on record as having seen Bo from 30 June 2022 to 1 November 2026.",
            "Police called to the flat",
            "Who got it: Health visiting: got it",
            "Visit the same week",
            "When: 12 March 2024 As said: 12/3/2024 What happened: Finding that Dan hurt Mother",
            "Dan: between 25 and 28 years",
            "Court finding Family Court, balance of probabilities",
            "Watch how Bo is around raised voices",
            "Amy born",
            "Early Help, asked for, then did not start",
            "What makes it hard to use: getting there",
            "When: Summer 2025 What happened: A friend moved away",
            "Amy: between 4 and 7 months",
            "One account",
            "Amy seen",
            "Amy from 13 February 2026 to 16 November 2026",
            "Amy was not brought: Hearing test",
            "Amy: Level 2",
            "Bo seen",
            "WITHOUT A DATE THAT CAN BE READ",
            "When: No date recorded What happened: Mother was in care for a time",
            "when the big tree fell No day could be read from this What happened: Bo was ill",
        ],
    );
    assert!(!words.contains("Hidden thing") && words.contains("1 fact is kept off this paper"), "{words}");
}

#[test]
fn the_chronology_of_one_person_holds_what_concerns_them_alone() {
    let words = said(&made(&family(), Kind::Chronology(Some(BO))));
    for of_bo in ["Bo born", "Bo seen", "Bo was ill", "Sam visits Bo", "having seen Bo"] {
        assert!(words.contains(of_bo), "{of_bo} in {words}");
    }
    for of_others in ["three homes", "A friend moved away", "Amy", "Police called", "Early Help", "Mother: 2"] {
        assert!(!words.contains(of_others), "{of_others} in {words}");
    }
    let mother = said(&made(&family(), Kind::Chronology(Some(MOTHER))));
    assert!(mother.contains("Ages then: Mother: 21 or 22 years Whose word"), "her age alone: {mother}");
}

#[test]
fn a_silence_stands_across_the_table() {
    let document = made(&family(), Kind::Chronology(None));
    let rows = document.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let across: Vec<_> = rows.expect("a table").iter().filter(|row| row.len() == 1).collect();
    assert_eq!(across.len(), 4, "{across:?}");
    assert!(document.landscape && print_css(&document).contains("A4 landscape"));
}

#[test]
fn somebody_left_out_is_not_on_a_paper_of_their_own() {
    let mut facts = facts();
    facts["people"]["p5"]["off-paper"] = json!(true);
    facts["people"]["p2"]["off-paper"] = json!(true);
    let case = opened(facts);
    for (kind, label) in [
        (Kind::Man(SAM), "Sam"),
        (Kind::Child(BO), "Bo"),
        (Kind::Chronology(Some(SAM)), "Sam"),
        (Kind::Chronology(Some(BO)), "Bo"),
    ] {
        let document = made(&case, kind);
        let all = format!("{}{}{:?}{document:?}", text::write(&document), page(&document), nodes(&document));
        for word in [format!("{label} "), format!("{label}:"), format!("{label}.")] {
            assert!(!all.contains(&word), "{kind:?}: {word}");
        }
        assert!(said(&document).contains("This person is not named on this paper."), "{kind:?}");
    }
}

/// The title is seen in a list of print jobs.
#[test]
fn no_title_names_anybody() {
    for kind in Kind::all(&family()) {
        let document = made(&family(), kind);
        for label in ["Amy", "Bo", "Dan", "Sam", "Kit", "Mother"] {
            assert!(!document.title.contains(label) && !document.margins.title.contains(label), "{kind:?}");
        }
    }
}

#[test]
fn a_long_note_is_printed_whole() {
    let mut facts = facts();
    let long: Vec<String> = (0..1500).map(|number| format!("word{number}")).collect();
    let long = long.join(" ");
    facts["views"]["w1"]["offers"] = json!(long);
    facts["answers"]["L-03/p1"] = json!({ "state": "known", "text": long });
    facts["events"]["e1"]["detail"] = json!(long);
    let case = opened(facts);
    for kind in [Kind::Man(SAM), Kind::Child(AMY), Kind::Chronology(None), Kind::Chronology(Some(MOTHER))] {
        assert!(said(&made(&case, kind)).contains(&long), "{kind:?}");
    }
}

/// A blank would read as an answer, and a heading that is skipped is lost to somebody who listens.
#[test]
fn every_cell_holds_words_and_headings_follow_each_other() {
    let cases = [
        family(),
        expect::case("william.json"),
        opened(json!({ "people": { "p1": { "role": "child" }, "p2": { "role": "father" } } })),
    ];
    for case in &cases {
        let mut kinds = Kind::all(case);
        kinds.retain(|kind| matches!(kind, Kind::Man(_) | Kind::Child(_) | Kind::Chronology(_)));
        assert!(kinds.len() >= 3);
        for kind in kinds {
            let document = made(case, kind);
            let levels: Vec<u8> = document.sections.iter().map(|section| section.level).collect();
            assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{kind:?}: {levels:?}");
            let is_blank = |lines: &Vec<Line>| lines.iter().flatten().next().is_none();
            for section in &document.sections {
                assert!(
                    !section.heading.trim().is_empty() && !section.blocks.is_empty(),
                    "{kind:?}: {}",
                    section.heading
                );
                for block in &section.blocks {
                    if let Block::Table { rows, head, .. } = block {
                        assert!(!rows.iter().flatten().any(is_blank), "{kind:?}: {rows:?}");
                        let is_whole =
                            |row: &Vec<Vec<Line>>| head.is_empty() || row.len() == 1 || row.len() == head.len();
                        assert!(rows.iter().all(is_whole), "{kind:?}");
                    }
                }
            }
        }
    }
}
