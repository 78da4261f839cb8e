//! Other forms of a word, found when it is asked for: the index holds words as they are printed.
//!
//! Stemming at query time costs a scan of some hundred words and keeps the exact word apart from its
//! forms; a stemmed twin of the body costs 40 % more index.

use frostem::{Algorithm, Stemmer};
use tantivy::Searcher;
use tantivy::schema::Field;

use crate::Error;
use crate::dictionary::{beginning_with, commonest};

/// Forms of a word that are searched beside it.
const MOST: usize = 24;
/// Words that are looked at; only a stem of three letters has more before it.
const MOST_READ: usize = 5_000;
/// Letters of a stem that its forms share at least; shorter words have no forms.
const SHORTEST: usize = 3;

/// Endings of Hindi nouns, as folded, the longest first.
const HINDI: &[&str] = &["ियों", "ियां", "ाओं", "ुओं", "ों", "ें", "ीं", "ां", "ी", "े", "ा"];
/// Endings of Urdu nouns, as folded, the longest first.
const URDU: &[&str] = &["یوں", "یاں", "اوں", "وں", "یں", "ی", "ے", "ا", "ہ"];

/// Other forms of a word in some fields, the commonest first.
///
/// # Errors
/// [`Error::Failed`] when the index cannot be read.
pub(crate) fn forms(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
) -> Result<Vec<String>, Error> {
    let stemmer = Stemmer::new(Algorithm::English);
    let Some(stem) = stem(&stemmer, word) else { return Ok(Vec::new()) };
    let is_form =
        |other: &str| other != word && self::stem(&stemmer, other).as_ref() == Some(&stem);
    let forms = beginning_with(searcher, fields, beginning(&stem), MOST_READ, is_form)?;
    Ok(commonest(forms, MOST))
}

/// What the forms of a word have in common; none for a word without forms.
fn stem(stemmer: &Stemmer, word: &str) -> Option<String> {
    let first = word.chars().next()?;
    let stem = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        stemmer.stem(word).into_owned()
    } else {
        let endings = match first {
            '\u{0900}'..='\u{097F}' => HINDI,
            '\u{0600}'..='\u{06FF}' => URDU,
            _ => return None,
        };
        let strip = |ending: &str| word.strip_suffix(ending).filter(|stem| is_long(stem));
        endings.iter().find_map(|ending| strip(ending)).unwrap_or(word).to_owned()
    };
    is_long(&stem).then_some(stem)
}

fn is_long(stem: &str) -> bool {
    stem.chars().count() >= SHORTEST
}

/// The stem without its last letter, which may change (`carry`, `carri`), but three letters of it.
fn beginning(stem: &str) -> &str {
    let letters: Vec<(usize, char)> = stem.char_indices().collect();
    let end = letters.len().saturating_sub(1).max(SHORTEST);
    letters.get(end).map_or(stem, |&(at, _)| &stem[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        let stemmer = Stemmer::new(Algorithm::English);
        assert_eq!(stem(&stemmer, word).unwrap_or_default(), expected, "{word}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("floods", "flood");
        check("flooding", "flood");
        check("carried", "carri");
        check("us", "");
        check("370", "");
    }

    #[test]
    fn hindi_and_urdu_nouns_lose_their_ending() {
        check("किसानों", "किसान");
        check("सड़कें", "सड़क");
        check("سڑکوں", "سڑک");
        check("شہروں", "شہر");
        check("کے", "");
    }

    #[test]
    fn the_scan_begins_a_letter_before_the_end_of_the_stem() {
        assert_eq!(beginning("carri"), "carr");
        assert_eq!(beginning("sky"), "sky");
        assert_eq!(beginning("किसान"), "किसा");
    }
}
