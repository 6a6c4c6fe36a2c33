//! Who knew what, from the facts to the words: what one agency alone holds stands out, what nobody asked is never taken for not
//! knowing, and the sentences say every cell.

use family_history_content::guidance;
use family_history_domain::case::{Edit, Event, EventId, FactId};
use family_history_domain::drawing::knew::{Grid, Knows, Row, grid, put, put_down};
use family_history_domain::guidance::Guidance;
use family_history_domain::when::Today;
use family_history_tests::opened;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

thread_local! {
    /// Read once: a thousand cases are drawn with it.
    static PACK: Guidance = guidance();
}

fn today() -> Today {
    Today::from_iso("2026-11-24").expect("a day")
}

fn when(edtf: &str) -> Value {
    json!({ "said": edtf, "edtf": edtf })
}

fn drawn(facts: &Value) -> Grid {
    PACK.with(|pack| grid(&opened(facts), pack, today()))
}

fn row<'a>(grid: &'a Grid, fact: &str) -> &'a Row {
    let id: FactId = fact.parse().expect("an id");
    grid.rows.iter().find(|row| row.fact == id).unwrap_or_else(|| panic!("{fact} has a row"))
}

fn cell(grid: &Grid, fact: &str, agency: &str) -> (Knows, String) {
    let at = grid.columns.iter().position(|column| column.agency == agency);
    let cell = &row(grid, fact).cells[at.unwrap_or_else(|| panic!("{agency} has a column"))];
    (cell.state, cell.words())
}

fn states(grid: &Grid, fact: &str, agencies: &[&str]) -> Vec<Knows> {
    agencies.iter().map(|agency| cell(grid, fact, agency).0).collect()
}

#[test]
fn what_one_agency_alone_holds_stands_out_so_far_as_was_asked() {
    let grid = drawn(&json!({ "events": {
        "e1": { "what": "A man visits", "held-by": ["early-years"], "told": { "hv": "does-not-hold", "police": "not-told" } },
        "e2": { "what": "Nursery's referral", "held-by": ["early-years"], "told": { "hv": "told" }, "told-when": { "hv": when("2026-11-09") } },
        "e3": { "what": "Police called", "held-by": ["hv", "police"] },
        "e4": { "what": "Nobody said who holds this" } } }));
    let only = |fact| row(&grid, fact).only.map(|at| grid.columns[at].agency.as_str());
    assert_eq!(["e1", "e2", "e3", "e4"].map(only), [Some("early-years"), None, None, None]);
    assert_eq!(row(&grid, "e1").words, "Nursery only, so far as asked");
    assert_eq!(row(&grid, "e2").words, "Held by Nursery. Told: Health visiting");
    assert_eq!(cell(&grid, "e2", "hv"), (Knows::Told, "Told 9 November 2026".to_owned()));
}

#[test]
fn what_nobody_recorded_is_not_asked_and_never_not_known() {
    let grid = drawn(&json!({ "events": { "e1": { "what": "A move" } }, "head": { "agency": "probation" } }));
    assert!(row(&grid, "e1").cells.iter().all(|cell| cell.state == Knows::NotAsked));
    assert_eq!(row(&grid, "e1").words, "Nobody was asked yet");
    assert_eq!(grid.shown(), [Knows::NotAsked]);
    assert!(grid.columns.iter().any(|column| column.agency == "probation"), "the worker's own agency has a column");
    assert_eq!(drawn(&json!({})).rows, Vec::new());
}

#[test]
fn every_kind_of_telling_that_is_recorded_is_shown() {
    let grid = drawn(&json!({
        "head": { "agency": "hv" },
        "people": { "p1": { "label": "Child A", "role": "child" },
            "p2": { "label": "Male carer C", "heard-of": when("2026-11-02"), "heard-words": "My friend stays",
                "heard-told": "Health visitor", "source": { "who": "nursery key worker", "route": "told-to-other-staff" } } },
        "notifications": { "n1": { "what": "Called out", "when": when("2023-05-01"), "from": "police",
            "receipts": { "hv": "received", "gp": "not-received", "school": "not-known" } } },
        "flags": { "f1": { "about": "p2", "holder": "acute", "visible": { "gp": "yes", "hv": "no" } } },
        "services": { "s1": { "agency": "early-help", "name": "Parenting group", "ended": when("2025-09"), "told": ["early-years"] },
            "s2": { "agency": "charity", "name": "Goes on, and nobody was told" } },
        "hand-overs": { "h1": { "kind": "hand-over", "from": "Health visitor", "to": "GP", "acknowledged": "yes", "told": ["school"] } },
        "assessments": { "as1": { "what": "Early Help", "agency": "early-help", "only-here": "Money was short", "shared": "yes" },
            "as2": { "what": "Pre-birth", "agency": "midwifery", "only-here": "She had moved three times" } },
        "concerns": { "c1": { "about": "p2", "words": "Known to them", "holder": "Probation, through the duty desk" } },
        "orders": { "o1": { "about": "p2", "kind": "non-molestation", "source": { "route": "police", "who": "Duty desk" } } },
        "presences": { "r1": { "adult": "p2", "child": "p1", "kind": "visits", "source": { "who": "Nursery worker", "route": "seen" } },
            "r2": { "adult": "p2", "child": "p1", "kind": "stays-over", "source": { "who": "School friend", "route": "told-by-someone-else" } } },
        "contacts": {
            "v1": { "agency": "hv", "when": when("2025-02-01"), "seen": ["p1"], "awake": "awake" },
            "v2": { "agency": "hv", "when": when("2026-02-12"), "seen": ["p1"], "awake": "awake" },
            "v3": { "agency": "early-help", "when": when("2026-05-01"), "seen": ["p1"], "awake": "asleep" } },
        "events": { "e1": { "what": "Low mood", "source": { "who": "GP record", "route": "other-record" } },
            "e2": { "what": "Seen at clinic", "source": { "route": "own-record" } } } }));
    assert_eq!(cell(&grid, "n1", "hv"), (Knows::Told, "Told 1 May 2023".to_owned()));
    let of = ["police", "gp", "school", "midwifery"];
    assert_eq!(states(&grid, "n1", &of), [Knows::Holds, Knows::NotTold, Knows::NotKnown, Knows::NotAsked]);
    assert_eq!(cell(&grid, "f1", "gp").1, "Can see it");
    assert_eq!(cell(&grid, "f1", "hv").1, "Cannot see it");
    assert_eq!(states(&grid, "s1", &["early-help", "early-years"]), [Knows::Holds, Knows::Told]);
    assert_eq!(states(&grid, "h1", &["hv", "gp", "school"]), [Knows::Holds, Knows::Told, Knows::Told]);
    assert_eq!(row(&grid, "as1").only, None, "others have it, whoever they are");
    assert!(row(&grid, "as2").only.is_some());
    assert_eq!(states(&grid, "p2", &["early-years", "hv"]), [Knows::Holds, Knows::Told]);
    assert_eq!(states(&grid, "c1", &["probation"]), [Knows::Holds]);
    assert_eq!(states(&grid, "o1", &["police"]), [Knows::Holds]);
    assert_eq!(states(&grid, "r1", &["early-years"]), [Knows::Holds]);
    assert_eq!(states(&grid, "v2", &["hv"]), [Knows::Holds]);
    assert_eq!([cell(&grid, "e1", "gp").0, cell(&grid, "e2", "hv").0], [Knows::Holds, Knows::Holds]);
    let has = |fact: &str| grid.rows.iter().any(|row| row.fact.to_string() == fact);
    // Nobody is told of help that goes on; a school friend is no school; a child seen asleep, or earlier, is not the last seen awake.
    assert_eq!(["s2", "r2", "v1", "v3"].map(has), [false; 4]);
}

#[test]
fn rows_stand_in_the_order_of_their_dates_and_those_without_come_last() {
    let grid = drawn(&json!({
        "events": { "e1": { "what": "No date" }, "e2": { "what": "Later", "when": when("2024") }, "e3": { "what": "First", "when": when("2019") } },
        "notifications": { "n1": { "what": "Between", "when": when("2021-03") } } }));
    let order: Vec<String> = grid.rows.iter().map(|row| row.fact.to_string()).collect();
    assert_eq!(order, ["e3", "n1", "e2", "e1"]);
}

#[test]
fn what_is_put_down_in_a_cell_is_one_step_that_can_be_taken_back() {
    let case =
        opened(&json!({ "events": { "e1": { "what": "Called out", "held-by": ["police"], "told": { "hv": "told" },
        "told-when": { "hv": when("2023") } } } }));
    let id = EventId(1);
    for key in ["holds", "told", "not-told", "does-not-hold", "not-known", ""] {
        let edit = Edit::change(&case, &id.into(), &|event| put(event.downcast_mut().expect("an event"), "gp", key));
        let mut after = case.clone();
        match &edit {
            Some(edit) => edit.apply(&mut after),
            None => assert_eq!(key, "", "only leaving it as it was changes nothing"),
        }
        assert_eq!(put_down(after.get::<Event>(id).expect("it is there"), "gp"), key);
        assert_eq!(
            put_down(after.get::<Event>(id).expect("it is there"), "police"),
            "holds",
            "others stay as they were"
        );
        let state = cell(&grid(&after, &guidance(), today()), "e1", "gp").0;
        assert_eq!(state.key(), if key.is_empty() { "not-asked" } else { key });
        if let Some(edit) = edit {
            edit.inverse().apply(&mut after);
            assert_eq!(after, case);
        }
    }
    let mut event = case.get::<Event>(id).expect("it is there").clone();
    put(&mut event, "hv", "not-told");
    assert!(event.told_when.is_empty(), "no date is left of what did not happen");
}

#[test]
fn five_hundred_events_make_five_hundred_rows() {
    let event = |at: usize| {
        let told = json!({ "hv": "told", "gp": "not-told" });
        (
            format!("e{at}"),
            json!({ "what": format!("Event {at}"), "when": when(&(1990 + at % 36).to_string()), "held-by": ["police"], "told": told }),
        )
    };
    let events: Map<String, Value> = (1..=500).map(event).collect();
    let grid = drawn(&json!({ "events": events }));
    assert_eq!(grid.rows.len(), 500);
}

/// What a sentence says of each agency: the key of a state, and a date. The states are found by their words in the pack.
fn read_back(guidance: &Guidance, sentence: &str, grid: &Grid) -> (String, Vec<(Knows, String)>, bool) {
    let labels = |state: Knows| {
        let keys = [format!("knew.{}", state.key()), format!("knew.flag.{}", state.key())];
        keys.into_iter().filter_map(|key| guidance.words.get(&key).cloned()).collect::<Vec<_>>()
    };
    let names: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
    // A group begins after a stop, with the words of a state and the name of an agency.
    let mut marks: Vec<(usize, usize, Knows)> = Vec::new();
    for state in Knows::ALL {
        for label in labels(state) {
            let mark = format!(". {label}: ");
            for (at, _) in sentence.match_indices(&mark) {
                if names.iter().any(|name| sentence[at + mark.len()..].starts_with(name)) {
                    marks.push((at, at + mark.len(), state));
                }
            }
        }
    }
    marks.sort();
    let title = sentence[..marks[0].0].to_owned();
    let only = guidance.say("knew.only", &[("agency", "")]);
    let is_only = sentence.ends_with(&format!("{only}."));
    let mut cells = vec![None; names.len()];
    for (number, (_, begin, state)) in marks.iter().enumerate() {
        let mut rest = &sentence[*begin..marks.get(number + 1).map_or(sentence.len(), |next| next.0)];
        while let Some(at) = names.iter().position(|name| rest.starts_with(name) && cells[..].len() == names.len()) {
            rest = &rest[names[at].len()..];
            let mut date = String::new();
            if let Some(after) = rest.strip_prefix(" (") {
                let end = after.find(')').expect("a bracket that closes");
                date = after[..end].to_owned();
                rest = &after[end + 1..];
            }
            assert_eq!(cells[at].replace((*state, date)), None, "{} is said once: {sentence}", names[at]);
            rest = match rest.strip_prefix(guidance.word("sentence.and")) {
                Some(rest) => rest,
                None => break,
            };
        }
    }
    let cells = cells
        .into_iter()
        .enumerate()
        .map(|(at, cell)| cell.unwrap_or_else(|| panic!("{} is said: {sentence}", names[at])));
    (title, cells.collect(), is_only)
}

const AGENCIES: [&str; 9] =
    ["hv", "gp", "police", "early-years", "early-help", "social-work", "school", "probation", "a team of its own"];

fn facts() -> impl Strategy<Value = Value> {
    let agency = || proptest::sample::select(AGENCIES.to_vec());
    let date = || proptest::sample::select(vec!["2019", "2021-04", "2026-11-16", ""]);
    let telling = proptest::sample::select(vec!["told", "not-told", "does-not-hold", "not-known"]);
    let told = proptest::collection::btree_map(agency(), (telling, date()), 0..5);
    let what = proptest::sample::select(vec![
        "A move",
        "",
        "Said: “he shouts”. Then it was quiet",
        "Told: nobody",
        "Ünïcödé, and more",
    ]);
    let event = (what, date(), proptest::collection::vec(agency(), 0..3), told).prop_map(|(what, day, held, told)| {
        let states: Map<String, Value> =
            told.iter().map(|(agency, (state, _))| ((*agency).to_owned(), json!(state))).collect();
        let days = told.iter().filter(|(_, (state, day))| *state == "told" && !day.is_empty());
        let days: Map<String, Value> = days.map(|(agency, (_, day))| ((*agency).to_owned(), when(day))).collect();
        json!({ "what": what, "when": when(day), "held-by": held, "told": states, "told-when": days })
    });
    let receipt = proptest::sample::select(vec!["received", "not-received", "not-known"]);
    let notification = (date(), agency(), proptest::collection::btree_map(agency(), receipt, 0..4)).prop_map(
        |(day, from, receipts)| json!({ "what": "Called out", "when": when(day), "from": from, "receipts": receipts }),
    );
    let seen = proptest::sample::select(vec!["yes", "no", "not-known"]);
    let flag = (agency(), proptest::collection::btree_map(agency(), seen, 0..4))
        .prop_map(|(holder, visible)| json!({ "about": "p1", "kind": "mappa", "holder": holder, "visible": visible }));
    let some = |prefix: &'static str, facts: Vec<Value>| -> Map<String, Value> {
        facts.into_iter().enumerate().map(|(at, fact)| (format!("{prefix}{}", at + 1), fact)).collect()
    };
    let events = proptest::collection::vec(event, 1..6);
    (events, proptest::collection::vec(notification, 0..3), proptest::collection::vec(flag, 0..3), agency()).prop_map(
        move |(events, notifications, flags, own)| {
            json!({ "head": { "agency": own }, "people": { "p1": { "label": "Male carer A" } },
                "events": some("e", events), "notifications": some("n", notifications), "flags": some("f", flags) })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn the_grid_can_be_made_again_from_its_sentences(facts in facts()) {
        let grid = drawn(&facts);
        for row in &grid.rows {
            let sentence = PACK.with(|pack| grid.sentence(pack, row));
            let (title, cells, is_only) = PACK.with(|pack| read_back(pack, &sentence, &grid));
            prop_assert!(title.starts_with(&row.title) && title.ends_with(&row.when));
            let drawn: Vec<(Knows, String)> = row.cells.iter().map(|cell| (cell.state, cell.date.clone())).collect();
            prop_assert_eq!(cells, drawn, "{}", sentence);
            prop_assert_eq!(is_only, row.only.is_some());
            // What nobody recorded is not asked: an agency is said to know, or not, only where somebody said so.
            let said = facts.pointer(&format!("/events/{}", row.fact));
            if let Some(event) = said {
                for (cell, column) in row.cells.iter().zip(&grid.columns) {
                    let held = event["held-by"].as_array().is_some_and(|held| held.iter().any(|one| *one == json!(column.agency)));
                    let told = event["told"].get(&column.agency).is_some();
                    prop_assert_eq!(cell.state == Knows::NotAsked, !held && !told);
                }
            }
        }
    }
}

/// Words that only begin with an agency, or say that it does not hold something, name nobody who holds it.
#[test]
fn a_holder_is_never_guessed_from_a_word() {
    for who in ["School nurse", "Social housing worker", "Charity shop", "Police were not told", "GP surgery neighbour"]
    {
        let grid = drawn(
            &json!({ "events": { "e1": { "what": "A fall", "source": { "who": who, "route": "other-record" } } } }),
        );
        assert!(row(&grid, "e1").cells.iter().all(|cell| cell.state == Knows::NotAsked), "{who}");
    }
}
