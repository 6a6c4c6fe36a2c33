//! The timeline: what happened, drawn with its uncertainty, and the same in sentences. Golden pictures in `timeline/*.svg`;
//! `UPDATE_PICTURES=1` draws them anew, to be looked at.

#![allow(unused)]
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use family_history_content::guidance;
use family_history_domain::case::{Case, Event, EventId, FactId, Person, PersonId, Theme};
use family_history_domain::drawing::timeline::{Lanes, Step, Timeline, View, draw};
use family_history_domain::drawing::{Mark, Picture, Shape, svg};
use family_history_domain::guidance::Guidance;
use family_history_domain::save;
use family_history_domain::when::{Today, When, Window, age_at};
use family_history_tests::expect;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

thread_local! {
    static GUIDANCE: Guidance = guidance();
}

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

fn opened(facts: &Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "next-number": 7777, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    opened.case
}

fn date(edtf: &str) -> Value {
    When::from_edtf(edtf).map_or(json!({ "said": edtf }), |when| json!({ "said": when.in_words(), "edtf": edtf }))
}

fn picture(case: &Case, view: &View) -> Picture {
    GUIDANCE.with(|guidance| draw(case, guidance, today(), view))
}

fn days(from: &str, to: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = |iso| Today::from_iso(iso).expect("a day").date();
    Some((day(from), day(to)))
}

/// An invented family with every kind of mark: two children, abuse in the mother's childhood, an order, help that ended.
fn larch() -> Case {
    let event = |when: &str, what: &str, theme: &str, people: &[&str]| {
        json!({ "when": date(when), "what": what, "theme": theme, "people": people, "standing": "reported",
            "source": { "who": "Mother", "route": "told-by-parent" } })
    };
    let seen = |when: &str, children: &[&str]| json!({ "when": date(when), "agency": "hv", "seen": children, "place": "home", "awake": "awake" });
    let contacts: Map<String, Value> = [
        "2022-08-20", "2022-09-10", "2022-10-20", "2022-12-12", "2023-03-14", "2023-08-15", "2025-01-20", "2025-02-10",
        "2025-03-02", "2025-03-20", "2025-05-12", "2025-07-20", "2025-10-24", "2026-02-12",
    ]
    .iter()
    .zip(1..)
    .map(|(day, at)| (format!("v{at}"), seen(day, if *day < "2024" { &["p2"] } else { &["p2", "p3"] })))
    .collect();
    opened(&json!({
        "people": {
            "p1": { "label": "Mother", "role": "mother", "sex": "female", "born": date("2003") },
            "p2": { "label": "Child B", "role": "child", "born": date("2022-08-12") },
            "p3": { "label": "Child A", "role": "child", "born": date("2025-01-14") },
            "p4": { "label": "Father of Child B", "role": "ex-partner", "sex": "male", "born": date("199X") },
            "p5": { "label": "Male carer C", "role": "partner", "sex": "male" },
        },
        "events": {
            "e1": event("2009/2014", "Abuse between Mother's parents", "domestic-abuse", &["p1"]),
            "e2": event("2023-21~", "Police called, Child B in the next room", "domestic-abuse", &["p1", "p2", "p4"]),
            "e3": event("[2025-03..2025-05]", "Asked for help with her mood, and it did not start", "mental-health", &["p1"]),
            "e4": event("2025-22~", "A friend who had helped moved away", "isolation", &["p1"]),
            "e5": event("2024-07-10", "Moved to a flat", "move", &["p1", "p2"]),
            "e6": event("2026-02-12", "Twelve-month review, Child A smiling", "strength", &["p3"]),
            "e7": event("2026-11-02", "“He plays cars with me”", "new-adult", &["p2", "p5"]),
            "e8": event("[..2019-02]", "Lived with an aunt for a while", "separation", &["p1"]),
            "e9": event("2026-06/..", "Money is short", "money", &["p1"]),
            "e10": event("the day of the big storm", "A neighbour heard shouting", "warning", &["p1"]),
            "e11": event("[2026-03-01..]", "A man was seen at the window", "new-adult", &[]),
        },
        "contacts": contacts,
        "presences": {
            "r1": { "adult": "p4", "child": "p2", "kind": "lives-here", "since": date("2022-08"), "until": date("2023-11-14") },
            "r2": { "adult": "p5", "kind": "visits", "since": date("2026-09~") },
        },
        "abuse": { "ab1": { "by": "p4", "to": "p1", "kinds": ["physical"], "since": date("2022"), "until": date("2023-11") } },
        "maracs": { "ma1": { "when": date("2023-11-14") } },
        "orders": { "o1": { "kind": "non-molestation", "about": "p4", "protects": ["p1"], "state": "in-force",
            "from": date("2024-03-03"), "until": date("2027-03-03") } },
        "services": {
            "s1": { "agency": "early-help", "state": "stopped", "since": date("2025-02"), "ended": date("2025-09") },
            "s2": { "name": "Talking therapy", "state": "did-not-start", "since": date("2025-04") },
            "s3": { "agency": "hv", "state": "attending", "since": date("2022-08-20") },
            "s4": { "name": "Food bank", "state": "offered" },
        },
        "levels": {
            "z1": { "child": "p2", "when": date("2022-09-01"), "level": "2" },
            "z2": { "child": "p2", "when": date("2025-02-01"), "level": "3" },
            "z3": { "child": "p3", "when": date("2025-02-01"), "level": "3" },
            "z4": { "child": "p2", "when": date("2025-09"), "level": "2" },
            "z5": { "child": "p3", "when": date("2025-09"), "level": "2" },
        },
        "checkpoints": { "k1": { "kind": "allocation", "when": date("2026-11-16") } },
    }))
}

/// A long history, as many events as asked for.
fn long(events: u32) -> Case {
    let themes: Vec<&str> = Theme::KEYS.iter().copied().take(8).collect();
    let when = |at: u32| match at % 7 {
        0 => format!("{}-{:02}", 2009 + at * 7 % 17, 1 + at % 12),
        1 => format!("{}~", 2009 + at * 11 % 17),
        _ => format!("{}-{:02}-{:02}", 2009 + at * 13 % 17, 1 + at * 5 % 12, 1 + at * 3 % 28),
    };
    let events: Map<String, Value> = (1..=events)
        .map(|at| {
            let fact = json!({ "when": date(&when(at)), "what": format!("Something that happened, number {at}"),
                "theme": themes[at as usize * 5 % themes.len()], "standing": "reported",
                "people": [format!("p{}", 1 + at % 6)], "source": { "who": "Health visitor", "route": "own-record" } });
            (format!("e{at}"), fact)
        })
        .collect();
    let people: Map<String, Value> = (1..=6)
        .map(|at| {
            let (label, role) = if at < 3 { (format!("Child {at}"), "child") } else { (format!("Adult {at}"), "other-adult") };
            (format!("p{at}"), json!({ "label": label, "role": role, "born": date(if at < 3 { "2015-05-01" } else { "1990" }) }))
        })
        .collect();
    opened(&json!({ "people": people, "events": events }))
}

/// The pictures that are looked at.
fn golden() -> Vec<(&'static str, Picture)> {
    let by_theme = View { lanes: Lanes::ByTheme, ..View::default() };
    let narrow = View { width: 304, days: days("2025-01-01", "2025-12-31"), ..View::default() };
    vec![
        ("larch-by-person", picture(&larch(), &View::default())),
        ("larch-by-area", picture(&larch(), &by_theme)),
        ("larch-narrow", picture(&larch(), &narrow)),
        ("william", picture(&expect::case("william.json"), &View::default())),
        ("300-events", picture(&long(300), &by_theme)),
        ("empty", picture(&opened(&json!({})), &View::default())),
    ]
}

#[test]
fn the_pictures_are_those_that_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("timeline");
    let mut changed = Vec::new();
    for (name, picture) in golden() {
        let (path, drawn) = (folder.join(format!("{name}.svg")), svg(&picture));
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            std::fs::write(&path, &drawn).expect("the picture can be written");
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != drawn {
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "look at these with UPDATE_PICTURES=1: {changed:?}");
}

#[test]
fn show() {
    for line in picture(&larch(), &View::default()).sentences { println!("{line}"); }
    let p = picture(&long(300), &View { lanes: Lanes::ByTheme, ..View::default() });
    println!("{} marks; {}", p.marks.len(), p.description);
    for mark in p.marks.iter().take(8) { println!("{} | {}", mark.id, mark.name); }
}
