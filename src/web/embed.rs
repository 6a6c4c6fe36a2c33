//! The handle that the custom element holds. It is the whole door between `www/element.js` and the assistant.

use std::rc::Rc;

use family_history_domain::guidance::{Guidance, check};
use family_history_domain::review;
use family_history_domain::save;
use family_history_domain::session::{Msg, Session};
use family_history_domain::when::Today;
use wasm_bindgen::prelude::*;
use yew::AppHandle;

use crate::effects::Browser;
use crate::failure;
use crate::store::{Chosen, Store};
use crate::ui::{App, AppProps, opens};
use crate::wire::{Config, json_text};

/// One assistant. The work lives here, not in the view: `detach` and `attach` move the view and lose nothing.
#[wasm_bindgen]
pub struct Handle {
    store: Store,
    browser: Rc<Browser>,
    view: Option<AppHandle<App>>,
}

#[wasm_bindgen]
impl Handle {
    /// Starts with a [`Config`] and the callback `(kind, text)` of [`crate::wire::Told`].
    #[wasm_bindgen(constructor)]
    pub fn new(config: JsValue, notify: js_sys::Function) -> Handle {
        failure::keep_quiet_about_people();
        let config = Config::read(&json_text(&config));
        let browser = Browser::new(notify);
        let acting = browser.clone();
        let store = Store::new(session(&config), family_history_content::guidance(), move |effect| acting.act(effect));
        browser.serve(store.clone());
        Handle { store, browser, view: None }
    }

    /// Draws into `mount`. A view that is already somewhere else is taken away first.
    pub fn attach(&mut self, mount: web_sys::Element) {
        self.detach();
        self.store.begins_anew();
        self.browser.draw_in(Some(mount.clone()));
        let props = AppProps { store: self.store.clone() };
        self.view = Some(yew::Renderer::<App>::with_root_and_props(mount, props).render());
    }

    /// Whether a view is drawn now.
    #[wasm_bindgen(getter)]
    pub fn shown(&self) -> bool {
        self.view.is_some()
    }

    /// Takes the view away and keeps the work.
    pub fn detach(&mut self) {
        self.browser.draw_in(None);
        if let Some(view) = self.view.take() {
            view.destroy();
        }
    }

    /// Gives another content pack, as the object its JSON describes. Gives back why it was refused: an empty list when it was taken.
    pub fn set_content(&mut self, pack: JsValue) -> Vec<String> {
        // A pack given here must hold every word the code asks for, as the shipped one does.
        let complete = Guidance::read_unchecked(&json_text(&pack)).and_then(|pack| {
            let problems = check(&pack, &review::required());
            if problems.is_empty() { Ok(pack) } else { Err(problems) }
        });
        match complete {
            Ok(pack) => {
                self.store.use_guidance(pack);
                Vec::new()
            }
            Err(problems) => problems.iter().map(ToString::to_string).collect(),
        }
    }

    /// Offers scenarios for training, each the text of a training file: for a page of trainers.
    pub fn offer_scenarios(&mut self, scenarios: Vec<String>) {
        self.store.offer(scenarios);
    }

    /// The words of the panels that the element draws itself, as they stand in the pack: a key and its words, and so on.
    pub fn words(&self) -> Vec<String> {
        let guidance = &self.store.view().guidance;
        let ours = |key: &str| {
            ["coming.", "cover.", "finish.", "keeping.", "draft."].iter().any(|place| key.starts_with(place))
        };
        let words = guidance.words.iter().filter(|(key, _)| ours(key));
        words.flat_map(|(key, word)| [key.clone(), word.clone()]).collect()
    }

    /// Opens the text of a saved file.
    pub fn open_text(&mut self, text: &str) {
        self.store.read(
            vec![Chosen { text: text.to_owned(), ..Chosen::default() }],
            false,
            opens(|text| Msg::FileOpened { text }),
        );
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.detach();
        self.browser.let_go();
    }
}

/// The work as the element kept it: the file it rests on, and every edit since.
fn session(config: &Config) -> Session {
    let today = Today::from_iso(&config.today).unwrap_or_default();
    let save::Opened { mut case, next_number, edits, is_newer, .. } = save::resume(&config.base, &config.journal).0;
    if case.head.agency.is_empty() && !config.agency.is_empty() && !case.is_training() {
        // The page says whose it is; the person can change it.
        let mut head = (*case.head).clone();
        head.agency = config.agency.clone();
        case.head = Rc::new(head);
    }
    let mut session = Session::with_case(case, next_number, today);
    // What an exercise rests on may stand in no file of the person's: it is begun without one.
    session.saved.edits_since = config.edits + edits + u32::from(session.case.is_training());
    session.saved.has_file = config.has_file;
    session.go_to(&config.place);
    session.is_newer = is_newer;
    session
}
