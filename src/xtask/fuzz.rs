//! Fuzzing with a stable compiler: libFuzzer, with the flags `cargo fuzz` passes. What the compiler lacks for it is only the
//! sanitizers, and the code under test has no unsafe code for them to watch.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::setup;
use crate::steps::{Done, cargo, root, run as run_command, step, target_dir};

/// The pass that counts where an input has been, and what it was compared with.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "--cfg=fuzzing",
];

/// Seconds of the stage `fuzz`, all targets together, where two run at once.
const SMOKE: u64 = 60;
/// How many run at once.
const AT_ONCE: usize = 2;
/// Seconds of one target where nobody says how long.
const A_WHILE: u64 = 300;

/// Every target, by the names of their files.
fn targets() -> Done<Vec<String>> {
    let folder = root().join("tests/fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}.", folder.display()))?;
    let names =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned));
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

/// Runs one target, or each after the other, for so long.
pub fn run(only: Option<&str>, seconds: Option<u64>) -> Done {
    let all = targets()?;
    if let Some(only) = only
        && !all.iter().any(|name| name == only)
    {
        return Err(format!("there is no target `{only}`. The targets are: {}.", all.join(", ")));
    }
    let names: Vec<String> = all.into_iter().filter(|name| only.is_none_or(|only| only == name)).collect();
    fuzz(&names, seconds.unwrap_or(A_WHILE), How::Anew)
}

/// Which inputs are tried.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// Others each time, and those that earlier runs found.
    Anew,
    /// The same each time, as far as the time goes: what somebody changed does not fail for what nobody did.
    TheSame,
}

/// The stage of the whole check: every target for a few seconds.
pub fn smoke() -> Done {
    let names = targets()?;
    let rounds = u64::try_from(names.len().div_ceil(AT_ONCE)).unwrap_or(1);
    fuzz(&names, SMOKE / rounds.max(1), How::TheSame)
}

fn fuzz(names: &[String], seconds: u64, how: How) -> Done {
    let built = build()?;
    for some in names.chunks(AT_ONCE) {
        step(&format!("Fuzzing {} for {seconds} s", some.join(" and ")), || {
            let running: Done<Vec<_>> = some.iter().map(|name| start(name, &built, seconds, how)).collect();
            // Every one is waited for, so that none is left behind by another that failed.
            let ends: Vec<Done> = running?.into_iter().map(|(name, log, child)| finish(&name, &log, child)).collect();
            ends.into_iter().collect::<Done>()
        })?;
    }
    Ok(())
}

/// Builds every target, and gives the folder they are in.
fn build() -> Done<PathBuf> {
    setup::cpp_compiler()?;
    let target = target_dir().join("fuzz");
    let host = host()?;
    step("Building the fuzz targets", || {
        let mut build = cargo();
        build.args(["build", "--quiet", "--release", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml"]);
        // With a target named, what runs while building is not instrumented.
        build.args(["--target", &host, "--target-dir"]).arg(&target);
        build.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}")).env_remove("RUSTFLAGS");
        run_command(&mut build)
    })?;
    Ok(target.join(host).join("release"))
}

fn host() -> Done<String> {
    let said = Command::new("rustc").arg("-vV").output().map_err(|why| format!("rustc: {why}."))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say which machine this is.".to_owned())
}

fn start(name: &str, built: &Path, seconds: u64, how: How) -> Done<(String, PathBuf, Child)> {
    let work = target_dir().join("fuzz");
    let found = work.join(if how == How::Anew { "corpus" } else { "corpus-of-the-check" }).join(name);
    let (artifacts, log) = (work.join("artifacts").join(name), work.join(format!("{name}.log")));
    if how == How::TheSame && found.exists() {
        fs::remove_dir_all(&found).map_err(|why| format!("{}: {why}.", found.display()))?;
    }
    for folder in [&found, &artifacts] {
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}.", folder.display()))?;
    }
    let out = fs::File::create(&log).map_err(|why| format!("{}: {why}.", log.display()))?;
    let both = out.try_clone().map_err(|why| why.to_string())?;
    let child = Command::new(built.join(name))
        .current_dir(root())
        .args([&format!("-max_total_time={seconds}"), "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1"])
        .args((how == How::TheSame).then_some("-seed=1"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        // What is found goes into the first; the second is the committed one.
        .arg(&found)
        .arg(root().join("tests/fuzz/corpus").join(name))
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(both)
        .spawn()
        .map_err(|why| format!("{name} did not start: {why}."))?;
    Ok((name.to_owned(), log, child))
}

fn finish(name: &str, log: &Path, mut child: Child) -> Done {
    let began = Instant::now();
    let status = child.wait().map_err(|why| why.to_string())?;
    let said = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    if status.success() {
        let runs = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        println!("  {name}: {} inputs, nothing found", runs.unwrap_or(" no").trim());
        return Ok(());
    }
    let lines: Vec<&str> = said.lines().collect();
    let told = lines
        .iter()
        .filter(|line| line.contains("panicked at") || line.starts_with("SUMMARY") || line.contains("written to"));
    let told: Vec<&str> = told.copied().collect();
    Err(format!(
        "{name} found something after {:.0} s ({}):\n{}",
        began.elapsed().as_secs_f64(),
        log.display(),
        told.join("\n")
    ))
}
