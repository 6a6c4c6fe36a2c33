//! The timeline: what happened, drawn with its uncertainty, and the same in sentences. Golden pictures in `timeline/*.svg`;
//! `UPDATE_PICTURES=1` draws them anew, to be looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use family_history_content::guidance;
use family_history_domain::case::{Case, Event, EventId, FactId, Person, PersonId, Theme};
use family_history_domain::drawing::timeline::{Lanes, Step, Timeline, View, draw};
use family_history_domain::drawing::{Mark, Picture, Shape, svg};
use family_history_domain::guidance::Guidance;
use family_history_domain::save;
use family_history_domain::when::{Today, When, Window};
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
        "2022-08-20",
        "2022-09-10",
        "2022-10-20",
        "2022-12-12",
        "2023-03-14",
        "2023-08-15",
        "2025-01-20",
        "2025-02-10",
        "2025-03-02",
        "2025-03-20",
        "2025-05-12",
        "2025-07-20",
        "2025-10-24",
        "2026-02-12",
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
            let (label, role) =
                if at < 3 { (format!("Child {at}"), "child") } else { (format!("Adult {at}"), "other-adult") };
            (
                format!("p{at}"),
                json!({ "label": label, "role": role, "born": date(if at < 3 { "2015-05-01" } else { "1990" }) }),
            )
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

// ---- What holds for every case ---------------------------------------------------------------------------------------

/// Dates of every kind, slips, and what cannot be read.
const DATES: &[&str] = &[
    "",
    "2026-11-16",
    "2024-03-03",
    "2024-03-04",
    "2019-07",
    "2019",
    "2018~",
    "199X",
    "2023-21~",
    "2023-24",
    "2018-38",
    "2022-05-04~",
    "[..2019-02]",
    "[2025-06-01..]",
    "[2025-03..2025-05]",
    "2015/2017",
    "2020-03-14/2020-03-16",
    "2020-06/..",
    "../2021",
    "2021-01-05/2021-01-05",
    "2027-02",
    "1852",
    "2149-12-31",
    "when it snowed",
    "2016~/2016~",
];
const LABELS: &[&str] = &["Mother", "Child A", "Child B", "Male carer C", "Grandmother with a long label, of no use"];

/// One event of a made case: its date, whom it is about, its area.
type Made = (usize, u8, usize);

fn made(events: &[Made], more: &[(usize, usize, u8)]) -> Case {
    let mut facts = Map::new();
    let mut put = |part: &str, id: String, fact: Value| {
        facts.entry(part).or_insert_with(|| json!({}))[id] = fact;
    };
    for (at, label) in LABELS.iter().take(4).enumerate() {
        let role = if label.starts_with("Child") { "child" } else { "mother" };
        put("people", format!("p{}", at + 1), json!({ "label": label, "role": role, "born": date(DATES[at * 3]) }));
    }
    for (at, (when, people, theme)) in events.iter().enumerate() {
        // The fifth is nobody who is here.
        let people: Vec<String> =
            (0..5).filter(|bit| people & 1 << bit != 0).map(|bit| format!("p{}", bit + 1)).collect();
        let mut fact =
            json!({ "when": date(DATES[when % DATES.len()]), "what": format!("Event {at}"), "people": people });
        if let Some(theme) = Theme::KEYS.get(theme % (Theme::KEYS.len() + 1)) {
            fact["theme"] = json!(theme);
        }
        put("events", format!("e{}", at + 1), fact);
    }
    for (at, (kind, when, which)) in more.iter().enumerate() {
        let (since, until) = (date(DATES[when % DATES.len()]), date(DATES[when / 7 % DATES.len()]));
        let child = format!("p{}", 2 + which % 2);
        let (id, state) = (at + 1, usize::from(*which));
        match kind % 8 {
            0 => put("contacts", format!("v{id}"), json!({ "when": since, "seen": [child], "place": "home" })),
            1 => put(
                "levels",
                format!("z{id}"),
                json!({ "child": child, "when": since, "level": (1 + state % 3).to_string() }),
            ),
            2 => {
                let state = ["started", "did-not-start", "stopped", "offered"][state % 4];
                put(
                    "services",
                    format!("s{id}"),
                    json!({ "name": "Help", "state": state, "since": since, "ended": until }),
                );
            }
            3 => put(
                "orders",
                format!("o{id}"),
                json!({ "about": "p4", "from": since, "until": until, "state": "ended" }),
            ),
            4 => put(
                "presences",
                format!("r{id}"),
                json!({ "adult": "p4", "child": child, "since": since, "until": until }),
            ),
            5 => put("abuse", format!("ab{id}"), json!({ "by": "p4", "since": since, "until": until, "ended": "yes" })),
            6 => put("notifications", format!("n{id}"), json!({ "when": since, "what": "Told" })),
            _ => put("appointments", format!("ap{id}"), json!({ "child": child, "when": since, "what": "Clinic" })),
        }
    }
    opened(&Value::Object(facts))
}

/// The lanes an event belongs in, by name.
fn lanes(case: &Case, event: &Event, view: &View) -> BTreeSet<String> {
    if view.lanes == Lanes::ByTheme {
        let theme =
            event.theme.map(|theme| GUIDANCE.with(|guidance| guidance.choice(Theme::SET, theme.key()).to_owned()));
        let capital = |words: String| words[..1].to_uppercase() + &words[1..];
        return [theme.map_or("No area given".to_owned(), capital)].into();
    }
    let here = event.people.iter().filter_map(|person| case.get::<Person>(*person));
    let named: BTreeSet<String> = here.map(|person| person.label.clone()).collect();
    if named.is_empty() { ["Nobody named".to_owned()].into() } else { named }
}

fn views() -> Vec<View> {
    vec![
        View::default(),
        View { lanes: Lanes::ByTheme, ..View::default() },
        View { width: 304, ..View::default() },
        View { days: days("2018-01-01", "2019-12-31"), lanes: Lanes::ByTheme, ..View::default() },
    ]
}

/// Where words of a mark begin and end, if they stand beside what is drawn.
fn words_beside(mark: &Mark) -> Option<(i32, i32)> {
    let words = mark.shapes.iter().find_map(|shape| match shape {
        Shape::Text { x, style: "t-label", .. } => Some(*x),
        _ => None,
    })?;
    let drawn = mark.shapes.iter().filter_map(|shape| match shape {
        Shape::Box { area, .. } => Some((area.x, area.x + area.w)),
        Shape::Circle { x, r, .. } => Some((x - r, x + r)),
        // A box with a ragged side: it begins in one corner of its top and goes to the other.
        Shape::Path { d, style: "t-going" | "t-sure" | "t-span" } => {
            let (left, rest) = d[1..].split_once(' ')?;
            let right = rest.split_once('H')?.1.split(['l', 'v']).next()?;
            Some((left.parse().ok()?, right.parse().ok()?))
        }
        _ => None,
    });
    let (left, right) = drawn.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    if words >= right { Some((words, mark.area.x + mark.area.w)) } else { (words < left).then_some((words, left)) }
}

fn fits(picture: &Picture) {
    for (at, mark) in picture.marks.iter().enumerate() {
        let area = mark.area;
        assert!(area.x >= 0 && area.y >= 0 && area.w > 0 && area.h > 0, "{}: {area:?}", mark.name);
        assert!(area.x + area.w <= picture.width && area.y + area.h <= picture.height, "{}: {area:?}", mark.name);
        for other in &picture.marks[at + 1..] {
            assert!(!area.overlaps(other.area), "{} {area:?}\n{} {:?}", mark.name, other.name, other.area);
        }
    }
    let ids: BTreeSet<&str> = picture.marks.iter().map(|mark| mark.id.as_str()).collect();
    assert_eq!(ids.len(), picture.marks.len(), "every mark has an id of its own");
    // From where to where the line of today runs: what has no date stands under it.
    let line = picture.ground.iter().find_map(|shape| match shape {
        Shape::Path { d, style: "t-today" } => {
            let (x, rest) = d[1..].split_once(' ')?;
            Some((x.parse::<i32>().ok()?, rest.split_once('V')?.1.parse::<i32>().ok()?))
        }
        _ => None,
    });
    let Some((line, bottom)) = line else { return };
    for mark in picture.marks.iter().filter(|mark| mark.area.y < bottom) {
        let crossed = words_beside(mark).filter(|(from, to)| *from < line && line < *to);
        assert!(crossed.is_none(), "{} stands across the line of today", mark.name);
    }
}

/// Each event is in one mark of each of its lanes, and in no other; without a date, in the place for these.
fn holds_all(case: &Case, view: &View, picture: &Picture) {
    let mut found: BTreeMap<EventId, Vec<String>> = BTreeMap::new();
    for mark in &picture.marks {
        for fact in &mark.about {
            if let FactId::Event(id) = fact {
                found.entry(*id).or_default().push(mark.name.split(": ").next().unwrap_or_default().to_owned());
            }
        }
    }
    for (id, event) in case.events.iter() {
        let mut there = found.remove(id).unwrap_or_default();
        there.sort();
        if event.when.window().is_none() {
            assert!(there.len() == 1, "{id} stands once among what has no date: {there:?}");
        } else {
            assert_eq!(there, lanes(case, event, view).into_iter().collect::<Vec<_>>(), "{id}");
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_picture_fits_and_holds_every_event_once(
        events in prop::collection::vec((any::<usize>(), any::<u8>(), any::<usize>()), 0..60),
        more in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 0..60),
    ) {
        let case = made(&events, &more);
        for view in views() {
            let drawn = picture(&case, &view);
            fits(&drawn);
            if view.days.is_none() {
                holds_all(&case, &view, &drawn);
            }
            prop_assert_eq!(drawn, picture(&case, &view));
        }
    }

    #[test]
    fn a_mark_covers_all_the_days_its_event_can_have_been_on(
        events in prop::collection::vec((any::<usize>(), any::<u8>(), any::<usize>()), 1..8),
    ) {
        // A checkpoint on the first and the last day of each event shows where these days are.
        let case = made(&events, &[]);
        let bounds = case.events.values().filter_map(|event| event.when.window());
        let bounds: BTreeSet<NaiveDate> = bounds.flat_map(|window| [window.first, window.last]).flatten().collect();
        let checkpoints: Map<String, Value> = bounds
            .iter()
            .zip(1..)
            .map(|(day, at)| (format!("k{at}"), json!({ "kind": "visit", "when": date(&Today(*day).iso()) })))
            .collect();
        let mut facts = serde_json::from_str::<Value>(&save::write(&case, 100)).expect("JSON")["case"].take();
        facts["checkpoints"] = Value::Object(checkpoints);
        let drawn = picture(&opened(&facts), &View { width: 4_000, lanes: Lanes::ByTheme, ..View::default() });
        let middle = |day: NaiveDate| {
            let at = bounds.iter().position(|other| *other == day).expect("it has a checkpoint") as u32 + 1;
            let mark = drawn.marks.iter().find(|mark| mark.id.ends_with(&format!("-k{at}"))).expect("its mark");
            mark.shapes.iter().find_map(|shape| match shape { Shape::Circle { x, .. } => Some(*x), _ => None }).expect("a dot")
        };
        for (id, event) in case.events.iter() {
            let Some(Window { first, last }) = event.when.window() else { continue };
            let marks = drawn.marks.iter().filter(|mark| mark.about == [FactId::Event(*id)]);
            for mark in marks {
                prop_assert!(first.is_none_or(|first| mark.area.x <= middle(first)), "{}", mark.name);
                prop_assert!(last.is_none_or(|last| mark.area.x + mark.area.w >= middle(last)), "{}", mark.name);
            }
        }
    }

    #[test]
    fn what_is_drawn_can_be_read_back_from_the_sentences(
        events in prop::collection::vec((any::<usize>(), any::<u8>(), any::<usize>()), 0..40),
    ) {
        let case = made(&events, &[]);
        for view in &views()[..2] {
            let sentences = picture(&case, view).sentences;
            let told: BTreeMap<String, Told> =
                sentences.iter().filter(|line| line.contains("; Event ")).map(|line| read_back(line, view)).collect();
            prop_assert_eq!(told.len(), case.events.len());
            for event in case.events.values() {
                let certainty = match (event.when.ends(), event.when.window()) {
                    (Some((begin, end)), _) => Certainty::Lasted(begin, end),
                    (None, Some(window)) => Certainty::Once(window),
                    (None, None) => Certainty::NoDate,
                };
                prop_assert_eq!(told.get(&event.what), Some(&(lanes(&case, event, view), certainty)), "{}", event.what);
            }
        }
    }

    #[test]
    fn looking_closer_ends_and_every_step_stays_in_the_whole_time(
        events in prop::collection::vec((any::<usize>(), any::<u8>(), any::<usize>()), 0..60),
        steps in prop::collection::vec(0_usize..5, 0..12),
        which in any::<usize>(),
    ) {
        let case = made(&events, &[]);
        let mut view = View::default();
        GUIDANCE.with(|guidance| {
            for step in steps {
                let step = [Step::In, Step::Out, Step::Whole, Step::Earlier, Step::Later][step];
                view = Timeline::new(&case, guidance, today(), &view).after(step);
                assert!(view.days.is_none_or(|(from, to)| from < to), "{view:?}");
                fits(&picture(&case, &view));
            }
            for closer in 0.. {
                assert!(closer < 40, "it goes on and on: {view:?}");
                let timeline = Timeline::new(&case, guidance, today(), &view);
                let drawn = timeline.picture();
                let several: Vec<&Mark> = drawn.marks.iter().filter(|mark| mark.about.len() > 1).collect();
                let Some(mark) = several.get(which % several.len().max(1)) else { break };
                let next = timeline.around(&mark.about);
                if next == view { break }
                let shown = picture(&case, &next);
                for fact in &mark.about {
                    assert!(shown.marks.iter().any(|mark| mark.about.contains(fact)), "{fact} is still in view");
                }
                view = next;
            }
        });
    }
}

/// How sure a date is: what was drawn of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Certainty {
    NoDate,
    Once(Window),
    Lasted(Window, Window),
}

type Told = (BTreeSet<String>, Certainty);

/// What a sentence says of an event: its words, its lanes, and how sure its date is.
fn read_back(line: &str, view: &View) -> (String, Told) {
    let (lanes, rest) = line.split_once(": ").expect("lanes");
    let mut parts = rest.split("; ");
    let (when, what) = (parts.next().expect("a date"), parts.next().expect("what happened"));
    let apart = if view.lanes == Lanes::ByPerson { ", " } else { "\n" };
    let lanes = lanes.split(apart).map(str::to_owned).collect();
    (what.to_owned(), (lanes, certainty(when)))
}

fn certainty(when: &str) -> Certainty {
    if when == "no date on record" || when.starts_with("no day could be read") {
        return Certainty::NoDate;
    }
    let open = Window { first: None, last: None };
    let Some((_, bounds)) = when.strip_suffix(')').and_then(|when| when.split_once(" (")) else {
        return match when.split_once(" to ") {
            Some((first, last)) => Certainty::Lasted(moment(first), moment(last)),
            None => Certainty::Once(moment(when)),
        };
    };
    match bounds.strip_prefix("began ") {
        None => Certainty::Once(moment(bounds)),
        Some(bounds) => match bounds.split_once(", ") {
            Some((began, "no end on record")) => Certainty::Lasted(moment(began), open),
            Some((began, ended)) => {
                Certainty::Lasted(moment(began), moment(ended.strip_prefix("ended ").expect("an end")))
            }
            None => panic!("{when}"),
        },
    }
}

fn moment(words: &str) -> Window {
    let day = |words: &str| {
        let read = When::read(words, family_history_domain::when::Reading::on(today())).0;
        read.window().and_then(|window| window.first).unwrap_or_else(|| panic!("{words} is a day"))
    };
    if words == "on a day that is not known" {
        return Window { first: None, last: None };
    }
    if let Some(last) = words.strip_prefix("on or before ") {
        return Window { first: None, last: Some(day(last)) };
    }
    if let Some(first) = words.strip_prefix("on or after ") {
        return Window { first: Some(day(first)), last: None };
    }
    match words.strip_prefix("some time from ").and_then(|words| words.split_once(" to ")) {
        Some((first, last)) => Window { first: Some(day(first)), last: Some(day(last)) },
        None => Window::day(day(words)),
    }
}

// ---- What a reader would notice --------------------------------------------------------------------------------------

#[test]
fn a_long_history_is_never_more_marks_than_can_be_drawn() {
    for events in [300, 3_000, 10_000] {
        let case = long(events);
        for view in views() {
            let drawn = GUIDANCE.with(|guidance| Timeline::new(&case, guidance, today(), &view).picture());
            assert!(drawn.marks.len() < 700, "{events} events: {} marks", drawn.marks.len());
            fits(&drawn);
            if view.days.is_none() {
                holds_all(&case, &view, &drawn);
            }
        }
    }
}

#[test]
fn several_close_together_say_how_many_and_when_and_lead_closer() {
    let case = long(300);
    let view = View { lanes: Lanes::ByTheme, ..View::default() };
    GUIDANCE.with(|guidance| {
        let timeline = Timeline::new(&case, guidance, today(), &view);
        let drawn = timeline.picture();
        let mark = drawn.marks.iter().find(|mark| mark.about.len() == 6).expect("a mark of six");
        assert!(mark.name.contains(": 6 events, "), "{}", mark.name);
        let closer = timeline.around(&mark.about);
        let (from, to) = closer.days.expect("a closer look");
        let inside = |fact: &FactId| match fact {
            FactId::Event(id) => {
                let window = case.get::<Event>(*id).and_then(|event| event.when.window()).expect("a date");
                window.first.is_some_and(|first| first >= from) && window.last.is_some_and(|last| last <= to)
            }
            _ => false,
        };
        assert!(mark.about.iter().all(inside), "all of it is in view");
    });
}

#[test]
fn ages_of_children_and_parents_stand_with_an_event_as_ranges() {
    let drawn = picture(&larch(), &View::default());
    let police = drawn.marks.iter().find(|mark| mark.name.contains("Police called")).expect("the mark");
    for words in
        ["Child B between 5 and 10 months", "Mother 19 or 20 years", "some time from 1 February 2023 to 30 June 2023"]
    {
        assert!(police.name.contains(words), "{}", police.name);
    }
    assert!(!police.name.contains("Child A"), "who was not born yet is not named: {}", police.name);
}

#[test]
fn silences_help_and_levels_are_drawn_and_told() {
    let drawn = picture(&larch(), &View::default());
    for words in [
        "Child B seen: nobody is on record as having seen Child B from 16 August 2023 to 19 January 2025",
        "Help: Talking therapy: asked for, then did not start, since April 2025",
        "Help: Health visiting: going now, since 20 August 2022; began 20 August 2022, no end on record",
        "Level, Child B: 1 September 2022, Child B: Level 2, Additional Support; until the next decision, 1 February 2025",
        "Level, Child A: no level on record for Child A from 14 January 2025 to 31 January 2025",
        "Orders: non-molestation order about Father of Child B, protecting Mother: in force, from 3 March 2024 until 3 March 2027",
        "Mother: no day could be read from “the day of the big storm”; A neighbour heard shouting",
    ] {
        assert!(drawn.sentences.iter().any(|line| line.starts_with(words)), "{words}");
    }
    let legend: Vec<&str> = drawn.legend.iter().map(|item| item.words.as_str()).collect();
    assert!(
        legend.contains(&"Nothing on record, for six weeks or more") && legend.contains(&"A child was seen"),
        "{legend:?}"
    );
}

#[test]
fn an_order_that_is_not_certain_is_said() {
    let drawn = picture(&larch(), &View::default());
    let line = |what: &str| drawn.sentences.iter().find(|line| line.contains(what)).expect("its sentence");
    assert!(line("Asked for help with her mood").ends_with("could be before or after the next entry"));
    assert!(line("A friend who had helped").ends_with("could be before or after the entry above"));
    assert!(!line("Moved to a flat").contains("could be before"));
}

#[test]
fn what_is_looked_at_can_be_narrowed() {
    let case = larch();
    let child = View { people: [PersonId(3)].into_iter().collect(), ..View::default() };
    let events = |view: &View| {
        let facts = picture(&case, view).marks.into_iter().flat_map(|mark| mark.about);
        facts.filter(|fact| matches!(fact, FactId::Event(_))).map(|fact| fact.to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(events(&child), ["e6".to_owned()].into());
    let money = View { themes: [Theme::Money].into_iter().collect(), ..View::default() };
    assert_eq!(events(&money), ["e9".to_owned()].into());
    let year = View { days: days("2024-01-01", "2024-12-31"), ..View::default() };
    assert_eq!(events(&year), ["e10".to_owned(), "e5".to_owned()].into(), "what has no date is in every view");
    let drawn = picture(&case, &year);
    assert!(drawn.description.contains("Not in view: "), "{}", drawn.description);
    let told: Vec<&String> = drawn.sentences.iter().filter(|line| line.contains("Twelve-month review")).collect();
    assert!(told.is_empty(), "sentences say what is in view: {told:?}");
}

#[test]
fn what_is_too_high_for_a_page_goes_on_to_the_next() {
    let case = larch();
    GUIDANCE.with(|guidance| {
        let view = View::default();
        let timeline = Timeline::new(&case, guidance, today(), &view);
        let pages = timeline.pictures(500);
        assert!(pages.len() > 1 && pages.iter().all(|page| page.height <= 560), "{}", pages.len());
        let on_pages: Vec<String> =
            pages.iter().flat_map(|page| page.marks.iter().map(|mark| mark.id.clone())).collect();
        let whole: Vec<String> = timeline.picture().marks.into_iter().map(|mark| mark.id).collect();
        assert_eq!(on_pages, whole);
        pages.iter().for_each(fits);
    });
}

/// What has no date can have been at any time: beside it nothing is said to be missing.
#[test]
fn nothing_is_said_to_be_missing_beside_what_has_no_date() {
    let facts = |dated: bool| {
        let when = if dated { json!({ "said": "2019", "edtf": "2019" }) } else { json!({}) };
        json!({ "people": { "p1": { "label": "Child A", "role": "child", "born": { "said": "2015", "edtf": "2015" } } },
            "contacts": { "v1": { "seen": ["p1"], "when": when } }, "levels": { "z1": { "child": "p1", "level": "3", "when": when } } })
    };
    let said = |dated: bool| {
        let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts(dated) });
        let case = save::open(&file.to_string()).expect("a file").case;
        draw(&case, &guidance(), today(), &View::default()).sentences.join("\n")
    };
    for missing in ["nobody is on record as having seen Child A", "no level on record for Child A"] {
        assert!(said(true).contains(missing), "{}", said(true));
        assert!(!said(false).contains(missing), "{}", said(false));
    }
}
