//! The program of the assistant: compiled, bound to JavaScript, made small, and put into a script.

use std::fs;
use std::path::{Path, PathBuf};

use super::{apart, at, blank, likeness, parting, read};
use crate::steps::{Done, command, root, run as run_command, step, target_dir};

/// The order is the cascade.
const STYLES: &[&str] =
    &["tokens.css", "base.css", "forms.css", "layout.css", "parts.css", "picture.css", "knew.css", "training.css"];

/// What the script is made of beside the bindings, in order. Before them stands where the wasm comes from, see [`Wasm`].
const PARTS: &[&str] = &[
    "phrase.js",
    "jwe.js",
    "failures.js",
    "blank.js",
    "panels.js",
    "lock.js",
    "finish.js",
    "draft.js",
    "focus.js",
    "element.js",
];

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
    "--debuginfo",
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

/// The functions that run until the first screen is there: `cargo xtask first-screen` writes it.
const FIRST_SCREEN: &str = include_str!("first-screen.txt");

/// What every shape is made of.
pub struct Made {
    /// The bindings.
    glue: String,
    /// The styles of the element, made small.
    styles: String,
    /// The wasm that runs until the first screen is there.
    pub first: Part,
    /// All other wasm.
    pub later: Part,
    /// Which letter stands for each byte, list by list, and how many bytes have one.
    alphabets: Vec<([char; 256], usize)>,
    /// The blank checklist.
    blank: String,
    work: PathBuf,
}

/// A part of the wasm.
pub struct Part {
    /// As it is.
    pub wasm: Vec<u8>,
    /// Taken apart.
    lists: Vec<Vec<u8>>,
}

/// Where a program has its wasm from.
#[derive(Clone, Copy)]
enum Wasm {
    /// Both parts stand in it.
    Inside,
    /// The later part is a script beside it.
    Behind,
    /// Both parts are files beside it.
    Files,
}

/// Makes it of what was compiled. Everything on the way is kept in `work`.
pub fn make(work: &Path) -> Done<Made> {
    fs::create_dir_all(work).map_err(at(work))?;
    let (glue, whole) = step("Making its JavaScript bindings", || bind(work))?;
    let [first, later] = step("Making it small, and two of it", || {
        let parted = parting::parted(&shrink(&whole, work)?, FIRST_SCREEN)?;
        let [first, later] = [in_order(&parted.first, "first", work)?, in_order(&parted.later, "later", work)?];
        let [of_first, of_later] = apart::take_apart([&first, &later])?;
        Ok([Part { wasm: first, lists: of_first }, Part { wasm: later, lists: of_later }])
    })?;
    let mut styles = String::new();
    for name in STYLES {
        styles.push_str(&read(&root().join("www/styles").join(name))?);
    }
    let styles = minified(&styles, "styles.css", work)?;
    let alphabets = first.lists.iter().zip(&later.lists).map(|(one, other)| alphabet(&[&one[..], other].concat()));
    let alphabets = alphabets.collect();
    Ok(Made { glue, styles, first, later, alphabets, blank: blank::in_js()?, work: work.to_owned() })
}

impl Made {
    /// The one classic script, with the wasm inside.
    pub fn classic(&self) -> Done<String> {
        let program = as_classic(&format!("{PACKED_FIRST}\n{PACKED_LATER}\n{}", self.program(Wasm::Inside)?));
        self.with_wasm(&minified(&program, "program.js", &self.work)?)
    }

    /// The script of the page for a frame, and the one that comes later.
    pub fn in_two(&self) -> Done<[String; 2]> {
        let program = as_classic(&format!("{PACKED_FIRST}\n{}", self.program(Wasm::Behind)?));
        let later = as_classic(&format!(
            "{PACKED_LATER}\nconst VERSION = {};\n{}",
            js_string(env!("CARGO_PKG_VERSION")),
            read(&root().join("www/later.js"))?
        ));
        let made = |text: &str, name| self.with_wasm(&minified(text, name, &self.work)?);
        Ok([made(&program, "framed.js")?, made(&later, "later.js")?])
    }

    /// The module of the npm package, which loads its wasm; the files it loads have to have these hashes.
    pub fn module(&self, first: &str, later: &str) -> Done<String> {
        let hashes = format!("const FIRST = {}, LATER = {};\n", js_string(first), js_string(later));
        let program = hashes + &self.program(Wasm::Files)? + "\nexport { FamilyHistoryAssistant };\n";
        minified(&program, "module.mjs", &self.work)
    }

    /// The module that holds a copy of the wasm, for where it cannot be loaded.
    pub fn inline_module(&self) -> Done<String> {
        let www = root().join("www");
        let (wasm, inside) = (read(&www.join("wasm.js"))?, read(&www.join("wasm-inside.js"))?);
        let exported = "export { firstWasm, laterWasm };";
        let program = format!("{PACKED_FIRST}\n{PACKED_LATER}\n{}\n{wasm}\n{inside}\n{exported}\n", numbers());
        self.with_wasm(&minified(&program, "inline.mjs", &self.work)?)
    }

    /// The program without its wasm. The bindings become a function, so that each element can have an instance of its own,
    /// and every way into the wasm goes through `guard`, so that no trap goes unseen.
    fn program(&self, wasm: Wasm) -> Done<String> {
        let sources: &[&str] = match wasm {
            Wasm::Inside => &["wasm.js", "wasm-inside.js", "paper-styles.js"],
            Wasm::Behind => &["wasm.js", "wasm-behind.js", "paper-styles.js"],
            Wasm::Files => &["package/wasm.js"],
        };
        let mut parts = String::new();
        for name in [sources, PARTS].concat() {
            parts.push_str(&read(&root().join("www").join(name))?);
            parts.push('\n');
        }
        let known = match wasm {
            Wasm::Files => blank::styles_in_js(),
            Wasm::Inside | Wasm::Behind => numbers() + &blank::styles_in(&self.first.lists[apart::AFTER])?,
        };
        Ok(format!(
            "const STYLES = {}, VERSION = {}, RELEASED = {};\n{known}{}function startGlue(guard, URL) {{\n{}\nreturn wasm_bindgen;\n}}\n{parts}",
            js_string(&self.styles),
            js_string(env!("CARGO_PKG_VERSION")),
            js_string(super::RELEASED),
            self.blank,
            guarded(&self.glue)?,
        ))
    }

    /// A program with what it has a place for: the lists of either part of the wasm, and their letters.
    fn with_wasm(&self, program: &str) -> Done<String> {
        let lists = |part: &Part| {
            let lists = part.lists.iter().zip(&self.alphabets);
            lists.map(|(list, (letter_of, _))| letters(list.iter().copied(), letter_of)).collect()
        };
        let alphabets = self.alphabets.iter();
        let alphabets = alphabets.map(|(letter_of, count)| letter_of[..*count].iter().collect()).collect();
        let filling = [("@first@", lists(&self.first)), ("@later@", lists(&self.later)), ("@letters@", alphabets)];
        filled(program, &filling)
    }
}

/// A program that leaves nothing behind on the page.
fn as_classic(program: &str) -> String {
    format!("(() => {{\n\"use strict\";\n{program}\n}})();\n")
}

/// The script as a file: it says what it is, and begins with a byte order mark, so that it is read as UTF-8 on pages and servers
/// that say nothing or say otherwise.
pub fn as_file(script: &str) -> String {
    format!(
        "\u{feff}// family-history-assistant {}. MIT licence, others in notices/. Runs on this computer only: it sends nothing.\n{script}",
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

/// The whole module made small, by the names of its functions, which is the order of those that are like no other.
fn shrink(wasm: &Path, work: &Path) -> Done<Vec<u8>> {
    wasm_opt(WASM_OPT, wasm, &work.join("assistant.wasm"))
}

/// A part of it without its names, in the order of likeness.
fn in_order(wasm: &[u8], name: &str, work: &Path) -> Done<Vec<u8>> {
    let (named, small) = (work.join(format!("{name}.named.wasm")), work.join(format!("{name}.wasm")));
    fs::write(&named, likeness::named(wasm)?).map_err(at(&named))?;
    wasm_opt(&["--reorder-functions-by-name", "--strip-debug"], &named, &small)
}

fn wasm_opt(passes: &[&str], from: &Path, to: &Path) -> Done<Vec<u8>> {
    let tool = root().join("node_modules/binaryen/bin/wasm-opt");
    run_command(command("node").arg(tool).args(passes).args(FEATURES).arg(from).arg("-o").arg(to))?;
    fs::read(to).map_err(at(to))
}

/// Where the lists of each part of the wasm will be, and the letters of both.
const PACKED_FIRST: &str = "const FIRST = [\"@first@\"], LETTERS = [\"@letters@\"];";
const PACKED_LATER: &str = "const LATER = [\"@later@\"];";

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
    const IMPORTS: &str = "function __wbg_get_imports() {";
    if [EXPORTS, IMPORTS].iter().any(|said| glue.matches(said).count() != 1) {
        return Err(format!(
            "the generated bindings no longer say `{EXPORTS}` and `{IMPORTS}` once: look at src/xtask/dist/pack.rs."
        ));
    }
    Ok(glue.replace(EXPORTS, "wasm = guard(instance.exports, __wbg_get_imports);"))
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

/// A program with texts in its places, each of which it has once or not at all.
fn filled(program: &str, filling: &[(&str, Vec<String>)]) -> Done<String> {
    let (mut program, mut count) = (program.to_owned(), 0);
    for (place, texts) in filling {
        match program.matches(place).count() {
            0 => continue,
            1 => program = program.replace(place, &texts.join("\",\"")),
            _ => return Err(format!("a program holds {place} more than once: look at src/xtask/dist/pack.rs.")),
        }
        count += 1;
    }
    if count == 0 {
        return Err("a program has no place for its wasm: look at src/xtask/dist/pack.rs.".to_owned());
    }
    Ok(program)
}

/// Which letter stands for each byte of a list, and how many bytes have one. The commonest bytes get the letters that
/// travel as one byte, text stays itself as far as it can, and the order of the rest is kept: that is what the
/// compression of the transport sees.
fn alphabet(list: &[u8]) -> ([char; 256], usize) {
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
    (letter_of, list.iter().copied().max().map_or(0, |most| usize::from(most) + 1))
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
        let (letter_of, _) = alphabet(&wasm);
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
        let glue = "function __wbg_get_imports() {}\nwasm = instance.exports;";
        assert!(guarded(glue).is_ok_and(|made| made.contains("guard(instance.exports, __wbg_get_imports)")));
        let filling = [("@later@", vec!["wa".to_owned(), "sm".to_owned()])];
        assert_eq!(filled(PACKED_LATER, &filling), Ok("const LATER = [\"wa\",\"sm\"];".to_owned()));
        assert!(filled("nothing to put the wasm in", &filling).is_err());
        assert!(filled("@later@ @later@", &filling).is_err());
    }
}
