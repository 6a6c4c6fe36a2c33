//! The Kent Support Level of each child, as a person decides it. Nothing here suggests an answer.

use std::rc::Rc;

use family_history_domain::case::{FactId, IndicatorAnswer, LevelDecision, LevelId, PersonId, Relied, SupportLevel};
use family_history_domain::guidance::{Indicator, Level as LevelWords};
use family_history_domain::{network, sentences};
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{
    Ask, Cards, ChoiceField, Choose, Desk, Options, PersonTabs, Sheet, Spec, TextField, add_button, at, capital,
    choice_field, held, options, text_field, wanted,
};
use crate::ui::topic_screen;

static LEVELS: Cards<LevelDecision> = Cards {
    specs: &[
        Spec::Date("when", at!(LevelDecision, when)),
        Spec::Line("by", at!(LevelDecision, by)),
        Spec::Radios("level", at!(LevelDecision, level)),
        Spec::Words("missing", at!(LevelDecision, missing)),
        Spec::Words("reasons", at!(LevelDecision, reasons)),
        Spec::People("considered", |case| case.people.keys().copied().collect(), at!(LevelDecision, considered)),
        Spec::Words("would-change", at!(LevelDecision, would_change)),
        Spec::Words("not-met", at!(LevelDecision, not_met)),
        Spec::Words("remains", at!(LevelDecision, remains)),
        Spec::Words("agreement", at!(LevelDecision, agreement)),
        Spec::Radios("agreed", at!(LevelDecision, agreed)),
        Spec::Words("if-declined", at!(LevelDecision, if_declined)),
        Spec::Line("checked-by", at!(LevelDecision, checked_by)),
        Spec::Pick("tier", at!(LevelDecision, tier)),
    ],
    title: |view, decision| {
        let level = decision.level.map_or_else(|| view.word("level.not-decided"), |level| view.choice(level));
        AttrValue::from(format!("{}: {level}", view.date(&decision.when)))
    },
    age_of: |_, _| None,
    more: Some(indicators),
    line: None,
};

/// The support level of each child.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    let wanted = wanted(view, &network::children(&view.case));
    let draw = {
        let desk = desk.clone();
        Callback::from(move |child| for_child(&desk, child))
    };
    html! {
        { topic_screen(desk, "level", levels(view), html! {}, html! { <>
            <PersonTabs desk={desk.clone()} label={view.word("people.which-child")} people={network::children(&view.case)} {wanted} empty={view.word("level.no-child-yet")} {draw} />
        </> }) }
    }
}

/// What the levels are.
fn levels(view: &View) -> Html {
    html! {
        <details class="levels-explained">
            <summary>{ view.word("level.what-they-are") }</summary>
            <dl class="level-list">
                for level in view.guidance.levels.iter() { { level_words(view, level) } }
            </dl>
        </details>
    }
}

fn level_words(view: &View, level: &LevelWords) -> Html {
    html! {
        <>
            <dt>{ capital(view.guidance.choice(SupportLevel::SET, &level.key)) }</dt>
            <dd>{ level.meaning.clone() }{ " " }<span class="cite">{ view.guidance.cites_words(&level.cite) }</span></dd>
        </>
    }
}

fn for_child(desk: &Desk, child: PersonId) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let decisions: Vec<(LevelId, Rc<LevelDecision>)> =
        view.facts::<LevelDecision>().into_iter().filter(|(_, decision)| decision.child == child).collect();
    let is_four = network::latest_levels(&view.case).contains(&(child, SupportLevel::Four));
    html! {
        <>
            if is_four { { act_now(view) } }
            { Ask::of("K-01").about(child).draw(desk, html! { <>
                { LEVELS.draw(desk, decisions) }
                { add_button(view.word("level.add"), store.adds(move || LevelDecision { child, ..LevelDecision::default() })) }
            </> }) }
            for id in ["K-02", "K-05", "K-07"] { { super::deeper::question(desk, id, Some(child), true) } }
        </>
    }
}

/// What comes before anything else at Level 4: act by your own procedures, and think of every child these adults are
/// around (C-07).
fn act_now(view: &View) -> Html {
    let case = &view.case;
    let children = [network::children(case), network::linked_children(case)].concat();
    html! {
        <div class="safety" role="note">
            <p><b>{ view.word("level.act-now") }</b></p>
            <p>{ view.word("home.emergency") }</p>
            <p>{ view.fill("level.every-child", &[("children", &sentences::labels(case, &view.guidance, &children))]) }</p>
        </div>
    }
}

/// The indicators that could be read, level by level and domain by domain, each with its edition; lists that were not read say so.
fn indicators(desk: &Desk, id: LevelId, decision: &LevelDecision) -> Html {
    let view = &desk.view;
    let guidance = &view.guidance;
    let answered = |level: &str| {
        let of_level = |key: &&String| guidance.indicator(key).is_some_and(|indicator| indicator.level == level);
        decision.indicators.keys().filter(of_level).count()
    };
    html! {
        <section class="field-wide indicators" aria-labelledby={format!("{id}-indicators")}>
            <h5 class="h-card" id={format!("{id}-indicators")}>{ view.word("level.relied-on") }</h5>
            <p class="hint">{ view.word("level.relied-on-hint") }</p>
            for level in guidance.levels.iter() {
                <details class="indicator-group" key={level.key.clone()} open={answered(&level.key) > 0}>
                    <summary>{ capital(view.guidance.choice(SupportLevel::SET, &level.key)) }</summary>
                    for indicator in guidance.indicators.iter().filter(|indicator| indicator.level == level.key) {
                        { one_indicator(desk, id, decision, indicator) }
                    }
                    for missing in guidance.not_loaded.iter().filter(|missing| missing.level == level.key) {
                        <p class="not-loaded"><b>{ view.word("level.not-loaded") }</b>{ format!(": {}. {}", missing.what, missing.why) }</p>
                    }
                </details>
            }
            for missing in guidance.not_loaded.iter().filter(|missing| missing.level.is_empty()) {
                <p class="not-loaded"><b>{ view.word("level.not-loaded") }</b>{ format!(": {}. {}", missing.what, missing.why) }</p>
            }
        </section>
    }
}

fn one_indicator(desk: &Desk, id: LevelId, decision: &LevelDecision, indicator: &Indicator) -> Html {
    let view = &desk.view;
    let sheet = Sheet::of(desk, id);
    let now = decision.indicators.get(&indicator.id).cloned().unwrap_or_default();
    let key = indicator.id.clone();
    let on_relied = sheet.sets(None, move |decision: &mut LevelDecision, relied: &String| {
        answer(decision, &key, |answer| answer.relied = Relied::from_key(relied));
    });
    let key = indicator.id.clone();
    let on_note = sheet.sets(Some("indicator-note"), move |decision: &mut LevelDecision, note: &String| {
        answer(decision, &key, |answer| answer.note.clone_from(note));
    });
    let key = indicator.id.clone();
    let on_tied = sheet.sets(None, move |decision: &mut LevelDecision, fact: &String| {
        if let Ok(fact) = fact.parse::<FactId>() {
            answer(decision, &key, |answer| {
                answer.tied.toggle(fact);
            });
        }
    });
    let base = format!("{id}-{}", indicator.id);
    let controls = html! {
        <>
            { choice_field(view, ChoiceField { id: base.clone().into(), label: indicator.text.clone().into(), hint: format!("{}. {}", indicator.domain, view.guidance.cites_words(&indicator.cite)).into(), options: options(view, Relied::ALL), value: now.relied.map(|relied| relied.key()).unwrap_or_default().into(), on_change: on_relied, ..Default::default() }) }
            if now.relied.is_some() {
                <Choose desk={desk.clone()} id={format!("{base}-tie")} label={view.word("level.tie")} options={facts_to_tie(view, &now)} button={view.word("level.tie-it")} on_chosen={on_tied.clone()} />
                if !now.tied.is_empty() {
                    <ul class="links">
                        for fact in now.tied.iter() {
                            <li key={fact.to_string()}>
                                { view.describe(fact) }{ " " }
                                <button type="button" class="btn-link" onclick={let fact = fact.to_string(); on_tied.reform(move |_| fact.clone())}>
                                    { view.word("level.untie") }<span class="visually-hidden">{ ": " }{ view.describe(fact) }</span>
                                </button>
                            </li>
                        }
                    </ul>
                }
                { text_field(TextField { id: format!("{base}-note").into(), label: view.word("level.note").into(), value: now.note.into(), on_input: on_note, ..Default::default() }) }
            }
        </>
    };
    html! { <div class="indicator" key={indicator.id.clone()}>{ held(view, controls) }</div> }
}

fn answer(decision: &mut LevelDecision, indicator: &str, change: impl FnOnce(&mut IndicatorAnswer)) {
    let answer = decision.indicators.at(indicator.to_owned());
    change(answer);
    if *answer == IndicatorAnswer::default() {
        decision.indicators.remove(indicator);
    }
}

/// The facts an indicator can rest on and does not yet.
fn facts_to_tie(view: &View, now: &IndicatorAnswer) -> Options {
    let case = &view.case;
    let events = case.events.keys().copied().map(FactId::from);
    let presences = case.presences.keys().copied().map(FactId::from);
    let orders = case.orders.keys().copied().map(FactId::from);
    let concerns = case.concerns.keys().copied().map(FactId::from);
    let services = case.services.keys().copied().map(FactId::from);
    let contacts = case.contacts.keys().copied().map(FactId::from);
    let all = events.chain(presences).chain(orders).chain(concerns).chain(services).chain(contacts);
    let option = |fact: FactId| (AttrValue::from(fact.to_string()), view.describe(&fact));
    Rc::new(all.filter(|fact| !now.tied.contains(fact)).map(option).collect())
}
