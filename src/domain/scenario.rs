//! A case told in stages: what was known, when, and by whom. For training, and for looking back at any case.
//!
//! A staged case is a case whose facts are listed by its stages, which are facts too ([`Stage`]). Read as a [`Scenario`],
//! it can be viewed as it stood at any stage, by everyone together or by one agency alone.
//!
//! A view is a case like any other, so every rule and paper works on it. It never holds a later fact, nor a link to one.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Months, NaiveDate};

use crate::case::{
    AgencyId, Case, Edit, Exercise, FactId, Head, OfferState, Order, OrderState, Receipt, Service, Several, Stage,
    StageId,
};
use crate::network;
use crate::when::{Today, When, Window};

/// A case and the stages in which it is told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scenario {
    /// Every fact of every stage, and the background: facts that no stage lists. The stages themselves are not in it.
    pub case: Case,
    /// What the exercise is.
    pub exercise: Rc<Exercise>,
    /// The stages with their ids, in the order in which they are shown.
    pub stages: Vec<(StageId, Rc<Stage>)>,
}

impl Scenario {
    /// The scenario in a case; without stages when it has none. A stage does not list what is not there.
    pub fn of(mut case: Case) -> Scenario {
        let exercise = std::mem::take(&mut case.exercise);
        if case.stages.is_empty() {
            return Scenario { case, exercise, stages: Vec::new() };
        }
        // Records that were joined or combined hold what every fact was before and after: no view may carry that.
        (case.joined, case.combined) = Default::default();
        // What the review itself was like stands in no stage, and is no part of the story.
        let Head { reference, agency, checkpoint, .. } = Head::clone(&case.head);
        case.head = Head { reference, agency, checkpoint, ..Head::default() }.into();
        let mut stages: Vec<(StageId, Rc<Stage>)> =
            std::mem::take(&mut case.stages).iter().map(|(id, stage)| (*id, stage.clone())).collect();
        stages.sort_by_key(|(id, stage)| (stage.number, *id));
        for (_, stage) in &mut stages {
            if stage.facts.iter().any(|fact| !case.has(fact)) {
                Rc::make_mut(stage).facts.retain(|fact| case.has(fact));
            }
        }
        Scenario { case, exercise, stages }
    }

    /// The stages, in the order in which they are shown.
    pub fn told(&self) -> impl DoubleEndedIterator<Item = &Stage> {
        self.stages.iter().map(|(_, stage)| &**stage)
    }

    /// Every agency that holds something at some stage.
    pub fn agencies(&self) -> Several<AgencyId> {
        let of_stages = self.told().flat_map(|stage| stage.held_by.iter());
        of_stages.chain(self.case.events.values().flat_map(|event| event.held_by.iter())).cloned().collect()
    }

    /// The last stage that had certainly begun by a day. One without a last day is reached by its number alone.
    pub fn stage_on(&self, day: Today) -> Option<u32> {
        let begun = |stage: &&Stage| last_day(&stage.when).is_some_and(|last| last <= day.date());
        self.told().rev().find(begun).map(|stage| stage.number)
    }

    /// The day to review a stage on: its last, or the last day of the stage before it that has one.
    pub fn day_of(&self, number: u32) -> Option<Today> {
        self.told().rev().filter(|stage| stage.number <= number).find_map(|stage| last_day(&stage.when)).map(Today)
    }
}

/// The case as it stood at a stage: as all who work with the family held it together, or one agency when one is given.
///
/// Facts of later stages are not there, nor facts whose holders do not include the agency. What rests on nothing else
/// goes with them, as when a person is removed by hand.
pub fn as_at(scenario: &Scenario, number: u32, agency: Option<&str>) -> Case {
    let mut listed: BTreeMap<&FactId, bool> = BTreeMap::new();
    for stage in scenario.told() {
        for fact in &stage.facts {
            let is_there = stage.number <= number && is_held(&scenario.case, stage, fact, agency);
            *listed.entry(fact).or_default() |= is_there;
        }
    }
    let mut case = scenario.case.clone();
    for (fact, _) in listed.into_iter().filter(|(_, is_there)| !is_there) {
        leave_out(&mut case, fact);
    }
    // Stages overlap. By the latest first day among them, every stage so far can have begun.
    let so_far = scenario.told().filter(|stage| stage.number <= number);
    if let Some(day) = so_far.filter_map(|stage| stage.when.window()?.first).max() {
        as_then(&mut case, day);
    }
    if let Some(agency) = agency {
        only_held_by(&mut case, agency);
    }
    let_go(&mut case);
    case
}

/// A case without stages as it stood on a day: without facts that are certainly later, by the day they are of or the
/// day somebody told of them. What has no date stays: nobody can say that it is later.
pub fn as_of(case: &Case, day: Today) -> Case {
    let mut then = case.clone();
    let is_later = |dates: &[&When]| {
        dates.iter().any(|when| when.window().is_some_and(|window| window.certainly_after(day.date())))
    };
    let mut later: Vec<FactId> = Vec::new();
    macro_rules! dated {
        ($($field:ident |$fact:ident| $($date:expr),+;)+) => {$(
            for (id, $fact) in &case.$field {
                if is_later(&[$(&$date),+]) {
                    later.push(FactId::from(*id));
                }
            }
        )+};
    }
    dated! {
        checkpoints |fact| fact.when;
        people |fact| fact.heard_of, fact.source.when;
        parents |fact| fact.source.when;
        responsibilities |fact| fact.source.when;
        presences |fact| fact.since, fact.source.when;
        ties |fact| fact.since, fact.source.when;
        households |fact| fact.since, fact.source.when;
        bonds |fact| fact.since, fact.source.when;
        records |fact| fact.looked;
        events |fact| fact.when, fact.source.when;
        attempts |fact| fact.when;
        views |fact| fact.source.when;
        orders |fact| fact.from, fact.source.when;
        concerns |fact| fact.when, fact.source.when;
        services |fact| fact.since, fact.source.when;
        contacts |fact| fact.when;
        notifications |fact| fact.when, fact.source.when;
        hand_overs |fact| fact.when;
        needs |fact| fact.source.when;
        levels |fact| fact.when;
    }
    later.extend(
        case.answers
            .iter()
            .filter(|(_, answer)| is_later(&[&answer.source.when]))
            .map(|(key, _)| FactId::Answer(key.clone())),
    );
    for fact in &later {
        leave_out(&mut then, fact);
    }
    as_then(&mut then, day.date());
    let_go(&mut then);
    then
}

/// The case as one agency holds it: without events that others hold, and notifications it did not get.
pub fn held_by(case: &Case, agency: &str) -> Case {
    let mut held = case.clone();
    only_held_by(&mut held, agency);
    let_go(&mut held);
    held
}

fn last_day(when: &When) -> Option<NaiveDate> {
    when.window().and_then(|window| window.last)
}

/// Which agencies held a fact at a stage: those the fact itself names, or those of the stage, and whoever did the work.
/// Empty means everyone.
pub fn holders(case: &Case, stage: &Stage, fact: &FactId) -> Several<AgencyId> {
    let own = match fact {
        FactId::Event(id) => case.events.get(id).map(|event| &event.held_by).filter(|held_by| !held_by.is_empty()),
        _ => None,
    };
    let own_work = match fact {
        FactId::Service(id) => case.services.get(id).map(|service| &service.agency),
        FactId::Contact(id) => case.contacts.get(id).map(|contact| &contact.agency),
        _ => None,
    };
    let mut holders = own.unwrap_or(&stage.held_by).clone();
    if !holders.is_empty() {
        holders.extend(own_work.filter(|agency| !agency.is_empty()).cloned());
    }
    holders
}

/// Holders who are no agency. What they alone held, nobody who works with the family knew.
pub const OUTSIDE: [&str; 2] = ["family", "court"];

/// Whether somebody who works with the family is among these holders. Nobody named means everyone.
pub fn is_known_at_work(held_by: &Several<AgencyId>) -> bool {
    held_by.is_empty() || held_by.iter().any(|holder| !OUTSIDE.contains(&holder.as_str()))
}

/// Whether a fact of a stage is in an agency's view, which holds its own work; or in that of all who work with the family
/// together.
fn is_held(case: &Case, stage: &Stage, fact: &FactId, agency: Option<&str>) -> bool {
    let holders = holders(case, stage, fact);
    agency.map_or_else(|| is_known_at_work(&holders), |agency| includes(&holders, agency))
}

fn includes(held_by: &Several<AgencyId>, agency: &str) -> bool {
    held_by.is_empty() || held_by.iter().any(|holder| holder == agency)
}

fn only_held_by(case: &mut Case, agency: &str) {
    case.events.retain(|_, event| includes(&event.held_by, agency));
    case.notifications.retain(|_, told| told.receipts.get(agency) != Some(&Receipt::NotReceived));
}

/// Takes a fact out as removing it by hand would. The two that every case has go back to nothing recorded.
fn leave_out(case: &mut Case, fact: &FactId) {
    match fact {
        FactId::Head => case.head = Default::default(),
        FactId::Plan => case.plan = Default::default(),
        FactId::Exercise => case.exercise = Default::default(),
        fact => {
            if let Some(edit) = Edit::remove_fact(case, fact) {
                edit.apply(case);
            }
        }
    }
}

/// Shows facts as they stood on a day: what ended later goes on, an order that ended later may stand, and a child born later is not yet born.
/// One born so much later that nobody could have known is not there.
fn as_then(case: &mut Case, day: NaiveDate) {
    let is_later = |when: &When| when.window().is_some_and(|window| window.certainly_after(day));
    // Unless it had certainly ended by then, an order is taken to have stood: the safe reading.
    let may_have_stood =
        |order: &Order| order.state == Some(OrderState::Ended) && !network::is_past_its_end(order, Today(day));
    let known_from = |born: &When| born.window().and_then(|born| born.first?.checked_sub_months(Months::new(9)));
    let unthought_of: Vec<FactId> = case
        .people
        .iter()
        .filter(|(_, person)| known_from(&person.born).is_some_and(|first| Window::day(first).certainly_after(day)))
        .map(|(id, _)| FactId::from(*id))
        .collect();
    for person in &unthought_of {
        leave_out(case, person);
    }
    macro_rules! change_where {
        ($($field:ident |$fact:ident| $test:expr, $change:expr;)+) => {$(
            let ids: Vec<_> = case.$field.iter().filter(|(_, $fact)| $test).map(|(id, _)| *id).collect();
            for id in ids {
                if let Some(before) = case.$field.get(&id) {
                    let mut after = (**before).clone();
                    { let $fact = &mut after; $change; }
                    case.$field.insert(id, after.into());
                }
            }
        )+};
    }
    change_where! {
        people |person| is_later(&person.born) && !person.unborn, person.unborn = true;
        people |person| is_later(&person.died), person.died = When::default();
        presences |presence| is_later(&presence.until), presence.until = When::default();
        ties |tie| is_later(&tie.until), tie.until = When::default();
        households |home| is_later(&home.until), home.until = When::default();
        bonds |bond| is_later(&bond.until), bond.until = When::default();
        orders |order| may_have_stood(order), order.state = Some(OrderState::NotKnown);
        services |service| is_later(&service.ended), go_on(service);
        services |service| is_later(&service.last_contact), service.last_contact = When::default();
    }
}

/// A service that had not ended yet: started, and with nothing said of why it ended.
fn go_on(service: &mut Service) {
    if matches!(service.state, Some(OfferState::Stopped | OfferState::Finished | OfferState::Declined)) {
        service.state = Some(OfferState::Started);
    }
    service.ended = When::default();
    service.barriers = Several::default();
    service.reason = String::new();
    service.chased_by = String::new();
}

/// Lets go of what is left pointing at a fact that is not there: answers, steps, facts tied to an indicator.
pub(crate) fn let_go(case: &mut Case) {
    let whole = case.clone();
    case.answers.retain(|key, _| key.about().all(|fact| whole.has(&fact)));
    case.steps.retain(|key, _| key.about().all(|fact| whole.has(&fact)));
    for (id, decision) in &whole.levels {
        let has_absent = |tied: &Several<FactId>| tied.iter().any(|fact| !whole.has(fact));
        if decision.indicators.values().any(|answer| has_absent(&answer.tied)) {
            let mut after = (**decision).clone();
            for indicator in decision.indicators.keys() {
                after.indicators.at(indicator.clone()).tied.retain(|fact| whole.has(fact));
            }
            case.levels.insert(*id, after.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::case::{EventId, LevelDecision, LevelId, Person, PersonId, PresenceId, ServiceId};
    use crate::save;

    fn when(edtf: &str) -> Value {
        json!({ "said": edtf, "edtf": edtf })
    }

    fn day(iso: &str) -> Today {
        Today::from_iso(iso).expect("a day")
    }

    fn file() -> Value {
        json!({
            "format": save::TRAINING, "version": save::VERSION, "next-number": 20,
            "case": {
                "people": {
                    "p1": { "label": "Mother", "role": "mother" },
                    "p2": { "label": "Child", "role": "child", "born": when("2020-05") },
                    "p3": { "label": "Partner", "role": "partner", "born": when("1999") } },
                "presences": { "r1": { "adult": "p3", "child": "p2", "kind": "visits", "until": when("2022-01") } },
                "events": {
                    "e1": { "what": "Heard by the police", "when": when("2018"), "people": ["p1"] },
                    "e2": { "what": "Heard by all", "when": when("2021-02"), "people": ["p1", "p3"] },
                    "e3": { "what": "Held by its own word", "held-by": ["gp"] } },
                "services": { "s1": { "agency": "early-help", "state": "finished", "since": when("2020-06"),
                    "ended": when("2021-06"), "reason": "Enough for now" } },
                "levels": { "z1": { "child": "p2", "level": "2", "considered": ["p1", "p3"],
                    "indicators": { "one": { "relied": "yes", "tied": ["e1", "e2"] } } } },
                "answers": { "M-09/p3": { "state": "not-asked" }, "G-03": { "state": "known" } },
                "steps": { "R1-07/e1": { "step": "Ask" } },
                "exercise": { "kind": "scenario", "title": "A partner", "basis": "made-up" },
                "stages": {
                    "st11": { "number": 2, "title": "The child", "when": when("2020-05"), "facts": ["p2", "e3", "s1"], "cite": "Invented" },
                    "st12": { "number": 1, "title": "Before", "when": when("2018"), "facts": ["e1", "e9"], "held-by": ["police"], "cite": "Invented" },
                    "st13": { "number": 3, "title": "Partner", "when": when("2021-02"), "facts": ["p3", "e2"], "held-by": ["early-years"], "cite": "Invented" },
                    "st14": { "number": 4, "title": "After", "when": when("2021-07/.."), "facts": ["p3"], "cite": "Invented" } } }
        })
    }

    fn scenario() -> Scenario {
        let opened = save::open(&file().to_string()).expect("a file");
        assert_eq!(opened.problems, Vec::new());
        Scenario::of(opened.case)
    }

    #[test]
    fn a_staged_file_opens_as_a_case_and_keeps_its_stages_when_saved() {
        let opened = save::open(&file().to_string()).expect("a file");
        let again: Value = serde_json::from_str(&save::write(&opened.case, opened.next_number)).expect("JSON");
        assert_eq!(again, file());
    }

    #[test]
    fn facts_of_later_stages_are_not_there_and_nothing_points_at_them() {
        let case = as_at(&scenario(), 2, None);
        assert!(case.events.contains_key(&EventId(1)) && !case.events.contains_key(&EventId(2)));
        assert!(!case.people.contains_key(&PersonId(3)));
        assert!(case.presences.get(&PresenceId(1)).is_none());
        let mut decision = case.get::<LevelDecision>(LevelId(1)).expect("a decision").clone();
        assert_eq!(decision.considered, Several::from([PersonId(1)]));
        assert_eq!(decision.indicators.at("one".to_owned()).tied, Several::from([FactId::from(EventId(1))]));
        assert_eq!(case.answers.keys().map(ToString::to_string).collect::<Vec<_>>(), ["G-03"]);
    }

    #[test]
    fn an_agency_sees_what_it_held_then_and_later_what_all_held() {
        let scenario = scenario();
        let hv = as_at(&scenario, 3, Some("hv"));
        assert!(hv.events.is_empty() && hv.steps.is_empty() && !hv.people.contains_key(&PersonId(3)));
        assert!(as_at(&scenario, 3, Some("early-years")).people.contains_key(&PersonId(3)));
        assert!(as_at(&scenario, 4, Some("hv")).people.contains_key(&PersonId(3)));
        assert!(as_at(&scenario, 4, Some("gp")).events.contains_key(&EventId(3)));
    }

    #[test]
    fn what_ended_later_goes_on_and_a_child_born_later_is_expected() {
        let scenario = scenario();
        let today = day("2026-11-16");
        let service = |stage| as_at(&scenario, stage, None).services.get(&ServiceId(1)).map(|it| it.is_active(today));
        assert_eq!([service(2), service(3), service(4)], [Some(true), Some(true), Some(false)]);
        let before = as_of(&scenario.case, day("2020-01-15"));
        assert!(before.get::<Person>(PersonId(2)).is_some_and(|child| child.unborn));
        assert!(!as_of(&scenario.case, day("2019-01-15")).people.contains_key(&PersonId(2)));
    }

    #[test]
    fn an_order_that_ended_later_may_have_stood_then() {
        let mut file = file();
        file["case"]["orders"] = json!({
            "o1": { "about": "p3", "state": "ended", "until": when("2020") },
            "o2": { "about": "p3", "state": "ended", "until": when("2017") },
            "o3": { "about": "p3", "state": "ended" } });
        let scenario = Scenario::of(save::open(&file.to_string()).expect("a file").case);
        let live = |case: &Case, day| network::live_orders(case, day).map(|(id, _)| id.0).collect::<Vec<_>>();
        let then = day("2018-06-01");
        assert_eq!(live(&as_of(&scenario.case, then), then), [1, 3]);
        assert_eq!(live(&as_at(&scenario, 3, None), day("2021-02-28")), [3]);
        assert_eq!(live(&scenario.case, then), [1], "ended, and its end is still to come");
    }

    #[test]
    fn a_day_leaves_out_what_is_certainly_later_and_keeps_what_may_not_be() {
        let then = as_of(&scenario().case, day("2018-06-01"));
        let events: Vec<String> = then.events.keys().map(ToString::to_string).collect();
        assert_eq!(events, ["e1", "e3"]);
        assert!(then.services.is_empty());
    }

    #[test]
    fn an_agency_holds_no_event_of_others_and_no_notification_it_did_not_get() {
        let mut file = file();
        file["case"]["notifications"] = json!({
            "n1": { "what": "Call", "receipts": { "hv": "received", "social-work": "not-received" } } });
        let case = save::open(&file.to_string()).expect("a file").case;
        let events = |agency| held_by(&case, agency).events.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!([events("gp"), events("hv")], [vec!["e1", "e2", "e3"], vec!["e1", "e2"]]);
        let told = |agency| held_by(&case, agency).notifications.len();
        assert_eq!([told("hv"), told("social-work"), told("gp")], [1, 0, 1]);
    }

    #[test]
    fn a_stage_is_reached_once_it_has_certainly_begun() {
        let scenario = scenario();
        assert_eq!(scenario.stage_on(day("2018-11-30")), None);
        assert_eq!(scenario.stage_on(day("2018-12-31")), Some(1));
        assert_eq!(scenario.stage_on(day("2026-01-01")), Some(3));
        assert_eq!(scenario.day_of(4), Some(day("2021-02-28")));
    }

    #[test]
    fn stages_are_told_by_number_and_list_nothing_that_is_not_there() {
        let scenario = scenario();
        let told: Vec<&str> = scenario.told().map(|stage| stage.title.as_str()).collect();
        assert_eq!(told, ["Before", "The child", "Partner", "After"]);
        assert!(scenario.told().flat_map(|stage| &stage.facts).all(|fact| scenario.case.has(fact)));
        assert!(
            scenario.case.stages.is_empty() && scenario.case.exercise.title.is_empty(),
            "no view tells of the staging"
        );
    }
}
