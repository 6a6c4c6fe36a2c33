//! What is for supervision, and what is for a training session.

use crate::case::{Answer, FactId, Key};
use crate::document::{Block, Inline, Line, Section};
use crate::guidance::Prompt;
use crate::review;
use crate::sentences;

use super::answers::{self, Answers};
use super::deeper::{Chapter, decisions, pairs, titled};
use super::{Paper, end, part, plain, sharing};

/// What a supervisor looks at first, and the rules that find it.
const FOUND: &[(&str, &[&str])] = &[
    ("supervision.known-unused", &["R1-07"]),
    ("supervision.one-account", &["R1-24"]),
    ("supervision.missing", &["M-01", "M-03", "M-08", "M-09", "M-13", "M-14", "M-18", "K-02"]),
];
/// The prompts that a sheet has room for: their answers are words.
const WORDS: &str = "text";
/// How many more decisions a sheet has room for.
const ROOM: usize = 3;

/// What a supervisor begins with: the two questions, what the facts show, what supervision asks, decisions, sign-off.
pub(super) fn sheet(
    paper: &Paper,
    two: &[(&Key, &Answer)],
    answers: &mut Answers,
    sections: &mut Vec<Section>,
) {
    end::allocation(paper, two, sections);
    let mut chapter = Chapter::default();
    for (heading, rules) in FOUND {
        chapter.add(paper.word(heading), found(paper, rules));
    }
    let silent = sharing::messages_only(paper);
    if !silent.is_empty() {
        chapter.add(paper.word("paper.nobody-talked"), vec![Block::List(silent)]);
    }
    let mut asked = answers.take_topics(&["supervision"]);
    // Who supports a worker outside their own setting is for the supervisor to know (LG-01).
    asked.extend(answers.take(&["LG-01"]));
    chapter.add(paper.word("paper.for-supervision"), questions(paper, "supervision", &mut asked));
    chapter.add(paper.word("paper.also-asked"), answers::table(paper, asked).into_iter().collect());
    chapter.add(paper.word("paper.decisions"), decisions(paper, ROOM));
    chapter.add(paper.word("paper.typed"), typed(paper));
    chapter.close(paper, "supervision", sections);
}

/// On the worker's own paper: what was said and decided in supervision, apart from the worker's words.
pub(super) fn recorded(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    chapter.add(paper.word("paper.also-asked"), answers::table(paper, answers.take_topics(&["supervision"])).into_iter().collect());
    chapter.add(paper.word("paper.decisions"), decisions(paper, 0));
    chapter.add(paper.word("paper.typed"), typed(paper));
    chapter.close(paper, "supervision", sections);
}

/// The sheet of a training session: its questions with room to write, and who will do what.
pub(super) fn training(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    sections.push(part(paper.word("paper.title-training"), 1, vec![Block::Note(vec![paper.text("paper.made-up")])]));
    let mut asked = answers.take_topics(&["training"]);
    sections.push(part(paper.word("paper.for-training"), 2, questions(paper, "training", &mut asked)));
    sections.extend(answers::table(paper, asked).map(|table| part(paper.word("paper.also-asked"), 3, vec![table])));
    sections.push(part(paper.word("paper.action-sheet"), 2, decisions(paper, ROOM)));
}

/// The questions of a topic, each with its answer or room to write; their answers are taken out.
fn questions(paper: &Paper, topic: &str, asked: &mut Vec<(&Key, &Answer)>) -> Vec<Block> {
    let wanted = |prompt: &&Prompt| prompt.topic == topic && prompt.subject == "case" && prompt.answer == WORDS;
    let card = |prompt: &Prompt| {
        let (own, rest) = std::mem::take(asked).into_iter().partition(|(key, _)| key.0 == prompt.id);
        *asked = rest;
        let own: Vec<(&Key, &Answer)> = own;
        let mut lines: Vec<Line> = own.iter().flat_map(|(_, answer)| answers::lines(paper, answer)).collect();
        if lines.is_empty() {
            lines.push(vec![Inline::LongBlank]);
        }
        titled(prompt.text.clone(), lines)
    };
    paper.guidance.prompts.iter().filter(wanted).map(card).collect()
}

/// What the facts show, under the title of the rule that found it; what was put by is left out.
fn found(paper: &Paper, rules: &[&str]) -> Vec<Block> {
    let open = paper.questions.iter().filter(|question| rules.contains(&question.rule));
    let mut lines: Vec<Line> = Vec::new();
    for question in open.filter(|question| !review::is_put_by(paper.case, question)) {
        let title = paper.stop(review::words(question, paper.guidance).title);
        let mut facts: Vec<&FactId> = Vec::new();
        for fact in &question.rests_on {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        let rests: Vec<String> =
            facts.into_iter().map(|fact| sentences::clip(&paper.describe(fact.clone()))).collect();
        let mut line = plain(title);
        paper.soft(&mut line, paper.stop(rests.join(paper.word("paper.between-facts"))));
        lines.push(line);
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] }
}

/// Who agreed, exactly as it was typed. It claims no more.
fn typed(paper: &Paper) -> Vec<Block> {
    let head = &paper.case.head;
    let fields = [
        ("head.supervisor", head.supervisor.trim().to_owned()),
        ("head.supervised", paper.date(&head.supervised)),
        ("head.signed-worker", head.signed_worker.trim().to_owned()),
        ("head.signed-supervisor", head.signed_supervisor.trim().to_owned()),
    ];
    let mut blocks = pairs(paper, &fields);
    if !blocks.is_empty() {
        blocks.push(Block::Small(vec![paper.text("paper.typed-note")]));
    }
    blocks
}
