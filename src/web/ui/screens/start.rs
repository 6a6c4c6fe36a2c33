//! This review: which checkpoint, whose agency, how old the youngest child is.

use family_history_domain::case::{AgeBand, Checkpoint, CheckpointRecord, FactId, Handling};
use yew::prelude::*;

use crate::ui::TopicScreen;
use crate::ui::parts::{
    AddButton, AgencySelect, ChoiceField, ChoiceStyle, DateField, FactCard, PromptBlock, TextField, use_desk,
};

/// This review.
#[component]
pub fn Start() -> Html {
    let desk = use_desk();
    let (view, store) = (&desk.view, &desk.store);
    let head = &view.case.head;
    let on_begun = {
        let store = store.clone();
        Callback::from(move |said: String| {
            let when = store.read_date(&said, None);
            store.head(Some("begun"), |head| head.begun = when);
        })
    };
    html! {
        <TopicScreen topic="start">
            <PromptBlock prompt="R1-01">
                <ChoiceField<Checkpoint> id="checkpoint" label={view.word("start.checkpoint")} value={head.checkpoint} style={ChoiceStyle::Radios}
                    on_change={store.head_set(|head, checkpoint| head.checkpoint = checkpoint)} />
                <DateField id="begun" label={view.word("start.begun")} value={head.begun.clone()} on_input={on_begun} />
                <TextField id="worker" label={view.word("start.worker")} hint={view.word("start.worker-hint")} value={head.worker.clone()}
                    on_input={store.head_text("worker", |head, worker| head.worker = worker)} width="width-20" />
            </PromptBlock>
            <PromptBlock prompt="C-02">
                <AgencySelect id="agency" label={view.word("start.agency")} value={head.agency.clone()}
                    on_change={store.head_set(|head, agency: String| head.agency = agency)} />
                if head.agency == "other" {
                    <TextField id="agency-other" label={view.word("start.agency-other")} value={head.agency_other.clone()}
                        on_input={store.head_text("agency-other", |head, agency| head.agency_other = agency)} width="width-20" />
                }
            </PromptBlock>
            <PromptBlock prompt="S-01">
                <ChoiceField<AgeBand> id="youngest" label={view.word("start.youngest")} value={head.youngest} style={ChoiceStyle::Radios}
                    on_change={store.head_set(|head, youngest| head.youngest = youngest)} />
            </PromptBlock>
            <section class="prompt" aria-labelledby="reference-title">
                <h3 class="prompt-ask" id="reference-title">{ view.word("start.reference-title") }</h3>
                <TextField id="reference" label={view.word("start.reference")} hint={view.word("start.reference-hint")} value={head.reference.clone()}
                    on_input={store.head_text("reference", |head, reference| head.reference = reference)} width="width-20" />
                <ChoiceField<Handling> id="handling" label={view.word("start.handling")} hint={view.word("start.handling-hint")} value={head.handling}
                    on_change={store.head_set(|head, handling| head.handling = handling)} />
            </section>
            <section class="prompt" aria-labelledby="checkpoints-title">
                <h3 class="prompt-ask" id="checkpoints-title">{ view.word("start.others-title") }</h3>
                <p class="hint">{ view.word("start.others-hint") }</p>
                <ul class="cards">
                    for (id, record) in view.facts::<CheckpointRecord>() {
                        <FactCard key={id.to_string()} fact={FactId::from(id)}
                            title={record.kind.map_or_else(AttrValue::default, |kind| view.choice(kind))}
                            line={html! { <>{ view.describe(&FactId::from(id)) }</> }} on_remove={store.removes::<CheckpointRecord>(id)}>
                            <ChoiceField<Checkpoint> id={format!("{id}-kind")} label={view.word("start.checkpoint")} value={record.kind}
                                on_change={store.set::<CheckpointRecord, _>(id, |record, kind| record.kind = kind)} />
                            <DateField id={format!("{id}-when")} label={view.word("start.when")} value={record.when.clone()}
                                on_input={store.date::<CheckpointRecord>(id, "when", None, |record, when| record.when = when)} />
                            <TextField id={format!("{id}-by")} label={view.word("start.by")} value={record.by.clone()}
                                on_input={store.text::<CheckpointRecord>(id, "by", |record, by| record.by = by)} width="width-20" />
                            <TextField id={format!("{id}-note")} label={view.word("start.note")} value={record.note.clone()} lines={2}
                                on_input={store.text::<CheckpointRecord>(id, "note", |record, note| record.note = note)} />
                        </FactCard>
                    }
                </ul>
                <AddButton label={view.word("start.add")} on_add={store.adds(CheckpointRecord::default)} />
            </section>
        </TopicScreen>
    }
}
