//! How wide a paragraph wants to be, and how narrow it can.

use crate::{
    Length, Paragraph, Style,
    piece::{After, Piece, line_sum},
    rating::Give,
    units::on_paper,
};

impl Paragraph {
    /// Its width in one line, or that of its widest where the paper set line breaks.
    #[must_use]
    pub fn natural_width(&self, style: &Style) -> Length {
        self.widest(style, |piece| piece.after == After::Break)
    }

    /// The width of the widest part that cannot be divided.
    #[must_use]
    pub fn least_width(&self, style: &Style) -> Length {
        self.widest(style, |_| true)
    }

    fn widest(&self, style: &Style, is_end: impl Fn(&Piece) -> bool) -> Length {
        let give = Give::of(style, self.is_tracked);
        let mut from = 0;
        let mut widest = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if is_end(piece) || index + 1 == self.pieces.len() {
                widest = widest.max(give.natural_width(&line_sum(&self.pieces, from, index + 1)));
                from = index + 1;
            }
        }
        // Rounded up, so that what is given this width fits.
        on_paper(widest, style.size) + Length(i32::from(widest > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Face, Fonts, Language, Setting, Size, Slot};

    #[test]
    fn a_text_fits_into_its_natural_width_and_needs_it() {
        let style = Style::new(Face::Sans, Size(45));
        for text in
            ["Points", "Lakers 4, Kiln Quarter 1", "one\ntwo and more", "Wolverhampton—again"]
        {
            let paragraph = Paragraph::plain(&mut Fonts::new(), text, &style, Language::ENGLISH);
            let natural = paragraph.natural_width(&style);
            let breaks = text.matches('\n').count() + 1;
            let lines = |width| {
                let slot = Slot::of_width(width);
                paragraph.lines(&Setting::new(&style, &slot)).len()
            };
            assert_eq!(lines(natural), breaks, "{text}");
            let less = natural - Length(3 + natural.0 / 20);
            assert!(lines(less) > breaks || style.hyphens && lines(less) == breaks, "{text}");
            assert!(paragraph.least_width(&style) <= natural);
        }
    }

    #[test]
    fn nothing_is_as_wide_as_nothing() {
        let style = Style::new(Face::Sans, Size(45));
        let paragraph = Paragraph::plain(&mut Fonts::new(), " ", &style, Language::ENGLISH);
        assert_eq!(
            (paragraph.natural_width(&style), paragraph.least_width(&style)),
            (Length(0), Length(0))
        );
    }
}
