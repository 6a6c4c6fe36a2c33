//! The family picture: golden pictures of the families it must draw well, and what holds for any family at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use family_history_content::guidance;
use family_history_domain::case::{Case, Edit, ParentKind, PersonId};
use family_history_domain::document::PAPER_SIZE;
use family_history_domain::drawing::genogram::model::{Held, How, Way, family};
use family_history_domain::drawing::genogram::{Options, dates_of_change, draw, papers};
use family_history_domain::drawing::{Anchor, Area, Mark, Picture, Shape, svg};
use family_history_domain::guidance::Guidance;
use family_history_domain::save;
use family_history_domain::sentences::{choice_words, parent_kind_words, settled, worded};
use family_history_domain::when::Today;
use family_history_tests::families::{Dice, Maker, date, generated, generated_with_bonds, named};
use proptest::prelude::*;
use serde_json::json;

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

/// The picture of each named family is the one that was looked at. `UPDATE_PICTURES=1` writes them anew, to be looked at.
#[test]
fn golden_pictures() {
    let guidance = guidance();
    let mut wrong = Vec::new();
    for (name, case) in named() {
        let picture = draw(&case, &guidance, today(), today(), Options { bonds: true });
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("genogram").join(format!("{name}.svg"));
        let drawn = svg(&picture);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            std::fs::write(&path, &drawn).expect("the golden picture can be written");
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != drawn {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "these pictures are not as they were: {wrong:?}; look at them with UPDATE_PICTURES=1");
}

/// The content pack, read once.
static PACK: LazyLock<Guidance> = LazyLock::new(guidance);

fn picture(case: &Case) -> Picture {
    draw(case, &PACK, today(), today(), Options { bonds: true })
}

/// The marks that are people, by who they are.
fn people(picture: &Picture) -> BTreeMap<PersonId, &Mark> {
    picture.marks.iter().filter_map(|mark| Some((mark.id.parse().ok()?, mark))).collect()
}

/// A family of anything at all: people linked to themselves, in circles, twice over, with labels that repeat.
fn wild(seed: u64, size: usize) -> Case {
    let mut dice = Dice(seed);
    let mut m = Maker::default();
    let one_of = |dice: &mut Dice, list: &[&'static str]| list[dice.roll(list.len() as u64) as usize];
    let roles = ["child", "mother", "father", "partner", "grandmother", "grandfather", "child-elsewhere", "carer", ""];
    let labels =
        ["Mother", "Partner", "Child A", "Male carer A", "Grandmother", "A very long label that somebody typed", ""];
    let days = ["", "1950", "1980~", "2001-02-03", "2016", "2020-05", "2026-11-01", "2030", "XXXX"];
    let ids: Vec<String> = (0..size)
        .map(|_| {
            let (label, role) = (one_of(&mut dice, &labels), one_of(&mut dice, &roles));
            let sex = one_of(&mut dice, &["female", "male", "other", "not-known", ""]);
            m.person(label, role, sex, one_of(&mut dice, &days))
        })
        .collect();
    let who = |dice: &mut Dice| ids[dice.roll(ids.len() as u64) as usize].clone();
    for id in &ids {
        match dice.roll(9) {
            0 => m.set(id, "twin-of", json!(who(&mut dice))),
            1 => m.set(id, "loss", json!("miscarriage")),
            2 => m.set(id, "unborn", json!(true)),
            3 => m.set(id, "died", date("2019")),
            4 => {
                m.set(id, "relative-of", json!(who(&mut dice)));
                m.set(id, "side", json!("mothers"));
            }
            _ => {}
        }
    }
    for _ in 0..dice.roll(2 * size as u64 + 1) {
        let kinds = ["birth", "birth", "alleged", "adoptive", "step", "foster", "kinship", "donor", "social-parent"];
        let (adult, child) = (who(&mut dice), who(&mut dice));
        let status = one_of(&mut dice, &["agreed", "agreed", "disputed", "unknown", ""]);
        m.parent(&adult, &child, one_of(&mut dice, &kinds), status);
    }
    if dice.roll(3) == 0 {
        m.put("parents", "l", json!({ "child": who(&mut dice), "kind": "birth", "status": "unknown" }));
        m.put("parents", "l", json!({ "child": who(&mut dice), "kind": "no-male-carer" }));
    }
    for _ in 0..dice.roll(size as u64 + 1) {
        let kinds =
            ["partners", "brief", "on-off", "separated", "divorced", "siblings", "parent-and-adult-child", "other"];
        let (one, other) = (who(&mut dice), who(&mut dice));
        m.tie(&one, &other, one_of(&mut dice, &kinds), one_of(&mut dice, &days), "");
        let kinds = ["lives-here", "visits", "stays-over", "child-stays-there", "no-contact"];
        m.present(&one, one_of(&mut dice, &kinds), one_of(&mut dice, &days));
        let label = one_of(&mut dice, &["Home one", "Home two", ""]);
        m.home(label, &[&other, &who(&mut dice)], one_of(&mut dice, &days), "");
        let kind = one_of(&mut dice, &["close", "distant", "conflict", "cut-off", "not-known"]);
        m.put("bonds", "b", json!({ "one": who(&mut dice), "other": who(&mut dice), "kind": kind }));
        let claims = one_of(&mut dice, &["one-way", "both-ways", "not-known"]);
        m.put("abuse", "ab", json!({ "by": who(&mut dice), "to": who(&mut dice), "claims": claims }));
    }
    m.case()
}

/// What must hold of any picture.
fn check(case: &Case) {
    let drawn = picture(case);
    assert_eq!(drawn, picture(case), "the same facts give the same picture");
    let marks = people(&drawn);
    let known: Vec<PersonId> = case.people.keys().copied().collect();
    assert_eq!(marks.keys().copied().collect::<Vec<_>>(), known, "everyone is drawn, and nobody else");
    for (id, mark) in &marks {
        let area = mark.area;
        assert!(area.x >= 0 && area.y >= 0, "{id} is inside the picture: {area:?}");
        assert!(area.x + area.w <= drawn.width && area.y + area.h <= drawn.height, "{id} is inside: {area:?}");
        assert!(drawn.sentences.contains(&mark.name), "{id} is told: {}", mark.name);
        for (other, beside) in marks.range(..id) {
            assert!(!area.overlaps(beside.area), "{id} and {other} overlap: {area:?} {:?}", beside.area);
        }
    }
    for link in &family(case, today(), today()).links {
        let fact = case.parents.get(&link.id).expect("the link is in the case");
        if let (Some(adult), false) = (fact.adult, link.is_odd) {
            let (above, below) = (marks[&adult].area, marks[&fact.child].area);
            assert!(above.y + above.h <= below.y, "{adult} stands over {}", fact.child);
        }
    }
}

#[test]
fn every_named_family_is_drawn_whole() {
    for (_, case) in named() {
        check(&case);
    }
}

#[test]
fn an_empty_case_is_an_empty_picture() {
    let picture = picture(&Case::default());
    assert!(picture.marks.is_empty() && picture.sentences.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_family_at_all_is_drawn_whole(seed in any::<u64>(), size in 1usize..14) {
        check(&wild(seed, size));
    }
}

/// The values of a template's slots in a sentence; none where it is not of that template.
fn unfill(template: &str, sentence: &str) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut parts = template.split('{');
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let parts: Vec<&str> = parts.collect();
    for (number, part) in parts.iter().enumerate() {
        let (slot, literal) = part.split_once('}')?;
        let end = match number + 1 == parts.len() {
            true => rest
                .len()
                .checked_sub(literal.len())
                .filter(|end| rest.is_char_boundary(*end) && rest.ends_with(literal))?,
            false => rest.find(literal)?,
        };
        found.insert(slot.to_owned(), rest[..end].to_owned());
        rest = &rest[end + literal.len()..];
    }
    Some(found)
}

/// A family as a set of statements: who, in what way, whom, and how sure.
type Graph = BTreeSet<(String, String, String, String)>;

/// Reads a family back out of its sentences, by the templates of the pack.
fn read(guidance: &Guidance, sentences: &[String]) -> Graph {
    let symbols = ["square", "circle", "diamond", "rounded", "triangle", "loss"];
    let symbols = symbols.map(|symbol| guidance.word(&format!("genogram.symbol.{symbol}")).to_owned());
    let is_person =
        |slots: &BTreeMap<String, String>| symbols.iter().any(|symbol| slots["what"].starts_with(symbol.as_str()));
    let template = |key: &str| guidance.word(&format!("genogram.says.{key}")).to_owned();
    let person = |sentence: &String| unfill(&template("person"), sentence).filter(is_person);
    let names: BTreeSet<String> = sentences.iter().filter_map(person).map(|slots| slots["who"].clone()).collect();
    // Each template with the slots that are names of people.
    let templates: &[(&str, &[&str])] = &[
        ("odd", &["adult", "child"]),
        ("open", &["adult", "child"]),
        ("parent", &["adult", "child"]),
        ("grand", &["adult", "child"]),
        ("no-carer", &["child"]),
        ("nobody", &["child"]),
        ("lives", &["who"]),
        ("may-live", &["who"]),
        ("couple-unsaid", &["one", "other"]),
        ("twins", &["one", "other"]),
        ("abuse-each-says", &["one", "other"]),
        ("abuse", &["one", "other"]),
        ("bond", &["one", "other"]),
        ("couple", &["one", "other"]),
        ("visit", &["who"]),
        ("person", &["who"]),
    ];
    let mut graph = Graph::new();
    for sentence in sentences {
        let read = templates.iter().find_map(|(key, people)| {
            let slots = unfill(&template(key), sentence)?;
            people.iter().all(|slot| names.contains(&slots[*slot])).then_some((*key, slots))
        });
        let (key, slots) = read.unwrap_or_else(|| panic!("nothing says: {sentence}"));
        let get = |slot: &str| slots.get(slot).cloned().unwrap_or_default();
        let statement = match key {
            "odd" | "open" | "parent" => {
                (get("adult"), key.to_owned(), get("child"), format!("{};{}", get("kind"), get("settled")))
            }
            "grand" => (get("adult"), key.to_owned(), get("child"), String::new()),
            "no-carer" | "nobody" => (String::new(), key.to_owned(), get("child"), String::new()),
            "lives" | "may-live" => (get("who"), key.to_owned(), get("home"), String::new()),
            "person" => (get("who"), key.to_owned(), String::new(), String::new()),
            "visit" => (get("who"), key.to_owned(), String::new(), String::new()),
            "bond" => (get("one"), key.to_owned(), get("other"), get("what")),
            "couple" => {
                (get("one"), key.to_owned(), get("other"), get("what").split(',').next().unwrap_or_default().to_owned())
            }
            _ => (get("one"), key.to_owned(), get("other"), String::new()),
        };
        graph.insert(statement);
    }
    graph
}

/// The same statements, from the model.
fn expected(guidance: &Guidance, case: &Case, picture: &Picture) -> Graph {
    let family = family(case, today(), today());
    let marks = people(picture);
    let name = |at: usize| {
        let mark = marks[&family.people[at].id];
        mark.name.split_once(": ").map(|(name, _)| name.to_owned()).expect("a mark begins with a name")
    };
    let mut graph = Graph::new();
    let mut say = |who: String, how: &str, whom: String, what: String| {
        graph.insert((who, how.to_owned(), whom, what));
    };
    for at in 0..family.people.len() {
        say(name(at), "person", String::new(), String::new());
    }
    for link in &family.links {
        let fact = case.parents.get(&link.id).expect("the link is in the case");
        let what = format!("{};{}", parent_kind_words(guidance, fact), settled(guidance, fact));
        match link.adult {
            Some(adult) => {
                let how = if link.is_odd {
                    "odd"
                } else if link.is_open {
                    "open"
                } else {
                    "parent"
                };
                say(name(adult), how, name(link.child), what)
            }
            None if fact.kind == Some(ParentKind::NoMaleCarer) => {
                say(String::new(), "no-carer", name(link.child), String::new())
            }
            None => say(String::new(), "nobody", name(link.child), String::new()),
        }
    }
    for union in family.unions.iter().filter(|union| union.way == Way::Grand) {
        for (parent, child) in
            union.parents.iter().flat_map(|parent| union.children.iter().map(move |child| (*parent, *child)))
        {
            say(name(parent), "grand", name(child), String::new());
        }
    }
    for couple in &family.couples {
        let (one, other) = (name(couple.one), name(couple.other));
        if couple.ties.is_empty() {
            say(one.clone(), "couple-unsaid", other.clone(), String::new());
        }
        for tie in &couple.ties {
            let kind = case.ties.get(tie).and_then(|tie| tie.kind);
            let words = worded(guidance, "sentence.tie-kind", kind, &[]);
            let first = words.split(',').next().unwrap_or_default();
            say(one.clone(), "couple", other.clone(), first.to_owned());
        }
    }
    for pair in family.twins.iter().flat_map(|twins| twins.windows(2)) {
        say(name(pair[0]), "twins", name(pair[1]), String::new());
    }
    let mut unnamed = BTreeMap::new();
    for home in &family.homes {
        let label = if home.label.is_empty() { guidance.word("genogram.home") } else { &home.label };
        let count = unnamed.entry(label.to_owned()).and_modify(|count| *count += 1).or_insert(1);
        let label = if *count == 1 { label.to_owned() } else { format!("{label} ({count})") };
        for (at, held) in &home.members {
            say(name(*at), if *held == Held::Yes { "lives" } else { "may-live" }, label.clone(), String::new());
        }
    }
    for visit in &family.visits {
        say(name(visit.who), "visit", String::new(), String::new());
    }
    for bond in &family.bonds {
        match bond.how {
            How::Bond(_, kind) => say(name(bond.one), "bond", name(bond.other), choice_words(guidance, kind)),
            How::Abuse(_, false) => say(name(bond.one), "abuse", name(bond.other), String::new()),
            How::Abuse(_, true) => say(name(bond.one), "abuse-each-says", name(bond.other), String::new()),
        }
    }
    graph
}

/// The picture can be drawn again from its words: nothing in it is told by its lines alone.
#[test]
fn the_words_hold_the_whole_picture() {
    let guidance = &PACK;
    for seed in 0..1000 {
        let case = wild(seed, 1 + seed as usize % 13);
        let picture = picture(&case);
        let (told, meant) = (read(guidance, &picture.sentences), expected(guidance, &case, &picture));
        assert_eq!(told, meant, "family {seed}");
    }
}

#[test]
fn a_family_that_fits_has_one_page_and_nobody_is_lost_on_several() {
    let guidance = guidance();
    for (count, at_most) in [(20, 1), (60, 6), (200, 24)] {
        let case = generated(count, 5);
        let pages = papers(&case, &guidance, today(), today(), Options::default(), PAPER_SIZE);
        let found: BTreeSet<PersonId> = pages.iter().flat_map(|page| people(page).into_keys()).collect();
        assert_eq!(found, case.people.keys().copied().collect(), "everyone is on a page");
        assert!(pages.iter().all(|page| page.width <= PAPER_SIZE.0 && page.height <= PAPER_SIZE.1), "each page fits");
        assert!(pages.len() <= at_most, "{count} people take {} pages", pages.len());
    }
}

#[test]
fn a_day_is_said_to_be_uncertain_where_a_date_is() {
    let mut m = Maker::default();
    let child = m.person("Child A", "child", "male", "2019-01-01");
    let mother = m.person("Mother", "mother", "female", "1990");
    let lodger = m.person("Lodger", "lodger", "", "");
    m.home("Home one", &[&child, &mother], "2019-01", "");
    m.home("Home one", &[&lodger], "2022", "2023-05");
    let case = m.case();
    let held = |day: &str| {
        let family = family(&case, Today::from_iso(day).expect("a day"), today());
        family.homes[0].members.iter().find(|(at, _)| *at == 2).map(|(_, held)| *held)
    };
    assert_eq!(held("2021-12-31"), None);
    assert_eq!(held("2022-03-01"), Some(Held::Maybe));
    assert_eq!(held("2023-01-01"), Some(Held::Yes));
    assert_eq!(held("2023-05-10"), Some(Held::Maybe));
    assert_eq!(held("2023-06-01"), None);
    let days: Vec<String> = dates_of_change(&case, today()).into_iter().map(Today::iso).collect();
    for day in ["2019-01-01", "2022-01-01", "2022-12-31", "2023-05-02", "2023-06-01"] {
        assert!(days.contains(&day.to_owned()), "{day} is among {days:?}");
    }
}

#[test]
fn removing_somebody_takes_them_out_of_homes_bonds_and_pregnancies() {
    let mut m = Maker::default();
    let one = m.person("Child A", "child", "male", "2019");
    let other = m.person("Child B", "child", "male", "2019");
    m.set(&other, "twin-of", json!(one));
    m.set(&other, "relative-of", json!(one));
    m.home("Home one", &[&one, &other], "", "");
    m.put("bonds", "b", json!({ "one": one, "other": other, "kind": "close" }));
    m.put("abuse", "ab", json!({ "by": one, "to": one, "children": [one] }));
    let mut case = m.case();
    let before = case.clone();
    let edit = Edit::remove_person(&case, one.parse().expect("an id")).expect("there is somebody to remove");
    edit.apply(&mut case);
    let written = save::write(&case, 100);
    assert!(!written.contains(&format!("\"{one}\"")), "nothing speaks of the one who is gone: {written}");
    edit.inverse().apply(&mut case);
    assert_eq!(case, before, "and it can be taken back");
}

#[test]
fn a_thousand_people_are_drawn() {
    let case = generated(1000, 3);
    let drawn = draw(&case, &PACK, today(), today(), Options::default());
    assert_eq!(people(&drawn).len(), case.people.len());
}

/// What a picture of a day says about these words.
fn said(case: &Case, day: &str, about: &str) -> Vec<String> {
    let day = Today::from_iso(day).expect("a day");
    let picture = draw(case, &PACK, today(), day, Options { bonds: true });
    picture.sentences.into_iter().filter(|sentence| sentence.contains(about)).collect()
}

#[test]
fn abuse_that_each_says_of_the_other_keeps_the_recorded_arrow_alone() {
    let arrows = |claims: &str| {
        let mut m = Maker::default();
        let mother = m.person("Mother", "mother", "female", "");
        let other = m.person("Dan", "partner", "male", "");
        m.put("abuse", "ab", json!({ "by": other, "to": mother, "claims": claims }));
        let case = m.case();
        assert_eq!(said(&case, "2026-11-16", "both ways"), [""; 0]);
        let picture = picture(&case);
        let mark = picture.marks.iter().find(|mark| mark.id.starts_with("ab")).expect("the abuse is drawn");
        (mark.shapes.len(), mark.name.clone())
    };
    let ((one_way, _), (both, words)) = (arrows("one-way"), arrows("both-ways"));
    assert_eq!(both, one_way, "no second arrow is drawn");
    assert_eq!(words, "Abuse by Dan of Mother, as recorded; each says it of the other.");
}

fn in_legend(picture: &Picture, key: &str) -> bool {
    let key = format!("genogram.legend.{key}");
    picture.legend.iter().any(|entry| entry.words == PACK.word(&key))
}

#[test]
fn a_grandparent_is_put_over_a_settled_parent_only() {
    for (kind, status, is_over) in [("birth", "agreed", true), ("alleged", "", false), ("birth", "disputed", false)] {
        let mut m = Maker::default();
        let mother = m.person("Mother", "mother", "female", "");
        let child = m.person("Child A", "child", "", "");
        let dan = m.person("Dan", "other-adult", "male", "");
        let gran = m.person("Gran", "grandmother", "", "");
        m.set(&gran, "relative-of", json!(child));
        m.set(&gran, "side", json!("fathers"));
        m.parent(&mother, &child, "birth", "agreed");
        m.parent(&dan, &child, kind, status);
        let case = m.case();
        let told = said(&case, "2026-11-16", "Gran");
        assert_eq!(told.iter().any(|words| words.contains("drawn over Dan")), is_over, "{kind} {status}: {told:?}");
        let side = told.iter().any(|words| words.contains("father’s side"));
        assert_eq!(side, !is_over, "her side is told where no line tells it: {told:?}");
        assert_eq!(in_legend(&picture(&case), "grand"), is_over);
    }
}

#[test]
fn two_are_paired_over_a_child_only_where_the_record_says_so() {
    let unions = |kind: &str, tie: &str| {
        let mut m = Maker::default();
        let mother = m.person("Mother", "mother", "female", "");
        let child = m.person("Child A", "child", "", "");
        let other = m.person("Neighbour", "friend", "male", "");
        m.parent(&mother, &child, "birth", "agreed");
        m.parent(&other, &child, kind, "agreed");
        if !tie.is_empty() {
            m.tie(&mother, &other, tie, "", "");
        }
        let case = m.case();
        let family = family(&case, today(), today());
        let told = said(&case, "2026-11-16", "Mother and Neighbour").len();
        (family.unions.iter().map(|union| (union.way, union.parents.clone())).collect::<Vec<_>>(), told)
    };
    assert_eq!(unions("social-parent", ""), (vec![(Way::Birth, vec![0]), (Way::Social, vec![2])], 0));
    let kin = (vec![(Way::Birth, vec![0]), (Way::Social, vec![2])], 1);
    assert_eq!(unions("social-parent", "siblings"), kin, "a brother who cares is not half of a couple");
    assert_eq!(unions("social-parent", "partners"), (vec![(Way::Birth, vec![0, 2])], 1));
    assert_eq!(unions("birth", ""), (vec![(Way::Birth, vec![0, 2])], 1));
}

#[test]
fn two_men_who_are_each_down_as_the_settled_father_are_neither_drawn_as_fact() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let child = m.person("Child A", "child", "", "");
    m.parent(&mother, &child, "birth", "agreed");
    for name in ["Dan", "Sam"] {
        let man = m.person(name, "partner", "male", "");
        m.parent(&man, &child, "birth", "on-certificate");
    }
    let case = m.case();
    let family = family(&case, today(), today());
    let open: Vec<bool> = family.people.iter().map(|person| person.is_open).collect();
    assert_eq!(open, [false, false, true, true]);
    assert!(in_legend(&picture(&case), "open"));
}

#[test]
fn a_tie_is_drawn_as_it_was_on_the_day() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let other = m.person("Dan", "partner", "male", "");
    m.tie(&mother, &other, "partners", "2024-01-01", "2025-01-01");
    let case = m.case();
    let on = |day: &str| {
        let picture = draw(&case, &PACK, today(), Today::from_iso(day).expect("a day"), Options::default());
        let told = said(&case, day, "Mother and Dan");
        (in_legend(&picture, "together"), in_legend(&picture, "ended"), told)
    };
    assert_eq!(on("2020-01-01"), (false, false, vec![]), "it had not begun");
    let (together, ended, told) = on("2024-06-01");
    assert!(together && !ended && !told[0].contains("ended"), "it held: {told:?}");
    let (together, ended, told) = on("2026-11-16");
    assert!(!together && ended && told[0].contains("ended"), "it was over: {told:?}");
    let drawn = svg(&picture(&case));
    assert!(drawn.contains("2025"), "until when stands on the line");
}

#[test]
fn what_is_certain_of_a_home_is_not_told_as_perhaps() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let child = m.person("Child A", "child", "", "2015-01-01");
    m.home("Flat", &[&mother, &child], "", "");
    m.put(
        "presences",
        "r",
        json!({ "adult": mother, "child": child, "kind": "lives-here", "since": date("2015-01-01") }),
    );
    let case = m.case();
    assert_eq!(said(&case, "2022-03-01", "may live"), [""; 0]);
    assert_eq!(said(&case, "2022-03-01", "lives in this home: Flat").len(), 2);
}

#[test]
fn of_two_homes_that_may_be_meant_none_is_made_certain() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let child = m.person("Child A", "child", "", "2015-01-01");
    m.home("Flat", &[&mother, &child], "", "");
    m.home("House", &[&mother, &child], "", "");
    m.put(
        "presences",
        "r",
        json!({ "adult": mother, "child": child, "kind": "lives-here", "since": date("2015-01-01") }),
    );
    let case = m.case();
    assert_eq!(said(&case, "2022-03-01", "lives in this home"), [""; 0]);
    assert_eq!(said(&case, "2022-03-01", "may live in this home").len(), 4);
}

#[test]
fn a_home_has_the_same_name_on_each_page_as_on_the_whole() {
    let mut m = Maker::default();
    let mum = m.person("Mum", "mother", "", "");
    let a = m.person("A", "child", "", "");
    let dad = m.person("Dad", "father", "", "");
    let b = m.person("B", "child", "", "");
    m.put("presences", "r", json!({ "adult": mum, "child": a, "kind": "lives-here" }));
    m.put("presences", "r", json!({ "adult": dad, "child": b, "kind": "lives-here" }));
    let case = m.case();
    let whole: BTreeSet<String> = said(&case, "2026-11-16", "lives in this home").into_iter().collect();
    assert!(whole.iter().any(|words| words.contains("(2)")), "{whole:?}");
    let pages = papers(&case, &PACK, today(), today(), Options::default(), (200, 2000));
    assert!(pages.len() > 1);
    let told = pages.into_iter().flat_map(|page| page.sentences);
    let told: BTreeSet<String> = told.filter(|sentence| sentence.contains("lives in this home")).collect();
    assert!(!told.is_empty() && told.is_subset(&whole), "{told:?} as on the whole: {whole:?}");
}

#[test]
fn twelve_hundred_siblings_in_one_home_are_drawn() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "", "");
    let children: Vec<String> =
        (0..1200).map(|number| m.person(&format!("Person with a long label {number}"), "child", "", "")).collect();
    for child in &children {
        m.parent(&mother, child, "birth", "agreed");
    }
    let everyone: Vec<&str> = children.iter().map(String::as_str).collect();
    m.home("Home one", &everyone, "", "");
    m.put("bonds", "b", json!({ "one": children[0], "other": children[1199], "kind": "conflict" }));
    let case = m.case();
    let drawn = picture(&case);
    assert_eq!(people(&drawn).len(), case.people.len());
    assert!(drawn.marks.iter().any(|mark| mark.id.starts_with('b')), "and so is the bond");
}

#[test]
fn the_mark_of_a_home_is_named_in_one_sentence() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "", "");
    let a = m.person("Child A", "child", "", "2015");
    let b = m.person("Child B", "child", "", "2016");
    let lodger = m.person("Lodger", "lodger", "", "");
    m.home("Flat", &[&mother, &a, &b], "2017", "");
    m.home("Flat", &[&lodger], "2026", "");
    m.home("Cottage", &[&a], "2017", "");
    let case = m.case();
    let names = |mark: &&Mark| mark.id.starts_with("home-");
    let picture = picture(&case);
    let names: Vec<&str> = picture.marks.iter().filter(names).map(|mark| mark.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Flat on 16 November 2026: Mother, Child A and Child B live there; Lodger may live there.",
            "Cottage on 16 November 2026: Child A lives there.",
        ]
    );
    assert_eq!(said(&case, "2026-11-16", "lives in this home").len(), 4, "each still has a sentence");
}

type Point = (i32, i32);

/// The straight pieces of a path; a round corner counts as its two sides.
fn pieces(d: &str) -> Vec<(Point, Point)> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = ((0, 0), (0, 0));
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|letter: char| letter.is_ascii_uppercase()).map_or(rest.len(), |end| end + 1);
        let numbers: Vec<i32> =
            rest[1..end].split_whitespace().map(|number| number.parse().expect("a number")).collect();
        let to: Vec<Point> = match (command, &numbers[..]) {
            ('H', [x]) => vec![(*x, at.1)],
            ('V', [y]) => vec![(at.0, *y)],
            ('Z', []) => vec![start],
            ('M' | 'L' | 'Q', numbers) => numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect(),
            _ => panic!("not a path of ours: {d}"),
        };
        if command == 'M' {
            (start, at) = (to[0], to[0]);
        } else {
            for point in to {
                pieces.push((at, point));
                at = point;
            }
        }
        rest = &rest[end..];
    }
    pieces
}

/// The lines to children, each with its style.
fn lines_down(picture: &Picture) -> Vec<(&'static str, Vec<(Point, Point)>)> {
    let path = |shape: &Shape| match shape {
        Shape::Path { d, style } => Some((*style, pieces(d))),
        _ => None,
    };
    picture.ground.iter().filter_map(path).collect()
}

#[test]
fn an_open_link_is_seen_at_the_child_it_is_about() {
    for (name, case) in some_families() {
        let picture = picture(&case);
        let (marks, lines) = (people(&picture), lines_down(&picture));
        for link in family(&case, today(), today()).links.iter().filter(|link| link.is_open && link.adult.is_some()) {
            let fact = case.parents.get(&link.id).expect("the link is in the case");
            let ring = picture.marks.iter().find(|mark| mark.id == link.id.to_string());
            let (ring, child) = (ring.expect("an open link has a ring").area, marks[&fact.child].area);
            let (x, y) = (ring.x + ring.w / 2, ring.y + ring.h / 2);
            assert!(child.x < x && x < child.x + child.w && y < child.y, "{name}: {ring:?} stands over {child:?}");
            assert!(child.y - y < 40, "{name}: {ring:?} stands near {child:?}");
            let passes =
                |(from, to): &(Point, Point)| from.0 == x && to.0 == x && from.1.min(to.1) < y && y < from.1.max(to.1);
            let styles: Vec<_> =
                lines.iter().filter(|(_, pieces)| pieces.iter().any(passes)).map(|(style, _)| *style).collect();
            assert_eq!(styles, ["line-open"], "{name}: the line through {ring:?} is dashed, and no other is there");
        }
    }
}

#[test]
fn no_two_lines_to_children_share_an_upright_stretch() {
    for (name, case) in some_families() {
        let lines = lines_down(&picture(&case));
        let upright =
            |(from, to): &(Point, Point)| (from.0 == to.0).then(|| (from.0, from.1.min(to.1), from.1.max(to.1)));
        let lines: Vec<Vec<_>> = lines.iter().map(|(_, pieces)| pieces.iter().filter_map(upright).collect()).collect();
        for (number, line) in lines.iter().enumerate() {
            for (one, other) in
                line.iter().flat_map(|one| lines[..number].iter().flatten().map(move |other| (one, other)))
            {
                let shared = one.2.min(other.2) - one.1.max(other.1);
                assert!((one.0 - other.0).abs() > 2 || shared <= 0, "{name}: {one:?} runs along {other:?}");
            }
        }
    }
}

/// The named families, and generated ones of up to thirty people.
fn some_families() -> Vec<(String, Case)> {
    let made = (0..60).map(|seed| (format!("generated {seed}"), generated(8 + seed as usize % 23, seed)));
    let twins = std::iter::once(("twins".to_owned(), twins_of_a_disputed_father()));
    named().into_iter().map(|(name, case)| (name.to_owned(), case)).chain(twins).chain(made).collect()
}

/// The words that stand in a mark.
fn words_in(mark: &Mark) -> String {
    let words = mark.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { words, .. } => Some(words.as_str()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_link_is_told_as_disputed_though_another_of_the_same_man_is_settled() {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let dan = m.person("Dan", "father", "male", "");
    let a = m.person("Ann", "child", "", "2015");
    let b = m.person("Ben", "child", "", "2017");
    m.parents(&[&mother], &[&a, &b]);
    m.parent(&dan, &a, "birth", "agreed");
    m.parent(&dan, &b, "birth", "disputed");
    let case = m.case();
    let picture = picture(&case);
    let marks = people(&picture);
    let drawn = |id: &str| words_in(marks[&id.parse().expect("an id")]);
    assert!(drawn(&dan).ends_with("disputed: Ben"), "{}", drawn(&dan));
    assert!(drawn(&b).ends_with("parent Dan: disputed"), "{}", drawn(&b));
    assert!(!drawn(&a).contains("disputed"), "{}", drawn(&a));
    let told = |words: &str| picture.sentences.iter().any(|sentence| sentence == words);
    assert!(told("Dan may be a parent of Ben: birth parent; disputed."), "{:?}", picture.sentences);
    assert!(told("Dan to Ann: birth parent; agreed by those concerned."), "{:?}", picture.sentences);
    assert!(told("Dan: man or boy, age not known, disputed: Ben."), "{:?}", picture.sentences);
}

/// The class of a shape and, for a letter on a line, the letter.
fn looks(shapes: &[Shape]) -> BTreeSet<String> {
    let look = |shape: &Shape| match shape {
        Shape::Box { style, .. } | Shape::Circle { style, .. } | Shape::Path { style, .. } => (*style).to_owned(),
        Shape::Text { style: "letter", words, .. } => format!("letter {words}"),
        Shape::Text { style, .. } => (*style).to_owned(),
    };
    shapes.iter().map(look).collect()
}

/// The legend shows what is drawn, by the same classes and letters.
#[test]
fn the_legend_shows_each_line_as_it_is_drawn() {
    for (name, case) in some_families() {
        let picture = picture(&case);
        let mut drawn = looks(&picture.ground);
        picture.marks.iter().for_each(|mark| drawn.extend(looks(&mark.shapes)));
        let entries: Vec<BTreeSet<String>> = picture.legend.iter().map(|entry| looks(&entry.shapes)).collect();
        for (entry, looks) in picture.legend.iter().zip(&entries) {
            let missing: Vec<_> = looks.difference(&drawn).collect();
            assert!(missing.is_empty(), "{name}: {} shows {missing:?}, which is not drawn", entry.words);
        }
        let told: BTreeSet<&String> = entries.iter().flatten().collect();
        let is_line = |look: &&String| {
            ["line", "letter ", "bond", "home", "visits", "stays", "person"].iter().any(|one| look.starts_with(one))
        };
        for look in drawn.iter().filter(is_line).filter(|look| *look != "home-name") {
            assert!(told.contains(look), "{name}: {look} is drawn and not in the legend");
        }
    }
}

/// The dashes of each class in a style sheet.
fn dashes(css: &str) -> BTreeMap<String, String> {
    let rule = |rule: &str| {
        let (class, looks) = rule.trim().split_once('{')?;
        let dashes = looks.split(';').find_map(|look| look.trim().strip_prefix("stroke-dasharray: "))?;
        let class = class.trim().strip_prefix('.')?;
        (!class.starts_with("t-")).then(|| (class.to_owned(), dashes.to_owned()))
    };
    css.split('}').filter_map(rule).collect()
}

/// In black and white the dashes and the letter of a line are all that tells it from others.
#[test]
fn dashes_are_the_same_on_paper_and_no_two_are_alike() {
    let screen = dashes(include_str!("../www/styles/picture.css"));
    assert_eq!(screen, dashes(family_history_domain::document::PRINT_CSS));
    let lines: Vec<_> = screen
        .iter()
        .filter(|(class, _)| class.starts_with("line") || *class == "stays" || *class == "visits")
        .collect();
    assert!(lines.len() > 10, "{lines:?}");
    for (number, (class, dashes)) in lines.iter().enumerate() {
        for (other, beside) in &lines[..number] {
            assert_ne!(dashes, beside, "{class} and {other}");
        }
    }
    let case = &named().into_iter().find(|(name, _)| *name == "many-carers").expect("it is named").1;
    let letters: Vec<String> =
        looks(&picture(case).ground).into_iter().filter(|look| look.starts_with("letter")).collect();
    assert_eq!(letters, ["letter a", "letter c", "letter d", "letter f", "letter k", "letter s"]);
}

fn twins_of_a_disputed_father() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let dan = m.person("Dan", "ex-partner", "male", "");
    let one = m.person("Child A", "child", "", "2018");
    let other = m.person("Child B", "child", "", "2018");
    m.set(&other, "twin-of", json!(one));
    m.parents(&[&mother], &[&one, &other]);
    m.parent(&dan, &one, "birth", "disputed");
    m.parent(&dan, &other, "birth", "disputed");
    m.case()
}

/// Where words stand, by how wide letters are on average.
fn text_area(shape: &Shape) -> Option<(&'static str, &str, Area)> {
    let Shape::Text { x, y, anchor, words, style } = shape else { return None };
    let w = words.chars().count() as i32 * 65 / 10;
    let x = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - w / 2,
        Anchor::End => x - w,
    };
    Some((style, words, Area { x, y: y - 10, w, h: 12 }))
}

fn texts(picture: &Picture) -> Vec<(&'static str, &str, Area)> {
    let marks = picture.marks.iter().flat_map(|mark| &mark.shapes);
    picture.ground.iter().chain(marks).filter_map(text_area).collect()
}

#[test]
fn the_words_of_a_couple_are_whole_and_overlap_no_others() {
    for (name, case) in some_families() {
        let picture = picture(&case);
        let texts = texts(&picture);
        for (number, (style, words, area)) in texts.iter().enumerate() {
            if *style != "tie" {
                continue;
            }
            assert!(!words.ends_with('…'), "{name}: {words} is cut off");
            assert!(area.x >= 0 && area.y >= 0, "{name}: {words} is inside the picture: {area:?}");
            for (other, (_, beside, place)) in texts.iter().enumerate() {
                assert!(other == number || !area.overlaps(*place), "{name}: {words} overlaps {beside}");
            }
        }
    }
}

/// The pieces of the lines that tell who comes to a home and how people get on.
fn ties_and_visits(picture: &Picture) -> Vec<(&str, Vec<(Point, Point)>)> {
    let is_line =
        |mark: &&Mark| ["b", "ab", "r"].contains(&mark.id.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    let path = |shape: &Shape| match shape {
        Shape::Path { d, style } if *style != "arrow" => Some(pieces(d)),
        _ => None,
    };
    let lines = picture.marks.iter().filter(is_line);
    lines.map(|mark| (mark.id.as_str(), mark.shapes.iter().filter_map(path).flatten().collect())).collect()
}

/// The box around a piece of a line.
fn around((from, to): &(Point, Point)) -> Area {
    Area { x: from.0.min(to.0), y: from.1.min(to.1), w: (from.0 - to.0).abs().max(1), h: (from.1 - to.1).abs().max(1) }
}

/// How often such a line crosses words of each kind, and runs along the edge of a home.
fn crossed(case: &Case) -> BTreeMap<&'static str, Vec<String>> {
    let picture = picture(case);
    let mut crossed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let edges: Vec<(Point, Point)> = picture
        .marks
        .iter()
        .filter(|mark| mark.id.starts_with("home-"))
        .flat_map(|mark| &mark.shapes)
        .filter_map(|shape| match shape {
            Shape::Path { d, .. } => Some(pieces(d)),
            _ => None,
        })
        .flatten()
        .collect();
    for (id, line) in ties_and_visits(&picture) {
        for (style, words, area) in texts(&picture) {
            if ["label", "state", "tie", "home-name"].contains(&style)
                && line.iter().any(|piece| around(piece).overlaps(area))
            {
                crossed.entry(style).or_default().push(format!("{id} over {words}"));
            }
        }
        let along = |one: &(Point, Point), other: &(Point, Point)| {
            let (one, other) = (around(one), around(other));
            one.w == 1
                && other.w == 1
                && (one.x - other.x).abs() < 4
                && (one.y + one.h).min(other.y + other.h) - one.y.max(other.y) > 16
        };
        if line.iter().any(|piece| edges.iter().any(|edge| along(piece, edge))) {
            crossed.entry("edge").or_default().push(id.to_owned());
        }
    }
    crossed
}

/// Up to thirty people there is none; the bars across a line that says two are no longer in touch are short, and left out.
#[test]
fn no_bond_or_visit_crosses_words_or_runs_along_the_edge_of_a_home() {
    let made = (0..200).map(|seed| (format!("bonds {seed}"), generated_with_bonds(8 + seed as usize % 23, seed)));
    for (name, case) in made.chain(some_families()) {
        assert_eq!(crossed(&case), BTreeMap::new(), "{name}");
    }
}
