//! Who knew what: facts down, agencies across, and in each cell whether that agency holds the fact, was told of it, was not,
//! or does not hold it. It is made of what is recorded alone. Where nothing is recorded the cell says that nobody asked, and
//! never that an agency did not know. What one agency alone holds, so far as was asked, stands out (R1-23, R3-15, R4-08).

use std::rc::Rc;

use crate::case::{
    AgencyId, Awake, Case, Contact, ContactId, Event, FactId, PersonId, Receipt, Route, Source, Telling, YesNo,
};
use crate::chronology;
use crate::guidance::{Agency, Guidance};
use crate::sentences;
use crate::when::{Today, When};

/// How many agencies stand in the grid of every case: the pack begins with those that matter to most families.
const ALWAYS: usize = 7;

/// The agency of the pack that stands for any other: no words name it.
const ANY_OTHER: &str = "other";

/// What is recorded of one agency and one fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Knows {
    /// It holds it.
    Holds,
    /// It was told.
    Told,
    /// It was not told.
    NotTold,
    /// It was asked, and does not hold it.
    DoesNotHold,
    /// Somebody looked into it, and could not tell.
    NotKnown,
    /// Nothing is recorded. This is not the same as not knowing.
    NotAsked,
}

impl Knows {
    /// Every state, in the order they are said.
    pub const ALL: [Knows; 6] =
        [Knows::Holds, Knows::Told, Knows::NotTold, Knows::DoesNotHold, Knows::NotKnown, Knows::NotAsked];

    /// The key of its words under `knew.`, and of its look.
    pub fn key(self) -> &'static str {
        match self {
            Knows::Holds => "holds",
            Knows::Told => "told",
            Knows::NotTold => "not-told",
            Knows::DoesNotHold => "does-not-hold",
            Knows::NotKnown => "not-known",
            Knows::NotAsked => "not-asked",
        }
    }
}

/// An agency across the top.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Which.
    pub agency: AgencyId,
    /// Its short name.
    pub name: String,
}

/// One agency and one fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What is recorded.
    pub state: Knows,
    /// That in words, without a date.
    pub label: String,
    /// When it was told, in words; nothing when that is not recorded.
    pub date: String,
}

impl Cell {
    /// All of it in words: "Told 16 November 2026".
    pub fn words(&self) -> String {
        if self.date.is_empty() { self.label.clone() } else { format!("{} {}", self.label, self.date) }
    }
}

/// One fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which.
    pub fact: FactId,
    /// What it is, in a line.
    pub title: String,
    /// When, in words, where the line does not say it.
    pub when: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// The column of the one agency that holds it, where nobody else is recorded as holding it or as told.
    pub only: Option<usize>,
    /// The row in a few words.
    pub words: String,
}

impl Row {
    /// Whether any agency was not asked.
    pub fn has_not_asked(&self) -> bool {
        self.cells.iter().any(|cell| cell.state == Knows::NotAsked)
    }
}

/// The whole picture.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grid {
    /// Agencies, in the order of the pack.
    pub columns: Vec<Column>,
    /// Facts, in the order of their dates.
    pub rows: Vec<Row>,
}

impl Grid {
    /// Whether the agencies leave no room for a column of words, which only tells the row again.
    pub fn is_wide(&self) -> bool {
        self.columns.len() > 9
    }

    /// Every cell of a row in words: the fact, then the agencies by what is recorded of them.
    pub fn sentence(&self, guidance: &Guidance, row: &Row) -> String {
        let mut line = sentences::listed(guidance, [&row.title, &row.when]);
        for state in Knows::ALL {
            let mut is_first = true;
            for (cell, column) in row.cells.iter().zip(&self.columns).filter(|(cell, _)| cell.state == state) {
                if is_first {
                    line.push_str(". ");
                    line.push_str(&cell.label);
                    line.push_str(": ");
                } else {
                    line.push_str(guidance.word("sentence.and"));
                }
                is_first = false;
                line.push_str(&column.name);
                if !cell.date.is_empty() {
                    line.push_str(" (");
                    line.push_str(&cell.date);
                    line.push(')');
                }
            }
        }
        line.push('.');
        if row.only.is_some() {
            line.push(' ');
            line.push_str(&row.words);
            line.push('.');
        }
        line
    }

    /// The states that the grid shows, for its legend.
    pub fn shown(&self) -> Vec<Knows> {
        let is_shown = |state: &Knows| self.rows.iter().any(|row| row.cells.iter().any(|cell| cell.state == *state));
        Knows::ALL.into_iter().filter(is_shown).collect()
    }
}

/// What somebody put down of one agency and an event: the key of a state; nothing where nobody did.
pub fn put_down(event: &Event, agency: &str) -> &'static str {
    if event.held_by.iter().any(|holder| holder == agency) {
        return Knows::Holds.key();
    }
    event.told.get(agency).map_or("", |telling| telling.key())
}

/// Puts down what is known of one agency and an event, by the key of a state. Nothing is the same as not asked.
pub fn put(event: &mut Event, agency: &str, key: &str) {
    event.held_by.retain(|holder| holder != agency);
    event.told.remove(agency);
    match Telling::from_key(key) {
        Some(telling) => event.told.insert(agency.to_owned(), telling),
        None if key == Knows::Holds.key() => drop(event.held_by.insert(agency.to_owned())),
        None => {}
    }
    if event.told.get(agency) != Some(&Telling::Told) {
        event.told_when.remove(agency);
    }
}

/// A fact before it has columns: what is recorded of each agency, each once.
struct Entry {
    fact: FactId,
    title: String,
    when: When,
    /// Whether the line says the date already.
    is_dated: bool,
    known: Vec<(AgencyId, Knows, String)>,
    /// It is said to be shared, and with whom is not.
    is_shared: bool,
}

impl Entry {
    /// The first that is said of an agency holds.
    fn say(&mut self, agency: &str, state: Knows, when: Option<&When>) {
        let agency = agency.trim();
        if !agency.is_empty() && !self.known.iter().any(|(known, ..)| known == agency) {
            self.known.push((agency.to_owned(), state, when.map(sentences::date_words).unwrap_or_default()));
        }
    }

    fn all(mut self, agencies: &[AgencyId], state: Knows, when: Option<&When>) -> Entry {
        agencies.iter().for_each(|agency| self.say(agency, state, when));
        self
    }
}

struct Look<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    today: Today,
}

impl<'a> Look<'a> {
    /// A row with words of its own, and its date beside them.
    fn entry(&self, fact: impl Into<FactId>, title: &str, when: &When) -> Entry {
        let fact = fact.into();
        let kind = format!("kind.{}", fact.kind());
        let title = if title.trim().is_empty() { self.guidance.word(&kind) } else { title };
        let title = sentences::capital(&sentences::clip(title));
        Entry { fact, title, when: when.clone(), is_dated: false, known: Vec::new(), is_shared: false }
    }

    /// A row with the line that stands for the fact elsewhere, which has its date in it.
    fn line(&self, fact: impl Into<FactId>, when: &When) -> Entry {
        let fact = fact.into();
        let line = sentences::describe(self.case, self.guidance, self.today, &fact);
        Entry { is_dated: true, ..self.entry(fact, &line, when) }
    }

    /// The agency these words are the name of, or whose worker or record they name: "Nursery key worker", "Probation,
    /// through the duty desk". "Police were not told" names nobody who holds it, and a school nurse is no school.
    fn named(&self, words: &str) -> Option<&'a str> {
        let words = words.trim().to_lowercase();
        let of_theirs = self.guidance.word("knew.of-theirs");
        let is = |agency: &&Agency| {
            let names = [&agency.name, &agency.short, &agency.worker];
            agency.id != ANY_OTHER
                && names.iter().filter_map(|name| words.strip_prefix(&name.to_lowercase())).any(|rest| {
                    let rest = rest.trim_start();
                    rest.is_empty() && !words.is_empty()
                        || rest.starts_with(',')
                        || of_theirs.split(", ").any(|theirs| theirs == rest)
                })
        };
        self.guidance.agencies.iter().find(is).map(|agency| agency.id.as_str())
    }

    /// The agency whose record or worker something comes from, where its source says so.
    fn holder(&self, source: &Source) -> Option<&'a str> {
        match source.route {
            Some(Route::Police) => self.guidance.agency("police").map(|agency| agency.id.as_str()),
            Some(Route::OwnRecord) => Some(self.case.head.agency.as_str()),
            Some(Route::OtherRecord) => self.named(&source.who),
            Some(Route::ToldBySomeoneElse | Route::ToldToOtherStaff | Route::Seen) | None => self.named(&source.who),
            _ => None,
        }
    }

    /// A row of something that rests on its source.
    fn sourced(&self, fact: impl Into<FactId>, when: &When, source: &Source) -> Entry {
        let mut entry = self.line(fact, when);
        entry.say(self.holder(source).unwrap_or_default(), Knows::Holds, None);
        entry
    }

    fn event(&self, fact: FactId, event: &Event) -> Entry {
        let mut entry = self.entry(fact, &event.what, &event.when);
        for agency in &event.held_by {
            entry.say(agency, Knows::Holds, None);
        }
        for (agency, telling) in &event.told {
            let when = event.told_when.get(agency);
            match telling {
                Telling::Told => entry.say(agency, Knows::Told, when),
                Telling::NotTold => entry.say(agency, Knows::NotTold, None),
                Telling::DoesNotHold => entry.say(agency, Knows::DoesNotHold, None),
                Telling::NotKnown => entry.say(agency, Knows::NotKnown, None),
            }
        }
        entry.say(self.holder(&event.source).unwrap_or_default(), Knows::Holds, None);
        entry
    }

    /// The last contact at which each child was seen awake, each contact once.
    fn last_awake(&self) -> Vec<(ContactId, Rc<Contact>)> {
        let mut contacts = chronology::contacts(self.case);
        contacts.retain(|(_, contact)| contact.awake == Some(Awake::Awake) && !contact.agency.is_empty());
        // A contact without a date stands last in a list, and is not known to be the latest.
        let has_date = |contact: &Contact| contact.when.window().is_some();
        let is_last = |at: usize, child: &PersonId| {
            let others = contacts[at + 1..].iter().filter(|(_, other)| other.seen.contains(child));
            let is_dated = has_date(&contacts[at].1);
            let mut later = others.filter(|(_, other)| !is_dated || has_date(other));
            let dated_before =
                !is_dated && contacts[..at].iter().any(|(_, other)| other.seen.contains(child) && has_date(other));
            later.next().is_none() && !dated_before
        };
        let last = (0..contacts.len()).filter(|at| contacts[*at].1.seen.iter().any(|child| is_last(*at, child)));
        last.map(|at| contacts[at].clone()).collect()
    }

    fn entries(&self) -> Vec<Entry> {
        let (case, guidance) = (self.case, self.guidance);
        let mut entries: Vec<Entry> =
            case.events.iter().map(|(id, event)| self.event(FactId::from(*id), event)).collect();
        for (id, told) in &case.notifications {
            let title = sentences::said(guidance, "knew.notification", "what", &sentences::clip(&told.what));
            let mut entry = self.entry(*id, &title, &told.when);
            entry.say(&told.from, Knows::Holds, None);
            for (agency, receipt) in &told.receipts {
                match receipt {
                    Receipt::Received => entry.say(agency, Knows::Told, Some(&told.when)),
                    Receipt::NotReceived => entry.say(agency, Knows::NotTold, None),
                    Receipt::NotKnown => entry.say(agency, Knows::NotKnown, None),
                }
            }
            entries.push(entry);
        }
        for (id, flag) in &case.flags {
            let mut entry = self.line(*id, &flag.set);
            entry.say(&flag.holder, Knows::Holds, None);
            for (agency, visible) in &flag.visible {
                let state = match visible {
                    YesNo::Yes => Knows::Told,
                    YesNo::No => Knows::NotTold,
                    YesNo::NotKnown => Knows::NotKnown,
                };
                entry.say(agency, state, None);
            }
            entries.push(entry);
        }
        for (id, service) in &case.services {
            let is_over = !service.ended.is_empty() || !service.told.is_empty();
            if is_over && !service.agency.is_empty() {
                let name = sentences::service_name(guidance, service);
                let title = guidance.say("knew.service-ended", &[("service", &name)]);
                let mut entry = self.entry(*id, &title, &service.ended);
                entry.say(&service.agency, Knows::Holds, None);
                entries.push(entry.all(&agencies_of(&service.told), Knows::Told, None));
            }
        }
        for (id, hand) in &case.hand_overs {
            let mut entry = self.line(*id, &hand.when);
            entry.say(self.named(&hand.from).unwrap_or_default(), Knows::Holds, None);
            let to = self.named(&hand.to).unwrap_or_default();
            match hand.acknowledged {
                Some(YesNo::Yes) => entry.say(to, Knows::Told, None),
                Some(_) => entry.say(to, Knows::NotKnown, None),
                None => {}
            }
            entries.push(entry.all(&agencies_of(&hand.told), Knows::Told, None));
        }
        for (id, assessment) in &case.assessments {
            if !assessment.only_here.trim().is_empty() {
                let mut entry = self.entry(*id, &assessment.only_here, &assessment.when);
                entry.say(&assessment.agency, Knows::Holds, None);
                entry.is_shared = assessment.shared == Some(YesNo::Yes);
                entries.push(entry);
            }
        }
        for (id, contact) in self.last_awake() {
            let mut entry = self.line(id, &contact.when);
            entry.say(&contact.agency, Knows::Holds, None);
            entries.push(entry);
        }
        entries.extend(case.orders.iter().map(|(id, order)| self.sourced(*id, &order.from, &order.source)));
        // Of the rest, what no agency is recorded as holding is no matter of who told whom.
        let mut rest: Vec<Entry> =
            case.presences.iter().map(|(id, presence)| self.sourced(*id, &presence.since, &presence.source)).collect();
        for (id, concern) in &case.concerns {
            let mut entry = self.line(*id, &concern.when);
            entry.say(self.named(&concern.holder).unwrap_or_default(), Knows::Holds, None);
            rest.push(entry);
        }
        for (id, person) in &case.people {
            if !(person.heard_of.is_empty() && person.heard_words.trim().is_empty()) {
                let label = sentences::label(case, guidance, *id);
                let title = guidance.say("knew.heard-of", &[("person", label)]);
                let mut entry = self.entry(*id, &title, &person.heard_of);
                entry.say(self.holder(&person.source).unwrap_or_default(), Knows::Holds, None);
                entry.say(self.named(&person.heard_told).unwrap_or_default(), Knows::Told, None);
                rest.push(entry);
            }
        }
        rest.retain(|entry| !entry.known.is_empty());
        entries.extend(rest);
        entries.sort_by_cached_key(|entry| chronology::place(&entry.when));
        entries
    }

    fn cell(&self, entry: &Entry, agency: &str) -> Cell {
        let known = entry.known.iter().find(|(known, ..)| known == agency);
        let (state, date) = known.map_or((Knows::NotAsked, ""), |(_, state, date)| (*state, date.as_str()));
        // A flag is seen rather than told.
        let own = format!("knew.{}.{}", entry.fact.kind(), state.key());
        let label = match self.guidance.words.get(&own) {
            Some(words) => words.clone(),
            None => self.guidance.word(&format!("knew.{}", state.key())).to_owned(),
        };
        Cell { state, label, date: date.to_owned() }
    }

    fn row(&self, entry: &Entry, columns: &[Column]) -> Row {
        let cells: Vec<Cell> = columns.iter().map(|column| self.cell(entry, &column.agency)).collect();
        let of = |state: Knows| -> Vec<usize> { (0..cells.len()).filter(|at| cells[*at].state == state).collect() };
        let (holds, told) = (of(Knows::Holds), of(Knows::Told));
        let only = holds.first().copied().filter(|_| holds.len() == 1 && told.is_empty() && !entry.is_shared);
        let names = |at: &[usize]| {
            let names: Vec<&str> = at.iter().map(|at| columns[*at].name.as_str()).collect();
            names.join(self.guidance.word("sentence.and"))
        };
        let words = match only {
            Some(_) => self.guidance.say("knew.only", &[("agency", &names(&holds))]),
            None if entry.known.is_empty() => self.guidance.word("knew.nobody-asked").to_owned(),
            None => {
                let shared = if entry.is_shared { self.guidance.word("knew.shared") } else { "" };
                let none = if holds.is_empty() { self.guidance.word("knew.no-holder") } else { "" };
                let held = sentences::said(self.guidance, "knew.held-by", "agencies", &names(&holds));
                let told = sentences::said(self.guidance, "knew.told-to", "agencies", &names(&told));
                let said: Vec<&str> =
                    [none, &held, &told, shared].into_iter().filter(|part| !part.is_empty()).collect();
                said.join(". ")
            }
        };
        let when = if entry.is_dated { String::new() } else { sentences::date_words(&entry.when) };
        Row { fact: entry.fact.clone(), title: entry.title.clone(), when, cells, only, words }
    }
}

fn agencies_of(agencies: &crate::case::Several<AgencyId>) -> Vec<AgencyId> {
    agencies.iter().cloned().collect()
}

/// Who knew what, of everything recorded.
pub fn grid(case: &Case, guidance: &Guidance, today: Today) -> Grid {
    let look = Look { case, guidance, today };
    let entries = look.entries();
    let mut agencies: Vec<AgencyId> = guidance.agencies.iter().map(|agency| agency.id.clone()).collect();
    let known = entries.iter().flat_map(|entry| entry.known.iter().map(|(agency, ..)| agency));
    let mut wanted: Vec<&AgencyId> = known.chain([&case.head.agency]).filter(|agency| !agency.is_empty()).collect();
    wanted.extend(guidance.agencies.iter().take(ALWAYS).map(|agency| &agency.id));
    agencies.retain(|agency| wanted.contains(&agency));
    for agency in wanted {
        if !agencies.contains(agency) {
            agencies.push(agency.clone());
        }
    }
    let column = |agency: AgencyId| {
        let name = guidance.agency(&agency).map_or(&agency, |agency| &agency.short).clone();
        Column { agency, name }
    };
    let columns: Vec<Column> = agencies.into_iter().map(column).collect();
    let rows = entries.iter().map(|entry| look.row(entry, &columns)).collect();
    Grid { columns, rows }
}
