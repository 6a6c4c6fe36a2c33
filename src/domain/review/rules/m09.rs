//! How a man is around the children, and since when.
//!
//! # Finds
//! Each man of whom nobody recorded how he is present in a child's life; `since` when that is recorded and it is not known
//! since when. Presence that has ended, and "no contact", are answers.
//!
//! # Why it matters
//! He visited and did not live there, from about ten weeks before. Asked once, it would have been missed.
//!
//! # Source
//! William review, ¶29 (M-09).
//!
//! # Does not mean
//! That he should be there, or should not.

use super::{Look, OpenQuestion, Rule, applies, guard, label, men, undated};
use crate::case::{FactId, PresenceKind};
use crate::network;

pub const RULE: Rule = Rule { id: "M-09", variants: &["since"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for man in men(look) {
        if !applies(look, RULE.id, &[FactId::from(man)]) {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(man).slot("person", label(look, man));
        let (said, unsaid): (Vec<_>, Vec<_>) = network::presences_of(look.case, man)
            .partition(|(_, presence)| !matches!(presence.kind, None | Some(PresenceKind::NotKnown)));
        let since_open: Vec<_> = said
            .iter()
            .filter(|(_, presence)| !network::is_over(presence, look.today) && undated(&presence.since))
            .map(|(id, _)| *id)
            .collect();
        let question = if said.is_empty() {
            question.resting_on(unsaid.into_iter().map(|(id, _)| id))
        } else if since_open.is_empty() {
            continue;
        } else {
            question.variant("since").resting_on(since_open)
        };
        found.push(question.guarded(guard(look, [man])));
    }
}
