//! The bill of materials, in CycloneDX 1.6: the crates inside the assistant, and the tools that build it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{hash, notices, read, write as write_file};
use crate::setup;
use crate::steps::{Done, root};

/// The npm packages that touch what is shipped. The others only test it.
const TOOLS: &[&str] = &["binaryen", "esbuild"];

/// Writes it. It has no time and no chance in it: its serial number is made of what it says.
pub fn write(path: &Path) -> Done {
    let packages = notices::packages()?;
    let shipped = notices::made_of(notices::SHIPPED)?;
    let everything = notices::made_of(notices::COMPILED)?;
    let checksums = checksums(&read(&root().join("Cargo.lock"))?);
    let mut components = Vec::new();
    for name in &everything {
        let Some(package) = packages.get(name) else { continue };
        components.push(of_crate(package, shipped.contains(name), checksums.get(name)));
    }
    components.push(standard_library()?);
    let lock: Value = serde_json::from_str(&read(&root().join("package-lock.json"))?)
        .map_err(|why| format!("package-lock.json: {why}."))?;
    for name in TOOLS {
        components.push(of_tool(name, &lock["packages"][format!("node_modules/{name}")]));
    }
    let own = format!("pkg:npm/family-history-assistant@{}", env!("CARGO_PKG_VERSION"));
    let shipped: Vec<&Value> = components
        .iter()
        .filter(|component| component["scope"] == "required")
        .map(|component| &component["bom-ref"])
        .collect();
    let mut bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": own,
            "name": "family-history-assistant",
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "license": { "id": "MIT" } }],
            "purl": own,
        } },
        "components": components,
        "dependencies": [{ "ref": own, "dependsOn": shipped }],
    });
    let sum = hash::sum(bom.to_string().as_bytes());
    // As a UUID of version 8, whose digits mean what their maker likes.
    bom["serialNumber"] =
        json!(format!("urn:uuid:{}-{}-8{}-a{}-{}", &sum[..8], &sum[8..12], &sum[13..16], &sum[17..20], &sum[20..32]));
    write_file(path, format!("{bom:#}\n"))
}

fn of_crate(package: &Value, is_shipped: bool, checksum: Option<&String>) -> Value {
    let said = |field: &str| package[field].as_str().unwrap_or_default();
    let purl = format!("pkg:cargo/{}@{}", said("name"), said("version"));
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": said("name"),
        "version": said("version"),
        // What only runs while compiling is not in what is shipped.
        "scope": if is_shipped { "required" } else { "excluded" },
        // Some crates still write a slash between two licences to choose from.
        "licenses": [{ "expression": said("license").replace('/', " OR ").replace("  ", " ") }],
        "purl": purl,
    });
    if let Some(checksum) = checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = package["repository"].as_str() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

fn of_tool(name: &str, package: &Value) -> Value {
    let version = package["version"].as_str().unwrap_or_default();
    let purl = format!("pkg:npm/{name}@{version}");
    json!({
        "type": "application",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": "excluded",
        "licenses": [{ "expression": package["license"].as_str().unwrap_or("NOASSERTION") }],
        "purl": purl,
    })
}

/// Rust's own library, which is in the wasm too.
fn standard_library() -> Done<Value> {
    let version = setup::wasm_route()?.compiler_version()?;
    let purl = format!("pkg:generic/rust-std@{version}");
    Ok(json!({
        "type": "library",
        "bom-ref": purl,
        "name": "rust-std",
        "version": version,
        "scope": "required",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": purl,
        "externalReferences": [{ "type": "vcs", "url": "https://github.com/rust-lang/rust" }],
    }))
}

/// The checksums of Cargo.lock, by "name version".
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let field = |entry: &str, name: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")).map(str::to_owned))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let entries = lock.split("[[package]]").filter_map(|entry| {
        Some((format!("{} {}", field(entry, "name")?, field(entry, "version")?), field(entry, "checksum")?))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_found_where_there_are_any() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"ff\"\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), BTreeMap::from([("a 1.0.0".to_owned(), "ff".to_owned())]));
    }
}
