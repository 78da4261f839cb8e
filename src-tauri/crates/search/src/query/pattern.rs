//! Wildcards and regular expressions, over words as the index has them.

use unicode_normalization::UnicodeNormalization;

use crate::automaton::Pattern;
use crate::fold::fold;

/// Letters that a pattern must name; with fewer it would be nearly every word of the archive.
const FEWEST_LETTERS: usize = 2;
/// Longest pattern, in bytes.
const LONGEST: usize = 200;

/// A `*`, or a `?` within the word: one at its end belongs to the sentence.
pub(super) fn is_wildcard(word: &str) -> bool {
    word.contains('*') || word.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('?')
}

/// The parts of a word with wildcards, parted as the analyzer parts words.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| {
        crate::fold::parts(c)
            || c.is_ascii_punctuation() && !matches!(c, '*' | '?' | '\'' | '.' | ',' | '&')
    };
    word.split(parts).filter(|piece| piece.contains(char::is_alphanumeric))
}

/// The pattern of one word: `*` is any letters or none, `?` is one letter.
pub(super) fn from_wildcard(word: &str) -> Option<Pattern> {
    let mut pattern = String::new();
    for c in word.trim_end_matches('?').chars() {
        match c {
            '*' if pattern.ends_with(".*") => {}
            '*' => pattern.push_str(".*"),
            '?' => pattern.push('.'),
            c => pattern.extend(folded(c).filter(|c| !c.is_ascii_punctuation())),
        }
    }
    compiled(&pattern)
}

/// A regular expression for a whole word; letters are folded as the index folds them.
pub(super) fn from_expression(expression: &str) -> Option<Pattern> {
    let mut pattern = String::new();
    let mut escaped = false;
    for c in expression.chars() {
        if escaped || c == '\\' {
            escaped = !escaped;
            pattern.push(c);
        } else if c.is_ascii() {
            pattern.push(c.to_ascii_lowercase());
        } else {
            pattern.extend(folded(c));
        }
    }
    compiled(&pattern)
}

fn folded(c: char) -> impl Iterator<Item = char> {
    c.nfkd().filter_map(fold).flat_map(char::to_lowercase)
}

fn compiled(pattern: &str) -> Option<Pattern> {
    let letters = pattern.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < FEWEST_LETTERS || pattern.len() > LONGEST {
        return None;
    }
    Pattern::new(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automaton::accepts;

    #[track_caller]
    fn check(pattern: Option<Pattern>, matching: &[&str], others: &[&str]) {
        let pattern = pattern.unwrap();
        matching.iter().for_each(|word| assert!(accepts(&pattern, word), "{word}"));
        others.iter().for_each(|word| assert!(!accepts(&pattern, word), "{word}"));
    }

    #[test]
    fn wildcards_stand_for_letters_of_any_script() {
        check(from_wildcard("Srin*"), &["srin", "srinagar"], &["asrin", "sri"]);
        check(from_wildcard("col?ur"), &["colour"], &["color", "colouur"]);
        check(from_wildcard("*pora"), &["pora", "sopora"], &["pore"]);
        check(from_wildcard("श्री*"), &["श्रीनगर"], &["शरीर"]);
        check(from_wildcard("كت?ب"), &["کتاب"], &["کتب"]);
    }

    #[test]
    fn expressions_match_whole_folded_words() {
        check(from_expression("Colou?r"), &["color", "colour"], &["colours"]);
        check(from_expression(r"19\d[0-9]"), &["1947"], &["19479"]);
        check(from_expression("ك.*ب"), &["کتاب"], &["کتابیں"]);
    }

    #[test]
    fn patterns_that_say_too_little_or_are_broken_are_refused() {
        for word in ["*", "s*", "?s", "**"] {
            assert!(from_wildcard(word).is_none(), "{word}");
        }
        for expression in [".*", "[", "(ab", "a{1000}{1000}b{1000}"] {
            assert!(from_expression(expression).is_none(), "{expression}");
        }
    }

    #[test]
    fn a_question_mark_at_the_end_is_none() {
        assert!(!is_wildcard("happened?"));
        assert!(!is_wildcard("happened?\""));
        assert!(is_wildcard("col?ur"));
        assert_eq!(pieces("drought-h*").collect::<Vec<_>>(), ["drought", "h*"]);
    }
}
