//! What a paragraph looks like: face, size, tracking, alignment.

use model::Span;

use crate::{Face, Figures, Length, Size};

/// How a paragraph is set; lengths are in the unit of the page (CSS pixels or points).
///
/// Face, figures, hyphens and whether it is tracked at all are fixed when a paragraph is shaped; the
/// rest may change from one breaking to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The face of words that are not set off.
    pub face: Face,
    /// The type size.
    pub size: Size,
    /// From one baseline to the next; only carried, lines know no height.
    pub leading: Size,
    /// How far letters may be set apart or together.
    pub tracking: Tracking,
    /// Where lines end.
    pub alignment: Alignment,
    /// How far the first line begins inside.
    pub indent: Length,
    /// Words may be divided.
    pub hyphens: bool,
    /// Which figures are set.
    pub figures: Figures,
}

impl Style {
    /// Justified and hyphenated text without tracking or indent, with a leading of 1.2 and figures as wide as they are.
    #[must_use]
    pub fn new(face: Face, size: Size) -> Self {
        Self {
            face,
            size,
            leading: Size(size.0.saturating_add(size.0 / 5)),
            tracking: Tracking::NONE,
            alignment: Alignment::Justified,
            indent: Length(0),
            hyphens: true,
            figures: Figures::Proportional,
        }
    }
}

/// Letter spacing in thousandths of an em: as it stands, and its limits in justified lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tracking {
    /// What every line has.
    pub natural: i16,
    /// The least that a justified line may have.
    pub least: i16,
    /// The most that a justified line may have.
    pub most: i16,
}

impl Tracking {
    /// None at all; the only kind that keeps ligatures.
    pub const NONE: Self = Self::fixed(0);
    /// Body text on paper: the decisive lever at a newspaper's measure.
    pub const PRINT: Self = Self { natural: 0, least: -15, most: 25 };
    /// Body text in a window, where the eye is nearer.
    pub const WINDOW: Self = Self { natural: 0, least: -12, most: 18 };

    /// The same for every line.
    #[must_use]
    pub const fn fixed(thousandths: i16) -> Self {
        Self { natural: thousandths, least: thousandths, most: thousandths }
    }

    /// Sets no letter apart.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// Where lines begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Flush at both sides but for last lines.
    Justified,
    /// Flush where the text begins: left, and right for Urdu.
    Start,
    /// Centred.
    Centre,
    /// Flush where the text ends.
    End,
}

/// Words in one face and size within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The words; a line feed is a forced line break.
    pub text: &'a str,
    /// Their face.
    pub face: Face,
    /// Their size: as a rule the paragraph's, smaller for a credit.
    pub size: Size,
    /// A number of the caller's own, handed back with every fragment.
    pub tag: u32,
}

impl<'a> Run<'a> {
    /// Words in the paragraph's own face and size, with tag 0.
    #[must_use]
    pub fn plain(text: &'a str, style: &Style) -> Self {
        Self { text, face: style.face, size: style.size, tag: 0 }
    }

    /// The runs of a story's spans; each one's tag is its place among the spans.
    #[must_use]
    pub fn of_spans(spans: &'a [Span], style: &Style) -> Vec<Self> {
        let run = |(tag, span): (u32, &'a Span)| Self {
            text: &span.text,
            face: style.face.styled(span.strong, span.emphasis),
            size: style.size,
            tag,
        };
        (0..).zip(spans).map(run).collect()
    }
}
