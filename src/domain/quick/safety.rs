//! Words that keep somebody safe: "not safe to contact", "restraining order", "died". One reader, for a line of quick add
//! and for a row of a list.

use super::{Ground, Word, parts_of, use_up, words_of};
use crate::case::{Attempt, AttemptKind, Case, Order, OrderKind, OrderState, PersonId};
use crate::guidance::Guidance;
use crate::when::{Reading, Today, When};

/// One thing that is said.
#[derive(Clone, PartialEq, Debug)]
struct Warning {
    /// The key of the words for what it is.
    says: &'static str,
    /// The words typed.
    words: String,
    /// What kind of order, where that was said.
    kind: Option<OrderKind>,
    /// Whether the word "order" alone says so: there are orders of many kinds.
    is_bare: bool,
    /// Whom an order binds that protects the one the text is about, where that is somebody here.
    binds: Option<PersonId>,
}

/// What a text says of somebody that keeps them or others safe.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Safety {
    said: Vec<Warning>,
    /// When they died; empty where nothing says that they did.
    pub died: When,
}

impl Safety {
    /// What a text says of the one person it is about.
    pub fn of(text: &str, guidance: &Guidance, today: Today) -> Safety {
        let ground = Ground { case: &Case::default(), guidance, today, known: &[] };
        let mut safety = Safety::default();
        for part in parts_of(text) {
            safety.hears(ground, part, false);
        }
        safety
    }

    /// That somebody is not to be contacted, that an order speaks of them, or that they died. The words are read as well as
    /// kept: a warning that stands in a note alone would be overlooked. What is said not to be is not put down.
    ///
    /// What comes back are the other words: a warning leaves no doubt about who somebody is.
    pub(super) fn hears<'p>(&mut self, ground: Ground, part: &'p str, says_who: bool) -> Vec<Word<'p>> {
        let mut words = words_of(part);
        loop {
            // What kind of order it is, or else that there is something.
            let order = ground.heard("order", &words);
            let Some(heard) = order.or_else(|| ground.heard("safety", &words)) else { break };
            let end = heard.at + heard.length;
            let denied = ground.denied(&words, heard.at);
            let is_sure = ground.is_theirs(&words[..heard.at], says_who) && !ground.is_hedged(&words);
            use_up(&mut words, heard.at - denied, heard.length + denied);
            let mut binds = None;
            let says = match heard.means {
                _ if denied > 0 => continue,
                "unsafe" => "quick.unsafe",
                // "Wants a restraining order" is none yet.
                _ if (order.is_some() || heard.means == "order")
                    && ground.heard("wished", &words[..heard.at]).is_some() =>
                {
                    "quick.order-spoken"
                }
                _ if order.is_some() || heard.means == "order" => match protects(ground, &words, heard.at, end) {
                    Some(whom) => {
                        binds = whom;
                        if whom.is_some() { "quick.order-for" } else { "quick.order-whom" }
                    }
                    None => "quick.order",
                },
                "died" if self.died.is_empty() && is_sure => {
                    let said: Vec<&str> = words[end..].iter().map(|word| word.typed).collect();
                    let died = When::read(&said.join(" "), Reading::on(ground.today)).0;
                    self.died = if died.window().is_some() { died } else { When::unknown() };
                    continue;
                }
                _ => continue,
            };
            let is_bare = order.is_none() && heard.length == 1 && words[heard.at].low == "order";
            let kind = order.and_then(|order| OrderKind::from_key(order.means));
            // "Restraining order, court order" are one, and so are "on bail, not to contact Mother".
            let is_same = |one: &&mut Warning| match says {
                "quick.unsafe" => one.says == says && one.words == part,
                _ => {
                    one.says == says && one.binds == binds && (one.kind.is_none() || kind.is_none() || one.kind == kind)
                }
            };
            match self.said.iter_mut().find(is_same) {
                Some(one) => {
                    one.kind = one.kind.or(kind);
                    one.is_bare &= is_bare;
                }
                None => self.said.push(Warning { says, words: part.to_owned(), kind, is_bare, binds }),
            }
        }
        words
    }

    /// Whether anything speaks of an order, or says not to get in touch.
    pub fn is_warning(&self) -> bool {
        !self.said.is_empty()
    }

    /// Whether anything speaks of an order or a condition.
    pub fn is_order(&self) -> bool {
        self.said.iter().any(|one| one.says != "quick.unsafe")
    }

    /// Whether every order they speak of binds the one these words are about, and stands as far as they say.
    pub fn only_binds(&self) -> bool {
        self.said.iter().all(|one| matches!(one.says, "quick.order" | "quick.unsafe"))
    }

    /// Whether an order protects the one these words are about.
    pub fn protects(&self) -> bool {
        self.said.iter().any(|one| matches!(one.says, "quick.order-for" | "quick.order-whom"))
    }

    /// Whom orders bind, where these words say that of somebody here, and what kind each is.
    pub(super) fn bound(&self) -> impl Iterator<Item = (PersonId, Option<OrderKind>)> {
        self.said.iter().filter_map(|one| one.binds.map(|bound| (bound, one.kind)))
    }

    /// Takes the warnings out: of a child nobody is asked to get in touch, and no order about one is put down by itself.
    pub fn of_child(self) -> Safety {
        Safety { said: Vec::new(), ..self }
    }

    /// What it comes to, one after another, in words.
    pub fn in_words(&self, guidance: &Guidance) -> String {
        let mut words: Vec<String> = self.said.iter().map(|one| guidance.word(one.says).to_owned()).collect();
        if !self.died.is_empty() {
            words.push([guidance.word("quick.died"), &self.died.in_words()].join(": "));
        }
        words.join("; ")
    }

    /// The facts that say so of an adult.
    pub fn facts(&self, adult: PersonId) -> (Vec<Attempt>, Vec<Order>) {
        let (mut attempts, mut orders) = (Vec::new(), Vec::new());
        for Warning { says, words, kind, binds, .. } in &self.said {
            // Read the safe way: an order binds until somebody puts down that it has ended.
            let order = Order { about: adult, kind: *kind, state: Some(OrderState::NotKnown), ..Order::default() };
            match (*says, binds) {
                ("quick.unsafe", _) => {
                    let kind = Some(AttemptKind::Unsafe);
                    attempts.push(Attempt { adult, kind, outcome: words.clone(), ..Attempt::default() });
                }
                ("quick.order-whom" | "quick.order-spoken", _) => {}
                (_, None) => orders.push(order),
                (_, Some(bound)) => {
                    orders.push(Order { about: *bound, protects: [adult].into_iter().collect(), ..order });
                }
            }
        }
        (attempts, orders)
    }
}

/// Whether an order, in these words, protects the one the text is about: "protected by an order", "has an order against Dave".
/// Then whom it binds, where that is somebody here. "Order against him" leaves it open, and is read as binding.
fn protects(ground: Ground, words: &[Word], at: usize, end: usize) -> Option<Option<PersonId>> {
    let before = ground.heard("protected", &words[..at]);
    let against =
        words.iter().skip(end).position(|word| word.low == "against").map(|against| &words[end + against + 1..]);
    let named = against.and_then(|whom| first_named(ground, whom));
    let is_of_them = |word: &&Word| matches!(word.low.as_str(), "him" | "her" | "them");
    let is_other = against.is_some_and(|whom| whom.first().filter(|word| !is_of_them(word)).is_some());
    (before.is_some() || is_other).then_some(named)
}

/// Who is named right at the start: neither somebody named later, whom it may protect, nor "Mum's brother" for Mum.
fn first_named(ground: Ground, words: &[Word]) -> Option<PersonId> {
    let start = words.iter().position(|word| !ground.is_small(word))?;
    let words = &words[start..];
    let is_first = |(_, at, length): &&(PersonId, usize, usize)| *at == 0 && !words[length - 1].low.contains('\'');
    ground.named(words).iter().find(is_first).map(|(id, ..)| *id)
}

/// The words for orders, ready to look through many texts: most have none, and are passed over quickly.
pub struct OrderWords<'a> {
    guidance: &'a Guidance,
    today: Today,
    /// The letters that each phrase ends with.
    ends: Vec<&'a [u8]>,
    /// A bit for each letter that one of them begins with.
    begins: u32,
}

impl<'a> OrderWords<'a> {
    /// The words of this pack.
    pub fn of(guidance: &'a Guidance, today: Today) -> OrderWords<'a> {
        let list = |name: &str| guidance.heard.get(name).into_iter().flatten();
        let orders = list("order").chain(list("safety").filter(|(means, _)| *means == "order"));
        let phrases = orders.flat_map(|(_, phrases)| phrases.split('|'));
        let ends: Vec<&[u8]> = phrases.filter_map(|phrase| runs(phrase.as_bytes()).last()).collect();
        let begins = ends.iter().fold(0, |begins, end| begins | begins_with(end));
        OrderWords { guidance, today, ends, begins }
    }

    /// Whether a text may speak of an order: nothing that does is passed over, and little else is looked into.
    fn may_be_in(&self, text: &str) -> bool {
        let is_end = |run: &[u8]| self.ends.iter().any(|end| run.eq_ignore_ascii_case(end));
        !text.is_ascii() || runs(text.as_bytes()).any(|run| self.begins & begins_with(run) != 0 && is_end(run))
    }

    /// Whether a text speaks of an order or a condition, and does not say that there is none.
    pub fn are_in(&self, text: &str) -> bool {
        self.said_in(text).is_some()
    }

    /// What a text says of an order or a condition; nothing where it speaks of none, or says that there is none.
    pub fn said_in(&self, text: &str) -> Option<Safety> {
        let said = self.may_be_in(text).then(|| Safety::of(text, self.guidance, self.today));
        said.filter(Safety::is_order).filter(|said| {
            let ground = Ground { case: &Case::default(), guidance: self.guidance, today: self.today, known: &[] };
            let is_bare = said.said.iter().all(|one| one.is_bare || one.says == "quick.unsafe");
            !is_bare || ground.heard("order-beside", &words_of(text)).is_some()
        })
    }
}

/// The runs of letters and numbers in a text.
fn runs(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|run| !run.is_empty())
}

/// The bit for the letter that a run begins with, large or small.
fn begins_with(run: &[u8]) -> u32 {
    run.first().map_or(0, |byte| 1 << (byte & 31))
}
