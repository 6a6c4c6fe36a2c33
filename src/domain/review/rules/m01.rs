//! A child without a father recorded.
//!
//! # Finds
//! Each child with no father recorded, or with a father of whom nothing is known, unless it is settled that there is none: a
//! second parent, a donor, a kinship carer, or "no male carer" said. A stepfather or a foster carer is not the father.
//!
//! `again` where "no male carer" was said and a checkpoint has been reached since: who is around a child changes. Where
//! nobody wrote when it was said, once a second checkpoint has been reached.
//!
//! # Why it matters
//! Three men mattered in different ways across two children. Each child has a father entry of their own.
//!
//! # Source
//! William review, ¶27, ¶35, ¶79; Learning point (f) (M-01).
//!
//! # Does not mean
//! That there must be a father, or that anyone is hiding him.

use super::{Look, OpenQuestion, Rule, applies, bounds, date_words, guard, label};
use crate::case::{FactId, ParentKind, ParentLink, ParentLinkId, PersonId};
use crate::network;

pub const RULE: Rule = Rule { id: "M-01", variants: &["again"], find };

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
    for child in network::children(case) {
        if network::fathers_of(case, child).is_empty() && applies(look, RULE.id, &[FactId::from(child)]) {
            found.extend(again(look, child));
        }
    }
}

/// Whether "no male carer" is to be asked about again: it was said before the last checkpoint that was reached.
fn again(look: &Look, child: PersonId) -> Option<OpenQuestion> {
    let said = |(_, link): &(ParentLinkId, &ParentLink)| link.kind == Some(ParentKind::NoMaleCarer);
    let (link_id, link) = network::links_of(look.case, child).find(said)?;
    let mut reached: Vec<_> = look
        .case
        .checkpoints
        .iter()
        .filter_map(|(id, checkpoint)| Some((checkpoint.when.window()?.last?, *id, checkpoint)))
        .filter(|(last, ..)| *last <= look.today.date())
        .collect();
    reached.sort_by_key(|(last, id, _)| (*last, *id));
    let (_, checkpoint_id, checkpoint) = reached.last()?;
    let is_since = match bounds(&link.source.when) {
        Some((_, said)) => checkpoint.when.window()?.certainly_after(said),
        None => reached.len() > 1,
    };
    is_since.then(|| {
        OpenQuestion::of(RULE.id)
            .variant("again")
            .about(child)
            .resting_on([FactId::from(link_id), FactId::from(*checkpoint_id)])
            .slot("child", label(look, child))
            .slot("date", date_words(look, &link.source.when))
            .guarded(guard(look, [child]))
    })
}
