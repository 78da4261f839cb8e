use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{DayLedger, Source, Summary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Wish};

/// How the window is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Theme {
    /// As the system is set: newsprint or night.
    #[default]
    System,
    /// Black on newsprint.
    Newsprint,
    /// Light on dark.
    Night,
    /// Black and white alone, nothing moves.
    Eink,
}

/// What the reader has set; kept in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Size of the reading text in percent: 80, 90, 100, 110, 118, 125, 150, 175 or 200.
    pub text_size: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: Theme::System, text_size: 100 }
    }
}

/// What the window needs to begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Opened {
    /// The program's version.
    pub version: String,
    /// Where the archive lies.
    pub archive: String,
    /// Why it could be opened for reading only, or not at all.
    pub problem: Option<Error>,
    /// New stories can be stored.
    pub writable: bool,
    /// Sources that are followed or kept, in the order in which they were added.
    pub sources: Vec<Source>,
    /// Id of the source that is being fetched, or none.
    pub fetching: Option<String>,
    /// What the reader has set.
    pub settings: Settings,
}

/// One section of a day's paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperSection {
    /// Path of the section.
    pub path: Vec<String>,
    /// Its short name in addresses.
    pub slug: String,
    /// Its stories of the day: first the one that leads it, the others from the newest on.
    pub stories: Vec<Summary>,
}

/// A day of one source, section by section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Paper {
    /// Id of the source.
    pub source: String,
    /// The paper's name.
    pub name: String,
    /// The edition's day.
    #[ts(type = "string")]
    pub day: Date,
    /// The nearest earlier day that is held.
    #[ts(type = "string | null")]
    pub previous: Option<Date>,
    /// The nearest later day that is held.
    #[ts(type = "string | null")]
    pub next: Option<Date>,
    /// In the paper's own order; sections without a story of the day are left out.
    pub sections: Vec<PaperSection>,
    /// What was listed, what is held, what is missing.
    pub ledger: DayLedger,
    /// What the reader wishes for stories of the day, by their ids.
    pub wishes: BTreeMap<String, Wish>,
}

/// Stories of a section over all days, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SectionStories {
    /// Path of the section.
    pub path: Vec<String>,
    /// Its short name in addresses.
    pub slug: String,
    /// Stories held in it and in the sections below it.
    pub total: u32,
    /// One page of them.
    pub stories: Vec<Summary>,
}

/// Which days to fetch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "period", rename_all = "lowercase")]
#[ts(export)]
pub enum Period {
    /// The newest day on which the paper printed.
    #[default]
    Latest,
    /// All days from the first to the last, both included.
    Days {
        /// The first day.
        #[ts(type = "string")]
        since: Date,
        /// The last day.
        #[ts(type = "string")]
        until: Date,
    },
}

/// What to fetch, and how politely.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Fetch {
    /// Id of the source.
    pub source: String,
    /// Which days.
    pub period: Period,
    /// Least time between two requests in milliseconds; none for the site's or the usual second.
    pub delay_ms: Option<u32>,
    /// Requests at once to one host; none for one.
    pub concurrency: Option<u32>,
    /// The source's own host may lie on this machine or in a private network.
    pub allow_private: bool,
}
