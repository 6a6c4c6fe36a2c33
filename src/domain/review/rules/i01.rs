//! A notification, and who got it.
//!
//! # Finds
//! Each notification that some agency is recorded as not having received; `unknown` when for some agency it is not known, or
//! nothing is put down for one that such a notification can be meant for. Whether the GP practice got it is R2-07's question.
//!
//! # Why it matters
//! One notification reached health visiting and did not reach children's services.
//!
//! # Source
//! William review, ¶70–72 (I-01, R2-07).
//!
//! # Does not mean
//! That an agency ought to have acted, or that it should be told everything.

use super::r2_01::GP;
use super::{Look, OpenQuestion, Rule, applies, date_words, joined};
use crate::case::{FactId, Notification, Receipt};

pub const RULE: Rule = Rule { id: "I-01", variants: &["unknown"], find };

/// The agencies that such a notification can be meant for: where nothing is put down, it is asked whether it came.
const MEANT_FOR: &[&str] = &["hv", "midwifery", "social-work", "early-help", "early-years", "school", GP, "police"];

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.notifications.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for (id, notification) in &look.case.notifications {
        if !applies(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question = || {
            OpenQuestion::of(RULE.id).about(*id).resting_on([*id]).slot("date", date_words(look, &notification.when))
        };
        if notification.receipts.is_empty() {
            let every = look.guidance.word("slot.every-agency").to_owned();
            found.push(question().variant("unknown").slot("agencies", every));
            continue;
        }
        let missed = with(notification, Receipt::NotReceived);
        if !missed.is_empty() {
            found.push(question().slot("agencies", names(look, missed)));
        }
        let mut unknown = with(notification, Receipt::NotKnown);
        let known = [notification.from.as_str(), look.case.head.agency.as_str()];
        let blank = MEANT_FOR
            .iter()
            .filter(|agency| !notification.receipts.contains_key(**agency) && !known.contains(agency))
            .copied();
        unknown.extend(blank);
        if look.case.head.agency != GP {
            unknown.retain(|agency| *agency != GP);
        }
        if !unknown.is_empty() {
            found.push(question().variant("unknown").slot("agencies", names(look, unknown)));
        }
    }
}

fn with<'a>(notification: &'a Notification, receipt: Receipt) -> Vec<&'a str> {
    notification.receipts.iter().filter(|(_, got)| **got == receipt).map(|(agency, _)| agency.as_str()).collect()
}

fn names(look: &Look, agencies: Vec<&str>) -> String {
    joined(look, agencies.into_iter().map(|agency| look.guidance.agency_name(agency).to_owned()))
}
