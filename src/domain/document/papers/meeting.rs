//! What a meeting of several agencies needs before it: what it is for, how things go, what each side did, what one agency
//! alone holds, what is to be asked, and room for what is decided.

use std::rc::Rc;

use crate::case::{FactId, PersonId, Several};
use crate::document::{Block, Inline, Line, Section};
use crate::drawing::genogram::{self, Options};
use crate::drawing::knew;
use crate::network;
use crate::review::{self, OpenQuestion};
use crate::sentences;

use super::answers::{self, Answers};
use super::deeper::{self, decisions};
use super::{Paper, closing, end, hand_over, help, level, opening, part, plain, sharing, talk};

/// The widest and highest a picture may be, in px, so that its text of 13 px is 7 pt or more on a page that stands upright.
const UPRIGHT: (i32, i32) = (958, 690);
/// How many more decisions and people there is room for.
const ROOM: usize = 5;
/// What is asked of both sides of help, and of help as a whole.
pub(super) const BOTH_SIDES: &[&str] = &["R3-04a", "R3-04b", "R3-07a", "R3-07b", "W-03", "R1-28"];

/// Writes it.
pub(super) fn paper(paper: &Paper, mut answers: Answers, sections: &mut Vec<Section>) {
    let mut first = opening(paper, paper.word(paper.title()).to_owned());
    first.blocks.extend(level::act_now(paper));
    first.blocks.push(hand_over::terms(paper, "paper.meeting-on", paper.date(&paper.case.plan.next_meeting)));
    sections.push(first);
    sections.push(part(paper.word("paper.meeting-for"), 2, purpose(paper)));
    sections.push(part(paper.word("paper.at-the-meeting"), 2, there(paper)));
    sections.push(part(paper.word("paper.who-is-who"), 2, hand_over::people(paper, None)));
    sections.push(part(paper.word("paper.outcomes"), 2, outcomes(paper)));
    sections.push(part(paper.word("paper.each-side"), 2, both_sides(paper, &mut answers)));
    sections.push(part(paper.word("paper.offered"), 3, closing::offered(paper)));
    end::working(paper, &mut answers, sections);
    sections.push(part(paper.word("paper.one-agency-knows"), 2, known_to_one(paper)));
    sections.push(part(paper.word("paper.liaisons"), 3, talked(paper)));
    pictures(paper, sections);
    questions(paper, sections);
    sections.push(part(paper.word("paper.decisions"), 2, decisions(paper, ROOM)));
    let challenges = sharing::challenges(paper);
    if !challenges.is_empty() {
        sections.push(part(paper.word("paper.challenges"), 3, challenges));
    }
    sections.push(part(paper.word("paper.sign-off"), 2, sign_off(paper)));
}

/// What the meeting is for, who leads, and what the parent says.
fn purpose(paper: &Paper) -> Vec<Block> {
    let plan = &paper.case.plan;
    let mut blocks = vec![Block::WriteLine(paper.word("paper.meeting-purpose").to_owned())];
    let asked = deeper::pairs(paper, &[("paper.presenting", plan.presenting.trim().to_owned())]);
    blocks.extend(asked);
    blocks.push(help::plan(paper));
    blocks
}

/// Who is asked to come, to be ticked when they do: parents first, but for those nobody may get in touch with, then whoever
/// helps or was talked with.
fn there(paper: &Paper) -> Vec<Block> {
    let case = paper.case;
    let children = network::children(case);
    let is_parent_here = |adult: &PersonId| {
        let mut links = case.parents.values().filter(|link| link.adult == Some(*adult)).peekable();
        links.peek().is_none() || links.any(|link| children.contains(&link.child))
    };
    let (asked, barred): (Vec<_>, Vec<_>) = (network::adults(case).into_iter())
        .filter(|adult| network::is_parent_to_ask(case, *adult) && is_parent_here(adult))
        .partition(|adult| paper.may_contact(*adult));
    // Nobody is asked into one room with whoever hurts them by a list.
    let (first, asked): (Vec<_>, Vec<_>) = asked.into_iter().partition(|adult| network::is_abuse_by(case, *adult));
    let mut names: Vec<String> =
        asked.iter().map(|adult| paper.say("paper.with-support", &[("who", &paper.label(*adult))])).collect();
    let mut agencies = Several::default();
    for liaison in case.liaisons.values() {
        agencies.insert(liaison.agency.as_str());
        names.push(sentences::worker_words(paper.guidance, &liaison.who, &liaison.agency));
    }
    let services = case.services.values().filter(|service| service.is_active(paper.today));
    for service in services.filter(|service| agencies.insert(service.agency.as_str())) {
        names.push(sentences::service_name(paper.guidance, service));
    }
    let mut known = Several::default();
    names.retain(|name| !name.trim().is_empty() && known.insert(name.clone()));
    let row = |name: Line| vec![vec![name], vec![vec![Inline::Tick]], vec![vec![Inline::LongBlank]]];
    let mut rows: Vec<_> = names.into_iter().map(|name| row(plain(name))).collect();
    rows.extend((0..ROOM).map(|_| row(vec![Inline::LongBlank])));
    let mut blocks = Vec::new();
    for (words, people) in [("paper.withheld-of", barred), ("paper.talked-about-first", first)] {
        if !people.is_empty() {
            let who = sentences::labels(case, paper.guidance, &people);
            blocks.push(Block::Paragraph(vec![Inline::Strong(paper.say(words, &[("who", &who)]))]));
        }
    }
    blocks.extend(deeper::table(paper, "there", &["paper.invited", "paper.came", "paper.sent-word"], rows));
    blocks
}

/// What should be different and how it goes; then the level as it was last decided.
fn outcomes(paper: &Paper) -> Vec<Block> {
    let mut blocks = deeper::outcomes(paper, &|_| true);
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.no-outcomes")]));
        blocks.push(Block::WriteLine(paper.word("outcome.what").to_owned()));
    }
    blocks.push(Block::KeyValues(vec![(paper.word("paper.level").to_owned(), hand_over::levels(paper))]));
    blocks
}

/// What the family did and what services did, side by side in importance; room to write where nobody asked.
fn both_sides(paper: &Paper, answers: &mut Answers) -> Vec<Block> {
    let asked = answers.take(BOTH_SIDES);
    let (own, rest): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(key, _)| closing::SIDES.contains(&key.id()));
    let side = |id: &&str| {
        let prompt = paper.guidance.prompt(id)?;
        let answered = own.iter().filter(|(key, _)| key.id() == prompt.id);
        let mut lines: Vec<Line> = answered.flat_map(|(_, answer)| answers::lines(paper, answer)).collect();
        if lines.is_empty() {
            lines.push(vec![Inline::LongBlank]);
        }
        Some(deeper::titled(prompt.text.clone(), lines))
    };
    let mut blocks: Vec<Block> = closing::SIDES.iter().filter_map(side).collect();
    blocks.extend(answers::table(paper, rest));
    blocks
}

/// What one agency alone holds, so far as anyone asked, with room for who else needs it.
fn known_to_one(paper: &Paper) -> Vec<Block> {
    let grid = knew::grid(paper.case, paper.guidance, paper.today);
    let row = |row: &knew::Row| {
        let only = grid.columns.get(row.only?)?;
        let title = vec![Inline::Text(row.title.clone()), Inline::Soft(row.when.clone())];
        let title = title.into_iter().filter(|words| *words != Inline::Soft(String::new())).collect();
        Some(vec![vec![title], vec![plain(only.name.clone())], vec![vec![Inline::LongBlank]]])
    };
    let rows: Vec<_> = grid.rows.iter().filter_map(row).collect();
    let mut blocks = vec![Block::Note(vec![paper.text("paper.grid-elsewhere")])];
    if rows.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.nothing-with-one")]));
    }
    blocks.extend(deeper::table(
        paper,
        "one-agency",
        &["knew.what-and-when", "paper.held-alone", "paper.who-needs-it"],
        rows,
    ));
    blocks
}

/// Who has talked with whom, or that nobody is put down.
fn talked(paper: &Paper) -> Vec<Block> {
    let talked = sharing::liaisons(paper);
    if talked.is_empty() { vec![Block::Paragraph(vec![paper.unknown("paper.none-recorded")])] } else { talked }
}

/// The family picture as it is today, then what it says in words.
fn pictures(paper: &Paper, sections: &mut Vec<Section>) {
    if paper.choices.no_pictures || paper.case.people.is_empty() {
        return;
    }
    let drawn = genogram::papers(paper.case, paper.guidance, paper.today, paper.today, Options::default(), UPRIGHT);
    let many = drawn.len() > 1;
    let mut said = Several::default();
    let mut sentences = Vec::new();
    let mut heading = part(paper.word("paper.title-picture"), 2, Vec::new());
    let mut parts = Vec::new();
    for picture in drawn {
        // What stands on two pictures is said once.
        sentences.extend(
            picture.sentences.iter().filter(|words| said.insert((*words).clone())).map(|words| plain(words.as_str())),
        );
        let name = picture.name.clone();
        let blocks = vec![Block::Note(plain(picture.description.clone())), Block::Picture(Rc::new(picture))];
        if many { parts.push(part(name, 3, blocks)) } else { heading.blocks = blocks }
    }
    // A picture and what is said of it stand on one page.
    heading.starts_page = true;
    sections.push(heading);
    sections.append(&mut parts);
    if !sentences.is_empty() {
        sections.push(part(paper.word("picture.in-words"), 3, vec![Block::List(sentences)]));
    }
}

/// The open questions that a meeting can settle, each with room for who will do what: for everybody there, for one agency,
/// for whoever leads.
fn questions(paper: &Paper, sections: &mut Vec<Section>) {
    let mut groups: Vec<(String, Vec<&OpenQuestion>)> = Vec::new();
    for conversation in review::agenda(paper.questions, paper.guidance) {
        let mut open = conversation.questions;
        open.retain(|question| !review::is_put_by(paper.case, question) && question.rule != end::SUPERVISION_RULE);
        let agency = open.first().map(|question| question.slot_value("agency").trim()).unwrap_or_default();
        let heading = match conversation.with {
            "supervisor" => paper.word("paper.for-the-lead"),
            "agency" if !agency.is_empty() => agency,
            "agency" | "network" => paper.word("paper.for-everybody"),
            _ => continue,
        };
        let is_for_all = heading == paper.word("paper.for-everybody");
        let (kept, open): (Vec<_>, Vec<_>) = open.into_iter().partition(|question| is_for_all && is_kept(question));
        for (heading, open) in [(paper.word("paper.for-the-lead"), kept), (heading, open)] {
            match groups.iter_mut().find(|(known, _)| known == heading) {
                _ if open.is_empty() => {}
                Some((_, questions)) => questions.extend(open),
                None => groups.push((heading.to_owned(), open)),
            }
        }
    }
    let note = if groups.is_empty() { "paper.no-meeting-questions" } else { "paper.meeting-questions-note" };
    sections.push(part(paper.word("paper.meeting-questions"), 2, vec![Block::Note(vec![paper.text(note)])]));
    for (heading, questions) in groups {
        let matters = review::gather(&questions, paper.guidance);
        sections.push(part(heading, 3, matters.iter().map(|matter| card(paper, matter)).collect()));
    }
}

/// Whether a question is not one to read out to everybody: it rests on an order, on abuse or on MARAC.
fn is_kept(question: &OpenQuestion) -> bool {
    question.rests_on.iter().any(|fact| matches!(fact, FactId::Order(_) | FactId::Abuse(_) | FactId::Marac(_)))
}

fn card(paper: &Paper, matter: &review::Matter) -> Block {
    let Some(first) = matter.questions.first() else { return Block::Paragraph(Vec::new()) };
    let words = matter.whole(paper.guidance).unwrap_or_else(|| review::words(first, paper.guidance));
    let mut title = vec![Inline::Tick, Inline::Strong(words.ask)];
    let withheld: Vec<_> = matter.questions.iter().copied().filter(|question| question.no_contact).collect();
    if !withheld.is_empty() {
        title.push(talk::withheld_words(paper, &withheld));
    }
    let steps = matter.questions.iter().filter_map(|question| review::step_of(paper.case, question));
    let mut beside: Vec<Line> =
        steps.filter(|step| talk::is_written(step)).flat_map(|step| talk::step_lines(paper, "", step)).collect();
    if beside.is_empty() {
        let mut row = vec![paper.text("paper.next-step"), Inline::LongBlank, paper.text("paper.owner"), Inline::Blank];
        row.extend([paper.text("paper.by"), Inline::Blank]);
        beside.push(row);
    }
    Block::Card { title, lines: Vec::new(), beside }
}

/// What comes next when agencies do not agree, the next meeting, and who signs for what was said.
pub(super) fn sign_off(paper: &Paper) -> Vec<Block> {
    let signed = ["paper.name-role", "paper.sign-date", "paper.signature"];
    let boxes = vec![
        end::signature(paper, "paper.chair", &signed),
        end::signature(paper, "paper.note-taker", &signed),
        end::signature(paper, "paper.shared", &["paper.shared-who", "paper.shared-on", "paper.shared-not"]),
    ];
    let next = Block::WriteLine(paper.word("paper.meeting-next").to_owned());
    vec![end::disagree(paper), next, Block::SignOff(boxes)]
}
