use crate::Flaw;

/// Why a download or a run ended without what was wanted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is no address of a website.
    #[error("{text:?} is no address of a website")]
    BadAddress {
        /// As given.
        text: String,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The host lies on this machine or in a private network, and that was not allowed.
    #[error("{host} lies on this machine or in a private network")]
    PrivateAddress {
        /// The host.
        host: String,
    },
    /// The host did not answer.
    #[error("{host} did not answer ({detail})")]
    NoAnswer {
        /// The host.
        host: String,
        /// What was tried: the connection, the name, the time.
        detail: &'static str,
    },
    /// The host's certificate is not valid.
    #[error("the certificate of {host} is not valid")]
    Certificate {
        /// The host.
        host: String,
    },
    /// The host answered with a status that is no success.
    #[error("the site answered {status} for {url}")]
    Status {
        /// The address.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// The site refuses programs: its robots.txt, a wall, or a REST interface that is switched off.
    #[error("{host} refuses programs ({why})")]
    Refused {
        /// The host.
        host: String,
        /// Who refuses: `its robots.txt`, `a proof that a person is there` …
        why: String,
    },
    /// What answers there is no newspaper that can be followed.
    #[error("there is no newspaper at {url} ({why})")]
    NotANewspaper {
        /// The address.
        url: String,
        /// What was found instead.
        why: String,
    },
    /// The answer is larger than what is taken.
    #[error("the answer of {url} is larger than {limit} bytes")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The reader stopped it.
    #[error("stopped")]
    Stopped,
    /// The archive could not be read or written.
    #[error(transparent)]
    Archive(#[from] archive::Error),
}

impl Error {
    /// Trying again later is no use.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::BadAddress { .. } | Self::PrivateAddress { .. } | Self::TooLarge { .. } => true,
            Self::Status { status, .. } => matches!(status, 404 | 410),
            _ => false,
        }
    }

    /// A short code for the ledger.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::BadAddress { .. } => "bad-address",
            Self::PrivateAddress { .. } => "private-address",
            Self::NoAnswer { .. } => "no-answer",
            Self::Certificate { .. } => "certificate",
            Self::Status { status: 404 | 410, .. } => "not-found",
            Self::Status { .. } => "status",
            Self::Refused { .. } => "refused",
            Self::NotANewspaper { .. } => "not-a-newspaper",
            Self::TooLarge { .. } => "too-large",
            Self::Stopped => "stopped",
            Self::Archive(_) => "archive",
        }
    }
}
