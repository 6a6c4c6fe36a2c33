//! Who else is there when a child is cared for by one adult, or sleeps somewhere else.
//!
//! # Finds
//! Each presence that goes on, where a man cares for a child alone, stays over, or has the child to stay, and nobody has
//! recorded who else is there, or on whose word. Also where a woman who is no parent has the child to stay: relatives of an
//! absent father may be with him.
//!
//! # Why it matters
//! The other child's paternal grandparents often had both children to stay.
//!
//! # Source
//! William review, ¶35 (M-07).
//!
//! # Does not mean
//! That care by him, or by relatives, is a worry. It is often what keeps a family going.

use super::{Look, OpenQuestion, Rule, applies, guard, label, labels, men};
use crate::case::{Case, FactId, ParentKind, Person, PersonId, Presence, PresenceKind, Role};
use crate::network;

pub const RULE: Rule = Rule { id: "M-07", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if look.case.presences.is_empty() {
        return;
    }
    let men = men(look);
    for (id, presence) in &look.case.presences {
        let adult = presence.adult;
        let is_care = match presence.kind {
            Some(PresenceKind::ChildStaysThere) => men.contains(&adult) || !is_parent(look.case, adult),
            Some(PresenceKind::CaresAlone | PresenceKind::StaysOver) => men.contains(&adult),
            _ => false,
        };
        let is_open = presence.who_else.trim().is_empty() || presence.source.is_empty();
        if !is_care || !is_open || network::is_over(presence, look.today) || !may_be_asked(look, presence) {
            continue;
        }
        let children = presence.child.map_or_else(|| network::children(look.case), |child| vec![child]);
        found.push(
            OpenQuestion::of(RULE.id)
                .about(adult)
                .about(*id)
                .resting_on([*id])
                .slot("person", label(look, adult))
                .slot("child", labels(look, children))
                .guarded(guard(look, [adult])),
        );
    }
}

fn may_be_asked(look: &Look, presence: &Presence) -> bool {
    applies(look, RULE.id, &[FactId::from(presence.adult)])
        && presence.child.is_none_or(|child| applies(look, RULE.id, &[FactId::from(child)]))
}

fn is_parent(case: &Case, adult: PersonId) -> bool {
    case.get::<Person>(adult)
        .is_some_and(|person| matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent)))
        || case.parents.values().any(|link| link.adult == Some(adult) && link.kind != Some(ParentKind::Donor))
}
