//! Puts words on the clipboard in two forms at once: plain, and with headings and tables.
//!
//! By the browser's own copy command and not `navigator.clipboard`, which many intranet pages do not have: they are not served
//! over https.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Copies.
///
/// # Errors
/// Where the browser or the page refuses it.
pub fn copy(plain: String, html: String) -> Result<(), JsValue> {
    let page = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let is_done = Rc::new(Cell::new(false));
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let listener = {
        let is_done = is_done.clone();
        EventListener::new_with_options(&page, "copy", options, move |event| {
            is_done.set(fill(event, &plain, &html).is_ok());
            event.prevent_default();
            event.stop_immediate_propagation();
        })
    };
    let command: Function = Reflect::get(&page, &"execCommand".into())?.dyn_into()?;
    command.call1(&page, &"copy".into())?;
    drop(listener);
    if is_done.get() { Ok(()) } else { Err(JsValue::NULL) }
}

fn fill(event: &web_sys::Event, plain: &str, html: &str) -> Result<(), JsValue> {
    let board = Reflect::get(event, &"clipboardData".into())?;
    let set: Function = Reflect::get(&board, &"setData".into())?.dyn_into()?;
    set.call2(&board, &"text/plain".into(), &plain.into())?;
    set.call2(&board, &"text/html".into(), &html.into())?;
    Ok(())
}
