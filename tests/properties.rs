//! What holds for every case: nothing is lost on the way to a file and back, every change can be taken back and replayed,
//! the same facts give the same bytes, and nobody is sent to a person who may not be contacted.
//!
//! How cases are made stands in `making.rs`.

use std::collections::BTreeSet;

use family_history_content::guidance;
use family_history_domain::case::{
    AnswerState, AttemptKind, Basis, Case, Change, Edit, Event, FactId, FlagEnd, FlagKind, KINDS, Order, OrderState,
    ParentKind, ParentStatus, Person, PersonId, RecordOf, Role, spoken_of,
};
use family_history_domain::document::{first_paper, page, text};
use family_history_domain::guidance::Guidance;
use family_history_domain::network::{self, can_bar};
use family_history_domain::plain::Plain;
use family_history_domain::review::{Look, OpenQuestion, RULES, agenda, review, words};
use family_history_domain::sentences::label;
use family_history_domain::session::{Effect, Msg, Session, update};
use family_history_domain::when::Today;
use family_history_domain::{same, save};
use family_history_tests::approach::approaches;
use family_history_tests::making::{Choices, DAYS, Maker, WORDS};
use family_history_tests::misfits;
use proptest::prelude::*;
use serde_json::{Value, json};

thread_local! {
    static MAKER: Maker = Maker::default();
    static GUIDANCE: Guidance = guidance();
}

fn facts(numbers: Vec<u16>) -> Value {
    MAKER.with(|maker| maker.facts(&mut Choices { numbers: numbers.into_iter() }))
}

fn opened(facts: &Value) -> save::Opened {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "next-number": 77, "case": facts });
    save::open(&file.to_string()).expect("a file")
}

fn case(numbers: Vec<u16>) -> Case {
    opened(&facts(numbers)).case
}

fn today(index: usize) -> Today {
    Today::from_iso(DAYS[index % DAYS.len()]).expect("a day")
}

fn numbers(most: usize) -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..most)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Every fact of a case in the form of a file, by its id as a link names it.
fn every_fact(case: &Case) -> Vec<(String, Value)> {
    let file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
    let mut facts = Vec::new();
    for (part, entries) in file["case"].as_object().expect("parts") {
        match part.as_str() {
            "head" | "plan" => facts.push((part.clone(), entries.clone())),
            _ => {
                let prefix = match part.as_str() {
                    "answers" => "answer:",
                    "steps" => "step:",
                    _ => "",
                };
                let entries = entries.as_object().expect("facts").iter();
                facts.extend(entries.map(|(id, fact)| (format!("{prefix}{id}"), fact.clone())));
            }
        }
    }
    facts
}

/// The edit that takes one fact from how it is to how it is to be; `None` is absence.
fn edit(case: &Case, fact: &str, after: Option<&Value>) -> Option<Edit> {
    let is_one = fact == "head" || fact == "plan";
    let known = every_fact(case).into_iter().find(|(id, _)| id == fact).map(|(_, value)| value);
    let absent = if is_one { json!({}) } else { Value::Null };
    let (before, after) = (known.unwrap_or_else(|| absent.clone()), after.cloned().unwrap_or(absent));
    let change = Change::from_json(json!({ "fact": fact, "before": before, "after": after })).expect("a change");
    Edit::new(case, vec![change])
}

/// The fact itself, of its own kind.
fn of<F: 'static>(fact: &mut dyn std::any::Any) -> &mut F {
    fact.downcast_mut().expect("a fact of this kind")
}

/// Something done to a session: an edit of any fact, typing, taking a person out, undo, redo.
fn step(session: &Session, from: &Case, choices: &mut Choices) -> Option<Msg> {
    let case = &session.case;
    let theirs = every_fact(from);
    match choices.pick(7) {
        0 => Some(Msg::Undone),
        1 => Some(Msg::Redone),
        2 => {
            let people: Vec<PersonId> = case.people.keys().copied().collect();
            let person = *people.get(choices.pick(people.len()))?;
            Some(Msg::Edited { edit: Edit::remove_person(case, person)?, typing: None })
        }
        3 => {
            let mine = every_fact(case);
            let (fact, _) = mine.get(choices.pick(mine.len()))?;
            Some(Msg::Edited { edit: Edit::remove_fact(case, &fact.parse().ok()?)?, typing: None })
        }
        4 => {
            let people: Vec<PersonId> = case.people.keys().copied().collect();
            let person = *people.get(choices.pick(people.len()))?;
            let word = choices.one(WORDS);
            let edit = Edit::change(case, &person.into(), &|fact| of::<Person>(fact).label.push_str(word))?;
            Some(Msg::Edited { edit, typing: Some("label") })
        }
        5 => {
            let person = Person { label: choices.one(WORDS).to_owned(), ..Person::default() };
            Some(Msg::Added { edit: Edit::add(case, session.new_id::<Person>(), person)? })
        }
        _ => {
            let (fact, after) = theirs.get(choices.pick(theirs.len()))?;
            Some(Msg::Edited { edit: edit(case, fact, Some(after))?, typing: None })
        }
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn what_the_schema_allows_is_read_and_comes_back_from_the_file(numbers in numbers(1500), next in 1u32..5000) {
        let with_training = Maker { of_training: true, ..Maker::default() };
        let facts = with_training.facts(&mut Choices { numbers: numbers.into_iter() });
        let opened = opened(&facts);
        prop_assert_eq!(&opened.problems, &Vec::new(), "{:#}", facts);
        let next = next.max(opened.case.highest_id() + 1);
        let written = save::write(&opened.case, next);
        let again = save::open(&written).expect("our own file");
        prop_assert_eq!(&again.problems, &Vec::new());
        prop_assert_eq!(&again.case, &opened.case);
        prop_assert_eq!(again.next_number, next);
        prop_assert_eq!(save::write(&again.case, again.next_number), written.clone());
        let file: Value = serde_json::from_str(&written).expect("JSON");
        let schema = MAKER.with(|maker| misfits(&maker.schema, &file));
        prop_assert_eq!(schema, Vec::<String>::new());
    }

    #[test]
    fn every_change_can_be_taken_back_done_again_and_replayed(start in numbers(500), from in numbers(700), steps in numbers(120)) {
        let (start, from) = (case(start), case(from));
        let mut session = Session::with_case(start.clone(), 1, today(0));
        let mut choices = Choices { numbers: steps.into_iter() };
        let mut journal = Vec::new();
        let mut used = BTreeSet::new();
        while choices.numbers.len() > 0 {
            let Some(msg) = step(&session, &from, &mut choices) else { continue };
            if matches!(msg, Msg::Added { .. }) {
                prop_assert!(used.insert(session.next_number()), "an id was used again");
            }
            let (next, effects) = update(session, msg);
            session = next;
            for effect in effects {
                if let Effect::Journal(edit) = effect {
                    // The journal is kept outside as text.
                    let kept = edit.to_json().to_string();
                    let read = Edit::from_json(serde_json::from_str(&kept).expect("JSON")).expect("an edit");
                    prop_assert_eq!(&read, &edit);
                    journal.push(read);
                }
            }
        }
        let mut replayed = start.clone();
        journal.iter().for_each(|edit| edit.apply(&mut replayed));
        prop_assert_eq!(&replayed, &session.case);
        let end = session.case.clone();
        let mut taken_back = 0;
        while session.can_undo().is_some() {
            session = update(session, Msg::Undone).0;
            taken_back += 1;
        }
        prop_assert_eq!(&session.case, &start);
        for _ in 0..taken_back {
            session = update(session, Msg::Redone).0;
        }
        prop_assert_eq!(&session.case, &end);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn the_same_facts_give_the_same_bytes_in_whatever_order_they_were_typed(numbers in numbers(1500), day in 0usize..8) {
        let case = case(numbers);
        let mut facts = every_fact(&case);
        facts.reverse();
        let mut other = Case::default();
        for (fact, value) in &facts {
            if let Some(edit) = edit(&other, fact, Some(value)) {
                edit.apply(&mut other);
            }
        }
        prop_assert_eq!(&other, &case);
        GUIDANCE.with(|guidance| {
            let told = |case: &Case| {
                let questions = review(case, guidance, today(day));
                let said: Vec<_> = questions.iter().map(|question| (question.key(), words(question, guidance))).collect();
                let document = first_paper(case, guidance, today(day));
                (format!("{questions:?}"), said, page(&document), text::write(&document))
            };
            prop_assert_eq!(told(&case), told(&other));
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn nobody_is_sent_to_a_person_who_may_not_be_contacted(numbers in numbers(1500), day in 0usize..8) {
        let case = case(numbers);
        let today = today(day);
        GUIDANCE.with(|guidance| {
            let questions = review(&case, guidance, today);
            let keys: BTreeSet<_> = questions.iter().map(OpenQuestion::key).collect();
            prop_assert_eq!(keys.len(), questions.len(), "two questions under one key");
            let (barred, others) = parents(&case, today);
            let only = (!barred.is_empty()).then(|| only(&case, guidance, &barred, &others));
            for question in &questions {
                if concerns(&case, question).into_iter().any(|who| is_bound(&case, who, today)) {
                    prop_assert!(question.no_contact, "{:?}", question);
                }
                let said = words(question, guidance).next;
                let approaching: Vec<_> = said.iter().filter(|words| approaches(words)).collect();
                prop_assert!(!question.no_contact || approaching.is_empty(), "{:?} in {:?}", approaching, question);
                // A question about abuse names no parent, who may be the one who did it: it speaks of who it was done to.
                if question.rule.starts_with("LB-") {
                    let bound = survivors(&case, question).iter().any(|who| is_bound(&case, *who, today));
                    prop_assert!(!bound || approaching.is_empty(), "{:?} in {:?}", approaching, question);
                    continue;
                }
                // Where one parent may not be asked, nothing is suggested before it is said who may.
                if let (Some(only), false) = (&only, approaching.is_empty()) {
                    prop_assert!(!others.is_empty(), "{:?} in {:?}", approaching, question);
                    prop_assert_eq!(&said[0], only, "{:?}", question);
                }
            }
            for question in &questions {
                let why = question.withheld_by.iter();
                // Words are typed letter by letter: what they speak of follows in the first pause.
                let is_words = |fact: &FactId| matches!(fact, FactId::Event(_) | FactId::Person(_));
                let is_chosen = |fact: &FactId| matches!(fact, FactId::Answer(_));
                let others: Vec<_> = why.filter(|fact| !can_bar(fact) && !is_chosen(fact) && !is_words(fact)).collect();
                prop_assert!(others.is_empty(), "questions follow a while after a change of {:?}", others);
            }
            for conversation in agenda(&questions, guidance) {
                let guarded = conversation.questions.iter().find(|question| question.no_contact);
                let face_to_face = matches!(conversation.with, "parent" | "person");
                prop_assert!(!face_to_face || guarded.is_none(), "{}: {:?}", conversation.heading, guarded);
            }
            Ok(())
        })?;
    }
}

#[test]
fn where_nothing_is_put_down_but_whose_review_it_is_no_rule_raises_anything() {
    GUIDANCE.with(|guidance| {
        let agencies = guidance.agencies.iter().map(|agency| agency.id.as_str());
        for agency in agencies.chain(["", "nobody-we-know"]) {
            let case = opened(&json!({ "head": { "agency": agency } })).case;
            assert!(case.is_untouched(), "{agency}");
            for today in (0..8).map(today) {
                let mut found = Vec::new();
                RULES.iter().for_each(|rule| (rule.find)(&Look::new(&case, guidance, today), &mut found));
                assert_eq!(found, [], "{agency}");
                assert_eq!(review(&case, guidance, today), []);
            }
        }
    });
}

/// A case as its file has it once everything that can be written is written: what the schema allows can be less.
fn settled(case: &Case) -> Case {
    save::open(&save::write(case, 1)).expect("our own file").case
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn joined_records_that_are_split_leave_everything_as_it_was(numbers in numbers(1200), pick in any::<(u16, u16)>()) {
        let case = settled(&case(numbers));
        let people: Vec<PersonId> = case.people.keys().copied().collect();
        let of = |pick: u16| people.get(usize::from(pick) % people.len().max(1)).copied().unwrap_or_default();
        let (keep, other) = (of(pick.0), of(pick.1));
        let number = case.next_number(1);
        let edit = GUIDANCE.with(|guidance| same::join(&case, guidance, (keep, other), number, today(0)));
        prop_assert_eq!(edit.is_none(), same::apart(&case, keep, other).is_some());
        let Some(edit) = edit else { return Ok(()) };
        let mut joined = case.clone();
        edit.apply(&mut joined);
        for change in &edit.changes {
            prop_assert!(joined.has(&change.fact) || change.after.is_none() || change.fact == FactId::from(other));
        }
        prop_assert!(!joined.people.contains_key(&other) && joined.highest_id() >= other.0);
        for fact in joined.every_fact() {
            prop_assert!(!spoken_of(&joined, &fact).contains(&other.to_string()), "{} still speaks of {}", fact, other);
        }
        // Nobody becomes somebody who may be contacted by being joined.
        for day in 0..DAYS.len() {
            let barred = |case: &Case, person| !network::no_contact(case, person, today(day)).is_empty();
            prop_assert_eq!(barred(&joined, keep), barred(&case, keep) || barred(&case, other));
        }
        // Every word of the other record and of what was about it is still in the file.
        let file = save::write(&joined, 1);
        for fact in case.every_fact() {
            for words in words_in(&case.written(&fact).expect("there")) {
                prop_assert!(file.contains(&json!(words).to_string()), "{} of {} is lost", words, fact);
            }
        }
        let read = save::open(&file).expect("our own file");
        prop_assert_eq!(&read.case, &joined);
        let mut split = joined.clone();
        same::split(&joined, *joined.joined.keys().next_back().expect("joined")).expect("a split").apply(&mut split);
        prop_assert_eq!(&split, &case);
        edit.inverse().apply(&mut joined);
        prop_assert_eq!(&joined, &case);
    }

    #[test]
    fn a_combined_file_that_is_taken_out_leaves_everything_as_it_was(ours in numbers(700), theirs in numbers(700), picks in numbers(6)) {
        let (ours, theirs) = (settled(&case(ours)), settled(&case(theirs)));
        let mut choices = Choices { numbers: picks.into_iter() };
        let people: Vec<PersonId> = ours.people.keys().copied().collect();
        let mut matches = save::suggestions(&ours, &theirs);
        for their in theirs.people.keys() {
            if choices.pick(3) == 1 && !people.is_empty() {
                matches.insert(their.to_string(), people[choices.pick(people.len())].to_string());
            }
        }
        let made = GUIDANCE.with(|guidance| save::combine(&ours, &theirs, guidance, &matches, ours.next_number(1), today(0)));
        let made = made.expect("there is room");
        let mut both = ours.clone();
        made.edit.apply(&mut both);
        // Every fact of ours says what it said, and every word of theirs is in the file.
        let file = save::write(&both, 1);
        for fact in theirs.every_fact() {
            for words in words_in(&theirs.written(&fact).expect("there")) {
                // By whom is followed by whose they are; a space or tab at the end is no word.
                let written = json!(words.trim_end()).to_string();
                prop_assert!(file.contains(written.trim_end_matches('"')), "{} of {} is lost", words, fact);
            }
        }
        for fact in ours.every_fact() {
            let (own, now) = (ours.written(&fact).expect("there"), both.written(&fact).expect("still there"));
            for (field, value) in own.as_object().expect("fields") {
                let stands = now[field] == *value || field == "held-by" || now["state"] == "not-safe";
                prop_assert!(stands, "{}.{} was {} and is {}", fact, field, value, now[field]);
            }
        }
        prop_assert_eq!(&save::open(&file).expect("our own file").case, &both);
        let id = *both.combined.keys().next_back().expect("combined");
        prop_assert_eq!(id.0, both.highest_id(), "what leads nowhere must lead nowhere later");
        let (out, left) = save::take_out(&both, id).expect("it can be taken out");
        prop_assert_eq!(left.len(), 0);
        let mut again = both.clone();
        out.apply(&mut again);
        prop_assert_eq!(&again, &ours);
        made.edit.inverse().apply(&mut both);
        prop_assert_eq!(&both, &ours);
    }
}

/// Everything written in a fact that is not the id of another: words, dates, values of lists.
fn words_in(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) if words.parse::<FactId>().is_err() => vec![words.clone()],
        Value::Array(all) => all.iter().flat_map(words_in).collect(),
        Value::Object(fields) => fields.values().flat_map(words_in).collect(),
        _ => Vec::new(),
    }
}

/// The properties above would say little of cases in which nothing is raised: the cases hold every kind of fact, and between
/// them raise every rule, some of it about people who may not be contacted.
#[test]
fn the_cases_that_are_tried_reach_every_kind_of_fact_and_every_rule() {
    let (mut kinds, mut rules, mut guarded) = (BTreeSet::new(), BTreeSet::new(), 0);
    let mut state: u32 = 7;
    let mut number = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as u16
    };
    let days: Vec<Today> = MAKER.with(|maker| maker.families.iter().map(|family| family.today).collect());
    for (round, today) in days.iter().enumerate().flat_map(|(round, day)| [(round, *day), (round, today(round))]) {
        let more = (0..1 + round % 400).map(|_| number());
        let case = case([u16::try_from(round).expect("not that many")].into_iter().chain(more).collect());
        kinds.extend(every_fact(&case).iter().filter_map(|(id, _)| Some(id.parse::<FactId>().ok()?.kind())));
        let questions = GUIDANCE.with(|guidance| review(&case, guidance, today));
        guarded += questions.iter().filter(|question| question.no_contact).count();
        rules.extend(questions.iter().map(|question| question.rule));
    }
    let of_a_family = KINDS.iter().filter(|kind| !["exercise", "stage", "turn"].contains(kind));
    assert_eq!(kinds, of_a_family.copied().collect());
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.id).filter(|rule| !rules.contains(rule)).collect();
    assert_eq!(silent, Vec::<&str>::new());
    assert!(guarded > 100, "{guarded}");
}

/// The adult a fact is about.
fn whose(case: &Case, fact: &FactId) -> Option<PersonId> {
    match fact {
        FactId::Person(person) => Some(*person),
        FactId::Presence(id) => case.presences.get(id).map(|fact| fact.adult),
        FactId::Order(id) => case.orders.get(id).map(|fact| fact.about),
        FactId::Concern(id) => case.concerns.get(id).map(|fact| fact.about),
        _ => None,
    }
}

/// Everyone a question would have somebody ask, were its words printed whole: those it is about, and whom an order that
/// ends or has ended protects.
fn concerns(case: &Case, question: &OpenQuestion) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = question.about.iter().filter_map(|fact| whose(case, fact)).collect();
    if matches!((question.rule, question.variant), ("M-06", Some("ending" | "ended"))) {
        for fact in &question.about {
            if let FactId::Order(id) = fact {
                people.extend(case.orders.get(id).into_iter().flat_map(|order| order.protects.iter().copied()));
            }
        }
    }
    people
}

/// Written out once more and apart from the code it checks: an order that may stand, an attempt recorded as
/// not safe, or an answer that it is not safe to ask.
fn is_bound(case: &Case, person: PersonId, today: Today) -> bool {
    let stands = |order: &Order| match order.state {
        Some(OrderState::Ended) => false,
        Some(OrderState::InForce | OrderState::NotKnown) => true,
        None => order.until.window().and_then(|window| window.last).is_none_or(|last| last >= today.date()),
    };
    case.orders.values().any(|order| order.about == person && stands(order))
        || case.attempts.values().any(|fact| fact.adult == person && fact.kind == Some(AttemptKind::Unsafe))
        || case.answers.iter().any(|(key, answer)| {
            answer.state == Some(AnswerState::NotSafe) && key.about().any(|fact| fact == FactId::Person(person))
        })
        || case.concerns.values().any(|fact| fact.about == person && fact.basis == Some(Basis::Marac))
        || case.maracs.values().any(|fact| fact.about == Some(person))
        || case.flags.values().any(|fact| {
            let of_risk = matches!(fact.record_of, None | Some(RecordOf::PersonPosingRisk));
            let kept = fact.kind != Some(FlagKind::VictimHeardAtMarac) && fact.why_ended != Some(FlagEnd::Mistake);
            fact.about == person && fact.basis == Some(Basis::Marac) && of_risk && kept
        })
}

/// Written out once more as well: those who are or act as a parent and may not be asked, and the parents who may.
/// None may where a label does not tell them apart.
fn parents(case: &Case, today: Today) -> (Vec<PersonId>, Vec<PersonId>) {
    let (mut barred, mut others) = (Vec::new(), Vec::new());
    for (id, person) in &case.people {
        if person.unborn || matches!(person.role, Some(Role::Child | Role::ChildElsewhere)) || !person.died.is_empty() {
            continue;
        }
        let kinds: Vec<_> =
            case.parents.values().filter(|link| link.adult == Some(*id)).map(|link| link.kind).collect();
        let linked = kinds.iter().any(|kind| *kind != Some(ParentKind::Donor));
        // A role is enough only where no link says more, but for a mother.
        let surely = case.parents.values().filter(|link| link.adult == Some(*id)).any(|link| {
            !matches!(link.kind, Some(ParentKind::Donor | ParentKind::Alleged))
                && !matches!(link.status, Some(ParentStatus::Disputed | ParentStatus::Unknown))
        });
        let by_role = matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent));
        let acts = matches!(person.role, Some(Role::Partner | Role::Carer))
            || case.presences.values().any(|presence| {
                let kind = presence.kind.map(|kind| kind.key());
                presence.adult == *id && matches!(kind, Some("lives-here" | "cares-alone" | "stays-over"))
            });
        if is_bound(case, *id, today) && (by_role || linked || acts) {
            barred.push(*id);
        } else if !is_bound(case, *id, today)
            && (surely || person.role == Some(Role::Mother) || by_role && kinds.is_empty())
        {
            others.push(*id);
        }
    }
    let label = |id: &PersonId| case.people.get(id).map(|person| person.label.trim().to_owned());
    if barred.iter().any(|one| others.iter().any(|other| label(one) == label(other))) {
        others.clear();
    }
    (barred, others)
}

/// To whom the abuse was done that a question is about, where that is put down.
fn survivors(case: &Case, question: &OpenQuestion) -> Vec<PersonId> {
    let abuse = question.about.iter().filter_map(|fact| match fact {
        FactId::Abuse(id) => case.abuse.get(id),
        _ => None,
    });
    abuse.filter_map(|abuse| abuse.to).collect()
}

/// The words that say which parents may be asked.
fn only(case: &Case, guidance: &Guidance, barred: &[PersonId], others: &[PersonId]) -> String {
    let named = |people: &[PersonId]| {
        let labels: Vec<_> = people.iter().map(|person| label(case, guidance, *person)).collect();
        match labels.join(", ").trim() {
            "" => guidance.word("slot.not-recorded").to_owned(),
            labels => labels.to_owned(),
        }
    };
    format!("Of the parents, ask only {}. Nobody gets in touch with {}", named(others), named(barred))
}

/// A file written by hand can have used the highest number of all: what is added then takes nobody's place.
#[test]
fn new_facts_take_numbers_that_nothing_has() {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": {
        "events": { "e2": { "what": "Written by hand" }, "e999999999": { "what": "The highest" } } } });
    let mut case = save::open(&file.to_string()).expect("a file").case;
    let number = case.next_number(1);
    let facts = vec![Event { what: "New".to_owned(), ..Event::default() }; 3];
    let edit = Edit::add_all(&case, number, facts).expect("an addition");
    edit.apply(&mut case);
    assert_eq!(case.events.len(), 5);
    let kept = save::open(&save::write(&case, 1)).expect("our own file").case;
    assert_eq!((kept.events.len(), kept), (5, case));
}
