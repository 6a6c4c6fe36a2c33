//! Looking back: what was known then and what came later, what was asked, and what the team will do.

use std::rc::Rc;

use family_history_domain::case::{Exercise, ExerciseAsks, ExerciseKind, FactId};
use family_history_domain::document::{self, Document, Node, Section};
use family_history_domain::session::Msg;
use family_history_domain::training;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag, VText};

use super::begin::way_out;
use crate::store::View;
use crate::ui::parts::{Desk, DrawnWhenOpen, Sheet, Spec, at, on_files, opens_files, use_settled};
use crate::ui::screen_head;
use crate::ui::screens::deeper::part;

/// The three questions of the end (¶24).
const OF_THE_END: &[Spec] = &[
    Spec::Words("good", at!(Exercise, good)),
    Spec::Words("contributed", at!(Exercise, contributed)),
    Spec::Words("different", at!(Exercise, different)),
];

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    html! { <LookingBack desk={desk.clone()} /> }
}

/// The paper of the looking back: the facilitator's, or a table's own.
fn paper(view: &View) -> Document {
    match &view.scenario {
        Some(scenario) => document::training::debrief(scenario, &view.case, &view.guidance, view.clock),
        None => document::training::debrief_of_table(&view.case, &view.guidance, view.clock),
    }
}

#[derive(Properties, PartialEq)]
struct LookingBackProps {
    desk: Desk,
}

#[component]
fn LookingBack(props: &LookingBackProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let picker = use_node_ref();
    // Drawn when it is asked for: it is as long as the exercise was, and is asked of every agency at every stage.
    let shown = {
        let view = view.clone();
        Callback::from(move |()| html! { <Paper view={view.clone()} /> })
    };
    let prints = |make: fn(&View) -> Document| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            let view = store.view();
            store.print(Box::new(move || make(&view)));
        })
    };
    let button = |key: &str, onclick: Callback<MouseEvent>| html! { <button type="button" class="btn" {onclick}>{ view.word(key) }</button> };
    let is_table = view.case.exercise.kind == Some(ExerciseKind::Table);
    let tables: Vec<String> = training::outcomes(&view.case).iter().map(|table| table.exercise.table.clone()).collect();
    let tables = tables.join("; ");
    let takes = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.send(Msg::CopyTaken(training::outcome(&store.view().case).into())))
    };
    html! {
        <div class="exercise">
            { screen_head(&view.word("run.back-title"), &view.word("run.back-lead")) }
            <div class="row" role="group" aria-label={view.word("run.show")}>
                <button type="button" class="btn" aria-pressed={view.large.to_string()} onclick={store.sends(|| Msg::LargeTurned)}>{ view.word("run.large") }</button>
                { button("run.print-back", prints(paper)) }
                { button("run.print-actions", prints(|view| document::training::action_sheet(&view.case, &view.guidance, view.clock))) }
            </div>
            <section class="agenda-part" aria-labelledby="back-questions">
                <h3 class="h-section" id="back-questions">{ view.word("run.three") }</h3>
                <p class="hint">{ view.word("run.three-lead") }</p>
                { Sheet::of(desk, FactId::Exercise).draw(desk, OF_THE_END) }
            </section>
            <section class="agenda-part" aria-labelledby="back-actions">
                <h3 class="h-section" id="back-actions">{ view.word("run.actions") }</h3>
                <p class="hint">{ view.word("run.actions-lead") }</p>
                { part(desk, "decisions", None).unwrap_or_default() }
            </section>
            if view.case.exercise.asks == Some(ExerciseAsks::Sharing) {
                <section class="agenda-part" aria-labelledby="back-flags">
                    <h3 class="h-section" id="back-flags">{ view.word("run.flags") }</h3>
                    <p>{ view.word("run.flags-lead") }</p>
                    <button type="button" class="btn" onclick={store.sends(|| Msg::PlaceOpened("training".to_owned()))}>{ view.word("run.flags-open") }</button>
                </section>
            }
            <section class="agenda-part" aria-labelledby="back-tables">
                if is_table {
                    <h3 class="h-section" id="back-tables">{ view.word("run.take") }</h3>
                    <p>{ view.word("run.take-lead") }</p>
                    { button("run.take-button", takes) }
                } else {
                    <h3 class="h-section" id="back-tables">{ view.word("run.gather") }</h3>
                    <p>{ view.word("run.gather-lead") }</p>
                    <input type="file" id="outcome-files" class="visually-hidden" accept=".json,.jwe,application/json,application/jose" multiple=true tabindex="-1" aria-label={view.word("run.gather-button")} ref={&picker} onchange={on_files(store, Msg::OutcomesOpened)} />
                    { button("run.gather-button", opens_files(&picker)) }
                    if !tables.is_empty() { <p role="status">{ view.fill("run.gathered", &[("tables", &tables)]) }</p> }
                    { super::run::codes(view) }
                }
            </section>
            <section class="agenda-part" aria-labelledby="back-paper">
                <h3 class="h-section" id="back-paper">{ view.word("run.back-paper") }</h3>
                <DrawnWhenOpen class="why" summary={view.word("run.back-open")} draw={shown} />
            </section>
            { way_out(view) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    view: Rc<View>,
}

/// The paper on the screen, a stage behind each of its headings.
#[component]
fn Paper(props: &PaperProps) -> Html {
    // While somebody types in the questions above, it rests.
    let settled = use_settled(&props.view);
    let parts = use_memo(settled, |view| {
        let paper = paper(view);
        let mut parts: Vec<(AttrValue, Document)> = Vec::new();
        for section in paper.sections.iter().skip(1) {
            match parts.last_mut().filter(|_| section.level > 2) {
                Some((_, part)) => part.sections.push(section.clone()),
                None => {
                    let part = Section { heading: String::new(), ..section.clone() };
                    parts.push((
                        section.heading.clone().into(),
                        Document { sections: vec![part], ..Document::default() },
                    ));
                }
            }
        }
        parts.into_iter().map(|(heading, part)| (heading, Rc::new(part))).collect::<Vec<_>>()
    });
    let part = |(heading, part): &(AttrValue, Rc<Document>)| {
        let part = part.clone();
        let draw = Callback::from(move |()| html! { <div class="paper-here">{ nodes(&document::nodes(&part)) }</div> });
        html! { <DrawnWhenOpen class="asked" key={heading.to_string()} summary={heading.clone()} {draw} /> }
    };
    html! { <div>for one in parts.iter() { { part(one) } }</div> }
}

/// The elements of a paper on the screen. What anybody typed is in them as text alone. Headings of the screen stand above
/// them, so that those of the paper go down.
fn nodes(nodes: &[Node]) -> Html {
    nodes.iter().map(node).collect()
}

fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => VNode::from(VText::new(text.clone())),
        Node::Element { name, attributes, children } => {
            let mut tag = VTag::new(match *name {
                "main" => "div",
                "h3" => "h4",
                name => name,
            });
            for (attribute, value) in attributes {
                tag.add_attribute(attribute, value.clone());
            }
            tag.add_children(children.iter().map(self::node));
            tag.into()
        }
    }
}
