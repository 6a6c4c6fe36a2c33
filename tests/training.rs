//! An exercise from its first stage to the end, as facilitator and as a table: what is shown, locked and held back.

use family_history_content::{SCENARIOS, guidance};
use family_history_domain::case::{
    Answer, AnswerState, Case, Edit, ExerciseLength, FactId, Key, NextStep, Person, PersonId, Stage, Turn, TurnId,
};
use family_history_domain::plain::Plain;
use family_history_domain::review::{review, words};
use family_history_domain::same;
use family_history_domain::save;
use family_history_domain::scenario::{Scenario, as_at};
use family_history_domain::session::{Effect, Msg, Session, update};
use family_history_domain::training;
use family_history_tests::exercise::{self, SECRET, clock, locks, opened, opens_next, shows_next, types};

fn whole(name: &str) -> (Case, u32) {
    opened(SCENARIOS.iter().find(|(known, _)| *known == name).expect("a scenario").1)
}

fn begun(length: ExerciseLength) -> Session {
    exercise::begun(&whole("william").0, length)
}

fn table(group: &Session, agency: &str) -> (String, Session) {
    exercise::table(group, "Table 2", agency)
}

fn says(session: Session, words: &str) -> Session {
    let (id, _) = training::open_turn(&session.case).expect("open answers");
    types::<Turn>(session, id, |turn| turn.know = words.to_owned())
}

/// The case alone, without what only a run has.
fn facts(case: &Case) -> Case {
    Case {
        exercise: Default::default(),
        stages: Default::default(),
        turns: Default::default(),
        unread: Default::default(),
        ..case.clone()
    }
}

#[test]
fn the_facilitators_case_at_each_stop_is_what_was_known_at_its_stage() {
    let (scenario, mut session) = (Scenario::of(whole("william").0), begun(ExerciseLength::Every));
    for stage in 1..=23 {
        assert_eq!(session.case.exercise.at, stage);
        assert_eq!(facts(&session.case), as_at(&scenario, stage, None), "stage {stage}");
        assert_eq!(Some(session.today), scenario.day_of(stage).or(Some(clock())), "asked on the day of then");
        let asked: Vec<String> =
            training::asked(&scenario, stage, None, &guidance()).into_iter().map(|question| question.title).collect();
        assert_eq!(training::open_turn(&session.case).expect("open").1.open, asked, "stage {stage}");
        session = locks(session, "10:04");
        if stage < 23 {
            session = shows_next(session);
        }
    }
    let end = training::end(&session.case).expect("the end");
    assert!(update(session, Msg::StageTurned(end)).0.case.exercise.ended);
}

#[test]
fn nothing_is_shown_while_answers_are_open_and_nothing_ends_before_the_last_stage() {
    let session = begun(ExerciseLength::Every);
    let scenario = session.scenario.clone().expect("the facilitator's");
    assert!(training::show(&session.case, session.next_number(), &scenario, &guidance()).is_none());
    let session = locks(session, "10:04");
    assert!(training::end(&session.case).is_none());
    assert!(training::lock(&session.case, &guidance(), "10:05").is_none(), "there is nothing left to lock");
}

/// What is said in a fact, at some length: ids and values of lists may come up anywhere.
fn long_words_in(fact: &serde_json::Value) -> Vec<String> {
    match fact {
        serde_json::Value::String(words) if words.contains(' ') && words.len() > 16 => vec![words.clone()],
        serde_json::Value::Array(all) => all.iter().flat_map(long_words_in).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(long_words_in).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_tables_copy_holds_nothing_of_a_later_stage_that_can_be_read() {
    let (scenario, group) = (Scenario::of(whole("william").0), begun(ExerciseLength::Every));
    for agency in ["", "hv"] {
        let (text, mut session) = table(&group, agency);
        assert!(!text.contains(SECRET));
        let mut text = text;
        for stage in 1..23 {
            let mut known = as_at(&scenario, stage, None).to_json().to_string();
            // A stage that nobody who works with the family knew of still has its day.
            known.extend(scenario.told().filter(|told| told.number <= stage).map(|told| told.when.said().to_owned()));
            for later in scenario.told().filter(|later| later.number > stage) {
                let said = [&later.story, &later.listen, &later.say, &later.model];
                assert!(
                    said.iter().all(|words| words.is_empty() || !text.contains(*words)),
                    "stage {stage}: {}",
                    later.number
                );
                assert!(!text.contains(&later.title), "stage {stage} tells of stage {}", later.number);
                for fact in later.facts.iter().filter(|fact| !as_at(&scenario, stage, None).has(fact)) {
                    let words = long_words_in(&scenario.case.written(fact).expect("a fact"));
                    assert!(!session.case.has(fact), "stage {stage} holds {fact} of stage {}", later.number);
                    for words in words.iter().filter(|words| !known.contains(*words)) {
                        assert!(!text.contains(words), "stage {stage}: “{words}” of stage {}", later.number);
                    }
                }
            }
            session = opens_next(locks(session, "10:04"));
            text = save::write(&session.case, session.next_number());
        }
        assert_eq!(session.case.exercise.locked.len(), 0);
        let view = Some(agency).filter(|agency| !agency.is_empty());
        assert_eq!(facts(&session.case), as_at(&scenario, 23, view), "at the end it holds what its agency held");
    }
}

#[test]
fn a_stage_opens_with_its_own_code_alone() {
    let (_, session) = table(&begun(ExerciseLength::Every), "gp");
    let session = locks(session, "10:04");
    for wrong in ["", "AAAA-AAAA", &training::code(SECRET, 3), &training::code("other", 2)] {
        assert!(training::unlock(&session.case, wrong).is_none(), "{wrong}");
    }
    assert_eq!(opens_next(session).case.exercise.at, 2);
}

#[test]
fn what_a_table_adds_and_changes_is_still_there_after_the_next_stage() {
    let (_, mut session) = table(&begun(ExerciseLength::Every), "");
    let id = session.new_id::<Person>();
    let scenario = Scenario::of(whole("william").0);
    assert!(!scenario.case.has(&id.into()), "a number that no stage uses");
    let edit = Edit::add(&session.case, id, Person { label: "The man on the stairs".to_owned(), ..Person::default() });
    session = update(session, Msg::Added { edit: edit.expect("an addition") }).0;
    session = types::<Person>(session, PersonId(1), |mother| mother.note = "Ask her first.".to_owned());
    for _ in 1..23 {
        session = opens_next(locks(session, "10:04"));
    }
    assert_eq!(session.case.label(id), "The man on the stairs");
    assert_eq!(session.case.get::<Person>(PersonId(1)).expect("Mother").note, "Ask her first.");
}

#[test]
fn locked_answers_do_not_change_by_typing_by_undo_or_by_removal() {
    let session = says(table(&begun(ExerciseLength::Every), "hv").1, "A new baby, and a letter.");
    let (id, _) = training::open_turn(&session.case).expect("open");
    let locked = locks(session, "10:04");
    let words = |session: &Session| session.case.get::<Turn>(id).cloned().expect("the answers");
    let before = words(&locked);
    assert_eq!((before.know.as_str(), before.locked.as_str()), ("A new baby, and a letter.", "10:04"));
    let typed = types::<Turn>(locked.clone(), id, |turn| turn.know = "We knew all along.".to_owned());
    assert_eq!(words(&typed), before);
    assert_eq!(typed.problems.iter().map(|problem| problem.say).collect::<Vec<_>>(), ["problem.locked"]);
    let removal = Edit::remove_fact(&locked.case, &id.into()).expect("a removal");
    assert_eq!(words(&update(locked.clone(), Msg::Edited { edit: removal, typing: None }).0), before);
    assert!(locked.can_undo().is_none());
    assert_eq!(words(&update(locked.clone(), Msg::Undone).0), before);
    let later = opens_next(locked);
    assert_eq!(words(&update(later, Msg::Undone).0), before);
}

#[test]
fn locked_answers_that_were_changed_in_the_file_are_said_to_be() {
    let session = says(table(&begun(ExerciseLength::Every), "hv").1, "A new baby.");
    let session = opens_next(locks(session, "10:04"));
    let session = locks(says(session, "A letter."), "10:20");
    let text = save::write(&session.case, session.next_number());
    assert_eq!(update(Session::new(clock()), Msg::FileOpened { text: text.clone() }).0.problems, Vec::new());
    let changed = text.replace("A new baby.", "A new baby, and danger.");
    let session = update(Session::new(clock()), Msg::FileOpened { text: changed }).0;
    let said: Vec<_> = session.problems.iter().map(|problem| (problem.say, problem.at.as_str())).collect();
    assert_eq!(said, [("problem.locked-changed", "1")]);
}

#[test]
fn how_far_a_run_is_and_its_stages_are_not_edited() {
    let (_, session) = table(&begun(ExerciseLength::Every), "hv");
    let edit = Edit::change(&session.case, &FactId::Exercise, &|exercise| {
        exercise.downcast_mut::<family_history_domain::case::Exercise>().expect("it").at = 9;
    });
    let after = update(session.clone(), Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    assert_eq!(after.case, session.case);
}

#[test]
fn training_and_real_work_do_not_mix() {
    let real =
        r#"{ "format": "family-history-review", "version": 2, "case": { "people": { "p1": { "label": "Mother" } } } }"#;
    let training_text = SCENARIOS[0].1;
    let say = |session: &Session| session.problems.last().map(|problem| problem.say);
    let open = |session: Session, text: &str| update(session, Msg::FileOpened { text: text.to_owned() }).0;

    let at_work = open(Session::new(clock()), real);
    let refused = open(at_work.clone(), training_text);
    assert_eq!((say(&refused), &refused.case), (Some("problem.training-file"), &at_work.case));
    for msg in
        [Msg::EarlierOpened { text: training_text.to_owned() }, Msg::OtherOpened { text: training_text.to_owned() }]
    {
        let refused = update(at_work.clone(), msg).0;
        assert_eq!(say(&refused), Some("problem.training-file"));
        assert!(refused.earlier.is_none() && refused.other.is_none());
    }
    let group = begun(ExerciseLength::Every);
    let begin = Msg::ExerciseBegun { case: group.case.clone().into(), next_number: group.next_number() };
    assert_eq!(update(at_work.clone(), begin).0.case, at_work.case);

    let refused = open(group.clone(), real);
    assert_eq!((say(&refused), &refused.case), (Some("problem.real-file"), &group.case));
    assert_eq!(open(update(group, Msg::BegunAnew).0, real).case, at_work.case, "once the exercise is ended it opens");
}

#[test]
fn a_training_file_says_so_whatever_was_taken_out_of_it() {
    let (case, next_number) = whole("william");
    let text = save::write(&case, next_number);
    assert!(text.contains(r#""format": "family-history-training""#));
    let bare = r#"{ "format": "family-history-training", "version": 2, "case": { "people": { "p1": { "label": "Mother" } } } }"#;
    assert!(opened(bare).0.is_training());
    let disguised = text.replace("family-history-training", "family-history-review");
    assert!(opened(&disguised).0.is_training());
    assert!(save::file_name(&case, clock()).starts_with("family-history-training-scenario-"));
}

#[test]
fn the_facilitators_file_comes_back_whole() {
    let session = locks(says(begun(ExerciseLength::Every), "A baby."), "10:04");
    let (after, effects) = update(session.clone(), Msg::SavePressed { mark: "0a1b2c".to_owned() });
    let Some(Effect::SaveFile { text, name }) = effects.first() else { panic!("{effects:?}") };
    assert!(name.starts_with("family-history-training-group-"));
    let again = update(Session::new(clock()), Msg::FileOpened { text: text.clone() }).0;
    assert_eq!((again.problems.len(), &again.case, again.today), (0, &after.case, after.today));
    assert_eq!(shows_next(again).case, shows_next(session).case, "it goes on where it was");
}

#[test]
fn what_tables_said_is_taken_home_without_the_family_and_put_together_by_the_facilitator() {
    let group = begun(ExerciseLength::Brief);
    let (_, table) = table(&group, "hv");
    let said = locks(says(table, "A baby, and a letter."), "10:04");
    let outcome = training::outcome(&said.case);
    assert!(outcome.people.is_empty() && outcome.events.is_empty() && outcome.exercise.locked.is_empty());
    let text = save::write(&outcome, 1);
    let with = update(group.clone(), Msg::OutcomesOpened(vec![text.clone(), text.clone()])).0;
    let tables = training::outcomes(&with.case);
    assert_eq!(tables.len(), 1, "the same file twice is one");
    let other = text.replace("A baby, and a letter.", "A letter, we think.");
    let both = update(with.clone(), Msg::OutcomesOpened(vec![other, text.clone()])).0;
    let names: Vec<String> = training::outcomes(&both.case).iter().map(|table| table.exercise.table.clone()).collect();
    assert_eq!(names, ["Table 2", "Table 2 (2)"], "another table of the same name is kept beside it");
    assert_eq!(
        tables[0].turns.get(&TurnId(0)).or(tables[0].turns.values().next()).expect("answers").know,
        "A baby, and a letter."
    );
    let foreign = text.replace("William: a published review", "Another story");
    let without = update(group.clone(), Msg::OutcomesOpened(vec![foreign])).0;
    assert_eq!(
        (without.problems.last().map(|it| it.say), &without.case),
        (Some("problem.outcome-foreign"), &group.case)
    );
    let alone = update(Session::new(clock()), Msg::FileOpened { text }).0;
    assert_eq!(alone.problems.last().map(|it| it.say), Some("problem.outcome-alone"));
}

#[test]
fn what_the_assistant_asked_that_a_table_took_up_is_kept_with_its_answers() {
    let session = begun(ExerciseLength::Every);
    let open = training::open_turn(&session.case).expect("open").1.open.clone();
    let untouched = locks(session.clone(), "10:04");
    assert_eq!(untouched.case.turns.values().next().expect("answers").taken, [""; 0]);
    // A next step in the tool takes a question up, and no other.
    let question = review(&session.case, &guidance(), session.today).remove(0);
    let edit = Edit::change(&session.case, &FactId::Step(question.key()), &|step| {
        step.downcast_mut::<NextStep>().expect("a step").step = "Ask the school.".to_owned();
    });
    let session = update(session, Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    let locked = locks(session, "10:04");
    let turn = locked.case.turns.values().next().expect("answers");
    assert_eq!((&turn.open, turn.taken.as_slice()), (&open, [words(&question, &guidance()).title].as_slice()));
}

#[test]
fn locked_answers_that_were_opened_again_or_taken_out_in_the_file_are_said_to_be() {
    let session = locks(says(table(&begun(ExerciseLength::Every), "hv").1, "A new baby."), "10:04");
    let text = save::write(&session.case, session.next_number());
    let say = |text: String| {
        let opened = update(Session::new(clock()), Msg::FileOpened { text }).0;
        opened.problems.iter().map(|problem| problem.say).collect::<Vec<_>>()
    };
    assert_eq!(say(text.clone()), [""; 0]);
    assert_eq!(say(text.replace("\"locked\": \"10:04\",", "")), ["problem.locked-changed"]);
    let mut file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    file["case"]["turns"] = serde_json::json!({});
    assert_eq!(say(file.to_string()), ["problem.locked-changed"]);
}

#[test]
fn not_safe_that_a_stage_tells_stands_whatever_a_table_answered() {
    let text = r#"{ "format": "family-history-training", "version": 2, "next-number": 50, "case": {
        "exercise": { "kind": "scenario", "title": "Two", "basis": "made-up" },
        "people": { "p1": { "label": "Mother", "role": "mother" } },
        "answers": { "R1-18/p1": { "state": "not-safe", "text": "He reads her telephone." } },
        "stages": {
            "st1": { "number": 1, "title": "One", "when": { "said": "2021", "edtf": "2021" }, "facts": ["p1"] },
            "st2": { "number": 2, "title": "Two", "when": { "said": "2022", "edtf": "2022" }, "facts": ["answer:R1-18/p1"] } } } }"#;
    let (whole, next_number) = opened(text);
    let (case, next_number) =
        training::begin(&whole, next_number, ExerciseLength::Every, SECRET, &guidance()).expect("stages");
    let group = update(Session::new(clock()), Msg::ExerciseBegun { case: case.into(), next_number }).0;
    let (_, session) = table(&group, "");
    let answer = FactId::Answer(Key("R1-18/p1".to_owned()));
    let edit = Edit::change(&session.case, &answer, &|answer| {
        answer.downcast_mut::<Answer>().expect("an answer").text = "Our own words.".to_owned();
    });
    let session = update(session, Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    let session = opens_next(locks(session, "10:04"));
    let told = session.case.answers.values().next().expect("the answer");
    assert_eq!((told.text.as_str(), told.state), ("Our own words.", Some(AnswerState::NotSafe)));
}

#[test]
fn records_that_were_joined_in_a_scenario_carry_nothing_into_a_copy_and_the_stages_of_a_run_stand() {
    let (whole, number) = whole("first-baby");
    let join =
        same::join(&whole, &guidance(), (PersonId(6), PersonId(3)), number, clock()).expect("they can be joined");
    let mut joined = whole.clone();
    join.apply(&mut joined);
    assert_eq!(joined.joined.len(), 1);
    let (case, next_number) =
        training::begin(&joined, number + 1, ExerciseLength::Every, SECRET, &guidance()).expect("stages");
    assert!(case.joined.is_empty());
    let group = update(Session::new(clock()), Msg::ExerciseBegun { case: case.into(), next_number }).0;
    assert!(table(&group, "").1.case.joined.is_empty());
    let (stage, _) = group.case.stages.iter().next().expect("a stage");
    let edit = Edit::change(&group.case, &FactId::from(*stage), &|stage| {
        stage.downcast_mut::<Stage>().expect("a stage").facts = Default::default();
    });
    let after = update(group.clone(), Msg::Edited { edit: edit.expect("a change"), typing: None }).0;
    let said = after.problems.last().map(|problem| problem.say);
    assert_eq!((said, after.case == group.case), (Some("problem.stage-kept"), true));
}
