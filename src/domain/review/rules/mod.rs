//! The rules, one a file, in the order their questions are shown.
//!
//! A rule finds whom and what a question is about and what it rests on. It has no wording: the content pack has the
//! words under the rule's id. What fills the room in those words is a label, a date as it was said, or a word of the pack.
//!
//! Two habits hold in every rule. A question about a person is guarded ([`guard`]): under a live order, where MARAC
//! talked about them as one who may pose the risk, or where asking was recorded as not safe, nothing that means getting
//! in touch is suggested. And a prompt answered *does not apply* ([`applies`]), about the same facts or for the case as a
//! whole, keeps the question of the same id from being raised; *not known* and *not asked* leave it open. It hides no
//! order or concern that is recorded (M-05, M-06). Only what has happened counts as done: a contact whose date is
//! certainly still to come ([`is_to_come`]) is a plan.

use chrono::{Days, NaiveDate};

use super::{Look, OpenQuestion, Rule, Spoken, no_contact};
use crate::case::{
    Answer, AnswerState, Case, Contact, ContactId, FactId, ParentKind, Person, PersonId, Record, Role, Route, Service,
    ServiceId, Several, Source, Theme,
};
use crate::guidance::Agency;
use crate::network;
use crate::sentences;
use crate::when::{When, Window};

mod c01;
mod c03;
mod c04;
mod c05;
mod c06;
mod e01;
mod e05;
mod g05;
mod i01;
mod i02;
mod i05;
mod i06;
mod k01;
mod k02;
mod k06;
mod k07;
mod l03;
mod l08;
mod l09;
mod l11;
mod l12;
mod lb01;
mod lb02;
mod lb03;
mod lb05;
mod lc01;
mod ld01;
mod ld02;
mod le01;
mod lh01;
mod m01;
mod m03;
mod m05;
mod m06;
mod m07;
mod m08;
mod m09;
mod m11;
mod m12;
mod m13;
mod m14;
mod m17;
mod m18;
mod r1_02;
mod r1_04;
mod r1_05;
mod r1_07;
mod r1_08;
mod r1_09;
mod r1_12;
mod r1_13;
mod r1_14;
mod r1_16;
mod r1_18;
mod r1_19;
mod r1_20;
mod r1_22;
mod r1_24;
mod r1_25;
mod r1_26;
mod r1_27;
mod r1_28;
mod r2_01;
mod r2_02;
mod r2_06;
mod r2_07;
mod r2_09;
mod r3_01;
mod r3_02;
mod r3_03;
mod r3_05;
mod r3_06;
mod r3_07;
mod r3_08;
mod r3_09;
mod r3_11;
mod r3_12;
mod r3_14;
mod r3_15;
mod r3_18;
mod r3_19;
mod r3_20;
mod r4_02;
mod r4_05;
mod r4_10;
mod s01;
mod w01;
mod w02;
mod w03;
mod w04;
mod w05;
mod w06;
mod w07;
mod w08;
mod w09;
mod w10;
mod w11;
mod w12;
mod w13;
mod w14;
mod x_age;
mod x_date;
mod x_kin;

/// Every rule: what was looked at, the men, who sees the children, help, what the history means, the level, slips, steps.
pub const RULES: &[Rule] = &[
    r1_04::RULE,
    r1_20::RULE,
    r1_02::RULE,
    w09::RULE,
    r2_09::RULE,
    r1_09::RULE,
    g05::RULE,
    r1_24::RULE,
    r1_26::RULE,
    m06::RULE,
    m01::RULE,
    m03::RULE,
    m09::RULE,
    m13::RULE,
    m14::RULE,
    m07::RULE,
    m08::RULE,
    m05::RULE,
    m11::RULE,
    m12::RULE,
    m17::RULE,
    lb01::RULE,
    lb02::RULE,
    lb03::RULE,
    lb05::RULE,
    r4_02::RULE,
    r4_05::RULE,
    r2_06::RULE,
    r4_10::RULE,
    m18::RULE,
    w01::RULE,
    w05::RULE,
    s01::RULE,
    w12::RULE,
    w11::RULE,
    w10::RULE,
    c04::RULE,
    ld01::RULE,
    l03::RULE,
    l08::RULE,
    l12::RULE,
    l11::RULE,
    ld02::RULE,
    r3_19::RULE,
    c06::RULE,
    e01::RULE,
    r3_06::RULE,
    r3_05::RULE,
    r3_11::RULE,
    r3_02::RULE,
    r3_18::RULE,
    r3_07::RULE,
    c01::RULE,
    r3_08::RULE,
    r3_09::RULE,
    l09::RULE,
    r1_28::RULE,
    w02::RULE,
    w08::RULE,
    w14::RULE,
    e05::RULE,
    c05::RULE,
    r1_27::RULE,
    lc01::RULE,
    r1_16::RULE,
    r3_01::RULE,
    le01::RULE,
    r3_03::RULE,
    r3_14::RULE,
    r3_20::RULE,
    r3_12::RULE,
    i01::RULE,
    r2_07::RULE,
    r2_01::RULE,
    r2_02::RULE,
    i02::RULE,
    i06::RULE,
    lh01::RULE,
    r1_14::RULE,
    w13::RULE,
    c03::RULE,
    w03::RULE,
    w04::RULE,
    r3_15::RULE,
    r1_07::RULE,
    r1_08::RULE,
    r1_13::RULE,
    r1_12::RULE,
    r1_22::RULE,
    w06::RULE,
    w07::RULE,
    r1_05::RULE,
    r1_18::RULE,
    r1_19::RULE,
    k01::RULE,
    k02::RULE,
    k07::RULE,
    i05::RULE,
    k06::RULE,
    x_age::RULE,
    x_kin::RULE,
    x_date::RULE,
    r1_25::RULE,
];

/// Days without sight of a child after which somebody is asked who will see them: three months.
const QUIET_DAYS: u64 = 92;
/// Days in which something is recent: half a year.
const HALF_YEAR_DAYS: u64 = 183;
/// Days after which it is asked again who has been inside the home, or has seen a child awake: a year.
const YEAR_DAYS: u64 = 365;

/// What stands where nothing was recorded: a word of the pack, so that words read on.
fn not_recorded(look: &Look) -> String {
    look.guidance.word("slot.not-recorded").to_owned()
}

/// Words as typed, or "not recorded".
fn said_or(look: &Look, words: &str) -> String {
    let words = words.trim();
    if words.is_empty() { not_recorded(look) } else { words.to_owned() }
}

/// A person's label, or the pack's words for a person without one.
fn label(look: &Look, person: PersonId) -> String {
    sentences::label(look.case, look.guidance, person).to_owned()
}

/// Labels one after another, in the order given; "not recorded" when there is nobody.
fn labels(look: &Look, people: impl IntoIterator<Item = PersonId>) -> String {
    joined(look, people.into_iter().map(|person| label(look, person)))
}

/// Words one after another; "not recorded" when there are none.
fn joined(look: &Look, words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<String> = words.into_iter().collect();
    said_or(look, &words.join(", "))
}

/// A date as it was said, or "not recorded".
fn date_words(look: &Look, when: &When) -> String {
    said_or(look, &when.in_words())
}

/// The words of a theme, or of none being chosen.
fn theme_words(look: &Look, theme: Option<Theme>) -> String {
    match theme {
        Some(theme) => look.guidance.choice(Theme::SET, theme.key()).to_owned(),
        None => look.guidance.word("slot.theme-not-recorded").to_owned(),
    }
}

/// What a record is called: its kind or its own name, and whose it is.
fn record_words(look: &Look, record: &Record) -> String {
    let own = record.name.trim();
    let name = match look.guidance.record_kind(&record.kind) {
        Some(kind) if own.is_empty() => kind.name.as_str(),
        None if own.is_empty() => record.kind.as_str(),
        _ => own,
    };
    match record.about.trim() {
        "" => said_or(look, name),
        about if name.is_empty() => about.to_owned(),
        about => format!("{name} ({about})"),
    }
}

/// What a service is called: its own name, or that of its agency.
fn service_words(look: &Look, service: &Service) -> String {
    match service.name.trim() {
        "" => said_or(look, look.guidance.agency_name(&service.agency)),
        name => name.to_owned(),
    }
}

/// The name of an agency; where there is none, these words in its place, or "not recorded". Words that name an agency or
/// its worker, such as "health visitor", are that agency's.
pub(super) fn agency_or<'a>(look: &Look<'a>, agency: &'a str, or: &'a str) -> &'a str {
    match (agency.trim(), or.trim()) {
        ("", "") => look.guidance.word("slot.not-recorded"),
        ("", or) => {
            let is_of = |agency: &&Agency| {
                [&agency.name, &agency.short, &agency.worker].iter().any(|name| name.eq_ignore_ascii_case(or))
            };
            look.guidance.agencies.iter().find(is_of).map_or(or, |agency| agency.name.as_str())
        }
        (agency, _) => look.guidance.agency_name(agency),
    }
}

/// Whether nothing can be placed in time by this: left empty, or said to be not known.
fn undated(when: &When) -> bool {
    when.is_empty() || when.is_unknown()
}

/// The first and last day a dated fact can have been on; `None` when it is open at an end or not dated.
pub(super) fn bounds(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    let Window { first, last } = when.window()?;
    Some((first?, last?))
}

/// The day this many days before the review; the day of the review itself where the calendar ends.
fn days_ago(look: &Look, days: u64) -> NaiveDate {
    look.today.date().checked_sub_days(Days::new(days)).unwrap_or(look.today.date())
}

/// The answer recorded for a prompt about these facts.
fn answer<'a>(look: &Look<'a>, prompt: &str, about: &[FactId]) -> Option<&'a Answer> {
    if look.case.answers.is_empty() { None } else { look.case.answer(prompt, about) }
}

/// Whether a question may be raised: not when its prompt was answered "does not apply", and why, about these facts or for
/// the case.
fn applies(look: &Look, prompt: &str, about: &[FactId]) -> bool {
    let is_open = |about| !answer(look, prompt, about).is_some_and(is_set_aside);
    is_open(about) && (about.is_empty() || is_open(&[]))
}

/// Whether an answer says that its question does not apply, and why: without a reason nothing is set aside (R1-06).
pub(super) fn is_set_aside(answer: &Answer) -> bool {
    answer.state == Some(AnswerState::DoesNotApply)
        && !(answer.reason.trim().is_empty() && answer.text.trim().is_empty())
}

/// Whether this is certainly still to come on the day of the review: a plan.
fn is_to_come(look: &Look, when: &When) -> bool {
    when.window().is_some_and(|window| window.certainly_after(look.today.date()))
}

/// The contacts at which a child was seen, the latest last; none that are still to come.
fn seen<'a>(look: &Look<'a>, child: PersonId) -> Vec<(ContactId, &'a Contact)> {
    let mut seen = network::seen(look.case, child);
    seen.retain(|(_, contact)| !is_to_come(look, &contact.when));
    seen
}

/// The contacts at which somebody was inside the home; none that are still to come.
fn inside_home<'a>(look: &Look<'a>) -> impl Iterator<Item = (ContactId, &'a Contact)> {
    let contacts = look.case.contacts.iter().map(|(id, contact)| (*id, &**contact));
    contacts.filter(|(_, contact)| contact.inside_home && !is_to_come(look, &contact.when))
}

/// The last contact at which somebody was inside the home.
fn last_inside<'a>(look: &Look<'a>) -> Option<(ContactId, &'a Contact)> {
    inside_home(look).max_by_key(|(id, contact)| (bounds(&contact.when).map(|(_, last)| last), *id))
}

/// Whether a prompt is answered for now: it does not apply, and why, or what is known is written. Every other answer leaves
/// it open.
fn is_answered(look: &Look, prompt: &str, about: &[FactId]) -> bool {
    answer(look, prompt, about).is_some_and(is_settled)
}

/// Whether an answer says what is known, or that its question does not apply, and why.
fn is_settled(answer: &Answer) -> bool {
    match answer.state {
        None | Some(AnswerState::Known) => !answer.text.trim().is_empty(),
        Some(_) => is_set_aside(answer),
    }
}

/// Whether a prompt about these facts is still to be answered, and applies.
fn is_open(look: &Look, prompt: &str, about: &[FactId]) -> bool {
    applies(look, prompt, about) && !is_answered(look, prompt, about)
}

/// Why nobody is to be told to get in touch over this question: "not safe" was said of the same matter. That is the rule's
/// own prompt, another of its row (`R3-07b`), or the one the pack names for it; for the case as a whole, at a visit, or of
/// something the question speaks of.
pub(super) fn not_safe_over(look: &Look, question: &OpenQuestion) -> Vec<FactId> {
    let prompt = look.guidance.rule(question.rule).map_or("", |rule| rule.prompt.as_str());
    let is_of_row = |id: &str| {
        let letter = id.strip_prefix(question.rule);
        letter.is_some_and(|letter| letter.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    let is_spoken_of = |fact: FactId| {
        matches!(fact, FactId::CheckpointRecord(_) | FactId::Contact(_))
            || question.about.contains(&fact)
            || question.rests_on.contains(&fact)
    };
    let said = look.case.answers.iter().filter(|(key, answer)| {
        let id = key.id();
        answer.state == Some(AnswerState::NotSafe) && (id == prompt || is_of_row(id)) && key.about().all(is_spoken_of)
    });
    said.map(|(key, _)| FactId::Answer(key.clone())).collect()
}

/// Why nobody is to be told to get in touch with any of these people: live orders, and records that it is not safe; orders
/// that words speak of.
fn guard(look: &Look, people: impl IntoIterator<Item = PersonId>) -> Vec<FactId> {
    let people: Several<PersonId> = people.into_iter().collect();
    let mut why: Vec<FactId> =
        people.into_iter().flat_map(|person| no_contact(look.case, look.spoken(), person, look.today)).collect();
    why.sort();
    why.dedup();
    why
}

/// Who may be asked where the words say “the parent”, when somebody who is or acts as one may not be.
pub(super) enum Parents {
    /// Nobody is kept from being asked.
    All,
    /// Those who may be asked and those who may not, in words.
    Only(String, String),
    /// None is known who may be asked; these facts are why.
    None(Vec<FactId>),
}

/// Who may be asked as a parent. Whoever lives there or cares may have to be left alone; only a parent may be asked as one.
pub(super) fn parents_to_ask(look: &Look) -> Parents {
    let case = look.case;
    let mut parents = network::parent_figures(case);
    parents.retain(|parent| case.get::<Person>(*parent).is_some_and(|person| person.died.is_empty()));
    // An order that is only spoken of may bind either: "ask only" the other could be the one it binds.
    let is_open =
        |one: &&Spoken| !one.is_clear && (one.tied.is_empty() || one.tied.iter().any(|adult| parents.contains(adult)));
    let open: Vec<FactId> = look.spoken().iter().filter(is_open).map(|one| one.fact.clone()).collect();
    if !open.is_empty() {
        return Parents::None(open);
    }
    let (mut others, barred): (Vec<_>, Vec<_>) =
        parents.into_iter().partition(|parent| no_contact(case, look.spoken(), *parent, look.today).is_empty());
    others.retain(|parent| network::is_parent_to_ask(case, *parent));
    // Words that name two of them alike would not say whom to leave alone.
    if others.iter().any(|other| barred.iter().any(|one| label(look, *one) == label(look, *other))) {
        others.clear();
    }
    match (barred.is_empty(), others.is_empty()) {
        (true, _) => Parents::All,
        (_, true) => Parents::None(guard(look, barred)),
        _ => Parents::Only(labels(look, others), labels(look, barred)),
    }
}

/// Whether anything at all is known of the past: an event, an order, a concern.
fn has_history(case: &Case) -> bool {
    !(case.events.is_empty() && case.orders.is_empty() && case.concerns.is_empty())
}

/// The men a question can be about: fathers and male carers who are alive, and no donor who plays no part.
fn men(look: &Look) -> Vec<PersonId> {
    let mut men = network::men(look.case);
    men.retain(|man| {
        look.case.get::<Person>(*man).is_some_and(|person| person.died.is_empty()) && !is_only_donor(look.case, *man)
    });
    men
}

/// Whether a person is known only as a donor: by role or by every parent link, and present in no child's life.
pub fn is_only_donor(case: &Case, person: PersonId) -> bool {
    let by_role = case.get::<Person>(person).is_some_and(|person| person.role == Some(Role::Donor));
    let mut links = case.parents.values().filter(|link| link.adult == Some(person)).peekable();
    let by_links = links.peek().is_some() && links.all(|link| link.kind == Some(ParentKind::Donor));
    (by_role || by_links) && !case.presences.values().any(|presence| presence.adult == person)
}

/// Whether a talk with a man is thought about with the supervisor first: there is a concern about him, abuse by him is put
/// down, or all that is known of him is what a child told, who could be the one to answer for it, or that he was heard of.
fn is_thought_about_first(look: &Look, man: PersonId) -> bool {
    let case = look.case;
    let Some(person) = case.get::<Person>(man) else { return false };
    let presences = network::presences_of(case, man).map(|(_, presence)| &presence.source);
    let links = case.parents.values().filter(|link| link.adult == Some(man)).map(|link| &link.source);
    let tied: Vec<&Source> = presences.chain(links).collect();
    let told: Vec<&Source> =
        [&person.source].into_iter().chain(tied.iter().copied()).filter(|source| !source.is_empty()).collect();
    let by_child = |source: &&Source| source.route == Some(Route::ToldByChild) && source.is_one_account();
    let is_known_of = !told.is_empty() || (tied.is_empty() && network::is_heard_of(person));
    let is_worry = case.concerns.values().any(|concern| concern.about == man) || network::is_abuse_by(case, man);
    is_worry || (is_known_of && told.iter().all(by_child))
}

/// The services that work with the family now, and in words whose they are: each agency once, by name.
fn helping<'a>(look: &Look<'a>) -> (Vec<ServiceId>, Vec<&'a str>) {
    let mut names = Several::default();
    let mut services = Vec::new();
    for (id, service) in network::active_services(look.case, look.today) {
        services.push(id);
        names.insert(agency_or(look, &service.agency, &service.name));
    }
    (services, names.into_iter().collect())
}
