//! A notification, and who got it.
//!
//! # Finds
//! Each notification that some agency is recorded as not having received; `unknown` when nobody is recorded as left out
//! and for some agency, or for all, it is not known.
//!
//! # Why it matters
//! One notification reached health visiting and did not reach children's services.
//!
//! # Source
//! William review, ¶70–72 (I-01, R2-07).
//!
//! # Does not mean
//! That an agency ought to have acted, or that it should be told everything.

use super::{Look, OpenQuestion, Rule, applies, date_words, joined};
use crate::case::{FactId, Notification, Receipt};

pub const RULE: Rule = Rule { id: "I-01", variants: &["unknown"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.notifications.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for (id, notification) in &look.case.notifications {
        if !applies(look, RULE.id, &[FactId::from(*id)]) {
            continue;
        }
        let question =
            OpenQuestion::of(RULE.id).about(*id).resting_on([*id]).slot("date", date_words(look, &notification.when));
        let missed = with(look, notification, Receipt::NotReceived);
        let unknown = with(look, notification, Receipt::NotKnown);
        if !missed.is_empty() {
            found.push(question.slot("agencies", joined(look, missed)));
        } else if !unknown.is_empty() {
            found.push(question.variant("unknown").slot("agencies", joined(look, unknown)));
        } else if notification.receipts.is_empty() {
            let every = look.guidance.word("slot.every-agency").to_owned();
            found.push(question.variant("unknown").slot("agencies", every));
        }
    }
}

fn with(look: &Look, notification: &Notification, receipt: Receipt) -> Vec<String> {
    notification
        .receipts
        .iter()
        .filter(|(_, got)| **got == receipt)
        .map(|(agency, _)| look.guidance.agency_name(agency).to_owned())
        .collect()
}
