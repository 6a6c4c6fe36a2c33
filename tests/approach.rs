//! Whether words tell somebody to get in touch with the family: read off the words, and not off what the pack says of them.

/// Who is asked instead of anyone in the family, as the pack words it.
const OTHERS: &[&str] = &[
    "your ",
    "a colleague",
    "a domestic abuse specialist",
    "another agency",
    "children's social work",
    "each ",
    "health visiting",
    "midwifery",
    "other services",
    "the domestic abuse service",
    "the holder",
    "the last worker",
    "the nursery",
    "the police",
    "the practice",
    "the service ",
    "the team that wrote",
    "the other services",
    "them to say back",
    "them what was happening in the family",
    "those who may know them",
    "those who work with",
    "what could wait",
    "when it is looked at again",
    "whether each action",
    "which agencies",
    "which doctor",
    "which services see the child",
    "which other services see the child",
    "who holds the detail",
    "whoever holds",
    "why it ended",
];

/// How other words that mean getting in touch begin.
const OPENINGS: &[&str] = &[
    "agree a date, and a place",
    "choose a calm",
    "invite ",
    "plan a time to see",
    "start with who looked after them",
    "tell the family",
    "think together",
    "watch play",
];

/// Whether a suggestion tells somebody to ask, invite, tell or meet anyone in the family. Words that are new to it count.
pub fn approaches(suggestion: &str) -> bool {
    let words = suggestion.to_lowercase();
    let to_the_family = |sentence: &str| {
        let asked = sentence.strip_prefix("ask ");
        asked.is_some_and(|who| !OTHERS.iter().any(|other| who.starts_with(other)))
            || OPENINGS.iter().any(|opening| sentence.starts_with(opening))
    };
    words.split(". ").any(to_the_family)
        || ["ask the parent", "ask the child", "the other parent when", "tells the family", "could go too"]
            .iter()
            .any(|whom| words.contains(whom))
}
