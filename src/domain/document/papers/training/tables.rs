//! Sheets for a table: what comes to light at a stop, questions to talk about, and room to write. Nothing of a later stage.

use crate::case::{Turn, TurnId, WouldShare};
use crate::document::papers::on_paper;
use crate::scenario::as_at;
use crate::training::{changed_since_locked, for_table, newest, stops, told_whole, view_of};

use super::*;

/// The sheet of the stop that is shown now, of a table's copy or of the facilitator's file; what was locked before stands
/// after it. `today` is the day it is printed.
pub fn participant_sheet(case: &Case, guidance: &Guidance, today: Today) -> Document {
    let title = "paper.title-table";
    let case = on_paper(case, guidance, today);
    let choices = Choices::default();
    let paper = sheet(&case, guidance, day_of(&case.exercise, today), &choices);
    let stages: Vec<&Stage> = newest(&case).into_iter().map(|(_, stage)| stage).collect();
    let now = case.turns.iter().next_back();
    let mut sections = Vec::new();
    stop(&paper, title, &stages, now.map(|(_, turn)| &**turn), today, &mut sections);
    let earlier: Vec<(&TurnId, &Turn)> = case.turns.iter().map(|(id, turn)| (id, &**turn)).collect();
    let changed = changed_since_locked(&case);
    let locked = |(_, turn): &(&TurnId, &Turn)| {
        let stage = case.stages.values().find(|stage| stage.number == turn.stage);
        let whose = stage.map(|stage| stage_words(&paper, stage)).unwrap_or_default();
        answer_card(&paper, &whose, turn, changed.contains(&turn.stage))
    };
    let earlier: Vec<Block> =
        earlier.iter().filter(|(id, _)| now.is_none_or(|(now, _)| now != *id)).map(locked).collect();
    if !earlier.is_empty() {
        sections.push(part(paper.word("training.earlier"), 2, earlier));
    }
    document(&case, guidance, today, title, false, sections)
}

/// The sheets of every stop in one agency's view, or in everybody's: each begins a page, to be handed out one at a time.
pub fn participant_sheets(
    scenario: &Scenario,
    length: ExerciseLength,
    agency: Option<&str>,
    guidance: &Guidance,
    today: Today,
) -> Document {
    let choices = Choices::default();
    let mut sections = Vec::new();
    let of = scenario.told().next_back().map_or(0, |stage| stage.number);
    let agency_of = agency.unwrap_or_default().to_owned();
    let exercise = Exercise { agency: agency_of, of, length: Some(length), ..(*scenario.exercise).clone() };
    for now in stops(scenario, Some(length)) {
        let mut case = as_at(scenario, now.last, agency);
        let shown = scenario.told().filter(|stage| (now.first..=now.last).contains(&stage.number));
        let stages: Vec<Stage> = shown.map(|stage| for_table(scenario, stage, agency, guidance)).collect();
        case.exercise = exercise.clone().into();
        let paper = sheet(&case, guidance, scenario.day_of(now.last).unwrap_or(today), &choices);
        let first = sections.len();
        stop(&paper, "paper.title-table", &stages.iter().collect::<Vec<_>>(), None, today, &mut sections);
        sections[first].starts_page = first > 0;
    }
    let title = "paper.title-tables";
    if sections.is_empty() {
        sections.push(part(guidance.word(title), 1, Vec::new()));
    }
    document(&heads(scenario), guidance, today, title, false, sections)
}

/// One sheet: the way out, what comes to light, and what is asked.
fn stop(paper: &Paper, title: &str, stages: &[&Stage], turn: Option<&Turn>, today: Today, sections: &mut Vec<Section>) {
    let exercise = &paper.case.exercise;
    let mut first = vec![
        Block::Paragraph(vec![
            Inline::Strong(paper.stop(paper.word("run.way-out").to_owned())),
            paper.text("run.way-out-words"),
            paper.text("run.support"),
        ]),
        Block::WriteLine(paper.word("training.support-here").to_owned()),
    ];
    let view = view_words(paper, &exercise.agency);
    let last = stages.last().map_or(0, |stage| stage.number).to_string();
    let far = paper.say("run.stage-of", &[("at", &last), ("of", &exercise.of.to_string())]);
    let about = [
        ("training.story", &*exercise.title),
        ("training.table", &exercise.table),
        ("training.seen-as", &view),
        ("training.how-far", &far),
    ];
    first.extend(terms(paper, &about));
    sections.push(part(paper.word(title), 1, first));
    let (before, whole) = told_whole(stages, exercise.length);
    if !before.is_empty() {
        let name = |stage: &&Stage| {
            let words = [stage_words(paper, stage), date_words(&stage.when)];
            plain(paper.stop(sentences::listed(paper.guidance, words)))
        };
        sections.push(part(paper.word("training.told-before"), 2, list(before.iter().map(name).collect())));
    }
    for stage in whole {
        sections.push(part(stage_words(paper, stage), 2, comes_to_light(paper, stage)));
    }
    let people: Vec<String> = paper
        .case
        .people
        .iter()
        .map(|(id, person)| {
            let label = paper.label(*id);
            let role = sentences::role_words(paper.case, paper.guidance, person);
            // Who is called by their role is not told it twice.
            let is_said = label.to_lowercase().contains(&role.to_lowercase());
            if is_said { label } else { sentences::listed(paper.guidance, [label, role]) }
        })
        .collect();
    if !people.is_empty() {
        let people = paper.stop(people.join("; "));
        sections.push(part(paper.word("training.people"), 3, vec![Block::Paragraph(plain(people))]));
    }
    let questions: Vec<Line> = whole.iter().flat_map(|stage| talk(stage)).collect();
    if !questions.is_empty() {
        sections.push(part(paper.word("run.talk"), 2, list(questions)));
    }
    let mut write = vec![Block::Note(vec![paper.text("training.write-note")])];
    write.extend(asked(paper, turn, today));
    sections.push(part(paper.word("training.write"), 2, write));
}

/// What comes to light at one stage, as far as the case has it.
fn comes_to_light(paper: &Paper, stage: &Stage) -> Vec<Block> {
    let mut blocks: Vec<Block> = dated(paper, stage).into_iter().collect();
    blocks.extend(paragraphs(&stage.story));
    blocks.extend(list(told(paper, stage)));
    let agency = view_words(paper, &paper.case.exercise.agency);
    if view_of(&paper.case.exercise.agency).is_some() {
        let key = match stage.elsewhere {
            0 => "",
            1 => "run.elsewhere-one",
            _ => "run.elsewhere",
        };
        let count = capital(&paper.number(usize::try_from(stage.elsewhere).unwrap_or(usize::MAX)));
        let words = paper.say(key, &[("count", &count), ("agency", &agency)]);
        if !key.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Unknown(words)]));
        }
    }
    if blocks.is_empty() {
        let words = paper.say("training.no-story", &[("agency", &agency)]);
        blocks.push(Block::Paragraph(vec![Inline::Unknown(words)]));
    }
    blocks
}

/// The questions to be answered, each with what was written or with room to write.
fn asked(paper: &Paper, turn: Option<&Turn>, today: Today) -> Vec<Block> {
    let none = Turn::default();
    let turn = turn.unwrap_or(&none);
    let said = training::said(paper.guidance, turn);
    let card = |key: &'static str| {
        let words = said.iter().find(|(of, _)| of == paper.word(key)).map_or("", |(_, words)| words.as_str());
        let lines = match key {
            "turn.share" => {
                let choices = WouldShare::ALL.iter().flat_map(|choice| {
                    let tick = if turn.share == Some(*choice) { Inline::Ticked } else { Inline::Tick };
                    [tick, Inline::Text(paper.choice(Some(*choice)))]
                });
                vec![choices.collect()]
            }
            "turn.bases" => bases(paper, turn, today),
            _ if words.is_empty() => room(LINES),
            _ => typed(words).map(plain).collect(),
        };
        titled(paper.word(key).to_owned(), lines)
    };
    asks(&paper.case.exercise).into_iter().map(card).collect()
}

/// The grounds that hold on the day it is printed, each to be ticked: practice is of now, whenever the story is set.
fn bases(paper: &Paper, turn: &Turn, today: Today) -> Vec<Line> {
    let day = today.iso();
    let ground = |item: &crate::guidance::Dated| {
        let tick = if turn.bases.contains(&item.id) { Inline::Ticked } else { Inline::Tick };
        vec![tick, Inline::Text([&*paper.stop(item.name.clone()), &item.meaning].join(" "))]
    };
    let notes = paper
        .guidance
        .dated_on("lawful-basis-note", &day)
        .map(|item| vec![Inline::Soft(paper.stop(item.name.clone()))]);
    paper.guidance.dated_on("lawful-basis", &day).map(ground).chain(notes).collect()
}
