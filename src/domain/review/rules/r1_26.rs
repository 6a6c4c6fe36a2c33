//! Two records that differ.
//!
//! # Finds
//! One question for each matter of which two records, joined or combined here, say different things, until what was made of
//! it is put down.
//!
//! # Why it matters
//! What was remembered of help, plans and change differed. The review kept both accounts beside each other.
//!
//! # Source
//! William review, ¶33, ¶34, ¶62, ¶88, ¶92 (R1-26).
//!
//! # Does not mean
//! That either record is wrong, or that it has to be settled which is right.

use super::{Look, OpenQuestion, Rule, applies, said_or};
use crate::case::FactId;

pub const RULE: Rule = Rule { id: "R1-26", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, account) in &look.case.accounts {
        // The worker's account beside the parent's is an answer already; two records wait for somebody to look at them.
        let of_records = !(account.one.trim().is_empty() && account.other.trim().is_empty());
        let id = FactId::from(*id);
        if of_records && account.outcome.trim().is_empty() && applies(look, RULE.id, std::slice::from_ref(&id)) {
            let question = OpenQuestion::of(RULE.id).slot("what", said_or(look, &account.about));
            found.push(question.about(id.clone()).resting_on([id]));
        }
    }
}
