//! `cargo xtask learn`: which passages of a page are its story's, learned from pages whose truth is known.
//!
//! Writes the trees that the extractor is built with. With folds it writes none: trees that were learned on some sites
//! read the pages of the others, and what they read is scored.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::bench::extract::{folder, score, scorer};
use crate::cargo::cargo;
use crate::python;
use crate::steps::{self, Steps};
use crate::window::target;

const PACKAGES: [&str; 2] = ["lightgbm==4.7.0", "numpy==2.4.6"];
const CRATE: &str = "src-tauri/crates/extract";

/// What is learned from, and on how many folds it is tried; without folds it is kept.
pub(crate) struct Order {
    pub(crate) pages: PathBuf,
    pub(crate) folds: Option<u32>,
}

/// Learns.
///
/// # Errors
/// What failed or is missing.
pub(crate) fn learn(order: &Order) -> Result<()> {
    let mut steps = Steps::begin();
    let scorer = scorer(&order.pages)?;
    steps
        .run("build", &mut cargo(&["build", "--release", "-p", "extract", "--example", "learn"]))?;
    let example =
        target().unwrap_or_else(|| PathBuf::from("target")).join("release/examples/learn");
    let python = python::with(&PACKAGES, &folder()?.join("learning"))?;
    let out = folder()?.join("trees");
    let folds = order.folds.unwrap_or(1).to_string();
    let mut learning = Command::new(python);
    learning.arg(format!("{CRATE}/learn.py")).arg(&order.pages).arg(scorer).arg(&example).arg(&out);
    steps.run("learn", learning.args(["--folds", &folds]))?;
    if order.folds.is_none() {
        for look in ["first", "second"] {
            let (from, to) =
                (out.join(format!("0.{look}")), format!("{CRATE}/src/page/{look}.trees"));
            fs::copy(&from, &to).with_context(|| format!("cannot write {to}"))?;
        }
        return Ok(());
    }
    judge(&order.pages, &example, &out, &mut steps)
}

/// Reads each page by the trees that did not see its site, and scores what was read.
fn judge(pages: &Path, example: &Path, trees: &Path, steps: &mut Steps) -> Result<()> {
    let read = trees.join("read.jsonl");
    let told =
        fs::File::create(&read).with_context(|| format!("cannot write {}", read.display()))?;
    let mut reading = Command::new(example);
    reading.arg("judge").arg(pages).arg(trees).stdout(Stdio::from(told));
    steps.time("judge", || steps::run("learn", &mut reading))?;
    steps.run("score", &mut score(pages, &read)?)
}
