//! Answers to the pack's questions, what is working, sign-off, and what this paper rests on.

use crate::case::{Answer, AnswerState, HistoryStart, Key};
use crate::document::{Block, Document, Inline, Line, Section, Signature, text};
use crate::scenario;
use crate::sentences;
use crate::when::Today;

use super::{Paper, capital, part, plain, push};

/// Answers to the pack's questions, in the order of its screens.
pub(super) fn answers(paper: &Paper, sections: &mut Vec<Section>) {
    let place = |key: &Key| {
        let prompts = &paper.guidance.prompts;
        prompts.iter().position(|prompt| prompt.id == key.id()).unwrap_or(prompts.len())
    };
    let mut answers: Vec<(&Key, &Answer)> = paper.case.answers.iter().map(|(key, answer)| (key, &**answer)).collect();
    answers.sort_by_key(|(key, _)| (place(key), *key));
    let rows: Vec<Vec<Vec<Line>>> = answers.into_iter().map(|(key, answer)| row(paper, key, answer)).collect();
    let block = if rows.is_empty() {
        Block::Paragraph(vec![paper.unknown("paper.no-answers")])
    } else {
        let head = paper.head(&["paper.question", "paper.answer"]);
        Block::Table { kind: "answers", caption: String::new(), head, rows }
    };
    sections.push(part(paper.word("paper.answers"), 2, vec![block]));
}

fn row(paper: &Paper, key: &Key, answer: &Answer) -> Vec<Vec<Line>> {
    let known = answer.state.is_none_or(|state| state == AnswerState::Known);
    let mut lines = Vec::new();
    push(&mut lines, Inline::Text, answer.text.trim());
    if known {
        let stateless = Answer { state: None, ..answer.clone() };
        push(&mut lines, Inline::Text, sentences::unsettled_words(paper.guidance, &stateless));
        if lines.is_empty() {
            let state = if answer.state.is_none() { "paper.not-asked" } else { "paper.known-no-words" };
            lines.push(vec![paper.unknown(state)]);
        }
    } else {
        let words = sentences::unsettled_words(paper.guidance, answer);
        push(&mut lines, Inline::Unknown, capital(&words));
    }
    push(&mut lines, Inline::Soft, paper.source(&answer.source));
    vec![vec![plain(sentences::prompt_words(paper.case, paper.guidance, key))], lines]
}

/// What is working, and why.
pub(super) fn working(paper: &Paper, sections: &mut Vec<Section>) {
    let blocks = match paper.case.head.working.trim() {
        "" => vec![
            Block::Paragraph(vec![paper.unknown("paper.no-working")]),
            Block::WriteLine(paper.word("paper.working-write").to_owned()),
        ],
        working => vec![Block::Paragraph(plain(working))],
    };
    sections.push(part(paper.word("paper.working"), 2, blocks));
}

/// Boxes to sign by hand.
pub(super) fn sign_off(paper: &Paper, sections: &mut Vec<Section>) {
    sections.push(part(paper.word("paper.at-allocation"), 2, at_allocation(paper)));
    let sign = |title: &str, lines: &[&str]| Signature {
        title: paper.word(title).to_owned(),
        lines: lines.iter().map(|line| paper.word(line).to_owned()).collect(),
    };
    let boxes = vec![
        sign("paper.practitioner", &["paper.name-role", "paper.sign-date"]),
        sign("paper.supervisor", &["paper.name-role", "paper.sign-date"]),
        sign("paper.shared", &["paper.shared-on", "paper.shared-not"]),
    ];
    sections.push(part(paper.word("paper.sign-off"), 2, vec![Block::SignOff(boxes)]));
}

/// How the history came with the case, as recorded; what is not recorded is left to be ticked and written on.
fn at_allocation(paper: &Paper) -> Vec<Block> {
    let head = &paper.case.head;
    let tick = |is_so| if is_so { Inline::Ticked } else { Inline::Tick };
    let write =
        |words: &str| if words.trim().is_empty() { Inline::Blank } else { Inline::Text(words.trim().to_owned()) };
    let is_directed = head.history == Some(HistoryStart::DirectionGiven);
    let mut direction = vec![
        tick(is_directed),
        paper.text("paper.direction"),
        write(&head.direction_owner),
        paper.text("paper.by"),
        write(&sentences::date_words(&head.direction_by)),
    ];
    if !head.direction.trim().is_empty() {
        direction.push(Inline::Text(paper.said("paper.direction-what", &head.direction)));
    }
    let is_handed_over = head.history == Some(HistoryStart::HandedOver);
    let mut blocks = vec![
        Block::Paragraph(vec![tick(is_handed_over), paper.text("paper.handed-over")]),
        Block::Paragraph(direction),
    ];
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

/// What this paper rests on, what is not on it, and what it is not. Terms are explained that stand on it.
pub(super) fn notes(paper: &Paper, document: &mut Document) {
    let guidance = paper.guidance;
    let mut lines: Vec<Line> = vec![plain(paper.word("paper.decides-nothing"))];
    // Stages are read by training, and are no fact that was left unread.
    let unread = paper.case.unread.keys().filter(|place| *place != scenario::PLACE).count();
    for (count, one, many) in
        [(paper.kept_off, "paper.kept-off-one", "paper.kept-off"), (unread, "paper.unread-one", "paper.unread")]
    {
        match count {
            0 => {}
            1 => lines.push(vec![paper.strong(one)]),
            count => lines.push(vec![Inline::Strong(paper.say(many, &[("count", &count.to_string())]))]),
        }
    }
    let edition = &guidance.edition;
    let day = |iso: &str| Today::from_iso(iso).map_or_else(|| iso.to_owned(), Today::in_words);
    let (date, review) = (day(&edition.date), day(&edition.review_by));
    let words = [("edition", edition.title.as_str()), ("date", date.as_str()), ("review", review.as_str())];
    push(&mut lines, Inline::Text, paper.say("paper.edition", &words));
    if guidance.is_stale(&paper.today.iso()) {
        lines.push(vec![paper.strong("paper.edition-stale")]);
    }
    push(&mut lines, Inline::Text, edition.notice.trim());
    let mut missing: Vec<(&str, Vec<&str>)> = Vec::new();
    for list in &guidance.not_loaded {
        let what = list.what.trim().trim_end_matches('.');
        match missing.iter_mut().find(|(level, _)| *level == list.level) {
            Some((_, lists)) if lists.contains(&what) => {}
            Some((_, lists)) => lists.push(what),
            None => missing.push((&list.level, vec![what])),
        }
    }
    for (level, lists) in missing {
        let lists = lists.join(paper.word("sentence.join"));
        let words = match guidance.level(level) {
            Some(level) => paper.say("paper.not-loaded-level", &[("level", &level.key), ("what", &lists)]),
            None => paper.say("paper.not-loaded", &[("what", &lists)]),
        };
        push(&mut lines, Inline::Text, words);
    }
    let unverified: Vec<&str> = guidance
        .sources
        .iter()
        .filter(|source| !source.confidence.is_empty() && source.confidence != "verified")
        .map(|source| source.short.as_str())
        .collect();
    push(&mut lines, Inline::Text, paper.said("paper.not-verified", &unverified.join(paper.word("sentence.and"))));
    let written = text::write(document);
    for term in guidance.glossary.iter().filter(|term| is_short_form(&term.term) && written.contains(&term.term)) {
        push(&mut lines, Inline::Text, paper.say("paper.term", &[("term", &term.term), ("meaning", &term.meaning)]));
    }
    let blocks = lines.into_iter().map(Block::Note).collect();
    document.sections.push(part(paper.word("paper.about"), 2, blocks));
}

/// Whether a term is letters that stand for words, like MARAC: the one kind that needs explaining on paper.
fn is_short_form(term: &str) -> bool {
    let mut letters = term.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)
}
