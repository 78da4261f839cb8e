//! The plan: which element stands where, and which line in which leg.
//!
//! Columns and rows are counted from 0 in reading order: column 0 is the right one where
//! [`Format::from_right`](crate::format::Format::from_right) says so. A row is one line of body text; row 0
//! is the first under the page's furniture. [`Format::x`](crate::format::Format::x) and
//! [`Format::y`](crate::format::Format::y) turn both into lengths.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    format::{Format, Top},
    gallery::Arranged,
};

/// A whole paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The grid of its pages.
    pub format: Format,
    /// Pages in reading order; the first is number 1.
    pub pages: Vec<Page>,
}

/// The recipe that a page follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum PageKind {
    /// Nameplate, lead package, recipe of areas.
    Front,
    /// Stories of a section or two.
    News,
    /// The first page of a section that has a plate.
    Section,
    /// What people think, and the paper itself.
    Opinion,
    /// Pictures of a gallery.
    Pictures,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Number, from 1.
    pub number: usize,
    /// Its recipe.
    pub kind: PageKind,
    /// Furniture above its rows.
    pub top: Top,
    /// Section of its first story.
    pub section: u16,
    /// Rows under the furniture.
    pub rows: usize,
    /// What the search charged for it, in hundredths.
    pub cost: i32,
    /// Modules, stories in rank order first.
    pub modules: Vec<Module>,
    /// The pictures of a picture page, which has no modules.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gallery: Option<GalleryPage>,
}

/// A part of a gallery on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GalleryPage {
    /// Index of the gallery in the supply.
    pub gallery: usize,
    /// Which part it is, and of how many.
    pub part: (usize, usize),
    /// The first of its pictures here; the places count from it.
    pub first: usize,
    /// Where everything stands.
    pub places: Arranged,
}

/// What a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum ModuleKind {
    /// A story from its beginning.
    Story,
    /// The rest of a story.
    Rest,
    /// Short stories under one headline ("City in Brief"); each begins with a headline in its leg.
    Group,
    /// Fillers under a heading.
    Briefs,
    /// The index of sections.
    Index,
    /// A box at the edition's end that holds what the paper says about itself.
    Imprint,
}

/// A story's part on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "page/")]
pub enum Part {
    /// The first story of the page.
    Lead,
    /// The second.
    Second,
    /// Any other, and what is no story.
    Other,
}

/// A rectangle of columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rect {
    /// First column.
    pub column: usize,
    /// First row.
    pub row: usize,
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

/// One module: a rectangle with everything that stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// What it is.
    pub kind: ModuleKind,
    /// Index of its element in the supply; the first one of a group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub element: Option<usize>,
    /// Its part on the page.
    pub part: Part,
    /// Where it stands.
    pub rect: Rect,
    /// Its headline, on top of the rectangle.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub head: Option<Head>,
    /// Rows of the deck under the headline, 0 without one.
    pub deck: usize,
    /// The byline, on top of the first leg.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub byline: Option<Rect>,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub picture: Option<PicturePlace>,
    /// Its quotation, one column wide.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quotation: Option<Rect>,
    /// Its text in reading order.
    pub legs: Vec<Leg>,
    /// The row of the jump line, and the number of the page where the story goes on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub jump: Option<Jump>,
    /// The number of the page from which the story comes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from_page: Option<usize>,
}

/// A headline as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its class, an index of [`Format::classes`].
    pub class: usize,
    /// Lines.
    pub lines: usize,
    /// Rows, the slug and the air above it included.
    pub rows: usize,
}

/// A picture as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturePlace {
    /// Index among the element's pictures.
    pub picture: usize,
    /// Picture, cutline and the row of air below them.
    pub rect: Rect,
    /// Rows of the cutline, which come after the picture's own.
    pub cutline: usize,
}

/// A stretch of a column that holds text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Where it stands; rows at its foot may stay white.
    pub rect: Rect,
    /// Text in it, from its top without a gap.
    pub runs: Vec<Run>,
    /// Fillers in it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub fillers: Vec<FillerPlace>,
    /// White rows at its foot.
    pub white: usize,
}

/// Lines of one paragraph in one leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Element that the paragraph belongs to.
    pub element: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// The paragraph's variant.
    pub variant: usize,
    /// Rows of a crosshead or a brief's headline that go before the lines, 0 elsewhere.
    pub head: usize,
    /// First line.
    pub first: usize,
    /// Lines.
    pub lines: usize,
}

/// A filler in a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillerPlace {
    /// Index in the supply's fillers.
    pub filler: usize,
    /// First row within the leg.
    pub row: usize,
    /// Rows.
    pub rows: usize,
}

/// Where a story goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// Column of the jump line.
    pub column: usize,
    /// Row of the jump line.
    pub row: usize,
    /// Number of the page; it has the whole story where it does not say that it goes on.
    pub to_page: usize,
}

impl Rect {
    /// Whether the two have a cell in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.column < other.column + other.columns
            && other.column < self.column + self.columns
            && self.row < other.row + other.rows
            && other.row < self.row + self.rows
    }

    /// Whether `other` lies wholly in it.
    pub fn holds(&self, other: &Self) -> bool {
        self.column <= other.column
            && self.row <= other.row
            && other.column + other.columns <= self.column + self.columns
            && other.row + other.rows <= self.row + self.rows
    }
}

impl Module {
    /// Whether it is a story from its beginning.
    pub fn is_story(&self) -> bool {
        self.kind == ModuleKind::Story
    }

    /// Column rows that it covers.
    pub fn area(&self) -> usize {
        self.rect.columns * self.rect.rows
    }

    /// Lines of text in it, headlines of briefs included.
    pub fn lines(&self) -> usize {
        self.legs.iter().flat_map(|leg| &leg.runs).map(|run| run.lines + run.head).sum()
    }
}
