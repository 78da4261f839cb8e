//! Cuts text into the words that are indexed and searched, the same for every script.
//!
//! Words are those of Unicode's annex 29, then: letters joined by `&` are one word (`J&K`), a possessive
//! `'s` goes, marks inside go (`U.N.`, `1,20,000`), and what is left is folded (see [`fold`]) so that
//! spellings that readers hold for the same word are the same.

use std::iter::Peekable;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::fold::{fold, parts};

/// The analyzer's name in the schema.
pub(crate) const NEWS: &str = "news";

/// Longest word that is kept whole, in bytes; what lies behind is cut off.
const LONGEST: usize = 128;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends, in bytes.
    pub(crate) end: usize,
}

/// The words of a text, in order.
pub(crate) struct Words<'a> {
    text: &'a str,
    bounds: Peekable<UWordBoundIndices<'a>>,
    /// What is left of a run of letters that falls into several words.
    rest: Option<Place>,
}

impl<'a> Words<'a> {
    /// Begins at the start of the text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, bounds: text.split_word_bound_indices().peekable(), rest: None }
    }

    /// Writes the next word, folded, and says where it stands; none at the end.
    pub(crate) fn next_into(&mut self, word: &mut String) -> Option<Place> {
        loop {
            let run = self.rest.take().or_else(|| self.run())?;
            let run_text = &self.text[run.start..run.end];
            let part = run_text.find(parts).map_or(run, |at| Place { end: run.start + at, ..run });
            if let Some(separator) = self.text[part.end..run.end].chars().next() {
                self.rest = Some(Place { start: part.end + separator.len_utf8(), ..run });
            }
            word.clear();
            fold_into(&self.text[part.start..part.end], word);
            if !word.is_empty() {
                return Some(part);
            }
        }
    }

    /// The next run of letters and digits, joined over `&`.
    fn run(&mut self) -> Option<Place> {
        let (start, first) = self.bounds.find(|(_, piece)| piece.contains(is_wordly))?;
        let mut run = Place { start, end: start + first.len() };
        while self.joins(run.end) {
            self.bounds.next();
            if let Some((at, piece)) = self.bounds.next() {
                run.end = at + piece.len();
            }
        }
        Some(run)
    }

    /// An `&` stands here between two letters.
    fn joins(&mut self, end: usize) -> bool {
        self.bounds.peek().is_some_and(|(_, piece)| *piece == "&")
            && self.text[..end].ends_with(char::is_alphabetic)
            && self.text[end + 1..].starts_with(char::is_alphabetic)
    }
}

/// Letters and digits of any script.
fn is_wordly(c: char) -> bool {
    c.is_alphanumeric()
}

/// Writes one word without what the index does not tell apart.
fn fold_into(word: &str, folded: &mut String) {
    let word = without_possessive(word);
    if word.is_ascii() {
        let kept = word.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        folded.extend(word.nfkd().filter_map(fold).flat_map(char::to_lowercase));
    }
    if folded.len() > LONGEST {
        folded.truncate(folded.floor_char_boundary(LONGEST));
    }
}

fn without_possessive(word: &str) -> &str {
    let stem = word.strip_suffix(['s', 'S']);
    stem.and_then(|stem| stem.strip_suffix(['\'', '’'])).unwrap_or(word)
}

/// The words of a text as the index has them.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Words::new(text);
    let mut word = String::new();
    let mut all = Vec::new();
    while words.next_into(&mut word).is_some() {
        all.push(word.clone());
    }
    all
}

/// The analyzer as the index engine calls it.
#[derive(Debug, Clone, Default)]
pub(crate) struct News;

impl Tokenizer for News {
    type TokenStream<'a> = NewsStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsStream<'a> {
        NewsStream { words: Words::new(text), token: Token::default() }
    }
}

/// The words of one text as the index engine reads them.
pub(crate) struct NewsStream<'a> {
    words: Words<'a>,
    token: Token,
}

impl TokenStream for NewsStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(place) = self.words.next_into(&mut self.token.text) else { return false };
        self.token.offset_from = place.start;
        self.token.offset_to = place.end;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn marks_inside_a_word_go_and_hyphens_part() {
        check("U.N. can't lend 1,20,000", &["un", "cant", "lend", "120000"]);
        check("J&K's non-governmental bodies", &["jk", "non", "governmental", "bodies"]);
        check("Black & White", &["black", "white"]);
        check("#Srinagar’s people", &["srinagar", "people"]);
        check("re:view snake_case", &["re", "view", "snake", "case"]);
    }

    #[test]
    fn hindi_words_stay_whole_and_lose_their_nukta() {
        check("क्रिकेट, ज़िन्दगी", &["क्रिकेट", "जिन्दगी"]);
        assert_eq!(words("ख़ान"), words("खान"));
        assert_eq!(words("मुँह"), words("मुंह"));
        assert_eq!(words("ख\u{93C}ान"), words("\u{959}ान"));
    }

    #[test]
    fn urdu_letters_are_the_same_however_they_were_typed() {
        assert_eq!(words("كتاب"), words("کتاب"));
        assert_eq!(words("ميں"), words("میں"));
        check("مکّہ", &["مکہ"]);
        assert_eq!(words("مكة"), words("مکہ"));
        assert_eq!(words("آزاد مسئلہ أحمد"), words("ازاد مسیلہ احمد"));
        assert_eq!(words("کتاب\u{200C}خانہ"), words("کتابخانہ"));
        assert_eq!(words("کتـــاب"), words("کتاب"));
    }

    #[test]
    fn digits_ligatures_widths_and_accents_are_folded() {
        check("١٢٣ १२३ ۱۲۳", &["123", "123", "123"]);
        check("ﬁnance ＡＢＣ Müller e\u{301}", &["finance", "abc", "muller", "e"]);
        check("co\u{AD}operate", &["cooperate"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "In J&K’s “ख़ान” 1,000";
        let mut words = Words::new(text);
        let (mut word, mut places) = (String::new(), Vec::new());
        while let Some(place) = words.next_into(&mut word) {
            places.push(&text[place.start..place.end]);
        }
        assert_eq!(places, ["In", "J&K’s", "ख़ान", "1,000"]);
    }

    #[test]
    fn long_words_are_cut_at_a_letter() {
        let long = "ज".repeat(1000);
        let word = &words(&long)[0];
        assert!(word.len() <= LONGEST && word.len() > LONGEST - 4);
    }
}
