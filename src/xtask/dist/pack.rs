//! The program of the assistant: compiled, bound to JavaScript, made small, and put into a script.

use std::fs;
use std::path::{Path, PathBuf};

use super::{apart, at, blank, likeness, read};
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

/// The order is the cascade.
const STYLES: &[&str] =
    &["tokens.css", "base.css", "forms.css", "layout.css", "parts.css", "picture.css", "knew.css", "training.css"];

/// What the script is made of beside the bindings, in order. Before them stands where the wasm comes from: `wasm.js`, or
/// `package/wasm.js` for the npm package.
const PARTS: &[&str] =
    &["phrase.js", "jwe.js", "failures.js", "blank.js", "panels.js", "lock.js", "finish.js", "draft.js", "element.js"];

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

/// What every shape is made of.
pub struct Made {
    /// The bindings.
    glue: String,
    /// The styles of the element, made small.
    styles: String,
    /// The wasm.
    pub wasm: Vec<u8>,
    /// The same, taken apart.
    lists: Vec<Vec<u8>>,
    /// What `wasm.js` must know of it.
    known: String,
    work: PathBuf,
}

/// Makes it of what was compiled. Everything on the way is kept in `work`.
pub fn make(work: &Path) -> Done<Made> {
    fs::create_dir_all(work).map_err(at(work))?;
    let (glue, wasm) = step("Making its JavaScript bindings", || bind(work))?;
    let wasm = step("Making it small", || shrink(&wasm, work))?;
    let mut styles = String::new();
    for name in STYLES {
        styles.push_str(&read(&root().join("www/styles").join(name))?);
    }
    let styles = minified(&styles, "styles.css", work)?;
    let lists = apart::take_apart(&wasm)?;
    let known = numbers() + &blank::in_js(&lists[apart::AFTER])?;
    Ok(Made { glue, styles, wasm, lists, known, work: work.to_owned() })
}

impl Made {
    /// The one classic script, with the wasm inside.
    pub fn classic(&self) -> Done<String> {
        let program = format!("(() => {{\n\"use strict\";\n{PACKED}\n{}\n}})();\n", self.program("wasm.js")?);
        with_wasm(&minified(&program, "program.js", &self.work)?, &self.lists)
    }

    /// The module of the npm package, which loads its wasm; the file it loads has to have this hash.
    pub fn module(&self, integrity: &str) -> Done<String> {
        let wasm = format!("const INTEGRITY = {};\n", js_string(integrity));
        let program = wasm + &self.program("package/wasm.js")? + "\nexport { FamilyHistoryAssistant };\n";
        minified(&program, "module.mjs", &self.work)
    }

    /// The module that holds a copy of the wasm, for where it cannot be loaded.
    pub fn inline_module(&self) -> Done<String> {
        let wasm = read(&root().join("www/wasm.js"))?;
        let program = format!("{PACKED}\n{}\n{wasm}\nexport {{ wasmBytes, blankInside }};\n", self.known);
        with_wasm(&minified(&program, "inline.mjs", &self.work)?, &self.lists)
    }

    /// The program without its wasm. The bindings become a function, so that each element can have an instance of its own,
    /// and every way into the wasm goes through `guard`, so that no trap goes unseen.
    fn program(&self, source_of_wasm: &str) -> Done<String> {
        let mut parts = String::new();
        for name in [&[source_of_wasm], PARTS].concat() {
            parts.push_str(&read(&root().join("www").join(name))?);
            parts.push('\n');
        }
        let known = if source_of_wasm == "wasm.js" { self.known.as_str() } else { "" };
        Ok(format!(
            "const STYLES = {}, VERSION = {}, RELEASED = {};\n{known}function startGlue(guard, URL) {{\n{}\nreturn wasm_bindgen;\n}}\n{parts}",
            js_string(&self.styles),
            js_string(env!("CARGO_PKG_VERSION")),
            js_string(super::RELEASED),
            guarded(&self.glue)?,
        ))
    }
}

/// The script as a file: it says what it is, and begins with a byte order mark, so that it is read as UTF-8 on pages and servers
/// that say nothing or say otherwise.
pub fn as_file(script: &str) -> String {
    format!(
        "\u{feff}// family-history-assistant {}. MIT licence, others in notices/. Runs on this computer only: it makes no request.\n{script}",
        env!("CARGO_PKG_VERSION")
    )
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
            return Err(format!("the generated bindings do not define `{long}` once: look at src/xtask/dist/pack.rs."));
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

/// What stands in the program where the lists of the wasm and their alphabets will be.
const WASM: &str = "@wasm@";
const LETTERS: &str = "@letters@";

/// Where they will be.
const PACKED: &str = "const WASM = [\"@wasm@\"], LETTERS = [\"@letters@\"];";

/// How the wasm was taken apart.
fn numbers() -> String {
    format!(
        "const FOLLOWS = {follows}, CONSTANTS = {constants};\n\
         const LOADS = {loads}, LOADS_OF_WORKED_OUT = {worked_out}, PLACES = {places};\n",
        follows = apart::follows_in_js(),
        constants = apart::constants_in_js(),
        loads = apart::LOADS,
        worked_out = apart::LOADS_OF_WORKED_OUT,
        places = apart::PLACES,
    )
}

/// The bindings with every way into the wasm guarded.
fn guarded(glue: &str) -> Done<String> {
    const EXPORTS: &str = "wasm = instance.exports;";
    if glue.matches(EXPORTS).count() != 1 {
        return Err(format!("the generated bindings no longer say `{EXPORTS}` once: look at src/xtask/dist/pack.rs."));
    }
    Ok(glue.replace(EXPORTS, "wasm = guard(instance.exports);"))
}

/// The same with less to load: esbuild leaves out what only people read. A name that ends in `.mjs` is that of a module.
pub fn minified(text: &str, name: &str, work: &Path) -> Done<String> {
    let (long, small) = (work.join(name), work.join(format!("min.{name}")));
    fs::write(&long, text).map_err(at(&long))?;
    let mut esbuild = command("node");
    esbuild.arg(root().join("node_modules/esbuild/bin/esbuild")).arg(&long);
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
    if name.ends_with(".css") {
        // Written for today, read by the browsers of some years ago too.
        esbuild.arg("--supported:nesting=false");
    }
    if name.ends_with(".mjs") {
        esbuild.args(["--format=esm", "--target=es2022"]);
    }
    run_command(esbuild.arg(format!("--outfile={}", small.display())))?;
    read(&small)
}

/// A program with the lists of the wasm in it.
fn with_wasm(program: &str, wasm: &[Vec<u8>]) -> Done<String> {
    if [WASM, LETTERS].iter().any(|mark| program.matches(mark).count() != 1) {
        return Err(format!(
            "the program no longer holds {WASM} and {LETTERS} once each: look at src/xtask/dist/pack.rs."
        ));
    }
    let (mut lists, mut alphabets) = (Vec::new(), Vec::new());
    for list in wasm {
        let letter_of = alphabet(list);
        lists.push(letters(list.iter().copied(), &letter_of));
        alphabets.push(letters(0..=list.iter().copied().max().unwrap_or_default(), &letter_of));
    }
    Ok(program.replace(WASM, &lists.join("\",\"")).replace(LETTERS, &alphabets.join("\",\"")))
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
pub fn js_string(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(guarded("let wasm_bindgen;").is_err());
        assert!(guarded("wasm = instance.exports;").is_ok_and(|made| made.contains("guard(instance.exports)")));
        assert!(with_wasm(PACKED, &[b"wasm".to_vec()]).is_ok_and(|made| made.contains("[\"wasm\"]")));
        assert!(with_wasm("nothing to put the wasm in", &[b"wasm".to_vec()]).is_err());
    }
}
