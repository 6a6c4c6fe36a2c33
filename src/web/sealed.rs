//! Files that open with a passphrase. All that is secret is done by the browser, in `www/jwe.js`; here is the way to it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Whether this is the text of a sealed file.
    #[wasm_bindgen(js_name = jweIs)]
    pub fn is_sealed(text: &str) -> bool;
    /// Why no passphrase would open it here, as the key of its words; empty where one would.
    #[wasm_bindgen(js_name = jweProblem)]
    pub fn problem(text: &str) -> String;
    /// Whether this page may seal anything: it may not where it is not served over https.
    #[wasm_bindgen(js_name = jweWorks)]
    pub fn works() -> bool;
    /// Six words made by chance.
    #[wasm_bindgen(js_name = newPhrase)]
    pub fn new_phrase() -> String;
    #[wasm_bindgen(js_name = jweKey, catch)]
    async fn made_key(passphrase: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = jweSeal, catch)]
    async fn sealed(text: &str, key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = jweOpen, catch)]
    async fn opened(sealed: &str, key: &JsValue) -> Result<JsValue, JsValue>;
}

/// What a passphrase was made into. The words themselves are not kept, and cannot be had from it.
#[derive(Clone)]
pub struct Key {
    key: JsValue,
    /// Whether it may be used again for the next save.
    pub is_kept: bool,
}

/// The key of a passphrase.
///
/// # Errors
/// Where the browser refuses it.
pub async fn key(passphrase: &str, is_kept: bool) -> Result<Key, JsValue> {
    Ok(Key { key: made_key(passphrase).await?, is_kept })
}

/// Seals a text.
///
/// # Errors
/// Where the browser refuses it.
pub async fn seal(text: &str, key: &Key) -> Result<String, JsValue> {
    sealed(text, &key.key).await?.as_string().ok_or(JsValue::NULL)
}

/// Opens a sealed text.
///
/// # Errors
/// The key of the words that say why, where it is not opened.
pub async fn open(sealed: &str, key: &Key) -> Result<String, JsValue> {
    opened(sealed, &key.key).await?.as_string().ok_or(JsValue::NULL)
}
