//! A child without a father recorded.
//!
//! # Finds
//! Each child with no father recorded, or with a father of whom nothing is known, unless it is settled that there is none: a
//! second parent, a donor, a kinship carer, or "no male carer" said. A stepfather or a foster carer is not the father.
//!
//! # Why it matters
//! Three men mattered in different ways across two children. Each child has a father entry of their own.
//!
//! # Source
//! William review, ¶27, ¶35, ¶79; Learning point (f) (M-01).
//!
//! # Does not mean
//! That there must be a father, or that anyone is hiding him.

use super::{Look, OpenQuestion, Rule, applies, guard, label};
use crate::case::FactId;
use crate::network;

pub const RULE: Rule = Rule { id: "M-01", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    // A father who has died is a father all the same.
    let men = network::men(case);
    for child in network::children(case) {
        let has_father = network::links_of(case, child)
            .filter(|(_, link)| network::may_be_first_parent(link))
            .any(|(_, link)| link.adult.is_some_and(|adult| men.contains(&adult)));
        if has_father || network::settled_without_father(case, child) || !applies(look, RULE.id, &[FactId::from(child)])
        {
            continue;
        }
        let unnamed = network::links_of(case, child).filter(|(_, link)| link.adult.is_none()).map(|(id, _)| id);
        found.push(
            OpenQuestion::of(RULE.id)
                .about(child)
                .resting_on(unnamed)
                .slot("child", label(look, child))
                .guarded(guard(look, [child])),
        );
    }
}
