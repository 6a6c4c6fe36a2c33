//! The facts that the rows of a list become, once it is known what its columns are.

use super::columns::{Field, Kind, Mapping, heading, is_listed, is_score, plain, titles};
use super::dates::{self, serial};
use super::rows::{Row, Table};
use super::{Draft, IN_A_REMARK, Making};
use crate::case::{
    AgencyId, Case, Choice, Event, FactId, ParentLink, ParentStatus, Person, PersonId, Presence, PresenceKind, Several,
    Sex, Standing, Theme,
};
use crate::chronology;
use crate::guidance::Guidance;
use crate::network;
use crate::quick::Safety;
use crate::sentences::clip_to;
use crate::sorted::Sorted;
use crate::when::{DateProblem, Named, Reading, Today, When};

/// The value of a closed list with these words, or with one of the other words that lists use for it.
fn choice<T: Choice>(guidance: &Guidance, words: &str) -> Option<T> {
    let key = choice_key(guidance, T::SET, T::KEYS, &plain(words))?;
    T::from_key(key)
}

/// One search for every list, so that it is compiled once.
fn choice_key(guidance: &Guidance, set: &str, keys: &[&'static str], words: &str) -> Option<&'static str> {
    let also = |key: &str| guidance.words.get(&format!("bring.also.{set}.{key}"));
    keys.iter().copied().find(|key| {
        plain(key) == words
            || plain(guidance.choice(set, key)) == words
            || also(key).is_some_and(|also| also.split('|').any(|one| one == words))
    })
}

/// The agency with this name, short name or worker.
fn agency(guidance: &Guidance, words: &str) -> Option<AgencyId> {
    let words = plain(words);
    let is_called = |name: &String| plain(name) == words;
    let known = guidance
        .agencies
        .iter()
        .find(|agency| [&agency.id, &agency.name, &agency.short, &agency.worker].into_iter().any(is_called));
    known.map(|agency| agency.id.clone())
}

/// What stands between several things in one cell.
const APART: &[char] = &[';', ',', '\n'];

/// Puts in what a cell names: one thing, or several with a semicolon, a comma or a new line between. Whether all was found.
fn each_of<T: Ord>(cell: &str, into: &mut Several<T>, find: impl Fn(&str) -> Option<T>) -> bool {
    if let Some(one) = find(cell) {
        into.insert(one);
        return true;
    }
    let mut all = true;
    for one in cell.split(APART).map(str::trim).filter(|one| !one.is_empty()) {
        match find(one) {
            Some(one) => drop(into.insert(one)),
            None => all = false,
        }
    }
    all
}

/// Adds words on a line of their own, under a heading where there is one.
fn note(into: &mut String, heading: &str, words: &str) -> bool {
    if !into.is_empty() {
        into.push('\n');
    }
    if !heading.is_empty() {
        into.push_str(heading);
        into.push_str(": ");
    }
    into.push_str(words);
    true
}

/// What a list would add.
pub fn draft(case: &Case, guidance: &Guidance, today: Today, number: u32, table: &Table, mapping: &Mapping) -> Draft {
    let headings = (0..table.width).map(|at| heading(table, mapping.headed, at, guidance)).collect();
    let mut people: Sorted<String, PersonId> = Sorted::default();
    let mut twice: Several<String> = Several::default();
    for (id, person) in &case.people {
        let label = plain(&person.label);
        if people.contains_key(&label) {
            twice.insert(label);
        } else if !label.is_empty() {
            people.insert(label, *id);
        }
    }
    let mut reading = Rows {
        guidance,
        today,
        mapping,
        headings,
        people,
        twice,
        named: chronology::named(case, None),
        numbered: Vec::new(),
        times: 0,
        making: Making::new(case, guidance, number),
    };
    let rows = mapping.rows(table, guidance);
    for row in &table.rows[..titles(table, guidance)] {
        reading.making.say(row.number, "bring.title-row", &[("words", &clip_to(&row.cells.concat(), IN_A_REMARK))]);
    }
    match mapping.kind {
        Kind::Events => reading.events(case, rows),
        Kind::People => reading.people(case, rows),
    }
    let mut making = reading.making;
    if let Some((number, day)) = reading.numbered.first() {
        making.count("bring.numbered", reading.numbered.len(), &[("number", number), ("day", day)]);
    }
    making.count("bring.times", reading.times, &[]);
    making.count("bring.blank", table.blank, &[]);
    for (at, _) in mapping.columns.iter().enumerate().filter(|(_, field)| **field == Field::Leave) {
        let held = rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty())).count();
        let heading = heading(table, mapping.headed, at, guidance);
        let key = if is_score(&heading) { "bring.left-out-score" } else { "bring.left-out" };
        making.count(key, held, &[("heading", &heading)]);
    }
    making.done()
}

/// A cell that holds something: what its column is, which column that is, and the words.
type Cell<'r> = (Field, usize, &'r str);

struct Rows<'a> {
    guidance: &'a Guidance,
    today: Today,
    mapping: &'a Mapping,
    headings: Vec<String>,
    /// Everybody here, and in the rows, by their label.
    people: Sorted<String, PersonId>,
    /// The labels that more than one of them has.
    twice: Several<String>,
    /// Who and what a date can lean on.
    named: Vec<Named<'a>>,
    /// The dates that were numbers, each with its day.
    numbered: Vec<(String, String)>,
    /// How many dates had a time of day.
    times: usize,
    making: Making<'a>,
}

impl<'a> Rows<'a> {
    /// The cells of a row that hold something and are not left out.
    fn cells<'r>(&self, row: &'r Row) -> Vec<Cell<'r>> {
        let field = |at: usize| self.mapping.columns.get(at).copied().unwrap_or(Field::Note);
        let cells = row.cells.iter().enumerate().map(|(at, words)| (field(at), at, words.as_str()));
        cells.filter(|(field, _, words)| !words.is_empty() && *field != Field::Leave).collect()
    }

    /// Who has this label, where nobody else has.
    fn called(&self, label: &str) -> Option<PersonId> {
        let label = plain(label);
        self.people.get(&label).copied().filter(|_| !self.twice.contains(&label))
    }

    /// Keeps a cell in words under its heading, and says so where it could not be read as what its column is.
    fn keep(&mut self, into: &mut String, row: &Row, (field, at, words): Cell) {
        let heading = self.headings.get(at).map_or("", String::as_str);
        note(into, heading, words);
        let mut names = std::iter::once(words).chain(words.split(APART)).map(str::trim);
        let is_name = matches!(field, Field::Who | Field::Mother | Field::Father);
        if let Some(name) = names.find(|name| is_name && self.twice.contains(&plain(name))) {
            self.making.say_of(row.number, "bring.twice", heading, name, "");
        } else if field != Field::Note {
            self.making.say_of(row.number, "bring.kept", heading, words, "");
        }
    }

    /// The date in a cell, as one that is typed, as Excel keeps it, or beside a time of day, which goes into the words.
    fn date(&mut self, row: &Row, (at, cell): (usize, &str), read: &ReadDate, into: &mut String) -> When {
        if is_dash(cell) || is_listed(self.guidance, "bring.also.no-date", cell) {
            return When::default();
        }
        if is_listed(self.guidance, "bring.also.not-known", cell) {
            return When::unknown();
        }
        let (mut when, problem) = read(cell);
        if problem.is_none() {
            return when;
        }
        let mut time = String::new();
        if let Some((day, minutes)) = serial(cell) {
            when = When::on(Today(day));
            self.numbered.push((cell.to_owned(), when.in_words()));
            time = dates::in_words(minutes);
        } else if let Some((day, said)) = dates::without_time(cell)
            && let (read, None) = read(&day)
        {
            (when, time) = (read, said);
        } else {
            self.no_date(row, at, cell, problem);
        }
        if !time.is_empty() {
            self.times += 1;
            note(into, self.guidance.word("bring.time"), &time);
        }
        when
    }

    /// Says why words are no date. They stay what was said.
    fn no_date(&mut self, row: &Row, at: usize, said: &str, problem: Option<DateProblem>) {
        if let Some(problem) = problem {
            let heading = self.headings.get(at).map_or("", String::as_str);
            self.making.say_of(row.number, "bring.no-date", heading, said, self.guidance.word(problem.key()));
        }
    }

    fn events(&mut self, case: &Case, rows: &[Row]) {
        let mut known: Several<String> = case.events.values().map(|event| likeness(event)).collect();
        let mut warnings = 0;
        for row in rows {
            let cells = self.cells(row);
            if cells.is_empty() {
                self.making.say(row.number, "bring.nothing-left", &[]);
                continue;
            }
            warnings += usize::from(self.safety(&cells).is_warning());
            let event = self.event(case, row, &cells);
            let like = likeness(&event);
            if !like.is_empty() && !known.insert(like) {
                self.making.draft.same.push(row.number);
                if !self.mapping.same_too {
                    continue;
                }
            }
            let id = self.making.add(&event);
            self.making.draft.added.push((row.number, id.into()));
        }
        self.making.count("bring.safety-events", warnings, &[]);
    }

    /// What the cells of a row say that keeps somebody safe. What stands under "Mother" is about her.
    fn safety(&self, cells: &[Cell]) -> Safety {
        let own = cells.iter().filter(|(field, ..)| !matches!(field, Field::Mother | Field::Father));
        let texts: Vec<String> = own.map(|&(field, at, cell)| self.said(field, at, cell)).collect();
        Safety::of(&texts.join("\n"), self.guidance, self.today)
    }

    /// What a cell says with its heading: "Safe to contact?" and "No"; "Restraining order" and the day it was made.
    fn said(&self, field: Field, at: usize, cell: &str) -> String {
        let heading = self.headings.get(at).map_or("", |heading| heading.trim_end_matches('?'));
        let answer = plain(cell);
        let is_listed = |key: &str, words: &str| is_listed(self.guidance, key, words);
        let is_open =
            is_dash(cell) || ["bring.also.no-date", "bring.also.not-known"].iter().any(|key| is_listed(key, cell));
        // A column called "Order" counts its rows.
        if field != Field::Note || is_open || is_listed("bring.also.order", heading) {
            return cell.to_owned();
        }
        if is_listed("bring.also.no", answer.split(' ').next().unwrap_or_default()) {
            return format!("not {heading}\n{cell}");
        }
        let own = Safety::of(heading, self.guidance, self.today);
        if own.is_warning() {
            format!("{heading}\n{cell}")
        } else if !own.died.is_empty() {
            format!("{heading} {}", if is_listed("bring.also.yes", cell) { "" } else { cell })
        } else {
            cell.to_owned()
        }
    }

    fn event(&mut self, case: &Case, row: &Row, cells: &[Cell]) -> Event {
        let guidance = self.guidance;
        let mut event = Event::default();
        if !self.mapping.held_by.is_empty() {
            event.held_by.insert(self.mapping.held_by.clone());
        }
        let mut when = None;
        for &(field, at, cell) in cells {
            let is_read = match field {
                Field::When if when.is_none() => {
                    when = Some((at, cell));
                    true
                }
                Field::What => note(&mut event.what, "", cell),
                Field::Detail => note(&mut event.detail, "", cell),
                Field::Meaning => note(&mut event.meaning, "", cell),
                Field::Source if event.source.who.is_empty() => note(&mut event.source.who, "", cell),
                Field::Theme if event.theme.is_none() => {
                    event.theme = choice::<Theme>(guidance, cell);
                    event.theme.is_some()
                }
                Field::Standing if event.standing.is_none() => {
                    event.standing = choice::<Standing>(guidance, cell);
                    event.standing.is_some()
                }
                Field::Who => each_of(cell, &mut event.people, |one| self.called(one)),
                Field::HeldBy => each_of(cell, &mut event.held_by, |one| agency(guidance, one)),
                _ => false,
            };
            // What has no place of its own is kept in words, under its heading.
            if !is_read {
                self.keep(&mut event.detail, row, (field, at, cell));
            }
        }
        if let Some((at, said)) = when {
            let born = event.only_person().and_then(|id| case.get::<Person>(id)).map(|person| &person.born);
            let (today, named) = (self.today, std::mem::take(&mut self.named));
            let read = |said: &str| When::read(said, Reading { today, born, named: &named });
            event.when = self.date(row, (at, said), &read, &mut event.detail);
            self.named = named;
        }
        if event.when.is_empty() {
            self.making.say(row.number, "bring.dateless", &[]);
        }
        event
    }

    fn people(&mut self, case: &Case, rows: &[Row]) {
        // Everybody has a number first, so that a child can stand above their mother.
        let mut taken: Vec<(&Row, Vec<Cell>, PersonId)> = Vec::new();
        let mut known: Vec<(&Row, Vec<Cell>)> = Vec::new();
        for row in rows {
            let cells = self.cells(row);
            if cells.is_empty() {
                self.making.say(row.number, "bring.nothing-left", &[]);
                continue;
            }
            let label = label_of(&cells);
            let is_known = self.people.contains_key(&plain(label));
            if is_known {
                self.making.draft.same.push(row.number);
                if !self.mapping.same_too {
                    known.push((row, cells));
                    continue;
                }
                self.twice.insert(plain(label));
            }
            let id = PersonId(self.making.next());
            if label.is_empty() {
                self.making.say(row.number, "bring.no-label", &[]);
            } else if !is_known && !plain(label).is_empty() {
                self.people.insert(plain(label), id);
            }
            taken.push((row, cells, id));
        }
        let mut later: Vec<Tied> = Vec::new();
        for (row, cells, id) in taken {
            let mut person = self.person(row, &cells, id, &mut later);
            let safety = self.safety(&cells);
            let is_child = network::is_child(&person);
            if is_child && safety.is_warning() {
                self.making.say(row.number, "bring.safety-child", &[]);
            }
            person.unborn |= is_child && person.is_unborn(self.today);
            let safety = if is_child { safety.of_child() } else { safety };
            person.died = safety.died.clone();
            self.making.put(id, &person);
            self.making.draft.added.push((row.number, id.into()));
            self.keep_safe(row, id, &safety);
        }
        // Who is here already is kept safe all the same, unless that is put down.
        for (row, cells) in known {
            let mut safety = self.safety(&cells);
            safety.died = When::default();
            if !safety.is_warning() {
                continue;
            }
            let label = label_of(&cells);
            let Some(id) = self.called(label) else {
                self.making.say(row.number, "bring.safety-twice", &[("words", label)]);
                continue;
            };
            if case.get::<Person>(id).is_none_or(|person| !network::is_child(person))
                && network::no_contact(case, id, self.today).is_empty()
                && let Some(fact) = self.keep_safe(row, id, &safety)
            {
                self.making.draft.added.push((row.number, fact));
            }
        }
        for tied in &later {
            match tied {
                Tied::Parent(link) => drop(self.making.add(link)),
                Tied::Present(presence) => drop(self.making.add(presence)),
            }
        }
    }

    /// Puts down what keeps somebody safe, and says so. The first fact that says it, if any does.
    fn keep_safe(&mut self, row: &Row, id: PersonId, safety: &Safety) -> Option<FactId> {
        let words = safety.in_words(self.guidance);
        if words.is_empty() {
            return None;
        }
        self.making.say(row.number, "bring.safety", &[("facts", &words)]);
        let (attempts, orders) = safety.facts(id);
        let attempts: Vec<FactId> = attempts.iter().map(|attempt| self.making.add(attempt).into()).collect();
        let orders: Vec<FactId> = orders.iter().map(|order| self.making.add(order).into()).collect();
        attempts.into_iter().chain(orders).next()
    }

    fn person(&mut self, row: &Row, cells: &[Cell], id: PersonId, later: &mut Vec<Tied>) -> Person {
        let guidance = self.guidance;
        let mut person = Person::default();
        // Whether somebody is a child is known before how they are present is read.
        let role = cells.iter().find(|(field, ..)| *field == Field::Role).and_then(|(.., cell)| choice(guidance, cell));
        person.role = role;
        let mut role_is_read = false;
        for &(field, at, cell) in cells {
            let is_read = match field {
                Field::Label if person.label.is_empty() => {
                    person.label = cell.replace('\n', " ");
                    true
                }
                Field::Role if !role_is_read => {
                    role_is_read = true;
                    person.unborn = plain(cell).contains("unborn");
                    role.is_some()
                }
                Field::Sex if person.sex.is_none() => {
                    person.sex = choice::<Sex>(guidance, cell);
                    person.sex.is_some()
                }
                Field::Born if person.born.is_empty() => {
                    let today = self.today;
                    person.born = self.date(row, (at, cell), &|said| When::read_birth(said, today), &mut person.note);
                    true
                }
                Field::Presence if !network::is_child(&person) => match choice::<PresenceKind>(guidance, cell) {
                    Some(kind) => {
                        later.push(Tied::Present(Presence { adult: id, kind: Some(kind), ..Presence::default() }));
                        true
                    }
                    None => false,
                },
                Field::Mother | Field::Father => match self.called(cell) {
                    Some(parent) if parent != id => {
                        let status = Some(ParentStatus::Unknown);
                        later.push(Tied::Parent(ParentLink {
                            adult: Some(parent),
                            child: id,
                            status,
                            ..ParentLink::default()
                        }));
                        true
                    }
                    _ => false,
                },
                _ => false,
            };
            if !is_read {
                self.keep(&mut person.note, row, (field, at, cell));
            }
        }
        person
    }
}

/// What somebody is called in a row.
fn label_of<'r>(cells: &[Cell<'r>]) -> &'r str {
    cells.iter().find(|(field, ..)| *field == Field::Label).map_or("", |(.., cell)| cell)
}

/// Whether a cell holds what stands for nothing.
fn is_dash(cell: &str) -> bool {
    cell.chars().all(|letter| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '/' | ' '))
}

/// How the words of a date are read.
type ReadDate<'r> = dyn Fn(&str) -> (When, Option<DateProblem>) + 'r;

/// What ties a person of a list to others.
enum Tied {
    Parent(ParentLink),
    Present(Presence),
}

/// What two events that look the same share: the date and the words. Nothing for one that has neither.
fn likeness(event: &Event) -> String {
    let date = if event.when.edtf().is_empty() { plain(event.when.said()) } else { event.when.edtf().to_owned() };
    let words = plain(&format!("{} {}", event.what, event.detail));
    if words.is_empty() { words } else { format!("{date}|{words}") }
}
