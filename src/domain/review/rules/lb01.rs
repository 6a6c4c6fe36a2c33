//! Domestic abuse, and nothing more said of it.
//!
//! # Finds
//! Each record of abuse that does not say how it went over time, what the survivor tells of it, or what it does to the parent
//! now, with what is missing. `history` when two events or more are about domestic abuse and nothing at all is recorded of
//! the abuse itself: one question for the case.
//!
//! # Why it matters
//! The nature and scale of abuse, and what it was and is like for the survivor, need to be understood; "yes" says none of it.
//!
//! # Source
//! William review, ¶55; Learning point (b) (LB-01).
//!
//! # Does not mean
//! That a survivor must tell it now, or again. What a record already says is not asked for twice.

use super::{Look, OpenQuestion, Rule, applies, date_words, guard, joined, label, undated};
use crate::case::{Abuse, AbuseId, FactId, PersonId, Theme};
use crate::network;

pub const RULE: Rule = Rule { id: "LB-01", variants: &["history"], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    if !applies(look, RULE.id, &[]) {
        return;
    }
    if look.case.abuse.is_empty() {
        let events: Vec<_> =
            look.case.events.iter().filter(|(_, event)| event.theme == Some(Theme::DomesticAbuse)).collect();
        if events.len() > 1 {
            let question = OpenQuestion::of(RULE.id).variant("history").resting_on(events.iter().map(|(id, _)| **id));
            let dated = events.iter().filter(|(_, event)| !undated(&event.when));
            let mut dates: Vec<String> = dated.map(|(_, event)| date_words(look, &event.when)).collect();
            if dates.is_empty() {
                dates.push(look.guidance.word("slot.no-date").to_owned());
            }
            found.push(question.slot("date", joined(look, dates)));
        }
        return;
    }
    for (id, abuse) in &look.case.abuse {
        let missing = missing(look, abuse);
        if !missing.is_empty() && applies(look, RULE.id, &[FactId::from(*id)]) {
            found.push(between(look, *id, abuse, OpenQuestion::of(RULE.id)).slot("what", missing.join(", ")));
        }
    }
}

/// The question about this abuse, with who did it and to whom. Only the one it was done to is ever to be asked:
/// where that is not put down, nobody is, as soon as any parent may not be.
pub fn between(look: &Look, id: AbuseId, abuse: &Abuse, question: OpenQuestion) -> OpenQuestion {
    let name = |person: Option<PersonId>| match person {
        Some(person) => label(look, person),
        None => look.guidance.word("slot.somebody").to_owned(),
    };
    let question = question.about(id).resting_on([id]).slot("from", name(abuse.by)).slot("to", name(abuse.to));
    match abuse.to {
        Some(to) => question.guarded(guard(look, [to])),
        None => question.guarded(guard(look, network::parent_figures(look.case))),
    }
}

fn missing<'a>(look: &Look<'a>, abuse: &Abuse) -> Vec<&'a str> {
    [
        ("slot.abuse-pattern", &abuse.pattern),
        ("slot.abuse-account", &abuse.account),
        ("slot.abuse-effect", &abuse.effect),
    ]
    .into_iter()
    .filter(|(_, said)| said.trim().is_empty())
    .map(|(word, _)| look.guidance.word(word))
    .collect()
}
