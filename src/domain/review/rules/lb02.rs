//! Each says it of the other.
//!
//! # Finds
//! Each record of abuse with claims both ways, where nobody recorded who was most afraid and who held control.
//!
//! # Why it matters
//! Notifications about the mother and a partner held claims from each about the other.
//!
//! # Source
//! William review, ¶35; Learning point (b) (LB-02).
//!
//! # Does not mean
//! That one of the two is not to be believed.

use super::lb01::between;
use super::{Look, OpenQuestion, Rule, applies};
use crate::case::{Claims, FactId};

pub const RULE: Rule = Rule { id: "LB-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, abuse) in &look.case.abuse {
        let is_open = abuse.claims == Some(Claims::BothWays) && abuse.afraid.trim().is_empty();
        if is_open && applies(look, RULE.id, &[]) && applies(look, RULE.id, &[FactId::from(*id)]) {
            found.push(between(look, *id, abuse, OpenQuestion::of(RULE.id)));
        }
    }
}
