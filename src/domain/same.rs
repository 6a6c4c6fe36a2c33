//! "The same man": two records of one person joined, and split again.
//!
//! One edit moves every fact about the other record to the one that stands, fills what that one leaves empty, and keeps the
//! other record whole with all that was changed. Where the two say different things, both stay in sight, side by side.

use serde_json::Value;

use crate::beside::{self, Sides};
use crate::case::{
    Case, Edit, Fact, FactId, Joined, JoinedId, Person, PersonId, Role, Several, TwoAccounts, moved, put_fact,
    spoken_of, taken_back,
};
use crate::compare::Field;
use crate::guidance::Guidance;
use crate::network;
use crate::plain::{Plain, Shape, folded};
use crate::sentences;
use crate::when::{Today, When};

/// What is never filled in from the other record: how it is called, and that a child is not born yet.
const NEVER_FILLED: &[&str] = &["label", "unborn"];

/// Why two records are not joined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Apart {
    /// They are one record, or one of them is not here.
    NotTwo,
    /// One is a child and the other is not.
    ChildAndAdult,
    /// These facts speak of the two as different people: a tie between them, an order that protects one from the other.
    Between(Vec<FactId>),
}

/// Why these two are not joined; none when they can be.
pub fn apart(case: &Case, keep: PersonId, other: PersonId) -> Option<Apart> {
    let (Some(one), Some(two)) = (case.get::<Person>(keep), case.get::<Person>(other)) else {
        return Some(Apart::NotTwo);
    };
    if keep == other {
        return Some(Apart::NotTwo);
    }
    if network::is_child(one) != network::is_child(two) {
        return Some(Apart::ChildAndAdult);
    }
    let mut between = case.every_fact();
    between.retain(|fact| is_between(case, fact, keep, other));
    (!between.is_empty()).then_some(Apart::Between(between))
}

/// Whether a fact is about one of these two and names the other as somebody else.
fn is_between(case: &Case, fact: &FactId, one: PersonId, other: PersonId) -> bool {
    let pair = [one.to_string(), other.to_string()];
    let spoken = spoken_of(case, fact);
    if !pair.iter().all(|id| spoken.contains(id)) {
        return false;
    }
    match fact {
        // What was considered for a child, and what is done about a question, may well name both.
        FactId::LevelDecision(_) | FactId::Step(_) => false,
        FactId::Answer(_) | FactId::Person(_) => true,
        // Both may have been at an event, or seen: only a fact that is about somebody tells the two apart.
        fact => case.fields(fact).iter().any(|(_, shape, value)| {
            matches!(shape, Shape::Id) && value.as_str().is_some_and(|id| pair.iter().any(|one| one == id))
        }),
    }
}

/// Joins two records: `keep` stands, and everything about `other` becomes about it. One step. Nothing where they are not to
/// be joined: see [`apart`]. New facts are numbered from `number` on.
pub fn join(
    case: &Case,
    guidance: &Guidance,
    (keep, other): (PersonId, PersonId),
    number: u32,
    today: Today,
) -> Option<Edit> {
    if apart(case, keep, other).is_some() {
        return None;
    }
    let (kept_id, was_id) = (keep.to_string(), other.to_string());
    let names = |id: &str| (id == was_id).then(|| kept_id.clone());
    let (one, two) = (sentences::label(case, guidance, keep), sentences::label(case, guidance, other));
    let sides = Sides { one, other: two };
    let (kept, gone) = (FactId::from(keep), FactId::from(other));
    let (mut work, mut made, mut accounts) = (case.clone(), Vec::new(), Vec::<TwoAccounts>::new());

    let record = moved(&gone, &case.written(&gone)?, &names);
    let (after, rows) = beside::filled(case, guidance, &kept, &record, NEVER_FILLED);
    let about = guidance.say("same.accounts", &[("one", one), ("other", two)]);
    accounts.extend(sides.fields(about, &rows));
    put_fact(&mut work, &mut made, &kept, Some(after));

    for fact in case.every_fact().into_iter().filter(|fact| *fact != gone && *fact != kept) {
        let to = fact.renamed(&names);
        let Some(after) = case.written(&fact).map(|value| moved(&to, &value, &names)) else { continue };
        if to != fact {
            put_fact(&mut work, &mut made, &fact, None);
        }
        // An answer moved to a key under which there is one already does not take its place.
        let after = if to != fact && work.has(&to) {
            let (after, differ) = beside::clashing(&work, guidance, &to, &after, sides);
            accounts.extend(differ);
            after
        } else {
            after
        };
        put_fact(&mut work, &mut made, &to, Some(after));
    }
    put_fact(&mut work, &mut made, &gone, None);
    for (number, account) in case.numbers(number).filter(|free| *free != number).zip(accounts) {
        put_fact(&mut work, &mut made, &TwoAccounts::id(number).into(), Some(account.to_json()));
    }
    let (label, when) = (case.label(other).to_owned(), When::on(today));
    let joined = Joined { kept: keep, label, when, why: String::new(), made };
    Edit::with(case, JoinedId(number), joined.to_json(), joined.made)
}

/// Splits two joined records again: the other person is back under the same id with everything that was moved and still
/// stands with the one who was kept. What was added since stays where it is. Nothing where somebody has that id by now, or
/// where a later one is to be split before: see [`to_split_before`].
pub fn split(case: &Case, id: JoinedId) -> Option<Edit> {
    let joined = case.get::<Joined>(id)?;
    let (was, _) = joined.was()?;
    if case.has(&was.into()) || to_split_before(case, id).is_some() {
        return None;
    }
    let (back, _) = taken_back(case, &joined.made, Some(&joined.kept.to_string()));
    Edit::without(case, id, back)
}

/// The joined record that has to be split before this one: the last of those that were joined later and changed the same
/// facts. Where three stand for one, a fact does not say any more whose it was.
pub fn to_split_before(case: &Case, id: JoinedId) -> Option<JoinedId> {
    let own: Several<FactId> = case.get::<Joined>(id)?.made.iter().map(|change| change.fact.clone()).collect();
    let this = FactId::from(id);
    let shares = |later: &Joined| later.made.iter().any(|change| change.fact == this || own.contains(&change.fact));
    let later = case.joined.iter().filter(|(later, joined)| **later > id && shares(joined));
    later.map(|(later, _)| *later).max()
}

/// What keeps somebody safe now and would not any more after this edit: an order, a concern or "not safe" that goes, or that
/// is then of another person. Whoever makes the edit is asked first.
pub fn loses_safety(case: &Case, edit: &Edit, today: Today) -> Vec<FactId> {
    let mut after = case.clone();
    edit.apply(&mut after);
    let mut lost = Vec::new();
    for person in case.people.keys() {
        let still = network::safety_of(&after, *person, today);
        for fact in network::safety_of(case, *person, today) {
            if !still.contains(&fact) && !lost.contains(&fact) {
                lost.push(fact);
            }
        }
    }
    lost
}

/// The facts about the one who was kept that were added after the two were joined: splitting leaves them where they are.
pub fn added_since(case: &Case, id: JoinedId) -> Vec<FactId> {
    let Some(joined) = case.get::<Joined>(id) else { return Vec::new() };
    let kept = joined.kept.to_string();
    let made: Several<FactId> = joined.made.iter().map(|change| change.fact.clone()).collect();
    let is_since =
        |fact: &FactId| fact.number().is_some_and(|number| number > id.0) && !matches!(fact, FactId::Joined(_));
    let mut since = case.every_fact();
    since.retain(|fact| is_since(fact) && !made.contains(fact) && spoken_of(case, fact).contains(&kept));
    since
}

/// The joined records of a person.
pub fn joined_to(case: &Case, person: PersonId) -> Vec<(JoinedId, &Joined)> {
    case.joined.iter().filter(|(_, joined)| joined.kept == person).map(|(id, joined)| (*id, &**joined)).collect()
}

/// What the other record holds that the one that stands does not say: "also recorded as". Label and words.
pub fn also_recorded(case: &Case, guidance: &Guidance, joined: &Joined) -> Vec<Field> {
    let Some((_, record)) = joined.was() else { return Vec::new() };
    let mut rows = beside::differing(case, guidance, &joined.kept.into(), record);
    rows.retain(|row| !row.before.is_empty());
    rows
}

/// The two records beside each other, field by field: `after` is what `keep` holds, `before` what `other` does.
pub fn side_by_side(case: &Case, guidance: &Guidance, keep: PersonId, other: PersonId) -> Vec<Field> {
    let record: Value = case.written(&other.into()).unwrap_or_default();
    beside::differing(case, guidance, &keep.into(), &record)
}

/// Who else may be the same person: somebody alike in some way (a word of the label, a time of birth, two men or two women in
/// no settled role), and nobody of another sex or another time of birth, no child for an adult, nobody whom a fact tells apart
/// from them. In the order of their ids, and no more than a question.
pub fn may_be_same(case: &Case, person: PersonId) -> Vec<PersonId> {
    let Some(one) = case.get::<Person>(person) else { return Vec::new() };
    let id = person.to_string();
    let mut about = case.every_fact();
    about.retain(|fact| spoken_of(case, fact).contains(&id));
    let men = network::men(case);
    let words = |person: &Person| folded(&person.label).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let is_alike = |id: &PersonId, two: &Person| {
        let shares = words(one).iter().any(|word| words(two).contains(word));
        let born = one.born.window().is_some() && two.born.window().is_some();
        let unplaced = !is_settled(one.role) && !is_settled(two.role);
        let of_one_sex = men.contains(&person) && men.contains(id) || one.sex.is_some() && one.sex == two.sex;
        shares || born || unplaced && of_one_sex && !network::is_child(one)
    };
    let fits = |id: &PersonId, two: &Person| {
        let may_be = *id != person && network::is_child(one) == network::is_child(two) && may_be_one(one, two);
        may_be && is_alike(id, two) && !about.iter().any(|fact| is_between(case, fact, person, *id))
    };
    case.people.iter().filter(|(id, two)| fits(id, two)).map(|(id, _)| *id).collect()
}

/// Whether nothing that is recorded of two people says that they are not one.
pub fn may_be_one(one: &Person, two: &Person) -> bool {
    let sex = one.sex.is_none() || two.sex.is_none() || one.sex == two.sex;
    let role = one.role == two.role || !is_settled(one.role) || !is_settled(two.role);
    sex && role && one.unborn == two.unborn && may_be_born_together(one, two)
}

/// Whether a role leaves no room for another of its kind: a grandmother is not the mother as well.
fn is_settled(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Mother | Role::Father | Role::Grandmother | Role::Grandfather))
}

/// Whether two may have been born on one day, as far as their dates say.
pub fn may_be_born_together(one: &Person, two: &Person) -> bool {
    let (Some(one), Some(two)) = (one.born.window(), two.born.window()) else { return true };
    let before = |last: Option<_>, first: Option<_>| last.zip(first).is_some_and(|(last, first)| last < first);
    !before(one.last, two.first) && !before(two.last, one.first)
}
