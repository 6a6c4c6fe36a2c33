//! Builds `dist/`: one classic script with the wasm inside, and the demo page.

use std::fs;
use std::path::{Path, PathBuf};

use crate::apart;
use crate::blank;
use crate::likeness;
use crate::notices;
use crate::setup;
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

/// Everything the page loads may weigh this much after Brotli.
pub const BUDGET: usize = 650_000;

/// The one script.
const SCRIPT: &str = "family-history-assistant.js";

/// The one script may weigh this much as it is: many intranets send it so.
pub const RAW_BUDGET: usize = 2_300_000;

/// The order is the cascade.
const STYLES: &[&str] =
    &["tokens.css", "base.css", "forms.css", "layout.css", "parts.css", "picture.css", "knew.css", "training.css"];

/// What the script is made of beside the bindings, in order.
const PARTS: &[&str] = &[
    "wasm.js",
    "phrase.js",
    "jwe.js",
    "failures.js",
    "blank.js",
    "panels.js",
    "lock.js",
    "finish.js",
    "draft.js",
    "element.js",
];

/// The contract with the page, for people and for programs.
const CONTRACT: &[&str] = &["family-history-assistant.d.ts", "custom-elements.json", "contract.schema.json"];

/// Only the passes that make what travels smaller: `-Oz` makes the module a tenth smaller and what Brotli makes of it a
/// twentieth larger (measured; see BENCHMARKS.md).
const WASM_OPT: &[&str] = &[
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--optimize-instructions",
    "--rse",
    "--vacuum",
    "--dealign",
    "--reorder-locals",
    "--reorder-functions-by-name",
    "--strip-debug",
];

/// Named one by one: with all of them on, wasm-opt makes a module that browsers refuse.
const FEATURES: &[&str] = &[
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

/// Builds, prints sizes, and fails above what may be loaded.
pub fn run() -> Done {
    within_budget(&build()?)
}

/// Holds what the page loads against its two budgets. They are for the module as the smaller route makes it.
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
    let total = brotli_total(assets);
    let raw = assets.iter().filter(|asset| asset.name == SCRIPT).map(|asset| asset.raw.len()).sum::<usize>();
    let mut problems = Vec::new();
    if total > BUDGET {
        problems
            .push(format!("Everything the page loads is {total} bytes after Brotli; {BUDGET} is the most allowed."));
    }
    if raw > RAW_BUDGET {
        problems.push(format!("{SCRIPT} is {raw} bytes as it is; {RAW_BUDGET} is the most allowed."));
    }
    problems
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
    step("Writing dist/", || write(&glue, &wasm, &work))?;
    let assets = step("Measuring what travels", || weigh(&work))?;
    print_sizes(&assets, wasm.len());
    Ok(assets)
}

/// The bindings as text, and the wasm that goes with them.
fn bind(work: &Path) -> Done<(String, PathBuf)> {
    let compiled = target_dir().join("wasm/wasm32-unknown-unknown/release/family_history_web.wasm");
    let bindings = work.join("bindings");
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .out_name("assistant")
        .no_modules(true)
        .map_err(|why| format!("{why:#}"))?
        .omit_default_module_path(true)
        // wasm-opt puts like beside like by their names, and takes the names out.
        .remove_name_section(false)
        .remove_producers_section(true)
        .typescript(false)
        .generate_output()
        .map_err(|why| format!("wasm-bindgen: {why:#}"))?;
    // What the module asks of the page goes by a long name with a hash, on both sides: a number says as much.
    let mut short = Vec::new();
    for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        short.push((std::mem::replace(&mut import.name, format!("i{number}")), format!("i{number}")));
    }
    output.emit(&bindings).map_err(|why| format!("wasm-bindgen: {why:#}"))?;
    let glue = renamed(&read(&bindings.join("assistant.js"))?, &short)?;
    Ok((glue, bindings.join("assistant_bg.wasm")))
}

/// The bindings with other names for their imports, each of which they must define once.
fn renamed(glue: &str, names: &[(String, String)]) -> Done<String> {
    let mut glue = glue.to_owned();
    for (long, short) in names {
        let (defined, now) = (format!(" {long}: function("), format!(" {short}: function("));
        if glue.matches(&defined).count() != 1 {
            return Err(format!("the generated bindings do not define `{long}` once: look at src/xtask/dist.rs."));
        }
        glue = glue.replace(&defined, &now);
    }
    Ok(glue)
}

fn shrink(wasm: &Path, work: &Path) -> Done<Vec<u8>> {
    let (small, named) = (work.join("assistant.wasm"), work.join("named.wasm"));
    let tool = root().join("node_modules/binaryen/bin/wasm-opt");
    let opt = |passes: &[&str], from: &Path| {
        run_command(command("node").arg(&tool).args(passes).args(FEATURES).arg(from).arg("-o").arg(&small))?;
        fs::read(&small).map_err(at(&small))
    };
    let wasm = opt(WASM_OPT, wasm)?;
    // By their own names first, which is the order of those that are like no other.
    fs::write(&named, likeness::named(&wasm)?).map_err(at(&named))?;
    opt(&["--reorder-functions-by-name", "--strip-debug"], &named)
}

fn write(glue: &str, wasm: &[u8], work: &Path) -> Done {
    let www = root().join("www");
    let mut styles = String::new();
    for name in STYLES {
        styles.push_str(&read(&www.join("styles").join(name))?);
    }
    let styles = minified(&styles, &work.join("styles.css"))?;
    let mut parts = String::new();
    for name in PARTS {
        parts.push_str(&read(&www.join(name))?);
        parts.push('\n');
    }
    let lists = apart::take_apart(wasm)?;
    let parts = format!("{}{parts}", blank::places_in_js(&lists[apart::AFTER])?);
    let program = program(glue, &styles, &parts)?;
    let script = script(&minified(&program, &work.join("program.js"))?, &lists)?;

    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(at(&dist))?;
    }
    fs::create_dir_all(&dist).map_err(at(&dist))?;
    fs::write(dist.join(SCRIPT), script).map_err(at(&dist))?;
    for name in ["loader.js", "frame.js"] {
        let small = minified(&read(&www.join(name))?, &work.join(name))?;
        fs::write(dist.join(format!("family-history-{name}")), small).map_err(at(&dist))?;
    }
    fs::write(dist.join("checklist.html"), blank::page()).map_err(at(&dist))?;
    for name in CONTRACT {
        fs::copy(www.join(name), dist.join(name)).map_err(at(&www.join(name)))?;
    }
    training(&www, &dist)?;
    for file in files_in(&www.join("demo"))? {
        let name = file.file_name().ok_or("a demo file without a name")?;
        fs::copy(&file, dist.join(name)).map_err(at(&file))?;
    }
    notices::write(&dist.join("notices"))
}

/// The scenarios, as files and as a script that a page of trainers has beside the assistant's. Nothing of them is in the
/// assistant's own script: a table's page must not hold what is yet to come.
fn training(www: &Path, dist: &Path) -> Done {
    let folder = dist.join("training");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let mut texts = Vec::new();
    for file in files_in(&root().join("src/content/training"))? {
        let scenario: serde_json::Value =
            serde_json::from_str(&read(&file)?).map_err(|why| format!("{}: {why}.", file.display()))?;
        let title = scenario["case"]["exercise"]["title"].as_str().unwrap_or_default().to_owned();
        texts.push((title, js_string(&scenario.to_string())));
        fs::copy(&file, folder.join(file.file_name().ok_or("a scenario without a name")?)).map_err(at(&file))?;
    }
    texts.sort();
    let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let script = read(&www.join("training.js"))?.replace("SCENARIOS", &format!("[{}]", texts.join(",\n")));
    let script_path = dist.join("family-history-training.js");
    fs::write(&script_path, script).map_err(at(&script_path))
}

/// What the demo page loads.
const DEMO: &[&str] = &["index.html", "demo.css", "family-history-assistant.js"];

/// Whether a file of `dist/` is for a page of trainers alone.
fn is_for_trainers(asset: &Asset) -> bool {
    asset.name.contains("training")
}

/// What stands in the program where the lists of the wasm and their alphabets will be.
const WASM: &str = "@wasm@";
const LETTERS: &str = "@letters@";

/// The program without its wasm. The bindings become a function, so that each element can have an instance of its own,
/// and every way into the wasm goes through `guard`, so that no trap goes unseen.
fn program(glue: &str, styles: &str, parts: &str) -> Done<String> {
    const EXPORTS: &str = "wasm = instance.exports;";
    if glue.matches(EXPORTS).count() != 1 {
        return Err(format!("the generated bindings no longer say `{EXPORTS}` once: look at src/xtask/dist.rs."));
    }
    let glue = glue.replace(EXPORTS, "wasm = guard(instance.exports);");
    Ok(format!(
        "(() => {{\n\"use strict\";\n\
         const STYLES = {styles}, VERSION = {version};\n\
         const WASM = [\"{WASM}\"], LETTERS = [\"{LETTERS}\"], FOLLOWS = {follows};\n\
         const CONSTANTS = {constants}, LOADS = {loads}, LOADS_OF_WORKED_OUT = {worked_out}, PLACES = {places};\n\
         function startGlue(guard, URL) {{\n{glue}\nreturn wasm_bindgen;\n}}\n\
         {parts}\n}})();\n",
        styles = js_string(styles),
        version = js_string(env!("CARGO_PKG_VERSION")),
        follows = apart::follows_in_js(),
        constants = apart::constants_in_js(),
        loads = apart::LOADS,
        worked_out = apart::LOADS_OF_WORKED_OUT,
        places = apart::PLACES,
    ))
}

/// The same with less to load: esbuild leaves out what only people read.
fn minified(text: &str, work: &Path) -> Done<String> {
    let small =
        work.with_extension(if work.extension().is_some_and(|kind| kind == "css") { "min.css" } else { "min.js" });
    fs::write(work, text).map_err(at(work))?;
    let mut esbuild = command("node");
    esbuild.arg(root().join("node_modules/esbuild/bin/esbuild")).arg(work);
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
    run_command(esbuild.arg(format!("--outfile={}", small.display())))?;
    read(&small)
}

/// The one script: the program with the lists of the wasm in it. It begins with a byte order mark, so that it is read as UTF-8 on
/// pages and servers that say nothing or say otherwise.
fn script(program: &str, wasm: &[Vec<u8>]) -> Done<String> {
    if [WASM, LETTERS].iter().any(|mark| program.matches(mark).count() != 1) {
        return Err(format!("the program no longer holds {WASM} and {LETTERS} once each: look at src/xtask/dist.rs."));
    }
    let (mut lists, mut alphabets) = (Vec::new(), Vec::new());
    for list in wasm {
        let letter_of = alphabet(list);
        lists.push(letters(list.iter().copied(), &letter_of));
        alphabets.push(letters(0..=list.iter().copied().max().unwrap_or_default(), &letter_of));
    }
    Ok(format!(
        "\u{feff}// family-history-assistant {version}. MIT licence, others in notices/. Runs on this computer only: it makes no request.\n{program}",
        version = env!("CARGO_PKG_VERSION"),
        program = program.replace(WASM, &lists.join("\",\"")).replace(LETTERS, &alphabets.join("\",\"")),
    ))
}

/// Which letter stands for each byte of a list. The commonest bytes get the letters that travel as one byte, text stays itself as
/// far as it can, and the order of the rest is kept: that is what the compression of the transport sees.
fn alphabet(list: &[u8]) -> [char; 256] {
    let mut often = [0_usize; 256];
    list.iter().for_each(|byte| often[usize::from(*byte)] += 1);
    let is_short = |letter: u8| (1..128).contains(&letter) && !matches!(letter, b'\n' | b'\r' | b'"' | b'\\');
    let mut short: Vec<u8> = (0..=255).filter(|letter| is_short(*letter)).collect();
    let mut bytes: Vec<u8> = (0..=255).collect();
    bytes.sort_by_key(|byte| std::cmp::Reverse(often[usize::from(*byte)]));
    let (mut common, mut rare) = (bytes[..short.len()].to_vec(), bytes[short.len()..].to_vec());
    let mut letter_of = ['\0'; 256];
    let stays = |byte: &u8| (b' '..127).contains(byte) && is_short(*byte);
    for byte in common.iter().copied().filter(stays) {
        letter_of[usize::from(byte)] = char::from(byte);
        short.retain(|letter| *letter != byte);
    }
    common.retain(|byte| !stays(byte));
    common.sort_unstable();
    rare.sort_unstable();
    let long = (128..).filter_map(char::from_u32);
    for (byte, letter) in common.iter().zip(short.into_iter().map(char::from)).chain(rare.iter().zip(long)) {
        letter_of[usize::from(*byte)] = letter;
    }
    letter_of
}

/// Bytes as letters. Unlike base64 this keeps repetition in sight of the compression of the transport: a quarter less
/// travels (see BENCHMARKS.md).
fn letters(bytes: impl IntoIterator<Item = u8>, letter_of: &[char; 256]) -> String {
    bytes.into_iter().map(|byte| letter_of[usize::from(byte)]).collect()
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
    println!("  everything the page loads, Brotli: {} of at most {BUDGET}", brotli_total(assets));
    println!("  beside it, on a page of trainers: {}\n", brotli_for_trainers(assets));
}

/// What everything the page loads weighs after Brotli.
pub fn brotli_total(assets: &[Asset]) -> usize {
    assets.iter().filter(|asset| DEMO.contains(&asset.name.as_str())).map(|asset| asset.brotli.len()).sum()
}

/// What a page of trainers has instead of and beside that.
pub fn brotli_for_trainers(assets: &[Asset]) -> usize {
    assets.iter().filter(|asset| is_for_trainers(asset)).map(|asset| asset.brotli.len()).sum()
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
    fn a_script_over_either_budget_is_told() {
        let asset = |raw, brotli| Asset {
            name: SCRIPT.to_owned(),
            raw: vec![0; raw],
            gzip: Vec::new(),
            brotli: vec![0; brotli],
        };
        assert!(over_budget(&[asset(RAW_BUDGET, BUDGET)]).is_empty());
        assert!(over_budget(&[asset(RAW_BUDGET + 1, BUDGET)])[0].contains("as it is"));
        assert!(over_budget(&[asset(RAW_BUDGET, BUDGET + 1)])[0].contains("after Brotli"));
    }

    #[test]
    fn a_sheet_survives_as_a_string() {
        assert_eq!(js_string("a:\"\\201C\"\n"), r#""a:\"\\201C\"\n""#);
    }

    #[test]
    fn every_byte_comes_back_from_its_letter() {
        let wasm: Vec<u8> = (0..=255).chain([200; 9]).chain(*b"\0asm\"\\ plain words").collect();
        let letter_of = alphabet(&wasm);
        let byte_of = |letter| letter_of.iter().position(|known| *known == letter);
        let text = letters(wasm.iter().copied(), &letter_of);
        let back: Vec<usize> = text.chars().filter_map(byte_of).collect();
        assert_eq!(back, wasm.iter().map(|byte| usize::from(*byte)).collect::<Vec<_>>());
        assert!(letter_of[200].is_ascii(), "the commonest byte travels as one");
        assert!(!text.contains(['"', '\\', '\n', '\r', '\0']), "nothing that a string would need to escape");
        assert!(text.ends_with("plain words"));
    }

    #[test]
    fn imports_go_by_short_names_on_both_sides_or_not_at_all() {
        let names = [("__wbg_now_1f".to_owned(), "i0".to_owned())];
        assert_eq!(renamed("{ __wbg_now_1f: function() {} }", &names), Ok("{ i0: function() {} }".to_owned()));
        assert!(renamed("{ __wbg_now_1f() {} }", &names).is_err());
    }

    #[test]
    fn bindings_that_changed_shape_are_refused() {
        assert!(program("let wasm_bindgen;", "", "").is_err());
        let made = program("wasm = instance.exports;", "", "").expect("bindings of the known shape");
        assert!(made.contains("guard(instance.exports)") && script(&made, &[b"wasm".to_vec()]).is_ok());
        assert!(script("nothing to put the wasm in", &[b"wasm".to_vec()]).is_err());
    }
}
