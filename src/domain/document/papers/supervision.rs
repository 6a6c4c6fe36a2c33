//! What is for supervision, and what is for a training session.

use crate::case::{Answer, FactId, Key, PersonId, Several};
use crate::document::{Block, Inline, Line, Section};
use crate::guidance::Prompt;
use crate::network;
use crate::review::{self, OpenQuestion};
use crate::sentences;

use super::answers::{self, Answers};
use super::deeper::{Chapter, LOOKING_BACK, decisions, look_back, pairs, room_for_decisions, titled};
use super::{Paper, end, holds_family, part, plain, sharing, talk};

/// The part of supervision that says who is missing.
const MISSING: &str = "supervision.missing";
/// The prompts that a sheet has room for: their answers are words.
const WORDS: &str = "text";
/// How many more decisions a sheet has room for.
pub(super) const ROOM: usize = 5;

/// A supervisor's paper: the sheet, with who is in the family, and then the open questions. The rest is the worker's paper.
pub(super) fn paper(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    talk::title(paper, sections);
    let two = answers.take(&end::SUPERVISION.map(|(prompt, _)| prompt));
    let back = answers.take(LOOKING_BACK);
    sections.extend(in_short(paper));
    sheet(paper, &two, &mut answers, sections);
    end::working(paper, &mut answers, sections);
    end::sign_off(paper, sections);
    let questions = sections.len();
    talk::first(paper, sections);
    if let Some(first) = sections.get_mut(questions) {
        first.starts_page = true;
        first.blocks.push(Block::Note(vec![paper.text("paper.checklist-is-elsewhere")]));
    }
    look_back(paper, &back, sections);
}

/// Who is in the family, and the level that was last decided for each child, in a line each.
fn in_short(paper: &Paper) -> Option<Section> {
    let case = paper.case;
    let people: Several<PersonId> =
        [network::children(case), network::linked_children(case), network::adults(case)].concat().into_iter().collect();
    let mut lines: Vec<Line> = people.iter().map(|person| plain(paper.stop(paper.describe(*person)))).collect();
    lines.extend(network::latest_levels(case).into_iter().map(|(child, level)| {
        let slots = [("agency", &*paper.label(child)), ("receipt", &*paper.choice(Some(level)))];
        plain(paper.stop(paper.say("paper.receipt", &slots)))
    }));
    let blocks = list(lines);
    (!blocks.is_empty()).then(|| part(paper.word("paper.family"), 2, blocks))
}

/// What a supervisor begins with: the two questions, what the facts show, what supervision asks, decisions, sign-off.
fn sheet(paper: &Paper, two: &[(&Key, &Answer)], answers: &mut Answers, sections: &mut Vec<Section>) {
    end::allocation(paper, two, sections);
    let mut chapter = Chapter::default();
    for part in ["supervision.known-unused", "supervision.one-account", "supervision.differ"] {
        chapter.add(paper.word(part), facts_of(paper, review::rules_of_supervision(part)));
    }
    chapter.add(paper.word(MISSING), missing(paper, review::rules_of_supervision(MISSING)));
    chapter.add(paper.word("paper.nobody-talked"), list(sharing::messages_only(paper)));
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
    chapter.add(
        paper.word("paper.also-asked"),
        answers::table(paper, answers.take_topics(&["supervision"])).into_iter().collect(),
    );
    chapter.add(paper.word("paper.decisions"), decisions(paper, 0));
    chapter.add(paper.word("paper.typed"), typed(paper));
    chapter.close(paper, "supervision", sections);
}

/// The sheet of a training session: its questions with room to write, and who will do what. A family that is in the file
/// may be a real one: nothing of it is printed, and the sheet says so.
pub(super) fn training(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    let with_family = holds_family(paper.case);
    let mut blocks = Vec::new();
    if paper.is_marked() {
        blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
    }
    let note = if with_family { "paper.without-family" } else { "paper.made-up" };
    blocks.push(Block::Note(vec![paper.text(note)]));
    sections.push(part(paper.word(paper.title()), 1, blocks));
    let mut asked = answers.take_topics(&["training"]);
    sections.push(part(paper.word("paper.for-training"), 2, questions(paper, "training", &mut asked)));
    sections.extend(answers::table(paper, asked).map(|table| part(paper.word("paper.also-asked"), 3, vec![table])));
    let actions = if with_family { room_for_decisions(paper, Vec::new(), ROOM) } else { decisions(paper, ROOM) };
    sections.push(part(paper.word("paper.action-sheet"), 2, actions));
    if !with_family {
        end::other_answers(paper, answers, sections);
    }
}

/// The questions of a topic, each with its answer or room to write, under their headings; their answers are taken out.
fn questions(paper: &Paper, topic: &str, asked: &mut Vec<(&Key, &Answer)>) -> Vec<Block> {
    let wanted = |prompt: &&Prompt| prompt.topic == topic && prompt.subject == "case" && prompt.answer == WORDS;
    // What is asked in a session is asked about a story: the hint tells it.
    let told = topic == "training";
    let card = |prompt: &Prompt| {
        let (own, rest) = std::mem::take(asked).into_iter().partition(|(key, _)| key.0 == prompt.id);
        *asked = rest;
        let own: Vec<(&Key, &Answer)> = own;
        let mut lines: Vec<Line> = own.iter().flat_map(|(_, answer)| answers::lines(paper, answer)).collect();
        if lines.is_empty() {
            lines.push(vec![Inline::LongBlank]);
        }
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(prompt.under.iter().map(|words| Block::Paragraph(vec![Inline::Strong(words.clone())])));
        if told {
            blocks.extend(prompt.hint.iter().map(|words| Block::Note(plain(words))));
        }
        blocks.push(titled(prompt.text.clone(), lines));
        blocks
    };
    paper.guidance.prompts.iter().filter(wanted).flat_map(card).collect()
}

/// The facts that the questions of these rules rest on, each once; what was put by is left out.
fn facts_of(paper: &Paper, rules: &[&str]) -> Vec<Block> {
    let mut facts: Vec<&FactId> = Vec::new();
    for fact in open(paper, rules).into_iter().flat_map(|question| &question.rests_on) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    list(facts.into_iter().map(|fact| plain(paper.stop(paper.describe(fact.clone())))).collect())
}

/// What is missing, by whom or what it is about: the titles of these rules, which begin with that.
fn missing(paper: &Paper, rules: &[&str]) -> Vec<Block> {
    let mut missing: Vec<(String, Vec<String>)> = Vec::new();
    for question in open(paper, rules) {
        let title = review::words(question, paper.guidance).title;
        let (about, what) = title.split_once(": ").unwrap_or((&title, ""));
        match missing.iter_mut().find(|(known, _)| known == about) {
            Some((_, all)) => all.push(what.to_owned()),
            None => missing.push((about.to_owned(), vec![what.to_owned()])),
        }
    }
    let line = |(about, what): (String, Vec<String>)| {
        let what = sentences::join(paper.guidance, what);
        let words =
            if what.is_empty() { about } else { paper.say("paper.receipt", &[("agency", &about), ("receipt", &what)]) };
        plain(paper.stop(words))
    };
    list(missing.into_iter().map(line).collect())
}

/// The open questions of these rules that were not put by.
fn open<'a>(paper: &'a Paper, rules: &[&str]) -> Vec<&'a OpenQuestion> {
    let is_open = |question: &&OpenQuestion| rules.contains(&question.rule) && !review::is_put_by(paper.case, question);
    paper.questions.iter().filter(is_open).collect()
}

fn list(lines: Vec<Line>) -> Vec<Block> {
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
