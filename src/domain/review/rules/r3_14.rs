//! The same advice again.
//!
//! # Finds
//! Advice on the same matter, or in the same words, that was given twice or more, where the last time does not say what has
//! changed since: one question for all of it. "Something else" is no matter that two can share.
//!
//! # Why it matters
//! Workers felt that they were saying the same thing over and over.
//!
//! # Source
//! William review, ¶87 (R3-14).
//!
//! # Does not mean
//! That the advice is wrong, or that the parent did not listen.

use super::{Look, OpenQuestion, Rule, applies, bounds, joined};
use crate::case::{Advice, AdviceTopic};

pub const RULE: Rule = Rule { id: "R3-14", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.advice.len() < 2 || !applies(look, RULE.id, &[]) {
        return;
    }
    let mut given: Vec<_> = look.case.advice.iter().map(|(id, advice)| (*id, &**advice)).collect();
    given.sort_by_key(|(id, advice)| (bounds(&advice.when).map(|(_, last)| last), *id));
    let mut question = OpenQuestion::of(RULE.id);
    let mut what = Vec::new();
    for (place, (id, advice)) in given.iter().enumerate() {
        let (before, after) = (&given[..place], &given[place + 1..]);
        let earlier: Vec<_> = before.iter().filter(|(_, other)| is_same(advice, other)).map(|(id, _)| *id).collect();
        let is_last = !after.iter().any(|(_, other)| is_same(advice, other));
        if is_last && !earlier.is_empty() && advice.since.trim().is_empty() {
            question = question.resting_on(earlier).resting_on([*id]);
            what.push(words(look, advice));
        }
    }
    if !what.is_empty() {
        found.push(question.slot("what", joined(look, what)));
    }
}

fn is_same(one: &Advice, other: &Advice) -> bool {
    let said = |advice: &Advice| advice.what.trim().to_lowercase();
    let is_matter = one.topic.is_some_and(|topic| topic != AdviceTopic::Other);
    is_matter && one.topic == other.topic || !said(one).is_empty() && said(one) == said(other)
}

fn words(look: &Look, advice: &Advice) -> String {
    match advice.topic {
        Some(topic) if topic != AdviceTopic::Other => look.guidance.choice(AdviceTopic::SET, topic.key()).to_owned(),
        _ => advice.what.trim().to_owned(),
    }
}
