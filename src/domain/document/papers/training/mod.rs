//! The papers of an exercise: a sheet for each table, all that the facilitator needs, looking back, and who will do what.
//!
//! They bear the mark of an exercise as every paper of one does. None holds a mark, a count or a rank of people or tables.
//! What was asked and not taken up is said as plainly as what was.

use crate::case::{AgencyId, Case, Exercise, ExerciseAsks, ExerciseLength, FactId, Stage, Turn};
use crate::document::{Block, Document, Inline, Line, Section};
use crate::guidance::Guidance;
use crate::review;
use crate::scenario::Scenario;
use crate::sentences::{self, capital, date_words};
use crate::training::{self, holder};
use crate::when::Today;

use super::deeper::{self, labelled, titled};
use super::{Choices, Kind, Paper, document, or_unknown, part, plain, push};

mod debrief;
mod facilitator;
mod tables;

pub use debrief::{debrief, debrief_of_table};
pub use facilitator::facilitator_pack;
pub use tables::{participant_sheet, participant_sheets};

/// How many more things there is room for on a sheet of what will be done.
const ROOM: usize = 5;
/// How many lines there are to write on under a question.
const LINES: usize = 3;
/// What asks to look at other local reviews (S-03).
const OTHER_REVIEWS: &str = "S-03";

/// What will be done, by whom, by when, with room for more; and what other local reviews say (S-03).
pub fn action_sheet(case: &Case, guidance: &Guidance, today: Today) -> Document {
    let title = "paper.title-actions";
    let choices = Choices::default();
    let paper = sheet(case, guidance, today, &choices);
    let mut first = story(&paper);
    first.push(Block::Note(vec![paper.text("training.actions-note")]));
    let mut sections = vec![part(paper.word(title), 1, first)];
    sections.push(part(paper.word("paper.action-sheet"), 2, deeper::decisions(&paper, ROOM)));
    if let Some(prompt) = guidance.prompt(OTHER_REVIEWS) {
        let asked = ["training.other-review", "training.says-the-same", "training.says-otherwise"];
        let blocks = asked.map(|key| titled(paper.word(key).to_owned(), room(LINES)));
        sections.push(part(&*prompt.text, 2, blocks.into()));
    }
    document(case, guidance, today, title, false, sections)
}

/// A paper of an exercise, written from a case as it stands on a day.
fn sheet<'a>(case: &'a Case, guidance: &'a Guidance, today: Today, choices: &'a Choices) -> Paper<'a> {
    let spoken = review::spoken(case, guidance, today);
    Paper { whole: case, spoken, case, guidance, today, questions: &[], left: &[], kind: Kind::Training, choices }
}

/// What a scenario's papers are headed from: nothing of the family is in it.
fn heads(scenario: &Scenario) -> Case {
    Case { exercise: scenario.exercise.clone(), head: scenario.case.head.clone(), ..Case::default() }
}

/// The day that a run's questions are asked on.
fn day_of(exercise: &Exercise, today: Today) -> Today {
    Today::from_iso(&exercise.day).unwrap_or(today)
}

/// Room to write.
fn room(lines: usize) -> Vec<Line> {
    vec![vec![Inline::LongBlank]; lines]
}

/// The lines that somebody typed, without the empty ones.
fn typed(words: &str) -> impl Iterator<Item = &str> {
    words.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What was typed, a paragraph a line.
fn paragraphs(words: &str) -> impl Iterator<Item = Block> {
    typed(words).map(|line| Block::Paragraph(plain(line)))
}

fn list(lines: Vec<Line>) -> Vec<Block> {
    if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] }
}

/// Terms with their words; what has none is left out.
fn terms(paper: &Paper, terms: &[(&str, &str)]) -> Vec<Block> {
    let pairs = terms.iter().filter(|(_, words)| !words.trim().is_empty());
    let pairs: Vec<_> =
        pairs.map(|(key, words)| (paper.word(key).to_owned(), typed(words).map(plain).collect())).collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::KeyValues(pairs)] }
}

/// Which story it is, at which table, in whose view.
fn story(paper: &Paper) -> Vec<Block> {
    let exercise = &paper.case.exercise;
    let is_table = !exercise.table.is_empty();
    let view = if is_table { view_words(paper, &exercise.agency) } else { String::new() };
    terms(
        paper,
        &[("training.story", &exercise.title), ("training.table", &exercise.table), ("training.seen-as", &view)],
    )
}

/// Whose view it is, in words.
fn view_words(paper: &Paper, agency: &AgencyId) -> String {
    holder(paper.guidance, agency)
}

/// The agencies that may hold something, in the order of the pack, then whoever else may.
fn agencies(scenario: &Scenario, guidance: &Guidance) -> Vec<AgencyId> {
    let all = scenario.agencies();
    let known = guidance.agencies.iter().map(|agency| &agency.id).filter(|id| all.contains(*id));
    let others = all.iter().filter(|id| guidance.agency(id).is_none());
    known.chain(others).cloned().collect()
}

/// A stage by its number and its title.
fn stage_words(paper: &Paper, stage: &Stage) -> String {
    let number = stage.number.to_string();
    match stage.title.trim() {
        "" => paper.say("run.stage-number", &[("number", &number)]),
        title => paper.say("training.stage-title", &[("number", &number), ("title", title)]),
    }
}

/// When a stage was, and what it rests on.
fn dated(paper: &Paper, stage: &Stage) -> Option<Block> {
    let mut line = Vec::new();
    line.extend(Some(paper.stop(paper.date(&stage.when))).filter(|when| !when.is_empty()).map(Inline::Text));
    paper.soft(&mut line, paper.stop(stage.cite.trim().to_owned()));
    (!line.is_empty()).then_some(Block::Note(line))
}

/// A fact of a stage for the screen, as it is told on paper: its own words, and whose they are; both in one where it is no event.
pub fn fact_words(case: &Case, guidance: &Guidance, today: Today, fact: &FactId) -> (String, String) {
    let choices = Choices::default();
    let words = fact_line(&sheet(case, guidance, today, &choices), fact).into_iter().filter_map(|part| match part {
        Inline::Text(words) | Inline::Strong(words) | Inline::Soft(words) => Some(words),
        _ => None,
    });
    let mut words = words.collect::<Vec<_>>().into_iter();
    (words.next().unwrap_or_default(), words.collect::<Vec<_>>().join(" "))
}

/// A fact of a stage, with nothing of it cut: an event's own words first, and then whose they are.
fn fact_line(paper: &Paper, fact: &FactId) -> Line {
    let event = match fact {
        FactId::Event(id) => paper.case.events.get(id).filter(|event| !event.what.trim().is_empty()),
        _ => None,
    };
    let Some(event) = event else { return plain(paper.stop(capital(&paper.describe(fact.clone())))) };
    let mut line = vec![Inline::Strong(paper.stop(event.what.trim().to_owned()))];
    line.extend(Some(paper.stop(event.detail.trim().to_owned())).filter(|words| !words.is_empty()).map(Inline::Text));
    let known = sentences::known_words(paper.guidance, event.standing, &event.source);
    let known = sentences::listed(paper.guidance, [date_words(&event.when), known]);
    paper.soft(&mut line, paper.stop(capital(&known)));
    line
}

/// What came to light at a stage: in the words of then where a table's copy has them.
fn told(paper: &Paper, stage: &Stage) -> Vec<Line> {
    if stage.told.is_empty() {
        facts_of(paper, &[stage]).iter().map(|(_, fact)| fact_line(paper, fact)).collect()
    } else {
        stage.told.iter().map(|words| plain(&**words)).collect()
    }
}

/// Each fact of these stages that the case has, once. That somebody is a parent is said with who they are, where they are
/// told of here too.
fn facts_of<'a>(paper: &Paper, stages: &[&'a Stage]) -> Vec<(&'a Stage, &'a FactId)> {
    let mut facts: Vec<(&Stage, &FactId)> = Vec::new();
    for stage in stages {
        for fact in stage.facts.iter().filter(|fact| paper.case.has(fact)) {
            let is_said = |known: &FactId| match (known, fact) {
                (FactId::Person(person), FactId::ParentLink(link)) => {
                    paper.case.parents.get(link).is_some_and(|link| link.adult == Some(*person))
                }
                (known, fact) => known == fact,
            };
            if !facts.iter().any(|(_, known)| is_said(known)) {
                facts.push((stage, fact));
            }
        }
    }
    facts
}

/// The questions to talk about.
fn talk(stage: &Stage) -> Vec<Line> {
    typed(&stage.talk).map(plain).collect()
}

/// The questions that are put to a table at each stop.
fn asks(exercise: &Exercise) -> [&'static str; 4] {
    match exercise.asks {
        Some(ExerciseAsks::Sharing) => ["turn.share", "turn.share-with", "turn.bases", "turn.record"],
        _ => ["turn.know", "turn.how", "turn.not-known", "turn.would-do"],
    }
}

/// What a table wrote at a stop, under whose it was and when it was locked.
fn answer_card(paper: &Paper, whose: &str, turn: &Turn, is_changed: bool) -> Block {
    let said = training::said(paper.guidance, turn);
    let lines = said.into_iter().map(|(question, words)| labelled(paper, &question, words)).collect();
    let mut lines = or_unknown(lines, paper.unknown("run.nothing-written"));
    if is_changed {
        lines.insert(0, vec![paper.strong("training.changed-since")]);
    }
    if !turn.locked.is_empty() {
        let slots = [("time", turn.locked.trim()), ("agency", &*view_words(paper, &turn.agency))];
        lines.push(vec![Inline::Soft(paper.stop(paper.say("run.locked-at", &slots)))]);
    }
    titled(whose.to_owned(), lines)
}

/// What the assistant asked at a stop, what of it was taken up, and what was not. What was asked at the stop before and not
/// taken up there stands with that stop.
fn taken_up(paper: &Paper, before: Option<&Turn>, turn: &Turn) -> Vec<Block> {
    let is_new = |title: &&String| before.is_none_or(|before| !before.open.contains(title));
    let not = turn.open.iter().filter(|title| !turn.taken.contains(title)).filter(is_new);
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, paper.said("training.taken", &turn.taken.join("; ")));
    push(&mut lines, Inline::Text, paper.said("training.not-taken", &together(not)));
    lines.into_iter().map(Block::Small).collect()
}

/// Titles in one line.
fn together<'a>(titles: impl IntoIterator<Item = &'a String>) -> String {
    titles.into_iter().map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// The voices of those who live it, in the order in which they are heard: who does the work, a parent, a child (S-04).
fn voices(paper: &Paper, exercise: &Exercise) -> Option<Section> {
    let voices = [
        ("training.voice-practitioner", &exercise.practitioner_voice),
        ("training.voice-parent", &exercise.parent_voice),
        ("training.voice-child", &exercise.child_voice),
    ];
    let heard = voices.into_iter().filter(|(_, words)| !words.trim().is_empty());
    let blocks: Vec<Block> =
        heard.map(|(key, words)| titled(paper.word(key).to_owned(), typed(words).map(plain).collect())).collect();
    (!blocks.is_empty()).then(|| part(paper.word("training.voices"), 2, blocks))
}

/// The three questions of the end, with what was written to them and room to write.
fn three_questions(paper: &Paper, wrote: &[(String, &Exercise)]) -> Section {
    let mut blocks = vec![Block::Note(vec![paper.text("training.three-note")])];
    let keys = ["paper.good-practice", "paper.what-contributed", "paper.might-differ"];
    blocks.extend(keys.into_iter().enumerate().map(|(at, key)| {
        let mut said = Vec::new();
        for (whose, exercise) in wrote {
            let words = [&exercise.good, &exercise.contributed, &exercise.different][at].trim();
            if !words.is_empty() {
                said.push(labelled(paper, whose, words));
            }
        }
        said.extend(room(LINES));
        titled(paper.word(key).to_owned(), said)
    }));
    part(paper.word("run.three"), 2, blocks)
}
