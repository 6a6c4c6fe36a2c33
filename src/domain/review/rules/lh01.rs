//! A decision somebody does not agree with.
//!
//! # Finds
//! What was questioned, where there is still disagreement and no next step, or no day for it, is recorded. One question for
//! all.
//!
//! # Why it matters
//! How to take a disagreement further was not fully understood.
//!
//! # Source
//! William review, ¶105 and its learning points (LH-01).
//!
//! # Does not mean
//! That the other agency is wrong.

use super::{Look, OpenQuestion, Rule, agency_or, applies, joined, undated};
use crate::case::{Challenge, FactId, YesNo};

pub const RULE: Rule = Rule { id: "LH-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.challenges.is_empty() || !applies(look, RULE.id, &[]) {
        return;
    }
    let open: Vec<_> = look
        .case
        .challenges
        .iter()
        .filter(|(_, one)| one.disagree == Some(YesNo::Yes) && (one.stage.trim().is_empty() || undated(&one.by)))
        .filter(|(id, _)| applies(look, RULE.id, &[FactId::from(**id)]))
        .collect();
    if !open.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .resting_on(open.iter().map(|(id, _)| **id))
                .slot("what", joined(look, open.iter().map(|(_, one)| words(look, one)))),
        );
    }
}

/// What was questioned, and whose it is.
fn words(look: &Look, challenge: &Challenge) -> String {
    match (challenge.what.trim(), challenge.agency.trim()) {
        ("", _) => agency_or(look, &challenge.agency, "").to_owned(),
        (what, "") => what.to_owned(),
        (what, agency) => format!("{what} ({})", look.guidance.agency_name(agency)),
    }
}
