//! The licences of everything inside the one script, as those licences ask: written beside it, in `dist/notices/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::at;
use crate::setup::WASM;
use crate::steps::{Done, cargo};

/// What is compiled to make the assistant, and what of it is shipped: all but what runs in the compiler.
pub const COMPILED: &str = "normal";
/// See [`COMPILED`].
pub const SHIPPED: &str = "normal,no-proc-macro";

/// Writes the notices of every crate the assistant is made of.
pub fn write(folder: &Path) -> Done {
    let mut text = "What family-history-assistant.js is made of, and under which licences.\n".to_owned();
    let packages = packages()?;
    for name_and_version in made_of(COMPILED)? {
        let Some(package) = packages.get(&name_and_version) else { continue };
        let said = |field: &str| package[field].as_str().unwrap_or("not said").to_owned();
        text.push_str(&format!("\n==== {name_and_version}\n{}\n{}\n", said("license"), said("repository")));
        for file in licences(package)? {
            let words = fs::read_to_string(&file).map_err(at(&file))?;
            text.push_str(&format!("\n{}\n", words.trim()));
        }
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    let path = folder.join("THIRD-PARTY.txt");
    fs::write(&path, text).map_err(at(&path))
}

/// "name version" of every crate that the browser's build is made of, in order; our own are under the project's licence.
pub fn made_of(edges: &str) -> Done<Vec<String>> {
    let what = ["--target", WASM, "-e", edges, "--prefix", "none", "--no-dedupe", "-f", "{p}"];
    let tree = said(&[["tree", "-p", "family-history-web"].as_slice(), &what].concat())?;
    let mut names: Vec<String> = tree
        .lines()
        .filter(|line| !line.starts_with("family-history"))
        .filter_map(|line| line.split_once(" v").map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest))))
        .map(|(name, version)| format!("{name} {version}"))
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Every package that cargo knows of here, by "name version".
pub fn packages() -> Done<BTreeMap<String, Value>> {
    let metadata: Value = serde_json::from_str(&said(&["metadata", "--format-version", "1"])?)
        .map_err(|why| format!("cargo metadata: {why}."))?;
    let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
    let key = |package: &Value| {
        format!("{} {}", package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default())
    };
    Ok(packages.into_iter().map(|package| (key(&package), package)).collect())
}

/// The licence files that came with a crate; one of several licences to choose from is enough, and MIT is the shortest.
fn licences(package: &Value) -> Done<Vec<PathBuf>> {
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap_or_default());
    let folder = manifest.parent().unwrap_or(&manifest).to_owned();
    let entries = fs::read_dir(&folder).map_err(at(&folder))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            path.is_file() && ["LICENSE", "LICENCE", "COPYRIGHT", "NOTICE"].iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let is_mit = |path: &PathBuf| path.to_string_lossy().to_uppercase().ends_with("MIT");
    if files.iter().any(is_mit) {
        files.retain(is_mit);
    }
    Ok(files)
}

fn said(arguments: &[&str]) -> Done<String> {
    let output = cargo().args(arguments).output().map_err(|why| format!("cargo {}: {why}.", arguments[0]))?;
    if !output.status.success() {
        return Err(format!("cargo {}: {}", arguments[0], String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
