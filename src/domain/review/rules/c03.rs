//! When each agency was last in touch.
//!
//! # Finds
//! One question where an agency that works with the family has no contact recorded, or its last was certainly more than
//! three months ago; where none works with the family now, the last contact of all. It names the last contact of each agency
//! and the longest time without any, where that is six weeks or more. `never` when no contact has a date.
//!
//! # Why it matters
//! No service was in touch with the mother in the last months before the child was hurt.
//!
//! # Source
//! William review, ¶28 (C-03).
//!
//! # Does not mean
//! That nobody was in touch: it may not be recorded here.

use super::{Look, OpenQuestion, QUIET_DAYS, Rule, applies, date_words, days_ago, helping, not_recorded};
use crate::review::touch::{Touch, days_between, longest, touches};

pub const RULE: Rule = Rule { id: "C-03", variants: &["never"], find };

/// Days without contact that are worth naming: six weeks.
const GAP_DAYS: u64 = 42;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let touches = touches(look, false);
    let (active, helping) = helping(look);
    let is_long_ago = |touch: &Touch| touch.last < days_ago(look, QUIET_DAYS);
    let latest = |agency: &&str| touches.iter().rev().find(|touch| touch.agency == *agency);
    let is_raised = if active.is_empty() {
        touches.last().is_some_and(is_long_ago)
    } else {
        helping.iter().any(|agency| latest(agency).is_none_or(is_long_ago))
    };
    if !is_raised || !applies(look, RULE.id, &[]) {
        return;
    }
    let mut agencies = helping;
    for touch in &touches {
        if !agencies.contains(&touch.agency) {
            agencies.push(touch.agency);
        }
    }
    let mut rests_on = Vec::new();
    let mut each = Vec::new();
    for agency in &agencies {
        let last = latest(agency).map_or_else(
            || not_recorded(look),
            |touch| {
                rests_on.push(touch.fact.clone());
                date_words(look, touch.when)
            },
        );
        each.push(format!("{agency}: {last}"));
    }
    let agencies = each.join("; ");
    let question = OpenQuestion::of(RULE.id);
    let question = match touches.last() {
        None => question.variant("never").slot("agencies", agencies),
        Some(latest) => {
            let now = days_between(latest.last, look.today.date());
            let (days, from, to) = match longest(&touches) {
                Some((days, before, after)) if days > now => (days, before, Some(after)),
                _ => (now, latest, None),
            };
            if days < GAP_DAYS {
                question.slot("agencies", agencies)
            } else {
                rests_on.extend([from].into_iter().chain(to).map(|touch| touch.fact.clone()));
                let from = date_words(look, from.when);
                let to = to.map_or_else(|| look.today.in_words(), |touch| date_words(look, touch.when));
                let slots = [("agencies", agencies.as_str()), ("from", from.as_str()), ("to", to.as_str())];
                question.slot("agencies", look.guidance.say("slot.last-and-longest", &slots))
            }
        }
    };
    found.push(question.resting_on(rests_on).resting_on(active));
}
