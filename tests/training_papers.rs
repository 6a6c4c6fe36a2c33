//! The papers of an exercise: what marks them, what stands on each, and what never does.

use std::rc::Rc;

use family_history_content::{SCENARIOS, guidance};
use family_history_domain::case::{Case, Edit, ExerciseBasis, ExerciseLength, FactId, Stage, Turn};
use family_history_domain::document::training::{
    action_sheet, debrief, debrief_of_table, facilitator_pack, participant_sheet, participant_sheets,
};
use family_history_domain::document::{
    Block, Choices, Document, Inline, Kind, blank, changed, copy, csv, docx, file_name, ics, knew, page, paper,
    print_css, text, title,
};
use family_history_domain::save;
use family_history_domain::scenario::{Scenario, as_at, holders};
use family_history_domain::session::{Msg, Session, update};
use family_history_domain::training;
use family_history_tests::exercise::{self, SECRET, begun, clock, locks, opened, opens_next, shows_next, types};
use family_history_tests::expect;
use serde_json::{Value, json};

const MARK: &str = "TRAINING. An invented family. Nothing here is about a real child.";
const FERRY_LANE: &str = include_str!("training_papers/ferry-lane.json");

fn ferry_lane() -> Scenario {
    Scenario::of(opened(FERRY_LANE).0)
}

/// Ferry Lane, with something put differently.
fn with(change: impl FnOnce(&mut Value)) -> Case {
    let mut file: Value = serde_json::from_str(FERRY_LANE).expect("JSON");
    change(&mut file["case"]);
    opened(&file.to_string()).0
}

/// The published timeline of the William review, whole.
fn william_whole() -> Case {
    opened(SCENARIOS.iter().find(|(name, _)| *name == "william").expect("it is shipped").1).0
}

/// Ferry Lane, and every scenario that is shipped.
fn scenarios() -> Vec<Scenario> {
    std::iter::once(FERRY_LANE)
        .chain(SCENARIOS.iter().map(|(_, text)| *text))
        .map(|text| Scenario::of(opened(text).0))
        .collect()
}

fn table(group: &Session, label: &str, agency: &str) -> Session {
    exercise::table(group, label, agency).1
}

fn says(session: Session, change: impl Fn(&mut Turn)) -> Session {
    let (id, _) = training::open_turn(&session.case).expect("open answers");
    types::<Turn>(session, id, change)
}

/// A run of Ferry Lane to its end, with what two tables said.
fn run() -> (Session, Session) {
    let whole = opened(FERRY_LANE).0;
    let mut group = begun(&whole, ExerciseLength::Every);
    let mut one = table(&group, "Table 1", "hv");
    let mut two = table(&group, "Table 2", "");
    for stop in 1..=3 {
        let know = |words: &'static str| move |turn: &mut Turn| turn.know = words.to_owned();
        group = locks(says(group, know("What the room said.")), "10:05");
        one = locks(says(one, know("What table one said.")), "10:04");
        two = locks(two, "10:03");
        if stop < 3 {
            (group, one, two) = (shows_next(group), opens_next(one), opens_next(two));
        }
    }
    let end = training::end(&one.case).expect("the end");
    one = update(one, Msg::StageTurned(end)).0;
    let edit = Edit::change(&one.case, &FactId::Exercise, &|exercise| {
        let exercise = exercise.downcast_mut::<family_history_domain::case::Exercise>().expect("it");
        exercise.good = "She was seen at home.".to_owned();
    });
    one = update(one, Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    let outcomes = [&two, &one].map(|session| save::write(&training::outcome(&session.case), 1));
    group = update(group, Msg::OutcomesOpened(outcomes.into())).0;
    (group, one)
}

/// Plain text on single spaces.
fn said(document: &Document) -> String {
    text::write(document).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn snapshot(name: &str, words: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "papers" }, {
        insta::assert_snapshot!(name, words);
    });
}

/// Every paper of an exercise's own, by a name, in the smallest scenario.
fn own_papers() -> Vec<(&'static str, Document)> {
    let (scenario, pack) = (ferry_lane(), guidance());
    let (group, one) = run();
    let second =
        opens_next(locks(table(&begun(&opened(FERRY_LANE).0, ExerciseLength::Every), "Table 3", "hv"), "9:58"));
    let sheets = |agency| participant_sheets(&scenario, ExerciseLength::Session, agency, &pack, clock());
    vec![
        ("sheet", participant_sheet(&second.case, &pack, clock())),
        ("sheets-all", sheets(None)),
        ("sheets-gp", sheets(Some("gp"))),
        ("facilitator", facilitator_pack(&scenario, ExerciseLength::Session, SECRET, &pack, clock())),
        ("debrief", debrief(&scenario, &group.case, &pack, clock())),
        ("debrief-of-table", debrief_of_table(&one.case, &pack, clock())),
        ("actions", action_sheet(&group.case, &pack, clock())),
    ]
}

#[test]
fn each_paper_reads_as_one_piece() {
    for (name, document) in own_papers() {
        snapshot(&format!("training-{name}"), &text::write(&document));
    }
}

/// Every kind of paper that a training case can have, the agency of a table and the newest stop in hand.
fn ordinary_papers(case: &Case) -> Vec<Document> {
    let (pack, choices) = (guidance(), Choices::default());
    let mut all: Vec<Document> =
        Kind::all(case).into_iter().map(|kind| paper(case, &pack, clock(), kind, &choices)).collect();
    all.push(changed(&Case::default(), case, &pack, clock(), &choices));
    all.push(knew(case, &pack, clock()));
    all
}

#[test]
fn every_paper_of_an_exercise_is_marked_on_every_page_in_every_copy_and_in_its_files_name() {
    let whole = opened(FERRY_LANE).0;
    let group = begun(&whole, ExerciseLength::Every).case;
    let mut papers: Vec<Document> = own_papers().into_iter().map(|(_, document)| document).collect();
    papers.extend([&whole, &group].into_iter().flat_map(ordinary_papers));
    let mark = vec![Inline::Strong(MARK.to_owned())];
    for document in &papers {
        let name = &document.title;
        assert!(document.margins.handling.starts_with(MARK), "{name}: in the margin of each page");
        assert!(print_css(document).contains("TRAINING. An invented family."), "{name}");
        for sheet in document.sections.iter().filter(|section| section.level == 1) {
            assert_eq!(sheet.blocks.first(), Some(&Block::Panel(mark.clone())), "{name}: under the title");
        }
        assert!(document.sections.iter().any(|section| section.level == 1), "{name}");
        assert!(said(document).matches(MARK).count() >= 2, "{name}: as text");
        assert!(copy::rich(document).contains(MARK), "{name}: for Word");
        let parts = copy::parts(document).map(|(at, _)| at).collect::<Vec<_>>();
        for part in parts {
            assert!(copy::plain(&copy::part(document, part)).replace('\n', " ").contains(MARK), "{name}: one part");
            assert!(copy::rich(&copy::part(document, part)).contains(MARK), "{name}: one part for Word");
        }
        let mut file = zip::ZipArchive::new(std::io::Cursor::new(docx::write(document))).expect("a Word file");
        for place in ["word/header.xml", "word/document.xml"] {
            let text = std::io::read_to_string(file.by_name(place).expect(place)).expect("text");
            assert!(text.contains(MARK), "{name}: {place}");
        }
        assert!(file_name(name, clock(), "docx").starts_with("training-"), "{name}");
        assert!(page(document).contains("<title>Training: "), "{name}");
    }
}

#[test]
fn a_published_review_is_marked_as_one() {
    let published = with(|case| case["exercise"]["basis"] = json!("published"));
    assert_eq!(published.exercise.basis, Some(ExerciseBasis::Published));
    for document in ordinary_papers(&published) {
        assert!(document.margins.handling.starts_with("TRAINING. A published review."), "{}", document.title);
        assert!(!said(&document).contains("invented family. Nothing"), "{}", document.title);
    }
}

/// While texts are still to be looked at, an exercise made from a review is about a family, and no paper says otherwise.
#[test]
fn an_exercise_that_is_being_made_from_a_review_is_still_sensitive() {
    let made = with(|case| case["exercise"]["to-confirm"] = json!(["e1/detail"]));
    for document in ordinary_papers(&made) {
        let handling = &document.margins.handling;
        assert!(
            handling.starts_with("TRAINING. Being made from a review. It is still about a real family"),
            "{handling}"
        );
        assert!(handling.ends_with(guidance().word("paper.handling")), "{handling}");
        assert!(!said(&document).contains("Nothing here is about a real child"), "{}", document.title);
    }
}

#[test]
fn papers_of_real_work_and_blank_ones_are_not_marked() {
    let real = Case { exercise: Default::default(), stages: Default::default(), ..opened(FERRY_LANE).0 };
    for document in ordinary_papers(&real) {
        assert!(!format!("{document:?}").contains("TRAINING."), "{}", document.title);
    }
    for kind in Kind::blanks() {
        assert!(!format!("{:?}", blank(&guidance(), Some(clock()), kind)).contains("TRAINING."), "{kind:?}");
    }
    assert_eq!(title(&real, &guidance(), "paper.title-chronology"), guidance().word("paper.title-chronology"));
}

#[test]
fn a_paper_of_an_exercise_is_sensitive_only_where_somebody_chose_it() {
    let sensitive = guidance().word("paper.handling").to_owned();
    let of = |case: &Case| paper(case, &guidance(), clock(), Kind::Checklist, &Choices::default()).margins.handling;
    assert!(!of(&with(|_| ())).contains(&sensitive));
    let chosen = with(|case| case["head"]["handling"] = json!("official-sensitive"));
    assert_eq!(of(&chosen), format!("{MARK} {sensitive}"));
}

#[test]
fn a_list_of_an_exercise_shows_where_it_is_from_when_it_is_brought_into_a_review() {
    let case = with(|case| case["events"]["e3"].as_object_mut().expect("an event").remove("source").map_or((), drop));
    let list = csv::chronology(&case, &guidance(), clock(), None, &Choices::default());
    let mut reader = csv_reader(&list);
    let heads = reader.headers().expect("heads").clone();
    let source = heads.iter().position(|head| head == guidance().word("csv.source")).expect("a column");
    let cells: Vec<String> = reader.records().map(|row| row.expect("a row")[source].to_owned()).collect();
    assert_eq!(cells.len(), 3);
    assert!(cells.iter().all(|cell| cell.ends_with("(training)")), "{cells:?}");
    let real = Case { exercise: Default::default(), ..case };
    assert!(!csv::chronology(&real, &guidance(), clock(), None, &Choices::default()).contains("(training)"));
}

fn csv_reader(list: &str) -> ::csv::Reader<&[u8]> {
    ::csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes())
}

#[test]
fn a_calendar_of_an_exercise_says_so_at_each_date() {
    let revisit =
        |case: &mut Value| case["events"]["e1"]["revisit"] = json!({ "said": "March 2027", "edtf": "2027-03" });
    let titles = |case: &Case| -> Vec<String> {
        let calendar = ics::dates(case, &guidance(), clock());
        calendar.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).map(str::to_owned).collect()
    };
    assert_eq!(titles(&with(revisit)), ["Training: Family history review: look again"]);
    let real = Case { exercise: Default::default(), ..with(revisit) };
    assert_eq!(titles(&real), ["Family history review: look again"]);
}

/// The words of a stage that nobody may read before it is shown: of its story, and of facts that are not there yet.
fn words_of_later(scenario: &Scenario, at: u32) -> Vec<String> {
    let mut words = Vec::new();
    let now = as_at(scenario, at, None);
    for stage in scenario.told().filter(|stage| stage.number > at) {
        words.extend([stage.title.clone(), stage.story.clone(), stage.listen.clone(), stage.say.clone()]);
        words.extend([&stage.talk, &stage.model].into_iter().flat_map(|text| text.lines().map(str::to_owned)));
        for fact in stage.facts.iter().filter(|fact| !now.has(fact)) {
            let written = scenario.case.written(fact).expect("a fact");
            let texts = ["label", "what", "detail", "note"].map(|field| written[field].as_str().map(str::to_owned));
            words.extend(texts.into_iter().flatten());
        }
    }
    // What the story is called is no secret, nor is what stands in the same words in what is known.
    let told = scenario.told().filter(|stage| stage.number <= at);
    let known: String = told.map(|stage| format!("{}\n{}\n{}\n", stage.title, stage.story, stage.talk)).collect();
    let facts = now.every_fact().into_iter().filter_map(|fact| now.written(&fact)).map(|fact| fact.to_string());
    let known = format!("{}\n{known}{}", scenario.exercise.title, facts.collect::<String>());
    words.retain(|words| words.len() > 3 && !known.contains(words.as_str()));
    words
}

/// The sheets of a run, stop by stop: of the facilitator, and of tables with these views.
fn sheets_of_a_run(whole: &Case, views: &[&str]) -> Vec<(u32, Document)> {
    let mut group = begun(whole, ExerciseLength::Every);
    let mut tables: Vec<Session> = views.iter().map(|agency| table(&group, "Table 1", agency)).collect();
    let mut sheets = Vec::new();
    loop {
        let at = group.case.exercise.at;
        let cases = std::iter::once(&group).chain(&tables);
        sheets.extend(cases.map(|session| (at, participant_sheet(&session.case, &guidance(), clock()))));
        group = locks(group, "10:00");
        tables = tables.into_iter().map(|table| locks(table, "10:00")).collect();
        if at == group.case.exercise.of {
            return sheets;
        }
        group = shows_next(group);
        tables = tables.into_iter().map(opens_next).collect();
    }
}

#[test]
fn no_sheet_for_a_table_says_anything_of_a_later_stage_or_of_the_facilitators_notes() {
    for scenario in scenarios() {
        // To open a stage with its code is slow on purpose, so the longer stories are run on the projector alone.
        let views: &[&str] = if scenario.told().count() > 3 { &[] } else { &["", "gp"] };
        let whole = Case {
            exercise: scenario.exercise.clone(),
            stages: scenario.stages.iter().map(|(id, stage)| (*id, stage.clone())).collect(),
            ..scenario.case.clone()
        };
        for (at, sheet) in sheets_of_a_run(&whole, views) {
            let words = said(&sheet);
            for later in words_of_later(&scenario, at) {
                assert!(!words.contains(&later), "stage {at} says: {later}");
            }
            for stage in scenario.told() {
                for note in [&stage.listen, &stage.say, &stage.care, &stage.model] {
                    let is_told = note.lines().any(|line| !line.is_empty() && words.contains(line));
                    assert!(!is_told, "stage {at} tells the table what is for the facilitator");
                }
            }
        }
    }
}

#[test]
fn a_sheet_handed_out_says_nothing_of_a_later_one() {
    for scenario in scenarios() {
        for agency in [None, Some("gp"), Some("hv")] {
            let document = participant_sheets(&scenario, ExerciseLength::Every, agency, &guidance(), clock());
            let mut sheets: Vec<Document> = Vec::new();
            for section in document.sections.clone() {
                if section.level == 1 {
                    sheets.push(Document { sections: Vec::new(), ..document.clone() });
                }
                sheets.last_mut().expect("a title first").sections.push(section);
            }
            assert_eq!(sheets.len(), scenario.told().count());
            for (sheet, stage) in sheets.iter().zip(scenario.told()) {
                assert_eq!(sheet.sections[0].starts_page, stage.number > 1, "each begins a page");
                let words = said(sheet);
                assert!(words.contains("You can stop at any time"), "the way out stands on each");
                for later in words_of_later(&scenario, stage.number) {
                    assert!(!words.contains(&later), "stage {} says: {later}", stage.number);
                }
            }
        }
    }
}

#[test]
fn a_table_that_shares_is_asked_whether_with_whom_on_what_ground_and_what_to_write_down() {
    let sharing = with(|case| case["exercise"]["asks"] = json!("sharing"));
    let session = begun(&sharing, ExerciseLength::Every);
    let words = said(&participant_sheet(&session.case, &guidance(), clock()));
    for asked in ["Would you share?", "With whom?", "On what ground?", "What would you record?", "[ ] yes, now"] {
        assert!(words.contains(asked), "{asked}: {words}");
    }
    let pack = guidance();
    let grounds: Vec<&str> = pack.dated_on("lawful-basis", "2026-11-26").map(|item| item.name.as_str()).collect();
    assert!(grounds.len() > 2 && grounds.iter().all(|ground| words.contains(&format!("[ ] {ground}"))), "{words}");
    assert!(!words.contains("What would you do?"));
    let answered = says(session, |turn| {
        turn.share_with = "The health visitor".to_owned();
        turn.bases = ["public-task".to_owned()].into_iter().collect();
    });
    let words = said(&participant_sheet(&answered.case, &guidance(), clock()));
    assert!(words.contains("[x] Public task") && words.contains("The health visitor"), "{words}");
}

#[test]
fn the_codes_on_the_facilitators_pack_open_the_stages_of_the_tables() {
    let whole = opened(FERRY_LANE).0;
    let words = said(&facilitator_pack(&ferry_lane(), ExerciseLength::Every, SECRET, &guidance(), clock()));
    let codes: Vec<&str> = words.split("on the tables' copies: ").skip(1).map(|rest| &rest[..9]).collect();
    assert_eq!(codes.len(), 2, "the first stage stands open: {words}");
    let mut session = table(&begun(&whole, ExerciseLength::Every), "Table 1", "hv");
    for code in codes {
        session = locks(session, "10:00");
        let shown = training::unlock(&session.case, code).expect("the code of the stage");
        let edit = training::reveal(&session.case, session.next_number(), shown, &guidance()).expect("a stop");
        session = update(session, Msg::StageTurned(edit)).0;
    }
    assert_eq!(session.case.exercise.at, 3);
    let without = said(&facilitator_pack(&ferry_lane(), ExerciseLength::Every, "", &guidance(), clock()));
    assert!(!without.contains("on the tables' copies"));
}

#[test]
fn voices_are_heard_in_their_order_and_what_was_good_is_asked_first() {
    let (group, _) = run();
    let scenario = ferry_lane();
    let pack = facilitator_pack(&scenario, ExerciseLength::Session, SECRET, &guidance(), clock());
    for document in [pack, debrief(&scenario, &group.case, &guidance(), clock())] {
        let words = said(&document);
        let at = |part: &str| words.find(part).unwrap_or_else(|| panic!("{part} in {words}"));
        let voices = ["I had ten minutes", "I would have told you", "He sang to me"].map(at);
        assert!(voices.is_sorted(), "{voices:?}");
        let asked = ["What was good practice", "What contributed", "What might be different"].map(at);
        assert!(asked.is_sorted() && voices[2] < asked[0], "{asked:?}");
    }
}

#[test]
fn tables_stand_in_the_order_of_their_names_whatever_they_wrote() {
    let (group, _) = run();
    let words = said(&debrief(&ferry_lane(), &group.case, &guidance(), clock()));
    let stop = &words[words.find("What was written then").expect("a part")..];
    let at = |part: &str| stop.find(part).unwrap_or_else(|| panic!("{part} in {stop}"));
    assert!(["* All together", "* Table 1", "* Table 2"].map(at).is_sorted(), "{stop}");
    assert!(words.contains("Table 1: She was seen at home."), "{words}");
}

#[test]
fn what_a_table_took_up_is_said_and_so_is_what_it_did_not_without_a_count() {
    let whole = opened(FERRY_LANE).0;
    let session = table(&begun(&whole, ExerciseLength::Every), "Table 1", "hv");
    let (id, turn) = training::open_turn(&session.case).expect("open");
    let mut turn = turn.clone();
    turn.taken = turn.open[..1].to_vec();
    turn.locked = "10:00".to_owned();
    let (taken, not) = (turn.open[0].clone(), turn.open[1].clone());
    let mut case = session.case.clone();
    case.turns.insert(id, turn.into());
    let words = said(&debrief_of_table(&case, &guidance(), clock()));
    assert!(
        words.contains(&format!(
            "Open in the tool then, and worked on in it: {taken} Open in the tool when it was locked: {not};"
        )),
        "{words}"
    );
    assert!(words.contains("These words are not as they were locked"), "a changed answer says so");
}

#[test]
fn no_paper_of_an_exercise_grades_or_blames_anybody() {
    let mut papers: Vec<(String, Document)> =
        own_papers().into_iter().map(|(name, document)| (name.to_owned(), document)).collect();
    let scenario = expect::william();
    papers
        .push(("william".to_owned(), facilitator_pack(&scenario, ExerciseLength::Every, SECRET, &guidance(), clock())));
    for (name, document) in papers {
        let words = said(&document).to_lowercase();
        let words = ["not a score", "nothing was missed", "missed nothing"]
            .iter()
            .fold(words, |words, denied| words.replace(denied, ""));
        for never in [
            "score",
            "%",
            " out of ",
            "points",
            "rank",
            "percent",
            "would have prevented",
            "prevented",
            "failed to",
            "missed",
            "refused",
            "first place",
            "winner is",
            "correct answer",
            "wrong answer",
            "level of risk",
        ] {
            assert!(!words.contains(never), "{name}: {never}");
        }
        let counts = ["questions", "tables", "people", "agencies", "answers"];
        let list: Vec<&str> = words.split_whitespace().collect();
        for two in list.windows(2) {
            let is_count = two[0].chars().all(|letter| letter.is_ascii_digit());
            assert!(!is_count || !counts.iter().any(|counted| two[1].starts_with(counted)), "{name}: {two:?}");
        }
    }
}

/// T-06: a name was heard, and nobody had a reason to worry. It is never staged as a trap.
#[test]
fn nothing_that_is_said_of_the_name_the_nursery_heard_asks_who_missed_it() {
    let scenario = expect::william();
    let stage = scenario.told().find(|stage| stage.number == 21).expect("it is told");
    let pack = facilitator_pack(&scenario, ExerciseLength::Every, SECRET, &guidance(), clock());
    let at = pack.sections.iter().position(|part| part.heading.starts_with("Stage 21.")).expect("its part");
    let printed = said(&copy::part(&pack, at));
    // Only to say that nothing was missed may speak of it at all.
    let plainly = |words: &str| words.to_lowercase().replace("nothing was missed", "");
    let notes = [&stage.listen, &stage.say, &stage.care].map(|words| words.as_str());
    for words in notes.into_iter().chain([printed.as_str()]) {
        for never in ["missed", "why did nobody", "why was nobody", "whose fault", "failed", "who should", "clue"] {
            assert!(!plainly(words).contains(never), "{never}: {words}");
        }
    }
    let asked = [&stage.title, &stage.story, &stage.talk, &stage.say, &stage.model].map(|words| plainly(words));
    for words in &asked {
        for never in ["should have", "could have", "ought to", "overlooked", "warning", "red flag", "stopped", "why"] {
            assert!(!words.contains(never), "{never}: {words}");
        }
    }
}

/// The agencies of the pack that held something of a stage.
fn who_held(scenario: &Scenario, number: u32) -> Vec<String> {
    let pack = guidance();
    let stage = scenario.told().find(|stage| stage.number == number).expect("a stage");
    let holds = |agency: &str| {
        let held = |fact: &FactId| {
            let holders = holders(&scenario.case, stage, fact);
            holders.is_empty() || holders.iter().any(|holder| holder == agency)
        };
        scenario.agencies().iter().any(|known| known == agency) && stage.facts.iter().any(held)
    };
    pack.agencies.iter().map(|agency| agency.id.clone()).filter(|agency| holds(agency)).collect()
}

/// What the assistant asked, as it stands in the looking back: whose view, what for the first time, and what was asked
/// before.
fn asked_then(document: &Document, stage: u32) -> Vec<(String, Vec<String>, Vec<String>)> {
    let sections = document.sections.iter().skip_while(|part| !part.heading.starts_with(&format!("Stage {stage}.")));
    let part = sections.skip(1).find(|part| part.heading == "What the assistant asked then").expect("its part");
    let mut views = Vec::new();
    for block in &part.blocks {
        let Block::Card { title, lines, .. } = block else { panic!("{block:?}") };
        let [Inline::Strong(names)] = title.as_slice() else { panic!("{title:?}") };
        let titles = |label: &str| -> Vec<String> {
            let of = lines.iter().find_map(|line| match line.as_slice() {
                [Inline::Soft(said), Inline::Text(titles)] if said.starts_with(label) => Some(titles),
                _ => None,
            });
            of.into_iter().flat_map(|all| all.split("; ")).map(str::to_owned).collect()
        };
        let (new, before) = (titles("For the first time"), titles("Asked before"));
        views.extend(names.split("; ").map(|name| (name.to_owned(), new.clone(), before.clone())));
    }
    views
}

#[test]
fn the_debrief_of_william_shows_what_was_asked_at_each_stage_given_what_each_agency_knew_then() {
    let (scenario, pack) = (expect::william(), guidance());
    let group = begun(&william_whole(), ExerciseLength::Every);
    let document = debrief(&scenario, &group.case, &pack, clock());
    let mut listed = String::new();
    for stage in scenario.told() {
        listed.push_str(&format!("{}. {}\n", stage.number, stage.title));
        let agencies = who_held(&scenario, stage.number);
        let views: Vec<Option<&str>> =
            std::iter::once(None).chain(agencies.iter().map(|id| Some(id.as_str()))).collect();
        let shown = asked_then(&document, stage.number);
        assert_eq!(shown.len(), views.len(), "stage {}: each view once", stage.number);
        let mut alike: Vec<(Vec<String>, Vec<String>, Vec<String>)> = Vec::new();
        for view in views {
            let asked = training::asked(&scenario, stage.number, view, &pack);
            let of = |was_open: bool| -> Vec<String> {
                asked.iter().filter(|it| it.was_open == was_open).map(|it| it.title.clone()).collect()
            };
            let name = view.map_or("Everyone together", |view| pack.agency_name(view)).to_owned();
            let (_, new, before) = shown.iter().find(|(whose, ..)| *whose == name).expect("each view is shown");
            assert_eq!(*new, of(false), "stage {}, {name}", stage.number);
            assert_eq!(*before, of(true), "stage {}, {name}", stage.number);
            match alike.iter_mut().find(|(_, also, too)| also == new && too == before) {
                Some((names, ..)) => names.push(name),
                None => alike.push((vec![name], new.clone(), before.clone())),
            }
        }
        for (names, new, before) in alike {
            listed.push_str(&format!("  {}\n", names.join("; ")));
            new.iter().for_each(|title| listed.push_str(&format!("    + {title}\n")));
            before.iter().for_each(|title| listed.push_str(&format!("    = {title}\n")));
        }
    }
    assert_eq!(scenario.told().count(), 23);
    snapshot("training-william-asked", &listed);
}

/// Nobody reads twenty stories in 7 minutes: what was before the stop is named, and the stop itself is told.
#[test]
fn in_a_short_meeting_the_earlier_stages_of_a_stop_are_named_and_the_last_is_told() {
    let group = begun(&william_whole(), ExerciseLength::Brief).case;
    let told: Vec<&Stage> = group.stages.values().map(Rc::as_ref).filter(|stage| !stage.story.is_empty()).collect();
    let last = told.iter().max_by_key(|stage| stage.number).expect("a stage");
    let words = said(&participant_sheet(&group, &guidance(), clock()));
    for stage in &told {
        let first = stage.story.lines().next().expect("a line");
        assert!(words.to_lowercase().contains(&stage.title.trim().to_lowercase()), "{}", stage.title);
        assert_eq!(words.contains(first), stage.number == last.number, "stage {}", stage.number);
    }
    let session = begun(&william_whole(), ExerciseLength::Session).case;
    let words = said(&participant_sheet(&session, &guidance(), clock()));
    for stage in session.stages.values().filter(|stage| !stage.story.is_empty()) {
        assert!(words.contains(stage.story.lines().next().expect("a line")), "stage {}", stage.number);
    }
}
