//! `cargo xtask test`: every test, the quick ones first.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::cargo::workspace;
use crate::npm::{self, DESKTOP_TESTS, INTERFACE, npm};
use crate::screen::Screen;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::window::program;

/// Which tests to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Every one.
    All,
    /// Those that start no other program.
    Quick,
    /// Those in the real window.
    Window,
}

/// Sets the machine up and runs the tests.
///
/// # Errors
/// The first failure, with the command that shows it again.
pub(crate) fn run(which: Which) -> Result<()> {
    let mut steps = Steps::begin();
    let purpose = if which == Which::Quick { Purpose::Build } else { Purpose::Test };
    steps.time("set-up", || setup::prepare(purpose))?;
    npm::build_interface(&mut steps)?;
    if which != Which::Window {
        steps.count("ui: tests", &mut npm(INTERFACE, &["test"]))?;
    }
    // All targets: the programs that the tests start, and the tests with the features they will run with.
    steps.run("build", &mut workspace("build", &["--all-targets"]))?;
    if which != Which::Window {
        let without: &[&str] = if which == Which::Quick { &["--exclude", "tests"] } else { &[] };
        steps.count("cargo test", &mut workspace("test", without))?;
    }
    if which != Which::Quick {
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
    let tests = with_programs(&mut tests)?;
    steps.count_again("tests in the window", tests, "cargo xtask test --window")
}

/// Tells the desktop tests where the programs are.
///
/// # Errors
/// When the current folder cannot be told.
pub(crate) fn with_programs(command: &mut Command) -> Result<&mut Command> {
    let desktop = std::path::absolute(program("broadsheet-desktop", false))?;
    let line = std::path::absolute(program("broadsheet", false))?;
    Ok(command.env("BROADSHEET_DESKTOP", desktop).env("BROADSHEET", line))
}
