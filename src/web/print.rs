//! Prints a paper from a document of its own: an empty frame beside the view, filled node by node.
//!
//! The frame is `about:blank` of the same origin, so that no address is loaded; nodes and a constructed stylesheet go
//! in, so that no markup is parsed and a page with Trusted Types is content.

use family_history_domain::document::{self, Node};
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, HtmlIFrameElement};

/// How long the frame stays after printing was asked for: browsers may still be reading it while their window is open.
const KEPT_MILLISECONDS: u32 = 120_000;

/// Prints.
///
/// # Errors
/// Where the browser or the page refuses a frame or its printing.
pub fn print(mount: &Element, paper: &document::Document, frame_title: &str) -> Result<(), JsValue> {
    let page = mount.owner_document().ok_or(JsValue::NULL)?;
    let frame: HtmlIFrameElement = page.create_element("iframe")?.dyn_into()?;
    frame.set_class_name("paper-frame");
    frame.set_attribute("aria-hidden", "true")?;
    frame.set_tab_index(-1);
    frame.set_title(frame_title);
    mount.append_child(&frame)?;
    // Printing takes the focus into the frame, where nobody could find it again: it goes back to where it was.
    let root = mount.get_root_node();
    let focused = js_sys::Reflect::get(&root, &"activeElement".into()).ok();
    let done = fill(&frame, paper);
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        focused.focus()?;
    }
    if done.is_err() {
        frame.remove();
        return done;
    }
    Timeout::new(KEPT_MILLISECONDS, move || frame.remove()).forget();
    Ok(())
}

fn fill(frame: &HtmlIFrameElement, paper: &document::Document) -> Result<(), JsValue> {
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    let inside = window.document().ok_or(JsValue::NULL)?;
    inside.set_title(&paper.title);
    inside.document_element().ok_or(JsValue::NULL)?.set_attribute("lang", &paper.language)?;
    let body = inside.body().ok_or(JsValue::NULL)?;
    for node in document::nodes(paper) {
        body.append_child(&made(&inside, &node, None)?)?;
    }
    style(&window, &inside, &document::print_css(paper))?;
    window.focus()?;
    window.print()
}

/// A sheet constructed in the frame's own realm: one made outside is refused there.
fn style(window: &web_sys::Window, inside: &Document, css: &str) -> Result<(), JsValue> {
    let constructor: js_sys::Function = js_sys::Reflect::get(window, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet: CssStyleSheet = js_sys::Reflect::construct(&constructor, &js_sys::Array::new())?.unchecked_into();
    let replace: js_sys::Function = js_sys::Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &css.into())?;
    js_sys::Reflect::set(inside, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet))?;
    Ok(())
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
