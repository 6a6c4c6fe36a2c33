//! The title, the orders nobody may overlook, and the open questions by next conversation.

use crate::case::{
    Checkpoint, CheckpointRecord, FactId, Key, NextStep, Order, OrderId, PersonId, ReviewRole, StepState,
};
use crate::checkpoints::{self, Reached};
use crate::document::{Block, Inline, Line, Section, Step};
use crate::network;
use crate::review::{self, Matter, OpenQuestion};
use crate::sentences::{self, clip_to, date_words};

use super::end::{self, SUPERVISION_RULE};
use super::{Paper, by_date, capital, or_unknown, part, plain, push};

/// How many facts a question is shown to rest on; the rest stand further down the paper.
const RESTS_SHOWN: usize = 1;
/// How much of each, in characters: enough to find it by.
const RESTS_WIDTH: usize = 36;

/// The title block.
pub(super) fn title(paper: &Paper, sections: &mut Vec<Section>) {
    let mut blocks = Vec::new();
    if paper.is_marked() {
        blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
    }
    blocks.extend(goes_to(paper));
    blocks.push(Block::Strip(checkpoints(paper)));
    blocks.extend(live_orders(paper));
    blocks.extend(super::level::act_now(paper));
    blocks.push(Block::KeyValues(about(paper)));
    sections.push(part(paper.word(paper.title()), 1, blocks));
}

/// A panel for each order that may stand, and one for everybody else whom nobody may contact, whether why stands on this
/// paper or was left out of it; on a paper about one adult, for what binds or protects them.
pub(super) fn live_orders(paper: &Paper) -> Vec<Block> {
    let panel = |(_, order): (OrderId, &Order)| {
        let words = sentences::order_words(paper.case, paper.guidance, order);
        Block::Panel(vec![Inline::Strong(paper.stop(capital(&words))), paper.text("paper.live-order")])
    };
    let is_adult = |person: &PersonId| !paper.case.get(*person).is_some_and(network::is_child);
    let of = paper.kind.person().filter(is_adult);
    let is_of = |order: &Order| of.is_none_or(|of| order.about == of || order.protects.contains(&of));
    let live = || network::live_orders(paper.case, paper.today).filter(|(_, order)| is_of(order));
    let is_barred = |person: &PersonId| {
        of.is_none_or(|of| of == *person)
            && !paper.may_contact(*person)
            && live().all(|(_, order)| order.about != *person)
    };
    let barred: Vec<PersonId> = paper.case.people.keys().copied().filter(is_barred).collect();
    let mut blocks: Vec<Block> = live().map(panel).collect();
    if !barred.is_empty() {
        let who = sentences::labels(paper.case, paper.guidance, &barred);
        blocks.push(Block::Panel(vec![Inline::Strong(paper.say("paper.withheld-of", &[("who", &who)]))]));
    }
    // Who is kept off it is not named, and still not to be contacted.
    let mut off = paper.whole.people.iter().filter(|(_, person)| person.off_paper);
    if of.is_none() && off.any(|(id, _)| !paper.may_contact(*id)) {
        blocks.push(Block::Panel(vec![paper.strong("paper.withheld-off")]));
    }
    blocks
}

/// Where the paper goes, where somebody said so.
pub(super) fn goes_to(paper: &Paper) -> Option<Block> {
    let words = paper.said("paper.goes-to", &paper.choices.goes_to);
    (!words.is_empty()).then(|| Block::Paragraph(plain(words)))
}

/// The way so far: the three points that are always asked about, any others that are recorded, and where this review is.
fn checkpoints(paper: &Paper) -> Vec<Step> {
    let mut steps = Vec::new();
    for stop in checkpoints::strip(paper.case, paper.today) {
        let now = stop.reached == Reached::Here;
        if !stop.records.is_empty() {
            // A visit that stands below with its answers is not on the way again, but for the last.
            let last = stop.records.len() - 1;
            let shown = stop.records.iter().enumerate().filter(|(at, (id, _))| {
                *at == last || stop.kind != Checkpoint::Visit || !super::deeper::stands_below(paper, *id)
            });
            steps.extend(shown.map(|(_, (_, record))| step(paper, record)));
            continue;
        }
        let mut lines: Vec<Line> = Vec::new();
        push(&mut lines, Inline::Text, stop.when.map(|when| paper.date(when)).unwrap_or_default());
        if now {
            push(&mut lines, Inline::Text, paper.case.head.worker.trim());
        }
        let lines = or_unknown(lines, paper.unknown(if now { "paper.no-date" } else { "paper.not-recorded" }));
        steps.push(Step { title: paper.start(Some(stop.kind)), lines, now });
    }
    let no_kind = by_date(&paper.case.checkpoints, |record| &record.when).into_iter().map(|(_, record)| record);
    steps.extend(no_kind.filter(|record| record.kind.is_none()).map(|record| step(paper, record)));
    steps
}

fn step(paper: &Paper, record: &CheckpointRecord) -> Step {
    let mut lines: Vec<Line> = Vec::new();
    push(&mut lines, Inline::Text, paper.date(&record.when));
    let mut lines = or_unknown(lines, paper.unknown("paper.no-date"));
    push(&mut lines, Inline::Text, record.by.trim());
    push(&mut lines, Inline::Text, record.note.trim());
    let title = match record.kind {
        Some(_) => paper.start(record.kind),
        None => paper.word("paper.checkpoint-no-kind").to_owned(),
    };
    Step { title, lines, now: record.kind.is_some() && record.kind == paper.case.head.checkpoint }
}

/// What this review is, in terms.
fn about(paper: &Paper) -> Vec<(String, Vec<Line>)> {
    let head = &paper.case.head;
    let mut pairs: Vec<(String, Vec<Line>)> = Vec::new();
    let mut pair = |key: &str, words: String| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        pairs.push((paper.word(key).to_owned(), or_unknown(lines, paper.unknown("paper.not-recorded"))));
    };
    pair("paper.reference", head.reference.trim().to_owned());
    pair("paper.printed", paper.today.in_words());
    let worker = sentences::worker_words(paper.guidance, &head.worker, &head.agency);
    let other = head.agency_other.trim();
    pair("paper.worker", sentences::listed(paper.guidance, [worker.as_str(), other]));
    pair("paper.youngest", paper.start(head.youngest));
    if head.checkpoint.is_none() {
        pair("paper.checkpoint", String::new());
    }
    if !head.begun.is_empty() {
        pair("paper.begun", date_words(&head.begun));
    }
    if !paper.case.plan.presenting.trim().is_empty() {
        pair("paper.presenting", paper.case.plan.presenting.trim().to_owned());
    }
    let helping = network::active_services(paper.case, paper.today).count();
    if helping > 1 && paper.case.plan.lead.trim().is_empty() {
        let count = paper.number(paper.case.services.len());
        pair("paper.lead", paper.say("paper.nobody-leads", &[("count", &count)]));
    }
    pairs
}

/// What to talk about first.
pub(super) fn first(paper: &Paper, sections: &mut Vec<Section>) {
    let conversations = conversations(paper);
    let note = if conversations.is_empty() { "paper.no-questions" } else { "paper.talk-note" };
    sections.push(part(paper.word("paper.talk"), 2, vec![Block::Note(vec![paper.text(note)])]));
    for (heading, questions) in conversations {
        let matters = review::gather(&questions, paper.guidance);
        let cards = matters.into_iter().map(|matter| Entry(matter).card(paper)).collect();
        sections.push(part(heading, 3, cards));
    }

    set_aside(paper, &|_| true, &|_| true, sections);
}

/// The questions that were considered or settled, then the steps for questions that are no longer open: of those that are
/// wanted.
pub(super) fn set_aside(
    paper: &Paper,
    of: &dyn Fn(&OpenQuestion) -> bool,
    of_step: &dyn Fn(&Key) -> bool,
    sections: &mut Vec<Section>,
) {
    let put_by: Vec<Line> = paper
        .questions
        .iter()
        .filter(|question| of(question))
        .filter(|question| review::is_put_by(paper.case, question) && question.rule != SUPERVISION_RULE)
        .map(|question| put_by_line(paper, question))
        .collect();
    if !put_by.is_empty() {
        sections.push(part(paper.word("paper.put-by"), 3, vec![Block::List(put_by)]));
    }
    let raised: Vec<_> = paper.questions.iter().map(OpenQuestion::key).collect();
    let past: Vec<Line> = paper
        .case
        .steps
        .iter()
        .filter(|(key, _)| of_step(key))
        .filter(|(key, _)| !raised.contains(key) && !end::SUPERVISION.iter().any(|(_, step)| *step == key.0))
        .map(|(key, step)| {
            let title = sentences::step_title(paper.case, paper.guidance, key);
            let mut line = Vec::new();
            match sentences::step_words(paper.guidance, step) {
                none if none.is_empty() => line.push(paper.unknown("paper.not-recorded")),
                words => line.push(Inline::Text(paper.stop(capital(&words)))),
            }
            paper.soft(&mut line, paper.stop(paper.said("paper.step-for", &title)));
            line
        })
        .collect();
    if !past.is_empty() {
        sections.push(part(paper.word("paper.past-steps"), 3, vec![Block::List(past)]));
    }
}

/// The conversations to come, each with its open questions. Those with one person each stand together when there are
/// several, so that what is asked of all of them is printed once.
pub(super) fn conversations<'a>(paper: &Paper<'a>) -> Vec<(String, Vec<&'a OpenQuestion>)> {
    let mut conversations: Vec<(&str, String, Vec<&OpenQuestion>)> = Vec::new();
    for conversation in review::agenda(paper.questions, paper.guidance) {
        let mut open = conversation.questions;
        open.retain(|question| !review::is_put_by(paper.case, question) && question.rule != SUPERVISION_RULE);
        match conversations.last_mut() {
            _ if open.is_empty() => {}
            Some((with, heading, questions)) if *with == conversation.with && *with == "person" => {
                *heading = paper.word("paper.with-each").to_owned();
                questions.extend(open);
            }
            _ => conversations.push((conversation.with, conversation.heading, open)),
        }
    }
    conversations.into_iter().map(|(_, heading, questions)| (heading, questions)).collect()
}

/// One matter as it stands on paper.
struct Entry<'a>(Matter<'a>);

impl Entry<'_> {
    fn card(&self, paper: &Paper) -> Block {
        let Entry(matter) = self;
        let Some(first) = matter.questions.first() else { return Block::Paragraph(Vec::new()) };
        let words = matter.whole(paper.guidance).unwrap_or_else(|| review::words(first, paper.guidance));
        let mut lines = Vec::new();
        let mut why = Vec::new();
        // In supervision the questions are gone through; why they are asked, and what is to be done, the worker's paper has.
        let in_short = paper.case.head.role == Some(ReviewRole::Supervisor);
        if !words.why.is_empty() && !in_short {
            why.push(Inline::Text(paper.stop(first_sentence(&words.why).to_owned())));
        }
        let withheld: Vec<&OpenQuestion> =
            matter.questions.iter().copied().filter(|question| question.no_contact).collect();
        if !withheld.is_empty() {
            why.push(withheld_words(paper, &withheld));
        }
        if matter.slot.is_none() && matter.questions.len() > 1 {
            lines.extend(matter.questions.iter().map(|part| plain(review::words(part, paper.guidance).ask)));
        }
        if in_short {
            lines.extend(self.recorded_steps(paper));
            let mut title = vec![Inline::Tick, Inline::Strong(words.ask)];
            title.extend(why);
            return Block::Card { title, lines, beside: Vec::new() };
        }
        let mut sources = Vec::new();
        paper.soft(&mut sources, paper.stop(self.rests_on(paper)));
        paper.soft(&mut sources, paper.stop(words.cite));
        why.extend(sources);
        lines.push(why);
        lines.retain(|line| !line.is_empty());
        Block::Card { title: vec![Inline::Strong(words.ask)], lines, beside: self.beside(paper) }
    }

    fn rests_on(&self, paper: &Paper) -> String {
        let mut facts: Vec<&FactId> = Vec::new();
        for question in &self.0.questions {
            // A record or a person that the question names is not named again.
            let is_named = |fact: &FactId| {
                matches!(fact, FactId::Record(_) | FactId::Person(_) | FactId::Head) && question.about.contains(fact)
            };
            for fact in question.rests_on.iter().filter(|fact| !is_named(fact)) {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        let more = facts.len() > RESTS_SHOWN;
        let mut words: Vec<String> = facts
            .into_iter()
            .take(RESTS_SHOWN)
            .map(|fact| match (paper.describe(fact.clone()), fact) {
                // When an order ends is never cut off.
                (words, FactId::Order(_)) => words,
                (words, _) => clip_to(&words, RESTS_WIDTH),
            })
            .collect();
        if more {
            words.push(paper.word("paper.and-more").to_owned());
        }
        paper.said("paper.rests-on", &words.join(paper.word("paper.between-facts")))
    }

    /// What is ticked and written by hand, in one row, and the steps that are recorded.
    fn beside(&self, paper: &Paper) -> Vec<Line> {
        let mut row = vec![Inline::Tick, paper.text("paper.talked-about"), Inline::Tick, paper.text("paper.not-now")];
        row.push(Inline::Blank);
        if self.0.questions.iter().any(|question| written_step(paper, question).is_none()) {
            row.extend([paper.text("paper.next-step"), Inline::LongBlank, paper.text("paper.owner"), Inline::Blank]);
            row.extend([paper.text("paper.by"), Inline::Blank]);
        }
        let mut beside = vec![row];
        beside.extend(self.recorded_steps(paper));
        beside
    }

    /// The steps that are recorded, each with whose it is.
    fn recorded_steps(&self, paper: &Paper) -> Vec<Line> {
        let steps = self.0.questions.iter().filter_map(|question| Some((question, written_step(paper, question)?)));
        let lines = steps.map(|(question, step)| {
            let whose = match self.0.slot {
                Some(slot) => question.slot_value(slot).to_owned(),
                None if self.0.questions.len() > 1 => review::words(question, paper.guidance).title,
                None => String::new(),
            };
            step_lines(paper, &whose, step)
        });
        lines.flatten().collect()
    }
}

/// The step of a question, where something is typed in it.
fn written_step<'a>(paper: &Paper<'a>, question: &OpenQuestion) -> Option<&'a NextStep> {
    review::step_of(paper.case, question).filter(|step| is_written(step))
}

/// The first sentence of a reason: the whole of it stands on screen. A short word with a stop is no end: "Mr."
fn first_sentence(words: &str) -> &str {
    let end = words.match_indices(['.', '?', '!']).find_map(|(at, _)| {
        let after = words[at + 1..].trim_start_matches(['”', '’']);
        let last = words[..at].rsplit(' ').next().unwrap_or_default();
        (after.starts_with(' ') && last.chars().count() > 3).then_some(words.len() - after.len())
    });
    &words[..end.unwrap_or(words.len())]
}

/// Whom nobody is to get in touch with over these questions; everybody, where what stands in the way names nobody.
pub(super) fn withheld_words(paper: &Paper, questions: &[&OpenQuestion]) -> Inline {
    let why: Vec<FactId> = questions.iter().flat_map(|question| question.withheld_by.iter().cloned()).collect();
    match review::barred(paper.case, &why) {
        nobody if nobody.is_empty() => paper.strong("paper.withheld"),
        people => {
            let who = sentences::labels(paper.case, paper.guidance, &people);
            Inline::Strong(paper.say("paper.withheld-of", &[("who", &who)]))
        }
    }
}

/// Whether anything is typed in a step.
pub(super) fn is_written(step: &NextStep) -> bool {
    let typed = [&step.step, &step.owner, &step.because];
    typed.iter().any(|words| !words.trim().is_empty()) || !step.by.is_empty()
}

/// A step as it is recorded, with room for what is not.
pub(super) fn step_lines(paper: &Paper, whose: &str, step: &NextStep) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut next = Vec::new();
    if !whose.is_empty() {
        next.push(Inline::Text(paper.say("paper.step-of", &[("whose", whose)])));
    }
    next.push(paper.text("paper.next-step"));
    next.push(match step.step.trim() {
        "" => Inline::Blank,
        words => Inline::Strong(words.to_owned()),
    });
    lines.push(next);
    // A step that nobody does by no day is not left to look whole; there is room to write it in.
    let is_step = !step.step.trim().is_empty();
    let missing = |key| is_step.then(|| paper.strong(key)).into_iter().chain([Inline::Blank]);
    let mut owner = match step.owner.trim() {
        "" => std::iter::once(paper.text("paper.owner")).chain(missing("paper.no-owner")).collect(),
        owner => vec![paper.text("paper.owner"), Inline::Strong(owner.to_owned())],
    };
    match date_words(&step.by) {
        none if none.is_empty() => {
            owner.push(paper.text("paper.by"));
            owner.extend(missing("paper.no-date-yet"));
        }
        by => owner.push(Inline::Text(paper.said("paper.by-date", &by))),
    }
    lines.push(owner);
    push(&mut lines, Inline::Soft, paper.said("paper.because", &step.because));
    lines
}

/// A question that needs no further talk now: quietly, with why.
fn put_by_line(paper: &Paper, question: &OpenQuestion) -> Line {
    let words = review::words(question, paper.guidance);
    let mut line = plain(words.ask);
    if let Some(step) = review::step_of(paper.case, question) {
        line.push(Inline::Soft(paper.stop(capital(&sentences::step_words(paper.guidance, step)))));
        if step.state == Some(StepState::Considered) && step.because.trim().is_empty() {
            line.push(paper.unknown("paper.no-reason"));
        }
    }
    paper.soft(&mut line, words.cite);
    line
}
