//! Quick add: one line in the worker's own words, and what is understood of it.
//!
//! Nothing is guessed. A word means what the content pack says it means (`[heard]`), and what stands beside a word of
//! doubt or denial becomes no fact: it is kept as it was typed. Every word ends in a field or in the note.

mod events;
mod people;
mod safety;

pub use events::{events, first_event};
pub use people::{first_person, people};
pub use safety::{OrderWords, Safety};

use crate::case::{Case, Change, Edit, Fact, Person, PersonId, Role, Route, Source};
use crate::guidance::Guidance;
use crate::plain::folded;
use crate::when::{DateProblem, Named, Reading, Today, When, same_word};

/// What is understood of a line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Understood {
    /// What stands in the echo: the key of a word for it, and how it reads; empty where it was not said.
    pub rows: Vec<(&'static str, String)>,
    /// What adding it comes to; none when too little was understood.
    pub edit: Option<Edit>,
    /// The words that fill no field, as typed: kept as a note.
    pub unused: Vec<String>,
    /// How what is added is called.
    pub label: String,
}

/// What a line is read by.
#[derive(Clone, Copy)]
struct Ground<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    today: Today,
    /// Who and what a date can lean on, put together once for the whole line.
    known: &'a [Named<'a>],
}

/// One word of a line: in lower case without accents and marks, as typed, and whether it has found its place.
#[derive(Clone)]
struct Word<'a> {
    low: String,
    typed: &'a str,
    used: bool,
}

/// The words of a part of a line.
fn words_of(text: &str) -> Vec<Word<'_>> {
    let word = |typed| Word { low: low(typed), typed, used: false };
    text.split_whitespace().map(word).collect()
}

fn low(typed: &str) -> String {
    folded(typed).trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '\'').to_owned()
}

fn use_up(words: &mut [Word], at: usize, length: usize) {
    words.iter_mut().skip(at).take(length).for_each(|word| word.used = true);
}

/// The words that have not found their place, as typed.
fn rest_of(words: &[Word]) -> String {
    let rest: Vec<&str> = words.iter().filter(|word| !word.used).map(|word| word.typed).collect();
    rest.join(" ")
}

/// The parts of a line: between commas, semicolons, brackets, new lines and full stops that end something.
fn parts_of(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = matches!(letter, ',' | ';' | '(' | ')' | '\n' | '\r')
            || letter == '.' && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends {
            parts.push(&text[start..at]);
            start = at + letter.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The first of several lines with what goes on from it, and the rest, which begins with the next that begins anew.
fn first_of(text: &str, begins: impl Fn(&str) -> bool) -> (&str, &str) {
    let text = text.trim();
    let starts = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
    let line = |at: usize| text[at..].lines().next().unwrap_or_default();
    let next = starts.into_iter().find(|at| !line(*at).trim().is_empty() && begins(line(*at)));
    next.map_or((text, ""), |at| (text[..at].trim_end(), text[at..].trim_start()))
}

/// A line without the number or the point of a list before it: "1. mother, 30" is nobody aged one.
fn without_mark(text: &str) -> &str {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = match digits {
        0 => text.strip_prefix(['-', '–', '•', '*']),
        1 | 2 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    after.filter(|rest| rest.starts_with(char::is_whitespace)).map_or(text, str::trim_start)
}

/// What stands before and after a part of a text.
fn around<'a>(text: &'a str, part: &str) -> (&'a str, &'a str) {
    let at = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.get(..at).unwrap_or_default();
    (before, text.get(before.len() + part.len()..).unwrap_or_default())
}

/// Where a phrase stands: what it means, its first word and how many words it has.
#[derive(Clone, Copy)]
struct Heard<'a> {
    means: &'a str,
    at: usize,
    length: usize,
}

impl<'a> Ground<'a> {
    /// The longest phrase of a list among words that have not found their place; the first of those.
    fn heard(self, list: &str, words: &[Word]) -> Option<Heard<'a>> {
        let mut best: Option<Heard> = None;
        for (means, phrases) in self.guidance.heard.get(list)? {
            for phrase in phrases.split('|') {
                let phrase: Vec<&str> = phrase.split_whitespace().collect();
                let is_here =
                    |part: &[Word]| part.iter().zip(&phrase).all(|(word, said)| !word.used && word.low == *said);
                let Some(at) = words.windows(phrase.len().max(1)).position(is_here) else { continue };
                if best.is_none_or(|best| (phrase.len(), best.at) > (best.length, at)) {
                    best = Some(Heard { means, at, length: phrase.len() });
                }
            }
        }
        best
    }

    /// Whether anything that has not found its place leaves doubt or denies.
    fn is_hedged(self, words: &[Word]) -> bool {
        self.heard("hedge", words).is_some() || words.iter().any(|word| !word.used && word.typed.ends_with('?'))
    }

    /// How many words right before a place deny what stands there: "does not", "never".
    fn denied(self, words: &[Word], at: usize) -> usize {
        let is_whole = |length: &usize| {
            let before = &words[at - length..at];
            self.heard("denied", before).is_some_and(|denied| denied.length == *length)
        };
        (1..=at.min(3)).rev().find(is_whole).unwrap_or_default()
    }

    /// Whether what follows these words is said of the one the line is about: "his wife died" is about somebody else.
    fn is_theirs(self, before: &[Word], says_who: bool) -> bool {
        before.iter().all(|word| {
            word.used
                || self.is_small(word)
                || says_who && !matches!(word.low.as_str(), "his" | "her" | "their" | "whose")
        })
    }

    /// Whether a word carries nothing of its own.
    fn is_small(self, word: &Word) -> bool {
        word.low.is_empty() || self.heard("small", std::slice::from_ref(word)).is_some()
    }

    /// The people named, each with where: by their whole label, where nobody else has it.
    fn named(self, words: &[Word]) -> Vec<(PersonId, usize, usize)> {
        let same = |word: &str| {
            let word = word.strip_suffix("'s").unwrap_or(word);
            same_word(word.trim_end_matches('\'')).to_owned()
        };
        let said: Vec<String> = words.iter().map(|word| same(&word.low)).collect();
        let label =
            |person: &Person| -> Vec<String> { words_of(&person.label).iter().map(|word| same(&word.low)).collect() };
        let mut found: Vec<(PersonId, usize, usize)> = Vec::new();
        let names: Vec<_> = self.case.people.iter().map(|(id, person)| (id, label(person))).collect();
        for (id, name) in &names {
            let is_one = names.iter().filter(|(_, other)| other == name).count() == 1;
            if name.is_empty() || !is_one {
                continue;
            }
            found.extend(said.windows(name.len()).position(|part| part == name).map(|at| (**id, at, name.len())));
        }
        // "Father" is not named by "Father of Child B" where somebody is called that.
        let whole = found.clone();
        found.retain(|(_, at, length)| {
            !whole.iter().any(|(_, other, long)| long > length && other <= at && at + length <= other + long)
        });
        found.sort_by_key(|(_, at, _)| *at);
        found
    }

    fn person(self, id: PersonId) -> Option<&'a Person> {
        self.case.get(id)
    }

    /// Whether these words say when something was, or how old somebody is.
    fn is_time(self, said: &str) -> bool {
        self.date(said).is_some() || When::read_birth(said, self.today).0.window().is_some()
    }

    /// A date, if that is what these words are.
    fn date(self, said: &str) -> Option<When> {
        self.date_or_why(said, |_| false).map(|(when, _)| when)
    }

    /// A date, or words that were meant as one, with why they could not be read, where that is one of these reasons.
    fn date_or_why(self, said: &str, is_meant: fn(DateProblem) -> bool) -> Option<(When, Option<DateProblem>)> {
        let (when, problem) = When::read(said, Reading { named: self.known, ..Reading::on(self.today) });
        (when.window().is_some() || problem.is_some_and(is_meant)).then_some((when, problem))
    }

    /// Who told it, and how it reached us: "told by Mother on 2 February 2025", "nursery heard from Child B".
    fn source(self, part: &str) -> Option<Source> {
        let words = words_of(part);
        let heard = self.heard("told", &words)?;
        let from = heard.at + heard.length;
        if from >= words.len() || self.is_hedged(&words) {
            return None;
        }
        let typed = |words: &[Word]| words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ");
        let (before, by) = (&words[..heard.at], &words[from..]);
        // Who passed it on must be somebody who can: other words before it are an account of their own.
        if !before.is_empty() && self.agencies(before).is_empty() && self.named(before).is_empty() {
            return None;
        }
        // The day it was said stands at the end.
        let dated = (1..by.len()).find_map(|at| Some((at, self.date(&typed(&by[at..]))?)));
        let (until, when) = dated.map_or((by.len(), When::default()), |(at, when)| (at, when));
        let by = &by[..until];
        // "Mother's friend" is not Mother.
        let whole =
            |(_, _, length): &&(PersonId, usize, usize)| *length == by.len() && !by[length - 1].low.contains('\'');
        let named = self.named(by);
        let teller = named.iter().find(whole).and_then(|(id, ..)| self.person(*id)).and_then(|person| person.role);
        let teller = teller.or_else(|| {
            let role = self.heard("role", by).filter(|role| role.at == 0 && role.length == by.len())?;
            Role::from_key(role.means)
        });
        let route = match (heard.means, teller) {
            ("seen", _) => Route::Seen,
            (_, Some(Role::Mother | Role::Father | Role::Parent)) => Route::ToldByParent,
            (_, Some(Role::Child | Role::ChildElsewhere)) => Route::ToldByChild,
            _ if self.agencies(by).iter().any(|agency| agency == "police") => Route::Police,
            _ => Route::ToldBySomeoneElse,
        };
        let who = if before.is_empty() { typed(by) } else { typed(&words[..from + until]) };
        Some(Source { who, route: Some(route), when, ..Source::default() })
    }

    /// The agencies these words name.
    fn agencies(self, words: &[Word]) -> Vec<String> {
        let mut words = words.to_vec();
        let mut found = Vec::new();
        while let Some(heard) = self.heard("agency", &words) {
            words[heard.at..heard.at + heard.length].iter_mut().for_each(|word| word.used = true);
            found.push(heard.means.to_owned());
        }
        found
    }
}

/// The changes that add facts, each with a number of its own.
struct Adding<'a> {
    numbers: Box<dyn Iterator<Item = u32> + 'a>,
    changes: Vec<Change>,
}

impl<'a> Adding<'a> {
    fn new(case: &'a Case, next: u32) -> Adding<'a> {
        Adding { numbers: Box::new(case.numbers(next)), changes: Vec::new() }
    }

    fn add<F: Fact>(&mut self, fact: &F) -> F::Id {
        let id = F::id(self.numbers.next().unwrap_or_default());
        self.changes.push(Change { fact: id.into(), before: None, after: Some(fact.to_json()) });
        id
    }
}
