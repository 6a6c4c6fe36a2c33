//! Steps that say what they do and how long they took, and the commands they run.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What went wrong, in words that say what to do.
pub type Done<T = ()> = Result<T, String>;

/// The top of the repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where cargo builds.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Does one step, with its name before and its seconds after.
pub fn step<T>(what: &str, act: impl FnOnce() -> Done<T>) -> Done<T> {
    println!("• {what} …");
    let began = Instant::now();
    let done = act()?;
    println!("  {:.1} s", began.elapsed().as_secs_f64());
    Ok(done)
}

/// A command that starts at the top of the repository.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that started us.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end and lets its words through.
pub fn run(command: &mut Command) -> Done {
    let status = command.status().map_err(|why| format!("`{}` did not start: {why}.", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status}).", line(command))) }
}

/// Runs to the end, lets its words through and also gives them back, whether it succeeded or not.
pub fn run_and_read(command: &mut Command) -> Done<(bool, String)> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|why| format!("`{}` did not start: {why}.", line(command)))?;
    let mut said = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(|why| why.to_string())?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            said.push_str(&line);
            said.push('\n');
        }
    }
    let status = child.wait().map_err(|why| why.to_string())?;
    Ok((status.success(), said))
}

/// Runs silently. Gives what it printed, or nothing when it is missing, fails, or takes longer than `limit`.
pub fn ask(command: &mut Command, limit: Duration) -> Option<String> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let stdout = child.stdout.take()?;
    let reader = thread::spawn(move || std::io::read_to_string(stdout).ok());
    let until = Instant::now() + limit;
    loop {
        match child.try_wait().ok()? {
            Some(status) if status.success() => return reader.join().ok()?,
            Some(_) => return None,
            None if Instant::now() > until => {
                // A command that does not answer is stopped; what it leaves behind is harmless.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            None => thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Where a program is, looking only at PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let name = if cfg!(windows) { format!("{program}.exe") } else { program.to_owned() };
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_does_not_answer_is_stopped() {
        assert_eq!(ask(command("sleep").arg("5"), Duration::from_millis(50)), None);
    }

    #[test]
    fn a_missing_command_is_no_answer() {
        assert_eq!(ask(&mut command("no-such-command-here"), Duration::from_secs(1)), None);
    }
}
