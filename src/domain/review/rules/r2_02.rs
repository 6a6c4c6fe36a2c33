//! Only messages.
//!
//! # Finds
//! The agencies to which a form or message went and with which nobody is recorded as having spoken. One question names them
//! all; the GP practice is left to R2-01 where that asks.
//!
//! # Why it matters
//! Thinking about danger together should not rest on electronic messages alone.
//!
//! # Source
//! William review, ¶89; Recommendation 2 (R2-02).
//!
//! # Does not mean
//! That a message is worth nothing, or that nobody spoke: it may not be written down.

use super::r2_01::{self, GP, is_sent, is_spoken};
use super::{Look, OpenQuestion, Rule, agency_or, applies};
use crate::case::Several;

pub const RULE: Rule = Rule { id: "R2-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let liaisons = &look.case.liaisons;
    if liaisons.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let name = |agency, who| agency_or(look, agency, who);
    let spoken: Several<&str> = liaisons
        .values()
        .filter(|one| is_spoken(look, one))
        .map(|one| name(one.agency.as_str(), one.who.as_str()))
        .collect();
    let gp_is_asked = r2_01::is_open(look);
    let mut names = Several::default();
    let mut rests_on = Vec::new();
    for (id, one) in liaisons {
        let called = name(one.agency.as_str(), one.who.as_str());
        if is_sent(look, one) && !spoken.contains(&called) && !(one.agency == GP && gp_is_asked) {
            names.insert(called);
            rests_on.push(*id);
        }
    }
    if !rests_on.is_empty() {
        let names: Vec<&str> = names.into_iter().collect();
        found.push(OpenQuestion::of(RULE.id).resting_on(rests_on).slot("agencies", names.join(", ")));
    }
}
