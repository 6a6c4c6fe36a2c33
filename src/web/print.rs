//! Prints a paper from a document of its own: an empty frame beside the view, filled node by node.
//!
//! The frame is `about:blank` of the same origin, so that no address is loaded; nodes and a constructed stylesheet go
//! in, so that no markup is parsed and a page with Trusted Types is content.
//!
//! In a page that is itself in a sandboxed frame, no blank frame lets itself be filled: what is in a sandbox is of no origin, and
//! so is every frame in it. There the paper goes into the page, is seen by the printer alone, and is taken out again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use family_history_domain::document::{self, Node};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, HtmlIFrameElement};

/// How long the frame stays after printing was asked for: browsers may still be reading it while their window is open.
const KEPT_MILLISECONDS: u32 = 120_000;

thread_local! {
    /// The frame of the paper that was printed last, and what takes it away in time.
    static FRAME: RefCell<Option<(HtmlIFrameElement, Timeout)>> = const { RefCell::new(None) };
}

/// Prints. The frame stands beside what is drawn, not in it: there it would have to be taken apart, page by page, before the cover
/// could be drawn. Whoever takes the place of what is drawn takes it away too.
///
/// # Errors
/// Where the browser or the page refuses a frame or its printing.
pub fn print(mount: &Element, paper: &document::Document, frame_title: &str) -> Result<(), JsValue> {
    let page = mount.owner_document().ok_or(JsValue::NULL)?;
    take_frame_away();
    let root = mount.get_root_node();
    let frame: HtmlIFrameElement = page.create_element("iframe")?.dyn_into()?;
    frame.set_class_name("paper-frame");
    frame.set_attribute("aria-hidden", "true")?;
    frame.set_tab_index(-1);
    frame.set_title(frame_title);
    root.append_child(&frame)?;
    let Some(inside) = frame.content_document() else {
        frame.remove();
        return on_page(&page, paper);
    };
    // Printing takes the focus into the frame, where nobody could find it again: it goes back to where it was.
    let focused = js_sys::Reflect::get(&root, &"activeElement".into()).ok();
    let done = fill(&frame, &inside, paper);
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        focused.focus()?;
    }
    if done.is_err() {
        frame.remove();
        return done;
    }
    let kept = frame.clone();
    FRAME.set(Some((kept, Timeout::new(KEPT_MILLISECONDS, move || frame.remove()))));
    Ok(())
}

/// Takes away the frame of the paper that was printed last.
pub fn take_frame_away() {
    if let Some((frame, _)) = FRAME.take() {
        frame.remove();
    }
}

fn fill(frame: &HtmlIFrameElement, inside: &Document, paper: &document::Document) -> Result<(), JsValue> {
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    inside.set_title(&paper.title);
    inside.document_element().ok_or(JsValue::NULL)?.set_attribute("lang", &paper.language)?;
    let body = inside.body().ok_or(JsValue::NULL)?;
    put(&body, inside, paper)?;
    // Laid out for the printer alone: in a frame of one pixel every word would be a line of its own, and that of a large case
    // took longer than making the paper.
    let css = format!("@media screen {{ body {{ display: none }} }}\n{}", document::print_css(paper));
    let sheet = sheet(&window, &css)?;
    wear(inside, &js_sys::Array::of1(&sheet))?;
    window.focus()?;
    window.print()
}

fn put(into: &Element, inside: &Document, paper: &document::Document) -> Result<(), JsValue> {
    for node in document::nodes(paper) {
        into.append_child(&made(inside, &node, None)?)?;
    }
    Ok(())
}

thread_local! {
    /// What stands in the page for the printer, and the page's own title, which is the paper's until then.
    static ON_PAGE: RefCell<Option<(Element, CssStyleSheet, String)>> = const { RefCell::new(None) };
}

fn on_page(page: &Document, paper: &document::Document) -> Result<(), JsValue> {
    take_off_page(page)?;
    let window = page.default_view().ok_or(JsValue::NULL)?;
    let place = page.create_element("div")?;
    place.set_class_name("fha-printed");
    put(&place, page, paper)?;
    let css = format!(
        "@media screen {{ .fha-printed {{ display: none }} }}\n\
         @media print {{ body > :not(.fha-printed) {{ display: none !important }}\n{} }}",
        document::print_css(paper)
    );
    let sheet = sheet(&window, &css)?;
    worn(page)?.push(&sheet);
    page.body().ok_or(JsValue::NULL)?.append_child(&place)?;
    ON_PAGE.set(Some((place, sheet, page.title())));
    page.set_title(&paper.title);
    // A sandbox that allows no windows says nothing of it: it just does not begin.
    let has_begun = Rc::new(Cell::new(false));
    let beginning = {
        let has_begun = has_begun.clone();
        EventListener::once(&window, "beforeprint", move |_| has_begun.set(true))
    };
    let whose = page.clone();
    EventListener::once(&window, "afterprint", move |_| drop(take_off_page(&whose))).forget();
    window.print()?;
    drop(beginning);
    if has_begun.get() { Ok(()) } else { take_off_page(page).and(Err(JsValue::NULL)) }
}

/// Takes what was for the printer out of the page.
///
/// # Errors
/// Where the browser knows no constructed sheets.
pub fn take_off_page(page: &Document) -> Result<(), JsValue> {
    let Some((place, sheet, title)) = ON_PAGE.take() else { return Ok(()) };
    place.remove();
    page.set_title(&title);
    let sheet = JsValue::from(sheet);
    wear(page, &worn(page)?.filter(&mut |one, _, _| one != sheet))
}

fn worn(page: &Document) -> Result<js_sys::Array, JsValue> {
    js_sys::Reflect::get(page, &"adoptedStyleSheets".into())?.dyn_into()
}

fn wear(page: &Document, sheets: &js_sys::Array) -> Result<(), JsValue> {
    js_sys::Reflect::set(page, &"adoptedStyleSheets".into(), sheets).map(|_| ())
}

/// A sheet constructed in the page's own realm: one made outside is refused there.
fn sheet(window: &web_sys::Window, css: &str) -> Result<CssStyleSheet, JsValue> {
    let constructor: js_sys::Function = js_sys::Reflect::get(window, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet: CssStyleSheet = js_sys::Reflect::construct(&constructor, &js_sys::Array::new())?.unchecked_into();
    let replace: js_sys::Function = js_sys::Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &css.into())?;
    Ok(sheet)
}

/// Where the elements of a picture belong.
const SVG: &str = "http://www.w3.org/2000/svg";

fn made(inside: &Document, node: &Node, space: Option<&'static str>) -> Result<web_sys::Node, JsValue> {
    match node {
        Node::Text(text) => Ok(inside.create_text_node(text).into()),
        Node::Element { name, attributes, children } => {
            let space = if *name == "svg" { Some(SVG) } else { space };
            let element = match space {
                Some(_) => inside.create_element_ns(space, name)?,
                None => inside.create_element(name)?,
            };
            for (name, value) in attributes.iter().filter(|(name, _)| *name != "xmlns") {
                element.set_attribute(name, value)?;
            }
            if let [Node::Text(text)] = children.as_slice() {
                // Most elements hold one text: said in one call, a long paper is ready sooner.
                element.set_text_content(Some(text));
            } else {
                for child in children {
                    element.append_child(&made(inside, child, space)?)?;
                }
            }
            Ok(element.into())
        }
    }
}
