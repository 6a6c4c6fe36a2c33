//! Kinship, households and presence, asked of a case. Nothing here is kept: it is read off the facts each time.

use chrono::NaiveDate;

use crate::case::{
    AttemptKind, Basis, Case, Contact, FactId, Flag, FlagEnd, FlagKind, Key, LevelDecision, LevelId, Order, OrderId,
    OrderState, ParentKind, ParentLink, ParentLinkId, ParentStatus, Person, PersonId, Place, Presence, PresenceId,
    PresenceKind, RecordOf, Role, Service, ServiceId, Several, Sex, SupportLevel,
};
use crate::sorted::Sorted;
use crate::when::{Today, Window, age_at};

/// The children of this review: not children of the family who live elsewhere.
pub fn children(case: &Case) -> Vec<PersonId> {
    case.people
        .iter()
        .filter(|(_, person)| person.role == Some(Role::Child) || person.unborn)
        .map(|(id, _)| *id)
        .collect()
}

/// Children of the family who live elsewhere, or with another carer.
pub fn linked_children(case: &Case) -> Vec<PersonId> {
    with_role(case, &[Role::ChildElsewhere])
}

/// Everyone who is not a child.
pub fn adults(case: &Case) -> Vec<PersonId> {
    case.people.iter().filter(|(_, person)| !is_child(person)).map(|(id, _)| *id).collect()
}

/// The age from which somebody is an adult, in months.
const OF_AGE: i32 = 18 * 12;

/// Whether this person is certainly under eighteen on this day.
pub fn is_certainly_a_minor(person: &Person, today: Today) -> bool {
    age_at(&person.born, Window::day(today.date())).is_some_and(|age| age.most_months < OF_AGE)
}

/// Whether this person is certainly eighteen or older on this day.
pub fn is_certainly_of_age(person: &Person, today: Today) -> bool {
    age_at(&person.born, Window::day(today.date())).is_some_and(|age| age.least_months >= OF_AGE)
}

/// Whether this person is a child, of this review or elsewhere.
pub fn is_child(person: &Person) -> bool {
    person.unborn || matches!(person.role, Some(Role::Child | Role::ChildElsewhere))
}

fn with_role(case: &Case, roles: &[Role]) -> Vec<PersonId> {
    case.people
        .iter()
        .filter(|(_, person)| person.role.is_some_and(|role| roles.contains(&role)))
        .map(|(id, _)| *id)
        .collect()
}

/// The fathers and male carers: every man whom a role, a parent link or a presence ties to a child.
///
/// A man is somebody recorded as male, or whose role is a man's. An adult of unrecorded sex who cares for a child, is a
/// partner, is with the children in person, now or before, or was newly heard of is included unless he is placed as a
/// mother or grandmother: leaving him out would be the mistake this list exists to prevent (M-01, M-08, M-16).
pub fn men(case: &Case) -> Vec<PersonId> {
    adults(case)
        .into_iter()
        .filter(|id| {
            let Some(person) = case.get::<Person>(*id) else { return false };
            match (person.sex, person.role) {
                (Some(Sex::Female), _) => false,
                (_, Some(Role::Father | Role::Grandfather)) => true,
                (Some(Sex::Male), _) => true,
                (_, Some(Role::Mother | Role::Grandmother)) => false,
                (_, Some(Role::Partner | Role::ExPartner | Role::Carer | Role::Lodger)) => true,
                (_, role) => {
                    is_parent_figure(case, *id) && role != Some(Role::Donor)
                        || presences_of(case, *id).any(|(_, presence)| is_in_person(presence))
                        || is_heard_of(person)
                }
            }
        })
        .collect()
}

/// Whether this adult was put down as newly heard of: when, in which words, or who was told.
pub fn is_heard_of(person: &Person) -> bool {
    !(person.heard_of.is_empty() && person.heard_words.trim().is_empty() && person.heard_told.trim().is_empty())
}

/// Adults who are, may be or act as parent of a child: by a parent link, a role, or by living with or caring for a child.
pub fn parent_figures(case: &Case) -> Vec<PersonId> {
    adults(case).into_iter().filter(|id| is_parent_figure(case, *id)).collect()
}

/// Adults who are put down as parent of a child: by a parent link, or a role. Living there makes nobody a parent.
pub fn named_parents(case: &Case) -> Vec<PersonId> {
    adults(case).into_iter().filter(|id| is_named_parent(case, *id)).collect()
}

fn is_named_parent(case: &Case, adult: PersonId) -> bool {
    case.get::<Person>(adult)
        .is_some_and(|person| is_parent(person) || matches!(person.role, Some(Role::Partner | Role::Carer)))
        || case.parents.values().any(|link| link.adult == Some(adult) && link.kind != Some(ParentKind::Donor))
}

/// Whom “the parent” can mean when one is to be asked: a mother, or a parent by a link. A role alone is enough only where
/// no link says more. Neither a partner, nor a man who is only said to be the father, nor one of whom that is disputed or
/// not known (M-03).
pub fn is_parent_to_ask(case: &Case, adult: PersonId) -> bool {
    let Some(person) = case.get::<Person>(adult) else { return false };
    let mut links = case.parents.values().filter(|link| link.adult == Some(adult)).peekable();
    if person.role == Some(Role::Mother) || links.peek().is_none() {
        return is_parent(person);
    }
    links.any(|link| {
        !matches!(link.kind, Some(ParentKind::Donor | ParentKind::Alleged))
            && !matches!(link.status, Some(ParentStatus::Disputed | ParentStatus::Unknown))
    })
}

fn is_parent(person: &Person) -> bool {
    matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent))
}

/// Whether this adult is among the [`parent_figures`].
pub fn is_parent_figure(case: &Case, adult: PersonId) -> bool {
    is_named_parent(case, adult)
        || case.presences.values().any(|presence| {
            presence.adult == adult
                && matches!(
                    presence.kind,
                    Some(PresenceKind::LivesHere | PresenceKind::CaresAlone | PresenceKind::StaysOver)
                )
        })
}

/// The parent links of a child, in order of their ids.
pub fn links_of(case: &Case, child: PersonId) -> impl Iterator<Item = (ParentLinkId, &ParentLink)> {
    case.parents.iter().filter(move |(_, link)| link.child == child).map(|(id, link)| (*id, &**link))
}

/// The links of a child that speak of a father: to a man, or to nobody known where the kind is not a mother's.
pub fn father_links(case: &Case, child: PersonId) -> Vec<(ParentLinkId, &ParentLink)> {
    let men = men(case);
    links_of(case, child)
        .filter(|(_, link)| match link.adult {
            Some(adult) => men.contains(&adult),
            None => true,
        })
        .collect()
}

/// The men linked to a child as father of any kind, candidates included.
pub fn fathers_of(case: &Case, child: PersonId) -> Vec<PersonId> {
    let mut fathers: Vec<PersonId> = father_links(case, child).into_iter().filter_map(|(_, link)| link.adult).collect();
    fathers.dedup();
    fathers
}

/// Whether a child's second parent is settled without a father: a second mother, a donor, an adoptive couple, a kinship
/// carer, or "no male carer" said. A link counts as a parent's where it says of what kind, or the person is called a parent.
pub fn settled_without_father(case: &Case, child: PersonId) -> bool {
    let is_called_parent = |adult: PersonId| {
        let role = case.get::<Person>(adult).and_then(|person| person.role);
        matches!(role, Some(Role::Mother | Role::Father | Role::Parent))
    };
    let parents: Several<PersonId> = links_of(case, child)
        .filter(|(_, link)| link.kind != Some(ParentKind::Donor) && may_be_first_parent(link))
        .filter_map(|(_, link)| link.adult.filter(|adult| link.kind.is_some() || is_called_parent(*adult)))
        .collect();
    links_of(case, child)
        .any(|(_, link)| matches!(link.kind, Some(ParentKind::NoMaleCarer | ParentKind::Donor | ParentKind::Kinship)))
        || parents.len() > 1
}

/// Whether this link can be that of a mother or father from the start: not of somebody who came to care for the child later.
pub fn may_be_first_parent(link: &ParentLink) -> bool {
    !matches!(link.kind, Some(ParentKind::Step | ParentKind::Foster))
}

/// How an adult is present, in order of ids.
pub fn presences_of(case: &Case, adult: PersonId) -> impl Iterator<Item = (PresenceId, &Presence)> {
    case.presences.iter().filter(move |(_, presence)| presence.adult == adult).map(|(id, presence)| (*id, &**presence))
}

/// Who is present for a child: those recorded for this child, and those recorded for the children of this review together.
pub fn presences_for(case: &Case, child: PersonId) -> impl Iterator<Item = (PresenceId, &Presence)> {
    let is_here = children(case).contains(&child);
    case.presences
        .iter()
        .filter(move |(_, presence)| presence.child.map_or(is_here, |of| of == child))
        .map(|(id, presence)| (*id, &**presence))
}

/// Whether this presence had certainly ended before this day.
pub fn is_over(presence: &Presence, today: Today) -> bool {
    presence.kind == Some(PresenceKind::NoContact)
        || presence.until.window().is_some_and(|window| window.certainly_before(today.date()))
}

/// Whether an adult is around a child in person now: lives there, stays, visits, cares alone, or has the child to stay.
pub fn is_around(case: &Case, adult: PersonId, today: Today) -> bool {
    presences_of(case, adult).any(|(_, presence)| !is_over(presence, today) && is_in_person(presence))
}

/// Whether this is being with a child in person: living there, staying, visiting, caring alone, having the child to stay.
fn is_in_person(presence: &Presence) -> bool {
    matches!(
        presence.kind,
        Some(
            PresenceKind::LivesHere
                | PresenceKind::StaysOver
                | PresenceKind::Visits
                | PresenceKind::CaresAlone
                | PresenceKind::ChildStaysThere
        )
    )
}

/// Whether anything links an adult to this child: a parent link, a presence, an attempt to include, a view of them.
pub fn is_linked(case: &Case, adult: PersonId, child: PersonId) -> bool {
    links_of(case, child).any(|(_, link)| link.adult == Some(adult))
        || presences_for(case, child).any(|(_, presence)| presence.adult == adult)
        || case.attempts.values().any(|attempt| attempt.adult == adult && attempt.child == Some(child))
        || case.views.values().any(|view| view.adult == adult && view.child == Some(child))
}

/// Whether an order binds somebody on this day. When its state or end is not known it is taken to stand: the safe reading.
/// One recorded as ended before its own end, too, until the dates say so: it is asked about.
/// So is one recorded as in force past its end, since orders are renewed.
pub fn is_live(order: &Order, today: Today) -> bool {
    match order.state {
        // "Ended", with an end that is still to come: it cannot be both.
        Some(OrderState::Ended) => ends_later(order, today),
        Some(OrderState::InForce | OrderState::NotKnown) => true,
        None => !is_past_its_end(order, today),
    }
}

/// Whether the end that was put down for an order is certainly still to come.
pub fn ends_later(order: &Order, today: Today) -> bool {
    order.until.window().is_some_and(|window| window.certainly_after(today.date()))
}

/// Whether the end that was put down for an order had certainly passed before this day.
pub fn is_past_its_end(order: &Order, today: Today) -> bool {
    order.until.window().is_some_and(|window| window.certainly_before(today.date()))
}

/// The orders that bind somebody on this day.
pub fn live_orders(case: &Case, today: Today) -> impl Iterator<Item = (OrderId, &Order)> {
    case.orders.iter().filter(move |(_, order)| is_live(order, today)).map(|(id, order)| (*id, &**order))
}

/// The facts that mean nobody is to be told to get in touch with this person: a live order about them, any attempt
/// recorded as not safe, an answer "not safe to ask" about them, or that MARAC
/// talked about them as somebody who may pose the risk (by a concern, a flag or the time itself): whoever plans
/// for safety there knows what a call could set off. Empty when there are none.
pub fn no_contact(case: &Case, person: PersonId, today: Today) -> Vec<FactId> {
    let mut why: Vec<FactId> =
        live_orders(case, today).filter(|(_, order)| order.about == person).map(|(id, _)| id.into()).collect();
    why.extend(
        case.attempts
            .iter()
            .filter(|(_, attempt)| attempt.adult == person && attempt.kind == Some(AttemptKind::Unsafe))
            .map(|(id, _)| FactId::from(*id)),
    );
    let about = FactId::from(person);
    why.extend(
        case.answers
            .iter()
            .filter(|(key, answer)| {
                answer.state == Some(crate::case::AnswerState::NotSafe) && key.about().any(|fact| fact == about)
            })
            .map(|(key, _): (&Key, _)| FactId::Answer(key.clone())),
    );
    why.extend(
        case.concerns
            .iter()
            .filter(|(_, concern)| concern.about == person && concern.basis == Some(Basis::Marac))
            .map(|(id, _)| FactId::from(*id)),
    );
    why.extend(
        case.flags
            .iter()
            .filter(|(_, flag)| flag.about == person && is_of_marac_risk(flag))
            .map(|(id, _)| FactId::from(*id)),
    );
    why.extend(case.maracs.iter().filter(|(_, marac)| marac.about == Some(person)).map(|(id, _)| FactId::from(*id)));
    why
}

/// Whether a fact can be among those of [`no_contact`] by its words, its dates or its being there. An answer is only by
/// what is chosen.
pub fn can_bar(fact: &FactId) -> bool {
    matches!(fact, FactId::Order(_) | FactId::Attempt(_) | FactId::Concern(_) | FactId::Flag(_) | FactId::Marac(_))
}

/// Whether a flag says that its person may pose the risk that MARAC talked about: never the survivor, nor a child, and not
/// where it was set by mistake. One that has ended still does: the danger may not have.
fn is_of_marac_risk(flag: &Flag) -> bool {
    flag.basis == Some(Basis::Marac)
        && matches!(flag.record_of, None | Some(RecordOf::PersonPosingRisk))
        && flag.kind != Some(FlagKind::VictimHeardAtMarac)
        && flag.why_ended != Some(FlagEnd::Mistake)
}

/// Whether abuse by this person is put down, ended or not: what they are asked, and with whom, is thought about first.
pub fn is_abuse_by(case: &Case, person: PersonId) -> bool {
    case.abuse.values().any(|abuse| abuse.by == Some(person))
}

/// The facts about this person that keep somebody safe: what says not to get in touch, every concern, and the orders that
/// protect them. They go when the person is removed, or no longer say whom they protect, so that whoever removes one is asked first.
pub fn safety_of(case: &Case, person: PersonId, today: Today) -> Vec<FactId> {
    let mut safety = no_contact(case, person, today);
    let concerns = case.concerns.iter().filter(|(_, concern)| concern.about == person).map(|(id, _)| FactId::from(*id));
    let protects = live_orders(case, today).filter(|(_, order)| order.protects.contains(&person));
    let every = concerns.chain(protects.map(|(id, _)| id.into()));
    let more: Vec<FactId> = every.filter(|fact| !safety.contains(fact)).collect();
    safety.extend(more);
    safety
}

/// Services that work with the family on this day.
pub fn active_services(case: &Case, today: Today) -> impl Iterator<Item = (ServiceId, &Service)> {
    case.services.iter().filter(move |(_, service)| service.is_active(today)).map(|(id, service)| (*id, &**service))
}

/// The decisions that gave this child a level, each after the day by which it was made, the latest last. One without a date
/// comes after those written before it.
pub fn decided_levels(case: &Case, child: PersonId) -> Vec<(Option<NaiveDate>, LevelId, &LevelDecision)> {
    let mut reached = None;
    let mut decisions: Vec<_> = case
        .levels
        .iter()
        .filter(|(_, decision)| decision.child == child && decision.level.is_some())
        .map(|(id, decision)| {
            let last = decision.when.window().and_then(|window| window.last);
            reached = reached.max(last);
            (last.or(reached), *id, &**decision)
        })
        .collect();
    decisions.sort_by_key(|(last, id, _)| (*last, *id));
    decisions
}

/// The level that each child was last given. An entry without a level is work on the next one: the last one stands.
pub fn latest_levels(case: &Case) -> Vec<(PersonId, SupportLevel)> {
    let children: Several<PersonId> = case.levels.values().map(|decision| decision.child).collect();
    let latest = |child: PersonId| decided_levels(case, child).pop().and_then(|(.., decision)| decision.level);
    children.iter().filter_map(|child| Some((*child, latest(*child)?))).collect()
}

/// Whether every child who was given a level is at Level 1: a shared plan is not usual there (R3-22).
pub fn all_at_level_one(case: &Case) -> bool {
    let levels = latest_levels(case);
    !levels.is_empty() && levels.iter().all(|(_, level)| *level == SupportLevel::One)
}

/// Whether a child is certainly or possibly under an age in whole months on this day. An unknown birth date gives `None`.
pub fn may_be_under(case: &Case, child: PersonId, months: i32, today: Today) -> Option<bool> {
    let person = case.get::<Person>(child)?;
    if person.unborn {
        return Some(true);
    }
    age_at(&person.born, Window::day(today.date())).map(|age| age.least_months < months)
}

/// The contacts at which a child was seen, the latest last by the latest day each can have been. Nobody is seen by phone.
pub fn seen(case: &Case, child: PersonId) -> Vec<(crate::case::ContactId, &Contact)> {
    let mut contacts: Vec<_> = case
        .contacts
        .iter()
        .filter(|(_, contact)| contact.seen.contains(&child) && contact.place != Some(Place::Phone))
        .map(|(id, contact)| (*id, &**contact))
        .collect();
    contacts.sort_by_key(|(id, contact)| (contact.when.window().and_then(|window| window.last), *id));
    contacts
}

/// People who are recorded as their own ancestor: a slip in the links that the screen asks about and never refuses (X-KIN).
pub fn own_ancestors(case: &Case) -> Vec<PersonId> {
    let parents_of = |child: PersonId| links_of(case, child).filter_map(|(_, link)| link.adult);
    case.people
        .keys()
        .copied()
        .filter(|person| {
            let mut reached = Several::default();
            let mut next: Vec<PersonId> = parents_of(*person).collect();
            while let Some(ancestor) = next.pop() {
                if reached.insert(ancestor) {
                    next.extend(parents_of(ancestor));
                }
            }
            reached.contains(person)
        })
        .collect()
}

/// Whether paternity of a child is not settled for this link (M-03).
pub fn is_unsettled(link: &ParentLink) -> bool {
    link.kind == Some(ParentKind::Alleged)
        || matches!(link.status, None | Some(ParentStatus::Disputed | ParentStatus::Unknown))
}

/// Children of whom more than one man is down as settled father by birth, with these men and their links. Each may have been
/// settled in a record of its own; side by side they are two accounts (M-03, R1-26).
pub fn contested(case: &Case) -> Sorted<PersonId, Vec<(PersonId, ParentLinkId)>> {
    let is_man = |adult: PersonId| {
        let person = case.get::<Person>(adult);
        person.is_some_and(|person| match person.sex {
            None => person.role == Some(Role::Father),
            sex => sex == Some(Sex::Male),
        })
    };
    let mut by_child: Sorted<PersonId, Vec<(PersonId, ParentLinkId)>> = Sorted::default();
    for (id, link) in &case.parents {
        if let Some(adult) = link.adult.filter(|adult| is_man(*adult))
            && matches!(link.kind, None | Some(ParentKind::Birth))
            && !is_unsettled(link)
        {
            by_child.at(link.child).push((adult, *id));
        }
    }
    by_child.retain(|_, links| links.iter().any(|(adult, _)| *adult != links[0].0));
    by_child
}
