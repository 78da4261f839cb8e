use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use maud::{Markup, PreEscaped};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Request, http_date};

/// Below this size compressing gains nothing.
const SMALL: usize = 500;

/// By what a visitor can ask whether an answer has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// By nothing, as most pages of a program.
    None,
    /// By a hash of the answer.
    Tag,
    /// By a hash and by the time of the last change.
    TagAndTime(Timestamp),
}

/// What the site answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) freshness: Freshness,
}

impl Answer {
    /// An answer of some kind (`text/plain; charset=utf-8`).
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into(), freshness: Freshness::None }
    }

    /// An answer without a body.
    pub(crate) fn bare(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), freshness: Freshness::None }
    }

    /// A web page.
    pub(crate) fn page(status: u16, page: Markup) -> Self {
        let PreEscaped(html) = page;
        Self::new(status, "text/html; charset=UTF-8", html)
    }

    /// A feed or sitemap; `kind` is the type without the charset.
    pub(crate) fn xml(kind: &str, document: Markup) -> Self {
        let PreEscaped(xml) = document;
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}\n");
        Self::new(200, &format!("{kind}; charset=UTF-8"), declared)
    }

    /// JSON as programs write it: on one line.
    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self::new(status, "application/json; charset=UTF-8", value.to_string())
    }

    /// Sends the visitor elsewhere.
    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self::bare(status).with("Location", to)
    }

    /// The answer with one more header, in place of those of that name.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a header, in place of those of that name.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.unset(name);
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Takes out a header.
    pub(crate) fn unset(&mut self, name: &str) {
        self.headers.retain(|(it, _)| !it.eq_ignore_ascii_case(name));
    }

    /// The answer with what a visitor can ask by whether it has changed.
    pub(crate) fn fresh_by(mut self, freshness: Freshness) -> Self {
        self.freshness = freshness;
        self
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// What the body is, without the charset.
    pub(crate) fn kind(&self) -> &str {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim()
    }

    /// Puts the validators on, and answers 304 where the visitor has what it asks for.
    pub(crate) fn validate(&mut self, request: &Request) {
        if self.status != 200 || self.freshness == Freshness::None {
            return;
        }
        let hash = Sha256::digest(&self.body);
        let hash: String = hash.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        let tag = format!("W/\"{hash}\"");
        self.set("ETag", tag.clone());
        let mut changed = None;
        if let Freshness::TagAndTime(time) = self.freshness {
            changed = Some(http_date(Some(time)));
            self.set("Last-Modified", http_date(Some(time)));
        }
        let is_known = match request.header("if-none-match") {
            Some(tags) => tags.split(',').any(|it| it.trim() == tag || it.trim() == "*"),
            None => changed.is_some() && request.header("if-modified-since") == changed.as_deref(),
        };
        if is_known {
            self.status = 304;
            self.body.clear();
            self.unset("Content-Type");
        }
    }

    /// Compresses the body as most sites do for those who accept it.
    pub(crate) fn compress(&mut self, request: &Request) {
        let kind = self.kind();
        let is_text = kind.starts_with("text/")
            || ["json", "xml", "javascript"].iter().any(|it| kind.ends_with(it));
        if self.status != 200 || self.body.len() < SMALL || !is_text {
            return;
        }
        self.set("Vary", "Accept-Encoding");
        if !request.accepts_encoding("gzip") {
            return;
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder.write_all(&self.body).and_then(|()| encoder.finish());
        if let Ok(packed) = packed {
            self.body = packed;
            self.set("Content-Encoding", "gzip");
        }
    }
}
