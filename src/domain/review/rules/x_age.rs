//! Ages that do not fit.
//!
//! # Finds
//! A parent by birth, alleged or unsaid, who would certainly have been under twelve when the child was born. Whatever either
//! birth date leaves open is left open here too.
//!
//! # Why it matters
//! A slip in a date moves everything that rests on it. The screen asks and never refuses.
//!
//! # Source
//! William review, ¶35, for relatives mixed up in the record itself (seed map ).
//!
//! # Does not mean
//! That anyone gave a wrong age: a link may be to the wrong person.

use chrono::Months;

use super::{Look, OpenQuestion, Rule, applies, guard, label};
use crate::case::{FactId, ParentKind, Person};

pub const RULE: Rule = Rule { id: "X-AGE", variants: &[], find };

const YOUNGEST_PARENT: Months = Months::new(12 * 12);

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, link) in &look.case.parents {
        let Some(adult) = link.adult else { continue };
        let is_by_birth = matches!(link.kind, None | Some(ParentKind::Birth | ParentKind::Alleged));
        let born = |person| look.case.get::<Person>(person).and_then(|person| person.born.window());
        let (Some(adults), Some(childs)) = (born(adult), born(link.child)) else { continue };
        let earliest = adults.first.and_then(|first| first.checked_add_months(YOUNGEST_PARENT));
        let is_too_young = earliest.zip(childs.last).is_some_and(|(earliest, born)| born < earliest);
        if is_by_birth && is_too_young && applies(look, RULE.id, &[FactId::from(adult), FactId::from(link.child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(adult)
                    .about(link.child)
                    .about(*id)
                    .resting_on([FactId::from(*id), adult.into(), link.child.into()])
                    .slot("person", label(look, adult))
                    .slot("child", label(look, link.child))
                    .guarded(guard(look, [adult, link.child])),
            );
        }
    }
}
