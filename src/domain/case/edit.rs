//! Every change as data: applied, inverted, replayed, named.

use std::any::Any;
use std::rc::Rc;

use crate::plain::{Plain, Word, Wrong, object, plain_word, string};
use serde_json::{Value, json};

use super::{Case, Change, Fact, FactId, Person, PersonId};

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
        let about = first.fact();
        let label = name_of(case, first);
        Some(Edit { act: first.act(), about, label, changes })
    }

    /// Adds a fact.
    pub fn add<F: Fact>(case: &Case, id: F::Id, fact: F) -> Option<Edit> {
        Edit::new(case, vec![F::change(id, None, Some(Rc::new(fact)))])
    }

    /// Adds several facts of one kind as one step, numbered from `number` on.
    pub fn add_all<F: Fact>(case: &Case, number: u32, facts: Vec<F>) -> Option<Edit> {
        let add = |(number, fact)| F::change(F::id(number), None, Some(Rc::new(fact)));
        Edit::new(case, (number..).zip(facts).map(add).collect())
    }

    /// Changes a fact of any kind in place; nothing when it is not there or nothing changed. See [`Change::of`].
    pub fn change(case: &Case, fact: &FactId, change: &dyn Fn(&mut dyn Any)) -> Option<Edit> {
        Edit::new(case, vec![Change::of(case, fact, change)?])
    }

    /// Removes any fact. A person goes with what is about nobody else: see [`Edit::remove_person`].
    pub fn remove_fact(case: &Case, fact: &FactId) -> Option<Edit> {
        match fact {
            FactId::Person(person) => Edit::remove_person(case, *person),
            fact => Edit::new(case, vec![Change::removal(case, fact)?]),
        }
    }

    /// Removes a person and every fact that is about nothing but them, and takes them out of the rest.
    /// One step: undo brings back the person and every link.
    pub fn remove_person(case: &Case, person: PersonId) -> Option<Edit> {
        let before = case.people.get(&person)?.clone();
        let mut changes = vec![Change::Person { id: person, before: Some(before), after: None }];
        macro_rules! remove_where {
            ($($field:ident $variant:ident |$fact:ident| $test:expr;)+) => {$(
                for (id, $fact) in &case.$field {
                    if $test {
                        changes.push(Change::$variant { id: *id, before: Some($fact.clone()), after: None });
                    }
                }
            )+};
        }
        macro_rules! take_out_where {
            ($($field:ident $variant:ident |$fact:ident| $test:expr, $change:expr;)+) => {$(
                for (id, before) in &case.$field {
                    let $fact = before;
                    if $test {
                        let mut after = (**before).clone();
                        { let $fact = &mut after; $change; }
                        changes.push(Change::$variant { id: *id, before: Some(before.clone()), after: Some(Rc::new(after)) });
                    }
                }
            )+};
        }
        remove_where! {
            parents ParentLink |fact| fact.adult == Some(person) || fact.child == person;
            responsibilities ResponsibilityRecord |fact| fact.adult == person || fact.child == person;
            presences Presence |fact| fact.adult == person || fact.child == Some(person);
            ties Tie |fact| fact.one == person || fact.other == person;
            attempts Attempt |fact| fact.adult == person || fact.child == Some(person);
            views CarerView |fact| fact.adult == person || fact.child == Some(person);
            orders Order |fact| fact.about == person;
            concerns Concern |fact| fact.about == person;
            flags Flag |fact| fact.about == person;
            levels LevelDecision |fact| fact.child == person;
        }
        take_out_where! {
            people Person |fact| fact.relative_of == Some(person), fact.relative_of = None;
            events Event |fact| fact.people.contains(&person), fact.people.remove(&person);
            orders Order |fact| fact.about != person && fact.protects.contains(&person), fact.protects.remove(&person);
            contacts Contact |fact| fact.seen.contains(&person), fact.seen.remove(&person);
            levels LevelDecision |fact| fact.child != person && fact.considered.contains(&person), fact.considered.remove(&person);
        }
        let about = FactId::from(person);
        for (key, before) in &case.answers {
            if key.about().any(|fact| fact == about) {
                changes.push(Change::Answer { key: key.clone(), before: Some(before.clone()), after: None });
            }
        }
        for (key, before) in &case.steps {
            if key.about().any(|fact| fact == about) {
                changes.push(Change::Step { key: key.clone(), before: Some(before.clone()), after: None });
            }
        }
        Edit::new(case, changes)
    }

    /// Applies this edit.
    pub fn apply(&self, case: &mut Case) {
        for change in &self.changes {
            change.apply(case);
        }
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Edit {
        Edit { changes: self.changes.iter().rev().map(Change::inverse).collect(), ..self.clone() }
    }

    /// Joins a later change of the same one fact to this one, so that a typed sentence is one step to undo.
    pub fn absorb(&mut self, later: &Edit) -> bool {
        match (self.changes.as_mut_slice(), later.changes.as_slice()) {
            ([mine], [theirs]) => self.act == Act::Change && theirs.act() == Act::Change && mine.absorb(theirs),
            _ => false,
        }
    }
}

/// How a fact is called in the name of an edit: its label or first words, never more than 40 characters.
fn name_of(case: &Case, change: &Change) -> String {
    fn pick<'a, T>(before: &'a Option<Rc<T>>, after: &'a Option<Rc<T>>) -> Option<&'a T> {
        before.as_deref().or(after.as_deref())
    }
    let person = |id: PersonId| case.get::<Person>(id).map(|person| person.label.clone()).unwrap_or_default();
    let name = match change {
        Change::Person { before, after, .. } => {
            // A person being named for the first time is called by the new label.
            let before = before.as_deref().map(|person| person.label.clone()).filter(|label| !label.is_empty());
            before.or_else(|| after.as_deref().map(|person| person.label.clone())).unwrap_or_default()
        }
        Change::Event { before, after, .. } => pick(before, after).map(|event| event.what.clone()).unwrap_or_default(),
        Change::Record { before, after, .. } => {
            pick(before, after).map(|record| record.about.clone()).unwrap_or_default()
        }
        Change::Service { before, after, .. } => {
            pick(before, after).map(|service| service.name.clone()).unwrap_or_default()
        }
        Change::Presence { before, after, .. } => {
            pick(before, after).map(|fact| person(fact.adult)).unwrap_or_default()
        }
        Change::Attempt { before, after, .. } => pick(before, after).map(|fact| person(fact.adult)).unwrap_or_default(),
        Change::CarerView { before, after, .. } => {
            pick(before, after).map(|fact| person(fact.adult)).unwrap_or_default()
        }
        Change::Order { before, after, .. } => pick(before, after).map(|fact| person(fact.about)).unwrap_or_default(),
        Change::Concern { before, after, .. } => pick(before, after).map(|fact| person(fact.about)).unwrap_or_default(),
        Change::LevelDecision { before, after, .. } => {
            pick(before, after).map(|fact| person(fact.child)).unwrap_or_default()
        }
        Change::ParentLink { before, after, .. } => {
            pick(before, after).map(|fact| person(fact.child)).unwrap_or_default()
        }
        _ => String::new(),
    };
    let mut short: String = name.chars().take(40).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
