//! What is kept off paper: the people and events so marked, whatever speaks of them alone, and what names them in words.

use std::rc::Rc;

use serde_json::Value;

use crate::case::{
    AnswerState, AttemptKind, Basis, Bond, Case, FactId, FlagKind, Key, Liaison, LiaisonId, Person, PersonId, Route,
    Several, Talked, Theme, put_fact,
};
use crate::guidance::Guidance;
use crate::network;
use crate::plain::Plain;
use crate::quick::{OrderWords, Safety};
use crate::review::{self, OpenQuestion};
use crate::when::Today;

use super::names;

/// What is left out of a paper when somebody chooses so, beside what is kept off every paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Apart {
    /// People who are neither children, nor parents or carers, nor men around the children; and what somebody else told.
    ThirdParty,
    /// Offences and what follows from them: orders, charges, licence conditions, what happened with police or court.
    Offences,
    /// What could make somebody less safe in the wrong hands: orders, abuse, MARAC, flags, what is not safe to ask.
    Safety,
}

impl Apart {
    /// All of them.
    pub const ALL: [Apart; 3] = [Apart::ThirdParty, Apart::Offences, Apart::Safety];

    /// A short stable name.
    pub fn key(self) -> &'static str {
        match self {
            Apart::ThirdParty => "third-party",
            Apart::Offences => "offences",
            Apart::Safety => "safety",
        }
    }

    /// The people and the other facts it means. Who may not be contacted is read off the whole case: an order that is left
    /// out already binds all the same.
    fn of(self, case: &Case, whole: &Case, guidance: &Guidance, today: Today) -> (Several<PersonId>, Several<FactId>) {
        let orders = OrderWords::of(guidance, today);
        let (mut people, mut facts) = (Several::default(), Several::default());
        macro_rules! take {
            ($( $field:ident |$fact:ident| $is_meant:expr; )+) => {
                $( for (id, $fact) in &case.$field {
                    if $is_meant {
                        facts.insert(FactId::from(*id));
                    }
                } )+
            };
        }
        match self {
            Apart::ThirdParty => {
                let known = [network::parent_figures(case), network::men(case)].concat();
                people.extend(network::adults(case).into_iter().filter(|person| !known.contains(person)));
                let told = Value::from(Route::ToldBySomeoneElse.key());
                let is_told = |fact: &FactId| {
                    let source = case.written(fact).and_then(|value| value.get("source")?.get("route").cloned());
                    source.as_ref() == Some(&told) && !matches!(fact, FactId::Person(_))
                };
                facts.extend(case.every_fact().into_iter().filter(is_told));
            }
            Apart::Offences => {
                use Basis::{Bail, Charge, Conviction, Licence, Mappa};
                take! {
                    orders |_fact| true;
                    concerns |fact| matches!(fact.basis, Some(Bail | Charge | Conviction | Licence | Mappa | Basis::Order));
                    flags |fact| fact.kind == Some(FlagKind::Mappa);
                    accounts |_fact| true;
                    events |fact| fact.theme == Some(Theme::PoliceOrCourt) || orders.are_in(&fact.what);
                }
            }
            Apart::Safety => {
                take! {
                    orders |_fact| true;
                    concerns |fact| fact.basis == Some(Basis::Marac) || orders.are_in(&fact.words);
                    flags |_fact| true;
                    maracs |_fact| true;
                    abuse |_fact| true;
                    attempts |fact| fact.kind == Some(AttemptKind::Unsafe);
                    events |fact| {
                        fact.theme == Some(Theme::DomesticAbuse)
                            || fact.talked == Some(Talked::NotSafe)
                            || orders.are_in(&fact.what)
                    };
                    accounts |_fact| true;
                }
                let spoken = review::spoken(whole, guidance, today);
                let is_barred = |fact: FactId| match fact {
                    FactId::Person(person) => !review::no_contact(whole, &spoken, person, today).is_empty(),
                    _ => false,
                };
                let is_meant = |key: &Key| key.about().any(is_barred);
                for (key, answer) in &case.answers {
                    if answer.state == Some(AnswerState::NotSafe) || is_meant(key) {
                        facts.insert(FactId::Answer(key.clone()));
                    }
                }
                facts.extend(case.steps.keys().filter(|key| is_meant(key)).cloned().map(FactId::Step));
            }
        }
        (people, facts)
    }
}

/// What goes on a paper, and how many facts were left out of it and why.
pub(super) struct Left {
    pub(super) case: Case,
    pub(super) questions: Vec<OpenQuestion>,
    /// The key of a reason, and how many facts.
    pub(super) counts: Vec<(&'static str, usize)>,
}

/// The case and the questions that go on paper: without what is kept off every paper, then without what this one leaves out.
pub(super) fn leave_out(
    case: &Case,
    guidance: &Guidance,
    today: Today,
    questions: Vec<OpenQuestion>,
    also: &Several<Apart>,
) -> Left {
    let ordinary = names::ordinary(guidance);
    let people = case.people.iter().filter(|(_, person)| person.off_paper).map(|(id, _)| *id).collect();
    let events = case.events.iter().filter(|(_, event)| event.off_paper).map(|(id, _)| FactId::from(*id)).collect();
    let mut counts = Vec::new();
    let mut left = without(&case.without_blanks(), questions, &people, &events, &ordinary);
    counts.push(("kept-off", left.2));
    for apart in also {
        // A fact is left out for one reason, and counted once.
        let (people, facts) = apart.of(&left.0, case, guidance, today);
        left = without(&left.0, left.1, &people, &facts, &ordinary);
        if matches!(apart, Apart::Safety | Apart::Offences) {
            unsaid(&mut left.0, guidance, today);
        }
        counts.push((apart.key(), left.2));
    }
    counts.retain(|(_, count)| *count > 0);
    Left { case: left.0, questions: left.1, counts }
}

/// Takes out the notes that quick add and lists keep beside an order or "not safe": the same words once more.
fn unsaid(case: &mut Case, guidance: &Guidance, today: Today) {
    let warned: Vec<PersonId> = (case.people.iter())
        .filter(|(_, person)| Safety::of(&person.note, guidance, today).is_warning())
        .map(|(id, _)| *id)
        .collect();
    for id in warned {
        if let Some(person) = case.people.get(&id) {
            let person = Person { note: String::new(), ..(**person).clone() };
            case.people.insert(id, person.into());
        }
    }
}

/// The case and the questions without these people and facts, whatever speaks of them alone, and what names these people;
/// and how many facts that is.
fn without(
    case: &Case,
    questions: Vec<OpenQuestion>,
    people: &Several<PersonId>,
    facts: &Several<FactId>,
    ordinary: &[String],
) -> (Case, Vec<OpenQuestion>, usize) {
    let mut paper = case.clone();
    let mut gone: Several<FactId> = Several::default();
    for fact in people.iter().map(|person| FactId::from(*person)).chain(facts.iter().cloned()) {
        put_fact(&mut paper, &mut Vec::new(), &fact, None);
        gone.insert(fact);
    }
    let off = |person: &PersonId| people.contains(person);
    let only_off = |whom: &Several<PersonId>| !whom.is_empty() && whom.iter().all(off);

    macro_rules! leave {
        ($( $field:ident |$fact:ident| $is_off:expr; )+) => {
            $( paper.$field.retain(|id, $fact| {
                let is_off = $is_off;
                if is_off {
                    gone.insert((*id).into());
                }
                !is_off
            }); )+
        };
    }
    leave! {
        parents |fact| fact.adult.as_ref().is_some_and(off) || off(&fact.child);
        responsibilities |fact| off(&fact.adult) || off(&fact.child);
        presences |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        ties |fact| off(&fact.one) || off(&fact.other);
        attempts |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        views |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        orders |fact| off(&fact.about);
        concerns |fact| off(&fact.about);
        flags |fact| off(&fact.about);
        events |fact| only_off(&fact.people);
        contacts |fact| only_off(&fact.seen);
        levels |fact| off(&fact.child);
        appointments |fact| off(&fact.child);
        outcomes |fact| fact.whom.as_ref().is_some_and(off);
        maracs |fact| fact.about.as_ref().is_some_and(off);
        bonds |fact| off(&fact.one) || off(&fact.other);
        abuse |fact| fact.by.as_ref().is_some_and(off) || fact.to.as_ref().is_some_and(off);
        joined |fact| off(&fact.kept);
    }
    // Somebody may be called otherwise in a record that was joined to theirs, or in a file that was combined.
    let joined = case.joined.values().filter(|fact| off(&fact.kept)).map(|fact| fact.label.trim());
    let aside = case.combined.values().flat_map(|fact| &fact.aside).filter_map(|change| change.before.as_ref());
    let aside = aside.filter(|was| was.get("off-paper").is_some()).filter_map(|was| was.get("label")?.as_str());
    let labels: Vec<&str> = people
        .iter()
        .filter_map(|person| case.get::<Person>(*person))
        .map(|person| person.label.trim())
        .chain(joined)
        .chain(aside.map(str::trim))
        .filter(|label| !label.is_empty())
        .collect();
    // What is about a matter, and not about a person, can name one in somebody's words.
    let tells = |fact: Value| labels.iter().any(|label| says(&fact, label));
    leave! {
        challenges |fact| tells(fact.to_json());
        decisions |fact| tells(fact.to_json());
        accounts |fact| tells(fact.to_json());
        hand_overs |fact| tells(fact.to_json());
        liaisons |fact| tells(fact.to_json());
        advice |fact| tells(fact.to_json());
        outcomes |fact| tells(fact.to_json());
        assessments |fact| tells(fact.to_json());
        households |fact| only_off(&fact.people) || tells(Value::from(fact.label.as_str()));
        combined |fact| tells(Value::from(fact.called.as_str()));
        joined |fact| tells(Value::from(format!("{} {}", fact.label, fact.why)));
    }
    paper.progress.retain(|id, fact| !gone.contains(&fact.outcome.into()) || !gone.insert((*id).into()));
    // A line between two people stays without the event that is kept off.
    for (id, fact) in case.bonds.iter().filter(|(id, fact)| {
        !gone.contains(&FactId::from(**id)) && fact.events.iter().any(|event| gone.contains(&FactId::from(*event)))
    }) {
        let events = fact.events.iter().filter(|event| !gone.contains(&FactId::from(**event))).copied().collect();
        paper.bonds.insert(*id, Rc::new(Bond { events, ..Bond::clone(fact) }));
    }
    // A number is part of a line that stays.
    let mut numbers = 0;
    let numbered = |id: &LiaisonId, fact: &Liaison| {
        fact.off_paper && !fact.number.is_empty() && !gone.contains(&FactId::from(*id))
    };
    for (id, fact) in case.liaisons.iter().filter(|(id, fact)| numbered(id, fact)) {
        paper.liaisons.insert(*id, Rc::new(Liaison { number: String::new(), ..Liaison::clone(fact) }));
        numbers += 1;
    }
    paper
        .answers
        .retain(|key, _| !key.about().any(|fact| gone.contains(&fact)) || !gone.insert(FactId::Answer(key.clone())));
    let (kept, left_out): (Vec<_>, Vec<_>) = questions.into_iter().partition(|question| {
        let touches = question.about.iter().chain(&question.rests_on).any(|fact| gone.contains(fact));
        let names = question.slots.iter().any(|(_, words)| labels.iter().any(|label| is_named(words, label)));
        !touches && !names
    });
    let hidden: Several<_> = left_out.iter().map(OpenQuestion::key).collect();
    paper.steps.retain(|key, _| {
        let is_off = hidden.contains(key) || key.about().any(|fact| gone.contains(&fact));
        !is_off || !gone.insert(FactId::Step(key.clone()))
    });
    // What is left names them too, in somebody's words about somebody else.
    let instead: Vec<(String, String)> = labels
        .iter()
        .flat_map(|label| names::called_by(label, ordinary))
        .map(|name| (name, LEFT_OUT.to_owned()))
        .collect();
    (names::with_words(&paper, instead), kept, gone.len() + numbers)
}

/// What stands in the place of a name that is left out.
const LEFT_OUT: &str = "[…]";

/// Whether a fact names this label, in any of its fields.
fn says(fact: &Value, label: &str) -> bool {
    match fact {
        Value::String(words) => is_named(words, label),
        Value::Array(all) => all.iter().any(|one| says(one, label)),
        Value::Object(fields) => fields.values().any(|one| says(one, label)),
        _ => false,
    }
}

/// Whether words name this label as a whole.
pub(in crate::document) fn is_named(words: &str, label: &str) -> bool {
    words.match_indices(label).any(|(start, found)| {
        let before = words[..start].chars().next_back();
        let after = words[start + found.len()..].chars().next();
        let joins =
            |letter: Option<char>| letter.is_some_and(|letter| !letter.is_ascii() || letter.is_ascii_alphanumeric());
        !joins(before) && !joins(after)
    })
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_label_is_found_whole() {
        assert!(is_named("Partner 1, Mother", "Partner 1"));
        assert!(!is_named("Partner 12", "Partner 1"));
        assert!(!is_named("", "Partner 1"));
    }
}
