//! A child who is unborn, or may be under two.
//!
//! # Finds
//! One question where the youngest child is unborn or may be under two, by age band or birth date, and nobody answered in
//! words what that means here. `born` for each child with neither a birth date nor an expected date, unless the age band of
//! the youngest child says enough: there is one child, or even the youngest is five or over.
//!
//! # Why it matters
//! Some babies under three months were known to everyday services alone. Age decides when anyone will next see a child.
//!
//! # Source
//! William review, ¶30, ¶36, ¶38 (S-01, M-12).
//!
//! # Does not mean
//! That anything is wrong, or that an exact date of birth is needed: a month, or "about two", does.

use super::{Look, OpenQuestion, Rule, applies, guard, is_answered, label, undated};
use crate::case::{AgeBand, FactId, Person, PersonId};
use crate::network;
use crate::when::{Window, age_at};

pub const RULE: Rule = Rule { id: "S-01", variants: &["born"], find };

/// The age under which a child is so young, in months.
const YOUNG_MONTHS: i32 = 24;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    let children = network::children(look.case);
    let youngest = look.case.head.youngest;
    let says_enough = match youngest {
        None | Some(AgeBand::NotKnown) => false,
        Some(AgeBand::FiveToTen | AgeBand::ElevenAndOver) => true,
        Some(_) => children.len() == 1,
    };
    let mut young = Vec::new();
    for child in children {
        let Some(person) = look.case.get::<Person>(child) else { continue };
        if !person.died.is_empty() {
            continue;
        }
        if network::may_be_under(look.case, child, YOUNG_MONTHS, look.today) == Some(true) {
            young.push(child);
        }
        if !says_enough && undated(&person.born) && applies(look, RULE.id, &[FactId::from(child)]) {
            let question = OpenQuestion::of(RULE.id).variant("born").about(child);
            found.push(question.slot("child", label(look, child)).guarded(guard(look, [child])));
        }
    }
    let is_young_band = is_young_band(look);
    if (is_young_band || !young.is_empty()) && !is_answered(look, RULE.id, &[]) {
        let age = age_words(look, &young);
        let question =
            OpenQuestion::of(RULE.id).slot("status", age).guarded(guard(look, young.clone())).resting_on(young);
        found.push(if is_young_band { question.resting_on([FactId::Head]) } else { question });
    }
}

/// How young the youngest child is, as far as it is known: not born yet, an age band, under two, or perhaps so.
fn age_words(look: &Look, young: &[PersonId]) -> String {
    let people = || young.iter().filter_map(|child| look.case.get::<Person>(*child));
    let today = Window::day(look.today.date());
    let is_under_two = |person: &Person| age_at(&person.born, today).is_some_and(|age| age.most_months < YOUNG_MONTHS);
    match look.case.head.youngest {
        _ if people().any(|person| person.unborn) => {
            look.guidance.choice(AgeBand::SET, AgeBand::Unborn.key()).to_owned()
        }
        Some(band) if is_young_band(look) => look.guidance.choice(AgeBand::SET, band.key()).to_owned(),
        _ if people().any(is_under_two) => look.guidance.word("slot.under-two").to_owned(),
        _ => look.guidance.word("slot.perhaps-under-two").to_owned(),
    }
}

fn is_young_band(look: &Look) -> bool {
    let youngest = look.case.head.youngest;
    matches!(youngest, Some(AgeBand::Unborn | AgeBand::UnderThreeMonths | AgeBand::UnderOne | AgeBand::OneToTwo))
}

/// Whether the youngest child is not born yet or may be under two, by a birth date or by the age band.
pub fn is_young(look: &Look) -> bool {
    let may_be_young = |child: &PersonId| {
        let is_alive = look.case.get::<Person>(*child).is_some_and(|person| person.died.is_empty());
        is_alive && network::may_be_under(look.case, *child, YOUNG_MONTHS, look.today) == Some(true)
    };
    is_young_band(look) || network::children(look.case).iter().any(may_be_young)
}
