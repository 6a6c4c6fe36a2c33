//! The next routine review.
//!
//! # Finds
//! Each child who may be under five, and the next window in which health visiting would routinely see them, with the last
//! time the child was seen. A window in which a health visitor is recorded as having seen the child is done with. The ages
//! of reviews come from the content pack. For an only child without a birth date the age band of the youngest child stands
//! in. Where no review is left, or nobody knows how old the child is, nothing. Before a birth it is asked who meets those who
//! expect the child: nobody can see a child then.
//!
//! # Why it matters
//! The child was between the one-year and the two-year reviews. Between reviews nobody may be due to see a child.
//!
//! # Source
//! William review, ¶28, ¶29, ¶58 (C-06).
//!
//! # Does not mean
//! That a routine review is enough, or that it was missed.

use chrono::{Datelike, Months, NaiveDate};

use super::{Look, OpenQuestion, Rule, applies, bounds, guard, label, seen};
use crate::case::{AgeBand, Contact, FactId, Person};
use crate::guidance::RoutineReview;
use crate::network;
use crate::when::When;

pub const RULE: Rule = Rule { id: "C-06", variants: &["unborn"], find };

/// The agency that makes routine reviews, by its id in the content pack.
const HEALTH_VISITING: &str = "hv";
/// Routine reviews end before this age, in whole months.
const FIVE_YEARS: i32 = 60;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut reviews: Vec<&RoutineReview> = look.guidance.reviews.iter().collect();
    reviews.sort_by_key(|review| (review.from_months, review.to_months));
    for child in network::children(look.case) {
        let (born, by_band) = match look.case.get::<Person>(child).and_then(|person| bounds(&person.born)) {
            Some(born) => (born, false),
            None => match born_by_band(look) {
                Some(born) => (born, true),
                None => continue,
            },
        };
        let is_young = by_band || network::may_be_under(look.case, child, FIVE_YEARS, look.today) == Some(true);
        if !is_young || !applies(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let seen = seen(look, child);
        let visits: Vec<&Contact> =
            seen.iter().map(|(_, contact)| *contact).filter(|contact| contact.agency == HEALTH_VISITING).collect();
        let next = reviews.iter().filter_map(|review| window(born, review)).find(|(first, last)| {
            *last >= look.today.date() && !visits.iter().any(|visit| is_within(visit, *first, *last))
        });
        if let Some((first, last)) = next {
            // What a band says of the past is only how wide the band is.
            let first = if by_band { first.max(look.today.date()) } else { first };
            let is_unborn = look.case.get::<Person>(child).is_some_and(|person| person.unborn);
            let question = OpenQuestion::of(RULE.id);
            found.push(
                if is_unborn { question.variant("unborn") } else { question }
                    .about(child)
                    .resting_on([FactId::from(child)])
                    .resting_on(by_band.then_some(FactId::Head))
                    .resting_on(seen.last().map(|(id, _)| *id))
                    .slot("child", label(look, child))
                    .slot("date", window_words(first, last))
                    .guarded(guard(look, [child])),
            );
        }
    }
}

/// The days on which an only child of this age band can have been born. Months of a band are whole and inclusive.
fn born_by_band(look: &Look) -> Option<(NaiveDate, NaiveDate)> {
    let (least, most) = match look.case.head.youngest? {
        AgeBand::UnderThreeMonths => (0, 2),
        AgeBand::UnderOne => (3, 11),
        AgeBand::OneToTwo => (12, 23),
        AgeBand::TwoToFour => (24, 59),
        AgeBand::Unborn | AgeBand::FiveToTen | AgeBand::ElevenAndOver | AgeBand::NotKnown => return None,
    };
    let is_only = network::children(look.case).len() == 1;
    let today = look.today.date();
    is_only.then_some((after(today, -(most + 1))?.succ_opt()?, after(today, -least)?))
}

/// The days on which this review can fall, given all the days on which the child can have been born.
fn window((first, last): (NaiveDate, NaiveDate), review: &RoutineReview) -> Option<(NaiveDate, NaiveDate)> {
    Some((after(first, review.from_months)?, after(last, review.to_months.max(review.from_months + 1))?))
}

fn after(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

fn is_within(visit: &Contact, first: NaiveDate, last: NaiveDate) -> bool {
    bounds(&visit.when).is_some_and(|(from, to)| from >= first && to <= last)
}

/// Month and year at both ends: a window is no appointment.
fn window_words(first: NaiveDate, last: NaiveDate) -> String {
    let month = |day: NaiveDate| format!("{:04}-{:02}", day.year(), day.month());
    let edtf = if month(first) == month(last) { month(first) } else { format!("{}/{}", month(first), month(last)) };
    When::from_edtf(&edtf).map(|when| when.in_words()).filter(|words| !words.is_empty()).unwrap_or(edtf)
}
