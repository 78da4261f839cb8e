//! The lines of texts that never change are the same on every system, to the last unit.

use typeset::{
    Face, Fonts, GlyphRun, Language, Length, Line, Paragraph, Setting, Size, Slot, Style, Tracking,
};

/// Language and text, a paragraph a line: stories of our own as they were once.
const TEXTS: [(&str, &str); 3] = [
    ("en", include_str!("texts/en.txt")),
    ("hi", include_str!("texts/hi.txt")),
    ("ur", include_str!("texts/ur.txt")),
];

/// Face, size and measure of the window-fitted page for a language, 36 characters wide as it is for English.
fn body(language: &str) -> (Style, Length) {
    let (face, quarters, measure) = match language {
        "ur" => (Face::Nastaliq, 66, 320),
        "hi" => (Face::Devanagari, 68, 258),
        _ => (Face::Text, 68, 258),
    };
    let style = Style {
        tracking: Tracking::WINDOW,
        indent: Length(980),
        ..Style::new(face, Size(quarters))
    };
    (style, Length::pixels(measure))
}

fn paragraphs(fonts: &mut Fonts, language: &str, text: &str) -> Vec<Paragraph> {
    let (style, _) = body(language);
    let tag = Language::of(language);
    text.lines().map(|paragraph| Paragraph::plain(fonts, paragraph, &style, tag)).collect()
}

fn shown(paragraph: &Paragraph, line: &Line) -> String {
    let text: String = paragraph.fragments(line).iter().map(|part| part.text.as_ref()).collect();
    let hyphen = if line.hyphen { "-" } else { "" };
    format!(
        "{text}{hyphen} | x {} width {} word {} letter {} ratio {}",
        line.x.0, line.width.0, line.word_space.0, line.letter_space.0, line.ratio
    )
}

/// The first paragraphs of a text in their best lines.
fn set(number: usize) -> String {
    let (language, text) = TEXTS[number];
    let mut fonts = Fonts::new();
    let (style, measure) = body(language);
    let paragraphs = paragraphs(&mut fonts, language, text);
    let slot = Slot::of_width(measure);
    let mut text = String::new();
    for paragraph in paragraphs.iter().take(3) {
        let variants = paragraph.variants(&Setting::new(&style, &slot).with_looseness(1));
        let counts: Vec<usize> = variants.iter().map(|variant| variant.lines.len()).collect();
        text += &format!("lines {counts:?}\n");
        for line in &variants[0].lines {
            text += &shown(paragraph, line);
            text.push('\n');
        }
    }
    text
}

#[test]
fn english_lines() {
    insta::assert_snapshot!(set(0));
}

#[test]
fn hindi_lines() {
    insta::assert_snapshot!(set(1));
}

#[test]
fn urdu_lines() {
    insta::assert_snapshot!(set(2));
}

/// A change of this hash changes every page that was ever made: raise the engine's version with it.
#[test]
fn all_lines_at_three_measures() {
    let mut fonts = Fonts::new();
    let mut hasher = blake3::Hasher::new();
    let mut lines = 0;
    for (language, text) in TEXTS {
        let (style, measure) = body(language);
        for paragraph in paragraphs(&mut fonts, language, text) {
            for part in [5, 6, 8] {
                let slot = Slot::of_width(Length(measure.0 * part / 6));
                let variants = paragraph.variants(&Setting::new(&style, &slot).with_looseness(1));
                for line in variants.iter().flat_map(|variant| &variant.lines) {
                    lines += 1;
                    hash(&mut hasher, line);
                    hash_glyphs(&mut hasher, &paragraph.glyphs(&mut fonts, line));
                }
            }
        }
    }
    let hash = hasher.finalize().to_hex();
    insta::assert_snapshot!(format!("{lines} lines, {hash}"), @"6547 lines, 79be79d294dbd7c9a0151e339a7ff4464bb138851b6413243f1f12cd5231ec67");
}

fn hash(hasher: &mut blake3::Hasher, line: &Line) {
    let numbers = [
        line.x.0,
        line.width.0,
        line.word_space.0,
        line.letter_space.0,
        line.ratio,
        line.spread,
        i32::from(line.hyphen),
        line.range.start.cast_signed(),
        line.end.cast_signed(),
    ];
    for number in numbers {
        hasher.update(&number.to_le_bytes());
    }
}

fn hash_glyphs(hasher: &mut blake3::Hasher, runs: &[GlyphRun]) {
    for glyph in runs.iter().flat_map(|run| &run.glyphs) {
        hasher.update(&glyph.id.to_le_bytes());
        for number in [glyph.advance.0, glyph.x.0, glyph.y.0] {
            hasher.update(&number.to_le_bytes());
        }
    }
}
