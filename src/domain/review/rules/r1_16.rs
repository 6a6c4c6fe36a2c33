//! One need is planned for, and others are known.
//!
//! # Finds
//! Exactly one need with something planned, while other needs have nothing planned, or the history holds other areas in
//! which nothing different is going to be done. Strengths, births and what has no area are not needs; where housing is
//! planned for, a move is the same area.
//!
//! # Why it matters
//! Help narrowed to a new home. Moving was protective and did not deal with what had happened.
//!
//! # Source
//! William review, ¶53; Recommendation 1 (R1-16, R1-17).
//!
//! # Does not mean
//! That everything must be worked on at once: what waits can be said.

use super::{Look, OpenQuestion, Rule, applies, joined, theme_words};
use crate::case::{FactId, Need, NeedId, Several, Theme, YesNo};

pub const RULE: Rule = Rule { id: "R1-16", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let needs = || look.case.needs.iter().map(|(id, need)| (*id, &**need));
    let mut planned = needs().filter(|(_, need)| need.planned == Some(YesNo::Yes));
    let (Some((id, need)), None) = (planned.next(), planned.next()) else { return };
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let (areas, rests_on) = others(look, id, need, needs());
    if !areas.is_empty() {
        found.push(
            OpenQuestion::of(RULE.id)
                .about(id)
                .resting_on([FactId::from(id)])
                .resting_on(rests_on)
                .slot("need", words(look, need))
                .slot("areas", joined(look, areas)),
        );
    }
}

fn words(look: &Look, need: &Need) -> String {
    match need.what.trim() {
        "" => theme_words(look, need.theme),
        what => what.to_owned(),
    }
}

fn others<'a>(
    look: &Look,
    planned: NeedId,
    need: &Need,
    needs: impl Iterator<Item = (NeedId, &'a Need)>,
) -> (Vec<String>, Vec<FactId>) {
    let (mut areas, mut rests_on) = (Vec::new(), Vec::new());
    let mut named: Several<Theme> = need.theme.into_iter().collect();
    if named.contains(&Theme::Housing) {
        named.insert(Theme::Move);
    }
    for (id, other) in needs.filter(|(id, _)| *id != planned) {
        areas.push(words(look, other));
        rests_on.push(id.into());
        named.extend(other.theme);
    }
    for (id, event) in &look.case.events {
        let Some(theme) = event.theme else { continue };
        let is_area = !matches!(theme, Theme::Strength | Theme::Other | Theme::BirthOrPregnancy);
        if is_area && event.different.trim().is_empty() && named.insert(theme) {
            areas.push(theme_words(look, Some(theme)));
            rests_on.push((*id).into());
        }
    }
    (areas, rests_on)
}
