//! One father or male carer: what he offers first, then what was tried, what worries, what is not known.

use crate::case::{Abuse, FactId, Marac, Person, PersonId, Several, spoken_of};
use crate::document::{Block, Inline, Line, Section};
use crate::network;

use super::answers::{self, Answers};
use super::{Paper, deeper, family, men, open, opening, or_unknown, part, plain, sharing};

/// Writes it.
pub(super) fn paper(paper: &Paper, man: PersonId, mut answers: Answers, sections: &mut Vec<Section>) {
    let mut first = opening(paper, paper.word(paper.title()).to_owned());
    let Some(person) = paper.case.get::<Person>(man) else {
        first.blocks.push(Block::Paragraph(vec![paper.unknown("paper.person-not-here")]));
        sections.push(first);
        return;
    };
    let who = paper.label(man);
    let apart = vec![Inline::Strong(paper.say("paper.keep-apart", &[("who", &who)]))];
    first.blocks.insert(usize::from(paper.is_marked()), Block::Paragraph(apart));
    sections.push(first);
    let mut blocks: Vec<Block> = vec![Block::Paragraph(family::details(paper, person))];
    let known = or_unknown(family::how_known(paper, person), paper.unknown("paper.no-source"));
    blocks.extend(known.into_iter().map(Block::Paragraph));
    sections.push(part(who, 2, blocks));
    to_children(paper, man, sections);

    let mut told = men::told(paper, man, true, true);
    let mut say = |heading: &str, key: &str, sections: &mut Vec<Section>| {
        let Some(at) = told.iter().position(|told| told.key == key) else { return };
        let told = told.remove(at);
        let none = told.none();
        let is_empty = told.lines.is_empty();
        let mut blocks = lines(or_unknown(told.lines, paper.unknown(none)));
        if is_empty && ROOM.contains(&key) {
            blocks.push(Block::Paragraph(vec![Inline::LongBlank]));
        }
        sections.push(part(paper.word(heading), 3, blocks));
    };
    say("paper.strengths", "paper.offers", sections);
    say("paper.attempts", "paper.attempts", sections);
    say("paper.worries", "paper.worries", sections);
    say("paper.concerns", "paper.concerns", sections);
    let more = [
        ("paper.flags", sharing::flags(paper, &|flag| flag.about == man)),
        ("paper.abuse", abuse(paper, man)),
        ("paper.marac", marac(paper, man)),
    ];
    for (heading, blocks) in more {
        if !blocks.is_empty() {
            sections.push(part(paper.word(heading), 3, blocks));
        }
    }
    say("paper.orders", "paper.orders", sections);
    say("paper.other-children", "paper.other-children", sections);
    say("paper.unknowns", "paper.unknowns", sections);
    open::about(paper, man, sections);
    if let Some(table) = answers::table(paper, answers.take_of(man)) {
        sections.push(part(paper.word("paper.answers-about"), 3, vec![table]));
    }
}

/// The parts in which there is room to write where nothing is recorded.
const ROOM: [&str; 2] = ["paper.offers", "paper.unknowns"];

/// Who he is to each child, and how he is present; then what else ties him to people.
fn to_children(paper: &Paper, man: PersonId, sections: &mut Vec<Section>) {
    let case = paper.case;
    let mut told = Several::default();
    let linked = network::linked_children(case).into_iter().filter(|child| network::is_linked(case, man, *child));
    let children: Vec<PersonId> = network::children(case).into_iter().chain(linked).collect();
    let pairs: Vec<(String, Vec<Line>)> = children
        .into_iter()
        .map(|child| (paper.label(child), family::to_child(paper, Some(man), child, &mut told)))
        .collect();
    let mut blocks = if pairs.is_empty() {
        vec![Block::Paragraph(vec![paper.unknown("paper.no-children")])]
    } else {
        vec![Block::KeyValues(pairs)]
    };
    let his = |fact: &FactId| !told.contains(fact) && is_tie_of(paper, fact, man);
    let others: Vec<Line> =
        case.every_fact().into_iter().filter(his).map(|fact| plain(paper.stop(paper.describe(fact)))).collect();
    if !others.is_empty() {
        blocks.push(Block::List(others));
    }
    sections.push(part(paper.word("paper.who-he-is"), 3, blocks));
}

/// Whether a fact links this person to others: as a parent, by being there, a tie, a home, or how they get on.
pub(super) fn is_tie_of(paper: &Paper, fact: &FactId, person: PersonId) -> bool {
    use FactId::{Bond, Household, ParentLink, Presence, ResponsibilityRecord, Tie};
    matches!(fact, ParentLink(_) | ResponsibilityRecord(_) | Presence(_) | Tie(_) | Household(_) | Bond(_))
        && spoken_of(paper.case, fact).contains(&person.to_string())
}

/// What he did or what was done to him. What somebody else said of being hurt is not for a sheet about him.
fn abuse(paper: &Paper, man: PersonId) -> Vec<Block> {
    let mut blocks = deeper::who_did_what(paper, &|fact| fact.to == Some(man), &[]);
    let by_him = |fact: &Abuse| fact.by == Some(man) && fact.to != Some(man);
    let of_others = deeper::who_did_what(paper, &by_him, &["afraid", "account", "effect"]);
    if !of_others.is_empty() {
        blocks.extend(of_others);
        blocks.push(Block::Note(vec![paper.text("paper.survivor-apart")]));
    }
    blocks
}

/// The times he was talked about at MARAC.
fn marac(paper: &Paper, man: PersonId) -> Vec<Block> {
    let is_his = |fact: &FactId| match fact {
        FactId::Marac(id) => paper.case.get::<Marac>(*id).is_some_and(|fact| fact.about == Some(man)),
        _ => false,
    };
    let mut facts = deeper::facts(paper, "marac");
    facts.retain(is_his);
    let title = |fact: &FactId| deeper::or_kind(paper, fact, deeper::field(paper, fact, "when"));
    facts.iter().map(|fact| deeper::titled(title(fact), deeper::lines(paper, fact, &["when", "about"]))).collect()
}

/// One line as words, several as a list.
fn lines(mut lines: Vec<Line>) -> Vec<Block> {
    match lines.len() {
        1 => lines.drain(..).map(Block::Paragraph).collect(),
        _ => vec![Block::List(lines)],
    }
}
