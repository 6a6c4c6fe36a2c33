//! Every paper that can be asked for: what it is made from, what is left out of it, and what stands on each.
//!
//! A paper is written from a copy of the case without what is left out of it, so that nothing of it can slip in by another
//! way. Only who may not be contacted is read off the whole case.

use crate::case::{Case, FactId, Handling, PersonId, ReviewRole, Several};
use crate::guidance::Guidance;
use crate::network;
use crate::review::{self, OpenQuestion, Spoken};
use crate::sentences::{self, capital, date_words, source_words};
use crate::when::{Today, When};

use answers::Answers;
pub use blank::blank;
pub use changed::changed;
pub use kept_off::Apart;
pub(super) use kept_off::is_named;
pub use names::{Names, discreet};
pub(crate) use names::{called_by, ordinary, with_words};

use super::{Block, Document, Inline, Line, Margins, Section};

mod answers;
mod blank;
mod changed;
mod checklist;
mod child;
mod chronology;
mod closing;
mod deeper;
mod end;
mod family;
mod hand_over;
mod help;
mod history;
mod kept_off;
mod level;
mod look_back;
mod man;
mod meeting;
mod men;
mod names;
mod open;
mod sharing;
mod supervision;
mod talk;
#[cfg(test)]
mod tests;
pub mod training;

/// A paper that can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// What to talk about first, and everything recorded behind it.
    #[default]
    Checklist,
    /// What supervision asks, decisions and both signatures, then the open questions.
    Supervision,
    /// The sheet of a session: nothing of a family that may be real.
    Training,
    /// One father or male carer: what he offers first, what was tried, what is not known.
    Man(PersonId),
    /// One child: how it is to be them, who has seen them and when, with whom they are safe.
    Child(PersonId),
    /// What happened, in the order of time: to one person, or to everybody.
    Chronology(Option<PersonId>),
    /// A card for whoever works with the family next.
    HandOver,
    /// What was done and what is left when the work ends.
    Closing,
    /// What a meeting of several agencies needs before it.
    Meeting,
    /// What was known and when, who was told, what was learnt.
    LookBack,
}

impl Kind {
    /// The paper that whoever uses the review prints first.
    pub fn of_role(role: Option<ReviewRole>) -> Kind {
        match role {
            Some(ReviewRole::Supervisor) => Kind::Supervision,
            Some(ReviewRole::Trainer) => Kind::Training,
            _ => Kind::Checklist,
        }
    }

    /// Every paper that can be made of this case, in the order they are offered.
    pub fn all(case: &Case) -> Vec<Kind> {
        let mut all = vec![Kind::Checklist, Kind::Supervision];
        all.extend(network::men(case).into_iter().map(Kind::Man));
        all.push(Kind::Chronology(None));
        let of_people =
            case.people.keys().filter(|person| case.events.values().any(|event| event.people.contains(person)));
        all.extend(of_people.map(|person| Kind::Chronology(Some(*person))));
        all.extend(network::children(case).into_iter().map(Kind::Child));
        all.extend([Kind::HandOver, Kind::Closing, Kind::Meeting, Kind::LookBack, Kind::Training]);
        all
    }

    /// Every paper that can be had blank. Whom it will be about is written on it by hand.
    pub fn blanks() -> Vec<Kind> {
        let nobody = PersonId::default();
        vec![
            Kind::Checklist,
            Kind::Supervision,
            Kind::Man(nobody),
            Kind::Chronology(None),
            Kind::Child(nobody),
            Kind::HandOver,
            Kind::Closing,
            Kind::Meeting,
            Kind::LookBack,
            Kind::Training,
        ]
    }

    /// The person it is about, if it is about one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Kind::Man(person) | Kind::Child(person) => Some(person),
            Kind::Chronology(person) => person,
            _ => None,
        }
    }

    /// Whether its pages lie on their long side.
    pub fn is_landscape(self) -> bool {
        matches!(self, Kind::Chronology(_))
    }

    /// The key of its title: neutral, because it is seen in a list of print jobs.
    pub fn title(self, case: &Case) -> &'static str {
        match self {
            Kind::Man(_) => "paper.title-man",
            Kind::Child(_) => "paper.title-child",
            Kind::Chronology(_) => "paper.title-chronology",
            Kind::HandOver => "paper.title-hand-over",
            Kind::Closing => "paper.title-closing",
            Kind::Meeting => "paper.title-meeting",
            Kind::LookBack => "paper.title-look-back",
            Kind::Checklist => "paper.title",
            Kind::Supervision => "paper.title-supervisor",
            Kind::Training if holds_family(case) => "paper.title-session",
            Kind::Training => "paper.title-training",
        }
    }
}

/// What is chosen before a paper is made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choices {
    /// How people are called.
    pub names: Names,
    /// What is left out of it.
    pub leave: Several<Apart>,
    /// Without pictures.
    pub no_pictures: bool,
    /// Where it goes, in one line.
    pub goes_to: String,
}

/// A paper of a case on a day.
pub fn paper(case: &Case, guidance: &Guidance, today: Today, kind: Kind, choices: &Choices) -> Document {
    let called = names::called(case, guidance, choices.names);
    let questions = review::review(&called, guidance, today);
    written(&called, guidance, today, questions, kind, choices)
}

/// The paper that whoever uses the review prints first.
pub fn first_paper(case: &Case, guidance: &Guidance, today: Today) -> Document {
    paper(case, guidance, today, Kind::of_role(case.head.role), &Choices::default())
}

/// The case without what is kept off paper: what a picture on paper is made from.
pub fn on_paper(case: &Case, guidance: &Guidance, today: Today) -> Case {
    kept_off::leave_out(case, guidance, today, Vec::new(), &Several::default()).case
}

/// The case as a paper of these choices has it, and what was left out of it, a line each.
pub(super) fn left_of(case: &Case, guidance: &Guidance, today: Today, choices: &Choices) -> (Case, Vec<String>) {
    let called = names::called(case, guidance, choices.names);
    // Next steps go with the questions that are left out.
    let left = kept_off::leave_out(&called, guidance, today, review::review(&called, guidance, today), &choices.leave);
    let words = end::left_out(&left.case, guidance, &left.counts);
    (left.case, words)
}

fn written(
    whole: &Case,
    guidance: &Guidance,
    today: Today,
    questions: Vec<OpenQuestion>,
    kind: Kind,
    choices: &Choices,
) -> Document {
    let left = kept_off::leave_out(whole, guidance, today, questions, &choices.leave);
    let paper = Paper {
        whole,
        spoken: review::spoken(whole, guidance, today),
        case: &left.case,
        guidance,
        today,
        questions: &left.questions,
        left: &left.counts,
        kind,
        choices,
    };
    let mut sections = Vec::new();
    let answers = Answers::of(&paper);
    match kind {
        Kind::Checklist => checklist::paper(&paper, answers, &mut sections),
        Kind::Supervision => supervision::paper(&paper, answers, &mut sections),
        Kind::Training => supervision::training(&paper, answers, &mut sections),
        Kind::Man(man) => man::paper(&paper, man, answers, &mut sections),
        Kind::Child(child) => child::paper(&paper, child, answers, &mut sections),
        Kind::Chronology(person) => chronology::paper(&paper, person, &mut sections),
        Kind::HandOver => hand_over::paper(&paper, answers, &mut sections),
        Kind::Closing => closing::paper(&paper, answers, &mut sections),
        Kind::Meeting => meeting::paper(&paper, answers, &mut sections),
        Kind::LookBack => look_back::paper(&paper, answers, &mut sections),
    }
    let mut document = document(&left.case, guidance, today, paper.title(), kind.is_landscape(), sections);
    end::notes(&paper, &mut document);
    document
}

/// A paper about this case, with its margins; marked where the case is of an exercise. `title` is a key of the pack's words.
pub(super) fn document(
    case: &Case,
    guidance: &Guidance,
    today: Today,
    title: &str,
    landscape: bool,
    mut sections: Vec<Section>,
) -> Document {
    if let Some(words) = mark(case, guidance) {
        // Each sheet that may be handed out alone begins with a title, and bears the mark under it.
        for sheet in sections.iter_mut().filter(|section| section.level == 1) {
            sheet.blocks.insert(0, Block::Panel(vec![Inline::Strong(words.to_owned())]));
        }
    }
    Document {
        title: self::title(case, guidance, title),
        language: guidance.word("paper.language").to_owned(),
        margins: margins(case, guidance, today, title),
        landscape,
        sections,
    }
}

/// What every paper of an exercise is marked with, so that nobody takes it for one about a real family; nothing on others.
fn mark<'a>(case: &Case, guidance: &'a Guidance) -> Option<&'a str> {
    crate::training::mark(case).map(|mark| guidance.word(mark.paper))
}

/// The title of a paper or of a file about this case. Of an exercise it begins with "Training:", and so does the name of
/// every file that is named after it. `key` is a key of the pack's words.
pub fn title(case: &Case, guidance: &Guidance, key: &str) -> String {
    let (title, training) = (guidance.word(key), guidance.word("training.before"));
    match case.is_training() && !title.starts_with(training) {
        true => format!("{training} {title}"),
        false => title.to_owned(),
    }
}

/// Whether there is a family here: people, or things that happened.
fn holds_family(case: &Case) -> bool {
    !case.people.is_empty() || !case.events.is_empty()
}

/// What every part of the paper is written from.
struct Paper<'a> {
    /// With what is left out: for who may not be contacted, and for nothing else.
    whole: &'a Case,
    /// What there speaks of an order that nobody put down.
    spoken: Vec<Spoken>,
    case: &'a Case,
    guidance: &'a Guidance,
    today: Today,
    questions: &'a [OpenQuestion],
    /// How many facts were left out, and the key of why.
    left: &'a [(&'static str, usize)],
    kind: Kind,
    choices: &'a Choices,
}

impl<'a> Paper<'a> {
    /// Words of the pack. Where something was left out of the paper, nothing of a kind is not said to be recorded.
    fn word<'b>(&'b self, key: &'b str) -> &'b str {
        let is_withheld = || !self.left.is_empty();
        self.guidance.word(match key {
            "paper.none-recorded" if is_withheld() => "paper.none-or-withheld",
            "paper.no-open" if is_withheld() => "paper.no-open-or-withheld",
            "paper.no-men" if is_withheld() => "paper.no-men-or-withheld",
            key => key,
        })
    }

    fn say(&self, key: &str, slots: &[(&str, &str)]) -> String {
        self.guidance.say(key, slots)
    }

    fn text(&self, key: &str) -> Inline {
        Inline::Text(self.word(key).to_owned())
    }

    fn strong(&self, key: &str) -> Inline {
        Inline::Strong(self.word(key).to_owned())
    }

    fn unknown(&self, key: &str) -> Inline {
        Inline::Unknown(self.word(key).to_owned())
    }

    fn describe(&self, fact: impl Into<FactId>) -> String {
        sentences::describe(self.case, self.guidance, self.today, &fact.into())
    }

    fn label(&self, person: crate::case::PersonId) -> String {
        sentences::label(self.case, self.guidance, person).to_owned()
    }

    fn choice<T: crate::case::Choice>(&self, value: Option<T>) -> String {
        sentences::choice_words(self.guidance, value)
    }

    /// The words of a value at the start of a line: with a capital, as nobody typed them.
    fn start<T: crate::case::Choice>(&self, value: Option<T>) -> String {
        capital(&self.choice(value))
    }

    /// A date at the start of a line; one that could not be read stays as it was typed.
    fn date(&self, when: &When) -> String {
        let words = date_words(when);
        if when.window().is_some() { capital(&words) } else { words }
    }

    /// Words with a stop after them, where they have none of their own.
    fn stop(&self, words: String) -> String {
        let ends = words.trim_end().ends_with(['.', '!', '?', '…', ':']);
        if ends || words.is_empty() { words } else { words + self.word("paper.stop") }
    }

    /// On whose word, at the start of a sentence.
    fn source(&self, source: &crate::case::Source) -> String {
        let words = source_words(self.guidance, source);
        if source.route.is_some() { capital(&words) } else { words }
    }

    /// Adds quieter words to a line when there is something to say.
    fn soft(&self, line: &mut Line, words: String) {
        if !words.trim().is_empty() {
            line.push(Inline::Soft(words));
        }
    }

    fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.word(key).to_owned()).collect()
    }

    /// A line of one slot; nothing when there is nothing to say.
    fn said(&self, key: &str, value: &str) -> String {
        sentences::said(self.guidance, key, "what", value.trim())
    }

    fn dated(&self, key: &str, when: &When) -> String {
        self.said(key, &date_words(when))
    }

    /// A plain answer in a sentence of its own; nothing when it is not recorded.
    fn yes_no(&self, key: &str, answer: Option<crate::case::YesNo>) -> String {
        answer.map(|_| sentences::worded(self.guidance, key, answer, &[])).unwrap_or_default()
    }

    /// The key of its title.
    fn title(&self) -> &'static str {
        self.kind.title(self.case)
    }

    /// Whether somebody may be contacted, as far as anything is recorded, on this paper or left out of it.
    fn may_contact(&self, person: PersonId) -> bool {
        review::no_contact(self.whole, &self.spoken, person, self.today).is_empty()
    }

    /// A small number in words; a larger one in figures.
    fn number(&self, number: usize) -> String {
        let words = self.word("paper.numbers").split_whitespace().nth(number.wrapping_sub(1));
        words.map_or_else(|| number.to_string(), str::to_owned)
    }

    fn is_marked(&self) -> bool {
        is_marked(self.case)
    }
}

/// Whether a paper is marked as sensitive: unless somebody chose that it is not, it is of an exercise, or it is a sheet for
/// training without a family. A trainer may have opened the file of a real one, and an exercise that is being made from a
/// review is about a real one until every text of it was looked at.
fn is_marked(case: &Case) -> bool {
    match case.head.handling {
        Some(handling) => handling == Handling::OfficialSensitive,
        // A review that is being made into an exercise may still be about a family.
        None if crate::training::is_being_made(case) => true,
        None => !case.is_training() && (case.head.role != Some(ReviewRole::Trainer) || holds_family(case)),
    }
}

/// What stands in the margins of a paper about this case. `title` is a key of the pack's words.
fn margins(case: &Case, guidance: &Guidance, today: Today, title: &str) -> Margins {
    let head = &case.head;
    // The reference of a family stands on no sheet of a session.
    let reference = if title == "paper.title-session" { "" } else { head.reference.trim() };
    let title = match (self::title(case, guidance, title), reference) {
        (title, "") => title,
        (title, reference) => {
            let slots = [("title", &*title), ("reference", &sentences::clip(reference))];
            guidance.say("paper.title-reference", &slots)
        }
    };
    let sensitive = is_marked(case).then(|| guidance.word("paper.handling"));
    let handling: Vec<&str> = mark(case, guidance).into_iter().chain(sensitive).collect();
    let edition = &guidance.edition;
    Margins {
        handling: handling.join(" "),
        title,
        date: today.in_words(),
        reminder: guidance.word("paper.reminder").to_owned(),
        edition: guidance
            .say("paper.edition-short", &[("edition", &edition.title), ("date", &sentences::day_words(&edition.date))]),
        page: guidance.word("paper.page").to_owned(),
        left_out: Vec::new(),
    }
}

/// What a paper begins with that is not the checklist: its title, how it is handled, where it goes, and the orders nobody
/// may overlook.
fn opening(paper: &Paper, heading: String) -> Section {
    let mut blocks = Vec::new();
    if paper.is_marked() {
        blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
    }
    blocks.extend(talk::goes_to(paper));
    blocks.extend(talk::live_orders(paper));
    part(heading, 1, blocks)
}

/// A part of a paper.
fn part(heading: impl Into<String>, level: u8, blocks: Vec<Block>) -> Section {
    Section { heading: heading.into(), level, blocks, starts_page: false }
}

/// A line of plain words.
fn plain(words: impl Into<String>) -> Line {
    vec![Inline::Text(words.into())]
}

/// Adds a line when there is something to say.
fn push(lines: &mut Vec<Line>, kind: fn(String) -> Inline, words: impl Into<String>) {
    let words = words.into();
    if !words.trim().is_empty() {
        lines.push(vec![kind(words)]);
    }
}

/// The lines, or one that says that it is not known.
fn or_unknown(mut lines: Vec<Line>, unknown: Inline) -> Vec<Line> {
    if lines.is_empty() {
        lines.push(vec![unknown]);
    }
    lines
}

/// By date, earliest first; what has no date stands last, in the order it was recorded.
fn by_date<'a, I, T: 'a>(
    facts: impl IntoIterator<Item = (&'a I, &'a std::rc::Rc<T>)>,
    when: impl Fn(&T) -> &When,
) -> Vec<(I, &'a T)>
where
    I: Copy + Ord + 'a,
{
    let mut facts: Vec<(I, &T)> = facts.into_iter().map(|(id, fact)| (*id, &**fact)).collect();
    facts.sort_by_key(|(id, fact)| (crate::chronology::place(when(fact)), *id));
    facts
}
