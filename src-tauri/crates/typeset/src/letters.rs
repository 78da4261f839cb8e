//! Which letters are drawn of a text: not all that are in it, and fractions as one.

use std::{iter::Peekable, str::CharIndices};

use crate::{Face, fonts::has_glyph};

/// Marks over or under one letter that are drawn: more would run over the lines beside it.
const MOST_MARKS: u8 = 3;

/// Fractions that Unicode has as one character.
const FRACTIONS: [(&str, char); 15] = [
    ("1/2", '½'),
    ("1/3", '⅓'),
    ("2/3", '⅔'),
    ("1/4", '¼'),
    ("3/4", '¾'),
    ("1/5", '⅕'),
    ("2/5", '⅖'),
    ("3/5", '⅗'),
    ("4/5", '⅘'),
    ("1/6", '⅙'),
    ("5/6", '⅚'),
    ("1/8", '⅛'),
    ("3/8", '⅜'),
    ("5/8", '⅝'),
    ("7/8", '⅞'),
];

/// The letters that a face draws of a text, and the byte at which each begins.
pub(crate) fn drawn(text: &str, face: Face) -> Drawn<'_> {
    Drawn { text, face, letters: text.char_indices().peekable(), before: ' ', marks: 0 }
}

pub(crate) struct Drawn<'a> {
    text: &'a str,
    face: Face,
    letters: Peekable<CharIndices<'a>>,
    before: char,
    marks: u8,
}

impl Iterator for Drawn<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let (at, letter) = self.letters.next()?;
            let before = std::mem::replace(&mut self.before, letter);
            if is_mark(letter) {
                self.marks = self.marks.saturating_add(1);
                if self.marks > MOST_MARKS {
                    continue;
                }
                return Some((at, letter));
            }
            self.marks = 0;
            if !letter.is_ascii_digit() || is_tied(before) {
                return Some((at, letter));
            }
            let Some((written, fraction)) = fraction(&self.text[at..], self.face) else {
                return Some((at, letter));
            };
            while self.letters.next_if(|(next, _)| *next < at + written.len()).is_some() {}
            self.before = fraction;
            return Some((at, fraction));
        }
    }
}

/// The fraction with which a text begins, if the face has it: no date, no ratio, no part of a longer number.
fn fraction(text: &str, face: Face) -> Option<(&'static str, char)> {
    let found = FRACTIONS.iter().find(|(written, _)| text.starts_with(written))?;
    let after = text[found.0.len()..].chars().next();
    (!after.is_some_and(is_tied) && has_glyph(face, found.1)).then_some(*found)
}

/// Beside such a character a figure is part of something longer: 11/2, 1/2/2026, (1/2), 0.1/2.
fn is_tied(beside: char) -> bool {
    beside.is_alphanumeric() || matches!(beside, '/' | '.' | ',' | ':' | '(' | ')' | '#' | '$')
}

/// Stands over, under or through the letter before it.
fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter), 0x300..=0x36f | 0x483..=0x489 | 0x610..=0x61a | 0x64b..=0x65f | 0x670
        | 0x6d6..=0x6dc | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, face: Face) -> String {
        drawn(text, face).map(|(_, letter)| letter).collect()
    }

    #[test]
    fn a_fraction_is_one_letter_where_the_face_has_it() {
        assert_eq!(shown("1/2", Face::Text), "½");
        assert_eq!(shown("“3/4”", Face::Display), "“¾”");
        assert_eq!(shown("1/3", Face::Text), "1/3");
        assert_eq!(shown("1/3", Face::SansMedium), "⅓");
        assert_eq!(drawn("1/2x", Face::Text).count(), 4);
    }

    #[test]
    fn a_date_is_no_fraction() {
        for text in ["24/7", "1/2/2026", "11/2", "1/23", "9/11", "(1/4)", "0.1/2", "2026/1/2"] {
            assert_eq!(shown(text, Face::Text), text);
        }
    }

    #[test]
    fn few_marks_stand_on_one_letter() {
        let many = format!("a{}b", "\u{301}\u{323}".repeat(20));
        assert_eq!(shown(&many, Face::Text), "a\u{301}\u{323}\u{301}b");
        assert_eq!(shown("ấ", Face::Text), "ấ");
    }
}
