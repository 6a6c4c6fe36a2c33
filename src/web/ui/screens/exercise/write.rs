//! A scenario is written: what it is, the texts somebody still has to look at, and its stages.

use std::rc::Rc;

use family_history_domain::case::{Case, Exercise, FactId, Stage, StageId};
use family_history_domain::scenario::{Scenario, as_at};
use family_history_domain::session::Msg;
use family_history_domain::{sentences, training};
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{
    Cards, ChoiceField, Desk, DrawnWhenOpen, Sheet, Spec, TextField, Ticks, add_button, agencies, at, capital,
    choice_field, text_field, ticks, use_settled,
};
use crate::ui::screen_head;

const EXERCISE: &[Spec] = &[
    Spec::Line("title", at!(Exercise, title)),
    Spec::Words("about", at!(Exercise, about)),
    Spec::Pick("basis", at!(Exercise, basis)),
    Spec::Pick("asks", at!(Exercise, asks)),
    Spec::Words("sources", at!(Exercise, sources)),
    Spec::Words("care", at!(Exercise, care)),
    Spec::More(
        "voices",
        &[
            Spec::Words("practitioner-voice", at!(Exercise, practitioner_voice)),
            Spec::Words("parent-voice", at!(Exercise, parent_voice)),
            Spec::Words("child-voice", at!(Exercise, child_voice)),
        ],
    ),
];

static STAGES: Cards<Stage> = Cards {
    more: Some(more),
    line: Some(line),
    ..Cards::of(
        &[
            Spec::Line("title", at!(Stage, title)),
            Spec::Date("when", at!(Stage, when)),
            Spec::Words("story", at!(Stage, story)),
            Spec::Agencies("held-by", at!(Stage, held_by)),
            Spec::Line("minutes", at!(Stage, minutes)),
            Spec::Line("brief", at!(Stage, brief)),
            Spec::Line("cite", at!(Stage, cite)),
            Spec::More(
                "for-facilitator",
                &[
                    Spec::Words("talk", at!(Stage, talk)),
                    Spec::Words("listen", at!(Stage, listen)),
                    Spec::Words("say", at!(Stage, say)),
                    Spec::Words("care", at!(Stage, care)),
                    Spec::Words("model", at!(Stage, model)),
                ],
            ),
        ],
        |view, stage| {
            let title = stage.title.trim();
            let none = view.word("stage.no-title");
            let title = if title.is_empty() { none.as_str() } else { title };
            view.fill("stage.card", &[("number", &stage.number.to_string()), ("title", title)])
        },
    )
};

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let mut stages = view.facts::<Stage>();
    stages.sort_by_key(|(id, stage)| (stage.number, *id));
    let add_stage = {
        let here = store.clone();
        store.adds(move || Stage { number: training::next_stage(&here.view().case), ..Stage::default() })
    };
    // With a way back: what is put down there is for here.
    let way = |place: &'static str, words: &str| {
        let onclick = store.sends(move || Msg::FactOpened { place: place.to_owned(), fact: FactId::Exercise });
        html! { <button type="button" class="btn" {onclick}>{ view.word(words) }</button> }
    };
    let missing = training::is_ready(&view.case);
    html! {
        <>
            { screen_head(&view.word("training.write-title"), &view.word("training.write-lead")) }
            <p>{ view.word("training.write-facts") }</p>
            <div class="row">
                { way("people", "training.write-people") }
                { way("history", "training.write-history") }
            </div>
            { to_look_at(desk) }
            { part(view, "training.write-about", Sheet::of(desk, FactId::Exercise).draw(desk, EXERCISE)) }
            { part(view, "training.write-stages", html! {
                <>
                    <p class="hint">{ view.word("training.stages-hint") }</p>
                    if stages.is_empty() { <p class="empty">{ view.word("training.no-stages") }</p> }
                    { STAGES.draw(desk, stages) }
                    { add_button(view.word("training.add-stage"), add_stage) }
                    { untold(view) }
                </>
            }) }
            { part(view, "training.ready", html! {
                <>
                    if missing.is_empty() { <p>{ view.word("training.ready-all") }</p> }
                    <ul class="links">for words in missing { <li key={words}>{ view.word(words) }</li> }</ul>
                    <div class="row">
                        <button type="button" class="btn btn-main" onclick={store.saves()}>{ view.word("training.save-scenario") }</button>
                    </div>
                </>
            }) }
        </>
    }
}

fn part(view: &View, title: &'static str, body: Html) -> Html {
    let id = title.replace('.', "-");
    html! {
        <section class="agenda-part" aria-labelledby={id.clone()} key={title}>
            <h3 class="h-section" {id}>{ view.word(title) }</h3>
            { body }
        </section>
    }
}

/// Words with a count, where one is said in another way than several.
fn counted(view: &View, key: &str, count: usize) -> AttrValue {
    let end = if count == 1 { "one" } else { "some" };
    view.fill(&format!("{key}-{end}"), &[("count", &count.to_string())])
}

const LOOK: &str = "look-at";

/// The texts that are left of a review, one at a time.
fn to_look_at(desk: &Desk) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let texts = training::to_look_at(&view.case);
    let Some(text) = texts.first().cloned() else { return html! {} };
    let kind = capital(&view.word(&format!("kind.{}", text.fact.kind())));
    let what = view.describe(&text.fact);
    let looked_at = {
        let (store, key) = (store.clone(), text.key());
        Callback::from(move |_: MouseEvent| {
            store.change(&FactId::Exercise, None, &|exercise| {
                if let Some(exercise) = exercise.downcast_mut::<Exercise>() {
                    exercise.to_confirm.remove(&key);
                }
            });
            store.focus(LOOK);
        })
    };
    let on_input = {
        let (store, text) = (store.clone(), text.clone());
        Callback::from(move |words: String| {
            if let Some(edit) = training::text_changed(&store.view().case, &text, &words) {
                store.send(Msg::Edited { edit, typing: Some(LOOK) });
            }
        })
    };
    part(
        view,
        "training.look",
        html! {
            <div id={LOOK} key={text.key()}>
                <p>{ counted(view, "training.look", texts.len()) }</p>
                <p class="hint"><bdi>{ view.fill("training.look-where", &[("kind", &kind), ("what", &what)]) }</bdi></p>
                { text_field(TextField { id: "look-at-text".into(), label: view.word(&text.label()), value: text.words.into(), lines: 3, on_input, ..Default::default() }) }
                <button type="button" class="btn" onclick={looked_at}>{ view.word("training.looked-at") }</button>
            </div>
        },
    )
}

/// The facts that no stage tells.
fn untold(view: &Rc<View>) -> Html {
    let facts = training::untold(&view.case);
    if facts.is_empty() {
        return html! { <p class="hint">{ view.word("training.untold-none") }</p> };
    }
    let summary = counted(view, "training.untold", facts.len());
    let view = view.clone();
    let draw = Callback::from(move |()| listed(facts.iter().map(|fact| view.describe(fact))));
    html! { <DrawnWhenOpen class="more" {summary} {draw} /> }
}

fn listed(all: impl Iterator<Item = AttrValue>) -> Html {
    html! { <ul class="links">for words in all { <li><bdi>{ words }</bdi></li> }</ul> }
}

/// A closed card: when it was, who held it, how much it tells.
fn line(desk: &Desk, _: StageId, stage: &Stage) -> Html {
    let view = &desk.view;
    let holders = stage.held_by.iter().map(|agency| view.guidance.agency_name(agency));
    let tells = counted(view, "stage.tells", stage.facts.len());
    let when = sentences::date_words(&stage.when);
    let parts: Vec<&str> = [when.as_str(), &tells].into_iter().chain(holders).collect();
    html! { <p class="card-line"><bdi>{ sentences::listed(&view.guidance, parts) }</bdi></p> }
}

/// Below the fields of a stage: what it tells, how it will look, and where it stands.
fn more(desk: &Desk, id: StageId, stage: &Stage) -> Html {
    let view = &desk.view;
    let last = training::next_stage(&view.case) - 1;
    let first = view.case.stages.values().map(|stage| stage.number).min().unwrap_or_default();
    let button = |is_earlier: bool, is_off: bool| {
        let words = if is_earlier { "stage.earlier" } else { "stage.later" };
        let store = desk.store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            store.make(|case, _| training::stage_moved(case, id, is_earlier));
            // The button is off where there is nowhere further to go: then the focus goes to the other one.
            let can_again = training::stage_moved(&store.view().case, id, is_earlier).is_some();
            store.focus(&format!("{id}-{}", if can_again == is_earlier { "earlier" } else { "later" }));
        });
        let id = format!("{id}-{}", if is_earlier { "earlier" } else { "later" });
        html! { <button type="button" class="btn" {id} disabled={is_off} {onclick}>{ view.word(words) }</button> }
    };
    let draw = {
        let desk = desk.clone();
        Callback::from(move |()| html! { <Told desk={desk.clone()} stage={id} /> })
    };
    html! {
        <>
            { facts(desk, id, stage) }
            <DrawnWhenOpen class="more" summary={view.word("stage.see")} {draw} />
            <div class="row">
                { button(true, stage.number <= first) }
                { button(false, stage.number >= last) }
            </div>
        </>
    }
}

/// What a stage tells: every fact that can be told, kind by kind.
fn facts(desk: &Desk, id: StageId, stage: &Stage) -> Html {
    let view = &desk.view;
    let all = training::can_be_told(&view.case);
    let mut kinds: Vec<&'static str> = all.iter().map(FactId::kind).collect();
    kinds.dedup();
    let group = |kind: &'static str| {
        let of_kind: Vec<FactId> = all.iter().filter(|fact| fact.kind() == kind).cloned().collect();
        let ticked = of_kind.iter().filter(|fact| stage.facts.contains(fact)).count();
        let kind_words = capital(&view.word(&format!("kind.{kind}")));
        let (count, ticked_words) = (of_kind.len().to_string(), ticked.to_string());
        let slots = [("kind", kind_words.as_str()), ("ticked", &ticked_words), ("count", &count)];
        let summary = view.fill("stage.facts-of-kind", &slots);
        let draw = {
            let (desk, number, chosen) = (desk.clone(), stage.number, stage.facts.clone());
            Callback::from(move |()| {
                let view = &desk.view;
                let option = |fact: &FactId| (fact.to_string().into(), with_stage(view, fact, number));
                let on_toggle = Sheet::of(&desk, id).sets(None, |stage: &mut Stage, key: &String| {
                    if let Ok(fact) = key.parse() {
                        stage.facts.toggle(fact);
                    }
                });
                ticks(Ticks {
                    id: format!("{id}-facts-{kind}").into(),
                    label: kind_words.clone(),
                    options: Rc::new(of_kind.iter().map(option).collect()),
                    chosen: chosen.iter().map(ToString::to_string).collect(),
                    on_toggle,
                    ..Default::default()
                })
            })
        };
        html! { <DrawnWhenOpen key={kind} class="more" {summary} {draw} open={ticked > 0} /> }
    };
    html! {
        <section aria-labelledby={format!("{id}-facts")}>
            <h5 class="h-card" id={format!("{id}-facts")}>{ view.word("stage.facts") }</h5>
            <p class="hint">{ view.word(if all.is_empty() { "stage.facts-none" } else { "stage.facts-hint" }) }</p>
            for kind in kinds { { group(kind) } }
        </section>
    }
}

/// A fact in a line, and in which stage before this one it is told.
fn with_stage(view: &View, fact: &FactId, number: u32) -> AttrValue {
    let what = sentences::clip(&view.describe(fact));
    let before = view.case.stages.values().filter(|stage| stage.number < number && stage.facts.contains(fact));
    match before.map(|stage| stage.number).min() {
        Some(told) => view.fill("stage.told-in", &[("what", &what), ("number", &told.to_string())]),
        None => what.into(),
    }
}

#[derive(Properties, PartialEq)]
struct ToldProps {
    desk: Desk,
    stage: StageId,
}

/// A stage as an agency will see it, and what the assistant would ask then.
#[component]
fn Told(props: &ToldProps) -> Html {
    let view = use_settled(&props.desk.view);
    let agency = use_state(String::new);
    let on_change = {
        let agency = agency.clone();
        Callback::from(move |key| agency.set(key))
    };
    let told = use_memo((view.clone(), props.stage, (*agency).clone()), |(view, stage, agency)| {
        let number = view.case.stages.get(stage).map(|stage| stage.number).unwrap_or_default();
        told(view, number, training::view_of(agency))
    });
    let (known, asked) = &*told;
    let list = |title: &str, none: &str, all: &[String]| {
        html! {
            <>
                <h6 class="h-card">{ view.word(title) }</h6>
                if all.is_empty() { <p class="empty">{ view.word(none) }</p> }
                { listed(all.iter().map(|words| words.clone().into())) }
            </>
        }
    };
    html! {
        <>
            { choice_field(&view, ChoiceField { id: format!("{}-see-as", props.stage).into(), label: view.word("stage.see-as"), none: capital(&view.word("stage.see-all")), options: agencies(&view), value: (*agency).clone().into(), on_change, ..Default::default() }) }
            { list("stage.see-facts", "stage.see-nothing", known) }
            { list("stage.see-asked", "stage.see-asks-nothing", asked) }
        </>
    }
}

/// What is known at a stage to an agency, and what would be asked.
fn told(view: &View, number: u32, agency: Option<&str>) -> (Vec<String>, Vec<String>) {
    let scenario = Scenario::of(Case::clone(&view.case));
    let then = as_at(&scenario, number, agency);
    let day = scenario.day_of(number).unwrap_or(view.today);
    let known = training::can_be_told(&then);
    let known = known.iter().map(|fact| sentences::describe(&then, &view.guidance, day, fact)).collect();
    let asked = training::asked(&scenario, number, agency, &view.guidance);
    (known, asked.into_iter().map(|question| question.title).collect())
}
