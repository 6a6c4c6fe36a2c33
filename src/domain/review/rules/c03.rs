//! When each agency was last in touch.
//!
//! # Finds
//! One question where an agency that works with the family has no contact recorded, or its last was certainly more than
//! three months ago; where none works with the family now, the last contact of all. It names the last contact of each agency
//! and the longest time without any. `never` when no contact has a date.
//!
//! # Why it matters
//! No service was in touch with the mother in the last months before the child was hurt.
//!
//! # Source
//! William review, ¶28 (C-03).
//!
//! # Does not mean
//! That nobody was in touch: it may not be recorded here.

use chrono::NaiveDate;

use super::l12::days_between;
use super::{
    Look, OpenQuestion, QUIET_DAYS, Rule, agency_or, applies, bounds, date_words, days_ago, helping, not_recorded,
};
use crate::case::{FactId, Several};
use crate::when::When;

pub const RULE: Rule = Rule { id: "C-03", variants: &["never"], find };

/// A contact with the family, recorded as one or as the last of a service.
struct Touch<'a> {
    agency: String,
    fact: FactId,
    when: &'a When,
    first: NaiveDate,
    last: NaiveDate,
}

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let case = look.case;
    let today = look.today.date();
    let contacts = case.contacts.iter().map(|(id, fact)| (&fact.agency, &fact.by, FactId::from(*id), &fact.when));
    let services = case.services.iter().map(|(id, fact)| (&fact.agency, &fact.name, (*id).into(), &fact.last_contact));
    let mut touches: Vec<Touch> = contacts
        .chain(services)
        .filter_map(|(agency, or, fact, when)| {
            let (first, last) = bounds(when).filter(|(first, _)| *first <= today)?;
            Some(Touch { agency: agency_or(look, agency, or), fact, when, first, last })
        })
        .collect();
    touches.sort_by_key(|touch| (touch.last, touch.first));
    let latest = |agency: &str| touches.iter().rev().find(|touch| touch.agency == agency);
    let is_long_ago = |touch: Option<&Touch>| touch.is_none_or(|touch| touch.last < days_ago(look, QUIET_DAYS));
    let (active, helping) = helping(look);
    let is_raised = match touches.last() {
        overall @ Some(_) if active.is_empty() => is_long_ago(overall),
        _ => helping.iter().any(|agency| is_long_ago(latest(agency))),
    };
    if !is_raised {
        return;
    }
    let agencies: Several<String> = touches.iter().map(|touch| touch.agency.clone()).chain(helping).collect();
    let each = agencies.iter().map(|agency| {
        let last = latest(agency).map_or_else(|| not_recorded(look), |touch| date_words(look, touch.when));
        format!("{agency}: {last}")
    });
    let question = OpenQuestion::of(RULE.id)
        .slot("agencies", each.collect::<Vec<_>>().join("; "))
        .resting_on(agencies.iter().filter_map(|agency| latest(agency)).map(|touch| touch.fact.clone()))
        .resting_on(active);
    let ends = touches.iter().skip(1).map(Some).chain([None]);
    let longest = touches.iter().zip(ends).max_by_key(|(touch, next)| {
        // Of two alike, the later: `max_by_key` keeps the last.
        days_between(touch.last, next.map_or(today, |next| next.first))
    });
    found.push(match longest {
        None => question.variant("never"),
        Some((touch, next)) => question
            .resting_on([Some(touch), next].into_iter().flatten().map(|touch| touch.fact.clone()))
            .slot("from", date_words(look, touch.when))
            .slot("to", next.map_or_else(|| look.today.in_words(), |next| date_words(look, next.when))),
    });
}
