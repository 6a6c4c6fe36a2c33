//! Nobody has spoken with the GP practice.
//!
//! # Finds
//! No talk with the GP practice recorded, while the practice stands in the case as a service, a record or somebody to be in
//! touch with, or any service works with a family with a child. `form` when a form or message was sent: that is not talk.
//! Silent when the review is made at the practice itself.
//!
//! # Why it matters
//! The family's GP was missing from the review's own meeting, and mostly from what the network talked about.
//!
//! # Source
//! William review, ¶22, ¶89; Recommendation 2 (R2-01).
//!
//! # Does not mean
//! That the practice did nothing: its own record may show what it did.

use super::{Look, OpenQuestion, Rule, applies, date_words, helping, is_to_come, undated};
use crate::case::{FactId, Liaison, Record};
use crate::network;

pub const RULE: Rule = Rule { id: "R2-01", variants: &["form"], find };

/// The GP practice, by its id in the content pack.
pub const GP: &str = "gp";

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !is_open(look) {
        return;
    }
    let case = look.case;
    let mut rests_on: Vec<FactId> = Vec::new();
    rests_on.extend(case.liaisons.iter().filter(|(_, one)| one.agency == GP).map(|(id, _)| FactId::from(*id)));
    rests_on.extend(case.services.iter().filter(|(_, one)| one.agency == GP).map(|(id, _)| FactId::from(*id)));
    rests_on.extend(case.records.iter().filter(|(_, one)| is_gps(one)).map(|(id, _)| FactId::from(*id)));
    if rests_on.is_empty() {
        rests_on.extend(helping(look).0.into_iter().map(FactId::from));
    }
    let practice = look.guidance.agency_name(GP);
    let question = OpenQuestion::of(RULE.id).resting_on(rests_on).slot("agency", practice);
    let sent = case
        .liaisons
        .values()
        .filter(|one| one.agency == GP && is_sent(look, one))
        .max_by_key(|one| one.message.display_key());
    found.push(match sent {
        Some(sent) => question.variant("form").slot("date", date_words(look, &sent.message)),
        None => question,
    });
}

/// Whether this rule asks about the GP practice.
pub fn is_open(look: &Look) -> bool {
    let case = look.case;
    let is_near = case.liaisons.values().any(|one| one.agency == GP)
        || case.services.values().any(|one| one.agency == GP)
        || case.records.values().any(|one| is_gps(one))
        || !network::children(case).is_empty() && network::active_services(case, look.today).next().is_some();
    is_near
        && case.head.agency != GP
        && !case.liaisons.values().any(|one| one.agency == GP && is_spoken(look, one))
        && applies(look, RULE.id, &[])
}

/// Whether this is a record of the practice: `gp-mother`, `gp-child`.
fn is_gps(record: &Record) -> bool {
    record.agency == GP || record.kind.starts_with("gp-")
}

/// Whether somebody has talked with them, on a day that is not still to come.
pub fn is_spoken(look: &Look, liaison: &Liaison) -> bool {
    !undated(&liaison.spoken) && !is_to_come(look, &liaison.spoken)
}

/// Whether a form or message went to them.
pub fn is_sent(look: &Look, liaison: &Liaison) -> bool {
    !undated(&liaison.message) && !is_to_come(look, &liaison.message)
}
