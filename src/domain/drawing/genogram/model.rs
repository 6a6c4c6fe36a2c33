//! Who is drawn and how they belong together: read off the facts, before anything has a place.
//!
//! Nothing is added to the facts. A parent whom nobody knows is no person here, and a link that is not settled stays so.

use std::rc::Rc;

use crate::case::{
    Abuse, AbuseId, BondId, BondKind, Case, FactId, HouseholdId, Loss, ParentKind, ParentLink, ParentLinkId,
    ParentStatus, Person, PersonId, Presence, PresenceId, PresenceKind, Role, Several, Sex, Side, Tie, TieId, TieKind,
};
use crate::network;
use crate::when::{Today, When, Window};

/// A person's place in [`Family::people`].
pub type At = usize;

/// Everything one family picture shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Family {
    /// Everyone, in the order of their ids.
    pub people: Vec<Drawn>,
    /// Parents, and the children who hang from them.
    pub unions: Vec<Union>,
    /// Each parent link and how sure it is.
    pub links: Vec<Link>,
    /// Pairs with a line between them.
    pub couples: Vec<Couple>,
    /// The homes of the day.
    pub homes: Vec<Home>,
    /// Who comes to a home, or has its children to stay.
    pub visits: Vec<Visit>,
    /// How people get on, and who harmed whom.
    pub bonds: Vec<Bonded>,
    /// Born of one pregnancy, eldest id first.
    pub twins: Vec<Vec<At>>,
}

/// One person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Who.
    pub id: PersonId,
    /// What is known of them.
    pub fact: Rc<Person>,
    /// The shape that stands for them.
    pub symbol: Symbol,
    /// Whether they are a child of this review.
    pub in_review: bool,
    /// Whether every link that makes them a parent is unsettled.
    pub is_open: bool,
    /// When they were born, for the order of siblings.
    born: Option<chrono::NaiveDate>,
}

/// What stands for a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Symbol {
    /// A man or boy.
    Square,
    /// A woman or girl.
    Circle,
    /// Sex recorded another way.
    Diamond,
    /// Sex not known or not said.
    Rounded,
    /// Not yet born.
    Triangle,
    /// A pregnancy loss.
    Loss(Loss),
}

/// What makes somebody a parent, as far as lines tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// By birth, or nothing is said of the way.
    Birth,
    /// By adoption.
    Adoptive,
    /// As a relative or friend who cares for the child.
    Kinship,
    /// As a foster carer.
    Foster,
    /// As a step-parent.
    Step,
    /// With no birth or legal link.
    Social,
    /// As a donor.
    Donor,
    /// A grandparent, through the parent on that side.
    Grand,
    /// A couple whose two stand in different generations.
    Couple,
    /// The links contradict one another: somebody would be their own ancestor.
    Odd,
}

/// Parents and the children they share. Full brothers and sisters are in one union.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Union {
    /// The one or two settled parents; or one who may be, and then nobody else: what is not settled has a line of its own.
    pub parents: Vec<At>,
    /// In what way they are parents.
    pub way: Way,
    /// Whether the link is drawn as unsettled.
    pub is_open: bool,
    /// The children, eldest first.
    pub children: Vec<At>,
}

/// One recorded parent link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The fact.
    pub id: ParentLinkId,
    /// The parent; none when nobody is named.
    pub adult: Option<At>,
    /// The child.
    pub child: At,
    /// Whether it is drawn with a question mark.
    pub is_open: bool,
    /// Whether it contradicts the other links.
    pub is_odd: bool,
}

/// Two people with a line between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Couple {
    /// One, with the lower place.
    pub one: At,
    /// The other.
    pub other: At,
    /// What they were to each other on the day: the tie that is drawn. None where they only have a child together.
    pub kind: Option<Option<TieKind>>,
    /// Every tie between the two; the one drawn is first.
    pub ties: Vec<TieId>,
    /// The tie that is drawn was over by the day.
    pub is_over: bool,
}

/// How sure it is that something held on the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Held {
    /// It did not.
    No,
    /// It may have.
    Maybe,
    /// It did.
    Yes,
}

/// A home on the day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Home {
    /// What it is called; nothing for the home of the children of this review.
    pub label: String,
    /// Who lives in it, or may.
    pub members: Vec<(At, Held)>,
    /// The facts that say so.
    pub about: Vec<FactId>,
}

/// Somebody who is with the children of a home and does not live in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// The fact.
    pub id: PresenceId,
    /// Who.
    pub who: At,
    /// Which home; none where the children have none on the day.
    pub home: Option<usize>,
    /// The child, where it is one.
    pub child: Option<At>,
    /// In what way.
    pub kind: Option<PresenceKind>,
    /// How sure it is that it held.
    pub held: Held,
}

/// A line that tells how two people get on, or who harmed whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bonded {
    /// One; for abuse, by whom.
    pub one: At,
    /// The other; for abuse, to whom.
    pub other: At,
    /// In what way.
    pub how: How,
}

/// In what way two people are bound.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum How {
    /// As a bond says.
    Bond(BondId, Option<BondKind>),
    /// Abuse, from the first to the second as recorded; and whether each says it of the other.
    Abuse(AbuseId, bool),
}

/// Whether something that held from one date until another held on a day. Without a start it holds now, and may have before.
pub fn held(since: &When, until: &When, on: Today, today: Today) -> Held {
    let day = on.date();
    let (start, end) = (since.window(), until.window());
    if start.is_some_and(|start| start.certainly_after(day)) || end.is_some_and(|end| end.certainly_before(day)) {
        return Held::No;
    }
    let began = match start {
        Some(Window { last: Some(last), .. }) => last <= day,
        _ => since.is_empty() && day >= today.date(),
    };
    let goes_on = until.is_empty() || end.and_then(|end| end.first).is_some_and(|first| first >= day);
    if began && goes_on { Held::Yes } else { Held::Maybe }
}

/// Ties between two people, by id.
type Ties<'a> = [(TieId, &'a Tie)];

/// Whether a tie was over by a day. One that says the two parted keeps its own sign, and kinship does not end.
pub fn is_over(tie: &Tie, on: Today) -> bool {
    let can_end = !matches!(
        tie.kind,
        Some(TieKind::Separated | TieKind::Divorced | TieKind::Siblings | TieKind::ParentAndAdultChild)
    );
    can_end && tie.until.window().is_some_and(|until| until.certainly_before(on.date()))
}

/// The family of a case on a day.
pub fn family(case: &Case, on: Today, today: Today) -> Family {
    let mut family = Family { people: people(case, on), ..Family::default() };
    // What had not begun yet is no part of this day.
    let begun = |tie: &Tie| !tie.since.window().is_some_and(|since| since.certainly_after(on.date()));
    let ties: Vec<(TieId, &Tie)> =
        case.ties.iter().filter(|(_, tie)| begun(tie)).map(|(id, tie)| (*id, &**tie)).collect();
    family.links(case, &ties);
    family.couples(&ties, on, today);
    family.twins(case);
    family.homes(case, on, today);
    family.visits(case, on, today);
    family.bonds(case, on, today);
    family
}

fn people(case: &Case, on: Today) -> Vec<Drawn> {
    let review = network::children(case);
    case.people
        .iter()
        .map(|(id, person)| Drawn {
            id: *id,
            fact: person.clone(),
            symbol: symbol(person, on),
            in_review: person.loss.is_none() && review.binary_search(id).is_ok(),
            is_open: false,
            born: person.born.window().and_then(|window| window.first.or(window.last)),
        })
        .collect()
}

fn symbol(person: &Person, on: Today) -> Symbol {
    match (person.loss, person.sex, person.role) {
        (Some(loss), ..) => Symbol::Loss(loss),
        _ if person.is_unborn(on) && person.unborn => Symbol::Triangle,
        (_, Some(Sex::Male), _) | (_, None, Some(Role::Father | Role::Grandfather)) => Symbol::Square,
        (_, Some(Sex::Female), _) | (_, None, Some(Role::Mother | Role::Grandmother)) => Symbol::Circle,
        (_, Some(Sex::Other), _) => Symbol::Diamond,
        _ => Symbol::Rounded,
    }
}

fn way(kind: Option<ParentKind>) -> Way {
    match kind {
        None | Some(ParentKind::Birth | ParentKind::Alleged | ParentKind::NoMaleCarer) => Way::Birth,
        Some(ParentKind::Adoptive) => Way::Adoptive,
        Some(ParentKind::Step) => Way::Step,
        Some(ParentKind::Foster) => Way::Foster,
        Some(ParentKind::Kinship) => Way::Kinship,
        Some(ParentKind::Donor) => Way::Donor,
        Some(ParentKind::SocialParent) => Way::Social,
    }
}

impl Family {
    /// The place of a person; none for one who is not in the case.
    pub fn at(&self, id: PersonId) -> Option<At> {
        self.people.binary_search_by_key(&id, |person| person.id).ok()
    }

    /// Who comes first among brothers and sisters: the elder; one whose birth date is not known after those that have one.
    pub fn age_key(&self, at: At) -> (bool, Option<chrono::NaiveDate>, At) {
        let born = self.people[at].born;
        (born.is_none(), born, at)
    }

    /// Whether a link is drawn with a question mark: alleged, disputed or not known; or a man's of whom nothing is said.
    fn is_open(&self, link: &ParentLink, adult: At) -> bool {
        let says_nothing =
            link.status.is_none() && way(link.kind) == Way::Birth && self.people[adult].symbol != Symbol::Circle;
        link.kind == Some(ParentKind::Alleged)
            || matches!(link.status, Some(ParentStatus::Disputed | ParentStatus::Unknown))
            || says_nothing
    }

    fn links(&mut self, case: &Case, ties: &Ties) {
        let contested: Several<ParentLinkId> =
            network::contested(case).values().flatten().map(|(_, link)| *link).collect();
        for (id, link) in &case.parents {
            let Some(child) = self.at(link.child) else { continue };
            let adult = link.adult.and_then(|adult| self.at(adult));
            if link.adult.is_some() && adult.is_none() {
                continue;
            }
            // Two who are each down as the settled father are two accounts: neither is drawn as fact.
            let is_open = contested.contains(id) || adult.is_none_or(|adult| self.is_open(link, adult));
            self.links.push(Link { id: *id, adult, child, is_open, is_odd: adult == Some(child) });
        }
        self.find_odd();
        for child in 0..self.people.len() {
            self.unions_of(case, ties, child);
        }
        self.grandparents(case, ties);
        for at in 0..self.people.len() {
            let mut own = self.links.iter().filter(|link| link.adult == Some(at)).peekable();
            self.people[at].is_open = own.peek().is_some() && own.all(|link| link.is_open);
        }
        let mut unions = std::mem::take(&mut self.unions);
        for union in &mut unions {
            union.children.sort_by_key(|child| self.age_key(*child));
        }
        self.unions = unions;
    }

    /// Marks each link that closes a circle: walking down from every person in turn, one that leads back to where the walk is.
    fn find_odd(&mut self) {
        let mut down: Vec<Vec<usize>> = vec![Vec::new(); self.people.len()];
        for (place, link) in self.links.iter().enumerate() {
            if let Some(adult) = link.adult.filter(|_| !link.is_odd) {
                down[adult].push(place);
            }
        }
        // 0 not reached, 1 on the way, 2 done.
        let mut state = vec![0u8; self.people.len()];
        for start in 0..self.people.len() {
            if state[start] != 0 {
                continue;
            }
            state[start] = 1;
            let mut walk = vec![(start, 0)];
            while let Some((at, next)) = walk.last_mut() {
                let Some(place) = down[*at].get(*next).copied() else {
                    state[*at] = 2;
                    walk.pop();
                    continue;
                };
                *next += 1;
                let child = self.links[place].child;
                match state[child] {
                    0 => {
                        state[child] = 1;
                        walk.push((child, 0));
                    }
                    1 => self.links[place].is_odd = true,
                    _ => {}
                }
            }
        }
    }

    /// Puts a child under each set of its parents.
    fn unions_of(&mut self, case: &Case, ties: &Ties, child: At) {
        let mut links: Vec<(Way, bool, At)> = Vec::new();
        for link in &self.links {
            if let (true, false, Some(adult)) = (link.child == child, link.is_odd, link.adult) {
                let kind = case.parents.get(&link.id).and_then(|fact| fact.kind);
                links.push((way(kind), link.is_open, adult));
            }
        }
        links.sort();
        links.dedup_by_key(|(way, _, adult)| (*way, *adult));
        let of = |wanted: Way, open: bool| -> Vec<At> {
            let those = links.iter().filter(|(way, is_open, _)| *way == wanted && *is_open == open);
            those.map(|(.., adult)| *adult).collect()
        };
        let mut settled = of(Way::Birth, false);
        let mut social = of(Way::Social, false);
        // Two who are a couple are parents together, the second by care alone; without a tie nobody said so.
        if let [parent] = settled[..]
            && let Some(second) = social.iter().position(|other| self.is_couple(ties, parent, *other))
        {
            settled.push(social.remove(second));
        }
        settled.sort();
        let more = settled.split_off(settled.len().min(2));
        let candidates = of(Way::Birth, true).into_iter().filter(|one| !settled.contains(one) && !more.contains(one));
        let mut alone: Vec<(Way, bool, At)> = more.iter().map(|adult| (Way::Birth, false, *adult)).collect();
        alone.extend(candidates.map(|adult| (Way::Birth, true, adult)));
        if !settled.is_empty() {
            self.join(settled, Way::Birth, false, child);
        }
        alone.extend(social.into_iter().map(|adult| (Way::Social, false, adult)));
        alone.extend(of(Way::Social, true).into_iter().map(|adult| (Way::Social, true, adult)));
        for way in [Way::Adoptive, Way::Kinship, Way::Foster, Way::Step, Way::Donor] {
            let both = of(way, false);
            match both[..] {
                [one, other] if way == Way::Adoptive || self.is_couple(ties, one, other) => {
                    self.join(both, way, false, child);
                }
                _ => alone.extend(both.into_iter().map(|adult| (way, false, adult))),
            }
            alone.extend(of(way, true).into_iter().map(|adult| (way, true, adult)));
        }
        for (way, open, adult) in alone {
            self.join(vec![adult], way, open, child);
        }
    }

    /// Whether a tie says that two are, or were, a couple.
    fn is_couple(&self, ties: &Ties, one: At, other: At) -> bool {
        let ids = (self.people[one].id, self.people[other].id);
        ties.iter().any(|(_, tie)| {
            ((tie.one, tie.other) == ids || (tie.other, tie.one) == ids)
                && !matches!(
                    tie.kind,
                    None | Some(TieKind::ParentAndAdultChild | TieKind::Siblings | TieKind::Other | TieKind::NotKnown)
                )
        })
    }

    fn join(&mut self, parents: Vec<At>, way: Way, is_open: bool, child: At) {
        let same = |union: &&mut Union| union.parents == parents && union.way == way && union.is_open == is_open;
        match self.unions.iter_mut().find(same) {
            Some(union) => union.children.push(child),
            None => self.unions.push(Union { parents, way, is_open, children: vec![child] }),
        }
    }

    /// A grandparent without a link of their own hangs over the one settled parent on their side.
    fn grandparents(&mut self, case: &Case, ties: &Ties) {
        for (id, person) in &case.people {
            if !matches!(person.role, Some(Role::Grandmother | Role::Grandfather)) {
                continue;
            }
            let (Some(at), Some(child)) = (self.at(*id), person.relative_of.and_then(|child| self.at(child))) else {
                continue;
            };
            if self.links.iter().any(|link| link.adult == Some(at)) {
                continue;
            }
            let symbol = match person.side {
                Some(Side::Mothers) => Symbol::Circle,
                Some(Side::Fathers) => Symbol::Square,
                _ => continue,
            };
            let birth = self.unions.iter().filter(|union| union.way == Way::Birth && union.children.contains(&child));
            let parents = birth.flat_map(|union| union.parents.iter().map(|parent| (*parent, !union.is_open)));
            let mut on_side = parents.filter(|(parent, _)| self.people[*parent].symbol == symbol);
            // Over one who may be the parent, or one of several, nobody is put: the words of their side tell it.
            if let (Some((parent, true)), None) = (on_side.next(), on_side.next()) {
                let is_above = parent != at && !self.reaches(parent, at);
                if is_above {
                    self.join(vec![at], Way::Grand, false, parent);
                }
            }
        }
        // Two who are both over the same parent, and tied, are one couple.
        let singles: Vec<usize> =
            (0..self.unions.len()).filter(|union| self.unions[*union].way == Way::Grand).collect();
        for (place, first) in singles.iter().enumerate() {
            for second in &singles[place + 1..] {
                let (one, other) = (self.unions[*first].parents.clone(), self.unions[*second].parents.clone());
                let shared = self.unions[*first].children == self.unions[*second].children;
                let sides = one.len() == 1 && other.len() == 1 && one != other;
                if shared && sides && self.is_couple(ties, one[0], other[0]) {
                    self.unions[*first].parents.push(other[0]);
                    self.unions[*first].parents.sort();
                    self.unions[*second].children.clear();
                }
            }
        }
        self.unions.retain(|union| !union.children.is_empty());
    }

    /// Whether a walk down from one person comes to another.
    fn reaches(&self, from: At, to: At) -> bool {
        let mut seen = vec![false; self.people.len()];
        let mut next = vec![from];
        while let Some(at) = next.pop() {
            if at == to {
                return true;
            }
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            for union in &self.unions {
                if union.parents.contains(&at) {
                    next.extend(&union.children);
                }
            }
        }
        false
    }

    fn couples(&mut self, ties: &Ties, on: Today, today: Today) {
        let mut couples: Vec<Couple> = Vec::new();
        let mut put = |one: At, other: At, tie: Option<(TieId, &Tie)>| {
            let (one, other) = (one.min(other), one.max(other));
            let place = couples.iter().position(|couple| (couple.one, couple.other) == (one, other));
            let place = place.unwrap_or_else(|| {
                couples.push(Couple { one, other, kind: None, ties: Vec::new(), is_over: false });
                couples.len() - 1
            });
            let couple = &mut couples[place];
            if let Some((id, tie)) = tie {
                if couple.ties.is_empty() {
                    (couple.kind, couple.is_over) = (Some(tie.kind), is_over(tie, on));
                }
                couple.ties.push(id);
            }
        };
        let mut ties = ties.to_vec();
        // What held on the day is drawn; of several that did, the one that began last.
        ties.sort_by_key(|(id, tie)| {
            let began = tie.since.window().and_then(|window| window.first.or(window.last));
            (std::cmp::Reverse((held(&tie.since, &tie.until, on, today), began)), *id)
        });
        for (id, tie) in ties {
            if let (Some(one), Some(other)) = (self.at(tie.one), self.at(tie.other))
                && one != other
            {
                put(one, other, Some((id, tie)));
            }
        }
        for union in &self.unions {
            if let [one, other] = union.parents[..] {
                put(one, other, None);
            }
        }
        couples.sort_by_key(|couple| (couple.one, couple.other));
        self.couples = couples;
    }

    fn twins(&mut self, case: &Case) {
        let mut set: Vec<usize> = (0..self.people.len()).collect();
        for (id, person) in &case.people {
            if let (Some(one), Some(other)) = (self.at(*id), person.twin_of.and_then(|twin| self.at(twin))) {
                let (one, other) = (set[one], set[other]);
                for of in &mut set {
                    if *of == one.max(other) {
                        *of = one.min(other);
                    }
                }
            }
        }
        for first in 0..set.len() {
            let all: Vec<At> = (0..set.len()).filter(|at| set[*at] == first).collect();
            if all.len() > 1 {
                self.twins.push(all);
            }
        }
    }

    /// Whether somebody was there at all on a day: born, and alive.
    fn was_here(case: &Case, id: PersonId, on: Today) -> Held {
        let Some(person) = case.get::<Person>(id) else { return Held::No };
        if person.loss.is_some() || person.is_unborn(on) {
            return Held::No;
        }
        match held(&When::default(), &person.died, on, on) {
            Held::Yes => match person.born.window() {
                Some(born) if born.last.is_none_or(|last| last > on.date()) && !person.born.is_unknown() => Held::Maybe,
                _ => Held::Yes,
            },
            gone => gone,
        }
    }

    fn homes(&mut self, case: &Case, on: Today, today: Today) {
        let here = |at: At, people: &[Drawn]| Self::was_here(case, people[at].id, on);
        let mut homes: Vec<Home> = Vec::new();
        for (id, household) in &case.households {
            let held = held(&household.since, &household.until, on, today);
            if held == Held::No {
                continue;
            }
            let label = household.label.trim();
            let known = homes.iter().position(|home| !label.is_empty() && home.label == label);
            let place = known.unwrap_or_else(|| {
                homes.push(Home { label: label.to_owned(), members: Vec::new(), about: Vec::new() });
                homes.len() - 1
            });
            homes[place].about.push(FactId::from(*id as HouseholdId));
            for person in &household.people {
                if let Some(at) = self.at(*person) {
                    add_member(&mut homes[place], at, held.min(here(at, &self.people)));
                }
            }
        }
        // The children's own home: with whom they live by what is said of each adult.
        let children: Vec<At> = (0..self.people.len()).filter(|at| self.people[*at].in_review).collect();
        let mut own: Vec<Home> = Vec::new();
        for (id, presence) in &case.presences {
            let held = held(&presence.since, &presence.until, on, today);
            if presence.kind != Some(PresenceKind::LivesHere) || held == Held::No {
                continue;
            }
            let Some(adult) = self.at(presence.adult) else { continue };
            let mut home = Home { label: String::new(), members: Vec::new(), about: vec![FactId::from(*id)] };
            let of: Vec<At> = match presence.child {
                Some(child) => self.at(child).into_iter().collect(),
                // A child who is put down in another home, without this adult, is not said to be in this one too.
                None => children.iter().copied().filter(|child| !lives_apart(&homes, *child, adult)).collect(),
            };
            add_member(&mut home, adult, held.min(here(adult, &self.people)));
            for child in of {
                add_member(&mut home, child, held.min(here(child, &self.people)));
            }
            if home.members.len() < 2 && presence.child.is_some() {
                continue;
            }
            own.push(home);
        }
        for home in own {
            let shares = |known: &Home, of: &Home| {
                of.members.iter().any(|(at, _)| known.members.iter().any(|(member, _)| member == at))
            };
            // In which of the known homes all of these are, as surely as this says or less.
            let within = |least: fn(Held) -> Held| {
                let is_in = |known: &Home| {
                    let has = |(at, held): &(At, Held)| {
                        known.members.iter().any(|(member, sure)| member == at && *sure >= least(*held))
                    };
                    home.members.iter().all(has)
                };
                let places: Vec<usize> = (0..homes.len()).filter(|place| is_in(&homes[*place])).collect();
                places
            };
            let (sure, any) = (within(|held| held), within(|_| Held::No));
            let place = match (sure.first(), any.first()) {
                (Some(known), _) => {
                    homes[*known].about.extend(home.about);
                    continue;
                }
                // Of several homes that may be meant, none becomes the certain one.
                (None, Some(known)) if any.len() > 1 => {
                    homes[*known].about.extend(home.about);
                    continue;
                }
                (None, Some(known)) => Some(*known),
                (None, None) => homes.iter().position(|known| known.label.is_empty() && shares(known, &home)),
            };
            match place {
                Some(place) => {
                    for (at, held) in home.members {
                        add_member(&mut homes[place], at, held);
                    }
                    homes[place].about.extend(home.about);
                }
                None => homes.push(home),
            }
        }
        for home in &mut homes {
            home.members.retain(|(_, held)| *held != Held::No);
            home.members.sort();
        }
        homes.retain(|home| !home.members.is_empty());
        self.homes = homes;
    }

    fn visits(&mut self, case: &Case, on: Today, today: Today) {
        for (id, presence) in &case.presences {
            let held = held(&presence.since, &presence.until, on, today);
            let Presence { adult, child, kind, .. } = **presence;
            if held == Held::No || kind == Some(PresenceKind::LivesHere) {
                continue;
            }
            let Some(who) = self.at(adult) else { continue };
            let child = child.and_then(|child| self.at(child));
            let of: Vec<At> = match child {
                Some(child) => vec![child],
                None => (0..self.people.len()).filter(|at| self.people[*at].in_review).collect(),
            };
            let is_home = |home: &Home| {
                home.members.iter().any(|(at, _)| of.contains(at)) && !home.members.iter().any(|(at, _)| *at == who)
            };
            let home = self.homes.iter().rposition(is_home);
            self.visits.push(Visit { id: *id, who, home, child, kind, held });
        }
    }

    /// What had certainly not begun on the day is not drawn.
    fn bonds(&mut self, case: &Case, on: Today, today: Today) {
        let begun = |since: &When| held(since, &When::default(), on, today) != Held::No;
        for (id, bond) in case.bonds.iter().filter(|(_, bond)| begun(&bond.since)) {
            if let (Some(one), Some(other)) = (self.at(bond.one), self.at(bond.other)) {
                self.bonds.push(Bonded { one, other, how: How::Bond(*id, bond.kind) });
            }
        }
        for (id, abuse) in case.abuse.iter().filter(|(_, abuse)| begun(&abuse.since)) {
            let Abuse { by, to, claims, .. } = **abuse;
            let each_says = claims == Some(crate::case::Claims::BothWays);
            if let (Some(one), Some(other)) = (by.and_then(|by| self.at(by)), to.and_then(|to| self.at(to))) {
                self.bonds.push(Bonded { one, other, how: How::Abuse(*id, each_says) });
            }
        }
    }
}

/// Whether a child is certainly in a home that this adult is not in.
fn lives_apart(homes: &[Home], child: At, adult: At) -> bool {
    homes.iter().any(|home| {
        let has = |who: At, least: Held| home.members.iter().any(|(at, held)| *at == who && *held >= least);
        has(child, Held::Yes) && !has(adult, Held::Maybe)
    })
}

/// The surest that is said of a member counts.
fn add_member(home: &mut Home, at: At, held: Held) {
    match home.members.iter_mut().find(|(member, _)| *member == at) {
        Some((_, known)) => *known = (*known).max(held),
        None => home.members.push((at, held)),
    }
}
