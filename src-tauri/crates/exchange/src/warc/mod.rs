//! WARC 1.0 and 1.1 (ISO 28500): downloads end to end, each with its address and time.

mod read;
mod write;

pub use read::{Head, Records};
pub(crate) use write::{NewRecord, Placed, Writer, date, digest};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Tells of the records that follow.
    Warcinfo,
    /// What a server answered.
    Response,
    /// Something that did not come, or not only, as an answer: a picture, a page that was made.
    Resource,
    /// Tells of another record.
    Metadata,
    /// An answer that is the same as one before it.
    Revisit,
    /// What is of no use here: requests, conversions, parts of records.
    Other,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Metadata => "metadata",
            Self::Revisit => "revisit",
            Self::Other => "other",
        }
    }

    fn named(name: &str) -> Self {
        let known = [Self::Warcinfo, Self::Response, Self::Resource, Self::Metadata, Self::Revisit];
        known
            .into_iter()
            .find(|kind| name.eq_ignore_ascii_case(kind.as_str()))
            .unwrap_or(Self::Other)
    }
}
