//! Prints what a case file raises, and its checklist. `cargo run --example review -- --help` says how.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};
use family_history_domain::when::Today;
use family_history_tests::command;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let said = command::run(&arguments, Today(today()));
    // Whoever reads on may have read enough: `| head` is no failure.
    let _ = stdout().write_all(said.out.as_bytes());
    let _ = stderr().write_all(said.err.as_bytes());
    ExitCode::from(said.code)
}

fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    now.unwrap_or_default().date_naive()
}
