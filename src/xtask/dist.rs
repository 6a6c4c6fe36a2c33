//! Builds `dist/`: one classic script with the wasm inside, and the demo page.

use std::fs;
use std::path::{Path, PathBuf};

use crate::setup;
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

/// Everything the page loads may weigh this much after Brotli.
pub const BUDGET: usize = 300_000;

/// The order is the cascade.
const STYLES: &[&str] = &["tokens.css", "base.css", "forms.css", "layout.css", "parts.css"];

/// Only the passes that make what travels smaller: `-Oz` makes the module a tenth smaller and what Brotli makes of it a
/// twentieth larger (measured; see BENCHMARKS.md). Features are named one by one: with all of them on, wasm-opt makes a
/// module that browsers refuse.
const WASM_OPT: &[&str] = &[
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--dae-optimizing",
    "--optimize-instructions",
    "--precompute",
    "--rse",
    "--vacuum",
    "--reorder-locals",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// One file of `dist/`, as it is and as it travels.
pub struct Asset {
    /// Its name, without a folder.
    pub name: String,
    /// As it is.
    pub raw: Vec<u8>,
    /// After gzip.
    pub gzip: Vec<u8>,
    /// After Brotli.
    pub brotli: Vec<u8>,
}

/// Builds and prints sizes.
pub fn run() -> Done {
    build().map(|_| ())
}

/// Builds everything and gives back what the page loads.
pub fn build() -> Done<Vec<Asset>> {
    let route = setup::wasm_route()?;
    setup::npm()?;
    let work = target_dir().join("dist-work");
    fs::create_dir_all(&work).map_err(at(&work))?;

    step("Compiling the assistant for the browser", || {
        run_command(route.cargo_build().args(["--quiet", "--package", "family-history-web"]))
    })?;
    let (glue, wasm) = step("Making its JavaScript bindings", || bind(&work))?;
    let wasm = step("Making it small", || shrink(&wasm, &work))?;
    step("Writing dist/", || write(&glue, &wasm))?;
    let assets = step("Measuring what travels", || weigh(&work))?;
    print_sizes(&assets, wasm.len());
    Ok(assets)
}

/// The bindings as text, and the wasm that goes with them.
fn bind(work: &Path) -> Done<(String, PathBuf)> {
    let compiled = target_dir().join("wasm/wasm32-unknown-unknown/release/family_history_web.wasm");
    let bindings = work.join("bindings");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .out_name("assistant")
        .no_modules(true)
        .map_err(|why| format!("{why:#}"))?
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(false)
        .generate(&bindings)
        .map_err(|why| format!("wasm-bindgen: {why:#}"))?;
    let glue = read(&bindings.join("assistant.js"))?;
    Ok((glue, bindings.join("assistant_bg.wasm")))
}

fn shrink(wasm: &Path, work: &Path) -> Done<Vec<u8>> {
    let small = work.join("assistant.wasm");
    let tool = root().join("node_modules/binaryen/bin/wasm-opt");
    run_command(command("node").arg(tool).args(WASM_OPT).arg(wasm).arg("-o").arg(&small))?;
    fs::read(&small).map_err(at(&small))
}

fn write(glue: &str, wasm: &[u8]) -> Done {
    let www = root().join("www");
    let mut styles = String::new();
    for name in STYLES {
        styles.push_str(&plain_css(&read(&www.join("styles").join(name))?));
    }
    let script = script(glue, &styles, wasm, &read(&www.join("panels.js"))?, &read(&www.join("element.js"))?)?;

    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(at(&dist))?;
    }
    fs::create_dir_all(&dist).map_err(at(&dist))?;
    fs::write(dist.join("family-history-assistant.js"), script).map_err(at(&dist))?;
    for file in files_in(&www.join("demo"))? {
        let name = file.file_name().ok_or("a demo file without a name")?;
        fs::copy(&file, dist.join(name)).map_err(at(&file))?;
    }
    Ok(())
}

/// The one script. It begins with a byte order mark, so that it is read as UTF-8 on pages and servers that say nothing or
/// say otherwise. The bindings become a function, so that each element can have an instance of its own, and every way
/// into the wasm goes through `guard`, so that no trap goes unseen.
fn script(glue: &str, styles: &str, wasm: &[u8], panels: &str, element: &str) -> Done<String> {
    const EXPORTS: &str = "wasm = instance.exports;";
    if glue.matches(EXPORTS).count() != 1 {
        return Err(format!("the generated bindings no longer say `{EXPORTS}` once: look at src/xtask/dist.rs."));
    }
    let glue = plain_js(&glue.replace(EXPORTS, "wasm = guard(instance.exports);"));
    let (panels, element) = (plain_js(panels), plain_js(element));
    let letter_of = alphabet(wasm);
    Ok(format!(
        "\u{feff}// family-history-assistant {version}. MIT licence. Runs on this computer only: it makes no request.\n\
         (() => {{\n\"use strict\";\n\
         const STYLES = {styles};\n\
         const WASM = \"{wasm}\", BYTES = \"{bytes}\";\n\
         function startGlue(guard) {{\n{glue}\nreturn wasm_bindgen;\n}}\n\
         {panels}\n{element}\n}})();\n",
        version = env!("CARGO_PKG_VERSION"),
        styles = js_string(styles),
        wasm = letters(wasm.iter().map(|byte| letter_of[usize::from(*byte)])),
        bytes = letters(back(&letter_of).into_iter()),
    ))
}

/// Which letter stands for each byte. The commonest bytes get the letters that travel as one byte, and within each of
/// the two classes the order of the bytes is kept, which is what the compression of the transport sees.
fn alphabet(wasm: &[u8]) -> [u8; 256] {
    let mut often = [0_usize; 256];
    wasm.iter().for_each(|byte| often[usize::from(*byte)] += 1);
    let is_one_byte = |letter: &u8| *letter < 128 && !matches!(letter, 0 | b'\n' | b'\r' | b'"' | b'\\');
    let (short, long): (Vec<u8>, Vec<u8>) = (0..=255).partition(is_one_byte);
    let mut bytes: Vec<u8> = (0..=255).collect();
    bytes.sort_by_key(|byte| std::cmp::Reverse(often[usize::from(*byte)]));
    let (common, rare) = bytes.split_at_mut(short.len());
    common.sort_unstable();
    rare.sort_unstable();
    let mut letter_of = [0; 256];
    for (byte, letter) in common.iter().zip(&short).chain(rare.iter().zip(&long)) {
        letter_of[usize::from(*byte)] = *letter;
    }
    letter_of
}

/// What turns letters back: at the place of each letter stands its byte.
fn back(letter_of: &[u8; 256]) -> [u8; 256] {
    let mut byte_of = [0; 256];
    for (byte, letter) in (0..=255).zip(letter_of) {
        byte_of[usize::from(*letter)] = byte;
    }
    byte_of
}

/// Bytes as letters of a JavaScript string in double quotes. Unlike base64 this keeps repetition in sight of the
/// compression of the transport: a quarter less travels (see BENCHMARKS.md).
fn letters(bytes: impl Iterator<Item = u8>) -> String {
    let mut text = String::new();
    for letter in bytes {
        match letter {
            0 => text.push_str("\\x00"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            letter => text.push(char::from(letter)),
        }
    }
    text
}

/// The sheet without comments and indentation.
fn plain_css(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    kept.push_str(rest);
    lines(&kept, |_| true)
}

/// The script without indentation and whole-line comments. What follows code on a line stays.
fn plain_js(js: &str) -> String {
    let mut in_block = false;
    lines(js, |line| {
        if in_block {
            in_block = !line.ends_with("*/");
            return false;
        }
        in_block = line.starts_with("/*") && !line.ends_with("*/");
        !line.starts_with("//") && !line.starts_with("/*")
    })
}

fn lines(text: &str, mut keep: impl FnMut(&str) -> bool) -> String {
    let mut kept = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if keep(line) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A JavaScript string in double quotes.
fn js_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\u{2028}' | '\u{2029}' | '\r' => {}
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn weigh(work: &Path) -> Done<Vec<Asset>> {
    let travel = work.join("travel");
    fs::create_dir_all(&travel).map_err(at(&travel))?;
    let files = files_in(&root().join("dist"))?;
    run_command(command("node").arg(root().join("src/xtask/compress.mjs")).arg(&travel).args(&files))?;
    let mut assets = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let load = |path: PathBuf| fs::read(&path).map_err(at(&path));
        let gzip = load(travel.join(format!("{name}.gz")))?;
        let brotli = load(travel.join(format!("{name}.br")))?;
        assets.push(Asset { raw: load(file)?, gzip, brotli, name });
    }
    Ok(assets)
}

fn print_sizes(assets: &[Asset], wasm: usize) {
    println!("\n  {:<34} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    for asset in assets {
        println!("  {:<34} {:>9} {:>9} {:>9}", asset.name, asset.raw.len(), asset.gzip.len(), asset.brotli.len());
    }
    println!("  {:<34} {:>9}", "(the wasm inside the script)", wasm);
    println!("  everything the page loads, Brotli: {} of at most {BUDGET}\n", brotli_total(assets));
}

/// What everything the page loads weighs after Brotli.
pub fn brotli_total(assets: &[Asset]) -> usize {
    assets.iter().map(|asset| asset.brotli.len()).sum()
}

fn files_in(folder: &Path) -> Done<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(at(path))
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> String + '_ {
    move |why| format!("{}: {why}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_rules_stay() {
        assert_eq!(plain_css("/* a\n b */\n.x {\n  color: red; /* why */\n}\n"), ".x {\ncolor: red;\n}\n");
        assert_eq!(
            plain_js("// a\nlet x = \"// not a comment\";\n/** b\n * c */\n  go(); // d\n"),
            "let x = \"// not a comment\";\ngo(); // d\n"
        );
    }

    #[test]
    fn a_sheet_survives_as_a_string() {
        assert_eq!(js_string("a:\"\\201C\"\n"), r#""a:\"\\201C\"\n""#);
    }

    #[test]
    fn every_byte_comes_back_from_its_letter() {
        let wasm: Vec<u8> = (0..=255).chain([200; 9]).chain(*b"\0asm\"\\").collect();
        let letter_of = alphabet(&wasm);
        let byte_of = back(&letter_of);
        assert!(wasm.iter().all(|byte| byte_of[usize::from(letter_of[usize::from(*byte)])] == *byte));
        assert!(letter_of[200] < 128, "the commonest byte travels as one");
    }

    #[test]
    fn bindings_that_changed_shape_are_refused() {
        assert!(script("let wasm_bindgen;", "", &[], "", "").is_err());
        assert!(
            script("wasm = instance.exports;", "", &[], "", "")
                .is_ok_and(|text| text.contains("guard(instance.exports)"))
        );
    }
}
