//! Writing a scenario: from nothing, or from a review that nobody can be known by afterwards.
//!
//! What becomes of a review:
//!
//! - every date is moved by the same number of weeks, so that what lies between stays as it was;
//! - everybody has an invented label, in their own entry and wherever they are called by their own;
//! - what is about the review and its workers is gone: decisions, next steps, signatures, notes, and who wrote what, unless
//!   it is said by a role, an agency or somebody's new label;
//! - every text that is left waits for somebody to look at it.

use std::rc::Rc;

use serde_json::{Map, Value};

use crate::case::{
    Case, Change, Edit, Exercise, ExerciseAsks, ExerciseBasis, ExerciseKind, FactId, Person, PersonId, Role, Several,
    Source, Stage, StageId, as_written, put_fact,
};
use crate::document::{called_by, ordinary, with_words};
use crate::guidance::Guidance;
use crate::network;
use crate::plain::{Plain, Shape, folded, kebab};
use crate::scenario::let_go;
use crate::sentences::{self, capital};
use crate::sorted::Sorted;
use crate::when::{Order, When, Window};

use super::stops;

/// A scenario with nothing in it yet.
pub fn new_scenario() -> Case {
    let exercise = Exercise {
        kind: Some(ExerciseKind::Scenario),
        basis: Some(ExerciseBasis::MadeUp),
        asks: Some(ExerciseAsks::Family),
        ..Exercise::default()
    };
    Case { exercise: Rc::new(exercise), ..Case::default() }
}

/// What is kept of what a review says of itself.
const OF_THE_HEAD: &[&str] = &["checkpoint", "agency", "youngest", "begun", "history", "limits", "mapping"];

/// Texts that go, of whatever kind of fact: free notes, and what the workers made of it. A table is to think of that itself.
const NOTES: &[&str] = &["note", "detail", "meaning", "different", "number", "gp"];

/// Texts that say which worker it was. They stay only where they name a role, an agency or somebody by a new label.
const WORKERS: &[&str] = &[
    "by",
    "heard_told",
    "chased_by",
    "agreed_by",
    "set_by",
    "owner",
    "checked_by",
    "follows_up",
    "continues",
    "holder",
    "from",
    "to",
    "who",
    "lead",
    "lead_agreed_by",
    "who_came",
    "practice_meeting_who",
    "worry_helped_by",
];

/// Whether what stands in a field of words is the id of an agency, of a kind of record or of dated content.
fn is_id(kind: &str, field: &str) -> bool {
    matches!(
        (kind, field),
        (_, "agency")
            | ("flag", "holder" | "lawful_basis")
            | ("notification", "from")
            | ("record", "kind")
            | ("challenge", "stage")
    )
}

/// This review as a scenario, so many weeks later, or earlier. Nobody is to be known by it, and nothing is staged yet.
pub fn from_review(case: &Case, guidance: &Guidance, weeks: i32) -> Case {
    let labels = new_labels(case, guidance);
    let review = Case {
        exercise: Default::default(),
        stages: Default::default(),
        turns: Default::default(),
        decisions: Default::default(),
        steps: Default::default(),
        joined: Default::default(),
        combined: Default::default(),
        unread: Default::default(),
        ..case.clone()
    };
    let mut scenario = with_words(&review, instead(case, guidance, &labels));
    for (id, label) in &labels {
        if let Some(person) = scenario.people.get(id) {
            let person = Person { label: label.clone(), ..Person::clone(person) };
            scenario.people.insert(*id, person.into());
        }
    }
    let plain = Plainly::of(guidance, &labels);
    let days = i64::from(weeks) * 7;
    for fact in scenario.every_fact() {
        let fields = scenario.fields(&fact).into_iter();
        let left: Map<String, Value> = fields
            .filter_map(|(field, shape, value)| {
                Some((kebab(field), left_of(&fact, field, shape, value, days, &plain)?))
            })
            .collect();
        let is_gone = left.is_empty() && matches!(fact, FactId::Answer(_));
        put_fact(&mut scenario, &mut Vec::new(), &fact, (!is_gone).then_some(Value::Object(left)));
    }
    let_go(&mut scenario);
    let texts = scenario.every_fact().into_iter().flat_map(|fact| texts_of(&scenario, &fact));
    let to_confirm = texts.filter(|text| !plain.says(&text.words)).map(|text| text.key()).collect();
    scenario.exercise =
        Rc::new(Exercise { to_confirm, basis: Some(ExerciseBasis::MadeFrom), ..(*new_scenario().exercise).clone() });
    scenario
}

/// What is left of a field; none when it goes.
fn left_of(
    fact: &FactId,
    field: &'static str,
    shape: Shape,
    mut value: Value,
    days: i64,
    plain: &Plainly,
) -> Option<Value> {
    if *fact == FactId::Head && !OF_THE_HEAD.contains(&field) {
        return None;
    }
    let moved = |value: &Value| When::from_json(value.clone()).ok().map(|when| when.moved(days).to_json());
    let is_known = |id: &Value| id.as_str().is_some_and(|id| plain.is_known(id));
    match (shape, &mut value) {
        (Shape::Text, id) if is_id(fact.kind(), field) => return is_known(id).then_some(value),
        (Shape::Each(Shape::Text), Value::Array(ids)) => ids.retain(is_known),
        (Shape::Text, _) if NOTES.contains(&field) => return None,
        (Shape::Text, Value::String(words)) if WORKERS.contains(&field) => return plain.says(words).then_some(value),
        (Shape::Date, date) => return moved(date),
        (Shape::Source, source) => {
            let mut source = Source::from_json(source.take()).ok()?;
            source.when = source.when.moved(days);
            if !plain.says(&source.who) {
                source.who.clear();
            }
            if !plain.is_known(&source.agency) {
                source.agency.clear();
            }
            return (!source.is_empty()).then(|| source.to_json());
        }
        (Shape::ByAgency(of), Value::Object(all)) => {
            // An indicator that is asked of an adult carries their id after its own.
            all.retain(|id, _| plain.is_known(id.split('/').next().unwrap_or_default()));
            for one in all.values_mut() {
                match (of, one) {
                    (Shape::Date, date) => *date = moved(date).unwrap_or_default(),
                    // What an indicator rests on stays, and its note goes.
                    (Shape::Other, Value::Object(answer)) => drop(answer.remove("note")),
                    _ => {}
                }
            }
        }
        _ => {}
    }
    Some(value)
}

/// What gives nobody away: the words of a role, an agency or a new label, and the ids of the content pack.
struct Plainly<'a> {
    guidance: &'a Guidance,
    words: Several<String>,
}

impl Plainly<'_> {
    fn of<'a>(guidance: &'a Guidance, labels: &Sorted<PersonId, String>) -> Plainly<'a> {
        let roles = Role::ALL.iter().map(|role| sentences::choice_words(guidance, Some(*role)));
        let agencies = guidance.agencies.iter().flat_map(|agency| [&agency.name, &agency.short, &agency.worker]);
        let all = roles.chain(agencies.cloned()).chain(labels.values().cloned());
        Plainly { guidance, words: all.map(|words| folded(&words)).collect() }
    }

    fn says(&self, words: &str) -> bool {
        self.words.contains(&folded(words.trim()))
    }

    fn is_known(&self, id: &str) -> bool {
        let Plainly { guidance, .. } = self;
        let is_own = guidance.agency(id).is_some() || guidance.record_kind(id).is_some();
        is_own || guidance.dated(id).is_some() || guidance.indicator(id).is_some()
    }
}

/// What everybody is called: "Mother", "Child A", "Father of Child A", "Partner 1". Two are never called the same.
fn new_labels(case: &Case, guidance: &Guidance) -> Sorted<PersonId, String> {
    let is_child = |person: &Person| network::is_child(person) && person.role != Some(Role::ChildElsewhere);
    let mut labels: Sorted<PersonId, String> = Sorted::default();
    let children = case.people.iter().filter(|(_, person)| is_child(person)).map(|(id, _)| *id);
    for (letter, id) in letters().zip(children) {
        labels.insert(id, guidance.say("training.label-child", &[("letter", &letter)]));
    }
    let father_of = |id: PersonId| {
        let is_only = |child: &PersonId| network::fathers_of(case, *child) == [id];
        let child = case.parents.values().find(|link| link.adult == Some(id) && is_only(&link.child))?.child;
        Some(guidance.say("training.label-father", &[("child", labels.get(&child)?)]))
    };
    let named = |id: PersonId, person: &Person| match person.role {
        Some(Role::Father) => father_of(id),
        _ => None,
    };
    let adults = case.people.iter().filter(|(id, _)| !labels.contains_key(id));
    let wanted: Vec<(PersonId, bool, String)> = adults
        .map(|(id, person)| {
            let role = capital(&sentences::worded(guidance, "paper.role", person.role, &[]));
            // A family has one mother and one father as a rule: they have a number only where it has more.
            let is_alone = matches!(person.role, Some(Role::Mother | Role::Father));
            named(*id, person).map_or((*id, is_alone, role), |label| (*id, true, label))
        })
        .collect();
    for (at, (id, is_alone, label)) in wanted.iter().enumerate() {
        let of_it = |all: &[(PersonId, bool, String)]| all.iter().filter(|(_, _, other)| other == label).count();
        let label = if *is_alone && of_it(&wanted) == 1 {
            label.clone()
        } else {
            let number = of_it(&wanted[..=at]).to_string();
            guidance.say("training.label-more", &[("role", label), ("number", &number)])
        };
        labels.insert(*id, label);
    }
    labels
}

/// A, B, … Z, and then numbers.
fn letters() -> impl Iterator<Item = String> {
    ('A'..='Z').map(String::from).chain((27u32..).map(|number| number.to_string()))
}

/// What everybody was called, whole and in part and in small letters too, and what stands there instead.
fn instead(case: &Case, guidance: &Guidance, labels: &Sorted<PersonId, String>) -> Vec<(String, String)> {
    let ordinary = ordinary(guidance);
    let is_name = |word: &str| word.chars().count() > 2 && !ordinary.contains(&folded(word));
    let mut instead = Vec::new();
    for (id, label) in labels {
        for typed in also_called(case, *id).iter().flat_map(|typed| called_by(typed, &ordinary)) {
            if typed.split_whitespace().any(is_name) {
                let small = folded(&typed);
                let other_ways = [typed.to_lowercase(), typed.to_uppercase(), capital(&small), small];
                instead.extend(other_ways.map(|way| (way, label.clone())));
            }
            instead.push((typed, label.clone()));
        }
    }
    instead
}

/// What somebody was called: here, in a record that was joined to theirs, and in another agency's file.
fn also_called(case: &Case, id: PersonId) -> Vec<String> {
    let own = case.label(id);
    let joined = case.joined.values().filter(|joined| joined.kept == id).map(|joined| joined.label.clone());
    let lines = case.combined.values().flat_map(|combined| combined.called.lines());
    let theirs = lines.filter_map(|line| line.strip_suffix(own)?.strip_suffix(": ")).map(str::to_owned);
    std::iter::once(own.to_owned()).chain(joined).chain(theirs).collect()
}

/// A text that somebody typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The fact it stands in.
    pub fact: FactId,
    /// The field, as it is written.
    pub field: String,
    /// The words.
    pub words: String,
}

/// The second account of a source: the one text in a fact that is in no field of its own.
const ALSO: &str = "source-also";

impl Text {
    /// Where it stands, as the exercise lists it: `p3/note`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.fact, self.field)
    }

    /// The key of the label of its field.
    pub fn label(&self) -> String {
        if self.field == ALSO { "source.also".to_owned() } else { format!("{}.{}", self.fact.kind(), self.field) }
    }
}

/// Every text of a fact that somebody typed.
fn texts_of(case: &Case, fact: &FactId) -> Vec<Text> {
    let text = |field: String, words: &Value| {
        let words = words.as_str().filter(|words| !words.trim().is_empty())?;
        Some(Text { fact: fact.clone(), field, words: words.to_owned() })
    };
    let of_field = |(field, shape, value): (&'static str, Shape, Value)| match shape {
        Shape::Text if !is_id(fact.kind(), field) => text(kebab(field), &value),
        Shape::Source => text(ALSO.to_owned(), &value["also"]),
        _ => None,
    };
    case.fields(fact).into_iter().filter_map(of_field).collect()
}

/// The texts that somebody still has to look at, in the order of the facts. With a fact that was taken out they are gone.
pub fn to_look_at(case: &Case) -> Vec<Text> {
    let text = |key: &String| {
        let (fact, field) = key.rsplit_once('/')?;
        let fact: FactId = fact.parse().ok()?;
        let written = case.written(&fact)?;
        let words = if field == ALSO { &written["source"]["also"] } else { &written[field] };
        Some(Text { field: field.to_owned(), words: words.as_str().unwrap_or_default().to_owned(), fact })
    };
    let mut texts: Vec<Text> = case.exercise.to_confirm.iter().filter_map(text).collect();
    texts.sort_by(|one, other| one.fact.cmp(&other.fact));
    texts
}

/// The change of one text to other words.
pub fn text_changed(case: &Case, text: &Text, words: &str) -> Option<Edit> {
    let before = case.written(&text.fact)?;
    let mut after = before.clone();
    if text.field == ALSO {
        after["source"]["also"] = words.into();
    } else {
        after[text.field.as_str()] = words.into();
    }
    // As it is written: what is empty is left out.
    let after = as_written(&text.fact, after)?;
    let change = Change { fact: text.fact.clone(), before: Some(before), after: Some(after) };
    Edit::new(case, vec![change])
}

/// What is missing before a scenario can be run: the keys of the words that say so.
pub fn is_ready(case: &Case) -> Vec<&'static str> {
    let is_untold = |stage: &Stage| stage.facts.iter().all(|fact| !case.has(fact)) && stage.story.trim().is_empty();
    let mut told: Vec<_> = case.stages.values().collect();
    told.sort_by_key(|stage| stage.number);
    // The questions of a stage are those of its day; later stages without one are asked on the day of the one before.
    let has_no_day = told.first().is_some_and(|stage| stage.when.window().and_then(|window| window.last).is_none());
    let windows: Vec<Window> = told.iter().filter_map(|stage| stage.when.window()).collect();
    let is_back = windows.windows(2).any(|pair| pair[1].order(pair[0]) == Order::Before);
    let missing = [
        (case.exercise.title.trim().is_empty(), "training.missing-title"),
        (!to_look_at(case).is_empty(), "training.missing-look"),
        (case.stages.is_empty(), "training.missing-stages"),
        (case.stages.values().any(|stage| is_untold(stage)), "training.missing-story"),
        (has_no_day, "training.missing-day"),
        (is_back, "training.missing-order"),
        (told.iter().any(|stage| stops::has_no_number(stage)), "training.missing-minutes"),
    ];
    missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, words)| words).collect()
}

/// The facts that a stage can tell: all but the exercise itself, and what says nothing.
pub fn can_be_told(case: &Case) -> Vec<FactId> {
    let mut every = case.every_fact();
    every.retain(|fact| match fact {
        FactId::Head | FactId::Exercise | FactId::Stage(_) | FactId::Turn(_) => false,
        FactId::Plan => !case.fields(fact).is_empty(),
        _ => true,
    });
    every
}

/// The facts that no stage tells: they are known from the start.
pub fn untold(case: &Case) -> Vec<FactId> {
    let told: Several<&FactId> = case.stages.values().flat_map(|stage| &stage.facts).collect();
    let mut all = can_be_told(case);
    all.retain(|fact| !told.contains(&fact));
    all
}

/// The number of the next stage that is added.
pub fn next_stage(case: &Case) -> u32 {
    case.stages.values().map(|stage| stage.number).max().unwrap_or_default().saturating_add(1)
}

/// The step that tells a stage earlier than the one before it, or later than the one after it; none where there is none.
pub fn stage_moved(case: &Case, id: StageId, is_earlier: bool) -> Option<Edit> {
    let mut order: Vec<(u32, StageId)> = case.stages.iter().map(|(id, stage)| (stage.number, *id)).collect();
    order.sort_unstable();
    let at = order.iter().position(|(_, stage)| *stage == id)?;
    let to = if is_earlier { at.checked_sub(1)? } else { at + 1 };
    order.get(to)?;
    order.swap(at, to);
    // Numbered anew: in a file written by hand two can have the same number.
    let mut numbered: Vec<(StageId, u32)> = order.into_iter().map(|(_, stage)| stage).zip(1..).collect();
    numbered.sort_by_key(|(stage, _)| *stage != id);
    let change = |(stage, number): (StageId, u32)| {
        let before = case.written(&stage.into())?;
        let mut after = before.clone();
        after["number"] = number.into();
        (before != after).then_some(Change { fact: stage.into(), before: Some(before), after: Some(after) })
    };
    Edit::new(case, numbered.into_iter().filter_map(change).collect())
}
