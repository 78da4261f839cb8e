//! `cargo xtask run`: from a fresh clone to the open window.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::cargo::workspace;
use crate::npm;
use crate::screenless;
use crate::setup::{self, Purpose};
use crate::steps::{self, Steps};

/// The desktop program's name.
const PROGRAM: &str = "broadsheet-desktop";

/// Sets the machine up, builds the desktop program and runs it until its window is closed.
///
/// Where there is no display, the command line shows what it can do.
/// The program gets the environment as it is, and runs where the person stood.
///
/// # Errors
/// What failed, with the command that shows it again.
pub(crate) fn open(release: bool, arguments: &[OsString], started_in: &Path) -> Result<()> {
    if !has_display() {
        return screenless::show(release);
    }
    setup::prepare(Purpose::Build)?;
    let mut steps = Steps::begin();
    let program = build(&mut steps, release)?;
    let mut window = Command::new(std::path::absolute(program)?);
    steps::run("the window", window.args(arguments).current_dir(started_in))
}

/// Builds the interface and the desktop program that carries it; gives the program's path.
///
/// # Errors
/// As npm and Cargo say.
pub(crate) fn build(steps: &mut Steps, release: bool) -> Result<String> {
    npm::build_interface(steps)?;
    // The whole workspace is named, so that features are the same as for the tests; only one program is built.
    let mut build = workspace("build", &["--bin", PROGRAM]);
    if release {
        build.arg("--release");
    }
    steps.run("build", &mut build)?;
    Ok(program(PROGRAM, release))
}

/// Where Cargo puts a program.
pub(crate) fn program(name: &str, release: bool) -> String {
    let profile = if release { "release" } else { "debug" };
    let target = target().unwrap_or_else(|| PathBuf::from("target"));
    let place = target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    place.to_string_lossy().into_owned()
}

/// Where Cargo builds: this program lies there, two folders down. A person can have told it another place than `target`.
pub(crate) fn target() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let target = own.parent()?.parent()?;
    let root = std::env::current_dir().unwrap_or_default();
    Some(target.strip_prefix(root).unwrap_or(target).to_owned())
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
