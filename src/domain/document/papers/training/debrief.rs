//! Looking back: what was known then beside what came later, what the assistant asked of it, what each table wrote, which
//! agency held what, and the three questions. No marks, no counts, no ranks.

use std::rc::Rc;

use crate::case::Several;
use crate::document::papers::on_paper;
use crate::scenario::{as_at, holders};
use crate::training::{Stop, changed_since_locked, outcomes, stops, view_of};

use super::facilitator::{asked, held_words, stages_of, stop_words};
use super::*;

/// How many later stages are named beside what was known then.
const LATER: usize = 6;

/// Looking back at a run, from the facilitator's file with what the tables said.
pub fn debrief(scenario: &Scenario, group: &Case, guidance: &Guidance, today: Today) -> Document {
    let title = "paper.title-debrief";
    let choices = Choices::default();
    let heads = Case { head: scenario.case.head.clone(), exercise: group.exercise.clone(), ..Case::default() };
    let paper = sheet(&heads, guidance, today, &choices);
    let outcomes = outcomes(group);
    let mut wrote: Vec<(String, &Case)> = vec![(paper.word("training.together").to_owned(), group)];
    wrote.extend(outcomes.iter().map(|outcome| (outcome.exercise.table.trim().to_owned(), outcome)));
    let mut first = story(&paper);
    first.push(Block::Note(vec![paper.text("training.back-note")]));
    let mut sections = vec![part(paper.word(title), 1, first)];
    let stops = stops(scenario, group.exercise.length);
    for (at, stop) in stops.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| stops.get(at)).copied();
        let case = as_at(scenario, stop.last, None);
        let then = sheet(&case, guidance, scenario.day_of(stop.last).unwrap_or(today), &choices);
        let later = later_words(&then, scenario, stop, stops.get(at + 1));
        let row = vec![known(&then, scenario, stop), later];
        let stages = stages_of(scenario, stop);
        let mut head = part(stop_words(&paper, &stages), 2, titles(&then, &stages));
        let columns = ["training.known-then", "training.came-later"];
        head.blocks.extend(deeper::table(&then, "then", &columns, vec![row]));
        sections.push(head);
        sections.push(part(then.word("training.asked-then"), 3, questions(&then, scenario, before, *stop)));
        sections.push(part(then.word("training.said-then"), 3, said(&then, &wrote, stop.last)));
    }
    let mut held = part(paper.word("training.who-held"), 2, who_held(&paper, scenario));
    held.starts_page = true;
    sections.push(held);
    sections.extend(voices(&paper, &scenario.exercise));
    let wrote: Vec<(String, &Exercise)> = wrote.iter().map(|(who, case)| (who.clone(), &*case.exercise)).collect();
    sections.push(three_questions(&paper, &wrote));
    document(&heads, guidance, today, title, false, sections)
}

/// Looking back from a table's own copy at its end: what was shown, and what the table itself wrote.
pub fn debrief_of_table(case: &Case, guidance: &Guidance, today: Today) -> Document {
    let title = "paper.title-debrief";
    let case = on_paper(case, guidance, today);
    let choices = Choices::default();
    let paper = sheet(&case, guidance, day_of(&case.exercise, today), &choices);
    let mut sections = vec![part(paper.word(title), 1, story(&paper))];
    let changed = changed_since_locked(&case);
    let (mut before, mut last) = (0, None);
    for turn in case.turns.values() {
        let stages = case.stages.values().filter(|stage| (before + 1..=turn.stage).contains(&stage.number));
        let mut stages: Vec<&Stage> = stages.map(Rc::as_ref).collect();
        stages.sort_by_key(|stage| stage.number);
        let mut blocks = titles(&paper, &stages);
        blocks.extend(list(stages.iter().flat_map(|stage| told(&paper, stage)).collect()));
        sections.push(part(stop_words(&paper, &stages), 2, blocks));
        let mut wrote = vec![answer_card(&paper, &case.exercise.table, turn, changed.contains(&turn.stage))];
        wrote.extend(taken_up(&paper, last, turn));
        sections.push(part(paper.word("training.said-then"), 3, wrote));
        (before, last) = (turn.stage, Some(&**turn));
    }
    sections.extend(voices(&paper, &case.exercise));
    sections.push(three_questions(&paper, &[(case.exercise.table.clone(), &case.exercise)]));
    document(&case, guidance, today, title, false, sections)
}

/// The stages of a stop: their titles and their days.
fn titles(paper: &Paper, stages: &[&Stage]) -> Vec<Block> {
    let line = |stage: &&Stage| {
        let mut line = Vec::new();
        if stages.len() > 1 {
            line.push(Inline::Strong(paper.stop(stage_words(paper, stage))));
        }
        paper.soft(&mut line, paper.stop(paper.date(&stage.when)));
        line
    };
    stages.iter().map(line).filter(|line: &Line| !line.is_empty()).map(Block::Paragraph).collect()
}

/// What was known at a stop that came to light there, each with who held it.
fn known(paper: &Paper, scenario: &Scenario, stop: &Stop) -> Vec<Line> {
    let facts = facts_of(paper, &stages_of(scenario, stop));
    let line = |(stage, fact): &(&Stage, &FactId)| {
        let mut line = fact_line(paper, fact);
        line.push(Inline::Soft(paper.stop(paper.said("paper.held-by", &held_words(paper, scenario, stage, fact)))));
        line
    };
    or_unknown(facts.iter().map(line).collect(), paper.unknown("training.none"))
}

/// What came later that adds to it: the later stages that tell of the same things, or of the people who come into the story
/// here. What everybody knew from the start adds nothing to look for.
fn later_words(paper: &Paper, scenario: &Scenario, stop: &Stop, next: Option<&Stop>) -> Vec<Line> {
    let of = |stage: &Stage| {
        let people = |fact: &FactId| {
            let words = scenario.case.written(fact).map(|fact| fact.to_string()).unwrap_or_default();
            let ids: Vec<FactId> = words.split('"').filter_map(|word| word.parse().ok()).collect();
            ids.into_iter().filter(|id| matches!(id, FactId::Person(_)))
        };
        let facts = stage.facts.iter().filter(|fact| !matches!(fact, FactId::Head | FactId::Plan));
        facts.flat_map(|fact| people(fact).chain([fact.clone()])).collect::<Several<FactId>>()
    };
    let told_here: Several<FactId> =
        stages_of(scenario, stop).into_iter().flat_map(|stage| stage.facts.iter().cloned()).collect();
    let adds = |stage: &&Stage| stage.number > stop.last && of(stage).iter().any(|fact| told_here.contains(fact));
    let later: Vec<&Stage> = scenario.told().filter(adds).collect();
    let name = |stage: &&Stage| sentences::listed(paper.guidance, [stage_words(paper, stage), date_words(&stage.when)]);
    let mut lines: Vec<Line> = later.iter().take(LATER).map(|stage| plain(paper.stop(name(stage)))).collect();
    if later.len() > LATER {
        lines.push(plain(paper.stop(capital(paper.word("paper.and-more")))));
    }
    if lines.is_empty() {
        let goes_on = next.and_then(|next| stages_of(scenario, next).first().map(name));
        lines.push(match goes_on {
            Some(what) => plain(paper.stop(paper.said("training.story-goes-on", &what))),
            None => vec![paper.text("training.story-ends")],
        });
    }
    lines
}

/// What the assistant asked at a stop, in everybody's view and in that of each agency that held something of it. Views in
/// which it asked the same stand together.
fn questions(paper: &Paper, scenario: &Scenario, before: Option<Stop>, stop: Stop) -> Vec<Block> {
    let stages = stages_of(scenario, &stop);
    let holds = |agency: &AgencyId| {
        let is_held =
            |stage: &&Stage| stage.facts.iter().any(|fact| is_in(&holders(&scenario.case, stage, fact), agency));
        paper.guidance.agency(agency).is_some() && stages.iter().any(is_held)
    };
    let views = agencies(scenario, paper.guidance).into_iter().filter(holds);
    let mut told: Vec<(Vec<String>, [Vec<String>; 2])> = Vec::new();
    for view in std::iter::once(AgencyId::new()).chain(views) {
        let asked = asked(paper, scenario, before, stop, view_of(&view));
        let name = view_words(paper, &view);
        match told.iter_mut().find(|(_, same)| *same == asked) {
            Some((names, _)) => names.push(name),
            None => told.push((vec![name], asked)),
        }
    }
    let card = |(names, asked): (Vec<String>, [Vec<String>; 2])| {
        let mut lines = Vec::new();
        for (key, titles) in ["training.first-asked", "training.also-asked"].into_iter().zip(asked) {
            if !titles.is_empty() {
                lines.push(labelled(paper, paper.word(key), together(&titles)));
            }
        }
        titled(together(&names), or_unknown(lines, paper.text("training.none")))
    };
    told.into_iter().map(card).collect()
}

fn is_in(holders: &Several<AgencyId>, agency: &AgencyId) -> bool {
    holders.is_empty() || holders.contains(agency)
}

/// What was written at a stop: by everybody together, then by each table.
fn said(paper: &Paper, wrote: &[(String, &Case)], stage: u32) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (whose, case) in wrote {
        let changed = changed_since_locked(case);
        let mut before: Option<&Turn> = None;
        for turn in case.turns.values() {
            if turn.stage == stage && !turn.locked.is_empty() {
                blocks.push(answer_card(paper, whose, turn, changed.contains(&stage)));
                blocks.extend(taken_up(paper, before, turn));
            }
            before = Some(&**turn);
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("training.nobody-wrote")]));
    }
    blocks
}

/// Which agency held all, a part or none of what came to light at each stage.
fn who_held(paper: &Paper, scenario: &Scenario) -> Vec<Block> {
    let row = |agency: AgencyId| {
        let mut cells: [Vec<String>; 3] = Default::default();
        for stage in scenario.told().filter(|stage| !stage.facts.is_empty()) {
            let is_held = |fact: &&FactId| is_in(&holders(&scenario.case, stage, fact), &agency);
            let held = stage.facts.iter().filter(is_held).count();
            let at = match held {
                0 => 2,
                held if held == stage.facts.iter().count() => 0,
                _ => 1,
            };
            cells[at].push(stage_words(paper, stage));
        }
        let mut row = vec![vec![plain(view_words(paper, &agency))]];
        row.extend(cells.map(|stages| vec![plain(stages.join("; "))]));
        row
    };
    let rows = agencies(scenario, paper.guidance).into_iter().map(row).collect();
    let head = ["training.agency", "training.held-all", "training.held-part", "training.held-none"];
    deeper::table(paper, "who-held", &head, rows)
}
