//! Measures speed and size on this machine, and keeps the numbers in `BENCHMARKS.md`.

use std::fs;
use std::thread;

use crate::dist::{self, Asset, BUDGET, Sizes};
use crate::serve::Server;
use crate::setup;
use crate::steps::{Done, cargo, command, root, run_and_read, step};

const BEGIN: &str = "<!-- numbers: written by cargo xtask bench --write -->";
const END: &str = "<!-- end of numbers -->";

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

    let script = root().join("tests/browser/bench.mjs");
    if script.exists() {
        let chromium = setup::browser()?;
        let server = Server::on(0, assets)?;
        let address = server.address();
        thread::spawn(move || server.stay());
        let said = step("Measuring the page in a browser", || {
            heard(command("node").arg(&script).env("FHA_BASE_URL", address).env("FHA_CHROMIUM", chromium))
        })?;
        report.push_str(&section("The page, in Chromium", &said));
    } else {
        println!("tests/browser/bench.mjs is not there yet: sizes only.");
    }
    if write { keep(&report) } else { Ok(()) }
}

fn heard(command: &mut std::process::Command) -> Done<String> {
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

fn keep(report: &str) -> Done {
    let path = root().join("BENCHMARKS.md");
    let old = fs::read_to_string(&path).unwrap_or_else(|_| format!("# Benchmarks\n\n{BEGIN}\n{END}\n"));
    let new = replace_numbers(&old, report).ok_or("BENCHMARKS.md has lost its two marks for the numbers.")?;
    fs::write(&path, new).map_err(|why| format!("{}: {why}.", path.display()))?;
    println!("BENCHMARKS.md has the new numbers.");
    Ok(())
}

fn replace_numbers(old: &str, report: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{report}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_numbers_change() {
        let old = format!("# B\n\nWords.\n{BEGIN}\nold\n{END}\nMore words.\n");
        assert_eq!(replace_numbers(&old, "new"), Some(format!("# B\n\nWords.\n{BEGIN}\nnew\n{END}\nMore words.\n")));
        assert_eq!(replace_numbers("# no marks", "new"), None);
    }
}
