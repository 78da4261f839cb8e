//! What `cargo xtask run` does where there is no display: the main job by the command line, on the sample paper.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::cargo::workspace;
use crate::steps::{self, Steps};
use crate::window::program;

/// Where the archive goes; it is made anew each time.
const ARCHIVE: &str = "target/sample";
/// What is searched for.
const QUERY: &str = "bell -bicycle";

/// Harvests the sample paper from the test newspaper, lists its newest day, searches it and says where its files are.
///
/// # Errors
/// What failed, with the command that shows it again.
pub(crate) fn show(release: bool) -> Result<()> {
    println!(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
         The command line does the same. This shows it with the sample paper, an invented newspaper that is served\n\
         on this machine as a real one is on its site."
    );
    let mut steps = Steps::begin();
    let mut build = workspace("build", &["--bin", "broadsheet", "--bin", "paper"]);
    if release {
        build.arg("--release");
    }
    steps.run("build", &mut build)?;
    if fs::exists(ARCHIVE)? {
        fs::remove_dir_all(ARCHIVE).with_context(|| format!("cannot empty {ARCHIVE}"))?;
    }
    let newspaper = Newspaper::start(release)?;
    let broadsheet = |title: &str, words: &[&str]| {
        println!("\n== {title}");
        let mut command = Command::new(program("broadsheet", release));
        // With nobody to answer it shows what it found and goes on.
        command.stdin(Stdio::null());
        steps::run(title, command.args(words).args(["--archive", ARCHIVE]))
    };
    let url = newspaper.url.as_str();
    broadsheet("find the newspaper and follow it", &["source", "add", url, "--allow-private"])?;
    broadsheet("download its newest day", &["fetch", "--delay-ms", "0"])?;
    broadsheet("which days are held", &["days"])?;
    broadsheet("the stories of the day", &["stories"])?;
    broadsheet("search them", &["search", QUERY])?;
    drop(newspaper);
    println!(
        "\n== where its files are\n\
         {ARCHIVE}/archive.db   the stories, as they were and as they were changed\n\
         {ARCHIVE}/photos       the pictures, as the paper has them\n\
         {ARCHIVE}/index        the search index; it can be made anew\n\n\
         Read a story:     {0} story ID --archive {ARCHIVE}\n\
         All it can do:    {0} --help\n\
         Your own paper:   {0} source add ADDRESS",
        program("broadsheet", release)
    );
    Ok(())
}

/// The test newspaper, until it is dropped.
struct Newspaper {
    url: String,
    process: Child,
}

impl Newspaper {
    fn start(release: bool) -> Result<Self> {
        let mut command = Command::new(program("paper", release));
        // It ends when its standard input does, however this program ends.
        command.args(["--json", "--while-stdin"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().context("cannot start the test newspaper")?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let addresses: Value = serde_json::from_str(&line).unwrap_or_default();
        match addresses["wordpress"].as_str() {
            Some(url) => Ok(Self { url: url.to_owned(), process }),
            None => bail!("the test newspaper did not start; see `{}`", steps::line(&command)),
        }
    }
}

impl Drop for Newspaper {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It has ended, or it never started.
        drop(self.process.wait());
    }
}
