use serde_json::{Map, Value};

use super::outline::Spot;
use crate::html;

/// Things within things that are looked at.
const DEPTH: usize = 8;

/// What a page says of its story in JSON-LD (schema.org).
#[derive(Debug, Default)]
pub(crate) struct Data {
    things: Vec<Map<String, Value>>,
    /// Which of them is the story.
    article: Option<usize>,
}

impl Data {
    pub(super) fn of(spots: &[Spot<'_>]) -> Self {
        let mut things = Vec::new();
        for spot in spots.iter().filter(|spot| is_data(spot)) {
            let raw: String = spot
                .node
                .children()
                .filter_map(|it| it.value().as_text())
                .map(|it| &**it)
                .collect();
            if let Some(value) = parsed(&raw) {
                gather(value, DEPTH, &mut things);
            }
        }
        let rank = |thing: &Map<String, Value>| {
            kinds(thing).iter().map(|kind| rank(kind)).max().unwrap_or(0)
        };
        let best = things.iter().map(rank).max().filter(|rank| *rank > 0);
        let article = best.and_then(|best| things.iter().position(|thing| rank(thing) == best));
        Self { things, article }
    }

    /// What the story says under a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.things.get(self.article?)?.get(name)
    }

    /// It names a story.
    pub(crate) fn has_article(&self) -> bool {
        self.article.is_some()
    }

    /// What kinds of thing the story says it is.
    pub(crate) fn kinds(&self) -> Vec<&str> {
        self.article.and_then(|at| self.things.get(at)).map(kinds).unwrap_or_default()
    }

    /// All things of a kind.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Map<String, Value>> {
        self.things.iter().filter(move |thing| kinds(thing).contains(&kind))
    }

    /// A text, the names of things, or a list of either, each once, as plain text.
    pub(crate) fn texts(&self, value: Option<&Value>) -> Vec<String> {
        let mut found = Vec::new();
        self.add_texts(value, DEPTH, &mut found);
        found
    }

    /// The first text under a name of the story.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.texts(self.get(name)).into_iter().next()
    }

    fn add_texts(&self, value: Option<&Value>, depth: usize, found: &mut Vec<String>) {
        match value {
            Some(Value::String(text)) => {
                let plain = html::plain(text);
                if !plain.is_empty() && !found.contains(&plain) {
                    found.push(plain);
                }
            }
            Some(Value::Object(thing)) if depth > 0 => {
                let named = thing.get("name").or_else(|| self.referred(thing)?.get("name"));
                self.add_texts(named, depth - 1, found);
            }
            Some(Value::Array(values)) if depth > 0 => {
                values.iter().for_each(|it| self.add_texts(Some(it), depth - 1, found));
            }
            _ => {}
        }
    }

    /// The thing that another only names by its `@id`.
    pub(crate) fn referred(&self, thing: &Map<String, Value>) -> Option<&Map<String, Value>> {
        let id = thing.get("@id")?;
        self.things.iter().find(|it| it.get("@id") == Some(id) && it.len() > 1)
    }
}

fn is_data(spot: &Spot<'_>) -> bool {
    let kind = spot.element.attr("type").unwrap_or_default();
    spot.element.name() == "script"
        && kind.trim().to_ascii_lowercase().starts_with("application/ld+json")
}

/// JSON as sites write it: with comments around it, line breaks in texts, and commas that nothing follows.
fn parsed(raw: &str) -> Option<Value> {
    let bare = raw
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let bare = bare
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim_end()
        .trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| serde_json::from_str(&mended(bare)).ok())
}

fn mended(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in raw.chars() {
        match c {
            '"' if !escaped => in_text = !in_text,
            ']' | '}' if !in_text => {
                let end = out.trim_end().len();
                if out[..end].ends_with(',') {
                    out.truncate(end - 1);
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Gathers things, those within others too, in their order.
fn gather(value: Value, depth: usize, things: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) if depth > 0 => {
            values.into_iter().for_each(|value| gather(value, depth - 1, things));
        }
        Value::Object(thing) => {
            let inner: Vec<Value> = if depth > 0 {
                let holds = ["@graph", "mainEntity", "mainEntityOfPage"];
                holds.iter().filter_map(|name| thing.get(*name)).cloned().collect()
            } else {
                Vec::new()
            };
            things.push(thing);
            inner.into_iter().for_each(|value| gather(value, depth - 1, things));
        }
        _ => {}
    }
}

fn kinds(thing: &Map<String, Value>) -> Vec<&str> {
    match thing.get("@type") {
        Some(Value::String(kind)) => vec![bare(kind)],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    }
}

/// `NewsArticle` in `https://schema.org/NewsArticle`.
fn bare(kind: &str) -> &str {
    kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)
}

/// How likely a thing of a kind is the story that the page is about.
fn rank(kind: &str) -> u8 {
    match kind {
        "LiveBlogPosting" => 5,
        "NewsArticle"
        | "ReportageNewsArticle"
        | "AnalysisNewsArticle"
        | "OpinionNewsArticle"
        | "BackgroundNewsArticle"
        | "ReviewNewsArticle"
        | "AskPublicNewsArticle" => 4,
        kind if kind.ends_with("Article") || kind == "Report" => 3,
        kind if kind.ends_with("Posting") => 2,
        "ImageGallery" | "MediaGallery" | "Review" | "CreativeWork" => 1,
        _ => 0,
    }
}
