//! Files of earlier versions, brought up to this one before they are read. Nothing is dropped: what has another name now
//! is moved to it.

use serde_json::{Map, Value};

/// A change to the facts of a file.
type Step = fn(&mut Map<String, Value>);

/// What changed with each version: the version it brings a file to, and how.
const STEPS: &[(u64, Step)] = &[(2, what_he_offers_is_its_own_question)];

/// Brings the facts of a file of this version up to the one that is written now.
pub(super) fn bring_up_to_date(facts: &mut Map<String, Value>, version: u64) {
    for (_, step) in STEPS.iter().filter(|(to, _)| version < *to) {
        step(facts);
    }
}

/// In version 1 the question of what a man offers the children went by the row of who may know him already. Next steps
/// are kept by the name of their question: these move with it.
fn what_he_offers_is_its_own_question(facts: &mut Map<String, Value>) {
    let Some(Value::Object(steps)) = facts.get_mut("steps") else { return };
    let renamed = std::mem::take(steps).into_iter().map(|(key, step)| match key.strip_prefix("M-11/") {
        Some(about) => (format!("M-14/{about}"), step),
        None => (key, step),
    });
    *steps = renamed.collect();
}
