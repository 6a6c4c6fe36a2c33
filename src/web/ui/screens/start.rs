//! This review: which checkpoint, whose agency, how old the youngest child is.

use family_history_domain::case::{CheckpointRecord, Head};
use yew::prelude::*;

use crate::ui::TopicScreen;
use crate::ui::parts::{Cards, PromptBlock, Sheet, Spec, add_button, use_desk};

const CHECKPOINT: &[Spec<Head>] = &[
    Spec::Radios("checkpoint", |head| &mut head.checkpoint),
    Spec::Date("begun", |head| &mut head.begun),
    Spec::Line("worker", |head| &mut head.worker),
];
const AGENCY: &[Spec<Head>] = &[Spec::Agency("agency", |head| &mut head.agency)];
const OTHER_AGENCY: &[Spec<Head>] = &[Spec::Line("agency-other", |head| &mut head.agency_other)];
const YOUNGEST: &[Spec<Head>] = &[Spec::Radios("youngest", |head| &mut head.youngest)];
const REFERENCE: &[Spec<Head>] =
    &[Spec::Line("reference", |head| &mut head.reference), Spec::Pick("handling", |head| &mut head.handling)];
static OTHERS: Cards<CheckpointRecord> = Cards::of(
    &[
        Spec::Pick("kind", |record| &mut record.kind),
        Spec::Date("when", |record| &mut record.when),
        Spec::Line("by", |record| &mut record.by),
        Spec::Words("note", |record| &mut record.note),
    ],
    |view, record| record.kind.map_or_else(AttrValue::default, |kind| view.choice(kind)),
);

/// This review.
#[component]
pub fn Start() -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let head = Sheet::head(&desk);
    html! {
        <TopicScreen topic="start">
            <PromptBlock prompt="R1-01">{ head.draw(&desk, CHECKPOINT) }</PromptBlock>
            <PromptBlock prompt="C-02">
                { head.draw(&desk, AGENCY) }
                if view.case.head.agency == "other" { { head.draw(&desk, OTHER_AGENCY) } }
            </PromptBlock>
            <PromptBlock prompt="S-01">{ head.draw(&desk, YOUNGEST) }</PromptBlock>
            <section class="prompt" aria-labelledby="reference-title">
                <h3 class="prompt-ask" id="reference-title">{ view.word("start.reference-title") }</h3>
                { head.draw(&desk, REFERENCE) }
            </section>
            <section class="prompt" aria-labelledby="checkpoints-title">
                <h3 class="prompt-ask" id="checkpoints-title">{ view.word("start.others-title") }</h3>
                <p class="hint">{ view.word("start.others-hint") }</p>
                { OTHERS.draw_all(&desk) }
                { add_button(view.word("start.add"), desk.store.adds(CheckpointRecord::default)) }
            </section>
        </TopicScreen>
    }
}
