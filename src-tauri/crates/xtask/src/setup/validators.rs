//! Programs in Python that judge what we write, in a folder of their own beside what Cargo builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::steps;
use crate::window::target;

/// What is installed, and what it judges: WARC and WACZ.
const WANTED: [&str; 2] = ["warcio==1.8.1", "wacz==0.6.0"];

/// Installs what is missing.
///
/// # Errors
/// The command that failed.
pub(super) fn need() -> Result<()> {
    let folder = target().unwrap_or_else(|| PathBuf::from("target")).join("validators");
    // Written when all is there.
    let mark = folder.join("installed");
    let wanted = WANTED.join("\n");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    let place = ["-m", "venv", "--clear"];
    steps::run("validators", Command::new(python).args(place).arg(&folder))?;
    let pip = Path::new(if cfg!(windows) { "Scripts" } else { "bin" }).join("python");
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    steps::run("validators", Command::new(folder.join(pip)).args(install).args(WANTED))?;
    fs::write(&mark, wanted).with_context(|| format!("cannot write {}", mark.display()))
}
