//! A picture as SVG text, for paper and for golden files. Words from people go in as text, never as markup.

use std::fmt::Write;

use super::{Anchor, Area, Picture, Shape};

/// The picture as one SVG element with its title and description.
pub fn svg(picture: &Picture) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        text(&picture.name),
        text(&picture.description),
        w = picture.width,
        h = picture.height,
    );
    for shape in picture.ground.iter().chain(picture.marks.iter().flat_map(|mark| &mark.shapes)) {
        draw(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

/// Words as they may stand in markup.
fn text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn draw(out: &mut String, shape: &Shape) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Box { area: Area { x, y, w, h }, round, style } => {
            writeln!(out, "<rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>")
        }
        Shape::Circle { x, y, r, style } => {
            writeln!(out, "<circle class=\"{style}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")
        }
        Shape::Path { d, style } => writeln!(out, "<path class=\"{style}\" d=\"{d}\"/>"),
        Shape::Text { x, y, anchor, words, style } => {
            let anchor = anchor.key();
            writeln!(out, "<text class=\"{style}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", text(words))
        }
    };
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
