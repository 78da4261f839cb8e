//! Makes a paragraph of runs: shapes its words and finds where lines may end.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    Face, Figures, Fonts, Language, Missing, Paragraph, Run, Style,
    bond::bond,
    itemise::{self, Levels, Part},
    opportunity::{Division, Opportunity, opportunities},
    paragraph::RunStyle,
    piece::{After, Atom, Content, Piece, Sum},
    units::short,
    word::{Cast, Script, Word, WordGlyph},
};

pub(crate) struct Builder<'f> {
    fonts: &'f mut Fonts,
    paragraph: Paragraph,
    levels: Levels,
    /// Where each run ends, and its face.
    faces: Vec<(usize, Face)>,
    face: Face,
    language: Language,
    figures: Figures,
    has_hyphens: bool,
    /// All that was built so far.
    sum: Sum,
    parts: Vec<Part>,
    opportunities: Vec<Opportunity>,
}

impl<'f> Builder<'f> {
    pub(crate) fn new(
        fonts: &'f mut Fonts,
        runs: &[Run<'_>],
        style: &Style,
        language: Language,
    ) -> Self {
        let mut text = String::with_capacity(runs.iter().map(|run| run.text.len()).sum());
        let mut faces = Vec::with_capacity(runs.len());
        for run in runs {
            text.push_str(run.text);
            faces.push((text.len(), run.face));
        }
        let levels = Levels::of(&text, language.direction() == model::Direction::Rtl);
        let paragraph = Paragraph {
            text,
            runs: runs.iter().map(|run| RunStyle { size: run.size, tag: run.tag }).collect(),
            atoms: Vec::new(),
            pieces: Vec::new(),
            base: levels.base(),
            size: style.size,
            hyphen: i64::from(crate::fonts::advance(style.face, '-')),
            is_tracked: !style.tracking.is_none() && style.face.can_be_tracked(),
            missing: Vec::new(),
            ends: OnceLock::new(),
        };
        Self {
            fonts,
            paragraph,
            levels,
            faces,
            face: style.face,
            language,
            figures: style.figures,
            has_hyphens: style.hyphens,
            sum: Sum::default(),
            parts: Vec::new(),
            opportunities: Vec::new(),
        }
    }

    pub(crate) fn build(mut self) -> Paragraph {
        let text = std::mem::take(&mut self.paragraph.text);
        let mut before = 0..0;
        let mut at = 0;
        while let Some(start) = text[at..].find(|letter| !is_space(letter)).map(|found| at + found)
        {
            let end = text[start..].find(is_space).map_or(text.len(), |found| start + found);
            if !before.is_empty() {
                let space = before.end..start;
                self.space(&text[space.clone()], space, bond(&text[before], &text[start..end]));
            }
            self.token(&text, start..end);
            before = start..end;
            at = end;
        }
        if let Some(last) = self.paragraph.pieces.last_mut() {
            last.next = short(text.len());
        }
        self.paragraph.text = text;
        self.paragraph
    }

    /// White space after the last piece.
    fn space(&mut self, white: &str, range: Range<usize>, penalty: i32) {
        let is_break = white.contains(is_break);
        if !is_break {
            self.stretching(range.clone());
        }
        let Some(piece) = self.paragraph.pieces.last_mut() else { return };
        piece.next = short(range.end);
        piece.at_next = self.sum;
        piece.after = if is_break { After::Break } else { After::Space };
        piece.penalty = if is_break { 0 } else { penalty };
    }

    /// A word space, set in the face of the word before it; in tracked text in one that is tracked.
    fn stretching(&mut self, range: Range<usize>) {
        let (run, face) = self.run_at(range.start);
        let level = self.levels.at(range.start);
        let before = self.paragraph.atoms.last().map(|atom| atom.cast);
        let cast = match before {
            Some(cast) if !self.paragraph.is_tracked || cast.face.can_be_tracked() => {
                Cast { right_to_left: level % 2 == 1, ..cast }
            }
            _ if self.paragraph.is_tracked && !face.can_be_tracked() => {
                self.cast(self.face, Script::Latin, level)
            }
            _ => self.cast(face, Script::Latin, level),
        };
        let width = i64::from(self.fonts.space(&cast));
        self.sum.space += self.paragraph.scaled(width, run);
        self.sum.spaces += 1;
        self.sum.letters += u32::from(self.paragraph.is_tracked);
        self.push(range, cast, level, (run, Content::Space));
    }

    /// What lies between white space.
    fn token(&mut self, text: &str, range: Range<usize>) {
        let first = self.paragraph.atoms.len();
        let begin = self.sum;
        let mut at = range.start;
        self.opportunities.clear();
        for word in text[range.clone()].split('\u{a0}') {
            if at > range.start {
                self.stretching(at - '\u{a0}'.len_utf8()..at);
            }
            self.word(text, at..at + word.len());
            at += word.len() + '\u{a0}'.len_utf8();
        }
        self.sum = begin;
        self.pieces(text, range, first);
    }

    /// A word: its atoms, and its opportunities as bytes of the paragraph.
    fn word(&mut self, text: &str, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end {
            let (run, face) = self.run_at(start);
            let end = self.faces[run as usize].0.min(range.end);
            let mut parts = std::mem::take(&mut self.parts);
            itemise::parts(text, start..end, face, &self.levels, &mut parts);
            for part in parts.drain(..) {
                self.atom(text, part, run);
            }
            self.parts = parts;
            start = end;
        }
        let known = self.opportunities.len();
        opportunities(
            &text[range.clone()],
            self.has_hyphens,
            self.language,
            &mut self.opportunities,
        );
        for opportunity in &mut self.opportunities[known..] {
            opportunity.at += short(range.start);
        }
    }

    fn atom(&mut self, text: &str, part: Part, run: u32) {
        let letters = &text[part.start..part.end];
        let cast = self.cast(part.face, part.script, part.level);
        let content = if part.is_missing {
            Content::Missing(Arc::new(no_glyph(part.face)))
        } else {
            Content::Word(self.fonts.word(&cast, letters))
        };
        let is_missing = match &content {
            Content::Word(word) => word.is_missing,
            Content::Missing(_) => true,
            Content::Space => false,
        };
        if is_missing {
            let missing = Missing { at: short(part.start), text: letters.to_owned() };
            self.paragraph.missing.push(missing);
        }
        self.push(part.start..part.end, cast, part.level, (run, content));
    }

    fn push(&mut self, range: Range<usize>, cast: Cast, level: u8, (run, content): (u32, Content)) {
        let (start, end) = (short(range.start), short(range.end));
        self.paragraph.atoms.push(Atom { start, end, cast, level, run, content });
    }

    /// Takes a token apart at its opportunities; its atoms are those from `first` on.
    fn pieces(&mut self, text: &str, range: Range<usize>, first: usize) {
        let opportunities = std::mem::take(&mut self.opportunities);
        let mut atom = first;
        let mut at = short(range.start);
        for opportunity in &opportunities {
            let cut = opportunity.at;
            self.advance(&mut atom, at, cut);
            at = cut;
            if let Some((tail, head)) = self.fit(text, atom, opportunity) {
                let mut piece = self.piece(cut, After::Division(opportunity.division));
                piece.penalty = opportunity.penalty;
                piece.at_end.width += tail;
                piece.at_next.width -= head;
                if piece.adds_hyphen() {
                    piece.at_end.letters += u32::from(self.paragraph.is_tracked);
                }
                self.paragraph.pieces.push(piece);
            }
        }
        self.advance(&mut atom, at, short(range.end));
        let piece = self.piece(short(range.end), After::Break);
        self.paragraph.pieces.push(piece);
        self.opportunities = opportunities;
    }

    fn piece(&self, end: u32, after: After) -> Piece {
        Piece { end, next: end, at_end: self.sum, at_next: self.sum, after, penalty: 0 }
    }

    /// Adds what lies between two bytes to the sum; `atom` is the first that may lie there.
    fn advance(&mut self, atom: &mut usize, from: u32, to: u32) {
        let paragraph = &self.paragraph;
        while let Some(here) = paragraph.atoms.get(*atom) {
            if here.start >= to {
                break;
            }
            let (width, letters) = match &here.content {
                Content::Space => {
                    let width = paragraph.scaled(i64::from(self.fonts.space(&here.cast)), here.run);
                    self.sum.space += width;
                    self.sum.spaces += 1;
                    (0, 1)
                }
                Content::Word(word) | Content::Missing(word)
                    if from <= here.start && here.end <= to =>
                {
                    (word.width, word.letters)
                }
                Content::Word(word) | Content::Missing(word) => {
                    word.part(from.saturating_sub(here.start), to.saturating_sub(here.start))
                }
            };
            self.sum.width += paragraph.scaled(width, here.run);
            if paragraph.is_tracked && here.cast.face.can_be_tracked() {
                self.sum.letters += letters;
            }
            if here.end > to {
                break;
            }
            *atom += 1;
        }
    }

    /// What a division adds to the line before it and to the line after it, or none if it cannot be.
    ///
    /// The letters beside a line end are kerned with nothing, and no ligature spans it.
    fn fit(&mut self, text: &str, atom: usize, opportunity: &Opportunity) -> Option<(i64, i64)> {
        let cut = opportunity.at;
        let here = self.paragraph.atoms.get(atom)?.clone();
        let (mut tail, mut head) = (0, 0);
        if here.start < cut {
            let Content::Word(word) = &here.content else { return None };
            let at = cut - here.start;
            if here.cast.script != Script::Latin && !word.has_boundary(at) {
                return None;
            }
            if !word.parts_cleanly(at) {
                let slice = |from: u32, to: u32| &text[from as usize..to as usize];
                let left = self.fonts.word(&here.cast, slice(here.start, cut)).width;
                let right = self.fonts.word(&here.cast, slice(cut, here.end)).width;
                tail = self.paragraph.scaled(left - word.part(0, at).0, here.run);
                head = self.paragraph.scaled(right - word.part(at, u32::MAX).0, here.run);
            }
        }
        if opportunity.division == Division::Hyphen {
            let hyphen = i64::from(self.fonts.hyphen(&here.cast));
            tail += self.paragraph.scaled(hyphen, here.run);
        }
        Some((tail, head))
    }

    fn cast(&self, face: Face, script: Script, level: u8) -> Cast {
        let right_to_left = level % 2 == 1;
        let ligatures = !self.paragraph.is_tracked;
        Cast {
            face,
            script,
            right_to_left,
            ligatures,
            figures: self.figures,
            language: self.language,
        }
    }

    fn run_at(&self, byte: usize) -> (u32, Face) {
        let run = self.faces.partition_point(|(end, _)| *end <= byte).min(self.faces.len() - 1);
        (short(run), self.faces[run].1)
    }
}

/// The box that stands for one character.
fn no_glyph(face: Face) -> Word {
    let glyph =
        WordGlyph { id: 0, cluster: 0, advance: face.box_width().0, x: 0, y: 0, is_bound: false };
    Word::of_glyphs(Box::new([glyph]))
}

/// White space at which a line may end.
fn is_space(character: char) -> bool {
    let is_fixed =
        matches!(character, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}');
    character.is_whitespace() && !is_fixed
}

/// White space at which a line must end.
fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
