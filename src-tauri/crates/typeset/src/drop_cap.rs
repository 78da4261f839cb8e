//! Drop caps: the first letter of a feature over several lines.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Alignment, Face, Fonts, Language, Length, Line, Paragraph, Run, Setting, Size, Slot, Style,
    Tracking,
    units::{EM, narrow},
};

/// A letter as high as several lines of text, whose baseline is that of the last of them.
#[derive(Debug, Clone)]
pub struct DropCap {
    /// The letter, shaped.
    pub paragraph: Paragraph,
    /// How it is set.
    pub style: Style,
    /// Its one line.
    pub line: Line,
    /// How many lines of text stand beside it.
    pub lines: u32,
    /// Bytes of the text that it takes; the rest is set beside it.
    pub taken: usize,
}

impl DropCap {
    /// Makes the first letter of a text into a drop cap in another face.
    ///
    /// None if the text does not begin with a Latin capital (or a quotation mark and one).
    #[must_use]
    pub fn new(
        fonts: &mut Fonts,
        text: &str,
        body: &Style,
        (face, lines): (Face, u32),
    ) -> Option<Self> {
        let mark = text.len() - text.trim_start_matches(['“', '‘', '"', '\'']).len();
        let letter = text[mark..].graphemes(true).next()?;
        let is_capital = letter.chars().next().is_some_and(char::is_uppercase);
        let cap_height = i64::from(face.metrics().cap_height.0);
        if !is_capital
            || lines < 2
            || cap_height == 0
            || !crate::fonts::has_glyph(face, letter.chars().next()?)
        {
            return None;
        }
        let taken = mark + letter.len();
        let shaping = Style { tracking: Tracking::NONE, ..Style::new(face, body.size) };
        let paragraph = Paragraph::plain(fonts, &text[..taken], &shaping, Language::ENGLISH);
        Self::sized(paragraph, body, (face, lines), taken)
    }

    /// The same letter beside text of another size, or over another number of lines.
    #[must_use]
    pub fn resized(&self, body: &Style, lines: u32) -> Option<Self> {
        Self::sized(self.paragraph.clone(), body, (self.style.face, lines), self.taken)
    }

    fn sized(
        paragraph: Paragraph,
        body: &Style,
        (face, lines): (Face, u32),
        taken: usize,
    ) -> Option<Self> {
        // From the top of the capitals of the first line to the baseline of the last.
        let caps = |face: Face| i64::from(face.metrics().cap_height.0);
        let body_caps = caps(body.face) * i64::from(body.size.0);
        let below = i64::from(lines.max(1) - 1) * i64::from(body.leading.0) * i64::from(EM);
        let size = (below + body_caps) / caps(face).max(1);
        let style = Style {
            alignment: Alignment::Start,
            tracking: Tracking::NONE,
            hyphens: false,
            ..Style::new(face, Size(u16::try_from(size).unwrap_or(u16::MAX)))
        };
        let slot = Slot::of_width(paragraph.natural_width(&style));
        let line = paragraph.lines(&Setting::new(&style, &slot)).into_iter().next()?;
        Some(Self { paragraph, style, line, lines, taken })
    }

    /// Where the lines of text stand: those beside the letter, a gap from it, then all others.
    #[must_use]
    pub fn slots(&self, slot: Slot, gap: Length) -> Vec<Slot> {
        let letter = self.line.width + gap;
        let beside = Slot { x: slot.x + letter, width: slot.width - letter };
        let count = usize::try_from(narrow(i64::from(self.lines))).unwrap_or(0);
        let mut slots = vec![beside; count];
        slots.push(slot);
        slots
    }
}

impl<'a> Run<'a> {
    /// The runs without the first bytes of their text, such as those that a drop cap takes.
    #[must_use]
    pub fn after(runs: &[Self], mut bytes: usize) -> Vec<Self> {
        let mut rest = Vec::with_capacity(runs.len());
        for run in runs {
            let cut = bytes.min(run.text.len());
            bytes -= cut;
            if let Some(text) = run.text.get(cut..).filter(|text| !text.is_empty()) {
                rest.push(Self { text, ..*run });
            }
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> Style {
        Style { leading: Size::pixels(22), ..Style::new(Face::Text, Size::pixels(17)) }
    }

    #[test]
    fn a_letter_takes_room_from_its_lines() {
        let text = "The lake was at its lowest, and the ferry men had walked out to measure it with a rope, \
            which was too short by a third of a mile.";
        let mut fonts = Fonts::new();
        let cap = DropCap::new(&mut fonts, text, &body(), (Face::Display, 3)).unwrap();
        assert_eq!(cap.taken, 1);
        // Capitals from the first line's top to the third's baseline: 2 · 22 + 17 · 0.676 px.
        let height = i64::from(cap.style.size.0) * i64::from(Face::Display.metrics().cap_height.0)
            / i64::from(EM);
        assert_eq!(height, 4 * 44 + 45);
        let alone = cap.resized(&body(), 1).unwrap();
        assert!(alone.style.size <= body().size && alone.line.width < cap.line.width);
        let slots = cap.slots(Slot::of_width(Length::pixels(250)), Length::pixels(4));
        assert_eq!(slots.len(), 4);
        let style = body();
        let runs = Run::after(&[Run::plain(text, &style)], cap.taken);
        let rest = Paragraph::new(&mut fonts, &runs, &style, Language::ENGLISH);
        let setting = Setting { style: &style, slots: &slots, looseness: 0, no_hyphen: &[] };
        let lines = rest.lines(&setting);
        assert!(
            lines.iter().take(3).all(|line| line.x == slots[0].x && line.width <= slots[0].width)
        );
        assert!(lines.iter().skip(3).all(|line| line.x == Length(0)));
        assert!(lines[3].width > slots[0].width);
    }

    #[test]
    fn not_every_text_begins_with_a_capital() {
        let cap = |text| {
            DropCap::new(&mut Fonts::new(), text, &body(), (Face::Display, 3)).map(|cap| cap.taken)
        };
        assert_eq!(cap("“Wait,” he said."), Some("“W".len()));
        assert_eq!(cap("Écoutez"), Some("É".len()));
        assert_eq!(cap("iPhone"), None);
        assert_eq!(cap("40 houses"), None);
        assert_eq!(cap("Яблоко"), None);
        assert_eq!(cap(""), None);
    }
}
