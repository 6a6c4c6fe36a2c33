//! Answers to the pack's questions, each in the part of the paper it belongs to.

use crate::case::{Answer, AnswerState, FactId, Key, PersonId};
use crate::document::{Block, Inline, Line, Section};
use crate::guidance::Guidance;
use crate::sentences;

use super::{Paper, capital, part, plain, push};

/// The answers that are not on the paper yet, in the order of the pack.
pub(super) struct Answers<'a> {
    guidance: &'a Guidance,
    left: Vec<(&'a Key, &'a Answer)>,
}

impl<'a> Answers<'a> {
    /// Every answer of the case.
    pub(super) fn of(paper: &Paper<'a>) -> Answers<'a> {
        let prompts = &paper.guidance.prompts;
        let place = |key: &Key| prompts.iter().position(|prompt| prompt.id == key.id()).unwrap_or(prompts.len());
        let mut answers: Vec<_> = paper.case.answers.iter().map(|(key, answer)| (key, &**answer)).collect();
        answers.sort_by_key(|(key, _)| (place(key), *key));
        Answers { guidance: paper.guidance, left: answers }
    }

    /// Takes out the answers to these questions.
    pub(super) fn take(&mut self, ids: &[&str]) -> Vec<(&'a Key, &'a Answer)> {
        self.take_where(&|key| ids.contains(&key.id()))
    }

    /// Takes out the answers to the questions of these topics.
    pub(super) fn take_topics(&mut self, topics: &[&str]) -> Vec<(&'a Key, &'a Answer)> {
        let guidance = self.guidance;
        self.take_where(&|key| guidance.prompt(key.id()).is_some_and(|prompt| topics.contains(&prompt.topic.as_str())))
    }

    /// Takes out the answers that are about this person first, but for those that have a chapter of their own.
    pub(super) fn take_about(&mut self, person: PersonId) -> Vec<(&'a Key, &'a Answer)> {
        let guidance = self.guidance;
        self.take_where(&|key| {
            let is_core = |topic: &str| guidance.topic(topic).is_none_or(|topic| topic.part == "core");
            key.about().next() == Some(FactId::Person(person))
                && guidance.prompt(key.id()).is_none_or(|prompt| is_core(&prompt.topic))
        })
    }

    /// Takes out every answer that is about this person.
    pub(super) fn take_of(&mut self, person: PersonId) -> Vec<(&'a Key, &'a Answer)> {
        self.take_where(&|key| key.about().any(|fact| fact == FactId::Person(person)))
    }

    /// What is left.
    pub(super) fn rest(self) -> Vec<(&'a Key, &'a Answer)> {
        self.left
    }

    fn take_where(&mut self, wanted: &dyn Fn(&Key) -> bool) -> Vec<(&'a Key, &'a Answer)> {
        let (taken, left) = self.left.iter().partition(|(key, _)| wanted(key));
        self.left = left;
        taken
    }
}

/// Questions and their answers side by side; nothing where there are none.
pub(super) fn table(paper: &Paper, answers: Vec<(&Key, &Answer)>) -> Option<Block> {
    let row = |(key, answer): (&Key, &Answer)| {
        let question = sentences::prompt_words(paper.case, paper.guidance, key);
        vec![vec![plain(question)], lines(paper, answer)]
    };
    let rows: Vec<Vec<Vec<Line>>> = answers.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| Block::Table { kind: "answers", caption: String::new(), head: Vec::new(), rows })
}

/// What else was asked of these topics, at the end of their part.
pub(super) fn also(paper: &Paper, answers: &mut Answers, topics: &[&str], sections: &mut Vec<Section>) {
    let table = table(paper, answers.take_topics(topics));
    sections.extend(table.map(|table| part(paper.word("paper.also-asked"), 3, vec![table])));
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
