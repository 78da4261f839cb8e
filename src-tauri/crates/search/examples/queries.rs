//! Fills an index with stories as JSON lines, asks it queries and says what that cost.
//!
//! `cargo run --release -p search --example queries -- STORIES.jsonl QUERIES.jsonl [INDEX-FOLDER]`
//!
//! Stories are lines `{id, date, section, byline, agency, dateline, headline, deck, tags, body, lang}`;
//! queries are lines `{kind, q, hits}`. Each query is asked exactly, to compare its count; then as a
//! reader asks it, with snippets; then letter by letter. Times of queries are the best of five.
#![expect(clippy::print_stdout, reason = "it is a program that prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use model::{Query, Reading, Story};
use search::{Found, Index, Load};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [stories, queries, folder @ ..] = arguments.as_slice() else {
        return Err("queries STORIES.jsonl QUERIES.jsonl [INDEX-FOLDER]".into());
    };
    let (_kept, folder) = match folder.first() {
        Some(folder) => (None, folder.clone()),
        None => {
            let temporary = tempfile::tempdir()?;
            let folder = temporary.path().to_owned();
            (Some(temporary), folder)
        }
    };
    let (index, texts) = fill(&folder, stories)?;
    let queries: Vec<Value> = lines(queries)?.collect::<Result<_>>()?;
    compare(&index, &queries)?;
    time(&index, &queries, &texts)
}

fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Value>>> {
    let lines = BufReader::new(File::open(path)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Texts by row.
type Texts = Vec<String>;

fn fill(folder: &Path, stories: &Path) -> Result<(Index, Texts)> {
    let index = Index::reset(folder, "")?;
    let mut texts = Vec::new();
    let mut writer = index.writer(Load::Rebuild)?;
    let mut reading = Duration::ZERO;
    let before = program_seconds()?;
    let mut lines = lines(stories)?;
    loop {
        let begun = Instant::now();
        let Some(line) = lines.next() else { break };
        let story = story(&line?)?;
        reading += begun.elapsed();
        writer.put(u64::try_from(texts.len())?, &story)?;
        texts.push(story.text);
    }
    writer.commit(1)?;
    writer.finish()?;
    index.reload()?;
    let seconds = program_seconds()? - before - reading.as_secs_f64();
    let bytes: u64 = texts.iter().map(|text| text.len() as u64).sum();
    let size = size_of(folder)?;
    println!(
        "{} stories, {:.1} s of the processor, {:.0} stories a second, index {:.1} MB, {:.1} % of the bodies",
        texts.len(),
        seconds,
        texts.len() as f64 / seconds,
        size as f64 / 1e6,
        size as f64 / bytes as f64 * 100.0
    );
    Ok((index, texts))
}

fn story(line: &Value) -> Result<Story> {
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let reading = Reading {
        headline: text("headline"),
        deck: text("deck"),
        byline: text("byline"),
        agency: text("agency"),
        dateline: text("dateline"),
        section: text("section").split(" > ").map(str::to_owned).collect(),
        tags: serde_json::from_value(line["tags"].clone())?,
        language: text("lang"),
        ..Reading::default()
    };
    Ok(Story {
        id: line["id"].to_string(),
        source: "paper.example".to_owned(),
        day: text("date").parse()?,
        revision: 1,
        captured: None,
        gone: false,
        reading,
        text: text("body"),
    })
}

/// Compares the counts of exact searches with those that are known.
fn compare(index: &Index, queries: &[Value]) -> Result<()> {
    let mut equal: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for query in queries {
        let (Some(kind), Some(text)) = (query["kind"].as_str(), query["q"].as_str()) else {
            continue;
        };
        let Some(known) = query["hits_10k"].as_u64() else { continue };
        let found = ask(index, text, true, false)?;
        let count = equal.entry(kind).or_default();
        count.1 += 1;
        if u64::from(found.total) == known {
            count.0 += 1;
        } else {
            println!("{kind} {text}: {} instead of {known}; {}", found.total, found.understood);
        }
    }
    for (kind, (equal, all)) in equal {
        println!("{kind}: {equal} of {all} counts equal");
    }
    Ok(())
}

fn time(index: &Index, queries: &[Value], texts: &Texts) -> Result<()> {
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for query in queries {
        let (Some(kind), Some(text)) = (query["kind"].as_str(), query["q"].as_str()) else {
            continue;
        };
        let mut measured = |name: String, action: &mut dyn FnMut() -> Result<()>| -> Result<()> {
            times.entry(name).or_default().push(best_milliseconds(action)?);
            Ok(())
        };
        measured(format!("{kind}, exact"), &mut || ask(index, text, true, false).map(drop))?;
        let asked = format!("{text} ");
        measured(format!("{kind}, with forms"), &mut || {
            ask(index, &asked, false, false).map(drop)
        })?;
        measured("(all kinds, with facets)".to_owned(), &mut || {
            ask(index, &asked, false, true).map(drop)
        })?;
        let found = ask(index, &asked, false, false)?;
        measured("(all kinds, only the snippets)".to_owned(), &mut || {
            for hit in &found.hits {
                let text = &texts[usize::try_from(hit.row)?];
                std::hint::black_box(found.marks.snippet(text));
            }
            Ok(())
        })?;
        if kind == "prefix" {
            for (at, letter) in text.char_indices() {
                let typed = &text[..at + letter.len_utf8()];
                let name = format!("(letter by letter, {})", last_word(typed).min(5));
                measured(name, &mut || ask(index, typed, false, false).map(drop))?;
            }
        }
    }
    for (name, mut times) in times {
        times.sort_by(f64::total_cmp);
        let share = |share: usize| times[(times.len() - 1) * share / 100];
        println!(
            "{name}: {} times, p50 {:.2}, p95 {:.2}, max {:.2} ms",
            times.len(),
            share(50),
            share(95),
            share(100)
        );
    }
    Ok(())
}

/// The best of some times: the one least disturbed by what else the machine does.
fn best_milliseconds(action: &mut dyn FnMut() -> Result<()>) -> Result<f64> {
    const TIMES: usize = 5;
    let mut best = f64::INFINITY;
    for _ in 0..TIMES {
        let begun = Instant::now();
        action()?;
        best = best.min(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(best)
}

/// Letters of the last word.
fn last_word(typed: &str) -> usize {
    typed.rsplit(' ').next().map_or(0, |word| word.chars().count())
}

fn ask(index: &Index, text: &str, exact: bool, facets: bool) -> Result<Found> {
    Ok(index.search(&Query {
        text: text.to_owned(),
        exact,
        limit: 20,
        facets,
        ..Query::default()
    })?)
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}

/// Time that all threads of this program, ended or not, have had of the processor (Linux).
fn program_seconds() -> Result<f64> {
    /// The kernel's unit, the same on all machines that matter.
    const TICKS_A_SECOND: f64 = 100.0;
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = text.rsplit_once(')').ok_or("no process")?;
    let ticks: Vec<f64> = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
}
