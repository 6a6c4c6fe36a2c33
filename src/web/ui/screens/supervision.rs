//! First supervision: the same review, opened by the supervisor.

use std::rc::Rc;

use family_history_domain::review::OpenQuestion;
use yew::prelude::*;

use crate::ui::parts::{Ask, Desk, QuestionList};
use crate::ui::screen_head;

/// What a supervisor looks at first, and the rules that find it.
const PARTS: &[(&str, &[&str])] = &[
    ("supervision.known-unused", &["R1-07", "R1-22", "R1-05", "R1-12", "R1-13", "W-05", "W-06", "W-07"]),
    ("supervision.one-account", &["R1-24", "M-05", "R3-19"]),
    ("supervision.missing", &["M-01", "M-03", "M-08", "M-09", "M-11", "M-12", "M-13", "M-14", "M-18", "K-02", "W-01"]),
    ("supervision.messages", &["R2-01", "R2-02", "R2-07", "R2-09", "I-01"]),
    ("supervision.next", &["R1-04", "R1-25", "R3-06", "R3-05", "K-01", "LH-01", "R3-01", "R3-03", "LC-01", "R4-05"]),
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
            { super::home::strip(view) }
            <section class="second-pen" aria-labelledby="history-does">
                <h3 class="h-section" id="history-does">{ view.word("supervision.history-does") }</h3>
                <p class="hint">{ view.word("supervision.both") }</p>
                <div class="side-by-side">
                    { Ask::of("R1-05a").inner().text().draw(desk, html! {}) }
                    { Ask::of("R1-05b").inner().text().draw(desk, html! {}) }
                </div>
            </section>
            for (title, rules) in PARTS.iter() {
                <section class="agenda-part" aria-label={view.word(title)} key={*title}>
                    <h3 class="h-section">{ view.word(title) }</h3>
                    { {
                        let questions = found(rules);
                        if questions.is_empty() {
                            html! { <p class="hint">{ view.word("questions.none-here") }</p> }
                        } else {
                            html! { <QuestionList desk={desk.clone()} {questions} id={title.replace('.', "-")} /> }
                        }
                    } }
                </section>
            }
            <div class="second-pen">{ super::deeper::prompts(desk, "supervision", &[]) }</div>
        </>
    }
}
