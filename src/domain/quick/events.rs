//! Something that happened, in one line: "about May 2021: police called to the flat, told by Mother; police hold it".

use super::{Adding, Ground, Safety, Understood, Word, around, first_of, parts_of, without_mark, words_of};
use crate::case::{Case, Edit, Event, Order, OrderState, PersonId, Standing};
use crate::chronology;
use crate::guidance::Guidance;
use crate::network;
use crate::sentences;
use crate::when::{DateProblem, Today, When};

/// How many words a date at the start can have.
const DATE_WORDS: usize = 12;

/// The lines about the first thing of several that happened, and the rest: a line that begins with its date begins the next.
pub fn first_event<'a>(text: &'a str, case: &Case, guidance: &Guidance, today: Today) -> (&'a str, &'a str) {
    let known = if text.contains(['\n', '\r']) { chronology::named(case, None) } else { Vec::new() };
    let ground = Ground { case, guidance, today, known: &known };
    first_of(text, |line| date_first(ground, without_mark(line)).0.is_some())
}

/// Understands a line about an event; `next` is the number of the next new fact. What fills no other field is what
/// happened, in the words typed.
pub fn events(text: &str, case: &Case, guidance: &Guidance, today: Today, next: u32) -> Understood {
    let known = chronology::named(case, None);
    let ground = Ground { case, guidance, today, known: &known };
    let mut event = Event::default();
    let mut what: Vec<&str> = Vec::new();
    let (mut dated, rest) = date_first(ground, without_mark(text));
    // What is left is what happened, as it was typed.
    let (mut left, mut at) = (String::new(), 0);
    for part in parts_of(rest) {
        let words = words_of(part);
        let held = holders(ground, &words);
        if let Some(source) = ground.source(part).filter(|_| event.source.is_empty()) {
            event.source = source;
        } else if !held.is_empty() {
            event.held_by.extend(held);
        } else if let Some(date) = ground.date_or_why(part, is_no_day).filter(|_| dated.is_none()) {
            dated = Some(date);
        } else {
            what.push(part);
            continue;
        }
        let (from, to) = cut(rest, part);
        left.push_str(rest.get(at..from).unwrap_or_default());
        at = to;
    }
    left.push_str(rest.get(at..).unwrap_or_default());
    if !what.is_empty() {
        event.what = left.trim_start_matches(ENDS).trim().to_owned();
    }
    let dated = dated.or_else(|| date_last(ground, &what.join(" ")));
    let (when, problem) = dated.unwrap_or_default();
    event.when = when;
    // Whose age a date counts by is spoken of too.
    let spoken = format!("{} {}", event.when.said(), event.what);
    let words = words_of(&spoken);
    event.people = ground.named(&words).into_iter().map(|(id, ..)| id).collect();
    event.standing = standing(ground, &what);
    if event.what.is_empty() {
        let unused = Some(text.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
        return Understood { unused, ..Understood::default() };
    }
    let agencies: Vec<&str> = event.held_by.iter().map(|id| guidance.agency_name(id)).collect();
    let (said, read) = (event.when.said().trim(), event.when.reading());
    let reading = if event.when.leans() {
        event.when.in_words()
    } else if said.eq_ignore_ascii_case(&read) {
        read
    } else {
        format!("{said}: {read}")
    };
    // What a line can name is not a question that was not asked.
    let or_nobody =
        |words: String| if words.is_empty() { guidance.word("quick.nobody-heard").to_owned() } else { words };
    let mut rows = vec![
        ("quick.when", reading),
        ("quick.what", event.what.clone()),
        ("quick.people-named", or_nobody(sentences::labels(case, guidance, event.people.iter()))),
        ("quick.standing", sentences::choice_words(guidance, event.standing)),
        ("quick.source", sentences::source_words(guidance, &event.source)),
        ("quick.held-by", or_nobody(agencies.join("; "))),
    ];
    let orders = orders(ground, &event);
    if let Some(says) = orders.says {
        rows.push(("quick.safety", says));
    }
    if let Some(problem) = problem {
        rows.push(("quick.notice", guidance.word(problem.key()).to_owned()));
    }
    let mut adding = Adding::new(ground.case, next);
    adding.add(&event);
    for order in &orders.found {
        adding.add(order);
    }
    Understood {
        rows,
        edit: Edit::new(case, adding.changes),
        unused: Vec::new(),
        label: sentences::clip(&event.what).to_string(),
    }
}

/// What an event says of orders.
struct Orders {
    /// The orders themselves: those that are said to be against somebody here.
    found: Vec<Order>,
    /// What stands in the echo, where an order is spoken of at all.
    says: Option<String>,
}

/// "Order against Dave" binds Dave, until somebody puts down that it has ended. Whom other words bind is left open.
fn orders(ground: Ground, event: &Event) -> Orders {
    let mut found: Vec<Order> = Vec::new();
    let mut bound: Vec<PersonId> = Vec::new();
    let mut is_open = false;
    for part in parts_of(&event.what) {
        let mut safety = Safety::default();
        safety.hears(ground, part, false);
        let adults: Vec<PersonId> = ground.named(&words_of(part)).into_iter().map(|(id, ..)| id).collect();
        let is_adult = |id: &PersonId| ground.case.get(*id).is_some_and(|person| !network::is_child(person));
        for (about, kind) in safety.bound().filter(|(about, _)| is_adult(about)) {
            if !bound.contains(&about) {
                bound.push(about);
            }
            // Said once more, it is most likely the same.
            let is_same = |order: &Order| order.about == about && (order.kind == kind || kind.is_none());
            if ground.case.orders.values().any(|order| is_same(order)) || found.iter().any(is_same) {
                continue;
            }
            let mut others = adults.iter().copied().filter(|other| *other != about && is_adult(other));
            let protects = others.next().filter(|_| others.next().is_none()).into_iter().collect();
            let state = Some(OrderState::NotKnown);
            found.push(Order { about, kind, protects, state, ..Order::default() });
        }
        is_open |= safety.is_order();
    }
    let says = if bound.is_empty() {
        is_open.then(|| ground.guidance.word("quick.order-spoken").to_owned())
    } else {
        let whom = sentences::labels(ground.case, ground.guidance, bound.iter());
        Some(ground.guidance.say("quick.order-about", &[("label", &whom)]))
    };
    Orders { found, says }
}

/// What ends a part of a line, brackets apart.
const ENDS: &[char] = &[',', ';', '.', ' ', '\n', '\r'];

/// Where to cut a part out of a text: with the brackets it fills, or with the mark before it, or after it at the start.
fn cut(text: &str, part: &str) -> (usize, usize) {
    let (before, after) = around(text, part);
    if let (Some(open), Some(rest)) = (before.trim_end().strip_suffix('('), after.trim_start().strip_prefix(')')) {
        return (open.trim_end().len(), text.len() - rest.len());
    }
    let start = before.trim_end_matches(ENDS);
    if start.is_empty() || start.ends_with('(') {
        (before.len(), text.len() - after.trim_start_matches(ENDS).len())
    } else {
        (start.len(), text.len() - after.len())
    }
}

/// A date, and why it could not be read.
type Dated = (When, Option<DateProblem>);

/// Whether words can have been meant as a date only: there is no such day.
fn is_no_day(problem: DateProblem) -> bool {
    matches!(problem, DateProblem::NoSuchDay | DateProblem::NoSuchMonth)
}

/// The date a line begins with, if it does: up to a colon, or as many of the first words as can be read.
fn date_first<'a>(ground: Ground, text: &'a str) -> (Option<Dated>, &'a str) {
    // "After school: a row" is no date that went wrong.
    let is_meant =
        |problem| !matches!(problem, DateProblem::NotUnderstood | DateProblem::TooLong | DateProblem::NotNamed);
    if let Some((said, rest)) = text.split_once(": ")
        && let date @ Some(_) = ground.date_or_why(said, is_meant)
    {
        return (date, rest.trim());
    }
    let mut ends: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).collect();
    ends.push(text.len());
    for end in ends.into_iter().take(DATE_WORDS).rev() {
        let said = text[..end].trim().trim_end_matches([',', ':', ';', '.', '-']);
        let Some(date) = ground.date_or_why(said, is_no_day) else { continue };
        let rest = text[end..].trim();
        // "Amy was born on 12 April 2026" has its date after these words.
        if !(date.0.leans() && parts_of(rest).first().is_some_and(|part| ground.date(part).is_some())) {
            return (Some(date), rest);
        }
    }
    (None, text)
}

/// The date that what happened ends with, after "in", "on" or "born": where it is the only one, and nothing doubts it.
fn date_last(ground: Ground, what: &str) -> Option<Dated> {
    let words = words_of(what);
    let is_meant = |problem| is_no_day(problem) || problem == DateProblem::YearMissing;
    let is_mark = |at: usize| ground.heard("dated", &words[at..=at]).is_some();
    let at = (1..words.len()).rev().find(|at| is_mark(at - 1))?;
    let (before, said) = words.split_at(at);
    let said: Vec<&str> = said.iter().map(|word| word.typed).collect();
    let is_sure = !ground.is_hedged(&before[at.saturating_sub(3)..])
        && !before.iter().any(|word| ground.date(word.typed).is_some());
    ground.date_or_why(&said.join(" "), is_meant).filter(|(when, _)| is_sure && !when.leans())
}

/// The agencies that hold it, where a part says just that.
fn holders(ground: Ground, words: &[Word]) -> Vec<String> {
    let Some(heard) = ground.heard("held", words) else { return Vec::new() };
    let end = heard.at + heard.length;
    let (names, others) =
        if heard.means == "by" { (&words[end..], &words[..heard.at]) } else { (&words[..heard.at], &words[end..]) };
    let is_small = |word: &Word| ground.is_small(word);
    let found = ground.agencies(names);
    let is_all = others.iter().all(is_small) && !ground.is_hedged(words) && is_only_agencies(ground, names);
    if is_all { found } else { Vec::new() }
}

/// Whether these words name agencies and nothing else.
fn is_only_agencies(ground: Ground, names: &[Word]) -> bool {
    let mut names = names.to_vec();
    while let Some(heard) = ground.heard("agency", &names) {
        names[heard.at..heard.at + heard.length].iter_mut().for_each(|word| word.used = true);
    }
    names.iter().all(|word| word.used || ground.is_small(word))
}

/// What kind of knowledge it is, where the words say one kind and doubt nothing else.
fn standing(ground: Ground, parts: &[&str]) -> Option<Standing> {
    let mut found: Option<Standing> = None;
    for part in parts {
        let mut words = words_of(part);
        while let Some(heard) = ground.heard("standing", &words) {
            words[heard.at..heard.at + heard.length].iter_mut().for_each(|word| word.used = true);
            let standing = Standing::from_key(heard.means);
            if ground.is_hedged(&words) || found.is_some() && found != standing {
                return None;
            }
            found = standing;
        }
    }
    found
}
