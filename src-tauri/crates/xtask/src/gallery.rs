//! `cargo xtask gallery`: pages of odd days on one sheet, to be looked at after each change.

use anyhow::Result;

use crate::cargo::cargo;
use crate::steps;

/// Where the pages and the sheet lie.
const FOLDER: &str = "target/gallery";

/// Draws the pages with the example `gallery` of `press`.
///
/// # Errors
/// When it does not compile, or cannot write.
pub(crate) fn draw() -> Result<()> {
    let example = ["run", "--release", "-p", "press", "--example", "gallery", "--", FOLDER];
    steps::run("gallery", &mut cargo(&example))
}
