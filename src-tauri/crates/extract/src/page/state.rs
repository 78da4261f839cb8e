//! A story whose text stands in no element of its page, only in what a script puts it together from.

use std::borrow::Cow;

use super::outline::Outline;
use crate::html::Node;

/// The least HTML that may be a story, in bytes, and the least of its paragraphs.
const LEAST: usize = 800;
const PARAGRAPHS: usize = 3;
/// How often a string may stand in a string.
const NESTED: usize = 2;

/// The HTML of a story in a page's scripts: the longest that has paragraphs; else the text that its data gives.
pub(super) fn html(outline: &Outline<'_>) -> Option<String> {
    let mut longest = String::new();
    for (_, script) in outline.named("script") {
        let told = text(script.node);
        if script.element.attr("type").is_some_and(|kind| {
            kind.eq_ignore_ascii_case("text/template") || kind.eq_ignore_ascii_case("text/html")
        }) {
            take(Cow::Owned(told), &mut longest);
        } else {
            collect(&told, NESTED, &mut longest);
        }
    }
    if longest.is_empty() {
        let body = outline.data.get("articleBody")?.as_str().filter(|body| body.len() >= LEAST)?;
        longest.extend(body.lines().flat_map(|line| ["<p>", line]));
    }
    Some(longest)
}

/// Keeps the longest HTML with paragraphs.
fn take(told: Cow<'_, str>, longest: &mut String) {
    let paragraphs = told.matches("<p>").count() + told.matches("<p ").count();
    if paragraphs >= PARAGRAPHS && told.len() > longest.len() {
        *longest = told.into_owned();
    }
}

fn text(script: Node<'_>) -> String {
    script.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect()
}

/// Looks through the strings of a script, and through those within them.
fn collect(script: &str, deeper: usize, longest: &mut String) {
    for raw in strings(script) {
        let Some(told) = unescaped(raw) else { continue };
        if told.starts_with(['<', '$']) {
            take(told, longest);
        } else if deeper > 1 && told.contains('"') {
            collect(&told, deeper - 1, longest);
        }
    }
}

/// What stands between double quotation marks, if it is long enough.
fn strings(script: &str) -> impl Iterator<Item = &str> {
    let mut rest = script;
    std::iter::from_fn(move || {
        loop {
            let begins = rest.find('"')? + 1;
            let inner = rest.get(begins..)?;
            let mut escaped = false;
            let end = inner.bytes().position(|byte| {
                let ends = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                ends
            })?;
            rest = &inner[end + 1..];
            if end >= LEAST {
                return Some(&inner[..end]);
            }
        }
    })
}

fn unescaped(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.contains('\\') {
        return Some(Cow::Borrowed(raw));
    }
    serde_json::from_str(&format!("\"{raw}\"")).ok().map(Cow::Owned)
}
