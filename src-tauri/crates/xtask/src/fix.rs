//! `cargo xtask fix`: repairs what needs no judgement.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::bindings;
use crate::cargo::{self, cargo, workspace};
use crate::npm::{self, DESKTOP_TESTS, INTERFACE, npm};
use crate::setup::{self, Purpose};
use crate::steps::Steps;

/// Applies lints' own suggestions, formats, and writes the bindings anew.
///
/// # Errors
/// The first failure, with the command that shows it again.
pub(crate) fn all() -> Result<()> {
    let mut steps = Steps::begin();
    steps.time("set-up", || {
        setup::prepare(Purpose::Build)?;
        cargo::need_components()
    })?;
    // The desktop program embeds the built interface: without it nothing of it compiles.
    npm::build_interface(&mut steps)?;
    let words = ["--fix", "--allow-dirty", "--allow-staged", "--all-targets"];
    steps.run("clippy", &mut workspace("clippy", &words))?;
    steps.run("format", &mut cargo(&["fmt", "--all"]))?;
    steps.time("bindings", || bindings::export(bindings::COMMITTED))?;
    for folder in [INTERFACE, DESKTOP_TESTS] {
        if Path::new(folder).exists() {
            repair(&mut steps, folder)?;
        }
    }
    steps.table();
    Ok(())
}

fn repair(steps: &mut Steps, folder: &str) -> Result<()> {
    npm::install(steps, folder)?;
    if npm::scripts(folder, &["lint"])?.is_empty() {
        return Ok(());
    }
    // Whatever eslint cannot mend is told by `check`.
    let mut eslint: Command = npm(folder, &["exec", "--no", "--", "eslint", "--fix", "."]);
    eslint.status()?;
    for script in npm::scripts(folder, &["format"])? {
        steps.run(&format!("{folder}: {script}"), &mut npm(folder, &["run", script]))?;
    }
    Ok(())
}
