//! The command for content authors and testers: what a case file raises, in text or JSON, and its checklist.
//!
//! # The JSON form
//!
//! Stable: a field is added, never renamed or removed, without raising `version`. Keys stand in alphabetical order.
//!
//! ```text
//! format, version    "family-history-open-questions", 1
//! today              the day of the review, as 2021-11-30
//! edition            the id of the content pack
//! agency, stage      what the case was narrowed to, or null
//! problems           what could not be read of the file: [{ say, at, words }]
//! conversations      in the order to hold them: [{ with, heading, questions }]
//!   questions        [{ key, rule, variant, about, rests-on, title, ask, why, next, withheld, cite, topic, step }]
//!     about, rests-on  facts: [{ fact, words }], where `fact` is an id in the file
//!     withheld         whether suggestions to get in touch are left out: an order is live, or asking is not safe
//!     step             what is done about it so far, as in the file, or null
//! checklist          the paper as plain text, line by line
//! ```

use std::fmt::Write;
use std::fs;

use family_history_content::guidance;
use family_history_domain::case::{Case, FactId};
use family_history_domain::document::{first_paper, text};
use family_history_domain::guidance::{Guidance, fill};
use family_history_domain::plain::Plain;
use family_history_domain::review::{self, Conversation, OpenQuestion, agenda, review, step_of};
use family_history_domain::save::{self, Problem};
use family_history_domain::scenario::{Scenario, as_at, as_of, held_by};
use family_history_domain::sentences;
use family_history_domain::when::Today;
use serde_json::{Value, json};

/// How the command is used.
pub const USAGE: &str = "\
Prints the open questions a case file raises, and its checklist.

cargo run --example review -- CASE.json [--as-of DATE] [--agency ID] [--stage N] [--format text|json]

  --as-of DATE    the day of the review, as 2021-11-30; facts that are certainly later are left out. Without it: today
  --agency ID     only what this agency holds: hv, early-help, gp … (agencies.toml has them all)
  --stage N       a staged case as it stood at this stage, on its last day; with --as-of, reviewed on that day
  --format        text (the usual) or json

Exit code: 0 done, 1 the file cannot be read, 2 the command is not right.
";

/// What the command said, and how it ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit code: 0 done, 1 the file cannot be read, 2 the command is not right.
    pub code: u8,
}

#[derive(Default)]
struct Request {
    path: String,
    day: Option<Today>,
    agency: Option<String>,
    stage: Option<u32>,
    is_json: bool,
}

/// Runs the command; `now` is the day of the review when none is given.
pub fn run(arguments: &[String], now: Today) -> Said {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        return Said { out: USAGE.to_owned(), ..Said::default() };
    }
    let guidance = guidance();
    let request = match read(arguments, &guidance) {
        Ok(request) => request,
        Err(wrong) => return Said { err: format!("{wrong}\n\n{USAGE}"), code: 2, ..Said::default() },
    };
    match answer(&request, &guidance, now) {
        Ok(said) => said,
        Err((code, wrong)) => Said { err: format!("{wrong}\n"), code, ..Said::default() },
    }
}

fn read(arguments: &[String], guidance: &Guidance) -> Result<Request, String> {
    let mut request = Request::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value."));
        match argument.as_str() {
            "--as-of" => {
                let day = value()?;
                let read = Today::from_iso(day);
                request.day = Some(read.ok_or_else(|| format!("{day} is no day. Write it as 2021-11-30."))?);
            }
            "--agency" => {
                let id = value()?;
                if !guidance.agencies.iter().any(|agency| agency.id == *id) {
                    let known: Vec<&str> = guidance.agencies.iter().map(|agency| agency.id.as_str()).collect();
                    return Err(format!("There is no agency {id}. The agencies are: {}.", known.join(", ")));
                }
                request.agency = Some(id.clone());
            }
            "--stage" => {
                let number = value()?;
                request.stage = Some(number.parse().map_err(|_| format!("{number} is no number of a stage."))?);
            }
            "--format" => match value()?.as_str() {
                "text" => request.is_json = false,
                "json" => request.is_json = true,
                other => return Err(format!("There is no format {other}. Write text or json.")),
            },
            option if option.starts_with('-') => return Err(format!("There is no option {option}.")),
            path if request.path.is_empty() => request.path = path.to_owned(),
            more => return Err(format!("One case file at a time: {} or {more}.", request.path)),
        }
    }
    if request.path.is_empty() { Err("Which case file?".to_owned()) } else { Ok(request) }
}

fn answer(request: &Request, guidance: &Guidance, now: Today) -> Result<Said, (u8, String)> {
    let path = &request.path;
    let file = fs::read_to_string(path).map_err(|why| (1, format!("{path} could not be read: {why}.")))?;
    let opened = save::open(&file).map_err(|problem| (1, format!("{path}: {}", words_of(&problem, guidance))))?;
    let scenario = Scenario::of(opened.case);
    let stage = match (request.stage, request.day) {
        (Some(number), _) if scenario.told().any(|stage| stage.number == number) => Some(number),
        (Some(_), _) if scenario.stages.is_empty() => return Err((2, format!("{path} has no stages."))),
        (Some(number), _) => {
            let numbers: Vec<String> = scenario.told().map(|stage| stage.number.to_string()).collect();
            return Err((2, format!("{path} has no stage {number}. Its stages are: {}.", numbers.join(", "))));
        }
        // Before its first stage, a staged case is its background: stage 0.
        (None, Some(day)) if !scenario.stages.is_empty() => Some(scenario.stage_on(day).unwrap_or(0)),
        _ => None,
    };
    let today = request.day.or_else(|| scenario.day_of(stage?)).unwrap_or(now);
    let agency = request.agency.as_deref();
    let case = match stage {
        Some(number) => as_at(&scenario, number, agency),
        None => {
            let case = if request.day.is_some() { as_of(&scenario.case, today) } else { scenario.case.clone() };
            agency.map_or_else(|| case.clone(), |agency| held_by(&case, agency))
        }
    };
    let view = View { case: &case, guidance, today };
    let questions = review(&case, guidance, today);
    let conversations = agenda(&questions, guidance);
    let paper = text::write(&first_paper(&case, guidance, today));
    let out = if request.is_json {
        let json = json!({
            "format": "family-history-open-questions",
            "version": 1,
            "today": today.iso(),
            "edition": guidance.edition.id,
            "agency": agency,
            "stage": stage,
            "problems": opened.problems.iter().map(|problem| problem_json(problem, guidance)).collect::<Vec<_>>(),
            "conversations": conversations.iter().map(|one| view.conversation_json(one)).collect::<Vec<_>>(),
            "checklist": paper.lines().collect::<Vec<_>>(),
        });
        format!("{json:#}\n")
    } else {
        let title = stage.and_then(|number| scenario.told().find(|stage| stage.number == number));
        let mut out = format!("OPEN QUESTIONS on {}\n", today.in_words());
        if let Some(stage) = title {
            let _ = writeln!(out, "Stage {}: {} ({})", stage.number, stage.title, stage.cite);
        }
        if let Some(agency) = agency {
            let _ = writeln!(out, "As held by: {}", guidance.agency_name(agency));
        }
        if questions.is_empty() {
            out.push_str("\nNone.\n");
        }
        conversations.iter().for_each(|one| view.conversation_text(one, &mut out));
        format!("{out}\n\n{paper}")
    };
    let said = opened.problems.iter().map(|problem| format!("{path}: {}\n", words_of(problem, guidance)));
    Ok(Said { out, err: said.collect(), code: 0 })
}

fn words_of(problem: &Problem, guidance: &Guidance) -> String {
    fill(guidance.word(problem.say), &[("at", problem.at.clone())])
}

fn problem_json(problem: &Problem, guidance: &Guidance) -> Value {
    json!({ "say": problem.say, "at": problem.at, "words": words_of(problem, guidance) })
}

struct View<'a> {
    case: &'a Case,
    guidance: &'a Guidance,
    today: Today,
}

impl View<'_> {
    fn words(&self, fact: &FactId) -> String {
        sentences::describe(self.case, self.guidance, self.today, fact)
    }

    fn conversation_text(&self, conversation: &Conversation, out: &mut String) {
        let _ = writeln!(out, "\n{}", conversation.heading.to_uppercase());
        for question in &conversation.questions {
            let words = review::words(question, self.guidance);
            let _ = writeln!(out, "\n  {}  {}", question.key(), words.title);
            let mut line = |name: &str, said: &str| {
                if !said.is_empty() {
                    let _ = writeln!(out, "    {name}: {said}");
                }
            };
            line("Ask", &words.ask);
            line("Why", &words.why);
            for fact in &question.about {
                line("About", &format!("{fact}, {}", self.words(fact)));
            }
            for fact in question.rests_on.iter().filter(|fact| !question.about.contains(fact)) {
                line("Rests on", &format!("{fact}, {}", self.words(fact)));
            }
            for next in &words.next {
                line("Could settle it", next);
            }
            if words.withheld {
                line("Note", self.guidance.word("paper.withheld"));
            }
            if let Some(step) = step_of(self.case, question) {
                line("So far", &sentences::step_words(self.guidance, step));
            }
            line("From", &words.cite);
        }
    }

    fn conversation_json(&self, conversation: &Conversation) -> Value {
        let questions: Vec<Value> =
            conversation.questions.iter().map(|question| self.question_json(question)).collect();
        json!({ "with": conversation.with, "heading": conversation.heading, "questions": questions })
    }

    fn question_json(&self, question: &OpenQuestion) -> Value {
        let words = review::words(question, self.guidance);
        let facts = |facts: &[FactId]| -> Vec<Value> {
            facts.iter().map(|fact| json!({ "fact": fact.to_string(), "words": self.words(fact) })).collect()
        };
        json!({
            "key": question.key().to_string(),
            "rule": question.rule,
            "variant": question.variant,
            "about": facts(&question.about),
            "rests-on": facts(&question.rests_on),
            "title": words.title,
            "ask": words.ask,
            "why": words.why,
            "next": words.next,
            "withheld": words.withheld,
            "cite": words.cite,
            "topic": self.guidance.rule(question.rule).map(|rule| rule.topic.as_str()),
            "step": step_of(self.case, question).map(Plain::to_json),
        })
    }
}
