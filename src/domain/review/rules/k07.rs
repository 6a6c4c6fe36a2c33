//! The level came down, and what remains is not recorded.
//!
//! # Finds
//! Each child whose latest level is lower than the one before it, where nobody recorded what remains.
//!
//! # Why it matters
//! Cases moved down levels, and what had not been dealt with moved out of sight.
//!
//! # Source
//! William review, ¶53 (K-07).
//!
//! # Does not mean
//! That stepping down was wrong.

use super::k01::decisions;
use super::{Look, OpenQuestion, Rule, applies, date_words, guard, label};
use crate::case::FactId;
use crate::network;

pub const RULE: Rule = Rule { id: "K-07", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for child in network::children(look.case) {
        let decisions = decisions(look, child);
        let [.., (_, before_id, before), (_, id, latest)] = decisions.as_slice() else { continue };
        let came_down = latest.level < before.level && latest.remains.trim().is_empty();
        if came_down && applies(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(child)
                    .resting_on([*before_id, *id])
                    .slot("child", label(look, child))
                    .slot("date", date_words(look, &latest.when))
                    .guarded(guard(look, [child])),
            );
        }
    }
}
