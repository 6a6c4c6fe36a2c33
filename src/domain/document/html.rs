//! A document as a tree of elements, as a page of its own, and the styles it is printed with.
//!
//! Elements carry classes alone: a page under a strict content security policy allows no `style` attribute.

use crate::drawing::{self, Picture};

use super::node::Node;
use super::{Block, Document, Inline, Line, Margins, Section, Signature, Step};

/// The styles of paper, without the words in the margins: see [`print_css`].
pub const PRINT_CSS: &str = include_str!("print.css");

/// What a page that stands alone may load and run: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The longest text in a margin, in characters.
const MARGIN_TEXT: usize = 140;

/// How many lines of a card stand one under another before they stand in two columns.
const LINES_DOWN: usize = 3;

/// What goes into the body of a page whose styles are [`print_css`].
pub fn nodes(document: &Document) -> Vec<Node> {
    let sections = document.sections.iter().map(section).collect();
    vec![Node::classed("main", "paper", sections).with("lang", &*document.language)]
}

/// A whole page that stands alone: for a file, and for tests.
pub fn page(document: &Document) -> String {
    let mut out = String::from("<!doctype html>\n");
    let head = Node::new(
        "head",
        vec![
            Node::new("meta", Vec::new()).with("charset", "utf-8"),
            Node::new("meta", Vec::new()).with("http-equiv", "Content-Security-Policy").with("content", POLICY),
            Node::new("meta", Vec::new()).with("name", "referrer").with("content", "no-referrer"),
            Node::new("title", vec![Node::text(&*document.title)]),
        ],
    );
    out.push_str("<html lang=\"");
    out.extend(document.language.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-'));
    out.push_str("\">\n");
    let mut text = String::new();
    head.write(&mut text);
    out.push_str(text.trim_end_matches("</head>"));
    // The only text that is written without escaping: `print_css` leaves no angle bracket in what was typed.
    out.push_str("<style>\n");
    out.push_str(&print_css(document));
    out.push_str("</style></head>\n<body>");
    nodes(document).iter().for_each(|node| node.write(&mut out));
    out.push_str("</body>\n</html>\n");
    out
}

/// The styles of paper with the words in the margins of every page.
pub fn print_css(document: &Document) -> String {
    let Margins { handling, title, date, reminder, edition, page, .. } = &document.margins;
    let dotted = |words: [&str; 2]| {
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        css_string(&words.join(" · "))
    };
    let pages = css_string(page)
        .replace("\\7b page\\7d ", "\" counter(page) \"")
        .replace("\\7b pages\\7d ", "\" counter(pages) \"");
    let boxes = [
        ("top-left", css_string(handling)),
        ("top-right", dotted([title, date])),
        ("bottom-left", format!("{} \"\\a \" {}", css_string(reminder), css_string(edition))),
        ("bottom-right", pages),
    ];
    let mut css = String::from(PRINT_CSS);
    // The first page of most papers bears these words in its title block, where browsers without words in margins show
    // them too. A picture has no title block.
    let handling = Block::Note(vec![Inline::Strong(handling.clone())]);
    let is_said = document.sections.first().is_some_and(|title| title.blocks.contains(&handling));
    css.push_str(if document.landscape {
        "@page {\n  size: A4 landscape;\n  margin: 15mm 10mm 14mm;\n"
    } else {
        "@page {\n"
    });
    for (place, content) in boxes {
        css.push_str(&format!("  @{place} {{ content: {content} }}\n"));
    }
    css.push_str("}\n");
    if !document.landscape || is_said {
        css.push_str("@page :first { margin-top: 11mm; @top-left { content: \"\"; border: 0 } @top-right { content: \"\"; border: 0 } }\n");
    }
    css
}

/// Any text as one CSS string: quotes, brackets, backslashes and line ends are written by number, and letters that turn
/// the direction of a whole line are left out. What is too long for a margin is cut.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    let mut letters = text.chars().filter(|letter| !turns_lines(*letter));
    for letter in letters.by_ref().take(MARGIN_TEXT) {
        let plain = letter.is_ascii_alphanumeric() || " .,:;-()·".contains(letter);
        match letter {
            letter if plain => out.push(letter),
            letter if letter.is_control() => out.push(' '),
            letter => out.push_str(&format!("\\{:x} ", u32::from(letter))),
        }
    }
    if letters.next().is_some() {
        out.push_str("\\2026 ");
    }
    out.push('"');
    out
}

fn turns_lines(letter: char) -> bool {
    matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn section(section: &Section) -> Node {
    let mut children = Vec::new();
    if !section.heading.is_empty() {
        let name = match section.level {
            0 | 1 => "h1",
            2 => "h2",
            _ => "h3",
        };
        children.push(Node::new(name, vec![bdi(&section.heading)]));
    }
    children.extend(section.blocks.iter().map(block));
    let page = if section.starts_page { " new-page" } else { "" };
    Node::classed("section", &format!("part part-{}{page}", section.level), children)
}

fn block(block: &Block) -> Node {
    match block {
        Block::Paragraph(words) => Node::new("p", line(words)),
        Block::Note(words) => Node::classed("p", "note", line(words)),
        Block::Small(words) => Node::classed("p", "small", line(words)),
        Block::Panel(words) => Node::classed("p", "panel", line(words)),
        Block::List(lines) => Node::new("ul", lines.iter().map(|words| Node::new("li", line(words))).collect()),
        Block::Table { kind, caption, head, rows } => table(kind, caption, head, rows),
        Block::KeyValues(pairs) => {
            let pair = |(term, lines): &(String, Vec<Line>)| {
                let term = Node::new("dt", vec![bdi(term)]);
                Node::classed("div", "pair", vec![term, Node::new("dd", cell(lines))])
            };
            Node::new("dl", pairs.iter().map(pair).collect())
        }
        Block::Card { title, lines, beside } => {
            let written_on = |words: &Line| match words.as_slice() {
                [Inline::Tick, ..] | [.., Inline::Blank] => Node::classed("p", "fill", line(words)),
                _ => Node::new("p", line(words)),
            };
            let mut main = vec![Node::classed("p", "card-title", line(title))];
            main.extend(lines.iter().map(written_on));
            let mut children = vec![Node::classed("div", "card-main", main)];
            if !beside.is_empty() {
                children.push(Node::classed("div", "card-side", beside.iter().map(written_on).collect()));
            }
            // Many short lines with nothing beside them stand in two columns.
            let class = match beside.is_empty() {
                true if lines.len() > LINES_DOWN => "card wide",
                true => "card",
                false => "card asked",
            };
            Node::classed("div", class, children)
        }
        Block::Strip(steps) => Node::classed("ol", "strip", steps.iter().map(step).collect()),
        Block::SignOff(boxes) => Node::classed("div", "sign", boxes.iter().map(signature).collect()),
        Block::WriteLine(label) => {
            Node::classed("p", "write", vec![Node::text(&**label), Node::classed("span", "rule", Vec::new())])
        }
        Block::Picture(picture) => figure(picture),
    }
}

fn figure(picture: &Picture) -> Node {
    let mut children = vec![drawing::image(picture)];
    children.extend(drawing::legend(picture));
    Node::new("figure", children)
}

fn table(kind: &str, caption: &str, head: &[String], rows: &[Vec<Vec<Line>>]) -> Node {
    let mut children = Vec::new();
    if !caption.is_empty() {
        children.push(Node::new("caption", vec![Node::text(caption)]));
    }
    if !head.is_empty() {
        let heads = head.iter().map(|words| Node::new("th", vec![bdi(words)]).with("scope", "col")).collect();
        children.push(Node::new("thead", vec![Node::new("tr", heads)]));
    }
    let row = |cells: &Vec<Vec<Line>>| {
        // A row of one cell stands across the table: a silence between two rows.
        if let ([only], true) = (cells.as_slice(), head.len() > 1) {
            let across = Node::classed("td", "hatch across", cell(only)).with("colspan", head.len().to_string());
            return Node::new("tr", vec![across]);
        }
        let cells = cells.iter().enumerate().map(|(column, lines)| match column {
            0 => Node::new("th", cell(lines)).with("scope", "row"),
            _ if is_unknown(lines) => Node::classed("td", "hatch", cell(lines)),
            _ => Node::new("td", cell(lines)),
        });
        Node::new("tr", cells.collect())
    };
    children.push(Node::new("tbody", rows.iter().map(row).collect()));
    Node::classed("table", &format!("t-{kind} cols-{}", head.len()), children)
}

fn is_unknown(lines: &[Line]) -> bool {
    !lines.is_empty() && lines.iter().flatten().all(|words| matches!(words, Inline::Unknown(_)))
}

fn cell(lines: &[Line]) -> Vec<Node> {
    match lines {
        [only] => line(only),
        lines => lines.iter().map(|words| Node::classed("div", "line", line(words))).collect(),
    }
}

fn step(step: &Step) -> Node {
    let mut children = vec![Node::new("b", vec![Node::text(&*step.title)])];
    children.extend(step.lines.iter().map(|words| Node::classed("div", "line", line(words))));
    if step.now { Node::classed("li", "now", children) } else { Node::new("li", children) }
}

fn signature(signature: &Signature) -> Node {
    let mut children = vec![Node::new("b", vec![Node::text(&*signature.title)])];
    children.extend(signature.lines.iter().map(|words| Node::classed("p", "sign-line", vec![Node::text(&**words)])));
    Node::new("div", children)
}

fn line(words: &Line) -> Vec<Node> {
    let mut nodes = Vec::new();
    for inline in words {
        if !nodes.is_empty() {
            nodes.push(Node::text(" "));
        }
        nodes.push(match inline {
            Inline::Text(words) => bdi(words),
            Inline::Strong(words) => Node::new("b", vec![bdi(words)]),
            Inline::Soft(words) => Node::classed("span", "soft", vec![bdi(words)]),
            Inline::Unknown(words) => Node::classed("span", "unknown", vec![bdi(words)]),
            Inline::Tick => Node::classed("span", "tick", Vec::new()),
            Inline::Ticked => Node::classed("span", "tick", vec![Node::text("x")]),
            Inline::Blank => Node::classed("span", "rule", Vec::new()),
            Inline::LongBlank => Node::classed("span", "rule long", Vec::new()),
        });
    }
    nodes
}

/// Words that may be typed, kept from turning the direction of what stands beside them.
fn bdi(words: &str) -> Node {
    Node::new("bdi", vec![Node::text(words)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_cannot_be_broken_out_of() {
        let said = css_string("a\"; } </style>\\\n\u{202e}b'");
        assert_eq!(said, "\"a\\22 ; \\7d  \\3c \\2f style\\3e \\5c  b\\27 \"");
        assert!(css_string(&"x".repeat(20_000)).len() < 160);
    }

    #[test]
    fn pages_are_counted_where_the_words_say() {
        let margins = Margins { page: "Page {page} of {pages}".to_owned(), ..Margins::default() };
        let css = print_css(&Document { margins, ..Document::default() });
        assert!(css.contains("\"Page \" counter(page) \" of \" counter(pages) \"\""), "{css}");
    }
}
