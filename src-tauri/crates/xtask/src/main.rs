//! `cargo xtask`: everything that is done to the project, from set-up to screenshots.
//!
//! Depends on none of our crates, so that it runs while they do not compile. All paths in it are relative to
//! the root of the checkout, which [`main`] enters first.

#![expect(clippy::print_stdout, reason = "it talks to the person at the terminal")]
#![expect(clippy::print_stderr, reason = "it talks to the person at the terminal")]

mod bench;
mod bindings;
mod cargo;
mod check;
mod extract_report;
mod fix;
mod gallery;
mod learn;
mod npm;
mod paper;
mod python;
mod screen;
mod screenless;
mod setup;
mod shot;
mod steps;
mod tally;
mod test;
mod tidy;
mod torture;
mod window;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const HELP: &str = "\
cargo xtask TASK

  run [--release] [-- ARGUMENT…]   sets the machine up, builds, opens the window; without a display, shows
                                   what the command line does
  test [--quick | --window]        every test: Rust, interface, and in the real window; --quick leaves out
                                   the slow ones (a real WordPress, the real window), --window runs only
                                   those in the window
  check                            format, tidy, lints, documentation, bindings, licences, unused dependencies
  fix                              repairs what can be repaired without thinking
  tidy                             the rules that no lint knows; see ARCHITECTURE.md
  bench                            figures of the release build against their goals
  bench makeup [--days N] [--texts DIR | --archive DIR]
                                   what made-up pages are worth and how long they take, over 200 days of
                                   invented stories, or of those in DIR
  bench archive [--stories N]      what storing and reading cost as an archive grows, to 100,000 stories or N
  bench extract --pages DIR        what is read out of real pages whose truth is known, scored by the program that
                                   lies beside DIR, and how fast, beside trafilatura
  extract-report DIR               the same pages, what was read and the truth side by side, the worst first:
                                   target/extract/report.html
  learn --pages DIR [--folds N]    which passages of a page are its story's, learned from the same pages: writes the
                                   extractor's trees; with folds only tries them on sites that they have not seen
  torture                          kills, full disks and flipped bits: the long form of those tests
  gallery                          60 pages of odd days as pictures on one sheet: target/gallery/index.html
  shot [NAME…]                     pictures of the real window into target/shots; `shot readme` makes those
                                   of the README in docs
  paper [OPTION…]                  serves a small invented newspaper, as four sites; `paper --help` tells the
                                   options
  setup                            only installs what run and test need
";

/// What is to be done.
enum Task {
    Run { release: bool, arguments: Vec<OsString> },
    Test(test::Which),
    Check,
    Fix,
    Tidy,
    Bench,
    BenchMakeup(bench::makeup::Order),
    BenchArchive { stories: u32 },
    BenchExtract { pages: PathBuf },
    ExtractReport { pages: PathBuf },
    Learn(learn::Order),
    Torture,
    Gallery,
    Shot { names: Vec<OsString> },
    Paper { options: Vec<OsString> },
    Setup,
    Help,
}

fn main() -> ExitCode {
    match done() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn done() -> Result<()> {
    let task = task(lexopt::Parser::from_env())?;
    let started_in = std::env::current_dir().context("the current folder cannot be told")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap_or(&started_in);
    std::env::set_current_dir(root).with_context(|| format!("cannot enter {}", root.display()))?;
    match task {
        Task::Run { release, arguments } => window::open(release, &arguments, &started_in),
        Task::Test(which) => test::run(which),
        Task::Check => check::all(),
        Task::Fix => fix::all(),
        Task::Tidy => tidy::all(),
        Task::Bench => bench::all(),
        Task::BenchMakeup(order) => bench::makeup::measure(&order),
        Task::BenchArchive { stories } => bench::growth::measure(stories),
        Task::BenchExtract { pages } => bench::extract::measure(&pages),
        Task::ExtractReport { pages } => extract_report::write(&pages),
        Task::Learn(order) => learn::learn(&order),
        Task::Torture => torture::run(),
        Task::Gallery => gallery::draw(),
        Task::Shot { names } => shot::take(&names),
        Task::Paper { options } => paper::serve(&options),
        Task::Setup => setup::prepare(setup::Purpose::Test),
        Task::Help => {
            print!("{HELP}");
            Ok(())
        }
    }
}

fn task(mut parser: lexopt::Parser) -> Result<Task> {
    let mut name = None;
    let (mut release, mut which) = (false, test::Which::All);
    let (mut order, mut stories) = (bench::makeup::Order::default(), 100_000);
    let (mut pages, mut folds): (Option<PathBuf>, Option<u32>) = (None, None);
    let mut values: Vec<OsString> = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Task::Help),
            Long("release") if name.as_deref() == Some("run") => release = true,
            Long("quick") if name.as_deref() == Some("test") => which = test::Which::Quick,
            Long("window") if name.as_deref() == Some("test") => which = test::Which::Window,
            Long("days") if is_bench("makeup", name.as_deref(), &values) => {
                order.days = parser.value()?.parse()?;
            }
            Long("texts") if is_bench("makeup", name.as_deref(), &values) => {
                order.texts = Some(std::path::absolute(parser.value()?)?);
            }
            Long("archive") if is_bench("makeup", name.as_deref(), &values) => {
                order.archive = Some(std::path::absolute(parser.value()?)?);
            }
            Long("pages")
                if name.as_deref() == Some("learn")
                    || is_bench("extract", name.as_deref(), &values) =>
            {
                pages = Some(std::path::absolute(parser.value()?)?);
            }
            Long("folds") if name.as_deref() == Some("learn") => {
                folds = Some(parser.value()?.parse()?);
            }
            Long("stories") if is_bench("archive", name.as_deref(), &values) => {
                stories = parser.value()?.parse()?;
            }
            // The newspaper reads its options itself.
            Value(value) if name.is_none() && value == "paper" => {
                return Ok(Task::Paper { options: parser.raw_args()?.collect() });
            }
            Value(value) if name.is_none() => name = Some(value.to_string_lossy().into_owned()),
            Value(value) => values.push(value),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let task = match name.as_deref() {
        None | Some("help") => Task::Help,
        Some("run") => return Ok(Task::Run { release, arguments: values }),
        Some("shot") => return Ok(Task::Shot { names: values }),
        Some("test") => Task::Test(which),
        Some("check") => Task::Check,
        Some("fix") => Task::Fix,
        Some("tidy") => Task::Tidy,
        Some("bench") if values.first().is_some_and(|first| first == "makeup") => {
            values.remove(0);
            Task::BenchMakeup(order)
        }
        Some("bench") if values.first().is_some_and(|first| first == "archive") => {
            values.remove(0);
            Task::BenchArchive { stories }
        }
        Some("bench") if values.first().is_some_and(|first| first == "extract") => {
            values.remove(0);
            let pages = pages.context("say where the pages lie: --pages DIR")?;
            Task::BenchExtract { pages }
        }
        Some("extract-report") if !values.is_empty() => {
            Task::ExtractReport { pages: std::path::absolute(values.remove(0))? }
        }
        Some("learn") => {
            let pages = pages.context("say where the pages lie: --pages DIR")?;
            Task::Learn(learn::Order { pages, folds })
        }
        Some("bench") => Task::Bench,
        Some("torture") => Task::Torture,
        Some("gallery") => Task::Gallery,
        Some("setup") => Task::Setup,
        Some(other) => bail!("there is no task `{other}`; `cargo xtask help` names them all"),
    };
    if let Some(value) = values.first() {
        bail!("`{}` is one argument too many", value.to_string_lossy());
    }
    Ok(task)
}

fn is_bench(of: &str, name: Option<&str>, values: &[OsString]) -> bool {
    name == Some("bench") && values.iter().any(|value| value == of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Task> {
        task(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn what_stands_after_two_dashes_goes_to_the_window() {
        let Ok(Task::Run { release, arguments }) =
            read(&["run", "--release", "--", "--quick", "x"])
        else {
            panic!("not understood")
        };
        assert!(release);
        assert_eq!(arguments, ["--quick", "x"]);
    }

    #[test]
    fn the_newspaper_reads_its_options_itself() {
        let Ok(Task::Paper { options }) = read(&["paper", "--port", "8080"]) else {
            panic!("not understood")
        };
        assert_eq!(options, ["--port", "8080"]);
    }

    #[test]
    fn an_option_of_another_task_is_refused() {
        assert!(read(&["check", "--quick"]).is_err());
        assert!(read(&["check", "more"]).is_err());
        assert!(read(&["tset"]).is_err());
        assert!(matches!(read(&["test", "--quick"]), Ok(Task::Test(test::Which::Quick))));
    }
}
