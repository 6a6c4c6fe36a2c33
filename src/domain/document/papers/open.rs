//! The open questions about one person, each with its next step or room for one.

use crate::case::{FactId, Key, PersonId, spoken_of};
use crate::document::{Block, Inline, Line, Section};
use crate::review::{self, OpenQuestion};
use crate::sentences::date_words;

use super::{Paper, deeper, part, plain, talk};

/// A table of them, then those that were considered or settled, and steps for questions that are no longer open.
pub(super) fn about(paper: &Paper, person: PersonId, sections: &mut Vec<Section>) {
    let of = |question: &OpenQuestion| question.about.iter().any(|fact| is_about(paper, fact, person));
    let open: Vec<&OpenQuestion> =
        paper.questions.iter().filter(|one| of(one) && !review::is_put_by(paper.case, one)).collect();
    // Where nobody is to get in touch over any of them, and with the same people, it is said once and first.
    let withheld: Vec<Inline> =
        open.iter().filter(|one| one.no_contact).map(|one| talk::withheld_words(paper, &[one])).collect();
    let once = withheld.first().filter(|first| withheld.iter().all(|other| other == *first));
    let mut blocks: Vec<Block> = once.map(|words| Block::Paragraph(vec![words.clone()])).into_iter().collect();
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    for question in &open {
        let row = row(paper, question, once.is_none());
        // The same question, asked over two facts, is asked once.
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.text("paper.no-open")]));
    }
    blocks.extend(deeper::table(
        paper,
        "open",
        &["paper.question", "paper.step", "decision.owner", "decision.by"],
        rows,
    ));
    sections.push(part(paper.word("paper.open"), 3, blocks));
    let of_step = |key: &Key| key.about().any(|fact| is_about(paper, &fact, person));
    talk::set_aside(paper, &of, &of_step, sections);
}

/// Whether a fact is this person or speaks of them. What happened has a paper of its own.
fn is_about(paper: &Paper, fact: &FactId, person: PersonId) -> bool {
    !matches!(fact, FactId::Event(_)) && spoken_of(paper.case, fact).contains(&person.to_string())
}

fn row(paper: &Paper, question: &OpenQuestion, says_withheld: bool) -> Vec<Vec<Line>> {
    let words = review::words(question, paper.guidance);
    let mut asked = vec![plain(words.ask)];
    if question.no_contact && says_withheld {
        asked.push(vec![talk::withheld_words(paper, &[question])]);
    }
    if !words.cite.is_empty() {
        asked.push(vec![Inline::Soft(words.cite)]);
    }
    let step = review::step_of(paper.case, question).cloned().unwrap_or_default();
    let has_step = !step.step.trim().is_empty();
    // A step that nobody does by no day is not left to look whole; there is room to write it in.
    let cell = |words: String, missing: Option<&str>| match words.trim() {
        "" => {
            let missing = missing.filter(|_| has_step).map(|key| vec![paper.strong(key)]);
            missing.into_iter().chain([vec![Inline::LongBlank]]).collect()
        }
        words => vec![plain(words)],
    };
    let mut next = cell(step.step.clone(), None);
    if !step.because.trim().is_empty() {
        next.push(vec![Inline::Soft(paper.said("paper.because", &step.because))]);
    }
    vec![asked, next, cell(step.owner, Some("paper.no-owner")), cell(date_words(&step.by), Some("paper.no-date-yet"))]
}
