//! The checklist through its public interface: what stands on it, what never does, and how it is written.

// One fact of every kind is one long `json!`.
#![recursion_limit = "256"]

use std::collections::BTreeSet;

use family_history_content::guidance;
use family_history_domain::case::{Case, FactId, KINDS, VOCABULARY};
use family_history_domain::document::{
    Block, Inline, Line, PRINT_CSS, first_paper, knew, nodes, on_paper, page, pictures, print_css, text,
};
use family_history_domain::drawing::{genogram, timeline};
use family_history_domain::when::{Reading, Today, When};
use family_history_domain::{save, sentences};
use serde_json::{Map, Value, json};

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

#[track_caller]
fn case(value: Value) -> Case {
    let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": value });
    let opened = save::open(&file.to_string()).expect("a file");
    assert_eq!(opened.problems, Vec::new());
    opened.case
}

fn plain(case: &Case) -> Value {
    let mut file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
    file["case"].take()
}

fn when(said: &str) -> Value {
    let (when, _) = When::read(said, Reading::on(today()));
    json!({ "said": when.said(), "edtf": when.edtf() })
}

/// The family of the mock-up, "Larch 3".
fn sample() -> Case {
    let told = |who: &str, said: &str| json!({ "who": who, "route": "told-by-parent", "when": when(said) });
    case(json!({
        "head": { "reference": "Larch 3", "checkpoint": "allocation", "agency": "hv", "worker": "health visitor",
            "youngest": "1-to-2", "begun": when("9 November 2026"), "handling": "official-sensitive",
            "working": "Mother asked the nursery for help herself, and stayed to talk.\nChild B talks freely to a key worker who has known him for two years." },
        "plan": { "parent-says": "My mum, and the nursery.", "parent-says-nobody": "no", "presenting": "Help with sleep.",
            "last-meeting": when("2 October 2026") },
        "checkpoints": {
            "k1": { "kind": "referral", "when": when("9 November 2026"), "by": "nursery safeguarding lead" },
            "k2": { "kind": "allocation", "when": when("16 November 2026"), "by": "health visitor" },
            "k3": { "kind": "first-supervision", "when": when("30 November 2026"), "note": "planned" } },
        "people": {
            "p1": { "label": "Child A", "role": "child", "sex": "female", "born": when("4 January 2025") },
            "p2": { "label": "Child B", "role": "child", "sex": "male", "born": when("June 2022") },
            "p3": { "label": "Mother", "role": "mother", "sex": "female", "born": when("2002"), "gp": "Riverside",
                "source": { "route": "seen", "when": when("16 November 2026") } },
            "p4": { "label": "Father of Child B", "role": "father", "sex": "male", "born": when("about 1997") },
            "p5": { "label": "Father of Child A", "role": "father", "sex": "male" },
            "p6": { "label": "Male carer C", "role": "partner", "heard-of": when("2 November 2026") },
            "p7": { "label": "Maternal grandmother", "role": "grandmother", "born": when("1979"), "relative-of": "p1", "side": "mothers" },
            "p8": { "label": "Maternal grandfather", "role": "grandfather", "relative-of": "p1", "side": "mothers" } },
        "parents": {
            "l1": { "adult": "p3", "child": "p1", "kind": "birth", "status": "agreed" },
            "l2": { "adult": "p3", "child": "p2", "kind": "birth", "status": "agreed" },
            "l3": { "adult": "p4", "child": "p2", "kind": "birth", "status": "on-certificate", "certificate": "checked" },
            "l4": { "adult": "p5", "child": "p1", "kind": "alleged", "status": "disputed", "source": told("Mother", "2 February 2025") },
            "l5": { "adult": "p7", "child": "p3", "kind": "birth", "status": "agreed" } },
        "responsibilities": { "y1": { "adult": "p4", "child": "p2", "state": "checked-has" } },
        "presences": {
            "r1": { "adult": "p3", "kind": "lives-here" },
            "r2": { "adult": "p6", "child": "p2", "kind": "visits", "since": when("about September 2026"),
                "source": { "who": "Child B to key worker", "route": "told-by-child", "when": when("2 November 2026") } },
            "r3": { "adult": "p7", "kind": "cares-alone", "who-else": "not asked", "note": "Tuesdays", "source": told("Mother", "") } },
        "ties": { "t1": { "one": "p3", "other": "p4", "kind": "separated", "since": when("November 2023") } },
        "households": { "hh1": { "label": "Other home", "people": ["p4"], "since": when("2024") } },
        "bonds": { "b1": { "one": "p3", "other": "p4", "kind": "distant", "source": told("Mother", "") } },
        "records": {
            "d1": { "kind": "child-health", "state": "partial", "earliest": when("June 2021"), "not-found": "anything before June 2021",
                "looked": when("12 November 2026"), "by": "health visitor" },
            "d2": { "kind": "", "name": "Police history", "state": "complete", "earliest": when("2009") },
            "d3": { "kind": "", "name": "GP practice", "state": "not-looked-at", "note": "Form sent. No one has spoken." } },
        "events": {
            "e1": { "when": when("2009 to 2014"), "what": "Abuse between Mother’s parents", "theme": "parents-childhood",
                "people": ["p3", "p7", "p8"], "standing": "reported", "source": { "who": "Police", "route": "police" }, "held-by": ["police"] },
            "e2": { "when": when("3 March 2024"), "what": "Finding that he had hurt Mother; order made", "theme": "domestic-abuse",
                "people": ["p3", "p4"], "standing": "finding", "court": "Family Court, balance of probabilities",
                "meaning": "Watch how Child B is around raised voices.", "different": "Ask what helped", "talked": "not-yet" },
            "e3": { "when": when("summer 2025"), "what": "A friend who helped moved away", "theme": "isolation", "people": ["p3"],
                "standing": "reported", "source": told("Mother", "2 November 2026"), "talked": "yes" },
            "e4": { "what": "Mother was in care for a time", "standing": "reported" } },
        "attempts": { "a1": { "adult": "p5", "child": "p1", "kind": "asked-about", "when": when("2 February 2025"), "by": "midwife",
            "outcome": "Mother asked that nobody write." } },
        "views": { "w1": { "adult": "p6", "child": "p2", "offers": "Plays cars with him.", "unknown": "Where he lives.",
            "other-children": "A baby elsewhere", "other-under-two": "not-known", "source": { "route": "told-by-child" } } },
        "orders": { "o1": { "kind": "non-molestation", "about": "p4", "protects": ["p3"], "state": "in-force",
            "from": when("3 March 2024"), "until": when("3 March 2027"), "court": "Family Court",
            "source": { "route": "seen", "when": when("12 November 2026") } } },
        "concerns": { "c1": { "about": "p4", "basis": "marac", "words": "Heard 14 November 2023", "holder": "MARAC coordinator",
            "when": when("14 November 2023"), "checked": "checked" } },
        "services": {
            "s1": { "agency": "early-help", "purpose": "Someone to talk to", "state": "did-not-start", "since": when("March 2025"),
                "barriers": ["travel", "too-much-at-once"], "chased-by": "nobody" },
            "s2": { "agency": "early-years", "name": "Two mornings", "state": "attending", "since": when("September 2024") } },
        "contacts": {
            "v1": { "when": when("12 February 2026"), "agency": "hv", "by": "health visitor", "seen": ["p1"], "awake": "awake",
                "place": "home", "inside-home": true, "parent": true, "note": "Smiling" },
            "v2": { "when": when("2 November 2026"), "by": "key worker", "seen": ["p2"], "awake": "awake", "place": "nursery" } },
        "notifications": { "n1": { "when": when("14 November 2023"), "what": "Police called to the home", "from": "police",
            "receipts": { "hv": "received", "gp": "not-known" }, "response": "Visit the same week" } },
        "flags": { "f1": { "about": "p4", "kind": "risk-to-staff", "reach": "person", "words": "Visit in pairs", "holder": "hv" } },
        "hand-overs": { "h1": { "kind": "step-down", "from": "Early Help", "to": "health visiting", "when": when("September 2025"),
            "first": "Order ends in March", "acknowledged": "no" } },
        "needs": { "g1": { "theme": "mental-health", "what": "Mother low since the birth", "planned": "yes", "action": "GP visit", "deals-with": "effect" } },
        "outcomes": { "ou1": { "whom": "p2", "what": "Child B sleeps in his own bed", "baseline": "Sleeps beside Mother", "sign": "Four nights in a week",
            "by": when("March 2027"), "holds-back": "cannot", "review": when("January 2027") } },
        "progress": { "pr1": { "outcome": "ou1", "when": when("10 November 2026"), "course": "same", "evidence": "Two nights", "change": "A later bedtime" } },
        "advice": { "ad1": { "topic": "sleep", "what": "Same bedtime every night", "when": when("May 2026"), "agency": "hv" } },
        "appointments": { "ap1": { "child": "p1", "what": "Hearing test", "agency": "acute", "when": when("July 2026"), "times": "twice",
            "discharged": "no", "follows-up": "health visitor", "reason": "Two buses" } },
        "abuse": { "ab1": { "by": "p4", "to": "p3", "between": "ex-partners", "kinds": ["control", "physical"], "pattern": "More often after Child B was born",
            "until": when("November 2023"), "ended": "yes", "claims": "one-way", "children": ["p2"], "source": told("Mother", "2 November 2026") } },
        "maracs": { "ma1": { "when": when("14 November 2023"), "actions": "Change the locks", "done": "yes" } },
        "assessments": { "as1": { "what": "Family assessment", "agency": "early-help", "when": when("April 2025"), "state": "unfinished",
            "unresolved": "Nobody spoke with Father of Child A" } },
        "liaisons": { "li1": { "agency": "gp", "who": "practice nurse", "number": "direct line", "message": when("12 November 2026"), "form": "Records form",
            "replied": "no", "next": when("27 November 2026") } },
        "accounts": { "ac1": { "about": "Why the visits ended", "worker": "Nobody was at home", "parent": "Nobody came" } },
        "joined": { "jo1": { "kept": "p3", "label": "Male 3", "why": "The same date of birth" } },
        "combined": { "co1": { "agency": "police", "reference": "Larch 3", "when": when("16 November 2026") } },
        "challenges": { "ch1": { "agency": "early-help", "what": "Whether it is time to step down", "how": "They will look again", "disagree": "not-known",
            "by": when("December 2026") } },
        "decisions": { "de1": { "what": "Joint visit with the nursery", "owner": "health visitor", "by": when("December 2026"), "done": "no" } },
        "levels": { "z1": { "child": "p1", "when": when("16 November 2026"), "level": "3", "by": "health visitor",
            "indicators": { "unlisted-sign": { "relied": "yes", "tied": ["e2", "s1"], "note": "Help did not start" } },
            "reasons": "Several needs; help that did not start", "considered": ["p3", "p4"],
            "would-change": "Male carer C alone with her", "tier": "targeted" } },
        "answers": {
            "M-09/p6": { "state": "not-asked", "reason": "no moment alone", "revisit": when("December 2026") },
            "G-03": { "text": "She comes early and stays.", "state": "known", "source": told("Mother", "16 November 2026") } },
        "steps": { "R3-06": { "state": "has-step", "step": "Agree a lead", "owner": "health visitor", "by": when("20 November 2026") } }
    }))
}

#[track_caller]
fn snapshot(name: &str, case: &Case) {
    let written = text::write(&first_paper(case, &guidance(), today()));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, written);
    });
}

#[test]
fn a_filled_review_reads_as_a_checklist() {
    snapshot("checklist-filled", &sample());
}

#[test]
fn an_empty_review_says_what_is_not_recorded() {
    snapshot("checklist-empty", &Case::default());
}

/// The same family some weeks on, with everything that goes deeper.
fn rich(role: &str) -> Case {
    let mut facts = plain(&sample());
    merge(&mut facts, deeper());
    facts["head"]["role"] = json!(role);
    case(facts)
}

/// Puts facts into a case, field by field.
fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more,
    }
}

fn deeper() -> Value {
    let told = |who: &str, said: &str| json!({ "who": who, "route": "told-by-parent", "when": when(said) });
    let known = |text: &str| json!({ "state": "known", "text": text });
    json!({
        "head": { "limits": ["phone-only", "no-time-alone"], "mapping": "by-phone", "mapping-why": "She could not travel. To do again in person",
            "supervisor": "named nurse", "supervised": when("30 November 2026"), "signed-worker": "AB", "signed-supervisor": "CD" },
        "plan": { "who-came": "Nursery, health visitor", "written": "yes", "family-has": "no", "written-when": when("20 October 2026"),
            "recap": when("12 November 2026"), "recap-how": "drawing", "recap-words": "Nursery helps with mornings. I ring about the money.",
            "worry": "That people will think I cannot cope", "practice-meeting": when("2 December 2026"), "practice-meeting-who": "health visitor" },
        "checkpoints": { "k4": { "kind": "visit", "when": when("14 December 2026"), "by": "health visitor" },
            "k5": { "kind": "visit", "when": when("11 January 2027"), "by": "health visitor" } },
        "people": {
            "p6": { "heard-words": "Said by Child B: he has a red car", "heard-told": "health visitor" },
            "p3": { "asked-alone": "partner-there" },
            "p9": { "label": "Child C", "role": "child-elsewhere" } },
        "events": { "e5": { "when": when("5 August 2026"), "what": "A bruise on Child B’s arm", "theme": "injury", "people": ["p2"], "standing": "fact-seen",
            "explained": "not-evidenced", "how-often": "once, says the nursery", "source": { "who": "nursery", "route": "seen" } } },
        "services": {
            "s1": { "area": "isolation", "handed": "signpost", "fallback": "A visit together with the nursery", "state": "stopped", "ended": when("June 2025"), "told": ["hv"] },
            "s2": { "area": "child-development", "task": "Two mornings, and a word at the door", "handed": "warm-hand-over", "role-known": "yes", "purpose": "So he can play" },
            "s3": { "agency": "hv", "name": "Extra visits", "state": "attending", "since": when("October 2026"), "task": "A visit each week",
                "pathway": "outside", "agreed-by": "named nurse", "steps-down": when("January 2027"), "role-known": "no", "sees-home": "yes" } },
        "contacts": { "v1": { "told": "Sleeps well, says Mother", "observed": ["feeding", "with-parent"], "spaces": ["sleeps"] },
            "v3": { "when": when("23 November 2026"), "agency": "hv", "by": "health visitor", "seen": ["p1", "p2"], "awake": "awake", "place": "home", "inside-home": true } },
        "notifications": { "n1": { "receipts": { "hv": "received", "social-work": "not-received", "midwifery": "not-known" }, "responded": "visit",
            "recorded-as": "Both were put down as victim, six months apart" },
            "n2": { "when": when("9 August 2026"), "what": "Neighbour heard shouting", "from": "police", "receipts": { "hv": "not-received" } } },
        "flags": {
            "f1": { "record-of": "person-posing-risk", "set": when("May 2024"), "set-by": "team lead", "visible": { "hv": "yes", "police": "yes", "gp": "no", "acute": "not-known" } },
            "f2": { "about": "p4", "kind": "risk-to-child", "reach": "household", "words": "Finding about harm to Mother", "holder": "social-work",
                "basis": "family-court-finding", "review": when("March 2027"), "owner": "social work manager", "removal-test": "The order ends and nobody has new worries",
                "lawful-basis": "public-task", "lawful-why": "To keep Child B safe when he is seen", "visible": { "social-work": "yes", "acute": "no" } } },
        "hand-overs": { "h1": { "kind": "closure", "how": "referral", "conversation": when("12 September 2025"), "reason": "Mother felt able to go on",
            "unresolved": "Nights", "significance": "She had help end before without a word", "men": "Father of Child B, no contact. Nobody else known then",
            "continues": "health visitor, nursery", "fallback": "Ring Early Help within six weeks", "told": ["hv"] } },
        "levels": { "z1": { "agreed": "no", "if-declined": "Ask again after the next visit", "checked-by": "named nurse" } },
        "outcomes": { "ou2": { "whom": "p3", "what": "Mother has one grown-up to ring at night" } },
        "progress": { "pr2": { "outcome": "ou1", "when": when("23 November 2026"), "course": "better", "evidence": "Four nights", "change": "Nothing yet" } },
        "advice": { "ad2": { "topic": "sleep", "what": "Same bedtime, lights out at seven", "when": when("October 2026"), "agency": "early-years", "since": "A bed of his own" } },
        "maracs": { "ma2": { "when": when("6 March 2024"), "actions": "Tell the nursery", "done": "not-known" } },
        "assessments": { "as2": { "what": "Strengths and needs", "agency": "hv", "when": when("October 2026"), "state": "finished", "only-here": "How Mother sleeps", "shared": "no" } },
        "liaisons": {
            "li2": { "agency": "early-years", "who": "key worker", "spoken": when("13 November 2026"), "next": when("4 December 2026") },
            "li3": { "agency": "probation", "who": "probation officer", "number": "hidden number", "message": when("3 November 2026"), "off-paper": true } },
        "challenges": { "ch1": { "stage": "talk" } },
        "decisions": { "de2": { "what": "Read the older record" } },
        "answers": {
            "L-01a/p1": known("Porridge and fruit, with Mother at the table."), "L-01c/p1": known("In a cot beside Mother’s bed."),
            "L-01h/p1": { "state": "not-known" }, "L-03/p2": known("Up at six. Cars until nursery. Asleep by eight on the sofa."),
            "L-06a/p2": { "state": "known", "text": "Always on the go", "source": told("Mother", "12 November 2026") },
            "L-06b/p2": known("Sits close and plays for a long time when one person stays with him."),
            "L-05": known("Warm and bare. The children share one room."), "L-08/p1": { "state": "not-right-time", "reason": "A hard week", "revisit": when("January 2027") },
            "R1-18/p3": known("Moved between relatives. “Nobody asked me.”"), "R1-18/p4": { "state": "not-safe" },
            "R1-27a/p3": known("Low after each birth. Better with the nursery mornings."), "R1-19a/p3": known("Her mother, on Tuesdays."), "M-15a": known("A friend next door."),
            "LB-05/p2": known("In the next room. Covers his ears when voices rise."), "R1-28a": { "state": "not-known" },
            "R3-04a": known("Mother rang first, three times."), "R3-07a": known("One of the two sleep plans could stop."), "R4-08": known("The social work team. Ring their duty desk."),
            "M-08a": known("Child B said a new name at snack time."), "LG-01": known("The local safeguarding adviser, on 20 November."),
            "E-01c/k4": known("Flat, she says."), "E-01c/k5": known("Brighter. Slept four nights."), "E-01d/k5": { "state": "declined" },
            "G-05": known("No home visit from March to June 2025."), "L-04": known("Nights. Grandmother could say."),
            "R1-05a": known("She may wait for us to leave too."), "S-02a": known("Well with the nursery, not with the practice."), "R2-10": known("The flag about Father of Child B."),
            "S-04": known("That Mother did a lot alone.") }
    })
}

/// What stands on the paper of facts, on one line.
fn printed(facts: Value) -> String {
    unwrapped(&text::write(&first_paper(&case(facts), &guidance(), today())))
}

#[test]
fn the_paper_of_a_practitioner_goes_deeper_after_the_level() {
    snapshot("paper-practitioner", &rich("practitioner"));
}

#[test]
fn the_paper_of_a_supervisor_begins_with_supervision() {
    snapshot("paper-supervisor", &rich("supervisor"));
    let written = unwrapped(&text::write(&first_paper(&rich("supervisor"), &guidance(), today())));
    let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words} in\n{written}"));
    let order = [
        "SUPERVISION SHEET",
        "!! Non-molestation order",
        "What may this history mean",
        "Known, and not yet used",
        "Rests on one account",
        "Who is missing",
        "Messages only, or nothing",
        "How well are the agencies working together",
        "What here needs a conversation",
        "What good practice is there",
        "Joint visit with the nursery",
        "Agreed, as typed",
        "WHAT TO TALK ABOUT FIRST",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{written}");
    assert_eq!(written.matches("What may this history mean for the family now?").count(), 1, "{written}");
}

#[test]
fn the_paper_of_a_trainer_is_the_sheet_of_a_session() {
    snapshot("paper-trainer", &rich("trainer"));
    let empty = printed(json!({ "head": { "role": "trainer" } }));
    assert!(empty.starts_with("TRAINING: A MADE-UP FAMILY"), "{empty}");
    assert!(
        empty.contains("In this made-up case, what was done well? ____") && empty.contains("By whom: ____"),
        "{empty}"
    );
    for other in ["ALLOCATION CHECKLIST", "WHAT TO TALK ABOUT FIRST", "OFFICIAL-SENSITIVE", "SIGN-OFF"] {
        assert!(!empty.contains(other), "{other} in {empty}");
    }
}

/// A part that goes deeper is on paper when it holds something, and at no other time.
#[test]
fn a_chapter_is_printed_when_there_is_something_in_it() {
    let guidance = guidance();
    let title = |topic: &str| guidance.topic(topic).expect("a topic").title.to_uppercase();
    let chapters = ["children", "parents", "abuse", "plan", "sharing", "yours", "visit", "supervision"];
    let full = text::write(&first_paper(&rich("practitioner"), &guidance, today()));
    let empty = text::write(&first_paper(&Case::default(), &guidance, today()));
    for topic in chapters {
        assert!(full.contains(&title(topic)), "{topic} in\n{full}");
        assert!(!empty.contains(&title(topic)), "{topic} in\n{empty}");
    }
    for role in ["practitioner", "supervisor", "trainer"] {
        for case in [rich(role), case(json!({ "head": { "role": role } }))] {
            let document = first_paper(&case, &guidance, today());
            for (section, next) in document.sections.iter().zip(document.sections.iter().skip(1)) {
                assert!(!section.blocks.is_empty() || next.level > section.level, "{} holds nothing", section.heading);
            }
        }
    }
}

#[test]
fn every_answer_stands_in_the_part_of_its_topic() {
    let written = unwrapped(&text::write(&first_paper(&rich("practitioner"), &guidance(), today())));
    let part = |from: &str, to: &str| {
        let (_, rest) = written.split_once(from).unwrap_or_else(|| panic!("{from} in\n{written}"));
        rest.split_once(to).unwrap_or_else(|| panic!("{to} after {from} in\n{written}")).0
    };
    let children = part("EACH CHILD'S OWN LIFE", "EACH PARENT'S OWN STORY");
    assert!(children.contains("Porridge") && children.contains("Not brought: Hearing test"), "{children}");
    let (told, seen) = (children.find("Always on the go"), children.find("Sits close and plays"));
    assert!(told.is_some() && told < seen, "told beside seen: {children}");
    let parents = part("EACH PARENT'S OWN STORY", "DOMESTIC ABUSE");
    assert!(parents.contains("Nobody asked me") && parents.contains("Not safe to ask"), "{parents}");
    let abuse = part("DOMESTIC ABUSE -", "THE PLAN, AND HOW IT IS GOING");
    assert!(abuse.contains("By Father of Child B, to Mother") && abuse.contains("Covers his ears"), "{abuse}");
    assert!(abuse.contains("Heard at MARAC twice: 14 November 2023 and 6 March 2024."), "{abuse}");
    let yours = part("WHAT YOU CAN SEE FROM WHERE YOU WORK", "AT A LATER VISIT");
    assert!(yours.contains("Child B said a new name"), "{yours}");
    let visits = part("AT A LATER VISIT", "FOR SUPERVISION");
    let (before, now) = (visits.find("Flat, she says."), visits.find("Brighter. Slept four nights."));
    assert!(before.is_some() && before < now, "what was said before stays: {visits}");
    let supervision = part("FOR SUPERVISION", "WHAT ELSE WAS ASKED");
    assert!(
        supervision.contains("What was decided: Read the older record By whom: No owner By when: No date"),
        "{supervision}"
    );
    assert!(supervision.contains("The worker agrees: role or initials: AB"), "{supervision}");
    // What belongs to a session is not lost on another paper.
    assert!(part("WHAT ELSE WAS ASKED", "HISTORY AT ALLOCATION").contains("That Mother did a lot alone."));
}

#[test]
fn what_speaks_of_somebody_who_is_gone_is_not_lost() {
    let written = printed(json!({
        "appointments": { "ap1": { "child": "p7", "what": "Eye test" } },
        "progress": { "pr1": { "outcome": "ou7", "evidence": "Three nights" } },
        "answers": { "L-06a": { "text": "Merry" }, "L-06b/p7": { "text": "Quiet" }, "L-01a/p7": { "text": "Rice" }, "E-01c/k9": { "text": "Brighter" } } }));
    for words in ["Not brought: Eye test", "Three nights", "Merry", "Quiet", "Rice", "Brighter"] {
        assert!(written.contains(words), "{words} in {written}");
    }
}

#[test]
fn a_plan_says_what_is_not_complete() {
    let plan = |level: &str| {
        printed(json!({
            "people": { "p1": { "label": "Child A", "role": "child" } },
            "levels": { "z1": { "child": "p1", "level": level } },
            "outcomes": { "ou1": { "what": "Sleeps at night" }, "ou2": { "what": "Goes to nursery", "sign": "Three mornings" } },
            "services": { "s1": { "agency": "hv", "state": "attending" }, "s2": { "agency": "early-years", "state": "attending" } },
            "hand-overs": { "h1": { "kind": "closure", "from": "Early Help", "told": ["hv"], "acknowledged": "no" } } }))
    };
    let written = plan("2");
    assert_eq!(written.matches("Not complete: how we will know is missing").count(), 1, "{written}");
    assert!(written.contains("Last recap with the parent: never"), "{written}");
    assert!(
        written.contains("Who was told: Health visiting Not put down as told: Nursery or early years setting"),
        "{written}"
    );
    assert!(written.contains("Sent, not confirmed") && written.contains("Services listed here: two."), "{written}");
    assert!(written.contains("Not checked with the parent"), "{written}");
    assert!(!written.contains("statutory process"), "{written}");
    let first = plan("1");
    assert!(first.contains("Sleeps at night") && !first.contains("Last recap with the parent"), "{first}");
    assert!(plan("4").contains("At Level 4, planning follows the statutory process."));
}

/// Level 4 leads the paper: to act now, whom to ring, and every child who is linked (C-07).
#[test]
fn at_level_four_the_paper_says_to_act_now() {
    let family = |level: &str, then: &str| {
        printed(json!({
            "people": { "p1": { "label": "Child A", "role": "child" }, "p2": { "label": "Child Z", "role": "child-elsewhere" } },
            "levels": { "z1": { "child": "p1", "level": level, "when": when("May 2026") }, "z2": { "child": "p1", "level": then, "when": when("June 2026") } } }))
    };
    let now = family("2", "4");
    let (title, _) = now.split_once("WHAT TO TALK ABOUT FIRST").expect("the questions");
    let title = title.replace("!! ", "");
    assert!(
        title.contains("Level 4 is written down for Child A. Stop, and act now") && title.contains("ring 999"),
        "{title}"
    );
    assert!(title.contains("every child linked to these adults: Child A, Child Z."), "{title}");
    assert!(!family("4", "3").contains("act now"), "only the latest decision counts");
    // Work on the next decision takes nothing away: the last level stands until another is given.
    let begun = printed(json!({
        "people": { "p1": { "label": "Child A", "role": "child" } },
        "levels": { "z1": { "child": "p1", "level": "4", "when": when("May 2026") },
            "z2": { "child": "p1", "missing": "The school's view", "when": when("June 2026") } } }));
    assert!(begun.contains("act now"), "{begun}");
}

#[test]
fn a_flag_is_printed_exactly_as_it_is_held() {
    let flags = printed(json!({
        "people": { "p1": { "label": "Kit", "role": "partner" } },
        "flags": { "f1": { "about": "p1", "kind": "risk-to-child", "basis": "family-court-finding", "visible": { "police": "yes", "gp": "no", "hv": "not-known" } } },
        "concerns": { "c1": { "about": "p1", "basis": "family-court-finding" } },
        "events": { "e1": { "what": "A hearing", "standing": "finding", "people": ["p1"], "theme": "injury", "explained": "not-evidenced" } } }));
    assert!(flags.contains("A flag informs. It does not decide. Care goes on."), "{flags}");
    assert!(
        flags.contains("What it rests on: family court finding") && flags.contains("No review date: not complete"),
        "{flags}"
    );
    assert!(flags.contains("Can see it: Police Cannot see it: GP practice Not known: Health visiting"), "{flags}");
    for word in ["convict", "offender"] {
        assert!(!flags.to_lowercase().contains(word), "{word} in {flags}");
    }
    assert!(flags.contains("not shown to be caused by anyone, which is not the same as ruled out"), "{flags}");
    let none = printed(json!({ "notifications": { "n1": { "what": "A call", "receipts": { "hv": "received" } } } }));
    assert!(!none.contains("A flag informs."), "{none}");
    assert!(none.contains("GP practice: not recorded. Not a usual recipient. Tell them?"), "{none}");
    let told =
        printed(json!({ "notifications": { "n1": { "what": "A call", "receipts": { "gp": "not-received" } } } }));
    assert!(told.contains("GP practice: did not get it") && !told.contains("Not a usual recipient"), "{told}");
}

#[test]
fn a_form_is_not_a_talk() {
    let talk = |liaison: Value| printed(json!({ "liaisons": { "li1": liaison } }));
    assert!(talk(json!({ "agency": "gp", "form": "Maternity form" })).contains("Last talked: Messages only"));
    let spoken = talk(json!({ "agency": "gp", "form": "Maternity form", "spoken": when("May 2026") }));
    assert!(spoken.contains("Last talked: May 2026") && !spoken.contains("Messages only"), "{spoken}");
    let number = |off: bool| talk(json!({ "agency": "gp", "number": "bypass line", "off-paper": off }));
    assert!(number(false).contains("bypass line"));
    assert!(!number(true).contains("bypass line") && number(true).contains("1 fact is kept off this paper"));
}

/// Pages to look at: `PAPER_PREVIEW=/tmp/paper cargo test -p family-history-tests --test document preview`.
#[test]
fn preview() {
    if let Some(folder) = std::env::var_os("PAPER_PREVIEW") {
        let papers = [
            ("core", sample()),
            ("practitioner", rich("practitioner")),
            ("supervisor", rich("supervisor")),
            ("trainer", rich("trainer")),
            ("session", case(json!({ "head": { "role": "trainer" } }))),
        ];
        for (name, case) in papers {
            let file = std::path::Path::new(&folder).join(name).with_extension("html");
            std::fs::write(file, page(&first_paper(&case, &guidance(), today()))).expect("a place to write to");
        }
    }
}

/// One fact of every kind with every typed field filled with a token of its own.
fn every_field() -> (Value, Vec<String>) {
    let mut facts = json!({
        "head": { "reference": "", "agency": "", "agency-other": "", "worker": "", "begun": "W", "working": "", "checkpoint": "allocation",
            "history": "direction-given", "direction": "", "direction-owner": "", "direction-by": "W", "mapping": "not-done", "mapping-why": "",
            "supervisor": "", "supervised": "W", "signed-worker": "", "signed-supervisor": "" },
        "plan": { "lead": "", "lead-agreed-by": "", "last-meeting": "W", "next-meeting": "W", "parent-says": "", "presenting": "",
            "who-came": "", "written": "yes", "written-when": "W", "recap": "W", "recap-words": "", "worry": "", "worry-helped-by": "",
            "practice-meeting": "W", "practice-meeting-who": "" },
        "checkpoints": { "k1": { "when": "W", "by": "", "note": "" } },
        "people": {
            "p1": { "label": "", "role": "child", "born": "W", "gp": "", "note": "", "heard-of": "W", "died": "W", "source": "S" },
            "p2": { "label": "", "role": "father", "born": "W", "gp": "", "note": "", "heard-of": "W", "heard-words": "", "heard-told": "",
                "died": "W", "source": "S" },
            "p3": { "label": "", "role": "mother", "born": "W", "gp": "", "note": "", "heard-of": "W", "heard-words": "", "heard-told": "",
                "source": "S" },
            "p4": { "label": "", "role": "child-elsewhere", "unborn": true, "born": "W", "died": "W", "source": "S" } },
        "parents": { "l1": { "adult": "p2", "child": "p1", "source": "S" }, "l2": { "child": "p1", "source": "S" },
            "l3": { "adult": "p2", "child": "p4", "source": "S" } },
        "responsibilities": { "y1": { "adult": "p2", "child": "p1", "source": "S" }, "y2": { "adult": "p2", "child": "p4", "source": "S" } },
        "presences": {
            "r1": { "adult": "p2", "child": "p1", "since": "W", "until": "W", "who-else": "", "source": "S", "note": "" },
            "r2": { "adult": "p2", "since": "W", "until": "W", "who-else": "", "source": "S", "note": "" },
            "r3": { "adult": "p3", "child": "p4", "since": "W", "until": "W", "who-else": "", "source": "S", "note": "" } },
        "ties": { "t1": { "one": "p2", "other": "p3", "since": "W", "until": "W", "source": "S" } },
        "households": { "hh1": { "label": "", "people": ["p2"], "since": "W", "until": "W", "source": "S" } },
        "bonds": { "b1": { "one": "p2", "other": "p3", "since": "W", "until": "W", "source": "S" } },
        "records": { "d1": { "kind": "", "name": "", "agency": "", "about": "", "linked": true, "earliest": "W", "looked": "W",
            "by": "", "not-found": "", "note": "" } },
        "events": { "e1": { "when": "W", "what": "", "detail": "", "people": ["p1"], "court": "", "how-often": "", "source": "S", "held-by": ["A"],
            "told": { "K": "told" }, "told-when": { "K": "W" },
            "meaning": "", "different": "", "revisit": "W" } },
        "attempts": { "a1": { "adult": "p2", "child": "p1", "when": "W", "by": "", "outcome": "" },
            "a2": { "adult": "p3", "when": "W", "by": "", "outcome": "" } },
        "views": { "w1": { "adult": "p2", "offers": "", "worries": "", "unknown": "", "other-children": "", "source": "S" },
            "w2": { "adult": "p3", "child": "p1", "offers": "", "worries": "", "unknown": "", "other-children": "", "source": "S" } },
        "orders": { "o1": { "about": "p3", "from": "W", "until": "W", "court": "", "children-terms": "", "source": "S" } },
        "concerns": { "c1": { "about": "p2", "words": "", "holder": "", "when": "W", "source": "S" } },
        "services": { "s1": { "agency": "", "name": "", "purpose": "", "since": "W", "last-contact": "W", "ended": "W", "reason": "",
            "chased-by": "", "task": "", "agreed-by": "", "steps-down": "W", "fallback": "", "told": ["A"], "source": "S" } },
        "contacts": { "v1": { "when": "W", "agency": "", "by": "", "with": "", "note": "", "told": "" } },
        "notifications": { "n1": { "when": "W", "what": "", "from": "", "receipts": { "K": "received" }, "response": "", "recorded-as": "",
            "source": "S" } },
        "flags": { "f1": { "about": "p2", "words": "", "holder": "", "review": "W", "set": "W", "set-by": "", "owner": "", "removal-test": "",
            "ended": "W", "visible": { "K": "yes" }, "lawful-basis": "", "lawful-why": "" } },
        "hand-overs": { "h1": { "from": "", "to": "", "when": "W", "first": "", "second": "", "third": "", "conversation": "W", "reason": "",
            "unresolved": "", "significance": "", "men": "", "continues": "", "fallback": "", "told": ["A"] } },
        "needs": { "g1": { "what": "", "action": "", "source": "S" } },
        "levels": {
            "z1": { "child": "p1", "when": "W", "missing": "", "by": "", "indicators": { "K": { "note": "" } }, "reasons": "",
                "not-met": "", "would-change": "", "remains": "", "agreement": "", "if-declined": "", "checked-by": "" },
            "z2": { "child": "p4", "when": "W", "missing": "", "level": "2", "by": "", "reasons": "" } },
        "outcomes": {
            "ou1": { "whom": "p1", "what": "", "baseline": "", "sign": "", "by": "W", "not-working": "", "review": "W", "source": "S" },
            "ou2": { "what": "", "baseline": "", "sign": "", "by": "W", "not-working": "", "review": "W", "source": "S" } },
        "progress": { "pr1": { "outcome": "ou1", "when": "W", "evidence": "", "change": "" } },
        "advice": { "ad1": { "what": "", "when": "W", "agency": "", "since": "" } },
        "appointments": {
            "ap1": { "child": "p1", "what": "", "agency": "", "when": "W", "follows-up": "", "reason": "", "source": "S" },
            "ap2": { "child": "p4", "what": "", "agency": "", "when": "W", "follows-up": "", "reason": "", "source": "S" } },
        "abuse": {
            "ab1": { "by": "p2", "to": "p3", "pattern": "", "since": "W", "until": "W", "afraid": "", "account": "", "effect": "", "source": "S" },
            "ab2": { "pattern": "", "since": "W", "until": "W", "afraid": "", "account": "", "effect": "", "source": "S" } },
        "maracs": { "ma1": { "when": "W", "actions": "", "source": "S" } },
        "assessments": { "as1": { "what": "", "agency": "", "when": "W", "trigger": "", "outcome": "", "unresolved": "", "only-here": "",
            "source": "S" } },
        "liaisons": { "li1": { "agency": "", "who": "", "number": "", "spoken": "W", "message": "W", "form": "", "next": "W" } },
        "accounts": { "ac1": { "about": "", "worker": "", "parent": "", "one": "", "other": "", "outcome": "" } },
        "joined": { "jo1": { "kept": "p3", "label": "", "when": "W", "why": "" } },
        "combined": { "co1": { "agency": "", "agency-other": "", "reference": "", "when": "W", "called": "", "process": "" } },
        "challenges": { "ch1": { "agency": "", "what": "", "how": "", "stage": "", "by": "W" } },
        "decisions": { "de1": { "what": "", "owner": "", "by": "W" } },
        "answers": { "M-09/p2": { "state": "not-known", "text": "", "revisit": "W", "reason": "", "source": "S" },
            "G-03": { "state": "known", "text": "", "revisit": "W", "reason": "", "source": "S" } },
        "steps": { "X-99/p2": { "step": "", "owner": "", "by": "W", "because": "" } }
    });
    let mut tokens = Vec::new();
    fill(&mut facts, &mut tokens);
    (facts, tokens)
}

fn fill(value: &mut Value, tokens: &mut Vec<String>) {
    let mut token = || {
        tokens.push(format!("tok{:04}", tokens.len()));
        tokens.last().cloned().expect("just pushed")
    };
    match value {
        Value::String(text) if text.is_empty() || text == "A" => *text = token(),
        Value::String(text) if text == "W" => *value = json!({ "said": token() }),
        Value::String(text) if text == "S" => {
            *value = json!({ "who": token(), "when": { "said": token() }, "also": token(), "agency": token() });
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| fill(entry, tokens)),
        Value::Object(entries) => {
            let mut filled = Map::new();
            for (key, mut entry) in std::mem::take(entries) {
                fill(&mut entry, tokens);
                let key = if key == "K" {
                    tokens.push(format!("tok{:04}", tokens.len()));
                    tokens.last().cloned().expect("just pushed")
                } else {
                    key
                };
                filled.insert(key, entry);
            }
            *entries = filled;
        }
        _ => {}
    }
}

#[test]
fn everything_typed_stands_on_paper() {
    let (facts, tokens) = every_field();
    // The list above must not fall behind the facts: each typed field of each kind is in it.
    let filled = case(facts.clone());
    for part in plain(&filled).as_object().expect("parts").values() {
        assert!(!part.as_object().expect("facts").is_empty());
    }
    let document = first_paper(&filled, &guidance(), today());
    let (written, page) = (text::write(&document), page(&document));
    let missing: Vec<&String> =
        tokens.iter().filter(|token| !written.contains(*token) || !page.contains(*token)).collect();
    assert!(missing.is_empty(), "{missing:?} of\n{facts:#}");
}

/// A typed field that is added to a fact must be added to `every_field`, and so to the paper.
#[test]
fn the_list_of_typed_fields_is_whole() {
    let (facts, _) = every_field();
    let parts = [
        ("Head", "head"),
        ("Plan", "plan"),
        ("CheckpointRecord", "checkpoints"),
        ("Person", "people"),
        ("ParentLink", "parents"),
        ("ResponsibilityRecord", "responsibilities"),
        ("Presence", "presences"),
        ("Tie", "ties"),
        ("Household", "households"),
        ("Bond", "bonds"),
        ("Record", "records"),
        ("Event", "events"),
        ("Attempt", "attempts"),
        ("CarerView", "views"),
        ("Order", "orders"),
        ("Concern", "concerns"),
        ("Service", "services"),
        ("Contact", "contacts"),
        ("Notification", "notifications"),
        ("Flag", "flags"),
        ("HandOver", "hand-overs"),
        ("Need", "needs"),
        ("IndicatorAnswer", "levels"),
        ("LevelDecision", "levels"),
        ("Outcome", "outcomes"),
        ("Progress", "progress"),
        ("Advice", "advice"),
        ("Appointment", "appointments"),
        ("Abuse", "abuse"),
        ("Marac", "maracs"),
        ("Assessment", "assessments"),
        ("Liaison", "liaisons"),
        ("TwoAccounts", "accounts"),
        ("Challenge", "challenges"),
        ("Decision", "decisions"),
        ("Joined", "joined"),
        ("Combined", "combined"),
        ("Answer", "answers"),
        ("NextStep", "steps"),
    ];
    let source = include_str!("../src/domain/case/facts.rs");
    let (mut kind, mut missing, mut looked_at) = ("", Vec::new(), 0);
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("    ").and_then(|line| line.strip_suffix(" {")) {
            // `Source as Source` is a fact that says what kind of value it is.
            kind = name.split(' ').next().unwrap_or(name);
        }
        if line == "}" {
            kind = "";
        }
        let Some((field, shape)) = line.strip_prefix("        ").and_then(|line| line.split_once(": ")) else {
            continue;
        };
        let is_typed = matches!(shape, "String," | "When," | "AgencyId," | "Several<AgencyId>," | "Source,");
        // What training alone has is in the papers of training.
        if matches!(kind, "" | "Source" | "Exercise" | "Stage" | "Turn" | "Locked")
            || !(is_typed || shape.starts_with("Sorted<AgencyId,"))
        {
            continue;
        }
        let Some((_, part)) = parts.iter().find(|(of, _)| *of == kind) else {
            missing.push(format!("the kind {kind}"));
            continue;
        };
        let mut named = BTreeSet::new();
        names(&facts[*part], &mut named);
        looked_at += 1;
        if !named.contains(&field.replace('_', "-")) {
            missing.push(format!("{kind}.{field}"));
        }
    }
    assert!(missing.is_empty() && looked_at > 190, "{looked_at} {missing:?}");
}

fn names(value: &Value, into: &mut BTreeSet<String>) {
    if let Value::Object(entries) = value {
        for (key, entry) in entries {
            into.insert(key.clone());
            names(entry, into);
        }
    }
}

#[test]
fn what_is_kept_off_paper_is_nowhere_on_it_and_is_counted() {
    let (mut facts, _) = every_field();
    let secret = "tokSECRET";
    facts["people"]["p9"] =
        json!({ "label": secret, "role": "partner", "sex": "male", "note": secret, "off-paper": true });
    facts["parents"]["l9"] = json!({ "adult": "p9", "child": "p1", "kind": "alleged", "source": { "who": secret } });
    facts["responsibilities"]["y9"] = json!({ "adult": "p9", "child": "p1", "source": { "who": secret } });
    facts["presences"]["r9"] = json!({ "adult": "p9", "kind": "lives-here", "note": secret });
    facts["ties"]["t9"] = json!({ "one": "p3", "other": "p9", "source": { "who": secret } });
    facts["events"]["e8"] = json!({ "what": secret, "off-paper": true });
    facts["events"]["e9"] = json!({ "what": secret, "people": ["p9"] });
    facts["attempts"]["a9"] = json!({ "adult": "p9", "kind": "unsafe", "outcome": secret });
    facts["views"]["w9"] = json!({ "adult": "p9", "offers": secret });
    facts["orders"]["o9"] = json!({ "about": "p9", "protects": ["p3"], "state": "in-force", "court": secret });
    facts["concerns"]["c9"] = json!({ "about": "p9", "words": secret });
    facts["flags"]["f9"] = json!({ "about": "p9", "words": secret });
    facts["contacts"]["v9"] = json!({ "seen": ["p9"], "note": secret });
    facts["answers"]["M-09/p9"] = json!({ "state": "known", "text": secret });
    facts["steps"]["M-09/p9"] = json!({ "step": secret });
    facts["appointments"]["ap9"] = json!({ "child": "p9", "what": secret });
    facts["outcomes"]["ou9"] = json!({ "whom": "p9", "what": secret });
    facts["progress"]["pr9"] = json!({ "outcome": "ou9", "evidence": secret });
    facts["abuse"]["ab9"] = json!({ "by": "p9", "to": "p3", "account": secret });
    facts["liaisons"]["li9"] = json!({ "agency": "gp", "number": secret, "off-paper": true });
    facts["bonds"] = json!({ "b9": { "one": "p3", "other": "p9", "kind": "conflict", "source": { "who": secret } } });
    facts["households"] = json!({ "hh8": { "label": format!("The flat of {secret}"), "people": ["p3"] },
        "hh9": { "label": "A flat", "people": ["p9"], "source": { "who": secret } } });
    facts["answers"]["R1-18/p9"] = json!({ "state": "known", "text": secret });
    facts["answers"]["R1-27a/p9"] = json!({ "state": "known", "text": secret });
    facts["answers"]["R1-07/e8"] = json!({ "state": "known", "text": secret });
    // These stay, and say that somebody is not named.
    facts["abuse"]["ab8"] = json!({ "by": "p2", "children": ["p9", "p1"] });
    facts["events"]["e7"] = json!({ "what": "stays", "people": ["p9", "p1"] });
    facts["levels"]["z9"] = json!({ "child": "p1", "level": "2", "considered": ["p9"],
        "indicators": { "sign": { "relied": "yes", "tied": ["e8", "c9"] } } });
    for role in ["practitioner", "supervisor", "trainer"] {
        facts["head"]["role"] = json!(role);
        let document = first_paper(&case(facts.clone()), &guidance(), today());
        let (written, page) = (text::write(&document), page(&document));
        assert!(!written.contains("SECRET") && !written.contains("secret"), "{written}");
        assert!(!page.contains("SECRET"));
        assert!(written.contains("26 facts are kept off this paper"), "{written}");
    }
}

/// A picture and the grid are drawn from what goes on paper.
#[test]
fn what_is_kept_off_paper_is_in_no_picture() {
    let secret = "tokSECRET";
    let facts = json!({
        "people": { "p1": { "label": "Child A", "role": "child", "born": { "said": "2020", "edtf": "2020" } },
            "p2": { "label": "Mother", "role": "mother" }, "p9": { "label": secret, "role": "partner", "off-paper": true } },
        "parents": { "l9": { "adult": "p9", "child": "p1", "kind": "birth" } },
        "presences": { "r9": { "adult": "p9", "kind": "lives-here" } },
        "ties": { "t9": { "one": "p2", "other": "p9", "kind": "partners" } },
        "bonds": { "b9": { "one": "p2", "other": "p9", "kind": "conflict" } },
        "households": { "hh8": { "label": format!("The flat of {secret}"), "people": ["p2"] } },
        "abuse": { "ab9": { "by": "p9", "to": "p2" } },
        "events": { "e9": { "what": secret, "off-paper": true, "held-by": ["police"] } } });
    let (case, guidance) = (on_paper(&case(facts), &guidance(), today()), guidance());
    let drawn = genogram::draw(&case, &guidance, today(), today(), genogram::Options { bonds: true });
    let people = pictures(&case, &guidance, today(), "paper.title-picture", vec![drawn]);
    let view = timeline::View::default();
    let events = pictures(
        &case,
        &guidance,
        today(),
        "paper.title-timeline",
        vec![timeline::draw(&case, &guidance, today(), &view)],
    );
    for paper in [people, events, knew(&case, &guidance, today())] {
        let page = page(&paper);
        assert!(!page.contains("SECRET"), "{page}");
        assert!(paper.title == guidance.word("paper.title-knew") || page.contains("Child A"), "{page}");
    }
}

/// What is about a matter, and not about a person, can still name one: it stays off as well, and is counted.
#[test]
fn words_that_name_somebody_kept_off_paper_stay_off_it() {
    let family = |hidden: bool| {
        printed(json!({
            "people": { "p1": { "label": "Child A", "role": "child" },
                "p9": { "label": "Male carer Q", "role": "partner", "off-paper": hidden } },
            "challenges": { "ch1": { "what": "Whether Male carer Q may stay" }, "ch2": { "what": "The closing date" } },
            "decisions": { "de1": { "what": "Ask about the plan", "owner": "Male carer Q" } },
            "accounts": { "ac1": { "about": "Money", "worker": "Male carer Q pays" } },
            "hand-overs": { "h1": { "kind": "closure", "men": "Male carer Q" } },
            "liaisons": { "li1": { "agency": "gp", "who": "The nurse who knows Male carer Q" } },
            "advice": { "ad1": { "topic": "sleep", "what": "Told to Male carer Q" } },
            "outcomes": { "ou1": { "what": "Male carer Q comes to groups" } },
            "progress": { "pr1": { "outcome": "ou1", "evidence": "Twice" } },
            "assessments": { "as1": { "what": "Early Help", "unresolved": "Where Male carer Q lives" } } }))
    };
    assert_eq!(family(false).matches("Male carer Q may stay").count(), 1);
    let paper = family(true);
    assert!(!paper.contains("Male carer Q"), "{paper}");
    assert!(paper.contains("The closing date"), "what names nobody stays: {paper}");
    assert!(paper.contains("10 facts are kept off this paper"), "{paper}");
}

/// What somebody typed can be the same word as the id of an agency or of a list of guidance. It stays as it was typed.
#[test]
fn a_typed_word_is_never_read_as_an_id() {
    let written = printed(json!({
        "people": { "p1": { "label": "Child A", "role": "child" } },
        "outcomes": { "ou1": { "whom": "p1", "what": "settled" } },
        "assessments": { "as1": { "what": "consent", "agency": "gp", "unresolved": "police" } },
        "challenges": { "ch1": { "agency": "hv", "what": "talk", "how": "leads", "stage": "next-stage" } } }));
    let guidance = guidance();
    for id in ["settled", "consent", "talk", "leads"] {
        let name = &guidance.dated(id).expect("an item of a list").name;
        assert!(!written.contains(name.as_str()), "{id} was read as {name}: {written}");
    }
    assert!(!written.contains(guidance.agency_name("police")), "{written}");
    for name in [guidance.agency_name("gp"), guidance.agency_name("hv"), "next stage of the local policy"] {
        assert!(written.contains(name), "{name} is chosen from a list: {written}");
    }
}

/// On every paper there is a next step for whoever does not agree, whether or not anything was questioned (LH-01).
#[test]
fn every_paper_has_room_for_what_to_do_when_agencies_do_not_agree() {
    for role in ["practitioner", "supervisor"] {
        let paper = printed(json!({ "head": { "role": role } }));
        let (_, end) = paper.split_once("SIGN-OFF").expect("the end of the paper");
        let line = "Do you disagree with another agency’s decision? Next step under local policy: ____";
        assert!(end.contains(line), "{role}: {end}");
    }
}

#[test]
fn a_look_back_that_was_begun_has_a_sheet_of_its_own() {
    let paper = |agency: &str, role: &str, answers: Value| {
        printed(json!({ "head": { "agency": agency, "role": role },
            "people": { "p1": { "label": "Child A", "role": "child" } }, "answers": answers }))
    };
    let parts = ["What did we know?", "When did we know each thing?", "Whom did we tell", "What have we learnt"];
    let not_yet = json!({ "LG-02a": { "state": "not-asked" } });
    for role in ["practitioner", "supervisor"] {
        let blank = paper("early-years", role, not_yet.clone()).replace("LOOKING BACK", "Looking back");
        let sheet = blank.split_once("Looking back").expect("the sheet").1;
        let at = |part: &str| sheet.find(part).unwrap_or_else(|| panic!("{part} in {sheet}"));
        assert!(parts.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{sheet}");
        assert!(sheet[at(parts[0])..at(parts[1])].matches("____").count() > 2, "room to write: {sheet}");
        assert!(!paper("early-years", role, json!({})).to_uppercase().contains("LOOKING BACK"), "not for every family");
    }
    let begun = paper("gp", "practitioner", json!({ "LG-02b": { "state": "known", "text": "In May" } }));
    let begun = begun.replace("LOOKING BACK", "Looking back");
    let (_, sheet) = begun.split_once("Looking back").expect("the sheet");
    assert!(parts.iter().all(|part| sheet.contains(part)) && sheet.contains("In May"), "{sheet}");
}

#[test]
fn how_the_history_came_with_the_case_is_ticked_as_it_was_recorded() {
    let heading = |key: &str| guidance().word(key).to_uppercase();
    let at_allocation = |head: Value| {
        let written = text::write(&first_paper(&case(json!({ "head": head })), &guidance(), today()));
        let (_, after) = written.split_once(&heading("paper.at-allocation")).expect("the heading");
        let (part, _) = after.split_once(&heading("paper.sign-off")).expect("the next heading");
        unwrapped(part)
    };
    let blank = at_allocation(json!({}));
    assert!(blank.contains("[ ] Handed over") && blank.contains("[ ] Direction given"), "{blank}");
    assert!(blank.contains("No history hand-over and no case direction recorded"), "{blank}");
    let handed_over = at_allocation(json!({ "history": "handed-over" }));
    assert!(handed_over.contains("[x] Handed over") && handed_over.contains("[ ] Direction given"), "{handed_over}");
    assert!(!handed_over.contains("No history hand-over"), "{handed_over}");
    let direction = at_allocation(json!({ "history": "direction-given", "direction": "Read the older record",
        "direction-owner": "health visitor", "direction-by": when("4 December 2026") }));
    assert!(
        direction.contains("[x] Direction given to establish it: who health visitor by 4 December 2026"),
        "{direction}"
    );
    assert!(direction.contains("Read the older record") && direction.contains("[ ] Handed over"), "{direction}");
}

#[test]
fn facts_of_a_newer_file_are_counted() {
    let mut newer = Case::default();
    newer.unread.insert("people/q1".to_owned(), json!({}));
    let written = text::write(&first_paper(&newer, &guidance(), today()));
    assert!(unwrapped(&written).contains(guidance().word("paper.unread-one")));
}

#[test]
fn hostile_text_is_only_text() {
    let hostile = format!("</style><script>alert(1)</script>\u{202e}\" onload=x \\ ' & {}", "x".repeat(20_000));
    let (mut facts, _) = every_field();
    hostility(&mut facts, &hostile);
    let document = first_paper(&case(facts), &guidance(), today());
    let page = page(&document);
    assert!(!page.contains("<script") && !page.contains("onload=x \\ ' "), "only escaped");
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</script").count(), 0);
    assert!(
        page.contains("&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u{202e}&quot; onload=x \\ &#39; &amp; xxx")
    );
    let css = print_css(&document);
    assert!(css.len() < PRINT_CSS.len() + 2_000 && !css.contains('\u{202e}') && !css.contains("script>"));
    for (place, _) in page.match_indices('\u{202e}') {
        let before = &page[..place];
        assert!(
            before.rfind("<bdi>") > before.rfind("</bdi>"),
            "not kept apart: {}",
            &before[before.len().saturating_sub(120)..]
        );
    }
}

fn hostility(value: &mut Value, hostile: &str) {
    match value {
        Value::String(text) if text.starts_with("tok") => *text = hostile.to_owned(),
        Value::Array(list) => list.iter_mut().for_each(|entry| hostility(entry, hostile)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| hostility(entry, hostile)),
        _ => {}
    }
}

#[test]
fn the_three_checkpoints_are_always_there() {
    let case = case(json!({ "head": { "checkpoint": "allocation" }, "checkpoints": {
        "k1": { "kind": "step-down", "when": when("May 2026") }, "k2": { "kind": "allocation", "when": when("June 2026") } } }));
    let document = first_paper(&case, &guidance(), today());
    let steps = document.sections[0].blocks.iter().find_map(|block| match block {
        Block::Strip(steps) => Some(steps),
        _ => None,
    });
    let steps: Vec<(&str, String, bool)> = steps
        .expect("a strip")
        .iter()
        .map(|step| (step.title.as_str(), format!("{:?}", step.lines[0][0]), step.now))
        .collect();
    assert_eq!(
        steps,
        [
            ("Referral", "Unknown(\"Not recorded\")".to_owned(), false),
            ("Allocation", "Text(\"June 2026\")".to_owned(), true),
            ("First supervision", "Unknown(\"Not recorded\")".to_owned(), false),
            ("Step-down", "Text(\"May 2026\")".to_owned(), false),
        ]
    );
}

/// Two children of whom the same is asked.
fn two_children(steps: Value) -> String {
    let case = case(json!({
        "people": { "p1": { "label": "Child A", "role": "child" }, "p2": { "label": "Child B", "role": "child" } },
        "steps": steps }));
    unwrapped(&text::write(&first_paper(&case, &guidance(), today())))
}

#[test]
fn what_is_asked_of_several_is_asked_once_and_names_them_all() {
    let written = two_children(json!({}));
    assert_eq!(written.matches("Who has seen").count(), 1, "{written}");
    assert!(written.contains("Who has seen each of these children, when and where: Child A, Child B?"), "{written}");
    assert_eq!(written.matches("Who is the father of").count(), 1, "{written}");
}

/// Words for asking of several belong to a rule or one of its wordings, and leave every space that its question leaves.
#[test]
fn words_for_several_follow_their_rule() {
    let guidance = guidance();
    let spaces = |words: &str| -> BTreeSet<String> {
        words.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    let mut looked_at = 0;
    for (key, words) in &guidance.words {
        let Some(own) = key.strip_prefix("several.").filter(|own| !own.ends_with(".why")) else { continue };
        let question = guidance.rules.iter().find_map(|rule| {
            let variant = own.strip_prefix(rule.id.as_str())?;
            match variant.strip_prefix('-') {
                Some(variant) => rule.variants.get(variant).map(|variant| &variant.question),
                None => variant.is_empty().then_some(&rule.question),
            }
        });
        let question = question.unwrap_or_else(|| panic!("{key} is of no rule"));
        assert_eq!(spaces(words), spaces(question), "{key}");
        looked_at += 1;
    }
    assert!(looked_at > 20, "{looked_at}");
}

#[test]
fn a_step_for_one_of_several_is_kept_with_whose_it_is() {
    let written = two_children(json!({
        "C-04-never/p1": { "state": "has-step", "step": "Ring the nursery", "owner": "key worker", "by": when("1 December 2026") },
        "C-04-never/p2": { "state": "open", "owner": "midwife", "because": "she knows her" } }));
    let question = written.find("Who has seen each of these children").expect("asked once");
    let card = &written[question..written[question..].find(" * ").map_or(written.len(), |end| question + end)];
    assert!(card.contains("Child A: Next: Ring the nursery Who: key worker by 1 December 2026"), "{card}");
    assert!(card.contains("Child B: Next: ________________ Who: midwife by ________________"), "{card}");
    assert!(card.contains("because she knows her"), "{card}");
}

#[test]
fn one_of_several_that_was_considered_stands_apart() {
    let written = two_children(json!({ "C-04-never/p1": { "state": "considered", "because": "seen today" } }));
    assert!(written.contains("Who has seen Child B, when and where?"), "{written}");
    let considered = written.find("Who has seen Child A, when and where?").expect("still on paper");
    assert!(written[considered..].contains("because seen today"), "{written}");
}

#[test]
fn a_father_nobody_asked_about_has_room_for_who_will_ask() {
    let written = two_children(json!({}));
    for child in ["Child A", "Child B"] {
        let line = format!("Father of {child}: not yet asked. Who will ask: ________________ by ________________");
        assert!(written.contains(&line), "{written}");
    }
}

#[test]
fn nobody_is_asked_to_approach_a_man_under_an_order() {
    let written = unwrapped(&text::write(&first_paper(&sample(), &guidance(), today())));
    let (_, his) = written.split_once("FATHERS AND MALE CARERS").expect("the men");
    let (his, rest) = his.split_once("Father of Child A Father;").expect("the next man");
    assert!(his.contains("No attempt recorded. Nobody asks before"), "{his}");
    assert!(!his.contains("Who will ask"), "{his}");
    assert!(rest.contains("No attempt recorded. Who will ask: ____"), "{rest}");
}

#[test]
fn the_two_questions_of_recommendation_one_stand_beside_the_signatures() {
    let supervision = |facts: Value| {
        let written = unwrapped(&text::write(&first_paper(&case(facts), &guidance(), today())));
        let (_, end) = written.split_once("For the supervisor").expect("the questions");
        end.split_once("SIGN-OFF").expect("the signatures").0.to_owned()
    };
    let blank = supervision(json!({}));
    assert!(blank.contains("What may this history mean for the family now? ____"), "{blank}");
    assert!(blank.contains("How may this history affect how the family takes the help you offer? ____"), "{blank}");
    assert_eq!(blank.matches("[ ] Considered, not relevant here, because ____").count(), 2, "{blank}");
    let answered = supervision(json!({
        "events": { "e1": { "what": "A move" } },
        "answers": { "R1-05a": { "state": "known", "text": "They left in a hurry." } },
        "steps": { "R1-05-help": { "state": "considered", "because": "no help is offered" } } }));
    assert!(answered.contains("They left in a hurry."), "{answered}");
    assert!(answered.contains("because no help is offered.") && !answered.contains("____"), "{answered}");
}

#[test]
fn an_answer_stands_where_it_belongs() {
    let written = unwrapped(&text::write(&first_paper(&sample(), &guidance(), today())));
    let working = written.find("WHAT IS WORKING").expect("what is working");
    let people = written.find("WHO MATTERS").expect("the people");
    let answer = written.find("She comes early and stays.").expect("the answer");
    assert!(working < answer && answer < people && !written.contains("WHAT ELSE WAS ASKED"), "{written}");
}

/// The largest family the brief speaks of: written in far less than the two seconds its printing may take.
#[test]
fn a_reason_or_a_date_that_is_missing_is_said() {
    let paper = |answer: Value, event: Value| {
        let facts = json!({ "answers": { "R3-05": answer }, "events": { "e1": event } });
        unwrapped(&text::write(&first_paper(&case(facts), &guidance(), today())))
    };
    let bare = paper(json!({ "state": "does-not-apply" }), json!({ "talked": "not-right-time" }));
    assert!(bare.contains("Does not apply: no reason recorded"), "{bare}");
    assert!(bare.contains("Come back to it: no date set"), "{bare}");
    let reason = json!({ "state": "does-not-apply", "reason": "One agency" });
    let full = paper(reason, json!({ "talked": "not-right-time", "revisit": when("May 2027") }));
    assert!(full.contains("Does not apply: One agency") && full.contains("Come back to it: May 2027"), "{full}");
    assert!(!full.contains("no date set"), "{full}");
    let later = paper(json!({ "state": "not-right-time", "reason": "A new baby" }), json!({}));
    assert!(later.contains("Not the right time: A new baby (come back to it: no date set)"), "{later}");
}

#[test]
fn a_large_family_is_written_quickly() {
    let mut facts = json!({ "people": {}, "events": {}, "parents": {}, "contacts": {} });
    for id in 1..=60 {
        let role = if id <= 8 { "child" } else { ["partner", "grandmother", "friend"][id % 3] };
        facts["people"][format!("p{id}")] = json!({ "label": format!("Person {id}"), "role": role });
    }
    for id in 1..=500 {
        facts["events"][format!("e{id}")] = json!({ "what": format!("Happening {id}"), "when": when(&format!("{}", 1990 + id % 36)),
            "people": [format!("p{}", 1 + id % 60)], "standing": "reported", "source": { "route": "told-by-parent" } });
    }
    for id in 1..=60 {
        facts["parents"][format!("l{id}")] =
            json!({ "adult": format!("p{}", 9 + id % 50), "child": format!("p{}", 1 + id % 8), "kind": "alleged" });
    }
    let (case, guidance) = (case(facts), guidance());
    let started = std::time::Instant::now();
    let document = first_paper(&case, &guidance, today());
    let page = page(&document);
    let took = started.elapsed();
    if let Some(path) = std::env::var_os("PAPER_LARGE") {
        std::fs::write(path, &page).expect("a place to write to");
        eprintln!("{took:?}");
    }
    assert!(page.contains("Happening 500") && page.contains("Person 60"));
    assert!(took.as_secs() < 2, "{took:?}");
    // A browser takes a tenth of a second to print each cell with a gradient, and this paper has hundreds.
    assert!(page.contains("hatch") && !PRINT_CSS.contains("gradient("));
}

#[test]
fn the_same_case_gives_the_same_paper() {
    let (one, other) = (first_paper(&sample(), &guidance(), today()), first_paper(&sample(), &guidance(), today()));
    assert_eq!(one, other);
    assert_eq!(page(&one), page(&other));
}

#[test]
fn paper_and_text_hold_the_same_words() {
    let document = first_paper(&sample(), &guidance(), today());
    let mut page = String::new();
    nodes(&document).iter().for_each(|node| node.write(&mut page));
    let (page, written) = (words(&strip(&page)), words(&text::write(&document)));
    let margins = words(&format!("{:?}", document.margins));
    assert_eq!(page.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(
        written.difference(&page).filter(|word| !margins.contains(*word)).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

fn strip(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_key_of_a_word_is_printed() {
    for case in [sample(), Case::default(), case(every_field().0)] {
        let written = text::write(&first_paper(&case, &guidance(), today()));
        for key in ["paper.", "sentence.", "with.parent", "with.supervisor", "kind.", "{"] {
            assert!(!written.contains(key), "{key} in\n{written}");
        }
    }
}

/// Where quieter words follow others in a line, those end as a sentence does.
#[test]
fn sentences_do_not_run_together() {
    for case in [sample(), case(every_field().0)] {
        let document = first_paper(&case, &guidance(), today());
        for section in &document.sections {
            for line in section.blocks.iter().flat_map(lines_of) {
                for pair in line.windows(2) {
                    let (before, soft) = match pair {
                        [
                            Inline::Text(one) | Inline::Strong(one) | Inline::Unknown(one) | Inline::Soft(one),
                            Inline::Soft(two),
                        ] => (one, two),
                        _ => continue,
                    };
                    assert!(before.ends_with(['.', '?', '!', '…', ':']), "{before} // {soft}");
                }
            }
        }
    }
}

fn lines_of(block: &Block) -> Vec<&Line> {
    match block {
        Block::Paragraph(line) | Block::Note(line) | Block::Small(line) | Block::Panel(line) => vec![line],
        Block::List(lines) => lines.iter().collect(),
        Block::Table { rows, .. } => rows.iter().flatten().flatten().collect(),
        Block::KeyValues(pairs) => pairs.iter().flat_map(|(_, lines)| lines).collect(),
        Block::Card { title, lines, .. } => lines.iter().chain([title]).collect(),
        Block::Strip(steps) => steps.iter().flat_map(|step| &step.lines).collect(),
        Block::SignOff(_) | Block::WriteLine(_) | Block::Picture(_) => Vec::new(),
    }
}

/// Every value of every closed list, in every fact that has one, in the sentence of that fact and on paper.
#[test]
fn every_value_reads_as_plain_english() {
    let fields = [
        ("checkpoints", "k1", "kind", "checkpoint", json!({ "by": "health visitor" })),
        ("people", "p3", "role", "role", json!({ "label": "Sam", "sex": "male" })),
        ("people", "p3", "sex", "sex", json!({ "label": "Sam", "role": "partner" })),
        ("people", "p3", "side", "side", json!({ "label": "Sam", "role": "grandfather", "relative-of": "p1" })),
        ("people", "p2", "side", "side", json!({ "label": "Kit", "role": "grandfather" })),
        ("parents", "l1", "kind", "parent-kind", json!({ "adult": "p2", "child": "p1", "status": "agreed" })),
        ("parents", "l1", "kind", "parent-kind", json!({ "child": "p1" })),
        ("parents", "l1", "status", "parent-status", json!({ "adult": "p2", "child": "p1", "kind": "alleged" })),
        (
            "parents",
            "l1",
            "certificate",
            "checked",
            json!({ "adult": "p2", "child": "p1", "status": "on-certificate" }),
        ),
        ("responsibilities", "y1", "state", "responsibility", json!({ "adult": "p2", "child": "p1" })),
        ("presences", "r1", "kind", "presence", json!({ "adult": "p2", "child": "p1", "since": when("May 2026") })),
        ("presences", "r1", "kind", "presence", json!({ "adult": "p2", "until": when("May 2026") })),
        ("ties", "t1", "kind", "tie", json!({ "one": "p2", "other": "p1", "since": when("May 2026") })),
        ("records", "d1", "state", "record-state", json!({ "name": "Paper file", "earliest": when("2019") })),
        ("events", "e1", "theme", "theme", json!({ "what": "A move", "standing": "reported" })),
        (
            "events",
            "e1",
            "standing",
            "standing",
            json!({ "what": "A move", "source": { "route": "police", "who": "Police" } }),
        ),
        ("events", "e1", "talked", "talked", json!({ "what": "A move", "standing": "reported" })),
        (
            "attempts",
            "a1",
            "kind",
            "attempt",
            json!({ "adult": "p2", "child": "p1", "by": "midwife", "when": when("May 2026") }),
        ),
        ("orders", "o1", "kind", "order", json!({ "about": "p2", "protects": ["p1"], "state": "in-force" })),
        ("orders", "o1", "state", "order-state", json!({ "about": "p2", "kind": "occupation", "until": when("2027") })),
        ("concerns", "c1", "basis", "basis", json!({ "about": "p2", "when": when("May 2026") })),
        ("concerns", "c1", "checked", "checked", json!({ "about": "p2", "basis": "hearsay" })),
        (
            "services",
            "s1",
            "state",
            "offer",
            json!({ "name": "Drop-in", "agency": "early-help", "since": when("2025") }),
        ),
        ("services", "s1", "sees-home", "yes-no", json!({ "name": "Drop-in" })),
        ("contacts", "v1", "place", "place", json!({ "seen": ["p1"], "by": "health visitor", "agency": "hv" })),
        ("contacts", "v1", "awake", "awake", json!({ "seen": ["p1"], "place": "home", "with": "Mother" })),
        ("flags", "f1", "kind", "flag", json!({ "about": "p2", "reach": "person", "holder": "police" })),
        ("flags", "f1", "reach", "flag-reach", json!({ "about": "p2", "kind": "address" })),
        ("hand-overs", "h1", "kind", "hand-over", json!({ "from": "Early Help", "to": "health visiting" })),
        ("hand-overs", "h1", "acknowledged", "yes-no", json!({ "kind": "closure", "from": "Early Help" })),
        ("needs", "g1", "theme", "theme", json!({ "what": "Sleep", "planned": "yes" })),
        ("needs", "g1", "planned", "yes-no", json!({ "what": "Sleep", "action": "A visit" })),
        ("needs", "g1", "deals-with", "deals-with", json!({ "what": "Sleep" })),
        ("levels", "z1", "level", "level", json!({ "child": "p1", "by": "health visitor" })),
        ("levels", "z1", "tier", "tier", json!({ "child": "p1", "level": "2" })),
        ("views", "w1", "other-under-two", "yes-no", json!({ "adult": "p2", "other-children": "A baby" })),
        ("answers", "M-09/p2", "state", "answer", json!({ "reason": "busy", "revisit": when("May 2027") })),
        ("steps", "R3-06", "state", "step", json!({ "step": "Ring round", "owner": "health visitor" })),
        ("steps", "R3-06", "state", "step", json!({ "because": "it was settled" })),
        ("people", "p3", "asked-alone", "asked-alone", json!({ "label": "Sam", "role": "mother" })),
        ("events", "e1", "explained", "explained", json!({ "what": "A bruise", "theme": "injury" })),
        ("services", "s1", "handed", "handed", json!({ "name": "Drop-in", "state": "started" })),
        ("services", "s1", "pathway", "pathway", json!({ "name": "Drop-in", "state": "started" })),
        ("services", "s1", "role-known", "yes-no", json!({ "name": "Drop-in", "state": "started" })),
        ("services", "s1", "area", "theme", json!({ "name": "Drop-in", "state": "started" })),
        ("notifications", "n1", "responded", "response", json!({ "what": "A call-out", "from": "police" })),
        ("flags", "f1", "record-of", "record-of", json!({ "about": "p2", "kind": "risk-to-child" })),
        ("flags", "f1", "basis", "basis", json!({ "about": "p2", "kind": "risk-to-child" })),
        ("flags", "f1", "why-ended", "flag-end", json!({ "about": "p2", "ended": when("May 2026") })),
        ("hand-overs", "h1", "how", "handed", json!({ "kind": "referral", "from": "Early Help" })),
        ("levels", "z1", "agreed", "yes-no", json!({ "child": "p1", "level": "2" })),
        ("outcomes", "ou1", "holds-back", "holds-back", json!({ "whom": "p1", "what": "Sleeps all night" })),
        ("progress", "pr1", "course", "course", json!({ "outcome": "ou1", "when": when("May 2026") })),
        ("advice", "ad1", "topic", "advice", json!({ "what": "Same bedtime", "when": when("May 2026") })),
        ("appointments", "ap1", "times", "times", json!({ "child": "p1", "what": "Hearing test" })),
        ("appointments", "ap1", "discharged", "yes-no", json!({ "child": "p1", "what": "Hearing test" })),
        ("abuse", "ab1", "between", "between", json!({ "by": "p2" })),
        ("abuse", "ab1", "ended", "yes-no", json!({ "by": "p2" })),
        ("abuse", "ab1", "claims", "claims", json!({ "by": "p2" })),
        ("maracs", "ma1", "done", "yes-no", json!({ "when": when("May 2026"), "actions": "New locks" })),
        ("assessments", "as1", "state", "assessment-state", json!({ "what": "Family assessment" })),
        ("assessments", "as1", "shared", "yes-no", json!({ "what": "Family assessment" })),
        ("liaisons", "li1", "replied", "yes-no", json!({ "agency": "gp", "form": "Records form" })),
        ("challenges", "ch1", "disagree", "yes-no", json!({ "agency": "early-help", "what": "The step-down" })),
        ("decisions", "de1", "done", "yes-no", json!({ "what": "Joint visit", "owner": "health visitor" })),
        ("head", "", "youngest", "age-band", json!({})),
        ("head", "", "role", "review-role", json!({})),
        ("head", "", "limits", "contact-limit", json!({})),
        ("abuse", "ab1", "kinds", "abuse-kind", json!({ "by": "p2", "to": "p1" })),
        ("contacts", "v1", "observed", "observed", json!({ "seen": ["p1"], "place": "home" })),
        ("contacts", "v1", "spaces", "space", json!({ "seen": ["p1"], "place": "home" })),
        ("head", "", "mapping", "mapping", json!({ "mapping-why": "No time together" })),
        ("head", "", "checkpoint", "checkpoint", json!({})),
        ("plan", "", "lead-known-to-parent", "yes-no", json!({ "lead": "Nursery" })),
        ("plan", "", "parent-there", "yes-no", json!({})),
        ("plan", "", "written", "yes-no", json!({ "lead": "Nursery" })),
        ("plan", "", "family-has", "yes-no", json!({ "written": "yes" })),
        ("plan", "", "recap-how", "recap", json!({ "recap": when("May 2026") })),
        ("plan", "", "parent-says-nobody", "yes-no", json!({})),
    ];
    let mut fields: Vec<_> = fields.into_iter().collect();
    for part in ["events", "parents"] {
        for who in ["Mother", ""] {
            let source = json!({ "who": who, "when": when("May 2026") });
            let fact = match part {
                "events" => json!({ "what": "A move", "standing": "fact-seen", "source": source }),
                _ => json!({ "adult": "p2", "child": "p1", "kind": "birth", "source": source }),
            };
            fields.push((part, if part == "events" { "e1" } else { "l1" }, "source", "route", fact));
        }
    }
    let guidance = guidance();
    let mut lines = BTreeSet::new();
    for (part, id, field, set, fact) in fields {
        let (_, keys) = VOCABULARY.iter().find(|(name, _)| *name == set).expect("a list");
        for key in keys.iter().map(|key| Some(*key)).chain([None]) {
            let mut fact = fact.clone();
            match (field, key) {
                ("source", Some(key)) => fact["source"]["route"] = json!(key),
                ("limits" | "kinds" | "observed" | "spaces", Some(key)) => fact[field] = json!([key]),
                (_, Some(key)) => fact[field] = json!(key),
                (_, None) => {}
            }
            let mut facts = json!({ "people": {
                "p1": { "label": "Robin", "role": "child" }, "p2": { "label": "Kit", "role": "father" } } });
            if id.is_empty() {
                facts[part] = fact;
            } else {
                facts[part][id] = fact;
            }
            let id: FactId = match part {
                "head" => FactId::Head,
                "plan" => FactId::Plan,
                "answers" => format!("answer:{id}").parse().expect("an id"),
                "steps" => format!("step:{id}").parse().expect("an id"),
                _ => id.parse().expect("an id"),
            };
            let case = case(facts);
            let line = sentences::describe(&case, &guidance, today(), &id);
            reads_well(&line);
            lines.insert(line);
            for section in &first_paper(&case, &guidance, today()).sections {
                for line in section.blocks.iter().flat_map(lines_of) {
                    for words in line {
                        if let Inline::Text(words)
                        | Inline::Strong(words)
                        | Inline::Soft(words)
                        | Inline::Unknown(words) = words
                        {
                            reads_well(words);
                        }
                    }
                }
            }
        }
    }
    let lines: Vec<String> = lines.into_iter().collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("every-value", lines.join("\n"));
    });
}

/// No word twice in a row, no separator beside another, nothing left hanging, no slot and no key.
#[track_caller]
fn reads_well(line: &str) {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = line.split_whitespace().filter(|word| !bare(word).is_empty()).collect();
    let twice = words
        .windows(2)
        // The figures of a telephone number may come twice.
        .filter(|pair| !pair[0].chars().all(|letter| letter.is_ascii_digit()))
        .find(|pair| !pair[0].ends_with(['.', '?', '!']) && bare(pair[0]) == bare(pair[1]))
        .map(|pair| pair.join(" "));
    assert_eq!(twice, None, "{line}");
    for bad in [";;", "; ;", ",,", ", ,", " ,", " ;", ": ;", ":,", "()", "( ", "{", "}", "sentence.", "paper.", "  "] {
        assert!(!line.contains(bad), "{bad:?} in {line}");
    }
    assert!(!line.trim_end().ends_with([';', ',']), "{line}");
}

#[test]
fn every_fact_has_a_line_of_its_own() {
    let sample = sample();
    let value = plain(&sample);
    let mut kinds = BTreeSet::new();
    let mut facts = vec![FactId::Head, FactId::Plan];
    for (part, entries) in value.as_object().expect("parts") {
        for key in entries.as_object().expect("facts").keys() {
            let id = match part.as_str() {
                "answers" => format!("answer:{key}"),
                "steps" => format!("step:{key}"),
                _ => key.clone(),
            };
            facts.extend(id.parse::<FactId>());
        }
    }
    for fact in facts {
        let line = sentences::describe(&sample, &guidance(), today(), &fact);
        assert!(!line.is_empty() && !line.contains('\n') && line.chars().count() < 260, "{fact}: {line}");
        assert_ne!(sentences::place_of(&guidance(), &fact), "");
        kinds.insert(fact.kind());
    }
    let of_a_family = KINDS.iter().filter(|kind| !["exercise", "stage", "turn"].contains(kind));
    assert_eq!(kinds, of_a_family.copied().collect());
}

/// A trainer may have opened the file of a real family: nothing of it is printed, and the sheet says so.
#[test]
fn a_session_sheet_never_prints_a_family() {
    let (mut facts, tokens) = every_field();
    facts["head"]["role"] = json!("trainer");
    facts["answers"]["S-04"] = json!({ "state": "known", "text": "That Mother did a lot alone." });
    let document = first_paper(&case(facts), &guidance(), today());
    let (written, page) = (unwrapped(&text::write(&document)), page(&document));
    for token in tokens {
        assert!(!written.contains(&token) && !page.contains(&token), "{token} in {written}");
    }
    assert!(written.contains("Nothing of it is on this sheet"), "{written}");
    assert!(written.contains("OFFICIAL-SENSITIVE") && written.contains("That Mother did a lot alone."), "{written}");
    assert!(!written.contains("invented") && !written.contains("TRAINING: A MADE-UP FAMILY"), "{written}");
    assert!(!page.contains("Training: a made-up family"), "{page}");
}

#[test]
fn a_record_that_was_not_seen_whole_has_a_gap() {
    let record = |record: Value| {
        let gaps = printed(json!({
            "records": { "d1": record },
            "events": { "e1": { "when": when("late 2018"), "what": "A move" } } }));
        gaps.split_once("RECORDS LOOKED AT").expect("the records").1.to_owned()
    };
    let partial = record(json!({ "name": "Old file", "state": "partial", "earliest": when("2020") }));
    assert!(partial.contains("Known gap: Nothing seen before 2020. Known from late 2018."), "{partial}");
    let later = record(json!({ "name": "Old file", "state": "partial", "earliest": when("2010") }));
    assert!(later.contains("Known gap: Nothing seen before 2010."), "{later}");
    let part = record(json!({ "name": "Old file", "state": "partial" }));
    assert!(part.contains("Known gap: Part of it, not recorded which"), "{part}");
    for (state, words) in
        [("not-looked-at", "All of it: not looked at"), ("cannot-reach", "All of it: cannot be reached")]
    {
        let none = record(json!({ "name": "Old file", "state": state }));
        assert!(none.contains(&format!("Known gap: {words}")) && !none.contains("No gap recorded"), "{none}");
    }
    let whole = record(json!({ "name": "Old file", "state": "complete", "earliest": when("2010") }));
    assert!(whole.contains("Known gap: No gap recorded"), "{whole}");
}

#[test]
fn page_one_says_that_nobody_leads() {
    let head = |lead: &str, second: &str| {
        let written = printed(json!({
            "plan": { "lead": lead },
            "services": { "s1": { "agency": "hv", "state": "attending" }, "s2": { "agency": "early-years", "state": second },
                "s3": { "agency": "early-help", "state": "offered" } } }));
        written.split_once("WHAT TO TALK ABOUT FIRST").expect("the questions").0.to_owned()
    };
    assert!(
        head("", "attending").contains("Who leads: Nobody named. Services listed: three"),
        "{}",
        head("", "attending")
    );
    for quiet in [head("Nursery", "attending"), head("", "did-not-start")] {
        assert!(!quiet.contains("Who leads"), "{quiet}");
    }
}

#[test]
fn questions_for_training_that_belong_together_stand_under_one_title() {
    let session = printed(json!({ "head": { "role": "trainer" } }));
    let at = |words: &str| session.find(words).unwrap_or_else(|| panic!("{words} in {session}"));
    let order =
        ["Five kinds of flag", "A flag for a known or likely danger", "A flag for the child of someone heard at MARAC"];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{session}");
}

#[test]
fn every_usual_recipient_is_named_with_what_is_known() {
    let told = |receipts: Value| {
        printed(json!({ "notifications": { "n1": { "what": "A call", "from": "police", "receipts": receipts } } }))
    };
    let some = told(json!({ "hv": "received", "gp": "not-known", "acute": "not-received" }));
    for words in [
        "Health visiting: got it",
        "Hospital, with its emergency and children's departments: did not get it",
        "GP practice: not known. Not a usual recipient. Tell them?",
        "Not recorded: Midwifery, Children's social work, Early Help, Nursery or early years setting, School",
    ] {
        assert!(some.contains(words), "{words} in {some}");
    }
    let none = told(json!({}));
    assert!(none.contains("Not recorded: Health visiting, Midwifery"), "{none}");
    assert!(none.contains("GP practice: not recorded. Not a usual recipient. Tell them?"), "{none}");
    let whom = none.split_once("Who got it:").expect("who got it").1;
    assert!(
        !whom.split_once("What was done").expect("what was done").0.contains("Police"),
        "who sent it has it: {none}"
    );
}

#[test]
fn a_step_says_that_it_has_no_owner_or_no_date() {
    let step = |step: Value| {
        printed(
            json!({ "services": { "s1": { "agency": "hv", "state": "attending" }, "s2": { "agency": "early-years", "state": "attending" } },
            "steps": { "R3-06": step } }),
        )
    };
    let bare = step(json!({ "state": "has-step", "step": "Agree a lead" }));
    assert!(bare.contains("Agree a lead Who: No owner ____") && bare.contains("by No date ____"), "{bare}");
    let whole = step(
        json!({ "state": "has-step", "step": "Agree a lead", "owner": "named nurse", "by": when("4 December 2026") }),
    );
    assert!(whole.contains("Who: named nurse by 4 December 2026") && !whole.contains("No owner"), "{whole}");
}

#[test]
fn what_was_passed_on_and_never_confirmed_says_so() {
    let hand = |hand: Value| printed(json!({ "hand-overs": { "h1": hand } }));
    let sent = hand(json!({ "from": "Early Help", "to": "health visiting", "when": when("May 2026") }));
    assert!(sent.contains("Confirmed: Sent, not confirmed"), "{sent}");
    let unsent = hand(json!({ "from": "Early Help" }));
    assert!(unsent.contains("Confirmed: Not recorded"), "{unsent}");
    let confirmed = hand(json!({ "from": "Early Help", "when": when("May 2026"), "acknowledged": "yes" }));
    assert!(confirmed.contains("Confirmed: Yes"), "{confirmed}");
}

#[test]
fn how_somebody_takes_things_in_leads_the_plan() {
    let plan = printed(json!({
        "people": { "p1": { "label": "Mother", "role": "mother" } },
        "outcomes": { "ou1": { "what": "Sleeps at night" } },
        "answers": { "LC-02/p1": { "state": "known", "text": "Pictures, and one thing at a time." } } }));
    let at = |words: &str| plan.find(words).unwrap_or_else(|| panic!("{words} in {plan}"));
    assert!(
        at("THE PLAN, AND HOW IT IS GOING") < at("Pictures, and one thing")
            && at("Pictures, and one thing") < at("The written plan")
    );
    assert_eq!(plan.matches("Pictures, and one thing").count(), 1, "{plan}");
}

#[test]
fn who_at_home_may_read_it_is_asked_before_it_is_shared() {
    let written = printed(json!({}));
    let sign = written.split_once("SIGN-OFF").expect("sign-off").1;
    let (asked, shared) = (sign.find("Who at home may read this"), sign.find("Yes, on"));
    assert!(asked.is_some() && asked < shared, "{sign}");
}

#[test]
fn a_month_is_no_day() {
    let marac = |dates: &[&str]| {
        let heard: Map<String, Value> = dates
            .iter()
            .enumerate()
            .map(|(at, date)| (format!("ma{}", at + 1), json!({ "when": when(date) })))
            .collect();
        printed(json!({ "maracs": heard }))
    };
    let twice = marac(&["November 2018", "about May 2020"]);
    assert!(twice.contains("Heard at MARAC twice: November 2018 and about May 2020."), "{twice}");
}

#[test]
fn what_ended_or_was_passed_on_is_named_as_it_is_known() {
    let ended = printed(json!({ "services": {
        "s1": { "agency": "other", "name": "Toy library", "state": "stopped", "ended": when("June 2026") },
        "s2": { "agency": "hv", "state": "attending" } } }));
    assert!(ended.contains("Toy library has ended. When: June 2026."), "{ended}");
    assert!(!ended.contains("Another agency ended") && !ended.contains("ended on"), "{ended}");
    let undated = printed(json!({ "services": { "s1": { "agency": "other", "state": "stopped" } } }));
    assert!(!undated.contains("ended on") && undated.contains("has ended. When: not recorded."), "{undated}");
    let passed = printed(json!({ "hand-overs": { "h1": { "when": when("May 2026"), "first": "Nights are hard" } } }));
    assert!(passed.contains("Did the next worker get what the last worker passed on"), "{passed}");
}

/// A supervisor has the sheet, and the open questions on pages of their own. The checklist is the worker's.
#[test]
fn the_paper_of_a_supervisor_does_not_repeat_the_checklist() {
    let document = first_paper(&rich("supervisor"), &guidance(), today());
    let written = unwrapped(&text::write(&document));
    let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words} in {written}"));
    assert!(at("SIGN-OFF") < at("WHAT TO TALK ABOUT FIRST"), "{written}");
    assert!(
        at("WHO MATTERS TO EACH CHILD") < at("WHAT TO TALK ABOUT FIRST") && written.contains("Male carer C: partner")
    );
    assert!(written.contains("The checklist is a paper of its own"), "{written}");
    for part in
        ["FATHERS AND MALE CARERS", "RECORDS LOOKED AT", "WHAT HAPPENED BEFORE", "HELP ----", "EACH CHILD'S OWN LIFE"]
    {
        assert!(!written.contains(part), "{part} in {written}");
    }
    let page = page(&document);
    assert!(page.contains("part-2 new-page\"><h2><bdi>What to talk about first"), "{page}");
    let own = nodes(&first_paper(&rich("practitioner"), &guidance(), today()));
    assert!(!format!("{own:?}").contains("new-page"));
}

/// A question on paper gives the first of its reasons, and does not name again what it is about.
#[test]
fn questions_are_kept_short_on_paper() {
    let written = |role: &str| {
        printed(json!({ "head": { "role": role }, "records": { "d1": { "name": "Old file", "state": "partial" } },
            "steps": { "R1-02-partial/d1": { "state": "has-step", "step": "Ring the records team", "owner": "named nurse", "by": when("4 December 2026") } } }))
    };
    let own = written("practitioner");
    assert!(
        own.contains("[ ] Talked about [ ] Not now. Again on ____") && !own.contains("Rests on: Old file"),
        "{own}"
    );
    let first = "A record that is seen in part can look like a whole one";
    assert!(own.contains(first), "{own}");
    // In supervision they are gone through: what was decided stands with them, and no more.
    let supervised = written("supervisor");
    assert!(supervised.contains("Next: Ring the records team Who: named nurse by 4 December 2026"), "{supervised}");
    assert!(!supervised.contains(first) && !supervised.contains("Talked about"), "{supervised}");
}
