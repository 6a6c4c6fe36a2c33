//! The blank checklist for when nothing runs: made of the content pack when `dist/` is built, so that it is the same paper as
//! the one the assistant prints.

use family_history_domain::document::{self, Document, Kind, Node};

use super::pack::js_string;
use crate::steps::Done;

/// The blank as it is, without a day.
fn paper() -> Document {
    document::blank(&family_history_content::guidance(), None, Kind::Checklist)
}

/// The blank as elements. A row that nothing is written in yet has no heading: its first cell is one like the others.
fn nodes() -> Vec<Node> {
    fn settled(node: Node) -> Node {
        let Node::Element { name, attributes, children } = node else { return node };
        let children: Vec<Node> = children.into_iter().map(settled).collect();
        if name == "th" && !children.iter().any(has_words) {
            return Node::new("td", children);
        }
        Node::Element { name, attributes, children }
    }
    fn has_words(node: &Node) -> bool {
        match node {
            Node::Text(text) => !text.trim().is_empty(),
            Node::Element { children, .. } => children.iter().any(has_words),
        }
    }
    document::nodes(&paper()).into_iter().map(settled).collect()
}

/// The file of the styles of [`page`]: a server that allows styles from files alone shows them too.
pub const STYLES: &str = "checklist.css";

/// How the checklist stands on a screen, which may be narrow, and not on paper.
const SCREEN: &str = include_str!("../../../www/blank.css");

/// What the pages of the checklist are called where it stands in another page.
const PAGES: &str = "family-history-blank";

/// The checklist as a page of its own, ready to print, without any script.
pub fn page() -> String {
    let paper = paper();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{STYLES}\">\n</head>\n<body>{}</body>\n</html>\n",
        paper.language,
        paper.title,
        fragment(),
    )
}

/// The styles of that page.
pub fn styles() -> String {
    document::print_css(&paper()) + SCREEN
}

/// The same for where the checklist stands in another page, in an element with this id: there its pages go by a name, so that what
/// else is printed from that page has none of its margins.
pub fn styles_within(id: &str) -> String {
    let (css, mut rest, mut own, mut pages) = (styles(), 0, String::new(), String::new());
    while let Some(at) = css[rest..].find("@page") {
        own.push_str(&css[rest..rest + at]);
        let (mut depth, mut end) = (0_u32, css.len());
        for (place, letter) in css[rest + at..].char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 1 => {
                    end = rest + at + place + 1;
                    break;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        let rule = css[rest + at + "@page".len()..end].trim_start();
        pages.push_str(&format!("@page {PAGES}{}{rule}\n", if rule.starts_with(':') { "" } else { " " }));
        rest = end;
    }
    own.push_str(&css[rest..]);
    // What is said of all the page is said of that element.
    let own = own.replace("\nhtml {", "\n& {").replace("body {", "& {");
    format!("{pages}#{id} {{\npage: {PAGES};\n{own}\n}}\n")
}

/// The checklist as it stands in another page, for when scripts do not run, or not ours.
pub fn fragment() -> String {
    let mut out = String::new();
    nodes().iter().for_each(|node| node.write(&mut out));
    out
}

/// The checklist for the script, which shows and prints it when the assistant cannot run; and of its styles those that not all
/// papers have.
pub fn in_js() -> Done<String> {
    let margins = document::print_css(&paper());
    let margins = margins.strip_prefix(document::PRINT_CSS);
    let margins = margins.ok_or("the styles of paper do not begin with what all papers have.")?;
    let mut parts = Vec::new();
    for node in nodes() {
        numbered(&node, &mut parts)?;
    }
    let (margins, screen) = (js_string(margins), js_string(SCREEN));
    Ok(format!("const BLANK_MARGINS = {margins}, BLANK_SCREEN = {screen}, BLANK = [{}];\n", parts.join(",")))
}

/// The styles that all papers have, for the script. They stand in this list of the wasm, and are read from there, so that they
/// need not travel twice.
pub fn styles_in(list: &[u8]) -> Done<String> {
    let css = document::PRINT_CSS;
    let from = list.windows(css.len()).position(|window| window == css.as_bytes());
    let from = from.ok_or("the wasm does not hold the styles of paper in one piece.")?;
    Ok(format!("const PAPER_STYLES = [{from}, {}];\n", from + css.len()))
}

/// The same for a script whose wasm may not have come.
pub fn styles_in_js() -> String {
    format!("const PAPER_STYLES = {};\n", js_string(document::PRINT_CSS))
}

/// Puts an element behind the others, each of which stands there once however often the paper has it, and gives its number:
/// `["p.note",4,"words"]` is a paragraph of a class, with the element of that number in it and then words.
fn numbered(node: &Node, parts: &mut Vec<String>) -> Done<String> {
    let Node::Element { name, attributes, children } = node else {
        let Node::Text(text) = node else {
            return Err("a paper has something else than elements and words.".to_owned());
        };
        return Ok(js_string(text));
    };
    let mut part = (*name).to_owned();
    for (attribute, value) in attributes {
        match *attribute {
            "class" => part += &format!(".{value}"),
            "scope" => part += &format!("@{value}"),
            // The element says it for all that is in it.
            "lang" => {}
            other => {
                return Err(format!("the blank checklist has an attribute that www/blank.js does not know: {other}."));
            }
        }
    }
    let mut made = format!("[{}", js_string(&part));
    for child in children {
        made += ",";
        made += &numbered(child, parts)?;
    }
    made += "]";
    let at = parts.iter().position(|part| *part == made).unwrap_or_else(|| {
        parts.push(made);
        parts.len() - 1
    });
    Ok(at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_question_of_the_core_route_and_no_script() {
        let html = page().replace("&#39;", "'").replace("&quot;", "\"");
        let guidance = family_history_content::guidance();
        let asked = guidance.prompts.iter().filter(|prompt| prompt.topic == "records" && !prompt.text.contains('{'));
        let missing: Vec<_> =
            asked.clone().filter(|prompt| !html.contains(&prompt.text)).map(|prompt| &prompt.id).collect();
        assert!(missing.is_empty() && asked.count() > 2, "{missing:?}");
        assert!(!html.contains("<script") && !html.contains("<style") && html.contains(STYLES));
        assert!(styles().contains("size: A4"));
    }

    #[test]
    fn inside_another_page_its_pages_go_by_a_name_and_nothing_is_said_of_others() {
        let css = styles_within("blank");
        let (pages, own) = css.split_once("#blank {").unwrap_or_default();
        assert_eq!(pages.matches("@page").count(), pages.matches("@page family-history-blank").count(), "{pages}");
        assert!(pages.contains("@page family-history-blank:first {") && pages.contains("counter(page)"), "{pages}");
        assert!(!own.contains("@page") && !own.contains("size: A4") && own.contains("page: family-history-blank;"));
        assert!(own.contains(".tick") && own.contains(".rule") && !own.contains("body {") && !own.contains("html {"));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn the_styles_are_found_where_they_stand_or_the_build_stops() {
        let css = document::PRINT_CSS;
        let made = styles_in(format!("..{css}--").as_bytes()).expect("the styles are there");
        assert!(made.starts_with(&format!("const PAPER_STYLES = [2, {}];", 2 + css.len())), "{made}");
        assert!(styles_in(b"neither").is_err());
    }

    #[test]
    fn the_script_has_the_same_elements_each_once() {
        let mut parts = Vec::new();
        for node in nodes() {
            numbered(&node, &mut parts).expect("elements and words");
        }
        let all: Vec<serde_json::Value> =
            parts.iter().map(|part| serde_json::from_str(part).expect("a list")).collect();
        // Read again as www/blank.js does.
        fn written(all: &[serde_json::Value], part: &serde_json::Value, out: &mut String) {
            match part.as_u64() {
                None => Node::text(part.as_str().expect("words")).write(out),
                Some(at) => {
                    let kind = all[at as usize][0].as_str().expect("a name");
                    let (kind, scope) = kind.split_once('@').unwrap_or((kind, ""));
                    let (name, class) = kind.split_once('.').unwrap_or((kind, ""));
                    *out += &format!("<{name}");
                    for (attribute, value) in [("class", class), ("scope", scope)] {
                        if !value.is_empty() {
                            *out += &format!(" {attribute}=\"{value}\"");
                        }
                    }
                    *out += ">";
                    all[at as usize].as_array().expect("a list")[1..].iter().for_each(|part| written(all, part, out));
                    *out += &format!("</{name}>");
                }
            }
        }
        let mut again = String::new();
        written(&all, &(all.len() - 1).into(), &mut again);
        assert_eq!(again, fragment().replacen(" lang=\"en-GB\"", "", 1));
    }

    #[test]
    fn the_blank_checklist_can_stand_in_a_page_without_scripts() {
        let blank = fragment();
        assert!(blank.contains("<h1") && blank.len() > 5_000, "{blank}");
        for never in ["noscript", "<script", " style=", " on"] {
            assert!(
                !blank.replace(" on ", " ").contains(&format!("<{never}")) && !blank.contains("style=\""),
                "{never}"
            );
        }
    }
}
