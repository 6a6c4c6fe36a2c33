//! The pages: for a frame, in one file, the demo, and the examples for other hosts.

use std::fs;
use std::path::Path;

use super::pack::{self, Made, js_string, minified};
use super::{LATER, SCRIPT, at, blank, files_below, hash, read, write as write_file};
use crate::steps::{Done, root};

/// Where a page takes the blank checklist, for when nothing else runs.
const BLANK: &str = "<!-- blank checklist -->";

/// What a page of one file may do: run the scripts in it, as they are, and nothing else.
const POLICY_OF_ONE_FILE: &str = "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {style}; \
    img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Writes the script, the pages and what lies beside them.
pub fn write(made: &Made, work: &Path, dist: &Path) -> Done {
    let www = root().join("www");
    let program = made.classic()?;
    let script = pack::as_file(&program);
    write_file(&dist.join(SCRIPT), &script)?;
    let scenarios = training(&www, dist)?;
    write_file(&dist.join("family-history-training.js"), &scenarios)?;

    let blank = blank::fragment();
    for name in files_below(&www.join("demo"))? {
        let page = read(&www.join("demo").join(&name))?;
        write_file(&dist.join(&name), page)?;
    }
    for name in files_below(&www.join("embed"))? {
        let page = read(&www.join("embed").join(&name))?;
        let page = page.replace(BLANK, &blank).replace("{version}", env!("CARGO_PKG_VERSION"));
        write_file(&dist.join("embed").join(&name), page)?;
    }
    let [first, later] = made.in_two()?.map(|script| pack::as_file(&script));
    write_file(&dist.join("embed").join(SCRIPT), &first)?;
    write_file(&dist.join("embed").join(LATER), &later)?;
    for name in ["loader.js", "frame.js"] {
        let small = minified(&read(&www.join(name))?, name, work)?;
        for folder in [dist, &dist.join("embed")] {
            write_file(&folder.join(format!("family-history-{name}")), &small)?;
        }
    }
    for folder in [dist, &dist.join("embed")] {
        write_file(&folder.join("checklist.html"), blank::page())?;
        write_file(&folder.join(blank::STYLES), blank::styles())?;
    }
    write_file(&dist.join("contract.schema.json"), read(&www.join("contract.schema.json"))?)?;
    for name in files_below(&www.join("check"))? {
        let page = read(&www.join("check").join(&name))?;
        for (folder, script, behind) in [(dist.to_owned(), &script, None), (dist.join("embed"), &first, Some(&later))] {
            let behind = behind.map_or(String::new(), |script| hash::integrity(script.as_bytes()));
            let page = page.replace("{integrity}", &hash::integrity(script.as_bytes()));
            let page = page.replace("{integrity of the later part}", &behind);
            write_file(&folder.join(&name), page)?;
        }
    }

    let style = read(&www.join("embed/embed.css"))? + &blank::styles_within("family-history-blank");
    let style = minified(&style, "embed.css", work)?;
    write_file(&dist.join("embed/embed.css"), &style)?;
    let template = read(&www.join("standalone.html"))?;
    let one_file = |title: &str, scripts: &[&str]| {
        filled(
            &template,
            &[
                ("{policy}", &policy_of(&style, scripts)),
                ("{title}", title),
                ("{style}", &style),
                (BLANK, &blank),
                ("{scripts}", &scripts.iter().map(|script| format!("<script>{script}</script>\n")).collect::<String>()),
            ],
        )
    };
    let (program, scenarios) = (in_page(&program)?, in_page(&scenarios)?);
    write_file(&dist.join("standalone.html"), one_file("Family history assistant", &[&program])?)?;
    let for_trainers = one_file("Training with the family history assistant", &[&program, &scenarios])?;
    write_file(&dist.join("standalone-training.html"), for_trainers)
}

/// The examples for hosts and what to read about them, with what has to be copied from this build filled in.
pub fn examples(dist: &Path) -> Done {
    let www = root().join("www");
    let integrity = |name: &str| -> Done<String> {
        let path = dist.join(name);
        Ok(hash::integrity(&fs::read(&path).map_err(at(&path))?))
    };
    let (script, training) = (integrity(SCRIPT)?, integrity("family-history-training.js")?);
    let loader = integrity("family-history-loader.js")?;
    let mut texts = vec!["EMBEDDING.md".to_owned()];
    texts.extend(files_below(&www.join("hosts"))?.into_iter().map(|name| format!("hosts/{name}")));
    for name in texts {
        let text = read(&www.join(&name))?
            .replace("{version}", env!("CARGO_PKG_VERSION"))
            .replace("{integrity}", &script)
            .replace("{integrity of training}", &training)
            .replace("{integrity of the loader}", &loader);
        write_file(&dist.join(&name), text)?;
    }
    Ok(())
}

/// The scenarios as files. Gives back the script that a page of trainers has beside the assistant's. Nothing of them is in the
/// assistant's own script: a table's page must not hold what is yet to come.
fn training(www: &Path, dist: &Path) -> Done<String> {
    let from = root().join("src/content/training");
    let mut texts = Vec::new();
    for name in files_below(&from)? {
        let text = read(&from.join(&name))?;
        let scenario: serde_json::Value = serde_json::from_str(&text).map_err(|why| format!("{name}: {why}."))?;
        let title = scenario["case"]["exercise"]["title"].as_str().unwrap_or_default().to_owned();
        texts.push((title, js_string(&scenario.to_string())));
        write_file(&dist.join("training").join(&name), text)?;
    }
    texts.sort();
    let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    Ok(read(&www.join("training.js"))?.replace("SCENARIOS", &format!("[{}]", texts.join(",\n"))))
}

fn policy_of(style: &str, scripts: &[&str]) -> String {
    let hashes: Vec<String> = scripts.iter().map(|script| hash::in_policy(script)).collect();
    POLICY_OF_ONE_FILE.replace("{scripts}", &hashes.join(" ")).replace("{style}", &hash::in_policy(style))
}

/// A script that may stand between two tags, where a page reads it letter for letter.
fn in_page(script: &str) -> Done<String> {
    let lower = script.to_lowercase();
    if let Some(what) = ["</script", "<!--", "<script", "\r", "\0"].iter().find(|what| lower.contains(**what)) {
        return Err(format!("a script holds {what:?} and would be read otherwise inside a page."));
    }
    Ok(script.to_owned())
}

/// A page with its places filled, each of which it must have once.
fn filled(template: &str, places: &[(&str, &str)]) -> Done<String> {
    // Split first: what is filled in may hold anything.
    let mut parts = vec![template];
    for (place, _) in places {
        let Some(at) = parts.iter().position(|part| part.contains(place)) else {
            return Err(format!("a page has lost its {place}."));
        };
        let (before, after) = parts[at].split_once(place).unwrap_or_default();
        if after.contains(place) {
            return Err(format!("a page has {place} twice."));
        }
        parts.splice(at..=at, [before, place, after]);
    }
    let filling = |part: &&str| places.iter().find(|(place, _)| place == part).map(|(_, words)| *words);
    Ok(parts.iter().map(|part| filling(part).unwrap_or(part)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_page_is_filled_once() {
        assert_eq!(filled("<a>{x}</a>{y}", &[("{y}", "{x}"), ("{x}", "1")]), Ok("<a>1</a>{x}".to_owned()));
        assert!(filled("{x}{x}", &[("{x}", "1")]).is_err());
        assert!(filled("", &[("{x}", "1")]).is_err());
    }

    #[test]
    fn a_script_that_would_end_early_in_a_page_is_refused() {
        assert!(in_page("a < b").is_ok());
        assert!(in_page("\"</SCRIPT>\"").is_err() && in_page("\"<!--\"").is_err());
    }
}
