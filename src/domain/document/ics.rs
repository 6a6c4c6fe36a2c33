//! The days on which something of this review is looked at again, for a calendar that others may see: no name, no
//! reference, nothing of what it is about.

use chrono::NaiveDate;

use super::{on_paper, title};
use crate::case::{Case, FactId, StepState, YesNo};
use crate::guidance::Guidance;
use crate::sorted::Sorted;
use crate::when::{Today, When};

/// What is known of one entry: the facts it comes from, and whether its day is one of several it can be.
#[derive(Default)]
struct Entry {
    facts: Vec<String>,
    is_first_of_several: bool,
}

/// The dates from today on, as an iCalendar file (RFC 5545); empty when there is none, since a calendar without an entry
/// is none. Dates of one day are one entry. Where the day is not known, it is the first it can be.
pub fn dates(case: &Case, guidance: &Guidance, today: Today) -> String {
    // By day, and whether it is the end of something and not a time to look again.
    let mut entries: Sorted<(NaiveDate, bool), Entry> = Sorted::default();
    for (fact, when, is_end) in looked_at(&on_paper(case, guidance, today)) {
        let Some(window) = when.window() else { continue };
        if window.certainly_before(today.date()) {
            continue;
        }
        let Some(first) = window.first.or(window.last) else { continue };
        let entry = entries.at((first.max(today.date()), is_end));
        entry.facts.push(format!("{fact} {}", when.edtf()));
        entry.is_first_of_several |= window.first != window.last;
    }
    if entries.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    for words in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Family history assistant//EN", "CALSCALE:GREGORIAN"] {
        line(&mut out, words);
    }
    for ((day, is_end), entry) in &entries {
        let key = if *is_end { "calendar.date" } else { "calendar.again" };
        let mut words = vec!["BEGIN:VEVENT".to_owned()];
        words.push(format!("UID:{:016x}@family-history-assistant.invalid", print_of(case, &entry.facts)));
        words.push(format!("DTSTAMP:{}T000000Z", digits(today.date())));
        words.push(format!("DTSTART;VALUE=DATE:{}", digits(*day)));
        words.extend(day.succ_opt().map(|next| format!("DTEND;VALUE=DATE:{}", digits(next))));
        words.push(format!("SUMMARY:{}", escaped(&title(case, guidance, key))));
        if entry.is_first_of_several {
            words.push(format!("DESCRIPTION:{}", escaped(guidance.word("calendar.first-of-several"))));
        }
        words.extend(["CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"].map(str::to_owned));
        words.iter().for_each(|words| line(&mut out, words));
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// Every date at which something is looked at again or done, by fact; and whether it is the end of something.
fn looked_at(case: &Case) -> Vec<(FactId, When, bool)> {
    let mut dates: Vec<(FactId, When, bool)> = Vec::new();
    macro_rules! take {
        ($( $field:ident |$fact:ident| $date:ident $(if $is_open:expr)?; )+) => {
            $( for (id, $fact) in &case.$field {
                if true $( && $is_open )? {
                    dates.push((FactId::from(*id), $fact.$date.clone(), false));
                }
            } )+
        };
    }
    take! {
        events |fact| revisit;
        outcomes |fact| by;
        outcomes |fact| review;
        decisions |fact| by if fact.done != Some(YesNo::Yes);
        flags |fact| review if fact.ended.is_empty();
    }
    dates.extend(case.orders.iter().map(|(id, order)| (FactId::from(*id), order.until.clone(), true)));
    dates.extend(case.answers.iter().map(|(key, answer)| (FactId::Answer(key.clone()), answer.revisit.clone(), false)));
    let steps = case.steps.iter().filter(|(_, step)| step.state != Some(StepState::Settled));
    dates.extend(steps.map(|(key, step)| (FactId::Step(key.clone()), step.by.clone(), false)));
    dates
}

/// A number for an entry that stays when the file is read again, and is another for another review. Made of ids, of the
/// days they have and of the day the review was begun, never of words (Fowler, Noll and Vo, 64 bits).
fn print_of(case: &Case, facts: &[String]) -> u64 {
    let begun = case.head.begun.edtf();
    let letters = facts.iter().flat_map(|fact| fact.bytes().chain([b';'])).chain(begun.bytes());
    letters.fold(0xcbf2_9ce4_8422_2325, |print, letter| (print ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
}

fn digits(day: NaiveDate) -> String {
    Today(day).iso().replace('-', "")
}

/// The longest line, in octets.
const LONGEST: usize = 75;

/// Writes a line, folded where it is too long.
fn line(out: &mut String, words: &str) {
    let mut length = 0;
    for letter in words.chars() {
        if length + letter.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
