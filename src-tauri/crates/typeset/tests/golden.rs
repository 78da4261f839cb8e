//! The lines of the sample paper are the same on every system, to the last unit.

use model::{Block, Reading};
use sample::Paper;
use typeset::{
    Face, Fonts, GlyphRun, Language, Length, Line, Paragraph, Run, Setting, Size, Slot, Style,
    Tracking,
};

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

fn paragraphs(fonts: &mut Fonts, story: &Reading) -> Vec<Paragraph> {
    let (style, _) = body(&story.language);
    let language = Language::of(&story.language);
    let spans = story.body.iter().filter_map(|block| match block {
        Block::Paragraph { spans } => Some(spans),
        _ => None,
    });
    spans
        .map(|spans| Paragraph::new(fonts, &Run::of_spans(spans, &style), &style, language))
        .collect()
}

fn story<'a>(paper: &'a Paper, slug: &str) -> &'a Reading {
    paper.stories.iter().find(|story| story.slug == slug).expect("the paper has it").newest()
}

fn shown(paragraph: &Paragraph, line: &Line) -> String {
    let text: String = paragraph.fragments(line).iter().map(|part| part.text.as_ref()).collect();
    let hyphen = if line.hyphen { "-" } else { "" };
    format!(
        "{text}{hyphen} | x {} width {} word {} letter {} ratio {}",
        line.x.0, line.width.0, line.word_space.0, line.letter_space.0, line.ratio
    )
}

/// The story's first paragraphs in their best lines.
fn set(slug: &str) -> String {
    let paper = Paper::embedded().expect("the sample paper is part of the program");
    let story = story(&paper, slug);
    let mut fonts = Fonts::new();
    let (style, measure) = body(&story.language);
    let slot = Slot::of_width(measure);
    let mut text = String::new();
    for paragraph in paragraphs(&mut fonts, story).iter().take(3) {
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
    insta::assert_snapshot!(set("the-man-who-reads-the-lake"));
}

#[test]
fn hindi_lines() {
    insta::assert_snapshot!(set("nagarpalika-ne-khoya-paya-godam-khola"));
}

#[test]
fn urdu_lines() {
    insta::assert_snapshot!(set("baldiya-ki-takhti-mein-32-harf"));
}

/// A change of this hash changes every page that was ever made: raise the engine's version with it.
#[test]
fn all_lines_of_the_paper_at_three_measures() {
    let paper = Paper::embedded().unwrap();
    let mut fonts = Fonts::new();
    let mut hasher = blake3::Hasher::new();
    let mut lines = 0;
    for story in &paper.stories {
        let story = story.newest();
        let (style, measure) = body(&story.language);
        for paragraph in paragraphs(&mut fonts, story) {
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
    insta::assert_snapshot!(format!("{lines} lines, {hash}"), @r"19621 lines, 758766d12fcaad2c7d0be4796e9141f26d217bb3a2fe65e8fb79640c1ad91120");
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
