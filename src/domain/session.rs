//! The work in hand: a case, how it got there, and what happens next.
//!
//! [`update`] is pure. It takes what happened and gives back the session and what the browser must now do.

use std::rc::Rc;

use crate::case::{Case, Edit, ExerciseKind, Fact, FactId, PersonId};
use crate::document::Document;
use crate::save::{self, Kin, Matches, Opened, Problem};
use crate::scenario::Scenario;
use crate::training;
use crate::when::Today;

/// How many steps can be taken back.
const UNDO_STEPS: usize = 500;

/// The work in hand.
#[derive(Clone, Debug)]
pub struct Session {
    /// The facts.
    pub case: Case,
    /// The day of the review; always given, never read from a clock. In an exercise, the day of the stage that is shown.
    pub today: Today,
    /// In the facilitator's run of an exercise: the scenario whole.
    pub scenario: Option<Rc<Scenario>>,
    /// The screen that is open: a topic id of the content pack, or `home`.
    pub place: String,
    /// The one fact whose card is open.
    pub open: Option<FactId>,
    /// What could not be read, or needs saying, in the order it came up.
    pub problems: Vec<Problem>,
    /// Where the work stands against the saved file.
    pub saved: SaveState,
    /// An earlier file of the same review, to see what changed since. Nothing of it is kept or saved.
    pub earlier: Option<Rc<Case>>,
    /// Another agency's file, looked at before it is combined. Nothing of it is kept or saved until then.
    pub other: Option<Rc<Case>>,
    /// Who in that file is who here, as far as it was said.
    pub matches: Matches,
    /// Two people whose records are looked at beside each other.
    pub beside: Option<(PersonId, PersonId)>,
    /// The words that are looked for. They are in no file.
    pub finding: String,
    /// Whether everything is larger, for a projector.
    pub large: bool,
    /// Whether the file is of a newer version, so that it may be looked at and not be changed.
    pub is_newer: bool,
    /// Whether names are shown as roles, for a screen that others see. Nothing can be changed while they are.
    pub is_discreet: bool,
    /// Where a link to a fact was followed from, until a screen is opened another way.
    pub back: Option<Back>,
    /// The day it is.
    pub clock: Today,
    next_number: u32,
    undo: Vec<Edit>,
    redo: Vec<Edit>,
    typing: Option<(FactId, &'static str)>,
    saving: Option<Saving>,
    waiting: Option<Waiting>,
}

/// A file that was chosen, and would put something of the review that is open aside: opened only when somebody says so.
#[derive(Clone, Debug)]
struct Waiting {
    text: String,
    kin: Kin,
    is_sealed: bool,
}

/// Where somebody was before they followed a link to a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Back {
    /// The screen.
    pub place: String,
    /// The card that was open there.
    pub open: Option<FactId>,
    /// The fact the link led to.
    pub fact: FactId,
}

/// Where the work stands against the saved file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SaveState {
    /// Whether there is a file at all.
    pub has_file: bool,
    /// Steps since the file was saved or opened. What is typed in one go is one step.
    pub edits_since: u32,
    /// Whether the file opens with a passphrase: then nothing is saved without one unless somebody says so.
    pub is_sealed: bool,
    /// When it was handed to the browser, in minutes of the day; none for a file that was opened.
    pub at: Option<u32>,
}

/// A file on its way out, as it was when save was pressed.
#[derive(Clone, Debug)]
struct Saving {
    text: String,
    case: Case,
    mark: Option<String>,
    edits: u32,
    is_sealed: bool,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A fact was changed. `typing` names the field while it is being typed in, so that a sentence is one step to undo.
    Edited {
        /// The change.
        edit: Edit,
        /// The field being typed in, or none for a step of its own.
        typing: Option<&'static str>,
    },
    /// The last step was taken back.
    Undone,
    /// A step taken back was done again.
    Redone,
    /// A screen was opened: a topic id, or `home`.
    PlaceOpened(String),
    /// A link to a fact was followed.
    FactOpened {
        /// The screen it is kept on.
        place: String,
        /// The fact.
        fact: FactId,
    },
    /// The way back from a link was taken.
    WentBack,
    /// Everything was made larger, or as it was.
    LargeTurned,
    /// Names were turned into roles, or shown again.
    DiscreetTurned,
    /// Words to find were typed.
    FindTyped(String),
    /// A fact was added on this screen: its card opens and its first field takes the focus.
    Added {
        /// The change.
        edit: Edit,
    },
    /// A card was opened.
    CardOpened(FactId),
    /// The open card was closed.
    CardClosed,
    /// Save was pressed.
    SavePressed {
        /// The mark of the file, made by chance.
        mark: String,
    },
    /// Save with a passphrase was pressed.
    SealedSavePressed {
        /// The mark of the file, made by chance.
        mark: String,
    },
    /// The file that was made was read back, before it is handed over.
    FileRead(String),
    /// The browser took the file, at this minute of the day. It does not say whether it wrote it.
    FileTaken(u32),
    /// The browser would not do something: the problem that says what.
    Refused(&'static str),
    /// A file was chosen and read.
    FileOpened {
        /// Its text.
        text: String,
    },
    /// The same of a file that was opened with a passphrase.
    SealedOpened {
        /// Its text, opened.
        text: String,
    },
    /// The file that waits to be opened is opened in place of the review that is open.
    WaitingOpened,
    /// It is combined with the review instead.
    WaitingCombined,
    /// It is left alone.
    WaitingLeft,
    /// An earlier file of this review was chosen, to see what changed since.
    EarlierOpened {
        /// Its text.
        text: String,
    },
    /// Another agency's file was chosen, to combine it with this review.
    OtherOpened {
        /// Its text.
        text: String,
    },
    /// It was said who in that file is who here.
    Matched(Matches),
    /// Two people were chosen to be looked at beside each other, or put away again.
    Beside(Option<(PersonId, PersonId)>),
    /// That file was combined, or put away again.
    OtherPutAway,
    /// A new, empty review was begun.
    BegunAnew,
    /// An exercise was begun: a run of a scenario, or the writing of one.
    ExerciseBegun {
        /// What it begins with.
        case: Rc<Case>,
        /// The next free number.
        next_number: u32,
    },
    /// In an exercise, answers were locked, a stage was shown or the end was reached: there is no way back.
    StageTurned(Edit),
    /// In an exercise, the facilitator chose what tables said, each the text of a file.
    OutcomesOpened(Vec<String>),
    /// A table's own words were taken as a file, or a table's copy was made: a file that is not the work in hand.
    CopyTaken(Rc<Case>),
    /// Print was pressed, and this paper made.
    PaperPrinted(Rc<Document>),
    /// A paper was taken as a file of another kind. It is no copy of the review: what is unsaved stays so.
    PaperTaken(Taken),
    /// A problem was read and put away.
    ProblemDismissed(usize),
}

/// A paper as a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Taken {
    /// A name with no case data in it.
    pub name: String,
    /// What kind of file it is, for the browser.
    pub kind: &'static str,
    /// The file.
    pub bytes: Rc<Vec<u8>>,
}

/// What the browser must now do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Keep this edit outside the wasm memory.
    Journal(Edit),
    /// Forget the journal: the case now rests on this text.
    JournalBase(String),
    /// Make a file of this text and read it back.
    SaveFile {
        /// A name with no case data in it.
        name: String,
        /// The file.
        text: String,
    },
    /// Seal this text with the passphrase, and make the file of that.
    SealFile {
        /// A name with no case data in it.
        name: String,
        /// What is sealed.
        text: String,
    },
    /// Hand the file that was made to the person.
    HandOver,
    /// The file was handed over. Where nothing was changed meanwhile, the work now rests on this text.
    Saved(Option<String>),
    /// Hand this to the person as a file that is no copy of the review.
    Download(Taken),
    /// Print this paper.
    Print(Rc<Document>),
    /// Move the keyboard focus to the element with this id, or to the first field inside it.
    Focus(String),
    /// Bring the top of the screen into view and its heading into focus.
    FocusHeading,
    /// Keep where the person is outside the wasm memory: see [`Session::place_text`].
    Place(String),
    /// Have the page around the assistant do this: `cover`, `finish`, `finish-unsaved` or `keeping`.
    Ask(&'static str),
}

impl Session {
    /// An empty session on a given day.
    pub fn new(today: Today) -> Session {
        Session {
            case: Case::default(),
            today,
            scenario: None,
            clock: today,
            place: "home".to_owned(),
            open: None,
            problems: Vec::new(),
            saved: SaveState::default(),
            earlier: None,
            other: None,
            matches: Matches::default(),
            beside: None,
            finding: String::new(),
            large: false,
            is_newer: false,
            is_discreet: false,
            back: None,
            next_number: 1,
            undo: Vec::new(),
            redo: Vec::new(),
            typing: None,
            saving: None,
            waiting: None,
        }
    }

    /// A session on a case that is already there.
    pub fn with_case(case: Case, next_number: u32, today: Today) -> Session {
        let next_number = case.next_number(next_number);
        let scenario = training::scenario_of(&case).map(Rc::new);
        let place = if case.is_training() { training::PLACE } else { "home" }.to_owned();
        let mut session = Session { case, next_number, scenario, place, ..Session::new(today) };
        session.keep_to_the_stage();
        session
    }

    /// In an exercise the day is the stage's, so that the questions are those of then.
    fn keep_to_the_stage(&mut self) {
        self.today = Today::from_iso(&self.case.exercise.day).unwrap_or(self.clock);
    }

    /// A file that is put beside this one: both are for training, or neither.
    fn of_the_same_kind(&self, opened: Opened) -> Result<Opened, Problem> {
        let say = match (opened.case.is_training(), self.case.is_training()) {
            (true, false) => "problem.training-file",
            (false, true) => "problem.real-file",
            _ => return Ok(opened),
        };
        Err(Problem { say, at: String::new() })
    }

    /// Whether a review of a family is open, as far as anybody would miss it.
    fn has_review(&self) -> bool {
        !self.case.is_training() && (self.saved.has_file || self.saved.edits_since > 0)
    }

    /// What keeps this file from being opened here: training and real work do not mix.
    fn does_not_mix(&self, opened: &Case) -> Option<Problem> {
        let say = match (opened.is_training(), opened.exercise.kind) {
            (_, Some(ExerciseKind::Outcome)) => "problem.outcome-alone",
            (true, _) if self.has_review() => "problem.training-file",
            (false, _) if self.case.is_training() => "problem.real-file",
            _ => return None,
        };
        Some(Problem { say, at: String::new() })
    }

    /// Where the person is and how they look at it, as text that [`Session::go_to`] reads: the screen, the open card, and
    /// whether all is larger, names are hidden, and the file has a passphrase; and how many changes are in no file.
    pub fn place_text(&self) -> String {
        let open = self.open.as_ref().map(ToString::to_string).unwrap_or_default();
        let flag = |is_on: bool| if is_on { "yes" } else { "" };
        let edits = self.saved.edits_since.to_string();
        [&self.place, &open, flag(self.large), flag(self.is_discreet), flag(self.saved.is_sealed), &edits].join("\n")
    }

    /// Goes where a [`Session::place_text`] says; stays where nothing is said.
    pub fn go_to(&mut self, place: &str) {
        let mut lines = place.lines();
        let Some(screen) = lines.next() else { return };
        self.place = screen.to_owned();
        self.open = lines.next().and_then(|fact| fact.parse().ok());
        let mut flag = || lines.next().is_some_and(|line| !line.is_empty());
        (self.large, self.is_discreet, self.saved.is_sealed) = (flag(), flag(), flag());
        self.is_discreet &= !self.case.is_training();
        // Steps, where what was replayed is counted in letters.
        self.saved.edits_since = lines.next().and_then(|edits| edits.parse().ok()).unwrap_or(self.saved.edits_since);
    }

    /// An id that was never used in this review.
    pub fn new_id<F: Fact>(&self) -> F::Id {
        F::id(self.next_number)
    }

    /// The number the next new fact will have. Kept in the file, so that ids are not used again.
    pub fn next_number(&self) -> u32 {
        self.next_number
    }

    /// The step that undo would take back.
    pub fn can_undo(&self) -> Option<&Edit> {
        self.undo.last()
    }

    /// The step that redo would do again.
    pub fn can_redo(&self) -> Option<&Edit> {
        self.redo.last()
    }

    /// Says a problem once: the same said again takes the place of the one before. Its words take the focus.
    fn needs_saying(&mut self, problem: Problem) -> Effect {
        self.problems.retain(|known| known.say != problem.say);
        self.problems.push(problem);
        Effect::Focus("problems".to_owned())
    }

    /// Why nothing can be changed now, as the end of the keys of its words.
    pub fn looks_only(&self) -> Option<&'static str> {
        match (self.is_newer, self.is_discreet) {
            (true, _) => Some("newer"),
            (_, true) => Some("discreet"),
            _ => None,
        }
    }

    /// What keeps this from happening while nothing can be changed.
    fn refuses(&self, msg: &Msg) -> Option<Problem> {
        let changes = matches!(
            msg,
            Msg::Edited { .. }
                | Msg::Added { .. }
                | Msg::Undone
                | Msg::Redone
                | Msg::StageTurned(_)
                | Msg::OutcomesOpened(_)
        );
        let saves = matches!(msg, Msg::SavePressed { .. } | Msg::SealedSavePressed { .. });
        let say = match (self.is_newer, self.is_discreet) {
            (true, _) if changes || saves => "problem.only-newer",
            (_, true) if changes => "problem.only-discreet",
            _ => return None,
        };
        Some(save::said(say))
    }

    /// Opens a file in place of what is open.
    fn open_in_place(&mut self, opened: Opened, text: String) -> [Effect; 2] {
        let is_discreet = self.is_discreet && !opened.case.is_training();
        *self = Session::with_case(opened.case, opened.next_number, self.clock);
        (self.is_discreet, self.is_newer) = (is_discreet, opened.is_newer);
        self.problems = opened.problems;
        // That it is newer is said all the while it is open.
        self.problems.retain(|problem| !(self.is_newer && problem.say == "problem.newer"));
        let changed = training::changed_since_locked(&self.case);
        let changed = changed.iter().map(|stage| Problem { say: "problem.locked-changed", at: stage.to_string() });
        self.problems.extend(changed);
        self.saved = SaveState { has_file: true, edits_since: opened.edits, ..SaveState::default() };
        [Effect::JournalBase(text), Effect::FocusHeading]
    }

    /// How the file that waits to be opened stands to the review that is open.
    pub fn waiting(&self) -> Option<Kin> {
        self.waiting.as_ref().map(|waiting| waiting.kin)
    }

    /// What keeps a file from being opened in place of this review without a question: it would put aside what is only here.
    fn would_put_aside(&self, file: &Opened) -> Option<Kin> {
        let [ours, theirs] = [(&self.case, self.saved.edits_since > 0), (&file.case, file.edits > 0)];
        save::kin(ours, theirs).filter(|_| !self.case.is_training())
    }

    fn count_edit(&mut self) {
        self.saved.edits_since = self.saved.edits_since.saturating_add(1);
        self.next_number = self.case.next_number(self.next_number);
    }
}

/// What follows from what happened.
pub fn update(mut session: Session, msg: Msg) -> (Session, Vec<Effect>) {
    let mut effects = Vec::new();
    if let Some(problem) = session.refuses(&msg) {
        let focus = session.needs_saying(problem);
        return (session, vec![focus]);
    }
    match msg {
        Msg::Edited { edit, .. } | Msg::Added { edit } if training::is_locked(&session.case, &edit) => {
            // Joining two records would change what the stages speak of, and what is still to come.
            let is_joining = edit.changes.iter().any(|change| matches!(change.fact, FactId::Stage(_)));
            let say = if is_joining { "problem.stage-kept" } else { "problem.locked" };
            effects.push(session.needs_saying(Problem { say, at: String::new() }));
        }
        Msg::Edited { edit, typing } => {
            edit.apply(&mut session.case);
            let field = typing.map(|field| (edit.about.clone(), field));
            let joins = field.is_some() && field == session.typing && session.redo.is_empty();
            let joined = joins && session.undo.last_mut().is_some_and(|last| last.absorb(&edit));
            if !joined {
                session.undo.push(edit.clone());
                if session.undo.len() > UNDO_STEPS {
                    session.undo.remove(0);
                }
            }
            session.redo.clear();
            session.typing = field;
            if joined {
                session.next_number = session.case.next_number(session.next_number);
            } else {
                session.count_edit();
            }
            effects.push(Effect::Journal(edit));
        }
        Msg::Added { edit } => {
            let fact = edit.about.clone();
            let (next, more) = update(session, Msg::Edited { edit, typing: None });
            session = next;
            effects.extend(more);
            effects.push(Effect::Focus(card_id(&fact)));
            session.open = Some(fact);
        }
        Msg::CardOpened(fact) => {
            effects.push(Effect::Focus(card_id(&fact)));
            session.open = Some(fact);
            session.typing = None;
        }
        Msg::CardClosed => {
            if let Some(fact) = session.open.take() {
                effects.push(Effect::Focus(format!("{}-toggle", card_id(&fact))));
            }
            session.typing = None;
        }
        Msg::Undone => {
            if let Some(edit) = session.undo.pop() {
                let inverse = edit.inverse();
                inverse.apply(&mut session.case);
                session.redo.push(edit);
                session.typing = None;
                session.count_edit();
                effects.push(Effect::Journal(inverse));
            }
        }
        Msg::Redone => {
            if let Some(edit) = session.redo.pop() {
                edit.apply(&mut session.case);
                effects.push(Effect::Journal(edit.clone()));
                session.undo.push(edit);
                session.typing = None;
                session.count_edit();
            }
        }
        Msg::PlaceOpened(place) => {
            session.place = place;
            session.open = None;
            session.back = None;
            session.typing = None;
            effects.push(Effect::FocusHeading);
        }
        Msg::FactOpened { place, fact } => {
            if place != session.place {
                let (place, open) = (std::mem::replace(&mut session.place, place), session.open.take());
                session.back = Some(Back { place, open, fact: fact.clone() });
            }
            session.typing = None;
            effects.push(Effect::Focus(card_id(&fact)));
            session.open = Some(fact);
        }
        Msg::WentBack => {
            if let Some(back) = session.back.take() {
                // What was found has a name that the focus finds again; of other links there may be several.
                effects.push(match (&back.open, back.place == FIND) {
                    (_, true) => Effect::Focus(found_id(&back.fact)),
                    (Some(open), _) => Effect::Focus(card_id(open)),
                    (None, _) => Effect::FocusHeading,
                });
                session.place = back.place;
                session.open = back.open;
                session.typing = None;
            }
        }
        Msg::LargeTurned => session.large = !session.large,
        Msg::DiscreetTurned => {
            // An exercise is about nobody.
            session.is_discreet = !session.is_discreet && !session.case.is_training();
            session.typing = None;
            session.finding = String::new();
        }
        Msg::FindTyped(words) => session.finding = words,
        // A file is being made: what was pressed again is the same.
        Msg::SavePressed { .. } | Msg::SealedSavePressed { .. } if session.saving.is_some() => {}
        Msg::SavePressed { ref mark } | Msg::SealedSavePressed { ref mark } => {
            let is_sealed = matches!(msg, Msg::SealedSavePressed { .. });
            let (mut case, edits) = (session.case.clone(), session.saved.edits_since);
            // The same saved again is the same file.
            let mark = Some(mark.clone()).filter(|_| !case.is_training() && (edits > 0 || !session.saved.has_file));
            if let Some(mark) = &mark {
                save::add_mark(&mut case, mark);
            }
            let (text, name) = (save::write(&case, session.next_number), save::file_name(&case, session.clock));
            session.saving = Some(Saving { text: text.clone(), case, mark, edits, is_sealed });
            // What is typed from here on is not in the file.
            session.typing = None;
            effects.push(if is_sealed {
                Effect::SealFile { name: name.replace(".json", ".jwe"), text }
            } else {
                Effect::SaveFile { name, text }
            });
        }
        Msg::FileRead(text) => {
            if let Some(saving) = &session.saving {
                let is_whole = text == saving.text && save::open(&text).is_ok_and(|opened| opened.case == saving.case);
                if is_whole {
                    effects.push(Effect::HandOver);
                } else {
                    return update(session, Msg::Refused("problem.file-differs"));
                }
            }
        }
        Msg::FileTaken(minute) => {
            if let Some(saving) = session.saving.take() {
                if let Some(mark) = &saving.mark {
                    save::add_mark(&mut session.case, mark);
                }
                session.saved = SaveState {
                    has_file: true,
                    edits_since: session.saved.edits_since - saving.edits,
                    is_sealed: saving.is_sealed,
                    at: Some(minute),
                };
                effects.push(Effect::Saved(Some(saving.text).filter(|_| session.saved.edits_since == 0)));
            }
        }
        Msg::Refused(say) => {
            if say.starts_with("problem.file") {
                session.saving = None;
            }
            effects.push(session.needs_saying(save::said(say)));
        }
        Msg::FileOpened { text } => match save::open(&text) {
            Ok(opened) => {
                if let Some(problem) = session.does_not_mix(&opened.case) {
                    let focus = session.needs_saying(problem);
                    return (session, vec![focus]);
                }
                if let Some(kin) = session.would_put_aside(&opened) {
                    // What could not be read of it would look as if it had been added since.
                    opened.problems.into_iter().for_each(|problem| drop(session.needs_saying(problem)));
                    session.earlier = Some(Rc::new(opened.case));
                    session.waiting = Some(Waiting { text, kin, is_sealed: false });
                    return (session, vec![Effect::Focus("waiting-title".to_owned())]);
                }
                effects.extend(session.open_in_place(opened, text));
            }
            Err(problem) => effects.push(session.needs_saying(problem)),
        },
        Msg::SealedOpened { text } => {
            let (next, more) = update(session, Msg::FileOpened { text });
            session = next;
            session.saved.is_sealed |= more.iter().any(|effect| matches!(effect, Effect::JournalBase(_)));
            session.waiting.iter_mut().for_each(|waiting| waiting.is_sealed = true);
            effects = more;
        }
        Msg::WaitingOpened => {
            if let Some((Waiting { text, is_sealed, .. }, opened)) = session
                .waiting
                .take()
                .and_then(|waiting| save::open(&waiting.text).ok().map(|opened| (waiting, opened)))
            {
                effects.extend(session.open_in_place(opened, text));
                session.saved.is_sealed = is_sealed;
            }
        }
        Msg::WaitingCombined => {
            if let Some(waiting) = session.waiting.take() {
                session.place = "combine".to_owned();
                session.open = None;
                return update(session, Msg::OtherOpened { text: waiting.text });
            }
        }
        Msg::WaitingLeft => {
            session.waiting = None;
            effects.push(Effect::Focus("open".to_owned()));
        }
        Msg::EarlierOpened { text } => match save::open(&text).and_then(|opened| session.of_the_same_kind(opened)) {
            Ok(opened) => {
                session.earlier = Some(Rc::new(opened.case));
                // What could not be read of it would look as if it had been added since.
                let focus = opened.problems.into_iter().map(|problem| session.needs_saying(problem)).last();
                effects.push(focus.unwrap_or_else(|| Effect::Focus("changed-since".to_owned())));
            }
            Err(problem) => effects.push(session.needs_saying(problem)),
        },
        Msg::OtherOpened { text } => match save::open(&text).and_then(|opened| session.of_the_same_kind(opened)) {
            // Everything in it would be told twice, and seem to come from two.
            Ok(opened) if opened.case.says_the_same(&session.case) => {
                effects.push(session.needs_saying(Problem { say: "problem.same-file", at: String::new() }));
            }
            Ok(opened) => {
                session.other = Some(Rc::new(opened.case));
                // Who is who in one file says nothing of another.
                session.matches = Matches::default();
                let focus = opened.problems.into_iter().map(|problem| session.needs_saying(problem)).last();
                effects.push(focus.unwrap_or_else(|| Effect::Focus("combine-whose".to_owned())));
            }
            Err(problem) => effects.push(session.needs_saying(problem)),
        },
        Msg::Matched(matches) => session.matches = matches,
        Msg::Beside(two) => session.beside = two,
        Msg::OtherPutAway => {
            session.other = None;
            effects.push(Effect::FocusHeading);
        }
        Msg::BegunAnew => {
            session = Session { is_discreet: session.is_discreet, ..Session::new(session.clock) };
            effects.push(Effect::JournalBase(String::new()));
            effects.push(Effect::FocusHeading);
        }
        Msg::ExerciseBegun { case, next_number } => {
            if session.has_review() {
                effects.push(session.needs_saying(Problem { say: "problem.training-file", at: String::new() }));
            } else {
                session = Session::with_case((*case).clone(), next_number, session.clock);
                // A scenario that is looked at was not changed yet; a run is in no file.
                session.saved.edits_since = u32::from(training::is_run(&session.case));
                effects.push(Effect::JournalBase(save::write(&session.case, session.next_number)));
                effects.push(Effect::FocusHeading);
            }
        }
        Msg::StageTurned(edit) => {
            edit.apply(&mut session.case);
            session.undo.clear();
            session.redo.clear();
            session.typing = None;
            session.open = None;
            session.count_edit();
            session.keep_to_the_stage();
            effects.push(Effect::Journal(edit));
            effects.push(Effect::FocusHeading);
        }
        Msg::OutcomesOpened(texts) => {
            let mut took = false;
            session.problems.clear();
            for text in texts {
                let added = save::open(&text).and_then(|opened| {
                    let foreign = Problem { say: "problem.outcome-foreign", at: String::new() };
                    let case = training::with_outcome(&session.case, &opened.case).ok_or(foreign)?;
                    Ok((case, opened.problems))
                });
                match added {
                    Ok((case, problems)) => {
                        (session.case, took) = (case, true);
                        session.problems.extend(problems);
                    }
                    Err(problem) => effects.push(session.needs_saying(problem)),
                }
            }
            if took {
                session.count_edit();
                effects.push(Effect::JournalBase(save::write(&session.case, session.next_number)));
            }
        }
        Msg::CopyTaken(case) => {
            let name = save::file_name(&case, session.clock);
            let text = save::write(&case, case.next_number(1));
            let bytes = Rc::new(text.into_bytes());
            effects.push(Effect::Download(Taken { name, kind: "application/json", bytes }));
        }
        Msg::PaperTaken(taken) => effects.push(Effect::Download(taken)),
        Msg::PaperPrinted(paper) => effects.push(Effect::Print(paper)),
        Msg::ProblemDismissed(index) => {
            if index < session.problems.len() {
                session.problems.remove(index);
            }
        }
    }
    (session, effects)
}

/// The id of the element that shows a fact: letters, digits and dashes only.
pub fn card_id(fact: &FactId) -> String {
    let name: String =
        fact.to_string().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    format!("fact-{name}")
}

/// The screen that finds words.
pub const FIND: &str = "find";

/// The id of the button that leads to a fact that was found.
pub fn found_id(fact: &FactId) -> String {
    format!("found-{}", card_id(fact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Answer, Event, FactId, Key, LevelDecision, NextStep, Person};

    /// Types words into one field letter by letter, as the browser tells of it.
    fn typed<F: 'static>(session: Session, fact: &FactId, words: &str, set: fn(&mut F, String)) -> Session {
        (1..=words.len()).fold(session, |session, end| {
            let edit = Edit::change(&session.case, fact, &|fact| {
                set(fact.downcast_mut().expect("a fact of this kind"), words[..end].to_owned());
            });
            let msg = Msg::Edited { edit: edit.expect("a change"), typing: Some("text") };
            update(session, msg).0
        })
    }

    #[test]
    fn where_somebody_is_is_found_again_from_its_text() {
        let today = Today::from_iso("2026-11-24").expect("a day");
        let mut session = Session::new(today);
        session.open = Some(FactId::Answer(Key("R1-05".to_owned())));
        session.place = "history".to_owned();
        (session.large, session.saved.is_sealed, session.saved.edits_since) = (true, true, 3);
        let mut again = Session::new(today);
        again.saved.edits_since = 25;
        again.go_to(&session.place_text());
        assert_eq!(again.saved.edits_since, 3, "changes, not letters");
        assert_eq!((&again.place, &again.open), (&session.place, &session.open));
        assert_eq!((again.large, again.is_discreet, again.saved.is_sealed), (true, false, true));
        (session.large, session.is_discreet) = (false, true);
        again.go_to(&session.place_text());
        assert_eq!((again.large, again.is_discreet), (false, true), "names that are hidden stay hidden");
        let mut start = Session::new(today);
        start.go_to("");
        assert_eq!((start.place.as_str(), start.open, start.large), ("home", None, false));
    }

    #[test]
    fn a_typed_answer_or_next_step_is_one_step_to_undo() {
        let start = Session::new(Today::from_iso("2026-11-24").expect("a day"));
        let answer = FactId::Answer(Key("R1-05".to_owned()));
        let step = FactId::Step(Key("R3-06".to_owned()));
        let session = typed::<Answer>(start, &answer, "hello", |answer, words| answer.text = words);
        let session = typed::<NextStep>(session, &step, "ring", |step, words| step.step = words);
        assert_eq!(session.case.steps.values().next().expect("typed").step, "ring");
        let session = update(session, Msg::Undone).0;
        assert!(session.case.steps.is_empty(), "no letter is left of the next step");
        assert_eq!(session.case.answers.values().next().expect("typed").text, "hello");
        let session = update(session, Msg::Undone).0;
        assert_eq!(session.case, Case::default());
        let session = update(update(session, Msg::Redone).0, Msg::Redone).0;
        assert_eq!(session.case.answers.values().next().expect("typed again").text, "hello");
        assert_eq!(session.case.steps.values().next().expect("typed again").step, "ring");
    }

    #[test]
    fn after_a_link_there_is_a_way_back_until_a_screen_is_opened_another_way() {
        let start = Session { place: FIND.to_owned(), ..Session::new(Today::from_iso("2026-11-24").expect("a day")) };
        let fact = FactId::Person(crate::case::PersonId(1));
        let follow = || Msg::FactOpened { place: "people".to_owned(), fact: fact.clone() };
        let there = update(start.clone(), follow()).0;
        assert_eq!((there.place.as_str(), there.open.as_ref()), ("people", Some(&fact)));
        let (back, effects) = update(there.clone(), Msg::WentBack);
        assert_eq!((back.place.as_str(), &back.open, &back.back), (FIND, &None, &None));
        assert_eq!(effects, [Effect::Focus("found-fact-p1".to_owned())]);
        // A link on the screen itself leaves the way back as it is.
        assert_eq!(update(there.clone(), follow()).0.back, there.back);
        assert_eq!(update(there, Msg::PlaceOpened("home".to_owned())).0.back, None);
    }

    #[test]
    fn notes_on_two_signs_typed_one_after_the_other_are_two_steps() {
        let start = Session::new(Today::from_iso("2026-11-24").expect("a day"));
        let id = start.new_id::<LevelDecision>();
        let edit = Edit::add(&start.case, id, LevelDecision::default()).expect("an addition");
        let start = update(start, Msg::Added { edit }).0;
        let note = |session, words, set| typed::<LevelDecision>(session, &id.into(), words, set);
        let session = note(start, "first", |level, words| level.indicators.at("one".to_owned()).note = words);
        let session = note(session, "second", |level, words| level.indicators.at("two".to_owned()).note = words);
        let notes = |session: &Session| {
            let decision: &LevelDecision = session.case.get(id).expect("added");
            decision.indicators.values().map(|answer| answer.note.clone()).collect::<Vec<_>>()
        };
        let session = update(session, Msg::Undone).0;
        assert_eq!(notes(&session), ["first"]);
        assert!(notes(&update(session, Msg::Undone).0).is_empty());
    }

    #[test]
    fn a_step_is_named_by_all_that_was_typed_and_not_by_its_first_letter() {
        let start = Session::new(Today::from_iso("2026-11-24").expect("a day"));
        let id = start.new_id::<Event>();
        let edit = Edit::add(&start.case, id, Event::default()).expect("an addition");
        let start = update(start, Msg::Added { edit }).0;
        let session = typed::<Event>(start, &id.into(), "Police called", |event, words| event.what = words);
        assert_eq!(session.can_undo().expect("a step").label, "Police called");
        let session = typed::<Event>(update(session, Msg::CardClosed).0, &id.into(), "Moved", |event, words| {
            event.what = words;
        });
        assert_eq!(session.can_undo().expect("a step").label, "Police called", "as it was called when it was changed");
    }

    #[test]
    fn naming_somebody_just_added_is_a_step_of_its_own() {
        let start = Session::new(Today::from_iso("2026-11-24").expect("a day"));
        let id = start.new_id::<Person>();
        let edit = Edit::add(&start.case, id, Person::default()).expect("an addition");
        let session = typed::<Person>(update(start, Msg::Added { edit }).0, &id.into(), "Gran", |person, words| {
            person.label = words;
        });
        let session = update(session, Msg::Undone).0;
        assert_eq!((session.case.people.len(), session.case.label(id)), (1, ""));
    }
}
