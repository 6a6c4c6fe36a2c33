//! Does the same work in this assistant and in two others, in the same run, and keeps the tables in `BENCHMARKS.md` and `README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::bench::{heard, keep};
use crate::dist;
use crate::serve::Server;
use crate::setup;
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

const MARKS: [&str; 2] = ["<!-- comparison: written by cargo xtask compare -->", "<!-- end of comparison -->"];

/// What is compared with: never part of the product, so it stands in no list of what the project needs. Two of them are one
/// product; the newest release of its part for plain pages sets the version of both.
const OTHERS: [(&str, &str); 3] = [("survey-core", "2.5.38"), ("survey-js-ui", "2.5.38"), ("lforms", "40.1.3")];

/// Stands between the table of the benchmarks and the short one of the README.
const BETWEEN: &str = "\n---\n";

/// Builds, gets the others, measures, and writes both tables.
pub fn run() -> Done {
    let assets = dist::build()?;
    let others = step("Getting what is compared with: npm pack", others)?;
    let chromium = setup::browser()?;
    let server = Server::on(0, assets)?;
    let address = server.address();
    thread::spawn(move || server.stay());
    let said = step("Measuring all of them in a browser", || {
        let script = root().join("tests/browser/compare.mjs");
        let mut node = command("node");
        node.arg(script).env("FHA_BASE_URL", address).env("FHA_CHROMIUM", chromium).env("FHA_COMPARE", others);
        heard(&mut node)
    })?;
    let (whole, short) = said.split_once(BETWEEN).ok_or("tests/browser/compare.mjs no longer prints two tables.")?;
    keep("BENCHMARKS.md", MARKS, &format!("\n{}\n", whole.trim()))?;
    keep("README.md", MARKS, &format!("\n{}\n", short.trim()))
}

/// The folder with the packages, each under its name.
fn others() -> Done<PathBuf> {
    let folder = target_dir().join("compare");
    for (name, version) in OTHERS {
        let place = folder.join(name);
        if is_there(&place, version) {
            continue;
        }
        if place.exists() {
            fs::remove_dir_all(&place).map_err(|why| format!("{}: {why}.", place.display()))?;
        }
        fs::create_dir_all(&place).map_err(|why| format!("{}: {why}.", place.display()))?;
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let wanted = format!("{name}@{version}");
        run_command(command(npm).args(["pack", &wanted, "--silent", "--pack-destination"]).arg(&folder))?;
        let packed = folder.join(format!("{name}-{version}.tgz"));
        run_command(command("tar").arg("-xzf").arg(&packed).args(["--strip-components=1", "-C"]).arg(&place))?;
    }
    Ok(folder)
}

/// Whether a package of this version stands there already.
fn is_there(place: &Path, version: &str) -> bool {
    fs::read_to_string(place.join("package.json")).is_ok_and(|text| is_of(&text, version))
}

fn is_of(package: &str, version: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(package).is_ok_and(|package| package["version"] == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_fetched_anew() {
        assert!(is_of(r#"{"version":"2.5.38"}"#, "2.5.38"));
        assert!(!is_of(r#"{"version":"2.5.37"}"#, "2.5.38"));
        assert!(!is_of("", "2.5.38"));
    }
}
