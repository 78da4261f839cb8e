//! `cargo xtask extract-report`: what was read out of pages beside the truth, the worst first, as one page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::bench::extract::{folder, read, score};
use crate::steps::{self, Steps};

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>What was read</title><style>
body { font: 14px/1.4 sans-serif; margin: 1em }
details { border-top: 1px solid #999 } summary { cursor: pointer; padding: .3em 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 1px solid #ccc; padding: .3em; vertical-align: top; text-align: left; overflow-wrap: anywhere }
th { width: 6em } .bad { background: #fdd } .more { background: #fdd } .less { background: #dfd }
pre { white-space: pre-wrap; font: inherit; margin: 0 } img { max-height: 6em; max-width: 100% }
</style><h1>What was read, the worst first</h1>
<p>Left what was read, right what is true. Red paragraphs are not true, green ones were not read.</p>\n";

/// Reads the pages of a folder and writes the report.
///
/// # Errors
/// What failed or is missing.
pub(crate) fn write(pages: &Path) -> Result<()> {
    let mut steps = Steps::begin();
    let folder = folder()?;
    let (told, each) = (folder.join("ours.jsonl"), folder.join("pages.jsonl"));
    read(pages, &told, &mut steps)?;
    steps::output(score(pages, &told)?.arg("--pages").arg(&each))?;
    let truths = by_id(&pages.join("manifest.jsonl"))?;
    let read = by_id(&told)?;
    let mut scored: Vec<(f64, Value)> =
        lines(&each)?.into_iter().map(|score| (worth(&score), score)).collect();
    scored.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut report = HEAD.to_owned();
    for (worth, score) in &scored {
        let id = score["id"].as_str().unwrap_or_default();
        let (Some(truth), Some(read)) = (truths.get(id), read.get(id)) else { continue };
        page(&mut report, *worth, score, (truth, read));
    }
    let out = folder.join("report.html");
    fs::write(&out, report).with_context(|| format!("cannot write {}", out.display()))?;
    println!("\n{}", out.display());
    Ok(())
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).context("a line is no JSON")).collect()
}

fn by_id(path: &Path) -> Result<BTreeMap<String, Value>> {
    let named = |value: Value| Some((value["id"].as_str()?.to_owned(), value));
    Ok(lines(path)?.into_iter().filter_map(named).collect())
}

/// How good what was read is, from 0 to 1 for each thing that is known; the mean.
fn worth(score: &Value) -> f64 {
    let mut parts: Vec<f64> = score["F1"].as_f64().into_iter().collect();
    let flags =
        ["title", "byline", "date", "start"].iter().filter_map(|name| score[*name].as_bool());
    parts.extend(flags.map(|is_right| if is_right { 1.0 } else { 0.0 }));
    for name in ["snip", "img"] {
        let count = |at: usize| score[name][at].as_f64().unwrap_or_default();
        if score[name].is_array() {
            parts.push((count(0) + 1.0) / (count(0) + count(1) + count(2) + 1.0));
        }
    }
    let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    if count == 0 { 1.0 } else { parts.iter().sum::<f64>() / f64::from(count) }
}

/// One page of the report.
fn page(report: &mut String, worth: f64, score: &Value, (truth, read): (&Value, &Value)) {
    let known = &truth["truth"];
    let address = escaped(truth["url"].as_str().unwrap_or_default());
    let id = escaped(truth["id"].as_str().unwrap_or_default());
    let reason = escaped(read["reason"].as_str().unwrap_or_default());
    put(
        report,
        format_args!(
            "<details><summary>{worth:.2} {id} {reason}</summary><p><a href=\"{address}\">{address}</a><table>\n"
        ),
    );
    for (name, judged) in [
        ("title", "title"),
        ("byline", "byline"),
        ("published", "date"),
        ("kind", ""),
        ("section", ""),
    ] {
        let class = if score[judged] == false { " class=bad" } else { "" };
        let (ours, theirs) = (escaped(&shown(&read[name])), escaped(&shown(&known[name])));
        put(report, format_args!("<tr{class}><th>{name}<td>{ours}<td>{theirs}\n"));
    }
    let (ours, theirs) = (paragraphs(&read["body"]), paragraphs(&known["body"]));
    let marked = |own: &[&str], other: &[&str], class: &str| -> String {
        let one = |words: &&str| {
            let class = if other.is_empty() || other.contains(words) { "" } else { class };
            format!("<p class=\"{class}\">{}</p>", escaped(words))
        };
        own.iter().map(one).collect()
    };
    let (left, right) = (marked(&ours, &theirs, "more"), marked(&theirs, &ours, "less"));
    put(report, format_args!("<tr><th>body<td>{left}<td>{right}\n"));
    let (left, right) = (pictures(&read["images"]), pictures(&known["images"]));
    put(report, format_args!("<tr><th>pictures<td>{left}<td>{right}\n"));
    if known["snippets"].is_object() {
        let snippets = escaped(&known["snippets"].to_string());
        put(report, format_args!("<tr><th>snippets<td><td>{snippets}\n"));
    }
    report.push_str("</table></details>\n");
}

fn put(report: &mut String, text: std::fmt::Arguments<'_>) {
    report.write_fmt(text).expect("a String takes all text");
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn paragraphs(body: &Value) -> Vec<&str> {
    let text = body.as_str().unwrap_or_default();
    text.split("\n\n").map(str::trim).filter(|words| !words.is_empty()).collect()
}

fn pictures(images: &Value) -> String {
    let one = |image: &Value| {
        let url = image["url"].as_str().or_else(|| image["urls"][0].as_str()).unwrap_or_default();
        let caption =
            [&image["caption"], &image["credit"]].map(|it| escaped(&shown(it))).join(" | ");
        format!("<p><code>{}</code><br>{caption}</p>", escaped(url))
    };
    images.as_array().into_iter().flatten().map(one).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrong_makes_a_page_worse() {
        let right = json!({"F1": 1.0, "title": true, "img": [2, 0, 0, [0, 0]]});
        let wrong = json!({"F1": 1.0, "title": false, "img": [1, 1, 1, [0, 0]]});
        assert!(worth(&right) > 0.99 && worth(&wrong) < 0.6);
    }

    #[test]
    fn what_a_page_says_is_shown_and_not_run() {
        let mut report = String::new();
        let truth = json!({"id": "a", "url": "https://a.test/", "truth": {"body": "One\n\nTwo"}});
        let read = json!({"title": "<script>", "body": "One"});
        page(&mut report, 0.5, &json!({"title": false}), (&truth, &read));
        assert!(report.contains("&lt;script>") && !report.contains("<script>"));
        assert!(report.contains("<p class=\"less\">Two</p>"));
    }
}
