//! The page description: what window, paper and picture are drawn from.
//!
//! One document says everything about an edition: pages, and on each page type, rules and pictures where
//! they stand. Whoever draws it decides nothing. [`VERSION`] grows when a field changes its meaning.
//!
//! # Units
//! All lengths are whole numbers of 1/64 px on screens and 1/64 pt in print, from the page's upper left
//! corner, y pointing down, in both directions of writing. Type sizes are quarters of one. Spacings are
//! 1/256000 of the type size, as `typeset` has them.

use jiff::civil::Date;
use makeup::format::Format;
pub use makeup::plan::{ModuleKind, PageKind, Part};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The version of this description.
pub const VERSION: u32 = 1;

/// What makes pages: two engines of one name make the same ones of the same stories.
#[must_use]
pub fn engine() -> String {
    let faces = typeset::set_hash();
    format!("{} {VERSION} {}", env!("CARGO_PKG_VERSION"), faces.get(..16).unwrap_or_default())
}

/// A whole paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Edition {
    /// [`VERSION`] of the program that made it.
    pub version: u32,
    /// BLAKE3 of the faces that it is set in.
    pub faces: String,
    /// Name of the paper.
    pub title: String,
    /// The day that it tells of.
    #[ts(type = "string")]
    pub day: Date,
    /// Main language, BCP 47.
    pub language: String,
    /// The grid of its pages; those in another script at its end have a grid of their own.
    #[ts(
        type = "{ script: 'latin' | 'nastaliq', facing: boolean, columns: number, row: number, gutter: number, from_right: boolean }"
    )]
    pub format: Format,
    /// Pages in reading order.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Page {
    /// Number, from 1.
    pub number: usize,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Its recipe.
    pub kind: PageKind,
    /// Section of its first story.
    pub section: String,
    /// Nameplate, ears and folio, in reading order.
    pub furniture: Vec<Line>,
    /// Rules of the furniture and between modules.
    pub rules: Vec<Rule>,
    /// Modules, stories in the order of rank first.
    pub modules: Vec<Module>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// One module: everything that stands in one rectangle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Module {
    /// What it is.
    pub kind: ModuleKind,
    /// Id of its story; the first one's of a group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub story: Option<String>,
    /// Its language, BCP 47, where it is not the edition's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub language: Option<String>,
    /// Its part on the page.
    pub part: Part,
    /// Where it stands.
    pub area: Area,
    /// Class of its headline, from 0, the largest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub class: Option<usize>,
    /// The word above the headline that says of what kind or place it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub slug: Option<Line>,
    /// Headline.
    pub headline: Vec<Line>,
    /// Deck under the headline.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub deck: Vec<Line>,
    /// Byline, or on a continued story from which page it comes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub byline: Option<Line>,
    /// Pictures.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub pictures: Vec<Picture>,
    /// A sentence taken from the text and set large; it says nothing that the text does not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub quotation: Vec<Line>,
    /// Text in reading order.
    pub legs: Vec<Leg>,
    /// Where the story goes on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub jump: Option<Jump>,
    /// The page from which the story comes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub from_page: Option<usize>,
}

/// A stretch of one column with text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Leg {
    /// Where it stands; its foot may be white.
    pub area: Area,
    /// Lines from the top.
    pub lines: Vec<Line>,
}

/// The line that says where a story goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Jump {
    /// Its words.
    pub line: Line,
    /// The page to which it leads.
    pub to_page: usize,
}

/// A picture with its cutline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Picture {
    /// BLAKE3 of the photo's bytes.
    pub photo: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Where it stands.
    pub area: Area,
    /// The part of the photo that is shown, in ten-thousandths of its width and height.
    pub crop: Area,
    /// Cutline and credit.
    pub cutline: Vec<Line>,
    /// The number under which a key speaks of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub tab: Option<Tab>,
}

/// A number on a piece of paper that lies on a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Tab {
    /// The piece of paper.
    pub area: Area,
    /// The number.
    pub line: Line,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Rule {
    /// Where it stands.
    pub area: Area,
    /// Its ink.
    pub ink: Ink,
}

/// Which colour something has; the reader's theme says what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum Ink {
    /// Text.
    Ink,
    /// Decks and what stands second.
    Second,
    /// Credits.
    Third,
    /// The spot colour: where a line leads.
    Accent,
    /// Rules above modules.
    Rule,
    /// Rules between columns.
    Hair,
}

/// Which text of a story a line is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum Source {
    /// The story's `text`.
    Text,
    /// Its headline.
    Headline,
    /// Its deck.
    Deck,
    /// The cutline of its picture.
    Cutline,
    /// Words of the page itself.
    Page,
}

/// What a line of a story's text belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum Kind {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading within the text.
    Crosshead,
    /// A quotation that stands by itself.
    Quotation,
    /// An item of a list.
    Item,
    /// A cell of a table's head; cells of one paragraph stand in one row.
    Head,
    /// A cell of a table.
    Cell,
}

/// One line of type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Line {
    /// Left end.
    pub x: i32,
    /// Baseline.
    pub y: i32,
    /// Width as drawn.
    pub width: i32,
    /// Which text it is a part of.
    pub source: Source,
    /// What it belongs to within the story's text.
    #[serde(skip_serializing_if = "is_paragraph", default)]
    #[ts(optional, as = "Option<_>")]
    pub kind: Kind,
    /// Its story, where that is not the module's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub story: Option<String>,
    /// The page to which it leads, for words of the page itself that name one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub to_page: Option<usize>,
    /// Paragraph of the story, from 0.
    pub paragraph: usize,
    /// First byte of the text and the byte after the last one; none where the text has it not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, as = "Option<_>")]
    pub range: Option<[u32; 2]>,
    /// Added to each word space.
    pub word_space: i32,
    /// Added after each letter.
    pub letter_space: i32,
    /// A hyphen is drawn at its end that is not in the text.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[ts(optional, as = "Option<_>")]
    pub hyphen: bool,
    /// Its letters, in the order of reading, for a window.
    pub fragments: Vec<Fragment>,
    /// Its glyphs, for paper; their runs in the order of reading.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub glyphs: Vec<Glyphs>,
}

/// Letters in one face, size and ink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Fragment {
    /// The letters.
    pub text: String,
    /// Name of the face.
    pub face: String,
    /// Type size.
    pub size: u16,
    /// Colour.
    pub ink: Ink,
    /// Runs from right to left.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[ts(optional, as = "Option<_>")]
    pub right_to_left: bool,
}

/// Glyphs in one face, size and ink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Glyphs {
    /// Name of the face.
    pub face: String,
    /// Type size.
    pub size: u16,
    /// Colour.
    pub ink: Ink,
    /// The letters that they draw, in the order of reading; a soft hyphen for one that divides a word.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub letters: String,
    /// For each glyph the byte at which its letters begin; empty where each draws the next letter.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub starts: Vec<u32>,
    /// Numbers of the glyphs in the face, from left to right.
    pub ids: Vec<u16>,
    /// Left end of each, from the left end of the line.
    pub x: Vec<i32>,
    /// How far each is moved up; empty where none is.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(optional, as = "Option<_>")]
    pub up: Vec<i32>,
}

/// What most lines are, and so is not said.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_paragraph(kind: &Kind) -> bool {
    *kind == Kind::Paragraph
}

impl Module {
    /// Every line of type in it but those of its pictures, in reading order.
    pub fn text_lines(&self) -> impl Iterator<Item = &Line> {
        let text = self.legs.iter().flat_map(|leg| &leg.lines);
        let jump = self.jump.iter().map(|jump| &jump.line);
        let head = self.slug.iter().chain(&self.headline).chain(&self.deck).chain(&self.byline);
        head.chain(text).chain(jump).chain(&self.quotation)
    }

    /// Every line of type in it, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let tabs = self.pictures.iter().flat_map(|picture| &picture.tab).map(|tab| &tab.line);
        let cutlines = self.pictures.iter().flat_map(|picture| &picture.cutline).chain(tabs);
        self.text_lines().chain(cutlines)
    }

    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        let pictures = self.pictures.iter_mut();
        let cutlines = pictures.flat_map(|picture| {
            let tab = picture.tab.iter_mut().map(|tab| &mut tab.line);
            picture.cutline.iter_mut().chain(tab)
        });
        let text = self.legs.iter_mut().flat_map(|leg| &mut leg.lines);
        let jump = self.jump.iter_mut().map(|jump| &mut jump.line);
        let head = self.slug.iter_mut().chain(&mut self.headline).chain(&mut self.deck);
        let head = head.chain(&mut self.byline);
        head.chain(text).chain(jump).chain(&mut self.quotation).chain(cutlines)
    }
}

impl Page {
    /// Every line of type on it, to be changed.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        self.furniture.iter_mut().chain(self.modules.iter_mut().flat_map(Module::lines_mut))
    }

    /// Every line of type on it.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.furniture.iter().chain(self.modules.iter().flat_map(Module::lines))
    }
}

impl Line {
    /// Its letters without faces.
    #[must_use]
    pub fn text(&self) -> String {
        self.fragments.iter().map(|fragment| fragment.text.as_str()).collect()
    }
}
