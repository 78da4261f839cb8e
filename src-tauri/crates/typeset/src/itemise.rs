//! Which face and script each part of a word is set in, and which way it runs.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Face, face::Family, fonts::has_glyph, word::Script};

/// A part of a word that is shaped as one: one face, one script, one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Bytes of the paragraph.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) face: Face,
    pub(crate) script: Script,
    pub(crate) level: u8,
    /// No face has it: one box stands for it.
    pub(crate) is_missing: bool,
}

/// The embedding level of each byte, or none where all runs from left to right.
pub(crate) struct Levels {
    bytes: Vec<Level>,
    base: u8,
}

impl Levels {
    pub(crate) fn of(text: &str, right_to_left: bool) -> Self {
        if !right_to_left && !text.chars().any(may_run_left) {
            return Self { bytes: Vec::new(), base: 0 };
        }
        let base = if right_to_left { Level::rtl() } else { Level::ltr() };
        // A line feed would end the paragraph for the algorithm; to it, it is a space.
        let bytes = ParagraphBidiInfo::new(&flattened(text), Some(base)).levels;
        Self { bytes, base: base.number() }
    }

    pub(crate) fn base(&self) -> u8 {
        self.base
    }

    pub(crate) fn at(&self, byte: usize) -> u8 {
        self.bytes.get(byte).map_or(self.base, |level| level.number())
    }
}

/// Paragraph separators as blanks, byte for byte.
fn flattened(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\u{1c}' | '\u{1d}' | '\u{1e}' => flat.push(' '),
            '\u{85}' => flat.push('\u{a0}'),
            // Three bytes, and white space to the algorithm.
            '\u{2029}' => flat.push('\u{2002}'),
            other => flat.push(other),
        }
    }
    flat
}

/// Characters that can make a paragraph run from the right in part.
fn may_run_left(character: char) -> bool {
    matches!(u32::from(character), 0x590..=0x8ff | 0x200f | 0x202b | 0x202e | 0x2067 | 0xfb1d..=0xfdff
        | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

/// Appends the parts of a word that is set in one run.
pub(crate) fn parts(
    text: &str,
    range: Range<usize>,
    base: Face,
    levels: &Levels,
    parts: &mut Vec<Part>,
) {
    let word = &text[range.clone()];
    let is_latin_base = has_ascii(base);
    if is_latin_base && levels.bytes.is_empty() && word.is_ascii() && word.len() <= LONGEST {
        let (start, end) = (range.start, range.end);
        let script = Script::Latin;
        parts.push(Part { start, end, face: base, script, level: levels.base, is_missing: false });
        return;
    }
    let mut script = None;
    for (offset, cluster) in word.grapheme_indices(true) {
        let start = range.start + offset;
        let Some(first) = cluster.chars().next() else { continue };
        let here = home(first).or(script).or_else(|| next_home(&word[offset..]));
        let here = here.unwrap_or_else(|| native_script(base));
        script = Some(here);
        let (face, is_missing) = face_of(first, here, base);
        let part = Part {
            start,
            end: start + cluster.len(),
            face,
            script: here,
            level: levels.at(start),
            is_missing,
        };
        join(parts, part, range.start);
    }
}

/// Bytes that are shaped as one at most: what is longer is no word, and must not cost as if it were.
const LONGEST: usize = 256;

/// Lengthens the last part by one that is set like it, or begins a new one.
fn join(parts: &mut Vec<Part>, part: Part, begin: usize) {
    if let Some(last) = parts.last_mut() {
        let is_like = (last.face, last.script, last.level) == (part.face, part.script, part.level);
        if is_like
            && last.end - last.start < LONGEST
            && last.end == part.start
            && last.start >= begin
            && !part.is_missing
            && !last.is_missing
        {
            last.end = part.end;
            return;
        }
    }
    parts.push(part);
}

fn has_ascii(face: Face) -> bool {
    matches!(face.family(), Family::Text | Family::Display | Family::Sans)
}

fn native_script(face: Face) -> Script {
    match face.family() {
        Family::Nastaliq => Script::Arabic,
        Family::Devanagari => Script::Devanagari,
        _ => Script::Latin,
    }
}

/// The script to which a character belongs by itself; figures and points go with their neighbours.
fn home(character: char) -> Option<Script> {
    match u32::from(character) {
        0..=0x7f => character.is_ascii_alphabetic().then_some(Script::Latin),
        0x600..=0x6ff | 0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefe => {
            Some(Script::Arabic)
        }
        0x900..=0x97f | 0x1cd0..=0x1cff | 0xa8e0..=0xa8ff => Some(Script::Devanagari),
        _ => character.is_alphabetic().then_some(Script::Latin),
    }
}

fn next_home(rest: &str) -> Option<Script> {
    rest.chars().find_map(home)
}

/// The face for a character, and whether none has it.
fn face_of(character: char, script: Script, base: Face) -> (Face, bool) {
    let family = match script {
        Script::Arabic => Family::Nastaliq,
        Script::Devanagari => Family::Devanagari,
        Script::Latin if base.can_be_tracked() => base.family(),
        Script::Latin => Family::Text,
    };
    let face = base.in_family(family);
    if is_unseen(character)
        || (character.is_ascii() && has_ascii(face))
        || has_glyph(face, character)
    {
        return (face, false);
    }
    let others =
        [Family::Text, Family::Sans, Family::Display, Family::Devanagari, Family::Nastaliq];
    let other = others.into_iter().map(|family| base.in_family(family));
    other
        .into_iter()
        .find(|other| has_glyph(*other, character))
        .map_or_else(|| (base.in_family(Family::Text), true), |other| (other, false))
}

/// Draws nothing in any face.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character), 0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e
            | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, base: Face, right_to_left: bool) -> Vec<(&str, Face, u8)> {
        let levels = Levels::of(text, right_to_left);
        let mut found = Vec::new();
        parts(text, 0..text.len(), base, &levels, &mut found);
        found.iter().map(|part| (&text[part.start..part.end], part.face, part.level)).collect()
    }

    #[test]
    fn latin_words_in_urdu_and_hindi_are_set_in_text() {
        assert_eq!(shown("WHO", Face::Nastaliq, true), [("WHO", Face::Text, 2)]);
        assert_eq!(
            shown("(WHO)۔", Face::NastaliqBold, true),
            [
                ("(", Face::TextSemiBold, 1),
                ("WHO", Face::TextSemiBold, 2),
                (")", Face::TextSemiBold, 1),
                ("۔", Face::NastaliqBold, 1)
            ]
        );
        assert_eq!(shown("नमस्ते", Face::Text, false), [("नमस्ते", Face::Devanagari, 0)]);
    }

    #[test]
    fn figures_go_with_their_word() {
        assert_eq!(
            shown("2019ء", Face::Nastaliq, true),
            [("2019", Face::Nastaliq, 2), ("ء", Face::Nastaliq, 1)]
        );
        assert_eq!(shown("2019", Face::Nastaliq, true), [("2019", Face::Nastaliq, 2)]);
        assert_eq!(shown("F16", Face::Devanagari, false), [("F16", Face::Text, 0)]);
    }

    #[test]
    fn what_one_face_lacks_another_lends() {
        assert_eq!(shown("⅓", Face::Text, false), [("⅓", Face::Sans, 0)]);
        assert_eq!(shown("₹40", Face::Nastaliq, true)[0], ("₹", Face::Text, 2));
        let levels = Levels::of("a👩‍👩‍👧b漢", false);
        let mut found = Vec::new();
        parts("a👩‍👩‍👧b漢", 0.."a👩‍👩‍👧b漢".len(), Face::Text, &levels, &mut found);
        let missing: Vec<bool> = found.iter().map(|part| part.is_missing).collect();
        assert_eq!(missing, [false, true, false, true]);
    }

    #[test]
    fn a_forced_line_break_does_not_end_the_algorithm() {
        let levels = Levels::of("اب\nab\u{2029}اب\u{85}x", true);
        assert_eq!(levels.at(0), 1);
        assert_eq!(levels.at("اب\nab\u{2029}".len()), 1);
        assert_eq!(levels.at("اب\n".len()), 2);
    }
}
