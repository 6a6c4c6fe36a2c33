//! What was known and when, who was told, what came later, what was learnt. It looks at what could be seen at the time, and
//! never says what would have been.

use crate::case::Event;
use crate::chronology;
use crate::document::{Block, Inline, Line, Section};
use crate::sentences::{self, capital};

use super::answers::{self, Answers};
use super::{Paper, by_date, deeper, end, hand_over, opening, or_unknown, part, plain, push, sharing};

/// The kinds of fact that say what was done.
const DONE: &[&str] = &["service", "level", "hand-over", "attempt", "assessment", "marac", "contact", "decision"];
/// What is asked at the end, each by the key of its words, with the answers that belong to it.
pub(super) const LEARNT: [(&str, &[&str]); 3] = [
    ("paper.good-practice", &["G-03", "G-03a", "G-03b"]),
    ("paper.what-contributed", &[]),
    ("paper.might-differ", &["G-03c"]),
];
/// How many lines there are to write on under each.
pub(super) const LINES: usize = 3;

/// Writes it.
pub(super) fn paper(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    let mut first = opening(paper, paper.word(paper.title()).to_owned());
    first.blocks.push(hand_over::terms(paper, "paper.begun", paper.date(&paper.case.head.begun)));
    first.blocks.push(Block::Note(vec![paper.text("paper.look-back-note")]));
    sections.push(first);
    let back = answers.take(deeper::LOOKING_BACK);
    sections.push(part(paper.word("paper.known-then"), 2, known(paper)));
    sections.push(part(paper.word("paper.we-told"), 2, told(paper)));
    sections.push(part(paper.word("paper.came-later"), 2, later(paper)));
    sections.push(part(paper.word("paper.looking-back"), 2, deeper::looking_back(paper, &back)));
    let learnt = LEARNT.map(|(key, prompts)| {
        let mut lines = Vec::new();
        if prompts.contains(&"G-03") {
            push(&mut lines, Inline::Text, paper.case.head.working.trim());
        }
        let own = answers.take(prompts);
        lines.extend(own.into_iter().flat_map(|(_, answer)| answers::lines(paper, answer)));
        lines.extend((0..LINES).map(|_| vec![Inline::LongBlank]));
        deeper::titled(paper.word(key).to_owned(), lines)
    });
    sections.push(part(paper.word("paper.learnt"), 2, learnt.into()));
    sections.push(part(paper.word("paper.sign-off"), 2, sign_off(paper)));
}

/// What happened, how and from when it is known, who held it and who was told, and what it came to mean.
fn known(paper: &Paper) -> Vec<Block> {
    let events = by_date(&paper.case.events, |event| &event.when).into_iter();
    let rows: Vec<_> = events.map(|(_, event)| row(paper, event)).collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(vec![paper.unknown("paper.no-events")])];
    }
    let head = ["paper.when", "paper.what-happened", "paper.known-how", "paper.known-by", "paper.came-to-mean"];
    deeper::table(paper, "known", &head, rows)
}

fn row(paper: &Paper, event: &Event) -> Vec<Vec<Line>> {
    let words = |all: [String; 2], none: &str| {
        let mut lines = Vec::new();
        all.into_iter().for_each(|words| push(&mut lines, Inline::Text, words));
        or_unknown(lines, paper.unknown(none))
    };
    let held: Vec<&str> = event.held_by.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
    let held = paper.said("paper.held-by", &held.join(paper.word("sentence.and")));
    let different = paper.said("paper.different", &event.different);
    vec![
        words([paper.date(&event.when), String::new()], "paper.no-date"),
        words([event.what.trim().to_owned(), event.detail.trim().to_owned()], "paper.not-recorded"),
        words([paper.start(event.standing), paper.source(&event.source)], "paper.no-source"),
        words([held, capital(&sentences::told_words(paper.guidance, event))], "paper.not-asked"),
        words([event.meaning.trim().to_owned(), different], "paper.no-meaning"),
    ]
}

/// What was sent, who talked with whom, and what was questioned.
fn told(paper: &Paper) -> Vec<Block> {
    let mut blocks = sharing::notifications(paper);
    blocks.extend(sharing::liaisons(paper));
    blocks.extend(sharing::challenges(paper));
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.nobody-told")]));
    }
    blocks
}

/// What was done, in the order of time: what has no date stands last.
fn later(paper: &Paper) -> Vec<Block> {
    let mut facts = paper.case.every_fact();
    facts.retain(|fact| DONE.contains(&fact.kind()));
    facts.sort_by_cached_key(|fact| chronology::place(&deeper::date_of(paper, fact)));
    let lines: Vec<Line> = facts.into_iter().map(|fact| plain(paper.stop(capital(&paper.describe(fact))))).collect();
    match lines.is_empty() {
        true => vec![Block::Paragraph(vec![paper.unknown("paper.none-recorded")])],
        false => vec![Block::List(lines)],
    }
}

/// Who supports the workers now, and who signs.
pub(super) fn sign_off(paper: &Paper) -> Vec<Block> {
    let signed = ["paper.name-role", "paper.sign-date", "paper.signature"];
    let boxes = ["paper.chair", "paper.note-taker", "paper.supervisor"].map(|who| end::signature(paper, who, &signed));
    vec![Block::WriteLine(paper.word("paper.who-supports").to_owned()), Block::SignOff(boxes.into())]
}
