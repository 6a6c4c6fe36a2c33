//! What the picture says: the lines under each symbol, the name of each mark, and every fact of it as a sentence.
//!
//! Sentences are regular, so that the picture can be drawn again from them: two people of one label are told apart by number.

use super::model::{At, Bonded, Couple, Family, Held, Home, How, Link, Symbol, Visit, Way, is_over};
use crate::case::{Case, FactId, ParentKind, ParentStatus, Person, PersonId, PresenceKind, Role, TieKind};
use crate::guidance::Guidance;
use crate::network;
use crate::sentences::{
    age_words, choice_words, clip_to, date_words, join, listed, parent_kind_words, settled, span_words, worded,
};
use crate::when::{AgeRange, Today, When, Window, age_at};

/// How long a line under a symbol may be, in characters.
const LINE: usize = 15;
/// The same between two people.
const COUPLE_LINE: usize = 18;
/// How many lines a label may have.
const LABEL_LINES: usize = 3;
/// How many lines may stand under a label.
const STATE_LINES: usize = 6;

/// A family and the words to tell it in.
pub struct Words<'a> {
    pub case: &'a Case,
    pub guidance: &'a Guidance,
    pub family: &'a Family,
    pub on: Today,
    pub today: Today,
    /// What each person is called here, no two the same.
    pub names: Vec<String>,
    /// What each home is called here.
    pub homes: Vec<String>,
    /// Who is here to join this page to another.
    pub elsewhere: &'a [PersonId],
}

impl<'a> Words<'a> {
    pub fn new(case: &'a Case, guidance: &'a Guidance, family: &'a Family, on: Today, today: Today) -> Words<'a> {
        let label = |person: &super::model::Drawn| crate::sentences::label(case, guidance, person.id).to_owned();
        let names = told_apart(guidance, family.people.iter().map(label).collect());
        let home = |home: &Home| match home.label.as_str() {
            "" => guidance.word("genogram.home").to_owned(),
            label => label.to_owned(),
        };
        let homes = told_apart(guidance, family.homes.iter().map(home).collect());
        Words { case, guidance, family, on, today, names, homes, elsewhere: &[] }
    }

    pub fn word(&self, key: &str) -> String {
        self.guidance.word(key).to_owned()
    }

    fn say(&self, key: &str, slots: &[(&str, &str)]) -> String {
        self.guidance.say(key, slots)
    }

    pub fn person(&self, at: At) -> &'a Person {
        &self.family.people[at].fact
    }

    /// The age inside a symbol: "24", "22m", "3–4", "?"; nothing before birth, after death and for a loss.
    pub fn age(&self, at: At) -> String {
        let person = self.person(at);
        let is_over = person.died.window().is_some_and(|died| !died.certainly_after(self.on.date()));
        if matches!(self.family.people[at].symbol, Symbol::Loss(_) | Symbol::Triangle)
            || is_over
            || !person.died.is_empty() && person.died.window().is_none()
        {
            return String::new();
        }
        let Some(AgeRange { least_months, most_months }) = age_at(&person.born, Window::day(self.on.date())) else {
            return "?".to_owned();
        };
        let (least, most) = (least_months.min(most_months), most_months);
        if most < 0 {
            return String::new();
        }
        let (least, most) = (least.max(0), most);
        let (unit, per) = if most < 24 { ("m", 1) } else { ("", 12) };
        let range = match (least / per, most / per) {
            (least, most) if least == most => format!("{least}{unit}"),
            (least, most) => format!("{least}–{most}{unit}"),
        };
        if range.chars().count() > 6 { "?".to_owned() } else { range }
    }

    /// What stands under a label.
    fn states(&self, at: At) -> Vec<String> {
        let person = self.person(at);
        let drawn = &self.family.people[at];
        let mut states = Vec::new();
        match drawn.symbol {
            Symbol::Loss(loss) => {
                states.push(listed(self.guidance, [choice_words(self.guidance, Some(loss)), date_words(&person.born)]))
            }
            Symbol::Triangle => states.push(age_words(self.guidance, person, self.on)),
            _ => {
                let born = person.born.window();
                if born.is_some_and(|born| born.certainly_after(self.on.date())) {
                    states.push(self.word("genogram.not-born-then"));
                }
            }
        }
        if !person.died.is_empty() {
            states.push(self.say("sentence.died", &[("date", &date_words(&person.died))]));
        }
        let own = self.family.links.iter().filter(|link| link.adult == Some(at) && link.is_open);
        states.extend(self.open_words(own, "genogram.open.of", |link| Some(link.child).filter(|_| !drawn.is_open)));
        if self.family.links.iter().any(|link| link.child == at && link.adult.is_none() && !self.is_no_carer(link)) {
            states.push(self.word("genogram.parent-not-known"));
        }
        states.extend(self.unplaced_grandparent(at));
        if network::live_orders(self.case, self.today).any(|(_, order)| order.about == drawn.id) {
            states.push(self.word("genogram.order"));
        }
        for visit in self.family.visits.iter().filter(|visit| visit.who == at) {
            states.push(self.visit_words(visit));
        }
        for home in &self.family.homes {
            if home.members.contains(&(at, Held::Maybe)) {
                states.push(self.word("genogram.maybe-here"));
                break;
            }
        }
        if self.elsewhere.contains(&drawn.id) {
            states.push(self.word("genogram.other-page"));
        }
        states.dedup();
        states
    }

    /// How links are not settled, each way once, and of whom.
    fn open_words<'l>(
        &self,
        links: impl Iterator<Item = &'l Link>,
        key: &str,
        whom: impl Fn(&Link) -> Option<At>,
    ) -> Vec<String> {
        let mut told: Vec<(String, Vec<&str>)> = Vec::new();
        for link in links {
            let fact = self.case.parents.get(&link.id);
            let how = match fact.map_or((None, None), |fact| (fact.status, fact.kind)) {
                (Some(ParentStatus::Disputed), _) => "genogram.open.disputed",
                (_, Some(ParentKind::Alleged)) => "genogram.open.alleged",
                (Some(ParentStatus::Unknown), _) => "genogram.open.unknown",
                _ => "genogram.open.unsaid",
            };
            let what = self.word(how);
            let place = told.iter().position(|(known, _)| *known == what).unwrap_or_else(|| {
                told.push((what, Vec::new()));
                told.len() - 1
            });
            told[place].1.extend(whom(link).map(|at| self.names[at].as_str()));
        }
        let say = |(what, whom): (String, Vec<&str>)| match whom.is_empty() {
            true => what,
            // Long names leave room for what is said of them.
            false => self.say(key, &[("what", &what), ("who", &clip_to(&listed(self.guidance, whom), 2 * LINE))]),
        };
        told.into_iter().map(say).collect()
    }

    /// Whose relative a grandparent is and on which side, where no line tells it.
    fn unplaced_grandparent(&self, at: At) -> Option<String> {
        let person = self.person(at);
        let is_placed = self.family.links.iter().any(|link| link.adult == Some(at))
            || self.family.unions.iter().any(|union| union.way == Way::Grand && union.parents.contains(&at));
        if is_placed || !matches!(person.role, Some(Role::Grandmother | Role::Grandfather)) {
            return None;
        }
        let child = self.family.at(person.relative_of?)?;
        Some(worded(self.guidance, "sentence.relative", person.side, &[("child", &self.names[child])]))
    }

    fn is_no_carer(&self, link: &Link) -> bool {
        self.case.parents.get(&link.id).is_some_and(|link| link.kind == Some(ParentKind::NoMaleCarer))
    }

    /// The lines under a symbol: the label, and what stands under it.
    pub fn lines(&self, at: At) -> (Vec<String>, Vec<String>) {
        let label = wrap(&self.names[at], LINE, LABEL_LINES);
        // A link that is not settled is told at both its ends.
        let above = self.family.links.iter().filter(|link| link.child == at && link.is_open && link.adult.is_some());
        let states =
            self.open_words(above, "genogram.open.parent", |link| link.adult).into_iter().chain(self.states(at));
        let mut states: Vec<String> = states.flat_map(|state| wrap(&state, LINE + 2, 4)).collect();
        if states.len() > STATE_LINES {
            states.truncate(STATE_LINES);
            if let Some(last) = states.last_mut() {
                last.push('…');
            }
        }
        (label, states)
    }

    /// Who somebody is, in words.
    pub fn person_words(&self, at: At) -> String {
        let drawn = &self.family.people[at];
        let mut parts = vec![self.word(symbol_key(drawn.symbol))];
        if drawn.in_review {
            parts.push(self.word("genogram.in-review"));
        }
        let is_alive = self.person(at).died.is_empty() && !matches!(drawn.symbol, Symbol::Loss(_) | Symbol::Triangle);
        if is_alive {
            parts.push(age_words(self.guidance, self.person(at), self.on));
        }
        parts.extend(self.states(at));
        self.say("genogram.says.person", &[("who", &self.names[at]), ("what", &listed(self.guidance, parts))])
    }

    /// What a recorded link says.
    pub fn link_words(&self, link: &Link) -> String {
        let Some(fact) = self.case.parents.get(&link.id) else { return String::new() };
        let (kind, settled) = (parent_kind_words(self.guidance, fact), settled(self.guidance, fact));
        let child = self.names[link.child].as_str();
        let Some(adult) = link.adult else {
            let key = if self.is_no_carer(link) { "genogram.says.no-carer" } else { "genogram.says.nobody" };
            return self.say(key, &[("child", child), ("kind", &kind)]);
        };
        let adult = self.names[adult].as_str();
        let key = match (link.is_odd, link.is_open) {
            (true, _) => "genogram.says.odd",
            (_, true) => "genogram.says.open",
            _ => "genogram.says.parent",
        };
        self.say(key, &[("adult", adult), ("child", child), ("kind", &kind), ("settled", &settled)])
    }

    /// What a couple's tie on the day is, in the picture: a word where the line alone does not say it, and dates.
    pub fn couple_lines(&self, couple: &Couple) -> Vec<String> {
        let kind = match couple.kind {
            Some(None | Some(TieKind::NotKnown)) => self.word("genogram.tie.not-known"),
            Some(Some(
                kind @ (TieKind::Brief
                | TieKind::OnOff
                | TieKind::Siblings
                | TieKind::Other
                | TieKind::ParentAndAdultChild),
            )) => self.word(&format!("genogram.tie.{}", kind.key())),
            _ => String::new(),
        };
        let tie = couple.ties.first().and_then(|tie| self.case.ties.get(tie));
        let dates = match tie {
            Some(tie) if couple.is_over => self.span(&When::default(), &tie.until),
            Some(tie) => self.span(&tie.since, &tie.until),
            None => String::new(),
        };
        let mut lines = wrap(&kind, COUPLE_LINE, 2);
        lines.extend(wrap(&dates, COUPLE_LINE, 4));
        lines
    }

    fn span(&self, since: &When, until: &When) -> String {
        let (since, until) = (date_words(since), date_words(until));
        match (since.is_empty(), until.is_empty()) {
            (false, false) => self.say("genogram.span", &[("since", &since), ("until", &until)]),
            (false, true) => self.say("genogram.since", &[("since", &since)]),
            (true, false) => self.say("genogram.until", &[("until", &until)]),
            _ => String::new(),
        }
    }

    /// What a couple's line says: each tie, or that none is recorded.
    pub fn couple_words(&self, couple: &Couple) -> Vec<String> {
        let names = [("one", self.names[couple.one].as_str()), ("other", self.names[couple.other].as_str())];
        if couple.ties.is_empty() {
            return vec![self.say("genogram.says.couple-unsaid", &names)];
        }
        let ties = couple.ties.iter().filter_map(|tie| self.case.ties.get(tie));
        ties.map(|tie| {
            let kind = worded(self.guidance, "sentence.tie-kind", tie.kind, &[]);
            let over = if is_over(tie, self.on) { self.word("genogram.tie.ended") } else { String::new() };
            let what = listed(self.guidance, [kind, span_words(self.guidance, &tie.since, &tie.until), over]);
            self.say("genogram.says.couple", &[names[0], names[1], ("what", &what)])
        })
        .collect()
    }

    /// A home in one sentence: who lives there, and who may.
    pub fn home_name(&self, home: usize) -> String {
        let members = &self.family.homes[home].members;
        let part = |wanted: Held, one: &str, several: &str| {
            let those = members.iter().filter(|(_, held)| *held == wanted);
            let names: Vec<&str> = those.map(|(at, _)| self.names[*at].as_str()).collect();
            let (last, before) = names.split_last()?;
            if before.is_empty() {
                return Some(self.say(one, &[("who", last)]));
            }
            let some = listed(self.guidance, before);
            let who = self.say("paper.and", &[("what", &some), ("last", last)]);
            Some(self.say(several, &[("who", &who)]))
        };
        let certain = part(Held::Yes, "genogram.home.lives", "genogram.home.live");
        let perhaps = part(Held::Maybe, "genogram.home.may-live", "genogram.home.may-live");
        let what = join(self.guidance, certain.into_iter().chain(perhaps));
        let slots = [("home", self.homes[home].as_str()), ("date", &self.on.in_words()), ("what", &what)];
        self.say("genogram.home.name", &slots)
    }

    /// Who lives in a home, or may, one sentence each.
    pub fn home_words(&self, home: usize) -> Vec<String> {
        let members = &self.family.homes[home].members;
        let date = self.on.in_words();
        let sentence = |(at, held): &(At, Held)| {
            let key = if *held == Held::Yes { "genogram.says.lives" } else { "genogram.says.may-live" };
            self.say(key, &[("date", &date), ("who", &self.names[*at]), ("home", &self.homes[home])])
        };
        members.iter().map(sentence).collect()
    }

    /// In what way somebody comes, and since when.
    fn visit_words(&self, visit: &Visit) -> String {
        let kind = match visit.kind {
            None => self.word("genogram.presence-none"),
            Some(kind) => worded(self.guidance, "genogram.presence", Some(kind), &[]),
        };
        let since = self.case.presences.get(&visit.id).map(|presence| self.span(&presence.since, &presence.until));
        let words = listed(self.guidance, [kind, since.unwrap_or_default()]);
        if visit.held == Held::Maybe { self.say("genogram.perhaps", &[("what", &words)]) } else { words }
    }

    /// What a visit says.
    pub fn visit_sentence(&self, visit: &Visit) -> String {
        let whom = match (visit.child, visit.home) {
            (Some(child), _) => self.names[child].clone(),
            (None, Some(home)) => self.homes[home].clone(),
            (None, None) => self.word("genogram.all-children"),
        };
        let slots = [("who", self.names[visit.who].as_str()), ("whom", &whom), ("what", &self.visit_words(visit))];
        self.say("genogram.says.visit", &slots)
    }

    /// What a bond or abuse says.
    pub fn bond_words(&self, bond: &Bonded) -> String {
        let names = [("one", self.names[bond.one].as_str()), ("other", self.names[bond.other].as_str())];
        match bond.how {
            How::Abuse(_, false) => self.say("genogram.says.abuse", &names),
            How::Abuse(_, true) => self.say("genogram.says.abuse-each-says", &names),
            How::Bond(id, kind) => {
                let span = self.case.bonds.get(&id).map(|bond| self.span(&bond.since, &bond.until)).unwrap_or_default();
                let kind = kind.map_or_else(|| self.word("genogram.bond-none"), |_| choice_words(self.guidance, kind));
                let what = listed(self.guidance, [kind, span]);
                self.say("genogram.says.bond", &[names[0], names[1], ("what", &what)])
            }
        }
    }

    /// Everything, one sentence a fact.
    pub fn sentences(&self, with_bonds: bool) -> Vec<String> {
        let family = self.family;
        let mut all: Vec<String> = (0..family.people.len()).map(|at| self.person_words(at)).collect();
        all.extend(family.links.iter().map(|link| self.link_words(link)));
        for union in family.unions.iter().filter(|union| union.way == Way::Grand) {
            for (parent, child) in
                union.parents.iter().flat_map(|parent| union.children.iter().map(move |child| (*parent, *child)))
            {
                all.push(self.grand_words(parent, child));
            }
        }
        all.extend(family.couples.iter().flat_map(|couple| self.couple_words(couple)));
        for twins in &family.twins {
            for pair in twins.windows(2) {
                let names = [("one", self.names[pair[0]].as_str()), ("other", self.names[pair[1]].as_str())];
                all.push(self.say("genogram.says.twins", &names));
            }
        }
        all.extend((0..family.homes.len()).flat_map(|home| self.home_words(home)));
        all.extend(family.visits.iter().map(|visit| self.visit_sentence(visit)));
        if with_bonds {
            all.extend(family.bonds.iter().map(|bond| self.bond_words(bond)));
        }
        all
    }

    /// That a grandparent is drawn over the parent on their side.
    pub fn grand_words(&self, parent: At, child: At) -> String {
        let grandchild = self.person(parent).relative_of.and_then(|child| self.family.at(child));
        let grandchild = grandchild.map(|child| self.names[child].clone()).unwrap_or_default();
        let slots =
            [("adult", self.names[parent].as_str()), ("child", &self.names[child]), ("grandchild", &grandchild)];
        self.say("genogram.says.grand", &slots)
    }

    /// The facts behind a person's mark.
    pub fn about(&self, at: At) -> Vec<FactId> {
        let mut about = vec![FactId::from(self.family.people[at].id)];
        about.extend(self.family.visits.iter().filter(|visit| visit.who == at).map(|visit| FactId::from(visit.id)));
        about
    }
}

/// The key of the word for a symbol.
pub fn symbol_key(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Square => "genogram.symbol.square",
        Symbol::Circle => "genogram.symbol.circle",
        Symbol::Diamond => "genogram.symbol.diamond",
        Symbol::Rounded => "genogram.symbol.rounded",
        Symbol::Triangle => "genogram.symbol.triangle",
        Symbol::Loss(_) => "genogram.symbol.loss",
    }
}

/// Whether a line is drawn for somebody who comes to a home: dots, or long dashes for the night.
pub fn visit_style(kind: Option<PresenceKind>) -> Option<&'static str> {
    match kind {
        Some(PresenceKind::Visits | PresenceKind::CaresAlone) => Some("visits"),
        Some(PresenceKind::StaysOver) => Some("stays"),
        _ => None,
    }
}

/// Names of which no two are the same: the second "Partner" is "Partner (2)".
fn told_apart(guidance: &Guidance, labels: Vec<String>) -> Vec<String> {
    let mut sorted: Vec<&String> = labels.iter().collect();
    sorted.sort();
    let mut names: Vec<String> = Vec::new();
    let mut counted: Vec<(&String, usize)> = Vec::new();
    for label in &labels {
        let place = counted.iter().position(|(known, _)| *known == label);
        let Some(place) = place else {
            counted.push((label, 1));
            names.push(label.clone());
            continue;
        };
        let name = loop {
            counted[place].1 += 1;
            let number = counted[place].1.to_string();
            let name = guidance.say("genogram.numbered", &[("label", label), ("number", &number)]);
            if sorted.binary_search(&&name).is_err() {
                break name;
            }
        };
        names.push(name);
    }
    names
}

/// Words in lines of at most so many characters; what does not fit ends in an ellipsis.
pub fn wrap(words: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ if length <= width => lines.push(word.to_owned()),
            _ => {
                let letters: Vec<char> = word.chars().collect();
                lines.extend(letters.chunks(width).map(|part| part.iter().collect::<String>()));
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            if last.chars().count() + 1 > width {
                *last = last.chars().take(width.saturating_sub(1)).collect();
            }
            last.push('…');
        }
    }
    lines
}

/// A home's words under its ring.
pub fn ring_label(name: &str) -> String {
    clip_to(name, 28)
}
