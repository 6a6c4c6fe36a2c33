//! Carries out what the session asks of the browser.

use std::cell::RefCell;
use std::rc::Rc;

use family_history_domain::document::{self, Document};
use family_history_domain::plain::Plain;
use family_history_domain::session::{Effect, Msg, Taken};
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::print;
use crate::store::Store;
use crate::wire::Told;

/// What can stand in a card and take the focus.
const FIELDS: &str = "input:not([type=hidden]):not([disabled]), select, textarea";

/// Milliseconds until what the focus was moved to is surely drawn.
const DRAWN: u32 = 100;

/// The browser as far as effects need it: the element to tell, and the place the view is drawn in.
pub struct Browser {
    notify: js_sys::Function,
    mount: RefCell<Option<Element>>,
    store: RefCell<Option<Store>>,
}

impl Browser {
    /// A browser that is not drawing yet.
    pub fn new(notify: js_sys::Function) -> Rc<Browser> {
        Rc::new(Browser { notify, mount: RefCell::default(), store: RefCell::default() })
    }

    /// The store whose effects these are.
    pub fn serve(&self, store: Store) {
        self.store.replace(Some(store));
    }

    /// Where the view is drawn now; none while it is taken away.
    pub fn draw_in(&self, mount: Option<Element>) {
        self.mount.replace(mount);
    }

    /// Lets go of everything, so that the store can be freed.
    pub fn let_go(&self) {
        if let Some(page) = web_sys::window().and_then(|window| window.document()) {
            // What was for the printer goes with the rest.
            let _ = print::take_off_page(&page);
        }
        self.mount.replace(None);
        self.store.replace(None);
    }

    /// Carries out one effect.
    pub fn act(&self, effect: Effect) {
        match effect {
            Effect::Journal(edit) => {
                let edit = edit.to_json().to_string();
                self.tell(&Told::Journal(edit));
            }
            Effect::JournalBase(text) => self.tell(&Told::Base(text)),
            Effect::SaveFile { name, text } => self.save(&name, text),
            Effect::Download(taken) => self.hand_over(&taken),
            Effect::Print(paper) => self.print(paper),
            Effect::Focus(id) => self.focus(format!("[id='{id}']")),
            Effect::FocusHeading => self.focus("[id='screen-heading']".to_owned()),
        }
    }

    fn tell(&self, told: &Told) {
        let (name, text) = told.parts();
        let text = text.map_or(JsValue::UNDEFINED, JsValue::from_str);
        // The element's callback does not throw; if it did, there would be nobody else to tell.
        let _ = self.notify.call2(&JsValue::NULL, &JsValue::from_str(name), &text);
    }

    fn save(&self, name: &str, text: String) {
        let Some(mount) = self.mount.borrow().clone() else { return };
        if download(&mount, name, &JsValue::from_str(&text), "application/json").is_ok() {
            self.tell(&Told::Base(text));
            self.tell(&Told::Saved);
            self.send_soon(Msg::FileTaken);
        } else {
            self.send_soon(Msg::FileRefused);
        }
    }

    fn hand_over(&self, taken: &Taken) {
        let Some(mount) = self.mount.borrow().clone() else { return };
        let bytes = js_sys::Uint8Array::from(taken.bytes.as_slice());
        if download(&mount, &taken.name, &bytes, taken.kind).is_err() {
            self.send_soon(Msg::FileRefused);
        }
    }

    fn print(&self, paper: Option<Rc<Document>>) {
        let (Some(mount), Some(store)) = (self.mount.borrow().clone(), self.store.borrow().clone()) else { return };
        let view = store.view();
        let paper = paper.unwrap_or_else(|| Rc::new(document::first_paper(&view.case, &view.guidance, view.today)));
        if print::print(&mount, &paper, view.guidance.word("print.frame")).is_err() {
            self.send_soon(Msg::PrintRefused);
        }
    }

    fn send_soon(&self, msg: Msg) {
        let Some(store) = self.store.borrow().clone() else { return };
        Timeout::new(0, move || store.send(msg)).forget();
    }

    /// Moves the focus once the view is drawn: to what matches, or to the first field inside it. Where nothing matches, as
    /// when a question is of a visit and there was none yet, to the heading of the screen: never to nowhere.
    fn focus(&self, selector: String) {
        let Some(mount) = self.mount.borrow().clone() else { return };
        Timeout::new(0, move || {
            let find = |selector: &str| mount.query_selector(selector).ok().flatten();
            let Some(target) = find(&selector).or_else(|| find("[id='screen-heading']")) else { return };
            let inside = target.query_selector(FIELDS).ok().flatten();
            let target = if target.matches("button, [tabindex], a").unwrap_or(false) {
                target
            } else {
                inside.unwrap_or(target)
            };
            if let Ok(target) = target.dyn_into::<HtmlElement>() {
                let _ = target.focus();
                // How tall the questions above it are is guessed until they come into sight: they may push it out again.
                Timeout::new(DRAWN, move || {
                    let into_view = ScrollIntoViewOptions::new();
                    into_view.set_block(ScrollLogicalPosition::Nearest);
                    target.scroll_into_view_with_scroll_into_view_options(&into_view);
                })
                .forget();
            }
        })
        .forget();
    }
}

/// Hands text or bytes to the person as a file.
pub fn download(mount: &Element, name: &str, what: &JsValue, kind: &str) -> Result<(), JsValue> {
    let document = mount.owner_document().ok_or(JsValue::NULL)?;
    let parts = js_sys::Array::of1(what);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(60_000, move || drop(web_sys::Url::revoke_object_url(&address))).forget();
    Ok(())
}
