//! `cargo xtask bench archive`: what storing and reading cost as an archive grows, by the example `growth`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::{FOLDER, usage};
use crate::cargo::cargo;
use crate::steps::{self, Steps};

/// Stories at which an archive is measured; each size is what was stored before and more.
const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];
/// Stories over which storing is timed: the last of each size.
const TIMED: u32 = 10_000;
/// How much slower anything may be at the largest size than at the smallest.
const GROWTH: f64 = 2.0;

/// Name in the figures, words for people, and the most that it may be at 100,000 stories.
const ROWS: [(&str, &str, f64); 6] = [
    ("store", "store a story, ms of CPU", 1.0),
    ("open", "open, ms", 50.0),
    ("list", "list a day of 100, ms", 5.0),
    ("story", "read a story, ms", 1.0),
    ("capture", "read its capture, ms", 1.0),
    ("memory", "memory of a reader, MB", 100.0),
];

/// Grows an archive to `most` stories and compares what it costs with the goals.
///
/// # Errors
/// What failed, or how many goals were missed.
pub(crate) fn measure(most: u32) -> Result<()> {
    let sizes: Vec<u32> = SIZES.into_iter().filter(|size| *size <= most).collect();
    if sizes.is_empty() {
        bail!("the smallest archive that is measured has {} stories", SIZES[0]);
    }
    let mut steps = Steps::begin();
    let example = ["--release", "-p", "archive", "--example", "growth"];
    steps.run("build", cargo(&["build"]).args(example))?;
    let archive = format!("{FOLDER}/growing");
    if Path::new(&archive).exists() {
        fs::remove_dir_all(&archive).with_context(|| format!("cannot empty {archive}"))?;
    }
    let asked = |words: &[&str]| {
        let mut command = cargo(&["run", "--quiet"]);
        command.args(example).arg("--").args(words);
        steps::output(&mut command)
    };
    let (mut figures, mut held) = (Vec::new(), 0);
    for size in sizes {
        steps.time(&format!("{size} stories"), || {
            let timed = size - TIMED;
            asked(&["store", &archive, &held.to_string(), &timed.to_string()])?;
            let before = usage::of_children()?;
            asked(&["store", &archive, &timed.to_string(), &size.to_string()])?;
            let seconds = usage::of_children()? - before;
            let mut read: Value = serde_json::from_str(&asked(&["read", &archive])?)
                .context("the figures are JSON")?;
            read["store"] = json!(1e3 * seconds / f64::from(TIMED));
            read["memory"] = json!(read["memory"].as_f64().unwrap_or(f64::NAN) / 1e6);
            figures.push(read);
            held = size;
            Ok(())
        })?;
    }
    fs::remove_dir_all(&archive).with_context(|| format!("cannot empty {archive}"))?;
    match table(&figures) {
        0 => Ok(()),
        missed => bail!("{missed} goals were missed"),
    }
}

/// Prints the figures of each size and counts the goals that were missed.
fn table(figures: &[Value]) -> usize {
    let of = |size: &Value, name: &str| size[name].as_f64().unwrap_or(f64::NAN);
    print!("\n  {:<26}", "stories");
    for size in figures {
        print!(" {:>10}", of(size, "stories"));
    }
    println!("  {:>8}  {:>8}", "goal", "growth");
    let mut missed = 0;
    for (name, words, most) in ROWS {
        print!("  {words:<26}");
        let values: Vec<f64> = figures.iter().map(|size| of(size, name)).collect();
        for value in &values {
            print!(" {value:>10.3}");
        }
        let growth = values.last().unwrap_or(&f64::NAN) / values.first().unwrap_or(&f64::NAN);
        // What is not told (NaN) is not met.
        let is_met = values.iter().all(|value| *value <= most) && growth <= GROWTH;
        missed += usize::from(!is_met);
        println!("  {most:>8.0}  {growth:>7.2}x{}", if is_met { "" } else { "  missed" });
    }
    missed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_or_is_slow_or_is_not_told_is_counted() {
        let size = |story: f64| json!({ "stories": 1, "store": 0.5, "open": 1, "list": 1, "story": story, "capture": 0.5, "memory": 9 });
        assert_eq!(table(&[size(0.1), size(0.15)]), 0);
        assert_eq!(table(&[size(0.1), size(0.3)]), 1);
        assert_eq!(table(&[size(2.0), size(2.0)]), 1);
        assert_eq!(table(&[json!({})]), ROWS.len());
    }
}
