//! The folders that npm looks after.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::steps::Steps;

/// The interface.
pub(crate) const INTERFACE: &str = "ui";
/// The tests in the real window.
pub(crate) const DESKTOP_TESTS: &str = "tests/desktop";

/// npm with the given words, in one of its folders.
pub(crate) fn npm(folder: &str, words: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(words).current_dir(folder);
    command
}

/// Installs a folder's packages where its lock is newer than what is installed.
///
/// # Errors
/// As npm says.
pub(crate) fn install(steps: &mut Steps, folder: &str) -> Result<()> {
    if is_current(Path::new(folder)) {
        return Ok(());
    }
    let title = format!("{folder}: packages");
    steps.run(&title, &mut npm(folder, &["ci", "--no-audit", "--no-fund"]))
}

fn is_current(folder: &Path) -> bool {
    let changed = |path: &str| folder.join(path).metadata().and_then(|it| it.modified()).ok();
    // npm writes the second file when it has installed everything.
    match (changed("package-lock.json"), changed("node_modules/.package-lock.json")) {
        (Some(lock), Some(installed)) => lock <= installed,
        _ => false,
    }
}

/// Installs the interface's packages and builds it into `ui/dist`, which the program carries inside.
///
/// # Errors
/// As npm and Vite say.
pub(crate) fn build_interface(steps: &mut Steps) -> Result<()> {
    install(steps, INTERFACE)?;
    steps.run("ui: build", &mut npm(INTERFACE, &["run", "build"]))
}

/// Tells which of `names` are scripts of a folder's `package.json`, in the given order.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn scripts<'a>(folder: &str, names: &[&'a str]) -> Result<Vec<&'a str>> {
    let path = Path::new(folder).join("package.json");
    let shown = path.display();
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
    let package: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{shown} is not JSON"))?;
    Ok(names.iter().copied().filter(|name| package["scripts"][name].is_string()).collect())
}
