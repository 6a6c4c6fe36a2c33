//! A notification, and the GP practice.
//!
//! # Finds
//! Notifications of which it is recorded who got them, or did not, and of the GP practice nothing is, or that it is not known.
//! One question for all. Silent when the review is made at the practice.
//!
//! # Why it matters
//! New police information about domestic abuse goes to health visiting and midwifery, and not to GP practices.
//!
//! # Source
//! William review, ¶72 (R2-07).
//!
//! # Does not mean
//! That the practice was left out on purpose, or that it should be told everything.

use super::r2_01::GP;
use super::{Look, OpenQuestion, Rule, applies, date_words, i01, joined};
use crate::case::{FactId, Receipt};

pub const RULE: Rule = Rule { id: "R2-07", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    // Where I-01 was set aside, the notification is not about this family, or all is known of it.
    let is_asked = |rule, about: &[FactId]| applies(look, rule, about);
    let case = look.case;
    if case.notifications.is_empty()
        || case.head.agency == GP
        || !is_asked(RULE.id, &[])
        || !is_asked(i01::RULE.id, &[])
    {
        return;
    }
    let without: Vec<_> = case
        .notifications
        .iter()
        .filter(|(_, notification)| {
            !notification.receipts.is_empty() && matches!(notification.receipts.get(GP), None | Some(Receipt::NotKnown))
        })
        .filter(|(id, _)| {
            let about = [FactId::from(**id)];
            is_asked(RULE.id, &about) && is_asked(i01::RULE.id, &about)
        })
        .collect();
    if !without.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(without.iter().map(|(id, _)| **id))
                .slot("agency", look.guidance.agency_name(GP))
                .slot(
                    "date",
                    joined(look, without.iter().map(|(_, notification)| date_words(look, &notification.when))),
                ),
        );
    }
}
