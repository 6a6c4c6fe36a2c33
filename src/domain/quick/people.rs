//! Somebody in one line: "Amy's mother, about 45, visits".

use super::{
    Adding, Ground, Heard, Safety, Understood, Word, around, first_of, parts_of, rest_of, use_up, without_mark,
    words_of,
};
use crate::case::{
    Case, Edit, ParentKind, ParentLink, Person, PersonId, Presence, PresenceKind, Role, Sex, Tie, TieKind,
};
use crate::chronology;
use crate::guidance::Guidance;
use crate::network;
use crate::plain::folded;
use crate::sentences;
use crate::when::{Reading, Today, When, Window, age_at, same_word};

/// What is put together of a line, before anything is added.
#[derive(Default)]
struct Draft {
    person: Person,
    /// How they are there, each with the words as they were typed.
    presences: Vec<(Presence, String)>,
    /// Whether it was said who it is.
    is_said: bool,
    /// Whose: "Amy's mother" is of Amy.
    owner: Option<PersonId>,
    /// Whose was said, whether or not they are here.
    has_owner: bool,
    /// Whether it was said that a parent is meant: "mum's", "of Father".
    of_parent: bool,
    /// Whose was said in two steps: "Mum's sister's boyfriend".
    is_far: bool,
    is_sibling: bool,
    /// Whether they were called a baby or a twin, who can be due; anybody else may be the one who expects a child.
    is_baby: bool,
    /// Whether a word said what they are to somebody.
    has_role: bool,
    /// Whether a life elsewhere is spoken of.
    elsewhere: bool,
    /// Whether anything was doubted or denied.
    hedged: bool,
    /// Whether it is said of two people, who are twins.
    are_twins: bool,
    /// What they are called.
    labels: Vec<String>,
    /// Who is here already that this may be.
    here: Option<PersonId>,
    /// What keeps somebody safe.
    safety: Safety,
    unused: Vec<String>,
}

/// Understands a line about somebody; `next` is the number of the next new fact. Twins in one line are two people.
pub fn people(text: &str, case: &Case, guidance: &Guidance, today: Today, next: u32) -> Understood {
    let known = chronology::named(case, None);
    let ground = Ground { case, guidance, today, known: &known };
    let text = without_mark(text);
    let twins = one_of_twins(ground, text).map(|(line, said)| read(ground, &line, Some(said), next));
    twins.filter(|it| it.edit.is_some()).unwrap_or_else(|| read(ground, text, None, next))
}

/// The lines about the first person of several, and the rest. What plainly goes on about somebody, such as that asking is not
/// safe, belongs to whom it stands under; every other line is about somebody else, also where it is not understood: "Dave not
/// safe to contact" under a grandmother would be said of her.
pub fn first_person<'a>(text: &'a str, case: &Case, guidance: &Guidance, today: Today) -> (&'a str, &'a str) {
    let ground = Ground { case, guidance, today, known: &[] };
    first_of(text, |line| !goes_on(ground, line))
}

/// Whether a line says more of whoever was spoken of: how they are there, that it is not safe, who told it, how old they are;
/// or other words that begin small and name nobody.
fn goes_on(ground: Ground, line: &str) -> bool {
    let words = words_of(line);
    let begins = |list: &str| ground.heard(list, &words).is_some_and(|heard| heard.at == 0);
    let names = |list: &str| ground.heard(list, &words).is_some();
    let is_whose = words.first().is_some_and(|word| is_possessive(&word.low));
    let is_time = || parts_of(line).first().is_some_and(|part| ground.is_time(part));
    ["safety", "order", "presence", "home", "told"].iter().any(|list| begins(list))
        || is_time()
        || line.trim_start().starts_with(char::is_lowercase) && !is_whose && !names("role") && !names("kin")
}

/// A line that begins with twins, said of one of them: "twin boys aged 2" as "boy aged 2". With the part that was changed, as
/// it is said now and as it was typed.
fn one_of_twins<'a>(ground: Ground, text: &'a str) -> Option<(String, (String, &'a str))> {
    let part = *parts_of(text).first()?;
    let words = words_of(part);
    let heard = ground.heard("twins", &words)?;
    let (before, after) = (&words[..heard.at], &words[heard.at + heard.length..]);
    if !before.iter().all(|word| ground.is_small(word) || is_possessive(&word.low)) {
        return None;
    }
    let typed = |words: &[Word]| words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ");
    let one = [&typed(before), heard.means, &typed(after)].map(str::trim).join(" ").trim().to_owned();
    Some((text.replacen(part, &one, 1), (one, part)))
}

fn read(ground: Ground, text: &str, of_twins: Option<(String, &str)>, next: u32) -> Understood {
    let mut parts = parts_of(text);
    if let Some((age, who)) = parts.first().and_then(|part| age_first(ground, part)) {
        parts.splice(..1, [who, age]);
    }
    if let Some(nobody) = parts.first().and_then(|part| nobody(ground, part, &parts, next)) {
        return nobody;
    }
    let mut draft = Draft { are_twins: of_twins.is_some(), ..Draft::default() };
    for part in &parts {
        let (before, after) = around(text, part);
        let in_brackets = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
        if in_brackets && !draft.may_be_age(part) || !draft.reads(ground, part) {
            draft.unused.push((*part).to_owned());
        }
    }
    // A label of somebody's own, where the rest says something of them: "Jo, 45, visits".
    if !draft.is_said && (!draft.person.born.is_empty() || !draft.presences.is_empty()) {
        let first = draft.unused.first().filter(|first| Some(first.as_str()) == parts.first().copied());
        if let Some(first) = first.filter(|first| {
            let words = words_of(first);
            words.len() <= 3 && !ground.is_hedged(&words) && ground.heard("twins", &words).is_none()
        }) {
            draft.person.label = first.clone();
            draft.is_said = true;
            draft.unused.remove(0);
        }
    }
    // "Tom, boy, 4": who is called so is said by what follows.
    let has_first = draft.unused.first().map(String::as_str) == parts.first().copied();
    if draft.is_said && draft.person.label.is_empty() && has_first && is_one_name(ground, &draft.unused[0]) {
        draft.person.label = draft.unused.remove(0);
    }
    if !draft.is_said {
        let unused = parts.iter().map(|part| (*part).to_owned()).collect();
        return Understood { unused, ..Understood::default() };
    }
    if let Some((said, typed)) = of_twins {
        // What is kept as a note is kept as it was typed.
        draft.unused.iter_mut().filter(|unused| **unused == said).for_each(|unused| typed.clone_into(unused));
    }
    draft.settle(ground);
    draft.understood(ground, next)
}

/// "3 year old boy" as an age and who it is. A number alone may count people.
fn age_first<'a>(ground: Ground, part: &'a str) -> Option<(&'a str, &'a str)> {
    let ends = part.match_indices(char::is_whitespace).map(|(at, _)| at).take(4);
    ends.map(|at| (part[..at].trim(), part[at..].trim())).find(|(age, who)| {
        let words = words_of(who);
        let is_who = ["role", "kin"].iter().any(|list| ground.heard(list, &words).is_some_and(|heard| heard.at == 0));
        is_who && age.contains(char::is_alphabetic) && ground.is_time(age)
    })
}

/// A word with a capital letter that means nothing else here.
fn is_one_name(ground: Ground, part: &str) -> bool {
    let words = words_of(part);
    let [word] = words.as_slice() else { return false };
    let means = ["agency", "told", "held", "said-of"].iter().any(|list| ground.heard(list, &words).is_some());
    word.typed.starts_with(char::is_uppercase) && !means && !ground.is_small(word) && !ground.is_hedged(&words)
}

/// "No male carer", of the one child there is or the one named.
fn nobody(ground: Ground, part: &str, parts: &[&str], next: u32) -> Option<Understood> {
    let mut words = words_of(part);
    let heard = ground.heard("kin", &words).filter(|heard| heard.means == "nobody")?;
    use_up(&mut words, heard.at, heard.length);
    let children = network::children(ground.case);
    let named = ground.named(&words).into_iter().find(|(id, ..)| children.contains(id));
    let child = match (named, children.as_slice()) {
        (Some((child, at, length)), _) => {
            use_up(&mut words, at.saturating_sub(1), length + at.min(1));
            child
        }
        (None, [child]) => *child,
        _ => return None,
    };
    let rest = rest_of(&words);
    if parts.len() > 1 || !words.iter().all(|word| word.used || ground.is_small(word)) || !rest.is_empty() {
        return None;
    }
    let mut adding = Adding::new(ground.case, next);
    adding.add(&ParentLink { child, kind: Some(ParentKind::NoMaleCarer), ..ParentLink::default() });
    let label =
        format!("{}: {}", ground.guidance.word("quick.nobody"), sentences::label(ground.case, ground.guidance, child));
    Some(Understood {
        rows: vec![("quick.person", label.clone())],
        edit: Edit::new(ground.case, adding.changes),
        unused: Vec::new(),
        label,
    })
}

/// "Amy's", "the boys'".
fn is_possessive(low: &str) -> bool {
    low.ends_with("'s") || low.ends_with('\'')
}

impl Draft {
    /// Takes one part of the line in; false when it is to be kept as a note.
    fn reads(&mut self, ground: Ground, part: &str) -> bool {
        let beside_safety = self.safety.hears(ground, part, !self.is_said);
        if let Some(source) = ground.source(part).filter(|_| self.person.source.is_empty()) {
            self.person.source = source;
            return true;
        }
        if self.takes_birth(ground, part) {
            return true;
        }
        let mut words = words_of(part);
        let presence = ground.heard("presence", &words);
        // "No contact order" says nothing of how somebody is there.
        let presence = presence.filter(|heard| heard.means != "no-contact" || !self.safety.is_warning());
        if let Some(heard) = presence {
            use_up(&mut words, heard.at, heard.length);
        }
        let home = ground.heard("home", &words);
        let mut others = beside_safety;
        for heard in home.into_iter().chain(presence) {
            use_up(&mut others, heard.at, heard.length);
        }
        // A "not" about where they live, or how they are there, leaves no doubt about who they are.
        let mut denies = |heard: Heard| {
            let length = ground.denied(&others, heard.at);
            let is_denied =
                length > 0 && !part.ends_with('?') && ground.is_theirs(&others[..heard.at - length], !self.is_said);
            if is_denied {
                use_up(&mut others, heard.at - length, length);
            }
            is_denied
        };
        let (not_home, not_present) = (home.map(&mut denies), presence.is_some_and(denies));
        if ground.is_hedged(&others) {
            self.hedged = true;
            return false;
        }
        let was_said = self.is_said;
        if !was_said {
            self.takes_role(ground, &mut words);
        }
        self.elsewhere |= not_present && presence.is_some_and(|heard| heard.means == "lives-here")
            || home.zip(not_home).is_some_and(|(home, is_not)| self.is_here(ground, home, &words) == is_not);
        let presence = presence.filter(|_| !not_present);
        if let Some(kind) = presence.and_then(|heard| PresenceKind::from_key(heard.means)) {
            // "Amy visits him" says how Amy is there.
            let before = presence.map_or(0, |heard| heard.at);
            if !words[..before].iter().all(|word| word.used || ground.is_small(word)) {
                return false;
            }
            return self.takes_presence(ground, part, kind, words);
        }
        if was_said == self.is_said {
            return was_said && (self.takes_sex(ground, &words) || self.takes_unborn(ground, &words));
        }
        // What is left of the part that says who: an age; or words for the note.
        let rest = rest_of(&words);
        if !words.iter().all(|word| word.used || ground.is_small(word)) && !self.takes_birth(ground, &rest) {
            self.unused.push(part.to_owned());
        }
        true
    }

    /// Whether a home is the one of this family: "lives at home", "lives with mum", "lives with Child B". A brother's own
    /// parent can be somebody else.
    fn is_here(&self, ground: Ground, home: Heard, words: &[Word]) -> bool {
        let with = &words[home.at + home.length..];
        let family = || network::children(ground.case).into_iter().chain(network::named_parents(ground.case));
        let is_named = |(id, at, length): &(PersonId, usize, usize)| {
            *at == 0 && !is_possessive(&with[length - 1].low) && family().any(|one| one == *id)
        };
        let is_own = |own: Heard| own.at == 0 && !(own.means == "own" && self.is_sibling);
        home.means == "here"
            || home.means == "with"
                && (ground.named(with).iter().any(is_named) || ground.heard("home-with", with).is_some_and(is_own))
    }

    /// Whether a number in brackets can be an age. "(1)" counts people as a rule, and so does any digit alone after a word
    /// that is not for a child; what says that it is an age always is.
    fn may_be_age(&self, part: &str) -> bool {
        let is_young = self.is_sibling || self.person.role == Some(Role::Child);
        let digits = part.trim().bytes().all(|byte| byte.is_ascii_digit());
        !digits || part.trim().len() > 1 || is_young && part.trim() != "1"
    }

    /// An age, a date of birth, or of a child the day they are due.
    fn takes_birth(&mut self, ground: Ground, part: &str) -> bool {
        if !self.person.born.is_empty() {
            return false;
        }
        let lower = part.to_lowercase();
        let said = ["born in ", "born on ", "born ", "dob "].iter().find_map(|start| lower.strip_prefix(start));
        let is_due = lower.starts_with("due ") || lower.starts_with("expected ");
        // Anybody else can be the one who expects a child.
        let expects = lower.contains("pregnant") || lower.contains("gestation");
        if expects && !self.person.unborn || is_due && !self.person.unborn && !self.is_baby {
            return false;
        }
        let words = said.map_or(part, |said| part.get(part.len() - said.len()..).unwrap_or(part));
        let read = if said.is_some() { When::read_born } else { When::read_birth };
        let (mut born, _) = read(words, ground.today);
        // "Unborn baby, 24 weeks": how far it is, and no age.
        if self.person.unborn {
            let so_far = When::read_birth(&format!("{words} pregnant"), ground.today).0;
            born = if so_far.window().is_some() { so_far } else { born };
        }
        // "Late 40s" is an age wherever it is not said that somebody was born then.
        let is_age = || When::read_born(words, ground.today).0.window() != born.window();
        // A bare date is not said to be a birth.
        if born.window().is_none() || said.is_none() && !is_due && !is_age() && ground.date(part).is_some() {
            return false;
        }
        // A day that has passed is one they were expected on.
        let is_past = born.window().is_some_and(|window| window.certainly_before(ground.today.date()));
        self.person.unborn |= is_due && !is_past;
        self.person.born = born;
        true
    }

    /// Who it is: a role, a sex where the word says one, whose, and the words they are called by.
    fn takes_role(&mut self, ground: Ground, words: &mut [Word]) {
        let (role, kin) = (ground.heard("role", words), ground.heard("kin", words));
        let longest = match (role, kin) {
            (Some(role), Some(kin)) if kin.length > role.length => Some(kin),
            (role, kin) => role.or(kin),
        };
        let Some(heard) = longest else { return };
        let before = &words[..heard.at];
        // Who is here already is not somebody new: "Mother visits him" is about her.
        let said_at = |(_, at, length): &(PersonId, usize, usize)| (*at..at + length).contains(&heard.at);
        let is_of = words.get(heard.length).is_none_or(|word| word.low == "of");
        if heard.at == 0 && !is_of && ground.named(words).iter().any(said_at) {
            return;
        }
        // "With his dad" says who somebody else is.
        if before.iter().any(|word| matches!(word.low.as_str(), "with" | "at" | "his" | "from" | "by" | "and" | "to")) {
            return;
        }
        let end = heard.at + heard.length;
        let said: Vec<Word> = words[heard.at..end].to_vec();
        let is =
            |list: &str| ground.heard(list, &said).filter(|found| found.length == said.len()).map(|found| found.means);
        self.is_said = true;
        self.is_sibling = kin.is_some_and(|kin| kin.means == "sibling" && kin.length >= heard.length);
        self.person.role = if self.is_sibling { None } else { is("role").and_then(Role::from_key) };
        self.person.sex = is("sex").and_then(Sex::from_key);
        self.is_baby = said.iter().any(|word| matches!(word.low.as_str(), "baby" | "twin")) || self.are_twins;
        self.has_role = self.is_sibling || is("role").is_some();
        self.person.unborn = said.iter().any(|word| word.low == "unborn") || is("kin") == Some("unborn");
        // Whose: "Amy's", "mum's"; or "of Child A".
        let owners = ground.named(words);
        let is_owner = |at: usize, length: usize| {
            at + length == heard.at && words[heard.at - 1].low.contains('\'')
                || at == end + 1 && words.get(end).is_some_and(|word| word.low == "of")
        };
        let owner = owners.into_iter().find(|(_, at, length)| is_owner(*at, *length));
        self.owner = owner.map(|(id, ..)| id);
        let is_of = words.get(end).is_some_and(|word| word.low == "of");
        let after = words.iter().skip(end + 1).find(|word| is_of && !ground.is_small(word));
        let own = before.iter().filter(|word| is_possessive(&word.low)).count();
        // "Sister of Mum's boyfriend" speaks of the sister.
        let is_other = before.iter().any(|word| word.low == "of");
        self.is_far = own > 1 || is_other || after.is_some_and(|word| is_possessive(&word.low));
        self.person.sex = self.person.sex.filter(|_| !is_other);
        self.of_parent = before.last().filter(|_| own > 0).or(after).is_some_and(|word| {
            let low = word.low.trim_end_matches("'s").trim_end_matches('\'').to_owned();
            let role = ground.heard("role", &[Word { low, ..word.clone() }]);
            role.is_some_and(|role| matches!(role.means, "mother" | "father" | "parent"))
        });
        self.has_owner = owner.is_some() || before.last().is_some_and(|word| word.low.contains('\''));
        let is_partner = matches!(self.person.role, Some(Role::Partner | Role::ExPartner));
        self.has_owner |= is_partner && is_of;
        let label_end = owner.map_or(end, |(_, at, length)| end.max(at + length));
        let label_end = if self.is_far && is_of { words.len() } else { label_end };
        let names = |words: &[Word]| {
            words.iter().take_while(|word| !word.used && word.typed.starts_with(char::is_uppercase)).count()
        };
        let start = before.iter().position(|word| !ground.is_small(word)).unwrap_or(heard.at);
        let is_unnamed = start == heard.at && Self::is_unnamed(ground, &said);
        let label_end = match self.counted(ground, &said, &words[end..]) {
            0 if is_unnamed && ground.is_time(&rest_of(&words[end..])) => end,
            0 if is_unnamed => end + names(&words[end..]),
            0 => label_end + names(&words[label_end..]),
            counted => label_end.max(end + counted),
        };
        if is_unnamed && label_end == end {
            // "Man", "baby girl", "twin of Child A": a label that nobody has yet.
            use_up(words, heard.at, heard.length);
            return;
        }
        let label: Vec<&str> = words[start..label_end].iter().map(|word| word.typed).collect();
        self.person.label = label.join(" ");
        use_up(words, start, label_end - start);
    }

    /// A part that says of whoever the line is about that they are a boy, a woman or male, and nothing more.
    fn takes_sex(&mut self, ground: Ground, words: &[Word]) -> bool {
        let said: Vec<Word> = words.iter().filter(|word| !word.used && !ground.is_small(word)).cloned().collect();
        let sex = ground.heard("sex", &said).filter(|heard| heard.length == said.len());
        let is_young = self.is_sibling || self.person.role == Some(Role::Child);
        // Nobody is a man and a child.
        let fits = ground.heard("role", &said).is_none_or(|role| (role.means == Role::Child.key()) == is_young);
        let Some(sex) = sex.filter(|_| self.person.sex.is_none() && fits && Self::is_unnamed(ground, &said)) else {
            return false;
        };
        self.person.sex = Sex::from_key(sex.means);
        true
    }

    /// A part that says of a child that they are not born yet, and nothing more.
    fn takes_unborn(&mut self, ground: Ground, words: &[Word]) -> bool {
        let said: Vec<Word> = words.iter().filter(|word| !word.used && !ground.is_small(word)).cloned().collect();
        let unborn = ground.heard("kin", &said).filter(|heard| heard.means == "unborn" && heard.length == said.len());
        let is_unborn = unborn.is_some() && self.person.role == Some(Role::Child) && self.person.born.is_empty();
        self.person.unborn |= is_unborn;
        is_unborn
    }

    /// How many words after such a word tell one from another: "Child 1", "Child b", "Adult 2". The number of a child or of
    /// an adult is no age where nothing says so: a wrong age would be a fact, and a label is what was typed. A boy of 9 is.
    fn counted(&self, ground: Ground, said: &[Word], after: &[Word]) -> usize {
        let Some(word) = after.first().filter(|word| !word.used) else { return 0 };
        // "Child 7 months".
        if after.len() > 1 && ground.is_time(&rest_of(after)) {
            return 0;
        }
        let is_letter = word.low.len() == 1 && word.low.bytes().all(|byte| byte.is_ascii_lowercase());
        let number = word.low.parse::<u32>().ok().filter(|_| word.low.len() < 3);
        let is_young = self.person.role == Some(Role::Child);
        let is_any = ground.heard("numbered", said).is_some_and(|heard| heard.length == said.len());
        let is_label = number.is_some_and(|number| is_any || !is_young && !self.is_sibling && number < 10);
        usize::from(is_label || is_letter && word.low != "i" && !ground.is_small(word))
    }

    /// Whether a role that only a parent gives was said to be of somebody else. A baby can be of a child.
    fn is_of_another(&self, ground: Ground) -> bool {
        let is_partner = matches!(self.person.role, Some(Role::Partner | Role::ExPartner));
        let is_parent = |id| {
            network::named_parents(ground.case).contains(&id)
                || !is_partner && ground.person(id).is_some_and(network::is_child)
        };
        (is_partner || self.person.role == Some(Role::Child))
            && self.has_owner
            && !self.of_parent
            && !self.owner.is_some_and(is_parent)
    }

    /// Whether a word says what somebody is, and is no label.
    fn is_unnamed(ground: Ground, said: &[Word]) -> bool {
        let phrase: Vec<&str> = said.iter().map(|word| word.low.as_str()).collect();
        let phrase = phrase.join(" ");
        let list = ground.guidance.heard.get("kin").and_then(|kin| kin.get("unnamed"));
        list.is_some_and(|list| list.split('|').any(|one| one.trim() == phrase))
    }

    fn takes_presence(&mut self, ground: Ground, part: &str, kind: PresenceKind, mut words: Vec<Word>) -> bool {
        let mut presence = Presence { kind: Some(kind), ..Presence::default() };
        if let Some(at) = words.iter().position(|word| !word.used && word.low == "since") {
            let said: Vec<&str> = words[at + 1..].iter().map(|word| word.typed).collect();
            let reading = Reading { named: ground.known, ..Reading::on(ground.today) };
            let since = When::read_start(&said.join(" "), reading).0;
            if since.window().is_some() {
                presence.since = since;
                let length = words.len() - at;
                use_up(&mut words, at, length);
            }
        }
        let children = network::children(ground.case);
        if let [(child, at, length)] = ground.named(&words)[..]
            && children.contains(&child)
            && words[at..at + length].iter().all(|word| !word.used && !word.low.contains('\''))
        {
            presence.child = Some(child);
            use_up(&mut words, at, length);
        }
        if !words.iter().all(|word| word.used || ground.is_small(word)) {
            presence.note = part.to_owned();
        }
        self.presences.push((presence, part.to_owned()));
        true
    }

    /// What the parts say together: a role only where nothing in the line puts it in doubt.
    fn settle(&mut self, ground: Ground) {
        if self.is_far {
            // How they are related takes a person who knows.
            (self.owner, self.is_sibling) = (None, false);
            (self.person.role, self.person.unborn) = (None, false);
        }
        // The partner of anybody else is no partner of a parent, and their baby no child of this family.
        if self.is_of_another(ground) {
            (self.person.role, self.person.unborn) = (None, false);
        }
        let owner = self.owner.and_then(|id| ground.person(id));
        let is_child = owner.is_some_and(network::is_child);
        let of_parent = self.owner.is_some_and(|id| network::named_parents(ground.case).contains(&id));
        let person = &mut self.person;
        let is_parent = matches!(person.role, Some(Role::Mother | Role::Father | Role::Parent));
        if is_parent && self.has_owner && !is_child {
            person.role = match person.role {
                Some(Role::Mother) if of_parent => Some(Role::Grandmother),
                Some(Role::Father) if of_parent => Some(Role::Grandfather),
                _ => None,
            };
        }
        if person.unborn {
            person.role = Some(Role::Child);
        }
        let is_away = !self.presences.is_empty() && !self.presences.iter().any(|(presence, _)| lives_here(presence));
        if person.role == Some(Role::Child) && (self.elsewhere || is_away) && !person.unborn {
            person.role = Some(Role::ChildElsewhere);
        }
        if self.is_sibling {
            let is_adult = network::is_certainly_of_age(person, ground.today);
            let is_young = network::is_certainly_a_minor(person, ground.today);
            person.role = match () {
                () if of_parent && !is_young || is_adult => Some(Role::OtherRelative),
                () if self.elsewhere => Some(Role::ChildElsewhere),
                () => None,
            };
        }
        if self.hedged && is_parent {
            person.role = None;
        }
        self.here = self.already(ground);
        for _ in 0..=usize::from(self.are_twins) {
            self.labels.push(label(ground, &self.person, &self.labels));
        }
    }

    /// Who is here already that this may be: called the same, or the mother where this is a mother.
    fn already(&self, ground: Ground) -> Option<PersonId> {
        let same = |label: &str| {
            let words = words_of(label).into_iter().map(|word| same_word(&word.low).to_owned());
            words.collect::<Vec<String>>()
        };
        let called = same(&self.person.label);
        let is_here = |person: &Person| {
            !called.is_empty() && same(&person.label) == called
                || self.person.role == Some(Role::Mother) && person.role == Some(Role::Mother)
        };
        ground.case.people.iter().find(|(_, person)| is_here(person)).map(|(id, _)| *id)
    }

    fn understood(mut self, ground: Ground, next: u32) -> Understood {
        let (case, guidance) = (ground.case, ground.guidance);
        let is_child = network::is_child(&self.person) || network::is_certainly_a_minor(&self.person, ground.today);
        // How a child of the family is present is said of the adults.
        let mut present: Vec<String> = Vec::new();
        if is_child {
            for (presence, typed) in std::mem::take(&mut self.presences) {
                let words = presence_words(ground, &presence);
                // That a child of this review lives here is what being one says.
                let is_plain = Presence { kind: None, ..presence.clone() } == Presence::default();
                let is_said = self.person.role == Some(Role::Child) && lives_here(&presence) && is_plain;
                // What is kept as a note is kept as it was typed.
                if is_said { present.push(words) } else { self.unused.push(typed) }
            }
        }
        present.extend(self.presences.iter().map(|(presence, _)| presence_words(ground, presence)));
        let (mut rows, mut notices) = (Vec::new(), Vec::<String>::new());
        if is_child && self.safety.is_warning() {
            notices.push(guidance.word("quick.safety-child").to_owned());
        }
        let safety = if is_child { self.safety.of_child() } else { self.safety };
        self.person.died = safety.died.clone();
        self.person.note = self.unused.join("; ");
        let role = sentences::choice_words(guidance, self.person.role);
        let label = self.labels.join(guidance.word("quick.and"));
        let who = [label.clone(), role, sentences::choice_words(guidance, self.person.sex)];
        rows.push(("quick.person", who.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")));
        let born = &self.person.born;
        let age = age_at(born, Window::day(ground.today.date())).map(|age| age.in_words());
        let born = [born.said().trim().to_owned(), age.unwrap_or_default()];
        rows.push(("quick.age", if born[0].is_empty() { String::new() } else { born.join(": ") }));
        let mut adding = Adding::new(ground.case, next);
        let mut adults: Vec<PersonId> = Vec::new();
        for label in self.labels {
            let twin_of = adults.first().copied();
            adults.push(adding.add(&Person { label, twin_of, ..self.person.clone() }));
        }
        if self.are_twins {
            notices.push(guidance.word("quick.twins").to_owned());
        }
        if let Some(here) = self.here {
            let here = sentences::label(case, guidance, here);
            notices.push(guidance.say("quick.here", &[("here", here), ("label", &label)]));
        }
        if !is_child || !present.is_empty() {
            rows.push(("quick.presence", present.join("; ")));
        }
        let kept_safe = safety.in_words(guidance);
        if !kept_safe.is_empty() {
            rows.push(("quick.safety", kept_safe));
        }
        let is_parent = matches!(self.person.role, Some(Role::Mother | Role::Father | Role::Parent));
        let is_partner = self.person.role == Some(Role::Partner);
        let owner = self.owner.filter(|_| !self.hedged);
        let of_child = owner.is_some_and(|id| ground.person(id).is_some_and(network::is_child));
        let child = owner.filter(|_| is_parent && of_child);
        let one = owner.filter(|_| is_partner && !of_child);
        let kind = Some(TieKind::Partners);
        for adult in adults {
            for (presence, _) in &self.presences {
                adding.add(&Presence { adult, ..presence.clone() });
            }
            let (attempts, orders) = safety.facts(adult);
            for attempt in &attempts {
                adding.add(attempt);
            }
            for order in &orders {
                adding.add(order);
            }
            if let Some(child) = child {
                adding.add(&ParentLink { adult: Some(adult), child, ..ParentLink::default() });
            }
            if let Some(one) = one {
                adding.add(&Tie { one, other: adult, kind, ..Tie::default() });
            }
        }
        if let Some(child) = child {
            let child = sentences::label(case, guidance, child);
            rows.push(("quick.parent-of", guidance.say("quick.parent-of-words", &[("child", child)])));
        }
        if let Some(one) = one {
            let tie = sentences::choice_words(guidance, kind);
            let other = sentences::label(case, guidance, one);
            rows.push(("quick.tie", guidance.say("quick.tie-words", &[("tie", tie.as_str()), ("other", other)])));
        }
        if self.has_role && self.person.role.is_none() {
            notices.push(guidance.word("quick.role-open").to_owned());
        }
        rows.push(("quick.source", sentences::source_words(guidance, &self.person.source)));
        if !notices.is_empty() {
            rows.push(("quick.notice", notices.join(" ")));
        }
        Understood { rows, edit: Edit::new(case, adding.changes), unused: self.unused, label }
    }
}

fn lives_here(presence: &Presence) -> bool {
    presence.kind == Some(PresenceKind::LivesHere)
}

fn presence_words(ground: Ground, presence: &Presence) -> String {
    let kind = sentences::choice_words(ground.guidance, presence.kind);
    let child = presence.child.map(|child| sentences::label(ground.case, ground.guidance, child)).unwrap_or_default();
    let note = presence.note.as_str();
    let words = [kind.as_str(), child, note].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": ");
    if presence.since.is_empty() {
        return words;
    }
    ground.guidance.say("quick.since", &[("presence", words.as_str()), ("date", &presence.since.in_words())])
}

/// What they are called: as typed, or a label that nobody has yet: "Male carer C", "Child B".
fn label(ground: Ground, person: &Person, also: &[String]) -> String {
    let taken = |label: &str| {
        let label = folded(label);
        let mut others = ground.case.people.values().map(|person| &person.label).chain(also);
        others.any(|other| folded(other.trim()) == label)
    };
    let key = match (person.role, person.sex) {
        (Some(Role::Child | Role::ChildElsewhere), _) => "label.child",
        (_, Some(Sex::Male)) => "label.man",
        (_, Some(Sex::Female)) => "label.woman",
        _ => "label.other-adult",
    };
    if person.label.is_empty() {
        let words = ground.guidance.word(key);
        let lettered = ('A'..='Z').map(|letter| format!("{words} {letter}")).find(|label| !taken(label));
        return lettered.unwrap_or_else(|| words.to_owned());
    }
    let mut letters = person.label.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let words = format!("{first}{}", letters.as_str());
    let numbered = (2..).map(|number| format!("{words} {number}"));
    std::iter::once(words.clone()).chain(numbered).find(|label| !taken(label)).unwrap_or_default()
}
