//! `cargo xtask check`: everything that can be judged without running the program.

use std::path::Path;

use anyhow::Result;

use crate::cargo::{self, cargo, workspace};
use crate::npm::{self, DESKTOP_TESTS, INTERFACE, npm};
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::{bindings, tidy};

/// Runs every check, the quick ones first.
///
/// # Errors
/// The first failure, with the command that shows it again.
pub(crate) fn all() -> Result<()> {
    let mut steps = Steps::begin();
    steps.time("set-up", || {
        setup::prepare(Purpose::Build)?;
        cargo::need_components()
    })?;
    steps.run("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    steps.time("tidy", tidy::all)?;
    // Fails where Cargo.lock does not fit the manifests, which every other command would mend in silence.
    steps.run("lock", &mut cargo(&["fetch", "--locked"]))?;
    interface(&mut steps)?;
    steps.run("clippy", &mut workspace("clippy", &["--all-targets", "--", "-D", "warnings"]))?;
    let mut documentation = workspace("doc", &["--no-deps", "--document-private-items"]);
    steps.run("documentation", documentation.env("RUSTDOCFLAGS", "-D warnings"))?;
    steps.time("bindings", || {
        bindings::export(bindings::FRESH)?;
        bindings::compare()
    })?;
    dependencies(&mut steps)?;
    steps.table();
    Ok(())
}

fn interface(steps: &mut Steps) -> Result<()> {
    npm::build_interface(steps)?;
    judge(steps, INTERFACE)?;
    if Path::new(DESKTOP_TESTS).exists() {
        npm::install(steps, DESKTOP_TESTS)?;
        judge(steps, DESKTOP_TESTS)?;
    }
    Ok(())
}

/// Runs those of the scripts that the folder has: eslint and prettier, svelte-check, knip.
fn judge(steps: &mut Steps, folder: &str) -> Result<()> {
    for script in npm::scripts(folder, &["lint", "check", "knip"])? {
        steps.run(&format!("{folder}: {script}"), &mut npm(folder, &["run", script]))?;
    }
    Ok(())
}

fn dependencies(steps: &mut Steps) -> Result<()> {
    steps.time("cargo-deny, cargo-machete", cargo::need_tools)?;
    // Advisories are left out: their database is fetched from a third host, and a check that says something
    // else tomorrow about the same commit belongs to no gate.
    steps.run("licences", &mut cargo(&["deny", "check", "licenses", "bans", "sources"]))?;
    steps.run("unused dependencies", &mut cargo(&["machete"]))
}
