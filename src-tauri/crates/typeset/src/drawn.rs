//! A line as glyphs in their places, for paper and pictures, and as letters, for a window.

use std::{borrow::Cow, ops::Range};

use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::{
    Em, Face, Fonts, Line, Paragraph, Size,
    fonts::{advance, glyph_of},
    itemise::is_unseen,
    letters::drawn,
    outline::OUTLINE_EM,
    piece::{Atom, Content},
    units::{EM, narrow, short},
    word::Word,
};

/// Letters of a line in one face, size and direction, as a web view gets them.
///
/// White space is one blank, and what is not seen is left out. Faces that cannot be tracked are to have
/// a letter spacing of 0 ([`Face::can_be_tracked`]); a hyphen that divides a word has the face of the last
/// fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// The letters, in the order of reading.
    pub text: Cow<'a, str>,
    /// The bytes of the paragraph that they are.
    pub range: Range<u32>,
    /// Their face.
    pub face: Face,
    /// Their size.
    pub size: Size,
    /// The tag of their run.
    pub tag: u32,
    /// They run from right to left.
    pub right_to_left: bool,
    /// No face has them: a box is to be drawn, [`Face::box_width`] wide.
    pub is_missing: bool,
}

/// Glyphs that follow each other from left to right in one face and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlyphRun {
    /// Their face.
    pub face: Face,
    /// Their size.
    pub size: Size,
    /// The tag of their run.
    pub tag: u32,
    /// They run from right to left; the glyphs are in the order of the eye all the same.
    pub right_to_left: bool,
    /// The left end, from the left end of the line, in the em of the paragraph.
    pub x: Em,
    /// From left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph in its place; lengths are in the em of the paragraph, up being positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// The bytes of the paragraph that it stands for; none for the hyphen that divides a word.
    pub range: Range<u32>,
    /// From its origin to the next one's, the line's spacing included.
    pub advance: Em,
    /// How far it is moved to the right.
    pub x: Em,
    /// How far it is moved up.
    pub y: Em,
}

/// Part of a line in the order of reading, its glyphs in the order of the eye.
struct Segment {
    face: Face,
    run: u32,
    level: u8,
    glyphs: Vec<Glyph>,
}

impl Paragraph {
    /// The letters of a line, in the order of reading, without a hyphen that is not in the text.
    #[must_use]
    pub fn fragments(&self, line: &Line) -> Vec<Fragment<'_>> {
        let mut fragments: Vec<Fragment<'_>> = Vec::new();
        for atom in self.atoms_between(line.range.start, line.end) {
            let fragment = self.fragment(atom, line);
            match fragments.last_mut() {
                Some(last) if last.is_like(&fragment) => last.range.end = fragment.range.end,
                _ => fragments.push(fragment),
            }
        }
        for fragment in &mut fragments {
            fragment.text = self.seen(&fragment.range, fragment.face);
        }
        fragments
    }

    fn fragment(&self, atom: &Atom, line: &Line) -> Fragment<'_> {
        let range = atom.start.max(line.range.start)..atom.end.min(line.end);
        let run = self.runs[atom.run as usize];
        Fragment {
            text: Cow::Borrowed(""),
            range,
            face: atom.cast.face,
            size: run.size,
            tag: run.tag,
            right_to_left: atom.cast.right_to_left,
            is_missing: matches!(atom.content, Content::Missing(_)),
        }
    }

    /// What is seen of a range that ends with its atoms or its line: single blanks, no control characters.
    fn seen(&self, range: &Range<u32>, face: Face) -> Cow<'_, str> {
        let text = &self.text[range.start as usize..range.end as usize];
        let is_plain = |(index, byte): (usize, u8)| {
            byte > b' ' && byte < 0x7f && byte != b'/'
                || byte == b' ' && text.as_bytes().get(index + 1) != Some(&b' ')
        };
        if text.bytes().enumerate().all(is_plain) {
            return Cow::Borrowed(text);
        }
        let mut seen = String::with_capacity(text.len());
        // By atom, as they were shaped: a line may begin within one.
        let atoms = self.atoms_between(range.start, range.end).iter();
        let letters = atoms.flat_map(|atom| {
            let (start, end) = (atom.start as usize, atom.end as usize);
            drawn(&self.text[start..end], face).map(move |(at, letter)| (start + at, letter))
        });
        for (_, letter) in letters.filter(|(at, _)| range.contains(&short(*at))) {
            let is_joiner = matches!(letter, '\u{200c}' | '\u{200d}');
            if is_kept_blank(letter) || is_joiner {
                seen.push(letter);
            } else if letter.is_whitespace() {
                if !seen.ends_with(' ') {
                    seen.push(' ');
                }
            } else if !is_unseen(letter) {
                seen.push(letter);
            }
        }
        Cow::Owned(seen)
    }

    /// The glyphs of a line, from left to right, its hyphen included.
    pub fn glyphs(&self, fonts: &mut Fonts, line: &Line) -> Vec<GlyphRun> {
        let mut segments = Vec::new();
        for atom in self.atoms_between(line.range.start, line.end) {
            segments.push(self.segment(fonts, atom, line));
        }
        if line.hyphen
            && let Some(last) = segments.last()
        {
            let hyphen = self.hyphen_after(last, line);
            segments.push(hyphen);
        }
        let levels: Vec<Level> = segments
            .iter()
            .map(|segment| Level::new(segment.level).unwrap_or(Level::ltr()))
            .collect();
        let order = ParagraphBidiInfo::reorder_visual(&levels);
        let mut runs: Vec<GlyphRun> = Vec::new();
        let mut x = 0_i64;
        for index in order {
            let segment = &mut segments[index];
            let width: i64 = segment.glyphs.iter().map(|glyph| i64::from(glyph.advance.0)).sum();
            self.lay(segment, narrow(x), &mut runs);
            x += width;
        }
        runs
    }

    /// Adds a segment at its place, to the last run if that is set alike.
    fn lay(&self, segment: &mut Segment, x: i32, runs: &mut Vec<GlyphRun>) {
        let run = self.runs[segment.run as usize];
        let right_to_left = segment.level % 2 == 1;
        let like = (segment.face, run.size, run.tag, right_to_left);
        match runs.last_mut() {
            Some(last) if (last.face, last.size, last.tag, last.right_to_left) == like => {
                last.glyphs.append(&mut segment.glyphs);
            }
            _ => runs.push(GlyphRun {
                face: segment.face,
                size: run.size,
                tag: run.tag,
                right_to_left,
                x: Em(x),
                glyphs: std::mem::take(&mut segment.glyphs),
            }),
        }
    }

    fn segment(&self, fonts: &mut Fonts, atom: &Atom, line: &Line) -> Segment {
        let range = atom.start.max(line.range.start)..atom.end.min(line.end);
        let can_be_tracked = self.is_tracked && atom.cast.face.can_be_tracked();
        let letter_space = if can_be_tracked { line.letter_space.0 } else { 0 };
        let glyphs = match &atom.content {
            Content::Space => {
                let natural = i64::from(advance(atom.cast.face, ' '));
                let natural = narrow(self.scaled(natural, atom.run));
                let spacing = line.word_space.0.saturating_add(letter_space);
                let advance = Em(natural.saturating_add(spacing));
                let id = glyph_of(atom.cast.face, ' ');
                vec![Glyph { id, range, advance, x: Em(0), y: Em(0) }]
            }
            Content::Missing(word) => self.placed(word, range, atom.run, letter_space),
            Content::Word(word) if (range.start, range.end) == (atom.start, atom.end) => {
                self.placed(word, range, atom.run, letter_space)
            }
            Content::Word(_) => {
                let letters = &self.text[range.start as usize..range.end as usize];
                let word = fonts.word(&atom.cast, letters);
                self.placed(&word, range, atom.run, letter_space)
            }
        };
        Segment { face: atom.cast.face, run: atom.run, level: atom.level, glyphs }
    }

    /// A word's glyphs, the letter space after the last glyph of each letter.
    fn placed(&self, word: &Word, range: Range<u32>, run: u32, letter_space: i32) -> Vec<Glyph> {
        let mut starts: Vec<u32> = word.glyphs.iter().map(|glyph| glyph.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        let scaled = |length: i32| narrow(self.scaled(i64::from(length), run));
        let next = |index: usize| word.glyphs.get(index + 1).map(|glyph| glyph.cluster);
        let glyph = |(index, glyph): (usize, &crate::word::WordGlyph)| {
            let after = starts.partition_point(|start| *start <= glyph.cluster);
            let end = starts.get(after).map_or(range.end, |end| range.start + end);
            let is_last = next(index) != Some(glyph.cluster);
            let spacing = if is_last { letter_space } else { 0 };
            Glyph {
                id: glyph.id,
                range: range.start + glyph.cluster..end,
                advance: Em(scaled(glyph.advance).saturating_add(spacing)),
                x: Em(scaled(glyph.x)),
                y: Em(scaled(glyph.y)),
            }
        };
        word.glyphs.iter().enumerate().map(glyph).collect()
    }

    /// The hyphen that divides a word: at its end, on the side to which the paragraph runs.
    fn hyphen_after(&self, last: &Segment, line: &Line) -> Segment {
        let width = i64::from(advance(last.face, '-'));
        let glyph = Glyph {
            id: glyph_of(last.face, '-'),
            range: line.end..line.end,
            advance: Em(narrow(self.scaled(width, last.run))),
            x: Em(0),
            y: Em(0),
        };
        Segment { face: last.face, run: last.run, level: last.level, glyphs: vec![glyph] }
    }

    /// A line as SVG path data: parts of [`OUTLINE_EM`] of the paragraph's em, origin at its left end on
    /// the baseline, y down.
    pub fn path(&self, fonts: &mut Fonts, line: &Line) -> String {
        let part = i64::from(EM / OUTLINE_EM);
        let mut path = String::new();
        for run in self.glyphs(fonts, line) {
            let mut x = i64::from(run.x.0);
            for glyph in &run.glyphs {
                let left = x + i64::from(glyph.x.0);
                let origin = (
                    narrow(left.div_euclid(part)),
                    narrow((-i64::from(glyph.y.0)).div_euclid(part)),
                );
                let outline = fonts.outline(run.face, glyph.id);
                outline.write_svg(origin, (run.size, self.size), &mut path);
                x += i64::from(glyph.advance.0);
            }
        }
        path
    }
}

impl Fragment<'_> {
    fn is_like(&self, next: &Self) -> bool {
        let alike = |fragment: &Self| {
            (
                fragment.face,
                fragment.size,
                fragment.tag,
                fragment.right_to_left,
                fragment.is_missing,
            )
        };
        alike(self) == alike(next) && self.range.end == next.range.start
    }
}

/// Blanks at which no line ends.
fn is_kept_blank(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Alignment, Language, Length, Run, Setting, Slot, Style, Tracking};

    fn style(face: Face) -> Style {
        Style { tracking: Tracking::WINDOW, ..Style::new(face, Size::pixels(17)) }
    }

    fn set(
        runs: &[Run<'_>],
        style: &Style,
        language: Language,
        width: i32,
    ) -> (Fonts, Paragraph, Vec<Line>) {
        let mut fonts = Fonts::new();
        let paragraph = Paragraph::new(&mut fonts, runs, style, language);
        let slot = Slot::of_width(Length::pixels(width));
        let lines = paragraph.lines(&Setting::new(style, &slot));
        (fonts, paragraph, lines)
    }

    /// Each line's width as it was reckoned and as its glyphs take, in 1/64 px.
    fn widths(runs: &[Run<'_>], style: &Style, language: Language) -> Vec<(i32, i32)> {
        let (mut fonts, paragraph, lines) = set(runs, style, language, 200);
        let drawn = |line: &Line| {
            let runs = paragraph.glyphs(&mut fonts, line);
            let all = runs.iter().flat_map(|run| &run.glyphs);
            let width: i64 = all.map(|glyph| i64::from(glyph.advance.0)).sum();
            // No letter follows the last one; a hyphen is the last one itself.
            let over = if line.hyphen { 0 } else { i64::from(line.letter_space.0) };
            let over = if paragraph.is_tracked { over } else { 0 };
            (line.width.0, crate::units::on_paper(width - over, style.size).0)
        };
        lines.iter().map(drawn).collect()
    }

    #[test]
    fn glyphs_take_as_much_room_as_was_reckoned() {
        let english = "The AVALANCHE-warning office’s efficient affidavits were “waffled” over for days—Wolverhampton, Tokyo and Yarrow’s Tavern notwithstanding, every official difficulty flew.";
        let urdu =
            "عالمی ادارۂ صحت (WHO) نے 2019ء میں کہا کہ Karachi میں 40 فیصد بچوں کو ٹیکے لگائے گئے۔";
        let hindi = "स्वास्थ्य मंत्रालय ने कहा कि अंतरराष्ट्रीय विश्वविद्यालय में WHO की 40 प्रतिशत सहायता पहुँची।";
        for (text, face, language) in [
            (english, Face::Text, Language::ENGLISH),
            (english, Face::DisplaySemiBold, Language::ENGLISH),
            (urdu, Face::Nastaliq, Language::URDU),
            (hindi, Face::Devanagari, Language::HINDI),
        ] {
            for tracking in [Tracking::WINDOW, Tracking::NONE, Tracking::fixed(-15)] {
                let style = Style { tracking, ..style(face) };
                for (reckoned, drawn) in widths(&[Run::plain(text, &style)], &style, language) {
                    assert!(
                        (reckoned - drawn).abs() <= 1,
                        "{face:?} {tracking:?}: {reckoned}, drawn {drawn}"
                    );
                }
            }
        }
    }

    #[test]
    fn fragments_are_split_where_the_face_changes() {
        let style = style(Face::Text);
        let bold = Run { text: "Bold lead", face: Face::TextSemiBold, size: style.size, tag: 7 };
        let rest =
            Run { text: "-in, then\u{7}  plain नमस्ते.", ..Run::plain("", &style) };
        let (_, paragraph, lines) = set(&[bold, rest], &style, Language::ENGLISH, 2000);
        let shown: Vec<(String, Face, u32)> = paragraph
            .fragments(&lines[0])
            .into_iter()
            .map(|fragment| (fragment.text.into_owned(), fragment.face, fragment.tag))
            .collect();
        let expected = [
            ("Bold lead", Face::TextSemiBold, 7),
            ("-in, then plain ", Face::Text, 0),
            ("नमस्ते.", Face::Devanagari, 0),
        ];
        assert_eq!(shown, expected.map(|(text, face, tag)| (text.to_owned(), face, tag)));
    }

    #[test]
    fn a_line_of_urdu_begins_at_the_right() {
        let style = Style { alignment: Alignment::Start, ..style(Face::Nastaliq) };
        let text = "سال 2019 میں WHO";
        let (mut fonts, paragraph, lines) =
            set(&[Run::plain(text, &style)], &style, Language::URDU, 400);
        assert_eq!(lines[0].x + lines[0].width, Length::pixels(400));
        let runs = paragraph.glyphs(&mut fonts, &lines[0]);
        let order: Vec<&str> = runs
            .iter()
            .map(|run| {
                let start = run.glyphs.iter().map(|glyph| glyph.range.start).min().unwrap();
                let end = run.glyphs.iter().map(|glyph| glyph.range.end).max().unwrap();
                text[start as usize..end as usize].trim()
            })
            .collect();
        assert_eq!(order, ["WHO", "میں", "2019", "سال"]);
    }

    #[test]
    fn a_smaller_run_is_narrower() {
        let style = Style { alignment: Alignment::Start, ..style(Face::SansMedium) };
        let small = Run { size: Size::pixels(13), ..Run::plain("Photo: A. N. Other", &style) };
        let (_, _, lines) = set(&[small], &style, Language::ENGLISH, 400);
        let alone = Style { size: Size::pixels(13), ..style };
        let (_, _, same) =
            set(&[Run::plain("Photo: A. N. Other", &alone)], &alone, Language::ENGLISH, 400);
        assert!((lines[0].width.0 - same[0].width.0).abs() <= 1);
    }

    #[test]
    fn a_box_stands_for_what_no_face_has() {
        let style = style(Face::SansMedium);
        let runs = [Run::plain("👩‍👩‍👧 漢", &style)];
        let (mut fonts, paragraph, lines) = set(&runs, &style, Language::ENGLISH, 400);
        let missing: Vec<&str> =
            paragraph.missing().iter().map(|each| each.text.as_str()).collect();
        assert_eq!(missing, ["👩‍👩‍👧", "漢"]);
        let boxes = paragraph.fragments(&lines[0]);
        assert_eq!(
            boxes.iter().map(|part| part.is_missing).collect::<Vec<_>>(),
            [true, false, true]
        );
        let face = boxes[0].face;
        assert!(face.box_width() > Em(EM / 10));
        assert!(!fonts.outline(face, 0).strokes.is_empty());
    }

    #[test]
    fn a_path_is_whole_numbers() {
        let style = style(Face::Nastaliq);
        let (mut fonts, paragraph, lines) =
            set(&[Run::plain("اردو", &style)], &style, Language::URDU, 400);
        let path = paragraph.path(&mut fonts, &lines[0]);
        assert!(path.starts_with('M') && path.ends_with('Z'));
        assert!(path.chars().all(|letter| "MLQZ -0123456789".contains(letter)));
    }
}
