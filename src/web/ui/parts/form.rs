//! The fields of a fact as a table: a screen lists what a fact holds, and this draws it.
//!
//! Labels and hints are found in the content pack by the kind of fact and the name of the field: `event.what`,
//! `event.what-hint`. Every control is drawn once, for all facts, which keeps the shipped wasm small.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use family_history_domain::case::{
    AgencyId, Case, Choice, Event, EventId, Fact, FactId, PersonId, Route, Several, Source,
};
use family_history_domain::session::{Msg, card_id};
use family_history_domain::sorted::Sorted;
use family_history_domain::when::When;
use family_history_domain::{chronology, sentences};
use yew::prelude::*;

use super::fields::{
    ChoiceField, Options, TextField, Tick, Ticks, capital, choice_field, date_note, held, text_field, tick, ticks,
};
use super::remove::Remove;
use super::{Desk, DrawnWhenOpen, Soon};
use crate::store::{Store, View};
use crate::ui::way_back;

/// A value of a closed list in a fact, whichever list it is of.
pub trait Pick {
    /// The name of the list in the content pack.
    fn list(&self) -> &'static str;
    /// The keys of the list.
    fn keys(&self) -> &'static [&'static str];
    /// The key that is chosen.
    fn now(&self) -> Option<&'static str>;
    /// Chooses by key; an unknown or empty key chooses nothing.
    fn pick(&mut self, key: &str);
}

impl<T: Choice> Pick for Option<T> {
    fn list(&self) -> &'static str {
        T::SET
    }
    fn keys(&self) -> &'static [&'static str] {
        T::KEYS
    }
    fn now(&self) -> Option<&'static str> {
        self.map(T::key)
    }
    fn pick(&mut self, key: &str) {
        *self = T::from_key(key);
    }
}

/// A person in a fact, whether the fact needs one or not.
pub trait PickPerson {
    /// Who is chosen.
    fn now(&self) -> Option<PersonId>;
    /// Chooses; a fact that needs a person keeps the one it has when nobody is chosen.
    fn pick(&mut self, person: Option<PersonId>);
}

impl PickPerson for Option<PersonId> {
    fn now(&self) -> Option<PersonId> {
        *self
    }
    fn pick(&mut self, person: Option<PersonId>) {
        *self = person;
    }
}

impl PickPerson for PersonId {
    fn now(&self) -> Option<PersonId> {
        Some(*self)
    }
    fn pick(&mut self, person: Option<PersonId>) {
        *self = person.unwrap_or(*self);
    }
}

/// Any values of a closed list in a fact, whichever list it is of.
pub trait PickMany {
    /// The name of the list in the content pack.
    fn list(&self) -> &'static str;
    /// The keys of the list.
    fn keys(&self) -> &'static [&'static str];
    /// The keys that are ticked.
    fn now(&self) -> Several<String>;
    /// Ticks by key, or takes the tick out.
    fn toggle_key(&mut self, key: &str);
}

impl<T: Choice + Ord> PickMany for Several<T> {
    fn list(&self) -> &'static str {
        T::SET
    }
    fn keys(&self) -> &'static [&'static str] {
        T::KEYS
    }
    fn now(&self) -> Several<String> {
        self.iter().map(|value| value.key().to_owned()).collect()
    }
    fn toggle_key(&mut self, key: &str) {
        if let Some(value) = T::from_key(key) {
            self.toggle(value);
        }
    }
}

/// A value of a closed list for each agency that has one, whichever list it is of.
pub trait PickEach {
    /// The name of the list in the content pack.
    fn list(&self) -> &'static str;
    /// The keys of the list.
    fn keys(&self) -> &'static [&'static str];
    /// The key that is chosen for an agency.
    fn now(&self, agency: &str) -> Option<&'static str>;
    /// Whether any is chosen.
    fn holds_any(&self) -> bool;
    /// Chooses by key for an agency; an unknown or empty key chooses nothing.
    fn pick(&mut self, agency: &str, key: &str);
}

impl<T: Choice> PickEach for Sorted<AgencyId, T> {
    fn list(&self) -> &'static str {
        T::SET
    }
    fn keys(&self) -> &'static [&'static str] {
        T::KEYS
    }
    fn now(&self, agency: &str) -> Option<&'static str> {
        self.get(agency).map(|value| value.key())
    }
    fn holds_any(&self) -> bool {
        !self.is_empty()
    }
    fn pick(&mut self, agency: &str, key: &str) {
        match T::from_key(key) {
            Some(value) => self.insert(agency.to_owned(), value),
            None => drop(self.remove(agency)),
        }
    }
}

/// Who can be chosen.
pub type Who = fn(&Case) -> Vec<PersonId>;

/// Where a value stands in a fact of any kind: see [`at!`].
pub type At<T> = fn(&mut dyn Any) -> &mut T;

/// Says where a value stands: `at!(Event, what)`. Without the kind in the type, each control is compiled once.
macro_rules! at {
    ($fact:ty, $field:ident) => {
        |fact| &mut $crate::ui::parts::fact_of::<$fact>(fact).$field
    };
}
pub(crate) use at;

/// The fact itself.
pub fn fact_of<F: 'static>(fact: &mut dyn Any) -> &mut F {
    fact.downcast_mut().expect("a sheet is drawn with the fields of its own kind")
}

/// One field of a fact: its name and where it stands.
pub enum Spec {
    /// A line of words.
    Line(&'static str, At<String>),
    /// Words of any length.
    Words(&'static str, At<String>),
    /// A date as said.
    Date(&'static str, At<When>),
    /// One of a closed list, in a drop-down.
    Pick(&'static str, At<dyn Pick>),
    /// One of a closed list, every answer in sight.
    Radios(&'static str, At<dyn Pick>),
    /// An agency of the content pack.
    Agency(&'static str, At<AgencyId>),
    /// Any agencies of the content pack.
    Agencies(&'static str, At<Several<AgencyId>>),
    /// A person.
    Person(&'static str, Who, At<dyn PickPerson>),
    /// Any people.
    People(&'static str, Who, At<Several<PersonId>>),
    /// Several events, in their order.
    Events(&'static str, At<Several<EventId>>),
    /// Any of a closed list.
    Many(&'static str, At<dyn PickMany>),
    /// One of a list of dated content: its name, and that of the list.
    Dated(&'static str, &'static str, At<String>),
    /// An answer for each agency; open from the start, or behind a line.
    EachAgency(&'static str, bool, At<dyn PickEach>),
    /// Yes, or nothing said.
    Tick(&'static str, At<bool>),
    /// Who said so, how it reached us, when.
    Source(At<Source>),
    /// Fields that are seldom needed, behind a line that says what they are. Open when any holds something.
    More(&'static str, &'static [Spec]),
}

impl Spec {
    /// Whether anything stands in this field.
    fn holds(&self, fact: &mut dyn Any) -> bool {
        match *self {
            Spec::Line(_, at) | Spec::Words(_, at) | Spec::Agency(_, at) => !at(fact).is_empty(),
            Spec::Date(_, at) => !at(fact).is_empty(),
            Spec::Pick(_, at) | Spec::Radios(_, at) => at(fact).now().is_some(),
            Spec::Agencies(_, at) => !at(fact).is_empty(),
            Spec::Dated(_, _, at) => !at(fact).is_empty(),
            Spec::Many(_, at) => !at(fact).now().is_empty(),
            Spec::EachAgency(_, _, at) => at(fact).holds_any(),
            Spec::Person(_, _, at) => at(fact).now().is_some(),
            Spec::People(_, _, at) => !at(fact).is_empty(),
            Spec::Events(_, at) => !at(fact).is_empty(),
            Spec::Tick(_, at) => *at(fact),
            Spec::Source(at) => !at(fact).is_empty(),
            Spec::More(_, specs) => specs.iter().any(|spec| spec.holds(fact)),
        }
    }
}

/// Something that is being filled in: what it holds now, and how a change is written.
pub struct Sheet {
    store: Store,
    fact: FactId,
    id: String,
    age_of: Option<PersonId>,
    /// A field in which something is missing, and the words that say so.
    missing: Option<(&'static str, AttrValue)>,
    now: RefCell<Box<dyn Any>>,
}

impl Sheet {
    /// A fact of any kind; its id begins the ids of its controls.
    pub fn of(desk: &Desk, fact: impl Into<FactId>) -> Sheet {
        let fact = fact.into();
        let id = fact.to_string();
        Sheet::with_ids(desk, fact, id)
    }

    /// The same, where `id` begins the ids of its controls.
    pub fn with_ids(desk: &Desk, fact: FactId, id: String) -> Sheet {
        let now = desk.view.case.copy(&fact).expect("what is drawn is in the case it is drawn from");
        Sheet { store: desk.store.clone(), fact, id, age_of: None, missing: None, now: RefCell::new(now) }
    }

    /// The same, where dates may speak of this person's age.
    pub fn age_of(mut self, person: Option<PersonId>) -> Sheet {
        self.age_of = person;
        self
    }

    /// The same, where something is missing in a field.
    pub fn missing(mut self, field: &'static str, words: AttrValue) -> Sheet {
        self.missing = Some((field, words));
        self
    }

    /// Writes a change as a step of its own, or as part of typing in a field.
    fn writes<V: 'static>(
        &self,
        typing: Option<&'static str>,
        set: impl Fn(&mut dyn Any, &V) + 'static,
    ) -> Callback<V> {
        let (store, fact) = (self.store.clone(), self.fact.clone());
        Callback::from(move |value: V| store.change(&fact, typing, &|fact| set(fact, &value)))
    }

    /// The same for a change that knows what kind of fact it is.
    pub fn sets<F: 'static, V: 'static>(
        &self,
        typing: Option<&'static str>,
        set: impl Fn(&mut F, &V) + 'static,
    ) -> Callback<V> {
        self.writes(typing, move |fact, value| set(fact_of(fact), value))
    }

    /// Draws these fields.
    pub fn draw(&self, desk: &Desk, specs: &[Spec]) -> Html {
        held(&desk.view, html! { <div class="fields">for spec in specs { { self.field(desk, spec) } }</div> })
    }

    fn control(&self, view: &View, name: &str) -> Control {
        let key = format!("{}.{name}", self.fact.kind());
        Control {
            id: format!("{}-{name}", self.id).into(),
            label: view.word(&key),
            hint: view.word_if_any(&format!("{key}-hint")),
        }
    }

    fn text(&self, view: &View, name: &str, value: &str, on_input: Callback<String>, lines: u32) -> Html {
        let missing = self.missing.as_ref().filter(|(field, _)| *field == name);
        let error = missing.map(|(_, words)| words.clone()).unwrap_or_default();
        self.control(view, name).text(value, on_input, lines, error)
    }

    fn field(&self, desk: &Desk, spec: &Spec) -> Html {
        self.field_of(desk, spec, &mut **self.now.borrow_mut())
    }

    fn field_of(&self, desk: &Desk, spec: &Spec, now: &mut dyn Any) -> Html {
        let view = &desk.view;
        match *spec {
            Spec::Line(name, at) => {
                let on_input = self.writes(Some(name), move |fact, value: &String| at(fact).clone_from(value));
                self.text(view, name, at(now), on_input, 1)
            }
            Spec::Words(name, at) => {
                let on_input = self.writes(Some(name), move |fact, value: &String| at(fact).clone_from(value));
                self.text(view, name, at(now), on_input, 3)
            }
            Spec::Date(name, at) => self.date(desk, name, &at(now).clone(), at),
            Spec::Pick(name, at) | Spec::Radios(name, at) => {
                let on_change = self.writes(None, move |fact, key: &String| at(fact).pick(key));
                self.control(view, name).pick(view, at(now), on_change, matches!(spec, Spec::Radios(..)))
            }
            Spec::Agency(name, at) => {
                let on_change = self.writes(None, move |fact, key: &String| at(fact).clone_from(key));
                let here = at(now).clone();
                let options =
                    with_chosen(view, agencies(view), &here, || view.guidance.agency_name(&here).to_owned().into());
                self.control(view, name).choose(view, options, &here, on_change)
            }
            Spec::Agencies(name, at) => {
                let on_toggle = self.writes(None, move |fact, key: &String| at(fact).toggle(key.clone()));
                self.control(view, name).ticks(view, agencies(view), at(now).clone(), on_toggle)
            }
            Spec::Person(name, who, at) => {
                let on_change = self.writes(None, move |fact, key: &String| at(fact).pick(key.parse().ok()));
                let here = at(now).now();
                let chosen = here.map(|person| person.to_string()).unwrap_or_default();
                let words = || here.map(|person| view.label(person)).unwrap_or_default();
                let options = with_chosen(view, people(view, who), &chosen, words);
                self.control(view, name).choose(view, options, &chosen, on_change)
            }
            Spec::People(name, who, at) => {
                let (store, of) = (desk.store.clone(), self.fact.clone());
                let on_toggle = self.writes(None, move |fact, key: &String| {
                    if let Ok(person) = key.parse() {
                        at(fact).toggle(person);
                        read_again(fact, &of, &store);
                    }
                });
                let chosen: Several<String> = at(now).iter().map(ToString::to_string).collect();
                self.control(view, name).ticks_of_many(view, people(view, who), chosen, on_toggle)
            }
            Spec::Events(name, at) => {
                let on_toggle = self.writes(None, move |fact, key: &String| {
                    if let Ok(event) = key.parse() {
                        at(fact).toggle(event);
                    }
                });
                let chosen: Several<String> = at(now).iter().map(ToString::to_string).collect();
                let option = |(id, _): &(EventId, Rc<Event>)| {
                    (id.to_string().into(), sentences::clip(&view.describe(&FactId::from(*id))).into())
                };
                let options = chronology::events(&view.case).iter().map(option).collect();
                self.control(view, name).ticks_of_many(view, Rc::new(options), chosen, on_toggle)
            }
            Spec::Many(name, at) => {
                let on_toggle = self.writes(None, move |fact, key: &String| at(fact).toggle_key(key));
                let (list, keys, chosen) = (at(now).list(), at(now).keys(), at(now).now());
                let words = |key: &&'static str| (AttrValue::Static(key), capital(view.guidance.choice(list, key)));
                self.control(view, name).ticks(view, Rc::new(keys.iter().map(words).collect()), chosen, on_toggle)
            }
            Spec::Dated(name, list, at) => {
                let on_change = self.writes(None, move |fact, key: &String| at(fact).clone_from(key));
                let day = view.today.iso();
                let here = at(now).clone();
                let mut holds: Vec<_> = view.guidance.dated_on(list, &day).collect();
                // What was chosen when it held stays in the list after its last day.
                let past = view.guidance.dated(&here).filter(|item| holds.iter().all(|other| other.id != item.id));
                holds.extend(past);
                let option =
                    |item: &family_history_domain::guidance::Dated| (item.id.clone().into(), item.name.clone().into());
                let options = Rc::new(holds.into_iter().map(option).collect());
                self.control(view, name).choose(view, options, &here, on_change)
            }
            Spec::EachAgency(name, open, at) => {
                let (desk, fact, id) = (desk.clone(), self.fact.clone(), self.id.clone());
                let draw = Callback::from(move |()| {
                    Sheet::with_ids(&desk, fact.clone(), id.clone()).each_agency(&desk.view, name, at)
                });
                let summary = self.control(view, name).label;
                html! { <DrawnWhenOpen class="more field-wide" {summary} {draw} open={open || at(now).holds_any()} /> }
            }
            Spec::Tick(name, at) => {
                let Control { id, label, hint } = self.control(view, name);
                let on_change = self.writes(None, move |fact, value: &bool| *at(fact) = *value);
                html! { { tick(Tick { id, label, hint, checked: *at(now), on_change }) } }
            }
            Spec::Source(at) => self.source(desk, &at(now).clone(), at),
            Spec::More(name, specs) => {
                let open = specs.iter().any(|spec| spec.holds(now));
                let summary = view.word(&format!("{}.{name}", self.fact.kind()));
                let (desk, fact, id, age_of) = (desk.clone(), self.fact.clone(), self.id.clone(), self.age_of);
                let draw = Callback::from(move |()| {
                    Sheet::with_ids(&desk, fact.clone(), id.clone()).age_of(age_of).draw(&desk, specs)
                });
                html! { <DrawnWhenOpen class="more field-wide" {summary} {draw} {open} /> }
            }
        }
    }

    /// An answer for each agency, side by side.
    fn each_agency(&self, view: &View, name: &'static str, at: At<dyn PickEach>) -> Html {
        let mut now = self.now.borrow_mut();
        let now = at(&mut **now);
        let words = |key: &&'static str| (AttrValue::Static(key), capital(view.guidance.choice(now.list(), key)));
        let options: Options = Rc::new(now.keys().iter().map(words).collect());
        let control = self.control(view, name);
        let one = |agency: &family_history_domain::guidance::Agency| {
            let id = agency.id.clone();
            let on_change = self.writes(None, move |fact, key: &String| at(fact).pick(&id, key));
            let value = now.now(&agency.id).unwrap_or_default().into();
            choice_field(
                view,
                ChoiceField {
                    id: format!("{}-{}", control.id, agency.id).into(),
                    label: agency.name.clone().into(),
                    options: options.clone(),
                    value,
                    on_change,
                    ..Default::default()
                },
            )
        };
        html! {
            <fieldset class="fieldset field-wide">
                <legend class="visually-hidden">{ control.label.clone() }</legend>
                <div class="fields">for agency in view.guidance.agencies.iter() { { one(agency) } }</div>
            </fieldset>
        }
    }

    fn date(&self, desk: &Desk, name: &'static str, now: &When, at: At<When>) -> Html {
        let view = &desk.view;
        let is_birth = name == "born";
        let mut control = self.control(view, name);
        if control.hint.is_empty() {
            control.hint = view.word("date.hint");
        }
        self.date_field(desk, control, name, is_birth, now, at)
    }

    /// Words about a date, and how they were read or why they could not be.
    fn date_field(
        &self,
        desk: &Desk,
        control: Control,
        typing: &'static str,
        is_birth: bool,
        now: &When,
        set: impl Fn(&mut dyn Any) -> &mut When + 'static,
    ) -> Html {
        let (store, fact, age_of) = (desk.store.clone(), self.fact.clone(), self.age_of);
        // What is kept was read when it was typed: "last week" does not move on with the days.
        let problem = now.edtf().is_empty().then(|| store.read_date(now.said(), &fact, age_of, is_birth).1).flatten();
        let (note, error) = date_note(&desk.view, now, problem);
        let on_input = self.writes(Some(typing), move |it, said: &String| {
            *set(it) = store.read_date(said, &fact, age_of, is_birth).0;
        });
        let Control { id, label, hint } = control;
        html! { { text_field(TextField { id, label, hint, value: now.said().to_owned().into(), on_input, note, error, width: "width-20".into(), ..Default::default() }) } }
    }

    fn source(&self, desk: &Desk, now: &Source, at: At<Source>) -> Html {
        let view = &desk.view;
        let control = |name: &str| Control {
            id: format!("{}-source-{name}", self.id).into(),
            label: view.word(&format!("source.{name}")),
            hint: view.word_if_any(&format!("source.{name}-hint")),
        };
        let who = self.writes(Some("source-who"), move |fact, value: &String| at(fact).who.clone_from(value));
        let also = self.writes(Some("source-also"), move |fact, value: &String| at(fact).also.clone_from(value));
        let route = self.writes(None, move |fact, key: &String| at(fact).route = Route::from_key(key));
        let when = self.date_field(desk, control("when"), "source-when", false, &now.when, move |it| &mut at(it).when);
        html! {
            <fieldset class="fieldset source-fields field-wide">
                <legend class="label">{ view.word("source.legend") }</legend>
                <div class="fields">
                    { control("who").text(&now.who, who, 1, AttrValue::default()) }
                    { control("route").pick(view, &now.route, route, false) }
                    { when }
                    { control("also").text(&now.also, also, 1, AttrValue::default()) }
                </div>
            </fieldset>
        }
    }
}

/// "When she was 8" waits for whom an event is about: said first, it is read again when they are ticked. What was read and
/// can no longer be, as when something else is called the same by now, stays as it was.
fn read_again(it: &mut dyn Any, fact: &FactId, store: &Store) {
    if let Some(event) = it.downcast_mut::<Event>() {
        event.read_again(store.view().today, |event| {
            store.read_date(event.when.said(), fact, event.only_person(), false).0
        });
    }
}

/// How many people stand as tick boxes at once.
const MANY: usize = 24;

/// A control's id and words.
#[derive(Clone)]
struct Control {
    id: AttrValue,
    label: AttrValue,
    hint: AttrValue,
}

impl Control {
    fn text(self, value: &str, on_input: Callback<String>, lines: u32, error: AttrValue) -> Html {
        let Control { id, label, hint } = self;
        html! { { text_field(TextField { id, label, hint, value: value.to_owned().into(), on_input, lines, error, ..Default::default() }) } }
    }

    fn pick(self, view: &View, now: &dyn Pick, on_change: Callback<String>, radios: bool) -> Html {
        let Control { id, label, hint } = self;
        let words = |key: &&'static str| (AttrValue::Static(key), capital(view.guidance.choice(now.list(), key)));
        let options: Options = Rc::new(now.keys().iter().map(words).collect());
        html! { { choice_field(view, ChoiceField { id, label, hint, options, value: now.now().unwrap_or_default().into(), on_change, radios, list: now.list(), ..Default::default() }) } }
    }

    fn choose(self, view: &View, options: Options, value: &str, on_change: Callback<String>) -> Html {
        let Control { id, label, hint } = self;
        html! { { choice_field(view, ChoiceField { id, label, hint, options, value: value.to_owned().into(), on_change, ..Default::default() }) } }
    }

    /// Boxes to tick. So many that they would fill the screen are drawn only when they are asked for; what is ticked is
    /// said on the line.
    fn ticks_of_many(
        self,
        view: &View,
        options: Options,
        chosen: Several<String>,
        on_toggle: Callback<String>,
    ) -> Html {
        if options.len() <= MANY {
            return self.ticks(view, options, chosen, on_toggle);
        }
        let ticked = options.iter().filter(|(key, _)| chosen.contains(&key.to_string()));
        let names: Vec<&str> = ticked.map(|(_, name)| name.as_str()).collect();
        let summary = format!("{}: {}", self.label, names.join(", "));
        let draw = Callback::from(move |()| {
            let Control { id, label, hint } = self.clone();
            let (options, chosen, on_toggle) = (options.clone(), chosen.clone(), on_toggle.clone());
            ticks(Ticks { id, label, hint, options, chosen, on_toggle, empty: AttrValue::default() })
        });
        html! { <DrawnWhenOpen class="more field-wide" {summary} {draw} /> }
    }

    fn ticks(self, view: &View, options: Options, chosen: Several<String>, on_toggle: Callback<String>) -> Html {
        let Control { id, label, hint } = self;
        html! { { ticks(Ticks { id, label, hint, options, chosen, on_toggle, empty: view.word("people.none-yet") }) } }
    }
}

/// The agencies of the content pack, as options.
pub fn agencies(view: &View) -> Options {
    let option =
        |agency: &family_history_domain::guidance::Agency| (agency.id.clone().into(), agency.name.clone().into());
    Rc::new(view.guidance.agencies.iter().map(option).collect())
}

/// These people, as options.
pub fn people(view: &View, who: Who) -> Options {
    Rc::new(who(&view.case).into_iter().map(|id| (id.to_string().into(), view.label(id))).collect())
}

/// Options with the one that was chosen: somebody who is no child any more, an agency that this pack does not have. What is
/// there is never shown as nothing.
fn with_chosen(view: &View, options: Options, chosen: &str, words: impl FnOnce() -> AttrValue) -> Options {
    if chosen.is_empty() || options.iter().any(|(key, _)| key == chosen) {
        return options;
    }
    let mut all = Options::unwrap_or_clone(options);
    all.push((chosen.to_owned().into(), view.fill("choice.not-listed", &[("what", &words())])));
    Rc::new(all)
}

/// How many of a long list are drawn at once.
pub const PAGE: usize = 12;

#[derive(Properties, PartialEq)]
pub struct PagesProps {
    pub desk: Desk,
    pub total: usize,
    /// Where the open card stands: its page is shown.
    #[prop_or_default]
    pub open_at: Option<usize>,
    /// What the buttons turn the pages of, where a screen has several lists.
    #[prop_or_default]
    pub label: AttrValue,
    /// Draws these of the list.
    pub draw: Callback<Range<usize>, Html>,
}

/// A long list, a page at a time: only what can be seen is drawn.
#[component]
pub fn Pages(props: &PagesProps) -> Html {
    let view = &props.desk.view;
    // The page, and the open card it was turned for: a card that is opened is drawn with its page, not after it.
    let turned = use_mut_ref(|| (0usize, None));
    let redraw = use_force_update();
    let last = props.total.saturating_sub(1) / PAGE;
    let here = {
        let mut turned = turned.borrow_mut();
        if turned.1 != props.open_at {
            *turned = (props.open_at.map_or(turned.0, |at| at / PAGE), props.open_at);
        }
        turned.0.min(last)
    };
    let range = here * PAGE..((here + 1) * PAGE).min(props.total);
    let (first, end, total) = ((range.start + 1).to_string(), range.end.to_string(), props.total.to_string());
    let go = |to: usize| {
        let (turned, redraw) = (turned.clone(), redraw.clone());
        Callback::from(move |_: MouseEvent| {
            turned.borrow_mut().0 = to;
            redraw.force_update();
        })
    };
    html! {
        <>
            { props.draw.emit(range) }
            if last > 0 {
                <nav class="pager" aria-label={if props.label.is_empty() { view.word("pages.title") } else { props.label.clone() }}>
                    <button type="button" class="btn" disabled={here == 0} onclick={go(here.saturating_sub(1))}>{ view.word("pages.before") }</button>
                    <span>{ view.fill("pages.here", &[("first", &first), ("last", &end), ("total", &total)]) }</span>
                    <button type="button" class="btn" disabled={here == last} onclick={go(here + 1)}>{ view.word("pages.after") }</button>
                </nav>
            }
        </>
    }
}

/// A page as a list with this class, drawn one by one.
pub fn page_list(class: &'static str, one: Callback<usize, Html>) -> Callback<Range<usize>, Html> {
    Callback::from(move |range: Range<usize>| html! { <ul {class}>for index in range { { one.emit(index) } }</ul> })
}

/// Draws more about a fact.
pub type More<F> = fn(&Desk, <F as Fact>::Id, &F) -> Html;

/// What is particular to a list of facts of one kind.
pub struct Cards<F: Fact> {
    /// The fields of each.
    pub specs: &'static [Spec],
    /// What each is called.
    pub title: fn(&View, &F) -> AttrValue,
    /// Whose age a date of each may speak of.
    pub age_of: fn(F::Id, &F) -> Option<PersonId>,
    /// Anything more below the fields.
    pub more: Option<More<F>>,
    /// What a closed card shows under its title; the fact in a line without.
    pub line: Option<More<F>>,
}

impl<F: Fact> Cards<F> {
    /// A list with these fields and titles, and nothing else.
    pub const fn of(specs: &'static [Spec], title: fn(&View, &F) -> AttrValue) -> Cards<F> {
        Cards { specs, title, age_of: |_, _| None, more: None, line: None }
    }

    /// Draws these facts as cards, in the order given.
    pub fn draw(&'static self, desk: &Desk, facts: Vec<(F::Id, Rc<F>)>) -> Html {
        if facts.is_empty() {
            return html! {};
        }
        let open = desk.view.open.clone();
        let open_at = facts.iter().position(|(id, _)| open.as_ref() == Some(&(*id).into()));
        let (total, here) = (facts.len(), desk.clone());
        let draw = page_list("cards", Callback::from(move |at: usize| self.card(&here, facts[at].0, &facts[at].1)));
        html! { <Pages desk={desk.clone()} {total} {open_at} {draw} /> }
    }

    /// Draws every fact of the kind, in order of their ids.
    pub fn draw_all(&'static self, desk: &Desk) -> Html {
        self.draw(desk, desk.view.facts::<F>())
    }

    fn card(&'static self, desk: &Desk, id: F::Id, fact: &F) -> Html {
        let fact_id: FactId = id.into();
        let title = (self.title)(&desk.view, fact);
        if desk.view.open.as_ref() == Some(&fact_id) {
            let more = self.more.map(|more| more(desk, id, fact));
            open_card(desk, &fact_id, title, (self.age_of)(id, fact), self.specs, more)
        } else {
            closed_card(desk, &fact_id, title, self.line.map(|line| line(desk, id, fact)))
        }
    }
}

/// How many fields stand in a card when it opens: as many as are filled in first. The rest follows once they are painted.
const FIRST: usize = 4;

/// A card with its fields.
fn open_card(
    desk: &Desk,
    fact: &FactId,
    title: AttrValue,
    age_of: Option<PersonId>,
    specs: &[Spec],
    more: Option<Html>,
) -> Html {
    let sheet = Sheet::of(desk, fact.clone()).age_of(age_of);
    let (first, rest) = specs.split_at(specs.len().min(FIRST));
    let fields = |specs: &[Spec]| html! { for spec in specs { { sheet.field(desk, spec) } } };
    let all = html! {
        <div class="fields">
            { fields(first) }
            if !rest.is_empty() { <Soon at_once={!desk.store.has_moved()}>{ fields(rest) }</Soon> }
        </div>
    };
    card(desk, fact, title, html! {}, Some(html! { <>{ held(&desk.view, all) }{ more.unwrap_or_default() }</> }))
}

/// A card with a line of its own, or the fact in a line.
fn closed_card(desk: &Desk, fact: &FactId, title: AttrValue, line: Option<Html>) -> Html {
    let line = line.unwrap_or_else(
        || html! { <p class="card-line"><bdi>{ without_title(&desk.view.describe(fact), &title) }</bdi></p> },
    );
    card(desk, fact, title, line, None)
}

/// A fact in a line, without the title that stands above it.
fn without_title(line: &str, title: &str) -> AttrValue {
    let same = |first: &str, second: &str| first.to_lowercase() == second.to_lowercase();
    let rest = line.get(..title.len()).filter(|start| same(start, title)).map(|_| &line[title.len()..]);
    capital(rest.unwrap_or(line).trim_start_matches([':', ';', ',', ' ']))
}

/// A fact as a card: a line when closed, its fields when open.
fn card(desk: &Desk, fact: &FactId, title: AttrValue, line: Html, body: Option<Html>) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let id = card_id(fact);
    let open = body.is_some();
    let toggle = {
        let (store, fact) = (store.clone(), fact.clone());
        Callback::from(move |_: MouseEvent| {
            store.send(if open { Msg::CardClosed } else { Msg::CardOpened(fact.clone()) })
        })
    };
    let title = if title.trim().is_empty() { view.word("card.no-title") } else { capital(&title) };
    html! {
        <li class={if open { "card card-open" } else { "card" }} id={id.clone()} key={fact.to_string()}>
            <div class="card-head">
                <h4 class="card-title">
                    <button type="button" class="card-toggle" id={format!("{id}-toggle")} aria-expanded={open.to_string()}
                        aria-controls={open.then(|| format!("{id}-body"))} onclick={toggle.clone()}>
                        <bdi>{ title.clone() }</bdi>
                        <span class="card-toggle-word">{ view.word(if open { "card.close" } else if view.looks_only.is_some() { "card.look" } else { "card.change" }) }</span>
                    </button>
                </h4>
                { line }
            </div>
            if let Some(body) = body {
                <div class="card-body" id={format!("{id}-body")}>
                    { body }
                    <div class="card-foot">
                        <button type="button" class="btn" onclick={toggle}>{ view.word("card.done") }</button>
                        <Remove desk={desk.clone()} fact={fact.clone()} {title} />
                    </div>
                    if view.back.as_ref().is_some_and(|(_, led_to)| led_to == fact) { { way_back(desk) } }
                </div>
            }
        </li>
    }
}

/// Adds another of a kind.
pub fn add_button(label: AttrValue, on_add: Callback<()>) -> Html {
    html! { <button type="button" class="btn btn-add" onclick={on_add.reform(|_| ())}>{ label }</button> }
}
