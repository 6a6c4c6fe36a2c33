//! Each father and male carer: strengths first. Then anyone else of whom the same is recorded.

use crate::case::{Answer, Attempt, CarerView, Checked, Concern, FactId, Key, Order, PersonId, Several};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::review::{self, OpenQuestion};
use crate::sentences::{self, date_words};

use super::answers::{self, Answers};
use super::{Paper, by_date, capital, part, plain, push};

/// The fathers and male carers, then others.
pub(super) fn each(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
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
    for man in &men {
        let asked = answers.take_about(*man);
        sections.push(person(paper, *man, &asked, true));
    }
    let spoken_of: Several<PersonId> = (case.attempts.values().map(|fact| fact.adult))
        .chain(case.views.values().map(|fact| fact.adult))
        .chain(case.orders.values().map(|fact| fact.about))
        .chain(case.concerns.values().map(|fact| fact.about))
        .filter(|person| !men.contains(person))
        .collect();
    if !spoken_of.is_empty() {
        sections.push(part(paper.word("paper.others"), 2, Vec::new()));
        for other in spoken_of.iter() {
            let asked = answers.take_about(*other);
            sections.push(person(paper, *other, &asked, false));
        }
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
        line.push(super::talk::withheld_words(paper, &[question]));
    } else if review::is_put_by(paper.case, question) {
        line.push(Inline::Text(paper.stop(capital(&sentences::step_words(paper.guidance, &step)))));
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

/// Room for a name and a day, to be filled by hand.
fn who_will_ask(paper: &Paper) -> [Inline; 4] {
    [paper.text("paper.who-will-ask"), Inline::Blank, paper.text("paper.by"), Inline::Blank]
}

/// What is recorded of a man, part by part.
pub(super) struct Told {
    /// The key of its heading.
    pub(super) key: &'static str,
    pub(super) lines: Vec<Line>,
    /// Whether it is a question to ask, so that nothing means that nobody put down an answer.
    is_asked: bool,
}

impl Told {
    /// The key of the words for nothing.
    pub(super) fn none(&self) -> &'static str {
        if self.is_asked { "paper.not-asked" } else { "paper.none-recorded" }
    }
}

/// What is recorded of a man: what he offers first, then what was tried, what worries, and what is not known. With
/// `sources`, whose word it is stands with every line; else once, beneath.
pub(super) fn told(paper: &Paper, id: PersonId, whole: bool, sources: bool) -> Vec<Told> {
    let case = paper.case;
    let views: Vec<&CarerView> = case.views.values().filter(|view| view.adult == id).map(|view| &**view).collect();
    let view_line = |view: &CarerView, words: &str| {
        let words = match view.child {
            Some(child) => paper.say("paper.to-child", &[("child", &paper.label(child)), ("what", words)]),
            None => words.to_owned(),
        };
        if !sources {
            return plain(words);
        }
        let mut line = plain(paper.stop(words));
        paper.soft(&mut line, paper.stop(paper.source(&view.source)));
        line
    };
    let from_views = |said: fn(&CarerView) -> &str| -> Vec<Line> {
        let told = views.iter().filter(|view| !said(view).trim().is_empty());
        told.map(|view| view_line(view, said(view).trim())).collect()
    };
    let mut presence = Vec::new();
    for (_, fact) in network::presences_of(case, id) {
        let child =
            fact.child.map_or_else(|| paper.word("sentence.all-children").to_owned(), |child| paper.label(child));
        let known = crate::case::Presence { source: Default::default(), note: String::new(), ..fact.clone() };
        let words = sentences::presence_detail(paper.guidance, &known);
        presence.push(plain(paper.say("paper.to-child", &[("child", &child), ("what", &words)])));
    }
    let mut attempts: Vec<Line> = by_date(case.attempts.iter().filter(|(_, fact)| fact.adult == id), |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| attempt(paper, fact))
        .collect();
    if attempts.is_empty() && whole {
        let mut line = vec![paper.strong("paper.no-attempts")];
        if paper.may_contact(id) {
            line.extend(who_will_ask(paper));
        } else {
            line.push(paper.text("paper.not-safe-to-ask"));
        }
        attempts.push(line);
    }
    let orders: Vec<Line> =
        case.orders.values().filter(|fact| fact.about == id).map(|fact| order(paper, fact)).collect();
    let concerns: Vec<Line> = by_date(case.concerns.iter().filter(|(_, fact)| fact.about == id), |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| concern(paper, fact))
        .collect();
    let mut others = Vec::new();
    for view in &views {
        let under_two = view.other_under_two;
        let under_two =
            under_two.map(|_| sentences::worded(paper.guidance, "paper.under-two", under_two, &[])).unwrap_or_default();
        let words = sentences::listed(paper.guidance, [view.other_children.trim(), &under_two]);
        if !words.is_empty() {
            others.push(view_line(view, &words));
        }
    }
    let mut whose = Vec::new();
    for view in views.iter().filter(|_| !sources) {
        push(&mut whose, Inline::Soft, paper.source(&view.source));
    }
    let part = |key, lines, is_asked| Told { key, lines, is_asked };
    vec![
        part("paper.offers", from_views(|view| &view.offers), true),
        part("paper.presence", presence, true),
        part("paper.attempts", attempts, false),
        part("paper.orders", orders, false),
        part("paper.worries", from_views(|view| &view.worries), true),
        part("paper.concerns", concerns, false),
        part("paper.other-children", others, true),
        part("paper.unknowns", from_views(|view| &view.unknown), false),
        part("paper.view-source", whose, false),
    ]
}

fn person(paper: &Paper, id: PersonId, asked: &[(&Key, &Answer)], whole: bool) -> Section {
    let mut pairs = Vec::new();
    let mut not_asked: Vec<&str> = Vec::new();
    let mut none: Vec<&str> = Vec::new();
    for told in told(paper, id, whole, false) {
        match (told.lines.is_empty(), told.is_asked) {
            (false, _) => pairs.push((paper.word(told.key).to_owned(), told.lines)),
            (true, true) => not_asked.push(told.key),
            (true, false) if told.key != "paper.view-source" => none.push(told.key),
            _ => {}
        }
    }
    if !asked.is_empty() {
        let lines = asked.iter().map(|(key, answer)| answers::line(paper, key, answer)).collect();
        pairs.push((paper.word("paper.also-asked").to_owned(), lines));
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
    let who = sentences::person_detail(paper.case, paper.guidance, paper.today, id);
    let mut blocks = Vec::new();
    if !who.is_empty() {
        blocks.push(Block::Note(plain(paper.stop(capital(&who)))));
    }
    blocks.push(Block::KeyValues(pairs));
    part(paper.label(id), 3, blocks)
}

/// What was tried, when and by whom, and what came of it.
fn attempt(paper: &Paper, fact: &Attempt) -> Line {
    let child = fact.child.map(|child| paper.label(child)).unwrap_or_default();
    let what = sentences::attempt_words(paper.guidance, fact, &child);
    let what = match date_words(&fact.when) {
        none if none.is_empty() => capital(&what),
        _ => paper.say("sentence.dated", &[("date", &paper.date(&fact.when)), ("what", &what)]),
    };
    let mut line = plain(paper.stop(what));
    match fact.outcome.trim() {
        "" => line.push(paper.unknown("paper.no-outcome")),
        outcome => line.push(Inline::Text(outcome.to_owned())),
    }
    line
}

/// An order about somebody, and what it says about the children.
fn order(paper: &Paper, fact: &Order) -> Line {
    let detail = capital(&sentences::order_detail(paper.case, paper.guidance, fact));
    let mut line = vec![Inline::Strong(paper.stop(detail))];
    match fact.children_terms.trim() {
        "" => line.push(paper.unknown("paper.terms-not-looked-at")),
        terms => line.push(Inline::Text(paper.stop(paper.said("paper.children-terms", terms)))),
    }
    paper.soft(&mut line, paper.stop(paper.source(&fact.source)));
    line
}

/// What others hold on somebody, exactly as it rests.
fn concern(paper: &Paper, fact: &Concern) -> Line {
    let basis = capital(&sentences::worded(paper.guidance, "sentence.basis", fact.basis, &[]));
    let basis = paper.stop(sentences::listed(paper.guidance, [basis, date_words(&fact.when)]));
    let mut line = match fact.basis {
        Some(_) => vec![Inline::Strong(basis)],
        None => vec![Inline::Unknown(basis)],
    };
    for words in [fact.words.trim().to_owned(), paper.said("paper.holder", &fact.holder)] {
        if !words.is_empty() {
            line.push(Inline::Text(paper.stop(words)));
        }
    }
    let checked = capital(&sentences::worded(paper.guidance, "sentence.checked", fact.checked, &[]));
    match fact.checked {
        Some(Checked::Checked) => line.push(Inline::Text(paper.stop(checked))),
        Some(_) => line.push(Inline::Unknown(paper.stop(checked))),
        None => line.push(paper.unknown("paper.checked-not-recorded")),
    }
    paper.soft(&mut line, paper.stop(paper.source(&fact.source)));
    line
}
