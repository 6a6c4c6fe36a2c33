//! What goes deeper than the checklist: each child, each parent, abuse, the plan, sharing, later visits. A chapter is
//! printed when one of its parts holds something, and is headed as its screen is.

use std::rc::Rc;

use crate::case::{
    Abuse, Answer, Appointment, CheckpointId, CheckpointRecord, Contact, Decision, FactId, HandOver, HandOverKind, Key,
    Outcome, OutcomeId, Person, PersonId, Progress, Several, SupportLevel,
};
use crate::chronology;
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::plain::{Plain, Shape};
use crate::same;
use crate::sentences::{self, date_words};
use crate::when::When;

use super::answers::{self, Answers};
use super::{Paper, capital, or_unknown, part, plain, push};

/// A part of the paper with parts of its own.
#[derive(Default)]
pub(super) struct Chapter(pub(super) Vec<Section>);

impl Chapter {
    /// A part of it, when there is something in it.
    pub(super) fn add(&mut self, heading: impl Into<String>, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.0.push(part(heading, 3, blocks));
        }
    }

    /// Puts it on the paper under the title of its topic, when there is something in it.
    pub(super) fn close(self, paper: &Paper, topic: &str, sections: &mut Vec<Section>) {
        if !self.0.is_empty() {
            let heading = paper.guidance.topic(topic).map_or(topic, |topic| topic.title.as_str());
            sections.push(part(heading, 2, Vec::new()));
            sections.extend(self.0);
        }
    }

    /// Answers about each person, with whatever else is about them; first those about nobody in particular.
    pub(super) fn by_person(
        &mut self,
        paper: &Paper,
        mut answers: Vec<(&Key, &Answer)>,
        more: &dyn Fn(PersonId) -> Vec<Block>,
    ) {
        let place = self.0.len();
        let case = paper.case;
        let people = [network::children(case), network::linked_children(case), network::adults(case)].concat();
        let mut told = Several::default();
        for person in people.into_iter().filter(|person| told.insert(*person)) {
            let (own, rest) =
                answers.into_iter().partition(|(key, _)| key.about().next() == Some(FactId::Person(person)));
            answers = rest;
            let mut blocks = more(person);
            blocks.extend(answers::table(paper, own));
            self.add(paper.label(person), blocks);
        }
        if let Some(table) = answers::table(paper, answers) {
            self.0.insert(place, part(paper.word("paper.whole-family"), 3, vec![table]));
        }
    }
}

/// The facts of one kind by their first date; what has none stands last.
pub(super) fn facts(paper: &Paper, kind: &str) -> Vec<FactId> {
    let mut facts = paper.case.every_fact();
    facts.retain(|fact| fact.kind() == kind);
    facts.sort_by_cached_key(|fact| chronology::place(&date_of(paper, fact)));
    facts
}

/// The first date of a fact.
pub(super) fn date_of(paper: &Paper, fact: &FactId) -> When {
    let date = paper.case.fields(fact).into_iter().find(|(_, shape, _)| *shape == Shape::Date);
    date.and_then(|(_, _, value)| When::from_json(value).ok()).unwrap_or_default()
}

/// Labels, each with its words; what has none is left out.
pub(super) fn pairs(paper: &Paper, fields: &[(&str, String)]) -> Vec<Block> {
    let held = fields.iter().filter(|(_, words)| !words.is_empty());
    let pairs: Vec<_> = held.map(|(label, words)| (paper.word(label).to_owned(), vec![plain(words)])).collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::KeyValues(pairs)] }
}

/// Words with their label before them.
pub(super) fn labelled(paper: &Paper, label: &str, words: impl Into<String>) -> Line {
    let label = if label.ends_with('?') { label.to_owned() } else { paper.say("paper.label", &[("what", label)]) };
    vec![Inline::Soft(label), Inline::Text(words.into())]
}

/// What a fact holds, field by field, but for these fields.
pub(super) fn lines(paper: &Paper, fact: &FactId, without: &[&str]) -> Vec<Line> {
    let words = sentences::named_words(paper.case, paper.guidance, fact);
    let kept = words.into_iter().filter(|(field, ..)| !without.contains(field));
    kept.map(|(_, label, words)| labelled(paper, &label, words)).collect()
}

/// What one field of a fact holds.
pub(super) fn field(paper: &Paper, fact: &FactId, name: &str) -> String {
    let words = sentences::named_words(paper.case, paper.guidance, fact);
    words.into_iter().find(|(field, ..)| *field == name).map(|(_, _, words)| words).unwrap_or_default()
}

/// A fact as a card: these fields in its title, the others beneath, then what else is said of it.
fn card(paper: &Paper, fact: &FactId, title: &[&str], without: &[&str], more: Vec<Line>) -> Block {
    let words = sentences::listed(paper.guidance, title.iter().map(|name| field(paper, fact, name)));
    let mut body = lines(paper, fact, &[title, without].concat());
    body.extend(more);
    titled(or_kind(paper, fact, words), body)
}

/// A card without anything beside it.
pub(super) fn titled(title: String, lines: Vec<Line>) -> Block {
    Block::Card { title: vec![Inline::Strong(title)], lines, beside: Vec::new() }
}

fn cards(paper: &Paper, kind: &str, title: &[&str], without: &[&str]) -> Vec<Block> {
    facts(paper, kind).iter().map(|fact| card(paper, fact, title, without, Vec::new())).collect()
}

/// A table, unless it has no rows.
pub(super) fn table(paper: &Paper, kind: &'static str, head: &[&str], rows: Vec<Vec<Vec<Line>>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Table { kind, caption: String::new(), head: paper.head(head), rows }]
}

/// Each child's own life; what a parent says beside what was seen.
pub(super) fn children(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    let case = paper.case;
    let is_here = |key: &Key| matches!(key.about().next(), Some(FactId::Person(id)) if case.people.contains_key(&id));
    let (beside, asked): (Vec<_>, Vec<_>) =
        (answers.take_topics(&["children"]).into_iter()).partition(|(key, _)| is_beside(key) && is_here(key));
    let of_child = |child| {
        let mut blocks = as_told_and_seen(paper, &beside, child);
        blocks.extend(not_brought(paper, &|of| of == child));
        blocks
    };
    chapter.by_person(paper, asked, &of_child);
    // What speaks of a child who is not here any more is not lost.
    let lost = not_brought(paper, &|child| !case.people.contains_key(&child));
    chapter.add(capital(paper.word("sentence.somebody-not-here")), lost);
    chapter.close(paper, "children", sections);
}

/// How a parent tells of a child, and what was seen: side by side.
const TOLD: &str = "L-06a";
const SEEN: &str = "L-06b";

/// Whether this is one of the two answers that stand side by side.
pub(super) fn is_beside(key: &Key) -> bool {
    [TOLD, SEEN].contains(&key.id())
}

/// How a child is told of beside what was seen, where there is either.
pub(super) fn as_told_and_seen(paper: &Paper, beside: &[(&Key, &Answer)], child: PersonId) -> Vec<Block> {
    let side = |prompt: &str| -> Vec<Line> {
        let is_own = |key: &Key| key.id() == prompt && key.about().next() == Some(FactId::Person(child));
        let own = beside.iter().filter(|(key, _)| is_own(key));
        own.flat_map(|(_, answer)| answers::lines(paper, answer)).collect()
    };
    let sides = [side(TOLD), side(SEEN)];
    if sides.iter().all(|side| side.is_empty()) {
        return Vec::new();
    }
    let row = sides.map(|side| or_unknown(side, paper.unknown("paper.not-recorded")));
    table(paper, "pair", &["paper.as-told", "paper.as-seen"], vec![row.into()])
}

/// The appointments to which these children were not brought.
pub(super) fn not_brought(paper: &Paper, of: &dyn Fn(PersonId) -> bool) -> Vec<Block> {
    let is_of = |fact: &&FactId| match fact {
        FactId::Appointment(id) => paper.case.get::<Appointment>(*id).is_some_and(|fact| of(fact.child)),
        _ => false,
    };
    let appointment = |fact: &FactId| {
        let title = paper.said("paper.not-brought", &field(paper, fact, "what"));
        titled(or_kind(paper, fact, title), lines(paper, fact, &["child", "what"]))
    };
    facts(paper, "appointment").iter().filter(is_of).map(appointment).collect()
}

/// A title, or the kind of the fact where there is none.
pub(super) fn or_kind(paper: &Paper, fact: &FactId, title: String) -> String {
    if title.is_empty() { capital(paper.word(&format!("kind.{}", fact.kind()))) } else { title }
}

/// Each parent's own story and needs, with their childhood, which is asked for with what happened before.
pub(super) fn parents<'a>(
    paper: &Paper,
    mut asked: Vec<(&'a Key, &'a Answer)>,
    answers: &mut Answers<'a>,
    sections: &mut Vec<Section>,
) {
    let mut chapter = Chapter::default();
    asked.extend(answers.take_topics(&["parents"]));
    chapter.by_person(paper, asked, &|_| Vec::new());
    chapter.close(paper, "parents", sections);
}

/// Domestic abuse: who did what to whom, MARAC, and what it does to each child.
pub(super) fn abuse(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    chapter.add(paper.word("paper.abuse"), who_did_what(paper, &|_| true, &[]));
    chapter.add(paper.word("paper.marac"), marac(paper));
    let asked_alone = |id| {
        let person = paper.case.get::<Person>(id);
        pairs(paper, &[("person.asked-alone", paper.start(person.and_then(|person| person.asked_alone)))])
    };
    chapter.by_person(paper, answers.take_topics(&["abuse"]), &asked_alone);
    chapter.close(paper, "abuse", sections);
}

/// Who did what to whom: of these facts, but for these fields.
pub(super) fn who_did_what(paper: &Paper, of: &dyn Fn(&Abuse) -> bool, without: &[&str]) -> Vec<Block> {
    let is_of = |fact: &&FactId| match fact {
        FactId::Abuse(id) => paper.case.get::<Abuse>(*id).is_some_and(of),
        _ => false,
    };
    let card = |fact: &FactId| {
        let who = ["by", "to"].map(|end| (end, field(paper, fact, end)));
        let who = who.map(|(end, who)| paper.said(&format!("paper.abuse-{end}"), &who));
        let title = capital(&sentences::listed(paper.guidance, who));
        titled(or_kind(paper, fact, title), lines(paper, fact, &[&["by", "to"], without].concat()))
    };
    facts(paper, "abuse").iter().filter(is_of).map(card).collect()
}

fn marac(paper: &Paper) -> Vec<Block> {
    let facts = facts(paper, "marac");
    if facts.is_empty() {
        return Vec::new();
    }
    let dates: Vec<String> =
        facts.iter().map(|fact| field(paper, fact, "when")).filter(|date| !date.is_empty()).collect();
    let times = match facts.len() {
        1 => paper.word("paper.once").to_owned(),
        2 => paper.word("paper.twice").to_owned(),
        more => paper.say("paper.times", &[("count", &paper.number(more))]),
    };
    let key = if dates.is_empty() { "paper.marac-heard" } else { "paper.marac-heard-on" };
    let dates = match dates.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            let first = sentences::listed(paper.guidance, first);
            paper.say("paper.and", &[("what", &first), ("last", last)])
        }
        dates => dates.concat(),
    };
    let mut blocks = vec![Block::Paragraph(plain(paper.say(key, &[("times", &times), ("dates", &dates)])))];
    blocks.extend(facts.iter().map(|fact| card(paper, fact, &["when"], &[], Vec::new())));
    blocks
}

/// What you can see from where you work.
pub(super) fn yours(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    let back = answers.take(LOOKING_BACK);
    chapter.by_person(paper, answers.take_topics(&["yours"]), &|_| Vec::new());
    chapter.close(paper, "yours", sections);
    look_back(paper, &back, sections);
}

/// The sheet of a look back, where one was begun: it is for after something serious, and not for every family (LG-02).
pub(super) fn look_back(paper: &Paper, back: &[(&Key, &Answer)], sections: &mut Vec<Section>) {
    if !back.is_empty() {
        sections.push(part(paper.word("paper.looking-back"), 2, looking_back(paper, back)));
    }
}

/// The four parts of a look back.
pub(super) const LOOKING_BACK: &[&str] = &["LG-02a", "LG-02b", "LG-02c", "LG-02d"];
/// How many lines there are to write on in each part: the four fill a page.
const LINES_TO_WRITE: usize = 6;

/// The sheet of a look back: its four headings, each with what was written and room to write.
pub(super) fn looking_back(paper: &Paper, answered: &[(&Key, &Answer)]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for prompt in LOOKING_BACK.iter().filter_map(|id| paper.guidance.prompt(id)) {
        if let (true, Some(hint)) = (blocks.is_empty(), &prompt.hint) {
            blocks.push(Block::Note(plain(hint.clone())));
        }
        // The heading of the sheet says already that this is looking back.
        let what = prompt.text.split_once(": ").map_or(prompt.text.as_str(), |(_, what)| what);
        let own = answered.iter().filter(|(key, _)| key.id() == prompt.id);
        let mut lines: Vec<Line> = own.flat_map(|(_, answer)| answers::lines(paper, answer)).collect();
        lines.extend((0..LINES_TO_WRITE).map(|_| vec![Inline::LongBlank]));
        blocks.push(titled(capital(what), lines));
    }
    blocks
}

/// What was said at each later visit, the earliest first: what was said before stays as it was.
pub(super) fn visits(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    let mut asked = answers.take_topics(&["visit"]);
    let mut visits: Vec<FactId> = Vec::new();
    for visit in asked.iter().filter_map(|(key, _)| key.about().next()) {
        if !visits.contains(&visit) {
            visits.push(visit);
        }
    }
    visits.sort_by_cached_key(|visit| chronology::place(&date_of(paper, visit)));
    for visit in visits {
        let (here, rest) = asked.into_iter().partition(|(key, _)| key.about().next().as_ref() == Some(&visit));
        asked = rest;
        let note = match &visit {
            FactId::CheckpointRecord(id) => paper.case.get(*id).map(|record: &CheckpointRecord| record.note.trim()),
            _ => None,
        };
        let note = note.filter(|note| !note.is_empty()).map(|note| Block::Paragraph(plain(note)));
        chapter.add(capital(&paper.describe(visit)), note.into_iter().chain(answers::table(paper, here)).collect());
    }
    chapter.add("", answers::table(paper, asked).into_iter().collect());
    chapter.close(paper, "visit", sections);
}

/// Whether a checkpoint stands among the later visits, because something was answered at it.
pub(super) fn stands_below(paper: &Paper, visit: CheckpointId) -> bool {
    paper.case.answers.keys().any(|key| {
        key.about().next() == Some(visit.into())
            && paper.guidance.prompt(key.id()).is_some_and(|prompt| prompt.topic == "visit")
    })
}

/// What makes it easier for each adult to take things in: asked for with their needs, and printed where a plan is told.
pub(super) const TAKING_IN: &[&str] = &["LC-02"];

/// What should be different and how it goes, what was agreed and told back, advice, assessments, accounts, and closings.
pub(super) fn plan<'a>(
    paper: &Paper,
    taking_in: Vec<(&'a Key, &'a Answer)>,
    answers: &mut Answers<'a>,
    sections: &mut Vec<Section>,
) {
    let mut chapter = Chapter::default();
    let mut going = outcomes(paper, &|_| true);
    // A look at an outcome that is not here any more is not lost.
    let is_lost = |progress: &Progress| !paper.case.outcomes.contains_key(&progress.outcome);
    let looks = facts(paper, "progress");
    let lost = looks.iter().filter(|look| look_of(paper, look).is_some_and(is_lost));
    going.extend(lost.map(|look| card(paper, look, &["when"], &["outcome"], Vec::new())));
    chapter.add(paper.word("paper.outcomes"), going);
    chapter.add(paper.word("paper.advice"), advice(paper));
    chapter.add(paper.word("paper.assessments"), cards(paper, "assessment", &["what", "agency", "when"], &[]));
    let accounts = paper.case.accounts.values().map(|fact| {
        let cell = |whose: &str, words: &str| {
            let mut lines = Vec::new();
            push(&mut lines, Inline::Strong, whose.trim());
            words.lines().for_each(|line| push(&mut lines, Inline::Text, line.trim()));
            or_unknown(lines, paper.unknown("paper.not-recorded"))
        };
        let mut about = cell("", &fact.about);
        let outcome = Some(fact.outcome.trim()).filter(|words| !words.is_empty());
        about.extend(outcome.map(|words| labelled(paper, paper.word("accounts.outcome"), words)));
        vec![about, cell(&fact.one, &fact.worker), cell(&fact.other, &fact.parent)]
    });
    let head = ["accounts.about", "accounts.worker", "accounts.parent"];
    chapter.add(paper.word("paper.accounts"), table(paper, "accounts", &head, accounts.collect()));
    let joined = paper.case.joined.iter().map(|(id, fact)| {
        let also = same::also_recorded(paper.case, paper.guidance, fact);
        let also =
            also.iter().map(|row| labelled(paper, paper.word("same.also"), format!("{}: {}", row.label, row.before)));
        card(paper, &(*id).into(), &["label"], &[], also.collect())
    });
    chapter.add(paper.word("same.title"), joined.collect());
    chapter.add(paper.word("combine.title"), cards(paper, "combined", &["agency", "agency_other", "reference"], &[]));
    chapter.add(paper.word("paper.closings"), closings(paper));
    let asked = answers.take_topics(&["plan"]);
    chapter.add(paper.word("paper.also-asked"), answers::table(paper, asked).into_iter().collect());
    let written = written_plan(paper, !chapter.0.is_empty());
    if !written.is_empty() {
        chapter.0.insert(0, part(paper.word("paper.written-plan"), 3, written));
    }
    if let Some(table) = answers::table(paper, taking_in) {
        chapter.0.insert(0, part(paper.word("paper.taking-in"), 3, vec![table]));
    }
    chapter.close(paper, "plan", sections);
}

/// Whether there is a written plan, and when the parent last told it back. At Level 1 only what was written is printed; at
/// Level 4 planning follows the statutory process (R3-22).
fn written_plan(paper: &Paper, expected: bool) -> Vec<Block> {
    let plan = &paper.case.plan;
    let levels = network::latest_levels(paper.case);
    let mut blocks = Vec::new();
    if levels.iter().any(|(_, level)| *level == SupportLevel::Four) {
        blocks.push(Block::Note(vec![paper.strong("paper.statutory")]));
    }
    let recap = sentences::listed(paper.guidance, [paper.date(&plan.recap), paper.choice(plan.recap_how)]);
    let rows = [
        ("plan.written", paper.start(plan.written), "paper.not-recorded"),
        ("plan.written-when", date_words(&plan.written_when), ""),
        ("plan.family-has", paper.start(plan.family_has), ""),
        ("paper.last-recap", recap, "paper.never"),
        ("plan.recap-words", plan.recap_words.trim().to_owned(), ""),
    ];
    let expected =
        (expected || rows.iter().any(|(_, words, _)| !words.is_empty())) && !network::all_at_level_one(paper.case);
    let mut pairs = Vec::new();
    for (label, words, unknown) in rows {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        if lines.is_empty() && expected && !unknown.is_empty() {
            lines.push(vec![paper.unknown(unknown)]);
        }
        if !lines.is_empty() {
            pairs.push((paper.word(label).to_owned(), lines));
        }
    }
    if !pairs.is_empty() {
        blocks.push(Block::KeyValues(pairs));
    }
    blocks
}

fn look_of<'a>(paper: &Paper<'a>, look: &FactId) -> Option<&'a Progress> {
    match look {
        FactId::Progress(id) => paper.case.get::<Progress>(*id),
        _ => None,
    }
}

/// These outcomes, each with the times it was looked at.
pub(super) fn outcomes(paper: &Paper, of: &dyn Fn(&Outcome) -> bool) -> Vec<Block> {
    let looks = facts(paper, "progress");
    let one = |(id, outcome): (&OutcomeId, &Rc<Outcome>)| {
        let mut more = Vec::new();
        if outcome.sign.trim().is_empty() {
            more.push(vec![paper.unknown("paper.no-sign")]);
        }
        for look in &looks {
            if let Some(progress) = look_of(paper, look).filter(|progress| progress.outcome == *id) {
                more.push(progress_line(paper, look, progress));
            }
        }
        card(paper, &(*id).into(), &["what"], &[], more)
    };
    paper.case.outcomes.iter().filter(|(_, outcome)| of(outcome)).map(one).collect()
}

/// How an outcome was going on one day.
fn progress_line(paper: &Paper, fact: &FactId, progress: &Progress) -> Line {
    let or = |words: String, none: &str| if words.is_empty() { paper.word(none).to_owned() } else { words };
    let when = or(paper.date(&progress.when), "paper.no-date");
    let course = or(paper.choice(progress.course), "paper.course-not-recorded");
    let mut line = vec![Inline::Strong(paper.stop(paper.say("sentence.dated", &[("date", &when), ("what", &course)])))];
    line.extend(lines(paper, fact, &["outcome", "when", "course"]).into_iter().flatten().map(|words| match words {
        Inline::Text(words) => Inline::Text(paper.stop(words)),
        other => other,
    }));
    line
}

/// Advice, and what was said about more than once.
fn advice(paper: &Paper) -> Vec<Block> {
    let mut once = Several::default();
    let mut again: Vec<String> = Vec::new();
    for topic in paper.case.advice.values().filter_map(|advice| advice.topic) {
        let words = paper.choice(Some(topic));
        if !once.insert(topic) && !again.contains(&words) {
            again.push(words);
        }
    }
    let mut blocks = Vec::new();
    if !again.is_empty() {
        let what = again.join(paper.word("sentence.and"));
        blocks.push(Block::Paragraph(vec![Inline::Strong(paper.said("paper.said-again", &what))]));
    }
    blocks.extend(cards(paper, "advice", &["what"], &[]));
    blocks
}

/// The summary of each closing or passing on, and who was told of it.
fn closings(paper: &Paper) -> Vec<Block> {
    let one = |fact: &FactId| {
        let FactId::HandOver(id) = fact else { return Vec::new() };
        let Some(hand) = paper.case.get::<HandOver>(*id) else { return Vec::new() };
        let mut body = lines(paper, fact, &["kind", "from", "to", "when", "first", "second", "third", "acknowledged"]);
        if hand.kind.is_some_and(|kind| kind != HandOverKind::Referral) {
            push(&mut body, Inline::Unknown, paper.said("paper.not-told", &not_told(paper, &hand.told, &hand.from)));
        }
        if body.is_empty() {
            return Vec::new();
        }
        let kind = capital(&sentences::hand_over_kind(paper.guidance, hand));
        let from_to = sentences::from_to(paper.guidance, &hand.from, &hand.to);
        let title = sentences::listed(paper.guidance, [kind, from_to, date_words(&hand.when)]);
        vec![titled(or_kind(paper, fact, title), body)]
    };
    facts(paper, "hand-over").iter().flat_map(one).collect()
}

/// The agencies whose help is listed that are not down as told; never the one that ends.
pub(super) fn not_told(paper: &Paper, told: &Several<String>, from: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for agency in paper.case.services.values().map(|service| service.agency.trim()) {
        let name = paper.guidance.agency_name(agency);
        let is_own = [agency, name].iter().any(|own| own.eq_ignore_ascii_case(from.trim()));
        if !agency.is_empty() && !is_own && !told.iter().any(|told| told == agency) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(paper.word("sentence.and"))
}

/// What was decided, by whom, by when; with room for more where that is wanted.
pub(super) fn decisions(paper: &Paper, room: usize) -> Vec<Block> {
    let rows = facts(paper, "decision").iter().map(|fact| decision(paper, fact)).collect();
    room_for_decisions(paper, rows, room)
}

/// A table of decisions with room for more.
pub(super) fn room_for_decisions(paper: &Paper, mut rows: Vec<Vec<Vec<Line>>>, room: usize) -> Vec<Block> {
    rows.extend((0..room).map(|_| vec![vec![vec![Inline::LongBlank]]; 4]));
    table(paper, "decisions", &["decision.what", "decision.owner", "decision.by", "decision.done"], rows)
}

fn decision(paper: &Paper, fact: &FactId) -> Vec<Vec<Line>> {
    let FactId::Decision(id) = fact else { return Vec::new() };
    let Some(decision) = paper.case.get::<Decision>(*id) else { return Vec::new() };
    let cell = |words: &str, none: Inline| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words.trim());
        or_unknown(lines, none)
    };
    vec![
        cell(&decision.what, paper.unknown("paper.not-recorded")),
        cell(&decision.owner, paper.strong("paper.no-owner")),
        cell(&paper.date(&decision.by), paper.strong("paper.no-date-yet")),
        cell(&paper.start(decision.done), paper.unknown("paper.not-recorded")),
    ]
}

/// What was told at a contact, and what was looked at, beside what was seen.
pub(super) fn contact_lines(paper: &Paper, contact: &Contact) -> Vec<Line> {
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, paper.said("paper.told", &contact.told));
    let looked = sentences::choices_words(paper.guidance, &contact.observed);
    push(&mut lines, Inline::Soft, paper.said("paper.looked-at", &looked));
    let spaces = sentences::choices_words(paper.guidance, &contact.spaces);
    push(&mut lines, Inline::Soft, paper.said("paper.spaces", &spaces));
    lines
}
