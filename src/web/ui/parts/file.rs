//! A file that a person chose, read on this computer.

use std::rc::Rc;

use family_history_domain::save;
use family_history_domain::session::Msg;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::store::{Chosen, Store};

/// The files that were chosen. The input forgets them, so that the same file can be chosen again.
fn chosen(event: &Event) -> Vec<web_sys::File> {
    let input: HtmlInputElement = event.target_unchecked_into();
    let files = input.files();
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
    input.set_value("");
    files
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

/// The largest file whose text is read at all: a sealed one is a third longer than what it holds.
const LARGEST: f64 = save::LARGEST as f64 * 1.4;

/// The text of a file, or what it is too large for. What cannot be read comes as nothing.
async fn text_of(file: &web_sys::File) -> Result<String, Msg> {
    if file.size() > LARGEST {
        return Err(Msg::Refused("problem.too-large"));
    }
    Ok(JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default())
}

/// What is said of one text that was read, and of a review that needed a passphrase.
pub fn opens(msg: fn(String) -> Msg) -> Rc<dyn Fn(Vec<String>, bool) -> Msg> {
    Rc::new(move |texts, is_sealed| match msg(texts.into_iter().next().unwrap_or_default()) {
        Msg::FileOpened { text } if is_sealed => Msg::SealedOpened { text },
        msg => msg,
    })
}

/// What a file input does with the file that was chosen: its text goes to the session.
pub fn on_file(store: &Store, msg: fn(String) -> Msg) -> Callback<Event> {
    on_texts(store, opens(msg))
}

/// The texts of the files that were chosen, together.
pub fn on_files(store: &Store, msg: fn(Vec<String>) -> Msg) -> Callback<Event> {
    on_texts(store, Rc::new(move |texts, _| msg(texts)))
}

fn on_texts(store: &Store, then: Rc<dyn Fn(Vec<String>, bool) -> Msg>) -> Callback<Event> {
    let store = store.clone();
    Callback::from(move |event: Event| {
        let files = chosen(&event);
        if files.is_empty() {
            return;
        }
        let (store, then) = (store.clone(), then.clone());
        spawn_local(async move {
            let mut read = Vec::new();
            for file in files {
                match text_of(&file).await {
                    Ok(text) => read.push(Chosen { name: file.name(), text }),
                    Err(problem) => return store.send(problem),
                }
            }
            store.read(read, false, then);
        });
    })
}

/// The bytes of the file that was chosen, for a file that any program may have written: as many as `most` and one more,
/// so that a larger file is known without being read. What cannot be read comes as none.
pub fn on_bytes(most: usize, read: Callback<Option<Vec<u8>>>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let Some(file) = chosen(&event).pop() else { return };
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
