//! This review: which checkpoint, whose agency, how old the youngest child is.

use family_history_domain::case::{CheckpointRecord, FactId, Head};
use yew::prelude::*;

use crate::ui::parts::{Ask, Cards, Desk, Sheet, Spec, add_button, at};
use crate::ui::topic_screen;

const CHECKPOINT: &[Spec] = &[
    Spec::Radios("checkpoint", at!(Head, checkpoint)),
    Spec::Date("begun", at!(Head, begun)),
    Spec::Line("worker", at!(Head, worker)),
];
const AGENCY: &[Spec] = &[Spec::Agency("agency", at!(Head, agency)), Spec::Pick("role", at!(Head, role))];
const OTHER_AGENCY: &[Spec] = &[Spec::Line("agency-other", at!(Head, agency_other))];
const YOUNGEST: &[Spec] = &[Spec::Radios("youngest", at!(Head, youngest))];
const REFERENCE: &[Spec] =
    &[Spec::Line("reference", at!(Head, reference)), Spec::Pick("handling", at!(Head, handling))];
static OTHERS: Cards<CheckpointRecord> = Cards::of(
    &[
        Spec::Pick("kind", at!(CheckpointRecord, kind)),
        Spec::Date("when", at!(CheckpointRecord, when)),
        Spec::Line("by", at!(CheckpointRecord, by)),
        Spec::Words("note", at!(CheckpointRecord, note)),
    ],
    |view, record| record.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

/// This review.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let head = Sheet::of(desk, FactId::Head);
    html! {
        { topic_screen(desk, "start", html! {}, html! {}, html! { <>
            { Ask::of("R1-01").draw(desk, html! { <>{ head.draw(desk, CHECKPOINT) }</> }) }
            { Ask::of("C-02").draw(desk, html! { <>
                { head.draw(desk, AGENCY) }
                if view.case.head.agency == "other" { { head.draw(desk, OTHER_AGENCY) } }
            </> }) }
            { Ask::of("S-01").draw(desk, html! { <>{ head.draw(desk, YOUNGEST) }</> }) }
            <section class="prompt" aria-labelledby="reference-title">
                <h3 class="prompt-ask" id="reference-title">{ view.word("start.reference-title") }</h3>
                { head.draw(desk, REFERENCE) }
            </section>
            <section class="prompt" aria-labelledby="checkpoints-title">
                <h3 class="prompt-ask" id="checkpoints-title">{ view.word("start.others-title") }</h3>
                <p class="hint">{ view.word("start.others-hint") }</p>
                { OTHERS.draw_all(desk) }
                { add_button(view.word("start.add"), desk.store.adds(CheckpointRecord::default)) }
            </section>
        </> }) }
    }
}
