//! The family as a picture on a day that is chosen: who lived where, who visited, who is parent of whom.

use family_history_domain::document::{self, PAPER_SIZE};
use family_history_domain::drawing::genogram::{self, Options};
use family_history_domain::when::{Reading, Today, When};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::parts::{Desk, PictureView, TextField, Tick, date_note, text_field, tick, use_kept, use_settled};

#[derive(Properties, PartialEq)]
pub struct FamilyPictureProps {
    pub desk: Desk,
}

/// The family picture with its day, what it leaves out, and its paper.
#[component]
pub fn FamilyPicture(props: &FamilyPictureProps) -> Html {
    let FamilyPictureProps { desk } = props;
    let (view, store) = (&desk.view, &desk.store);
    // None is today: as the review goes on, so does the picture.
    let chosen = use_kept(store, "picture-day", || None::<Today>);
    let typed = use_kept(store, "picture-words", String::new);
    let bonds = use_kept(store, "picture-bonds", || true);
    let on = chosen.unwrap_or(view.today);
    let options = Options { bonds: *bonds };
    let mut stops = genogram::dates_of_change(&view.case, view.today);
    if !stops.contains(&view.today) {
        stops.push(view.today);
        stops.sort();
    }
    // Between two stops the picture is that of the earlier one.
    let at = stops.partition_point(|stop| *stop <= on).saturating_sub(1);
    let go = |to: Option<&Today>| {
        let (chosen, typed, to) = (chosen.clone(), typed.clone(), to.copied());
        Callback::from(move |_: MouseEvent| {
            if to.is_some() {
                chosen.set(to);
                typed.set(String::new());
            }
        })
    };
    let slide = {
        let (chosen, typed, stops) = (chosen.clone(), typed.clone(), stops.clone());
        Callback::from(move |event: InputEvent| {
            let at = event.target_unchecked_into::<HtmlInputElement>().value().parse::<usize>();
            if let Some(stop) = at.ok().and_then(|at| stops.get(at)) {
                chosen.set(Some(*stop));
                typed.set(String::new());
            }
        })
    };
    let on_typed = {
        let (chosen, typed, today) = (chosen.clone(), typed.clone(), view.today);
        Callback::from(move |said: String| {
            let (when, _) = When::read(&said, Reading::on(today));
            let day = when.window().and_then(|window| window.first.or(window.last));
            // Without words it is today again; words that name no day leave the picture as it is.
            if day.is_some() || said.trim().is_empty() {
                chosen.set(day.map(Today));
            }
            typed.set(said);
        })
    };
    let on_bonds = {
        let bonds = bonds.clone();
        Callback::from(move |shown: bool| bonds.set(shown))
    };
    let picture = {
        let settled = use_settled(view);
        use_memo((settled, on, options), |(view, on, options)| {
            genogram::draw(&view.case, &view.guidance, view.today, *on, *options)
        })
    };
    let on_print = {
        let (store, view) = (store.clone(), view.clone());
        Callback::from(move |()| {
            let view = view.clone();
            store.print(Box::new(move || {
                let case = document::on_paper(&view.case, &view.guidance, view.today);
                let pictures = genogram::papers(&case, &view.guidance, view.today, on, options, PAPER_SIZE);
                document::pictures(&case, &view.guidance, view.today, "paper.title-picture", pictures)
            }));
        })
    };
    let (when, problem) = When::read(&typed, Reading::on(view.today));
    let (note, mut error) = date_note(view, &when, problem);
    if when.window().is_none() && problem.is_none() && !typed.trim().is_empty() {
        error = view.fill("picture.not-a-day", &[("date", &on.in_words())]);
    }
    let last = stops.len() - 1;
    let tools = html! {
        <div class="picture-tools">
            if last > 0 {
                <div class="picture-dates" role="group" aria-label={view.word("picture.when")}>
                    <button type="button" class="btn" aria-disabled={(at == 0).to_string()} onclick={go(at.checked_sub(1).and_then(|at| stops.get(at)))}>{ view.word("picture.earlier") }</button>
                    <input type="range" class="slider" min="0" max={last.to_string()} step="1" value={at.to_string()} oninput={slide}
                        aria-label={view.word("picture.slider")} aria-valuetext={on.in_words()} />
                    <button type="button" class="btn" aria-disabled={(at == last).to_string()} onclick={go(stops.get(at + 1))}>{ view.word("picture.later") }</button>
                </div>
            }
            { text_field(TextField { id: "picture-date".into(), label: view.word("picture.on"), hint: view.word("picture.on-hint"), width: "width-20".into(), value: (*typed).clone().into(), on_input: on_typed, note, error, ..Default::default() }) }
            { tick(Tick { id: "picture-bonds".into(), label: view.word("picture.bonds"), checked: *bonds, on_change: on_bonds, ..Default::default() }) }
        </div>
    };
    html! { <PictureView desk={desk.clone()} {picture} id="family" {tools} {on_print} /> }
}
