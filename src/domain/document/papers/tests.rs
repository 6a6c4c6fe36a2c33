//! The open questions on paper, with rules made for the test.

use serde_json::json;

use super::{Choices, Kind, written};
use crate::case::{Case, FactId, PersonId};
use crate::document::{Document, page, text};
use crate::guidance::Guidance;
use crate::review::OpenQuestion;
use crate::save;
use crate::when::Today;

fn guidance() -> Guidance {
    let rule = |id: &str, with: &str, question: &str| {
        json!({ "id": id, "title": id, "question": question, "topic": "men", "prompt": "P",
            "cite": [{ "source": "s" }], "why": "A visitor can be missing from every record.", "with": with,
            "next": [{ "text": "Ring {person}", "contacts": true }, { "text": "Look at the order", "contacts": false }] })
    };
    let pack = json!({
        "sources": [{ "id": "s", "title": "A source", "short": "Source", "publisher": "P", "edition": "1", "confidence": "verified" }],
        "topics": [{ "id": "men", "title": "Men", "nav": "Men", "lead": "Men.", "part": "core" }],
        "prompts": [{ "id": "P", "topic": "men", "subject": "adult", "text": "Who is he?", "why": "He can be missing.", "cite": [{ "source": "s" }],
            "routes": ["core"], "roles": ["practitioner"], "answer": "text" }],
        "rules": [rule("T-1", "person", "Has {person} been asked himself?"), rule("T-2", "supervisor", "Who leads?"),
            rule("T-3", "agency", "What does the nursery know of {people}?")],
        "agencies": [{ "id": "nursery", "name": "Nursery", "short": "Nursery", "worker": "key worker", "ring": "Ring the nursery" }],
        "words": { "with.supervisor": "With your supervisor", "paper.withheld-of": "{who}: withheld, an order may be live.", "paper.could-settle": "To settle it: {what}",
            "paper.kept-off": "{count} kept off", "with.named-person": "With {who}" }
    });
    Guidance::read(&pack.to_string()).expect("a pack")
}

fn case(hidden: bool) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
        "people": { "p1": { "label": "Kit", "role": "father", "off-paper": hidden }, "p2": { "label": "Sam", "role": "partner" } },
        "orders": { "o1": { "about": "p1", "state": "in-force" } },
        "steps": { "T-1/p1": { "state": "has-step", "step": "Supervision first" }, "T-2": { "state": "considered", "because": "settled at the meeting" } }
    } });
    save::open(&file.to_string()).expect("a file").case
}

fn paper(hidden: bool) -> Document {
    let kit = FactId::Person(PersonId(1));
    let questions = vec![
        OpenQuestion::of("T-1").about(kit).slot("person", "Kit").guarded(vec!["o1".parse().expect("an id")]),
        OpenQuestion::of("T-1").about(PersonId(2)).slot("person", "Sam"),
        OpenQuestion::of("T-2"),
        OpenQuestion::of("T-3").slot("agency", "Nursery").slot("people", "Sam, Kit"),
    ];
    let today = Today::from_iso("2026-11-16").expect("a day");
    written(&case(hidden), &guidance(), today, questions, Kind::Checklist, &Choices::default())
}

#[test]
fn nobody_is_sent_to_a_person_who_must_not_be_approached() {
    let written = text::write(&paper(false));
    let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words} in\n{written}"));
    assert!(!written.contains("Ring Kit") && !written.contains("With Kit"), "{written}");
    assert!(at("With your supervisor") < at("Has Kit been asked himself?"));
    let flowing = written.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("Kit: withheld, an order may be live."), "{written}");
    assert!(at("With Sam") < at("Has Sam been asked himself?") && at("With Sam") < at("With your supervisor"));
    assert!(at("Ring the nursery") < at("What does the nursery know of Sam, Kit?"));
}

#[test]
fn what_was_considered_stands_apart_with_its_reason() {
    let written = text::write(&paper(false));
    let considered = written.find("paper.put-by").expect("a heading of its own");
    let question = written.find("Who leads?").expect("the question");
    assert!(considered < question && written.contains("considered"), "{written}");
    assert!(written.contains("Supervision first"));
}

#[test]
fn questions_that_touch_somebody_kept_off_paper_are_left_out() {
    let document = paper(true);
    let written = text::write(&document);
    assert!(!written.contains("Kit") && !page(&document).contains("Kit"), "{written}");
    assert!(!written.contains("Supervision first") && !written.contains("What does the nursery know"));
    assert!(written.contains("Has Sam been asked himself?") && written.contains("3 kept off"), "{written}");
}
