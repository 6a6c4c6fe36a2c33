//! The checklist: what to talk about first, and everything recorded behind it.

use crate::document::Section;

use super::answers::{self, Answers};
use super::{Paper, deeper, end, family, help, history, level, men, sharing, supervision, talk};

/// Everything about the family: what to talk about first, the core, what goes deeper, and the end.
pub(super) fn paper<'a>(paper: &Paper<'a>, mut answers: Answers<'a>, sections: &mut Vec<Section>) {
    talk::title(paper, sections);
    let supervision = answers.take(&end::SUPERVISION.map(|(prompt, _)| prompt));
    let taking_in = answers.take(deeper::TAKING_IN);
    let (childhood, unexplored) = (answers.take(CHILDHOOD), answers.take(history::UNEXPLORED));
    talk::first(paper, sections);
    end::working(paper, &mut answers, sections);
    // His answers stand with each man, and those of the people on one screen with the family.
    let mut men = Vec::new();
    men::each(paper, &mut answers, &mut men);
    family::glance(paper, sections);
    answers::also(paper, &mut answers, &["people", "men"], sections);
    sections.append(&mut men);
    history::records(paper, sections);
    answers::also(paper, &mut answers, &["start", "records"], sections);
    history::unexplored(paper, unexplored, sections);
    history::events(paper, sections);
    answers::also(paper, &mut answers, &["history"], sections);
    help::help(paper, sections);
    answers::also(paper, &mut answers, &["help"], sections);
    level::log(paper, sections);
    answers::also(paper, &mut answers, &["level", "next"], sections);
    deeper::children(paper, &mut answers, sections);
    deeper::parents(paper, childhood, &mut answers, sections);
    deeper::abuse(paper, &mut answers, sections);
    deeper::plan(paper, taking_in, &mut answers, sections);
    sharing::sharing(paper, &mut answers, sections);
    deeper::yours(paper, &mut answers, sections);
    deeper::visits(paper, &mut answers, sections);
    supervision::recorded(paper, &mut answers, sections);
    end::other_answers(paper, answers, sections);
    end::allocation(paper, &supervision, sections);
    end::sign_off(paper, sections);
}

/// What growing up was like: asked for with what happened before, and printed with somebody's own story.
const CHILDHOOD: &[&str] = &["R1-18"];
