//! Two builds from nothing, each in a folder of its own, compared byte by byte.

use std::fs;
use std::path::Path;

use super::{at, release};
use crate::steps::{Done, cargo, command, root, run as run_command, step, target_dir};

/// What is committed is checked out twice, under paths of different lengths, and built.
pub fn run() -> Done {
    let places = [target_dir().join("reproduce/a"), target_dir().join("reproduce/another place")];
    for place in &places {
        check_out(place)?;
        step(&format!("Building in {}", place.display()), || {
            let mut build = cargo();
            build.current_dir(place).args(["run", "--quiet", "--package", "xtask", "--", "dist"]);
            run_command(build.env("CARGO_TARGET_DIR", place.join("target")))
        })?;
    }
    release::compare(&places[0].join("dist"), &places[1].join("dist"))
}

fn check_out(place: &Path) -> Done {
    if place.exists() {
        fs::remove_dir_all(place).map_err(at(place))?;
    }
    fs::create_dir_all(place).map_err(at(place))?;
    let archive = place.join("sources.tar");
    run_command(command("git").args(["archive", "--format=tar", "--output"]).arg(&archive).arg("HEAD"))?;
    run_command(command("tar").arg("-xf").arg(&archive).arg("-C").arg(place))?;
    fs::remove_file(&archive).map_err(at(&archive))?;
    link(&root().join("node_modules"), &place.join("node_modules"))
}

/// The tools are the same for both: they come from the lock file, not from here.
#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Done {
    std::os::unix::fs::symlink(from, to).map_err(at(to))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Done {
    // The build installs them.
    Ok(())
}
