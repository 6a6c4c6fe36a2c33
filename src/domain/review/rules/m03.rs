//! Whether somebody is a child's parent is not settled.
//!
//! # Finds
//! Each adult and child whose parent link is alleged, disputed, unknown, or has no status. A mother's link, and one that
//! never claimed birth (adoptive, step, foster, kinship, social parent, donor), is asked about only where somebody recorded
//! it as disputed or not known. One question for an adult and a child, whatever number of links says so.
//!
//! # Why it matters
//! A father disputed paternity. Parental responsibility follows from facts to be checked, never from what is assumed.
//!
//! # Source
//! William review, ¶35, ¶79 (M-03).
//!
//! # Does not mean
//! That he is not the father, or that he has or has not parental responsibility.

use super::{Look, OpenQuestion, Rule, applies, guard, label, labels, not_recorded};
use crate::case::{FactId, ParentKind, ParentLink, ParentLinkId, ParentStatus, PersonId, Several};
use crate::network;
use crate::sorted::Sorted;

pub const RULE: Rule = Rule { id: "M-03", variants: &["two"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let men = network::men(look.case);
    let mut pairs: Sorted<(PersonId, PersonId), Vec<(ParentLinkId, &ParentLink)>> = Sorted::default();
    for (id, link) in &look.case.parents {
        let Some(adult) = link.adult else { continue };
        let is_said = matches!(link.status, Some(ParentStatus::Disputed | ParentStatus::Unknown));
        let is_claim =
            matches!(link.kind, None | Some(ParentKind::Birth | ParentKind::Alleged)) && men.contains(&adult);
        if network::is_unsettled(link) && (is_said || is_claim) {
            pairs.at((adult, link.child)).push((*id, link));
        }
    }
    for ((adult, child), links) in pairs {
        if !applies(look, RULE.id, &[FactId::from(adult), FactId::from(child)]) {
            continue;
        }
        let status = links.first().map_or_else(|| not_recorded(look), |(_, link)| status_words(look, link));
        found.push(
            OpenQuestion::of(RULE.id)
                .about(adult)
                .about(child)
                .resting_on(links.iter().map(|(id, _)| *id))
                .slot("person", label(look, adult))
                .slot("child", label(look, child))
                .slot("status", status)
                .guarded(guard(look, [adult, child])),
        );
    }
    two(look, found);
}

fn two(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (child, links) in network::contested(look.case) {
        let men: Several<PersonId> = links.iter().map(|(man, _)| *man).collect();
        let question = OpenQuestion::of(RULE.id)
            .variant("two")
            .about(child)
            .resting_on(links.iter().map(|(_, link)| *link))
            .slot("people", labels(look, men.iter().copied()))
            .slot("child", label(look, child))
            .guarded(guard(look, men.iter().copied().chain([child])));
        found.push(men.iter().fold(question, |question, man| question.about(*man)));
    }
}

fn status_words(look: &Look, link: &ParentLink) -> String {
    match (link.status, link.kind) {
        (Some(status), _) => look.guidance.choice(ParentStatus::SET, status.key()).to_owned(),
        (None, Some(ParentKind::Alleged)) => {
            look.guidance.choice(ParentKind::SET, ParentKind::Alleged.key()).to_owned()
        }
        (None, _) => not_recorded(look),
    }
}
