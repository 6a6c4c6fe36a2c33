//! What is known: people, how they are linked, what happened, what was looked at, and what is done about it.
//!
//! A [`Case`] is facts alone. It changes only through an [`Edit`], which can be applied, inverted and replayed.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use crate::plain::{Plain, Shape, Word, plain_struct, plain_word};
use crate::sorted::Sorted;

mod choices;
mod edit;
mod facts;
mod moving;
mod several;

pub use choices::*;
pub use edit::*;
pub use facts::*;
pub(crate) use moving::put as put_fact;
pub use moving::{Names, as_written, moved, spoken_of, taken_back};
pub use several::Several;

/// An agency's id in the content pack: `hv`, `early-years`. Empty means not said.
pub type AgencyId = String;

/// Declares the kinds of fact: their ids, their place in the case, and the change that carries each.
macro_rules! kinds {
    (
        many { $( $(#[$doc:meta])* $field:ident : $fact:ident, $id:ident = $prefix:literal, $kind:literal; )+ }
        keyed { $( $(#[$kdoc:meta])* $kfield:ident : $kfact:ident, $kvariant:ident, $kkind:literal; )+ }
        one { $( $(#[$odoc:meta])* $ofield:ident : $ofact:ident, $okind:literal; )+ }
    ) => {
        $(
            #[doc = concat!("Id of a [`", stringify!($fact), "`]: `", $prefix, "1` in files. Small, stable, never reused.")]
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
            pub struct $id(pub u32);

            impl fmt::Display for $id {
                fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result { write!(out, concat!($prefix, "{}"), self.0) }
            }
            impl std::str::FromStr for $id {
                type Err = ();
                fn from_str(text: &str) -> Result<Self, ()> { number_after(text, $prefix).map($id).ok_or(()) }
            }
            impl Word for $id {
                fn to_word(&self) -> String { self.to_string() }
                fn from_word(word: &str) -> Option<Self> { word.parse().ok() }
            }
            plain_word!($id);
            #[cfg(feature = "schema")]
            impl schemars::JsonSchema for $id {
                fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($id).into() }
                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    schemars::json_schema!({ "type": "string", "pattern": concat!("^", $prefix, "(0|[1-9][0-9]{0,8})$") })
                }
            }
            impl From<$id> for FactId { fn from(id: $id) -> FactId { FactId::$fact(id) } }

            impl Fact for $fact {
                type Id = $id;
                const KIND: &'static str = $kind;
                fn all(case: &Case) -> &Shelf<$id, Self> { &case.$field }
                fn all_mut(case: &mut Case) -> &mut Shelf<$id, Self> { &mut case.$field }
                fn id(number: u32) -> $id { $id(number) }
            }
        )+

        /// Everything known of one family's review.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(default, rename_all = "kebab-case"))]
        pub struct Case {
            $( $(#[$odoc])* pub $ofield: Rc<$ofact>, )+
            $( $(#[$doc])* pub $field: Shelf<$id, $fact>, )+
            $( $(#[$kdoc])* pub $kfield: Shelf<Key, $kfact>, )+
            /// Facts of a file that this version could not read, kept as they came and written back unchanged.
            pub unread: Sorted<String, Value>,
        }

        plain_struct!(Case { $($ofield,)+ $($field,)+ $($kfield,)+ unread });

        /// The id of any fact: what an open question rests on, and where a link leads.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum FactId {
            $( #[doc = concat!("A [`struct@", stringify!($fact), "`].")] $fact($id), )+
            $( #[doc = concat!("A [`struct@", stringify!($kfact), "`], by its key.")] $kvariant(Key), )+
            $( #[doc = concat!("The [`struct@", stringify!($ofact), "`].")] $ofact, )+
        }

        impl fmt::Display for FactId {
            fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
                match self {
                    $( FactId::$fact(id) => write!(out, "{id}"), )+
                    $( FactId::$kvariant(key) => write!(out, concat!($kkind, ":{}"), key), )+
                    $( FactId::$ofact => out.write_str($okind), )+
                }
            }
        }

        impl std::str::FromStr for FactId {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                $( if text == $okind { return Ok(FactId::$ofact); } )+
                $( if let Some(key) = text.strip_prefix(concat!($kkind, ":")) { return Ok(FactId::$kvariant(Key(key.to_owned()))); } )+
                $( if let Ok(id) = text.parse::<$id>() { return Ok(FactId::$fact(id)); } )+
                Err(())
            }
        }

        impl FactId {
            /// The kind of fact: the key of its word in the content pack (`kind.person`).
            pub fn kind(&self) -> &'static str {
                match self {
                    $( FactId::$fact(_) => $kind, )+
                    $( FactId::$kvariant(_) => $kkind, )+
                    $( FactId::$ofact => $okind, )+
                }
            }
        }

        /// Every kind of fact, as keyed in the content pack under `kind.`.
        pub const KINDS: &[&str] = &[ $( $kind, )+ $( $kkind, )+ $( $okind, )+ ];

        impl Case {
            /// The highest id number in use; 0 in an empty case. Whoever was joined to somebody else keeps their number.
            pub fn highest_id(&self) -> u32 {
                let joined = self.joined.values().filter_map(|joined| joined.was());
                let mut highest = joined.map(|(id, _)| id.0).max().unwrap_or_default();
                $( if let Some((id, _)) = self.$field.iter().next_back() { highest = highest.max(id.0); } )+
                highest
            }

            /// Whether a fact of any kind has this number.
            pub(crate) fn has_number(&self, number: u32) -> bool {
                let is_used = |fact: FactId| self.has(&fact);
                let joined = self.joined.values().any(|joined| joined.was().is_some_and(|(id, _)| id.0 == number));
                joined || [$( $prefix ),+].iter().any(|prefix| format!("{prefix}{number}").parse().is_ok_and(is_used))
            }

            /// Any fact in the form a file holds; none when it is not there.
            pub fn written(&self, fact: &FactId) -> Option<Value> {
                match fact {
                    $( FactId::$fact(id) => self.$field.get(id).map(Plain::to_json), )+
                    $( FactId::$kvariant(key) => self.$kfield.get(key).map(Plain::to_json), )+
                    $( FactId::$ofact => Some(self.$ofield.to_json()), )+
                }
            }

            /// The fields of a fact that hold something: name, kind of value and JSON form. None when it is not there.
            pub fn fields(&self, fact: &FactId) -> Vec<(&'static str, Shape, Value)> {
                match fact {
                    $( FactId::$fact(id) => self.$field.get(id).map(|fact| fact.fields()).unwrap_or_default(), )+
                    $( FactId::$kvariant(key) => self.$kfield.get(key).map(|fact| fact.fields()).unwrap_or_default(), )+
                    $( FactId::$ofact => self.$ofield.fields(), )+
                }
            }

            /// Whether nothing is put down yet but whose review it is.
            pub fn is_untouched(&self) -> bool {
                let head = Head { agency: self.head.agency.clone(), ..Head::default() };
                $( self.$field.is_empty() && )+ $( self.$kfield.is_empty() && )+
                    *self.head == head && *self.plan == Plan::default() && *self.exercise == Exercise::default()
            }

            /// Whether this is an entry, and nothing is put down in it.
            fn is_blank(&self, fact: &FactId) -> bool {
                match fact {
                    $( FactId::$fact(id) => self.$field.get(id).is_some_and(|fact| fact.is_nothing()), )+
                    _ => false,
                }
            }

            /// The id of every fact, in the order of their kinds.
            pub fn every_fact(&self) -> Vec<FactId> {
                let mut every = Vec::new();
                $( every.push(FactId::$ofact); )+
                $( every.extend(self.$field.keys().map(|id| FactId::$fact(*id))); )+
                $( every.extend(self.$kfield.keys().map(|key| FactId::$kvariant(key.clone()))); )+
                every
            }

            /// Puts a fact in place of the one with its id, or takes it out. What cannot be read changes nothing.
            fn put(&mut self, fact: &FactId, value: Option<Value>) {
                match fact {
                    $( FactId::$fact(id) => put(&mut self.$field, *id, value), )+
                    $( FactId::$kvariant(key) => put(&mut self.$kfield, key.clone(), value), )+
                    $( FactId::$ofact => if let Some(Ok(fact)) = value.map(Plain::from_json) { self.$ofield = fact; }, )+
                }
            }

            /// A fact as changing it in place leaves it; none when it is not there. An answer or a next step of which
            /// nothing is left is absent.
            fn changed(&self, fact: &FactId, change: &dyn Fn(&mut dyn Any)) -> Option<Option<Value>> {
                Some(match fact {
                    $( FactId::$fact(id) => Some(changed(self.$field.get(id)?, change)), )+
                    $( FactId::$kvariant(key) => {
                        let after = changed(&self.$kfield.get(key).cloned().unwrap_or_default(), change);
                        after.as_object().is_some_and(|after| !after.is_empty()).then_some(after)
                    } )+
                    $( FactId::$ofact => Some(changed(&self.$ofield, change)), )+
                })
            }

            /// A copy of any fact, to look into; an answer or a next step that is not there is an empty one.
            pub fn copy(&self, fact: &FactId) -> Option<Box<dyn Any>> {
                Some(match fact {
                    $( FactId::$fact(id) => Box::new((**self.$field.get(id)?).clone()), )+
                    $( FactId::$kvariant(key) => Box::new(self.$kfield.get(key).map(|fact| (**fact).clone()).unwrap_or_default()), )+
                    $( FactId::$ofact => Box::new((*self.$ofield).clone()), )+
                })
            }

            /// Whether this fact is in the case.
            pub fn has(&self, fact: &FactId) -> bool {
                match fact {
                    $( FactId::$fact(id) => self.$field.contains_key(id), )+
                    $( FactId::$kvariant(key) => self.$kfield.contains_key(key), )+
                    $( FactId::$ofact => true, )+
                }
            }
        }
    };
}

kinds! {
    many {
        /// Checkpoints reached or planned.
        checkpoints: CheckpointRecord, CheckpointId = "k", "checkpoint";
        /// Everyone who matters.
        people: Person, PersonId = "p", "person";
        /// Who is parent of which child.
        parents: ParentLink, ParentLinkId = "l", "parent-link";
        /// Parental responsibility.
        responsibilities: ResponsibilityRecord, ResponsibilityId = "y", "responsibility";
        /// Who is present, how.
        presences: Presence, PresenceId = "r", "presence";
        /// What adults are to each other.
        ties: Tie, TieId = "t", "tie";
        /// Who lives in which home.
        households: Household, HouseholdId = "hh", "household";
        /// How people get on.
        bonds: Bond, BondId = "b", "bond";
        /// Records looked at.
        records: Record, RecordId = "d", "record";
        /// What happened.
        events: Event, EventId = "e", "event";
        /// Attempts to include.
        attempts: Attempt, AttemptId = "a", "attempt";
        /// What each carer offers, what worries, what is unknown.
        views: CarerView, CarerViewId = "w", "carer-view";
        /// Protective orders and conditions.
        orders: Order, OrderId = "o", "order";
        /// What others may hold on a person.
        concerns: Concern, ConcernId = "c", "concern";
        /// Help, through its life.
        services: Service, ServiceId = "s", "service";
        /// Who saw whom.
        contacts: Contact, ContactId = "v", "contact";
        /// Notifications and who got them.
        notifications: Notification, NotificationId = "n", "notification";
        /// Flags on records.
        flags: Flag, FlagId = "f", "flag";
        /// Hand-overs and whether they arrived.
        hand_overs: HandOver, HandOverId = "h", "hand-over";
        /// Needs and actions.
        needs: Need, NeedId = "g", "need";
        /// Support level decisions.
        levels: LevelDecision, LevelId = "z", "level";
        /// What should be different.
        outcomes: Outcome, OutcomeId = "ou", "outcome";
        /// How each outcome was going.
        progress: Progress, ProgressId = "pr", "progress";
        /// Advice given.
        advice: Advice, AdviceId = "ad", "advice";
        /// Appointments a child was not brought to.
        appointments: Appointment, AppointmentId = "ap", "appointment";
        /// Domestic abuse.
        abuse: Abuse, AbuseId = "ab", "abuse";
        /// Times the family was heard at MARAC.
        maracs: Marac, MaracId = "ma", "marac";
        /// Assessments, now and before.
        assessments: Assessment, AssessmentId = "as", "assessment";
        /// Workers in touch with each other.
        liaisons: Liaison, LiaisonId = "li", "liaison";
        /// Two accounts of the same thing.
        accounts: TwoAccounts, AccountsId = "ac", "accounts";
        /// What was questioned.
        challenges: Challenge, ChallengeId = "ch", "challenge";
        /// What was decided, by whom, by when.
        decisions: Decision, DecisionId = "de", "decision";
        /// Two records of one person, joined.
        joined: Joined, JoinedId = "jo", "joined";
        /// Other agencies' files, combined with this review.
        combined: Combined, CombinedId = "co", "combined";
        /// In training: the steps in which a family is told.
        stages: Stage, StageId = "st", "stage";
        /// In training: what a table said at each stop.
        turns: Turn, TurnId = "tu", "turn";
    }
    keyed {
        /// Answers to the pack's questions, by prompt and subject.
        answers: Answer, Answer, "answer";
        /// What is done about open questions, by the question's key.
        steps: NextStep, Step, "step";
    }
    one {
        /// What this review is.
        head: Head, "head";
        /// Who leads, and how the network meets.
        plan: Plan, "plan";
        /// What this training exercise is; nothing in the review of a real family.
        exercise: Exercise, "exercise";
    }
}

/// Facts of one kind by id, in the order of their ids. Copying one copies references.
pub type Shelf<K, V> = Sorted<K, Rc<V>>;

/// A key made of words and ids: which question about whom. Stable: it is kept in files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Key(pub String);

impl Key {
    /// The key of a question (a prompt or rule id, and a variant if it has one) about some facts, in the order given.
    pub fn new<'a>(id: &str, about: impl IntoIterator<Item = &'a FactId>) -> Key {
        let mut key = id.to_owned();
        for fact in about {
            key.push('/');
            key.push_str(&fact.to_string());
        }
        Key(key)
    }

    /// The prompt or rule id this key starts with.
    pub fn id(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The facts this key speaks of.
    pub fn about(&self) -> impl Iterator<Item = FactId> + '_ {
        self.0.split('/').skip(1).filter_map(|part| part.parse().ok())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A kind of fact that a case holds many of.
pub trait Fact: Plain + Clone + Default + PartialEq + 'static {
    /// The id type of this kind.
    type Id: Copy + Ord + fmt::Display + fmt::Debug + Into<FactId> + 'static;
    /// The key of the kind's word in the content pack, under `kind.`.
    const KIND: &'static str;
    /// All of this kind in a case.
    fn all(case: &Case) -> &Shelf<Self::Id, Self>;
    /// All of this kind, to change. Only edits call this.
    fn all_mut(case: &mut Case) -> &mut Shelf<Self::Id, Self>;
    /// The id with this number.
    fn id(number: u32) -> Self::Id;
}

impl Word for FactId {
    fn to_word(&self) -> String {
        self.to_string()
    }
    fn from_word(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}

impl Word for Key {
    fn to_word(&self) -> String {
        self.0.clone()
    }
    fn from_word(word: &str) -> Option<Self> {
        Some(Key(word.to_owned()))
    }
}

plain_word!(FactId, Key);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FactId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FactId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "The id of a fact in this case, such as e3." })
    }
}

fn number_after(text: &str, prefix: &str) -> Option<u32> {
    let digits = text.strip_prefix(prefix)?;
    // One way to write each id: were `p01` read as `p1`, one of the two would be lost.
    let is_plain = digits == "0" || !digits.starts_with('0');
    (is_plain && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|number| *number <= HIGHEST_NUMBER)
}

/// No id has a higher number than this.
pub const HIGHEST_NUMBER: u32 = 999_999_999;

fn put<K: Ord, V: Plain>(shelf: &mut Shelf<K, V>, id: K, value: Option<Value>) {
    match value.map(Rc::from_json) {
        Some(Ok(fact)) => shelf.insert(id, fact),
        Some(Err(_)) => {}
        None => drop(shelf.remove(&id)),
    }
}

fn changed<F: Plain + Clone + 'static>(before: &Rc<F>, change: &dyn Fn(&mut dyn Any)) -> Value {
    let mut after = F::clone(before);
    change(&mut after);
    after.to_json()
}

impl Case {
    /// The case without the entries in which nothing is put down yet: a place to write in is not asked, and no fact.
    /// People stay: that there is somebody is a fact.
    pub fn without_blanks(&self) -> Case {
        let mut case = self.clone();
        for fact in self.every_fact() {
            if self.is_blank(&fact) && !matches!(fact, FactId::Person(_)) || self.is_only_about(&fact) {
                case.put(&fact, None);
            }
        }
        case
    }

    /// Whether this is an entry in which nothing is put down but whom it would be about. An order is never one: that there is
    /// one keeps somebody safe.
    fn is_only_about(&self, fact: &FactId) -> bool {
        matches!(fact, FactId::Concern(_) | FactId::Attempt(_) | FactId::CarerView(_) | FactId::LevelDecision(_))
            && self.fields(fact).iter().all(|(field, ..)| matches!(*field, "about" | "adult" | "child"))
    }

    /// Whether two cases hold the same facts, and nothing else.
    pub fn says_the_same(&self, other: &Case) -> bool {
        let facts =
            |case: &Case| case.every_fact().into_iter().map(|fact| (case.written(&fact), fact)).collect::<Vec<_>>();
        facts(self) == facts(other)
    }

    /// Whether this is for training, and no family's review.
    pub fn is_training(&self) -> bool {
        self.exercise.kind.is_some()
    }

    /// One fact by its id.
    pub fn get<F: Fact>(&self, id: F::Id) -> Option<&F> {
        F::all(self).get(&id).map(Rc::as_ref)
    }

    /// The number of the next new fact: this one or a higher one, above every number in use. Only where a file
    /// written by hand has used the highest of all does it start again, with the lowest that is free.
    pub fn next_number(&self, at_least: u32) -> u32 {
        let next = at_least.max(self.highest_id() + 1);
        let free = |number: &u32| !self.has_number(*number);
        if next <= HIGHEST_NUMBER { next } else { (1..=HIGHEST_NUMBER).find(free).unwrap_or(1) }
    }

    /// The numbers of new facts, from this one on: none that is in use, and none twice. After the highest of all, which only
    /// a file written by hand uses, come the lowest.
    pub fn numbers(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        let highest = self.highest_id();
        let all = (from.max(1)..=HIGHEST_NUMBER).chain(1..from.max(1));
        all.filter(move |number| *number > highest || !self.has_number(*number))
    }

    /// The answer recorded for a prompt about some facts.
    pub fn answer(&self, prompt: &str, about: &[FactId]) -> Option<&Answer> {
        self.answers.get(&Key::new(prompt, about)).map(Rc::as_ref)
    }

    /// The label of a person, or nothing when there is none by this id.
    pub fn label(&self, person: PersonId) -> &str {
        self.get::<Person>(person).map_or("", |person| person.label.as_str())
    }
}
