//! Days as numbers, stretches of them as far as they are known, and where they stand in the picture.

use chrono::{Datelike, NaiveDate};

use crate::when::{When, Window};

/// The earliest and the latest day of one moment. An absent bound is open.
pub type Bounds = (Option<i32>, Option<i32>);

/// One moment, or a stretch from one to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// When it was, or began.
    pub begin: Bounds,
    /// When it ended, of something that lasted; open on both sides where no end is on record.
    pub end: Option<Bounds>,
}

/// The number of a day.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The day with a number.
pub fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

fn bounds(window: Window) -> Bounds {
    (window.first.map(number), window.last.map(number))
}

impl Span {
    /// When a date is; none when it could not be read.
    pub fn of(when: &When) -> Option<Span> {
        // Only what lasted is written with a stroke: most dates are read once.
        if when.edtf().contains('/') {
            return when.ends().map(|(begin, end)| Span { begin: bounds(begin), end: Some(bounds(end)) });
        }
        Some(Span { begin: bounds(when.window()?), end: None })
    }

    /// From one date to another; none when neither could be read. `over` says that it has ended, whenever that was.
    pub fn between(since: &When, until: &When, over: bool, today: i32) -> Option<Span> {
        let (since, until) = (Span::of(since), Span::of(until));
        let begin = since.map_or((None, None), |since| since.begin);
        let said = until.map(|until| (until.low(), until.high())).or(since.and_then(|since| since.end));
        let end = match said {
            None | Some((None, None)) if over => (begin.0, Some(begin.1.or(begin.0).unwrap_or(today).max(today))),
            said => said.unwrap_or((None, None)),
        };
        (since.is_some() || until.is_some()).then_some(Span { begin, end: Some(end) })
    }

    /// From one known day to another.
    pub fn days(first: i32, last: i32) -> Span {
        Span { begin: (Some(first), Some(first)), end: Some((Some(last), Some(last))) }
    }

    /// Whether it is one known day.
    pub fn is_day(self) -> bool {
        self.end.is_none() && self.begin.0.is_some() && self.begin.0 == self.begin.1
    }

    /// Whether it lasts, and no end is on record.
    pub fn goes_on(self) -> bool {
        self.end == Some((None, None))
    }

    fn known(self) -> impl Iterator<Item = i32> {
        let (first, last) = self.end.unwrap_or((None, None));
        [self.begin.0, self.begin.1, first, last].into_iter().flatten()
    }

    /// The earliest day of all; none where its beginning is open.
    pub fn low(self) -> Option<i32> {
        self.begin.0.and(self.known().min())
    }

    /// The latest day of all; none where its end is open.
    pub fn high(self) -> Option<i32> {
        self.end.unwrap_or(self.begin).1.and(self.known().max())
    }

    /// The earliest and latest day that is known of it at all.
    pub fn around(self) -> Option<(i32, i32)> {
        Some((self.known().min()?, self.known().max()?))
    }

    /// The days in which it certainly was.
    pub fn core(self) -> Option<(i32, i32)> {
        let core = self.begin.1.zip(self.end?.0)?;
        (core.0 <= core.1).then_some(core)
    }

    /// Whether it cannot be said which of two was first.
    pub fn is_unclear(self, other: Span) -> bool {
        let before = |one: Span, other: Span| one.high().zip(other.low()).is_some_and(|(high, low)| high < low);
        !before(self, other) && !before(other, self)
    }

    /// Whether any of it can be in these days.
    pub fn can_be_in(self, from: i32, to: i32) -> bool {
        self.low().is_none_or(|low| low <= to) && self.high().is_none_or(|high| high >= from)
    }
}

/// Where days stand: evenly, or the long past closer together than the last years.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// First day.
    pub from: i32,
    /// The day at which the scale changes; the first day where it does not.
    pub cut: i32,
    /// Last day.
    pub to: i32,
    /// Where the first day is.
    pub left: i32,
    /// Where the scale changes.
    pub middle: i32,
    /// Where the last day is.
    pub right: i32,
}

/// Days with little in them that are worth drawing closer together: five years.
const FAR_DAYS: i32 = 5 * 365;

impl Scale {
    /// A scale for these days. What is before the year of `thick` holds little: where it is long, it is drawn in three
    /// tenths of the width.
    pub fn new((from, to): (i32, i32), thick: i32, left: i32, right: i32) -> Scale {
        let to = to.max(from + 1);
        let cut = NaiveDate::from_ymd_opt(day(thick).year(), 1, 1).map_or(from, number).min(to - 1);
        if cut - from < FAR_DAYS || (cut - from) * 10 < (to - from) * 3 {
            return Scale { from, cut: from, to, left, middle: left, right };
        }
        Scale { from, cut, to, left, middle: left + (right - left) * 3 / 10, right }
    }

    /// Whether the scale changes on the way.
    pub fn is_cut(&self) -> bool {
        self.cut > self.from
    }

    /// Where a day begins; one outside the picture, at its edge.
    pub fn x(&self, day: i32) -> i32 {
        let day = day.clamp(self.from, self.to);
        if day < self.cut {
            self.left + (day - self.from) * (self.middle - self.left) / (self.cut - self.from)
        } else {
            self.middle + (day - self.cut) * (self.right - self.middle) / (self.to - self.cut)
        }
    }
}
