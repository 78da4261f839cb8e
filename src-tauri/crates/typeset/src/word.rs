//! What one word is once it is shaped: its glyphs and how wide they are.

use crate::{Face, Language};

/// All that decides how letters become glyphs; words of one cast share a plan and a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Cast {
    pub(crate) face: Face,
    pub(crate) script: Script,
    pub(crate) right_to_left: bool,
    pub(crate) ligatures: bool,
    pub(crate) figures: Figures,
    pub(crate) language: Language,
}

/// The scripts that the faces hold; what is neither Arabic nor Devanagari is shaped as Latin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Arabic,
    Devanagari,
}

/// Which figures are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Figures {
    /// Each as wide as the other, for columns; `tabular-nums` in CSS.
    Tabular,
    /// Each as wide as it is, among words; `proportional-nums` in CSS.
    #[default]
    Proportional,
}

/// A glyph within its word, in visual order; lengths in parts of an em of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordGlyph {
    pub(crate) id: u16,
    /// Byte offset in the word of the letters that it stands for.
    pub(crate) cluster: u32,
    pub(crate) advance: i32,
    pub(crate) x: i32,
    pub(crate) y: i32,
    /// The word may not be taken apart before this glyph without being shaped again.
    pub(crate) is_bound: bool,
}

/// A word, shaped.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) glyphs: Box<[WordGlyph]>,
    /// Sum of the advances.
    pub(crate) width: i64,
    /// Letters as a reader counts them: what tracking sets apart.
    pub(crate) letters: u32,
    /// Has a letter that the face cannot show.
    pub(crate) is_missing: bool,
}

impl Word {
    pub(crate) fn of_glyphs(glyphs: Box<[WordGlyph]>) -> Self {
        let width = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        let letters = count_clusters(&glyphs);
        let is_missing = glyphs.iter().any(|glyph| glyph.id == 0);
        Self { glyphs, width, letters, is_missing }
    }

    /// The width and the letters of the part that begins and ends at these bytes.
    pub(crate) fn part(&self, from: u32, to: u32) -> (i64, u32) {
        let mut width = 0;
        let mut letters = 0;
        let mut last = None;
        for glyph in &self.glyphs {
            if (from..to).contains(&glyph.cluster) {
                width += i64::from(glyph.advance);
                letters += u32::from(last != Some(glyph.cluster));
                last = Some(glyph.cluster);
            }
        }
        (width, letters)
    }

    /// A glyph begins at this byte, so that a line can.
    pub(crate) fn has_boundary(&self, at: u32) -> bool {
        self.glyphs.iter().any(|glyph| glyph.cluster == at)
    }

    /// Taking the word apart here changes no glyph on either side.
    pub(crate) fn parts_cleanly(&self, at: u32) -> bool {
        self.glyphs.iter().find(|glyph| glyph.cluster == at).is_some_and(|glyph| !glyph.is_bound)
    }
}

/// Glyphs of one cluster lie together, so changes are counted.
fn count_clusters(glyphs: &[WordGlyph]) -> u32 {
    let mut last = None;
    let mut count = 0;
    for glyph in glyphs {
        count += u32::from(last != Some(glyph.cluster));
        last = Some(glyph.cluster);
    }
    count
}
