//! A picture as SVG: one tree of elements for the screen, the paper and golden files. Words from people go in as text,
//! never as markup.

use super::{Anchor, Area, Legend, Picture, Shape};
use crate::document::Node;

/// One thing drawn, as an element.
pub fn shape(shape: &Shape) -> Node {
    let placed = |name, style: &str, at: &[(&'static str, i32)]| {
        let element = Node::classed(name, style, Vec::new());
        at.iter().fold(element, |element, (name, value)| element.with(name, value.to_string()))
    };
    match shape {
        Shape::Box { area: Area { x, y, w, h }, round, style } => {
            placed("rect", style, &[("x", *x), ("y", *y), ("width", *w), ("height", *h), ("rx", *round)])
        }
        Shape::Circle { x, y, r, style } => placed("circle", style, &[("cx", *x), ("cy", *y), ("r", *r)]),
        Shape::Path { d, style } => placed("path", style, &[]).with("d", &**d),
        Shape::Text { x, y, anchor, words, style } => {
            let at = [("x", x.to_string()), ("y", y.to_string()), ("text-anchor", anchor.key().to_owned())];
            let text = Node::classed("text", style, vec![Node::text(&**words)]);
            at.into_iter().fold(text, |text, (name, value)| text.with(name, value))
        }
    }
}

/// An empty SVG element of this size.
pub fn frame(width: i32, height: i32, children: Vec<Node>) -> Node {
    Node::new("svg", children)
        .with("viewBox", format!("0 0 {width} {height}"))
        .with("width", width.to_string())
        .with("height", height.to_string())
}

/// The picture as one image with its name and description, for paper.
pub fn image(picture: &Picture) -> Node {
    let marks = picture.marks.iter().flat_map(|mark| &mark.shapes);
    let mut children = vec![
        Node::new("title", vec![Node::text(&*picture.name)]),
        Node::new("desc", vec![Node::text(&*picture.description)]),
    ];
    children.extend(picture.ground.iter().chain(marks).map(shape));
    frame(picture.width, picture.height, children).with("xmlns", "http://www.w3.org/2000/svg").with("role", "img")
}

/// What the symbols mean, as a list; none when none is used.
pub fn legend(picture: &Picture) -> Option<Node> {
    let item = |item: &Legend| {
        let symbol = frame(Legend::WIDTH, Legend::HEIGHT, item.shapes.iter().map(shape).collect());
        Node::new("li", vec![symbol.with("aria-hidden", "true"), Node::new("span", vec![Node::text(&*item.words)])])
    };
    let items: Vec<Node> = picture.legend.iter().map(item).collect();
    (!items.is_empty()).then(|| Node::classed("ul", "legend", items))
}

/// The picture as text in a line for each thing drawn, for golden files.
pub fn svg(picture: &Picture) -> String {
    let mut out = String::new();
    image(picture).write(&mut out);
    ["path", "rect", "circle"].iter().for_each(|name| out = out.replace(&format!("></{name}>"), "/>"));
    out.replace("><", ">\n<")
}

impl Anchor {
    /// Its name in SVG.
    pub fn key(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn words_from_people_are_never_markup() {
        let words = "<script>alert(1)</script> & \"Mum\"".to_owned();
        let shapes = vec![Shape::Text { x: 4, y: 9, anchor: Anchor::Middle, words: words.clone(), style: "label" }];
        let picture = Picture { name: words, marks: vec![Mark { shapes, ..Mark::default() }], ..Picture::default() };
        let svg = svg(&picture);
        assert!(!svg.contains("<script"));
        assert_eq!(svg.matches("&lt;script&gt;alert(1)&lt;/script&gt; &amp;").count(), 2);
    }
}
