//! What the facts so far raise: rules find subjects and evidence, the content pack has the words.
//!
//! `review` is whole and pure: the same case, pack and day give the same open questions, byte for byte.
//! An open question never counts, grades or ranks: it names its rule, the people it is about and the facts it rests on.

use std::cell::OnceCell;

use crate::case::{Case, FactId, KINDS, Key, VOCABULARY};
use crate::guidance::{CONVERSATIONS, Guidance, Required};
use crate::save;
use crate::when::{DateProblem, Today};

mod agenda;
mod gather;
mod rules;
mod spoken;
mod supervision;
mod touch;

pub use gather::{Matter, gather};

pub use agenda::{
    Conversation, QuestionWords, agenda, answered_at, barred, is_planned, is_put_by, no_contact_words, step_of,
    topic_of, words,
};
use rules::Parents;
pub use rules::{RULES, is_only_donor};
pub use spoken::{Spoken, no_contact, spoken};
pub use supervision::{SUPERVISION, rules_of_supervision};

/// How many matters a list shows before the rest are behind a button: they fit one page.
pub const IN_SIGHT: usize = 6;

/// The slot that names who may be asked as a parent, when somebody else may not be; `whom` names those beside it.
const ASK_ONLY: &str = "who-to-ask";

/// Variants that say the same question in other words: it keeps its key, and with it the step that was put down for it.
const SAME_QUESTION: &[&str] = &["kept", "ahead"];

/// How the ids of the rules about domestic abuse begin.
const ABUSE: &str = "LB-";

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
    pub slots: Vec<(&'static str, String)>,
    /// Suggestions to contact anyone this is about are withheld: an order is live, or asking is not safe.
    pub no_contact: bool,
    /// The facts that say so: they stand among those it rests on.
    pub withheld_by: Vec<FactId>,
    /// What would be a talk with the person is thought about with the supervisor first.
    pub thought_about_first: bool,
}

impl OpenQuestion {
    /// A question of this rule about nobody in particular yet.
    pub fn of(rule: &'static str) -> OpenQuestion {
        OpenQuestion {
            rule,
            variant: None,
            about: Vec::new(),
            rests_on: Vec::new(),
            slots: Vec::new(),
            no_contact: false,
            withheld_by: Vec::new(),
            thought_about_first: false,
        }
    }

    /// In another wording.
    pub fn variant(mut self, variant: &'static str) -> OpenQuestion {
        self.variant = Some(variant);
        self
    }

    /// About this fact as well.
    pub fn about(mut self, fact: impl Into<FactId>) -> OpenQuestion {
        self.about.push(fact.into());
        self
    }

    /// Resting on these facts as well, each once.
    pub fn resting_on<F: Into<FactId>>(mut self, facts: impl IntoIterator<Item = F>) -> OpenQuestion {
        for fact in facts.into_iter().map(Into::into) {
            if !self.rests_on.contains(&fact) {
                self.rests_on.push(fact);
            }
        }
        self
    }

    /// With this in the space its words leave.
    pub fn slot(mut self, name: &'static str, value: impl Into<String>) -> OpenQuestion {
        self.slots.push((name, value.into()));
        self
    }

    /// What stands in one of the spaces; nothing when it was left.
    pub fn slot_value(&self, name: &str) -> &str {
        self.slots.iter().find(|(slot, _)| *slot == name).map_or("", |(_, value)| value.as_str())
    }

    /// With every suggestion to get in touch withheld, if there is a reason to; the reasons join what it rests on.
    pub fn guarded(mut self, why: Vec<FactId>) -> OpenQuestion {
        self.no_contact |= !why.is_empty();
        self.withheld_by.extend_from_slice(&why);
        self.resting_on(why)
    }

    /// To be thought about with the supervisor before anybody talks with the person, if so.
    pub fn thought_about_first(self, thought_about_first: bool) -> OpenQuestion {
        OpenQuestion { thought_about_first, ..self }
    }

    /// The key under which its next step is kept. It does not change while the question stays the same question.
    pub fn key(&self) -> Key {
        match self.variant {
            Some(variant) if !SAME_QUESTION.contains(&variant) => {
                Key::new(&format!("{}-{variant}", self.rule), &self.about)
            }
            _ => Key::new(self.rule, &self.about),
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
    /// Orders that words speak of: heard once, when a rule first asks.
    spoken: OnceCell<Vec<Spoken>>,
}

impl<'a> Look<'a> {
    /// A look at these facts on this day.
    pub fn new(case: &'a Case, guidance: &'a Guidance, today: Today) -> Look<'a> {
        Look { case, guidance, today, spoken: OnceCell::new() }
    }

    /// Orders and conditions that words speak of and nobody put down as one.
    fn spoken(&self) -> &[Spoken] {
        self.spoken.get_or_init(|| spoken::spoken(self.case, self.guidance, self.today))
    }
}

/// One rule: its id and what it finds.
pub struct Rule {
    /// The id its words stand under in the content pack: a row of the seed map such as `R3-06`.
    pub id: &'static str,
    /// The wordings it can ask for besides its own.
    pub variants: &'static [&'static str],
    /// Adds what it finds.
    pub find: fn(&Look, &mut Vec<OpenQuestion>),
}

/// Every open question the facts raise, in the order of [`RULES`] and then of the facts.
pub fn review(case: &Case, guidance: &Guidance, today: Today) -> Vec<OpenQuestion> {
    // The first screen need not wait for a hundred rules that have nothing to look at.
    if case.is_untouched() {
        return Vec::new();
    }
    let case = &case.without_blanks();
    let look = Look::new(case, guidance, today);
    let parents = rules::parents_to_ask(&look);
    let mut found = Vec::new();
    for rule in RULES {
        let start = found.len();
        (rule.find)(&look, &mut found);
        let guarded = found.split_off(start).into_iter().map(|question| {
            let not_safe = rules::not_safe_over(&look, &question);
            let question = question.guarded(not_safe);
            match &parents {
                Parents::None(why) if asks_somebody(&question, guidance) => question.guarded(why.clone()),
                // Who may be asked as a parent may be the one who did it: a question about abuse never names them.
                Parents::Only(..) if rule.id.starts_with(ABUSE) => question,
                Parents::Only(who, whom) if asks_somebody(&question, guidance) => {
                    question.slot(ASK_ONLY, who.clone()).slot("whom", whom.clone())
                }
                _ => question,
            }
        });
        found.extend(guarded);
    }
    found
}

/// Whether no parent may be asked anything now: an order binds them, or asking was recorded as not safe.
pub fn no_parent_may_be_asked(case: &Case, guidance: &Guidance, today: Today) -> bool {
    matches!(rules::parents_to_ask(&Look::new(case, guidance, today)), Parents::None(_))
}

/// Whether anything that could settle the question means asking a member of the family.
fn asks_somebody(question: &OpenQuestion, guidance: &Guidance) -> bool {
    guidance
        .rule(question.rule)
        .is_some_and(|rule| agenda::suggestions(rule, question.variant).iter().any(|suggestion| suggestion.contacts))
}

/// What a content pack must have words for: every rule and its variants, every closed list, every kind of fact, every
/// problem with a file or a date, every mark of a source that was not read in full.
pub fn required() -> Required {
    let words = KINDS.iter().map(|kind| format!("kind.{kind}"));
    let problems = save::PROBLEMS.iter().map(|problem| (*problem).to_owned());
    let dates = DateProblem::ALL.iter().map(|problem| problem.key().to_owned());
    let with = CONVERSATIONS.iter().map(|with| format!("with.{with}"));
    let marks = ["cite.partly", "cite.not-verified"].map(str::to_owned);
    Required {
        rules: RULES.iter().map(|rule| (rule.id, rule.variants)).collect(),
        choices: VOCABULARY.to_vec(),
        words: words.chain(problems).chain(dates).chain(with).chain(marks).collect(),
    }
}
