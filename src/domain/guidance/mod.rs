//! The content pack: prompts, the words of rules, levels, agencies and interface words, with their sources.
//!
//! Words live here, never conditions: the pack *names* a rule or a kind of answer and contains neither.
//! A pack is read from JSON, which the content crate compiles from TOML; [`check`] says what is wrong with one.

use std::fmt;

use crate::plain::{Plain, plain_struct};
use crate::sorted::Sorted;

mod check;

pub use check::{Required, check, reading_age};

/// Declares a part of the pack: unknown fields are refused, so that a slip of the pen is found.
macro_rules! part {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$fdoc:meta])* $field:ident : $type:ty ),* $(,)? } )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug, Default)]
            pub struct $name { $( $(#[$fdoc])* pub $field: $type, )* }
            plain_struct!($name { $($field),* });
        )+
    };
}

part! {
    /// A whole content pack.
    Guidance {
        /// Which edition this is.
        edition: Edition,
        /// Where its words come from.
        sources: Vec<SourceText>,
        /// The agencies a worker can belong to or speak of.
        agencies: Vec<Agency>,
        /// The records that can be looked at.
        record_kinds: Vec<RecordKind>,
        /// The screens, in the order they are gone through.
        topics: Vec<Topic>,
        /// The questions the tool asks.
        prompts: Vec<Prompt>,
        /// The words of each rule.
        rules: Vec<RuleWords>,
        /// The support levels.
        levels: Vec<Level>,
        /// The level indicators that could be read.
        indicators: Vec<Indicator>,
        /// Lists that could not be read, each to be shown as missing.
        not_loaded: Vec<NotLoaded>,
        /// How often a child is routinely reviewed.
        reviews: Vec<RoutineReview>,
        /// What has held from one day to another: names, stages, bases and numbers that guidance or a locality sets.
        dated: Vec<Dated>,
        /// Terms explained.
        glossary: Vec<Term>,
        /// The words of every closed list, by list and key.
        choices: Sorted<String, Sorted<String, String>>,
        /// What the words of a line of quick add mean: by list and meaning, the words between bars.
        heard: Sorted<String, Sorted<String, String>>,
        /// The words of the interface, by key.
        words: Sorted<String, String>,
    }

    /// Which edition of the pack this is: printed on every page.
    Edition {
        /// Stable id.
        id: String,
        /// As printed: "Kent and Medway, November 2026".
        title: String,
        /// Date of the edition, `YYYY-MM-DD`.
        date: String,
        /// Date by which its guidance must be looked at again, `YYYY-MM-DD`.
        review_by: String,
        /// Where it applies.
        jurisdiction: String,
        /// What a reader must know of its limits, in a sentence or two.
        notice: String,
    }

    /// A text that something in the pack rests on.
    SourceText {
        /// Stable id: `william`, `ksl-2`.
        id: String,
        /// Its title.
        title: String,
        /// How it is named beside a citation: "William review".
        short: String,
        /// Who published it.
        publisher: String,
        /// Its edition or date, in words.
        edition: String,
        /// Where it can be read; empty when it is not public.
        address: String,
        /// How sure we are of what we took from it: `verified`, `partly`, `not-verified`.
        confidence: String,
        /// Whether it is a text of Kent's own. Nothing else may be shown as Kent's.
        kent: bool,
    }

    /// An agency.
    Agency {
        /// Stable id: `hv`.
        id: String,
        /// In full: "Health visiting".
        name: String,
        /// In short, for tables.
        short: String,
        /// What its worker is called: "health visitor".
        worker: String,
        /// How its conversation is headed: "Ring the nursery".
        ring: String,
        /// Ids of the record kinds it can usually reach.
        records: Vec<String>,
    }

    /// A kind of record.
    RecordKind {
        /// Stable id.
        id: String,
        /// In words.
        name: String,
        /// What it tends to hold that others do not.
        hint: String,
    }

    /// A screen.
    Topic {
        /// Stable id: `people`.
        id: String,
        /// Its heading.
        title: String,
        /// Its short name.
        nav: String,
        /// What it is for, in a sentence.
        lead: String,
        /// Which way it belongs to: one of [`PARTS`].
        part: String,
        /// The checkpoints whose short route it is on (R1-03).
        checkpoints: Vec<String>,
    }

    /// Where words rest: paragraphs or a recommendation of a source.
    Cite {
        /// Id of a source.
        source: String,
        /// Paragraph numbers.
        para: Vec<u32>,
        /// Recommendation number.
        rec: Option<u32>,
        /// A page or section, in words.
        section: String,
    }

    /// A question the tool asks.
    Prompt {
        /// The row it answers: `M-09`.
        id: String,
        /// Id of the topic it stands under.
        topic: String,
        /// What it is asked of: `case`, `child`, `adult`, `adult-child`, `event`, `record`, `service`, `visit`.
        subject: String,
        /// A heading above it and what follows.
        under: Option<String>,
        /// The question, with `{person}` and `{child}` where a label goes.
        text: String,
        /// Help to answer it.
        hint: Option<String>,
        /// Why it is asked.
        why: String,
        /// A way to say why to a family.
        explain: Option<String>,
        /// What it rests on.
        cite: Vec<Cite>,
        /// `core` for the core route; others by name.
        routes: Vec<String>,
        /// `practitioner`, `supervisor`, `trainer`.
        roles: Vec<String>,
        /// Of a child: only of one who is born, or only of one who is not; none means of either.
        born: Option<bool>,
        /// Only for these agencies; empty means all.
        agencies: Vec<String>,
        /// What kind of answer it takes: `text`, or the name of a part of its screen.
        answer: String,
        /// When it is asked again: `every-contact`, `every-checkpoint`; none means once.
        re_ask: Option<String>,
    }

    /// The words of a rule.
    RuleWords {
        /// The rule's id: `R3-06`.
        id: String,
        /// In a few words.
        title: String,
        /// The open question.
        question: String,
        /// Why it is raised.
        why: String,
        /// What could settle it.
        next: Vec<Suggestion>,
        /// The conversation that would settle it: `records`, `agency`, `parent`, `person`, `network`, `supervisor`.
        with: String,
        /// Id of the topic where it can be answered.
        topic: String,
        /// Id of the prompt, in that topic, that answers it: where the way from the question leads.
        prompt: String,
        /// A cause it may share with other rules about the same person: questions of one cause are shown as one.
        cause: String,
        /// What it rests on.
        cite: Vec<Cite>,
        /// Other wordings of the same rule.
        variants: Sorted<String, Variant>,
    }

    /// Another wording of a rule; what is empty is taken from the rule.
    Variant {
        /// In a few words.
        title: String,
        /// The open question.
        question: String,
        /// Why it is raised.
        why: String,
        /// What could settle it.
        next: Vec<Suggestion>,
        /// The conversation that would settle it.
        with: String,
    }

    /// Something that could settle a question.
    Suggestion {
        /// In words.
        text: String,
        /// Whether it means getting in touch with the person concerned: withheld under a live order or when it is not safe.
        contacts: bool,
    }

    /// A support level.
    Level {
        /// Its key: `1` to `4`.
        key: String,
        /// Its name.
        name: String,
        /// What it means, in our words.
        meaning: String,
        /// What it rests on.
        cite: Vec<Cite>,
    }

    /// A sign that a level's own text names, restated as a prompt.
    Indicator {
        /// Stable id.
        id: String,
        /// The level it is listed under.
        level: String,
        /// The domain it is listed under.
        domain: String,
        /// In our words.
        text: String,
        /// Whether it speaks of an adult: offered once for each adult considered.
        adults: bool,
        /// What it rests on; the source says which edition.
        cite: Vec<Cite>,
    }

    /// A list that could not be read.
    NotLoaded {
        /// The level it belongs to, if one.
        level: String,
        /// The list.
        what: String,
        /// Why it is not here.
        why: String,
    }

    /// A routine review of a young child.
    RoutineReview {
        /// Stable id.
        id: String,
        /// In words: "9 to 12 month review".
        name: String,
        /// From what age, in whole months.
        from_months: i32,
        /// To what age, in whole months.
        to_months: i32,
        /// What it rests on.
        cite: Vec<Cite>,
    }

    /// Something guidance or a locality sets, from a day on or until one: a name, a stage, a basis, a number.
    Dated {
        /// Stable id: `task-in-the-public-interest`.
        id: String,
        /// Which list it belongs to: one of [`DATED_LISTS`].
        list: String,
        /// In words; for a number, the number.
        name: String,
        /// What it means here, in a sentence or two.
        meaning: String,
        /// The first day it holds, `YYYY-MM-DD`; empty when that is not known.
        valid_from: String,
        /// The last day it holds, `YYYY-MM-DD`; empty while it holds.
        valid_to: String,
        /// Where the last day is not known: the year, month or day by which it was gone.
        gone_by: String,
        /// What it rests on; the source says which edition and how sure we are.
        cite: Vec<Cite>,
    }

    /// A term explained.
    Term {
        /// The term.
        term: String,
        /// Its meaning here.
        meaning: String,
        /// What it rests on.
        cite: Vec<Cite>,
    }
}

/// What is wrong with a content pack, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackProblem {
    /// Where: a file and line, or a part of the pack such as `prompt M-09`.
    pub at: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for PackProblem {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}: {}", self.at, self.what)
    }
}

/// The ways through the topics: at allocation, where it matters, with the supervisor, for training.
pub const PARTS: &[&str] = &["core", "deeper", "supervision", "training"];

/// The lists of dated content: the stages of escalation, lawful bases for sharing and what to know beside them, what a
/// notification held at the time, names of service levels, and numbers a locality sets.
pub const DATED_LISTS: &[&str] =
    &["escalation", "lawful-basis", "lawful-basis-note", "notification", "service-level", "local"];

/// Where a rule's words may leave room: every slot a rule can fill.
pub const RULE_SLOTS: &[&str] = &[
    "person", "child", "people", "protects", "date", "from", "to", "agency", "agencies", "record", "known", "theme",
    "need", "areas", "who", "status", "services", "what", "count", "why", "week",
];

/// The conversations that can settle a question, in the order of the next one to hold.
pub const CONVERSATIONS: &[&str] = &["records", "agency", "parent", "person", "network", "supervisor"];

impl Guidance {
    /// Reads a pack and checks it. It is not checked for completeness: see [`check`].
    ///
    /// # Errors
    /// Where its JSON is not that of a pack, or something in it is wrong.
    pub fn read(text: &str) -> Result<Guidance, Vec<PackProblem>> {
        let pack = Guidance::read_unchecked(text)?;
        let problems = check(&pack, &Required::default());
        if problems.is_empty() { Ok(pack) } else { Err(problems) }
    }

    /// Reads a pack that is checked elsewhere. Looking at every word again takes several times as long as reading them.
    ///
    /// # Errors
    /// Where its JSON is not that of a pack.
    pub fn read_unchecked(text: &str) -> Result<Guidance, Vec<PackProblem>> {
        let json = serde_json::from_str(text).map_err(|error| {
            vec![PackProblem {
                at: format!("line {}, column {}", error.line(), error.column()),
                what: error.to_string(),
            }]
        })?;
        Guidance::from_json(json).map_err(|wrong| vec![PackProblem { at: wrong.at, what: wrong.what }])
    }

    /// A prompt by its id.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// The words of a rule.
    pub fn rule(&self, id: &str) -> Option<&RuleWords> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&SourceText> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// A topic by its id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// An agency by its id.
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// The name of an agency; an id that is not in the pack is shown as it is.
    pub fn agency_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.agency(id).map_or(id, |agency| agency.name.as_str())
    }

    /// The one agency whose workers look at such records as a rule; none where several do: then nobody can say whose it is.
    pub fn only_agency_with(&self, kind: &str) -> Option<&str> {
        let mut with = self.agencies.iter().filter(|agency| agency.records.iter().any(|one| one == kind));
        with.next().filter(|_| with.next().is_none()).map(|agency| agency.id.as_str())
    }

    /// A kind of record by its id.
    pub fn record_kind(&self, id: &str) -> Option<&RecordKind> {
        self.record_kinds.iter().find(|kind| kind.id == id)
    }

    /// An indicator by its id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// A support level by its key.
    pub fn level(&self, key: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.key == key)
    }

    /// The words of a value of a closed list; the key itself when the pack has none.
    pub fn choice<'a>(&'a self, set: &str, key: &'a str) -> &'a str {
        self.choices.get(set).and_then(|set| set.get(key)).map_or(key, String::as_str)
    }

    /// A word of the interface; the key itself when the pack has none.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A word of the interface with its slots filled.
    pub fn say(&self, key: &str, slots: &[(&str, &str)]) -> String {
        fill(self.word(key), slots)
    }

    /// A citation in words: "William review, ¶28, ¶29"; "William review, Recommendation 3"; "NSPCC, Unseen men (partly
    /// read)". A source that was not read in full says so wherever it is named.
    pub fn cite_words(&self, cite: &Cite) -> String {
        let source = self.source(&cite.source);
        let mut words = source.map_or_else(|| cite.source.clone(), |source| source.short.clone());
        if let Some(mark) = source.and_then(|source| self.words.get(&format!("cite.{}", source.confidence))) {
            words.push_str(&format!(" ({mark})"));
        }
        for para in &cite.para {
            words.push_str(&format!(", ¶{para}"));
        }
        if let Some(rec) = cite.rec {
            words.push_str(&format!(", Recommendation {rec}"));
        }
        if !cite.section.is_empty() {
            words.push_str(&format!(", {}", cite.section));
        }
        words
    }

    /// Citations in words, one after another.
    pub fn cites_words(&self, cites: &[Cite]) -> String {
        let words: Vec<String> = cites.iter().map(|cite| self.cite_words(cite)).collect();
        words.join(" · ")
    }

    /// What a list holds on a day (`YYYY-MM-DD`), in the order of the pack.
    pub fn dated_on<'a>(&'a self, list: &'a str, day: &'a str) -> impl Iterator<Item = &'a Dated> {
        let holds = move |item: &&Dated| {
            item.list == list
                && (item.valid_from.is_empty() || item.valid_from.as_str() <= day)
                && (item.valid_to.is_empty() || day <= item.valid_to.as_str())
                && (item.gone_by.is_empty() || day < item.gone_by.as_str())
        };
        self.dated.iter().filter(holds)
    }

    /// A dated item by its id, whether or not it still holds.
    pub fn dated(&self, id: &str) -> Option<&Dated> {
        self.dated.iter().find(|item| item.id == id)
    }

    /// A number a locality sets; none when the pack does not have it.
    pub fn local_number(&self, id: &str, day: &str) -> Option<i32> {
        self.dated_on("local", day).find(|item| item.id == id)?.name.parse().ok()
    }

    /// The prompts of the core route, in the order of the pack.
    pub fn core_route(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.iter().filter(|prompt| prompt.routes.iter().any(|route| route == "core"))
    }

    /// Whether this edition's guidance should have been looked at again by this day (`YYYY-MM-DD`).
    pub fn is_stale(&self, today: &str) -> bool {
        !self.edition.review_by.is_empty() && self.edition.review_by.as_str() < today
    }
}

/// Fills `{slot}` in words. A slot without a value is left as it is, so that it is seen.
pub fn fill<S: AsRef<str>>(template: &str, slots: &[(&str, S)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, slot) = rest.split_at(start);
        filled.push_str(before);
        let known =
            slot.find('}').and_then(|end| Some((end, &slots.iter().find(|(name, _)| *name == &slot[1..end])?.1)));
        match known {
            Some((end, value)) => {
                filled.push_str(value.as_ref());
                rest = &slot[end + 1..];
            }
            None => {
                filled.push('{');
                rest = &slot[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_once_and_never_read_again() {
        let slots = [("person", "{child} & <b>")];
        assert_eq!(fill("Ask {person} about {child}. {", &slots), "Ask {child} & <b> about {child}. {");
    }

    #[test]
    fn a_source_that_was_not_read_in_full_says_so_beside_each_citation() {
        let source = |id: &str, confidence: &str| SourceText {
            id: id.to_owned(),
            short: format!("The {id} text"),
            confidence: confidence.to_owned(),
            ..SourceText::default()
        };
        let word = |key: &str, word: &str| (key.to_owned(), word.to_owned());
        let pack = Guidance {
            sources: vec![source("sure", "verified"), source("cut", "partly"), source("told", "not-verified")],
            words: [word("cite.partly", "partly read"), word("cite.not-verified", "not verified")]
                .into_iter()
                .collect(),
            ..Guidance::default()
        };
        let cite = |source: &str| Cite { source: source.to_owned(), para: vec![3], ..Cite::default() };
        assert_eq!(
            pack.cites_words(&[cite("sure"), cite("cut"), cite("told")]),
            "The sure text, ¶3 · The cut text (partly read), ¶3 · The told text (not verified), ¶3"
        );
    }

    #[test]
    fn a_pack_that_is_not_one_says_where() {
        let wrong = |text| Guidance::read(text).expect_err("this is not a pack")[0].to_string();
        assert!(wrong("{\n \"prompts\": [}").starts_with("line 2, column"));
        assert_eq!(wrong(r#"{"prompts": [{"texxt": ""}]}"#), "prompts / 0 / texxt: this field is not known");
    }
}
