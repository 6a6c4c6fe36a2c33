//! What the history may mean: for the family, and for how help is taken.
//!
//! # Finds
//! A case with history and no answer to one of the supervisor's two prompts. Neither answers the other, so each has its
//! own question: `family` (prompt R1-05a) and `help` (prompt R1-05b). The rule's own words are never used alone.
//!
//! # Why it matters
//! The manager is to think of the effect of history on the family *and* on how help may be received.
//!
//! # Source
//! William review, Recommendation 1 (R1-05, R1-06).
//!
//! # Does not mean
//! That the history must matter. "Considered, and not relevant here because…" is an answer.

use super::{Look, OpenQuestion, Rule, applies, has_history, is_answered};

pub const RULE: Rule = Rule { id: "R1-05", variants: &["family", "help"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !has_history(look.case) || !applies(look, RULE.id, &[]) {
        return;
    }
    for (prompt, variant) in [("R1-05a", "family"), ("R1-05b", "help")] {
        if !is_answered(look, prompt, &[]) {
            found.push(OpenQuestion::of(RULE.id).variant(variant));
        }
    }
}
