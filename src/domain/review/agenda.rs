//! Open questions grouped by what would settle them, in the order of the next conversation; and their words.

use super::gather::Causes;
use super::spoken::is_by_words;
use super::{ASK_ONLY, OpenQuestion};
use crate::case::{Case, FactId, Key, NextStep, PersonId, StepState};
use crate::guidance::{CONVERSATIONS, Guidance, RuleWords, Suggestion, fill};
use crate::network;
use crate::sentences;

/// The words of an open question, filled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuestionWords {
    /// In a few words.
    pub title: String,
    /// The question itself.
    pub ask: String,
    /// Why it is raised.
    pub why: String,
    /// What could settle it. What would mean getting in touch with somebody who must not be contacted is left out.
    pub next: Vec<String>,
    /// Whether a suggestion was left out because an order is live or asking is not safe.
    pub withheld: bool,
    /// What it rests on, in words.
    pub cite: String,
}

/// The words of an open question. A rule that the pack has no words for is shown by its id, and never dropped.
pub fn words(question: &OpenQuestion, guidance: &Guidance) -> QuestionWords {
    let Some(rule) = guidance.rule(question.rule) else {
        return QuestionWords {
            title: question.rule.to_owned(),
            ask: question.rule.to_owned(),
            ..QuestionWords::default()
        };
    };
    let variant = question.variant.and_then(|variant| rule.variants.get(variant));
    let slots = &question.slots;
    let pick =
        |own: Option<&String>, general: &String| fill(own.filter(|words| !words.is_empty()).unwrap_or(general), slots);
    let who = question.slot_value(ASK_ONLY);
    let ask_only = (!who.is_empty() && !question.no_contact)
        .then(|| guidance.say("questions.ask-only", &[("who", who), ("whom", question.slot_value("whom"))]));
    let suggested = suggestions(rule, question.variant)
        .iter()
        .filter(|suggestion| !(question.no_contact && suggestion.contacts))
        .map(|suggestion| fill(&suggestion.text, slots));
    let next = ask_only.into_iter().chain(suggested).collect();
    QuestionWords {
        title: pick(variant.map(|variant| &variant.title), &rule.title),
        ask: pick(variant.map(|variant| &variant.question), &rule.question),
        why: pick(variant.map(|variant| &variant.why), &rule.why),
        next,
        withheld: question.no_contact,
        cite: guidance.cites_words(&rule.cite),
    }
}

/// Rules about what a card of any kind holds: their questions are answered in that card, wherever it stands.
const IN_OWN_CARD: &[&str] = &["X-DATE"];

/// The topic where a question can be answered; nothing for a rule the pack has no words for.
pub fn topic_of(question: &OpenQuestion, guidance: &Guidance) -> String {
    match own_card(question) {
        Some(card) => sentences::place_of(guidance, card),
        None => guidance.rule(question.rule).map(|rule| rule.topic.clone()).unwrap_or_default(),
    }
}

fn own_card(question: &OpenQuestion) -> Option<&FactId> {
    question.about.first().filter(|_| IN_OWN_CARD.contains(&question.rule))
}

/// What answers a question, where it is a field of a card.
const IN_CARD: &[&str] = &["considered", "not-met", "remains", "talked"];

/// Where a question is answered: the card of what it is about, when that stands under its topic; or else the question of
/// the pack, about the same person where it is asked of one.
pub fn answered_at(case: &Case, question: &OpenQuestion, guidance: &Guidance) -> FactId {
    if let Some(card) = own_card(question) {
        return card.clone();
    }
    let topic = topic_of(question, guidance);
    let is_person = |fact: &&FactId| matches!(fact, FactId::Person(_));
    let prompt = guidance.rule(question.rule).and_then(|rule| guidance.prompt(&rule.prompt));
    // What is a field of a card is answered in the card the question rests on, if it is about none itself.
    let in_card = prompt.is_some_and(|prompt| IN_CARD.contains(&prompt.answer.as_str()));
    let rests_on = if in_card { question.rests_on.as_slice() } else { &[] };
    let mut cards = question.about.iter().chain(rests_on).filter(|fact| !is_person(fact));
    if let Some(card) = cards.find(|fact| sentences::place_of(guidance, fact) == topic) {
        return card.clone();
    }
    let is_child = |person: &PersonId| case.get(*person).is_some_and(network::is_child);
    let about = |child: bool| {
        let mut people = question.about.iter().chain(&question.rests_on).filter_map(|fact| match fact {
            FactId::Person(person) => Some(*person),
            _ => None,
        });
        people.find(|person| is_child(person) == child).map(FactId::from)
    };
    let about = match prompt.map(|prompt| prompt.subject.as_str()) {
        Some("child") => about(true).or_else(|| network::children(case).first().map(|child| (*child).into())),
        Some("adult") => about(false).or_else(|| network::adults(case).first().map(|adult| (*adult).into())),
        Some("visit") => question.about.iter().find(|fact| matches!(fact, FactId::CheckpointRecord(_))).cloned(),
        _ => None,
    };
    FactId::Answer(Key::new(prompt.map_or(question.rule, |prompt| prompt.id.as_str()), &about))
}

/// What could settle a question in this wording: the variant's own suggestions, or else the rule's.
pub(super) fn suggestions<'a>(rule: &'a RuleWords, variant: Option<&str>) -> &'a [Suggestion] {
    let own = variant.and_then(|variant| rule.variants.get(variant)).map(|variant| &variant.next);
    own.filter(|next| !next.is_empty()).unwrap_or(&rule.next)
}

/// Whom nobody is to get in touch with, by the facts that stand in the way. Empty when any of these names no adult, as an
/// answer "not safe" for the whole case does, or words that speak of an order: then it holds for everybody.
pub fn barred(case: &Case, why: &[FactId]) -> Vec<PersonId> {
    let mut barred = Vec::new();
    for fact in why {
        let people: Vec<PersonId> = match fact {
            FactId::Order(id) => case.orders.get(id).map(|order| order.about).into_iter().collect(),
            FactId::Concern(id) => case.concerns.get(id).map(|concern| concern.about).into_iter().collect(),
            FactId::Attempt(id) => case.attempts.get(id).map(|attempt| attempt.adult).into_iter().collect(),
            FactId::Flag(id) => case.flags.get(id).map(|flag| flag.about).into_iter().collect(),
            FactId::Marac(id) => case.maracs.get(id).and_then(|marac| marac.about).into_iter().collect(),
            FactId::Answer(key) => adults_of(case, key),
            _ => Vec::new(),
        };
        if people.is_empty() {
            return people;
        }
        barred.extend(people.into_iter().filter(|person| !barred.contains(person)).collect::<Vec<_>>());
    }
    barred
}

/// The adults an answer is about.
fn adults_of(case: &Case, key: &Key) -> Vec<PersonId> {
    let person = |fact| match fact {
        FactId::Person(person) => Some(person),
        _ => None,
    };
    let is_adult = |person: &PersonId| case.get(*person).is_some_and(|person| !network::is_child(person));
    key.about().filter_map(person).filter(is_adult).collect()
}

/// Why nobody is to get in touch, and with whom: an order, one that words speak of, asking was recorded as not safe, or MARAC.
pub fn no_contact_words(case: &Case, guidance: &Guidance, why: &[FactId]) -> String {
    let words = if why.iter().any(|fact| matches!(fact, FactId::Order(_))) {
        "questions.no-contact-order"
    } else if why.iter().any(is_by_words) {
        "questions.no-contact-spoken"
    } else if !why.is_empty()
        && why.iter().all(|fact| matches!(fact, FactId::Concern(_) | FactId::Flag(_) | FactId::Marac(_)))
    {
        "questions.no-contact-marac"
    } else {
        "questions.no-contact-not-safe"
    };
    let barred = barred(case, why);
    let who = if barred.is_empty() {
        guidance.word("questions.no-contact-anybody").to_owned()
    } else {
        sentences::labels(case, guidance, &barred)
    };
    guidance.say(words, &[("who", &who)])
}

/// What is done about an open question so far.
pub fn step_of<'a>(case: &'a Case, question: &OpenQuestion) -> Option<&'a NextStep> {
    case.steps.get(&question.key()).map(|step| &**step)
}

/// Whether a question was considered or settled and needs no further talk now.
pub fn is_put_by(case: &Case, question: &OpenQuestion) -> bool {
    step_of(case, question).is_some_and(|step| matches!(step.state, Some(StepState::Considered | StepState::Settled)))
}

/// Whether a next step is put down for a question and still to be taken.
pub fn is_planned(case: &Case, question: &OpenQuestion) -> bool {
    let has_step = |step: &NextStep| step.state == Some(StepState::HasStep) || !step.step.trim().is_empty();
    step_of(case, question).is_some_and(has_step) && !is_put_by(case, question)
}

/// One conversation to hold, and the open questions it would settle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation<'a> {
    /// What kind: one of [`CONVERSATIONS`].
    pub with: &'static str,
    /// With whom, in words: "Ring the nursery", "With your supervisor".
    pub heading: String,
    /// The questions, in the order of the rules.
    pub questions: Vec<&'a OpenQuestion>,
}

/// The open questions by next conversation. Never by severity: there is none.
///
/// A question that could be settled with a person or a parent nobody may approach is for the supervisor instead.
pub fn agenda<'a>(questions: &'a [OpenQuestion], guidance: &Guidance) -> Vec<Conversation<'a>> {
    let causes = Causes::of(questions.iter(), guidance);
    let mut conversations: Vec<Conversation> = Vec::new();
    for question in questions {
        // What is gathered by its cause is one matter: it stands where the first of it does.
        let first = causes.first_with(question).unwrap_or(question);
        let with = match with_of(first, guidance) {
            "person" | "parent" if question.no_contact => "supervisor",
            "person" if question.thought_about_first => "supervisor",
            with => CONVERSATIONS.iter().find(|known| **known == with).copied().unwrap_or("supervisor"),
        };
        let heading = heading(first, with, guidance);
        match conversations.iter_mut().find(|one| one.with == with && one.heading == heading) {
            Some(conversation) => conversation.questions.push(question),
            None => conversations.push(Conversation { with, heading, questions: vec![question] }),
        }
    }
    // Stable: within one kind, conversations stay in the order in which the rules came upon them.
    conversations.sort_by_key(|conversation| CONVERSATIONS.iter().position(|with| *with == conversation.with));
    conversations
}

/// The kind of conversation the pack names for this question.
fn with_of<'a>(question: &OpenQuestion, guidance: &'a Guidance) -> &'a str {
    let Some(rule) = guidance.rule(question.rule) else { return "" };
    let own = question.variant.and_then(|variant| rule.variants.get(variant)).map(|variant| variant.with.as_str());
    own.filter(|with| !with.is_empty()).unwrap_or(&rule.with)
}

fn heading(question: &OpenQuestion, with: &str, guidance: &Guidance) -> String {
    let general = || guidance.word(&format!("with.{with}")).to_owned();
    match with {
        "person" | "parent" => {
            let slot = if with == "parent" { ASK_ONLY } else { with };
            match question.slot_value(slot).trim() {
                "" => general(),
                who => guidance.say(&format!("with.named-{with}"), &[("who", who)]),
            }
        }
        "agency" => {
            let who = question.slot_value("agency").trim();
            match guidance.agencies.iter().find(|agency| agency.name == who || agency.short == who) {
                Some(agency) if !agency.ring.is_empty() => agency.ring.clone(),
                _ if who.is_empty() => general(),
                _ => guidance.say("with.named-agency", &[("who", who)]),
            }
        }
        _ => general(),
    }
}
