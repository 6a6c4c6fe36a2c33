//! A file that a person chose, read on this computer.

use family_history_domain::session::Msg;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::store::Store;

/// The file that was chosen. The input forgets it, so that the same file can be chosen again.
fn chosen(event: &Event) -> Option<web_sys::File> {
    let input: HtmlInputElement = event.target_unchecked_into();
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}

/// Opens the file window of a file input that stands out of sight.
pub fn opens_files(input: &NodeRef) -> Callback<MouseEvent> {
    let input = input.clone();
    Callback::from(move |_| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    })
}

/// What a file input does with the file that was chosen: its text goes to the session. What cannot be read goes as nothing.
pub fn on_file(store: &Store, msg: fn(String) -> Msg) -> Callback<Event> {
    let store = store.clone();
    Callback::from(move |event: Event| {
        let Some(file) = chosen(&event) else { return };
        let store = store.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            store.send(msg(text.unwrap_or_default()));
        });
    })
}

/// The bytes of the file that was chosen, for a file that any program may have written: as many as `most` and one more,
/// so that a larger file is known without being read. What cannot be read comes as none.
pub fn on_bytes(most: usize, read: Callback<Option<Vec<u8>>>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let Some(file) = chosen(&event) else { return };
        let read = read.clone();
        spawn_local(async move {
            let bytes = match file.slice_with_i32_and_i32(0, i32::try_from(most + 1).unwrap_or(i32::MAX)) {
                Ok(start) => JsFuture::from(start.array_buffer()).await.ok(),
                Err(_) => None,
            };
            read.emit(bytes.map(|bytes| js_sys::Uint8Array::new(&bytes).to_vec()));
        });
    })
}

/// The texts of the files that were chosen, together: what cannot be read goes as nothing.
pub fn on_files(store: &Store, msg: fn(Vec<String>) -> Msg) -> Callback<Event> {
    let store = store.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files();
        let files: Vec<_> = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
        input.set_value("");
        let store = store.clone();
        spawn_local(async move {
            let mut texts = Vec::new();
            for file in files {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                texts.push(text.unwrap_or_default());
            }
            store.send(msg(texts));
        });
    })
}
