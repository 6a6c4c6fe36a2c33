//! The whole check, in stages. The first that fails ends it, and says which it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::dist::{self, Asset};
use crate::serve::Server;
use crate::steps::{Done, cargo, command, root, run as run_command, run_and_read};
use crate::{content, fuzz, setup};

const STAGES: &[&str] = &["format", "lint", "unit", "content", "fuzz", "dist", "browser"];

/// Not part of the whole check, for its length: asked for by name.
const EVERYWHERE: &str = "browser-everywhere";

/// Beside the element: in these what people do is done once more.
const OTHER_SHAPES: &[&str] = &["embed", "npm", "standalone"];

/// What people do from end to end, done in every shape in every run.
const END_TO_END: &[&str] = &[
    "bring",
    "family-picture",
    "files",
    "first-screen",
    "knew",
    "lock",
    "naughty",
    "older",
    "quick",
    "quiet",
    "remove",
    "same",
    "timeline",
    "training-write",
    "visit",
    "walk",
    "wrong",
];

/// What people do that takes longer: done in every shape in the stage `browser-everywhere`.
const LONGER: &[&str] = &["access", "answers", "papers", "routes", "stops", "training"];

/// Tests that measure time or memory: nothing runs beside them.
const MEASURED: &[&str] = &["budget", "draft", "soak"];

/// So many files of browser tests that fail are run once more, each by itself: a browser that waits for its turn beside
/// another can be late for a test. More than these fail for another reason.
const AGAIN: usize = 2;

/// Tests that passed and failed so far, and what the page loads once that is built.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    /// Files of tests that failed beside others and passed by themselves.
    again: Vec<String>,
    assets: Option<Vec<Asset>>,
}

/// Runs every stage, or one.
pub fn run(only: Option<&str>) -> Done {
    let stages = match only {
        None => STAGES,
        Some(EVERYWHERE) => &[EVERYWHERE],
        Some(only) => match STAGES.iter().position(|stage| *stage == only) {
            Some(at) => &STAGES[at..=at],
            None => {
                let all = STAGES.join(", ");
                return Err(format!("there is no stage `{only}`. The stages are: {all}, and by itself {EVERYWHERE}."));
            }
        },
    };
    let mut tally = Tally::default();
    let mut times = Vec::new();
    let mut stopped = None;
    for stage in stages {
        println!("\n== {stage} ==");
        let began = Instant::now();
        let done = run_stage(stage, &mut tally);
        times.push(format!("{stage} {:.0} s", began.elapsed().as_secs_f64()));
        if let Err(why) = done {
            stopped = Some(format!("the stage `{stage}` failed: {why}"));
            break;
        }
    }
    println!("\n{}", times.join(", "));
    for name in &tally.again {
        println!("Failed beside other tests, and passed by itself: {name}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    stopped.map_or(Ok(()), Err)
}

fn run_stage(stage: &str, tally: &mut Tally) -> Done {
    match stage {
        "format" => run_command(cargo().args(["fmt", "--all", "--check"])),
        "lint" => {
            run_command(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
        }
        "unit" => unit(tally),
        "content" => content::check(),
        "fuzz" => fuzz::smoke(),
        "dist" => size(tally),
        EVERYWHERE => browser(tally, true),
        _ => browser(tally, false),
    }
}

fn unit(tally: &mut Tally) -> Done {
    let mut tests = cargo();
    // --no-fail-fast: one run tells of every failure.
    tests.args(["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "no");
    let read = |line: &str| (number_before(line, " passed"), number_before(line, " failed"));
    Counted::of(&mut tests, "test result: ", read)?.add_to(tally)
}

fn size(tally: &mut Tally) -> Done {
    let assets = dist::build()?;
    dist::build_again()?;
    dist::within_budget(&assets)?;
    tally.assets = Some(assets);
    Ok(())
}

fn browser(tally: &mut Tally, everywhere: bool) -> Done {
    let tests = browser_tests()?;
    let in_every_shape = |test: &&PathBuf| is_in(END_TO_END, test) || everywhere && is_in(LONGER, test);
    let of_people: Vec<PathBuf> = tests.iter().filter(in_every_shape).cloned().collect();
    let assets = match tally.assets.take() {
        Some(assets) => assets,
        None => dist::build()?,
    };
    let chromium = setup::browser()?;
    setup::pdf_reader()?;
    if !everywhere && let Err(why) = setup::engines() {
        println!("  {why} The test of the three engines will fail.");
    }
    if let Err(why) = setup::web_servers() {
        println!("  {why} The test of nginx and Apache will fail.");
    }
    let server = Server::on(0, assets)?;
    let address = server.address();
    thread::spawn(move || server.stay());
    let drive_once = |shape: &str, at_once: u32, tests: &[PathBuf]| {
        let mut node = command("node");
        node.arg("--test").arg(format!("--test-concurrency={at_once}")).arg("--test-reporter=spec").args(tests);
        node.env("FHA_BASE_URL", &address).env("FHA_CHROMIUM", &chromium).env("FHA_SHAPE", shape);
        node.env("NO_COLOR", "1").env_remove("FORCE_COLOR").current_dir(root());
        Counted::of(&mut node, "ℹ ", |line| (number_after(line, "pass "), number_after(line, "fail ")))
    };
    let mut drive = |shape: &str, at_once: u32, tests: &[PathBuf]| {
        let mut counted = drive_once(shape, at_once, tests)?;
        let again = files_that_failed(&counted.said);
        if !counted.went_well && at_once > 1 && (1..=AGAIN).contains(&again.len()) {
            println!("\nOnce more, each by itself: {}", again.join(", "));
            let files: Vec<PathBuf> = again.iter().map(|file| root().join(file)).collect();
            if drive_once(shape, 1, &files)?.went_well {
                counted.passed += std::mem::take(&mut counted.failed);
                counted.went_well = true;
                tally.again.extend(again.iter().map(|file| format!("{file} ({shape})")));
            }
        }
        counted.add_to(tally)
    };
    let mut done = Vec::new();
    if !everywhere {
        let (alone, together): (Vec<_>, Vec<_>) = tests.into_iter().partition(|test| is_in(MEASURED, test));
        done.extend([drive("element", 2, &together), drive("element", 1, &alone)]);
    }
    for shape in OTHER_SHAPES {
        println!("\nWhat people do, once more in another shape: {shape}");
        done.push(drive(shape, 2, &of_people));
    }
    done.into_iter().collect()
}

/// Whether a test file is one of these.
fn is_in(names: &[&str], test: &Path) -> bool {
    let name = test.file_name().unwrap_or_default().to_string_lossy();
    names.iter().any(|one| name.strip_suffix(".test.mjs") == Some(one))
}

fn browser_tests() -> Done<Vec<PathBuf>> {
    let folder = root().join("tests/browser");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}.", folder.display()))?;
    let mut tests: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    if tests.is_empty() { Err("there are no tests in tests/browser.".to_owned()) } else { Ok(tests) }
}

/// What a run of tests came to.
struct Counted {
    went_well: bool,
    passed: u32,
    failed: u32,
    said: String,
}

impl Counted {
    /// Runs tests and adds up the result lines, which begin with `mark`.
    fn of(tests: &mut Command, mark: &str, read: impl Fn(&str) -> (u32, u32)) -> Done<Counted> {
        let (went_well, said) = run_and_read(tests)?;
        let (mut passed, mut failed) = (0, 0);
        for (more_passed, more_failed) in said.lines().filter_map(|line| line.strip_prefix(mark)).map(read) {
            passed += more_passed;
            failed += more_failed;
        }
        Ok(Counted { went_well, passed, failed, said })
    }

    fn add_to(self, tally: &mut Tally) -> Done {
        tally.passed += self.passed;
        tally.failed += self.failed;
        match (self.went_well, self.passed) {
            (false, _) => Err(format!("{} of its tests failed; their names are above.", self.failed)),
            (true, 0) => Err("no test ran, or its summary could not be read.".to_owned()),
            (true, _) => Ok(()),
        }
    }
}

/// The files that the browser tests name as those with a failure, each once.
fn files_that_failed(said: &str) -> Vec<String> {
    let lines = said.lines().filter_map(|line| line.strip_prefix("test at "));
    let mut files: Vec<String> = lines.filter_map(|line| line.split(':').next()).map(str::to_owned).collect();
    files.dedup();
    files
}

fn number_before(line: &str, word: &str) -> u32 {
    let before = line.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn number_after(line: &str, word: &str) -> u32 {
    line.strip_prefix(word).and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_that_is_named_is_there() {
        let tests = browser_tests().expect("the tests of the browser are in their folder");
        for name in [END_TO_END, LONGER, MEASURED].concat() {
            assert!(tests.iter().any(|test| is_in(&[name], test)), "there is no tests/browser/{name}.test.mjs");
        }
    }

    #[test]
    fn result_lines_are_read() {
        let cargo = "ok. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!((number_before(cargo, " passed"), number_before(cargo, " failed")), (12, 3));
        assert_eq!((number_after("pass 7", "pass "), number_after("fail 2", "fail ")), (7, 2));
        assert_eq!(number_after("duration_ms 104.5", "pass "), 0);
        let node = "✔ one\n✖ two\n✖ failing tests:\n\ntest at tests/browser/a.test.mjs:75:1\n✖ two\n\ntest at tests/browser/a.test.mjs:80:1\n\ntest at tests/browser/b.test.mjs:7:1\n";
        assert_eq!(files_that_failed(node), ["tests/browser/a.test.mjs", "tests/browser/b.test.mjs"]);
    }
}
