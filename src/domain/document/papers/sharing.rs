//! Flags exactly as held, who was told of what, who has talked with whom, and what was questioned.

use crate::case::{Flag, FlagId, Liaison, Notification, Receipt, YesNo};
use crate::document::{Block, Inline, Line, Section};
use crate::sentences;

use super::answers::{self, Answers};
use super::deeper::{Chapter, facts, field, lines, or_kind, pairs, table, titled};
use super::{Paper, by_date, capital, or_unknown, plain, push};

/// The agency that is no usual recipient of what police send, and so is asked about where it is not known (R2-07).
const GP: &str = "gp";
/// The agencies that are named with every notification, whatever is known: a blank would read as an answer (I-01).
const RECIPIENTS: &[&str] = &["hv", "midwifery", "social-work", "early-help", "early-years", "school", GP, "police"];

/// The chapter.
pub(super) fn sharing(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let mut chapter = Chapter::default();
    chapter.add(paper.word("paper.flags"), flags(paper, &|_| true));
    chapter.add(paper.word("paper.notifications"), notifications(paper));
    chapter.add(paper.word("paper.liaisons"), liaisons(paper));
    let plan = &paper.case.plan;
    let meeting = [
        ("plan.practice-meeting", paper.date(&plan.practice_meeting)),
        ("plan.practice-meeting-who", plan.practice_meeting_who.trim().to_owned()),
    ];
    chapter.add(paper.word("paper.practice-meeting"), pairs(paper, &meeting));
    chapter.add(paper.word("paper.challenges"), challenges(paper));
    let asked = answers.take_topics(&["knew", "sharing"]);
    chapter.add(paper.word("paper.also-asked"), answers::table(paper, asked).into_iter().collect());
    chapter.close(paper, "sharing", sections);
}

/// Who was told of what, in the order of time.
pub(super) fn notifications(paper: &Paper) -> Vec<Block> {
    let told = by_date(&paper.case.notifications, |fact| &fact.when);
    let told = told.into_iter().map(|(_, fact)| notification(paper, fact)).collect();
    let head = ["paper.when", "paper.notified-what", "paper.notified-who", "paper.notified-response"];
    table(paper, "notifications", &head, told)
}

/// Who has talked with whom.
pub(super) fn liaisons(paper: &Paper) -> Vec<Block> {
    let talked = paper.case.liaisons.values().map(|fact| liaison(paper, fact)).collect();
    let head = ["paper.liaison", "liaison.spoken", "liaison.message", "liaison.next"];
    table(paper, "liaisons", &head, talked)
}

/// What was questioned, how, and what comes next.
pub(super) fn challenges(paper: &Paper) -> Vec<Block> {
    let card = |fact| titled(or_kind(paper, &fact, field(paper, &fact, "what")), lines(paper, &fact, &["what"]));
    facts(paper, "challenge").into_iter().map(card).collect()
}

/// Each of these flags with what it rests on, exactly; then who can see which.
pub(super) fn flags(paper: &Paper, of: &dyn Fn(&Flag) -> bool) -> Vec<Block> {
    let flags: Vec<(FlagId, &Flag)> =
        paper.case.flags.iter().filter(|(_, flag)| of(flag)).map(|(id, flag)| (*id, &**flag)).collect();
    if flags.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Paragraph(vec![paper.strong("paper.flag-informs")])];
    blocks.extend(flags.iter().map(|(id, flag)| {
        let mut body = lines(paper, &(*id).into(), &["about", "kind", "visible"]);
        if flag.basis.is_none() {
            body.push(vec![paper.unknown("paper.no-basis")]);
        }
        if flag.review.is_empty() && flag.ended.is_empty() {
            body.push(vec![paper.unknown("paper.no-review")]);
        }
        titled(flag_title(paper, flag), body)
    }));
    let rows = flags.iter().filter(|(_, flag)| !flag.visible.is_empty()).map(|(id, _)| seen_by(paper, *id));
    let head = ["paper.flag", "paper.can-see", "paper.cannot-see", "paper.not-known"];
    blocks.extend(table(paper, "visible", &head, rows.collect()));
    blocks
}

fn flag_title(paper: &Paper, flag: &Flag) -> String {
    let kind = capital(&sentences::worded(paper.guidance, "sentence.flag", flag.kind, &[]));
    paper.say("sentence.about", &[("what", &kind), ("person", &paper.label(flag.about))])
}

/// The agencies that can see a flag, those that cannot, and those of which nobody knows.
fn seen_by(paper: &Paper, id: FlagId) -> Vec<Vec<Line>> {
    let Some(flag) = paper.case.get::<Flag>(id) else { return Vec::new() };
    let mut row = vec![vec![plain(flag_title(paper, flag))]];
    row.extend([YesNo::Yes, YesNo::No, YesNo::NotKnown].map(|answer| {
        let agencies = flag.visible.iter().filter(|(_, can)| **can == answer);
        let names: Vec<Line> = agencies.map(|(agency, _)| plain(paper.guidance.agency_name(agency))).collect();
        or_unknown(names, paper.unknown("paper.none-recorded"))
    }));
    row
}

fn notification(paper: &Paper, fact: &Notification) -> Vec<Vec<Line>> {
    let mut when = Vec::new();
    push(&mut when, Inline::Text, paper.date(&fact.when));
    let mut what = Vec::new();
    push(&mut what, Inline::Text, fact.what.trim());
    let mut what = or_unknown(what, paper.unknown("paper.not-recorded"));
    push(&mut what, Inline::Text, paper.said("paper.recorded-as", &fact.recorded_as));
    let from =
        sentences::said(paper.guidance, "sentence.from-agency", "agency", paper.guidance.agency_name(fact.from.trim()));
    let mut whose = Vec::new();
    paper.soft(&mut whose, paper.stop(capital(&from)));
    paper.soft(&mut whose, paper.stop(paper.source(&fact.source)));
    what.push(whose);
    what.retain(|line| !line.is_empty());
    let who = recipients(paper, fact);
    let mut response = Vec::new();
    push(&mut response, Inline::Text, paper.start(fact.responded));
    push(&mut response, Inline::Text, fact.response.trim());
    vec![
        or_unknown(when, paper.unknown("paper.no-date")),
        what,
        who,
        or_unknown(response, paper.unknown("paper.not-recorded")),
    ]
}

/// Who got a notification, and who did not, as recorded; then those of whom nothing is. Who sent it has it.
fn recipients(paper: &Paper, fact: &Notification) -> Vec<Line> {
    let mut who = Vec::new();
    let name = |agency| paper.guidance.agency_name(agency);
    for (agency, receipt) in &fact.receipts {
        if agency == GP && *receipt == Receipt::NotKnown {
            continue;
        }
        let receipt = paper.choice(Some(*receipt));
        let slots = [("agency", name(agency)), ("receipt", receipt.as_str())];
        push(&mut who, Inline::Text, paper.say("paper.receipt", &slots));
    }
    let sender = name(fact.from.trim());
    let blank = RECIPIENTS.iter().copied().filter(|agency| *agency != GP && !fact.receipts.contains_key(*agency));
    let blank: Vec<&str> = blank.map(name).filter(|name| *name != sender).collect();
    push(&mut who, Inline::Unknown, paper.said("paper.not-put-down", &blank.join(paper.word("sentence.and"))));
    let gp = match fact.receipts.get(GP) {
        None => "paper.not-usual",
        Some(Receipt::NotKnown) => "paper.not-usual-not-known",
        Some(_) => return who,
    };
    who.push(vec![Inline::Unknown(paper.say(gp, &[("agency", name(GP))]))]);
    who
}

/// One agency: when somebody last talked with it, and what was only sent.
fn liaison(paper: &Paper, fact: &Liaison) -> Vec<Vec<Line>> {
    let mut who = Vec::new();
    push(&mut who, Inline::Text, sentences::worker_words(paper.guidance, &fact.who, &fact.agency));
    let mut who = or_unknown(who, paper.unknown("paper.no-name"));
    push(&mut who, Inline::Soft, fact.number.trim());
    let mut sent = Vec::new();
    push(&mut sent, Inline::Text, paper.date(&fact.message));
    push(&mut sent, Inline::Text, fact.form.trim());
    let mut talked = Vec::new();
    push(&mut talked, Inline::Text, paper.date(&fact.spoken));
    if talked.is_empty() {
        talked.push(vec![paper.strong(if sent.is_empty() { "paper.no-talk" } else { "paper.messages-only" })]);
    }
    let replied = sentences::worded(paper.guidance, "paper.replied", fact.replied, &[]);
    if fact.replied.is_some() {
        push(&mut sent, Inline::Text, replied);
    }
    let mut next = Vec::new();
    push(&mut next, Inline::Text, paper.date(&fact.next));
    vec![
        who,
        talked,
        or_unknown(sent, paper.unknown("paper.none-recorded")),
        or_unknown(next, paper.unknown("paper.no-date-set-cell")),
    ]
}

/// The agencies with which nobody has talked: there were messages only, or nothing.
pub(super) fn messages_only(paper: &Paper) -> Vec<Line> {
    let silent = paper.case.liaisons.values().filter(|fact| fact.spoken.is_empty());
    silent
        .map(|fact| {
            let who = sentences::worker_words(paper.guidance, &fact.who, &fact.agency);
            let who = if who.is_empty() { paper.word("paper.no-name").to_owned() } else { who };
            plain(paper.stop(who))
        })
        .collect()
}
