//! Saving with a passphrase, and opening a file that has one. The words of a passphrase stand in a field of the page and
//! go to the browser's own cipher: they are in no session, journal or file.

use std::rc::Rc;

use family_history_domain::document::{Block, Document, Inline, Section};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::parts::{Desk, Tick, tick};
use crate::copy::copy;
use crate::sealed;
use crate::store::{Locked, View};

/// An own passphrase is at least this long.
const SHORTEST: usize = 12;

/// What is asked about a passphrase now.
pub fn panel(desk: &Desk) -> Html {
    match desk.store.locked() {
        Some(locked) => html! { <Unlock desk={desk.clone()} locked={Opening(locked)} /> },
        None if desk.store.is_sealing() => html! { <Seal desk={desk.clone()} /> },
        None => html! {},
    }
}

/// A passphrase, typed or pasted: no writing service sees it, no browser keeps it, and it can be looked at.
/// What is wrong with it goes away once it is mended.
fn field(
    view: &View,
    id: &'static str,
    key: &str,
    input: &NodeRef,
    shown: &UseStateHandle<bool>,
    (error, is_mended): (&str, Callback<InputEvent>),
) -> Html {
    let on_change = {
        let shown = shown.clone();
        Callback::from(move |to| shown.set(to))
    };
    let hint = (id.to_owned() + "-hint", id.to_owned() + "-error");
    html! {
        <>
            <div class={if error.is_empty() { "field field-wide" } else { "field field-wide field-error" }}>
                <label class="label" for={id}>{ view.word(&format!("{key}-label")) }</label>
                <p class="hint" id={hint.0.clone()}>{ view.word(&format!("{key}-hint")) }</p>
                <input {id} ref={input} oninput={is_mended} type={if **shown { "text" } else { "password" }} class="input" aria-describedby={format!("{} {}", hint.0, hint.1)}
                    aria-invalid={(!error.is_empty()).then_some("true")} autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"
                    translate="no" writingsuggestions="false" data-gramm="false" data-bwignore="true" data-lpignore="true" />
                <p class="error-message" role="alert" id={hint.1}>{ view.word_if_any(error) }</p>
            </div>
            { tick(Tick { id: format!("{id}-show").into(), label: view.word("seal.show"), checked: **shown, on_change, ..Default::default() }) }
        </>
    }
}

/// The words in a field.
fn typed(input: &NodeRef) -> String {
    input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

fn is_long_enough(words: &str) -> bool {
    words.trim().chars().count() >= SHORTEST
}

/// Escape puts a panel away.
fn escape(stay: &Callback<()>) -> Callback<KeyboardEvent> {
    let stay = stay.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            stay.emit(());
        }
    })
}

/// Enter does what the button does.
fn enter(act: &Callback<()>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            act.emit(());
        }
    })
}

#[derive(Clone)]
pub struct Opening(Rc<Locked>);

impl PartialEq for Opening {
    fn eq(&self, other: &Opening) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct UnlockProps {
    pub desk: Desk,
    pub locked: Opening,
}

/// Asks for the passphrase of a file.
#[component]
pub fn Unlock(props: &UnlockProps) -> Html {
    let Desk { view, store } = &props.desk;
    let (input, shown, again) = (use_node_ref(), use_state(|| false), use_state(|| false));
    let (error, busy) = (use_state(String::new), use_state(|| false));
    let open = {
        let (store, locked, input) = (store.clone(), props.locked.0.clone(), input.clone());
        let (error, busy, again) = (error.clone(), busy.clone(), again.clone());
        Callback::from(move |()| {
            let words = typed(&input);
            if words.is_empty() || *busy {
                error.set(if *busy { String::new() } else { "unlock.empty".to_owned() });
                return;
            }
            busy.set(true);
            error.set(String::new());
            let (store, locked, again) = (store.clone(), locked.clone(), *again);
            let (error, busy) = (error.clone(), busy.clone());
            spawn_local(async move {
                let opened = async {
                    let key = sealed::key(&words, true).await?;
                    let text = sealed::open(&locked.files[locked.at].text, &key).await?;
                    Ok::<_, wasm_bindgen::JsValue>((text, key))
                };
                let opened = opened.await;
                busy.set(false);
                match opened {
                    Ok((text, key)) => {
                        let mut files = locked.files.clone();
                        files[locked.at].text = text;
                        // Only the review that it opened can be saved with it again.
                        if store.opens_review(|| store.read(files, true, locked.then.clone())) && again {
                            store.keep_key(key);
                        }
                    }
                    Err(why) => {
                        error.set(why.as_string().unwrap_or_else(|| "problem.sealed-wrong".to_owned()));
                        store.focus("unlock-words");
                    }
                }
            });
        })
    };
    let stay = {
        let store = store.clone();
        Callback::from(move |()| {
            store.leave_locked();
            store.focus("open");
        })
    };
    let on_again = {
        let again = again.clone();
        Callback::from(move |to| again.set(to))
    };
    let is_mended = {
        let error = error.clone();
        Callback::from(move |_: InputEvent| error.set(String::new()))
    };
    // Several may be chosen at once, each with a passphrase of its own. A name may say whose file it is.
    let name = if view.is_discreet { "" } else { &*props.locked.0.files[props.locked.0.at].name };
    html! {
        <div class="notice locked-file" role="dialog" aria-labelledby="unlock-title" aria-describedby={(!name.is_empty()).then_some("unlock-name")} onkeydown={escape(&stay)}>
            <p class="notice-title" id="unlock-title">{ view.word("unlock.title") }</p>
            if !name.is_empty() { <p id="unlock-name"><bdi>{ name.to_owned() }</bdi></p> }
            <div onkeydown={enter(&open)}>{ field(view, "unlock-words", "unlock.words", &input, &shown, (&error, is_mended)) }</div>
            { tick(Tick { id: "unlock-again".into(), label: view.word("seal.again"), checked: *again, on_change: on_again, ..Default::default() }) }
            <p class="hint" role="status">{ if *busy { view.word("unlock.wait") } else { AttrValue::default() } }</p>
            <div class="row">
                <button type="button" class="btn btn-main" onclick={open.reform(|_: MouseEvent| ())}>{ view.word("unlock.open") }</button>
                <button type="button" class="btn-link" onclick={stay.reform(|_: MouseEvent| ())}>{ view.word("unlock.stay") }</button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SealProps {
    pub desk: Desk,
}

/// Offers a passphrase, or takes one, and saves with it.
#[component]
pub fn Seal(props: &SealProps) -> Html {
    let Desk { view, store } = &props.desk;
    let (input, shown, again) = (use_node_ref(), use_state(|| false), use_state(|| false));
    let works = sealed::works();
    let offered = use_state(|| if works { sealed::new_phrase() } else { String::new() });
    let (error, said) = (use_state(|| ""), use_state(AttrValue::default));
    let save = {
        let (store, again) = (store.clone(), again.clone());
        Callback::from(move |words: String| {
            let (store, again) = (store.clone(), *again);
            spawn_local(async move {
                match sealed::key(&words, again).await {
                    Ok(key) => {
                        store.leave_sealing();
                        store.keep_key(key);
                        store.save_sealed();
                        store.focus("seal");
                    }
                    Err(_) => store.send(Msg::Refused("problem.file-refused")),
                }
            });
        })
    };
    let save_own = {
        let (save, input, error, store) = (save.clone(), input.clone(), error.clone(), store.clone());
        Callback::from(move |()| {
            let words = typed(&input);
            if is_long_enough(&words) {
                error.set("");
                save.emit(words);
            } else {
                error.set("seal.own-short");
                store.focus("seal-own");
            }
        })
    };
    let stay = {
        let store = store.clone();
        Callback::from(move |()| {
            store.leave_sealing();
            store.focus("seal");
        })
    };
    let plain = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.leave_sealing();
            store.save_plain();
            store.focus("save");
        })
    };
    let on_copy = {
        let (offered, said, view) = (offered.clone(), said.clone(), view.clone());
        Callback::from(move |_: MouseEvent| {
            let done = copy(offered.to_string(), offered.to_string()).is_ok();
            said.set(view.word(if done { "seal.copied" } else { "seal.not-copied" }));
        })
    };
    let on_print = {
        let (offered, view, store) = (offered.clone(), view.clone(), store.clone());
        Callback::from(move |_: MouseEvent| {
            let (view, offered) = (view.clone(), offered.clone());
            store.print(Box::new(move || paper(&view, &offered)));
        })
    };
    let another = {
        let (offered, said, view) = (offered.clone(), said.clone(), view.clone());
        Callback::from(move |_: MouseEvent| {
            offered.set(sealed::new_phrase());
            said.set(view.word("seal.another-said"));
        })
    };
    let on_again = {
        let again = again.clone();
        Callback::from(move |to| again.set(to))
    };
    let is_mended = {
        let (error, input) = (error.clone(), input.clone());
        Callback::from(move |_: InputEvent| {
            if is_long_enough(&typed(&input)) {
                error.set("");
            }
        })
    };
    let use_offered = {
        let offered = offered.clone();
        save.reform(move |_: MouseEvent| offered.to_string())
    };
    html! {
        <div class="notice locked-file" role="dialog" aria-labelledby="seal-title" onkeydown={escape(&stay)}>
            <p class="notice-title" id="seal-title" tabindex="-1">{ view.word("seal.title") }</p>
            if view.saved.is_sealed { <p>{ view.word("seal.was") }</p> }
            if works {
                <p>{ view.word("seal.means") }</p>
                <p class="label" id="seal-offered">{ view.word("seal.offered") }</p>
                <p class="hint">{ view.word("seal.offered-hint") }</p>
                <p class="phrase" translate="no" aria-labelledby="seal-offered" role="group"><bdi>{ (*offered).clone() }</bdi></p>
                <div class="row">
                    <button type="button" class="btn" onclick={on_copy}>{ view.word("seal.copy") }</button>
                    <button type="button" class="btn" onclick={on_print}>{ view.word("seal.print") }</button>
                    <button type="button" class="btn" onclick={another}>{ view.word("seal.another") }</button>
                </div>
                <p role="status" class="hint">{ (*said).clone() }</p>
                { tick(Tick { id: "seal-again".into(), label: view.word("seal.again"), checked: *again, on_change: on_again, ..Default::default() }) }
                <div class="row"><button type="button" class="btn btn-main" onclick={use_offered}>{ view.word("seal.use") }</button></div>
                <details class="more">
                    <summary>{ view.word("seal.own") }</summary>
                    <div onkeydown={enter(&save_own)}>{ field(view, "seal-own", "seal.own", &input, &shown, (*error, is_mended)) }</div>
                    <div class="row"><button type="button" class="btn btn-main" onclick={save_own.reform(|_: MouseEvent| ())}>{ view.word("seal.own-use") }</button></div>
                </details>
            } else {
                <p>{ view.word("seal.insecure") }</p>
                <p>{ view.word("seal.insecure-it") }</p>
            }
            <div class="row">
                <button type="button" class="btn" onclick={plain}>{ view.word("seal.plain") }</button>
                <button type="button" class="btn-link" onclick={stay.reform(|_: MouseEvent| ())}>{ view.word("seal.stay") }</button>
            </div>
        </div>
    }
}

/// The passphrase on a page of its own: nothing of the review is on it.
fn paper(view: &View, phrase: &str) -> Document {
    let title = view.word("seal.paper").to_string();
    let means = view.fill("seal.paper-means", &[("date", &sentences::day_words(&view.clock.iso()))]).to_string();
    let blocks = vec![Block::Paragraph(vec![Inline::Text(means)])];
    // Large, to be typed off the paper.
    let sections = vec![
        Section { heading: title.clone(), level: 1, ..Section::default() },
        Section { heading: phrase.to_owned(), level: 2, blocks, ..Section::default() },
    ];
    Document { title, language: view.guidance.word("paper.language").to_owned(), sections, ..Document::default() }
}
