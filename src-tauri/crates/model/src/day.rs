use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Moment;

/// A day that is held of a source, in a list of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Day {
    /// Id of the source.
    pub source: String,
    /// The edition's day.
    #[ts(type = "string")]
    pub day: Date,
    /// Stories held.
    pub stories: u32,
    /// Pictures of its stories.
    pub pictures: u32,
    /// Pictures of its stories whose bytes are held.
    pub pictures_stored: u32,
    /// All that was listed is held.
    pub complete: bool,
}

/// Stories of a day, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StoryCount {
    /// The listings name them and they may be read.
    pub listed: u32,
    /// Held here.
    pub stored: u32,
    /// Listed but not to be had so far.
    pub failed: u32,
    /// Behind a password or login: neither listed nor failed.
    pub withheld: u32,
    /// Held here, but no longer there.
    pub gone: u32,
}

/// Pictures of a day, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PictureCount {
    /// Named by stories that are held.
    pub listed: u32,
    /// Held here.
    pub stored: u32,
    /// Not to be had so far.
    pub failed: u32,
}

/// One thing that a day lacks, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Failure {
    /// Its address.
    pub url: String,
    /// A short code: `not-found`, `no-answer`, `not-a-picture` …
    pub reason: String,
    /// One sentence.
    pub detail: String,
    /// Times it was tried.
    pub tries: u32,
    /// When it is tried again, if it is.
    #[ts(type = "string | null")]
    pub next_try: Option<Moment>,
}

/// One listing that named stories of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListedBy {
    /// `rest`, `feed`, `sitemap`, `section`, `archive` or `import`.
    pub kind: String,
    /// Its address.
    pub url: String,
    /// Stories of the day that it named.
    pub count: u32,
}

/// The ledger of one day of one source: what was listed, what is held, what is missing and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DayLedger {
    /// Id of the source.
    pub source: String,
    /// The edition's day.
    #[ts(type = "string")]
    pub day: Date,
    /// Nothing that was listed is missing, and the listings were read to their end.
    pub complete: bool,
    /// Its stories.
    pub stories: StoryCount,
    /// Their pictures.
    pub pictures: PictureCount,
    /// What is missing.
    pub failures: Vec<Failure>,
    /// Who listed its stories.
    pub listings: Vec<ListedBy>,
}
