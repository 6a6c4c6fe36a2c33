//! What the facts so far raise: rules find subjects and evidence, the content pack has the words.
//!
//! `review` is whole and pure: the same case, pack and day give the same open questions, byte for byte.
//! An open question never counts, grades or ranks: it names its rule, the people it is about and the facts it rests on.

use std::collections::BTreeMap;

use crate::case::{Case, FactId, Key};
use crate::guidance::Guidance;
use crate::when::Today;

mod rules;
pub use rules::RULES;

/// Something the facts so far raise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenQuestion {
    /// The rule that raised it: the id its words stand under in the content pack.
    pub rule: &'static str,
    /// Which of the rule's wordings applies, where it has several.
    pub variant: Option<&'static str>,
    /// Whom or what it is about; with the rule and variant this makes its key.
    pub about: Vec<FactId>,
    /// The facts it rests on, in a stable order; empty when it rests on something not being there.
    pub rests_on: Vec<FactId>,
    /// What the words leave room for: `person`, `child`, `date`…
    pub slots: BTreeMap<&'static str, String>,
    /// Suggestions to contact anyone this is about are withheld: an order is live, or asking is not safe.
    pub no_contact: bool,
}

impl OpenQuestion {
    /// The key under which its next step is kept. It does not change while the question stays the same question.
    pub fn key(&self) -> Key {
        match self.variant {
            Some(variant) => Key::new(&format!("{}-{variant}", self.rule), &self.about),
            None => Key::new(self.rule, &self.about),
        }
    }
}

/// What a rule may look at.
pub struct Look<'a> {
    /// The facts.
    pub case: &'a Case,
    /// The content pack, for review windows and names of agencies; never for wording.
    pub guidance: &'a Guidance,
    /// The day of the review.
    pub today: Today,
}

/// One rule: its id and what it finds.
pub struct Rule {
    /// The id its words stand under in the content pack: a row of the seed map such as `R3-06`.
    pub id: &'static str,
    /// Adds what it finds.
    pub find: fn(&Look, &mut Vec<OpenQuestion>),
}

/// Every open question the facts raise, in the order of [`RULES`] and then of the facts.
pub fn review(case: &Case, guidance: &Guidance, today: Today) -> Vec<OpenQuestion> {
    let look = Look { case, guidance, today };
    let mut found = Vec::new();
    for rule in RULES {
        (rule.find)(&look, &mut found);
    }
    found
}
