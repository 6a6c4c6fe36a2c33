//! The support level of each child as a person decided it, or that it is not decided and what is missing.

use crate::case::{LevelDecision, PersonId, Relied, Several, SupportLevel, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::sentences::{self, date_words};

use super::{Paper, by_date, capital, or_unknown, part, plain, push};

/// The log, child by child, the latest decision last.
pub(super) fn log(paper: &Paper, sections: &mut Vec<Section>) {
    let children = network::children(paper.case);
    let note = Block::Note(vec![paper.text("paper.level-note")]);
    sections.push(part(paper.word("paper.level"), 2, vec![note]));
    let others = paper.case.levels.values().map(|level| level.child).filter(|child| !children.contains(child));
    let mut all = children.clone();
    for other in others {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    if all.is_empty() {
        let none = Block::Paragraph(vec![paper.unknown("paper.no-children")]);
        sections.push(part("", 3, vec![none]));
    }
    let mut undecided = Vec::new();
    for child in all {
        let blocks = of_child(paper, child);
        if blocks.is_empty() {
            undecided.push(child);
        } else {
            sections.push(part(paper.label(child), 3, blocks));
        }
    }
    if !undecided.is_empty() {
        let children = sentences::labels(paper.case, paper.guidance, &undecided);
        let words = paper.say("paper.no-decision", &[("children", &children)]);
        sections.push(part("", 3, vec![Block::Paragraph(vec![Inline::Unknown(words)])]));
    }
}

/// The decisions about one child, the latest last.
pub(super) fn of_child(paper: &Paper, child: PersonId) -> Vec<Block> {
    let decisions = by_date(paper.case.levels.iter().filter(|(_, level)| level.child == child), |level| &level.when);
    decisions.into_iter().map(|(_, level)| decision(paper, level)).collect()
}

/// Where a child is at Level 4: to stop and act now, whom to ring, and all children who are linked (C-07).
pub(super) fn act_now(paper: &Paper) -> Option<Block> {
    let mut fourth = network::latest_levels(paper.case);
    fourth.retain(|(_, level)| *level == SupportLevel::Four);
    let fourth: Vec<PersonId> = fourth.into_iter().map(|(child, _)| child).collect();
    if fourth.is_empty() {
        return None;
    }
    let mut all = network::children(paper.case);
    all.extend(network::linked_children(paper.case));
    let all: Several<PersonId> = all.into_iter().collect();
    let labels = |people: &mut dyn Iterator<Item = &PersonId>| sentences::labels(paper.case, paper.guidance, people);
    Some(Block::Panel(vec![
        Inline::Strong(paper.said("paper.act-now", &labels(&mut fourth.iter()))),
        paper.text("home.emergency"),
        Inline::Strong(paper.said("paper.linked-children", &labels(&mut all.iter()))),
    ]))
}

fn decision(paper: &Paper, level: &LevelDecision) -> Block {
    let mut pairs: Vec<(String, Vec<Line>)> = Vec::new();
    let words = paper.stop(capital(&sentences::level_words(paper.guidance, level)));
    let mut stands = match level.level {
        Some(_) => vec![Inline::Strong(words)],
        None => vec![Inline::Unknown(words)],
    };
    let by = sentences::said(paper.guidance, "sentence.by-whom", "who", level.by.trim());
    let decided = match date_words(&level.when) {
        none if none.is_empty() => capital(&by),
        date => sentences::listed(paper.guidance, [date, by]),
    };
    paper.soft(&mut stands, paper.stop(decided));
    let missing = level.level.map(|_| paper.said("paper.level-missing", &level.missing)).unwrap_or_default();
    let tier = level.tier.map(|tier| paper.said("paper.tier", &paper.choice(Some(tier)))).unwrap_or_default();
    for words in [missing, tier].into_iter().filter(|words| !words.is_empty()) {
        stands.push(Inline::Text(paper.stop(words)));
    }
    pairs.push((paper.word("paper.level-stands").to_owned(), vec![stands]));
    for relied in [
        Some(Relied::Yes),
        Some(Relied::No),
        Some(Relied::NotKnown),
        Some(Relied::NotAsked),
        Some(Relied::DoesNotApply),
        None,
    ] {
        let lines: Vec<Line> = level
            .indicators
            .iter()
            .filter(|(_, answer)| answer.relied == relied)
            .map(|(id, answer)| indicator(paper, id, answer))
            .collect();
        if !lines.is_empty() {
            let key = relied.map_or("unanswered", Relied::key);
            pairs.push((paper.word(&format!("paper.relied.{key}")).to_owned(), lines));
        } else if relied == Some(Relied::Yes) {
            pairs.push((paper.word("paper.relied.yes").to_owned(), vec![vec![paper.unknown("paper.none-recorded")]]));
        }
    }
    let not_considered: Vec<PersonId> =
        network::adults(paper.case).into_iter().filter(|adult| !level.considered.contains(adult)).collect();
    let mut considered = Vec::new();
    push(&mut considered, Inline::Text, sentences::labels(paper.case, paper.guidance, &level.considered));
    let mut considered = or_unknown(considered, paper.unknown("paper.considered-nobody"));
    let missed = sentences::labels(paper.case, paper.guidance, &not_considered);
    push(&mut considered, Inline::Unknown, paper.said("paper.not-considered", &missed));
    pairs.push((paper.word("paper.considered").to_owned(), considered));
    let mut pair = |key: &str, words: &str, always: bool| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words.trim());
        if always || !lines.is_empty() {
            pairs.push((paper.word(key).to_owned(), or_unknown(lines, paper.unknown("paper.not-recorded"))));
        }
    };
    pair("paper.reasons", &level.reasons, true);
    pair("paper.not-met", &level.not_met, false);
    pair("paper.would-change", &level.would_change, true);
    pair("paper.remains", &level.remains, false);
    pair("paper.agreement", &level.agreement, true);
    pair("level.agreed", &paper.start(level.agreed), false);
    pair("level.if-declined", &level.if_declined, level.agreed == Some(YesNo::No));
    pair("level.checked-by", &level.checked_by, false);
    Block::KeyValues(pairs)
}

fn indicator(paper: &Paper, id: &str, answer: &crate::case::IndicatorAnswer) -> Line {
    let mut line = plain(paper.stop(sentences::indicator_words(paper.case, paper.guidance, id)));
    if !answer.note.trim().is_empty() {
        line.push(Inline::Text(paper.stop(answer.note.trim().to_owned())));
    }
    let tied: Vec<String> = answer.tied.iter().map(|fact| sentences::clip(&paper.describe(fact.clone()))).collect();
    if !tied.is_empty() {
        line.push(Inline::Soft(paper.said("paper.tied", &tied.join(paper.word("paper.between-facts")))));
    } else if answer.relied == Some(Relied::Yes) {
        line.push(paper.unknown("paper.not-tied"));
    }
    line
}
