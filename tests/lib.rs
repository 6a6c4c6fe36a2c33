//! Helpers shared by the tests of the whole.

use family_history_domain::case::Case;
use family_history_domain::save;
use serde_json::{Value, json};

pub mod approach;
pub mod command;
pub mod exercise;
pub mod expect;
pub mod families;
pub mod making;

/// A case of these facts, as a file holds them, read whole.
///
/// # Panics
/// Where a fact cannot be read: a test must not speak of what is not there.
#[track_caller]
pub fn opened(facts: &Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(opened.problems, Vec::new(), "the facts are read whole: {facts}");
    opened.case
}

/// What in a value does not fit a JSON Schema; empty when it fits.
///
/// It knows the words of the language that our schema uses, and says so when it meets another: a test must not pass because
/// a rule was not understood.
pub fn misfits(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    fit(schema, schema, value, "", &mut found);
    found
}

fn fit(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let rules = match schema {
        Value::Bool(true) => return,
        Value::Object(rules) => rules,
        _ => return found.push(format!("{at}: nothing fits {schema}")),
    };
    let mut said: Vec<String> = Vec::new();
    let mut say = |what: String| said.push(format!("{at}: {what}"));
    for (word, rule) in rules {
        let fits_one = |of: &Value| {
            let mut inner = Vec::new();
            fit(root, of, value, at, &mut inner);
            inner.is_empty()
        };
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" | "properties" => {}
            "$ref" => {
                let path = rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a reference in the schema");
                let target = root.pointer(path).unwrap_or_else(|| panic!("{path} is in the schema"));
                let mut inner = Vec::new();
                fit(root, target, value, at, &mut inner);
                found.extend(inner);
            }
            "type" => {
                let kinds: Vec<&str> = match rule {
                    Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
                    kind => kind.as_str().into_iter().collect(),
                };
                if !kinds.iter().any(|kind| is_of(value, kind)) {
                    say(format!("{value} is not {kinds:?}"));
                }
            }
            "const" if value != rule => say(format!("{value} is not {rule}")),
            "const" => {}
            "enum" if !rule.as_array().expect("a list").contains(value) => say(format!("{value} is not in {rule}")),
            "enum" => {}
            "anyOf" | "oneOf" => {
                if !rule.as_array().expect("a list").iter().any(fits_one) {
                    say(format!("{value} fits none of {rule}"));
                }
            }
            "required" => {
                for name in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if value.get(name).is_none() {
                        say(format!("`{name}` is missing"));
                    }
                }
            }
            "minimum" => {
                if value.as_f64() < rule.as_f64() {
                    say(format!("{value} is under {rule}"));
                }
            }
            "maximum" => {
                if value.as_f64() > rule.as_f64() {
                    say(format!("{value} is over {rule}"));
                }
            }
            "pattern" => {
                // `^p(0|[1-9][0-9]{0,8})$`: the one shape there is, an id.
                let prefix = rule.as_str().and_then(|rule| rule.strip_prefix('^')?.split_once('('));
                let (prefix, rest) = prefix.expect("a pattern of an id");
                assert_eq!(rest, "0|[1-9][0-9]{0,8})$", "a pattern this check does not know");
                let digits = value.as_str().and_then(|id| id.strip_prefix(prefix)).unwrap_or_default();
                let is_number = !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|b| b.is_ascii_digit());
                if !is_number || (digits.starts_with('0') && digits != "0") {
                    say(format!("{value} is no id"));
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    fit(root, rule, item, &format!("{at}/{index}"), found);
                }
            }
            "propertyNames" => {
                for name in value.as_object().into_iter().flat_map(|fields| fields.keys()) {
                    fit(root, rule, &Value::from(name.as_str()), at, found);
                }
            }
            "additionalProperties" => {}
            other => panic!("the check does not know `{other}` of the schema"),
        }
    }
    found.extend(said);
    let known = rules.get("properties").and_then(Value::as_object);
    for (name, part) in value.as_object().into_iter().flatten() {
        let own = known.and_then(|known| known.get(name)).or(rules.get("additionalProperties"));
        if let Some(own) = own {
            fit(root, own, part, &format!("{at}/{name}"), found);
        }
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the check does not know the type `{other}`"),
    }
}
