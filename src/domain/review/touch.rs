//! Contacts with the family in the order of their dates, and the longest time between two of them.

use chrono::NaiveDate;

use super::Look;
use super::rules::{agency_or, bounds};
use crate::case::FactId;
use crate::when::When;

/// A contact, recorded as one or as the last of a service. One without a date counts for nothing, nor one still to come.
pub struct Touch<'a> {
    pub agency: &'a str,
    pub fact: FactId,
    pub when: &'a When,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// Every contact by date, the latest last; or only those at which a child was seen.
pub fn touches<'a>(look: &Look<'a>, only_seen: bool) -> Vec<Touch<'a>> {
    let mut touches = Vec::new();
    let mut add = |agency: &'a str, or: &'a str, fact, when: &'a When| {
        if let Some((first, last)) = bounds(when)
            && first <= look.today.date()
        {
            touches.push(Touch { agency: agency_or(look, agency, or), fact, when, first, last });
        }
    };
    for (id, contact) in &look.case.contacts {
        if !(only_seen && contact.seen.is_empty()) {
            add(&contact.agency, &contact.by, FactId::from(*id), &contact.when);
        }
    }
    if !only_seen {
        for (id, service) in &look.case.services {
            add(&service.agency, &service.name, FactId::from(*id), &service.last_contact);
        }
    }
    touches.sort_by_key(|touch| (touch.last, touch.first));
    touches
}

/// The longest time without contact between two: its days, and where it began and ended. Of two alike, the later.
pub fn longest<'a, 'b>(touches: &'b [Touch<'a>]) -> Option<(u64, &'b Touch<'a>, &'b Touch<'a>)> {
    let pairs = touches.iter().zip(touches.iter().skip(1));
    pairs.map(|(before, after)| (days_between(before.last, after.first), before, after)).max_by_key(|(days, ..)| *days)
}

/// Whole days from one day to a later one; none when it is not later.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}
