//! All that a facilitator needs on paper: how to run it, the clock, and each stop with its code, its notes and what the
//! assistant asks.

use crate::scenario::{as_at, holders};
use crate::training::{Stop, code, questions_now, stops};

use super::*;

/// How to run it, a line each.
const RUN: [&str; 7] = [
    "training.run-1",
    "training.run-2",
    "training.run-3",
    "training.run-4",
    "training.run-5",
    "training.run-6",
    "training.run-7",
];

/// The lengths that have a clock, with the minutes that there are.
const CLOCKS: [(ExerciseLength, &str, u32); 2] =
    [(ExerciseLength::Session, "training.clock-session", 45), (ExerciseLength::Brief, "training.clock-brief", 7)];

/// The pack of a facilitator. `secret` is what the codes of this run's stages are made of; without one there are no codes
/// on it.
pub fn facilitator_pack(
    scenario: &Scenario,
    length: ExerciseLength,
    secret: &str,
    guidance: &Guidance,
    today: Today,
) -> Document {
    let title = "paper.title-facilitator";
    let choices = Choices::default();
    let heads = heads(scenario);
    let paper = sheet(&heads, guidance, today, &choices);
    let mut sections = vec![part(paper.word(title), 1, about(&paper, length))];
    let run = RUN.map(|key| vec![paper.text(key)]).into();
    sections.push(part(paper.word("training.run"), 2, list(run)));
    sections.push(part(paper.word("training.clock"), 2, Vec::new()));
    for (length, heading, minutes) in CLOCKS {
        let clock = clock(&paper, scenario, length, minutes);
        sections.push(part(paper.word(heading), 3, clock));
    }
    let mut before: Option<Stop> = None;
    for stop in stops(scenario, Some(length)) {
        let case = as_at(scenario, stop.last, None);
        let day = scenario.day_of(stop.last).unwrap_or(today);
        one_stop(&sheet(&case, guidance, day, &choices), scenario, before, stop, secret, &mut sections);
        before = Some(stop);
    }
    let mut end = voices(&paper, &scenario.exercise);
    end.iter_mut().for_each(|voices| voices.starts_page = true);
    sections.extend(end);
    sections.push(three_questions(&paper, &[]));
    document(&heads, guidance, today, title, false, sections)
}

/// What the exercise is, and where to take care.
fn about(paper: &Paper, length: ExerciseLength) -> Vec<Block> {
    let exercise = &paper.case.exercise;
    let mut blocks = terms(
        paper,
        &[
            ("training.story", &*exercise.title),
            ("training.basis", &paper.start(exercise.basis)),
            ("training.sources", &exercise.sources),
            ("training.run-as", &paper.start(Some(length))),
            ("training.printed", &paper.today.in_words()),
        ],
    );
    blocks.extend(paragraphs(&exercise.about));
    if !exercise.care.trim().is_empty() {
        let care = paper.word("run.take-care").to_owned();
        blocks.push(Block::Panel(vec![Inline::Strong(care), Inline::Text(exercise.care.trim().to_owned())]));
    }
    blocks
}

/// When each stop begins, by a clock that starts at nothing.
fn clock(paper: &Paper, scenario: &Scenario, length: ExerciseLength, minutes: u32) -> Vec<Block> {
    let mut from = 0;
    let mut rows = Vec::new();
    let mut row = |from: u32, what: String, minutes: Option<u32>| {
        let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        rows.push([from.to_string(), what, minutes].map(|words| vec![plain(words)]).into());
    };
    for stop in stops(scenario, Some(length)) {
        row(from, stop_words(paper, &stages_of(scenario, &stop)), stop.minutes);
        from += stop.minutes.unwrap_or_default();
    }
    row(from, paper.word("training.clock-end").to_owned(), minutes.checked_sub(from).filter(|left| *left > 0));
    deeper::table(paper, "clock", &["training.clock-from", "training.clock-what", "training.clock-minutes"], rows)
}

/// A stop by its stage, or by the numbers of its stages.
pub(super) fn stop_words(paper: &Paper, stages: &[&Stage]) -> String {
    let number = |stage: Option<&&Stage>| stage.map_or(0, |stage| stage.number).to_string();
    match stages {
        [only] => stage_words(paper, only),
        stages => {
            let [first, last] = [number(stages.first()), number(stages.last())];
            paper.say("training.stages", &[("first", &first), ("last", &last)])
        }
    }
}

/// The stages of a stop.
pub(super) fn stages_of<'a>(scenario: &'a Scenario, stop: &Stop) -> Vec<&'a Stage> {
    scenario.told().filter(|stage| (stop.first..=stop.last).contains(&stage.number)).collect()
}

/// Who held a fact at a stage, in words.
pub(super) fn held_words(paper: &Paper, scenario: &Scenario, stage: &Stage, fact: &FactId) -> String {
    let held = holders(&scenario.case, stage, fact);
    if held.is_empty() {
        return paper.word("training.everyone").to_owned();
    }
    sentences::listed(paper.guidance, held.iter().map(|agency| view_words(paper, agency)))
}

/// What the assistant asks at a stop that it had not asked at the one before, and what it still asks.
pub(super) fn asked(
    paper: &Paper,
    scenario: &Scenario,
    before: Option<Stop>,
    stop: Stop,
    agency: Option<&str>,
) -> [Vec<String>; 2] {
    let at = |number: u32| {
        let day = scenario.day_of(number).unwrap_or_default();
        questions_now(&as_at(scenario, number, agency), paper.guidance, day)
    };
    let before = before.map(|stop| at(stop.last)).unwrap_or_default();
    let (new, still) = at(stop.last).into_iter().partition(|title| !before.contains(title));
    [new, still]
}

fn one_stop(
    paper: &Paper,
    scenario: &Scenario,
    before: Option<Stop>,
    stop: Stop,
    secret: &str,
    sections: &mut Vec<Section>,
) {
    let mut lines: Vec<Line> = Vec::new();
    // The first stop stands open in every copy.
    if let (Some(_), false) = (before, secret.is_empty()) {
        let code = code(secret, stop.last);
        lines.push(vec![paper.text("run.code-is"), Inline::Strong(code)]);
    }
    if let Some(minutes) = stop.minutes {
        lines.push(plain(paper.say("run.minutes", &[("minutes", &minutes.to_string())])));
    }
    let stages = stages_of(scenario, &stop);
    let mut head = part(stop_words(paper, &stages), 2, lines.into_iter().map(Block::Paragraph).collect());
    head.starts_page = before.is_none();
    sections.push(head);
    for stage in &stages {
        let mut blocks: Vec<Block> = dated(paper, stage).into_iter().collect();
        blocks.extend(paragraphs(&stage.story));
        let facts = facts_of(paper, &[stage]);
        let row = |(stage, fact): &(&Stage, &FactId)| {
            let held = held_words(paper, scenario, stage, fact);
            vec![vec![fact_line(paper, fact)], vec![plain(capital(&held))]]
        };
        let rows = facts.iter().map(row).collect();
        blocks.extend(deeper::table(paper, "held", &["training.fact", "training.held-by"], rows));
        let notes = [
            ("run.listen", &*stage.listen),
            ("run.say", &stage.say),
            ("run.take-care", &stage.care),
            ("run.talk", &stage.talk),
            ("run.model", &stage.model),
        ];
        blocks.extend(terms(paper, &notes));
        match (&*stages, sections.last_mut()) {
            ([_], Some(head)) => head.blocks.extend(blocks),
            _ => sections.push(part(stage_words(paper, stage), 3, blocks)),
        }
    }
    let [new, still] = asked(paper, scenario, before, stop, None);
    let new = or_unknown(new.iter().map(plain).collect(), paper.text("training.asks-nothing"));
    let mut blocks = vec![titled(paper.word("training.asked").to_owned(), new)];
    let mut small = Vec::new();
    push(&mut small, Inline::Text, paper.said("training.still-asked", &together(&still)));
    blocks.extend(small.into_iter().map(Block::Small));
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(blocks);
    }
}
