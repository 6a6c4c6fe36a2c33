//! The blank checklist for when nothing runs: made of the content pack when `dist/` is built, so that it is the same paper as
//! the one the assistant prints.

use family_history_domain::document::{self, Document, Kind};

use crate::steps::Done;

/// The blank as it is, without a day.
fn paper() -> Document {
    document::blank(&family_history_content::guidance(), None, Kind::Checklist)
}

/// The file of the styles of [`page`]: a server that allows styles from files alone shows them too.
pub const STYLES: &str = "checklist.css";

/// The checklist as a page of its own, ready to print, without any script.
pub fn page() -> String {
    let paper = paper();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{STYLES}\">\n</head>\n<body>{}</body>\n</html>\n",
        paper.language,
        paper.title,
        fragment(),
    )
}

/// The styles of that page.
pub fn styles() -> String {
    document::print_css(&paper())
}

/// The same for where the checklist stands in another page, in an element with this id. What is said of whole pages is left out.
pub fn styles_within(id: &str) -> String {
    let (css, mut rest, mut own) = (styles(), 0, String::new());
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
        rest = end;
    }
    own.push_str(&css[rest..]);
    format!("#{id} {{\n{own}\n}}\n")
}

/// The checklist as it stands in another page, for when scripts do not run, or not ours.
pub fn fragment() -> String {
    let mut out = String::new();
    document::nodes(&paper()).iter().for_each(|node| node.write(&mut out));
    out
}

/// Where the content pack and the styles of paper stand in this list of the wasm: the element shows and prints the questions
/// from there when it cannot run, so that they need not travel twice.
pub fn places_in_js(list: &[u8]) -> Done<String> {
    let place = |text: &str| {
        let found = list.windows(text.len()).position(|window| window == text.as_bytes());
        found.map(|from| format!("[{from},{}]", from + text.len()))
    };
    let pack =
        place(family_history_content::PACK_JSON).ok_or("the wasm does not hold the content pack in one piece.")?;
    let css = place(document::PRINT_CSS).ok_or("the wasm does not hold the styles of paper in one piece.")?;
    Ok(format!("const TEXTS = [{pack}, {css}];\n"))
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
    fn inside_another_page_its_styles_say_nothing_of_whole_pages() {
        let css = styles_within("blank");
        assert!(css.starts_with("#blank {") && !css.contains("@page") && !css.contains("size: A4"));
        assert!(css.contains(".tick") && css.contains(".rule"));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn the_texts_are_found_where_they_stand_or_the_build_stops() {
        let wasm =
            [b"..", family_history_content::PACK_JSON.as_bytes(), b"--", document::PRINT_CSS.as_bytes()].concat();
        let (end, start) = (2 + family_history_content::PACK_JSON.len(), 4 + family_history_content::PACK_JSON.len());
        let all = wasm.len();
        assert_eq!(places_in_js(&wasm), Ok(format!("const TEXTS = [[2,{end}], [{start},{all}]];\n")));
        assert!(places_in_js(b"neither").is_err());
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
