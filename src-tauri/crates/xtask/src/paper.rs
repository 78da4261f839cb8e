//! `cargo xtask paper`: the test newspaper for people.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Result, bail};

use crate::cargo::workspace;
use crate::steps::Steps;
use crate::window::program;

/// The program's name.
const PROGRAM: &str = "paper";

/// Builds the test newspaper and serves it until it is interrupted; it reads its options itself.
///
/// # Errors
/// As Cargo says, or if the newspaper cannot be served; it has said why then.
pub(crate) fn serve(options: &[OsString]) -> Result<()> {
    let mut steps = Steps::begin();
    // Beside it the command that people are told to try.
    let programs = ["--bin", PROGRAM, "--bin", "broadsheet"];
    steps.run("build", &mut workspace("build", &programs))?;
    let status = Command::new(program(PROGRAM, false)).args(options).status()?;
    match status.code() {
        Some(0) | None => Ok(()),
        Some(_) => bail!("the newspaper is not served"),
    }
}
