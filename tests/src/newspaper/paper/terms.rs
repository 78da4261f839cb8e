use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A section of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its number, from 2 on: 1 is where WordPress files what nobody has filed.
    pub(crate) id: u64,
    /// Number of the section above it, or 0.
    pub(crate) parent: u64,
    pub(crate) slug: String,
    /// Names from the top down to its own.
    pub(crate) path: Vec<String>,
}

impl Section {
    /// Its own name.
    pub(crate) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// Somebody under whose name stories stand: a person, a desk, an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    pub(crate) id: u64,
    pub(crate) slug: String,
    pub(crate) name: String,
    /// A sentence or two, or empty.
    pub(crate) about: String,
}

/// A subject word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) id: u64,
    pub(crate) slug: String,
    pub(crate) name: String,
}

/// A name as the last part of an address: `City & Towns` is `city-towns`; letters of all scripts stay.
pub(crate) fn slug_of(name: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || is_mark(c);
    let words = name.split(|c| !is_part(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// A slug as it stands in an address, and as WordPress stores it: what is not ASCII in percent signs, lower case.
pub(crate) fn percent_encoded(slug: &str) -> String {
    const SPECIAL: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(slug, SPECIAL).to_string().to_lowercase()
}

/// Vowel signs and joiners, which stand with letters but are none.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{963}' | '\u{64B}'..='\u{65F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_parts_of_addresses() {
        assert_eq!(slug_of("City & Towns"), "city-towns");
        assert_eq!(slug_of("केशव डोभाल"), "केशव-डोभाल");
        assert_eq!(percent_encoded("a-b.رخ"), "a-b.%d8%b1%d8%ae");
        assert_eq!(slug_of("K. L. Mehra, Jr."), "k-l-mehra-jr");
    }
}
