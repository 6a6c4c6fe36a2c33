//! A document for the clipboard: HTML that stands up in Word and Outlook. Its plain twin is [`super::text`].
//!
//! Those programs heed no classes and no style sheet: what has to be seen is said by the elements, a few attributes, and
//! letters in the place of boxes and lines.

use super::node::Node;
use super::{Document, Section, html};

/// The document as a page of HTML without classes, styles or controls.
pub fn html(document: &Document) -> String {
    let mut out = String::from("<!doctype html><html lang=\"");
    out.extend(document.language.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-'));
    out.push_str("\"><head><meta charset=\"utf-8\"></head><body>");
    html::nodes(document).iter().flat_map(plain).for_each(|node| node.write(&mut out));
    let margins = &document.margins;
    for words in [&margins.handling, &margins.title, &margins.date, &margins.reminder, &margins.edition] {
        if !words.is_empty() {
            Node::new("p", vec![Node::text(words.as_str())]).write(&mut out);
        }
    }
    out.push_str("</body></html>");
    out
}

/// An element as it is copied.
fn plain(node: &Node) -> Vec<Node> {
    let Node::Element { name, attributes, children } = node else { return vec![node.clone()] };
    let of = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value.as_str());
    let inside: Vec<Node> = children.iter().flat_map(plain).collect();
    match (*name, of("class").split(' ').next().unwrap_or_default()) {
        ("span", "tick") => return vec![Node::text(if children.is_empty() { "☐" } else { "☒" })],
        ("span", "rule") => return vec![Node::text("________________")],
        // A picture is its name and what it shows; what its symbols mean is said with every word of it.
        ("svg", _) if of("role") == "img" => {
            let said = |child: &Node| matches!(child, Node::Element { name: "title" | "desc", .. });
            let words = children.iter().filter(|child| said(child)).flat_map(words);
            return words.map(|words| Node::new("p", vec![words])).collect();
        }
        ("ul", "legend") => return Vec::new(),
        ("main" | "section" | "figure", _) => return inside,
        _ => {}
    }
    let copied = match *name {
        "table" => Node::new("table", inside).with("border", "1").with("cellpadding", "4").with("cellspacing", "0"),
        "p" if of("class") == "card-title" => Node::new("p", vec![Node::new("b", inside)]),
        name => Node::new(name, inside),
    };
    let keeps = ["scope", "colspan"].into_iter().filter(|kept| !of(kept).is_empty());
    vec![keeps.fold(copied, |copied, kept| copied.with(kept, of(kept)))]
}

fn words(node: &Node) -> Vec<Node> {
    match node {
        Node::Element { children, .. } => children.clone(),
        Node::Text(_) => vec![node.clone()],
    }
}

/// The parts of a document that can be copied by themselves: the place of each, and its heading.
pub fn parts(document: &Document) -> Vec<(usize, &str)> {
    let sections = document.sections.iter().enumerate();
    sections.filter(|(_, section)| section.level == 2).map(|(at, section)| (at, section.heading.as_str())).collect()
}

/// One part, with the parts of it. A place where none begins is the whole.
pub fn part(document: &Document, at: usize) -> Document {
    let Some(first) = document.sections.get(at).filter(|section| section.level == 2) else { return document.clone() };
    let more = document.sections[at + 1..].iter().take_while(|section| section.level > 2);
    let sections: Vec<Section> = std::iter::once(first).chain(more).cloned().collect();
    Document { sections, ..document.clone() }
}
