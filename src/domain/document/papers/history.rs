//! Records and their gaps; what happened, what it means, and what will be done differently.

use chrono::{Datelike, NaiveDate};

use crate::case::{Answer, Event, Explained, Key, Record, RecordId, RecordState, Talked};
use crate::document::{Block, Inline, Line, Section};
use crate::sentences;

use super::{Paper, answers, by_date, capital, deeper, or_unknown, part, plain, push};

/// The records that were looked at, how far back they go, and what is missing in them.
pub(super) fn records(paper: &Paper, sections: &mut Vec<Section>) {
    let rows: Vec<Vec<Vec<Line>>> =
        paper.case.records.iter().map(|(id, record)| record_row(paper, *id, record)).collect();
    let block = if rows.is_empty() {
        Block::Paragraph(vec![paper.unknown("paper.no-records")])
    } else {
        let head = paper.head(&["paper.record", "paper.record-state", "paper.earliest", "paper.gap"]);
        Block::Table { kind: "records", caption: String::new(), head, rows }
    };
    sections.push(part(paper.word("paper.records"), 2, vec![block]));
}

fn record_row(paper: &Paper, id: RecordId, record: &Record) -> Vec<Vec<Line>> {
    let mut name = Vec::new();
    push(&mut name, Inline::Text, sentences::record_name(paper.guidance, record));
    push(&mut name, Inline::Soft, record.about.trim());
    push(&mut name, Inline::Soft, paper.guidance.agency_name(record.agency.trim()));
    if record.linked {
        name.push(vec![Inline::Soft(paper.word("paper.linked").to_owned())]);
    }
    let mut state = match record.state {
        Some(RecordState::NotLookedAt | RecordState::CannotReach) => {
            vec![vec![Inline::Unknown(paper.start(record.state))]]
        }
        Some(_) => vec![plain(paper.start(record.state))],
        None => vec![vec![paper.unknown("paper.not-recorded")]],
    };
    let looked = paper.dated("paper.looked", &record.looked);
    let by = sentences::said(paper.guidance, "sentence.by-whom", "who", record.by.trim());
    let looked = if looked.is_empty() { capital(&by) } else { sentences::listed(paper.guidance, [looked, by]) };
    push(&mut state, Inline::Soft, looked);
    let mut earliest = Vec::new();
    push(&mut earliest, Inline::Text, paper.date(&record.earliest));
    let mut gap = gap(paper, id, record);
    push(&mut gap, Inline::Text, record.note.trim());
    vec![
        or_unknown(name, paper.unknown("paper.no-name")),
        state,
        or_unknown(earliest, paper.unknown("paper.not-known")),
        or_unknown(gap, paper.unknown("paper.gap-not-recorded")),
    ]
}

/// What a record does not show: as it was put down, else as far as its state and its earliest date tell.
fn gap(paper: &Paper, id: RecordId, record: &Record) -> Vec<Line> {
    let mut gap = Vec::new();
    push(&mut gap, Inline::Text, paper.said("paper.not-found", &record.not_found));
    if !gap.is_empty() {
        return gap;
    }
    let unseen = matches!(record.state, Some(RecordState::NotLookedAt | RecordState::CannotReach));
    // R1-02 finds what is known from before a record begins; without what is kept off this paper.
    let known = paper.questions.iter().find(|question| question.rule == BEFORE && question.about.contains(&id.into()));
    let known = known.map_or("", |question| question.slot_value("known"));
    let words = if unseen {
        paper.said("paper.gap-all", &paper.choice(record.state))
    } else if !record.earliest.is_empty() && (!known.is_empty() || record.state == Some(RecordState::Partial)) {
        paper.stop(paper.dated("paper.gap-before", &record.earliest))
    } else if record.state == Some(RecordState::Partial) {
        paper.word("paper.gap-part").to_owned()
    } else {
        String::new()
    };
    let mut line = Vec::new();
    if !words.is_empty() {
        line.push(Inline::Unknown(words));
    }
    if !known.is_empty() && !unseen {
        line.push(Inline::Text(paper.stop(paper.said("paper.gap-known", known))));
    }
    gap.push(line);
    gap.retain(|line| !line.is_empty());
    gap
}

/// The rule that asks what a record may not show.
const BEFORE: &str = "R1-02";

/// What could not be seen or asked yet, what limited contact, and whether the family was mapped together with them.
pub(super) const UNEXPLORED: &[&str] = &["G-05", "L-04", "R1-09", "R1-10"];

/// What is not yet explored, beside what limited contact: the one may be why of the other (G-05).
pub(super) fn unexplored(paper: &Paper, asked: Vec<(&Key, &Answer)>, sections: &mut Vec<Section>) {
    let head = &paper.case.head;
    let fields = [
        ("head.limits", capital(&sentences::choices_words(paper.guidance, &head.limits))),
        ("head.mapping", paper.start(head.mapping)),
        ("head.mapping-why", head.mapping_why.trim().to_owned()),
    ];
    let mut blocks = deeper::pairs(paper, &fields);
    blocks.extend(answers::table(paper, asked));
    if !blocks.is_empty() {
        sections.push(part(paper.word("paper.unexplored"), 3, blocks));
    }
}

/// How many calendar years must lie between two dates for the time between them to be pointed out.
const SILENCE_YEARS: i32 = 2;

/// What happened, earliest first; what has no date stands last.
pub(super) fn events(paper: &Paper, sections: &mut Vec<Section>) {
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    let mut reached: Option<NaiveDate> = None;
    for (_, event) in by_date(&paper.case.events, |event| &event.when) {
        let (first, last) = event.when.display_key();
        // Of the time to come nothing could be recorded.
        let here = first.map(|first| first.min(paper.today.date()));
        if let (Some(from), Some(until)) = (reached, here)
            && until.year() - from.year() >= SILENCE_YEARS
        {
            let slots = [("from", from.year().to_string()), ("until", until.year().to_string())];
            let slots = slots.each_ref().map(|(slot, words)| (*slot, words.as_str()));
            rows.push(vec![vec![vec![Inline::Unknown(paper.say("paper.silence", &slots))]]]);
        }
        // What goes on without a known end leaves no silence after it.
        reached = match (first, last) {
            (None, None) => None,
            (_, None) => Some(NaiveDate::MAX),
            (_, last) => reached.max(last),
        };
        rows.push(event_row(paper, event));
    }
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
    let when = or_unknown(when, paper.unknown("paper.no-date"));
    vec![when, what_happened(paper, event), how_known(paper, event), meaning(paper, event)]
}

/// What happened, and to whom.
pub(super) fn what_happened(paper: &Paper, event: &Event) -> Vec<Line> {
    let mut what = Vec::new();
    push(&mut what, Inline::Text, event.what.trim());
    let mut what = or_unknown(what, paper.unknown("paper.not-recorded"));
    push(&mut what, Inline::Text, event.detail.trim());
    push(&mut what, Inline::Text, paper.said("paper.how-often", &event.how_often));
    if event.explained.is_some() {
        let kind = if event.explained == Some(Explained::NotKnown) { Inline::Unknown } else { Inline::Text };
        push(&mut what, kind, capital(&sentences::worded(paper.guidance, "paper.explained", event.explained, &[])));
    }
    let people = sentences::labels(paper.case, paper.guidance, &event.people);
    push(&mut what, Inline::Soft, sentences::join(paper.guidance, [paper.start(event.theme), people]));
    what
}

/// What kind of knowledge it is, on whose word, and who holds it.
pub(super) fn how_known(paper: &Paper, event: &Event) -> Vec<Line> {
    let mut known = Vec::new();
    push(&mut known, Inline::Strong, paper.start(event.standing));
    let mut known = or_unknown(known, paper.unknown("paper.no-standing"));
    push(&mut known, Inline::Text, event.court.trim());
    push(&mut known, Inline::Text, paper.source(&event.source));
    if event.source.is_one_account() {
        known.push(vec![paper.unknown("paper.one-account")]);
    }
    let held: Vec<&str> = event.held_by.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
    push(&mut known, Inline::Soft, paper.said("paper.held-by", &held.join(paper.word("sentence.and"))));
    push(&mut known, Inline::Soft, sentences::told_words(paper.guidance, event));
    known
}

/// What it means now, and what is done about it.
pub(super) fn meaning(paper: &Paper, event: &Event) -> Vec<Line> {
    let mut meaning = Vec::new();
    push(&mut meaning, Inline::Text, event.meaning.trim());
    let mut meaning = or_unknown(meaning, paper.unknown("paper.no-meaning"));
    push(&mut meaning, Inline::Text, paper.said("paper.different", &event.different));
    let revisit = paper.dated("paper.revisit", &event.revisit);
    let mut talked = Vec::new();
    paper.soft(&mut talked, paper.stop(paper.start(event.talked)));
    paper.soft(&mut talked, paper.stop(revisit));
    if !talked.is_empty() {
        meaning.push(talked);
    }
    if event.talked == Some(Talked::NotRightTime) && event.revisit.is_empty() {
        let none = paper.said("paper.revisit", paper.word("paper.no-date-set"));
        meaning.push(vec![Inline::Unknown(paper.stop(none))]);
    }
    if event.talked.is_none() {
        meaning.push(vec![paper.unknown("paper.talked-not-recorded")]);
    }
    meaning
}
