//! Glyphs as a PDF has them: with the letters that they draw.

use std::{collections::BTreeMap, ops::Range};

use edition::page::Glyphs;
use krilla::graphic::Graphic;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use typeset::{EM, Face};

use super::points;
use crate::svg::face;

/// The least width of an unseen letter in ems: what stands closer is taken for the same letter, printed twice to look
/// bold.
const NARROWEST: f32 = 0.11;

/// The faces that are in use, and the glyphs that are drawn from outlines.
#[derive(Default)]
pub(super) struct Case {
    fonts: BTreeMap<&'static str, Font>,
    /// By face, glyph and ink.
    pub(super) graphics: BTreeMap<(&'static str, u16, [u8; 3]), Option<Graphic>>,
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
    /// Type, each glyph with its letters; none where the face has none.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The letters to which the ranges of the glyphs refer.
    pub(super) letters: String,
    /// How much wider than by itself the type is set.
    pub(super) stretch: f32,
    /// What is drawn in place of the type: glyphs with their places, from the line's left end and up, in points.
    pub(super) outlines: Vec<(u16, [f32; 2])>,
}

/// The pieces of a run in the order of reading: words from the right, where it runs from there. The run ends at `right`.
///
/// Programs that read a PDF go by its glyphs, each with its letters, from left to right on one baseline. Where
/// glyphs share letters or run from the right, a word is drawn from outlines, and the letters lie over them one by
/// one, unseen. `ends` sets a blank after the last one: where a line ends between words, nothing else says so.
pub(super) fn pieces(glyphs: &Glyphs, right: i32, ends: bool) -> Vec<Piece> {
    let Some(face) = face(glyphs) else { return Vec::new() };
    let run = Run { glyphs, face, right, ranges: ranges(glyphs) };
    let stretches = if run.is_from_right() {
        run.words_from_right()
    } else if run.shares(&(0..glyphs.ids.len())) {
        run.words()
    } else {
        std::iter::once(0..glyphs.ids.len()).collect()
    };
    let parts = stretches.into_iter().flat_map(|stretch| without_boxes(glyphs, stretch));
    let mut pieces: Vec<Piece> = parts.map(|stretch| run.piece(stretch)).collect();
    if let Some(last) = pieces.last_mut().filter(|last| ends && !last.glyphs.is_empty()) {
        let from = last.letters.len();
        last.letters.push(' ');
        let id = GlyphId::new(u32::from(face.glyph(' ')));
        let blank = KrillaGlyph::new(id, 0.0, 0.0, 0.0, 0.0, from..from + 1, None);
        let at = if run.is_from_right() { 0 } else { last.glyphs.len() };
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

/// Glyphs with the bytes of the letters that each draws.
struct Run<'a> {
    glyphs: &'a Glyphs,
    face: Face,
    right: i32,
    ranges: Vec<Range<usize>>,
}

impl Run<'_> {
    fn is_from_right(&self) -> bool {
        self.glyphs.starts.first() > self.glyphs.starts.last()
    }

    /// Whether letters of a stretch have several glyphs.
    fn shares(&self, stretch: &Range<usize>) -> bool {
        let ranges = self.ranges.get(stretch.clone()).unwrap_or_default();
        ranges.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// The letters of a glyph.
    fn letters(&self, at: usize) -> &str {
        let letters = self.ranges.get(at).and_then(|range| self.glyphs.letters.get(range.clone()));
        letters.unwrap_or_default()
    }

    fn is_blank(&self, at: usize) -> bool {
        self.letters(at) == " "
    }

    fn is_point(&self, at: usize) -> bool {
        let is_joiner = |letter| matches!(letter, '\u{200c}'..='\u{200f}');
        !self.letters(at).chars().any(|letter| letter.is_alphanumeric() || is_joiner(letter))
    }

    /// Words with the blank after them.
    fn words(&self) -> Vec<Range<usize>> {
        let (mut words, mut from) = (Vec::new(), 0);
        for at in 1..=self.glyphs.ids.len() {
            if at == self.glyphs.ids.len() || self.is_blank(at - 1) {
                words.push(from..at);
                from = at;
            }
        }
        words
    }

    /// Words and points, the one at the right first.
    ///
    /// Programs turn letters round, but not always the points beside them.
    fn words_from_right(&self) -> Vec<Range<usize>> {
        let (mut words, mut end) = (Vec::new(), self.glyphs.ids.len());
        for at in (0..end).rev() {
            if at == 0 || self.is_point(at) || self.is_point(at - 1) {
                words.push(at..end);
                end = at;
            }
        }
        words
    }

    fn x(&self, at: usize) -> i32 {
        self.glyphs.x.get(at).copied().unwrap_or_default()
    }

    fn piece(&self, stretch: Range<usize>) -> Piece {
        let used = self.ranges.get(stretch.clone()).unwrap_or_default();
        let from = used.iter().map(|range| range.start).min().unwrap_or_default();
        let to = used.iter().map(|range| range.end).max().unwrap_or_default();
        let letters = permitted(self.glyphs.letters.get(from..to).unwrap_or_default());
        let size = f32::from(self.glyphs.size) / 4.0;
        let x = points(self.x(stretch.start));
        let mut piece = Piece {
            face: self.face,
            size,
            x,
            glyphs: Vec::new(),
            letters,
            stretch: 1.0,
            outlines: Vec::new(),
        };
        let is_missing = self.glyphs.ids.get(stretch.start) == Some(&0);
        if is_missing || self.is_from_right() || self.shares(&stretch) {
            piece.outlines = stretch.clone().map(|at| self.outline(at)).collect();
            if !is_missing {
                self.lay_letters(&mut piece, &stretch);
            }
        } else {
            piece.glyphs = stretch.clone().map(|at| self.glyph(at, &stretch, from)).collect();
        }
        piece
    }

    /// A glyph of type; the letters of its piece begin at a byte of the run's.
    fn glyph(&self, at: usize, stretch: &Range<usize>, from: usize) -> KrillaGlyph {
        let next = if at + 1 < stretch.end { self.x(at + 1) } else { self.x(at) };
        let id = GlyphId::new(u32::from(self.glyphs.ids[at]));
        let range = self.ranges.get(at).map_or(0..0, |it| it.start - from..it.end - from);
        let em = |length: i32| points(length) * 4.0 / f32::from(self.glyphs.size.max(1));
        KrillaGlyph::new(id, em(next - self.x(at)), 0.0, em(self.up(at)), 0.0, range, None)
    }

    fn up(&self, at: usize) -> i32 {
        self.glyphs.up.get(at).copied().unwrap_or_default()
    }

    fn outline(&self, at: usize) -> (u16, [f32; 2]) {
        (self.glyphs.ids[at], [points(self.x(at)), points(self.up(at))])
    }

    /// Lays the letters of a word over its outlines, as wide as those are together.
    fn lay_letters(&self, piece: &mut Piece, stretch: &Range<usize>) {
        let size = piece.size;
        let seen = || stretch.clone().filter(|at| !self.is_blank(*at)).map(|at| self.x(at));
        let left = seen().min().unwrap_or(self.x(stretch.start));
        let ends = stretch.clone().filter(|at| self.is_blank(*at)).map(|at| self.x(at));
        let after =
            if stretch.end < self.glyphs.ids.len() { self.x(stretch.end) } else { self.right };
        let right = ends.filter(|x| *x > left).min().unwrap_or(after);
        for (at, letter) in piece.letters.char_indices() {
            let range = at..at + letter.len_utf8();
            let id = GlyphId::new(u32::from(piece.face.glyph(letter)));
            if id.to_u32() == 0 {
                if let Some(last) = piece.glyphs.last_mut() {
                    last.text_range.end = range.end;
                }
                continue;
            }
            let natural = piece.face.advance(letter).0 as f32 / EM as f32;
            let advance = if letter == ' ' { 0.0 } else { natural };
            piece.glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, range, None));
        }
        piece.fit(points(right - left) / size);
        if self.is_from_right() {
            piece.glyphs.reverse();
        }
        piece.x = points(left);
    }
}

impl Piece {
    /// Stretches its letters so that they are so many ems wide together.
    fn fit(&mut self, width: f32) {
        let seen =
            |glyph: &&mut KrillaGlyph| self.letters.get(glyph.text_range.clone()) != Some(" ");
        let mut glyphs: Vec<&mut KrillaGlyph> = self.glyphs.iter_mut().filter(seen).collect();
        let mut stretch = 1.0;
        // Which letters are too narrow depends on how far all are stretched.
        for _ in 0..4 {
            let is_wide = |glyph: &&&mut KrillaGlyph| glyph.x_advance * stretch > NARROWEST;
            let (count, wide) = glyphs
                .iter()
                .filter(is_wide)
                .fold((0, 0.0), |(count, sum), glyph| (count + 1, sum + glyph.x_advance));
            let narrow = (glyphs.len() - count) as f32 * NARROWEST;
            stretch = if wide > 0.0 { ((width - narrow) / wide).clamp(0.1, 10.0) } else { 1.0 };
        }
        for glyph in &mut glyphs {
            glyph.x_advance = glyph.x_advance.max(NARROWEST / stretch);
        }
        self.stretch = stretch;
    }
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
        let pieces = pieces(&run("abXcd", &[4, 3, 2, 1, 0], &[5, 4, 3, 2, 1]), 5 * 64, false);
        assert_eq!(pieces.len(), 1, "without a blank it is one word");
        let pieces = super::pieces(&run("ab cd", &[4, 3, 2, 1, 0], &[5, 4, 3, 2, 1]), 5 * 64, true);
        let read: Vec<&str> = pieces.iter().map(|piece| piece.letters.as_str()).collect();
        assert_eq!(read, ["ab", " ", "cd "]);
        assert!((pieces[0].x - 3.0).abs() < f32::EPSILON);
    }

    #[test]
    fn letters_that_share_glyphs_lie_over_their_outlines() {
        // The second word has a mark of its own glyph.
        let mut run = run("ab e\u{301}d", &[0, 1, 2, 3, 3, 6], &[1, 2, 3, 4, 5, 6]);
        run.x.iter_mut().for_each(|x| *x *= 8);
        let pieces = pieces(&run, 6 * 8 * 64, true);
        let read: Vec<(&str, usize, usize)> = pieces
            .iter()
            .map(|piece| (piece.letters.as_str(), piece.glyphs.len(), piece.outlines.len()))
            .collect();
        assert_eq!(read, [("ab ", 3, 0), ("e\u{301}d ", 4, 3)]);
        let width: f32 = pieces[1].glyphs.iter().map(|glyph| glyph.x_advance).sum();
        assert!((width * pieces[1].stretch * 16.0 - 24.0).abs() < 0.01, "{width}");
    }

    #[test]
    fn a_box_is_a_piece_of_its_own() {
        let pieces = pieces(&run("a漢b", &[], &[1, 0, 2]), 3 * 64, false);
        let read: Vec<(&str, bool)> =
            pieces.iter().map(|piece| (piece.letters.as_str(), piece.glyphs.is_empty())).collect();
        assert_eq!(read, [("a", false), ("漢", true), ("b", false)]);
    }

    #[test]
    fn letters_without_a_common_meaning_keep_their_length() {
        let letters = "a\u{7}\u{e001}\u{f0001}";
        assert_eq!(permitted(letters), "a \u{fffd}\u{1fbc4}");
        assert_eq!(permitted(letters).len(), letters.len());
    }
}
