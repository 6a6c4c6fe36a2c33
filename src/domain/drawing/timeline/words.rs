//! What the timeline says: a short label beside a mark, its name, and the whole of it in a sentence.

use super::span::{Bounds, Span, day};
use super::{Entry, Kind, Timeline};
use crate::case::{Checkpoint, Event, FactId, HandOver, LevelDecision, Order, Person, PersonId, Presence, Service};
use crate::guidance::Guidance;
use crate::network;
use crate::sentences::{self, aside, choice_words, join, label, listed, said};
use crate::when::{Today, When, Window, age_at};

/// How many children and parents are worth naming with their ages at every event.
const AGES: usize = 8;

impl Timeline<'_> {
    /// A fact of the picture in a sentence, with where it is drawn, how sure its date is, and where it is known from.
    pub fn sentence(&self, entry: &Entry) -> String {
        let what = self.told(entry, true);
        self.guidance.say("sentence.person", &[("person", &self.lane_words(entry)), ("what", &what)])
    }

    /// The lanes in which something is drawn.
    pub(super) fn lane_words(&self, entry: &Entry) -> String {
        let mut lanes: Vec<String> = Vec::new();
        self.lanes_of(entry, &mut |of| lanes.push(self.lane_name(of)));
        lanes.join(self.guidance.word("sentence.and"))
    }

    /// A fact without its lane. The list of sentences can also speak of the entry above and the next.
    fn told(&self, entry: &Entry, in_list: bool) -> String {
        let (case, guidance) = (self.case, self.guidance);
        let bounds = entry.span.map(|span| bounds_words(guidance, span)).unwrap_or_default();
        let no_date = || guidance.word("timeline.no-date").to_owned();
        let dated = |when: &When| match (entry.span, sentences::date_words(when)) {
            (None, said) if said.is_empty() => no_date(),
            (None, said) => guidance.say("timeline.not-read", &[("date", &said)]),
            (Some(_), date) => aside(guidance, &date, &bounds),
        };
        match (&entry.about, entry.kind) {
            (FactId::Event(id), _) => {
                let Some(event) = case.get::<Event>(*id) else { return String::new() };
                let agencies: Vec<&str> = event.held_by.iter().map(|id| guidance.agency_name(id)).collect();
                let agencies = agencies.join(guidance.word("sentence.and"));
                let order = match (entry.near, in_list) {
                    ((false, false), _) => "",
                    (_, false) => "timeline.order",
                    ((true, true), _) => "timeline.order-both",
                    ((true, false), _) => "timeline.order-above",
                    ((false, true), _) => "timeline.order-next",
                };
                let parts = [
                    dated(&event.when),
                    self.what_of(event),
                    self.ages(event),
                    sentences::known_words(guidance, event.standing, &event.source),
                    said(guidance, "sentence.held-by", "agency", &agencies),
                    if order.is_empty() { String::new() } else { guidance.word(order).to_owned() },
                ];
                join(guidance, parts)
            }
            (_, kind @ (Kind::Silence | Kind::NoLevel)) => {
                let (first, last) = entry.span.and_then(Span::around).unwrap_or_default();
                let (from, to) = (words(first), words(last));
                let child = entry.child.map_or("", |child| label(case, guidance, child));
                let key = if kind == Kind::Silence { "timeline.silence" } else { "timeline.no-level" };
                guidance.say(key, &[("child", child), ("from", &from), ("to", &to)])
            }
            (FactId::Person(id), kind) => {
                let Some(person) = case.get::<Person>(*id) else { return String::new() };
                let when = if kind == Kind::Died { &person.died } else { &person.born };
                join(guidance, [dated(when), self.label(entry)])
            }
            (fact, kind) => {
                let mut what = sentences::describe(case, guidance, Today(day(self.today)), fact);
                if matches!(fact, FactId::Marac(_) | FactId::Notification(_) | FactId::Assessment(_)) {
                    what = join(guidance, [guidance.word(&format!("kind.{}", fact.kind())), &what]);
                }
                let until = match (kind, entry.span.and_then(|span| span.end)) {
                    (Kind::Level, Some((Some(next), _))) => said(guidance, "timeline.until-next", "date", &words(next)),
                    (Kind::Level, Some(_)) => guidance.word("timeline.last-level").to_owned(),
                    (_, _) if entry.span.is_none() => no_date(),
                    _ => bounds,
                };
                join(guidance, [what, until])
            }
        }
    }

    fn what_of(&self, event: &Event) -> String {
        match sentences::clip_to(&event.what, usize::MAX) {
            none if none.is_empty() => match event.theme {
                Some(_) => choice_words(self.guidance, event.theme),
                None => self.guidance.word("timeline.event").to_owned(),
            },
            what => what,
        }
    }

    /// How old each child and each parent was, and who else the event concerns, as far as both dates are known.
    fn ages(&self, event: &Event) -> String {
        let Some(window) = event.when.window() else { return String::new() };
        let mut people: Vec<PersonId> = event.people.iter().copied().collect();
        if self.family.len() <= AGES {
            people.extend(self.family.iter().filter(|person| !event.people.contains(person)));
        }
        let age = |person: &PersonId| aged(self, *person, window, event.people.contains(person));
        let ages: Vec<String> = people.iter().filter_map(age).collect();
        said(self.guidance, "timeline.ages", "ages", &ages.join(self.guidance.word("sentence.and")))
    }

    /// The name of a mark: who speaks to a computer says what stands beside the mark, so that is in the name.
    pub(super) fn name(&self, entry: &Entry) -> String {
        let (label, told) = (self.label(entry), self.told(entry, false));
        if told.contains(&label) { told } else { join(self.guidance, [label, told]) }
    }

    /// A few words beside a mark.
    pub(super) fn label(&self, entry: &Entry) -> String {
        let (case, guidance) = (self.case, self.guidance);
        let person = |key: &str, person: PersonId| guidance.say(key, &[("person", label(case, guidance, person))]);
        let words = match (&entry.about, entry.kind) {
            (_, Kind::Silence) => guidance.word("timeline.not-seen").to_owned(),
            (_, Kind::NoLevel) => guidance.word("timeline.none-given").to_owned(),
            (FactId::Event(id), _) => case.get(*id).map(|event| self.what_of(event)).unwrap_or_default(),
            (FactId::Person(id), Kind::Died) => person("timeline.died", *id),
            (FactId::Person(id), _) if case.get::<Person>(*id).is_some_and(|person| person.unborn) => {
                person("timeline.expected", *id)
            }
            (FactId::Person(id), _) => person("timeline.born", *id),
            (FactId::CheckpointRecord(id), _) => {
                let kind: Option<Checkpoint> = case.get::<crate::case::CheckpointRecord>(*id).and_then(|one| one.kind);
                choice_words(guidance, kind)
            }
            (FactId::HandOver(id), _) => {
                case.get::<HandOver>(*id).map(|hand| sentences::hand_over_kind(guidance, hand)).unwrap_or_default()
            }
            (FactId::Presence(id), _) => {
                let Some(presence) = case.get::<Presence>(*id) else { return String::new() };
                let child = presence.child.map(|child| label(case, guidance, child));
                let child = child.unwrap_or_else(|| guidance.word("sentence.all-children"));
                let names = [("person", label(case, guidance, presence.adult)), ("child", child)];
                sentences::worded(guidance, "sentence.presence-of", presence.kind, &names)
            }
            (FactId::Order(id), _) => {
                let Some(order) = case.get::<Order>(*id) else { return String::new() };
                let kind = sentences::worded(guidance, "sentence.order", order.kind, &[]);
                listed(guidance, [kind.as_str(), label(case, guidance, order.about)])
            }
            (FactId::Abuse(id), _) => {
                let Some(abuse) = case.get::<crate::case::Abuse>(*id) else { return String::new() };
                let kinds = sentences::choices_words(guidance, &abuse.kinds);
                let name = |person: Option<PersonId>| person.map(|person| label(case, guidance, person).to_owned());
                let who = sentences::from_to(
                    guidance,
                    &name(abuse.by).unwrap_or_default(),
                    &name(abuse.to).unwrap_or_default(),
                );
                listed(guidance, [if kinds.is_empty() { guidance.word("kind.abuse") } else { &kinds }, &who])
            }
            (FactId::Service(id), _) => {
                let Some(service) = case.get::<Service>(*id) else { return String::new() };
                listed(guidance, [sentences::service_name(guidance, service), choice_words(guidance, service.state)])
            }
            (FactId::LevelDecision(id), _) => {
                let level = case.get::<LevelDecision>(*id).and_then(|decision| decision.level);
                said(guidance, "timeline.level", "level", level.map_or("", |level| level.key()))
            }
            (FactId::Notification(id), _) => text(case.get(*id), |told: &crate::case::Notification| &told.what),
            (FactId::Assessment(id), _) => text(case.get(*id), |one: &crate::case::Assessment| &one.what),
            (FactId::Appointment(id), _) => {
                let what = text(case.get(*id), |one: &crate::case::Appointment| &one.what);
                listed(guidance, [guidance.word("timeline.not-brought"), &what])
            }
            _ => String::new(),
        };
        if words.trim().is_empty() { guidance.word(&format!("kind.{}", entry.about.kind())).to_owned() } else { words }
    }
}

fn text<T>(fact: Option<&T>, of: impl Fn(&T) -> &String) -> String {
    fact.map(|fact| sentences::clip(of(fact))).unwrap_or_default()
}

/// "Child B 6 to 9 months". Who was not yet born is named only where the event concerns them.
fn aged(of: &Timeline, person: PersonId, window: Window, is_concerned: bool) -> Option<String> {
    let age = age_at(&of.case.get::<Person>(person)?.born, window)?;
    let is_named = is_concerned || age.most_months >= 0;
    is_named.then(|| format!("{} {}", label(of.case, of.guidance, person), age.in_words()))
}

/// Children and parents: whose ages stand with every event.
pub(super) fn family(case: &crate::case::Case) -> Vec<PersonId> {
    let mut family = network::children(case);
    family.extend(network::named_parents(case));
    family
}

/// A day in words.
fn words(number: i32) -> String {
    Today(day(number)).in_words()
}

/// How sure a date is: its earliest and latest day, of something that lasted those of both ends. Nothing of a known day.
fn bounds_words(guidance: &Guidance, span: Span) -> String {
    let Some(end) = span.end else {
        return if span.is_day() { String::new() } else { moment_words(guidance, span.begin) };
    };
    let is_exact = |bounds: Bounds| bounds.0.is_some() && bounds.0 == bounds.1;
    if is_exact(span.begin) && is_exact(end) {
        return String::new();
    }
    let began = moment_words(guidance, span.begin);
    let key = if span.goes_on() { "timeline.goes-on" } else { "timeline.lasted" };
    guidance.say(key, &[("began", &began), ("ended", &moment_words(guidance, end))])
}

fn moment_words(guidance: &Guidance, bounds: Bounds) -> String {
    match bounds {
        (Some(first), Some(last)) if first == last => words(first),
        (Some(first), Some(last)) => {
            guidance.say("timeline.some-time", &[("first", &words(first)), ("last", &words(last))])
        }
        (Some(first), None) => guidance.say("timeline.from-on", &[("first", &words(first))]),
        (None, Some(last)) => guidance.say("timeline.up-to", &[("last", &words(last))]),
        (None, None) => guidance.word("timeline.day-not-known").to_owned(),
    }
}

/// From when to when, as roughly as a long stretch needs.
pub(super) fn range_words((low, high): (i32, i32)) -> String {
    use chrono::Datelike;
    /// Days after which months say too much: four years.
    const LONG: i32 = 4 * 366;
    let part = |number: i32| {
        let day = day(number);
        if high - low > LONG { format!("{:04}", day.year()) } else { format!("{:04}-{:02}", day.year(), day.month()) }
    };
    let (from, to) = (part(low), part(high));
    let edtf = if from == to { from } else { format!("{from}/{to}") };
    When::from_edtf(&edtf).map(|when| when.in_words()).unwrap_or_default()
}
