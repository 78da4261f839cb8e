use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a photograph's own file says of it (EXIF, IPTC, XMP): claims of whoever wrote the file, nothing that was checked.
///
/// A text that the file does not give is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct OwnData {
    /// Its headline or title.
    pub headline: String,
    /// What is seen in it.
    pub caption: String,
    /// Who took it.
    pub byline: String,
    /// Who is to be named beside it.
    pub credit: String,
    /// Whose right it is.
    pub copyright: String,
    /// When it was taken, as the camera's clock had it: `2026-11-24`, `2026-11-24T14:05:11`, with or without an offset.
    pub taken: String,
    /// Where, from the smallest to the largest: `Lake view, Leh, Ladakh, India`.
    pub place: String,
    /// Degrees north and east, in millionths.
    pub position: Option<(i32, i32)>,
    /// What it was taken with.
    pub camera: String,
    /// Words that it is filed under.
    pub keywords: Vec<String>,
}

impl OwnData {
    /// Whether the file says nothing of itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
