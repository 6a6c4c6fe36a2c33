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
            Ok(table) => merge(&mut pack, table, &source.path, &mut problems),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(&source.text, span.start));
                problems.push(format!("{}:{line}: {}", source.path.display(), error.message()));
            }
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

/// The file and line of the part a problem is about: `prompt M-09` is where `id = "M-09"` stands, `word app.name` where its key does.
fn place(sources: &[Source], at: &str) -> Option<String> {
    let id = at.rsplit(' ').next()?;
    let marks = [format!("id = \"{id}\""), format!("\"{id}\" ="), format!("{id} =")];
    sources.iter().find_map(|source| {
        let start = marks.iter().find_map(|mark| source.text.find(mark.as_str()))?;
        Some(format!("{}:{}", source.path.display(), line_of(&source.text, start)))
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}
