//! A parent's own childhood.
//!
//! # Finds
//! Each adult who is put down as a parent, or as the one who acts as one, when something is known of the past and nobody has recorded what growing up was
//! like for that adult. Fathers as well as mothers. Only they can say it, so that it is not asked of anybody whom nobody is to
//! get in touch with.
//!
//! # Why it matters
//! The mother said that she had never learned what an ordinary relationship looks like.
//!
//! # Source
//! William review, ¶38, ¶53, ¶54; Recommendation 1 (R1-18).
//!
//! # Does not mean
//! That a hard childhood makes a worse parent.

use super::{Look, OpenQuestion, Rule, guard, has_history, is_answered, label};
use crate::case::{FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "R1-18", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !has_history(look.case) || is_answered(look, RULE.id, &[]) {
        return;
    }
    for person in network::named_parents(look.case) {
        let is_alive = look.case.get::<Person>(person).is_some_and(|person| person.died.is_empty());
        let may_be_asked = is_alive && guard(look, [person]).is_empty();
        if may_be_asked && !is_answered(look, RULE.id, &[FactId::from(person)]) {
            found.push(OpenQuestion::of(RULE.id).about(person).slot("person", label(look, person)));
        }
    }
}
