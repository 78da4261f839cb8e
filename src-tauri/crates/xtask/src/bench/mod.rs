//! `cargo xtask bench`: figures of the release build against their goals.

mod archive;
pub(crate) mod extract;
pub(crate) mod growth;
pub(crate) mod makeup;
mod stories;
mod usage;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::cargo::cargo;
use crate::steps::{self, Steps};
use crate::window::program;

/// Where the stories and the archive made of them lie.
const FOLDER: &str = "target/bench";
/// Stories that are imported.
const STORIES: u32 = 10_000;
/// Seconds of CPU that the import may take.
const IMPORT_GOAL: f64 = 20.0;
/// Seconds of CPU that one search through the command line may take, the start of the program included.
const SEARCH_GOAL: f64 = 0.080;
/// Times that each query is asked; the median counts.
const ROUNDS: usize = 9;
/// Words, a phrase, a field, a prefix, a misspelling, and the other two scripts.
const QUERIES: [&str; 9] = [
    "snow",
    "police AND court",
    "\"old town\"",
    "section:sports bridge",
    "date:2019..2021 election",
    "govern*",
    "goverment~",
    "श्रीनगर",
    "سرینگر",
];

/// Imports generated stories, searches them, and compares what that took with the goals.
///
/// # Errors
/// What failed, or which goal was missed.
pub(crate) fn all() -> Result<()> {
    let mut steps = Steps::begin();
    steps.run("build", &mut cargo(&["build", "--release", "--bin", "broadsheet"]))?;
    let (stories, archive) = (format!("{FOLDER}/stories.jsonl"), format!("{FOLDER}/archive"));
    steps.time("stories", || stories::make(STORIES, Path::new(&stories)))?;
    if Path::new(&archive).exists() {
        fs::remove_dir_all(&archive).with_context(|| format!("cannot empty {archive}"))?;
    }
    let mut figures = Vec::new();
    steps.time("import", || {
        let words = ["import", &stories, "--from", "stories"];
        let seconds = measured(&mut broadsheet(&archive, &words))?;
        figures.push(Figure {
            what: format!("import {STORIES} stories"),
            seconds,
            goal: IMPORT_GOAL,
        });
        Ok(())
    })?;
    steps.time("search", || {
        for query in QUERIES {
            let seconds = median(|| search(&archive, query))?;
            figures.push(Figure { what: format!("search {query}"), seconds, goal: SEARCH_GOAL });
        }
        Ok(())
    })?;
    report(&figures)
}

/// What something took, and what it may take; seconds of CPU.
struct Figure {
    what: String,
    seconds: f64,
    goal: f64,
}

fn report(figures: &[Figure]) -> Result<()> {
    println!("\n  {:<30} {:>10}  {:>8}", "CPU time", "measured", "goal");
    for figure in figures {
        let mark = if figure.seconds <= figure.goal { "" } else { "  missed" };
        println!("  {:<30} {:>8.3} s  {:>6.3} s{mark}", figure.what, figure.seconds, figure.goal);
    }
    let missed = figures.iter().filter(|figure| figure.seconds > figure.goal).count();
    if missed > 0 {
        bail!("{missed} of {} goals were missed", figures.len());
    }
    Ok(())
}

fn broadsheet(archive: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program("broadsheet", true));
    command.args(["--archive", archive]).args(words);
    command
}

fn median(mut measure: impl FnMut() -> Result<f64>) -> Result<f64> {
    let mut seconds = (0..ROUNDS).map(|_| measure()).collect::<Result<Vec<_>>>()?;
    seconds.sort_by(f64::total_cmp);
    Ok(seconds[ROUNDS / 2])
}

/// Seconds of CPU that one search takes.
fn search(archive: &str, query: &str) -> Result<f64> {
    let mut command = broadsheet(archive, &["search", query, "--json"]);
    let before = usage::of_children()?;
    let answer: serde_json::Value = serde_json::from_str(&steps::output(&mut command)?)?;
    let seconds = usage::of_children()? - before;
    // Nothing is found fast.
    if answer["total"].as_u64().unwrap_or(0) == 0 {
        bail!("`{}` finds nothing", steps::line(&command));
    }
    Ok(seconds)
}

/// Seconds of CPU that a command takes whose output nobody needs.
fn measured(command: &mut Command) -> Result<f64> {
    let before = usage::of_children()?;
    steps::run("broadsheet", command.stdout(Stdio::null()))?;
    Ok(usage::of_children()? - before)
}
