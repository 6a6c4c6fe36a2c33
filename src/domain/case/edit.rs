//! Every change as data: applied, inverted, replayed, named.

use std::any::Any;

use crate::plain::{Plain, Word, Wrong, nothing_left, object, plain_word, string};
use serde_json::{Value, json};

use super::{Bond, Case, Fact, FactId, Outcome, PersonId, Several};

/// What a change does, for its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Something was added.
    Add,
    /// Something was changed.
    Change,
    /// Something was removed.
    Remove,
}

impl Act {
    /// The key of its word in the content pack: `act.add`, `act.change`, `act.remove`.
    pub fn key(self) -> &'static str {
        match self {
            Act::Add => "act.add",
            Act::Change => "act.change",
            Act::Remove => "act.remove",
        }
    }
}

/// One fact before and after, in the form a file holds: the smallest change. `None` is absence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which fact.
    pub fact: FactId,
    /// As it was.
    pub before: Option<Value>,
    /// As it is.
    pub after: Option<Value>,
}

impl Change {
    /// What changing a fact in place comes to; none when it is not there or nothing changed.
    fn of(case: &Case, fact: &FactId, change: &dyn Fn(&mut dyn Any)) -> Option<Change> {
        let (before, after) = (case.written(fact), case.changed(fact, change)?);
        (before != after).then(|| Change { fact: fact.clone(), before, after })
    }

    /// The change that removes a fact that is there.
    fn removal(case: &Case, fact: impl Into<FactId>) -> Change {
        let fact = fact.into();
        Change { before: case.written(&fact), fact, after: None }
    }

    fn act(&self) -> Act {
        match (&self.before, &self.after) {
            (None, _) => Act::Add,
            (Some(_), Some(_)) => Act::Change,
            (Some(_), None) => Act::Remove,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Change {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Change".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (fact, state) = (generator.subschema_for::<FactId>(), json!({ "type": ["object", "null"] }));
        let fields = json!({ "fact": fact, "before": state, "after": state });
        schemars::json_schema!({
            "type": "object",
            "description": "One fact before and after; null where it was or is not there.",
            "properties": fields,
            "required": ["fact"],
            "additionalProperties": false,
        })
    }
}

impl Plain for Change {
    fn to_json(&self) -> Value {
        json!({ "fact": self.fact.to_string(), "before": self.before, "after": self.after })
    }

    fn from_json(value: Value) -> Result<Change, Wrong> {
        let mut map = object(value)?;
        let fact = FactId::from_json(map.remove("fact").unwrap_or_default())?;
        let mut state = |name| map.remove(name).filter(|value| !value.is_null());
        let (before, after) = (state("before"), state("after"));
        nothing_left(&map)?;
        Ok(Change { fact, before, after })
    }
}

/// One step a person made: its changes, in order, and what to call it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What was done.
    pub act: Act,
    /// To what: the fact the step is named for.
    pub about: FactId,
    /// How that fact was called at the time: "Partner 2".
    pub label: String,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Word for Act {
    fn to_word(&self) -> String {
        self.key().to_owned()
    }
    fn from_word(word: &str) -> Option<Self> {
        [Act::Add, Act::Change, Act::Remove].into_iter().find(|act| act.key() == word)
    }
}

plain_word!(Act);

impl Plain for Edit {
    fn to_json(&self) -> Value {
        json!({
            "act": self.act.to_json(),
            "about": self.about.to_json(),
            "label": self.label,
            "changes": self.changes.to_json(),
        })
    }

    fn from_json(value: Value) -> Result<Edit, Wrong> {
        let mut map = object(value)?;
        let mut part = |name| map.remove(name).unwrap_or_default();
        Ok(Edit {
            act: Act::from_json(part("act"))?,
            about: FactId::from_json(part("about"))?,
            label: string(part("label"))?,
            changes: Vec::from_json(part("changes"))?,
        })
    }
}

impl Edit {
    /// An edit of these changes, named for the first of them.
    pub fn new(case: &Case, changes: Vec<Change>) -> Option<Edit> {
        let first = changes.first()?;
        let about = first.fact.clone();
        let label = name_of(case, first);
        Some(Edit { act: first.act(), about, label, changes })
    }

    /// Adds a fact.
    pub fn add<F: Fact>(case: &Case, id: F::Id, fact: F) -> Option<Edit> {
        Edit::add_written(case, id.into(), fact.to_json())
    }

    /// Adds a fact in the form a file holds. Not generic, so that the module holds it once and not for each kind.
    pub fn add_written(case: &Case, fact: FactId, written: Value) -> Option<Edit> {
        Edit::new(case, vec![Change { fact, before: None, after: Some(written) }])
    }

    /// Adds several facts of one kind as one step, numbered from `number` on.
    pub fn add_all<F: Fact>(case: &Case, number: u32, facts: Vec<F>) -> Option<Edit> {
        let add = |(number, fact): (u32, F)| {
            let after = Some(fact.to_json());
            Change { fact: F::id(number).into(), before: None, after }
        };
        Edit::new(case, case.numbers(number).zip(facts).map(add).collect())
    }

    /// Changes a fact of any kind in place; nothing when it is not there or nothing changed. Answers
    /// and next steps come into being when first changed, and are gone when nothing is left of them.
    pub fn change(case: &Case, fact: &FactId, change: &dyn Fn(&mut dyn Any)) -> Option<Edit> {
        Edit::new(case, vec![Change::of(case, fact, change)?])
    }

    /// Removes any fact, with the answers and next steps that are about it. A person goes with what is about nobody else: see [`Edit::remove_person`].
    pub fn remove_fact(case: &Case, fact: &FactId) -> Option<Edit> {
        match fact {
            FactId::Person(person) => Edit::remove_person(case, *person),
            FactId::Head | FactId::Plan | FactId::Exercise => None,
            fact => {
                let mut changes = vec![Change::removal(case, fact.clone())];
                changes.extend(said_of(case, |one| one == fact).map(|said| Change::removal(case, said)));
                let progress = case.progress.iter().filter(|(_, progress)| FactId::from(progress.outcome) == *fact);
                changes.extend(progress.map(|(id, _)| Change::removal(case, *id)));
                if let FactId::Event(event) = fact {
                    let take_out = |bond: &mut dyn Any| {
                        if let Some(bond) = bond.downcast_mut::<Bond>() {
                            bond.events.remove(event);
                        }
                    };
                    changes.extend(case.bonds.keys().filter_map(|id| Change::of(case, &(*id).into(), &take_out)));
                }
                Edit::new(case, changes).filter(|_| case.has(fact))
            }
        }
    }

    /// Removes a person and every fact that is about nothing but them, with what was said of either, and takes them out of the rest.
    /// One step: undo brings back the person and every link.
    pub fn remove_person(case: &Case, person: PersonId) -> Option<Edit> {
        case.people.get(&person)?;
        let mut changes = vec![Change::removal(case, person)];
        macro_rules! remove_where {
            ($($field:ident |$fact:ident| $test:expr;)+) => {$(
                for (id, $fact) in &case.$field {
                    if $test {
                        changes.push(Change::removal(case, *id));
                    }
                }
            )+};
        }
        macro_rules! take_out_where {
            ($($field:ident |$fact:ident| $test:expr, $change:expr;)+) => {$(
                for (id, before) in &case.$field {
                    let $fact = before;
                    if $test {
                        let mut after = (**before).clone();
                        { let $fact = &mut after; $change; }
                        changes.push(Change { fact: (*id).into(), before: Some(before.to_json()), after: Some(after.to_json()) });
                    }
                }
            )+};
        }
        remove_where! {
            parents |fact| fact.adult == Some(person) || fact.child == person;
            responsibilities |fact| fact.adult == person || fact.child == person;
            presences |fact| fact.adult == person || fact.child == Some(person);
            ties |fact| fact.one == person || fact.other == person;
            attempts |fact| fact.adult == person || fact.child == Some(person);
            views |fact| fact.adult == person || fact.child == Some(person);
            bonds |fact| fact.one == person || fact.other == person;
            orders |fact| fact.about == person;
            concerns |fact| fact.about == person;
            flags |fact| fact.about == person;
            levels |fact| fact.child == person;
            appointments |fact| fact.child == person;
            outcomes |fact| fact.whom == Some(person);
            joined |fact| fact.kept == person;
            progress |fact| case.get(fact.outcome).is_some_and(|outcome: &Outcome| outcome.whom == Some(person));
        }
        take_out_where! {
            people |fact| fact.relative_of == Some(person) || fact.twin_of == Some(person), {
                fact.relative_of = fact.relative_of.filter(|of| *of != person);
                fact.twin_of = fact.twin_of.filter(|of| *of != person);
            };
            households |fact| fact.people.contains(&person), fact.people.remove(&person);
            events |fact| fact.people.contains(&person), fact.people.remove(&person);
            orders |fact| fact.about != person && fact.protects.contains(&person), fact.protects.remove(&person);
            contacts |fact| fact.seen.contains(&person), fact.seen.remove(&person);
            levels |fact| fact.child != person && fact.considered.contains(&person), fact.considered.remove(&person);
            abuse |fact| fact.by == Some(person) || fact.to == Some(person) || fact.children.contains(&person), {
                fact.by = fact.by.filter(|by| *by != person);
                fact.to = fact.to.filter(|to| *to != person);
                fact.children.remove(&person);
            };
            maracs |fact| fact.about == Some(person), fact.about = None;
        }
        let gone: Several<FactId> =
            changes.iter().filter(|change| change.after.is_none()).map(|change| change.fact.clone()).collect();
        changes.extend(said_of(case, |fact| gone.contains(fact)).map(|said| Change::removal(case, said)));
        Edit::new(case, changes)
    }

    /// Applies this edit.
    pub fn apply(&self, case: &mut Case) {
        for change in &self.changes {
            case.put(&change.fact, change.after.clone());
        }
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Edit {
        let inverse = |change: &Change| Change {
            fact: change.fact.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        };
        Edit { changes: self.changes.iter().rev().map(inverse).collect(), ..self.clone() }
    }

    /// Joins a later change of the same one fact to this one, so that a typed sentence is one step to undo. The first
    /// letter of an answer or a next step adds it.
    pub fn absorb(&mut self, later: &Edit) -> bool {
        match (self.changes.as_mut_slice(), later.changes.as_slice()) {
            ([mine], [theirs])
                if self.act != Act::Remove
                    && theirs.act() == Act::Change
                    && mine.fact == theirs.fact
                    && is_same_place(mine.before.as_ref(), mine.after.as_ref(), theirs.after.as_ref()) =>
            {
                mine.after.clone_from(&theirs.after);
                // By all that was typed, not by its first letter. What is named for a person stays so.
                let name = name_of(&Case::default(), mine);
                if !name.is_empty() {
                    self.label = name;
                }
                true
            }
            _ => false,
        }
    }
}

/// Whether two changes, one after the other, are in the same place of a fact: notes on two signs share the name of their
/// field, and are two steps all the same.
fn is_same_place(before: Option<&Value>, between: Option<&Value>, after: Option<&Value>) -> bool {
    let object = |state: Option<&Value>| state.and_then(Value::as_object).cloned();
    let (Some(between), Some(after)) = (object(between), object(after)) else { return true };
    let before = object(before).unwrap_or_default();
    let mut keys = before.keys().chain(between.keys());
    before == between
        || keys.any(|key| {
            let (old, mid, new) = (before.get(key), between.get(key), after.get(key));
            old != mid && mid != new && is_same_place(old, mid, new)
        })
}

/// The answers and next steps that are about any such fact.
fn said_of<'a>(case: &'a Case, is_such: impl Fn(&FactId) -> bool + 'a) -> impl Iterator<Item = FactId> + 'a {
    let answers = case.answers.keys().map(|key| FactId::Answer(key.clone()));
    let steps = case.steps.keys().map(|key| FactId::Step(key.clone()));
    answers.chain(steps).filter(move |said| match said {
        FactId::Answer(key) | FactId::Step(key) => key.about().any(|fact| is_such(&fact)),
        _ => false,
    })
}

/// How a fact is called in the name of an edit: its label or first words, never more than 40 characters.
fn name_of(case: &Case, change: &Change) -> String {
    let field = |state: &Option<Value>, field: &str| {
        state.as_ref().and_then(|fact| fact.get(field)).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    // What is being named for the first time is called by its new name.
    let own = |name: &str| Some(field(&change.before, name)).filter(|words| !words.is_empty());
    let words = |name: &str| own(name).unwrap_or_else(|| field(&change.after, name));
    let person = |name: &str| words(name).parse().map(|id| case.label(id).to_owned()).unwrap_or_default();
    let name = match change.fact {
        FactId::Person(_) | FactId::Joined(_) => words("label"),
        FactId::Event(_)
        | FactId::Outcome(_)
        | FactId::Advice(_)
        | FactId::Appointment(_)
        | FactId::Assessment(_)
        | FactId::Challenge(_)
        | FactId::Decision(_) => words("what"),
        FactId::Record(_) | FactId::TwoAccounts(_) => words("about"),
        FactId::Service(_) => words("name"),
        FactId::Household(_) => words("label"),
        FactId::Bond(_) => person("one"),
        FactId::Presence(_) | FactId::Attempt(_) | FactId::CarerView(_) => person("adult"),
        FactId::Order(_) | FactId::Concern(_) => person("about"),
        FactId::LevelDecision(_) | FactId::ParentLink(_) => person("child"),
        _ => String::new(),
    };
    let mut short: String = name.chars().take(40).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
