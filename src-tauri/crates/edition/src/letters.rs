//! Which letters glyphs draw: what a PDF gives to those who search, copy or listen.

use std::collections::BTreeMap;

use typeset::Glyph;

/// The letters of glyphs in the order of reading, and for each glyph the byte at which its own begin; no bytes
/// where each glyph draws the next letter.
pub(crate) fn letters(text: &str, glyphs: &[Glyph]) -> (String, Vec<u32>) {
    let mut clusters: BTreeMap<(u32, u32), u32> =
        glyphs.iter().map(|glyph| ((glyph.range.start, glyph.range.end), 0)).collect();
    let mut letters = String::with_capacity(glyphs.len());
    for ((start, end), at) in &mut clusters {
        *at = u32::try_from(letters.len()).unwrap_or(u32::MAX);
        if start == end {
            letters.push('\u{ad}');
            continue;
        }
        let of = text.get(*start as usize..*end as usize).unwrap_or_default();
        letters.extend(of.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }));
    }
    let start = |glyph: &Glyph| clusters.get(&(glyph.range.start, glyph.range.end)).copied();
    let starts: Vec<u32> = glyphs.iter().filter_map(start).collect();
    let one_by_one = letters.char_indices().map(|(at, _)| at);
    if starts.iter().map(|start| *start as usize).eq(one_by_one) {
        return (letters, Vec::new());
    }
    (letters, starts)
}

#[cfg(test)]
mod tests {
    use typeset::{
        Alignment, Face, Fonts, Language, Length, Paragraph, Setting, Size, Slot, Style,
    };

    use super::*;

    fn first_line(
        text: &str,
        face: Face,
        language: Language,
        width: i32,
    ) -> Vec<(String, Vec<u32>)> {
        let style = Style { alignment: Alignment::Start, ..Style::new(face, Size::pixels(16)) };
        let mut fonts = Fonts::new();
        let paragraph = Paragraph::plain(&mut fonts, text, &style, language);
        let slot = Slot::of_width(Length::pixels(width));
        let line = paragraph.lines(&Setting::new(&style, &slot)).swap_remove(0);
        let runs = paragraph.glyphs(&mut fonts, &line);
        runs.iter().map(|run| letters(text, &run.glyphs)).collect()
    }

    #[test]
    fn a_letter_for_each_glyph_needs_no_starts() {
        let runs = first_line("Lake, low", Face::Text, Language::ENGLISH, 400);
        assert_eq!(runs, [("Lake, low".to_owned(), Vec::new())]);
    }

    #[test]
    fn a_fraction_is_read_as_it_was_written() {
        let runs = first_line("1/2 mile", Face::Text, Language::ENGLISH, 400);
        assert_eq!(runs, [("1/2 mile".to_owned(), vec![0, 3, 4, 5, 6, 7])]);
    }

    #[test]
    fn a_divided_word_ends_with_a_soft_hyphen() {
        let runs = first_line("Administration", Face::Text, Language::ENGLISH, 60);
        assert!(runs[0].0.ends_with('\u{ad}'), "{runs:?}");
    }

    #[test]
    fn urdu_is_in_the_order_of_reading() {
        let runs = first_line("سال میں", Face::Nastaliq, Language::URDU, 400);
        assert_eq!(runs[0].0, "سال میں");
        assert!(runs[0].1.first() > runs[0].1.last());
    }
}
