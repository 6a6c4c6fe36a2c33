//! What changed since an earlier file of the review: what is new, what is otherwise, and what was taken out, in the words of
//! the newest file.

use crate::case::{Act, Case, Event, Liaison, Person};
use crate::compare::{Difference, Field, changed_since, may_be_another_review};
use crate::document::{Block, Document, Inline, Line};
use crate::guidance::Guidance;
use crate::review;
use crate::sentences::{self, capital, clip};
use crate::when::Today;

use super::deeper::labelled;
use super::{Choices, Kind, Paper, document, end, kept_off, names, opening, part};

/// The key of its title.
const TITLE: &str = "paper.title-changed";

/// What changed since the earlier file. What is left out of the paper of either is nowhere in it.
pub fn changed(earlier: &Case, now: &Case, guidance: &Guidance, today: Today, choices: &Choices) -> Document {
    let [now, mut earlier] = names::all_called([now, earlier], guidance, choices.names);
    let left = kept_off::leave_out(&now, guidance, today, review::review(&now, guidance, today), &choices.leave);
    // What is left out now is left out of the earlier file too, and is not told as taken out.
    macro_rules! leave_out {
        ($( $field:ident: $fact:ident |$is:ident| $is_left_out:expr; )+) => {
            $( for (id, fact) in earlier.$field.clone().iter() {
                if now.$field.get(id).is_some_and(|$is| $is_left_out(id, $is)) {
                    earlier.$field.insert(*id, $fact { off_paper: true, ..$fact::clone(fact) }.into());
                }
            } )+
        };
    }
    leave_out! {
        people: Person |_is| |id, _| !left.case.people.contains_key(id);
        events: Event |_is| |id, _| !left.case.events.contains_key(id);
        liaisons: Liaison |is| |_, _: &std::rc::Rc<Liaison>| is.off_paper;
    }
    let earlier = kept_off::leave_out(&earlier, guidance, today, Vec::new(), &choices.leave).case;
    let paper = Paper {
        whole: &now,
        spoken: review::spoken(&now, guidance, today),
        case: &left.case,
        guidance,
        today,
        questions: &left.questions,
        left: &left.counts,
        kind: Kind::default(),
        choices,
    };
    let mut differences = changed_since(&earlier, &left.case, guidance, today);
    differences.retain(|difference| left.case.has(&difference.fact) || !now.has(&difference.fact));
    let mut sections = vec![opening(&paper, paper.word(TITLE).to_owned())];
    if may_be_another_review(&earlier, &left.case) {
        sections[0].blocks.push(Block::Panel(vec![paper.text("changed.other-reference")]));
    }
    let left_out = end::left_out(&left.case, guidance, &left.counts);
    sections[0].blocks.extend(left_out.iter().map(|words| Block::Note(vec![Inline::Strong(words.clone())])));
    if differences.is_empty() {
        sections[0].blocks.push(Block::Paragraph(vec![paper.text("changed.nothing")]));
    }
    for (act, heading) in [(Act::Add, "paper.added"), (Act::Change, "paper.changed"), (Act::Remove, "paper.taken-out")]
    {
        let of_act = differences.iter().filter(|difference| difference.act == act);
        let blocks: Vec<Block> = of_act.map(|difference| told(&paper, difference)).collect();
        if !blocks.is_empty() {
            sections.push(part(paper.word(heading), 2, blocks));
        }
    }
    let mut document = document(&left.case, guidance, today, TITLE, false, sections);
    document.margins.left_out = left_out;
    document
}

/// One fact: what it is now, and of what is otherwise what it was. What is new is told whole, however long it is.
fn told(paper: &Paper, difference: &Difference) -> Block {
    let Difference { fact, act, line, fields } = difference;
    let kind = capital(paper.word(&format!("kind.{}", fact.kind())));
    let mut lines: Vec<Line> = Vec::new();
    match act {
        Act::Add => {
            let held = sentences::field_words(paper.case, paper.guidance, fact);
            let rest = held.into_iter().filter(|(_, words)| !line.contains(words.as_str()));
            lines.extend(rest.map(|(label, words)| labelled(paper, &label, words)));
        }
        Act::Change => {
            for Field { label, before, after } in fields {
                let is = if after.is_empty() { paper.word("changed.nothing-there") } else { after };
                lines.push(labelled(paper, label, is));
                if !before.is_empty() {
                    lines.push(vec![paper.text("changed.was"), Inline::Soft(clip(before))]);
                }
            }
        }
        Act::Remove => {}
    }
    let title = labelled(paper, &kind, line.as_str());
    Block::Card { title, lines, beside: Vec::new() }
}
