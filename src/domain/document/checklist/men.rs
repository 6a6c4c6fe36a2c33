//! Each father and male carer: strengths first. Then anyone else of whom the same is recorded.

use crate::case::{CarerView, FactId, PersonId, Several, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::review::{self, OpenQuestion};
use crate::sentences::{self, date_words};

use super::{Paper, by_date, capital, part, plain, push};

/// The fathers and male carers, then others.
pub(super) fn each(paper: &Paper, sections: &mut Vec<Section>) {
    let case = paper.case;
    let mut men = network::men(case);
    men.retain(|man| !review::is_only_donor(case, *man));
    let children = network::children(case);
    let mut blocks = Vec::new();
    if men.is_empty() && !children.iter().any(|child| network::settled_without_father(case, *child)) {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.no-men")]));
    }
    blocks.extend(children.into_iter().flat_map(|child| father(paper, child, &men)));
    sections.push(part(paper.word("paper.men"), 2, blocks));
    sections.extend(men.iter().map(|man| person(paper, *man, true)));
    let spoken_of: Several<PersonId> = (case.attempts.values().map(|fact| fact.adult))
        .chain(case.views.values().map(|fact| fact.adult))
        .chain(case.orders.values().map(|fact| fact.about))
        .chain(case.concerns.values().map(|fact| fact.about))
        .filter(|person| !men.contains(person))
        .collect();
    if !spoken_of.is_empty() {
        sections.push(part(paper.word("paper.others"), 2, Vec::new()));
        sections.extend(spoken_of.iter().map(|other| person(paper, *other, false)));
    }
}

/// A child without a father on this paper. Where it is settled that there is none, on what that rests; otherwise that he is
/// not yet asked about, and who will ask by when: a blank would read as an answer (F-14, F-15).
fn father(paper: &Paper, child: PersonId, men: &[PersonId]) -> Vec<Block> {
    let of_men =
        network::links_of(paper.case, child).any(|(_, link)| link.adult.is_some_and(|adult| men.contains(&adult)));
    if !of_men && network::settled_without_father(paper.case, child) {
        let links = network::links_of(paper.case, child).map(|(id, _)| plain(paper.describe(id))).collect();
        return vec![Block::List(links)];
    }
    let is_open = |question: &&OpenQuestion| {
        question.rule == "M-01" && question.variant.is_none() && question.about == [FactId::from(child)]
    };
    let Some(question) = paper.questions.iter().find(is_open) else { return Vec::new() };
    let mut line = vec![Inline::Unknown(paper.say("paper.no-father", &[("child", &paper.label(child))]))];
    let step = review::step_of(paper.case, question).cloned().unwrap_or_default();
    if question.no_contact {
        line.push(paper.strong("paper.withheld"));
    } else if review::is_put_by(paper.case, question) {
        line.push(Inline::Text(sentences::step_words(paper.guidance, &step)));
    } else {
        line.extend(
            [step.step.trim()]
                .into_iter()
                .filter(|step| !step.is_empty())
                .map(|step| Inline::Strong(paper.stop(step.to_owned()))),
        );
        let or_blank = |words: &str| match words.trim() {
            "" => Inline::Blank,
            words => Inline::Strong(words.to_owned()),
        };
        line.extend([paper.text("paper.who-will-ask"), or_blank(&step.owner)]);
        line.extend([paper.text("paper.by"), or_blank(&date_words(&step.by))]);
    }
    vec![Block::Paragraph(line)]
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
        let child =
            fact.child.map_or_else(|| paper.word("sentence.all-children").to_owned(), |child| paper.label(child));
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
            let date = date_words(&fact.when);
            let kind = if date.is_empty() { capital(&kind) } else { kind };
            let parts = [date, kind, paper.said("paper.about-child", &child), fact.by.trim().to_owned()];
            let mut line = plain(paper.stop(sentences::join(paper.guidance, parts)));
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
                Some(_) => paper.start(fact.kind),
                None => capital(paper.word("sentence.order")),
            };
            let detail = sentences::order_detail(case, paper.guidance, fact);
            let mut line = vec![Inline::Strong(kind), Inline::Text(paper.stop(detail))];
            match fact.children_terms.trim() {
                "" => line.push(paper.unknown("paper.terms-not-looked-at")),
                terms => line.push(Inline::Text(paper.stop(paper.said("paper.children-terms", terms)))),
            }
            soft(&mut line, paper.source(&fact.source));
            line
        })
        .collect();
    let concerns: Vec<Line> = by_date(case.concerns.iter().filter(|(_, fact)| fact.about == id), |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| {
            let mut line = match fact.basis {
                Some(_) => vec![Inline::Strong(paper.start(fact.basis))],
                None => vec![paper.unknown("sentence.basis-not-recorded")],
            };
            let parts =
                [date_words(&fact.when), fact.words.trim().to_owned(), paper.said("paper.holder", &fact.holder)];
            let words = paper.stop(sentences::join(paper.guidance, parts));
            if !words.is_empty() {
                line.push(Inline::Text(words));
            }
            match fact.checked {
                Some(_) => line.push(Inline::Text(paper.stop(paper.start(fact.checked)))),
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
    let mut not_asked: Vec<&str> = Vec::new();
    let mut none: Vec<&str> = Vec::new();
    let mut pair = |key: &'static str, lines: Vec<Line>, asked: bool| match (lines.is_empty(), asked) {
        (false, _) => pairs.push((paper.word(key).to_owned(), lines)),
        (true, true) => not_asked.push(key),
        (true, false) => none.push(key),
    };
    pair("paper.offers", from_views(|view| &view.offers), true);
    pair("paper.presence", presence, true);
    pair("paper.attempts", attempts, false);
    pair("paper.orders", orders, false);
    pair("paper.worries", from_views(|view| &view.worries), true);
    pair("paper.concerns", concerns, false);
    pair("paper.other-children", others, true);
    pair("paper.unknowns", from_views(|view| &view.unknown), false);
    if !sources.is_empty() {
        pair("paper.view-source", sources, false);
    }
    if whole {
        // What is empty is named, never left out: a blank would read as an answer.
        for (heading, keys) in [("paper.not-asked", not_asked), ("paper.none-recorded", none)] {
            let names: Vec<String> =
                keys.into_iter().map(|key| paper.word(&format!("{key}.none")).to_owned()).collect();
            let mut lines = Vec::new();
            push(&mut lines, Inline::Unknown, capital(&sentences::join(paper.guidance, names)));
            if !lines.is_empty() {
                pairs.push((paper.word(heading).to_owned(), lines));
            }
        }
    }
    let who = sentences::person_detail(case, paper.guidance, paper.today, id);
    let mut blocks = Vec::new();
    if !who.is_empty() {
        blocks.push(Block::Note(plain(who)));
    }
    blocks.push(Block::KeyValues(pairs));
    part(paper.label(id), 3, blocks)
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
