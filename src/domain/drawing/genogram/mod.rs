//! The family picture: who is in this family, who is parent of whom, who lived where on a day.
//!
//! Facts become a [`model::Family`], the family gets its places in [`layout`], and places become shapes. Every word comes
//! from the content pack.

mod layout;
pub mod model;
mod shapes;
mod words;

use super::Picture;
use std::rc::Rc;

use crate::case::{Case, FactId, Person, PersonId, PresenceKind, Several};
use crate::guidance::Guidance;
use crate::when::{Today, When};

/// What may be left off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Whether to draw how people get on, and who harmed whom.
    pub bonds: bool,
}

/// The family picture of a case as it was on a day.
pub fn draw(case: &Case, guidance: &Guidance, today: Today, on: Today, options: Options) -> Picture {
    draw_part(case, guidance, today, on, options, &[], &[])
}

/// A home of the whole picture: the facts that speak of it, and its name.
type NamedHome = (Vec<FactId>, String);

/// A picture of which some people are also on another page, and homes have the names they have on the whole.
fn draw_part(
    case: &Case,
    guidance: &Guidance,
    today: Today,
    on: Today,
    options: Options,
    elsewhere: &[PersonId],
    homes: &[NamedHome],
) -> Picture {
    let family = model::family(case, on, today);
    let mut words = words::Words::new(case, guidance, &family, on, today);
    words.elsewhere = elsewhere;
    for (home, name) in family.homes.iter().zip(&mut words.homes) {
        let same = homes.iter().find(|(about, _)| home.about.first().is_some_and(|fact| about.contains(fact)));
        if let Some((_, whole)) = same {
            name.clone_from(whole);
        }
    }
    let (widths, room) = shapes::widths(&words, options.bonds);
    let layout = layout::lay(&family, &widths, &room);
    let mut picture = shapes::draw(&words, &layout, &widths, options.bonds);
    picture.sentences = words.sentences(options.bonds);
    picture
}

/// The days on which somebody may have moved in or out, was born or died, or a tie began or ended, the earliest first: where a picture of another day
/// can differ. Days to come are left out.
pub fn dates_of_change(case: &Case, today: Today) -> Vec<Today> {
    let mut days = Vec::new();
    let mut put = |when: &When, is_end: bool| {
        let Some(window) = when.window() else { return };
        // What ended on a day held on it: the day after is the first without.
        let after = |day: chrono::NaiveDate| if is_end { day.succ_opt().unwrap_or(day) } else { day };
        days.extend([window.first, window.last].into_iter().flatten().map(after));
    };
    for presence in case.presences.values() {
        if presence.kind != Some(PresenceKind::NoContact) {
            put(&presence.since, false);
            put(&presence.until, true);
        }
    }
    for tie in case.ties.values() {
        put(&tie.since, false);
        put(&tie.until, true);
    }
    for household in case.households.values() {
        put(&household.since, false);
        put(&household.until, true);
    }
    let mut in_home: Vec<_> = case.households.values().flat_map(|household| household.people.iter().copied()).collect();
    in_home.extend(crate::network::children(case));
    for person in in_home.iter().filter_map(|id| case.people.get(id)) {
        put(&person.born, false);
        put(&person.died, true);
    }
    days.retain(|day| *day <= today.date());
    days.sort();
    days.dedup();
    days.into_iter().map(Today).collect()
}

/// The picture on as many pages as it needs, none wider or higher than these. Where one page is not enough it is cut where
/// the fewest links and homes are cut, and the parents and partners of those on a page stand there too. Nobody is lost; one
/// person alone has a page however large their words are.
pub fn papers(
    case: &Case,
    guidance: &Guidance,
    today: Today,
    on: Today,
    options: Options,
    (width, height): (i32, i32),
) -> Vec<Picture> {
    let mut case = case.clone();
    let homes = name_apart(&mut case, guidance, today, on);
    let links = links(&case);
    let mut pages = Vec::new();
    let mut parts: Vec<Several<PersonId>> = vec![case.people.keys().copied().collect()];
    while let Some(part) = parts.pop() {
        let mut joining = joining(&case, &part);
        let mut page = page(&case, &part, &joining);
        let mut picture = draw_part(&page, guidance, today, on, options, &joining, &homes);
        let fits = |picture: &Picture| picture.width <= width && picture.height <= height;
        if part.len() == 1 && !fits(&picture) {
            joining.clear();
            page = self::page(&case, &part, &joining);
            picture = draw_part(&page, guidance, today, on, options, &joining, &homes);
        }
        if part.len() <= 1 || fits(&picture) {
            pages.push(picture);
            continue;
        }
        let (left, right) = cut(&picture, &part, &links);
        parts.extend([right, left]);
    }
    pages
}

/// Gives everyone the name they have on the whole picture, so that it is the same on each page; and says what each home is
/// called there.
fn name_apart(case: &mut Case, guidance: &Guidance, today: Today, on: Today) -> Vec<NamedHome> {
    let family = model::family(case, on, today);
    let words::Words { names, homes, .. } = words::Words::new(case, guidance, &family, on, today);
    for (drawn, name) in family.people.iter().zip(names) {
        if drawn.fact.label != name {
            case.people.insert(drawn.id, Rc::new(Person { label: name, ..(*drawn.fact).clone() }));
        }
    }
    family.homes.into_iter().map(|home| home.about).zip(homes).collect()
}

/// Who belongs with whom.
fn links(case: &Case) -> Vec<(PersonId, PersonId)> {
    let parents = case.parents.values().filter_map(|link| link.adult.map(|adult| (adult, link.child)));
    let ties = case.ties.values().map(|tie| (tie.one, tie.other));
    let homes = case.households.values().filter_map(|home| home.people.first().map(|first| (*first, home)));
    let homes = homes.flat_map(|(first, home)| home.people.iter().map(move |other| (first, *other)));
    parents.chain(ties).chain(homes).collect()
}

/// The parents and partners of a part of the family who are not in it.
fn joining(case: &Case, part: &Several<PersonId>) -> Vec<PersonId> {
    let mut joining: Several<PersonId> = Several::default();
    for link in case.parents.values().filter(|link| part.contains(&link.child)) {
        joining.extend(link.adult);
    }
    for tie in case.ties.values() {
        match (part.contains(&tie.one), part.contains(&tie.other)) {
            (true, false) => joining.extend([tie.other]),
            (false, true) => joining.extend([tie.one]),
            _ => {}
        }
    }
    joining.into_iter().filter(|one| !part.contains(one)).collect()
}

/// The case with only these people.
fn page(case: &Case, part: &Several<PersonId>, joining: &[PersonId]) -> Case {
    let mut page = case.clone();
    page.people.retain(|id, _| part.contains(id) || joining.contains(id));
    page
}

/// Cuts a part of a family in two, in its middle half from left to right, where the fewest links are cut.
fn cut(
    picture: &Picture,
    part: &Several<PersonId>,
    links: &[(PersonId, PersonId)],
) -> (Several<PersonId>, Several<PersonId>) {
    let mut placed: Vec<(i32, PersonId)> = Vec::new();
    for mark in &picture.marks {
        if let Ok(person) = mark.id.parse::<PersonId>()
            && part.contains(&person)
        {
            placed.push((mark.area.x + mark.area.w / 2, person));
        }
    }
    placed.sort();
    let place = |person: PersonId| placed.iter().position(|(_, one)| *one == person);
    let spans: Vec<(usize, usize)> = links
        .iter()
        .filter_map(|(one, other)| place(*one).zip(place(*other)))
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect();
    let (from, until) = ((placed.len() / 4).max(1), (placed.len() * 3 / 4).max(1));
    let middle = placed.len() / 2;
    let cuts = |at: usize| spans.iter().filter(|(low, high)| *low < at && at <= *high).count();
    let at = (from..=until).min_by_key(|at| (cuts(*at), at.abs_diff(middle))).unwrap_or(middle);
    let (left, right) = placed.split_at(at.min(placed.len() - 1).max(1));
    let people = |side: &[(i32, PersonId)]| side.iter().map(|(_, person)| *person).collect();
    (people(left), people(right))
}
