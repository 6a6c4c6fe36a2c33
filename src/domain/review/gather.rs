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
    let causes = Causes::of(questions.iter().copied(), guidance);
    let mut matters: Vec<Matter> = Vec::new();
    for question in questions.iter().copied() {
        // What is gathered by its cause is not joined by the same question of others: its parts would be left apart.
        let place = match causes.first_with(question) {
            Some(first) => {
                matters.iter().position(|matter| std::ptr::eq(matter.questions[0], first)).map(|at| (at, None))
            }
            None => matters.iter().enumerate().find_map(|(at, matter)| {
                let slot = matter.room_for(question, guidance)?;
                causes.first_with(matter.questions[0]).is_none().then_some((at, Some(slot)))
            }),
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

/// Questions of one cause, where they are enough to be gathered. Found once for all of them: a long case has hundreds.
pub(super) struct Causes<'a>(Vec<(&'a str, Vec<&'a OpenQuestion>)>);

impl<'a> Causes<'a> {
    /// The causes among these questions.
    pub(super) fn of(questions: impl Iterator<Item = &'a OpenQuestion>, guidance: &'a Guidance) -> Causes<'a> {
        let mut causes: Vec<(&str, Vec<&OpenQuestion>)> = Vec::new();
        for question in questions {
            let cause = cause_of(question, guidance);
            if cause.is_empty() {
                continue;
            }
            match causes.iter_mut().find(|(known, same)| *known == cause && is_alike(same[0], question)) {
                Some((_, same)) => same.push(question),
                None => causes.push((cause, vec![question])),
            }
        }
        causes.retain(|(_, same)| same.len() >= OF_ONE_CAUSE);
        Causes(causes)
    }

    /// The first of the questions that are gathered with this one; none when it stands alone.
    pub(super) fn first_with(&self, question: &OpenQuestion) -> Option<&'a OpenQuestion> {
        let is_in = |same: &[&OpenQuestion]| same.iter().any(|one| std::ptr::eq(*one, question));
        self.0.iter().find(|(_, same)| is_in(same)).map(|(_, same)| same[0])
    }
}

/// Whether two questions of one cause are about the same person, and both may or both may not be settled by getting in
/// touch, and by getting in touch before it was thought about.
fn is_alike(one: &OpenQuestion, other: &OpenQuestion) -> bool {
    one.about.first() == other.about.first()
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
        let same = first.rule == question.rule
            && first.variant == question.variant
            && first.slots.len() == question.slots.len();
        if !same {
            return None;
        }
        let template = guidance.words.get(&several_key(question))?;
        let mut differ = first.slots.iter().zip(&question.slots).filter(|(one, other)| one != other);
        let ((slot, _), (other, _)) = differ.next()?;
        let alone = differ.next().is_none() && slot == other && self.slot.is_none_or(|known| known == *slot);
        // Words without room for what differs would lose it.
        (alone && template.contains(&format!("{{{slot}}}"))).then_some(*slot)
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
