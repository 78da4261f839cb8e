//! The language of a text, as far as it changes how lines are made.

use model::Direction;

/// A language by its primary BCP 47 subtag: `en`, `hi`, `ur`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");
    /// Hindi.
    pub const HINDI: Self = Self(*b"hi\0");
    /// Urdu.
    pub const URDU: Self = Self(*b"ur\0");

    /// The language of a BCP 47 tag; an unusable tag is a language that nothing is known of.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().as_bytes();
        let mut letters = [0; 3];
        if matches!(primary.len(), 2 | 3) && primary.iter().all(u8::is_ascii_alphabetic) {
            for (letter, byte) in letters.iter_mut().zip(primary) {
                *letter = byte.to_ascii_lowercase();
            }
        }
        Self(letters)
    }

    /// The subtag, or nothing where the language is not known.
    #[must_use]
    pub fn tag(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Which way its text runs.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of_language(self.tag())
    }

    /// The patterns by which its words are divided, if it divides words.
    pub(crate) fn hyphenation(self) -> Option<hypher::Lang> {
        let [first, second, 0] = self.0 else { return None };
        hypher::Lang::from_iso([first, second])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_does_not_matter() {
        assert_eq!(Language::of("en-IN"), Language::ENGLISH);
        assert_eq!(Language::of("UR"), Language::URDU);
        assert_eq!(Language::of("hi_IN").tag(), "hi");
        assert_eq!(Language::of("").tag(), "");
        assert_eq!(Language::of("اردو").tag(), "");
    }

    #[test]
    fn urdu_runs_from_the_right_and_divides_no_word() {
        assert_eq!(Language::URDU.direction(), Direction::Rtl);
        assert!(Language::URDU.hyphenation().is_none());
        assert_eq!(Language::HINDI.hyphenation(), Some(hypher::Lang::Hindi));
        assert_eq!(Language::ENGLISH.hyphenation(), Some(hypher::Lang::English));
    }
}
