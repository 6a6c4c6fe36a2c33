//! The days on which somebody wants to look again, for a calendar (RFC 5545). Nothing in it says about whom, or about what.

use chrono::NaiveDate;

use crate::case::{Case, Several};
use crate::guidance::Guidance;
use crate::when::{Today, When};

/// The most octets on a line.
const LINE: usize = 75;

/// The days to come on which something falls due: next steps, decisions, outcomes, looks again, and ends of orders. One
/// entry a day, whatever falls on it. A date known to a month stands on its first day. Nothing where there is none.
pub fn days(case: &Case, guidance: &Guidance, today: Today) -> Option<String> {
    let dates: Vec<&When> = (case.steps.values().map(|fact| &fact.by))
        .chain(case.decisions.values().map(|fact| &fact.by))
        .chain(case.outcomes.values().flat_map(|fact| [&fact.by, &fact.review]))
        .chain(case.events.values().map(|fact| &fact.revisit))
        .chain(case.answers.values().map(|fact| &fact.revisit))
        .chain(case.challenges.values().map(|fact| &fact.by))
        .chain(case.orders.values().map(|fact| &fact.until))
        .chain(case.liaisons.values().map(|fact| &fact.next))
        .chain([&case.head.direction_by])
        .collect();
    let first = |when: &When| when.window().and_then(|window| window.first);
    let days: Several<NaiveDate> = dates.into_iter().filter_map(first).filter(|day| *day >= today.date()).collect();
    if days.is_empty() {
        return None;
    }
    let mut out = String::new();
    let stamp = |day: NaiveDate| Today(day).iso().replace('-', "");
    let mut line = |words: &str| fold(&mut out, words);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//family-history-assistant//review dates//EN");
    line("CALSCALE:GREGORIAN");
    for day in days.iter() {
        line("BEGIN:VEVENT");
        line(&format!("UID:look-again-{}@family-history-assistant.invalid", stamp(*day)));
        line(&format!("DTSTAMP:{}T000000Z", stamp(today.date())));
        line(&format!("DTSTART;VALUE=DATE:{}", stamp(*day)));
        line(&format!("SUMMARY:{}", escaped(guidance.word("ics.summary"))));
        line("CLASS:PRIVATE");
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    Some(out)
}

fn escaped(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter => out.push(letter),
        }
    }
    out
}

/// A line, in pieces of 75 octets that begin with a space.
fn fold(out: &mut String, words: &str) {
    let mut octets = 0;
    for letter in words.chars() {
        if octets + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
}
