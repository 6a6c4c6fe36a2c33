//! First supervision: the same review, opened by the supervisor.

use std::rc::Rc;

use family_history_domain::review::{self, OpenQuestion, SUPERVISION};
use yew::prelude::*;

use crate::ui::parts::{Ask, Desk, PLANNED, QuestionList, Soon};
use crate::ui::screen_head;

/// First supervision.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let Some(topic) = view.guidance.topic("supervision") else { return html! {} };
    let those = |is_one: &dyn Fn(&OpenQuestion) -> bool| -> Rc<Vec<OpenQuestion>> {
        Rc::new(view.questions.iter().filter(|question| is_one(question)).cloned().collect())
    };
    let planned = those(&|question| review::is_planned(&view.case, question));
    html! {
        <>
            { screen_head(&topic.title, &topic.lead) }
            <Soon at_once={!desk.store.has_moved()}>
                { super::home::strip(view) }
                { super::men::orders_in_force(view) }
                <section class="second-pen" aria-labelledby="history-does">
                    <h3 class="h-section" id="history-does">{ view.word("supervision.history-does") }</h3>
                    <p class="hint">{ view.word("supervision.both") }</p>
                    <div class="side-by-side">
                        { Ask::of("R1-05a").inner().text().draw(desk, html! {}) }
                        { Ask::of("R1-05b").inner().text().draw(desk, html! {}) }
                    </div>
                </section>
                for (title, rules) in SUPERVISION.iter() {
                    <section class="agenda-part" aria-label={view.word(title)} key={*title}>
                        <h3 class="h-section">{ view.word(title) }</h3>
                        { {
                            let questions = those(&|question| rules.contains(&question.rule));
                            if questions.is_empty() {
                                html! { <p class="hint">{ view.word("questions.none-here") }</p> }
                            } else {
                                html! { <QuestionList desk={desk.clone()} {questions} id={title.replace('.', "-")} /> }
                            }
                        } }
                    </section>
                }
                if !planned.is_empty() {
                    <section class="agenda-part" aria-label={view.word("supervision.planned")}>
                        <h3 class="h-section">{ view.word("supervision.planned") }</h3>
                        <QuestionList desk={desk.clone()} questions={planned} id={PLANNED} />
                    </section>
                }
                <div class="second-pen">{ super::deeper::prompts(desk, "supervision", &[]) }</div>
            </Soon>
        </>
    }
}
