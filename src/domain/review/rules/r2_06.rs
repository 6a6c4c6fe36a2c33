//! A flag ended because a service did.
//!
//! # Finds
//! Each flag that ended because a service ended; `near` when nobody recorded why it ended, and a service ended within two
//! weeks of it. Silent once another flag of the same kind about that person stands.
//!
//! # Why it matters
//! An alert was lifted on word that all was well. It appears that the midwife had finished.
//!
//! # Source
//! William review, ¶74 (R2-06, R4-05).
//!
//! # Does not mean
//! That the flag should have stayed.

use chrono::{Days, NaiveDate};

use super::{
    Look, OpenQuestion, Rule, agency_or, bounds, date_words, guard, is_open, is_to_come, label, service_words,
};
use crate::case::{FactId, Flag, FlagEnd, ServiceId};
use crate::when::When;

pub const RULE: Rule = Rule { id: "R2-06", variants: &["near"], find };

/// How near two endings are for one to be asked about beside the other.
const NEAR_DAYS: u64 = 14;
/// An ending known only within a longer time than this stands beside nothing.
const WITHIN_DAYS: u64 = 31;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.flags.is_empty() {
        return;
    }
    for (id, flag) in &look.case.flags {
        if is_set_again(look, flag) || !is_open(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question = || {
            OpenQuestion::of(RULE.id)
                .about(flag.about)
                .about(*id)
                .resting_on([*id])
                .slot("person", label(look, flag.about))
                .slot("agency", agency_or(look, &flag.holder, ""))
                .slot("date", date_words(look, &flag.ended))
                .guarded(guard(look, [flag.about]))
        };
        match flag.why_ended {
            Some(FlagEnd::ServiceEnded) => found.push(question()),
            None | Some(FlagEnd::NotKnown) if !is_to_come(look, &flag.ended) => {
                if let Some((service, words)) = ended_near(look, &flag.ended) {
                    found.push(question().variant("near").resting_on([service]).slot("services", words));
                }
            }
            _ => {}
        }
    }
}

/// Whether a flag has ended, on whatever day, or why is said.
pub fn is_ended(look: &Look, flag: &Flag) -> bool {
    (!flag.ended.is_empty() || flag.why_ended.is_some()) && !is_to_come(look, &flag.ended)
}

fn is_set_again(look: &Look, flag: &Flag) -> bool {
    look.case.flags.values().any(|other| other.about == flag.about && other.kind == flag.kind && !is_ended(look, other))
}

/// The first service that ended within two weeks of this day.
fn ended_near(look: &Look, ended: &When) -> Option<(ServiceId, String)> {
    let (first, last) = within(ended)?;
    let from = first.checked_sub_days(Days::new(NEAR_DAYS))?;
    let to = last.checked_add_days(Days::new(NEAR_DAYS))?;
    look.case.services.iter().find_map(|(id, service)| {
        let (first, last) = within(&service.ended)?;
        (from <= last && first <= to).then(|| (*id, service_words(look, service)))
    })
}

/// The first and last day of a date known closely enough.
fn within(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    bounds(when).filter(|(first, last)| super::super::touch::days_between(*first, *last) <= WITHIN_DAYS)
}
