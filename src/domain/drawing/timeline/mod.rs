//! What happened, over time: events with their uncertainty drawn as it is, in a lane for each person or each area; under
//! them births, steps in the work, who was there, abuse, orders, help, and for each child when they were seen and which
//! level was decided.
//!
//! A date is drawn from its earliest to its latest day, never as a point that is not known. Where marks would stand on each
//! other they are gathered, so that there are never more than a few hundred however long the history is: only these are put
//! in words when it is drawn, and each step of the layout sorts once and walks once.

mod draw;
mod lay;
mod span;
mod words;

use chrono::{Datelike, NaiveDate};

use crate::case::{Case, ContactId, Event, FactId, OfferState, OrderState, PersonId, Several, Theme, YesNo};
use crate::chronology;
use crate::drawing::Picture;
use crate::guidance::Guidance;
use crate::network;
use crate::sentences;
use crate::when::{Today, When, Window};
use span::{Span, day, number};

/// What the lanes of events are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lanes {
    /// One for each person.
    #[default]
    ByPerson,
    /// One for each area.
    ByTheme,
}

/// How the timeline is looked at. Not a fact: it is kept nowhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct View {
    /// What the lanes of events are.
    pub lanes: Lanes,
    /// The first and last day in view; none means all.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whom it is about; none means everyone.
    pub people: Several<PersonId>,
    /// The areas of events; none means every one.
    pub themes: Several<Theme>,
    /// How wide the picture is.
    pub width: i32,
}

impl Default for View {
    fn default() -> View {
        View {
            lanes: Lanes::ByPerson,
            days: None,
            people: Several::default(),
            themes: Several::default(),
            width: WIDTH,
        }
    }
}

impl View {
    /// Whether anybody of these is to be shown.
    fn shows<'p>(&self, people: impl IntoIterator<Item = &'p PersonId>) -> bool {
        self.people.is_empty() || people.into_iter().any(|person| self.people.contains(person))
    }
}

/// How wide the picture is where nothing else is said.
pub const WIDTH: i32 = 1_140;

/// A step through time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Half as long.
    In,
    /// Twice as long.
    Out,
    /// All of it.
    Whole,
    /// Half its length earlier.
    Earlier,
    /// Half its length later.
    Later,
}

/// No view is shorter, in days.
const SHORTEST: i32 = 60;

/// What kind of entry a fact makes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Event,
    Born,
    Died,
    Dated,
    Seen,
    Silence,
    NoLevel,
    Level,
}

/// One thing the timeline tells.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The fact; of a silence, the contact before it.
    about: FactId,
    kind: Kind,
    /// When; none without a date that could be read.
    span: Option<Span>,
    /// Whose lane, of what is a child's.
    child: Option<PersonId>,
    /// Which of the parts under the events.
    part: usize,
    /// Whether it could be after the next event, and before the one above.
    near: (bool, bool),
}

/// What a lane is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    Person(PersonId),
    NoOne,
    Theme(Option<Theme>),
    Part(usize),
    Seen(PersonId),
    Level(PersonId),
}

/// The parts under the events, from the top.
const PARTS: [&str; 7] = [
    "timeline.lane.births",
    "timeline.lane.steps",
    "timeline.lane.there",
    "timeline.lane.abuse",
    "timeline.lane.orders",
    "timeline.lane.notices",
    "timeline.lane.help",
];
const BIRTHS: usize = 0;
const STEPS: usize = 1;
const THERE: usize = 2;
const ABUSE: usize = 3;
const ORDERS: usize = 4;
const NOTICES: usize = 5;
const HELP: usize = 6;
/// Contacts and levels: sentences come after those of the parts.
const SEEN: usize = 7;
const LEVELS: usize = 8;

/// The facts of a timeline, in order. Each is put in words when it is asked for.
pub struct Timeline<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    today: i32,
    view: &'a View,
    /// Children and parents.
    family: Vec<PersonId>,
    /// Whose lanes events stand in, from the top.
    people: Vec<PersonId>,
    /// The same, to find one quickly: with their place.
    places: Vec<(PersonId, usize)>,
    /// Who has a lane of contacts and levels.
    kids: Vec<PersonId>,
    /// What is in view, in the order of the sentences.
    entries: Vec<Entry>,
    /// The first and last day in view.
    days: (i32, i32),
    /// The first and last day of all.
    whole: (i32, i32),
    /// How many entries are earlier and later than what is in view.
    outside: (usize, usize),
}

/// The timeline as a picture, and everything it says in sentences.
pub fn draw(case: &Case, guidance: &Guidance, today: Today, view: &View) -> Picture {
    let timeline = Timeline::new(case, guidance, today, view);
    let sentences = timeline.entries().iter().map(|entry| timeline.sentence(entry)).collect();
    Picture { sentences, ..timeline.picture() }
}

impl<'a> Timeline<'a> {
    /// Collects and orders the facts.
    pub fn new(case: &'a Case, guidance: &'a Guidance, today: Today, view: &'a View) -> Timeline<'a> {
        let today = number(today.date());
        let mut people = network::children(case);
        let mut placed: Several<PersonId> = people.iter().copied().collect();
        let family = words::family(case);
        let others = network::linked_children(case).into_iter().chain(family.iter().copied());
        people.extend(others.chain(case.people.keys().copied()).filter(|person| placed.insert(*person)));
        let mut places: Vec<(PersonId, usize)> = people.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut timeline = Timeline {
            case,
            guidance,
            today,
            view,
            family,
            people,
            places,
            kids: network::children(case),
            entries: Vec::new(),
            days: (today, today),
            whole: (today, today),
            outside: (0, 0),
        };
        timeline.collect_events();
        timeline.collect_parts();
        timeline.collect_children();
        timeline.look();
        timeline
    }

    /// What is in view, in the order of the sentences: events first, then each part, each in the order of its dates.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries about some facts, in order.
    pub fn about(&self, facts: &[FactId]) -> Vec<&Entry> {
        let facts: Several<&FactId> = facts.iter().collect();
        self.entries.iter().filter(|entry| facts.contains(&&entry.about)).collect()
    }

    /// The same view after a step through time.
    pub fn after(&self, step: Step) -> View {
        let (from, to) = self.days;
        let length = (to - from).max(SHORTEST);
        let half = length / 2;
        let days = match step {
            Step::Whole => None,
            // The last years matter most: all of it is looked into from its end.
            Step::In if to >= self.whole.1 => Some((to - half, to)),
            Step::In => Some((from + half / 2, to - half / 2)),
            Step::Out => Some((from - half, to + half)),
            Step::Earlier => Some((from - half, to - half)),
            Step::Later => Some((from + half, to + half)),
        };
        self.onto(days)
    }

    /// The same view, closer around some facts. The same as before where they are too close together already.
    pub fn around(&self, facts: &[FactId]) -> View {
        let spans = self.about(facts).into_iter().filter_map(|entry| entry.span?.around());
        let days = spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let Some((first, last)) = days else { return self.view.clone() };
        let room = (last - first) / 20 + 1;
        let closer = self.onto(Some((first - room, last + room)));
        let length = |days: Option<(NaiveDate, NaiveDate)>| days.map(|(from, to)| number(to) - number(from));
        let is_closer = length(closer.days).is_some_and(|length| length < self.days.1 - self.days.0);
        if is_closer { closer } else { self.view.clone() }
    }

    /// The same view of these days, or of as many as there are: at least two months, and never outside all of it.
    fn onto(&self, days: Option<(i32, i32)>) -> View {
        let (first, last) = self.whole;
        let within = |(from, to): (i32, i32)| {
            let short = (SHORTEST - (to - from)).max(0);
            let (from, to) = (from - short / 2, to + short - short / 2);
            let length = (to - from).min(last - first);
            let from = from.clamp(first, last - length);
            (from, from + length)
        };
        let days = days.map(within).filter(|days| *days != self.whole);
        View { days: days.map(|(from, to)| (day(from), day(to))), ..self.view.clone() }
    }

    fn put(&mut self, about: impl Into<FactId>, kind: Kind, part: usize, span: Option<Span>) {
        let entry = Entry { about: about.into(), kind, span, child: None, part, near: (false, false) };
        self.entries.push(entry);
    }

    fn collect_events(&mut self) {
        let (case, view) = (self.case, self.view);
        for (id, event) in case.events.iter() {
            let of_theme = |theme: Theme| view.themes.contains(&theme);
            if (view.themes.is_empty() || event.theme.is_some_and(of_theme)) && view.shows(event.people.iter()) {
                self.put(*id, Kind::Event, 0, Span::of(&event.when));
            }
        }
    }

    fn collect_parts(&mut self) {
        let (case, view, today) = (self.case, self.view, self.today);
        let is_said = |when: &When| !when.is_empty();
        let kids = self.kids.clone();
        for (id, person) in case.people.iter().filter(|(id, _)| view.shows([*id])) {
            if kids.contains(id) && (is_said(&person.born) || person.unborn) {
                self.put(*id, Kind::Born, BIRTHS, Span::of(&person.born));
            }
            if is_said(&person.died) {
                self.put(*id, Kind::Died, BIRTHS, Span::of(&person.died));
            }
        }
        for (id, record) in case.checkpoints.iter() {
            self.put(*id, Kind::Dated, STEPS, Span::of(&record.when));
        }
        for (id, hand) in case.hand_overs.iter() {
            self.put(*id, Kind::Dated, STEPS, Span::of(&hand.when));
        }
        for (id, presence) in case.presences.iter() {
            let is_dated = is_said(&presence.since) || is_said(&presence.until);
            if is_dated && view.shows([&presence.adult].into_iter().chain(presence.child.as_ref())) {
                self.put(*id, Kind::Dated, THERE, Span::between(&presence.since, &presence.until, false, today));
            }
        }
        for (id, abuse) in case.abuse.iter() {
            if view.shows(abuse.by.iter().chain(&abuse.to).chain(abuse.children.iter())) {
                let over = abuse.ended == Some(YesNo::Yes);
                self.put(*id, Kind::Dated, ABUSE, Span::between(&abuse.since, &abuse.until, over, today));
            }
        }
        for (id, marac) in case.maracs.iter().filter(|(_, marac)| view.shows(&marac.about)) {
            self.put(*id, Kind::Dated, ABUSE, Span::of(&marac.when));
        }
        for (id, order) in case.orders.iter() {
            if view.shows([&order.about].into_iter().chain(order.protects.iter())) {
                let over = order.state == Some(OrderState::Ended);
                self.put(*id, Kind::Dated, ORDERS, Span::between(&order.from, &order.until, over, today));
            }
        }
        for (id, told) in case.notifications.iter() {
            self.put(*id, Kind::Dated, NOTICES, Span::of(&told.when));
        }
        for (id, assessment) in case.assessments.iter() {
            self.put(*id, Kind::Dated, NOTICES, Span::of(&assessment.when));
        }
        for (id, missed) in case.appointments.iter().filter(|(_, missed)| view.shows([&missed.child])) {
            self.put(*id, Kind::Dated, NOTICES, Span::of(&missed.when));
        }
        for (id, service) in case.services.iter() {
            use OfferState::*;
            // Help that never began is one point: when it was offered or asked for.
            let span = match service.state {
                Some(Offered | AskedFor | DidNotStart | Declined | NeverHeardBack) => {
                    Span::of(&service.since).map(|since| Span { begin: since.begin, end: None })
                }
                state => {
                    let over = matches!(state, Some(Stopped | Finished));
                    Span::between(&service.since, &service.ended, over, today)
                }
            };
            self.put(*id, Kind::Dated, HELP, span);
        }
    }

    /// When each child was seen, the silences between, and the levels.
    fn collect_children(&mut self) {
        let (case, view, today) = (self.case, self.view, self.today);
        let (reviewed, mut kids) = (self.kids.len(), std::mem::take(&mut self.kids));
        let mut add = |child: &PersonId| match kids.iter().position(|kid| kid == child) {
            Some(at) => at,
            None => {
                kids.push(*child);
                kids.len() - 1
            }
        };
        let mut seen: Vec<Vec<(Window, ContactId)>> = Vec::new();
        // What has no date can have been at any time: beside it nothing is said to be missing.
        let (mut seen_some_time, mut level_some_time) =
            (Several::<PersonId>::default(), Several::<PersonId>::default());
        let mut levels: Vec<Vec<(Span, FactId)>> = Vec::new();
        for (id, contact) in case.contacts.iter() {
            // Nobody is seen by phone.
            if contact.seen.is_empty() || contact.place == Some(crate::case::Place::Phone) {
                continue;
            }
            if view.shows(contact.seen.iter()) {
                self.put(*id, Kind::Seen, SEEN, Span::of(&contact.when));
            }
            for child in contact.seen.iter() {
                let at = add(child);
                match contact.when.window() {
                    Some(window) => {
                        seen.resize_with(seen.len().max(at + 1), Vec::new);
                        seen[at].push((window, *id));
                    }
                    None => {
                        seen_some_time.insert(*child);
                    }
                }
            }
        }
        for (id, decision) in case.levels.iter() {
            let at = add(&decision.child);
            let span = Span::of(&decision.when);
            if span.is_none() && decision.level.is_some() {
                level_some_time.insert(decision.child);
            }
            match span.filter(|_| decision.level.is_some()) {
                Some(span) => {
                    levels.resize_with(levels.len().max(at + 1), Vec::new);
                    levels[at].push((span, (*id).into()));
                }
                // Work on a level that is not decided is one point.
                None if view.shows([&decision.child]) => {
                    self.put(*id, Kind::Level, LEVELS, span);
                    self.of_child(decision.child);
                }
                None => {}
            }
        }
        seen.resize_with(kids.len(), Vec::new);
        levels.resize_with(kids.len(), Vec::new);
        for (at, child) in kids.iter().copied().enumerate() {
            if !view.shows([&child]) {
                continue;
            }
            let person = case.get::<crate::case::Person>(child).filter(|person| !person.unborn);
            // From then on the child certainly was there to be seen.
            let born = person.and_then(|person| person.born.window()?.last).filter(|born| number(*born) <= today);
            let contacts = &mut seen[at];
            contacts.sort_unstable_by_key(|(window, id)| (window.first, window.last, *id));
            if at < reviewed && !seen_some_time.contains(&child) {
                for silence in chronology::silences(contacts, born, Today(day(today))) {
                    let about = silence.before.or(silence.after).map_or(FactId::Person(child), FactId::Contact);
                    let span = Span::days(number(silence.first), number(silence.last));
                    self.put(about, Kind::Silence, SEEN, Some(span));
                    self.of_child(child);
                }
            }
            let decisions = &mut levels[at];
            decisions.sort_by_cached_key(|(span, id)| (span.low().or(span.high()), span.high(), id.clone()));
            let first = decisions.first().map(|(span, _)| span.low().or(span.high()).unwrap_or(today));
            if let Some(born) = born.map(number).filter(|_| at < reviewed && !level_some_time.contains(&child)) {
                let last = first.map_or(today, |first| first - 1);
                if last > born {
                    self.put(child, Kind::NoLevel, LEVELS, Some(Span::days(born, last)));
                    self.of_child(child);
                }
            }
            for (place, (span, id)) in decisions.iter().enumerate() {
                // A level stands until the earliest day of the next.
                let next = decisions.get(place + 1).and_then(|(next, _)| next.low().or(next.high()));
                let end = match next.map(|next| next.max(span.begin.0.or(span.begin.1).unwrap_or(next))) {
                    Some(next) => (Some(next), Some(next)),
                    None => (None, None),
                };
                self.put(id.clone(), Kind::Level, LEVELS, Some(Span { begin: span.begin, end: Some(end) }));
                self.of_child(child);
            }
        }
        self.kids = kids;
    }

    fn of_child(&mut self, child: PersonId) {
        if let Some(entry) = self.entries.last_mut() {
            entry.child = Some(child);
        }
    }

    /// Puts the entries in order, and keeps what is in view.
    fn look(&mut self) {
        let known = self.entries.iter().filter_map(|entry| entry.span?.around());
        let (low, high) = known.fold((self.today, self.today), |all, one| (all.0.min(one.0), all.1.max(one.1)));
        let low = if low == self.today { low - 365 } else { low };
        self.whole = (low - day(low).day0() as i32, high + (high - low) / 60 + 3);
        let asked = self.view.days.map(|(from, to)| (number(from), number(to).max(number(from) + 1)));
        let (from, to) = asked.unwrap_or(self.whole);
        self.days = (from, to);
        let mut outside = (0, 0);
        self.entries.retain(|entry| {
            let is_in = entry.span.is_none_or(|span| span.can_be_in(from, to));
            if !is_in && entry.span.is_some_and(|span| span.low().is_some_and(|low| low > to)) {
                outside.1 += 1;
            } else if !is_in {
                outside.0 += 1;
            }
            is_in
        });
        self.outside = outside;
        self.entries.sort_by_cached_key(|entry| {
            let place = entry.span.map(|span| (span.low().or(span.high()), span.low().is_none(), span.high()));
            (entry.kind != Kind::Event, entry.part, entry.child, place.is_none(), place, entry.about.clone())
        });
        for at in 1..self.entries.len() {
            let (above, below) = (&self.entries[at - 1], &self.entries[at]);
            let spans = above.span.zip(below.span).filter(|_| below.kind == Kind::Event);
            if spans.is_some_and(|(above, below)| above.is_unclear(below)) {
                self.entries[at - 1].near.1 = true;
                self.entries[at].near.0 = true;
            }
        }
    }

    /// The lanes something stands in.
    fn lanes_of(&self, entry: &Entry, each: &mut dyn FnMut(Of)) {
        match (entry.kind, &entry.about) {
            (Kind::Event, FactId::Event(id)) => {
                let Some(event) = self.case.get::<Event>(*id) else { return };
                if self.view.lanes == Lanes::ByTheme {
                    return each(Of::Theme(event.theme));
                }
                let mut is_placed = false;
                for person in event.people.iter().filter(|person| self.view.shows([*person])) {
                    if self.case.people.contains_key(person) {
                        each(Of::Person(*person));
                        is_placed = true;
                    }
                }
                if !is_placed {
                    each(Of::NoOne);
                }
            }
            (Kind::Seen, FactId::Contact(id)) => {
                let Some(contact) = self.case.get::<crate::case::Contact>(*id) else { return };
                contact.seen.iter().filter(|child| self.view.shows([*child])).for_each(|child| each(Of::Seen(*child)));
            }
            (Kind::Silence, _) => each(Of::Seen(entry.child.unwrap_or_default())),
            (Kind::Level | Kind::NoLevel, _) => each(Of::Level(entry.child.unwrap_or_default())),
            _ => each(Of::Part(entry.part)),
        }
    }

    /// How many lanes of events there can be.
    fn event_lanes(&self) -> usize {
        1 + match self.view.lanes {
            Lanes::ByPerson => self.people.len(),
            Lanes::ByTheme => Theme::ALL.len(),
        }
    }

    /// Which lane, from the top.
    fn place(&self, of: Of) -> usize {
        let under = self.event_lanes() + PARTS.len();
        let kid = |child: PersonId| self.kids.iter().position(|kid| *kid == child).unwrap_or_default();
        match of {
            Of::Person(person) => {
                let found = self.places.binary_search_by_key(&person, |(person, _)| *person);
                found.map_or(self.people.len(), |at| self.places[at].1)
            }
            Of::Theme(Some(theme)) => theme as usize,
            Of::NoOne | Of::Theme(None) => self.event_lanes() - 1,
            Of::Part(part) => self.event_lanes() + part,
            Of::Seen(child) => under + 2 * kid(child),
            Of::Level(child) => under + 2 * kid(child) + 1,
        }
    }

    fn lane_name(&self, of: Of) -> String {
        let of_child = |key: &str, child: PersonId| {
            self.guidance.say(key, &[("child", sentences::label(self.case, self.guidance, child))])
        };
        match of {
            Of::Person(person) => sentences::label(self.case, self.guidance, person).to_owned(),
            Of::NoOne => self.guidance.word("timeline.lane.no-one").to_owned(),
            Of::Theme(None) => self.guidance.word("timeline.lane.no-theme").to_owned(),
            Of::Theme(theme) => {
                let words = sentences::choice_words(self.guidance, theme);
                let mut letters = words.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
            Of::Part(part) => self.guidance.word(PARTS[part]).to_owned(),
            Of::Seen(child) => of_child("timeline.lane.seen", child),
            Of::Level(child) => of_child("timeline.lane.level", child),
        }
    }
}
