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

use super::{Look, OpenQuestion, QUIET_DAYS, Rule, applies, date_words};
use crate::review::touch::{days_between, longest, touches};

pub const RULE: Rule = Rule { id: "L-12", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.contacts.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let seen = touches(look, true);
    let Some(latest) = seen.last() else { return };
    if let Some((_, before, after)) = longest(&seen).filter(|(days, ..)| *days > QUIET_DAYS) {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(before.fact.clone())
                .resting_on([before.fact.clone(), after.fact.clone()])
                .slot("from", date_words(look, before.when))
                .slot("to", date_words(look, after.when)),
        );
    }
    if days_between(latest.last, look.today.date()) > QUIET_DAYS {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(latest.fact.clone())
                .resting_on([latest.fact.clone()])
                .slot("from", date_words(look, latest.when))
                .slot("to", look.today.in_words()),
        );
    }
}
