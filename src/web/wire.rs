//! What crosses between the element and the assistant: named, camelCase types.

use serde::Deserialize;

/// What the element knows when it starts the assistant.
#[derive(Deserialize, Default, Debug)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// Whose view to begin with: an agency id of the content pack. From the `agency` attribute.
    pub agency: String,
    /// The day, as `2026-11-24`, from the computer's own clock.
    pub today: String,
    /// The text of the file the work rests on; empty for a review that was begun here.
    pub base: String,
    /// Every edit since, in order, each as the JSON that was told to the element: how work comes back after a stop.
    pub journal: Vec<String>,
}

/// What the assistant tells the element. The second argument of the callback is the text, where there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// One edit, as JSON. The element keeps it outside this memory.
    Journal(String),
    /// The work now rests on this file text, and the journal starts again.
    Base(String),
    /// The file was handed to the person.
    Saved,
}

impl Told {
    /// The name and the text that cross.
    pub fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Told::Journal(edit) => ("journal", Some(edit)),
            Told::Base(file) => ("base", Some(file)),
            Told::Saved => ("saved", None),
        }
    }
}
