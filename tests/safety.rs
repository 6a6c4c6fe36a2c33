//! Nobody is sent to a person whom an order keeps away, or whom it is not safe to ask: by example.

use family_history_content::guidance;
use family_history_domain::case::{Case, Edit, FactId, PersonId};
use family_history_domain::document::{Choices, Kind, paper, text};
use family_history_domain::guidance::Guidance;
use family_history_domain::network;
use family_history_domain::review::{Conversation, OpenQuestion, agenda, no_contact_words, review, words};
use family_history_domain::save;
use family_history_domain::when::Today;
use family_history_tests::approach::approaches;
use serde_json::{Value, json};

/// What the facts raise on a day in March 2022, with the pack.
fn raised(facts: &Value) -> (Vec<OpenQuestion>, Guidance) {
    let pack = guidance();
    let questions = review(&case(facts), &pack, Today::from_iso("2022-03-14").expect("a day"));
    (questions, pack)
}

fn case(facts: &Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts });
    let opened = save::open(&file.to_string()).expect("a file");
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    opened.case
}

fn keys(questions: &[OpenQuestion]) -> Vec<String> {
    questions.iter().map(|question| question.key().0).collect()
}

/// Every suggestion that means getting in touch with the family, with the question it stands under.
fn approaching(questions: &[OpenQuestion], pack: &Guidance) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for question in questions {
        let next = words(question, pack).next;
        found.extend(next.into_iter().filter(|words| approaches(words)).map(|words| (question.key().0, words)));
    }
    found
}

/// A family in which nearly everything is still open.
fn family() -> Value {
    json!({
        "people": {
            "p1": { "role": "child", "label": "Child A", "born": { "edtf": "2020-05" } },
            "p2": { "role": "mother", "label": "Mother" },
            "p3": { "role": "father", "label": "Father" },
            "p4": { "role": "lodger", "label": "Lodger" },
            "p5": { "role": "grandfather", "label": "Grandfather" }
        },
        "parents": { "l1": { "child": "p1", "adult": "p2", "kind": "birth" } },
        "presences": {
            "r1": { "adult": "p4", "kind": "lives-here" },
            "r2": { "adult": "p5", "kind": "cares-alone", "child": "p1" }
        },
        "events": { "e1": { "what": "A move", "theme": "move", "when": { "edtf": "2021-11" } } },
        "services": {
            "s1": { "agency": "hv", "state": "attending" },
            "s2": { "agency": "early-help", "state": "started" },
            "s3": { "agency": "gp", "state": "stopped" }
        },
        "orders": { "o1": { "about": "p3", "protects": ["p2"], "state": "in-force" } },
        "attempts": { "a1": { "adult": "p2", "kind": "unsafe" } }
    })
}

#[test]
fn somebody_who_only_lives_there_is_no_parent_to_ask() {
    let mut facts = family();
    facts["people"].as_object_mut().expect("people").remove("p5");
    facts["presences"].as_object_mut().expect("presences").remove("r2");
    let (questions, pack) = raised(&facts);
    let keys = keys(&questions);
    for asked in ["R3-11", "L-11-since-move/e1", "M-08/p4", "M-01/p1", "M-18/p1"] {
        assert!(keys.iter().any(|key| key == asked), "{asked} among {keys:?}");
    }
    assert!(!keys.iter().any(|key| key == "R1-18/p4"), "a lodger is asked how he grew up");
    assert_eq!(approaching(&questions, &pack), []);
}

#[test]
fn when_one_parent_may_not_be_asked_it_is_said_who_may() {
    let mut facts = family();
    facts["attempts"] = json!({});
    let (questions, pack) = raised(&facts);
    for (key, _) in approaching(&questions, &pack) {
        let question = questions.iter().find(|question| question.key().0 == key).expect("a question");
        let next = words(question, &pack).next;
        assert_eq!(next[0], "Of the parents, ask only Mother. Nobody gets in touch with Father", "{key}");
    }
    let conversations = agenda(&questions, &pack);
    let with_mother = conversations
        .iter()
        .find(|one| one.heading == "With the parent: of the parents, ask only Mother")
        .expect("a talk with Mother");
    assert!(with_mother.questions.iter().any(|question| question.rule == "R3-11"));
    assert!(conversations.iter().all(|one| one.heading != "With the parent"));
}

#[test]
fn where_all_parents_may_be_asked_nobody_is_named() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"] = json!({});
    let (questions, pack) = raised(&facts);
    let question = questions.iter().find(|question| question.rule == "R3-11").expect("a question");
    assert_eq!(words(question, &pack).next[0], "Ask the parent who is helping, and write down their words");
    assert!(agenda(&questions, &pack).iter().any(|one| one.heading == "With the parent"));
}

#[test]
fn parents_whom_the_words_cannot_tell_apart_are_not_named() {
    let mut facts = family();
    facts["attempts"] = json!({});
    for label in ["", "Parent"] {
        facts["people"]["p2"]["label"] = json!(label);
        facts["people"]["p3"]["label"] = json!(label);
        let (questions, pack) = raised(&facts);
        assert_eq!(approaching(&questions, &pack), []);
    }
}

#[test]
fn somebody_without_a_label_is_still_spoken_of_in_words() {
    let facts = json!({ "people": { "p1": { "role": "father" } }, "orders": { "o1": { "about": "p1" } } });
    let (questions, pack) = raised(&facts);
    let titles: Vec<String> = questions.iter().map(|question| words(question, &pack).title).collect();
    assert!(titles.iter().any(|title| title == "Person without a label: an order or condition"), "{titles:?}");
}

#[test]
fn a_man_who_may_have_fathered_a_child_is_not_named_as_the_parent_to_ask() {
    let mut facts = family();
    facts["people"]["p6"] = json!({ "role": "other-adult", "sex": "male", "label": "Male A" });
    facts["parents"]["l2"] = json!({ "child": "p1", "adult": "p6", "kind": "alleged" });
    let (questions, pack) = raised(&facts);
    assert_eq!(approaching(&questions, &pack), []);
}

#[test]
fn a_father_of_whom_that_is_disputed_or_not_known_is_not_named_as_the_parent_to_ask() {
    for (kind, status, may_be_asked) in [
        ("birth", "disputed", false),
        ("birth", "unknown", false),
        ("alleged", "disputed", false),
        ("birth", "agreed", true),
    ] {
        let mut facts = family();
        facts["attempts"] = json!({});
        facts["people"]["p6"] = json!({ "role": "father", "label": "Father of B" });
        facts["parents"]["l2"] = json!({ "child": "p1", "adult": "p6", "kind": kind, "status": status });
        let (questions, pack) = raised(&facts);
        let question = questions.iter().find(|question| question.rule == "R3-11").expect("a question");
        let whom = if may_be_asked { "only Mother, Father of B." } else { "only Mother." };
        let first = &words(question, &pack).next[0];
        assert!(first.contains(whom), "{kind}, {status}: {first}");
    }
}

#[test]
fn whom_an_ended_order_protects_may_be_the_one_not_to_ask() {
    let mut facts = family();
    facts["orders"] = json!({ "o1": { "about": "p5", "protects": ["p2"], "state": "ended" } });
    let (questions, pack) = raised(&facts);
    let ended = questions.iter().find(|question| question.variant == Some("ended")).expect("an ended order");
    assert!(ended.no_contact, "{ended:?}");
    let said = words(ended, &pack);
    assert_eq!(said.next.iter().filter(|words| words.contains("Mother")).count(), 0, "{said:?}");
    assert!(!said.why.contains("needs to ask"), "{said:?}");
}

#[test]
fn nothing_is_put_under_a_talk_with_somebody_who_may_not_be_asked() {
    let (questions, pack) = raised(&family());
    for conversation in agenda(&questions, &pack) {
        let guarded = conversation.questions.iter().filter(|question| question.no_contact);
        let guarded: Vec<_> = guarded.map(|question| question.key()).collect();
        assert!(!matches!(conversation.with, "parent" | "person") || guarded.is_empty(), "{guarded:?}");
    }
}

#[test]
fn a_talk_with_a_man_is_thought_about_first_while_there_is_a_concern_or_only_a_child_spoke_of_him() {
    let told = |route: &str| json!({ "who": "Somebody", "route": route });
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["people"]["p6"] =
        json!({ "role": "other-adult", "sex": "male", "label": "Danny", "source": told("told-by-child") });
    facts["people"]["p7"] = json!({ "role": "partner", "label": "Male carer C", "source": told("told-by-parent") });
    facts["people"]["p8"] = json!({ "role": "partner", "label": "Partner", "source": told("told-by-parent") });
    facts["concerns"] = json!({ "c1": { "about": "p7", "basis": "hearsay" } });
    let headings = |facts: &Value, rule: &str, man: &str| {
        let (questions, pack) = raised(facts);
        let conversations = agenda(&questions, &pack);
        let of_him =
            |one: &&Conversation| one.questions.iter().any(|question| question.key().0 == format!("{rule}/{man}"));
        conversations.iter().filter(of_him).map(|one| one.heading.clone()).collect::<Vec<_>>()
    };
    for rule in ["M-13", "M-14"] {
        assert_eq!(headings(&facts, rule, "p6"), ["With your supervisor"], "{rule}");
        assert_eq!(headings(&facts, rule, "p7"), ["With your supervisor"], "{rule}");
        assert_ne!(headings(&facts, rule, "p8"), ["With your supervisor"], "{rule}");
    }
    facts["people"]["p6"]["source"] = json!({});
    facts["people"]["p6"]["heard-words"] = json!("Said by the child: Danny was there");
    assert_eq!(headings(&facts, "M-13", "p6"), ["With your supervisor"], "a name, and no more");
    facts["presences"]["r6"] = json!({ "adult": "p6", "kind": "visits", "source": told("told-by-parent") });
    assert_ne!(headings(&facts, "M-13", "p6"), ["With your supervisor"], "his visits were told by a parent too");
}

#[test]
fn an_order_said_to_be_in_force_guards_after_the_end_that_was_put_down() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"]["o1"]["until"] = json!({ "edtf": "2022-01-31" });
    let (questions, pack) = raised(&facts);
    let invite = questions.iter().find(|question| question.key().0 == "M-13/p3").expect("not asked himself");
    assert!(invite.no_contact && !words(invite, &pack).next.join(" ").contains("Invite"), "{invite:?}");
    let order = questions.iter().find(|question| question.key().0 == "M-06/p3/o1").expect("the order");
    assert!(words(order, &pack).ask.contains("still stand"), "{order:?}");
}

#[test]
fn somebody_talked_about_at_marac_is_not_invited_even_without_an_order() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"] = json!({});
    facts["concerns"] =
        json!({ "c1": { "about": "p3", "basis": "marac" }, "c2": { "about": "p5", "basis": "hearsay" } });
    let (questions, pack) = raised(&facts);
    let invite = questions.iter().find(|question| question.key().0 == "M-13/p3").expect("not asked himself");
    assert!(invite.no_contact && !words(invite, &pack).next.join(" ").contains("Invite"), "{invite:?}");
    let why = no_contact_words(&case(&facts), &pack, &invite.withheld_by);
    assert!(why.contains("MARAC") && !why.contains("order is recorded"), "{why}");
    let other = questions.iter().find(|question| question.key().0 == "M-13/p5").expect("not asked himself");
    assert!(!other.no_contact, "{other:?}");
}

#[test]
fn a_parent_talked_about_at_marac_is_not_the_parent_to_ask() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"] = json!({});
    facts["concerns"] = json!({ "c1": { "about": "p2", "basis": "marac" } });
    let (questions, pack) = raised(&facts);
    let question = questions.iter().find(|question| question.rule == "R3-11").expect("a question");
    assert_eq!(words(question, &pack).next[0], "Of the parents, ask only Father. Nobody gets in touch with Mother");
}

/// The family with these flags and times at MARAC, and nothing else that bars anyone.
fn with_marac(flag: Value, marac: Value) -> Value {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"] = json!({});
    facts["flags"] = json!({ "f1": flag });
    facts["maracs"] = json!({ "ma1": marac });
    facts
}

#[test]
fn a_flag_or_a_time_at_marac_bars_whoever_may_pose_the_risk() {
    let posing = json!({ "about": "p3", "basis": "marac", "record-of": "person-posing-risk" });
    let unsaid = json!({ "about": "p3", "basis": "marac", "kind": "risk-to-child" });
    let heard = json!({ "about": "p3", "when": { "edtf": "2021-12" } });
    for (flag, marac) in [(posing, json!({})), (unsaid, json!({})), (json!({ "about": "p2" }), heard)] {
        let facts = with_marac(flag, marac);
        let (questions, pack) = raised(&facts);
        let question = questions.iter().find(|question| question.rule == "R3-11").expect("a question");
        assert_eq!(words(question, &pack).next[0], "Of the parents, ask only Mother. Nobody gets in touch with Father");
        let invite = questions.iter().find(|question| question.key().0 == "M-13/p3").expect("not asked himself");
        let why = no_contact_words(&case(&facts), &pack, &invite.withheld_by);
        assert!(invite.no_contact && why.contains("MARAC") && why.contains("Father"), "{why}");
    }
}

#[test]
fn a_survivor_heard_at_marac_is_not_barred_by_it() {
    let survivor = json!({ "about": "p2", "basis": "marac", "record-of": "survivor" });
    let heard = json!({ "about": "p2", "basis": "marac", "kind": "victim-heard-at-marac" });
    let mistake = json!({ "about": "p2", "basis": "marac", "why-ended": "mistake" });
    for flag in [survivor, heard, mistake] {
        let (questions, pack) = raised(&with_marac(flag, json!({})));
        let question = questions.iter().find(|question| question.rule == "R3-11").expect("a question");
        assert_eq!(words(question, &pack).next[0], "Ask the parent who is helping, and write down their words");
    }
}

#[test]
fn nobody_is_sent_to_the_one_who_may_have_done_it() {
    let mut facts = family();
    facts["orders"] = json!({});
    facts["abuse"] = json!({ "ab1": { "by": "p3", "pattern": "Weekly" } });
    let (questions, pack) = raised(&facts);
    let question = questions.iter().find(|question| question.key().0 == "LB-01/ab1").expect("a question");
    let said = words(question, &pack);
    assert!(question.no_contact && !said.next.join(" ").contains("Ask the survivor"), "{said:?}");
    assert!(said.next.iter().all(|next| !next.contains("ask only")), "{said:?}");
    facts["abuse"]["ab1"]["to"] = json!("p5");
    let (questions, pack) = raised(&facts);
    let question = questions.iter().find(|question| question.key().0 == "LB-01/ab1").expect("a question");
    let next = words(question, &pack).next;
    assert!(!question.no_contact && next.iter().all(|next| !next.contains("ask only")), "{next:?}");
}

#[test]
fn not_safe_to_ask_holds_whatever_question_of_the_matter_it_was_said_of() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["orders"] = json!({});
    facts["checkpoints"] = json!({ "k1": { "when": { "edtf": "2022-02" } } });
    facts["ties"] = json!({ "t1": { "one": "p2", "other": "p4", "since": { "edtf": "2022-01" } } });
    facts["assessments"] = json!({
        "as1": { "what": "Family", "agency": "hv", "state": "finished" },
        "as2": { "what": "Speech", "agency": "gp", "state": "finished" }
    });
    facts["services"]["s4"] = json!({ "agency": "nursery", "state": "offered" });
    facts["services"]["s5"] = json!({ "agency": "police", "state": "offered" });
    facts["services"]["s6"] = json!({ "agency": "school", "state": "offered" });
    let is_withheld = |facts: &Value, rule: &str| {
        let (questions, _) = raised(facts);
        let question = questions.iter().find(|question| question.rule == rule);
        question.unwrap_or_else(|| panic!("{rule} among {:?}", keys(&questions))).no_contact
    };
    for (rule, prompt) in
        [("M-17", "M-17/k1"), ("R3-07", "R3-07a"), ("R3-07", "R3-07b"), ("R3-12", "R1-12"), ("R3-02", "R3-08/s1")]
    {
        assert!(!is_withheld(&facts, rule), "{rule}");
        let mut said = facts.clone();
        said["answers"] = json!({ prompt: { "state": "not-safe" } });
        assert!(is_withheld(&said, rule), "{rule} after {prompt}");
    }
    facts["answers"] = json!({ "R1-22": { "state": "not-safe" }, "R3-08/s3": { "state": "not-safe" } });
    for rule in ["M-17", "R3-07", "R3-12", "R3-02"] {
        assert!(!is_withheld(&facts, rule), "{rule}");
    }
}

#[test]
fn it_is_the_man_under_the_order_who_is_named_and_never_whom_it_protects() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["presences"]["r3"] =
        json!({ "adult": "p3", "kind": "visits", "source": { "who": "Mother", "route": "told-by-parent" } });
    let (questions, pack) = raised(&facts);
    let told = questions.iter().find(|question| question.rule == "R1-24").expect("one account");
    let why = no_contact_words(&case(&facts), &pack, &told.withheld_by);
    assert!(why.contains("in touch with Father") && !why.contains("Mother"), "{why}");
}

#[test]
fn where_asking_is_not_safe_and_nobody_is_named_the_whole_family_is_left_alone() {
    let mut facts = family();
    facts["attempts"] = json!({});
    facts["answers"] = json!({ "M-13": { "state": "not-safe" } });
    let (questions, pack) = raised(&facts);
    let invite = questions.iter().find(|question| question.key().0 == "M-13/p3").expect("not asked himself");
    let why = no_contact_words(&case(&facts), &pack, &invite.withheld_by);
    assert!(why.contains("in touch with the family"), "{why}");
}

#[test]
fn what_keeps_somebody_safe_and_would_go_with_a_person_is_named_before_they_are_removed() {
    let mut facts = family();
    facts["orders"]["o2"] = json!({ "about": "p3", "state": "ended" });
    facts["concerns"] =
        json!({ "c1": { "about": "p3", "basis": "hearsay" }, "c2": { "about": "p3", "basis": "marac" } });
    facts["answers"] = json!({ "M-13/p3": { "state": "not-safe" }, "M-14/p3": { "text": "Reads to them" } });
    let case = case(&facts);
    let person = |id: &str| id.parse::<PersonId>().expect("an id");
    let day = Today::from_iso("2022-03-14").expect("a day");
    let named = |id: &str| network::safety_of(&case, person(id), day);
    let words = named("p3").iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(words, "o1 answer:M-13/p3 c2 c1");
    let order = "o1".parse().expect("an id");
    assert_eq!(named("p2"), ["a1".parse().expect("an id"), order], "not safe to approach, and an order protects her");
    assert_eq!(named("p4"), []);
    let edit = Edit::remove_person(&case, person("p3")).expect("he is there");
    assert!(named("p3").iter().all(|fact| edit.changes.iter().any(|change| change.fact == *fact)));
}

#[test]
fn what_means_getting_in_touch_is_marked_so_in_the_pack() {
    let pack = guidance();
    let mut unmarked = Vec::new();
    for rule in &pack.rules {
        let next = rule.next.iter().chain(rule.variants.values().flat_map(|variant| &variant.next));
        unmarked
            .extend(next.filter(|next| !next.contacts && approaches(&next.text)).map(|next| (&rule.id, &next.text)));
    }
    assert_eq!(unmarked, []);
}

#[test]
fn who_said_no_is_not_to_be_asked_again() {
    let mut facts = family();
    facts["orders"] = json!({});
    facts["attempts"] = json!({ "a1": { "adult": "p3", "kind": "declined" } });
    let (questions, pack) = raised(&facts);
    for rule in ["M-13", "M-14"] {
        let key = format!("{rule}-declined/p3");
        let question = questions.iter().find(|question| question.key().0 == key).expect("he said no");
        let next = words(question, &pack).next.join(" ");
        assert!(!next.contains("Ask him") && !next.contains("Invite"), "{next}");
    }
}

#[test]
fn whoever_is_named_in_abuse_is_talked_about_before_anyone_asks_them_and_is_on_no_list_of_who_comes() {
    let mut facts = family();
    (facts["orders"], facts["attempts"]) = (json!({}), json!({}));
    facts["abuse"] = json!({ "ab1": { "by": "p3", "to": "p2", "kinds": ["physical"], "ended": "no" } });
    let (questions, pack) = raised(&facts);
    let talks = agenda(&questions, &pack);
    let with_him = talks.iter().filter(|talk| talk.with == "person").flat_map(|talk| &talk.questions);
    assert_eq!(with_him.filter(|question| question.about == [about("p3")]).count(), 0);
    let today = Today::from_iso("2022-03-14").expect("a day");
    let document = paper(&case(&facts), &pack, today, Kind::Meeting, &Choices::default());
    let words = text::write(&document).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Mother, with somebody of their choice"), "{words}");
    assert!(!words.contains("Father, with somebody of their choice"), "{words}");
    assert!(words.contains("Father: abuse by them is put down."), "{words}");
    let start = words.find("For everybody there").unwrap_or(words.len());
    let end = words[start..].find("For whoever leads").map_or(words.len(), |end| start + end);
    assert!(!words[start..end].contains("abuse"), "{}", &words[start..end]);
}

fn about(id: &str) -> FactId {
    id.parse().expect("an id")
}

/// The family with nothing put down against getting in touch, and these words in it.
fn spoken_of(change: impl Fn(&mut Value)) -> Value {
    let mut facts = family();
    let all = facts.as_object_mut().expect("facts");
    all.remove("orders");
    all.remove("attempts");
    change(&mut facts);
    facts
}

/// An order that only words speak of may bind whomever they are tied to: until somebody has looked, nobody is sent to them,
/// and the other parent is not said to be the one to ask.
#[test]
fn an_order_that_is_only_spoken_of_sends_nobody_to_whom_it_may_bind() {
    let event = |what: &str, people: &[&str]| {
        let (what, people) = (what.to_owned(), people.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        spoken_of(move |facts| facts["events"]["e9"] = json!({ "what": what, "people": people }))
    };
    let asks_only = |facts: &Value| {
        let (questions, pack) = raised(facts);
        agenda(&questions, &pack).iter().any(|conversation| conversation.heading.contains("ask only"))
    };
    let sends_to = |facts: &Value, id: u32| {
        let (questions, pack) = raised(facts);
        let about = FactId::from(PersonId(id));
        let open: Vec<OpenQuestion> =
            questions.into_iter().filter(|question| !question.no_contact && question.about.contains(&about)).collect();
        !approaching(&open, &pack).is_empty()
    };
    let free = spoken_of(|_| {});
    assert!(sends_to(&free, 3), "where nothing is said, he is asked");
    for facts in [
        event("Father bailed, not to go near Mother", &["p2", "p3"]),
        event("Restraining order, Father", &["p3"]),
        event("Restraining order against Dave", &[]),
        event("NMO granted against Dave to protect Mother", &["p2"]),
        spoken_of(|facts| facts["people"]["p3"]["note"] = json!("on licence")),
        spoken_of(|facts| facts["people"]["p2"]["note"] = json!("has an injunction against Dave")),
    ] {
        assert!(!sends_to(&facts, 3), "{facts}");
    }
    let against_her = event("Restraining order against Mother", &["p2"]);
    assert!(sends_to(&free, 2) && !sends_to(&against_her, 2), "it may be she whom it binds");
    for facts in [
        against_her,
        event("Restraining order, Father", &["p3"]),
        event("Mother was given a non-mol", &["p2"]),
        event("Restraining order against Dave", &[]),
        spoken_of(|facts| facts["people"]["p2"]["note"] = json!("has an injunction against Dave")),
    ] {
        assert!(!asks_only(&facts), "of two parents, one of whom it may bind, none is named: {facts}");
        let (questions, pack) = raised(&facts);
        let open: Vec<OpenQuestion> = questions.into_iter().filter(|question| !question.no_contact).collect();
        let invited = approaching(&open, &pack);
        assert!(invited.iter().all(|(_, words)| !words.contains("parent")), "{invited:?}");
    }
}
