use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What happened in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum EventKind {
    /// The run of a source began.
    Started,
    /// A listing was read: `total` grew.
    Listed,
    /// A story or picture was stored.
    Stored,
    /// A story that was held has a new revision.
    Updated,
    /// Something was not to be had.
    Failed,
    /// The next request waits for its time.
    Waiting,
    /// The run of a source ended.
    Finished,
}

/// One step of a run, as it happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Event {
    /// What happened.
    pub event: EventKind,
    /// Id of the source.
    pub source: String,
    /// Name of the section concerned, or empty.
    pub section: String,
    /// The edition's day concerned.
    #[ts(type = "string | null")]
    pub day: Option<Date>,
    /// Address concerned, or empty.
    pub url: String,
    /// Stories and pictures done so far in this run.
    pub done: u32,
    /// Stories and pictures known so far to be done in this run.
    pub total: u32,
    /// Bytes downloaded so far in this run.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Milliseconds until the next request.
    pub next_request_ms: u32,
    /// One sentence for people where the kind alone does not say it, or empty.
    pub message: String,
}
