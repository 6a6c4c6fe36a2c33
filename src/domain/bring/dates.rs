//! Dates as lists write them: with a time of day beside them, or as the number Excel keeps.

use chrono::{Datelike, Days, NaiveDate};

use super::rows::is_date;
use crate::when::Today;

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// Whether a cell is a date in full, with or without a time of day.
pub fn is_dated(cell: &str, today: Today) -> bool {
    is_date(cell, today) || without_time(cell).is_some_and(|(day, _)| is_date(&day, today))
}

/// The day a number stands for in Excel, and the minutes of its time of day: "44621" is 1 March 2022. Five digits, from
/// 1927 to 2173: a number of four is a year.
pub fn serial(cell: &str) -> Option<(NaiveDate, u32)> {
    let (days, part) = cell.trim().split_once('.').unwrap_or((cell.trim(), ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || days.starts_with('0') || !is_number(days) || !is_number(part) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = first.checked_add_days(Days::new(days.parse().ok()?))?;
    // Six places are finer than a minute.
    let millionths: u64 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    let minutes = (millionths * u64::from(DAY) + 500_000) / 1_000_000;
    Some((day, u32::try_from(minutes).unwrap_or_default()))
}

/// Whether a day is one that a list of what happened would hold: numbers of other years are no dates.
pub fn is_of_our_time(day: NaiveDate, today: Today) -> bool {
    (2000..=today.date().year()).contains(&day.year())
}

/// A time of day; nothing for midnight, which stands where no time was put down.
pub fn in_words(minutes: u32) -> String {
    if minutes.is_multiple_of(DAY) { String::new() } else { format!("{:02}:{:02}", minutes / 60, minutes % 60) }
}

/// The words of a cell without its time of day, and that time as typed, or nothing for midnight. None where it has no time.
pub fn without_time(cell: &str) -> Option<(String, String)> {
    // "2022-03-01T14:30".
    let cell = match cell.as_bytes().get(10) {
        Some(b'T') if cell.as_bytes()[9].is_ascii_digit() => cell.replacen('T', " ", 1),
        _ => cell.to_owned(),
    };
    let (mut day, mut time, mut is_midnight): (Vec<&str>, Vec<&str>, bool) = (Vec::new(), Vec::new(), false);
    for word in cell.split_whitespace() {
        let low = word.trim_matches([',', ';']).to_ascii_lowercase();
        if let Some(midnight) = time_of(&low) {
            if day.last().is_some_and(|last| matches!(*last, "at" | "@")) {
                day.pop();
            }
            is_midnight = midnight;
        } else if time.is_empty() || !matches!(low.as_str(), "am" | "pm" | "hrs" | "hours" | "a.m." | "p.m.") {
            day.push(word);
            continue;
        } else {
            // Excel writes midnight as "12:00 AM" in America.
            is_midnight = is_midnight && low != "pm" || low == "am" && time[0].starts_with("12:00");
        }
        time.push(word.trim_matches([',', ';']));
    }
    if time.is_empty() {
        return None;
    }
    Some((day.join(" "), if is_midnight { String::new() } else { time.join(" ") }))
}

/// Whether a word is a time of day: "14:30", "9.15am", "00:00:00.000Z"; and if so, whether it is midnight.
fn time_of(low: &str) -> Option<bool> {
    let (digits, half) = match (low.strip_suffix("am"), low.strip_suffix("pm")) {
        (Some(digits), _) | (_, Some(digits)) => (digits, true),
        _ => (low.trim_end_matches(['z', 'h']), false),
    };
    let (hour, rest) = digits.split_once(':').or_else(|| digits.split_once('.').filter(|_| half))?;
    let minute = rest.get(..2)?;
    let number = |text: &str| Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
    let (hours, minutes): (u32, u32) = (number(hour)?, number(minute)?);
    let is_rest = rest[2..].bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    (hours < 24 && minutes < 60 && is_rest)
        .then(|| rest[2..].bytes().all(|byte| !(b'1'..=b'9').contains(&byte)) && hours == 0 && minutes == 0)
}
