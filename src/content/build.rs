//! Compiles `pack/*.toml` to the one JSON text that is shipped, and refuses a pack with anything wrong in it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use family_history_domain::guidance::{Guidance, check};
use family_history_domain::plain::Plain;
use family_history_domain::review;
use toml::{Table, Value};

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=pack");
    match compile(Path::new("pack")) {
        Ok(json) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
            fs::write(out.join("pack.json"), json).expect("cargo's own output folder can be written");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            problems.iter().for_each(|problem| println!("cargo::error={problem}"));
            ExitCode::FAILURE
        }
    }
}

struct Source {
    path: PathBuf,
    text: String,
}

fn compile(folder: &Path) -> Result<String, Vec<String>> {
    let sources = read(folder)?;
    let mut pack = Table::new();
    let mut problems = Vec::new();
    for source in &sources {
        match source.text.parse::<Table>() {
            Ok(table) => {
                // Read alone first: an error then names its own file and line.
                let alone = serde_json::to_value(&table).map_err(|error| vec![error.to_string()])?;
                if let Err(wrong) = Guidance::from_json(alone) {
                    problems.push(format!("{}: {wrong}", source.path.display()));
                }
                merge(&mut pack, table, &source.path, &mut problems);
            }
            Err(error) => problems.push(said(source, &error)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let json = serde_json::to_value(pack).map_err(|error| vec![error.to_string()])?;
    let guidance = Guidance::from_json(json).map_err(|wrong| vec![wrong.to_string()])?;
    let problems: Vec<String> = check(&guidance, &review::required())
        .into_iter()
        .map(|problem| match place(&sources, &problem.at) {
            Some(place) => format!("{place}: {problem}"),
            None => problem.to_string(),
        })
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(guidance.to_json().to_string())
}

fn read(folder: &Path) -> Result<Vec<Source>, Vec<String>> {
    let said = |path: &Path, error: std::io::Error| vec![format!("{}: {error}", path.display())];
    let entries = fs::read_dir(folder).map_err(|error| said(folder, error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| match fs::read_to_string(&path) {
            Ok(text) => Ok(Source { path, text }),
            Err(error) => Err(said(&path, error)),
        })
        .collect()
}

fn said(source: &Source, error: &toml::de::Error) -> String {
    let line = error.span().map_or(1, |span| line_of(&source.text, span.start));
    format!("{}:{line}: {}", source.path.display(), error.message())
}

/// Lists are joined and tables are filled; the same word said twice is a slip.
fn merge(into: &mut Table, from: Table, path: &Path, problems: &mut Vec<String>) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (None, value) => {
                into.insert(key, value);
            }
            (Some(Value::Array(mine)), Value::Array(theirs)) => mine.extend(theirs),
            (Some(Value::Table(mine)), Value::Table(theirs)) => merge(mine, theirs, path, problems),
            (Some(_), _) => problems.push(format!("{}: `{key}` is said twice; keep one.", path.display())),
        }
    }
}

/// The file and line of the part a problem is about: `prompt M-09` is the `id = "M-09"` under `[[prompts]]`,
/// `choice role.child` the `child =` under `[choices.role]`, `word app.name` the `"app.name" =` under `[words]`.
fn place(sources: &[Source], at: &str) -> Option<String> {
    let (part, name) = at.split_once(' ')?;
    let (header, marks) = match part {
        "choice" => {
            let (set, key) = name.split_once('.')?;
            (format!("[choices.{set}]"), [format!("{key} ="), format!("\"{key}\" =")].to_vec())
        }
        "word" => ("[words]".to_owned(), [format!("\"{name}\" =")].to_vec()),
        "term" => ("[[glossary]]".to_owned(), [format!("term = \"{name}\"")].to_vec()),
        "not-loaded" => ("[[not-loaded]]".to_owned(), [format!("what = \"{name}\"")].to_vec()),
        "level" => ("[[levels]]".to_owned(), [format!("key = \"{name}\"")].to_vec()),
        "dated" => ("[[dated]]".to_owned(), [format!("id = \"{name}\"")].to_vec()),
        "agency" => ("[[agencies]]".to_owned(), [format!("id = \"{name}\"")].to_vec()),
        _ => (format!("[[{part}s]]"), [format!("id = \"{name}\"")].to_vec()),
    };
    sources.iter().find_map(|source| {
        let mut under = "";
        let line = source.text.lines().position(|line| {
            if line.starts_with('[') {
                under = line.trim_end();
            }
            under == header && marks.iter().any(|mark| line.starts_with(mark.as_str()))
        })?;
        Some(format!("{}:{}", source.path.display(), line + 1))
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}
