//! Finding words in everything that was put down.

use family_history_content::guidance;
use family_history_domain::case::Case;
use family_history_domain::find::{Found, find};
use family_history_tests::opened;
use serde_json::{Map, Value, json};
use std::time::Instant;

fn family() -> Case {
    opened(&json!({
        "head": { "reference": "Larch 3", "working": "A warm café group" },
        "people": { "p1": { "label": "Mother", "note": "Likes the library" }, "p2": { "label": "Siân's father" } },
        "events": {
            "e1": { "what": "Moved house after the fire", "detail": "The neighbours helped", "people": ["p1"], "source": { "who": "Housing officer" } },
            "e2": { "what": "Police called", "when": { "said": "late 2018", "edtf": "2018-09/2018-12" }, "held-by": ["early-years"] } },
        "levels": { "z1": { "child": "p1", "level": "2", "indicators": { "one": { "note": "Quiet at the library" } } } },
        "answers": { "M-09/p2": { "text": "Comes on Fridays" } },
        "steps": { "R1-07/e1": { "step": "Ring the library" } }
    }))
}

fn ids(words: &str) -> Vec<String> {
    find(&family(), &guidance(), words).iter().map(|found| found.fact.to_string()).collect()
}

fn line(found: &Found) -> String {
    format!("{} | {} | {}[{}]{}", found.kind, found.field, found.before, found.found, found.after)
}

#[test]
fn a_word_is_found_wherever_it_was_typed_in_the_order_of_kinds_and_ids() {
    assert_eq!(ids("library"), ["p1", "z1", "step:R1-07/e1"]);
    assert_eq!(ids("larch"), ["head"]);
    assert_eq!(ids("fridays"), ["answer:M-09/p2"]);
    assert_eq!(ids("housing"), ["e1"], "who said so is looked through as well");
    assert_eq!(ids("late 2018"), ["e2"]);
    assert_eq!(ids("nursery"), ["e2"], "an agency is found by its name");
    assert_eq!(ids("mother"), ["p1", "e1", "z1"], "and what is about somebody by their label");
}

#[test]
fn capitals_and_accents_make_no_difference() {
    assert_eq!(ids("SIAN"), ["p2"]);
    assert_eq!(ids("Si\u{e2}n"), ["p2"]);
    assert_eq!(ids("Sia\u{302}n"), ["p2"]);
    assert_eq!(ids("cafe"), ["head"]);
    assert_eq!(ids("CAFÉ"), ["head"]);
}

#[test]
fn all_words_must_be_in_one_entry() {
    assert_eq!(ids("moved neighbours"), ["e1"]);
    assert_eq!(ids("moved police"), [""; 0]);
    assert_eq!(ids(""), [""; 0]);
    assert_eq!(ids("  \u{301} "), [""; 0]);
    assert_eq!(ids("reported"), [""; 0], "what was not typed is not found");
}

#[test]
fn the_words_around_are_in_one_line_with_what_was_found_as_it_was_typed() {
    let found = find(&family(), &guidance(), "sian");
    assert_eq!(
        line(&found[0]),
        "person | A label, not a name | [Siân]'s father"
            .replace("A label, not a name", guidance().word("person.label"))
    );
    let long = opened(
        &json!({ "events": { "e1": { "what": format!("{}\n the STRAẞE  café\u{301} {}", "before ".repeat(30), "after ".repeat(30)) } } }),
    );
    let found = find(&long, &guidance(), "strasse");
    assert_eq!(found[0].found, "STRAẞE");
    assert!(
        found[0].before.starts_with('…') && found[0].before.ends_with("before the ") && !found[0].before.contains('\n')
    );
    assert!(found[0].after.starts_with(" café\u{301} after") && found[0].after.ends_with("after…"));
    assert!(found[0].before.chars().count() + found[0].after.chars().count() < 100);
}

#[test]
fn five_hundred_events_are_looked_through_while_somebody_types() {
    let event = |at: usize| {
        let detail = "Seen at home with her mother and the baby, who slept. ".repeat(4);
        (
            format!("e{at}"),
            json!({ "what": format!("Event {at}"), "detail": detail, "meaning": "Nobody was told", "source": { "who": "Health visitor" } }),
        )
    };
    let case = opened(&json!({ "events": (1..=500).map(event).collect::<Map<String, Value>>() }));
    let pack = guidance();
    let words = "event 250 slept";
    let mut longest = 0;
    for end in 1..=words.len() {
        let began = Instant::now();
        let found = find(&case, &pack, &words[..end]);
        longest = longest.max(began.elapsed().as_millis());
        assert!(!found.is_empty());
    }
    let found = find(&case, &pack, words);
    assert_eq!(found.iter().map(|found| found.fact.to_string()).collect::<Vec<_>>(), ["e250"]);
    // Without optimization it is about ten times slower than what is shipped.
    assert!(longest < 500, "each letter is answered at once, not after {longest} ms");
}
