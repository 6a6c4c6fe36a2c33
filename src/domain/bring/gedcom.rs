//! A family file: GEDCOM 7, and the older 5.5.1 as programs write it (<https://gedcom.io/specifications/>).
//!
//! People, who is whose parent, and who was married are read; nothing else is. No address, place, note or source comes
//! in, and names only when that is asked for. One pass, line by line: a file cannot make it deep, only long.

use super::text::{Coding, Decoded};
use super::{Draft, Making, is_beyond_ascii};
use crate::case::{
    Case, ParentKind, ParentLink, ParentStatus, Person, PersonId, Role, Route, Several, Sex, Source, Tie, TieKind,
};
use crate::guidance::Guidance;
use crate::sorted::Sorted;
use crate::when::{Reading, Today, When};

/// More people than these are no family of a review.
pub const MOST_PEOPLE: usize = 500;
/// More links between them than these are not read.
const MOST_LINKS: usize = 4000;
/// So many kinds of line that are not read are told by their tag.
const MOST_TAGS: usize = 100;
/// So many lines that are no lines are told one by one.
const MOST_REMARKS: usize = 200;

/// How the people of a family file are called here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Names {
    /// "JS".
    #[default]
    Initials,
    /// "Person 1".
    Labels,
    /// As the file has them.
    AsWritten,
}

impl Names {
    /// Each of them, in the order they are offered.
    pub const ALL: &'static [Names] = &[Names::Initials, Names::Labels, Names::AsWritten];

    /// The end of the key of its words in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            Names::Initials => "initials",
            Names::Labels => "labels",
            Names::AsWritten => "as-written",
        }
    }
}

/// What somebody chose for a family file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Taking {
    /// How people are called.
    pub names: Names,
    /// Which of them are children in this review, by their place in the file.
    pub children: Several<usize>,
}

/// A person of a family file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Individual {
    line: usize,
    name: String,
    sex: String,
    born: Dated,
    died: Dated,
    is_dead: bool,
    /// The families they are a child of, with the line, and how.
    child_of: Vec<(usize, String, String)>,
}

/// A date as the file has it, with the words beside it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Dated {
    date: String,
    phrase: String,
}

/// A couple, or one parent, and their children.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Couple {
    id: String,
    line: usize,
    adults: Vec<(usize, String)>,
    children: Vec<(usize, String)>,
    married: Option<Dated>,
    divorced: Option<Dated>,
}

/// What a family file holds, as far as it is read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Family {
    people: Vec<Individual>,
    by_id: Sorted<String, usize>,
    couples: Vec<Couple>,
    /// Kinds of line that are not read: how often, and where first.
    unread: Sorted<String, (usize, usize)>,
    /// What needs saying of a line: the key of the words, and a word of the line.
    said: Vec<(usize, &'static str, String)>,
    more_said: usize,
    ended: bool,
}

/// Whether a text is a family file, by its first line.
pub fn is_gedcom(text: &str) -> bool {
    text.trim_start().get(..6).is_some_and(|start| start.eq_ignore_ascii_case("0 HEAD"))
}

/// A line: its level, its own id, its tag and what it says.
fn parts(line: &str) -> Option<(usize, &str, &str, &str)> {
    let line = line.trim_start();
    let (level, mut rest) = line.split_once(' ')?;
    let level = if level.len() <= 2 { level.parse().ok()? } else { return None };
    let mut id = "";
    rest = rest.trim_start();
    if rest.starts_with('@') {
        (id, rest) = rest.split_once(' ')?;
        rest = rest.trim_start();
    }
    let (tag, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_tag.then_some((level, id, tag, value))
}

/// How deep what is read can lie: `2 DATE` under an event, and `3 PHRASE` under that.
const DEEPEST: usize = 4;
/// No tag is told longer than this, and no name or date kept longer.
const LONGEST_TAG: usize = 24;
const LONGEST_VALUE: usize = 300;

/// Reads a family file.
///
/// # Errors
/// The key of the words that say why not, and what to do.
pub fn read(decoded: &Decoded) -> Result<Family, &'static str> {
    let mut family = Family::default();
    // The tags from the record down to the line before, and how deep they go.
    let mut path: [&str; DEEPEST] = [""; DEEPEST];
    let mut depth = 0;
    let mut number = 0;
    let mut too_many = 0;
    let mut rest = decoded.text.as_str();
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = &rest[end..];
        rest = rest.strip_prefix("\r\n").unwrap_or_else(|| rest.get(1..).unwrap_or_default());
        number += 1;
        if line.trim().is_empty() {
            continue;
        }
        let Some((level, id, tag, value)) = parts(line) else {
            family.say(number, "bring.gedcom.no-line", line);
            continue;
        };
        // One level down at most: what is deeper than that hangs on nothing.
        if level > depth + 1 && number > 1 {
            family.say(number, "bring.gedcom.no-line", line);
            continue;
        }
        let is_more = matches!(tag, "CONC" | "CONT") && level > 0;
        if !is_more {
            depth = level;
            if let Some(place) = path.get_mut(level) {
                *place = tag;
            }
        }
        if level == 0 {
            match tag {
                "INDI" if family.people.len() == MOST_PEOPLE => too_many += 1,
                "INDI" => family.begin_person(number, id),
                // One more than is read tells that there are more; their lines are nobody's.
                "FAM" if family.couples.len() > MOST_LINKS => path[0] = "",
                "FAM" => family.couples.push(Couple { id: id.to_owned(), line: number, ..Couple::default() }),
                "HEAD" => {}
                "TRLR" => family.ended = true,
                tag => family.count(tag, number),
            }
            continue;
        }
        let at = if is_more { level - 1 } else { level };
        let path = path.get(..=at).unwrap_or(&[]);
        let value = if tag == "CONT" { format!(" {value}") } else { value.to_owned() };
        match path {
            ["HEAD", "CHAR"] if !is_readable(&value, decoded) => return Err("bring.gedcom.ansel"),
            ["INDI", ..] if too_many == 0 => family.of_person(path, &value, number, is_more),
            ["FAM", ..] => family.of_couple(path, &value, number, is_more),
            _ => {}
        }
    }
    match (too_many, family.people.len()) {
        (0, 0) => Err("bring.gedcom.nobody"),
        (0, _) => Ok(family),
        _ => Err("bring.gedcom.too-many"),
    }
}

/// The letters of ANSEL and of old computers are not read. A file that says so and is UTF-8 after all can be.
fn is_readable(coding: &str, decoded: &Decoded) -> bool {
    let is_windows = |known: &&str| coding.trim().eq_ignore_ascii_case(known);
    decoded.coding != Coding::Windows1252 || ["ANSI", "WINDOWS-1252", "CP1252"].iter().any(is_windows)
}

/// Adds a value, or goes on with it, up to a length that no name or date has.
fn put(into: &mut String, value: &str, is_more: bool) {
    if into.is_empty() || is_more {
        let room = LONGEST_VALUE.saturating_sub(into.len());
        into.extend(value.chars().take(room));
    }
}

impl Family {
    fn say(&mut self, line: usize, key: &'static str, word: &str) {
        if self.said.len() < MOST_REMARKS {
            self.said.push((line, key, word.chars().take(LONGEST_VALUE).collect()));
        } else {
            self.more_said += 1;
        }
    }

    /// Counts a line that is not read.
    fn count(&mut self, tag: &str, line: usize) {
        let tag: String = tag.chars().take(LONGEST_TAG).collect();
        if self.unread.len() < MOST_TAGS || self.unread.contains_key(&tag) {
            self.unread.at_or_insert(tag, || (0, line)).0 += 1;
        } else {
            self.more_said += 1;
        }
    }

    fn begin_person(&mut self, line: usize, id: &str) {
        if self.by_id.contains_key(id) {
            self.say(line, "bring.gedcom.twice", id);
        } else if !id.is_empty() {
            self.by_id.insert(id.to_owned(), self.people.len());
        }
        self.people.push(Individual { line, ..Individual::default() });
    }

    fn of_person(&mut self, path: &[&str], value: &str, line: usize, is_more: bool) {
        let Some(person) = self.people.last_mut() else { return };
        match path {
            [_, "NAME"] => put(&mut person.name, value, is_more),
            [_, "SEX"] => put(&mut person.sex, value, is_more),
            [_, "BIRT", "DATE"] => put(&mut person.born.date, value, is_more),
            [_, "BIRT", "DATE", "PHRASE"] => put(&mut person.born.phrase, value, is_more),
            [_, "DEAT"] => person.is_dead = true,
            [_, "DEAT", "DATE"] => put(&mut person.died.date, value, is_more),
            [_, "DEAT", "DATE", "PHRASE"] => put(&mut person.died.phrase, value, is_more),
            [_, "FAMC"] if !is_more => person.child_of.push((line, value.trim().to_owned(), String::new())),
            [_, "FAMC", "PEDI"] => {
                if let Some((.., how)) = person.child_of.last_mut() {
                    put(how, value, is_more);
                }
            }
            // The name says its parts, and families say who their adults are.
            [_, "BIRT" | "FAMS"] | [_, "NAME", "GIVN" | "SURN"] => {}
            [_, tag] if !is_more => self.count(tag, line),
            [_, above @ ("NAME" | "BIRT" | "DEAT" | "FAMC"), tag] if !is_more => {
                self.count(&format!("{above}.{tag}"), line);
            }
            _ => {}
        }
    }

    fn of_couple(&mut self, path: &[&str], value: &str, line: usize, is_more: bool) {
        let Some(couple) = self.couples.last_mut() else { return };
        match path {
            [_, "HUSB" | "WIFE"] if !is_more => couple.adults.push((line, value.trim().to_owned())),
            [_, "CHIL"] if !is_more => couple.children.push((line, value.trim().to_owned())),
            [_, "MARR"] => drop(couple.married.get_or_insert_default()),
            [_, "DIV"] => drop(couple.divorced.get_or_insert_default()),
            [_, event @ ("MARR" | "DIV"), "DATE", below @ ..] if matches!(below, [] | ["PHRASE"]) => {
                let event = if *event == "MARR" { &mut couple.married } else { &mut couple.divorced };
                let dated = event.get_or_insert_default();
                put(if below.is_empty() { &mut dated.date } else { &mut dated.phrase }, value, is_more);
            }
            [_, tag] if !is_more => self.count(tag, line),
            [_, above @ ("MARR" | "DIV"), tag] if !is_more => self.count(&format!("{above}.{tag}"), line),
            _ => {}
        }
    }

    /// How many people it holds.
    pub fn size(&self) -> usize {
        self.people.len()
    }
}

/// A date of a family file in plain words, and whether it is by a calendar that is read.
fn in_words(dated: &Dated) -> (String, bool) {
    let date = dated.date.trim();
    if date.is_empty() {
        return (dated.phrase.trim().to_owned(), true);
    }
    // "(about the time of the flood)": words, and nothing to read.
    if let Some(phrase) = date.strip_prefix('(') {
        return (phrase.trim_end_matches(')').to_owned(), true);
    }
    let mut words: Vec<&str> = Vec::new();
    let mut is_read = true;
    for word in date.split_whitespace() {
        let plain = match word.to_ascii_uppercase().as_str() {
            "ABT" | "CAL" | "EST" | "ABT." => "about",
            "BEF" | "BEF." => "before",
            "AFT" | "AFT." => "after",
            "BET" | "BET." => "between",
            "AND" => "and",
            "FROM" => "from",
            "TO" if words.is_empty() => "until",
            "TO" => "to",
            "INT" | "GREGORIAN" | "@#DGREGORIAN@" => continue,
            upper
                if upper.starts_with("@#D")
                    || ["JULIAN", "HEBREW", "FRENCH_R", "BCE", "B.C."].contains(&upper)
                    || upper.starts_with('_') =>
            {
                is_read = false;
                word
            }
            // "INT 1950 (words)": the words say how it was read.
            upper if upper.starts_with('(') => break,
            _ => word,
        };
        words.push(plain);
    }
    if is_read { (words.join(" "), true) } else { (date.to_owned(), false) }
}

/// Initials of a name: "Mary Ann /Smith/" is "MAS".
fn initials(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || letter == '/' || letter == '-');
    let is_letter = |letter: &char| letter.is_ascii_alphabetic() || is_beyond_ascii(*letter);
    let firsts = words.filter_map(|word| word.chars().find(is_letter));
    firsts.take(6).collect::<String>().to_uppercase()
}

/// What a family file would add.
pub fn draft(case: &Case, guidance: &Guidance, today: Today, number: u32, family: &Family, taking: &Taking) -> Draft {
    let mut drawing = Drawing {
        guidance,
        today,
        family,
        source: Source {
            who: guidance.word("bring.gedcom.source").to_owned(),
            route: Some(Route::OtherRecord),
            ..Source::default()
        },
        making: Making::new(case, guidance, number),
        ids: Vec::new(),
    };
    drawing.people(case, taking);
    drawing.links();
    let mut making = drawing.making;
    for (line, key, word) in &family.said {
        making.say_of(*line, key, "", word, "");
    }
    for (tag, (count, line)) in &family.unread {
        making.count("bring.gedcom.unread", *count, &[("tag", tag), ("line", &line.to_string())]);
    }
    making.count("bring.gedcom.more", family.more_said, &[]);
    if !family.ended {
        making.draft.overall.push(guidance.word("bring.gedcom.cut-short").to_owned());
    }
    making.done()
}

struct Drawing<'a> {
    guidance: &'a Guidance,
    today: Today,
    family: &'a Family,
    source: Source,
    making: Making<'a>,
    /// The number of each person, by their place in the file.
    ids: Vec<PersonId>,
}

impl Drawing<'_> {
    /// A date as read; what is not read is kept in the words of the file, and said.
    fn when(&mut self, line: usize, dated: &Dated, is_birth: bool) -> When {
        let (words, is_read) = in_words(dated);
        let read = |words: &str| {
            if is_birth { When::read_birth(words, self.today) } else { When::read(words, Reading::on(self.today)) }
        };
        let (when, problem) = read(&words);
        if is_read && problem.is_none() {
            return when;
        }
        let said = if dated.date.trim().is_empty() { words } else { dated.date.trim().to_owned() };
        self.making.say_of(line, "bring.gedcom.no-date", "", &said, "");
        read(&said).0
    }

    fn people(&mut self, case: &Case, taking: &Taking) {
        let mut taken: Several<String> = case.people.values().map(|person| person.label.trim().to_owned()).collect();
        // Their numbers come first, in the order of the file.
        for (place, one) in self.family.people.iter().enumerate() {
            let called = match taking.names {
                Names::Initials => initials(&one.name),
                Names::Labels => String::new(),
                Names::AsWritten => one.name.replace('/', " ").split_whitespace().collect::<Vec<_>>().join(" "),
            };
            let numbered = |count: usize| match called.as_str() {
                "" => self.guidance.say("bring.gedcom.person", &[("number", &count.to_string())]),
                called if count == 1 => called.to_owned(),
                called => format!("{called} {count}"),
            };
            let label = free(&taken, &numbered, if called.is_empty() { place + 1 } else { 1 });
            taken.insert(label.clone());
            let is_child = taking.children.contains(&place);
            let born = self.when(one.line, &one.born, true);
            let died = self.when(one.line, &one.died, false);
            let sex = match one.sex.trim().to_ascii_uppercase().as_str() {
                "" => None,
                "M" => Some(Sex::Male),
                "F" => Some(Sex::Female),
                "X" => Some(Sex::Other),
                "U" => Some(Sex::NotKnown),
                _ => {
                    self.making.say_of(one.line, "bring.gedcom.no-sex", "", &one.sex, "");
                    None
                }
            };
            let person = Person {
                label,
                role: Some(if is_child { Role::Child } else { Role::OtherAdult }),
                sex,
                born,
                died: if one.is_dead && died.is_empty() { When::unknown() } else { died },
                source: self.source.clone(),
                ..Person::default()
            };
            let id = self.making.add(&person);
            self.ids.push(id);
            self.making.draft.added.push((one.line, id.into()));
        }
    }

    /// Whom a reference means; what means nobody is said, unless the file says so itself.
    fn whom(&mut self, line: usize, id: &str) -> Option<usize> {
        let found = self.family.by_id.get(id).copied();
        if found.is_none() && !is_nobody(id) {
            self.making.say_of(line, "bring.gedcom.nobody-there", "", id, "");
        }
        found
    }

    fn links(&mut self) {
        let family = self.family;
        // How each child is of each family: from the person, and from the family, whichever says it.
        let mut places: Sorted<&str, usize> = Sorted::default();
        let mut children: Vec<Sorted<usize, &str>> = Vec::new();
        let mut adults: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut room = MOST_LINKS;
        for (at, couple) in family.couples.iter().enumerate().take(MOST_LINKS) {
            if places.contains_key(couple.id.as_str()) {
                self.making.say_of(couple.line, "bring.gedcom.family-twice", "", &couple.id, "");
            } else if !couple.id.is_empty() {
                places.insert(&couple.id, at);
            }
            let mut found = |all: &[(usize, String)], limit: usize| {
                let mut some: Vec<(usize, usize)> = Vec::new();
                for (line, id) in all.iter().take(room) {
                    room -= 1;
                    match self.whom(*line, id) {
                        Some(place) if some.iter().any(|(_, known)| *known == place) => {}
                        Some(place) if some.len() < limit => some.push((*line, place)),
                        Some(_) => self.making.say_of(*line, "bring.gedcom.third", "", id, ""),
                        None => {}
                    }
                }
                some
            };
            adults.push(found(&couple.adults, 2));
            children.push(found(&couple.children, MOST_LINKS).into_iter().map(|(_, place)| (place, "")).collect());
        }
        for (place, one) in family.people.iter().enumerate() {
            for (line, id, how) in &one.child_of {
                match places.get(id.as_str()) {
                    Some(at) if room > 0 => {
                        room -= 1;
                        children[*at].insert(place, how);
                    }
                    None if !is_nobody(id) => self.making.say_of(*line, "bring.gedcom.nobody-there", "", id, ""),
                    _ => {}
                }
            }
        }
        if room == 0 || family.couples.len() > MOST_LINKS {
            self.making.draft.overall.push(self.guidance.word("bring.gedcom.too-many-links").to_owned());
        }
        // Parents of each, so that nobody becomes their own ancestor.
        let mut parents: Vec<Several<usize>> = vec![Several::default(); family.people.len()];
        for ((couple, adults), children) in family.couples.iter().zip(&adults).zip(&children) {
            for (child, how) in children {
                for (line, adult) in adults {
                    if comes_from(&parents, *adult, *child) {
                        self.making.say(*line, "bring.gedcom.loop", &[]);
                    } else if parents[*child].insert(*adult) {
                        self.parent(*line, *adult, *child, how);
                    }
                }
            }
            if let [(_, one), (_, other), ..] = adults[..]
                && one != other
            {
                self.tie(couple, one, other, children.is_empty());
            }
        }
    }

    fn parent(&mut self, line: usize, adult: usize, child: usize, how: &str) {
        let kind = match how.trim().to_ascii_uppercase().as_str() {
            "BIRTH" => Some(ParentKind::Birth),
            "ADOPTED" => Some(ParentKind::Adoptive),
            "FOSTER" => Some(ParentKind::Foster),
            "" => None,
            _ => {
                self.making.say_of(line, "bring.gedcom.no-kind", "", how, "");
                None
            }
        };
        let link = ParentLink {
            adult: Some(self.ids[adult]),
            child: self.ids[child],
            kind,
            status: Some(ParentStatus::Unknown),
            source: self.source.clone(),
            ..ParentLink::default()
        };
        self.making.add(&link);
    }

    fn tie(&mut self, couple: &Couple, one: usize, other: usize, is_childless: bool) {
        let kind = match (&couple.married, &couple.divorced) {
            (_, Some(_)) => TieKind::Divorced,
            (Some(_), None) => TieKind::Partners,
            (None, None) if is_childless => TieKind::NotKnown,
            _ => return,
        };
        let mut when = |dated: &Option<Dated>| {
            dated.as_ref().map(|dated| self.when(couple.line, dated, false)).unwrap_or_default()
        };
        let (since, until) = (when(&couple.married), when(&couple.divorced));
        let tie = Tie {
            one: self.ids[one],
            other: self.ids[other],
            kind: Some(kind),
            since,
            until,
            source: self.source.clone(),
        };
        self.making.add(&tie);
    }
}

/// Whether a reference says itself that there is nobody.
fn is_nobody(id: &str) -> bool {
    matches!(id, "" | "@VOID@")
}

/// The first label from this number on that nobody has.
fn free(taken: &Several<String>, numbered: &dyn Fn(usize) -> String, from: usize) -> String {
    (from..).map(numbered).find(|label| !taken.contains(label)).unwrap_or_default()
}

/// Whether somebody is the other, or comes from them.
fn comes_from(parents: &[Several<usize>], one: usize, ancestor: usize) -> bool {
    let mut looked: Several<usize> = Several::default();
    let mut next = vec![one];
    while let Some(person) = next.pop() {
        if person == ancestor {
            return true;
        }
        if looked.insert(person) {
            next.extend(parents[person].iter().copied());
        }
    }
    false
}
