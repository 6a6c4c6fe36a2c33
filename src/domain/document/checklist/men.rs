//! Each father and male carer: strengths first. Then anyone else of whom the same is recorded.

use std::collections::BTreeSet;

use crate::case::{CarerView, PersonId, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::sentences::{self, date_words};

use super::{Paper, by_date, or_unknown, part, plain, push};

/// The fathers and male carers, then others.
pub(super) fn each(paper: &Paper, sections: &mut Vec<Section>) {
    let case = paper.case;
    let men = network::men(case);
    sections.push(part(paper.word("paper.men"), 2, Vec::new()));
    if men.is_empty() {
        let none = Block::Paragraph(vec![paper.unknown("paper.no-men")]);
        sections.last_mut().into_iter().for_each(|section| section.blocks.push(none.clone()));
    }
    sections.extend(men.iter().map(|man| person(paper, *man, true)));
    let spoken_of: BTreeSet<PersonId> = (case.attempts.values().map(|fact| fact.adult))
        .chain(case.views.values().map(|fact| fact.adult))
        .chain(case.orders.values().map(|fact| fact.about))
        .chain(case.concerns.values().map(|fact| fact.about))
        .filter(|person| !men.contains(person))
        .collect();
    if !spoken_of.is_empty() {
        sections.push(part(paper.word("paper.others"), 2, Vec::new()));
        sections.extend(spoken_of.into_iter().map(|other| person(paper, other, false)));
    }
}

fn person(paper: &Paper, id: PersonId, whole: bool) -> Section {
    let case = paper.case;
    let views: Vec<&CarerView> = case.views.values().filter(|view| view.adult == id).map(|view| &**view).collect();
    let from_views = |said: fn(&CarerView) -> &str| -> Vec<Line> {
        let told = views.iter().filter(|view| !said(view).trim().is_empty());
        told.map(|view| view_line(paper, view, said(view).trim())).collect()
    };
    let mut presence = Vec::new();
    for (_, fact) in network::presences_of(case, id) {
        let child = fact.child.map_or_else(|| paper.word("sentence.all-children").to_owned(), |child| paper.label(child));
        let known = crate::case::Presence { source: Default::default(), note: String::new(), ..fact.clone() };
        let words = sentences::presence_detail(paper.guidance, &known);
        presence.push(plain(paper.say("paper.to-child", &[("child", &child), ("what", &words)])));
    }
    let attempts: Vec<Line> = by_date(case.attempts.iter().filter(|(_, fact)| fact.adult == id), |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| {
            let child = fact.child.map(|child| paper.label(child)).unwrap_or_default();
            let kind = match fact.kind {
                Some(_) => paper.choice(fact.kind),
                None => paper.word("paper.attempt-no-kind").to_owned(),
            };
            let parts = [date_words(&fact.when), kind, paper.said("paper.about-child", &child), fact.by.trim().to_owned()];
            let mut line = plain(sentences::join(paper.guidance, parts));
            match fact.outcome.trim() {
                "" => line.push(paper.unknown("paper.no-outcome")),
                outcome => line.push(Inline::Text(outcome.to_owned())),
            }
            line
        })
        .collect();
    let orders: Vec<Line> = case
        .orders
        .values()
        .filter(|fact| fact.about == id)
        .map(|fact| {
            let kind = match fact.kind {
                Some(_) => paper.choice(fact.kind),
                None => paper.word("sentence.order").to_owned(),
            };
            let detail = sentences::order_detail(case, paper.guidance, fact);
            let mut line = vec![Inline::Strong(kind), Inline::Text(detail)];
            match fact.children_terms.trim() {
                "" => line.push(paper.unknown("paper.terms-not-looked-at")),
                terms => line.push(Inline::Text(paper.said("paper.children-terms", terms))),
            }
            soft(&mut line, paper.source(&fact.source));
            line
        })
        .collect();
    let concerns: Vec<Line> = by_date(case.concerns.iter().filter(|(_, fact)| fact.about == id), |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| {
            let mut line = match fact.basis {
                Some(_) => vec![Inline::Strong(paper.choice(fact.basis))],
                None => vec![paper.unknown("sentence.basis-not-recorded")],
            };
            let parts = [date_words(&fact.when), fact.words.trim().to_owned(), paper.said("paper.holder", &fact.holder)];
            line.push(Inline::Text(sentences::join(paper.guidance, parts)));
            match fact.checked {
                Some(_) => line.push(Inline::Text(paper.choice(fact.checked))),
                None => line.push(paper.unknown("paper.checked-not-recorded")),
            }
            soft(&mut line, paper.source(&fact.source));
            line
        })
        .collect();
    let mut others = Vec::new();
    for view in &views {
        let under_two = view.other_under_two.map(|answer| paper.guidance.choice(YesNo::SET, answer.key()));
        let under_two = paper.said("paper.under-two", under_two.unwrap_or_default());
        let words = sentences::join(paper.guidance, [view.other_children.trim(), &under_two]);
        if !words.is_empty() {
            others.push(view_line(paper, view, &words));
        }
    }
    let mut sources = Vec::new();
    for view in &views {
        push(&mut sources, Inline::Soft, paper.source(&view.source));
    }
    let mut pairs = Vec::new();
    let mut pair = |key: &str, lines: Vec<Line>, unknown: &str| {
        if whole || !lines.is_empty() {
            pairs.push((paper.word(key).to_owned(), or_unknown(lines, paper.unknown(unknown))));
        }
    };
    pair("paper.offers", from_views(|view| &view.offers), "paper.not-asked");
    pair("paper.presence", presence, "paper.not-asked");
    pair("paper.attempts", attempts, "paper.no-attempts");
    pair("paper.orders", orders, "paper.none-recorded");
    pair("paper.worries", from_views(|view| &view.worries), "paper.not-asked");
    pair("paper.concerns", concerns, "paper.none-recorded");
    pair("paper.other-children", others, "paper.not-asked");
    pair("paper.unknowns", from_views(|view| &view.unknown), "paper.not-recorded");
    if !sources.is_empty() {
        pair("paper.view-source", sources, "paper.no-source");
    }
    part(sentences::person_line(case, paper.guidance, paper.today, id), 3, vec![Block::KeyValues(pairs)])
}

fn view_line(paper: &Paper, view: &CarerView, words: &str) -> Line {
    match view.child {
        Some(child) => plain(paper.say("paper.to-child", &[("child", &paper.label(child)), ("what", words)])),
        None => plain(words),
    }
}

fn soft(line: &mut Line, words: String) {
    if !words.is_empty() {
        line.push(Inline::Soft(words));
    }
}
