//! The session, outside the view: moving the element on its page or drawing it anew loses nothing.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use family_history_domain::case::{Case, Choice, Edit, Fact, FactId, Person, PersonId};
use family_history_domain::document::{self, Document, Kind, discreet};
use family_history_domain::guidance::Guidance;
use family_history_domain::quick::Understood;
use family_history_domain::review::{self, OpenQuestion, Spoken};
use family_history_domain::save::{self, Kin, Matches, PROBLEMS, Problem};
use family_history_domain::scenario::Scenario;
use family_history_domain::session::{Effect, Msg, SaveState, Session, card_id, update};
use family_history_domain::sorted::Sorted;
use family_history_domain::when::{DateProblem, Reading, Today, When};
use family_history_domain::{chronology, network, sentences};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde_json::Value;
use yew::{AttrValue, Callback, MouseEvent};

use crate::effects::after_paint;
use crate::sealed::{self, Key};

/// What a screen may see: one moment of the work. Cheap to make and to compare.
#[derive(Clone)]
pub struct View {
    /// The facts.
    pub case: Rc<Case>,
    /// The content pack.
    pub guidance: Rc<Guidance>,
    /// What the facts raise.
    pub questions: Rc<Vec<OpenQuestion>>,
    /// The day of the review.
    pub today: Today,
    /// The screen that is open: a topic id, or `home`.
    pub place: AttrValue,
    /// The one card that is open.
    pub open: Option<FactId>,
    /// Where the work stands against the file.
    pub saved: SaveState,
    /// An earlier file of the same review, to see what changed since.
    pub earlier: Option<Rc<Case>>,
    /// How the file that was chosen, and is not opened yet, stands to this review.
    pub waiting: Option<Kin>,
    /// Another agency's file, looked at before it is combined.
    pub other: Option<Rc<Case>>,
    /// Who in that file is who here, as far as it was said.
    pub matches: Matches,
    /// Two people whose records are looked at beside each other.
    pub beside: Option<(PersonId, PersonId)>,
    /// The words that are looked for.
    pub finding: AttrValue,
    /// The screen a link was followed from, and the fact it led to.
    pub back: Option<(AttrValue, FactId)>,
    /// The day it is; in an exercise, [`View::today`] is the stage's.
    pub clock: Today,
    /// Whether everything is larger, for a projector.
    pub large: bool,
    /// Whether names are shown as roles.
    pub is_discreet: bool,
    /// Why nothing can be changed now, as the end of the keys of its words.
    pub looks_only: Option<&'static str>,
    /// The scenarios that the page offers, each the text of a training file.
    pub offered: Rc<Vec<String>>,
    /// In the facilitator's run of an exercise: the scenario whole.
    pub scenario: Option<Rc<Scenario>>,
    /// What speaks of an order that nobody put down.
    pub spoken: Vec<Spoken>,
    /// Whether no parent may be asked anything now: then no words are offered to say to one.
    pub no_parent_may_be_asked: bool,
    /// The name of the step that undo takes back.
    pub undo: Option<AttrValue>,
    /// The name of the step that redo does again.
    pub redo: Option<AttrValue>,
    /// What needs saying about a file.
    pub problems: Vec<AttrValue>,
    revision: u64,
}

impl PartialEq for View {
    fn eq(&self, other: &View) -> bool {
        self.revision == other.revision
    }
}

impl View {
    /// Whether the open questions, what they rest on and what can be done about them are the same in both, on one screen:
    /// a view that was left holds on to files that were looked at there.
    fn asks_as(&self, other: &View) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
            && Rc::ptr_eq(&self.questions, &other.questions)
            && Rc::ptr_eq(&self.guidance, &other.guidance)
            && (self.today, self.looks_only, &self.place) == (other.today, other.looks_only, &other.place)
    }

    /// Why nobody is to get in touch with this person now; empty where they may.
    pub fn no_contact(&self, person: PersonId) -> Vec<FactId> {
        review::no_contact(&self.case, &self.spoken, person, self.today)
    }

    /// A word of the interface.
    pub fn word(&self, key: &str) -> AttrValue {
        AttrValue::from(self.guidance.word(key).to_owned())
    }

    /// A word of the interface, or nothing when the pack has none: for hints.
    pub fn word_if_any(&self, key: &str) -> AttrValue {
        self.guidance.words.get(key).map_or_else(AttrValue::default, |word| AttrValue::from(word.clone()))
    }

    /// A word of the interface with its spaces filled.
    pub fn fill(&self, key: &str, slots: &[(&str, &str)]) -> AttrValue {
        AttrValue::from(self.guidance.say(key, slots))
    }

    /// The words of a value of a closed list.
    pub fn choice<T: Choice>(&self, value: T) -> AttrValue {
        AttrValue::from(self.guidance.choice(T::SET, value.key()).to_owned())
    }

    /// The words of a button that prints the first paper: that of the checklist with this key, or the name of the paper that
    /// whoever uses the review prints instead.
    pub fn print_words(&self, key: &str) -> AttrValue {
        match Kind::of_role(self.case.head.role) {
            Kind::Checklist => self.word(key),
            kind => self.fill("home.print-other", &[("paper", self.guidance.word(kind.title(&self.case)))]),
        }
    }

    /// A person's label, or words for a person without one.
    pub fn label(&self, person: PersonId) -> AttrValue {
        let label = self.case.label(person).trim();
        if label.is_empty() { self.word("person.no-label") } else { AttrValue::from(label.to_owned()) }
    }

    /// A date in words; what was not said says so.
    pub fn date(&self, when: &When) -> AttrValue {
        if when.is_empty() { self.word("date.none") } else { AttrValue::from(when.in_words()) }
    }

    /// Facts of one kind, as shared values, in order of their ids.
    pub fn facts<F: Fact>(&self) -> Vec<(F::Id, Rc<F>)> {
        F::all(&self.case).iter().map(|(id, fact)| (*id, fact.clone())).collect()
    }

    /// A fact in one line.
    pub fn describe(&self, fact: &FactId) -> AttrValue {
        AttrValue::from(sentences::describe(&self.case, &self.guidance, self.today, fact))
    }
}

struct State {
    session: Session,
    guidance: Rc<Guidance>,
    questions: Rc<Vec<OpenQuestion>>,
    view: Rc<View>,
    /// The moment that the questions are of.
    asked: Rc<View>,
}

struct Inner {
    state: RefCell<State>,
    watcher: RefCell<Option<Callback<Rc<View>>>>,
    effects: Box<dyn Fn(Effect)>,
    revision: Cell<u64>,
    kept: RefCell<Sorted<&'static str, Keeping>>,
    has_moved: Cell<bool>,
    /// The moment that is drawn.
    drawn: Cell<u64>,
    /// While the questions are those of a moment ago: what makes them follow, and whether words they name were typed in.
    behind: RefCell<Option<(Timeout, bool)>>,
}

/// How long nothing is typed or added before the questions follow, in milliseconds. Nobody reads them in less.
const PAUSE: u32 = 200;

/// How much of the view is made anew.
#[derive(Clone, Copy, PartialEq)]
enum Anew {
    /// What is around the facts.
    Rest,
    /// And the facts, while all that the questions speak of is still there: the questions follow.
    Facts,
    /// And what was said to a question, which stands beside it: the questions follow.
    Answers,
    /// And the questions.
    Questions,
}

/// What a screen holds that is no fact yet, and what asks before the page goes away with somebody's work in it.
struct Keeping {
    value: Rc<dyn Any>,
    guard: Option<Rc<EventListener>>,
}

/// The name that the key of a passphrase is kept under.
pub const KEY: &str = "key";
const LOCKED: &str = "locked";
const SEALING: &str = "sealing";
const OPENING: &str = "opening";

/// A file that was chosen.
#[derive(Clone, Default)]
pub struct Chosen {
    /// What it is called where it lies; nothing where the page around handed over its text alone.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// Files that were chosen, of which the one at `at` opens with a passphrase; and what is said when all are open.
pub struct Locked {
    /// The files.
    pub files: Vec<Chosen>,
    /// Which of them is asked about.
    pub at: usize,
    /// What happened, with the texts, and whether a passphrase was needed.
    pub then: Rc<dyn Fn(Vec<String>, bool) -> Msg>,
}

/// The session and who watches it. Cloning shares it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store on a session; `effects` does what the browser must do.
    pub fn new(session: Session, guidance: Guidance, effects: impl Fn(Effect) + 'static) -> Store {
        let guidance = Rc::new(guidance);
        let seen = seen(&session, &guidance);
        let questions = Rc::new(review::review(&seen.0, &guidance, session.today));
        let view = Rc::new(view_of(&session, seen, &guidance, &questions, &Rc::default(), 0));
        Store(Rc::new(Inner {
            state: RefCell::new(State { session, guidance, questions, asked: view.clone(), view }),
            watcher: RefCell::default(),
            effects: Box::new(effects),
            revision: Cell::new(0),
            kept: RefCell::default(),
            has_moved: Cell::new(false),
            drawn: Cell::new(0),
            behind: RefCell::default(),
        }))
    }

    /// Whether another screen was open before this one, in the view that is drawn.
    pub fn has_moved(&self) -> bool {
        self.0.has_moved.get()
    }

    /// A view is drawn that was not there before.
    pub fn begins_anew(&self) {
        self.0.has_moved.set(false);
    }

    /// This moment is drawn, and all of it.
    pub fn has_drawn(&self, view: &View) {
        self.0.drawn.set(view.revision);
    }

    /// Whether this moment is drawn whole, and not one before.
    pub fn is_drawn(&self) -> bool {
        self.0.drawn.get() == self.0.revision.get()
    }

    /// This moment of the work.
    pub fn view(&self) -> Rc<View> {
        self.0.state.borrow().view.clone()
    }

    /// The moment that the open questions are of: this one, or while they are to follow what is typed, the one before.
    pub fn asked(&self) -> Rc<View> {
        self.0.state.borrow().asked.clone()
    }

    /// Who is told of every change; none when the view is gone.
    pub fn watch(&self, watcher: Option<Callback<Rc<View>>>) {
        self.0.watcher.replace(watcher);
    }

    /// Uses another content pack from now on.
    pub fn use_guidance(&self, guidance: Guidance) {
        self.0.state.borrow_mut().guidance = Rc::new(guidance);
        self.refresh(Anew::Questions);
    }

    /// Offers scenarios for training, each the text of a training file.
    pub fn offer(&self, scenarios: Vec<String>) {
        {
            let state = &mut *self.0.state.borrow_mut();
            Rc::make_mut(&mut state.view).offered = Rc::new(scenarios);
        }
        self.refresh(Anew::Rest);
    }

    /// Letters that nobody can guess, made by the browser.
    pub fn by_chance(&self) -> String {
        let mut bytes = [0; 16];
        let made =
            web_sys::window().and_then(|window| window.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok());
        if made.is_none() {
            // Weaker, and still another each time: a salt must not be used twice.
            bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
        }
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Says what happened; what follows is applied, drawn and carried out.
    pub fn send(&self, msg: Msg) {
        let (is_step, is_putting_away) =
            (matches!(msg, Msg::Undone | Msg::Redone), matches!(msg, Msg::ProblemDismissed(_)));
        // Of what is typed or added, the answer on the screen is what somebody waits for. What can keep somebody from being
        // contacted keeps them from it at once.
        let is_added = matches!(msg, Msg::Added { .. });
        let anew = match &msg {
            Msg::Added { edit } | Msg::Edited { edit, typing: Some(_) } if !network::can_bar(&edit.about) => {
                if matches!(edit.about, FactId::Step(_)) { Anew::Answers } else { Anew::Facts }
            }
            _ => Anew::Questions,
        };
        let mut effects = {
            let mut state = self.0.state.borrow_mut();
            let today = state.session.today;
            let session = std::mem::replace(&mut state.session, Session::new(today));
            let (before, screen) = (session.place_text(), session.place.clone());
            let (session, mut effects) = update(session, msg);
            let place = session.place_text();
            if place != before {
                effects.push(Effect::Place(place));
            }
            if session.place != screen {
                self.0.has_moved.set(true);
            }
            state.session = session;
            effects
        };
        let case_changed = effects.iter().any(|effect| matches!(effect, Effect::Journal(_) | Effect::JournalBase(_)));
        if effects.iter().any(|effect| matches!(effect, Effect::JournalBase(_))) {
            // What was typed about one family must not be met in the review of another.
            self.0.kept.take();
        }
        let behind = self.0.behind.take();
        match (case_changed, &behind) {
            (true, _) => self.refresh(anew),
            (false, Some(_)) => self.refresh(Anew::Questions),
            (false, None) => self.refresh(Anew::Rest),
        }
        if case_changed && anew != Anew::Questions {
            self.follow(!is_added || behind.is_some_and(|(_, is_typed)| is_typed));
        }
        let view = self.view();
        // The control that was pressed may be gone now, or can no longer be pressed: the focus goes to the next best.
        let focus = |id: &str| Effect::Focus(id.to_owned());
        match (&view.undo, &view.redo) {
            (None, _) if is_step => effects.push(focus("redo")),
            (_, None) if is_step => effects.push(focus("undo")),
            _ if is_putting_away && view.problems.is_empty() => effects.push(Effect::FocusHeading),
            _ if is_putting_away => effects.push(focus("problems")),
            _ => {}
        }
        effects.into_iter().for_each(|effect| (self.0.effects)(effect));
    }

    /// Hands on the texts of files that were chosen. Where one opens with a passphrase, that is asked for first.
    pub fn read(&self, files: Vec<Chosen>, is_opened: bool, then: Rc<dyn Fn(Vec<String>, bool) -> Msg>) {
        let Some(at) = files.iter().position(|file| sealed::is_sealed(&file.text)) else {
            self.put_away(LOCKED);
            return self.send(then(files.into_iter().map(|file| file.text).collect(), is_opened));
        };
        let problem = sealed::problem(&files[at].text);
        if let Some(say) = PROBLEMS.iter().find(|say| **say == problem) {
            self.put_away(LOCKED);
            return self.send(Msg::Refused(say));
        }
        self.keep(LOCKED, Rc::new(Locked { files, at, then }), None);
        self.refresh(Anew::Rest);
        self.focus("unlock-words");
    }

    fn put_away(&self, name: &'static str) {
        if self.0.kept.borrow_mut().remove(name).is_some() {
            self.refresh(Anew::Rest);
        }
    }

    /// The file whose passphrase is asked for.
    pub fn locked(&self) -> Option<Rc<Locked>> {
        self.kept(LOCKED)
    }

    /// Does not open it after all.
    pub fn leave_locked(&self) {
        self.put_away(LOCKED);
    }

    /// Saves to a file. A review that opens with a passphrase is never put in a file without one unseen.
    pub fn save(&self) {
        match (self.view().saved.is_sealed, self.kept::<Key>(KEY)) {
            (true, None) => self.seal(),
            (true, Some(_)) => self.save_sealed(),
            (false, _) => self.save_plain(),
        }
    }

    /// Saves without a passphrase.
    pub fn save_plain(&self) {
        self.send(Msg::SavePressed { mark: self.by_chance() });
    }

    /// Saves with the passphrase that was given.
    pub fn save_sealed(&self) {
        self.send(Msg::SealedSavePressed { mark: self.by_chance() });
    }

    /// A callback that saves.
    pub fn saves<E: 'static>(&self) -> Callback<E> {
        let store = self.clone();
        Callback::from(move |_| store.save())
    }

    /// Asks for the passphrase to save with.
    pub fn seal(&self) {
        self.keep(SEALING, Rc::new(()), None);
        self.refresh(Anew::Rest);
        self.focus("seal-title");
    }

    /// Whether a passphrase to save with is asked for.
    pub fn is_sealing(&self) -> bool {
        self.kept::<()>(SEALING).is_some()
    }

    /// Asks no more.
    pub fn leave_sealing(&self) {
        self.put_away(SEALING);
    }

    /// Keeps what a passphrase was made into, until the save it is for, or for the ones after it.
    pub fn keep_key(&self, key: Key) {
        self.keep(KEY, Rc::new(key), None);
    }

    /// Whether another review is open after this.
    pub fn opens_review(&self, act: impl FnOnce()) -> bool {
        // Whatever is kept goes with the review it belongs to.
        self.keep(OPENING, Rc::new(()), None);
        act();
        self.0.kept.borrow_mut().remove(OPENING).is_none()
    }

    /// A file was handed over: a passphrase that is not to be used again is let go.
    pub fn spend_key(&self) {
        if self.kept::<Key>(KEY).is_some_and(|key| !key.is_kept) {
            self.put_away(KEY);
        }
    }

    /// What is kept under this name.
    pub fn kept<T: 'static>(&self, name: &'static str) -> Option<Rc<T>> {
        self.0.kept.borrow().get(name).and_then(|kept| kept.value.clone().downcast().ok())
    }

    /// Keeps a value under a name while the screen that holds it may be closed.
    pub fn keep(&self, name: &'static str, value: Rc<dyn Any>, guard: Option<Rc<EventListener>>) {
        self.0.kept.borrow_mut().insert(name, Keeping { value, guard });
    }

    /// What asks before the page goes away with the work that is kept under this name.
    pub fn guard_of(&self, name: &'static str) -> Option<Rc<EventListener>> {
        self.0.kept.borrow().get(name).and_then(|kept| kept.guard.clone())
    }

    /// Whether some screen holds work that is no fact yet.
    pub fn holds_work(&self) -> bool {
        self.0.kept.borrow().values().any(|kept| kept.guard.is_some())
    }

    /// Has the questions follow in the first pause. Whatever else is done before has them made at once.
    fn follow(&self, is_typed: bool) {
        let inner = Rc::downgrade(&self.0);
        let follow = Timeout::new(PAUSE, move || {
            let Some(store) = inner.upgrade().map(Store) else { return };
            store.0.behind.take();
            let view = store.view();
            let questions = review::review(&view.case, &view.guidance, view.today);
            // Though they be the same, the facts they rest on may have other words.
            if is_typed || questions != *view.questions {
                store.0.state.borrow_mut().questions = Rc::new(questions);
                store.refresh(Anew::Rest);
            }
        });
        self.0.behind.replace(Some((follow, is_typed)));
    }

    fn refresh(&self, anew: Anew) {
        let view = {
            let state = &mut *self.0.state.borrow_mut();
            let is_turned = state.session.is_discreet || state.view.is_discreet;
            let is_seen_anew = anew != Anew::Rest || is_turned;
            let seen = if is_seen_anew {
                seen(&state.session, &state.guidance)
            } else {
                (state.view.case.clone(), state.session.earlier.clone())
            };
            if anew == Anew::Questions || (anew == Anew::Rest && is_turned) {
                state.questions = Rc::new(review::review(&seen.0, &state.guidance, state.session.today));
            }
            self.0.revision.set(self.0.revision.get() + 1);
            state.view = Rc::new(view_of(
                &state.session,
                seen,
                &state.guidance,
                &state.questions,
                &state.view.offered,
                self.0.revision.get(),
            ));
            // What is drawn of the questions stays where nothing of it changed: opening a card is answered sooner.
            if anew != Anew::Facts && !state.asked.asks_as(&state.view) {
                state.asked = state.view.clone();
            }
            state.view.clone()
        };
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(view);
        }
    }

    fn edit(&self, edit: impl FnOnce(&Case) -> Option<Edit>, typing: Option<&'static str>) {
        let edit = edit(&self.0.state.borrow().session.case);
        if let Some(edit) = edit {
            self.send(Msg::Edited { edit, typing });
        }
    }

    /// Makes an edit of the case and of the next free number, as a step of its own.
    pub fn make(&self, edit: impl FnOnce(&Case, u32) -> Option<Edit>) {
        let number = self.0.state.borrow().session.next_number();
        self.edit(|case| edit(case, number), None);
    }

    /// Changes a fact. `typing` names the field being typed in, or none for a step of its own.
    pub fn change(&self, fact: &FactId, typing: Option<&'static str>, change: &dyn Fn(&mut dyn Any)) {
        self.edit(|case| Edit::change(case, fact, change), typing);
    }

    /// Adds a fact and opens its card.
    pub fn add<F: Fact>(&self, fact: F) {
        self.add_written(F::id(self.next_number()).into(), fact.to_json());
    }

    fn add_written(&self, id: FactId, fact: Value) {
        let edit = Edit::add_written(&self.0.state.borrow().session.case, id, fact);
        if let Some(edit) = edit {
            self.send(Msg::Added { edit });
        }
    }

    /// The work as the text of its file.
    pub fn file_text(&self) -> String {
        let session = &self.0.state.borrow().session;
        save::write(&session.case, session.next_number())
    }

    /// The number the next new fact will have.
    pub fn next_number(&self) -> u32 {
        self.0.state.borrow().session.next_number()
    }

    /// Adds several facts of one kind as one step.
    pub fn add_all<F: Fact>(&self, facts: Vec<F>) {
        let edit = {
            let state = self.0.state.borrow();
            Edit::add_all(&state.session.case, state.session.next_number(), facts)
        };
        if let Some(edit) = edit {
            let first = format!("{}-toggle", card_id(&edit.about));
            self.send(Msg::Edited { edit, typing: None });
            self.focus(&first);
        }
    }

    /// What is understood of a line of quick add.
    pub fn understand(&self, text: &str, read: fn(&str, &Case, &Guidance, Today, u32) -> Understood) -> Understood {
        let state = self.0.state.borrow();
        let session = &state.session;
        read(text, &session.case, &state.guidance, session.today, session.next_number())
    }

    /// Makes a change that was put together before, as one step.
    pub fn accept(&self, edit: Edit) {
        self.send(Msg::Edited { edit, typing: None });
    }

    /// Removes a fact; with a person go the facts about nobody else. Undo brings all of it back.
    pub fn remove(&self, fact: &FactId) {
        self.edit(|case| Edit::remove_fact(case, fact), None);
        // What was pressed is gone with the fact: the focus goes to what brings it back.
        self.focus("undo");
    }

    /// Moves the keyboard focus, once the view is drawn, to the element with this id or to the first field inside it.
    pub fn focus(&self, id: &str) {
        (self.0.effects)(Effect::Focus(id.to_owned()));
    }

    /// A callback that has the page around the assistant do something: see [`Effect::Ask`].
    pub fn asks(&self, what: &'static str) -> Callback<MouseEvent> {
        let store = self.clone();
        Callback::from(move |_| store.ask(what))
    }

    /// Does what may take a while, once it is said that it was heard.
    pub fn in_a_moment(&self, act: Box<dyn FnOnce()>) {
        self.ask("making");
        let store = self.clone();
        after_paint(Box::new(move || {
            act();
            store.ask("made");
        }));
    }

    /// Makes a paper, and prints it.
    pub fn print(&self, make: Box<dyn FnOnce() -> Document>) {
        let store = self.clone();
        self.in_a_moment(Box::new(move || store.send(Msg::PaperPrinted(Rc::new(make())))));
    }

    /// A callback that prints the checklist of whoever reviews.
    pub fn prints_first<E: 'static>(&self) -> Callback<E> {
        let store = self.clone();
        Callback::from(move |_| {
            let view = store.view();
            store.print(Box::new(move || document::first_paper(&view.case, &view.guidance, view.today)));
        })
    }

    /// Has the page around the assistant do something.
    pub fn ask(&self, what: &'static str) {
        (self.0.effects)(Effect::Ask(what));
    }

    /// Reads words about a date of a fact as said today: of this person's life if one is meant; or as a date of birth.
    pub fn read_date(
        &self,
        said: &str,
        fact: &FactId,
        about: Option<PersonId>,
        is_birth: bool,
    ) -> (When, Option<DateProblem>) {
        let state = self.0.state.borrow();
        if is_birth {
            return When::read_birth(said, state.session.today);
        }
        let born = about.and_then(|id| state.session.case.get::<Person>(id)).map(|person| &person.born);
        let named = chronology::named(&state.session.case, Some(fact));
        When::read(said, Reading { today: state.session.today, born, named: &named })
    }

    /// A callback that adds a fact and opens its card.
    pub fn adds<F: Fact>(&self, fact: impl Fn() -> F + 'static) -> Callback<()> {
        self.adds_written(|number| F::id(number).into(), Box::new(move || fact().to_json()))
    }

    fn adds_written(&self, id: fn(u32) -> FactId, fact: Box<dyn Fn() -> Value>) -> Callback<()> {
        let store = self.clone();
        Callback::from(move |()| store.add_written(id(store.next_number()), fact()))
    }

    /// A callback that says what happened.
    pub fn sends<E: 'static>(&self, msg: impl Fn() -> Msg + 'static) -> Callback<E> {
        let store = self.clone();
        Callback::from(move |_| store.send(msg()))
    }
}

/// The case and an earlier file of it, as they may be seen: with roles for names in the discreet view. The work itself
/// is not touched.
fn seen(session: &Session, guidance: &Guidance) -> (Rc<Case>, Option<Rc<Case>>) {
    if !session.is_discreet {
        return (Rc::new(session.case.clone()), session.earlier.clone());
    }
    let (case, earlier) = discreet(&session.case, session.earlier.as_deref(), guidance);
    (Rc::new(case), earlier.map(Rc::new))
}

fn view_of(
    session: &Session,
    (case, earlier): (Rc<Case>, Option<Rc<Case>>),
    guidance: &Rc<Guidance>,
    questions: &Rc<Vec<OpenQuestion>>,
    offered: &Rc<Vec<String>>,
    revision: u64,
) -> View {
    // The name of a step holds a name.
    let step_name = |edit: Option<&Edit>| {
        edit.filter(|_| session.looks_only().is_none())
            .map(|edit| AttrValue::from(sentences::edit_name(edit, guidance)))
    };
    let problem = |problem: &Problem| AttrValue::from(guidance.say(problem.say, &[("at", &problem.at)]));
    View {
        case,
        guidance: guidance.clone(),
        questions: questions.clone(),
        today: session.today,
        place: AttrValue::from(session.place.clone()),
        open: session.open.clone(),
        saved: session.saved,
        earlier,
        waiting: session.waiting(),
        other: session.other.clone().filter(|_| session.looks_only().is_none()),
        matches: session.matches.clone(),
        beside: session.beside,
        finding: AttrValue::from(session.finding.clone()),
        back: session.back.as_ref().map(|back| (back.place.clone().into(), back.fact.clone())),
        clock: session.clock,
        large: session.large,
        is_discreet: session.is_discreet,
        looks_only: session.looks_only(),
        offered: offered.clone(),
        scenario: session.scenario.clone(),
        spoken: review::spoken(&session.case, guidance, session.today),
        no_parent_may_be_asked: review::no_parent_may_be_asked(&session.case, guidance, session.today),
        undo: step_name(session.can_undo()),
        redo: step_name(session.can_redo()),
        problems: session.problems.iter().map(problem).collect(),
        revision,
    }
}
