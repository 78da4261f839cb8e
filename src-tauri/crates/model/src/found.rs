use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Direction, Section, Summary};

/// How far back a paper is fetched when it is new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Reach {
    /// The newest day on which it printed.
    #[default]
    Day,
    /// The 30 days up to it.
    Month,
    /// The year up to it.
    Year,
    /// All that it lists.
    All,
}

/// What it takes to fetch a paper so far back: an estimate.
///
/// `stories` is the site's own count. The rest is what its newest stories (30 at most) have on average, times
/// `stories`: pictures of a story, bytes of a picture as the site says them (300 kB where it says none), bytes of a
/// story as it is listed. `seconds` is the number of requests that a run makes for them (listings, records of
/// pictures, pictures) times the least time between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Estimate {
    /// How far back.
    pub reach: Reach,
    /// Its first day; the last is [`Found::newest_day`].
    #[ts(type = "string")]
    pub since: Date,
    /// Stories that the site counts from that day on.
    pub stories: u32,
    /// Pictures in them.
    pub pictures: u32,
    /// Bytes of their text and pictures.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Seconds that it takes, one request after another.
    #[ts(type = "number")]
    pub seconds: u64,
}

/// What was found at an address: a newspaper that could be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Found {
    /// The id that the source would have.
    pub id: String,
    /// The paper's name.
    pub name: String,
    /// Its home page.
    pub url: String,
    /// What it says of itself, or empty.
    pub tagline: String,
    /// Main language, BCP 47.
    pub language: String,
    /// Which way its main language runs.
    pub direction: Direction,
    /// Its time zone: an IANA name or a fixed offset.
    pub zone: String,
    /// Where its stories are listed (for WordPress the root of its REST interface).
    pub listing: String,
    /// Its sections in the paper's own order.
    pub sections: Vec<Section>,
    /// Stories that it says it has.
    pub stories: u32,
    /// The newest day on which it printed.
    #[ts(type = "string | null")]
    pub newest_day: Option<Date>,
    /// Stories of that day.
    pub newest_day_stories: u32,
    /// The oldest day on which it printed.
    #[ts(type = "string | null")]
    pub oldest_day: Option<Date>,
    /// Its newest stories, ten at most; they have no id, and none of their photos is held.
    pub preview: Vec<Summary>,
    /// How far back it can be fetched and what each takes, from the shortest on; none where it lists no story.
    pub reaches: Vec<Estimate>,
    /// Bytes that are free where the archive lies; none without an archive.
    #[ts(type = "number | null")]
    pub free: Option<u64>,
    /// Least time between two requests that its robots.txt asks for, in milliseconds.
    pub delay_ms: u32,
    /// It is followed already; its sections then say which of them are.
    pub already_added: bool,
}
