//! A card of one page for whoever works with the family next: what they must know, who there is, how things stand, and who
//! received it. Everything else stands on the checklist.

use crate::case::{FactId, HandOver, HandOverKind, HistoryStart, PersonId, RecordState, Several, StepState, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::review;
use crate::sentences::{self, clip_to, date_words};

use super::answers::Answers;
use super::{Paper, by_date, capital, deeper, end, level, or_unknown, part, plain, push, talk};

/// How many things there are to know first.
const THINGS: usize = 3;
/// How many people, services, steps and records are named, so that it stays one page; the rest are counted.
const PEOPLE: usize = 6;
const SHOWN: usize = 3;
/// How much of a line that was not written for this card is printed, in characters.
const WIDTH: usize = 120;
/// How much is printed of what works.
const WORKS_WIDTH: usize = 280;
/// How many facts a question is shown to rest on.
const RESTS_SHOWN: usize = 2;

/// Writes it.
pub(super) fn paper(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    let hand = latest(paper);
    let mut blocks = Vec::new();
    if paper.is_marked() {
        blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
    }
    blocks.extend(talk::goes_to(paper));
    blocks.push(about(paper, hand));
    sections.push(part(paper.word(paper.title()), 1, blocks));
    sections.push(part(paper.word("paper.three-things"), 2, things(paper, hand)));
    sections.push(part(paper.word("paper.who-is-who"), 2, people(paper, Some(PEOPLE))));
    let mut pairs = Vec::new();
    let mut pair = |key: &str, lines: Vec<Line>| pairs.push((paper.word(key).to_owned(), lines));
    let mut works = end::working_lines(paper, &mut answers);
    for words in works.iter_mut().flatten() {
        if let Inline::Text(words) = words {
            *words = clip_to(words, WORKS_WIDTH);
        }
    }
    pair("paper.what-works", or_unknown(works, paper.unknown("paper.no-working")));
    pair("paper.level", levels(paper));
    pair("paper.services-now", services(paper));
    pair("paper.steps-to-take", open(paper));
    pair("paper.not-handed-over", not_handed_over(paper, hand));
    sections.push(part(paper.word("paper.how-things-stand"), 2, vec![Block::KeyValues(pairs)]));
    sections.push(part(paper.word("paper.received"), 2, received(paper, hand)));
}

/// The passing on that the card is for: the latest, where one without a date is being made now. A referral asks for help,
/// and passes on no work.
pub(super) fn latest<'a>(paper: &Paper<'a>) -> Option<&'a HandOver> {
    let case = paper.case;
    let passed = case.hand_overs.iter().filter(|(_, hand)| hand.kind != Some(HandOverKind::Referral));
    by_date(passed, |hand| &hand.when).pop().map(|(_, hand)| hand)
}

/// What is passed on, by whom, and when.
pub(super) fn about(paper: &Paper, hand: Option<&HandOver>) -> Block {
    let passed = hand.map(|hand| {
        let from_to = sentences::from_to(paper.guidance, &hand.from, &hand.to);
        let kind = sentences::hand_over_kind(paper.guidance, hand);
        capital(&sentences::listed(paper.guidance, [kind, from_to, date_words(&hand.when)]))
    });
    terms(paper, "paper.passed-on", passed.unwrap_or_default())
}

/// Which family this is, by whom and when the paper was made, and one thing more.
pub(super) fn terms(paper: &Paper, key: &str, words: String) -> Block {
    let head = &paper.case.head;
    let rows = [
        ("paper.reference", head.reference.trim().to_owned()),
        (key, words),
        ("paper.worker", sentences::worker_words(paper.guidance, &head.worker, &head.agency)),
        ("paper.printed", paper.today.in_words()),
    ];
    let pair = |(key, words): (&str, String)| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        (paper.word(key).to_owned(), or_unknown(lines, paper.unknown("paper.not-recorded")))
    };
    Block::KeyValues(rows.map(pair).into())
}

/// What whoever passes the work on wrote down first; then the orders that may be live, and who is missing or what rests on
/// one account, in the order of the next conversations. What is not filled is left to be written.
fn things(paper: &Paper, hand: Option<&HandOver>) -> Vec<Block> {
    let mut lines: Vec<Line> = Vec::new();
    for words in hand.into_iter().flat_map(|hand| [&hand.first, &hand.second, &hand.third]) {
        push(&mut lines, Inline::Strong, words.trim());
    }
    let mut blocks = talk::live_orders(paper);
    blocks.extend(level::act_now(paper));
    let room = THINGS.saturating_sub(lines.len());
    // Orders are boxes of their own, however many things are written: nobody may overlook one.
    let orders = blocks.len().min(room);
    for (number, block) in blocks.iter_mut().take(orders).enumerate() {
        if let Block::Panel(line) = block {
            line.insert(0, Inline::Strong(format!("{}.", number + 1)));
        }
    }
    lines.extend(matters(paper).into_iter().take(room - orders));
    lines.extend((lines.len()..THINGS - orders).map(|_| vec![Inline::LongBlank]).collect::<Vec<_>>());
    let row = |(number, line): (usize, Line)| vec![vec![plain(format!("{}.", orders + number + 1))], vec![line]];
    let rows: Vec<_> = lines.into_iter().enumerate().map(row).collect();
    if !rows.is_empty() {
        blocks.push(Block::Table { kind: "things", caption: String::new(), head: Vec::new(), rows });
    }
    blocks
}

/// Who is missing, and what rests on one account.
fn matters(paper: &Paper) -> Vec<Line> {
    let parts = ["supervision.missing", "supervision.one-account"];
    let wanted = |rule: &str| parts.iter().any(|part| review::rules_of_supervision(part).contains(&rule));
    let mut lines = Vec::new();
    for (_, mut questions) in talk::conversations(paper) {
        questions.retain(|question| wanted(question.rule));
        for matter in review::gather(&questions, paper.guidance) {
            let Some(first) = matter.questions.first() else { continue };
            let words = matter.whole(paper.guidance).unwrap_or_else(|| review::words(first, paper.guidance));
            let mut line = vec![Inline::Strong(words.ask)];
            let withheld: Vec<_> = matter.questions.iter().copied().filter(|question| question.no_contact).collect();
            if !withheld.is_empty() {
                line.push(talk::withheld_words(paper, &withheld));
            }
            let is_named = |fact: &&FactId| matches!(fact, FactId::Person(_));
            let rests_on =
                matter.questions.iter().flat_map(|question| &question.rests_on).filter(|fact| !is_named(fact));
            let facts: Several<&FactId> = rests_on.collect();
            let facts: Vec<String> = facts
                .iter()
                .take(RESTS_SHOWN)
                .map(|fact| clip_to(&paper.describe((*fact).clone()), WIDTH / 2))
                .collect();
            let facts = facts.join(paper.word("paper.between-facts"));
            paper.soft(&mut line, paper.stop(paper.said("paper.rests-on", &facts)));
            lines.push(line);
        }
    }
    lines
}

/// Everybody in a line each, children first. A card of one page has room for so many children and so many adults, and for a
/// part of what is known of each.
pub(super) fn people(paper: &Paper, room: Option<usize>) -> Vec<Block> {
    let case = paper.case;
    let mut told = Several::default();
    let children = [network::children(case), network::linked_children(case)].concat();
    let groups = [("paper.children", children), ("paper.adults", network::adults(case))];
    let mut blocks = Vec::new();
    for (title, mut people) in groups {
        people.retain(|person| told.insert(*person));
        let line = |person: &PersonId| {
            let who = sentences::person_detail(case, paper.guidance, paper.today, *person);
            let label = paper.say("paper.label", &[("what", &paper.label(*person))]);
            let who = if room.is_some() { clip_to(&who, WIDTH) } else { who };
            vec![Inline::Strong(label), Inline::Text(paper.stop(capital(&who)))]
        };
        let mut lines: Vec<Line> = people.iter().take(room.unwrap_or(usize::MAX)).map(line).collect();
        lines.extend(room.and_then(|room| more(paper, people.len(), room)));
        if !lines.is_empty() {
            blocks.push(deeper::titled(paper.word(title).to_owned(), lines));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.no-people")]));
    }
    blocks
}

/// A line that was not written for this card: as much of it as it has room for.
fn brief(paper: &Paper, words: &str) -> Inline {
    Inline::Text(paper.stop(capital(&clip_to(words, WIDTH))))
}

/// How many more there are than are named.
fn more(paper: &Paper, all: usize, shown: usize) -> Option<Line> {
    (all > shown)
        .then(|| vec![Inline::Soft(paper.say("paper.and-on-the-checklist", &[("count", &(all - shown).to_string())]))])
}

/// The level each child was last given, by whom and when.
pub(super) fn levels(paper: &Paper) -> Vec<Line> {
    let case = paper.case;
    let mut children = network::children(case);
    children.extend(case.levels.values().map(|level| level.child));
    let children: Several<PersonId> = children.into_iter().collect();
    let (mut lines, mut undecided) = (Vec::new(), Vec::new());
    for child in children.iter() {
        let Some((.., decision)) = network::decided_levels(case, *child).pop() else {
            undecided.push(*child);
            continue;
        };
        let by = sentences::said(paper.guidance, "sentence.by-whom", "who", decision.by.trim());
        let level = sentences::level_words(paper.guidance, decision);
        let words = sentences::listed(paper.guidance, [level, date_words(&decision.when), by]);
        let mut line =
            plain(paper.stop(paper.say("paper.to-child", &[("child", &paper.label(*child)), ("what", &words)])));
        if decision.when.is_empty() {
            line.push(Inline::Unknown(paper.stop(paper.word("paper.no-date").to_owned())));
        }
        lines.push(line);
    }
    if !undecided.is_empty() {
        let children = sentences::labels(case, paper.guidance, &undecided);
        lines.push(vec![Inline::Unknown(paper.say("paper.no-decision", &[("children", &children)]))]);
    }
    or_unknown(lines, paper.unknown("paper.no-children"))
}

/// The help that goes on now.
fn services(paper: &Paper) -> Vec<Line> {
    let active: Vec<_> = network::active_services(paper.case, paper.today).map(|(_, service)| service).collect();
    let line = |service: &&crate::case::Service| {
        let since = sentences::span_words(paper.guidance, &service.since, &service.ended);
        let name = sentences::service_name(paper.guidance, service);
        let state = paper.choice(service.state);
        vec![brief(paper, &sentences::listed(paper.guidance, [name, state, since]))]
    };
    let mut lines: Vec<Line> = active.iter().take(SHOWN).map(line).collect();
    lines.extend(more(paper, active.len(), SHOWN));
    or_unknown(lines, paper.unknown("paper.no-services-now"))
}

/// Steps and decisions that are not done, each with whom it rests and by when.
fn open(paper: &Paper) -> Vec<Line> {
    let case = paper.case;
    let is_open = |state| !matches!(state, Some(StepState::Considered | StepState::Settled));
    let steps = case.steps.values().filter(|step| is_open(step.state) && !step.step.trim().is_empty());
    let steps = steps.map(|step| (&step.step, &step.owner, &step.by));
    let decided = case.decisions.values().filter(|decision| decision.done != Some(YesNo::Yes));
    let decided = decided.map(|decision| (&decision.what, &decision.owner, &decision.by));
    let all: Vec<_> = steps.chain(decided).filter(|(what, ..)| !what.trim().is_empty()).collect();
    let line = |(what, owner, by): &(&String, &String, &crate::when::When)| {
        let mut line = vec![brief(paper, what.trim()), paper.text("paper.owner")];
        match owner.trim() {
            "" => line.push(paper.strong("paper.no-owner")),
            owner => line.push(Inline::Strong(clip_to(owner, WIDTH))),
        }
        match date_words(by) {
            none if none.is_empty() => line.push(paper.strong("paper.no-date-yet")),
            by => line.push(Inline::Text(paper.said("paper.by-date", &by))),
        }
        line
    };
    let mut lines: Vec<Line> = all.iter().take(SHOWN).map(line).collect();
    lines.extend(more(paper, all.len(), SHOWN));
    or_unknown(lines, paper.unknown("paper.none-recorded"))
}

/// What the next worker does not get: what is not settled, records nobody saw, agencies nobody told; with room for more.
fn not_handed_over(paper: &Paper, hand: Option<&HandOver>) -> Vec<Line> {
    let mut lines = Vec::new();
    let unseen = |state| matches!(state, Some(RecordState::NotLookedAt | RecordState::CannotReach));
    let records: Vec<String> = (paper.case.records.values().filter(|record| unseen(record.state)))
        .map(|record| sentences::record_name(paper.guidance, record))
        .filter(|name| !name.is_empty())
        .collect();
    let records = clip_to(&records.join(paper.word("sentence.and")), WIDTH);
    let mut missing = vec![paper.said("paper.records-not-seen", &records)];
    if let Some(hand) = hand {
        push(&mut lines, Inline::Text, paper.said("paper.not-settled", &hand.unresolved));
        missing.push(paper.said("paper.not-told", &deeper::not_told(paper, &hand.told, &hand.from)));
    }
    if matches!(paper.case.head.history, None | Some(HistoryStart::Neither | HistoryStart::NotKnown)) {
        missing.push(paper.word("paper.history-not-passed").to_owned());
    }
    missing.retain(|words| !words.is_empty());
    if !missing.is_empty() {
        lines.push(missing.into_iter().map(|words| Inline::Unknown(paper.stop(words))).collect());
    }
    lines.push(vec![Inline::LongBlank]);
    lines
}

/// Whether it arrived, as recorded or to be ticked; and who signs.
pub(super) fn received(paper: &Paper, hand: Option<&HandOver>) -> Vec<Block> {
    let answer = hand.and_then(|hand| hand.acknowledged);
    let tick = |is_so| if is_so { Inline::Ticked } else { Inline::Tick };
    let mut line = vec![tick(answer == Some(YesNo::Yes)), paper.text("paper.received-yes")];
    line.extend([tick(answer == Some(YesNo::No)), paper.text("paper.received-not"), Inline::Blank]);
    let talked = match hand.map(|hand| date_words(&hand.conversation)) {
        Some(date) if !date.is_empty() => Inline::Strong(date),
        _ => Inline::Blank,
    };
    line.extend([paper.text("paper.workers-talked"), talked]);
    let lines = ["paper.name-role", "paper.sign-date", "paper.signature"];
    let boxes = ["paper.passed-by", "paper.received-by"].map(|title| end::signature(paper, title, &lines));
    vec![Block::Paragraph(line), Block::SignOff(boxes.into())]
}
