//! A document as plain text: for a copy into a record system, and for reading a paper in a test.

use super::flow::in_words;
use super::node::readable;
use super::{Block, Document, Inline, Line};

/// How wide a line is, in characters. A longer word is left whole.
const WIDTH: usize = 72;

/// The document as plain text.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for section in &document.sections {
        if !section.heading.is_empty() {
            blank(&mut out);
            let heading = if section.level <= 2 { section.heading.to_uppercase() } else { section.heading.clone() };
            wrap(&mut out, &heading, "", "");
            let rule = if section.level <= 1 { "=" } else { "-" };
            if section.level <= 2 {
                out.push_str(&rule.repeat(heading.chars().count().min(WIDTH)));
                out.push('\n');
            }
        }
        section.blocks.iter().for_each(|one| block(&mut out, document, one));
    }
    blank(&mut out);
    document.margins.said().for_each(|words| wrap(&mut out, words, "", ""));
    out
}

fn block(out: &mut String, document: &Document, block: &Block) {
    blank(out);
    match block {
        Block::Paragraph(words) | Block::Note(words) | Block::Small(words) => wrap(out, &line(words), "", ""),
        Block::Panel(words) => wrap(out, &line(words), "!! ", "!! "),
        Block::List(lines) => lines.iter().for_each(|words| wrap(out, &line(words), "- ", "  ")),
        Block::Table { caption, head, rows, .. } => {
            if !caption.is_empty() {
                wrap(out, caption, "", "");
            }
            for (number, cells) in rows.iter().enumerate() {
                if number > 0 {
                    out.push('\n');
                }
                if let ([across], true) = (cells.as_slice(), head.len() > 1) {
                    labelled(out, "", across, "  ", "  ");
                    continue;
                }
                for (column, lines) in cells.iter().enumerate() {
                    let (first, rest) = if column == 0 { ("* ", "  ") } else { ("  ", "    ") };
                    let name = head.get(column).map_or("", String::as_str);
                    labelled(out, name, lines, first, rest);
                }
            }
        }
        Block::KeyValues(pairs) => pairs.iter().for_each(|(term, lines)| labelled(out, term, lines, "", "  ")),
        Block::Card { title, lines, beside } => {
            wrap(out, &line(title), "* ", "  ");
            lines.iter().for_each(|words| wrap(out, &line(words), "  ", "  "));
            beside.iter().for_each(|words| wrap(out, &line(words), "    ", "      "));
        }
        Block::Strip(steps) => {
            for step in steps {
                let mark = if step.now { "> " } else { "  " };
                labelled(out, &step.title, &step.lines, mark, "    ");
            }
        }
        Block::SignOff(boxes) => {
            for (number, signature) in boxes.iter().enumerate() {
                if number > 0 {
                    out.push('\n');
                }
                wrap(out, &signature.title, "", "");
                signature.lines.iter().for_each(|label| rule(out, label));
            }
        }
        Block::WriteLine(label) => rule(out, label),
        Block::Picture(picture) => in_words(document, picture).for_each(|words| wrap(out, words, "", "")),
    }
}

fn labelled(out: &mut String, name: &str, lines: &[Line], first: &str, rest: &str) {
    let label = if name.is_empty() { String::new() } else { format!("{name}: ") };
    match lines {
        [] => wrap(out, label.trim_end(), first, rest),
        [only] => wrap(out, &format!("{label}{}", line(only)), first, rest),
        [start, more @ ..] => {
            wrap(out, &format!("{label}{}", line(start)), first, rest);
            more.iter().for_each(|words| wrap(out, &line(words), rest, rest));
        }
    }
}

fn rule(out: &mut String, label: &str) {
    wrap(out, &format!("{label}: {}", "_".repeat(32)), "  ", "  ");
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

fn line(words: &Line) -> String {
    let words: Vec<&str> = words
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) | Inline::Strong(words) | Inline::Soft(words) | Inline::Unknown(words) => words,
            Inline::Tick => "[ ]",
            Inline::Ticked => "[x]",
            Inline::Blank => "________________",
            Inline::LongBlank => "________________________________",
        })
        .collect();
    words.join(" ")
}

/// Writes text in lines, keeping the line ends that were typed.
fn wrap(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut indent = first;
    for typed in text.lines() {
        let mut width = indent.chars().count();
        out.push_str(indent);
        let mut started = false;
        for word in typed.split_whitespace() {
            let word = word.chars().filter_map(readable);
            let letters = word.clone().count();
            if letters == 0 {
                continue;
            }
            if started && width + 1 + letters > WIDTH {
                out.push('\n');
                out.push_str(rest);
                width = rest.chars().count();
                started = false;
            }
            if started {
                out.push(' ');
                width += 1;
            }
            out.extend(word);
            width += letters;
            started = true;
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
        indent = rest;
    }
}
