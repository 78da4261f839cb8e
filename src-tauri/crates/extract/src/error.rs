/// Why bytes could not be read as what they were asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An HTML page, rubbish or half an answer came in place of JSON.
    #[error("{found} in place of JSON")]
    NotJson {
        /// What came, in a few words.
        found: String,
    },
    /// The interface answered, and said no.
    #[error("refused: {message} ({code})")]
    Refused {
        /// WordPress's own code, such as `rest_cannot_access`.
        code: String,
        /// What it says for people.
        message: String,
    },
    /// Something else came in place of an HTML page.
    #[error("{found} in place of an HTML page")]
    NotHtml {
        /// What came, in a few words.
        found: String,
    },
    /// More than a page or an answer of a newspaper can be.
    #[error("{bytes} bytes, where at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The most that is read.
        limit: usize,
    },
    /// Elements within elements beyond what a page of a newspaper can be.
    #[error("elements are nested too deep, or too many")]
    TooDeep,
}
