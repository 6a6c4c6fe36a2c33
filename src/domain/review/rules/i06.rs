//! The week by which social care may be told of a pregnancy.
//!
//! # Finds
//! Each unborn child whose due date puts the pregnancy within two weeks of the week that is set locally, when the review is
//! made in midwifery or health visiting, or nobody has said where. Silent when the week is not in the content pack, when
//! children's social work is already there or has been spoken with, and when it is written what was done.
//!
//! # Why it matters
//! Telling social care by then was said to help planning. It was not done at three points.
//!
//! # Source
//! William review, ¶75 (I-06). The week is dated content, which a locality sets.
//!
//! # Does not mean
//! That social care has to be told of this family.

use chrono::{Days, NaiveDate};

use super::r2_01::is_spoken;
use super::{Look, OpenQuestion, Rule, bounds, date_words, guard, is_answered, label};
use crate::case::{FactId, Person};
use crate::network;

pub const RULE: Rule = Rule { id: "I-06", variants: &[], find };

/// The agencies to which the question is put, by their ids in the content pack; empty before one is chosen.
const ASKED: &[&str] = &["", "midwifery", "hv"];
/// Whom it is about telling.
const SOCIAL_WORK: &str = "social-work";
/// The number a locality sets, by its id in the content pack.
const WEEK: &str = "social-care-week";
/// Weeks from the start of a pregnancy to the due date.
const WEEKS: i32 = 40;
/// How long before and after the week it is asked.
const AROUND_DAYS: u64 = 14;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let case = look.case;
    let is_open = ASKED.contains(&case.head.agency.trim()) && !is_told(look) && !is_answered(look, RULE.id, &[]);
    let Some(week) = look.guidance.local_number(WEEK, &look.today.iso()).filter(|_| is_open) else { return };
    for child in network::children(case) {
        let Some(person) = case.get::<Person>(child).filter(|person| person.unborn) else { continue };
        if is_around(look, person, week) && !is_answered(look, RULE.id, &[FactId::from(child)]) {
            found.push(
                OpenQuestion::of(RULE.id)
                    .about(child)
                    .resting_on([child])
                    .slot("child", label(look, child))
                    .slot("date", date_words(look, &person.born))
                    .slot("week", week.to_string())
                    .guarded(guard(look, [child])),
            );
        }
    }
}

/// Whether the day of the review can be within two weeks of this week of the pregnancy.
fn is_around(look: &Look, unborn: &Person, week: i32) -> bool {
    let Some((first, last)) = bounds(&unborn.born) else { return false };
    let before_birth = u64::try_from((WEEKS - week) * 7).unwrap_or(0);
    let from = first.checked_sub_days(Days::new(before_birth + AROUND_DAYS));
    let to = last
        .checked_sub_days(Days::new(before_birth))
        .and_then(|day: NaiveDate| day.checked_add_days(Days::new(AROUND_DAYS)));
    from.zip(to).is_some_and(|(from, to)| from <= look.today.date() && look.today.date() <= to)
}

/// Whether children's social work is with the family, or somebody has spoken with them.
fn is_told(look: &Look) -> bool {
    network::active_services(look.case, look.today).any(|(_, service)| service.agency == SOCIAL_WORK)
        || look.case.liaisons.values().any(|one| one.agency == SOCIAL_WORK && is_spoken(look, one))
}
