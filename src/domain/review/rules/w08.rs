//! Asked about abuse alone, and in private.
//!
//! # Finds
//! Each parent who was asked about abuse with a partner there or through somebody else, or was not asked. Where nothing is
//! recorded of it, nothing is raised: the question stands among the prompts.
//!
//! # Why it matters
//! Abuse was never asked about, or was asked with the partner there. What was then said could not be relied on.
//!
//! # Source
//! Wider learning, not Kent guidance (W-08); GP college safeguarding toolkit.
//!
//! # Does not mean
//! That there is abuse, or that it is safe to ask now.

use super::{Look, OpenQuestion, Rule, guard, is_open, label};
use crate::case::{AskedAlone, FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "W-08", variants: &["not-asked"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if network::children(look.case).is_empty() {
        return;
    }
    for adult in network::adults(look.case) {
        let asked = look
            .case
            .get::<Person>(adult)
            .filter(|person| person.died.is_empty())
            .and_then(|person| person.asked_alone);
        let question = OpenQuestion::of(RULE.id).about(adult).slot("person", label(look, adult));
        let question = match asked {
            Some(AskedAlone::PartnerThere | AskedAlone::ThroughFamily) => question,
            Some(AskedAlone::NotAsked) => question.variant("not-asked"),
            _ => continue,
        };
        if network::is_parent_to_ask(look.case, adult) && is_open(look, RULE.id, &[FactId::from(adult)]) {
            found.push(question.resting_on([adult]).guarded(guard(look, [adult])));
        }
    }
}
