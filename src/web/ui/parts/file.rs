//! A file that a person chose, read on this computer.

use family_history_domain::session::Msg;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::store::Store;

/// What a file input does with the file that was chosen: its text goes to the session. What cannot be read goes as nothing.
pub fn on_file(store: &Store, msg: fn(String) -> Msg) -> Callback<Event> {
    let store = store.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        let store = store.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            store.send(msg(text.unwrap_or_default()));
        });
    })
}
