//! The whole check, in stages. The first that fails ends it, and says which it was.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::dist::{self, Asset};
use crate::serve::Server;
use crate::steps::{Done, cargo, command, root, run as run_command, run_and_read};
use crate::{content, fuzz, setup};

const STAGES: &[&str] = &["format", "lint", "unit", "content", "fuzz", "dist", "browser"];

/// Beside the element: in these the whole way is gone once more.
const OTHER_SHAPES: &[&str] = &["embed", "npm", "standalone"];

/// Tests that passed and failed so far, and what the page loads once that is built.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    assets: Option<Vec<Asset>>,
}

/// Runs every stage, or one.
pub fn run(only: Option<&str>) -> Done {
    if let Some(stage) = only
        && !STAGES.contains(&stage)
    {
        return Err(format!("there is no stage `{stage}`. The stages are: {}.", STAGES.join(", ")));
    }
    let mut tally = Tally::default();
    let mut times = Vec::new();
    let mut stopped = None;
    for stage in STAGES.iter().filter(|stage| only.is_none_or(|only| only == **stage)) {
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
        _ => browser(tally),
    }
}

fn unit(tally: &mut Tally) -> Done {
    let mut tests = cargo();
    // --no-fail-fast: one run tells of every failure.
    tests.args(["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "no");
    count(&mut tests, tally, "test result: ", |line| (number_before(line, " passed"), number_before(line, " failed")))
}

fn size(tally: &mut Tally) -> Done {
    let assets = dist::build()?;
    dist::build_again()?;
    dist::within_budget(&assets)?;
    tally.assets = Some(assets);
    Ok(())
}

fn browser(tally: &mut Tally) -> Done {
    let tests = browser_tests()?;
    let assets = match tally.assets.take() {
        Some(assets) => assets,
        None => dist::build()?,
    };
    let chromium = setup::browser()?;
    setup::pdf_reader()?;
    if let Err(why) = setup::engines() {
        println!("  {why} The test of the three engines will fail.");
    }
    if let Err(why) = setup::web_servers() {
        println!("  {why} The test of nginx and Apache will fail.");
    }
    let server = Server::on(0, assets)?;
    let address = server.address();
    thread::spawn(move || server.stay());
    let mut drive = |shape: &str, tests: &[PathBuf]| {
        let mut node = command("node");
        // One at a time: some of them measure, and focus is where the browser says it is.
        node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(tests);
        node.env("FHA_BASE_URL", &address).env("FHA_CHROMIUM", &chromium).env("FHA_SHAPE", shape);
        node.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        count(&mut node, tally, "ℹ ", |line| (number_after(line, "pass "), number_after(line, "fail ")))
    };
    let mut done = vec![drive("element", &tests)];
    for shape in OTHER_SHAPES {
        println!("\nThe whole way once more, in another shape: {shape}");
        done.push(drive(shape, &[root().join("tests/browser/walk.test.mjs")]));
    }
    done.into_iter().collect()
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

/// Runs tests and adds up the result lines, which begin with `mark`.
fn count(tests: &mut Command, tally: &mut Tally, mark: &str, read: impl Fn(&str) -> (u32, u32)) -> Done {
    let (well, said) = run_and_read(tests)?;
    let (mut passed, mut failed) = (0, 0);
    for (more_passed, more_failed) in said.lines().filter_map(|line| line.strip_prefix(mark)).map(read) {
        passed += more_passed;
        failed += more_failed;
    }
    tally.passed += passed;
    tally.failed += failed;
    match (well, passed) {
        (false, _) => Err(format!("{failed} of its tests failed; their names are above.")),
        (true, 0) => Err("no test ran, or its summary could not be read.".to_owned()),
        (true, _) => Ok(()),
    }
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
    fn result_lines_are_read() {
        let cargo = "ok. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!((number_before(cargo, " passed"), number_before(cargo, " failed")), (12, 3));
        assert_eq!((number_after("pass 7", "pass "), number_after("fail 2", "fail ")), (7, 2));
        assert_eq!(number_after("duration_ms 104.5", "pass "), 0);
    }
}
