//! `cargo xtask shot`: pictures of the real window.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context as _, Result};

use crate::npm::{self, DESKTOP_TESTS};
use crate::screen::Screen;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::test::with_programs;
use crate::window;

/// Where the pictures go, but for those of the README.
const FOLDER: &str = "target/shots";

/// Photographs the named states of the window, or all that the script knows; `readme` makes those of the README.
///
/// # Errors
/// What failed, with the command that shows it again.
pub(crate) fn take(names: &[OsString]) -> Result<()> {
    setup::prepare(Purpose::Test)?;
    let mut steps = Steps::begin();
    window::build(&mut steps, false)?;
    // Its script fills an archive by the command line.
    steps.run("build", &mut crate::cargo::workspace("build", &["--bin", "broadsheet"]))?;
    npm::install(&mut steps, DESKTOP_TESTS)?;
    fs::create_dir_all(FOLDER).with_context(|| format!("cannot make {FOLDER}"))?;
    let screen = Screen::open()?;
    let mut script = screen.command(&["node", "tests/desktop/shot.mjs"]);
    script.args(names).env("BROADSHEET_SHOTS", std::path::absolute(FOLDER)?);
    let again = "cargo xtask shot";
    steps.count_again("pictures", with_programs(&mut script)?, again)?;
    steps.table();
    Ok(())
}
