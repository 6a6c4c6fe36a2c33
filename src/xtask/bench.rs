//! Measures speed and size on this machine, and keeps the numbers in `BENCHMARKS.md`.

use std::fs;
use std::thread;

use crate::dist::{self, Asset, BUDGET, Sizes};
use crate::serve::Server;
use crate::setup;
use crate::steps::{Done, cargo, command, root, run_and_read, step};

const MARKS: [&str; 2] = ["<!-- numbers: written by cargo xtask bench --write -->", "<!-- end of numbers -->"];

/// Where the numbers of a long day stand.
const SOAK: [&str; 2] = ["<!-- soak: written by cargo xtask bench --soak -->", "<!-- end of soak -->"];

/// Builds, works through a long day in a browser, and writes what it left behind to `BENCHMARKS.md`.
pub fn soak() -> Done {
    let assets = dist::build()?;
    let said = step("Working through a long day in a browser", || in_browser(assets, &["--soak"]))?;
    keep("BENCHMARKS.md", SOAK, &format!("\n{}\n", said.trim()))
}

/// What the measuring program of the browser prints, on the built product.
fn in_browser(assets: Vec<Asset>, how: &[&str]) -> Done<String> {
    let chromium = setup::browser()?;
    let server = Server::on(0, assets)?;
    let address = server.address();
    thread::spawn(move || server.stay());
    let mut node = command("node");
    node.arg(root().join("tests/browser/bench.mjs")).args(how);
    heard(node.env("FHA_BASE_URL", address).env("FHA_CHROMIUM", chromium))
}

/// Builds, measures, prints; with `write`, refreshes the numbers of `BENCHMARKS.md` between its two marks.
pub fn run(write: bool) -> Done {
    let assets = dist::build()?;
    let mut report = size_table(&assets);

    if root().join("src/domain/examples/bench.rs").exists() {
        let said = step("Measuring the core, native and optimised for speed", || {
            let mut bench = cargo();
            bench.args(["run", "--quiet", "--release", "--package", "family-history-domain", "--example", "bench"]);
            heard(bench.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3"))
        })?;
        report.push_str(&section("The core, native", &said));
    }

    let said = step("Measuring the page in a browser", || in_browser(assets, &[]))?;
    report.push_str(&section("The page, in Chromium", &said));
    if write { keep("BENCHMARKS.md", MARKS, &report) } else { Ok(()) }
}

/// What a measuring program printed.
pub fn heard(command: &mut std::process::Command) -> Done<String> {
    match run_and_read(command)? {
        (true, said) => Ok(said),
        (false, _) => Err("the measuring program failed; what it said is above.".to_owned()),
    }
}

fn size_table(assets: &[Asset]) -> String {
    let mut table =
        "\n### What travels, in bytes\n\n| shape or file | raw | gzip | Brotli |\n| --- | --: | --: | --: |\n"
            .to_owned();
    let rows = dist::sizes_of_shapes(assets).into_iter().chain(dist::sizes_of_demo(assets));
    for (name, Sizes(raw, gzip, brotli)) in rows {
        table.push_str(&format!("| {name} | {raw} | {gzip} | {brotli} |\n"));
    }
    table.push_str(&format!(
        "| everything the demo page loads | | | {} of at most {BUDGET} |\n",
        dist::brotli_total(assets)
    ));
    table
}

fn section(title: &str, said: &str) -> String {
    format!("\n### {title}\n\n{}\n", said.trim_end())
}

/// Puts what was measured between its two marks in a file of the project.
pub fn keep(file: &str, marks: [&str; 2], report: &str) -> Done {
    let path = root().join(file);
    let old = fs::read_to_string(&path).map_err(|why| format!("{}: {why}.", path.display()))?;
    let new = between(&old, marks, report).ok_or_else(|| format!("{file} has lost its two marks for the numbers."))?;
    fs::write(&path, new).map_err(|why| format!("{}: {why}.", path.display()))?;
    println!("{file} has the new numbers.");
    Ok(())
}

fn between(old: &str, [begin, end]: [&str; 2], report: &str) -> Option<String> {
    let (before, rest) = old.split_once(begin)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{begin}\n{report}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_numbers_change() {
        let old = "# B\n\nWords.\n<a>\nold\n<b>\nMore words.\n";
        let new = between(old, ["<a>", "<b>"], "new");
        assert_eq!(new.as_deref(), Some("# B\n\nWords.\n<a>\nnew\n<b>\nMore words.\n"));
        assert_eq!(between("# no marks", ["<a>", "<b>"], "new"), None);
    }
}
