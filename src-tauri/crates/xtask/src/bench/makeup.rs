//! `cargo xtask bench makeup`: what made-up pages are worth, by the figures of the example `measure`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::archive;
use crate::cargo::cargo;
use crate::steps::{self, Steps};

/// Names the folder of real stories, where no option does; without either the words are invented.
pub(crate) const TEXTS: &str = "BROADSHEET_TEXTS";

/// What is measured.
pub(crate) struct Order {
    /// Days that are made up, every second one without pictures.
    pub(crate) days: u32,
    /// Folder of real stories.
    pub(crate) texts: Option<PathBuf>,
    /// An archive whose own days are made up in place of generated ones.
    pub(crate) archive: Option<PathBuf>,
}

impl Default for Order {
    fn default() -> Self {
        Self { days: 200, texts: std::env::var_os(TEXTS).map(PathBuf::from), archive: None }
    }
}

/// What a figure may be.
#[derive(Clone, Copy)]
enum Goal {
    /// At most so much.
    Most(f64),
    /// At least so much.
    Least(f64),
    /// It is only told.
    Told,
}

/// How a figure is printed.
#[derive(Clone, Copy)]
enum Unit {
    Percent,
    Count,
    Seconds,
    Plain,
}

use Goal::{Least, Most, Told};
use Unit::{Count, Percent, Plain, Seconds};

/// Name in the figures, words for people, unit, goal in print and in the window.
type Row = (&'static str, &'static str, Unit, Goal);

const PAGES: [Row; 30] = [
    ("editions", "editions", Count, Told),
    ("pages", "pages", Count, Told),
    ("loose_r1", "lines stretched over r 1", Percent, Most(0.10)),
    ("loose_r2", "lines stretched over r 2", Percent, Most(0.007)),
    ("space_2x", "word spaces over 2 x", Percent, Most(0.05)),
    ("space_3x", "word spaces over 3 x", Percent, Most(0.007)),
    ("space_4x", "word spaces over 4 x", Percent, Most(0.0)),
    ("hyphens", "lines with a hyphen", Percent, Most(0.25)),
    ("ladders", "ladders of 3 or more", Percent, Most(0.001)),
    ("widows", "widows", Count, Most(0.0)),
    ("orphans", "orphans", Count, Most(0.0)),
    ("fill", "fill", Percent, Least(0.985)),
    ("fill_98.5", "pages filled to 98.5 %", Percent, Told),
    ("no_white", "pages without a white line", Percent, Least(0.95)),
    ("white_blocks", "pages with white over 3 lines", Percent, Most(0.003)),
    ("legs_differ", "pages with legs more than 1 apart", Percent, Most(0.0)),
    ("tombstones", "tombstones", Count, Most(0.0)),
    ("against_rank", "pages with a headline against rank", Percent, Most(0.0)),
    ("rank_headline", "rank and headline (Spearman)", Plain, Least(0.8)),
    ("rank_area", "rank and area on fronts", Plain, Least(0.85)),
    ("rank_area_inside", "rank and area inside", Plain, Told),
    ("overlaps", "modules over each other", Count, Most(0.0)),
    ("collisions", "words over words or pictures", Count, Most(0.0)),
    ("overflows", "lines out of their module", Count, Most(0.0)),
    ("off_grid", "lines off the grid", Count, Most(0.0)),
    ("missing", "stories with missing words", Count, Most(0.0)),
    ("doubled", "stories with words twice", Count, Most(0.0)),
    ("unmatched", "jumps into nothing", Count, Most(0.0)),
    ("front_stories", "stories on a front", Plain, Told),
    ("front_jumps", "jumps on a front", Plain, Most(5.0)),
];

/// Processor time on one core.
const TIMES: [Row; 6] = [
    ("words", "words in 80 stories", Count, Told),
    ("shape", "shape 80 stories", Seconds, Told),
    ("window", "make up 80 stories for the window", Seconds, Most(0.4)),
    ("print", "make up 80 stories in print", Seconds, Most(1.2)),
    ("resize", "the page read, after a resize, p95", Seconds, Most(0.03)),
    ("set", "set 120,000 words", Seconds, Most(0.5)),
];

/// Makes days up and compares what they are worth with the goals.
///
/// # Errors
/// What failed, or how many goals were missed.
pub(crate) fn measure(order: &Order) -> Result<()> {
    let mut steps = Steps::begin();
    if let Some(archive) = &order.archive {
        let mut missed = 0;
        for sheet in ["screen:1440x788", "broadsheet"] {
            let figures = archive::figures(archive, sheet, order.days, &mut steps)?;
            missed += table(sheet, &figures, &PAGES, true);
        }
        return told(missed);
    }
    let example = ["--release", "-p", "edition", "--example", "measure"];
    steps.run("build", cargo(&["build"]).args(example))?;
    let mut command = cargo(&["run", "--quiet"]);
    command.args(example).arg("--").arg(order.days.to_string()).args(&order.texts);
    let printed = steps.time("measure", || steps::output(&mut command))?;
    let figures: Value = serde_json::from_str(&printed).context("the figures are JSON")?;
    println!("\n{} days, the words {}", order.days, figures["words"].as_str().unwrap_or_default());
    let mut missed = 0;
    for (name, title) in [
        ("window", "window, 1440 × 788"),
        ("print", "broadsheet"),
        ("ur", "Urdu, window"),
        ("hi", "Hindi, window"),
    ] {
        // How loose lines may be is said of Latin at 30 to 40 characters.
        let is_latin = matches!(name, "window" | "print");
        missed += table(title, &figures[name], &PAGES, is_latin);
    }
    missed += table("processor time", &figures["times"], &TIMES, true);
    if figures["same"] != true {
        bail!("the same day gave other pages when it was made up again");
    }
    told(missed)
}

fn told(missed: usize) -> Result<()> {
    if missed > 0 {
        bail!("{missed} goals were missed");
    }
    Ok(())
}

/// Prints figures beside their goals and counts the missed ones.
fn table(title: &str, figures: &Value, rows: &[Row], is_latin: bool) -> usize {
    println!("\n  {title:<38} {:>10}  {:>10}", "measured", "goal");
    let mut missed = 0;
    for (name, words, unit, goal) in rows {
        let is_of_lines = ["loose", "space", "hyphens", "ladders"];
        let goal = match goal {
            _ if !is_latin && is_of_lines.iter().any(|start| name.starts_with(start)) => Told,
            goal => *goal,
        };
        let Some(value) = figures[name].as_f64() else {
            println!("  {words:<38} {:>10}", "-");
            continue;
        };
        let (is_met, said) = match goal {
            Most(most) => (value <= most, format!("≤ {}", unit.of(most))),
            Least(least) => (value >= least, format!("≥ {}", unit.of(least))),
            Told => (true, String::new()),
        };
        missed += usize::from(!is_met);
        let mark = if is_met { "" } else { "  missed" };
        println!("  {words:<38} {:>10}  {said:>10}{mark}", unit.of(value));
    }
    missed
}

impl Unit {
    fn of(self, value: f64) -> String {
        match self {
            Percent => format!("{:.2} %", 100.0 * value),
            Count => format!("{value:.0}"),
            Seconds => format!("{value:.3} s"),
            Plain => format!("{value:.2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_goal_that_is_missed_is_counted() {
        let figures = json!({ "widows": 1, "orphans": 0, "fill": 0.9 });
        assert_eq!(table("pages", &figures, &PAGES, true), 2);
    }

    #[test]
    fn loose_lines_are_judged_in_latin_alone() {
        let figures = json!({ "loose_r1": 0.5, "overlaps": 1 });
        assert_eq!(table("pages", &figures, &PAGES, true), 2);
        assert_eq!(table("pages", &figures, &PAGES, false), 1);
    }
}
