//! The faces, ready to shape, and the words that were already shaped.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Font, Script as ShaperScript, ShapeOptions, ShapePlan,
    ShaperFont, Tag,
};

use crate::{
    Face,
    letters::drawn,
    outline::Outline,
    word::{Cast, Figures, Script, Word, WordGlyph},
};

/// Shapes words and remembers them; one for each thread that sets type.
///
/// The faces themselves are parsed once in a program. A word is shaped once in each face, in ems, so
/// that another size or measure costs nothing here.
pub struct Fonts {
    shelves: Vec<Shelf>,
    buffer: Buffer,
    outlines: HashMap<(Face, u16), Arc<Outline>>,
}

/// The words of one cast.
struct Shelf {
    cast: Cast,
    plan: ShapePlan,
    features: Vec<Feature>,
    words: HashMap<Box<str>, Arc<Word>>,
    space: i32,
    hyphen: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

impl Fonts {
    /// Begins with no word.
    #[must_use]
    pub fn new() -> Self {
        Self { shelves: Vec::new(), buffer: Buffer::new(), outlines: HashMap::new() }
    }

    /// How many words are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.words.len()).sum()
    }

    /// Remembers no word yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets the words: after an archive's worth of them, or to save memory.
    pub fn forget(&mut self) {
        self.shelves.clear();
        self.outlines.clear();
    }

    /// The outline of a glyph, or an empty one where there is no such glyph.
    pub fn outline(&mut self, face: Face, glyph: u16) -> Arc<Outline> {
        let outline = self.outlines.entry((face, glyph));
        outline.or_insert_with(|| Arc::new(Outline::of_glyph(face, font(face), glyph))).clone()
    }

    pub(crate) fn word(&mut self, cast: &Cast, text: &str) -> Arc<Word> {
        let shelf = self.shelf(cast);
        let Self { shelves, buffer, .. } = self;
        let shelf = &mut shelves[shelf];
        if let Some(word) = shelf.words.get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(Word::of_glyphs(shape(shelf, buffer, text)));
        shelf.words.insert(text.into(), Arc::clone(&word));
        word
    }

    /// Width of the word space.
    pub(crate) fn space(&mut self, cast: &Cast) -> i32 {
        let shelf = self.shelf(cast);
        self.shelves[shelf].space
    }

    /// Width of the hyphen that divides a word; kerned with nothing, as browsers set it.
    pub(crate) fn hyphen(&mut self, cast: &Cast) -> i32 {
        let shelf = self.shelf(cast);
        self.shelves[shelf].hyphen
    }

    fn shelf(&mut self, cast: &Cast) -> usize {
        if let Some(found) = self.shelves.iter().position(|shelf| shelf.cast == *cast) {
            return found;
        }
        self.shelves.push(Shelf::new(*cast));
        self.shelves.len() - 1
    }
}

impl Shelf {
    fn new(cast: Cast) -> Self {
        let features = features(&cast);
        let language = harfrust::Language::new(cast.language.tag());
        let plan = ShapePlan::new(
            font(cast.face),
            direction(&cast),
            Some(script(cast.script)),
            language.as_ref(),
            &features,
        );
        let advance = |letter| advance(cast.face, letter);
        let (space, hyphen) = (advance(' '), advance('-'));
        Self { cast, plan, features, words: HashMap::new(), space, hyphen }
    }
}

/// The face can show the character.
pub(crate) fn has_glyph(face: Face, character: char) -> bool {
    font(face).charmap().map_unicode(character).is_some_and(|glyph| glyph.to_u32() != 0)
}

/// The glyph of one character by itself; 0, a box, where there is none.
pub(crate) fn glyph_of(face: Face, character: char) -> u16 {
    let glyph = font(face).charmap().map_unicode(character).unwrap_or_default();
    u16::try_from(glyph.to_u32()).unwrap_or(0)
}

/// The advance of one character by itself.
pub(crate) fn advance(face: Face, character: char) -> i32 {
    let glyph = font(face).charmap().map_unicode(character).unwrap_or_default();
    ShaperFont::new(font(face)).glyph_h_advance(glyph) * face.unit()
}

fn font(face: Face) -> &'static Font {
    static PARSED: [OnceLock<Font>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
    PARSED[face as usize]
        .get_or_init(|| Font::new(face.bytes(), 0).expect("the fonts are part of the program"))
}

fn features(cast: &Cast) -> Vec<Feature> {
    let whole = |tag, value| Feature::new(Tag::new(tag), value, ..);
    let mut features = Vec::new();
    if !cast.ligatures && cast.script == Script::Latin {
        features.extend([whole(b"liga", 0), whole(b"clig", 0)]);
    }
    match cast.figures {
        Figures::Tabular => features.push(whole(b"tnum", 1)),
        Figures::Proportional => features.push(whole(b"pnum", 1)),
    }
    features
}

fn direction(cast: &Cast) -> Direction {
    if cast.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn script(script: Script) -> ShaperScript {
    match script {
        Script::Latin => ShaperScript::LATIN,
        Script::Arabic => ShaperScript::ARABIC,
        Script::Devanagari => ShaperScript::DEVANAGARI,
    }
}

fn shape(shelf: &Shelf, buffer: &mut Buffer, text: &str) -> Box<[WordGlyph]> {
    buffer.reset();
    let letters = drawn(text, shelf.cast.face).filter(|(_, letter)| !letter.is_control());
    for (at, character) in letters {
        buffer.push(u32::from(character), u32::try_from(at).unwrap_or(u32::MAX));
    }
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    buffer.set_direction(direction(&shelf.cast));
    buffer.set_script(Some(script(shelf.cast.script)));
    buffer.set_language(harfrust::Language::new(shelf.cast.language.tag()));
    let shaper = ShaperFont::new(font(shelf.cast.face));
    let options = ShapeOptions::new().plan(Some(&shelf.plan)).features(&shelf.features);
    if harfrust::shape(&shaper, buffer, options).is_err() {
        return Box::default();
    }
    let unit = shelf.cast.face.unit();
    let placed = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| WordGlyph {
        id: u16::try_from(info.glyph_id).unwrap_or(0),
        cluster: info.cluster,
        advance: position.x_advance * unit,
        x: position.x_offset * unit,
        y: position.y_offset * unit,
        is_bound: info.unsafe_to_break(),
    };
    placed.map(glyph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn cast(face: Face, figures: Figures) -> Cast {
        let (script, language) = (Script::Latin, Language::ENGLISH);
        Cast { face, script, right_to_left: false, ligatures: false, figures, language }
    }

    #[test]
    fn figures_are_as_wide_as_is_asked_for() {
        let mut fonts = Fonts::new();
        let mut widths =
            |face, figures| ["1", "8"].map(|figure| fonts.word(&cast(face, figures), figure).width);
        let is_tabular = |[one, eight]: [i64; 2]| one == eight;
        assert!(is_tabular(widths(Face::Text, Figures::Tabular)));
        assert!(!is_tabular(widths(Face::Text, Figures::Proportional)));
        assert!(!is_tabular(widths(Face::Sans, Figures::Proportional)));
        assert!(is_tabular(widths(Face::Sans, Figures::Tabular)));
    }

    #[test]
    fn letters_that_may_be_tracked_are_not_tied() {
        let mut fonts = Fonts::new();
        let tied = Cast { ligatures: true, ..cast(Face::Text, Figures::Proportional) };
        assert_eq!(fonts.word(&tied, "affix").glyphs.len(), 3);
        assert_eq!(fonts.word(&cast(Face::Text, Figures::Proportional), "affix").glyphs.len(), 5);
    }

    #[test]
    fn a_word_is_shaped_once() {
        let mut fonts = Fonts::new();
        let cast = cast(Face::Text, Figures::Proportional);
        let first = fonts.word(&cast, "lake");
        assert!(Arc::ptr_eq(&first, &fonts.word(&cast, "lake")));
        assert_eq!(fonts.len(), 1);
        fonts.forget();
        assert!(fonts.is_empty());
    }
}
