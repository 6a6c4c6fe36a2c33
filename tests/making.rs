//! Cases made from the published schema, so that a new field is tried from the day it is there. Half of them grow from one of
//! the families of `rules/*.toml`. A case is read off a list of numbers: what proptest or the fuzzer takes out of the list, it
//! takes out of the case.

use std::path::Path;

use family_history_domain::plain::Plain;
use family_history_domain::save;
use family_history_domain::when::{Reading, Today, When};
use serde_json::{Map, Value, json};

/// Days of review, usual and odd.
pub const DAYS: &[&str] = &["2026-11-16", "2022-03-14", "2024-02-29", "1850-01-01", "2150-12-31"];

/// Words that somebody, or something, may type.
pub const WORDS: &[&str] = &[
    "",
    "Mother",
    "Male carer A",
    "not known",
    " ",
    "<script>alert(1)</script>",
    "</style><b onload='x'>\"&amp;",
    "\u{202e}txet desrever",
    "two\nlines\r\nand a tab\t",
    "{person} {child} {{",
    "Ünïcödé 👩‍👧 \u{0}\u{7f}\u{feff}",
    "\\u0000 \\\" %s $(x) '; --",
    "a long note, and then again, a long note, and then again, a long note, and then again, a long note, and then again",
    "hv",
    "domestic-abuse",
    "linked-household",
    "gp",
    "shared-care",
];

/// Dates the way people say them, and slips.
pub const DATES: &[&str] = &[
    "",
    "not known",
    "16 November 2026",
    "2022-03-01",
    "late 2018",
    "about May 2020",
    "2015-17",
    "when she was 8",
    "before 2019",
    "since 1999",
    "31 February 2020",
    "about 30",
    "8 months",
    "due in April 2027",
    "due in June 2027",
    "99/99/9999",
    "some time <b>ago</b>",
    "0000",
];

/// Keys of answers and steps: prompts and rules about people, and nonsense.
const KEYS: &[&str] = &[
    "M-01/p1",
    "M-03/p2/p1",
    "M-06/p2",
    "M-09/p2",
    "M-09",
    "M-13/p3",
    "R1-04",
    "R1-05a",
    "R1-05b",
    "R1-07/e1",
    "L-09/p1",
    "LB-05/p1",
    "M-11/p2",
    "R1-18/p2",
    "R1-19a/p2",
    "R1-19a/p3",
    "R1-19b/p3",
    "R1-18/p3",
    "R1-28",
    "W-02/p3",
    "W-08/p2",
    "W-10",
    "W-14",
    "R3-06",
    "R3-11",
    "L-11",
    "C-04/p1",
    "K-02/p1",
    "S-01",
    "M-06-terms/p2/o1",
    "X/../p1//",
    "",
    "é{",
];

/// Numbers from which a case is read off. Where they end, everything is left out.
pub struct Choices {
    /// The numbers that are left.
    pub numbers: std::vec::IntoIter<u16>,
}

impl Choices {
    /// One of so many.
    pub fn pick(&mut self, among: usize) -> usize {
        self.numbers.next().map_or(0, |number| usize::from(number) % among.max(1))
    }

    /// One of these.
    pub fn one<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.pick(among.len())]
    }
}

/// Makes values that a schema allows.
pub struct Maker {
    /// The published schema.
    pub schema: Value,
    /// What a case may grow from.
    pub families: Vec<Family>,
    /// Whether a case may be for training: then it is not a family's, and much that holds of a review does not.
    pub of_training: bool,
}

/// The parts of a case that only training has.
const TRAINING: [&str; 3] = ["exercise", "stages", "turns"];

/// A family of the rules' fixtures: the facts that a case may grow from, and the day they are reviewed on.
pub struct Family {
    facts: Map<String, Value>,
    /// The day it is reviewed on.
    pub today: Today,
}

/// Every family of the rules' fixtures.
fn families() -> Vec<Family> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let entries = std::fs::read_dir(folder).expect("tests/rules is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    let mut families = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a file");
        let fixtures: Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for fixture in fixtures["cases"].as_array().expect("cases") {
            let today = fixture.get("today").unwrap_or(&fixtures["today"]).as_str().and_then(Today::from_iso);
            if let Some(facts) = fixture.get("case").and_then(Value::as_object) {
                families.push(Family { facts: facts.clone(), today: today.expect("a day") });
            }
        }
    }
    families
}

impl Default for Maker {
    fn default() -> Maker {
        Maker { schema: save::schema(), families: families(), of_training: false }
    }
}

impl Maker {
    /// The facts of a case, as a file holds them.
    pub fn facts(&self, choices: &mut Choices) -> Value {
        let parts = self.schema["properties"]["case"]["properties"].as_object().expect("the parts of a case");
        // What most questions turn on comes up more often.
        let often = [
            "people",
            "people",
            "people",
            "presences",
            "parents",
            "orders",
            "services",
            "services",
            "events",
            "events",
            "levels",
            "records",
            "concerns",
            "progress",
            "services",
            "services",
            "ties",
            "head",
        ];
        let names = parts.keys().map(String::as_str).filter(|part| self.of_training || !TRAINING.contains(part));
        let names: Vec<&str> = names.chain(often).collect();
        let family = self.families.get(choices.pick(2 * self.families.len()));
        let mut facts = family.map(|family| family.facts.clone()).unwrap_or_default();
        while choices.numbers.len() > 0 {
            let part = choices.one(&names);
            let made = self.make(&parts[part], choices);
            match (facts.get_mut(part), made) {
                (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
                (_, made) => {
                    facts.insert(part.to_owned(), made);
                }
            }
        }
        Value::Object(facts)
    }

    fn make(&self, schema: &Value, choices: &mut Choices) -> Value {
        // Where anything goes: what could not be read of another file.
        if *schema == Value::Bool(true) {
            return json!(choices.one(WORDS));
        }
        if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
            return match path.rsplit('/').next().expect("a name") {
                "When" => date(choices),
                "Change" => {
                    json!({ "fact": choices.one(&["p7", "e1", "l2"]), "before": { "label": "Male 3" }, "after": null })
                }
                "FactId" => json!(choices.one(&["e1", "p2", "head", "answer:M-09/p2", "step:R3-06", "v3", "o1", "p9"])),
                _ => self.make(self.schema.pointer(path.trim_start_matches('#')).expect("a definition"), choices),
            };
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(ways) = schema.get(word).and_then(Value::as_array) {
                // Three looks at the same are what one question turns on; by chance alone they hardly come up.
                if ways.iter().any(|way| way["const"] == "same") && choices.pick(2) == 1 {
                    return json!("same");
                }
                // A way that is nothing comes last, and field by field things are left out already.
                let nothing = ways.last().is_some_and(|way| way["type"] == "null") && choices.pick(8) > 0;
                return self.make(&ways[choices.pick(ways.len() - usize::from(nothing))], choices);
            }
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values[choices.pick(values.len())].clone();
        }
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
            let prefix = pattern.trim_start_matches('^').split('(').next().expect("a prefix");
            // Few people and outcomes, so that links meet; some lead nowhere.
            let most = match prefix {
                "p" => 5,
                "ou" => 1,
                _ => 12,
            };
            return json!(format!("{prefix}{}", choices.pick(most) + 1));
        }
        match schema.get("type") {
            Some(Value::String(kind)) => self.of_type(kind, schema, choices),
            Some(Value::Array(kinds)) => {
                let kind = kinds[choices.pick(kinds.len())].as_str().expect("a type");
                self.of_type(kind, schema, choices)
            }
            other => panic!("the maker does not know {other:?} in {schema}"),
        }
    }

    fn of_type(&self, kind: &str, schema: &Value, choices: &mut Choices) -> Value {
        match kind {
            "null" => Value::Null,
            "integer" => json!(choices.pick(40) + 1),
            "boolean" => json!(choices.pick(2) == 1),
            "string" => json!(choices.one(WORDS)),
            "array" => (0..choices.pick(4)).map(|_| self.make(&schema["items"], choices)).collect(),
            "object" => match schema.get("properties").and_then(Value::as_object) {
                Some(fields) => {
                    let mut made = Map::new();
                    for (field, schema) in fields {
                        if choices.pick(3) > 0 {
                            made.insert(field.clone(), self.make(schema, choices));
                        }
                    }
                    Value::Object(made)
                }
                None => {
                    let mut made = Map::new();
                    for _ in 0..=choices.pick(2) {
                        let names = schema.get("propertyNames");
                        let name = match names {
                            Some(names) if names.get("pattern").is_some() => self.make(names, choices),
                            Some(_) => json!(choices.one(KEYS)),
                            None => json!(choices.one(WORDS)),
                        };
                        let name = name.as_str().expect("a name").to_owned();
                        made.insert(name, self.make(&schema["additionalProperties"], choices));
                    }
                    Value::Object(made)
                }
            },
            other => panic!("the maker does not know the type `{other}`"),
        }
    }
}

/// A date as it would be typed, or written into a file by hand.
fn date(choices: &mut Choices) -> Value {
    let said = choices.one(DATES);
    let today = Today::from_iso(DAYS[0]).expect("a day");
    match choices.pick(5) {
        0 => json!({}),
        1 => json!({ "said": said, "edtf": choices.one(&["2019-13-45", "20", "2020~", "../2020", "2019/2021", "zz"]) }),
        2 => json!({ "said": said }),
        3 => When::read_birth(said, today).0.to_json(),
        _ => When::read(said, Reading::on(today)).0.to_json(),
    }
}
