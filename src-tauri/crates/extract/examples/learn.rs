//! For `learn.py`: measures of the passages of pages, and what trees make of pages.
//!
//! `learn measures PAGES [LIKELY]` prints a JSON line for each page of `PAGES/manifest.jsonl`; with LIKELY (lines
//! `{id, likely}`) the measures of the second look. `learn judge PAGES TREES` prints the body of each page by
//! `TREES/N.first` and `TREES/N.second`, where `TREES/folds.json` gives the N of its site.

#![expect(
    clippy::disallowed_methods,
    reason = "a tool for learning reads files; the library reads none"
)]

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use extract::page::learn;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["measures", pages] => measures(Path::new(pages), &HashMap::new()),
        ["measures", pages, likely] => {
            let lines = lines(Path::new(likely))?;
            let likely = lines.iter().map(|line| {
                let values = line["likely"].as_array().into_iter().flatten();
                #[expect(clippy::cast_possible_truncation, reason = "a share")]
                let values = values.map(|it| it.as_f64().unwrap_or_default() as f32).collect();
                (line["id"].to_string(), values)
            });
            measures(Path::new(pages), &likely.collect())
        }
        ["judge", pages, trees] => judge(Path::new(pages), Path::new(trees)),
        _ => Err("learn measures PAGES [LIKELY] or learn judge PAGES TREES".into()),
    }
}

fn measures(pages: &Path, likely: &HashMap<String, Vec<f32>>) -> Result<(), Box<dyn Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in lines(&pages.join("manifest.jsonl"))? {
        let likely = likely.get(&line["id"].to_string());
        let passages = learn::measures(&page(pages, &line)?, likely.map(Vec::as_slice));
        writeln!(out, "{}", json!({"id": line["id"], "passages": passages}))?;
    }
    Ok(())
}

fn judge(pages: &Path, trees: &Path) -> Result<(), Box<dyn Error>> {
    let folds: HashMap<String, u32> = serde_json::from_slice(&fs::read(trees.join("folds.json"))?)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in lines(&pages.join("manifest.jsonl"))? {
        let fold = folds.get(line["site"].as_str().unwrap_or_default()).unwrap_or(&0);
        let read = |look: &str| fs::read(trees.join(format!("{fold}.{look}")));
        let url = line["url"]
            .as_str()
            .and_then(|url| url.parse().ok())
            .ok_or("a page without an address")?;
        let story = learn::story_by(&read("first")?, &read("second")?, &page(pages, &line)?, &url);
        let body =
            story.map(|story| model::plain_text(&story.extracted.reading.body)).unwrap_or_default();
        writeln!(out, "{}", json!({"id": line["id"], "body": body}))?;
    }
    Ok(())
}

fn lines(file: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(fs::read_to_string(file)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn page(pages: &Path, line: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    let file: PathBuf = pages.join(line["file"].as_str().unwrap_or_default());
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::read(file)?.as_slice()).read_to_end(&mut bytes)?;
    Ok(bytes)
}
