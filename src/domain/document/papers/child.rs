//! One child, in words the child could read later.

use crate::case::{Answer, Awake, Contact, FactId, Key, Person, PersonId, Presence, Several};
use crate::chronology::{self, Silence};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::sentences::{self, capital, date_words};
use crate::when::Today;

use super::answers::{self, Answers};
use super::{Paper, by_date, deeper, family, level, man, open, opening, or_unknown, part, plain, push};

type Asked<'a> = Vec<(&'a Key, &'a Answer)>;

/// What a child's life is like: asked of every child, so that what nobody put down is said and can be written in.
const LIFE: &[&str] =
    &["L-03", "L-01a", "L-01b", "L-01c", "L-01d", "L-01e", "L-01f", "L-01g", "L-01i", "L-01j", "L-05"];
/// With whom a child is safe, and who matters to them.
const SAFE: &[&str] = &["L-10", "L-01h", "W-01", "C-09"];
/// How a child is, and who looks at that.
const HEALTH: &[&str] = &["L-07", "W-11", "L-08", "L-08b"];
/// Whether somebody hurt a child: never between what they eat and where they play.
const HARM: &[&str] = &["W-12", "W-05", "I-07a", "I-07b"];

/// Writes it.
pub(super) fn paper(paper: &Paper, child: PersonId, mut answers: Answers, sections: &mut Vec<Section>) {
    let mut first = opening(paper, paper.word(paper.title()).to_owned());
    let Some(person) = paper.case.get::<Person>(child) else {
        first.blocks.push(Block::Paragraph(vec![paper.unknown("paper.person-not-here")]));
        sections.push(first);
        return;
    };
    let who = paper.label(child);
    let of_child = |key: &str| paper.say(key, &[("child", &who)]);
    first.blocks.push(Block::Paragraph(plain(of_child("paper.read-later"))));
    sections.push(first);
    let mut blocks = vec![Block::Paragraph(family::details(paper, person))];
    let known = or_unknown(family::how_known(paper, person), paper.unknown("paper.no-source"));
    blocks.extend(known.into_iter().map(Block::Paragraph));
    sections.push(part(&who, 2, blocks));

    let mut asked = answers.take_of(child);
    asked.extend(answers.take(&["L-05"]));
    let mut take = |wanted: &dyn Fn(&Key) -> bool| -> Asked {
        let (taken, left) = asked.iter().partition(|(key, _)| wanted(key));
        asked = left;
        taken
    };
    let safe = take(&|key| SAFE.contains(&key.id()));
    let health = take(&|key| HEALTH.contains(&key.id()));
    let beside = take(&deeper::is_beside);
    let topic = |key: &Key| paper.guidance.prompt(key.id()).map_or("", |prompt| prompt.topic.as_str());
    let life = take(&|key| topic(key) == "children" && !HARM.contains(&key.id()));

    let mut blocks = questions(paper, child, LIFE, life);
    blocks.extend(deeper::as_told_and_seen(paper, &beside, child));
    sections.push(part(of_child("paper.child-life"), 3, blocks));
    sections.push(part(of_child("paper.child-safe"), 3, questions(paper, child, SAFE, safe)));
    sections.push(part(of_child("paper.child-people"), 3, people(paper, child)));
    sections.push(part(of_child("paper.child-seen"), 3, seen(paper, child, person)));
    let missed = deeper::not_brought(paper, &|of| of == child);
    let none = missed.is_empty().then(|| Block::Paragraph(vec![paper.unknown("paper.none-not-brought")]));
    let mut blocks = questions(paper, child, HEALTH, health);
    blocks.extend(none.into_iter().chain(missed));
    sections.push(part(paper.word("paper.child-health"), 3, blocks));
    let mut blocks = deeper::outcomes(paper, &|outcome| outcome.whom == Some(child));
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.not-recorded")]));
        blocks.push(Block::Paragraph(vec![Inline::LongBlank]));
    }
    sections.push(part(of_child("paper.child-hopes"), 3, blocks));
    let mut blocks = vec![Block::Note(vec![paper.text("paper.level-note")])];
    let decisions = level::of_child(paper, child);
    if decisions.is_empty() {
        let none = paper.say("paper.no-decision", &[("children", &who)]);
        blocks.push(Block::Paragraph(vec![Inline::Unknown(none)]));
    }
    blocks.extend(decisions);
    sections.push(part(paper.word("paper.level"), 3, blocks));
    open::about(paper, child, sections);
    if let Some(table) = answers::table(paper, asked) {
        sections.push(part(paper.word("paper.answers-about"), 3, vec![table]));
    }
}

/// Questions with their answers, in this order; what nobody put down is said, with room to write. Answers to other
/// questions stand after them.
fn questions(paper: &Paper, child: PersonId, ids: &[&str], mut asked: Asked) -> Vec<Block> {
    let unborn = paper.case.get::<Person>(child).is_some_and(|person| person.is_unborn(paper.today));
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    for prompt in ids.iter().filter_map(|id| paper.guidance.prompt(id)) {
        let (own, rest): (Asked, Asked) = asked.into_iter().partition(|(key, _)| key.id() == prompt.id);
        asked = rest;
        if own.is_empty() && prompt.subject == "child" && prompt.born.is_none_or(|born| born != unborn) {
            let key = Key::new(&prompt.id, &[child.into()]);
            let question = sentences::prompt_words(paper.case, paper.guidance, &key);
            rows.push(vec![
                vec![plain(question)],
                vec![vec![paper.unknown("paper.not-recorded")], vec![Inline::LongBlank]],
            ]);
        }
        rows.extend(own.into_iter().map(|(key, answer)| row(paper, key, answer)));
    }
    rows.extend(asked.into_iter().map(|(key, answer)| row(paper, key, answer)));
    deeper::table(paper, "life", &[], rows)
}

fn row(paper: &Paper, key: &Key, answer: &Answer) -> Vec<Vec<Line>> {
    vec![vec![plain(sentences::prompt_words(paper.case, paper.guidance, key))], answers::lines(paper, answer)]
}

/// Who lives with a child, visits or cares for them, and who is recorded without being put down as anything to them.
fn people(paper: &Paper, child: PersonId) -> Vec<Block> {
    let case = paper.case;
    let mut told = Several::default();
    let mut adults: Vec<PersonId> = network::adults(case);
    let (mut around, mut others) = (Vec::new(), Vec::new());
    // Whoever nobody may get in touch with does not stand above those a child can turn to.
    adults.sort_by_cached_key(|adult| (!paper.may_contact(*adult), nearness(paper, *adult, child), *adult));
    for adult in adults {
        let is_responsible = case.responsibilities.values().any(|fact| fact.adult == adult && fact.child == child);
        let is_there = is_responsible || network::is_linked(case, adult, child);
        if !is_there {
            others.push(adult);
            continue;
        }
        let mut name = vec![vec![Inline::Strong(paper.label(adult))]];
        name.extend(case.get::<Person>(adult).map(|person| family::details(paper, person)));
        around.push(vec![name, family::to_child(paper, Some(adult), child, &mut told)]);
    }
    let mut blocks = deeper::table(paper, "around", &["paper.person", "paper.to-this-child"], around);
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.nobody-around")]));
    }
    if !others.is_empty() {
        let names = sentences::labels(case, paper.guidance, &others);
        blocks.push(Block::Paragraph(vec![Inline::Unknown(paper.stop(paper.said("paper.nothing-of", &names)))]));
    }
    let ties = |fact: &FactId| !told.contains(fact) && man::is_tie_of(paper, fact, child);
    let ties = case.every_fact().into_iter().filter(ties).map(|fact| plain(paper.stop(paper.describe(fact))));
    let mut lines: Vec<Line> = ties.collect();
    let siblings = [network::children(case), network::linked_children(case)].concat();
    let siblings: Several<PersonId> = siblings.into_iter().filter(|other| *other != child).collect();
    let siblings = paper.said("paper.other-children-are", &sentences::labels(case, paper.guidance, &siblings));
    push(&mut lines, Inline::Text, paper.stop(siblings));
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
    blocks
}

/// How near somebody is to a child day by day, in the order of the list of ways; last where it is over or not recorded.
fn nearness(paper: &Paper, adult: PersonId, child: PersonId) -> (bool, Option<usize>) {
    let now = |presence: &&Presence| presence.adult == adult && !network::is_over(presence, paper.today);
    let all = network::presences_for(paper.case, child).map(|(_, presence)| presence).filter(now);
    let nearest = all.filter_map(|presence| presence.kind.map(|kind| kind as usize)).min();
    (nearest.is_none(), nearest)
}

/// Who saw a child and when, how they were, where, and the longest time without.
fn seen(paper: &Paper, child: PersonId, person: &Person) -> Vec<Block> {
    let seen = network::seen(paper.case, child);
    let who = paper.label(child);
    let mut blocks = Vec::new();
    if !seen.is_empty() || !person.is_unborn(paper.today) {
        let last = |is: &dyn Fn(&Contact) -> bool, none: &str| -> Vec<Line> {
            let Some((_, contact)) = seen.iter().rev().find(|(_, contact)| is(contact)) else {
                return vec![vec![paper.unknown(none)]];
            };
            let by = sentences::said(
                paper.guidance,
                "sentence.by-whom",
                "who",
                &sentences::contact_by(paper.guidance, contact),
            );
            match date_words(&contact.when) {
                none if none.is_empty() => vec![vec![paper.unknown("paper.no-date"), Inline::Text(by)]],
                date => vec![plain(sentences::listed(paper.guidance, [date, by]))],
            }
        };
        let places: Several<_> = seen.iter().filter_map(|(_, contact)| contact.place).collect();
        let mut places = vec![plain(capital(&sentences::choices_words(paper.guidance, &places)))];
        places.retain(|line| *line != plain(""));
        let pairs = [
            ("paper.last-was-seen", last(&|_| true, "paper.no-contact-recorded")),
            ("paper.seen-awake", last(&|contact| contact.awake == Some(Awake::Awake), "paper.not-seen-awake")),
            ("paper.seen-where", or_unknown(places, paper.unknown("paper.not-recorded"))),
            ("paper.seen-inside", last(&|contact| contact.inside_home, "paper.not-recorded")),
            ("paper.longest-gap", vec![vec![longest(paper, child, &who)]]),
        ];
        let pairs = pairs.into_iter().map(|(key, lines)| (paper.word(key).to_owned(), lines)).collect();
        blocks.push(Block::KeyValues(pairs));
    }
    let contacts = paper.case.contacts.iter().filter(|(_, contact)| contact.seen.contains(&child));
    let rows = by_date(contacts, |contact| &contact.when).into_iter().rev();
    let rows: Vec<_> = rows
        .map(|(_, contact)| {
            let row = family::contact_row(paper, contact);
            row.into_iter().map(|cell| or_unknown(cell, paper.unknown("paper.not-recorded"))).collect()
        })
        .collect();
    let head = ["paper.when", "paper.seen-who", "paper.seen-how", "paper.seen-by", "paper.note"];
    blocks.extend(deeper::table(paper, "seen", &head, rows));
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(plain(capital(&sentences::age_words(paper.guidance, person, paper.today)))));
    }
    blocks
}

/// The longest time in which nobody is on record as having seen a child.
fn longest(paper: &Paper, child: PersonId, who: &str) -> Inline {
    // Where no sight of them was put down at all, a time since birth would say that nobody ever saw them.
    let silences = chronology::unseen(paper.case, child, paper.today);
    let Some(silences) = silences.filter(|_| !network::seen(paper.case, child).is_empty()) else {
        return paper.unknown("paper.gap-not-told");
    };
    match silences.iter().max_by_key(|silence| silence.last - silence.first) {
        Some(silence) => Inline::Text(silence_words(paper, silence, who)),
        None => paper.text("paper.no-gap"),
    }
}

/// A time in which nobody is on record as having seen a child, in a sentence.
pub(super) fn silence_words(paper: &Paper, silence: &Silence, who: &str) -> String {
    let (from, to) = (Today(silence.first).in_words(), Today(silence.last).in_words());
    let words = paper.say("timeline.silence", &[("child", who), ("from", &from), ("to", &to)]);
    paper.stop(capital(&words))
}
