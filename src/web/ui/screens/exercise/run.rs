//! A run: what comes to light, the answers to it, and the next stage.

use std::rc::Rc;

use family_history_domain::case::{AgencyId, Edit, ExerciseAsks, ExerciseKind, Stage, StageId, Turn, TurnId};
use family_history_domain::document;
use family_history_domain::scenario::as_at;
use family_history_domain::session::Msg;
use family_history_domain::training::{self, Stop, next_stop, stops};
use yew::prelude::*;

use super::begin::way_out;
use crate::store::{Store, View};
use crate::ui::parts::{
    ChoiceField, Desk, DrawnWhenOpen, Options, Sheet, Spec, TextField, Ticks, at, choice_field, text_field, ticks,
    use_kept,
};

/// The screen.
pub fn draw(desk: &Desk) -> Html {
    html! { <Run desk={desk.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct RunProps {
    desk: Desk,
}

/// How the facilitator looks at it now, and what is half typed.
#[derive(Clone, Default)]
struct Looks {
    /// Whose view is shown; empty for everybody's together.
    agency: String,
    /// Whether the facilitator's notes are put away, for the projector.
    is_group_view: bool,
    code: String,
    is_wrong: bool,
    /// Whether it was asked that nothing is written.
    is_asked: bool,
    /// Whether a copy was wanted for a table without a name.
    is_unnamed: bool,
    table: String,
    table_agency: String,
}

#[component]
fn Run(props: &RunProps) -> Html {
    let desk = &props.desk;
    let (view, store) = (&desk.view, &desk.store);
    let looks = use_kept(store, "exercise", Looks::default);
    let change = {
        let looks = looks.clone();
        Rc::new(move |change: &dyn Fn(&mut Looks)| {
            let mut next = (*looks).clone();
            change(&mut next);
            looks.set(next);
        })
    };
    let it = &view.case.exercise;
    let is_group = it.kind == Some(ExerciseKind::Group);
    let newest = training::newest(&view.case);
    let minutes = view.scenario.as_ref().and_then(|scenario| {
        stops(scenario, it.length).iter().find(|stop| stop.last == it.at).and_then(|stop| stop.minutes)
    });
    let title = newest.last().map(|(_, stage)| title(view, stage, &it.agency)).unwrap_or_default();
    let at_of = [("at", it.at.to_string()), ("of", it.of.to_string())];
    let slots: Vec<(&str, &str)> = at_of.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let print = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            let view = store.view();
            store
                .print(Box::new(move || document::training::participant_sheet(&view.case, &view.guidance, view.clock)));
        })
    };
    let on_group = {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change(&|looks| looks.is_group_view = !looks.is_group_view))
    };
    let opens = |id: &'static str| store.sends(move || Msg::PlaceOpened(id.to_owned()));
    html! {
        <div class="exercise">
            <p class="lead">
                { view.fill("run.stage-of", &slots) }
                if let Some(minutes) = minutes { { " " }{ view.fill("run.minutes", &[("minutes", &minutes.to_string())]) } }
            </p>
            <h2 class="h-page" id="screen-heading" tabindex="-1">{ title }</h2>
            { strip(view) }
            <div class="row" role="group" aria-label={view.word("run.show")}>
                if is_group { <button type="button" class="btn" id="group-view" onclick={on_group}>{ view.word(if looks.is_group_view { "run.facilitator-view" } else { "run.group-view" }) }</button> }
                <button type="button" class="btn" aria-pressed={view.large.to_string()} onclick={store.sends(|| Msg::LargeTurned)}>{ view.word("run.large") }</button>
                <button type="button" class="btn" onclick={print}>{ view.word("run.print-sheet") }</button>
            </div>
            <div class="columns">
                <div class="column-main">
                    { light(desk, &newest, &looks, change.clone()) }
                    { talk(desk, &newest) }
                    <section class="agenda-part" aria-labelledby="training-tool">
                        <h3 class="h-section" id="training-tool">{ view.word("run.tool") }</h3>
                        <p>{ view.word("run.tool-lead") }</p>
                        <div class="row">
                            for (place, key) in [("people", "run.tool-people"), ("men", "run.tool-men"), ("history", "run.tool-history"), ("sharing", "run.tool-sharing"), ("level", "run.tool-level")] {
                                <button type="button" class="btn" onclick={opens(place)}>{ view.word(key) }</button>
                            }
                        </div>
                    </section>
                    { onward(desk, &looks, change.clone()) }
                </div>
                <aside class="column-side" aria-label={view.word("run.beside")}>
                    if is_group && !looks.is_group_view { { notes(view, &newest) } }
                    { way_out(view) }
                    if is_group && !looks.is_group_view { { for_tables(desk, &looks, change) } }
                    { locked(view) }
                </aside>
            </div>
        </div>
    }
}

/// What a stage is called, as one agency or everybody together saw it. Where its story is not for them: whether a part of
/// it or nothing reached them.
pub fn title(view: &View, stage: &Stage, agency: &AgencyId) -> AttrValue {
    let words = stage.title.trim();
    if !words.is_empty() {
        return AttrValue::from(words.to_owned());
    }
    let key = match (agency.is_empty(), stage.facts.is_empty()) {
        (true, _) => "run.no-title-all",
        (false, true) => "run.no-title",
        (false, false) => "run.part-title",
    };
    view.fill(key, &[("number", &stage.number.to_string()), ("agency", &agency_name(view, agency))])
}

/// An agency in words; everybody together where none is meant.
pub fn agency_name(view: &View, agency: &AgencyId) -> AttrValue {
    if agency.is_empty() {
        return view.word("run.everyone");
    }
    AttrValue::from(training::holder(&view.guidance, agency))
}

/// How many stages stand side by side with their titles.
const TITLES_AT_MOST: usize = 10;

/// The stages, side by side: those that were shown, and how many there still are.
fn strip(view: &View) -> Html {
    let it = &view.case.exercise;
    let stops: Vec<(u32, Option<AttrValue>, &str)> = {
        let turns = view.case.turns.values().map(|turn| {
            let stage = view.case.stages.values().find(|stage| stage.number == turn.stage);
            let state = if turn.locked.is_empty() { "run.now" } else { "run.locked" };
            (turn.stage, stage.map(|stage| title(view, stage, &it.agency)), state)
        });
        turns.collect()
    };
    let later: Vec<u32> = match &view.scenario {
        Some(scenario) => {
            training::stops(scenario, it.length).iter().map(|stop| stop.last).filter(|last| *last > it.at).collect()
        }
        None => it.locked.iter().map(|locked| locked.stage).collect(),
    };
    // Many stages have room for their numbers alone; the title of each is there for who listens.
    let is_long = stops.len() + later.len() > TITLES_AT_MOST;
    html! {
        <ol class="stages" aria-label={view.word("run.steps")}>
            for (number, title, state) in stops {
                <li class={if state == "run.now" { "stage stage-now" } else if is_long { "stage stage-short" } else { "stage" }} aria-current={(state == "run.now").then_some("step")}>
                    <span>{ number }{ " " }<span class={if is_long && state != "run.now" { "visually-hidden" } else { "" }}>{ title }</span></span>
                    <span class="hint">{ view.word(state) }</span>
                </li>
            }
            for number in later { <li class="stage stage-later"><span>{ number }</span><span class="visually-hidden">{ view.word("run.not-shown") }</span></li> }
        </ol>
    }
}

/// Stages in the order in which they are told.
type Told<'a> = [(StageId, &'a Stage)];

/// What comes to light: the stories and the facts, as everybody or one agency held them.
fn light(desk: &Desk, newest: &Told, looks: &Looks, change: Rc<impl Fn(&dyn Fn(&mut Looks)) + 'static>) -> Html {
    let view = &desk.view;
    let it = &view.case.exercise;
    let agencies: Vec<_> =
        view.scenario.iter().flat_map(|scenario| scenario.agencies().iter().cloned().collect::<Vec<_>>()).collect();
    let agencies = agencies.iter().map(|agency| (agency.clone().into(), agency_name(view, agency))).collect();
    let on_change = Callback::from(move |agency: String| change(&|looks| looks.agency.clone_from(&agency)));
    let agency = if view.scenario.is_some() { &looks.agency } else { &it.agency };
    let (before, whole) = training::told_whole(newest, it.length);
    let is_one = newest.len() == 1;
    let asked = {
        let (view, agency) = (view.clone(), agency.clone());
        Callback::from(move |()| {
            let held = match &view.scenario {
                Some(scenario) => as_at(scenario, view.case.exercise.at, training::view_of(&agency)),
                None => (*view.case).clone(),
            };
            html! { <ul class="list">for title in training::questions_now(&held, &view.guidance, view.today) { <li>{ title }</li> }</ul> }
        })
    };
    html! {
        <section class="agenda-part" aria-labelledby="training-light">
            if view.case.turns.len() == 1 && !it.care.is_empty() { <p class="notice"><strong>{ view.word("run.care") }</strong>{ " " }{ it.care.clone() }</p> }
            <h3 class="h-section" id="training-light">{ view.word("run.light") }</h3>
            if view.scenario.is_some() {
                { choice_field(view, ChoiceField { id: "see-as".into(), label: view.word("run.see-as"), hint: view.word("run.see-as-hint"), options: Rc::new(agencies), value: looks.agency.clone().into(), on_change, none: view.word("run.everyone"), ..Default::default() }) }
            }
            for (id, stage) in before {
                <DrawnWhenOpen class="asked" key={id.to_string()} summary={before_words(view, stage)} draw={
                    let (view, stage, agency) = (view.clone(), (*stage).clone(), agency.clone());
                    Callback::from(move |()| stage_told(&view, &stage, &agency, true))
                } />
            }
            for (_, stage) in whole { { stage_told(view, stage, agency, is_one) } }
            <DrawnWhenOpen class="why" summary={view.fill("run.asks", &[("agency", &agency_name(view, agency))])} draw={asked} />
        </section>
    }
}

/// The line of a stage that was before: its number and title, or what is said where it has none.
fn before_words(view: &View, stage: &Stage) -> AttrValue {
    let title = title(view, stage, &view.case.exercise.agency);
    if stage.title.trim().is_empty() {
        return title;
    }
    view.fill("run.before", &[("number", &stage.number.to_string()), ("title", &title)])
}

/// One stage as one agency or everybody together saw it then. `is_titled` where its title stands over it already.
fn stage_told(view: &View, stage: &Stage, agency: &AgencyId, is_titled: bool) -> Html {
    // The facilitator's file has the stage whole, and can look at it as each agency; a table's has what it was told.
    let (seen, told) = match &view.scenario {
        Some(scenario) => {
            let whole = scenario.told().find(|whole| whole.number == stage.number).unwrap_or(stage);
            let seen = training::as_seen(scenario, whole, training::view_of(agency));
            let held = as_at(scenario, stage.number, training::view_of(agency));
            let day = scenario.day_of(stage.number).unwrap_or(view.today);
            let told = seen
                .facts
                .iter()
                .map(|fact| document::training::fact_words(&held, &view.guidance, day, fact))
                .collect();
            (seen, told)
        }
        None => (stage.clone(), stage.told.iter().map(|words| (words.clone(), String::new())).collect::<Vec<_>>()),
    };
    let words = [("count", seen.elsewhere.to_string()), ("agency", agency_name(view, agency).to_string())];
    let slots: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let elsewhere = match (seen.elsewhere, agency.is_empty()) {
        (_, true) => "run.elsewhere-nobody",
        (1, false) => "run.elsewhere-one",
        _ => "run.elsewhere",
    };
    html! {
        <section class="stage-told" key={stage.number} aria-label={title(view, &seen, agency)}>
            if !is_titled { <h4 class="h-card">{ title(view, &seen, agency) }</h4> }
            <p class="hint"><span>{ seen.when.in_words() }</span>{ " " }<span>{ seen.cite.clone() }</span></p>
            if !seen.story.is_empty() { <p>{ seen.story.clone() }</p> }
            <ul class="facts-told">
                for (what, whose) in told { <li><span>{ what }</span>{ " " }<span class="hint">{ whose }</span></li> }
            </ul>
            if seen.elsewhere > 0 { <p class="elsewhere">{ view.fill(elsewhere, &slots) }</p> }
        </section>
    }
}

/// The questions to talk about, and the answers of this stop.
fn talk(desk: &Desk, newest: &Told) -> Html {
    let view = &desk.view;
    let (_, whole) = training::told_whole(newest, view.case.exercise.length);
    let lines = whole.iter().flat_map(|(_, stage)| stage.talk.lines()).map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(str::to_owned).collect();
    html! {
        <section class="agenda-part" aria-labelledby="training-talk">
            <h3 class="h-section" id="training-talk">{ view.word("run.talk") }</h3>
            if !lines.is_empty() { <ul class="list">for line in lines { <li>{ line }</li> }</ul> }
            if let Some((id, turn)) = training::open_turn(&view.case) { { answers(desk, id, turn) } }
        </section>
    }
}

fn answers(desk: &Desk, id: TurnId, turn: &Turn) -> Html {
    let view = &desk.view;
    let sheet = Sheet::of(desk, id);
    if view.case.exercise.asks != Some(ExerciseAsks::Sharing) {
        return sheet.draw(
            desk,
            &[
                Spec::Words("know", at!(Turn, know)),
                Spec::Words("how", at!(Turn, how)),
                Spec::Words("not-known", at!(Turn, not_known)),
                Spec::Words("would-do", at!(Turn, would_do)),
            ],
        );
    }
    // Practice is of now, whenever the story is set.
    let day = view.clock.iso();
    let bases: Options = Rc::new(
        view.guidance
            .dated_on("lawful-basis", &day)
            .map(|item| (item.id.clone().into(), item.name.clone().into()))
            .collect(),
    );
    let on_toggle = sheet.sets::<Turn, String>(None, |turn, basis| turn.bases.toggle(basis.clone()));
    html! {
        <>
            { sheet.draw(desk, &[Spec::Radios("share", at!(Turn, share)), Spec::Words("share-with", at!(Turn, share_with))]) }
            { ticks(Ticks { id: format!("{id}-bases").into(), label: view.word("turn.bases"), hint: view.word("turn.bases-hint"), options: bases, chosen: turn.bases.clone(), on_toggle, ..Default::default() }) }
            { sheet.draw(desk, &[Spec::Words("record", at!(Turn, record))]) }
        </>
    }
}

/// The time on the wall.
fn time_now() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// Locks what is open.
fn locks(store: &Store) {
    let view = store.view();
    turns(store, training::lock(&view.case, &view.guidance, &time_now()));
}

fn turns(store: &Store, edit: Option<Edit>) {
    if let Some(edit) = edit {
        store.send(Msg::StageTurned(edit));
    }
}

/// The stop that is shown next, of a facilitator's run.
fn coming(view: &View) -> Option<Stop> {
    let it = &view.case.exercise;
    next_stop(&stops(view.scenario.as_ref()?, it.length), it.at)
}

/// The way on: the answers are locked, and the next stage is shown; or the end is reached.
fn onward(desk: &Desk, looks: &Looks, change: Rc<impl Fn(&dyn Fn(&mut Looks)) + 'static>) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let it = &view.case.exercise;
    let is_open = training::open_turn(&view.case).is_some();
    let is_table = it.kind == Some(ExerciseKind::Table);
    let is_last = it.at >= it.of;
    let press = |act: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| act(&store))
    };
    let next = coming(view).map(|stop| stop.last).or_else(|| it.locked.first().map(|locked| locked.stage));
    let next = next.map(|number| number.to_string()).unwrap_or_default();
    let (key, act): (&str, fn(&Store)) = match (is_last, is_table, is_open) {
        (true, ..) => ("run.lock-end", |store| {
            locks(store);
            turns(store, training::end(&store.view().case));
        }),
        (false, true, true) => ("run.lock", locks),
        _ => ("run.lock-next", |store| {
            locks(store);
            let view = store.view();
            if let Some(scenario) = &view.scenario {
                turns(store, training::show(&view.case, store.next_number(), scenario, &view.guidance));
            }
        }),
    };
    if is_table && !is_open && !is_last {
        let typed = {
            let change = change.clone();
            Callback::from(move |code: String| {
                change(&|looks| (looks.code.clone_from(&code), looks.is_wrong = false).1)
            })
        };
        let opens = {
            let (store, code) = (store.clone(), looks.code.clone());
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                let view = store.view();
                match training::unlock(&view.case, &code) {
                    Some(shown) => {
                        change(&|looks| looks.code.clear());
                        turns(&store, training::reveal(&view.case, store.next_number(), shown, &view.guidance));
                    }
                    None => {
                        change(&|looks| looks.is_wrong = true);
                        store.focus("next-code");
                    }
                }
            })
        };
        let error = if looks.is_wrong { view.fill("run.wrong-code", &[("next", &next)]) } else { AttrValue::default() };
        return html! {
            <form class="agenda-part" onsubmit={opens}>
                <h3 class="h-section">{ view.fill("run.next-title", &[("next", &next)]) }</h3>
                <p>{ view.word("run.wait") }</p>
                { text_field(TextField { id: "next-code".into(), label: view.fill("run.code-label", &[("next", &next)]), hint: view.word("run.code-hint"), value: looks.code.clone().into(), on_input: typed, lines: 1, error, width: "width-20".into(), ..Default::default() }) }
                <button type="submit" class="btn btn-main">{ view.fill("run.show-next", &[("next", &next)]) }</button>
            </form>
        };
    }
    let is_empty =
        training::open_turn(&view.case).is_some_and(|(_, turn)| training::said(&view.guidance, turn).is_empty());
    let onclick = if is_table && is_empty && !looks.is_asked {
        Callback::from(move |_: MouseEvent| change(&|looks| looks.is_asked = true))
    } else {
        let act = press(act);
        Callback::from(move |event: MouseEvent| {
            change(&|looks| looks.is_asked = false);
            act.emit(event);
        })
    };
    html! {
        <div class="onward">
            <p role="status">if is_table && is_empty && looks.is_asked { <strong>{ view.word("run.lock-empty") }</strong> }</p>
            <button type="button" class="btn btn-main" id="lock" {onclick}>{ view.fill(key, &[("next", &next)]) }</button>
            <p class="hint">{ view.word("run.lock-hint") }</p>
        </div>
    }
}

/// For the facilitator alone.
fn notes(view: &View, newest: &Told) -> Html {
    let it = &view.case.exercise;
    let part = |key: &str, words: &str| {
        let words = words.trim().to_owned();
        html! { if !words.is_empty() { <p><strong>{ view.word(key) }</strong>{ " " }{ words }</p> } }
    };
    let (_, whole) = training::told_whole(newest, it.length);
    let model: Vec<String> = whole.iter().flat_map(|(_, stage)| stage.model.lines()).map(str::to_owned).collect();
    html! {
        <section class="facilitator" aria-labelledby="training-notes">
            <h3 class="h-section" id="training-notes">{ view.word("run.notes") }</h3>
            for (_, stage) in whole {
                if whole.len() > 1 { <h4 class="h-card">{ title(view, stage, &it.agency) }</h4> }
                { part("run.listen", &stage.listen) }
                { part("run.say", &stage.say) }
                { part("run.take-care", &stage.care) }
            }
            if !model.is_empty() {
                <p><strong>{ view.word("run.model") }</strong></p>
                <ul class="list">for line in model { <li>{ line }</li> }</ul>
            }
        </section>
    }
}

/// Copies for tables, and the code of the stage that is shown.
fn for_tables(desk: &Desk, looks: &Looks, change: Rc<impl Fn(&dyn Fn(&mut Looks)) + 'static>) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let it = &view.case.exercise;
    let is_first = view.case.turns.len() < 2;
    let code = training::code(&it.secret, it.at);
    let options: Options = Rc::new(
        view.scenario
            .iter()
            .flat_map(|scenario| {
                scenario
                    .agencies()
                    .iter()
                    .map(|agency| (agency.clone().into(), agency_name(view, agency)))
                    .collect::<Vec<_>>()
            })
            .collect(),
    );
    let on_label = {
        let change = change.clone();
        Callback::from(move |label: String| {
            change(&|looks| (looks.table.clone_from(&label), looks.is_unnamed = false).1)
        })
    };
    let error = if looks.is_unnamed { view.word("run.unnamed") } else { AttrValue::default() };
    let on_agency = {
        let change = change.clone();
        Callback::from(move |agency: String| change(&|looks| looks.table_agency.clone_from(&agency)))
    };
    let save = {
        let (store, label, agency, change) =
            (store.clone(), looks.table.trim().to_owned(), looks.table_agency.clone(), change.clone());
        Callback::from(move |_: MouseEvent| {
            let view = store.view();
            if label.is_empty() {
                change(&|looks| looks.is_unnamed = true);
                return store.focus("table-label");
            }
            let stops = view.scenario.iter().flat_map(|scenario| stops(scenario, view.case.exercise.length));
            let salts: Vec<String> = stops.map(|_| store.by_chance()).collect();
            if let Some((case, _)) = training::table(&view.case, &label, &agency, &salts, &view.guidance) {
                store.send(Msg::CopyTaken(case.into()));
            }
        })
    };
    html! {
        <section class="facilitator" aria-labelledby="training-tables">
            <h3 class="h-section" id="training-tables">{ view.word("run.tables") }</h3>
            if is_first { <p>{ view.word("run.no-code") }</p> } else {
                <p>{ view.word("run.code-is") }</p>
                <p class="code-shown" id="stage-code">{ code }</p>
            }
            <p>{ view.word("run.tables-lead") }</p>
            { text_field(TextField { id: "table-label".into(), label: view.word("exercise.table"), hint: view.word("exercise.table-hint"), value: looks.table.clone().into(), on_input: on_label, error, lines: 1, width: "width-20".into(), ..Default::default() }) }
            { choice_field(view, ChoiceField { id: "table-agency".into(), label: view.word("run.table-sees"), options, value: looks.table_agency.clone().into(), on_change: on_agency, none: view.word("run.everyone"), ..Default::default() }) }
            <button type="button" class="btn" onclick={save}>{ view.word("run.save-table") }</button>
            { super::begin::papers(desk, &looks.agency) }
            { codes(view) }
        </section>
    }
}

/// The codes of every stop, for a table that is behind, or one step ahead.
pub fn codes(view: &Rc<View>) -> Html {
    let draw = {
        let view = view.clone();
        Callback::from(move |()| {
            let it = &view.case.exercise;
            let stops = view.scenario.iter().flat_map(|scenario| stops(scenario, it.length)).skip(1);
            let line = |stop: Stop| {
                let number = stop.last.to_string();
                view.fill("run.code-of", &[("number", &number), ("code", &training::code(&it.secret, stop.last))])
            };
            html! { <ul class="list">for one in stops.map(line) { <li>{ one }</li> }</ul> }
        })
    };
    html! { <DrawnWhenOpen class="why" summary={view.word("run.codes")} {draw} /> }
}

/// How many locked answers stand in sight; earlier ones are behind a line.
const IN_SIGHT: usize = 2;

/// The answers that were locked, as they were, the latest first.
fn locked(view: &Rc<View>) -> Html {
    let turns: Vec<Rc<Turn>> = view.case.turns.values().rev().filter(|turn| !turn.locked.is_empty()).cloned().collect();
    let earlier = turns.iter().skip(IN_SIGHT).cloned().collect::<Vec<_>>();
    let draw = {
        let (view, earlier) = (view.clone(), earlier.clone());
        Callback::from(move |()| earlier.iter().map(|turn| locked_one(&view, turn)).collect::<Html>())
    };
    html! {
        <section class="locked-answers" aria-labelledby="training-locked">
            <h3 class="h-section" id="training-locked">{ view.word("run.locked-title") }</h3>
            if turns.is_empty() { <p class="hint">{ view.word("run.none-locked") }</p> }
            for turn in turns.iter().take(IN_SIGHT) { { locked_one(view, turn) } }
            if !earlier.is_empty() { <DrawnWhenOpen class="why" summary={view.word("run.earlier-locked")} {draw} /> }
        </section>
    }
}

fn locked_one(view: &View, turn: &Turn) -> Html {
    html! {
        <article class="locked" key={turn.stage}>
            <h4 class="h-card">
                <svg class="padlock" viewBox="0 0 16 18" aria-hidden="true" focusable="false"><path d="M4 8V5a4 4 0 0 1 8 0v3" /><rect x="2" y="8" width="12" height="9" /></svg>
                { view.fill("run.stage-number", &[("number", &turn.stage.to_string())]) }
            </h4>
            { said(view, turn) }
            <p class="hint">{ view.fill("run.locked-at", &[("time", &turn.locked), ("agency", &agency_name(view, &turn.agency))]) }</p>
        </article>
    }
}

/// What was said at one stop; that nothing was written where nothing was.
pub fn said(view: &View, turn: &Turn) -> Html {
    let lines = training::said(&view.guidance, turn);
    html! {
        <>
            if lines.is_empty() { <p>{ view.word("run.nothing-written") }</p> }
            <dl class="said">for (label, words) in lines { <dt>{ label }</dt><dd>{ words }</dd> }</dl>
        </>
    }
}
