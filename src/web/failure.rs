//! What is written to the browser's console when the assistant stops: a place in the source, and nothing else.
//!
//! A panic's own message may quote what a person typed, so it is never written. The element notices the stop by itself
//! (every call into the assistant is guarded in `www/element.js`) and shows what to do.

use std::panic::PanicHookInfo;
use std::sync::Once;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn write_to_console(line: &str);
}

/// Sets the hook, once.
pub fn keep_quiet_about_people() {
    static SET: Once = Once::new();
    SET.call_once(|| std::panic::set_hook(Box::new(say_where)));
}

fn say_where(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    write_to_console(&format!("family-history-assistant stopped{place}"));
}
