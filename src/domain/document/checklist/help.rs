//! Help through its life, who leads, what was passed on and whether it arrived, needs, and flags as held.

use crate::case::{DealsWith, FlagReach, HandOver, Need, Notification, Service};
use crate::document::{Block, Inline, Line, Section};
use crate::sentences;

use super::{Paper, by_date, capital, or_unknown, part, push};

/// Everything about help.
pub(super) fn help(paper: &Paper, sections: &mut Vec<Section>) {
    sections.push(part(paper.word("paper.help"), 2, vec![plan(paper)]));
    let case = paper.case;
    let services: Vec<_> =
        by_date(&case.services, |fact| &fact.since).into_iter().map(|(_, fact)| service(paper, fact)).collect();
    if services.is_empty() {
        let none = Block::Paragraph(vec![paper.unknown("paper.no-services")]);
        sections.push(part(paper.word("paper.services"), 3, vec![none]));
    } else {
        let head = ["paper.service", "paper.service-state", "paper.service-purpose", "paper.service-barriers"];
        table(paper, sections, "paper.services", "services", &head, services);
    }
    let needs = case.needs.values().map(|fact| need(paper, fact)).collect();
    table(paper, sections, "paper.needs", "needs", &["paper.need", "paper.need-planned", "paper.need-action"], needs);
    let handed: Vec<_> =
        by_date(&case.hand_overs, |fact| &fact.when).into_iter().map(|(_, fact)| hand_over(paper, fact)).collect();
    let head = ["paper.when", "paper.hand-over", "paper.hand-over-first", "paper.acknowledged"];
    table(paper, sections, "paper.hand-overs", "hand-overs", &head, handed);
    let told: Vec<_> = by_date(&case.notifications, |fact| &fact.when)
        .into_iter()
        .map(|(_, fact)| notification(paper, fact))
        .collect();
    let head = ["paper.when", "paper.notified-what", "paper.notified-who", "paper.notified-response"];
    table(paper, sections, "paper.notifications", "notifications", &head, told);
    let flags = case.flags.values().map(|flag| {
        let mut kind = Vec::new();
        push(&mut kind, Inline::Text, paper.start(flag.kind));
        let mut words = Vec::new();
        push(&mut words, Inline::Text, flag.words.trim());
        let mut reach = Vec::new();
        if let Some(reached) = flag.reach {
            let words = capital(&sentences::worded(paper.guidance, "sentence.flag-reach", flag.reach, &[]));
            let kind = if reached == FlagReach::NotKnown { Inline::Unknown } else { Inline::Text };
            push(&mut reach, kind, words);
        }
        let mut holder = Vec::new();
        push(&mut holder, Inline::Text, paper.guidance.agency_name(flag.holder.trim()));
        push(&mut holder, Inline::Soft, paper.dated("paper.review", &flag.review));
        let mut kind = or_unknown(kind, paper.unknown("paper.not-recorded"));
        kind.push(vec![Inline::Text(paper.label(flag.about))]);
        vec![
            kind,
            or_unknown(words, paper.unknown("paper.not-recorded")),
            or_unknown(reach, paper.unknown("paper.not-asked")),
            or_unknown(holder, paper.unknown("paper.not-recorded")),
        ]
    });
    let flags = flags.collect();
    table(
        paper,
        sections,
        "paper.flags",
        "flags",
        &["paper.flag", "paper.flag-words", "paper.flag-reach", "paper.flag-holder"],
        flags,
    );
}

fn table(
    paper: &Paper,
    sections: &mut Vec<Section>,
    heading: &str,
    kind: &'static str,
    head: &[&str],
    rows: Vec<Vec<Vec<Line>>>,
) {
    if !rows.is_empty() {
        let table = Block::Table { kind, caption: String::new(), head: paper.head(head), rows };
        sections.push(part(paper.word(heading), 3, vec![table]));
    }
}

fn plan(paper: &Paper) -> Block {
    let plan = &paper.case.plan;
    let mut pairs = Vec::new();
    let mut pair = |key: &str, words: Vec<String>, unknown: &str| {
        let mut lines = Vec::new();
        words.into_iter().for_each(|words| push(&mut lines, Inline::Text, words));
        pairs.push((paper.word(key).to_owned(), or_unknown(lines, paper.unknown(unknown))));
    };
    let agreed = paper.said("paper.lead-agreed-by", &plan.lead_agreed_by);
    let known = paper.yes_no("paper.lead-known", plan.lead_known_to_parent);
    pair("paper.lead", vec![plan.lead.trim().to_owned(), agreed, known], "paper.no-lead");
    let last = paper.dated("paper.last-meeting", &plan.last_meeting);
    let next = paper.dated("paper.next-meeting", &plan.next_meeting);
    let there = paper.yes_no("paper.parent-there", plan.parent_there);
    pair("paper.meetings", vec![last, there, next], "paper.no-meeting");
    let nobody = paper.yes_no("paper.says-nobody", plan.parent_says_nobody);
    pair("paper.parent-says", vec![plan.parent_says.trim().to_owned(), nobody], "paper.parent-not-asked");
    Block::KeyValues(pairs)
}

fn service(paper: &Paper, fact: &Service) -> Vec<Vec<Line>> {
    let mut name = Vec::new();
    push(&mut name, Inline::Text, sentences::service_name(paper.guidance, fact));
    let mut state = Vec::new();
    push(&mut state, Inline::Strong, paper.start(fact.state));
    let mut state = or_unknown(state, paper.unknown("paper.not-recorded"));
    push(&mut state, Inline::Text, capital(&sentences::span_words(paper.guidance, &fact.since, &fact.ended)));
    push(&mut state, Inline::Text, paper.dated("paper.last-contact", &fact.last_contact));
    push(&mut state, Inline::Text, paper.yes_no("paper.sees-home", fact.sees_home));
    let mut purpose = Vec::new();
    push(&mut purpose, Inline::Text, fact.purpose.trim());
    let mut hard = Vec::new();
    push(&mut hard, Inline::Text, capital(&sentences::choices_words(paper.guidance, &fact.barriers)));
    push(&mut hard, Inline::Text, fact.reason.trim());
    let mut hard = or_unknown(hard, paper.unknown("paper.not-asked"));
    push(&mut hard, Inline::Text, paper.said("paper.chased-by", &fact.chased_by));
    push(&mut hard, Inline::Soft, paper.source(&fact.source));
    vec![
        or_unknown(name, paper.unknown("paper.no-name")),
        state,
        or_unknown(purpose, paper.unknown("paper.not-asked")),
        hard,
    ]
}

fn need(paper: &Paper, fact: &Need) -> Vec<Vec<Line>> {
    let mut what = Vec::new();
    push(&mut what, Inline::Text, fact.what.trim());
    let mut what = or_unknown(what, paper.unknown("paper.not-recorded"));
    push(&mut what, Inline::Soft, paper.start(fact.theme));
    push(&mut what, Inline::Soft, paper.source(&fact.source));
    let mut planned = Vec::new();
    push(&mut planned, Inline::Text, paper.start(fact.planned));
    let mut action = Vec::new();
    push(&mut action, Inline::Text, fact.action.trim());
    let mut action = or_unknown(action, paper.unknown("paper.not-recorded"));
    push(
        &mut action,
        Inline::Text,
        match fact.deals_with {
            Some(DealsWith::NotKnown) => paper.word("paper.deals-with-not-known").to_owned(),
            deals => paper.said("paper.deals-with", &paper.choice(deals)),
        },
    );
    vec![what, or_unknown(planned, paper.unknown("paper.not-recorded")), action]
}

fn hand_over(paper: &Paper, fact: &HandOver) -> Vec<Vec<Line>> {
    let mut when = Vec::new();
    push(&mut when, Inline::Text, paper.date(&fact.when));
    let mut what = Vec::new();
    push(&mut what, Inline::Text, capital(&sentences::hand_over_kind(paper.guidance, fact)));
    push(&mut what, Inline::Text, capital(&sentences::from_to(paper.guidance, &fact.from, &fact.to)));
    let mut first = Vec::new();
    for thing in [&fact.first, &fact.second, &fact.third] {
        push(&mut first, Inline::Text, thing.trim());
    }
    let mut acknowledged = Vec::new();
    push(&mut acknowledged, Inline::Text, paper.start(fact.acknowledged));
    vec![
        or_unknown(when, paper.unknown("paper.no-date")),
        or_unknown(what, paper.unknown("paper.not-recorded")),
        or_unknown(first, paper.unknown("paper.not-recorded")),
        or_unknown(acknowledged, paper.unknown("paper.not-recorded")),
    ]
}

fn notification(paper: &Paper, fact: &Notification) -> Vec<Vec<Line>> {
    let mut when = Vec::new();
    push(&mut when, Inline::Text, paper.date(&fact.when));
    let mut what = Vec::new();
    push(&mut what, Inline::Text, fact.what.trim());
    let mut what = or_unknown(what, paper.unknown("paper.not-recorded"));
    let from =
        sentences::said(paper.guidance, "sentence.from-agency", "agency", paper.guidance.agency_name(fact.from.trim()));
    let mut whose = Vec::new();
    paper.soft(&mut whose, paper.stop(capital(&from)));
    paper.soft(&mut whose, paper.stop(paper.source(&fact.source)));
    what.push(whose);
    what.retain(|line| !line.is_empty());
    let mut who = Vec::new();
    for (agency, receipt) in &fact.receipts {
        let receipt = paper.choice(Some(*receipt));
        push(
            &mut who,
            Inline::Text,
            paper.say("paper.receipt", &[("agency", paper.guidance.agency_name(agency)), ("receipt", &receipt)]),
        );
    }
    let mut response = Vec::new();
    push(&mut response, Inline::Text, fact.response.trim());
    vec![
        or_unknown(when, paper.unknown("paper.no-date")),
        what,
        or_unknown(who, paper.unknown("paper.not-recorded")),
        or_unknown(response, paper.unknown("paper.not-recorded")),
    ]
}
