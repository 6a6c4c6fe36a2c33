//! What changed since an earlier file: added, changed, taken out, for whoever keeps a record up to date.

use crate::case::{Act, Case};
use crate::compare::{self, Difference};
use crate::document::{Block, Document, Inline, Line};
use crate::guidance::Guidance;
use crate::sentences;
use crate::when::Today;

use super::{Choices, margins, part, plain, prepared};

/// What changed since an earlier file of this review, without what is left out of papers.
pub fn changed(earlier: &Case, now: &Case, guidance: &Guidance, today: Today, choices: &Choices) -> Document {
    let (earlier, now) = (prepared(earlier, guidance, choices), prepared(now, guidance, choices));
    let differences = compare::changed_since(&earlier, &now, guidance, today);
    let title = "paper.title-changed";
    let since = sentences::date_words(&earlier.head.begun);
    let lead = if differences.is_empty() { "paper.nothing-changed" } else { "paper.changed-lead" };
    let mut sections =
        vec![part(guidance.word(title), 1, vec![Block::Note(plain(guidance.say(lead, &[("date", &since)])))])];
    for (act, heading) in [
        (Act::Add, "paper.changed-added"),
        (Act::Change, "paper.changed-changed"),
        (Act::Remove, "paper.changed-removed"),
    ] {
        let of_act: Vec<&Difference> = differences.iter().filter(|one| one.act == act).collect();
        if of_act.is_empty() {
            continue;
        }
        let blocks = match act {
            Act::Change => of_act.into_iter().map(|one| fields(guidance, one)).collect(),
            _ => vec![Block::List(of_act.into_iter().map(|one| plain(one.line.clone())).collect())],
        };
        sections.push(part(guidance.word(heading), 2, blocks));
    }
    Document {
        title: guidance.word(title).to_owned(),
        language: guidance.word("paper.language").to_owned(),
        margins: margins(&now, guidance, today, title),
        landscape: false,
        sections,
    }
}

/// A fact that is not as it was: what it is now in a line, then each field as it was and as it is.
fn fields(guidance: &Guidance, one: &Difference) -> Block {
    let or_nothing = |words: &str| match words.trim() {
        "" => guidance.word("paper.changed-nothing").to_owned(),
        words => words.to_owned(),
    };
    let field = |field: &compare::Field| -> Line {
        let slots = [
            ("label", field.label.as_str()),
            ("before", &or_nothing(&field.before)),
            ("after", &or_nothing(&field.after)),
        ];
        plain(guidance.say("paper.changed-field", &slots))
    };
    Block::Card {
        title: vec![Inline::Strong(one.line.clone())],
        lines: one.fields.iter().map(field).collect(),
        beside: Vec::new(),
    }
}
