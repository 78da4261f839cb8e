//! Glyphs as a PDF has them: with the letters that they draw.

use std::{collections::BTreeMap, ops::Range};

use edition::page::Glyphs;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use typeset::Face;

use super::points;
use crate::svg::face;

/// The faces that are in use.
#[derive(Default)]
pub(super) struct Case {
    fonts: BTreeMap<&'static str, Font>,
}

impl Case {
    pub(super) fn font(&mut self, face: Face) -> Option<Font> {
        if !self.fonts.contains_key(face.name()) {
            self.fonts.insert(face.name(), Font::new(face.bytes().into(), 0)?);
        }
        self.fonts.get(face.name()).cloned()
    }
}

/// Glyphs of one run that are drawn at once.
pub(super) struct Piece {
    pub(super) face: Face,
    /// Type size in points.
    pub(super) size: f32,
    /// Left end, from the left end of the line, in points.
    pub(super) x: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The letters to which the ranges of the glyphs refer.
    pub(super) letters: String,
    /// It is to say its letters as a whole: they have no glyphs, or share and mingle them.
    pub(super) is_whole: bool,
    /// The face has them not: the box of its glyph 0 is drawn.
    pub(super) is_missing: bool,
}

/// The pieces of a run in the order of reading: words from the right, where it runs from there.
///
/// `ends` sets a blank after the last one: where a line ends between words, nothing else says so.
pub(super) fn pieces(glyphs: &Glyphs, ends: bool) -> Vec<Piece> {
    let Some(face) = face(glyphs) else { return Vec::new() };
    let ranges = ranges(glyphs);
    let stretches = if is_from_right(glyphs) {
        words_from_right(glyphs, &ranges)
    } else {
        std::iter::once(0..glyphs.ids.len()).collect()
    };
    let parts = stretches.into_iter().flat_map(|stretch| without_boxes(glyphs, stretch));
    let mut pieces: Vec<Piece> =
        parts.map(|stretch| piece(glyphs, face, &ranges, stretch)).collect();
    if let Some(last) = pieces.last_mut().filter(|last| ends && !last.is_missing) {
        let from = last.letters.len();
        last.letters.push(' ');
        let id = GlyphId::new(u32::from(face.glyph(' ')));
        let blank = KrillaGlyph::new(id, 0.0, 0.0, 0.0, 0.0, from..from + 1, None);
        let at = if is_from_right(glyphs) { 0 } else { last.glyphs.len() };
        last.glyphs.insert(at, blank);
    }
    pieces
}

/// The bytes of the letters that each glyph draws.
fn ranges(glyphs: &Glyphs) -> Vec<Range<usize>> {
    let starts: Vec<usize> = if glyphs.starts.is_empty() {
        glyphs.letters.char_indices().map(|(at, _)| at).collect()
    } else {
        glyphs.starts.iter().map(|start| *start as usize).collect()
    };
    let mut ends = starts.clone();
    ends.push(glyphs.letters.len());
    ends.sort_unstable();
    ends.dedup();
    let range = |start: &usize| {
        let after = ends.partition_point(|end| end <= start);
        *start..ends.get(after).copied().unwrap_or(glyphs.letters.len())
    };
    starts.iter().map(range).collect()
}

fn is_from_right(glyphs: &Glyphs) -> bool {
    glyphs.starts.first() > glyphs.starts.last()
}

/// Words with the blank after them, which stands at their left; the one at the right first.
fn words_from_right(glyphs: &Glyphs, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut end = glyphs.ids.len();
    for at in (0..end).rev() {
        let letters = ranges.get(at).and_then(|range| glyphs.letters.get(range.clone()));
        if at == 0 || letters == Some(" ") {
            words.push(at..end);
            end = at;
        }
    }
    words
}

/// Parts of a stretch, those without a glyph apart.
fn without_boxes(glyphs: &Glyphs, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in stretch {
        let is_box = |at: usize| glyphs.ids.get(at) == Some(&0);
        match parts.last_mut() {
            Some(last) if is_box(last.start) == is_box(at) => last.end = at + 1,
            _ => parts.push(at..at + 1),
        }
    }
    parts
}

fn piece(glyphs: &Glyphs, face: Face, ranges: &[Range<usize>], stretch: Range<usize>) -> Piece {
    let size = f32::from(glyphs.size) / 4.0;
    let place = |at: usize| glyphs.x.get(at).copied().unwrap_or_default();
    let used = || ranges.get(stretch.clone()).unwrap_or_default();
    let from = used().iter().map(|range| range.start).min().unwrap_or_default();
    let to = used().iter().map(|range| range.end).max().unwrap_or_default();
    let glyph = |at: usize| {
        let next = if at + 1 < stretch.end { place(at + 1) } else { place(at) };
        let up = glyphs.up.get(at).copied().unwrap_or_default();
        let id = GlyphId::new(u32::from(glyphs.ids[at]));
        let range = ranges.get(at).map_or(0..0, |range| range.start - from..range.end - from);
        let em = |length: i32| points(length) / size;
        KrillaGlyph::new(id, em(next - place(at)), 0.0, em(up), 0.0, range, None)
    };
    let is_missing = glyphs.ids.get(stretch.start) == Some(&0);
    Piece {
        face,
        size,
        x: points(place(stretch.start)),
        glyphs: stretch.clone().map(glyph).collect(),
        letters: permitted(glyphs.letters.get(from..to).unwrap_or_default()),
        is_whole: is_missing || is_from_right(glyphs),
        is_missing,
    }
}

/// Letters as the standards permit them: what has no meaning for everybody becomes a sign of the same length
/// in bytes that says so.
fn permitted(letters: &str) -> String {
    let is_private = |letter: char| matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let replaced = |letter: char| match letter.len_utf8() {
        1 if letter.is_control() => ' ',
        3 if is_private(letter) => '\u{fffd}',
        4 if is_private(letter) => '\u{1fbc4}',
        _ => letter,
    };
    letters.chars().map(replaced).collect()
}

#[cfg(test)]
mod tests {
    use edition::page::Ink;

    use super::*;

    fn run(letters: &str, starts: &[u32], ids: &[u16]) -> Glyphs {
        Glyphs {
            face: Face::Text.name().to_owned(),
            size: 64,
            ink: Ink::Ink,
            letters: letters.to_owned(),
            starts: starts.to_vec(),
            ids: ids.to_vec(),
            x: (0..).step_by(64).take(ids.len()).collect(),
            up: Vec::new(),
        }
    }

    #[test]
    fn a_run_from_the_right_is_read_word_by_word() {
        // Two words of two letters, from left to right as the eye has them.
        let pieces = pieces(&run("abXcd", &[4, 3, 2, 1, 0], &[5, 4, 3, 2, 1]), false);
        assert_eq!(pieces.len(), 1, "without a blank it is one word");
        let pieces = super::pieces(&run("ab cd", &[4, 3, 2, 1, 0], &[5, 4, 3, 2, 1]), true);
        let read: Vec<&str> = pieces.iter().map(|piece| piece.letters.as_str()).collect();
        assert_eq!(read, ["ab ", "cd "]);
        assert!((pieces[0].x - 2.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_box_is_a_piece_of_its_own() {
        let pieces = pieces(&run("a漢b", &[], &[1, 0, 2]), false);
        let read: Vec<(&str, bool)> =
            pieces.iter().map(|piece| (piece.letters.as_str(), piece.is_missing)).collect();
        assert_eq!(read, [("a", false), ("漢", true), ("b", false)]);
    }

    #[test]
    fn letters_without_a_common_meaning_keep_their_length() {
        let letters = "a\u{7}\u{e001}\u{f0001}";
        assert_eq!(permitted(letters), "a \u{fffd}\u{1fbc4}");
        assert_eq!(permitted(letters).len(), letters.len());
    }
}
