//! What was done, what changed and what is left, when the work ends: why it began, what came of each offer, with whom the
//! rest stays, and what would bring the family back.

use crate::case::{Answer, Checkpoint, FactId, HandOver, Key, NextStep, Route, Several, YesNo};
use crate::chronology;
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::plain::Shape;
use crate::review;
use crate::sentences::{self, capital, date_words};

use super::answers::{self, Answers};
use super::{Paper, by_date, deeper, end, hand_over, help, or_unknown, part, plain, push, talk};

/// What the family did, and what services did.
pub(super) const SIDES: [&str; 2] = ["R3-04a", "R3-04b"];
/// How all this help feels to the parent.
pub(super) const FEELS: &[&str] = &["R3-07b"];
/// What comes next if this does not work.
pub(super) const NEXT: &[&str] = &["R3-17", "K-06"];
/// The kinds of fact that hold what somebody said, beside answers, and not only who is who.
const SPOKEN: &[&str] = &["event", "need", "view", "presence"];

/// Writes it.
pub(super) fn paper(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    let hand = hand_over::latest(paper);
    let mut opening = super::opening(paper, paper.word(paper.title()).to_owned());
    opening.blocks.push(hand_over::about(paper, hand));
    sections.push(opening);
    sections.push(part(paper.word("paper.why-begun"), 2, why_begun(paper)));
    sections.push(part(paper.word("paper.why-ends"), 2, why_ends(paper, hand)));
    let (sides, feels, next) = (answers.take(&SIDES), answers.take(FEELS), answers.take(NEXT));
    sections.push(part(paper.word("paper.offered"), 2, offered(paper)));
    sections.extend(answers::table(paper, sides).map(|table| part(paper.word("paper.each-side"), 3, vec![table])));
    sections.push(part(paper.word("paper.what-changed"), 2, changed(paper)));
    end::working(paper, &mut answers, sections);
    sections.push(part(paper.word("paper.open-with-whom"), 2, open(paper, hand)));
    sections.push(part(paper.word("paper.who-was-told"), 2, told(paper, hand)));
    sections.push(part(paper.word("paper.bring-back"), 2, bring_back(paper, hand, next)));
    sections.push(part(paper.word("paper.own-words"), 2, own_words(paper, feels, answers.rest())));
    end::sign_off(paper, sections);
}

/// Lines under a label, or that it is not recorded.
fn pair(paper: &Paper, key: &str, lines: Vec<Line>) -> (String, Vec<Line>) {
    (paper.word(key).to_owned(), or_unknown(lines, paper.unknown("paper.not-recorded")))
}

/// What the family asked for, who sent them, and when.
fn why_begun(paper: &Paper) -> Vec<Block> {
    let case = paper.case;
    let mut asked = Vec::new();
    push(&mut asked, Inline::Text, case.plan.presenting.trim());
    let mut came = Vec::new();
    let starts = by_date(&case.checkpoints, |record| &record.when).into_iter().map(|(_, record)| record);
    for record in starts.filter(|record| matches!(record.kind, Some(Checkpoint::Referral | Checkpoint::ReReferral))) {
        let by = sentences::said(paper.guidance, "sentence.by-whom", "who", record.by.trim());
        let words = sentences::listed(paper.guidance, [paper.start(record.kind), date_words(&record.when), by]);
        let mut line = plain(paper.stop(words));
        paper.soft(&mut line, paper.stop(record.note.trim().to_owned()));
        came.push(line);
    }
    let mut begun = Vec::new();
    push(&mut begun, Inline::Text, paper.date(&case.head.begun));
    vec![Block::KeyValues(vec![
        pair(paper, "paper.presenting", asked),
        pair(paper, "paper.came-by", came),
        pair(paper, "paper.begun", begun),
    ])]
}

/// Why it ends or moves, as whoever closes it put it down.
fn why_ends(paper: &Paper, hand: Option<&HandOver>) -> Vec<Block> {
    let none = HandOver::default();
    let hand = hand.unwrap_or(&none);
    let words = |words: &str| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words.trim());
        lines
    };
    let mut pairs = vec![pair(paper, "hand-over.reason", words(&hand.reason))];
    let more = [
        ("hand-over.significance", &hand.significance),
        ("hand-over.men", &hand.men),
        ("hand-over.continues", &hand.continues),
    ];
    pairs.extend(more.into_iter().map(|(key, text)| pair(paper, key, words(text))));
    vec![Block::KeyValues(pairs)]
}

/// Every offer, with what came of it and what made it hard.
pub(super) fn offered(paper: &Paper) -> Vec<Block> {
    let offers = by_date(&paper.case.services, |fact| &fact.since).into_iter();
    let rows: Vec<_> = offers.map(|(_, fact)| help::service(paper, fact)).collect();
    let head = ["paper.service", "paper.came-of-it", "paper.service-purpose", "paper.service-barriers"];
    match rows.is_empty() {
        true => vec![Block::Paragraph(vec![paper.unknown("paper.no-services")])],
        false => deeper::table(paper, "services", &head, rows),
    }
}

/// What was to be different and how it went, then the levels, each in the order of time.
fn changed(paper: &Paper) -> Vec<Block> {
    let mut blocks = deeper::outcomes(paper, &|_| true);
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.no-outcomes")]));
    }
    let levels = by_date(&paper.case.levels, |level| &level.when).into_iter().map(|(_, level)| {
        let by = sentences::said(paper.guidance, "sentence.by-whom", "who", level.by.trim());
        let words = sentences::listed(paper.guidance, [sentences::level_words(paper.guidance, level), by]);
        let words = paper.say("paper.to-child", &[("child", &paper.label(level.child)), ("what", &words)]);
        let mut line = match date_words(&level.when) {
            none if none.is_empty() => vec![Inline::Unknown(paper.stop(paper.word("paper.no-date").to_owned()))],
            _ => vec![Inline::Strong(paper.say("paper.label", &[("what", &paper.date(&level.when))]))],
        };
        line.push(Inline::Text(paper.stop(words)));
        line
    });
    let levels: Vec<Line> = levels.collect();
    let levels = or_unknown(levels, paper.unknown("paper.no-level-yet"));
    blocks.push(Block::KeyValues(vec![(paper.word("paper.level").to_owned(), levels)]));
    blocks
}

/// What is not settled, each with the person it stays with; a line to write on where nobody is put down.
fn open(paper: &Paper, hand: Option<&HandOver>) -> Vec<Block> {
    let blank = || vec![vec![Inline::LongBlank]];
    let cell = |words: String| match words.trim() {
        "" => blank(),
        words => vec![plain(words)],
    };
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    if let Some(hand) = hand.filter(|hand| !hand.unresolved.trim().is_empty()) {
        rows.push(vec![vec![plain(hand.unresolved.trim())], cell(hand.continues.clone()), blank()]);
    }
    let decided = by_date(&paper.case.decisions, |decision| &decision.by).into_iter().map(|(_, decision)| decision);
    rows.extend(decided.filter(|decision| decision.done != Some(YesNo::Yes) && !decision.what.trim().is_empty()).map(
        |decision| {
            vec![vec![plain(decision.what.trim())], cell(decision.owner.clone()), cell(paper.date(&decision.by))]
        },
    ));
    // What somebody has in hand stands before what nobody has.
    let mut nobody = Vec::new();
    for (_, questions) in talk::conversations(paper) {
        for matter in review::gather(&questions, paper.guidance) {
            let Some(first) = matter.questions.first() else { continue };
            let words = matter.whole(paper.guidance).unwrap_or_else(|| review::words(first, paper.guidance));
            let mut what = vec![plain(words.ask)];
            let withheld: Vec<_> = matter.questions.iter().copied().filter(|question| question.no_contact).collect();
            if !withheld.is_empty() {
                what.push(vec![talk::withheld_words(paper, &withheld)]);
            }
            let steps = matter.questions.iter().filter_map(|question| review::step_of(paper.case, question));
            let steps: Vec<&NextStep> = steps.filter(|step| talk::is_written(step)).collect();
            for step in &steps {
                push(&mut what, Inline::Strong, paper.said("paper.step-taken", &step.step));
            }
            let join = |words: Vec<String>| cell(sentences::join(paper.guidance, words));
            let owners = steps.iter().map(|step| step.owner.trim().to_owned()).filter(|owner| !owner.is_empty());
            let days = steps.iter().map(|step| date_words(&step.by)).filter(|day| !day.is_empty());
            let row = vec![what, join(owners.collect()), join(days.collect())];
            if steps.is_empty() { nobody.push(row) } else { rows.push(row) }
        }
    }
    rows.append(&mut nobody);
    if rows.is_empty() {
        return vec![
            Block::Paragraph(vec![paper.unknown("paper.nothing-open")]),
            Block::WriteLine(paper.word("paper.still-open").to_owned()),
        ];
    }
    deeper::table(paper, "open", &["paper.still-open", "paper.rests-with", "decision.by"], rows)
}

/// Who was told that the work ends, as put down; and of whom it is not. The family is told too, or not yet.
fn told(paper: &Paper, hand: Option<&HandOver>) -> Vec<Block> {
    let names = |agencies: &Several<String>| {
        let names: Vec<&str> = agencies.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
        names.join(paper.word("sentence.and"))
    };
    let mut lines = Vec::new();
    if let Some(hand) = hand {
        push(&mut lines, Inline::Text, names(&hand.told));
        let missed = deeper::not_told(paper, &hand.told, &hand.from);
        push(&mut lines, Inline::Unknown, paper.said("paper.not-told", &missed));
    }
    let lines = or_unknown(lines, paper.unknown("paper.nobody-told"));
    let mut pairs = vec![(paper.word("paper.of-the-closing").to_owned(), lines)];
    for service in paper.case.services.values().filter(|service| !service.told.is_empty()) {
        let what = paper.say("knew.service-ended", &[("service", &sentences::service_name(paper.guidance, service))]);
        pairs.push((what, vec![plain(names(&service.told))]));
    }
    let by_hand = vec![paper.text("paper.told-family"), Inline::Tick, paper.text("paper.told-yes"), Inline::Blank];
    let not_yet = [Inline::Tick, paper.text("paper.received-not"), Inline::Blank];
    vec![Block::KeyValues(pairs), Block::Paragraph(by_hand.into_iter().chain(not_yet).collect())]
}

/// What would change a level, and what comes next if this does not hold, as put down.
fn bring_back(paper: &Paper, hand: Option<&HandOver>, next: Vec<(&Key, &Answer)>) -> Vec<Block> {
    let mut lines: Vec<Line> = Vec::new();
    for child in network::children(paper.case) {
        if let Some((.., decision)) = network::decided_levels(paper.case, child).pop() {
            let what = decision.would_change.trim();
            if !what.is_empty() {
                lines.push(plain(paper.say("paper.to-child", &[("child", &paper.label(child)), ("what", what)])));
            }
        }
    }
    push(&mut lines, Inline::Text, hand.map(|hand| hand.fallback.trim()).unwrap_or_default());
    for service in paper.case.services.values() {
        push(&mut lines, Inline::Text, paper.said("paper.fallback", &service.fallback));
    }
    let mut blocks = Vec::new();
    match lines.is_empty() {
        true => blocks.push(Block::Paragraph(vec![paper.unknown("paper.not-recorded")])),
        false => blocks.push(Block::List(lines)),
    }
    blocks.extend(answers::table(paper, next));
    blocks.push(Block::WriteLine(paper.word("paper.ring-again").to_owned()));
    blocks
}

/// What each child and each parent said, where it is written down as theirs.
fn own_words(paper: &Paper, feels: Vec<(&Key, &Answer)>, rest: Vec<(&Key, &Answer)>) -> Vec<Block> {
    let plan = &paper.case.plan;
    let mut parent = Vec::new();
    push(&mut parent, Inline::Text, paper.said("paper.says-helping", &plan.parent_says));
    push(&mut parent, Inline::Text, paper.said("paper.says-plan", &plan.recap_words));
    push(&mut parent, Inline::Text, paper.said("paper.says-worry", &plan.worry));
    for account in paper.case.accounts.values().filter(|account| !account.other.trim().is_empty()) {
        let slots = [("child", account.about.trim()), ("what", account.other.trim())];
        push(&mut parent, Inline::Text, paper.say("paper.to-child", &slots));
    }
    parent.extend(feels.into_iter().map(|(key, answer)| answers::line(paper, key, answer)));
    let answered = |route: Route| {
        let own = rest.iter().filter(move |(_, answer)| answer.source.route == Some(route));
        own.map(|(key, answer)| answers::line(paper, key, answer))
    };
    parent.extend(said_by(paper, Route::ToldByParent).into_iter().chain(answered(Route::ToldByParent)));
    let child = said_by(paper, Route::ToldByChild).into_iter().chain(answered(Route::ToldByChild)).collect();
    vec![Block::KeyValues(vec![pair(paper, "paper.child-says", child), pair(paper, "paper.parent-said", parent)])]
}

/// What is put down as told by somebody themselves, in the order of time.
fn said_by(paper: &Paper, route: Route) -> Vec<Line> {
    let route_of = |fact: &FactId| {
        let fields = paper.case.fields(fact);
        let source = fields.into_iter().find(|(_, shape, _)| *shape == Shape::Source);
        source.and_then(|(_, _, value)| value.get("route")?.as_str().and_then(Route::from_key))
    };
    let mut facts = paper.case.every_fact();
    facts.retain(|fact| SPOKEN.contains(&fact.kind()) && route_of(fact) == Some(route));
    facts.sort_by_cached_key(|fact| chronology::place(&deeper::date_of(paper, fact)));
    facts.into_iter().map(|fact| plain(paper.stop(capital(&paper.describe(fact))))).collect()
}
