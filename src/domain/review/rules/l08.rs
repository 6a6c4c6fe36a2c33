//! A child who was not brought, and nobody to follow it up.
//!
//! # Finds
//! Each child who was not brought to an appointment twice or more, where nobody is recorded as following it up: one question
//! for all such appointments of a child. `discharged` when the child was taken off the list for any of them, however often they
//! were not brought.
//!
//! # Why it matters
//! A child was not brought to key hearing appointments, and was taken off the list.
//!
//! # Source
//! William review, ¶64 (L-08).
//!
//! # Does not mean
//! That a parent did not care: getting there may have been too hard, or the letter may not have come.

use super::{Look, OpenQuestion, Rule, agency_or, applies, guard, joined, label};
use crate::case::{Appointment, FactId, Times, YesNo};
use crate::network;

pub const RULE: Rule = Rule { id: "L-08", variants: &["discharged"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.appointments.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    for child in network::children(look.case) {
        let open: Vec<_> =
            look.case.appointments.iter().filter(|(_, one)| one.child == child && needs_following_up(one)).collect();
        if open.is_empty() || !applies(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let what = joined(look, open.iter().map(|(_, one)| words(look, one)));
        let question = OpenQuestion::of(RULE.id).about(child).resting_on(open.iter().map(|(id, _)| **id));
        let is_off_the_list = open.iter().any(|(_, one)| one.discharged == Some(YesNo::Yes));
        let question = if is_off_the_list { question.variant("discharged") } else { question };
        let question = question.slot("child", label(look, child)).slot("what", what);
        found.push(question.guarded(guard(look, [child])));
    }
}

fn needs_following_up(one: &Appointment) -> bool {
    let is_repeated = matches!(one.times, Some(Times::Twice | Times::AtLeastTwice | Times::More));
    (is_repeated || one.discharged == Some(YesNo::Yes)) && one.follows_up.trim().is_empty()
}

/// What it was for; where nobody wrote that, whose it was.
fn words(look: &Look, one: &Appointment) -> String {
    match one.what.trim() {
        "" => agency_or(look, &one.agency, "").to_owned(),
        what => what.to_owned(),
    }
}
