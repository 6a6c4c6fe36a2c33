//! What lets others check that they have what was built: hashes of every file, for pages and for people.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;

use super::{at, files_below, hash, is_twin, read, write};
use crate::steps::Done;

const SUMS: &str = "SHA256SUMS";
const INTEGRITY: &str = "integrity.json";

/// Writes `SHA256SUMS`, of everything.
pub fn write_sums(dist: &Path) -> Done {
    let mut sums = String::new();
    for name in files_below(dist)? {
        sums.push_str(&format!("{}  {name}\n", hash::sum(&bytes(dist, &name)?)));
    }
    write(&dist.join(SUMS), sums)
}

/// Writes `integrity.json`, what each file's `integrity` is: of what pages load, so not of the compressed twins.
pub fn write_integrity(folder: &Path) -> Done {
    let mut files = BTreeMap::new();
    for name in files_below(folder)?.into_iter().filter(|name| !is_twin(name) && name != INTEGRITY) {
        files.insert(name.clone(), hash::integrity(&bytes(folder, &name)?));
    }
    let all = json!({ "version": env!("CARGO_PKG_VERSION"), "released": super::RELEASED, "files": files });
    write(&folder.join(INTEGRITY), format!("{all:#}\n"))
}

/// Fails, with the names of the files, where two builds are not byte for byte the same.
pub fn compare(one: &Path, other: &Path) -> Done {
    let sums = |dist: &Path| -> Done<BTreeMap<String, String>> {
        let sums = read(&dist.join(SUMS))?;
        let lines = sums.lines().filter_map(|line| line.split_once("  "));
        Ok(lines.map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect())
    };
    let (one, other) = (sums(one)?, sums(other)?);
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let count = names.len();
    let differ: Vec<&str> =
        names.into_iter().filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect();
    if differ.is_empty() && count > 0 {
        println!("  {count} files, and every byte is the same.");
        return Ok(());
    }
    Err(format!("two builds of the same sources differ in: {}.", differ.join(", ")))
}

fn bytes(folder: &Path, name: &str) -> Done<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).map_err(at(&path))
}
