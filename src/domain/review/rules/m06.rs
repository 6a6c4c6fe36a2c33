//! Orders and conditions.
//!
//! # Finds
//! Each order, in the wording that fits it: `ending` when it stands and may end within sixty days; `in-force` when it is
//! recorded as in force; `ended` when it has ended, by its date or as recorded; the rule's own words when nobody knows
//! whether it stands, or it is down as in force past its end, or as ended before it. No answer hides an order that is recorded. Besides, `terms` for an order that may stand and whose terms on the children nobody has looked at.
//! And `spoken`, once for the adults it is tied to: an order that what happened, the words of a concern or a note on a
//! person speak of, while no order is put down about any of them.
//! An order of which nobody knows whether it stands is taken to stand: it guards every question about the person it binds.
//!
//! # Why it matters
//! An order kept a father away. While an order may stand, nobody is to be told to get in touch with the person it binds.
//!
//! # Source
//! William review, ¶35 (M-06).
//!
//! # Does not mean
//! That an order keeps anyone safe, or that its end means that nothing remains. That whoever words about an order are tied to
//! is bound by it: suggestions to get in touch rest until somebody has looked.

use chrono::Days;

use super::{Look, OpenQuestion, Rule, date_words, guard, label, labels};
use crate::case::{Order, OrderId, OrderState, PersonId};
use crate::network;
use crate::review::Spoken;

pub const RULE: Rule = Rule { id: "M-06", variants: &["in-force", "ending", "ended", "terms", "spoken"], find };

/// How long before its end somebody asks what comes after an order.
const SOON_DAYS: u64 = 60;

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    for (id, order) in &look.case.orders {
        let question = || question(look, *id, order);
        // What comes after an order is asked of those it protects.
        let asked_of_them = |question: OpenQuestion| question.guarded(guard(look, order.protects.iter().copied()));
        if !network::is_live(order, look.today) {
            found.push(asked_of_them(question()).variant("ended"));
            continue;
        }
        found.push(match order.state {
            _ if network::is_past_its_end(order, look.today) || order.state == Some(OrderState::Ended) => question(),
            _ if may_end_soon(look, order) => asked_of_them(question()).variant("ending"),
            Some(OrderState::InForce) => question().variant("in-force"),
            _ => question(),
        });
        if order.children_terms.trim().is_empty() {
            found.push(question().variant("terms"));
        }
    }
    find_spoken(look, found);
}

/// Asks of each order that is only spoken of.
fn find_spoken(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut groups: Vec<(&[PersonId], Vec<&Spoken>)> = Vec::new();
    for spoken in look.spoken() {
        match groups.iter_mut().find(|(adults, _)| *adults == spoken.tied) {
            Some((_, of_them)) => of_them.push(spoken),
            None => groups.push((&spoken.tied, vec![spoken])),
        }
    }
    for (adults, of_them) in groups {
        let question = adults.iter().fold(OpenQuestion::of(RULE.id), |question, adult| question.about(*adult));
        let who = if adults.is_empty() {
            look.guidance.word("slot.somebody").to_owned()
        } else {
            labels(look, adults.iter().copied())
        };
        let facts = of_them.iter().map(|spoken| spoken.fact.clone());
        let question = question.variant("spoken").resting_on(facts).slot("person", who);
        found.push(question.guarded(guard(look, adults.iter().copied())));
    }
}

fn question(look: &Look, id: OrderId, order: &Order) -> OpenQuestion {
    OpenQuestion::of(RULE.id)
        .about(order.about)
        .about(id)
        .resting_on([id])
        .slot("person", label(look, order.about))
        .slot("protects", protected(look, order))
        .slot("date", date_words(look, &order.until))
        .guarded(guard(look, [order.about]))
}

/// Whom it protects, in words; words of their own when nobody is recorded.
fn protected(look: &Look, order: &Order) -> String {
    if order.protects.is_empty() {
        return look.guidance.word("slot.somebody").to_owned();
    }
    labels(look, order.protects.iter().copied())
}

fn may_end_soon(look: &Look, order: &Order) -> bool {
    let soon = look.today.date().checked_add_days(Days::new(SOON_DAYS));
    let first = order.until.window().and_then(|window| window.first);
    first.zip(soon).is_some_and(|(first, soon)| first <= soon)
}
