//! Writes down which functions run until the first screen is there, from what a browser is seen to call.

use std::collections::BTreeSet;
use std::fs;

use super::{at, build, parting, work_folder, write};
use crate::setup;
use crate::steps::{Done, command, root, run_and_read, step};

/// Builds, looks, and writes `first-screen.txt`. It is read when the next build is made.
pub fn run() -> Done {
    build()?;
    let chromium = setup::browser()?;
    let (whole, marked) = (work_folder().join("assistant.wasm"), work_folder().join("marked.wasm"));
    let (wasm, names) = parting::marked(&fs::read(&whole).map_err(at(&whole))?)?;
    write(&marked, wasm)?;
    let (is_done, said) = step("Looking what the first screen needs", || {
        let mut node = command("node");
        node.arg(root().join("tests/browser/first-screen.mjs")).arg(&marked).env("FHA_CHROMIUM", chromium);
        run_and_read(&mut node)
    })?;
    let numbers = said.lines().last().unwrap_or_default().split(',');
    let called: Option<BTreeSet<&str>> =
        numbers.map(|number| names.get(number.parse::<usize>().ok()?).map(String::as_str)).collect();
    let called =
        called.filter(|_| is_done).ok_or("the browser did not tell what was called; what it said is above.")?;
    let list: String = called.iter().map(|name| format!("{name}\n")).collect();
    write(&root().join("src/xtask/dist/first-screen.txt"), list)?;
    println!("{} functions are in src/xtask/dist/first-screen.txt. Build again.", called.len());
    Ok(())
}
