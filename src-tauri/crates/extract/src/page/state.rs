//! A story whose text stands in no element of its page, only in what a script puts it together from.

use std::borrow::Cow;

use super::outline::Outline;
use crate::html::Node;

/// The least HTML that may be a story, in bytes, and the least of its paragraphs.
const LEAST: usize = 800;
const PARAGRAPHS: usize = 3;
/// How often a string may stand in a string.
const NESTED: usize = 2;

/// The HTML of a story in a script's strings: the longest that has paragraphs.
pub(super) fn html(outline: &Outline<'_>) -> Option<String> {
    let scripts = outline.named("script").map(|(_, spot)| text(spot.node));
    let mut longest = String::new();
    scripts.for_each(|script| collect(&script, NESTED, &mut longest));
    (!longest.is_empty()).then_some(longest)
}

fn text(script: Node<'_>) -> String {
    script.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect()
}

/// Looks through the strings of a script, and through those within them.
fn collect(script: &str, deeper: usize, longest: &mut String) {
    for raw in strings(script) {
        let Some(told) = unescaped(raw) else { continue };
        let paragraphs = told.matches("<p>").count() + told.matches("<p ").count();
        if told.starts_with(['<', '$']) && paragraphs >= PARAGRAPHS {
            if told.len() > longest.len() {
                *longest = told.into_owned();
            }
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
