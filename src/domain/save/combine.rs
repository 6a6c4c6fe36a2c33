//! Another agency's file, combined with this review: one step, which can be taken out again.
//!
//! Their facts get ids of their own here and keep whose they are. Who is who is said by the person at the screen. What is
//! the same is not doubled; what differs stands side by side for supervision, and nothing of theirs takes the place of ours.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Value, json};

use crate::beside::{self, Sides};
use crate::case::{
    AgencyId, Case, Change, Combined, CombinedId, Edit, Fact, FactId, HIGHEST_NUMBER, Head, Person, PersonId, Role,
    Several, TwoAccounts, as_written, moved, put_fact, spoken_of, taken_back,
};
use crate::compare::Field;
use crate::guidance::Guidance;
use crate::network;
use crate::plain::{Plain, Shape, folded};
use crate::same;
use crate::sentences;
use crate::sorted::Sorted;
use crate::when::{Today, When};

/// Who of theirs is who of ours, by their ids. Whoever is not in it is a new person.
pub type Matches = Sorted<String, String>;

/// What of their words about the review itself is put down where ours say nothing. Who uses the review, its agreements and
/// where it stands are ours alone.
const OF_THE_HEAD: &[&str] = &[
    "youngest",
    "working",
    "history",
    "direction",
    "direction-owner",
    "direction-by",
    "limits",
    "mapping",
    "mapping-why",
];

/// What they decided, plan to do and have reached with their own review, whom they talked with and what they challenged. It
/// is no work of ours: as facts here it would close our open questions, so it is kept aside as it was, and said as theirs.
fn is_of_their_review(fact: &FactId) -> bool {
    use FactId::{Challenge, CheckpointRecord, Decision, Liaison, Step};
    matches!(fact, Step(_) | Decision(_) | CheckpointRecord(_) | Liaison(_) | Challenge(_))
}

/// Facts of which two can contradict each other: the kind, what makes them of the same matter, and what then differs.
const MATTERS: &[(&str, &[&str], &[&str])] = &[
    ("parent-link", &["adult", "child"], &["kind", "status"]),
    ("responsibility", &["adult", "child"], &["state"]),
    ("presence", &["adult", "child"], &["kind"]),
    ("tie", &["one", "other"], &["kind"]),
    ("order", &["about", "kind"], &["state"]),
    ("level", &["child", "when"], &["level", "tier"]),
];

/// What combining a file would do.
#[derive(Clone, PartialEq, Debug)]
pub struct Combining {
    /// The one step.
    pub edit: Edit,
    /// Where the two differ: side by side, for supervision.
    pub differ: Vec<TwoAccounts>,
    /// How many facts of theirs are added.
    pub added: usize,
    /// How many are in this review already.
    pub known: usize,
}

/// Who of theirs may be who of ours: called the same, or of the same role and perhaps the same time of birth. No more than a
/// question: nobody is matched before a person says so.
pub fn suggestions(ours: &Case, theirs: &Case) -> Matches {
    let called = |person: &Person| called(&person.label);
    let mut matches = Matches::default();
    let mut taken: Several<PersonId> = Several::default();
    for (their, person) in &theirs.people {
        let label = called(person);
        // A role is no sign: two files can each have a father, and the order on one is not on the other. Only a family has
        // one mother in each, as a rule.
        let fits = |own: &Person| {
            !label.is_empty() && called(own) == label
                || own.role == Some(Role::Mother) && person.role == Some(Role::Mother)
        };
        let may_be = |(own, known): &(&PersonId, &Rc<Person>)| {
            !taken.contains(own) && fits(known) && same::may_be_one(known, person)
        };
        if let Some((own, _)) = ours.people.iter().find(may_be) {
            matches.insert(their.to_string(), own.to_string());
            taken.insert(*own);
        }
    }
    matches
}

/// Words as they are compared: without capitals and accents, and with single spaces.
fn called(words: &str) -> String {
    folded(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Their ids under their new names here. An id that leads nowhere gets one too, so that it leads to none of ours.
struct Names {
    known: RefCell<Sorted<String, String>>,
    next: Cell<u32>,
}

impl Names {
    fn of(&self, id: &str) -> Option<String> {
        let known = self.known.borrow().get(id).cloned();
        known.or_else(|| {
            let number = id.parse::<FactId>().ok()?.number()?;
            let prefix = id.strip_suffix(&number.to_string())?;
            let name = format!("{prefix}{}", self.next.get());
            self.next.set(self.next.get() + 1);
            self.known.borrow_mut().insert(id.to_owned(), name.clone());
            Some(name)
        })
    }

    /// A fact of theirs with its references renamed, and what a joined or combined one keeps of how it came about.
    fn carry(&self, fact: &FactId, value: &Value) -> Value {
        let mut after = moved(fact, value, &|id| self.of(id));
        if !matches!(fact, FactId::Joined(_) | FactId::Combined(_)) {
            return after;
        }
        for change in after.get_mut("made").and_then(Value::as_array_mut).into_iter().flatten() {
            let Ok(Change { fact, before, after }) = Change::from_json(change.clone()) else { continue };
            let carry = |state: Option<Value>| state.map(|value| self.carry(&fact, &value));
            let (before, after) = (carry(before), carry(after));
            *change = Change { fact: fact.renamed(&|id| self.of(id)), before, after }.to_json();
        }
        after
    }
}

/// What a fact says apart from whose it is: two that say the same are one fact.
fn content(fact: &FactId, value: &Value) -> String {
    let mut value = value.clone();
    if let Value::Object(fields) = &mut value {
        fields.remove("held-by");
        if let Some(Value::Object(source)) = fields.get_mut("source") {
            source.remove("agency");
            if source.is_empty() {
                fields.remove("source");
            }
        }
    }
    format!("{} {value}", fact.kind())
}

/// How the agency of a review is named: as on the list, or in its own words.
fn agency_words<'a>(guidance: &'a Guidance, head: &'a Head) -> &'a str {
    let named = if head.agency.trim().is_empty() { &head.agency_other } else { &head.agency };
    guidance.agency_name(named.trim())
}

/// A fact of theirs that says whose it is, where it can and does not yet. Looking at a record, an attempt, a contact and a level:
/// facts that have no source say it in "by whom", after the role that is there: what they looked at and did counts as theirs.
/// An agency that is on no list is named there in its own words.
fn owned(guidance: &Guidance, fact: &FactId, value: Value, head: &Head) -> Value {
    let (agency, name) = (head.agency.trim(), agency_words(guidance, head));
    if name.is_empty() {
        return value;
    }
    let mut with = value.clone();
    match fact {
        FactId::Record(_) | FactId::Attempt(_) | FactId::LevelDecision(_) | FactId::Contact(_) => {
            let by = with["by"].as_str().unwrap_or_default();
            if !by.contains(name) && !guidance.agencies.iter().any(|agency| by.contains(agency.name.as_str())) {
                with["by"] = sentences::listed(guidance, [by, name]).into();
            }
            if matches!(fact, FactId::Contact(_)) && with["agency"].is_null() && !agency.is_empty() {
                with["agency"] = agency.into();
            }
            return as_written(fact, with).unwrap_or(value);
        }
        _ if agency.is_empty() => return value,
        FactId::Advice(_) if with["agency"].is_null() => with["agency"] = agency.into(),
        _ => {}
    }
    if with["source"]["agency"].is_null() {
        with["source"]["agency"] = agency.into();
    }
    if matches!(fact, FactId::Event(_)) && with["held-by"].is_null() {
        with["held-by"] = json!([agency]);
    }
    // A fact without a source has no such field to write.
    as_written(fact, with).unwrap_or(value)
}

/// Combines their file with ours, where these of theirs are these of ours. New facts are numbered from `number` on; none
/// where there is no room for so many.
pub fn combine(
    ours: &Case,
    theirs: &Case,
    guidance: &Guidance,
    matches: &Matches,
    number: u32,
    today: Today,
) -> Option<Combining> {
    // What leads nowhere in our own file must not come to lead to a fact of theirs.
    let spoken = ours.every_fact().into_iter().flat_map(|fact| spoken_of(ours, &fact));
    let highest = spoken.filter_map(|id| id.parse::<FactId>().ok()?.number()).max().unwrap_or_default();
    let names = Names { known: RefCell::default(), next: Cell::new(number.max(highest + 1)) };
    let mut called = Vec::new();
    for (their, own) in matches {
        let (Ok(they), Ok(we)) = (their.parse(), own.parse()) else { continue };
        // Two of theirs are never one of ours, nor is a child of one file an adult of the other.
        let child = |case: &Case, id: PersonId| case.get::<Person>(id).map(network::is_child);
        let is_free = names.known.borrow().values().all(|taken| taken != own);
        if is_free && child(theirs, they).is_some() && child(theirs, they) == child(ours, we) {
            names.known.borrow_mut().insert(their.clone(), own.clone());
            let line = [sentences::label(theirs, guidance, they), sentences::label(ours, guidance, we)];
            called.push(line.join(": "));
        }
    }
    let every = theirs.every_fact();
    let agency: &str = theirs.head.agency.trim();
    let known = known_already(ours, theirs, guidance, &every, &names);
    let titles = [(&ours.head, "combine.ours"), (&theirs.head, "combine.theirs")]
        .map(|(head, key)| guidance.say(key, &[("agency", agency_words(guidance, head))]).trim().to_owned());
    let sides = Sides { one: &titles[0], other: &titles[1] };

    let (mut work, mut made, mut aside) = (ours.clone(), Vec::new(), Vec::new());
    let mut process = Vec::new();
    let mut differ: Vec<TwoAccounts> = Vec::new();
    let mut added = 0;
    for fact in &every {
        let to = fact.renamed(&|id| names.of(id));
        let Some(before) = theirs.written(fact) else { continue };
        if is_of_their_review(fact) {
            process.push(sentences::describe(theirs, guidance, today, fact));
            aside.push(Change { fact: fact.clone(), before: Some(before), after: None });
            continue;
        }
        let carried = names.carry(&to, &before);
        let is_matched = matches!(to, FactId::Person(own) if ours.people.contains_key(&own));
        if is_matched || matches!(to, FactId::Head | FactId::Plan | FactId::Exercise) {
            let only: &dyn Fn(&str) -> bool = match to {
                FactId::Head => &|field| OF_THE_HEAD.contains(&field),
                FactId::Person(_) => &|field| field != "label",
                _ => &|_| true,
            };
            let mut theirs =
                if carried.get("source").is_some() { owned(guidance, &to, carried, &theirs.head) } else { carried };
            if let Value::Object(fields) = &mut theirs {
                fields.retain(|field, _| only(field));
            }
            let (after, rows) = beside::filled(&work, guidance, &to, &theirs, &["unborn"]);
            differ.extend(sides.fields(matter(&work, guidance, &to), &rows));
            put_fact(&mut work, &mut made, &to, Some(after));
            aside.push(Change { fact: fact.clone(), before: Some(before), after: None });
        } else if known.contains(fact) {
            let rows = unite(ours, &mut work, &mut made, guidance, &to, (&carried, agency));
            differ.extend(sides.fields(sentences::describe(&work, guidance, today, &to), &rows));
            if ours.written(&to).is_none_or(|own| content(&to, &own) != content(&to, &carried)) {
                // They tell it in their own way, or name another teller: their words are kept as they were.
                aside.push(Change { fact: fact.clone(), before: Some(before), after: None });
            }
        } else if work.has(&to) {
            let (after, words) = beside::clashing(&work, guidance, &to, &carried, sides);
            if words.is_some() {
                aside.push(Change { fact: fact.clone(), before: Some(before), after: None });
            }
            differ.extend(words);
            put_fact(&mut work, &mut made, &to, Some(after));
        } else {
            let after = owned(guidance, &to, carried, &theirs.head);
            put_fact(&mut work, &mut made, &to, Some(after));
            differ.extend(contradicted(ours, &work, guidance, today, &to, sides));
            added += 1;
        }
    }
    for account in &differ {
        let id = TwoAccounts::id(names.next.get());
        names.next.set(names.next.get() + 1);
        put_fact(&mut work, &mut made, &id.into(), Some(account.to_json()));
    }
    // Its number comes after all others: what leads nowhere in their file must lead nowhere here, whatever is added next.
    let id = CombinedId(names.next.get());
    if id.0 >= HIGHEST_NUMBER {
        return None;
    }
    let combined = Combined {
        agency: theirs.head.agency.clone(),
        agency_other: theirs.head.agency_other.clone(),
        reference: theirs.head.reference.clone(),
        when: When::on(today),
        called: called.join("\n"),
        process: process.join("\n"),
        made,
        aside,
        unread: theirs.unread.clone(),
    };
    let known = known.len();
    Edit::with(ours, id, combined.to_json(), combined.made).map(|edit| Combining { edit, differ, added, known })
}

/// The facts of theirs that are in our review already, whose ids become those of ours. What speaks of such a fact may be
/// known only once that one is.
fn known_already(ours: &Case, theirs: &Case, guidance: &Guidance, every: &[FactId], names: &Names) -> Several<FactId> {
    let can_be = |fact: &&FactId| {
        fact.number().is_some() && !matches!(fact, FactId::Person(_) | FactId::Joined(_) | FactId::Combined(_))
    };
    let told = |case: &Case, fact: &FactId| case.written(fact).map(|value| content(fact, &value));
    let own = ours.every_fact();
    let own: Sorted<String, String> =
        own.iter().filter(can_be).filter_map(|fact| Some((told(ours, fact)?, fact.to_string()))).collect();
    let own_told = told_events(ours, |fact| ours.written(fact));
    let mut known = Several::default();
    // People are named first, so that a fact that leads nowhere takes no number among them.
    theirs.people.keys().for_each(|person| drop(names.of(&person.to_string())));
    let carried = |fact: &FactId| theirs.written(fact).map(|value| names.carry(fact, &value));
    for (told, their) in told_events(theirs, carried) {
        if let (Some([own]), [one]) = (own_told.get(&told).map(Vec::as_slice), &their[..]) {
            names.known.borrow_mut().insert(one.to_string(), own.to_string());
            known.insert(one.clone());
        }
    }
    loop {
        let before = known.len();
        for fact in every.iter().filter(can_be) {
            let Some(value) = theirs.written(fact).filter(|_| !known.contains(fact)) else { continue };
            let carried = names.carry(fact, &value);
            // What came with their file before says whose it is.
            let came = || own.get(&content(fact, &owned(guidance, fact, carried.clone(), &theirs.head)));
            if let Some(same) = own.get(&content(fact, &carried)).or_else(came) {
                names.known.borrow_mut().insert(fact.to_string(), same.clone());
                known.insert(fact.clone());
            }
        }
        if known.len() == before {
            return known;
        }
    }
}

/// The events of a case by what makes two of them one: the same words, the same day, the same people. What else is told of
/// it may differ. One that says nothing, or not when, is like no other.
fn told_events(case: &Case, written: impl Fn(&FactId) -> Option<Value>) -> Sorted<String, Vec<FactId>> {
    let mut told: Sorted<String, Vec<FactId>> = Sorted::default();
    for (id, event) in &case.events {
        let fact = FactId::from(*id);
        let words = called(&event.what);
        let is_a_day = event.when.window().is_some_and(|window| window.first.is_some() && window.first == window.last);
        if !words.is_empty()
            && is_a_day
            && let Some(value) = written(&fact)
        {
            told.at(format!("{words}|{}|{}", event.when.edtf(), value["people"])).push(fact);
        }
    }
    told
}

/// An event that both have is held by both, and what only theirs tells of it is put down too. Comes back: in what they differ.
fn unite(
    ours: &Case,
    work: &mut Case,
    made: &mut Vec<Change>,
    guidance: &Guidance,
    to: &FactId,
    (theirs, agency): (&Value, &str),
) -> Vec<Field> {
    if !matches!(to, FactId::Event(_)) || !work.has(to) {
        return Vec::new();
    }
    let mut told = theirs.clone();
    if let Value::Object(fields) = &mut told {
        // What makes it the same event, and whose each record is.
        fields.retain(|field, _| !["what", "when", "people", "source", "held-by"].contains(&field.as_str()));
    }
    let (mut after, rows) = beside::filled(work, guidance, to, &told, &[]);
    let held = |value: &Value, own: &str| {
        let held = value.get("held-by").map(|held| Several::<AgencyId>::from_json(held.clone()).unwrap_or_default());
        let own = Some(own.to_owned()).filter(|own| !own.is_empty());
        held.unwrap_or_else(|| own.into_iter().collect())
    };
    let mut both = held(&after, ours.head.agency.trim());
    both.extend(held(theirs, agency));
    if !both.is_empty() {
        after["held-by"] = both.to_json();
    }
    // What is kept off paper by either must not come onto it as a difference.
    let is_off_paper = after.get("off-paper").is_some();
    put_fact(work, made, to, as_written(to, after));
    if is_off_paper { Vec::new() } else { rows }
}

/// What a fact is about, in a few words: its kind and whose it is.
fn matter(case: &Case, guidance: &Guidance, fact: &FactId) -> String {
    let kind = format!("kind.{}", fact.kind());
    let whose = match fact {
        FactId::Person(_) => Some(fact.to_string()),
        fact => {
            let child = |(field, shape, _): &&(&str, Shape, Value)| matches!(shape, Shape::Id) && *field != "adult";
            case.fields(fact).iter().find(child).and_then(|(.., id)| id.as_str().map(str::to_owned))
        }
    };
    let person = whose.and_then(|id| id.parse().ok()).map(|id| sentences::label(case, guidance, id));
    sentences::listed(guidance, [guidance.word(&kind), person.unwrap_or_default()])
}

/// Where a fact of theirs and one of ours are of the same matter and differ.
fn contradicted(
    ours: &Case,
    work: &Case,
    guidance: &Guidance,
    today: Today,
    to: &FactId,
    sides: Sides,
) -> Option<TwoAccounts> {
    let (_, of, what) = MATTERS.iter().find(|(kind, ..)| *kind == to.kind())?;
    let theirs = work.written(to)?;
    let differs = |own: &FactId| {
        // Writing a fact out is dear: only those of the kind are.
        if own.kind() != to.kind() {
            return false;
        }
        let Some(value) = ours.written(own) else { return false };
        // The same day may have been said in other words.
        let held =
            |state: &Value, field: &str| state.get(field).map(|value| value.get("edtf").unwrap_or(value).clone());
        let both = |field: &str| held(&value, field).zip(held(&theirs, field));
        of.iter().all(|field| held(&value, field) == held(&theirs, field))
            && what.iter().any(|field| both(field).is_some_and(|(own, theirs)| own != theirs))
    };
    let own = ours.every_fact().into_iter().find(differs).or_else(|| {
        // Each names another man as the father by birth.
        let contested = network::contested(work);
        let of_child = contested.values().find(|links| links.iter().any(|(_, link)| *to == FactId::from(*link)))?;
        of_child.iter().map(|(_, link)| FactId::from(*link)).find(|link| ours.has(link))
    })?;
    let told = |fact: &FactId| sentences::describe(work, guidance, today, fact);
    Some(sides.accounts(matter(work, guidance, to), told(&own), told(to)))
}

/// Takes a combined file out again, and says what stays: facts that were changed since, and those that a fact which stays
/// speaks of.
pub fn take_out(case: &Case, id: CombinedId) -> Option<(Edit, Several<FactId>)> {
    let combined = case.get::<Combined>(id)?;
    let (mut back, mut left) = taken_back(case, &combined.made, None);
    loop {
        let mut after = case.clone();
        for change in &back {
            put_fact(&mut after, &mut Vec::new(), &change.fact, change.after.clone());
        }
        let is_gone = |change: &&Change| change.after.is_none();
        let gone: Several<String> = back.iter().filter(is_gone).map(|change| change.fact.to_string()).collect();
        let mut needed: Several<String> = Several::default();
        for fact in after.every_fact() {
            needed.extend(spoken_of(&after, &fact).into_iter().filter(|id| gone.contains(id)));
        }
        if needed.is_empty() {
            break;
        }
        back.retain(|change| !needed.contains(&change.fact.to_string()));
        left.extend(needed.iter().filter_map(|id| id.parse().ok()));
    }
    left.retain(|fact| case.has(fact));
    Some((Edit::without(case, id, back)?, left))
}
