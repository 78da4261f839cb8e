//! `cargo xtask test`: every test, the quick ones first.

use std::path::Path;

use anyhow::Result;

use crate::cargo::workspace;
use crate::npm::{self, DESKTOP_TESTS, INTERFACE, npm};
use crate::screen::Screen;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::window::program;

/// Sets the machine up and runs every test; `quick` leaves out those that start other programs.
///
/// # Errors
/// The first failure, with the command that shows it again.
pub(crate) fn all(quick: bool) -> Result<()> {
    let mut steps = Steps::begin();
    steps.time("set-up", || setup::prepare(if quick { Purpose::Build } else { Purpose::Test }))?;
    npm::build_interface(&mut steps)?;
    steps.count("ui: tests", &mut npm(INTERFACE, &["test"]))?;
    // All targets: the programs that the tests start, and the tests with the features they will run with.
    steps.run("build", &mut workspace("build", &["--all-targets"]))?;
    let without: &[&str] = if quick { &["--exclude", "tests"] } else { &[] };
    steps.count("cargo test", &mut workspace("test", without))?;
    if !quick {
        in_the_window(&mut steps)?;
    }
    steps.table();
    Ok(())
}

fn in_the_window(steps: &mut Steps) -> Result<()> {
    if !Path::new(DESKTOP_TESTS).exists() {
        println!("\n{DESKTOP_TESTS} does not exist yet: nothing is tested in the real window");
        return Ok(());
    }
    npm::install(steps, DESKTOP_TESTS)?;
    let screen = steps.time("screen", Screen::open)?;
    let mut tests = screen.command(&["npm", "test"]);
    tests.current_dir(DESKTOP_TESTS);
    steps.count("tests in the window", with_programs(&mut tests)?)
}

/// Tells the desktop tests where the programs are.
///
/// # Errors
/// When the current folder cannot be told.
pub(crate) fn with_programs(
    command: &mut std::process::Command,
) -> Result<&mut std::process::Command> {
    let desktop = std::path::absolute(program("broadsheet-desktop", false))?;
    let line = std::path::absolute(program("broadsheet", false))?;
    Ok(command.env("BROADSHEET_DESKTOP", desktop).env("BROADSHEET", line))
}
