//! A quiet time: nobody is recorded as having seen the children.
//!
//! # Finds
//! More than three months without certain sight of any child: the longest such time between two contacts, and the one from
//! the last contact to the day of the review. Each is about the contact it began with. Contacts without a date count for
//! nothing; where there is none with a date, it is C-04 that asks.
//!
//! # Why it matters
//! For almost two years there were no new requests about parenting. Quiet can mean better, or unseen.
//!
//! # Source
//! William review, ¶28, ¶67 (L-12).
//!
//! # Does not mean
//! That anything happened, or that nobody saw them at all.

use chrono::NaiveDate;

use super::{Look, OpenQuestion, QUIET_DAYS, Rule, applies, bounds, date_words};
use crate::case::{Contact, ContactId};

pub const RULE: Rule = Rule { id: "L-12", variants: &[], find };

struct Seen<'a> {
    id: ContactId,
    contact: &'a Contact,
    first: NaiveDate,
    last: NaiveDate,
}

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.contacts.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let mut seen: Vec<Seen> = look
        .case
        .contacts
        .iter()
        .filter(|(_, contact)| !contact.seen.is_empty())
        .filter_map(|(id, contact)| {
            let (first, last) = bounds(&contact.when)?;
            (first <= look.today.date()).then_some(Seen { id: *id, contact, first, last })
        })
        .collect();
    seen.sort_by_key(|seen| (seen.last, seen.first, seen.id));
    let Some(latest) = seen.last() else { return };
    let longest = seen
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some((days_between(before.last, after.first), before, after)),
            _ => None,
        })
        .filter(|(days, ..)| *days > QUIET_DAYS)
        // Of two alike, the later: `max_by_key` keeps the last.
        .max_by_key(|(days, ..)| *days);
    if let Some((_, before, after)) = longest {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(before.id)
                .resting_on([before.id, after.id])
                .slot("from", date_words(look, &before.contact.when))
                .slot("to", date_words(look, &after.contact.when)),
        );
    }
    if days_between(latest.last, look.today.date()) > QUIET_DAYS {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(latest.id)
                .resting_on([latest.id])
                .slot("from", date_words(look, &latest.contact.when))
                .slot("to", look.today.in_words()),
        );
    }
}

/// Whole days from one day to a later one; none when it is not later.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}
