//! Open questions grouped by what would settle them, in the order of the next conversation; and their words.

use super::OpenQuestion;
use crate::case::{Case, NextStep, StepState};
use crate::guidance::{CONVERSATIONS, Guidance, fill};

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
    /// The conversation that would settle it: one of [`CONVERSATIONS`].
    pub with: String,
    /// The topic where it can be answered.
    pub topic: String,
}

/// The words of an open question. A rule that the pack has no words for is shown by its id, and never dropped.
pub fn words(question: &OpenQuestion, guidance: &Guidance) -> QuestionWords {
    let Some(rule) = guidance.rule(question.rule) else {
        return QuestionWords { title: question.rule.to_owned(), ask: question.rule.to_owned(), ..QuestionWords::default() };
    };
    let variant = question.variant.and_then(|variant| rule.variants.get(variant));
    let slots = &question.slots;
    let pick = |own: Option<&String>, general: &String| {
        fill(own.filter(|words| !words.is_empty()).unwrap_or(general), slots)
    };
    let suggestions = variant.map(|variant| &variant.next).filter(|next| !next.is_empty()).unwrap_or(&rule.next);
    let next = suggestions
        .iter()
        .filter(|suggestion| !(question.no_contact && suggestion.contacts))
        .map(|suggestion| fill(&suggestion.text, slots))
        .collect();
    QuestionWords {
        title: pick(variant.map(|variant| &variant.title), &rule.title),
        ask: pick(variant.map(|variant| &variant.question), &rule.question),
        why: pick(variant.map(|variant| &variant.why), &rule.why),
        next,
        withheld: question.no_contact,
        cite: guidance.cites_words(&rule.cite),
        with: variant.map(|variant| &variant.with).filter(|with| !with.is_empty()).unwrap_or(&rule.with).clone(),
        topic: rule.topic.clone(),
    }
}

/// What is done about an open question so far.
pub fn step_of<'a>(case: &'a Case, question: &OpenQuestion) -> Option<&'a NextStep> {
    case.steps.get(&question.key()).map(|step| &**step)
}

/// Whether a question was considered or settled and needs no further talk now.
pub fn is_put_by(case: &Case, question: &OpenQuestion) -> bool {
    step_of(case, question).is_some_and(|step| matches!(step.state, Some(StepState::Considered | StepState::Settled)))
}

/// One conversation to hold, and the open questions it would settle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation<'a> {
    /// What kind: one of [`CONVERSATIONS`]; its heading is the pack's `with.` word.
    pub with: &'static str,
    /// With whom exactly, in words: an agency's or a person's label; empty when the heading says it all.
    pub who: String,
    /// The questions, in the order of the rules.
    pub questions: Vec<&'a OpenQuestion>,
}

/// The open questions by next conversation. Never by severity: there is none.
pub fn agenda<'a>(questions: &'a [OpenQuestion], guidance: &Guidance) -> Vec<Conversation<'a>> {
    let mut conversations: Vec<Conversation> = Vec::new();
    for with in CONVERSATIONS {
        for question in questions {
            let words = words(question, guidance);
            let own = CONVERSATIONS.iter().find(|known| **known == words.with).unwrap_or(&"supervisor");
            if own != with {
                continue;
            }
            let who = match *with {
                "agency" => question.slot_value("agency").to_owned(),
                "person" => question.slot_value("person").to_owned(),
                _ => String::new(),
            };
            match conversations.iter_mut().find(|conversation| conversation.with == *with && conversation.who == who) {
                Some(conversation) => conversation.questions.push(question),
                None => conversations.push(Conversation { with, who, questions: vec![question] }),
            }
        }
    }
    conversations
}
