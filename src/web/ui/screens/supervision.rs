//! First supervision: the same review, opened by the supervisor.

use std::rc::Rc;

use family_history_domain::case::Head;
use family_history_domain::review::OpenQuestion;
use yew::prelude::*;

use crate::ui::parts::{Desk, PromptBlock, QuestionList, Sheet, Spec, at};
use crate::ui::screen_head;

const HISTORY: &[Spec] = &[
    Spec::Radios("history", at!(Head, history)),
    Spec::Words("direction", at!(Head, direction)),
    Spec::Line("direction-owner", at!(Head, direction_owner)),
    Spec::Date("direction-by", at!(Head, direction_by)),
];

/// What a supervisor looks at first, and the rules that find it.
const PARTS: &[(&str, &[&str])] = &[
    ("supervision.known-unused", &["R1-07", "R1-22", "R1-05"]),
    ("supervision.one-account", &["R1-24"]),
    ("supervision.missing", &["M-01", "M-03", "M-08", "M-09", "M-11", "M-13", "M-18", "K-02"]),
    ("supervision.next", &["R1-04", "R1-25", "R3-06", "R3-05", "K-01"]),
];

/// First supervision.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let Some(topic) = view.guidance.topic("supervision") else { return html! {} };
    let found = |rules: &[&str]| -> Rc<Vec<OpenQuestion>> {
        Rc::new(view.questions.iter().filter(|question| rules.contains(&question.rule)).cloned().collect())
    };
    html! {
        <>
            { screen_head(&topic.title, &topic.lead) }
            <div class="columns">
                <div class="column-main">
                    <PromptBlock prompt="R1-04">{ Sheet::head(desk).draw(desk, HISTORY) }</PromptBlock>
                    <PromptBlock prompt="R1-05a" text=true />
                    <PromptBlock prompt="R1-05b" text=true />
                </div>
                <div class="column-side">
                    for (title, rules) in PARTS.iter() {
                        <section class="questions-panel" aria-label={view.word(title)} key={*title}>
                            <h3 class="h-section">{ view.word(title) }</h3>
                            { {
                                let questions = found(rules);
                                if questions.is_empty() {
                                    html! { <p class="hint">{ view.word("questions.none-here") }</p> }
                                } else {
                                    html! { <QuestionList {questions} id={title.replace('.', "-")} /> }
                                }
                            } }
                        </section>
                    }
                </div>
            </div>
        </>
    }
}
