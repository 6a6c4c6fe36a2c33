//! Stub with the final signatures; the real one is on its way.
#![allow(missing_docs)]
use chrono::NaiveDate;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Today(pub NaiveDate);
impl Today {
    pub fn from_iso(text: &str) -> Option<Today> { text.parse().ok().map(Today) }
    pub fn date(self) -> NaiveDate { self.0 }
    pub fn iso(self) -> String { self.0.to_string() }
    pub fn in_words(self) -> String { self.0.to_string() }
}
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> { pub today: Today, pub born: Option<&'a When> }
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(default, deny_unknown_fields))]
pub struct When {
    said: String,
    edtf: String,
}
crate::plain::plain_struct!(When { said, edtf });
impl When {
    pub fn read(said: &str, _reading: Reading) -> (When, Option<DateProblem>) { (When { said: said.to_owned(), edtf: String::new() }, None) }
    pub fn read_birth(said: &str, _today: Today) -> (When, Option<DateProblem>) { (When { said: said.to_owned(), edtf: String::new() }, None) }
    pub fn unknown() -> When { When::default() }
    pub fn from_edtf(edtf: &str) -> Option<When> { Some(When { said: String::new(), edtf: edtf.to_owned() }) }
    pub fn said(&self) -> &str { &self.said }
    pub fn edtf(&self) -> &str { &self.edtf }
    pub fn is_empty(&self) -> bool { self.said.is_empty() }
    pub fn is_unknown(&self) -> bool { false }
    pub fn window(&self) -> Option<Window> { None }
    pub fn is_period(&self) -> bool { false }
    pub fn is_approximate(&self) -> bool { false }
    pub fn in_words(&self) -> String { self.said.clone() }
    pub fn display_key(&self) -> (Option<NaiveDate>, Option<NaiveDate>) { (None, None) }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window { pub first: Option<NaiveDate>, pub last: Option<NaiveDate> }
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order { Before, After, Unclear }
impl Window {
    pub fn order(self, _other: Window) -> Order { Order::Unclear }
    pub fn certainly_before(self, day: NaiveDate) -> bool { self.last.is_some_and(|last| last < day) }
    pub fn certainly_after(self, day: NaiveDate) -> bool { self.first.is_some_and(|first| first > day) }
    pub fn day(day: NaiveDate) -> Window { Window { first: Some(day), last: Some(day) } }
    pub fn overlaps(self, _other: Window) -> bool { true }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateProblem { NotUnderstood }
impl DateProblem {
    pub const ALL: &'static [DateProblem] = &[DateProblem::NotUnderstood];
    pub fn key(self) -> &'static str { "date.problem.not-understood" }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AgeRange { pub least_months: i32, pub most_months: i32 }
impl AgeRange { pub fn in_words(self) -> String { String::new() } }
pub fn age_at(_born: &When, _at: Window) -> Option<AgeRange> { None }
