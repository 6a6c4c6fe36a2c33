//! What supervision looks at first: one list, for the screen and for paper.

/// The parts of supervision, each by the key of its heading, with the rules whose open questions stand in it.
pub const SUPERVISION: &[(&str, &[&str])] = &[
    ("supervision.known-unused", &["R1-07", "R1-22", "R1-05", "R1-12", "R1-13", "W-05", "W-06", "W-07"]),
    ("supervision.one-account", &["R1-24", "M-05", "R3-19"]),
    ("supervision.differ", &["R1-26", "X-DATE", "X-AGE", "X-KIN"]),
    ("supervision.missing", &["M-01", "M-03", "M-08", "M-09", "M-11", "M-12", "M-13", "M-14", "M-18", "K-02", "W-01"]),
    ("supervision.messages", &["R2-01", "R2-02", "R2-07", "R2-09", "I-01"]),
    ("supervision.next", &["R1-04", "R1-25", "R3-06", "R3-05", "K-01", "LH-01", "R3-01", "R3-03", "LC-01", "R4-05"]),
];

/// The rules of one of these parts.
pub fn rules_of_supervision(part: &str) -> &'static [&'static str] {
    SUPERVISION.iter().find(|(key, _)| *key == part).map_or(&[], |(_, rules)| *rules)
}
