//! Every row of what the review asks for, and where each is met: no row without a home, no home that nothing shows, and no
//! question or rule that rests on nothing. And the page that lists every question, made of the same words.
//!
//! `rows.toml` holds the rows. What a home can be is said at its top.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use family_history_content::guidance;
use family_history_domain::guidance::{Cite, Guidance, Prompt, RuleWords, Suggestion};
use family_history_domain::review::RULES;
use family_history_domain::save;
use serde::Deserialize;
use serde_json::Value;

/// The groups of rows of the review, each with how many it has.
const GROUPS: &[(&str, usize)] = &[
    ("G", 9),
    ("R1", 28),
    ("R2", 12),
    ("R3", 22),
    ("R4", 13),
    ("LA", 2),
    ("LB", 5),
    ("LC", 2),
    ("LD", 2),
    ("LE", 1),
    ("LF", 1),
    ("LG", 2),
    ("LH", 2),
    ("M", 18),
    ("E", 6),
    ("L", 12),
    ("I", 8),
    ("K", 7),
    ("C", 9),
    ("S", 5),
];
/// How many rows of the review there are.
const ROWS: usize = 166;
/// How many themes of other reviews there are: `W-01` and on.
const WIDER: usize = 14;
/// The source that says so of itself: other published reviews, not Kent guidance.
const WIDER_SOURCE: &str = "wider";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    what: String,
    homes: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = std::fs::read_to_string(root().join("tests/rows.toml")).expect("tests/rows.toml");
    toml::from_str::<Sheet>(&text).unwrap_or_else(|error| panic!("tests/rows.toml: {error}")).rows
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files under a place with one of these endings, each with its path from the root and its text.
fn sources(place: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(path: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(path).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => walk(&path, found),
                false => found.push(path),
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(place), &mut found);
    found.sort();
    found.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("text");
        (path.strip_prefix(root()).expect("ours").display().to_string(), text)
    };
    found.into_iter().map(read).collect()
}

/// What is built, as far as a home can stand in it.
struct Built {
    guidance: Guidance,
    /// Kind of fact as words name it, and the fields of its part in the schema of the file.
    fields: BTreeMap<String, BTreeMap<String, Value>>,
    schema: Value,
    web: Vec<(String, String)>,
    domain: Vec<(String, String)>,
    tests: Vec<(String, String)>,
}

impl Built {
    fn new() -> Built {
        let schema = save::schema();
        let definitions = schema["$defs"].as_object().expect("definitions");
        let fields = definitions
            .iter()
            .filter_map(|(name, definition)| {
                let fields = definition.get("properties")?.as_object()?;
                Some((kind_of(name), fields.iter().map(|(name, field)| (name.clone(), field.clone())).collect()))
            })
            .collect();
        Built {
            guidance: guidance(),
            fields,
            schema,
            web: sources("src/web", &["rs"]),
            domain: sources("src/domain", &["rs"]),
            tests: sources("tests", &["rs", "mjs"]),
        }
    }

    /// Why this is no home, or nothing when it is one.
    fn amiss(&self, home: &str) -> Option<String> {
        let Some((kind, name)) = home.split_once(' ') else { return Some("say what kind of home it is".to_owned()) };
        let pack = &self.guidance;
        let there = |is_there: bool, amiss: &str| (!is_there).then(|| amiss.to_owned());
        match kind {
            "prompt" => pack.prompt(name).map_or(Some("no such prompt".to_owned()), |prompt| self.prompt_amiss(prompt)),
            "rule" => {
                let (id, variant) = name.split_once('/').map_or((name, None), |(id, variant)| (id, Some(variant)));
                let rule = RULES.iter().find(|rule| rule.id == id);
                match (rule, variant) {
                    (None, _) => Some("no such rule".to_owned()),
                    (Some(_), _) if pack.rule(id).is_none() => Some("the pack has no words for it".to_owned()),
                    (Some(rule), Some(variant)) => there(rule.variants.contains(&variant), "no such variant"),
                    _ => None,
                }
            }
            "field" => self.field_amiss(name),
            "choice" => self.choice_amiss(name),
            "word" | "paper" => {
                if !pack.words.contains_key(name) {
                    return Some("the pack has no such word".to_owned());
                }
                let on_paper = is_quoted(&self.domain, name);
                there(on_paper || (kind == "word" && self.is_on_screen(name)), "nothing shows this word")
            }
            "dated" => match pack.dated(name) {
                None => Some("the pack holds nothing of this id".to_owned()),
                Some(item) => {
                    let used = is_quoted(&self.domain, &item.list) || is_quoted(&self.web, &item.list);
                    there(used, "nothing shows the list it belongs to")
                }
            },
            "term" => there(pack.glossary.iter().any(|term| term.term == name), "not in the glossary"),
            "test" => {
                let Some((file, function)) = name.split_once("::") else {
                    return Some("write it as `test file::function`".to_owned());
                };
                let path = format!("tests/{file}");
                let known = self.tests.iter().find(|(known, _)| *known == path);
                let declared = known.is_some_and(|(_, text)| {
                    text.contains(&format!("fn {function}(")) || text.contains(&format!("test(\"{function}\""))
                });
                there(declared, "no such test")
            }
            _ => Some("no such kind of home".to_owned()),
        }
    }

    /// A question that is asked somewhere: by the screen of its topic, or by a screen drawn from the pack alone. What is
    /// answered another way than in words has a part that takes the answer.
    fn prompt_amiss(&self, prompt: &Prompt) -> Option<String> {
        if self.guidance.topic(&prompt.topic).is_none() {
            return Some("its topic is no topic of the pack".to_owned());
        }
        let own_screen = format!("src/web/ui/screens/{}.rs", prompt.topic);
        let from_pack = format!("deeper::prompts(desk, \"{}\"", prompt.topic);
        let is_by_name =
            self.web.iter().any(|(_, text)| without_left_out(text).contains(&format!("\"{}\"", prompt.id)));
        let own = self.web.iter().find(|(path, _)| *path == own_screen);
        let is_from_pack = own.is_none_or(|(_, text)| text.contains(&from_pack));
        if !is_by_name && !is_from_pack {
            return Some("the screen of its topic does not ask it".to_owned());
        }
        let arms = [" =>", " |", " if "].map(|after| format!("\"{}\"{after}", prompt.answer));
        let takes_it = |text: &String| arms.iter().any(|arm| text.contains(arm));
        let has_part = is_by_name
            || prompt.answer == "text"
            || self.web.iter().any(|(path, text)| path.ends_with("deeper/parts.rs") && takes_it(text));
        (!has_part).then(|| format!("no screen has the part `{}` that answers it", prompt.answer))
    }

    fn field_amiss(&self, name: &str) -> Option<String> {
        let (kind, field) = name.split_once('.')?;
        if !self.guidance.words.contains_key(name) {
            return Some("the pack has no label for it".to_owned());
        }
        if !self.fields.get(kind).is_some_and(|fields| fields.contains_key(field)) {
            return Some("no field of the file".to_owned());
        }
        (!self.is_on_screen(name)).then(|| "no screen has a control for it".to_owned())
    }

    /// A value that can be chosen somewhere: a field that takes it stands on a screen.
    fn choice_amiss(&self, name: &str) -> Option<String> {
        let (set, key) = name.split_once('.')?;
        let Some(values) = self.guidance.choices.get(set) else { return Some("no such list".to_owned()) };
        if !values.contains_key(key) {
            return Some("not in its list".to_owned());
        }
        let keys: BTreeSet<&str> = values.iter().map(|(key, _)| key.as_str()).collect();
        let takes = |field: &Value| {
            let mut taken = BTreeSet::new();
            self.values_of(field, &mut taken);
            taken.iter().map(String::as_str).collect::<BTreeSet<_>>() == keys
        };
        let shown = self.fields.iter().any(|(kind, fields)| {
            fields.iter().any(|(field, schema)| takes(schema) && self.is_on_screen(&format!("{kind}.{field}")))
        });
        // A list that is offered whole, apart from any form: `AnswerState::ALL`.
        let definitions = self.schema["$defs"].as_object().expect("definitions");
        let is_offered = |name: &String| self.web.iter().any(|(_, text)| text.contains(&format!("{name}::ALL")));
        let shown = shown || definitions.iter().any(|(name, schema)| takes(schema) && is_offered(name));
        (!shown).then(|| "no screen offers this list".to_owned())
    }

    /// The words a field can take, through what the schema refers to, where they are a closed list.
    fn values_of(&self, schema: &Value, values: &mut BTreeSet<String>) {
        match schema {
            Value::Object(parts) => {
                for (word, part) in parts {
                    match (word.as_str(), part) {
                        ("$ref", Value::String(path)) => {
                            let target = self.schema.pointer(path.trim_start_matches('#')).expect("a definition");
                            if target.get("properties").is_none() {
                                self.values_of(target, values);
                            }
                        }
                        ("const", Value::String(value)) => {
                            values.insert(value.clone());
                        }
                        ("enum", Value::Array(all)) => {
                            values.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        _ => self.values_of(part, values),
                    }
                }
            }
            Value::Array(parts) => parts.iter().for_each(|part| self.values_of(part, values)),
            _ => {}
        }
    }

    /// Whether a screen has this field or shows this word: by its key, or as a field of a form.
    fn is_on_screen(&self, key: &str) -> bool {
        if is_quoted(&self.web, key) {
            return true;
        }
        let Some((kind, name)) = key.split_once('.') else { return false };
        let name = name.strip_suffix("-hint").unwrap_or(name);
        let part = part_of(kind);
        let field = format!("at!({part}, {})", name.replace('-', "_"));
        self.web.iter().any(|(path, text)| {
            let is_heading = || text.contains(&format!("at!({part}, ")) && text.contains(&format!("\"{name}\""));
            let is_of_source =
                || kind == "source" && path.ends_with("parts/form.rs") && text.contains(&format!("\"{name}\""));
            text.contains(&field) || is_of_source() || (!self.is_field(kind, name) && is_heading())
        })
    }

    fn is_field(&self, kind: &str, name: &str) -> bool {
        self.fields.get(kind).is_some_and(|fields| fields.contains_key(name))
    }
}

/// Code without the lists of questions that a call of `prompts` leaves out: to be left out is not to be asked.
fn without_left_out(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("prompts(desk, ") {
        kept.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What is given to each call of one of these, between its brackets.
fn given_to<'a>(code: &'a str, calls: &[&str]) -> Vec<&'a str> {
    let starts = calls.iter().flat_map(|call| code.match_indices(call).map(|(at, call)| at + call.len()));
    let given = |start: usize| {
        let mut depth = 1;
        let end = code[start..].find(|letter: char| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth == 0
        });
        &code[start..end.map_or(code.len(), |end| start + end)]
    };
    starts.map(given).collect()
}

/// Whether a key stands in code: whole, or as what comes before the value it is worded by: `"paper.relied.` or, given to
/// `worded` or `yes_no`, `"paper.explained"`.
fn is_quoted(files: &[(String, String)], key: &str) -> bool {
    let whole = format!("\"{key}\"");
    let before = key.rsplit_once('.').map(|(before, _)| before).filter(|before| before.contains('.'));
    let is_worded = |text: &str, before: &str| {
        let start = format!("\"{before}\"");
        let given = || given_to(text, &["worded(", "yes_no("]).iter().any(|given| given.contains(&start));
        text.contains(&format!("\"{before}.")) || given()
    };
    files.iter().any(|(_, text)| text.contains(&whole) || before.is_some_and(|before| is_worded(text, before)))
}

/// The kind of fact of a part of the schema: `CarerView` is `carer-view`.
fn kind_of(part: &str) -> String {
    let irregular = IRREGULAR.iter().find(|(_, name)| *name == part);
    irregular.map_or_else(
        || {
            let mut kind = String::new();
            for letter in part.chars() {
                if letter.is_ascii_uppercase() && !kind.is_empty() {
                    kind.push('-');
                }
                kind.push(letter.to_ascii_lowercase());
            }
            kind
        },
        |(kind, _)| (*kind).to_owned(),
    )
}

/// The part of the schema of a kind of fact: `carer-view` is `CarerView`.
fn part_of(kind: &str) -> String {
    let irregular = IRREGULAR.iter().find(|(name, _)| *name == kind);
    irregular.map_or_else(
        || kind.split('-').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect(),
        |(_, part)| (*part).to_owned(),
    )
}

/// Kinds whose words and whose part have different names.
const IRREGULAR: &[(&str, &str)] = &[
    ("checkpoint", "CheckpointRecord"),
    ("responsibility", "ResponsibilityRecord"),
    ("level", "LevelDecision"),
    ("accounts", "TwoAccounts"),
    ("step", "NextStep"),
];

/// The ids of a group: `M-01` and on.
fn numbered(group: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{group}-{number:02}")).collect()
}

/// One line each, so that all that is missing is read at once.
fn none(missing: &[String]) {
    assert!(missing.is_empty(), "{} to see to:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn to_be_left_out_is_not_to_be_asked_and_a_word_is_shown_where_it_is_given() {
    let screen = r#"{ prompts(desk, "help", &["R3-08", "R3-11"]) } { question(desk, "R3-06", None) }"#;
    let asked = without_left_out(screen);
    assert!(!asked.contains("R3-08") && !asked.contains("R3-11") && asked.contains("R3-06"), "{asked}");
    let code = r#"let one = worded(guidance, "paper.one", f(x), &[]); let two = say("paper.two");"#;
    let files = [("paper.rs".to_owned(), code.to_owned())];
    assert!(is_quoted(&files, "paper.one.yes") && !is_quoted(&files, "paper.two.yes"));
}

#[test]
fn every_row_is_there_once() {
    let rows = rows();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for row in &rows {
        assert!(ids.insert(&row.id), "{} is there twice", row.id);
        assert!(!row.what.is_empty() && !row.homes.is_empty(), "{} has no words or no home", row.id);
        let homes: BTreeSet<&String> = row.homes.iter().collect();
        assert_eq!(homes.len(), row.homes.len(), "{} names a home twice", row.id);
    }
    let of_review: BTreeSet<String> = GROUPS.iter().flat_map(|(group, count)| numbered(group, *count)).collect();
    assert_eq!(of_review.len(), ROWS);
    let expected: BTreeSet<String> = of_review.into_iter().chain(numbered("W", WIDER)).collect();
    assert_eq!(ids, expected.iter().map(String::as_str).collect());
}

#[test]
fn every_home_is_built_and_something_shows_it() {
    let built = Built::new();
    let missing: Vec<String> = rows()
        .iter()
        .flat_map(|row| {
            let amiss = row.homes.iter().filter_map(|home| Some((home, built.amiss(home)?)));
            amiss.map(|(home, amiss)| format!("{}: {home}: {amiss}", row.id)).collect::<Vec<_>>()
        })
        .collect();
    none(&missing);
}

#[test]
fn every_prompt_and_every_rule_meets_a_row_and_rests_on_a_source() {
    let rows = rows();
    let homes: BTreeSet<&str> = rows.iter().flat_map(|row| &row.homes).map(String::as_str).collect();
    let pack = guidance();
    let mut missing = Vec::new();
    for prompt in &pack.prompts {
        if !homes.contains(format!("prompt {}", prompt.id).as_str()) {
            missing.push(format!("prompt {}: it is the home of no row", prompt.id));
        }
        if prompt.cite.is_empty() {
            missing.push(format!("prompt {}: it rests on nothing", prompt.id));
        }
    }
    for rule in RULES {
        let met = homes.iter().any(|home| rule_of(home) == Some(rule.id));
        // A slip in what was put down (X-) is asked about for its own sake.
        if !met && !rule.id.starts_with("X-") {
            missing.push(format!("rule {}: it is the home of no row", rule.id));
        }
        match pack.rule(rule.id) {
            None => missing.push(format!("rule {}: the pack has no words for it", rule.id)),
            Some(words) if words.cite.is_empty() => missing.push(format!("rule {}: it rests on nothing", rule.id)),
            Some(_) => {}
        }
    }
    for words in &pack.rules {
        if !RULES.iter().any(|rule| rule.id == words.id) {
            missing.push(format!("rule {}: it has words, and nothing finds it", words.id));
        }
    }
    none(&missing);
}

#[test]
fn what_other_reviews_raise_says_that_it_is_no_kent_guidance() {
    let pack = guidance();
    let is_wider = |cite: &[Cite]| cite.iter().any(|cite| cite.source == WIDER_SOURCE);
    let mut missing = Vec::new();
    for prompt in pack.prompts.iter().filter(|prompt| prompt.id.starts_with("W-") != is_wider(&prompt.cite)) {
        missing.push(format!("prompt {}: a theme of other reviews, and it alone, cites `{WIDER_SOURCE}`", prompt.id));
    }
    for rule in pack.rules.iter().filter(|rule| rule.id.starts_with("W-") != is_wider(&rule.cite)) {
        missing.push(format!("rule {}: a theme of other reviews, and it alone, cites `{WIDER_SOURCE}`", rule.id));
    }
    let source = pack.source(WIDER_SOURCE).expect("the source of what other reviews raise");
    assert!(
        source.short.to_lowercase().contains("not kent"),
        "{}: it has to say so wherever it is named",
        source.short
    );
    none(&missing);
}

fn rule_of(home: &str) -> Option<&str> {
    let name = home.strip_prefix("rule ")?;
    Some(name.split_once('/').map_or(name, |(id, _)| id))
}

// --- The page of every question ---------------------------------------------------------------------------------------

/// Subjects in words.
const ASKED_OF: &[(&str, &str)] = &[
    ("case", "once for the family"),
    ("child", "for each child"),
    ("adult", "for each adult it concerns"),
    ("adult-child", "for each adult and child"),
    ("event", "for each thing that happened"),
    ("record", "for each record"),
    ("service", "for each service"),
    ("visit", "at each visit"),
];
/// Routes in words.
const ROUTES: &[(&str, &str)] = &[
    ("core", "core route"),
    ("more", "where it matters"),
    ("supervision", "supervision"),
    ("hand-over", "hand-over and step-down"),
    ("agency", "your own agency"),
    ("visit", "a later visit"),
    ("training", "training"),
];
/// When a question is asked again, in words.
const AGAIN: &[(&str, &str)] = &[("every-contact", "at every contact"), ("every-checkpoint", "at every checkpoint")];
/// How far a source was read, in words.
const READ: &[(&str, &str)] =
    &[("verified", "read in full"), ("partly", "read in part"), ("not-verified", "not verified")];

fn in_words<'a>(list: &[(&str, &'a str)], key: &'a str) -> &'a str {
    list.iter().find(|(known, _)| *known == key).map_or(key, |(_, words)| words)
}

fn all_in_words(list: &[(&str, &str)], keys: &[String]) -> String {
    keys.iter().map(|key| in_words(list, key)).collect::<Vec<_>>().join(", ")
}

/// The page as it should be.
struct Page<'a> {
    pack: &'a Guidance,
    rows: &'a [Row],
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn paragraph(&mut self, words: &str) {
        self.line(words);
        self.line("");
    }

    fn point(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.line(&format!("- {name}: {words}"));
        }
    }

    /// The rows a home meets, with what each is.
    fn rows_of(&self, is_home: impl Fn(&str) -> bool) -> String {
        let met = self.rows.iter().filter(|row| row.homes.iter().any(|home| is_home(home)));
        met.map(|row| format!("{} ({})", row.id, row.what)).collect::<Vec<_>>().join("; ")
    }

    /// What words rest on, and how far each source was read.
    fn rests_on(&self, cites: &[Cite]) -> String {
        // A source that was not read in full says so in its own words already.
        let one = |cite: &Cite| {
            let words = self.pack.cite_words(cite);
            let is_whole = self.pack.source(&cite.source).is_some_and(|source| source.confidence == "verified");
            if is_whole { format!("{words} ({})", in_words(READ, "verified")) } else { words }
        };
        cites.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn topic(&mut self, id: &str) {
        let pack = self.pack;
        let topic = pack.topic(id).expect("a topic");
        self.paragraph(&format!("## {}", topic.title));
        self.paragraph(&topic.lead);
        for prompt in pack.prompts.iter().filter(|prompt| prompt.topic == id) {
            self.prompt(prompt);
        }
    }

    fn prompt(&mut self, prompt: &Prompt) {
        let pack = self.pack;
        self.paragraph(&format!("### {}", prompt.id));
        self.paragraph(&format!("**{}**", prompt.text));
        if let Some(hint) = &prompt.hint {
            self.paragraph(hint);
        }
        self.paragraph(&format!("*Why it is asked.* {}", prompt.why));
        if let Some(explain) = &prompt.explain {
            self.paragraph(&format!("*A way to say why.* {explain}"));
        }
        let again = prompt.re_ask.as_deref().map_or("no", |again| in_words(AGAIN, again));
        let agencies: Vec<&str> = prompt.agencies.iter().map(|agency| pack.agency_name(agency)).collect();
        let answer = match prompt.answer.as_str() {
            "text" => "in words".to_owned(),
            part => format!("on its screen, under `{part}`"),
        };
        self.point("Rows", &self.rows_of(|home| home.strip_prefix("prompt ") == Some(&prompt.id)));
        self.point("Rests on", &self.rests_on(&prompt.cite));
        self.point("Asked", in_words(ASKED_OF, &prompt.subject));
        self.point("Who is asked", &prompt.roles.join(", "));
        self.point("Agencies", if agencies.is_empty() { "all".to_owned() } else { agencies.join(", ") }.as_str());
        self.point("Route", &all_in_words(ROUTES, &prompt.routes));
        self.point("Asked again", again);
        self.point("Answered", &answer);
        self.line("");
        for rule in pack.rules.iter().filter(|rule| rule.prompt == prompt.id) {
            self.rule(rule);
        }
    }

    fn rule(&mut self, rule: &RuleWords) {
        self.paragraph(&format!("#### Open question {}", rule.id));
        self.paragraph(&format!("**{}** {}", sentence(&rule.title), rule.question));
        self.paragraph(&format!("*Why it is raised.* {}", rule.why));
        self.point("Rows", &self.rows_of(|home| rule_of(home) == Some(&rule.id)));
        self.point("Rests on", &self.rests_on(&rule.cite));
        self.point("Settled", &self.pack.word(&format!("with.{}", rule.with)).to_lowercase());
        self.point("Answered by", &format!("[{}](#{})", rule.prompt, rule.prompt.to_lowercase()));
        self.line("");
        self.suggestions(&rule.next);
        for (key, variant) in &rule.variants {
            let title = if variant.title.is_empty() { &rule.title } else { &variant.title };
            let question = if variant.question.is_empty() { &rule.question } else { &variant.question };
            self.paragraph(&format!("`{key}`: **{}** {question}", sentence(title)));
            if !variant.why.is_empty() {
                self.paragraph(&format!("*Why it is raised.* {}", variant.why));
            }
            self.suggestions(&variant.next);
        }
    }

    fn suggestions(&mut self, next: &[Suggestion]) {
        if next.is_empty() {
            return;
        }
        self.paragraph("*What could settle it.*");
        for suggestion in next {
            let contacts = if suggestion.contacts { " †" } else { "" };
            self.line(&format!("- {}{contacts}", suggestion.text));
        }
        self.line("");
    }
}

/// A title as a sentence of its own.
fn sentence(title: &str) -> String {
    if title.ends_with(['?', '.', '!']) { title.to_owned() } else { format!("{title}.") }
}

/// The link of a heading: its letters, digits and hyphens, with spaces as hyphens.
fn link(heading: &str) -> String {
    let kept =
        heading.to_lowercase().chars().filter(|one| one.is_alphanumeric() || " -".contains(*one)).collect::<String>();
    kept.replace(' ', "-")
}

fn page() -> String {
    let (pack, rows) = (&guidance(), &rows());
    let mut page = Page { pack, rows, text: String::new() };
    page.paragraph("# Every question, why it is asked, and what it rests on");
    page.paragraph(
        "This page is made from the words the assistant itself uses. Do not edit it. To write it anew: \
         `UPDATE_QUESTIONS=1 cargo test -p family-history-tests --test rows questions`.",
    );
    page.paragraph(&format!("{}. {}", pack.edition.title, pack.edition.notice));
    page.paragraph(&format!(
        "It was put together on {} and is to be looked at again by {}.",
        pack.edition.date, pack.edition.review_by
    ));
    page.paragraph("## How to read this page");
    page.paragraph(
        "A **question** is asked by the assistant; its number is the row of the review it comes from. An **open question** is \
         raised by what was put down, or was not, and it leads to the question that answers it, under which it stands here. \
         The same rule may be worded in more than one way: each wording has a short name, such as `partial`. Words in braces, \
         such as {person}, are filled in with a label.",
    );
    page.paragraph(
        "What is marked † means getting in touch with the family. It is left out wherever an order stands, or where asking was \
         put down as not safe.",
    );
    page.paragraph("## Contents");
    for topic in &pack.topics {
        page.line(&format!("- [{}](#{})", topic.title, link(&topic.title)));
        for prompt in pack.prompts.iter().filter(|prompt| prompt.topic == topic.id) {
            page.line(&format!("  - [{}](#{}) {}", prompt.id, prompt.id.to_lowercase(), prompt.text));
        }
    }
    page.line("- [Sources](#sources)");
    page.line("");
    for topic in &pack.topics {
        page.topic(&topic.id);
    }
    page.paragraph("## Sources");
    for source in &pack.sources {
        let read = in_words(READ, &source.confidence);
        let mut line = format!(
            "- **{}**: {}. {}. {}. Here: {read}.",
            source.short, source.title, source.publisher, source.edition
        );
        if !source.address.is_empty() {
            write!(line, " <{}>", source.address).expect("text takes any words");
        }
        page.line(&line);
    }
    page.text
}

/// The committed page is the one the words give. To write it anew after a change of words:
/// `UPDATE_QUESTIONS=1 cargo test -p family-history-tests --test rows questions`.
#[test]
fn the_page_of_questions_is_current() {
    let path = root().join("docs/questions.md");
    let current = page();
    if std::env::var_os("UPDATE_QUESTIONS").is_some() {
        std::fs::write(&path, &current).expect("docs can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "docs/questions.md no longer says what the content pack says. Write it anew: \
         UPDATE_QUESTIONS=1 cargo test -p family-history-tests --test rows questions"
    );
}

#[test]
fn every_link_of_the_page_of_questions_leads_to_a_heading_of_it() {
    let page = page();
    let mut headings = BTreeSet::new();
    for heading in page.lines().filter_map(|line| Some(line.strip_prefix('#')?.trim_start_matches('#').trim())) {
        assert!(headings.insert(link(heading)), "two headings are {heading}");
    }
    let links = page.match_indices("](#").map(|(at, _)| page[at + 3..].split(')').next().expect("a link"));
    let lost: Vec<&str> = links.filter(|link| !headings.contains(*link)).collect();
    assert_eq!(lost, Vec::<&str>::new());
}
