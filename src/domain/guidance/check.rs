//! What is wrong with a content pack.
//!
//! A pack is words that a worker reads and a child may read later. What can be checked of such words is checked here:
//! that each rests on a source that is there, that nothing points to nowhere, that no word blames or grades a family,
//! that a question can be read easily, and that nothing the code asks for is missing.

use std::collections::BTreeSet;

use crate::case::Checkpoint;
use crate::when::When;

use super::{
    CONVERSATIONS, Cite, DATED_LISTS, Guidance, PARTS, PackProblem, Prompt, RULE_SLOTS, RuleWords, Suggestion,
};

/// What the code needs a pack to have words for. Empty needs nothing.
#[derive(Clone, Default)]
pub struct Required {
    /// Rules, each with its variants.
    pub rules: Vec<(&'static str, &'static [&'static str])>,
    /// Closed lists and their keys.
    pub choices: Vec<(&'static str, &'static [&'static str])>,
    /// Interface words.
    pub words: Vec<String>,
}

/// What a prompt can be asked of, with the slots its words may then leave.
const SUBJECTS: &[(&str, &[&str])] = &[
    ("case", &[]),
    ("child", &["child"]),
    ("adult", &["person"]),
    ("adult-child", &["person", "child"]),
    ("event", &[]),
    ("record", &[]),
    ("service", &[]),
    ("visit", &[]),
];
/// The ways through the prompts.
const ROUTES: &[&str] = &["core", "more", "supervision", "hand-over", "agency", "visit", "training"];
/// Who can be asked a prompt.
const ROLES: &[&str] = &["practitioner", "supervisor", "trainer"];
/// When a prompt can be asked again.
const RE_ASK: &[&str] = &["every-contact", "every-checkpoint"];
/// How sure we can be of a source.
const CONFIDENCE: &[&str] = &["verified", "partly", "not-verified"];
/// The core route is gone through in under ten minutes at allocation (G-08).
const CORE_AT_MOST: usize = 25;
/// The oldest reading age of anything that is asked or suggested.
const READING_AGE_AT_MOST: u32 = 14;
/// Below this many words the measure says nothing.
const READING_WORDS_AT_LEAST: usize = 8;

/// Words that blame, label or grade a family, each with what to say instead.
const NEVER: &[(&[&str], &str)] = &[
    (
        &["would have prevented", "could have prevented", "would have stopped", "preventable harm"],
        "say what may help someone think; nothing here would have changed what happened",
    ),
    (
        &["failed to engage", "fails to engage", "failure to engage", "non engagement", "disengaged"],
        "say what happened, such as “asked for, then did not start”",
    ),
    (
        &["hard to reach", "disguised compliance", "non compliant", "non compliance", "chaotic", "manipulative"],
        "say what was seen or said",
    ),
    (&["did not attend", "dna"], "say “was not brought”, or what happened"),
    (&["refused", "refuses", "refusal"], "say what was said or done"),
    (
        &["offender", "offenders", "perpetrator", "perpetrators", "abuser", "abusers"],
        "name the basis exactly, such as “court finding”",
    ),
    (
        &[
            "risk level",
            "risk levels",
            "risk score",
            "risk rating",
            "risk assessment score",
            "level of risk",
            "high risk",
            "medium risk",
            "low risk",
        ],
        "say what is known and what is not; nothing here grades a family",
    ),
];

/// Words for what this tool does not do: only a sentence that says so may have them.
const ONLY_DENIED: &[&str] = &[
    "score",
    "scores",
    "scored",
    "scoring",
    "rank",
    "ranks",
    "ranked",
    "ranking",
    "predict",
    "predicts",
    "predicted",
    "prediction",
    "predictions",
    "probability",
    "likelihood",
    "percentage",
];
/// What makes a sentence say so.
const DENIALS: &[&str] = &["not", "never", "no", "nor", "nothing", "none", "neither", "without"];

/// Everything that is wrong with a pack, in the order of its parts; empty when nothing is.
pub fn check(pack: &Guidance, required: &Required) -> Vec<PackProblem> {
    let mut checker = Checker { pack, problems: Vec::new() };
    checker.sources();
    checker.agencies_and_records();
    checker.topics();
    checker.prompts();
    checker.rules();
    checker.levels();
    checker.dated();
    checker.glossary();
    checker.choices_and_words();
    checker.required(required);
    checker.problems
}

/// The reading age of a text in years, by the Flesch–Kincaid grade plus five. A slot counts as one short word.
pub fn reading_age(text: &str) -> u32 {
    let (mut words, mut syllables, mut sentences, mut in_sentence) = (0_i64, 0_i64, 0_i64, false);
    for word in without_slots(text).split_whitespace() {
        let letters: String = word.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '\'').collect();
        if !letters.is_empty() {
            words += 1;
            syllables += syllables_of(&letters.to_ascii_lowercase());
            in_sentence = true;
        }
        if in_sentence && word.contains(['.', '?', '!', ':']) {
            sentences += 1;
            in_sentence = false;
        }
    }
    sentences += i64::from(in_sentence);
    if words == 0 {
        return 0;
    }
    // Hundredths of a grade: 0.39 words a sentence + 11.8 syllables a word - 15.59. Whole numbers are the same everywhere.
    let grade = 39 * words / sentences + 1180 * syllables / words - 1559;
    u32::try_from((grade + 550) / 100).unwrap_or(0)
}

/// Groups of vowels, less a silent ending; at least one.
fn syllables_of(word: &str) -> i64 {
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut groups = 0;
    let mut after_vowel = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += i64::from(vowel && !after_vowel);
        after_vowel = vowel;
    }
    let before = |ending: &str| word.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    let silent = match (before("e"), before("es"), before("ed")) {
        (Some('l'), ..) => word.strip_suffix("le").and_then(|stem| stem.chars().next_back()).is_some_and(is_vowel),
        (Some(last), ..) => !is_vowel(last),
        (_, Some(last), _) => {
            !is_vowel(last) && !"sxzcg".contains(last) && !word.ends_with("shes") && !word.ends_with("ches")
        }
        (.., Some(last)) => !is_vowel(last) && !"td".contains(last),
        _ => false,
    };
    (groups - i64::from(silent)).max(1)
}

fn without_slots(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, slot)) = rest.split_once('{') {
        plain.push_str(before);
        plain.push_str("her");
        rest = slot.split_once('}').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// What stands between braces; `None` where a brace is not closed.
fn slots_in(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split('{').skip(1).map(|after| after.split_once('}').map(|(slot, _)| slot))
}

/// A text as lower-case words with one space around each, so that whole words can be found.
fn as_words(text: &str) -> String {
    let mut words = String::from(" ");
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push_str(&word.to_ascii_lowercase());
        words.push(' ');
    }
    words
}

fn has_word(words: &str, word: &str) -> bool {
    words.contains(&format!(" {word} "))
}

fn listed(known: &[&str]) -> String {
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    text.len() == 10 && crate::when::Today::from_iso(text).is_some()
}

struct Checker<'a> {
    pack: &'a Guidance,
    problems: Vec<PackProblem>,
}

impl<'a> Checker<'a> {
    fn say(&mut self, at: &str, what: impl Into<String>) {
        self.problems.push(PackProblem { at: at.to_owned(), what: what.into() });
    }

    fn sources(&mut self) {
        let edition = &self.pack.edition;
        for (name, day) in [("date", &edition.date), ("review-by", &edition.review_by)] {
            if !day.is_empty() && !is_day(day) {
                self.say("edition", format!("`{name}` is not a day: write it as 2026-11-24"));
            }
        }
        if is_day(&edition.date) && is_day(&edition.review_by) && edition.review_by <= edition.date {
            self.say("edition", "`review-by` comes before its date: put the later day there");
        }
        for (name, text) in
            [("title", &edition.title), ("jurisdiction", &edition.jurisdiction), ("notice", &edition.notice)]
        {
            self.maybe("edition", name, text);
        }
        self.unique("source", self.pack.sources.iter().map(|source| source.id.as_str()));
        for source in &self.pack.sources {
            let at = format!("source {}", source.id);
            for (name, text) in [
                ("title", &source.title),
                ("short", &source.short),
                ("publisher", &source.publisher),
                ("edition", &source.edition),
            ] {
                self.text(&at, name, text);
            }
            self.one_of(&at, "confidence", &source.confidence, CONFIDENCE);
        }
    }

    fn agencies_and_records(&mut self) {
        self.unique("agency", self.pack.agencies.iter().map(|agency| agency.id.as_str()));
        for agency in &self.pack.agencies {
            let at = format!("agency {}", agency.id);
            for (name, text) in
                [("name", &agency.name), ("short", &agency.short), ("worker", &agency.worker), ("ring", &agency.ring)]
            {
                self.text(&at, name, text);
            }
            for record in agency.records.iter().filter(|record| self.pack.record_kind(record).is_none()) {
                self.say(&at, format!("there is no record kind `{record}`: add it or take it out"));
            }
        }
        self.unique("record-kind", self.pack.record_kinds.iter().map(|kind| kind.id.as_str()));
        for kind in &self.pack.record_kinds {
            let at = format!("record-kind {}", kind.id);
            self.text(&at, "name", &kind.name);
            self.text(&at, "hint", &kind.hint);
        }
    }

    fn topics(&mut self) {
        self.unique("topic", self.pack.topics.iter().map(|topic| topic.id.as_str()));
        for topic in &self.pack.topics {
            let at = format!("topic {}", topic.id);
            for (name, text) in [("title", &topic.title), ("nav", &topic.nav), ("lead", &topic.lead)] {
                self.text(&at, name, text);
            }
            self.one_of(&at, "part", &topic.part, PARTS);
            for checkpoint in &topic.checkpoints {
                self.one_of(&at, "checkpoints", checkpoint, Checkpoint::KEYS);
            }
        }
    }

    fn prompts(&mut self) {
        self.unique("prompt", self.pack.prompts.iter().map(|prompt| prompt.id.as_str()));
        let core = self.pack.core_route().count();
        if core > CORE_AT_MOST {
            self.say("prompts", format!("the core route has {core} prompts: keep it to {CORE_AT_MOST}"));
        }
        for prompt in &self.pack.prompts {
            self.prompt(prompt);
        }
    }

    fn prompt(&mut self, prompt: &'a Prompt) {
        let at = format!("prompt {}", prompt.id);
        self.topic(&at, &prompt.topic);
        let known = SUBJECTS.iter().find(|(subject, _)| *subject == prompt.subject);
        if known.is_none() {
            let subjects: Vec<&str> = SUBJECTS.iter().map(|(subject, _)| *subject).collect();
            self.one_of(&at, "subject", &prompt.subject, &subjects);
        }
        let slots = known.map_or(&["person", "child"][..], |(_, slots)| *slots);
        let optional = [("under", &prompt.under), ("hint", &prompt.hint), ("explain", &prompt.explain)];
        let texts = [("text", &prompt.text), ("why", &prompt.why)]
            .into_iter()
            .chain(optional.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))));
        for (name, text) in texts {
            self.text(&at, name, text);
            self.easy(&at, name, text);
            self.slots(&at, name, text, slots);
        }
        self.text(&at, "answer", &prompt.answer);
        self.cites(&at, &prompt.cite, true);
        for (name, said, known) in [("routes", &prompt.routes, ROUTES), ("roles", &prompt.roles, ROLES)] {
            if said.is_empty() {
                self.say(&at, format!("`{name}` is empty, so nobody is asked: name one of {}", listed(known)));
            }
            for value in said {
                self.one_of(&at, name, value, known);
            }
        }
        if let Some(re_ask) = &prompt.re_ask {
            self.one_of(&at, "re-ask", re_ask, RE_ASK);
        }
        for agency in prompt.agencies.iter().filter(|agency| self.pack.agency(agency).is_none()) {
            self.say(&at, format!("there is no agency `{agency}`: add it or take it out"));
        }
    }

    fn rules(&mut self) {
        self.unique("rule", self.pack.rules.iter().map(|rule| rule.id.as_str()));
        for rule in &self.pack.rules {
            self.rule(rule);
        }
    }

    fn rule(&mut self, rule: &'a RuleWords) {
        let at = format!("rule {}", rule.id);
        for (name, text) in [("title", &rule.title), ("question", &rule.question), ("why", &rule.why)] {
            self.text(&at, name, text);
            self.slots(&at, name, text, RULE_SLOTS);
        }
        self.easy(&at, "question", &rule.question);
        self.easy(&at, "why", &rule.why);
        if rule.next.is_empty() {
            self.say(&at, "`next` is empty: say what could settle the question");
        }
        self.suggestions(&at, &rule.next);
        self.one_of(&at, "with", &rule.with, CONVERSATIONS);
        self.topic(&at, &rule.topic);
        match self.pack.prompt(&rule.prompt) {
            Some(prompt) if prompt.topic == rule.topic => {}
            Some(prompt) => {
                self.say(
                    &at,
                    format!(
                        "it is answered by `{}`, which stands under `{}`: name that topic",
                        prompt.id, prompt.topic
                    ),
                );
            }
            None => {
                self.say(&at, format!("there is no prompt `{}` that answers it: name one of its topic", rule.prompt))
            }
        }
        self.cites(&at, &rule.cite, true);
        for (key, variant) in &rule.variants {
            let at = format!("rule {}", rule.id);
            let name = |part: &str| format!("variants.{key}.{part}");
            let texts = [("title", &variant.title), ("question", &variant.question), ("why", &variant.why)];
            if texts.iter().all(|(_, text)| text.trim().is_empty()) {
                self.say(&at, format!("`variants.{key}` says nothing of its own: give it words or take it out"));
            }
            for (part, text) in texts {
                self.maybe(&at, &name(part), text);
                self.slots(&at, &name(part), text, RULE_SLOTS);
            }
            self.easy(&at, &name("question"), &variant.question);
            self.easy(&at, &name("why"), &variant.why);
            self.suggestions(&at, &variant.next);
            if !variant.with.is_empty() {
                self.one_of(&at, &name("with"), &variant.with, CONVERSATIONS);
            }
        }
    }

    fn suggestions(&mut self, at: &str, next: &[Suggestion]) {
        for suggestion in next {
            self.text(at, "next", &suggestion.text);
            self.easy(at, "next", &suggestion.text);
            self.slots(at, "next", &suggestion.text, RULE_SLOTS);
        }
    }

    fn levels(&mut self) {
        self.unique("level", self.pack.levels.iter().map(|level| level.key.as_str()));
        for level in &self.pack.levels {
            let at = format!("level {}", level.key);
            self.text(&at, "name", &level.name);
            self.text(&at, "meaning", &level.meaning);
            self.cites(&at, &level.cite, true);
            self.kents_own(&at, &level.cite);
        }
        self.unique("indicator", self.pack.indicators.iter().map(|indicator| indicator.id.as_str()));
        for indicator in &self.pack.indicators {
            let at = format!("indicator {}", indicator.id);
            self.text(&at, "text", &indicator.text);
            self.easy(&at, "text", &indicator.text);
            self.text(&at, "domain", &indicator.domain);
            self.level(&at, &indicator.level);
            self.cites(&at, &indicator.cite, true);
            self.kents_own(&at, &indicator.cite);
        }
        for list in &self.pack.not_loaded {
            let at = format!("not-loaded {}", list.what);
            self.text(&at, "what", &list.what);
            self.text(&at, "why", &list.why);
            if !list.level.is_empty() {
                self.level(&at, &list.level);
            }
        }
        self.unique("review", self.pack.reviews.iter().map(|review| review.id.as_str()));
        for review in &self.pack.reviews {
            let at = format!("review {}", review.id);
            self.text(&at, "name", &review.name);
            self.cites(&at, &review.cite, true);
            if review.to_months < review.from_months {
                self.say(&at, "it ends before it begins: put the younger age in `from-months`");
            }
        }
    }

    fn dated(&mut self) {
        self.unique("dated", self.pack.dated.iter().map(|item| item.id.as_str()));
        for item in &self.pack.dated {
            let at = format!("dated {}", item.id);
            self.text(&at, "name", &item.name);
            self.text(&at, "meaning", &item.meaning);
            self.easy(&at, "meaning", &item.meaning);
            self.one_of(&at, "list", &item.list, DATED_LISTS);
            self.cites(&at, &item.cite, true);
            for (name, day) in [("valid-from", &item.valid_from), ("valid-to", &item.valid_to)] {
                if !day.is_empty() && !is_day(day) {
                    self.say(&at, format!("`{name}` is not a day: write it as 2026-11-24"));
                }
            }
            if !item.gone_by.is_empty() && When::from_edtf(&item.gone_by).is_none() {
                self.say(&at, "`gone-by` is not a date: write it as 2026, 2026-11 or 2026-11-24".to_owned());
            }
        }
    }

    fn glossary(&mut self) {
        self.unique("term", self.pack.glossary.iter().map(|term| term.term.as_str()));
        for term in &self.pack.glossary {
            let at = format!("term {}", term.term);
            self.text(&at, "term", &term.term);
            self.text(&at, "meaning", &term.meaning);
            self.cites(&at, &term.cite, false);
        }
    }

    fn choices_and_words(&mut self) {
        for (set, words) in &self.pack.choices {
            for (key, text) in words {
                self.text(&format!("choice {set}.{key}"), "words", text);
            }
        }
        for (list, words) in &self.pack.heard {
            for (means, text) in words {
                let at = format!("heard {list}.{means}");
                self.text(&at, "words", text);
                let known = self.pack.choices.get(list).is_none_or(|choices| choices.contains_key(means));
                if !known || list == "agency" && self.pack.agency(means).is_none() {
                    self.say(&at, "nothing can be chosen by this name: correct it or take it out");
                }
            }
        }
        for (key, text) in &self.pack.words {
            self.text(&format!("word {key}"), "words", text);
        }
    }

    fn required(&mut self, required: &Required) {
        for (id, variants) in &required.rules {
            let at = format!("rule {id}");
            let Some(rule) = self.pack.rule(id) else {
                self.say(&at, "the code has this rule and the pack has no words for it: add `[[rules]]` with this id");
                continue;
            };
            for variant in variants.iter().filter(|variant| !rule.variants.contains_key(**variant)) {
                self.say(&at, format!("it has no words for `{variant}`: add `[rules.variants.{variant}]`"));
            }
            for variant in rule.variants.keys().filter(|variant| !variants.contains(&variant.as_str())) {
                self.say(&at, format!("the code never asks for `{variant}`: correct its name or take it out"));
            }
        }
        if !required.rules.is_empty() {
            for rule in &self.pack.rules {
                if !required.rules.iter().any(|(id, _)| *id == rule.id) {
                    self.say(
                        &format!("rule {}", rule.id),
                        "the code has no rule with this id: correct it or take it out",
                    );
                }
            }
        }
        for (set, keys) in &required.choices {
            let words = self.pack.choices.get(*set);
            for key in keys.iter().filter(|key| !words.is_some_and(|words| words.contains_key(**key))) {
                self.say(
                    &format!("choice {set}.{key}"),
                    format!("it has no words: add `{key}` under `[choices.{set}]`"),
                );
            }
        }
        if !required.choices.is_empty() {
            for (set, words) in &self.pack.choices {
                let keys = required.choices.iter().find(|(known, _)| known == set).map_or(&[][..], |(_, keys)| *keys);
                for key in words.keys().filter(|key| !keys.contains(&key.as_str())) {
                    self.say(&format!("choice {set}.{key}"), "the code has no such choice: correct it or take it out");
                }
            }
        }
        for key in required.words.iter().filter(|key| !self.pack.words.contains_key(*key)) {
            self.say(&format!("word {key}"), format!("it is missing: add `\"{key}\" = \"…\"` under `[words]`"));
        }
    }

    fn unique<'i>(&mut self, part: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if id.trim().is_empty() {
                self.say(part, "one has no id: give it one");
            } else if !seen.insert(id) {
                self.say(&format!("{part} {id}"), "it is there twice: keep one, or give one another id");
            }
        }
    }

    fn one_of(&mut self, at: &str, name: &str, value: &str, known: &[&str]) {
        if !known.contains(&value) {
            self.say(at, format!("`{name}` cannot be `{value}`: use one of {}", listed(known)));
        }
    }

    fn topic(&mut self, at: &str, topic: &str) {
        if topic.is_empty() {
            self.say(at, "it has no `topic`, so it is shown nowhere: name one");
        } else if self.pack.topic(topic).is_none() {
            self.say(at, format!("there is no topic `{topic}`, so it is shown nowhere: correct it"));
        }
    }

    fn level(&mut self, at: &str, level: &str) {
        if self.pack.level(level).is_none() {
            self.say(at, format!("there is no level `{level}`: correct it"));
        }
    }

    fn cites(&mut self, at: &str, cites: &[Cite], needed: bool) {
        if needed && cites.is_empty() {
            self.say(at, "it rests on nothing: add a `cite`, or take it out");
        }
        for cite in cites {
            if self.pack.source(&cite.source).is_none() {
                self.say(at, format!("there is no source `{}`: add it to `[[sources]]` or correct it", cite.source));
            }
        }
    }

    /// Nothing from elsewhere may be shown as Kent's.
    fn kents_own(&mut self, at: &str, cites: &[Cite]) {
        for source in cites.iter().filter_map(|cite| self.pack.source(&cite.source)).filter(|source| !source.kent) {
            self.say(
                at,
                format!(
                    "`{}` is not a text of Kent's own, and levels are Kent's: cite Kent's, or take it out",
                    source.id
                ),
            );
        }
    }

    /// A text that must be there.
    fn text(&mut self, at: &str, name: &str, text: &str) {
        if text.trim().is_empty() {
            self.say(at, format!("`{name}` is empty: give it words"));
        }
        self.maybe(at, name, text);
    }

    /// A text that may be left out: if it is there, it neither blames nor grades.
    fn maybe(&mut self, at: &str, name: &str, text: &str) {
        let words = as_words(text);
        for (never, instead) in NEVER {
            for word in never.iter().filter(|word| has_word(&words, word)) {
                self.say(at, format!("`{name}` says “{word}”: {instead}"));
            }
        }
        for sentence in text.split(['.', '?', '!', '\n']) {
            let words = as_words(sentence);
            if DENIALS.iter().any(|denial| has_word(&words, denial)) {
                continue;
            }
            for word in ONLY_DENIED.iter().filter(|word| has_word(&words, word)) {
                self.say(at, format!("`{name}` says “{word}”, which this tool does not do: say it another way"));
            }
        }
    }

    fn slots(&mut self, at: &str, name: &str, text: &str, known: &[&str]) {
        for slot in slots_in(text) {
            match slot {
                None => self.say(at, format!("`{name}` opens a brace and does not close it: write `{{person}}`")),
                Some(slot) if known.contains(&slot) => {}
                Some(slot) if known.is_empty() => {
                    self.say(at, format!("`{name}` leaves room for `{slot}`, and nothing fills it here: take it out"));
                }
                Some(slot) => {
                    let known = listed(known);
                    self.say(
                        at,
                        format!("`{name}` leaves room for `{slot}`, and nothing fills it here: use one of {known}"),
                    );
                }
            }
        }
    }

    fn easy(&mut self, at: &str, name: &str, text: &str) {
        let age = reading_age(text);
        if age > READING_AGE_AT_MOST && text.split_whitespace().count() >= READING_WORDS_AT_LEAST {
            let start: String = text.chars().take(30).collect();
            self.say(
                at,
                format!("`{name}`, “{start}…”, reads like age {age}: use shorter words and sentences, to {READING_AGE_AT_MOST} or under"),
            );
        }
    }
}
