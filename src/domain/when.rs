//! The uncertain date: read the way people say it, kept as they said it, never padded.
//!
//! What was said stays word for word. What could be read stands beside it as [EDTF] (ISO 8601-2): Level 1 and, of
//! Level 2, sets of days (`[..2019-03]`) and thirds of a year (`2018-39`). Dates compare three ways and have no `Ord`.
//! No crate was found that reads what people say and covers these parts of EDTF without a clock or a regex engine.
//!
//! | said | read as |
//! | --- | --- |
//! | `14/3/2021`, `14.3.21`, `14 March 2021`; the day first always | a day |
//! | `March 2021`, `2021`, `the nineties`, `spring 2019` | a month, year, decade, season |
//! | `Christmas 2020`, `Boxing Day 2020`, `at New Year 2021`, `Easter 2021`, `last Christmas` | that day; the last two are about right |
//! | `early`, `mid`, `late`, `start of`, `end of` a year, month, season or decade | that third of it |
//! | `first half of 2020`, `week commencing 3 May 2021`, `w/c 3/5/21`, `weekend of 14 March 2021` | its first and last day |
//! | `about`, `before`, `by`, `after`, `since`, `until`, `between … and …`, `… to …` | a rough date, one open end, two ends |
//! | `today`, `last March`, `ten weeks ago`, `6 to 8 weeks ago`, `in a fortnight`, `a few days ago` | counted from today |
//! | `ten weeks before the move`, `the day after Child A was born`, `since the move` | counted from one event or birth that is named |
//! | `when she was 8`, `when Mother was about 6 months`, `as a teenager` | counted from a birth |
//! | `since September` | the last September there was |
//!
//! What is named must be one thing and have a date; otherwise the words are kept and it is said why.
//!
//! [EDTF]: https://www.loc.gov/standards/datetime/

use std::cell::OnceCell;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::plain::{folded, plain_struct};

/// The day of a review. Always passed in: nothing here has a clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Today(pub NaiveDate);

impl Today {
    /// A day written `2026-11-24`.
    pub fn from_iso(text: &str) -> Option<Today> {
        iso_day(text).map(Today)
    }

    /// The day.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The day as `2026-11-24`.
    pub fn iso(self) -> String {
        iso(self.0)
    }

    /// The day as "24 November 2026".
    pub fn in_words(self) -> String {
        day_words(self.0)
    }
}

/// What is needed to understand words about a date.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The day they are said.
    pub today: Today,
    /// When the person was born whose age they may speak of.
    pub born: Option<&'a When>,
    /// Who and what they may name.
    pub named: &'a [Named<'a>],
}

impl Reading<'_> {
    /// Words that are said on this day, and lean on nothing else.
    pub fn on(today: Today) -> Reading<'static> {
        Reading { today, born: None, named: &[] }
    }
}

/// Somebody or something words about a date can lean on: "when Mother was 8", "ten weeks before the move".
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// What a person is called, or what happened.
    pub words: &'a str,
    /// Another word an event goes by: "move".
    pub also: &'a str,
    /// When they were born, or it happened.
    pub when: &'a When,
    /// Whether it is a person.
    pub is_person: bool,
    /// Its words as names are compared, and how many of them are its own: made when they are first asked for.
    folded: OnceCell<(Vec<String>, usize)>,
}

impl<'a> Named<'a> {
    /// Somebody.
    pub fn person(words: &'a str, when: &'a When) -> Named<'a> {
        Named { words, also: "", when, is_person: true, folded: OnceCell::new() }
    }

    /// Something that happened.
    pub fn event(words: &'a str, also: &'a str, when: &'a When) -> Named<'a> {
        Named { words, also, when, is_person: false, folded: OnceCell::new() }
    }

    /// The words of its name, and those with the other word it goes by.
    fn names(&self) -> (&[String], &[String]) {
        let (all, own) = self.folded.get_or_init(|| {
            let mut all: Vec<String> = name_words(&plain_words(self.words)).into_iter().map(str::to_owned).collect();
            let own = all.len();
            all.extend(name_words(self.also).into_iter().map(str::to_owned));
            (all, own)
        });
        (&all[..*own], all)
    }
}

/// A date as said, and as read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(default, deny_unknown_fields))]
pub struct When {
    /// The words, exactly as typed.
    said: String,
    /// What they were read as; empty when they could not be read.
    edtf: String,
    #[cfg_attr(feature = "schema", schemars(skip))]
    known: Known,
}

/// What was worked out of a date, which never changes: each rule looks at each date.
#[derive(Clone, Default)]
struct Known {
    window: OnceCell<Option<Window>>,
    leans: OnceCell<bool>,
}

/// A date is the same whatever was worked out of it already.
impl PartialEq for Known {
    fn eq(&self, _: &Known) -> bool {
        true
    }
}

impl Eq for Known {}

impl std::fmt::Debug for Known {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("_")
    }
}

plain_struct!(When as Date { said, edtf });

/// Why words about a date could not be read. They are kept all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateProblem {
    /// "31 June".
    NoSuchDay,
    /// An age, and no date of birth to count from.
    AgeNeedsBirth,
    /// Nothing here is known as a date.
    NotUnderstood,
    /// Longer than any date.
    TooLong,
    /// The end comes before the start.
    BackToFront,
    /// "14 March".
    YearMissing,
    /// "3/14/2021": the day comes first.
    NoSuchMonth,
    /// "Before the move", and nothing here is called so.
    NotNamed,
    /// More than one thing here is called so.
    NamedTwice,
    /// What is called so has no date.
    NamedUndated,
    /// "In Year 3", "end of term".
    SchoolYear,
    /// A date of birth that is more than a year from now.
    BornLater,
    /// "Late 60s" for a birth.
    AgeOrYear,
}

impl DateProblem {
    /// Every problem.
    pub const ALL: &'static [DateProblem] = &[
        DateProblem::NoSuchDay,
        DateProblem::AgeNeedsBirth,
        DateProblem::NotUnderstood,
        DateProblem::TooLong,
        DateProblem::BackToFront,
        DateProblem::YearMissing,
        DateProblem::NoSuchMonth,
        DateProblem::NotNamed,
        DateProblem::NamedTwice,
        DateProblem::NamedUndated,
        DateProblem::SchoolYear,
        DateProblem::BornLater,
        DateProblem::AgeOrYear,
    ];

    /// The key of its words in the content pack.
    pub fn key(self) -> &'static str {
        match self {
            DateProblem::NoSuchDay => "date.problem.no-such-day",
            DateProblem::AgeNeedsBirth => "date.problem.age-needs-birth",
            DateProblem::NotUnderstood => "date.problem.not-understood",
            DateProblem::TooLong => "date.problem.too-long",
            DateProblem::BackToFront => "date.problem.back-to-front",
            DateProblem::YearMissing => "date.problem.year-missing",
            DateProblem::NoSuchMonth => "date.problem.no-such-month",
            DateProblem::NotNamed => "date.problem.not-named",
            DateProblem::NamedTwice => "date.problem.named-twice",
            DateProblem::NamedUndated => "date.problem.named-undated",
            DateProblem::SchoolYear => "date.problem.school-year",
            DateProblem::BornLater => "date.problem.born-later",
            DateProblem::AgeOrYear => "date.problem.age-or-year",
        }
    }
}

/// What words about a date are read by.
#[derive(Clone, Copy)]
struct Ground<'a> {
    today: Today,
    born: Option<&'a When>,
    named: &'a [Named<'a>],
    /// The latest year that two digits can mean.
    latest: i32,
    /// Whether a month without a year is the last there was.
    has_been: bool,
}

impl<'a> Ground<'a> {
    fn of(Reading { today, born, named }: Reading<'a>) -> Ground<'a> {
        Ground { today, born, named, latest: today.date().year() + AHEAD, has_been: false }
    }
}

/// How many years ahead two digits can mean: a plan or an order can end in a year to come.
const AHEAD: i32 = 10;
/// Longer words than these are no date.
const LONGEST: usize = 200;
/// Years outside these are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2150;

impl When {
    fn of(said: String, edtf: String) -> When {
        When { said, edtf, known: Known::default() }
    }

    /// Reads words about a date. The words are kept whatever comes of it.
    pub fn read(said: &str, reading: Reading) -> (When, Option<DateProblem>) {
        finish(said, |text| shape(text, &Ground::of(reading)))
    }

    /// Reads words about when something began that goes on: a month without a year is the last there was.
    pub fn read_start(said: &str, reading: Reading) -> (When, Option<DateProblem>) {
        finish(said, |text| shape(text, &Ground { has_been: true, ..Ground::of(reading) }))
    }

    /// Reads words about a date of birth, which may be an age today ("about 30", "8 months") or a due date. Unless they
    /// speak of a due date, a year of two digits has been; next year's would be either, so it is asked for in full. Nobody is
    /// expected more than a year from now.
    pub fn read_birth(said: &str, today: Today) -> (When, Option<DateProblem>) {
        // "The 30s" are years; "late 30s" and "30s" are an age.
        let of_years = said.split_whitespace().any(|word| word.eq_ignore_ascii_case("the"));
        When::read_born_or_age(said, today, of_years)
    }

    /// The same of what stood after the word "born": tens are years there, and no age.
    pub fn read_born(said: &str, today: Today) -> (When, Option<DateProblem>) {
        When::read_born_or_age(said, today, true)
    }

    fn read_born_or_age(said: &str, today: Today, of_years: bool) -> (When, Option<DateProblem>) {
        finish(said, |text| {
            let shape = born_or_due(text, today, of_years)?;
            let a_year_on = on_days(today.date(), 366);
            let is_later = shape.window().first.is_some_and(|first| first > a_year_on);
            if is_later { Err(DateProblem::BornLater) } else { Ok(shape) }
        })
    }

    /// A day, as it is said.
    pub fn on(day: Today) -> When {
        When::read(&day.in_words(), Reading::on(day)).0
    }

    /// "Not known", as an answer.
    pub fn unknown() -> When {
        When::of("not known".to_owned(), String::new())
    }

    /// A date from its EDTF form, said in plain words.
    pub fn from_edtf(edtf: &str) -> Option<When> {
        let shape = Shape::parse(edtf)?;
        Some(When::of(shape.words(), edtf.to_owned()))
    }

    /// The words, exactly as typed.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// What they were read as, or nothing.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.said.trim().is_empty() && self.edtf.is_empty()
    }

    /// Whether it was said that the date is not known.
    pub fn is_unknown(&self) -> bool {
        self.edtf.is_empty() && says_unknown(&plain_words(&self.said))
    }

    /// The earliest and latest day it can be; none when it could not be read.
    pub fn window(&self) -> Option<Window> {
        *self.known.window.get_or_init(|| Shape::parse(&self.edtf).map(Shape::window))
    }

    /// Of something that lasted: when it can have begun, and when it can have ended. None of what is one point in time.
    pub fn ends(&self) -> Option<(Window, Window)> {
        let window = |part: Option<Part>| match part.map(Part::bounds) {
            Some((first, last)) => Window { first: Some(first), last: Some(last) },
            None => Window { first: None, last: None },
        };
        match Shape::parse(&self.edtf)? {
            Shape::Period(from, to) => Some((window(from), window(to))),
            Shape::Point(_) | Shape::Between(..) => None,
        }
    }

    /// Whether the words lean on somebody's age, or on something that is named.
    pub fn leans(&self) -> bool {
        *self.known.leans.get_or_init(|| {
            let alone = shape(&plain_words(&self.said), &Ground::of(Reading::on(Today::default())));
            matches!(alone, Err(DateProblem::AgeNeedsBirth | DateProblem::NotNamed))
        })
    }

    /// In plain words; what could not be read stays as it was said. Words that lean on something else stand beside how
    /// they were read: "when she was 8 (between 3 May 2009 and 2 May 2010)".
    pub fn in_words(&self) -> String {
        if !self.edtf.is_empty() && self.leans() {
            return format!("{} ({})", self.said.trim(), self.reading());
        }
        self.reading()
    }

    /// How it was read, in plain words; what could not be read stays as it was said.
    pub fn reading(&self) -> String {
        match Shape::parse(&self.edtf) {
            // "By 14 March" and "before 15 March" come to the same: it reads back the way it was said.
            Some(Shape::Between(None, Some(to))) if plain_words(&self.said).starts_with("by ") => {
                format!("by {}", to.words())
            }
            Some(shape) => shape.words(),
            None => self.said.trim().to_owned(),
        }
    }

    /// The date so many days later, in its own words: what was said may tell of whom it was said. A day is moved exactly;
    /// a month, a season, a year to the one its middle falls in. What could not be read is gone, but for "not known".
    pub fn moved(&self, days: i64) -> When {
        match Shape::parse(&self.edtf) {
            Some(shape) => shape.moved(days).map_or_else(When::unknown, |shape| When::of(shape.words(), shape.edtf())),
            None if self.is_unknown() => When::unknown(),
            None => When::default(),
        }
    }

    /// What a stable list goes by: the earliest and latest day, unknown as none.
    pub fn display_key(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        self.window().map_or((None, None), |window| (window.first, window.last))
    }
}

fn finish(said: &str, read: impl FnOnce(&str) -> Result<Shape, DateProblem>) -> (When, Option<DateProblem>) {
    let kept = |edtf: String| When::of(said.to_owned(), edtf);
    if said.len() > LONGEST {
        return (kept(String::new()), Some(DateProblem::TooLong));
    }
    let text = plain_words(said);
    if text.is_empty() || says_unknown(&text) {
        return (kept(String::new()), None);
    }
    match read(&text).and_then(Shape::in_order) {
        Ok(shape) => (kept(shape.edtf()), None),
        Err(problem) => (kept(String::new()), Some(problem)),
    }
}

fn says_unknown(text: &str) -> bool {
    matches!(text, "not known" | "unknown" | "not sure" | "dont know" | "don't know" | "unclear" | "?" | "no date")
}

/// A date of birth, or when one is expected.
fn born_or_due(text: &str, today: Today, of_years: bool) -> Result<Shape, DateProblem> {
    if let Some(shape) = birth(text, today, of_years) {
        return Ok(shape);
    }
    let ground = Ground::of(Reading::on(today));
    let due = strip_any(text, &["due in ", "due on ", "due ", "expected in ", "expected on ", "expected "]);
    if let Some(due) = due {
        // "Due in March 2027", and "due in three months".
        return shape(due, &ground).or_else(|problem| shape(&format!("in {due}"), &ground).map_err(|_| problem));
    }
    // "50s", "late 80s": an age, or a year of birth.
    let said = strip_any(text, APPROXIMATELY).unwrap_or(text);
    let said = third_of(said).map_or(said, |(_, rest)| rest);
    if !of_years && decade_said(said).is_some_and(|ten| (50..=80).contains(&ten)) {
        return Err(DateProblem::AgeOrYear);
    }
    let up_to = |latest| shape(text, &Ground { latest, ..ground });
    let (this, next) = (up_to(ground.latest - AHEAD)?, up_to(ground.latest - AHEAD + 1)?);
    if this.window() == next.window() { Ok(this) } else { Err(DateProblem::YearMissing) }
}

/// Lower case without accents, one kind of dash, single spaces, no commas, weekdays or small words that carry nothing.
fn plain_words(said: &str) -> String {
    let text: String = folded(said)
        .chars()
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            ',' | ';' => ' ',
            other => other,
        })
        .collect();
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_day = |word: &str| word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word));
    let kept: Vec<&str> =
        text.split_whitespace().filter(|word| !is_day(word) && *word != "of" && *word != "the").collect();
    kept.join(" ")
}

// ---- What can stand in EDTF ------------------------------------------------------------------------------------------

/// One stretch of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Day(NaiveDate),
    Month(i32, u32),
    Year(i32),
    Decade(i32),
    /// Spring 21 to winter 24. Winter runs from December of its year into the next.
    Season(i32, u32),
    /// Early 37, mid 38, late 39: four months each.
    Third(i32, u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Part {
    kind: Kind,
    about: bool,
}

/// A whole date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    /// One point, as exactly as it is known.
    Point(Part),
    /// From one to the other.
    Period(Option<Part>, Option<Part>),
    /// One point somewhere between, both ends included; with one bound only: up to it, or from it on.
    Between(Option<Part>, Option<Part>),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl Kind {
    /// First and last day.
    fn bounds(self) -> (NaiveDate, NaiveDate) {
        let months = |year: i32, month: u32, count: u32| {
            let first = day(year, month, 1).unwrap_or_default();
            (first, before(after_months(first, count)))
        };
        match self {
            Kind::Day(day) => (day, day),
            Kind::Month(year, month) => months(year, month, 1),
            Kind::Year(year) => months(year, 1, 12),
            Kind::Decade(year) => months(year, 1, 120),
            Kind::Season(year, season) => months(year, (season - 21) * 3 + 3, 3),
            Kind::Third(year, third) => months(year, (third - 37) * 4 + 1, 4),
        }
    }

    /// The stretch of the same length just before this one, or just after it.
    fn next_to(self, on: bool) -> Kind {
        let (first, last) = self.bounds();
        self.holding(if on { on_days(last, 1) } else { before(first) })
    }

    /// The stretch of the same length that holds a day.
    fn holding(self, day: NaiveDate) -> Kind {
        match self {
            Kind::Day(_) => Kind::Day(day),
            Kind::Month(..) => Kind::Month(day.year(), day.month()),
            Kind::Year(_) => Kind::Year(day.year()),
            Kind::Decade(_) => Kind::Decade(day.year() / 10 * 10),
            Kind::Season(..) => {
                let day = back_months(day, 2);
                Kind::Season(day.year(), day.month0() / 3 + 21)
            }
            Kind::Third(..) => Kind::Third(day.year(), day.month0() / 4 + 37),
        }
    }

    fn edtf(self) -> String {
        match self {
            Kind::Day(day) => iso(day),
            Kind::Month(year, part) | Kind::Season(year, part) | Kind::Third(year, part) => {
                format!("{year:04}-{part:02}")
            }
            Kind::Year(year) => format!("{year:04}"),
            Kind::Decade(year) => format!("{:03}X", year / 10),
        }
    }

    fn words(self) -> String {
        let month = |month: u32| MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        match self {
            Kind::Day(day) => day_words(day),
            Kind::Month(year, of) => format!("{} {year}", month(of)),
            Kind::Year(year) => year.to_string(),
            Kind::Decade(year) => format!("the {year}s"),
            Kind::Season(year, season) => {
                format!("{} {year}", SEASONS.get(season as usize - 21).copied().unwrap_or_default())
            }
            Kind::Third(year, 37) => format!("early {year}"),
            Kind::Third(year, 38) => format!("mid-{year}"),
            Kind::Third(year, _) => format!("late {year}"),
        }
    }
}

impl Part {
    fn exactly(kind: Kind) -> Part {
        Part { kind, about: false }
    }

    fn next_to(self, on: bool) -> Part {
        Part { kind: self.kind.next_to(on), ..self }
    }

    /// So many days later: by its first day, its middle or its last, whichever is told to be its mark.
    fn moved(self, days: i64, mark: fn(NaiveDate, NaiveDate) -> NaiveDate) -> Option<Part> {
        let (first, last) = self.kind.bounds();
        let by = Days::new(days.unsigned_abs());
        let mark = mark(first, last);
        let day = if days < 0 { mark.checked_sub_days(by) } else { mark.checked_add_days(by) };
        Some(Part { kind: self.kind.holding(day?), ..self })
    }

    /// First and last day, wider when it is about right only: a week around a day, a month around a month or season, a
    /// year around a year.
    fn bounds(self) -> (NaiveDate, NaiveDate) {
        let (first, last) = self.kind.bounds();
        if !self.about {
            return (first, last);
        }
        match self.kind {
            Kind::Day(_) => (back_days(first, 7), on_days(last, 7)),
            Kind::Month(..) | Kind::Season(..) | Kind::Third(..) => {
                (back_months(first, 1), before(after_months(on_days(last, 1), 1)))
            }
            Kind::Year(_) | Kind::Decade(_) => (back_months(first, 12), before(after_months(on_days(last, 1), 12))),
        }
    }

    fn parse(text: &str) -> Option<Part> {
        let (text, about) = text.strip_suffix('~').map_or((text, false), |text| (text, true));
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'X') {
            return None;
        }
        let kind = match text.len() {
            10 => Kind::Day(iso_day(text)?),
            7 => {
                let (year, part) = text.split_once('-')?;
                let (year, part) = (year_of(year)?, part.parse().ok()?);
                match part {
                    1..=12 => Kind::Month(year, part),
                    21..=24 => Kind::Season(year, part),
                    37..=39 => Kind::Third(year, part),
                    _ => return None,
                }
            }
            4 => match text.strip_suffix('X') {
                Some(decade) => Kind::Decade(
                    decade.parse::<i32>().ok().map(|decade| decade * 10).filter(|year| YEARS.contains(year))?,
                ),
                None => Kind::Year(year_of(text)?),
            },
            _ => return None,
        };
        Some(Part { kind, about })
    }

    fn edtf(self) -> String {
        format!("{}{}", self.kind.edtf(), if self.about { "~" } else { "" })
    }

    fn words(self) -> String {
        if self.about { format!("about {}", self.kind.words()) } else { self.kind.words() }
    }
}

impl Shape {
    fn parse(edtf: &str) -> Option<Shape> {
        let bound = |text: &str| match text {
            "" | ".." => Some(None),
            text => Part::parse(text).map(Some),
        };
        if let Some(set) = edtf.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            let (from, to) = set.split_once("..")?;
            let (from, to) = (bound(from)?, bound(to)?);
            return (from.is_some() || to.is_some()).then_some(Shape::Between(from, to));
        }
        if let Some((from, to)) = edtf.split_once('/') {
            let (from, to) = (bound(from)?, bound(to)?);
            return (from.is_some() || to.is_some()).then_some(Shape::Period(from, to));
        }
        Part::parse(edtf).map(Shape::Point)
    }

    fn edtf(self) -> String {
        let part = |part: Option<Part>| part.map(Part::edtf).unwrap_or_default();
        let open = |part: Option<Part>| part.map_or_else(|| "..".to_owned(), Part::edtf);
        match self {
            Shape::Point(part) => part.edtf(),
            Shape::Period(from, to) => format!("{}/{}", open(from), open(to)),
            Shape::Between(from, to) => format!("[{}..{}]", part(from), part(to)),
        }
    }

    fn window(self) -> Window {
        match self {
            Shape::Point(part) => {
                let (first, last) = part.bounds();
                Window { first: Some(first), last: Some(last) }
            }
            Shape::Period(from, to) | Shape::Between(from, to) => {
                Window { first: from.map(|part| part.bounds().0), last: to.map(|part| part.bounds().1) }
            }
        }
    }

    fn words(self) -> String {
        match self {
            Shape::Point(part) => part.words(),
            Shape::Period(Some(from), Some(to)) => format!("{} to {}", from.words(), to.words()),
            Shape::Period(Some(from), None) => format!("since {}", from.words()),
            Shape::Period(_, to) => format!("until {}", to.map(Part::words).unwrap_or_default()),
            Shape::Between(Some(from), Some(to)) => format!("between {} and {}", from.words(), to.words()),
            Shape::Between(Some(from), None) => format!("after {}", from.next_to(false).words()),
            Shape::Between(_, to) => format!("before {}", to.map(|to| to.next_to(true).words()).unwrap_or_default()),
        }
    }

    /// So many days later; none where that is no date any more. What is no day goes to where its middle falls.
    fn moved(self, days: i64) -> Option<Shape> {
        let ends = |from: Option<Part>, to: Option<Part>, marks: [fn(NaiveDate, NaiveDate) -> NaiveDate; 2]| {
            let part = |part: Option<Part>, mark| part.map_or(Some(None), |part| part.moved(days, mark).map(Some));
            Some((part(from, marks[0])?, part(to, marks[1])?))
        };
        // A month in a year that is its end: only from first day to last do they never come back to front.
        let both = |from, to, shape: fn(Option<Part>, Option<Part>) -> Shape| {
            let by = |marks| ends(from, to, marks).and_then(|(from, to)| shape(from, to).in_order().ok());
            by([middle, middle]).or_else(|| by([|first, _| first, |_, last| last]))
        };
        match self {
            Shape::Point(part) => Shape::Point(part.moved(days, middle)?).in_order().ok(),
            Shape::Period(from, to) => both(from, to, Shape::Period),
            Shape::Between(from, to) => both(from, to, Shape::Between),
        }
    }

    /// Only a shape with an end says anything: what is before an event of which only "after 2019" is known can be any day.
    fn with_an_end(self) -> Result<Shape, DateProblem> {
        match self {
            Shape::Period(None, None) | Shape::Between(None, None) => Err(DateProblem::NamedUndated),
            shape => Ok(shape),
        }
    }

    /// Whether it runs forward, however roughly it was said, and can be written down and read again.
    fn in_order(self) -> Result<Shape, DateProblem> {
        match self {
            Shape::Period(Some(from), Some(to)) | Shape::Between(Some(from), Some(to))
                if from.kind.bounds().0 > to.kind.bounds().1 =>
            {
                Err(DateProblem::BackToFront)
            }
            shape if Shape::parse(&shape.edtf()).is_none() => Err(DateProblem::NotUnderstood),
            shape => Ok(shape),
        }
    }
}

// ---- What people say -------------------------------------------------------------------------------------------------

fn strip_any<'a>(text: &'a str, starts: &[&str]) -> Option<&'a str> {
    starts.iter().find_map(|start| text.strip_prefix(start)).map(str::trim)
}

const APPROXIMATELY: &[&str] = &[
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "approx ",
    "roughly ",
    "circa ",
    "c. ",
    "c.",
    "~",
    "maybe ",
    "probably ",
    "possibly ",
    "sometime in ",
    "some time in ",
    "sometime around ",
    "nearly ",
    "almost ",
    "just over ",
];

/// How a date stands to the one that follows, when one end is open.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    By,
    After,
    Until,
}

/// How a date with one open end begins.
const STARTS: &[(Side, &[&str])] = &[
    (Side::Before, &["before ", "earlier than ", "shortly before ", "just before ", "soon before "]),
    (Side::By, &["by "]),
    (Side::After, &["after ", "later than ", "shortly after ", "just after ", "soon after ", "straight after "]),
    (Side::Until, &["until ", "till ", "up to ", "to "]),
];

/// Relations first ("before", "between … and …"), then one point.
fn shape(text: &str, ground: &Ground) -> Result<Shape, DateProblem> {
    if let Some(shape) = counted(text, ground)? {
        return Ok(shape);
    }
    if let Some(rest) = text.strip_prefix("between ") {
        let (from, to) = rest.split_once(" and ").ok_or(DateProblem::NotUnderstood)?;
        let (from, to) = two(from, to, ground)?;
        return Ok(Shape::Between(from, to));
    }
    let started = STARTS.iter().find_map(|(side, starts)| Some((strip_any(text, starts)?, *side)));
    if let Some((rest, side)) = started {
        let (shape, is_named) = target(rest, ground)?;
        let (first, last) = ends(shape);
        // A month is a stretch: before May is before its first day. What is named is a point: it can be before the last
        // day that can have been.
        let shape = match side {
            Side::Before if is_named => Shape::Between(None, last),
            Side::Before => Shape::Between(None, first.map(|first| first.next_to(false))),
            Side::By => Shape::Between(None, last),
            Side::After if is_named => Shape::Between(first, None),
            Side::After => Shape::Between(last.map(|last| last.next_to(true)), None),
            Side::Until => Shape::Period(None, last),
        };
        return shape.with_an_end();
    }
    let from = strip_any(text, &["from "]);
    for middle in [" to ", " until ", " till ", " - ", " and "] {
        if let Some((left, right)) = from.unwrap_or(text).split_once(middle) {
            if middle == " and " && from.is_none() {
                break;
            }
            let (left, right) = two(left, right, ground)?;
            return Ok(Shape::Period(left, right));
        }
    }
    let since = strip_any(text, &["since ", "ever since "]);
    if let Some(rest) = since.or(from) {
        let ground = Ground { has_been: ground.has_been || since.is_some(), ..*ground };
        return Shape::Period(ends(target(rest, &ground)?.0).0, None).with_an_end();
    }
    if let Some(shape) = years(text) {
        return Ok(shape);
    }
    point(text, ground)
}

/// A date, or somebody's birth or an event by its name; and whether it was a name.
fn target(text: &str, ground: &Ground) -> Result<(Shape, bool), DateProblem> {
    match point(text, ground) {
        Err(DateProblem::NotUnderstood) if text.bytes().any(|byte| byte.is_ascii_lowercase()) => {
            named(text, ground).map(|shape| (shape, true))
        }
        read => read.map(|shape| (shape, false)),
    }
}

/// "Ten weeks ago", "6 to 8 weeks ago", "in a fortnight", "the day after Child A was born": counted from today or from
/// a date, whichever number was said first.
fn counted(text: &str, ground: &Ground) -> Result<Option<Shape>, DateProblem> {
    let (text, about) = match strip_any(text, APPROXIMATELY) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let back = text.strip_suffix(" ago");
    let on = text.strip_prefix("in ").or_else(|| text.strip_suffix(" from now"));
    let (amount, base, is_on) = match (back, on) {
        (Some(amount), _) => (amount, "today", false),
        (_, Some(amount)) => (amount, "today", true),
        _ => match (text.split_once(" before "), text.split_once(" after ")) {
            (Some((amount, base)), _) => (amount, base, false),
            (_, Some((amount, base))) => (amount, base, true),
            _ => return Ok(None),
        },
    };
    let Some(span) = span(amount) else { return Ok(None) };
    let (from, to) = match target(base, ground)?.0 {
        // Weeks and more are never exact to the day, and so hold a day that is about right.
        Shape::Point(Part { kind: kind @ Kind::Day(_), .. }) if span.unit != Unit::Days => {
            (Some(kind.bounds().0), Some(kind.bounds().1))
        }
        shape => (shape.window().first, shape.window().last),
    };
    let (one, other) = if is_on { (span.least, span.most) } else { (span.most, span.least) };
    let moved = |day: Option<NaiveDate>, (number, unit)| day.map(|day| moved(day, number, unit, is_on));
    let shape = match (moved(from, one), moved(to, other)) {
        (Some(from), Some(to)) if from == to => Shape::Point(from),
        (from, to) => Shape::Between(from, to),
    };
    Ok(Some(if about || span.about { approximately(shape) } else { shape }))
}

/// How long: two counts, the shorter first.
struct Span {
    least: (u32, Unit),
    most: (u32, Unit),
    /// The finer of the two units.
    unit: Unit,
    about: bool,
}

/// "ten weeks", "6 to 8 weeks", "3 weeks to 2 months", "a couple of weeks", "a few days", "the day".
fn span(text: &str) -> Option<Span> {
    const VAGUE: &[(&str, u32, u32)] = &[
        ("a couple ", 2, 2),
        ("couple ", 2, 2),
        ("a few ", 2, 5),
        ("few ", 2, 5),
        ("several ", 3, 7),
        ("some ", 2, 7),
    ];
    let text = strip_any(text, APPROXIMATELY).or_else(|| strip_any(text, &["between ", "from "])).unwrap_or(text);
    let vague = VAGUE.iter().find_map(|(start, least, most)| {
        let (weeks, unit) = unit_of(text.strip_prefix(start)?)?;
        Some(((least * weeks, unit), (most * weeks, unit)))
    });
    let about = vague.is_some();
    let single = || unit_of(text).or_else(|| count_and_unit(text)).map(|one| (one, one));
    let double = || {
        let (one, other) = [" to ", " or ", " and ", "-"].iter().find_map(|middle| text.split_once(middle))?;
        let (other, one) = (count_and_unit(other.trim())?, one.trim());
        Some((count_and_unit(one).or_else(|| Some((count_of(one)?, other.1)))?, other))
    };
    let (one, other) = vague.or_else(single).or_else(double)?;
    let length = |(number, unit): (u32, Unit)| number * unit as u32;
    let (least, most) = if length(one) <= length(other) { (one, other) } else { (other, one) };
    let unit = if (least.1 as u32) < most.1 as u32 { least.1 } else { most.1 };
    Some(Span { least, most, unit, about })
}

/// Mother and Mum, Father and Dad are the same here.
const SAME: &[(&str, &str)] =
    &[("mum", "mother"), ("mummy", "mother"), ("mam", "mother"), ("dad", "father"), ("daddy", "father")];

/// One word for those that mean the same parent.
pub(crate) fn same_word(word: &str) -> &str {
    SAME.iter().find(|(one, _)| *one == word).map_or(word, |(_, same)| *same)
}

/// The words of a name, without what carries nothing.
fn name_words(name: &str) -> Vec<&str> {
    const SMALL: [&str; 17] = [
        "a", "an", "in", "to", "his", "her", "their", "our", "my", "we", "they", "she", "he", "was", "were", "when",
        "family",
    ];
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .map(|word| word.trim_end_matches("'s").trim_matches('\''))
        .map(same_word)
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .collect()
}

/// When somebody was born, or something happened, by the one clear match of its name.
fn named(text: &str, ground: &Ground) -> Result<Shape, DateProblem> {
    let born = text.strip_suffix(" was born").or_else(|| text.strip_suffix("'s birth"));
    if let Some(name) = born.or_else(|| text.strip_prefix("birth ")) {
        return called(name, true, ground).and_then(shape_of);
    }
    called(text, false, ground).and_then(shape_of)
}

fn shape_of(when: &When) -> Result<Shape, DateProblem> {
    Shape::parse(&when.edtf).ok_or(DateProblem::NamedUndated)
}

/// Who or what goes by this name: the same words if anything has them; else, of events, all of them among others.
fn called<'a>(name: &str, is_person: bool, ground: &Ground<'a>) -> Result<&'a When, DateProblem> {
    let is_part = |word: &str, other: &str| {
        let (short, long) = if word.len() < other.len() { (word, other) } else { (other, word) };
        word == other || short.len() >= 4 && long.starts_with(short)
    };
    let words = name_words(name);
    if words.is_empty() {
        return Err(DateProblem::NotNamed);
    }
    for is_whole in [true, false] {
        let mut matches = ground.named.iter().filter(|known| known.is_person == is_person).filter(|known| {
            let (own, all) = known.names();
            if is_whole {
                own == words
            } else {
                !is_person && words.iter().all(|word| all.iter().any(|known| is_part(word, known)))
            }
        });
        match (matches.next(), matches.next()) {
            (Some(_), Some(_)) => return Err(DateProblem::NamedTwice),
            (Some(one), None) => return Ok(one.when),
            (None, _) => {}
        }
    }
    Err(DateProblem::NotNamed)
}

/// The two ends of a shape, so that an age can stand in "until when she was 8".
fn ends(shape: Shape) -> (Option<Part>, Option<Part>) {
    match shape {
        Shape::Point(part) => (Some(part), Some(part)),
        Shape::Period(from, to) | Shape::Between(from, to) => (from, to),
    }
}

/// The ends of two points. The first may lean on the second for its month or year: "May to August 2020", "14 to 16 March
/// 2020".
fn two(left: &str, right: &str, ground: &Ground) -> Result<(Option<Part>, Option<Part>), DateProblem> {
    if matches!(right, "now" | "today" | "present" | "date") {
        return Ok((ends(target(left, ground)?.0).0, Some(Part::exactly(Kind::Day(ground.today.date())))));
    }
    let to = ends(target(right, ground)?.0).1;
    let words: Vec<&str> = right.split(' ').collect();
    let leaning = (1..words.len()).map(|from| format!("{left} {}", words[from..].join(" ")));
    let alone = target(left, ground).map(|(shape, _)| shape);
    let is_bare = left.bytes().all(|byte| byte.is_ascii_digit()) && left.len() <= 2;
    let from = match alone {
        Ok(shape) if !is_bare => shape,
        other => leaning.into_iter().find_map(|text| point(&text, ground).ok()).map_or(other, Ok)?,
    };
    Ok((ends(from).0, to))
}

/// "2015-17", "2015/2017".
fn years(text: &str) -> Option<Shape> {
    let (from, to) = text.split_once(['-', '/'])?;
    let start = from.trim().parse::<i32>().ok().filter(|year| from.trim().len() == 4 && YEARS.contains(year))?;
    let to = to.trim();
    let end = match to.len() {
        4 => year_of(to)?,
        2 if to.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number: i32 = to.parse().ok()?;
            let end = start / 100 * 100 + number;
            if number <= 12 && (text.contains('-') || end < start) {
                return None; // 2015-12 is a month, and so is 2015/12.
            }
            end
        }
        _ => return None,
    };
    let year = |year| Some(Part::exactly(Kind::Year(year)));
    Some(Shape::Period(year(start), year(end)))
}

/// One point: about, early, late; from today; by an age; or by the calendar.
fn point(text: &str, ground: &Ground) -> Result<Shape, DateProblem> {
    if let Some(rest) = strip_any(text, APPROXIMATELY) {
        return point(rest, ground).map(approximately);
    }
    if let Some(shape) = counted(text, ground)? {
        return Ok(shape);
    }
    if let Some(rest) = strip_any(text, &["in ", "on ", "during ", "over "]) {
        return point(rest, ground);
    }
    if let Some(shape) = part_of(text, ground)? {
        return Ok(shape);
    }
    if let Some(part) = from_today(text, ground.today) {
        return Ok(Shape::Point(part));
    }
    if is_school(text) {
        return Err(DateProblem::SchoolYear);
    }
    if let Some((who, age)) = age_said(text) {
        return at_age(who, age, ground);
    }
    let text = text.strip_prefix("at ").unwrap_or(text);
    if let Some(part) = feast(text, ground)? {
        return Ok(Shape::Point(part));
    }
    let when = strip_any(text, &["when ", "time when ", "time ", "day when ", "day ", "same day as ", "same time as "]);
    if let Some(name) = when.or_else(|| text.ends_with(" was born").then_some(text)) {
        return named(name, ground);
    }
    match calendar(text, ground.latest) {
        Err(DateProblem::YearMissing) if ground.has_been && month_of(text) != Some(ground.today.date().month()) => {
            from_today(&format!("last {text}"), ground.today).map(Shape::Point).ok_or(DateProblem::YearMissing)
        }
        read => read.map(|kind| Shape::Point(Part::exactly(kind))),
    }
}

/// School years and terms begin on different days in different places, and children are taught out of year.
fn is_school(text: &str) -> bool {
    let mut words = text.split(' ').rev();
    let last = words.next().unwrap_or_default();
    matches!(last, "term" | "reception" | "half-term")
        || words.next() == Some("year") && number_of(last).is_some_and(|year| year <= 13)
}

fn approximately(shape: Shape) -> Shape {
    let about = |part: Part| Part { about: true, ..part };
    match shape {
        Shape::Point(part) => Shape::Point(about(part)),
        Shape::Period(from, to) => Shape::Period(from.map(about), to.map(about)),
        Shape::Between(from, to) => Shape::Between(from.map(about), to.map(about)),
    }
}

/// How a third of a stretch begins: early, mid, late.
const THIRDS: [&[&str]; 3] = [
    &["early ", "early-", "beginning ", "start "],
    &["mid ", "mid-", "middle "],
    &["late ", "late-", "end ", "later "],
];

fn third_of(text: &str) -> Option<(usize, &str)> {
    THIRDS.iter().enumerate().find_map(|(third, starts)| Some((third, strip_any(text, starts)?)))
}

/// "early 2018", "end of May 2020", "mid-90s"; "first half of 2020", "week commencing 3 May 2021".
fn part_of(text: &str, ground: &Ground) -> Result<Option<Shape>, DateProblem> {
    let kind_of = |rest: &str| match from_today(rest, ground.today) {
        Some(part) => Ok(part.kind),
        None if is_school(rest) => Err(DateProblem::SchoolYear),
        None => calendar(rest.strip_prefix("in ").unwrap_or(rest), ground.latest),
    };
    let between = |from: Kind, to: Kind| Ok(Some(Shape::Between(Some(Part::exactly(from)), Some(Part::exactly(to)))));
    if let Some((third, rest)) = third_of(text) {
        let kind = kind_of(rest)?;
        let (first, last) = kind.bounds();
        let (at, month) = (third as u32, Kind::Month(first.year(), first.month()));
        let day_of = |of: u32| first.with_day(of).map_or(kind, Kind::Day);
        return match kind {
            Kind::Year(year) => Ok(Some(Shape::Point(Part::exactly(Kind::Third(year, at + 37))))),
            Kind::Decade(year) => {
                let year = year + third as i32 * 3;
                between(Kind::Year(year), Kind::Year(year + 3))
            }
            Kind::Month(..) if at == 2 => between(day_of(21), Kind::Day(last)),
            Kind::Month(..) => between(day_of(at * 10 + 1), day_of(at * 10 + 10)),
            Kind::Season(..) if at == 0 => between(month, month.next_to(true)),
            Kind::Season(..) if at == 2 => between(month.next_to(true), month.next_to(true).next_to(true)),
            _ => Ok(Some(Shape::Point(Part { kind, about: true }))),
        };
    }
    for (start, first) in [("first half ", 1), ("second half ", 7)] {
        if let Some(rest) = text.strip_prefix(start) {
            let Kind::Year(year) = kind_of(rest)? else { return Err(DateProblem::NotUnderstood) };
            return between(Kind::Month(year, first), Kind::Month(year, first + 5));
        }
    }
    // How far from the day that was said its first day is, for each day of a week from Monday on; and how long it is.
    #[allow(clippy::type_complexity)]
    const WEEKS: &[(&[&str], fn(i64) -> i64, i64)] = &[
        (&["week commencing ", "week beginning ", "week starting ", "w/c ", "wc "], |_| 0, 6),
        (&["week ending ", "w/e "], |_| -6, 6),
        (&["weekend "], |weekday| if weekday == 6 { -1 } else { 5 - weekday }, 1),
        (&["week "], |weekday| -weekday, 6),
    ];
    let Some((rest, start, length)) =
        WEEKS.iter().find_map(|(starts, start, length)| Some((strip_any(text, starts)?, start, length)))
    else {
        return Ok(None);
    };
    let Kind::Day(day) = kind_of(rest)? else { return Err(DateProblem::NotUnderstood) };
    let first = on_days_signed(day, start(i64::from(day.weekday().num_days_from_monday())));
    between(Kind::Day(first), Kind::Day(on_days_signed(first, *length)))
}

/// "Christmas 2020", "Easter 2021", "last Boxing Day". Easter and New Year are more than a day, and so about right.
fn feast(text: &str, ground: &Ground) -> Result<Option<Part>, DateProblem> {
    const FEASTS: &[(&str, u32, u32)] = &[
        ("christmas eve", 12, 24),
        ("christmas day", 12, 25),
        ("christmas", 12, 25),
        ("xmas", 12, 25),
        ("boxing day", 12, 26),
        ("new year's eve", 12, 31),
        ("new years eve", 12, 31),
        ("new year's day", 1, 1),
        ("new years day", 1, 1),
        ("new year", 1, 1),
        ("bonfire night", 11, 5),
        ("halloween", 10, 31),
        ("easter", 0, 0),
    ];
    let today = ground.today.date();
    let (text, last) = match text.strip_prefix("last ") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let Some((rest, (name, month, of))) = FEASTS.iter().find_map(|feast| Some((text.strip_prefix(feast.0)?, feast)))
    else {
        return Ok(None);
    };
    let on = |year: i32| if *month == 0 { easter(year) } else { day(year, *month, *of).unwrap_or_default() };
    let year = match (rest.trim(), last) {
        ("", true) => today.year() - i32::from(on(today.year()) >= today),
        ("", false) => return Err(DateProblem::YearMissing),
        (rest, _) => year_said(rest, ground.latest).ok_or(DateProblem::NotUnderstood)?,
    };
    Ok(Some(Part { kind: Kind::Day(on(year)), about: matches!(*name, "new year" | "easter") }))
}

/// Easter Sunday, by the reckoning of Meeus, Jones and Butcher.
fn easter(year: i32) -> NaiveDate {
    let (moon, century, of) = (year % 19, year / 100, year % 100);
    let skipped = (century - (century + 8) / 25 + 1) / 3;
    let full = (19 * moon + century - century / 4 - skipped + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of / 4) - full - of % 4) % 7;
    let days = full + sunday - 7 * ((moon + 11 * full + 22 * sunday) / 451) + 114;
    day(year, (days / 31) as u32, (days % 31) as u32 + 1).unwrap_or_default()
}

/// "today", "last March", "this week".
fn from_today(text: &str, today: Today) -> Option<Part> {
    let day = today.date();
    let exact = |day| Some(Part::exactly(Kind::Day(day)));
    match text {
        "today" | "now" | "tonight" | "this morning" | "this afternoon" => return exact(day),
        "yesterday" | "last night" => return exact(before(day)),
        "tomorrow" => return exact(on_days(day, 1)),
        _ => {}
    }
    let (which, rest) = text.split_once(' ')?;
    let step = match which {
        "last" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let year = day.year();
    let kind = match rest {
        "week" => return Some(Part { kind: Kind::Day(on_days_signed(day, 7 * step)), about: step != 0 }),
        "month" => {
            let of = if step < 0 {
                back_months(day, 1)
            } else if step > 0 {
                after_months(day, 1)
            } else {
                day
            };
            Kind::Month(of.year(), of.month())
        }
        "year" => Kind::Year(year + step as i32),
        _ => {
            if let Some(month) = month_of(rest) {
                let passed = month < day.month();
                match (step, passed) {
                    (-1, true) => Kind::Month(year, month),
                    (-1, false) => Kind::Month(year - 1, month),
                    (1, true) => Kind::Month(year + 1, month),
                    (1, false) if month == day.month() => Kind::Month(year + 1, month),
                    _ => Kind::Month(year, month),
                }
            } else {
                let season = season_of(rest)?;
                let started = Kind::Season(year, season).bounds().0 <= day;
                match (step, started) {
                    (-1, true) if Kind::Season(year, season).bounds().1 < day => Kind::Season(year, season),
                    (-1, _) => Kind::Season(year - 1, season),
                    (1, true) => Kind::Season(year + 1, season),
                    _ => Kind::Season(year, season),
                }
            }
        }
    };
    Some(Part::exactly(kind))
}

/// A unit, as about so many days.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Days = 1,
    Weeks = 7,
    Months = 30,
    Years = 365,
}

/// A word for a unit: how many of which.
fn unit_of(word: &str) -> Option<(u32, Unit)> {
    Some(match word {
        "day" | "days" => (1, Unit::Days),
        "week" | "weeks" | "wk" | "wks" | "w" => (1, Unit::Weeks),
        "fortnight" | "fortnights" => (2, Unit::Weeks),
        "month" | "months" | "mth" | "mths" | "m" => (1, Unit::Months),
        "year" | "years" | "yr" | "yrs" | "y" => (1, Unit::Years),
        _ => return None,
    })
}

/// "ten weeks", "2 years", "a month", "18m", "a fortnight".
fn count_and_unit(text: &str) -> Option<(u32, Unit)> {
    let (number, unit) = match text.split_once(' ') {
        Some(parts) => parts,
        None => text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?),
    };
    let (times, unit) = unit_of(unit)?;
    Some((count_of(number)? * times, unit))
}

/// "ten", "twenty-one", "12", "a".
fn count_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "a",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |words: &[&str], word: &str| words.iter().position(|known| *known == word).map(|at| at as u32);
    let tens = |word: &str| place(&TENS, word).map(|at| at * 10 + 30).or((word == "twenty").then_some(20));
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return if word.len() <= 3 { word.parse().ok() } else { None };
    }
    if let Some((ten, one)) = word.split_once('-') {
        return Some(tens(ten)? + place(&WORDS[..10], one).filter(|one| *one > 0)?);
    }
    let small = place(&WORDS, word).map(|at| at.max(1));
    small.or_else(|| tens(word)).or((word == "an").then_some(1))
}

/// Counting in weeks or more is never exact to the day.
fn moved(day: NaiveDate, number: u32, unit: Unit, on: bool) -> Part {
    let by_days = |days: u32| if on { on_days(day, u64::from(days)) } else { back_days(day, u64::from(days)) };
    let by_months = |months: u32| if on { after_months(day, months) } else { back_months(day, months) };
    match unit {
        Unit::Days => Part::exactly(Kind::Day(by_days(number))),
        Unit::Weeks => Part { kind: Kind::Day(by_days(number * 7)), about: true },
        Unit::Months => {
            let of = by_months(number);
            Part { kind: Kind::Month(of.year(), of.month()), about: true }
        }
        Unit::Years => Part { kind: Kind::Year(by_months(number * 12).year()), about: true },
    }
}

/// An age that was said: whole months from, and the first month that is older.
#[derive(Clone, Copy)]
struct Age {
    from: u32,
    to: u32,
}

/// "when she was 8", "aged 18 months", "as a teenager", "when Mother was 8": whose age, if somebody is named, and what.
fn age_said(text: &str) -> Option<(Option<&str>, Age)> {
    const LIFE: &[(&str, u32, u32)] = &[
        ("birth", 0, 1),
        ("a newborn", 0, 2),
        ("a baby", 0, 12),
        ("an infant", 0, 12),
        ("a toddler", 12, 36),
        ("a child", 0, 216),
        ("a young child", 0, 84),
        ("a teenager", 156, 240),
        ("a teen", 156, 240),
        ("an adult", 216, 1200),
    ];
    let after = strip_any(text, &["when ", "while "]).unwrap_or(text);
    let named = after.split_once(" was ").or_else(|| after.split_once(" were "));
    let who = named.map(|(who, _)| who).filter(|who| !matches!(*who, "she" | "he" | "they"));
    let rest =
        named.map(|(_, rest)| rest).or_else(|| strip_any(text, &["aged ", "age ", "at age ", "at ", "as ", "when "]));
    let said = rest.unwrap_or(text);
    let (said, about) = match strip_any(said, APPROXIMATELY) {
        Some(said) => (said, true),
        None => (said, false),
    };
    let said = strip_any(said, &["age ", "aged "]).unwrap_or(said);
    if rest.is_some()
        && let Some((_, from, to)) = LIFE.iter().find(|(words, ..)| *words == said)
    {
        return Some((who, Age { from: *from, to: *to }));
    }
    let is_old = said.strip_suffix(" old");
    let said = is_old.unwrap_or(said);
    let (number, unit) = match (count_and_unit(said), count_of(said)) {
        (Some(counted), _) if rest.is_some() || is_old.is_some() => counted,
        (_, Some(years)) if rest.is_some() => (years, Unit::Years),
        _ => return None,
    };
    let (from, to) = match unit {
        Unit::Days => (0, 1),
        Unit::Weeks => (number * 7 / 31, number * 7 / 28 + 1),
        Unit::Months => (number, number + 1),
        Unit::Years => (number * 12, number * 12 + 12),
    };
    if to > 1500 {
        return None;
    }
    let around = match (about, unit) {
        (false, _) => 0,
        (true, Unit::Years) => 12,
        (true, _) => 1,
    };
    Some((who, Age { from: from.saturating_sub(around), to: to + around }))
}

fn at_age(who: Option<&str>, age: Age, ground: &Ground) -> Result<Shape, DateProblem> {
    let born = match who {
        Some(name) => Some(called(name, true, ground)?),
        None => ground.born,
    };
    let born = born.and_then(When::window);
    let Some(Window { first: Some(first), last: Some(last) }) = born else { return Err(DateProblem::AgeNeedsBirth) };
    let day = |day| Some(Part::exactly(Kind::Day(day)));
    Ok(Shape::Between(day(after_months(first, age.from)), day(before(after_months(last, age.to)))))
}

/// An age today, or how far a pregnancy is, as a date of birth.
fn birth(text: &str, today: Today, of_years: bool) -> Option<Shape> {
    let (text, about) = match strip_any(text, APPROXIMATELY) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let day = today.date();
    if let Some(rest) = text.strip_suffix(" pregnant").or_else(|| text.strip_suffix(" gestation")) {
        let (number, unit) = count_and_unit(rest)?;
        let weeks = match unit {
            Unit::Weeks => number,
            Unit::Months => number * 13 / 3,
            _ => return None,
        };
        let due = on_days_signed(day, (40 - i64::from(weeks.min(45))) * 7);
        return Some(Shape::Point(Part { kind: Kind::Day(due), about: true }));
    }
    // "In his twenties", "in her late 30s"; and "early 20s".
    let in_years = strip_any(text, &["in his ", "in her ", "in their "]);
    let (third, rest) = third_of(in_years.unwrap_or(text))
        .map_or((None, in_years.unwrap_or(text)), |(third, rest)| (Some(third as u32), rest));
    let tens = decade_said(rest).filter(|ten| in_years.is_some() || !of_years && AGES_SAID.contains(ten));
    let tens = tens.map(|ten| third.map_or((ten, ten + 9), |third| (ten + third * 3, ten + third * 3 + 3)));
    let teens = (rest == "teens").then(|| third.map_or((13, 19), |third| (13 + third * 2, 15 + third * 2)));
    if let Some((least, most)) = tens.or(teens) {
        let day_of = |months: u32| back_months(day, months);
        let part = |day| Some(Part { kind: Kind::Day(day), about });
        return Some(Shape::Between(part(on_days(day_of(most * 12 + 12), 1)), part(day_of(least * 12))));
    }
    if in_years.is_some() {
        return None;
    }
    let text = strip_any(text, &["aged ", "age ", "is "]).unwrap_or(text);
    let text = text.strip_suffix(" old").unwrap_or(text);
    // "19 or 20".
    if let Some((least, most)) =
        text.split_once(" or ").and_then(|(one, other)| Some((count_of(one)?, count_of(other)?)))
        && least < most
        && most <= 120
    {
        let part = |day| Some(Part { kind: Kind::Day(day), about });
        return Some(Shape::Between(
            part(on_days(back_months(day, most * 12 + 12), 1)),
            part(back_months(day, least * 12)),
        ));
    }
    let (number, unit) = match (count_and_unit(text), count_of(text)) {
        (Some(counted), _) => counted,
        (_, Some(years)) if years <= 120 && !matches!(text, "a" | "an") => (years, Unit::Years),
        _ => return None,
    };
    let (youngest, oldest) = match unit {
        Unit::Days => (back_days(day, u64::from(number)), back_days(day, u64::from(number))),
        Unit::Weeks => (back_days(day, u64::from(number) * 7), back_days(day, u64::from(number) * 7 + 6)),
        Unit::Months => (back_months(day, number), on_days(back_months(day, number + 1), 1)),
        Unit::Years if number <= 120 => (back_months(day, number * 12), on_days(back_months(day, number * 12 + 12), 1)),
        Unit::Years => return None,
    };
    let part = |day| Some(Part { kind: Kind::Day(day), about: false });
    if about && unit == Unit::Years {
        return Some(Shape::Point(Part { kind: Kind::Year(youngest.year()), about: true }));
    }
    Some(if youngest == oldest {
        Shape::Point(Part::exactly(Kind::Day(youngest)))
    } else {
        Shape::Between(part(oldest), part(youngest))
    })
}

/// A day, month, season, year or decade as it is written.
fn calendar(text: &str, latest: i32) -> Result<Kind, DateProblem> {
    use DateProblem::{NoSuchDay, NoSuchMonth, NotUnderstood, YearMissing};
    if let Some(part) = Part::parse(&text.to_ascii_uppercase()).filter(|part| !part.about) {
        return Ok(part.kind);
    }
    if let Some(decade) = text.strip_suffix('s').map(|text| text.trim_end_matches('\'').trim_start_matches('\''))
        && decade.len() >= 2
        && decade.ends_with('0')
        && let Some(year) = year_said(decade, latest)
    {
        return Ok(Kind::Decade(year));
    }
    if let Some(ten) = decade_said(text) {
        return year_said(&format!("{ten:02}"), latest).map(Kind::Decade).ok_or(NotUnderstood);
    }
    let words: Vec<&str> = text.split([' ', '/', '.', '-']).filter(|word| !word.is_empty()).collect();
    let made = |year: i32, month: u32, of: u32| {
        if !(1..=12).contains(&month) {
            return Err(NoSuchMonth);
        }
        day(year, month, of).map(Kind::Day).ok_or(NoSuchDay)
    };
    match words.as_slice() {
        [one] => {
            if let Some(year) = year_of(one) {
                return Ok(Kind::Year(year));
            }
            Err(if month_of(one).is_some() || season_of(one).is_some() { YearMissing } else { NotUnderstood })
        }
        [first, second] => {
            if let Some(month) = month_of(first) {
                // "March 14" is a day as likely as a year; "March '14" is a year.
                return match (year_said(second, latest), number_of(second)) {
                    (_, Some(1..=31)) => Err(YearMissing),
                    (Some(year), _) => Ok(Kind::Month(year, month)),
                    (None, Some(_)) => Err(YearMissing),
                    _ => Err(NotUnderstood),
                };
            }
            if let Some(season) = season_of(first) {
                return year_said(second, latest).map(|year| Kind::Season(year, season)).ok_or(NotUnderstood);
            }
            if let (Some(month), Some(of)) = (month_of(second), number_of(first)) {
                // A leap year has every day there is.
                return Err(if day(2000, month, of).is_some() { YearMissing } else { NoSuchDay });
            }
            // 2015/12
            if let (Some(year), Some(month)) = (year_of(first), number_of(second)) {
                return made(year, month, 1).map(|_| Kind::Month(year, month));
            }
            // 03/2021
            match (number_of(first), year_of(second)) {
                (Some(month @ 1..=12), Some(year)) => Ok(Kind::Month(year, month)),
                (Some(_), Some(_)) => Err(NoSuchMonth),
                (Some(_), None) if number_of(second).is_some() => Err(YearMissing),
                _ => Err(NotUnderstood),
            }
        }
        [first, second, third] => {
            if let (Some(month), Some(of)) = (month_of(second), number_of(first)) {
                return made(year_said(third, latest).ok_or(NotUnderstood)?, month, of);
            }
            if let (Some(month), Some(of)) = (month_of(first), number_of(second)) {
                return made(year_said(third, latest).ok_or(NotUnderstood)?, month, of);
            }
            if let (Some(year), Some(month), Some(of)) = (year_of(first), number_of(second), number_of(third)) {
                return made(year, month, of);
            }
            match (number_of(first), number_of(second), year_said(third, latest)) {
                (Some(of), Some(month), Some(year)) => made(year, month, of),
                _ => Err(NotUnderstood),
            }
        }
        _ => Err(NotUnderstood),
    }
}

/// The tens that are an age where somebody's birth is asked for. Of fifties to seventies nobody can tell.
const AGES_SAID: std::ops::RangeInclusive<u32> = 20..=40;

/// "90s" or "nineties", as 90.
fn decade_said(text: &str) -> Option<u32> {
    const WORDS: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    if text == "noughties" {
        return Some(0);
    }
    let digits = || text.strip_suffix('s').filter(|text| text.len() == 2 && text.ends_with('0'))?.parse().ok();
    WORDS.iter().position(|word| *word == text).map(|at| at as u32 * 10 + 20).or_else(digits)
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|month| {
        (matches!(word.len(), 3 | 4) || word.len() == month.len())
            && month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    })?;
    Some(at as u32 + 1)
}

fn season_of(word: &str) -> Option<u32> {
    let word = if word == "fall" { "autumn" } else { word };
    SEASONS.iter().position(|season| *season == word).map(|at| at as u32 + 21)
}

/// A small number, with or without the ending of "14th".
fn number_of(word: &str) -> Option<u32> {
    let digits = strip_ending(word, &["st", "nd", "rd", "th"]);
    (!digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn strip_ending<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// A year of four digits.
fn year_of(word: &str) -> Option<i32> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| YEARS.contains(year))
}

/// A year of four digits or two: the last that it can be.
fn year_said(word: &str, latest: i32) -> Option<i32> {
    let word = word.trim_start_matches('\'');
    if let Some(year) = year_of(word) {
        return Some(year);
    }
    let number: i32 =
        (word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok()).flatten()?;
    Some(latest - (latest - number).rem_euclid(100))
}

// ---- Days ------------------------------------------------------------------------------------------------------------

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn iso_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let mut next = |length: usize| {
        let part = parts.next()?;
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (year, month, of) = (next(4)?, next(2)?, next(2)?);
    day(i32::try_from(year).ok()?, month, of).filter(|day| YEARS.contains(&day.year()))
}

fn iso(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn day_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}

fn before(day: NaiveDate) -> NaiveDate {
    back_days(day, 1)
}

fn middle(first: NaiveDate, last: NaiveDate) -> NaiveDate {
    on_days_signed(first, (last - first).num_days() / 2)
}

fn back_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn on_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn on_days_signed(day: NaiveDate, days: i64) -> NaiveDate {
    if days < 0 { back_days(day, days.unsigned_abs()) } else { on_days(day, days.unsigned_abs()) }
}

fn after_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

fn back_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

// ---- Windows and ages ------------------------------------------------------------------------------------------------

/// The earliest and latest day something can be. An absent bound is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The earliest day.
    pub first: Option<NaiveDate>,
    /// The latest day.
    pub last: Option<NaiveDate>,
}

/// How one window stands to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Certainly before.
    Before,
    /// Certainly after.
    After,
    /// It cannot be said.
    Unclear,
}

impl Window {
    /// One day.
    pub fn day(day: NaiveDate) -> Window {
        Window { first: Some(day), last: Some(day) }
    }

    /// How this stands to another.
    pub fn order(self, other: Window) -> Order {
        let before = |one: Window, other: Window| one.last.zip(other.first).is_some_and(|(last, first)| last < first);
        if before(self, other) {
            Order::Before
        } else if before(other, self) {
            Order::After
        } else {
            Order::Unclear
        }
    }

    /// Whether it is certainly before a day.
    pub fn certainly_before(self, day: NaiveDate) -> bool {
        self.order(Window::day(day)) == Order::Before
    }

    /// Whether it is certainly after a day.
    pub fn certainly_after(self, day: NaiveDate) -> bool {
        self.order(Window::day(day)) == Order::After
    }
}

/// An age as a range, in whole months. Below nought is before birth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AgeRange {
    /// The youngest it can be.
    pub least_months: i32,
    /// The oldest it can be.
    pub most_months: i32,
}

/// How old somebody was in a window; none when either has an open end.
pub fn age_at(born: &When, at: Window) -> Option<AgeRange> {
    let born = born.window()?;
    Some(AgeRange {
        least_months: months_between(born.last?, at.first?),
        most_months: months_between(born.first?, at.last?),
    })
}

/// Whole months from one day to another; below nought when the other is earlier.
fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_between(to, from).max(1);
    }
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let reached = after_months(from, months.max(0) as u32) <= to;
    if reached { months } else { months - 1 }
}

impl AgeRange {
    /// In words: "10 months", "3 or 4 years", "between 4 and 8 years". Months are used under two years.
    pub fn in_words(self) -> String {
        let (least, most) = (self.least_months.min(self.most_months), self.most_months);
        let unit =
            |number: i32, word: &str| if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") };
        let one = |months: i32| if months < 24 { unit(months, "month") } else { unit(months / 12, "year") };
        if most < 0 {
            return "not yet born".to_owned();
        }
        if least < 0 {
            let most = if most == 0 { "under 1 month".to_owned() } else { format!("up to {}", one(most)) };
            return format!("not yet born or {most}");
        }
        if one(least) == one(most) {
            return if most == 0 { "under 1 month".to_owned() } else { one(least) };
        }
        let (numbers, word) = match (least < 24, most < 24) {
            (true, true) => ((least, most), "months"),
            (false, false) => ((least / 12, most / 12), "years"),
            _ => return format!("between {} and {}", one(least), one(most)),
        };
        if numbers.1 == numbers.0 + 1 {
            format!("{} or {} {word}", numbers.0, numbers.1)
        } else {
            format!("between {} and {} {word}", numbers.0, numbers.1)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Today {
        Today::from_iso("2026-11-24").expect("a day")
    }

    fn read(said: &str, born: Option<&str>) -> (When, Option<DateProblem>) {
        let born = born.map(|born| When::from_edtf(born).expect("a date"));
        When::read(said, Reading { born: born.as_ref(), ..Reading::on(today()) })
    }

    /// What is said, what it is read as, and how it reads back.
    const SAID: &[(&str, &str, &str)] = &[
        ("14/3/2021", "2021-03-14", "14 March 2021"),
        ("14.3.21", "2021-03-14", "14 March 2021"),
        ("14-03-2021", "2021-03-14", "14 March 2021"),
        ("2021-03-14", "2021-03-14", "14 March 2021"),
        ("14 March 2021", "2021-03-14", "14 March 2021"),
        ("14th of Mar '21", "2021-03-14", "14 March 2021"),
        ("Sunday, 14 March 2021", "2021-03-14", "14 March 2021"),
        ("March 14 2021", "2021-03-14", "14 March 2021"),
        ("Thurs 11 Sept. 2025", "2025-09-11", "11 September 2025"),
        ("March 2021", "2021-03", "March 2021"),
        ("in Mar 2021", "2021-03", "March 2021"),
        ("Sept 2020", "2020-09", "September 2020"),
        ("03/2021", "2021-03", "March 2021"),
        ("2021-03", "2021-03", "March 2021"),
        ("2021", "2021", "2021"),
        ("in 2019", "2019", "2019"),
        ("spring 2019", "2019-21", "spring 2019"),
        ("Winter 2019", "2019-24", "winter 2019"),
        ("early 2018", "2018-37", "early 2018"),
        ("mid-2018", "2018-38", "mid-2018"),
        ("late 2018", "2018-39", "late 2018"),
        ("the end of 2018", "2018-39", "late 2018"),
        ("beginning of May 2020", "[2020-05-01..2020-05-10]", "between 1 May 2020 and 10 May 2020"),
        ("about May 2020", "2020-05~", "about May 2020"),
        ("around 14 March 2021", "2021-03-14~", "about 14 March 2021"),
        ("c. 2015", "2015~", "about 2015"),
        ("before March 2019", "[..2019-02]", "before March 2019"),
        ("before 14 March 2021", "[..2021-03-13]", "before 14 March 2021"),
        ("earlier than 2019", "[..2018]", "before 2019"),
        ("before early 2019", "[..2018-39]", "before early 2019"),
        ("before spring 2019", "[..2018-24]", "before spring 2019"),
        ("before the 1990s", "[..198X]", "before the 1990s"),
        ("by 30 November 2026", "[..2026-11-30]", "by 30 November 2026"),
        ("By March 2019", "[..2019-03]", "by March 2019"),
        ("by the end of 2018", "[..2018-39]", "by late 2018"),
        ("after 2019", "[2020..]", "after 2019"),
        ("after 14 March 2021", "[2021-03-15..]", "after 14 March 2021"),
        ("later than December 2019", "[2020-01..]", "after December 2019"),
        ("since June 2020", "2020-06/..", "since June 2020"),
        ("from June 2020", "2020-06/..", "since June 2020"),
        ("until 2019", "../2019", "until 2019"),
        ("2015-17", "2015/2017", "2015 to 2017"),
        ("2015–2017", "2015/2017", "2015 to 2017"),
        ("2015/17", "2015/2017", "2015 to 2017"),
        ("2009/10", "2009/2010", "2009 to 2010"),
        ("2015/12", "2015-12", "December 2015"),
        ("2015/09", "2015-09", "September 2015"),
        ("2015 to 2017", "2015/2017", "2015 to 2017"),
        ("from 2015 until 2017", "2015/2017", "2015 to 2017"),
        ("between 2015 and 2017", "[2015..2017]", "between 2015 and 2017"),
        ("May to August 2020", "2020-05/2020-08", "May 2020 to August 2020"),
        ("14 to 16 March 2020", "2020-03-14/2020-03-16", "14 March 2020 to 16 March 2020"),
        ("March 14 to March 16 2020", "2020-03-14/2020-03-16", "14 March 2020 to 16 March 2020"),
        ("June 2024 - now", "2024-06/2026-11-24", "June 2024 to 24 November 2026"),
        ("the 1990s", "199X", "the 1990s"),
        ("90s", "199X", "the 1990s"),
        ("early 1990s", "[1990..1993]", "between 1990 and 1993"),
        ("Christmas 2020", "2020-12-25", "25 December 2020"),
        ("today", "2026-11-24", "24 November 2026"),
        ("yesterday", "2026-11-23", "23 November 2026"),
        ("tomorrow", "2026-11-25", "25 November 2026"),
        ("last week", "2026-11-17~", "about 17 November 2026"),
        ("last month", "2026-10", "October 2026"),
        ("last year", "2025", "2025"),
        ("last March", "2026-03", "March 2026"),
        ("last December", "2025-12", "December 2025"),
        ("next March", "2027-03", "March 2027"),
        ("last summer", "2026-22", "summer 2026"),
        ("10 weeks ago", "2026-09-15~", "about 15 September 2026"),
        ("about two years ago", "2024~", "about 2024"),
        ("a year ago", "2025~", "about 2025"),
        ("three days ago", "2026-11-21", "21 November 2026"),
        ("in two weeks", "2026-12-08~", "about 8 December 2026"),
        ("6 to 8 weeks ago", "[2026-09-29~..2026-10-13~]", "between about 29 September 2026 and about 13 October 2026"),
        (
            "about 8-6 weeks ago",
            "[2026-09-29~..2026-10-13~]",
            "between about 29 September 2026 and about 13 October 2026",
        ),
        ("two or three years ago", "[2023~..2024~]", "between about 2023 and about 2024"),
        (
            "3 weeks to 2 months ago",
            "[2026-09~..2026-11-03~]",
            "between about September 2026 and about 3 November 2026",
        ),
        ("8 weeks ago to 6 weeks ago", "2026-09-29~/2026-10-13~", "about 29 September 2026 to about 13 October 2026"),
        ("Mar '21", "2021-03", "March 2021"),
        ("November 99", "1999-11", "November 1999"),
        ("01.02.2020", "2020-02-01", "1 February 2020"),
        ("late May 2020", "[2020-05-21..2020-05-31]", "between 21 May 2020 and 31 May 2020"),
        ("mid-Feb 2021", "[2021-02-11..2021-02-20]", "between 11 February 2021 and 20 February 2021"),
        ("the late nineties", "[1996..1999]", "between 1996 and 1999"),
        ("the noughties", "200X", "the 2000s"),
        ("early summer 2020", "[2020-06..2020-07]", "between June 2020 and July 2020"),
        ("late last year", "2025-39", "late 2025"),
        ("the first half of 2020", "[2020-01..2020-06]", "between January 2020 and June 2020"),
        ("weekend of 14 March 2020", "[2020-03-14..2020-03-15]", "between 14 March 2020 and 15 March 2020"),
        ("the weekend of Sunday 15 March 2020", "[2020-03-14..2020-03-15]", "between 14 March 2020 and 15 March 2020"),
        ("week commencing 3 May 2021", "[2021-05-03..2021-05-09]", "between 3 May 2021 and 9 May 2021"),
        ("w/c 3/5/21", "[2021-05-03..2021-05-09]", "between 3 May 2021 and 9 May 2021"),
        ("the week of 5 May 2021", "[2021-05-03..2021-05-09]", "between 3 May 2021 and 9 May 2021"),
        ("Boxing Day 2020", "2020-12-26", "26 December 2020"),
        ("at Christmas 2020", "2020-12-25", "25 December 2020"),
        ("New Year's Eve 2020", "2020-12-31", "31 December 2020"),
        ("at New Year 2021", "2021-01-01~", "about 1 January 2021"),
        ("Easter 2021", "2021-04-04~", "about 4 April 2021"),
        ("Easter 2000", "2000-04-23~", "about 23 April 2000"),
        ("last Christmas", "2025-12-25", "25 December 2025"),
        ("a fortnight ago", "2026-11-10~", "about 10 November 2026"),
        ("a couple of weeks ago", "2026-11-10~", "about 10 November 2026"),
        ("a couple of days ago", "2026-11-22~", "about 22 November 2026"),
        ("a few days ago", "[2026-11-19~..2026-11-22~]", "between about 19 November 2026 and about 22 November 2026"),
        ("fifteen weeks ago", "2026-08-11~", "about 11 August 2026"),
        ("twenty-one days ago", "2026-11-03", "3 November 2026"),
        ("the day before yesterday", "2026-11-22", "22 November 2026"),
        ("two days after 14 March 2021", "2021-03-16", "16 March 2021"),
        ("two years after 2018", "2020~", "about 2020"),
        ("a week before Christmas 2020", "2020-12-18~", "about 18 December 2020"),
        ("since September", "2026-09/..", "since September 2026"),
        ("since about december", "2025-12~/..", "since about December 2025"),
    ];

    #[test]
    fn dates_are_read_the_way_people_say_them() {
        for (said, edtf, words) in SAID {
            let (when, problem) = read(said, None);
            assert_eq!((when.edtf(), problem), (*edtf, None), "{said}");
            assert_eq!(when.in_words(), *words, "{said}");
            assert_eq!(when.said(), *said);
        }
    }

    #[test]
    fn an_age_is_counted_from_the_birth_that_is_known() {
        let aged = |said| read(said, Some("2001-05-03")).0.reading();
        assert_eq!(aged("when she was 8"), "between 3 May 2009 and 2 May 2010");
        assert_eq!(aged("when he was about 8"), "between 3 May 2008 and 2 May 2011");
        assert_eq!(aged("aged 18 months"), "between 3 November 2002 and 2 December 2002");
        assert_eq!(aged("at 8"), "between 3 May 2009 and 2 May 2010");
        assert_eq!(aged("8 years old"), "between 3 May 2009 and 2 May 2010");
        assert_eq!(aged("as a teenager"), "between 3 May 2014 and 2 May 2021");
        assert_eq!(read("when she was 8", Some("2001")).0.reading(), "between 1 January 2009 and 30 December 2010");
        assert_eq!(read("when she was 8", None).1, Some(DateProblem::AgeNeedsBirth));
    }

    #[test]
    fn what_leans_on_something_else_reads_back_in_its_own_words_too() {
        let when = read("when she was 8", Some("2001-05-03")).0;
        assert_eq!(when.in_words(), "when she was 8 (between 3 May 2009 and 2 May 2010)");
        assert!(!read("10 weeks ago", None).0.leans());
    }

    #[test]
    fn words_can_lean_on_one_thing_that_is_named() {
        let date = |edtf| When::from_edtf(edtf).expect("a date");
        let (child, mother, moved, police, again, gone) = (
            date("2025-01-24"),
            date("2001-05-03"),
            date("2020-05"),
            date("2021-03-14"),
            date("2022~"),
            date("[2019..]"),
        );
        let none = When::unknown();
        let person = Named::person;
        let event = Named::event;
        let here = [
            person("Child A", &child),
            person("Mother", &mother),
            person("Father", &none),
            event("Went to the flat on Hill Street", "move", &moved),
            event("Police called", "police-or-court", &police),
            event("Police called to Mother's home", "police-or-court", &again),
            event("Divorced", "separation", &gone),
            event("Grandad's funeral", "other", &none),
        ];
        let read = |said: &str| {
            let (when, problem) = When::read(said, Reading { named: &here, ..Reading::on(today()) });
            problem.map_or_else(|| when.edtf().to_owned(), |problem| problem.key().replace("date.problem.", ""))
        };
        for (said, edtf) in [
            ("ten weeks before the move", "[2020-02-21~..2020-03-22~]"),
            ("a month before the move", "2020-04~"),
            ("the day after Child A was born", "2025-01-25"),
            ("two days before Child A's birth", "2025-01-22"),
            ("a fortnight after the birth of Child A", "2025-02-07~"),
            ("two years after Mum was born", "2003~"),
            ("since Child A was born", "2025-01-24/.."),
            ("when Child A was born", "2025-01-24"),
            ("until the move", "../2020-05"),
            ("before the move", "[..2020-05]"),
            ("after the move to Hill Street", "[2020-05..]"),
            ("when they moved", "2020-05"),
            ("a week after the police were called", "2021-03-21~"),
            ("a week after the police visit", "not-named"),
            ("a week after the police", "named-twice"),
            ("between the move and Child A's birth", "[2020-05..2025-01-24]"),
            ("when Mother was 8", "[2009-05-03..2010-05-02]"),
            ("when Mum was a teenager", "[2014-05-03..2021-05-02]"),
            ("when Child A was about 6 months", "[2025-06-24..2025-09-23]"),
            ("two years after the divorce", "[2021~..]"),
            ("by the time the police were called to Mum's home", "[..2022~]"),
            ("before the divorce", "named-undated"),
            ("before the funeral", "named-undated"),
            ("before the wedding", "not-named"),
            ("when Gran was 8", "not-named"),
            ("when Father was 8", "age-needs-birth"),
        ] {
            assert_eq!(read(said), edtf, "{said}");
        }
        let (when, _) = When::read("ten weeks before the move", Reading { named: &here, ..Reading::on(today()) });
        let words = "ten weeks before the move (between about 21 February 2020 and about 22 March 2020)";
        assert_eq!(when.in_words(), words);
    }

    #[test]
    fn a_birth_can_be_said_as_an_age_or_a_due_date() {
        let born = |said| When::read_birth(said, today()).0.edtf().to_owned();
        assert_eq!(born("30"), "[1995-11-25..1996-11-24]");
        assert_eq!(born("30 years old"), "[1995-11-25..1996-11-24]");
        assert_eq!(born("about 30"), "1996~");
        assert_eq!(born("8 months"), "[2026-02-25..2026-03-24]");
        assert_eq!(born("3 weeks old"), "[2026-10-28..2026-11-03]");
        assert_eq!(born("due March 2027"), "2027-03");
        assert_eq!(born("20 weeks pregnant"), "2027-04-13~");
        assert_eq!(born("14 March 2021"), "2021-03-14");
        assert_eq!(born("1996"), "1996");
        assert_eq!(born("in his twenties"), "[1996-11-25..2006-11-24]");
        assert_eq!(born("in her late 30s"), "[1986-11-25..1990-11-24]");
        assert_eq!(born("late 30s"), "[1986-11-25..1990-11-24]");
        assert_eq!(born("early 20s"), "[2002-11-25..2006-11-24]");
        assert_eq!(born("mid-20s"), "[1999-11-25..2003-11-24]");
        assert_eq!(born("twenties"), "[1996-11-25..2006-11-24]");
        assert_eq!(born("19 or 20"), "[2005-11-25..2007-11-24]");
        assert_eq!(born("the nineties"), "199X");
        assert_eq!(born("about 50s"), "");
        assert_eq!(When::read_birth("late 60s", today()).1, Some(DateProblem::AgeOrYear));
        assert_eq!(When::read_birth("late 80s", today()).1, Some(DateProblem::AgeOrYear));
        assert_eq!(born("in her late 60s"), "[1956-11-25..1960-11-24]");
        assert_eq!(born("teens"), born("in her teens"));
        assert_eq!(born("teens"), "[2006-11-25..2013-11-24]");
        assert_eq!(born("late teens"), "[2006-11-25..2009-11-24]");
        assert_eq!(When::read_born("40s", today()).0.edtf(), "194X");
        assert_eq!(born("early 1990s"), born("early 90s"));
    }

    #[test]
    fn a_date_is_moved_as_exactly_as_it_is_known_and_says_so_in_its_own_words() {
        let moved = |said: &str, days| {
            let when = read(said, Some("2001-05-03")).0.moved(days);
            (when.said().to_owned(), when.edtf().to_owned())
        };
        for (said, days, words, edtf) in [
            ("14/3/21", 7, "21 March 2021", "2021-03-21"),
            ("last Christmas", -14, "11 December 2025", "2025-12-11"),
            ("about 14 March 2021", 364, "about 13 March 2022", "2022-03-13~"),
            ("March 2021", 14, "March 2021", "2021-03"),
            ("March 2021", 21, "April 2021", "2021-04"),
            ("about 2019", -364, "about 2018", "2018~"),
            ("winter 2020", 364, "winter 2021", "2021-24"),
            ("early 2018", 140, "mid-2018", "2018-38"),
            ("the nineties", 3640, "the 2000s", "200X"),
            ("2017 to March 2018", 364, "2018 to March 2019", "2018/2019-03"),
            ("December 2020 to 2020", 28, "December 2020 to 2021", "2020-12/2021"),
            ("before 15 March 2021", 7, "before 22 March 2021", "[..2021-03-21]"),
            ("when she was 8", 7, "between 10 May 2009 and 9 May 2010", "[2009-05-10..2010-05-09]"),
            ("Unknown", 7, "not known", ""),
            ("the day of Zoe's party", 7, "", ""),
            ("2149", 3640, "not known", ""),
            ("2021", i64::MAX, "not known", ""),
            ("2021", i64::MIN, "not known", ""),
        ] {
            assert_eq!(moved(said, days), (words.to_owned(), edtf.to_owned()), "{said}, {days} days later");
        }
    }

    #[test]
    fn nobody_was_born_in_a_year_to_come_unless_they_are_due() {
        let born = |said| {
            let (when, problem) = When::read_birth(said, today());
            (when.edtf().to_owned(), problem)
        };
        let read = |edtf: &str| (edtf.to_owned(), None);
        assert_eq!(born("12/03/35"), read("1935-03-12"));
        assert_eq!(born("12 March 35"), read("1935-03-12"));
        assert_eq!(born("Mar '35"), read("1935-03"));
        assert_eq!(born("about spring 35"), read("1935-21~"));
        assert_eq!(born("the 30s"), read("193X"));
        assert_eq!(born("12/03/26"), read("2026-03-12"));
        assert_eq!(born("due 12/03/27"), read("2027-03-12"));
        assert_eq!(born("expected March '27"), read("2027-03"));
        assert_eq!(born("12 March 2027"), read("2027-03-12"));
        // Due in March, or a hundred years old: the year in full says which.
        assert_eq!(born("12/03/27"), (String::new(), Some(DateProblem::YearMissing)));
    }

    #[test]
    fn one_end_is_in_and_the_other_is_not() {
        let last = |said| read(said, None).0.window().and_then(|window| window.last);
        assert_eq!(last("by 30 November 2026"), day(2026, 11, 30));
        assert_eq!(last("before 30 November 2026"), day(2026, 11, 29));
        assert_eq!(last("before March 2019"), day(2019, 2, 28));
        assert_eq!(last("by March 2019"), day(2019, 3, 31));
        let first = |said| read(said, None).0.window().and_then(|window| window.first);
        assert_eq!(first("after 2019"), day(2020, 1, 1));
    }

    #[test]
    fn what_cannot_be_read_says_why_and_is_kept() {
        for (said, problem) in [
            ("31 June 2020", DateProblem::NoSuchDay),
            ("30/2/2020", DateProblem::NoSuchDay),
            ("31 Feb", DateProblem::NoSuchDay),
            ("40 March", DateProblem::NoSuchDay),
            ("29 Feb", DateProblem::YearMissing),
            ("14/13/2020", DateProblem::NoSuchMonth),
            ("3/14/2021", DateProblem::NoSuchMonth),
            ("since November", DateProblem::YearMissing),
            ("Easter", DateProblem::YearMissing),
            ("in Year 3", DateProblem::SchoolYear),
            ("when she was in Reception", DateProblem::SchoolYear),
            ("end of term", DateProblem::SchoolYear),
            ("a month before that", DateProblem::NotNamed),
            ("14 March", DateProblem::YearMissing),
            ("March", DateProblem::YearMissing),
            ("March 14", DateProblem::YearMissing),
            ("Nov 27", DateProblem::YearMissing),
            ("by Nov 30", DateProblem::YearMissing),
            ("early Mar 21", DateProblem::YearMissing),
            ("6 weeks ago to 8 weeks ago", DateProblem::BackToFront),
            ("before 1850", DateProblem::NotUnderstood),
            ("900 years ago", DateProblem::NotUnderstood),
            ("the day of the big storm", DateProblem::NotNamed),
            ("the big storm", DateProblem::NotUnderstood),
            ("between breakfast", DateProblem::NotUnderstood),
            ("2019 to 2017", DateProblem::BackToFront),
            ("99/99/9999", DateProblem::NotUnderstood),
        ] {
            let (when, found) = read(said, None);
            assert_eq!(found, Some(problem), "{said}");
            assert_eq!((when.said(), when.edtf()), (said, ""));
        }
        assert_eq!(read(&"9".repeat(20_000), None).1, Some(DateProblem::TooLong));
        for said in ["", "  ", "not known", "Unknown", "?"] {
            assert_eq!(read(said, None).1, None, "{said}");
        }
        assert!(read("Not known", None).0.is_unknown());
    }

    #[test]
    fn nobody_is_born_years_from_now() {
        let born = |said| When::read_birth(said, today());
        for said in ["2099", "1 January 2040", "March 2099"] {
            let (when, problem) = born(said);
            assert_eq!((when.said.as_str(), problem), (said, Some(DateProblem::BornLater)));
            assert!(when.window().is_none(), "{said} is kept as typed, and is no date");
        }
        for said in ["8 months", "due in three months", "2010"] {
            assert_eq!(born(said).1, None, "{said}");
        }
    }

    #[test]
    fn windows_compare_three_ways() {
        let window = |edtf| When::from_edtf(edtf).and_then(|when| when.window()).expect("a date");
        assert_eq!(window("2019").order(window("2020-05~")), Order::Before);
        assert_eq!(window("2020-05").order(window("2019")), Order::After);
        assert_eq!(window("2020-05").order(window("2020")), Order::Unclear);
        assert_eq!(window("[..2019-02]").order(window("2019-03")), Order::Before);
        assert_eq!(window("[..2019-03]").order(window("2019-03")), Order::Unclear);
        assert_eq!(window("2019-03/..").order(window("2030")), Order::Unclear);
        assert_eq!(window("2020~"), Window { first: day(2019, 1, 1), last: day(2021, 12, 31) });
    }

    #[test]
    fn ages_are_ranges() {
        let age = |born, at| {
            let at = When::from_edtf(at).and_then(|when| when.window()).expect("a date");
            age_at(&When::from_edtf(born).expect("a date"), at).map(AgeRange::in_words)
        };
        assert_eq!(age("2025-01-24", "2026-11-24").as_deref(), Some("22 months"));
        assert_eq!(age("2022-11-25", "2026-11-24").as_deref(), Some("3 years"));
        assert_eq!(age("2022", "2026-11-24").as_deref(), Some("3 or 4 years"));
        assert_eq!(age("2012~", "2020").as_deref(), Some("between 6 and 9 years"));
        assert_eq!(age("2027-03", "2026-11-24").as_deref(), Some("not yet born"));
        assert_eq!(age("2026-11-20", "2026-11-24").as_deref(), Some("under 1 month"));
        assert_eq!(age("[..2019]", "2026"), None);
    }

    proptest! {
        #[test]
        fn nothing_typed_is_ever_lost_or_feared(said in any::<String>(), born in proptest::option::of(0usize..SAID.len())) {
            let born = born.map(|at| SAID[at].1);
            let (when, problem) = read(&said, born);
            prop_assert_eq!(when.said(), said.as_str());
            prop_assert_eq!(when.edtf().is_empty(), when.window().is_none());
            prop_assert!(problem.is_none() || when.edtf().is_empty());
            prop_assert_eq!(read(&said, born), (when, problem));
            let _ = When::read_birth(&said, today());
        }

        #[test]
        fn words_people_might_say_never_break_it(words in proptest::collection::vec(prop_oneof![
            Just("about"), Just("before"), Just("between"), Just("and"), Just("to"), Just("last"), Just("march"), Just("31"),
            Just("2019"), Just("99"), Just("weeks"), Just("ago"), Just("when she was"), Just("-"), Just("/"), Just("'"), Just("s"), Just("early"), Just("…")], 0..7)) {
            let said = words.join(" ");
            let (when, _) = read(&said, Some("2001"));
            if let Some(window) = when.window() {
                prop_assert!(window.first.is_none_or(|first| window.last.is_none_or(|last| first <= last)), "{said}: {window:?}");
                let again = When::from_edtf(when.edtf()).expect("what was written can be read");
                prop_assert_eq!(again.window(), Some(window));
            }
        }

        #[test]
        fn a_moved_date_can_be_read_and_a_day_comes_back_to_where_it_was(at in 0usize..SAID.len(), weeks in -500i64..500) {
            let when = When::from_edtf(SAID[at].1).expect("a date");
            let moved = when.moved(weeks * 7);
            prop_assert_eq!(When::from_edtf(moved.edtf()), Some(moved.clone()));
            prop_assert_eq!(when.moved(0).edtf, when.edtf());
            if let Some(day) = iso_day(when.edtf()) {
                prop_assert_eq!(iso_day(moved.edtf()).map(|later| (later - day).num_days()), Some(weeks * 7));
                prop_assert_eq!(moved.moved(-weeks * 7), when);
            }
        }

        #[test]
        fn order_is_the_same_from_both_sides(one in 0usize..SAID.len(), other in 0usize..SAID.len()) {
            let window = |at: usize| When::from_edtf(SAID[at].1).and_then(|when| when.window()).expect("a date");
            let back = match window(other).order(window(one)) {
                Order::Before => Order::After,
                Order::After => Order::Before,
                Order::Unclear => Order::Unclear,
            };
            prop_assert_eq!(window(one).order(window(other)), back);
        }
    }
}
