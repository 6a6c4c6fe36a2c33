//! Gets what a fresh machine lacks: the wasm32 target, the npm tools, browsers, a reader of PDF text, web servers.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::steps::{Done, ask, cargo, command, on_path, root, run as run_command, step, target_dir};

/// The target of the browser.
pub const WASM: &str = "wasm32-unknown-unknown";
const DEBIAN_RUST: &[&str] = &["rustc-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const DEBIAN_COMPILER: &str = "/usr/bin/rustc";
/// `rust-version` of the workspace.
const OLDEST_RUST: u32 = 88;
const SOON: Duration = Duration::from_secs(10);

/// Everything.
pub fn run() -> Done {
    let route = wasm_route()?;
    println!("wasm32: {}", route.name());
    npm()?;
    println!("browser for the tests: {}", browser()?.display());
    println!("reader of PDF text: {}", pdf_reader()?.display());
    engines()?;
    println!("other engines for the tests: Firefox and WebKitGTK");
    web_servers()?;
    println!("web servers for the tests: nginx and Apache");
    Ok(())
}

/// The standard library built for size with the project: a failure is a trap at once, without words nobody may read.
const SMALL_STD: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The oldest instructions and those of the newer ones that every browser has had for years: a kilobyte less to load than
/// with all that the compiler would use.
const SMALL_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
    -Ctarget-cpu=mvp -Ctarget-feature=+bulk-memory,+mutable-globals,+sign-ext,+nontrapping-fptoint";

/// How the assistant is compiled for the browser.
#[derive(Clone, Copy)]
pub enum WasmRoute {
    /// The toolchain in use has the standard library for wasm32.
    Toolchain,
    /// Debian's compiler, which carries the source of the standard library; the library is built with the project.
    Debian,
}

impl WasmRoute {
    /// Whether it builds the standard library for size too, as what is released is built: the budget is for that.
    pub fn is_small(self) -> bool {
        matches!(self, WasmRoute::Debian)
    }

    /// The version of its compiler, and so of the standard library: `1.96.0`.
    pub fn compiler_version(self) -> Done<String> {
        let compiler = match self {
            WasmRoute::Toolchain => "rustc",
            WasmRoute::Debian => DEBIAN_COMPILER,
        };
        let said = ask(command(compiler).arg("--version"), SOON);
        let version = said.as_deref().and_then(|said| said.split(' ').nth(1));
        version.map(|version| version.trim().to_owned()).ok_or_else(|| format!("{compiler} does not say its version."))
    }

    fn name(self) -> &'static str {
        match self {
            WasmRoute::Toolchain => "the toolchain in use has it",
            WasmRoute::Debian => "Debian's rustc-web, which builds the standard library too",
        }
    }

    /// `cargo build` for wasm32, in a target folder of its own: two compilers would throw away each other's work.
    pub fn cargo_build(self) -> Command {
        let mut build = cargo();
        build.args(["build", "--release", "--target", WASM, "--target-dir"]).arg(target_dir().join("wasm"));
        if matches!(self, WasmRoute::Debian) {
            build
                .env("RUSTC", DEBIAN_COMPILER)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTFLAGS", SMALL_FLAGS)
                .args(SMALL_STD);
        }
        build
    }
}

/// Debian's packages where they are or can be had, because they make the smaller module (see BENCHMARKS.md); else the
/// ordinary route.
pub fn wasm_route() -> Done<WasmRoute> {
    if debian_is_ready() {
        return Ok(WasmRoute::Debian);
    }
    let installed = apt_install("a Rust compiler that builds for size", DEBIAN_RUST);
    if installed.is_ok() && debian_is_ready() {
        return Ok(WasmRoute::Debian);
    }
    if !toolchain_has_wasm() && on_path("rustup").is_some() {
        step("Adding the wasm32 target: rustup target add wasm32-unknown-unknown", || {
            Ok(ask(command("rustup").args(["target", "add", WASM]), Duration::from_secs(120)))
        })?;
    }
    if toolchain_has_wasm() {
        println!("  Using the ordinary wasm32 target: what travels is about a tenth larger than the released build.");
        return Ok(WasmRoute::Toolchain);
    }
    Err(format!("no compiler for {WASM}. Run `rustup target add {WASM}` where downloads are allowed."))
}

fn toolchain_has_wasm() -> bool {
    let libraries = command("rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    let Ok(libraries) = libraries else { return false };
    let folder = String::from_utf8_lossy(&libraries.stdout).trim().to_owned();
    !folder.is_empty()
        && std::fs::read_dir(folder)
            .is_ok_and(|files| files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
}

fn debian_is_ready() -> bool {
    let has = |path: &str| Path::new(path).exists();
    let linker = has("/usr/bin/rust-lld") || on_path("rust-lld").is_some();
    let library = ask(Command::new(DEBIAN_COMPILER).args(["--print", "sysroot"]), SOON)
        .is_some_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").exists());
    let version = ask(Command::new(DEBIAN_COMPILER).arg("--version"), SOON).and_then(|said| minor_version(&said));
    linker && library && version.is_some_and(|minor| minor >= OLDEST_RUST)
}

/// The middle number of "rustc 1.96.0 (…)".
fn minor_version(said: &str) -> Option<u32> {
    said.strip_prefix("rustc 1.")?.split('.').next()?.parse().ok()
}

/// Installs with apt-get, or says what to run.
fn apt_install(what: &str, packages: &[&str]) -> Done {
    let wanted = packages.join(" ");
    if on_path("apt-get").is_none() {
        return Err(format!("{what} is missing and this is not a Debian machine. Install the like of: {wanted}."));
    }
    let root_user = ask(command("id").arg("-u"), SOON).is_some_and(|id| id.trim() == "0");
    if !root_user {
        return Err(format!("{what} is missing. Run: sudo apt-get install --no-install-recommends {wanted}"));
    }
    step(&format!("Installing {what} from Debian: {wanted}"), || {
        // An old list is good enough when the mirror does not answer; the install then says what is wrong.
        let _ = ask(command("apt-get").args(["update", "-q"]), Duration::from_secs(180));
        let mut install = command("apt-get");
        install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
        run_command(install.env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null()))
    })
}

/// The npm tools, exactly as the lock file has them.
pub fn npm() -> Done {
    let enough = ask(command("node").arg("--version"), SOON)
        .and_then(|version| version.trim().trim_start_matches('v').split('.').next()?.parse::<u32>().ok())
        .is_some_and(|major| major >= 20);
    if !enough {
        return Err("Node 20 or later is needed: https://nodejs.org or your system's package.".to_owned());
    }
    if has_what_is_locked() {
        return Ok(());
    }
    if root().join("node_modules").is_symlink() {
        // npm would empty the folder it leads to, which may be somebody else's.
        return Err("node_modules is a link, and lacks what package-lock.json names. Install it where the link leads."
            .to_owned());
    }
    step("Getting the npm tools: npm ci", || {
        run_command(command(if cfg!(windows) { "npm.cmd" } else { "npm" }).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]))
    })
}

/// Whether every package of the lock file is installed in the version it names, by what npm itself wrote down. What is for
/// other kinds of machine may be missing.
fn has_what_is_locked() -> bool {
    let packages = |path: &str| -> Option<serde_json::Map<String, serde_json::Value>> {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        serde_json::from_str::<serde_json::Value>(&text).ok()?["packages"].as_object().cloned()
    };
    let (Some(locked), Some(installed)) = (packages("package-lock.json"), packages("node_modules/.package-lock.json"))
    else {
        return false;
    };
    locked
        .iter()
        .filter(|(path, package)| !path.is_empty() && package["optional"] != true)
        .all(|(path, package)| installed.get(path).is_some_and(|installed| installed["version"] == package["version"]))
}

/// A Chromium for the tests: one that is there, else Playwright's own, else Debian's.
pub fn browser() -> Done<PathBuf> {
    if let Some(chosen) = std::env::var_os("FHA_CHROMIUM") {
        let chosen = PathBuf::from(chosen);
        return if starts(&chosen) {
            Ok(chosen)
        } else {
            Err(format!("FHA_CHROMIUM: {} does not start.", chosen.display()))
        };
    }
    if let Some(found) = installed_browser() {
        return Ok(found);
    }
    npm()?;
    if let Some(own) = playwright_browser() {
        return Ok(own);
    }
    let downloaded = step("Getting a browser for the tests: playwright-core install chromium", || {
        let install = ["node_modules/playwright-core/cli.js", "install", "chromium"];
        Ok(ask(command("node").args(install), Duration::from_secs(180)).is_some())
    })?;
    if downloaded && let Some(own) = playwright_browser() {
        return Ok(own);
    }
    println!("  Playwright's own browser cannot be had or does not start here. Trying Debian's instead.");
    apt_install("a browser for the tests", &["chromium"])?;
    installed_browser().ok_or_else(|| "no browser for the tests. Set FHA_CHROMIUM to a Chromium or Chrome.".to_owned())
}

fn installed_browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mac = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
    names.iter().filter_map(|name| on_path(name)).chain(mac.iter().map(PathBuf::from)).find(|path| starts(path))
}

fn playwright_browser() -> Option<PathBuf> {
    let script = "process.stdout.write(require('playwright-core').chromium.executablePath())";
    let path = PathBuf::from(ask(command("node").args(["-e", script]), SOON)?);
    starts(&path).then_some(path)
}

fn starts(browser: &Path) -> bool {
    browser.is_file() && ask(Command::new(browser).arg("--version"), Duration::from_secs(30)).is_some()
}

/// `pdftotext`, to read back what was printed.
pub fn pdf_reader() -> Done<PathBuf> {
    if on_path("pdftotext").is_none() {
        apt_install("a reader of PDF text", &["poppler-utils"])?;
    }
    on_path("pdftotext").ok_or_else(|| "pdftotext is missing. Install poppler.".to_owned())
}

/// Firefox and WebKitGTK, for the journey in three engines. Where they cannot be had, what is said is what to install; the
/// tests then fail, and say so too.
pub fn engines() -> Done {
    let has = |program: &str| on_path(program).is_some();
    if std::env::var_os("FHA_FIREFOX").is_none() && !has("firefox-esr") && !has("firefox") {
        apt_install("Firefox for the tests", &["firefox-esr"])?;
    }
    if !has("WebKitWebDriver") || !has("xvfb-run") {
        apt_install("WebKitGTK for the tests", &["webkit2gtk-driver", "xvfb", "xauth"])?;
    }
    Ok(())
}

/// nginx and Apache, for the test of the ready server files. Where they cannot be had it is as with the engines.
pub fn web_servers() -> Done {
    let has = |program: &str| on_path(program).is_some() || Path::new("/usr/sbin").join(program).exists();
    if std::env::var_os("FHA_NGINX").is_none() && !has("nginx") {
        apt_install("nginx for the tests", &["nginx"])?;
        // The package starts it and would again with the machine: only the tests are to.
        let _ = ask(command("systemctl").args(["disable", "--now", "nginx"]), SOON);
    }
    if std::env::var_os("FHA_APACHE").is_none() && !has("apache2") && !has("httpd") {
        // The program and its modules, without the service.
        apt_install("Apache for the tests", &["apache2-bin"])?;
    }
    Ok(())
}

/// A C++ compiler, which libFuzzer is built with.
pub fn cpp_compiler() -> Done {
    let has = |program: &str| on_path(program).is_some();
    if std::env::var_os("CXX").is_some() || has("c++") || has("g++") || has("clang++") {
        return Ok(());
    }
    apt_install("a C++ compiler for the fuzzer", &["g++"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_compiler_is_read() {
        assert_eq!(minor_version("rustc 1.96.0 (0000 2026-01-01) (built from a source tarball)"), Some(96));
        assert_eq!(minor_version("rustc nightly"), None);
    }
}
