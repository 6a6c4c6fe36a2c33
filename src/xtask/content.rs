//! Checks `src/content`: its build compiles the pack and refuses it with file, line and reason.

use crate::steps::{Done, cargo, run as run_command, step};

/// Builds the content crate, which is the check.
pub fn run() -> Done {
    step("Checking the words, prompts and citations in src/content", check)
}

/// The check alone, for the stages of `test`.
pub fn check() -> Done {
    run_command(cargo().args(["build", "--quiet", "--package", "family-history-content"]))
}
