//! What is chosen before a paper is made: what is left out is nowhere on it and is said to be, and people are called as chosen.

use family_history_content::guidance;
use family_history_domain::case::{Case, FactId, Person, Several};
use family_history_domain::document::{Apart, Choices, Document, Kind, Names, learns, nodes, page, paper, text};
use family_history_domain::review::review;
use family_history_domain::save;
use family_history_domain::when::Today;
use family_history_tests::opened;
use serde_json::{Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

fn made(case: &Case, kind: Kind, choices: &Choices) -> Document {
    paper(case, &guidance(), today(), kind, choices)
}

fn leaving(apart: Apart) -> Choices {
    Choices { leave: [apart].into_iter().collect::<Several<_>>(), ..Choices::default() }
}

/// Plain text on single spaces.
fn said(document: &Document) -> String {
    text::write(document).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that could carry a word off the screen: text, page, structure, styles.
fn everywhere(document: &Document) -> String {
    format!("{}\n{}\n{:?}\n{document:?}", text::write(document), page(document), nodes(document))
}

/// A family with one fact of each kind that can be left out, each with a word of its own.
fn family() -> Case {
    opened(&json!({
        "people": {
            "p1": { "label": "Amy Larch", "role": "child" },
            "p2": { "label": "Kim Larch", "role": "mother", "sex": "female" },
            "p3": { "label": "Dan", "role": "partner", "sex": "male" },
            "p4": { "label": "Neighbour", "role": "other-adult", "sex": "female", "note": "zebra" },
        },
        "presences": { "r1": { "adult": "p3", "kind": "visits" } },
        "orders": { "o1": { "about": "p3", "protects": ["p2"], "state": "in-force", "court": "walrus" } },
        "concerns": { "c1": { "about": "p3", "basis": "licence", "words": "ocelot" } },
        "events": {
            "e1": { "what": "A window was broken heron", "theme": "police-or-court", "people": ["p3"] },
            "e2": { "what": "Shouting heard gecko", "source": { "route": "told-by-someone-else", "who": "a friend" }, "people": ["p2"] },
            "e3": { "what": "Dan Larch and Dan came on Friday; Amy slept; Danish pastries", "people": ["p3"] },
        },
        "abuse": { "ab1": { "by": "p3", "to": "p2", "pattern": "magpie" } },
        "maracs": { "ma1": { "actions": "jackal" } },
        "answers": { "M-09/p3": { "state": "not-safe", "reason": "badger" } },
    }))
}

/// Where each kind of entry stands in a file that can hold nothing, and how its ids begin. The others are about somebody from the first.
const ENTRIES: [(&str, &str); 19] = [
    ("checkpoints", "k"),
    ("households", "hh"),
    ("records", "d"),
    ("events", "e"),
    ("services", "s"),
    ("contacts", "v"),
    ("notifications", "n"),
    ("hand-overs", "h"),
    ("needs", "g"),
    ("outcomes", "ou"),
    ("advice", "ad"),
    ("abuse", "ab"),
    ("maracs", "ma"),
    ("assessments", "as"),
    ("liaisons", "li"),
    ("accounts", "ac"),
    ("challenges", "ch"),
    ("decisions", "de"),
    ("combined", "co"),
];

#[test]
fn an_entry_with_nothing_put_down_in_it_raises_nothing_and_is_on_no_paper() {
    let (case, guidance) = (family(), guidance());
    for (part, prefix) in ENTRIES {
        let mut facts: Value = serde_json::from_str(&save::write(&case, 900)).expect("a file");
        facts["case"][part][format!("{prefix}900")] = json!({});
        let opened = opened(&facts["case"]);
        assert!(opened.has(&format!("{prefix}900").parse().expect("an id")), "{part}");
        assert_eq!(review(&opened, &guidance, today()), review(&case, &guidance, today()), "{part}");
        for kind in Kind::all(&case) {
            let (with, without) = (made(&opened, kind, &Choices::default()), made(&case, kind, &Choices::default()));
            assert!(said(&with) == said(&without), "{part} is on {kind:?}");
        }
    }
}

#[test]
fn what_is_left_out_is_nowhere_on_the_paper_and_is_counted() {
    for (apart, gone, stays, count) in [
        (
            Apart::ThirdParty,
            &["zebra", "gecko", "Neighbour"][..],
            &["walrus", "ocelot", "heron"][..],
            "2 facts are withheld: about or from third parties",
        ),
        (Apart::Offences, &["walrus", "ocelot", "heron"], &["gecko", "magpie"], "3 facts are withheld: police, court"),
        (
            Apart::Safety,
            &["walrus", "magpie", "jackal", "badger"],
            &["ocelot", "heron"],
            "4 facts are withheld: they could make somebody less safe",
        ),
    ] {
        let document = made(&family(), Kind::Checklist, &leaving(apart));
        let all = everywhere(&document);
        for word in gone {
            assert!(!all.contains(word), "{apart:?}: {word}");
        }
        for word in stays {
            assert!(all.contains(word), "{apart:?}: {word} stays");
        }
        assert!(said(&document).contains(count), "{apart:?}: {}", said(&document));
    }
    let whole = made(&family(), Kind::Checklist, &Choices::default());
    assert!(!said(&whole).contains("withheld:"), "nothing is said to be left out where nothing is");
}

/// An order that is not printed binds all the same.
#[test]
fn nobody_is_sent_to_a_person_whose_order_is_left_out() {
    for apart in Apart::ALL {
        let words = said(&made(&family(), Kind::Checklist, &leaving(apart)));
        for contact in ["Ask Dan", "Invite Dan", "Meet Dan", "Talk with Dan", "With Dan", "Ring Dan"] {
            assert!(!words.contains(contact), "{apart:?}: {contact}");
        }
    }
}

#[test]
fn people_are_called_by_role_or_initials_wherever_they_are_named() {
    let called = |names: Names| {
        let document = made(&family(), Kind::Checklist, &Choices { names, ..Choices::default() });
        (everywhere(&document), said(&document))
    };
    let (all, words) = called(Names::Roles);
    for name in ["Amy", "Kim", "Larch", "Dan ", "Dan,", "Dan:"] {
        assert!(!all.contains(name), "{name} by role");
    }
    assert!(words.contains("Partner came on Friday; Child slept; Danish pastries"), "{words}");
    let (all, words) = called(Names::Initials);
    for name in ["Amy", "Kim", "Larch", "Dan "] {
        assert!(!all.contains(name), "{name} by initials");
    }
    assert!(words.contains("D came on Friday; AL slept"), "{words}");
    let mut case = family();
    std::rc::Rc::make_mut(&mut case.head).reference = "Larch 3".to_owned();
    let choices = Choices { names: Names::Roles, ..Choices::default() };
    assert!(said(&made(&case, Kind::Checklist, &choices)).contains("Larch 3"), "a reference leads to the record");
    let (_, words) = called(Names::Typed);
    assert!(words.contains("Dan Larch and Dan came on Friday"));
}

#[test]
fn two_people_are_never_called_the_same() {
    let mut people = serde_json::Map::new();
    for number in 1..5 {
        people.insert(format!("p{number}"), json!({ "label": format!("Child {number}"), "role": "child" }));
    }
    people.insert("p9".to_owned(), json!({ "label": "Cat", "role": "child" }));
    let case =
        opened(&json!({ "people": people, "events": { "e1": { "what": "The child of a friend; Child 3 was ill" } } }));
    for names in [Names::Roles, Names::Initials] {
        let words = said(&made(&case, Kind::Checklist, &Choices { names, ..Choices::default() }));
        assert!(words.contains("The child of a friend"), "a common word is no name: {words}");
        let three = if names == Names::Roles { "Child 3" } else { "C3" };
        assert!(words.contains(&format!("{three} was ill")), "{words}");
    }
}

#[test]
fn where_a_paper_goes_stands_on_it() {
    let choices = Choices { goes_to: "the school nurse".to_owned(), ..Choices::default() };
    assert!(said(&made(&family(), Kind::Checklist, &choices)).contains("This paper goes to: the school nurse."));
    assert!(!said(&made(&family(), Kind::Checklist, &Choices::default())).contains("goes to"));
}

#[test]
fn a_choice_changes_no_fact() {
    let case = family();
    let before = case.clone();
    for names in Names::ALL {
        let choices = Choices { names, leave: Apart::ALL.into_iter().collect(), ..Choices::default() };
        made(&case, Kind::Checklist, &choices);
    }
    assert_eq!(case, before);
    assert!(
        case.has(&FactId::from(family_history_domain::case::PersonId(4)))
            && case.get::<Person>(family_history_domain::case::PersonId(4)).is_some()
    );
}

/// Every paper of one family, as plain text and as a page, as it was looked at.
#[test]
fn every_paper_is_as_it_was_looked_at() {
    let file = include_str!("papers_work/rich.json");
    let case = save::open(file).expect("a file").case;
    for kind in
        Kind::all(&case).into_iter().filter(|kind| kind.person().is_none_or(|person| person.0 == 1 || person.0 == 4))
    {
        let document = made(&case, kind, &Choices::default());
        let whose = kind.person().map(|person| format!("-{person}")).unwrap_or_default();
        let name = format!("{}{whose}", kind.title(&case).replace("paper.", "").replace("title", "paper"));
        let html: String = nodes(&document).iter().fold(String::new(), |mut html, node| {
            node.write(&mut html);
            html
        });
        // A line for each element, so that a change of one is a change of one.
        let html = html.replace("><", ">\n<");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "papers" }, {
            insta::assert_snapshot!(name.clone(), text::write(&document));
            insta::assert_snapshot!(format!("{name}-html"), html);
        });
    }
}

/// Whoever takes a paper into their hands is told, also where why was left out of it, or never stood in an order.
#[test]
fn a_paper_that_names_somebody_nobody_may_contact_says_so() {
    let barred = |facts: Value| {
        let mut all = json!({
            "people": { "p1": { "label": "Bo", "role": "child" }, "p2": { "label": "Dan", "role": "father", "sex": "male" }, "p3": { "label": "Kim", "role": "mother" } },
            "parents": { "l1": { "adult": "p2", "child": "p1", "kind": "birth", "status": "agreed" } },
            "presences": { "r1": { "adult": "p2", "kind": "visits" } },
            "events": { "e1": { "what": "Dan came", "people": ["p2", "p1"], "when": { "said": "2026-01-05", "edtf": "2026-01-05" } } },
        });
        all.as_object_mut().expect("facts").extend(facts.as_object().expect("facts").clone());
        opened(&all)
    };
    for facts in [
        json!({ "orders": { "o1": { "about": "p2", "protects": ["p3"], "state": "in-force" } } }),
        json!({ "maracs": { "ma1": { "about": "p2" } } }),
        json!({ "attempts": { "a1": { "adult": "p2", "kind": "unsafe" } } }),
    ] {
        let case = barred(facts.clone());
        for leave in [vec![], vec![Apart::Safety], vec![Apart::Offences, Apart::Safety]] {
            let choices = Choices { leave: leave.iter().copied().collect(), ..Choices::default() };
            for kind in Kind::all(&case) {
                let words = said(&made(&case, kind, &choices));
                let warned = words.contains("do not get in touch") || words.contains("Nobody gets in touch");
                assert!(warned || !words.contains("Dan"), "{kind:?}, {leave:?}, {facts}: {words}");
                let denied = ["None recorded: Orders", "Orders None recorded", "No question is open here. "];
                assert!(
                    leave.is_empty() || !denied.iter().any(|denied| words.contains(denied)),
                    "{kind:?}, {leave:?}: nothing that was left out is said not to be there: {words}"
                );
            }
        }
    }
}

#[test]
fn a_name_that_is_kept_off_paper_is_in_nobodys_words() {
    let case = opened(&json!({
        "people": {
            "p1": { "label": "Bo", "role": "child" },
            "p2": { "label": "Kim", "role": "mother", "note": "Met Zebedee Quill in May" },
            "p9": { "label": "Zebedee Quill", "role": "friend", "off-paper": true },
        },
        "events": { "e1": { "what": "Zebedee Quill shouted", "people": ["p2"], "meaning": "Quill is loud", "source": { "who": "Zebedee" } } },
        "contacts": { "v1": { "seen": ["p1"], "note": "Bo spoke of Zebedee" } },
        "plan": { "presenting": "Zebedee’s flat" },
        "services": { "s1": { "agency": "gp", "purpose": "away from Zebedee Quill" } },
    }));
    for kind in Kind::all(&case) {
        let all = everywhere(&made(&case, kind, &Choices::default()));
        assert!(!all.contains("Zebedee") && !all.contains("Quill"), "{kind:?}");
    }
    let words = said(&made(&case, Kind::Checklist, &Choices::default()));
    assert!(words.contains("[…] shouted") && words.contains("in May"), "{words}");
}

#[test]
fn a_name_that_is_an_ordinary_word_changes_no_sentence() {
    let case = opened(&json!({
        "people": { "p1": { "label": "Will May", "role": "father", "sex": "male" }, "p2": { "label": "Amy", "role": "child" } },
        "joined": { "jo1": { "kept": "p1", "label": "Bertrand" } },
        "events": { "e1": { "what": "May anybody ask? Will May came; Bertrand left", "people": ["p1"], "when": { "said": "May 2023", "edtf": "2023-05" } } },
    }));
    let words = said(&made(&case, Kind::Chronology(None), &Choices { names: Names::Roles, ..Choices::default() }));
    assert!(words.contains("May anybody ask? Father came; Father left") && words.contains("May 2023"), "{words}");
}

/// A step or an answer about somebody nobody may contact goes with what is not safe, also where his order is left out as
/// an offence.
#[test]
fn what_is_planned_about_somebody_barred_goes_with_his_order() {
    let case = opened(&json!({
        "people": { "p1": { "label": "Bo", "role": "child" }, "p2": { "label": "Dan", "role": "father", "sex": "male" } },
        "orders": { "o1": { "about": "p2", "state": "in-force" } },
        "steps": { "M-11/p2": { "state": "has-step", "step": "Look at the walrus" } },
        "answers": { "M-11/p2": { "state": "known", "text": "A heron" } },
    }));
    for leave in [vec![Apart::Safety], vec![Apart::Offences, Apart::Safety]] {
        let choices = Choices { leave: leave.iter().copied().collect(), ..Choices::default() };
        for kind in Kind::all(&case) {
            let all = everywhere(&made(&case, kind, &choices));
            assert!(!all.contains("walrus") && !all.contains("heron"), "{kind:?}, {leave:?}");
        }
    }
}

#[test]
fn what_a_reader_would_learn_is_what_stands_on_the_paper() {
    let mut case = family();
    let told = |case: &Case, choices: &Choices| {
        let paper = made(case, Kind::Checklist, choices);
        learns(&paper, &text::write(&paper), case, &guidance()).join("\n")
    };
    let all = told(&case, &Choices::default());
    for words in
        ["It names: Amy Larch, Dan, Kim Larch, Neighbour.", "It says on whose word: a friend.", "It tells of an order"]
    {
        assert!(all.contains(words), "{words} in {all}");
    }
    assert!(!all.contains("long number") && !all.contains("postcode") && !all.contains("email"), "{all}");
    // He is still not to be contacted, but the paper tells of no order.
    let less = told(&case, &leaving(Apart::Safety));
    assert!(!less.contains("It tells of an order"), "{less}");
    std::rc::Rc::make_mut(&mut case.head).working = "Ring 01632 960 123, kim@example.org, CT1 2AB".to_owned();
    let all = told(&case, &Choices::default());
    for words in ["long number", "postcode", "email"] {
        assert!(all.contains(words), "{words} in {all}");
    }
}

#[test]
fn a_silence_in_the_history_ends_today_whatever_is_still_to_come() {
    let with = |planned: &str| {
        let case = opened(&json!({
            "people": { "p1": { "label": "Amy", "role": "child" } },
            "events": {
                "e1": { "what": "Moved here", "when": { "said": "2020", "edtf": "2020" } },
                "e2": { "what": "The order ends", "when": { "said": planned, "edtf": planned } },
            },
        }));
        said(&made(&case, Kind::Checklist, &Choices::default()))
    };
    assert!(with("2030").contains("2020 to 2026: nothing recorded"), "{}", with("2030"));
    assert!(with("2024").contains("2020 to 2024: nothing recorded"));
    assert!(!with("2021").contains("nothing recorded"));
}

/// Who is kept off a paper is not named on it, and nothing untrue is said because of it.
#[test]
fn a_paper_from_which_somebody_is_kept_off_says_neither_that_there_is_no_man_nor_that_there_is_no_order() {
    let case = opened(&json!({
        "people": {
            "p1": { "label": "Amy", "role": "child" },
            "p2": { "label": "Kim", "role": "mother" },
            "p3": { "label": "Dan", "role": "father", "off-paper": true, "note": "restraining order" },
        },
        "orders": { "o1": { "about": "p3", "protects": ["p2"], "state": "in-force" } },
    }));
    let words = said(&made(&case, Kind::Checklist, &Choices::default()));
    assert!(!words.contains("Dan"), "{words}");
    assert!(!words.contains("No father or male carer is recorded") && !words.contains("None recorded"), "{words}");
    assert!(words.contains("Somebody is kept off this paper whom nobody is to contact."), "{words}");
    let shown = |leave: Option<Apart>| {
        let facts = json!({
            "people": { "p3": { "label": "Dan", "role": "father", "note": "on bail, zebra" }, "p4": { "label": "Jo", "role": "partner", "note": "walrus" } },
        });
        let choices = Choices { leave: leave.into_iter().collect::<Several<_>>(), ..Choices::default() };
        let words = said(&made(&opened(&facts), Kind::Checklist, &choices));
        [words.contains("zebra"), words.contains("walrus")]
    };
    assert_eq!(shown(None), [true, true]);
    assert_eq!(
        shown(Some(Apart::Safety)),
        [false, true],
        "words of an order that stand in a note are left out with it"
    );
}
