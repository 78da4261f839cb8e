//! Programs in Python that judge what we write, in a folder of their own beside what Cargo builds.

use std::path::PathBuf;

use anyhow::Result;

use crate::python;
use crate::window::target;

/// What is installed, and what it judges: WARC and WACZ.
const WANTED: [&str; 2] = ["warcio==1.8.1", "wacz==0.6.0"];

/// Installs what is missing.
///
/// # Errors
/// The command that failed.
pub(super) fn need() -> Result<()> {
    let folder = target().unwrap_or_else(|| PathBuf::from("target")).join("validators");
    python::with(&WANTED, &folder).map(drop)
}
