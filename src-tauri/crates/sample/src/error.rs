use thiserror::Error;

/// Why there is no sample paper.
#[derive(Debug, Error)]
pub enum Error {
    /// A file without which there is no paper is not there or cannot be read.
    #[error("{file} is missing or is no text")]
    Missing {
        /// Its path within the paper.
        file: String,
    },
    /// A file without which there is no paper does not say what it must.
    #[error("{file} cannot be understood: {why}")]
    Malformed {
        /// Its path within the paper.
        file: String,
        /// What is wrong, lower case.
        why: String,
    },
    /// There is no story in it.
    #[error("it has no story in a folder of a day, such as 2026-11-24")]
    NoStory,
}
