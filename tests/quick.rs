//! Quick add: what is understood of a line, and that nothing typed is lost or made surer than it was said.

use std::sync::LazyLock;

use family_history_domain::case::{Case, FactId, OrderKind, PersonId};
use family_history_domain::guidance::Guidance;
use family_history_domain::network;
use family_history_domain::quick::{Understood, events, first_event, first_person, people};
use family_history_domain::review::review;
use family_history_domain::save;
use family_history_domain::when::Today;
use proptest::prelude::*;
use serde_json::{Value, json};

static PACK: LazyLock<Guidance> = LazyLock::new(family_history_content::guidance);

fn today() -> Today {
    Today::from_iso("2026-11-24").expect("a day")
}

fn case_of(facts: Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    save::open(&file.to_string()).expect("a file").case
}

/// A mother, two fathers, two children, two men nobody knows yet.
fn family() -> Case {
    let day = |said: &str, edtf: &str| json!({ "said": said, "edtf": edtf });
    case_of(json!({
        "people": {
            "p1": { "label": "Mother", "role": "mother", "born": day("3 May 2001", "2001-05-03") },
            "p2": { "label": "Father of Child B", "role": "father", "sex": "male" },
            "p3": { "label": "Amy", "role": "child", "born": day("24 January 2025", "2025-01-24") },
            "p4": { "label": "Child B", "role": "child" },
            "p5": { "label": "Male carer A", "sex": "male" },
            "p6": { "label": "Male carer B", "sex": "male" },
            "p7": { "label": "Father", "role": "father", "sex": "male" },
        },
        "events": { "e8": { "what": "The family moved", "theme": "move", "when": day("May 2020", "2020-05") } },
    }))
}

/// The facts that are added, in a short form: kind and the fields that hold something.
fn added(understood: &Understood) -> String {
    let Some(edit) = &understood.edit else { return "nothing".to_owned() };
    let short = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Object(parts) => {
            let said = parts.get("edtf").filter(|edtf| edtf.as_str() != Some("")).or(parts.get("said"));
            match said {
                Some(said) => said.as_str().unwrap_or_default().to_owned(),
                None => {
                    let words: Vec<&str> = parts.values().filter_map(Value::as_str).collect();
                    words.join("/")
                }
            }
        }
        other => other.to_string().replace('"', ""),
    };
    let one = |change: &family_history_domain::case::Change| {
        let fact = change.after.as_ref().and_then(Value::as_object).expect("added");
        let fields: Vec<String> = fact.iter().map(|(name, value)| format!("{name}={}", short(value))).collect();
        format!("{}: {}", change.fact.kind(), fields.join(" "))
    };
    edit.changes.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn person(text: &str) -> Understood {
    people(text, &family(), &PACK, today(), 20)
}

/// The family with somebody added in these words.
fn with_person(said: &str) -> Case {
    let mut case = family();
    person(said).edit.expect("somebody is added").apply(&mut case);
    case
}

fn event(text: &str) -> Understood {
    events(text, &family(), &PACK, today(), 20)
}

/// A line, the facts it comes to, and the words kept as a note.
const PEOPLE: &[(&str, &str, &str)] = &[
    (
        "Amy's mother, about 45, visits",
        "person: born=1981~ label=Amy's mother role=mother sex=female | presence: adult=p20 kind=visits | parent-link: adult=p20 child=p3",
        "",
    ),
    (
        "man, first name only, visits since about september, nursery heard from child b",
        "person: label=Male carer C note=first name only role=other-adult sex=male source=told-by-child/nursery heard from child b | presence: adult=p20 kind=visits since=2026-09~",
        "first name only",
    ),
    (
        "mum's boyfriend, stays over most weekends",
        "person: label=Mum's boyfriend role=partner sex=male | presence: adult=p20 kind=stays-over note=stays over most weekends | tie: kind=partners one=p1 other=p20",
        "",
    ),
    (
        "twins, unborn, due 5 Feb 2027",
        "person: born=2027-02-05 label=Child A role=child unborn=true | person: born=2027-02-05 label=Child C role=child twin-of=p20 unborn=true",
        "",
    ),
    (
        "twins due 5 Feb 2027",
        "person: born=2027-02-05 label=Child A role=child unborn=true | person: born=2027-02-05 label=Child C role=child twin-of=p20 unborn=true",
        "",
    ),
    ("child, 4, unborn", "person: born=[2021-11-25..2022-11-24] label=Child A note=unborn role=child", "unborn"),
    ("3 year old boy", "person: born=[2022-11-25..2023-11-24] label=Child A role=child sex=male", ""),
    (
        "45 year old man, visits",
        "person: born=[1980-11-25..1981-11-24] label=Male carer C role=other-adult sex=male | presence: adult=p20 kind=visits",
        "",
    ),
    ("1 child", "person: label=1 child role=child", ""),
    ("baby girl, 3 weeks old", "person: born=[2026-10-28..2026-11-03] label=Child A role=child sex=female", ""),
    ("Child Ash, boy, 4", "person: born=[2021-11-25..2022-11-24] label=Child Ash role=child sex=male", ""),
    ("Tom, boy, 4", "person: born=[2021-11-25..2022-11-24] label=Tom role=child sex=male", ""),
    ("Tom, 4, a girl", "person: born=[2021-11-25..2022-11-24] label=Tom role=child sex=female", ""),
    ("Parent, female, visits", "person: label=Parent role=parent sex=female | presence: adult=p20 kind=visits", ""),
    ("sibling, girl, 9", "person: born=[2016-11-25..2017-11-24] label=Sibling sex=female", ""),
    ("Mother, man", "person: label=Mother 2 note=man role=mother sex=female", "man"),
    ("Child Ash, man", "person: label=Child Ash note=man role=child", "man"),
    ("Child 1, 4", "person: born=[2021-11-25..2022-11-24] label=Child 1 role=child", ""),
    ("Child 2", "person: label=Child 2 role=child", ""),
    ("Child 3 (girl, 5)", "person: born=[2020-11-25..2021-11-24] label=Child 3 role=child sex=female", ""),
    ("Child c, 5", "person: born=[2020-11-25..2021-11-24] label=Child c role=child", ""),
    ("child 7 months", "person: born=[2026-03-25..2026-04-24] label=Child A role=child", ""),
    ("child 4 years old", "person: born=[2021-11-25..2022-11-24] label=Child A role=child", ""),
    ("Adult 2, visits", "person: label=Adult 2 role=other-adult | presence: adult=p20 kind=visits", ""),
    ("man 30", "person: born=[1995-11-25..1996-11-24] label=Male carer C role=other-adult sex=male", ""),
    ("man, born in the 40s", "person: born=194X label=Male carer C role=other-adult sex=male", ""),
    ("man, late 40s", "person: born=[1976-11-25..1980-11-24] label=Male carer C role=other-adult sex=male", ""),
    ("Mother, early 20s", "person: born=[2002-11-25..2006-11-24] label=Mother 2 role=mother sex=female", ""),
    ("man, 2019", "person: label=Male carer C note=2019 role=other-adult sex=male", "2019"),
    (
        "Autistic, boy, 4",
        "person: born=[2021-11-25..2022-11-24] label=Child A note=Autistic role=child sex=male",
        "Autistic",
    ),
    ("baby, due March 2026", "person: born=2026-03 label=Child A role=child", ""),
    (
        "Nursery, boy, 4",
        "person: born=[2021-11-25..2022-11-24] label=Child A note=Nursery role=child sex=male",
        "Nursery",
    ),
    (
        "Possibly, boy, 4",
        "person: born=[2021-11-25..2022-11-24] label=Child A note=Possibly role=child sex=male",
        "Possibly",
    ),
    ("baby, due March 2027", "person: born=2027-03 label=Child A role=child unborn=true", ""),
    ("baby due March 2027", "person: born=2027-03 label=Child A role=child unborn=true", ""),
    ("mother, due March 2027", "person: label=Mother 2 note=due March 2027 role=mother sex=female", "due March 2027"),
    ("twin of Amy", "person: label=Child A note=twin of Amy role=child", "twin of Amy"),
    (
        "grandad (dad's dad) lives at his own house",
        "person: label=Grandad note=dad's dad; lives at his own house role=grandfather sex=male",
        "dad's dad; lives at his own house",
    ),
    ("no male carer", "nothing", "no male carer"),
    ("no male carer for child b", "parent-link: child=p4 kind=no-male-carer", ""),
    ("unborn baby due March 2027", "person: born=2027-03 label=Child A role=child unborn=true", ""),
    (
        "half brother, 9, lives with his dad",
        "person: born=[2016-11-25..2017-11-24] label=Half brother note=lives with his dad role=child-elsewhere sex=male",
        "lives with his dad",
    ),
    (
        "half brother, 30, lives with his dad",
        "person: born=[1995-11-25..1996-11-24] label=Half brother note=lives with his dad role=other-relative sex=male",
        "lives with his dad",
    ),
    (
        "Mother's mother, 60, told by Mother",
        "person: born=[1965-11-25..1966-11-24] label=Mother's mother role=grandmother sex=female source=told-by-parent/Mother",
        "",
    ),
    ("Mum's mum", "person: label=Mum's mum role=grandmother sex=female", ""),
    (
        "maternal grandmother, looks after the children alone on Tuesdays",
        "person: label=Maternal grandmother role=grandmother sex=female | presence: adult=p20 kind=cares-alone note=looks after the children alone on Tuesdays",
        "",
    ),
    (
        "uncle, about 30, stays over, told by Mother on 2 November 2026",
        "person: born=1996~ label=Uncle role=other-relative sex=male source=told-by-parent/Mother | presence: adult=p20 kind=stays-over",
        "",
    ),
    ("Uncle Bob, visits", "person: label=Uncle Bob role=other-relative sex=male | presence: adult=p20 kind=visits", ""),
    (
        "lodger, lives here since May 2026",
        "person: label=Lodger role=lodger | presence: adult=p20 kind=lives-here since=2026-05",
        "",
    ),
    (
        "neighbour, visits since the move",
        "person: label=Neighbour role=other-adult | presence: adult=p20 kind=visits note=visits since the move",
        "",
    ),
    ("ex-partner, no contact", "person: label=Ex-partner role=ex-partner | presence: adult=p20 kind=no-contact", ""),
    (
        "father of Amy, 29",
        "person: born=[1996-11-25..1997-11-24] label=Father of Amy role=father sex=male | parent-link: adult=p20 child=p3",
        "",
    ),
    ("father of Amy, denies it", "person: label=Father of Amy note=denies it sex=male", "denies it"),
    (
        "father of Amy, paternity disputed",
        "person: label=Father of Amy note=paternity disputed sex=male",
        "paternity disputed",
    ),
    (
        "man, might be the father of Amy",
        "person: label=Male carer C note=might be the father of Amy role=other-adult sex=male",
        "might be the father of Amy",
    ),
    ("man, not the dad", "person: label=Male carer C note=not the dad role=other-adult sex=male", "not the dad"),
    (
        "man, mother says he is the father",
        "person: label=Male carer C note=mother says he is the father role=other-adult sex=male",
        "mother says he is the father",
    ),
    ("possibly mum's boyfriend", "nothing", "possibly mum's boyfriend"),
    (
        "boyfriend, does not live here",
        "person: label=Boyfriend note=does not live here role=partner sex=male",
        "does not live here",
    ),
    (
        "boyfriend, no longer visits",
        "person: label=Boyfriend note=no longer visits role=partner sex=male",
        "no longer visits",
    ),
    (
        "boyfriend, used to stay over",
        "person: label=Boyfriend note=used to stay over role=partner sex=male",
        "used to stay over",
    ),
    ("Jo, 45, visits", "person: born=[1980-11-25..1981-11-24] label=Jo | presence: adult=p20 kind=visits", ""),
    ("Jo", "nothing", "Jo"),
    ("", "nothing", ""),
    ("something about the weather", "nothing", "something about the weather"),
    (
        "woman, in her thirties, visits Amy",
        "person: born=[1986-11-25..1996-11-24] label=Woman A role=other-adult sex=female | presence: adult=p20 child=p3 kind=visits",
        "",
    ),
    (
        "mum's new partner, 27, lives here",
        "person: born=[1998-11-25..1999-11-24] label=Mum's new partner role=partner | presence: adult=p20 kind=lives-here",
        "",
    ),
    ("Mother, due March 2027", "person: label=Mother 2 note=due March 2027 role=mother sex=female", "due March 2027"),
    (
        "Mother, 20 weeks pregnant",
        "person: label=Mother 2 note=20 weeks pregnant role=mother sex=female",
        "20 weeks pregnant",
    ),
    ("boy, born 14 March 2021", "person: born=2021-03-14 label=Child A role=child sex=male", ""),
    ("boy 9", "person: born=[2016-11-25..2017-11-24] label=Child A role=child sex=male", ""),
    (
        "sister, 17, lives elsewhere",
        "person: born=[2008-11-25..2009-11-24] label=Sister note=lives elsewhere role=child-elsewhere sex=female",
        "lives elsewhere",
    ),
    (
        "mum's brother, stays over",
        "person: label=Mum's brother role=other-relative sex=male | presence: adult=p20 kind=stays-over",
        "",
    ),
    ("foster carer", "person: label=Foster carer role=carer", ""),
    (
        "family friend, babysits alone",
        "person: label=Family friend role=friend | presence: adult=p20 kind=cares-alone",
        "",
    ),
    (
        "grandmother visits on Fridays",
        "person: label=Grandmother role=grandmother sex=female | presence: adult=p20 kind=visits note=grandmother visits on Fridays",
        "",
    ),
    (
        "carer, police said he stays over",
        "person: label=Carer note=police said he stays over role=carer",
        "police said he stays over",
    ),
    (
        "partner, stays over, seen by health visitor",
        "person: label=Partner role=partner source=seen/health visitor | presence: adult=p20 kind=stays-over",
        "",
    ),
    (
        "AMY'S FATHER, 31",
        "person: born=[1994-11-25..1995-11-24] label=AMY'S FATHER role=father sex=male | parent-link: adult=p20 child=p3",
        "",
    ),
    ("Zoe's mother, 40", "person: born=[1985-11-25..1986-11-24] label=Zoe's mother sex=female", ""),
];

/// The same of what happened.
const EVENTS: &[(&str, &str, &str)] = &[
    (
        "about May 2021: police called to the flat, two accounts, told by Mother; police hold it",
        "event: held-by=[police] source=told-by-parent/Mother what=police called to the flat, two accounts when=2021-05~",
        "",
    ),
    ("May 2021 police called to the flat", "event: what=police called to the flat when=2021-05", ""),
    (
        "14/3/2021, bruise on Amy's arm, seen by health visitor",
        "event: people=[p3] source=seen/health visitor what=bruise on Amy's arm when=2021-03-14",
        "",
    ),
    (
        "when Mother was 8: she went into care",
        "event: people=[p1] what=she went into care when=[2009-05-03..2010-05-02]",
        "",
    ),
    (
        "ten weeks before the move: Mother asked for help",
        "event: people=[p1] what=Mother asked for help when=[2020-02-21~..2020-03-22~]",
        "",
    ),
    ("the move to Kent", "event: what=the move to Kent", ""),
    ("Father hit Mother, alleged", "event: people=[p1,p7] standing=allegation what=Father hit Mother, alleged", ""),
    (
        "Mother alleged it and nobody saw it, not reported",
        "event: people=[p1] what=Mother alleged it and nobody saw it, not reported",
        "",
    ),
    (
        "Child B fell, last summer, held by hospital and school",
        "event: held-by=[acute,school] people=[p4] what=Child B fell when=2026-22",
        "",
    ),
    ("police do not hold it: row in the street", "event: what=police do not hold it: row in the street", ""),
    ("two police officers came", "event: what=two police officers came", ""),
    ("2019", "nothing", "2019"),
    ("", "nothing", ""),
    (
        "Father of Child B left home in 2022",
        "event: people=[p2] what=Father of Child B left home in 2022 when=2022",
        "",
    ),
    (
        "last week: Amy was seen at nursery, according to nursery",
        "event: people=[p3] source=told-by-someone-else/nursery standing=fact-seen what=Amy was seen at nursery when=2026-11-17~",
        "",
    ),
    (
        "spring 2019, first time Mother lived alone",
        "event: people=[p1] what=first time Mother lived alone when=2019-21",
        "",
    ),
];

#[test]
fn a_line_comes_to_what_it_says_and_no_more() {
    for (said, facts, kept) in PEOPLE {
        let it = person(said);
        assert_eq!((added(&it).as_str(), it.unused.join("; ").as_str()), (*facts, *kept), "{said}");
    }
    for (said, facts, kept) in EVENTS {
        let it = event(said);
        assert_eq!((added(&it).as_str(), it.unused.join("; ").as_str()), (*facts, *kept), "{said}");
    }
}

#[test]
fn a_date_is_read_back_and_not_said_twice() {
    for (said, read) in [
        ("May 2021: moved house", "May 2021"),
        ("may 2021: moved house", "May 2021"),
        ("5/2021: moved house", "5/2021: May 2021"),
        ("moved house", ""),
    ] {
        let row = event(said).rows.into_iter().find(|(key, _)| *key == "quick.when");
        assert_eq!(row.expect("when").1, read, "{said}");
    }
}

/// Who leaves out an accent means the same person.
#[test]
fn a_name_is_known_with_and_without_its_accents() {
    let mut case = family();
    people("Élodie, 20, visits", &case, &PACK, today(), 20).edit.expect("somebody").apply(&mut case);
    for said in ["May 2021: elodie moved", "when élodie was 8: elodie moved"] {
        let it = events(said, &case, &PACK, today(), 40);
        assert!(added(&it).contains("people=[p20]"), "{said}: {}", added(&it));
        assert!(added(&it).contains("when=20") || added(&it).contains("when=[20"), "{said}: {}", added(&it));
    }
}

/// The words of a text in lower case, without marks.
fn words_in(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    lower.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).filter(|word| !word.is_empty()).collect()
}

fn is_kept(text: &str, it: &Understood) {
    let facts = it.edit.as_ref().map(|edit| {
        serde_json::to_string(&edit.changes.iter().map(|change| change.after.clone()).collect::<Vec<_>>())
            .expect("JSON")
    });
    let facts = facts.unwrap_or_default();
    // Who was there already is named by their id.
    let family = family();
    let named = facts.split('"').filter_map(|word| word.parse().ok()).map(|id: PersonId| family.label(id));
    let named: Vec<String> = named.flat_map(words_in).collect();
    let mut kept = words_in(&format!("{facts} {}", it.unused.join(" ")));
    kept.extend(named);
    kept.extend(PACK.heard.values().flat_map(|list| list.values()).flat_map(|words| words_in(words)));
    kept.extend(["since", "born", "dob", "for", "on", "in", "s"].map(str::to_owned));
    for word in words_in(text) {
        assert!(kept.contains(&word), "“{word}” of “{text}” is lost: {it:?}");
    }
}

/// A warning in a line is put down as what it says, so that nobody is told to get in touch.
#[test]
fn who_is_not_to_be_contacted_is_never_invited() {
    let invited = |said: &str| {
        let case = with_person(said);
        let questions = review(&case, &PACK, today());
        let who: Vec<PersonId> = case.people.keys().copied().filter(|id| !family().people.contains_key(id)).collect();
        let asked = questions
            .iter()
            .filter(|question| question.about.iter().any(|fact| who.iter().any(|id| *fact == FactId::from(*id))));
        asked.filter(|question| !question.no_contact).map(|question| question.rule).collect::<Vec<_>>()
    };
    assert!(invited("Amy's dad, visits").contains(&"M-13"), "the rule asks where nothing stands against it");
    for said in [
        "Amy's dad, not safe to contact",
        "Amy's dad, 30, visits, restraining order",
        "Amy's dad, no contact order",
        "Amy's dad, bail conditions",
        "Amy's dad, on bail, not to contact Mother",
        "Amy's dad, on licence",
        "Amy's dad, NMO",
        "Amy's dad, non-mol until 2025",
        "Amy's dad, DVPO",
        "Amy's dad, prohibited steps",
        "Amy's dad, not allowed near Mother",
        "Amy's dad, order against him",
    ] {
        assert!(invited(said).is_empty(), "{said}: {:?}", invited(said));
    }
    let died = person("Amy's dad, died in 2019");
    assert!(added(&died).contains("2019"), "{}", added(&died));
    assert!(!invited("Amy's dad, died in 2019").contains(&"M-13"));
    assert!(!invited("Amy's dad, no restraining order").is_empty(), "what is said not to be is not put down");
}

/// One order said in two ways is one; two kinds are two.
#[test]
fn an_order_that_is_said_twice_is_put_down_once() {
    let kinds = |said: &str| with_person(said).orders.values().map(|order| order.kind).collect::<Vec<_>>();
    let bail = Some(OrderKind::BailCondition);
    assert_eq!(kinds("Amy's dad, on bail, not to contact Mother"), [bail]);
    assert_eq!(kinds("Amy's dad, not to contact Mother, on bail"), [bail]);
    assert_eq!(kinds("Amy's dad, on bail, restraining order"), [bail, Some(OrderKind::Restraining)]);
    assert_eq!(
        row(&person("Amy's dad, on bail, not to contact Mother"), "quick.safety").matches("An order").count(),
        1
    );
}

/// What happened may speak of an order: said to be against somebody here it is put down, otherwise whom it binds is asked.
#[test]
fn an_order_in_what_happened_is_put_down_or_asked_about() {
    let with_event = |said: &str| {
        let mut case = family();
        let it = event(said);
        it.edit.clone().expect("it is added").apply(&mut case);
        (case, row(&it, "quick.safety"))
    };
    let of = |case: &Case, label: &str| {
        let found = case.people.iter().find(|(_, person)| person.label == label).map(|(id, _)| *id);
        found.expect("they are here")
    };
    let (case, says) = with_event("May 2021: Mother was given a non-molestation order against Male carer A");
    let orders: Vec<_> = case.orders.values().collect();
    let [order] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!((order.about, order.kind), (of(&case, "Male carer A"), Some(OrderKind::NonMolestation)));
    assert!(order.protects.contains(&of(&case, "Mother")) && order.protects.iter().count() == 1);
    assert!(says.contains("about Male carer A"), "{says}");
    assert!(network::no_contact(&case, order.about, today()).len() == 1);

    for said in [
        "May 2021: Father bailed, not to contact Mother",
        "injunction against a neighbour, Mother told police",
        "NMO granted against Dave to protect Mother",
        "restraining order against Mother's brother to protect Mother",
        "Mother wants a restraining order against Father",
        "Mother refused to ask for a non-mol against Father",
        "father breached his bail",
    ] {
        let (case, says) = with_event(said);
        assert!(case.orders.is_empty(), "{said}: {:?}", case.orders);
        assert!(says.contains("Put it down"), "{said}: {says}");
        let asked = review(&case, &PACK, today());
        assert!(asked.iter().any(|question| question.variant == Some("spoken")), "{said}");
    }
    let (mut case, _) = with_event("2021: restraining order against Father");
    let later = events("2024: restraining order against Father discharged", &case, &PACK, today(), 40);
    assert!(row(&later, "quick.safety").contains("about Father"), "{}", row(&later, "quick.safety"));
    later.edit.expect("it is added").apply(&mut case);
    assert_eq!(case.orders.values().count(), 1, "what is said of it later is no second order");
    for said in ["May 2021: no restraining order against Father", "Mother moved in order to be near work"] {
        let (case, says) = with_event(said);
        assert!(case.orders.is_empty() && says.is_empty(), "{said}: {says}");
    }
}

/// Most texts are passed over quickly: none that speaks of an order is, however it is written and whatever stands around it.
#[test]
fn every_word_for_an_order_is_heard_in_what_happened_whatever_stands_around_it() {
    let list = |name: &str| PACK.heard.get(name).into_iter().flatten();
    let orders = list("order").chain(list("safety").filter(|(means, _)| *means == "order"));
    let phrases: Vec<&str> = orders.flat_map(|(_, phrases)| phrases.split('|')).map(str::trim).collect();
    assert!(phrases.len() > 40, "{phrases:?}");
    // "Order" by itself is as often one for a meal: it is heard beside words that say which.
    for phrase in phrases.into_iter().filter(|phrase| *phrase != "order") {
        for said in [
            format!("seen at home; {phrase}, mother says"),
            format!("({})", phrase.to_uppercase()),
            format!("René said \u{201c}{phrase}\u{201d}"),
        ] {
            let case = case_of(json!({
                "people": { "p1": { "label": "Mother", "role": "mother" } },
                "events": { "e2": { "what": said } },
            }));
            let asked = review(&case, &PACK, today());
            assert!(asked.iter().any(|question| question.variant == Some("spoken")), "{said}");
        }
    }
}

/// An order that protects somebody is never put down as one about them: then only the other would be asked.
#[test]
fn an_order_that_protects_somebody_binds_the_other() {
    let orders = |said: &str| {
        let case = with_person(said);
        let it = case.orders.values().map(|order| (order.about, order.protects.clone(), order.kind));
        it.collect::<Vec<_>>()
    };
    let case = family();
    let father =
        case.people.iter().find(|(_, person)| person.label == "Male carer A").map(|(id, _)| *id).expect("he is here");
    let found = orders("Aunt, 30, non-molestation order against Male carer A");
    let [(about, protects, kind)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((*about, *kind), (father, Some(OrderKind::NonMolestation)));
    assert!(!protects.contains(&father) && protects.iter().count() == 1);
    for said in ["Aunt, protected by a restraining order", "Aunt, 30, injunction against Dave"] {
        assert_eq!(orders(said), [], "{said}: whom it binds is to be put down");
        assert!(row(&person(said), "quick.safety").contains("protects them"), "{said}");
    }
}

#[test]
fn how_a_child_is_there_is_kept_as_it_was_typed() {
    for said in ["mum's boyfriend, 15, Staying over", "mum's boyfriend, 15, lives\u{1}here", "niece, 9, Lives with us"]
    {
        for unused in person(said).unused {
            assert!(said.contains(&unused), "“{unused}” was not typed in “{said}”");
        }
    }
}

#[test]
fn how_far_a_pregnancy_is_is_no_age() {
    let born = |said: &str| {
        let case = with_person(said);
        case.people.values().last().map(|person| person.born.edtf().to_owned()).unwrap_or_default()
    };
    assert_eq!(born("Unborn baby, 24 weeks"), born("unborn baby, 24 weeks pregnant"));
    assert!(born("Unborn baby, 24 weeks").starts_with("2027-03"), "{}", born("Unborn baby, 24 weeks"));
}

fn row(it: &Understood, key: &str) -> String {
    it.rows.iter().find(|(known, _)| *known == key).map_or_else(String::new, |(_, words)| words.clone())
}

/// Nobody is added twice without a word: who is here already is said, and another can be added all the same.
#[test]
fn who_is_here_already_is_said_before_a_second_is_added() {
    for (said, here, called) in [
        ("mother, 25", "Mother", "Mother 2"),
        ("mum, 25", "Mother", "Mum"),
        ("birth mother, 25", "Mother", "Birth mother"),
        ("dad, 30", "Father", "Dad"),
        ("Amy's mother, 25", "Mother", "Amy's mother"),
        ("Amy, 3, visits", "Amy", "Amy 2"),
        ("MALE CARER A, 30, visits", "Male carer A", "MALE CARER A 2"),
    ] {
        let it = person(said);
        let notice = row(&it, "quick.notice");
        assert!(notice.contains(&format!("“{here}” is here already")), "{said}: {notice}");
        assert!(notice.contains(&format!("“{called}”")), "{said}: {notice}");
        assert_eq!(it.label, called, "{said}");
        assert!(it.edit.is_some(), "{said}: it can be added as another");
    }
    for said in ["man, 30", "baby girl", "Father of Amy, 30", "grandmother", "Mum's mum"] {
        assert_eq!(row(&person(said), "quick.notice"), "", "{said}");
    }
}

/// One line about twins adds both, tied to each other; nobody is called "twins".
#[test]
fn twins_are_two_people() {
    let born = "[2023-11-25..2024-11-24]";
    for (said, facts) in [
        ("twin boys aged 2", format!("person: born={born} label=Child A role=child sex=male | person: born={born} label=Child C role=child sex=male twin-of=p20")),
        ("Twins, 2", format!("person: born={born} label=Child A role=child | person: born={born} label=Child C role=child twin-of=p20")),
        (
            "unborn twins, due March 2027",
            "person: born=2027-03 label=Child A role=child unborn=true | person: born=2027-03 label=Child C role=child twin-of=p20 unborn=true".to_owned(),
        ),
    ] {
        let it = person(said);
        assert_eq!(added(&it), facts, "{said}");
        assert!(row(&it, "quick.notice").contains("two people"), "{said}: {:?}", it.rows);
        assert_eq!(it.label, "Child A and Child C", "{said}");
        let labels = row(&it, "quick.person");
        assert!(labels.contains("Child A") && labels.contains("Child C"), "{labels}");
    }
    // What could not be read of it is kept as it was typed, and not as it was read.
    assert_eq!(person("twin boys aged02").unused, ["twin boys aged02"]);
    let it = person("twin brothers, 30, visit, not safe to contact");
    let facts = added(&it);
    assert!(facts.contains("label=Brother ") && facts.contains("label=Brother 2 "), "{facts}");
    for id in ["p20", "p21"] {
        assert!(facts.contains(&format!("presence: adult={id} kind=visits")), "{facts}");
        assert!(facts.contains(&format!("attempt: adult={id}")), "{facts}");
    }
    let facts = added(&person("Mother's twins, 3"));
    assert!(facts.contains("label=Mother's child ") && facts.contains("label=Mother's child 2 "), "{facts}");
    for said in ["possibly twins, 3", "one of the twins, 3", "three year old twins, visit"] {
        let it = person(said);
        assert_eq!((added(&it).as_str(), it.unused.join(", ").as_str()), ("nothing", said), "{said}");
    }
}

/// What happened is kept as it was typed; only what found a field of its own is taken out.
#[test]
fn what_happened_keeps_its_brackets_and_marks() {
    for (said, what) in [
        ("May 2021: bruise (left arm); Mother said he fell", "bruise (left arm); Mother said he fell"),
        ("May 2021: bruise (left arm), told by Mother", "bruise (left arm)"),
        ("May 2021: bruise (left arm, told by Mother)", "bruise (left arm)"),
        ("May 2021: bruise (told by Mother; left arm)", "bruise (left arm)"),
        ("May 2021: bruise (told by Mother) and a cut", "bruise and a cut"),
        ("May 2021: Amy (1) fell; visit no. 2 (of 3).", "Amy (1) fell; visit no. 2 (of 3)."),
        ("(1) Amy fell. (2) Father left", "(1) Amy fell. (2) Father left"),
        ("A row, told by Mother; police hold it; Amy cried", "A row; Amy cried"),
        ("told by Mother; a row (loud)", "a row (loud)"),
        ("a row\nand another", "a row\nand another"),
    ] {
        let it = event(said);
        assert_eq!(row(&it, "quick.what"), what, "{said}");
        assert!(added(&it).contains(what), "{said}: {}", added(&it));
    }
    assert_eq!(row(&event("Amy (1) fell"), "quick.when"), "");
    assert_eq!(row(&event("Amy fell (2019)"), "quick.when"), "2019");
}

/// Nobody is asked about by what was not said: that a line names nobody is said as just that.
#[test]
fn who_was_not_heard_is_not_told_as_not_asked() {
    let nobody = event("May 2021: a row");
    for key in ["quick.people-named", "quick.held-by"] {
        assert_eq!(row(&nobody, key), "Nobody heard in this line", "{key}");
    }
    let somebody = event("May 2021: Amy fell, police hold it");
    assert_eq!(
        (row(&somebody, "quick.people-named").as_str(), row(&somebody, "quick.held-by").as_str()),
        ("Amy", "Police")
    );
}

/// A number in brackets may count: it is an age where it plainly is one.
#[test]
fn a_number_in_brackets_is_an_age_only_where_it_plainly_is() {
    for (said, is_age) in [
        ("man (34)", true),
        ("man (aged 1)", true),
        ("girl (18 months)", true),
        ("girl (9)", true),
        ("brother (9)", true),
        ("man (2)", false),
        ("uncle (1)", false),
        ("girl (1)", false),
        ("baby (1), told by Mother", false),
        ("girl, 1", true),
    ] {
        let it = person(said);
        assert_eq!(!row(&it, "quick.age").is_empty(), is_age, "{said}: {:?}", it.rows);
        assert_eq!(it.unused.is_empty(), is_age, "{said}: a number that is no age stays in the note");
    }
}

/// "Mum's sister's boyfriend" is no partner of a parent: what two steps away means is left to the worker, and said.
#[test]
fn who_is_two_steps_away_is_given_no_place_in_the_family() {
    for (said, label) in [
        ("Mum's sister's boyfriend, 30, visits", "Mum's sister's boyfriend"),
        ("boyfriend of Mum's sister, visits", "Boyfriend of Mum's sister"),
        ("partner of the sister of Mother, visits", "Partner"),
        ("Mum's friend's mother, visits", "Mum's friend's mother"),
        ("sister of Mum's boyfriend, visits", "Sister of Mum's boyfriend"),
        ("Mum's sister's baby, 1", "Mum's sister's baby"),
        ("Zoe's boyfriend, visits", "Zoe's boyfriend"),
        ("Amy's boyfriend, visits", "Amy's boyfriend"),
        ("aunt's baby, 1", "Aunt's baby"),
    ] {
        let it = person(said);
        assert!(added(&it).contains(&format!("label={label}")), "{said}: {}", added(&it));
        for never in ["role=", "tie:", "parent-link:"] {
            assert!(!added(&it).contains(never), "{said}: {}", added(&it));
        }
        assert!(row(&it, "quick.notice").contains("left open"), "{said}: {:?}", it.rows);
    }
    for said in ["Mum's boyfriend, visits", "girlfriend of Father, visits", "boyfriend, visits"] {
        let it = person(said);
        assert!(added(&it).contains("role=partner"), "{said}: {}", added(&it));
        assert_eq!(row(&it, "quick.notice"), "", "{said}");
    }
}

/// A warning puts nobody's place in doubt: the father who is not safe to contact is the father.
#[test]
fn a_warning_is_no_doubt_about_who_somebody_is() {
    for said in [
        "Amy's dad, not safe to contact",
        "Amy's dad, no longer safe to contact",
        "Amy's dad not safe to contact",
        "Amy's dad, do not contact",
        "Amy's dad, no restraining order",
    ] {
        let it = person(said);
        let facts = added(&it);
        assert!(facts.contains("role=father") && facts.contains("parent-link: adult=p20 child=p3"), "{said}: {facts}");
        assert!(facts.contains("note="), "{said}: the words stay in the note: {facts}");
    }
    let child = person("girl, 3, dad not safe to contact");
    assert!(!added(&child).contains("attempt:") && row(&child, "quick.notice").contains("kept as a note"), "{child:?}");
    assert!(!added(&person("Amy's dad, not safe to contact, denies it")).contains("role="));
    assert!(!added(&person("man whose wife died in 2019")).contains("died="));
    assert!(added(&person("Amy's dad died in 2019")).contains("died=2019"));
}

/// Words about one person make nobody else, no adult of a child, and no presence that was not said.
#[test]
fn nobody_is_made_more_than_was_said() {
    for (said, never) in [
        ("Mother's son, 7, lives here", "other-relative"),
        ("Mum's daughter, 3", "other-relative"),
        ("man, Amy visits him", "presences"),
        ("man, Mother visits him in prison", "mother"),
        ("man, 30, banned from visits", "visits"),
        ("Amy's step dad", "\"father\""),
        ("Amy's foster mum", "\"mother\""),
    ] {
        let it = person(said);
        let facts = it.edit.map(|edit| format!("{:?}", edit.changes)).unwrap_or_default();
        assert!(!facts.contains(&format!("String(\"{}\")", never.trim_matches('"'))), "{said}: {facts}");
    }
    for said in ["Nobody saw Amy", "He hasn't been seen since March", "May 2021: Amy was not seen"] {
        assert!(!added(&event(said)).contains("fact-seen"), "{said}: {}", added(&event(said)));
    }
    assert!(!added(&event("May 2021: a row, told by Mother's friend")).contains("told-by-parent"));
}

/// A child who lives here or with a parent of this family is a child of this review; another home makes a child elsewhere.
#[test]
fn a_child_lives_elsewhere_only_where_that_is_said() {
    for (said, kept) in [
        ("Child C, 7 months, lives here", ""),
        ("girl, 3, lives here", ""),
        ("girl lives here", ""),
        ("girl, 3, lives with us", ""),
        ("girl, 3, living with them", ""),
        ("girl, 3, in the family home", "in the family home"),
        ("girl, 3, at this address", ""),
        ("girl, 3, lives here since May 2026", "lives here since May 2026"),
        ("girl, 3, lives here on weekdays", "lives here on weekdays"),
        ("baby girl, 7 months, lives with mother", "lives with mother"),
        ("boy, 3, lives with his mum and dad", "lives with his mum and dad"),
        ("boy, 3, living with both parents", "living with both parents"),
        ("boy, 3, lives with Father of Child B", "lives with Father of Child B"),
        ("boy, 3, lives with Amy", "lives with Amy"),
        ("boy, 3, lives at home", "lives at home"),
        ("boy, 3, doesn't live with grandmother", "doesn't live with grandmother"),
        ("boy, 3, may not live here", "may not live here"),
        ("girl, 3, lives here, stays over at weekends", "stays over at weekends"),
    ] {
        let it = person(said);
        assert!(format!("{} ", added(&it)).contains("role=child "), "{said}: {}", added(&it));
        assert_eq!(it.unused.join("; "), kept, "{said}");
    }
    for said in [
        "girl, 3, lives elsewhere",
        "girl, 3, lives with grandmother",
        "girl, 3, lives with her foster mother",
        "girl, 3, lives with a family friend",
        "girl, 3, lives with Mother's friend",
        "girl, 3, lives with mum's sister",
        "girl, 3, lives in Leeds",
        "girl, 3, visits",
        "girl, 3, stays over",
        "girl, 3, does not live here",
        "girl, 3, no longer lives with her mother",
        "brother, 3, lives with his mum",
    ] {
        let it = person(said);
        assert!(added(&it).contains("role=child-elsewhere"), "{said}: {}", added(&it));
    }
    let here = person("girl, 3, lives here");
    assert_eq!((row(&here, "quick.presence").as_str(), added(&here).contains("presence:")), ("lives here", false));
    assert!(!added(&person("sister, 3, lives with mum")).contains("child-elsewhere"));
    assert_eq!(person("brother, 3, lives here").unused, ["lives here"], "nothing else holds it");
}

/// A "not" about where somebody lives, or how they are there, is no doubt about who they are.
#[test]
fn who_does_not_live_here_is_still_who_they_are() {
    for home in [
        "does not live here",
        "doesn't live here",
        "doesn’t live with us",
        "he does not live with the children",
        "not in the home",
        "is not in the household",
        "isn't living here",
        "not living with mum",
        "no longer lives here",
        "no longer at home",
        "never lived here",
        "has never been in the house",
        "not at the home",
        "has never lived with Amy",
        "not at this address",
        "does not visit",
        "not in contact",
        "lives elsewhere",
        "lives elsewhere and does not visit",
        "in the house next door",
    ] {
        for said in [format!("Amy's father, {home}"), format!("Amy's father {home}"), format!("Amy's father ({home})")]
        {
            let it = person(&said);
            let facts = added(&it);
            assert!(facts.contains("role=father"), "{said}: {facts}");
            assert!(facts.contains("parent-link: adult=p20 child=p3"), "{said}: {facts}");
            assert!(!facts.contains("kind=lives-here") && !facts.contains("kind=visits"), "{said}: {facts}");
            assert!(!row(&it, "quick.notice").contains("left open"), "{said}: {:?}", it.rows);
            assert!(
                facts.contains("kind=no-contact") || facts.contains("note="),
                "{said}: the words are kept: {facts}"
            );
        }
    }
    assert!(added(&person("Dad, not in the home")).contains("role=father"));
    for doubt in [
        "not sure",
        "not the father",
        "maybe the father",
        "not sure he lives here",
        "not known to live here",
        "might not live here",
        "does not live here?",
        "does not live here and denies it",
        "Mother does not live here",
    ] {
        let it = person(&format!("Amy's father, {doubt}"));
        assert!(!added(&it).contains("role=") && !added(&it).contains("parent-link"), "{doubt}: {}", added(&it));
    }
}

/// A date that was typed and cannot be read is kept, and said the way a date field says it.
#[test]
fn a_date_that_cannot_be_read_is_said() {
    for (said, when, what, problem) in [
        ("31/02/2020: fall from sofa", "31/02/2020", "fall from sofa", "no-such-day"),
        ("31 June 2024: fall from sofa", "31 June 2024", "fall from sofa", "no-such-day"),
        ("30/02/2024 bruise", "30/02/2024", "bruise", "no-such-day"),
        ("3/14/2021, bruise", "3/14/2021", "bruise", "no-such-month"),
        ("Amy fell, 31/02/2020", "31/02/2020", "Amy fell", "no-such-day"),
        ("Amy fell (31/02/2020)", "31/02/2020", "Amy fell", "no-such-day"),
        ("Amy fell on 31/02/2020", "31/02/2020", "Amy fell on 31/02/2020", "no-such-day"),
        ("Amy fell on 14 March", "14 March", "Amy fell on 14 March", "year-missing"),
        ("14 March: bruise", "14 March", "bruise", "year-missing"),
        ("2017 to 2015: in care", "2017 to 2015", "in care", "back-to-front"),
        ("when Child B was 3: fell", "when Child B was 3", "fell", "age-needs-birth"),
    ] {
        let it = event(said);
        assert_eq!((row(&it, "quick.when").as_str(), row(&it, "quick.what").as_str()), (when, what), "{said}");
        assert_eq!(row(&it, "quick.notice"), PACK.word(&format!("date.problem.{problem}")), "{said}");
        assert!(added(&it).contains(&format!("when={when}")), "{said}: {}", added(&it));
    }
    for said in [
        "police do not hold it: row in the street",
        "Mother: in care",
        "Note: a row",
        "12 bottles found",
        "999 called",
        "3/4 of the milk was left",
        "2 of 3 visits missed",
        "May 2021: a row",
        "a row on Tuesday",
        "may need a visit",
        "When drunk: a row",
        "After school: a row",
        "A row at 31/2 High Street",
    ] {
        let it = event(said);
        assert_eq!(row(&it, "quick.notice"), "", "{said}: {:?}", it.rows);
    }
    assert!(event("31/02/2020").edit.is_none(), "a date alone is nothing that happened");
}

/// A date at the end of a line is read where it can be no other; what happened is kept whole.
#[test]
fn a_date_at_the_end_is_read_and_the_words_kept() {
    for (said, when) in [
        ("Mother lost a baby in 2022", "2022"),
        ("Mother lost a baby in about May 2022.", "about May 2022"),
        ("Amy born 12 April 2026", "12 April 2026"),
        ("Amy was born on 12 April 2026", "12 April 2026"),
        ("Amy was born 12 April 2026, told by Mother", "12 April 2026"),
        ("Mother was in care in the 1990s", "the 1990s"),
        ("a row (loud) at home in 2022", "2022"),
        ("Amy fell in 2022, told by Mother", "2022"),
        ("in care from 2015 and home in 2022", ""),
        ("born in 1990, left in 2022", ""),
        ("not in 2022", ""),
        ("not born in 2022", ""),
        ("moved to a flat on the move", ""),
        ("a letter about room 2022", ""),
        ("Amy fell in 2022?", ""),
    ] {
        let it = event(said);
        let whole = said.trim_end_matches(", told by Mother");
        assert_eq!((row(&it, "quick.when").as_str(), row(&it, "quick.what").as_str()), (when, whole), "{said}");
        assert_eq!(row(&it, "quick.notice"), "", "{said}");
    }
}

/// Who is named in the date is among the people named.
#[test]
fn who_a_date_leans_on_is_named() {
    for (said, people) in [
        ("when Mother was 8: in care", "Mother"),
        ("when Mother was 8: Amy's mother was in care", "Mother, Amy"),
        ("when Mother was 8: Mother was in care", "Mother"),
        ("in care, when Mother was 8", "Mother"),
    ] {
        assert_eq!(row(&event(said), "quick.people-named"), people, "{said}");
    }
}

proptest! {
    #[test]
    fn nothing_typed_is_lost_whatever_it_is(text in ".{0,60}") {
        prop_assert_eq!(person(&text), person(&text));
        prop_assert_eq!(event(&text), event(&text));
    }

    #[test]
    fn words_people_write_all_end_in_a_field_or_the_note(words in proptest::collection::vec(prop_oneof![
        Just("Amy's"), Just("mother"), Just("mum's"), Just("boyfriend"), Just("man"), Just(","), Just("about 45"), Just("visits"), Just("since May 2026"),
        Just("told by Mother"), Just("nursery"), Just("heard from child b"), Just("not"), Just("denies"), Just("the father of Amy"), Just("("), Just(")"), Just(";"),
        Just("police hold it"), Just("alleged"), Just("14/3/2021"), Just("on Fridays"), Just("baby girl"), Just("unborn"), Just("due March 2027"), Just("no male carer"), Just("Bob"), Just("twins"), Just("twin boys"), Just("Mum's sister's"), Just("(1)"),
        Just("not safe to contact"), Just("no restraining order"), Just("died in 2019"), Just("girl"), Just("lives here"), Just("lives with"), Just("does not live here"), Just("31/02/2020"), Just("in 2022")], 0..9)) {
        let text = words.join(" ");
        is_kept(&text, &person(&text));
        is_kept(&text, &event(&text));
    }

    #[test]
    fn what_is_doubted_never_ties_anybody_to_a_child(
        doubt in proptest::sample::select(vec!["denies it", "might be", "not the dad", "disputed", "possibly", "mother says so", "unsure"]),
        first in any::<bool>(),
    ) {
        let text = if first { format!("{doubt}, father of Amy") } else { format!("father of Amy, {doubt}") };
        let it = person(&text);
        let edit = it.edit.expect("somebody is added");
        prop_assert!(edit.changes.iter().all(|change| change.fact.kind() == "person"), "{text}");
        prop_assert!(edit.changes.iter().all(|change| change.after.as_ref().is_none_or(|fact| fact.get("role").is_none())), "{text}");
    }
}

/// Of several lines each that says who somebody is begins somebody; what stands under them is theirs.
#[test]
fn of_several_lines_a_warning_stays_with_whom_it_stands_under() {
    let first = |text| first_person(text, &family(), &PACK, today());
    assert_eq!(first("mother, 19\npartner, 22\nchild, 2"), ("mother, 19", "partner, 22\nchild, 2"));
    assert_eq!(
        first("father, Jay\r\nnot safe to contact\r\nuncle, 30"),
        ("father, Jay\r\nnot safe to contact", "uncle, 30")
    );
    assert_eq!(first("  grandmother\n\nvisits on Fridays\n"), ("grandmother\n\nvisits on Fridays", ""));
    assert_eq!(first("no words of ours\nchild, 2"), ("no words of ours", "child, 2"));
    assert_eq!(first("lodger\nworks nights\n45"), ("lodger\nworks nights\n45", ""));
    // Whoever is not understood is not said of the one above.
    for (text, own) in [
        ("Gran, 60\nDave not safe to contact", "Gran, 60"),
        ("Dad of Amy, 31\nfather of Child B not known", "Dad of Amy, 31"),
        ("lodger\nmum's frend Jo, babysits", "lodger"),
        ("lodger, man, 44\nSteve, sleeps on sofa", "lodger, man, 44"),
    ] {
        assert_eq!(first(text).0, own);
    }
    assert_eq!(first(""), ("", ""));
}

/// The number of a line in a list is nobody's age.
#[test]
fn lines_of_a_list_are_read_without_their_numbers() {
    for (said, plain) in
        [("1. mother, 30", "mother, 30"), ("2) father of Amy, 33", "father of Amy, 33"), ("- uncle, 30", "uncle, 30")]
    {
        assert_eq!(added(&person(said)), added(&person(plain)), "{said}");
    }
    assert_eq!(added(&event("3. May 2021: police called")), added(&event("May 2021: police called")));
}

/// What is pasted as several lines is several events, each with its date.
#[test]
fn of_several_lines_each_that_begins_with_a_date_is_an_event() {
    let case = family();
    let first = |text| first_event(text, &case, &PACK, today());
    assert_eq!(
        first("2021: police called\nMum was out\nMay 2022: NMO granted\n3 June 2026 Father came"),
        ("2021: police called\nMum was out", "May 2022: NMO granted\n3 June 2026 Father came")
    );
    assert_eq!(
        first("May 2022: moved\r\n\r\n1. June 2023: moved back"),
        ("May 2022: moved", "1. June 2023: moved back")
    );
    assert_eq!(first("moved out\nwhen Mother was 8: she went into care").0, "moved out");
    assert_eq!(first("Mum said:\nno more"), ("Mum said:\nno more", ""));
}
