//! The title, the orders nobody may overlook, and the open questions by next conversation.

use crate::case::{Handling, OrderId, StepState};
use crate::document::{Block, Inline, Line, Section, Step};
use crate::network;
use crate::review::{self, OpenQuestion};
use crate::sentences::{self, clip, date_words};

use super::{Paper, by_date, capital, or_unknown, part, plain, push};

/// How many facts a question is shown to rest on; the rest stand further down the paper.
const RESTS_SHOWN: usize = 3;
/// How many suggestions stand beside a question.
const NEXT_SHOWN: usize = 2;

/// The title block.
pub(super) fn title(paper: &Paper, sections: &mut Vec<Section>) {
    let head = &paper.case.head;
    let mut steps = Vec::new();
    for (_, record) in by_date(&paper.case.checkpoints, |record| &record.when) {
        let mut lines: Vec<Line> = Vec::new();
        push(&mut lines, Inline::Text, paper.date(&record.when));
        push(&mut lines, Inline::Text, record.by.trim());
        push(&mut lines, Inline::Text, record.note.trim());
        let title = match record.kind {
            Some(_) => paper.start(record.kind),
            None => paper.word("paper.checkpoint-no-kind").to_owned(),
        };
        let now = record.kind.is_some() && record.kind == head.checkpoint;
        steps.push(Step { title, lines: or_unknown(lines, paper.unknown("paper.no-date")), now });
    }
    let mut pairs: Vec<(String, Vec<Line>)> = Vec::new();
    let mut pair = |key: &str, words: String| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        pairs.push((paper.word(key).to_owned(), or_unknown(lines, paper.unknown("paper.not-recorded"))));
    };
    pair("paper.reference", head.reference.trim().to_owned());
    if !steps.iter().any(|step: &Step| step.now) {
        pair("paper.checkpoint", paper.start(head.checkpoint));
    }
    let agency = match head.agency_other.trim() {
        "" => paper.guidance.agency_name(head.agency.trim()).to_owned(),
        other => sentences::join(paper.guidance, [paper.guidance.agency_name(head.agency.trim()), other]),
    };
    pair("paper.worker", sentences::join(paper.guidance, [head.worker.trim(), &agency]));
    pair("paper.printed", paper.today.in_words());
    if !head.begun.is_empty() {
        pair("paper.begun", date_words(&head.begun));
    }
    pair("paper.youngest", paper.start(head.youngest));
    if !paper.case.plan.presenting.trim().is_empty() {
        pair("paper.presenting", paper.case.plan.presenting.trim().to_owned());
    }
    let mut blocks = Vec::new();
    if head.handling != Some(Handling::None) {
        blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
    }
    if !steps.is_empty() {
        blocks.push(Block::Strip(steps));
    }
    blocks.push(Block::KeyValues(pairs));
    let live: Vec<OrderId> = network::live_orders(paper.case, paper.today).map(|(id, _)| id).collect();
    for id in live {
        let Some(order) = paper.case.orders.get(&id) else { continue };
        let words = sentences::order_words(paper.case, paper.guidance, order);
        let kind = if order.kind.is_some() { capital(&words) } else { words };
        blocks.push(Block::Panel(vec![Inline::Strong(kind), paper.text("paper.live-order")]));
    }
    sections.push(part(paper.word("paper.title"), 1, blocks));
}

/// What to talk about first.
pub(super) fn first(paper: &Paper, sections: &mut Vec<Section>) {
    let (put_by, open): (Vec<&OpenQuestion>, Vec<&OpenQuestion>) =
        paper.questions.iter().partition(|question| review::is_put_by(paper.case, question));
    let note = if open.is_empty() { "paper.no-questions" } else { "paper.talk-note" };
    sections.push(part(paper.word("paper.talk"), 2, vec![Block::Note(vec![paper.text(note)])]));

    for conversation in review::agenda(paper.questions, paper.guidance) {
        let cards: Vec<Block> = conversation
            .questions
            .into_iter()
            .filter(|question| !review::is_put_by(paper.case, question))
            .map(|question| card(paper, question))
            .collect();
        if !cards.is_empty() {
            sections.push(part(conversation.heading, 3, cards));
        }
    }
    if !put_by.is_empty() {
        let lines = put_by.iter().map(|question| put_by_line(paper, question)).collect();
        sections.push(part(paper.word("paper.put-by"), 3, vec![Block::List(lines)]));
    }
    let raised: Vec<_> = paper.questions.iter().map(OpenQuestion::key).collect();
    let past: Vec<Line> = paper
        .case
        .steps
        .iter()
        .filter(|(key, _)| !raised.contains(key))
        .map(|(key, step)| {
            let title = sentences::step_title(paper.case, paper.guidance, key);
            vec![Inline::Text(title), Inline::Soft(sentences::step_words(paper.guidance, step))]
        })
        .collect();
    if !past.is_empty() {
        sections.push(part(paper.word("paper.past-steps"), 3, vec![Block::List(past)]));
    }
}

fn card(paper: &Paper, question: &OpenQuestion) -> Block {
    let words = review::words(question, paper.guidance);
    let mut lines: Vec<Line> = Vec::new();
    push(&mut lines, Inline::Text, words.why);
    let rests: Vec<String> =
        question.rests_on.iter().take(RESTS_SHOWN).map(|fact| clip(&paper.describe(fact.clone()))).collect();
    let mut rests = sentences::join(paper.guidance, rests);
    if question.rests_on.len() > RESTS_SHOWN {
        rests = sentences::join(paper.guidance, [rests.as_str(), paper.word("paper.and-more")]);
    }
    push(&mut lines, Inline::Soft, paper.said("paper.rests-on", &rests));
    if words.withheld {
        lines.push(vec![paper.strong("paper.withheld")]);
    }
    let next: Vec<&String> = words.next.iter().take(NEXT_SHOWN).collect();
    push(&mut lines, Inline::Text, paper.said("paper.could-settle", &sentences::join(paper.guidance, next)));
    push(&mut lines, Inline::Soft, words.cite);

    let mut beside: Vec<Line> = vec![
        vec![Inline::Tick, paper.text("paper.talked-about")],
        vec![Inline::Tick, paper.text("paper.not-now"), Inline::Blank],
    ];
    let step = review::step_of(paper.case, question);
    let text = |text: fn(&crate::case::NextStep) -> &str| step.map(text).unwrap_or_default().trim().to_owned();
    beside.push(match text(|step| &step.step) {
        none if none.is_empty() => vec![paper.text("paper.next-step"), Inline::Blank],
        next => vec![paper.text("paper.next-step"), Inline::Strong(next)],
    });
    let by = step.map(|step| date_words(&step.by)).unwrap_or_default();
    let mut owner = match text(|step| &step.owner) {
        none if none.is_empty() => vec![paper.text("paper.no-owner"), Inline::Blank],
        owner => vec![paper.text("paper.owner"), Inline::Strong(owner)],
    };
    if by.is_empty() {
        owner.push(paper.text("paper.by"));
        owner.push(Inline::Blank);
    } else {
        owner.push(Inline::Text(paper.said("paper.by-date", &by)));
    }
    beside.push(owner);
    let mut because = Vec::new();
    push(&mut because, Inline::Soft, paper.said("paper.because", &text(|step| &step.because)));
    beside.extend(because);
    Block::Card { title: vec![Inline::Strong(words.ask)], lines, beside }
}

/// A question that needs no further talk now: quietly, with why.
fn put_by_line(paper: &Paper, question: &OpenQuestion) -> Line {
    let words = review::words(question, paper.guidance);
    let mut line = plain(words.ask);
    if let Some(step) = review::step_of(paper.case, question) {
        let why = sentences::step_words(paper.guidance, step);
        if step.state == Some(StepState::Considered) && step.because.trim().is_empty() {
            line.push(Inline::Soft(why));
            line.push(paper.unknown("paper.no-reason"));
        } else {
            line.push(Inline::Soft(why));
        }
    }
    line
}
