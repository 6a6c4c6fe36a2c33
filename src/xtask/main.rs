//! The project's own commands: `cargo xtask serve`, `test`, `dist`, `reproduce`, `first-screen`, `bench`, `compare`,
//! `fuzz`, `setup`, `content`.
//!
//! Each sets up what it needs on a fresh machine that has Rust and Node 20, and says what it is doing.

mod bench;
mod compare;
mod content;
mod dist;
mod fuzz;
mod serve;
mod setup;
mod steps;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N]      build everything and show the demo page on this computer
  test [--only STAGE]   run the whole check; stages: format, lint, unit, content, fuzz, dist, browser;
                        by itself browser-everywhere: what people do, all of it, in every shape
  dist                  build dist/: the assistant in its four shapes and the demo page; print sizes
  reproduce             build dist/ twice, in two folders from nothing, and compare every byte
  bench [--write]       measure speed and size; --write refreshes BENCHMARKS.md
  fuzz [TARGET] [--seconds N]
                        look for inputs that break a reader; tests/fuzz has the targets
  bench --soak          work through a long day in the browser; refreshes BENCHMARKS.md
  first-screen          look what the first screen needs, which is loaded before all else; refreshes
                        src/xtask/dist/first-screen.txt
  compare               do the same work in two other tools; refreshes BENCHMARKS.md and README.md
  content               check the words, prompts and citations in src/content
  setup                 only get the tools that the others need

Settings from the environment: FHA_CHROMIUM (a browser to test with).";

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = given.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["serve"] => serve::run(None),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::run(Some(port)),
            Err(_) => Err(format!("--port takes a number up to 65535, not `{port}`.")),
        },
        ["test"] => test::run(None),
        ["test", "--only", stage] => test::run(Some(stage)),
        ["dist"] => dist::run(),
        ["reproduce"] => dist::reproduce(),
        ["bench"] => bench::run(false),
        ["bench", "--write"] => bench::run(true),
        ["fuzz"] => fuzz::run(None, None),
        ["fuzz", "--seconds", seconds] => with_seconds(None, seconds),
        ["fuzz", target] => fuzz::run(Some(target), None),
        ["fuzz", target, "--seconds", seconds] => with_seconds(Some(target), seconds),
        ["first-screen"] => dist::first_screen(),
        ["compare"] => compare::run(),
        ["bench", "--soak"] => bench::soak(),
        ["content"] => content::run(),
        ["setup"] => setup::run(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nStopped: {why}");
            ExitCode::FAILURE
        }
    }
}

fn with_seconds(target: Option<&str>, seconds: &str) -> steps::Done {
    match seconds.parse() {
        Ok(seconds) => fuzz::run(target, Some(seconds)),
        Err(_) => Err(format!("--seconds takes a number, not `{seconds}`.")),
    }
}
