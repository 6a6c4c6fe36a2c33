//! What crosses between the element and the assistant: named, camelCase types.

use family_history_domain::plain::{Plain, object};
use serde_json::Value;
use wasm_bindgen::JsValue;

/// An object of the page as JSON text; nothing for what has no such form.
pub fn json_text(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// What the element knows when it starts the assistant.
#[derive(Default, Debug)]
pub struct Config {
    /// Whose view to begin with: an agency id of the content pack. From the `agency` attribute.
    pub agency: String,
    /// The day, as `2026-11-24`, from the computer's own clock.
    pub today: String,
    /// The text of the file the work rests on; empty for a review that was begun here.
    pub base: String,
    /// Every edit since, in order, each as the JSON that was told to the element: how work comes back after a stop.
    pub journal: Vec<String>,
    /// Where the person was, as it was told to the element; empty for the start.
    pub place: String,
    /// Whether there is a file of the person's own.
    pub has_file: bool,
    /// How many edits the base holds that are in no file of the person's own.
    pub edits: u32,
}

impl Config {
    /// Reads the JSON of the element's object. What is missing or of another shape stays empty: only the element writes
    /// this object, never the page.
    pub fn read(text: &str) -> Config {
        let config = serde_json::from_str(text).unwrap_or(Value::Null);
        let mut fields = object(config).unwrap_or_default();
        Config {
            agency: taken(fields.remove("agency")),
            today: taken(fields.remove("today")),
            base: taken(fields.remove("base")),
            journal: taken(fields.remove("journal")),
            place: taken(fields.remove("place")),
            has_file: taken(fields.remove("hasFile")),
            edits: taken(fields.remove("edits")),
        }
    }
}

fn taken<T: Plain + Default>(field: Option<Value>) -> T {
    field.and_then(|value| T::from_json(value).ok()).unwrap_or_default()
}

/// What the assistant tells the element. The second argument of the callback is the text, where there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// One edit, as JSON. The element keeps it outside this memory.
    Journal(String),
    /// The work now rests on this file text, and the journal starts again.
    Base {
        /// The text; empty for a review that is begun here.
        text: String,
        /// Whether there is a file of the person's own.
        has_file: bool,
        /// Whether there is work that is in no file.
        is_dirty: bool,
    },
    /// The same work as a file text: the base from now on, instead of the one before and the journal.
    Rest(String),
    /// The file was handed to the person.
    Saved,
    /// Where the person is now.
    Place(String),
    /// What the page around the assistant must do: cover the screen, finish.
    Ask(&'static str),
}

impl Told {
    /// The name and the text that cross.
    pub fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Told::Journal(edit) => ("journal", Some(edit)),
            Told::Base { text, .. } => ("base", Some(text)),
            Told::Rest(file) => ("rest", Some(file)),
            Told::Saved => ("saved", None),
            Told::Place(place) => ("place", Some(place)),
            Told::Ask(what) => (what, None),
        }
    }
}
