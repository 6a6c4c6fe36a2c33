//! Words that keep somebody safe: "not safe to contact", "restraining order", "died". One reader, for a line of quick add
//! and for a row of a list.

use super::{Ground, Word, parts_of, use_up, words_of};
use crate::case::{Attempt, AttemptKind, Case, Order, OrderState, PersonId, Source};
use crate::guidance::Guidance;
use crate::when::{Reading, Today, When};

/// What a text says of somebody that keeps them or others safe.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Safety {
    /// The key of the words for what it is, and the words typed.
    said: Vec<(&'static str, String)>,
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
        while let Some(heard) = ground.heard("safety", &words) {
            let end = heard.at + heard.length;
            let denied = ground.denied(&words, heard.at);
            let is_sure = ground.is_theirs(&words[..heard.at], says_who) && !ground.is_hedged(&words);
            use_up(&mut words, heard.at - denied, heard.length + denied);
            let kind = match heard.means {
                _ if denied > 0 => continue,
                "unsafe" => "quick.unsafe",
                "order" => "quick.order",
                "died" if self.died.is_empty() && is_sure => {
                    let said: Vec<&str> = words[end..].iter().map(|word| word.typed).collect();
                    let died = When::read(&said.join(" "), Reading::on(ground.today)).0;
                    self.died = if died.window().is_some() { died } else { When::unknown() };
                    continue;
                }
                _ => continue,
            };
            let said = (kind, part.to_owned());
            if !self.said.contains(&said) {
                self.said.push(said);
            }
        }
        words
    }

    /// Whether anything says not to get in touch.
    pub fn is_warning(&self) -> bool {
        !self.said.is_empty()
    }

    /// Takes the warnings out: of a child nobody is asked to get in touch, and no order about one is put down by itself.
    pub fn of_child(self) -> Safety {
        Safety { said: Vec::new(), ..self }
    }

    /// What it comes to, one after another, in words.
    pub fn in_words(&self, guidance: &Guidance) -> String {
        let mut words: Vec<String> = self.said.iter().map(|(kind, _)| guidance.word(kind).to_owned()).collect();
        if !self.died.is_empty() {
            words.push([guidance.word("quick.died"), &self.died.in_words()].join(": "));
        }
        words.join("; ")
    }

    /// The facts that say so of an adult.
    pub fn facts(&self, adult: PersonId) -> (Vec<Attempt>, Vec<Order>) {
        let (mut attempts, mut orders) = (Vec::new(), Vec::new());
        for (kind, said) in &self.said {
            if *kind == "quick.unsafe" {
                let kind = Some(AttemptKind::Unsafe);
                attempts.push(Attempt { adult, kind, outcome: said.clone(), ..Attempt::default() });
            } else {
                // Read the safe way: it binds until somebody puts down that it has ended.
                let source = Source { who: said.clone(), ..Source::default() };
                orders.push(Order { about: adult, state: Some(OrderState::NotKnown), source, ..Order::default() });
            }
        }
        (attempts, orders)
    }
}
