//! Where a word may be divided, and how much a reader would rather that it were not.

use crate::{Language, units::short};

/// What a line that ends within a word shows at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Division {
    /// A hyphen that is not in the text.
    Hyphen,
    /// The hyphen that the word has.
    OwnHyphen,
    /// Nothing.
    Nothing,
}

/// A place within a word at which a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opportunity {
    /// Byte offset in the word; the next line begins with it.
    pub(crate) at: u32,
    pub(crate) division: Division,
    /// What it costs, in the unit of [`crate::rating`].
    pub(crate) penalty: i32,
}

// In the unit of `rating`: a line at the limit of its stretch costs 12,100.
const HYPHEN: i32 = 16_000;
const TWO_LETTERS: i32 = 6_000;
const NAME: i32 = 10_000;
const OWN_HYPHEN: i32 = 12_000;
const WITHIN_COMPOUND: i32 = 20_000;
const WITHIN_NUMBER: i32 = 150_000;
const DASH: i32 = 4_000;
const SLASH: i32 = 20_000;
const ADDRESS: i32 = 12_000;

/// A line never ends with less of a word, and never begins with less.
const LEAST_LEFT: usize = 2;
const LEAST_RIGHT: usize = 3;
/// Shorter words are never divided.
const LEAST_LETTERS: usize = 5;
/// Longer ones (in bytes) are no words.
const MOST_BYTES: usize = 256;
/// Abbreviations up to this length are not words.
const LONGEST_ABBREVIATION: usize = 6;

/// Appends the opportunities of a word, in order.
pub(crate) fn opportunities(
    word: &str,
    hyphens: bool,
    language: Language,
    found: &mut Vec<Opportunity>,
) {
    let begin = found.len();
    if is_address(word) {
        address(word, found);
        return;
    }
    let soft = word.contains('\u{ad}');
    let mut has_own = false;
    if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        has_own = marks(word, hyphens, found);
    }
    if hyphens && !soft {
        patterns(word, has_own, language, found);
        found[begin..].sort_by_key(|opportunity| opportunity.at);
    }
}

/// Divides at the characters that show where; tells whether there was a hyphen among them.
fn marks(word: &str, hyphens: bool, found: &mut Vec<Opportunity>) -> bool {
    let mut has_own = false;
    let mut before = None;
    let mut characters = word.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = at + character.len_utf8();
        let after = characters.peek().map(|(_, after)| *after);
        let left = before.replace(character);
        let Some(right) = after else { continue };
        if is_ideograph(character) && !is_closing(right) {
            found.push(Opportunity { at: short(next), division: Division::Nothing, penalty: 0 });
        }
        let Some(left) = left else { continue };
        let is_wide = at >= 2 && word.len() - next >= 2;
        let (division, penalty) = match character {
            '-' | '\u{2010}' if left.is_alphanumeric() && right.is_alphanumeric() => {
                has_own = true;
                let is_number = left.is_numeric() || right.is_numeric();
                (Division::OwnHyphen, if is_number { WITHIN_NUMBER } else { OWN_HYPHEN })
            }
            '\u{ad}' if hyphens => (Division::Hyphen, HYPHEN),
            '–' | '—' | '…' if !is_closing(right) => {
                let is_number = left.is_numeric() && right.is_numeric();
                (Division::Nothing, if is_number { WITHIN_NUMBER } else { DASH })
            }
            '/' if left.is_alphabetic() && right.is_alphabetic() && is_wide => {
                (Division::Nothing, SLASH)
            }
            '\u{200b}' => (Division::Nothing, 0),
            _ => continue,
        };
        if division != Division::OwnHyphen || is_wide {
            found.push(Opportunity { at: short(next), division, penalty });
        }
    }
    has_own
}

/// Divides the letters of a word by the patterns of its language.
fn patterns(word: &str, in_compound: bool, language: Language, found: &mut Vec<Opportunity>) {
    let Some(patterns) = language.hyphenation() else { return };
    let mut rest = 0;
    while let Some(start) = word[rest..].find(char::is_alphabetic).map(|at| rest + at) {
        let end = word[start..].find(is_between).map_or(word.len(), |at| start + at);
        let letters = &word[start..end];
        rest = end.max(start + 1);
        while !word.is_char_boundary(rest) {
            rest += 1;
        }
        let Some(mut penalty) = stem_penalty(letters) else { continue };
        if in_compound {
            penalty += WITHIN_COMPOUND;
        }
        let (least_left, least_right) = patterns.bounds();
        let (left, right) = (least_left.max(LEAST_LEFT), least_right.max(LEAST_RIGHT));
        let mut at = start;
        for syllable in hypher::hyphenate_bounded(letters, patterns, left, right) {
            at += syllable.len();
            if at == end {
                break;
            }
            let few = word[start..at].chars().nth(2).is_none();
            let penalty = penalty + if few { TWO_LETTERS } else { 0 };
            found.push(Opportunity { at: short(at), division: Division::Hyphen, penalty });
        }
    }
}

/// Neither a letter nor one of the marks that belong to one.
fn is_between(character: char) -> bool {
    let is_mark = matches!(u32::from(character), 0x300..=0x36f | 0x900..=0x963 | 0x200c | 0x200d);
    !character.is_alphabetic() && !is_mark
}

/// What dividing these letters costs at least, or none if they are not to be divided.
fn stem_penalty(letters: &str) -> Option<i32> {
    let count = letters.chars().take(LONGEST_ABBREVIATION + 1).count();
    if count < LEAST_LETTERS || letters.len() > MOST_BYTES {
        return None;
    }
    let mut capitals = letters.chars().map(char::is_uppercase);
    let begins = capitals.next().unwrap_or(false);
    let goes_on = capitals.next().unwrap_or(false);
    if begins && goes_on && count <= LONGEST_ABBREVIATION {
        return None;
    }
    Some(if begins { HYPHEN + NAME } else { HYPHEN })
}

/// Is an address on the web or of mail, or a path: long, without words that a reader could divide.
fn is_address(word: &str) -> bool {
    if word.len() < 8 || !word.contains(['.', '/', '@', '_']) {
        return false;
    }
    let has_point = word.as_bytes().windows(3).any(|three| {
        three[1] == b'.' && three[0].is_ascii_alphanumeric() && three[2].is_ascii_alphabetic()
    });
    word.contains("://") || word.contains('_') || (has_point && !word.contains('—'))
}

/// Divides an address after its slashes, before its points and at its humps, never beside a scheme's slashes.
fn address(word: &str, found: &mut Vec<Opportunity>) {
    let bytes = word.as_bytes();
    for at in 2..word.len().saturating_sub(1) {
        let (left, right) = (bytes[at - 1], bytes[at]);
        let after = matches!(left, b'/' | b'-') && right.is_ascii_alphanumeric();
        let before = left.is_ascii_alphanumeric()
            && matches!(right, b'.' | b'?' | b'&' | b'=' | b'_' | b'@' | b'#' | b'%');
        let hump = left.is_ascii_lowercase() && right.is_ascii_uppercase();
        if after || before || hump {
            let penalty = if left == b'/' { ADDRESS } else { ADDRESS * 2 };
            found.push(Opportunity { at: short(at), division: Division::Nothing, penalty });
        }
    }
}

/// Must not begin a line.
fn is_closing(character: char) -> bool {
    matches!(
        character,
        ',' | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '"'
            | '\''
            | '»'
            | '…'
            | '%'
            | '،'
            | '؛'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '、'
            | '。'
            | '」'
            | '』'
            | '）'
            | '，'
            | '！'
            | '？'
            | '–'
            | '—'
            | '-'
            | '\u{200b}'
            | '\u{2060}'
    )
}

fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff00..=0xffef
        | 0x1f000..=0x1faff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: Language) -> String {
        let mut found = Vec::new();
        opportunities(word, true, language, &mut found);
        let mut shown = String::new();
        let mut from = 0;
        for opportunity in found {
            let at = opportunity.at as usize;
            shown += &word[from..at];
            shown += match opportunity.division {
                Division::Hyphen => "-",
                Division::OwnHyphen => "+",
                Division::Nothing => "|",
            };
            from = at;
        }
        shown + &word[from..]
    }

    #[test]
    fn words_are_divided_by_their_language() {
        assert_eq!(divided("“extensive,”", Language::ENGLISH), "“ex-ten-sive,”");
        assert_eq!(divided("extensive", Language::URDU), "extensive");
        assert_eq!(divided("समाचारपत्र", Language::HINDI), "समा-चा-र-प-त्र");
        assert_eq!(divided("over", Language::ENGLISH), "over");
        assert_eq!(divided("UNESCO", Language::ENGLISH), "UNESCO");
        assert_eq!(divided("ex\u{ad}tensive", Language::ENGLISH), "ex\u{ad}-tensive");
    }

    #[test]
    fn words_are_divided_at_their_own_marks() {
        assert_eq!(divided("twenty-one", Language::ENGLISH), "twenty-+one");
        assert_eq!(divided("e-mail", Language::ENGLISH), "e-mail");
        assert_eq!(divided("-5", Language::ENGLISH), "-5");
        assert_eq!(divided("day—night", Language::ENGLISH), "day—|night");
        assert_eq!(divided("“Wait—”", Language::ENGLISH), "“Wait—”");
        assert_eq!(divided("and/or", Language::ENGLISH), "and/|or");
        assert_eq!(divided("9/11", Language::ENGLISH), "9/11");
        assert_eq!(divided("漢字。", Language::ENGLISH), "漢|字。");
        assert_eq!(divided("漢字と英語", Language::ENGLISH), "漢|字|と|英|語");
    }

    #[test]
    fn addresses_are_divided_without_a_hyphen() {
        assert_eq!(
            divided("https://www.example.org/news/lake-wakes", Language::ENGLISH),
            "https://|www|.example|.org/|news/|lake-|wakes"
        );
        assert_eq!(divided("desk@lantern.example", Language::ENGLISH), "desk|@lantern|.example");
        assert_eq!(divided("DigitalGov.gov", Language::ENGLISH), "Digital|Gov|.gov");
        assert_eq!(divided("U.S.", Language::ENGLISH), "U.S.");
    }

    #[test]
    fn a_short_end_costs_more_and_so_does_a_name() {
        let mut found = Vec::new();
        opportunities("Velmoratown", true, Language::ENGLISH, &mut found);
        opportunities("velmoratown", true, Language::ENGLISH, &mut found);
        let half = found.len() / 2;
        assert!(half > 0);
        assert!(
            found[..half]
                .iter()
                .zip(&found[half..])
                .all(|(name, word)| name.penalty > word.penalty)
        );
    }
}
