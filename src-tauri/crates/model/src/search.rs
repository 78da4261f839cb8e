use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Direction, Kind, Moment};

/// Stands before a hit in a snippet.
pub const MARK_START: char = '\u{E000}';
/// Stands after a hit in a snippet.
pub const MARK_END: char = '\u{E001}';

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest day first.
    Newest,
    /// Oldest day first.
    Oldest,
}

/// What a reader asks the archive for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// No stems, no aliases; words without a field search headline and body alone.
    pub exact: bool,
    /// Most hits to give.
    pub limit: u32,
    /// Hits to pass over first.
    pub offset: u32,
    /// Their order.
    pub sort: Sort,
    /// Count sections, sources, years … too.
    pub facets: bool,
}

/// A story that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hit {
    /// Id of the story.
    pub id: String,
    /// Its address.
    pub url: String,
    /// Id of its source.
    pub source: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The headline, hits marked as in `snippet`.
    pub headline: String,
    /// Who wrote it, or empty.
    pub byline: String,
    /// When the paper published it.
    #[ts(type = "string | null")]
    pub published: Option<Moment>,
    /// The edition's day.
    #[ts(type = "string")]
    pub day: Date,
    /// Path of its main section.
    pub section: Vec<String>,
    /// Language of the text.
    pub language: String,
    /// Which way the text runs.
    pub direction: Direction,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// The best passage; hits stand between [`MARK_START`] and [`MARK_END`].
    pub snippet: String,
    /// Stories like it that were folded into it.
    pub similar: u32,
}

/// One value of a facet and how many of the stories found have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FacetCount {
    /// The value; a section is its path joined by ` > `.
    pub value: String,
    /// Stories found that have it.
    pub count: u32,
}

/// The stories found, counted by what they have in common; each list has the largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Facets {
    /// By section; a section counts its children's stories too.
    pub section: Vec<FacetCount>,
    /// By id of source.
    pub source: Vec<FacetCount>,
    /// By year of the edition's day.
    pub year: Vec<FacetCount>,
    /// By byline.
    pub byline: Vec<FacetCount>,
    /// By kind.
    pub kind: Vec<FacetCount>,
    /// By language.
    pub language: Vec<FacetCount>,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Answer {
    /// As typed.
    pub query: String,
    /// What was understood, in words: `All of: snow, "the pass"`.
    pub understood: String,
    /// Parts that were not understood and were left out.
    pub ignored: Vec<String>,
    /// Stories found, whatever the limit.
    pub total: u32,
    /// Time that it took, in milliseconds.
    pub took_ms: f32,
    /// In the order asked for.
    pub hits: Vec<Hit>,
    /// Counts over all stories found; empty lists unless asked for.
    pub facets: Facets,
}
