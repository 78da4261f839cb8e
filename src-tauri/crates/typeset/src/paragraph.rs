//! A paragraph: shaped once, in ems, and good for every size and measure.

use std::sync::OnceLock;

use crate::{
    Fonts, Language, Run, Size, Style,
    build::Builder,
    piece::{Atom, Piece},
};

/// A paragraph whose words are shaped and whose places for line ends are known.
///
/// Byte offsets, here and in lines, are those of the runs' texts laid end to end: nothing is
/// dropped or changed, so a place in a line is a place in the story.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub(crate) text: String,
    pub(crate) runs: Vec<RunStyle>,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) pieces: Vec<Piece>,
    /// Embedding level of the paragraph: 1 runs from the right.
    pub(crate) base: u8,
    pub(crate) size: Size,
    /// Width of the hyphen of the paragraph's own face.
    pub(crate) hyphen: i64,
    pub(crate) is_tracked: bool,
    pub(crate) missing: Vec<Missing>,
    /// What it costs a headline to be broken after each piece; reckoned when it is first asked for.
    pub(crate) ends: OnceLock<Vec<Option<i64>>>,
}

/// What a fragment keeps of its run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RunStyle {
    pub(crate) size: Size,
    pub(crate) tag: u32,
}

/// Letters that no face has, drawn as a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Byte of the paragraph at which they stand.
    pub at: u32,
    /// The letters: one character as readers count.
    pub text: String,
}

impl Paragraph {
    /// Shapes the runs of a paragraph.
    #[must_use]
    pub fn new(fonts: &mut Fonts, runs: &[Run<'_>], style: &Style, language: Language) -> Self {
        Builder::new(fonts, runs, style, language).build()
    }

    /// Shapes one text in the style's own face.
    #[must_use]
    pub fn plain(fonts: &mut Fonts, text: &str, style: &Style, language: Language) -> Self {
        Self::new(fonts, &[Run::plain(text, style)], style, language)
    }

    /// The runs' texts, end to end.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Runs from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.base == 1
    }

    /// May be tracked, and so is shaped without ligatures in every line, those without spacing too.
    ///
    /// A window must then set `font-variant-ligatures: no-common-ligatures`.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        self.is_tracked
    }

    /// The letters that no face has, in order.
    #[must_use]
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// Has no word: only white space or nothing, and so no line.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The atoms that lie at least partly between two bytes.
    pub(crate) fn atoms_between(&self, from: u32, to: u32) -> &[Atom] {
        let first = self.atoms.partition_point(|atom| atom.end <= from);
        let last = self.atoms.partition_point(|atom| atom.start < to);
        &self.atoms[first..last.max(first)]
    }

    /// A length in the em of an atom's run, in the em of the paragraph.
    pub(crate) fn scaled(&self, length: i64, run: u32) -> i64 {
        scaled(length, self.runs[run as usize].size, self.size)
    }
}

/// A length in the em of one size, in the em of another.
pub(crate) fn scaled(length: i64, of: Size, size: Size) -> i64 {
    if of == size {
        return length;
    }
    length * i64::from(of.0) / i64::from(size.0.max(1))
}
