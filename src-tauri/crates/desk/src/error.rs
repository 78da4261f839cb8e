use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of failure it is, for those who must treat kinds differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Code {
    /// The address cannot be read as one.
    BadAddress,
    /// The address lies on this machine or in a private network, and that was not allowed.
    PrivateAddress,
    /// What answers there is no newspaper that can be followed.
    NotANewspaper,
    /// The host cannot be reached.
    NoAnswer,
    /// The host's certificate is not valid.
    Certificate,
    /// The site refuses programs, or asks for a proof that a person is there.
    Refused,
    /// There is no such source, story, photo or day.
    NotFound,
    /// Something that was to be written or read is not as it must be.
    BadInput,
    /// The archive's folder cannot be read or written.
    Storage,
    /// The archive is damaged.
    Damaged,
    /// Another program writes the archive.
    InUse,
    /// The archive was made by a newer program.
    Newer,
    /// The reader stopped it.
    Stopped,
}

/// The only shape of a failure that a person sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Error {
    /// What kind of failure it is.
    pub code: Code,
    /// What happened and why: one sentence with its full stop.
    pub message: String,
    /// What to do about it: one sentence with its full stop, or empty.
    pub hint: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
