//! Papers that go with work.

use std::fs;

use family_history_content::guidance;
use family_history_domain::case::Case;
use family_history_domain::document::{Choices, Document, Kind, page, paper, text};
use family_history_domain::save;
use family_history_domain::when::Today;

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

#[test]
fn preview() {
    let Ok(to) = std::env::var("LOOK") else { return };
    for (name, file) in [("rich", "/tmp/look/rich4.json"), ("filled", "/tmp/wt/rich2.json"), ("empty", "")] {
        let case = match fs::read_to_string(file) {
            Ok(file) => save::open(&file).expect("a file").case,
            Err(_) => Case::default(),
        };
        for kind in [Kind::HandOver, Kind::Closing, Kind::Meeting, Kind::LookBack] {
            let doc = paper(&case, &guidance(), today(), kind, &Choices::default());
            fs::write(format!("{to}/{name}-{kind:?}.html"), page(&doc)).expect("a file");
        }
    }
    let _: fn(&Document) -> String = text::write;
}
