//! Cargo as the tasks call it, with the same features everywhere.

use std::process::Command;

use anyhow::{Result, bail};

use crate::steps;

/// The one set of features with which everything is built, tested, linted and documented.
///
/// Another set would build half of the tree a second time.
pub(crate) const FEATURES: [&str; 2] = ["--features", "broadsheet-desktop/custom-protocol"];

/// The programs beside Cargo that `check` calls, with the versions it was written for.
const TOOLS: [(&str, &str); 2] = [("deny", "0.20.2"), ("machete", "0.9.2")];

/// Cargo with the given words.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(words);
    // `cargo xtask` hands down what it knows of this crate; build scripts that look at it would run again.
    for (name, _) in std::env::vars_os() {
        let known = name.to_string_lossy();
        if known.starts_with("CARGO_PKG_") || known.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Cargo over the whole workspace with [`FEATURES`].
pub(crate) fn workspace(verb: &str, words: &[&str]) -> Command {
    let mut command = cargo(&[verb, "--workspace"]);
    command.args(FEATURES).args(words);
    command
}

/// Sees to it that `rustfmt` and `clippy` are there.
///
/// # Errors
/// When they are missing and rustup cannot add them.
pub(crate) fn need_components() -> Result<()> {
    for (verb, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if works(cargo(&[verb, "--version"])) {
            continue;
        }
        if !works(command(&["rustup", "--version"])) {
            bail!("`cargo {verb}` is missing; install {component} from where Rust came from");
        }
        steps::run(component, &mut command(&["rustup", "component", "add", component]))?;
    }
    Ok(())
}

/// Sees to it that the programs beside Cargo are there.
///
/// # Errors
/// When one is missing and cannot be installed.
pub(crate) fn need_tools() -> Result<()> {
    for (verb, version) in TOOLS {
        if works(cargo(&[verb, "--version"])) {
            continue;
        }
        // Without optimization: it runs for a second and would compile for minutes.
        let package = format!("cargo-{verb}@{version}");
        steps::run(&package, &mut cargo(&["install", "--locked", "--debug", &package]))?;
    }
    Ok(())
}

fn works(mut command: Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
