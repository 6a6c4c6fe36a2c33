//! Who would notice a new adult.
//!
//! # Finds
//! Each child, unless a service that works with the family now sees the home and somebody is recorded as having been
//! inside it.
//!
//! # Why it matters
//! The new relationship began when active services had stopped.
//!
//! # Source
//! William review, ¶28, ¶29 (M-18).
//!
//! # Does not mean
//! That there is a new adult, or that somebody must visit.

use super::{Look, OpenQuestion, Rule, applies, date_words, guard, label, last_inside, not_recorded};
use crate::case::{FactId, YesNo};
use crate::network;

pub const RULE: Rule = Rule { id: "M-18", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let inside = last_inside(look);
    let sees_home =
        network::active_services(case, look.today).any(|(_, service)| service.sees_home == Some(YesNo::Yes));
    if sees_home && inside.is_some() {
        return;
    }
    let date = inside.map_or_else(|| not_recorded(look), |(_, contact)| date_words(look, &contact.when));
    for child in network::children(case) {
        if applies(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(child)
                    .resting_on(inside.map(|(id, _)| id))
                    .slot("child", label(look, child))
                    .slot("date", date.clone())
                    .guarded(guard(look, [child])),
            );
        }
    }
}
