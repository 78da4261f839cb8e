use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Direction, Moment};

/// How a source is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Following {
    /// Its new stories are downloaded.
    #[default]
    Followed,
    /// Its stories stay, new ones are not downloaded.
    Kept,
    /// Removed with its stories; it can be put back.
    Trashed,
    /// Came with the program: nothing is downloaded, and once it is removed nothing is left of it.
    Sample,
}

impl Following {
    /// The name on the wire and in the archive.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Kept => "kept",
            Self::Trashed => "trashed",
            Self::Sample => "sample",
        }
    }
}

/// A place in a paper; sections form a tree, written as a list in the paper's own order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Section {
    /// The site's own number or name for it, such as `wp:12`.
    pub key: String,
    /// The last part of its address, such as `city-towns`.
    pub slug: String,
    /// Names from the top down to its own: `["Opinion", "Editorial"]`.
    pub path: Vec<String>,
    /// Its page on the site.
    pub url: String,
    /// Stories that the site says are in it.
    pub count: u32,
    /// Its stories are downloaded.
    pub followed: bool,
}

impl Section {
    /// Its own name: the last part of its path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// A newspaper's website that is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Source {
    /// Short and stable, made from its host: `gazette.example`.
    pub id: String,
    /// The paper's name.
    pub name: String,
    /// Its home page.
    pub url: String,
    /// Main language, BCP 47.
    pub language: String,
    /// Which way its main language runs.
    pub direction: Direction,
    /// Its time zone: an IANA name or a fixed offset such as `+05:30`.
    pub zone: String,
    /// How it is kept.
    pub following: Following,
    /// When the reader added it.
    #[ts(type = "string | null")]
    pub added: Option<Moment>,
    /// Its sections in the paper's own order, parents before children.
    pub sections: Vec<Section>,
}
