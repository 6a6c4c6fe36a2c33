//! Facts in words: the same sentences on screen and on paper.
//!
//! Every word comes from the content pack, under `sentence.` and the closed lists; what people typed goes in as it is.
//! An empty field is left out of a sentence, so that no sentence claims that something is known.

use crate::case::{
    Act, AgeBand, Answer, AnswerState, Attempt, Case, Change, Choice, Contact, Edit, Event, FactId, Flag, HandOver,
    Head, IndicatorAnswer, Key, LevelDecision, NextStep, Order, ParentKind, ParentLink, Person, PersonId, Plan,
    Presence, Record, ResponsibilityRecord, Route, Service, Source, Standing, StepState, Tie, YesNo,
};
use crate::guidance::{Dated, Guidance, fill};
use crate::network;
use crate::plain::{Plain, Shape, kebab};
use crate::when::{Today, When, Window, age_at};

use serde_json::Value;

/// How long a typed text may run in a sentence of one line, in characters.
const CLIP: usize = 90;

/// A fact in one line: its date first where it has one, its standing and source last.
pub fn describe(case: &Case, guidance: &Guidance, today: Today, fact: &FactId) -> String {
    let say = Say { case, guidance, today };
    let line = say.describe(fact);
    if line.is_empty() { guidance.say("sentence.empty", &[("kind", kind_words(guidance, fact))]) } else { line }
}

/// The words for the kind of a fact.
fn kind_words<'a>(guidance: &'a Guidance, fact: &FactId) -> &'a str {
    let key = format!("kind.{}", fact.kind());
    guidance.words.get(&key).map_or("", String::as_str)
}

/// The words of a value of a closed list; nothing when it is not recorded.
pub fn choice_words<T: Choice>(guidance: &Guidance, value: Option<T>) -> String {
    value.map(|value| guidance.choice(T::SET, value.key()).to_owned()).unwrap_or_default()
}

/// The words of a value where a sentence needs its own, under `{key}.{value}` or `{key}.none`; else those of its list.
pub fn worded<T: Choice>(guidance: &Guidance, key: &str, value: Option<T>, slots: &[(&str, &str)]) -> String {
    let own = format!("{key}.{}", value.map_or("none", |value| value.key()));
    match guidance.words.get(&own) {
        Some(words) => fill(words, slots),
        None => choice_words(guidance, value),
    }
}

/// The words of several values of a closed list, one after another.
pub fn choices_words<'a, T: Choice>(guidance: &Guidance, values: impl IntoIterator<Item = &'a T>) -> String {
    let words: Vec<String> = values.into_iter().map(|value| choice_words(guidance, Some(*value))).collect();
    words.join(guidance.word("sentence.and"))
}

/// A date as it reads; nothing when none is recorded.
pub fn date_words(when: &When) -> String {
    if when.is_empty() { String::new() } else { when.in_words() }
}

/// Who said so, how it reached us, when; empty when nothing is recorded.
pub fn source_words(guidance: &Guidance, source: &Source) -> String {
    let route = choice_words(guidance, source.route);
    let who = source.who.trim();
    let said_by = match route.is_empty() {
        true => said(guidance, "sentence.source-who", "who", who),
        false => aside(guidance, &route, who),
    };
    let said_by = listed(guidance, [said_by, date_words(&source.when)]);
    let also = said(guidance, "sentence.source-also", "also", source.also.trim());
    let from = said(guidance, "sentence.source-file", "agency", guidance.agency_name(source.agency.trim()));
    join(guidance, [said_by, also, from])
}

/// Words with others in brackets after them; either alone, and once where both say the same.
pub(crate) fn aside(guidance: &Guidance, what: &str, other: &str) -> String {
    match (what.trim(), other.trim()) {
        (what, "") => what.to_owned(),
        ("", other) => other.to_owned(),
        (what, other) if what.to_lowercase() == other.to_lowercase() => what.to_owned(),
        (what, other) => guidance.say("sentence.aside", &[("what", what), ("other", other)]),
    }
}

/// Our own words with a capital. Never for what somebody typed.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// How old a person is on this day, as a range when the birth date is vague; "expected …" when unborn; "age not known".
pub fn age_words(guidance: &Guidance, person: &Person, today: Today) -> String {
    if person.unborn {
        return match date_words(&person.born) {
            none if none.is_empty() => guidance.word("sentence.unborn").to_owned(),
            date => guidance.say("sentence.expected", &[("date", &date)]),
        };
    }
    if !person.died.is_empty() {
        return guidance.say("sentence.died", &[("date", &person.died.in_words())]);
    }
    match age_at(&person.born, Window::day(today.date())) {
        Some(age) => age.in_words(),
        None => guidance.word("sentence.age-not-known").to_owned(),
    }
}

/// A person's label, or the words for one without a label, or for one who is not here.
pub fn label<'a>(case: &'a Case, guidance: &'a Guidance, person: PersonId) -> &'a str {
    let Some(person) = case.get::<Person>(person) else { return guidance.word("sentence.somebody-not-here") };
    let label = person.label.trim();
    if label.is_empty() { guidance.word("person.no-label") } else { label }
}

/// The labels of several people, one after another.
pub fn labels<'a>(case: &Case, guidance: &Guidance, people: impl IntoIterator<Item = &'a PersonId>) -> String {
    let labels: Vec<&str> = people.into_iter().map(|person| label(case, guidance, *person)).collect();
    labels.join(guidance.word("sentence.and"))
}

/// What a person is in this family and how they are tied to it, without their age: "grandmother, Child A's mother's side".
pub fn role_words(case: &Case, guidance: &Guidance, person: &Person) -> String {
    let role = choice_words(guidance, person.role);
    let relative = match person.relative_of {
        Some(of) => worded(guidance, "sentence.relative", person.side, &[("child", label(case, guidance, of))]),
        None => worded(guidance, "sentence.side", person.side, &[]),
    };
    listed(guidance, [role, relative])
}

/// Who a person is, in one line: role, age, what they are to the children, on whose word.
pub fn person_line(case: &Case, guidance: &Guidance, today: Today, person: PersonId) -> String {
    let source = with(case.get(person), |person: &Person| source_words(guidance, &person.source));
    let what = join(guidance, [person_detail(case, guidance, today, person), source]);
    whose(guidance, label(case, guidance, person), &what)
}

/// What a person is, without their label: role, age, what they are to the children. Nothing for somebody who is not here.
pub fn person_detail(case: &Case, guidance: &Guidance, today: Today, person: PersonId) -> String {
    let Some(known) = case.get::<Person>(person) else { return String::new() };
    let kin: Vec<String> = case
        .parents
        .values()
        .filter(|link| link.adult == Some(person))
        .map(|link| {
            let settled = link.status.map(|_| settled(guidance, link)).unwrap_or_default();
            listed(guidance, [parent_of(case, guidance, link), settled])
        })
        .collect();
    let mut parts = vec![role_words(case, guidance, known), age_words(guidance, known, today)];
    parts.extend(kin);
    join(guidance, parts)
}

/// What kind of parent of whom.
fn parent_of(case: &Case, guidance: &Guidance, link: &ParentLink) -> String {
    worded(guidance, "sentence.kind-of", link.kind, &[("child", label(case, guidance, link.child))])
}

/// How settled a parent link is; that there is no male carer is itself the answer.
pub fn settled(guidance: &Guidance, link: &ParentLink) -> String {
    match (link.kind, link.status) {
        (Some(ParentKind::NoMaleCarer), None) => String::new(),
        (_, status) => worded(guidance, "sentence.settled", status, &[]),
    }
}

/// How somebody is present, for whom, since when, on whose word.
pub fn presence_words(case: &Case, guidance: &Guidance, presence: &Presence) -> String {
    let whom = match presence.child {
        Some(child) => label(case, guidance, child),
        None => guidance.word("sentence.all-children"),
    };
    let names = [("person", label(case, guidance, presence.adult)), ("child", whom)];
    presence_parts(guidance, presence, worded(guidance, "sentence.presence-of", presence.kind, &names))
}

/// How somebody is present, without saying who or for whom.
pub fn presence_detail(guidance: &Guidance, presence: &Presence) -> String {
    presence_parts(guidance, presence, worded(guidance, "sentence.presence", presence.kind, &[]))
}

fn presence_parts(guidance: &Guidance, presence: &Presence, how: String) -> String {
    let parts = [
        listed(guidance, [how, span_words(guidance, &presence.since, &presence.until)]),
        said(guidance, "sentence.who-else", "who", presence.who_else.trim()),
        presence.note.trim().to_owned(),
        source_words(guidance, &presence.source),
    ];
    join(guidance, parts)
}

/// Who is parent of whom, how settled that is, on whose word.
pub fn parent_link_words(case: &Case, guidance: &Guidance, link: &ParentLink) -> String {
    let kin = listed(guidance, [parent_of(case, guidance, link), settled(guidance, link)]);
    let who = match link.adult {
        Some(adult) => whose(guidance, label(case, guidance, adult), &kin),
        None if link.kind == Some(ParentKind::NoMaleCarer) => kin,
        None => whose(guidance, guidance.word("sentence.no-adult"), &kin),
    };
    join(guidance, [who, certificate_words(guidance, link), source_words(guidance, &link.source)])
}

/// What kind of parent and how settled, without saying who or of whom.
fn parent_link_detail(guidance: &Guidance, link: &ParentLink) -> String {
    let kin = listed(guidance, [parent_kind_words(guidance, link), settled(guidance, link)]);
    join(guidance, [kin, certificate_words(guidance, link), source_words(guidance, &link.source)])
}

/// What kind of parent: "birth parent".
pub fn parent_kind_words(guidance: &Guidance, link: &ParentLink) -> String {
    worded(guidance, "sentence.kind", link.kind, &[])
}

/// Whether the birth certificate was looked at; nothing when that is not recorded.
pub fn certificate_words(guidance: &Guidance, link: &ParentLink) -> String {
    link.certificate.map(|_| worded(guidance, "sentence.certificate", link.certificate, &[])).unwrap_or_default()
}

/// Who has parental responsibility for whom, checked or told, on whose word.
pub fn responsibility_words(case: &Case, guidance: &Guidance, record: &ResponsibilityRecord) -> String {
    let names = [("person", label(case, guidance, record.adult)), ("child", label(case, guidance, record.child))];
    let whom = guidance.say("sentence.for", &names);
    whose(guidance, &whom, &responsibility_detail(guidance, record))
}

/// What is known of parental responsibility, without saying whose or for whom.
pub fn responsibility_detail(guidance: &Guidance, record: &ResponsibilityRecord) -> String {
    let state = worded(guidance, "sentence.responsibility", record.state, &[]);
    join(guidance, [state, source_words(guidance, &record.source)])
}

/// What two adults are or were to each other, since when, on whose word.
pub fn tie_words(case: &Case, guidance: &Guidance, tie: &Tie) -> String {
    let names = [("one", label(case, guidance, tie.one)), ("other", label(case, guidance, tie.other))];
    let kind = worded(guidance, "sentence.tie-kind", tie.kind, &[]);
    let what = listed(guidance, [kind, span_words(guidance, &tie.since, &tie.until)]);
    let what = join(guidance, [what, source_words(guidance, &tie.source)]);
    whose(guidance, &guidance.say("sentence.tie", &names), &what)
}

/// An order: what kind, about whom, protecting whom, whether it stands, from when to when.
pub fn order_words(case: &Case, guidance: &Guidance, order: &Order) -> String {
    let kind = worded(guidance, "sentence.order", order.kind, &[]);
    let about = guidance.say("sentence.about", &[("what", &kind), ("person", label(case, guidance, order.about))]);
    let about = listed(guidance, [about, order_protects(case, guidance, order)]);
    whose(guidance, &about, &order_state(guidance, order))
}

/// Whom an order protects.
fn order_protects(case: &Case, guidance: &Guidance, order: &Order) -> String {
    said(guidance, "sentence.protects", "people", &labels(case, guidance, &order.protects))
}

/// Whether an order stands, from when to when, and which court made it.
fn order_state(guidance: &Guidance, order: &Order) -> String {
    let parts = [
        worded(guidance, "sentence.order-state", order.state, &[]),
        span_words(guidance, &order.from, &order.until),
        order.court.trim().to_owned(),
    ];
    listed(guidance, parts)
}

/// An order without whom it is about: its kind, whom it protects, whether it stands.
pub fn order_detail(case: &Case, guidance: &Guidance, order: &Order) -> String {
    let kind = worded(guidance, "sentence.order", order.kind, &[]);
    let protects = listed(guidance, [kind, order_protects(case, guidance, order)]);
    whose(guidance, &protects, &order_state(guidance, order))
}

/// Who saw whom, where, awake or asleep.
pub fn contact_words(case: &Case, guidance: &Guidance, contact: &Contact) -> String {
    dated(guidance, &contact.when, &contact_detail(case, guidance, contact))
}

/// A contact without its date.
fn contact_detail(case: &Case, guidance: &Guidance, contact: &Contact) -> String {
    let seen = labels(case, guidance, &contact.seen);
    let seen = match seen.is_empty() {
        true => guidance.word("sentence.no-child-seen").to_owned(),
        false => guidance.say("sentence.seen", &[("children", &seen)]),
    };
    let by = said(guidance, "sentence.by-whom", "who", &contact_by(guidance, contact));
    listed(guidance, [seen, contact_manner(guidance, contact), by])
}

/// In what way a child was seen: where, awake or asleep, with whom.
pub fn contact_manner(guidance: &Guidance, contact: &Contact) -> String {
    let parts = [
        choice_words(guidance, contact.place),
        worded(guidance, "sentence.awake", contact.awake, &[]),
        said(guidance, "sentence.with", "who", contact.with.trim()),
        when_true(guidance, contact.inside_home, "sentence.inside-home"),
        when_true(guidance, contact.parent, "sentence.parent-spoken-with"),
    ];
    listed(guidance, parts)
}

/// Who saw a child: role label and agency.
pub fn contact_by(guidance: &Guidance, contact: &Contact) -> String {
    worker_words(guidance, &contact.by, &contact.agency)
}

/// A worker by role label, with their agency where the label does not say it already.
pub fn worker_words(guidance: &Guidance, worker: &str, agency: &str) -> String {
    let worker = worker.trim();
    match guidance.agency(agency.trim()) {
        Some(known) if known.worker.to_lowercase() == worker.to_lowercase() && !worker.is_empty() => worker.to_owned(),
        _ => aside(guidance, worker, guidance.agency_name(agency.trim())),
    }
}

/// How a man is known to one child: as a possible parent, and how he is present; for no child in particular, his role.
pub fn known_as(case: &Case, guidance: &Guidance, man: PersonId, child: Option<PersonId>) -> String {
    let Some(child) = child else {
        return with(case.get(man), |person: &Person| role_words(case, guidance, person));
    };
    let links = network::links_of(case, child).filter(|(_, link)| link.adult == Some(man));
    let links = links.map(|(_, link)| parent_link_detail(guidance, link));
    let presences = network::presences_for(case, child).filter(|(_, presence)| presence.adult == man);
    let presences = presences.map(|(_, presence)| presence_detail(guidance, presence));
    join(guidance, links.chain(presences).collect::<Vec<_>>())
}

/// What was tried of one kind to include a man: when, and by whom; what was about no child in particular counts for each.
pub fn tried_words(
    case: &Case,
    guidance: &Guidance,
    man: PersonId,
    child: Option<PersonId>,
    kind: crate::case::AttemptKind,
) -> String {
    let attempts = case.attempts.values().filter(|attempt| attempt.adult == man && attempt.kind == Some(kind));
    let here = attempts.filter(|attempt| child.is_none() || attempt.child.is_none() || attempt.child == child);
    let words = here.map(|attempt| {
        let said = join_with(guidance.word("sentence.comma"), [&date_words(&attempt.when), attempt.by.trim()]);
        if said.is_empty() { choice_words(guidance, attempt.kind) } else { said }
    });
    join(guidance, words.collect::<Vec<_>>())
}

/// What is known of a man's parental responsibility for one child; without a child, for any.
pub fn responsibility_of(case: &Case, guidance: &Guidance, man: PersonId, child: Option<PersonId>) -> String {
    let records = case.responsibilities.values();
    let his = records.filter(|record| record.adult == man && child.is_none_or(|child| record.child == child));
    join(guidance, his.map(|record| choice_words(guidance, record.state)).collect::<Vec<_>>())
}

/// The orders and conditions about a man.
pub fn orders_of(case: &Case, guidance: &Guidance, man: PersonId) -> String {
    let words = case.orders.values().filter(|order| order.about == man).map(|order| {
        let kind = worded(guidance, "sentence.order", order.kind, &[]);
        let state = worded(guidance, "sentence.order-state", order.state, &[]);
        let until = said(guidance, "sentence.until", "date", &date_words(&order.until));
        listed(guidance, [kind, state, until])
    });
    join(guidance, words.collect::<Vec<_>>())
}

/// What an offer of help is called: its name, its agency, or both.
pub fn service_name(guidance: &Guidance, service: &Service) -> String {
    aside(guidance, &service.name, guidance.agency_name(service.agency.trim()))
}

/// What a record is called: its kind or name, and whose it is.
pub fn record_name(guidance: &Guidance, record: &Record) -> String {
    let kind = guidance.record_kind(&record.kind).map_or(record.kind.as_str(), |kind| kind.name.as_str());
    listed(guidance, [kind.trim(), record.name.trim()])
}

/// An answer that is not "known", in words: "not asked: no moment alone (come back: May 2021)".
pub fn unsettled_words(guidance: &Guidance, answer: &Answer) -> String {
    let state = choice_words(guidance, answer.state);
    let reason = match answer.reason.trim() {
        "" if answer.state == Some(AnswerState::DoesNotApply) && answer.text.trim().is_empty() => {
            guidance.word("paper.no-reason")
        }
        reason => reason,
    };
    let because = match (state.is_empty(), reason.is_empty()) {
        (false, false) => guidance.say("sentence.because", &[("state", &state), ("reason", reason)]),
        (_, true) => state,
        (true, false) => reason.to_owned(),
    };
    match date_words(&answer.revisit) {
        none if none.is_empty() && answer.state == Some(AnswerState::NotRightTime) => {
            let none = guidance.word("paper.no-date-set");
            guidance.say("sentence.come-back-after", &[("what", &because), ("date", none)])
        }
        none if none.is_empty() => because,
        date if because.is_empty() => guidance.say("sentence.come-back", &[("date", &date)]),
        date => guidance.say("sentence.come-back-after", &[("what", &because), ("date", &date)]),
    }
}

/// An answer in one line: what is known, or why it is not; then on whose word.
pub fn answer_words(guidance: &Guidance, answer: &Answer) -> String {
    let known = answer.state.is_none_or(|state| state == AnswerState::Known);
    let mut unsettled = answer.clone();
    if known {
        unsettled.state = None;
    }
    let parts =
        [answer.text.trim().to_owned(), unsettled_words(guidance, &unsettled), source_words(guidance, &answer.source)];
    join(guidance, parts)
}

/// A question of the pack about somebody, with their labels in its words; a question this pack does not have, by its id.
pub fn prompt_words(case: &Case, guidance: &Guidance, key: &Key) -> String {
    let about: Vec<FactId> = key.about().collect();
    match guidance.prompt(key.id()) {
        Some(prompt) => fill(&prompt.text, &slots_of(case, guidance, &about)),
        None => join(guidance, [key.id().to_owned(), about_words(case, guidance, &about)]),
    }
}

/// The title of the rule behind a next step, with the labels its key speaks of.
pub fn step_title(case: &Case, guidance: &Guidance, key: &Key) -> String {
    let about: Vec<FactId> = key.about().collect();
    let mut id = key.id();
    let rule = loop {
        match (guidance.rule(id), id.rsplit_once('-')) {
            (Some(rule), _) => break Some(rule),
            (None, Some((shorter, _))) => id = shorter,
            (None, None) => break None,
        }
    };
    let slots = slots_of(case, guidance, &about);
    let title = rule.map(|rule| fill(&rule.title, &slots)).filter(|title| !title.contains('{'));
    let about = if title.as_ref().is_some_and(|title| slots.iter().any(|(_, label)| title.contains(label.as_str()))) {
        String::new()
    } else {
        about_words(case, guidance, &about)
    };
    join(guidance, [title.unwrap_or_else(|| key.id().to_owned()), about])
}

/// What is done about an open question, in one line.
pub fn step_words(guidance: &Guidance, step: &NextStep) -> String {
    let by = said(guidance, "sentence.by", "date", &date_words(&step.by));
    let who = listed(guidance, [step.owner.trim(), &by]);
    let because = step.because.trim();
    // What the step is says more than that there is one.
    let state = match step.state {
        None | Some(StepState::Open | StepState::HasStep) if !step.step.trim().is_empty() => String::new(),
        state => choice_words(guidance, state),
    };
    let reason = said(guidance, "sentence.reason", "because", because);
    join(guidance, [listed(guidance, [state, reason]), aside(guidance, &step.step, &who)])
}

/// Labels for the slots of a question about these facts.
fn slots_of(case: &Case, guidance: &Guidance, about: &[FactId]) -> Vec<(&'static str, String)> {
    let mut slots = Vec::new();
    for fact in about {
        match fact {
            FactId::Person(id) => {
                let child = case.get::<Person>(*id).is_some_and(network::is_child);
                let words = label(case, guidance, *id).to_owned();
                // An adult comes before a child for words that speak of a person.
                let first_adult = if child { slots.len() } else { 0 };
                if child {
                    slots.push(("child", words.clone()));
                }
                slots.insert(first_adult, ("person", words));
            }
            FactId::Record(id) => {
                if let Some(record) = case.get::<Record>(*id) {
                    slots.push(("record", record_name(guidance, record)));
                }
            }
            FactId::Service(id) => {
                if let Some(service) = case.get::<Service>(*id) {
                    slots.push(("agency", service_name(guidance, service)));
                }
            }
            FactId::Event(id) => {
                if let Some(event) = case.get::<Event>(*id) {
                    slots.push(("what", clip(&event.what)));
                }
            }
            _ => {}
        }
    }
    slots
}

fn about_words(case: &Case, guidance: &Guidance, about: &[FactId]) -> String {
    let words: Vec<String> = about
        .iter()
        .filter_map(|fact| match fact {
            FactId::Person(id) => Some(label(case, guidance, *id).to_owned()),
            FactId::Event(id) => case.get::<Event>(*id).map(|event| clip(&event.what)),
            FactId::Record(id) => case.get::<Record>(*id).map(|record| record_name(guidance, record)),
            FactId::Service(id) => case.get::<Service>(*id).map(|service| service_name(guidance, service)),
            _ => None,
        })
        .collect();
    words.join(guidance.word("sentence.and"))
}

/// The topic under which a fact is kept: where a link to it leads.
pub fn place_of(guidance: &Guidance, fact: &FactId) -> String {
    let place = match fact {
        FactId::Head | FactId::CheckpointRecord(_) => "start",
        FactId::Record(_) => "records",
        FactId::Person(_)
        | FactId::ParentLink(_)
        | FactId::ResponsibilityRecord(_)
        | FactId::Tie(_)
        | FactId::Household(_)
        | FactId::Bond(_)
        | FactId::Presence(_)
        | FactId::Joined(_)
        | FactId::Contact(_) => "people",
        FactId::Attempt(_) | FactId::CarerView(_) | FactId::Order(_) | FactId::Concern(_) => "men",
        FactId::Event(_) => "history",
        FactId::Plan | FactId::Service(_) | FactId::Need(_) => "help",
        FactId::Appointment(_) => "children",
        FactId::Abuse(_) | FactId::Marac(_) => "abuse",
        FactId::HandOver(_)
        | FactId::Outcome(_)
        | FactId::Progress(_)
        | FactId::Advice(_)
        | FactId::Assessment(_)
        | FactId::TwoAccounts(_) => "plan",
        FactId::Combined(_) => "combine",
        FactId::Notification(_) => "knew",
        FactId::Flag(_) | FactId::Liaison(_) | FactId::Challenge(_) => "sharing",
        FactId::Decision(_) => "supervision",
        FactId::LevelDecision(_) => "level",
        FactId::Answer(key) => match guidance.prompt(key.id()) {
            Some(prompt) if !prompt.topic.is_empty() => return prompt.topic.clone(),
            _ => "home",
        },
        FactId::Step(_) => "next",
        FactId::Exercise | FactId::Stage(_) | FactId::Turn(_) => crate::training::PLACE,
    };
    place.to_owned()
}

/// The name of a step, for undo: "remove person: Partner 2"; "add 214 events".
pub fn edit_name(edit: &Edit, guidance: &Guidance) -> String {
    let kind = kind_words(guidance, &edit.about);
    let is_alike = |change: &&Change| change.before.is_none() && change.fact.kind() == edit.about.kind();
    let added = edit.changes.iter().filter(is_alike).count();
    if edit.act == Act::Add && added > 1 {
        let many = guidance.words.get(&format!("kinds.{}", edit.about.kind())).map_or(kind, String::as_str);
        let slots = [("act", guidance.word(edit.act.key())), ("count", &added.to_string()), ("kinds", many)];
        return guidance.say("sentence.edit-many", &slots);
    }
    let slots = [("act", guidance.word(edit.act.key())), ("kind", kind), ("label", edit.label.trim())];
    let template = if edit.label.trim().is_empty() { "sentence.edit-unnamed" } else { "sentence.edit" };
    guidance.say(template, &slots)
}

/// A case and the words to tell it in.
struct Say<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    today: Today,
}

impl Say<'_> {
    fn describe(&self, fact: &FactId) -> String {
        let Say { case, guidance, today } = *self;
        if !case.has(fact) {
            return guidance.word("sentence.not-here").to_owned();
        }
        match fact {
            FactId::Head => head_words(guidance, &case.head),
            FactId::Plan => plan_words(guidance, &case.plan),
            FactId::Exercise => case.exercise.title.clone(),
            FactId::Stage(id) => with(case.get(*id), |stage: &crate::case::Stage| {
                whose(guidance, stage.title.trim(), &join(guidance, [stage.when.in_words(), stage.cite.clone()]))
            }),
            FactId::Turn(id) => with(case.get(*id), |turn: &crate::case::Turn| turn.locked.clone()),
            FactId::Answer(key) => {
                let Some(answer) = case.answers.get(key) else { return String::new() };
                let question = prompt_words(case, guidance, key);
                let known = clip(&answer_words(guidance, answer));
                guidance.say("sentence.answer", &[("question", &question), ("answer", &known)])
            }
            FactId::Step(key) => {
                let Some(step) = case.steps.get(key) else { return String::new() };
                let title = step_title(case, guidance, key);
                guidance.say("sentence.step", &[("title", &title), ("step", &clip(&step_words(guidance, step)))])
            }
            FactId::Person(id) => person_line(case, guidance, today, *id),
            FactId::ParentLink(id) => with(case.get(*id), |link| parent_link_words(case, guidance, link)),
            FactId::ResponsibilityRecord(id) => {
                with(case.get(*id), |record| responsibility_words(case, guidance, record))
            }
            FactId::Presence(id) => with(case.get(*id), |presence| presence_words(case, guidance, presence)),
            FactId::Tie(id) => with(case.get(*id), |tie| tie_words(case, guidance, tie)),
            FactId::Household(id) => with(case.get(*id), |home: &crate::case::Household| {
                let span = span_words(guidance, &home.since, &home.until);
                let who = listed(guidance, [labels(case, guidance, &home.people), span]);
                join(guidance, [whose(guidance, home.label.trim(), &who), source_words(guidance, &home.source)])
            }),
            FactId::Bond(id) => with(case.get(*id), |bond: &crate::case::Bond| {
                let names = [("one", label(case, guidance, bond.one)), ("other", label(case, guidance, bond.other))];
                let span = span_words(guidance, &bond.since, &bond.until);
                let how = listed(guidance, [choice_words(guidance, bond.kind), span]);
                let what = join(guidance, [how, source_words(guidance, &bond.source)]);
                whose(guidance, &guidance.say("sentence.tie", &names), &what)
            }),
            FactId::Order(id) => with(case.get(*id), |order: &Order| {
                join(guidance, [order_words(case, guidance, order), source_words(guidance, &order.source)])
            }),
            FactId::Contact(id) => with(case.get(*id), |contact| contact_words(case, guidance, contact)),
            FactId::CheckpointRecord(id) => with(case.get(*id), |record: &crate::case::CheckpointRecord| {
                let by = said(guidance, "sentence.by-whom", "who", record.by.trim());
                let what = listed(guidance, [choice_words(guidance, record.kind), by]);
                dated(guidance, &record.when, &join(guidance, [what, clip(&record.note)]))
            }),
            FactId::Record(id) => with(case.get(*id), |record: &Record| {
                let name = listed(guidance, [record_name(guidance, record), clip(&record.about)]);
                let earliest = said(guidance, "sentence.record-from", "date", &date_words(&record.earliest));
                let looked = said(guidance, "sentence.looked", "date", &date_words(&record.looked));
                let what = listed(guidance, [choice_words(guidance, record.state), earliest, looked]);
                whose(guidance, &name, &what)
            }),
            FactId::Event(id) => with(case.get(*id), |event: &Event| {
                let known = known_words(guidance, event.standing, &event.source);
                dated(guidance, &event.when, &join(guidance, [clip(&event.what), known]))
            }),
            FactId::Attempt(id) => with(case.get(*id), |attempt: &Attempt| {
                let what = join(guidance, [attempt_words(guidance, attempt, ""), clip(&attempt.outcome)]);
                whose_when(guidance, &attempt.when, label(case, guidance, attempt.adult), &what)
            }),
            FactId::CarerView(id) => with(case.get(*id), |view: &crate::case::CarerView| {
                let parts = [
                    said(guidance, "sentence.offers", "what", &clip(&view.offers)),
                    said(guidance, "sentence.worries", "what", &clip(&view.worries)),
                    said(guidance, "sentence.unknown", "what", &clip(&view.unknown)),
                    said(guidance, "sentence.other-children", "what", &clip(&view.other_children)),
                    source_words(guidance, &view.source),
                ];
                whose(guidance, label(case, guidance, view.adult), &join(guidance, parts))
            }),
            FactId::Concern(id) => with(case.get(*id), |concern: &crate::case::Concern| {
                let parts = [
                    worded(guidance, "sentence.basis", concern.basis, &[]),
                    clip(&concern.words),
                    worded(guidance, "sentence.checked", concern.checked, &[]),
                    source_words(guidance, &concern.source),
                ];
                whose_when(guidance, &concern.when, label(case, guidance, concern.about), &join(guidance, parts))
            }),
            FactId::Service(id) => with(case.get(*id), |service: &Service| {
                let span = span_words(guidance, &service.since, &service.ended);
                let stands = listed(guidance, [choice_words(guidance, service.state), span]);
                let what = join(guidance, [stands, source_words(guidance, &service.source)]);
                whose(guidance, &service_name(guidance, service), &what)
            }),
            FactId::Notification(id) => with(case.get(*id), |told: &crate::case::Notification| {
                let from = said(guidance, "sentence.from-agency", "agency", guidance.agency_name(told.from.trim()));
                let parts = [clip(&told.what), from, source_words(guidance, &told.source)];
                dated(guidance, &told.when, &join(guidance, parts))
            }),
            FactId::Flag(id) => with(case.get(*id), |flag| flag_words(case, guidance, flag)),
            FactId::HandOver(id) => with(case.get(*id), |hand: &HandOver| {
                let what = join_with(" ", [hand_over_kind(guidance, hand), from_to(guidance, &hand.from, &hand.to)]);
                let acknowledged = worded(guidance, "sentence.acknowledged", hand.acknowledged, &[]);
                dated(guidance, &hand.when, &join(guidance, [what, acknowledged]))
            }),
            FactId::Need(id) => with(case.get(*id), |need: &crate::case::Need| {
                let parts = [
                    aside(guidance, &clip(&need.what), &choice_words(guidance, need.theme)),
                    whose(guidance, &worded(guidance, "sentence.planned", need.planned, &[]), &clip(&need.action)),
                    source_words(guidance, &need.source),
                ];
                join(guidance, parts)
            }),
            FactId::LevelDecision(id) => with(case.get(*id), |level: &LevelDecision| {
                let by = said(guidance, "sentence.by-whom", "who", level.by.trim());
                let stands = listed(guidance, [level_words(guidance, level), by]);
                whose_when(guidance, &level.when, label(case, guidance, level.child), &stands)
            }),
            fact => fields_line(case, guidance, fact),
        }
    }
}

/// How many fields of a fact stand in a line of its own.
const FIELDS_IN_A_LINE: usize = 4;

/// A fact by its first fields. A date, a person and a plain answer say nothing without the name of their field; how to reach
/// a worker stays on their card.
fn fields_line(case: &Case, guidance: &Guidance, fact: &FactId) -> String {
    let fields = case.fields(fact).into_iter().filter(|(field, ..)| *field != "number");
    let words = fields.take(FIELDS_IN_A_LINE).map(|(field, shape, value)| {
        let words = clip(&field_value(case, guidance, fact, field, shape, &value));
        match shape {
            Shape::Date | Shape::Id | Shape::Yes | Shape::Choice(YesNo::SET) => {
                whose(guidance, guidance.word(&format!("{}.{}", fact.kind(), kebab(field))), &words)
            }
            _ => words,
        }
    });
    join(guidance, words.collect::<Vec<_>>())
}

/// What a fact holds, field by field: the label of the field on its form, and what it holds in words.
pub fn field_words(case: &Case, guidance: &Guidance, fact: &FactId) -> Vec<(String, String)> {
    named_words(case, guidance, fact).into_iter().map(|(_, label, words)| (label, words)).collect()
}

/// What a fact holds, field by field: the name of the field, its label on the form, and what it holds in words.
pub fn named_words(case: &Case, guidance: &Guidance, fact: &FactId) -> Vec<(&'static str, String, String)> {
    let kind = fact.kind();
    let fields = case.fields(fact).into_iter().map(|(field, shape, value)| {
        let label = match shape {
            Shape::Source => guidance.word("source.legend").to_owned(),
            _ => guidance.word(&format!("{kind}.{}", kebab(field))).to_owned(),
        };
        (field, label, field_value(case, guidance, fact, field, shape, &value))
    });
    fields.filter(|(_, _, words)| !words.trim().is_empty()).collect()
}

/// What a field holds, in words. The id of an agency or of dated content reads as its name; what somebody typed stays as it
/// is, though it be the same word.
pub fn field_value(
    case: &Case,
    guidance: &Guidance,
    fact: &FactId,
    field: &str,
    shape: Shape,
    value: &Value,
) -> String {
    let id = value.as_str().unwrap_or_default();
    match (fact.kind(), field) {
        (_, "agency") | ("flag", "holder") | ("notification", "from") => guidance.agency_name(id).to_owned(),
        ("record", "kind") => guidance.record_kind(id).map_or(id, |kind| kind.name.as_str()).to_owned(),
        ("level", "indicators") => {
            let all = value.as_object().into_iter().flatten();
            let words = all.filter_map(|(indicator, answer)| {
                let answer = IndicatorAnswer::from_json(answer.clone()).ok()?;
                let relied = worded(guidance, "paper.relied", answer.relied, &[]);
                let said = listed(guidance, [relied.as_str(), answer.note.trim()]);
                Some(whose(guidance, &indicator_words(case, guidance, indicator), &said))
            });
            join(guidance, words.collect::<Vec<_>>())
        }
        ("flag", "lawful_basis") | ("challenge", "stage") => {
            guidance.dated(id).map_or(id, |item| item.name.as_str()).to_owned()
        }
        _ => value_words(case, guidance, shape, value),
    }
}

/// An indicator in its words; one asked of an adult carries their id after its own, and is said of them.
pub fn indicator_words(case: &Case, guidance: &Guidance, id: &str) -> String {
    if let Some(indicator) = guidance.indicator(id) {
        return indicator.text.clone();
    }
    let (own, about) = id.split_once('/').unwrap_or((id, ""));
    match (guidance.indicator(own), about.parse::<PersonId>()) {
        (Some(indicator), Ok(person)) => join(guidance, [&indicator.text, label(case, guidance, person)]),
        _ => id.to_owned(),
    }
}

/// A value of any kind, in words.
fn value_words(case: &Case, guidance: &Guidance, shape: Shape, value: &Value) -> String {
    let text = || value.as_str().unwrap_or_default();
    match shape {
        Shape::Text => text().trim().to_owned(),
        Shape::Yes => guidance.word("sentence.yes").to_owned(),
        Shape::Date => When::from_json(value.clone()).map(|when| date_words(&when)).unwrap_or_default(),
        Shape::Choice(set) => guidance.choice(set, text()).to_owned(),
        Shape::Id => match text().parse() {
            Ok(FactId::Person(person)) => label(case, guidance, person).to_owned(),
            Ok(fact) => {
                let words = field_words(case, guidance, &fact);
                words.into_iter().next().map(|(_, words)| clip(&words)).unwrap_or_default()
            }
            Err(()) => String::new(),
        },
        // Words are chosen several at a time only where they are agencies.
        Shape::Each(Shape::Text) => {
            let ids = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            ids.map(|id| guidance.agency_name(id)).collect::<Vec<_>>().join(guidance.word("sentence.and"))
        }
        Shape::Each(of) => {
            let all = value.as_array().into_iter().flatten();
            let words: Vec<String> = all.map(|one| value_words(case, guidance, *of, one)).collect();
            words.join(guidance.word("sentence.and"))
        }
        Shape::ByAgency(of) => {
            let all = value.as_object().into_iter().flatten();
            let words = all.map(|(agency, state)| {
                whose(guidance, guidance.agency_name(agency), &value_words(case, guidance, *of, state))
            });
            join(guidance, words.collect::<Vec<_>>())
        }
        Shape::Source => {
            Source::from_json(value.clone()).map(|source| source_words(guidance, &source)).unwrap_or_default()
        }
        Shape::Other => String::new(),
    }
}

/// What kind of knowledge something is, and on whose word; what a worker saw is not said twice.
pub fn known_words(guidance: &Guidance, standing: Option<Standing>, source: &Source) -> String {
    let kind = choice_words(guidance, standing);
    if standing == Some(Standing::FactSeen) && source.route == Some(Route::Seen) {
        let unrouted = Source { route: None, who: String::new(), ..source.clone() };
        return listed(guidance, [aside(guidance, &kind, &source.who), source_words(guidance, &unrouted)]);
    }
    listed(guidance, [kind, source_words(guidance, source)])
}

/// Which agencies were told of an event, when if that is known, and which were not or do not hold it.
pub fn told_words(guidance: &Guidance, event: &Event) -> String {
    let none = When::default();
    let told = |agency: &String| {
        let date = date_words(event.told_when.get(agency).unwrap_or(&none));
        let state = choice_words(guidance, event.told.get(agency).copied());
        whose(guidance, guidance.agency_name(agency), &aside(guidance, &state, &date))
    };
    let dated = event.told_when.keys().filter(|agency| !event.told.contains_key(*agency));
    join(guidance, event.told.keys().chain(dated).map(told).collect::<Vec<_>>())
}

/// What was tried, for which child if it was for one, and by whom.
pub fn attempt_words(guidance: &Guidance, attempt: &Attempt, child: &str) -> String {
    let what = worded(guidance, "sentence.attempt", attempt.kind, &[]);
    let what = listed(guidance, [what, said(guidance, "sentence.for-child", "child", child)]);
    aside(guidance, &what, &attempt.by)
}

/// What kind of passing on.
pub fn hand_over_kind(guidance: &Guidance, hand: &HandOver) -> String {
    hand.kind.map(|_| worded(guidance, "sentence.hand-over", hand.kind, &[])).unwrap_or_default()
}

/// The level of a decision by its key and name, or that it is not decided and what is missing.
pub fn level_words(guidance: &Guidance, decision: &LevelDecision) -> String {
    match decision.level {
        Some(_) => choice_words(guidance, decision.level),
        None if decision.missing.trim().is_empty() => guidance.word("sentence.level-not-decided").to_owned(),
        None => guidance.say("sentence.level-missing", &[("missing", decision.missing.trim())]),
    }
}

/// A flag exactly as held.
pub fn flag_words(case: &Case, guidance: &Guidance, flag: &Flag) -> String {
    let what = [
        worded(guidance, "sentence.flag", flag.kind, &[]),
        flag.reach.map(|_| worded(guidance, "sentence.flag-reach", flag.reach, &[])).unwrap_or_default(),
    ];
    let parts = [
        listed(guidance, what),
        clip(&flag.words),
        said(guidance, "sentence.held-by", "agency", guidance.agency_name(flag.holder.trim())),
    ];
    whose(guidance, label(case, guidance, flag.about), &join(guidance, parts))
}

fn head_words(guidance: &Guidance, head: &Head) -> String {
    let age = choice_words(guidance, head.youngest);
    let youngest = match head.youngest {
        Some(AgeBand::NotKnown) => guidance.word("sentence.youngest-not-known").to_owned(),
        _ => said(guidance, "sentence.youngest", "age", &age),
    };
    let parts = [
        clip(&head.reference),
        choice_words(guidance, head.checkpoint),
        youngest,
        said(guidance, "sentence.begun", "date", &date_words(&head.begun)),
        said(guidance, "sentence.history", "what", &history_words(guidance, head)),
    ];
    join(guidance, parts)
}

/// How the history came with the case, or who is to find it out.
fn history_words(guidance: &Guidance, head: &Head) -> String {
    let by = said(guidance, "sentence.by", "date", &date_words(&head.direction_by));
    join(guidance, [choice_words(guidance, head.history), clip(&head.direction), clip(&head.direction_owner), by])
}

fn plan_words(guidance: &Guidance, plan: &Plan) -> String {
    let lead = match plan.lead.trim() {
        "" => guidance.word("sentence.no-lead").to_owned(),
        lead => guidance.say("sentence.lead", &[("who", lead)]),
    };
    let next = said(guidance, "sentence.next-meeting", "date", &date_words(&plan.next_meeting));
    join(guidance, [lead, next])
}

fn with<T>(fact: Option<&T>, words: impl FnOnce(&T) -> String) -> String {
    fact.map(words).unwrap_or_default()
}

/// "from A to B", or the half of it that is recorded.
pub fn from_to(guidance: &Guidance, from: &str, to: &str) -> String {
    let from = said(guidance, "sentence.from", "what", from.trim());
    let to = said(guidance, "sentence.to", "what", to.trim());
    join_with(" ", [from, to])
}

/// "from May 2021 until June 2022", or the half of it that is recorded.
pub fn span_words(guidance: &Guidance, since: &When, until: &When) -> String {
    let (since, until) = (date_words(since), date_words(until));
    match (since.is_empty(), until.is_empty()) {
        (false, false) => guidance.say("sentence.from-until", &[("since", &since), ("until", &until)]),
        _ => {
            let since = said(guidance, "sentence.since", "date", &since);
            since + &said(guidance, "sentence.until", "date", &until)
        }
    }
}

/// A day of the pack in words; as it is written where it is not one.
pub fn day_words(iso: &str) -> String {
    Today::from_iso(iso).map_or_else(|| iso.to_owned(), Today::in_words)
}

/// From when until when something dated holds, or by when it was gone; nothing when none is known.
pub fn dated_span(guidance: &Guidance, item: &Dated) -> String {
    let since = said(guidance, "sentence.since", "date", &day_words(&item.valid_from));
    let gone = When::from_edtf(&item.gone_by).map(|when| when.in_words()).unwrap_or_default();
    let until = said(guidance, "sentence.until", "date", &day_words(&item.valid_to));
    listed(guidance, [since, until, said(guidance, "sentence.gone-by", "date", &gone)])
}

/// Words with one slot, or nothing when there is nothing to put in it.
pub fn said(guidance: &Guidance, key: &str, slot: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { guidance.say(key, &[(slot, value)]) }
}

fn when_true(guidance: &Guidance, is: bool, key: &str) -> String {
    if is { guidance.word(key).to_owned() } else { String::new() }
}

/// A line with its date first.
fn dated(guidance: &Guidance, when: &When, line: &str) -> String {
    match date_words(when) {
        none if none.is_empty() => line.to_owned(),
        date if line.is_empty() => date,
        date => guidance.say("sentence.dated", &[("date", &date), ("what", line)]),
    }
}

/// "Mother: what is said of her", or the half of it that there is.
fn whose(guidance: &Guidance, person: &str, what: &str) -> String {
    match (person.is_empty(), what.is_empty()) {
        (false, false) => guidance.say("sentence.person", &[("person", person), ("what", what)]),
        _ => format!("{person}{what}"),
    }
}

/// "May 2021, Mother: what is said of her".
fn whose_when(guidance: &Guidance, when: &When, person: &str, what: &str) -> String {
    whose(guidance, &listed(guidance, [date_words(when).as_str(), person]), what)
}

/// The parts that say something, as one list.
pub fn listed<S: AsRef<str>>(guidance: &Guidance, parts: impl IntoIterator<Item = S>) -> String {
    join_with(guidance.word("sentence.comma"), parts)
}

/// The parts that say something, as one sentence.
pub fn join<S: AsRef<str>>(guidance: &Guidance, parts: impl IntoIterator<Item = S>) -> String {
    join_with(guidance.word("sentence.join"), parts)
}

fn join_with<S: AsRef<str>>(between: &str, parts: impl IntoIterator<Item = S>) -> String {
    let mut line = String::new();
    for part in parts {
        let part = part.as_ref().trim();
        if part.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push_str(between);
        }
        line.push_str(part);
    }
    line
}

/// The first of a typed text: whole words where that can be, on one line.
pub fn clip(text: &str) -> String {
    clip_to(text, CLIP)
}

/// The first of a text, up to so many characters: whole words where that can be, on one line.
pub fn clip_to(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= width {
        return line;
    }
    let short: String = line.chars().take(width).collect();
    let short = short.rsplit_once(' ').map_or(short.as_str(), |(whole, _)| whole);
    format!("{}…", short.trim_end_matches([',', ';', ':']))
}
