//! Carries out what the session asks of the browser.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use family_history_domain::document::Document;
use family_history_domain::plain::Plain;
use family_history_domain::session::{Effect, Msg, Taken};
use gloo::timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::print;
use crate::sealed::{self, Key};
use crate::store::{KEY, Store};
use crate::wire::Told;

/// What can stand in a card and take the focus.
const FIELDS: &str = "input:not([type=hidden]):not([disabled]), select, textarea";

/// In so many frames what the focus was moved to is surely drawn, and with it what stands above it.
const DRAWN: u32 = 8;

/// Milliseconds after which there is no frame to come: on a slow machine one may take long.
const NO_FRAME: u32 = 500;

/// How often the focus looks for where it goes, and how many milliseconds lie between.
const LOOKS: u32 = 60;
const FRAME: i32 = 16;

/// After how many edits the element is given the work as a file to rest on, so that what it keeps, and what must be done again
/// after a stop, does not grow for ever.
const EDITS: u32 = 500;

/// Milliseconds until everything has surely been drawn of an edit: one that stops the assistant must stay apart, so that the
/// work can go on without it.
const SETTLED: u32 = 1_000;

/// The browser as far as effects need it: the element to tell, and the place the view is drawn in.
pub struct Browser {
    notify: js_sys::Function,
    mount: RefCell<Option<Element>>,
    store: RefCell<Option<Store>>,
    /// A file that was made and read back, and its name.
    made: RefCell<Option<(String, web_sys::Blob)>>,
    edits: Cell<u32>,
    resting: RefCell<Option<Timeout>>,
    /// How often the focus was to go somewhere.
    aim: Cell<u32>,
}

impl Browser {
    /// A browser that is not drawing yet.
    pub fn new(notify: js_sys::Function) -> Rc<Browser> {
        Rc::new(Browser {
            notify,
            mount: RefCell::default(),
            store: RefCell::default(),
            edits: Cell::new(0),
            resting: RefCell::default(),
            made: RefCell::default(),
            aim: Cell::new(0),
        })
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
        // What is wiped is not told again.
        self.resting.replace(None);
        // What was for the printer goes with the rest.
        print::take_frame_away();
        if let Some(page) = web_sys::window().and_then(|window| window.document()) {
            let _ = print::take_off_page(&page);
        }
        self.mount.replace(None);
        self.store.replace(None);
    }

    /// Carries out one effect.
    pub fn act(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Journal(edit) => {
                let edit = edit.to_json().to_string();
                self.tell(&Told::Journal(edit));
                self.edits.set(self.edits.get() + 1);
                if self.edits.get().is_multiple_of(EDITS) {
                    self.rest_soon();
                }
            }
            Effect::JournalBase(text) => {
                // What was to be rested on is put away.
                self.resting.replace(None);
                let saved = self.store.borrow().as_ref().map(|store| store.view().saved).unwrap_or_default();
                self.tell(&Told::Base { text, has_file: saved.has_file, is_dirty: saved.edits_since > 0 });
            }
            Effect::SaveFile { name, text } => self.make(name, text, None),
            Effect::SealFile { name, text } => {
                let key = self.store.borrow().as_ref().and_then(|store| store.kept::<Key>(KEY));
                self.make(name, text, key);
            }
            Effect::HandOver => self.hand_over_made(),
            Effect::Saved(base) => {
                match (base, &*self.store.borrow()) {
                    (Some(text), _) => self.tell(&Told::Base { text, has_file: true, is_dirty: false }),
                    // Somebody typed on while the file was made. What is kept now knows of that file.
                    (None, Some(store)) => self.tell(&Told::Rest(store.file_text())),
                    (None, None) => {}
                }
                self.tell(&Told::Saved);
                self.store.borrow().iter().for_each(Store::spend_key);
            }
            Effect::Download(taken) => self.hand_over(&taken),
            Effect::Print(paper) => self.print(&paper),
            Effect::Focus(id) => self.focus(format!("[id='{id}']")),
            Effect::FocusHeading => self.focus("[id='screen-heading']".to_owned()),
            Effect::Place(place) => self.tell(&Told::Place(place)),
            Effect::Ask(what) => self.tell(&Told::Ask(what)),
        }
    }

    /// Gives the element the work as it stands then, to rest on.
    fn rest_soon(&self) {
        let (Some(store), notify) = (self.store.borrow().clone(), self.notify.clone()) else { return };
        self.resting.replace(Some(Timeout::new(SETTLED, move || tell(&notify, &Told::Rest(store.file_text())))));
    }

    fn tell(&self, told: &Told) {
        tell(&self.notify, told);
    }

    /// Makes a file and reads it back: what is in the file is what was to be saved only when it says so itself.
    fn make(self: &Rc<Self>, name: String, text: String, key: Option<Rc<Key>>) {
        let browser = self.clone();
        spawn_local(async move {
            let made = async {
                let (text, kind) = match &key {
                    Some(key) => (sealed::seal(&text, key).await?, "application/jose"),
                    None => (text, "application/json"),
                };
                let blob = blob(&JsValue::from_str(&text), kind)?;
                let back = JsFuture::from(blob.text()).await?.as_string().unwrap_or_default();
                browser.made.replace(Some((name, blob)));
                match &key {
                    Some(key) => sealed::open(&back, key).await.or_else(|_| Ok(String::new())),
                    None => Ok::<_, JsValue>(back),
                }
            };
            let read = made.await.map_or(Msg::Refused("problem.file-refused"), Msg::FileRead);
            if let Some(store) = browser.store.borrow().clone() {
                store.send(read);
            }
        });
    }

    fn hand_over_made(&self) {
        let taken = match (self.mount.borrow().clone(), self.made.take()) {
            (Some(mount), Some((name, blob))) => hand_over(&mount, &name, &blob).is_ok(),
            _ => false,
        };
        self.send_soon(if taken { Msg::FileTaken(minute_of_the_day()) } else { Msg::Refused("problem.file-refused") });
    }

    fn hand_over(&self, taken: &Taken) {
        let Some(mount) = self.mount.borrow().clone() else { return };
        let bytes = js_sys::Uint8Array::from(taken.bytes.as_slice());
        let made = blob(&bytes, taken.kind).and_then(|blob| hand_over(&mount, &taken.name, &blob));
        if made.is_err() {
            self.send_soon(Msg::Refused("problem.file-refused"));
        }
    }

    fn print(&self, paper: &Document) {
        let (Some(mount), Some(store)) = (self.mount.borrow().clone(), self.store.borrow().clone()) else { return };
        if print::print(&mount, paper, store.view().guidance.word("print.frame")).is_err() {
            self.send_soon(Msg::Refused("problem.print-refused"));
        }
    }

    fn send_soon(&self, msg: Msg) {
        let Some(store) = self.store.borrow().clone() else { return };
        later(0, move || store.send(msg));
    }

    fn focus(self: &Rc<Self>, selector: String) {
        if let Some(mount) = self.mount.borrow().clone() {
            let aim = self.aim.get() + 1;
            self.aim.set(aim);
            let to = Aim { selector, began: focused(&mount), aim };
            let browser = self.clone();
            // What was done is seen first: to move the focus takes the browser as long as to draw a card.
            after_paint(Box::new(move || {
                let is_drawn = browser.store.borrow().as_ref().is_some_and(Store::is_drawn);
                if is_drawn {
                    browser.move_focus(mount, to, LOOKS);
                } else {
                    browser.focus_later(mount, to, LOOKS);
                }
            }));
        }
    }

    /// Moves the focus once the view is drawn: to what matches, or to the first field inside it. Where nothing matches, as when
    /// a question is of a visit and there was none yet, to the heading of the screen: never to nowhere.
    ///
    /// A slow machine draws a screen in parts, with time for this between them. So it looks again for what is not there yet, or
    /// cannot be pressed yet. It moves nothing once the focus is elsewhere than where it `began`, or is to go elsewhere since:
    /// nobody who went on by themselves is called back.
    fn move_focus(self: Rc<Self>, mount: Element, to: Aim, looks: u32) {
        let now = focused(&mount);
        if self.aim.get() != to.aim || now.is_some() && now != to.began {
            return;
        }
        let find = |selector: &str| mount.query_selector(selector).ok().flatten();
        let is = |target: &Element, what: &str| target.matches(what).unwrap_or(false);
        let found = find(&to.selector);
        let inside = found.as_ref().and_then(|found| found.query_selector(FIELDS).ok().flatten());
        let is_itself = found.as_ref().is_some_and(|found| is(found, "button, [tabindex], a") || is(found, FIELDS));
        let target = if is_itself { found.clone() } else { inside };
        let is_ready = target.as_ref().is_some_and(|target| !is(target, ":disabled"));
        if !is_ready && looks > 0 {
            return self.focus_later(mount, to, looks - 1);
        }
        let target = target.or(found).or_else(|| find("[id='screen-heading']"));
        let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
        let _ = target.focus();
        keep_in_sight(mount, target, DRAWN);
    }

    fn focus_later(self: Rc<Self>, mount: Element, to: Aim, looks: u32) {
        later(FRAME, move || self.move_focus(mount, to, looks));
    }
}

/// How tall the questions above what has the focus are is guessed until they come into sight: they may push it out again. So it
/// is looked at in each of some frames, however long a slow machine takes for them.
fn keep_in_sight(mount: Element, target: HtmlElement, frames: u32) {
    let Some(window) = web_sys::window() else { return };
    let next = Closure::once_into_js(move || {
        if frames == 0 || focused(&mount).as_ref() != Some(&*target) {
            return;
        }
        let into_view = ScrollIntoViewOptions::new();
        into_view.set_block(ScrollLogicalPosition::Nearest);
        target.scroll_into_view_with_scroll_into_view_options(&into_view);
        keep_in_sight(mount, target, frames - 1);
    });
    let _ = window.request_animation_frame(next.unchecked_ref());
}

/// Does something after so many milliseconds, whatever happens meanwhile, and keeps nothing of it afterwards: a `Timeout` that is
/// forgotten leaves its function in the page for good.
pub fn later(milliseconds: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let set = |window: web_sys::Window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds)
    };
    let _ = web_sys::window().map(set);
}

thread_local! {
    /// What is to be done once what was just drawn is painted.
    static AFTER_PAINT: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    /// What does it where no frame comes: for these alone, and not for what waits by then.
    static NO_FRAME_COMES: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Does something once what was just drawn is painted, and with it, in one go, all that waits for the same: no frame comes between
/// the focus on a heading and what stands behind it. Where nothing is painted, as in a frame that is out of sight, a while later.
pub fn after_paint(act: Box<dyn FnOnce()>) {
    let is_first = AFTER_PAINT.with_borrow_mut(|waiting| {
        waiting.push(act);
        waiting.len() == 1
    });
    if !is_first {
        return;
    }
    // A frame begins before it is painted, and what is set for later then comes after.
    let next = Closure::once_into_js(|| later(0, do_what_waits));
    let _ = web_sys::window().map(|window| window.request_animation_frame(next.unchecked_ref()));
    NO_FRAME_COMES.set(Some(Timeout::new(NO_FRAME, do_what_waits)));
}

fn do_what_waits() {
    NO_FRAME_COMES.take();
    AFTER_PAINT.take().into_iter().for_each(|act| act());
}

/// Where the focus is to go.
struct Aim {
    selector: String,
    /// What had the focus when that was said.
    began: Option<Element>,
    /// Which it is of all that were said: the last one holds.
    aim: u32,
}

/// What has the focus where this is drawn, or else on the page around it.
pub fn focused(mount: &Element) -> Option<Element> {
    let inside = mount.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok()?.active_element();
    inside.or_else(|| mount.owner_document()?.active_element().filter(|one| one.tag_name() != "BODY"))
}

fn tell(notify: &js_sys::Function, told: &Told) {
    let (name, text) = told.parts();
    let text = text.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let words = js_sys::Array::of2(&JsValue::from_str(name), &text);
    if let Told::Base { has_file, is_dirty, .. } = told {
        words.push(&JsValue::from_bool(*has_file));
        words.push(&JsValue::from_bool(*is_dirty));
    }
    // The element's callback does not throw; if it did, there would be nobody else to tell.
    let _ = notify.apply(&JsValue::NULL, &words);
}

fn blob(what: &JsValue, kind: &str) -> Result<web_sys::Blob, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(what), &options)
}

/// Hands a file to the person.
fn hand_over(mount: &Element, name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let document = mount.owner_document().ok_or(JsValue::NULL)?;
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    later(60_000, move || drop(web_sys::Url::revoke_object_url(&address)));
    Ok(())
}

/// The time by the computer's own clock, for words about the file alone.
fn minute_of_the_day() -> u32 {
    let now = js_sys::Date::new_0();
    now.get_hours() * 60 + now.get_minutes()
}
