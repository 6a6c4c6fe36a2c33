//! What is working, what else was asked, sign-off, and what this paper rests on.

use crate::case::{Answer, Case, HistoryStart, Key, StepState};
use crate::document::{Block, Document, Inline, Line, Section, Signature, text};
use crate::guidance::Guidance;
use crate::save;
use crate::training;

use super::answers::{self, Answers};
use super::{Kind, Paper, capital, part, plain, push, talk};
use crate::sentences;

/// The question of what is working.
const WORKING: [&str; 1] = ["G-03"];
/// The rule of the two questions of Recommendation 1: on every paper, beside the supervisor's signature.
pub(super) const SUPERVISION_RULE: &str = "R1-05";
/// Each of the two as a prompt, and the key of its next step.
pub(super) const SUPERVISION: [(&str, &str); 2] = [("R1-05a", "R1-05-family"), ("R1-05b", "R1-05-help")];

/// What is working, as the worker wrote it, and as it was answered.
pub(super) fn working_lines(paper: &Paper, answers: &mut Answers) -> Vec<Line> {
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, paper.case.head.working.trim());
    lines.extend(answers.take(&WORKING).into_iter().map(|(_, answer)| answers::sentences_of(paper, answer)));
    lines
}

/// What is working, and why.
pub(super) fn working(paper: &Paper, answers: &mut Answers, sections: &mut Vec<Section>) {
    let lines = working_lines(paper, answers);
    let blocks = match lines.is_empty() {
        true => vec![
            Block::Paragraph(vec![paper.unknown("paper.no-working")]),
            Block::WriteLine(paper.word("paper.working-write").to_owned()),
        ],
        false => lines.into_iter().map(Block::Paragraph).collect(),
    };
    sections.push(part(paper.word("paper.working"), 2, blocks));
}

/// What else was asked and answered: what has no place of its own above.
pub(super) fn other_answers(paper: &Paper, answers: Answers, sections: &mut Vec<Section>) {
    if let Some(table) = answers::table(paper, answers.rest()) {
        sections.push(part(paper.word("paper.answers"), 2, vec![table]));
    }
}

/// One of the two questions of Recommendation 1, with its answer, or why it was put by, or room to write.
fn supervision_question(paper: &Paper, prompt: &str, step: &str, answers: &[(&Key, &Answer)]) -> Block {
    let question = sentences::prompt_words(paper.case, paper.guidance, &Key(prompt.to_owned()));
    let answered = answers.iter().filter(|(key, _)| key.id() == prompt);
    let mut lines: Vec<Line> = answered.flat_map(|(_, answer)| answers::lines(paper, answer)).collect();
    let mut next = Vec::new();
    if let Some(step) = paper.case.steps.get(&Key(step.to_owned())) {
        if matches!(step.state, Some(StepState::Considered | StepState::Settled)) {
            push(&mut lines, Inline::Text, paper.stop(capital(&sentences::step_words(paper.guidance, step))));
        } else if talk::is_written(step) {
            next = talk::step_lines(paper, "", step);
        }
    }
    if lines.is_empty() {
        lines.push(vec![Inline::LongBlank]);
        lines.push(vec![Inline::Tick, paper.text("paper.considered-because"), Inline::Blank]);
    }
    lines.extend(next);
    Block::Card { title: vec![Inline::Strong(question)], lines, beside: Vec::new() }
}

/// History at allocation and the two questions for the supervisor.
pub(super) fn allocation(paper: &Paper, supervision: &[(&Key, &Answer)], sections: &mut Vec<Section>) {
    sections.push(part(paper.word("paper.at-allocation"), 2, at_allocation(paper)));
    sections.push(two_questions(paper, supervision));
}

/// The two questions of Recommendation 1.
pub(super) fn two_questions(paper: &Paper, supervision: &[(&Key, &Answer)]) -> Section {
    let questions = SUPERVISION.map(|(prompt, step)| supervision_question(paper, prompt, step, supervision));
    // Both rest on the same words of the review.
    let cite = paper.guidance.rule(SUPERVISION_RULE).map(|rule| paper.guidance.cites_words(&rule.cite));
    let heading = paper.say("paper.supervision", &[("cite", &cite.unwrap_or_default())]);
    part(heading, 3, questions.into())
}

/// The next step when agencies do not agree, and boxes to sign by hand.
pub(super) fn sign_off(paper: &Paper, sections: &mut Vec<Section>) {
    let boxes = vec![
        signature(paper, "paper.practitioner", &["paper.name-role", "paper.sign-date"]),
        signature(paper, "paper.supervisor", &["paper.name-role", "paper.sign-date"]),
        signature(paper, "paper.shared", &["paper.shared-who", "paper.shared-on", "paper.shared-not"]),
    ];
    sections.push(part(paper.word("paper.sign-off"), 2, vec![disagree(paper), Block::SignOff(boxes)]));
}

/// On whatever way somebody came here, there is a next step when agencies do not agree (LH-01).
pub(super) fn disagree(paper: &Paper) -> Block {
    Block::Paragraph(vec![paper.text("paper.disagree"), Inline::Blank, paper.text("paper.by"), Inline::Blank])
}

/// A box to sign by hand.
pub(super) fn signature(paper: &Paper, title: &str, lines: &[&str]) -> Signature {
    Signature { title: paper.word(title).to_owned(), lines: paper.head(lines) }
}

/// How the history came with the case, as recorded; what is not recorded is left to be ticked and written on.
fn at_allocation(paper: &Paper) -> Vec<Block> {
    let head = &paper.case.head;
    let tick = |is_so| if is_so { Inline::Ticked } else { Inline::Tick };
    let write =
        |words: &str| if words.trim().is_empty() { Inline::Blank } else { Inline::Text(words.trim().to_owned()) };
    let is_directed = head.history == Some(HistoryStart::DirectionGiven);
    let is_handed_over = head.history == Some(HistoryStart::HandedOver);
    let start = vec![
        tick(is_handed_over),
        paper.text("paper.handed-over"),
        tick(is_directed),
        paper.text("paper.direction"),
        write(&head.direction_owner),
        paper.text("paper.by"),
        write(&sentences::date_words(&head.direction_by)),
    ];
    let mut blocks = vec![Block::Paragraph(start)];
    if !head.direction.trim().is_empty() {
        blocks.push(Block::Paragraph(plain(paper.said("paper.direction-what", &head.direction))));
    }
    // Leaving both blank is said: a blank box would read as an answer.
    let open = match head.history {
        Some(HistoryStart::NotKnown) => Some("paper.history-not-known"),
        None if head.direction.trim().is_empty() => Some("paper.history-neither"),
        Some(HistoryStart::Neither) => Some("paper.history-neither"),
        _ => None,
    };
    blocks.extend(open.map(|key| Block::Paragraph(vec![paper.unknown(key)])));
    blocks
}

/// What this paper rests on, what is not on it, and what it is not. Terms are explained that stand on it. A card of one
/// page says what is not on it and which edition it is made by: the rest stands on the checklist.
pub(super) fn notes(paper: &Paper, document: &mut Document) {
    let guidance = paper.guidance;
    let left_out = left_out(paper.case, guidance, paper.left);
    let mut lines: Vec<Line> = left_out.iter().map(|words| vec![Inline::Strong(words.clone())]).collect();
    document.margins.left_out = left_out;
    let edition = &guidance.edition;
    let (date, review) = (sentences::day_words(&edition.date), sentences::day_words(&edition.review_by));
    let words = [("edition", edition.title.as_str()), ("date", date.as_str()), ("review", review.as_str())];
    let mut of_edition = vec![paper.text("paper.decides-nothing"), Inline::Text(paper.say("paper.edition", &words))];
    if guidance.is_stale(&paper.today.iso()) {
        of_edition.push(paper.strong("paper.edition-stale"));
    }
    if paper.kind == Kind::HandOver {
        lines.push(of_edition);
        document.sections.push(part("", 3, lines.into_iter().map(Block::Small).collect()));
        return;
    }
    of_edition.push(Inline::Text(edition.notice.trim().to_owned()));
    lines.push(of_edition);
    let written = text::write(document);
    // A paper that is not the whole review names only what it rests on.
    let is_part = !matches!(paper.kind, Kind::Checklist | Kind::Supervision | Kind::Training);
    let flowing = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let stands = |words: &str| !is_part || flowing.contains(words);
    let mut missing: Vec<(&str, Vec<&str>)> = Vec::new();
    for list in guidance.not_loaded.iter().filter(|_| !is_part) {
        let what = list.what.trim().trim_end_matches('.');
        match missing.iter_mut().find(|(level, _)| *level == list.level) {
            Some((_, lists)) if lists.contains(&what) => {}
            Some((_, lists)) => lists.push(what),
            None => missing.push((&list.level, vec![what])),
        }
    }
    let (mut of_levels, mut others) = (Vec::new(), Vec::new());
    for (level, lists) in missing {
        let lists = lists.join(paper.word("sentence.join"));
        match guidance.level(level) {
            Some(level) => {
                let slots = [("level", level.key.as_str()), ("what", lists.as_str())];
                of_levels.push(Inline::Text(paper.say("paper.not-loaded-level", &slots)));
            }
            None => others.push(Inline::Text(paper.say("paper.not-loaded", &[("what", &lists)]))),
        }
    }
    if !of_levels.is_empty() {
        of_levels.insert(0, paper.text("paper.not-loaded-levels"));
    }
    of_levels.extend(others);
    if !of_levels.is_empty() {
        lines.push(of_levels);
    }
    let unverified: Vec<&str> = guidance
        .sources
        .iter()
        .filter(|source| !source.confidence.is_empty() && source.confidence != "verified" && stands(&source.short))
        .map(|source| source.short.as_str())
        .collect();
    let mut last = Vec::new();
    push(&mut last, Inline::Text, paper.said("paper.not-verified", &unverified.join(paper.word("sentence.join"))));
    for term in guidance.glossary.iter().filter(|term| is_short_form(&term.term) && written.contains(&term.term)) {
        push(&mut last, Inline::Text, paper.say("paper.term", &[("term", &term.term), ("meaning", &term.meaning)]));
    }
    if !last.is_empty() {
        lines.push(last.concat());
    }
    let blocks = lines.into_iter().map(Block::Small).collect();
    document.sections.push(part(paper.word("paper.about"), 3, blocks));
}

/// What was left out and why, a line each.
pub(super) fn left_out(case: &Case, guidance: &Guidance, left: &[(&str, usize)]) -> Vec<String> {
    // What the facilitator of an exercise holds, and the marks of the saves, are no facts that were left unread.
    let unread = case.unread.keys().filter(|place| !training::is_part(place) && !save::is_line(place)).count();
    let left = left.iter().map(|(why, count)| (*why, *count)).chain([("unread", unread)]);
    let words = left.filter(|(_, count)| *count > 0).map(|(why, count)| match count {
        1 => guidance.word(&format!("paper.{why}-one")).to_owned(),
        count => guidance.say(&format!("paper.{why}"), &[("count", &count.to_string())]),
    });
    words.collect()
}

/// Whether a term is letters that stand for words, like MARAC: the one kind that needs explaining on paper.
fn is_short_form(term: &str) -> bool {
    let mut letters = term.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)
}
