//! Lines of `typeset` become lines of the description.

use typeset::{EM, Fonts, Length, Paragraph, Setting, Size, Slot, Style};

use crate::{
    copy::SHAPED,
    letters::letters,
    page::{Fragment, Glyphs, Ink, Kind, Line, Source},
    roles::Role,
    words::Words,
};

/// What a line is a part of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) source: Source,
    pub(crate) kind: Kind,
    pub(crate) paragraph: usize,
    /// Byte of the source at which the paragraph's own words begin, and the bytes of its mark.
    pub(crate) start: Option<(u32, u32)>,
}

/// Words of the page itself.
pub(crate) const PAGE: Part =
    Part { source: Source::Page, kind: Kind::Paragraph, paragraph: 0, start: None };

/// Puts shaped lines in their places.
pub(crate) struct Setter<'a> {
    pub(crate) fonts: &'a mut Fonts,
    /// The language of the page's own words.
    pub(crate) language: Words,
}

impl Setter<'_> {
    /// A line with its baseline at `y` in a column whose left edge is `x`.
    pub(crate) fn line(
        &mut self,
        (paragraph, style, line): (&Paragraph, &Style, &typeset::Line),
        (x, y): (i32, i32),
        part: Part,
        ink: &dyn Fn(u32) -> Ink,
    ) -> Line {
        let size = style.size;
        let scaled = |of: Size| scale(of, size);
        let fragments = paragraph.fragments(line).into_iter().map(|fragment| Fragment {
            text: fragment.text.into_owned(),
            face: fragment.face.name().to_owned(),
            size: scaled(fragment.size),
            ink: ink(fragment.tag),
            right_to_left: fragment.right_to_left,
        });
        let fragments = fragments.collect();
        let mut glyphs: Vec<Glyphs> = Vec::new();
        let mut runs = paragraph.glyphs(self.fonts, line);
        runs.sort_by_key(|run| run.glyphs.iter().map(|glyph| glyph.range.start).min());
        for run in runs {
            let (letters, starts) = letters(paragraph.text(), &run.glyphs);
            let mut set = Glyphs {
                face: run.face.name().to_owned(),
                size: scaled(run.size),
                ink: ink(run.tag),
                letters,
                starts,
                ids: Vec::with_capacity(run.glyphs.len()),
                x: Vec::with_capacity(run.glyphs.len()),
                up: Vec::new(),
            };
            let mut at = i64::from(run.x.0);
            for glyph in &run.glyphs {
                set.ids.push(glyph.id);
                set.x.push(length(at + i64::from(glyph.x.0), size));
                set.up.push(length(i64::from(glyph.y.0), size));
                at += i64::from(glyph.advance.0);
            }
            if set.up.iter().all(|up| *up == 0) {
                set.up.clear();
            }
            glyphs.push(set);
        }
        let range = part.start.map(|(start, mark)| {
            [line.range.start, line.end].map(|byte| start + byte.saturating_sub(mark))
        });
        Line {
            x: x + line.x.0,
            y,
            width: line.width.0,
            source: part.source,
            kind: part.kind,
            story: None,
            paragraph: part.paragraph,
            range,
            word_space: line.word_space.0,
            letter_space: line.letter_space.0,
            to_page: None,
            hyphen: line.hyphen,
            fragments,
            glyphs,
        }
    }

    /// The same for words beside a text in another language.
    pub(crate) fn speaking(&mut self, language: Words) -> Setter<'_> {
        Setter { fonts: self.fonts, language }
    }

    /// Words of the page itself, in one line of at most `width`; `end` sets them flush at its end.
    pub(crate) fn words(
        &mut self,
        runs: &[(&str, typeset::Face, Ink)],
        role: &Role,
        (x, y, width): (i32, i32, i32),
        alignment: typeset::Alignment,
    ) -> Option<Line> {
        let paragraph = self.shaped(runs, role);
        let style = Style { alignment, ..fitted(&paragraph, role, width).style };
        let slot = Slot::of_width(Length(width));
        let variants = paragraph.variants(&Setting::new(&style, &slot));
        let line = variants.first()?.lines.first()?;
        let ink = |tag: u32| runs.get(tag as usize).map_or(Ink::Ink, |(_, _, ink)| *ink);
        Some(self.line((&paragraph, &style, line), (x, y), PAGE, &ink))
    }

    /// The role in which such words find room in one line of `width`.
    pub(crate) fn fitted(
        &mut self,
        runs: &[(&str, typeset::Face, Ink)],
        role: &Role,
        width: i32,
    ) -> Role {
        fitted(&self.shaped(runs, role), role, width)
    }

    fn shaped(&mut self, runs: &[(&str, typeset::Face, Ink)], role: &Role) -> Paragraph {
        let shaping = Style { size: SHAPED, ..role.style };
        let shaped: Vec<_> = (0..)
            .zip(runs)
            .map(|(tag, (text, face, _))| typeset::Run { text, face: *face, size: SHAPED, tag })
            .collect();
        Paragraph::new(self.fonts, &shaped, &shaping, self.language.language())
    }
}

/// A role as it is, or as much smaller as a paragraph needs for one line of `width`.
fn fitted(paragraph: &Paragraph, role: &Role, width: i32) -> Role {
    let natural = paragraph.natural_width(&role.style).0;
    if natural <= width {
        return *role;
    }
    let Size(size) = role.style.size;
    let fitted = i64::from(size) * i64::from(width) / i64::from(natural.max(1));
    let size = Size(u16::try_from(fitted).unwrap_or(size).max(8));
    Role { style: Style { size, ..role.style }, ..*role }
}

/// A size that was shaped beside [`SHAPED`], at another size.
fn scale(of: Size, size: Size) -> u16 {
    let scaled = u32::from(of.0) * u32::from(size.0) / u32::from(SHAPED.0);
    u16::try_from(scaled).unwrap_or(u16::MAX)
}

/// A length in ems at a size, in units.
fn length(ems: i64, size: Size) -> i32 {
    let part = i64::from(EM) / 16;
    i32::try_from((ems * i64::from(size.0) + part / 2).div_euclid(part)).unwrap_or(i32::MAX)
}
