//! Serves the test newspaper: all its sites, for people or for another program. See `--help`.

#![expect(clippy::print_stdout, reason = "it talks to the person at the terminal")]
#![expect(clippy::print_stderr, reason = "it talks to the person at the terminal")]

use std::io::{self, Read as _};
use std::process::ExitCode;
use std::thread;

use lexopt::prelude::{Long, Short, ValueExt as _};
use serde_json::{Map, Value};
use tests::newspaper::{Error, Newspaper, Options, Post, Site, presets};

const HELP: &str = "\
paper: a small invented newspaper on this machine, as four sites

  --port N          the WordPress site is on this port, the others on the three above it (without: any free ones)
  --until DAY       only what was printed up to this day (2026-11-24)
  --delay-ms N      every answer comes so much later
  --preset NAME     fails in a known way (rest-401, flaky …)
  --paper FOLDER    another paper, in a folder like that of the sample paper
  --json            prints one line of JSON with the addresses, and nothing more
  --while-stdin     ends when its standard input is closed
";

/// The last port that has one for each other site above it.
const LAST_PORT: u16 = u16::MAX - 3;

/// What is wanted.
#[derive(Default)]
struct Wanted {
    options: Options,
    delay_ms: u32,
    preset: Option<String>,
    is_json: bool,
    is_while_stdin: bool,
}

fn main() -> ExitCode {
    let wanted = match read(lexopt::Parser::from_env()) {
        Ok(Some(wanted)) => wanted,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    match start(&wanted) {
        Ok(papers) => {
            if wanted.is_json {
                println!("{}", as_json(&papers));
            } else {
                print!("{}", for_people(&papers));
            }
            wait(wanted.is_while_stdin);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(mut parser: lexopt::Parser) -> Result<Option<Wanted>, lexopt::Error> {
    let mut wanted = Wanted::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(None),
            Long("port") => {
                wanted.options.port = parser.value()?.parse()?;
                if wanted.options.port > LAST_PORT {
                    return Err(format!(
                        "The four ports end at 65535: {LAST_PORT} is the last first one."
                    )
                    .into());
                }
            }
            Long("until") => wanted.options.until = Some(parser.value()?.parse()?),
            Long("delay-ms") => wanted.delay_ms = parser.value()?.parse()?,
            Long("preset") => {
                let name = parser.value()?.string()?;
                if !presets().contains(&name) {
                    let known = presets().join(", ");
                    return Err(format!("There is no preset “{name}”; there are {known}.").into());
                }
                wanted.preset = Some(name);
            }
            Long("paper") => wanted.options.folder = Some(parser.value()?.into()),
            Long("json") => wanted.is_json = true,
            Long("while-stdin") => wanted.is_while_stdin = true,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Some(wanted))
}

fn start(wanted: &Wanted) -> Result<Vec<(Site, Newspaper)>, Error> {
    let first = Newspaper::open(&wanted.options)?;
    let mut papers = vec![(wanted.options.site, first)];
    for (above, site) in (1..).zip(Site::ALL.into_iter().skip(1)) {
        let port = match wanted.options.port {
            0 => 0,
            port => port.saturating_add(above),
        };
        let other = papers[0].1.beside(site, port)?;
        papers.push((site, other));
    }
    for (_, paper) in &papers {
        if let Some(preset) = &wanted.preset {
            paper.preset(preset);
        }
        paper.pause(wanted.delay_ms);
    }
    Ok(papers)
}

fn as_json(papers: &[(Site, Newspaper)]) -> Value {
    let sites = papers.iter().map(|(site, paper)| (site.name().to_owned(), paper.url().into()));
    Value::Object(sites.collect::<Map<_, _>>())
}

fn for_people(papers: &[(Site, Newspaper)]) -> String {
    let mut text = format!("{} is served as\n", papers[0].1.sample().name);
    for (site, paper) in papers {
        text.push_str(&format!("  {:<14} {}/\n", site.name(), paper.url()));
    }
    for damage in &papers[0].1.sample().damaged {
        text.push_str(&format!("  {} is left out: {}\n", damage.file, damage.why));
    }
    let url = papers[0].1.url();
    let stories = papers[0].1.stories();
    let example = stories.iter().find(|post| post.later_versions() > 0);
    let slug = example.map_or("SLUG", |post| post.slug.as_str());
    let days = || stories.iter().filter(|post| post.is_public()).map(Post::day);
    let fetching = days()
        .min()
        .zip(days().max())
        .map_or(String::new(), |(since, until)| format!(" --since {since} --until {until}"));
    let program = broadsheet();
    text.push_str(&format!(
        "Broadsheet can read the first; the others are for the ways of listing that are still to come.\n\
         Try\n  \
         {program} --archive target/paper source add {url} --allow-private\n  \
         {program} --archive target/paper fetch{fetching} --delay-ms 0\n  \
         curl -X POST {url}/__paper__/edit -d '{{\"story\": \"{slug}\"}}'\n\
         It runs until Ctrl-C.\n"
    ));
    text
}

/// What is typed for `broadsheet`: the one beside this program, where there is one.
fn broadsheet() -> String {
    let name = format!("broadsheet{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(&name)));
    let Some(beside) = beside.filter(|path| path.exists()) else { return "broadsheet".to_owned() };
    let here = std::env::current_dir().unwrap_or_default();
    beside.strip_prefix(here).unwrap_or(&beside).display().to_string()
}

/// Waits for the end of standard input, or for ever.
fn wait(is_while_stdin: bool) {
    if is_while_stdin {
        let mut nothing = [0; 1024];
        while io::stdin().read(&mut nothing).is_ok_and(|count| count > 0) {}
        return;
    }
    loop {
        thread::park();
    }
}
