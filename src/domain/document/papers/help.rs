//! Help through its life, who leads, needs, and what was passed on and whether it arrived.

use crate::case::{DealsWith, HandOver, Need, OfferState, Service, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::sentences;

use super::{Paper, by_date, capital, deeper, or_unknown, part, plain, push};

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
        let count = paper.say("paper.services-count", &[("count", &paper.number(services.len()))]);
        table(paper, sections, "paper.services", "services", &head, services);
        if let Some(section) = sections.last_mut() {
            section.blocks.insert(0, Block::Paragraph(plain(count)));
        }
    }
    let tasks = case.services.values().filter(|fact| !fact.task.trim().is_empty()).map(|fact| {
        let name = or_unknown(name_lines(paper, fact), paper.unknown("paper.no-name"));
        vec![name, vec![plain(fact.task.trim())]]
    });
    table(paper, sections, "paper.tasks", "tasks", &["paper.service", "service.task"], tasks.collect());
    let needs = case.needs.values().map(|fact| need(paper, fact)).collect();
    table(paper, sections, "paper.needs", "needs", &["paper.need", "paper.need-planned", "paper.need-action"], needs);
    let handed: Vec<_> =
        by_date(&case.hand_overs, |fact| &fact.when).into_iter().map(|(_, fact)| hand_over(paper, fact)).collect();
    let head = ["paper.when", "paper.hand-over", "paper.hand-over-first", "paper.acknowledged"];
    table(paper, sections, "paper.hand-overs", "hand-overs", &head, handed);
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

pub(super) fn plan(paper: &Paper) -> Block {
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
    let came = paper.said("paper.who-came", &plan.who_came);
    pair("paper.meetings", vec![last, came, there, next], "paper.no-meeting");
    let nobody = paper.yes_no("paper.says-nobody", plan.parent_says_nobody);
    pair("paper.parent-says", vec![plan.parent_says.trim().to_owned(), nobody], "paper.parent-not-asked");
    if !(plan.worry.trim().is_empty() && plan.worry_helped_by.trim().is_empty()) {
        pair("plan.worry", vec![plan.worry.trim().to_owned()], "paper.not-recorded");
        pair("plan.worry-helped-by", vec![plan.worry_helped_by.trim().to_owned()], "paper.nobody-on-worry");
    }
    Block::KeyValues(pairs)
}

fn name_lines(paper: &Paper, fact: &Service) -> Vec<Line> {
    let mut name = Vec::new();
    push(&mut name, Inline::Text, sentences::service_name(paper.guidance, fact));
    name
}

pub(super) fn service(paper: &Paper, fact: &Service) -> Vec<Vec<Line>> {
    let mut name = or_unknown(name_lines(paper, fact), paper.unknown("paper.no-name"));
    push(&mut name, Inline::Soft, paper.start(fact.area));
    let mut state = Vec::new();
    push(&mut state, Inline::Strong, paper.start(fact.state));
    let mut state = or_unknown(state, paper.unknown("paper.not-recorded"));
    push(&mut state, Inline::Text, capital(&sentences::span_words(paper.guidance, &fact.since, &fact.ended)));
    push(&mut state, Inline::Text, paper.dated("paper.last-contact", &fact.last_contact));
    push(&mut state, Inline::Text, paper.yes_no("paper.sees-home", fact.sees_home));
    push(&mut state, Inline::Soft, paper.start(fact.handed));
    push(&mut state, Inline::Text, paper.dated("paper.steps-down", &fact.steps_down));
    push(&mut state, Inline::Text, paper.start(fact.pathway));
    push(&mut state, Inline::Text, paper.said("paper.agreed-by", &fact.agreed_by));
    let mut purpose = Vec::new();
    push(&mut purpose, Inline::Text, fact.purpose.trim());
    let mut purpose = or_unknown(purpose, paper.unknown("paper.not-checked"));
    push(&mut purpose, Inline::Text, paper.yes_no("paper.role-known", fact.role_known));
    let mut hard = Vec::new();
    push(&mut hard, Inline::Text, capital(&sentences::choices_words(paper.guidance, &fact.barriers)));
    push(&mut hard, Inline::Text, fact.reason.trim());
    let mut hard = or_unknown(hard, paper.unknown("paper.not-asked"));
    push(&mut hard, Inline::Text, paper.said("paper.chased-by", &fact.chased_by));
    push(&mut hard, Inline::Text, paper.said("paper.fallback", &fact.fallback));
    let told: Vec<&str> = fact.told.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
    push(&mut hard, Inline::Text, paper.said("paper.was-told", &told.join(paper.word("sentence.and"))));
    if matches!(fact.state, Some(OfferState::Stopped | OfferState::Finished)) || !fact.ended.is_empty() {
        let others = deeper::not_told(paper, &fact.told, &fact.agency);
        push(&mut hard, Inline::Unknown, paper.said("paper.not-told", &others));
    }
    push(&mut hard, Inline::Soft, paper.source(&fact.source));
    vec![name, state, purpose, hard]
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
    match fact.acknowledged {
        Some(YesNo::No) => acknowledged.push(vec![paper.unknown("paper.not-confirmed")]),
        // What was sent on a day stays unconfirmed until somebody says otherwise (R1-14).
        None if !fact.when.is_empty() => acknowledged.push(vec![paper.unknown("paper.not-confirmed")]),
        other => push(&mut acknowledged, Inline::Text, paper.start(other)),
    }
    vec![
        or_unknown(when, paper.unknown("paper.no-date")),
        or_unknown(what, paper.unknown("paper.not-recorded")),
        or_unknown(first, paper.unknown("paper.not-recorded")),
        or_unknown(acknowledged, paper.unknown("paper.not-recorded")),
    ]
}
