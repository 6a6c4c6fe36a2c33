//! The saves a file came from. Every file of a review has a mark that was made by chance when it was saved, and the marks
//! of the files before it: so a file that is opened beside the review it belongs to is known to be older than it, or to
//! have gone another way (two people who each went on with the same file).
//!
//! A mark says nothing of what is in the file. A fingerprint of the facts would: of a name that was taken out, somebody
//! could find out by trying which it was.

use serde_json::Value;

use crate::case::Case;
use crate::plain::Plain;

/// The part of a file that holds the marks, first to last.
pub(super) const PART: &str = "saves";
/// Where the marks are kept with the case.
const PLACE: &str = "/saves";
/// So many of the newest marks are kept.
const MOST: usize = 100;
/// No mark is longer.
const LONGEST: usize = 64;

/// How a file stands to the review that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kin {
    /// The review went on from this file.
    Older,
    /// Each went on in its own way from a file that was once both.
    Parted,
}

impl Kin {
    /// The end of the keys of its words.
    pub fn key(self) -> &'static str {
        match self {
            Kin::Older => "older",
            Kin::Parted => "parted",
        }
    }
}

/// Whether this is where the marks are kept: they are no fact that could not be read.
pub fn is_line(place: &str) -> bool {
    place == PLACE
}

/// The marks of a part that can be one.
fn marks(part: Option<&Value>) -> Vec<&str> {
    let all = part.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(Value::as_str).filter(|mark| !mark.is_empty() && mark.len() <= LONGEST).collect()
}

fn own(case: &Case) -> Vec<&str> {
    marks(case.unread.get(&PLACE.to_owned()))
}

/// The marks of a review, and of the files that were combined with it.
fn known(case: &Case) -> Vec<&str> {
    let combined = case.combined.values().flat_map(|file| marks(file.unread.get(&PLACE.to_owned())));
    own(case).into_iter().chain(combined).collect()
}

/// Puts a mark at the end of the line.
pub(crate) fn add_mark(case: &mut Case, mark: &str) {
    let mut line: Vec<Value> = own(case).into_iter().chain([mark]).map(Value::from).collect();
    line.drain(..line.len().saturating_sub(MOST));
    case.unread.insert(PLACE.to_owned(), Value::Array(line));
}

/// How a file stands to the review that is open, where opening it in its place would put something aside. None for
/// another review, for the file as it is, and for one that went on from it. Each comes with whether it has changes that
/// are in no file: a rescue file has.
pub fn kin((open, open_goes_on): (&Case, bool), (file, file_goes_on): (&Case, bool)) -> Option<Kin> {
    let (ours, theirs) = (known(open), known(file));
    let (last, their_last) = (own(open).last().copied()?, own(file).last().copied()?);
    let is_same = last == their_last;
    // With the same mark and other facts, somebody changed the file by another way than this.
    let is_changed = is_same && !open_goes_on && !file_goes_on;
    let ours_has_theirs = !is_changed && !file_goes_on && ours.contains(&their_last);
    let theirs_has_ours = !is_changed && !open_goes_on && theirs.contains(&last);
    match (ours_has_theirs, theirs_has_ours) {
        _ if is_same && facts(open) == facts(file) => None,
        (_, true) => None,
        (true, false) => Some(Kin::Older),
        (false, false) => ours.iter().any(|mark| theirs.contains(mark)).then_some(Kin::Parted),
    }
}

/// What was put down, without what is kept beside it.
fn facts(case: &Case) -> Value {
    let mut facts = case.to_json();
    facts.as_object_mut().map(|facts| facts.remove("unread"));
    facts
}
