//! A child whose age is not known.
//!
//! # Finds
//! Each child with neither a birth date nor an expected date, unless the age band of the youngest child says enough: there
//! is one child, or even the youngest is five or over.
//!
//! # Why it matters
//! Some babies under three months were known to everyday services alone. Age decides when anyone will next see a child.
//!
//! # Source
//! William review, ¶36, ¶38 (S-01).
//!
//! # Does not mean
//! That an exact date of birth is needed: a month, or "about two", does.

use super::{Look, OpenQuestion, Rule, applies, guard, label, undated};
use crate::case::{AgeBand, FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "S-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let children = network::children(look.case);
    let says_enough = match look.case.head.youngest {
        None | Some(AgeBand::NotKnown) => false,
        Some(AgeBand::FiveToTen | AgeBand::ElevenAndOver) => true,
        Some(_) => children.len() == 1,
    };
    if says_enough || !applies(look, RULE.id, &[]) {
        return;
    }
    for child in children {
        let is_undated = look.case.get::<Person>(child).is_some_and(|person| undated(&person.born));
        if is_undated && applies(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id).about(child).slot("child", label(look, child)).guarded(guard(look, [child])),
            );
        }
    }
}
