//! When a child was last seen.
//!
//! # Finds
//! Each born child whom nobody is certain to have seen in the last three months; `never` when nobody is recorded as having
//! seen the child at all. Seeing a parent is not seeing the child.
//!
//! # Why it matters
//! The children were seen often until a move, and then hardly at all.
//!
//! # Source
//! William review, ¶43 (C-04).
//!
//! # Does not mean
//! That nobody saw the child: it may not be recorded here.

use super::{Look, OpenQuestion, QUIET_DAYS, Rule, applies, date_words, days_ago, guard, label, seen};
use crate::case::{FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "C-04", variants: &["never"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let recent = days_ago(look, QUIET_DAYS);
    for child in network::children(look.case) {
        let is_born = look.case.get::<Person>(child).is_some_and(|person| !person.is_unborn(look.today));
        if !is_born || !applies(look, RULE.id, &[FactId::from(child)]) {
            continue;
        }
        let seen = seen(look, child);
        let is_recent = seen.iter().any(|(_, contact)| {
            contact.when.window().and_then(|window| window.first).is_some_and(|first| first >= recent)
        });
        if is_recent {
            continue;
        }
        let question = OpenQuestion::of(RULE.id).about(child).slot("child", label(look, child));
        let question = match seen.last() {
            Some((id, contact)) => question.resting_on([*id]).slot("date", date_words(look, &contact.when)),
            None => question.variant("never"),
        };
        found.push(question.guarded(guard(look, [child])));
    }
}
