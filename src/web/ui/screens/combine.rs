//! Another agency's file: whose it is, who is who, what differs; combined in one step, and taken out again.

use std::rc::Rc;

use family_history_domain::case::{Case, Combined, CombinedId, Head, PersonId};
use family_history_domain::compare::Field;
use family_history_domain::network;
use family_history_domain::same;
use family_history_domain::save::{self, Matches};
use family_history_domain::sentences;
use family_history_domain::session::{Msg, card_id};
use yew::prelude::*;

use crate::store::View;
use crate::ui::parts::{Asks, ChoiceField, Desk, beside, choice_field, fact_list, line, on_file, pairs, press};
use crate::ui::screen_head;
use crate::ui::screens::not_here;

/// Chooses another agency's file; or shows the one that was chosen, and those that were combined.
pub fn draw(desk: &Desk) -> Html {
    let view = &desk.view;
    if view.looks_only.is_some() {
        return not_here(desk, "combine.open");
    }
    let onchange = on_file(&desk.store, |text| Msg::OtherOpened { text });
    html! {
        <>
            { screen_head(&view.word("combine.heading"), &view.word("combine.lead")) }
            <div class="field">
                <label class="label" for="combine-file">{ view.word("combine.choose") }</label>
                <p class="hint" id="combine-file-hint">{ view.word("combine.choose-hint") }</p>
                <input type="file" id="combine-file" class="file" accept=".json,.jwe,application/json,application/jose" aria-describedby="combine-file-hint" {onchange} />
            </div>
            if let Some(other) = &view.other { { chosen(desk, other) } }
            <section class="agenda-part" aria-labelledby="combined-title">
                <h3 class="h-section" id="combined-title" tabindex="-1">{ view.word("combine.title") }</h3>
                if view.case.combined.is_empty() { { line("empty", view.word("combine.none")) } }
                for (id, file) in view.facts::<Combined>() { { combined(desk, id, &file) } }
            </section>
        </>
    }
}

/// A file that was combined, what of it stays when it is taken out, and the button that does.
fn combined(desk: &Desk, id: CombinedId, file: &Combined) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let whose = whose(view, &file.agency, &file.agency_other, &file.reference);
    let title = view.fill("combine.line", &[("agency", &whose), ("date", &view.date(&file.when))]);
    let (safety, stays) = save::take_out(&view.case, id)
        .map(|(edit, stays)| (same::loses_safety(&view.case, &edit, view.today), stays))
        .unwrap_or_default();
    let take_out = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.make(|case, _| save::take_out(case, id).map(|(edit, _)| edit));
            store.focus("undo");
        })
    };
    html! {
        <div class="joined" key={id.to_string()} id={card_id(&id.into())}>
            { line("", title.clone()) }
            { pairs(vec![(view.word("combined.called"), file.called.clone()), (view.word("combined.process"), file.process.clone())]) }
            { fact_list(view, "combine.stays", &stays) }
            <Asks desk={desk.clone()} id={card_id(&id.into())} class="btn" words={view.word("combine.take-out")} about={title} {safety} question={view.word("combine.take-out-asks")} all={view.word("combine.take-out")} on_sure={take_out} />
        </div>
    }
}

/// Whose a file is, and what their review is called.
fn whose(view: &View, agency: &str, other: &str, reference: &str) -> String {
    let agency = if agency.trim().is_empty() { other } else { view.guidance.agency_name(agency.trim()) };
    sentences::listed(&view.guidance, [agency.trim(), reference.trim()])
}

/// The file that was chosen.
fn chosen(desk: &Desk, theirs: &Rc<Case>) -> Html {
    let (view, store) = (&desk.view, &desk.store);
    let matches = &view.matches;
    let suggested = save::suggestions(&view.case, theirs);
    let use_suggested = {
        let suggested = suggested.clone();
        store.sends(move || Msg::Matched(suggested.clone()))
    };
    let combining = save::combine(&view.case, theirs, &view.guidance, matches, view.case.next_number(1), view.today);
    let combine = {
        let (store, theirs) = (store.clone(), theirs.clone());
        Callback::from(move |_: MouseEvent| {
            let view = store.view();
            let made = |case: &Case, number| {
                save::combine(case, &theirs, &view.guidance, &view.matches, number, view.today).map(|made| made.edit)
            };
            store.make(made);
            store.send(Msg::OtherPutAway);
            store.focus("combined-title");
        })
    };
    html! {
        <section class="agenda-part" aria-labelledby="combine-whose">
            <h3 class="h-section" id="combine-whose" tabindex="-1">{ view.word("combine.whose") }</h3>
            { about(view, theirs) }
            <fieldset class="fieldset">
                <legend class="h-card">{ view.word("combine.match") }</legend>
                { line("hint", view.word("combine.match-hint")) }
                if !suggested.is_empty() { { press("btn", view.word("combine.suggest"), String::new(), use_suggested) } }
                <div class="fields">for their in theirs.people.keys() { { person(desk, theirs, *their, &suggested) } }</div>
            </fieldset>
            if let Some(combining) = combining {
                <h4 class="h-card">{ view.word("combine.differ") }</h4>
                { line("hint", view.word(if combining.differ.is_empty() { "combine.differ-none" } else { "combine.differ-hint" })) }
                for account in combining.differ {
                    { beside(view, (&account.one, &account.other), &[Field { label: account.about, before: account.parent, after: account.worker }]) }
                }
                { line("", view.fill("combine.will", &[("added", &combining.added.to_string()), ("known", &combining.known.to_string())])) }
                <div class="row">
                    { press("btn btn-main", view.word("combine.do"), String::new(), combine) }
                    { press("btn-link", view.word("combine.put-aside"), String::new(), store.sends(|| Msg::OtherPutAway)) }
                </div>
            } else {
                { line("", view.word("combine.no-room")) }
            }
        </section>
    }
}

/// Whose file it is, and how much is in it.
fn about(view: &View, theirs: &Case) -> Html {
    let head: &Head = &theirs.head;
    let (people, events) = (theirs.people.len().to_string(), theirs.events.len().to_string());
    let agency = whose(view, &head.agency, &head.agency_other, "");
    let nobodys = agency.is_empty();
    let lines = [
        ("combine.agency", agency),
        ("combine.reference", head.reference.trim().to_owned()),
        ("combine.checkpoint", sentences::choice_words(&view.guidance, head.checkpoint)),
        ("combine.begun", sentences::date_words(&head.begun)),
        ("combine.holds", view.fill("combine.counts", &[("people", &people), ("events", &events)]).to_string()),
    ];
    html! {
        <>
            { pairs(lines.into_iter().map(|(label, words)| (view.word(label), words)).collect()) }
            if nobodys { { line("notice", view.word("combine.no-agency")) } }
        </>
    }
}

/// Who somebody of theirs is here: a new person until it is said. Nobody of ours is chosen twice.
fn person(desk: &Desk, theirs: &Case, person: PersonId, suggested: &Matches) -> Html {
    let (view, their) = (&desk.view, person.to_string());
    let is_child = theirs.get(person).map(network::is_child);
    let ours = view.case.people.keys().filter(|own| view.case.get(**own).map(network::is_child) == is_child);
    let options = Rc::new(ours.map(|own| (own.to_string().into(), view.label(*own))).collect::<Vec<_>>());
    let label = |own: &String| own.parse().map(|own| view.label(own)).unwrap_or_default();
    let hint = suggested.get(&their).map(|own| view.fill("combine.suggested", &[("person", &label(own))]));
    let value = view.matches.get(&their).cloned().unwrap_or_default();
    let id = format!("combine-{their}").into();
    let on_change = {
        let store = desk.store.clone();
        Callback::from(move |own: String| {
            let mut matches = store.view().matches.clone();
            matches.retain(|known, taken| *known != their && *taken != own);
            if !own.is_empty() {
                matches.insert(their.clone(), own);
            }
            store.send(Msg::Matched(matches));
        })
    };
    choice_field(
        view,
        ChoiceField {
            id,
            label: sentences::person_line(theirs, &view.guidance, view.today, person).into(),
            hint: hint.unwrap_or_default(),
            options,
            value: value.into(),
            on_change,
            none: view.word("combine.new"),
            ..Default::default()
        },
    )
}
