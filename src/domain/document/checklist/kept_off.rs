//! What is kept off paper: the people and events so marked, whatever speaks of them alone, and what names them in words.

use std::rc::Rc;

use serde_json::Value;

use crate::case::{Bond, Case, FactId, Liaison, LiaisonId, Person, PersonId, Several};
use crate::plain::Plain;
use crate::review::OpenQuestion;

/// The case and the questions that go on paper, and how many facts were left out.
pub(super) fn leave_out(case: &Case, questions: Vec<OpenQuestion>) -> (Case, Vec<OpenQuestion>, usize) {
    let people: Several<PersonId> =
        case.people.iter().filter(|(_, person)| person.off_paper).map(|(id, _)| *id).collect();
    let mut paper = case.clone();
    let mut gone: Several<FactId> = Several::default();
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
        people |fact| fact.off_paper;
        parents |fact| fact.adult.as_ref().is_some_and(off) || off(&fact.child);
        responsibilities |fact| off(&fact.adult) || off(&fact.child);
        presences |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        ties |fact| off(&fact.one) || off(&fact.other);
        attempts |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        views |fact| off(&fact.adult) || fact.child.as_ref().is_some_and(off);
        orders |fact| off(&fact.about);
        concerns |fact| off(&fact.about);
        flags |fact| off(&fact.about);
        events |fact| fact.off_paper || only_off(&fact.people);
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
        let names = question.slots.iter().any(|(_, words)| labels.iter().any(|label| names(words, label)));
        !touches && !names
    });
    let hidden: Several<_> = left_out.iter().map(OpenQuestion::key).collect();
    paper.steps.retain(|key, _| {
        let is_off = hidden.contains(key) || key.about().any(|fact| gone.contains(&fact));
        !is_off || !gone.insert(FactId::Step(key.clone()))
    });
    (paper, kept, gone.len() + numbers)
}

/// Whether a fact names this label, in any of its fields.
fn says(fact: &Value, label: &str) -> bool {
    match fact {
        Value::String(words) => names(words, label),
        Value::Array(all) => all.iter().any(|one| says(one, label)),
        Value::Object(fields) => fields.values().any(|one| says(one, label)),
        _ => false,
    }
}

/// Whether words name this label as a whole.
fn names(words: &str, label: &str) -> bool {
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
    use super::names;

    #[test]
    fn a_label_is_found_whole() {
        assert!(names("Partner 1, Mother", "Partner 1"));
        assert!(!names("Partner 12", "Partner 1"));
        assert!(!names("", "Partner 1"));
    }
}
