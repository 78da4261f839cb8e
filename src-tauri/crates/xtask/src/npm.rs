//! The folders that npm looks after.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;
use std::{fs, io};

use anyhow::{Context as _, Result};

use crate::steps::Steps;

/// The interface.
pub(crate) const INTERFACE: &str = "ui";
/// The tests in the real window.
pub(crate) const DESKTOP_TESTS: &str = "tests/desktop";
/// What the interface is built from beside its own folder.
const FONTS: &str = "src-tauri/crates/typeset/fonts";

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
/// Nothing is built where nothing changed: new files there would have the desktop program compiled again.
///
/// # Errors
/// As npm and Vite say.
pub(crate) fn build_interface(steps: &mut Steps) -> Result<()> {
    install(steps, INTERFACE)?;
    let built =
        Path::new(INTERFACE).join("dist/index.html").metadata().and_then(|it| it.modified());
    let changed = [INTERFACE, FONTS].map(|folder| last_change(Path::new(folder)));
    if let (Ok(built), [Ok(interface), Ok(fonts)]) = (built, changed)
        && interface.max(fonts) < built
    {
        return Ok(());
    }
    steps.run("ui: build", &mut npm(INTERFACE, &["run", "build"]))
}

/// When something in a folder last changed, by the files and by the folders that list them.
fn last_change(folder: &Path) -> io::Result<SystemTime> {
    let mut last = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // What is made from the rest.
        if ["dist", "node_modules"].iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        last = last.max(entry.metadata()?.modified()?);
        if entry.file_type()?.is_dir() {
            last = last.max(last_change(&entry.path())?);
        }
    }
    Ok(last)
}

/// Tells which of `names` are scripts of a folder's `package.json`, in the given order.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn scripts<'a>(folder: &str, names: &[&'a str]) -> Result<Vec<&'a str>> {
    let path = Path::new(folder).join("package.json");
    let shown = path.display();
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
    let package: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{shown} is not JSON"))?;
    Ok(names.iter().copied().filter(|name| package["scripts"][name].is_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_goes_is_a_change_and_one_that_is_made_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let within = folder.path().join("src");
        fs::create_dir_all(folder.path().join("dist")).unwrap();
        fs::create_dir(&within).unwrap();
        fs::write(within.join("main.ts"), "").unwrap();
        let past = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000);
        let age = |path: &Path| fs::File::open(path).unwrap().set_modified(past).unwrap();
        age(&within.join("main.ts"));
        age(&within);
        assert_eq!(last_change(folder.path()).unwrap(), past);
        fs::remove_file(within.join("main.ts")).unwrap();
        assert!(last_change(folder.path()).unwrap() > past);
    }
}
