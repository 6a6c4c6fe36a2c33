//! The published timeline of the William review, as a staged case: what was known, when, and by whom.

use std::collections::BTreeMap;
use std::fmt::Write;

use family_history_content::guidance;
use family_history_domain::case::{Basis, Case, FactId};
use family_history_domain::document::{first_paper, text};
use family_history_domain::guidance::Guidance;
use family_history_domain::review::review;
use family_history_domain::save;
use family_history_domain::scenario::{Scenario, as_at, as_of};
use family_history_domain::when::Today;
use family_history_tests::expect::{self, william};
use serde_json::Value;

const STAGE_COUNT: u32 = 23;
const VIEWS: [Option<&str>; 2] = [None, Some("hv")];

/// Every fact that is kept by id, as JSON.
fn facts(case: &Case) -> BTreeMap<FactId, Value> {
    let file: Value = serde_json::from_str(&save::write(case, 1)).expect("JSON");
    let parts = file["case"].as_object().expect("parts").values().filter_map(Value::as_object);
    parts.flatten().filter_map(|(id, fact)| Some((id.parse().ok()?, fact.clone()))).collect()
}

/// The ids that stand in the fields of a fact.
fn named_in(value: &Value, ids: &mut Vec<FactId>) {
    match value {
        Value::String(word) => {
            ids.extend(word.parse::<FactId>().ok().filter(|id| !matches!(id, FactId::Head | FactId::Plan)))
        }
        Value::Array(list) => list.iter().for_each(|one| named_in(one, ids)),
        Value::Object(map) => map.values().for_each(|one| named_in(one, ids)),
        _ => {}
    }
}

fn paper(pack: &Guidance, case: &Case, scenario: &Scenario, stage: u32) -> String {
    text::write(&first_paper(case, pack, scenario.day_of(stage).expect("a day")))
}

#[test]
fn it_has_twenty_three_stages_and_every_fact_is_cited() {
    let scenario = william();
    let numbers: Vec<u32> = scenario.told().map(|stage| stage.number).collect();
    assert_eq!(numbers, (1..=STAGE_COUNT).collect::<Vec<_>>());
    for stage in scenario.told() {
        assert!(!stage.title.is_empty() && stage.cite.starts_with("William review, ¶"), "stage {}", stage.number);
    }
    for (id, fact) in facts(&scenario.case) {
        let by_itself = fact.to_string().contains("William review, ¶");
        let by_stage = scenario.told().any(|stage| stage.facts.contains(&id));
        assert!(by_itself || by_stage, "{id} has no source");
    }
}

#[test]
fn who_held_it_is_an_agency_of_the_pack_the_family_or_the_court() {
    let pack = guidance();
    let scenario = william();
    let of_stages = scenario.told().flat_map(|stage| &stage.held_by);
    let of_events = scenario.case.events.values().flat_map(|event| event.held_by.iter());
    for holder in of_stages.chain(of_events) {
        let is_known = pack.agencies.iter().any(|agency| agency.id == *holder);
        assert!(is_known || ["family", "court"].contains(&holder.as_str()), "{holder}");
    }
}

/// Neither a fact of the case nor a question it raises may speak of a fact that is not there.
fn assert_whole(pack: &Guidance, case: &Case, today: Today, view: &str) {
    for (id, fact) in facts(case) {
        let mut named = Vec::new();
        named_in(&fact, &mut named);
        assert_eq!(named.into_iter().find(|fact| !case.has(fact)), None, "{view}: {id}");
    }
    for question in review(case, pack, today) {
        let absent = question.about.iter().chain(&question.rests_on).find(|fact| !case.has(fact));
        assert_eq!(absent, None, "{view}: {}", question.key());
    }
}

#[test]
fn no_view_points_at_a_fact_that_is_not_in_it() {
    let (pack, scenario) = (guidance(), william());
    for stage in 0..=STAGE_COUNT {
        for agency in VIEWS {
            let today = scenario.day_of(stage.max(1)).expect("a day");
            assert_whole(&pack, &as_at(&scenario, stage, agency), today, &format!("stage {stage}, {agency:?}"));
        }
    }
    for day in ["1990-01-01", "2018-06-01", "2020-07-15", "2021-11-30", "2026-01-01"] {
        let today = Today::from_iso(day).expect("a day");
        assert_whole(&pack, &as_of(&scenario.case, today), today, day);
    }
}

/// What each view gains at each stage: the whole of the staging, to be read beside the review.
#[test]
fn each_stage_adds_its_facts_to_the_view_of_those_who_held_them() {
    let scenario = william();
    let mut table = String::new();
    let mut before: [Vec<FactId>; 2] = VIEWS.map(|agency| facts(&as_at(&scenario, 0, agency)).into_keys().collect());
    for stage in scenario.told() {
        let _ = writeln!(table, "{}. {}", stage.number, stage.title);
        let mut views = Vec::new();
        for (agency, before) in VIEWS.iter().zip(&mut before) {
            let now: Vec<FactId> = facts(&as_at(&scenario, stage.number, *agency)).into_keys().collect();
            assert!(before.iter().all(|fact| now.contains(fact)), "stage {} takes a fact back", stage.number);
            let gained: Vec<String> =
                now.iter().filter(|fact| !before.contains(fact)).map(ToString::to_string).collect();
            let _ = writeln!(table, "   {}: {}", agency.unwrap_or("all"), gained.join(" "));
            *before = now.clone();
            views.push(now);
        }
        assert!(views[1].iter().all(|fact| views[0].contains(fact)), "stage {}: one agency sees more", stage.number);
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("william-stages", table);
    });
}

#[test]
fn in_november_2021_the_health_visiting_view_asks_what_the_review_asked() {
    let scenario = william();
    let expected = expect::case_text("william-20-hv.expect");
    let today = expect::day(&expected);
    assert_eq!(scenario.stage_on(today), Some(20));
    let unmet = expect::unmet(&as_at(&scenario, 20, Some("hv")), today, &expected);
    assert!(unmet.is_empty(), "{}", unmet.join("\n"));
}

#[test]
fn by_january_2022_the_children_have_certainly_been_out_of_sight_for_three_months() {
    let scenario = william();
    let today = Today::from_iso("2022-01-31").expect("a day");
    let unmet = expect::unmet(&as_at(&scenario, 20, Some("hv")), today, "asks L-12/v3 rests on v3");
    assert!(unmet.is_empty(), "{}", unmet.join("\n"));
}

#[test]
fn nothing_of_partner_3_is_in_any_view_before_his_name_is_heard_nor_in_health_visiting_s_before_the_injury() {
    let (pack, scenario) = (guidance(), william());
    for stage in 1..=STAGE_COUNT {
        for agency in VIEWS {
            let known_from = if agency.is_none() { 21 } else { 23 };
            let case = as_at(&scenario, stage, agency);
            let is_named = paper(&pack, &case, &scenario, stage).contains("Partner 3")
                || save::write(&case, 1).contains("Partner 3");
            assert_eq!(is_named, stage >= known_from, "stage {stage}, {agency:?}");
        }
    }
}

#[test]
fn what_only_police_social_care_or_the_court_held_is_never_in_the_health_visiting_view() {
    let (pack, scenario) = (guidance(), william());
    let elsewhere = |fact: &FactId| {
        let mut stages = scenario.told().filter(|stage| stage.facts.contains(fact)).peekable();
        stages.peek().is_some()
            && stages.all(|stage| {
                !stage.held_by.is_empty()
                    && stage
                        .held_by
                        .iter()
                        .all(|holder| ["police", "court", "social-work", "early-help"].contains(&holder.as_str()))
            })
    };
    for stage in 1..=STAGE_COUNT {
        let case = as_at(&scenario, stage, Some("hv"));
        let leaked: Vec<FactId> = facts(&case).into_keys().filter(elsewhere).collect();
        assert_eq!(leaked, Vec::new(), "stage {stage}");
        assert!(!paper(&pack, &case, &scenario, stage).contains("Discussed at MARAC"), "stage {stage}");
    }
    assert!(paper(&pack, &as_at(&scenario, 4, None), &scenario, 4).contains("Discussed at MARAC"));
}

#[test]
fn the_same_view_asks_the_same_questions_every_time() {
    let scenario = william();
    let today = scenario.day_of(20).expect("a day");
    let ask = || review(&as_at(&scenario, 20, Some("hv")), &guidance(), today);
    assert_eq!(ask(), ask());
}

#[test]
fn opened_as_a_case_and_saved_it_keeps_its_stages() {
    let before: Value = serde_json::from_str(&expect::case_text("william.json")).expect("JSON");
    let after: Value = serde_json::from_str(&save::write(&expect::case("william.json"), 100)).expect("JSON");
    assert_eq!(after["stages"], before["stages"]);
}

/// The nursery heard a name, and there was no reason for worry: what a court had found elsewhere comes with stage 23 alone (T-06).
#[test]
fn nobody_who_worked_with_the_family_holds_the_finding_before_it_came_together() {
    let scenario = william();
    let holds_it = |case: &Case| case.concerns.values().any(|concern| concern.basis == Some(Basis::FamilyCourtFinding));
    let agencies: Vec<String> = scenario.agencies().iter().filter(|agency| *agency != "court").cloned().collect();
    for stage in 1..STAGE_COUNT {
        for view in std::iter::once(None).chain(agencies.iter().map(|agency| Some(agency.as_str()))) {
            assert!(!holds_it(&as_at(&scenario, stage, view)), "stage {stage}, {view:?}");
        }
    }
    assert!(holds_it(&as_at(&scenario, STAGE_COUNT, None)));
}
