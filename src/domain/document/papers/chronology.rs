//! What happened, in the order of time: to one person, or to everybody.
//!
//! Beside what happened stands what a timeline holds: births and deaths, when children were seen and when nobody was on
//! record as having seen them, help, notifications, orders, and what was passed on or decided.

use crate::case::{
    Abuse, Appointment, Contact, Event, FactId, HandOver, LevelDecision, Order, Person, PersonId, Presence, Service,
    Source, Theme,
};
use crate::chronology;
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::plain::{Plain, Shape};
use crate::sentences::{self, capital};
use crate::when::{Today, When};

use super::{Paper, child, deeper, family, history, opening, or_unknown, part, plain, push};

/// How many children and parents are worth naming with their ages in every row.
const AGES: usize = 8;

/// Writes it.
pub(super) fn paper(paper: &Paper, person: Option<PersonId>, sections: &mut Vec<Section>) {
    let mut first = opening(paper, paper.word(paper.title()).to_owned());
    let heading = match person {
        None => paper.word("paper.everybody").to_owned(),
        Some(person) if paper.case.people.contains_key(&person) => paper.label(person),
        Some(_) => {
            first.blocks.push(Block::Paragraph(vec![paper.unknown("paper.person-not-here")]));
            sections.push(first);
            return;
        }
    };
    sections.push(first);
    let mut of = Chronology::new(paper, person);
    of.collect();
    of.rows.sort_by_cached_key(|(when, ..)| chronology::place(when));
    let (dated, undated): (Vec<_>, Vec<_>) = of.rows.into_iter().partition(|(when, _)| when.window().is_some());
    let about = person.and_then(|person| paper.case.get::<Person>(person));
    let mut blocks: Vec<Block> =
        about.map(|person| Block::Paragraph(family::details(paper, person))).into_iter().collect();
    blocks.push(Block::Note(vec![paper.text("paper.chronology-order")]));
    blocks.extend(table(paper, dated));
    if blocks.len() < 2 + usize::from(person.is_some()) {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.nothing-dated")]));
    }
    sections.push(part(heading, 2, blocks));
    let undated = table(paper, undated);
    if !undated.is_empty() {
        sections.push(part(paper.word("paper.undated"), 2, undated));
    }
}

type Row = Vec<Vec<Line>>;

fn table(paper: &Paper, rows: Vec<(When, Row)>) -> Vec<Block> {
    let head =
        ["paper.when", "paper.what-happened", "paper.ages-then", "paper.word-and-holder", "paper.meaning-or-done"];
    deeper::table(paper, "chronology", &head, rows.into_iter().map(|(_, row)| row).collect())
}

struct Chronology<'a> {
    paper: &'a Paper<'a>,
    /// Whom it is about; none means everybody.
    of: Option<PersonId>,
    /// Whose ages stand in every row.
    children: Vec<PersonId>,
    /// Whose ages stand with what happened.
    parents: Vec<PersonId>,
    rows: Vec<(When, Row)>,
}

impl<'a> Chronology<'a> {
    fn new(paper: &'a Paper<'a>, of: Option<PersonId>) -> Chronology<'a> {
        let case = paper.case;
        let (mut children, mut parents) = match of {
            Some(person) => (vec![person], Vec::new()),
            None => (network::children(case), network::named_parents(case)),
        };
        parents.retain(|parent| children.iter().any(|child| network::is_linked(case, *parent, *child)));
        // Of a large family only those are named whom it concerns.
        if children.len() + parents.len() > AGES {
            parents.clear();
            children.truncate(if children.len() > AGES { 0 } else { AGES });
        }
        Chronology { paper, of, children, parents, rows: Vec::new() }
    }

    /// Whether something about these people belongs here.
    fn is_about<'p>(&self, people: impl IntoIterator<Item = &'p PersonId>) -> bool {
        self.of.is_none_or(|of| people.into_iter().any(|person| *person == of))
    }

    fn collect(&mut self) {
        let case = self.paper.case;
        for event in case.events.values() {
            if self.is_about(&event.people) {
                self.event(event);
            }
        }
        for contact in case.contacts.values() {
            if self.is_about(&contact.seen) {
                self.contact(contact);
            }
        }
        case.every_fact().iter().for_each(|fact| self.other(fact));
        for child in network::children(case).into_iter().filter(|child| self.of.is_none_or(|of| of == *child)) {
            for silence in chronology::unseen(case, child, self.paper.today).unwrap_or_default() {
                let words = child::silence_words(self.paper, &silence, &self.paper.label(child));
                self.rows.push((When::on(Today(silence.first)), vec![vec![vec![Inline::Unknown(words)]]]));
            }
        }
    }

    fn event(&mut self, event: &Event) {
        let paper = self.paper;
        let people: Vec<PersonId> = event.people.iter().copied().collect();
        let row = vec![
            when_words(paper, &event.when),
            history::what_happened(paper, event),
            self.ages(&event.when, &people, &[&self.children[..], &self.parents].concat()),
            history::how_known(paper, event),
            history::meaning(paper, event),
        ];
        self.rows.push((event.when.clone(), row));
    }

    fn contact(&mut self, contact: &Contact) {
        let paper = self.paper;
        let seen = sentences::labels(paper.case, paper.guidance, &contact.seen);
        let mut what = vec![plain(match seen.as_str() {
            "" => capital(paper.word("sentence.no-child-seen")),
            seen => paper.say("sentence.seen", &[("children", seen)]),
        })];
        push(&mut what, Inline::Soft, capital(&sentences::contact_manner(paper.guidance, contact)));
        let mut by = Vec::new();
        push(&mut by, Inline::Text, sentences::contact_by(paper.guidance, contact));
        let mut note = Vec::new();
        push(&mut note, Inline::Text, contact.note.trim());
        note.extend(deeper::contact_lines(paper, contact));
        let people: Vec<PersonId> = contact.seen.iter().copied().collect();
        self.put(&contact.when, when_words(paper, &contact.when), what, &people, by, note);
    }

    /// Anything else that has its place in time.
    fn other(&mut self, fact: &FactId) {
        let paper = self.paper;
        let (case, guidance) = (paper.case, paper.guidance);
        let mut people: Vec<PersonId> = Vec::new();
        // What nobody in particular is spoken of in belongs to the chronology of everybody.
        let (since, until, title) = match fact {
            FactId::Person(id) => return self.person(*id),
            FactId::CheckpointRecord(id) => {
                let Some(record) = case.get::<crate::case::CheckpointRecord>(*id) else { return };
                (&record.when, None, paper.start(record.kind))
            }
            FactId::HandOver(id) => {
                let Some(hand) = case.get::<HandOver>(*id) else { return };
                let kind = capital(&sentences::hand_over_kind(guidance, hand));
                let from_to = sentences::from_to(guidance, &hand.from, &hand.to);
                (&hand.when, None, sentences::listed(guidance, [kind, from_to]))
            }
            FactId::Presence(id) => {
                let Some(presence) = case.get::<Presence>(*id) else { return };
                if presence.since.is_empty() && presence.until.is_empty() {
                    return;
                }
                people.push(presence.adult);
                match presence.child {
                    Some(child) => people.push(child),
                    None => people.extend(network::children(case)),
                }
                let child = presence.child.map(|child| paper.label(child));
                let child = child.unwrap_or_else(|| paper.word("sentence.all-children").to_owned());
                let names = [("person", paper.label(presence.adult)), ("child", child)];
                let names = names.each_ref().map(|(slot, words)| (*slot, words.as_str()));
                let words = sentences::worded(guidance, "sentence.presence-of", presence.kind, &names);
                (&presence.since, Some(&presence.until), words)
            }
            FactId::Abuse(id) => {
                let Some(abuse) = case.get::<Abuse>(*id) else { return };
                people.extend(abuse.by.iter().chain(&abuse.to).chain(abuse.children.iter()));
                let who = [("paper.abuse-by", abuse.by), ("paper.abuse-to", abuse.to)];
                let who = who.map(|(key, who)| paper.said(key, &who.map(|who| paper.label(who)).unwrap_or_default()));
                let who = sentences::listed(guidance, who);
                let kind = capital(paper.word("kind.abuse"));
                (&abuse.since, Some(&abuse.until), sentences::listed(guidance, [kind, who]))
            }
            FactId::Marac(id) => {
                let Some(marac) = case.get::<crate::case::Marac>(*id) else { return };
                people.extend(marac.about);
                let about = marac.about.map(|about| paper.label(about)).unwrap_or_default();
                (&marac.when, None, sentences::listed(guidance, [paper.word("kind.marac"), &about]))
            }
            FactId::Order(id) => {
                let Some(order) = case.get::<Order>(*id) else { return };
                people.push(order.about);
                people.extend(order.protects.iter());
                (&order.from, Some(&order.until), capital(&sentences::order_words(case, guidance, order)))
            }
            FactId::Notification(id) => {
                let Some(told) = case.get::<crate::case::Notification>(*id) else { return };
                (&told.when, None, told.what.trim().to_owned())
            }
            FactId::Assessment(id) => {
                let Some(one) = case.get::<crate::case::Assessment>(*id) else { return };
                (&one.when, None, sentences::listed(guidance, [one.what.trim(), &paper.choice(one.state)]))
            }
            FactId::Appointment(id) => {
                let Some(missed) = case.get::<Appointment>(*id) else { return };
                people.push(missed.child);
                let names = [("child", paper.label(missed.child)), ("what", missed.what.trim().to_owned())];
                let names = names.each_ref().map(|(slot, words)| (*slot, words.as_str()));
                (&missed.when, None, paper.say("paper.was-not-brought", &names))
            }
            FactId::Service(id) => {
                let Some(service) = case.get::<Service>(*id) else { return };
                let name = sentences::service_name(guidance, service);
                let state = paper.choice(service.state);
                (&service.since, Some(&service.ended), sentences::listed(guidance, [name, state]))
            }
            FactId::LevelDecision(id) => {
                let Some(level) = case.get::<LevelDecision>(*id) else { return };
                people.push(level.child);
                let names = [("child", paper.label(level.child)), ("what", sentences::level_words(guidance, level))];
                let names = names.each_ref().map(|(slot, words)| (*slot, words.as_str()));
                (&level.when, None, paper.say("paper.to-child", &names))
            }
            _ => return,
        };
        if !self.is_about(&people) {
            return;
        }
        let (known, done) =
            FIELDS.iter().find(|(kind, ..)| *kind == fact.kind()).map_or((&[][..], &[][..]), |one| (one.1, one.2));
        let mut what = Vec::new();
        let kind = capital(paper.word(&format!("kind.{}", fact.kind())));
        let is_named = title.starts_with(&kind);
        push(&mut what, Inline::Text, title);
        push(&mut what, Inline::Soft, if is_named { String::new() } else { kind });
        let date = if since.is_empty() { until.unwrap_or(since) } else { since };
        let when = match until.filter(|until| !until.is_empty()) {
            Some(until) => vec![plain(capital(&sentences::span_words(guidance, since, until)))],
            None => when_words(paper, since),
        };
        self.put(date, when, what, &people, only(paper, fact, known), only(paper, fact, done));
    }

    /// When somebody was born, is expected, or died.
    fn person(&mut self, id: PersonId) {
        let paper = self.paper;
        let Some(person) = paper.case.get::<Person>(id).filter(|_| self.is_about(&[id])) else { return };
        let born = if person.unborn { "timeline.expected" } else { "timeline.born" };
        // A chronology of everybody begins with the children, not with everybody's birth.
        let is_told = self.of.is_some() || network::is_child(person);
        for (when, key) in [(&person.born, born), (&person.died, "timeline.died")] {
            // A birth that was put down as an event is told once.
            let is_event = |event: &Event| {
                event.theme == Some(Theme::BirthOrPregnancy)
                    && event.people.contains(&id)
                    && event.when.edtf() == when.edtf()
            };
            let is_told = is_told && !paper.case.events.values().any(|event| is_event(event));
            if when.is_empty() || (key != "timeline.died" && !is_told) {
                continue;
            }
            let what = vec![plain(paper.say(key, &[("person", &paper.label(id))]))];
            let mut known = Vec::new();
            push(&mut known, Inline::Text, paper.source(&person.source));
            let others = [&self.children[..], &self.parents].concat();
            let others: Vec<PersonId> = others.into_iter().filter(|other| *other != id).collect();
            // A birth is told with the ages of the others, a death with theirs.
            let ages = match key {
                "timeline.died" => self.ages(when, &[id], &self.children),
                _ if others.is_empty() => vec![vec![paper.text("paper.at-birth")]],
                _ => self.ages(when, &[], &others),
            };
            let row = vec![
                when_words(paper, when),
                what,
                ages,
                or_unknown(known, paper.unknown("paper.not-recorded")),
                vec![vec![paper.unknown("paper.not-recorded")]],
            ];
            self.rows.push((when.clone(), row));
        }
    }

    fn put(
        &mut self,
        at: &When,
        when: Vec<Line>,
        what: Vec<Line>,
        people: &[PersonId],
        known: Vec<Line>,
        done: Vec<Line>,
    ) {
        let none = || self.paper.unknown("paper.not-recorded");
        let row = vec![
            when,
            or_unknown(what, none()),
            self.ages(at, people, &self.children),
            or_unknown(known, none()),
            or_unknown(done, none()),
        ];
        self.rows.push((at.clone(), row));
    }

    /// How old those it concerns were, and these others.
    fn ages(&self, when: &When, concerned: &[PersonId], others: &[PersonId]) -> Vec<Line> {
        let paper = self.paper;
        let people = match self.of {
            Some(_) => others.to_vec(),
            None => {
                let others = others.iter().filter(|person| !concerned.contains(person));
                concerned.iter().chain(others).copied().collect()
            }
        };
        let ages =
            when.window().map(|window| chronology::ages(paper.case, people, concerned, window)).unwrap_or_default();
        let line = |(person, age): (PersonId, crate::when::AgeRange)| {
            plain(paper.say("paper.to-child", &[("child", &paper.label(person)), ("what", &age.in_words())]))
        };
        or_unknown(ages.into_iter().map(line).collect(), paper.unknown("paper.not-known"))
    }
}

/// When, as it was read; and as it was said, where that is not the same.
fn when_words(paper: &Paper, when: &When) -> Vec<Line> {
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, paper.date(when));
    let said = when.said().trim();
    if when.window().is_none() && !lines.is_empty() {
        lines.push(vec![paper.unknown("paper.no-day-read")]);
    } else if !when.leans() && said != when.edtf() && !said.eq_ignore_ascii_case(&when.reading()) {
        push(&mut lines, Inline::Soft, paper.said("paper.as-said", said));
    }
    or_unknown(lines, paper.unknown("paper.no-date"))
}

/// What stands under whose word it is, and under what came of it, for each kind of fact.
const FIELDS: &[(&str, &[&str], &[&str])] = &[
    ("checkpoint", &["by"], &["note"]),
    ("hand-over", &["how", "acknowledged"], &["first", "second", "third"]),
    ("presence", &["source"], &["who_else", "note"]),
    ("abuse", &["claims", "source"], &["kinds", "pattern"]),
    ("marac", &["source"], &["actions", "done"]),
    ("order", &["source"], &["children_terms"]),
    ("notification", &["from", "receipts", "source"], &["responded", "response", "recorded_as"]),
    ("assessment", &["agency", "source"], &["outcome", "unresolved"]),
    ("appointment", &["agency", "source"], &["times", "discharged", "follows_up", "reason"]),
    ("service", &["source"], &["purpose", "barriers", "reason", "chased_by"]),
    ("level", &["by", "checked_by"], &["reasons", "would_change"]),
];

/// What these fields of a fact hold, each with its label where its column does not say it. Whose word it is comes last.
fn only(paper: &Paper, fact: &FactId, fields: &[&str]) -> Vec<Line> {
    let words = sentences::named_words(paper.case, paper.guidance, fact);
    let wanted = words.into_iter().filter(|(field, ..)| fields.contains(field) && *field != "source");
    let mut lines: Vec<Line> = wanted
        .map(|(field, label, words)| match field {
            "by" | "agency" | "response" | "note" => plain(words),
            _ => deeper::labelled(paper, &label, words),
        })
        .collect();
    let fields = paper.case.fields(fact).into_iter().filter(|(field, ..)| fields.contains(field));
    for (.., value) in fields.filter(|(_, shape, _)| *shape == Shape::Source) {
        let Ok(source) = Source::from_json(value) else { continue };
        push(&mut lines, Inline::Text, paper.source(&source));
        if source.is_one_account() {
            lines.push(vec![paper.unknown("paper.one-account")]);
        }
    }
    lines
}
