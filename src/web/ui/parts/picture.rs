//! Any picture: drawn from its shapes, with every mark reached by keyboard, what its symbols mean, and all of it in words.

use std::rc::Rc;

use family_history_domain::document::Node;
use family_history_domain::drawing::{self, Picture};
use family_history_domain::sentences;
use family_history_domain::session::Msg;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag, VText};

use super::{Desk, DrawnWhenOpen};

/// How many sentences are drawn before the rest are behind a line.
const SENTENCES: usize = 40;

/// How much wider than it stands a picture may be and still be drawn whole when it first comes into sight.
const WHOLE: i32 = 1_200;

#[derive(Properties, PartialEq)]
pub struct PictureViewProps {
    pub desk: Desk,
    pub picture: Rc<Picture>,
    /// Tells the ids of one picture on a page from another's.
    pub id: AttrValue,
    /// What pressing a mark does, by its place among the marks; leads to its first fact where none is given.
    #[prop_or_default]
    pub on_press: Option<Callback<usize>>,
    /// Controls of this picture, above it.
    #[prop_or_default]
    pub tools: Html,
    /// Draws what it says in words, where that is made when it is read.
    #[prop_or_default]
    pub words: Option<Callback<(), Html>>,
    /// Prints it.
    pub on_print: Callback<()>,
}

/// A picture.
#[component]
pub fn PictureView(props: &PictureViewProps) -> Html {
    let PictureViewProps { desk, picture, id, on_press, tools, words, on_print } = props;
    let view = &desk.view;
    let here = use_state(|| 0);
    let whole = use_state(|| None::<bool>);
    let region = use_node_ref();
    let current = (*here).min(picture.marks.len().saturating_sub(1));
    let is_whole = whole.unwrap_or(picture.width <= WHOLE);
    let press = {
        let (store, picture, on_press) = (desk.store.clone(), picture.clone(), on_press.clone());
        let guidance = view.guidance.clone();
        move |at: usize| match (&on_press, picture.marks.get(at).and_then(|mark| mark.about.first())) {
            (Some(on_press), _) => on_press.emit(at),
            (None, Some(fact)) => {
                store.send(Msg::FactOpened { place: sentences::place_of(&guidance, fact), fact: fact.clone() });
            }
            (None, None) => {}
        }
    };
    let onclick = {
        let press = press.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(at) = mark_of(&event) {
                press(at);
            }
        })
    };
    let onkeydown = {
        let (here, region, last) = (here.clone(), region.clone(), picture.marks.len().saturating_sub(1));
        Callback::from(move |event: KeyboardEvent| {
            let Some(at) = mark_of(&event) else { return };
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (at + 1).min(last),
                "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                "Enter" | " " => {
                    event.prevent_default();
                    return press(at);
                }
                _ => return,
            };
            event.prevent_default();
            here.set(to);
            let mark = region
                .cast::<Element>()
                .and_then(|region| region.query_selector(&format!("[data-mark='{to}']")).ok()?);
            if let Some(mark) = mark {
                // An SVG element takes the focus as an HTML element does; the binding knows only the one.
                let _ = mark.unchecked_into::<HtmlElement>().focus();
            }
        })
    };
    let onfocusin = {
        let here = here.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(at) = mark_of(&event) {
                here.set(at);
            }
        })
    };
    let toggle = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(Some(!is_whole)))
    };
    let draw_sentences = {
        let picture = picture.clone();
        let more = view.word("picture.more-sentences");
        let sentences = Callback::from(move |()| sentence_list(&picture.sentences, &more));
        words.clone().unwrap_or(sentences)
    };
    let print = on_print.reform(|_: MouseEvent| ());
    html! {
        <section class="picture" aria-label={picture.name.clone()}>
            <div class="picture-head">
                <h3 class="h-card">{ picture.name.clone() }</h3>
                if picture.width > 360 {
                    <button type="button" class="btn-link picture-size" onclick={toggle}>{ view.word(if is_whole { "picture.full-size" } else { "picture.whole" }) }</button>
                }
                <button type="button" class="btn-link" onclick={print}>{ view.word("picture.print") }<span class="visually-hidden">{ ": " }{ picture.name.clone() }</span></button>
            </div>
            <DrawnWhenOpen class="why" summary={view.word("picture.sentences")} draw={draw_sentences} />
            { tools.clone() }
            <div class={if is_whole { "picture-region picture-whole" } else { "picture-region" }} ref={region} {onclick} {onkeydown} {onfocusin}>
                <Drawn picture={picture.clone()} id={id.clone()} {current} />
            </div>
            if let Some(mark) = picture.marks.get(current) {
                <p class="picture-here" aria-hidden="true"><bdi>{ mark.name.clone() }</bdi></p>
                <p class="hint">{ view.word("picture.keys") }</p>
            }
            if let Some(legend) = drawing::legend(picture) { { element(&legend) } }
        </section>
    }
}

/// The place of the mark an event happened in.
fn mark_of(event: &web_sys::Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-mark]").ok()??.get_attribute("data-mark")?.parse().ok()
}

#[derive(Properties)]
struct DrawnProps {
    picture: Rc<Picture>,
    id: AttrValue,
    /// The mark that Tab leads to.
    current: usize,
}

/// The same drawing is the same without a look at its hundreds of marks: a key typed beside it must not wait for that.
impl PartialEq for DrawnProps {
    fn eq(&self, other: &DrawnProps) -> bool {
        Rc::ptr_eq(&self.picture, &other.picture) && self.current == other.current && self.id == other.id
    }
}

/// The shapes, each mark in a group that can be reached.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let DrawnProps { picture, id, current } = props;
    let current = *current;
    let mut children: Vec<Node> = picture.ground.iter().map(drawing::shape).collect();
    for (at, mark) in picture.marks.iter().enumerate() {
        let group = Node::classed("g", "mark", mark.shapes.iter().map(drawing::shape).collect());
        children.push(
            group
                .with("id", format!("{id}-{}", mark.id))
                .with("data-mark", at.to_string())
                .with("role", if mark.about.is_empty() { "img" } else { "button" })
                .with("tabindex", if at == current { "0" } else { "-1" })
                .with("aria-label", &*mark.name),
        );
    }
    if let Some(drawing::Area { x, y, w, h }) = picture.marks.get(current).map(|mark| mark.area) {
        // One ring for the light ground and one for the dark, as everywhere.
        for (style, out) in [("focus-outer", 6), ("focus-inner", 3)] {
            let area = drawing::Area { x: x - out, y: y - out, w: w + 2 * out, h: h + 2 * out };
            children.push(drawing::shape(&drawing::Shape::Box { area, round: 3, style }));
        }
    }
    let frame = drawing::frame(picture.width, picture.height, children);
    element(&frame.with("role", "group").with("aria-label", &*picture.description))
}

/// A tree of elements of the core, as nodes of the view.
fn element(node: &Node) -> VNode {
    match node {
        Node::Text(text) => VText::new(text.clone()).into(),
        Node::Element { name, attributes, children } => {
            let mut tag = VTag::new(*name);
            for (attribute, value) in attributes {
                tag.add_attribute(attribute, value.clone());
            }
            tag.add_children(children.iter().map(element));
            tag.into()
        }
    }
}

/// Everything a picture says, as a list; a long one in two steps.
fn sentence_list(sentences: &[String], more: &AttrValue) -> Html {
    let list = |sentences: &[String]| {
        html! { <ul class="family">for sentence in sentences { <li><bdi>{ sentence.clone() }</bdi></li> }</ul> }
    };
    let (first, rest) = sentences.split_at(sentences.len().min(SENTENCES));
    html! {
        <>
            { list(first) }
            if !rest.is_empty() {
                <DrawnWhenOpen class="why" summary={more.clone()} draw={let rest = rest.to_vec(); Callback::from(move |()| list(&rest))} />
            }
        </>
    }
}
