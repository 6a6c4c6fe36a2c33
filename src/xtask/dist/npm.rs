//! The npm package: a module, its wasm in two files beside it, and a copy of the wasm for where that cannot be loaded.

use std::path::Path;

use super::pack::Made;
use super::{hash, notices, read, release, write as write_file};
use crate::steps::{Done, command, root, run as run_command};

const NAME: &str = "family-history-assistant";

/// Writes the package, and packs it.
pub fn write(made: &Made, dist: &Path) -> Done {
    let folder = dist.join("npm");
    let www = root().join("www");
    let banner = format!("// {NAME} {}. MIT licence, others in THIRD-PARTY.txt.\n", env!("CARGO_PKG_VERSION"));
    let file = |name: &str, content: &[u8]| write_file(&folder.join(name), content);
    file("family-history-assistant.wasm", &made.first.wasm)?;
    file("family-history-assistant-later.wasm", &made.later.wasm)?;
    let [first, later] = [&made.first, &made.later].map(|part| hash::integrity(&part.wasm));
    file("family-history-assistant.mjs", (banner.clone() + &made.module(&first, &later)?).as_bytes())?;
    file("inline.mjs", (banner + &made.inline_module()?).as_bytes())?;
    for name in ["package.json", "inline.d.mts", "README.md", "jsx-sample.d.ts"] {
        file(name, read(&www.join("package").join(name))?.replace("{version}", env!("CARGO_PKG_VERSION")).as_bytes())?;
    }
    // The same types for whoever has the script on a page, and for those who import the module.
    let types = read(&www.join("family-history-assistant.d.ts"))?;
    file("family-history-assistant.d.mts", types.as_bytes())?;
    write_file(&dist.join("family-history-assistant.d.ts"), &types)?;
    let manifest = read(&www.join("custom-elements.json"))?;
    file("custom-elements.json", manifest.as_bytes())?;
    write_file(&dist.join("custom-elements.json"), &manifest)?;
    file("LICENSE", read(&root().join("LICENSE"))?.as_bytes())?;
    notices::write(&folder)?;
    release::write_integrity(&folder)?;
    let mut pack = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    pack.args(["pack", "--ignore-scripts", "--silent", "--pack-destination"]).arg(dist).arg(&folder);
    run_command(pack.stdout(std::process::Stdio::null()))
}
