use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Direction, Section};

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
    /// The day's first headlines, as a taste.
    pub headlines: Vec<String>,
    /// Least time between two requests that its robots.txt asks for, in milliseconds.
    pub delay_ms: u32,
    /// It is already in the archive.
    pub already_added: bool,
}
