use model::Reading;

/// A story as it was read, with the pictures that it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extracted {
    /// What the story says.
    pub reading: Reading,
    /// Its pictures, each once, in the order of [`Reading::figures`].
    pub pictures: Vec<Picture>,
}

/// Where the original of a figure may be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The figure's `url`.
    pub url: String,
    /// Addresses to try, best first; the last is what the page itself shows.
    pub candidates: Vec<String>,
    /// Bytes of the original, where the site says so.
    pub bytes: Option<u64>,
}
