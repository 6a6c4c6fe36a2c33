//! Answers to the pack's questions, each in the part of the paper it belongs to.

use crate::case::{Answer, AnswerState, FactId, Key, PersonId};
use crate::document::{Inline, Line};
use crate::sentences;

use super::{Paper, capital, push};

/// The answers that are not on the paper yet, in the order of the pack.
pub(super) struct Answers<'a>(Vec<(&'a Key, &'a Answer)>);

impl<'a> Answers<'a> {
    /// Every answer of the case.
    pub(super) fn of(paper: &Paper<'a>) -> Answers<'a> {
        let prompts = &paper.guidance.prompts;
        let place = |key: &Key| prompts.iter().position(|prompt| prompt.id == key.id()).unwrap_or(prompts.len());
        let mut answers: Vec<_> = paper.case.answers.iter().map(|(key, answer)| (key, &**answer)).collect();
        answers.sort_by_key(|(key, _)| (place(key), *key));
        Answers(answers)
    }

    /// Takes out the answers to these questions when they are asked of nobody in particular.
    pub(super) fn take(&mut self, ids: &[&str]) -> Vec<(&'a Key, &'a Answer)> {
        self.take_where(|key| ids.contains(&key.0.as_str()))
    }

    /// Takes out the answers that are about this person first.
    pub(super) fn take_about(&mut self, person: PersonId) -> Vec<(&'a Key, &'a Answer)> {
        self.take_where(|key| key.about().next() == Some(FactId::Person(person)))
    }

    /// What is left.
    pub(super) fn rest(self) -> Vec<(&'a Key, &'a Answer)> {
        self.0
    }

    fn take_where(&mut self, wanted: impl Fn(&Key) -> bool) -> Vec<(&'a Key, &'a Answer)> {
        let (taken, left) = self.0.iter().partition(|(key, _)| wanted(key));
        self.0 = left;
        taken
    }
}

/// An answer as it stands under its question.
pub(super) fn lines(paper: &Paper, answer: &Answer) -> Vec<Line> {
    let known = answer.state.is_none_or(|state| state == AnswerState::Known);
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, answer.text.trim());
    if known {
        let stateless = Answer { state: None, ..answer.clone() };
        push(&mut lines, Inline::Text, sentences::unsettled_words(paper.guidance, &stateless));
        if lines.is_empty() {
            let state = if answer.state.is_none() { "paper.not-asked" } else { "paper.known-no-words" };
            lines.push(vec![paper.unknown(state)]);
        }
    } else {
        let words = sentences::unsettled_words(paper.guidance, answer);
        push(&mut lines, Inline::Unknown, capital(&words));
    }
    push(&mut lines, Inline::Soft, paper.source(&answer.source));
    lines
}

/// A question and its answer in one line.
pub(super) fn line(paper: &Paper, key: &Key, answer: &Answer) -> Line {
    let mut line = vec![Inline::Text(sentences::prompt_words(paper.case, paper.guidance, key))];
    line.extend(sentences_of(paper, answer));
    line
}

/// An answer as sentences, one after another.
pub(super) fn sentences_of(paper: &Paper, answer: &Answer) -> Line {
    let stopped = |words| match words {
        Inline::Text(words) => Inline::Text(paper.stop(words)),
        Inline::Unknown(words) => Inline::Unknown(paper.stop(words)),
        other => other,
    };
    lines(paper, answer).into_iter().flatten().map(stopped).collect()
}
