//! Builds `dist/`: one build of the assistant in four shapes, with all that an agency needs to put it up and to check it.

mod apart;
mod blank;
mod first_screen;
mod hash;
mod likeness;
mod notices;
mod npm;
mod pack;
mod pages;
mod parting;
mod release;
mod reproduce;
mod sbom;

use std::fs;
use std::path::{Path, PathBuf};

use crate::setup;
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

pub use first_screen::run as first_screen;
pub use reproduce::run as reproduce;

/// Everything the demo page loads may weigh this much after Brotli.
pub const BUDGET: usize = 715_000;

/// What files may weigh together: as they are, because many intranets send them so, and after Brotli.
const BUDGETS: &[(&str, &[&str], usize, usize)] = &[
    ("The page for a frame, until its first screen,", IN_FRAME, 1_200_000, 300_000),
    ("The npm package, until its first screen,", IN_PACKAGE, 1_200_000, 300_000),
    ("The demo page", DEMO, 2_440_000, BUDGET),
];

/// The day of this version, as year, month and day. It changes with `version` in `Cargo.toml`: the page says when it is more
/// than six months old.
pub const RELEASED: &str = "2026-11-26";

/// The assistant as one classic script.
const SCRIPT: &str = "family-history-assistant.js";

/// What the page for a frame loads behind its first screen.
const LATER: &str = "family-history-assistant-later.js";

/// What a person's browser loads, by shape. What is loaded only when something failed is a row of its own.
const SHAPES: &[(&str, &[&str])] = &[
    ("the page for a frame, until the first screen", IN_FRAME),
    ("the same, behind it", &["embed/family-history-assistant-later.js"]),
    ("the npm package, until the first screen", IN_PACKAGE),
    ("the same, behind it", &["npm/family-history-assistant-later.wasm"]),
    ("its copy of the wasm, where that did not arrive", &["npm/inline.mjs"]),
    ("the element", &[SCRIPT]),
    ("one file", &["standalone.html"]),
];

/// What is loaded until the first screen is there, in the shapes that can load more behind it.
const IN_FRAME: &[&str] = &[
    "embed/index.html",
    "embed/embed.css",
    "embed/family-history-loader.js",
    "embed/family-history-frame.js",
    "embed/family-history-assistant.js",
];
const IN_PACKAGE: &[&str] = &["npm/family-history-assistant.mjs", "npm/family-history-assistant.wasm"];

/// What the demo page loads: the budget is for that.
const DEMO: &[&str] = &["index.html", "demo.css", SCRIPT];

/// Kinds of files that are worth compressing.
const COMPRESSED: &[&str] = &["css", "d.ts", "html", "js", "json", "md", "mjs", "svg", "txt", "wasm"];

/// One file of `dist/`, as it is and as it travels.
pub struct Asset {
    /// Its name, with its folder in `dist/`.
    pub name: String,
    /// As it is.
    pub raw: Vec<u8>,
    /// After gzip and after Brotli; none for what is not worth it.
    pub small: Option<Small>,
}

/// A file made small.
pub struct Small {
    /// After gzip.
    pub gzip: Vec<u8>,
    /// After Brotli.
    pub brotli: Vec<u8>,
}

/// The sizes of something: raw, after gzip, after Brotli.
#[derive(Clone, Copy, Default)]
pub struct Sizes(pub usize, pub usize, pub usize);

impl std::ops::Add for Sizes {
    type Output = Sizes;
    fn add(self, more: Sizes) -> Sizes {
        Sizes(self.0 + more.0, self.1 + more.1, self.2 + more.2)
    }
}

impl Asset {
    fn sizes(&self) -> Sizes {
        let raw = self.raw.len();
        self.small.as_ref().map_or(Sizes(raw, raw, raw), |small| Sizes(raw, small.gzip.len(), small.brotli.len()))
    }
}

/// Builds, prints sizes, and fails above what may be loaded.
pub fn run() -> Done {
    within_budget(&build()?)
}

/// Holds what pages load against their budgets. They are for the module as the smaller route makes it.
pub fn within_budget(assets: &[Asset]) -> Done {
    let problems = over_budget(assets);
    if problems.is_empty() {
        return Ok(());
    }
    if setup::wasm_route()?.is_small() {
        return Err(problems.join(" "));
    }
    println!("  {} As the ordinary wasm32 target makes it: see ARCHITECTURE.md.", problems.join(" "));
    Ok(())
}

fn over_budget(assets: &[Asset]) -> Vec<String> {
    let mut problems = Vec::new();
    for (what, files, most_raw, most) in BUDGETS {
        let Sizes(raw, _, brotli) = sizes_of(assets, files);
        if brotli > *most {
            problems.push(format!("{what} is {brotli} bytes after Brotli; {most} is the most allowed."));
        }
        if raw > *most_raw {
            problems.push(format!("{what} is {raw} bytes as it is; {most_raw} is the most allowed."));
        }
    }
    problems
}

/// Builds everything and gives it back.
pub fn build() -> Done<Vec<Asset>> {
    let route = setup::wasm_route()?;
    setup::npm()?;
    step("Compiling the assistant for the browser", || {
        run_command(route.cargo_build().args(["--quiet", "--package", "family-history-web"]))
    })?;
    let dist = root().join("dist");
    let wasm = assemble(&work_folder(), &dist)?;
    let assets = assets(&dist)?;
    print_sizes(&assets, wasm);
    Ok(assets)
}

/// Does all that comes after compiling a second time, elsewhere, and looks that every byte is the same.
pub fn build_again() -> Done {
    let (work, again) = (work_folder().join("again"), work_folder().join("again-dist"));
    step("Making it all once more, to compare", || assemble(&work, &again).map(|_| ()))?;
    release::compare(&root().join("dist"), &again)
}

fn work_folder() -> PathBuf {
    target_dir().join("dist-work")
}

/// Everything after compiling. Gives back how large the wasm is.
fn assemble(work: &Path, dist: &Path) -> Done<usize> {
    let made = pack::make(work)?;
    step(&format!("Writing {}", dist.display()), || {
        if dist.exists() {
            fs::remove_dir_all(dist).map_err(at(dist))?;
        }
        pages::write(&made, work, dist)?;
        npm::write(&made, dist)?;
        notices::write(&dist.join("notices"))?;
        sbom::write(&dist.join("sbom.cdx.json"))?;
        pages::examples(dist)?;
        release::write_integrity(dist)
    })?;
    step("Compressing what travels", || compress(dist))?;
    release::write_sums(dist)?;
    Ok(made.first.wasm.len() + made.later.wasm.len())
}

/// Writes the `.br` and `.gz` twins beside each file. What was compressed before is kept in the work folder.
fn compress(dist: &Path) -> Done {
    let kept = work_folder().join("travel");
    fs::create_dir_all(&kept).map_err(at(&kept))?;
    let files = files_below(dist)?.into_iter().filter(|file| is_compressed(file));
    let script = root().join("src/xtask/dist/compress.mjs");
    run_command(command("node").arg(script).arg(kept).args(files.map(|file| dist.join(file))))
}

/// The examples are for reading: a server does not send them.
fn is_compressed(name: &str) -> bool {
    !name.starts_with("hosts/") && COMPRESSED.iter().any(|kind| name.ends_with(&format!(".{kind}")))
}

fn is_twin(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn assets(dist: &Path) -> Done<Vec<Asset>> {
    let mut assets = Vec::new();
    for name in files_below(dist)?.into_iter().filter(|name| !is_twin(name)) {
        let load = |ending: &str| {
            let path = dist.join(format!("{name}{ending}"));
            fs::read(&path).map_err(at(&path))
        };
        let small = if is_compressed(&name) { Some(Small { gzip: load(".gz")?, brotli: load(".br")? }) } else { None };
        assets.push(Asset { raw: load("")?, small, name });
    }
    Ok(assets)
}

fn print_sizes(assets: &[Asset], wasm: usize) {
    println!("\n  {:<50} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    for (name, Sizes(raw, gzip, brotli)) in sizes_of_shapes(assets).into_iter().chain(sizes_of_demo(assets)) {
        println!("  {name:<50} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    println!("  {:<50} {wasm:>9}", "(the wasm, both parts)");
    println!("  everything the demo page loads, Brotli: {} of at most {BUDGET}", brotli_total(assets));
    let of_package = assets.iter().find(|asset| asset.name.ends_with(".tgz")).map_or(0, |asset| asset.raw.len());
    println!("  the npm package, packed: {of_package}\n");
}

/// What each shape loads.
pub fn sizes_of_shapes(assets: &[Asset]) -> Vec<(&'static str, Sizes)> {
    SHAPES.iter().map(|(name, files)| (*name, sizes_of(assets, files))).collect()
}

/// Each file of the demo pages, and of those for trainers.
pub fn sizes_of_demo(assets: &[Asset]) -> Vec<(&'static str, Sizes)> {
    let trainers = ["training.html", "family-history-training.js"];
    DEMO.iter().chain(&trainers).map(|name| (*name, sizes_of(assets, &[name]))).collect()
}

fn sizes_of(assets: &[Asset], names: &[&str]) -> Sizes {
    let named = assets.iter().filter(|asset| names.contains(&asset.name.as_str()));
    named.map(Asset::sizes).fold(Sizes::default(), |sum, sizes| sum + sizes)
}

/// What everything the demo page loads weighs after Brotli.
pub fn brotli_total(assets: &[Asset]) -> usize {
    sizes_of(assets, DEMO).2
}

/// Every file below a folder, by its path in it with slashes, in order.
fn files_below(folder: &Path) -> Done<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        let here = folder.join(&below);
        for entry in fs::read_dir(&here).map_err(at(&here))? {
            let entry = entry.map_err(at(&here))?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { folders.push(name + "/") } else { found.push(name) }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(at(path))
}

/// Writes a file, in a folder that is made if it has to be.
fn write(path: &Path, content: impl AsRef<[u8]>) -> Done {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    fs::write(path, content).map_err(at(path))
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> String + '_ {
    move |why| format!("{}: {why}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_over_its_budget_is_told() {
        for (what, files, most_raw, most) in BUDGETS {
            let asset = |raw, brotli| Asset {
                name: files[0].to_owned(),
                raw: vec![0; raw],
                small: Some(Small { gzip: Vec::new(), brotli: vec![0; brotli] }),
            };
            assert!(over_budget(&[asset(*most_raw, *most)]).is_empty());
            let [raw, small] = [asset(most_raw + 1, *most), asset(*most_raw, most + 1)].map(|one| over_budget(&[one]));
            assert!(raw[0].starts_with(what) && raw[0].contains("as it is"));
            assert!(small[0].starts_with(what) && small[0].contains("after Brotli"));
        }
    }
}
