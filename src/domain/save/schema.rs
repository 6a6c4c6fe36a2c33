//! The published schema of the file, made from the types of the facts.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{FORMAT, TRAINING, VERSION};
use crate::case::Case;

/// The JSON Schema of the case file. `docs/case-file.schema.json` holds it; a test says when it is out of date.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut case = Case::json_schema(&mut generator).to_value();
    // What could not be read stands in the file where it came from, not on a shelf of its own.
    if let Some(properties) = case.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove("unread");
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Family history review: the case file",
        "description": "What is known of one family's review. Every field may be left out: absent means not asked. Dates hold the words as typed and their EDTF form. A reader keeps what it does not know and writes it back unchanged.",
        "type": "object",
        "required": ["format", "version", "case"],
        "properties": {
            "format": { "enum": [FORMAT, TRAINING] },
            "version": { "type": "integer", "minimum": 1, "description": format!("The version of this schema: {VERSION}.") },
            "next-number": { "type": "integer", "minimum": 1, "description": "The next free number of an id; ids are never used again." },
            "min-reader": { "type": "integer", "minimum": 1, "description": "The lowest version whose readers may change the file without losing anything of it. Where it is left out, a reader of a lower version than the file's lets it be looked at and not be changed." },
            "saves": { "type": "array", "items": { "type": "string", "maxLength": 64 }, "description": "The marks of the saves this file came from, first to last; the last is its own. Each was made by chance and says nothing of what is in the file. A program that changes the file adds one." },
            "case": case,
            "scenario": { "type": "object", "description": "In the facilitator's file of a training exercise: the file of the scenario that is run." },
            "outcomes": { "type": "array", "description": "In the facilitator's file of a training exercise: the files of what the tables said." },
        },
        "$defs": generator.take_definitions(true),
    })
}
