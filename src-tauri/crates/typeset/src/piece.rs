//! A paragraph as the line breaker sees it: the pieces between the places where a line may end.

use std::sync::Arc;

use crate::{
    opportunity::Division,
    word::{Cast, Word},
};

/// Words or white space in one cast, in the order of reading.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Bytes of the paragraph.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) cast: Cast,
    /// Embedding level: odd runs from right to left.
    pub(crate) level: u8,
    /// Which of the paragraph's runs it belongs to.
    pub(crate) run: u32,
    pub(crate) content: Content,
}

/// What an atom is.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Word(Arc<Word>),
    /// White space that stretches, or a line break: one space wide, however long it is.
    Space,
    /// A box for letters that no face has.
    Missing(Arc<Word>),
}

/// What comes after a piece when a line ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// White space.
    Space,
    /// The rest of the word.
    Division(Division),
    /// The rest of a word that is wider than the measure; with a hyphen between letters.
    Force { hyphen: bool },
    /// A line break that the paper set, or the end of the paragraph.
    Break,
}

/// What lies between the beginning of the paragraph and some place in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Width of the glyphs without spaces.
    pub(crate) width: i64,
    /// Natural width of the spaces.
    pub(crate) space: i64,
    pub(crate) spaces: u32,
    /// Letters and spaces that tracking sets apart.
    pub(crate) letters: u32,
}

/// The words up to one place where a line may end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Byte at which the words end.
    pub(crate) end: u32,
    /// Byte at which the next piece begins, after white space.
    pub(crate) next: u32,
    /// The sum at the end of a line that ends here, its hyphen included.
    pub(crate) at_end: Sum,
    /// The sum at the beginning of a line that begins after here.
    pub(crate) at_next: Sum,
    pub(crate) after: After,
    /// What it costs to end a line here.
    pub(crate) penalty: i32,
}

impl Piece {
    /// A line that ends here shows a hyphen at its end.
    pub(crate) fn is_hyphenated(&self) -> bool {
        matches!(self.after, After::Division(Division::OwnHyphen)) || self.adds_hyphen()
    }

    /// A hyphen is drawn that is not in the text.
    pub(crate) fn adds_hyphen(&self) -> bool {
        matches!(self.after, After::Division(Division::Hyphen) | After::Force { hyphen: true })
    }
}

impl Sum {
    /// What lies between an earlier sum and this one.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            width: self.width - earlier.width,
            space: self.space - earlier.space,
            spaces: self.spaces.saturating_sub(earlier.spaces),
            letters: self.letters.saturating_sub(earlier.letters),
        }
    }
}

/// What a line of the pieces `from..to` holds.
pub(crate) fn line_sum(pieces: &[Piece], from: usize, to: usize) -> Sum {
    let begin = if from == 0 { Sum::default() } else { pieces[from - 1].at_next };
    pieces[to - 1].at_end.since(begin)
}
