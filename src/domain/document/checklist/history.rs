//! Records and their gaps; what happened, what it means, and what will be done differently.

use crate::case::{Event, Record};
use crate::document::{Block, Inline, Line, Section};
use crate::sentences;

use super::{Paper, by_date, capital, or_unknown, part, plain, push};

/// The records that were looked at, how far back they go, and what is missing in them.
pub(super) fn records(paper: &Paper, sections: &mut Vec<Section>) {
    let rows: Vec<Vec<Vec<Line>>> = paper.case.records.values().map(|record| record_row(paper, record)).collect();
    let block = if rows.is_empty() {
        Block::Paragraph(vec![paper.unknown("paper.no-records")])
    } else {
        let head = paper.head(&["paper.record", "paper.record-state", "paper.earliest", "paper.gap"]);
        Block::Table { kind: "records", caption: String::new(), head, rows }
    };
    sections.push(part(paper.word("paper.records"), 2, vec![block]));
}

fn record_row(paper: &Paper, record: &Record) -> Vec<Vec<Line>> {
    let mut name = Vec::new();
    push(&mut name, Inline::Text, sentences::record_name(paper.guidance, record));
    push(&mut name, Inline::Soft, record.about.trim());
    push(&mut name, Inline::Soft, paper.guidance.agency_name(record.agency.trim()));
    if record.linked {
        name.push(vec![Inline::Soft(paper.word("paper.linked").to_owned())]);
    }
    let mut state = match record.state {
        Some(crate::case::RecordState::NotLookedAt | crate::case::RecordState::CannotReach) => {
            vec![vec![Inline::Unknown(paper.start(record.state))]]
        }
        Some(_) => vec![plain(paper.start(record.state))],
        None => vec![vec![paper.unknown("paper.not-recorded")]],
    };
    let looked = paper.dated("paper.looked", &record.looked);
    push(&mut state, Inline::Soft, sentences::join(paper.guidance, [looked.as_str(), record.by.trim()]));
    let mut earliest = Vec::new();
    push(&mut earliest, Inline::Text, paper.date(&record.earliest));
    let mut gap = Vec::new();
    push(&mut gap, Inline::Text, paper.said("paper.not-found", &record.not_found));
    push(&mut gap, Inline::Text, record.note.trim());
    vec![
        or_unknown(name, paper.unknown("paper.no-name")),
        state,
        or_unknown(earliest, paper.unknown("paper.not-known")),
        or_unknown(gap, paper.unknown("paper.gap-not-recorded")),
    ]
}

/// What happened, earliest first; what has no date stands last.
pub(super) fn events(paper: &Paper, sections: &mut Vec<Section>) {
    let rows: Vec<Vec<Vec<Line>>> = by_date(&paper.case.events, |event| &event.when)
        .into_iter()
        .map(|(_, event)| event_row(paper, event))
        .collect();
    let block = if rows.is_empty() {
        Block::Paragraph(vec![paper.unknown("paper.no-events")])
    } else {
        let head = paper.head(&["paper.when", "paper.what-happened", "paper.how-known", "paper.meaning"]);
        Block::Table { kind: "history", caption: String::new(), head, rows }
    };
    sections.push(part(paper.word("paper.history"), 2, vec![block]));
}

fn event_row(paper: &Paper, event: &Event) -> Vec<Vec<Line>> {
    let mut when = Vec::new();
    push(&mut when, Inline::Text, paper.date(&event.when));
    let mut what = Vec::new();
    push(&mut what, Inline::Text, event.what.trim());
    let mut what = or_unknown(what, paper.unknown("paper.not-recorded"));
    push(&mut what, Inline::Text, event.detail.trim());
    let people = sentences::labels(paper.case, paper.guidance, &event.people);
    push(&mut what, Inline::Soft, sentences::join(paper.guidance, [paper.start(event.theme), people]));
    let mut known = Vec::new();
    push(&mut known, Inline::Strong, paper.start(event.standing));
    let mut known = or_unknown(known, paper.unknown("paper.no-standing"));
    push(&mut known, Inline::Text, event.court.trim());
    let source = paper.source(&event.source);
    push(&mut known, Inline::Text, if event.source.route.is_some() { capital(&source) } else { source });
    if event.source.is_one_account() {
        known.push(vec![paper.unknown("paper.one-account")]);
    }
    let held: Vec<&str> = event.held_by.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
    push(&mut known, Inline::Soft, paper.said("paper.held-by", &held.join(paper.word("sentence.and"))));
    let mut meaning = Vec::new();
    push(&mut meaning, Inline::Text, event.meaning.trim());
    let mut meaning = or_unknown(meaning, paper.unknown("paper.no-meaning"));
    push(&mut meaning, Inline::Text, paper.said("paper.different", &event.different));
    let revisit = paper.dated("paper.revisit", &event.revisit);
    push(&mut meaning, Inline::Soft, sentences::join(paper.guidance, [paper.start(event.talked), revisit]));
    if event.talked.is_none() {
        meaning.push(vec![paper.unknown("paper.talked-not-recorded")]);
    }
    vec![or_unknown(when, paper.unknown("paper.no-date")), what, known, meaning]
}
