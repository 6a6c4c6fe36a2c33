//! Something that happened, in one line: "about May 2021: police called to the flat, told by Mother; police hold it".

use super::{Adding, Ground, Understood, Word, around, parts_of, words_of};
use crate::case::{Case, Edit, Event, Standing};
use crate::chronology;
use crate::guidance::Guidance;
use crate::sentences;
use crate::when::{Today, When};

/// How many words a date at the start can have.
const DATE_WORDS: usize = 12;

/// Understands a line about an event; `next` is the number of the next new fact. What fills no other field is what
/// happened, in the words typed.
pub fn events(text: &str, case: &Case, guidance: &Guidance, today: Today, next: u32) -> Understood {
    let known = chronology::named(case, None);
    let ground = Ground { case, guidance, today, known: &known };
    let mut event = Event::default();
    let mut what: Vec<&str> = Vec::new();
    let (when, rest) = date_first(ground, text.trim());
    event.when = when.unwrap_or_default();
    // What is left is what happened, as it was typed.
    let (mut left, mut at) = (String::new(), 0);
    for part in parts_of(rest) {
        let words = words_of(part);
        let held = holders(ground, &words);
        if let Some(source) = ground.source(part).filter(|_| event.source.is_empty()) {
            event.source = source;
        } else if !held.is_empty() {
            event.held_by.extend(held);
        } else if let Some(when) = ground.date(part).filter(|_| event.when.is_empty()) {
            event.when = when;
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
    let words = words_of(&event.what);
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
    let rows = vec![
        ("quick.when", reading),
        ("quick.what", event.what.clone()),
        ("quick.people-named", or_nobody(sentences::labels(case, guidance, event.people.iter()))),
        ("quick.standing", sentences::choice_words(guidance, event.standing)),
        ("quick.source", sentences::source_words(guidance, &event.source)),
        ("quick.held-by", or_nobody(agencies.join("; "))),
    ];
    let mut adding = Adding::new(ground.case, next);
    adding.add(&event);
    Understood {
        rows,
        edit: Edit::new(case, adding.changes),
        unused: Vec::new(),
        label: sentences::clip(&event.what).to_string(),
    }
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

/// The date a line begins with, if it does: up to a colon, or as many of the first words as can be read.
fn date_first<'a>(ground: Ground, text: &'a str) -> (Option<When>, &'a str) {
    if let Some((said, rest)) = text.split_once(": ")
        && let Some(when) = ground.date(said)
    {
        return (Some(when), rest.trim());
    }
    let mut ends: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).collect();
    ends.push(text.len());
    for end in ends.into_iter().take(DATE_WORDS).rev() {
        let said = text[..end].trim().trim_end_matches([',', ':', ';', '.', '-']);
        if let Some(when) = ground.date(said) {
            return (Some(when), text[end..].trim());
        }
    }
    (None, text)
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
