//! What each column of a list is, and the facts its rows become.

use super::dates::{self, is_dated, serial};
use super::rows::{Apart, MOST_TITLES, Row, Table};
use super::{Draft, IN_A_REMARK, Making, is_beyond_ascii};
use crate::case::{
    AgencyId, Case, Choice, Event, FactId, ParentLink, ParentStatus, Person, PersonId, Presence, PresenceKind, Several,
    Sex, Standing, Theme,
};
use crate::chronology;
use crate::guidance::Guidance;
use crate::network;
use crate::plain::folded;
use crate::quick::Safety;
use crate::sentences::clip_to;
use crate::sorted::Sorted;
use crate::when::{DateProblem, Named, Reading, Today, When};

/// Declares what a column can be, with the end of the key of its words.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $key:literal),+ $(,)?) => {
        /// What a column is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Field { $($(#[$doc])* $field),+ }

        impl Field {
            /// Each of them.
            pub const ALL: &'static [Field] = &[$(Field::$field),+];

            /// The end of the keys of its words in the content pack: `bring.field.when`, `bring.heading.when`.
            pub fn key(self) -> &'static str {
                match self { $(Field::$field => $key),+ }
            }
        }
    };
}

fields! {
    /// When it happened.
    When = "when",
    /// What happened.
    What = "what",
    /// More, in words.
    Detail = "detail",
    /// Who it concerns: labels.
    Who = "who",
    /// The area it belongs to.
    Theme = "theme",
    /// Who said so.
    Source = "source",
    /// Which agencies hold it.
    HeldBy = "held-by",
    /// What kind of knowledge it is.
    Standing = "standing",
    /// What it means now.
    Meaning = "meaning",
    /// How a person is called.
    Label = "label",
    /// What they are in this family.
    Role = "role",
    /// Date of birth, or age.
    Born = "born",
    /// Sex as recorded.
    Sex = "sex",
    /// How they are present.
    Presence = "presence",
    /// The label of their mother.
    Mother = "mother",
    /// The label of their father.
    Father = "father",
    /// Kept in words, under its heading.
    Note = "note",
    /// Left out, by choice.
    Leave = "leave",
}

/// What the rows are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Things that happened.
    Events,
    /// People.
    People,
}

impl Kind {
    /// The end of the key of its words in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Events => "events",
            Kind::People => "people",
        }
    }

    /// What a column of such rows can be, in the order it is offered.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        let is_offered = move |field: &Field| {
            let of_events = (*field as u8) < Field::Label as u8;
            (*field as u8) >= Field::Note as u8 || of_events == (self == Kind::Events)
        };
        Field::ALL.iter().copied().filter(is_offered)
    }
}

/// What somebody chose for a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// Whether the first row is headings.
    pub headed: bool,
    /// What each column is.
    pub columns: Vec<Field>,
    /// Who holds all of these rows; empty where it was not said.
    pub held_by: AgencyId,
    /// Whether rows that look the same as facts already here are added too.
    pub same_too: bool,
}

impl Mapping {
    /// What the columns most likely are, by their headings, or by what they hold.
    pub fn guess(table: &Table, guidance: &Guidance, today: Today) -> Mapping {
        let titles = titles(table, guidance);
        let first = table.rows.get(titles).map_or(&[][..], |row| &row.cells);
        let named = |kind: Kind| {
            let fields = |cell: &String| kind.fields().any(|field| is_heading(guidance, field, cell));
            first.iter().filter(|cell| fields(cell)).count()
        };
        let (events, people) = (named(Kind::Events), named(Kind::People));
        let headed = events + people > 0
            && table.rows.len() > titles + 1
            && !first.iter().any(|cell| is_dated(cell, today) || cell.contains('\n'));
        let kind = if headed && people > events { Kind::People } else { Kind::Events };
        let mut mapping = Mapping { kind, headed, columns: Vec::new(), held_by: AgencyId::default(), same_too: false };
        mapping.guess_columns(table, guidance, today);
        mapping
    }

    /// Guesses each column anew, as after what the rows are was changed. What is not known is kept as a note.
    pub fn guess_columns(&mut self, table: &Table, guidance: &Guidance, today: Today) {
        self.columns = vec![Field::Note; table.width];
        if self.headed {
            for at in 0..table.width {
                let heading = heading(table, true, at, guidance);
                let free = |field: &Field| !self.columns.contains(field) || *field == Field::Note;
                let known = self.kind.fields().filter(free).find(|field| is_heading(guidance, *field, &heading));
                let is_score = is_score(&heading) && !self.says_more(table, at, guidance, today);
                self.columns[at] = known.unwrap_or(if is_score { Field::Leave } else { Field::Note });
            }
        }
        if self.kind == Kind::People {
            let is_told = |field: &Field| !matches!(field, Field::Note | Field::Leave);
            if !self.columns.iter().any(is_told)
                && let Some(first) = self.columns.iter_mut().find(|field| **field == Field::Note)
            {
                *first = Field::Label;
            }
            return;
        }
        let rows = self.rows(table, guidance);
        let cells = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty());
        let mostly = |at: usize, is_one: &dyn Fn(&str) -> bool| {
            let dates = cells(at).filter(|cell| is_one(cell)).count();
            dates > 0 && dates * 2 >= cells(at).count()
        };
        // What no heading told is seen from the cells: dates, and of the others the column with the most words.
        let is_free = |columns: &[Field], at: &usize| columns[*at] == Field::Note;
        let find = |is_one: &dyn Fn(&str) -> bool| {
            (0..table.width).filter(|at| is_free(&self.columns, at)).find(|at| mostly(*at, is_one))
        };
        let dated = |cell: &str| is_dated(cell, today);
        let numbered = |cell: &str| serial(cell).is_some_and(|(day, _)| dates::is_of_our_time(day, today));
        if !self.columns.contains(&Field::When)
            && let Some(when) = find(&dated).or_else(|| find(&numbered))
        {
            self.columns[when] = Field::When;
        }
        let words = |at: &usize| (cells(*at).map(String::len).sum::<usize>(), usize::MAX - at);
        let free = (0..table.width).filter(|at| is_free(&self.columns, at));
        if !self.columns.contains(&Field::What)
            && let Some(what) = free.max_by_key(words)
        {
            self.columns[what] = Field::What;
        }
    }

    /// Whether a column says more than a score can: it has sentences, or words that keep somebody safe.
    fn says_more(&self, table: &Table, at: usize, guidance: &Guidance, today: Today) -> bool {
        let mut cells = self.rows(table, guidance).iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| cell.split_whitespace().nth(3).is_some() || Safety::of(cell, guidance, today).is_warning())
    }

    /// The rows that are facts.
    pub fn rows<'t>(&self, table: &'t Table, guidance: &Guidance) -> &'t [Row] {
        let first = titles(table, guidance) + usize::from(self.headed);
        &table.rows[first.min(table.rows.len())..]
    }
}

/// How many of the first rows are titles: alone in their row, over headings or called as lists are.
fn titles(table: &Table, guidance: &Guidance) -> usize {
    let held = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let alone = table.rows.iter().take(MOST_TITLES).take_while(|row| held(row) == 1).count();
    let Some(next) = table.rows.get(alone).filter(|_| table.apart != Apart::Lines) else { return 0 };
    let is_known = |cell: &&String| Field::ALL.iter().any(|field| is_heading(guidance, *field, cell));
    let is_headings = next.cells.iter().filter(is_known).count() > 1;
    let is_title = |row: &Row| row.cells.iter().any(|cell| is_listed(guidance, "bring.heading.title", cell));
    if is_headings || table.rows[..alone].iter().all(is_title) { alone } else { 0 }
}

/// How a column is called: by its heading, or by its number.
pub fn heading(table: &Table, headed: bool, at: usize, guidance: &Guidance) -> String {
    let first = table.rows.get(titles(table, guidance)).filter(|_| headed).and_then(|row| row.cells.get(at));
    match first.filter(|heading| !heading.is_empty()) {
        Some(heading) => heading.replace('\n', " "),
        None => guidance.say("bring.column", &[("number", &(at + 1).to_string())]),
    }
}

/// Whether a heading is one that lists use for this. The pack has them with bars between.
fn is_heading(guidance: &Guidance, field: Field, heading: &str) -> bool {
    is_listed(guidance, &format!("bring.heading.{}", field.key()), heading)
}

/// What columns of scores and grades are called, by one word of the heading. They stand here and not in the pack, in which
/// nothing speaks of a score but to say that there is none.
const SCORES: &[&str] =
    &["score", "scores", "scored", "scoring", "rag", "rating", "ratings", "rated", "grade", "grades", "severity"];
/// And by all of its words: one of the last two, alone or with the others.
const GRADES: &[&str] = &["of", "level", "priority", "risk"];

/// Whether a heading is one of a score or a grade. The tool keeps none.
fn is_score(heading: &str) -> bool {
    let heading = plain(heading);
    let mut words = heading.split(' ');
    words.clone().any(|word| SCORES.contains(&word))
        || words.clone().any(|word| GRADES[2..].contains(&word)) && words.all(|word| GRADES.contains(&word))
}

/// Whether words are among those that the pack has under this key, with bars between.
fn is_listed(guidance: &Guidance, key: &str, words: &str) -> bool {
    let words = plain(words);
    guidance.words.get(key).is_some_and(|known| known.split('|').any(|one| one == words))
}

/// Words as they are compared: small letters without accents, and digits, with single spaces.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in folded(words).chars() {
        if letter.is_ascii_alphanumeric() || is_beyond_ascii(letter) {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

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
