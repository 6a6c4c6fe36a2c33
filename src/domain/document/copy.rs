//! Copies for the case record: plain text for a box that strips formatting, the same for Word and Outlook, the whole paper
//! or one part of it, and how long it is.

use super::flow::{self, Cell, Face, Flow, Look, Run, Table};
use super::node::Node;
use super::{Block, Document, Inline, Section, text};
use crate::guidance::Guidance;

/// How long a text may be in boxes that are often met, in characters.
pub const LIMITS: [usize; 3] = [4_000, 8_000, 32_000];

/// The paper as plain text: lines of 72 letters at most but for longer words, no tabs, no spaces at their ends.
pub fn plain(document: &Document) -> String {
    text::write(document)
}

/// The paper as HTML for Word and Outlook: elements with styles of their own, since mail programs leave classes out.
pub fn rich(document: &Document) -> String {
    let mut body: Vec<Node> = flow::of(document).iter().map(element).collect();
    let small = |words: &str| styled("p", STYLES_SMALL, lines(words));
    body.extend(document.margins.said().map(small));
    let mut out = String::new();
    styled("div", "font-family:Arial,sans-serif;font-size:10pt;color:#000", body)
        .with("lang", &*document.language)
        .write(&mut out);
    out
}

/// The parts that can be copied alone: the place of each among the sections, and its heading.
pub fn parts(document: &Document) -> impl Iterator<Item = (usize, &str)> {
    let sections = document.sections.iter().enumerate();
    sections
        .filter(|(_, section)| section.level <= 2 && !section.heading.is_empty())
        .map(|(at, section)| (at, &*section.heading))
}

/// One section and what belongs under it, as a paper of its own. What was left out of the whole is said on it too.
pub fn part(document: &Document, at: usize) -> Document {
    let mut sections = document.sections.iter().skip(at);
    let mut part: Vec<Section> = sections.next().into_iter().cloned().collect();
    let level = part.first().map_or(0, |first| first.level.max(2));
    part.extend(sections.take_while(|section| section.level > level).cloned());
    if let Some(last) = part.last_mut() {
        for words in &document.margins.left_out {
            let said = vec![Inline::Strong(words.clone())];
            let is_said = |block: &Block| matches!(block, Block::Small(line) | Block::Note(line) if *line == said);
            if !last.blocks.iter().any(is_said) {
                last.blocks.push(Block::Small(said));
            }
        }
    }
    Document { sections: part, ..document.clone() }
}

/// How many characters a text takes, as record systems count: a line end is two, as Windows keeps it, and a rare character
/// outside the first plane is two.
pub fn length(text: &str) -> usize {
    text.chars().map(|letter| if letter == '\n' { 2 } else { letter.len_utf16() }).sum()
}

/// How long a text is, in words.
pub fn length_words(guidance: &Guidance, length: usize) -> String {
    guidance.say("copy.length", &[("count", &thousands(length))])
}

/// A limit, in words.
pub fn limit_words(guidance: &Guidance, limit: usize) -> String {
    guidance.say("copy.limit", &[("count", &thousands(limit))])
}

/// Whether a text of this length fits, and how much is left or over, in words.
pub fn fit_words(guidance: &Guidance, length: usize, limit: usize) -> String {
    let key = if length <= limit { "copy.fits" } else { "copy.too-long" };
    guidance.say(key, &[("count", &thousands(limit.abs_diff(length)))])
}

/// A number with commas between its thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

const STYLES_SMALL: &str = "font-size:8pt;margin:0 0 3pt";
const CELL: &str = "border:1px solid #777;padding:3pt 5pt;text-align:left;vertical-align:top";

fn element(flow: &Flow) -> Node {
    match flow {
        Flow::Heading(level, _, words) => {
            let (name, style) = match level {
                1 => ("h1", "font-size:18pt;margin:0 0 6pt"),
                2 => ("h2", "font-size:13pt;margin:12pt 0 3pt"),
                _ => ("h3", "font-size:11pt;margin:9pt 0 3pt"),
            };
            styled(name, style, lines(words))
        }
        Flow::Paragraph(look, words) => {
            let style = match look {
                Look::Body => "margin:0 0 4pt",
                Look::Note => "font-size:9pt;margin:0 0 4pt",
                Look::Small => STYLES_SMALL,
                Look::Panel => "border:2px solid #000;padding:4pt 6pt;margin:4pt 0",
                Look::Item => "font-weight:bold;margin:6pt 0 2pt",
                Look::Under | Look::Last => "margin:0 0 2pt 14pt",
            };
            styled("p", style, line(words))
        }
        Flow::List(items) => {
            let items = items.iter().map(|words| Node::new("li", line(words))).collect();
            styled("ul", "margin:0 0 6pt", items)
        }
        Flow::Table(table) => grid(table),
    }
}

fn grid(table: &Table) -> Node {
    let mut children = Vec::new();
    if !table.head.is_empty() {
        let head = |words: &String| styled("th", CELL, lines(words)).with("scope", "col");
        children.push(Node::new("thead", vec![Node::new("tr", table.head.iter().map(head).collect())]));
    }
    let narrow = if table.head.is_empty() { format!(";width:{}%", table.first()) } else { String::new() };
    let row = |cells: &Vec<Cell>| {
        let across = cells.len() == 1 && table.width() > 1;
        let cells = cells.iter().enumerate().map(|(column, lines)| match column {
            _ if across => styled("td", CELL, cell(lines)).with("colspan", table.width().to_string()),
            0 => styled("th", &format!("{CELL};font-weight:normal{narrow}"), cell(lines)).with("scope", "row"),
            _ => styled("td", CELL, cell(lines)),
        });
        Node::new("tr", cells.collect())
    };
    children.push(Node::new("tbody", table.rows.iter().map(row).collect()));
    styled("table", "border-collapse:collapse;width:100%;margin:0 0 8pt", children)
}

fn styled(name: &'static str, style: &str, children: Vec<Node>) -> Node {
    Node::new(name, children).with("style", style)
}

fn cell(paragraphs: &Cell) -> Vec<Node> {
    let mut nodes = Vec::new();
    for words in paragraphs {
        if !nodes.is_empty() {
            nodes.push(Node::new("br", Vec::new()));
        }
        nodes.extend(line(words));
    }
    nodes
}

fn line(words: &[Run]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for run in words {
        if !nodes.is_empty() {
            nodes.push(Node::text(" "));
        }
        let words = lines(&run.words);
        match run.face {
            Face::Plain => nodes.extend(words),
            Face::Strong => nodes.push(Node::new("b", words)),
            Face::Soft => nodes.push(Node::new("i", words)),
            Face::Unknown => nodes.push(Node::new("u", words)),
        }
    }
    nodes
}

/// Words with the line ends that were typed.
fn lines(words: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    for typed in words.lines() {
        if !nodes.is_empty() {
            nodes.push(Node::new("br", Vec::new()));
        }
        nodes.push(Node::text(typed));
    }
    nodes
}
