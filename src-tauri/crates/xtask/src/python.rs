use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::steps;

/// The Python of this machine.
pub(crate) const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// A Python with packages of the registry, in a folder of its own; installed where it is not there yet.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn with(packages: &[&str], place: &Path) -> Result<PathBuf> {
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written when all is there.
    let mark = place.join("installed");
    let wanted = packages.join("\n");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    steps::run("python", Command::new(PYTHON).args(["-m", "venv", "--clear"]).arg(place))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    steps::run("python", Command::new(&python).args(install).args(packages))?;
    fs::write(&mark, wanted).with_context(|| format!("cannot write {}", mark.display()))?;
    Ok(python)
}
