//! Open questions that belong together are asked as one with its parts: the same question of several people, and several
//! questions with one cause.

use super::OpenQuestion;
use super::agenda::{self, QuestionWords};
use crate::guidance::{Guidance, fill};

/// One matter: a question, the same question of several subjects, or several questions with one cause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matter<'a> {
    /// What it gathers, in the order of the rules.
    pub questions: Vec<&'a OpenQuestion>,
    /// Where they are the same question: the space in its words in which they differ.
    pub slot: Option<&'static str>,
}

/// How many questions of one cause are worth gathering: fewer read more easily one by one.
const OF_ONE_CAUSE: usize = 3;

/// The matters among these questions, in their order.
pub fn gather<'a>(questions: &[&'a OpenQuestion], guidance: &Guidance) -> Vec<Matter<'a>> {
    let mut matters: Vec<Matter> = Vec::new();
    for question in questions.iter().copied() {
        // What is gathered by its cause is not joined by the same question of others: its parts would be left apart.
        let by_cause = |one: &OpenQuestion| of_one_cause(one, questions.iter().copied(), guidance).is_some();
        let place = if by_cause(question) {
            let is_of_it = |matter: &Matter| shares_cause(matter.questions[0], question, guidance);
            matters.iter().position(is_of_it).map(|at| (at, None))
        } else {
            matters.iter().enumerate().filter(|(_, matter)| !by_cause(matter.questions[0])).find_map(|(at, matter)| {
                let slot = matter.room_for(question, guidance)?;
                Some((at, Some(slot)))
            })
        };
        match place {
            Some((at, slot)) => {
                matters[at].slot = slot;
                matters[at].questions.push(question);
            }
            None => matters.push(Matter { questions: vec![question], slot: None }),
        }
    }
    matters
}

/// The first of the questions that share a cause with this one, where they are enough to be gathered.
pub(super) fn of_one_cause<'a>(
    question: &OpenQuestion,
    questions: impl Iterator<Item = &'a OpenQuestion>,
    guidance: &Guidance,
) -> Option<&'a OpenQuestion> {
    let mut same = questions.filter(|other| shares_cause(question, other, guidance));
    let first = same.next()?;
    (same.count() + 1 >= OF_ONE_CAUSE).then_some(first)
}

/// Whether two questions have one cause and are about the same person, and both may or both may not be settled by getting
/// in touch, and by getting in touch before it was thought about.
fn shares_cause(one: &OpenQuestion, other: &OpenQuestion, guidance: &Guidance) -> bool {
    let cause = cause_of(one, guidance);
    !cause.is_empty()
        && cause == cause_of(other, guidance)
        && one.about.first() == other.about.first()
        && one.no_contact == other.no_contact
        && one.thought_about_first == other.thought_about_first
}

fn cause_of<'a>(question: &OpenQuestion, guidance: &'a Guidance) -> &'a str {
    guidance.rule(question.rule).map_or("", |rule| rule.cause.as_str())
}

/// The key of the words that ask a question of several at once; `.why` after it, where the reason needs words of its own.
fn several_key(question: &OpenQuestion) -> String {
    let variant = question.variant.map(|variant| format!("-{variant}")).unwrap_or_default();
    format!("several.{}{variant}", question.rule)
}

impl Matter<'_> {
    /// The one space in which this question differs from those here, when the pack has words for asking it of several and
    /// they leave room for what differs.
    fn room_for(&self, question: &OpenQuestion, guidance: &Guidance) -> Option<&'static str> {
        let first = self.questions.first()?;
        let template = guidance.words.get(&several_key(question))?;
        let same = first.rule == question.rule
            && first.variant == question.variant
            && first.slots.len() == question.slots.len();
        let mut differ = first.slots.iter().zip(&question.slots).filter(|(one, other)| one != other);
        let ((slot, _), (other, _)) = differ.next()?;
        let alone = differ.next().is_none() && slot == other && self.slot.is_none_or(|known| known == *slot);
        // Words without room for what differs would lose it.
        (same && alone && template.contains(&format!("{{{slot}}}"))).then_some(*slot)
    }

    /// The words of the whole: the question of several, or that of their cause. Nothing for one question alone.
    pub fn whole(&self, guidance: &Guidance) -> Option<QuestionWords> {
        let first = self.questions.first().filter(|_| self.questions.len() > 1)?;
        let mut words = agenda::words(first, guidance);
        let Some(slot) = self.slot else {
            words.ask = fill(guidance.word(&format!("cause.{}", cause_of(first, guidance))), &first.slots);
            words.why = String::new();
            return Some(words);
        };
        let subjects: Vec<&str> = self.questions.iter().map(|question| question.slot_value(slot)).collect();
        let subjects = subjects.join(guidance.word("sentence.and"));
        let filled = |(name, words): &(&'static str, String)| {
            (*name, if *name == slot { subjects.clone() } else { words.clone() })
        };
        let slots: Vec<_> = first.slots.iter().map(filled).collect();
        let key = several_key(first);
        words.ask = fill(guidance.word(&key), &slots);
        // A reason that names one of them would leave the others out.
        if let Some(why) = guidance.words.get(&format!("{key}.why")) {
            words.why = fill(why, &slots);
        }
        Some(words)
    }
}
