//! What a referral must say.
//!
//! # Finds
//! Referrals with fewer than three things that the next worker must know, or without a reason. One question for all of them.
//!
//! # Why it matters
//! Referrals left out what was seen, or what was asked for. The reader then could not tell what to do.
//!
//! # Source
//! Wider learning, not Kent guidance (W-13).
//!
//! # Does not mean
//! That the referral itself was thin: only that its main points are not here.

use super::{Look, OpenQuestion, Rule, is_open, joined, said_or};
use crate::case::{HandOver, HandOverKind};

pub const RULE: Rule = Rule { id: "W-13", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let (referrals, names): (Vec<_>, Vec<_>) = look
        .case
        .hand_overs
        .iter()
        .filter(|(_, one)| one.kind == Some(HandOverKind::Referral) && is_thin(one))
        .map(|(id, referral)| (*id, said_or(look, &referral.to)))
        .unzip();
    if !referrals.is_empty() && is_open(look, RULE.id, &[]) {
        found.push(OpenQuestion::of(RULE.id).slot("to", joined(look, names)).resting_on(referrals));
    }
}

fn is_thin(referral: &HandOver) -> bool {
    [&referral.first, &referral.second, &referral.third, &referral.reason].iter().any(|said| said.trim().is_empty())
}
