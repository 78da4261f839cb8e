//! `cargo xtask bench extract`: what is read out of real pages whose truth is known, and how fast.
//!
//! The pages are not ours to give away and lie outside of the project, with the program that scores what was read
//! (`score_extract.py` beside their folder). trafilatura, the best of the others, reads the same pages in the same run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::usage;
use crate::cargo::cargo;
use crate::python::{self, PYTHON};
use crate::steps::{self, Steps};
use crate::window::{program, target};

/// What is installed to compare with; the second is what the first needs of newer lxml.
const PEER: [&str; 2] = ["trafilatura==2.3.1", "lxml_html_clean"];
/// Reads the pages with trafilatura as it is out of the box, and prints the seconds of CPU to its last line.
const PEER_CODE: &str = r#"
import gzip, json, sys, time
import trafilatura
pages, out = sys.argv[1:3]
lines = [json.loads(line) for line in open(pages + "/manifest.jsonl", encoding="utf8") if line.strip()]
begun = time.process_time()
with open(out, "w", encoding="utf8") as told:
    for line in lines:
        try:
            path = pages + "/" + line["file"]
            data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
            found = trafilatura.bare_extraction(data, url=line["url"], with_metadata=True)
            found = found.as_dict() if found else {}
        except Exception:
            found = {}
        told.write(json.dumps({"id": line["id"], "title": found.get("title"), "byline": found.get("author"),
                               "published": found.get("date"), "body": found.get("text") or ""}) + "\n")
print(time.process_time() - begun)
"#;

/// Name in the scorer's figures, words for people, goal; a share, at most so much where the goal is negative.
const ROWS: [(&str, &str, f64); 12] = [
    ("F1", "body F1", 0.98),
    ("exact", "body exactly right", 0.50),
    ("ge95", "pages with F1 ≥ .95", 0.92),
    ("lt50", "pages with F1 < .5", -0.005),
    ("snipF1", "snippet F1", 0.955),
    ("title", "title", 0.95),
    ("byline", "byline", 0.88),
    ("date", "date", 0.98),
    ("imgP", "pictures, precision", 0.88),
    ("imgR", "pictures, recall", 0.85),
    ("caption", "captions", 0.80),
    ("speed", "pages a CPU second, trafilatura = 1", 8.0),
];

/// Reads the pages of a folder, scores what was read, and compares it with the goals.
///
/// # Errors
/// What failed, what is missing, or how many goals were missed.
pub(crate) fn measure(pages: &Path) -> Result<()> {
    let mut steps = Steps::begin();
    let folder = folder()?;
    let own = folder.join("ours.jsonl");
    let seconds = read(pages, &own, &mut steps)?;
    let figures = scored(pages, &own)?;
    let peer = folder.join("trafilatura.jsonl");
    let peer_seconds = read_with_peer(pages, &peer, &mut steps)?;
    let peer_figures = scored(pages, &peer)?;
    let count = figures["n"].as_f64().unwrap_or_default();
    println!("\n  {:<38} {:>8} {:>8} {:>8}", format!("{count} pages"), "goal", "ours", "peer");
    let mut missed = 0;
    for (name, words, goal) in ROWS {
        let (ours, theirs) = match name {
            "speed" => (Some(peer_seconds / seconds), Some(1.0)),
            name => (figures[name].as_f64(), peer_figures[name].as_f64()),
        };
        let is_met = ours.is_some_and(|ours| if goal < 0.0 { ours <= -goal } else { ours >= goal });
        missed += usize::from(!is_met);
        let sign = if goal < 0.0 { "≤" } else { "≥" };
        let shown = |figure: Option<f64>| figure.map_or("-".to_owned(), |it| format!("{it:.3}"));
        let mark = if is_met { "" } else { "  missed" };
        let goal = format!("{sign} {:.3}", goal.abs());
        println!("  {words:<38} {goal:>8} {:>8} {:>8}{mark}", shown(ours), shown(theirs));
    }
    println!(
        "  {:<38} {:>8} {:>8.1} {:>8.1}",
        "pages a CPU second",
        "",
        count / seconds,
        count / peer_seconds
    );
    if missed > 0 {
        bail!("{missed} goals were missed");
    }
    Ok(())
}

/// Where what was read is put.
pub(crate) fn folder() -> Result<PathBuf> {
    let folder = target().unwrap_or_else(|| PathBuf::from("target")).join("extract");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Reads the pages with the release build, on one thread; gives the seconds of CPU that it took.
pub(crate) fn read(pages: &Path, out: &Path, steps: &mut Steps) -> Result<f64> {
    let list = pages.join("manifest.jsonl");
    if !list.is_file() {
        bail!(
            "there is no list of pages in {}: name the folder that has manifest.jsonl",
            pages.display()
        );
    }
    steps.run("build", &mut cargo(&["build", "--release", "--bin", "broadsheet"]))?;
    steps.time("read", || {
        let told =
            fs::File::create(out).with_context(|| format!("cannot write {}", out.display()))?;
        let mut command = Command::new(program("broadsheet", true));
        command.args(["extract", "--threads", "1", "--batch"]).arg(&list);
        let before = usage::of_children()?;
        steps::run("broadsheet", command.stdout(Stdio::from(told)))?;
        Ok(usage::of_children()? - before)
    })
}

/// What the scorer says of all pages.
fn scored(pages: &Path, read: &Path) -> Result<Value> {
    let mut command = score(pages, read)?;
    let told: Value = serde_json::from_str(&steps::output(command.arg("--json"))?)?;
    Ok(told["total"].clone())
}

/// The scorer, called for what was read.
///
/// # Errors
/// If it does not lie beside the pages.
pub(crate) fn score(pages: &Path, read: &Path) -> Result<Command> {
    let mut command = Command::new(PYTHON);
    command.arg(scorer(pages)?).arg(pages.join("manifest.jsonl")).arg(read);
    Ok(command)
}

/// The program that scores what was read.
///
/// # Errors
/// If it does not lie beside the pages.
pub(crate) fn scorer(pages: &Path) -> Result<PathBuf> {
    let scorer = pages.parent().unwrap_or(pages).join("score_extract.py");
    if !scorer.is_file() {
        bail!(
            "what was read cannot be judged: there is no score_extract.py beside {}",
            pages.display()
        );
    }
    Ok(scorer)
}

/// Reads the pages with trafilatura; gives the seconds of CPU that it says it took.
fn read_with_peer(pages: &Path, out: &Path, steps: &mut Steps) -> Result<f64> {
    let python = python::with(&PEER, &folder()?.join("peer"))?;
    steps.time("trafilatura", || {
        let told =
            steps::output(Command::new(&python).args(["-c", PEER_CODE]).arg(pages).arg(out))?;
        told.trim()
            .lines()
            .last()
            .and_then(|line| line.parse().ok())
            .context("trafilatura tells no time")
    })
}
