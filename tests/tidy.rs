//! What must hold of the source itself: where a browser, a clock or chance may be known, which words never stand in front of
//! a family, how pages are built, and that no rule is forgotten.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use family_history_domain::review::RULES;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file under these places with one of these endings, with its text.
fn files(places: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    fn walk(path: &Path, found: &mut Vec<PathBuf>) {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).expect("a folder") {
                walk(&entry.expect("an entry").path(), found);
            }
        } else {
            found.push(path.to_owned());
        }
    }
    let mut found = Vec::new();
    for place in places {
        let path = root().join(place);
        assert!(path.exists(), "{place} is gone: say where it went");
        walk(&path, &mut found);
    }
    found.sort();
    found.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)));
    assert!(!found.is_empty(), "no {endings:?} in {places:?}");
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("text");
        (path.strip_prefix(root()).expect("ours").display().to_string(), text)
    };
    found.into_iter().map(read).collect()
}

/// The lines of a file that are not comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('#');
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(move |(_, line)| is_code(line))
}

/// Where one of these stands in code.
fn places_of(files: &[(String, String)], never: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for (number, line) in code(text) {
            let lower = line.to_lowercase();
            for word in never.iter().filter(|word| lower.contains(&word.to_lowercase())) {
                found.push(format!("{path}:{number}: `{word}` in {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn no_browser_stands_under_the_domain_or_the_content() {
    let lock: toml::Table =
        std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock").parse().expect("a lock file");
    let packages = lock["package"].as_array().expect("packages");
    let needs = |name: &str| -> Vec<String> {
        let named = packages.iter().filter(|package| package["name"].as_str() == Some(name));
        named
            .filter_map(|package| package.get("dependencies")?.as_array())
            .flatten()
            .filter_map(|need| Some(need.as_str()?.split(' ').next()?.to_owned()))
            .collect()
    };
    for place in ["src/domain", "src/content"] {
        let manifest: toml::Table =
            std::fs::read_to_string(root().join(place).join("Cargo.toml")).expect("a manifest").parse().expect("TOML");
        let own = manifest["dependencies"].as_table().expect("dependencies");
        let shipped = own.iter().filter(|(_, need)| need.get("optional").and_then(toml::Value::as_bool) != Some(true));
        let mut next: Vec<String> =
            shipped.map(|(name, _)| name.clone()).filter(|name| !name.starts_with("family")).collect();
        assert!(!next.is_empty() || place == "src/content");
        let mut reached = BTreeSet::new();
        while let Some(name) = next.pop() {
            if reached.insert(name.clone()) {
                next.extend(needs(&name));
            }
        }
        let never = [
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "yew",
            "gloo",
            "serde-wasm-bindgen",
            "getrandom",
            "rand",
            "iana-time-zone",
        ];
        let browser: Vec<&String> = reached.iter().filter(|name| never.contains(&name.as_str())).collect();
        assert!(browser.is_empty(), "{place} reaches {browser:?} among {reached:?}");
    }
}

#[test]
fn the_domain_knows_no_clock_no_chance_and_no_order_that_changes() {
    let files = files(&["src/domain"], &["rs"]);
    let never = [
        "HashMap",
        "HashSet",
        "SystemTime",
        "Instant::",
        "Utc::now",
        "Local::now",
        "std::time",
        "std::fs",
        "std::env",
        "std::net",
        "std::thread",
        "println!",
        "eprintln!",
        "dbg!",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "rand::",
    ];
    // The bench of the core needs a clock; it is an example and never shipped.
    let shipped: Vec<_> = files.into_iter().filter(|(path, _)| !path.contains("/examples/")).collect();
    assert_eq!(places_of(&shipped, &never), Vec::<String>::new());
}

#[test]
fn no_word_that_blames_or_grades_stands_before_a_family() {
    // `guidance/check.rs` holds the list that refuses them in a pack; here they are looked for wherever words are shown.
    let mut files =
        files(&["src/content/pack", "src/web", "src/domain", "www"], &["toml", "rs", "html", "js", "css", "ts"]);
    files.retain(|(path, _)| !path.ends_with("guidance/check.rs"));
    let never = [
        "offender",
        "perpetrator",
        "abuser",
        "failed to engage",
        "failure to engage",
        "non-engagement",
        "non-compliant",
        "non-compliance",
        "would have prevented",
        "could have prevented",
        "risk score",
        "risk rating",
        "risk level",
        "high risk",
        "low risk",
        "disguised compliance",
        "hard to reach",
        "chaotic",
        "manipulative",
        "did not attend",
    ];
    let mut found = places_of(&files, &never);
    // The address of a source is not ours to word.
    found.retain(|place| !place.contains(" in address = "));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn pages_are_built_of_text_and_classes() {
    let files = files(&["src/web", "src/domain/document", "www"], &["rs", "js", "html", "css"]);
    let never = [
        "style=",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "dangerously",
        "from_html_unchecked",
        "set_inner_html",
        "eval(",
        "new Function",
        ".set_property(",
        ".cssText",
    ];
    assert_eq!(places_of(&files, &never), Vec::<String>::new());
}

#[test]
fn sizes_do_not_hang_on_the_host_page() {
    // In a shadow root, `rem` is the size the host page chose; the demo page plays such a host, and is left out.
    let files = files(
        &["src/web", "src/domain/document", "www/styles", "www/element.js", "www/panels.js", "www/wasm.js"],
        &["rs", "js", "css"],
    );
    let mut found = Vec::new();
    for (path, text) in &files {
        for (number, line) in code(text) {
            let sized = line.match_indices("rem").any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + 3..].chars().next();
                before.is_some_and(|letter| letter.is_ascii_digit()) && !after.is_some_and(char::is_alphanumeric)
            });
            if sized {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn nothing_is_kept_or_sent_by_the_browser() {
    let files = files(&["src/web", "www/element.js", "www/panels.js", "www/wasm.js"], &["rs", "js"]);
    let never = [
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "local_storage",
        "session_storage",
        "document.cookie",
        "XMLHttpRequest",
        "sendBeacon",
        "WebSocket",
        "EventSource",
        "fetch(",
        "caches.",
    ];
    assert_eq!(places_of(&files, &never), Vec::<String>::new());
}

#[test]
fn every_rule_file_is_registered_under_its_name_and_says_what_it_means() {
    let rules = files(&["src/domain/review/rules"], &["rs"]);
    let registered: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(registered.len(), RULES.len(), "an id is registered twice");
    let mut seen = BTreeSet::new();
    for (path, text) in rules.iter().filter(|(path, _)| !path.ends_with("/mod.rs")) {
        let stem = Path::new(path).file_stem().expect("a name").to_string_lossy().to_uppercase();
        // `r1_02` is R1-02, `m01` is M-01, `lh01` is LH-01, `x_age` is X-AGE.
        let id = match stem.split_once('_') {
            Some((group, rest)) => format!("{group}-{rest}"),
            None => {
                let (group, number) = stem.split_at(stem.find(|letter: char| letter.is_ascii_digit()).expect("a row"));
                format!("{group}-{number}")
            }
        };
        assert!(registered.contains(id.as_str()), "{path}: {id} is not in RULES");
        assert!(text.contains(&format!("id: \"{id}\"")), "{path}: its id is not {id}");
        for heading in ["//! # Finds", "//! # Why it matters", "//! # Source", "//! # Does not mean"] {
            assert!(text.contains(heading), "{path}: it does not say `{heading}`");
        }
        seen.insert(id);
    }
    assert_eq!(seen, registered.into_iter().map(str::to_owned).collect());
}

/// The citations of a paper: what they are called, the file and the title. `[test: tests/x.rs "title"]`.
fn citations<'a>(text: &'a str, what: &str) -> Vec<(&'a str, &'a str)> {
    let mark = format!("[{what}: ");
    let cited = text.split(mark.as_str()).skip(1).filter_map(|rest| rest.split_once("\"]"));
    cited.filter_map(|(cited, _)| cited.split_once(" \"")).collect()
}

/// Whether a test of this title stands in this file.
fn has_test(file: &str, title: &str) -> bool {
    let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
    let as_written = if file.ends_with(".rs") { format!("fn {title}(") } else { format!("test(\"{title}\"") };
    text.contains(&as_written)
}

#[test]
fn every_claim_of_the_evidence_names_a_test_that_is_there() {
    let papers = files(&["docs/assurance"], &["md"]);
    let (mut claims, mut gone, mut come) = (0, Vec::new(), Vec::new());
    for (paper, text) in &papers {
        let marks = text.matches("[test: ").count() + text.matches("[to come: tests/").count();
        let (tests, to_come) = (citations(text, "test"), citations(text, "to come"));
        // The README says how they are written.
        let shown = if paper.ends_with("assurance/README.md") { 1 } else { 0 };
        assert_eq!(
            tests.len() + to_come.len() + shown,
            marks + shown,
            "{paper}: a citation that is not written as the others"
        );
        claims += tests.len();
        for (file, title) in tests.into_iter().filter(|(file, _)| *file != "file") {
            if !has_test(file, title) {
                gone.push(format!("{paper}: {file} \"{title}\""));
            }
        }
        come.extend(
            to_come
                .into_iter()
                .filter(|(file, title)| has_test(file, title))
                .map(|(file, title)| format!("{paper}: {file} \"{title}\"")),
        );
    }
    assert_eq!(gone, Vec::<String>::new(), "these tests are gone, and what they showed is not shown any more");
    assert_eq!(come, Vec::<String>::new(), "these have come: write `test:` for `to come:`");
    assert!(claims > 60, "{claims}");
}

#[test]
fn the_table_of_criteria_holds_every_one_of_the_guidelines() {
    let table = std::fs::read_to_string(root().join("docs/assurance/accessibility.md")).expect("the paper");
    let rows = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter(|(number, _)| number.contains('.'));
    let rows: Vec<(&str, &str)> = rows.collect();
    let of_level = |level: &str| rows.iter().filter(|(_, rest)| rest.split(" | ").nth(1) == Some(level)).count();
    assert_eq!((of_level("A"), of_level("AA")), (31, 24), "31 of level A without the obsolete 4.1.1, and 24 of AA");
    assert!(
        rows.iter().all(|(_, rest)| rest.split(" | ").nth(2).is_some_and(|shown| shown.len() > 10)),
        "each says what shows it"
    );
}
