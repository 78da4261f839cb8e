//! What there is to print: elements as counts, in the paper's order of rank.

use serde::{Deserialize, Serialize};

use crate::format::CLASSES;

/// Everything that one edition is made of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Supply {
    /// Elements, by section in printed order and within a section by rank.
    pub elements: Vec<Element>,
    /// What may stand in a column of briefs beside the stories; need not be used, may be used again.
    pub fillers: Vec<Filler>,
    /// Rows of the front's index of sections, 0 for none.
    pub index_rows: usize,
    /// Rows that the imprint prints, one column wide; the rest of its box is white.
    pub imprint_rows: usize,
    /// Least and most rows that it fills with the paper's name set large, by width in columns; (0, 0) where that
    /// has no room.
    #[serde(default)]
    pub plates: Vec<(u8, u8)>,
    /// Sections that begin on a page of their own under a plate.
    pub openers: Vec<u16>,
    /// Sections on whose plate's page no photograph stands, but drawings may.
    pub quiet: Vec<u16>,
    /// Galleries, each of which makes a picture page or more at the edition's end.
    pub galleries: Vec<Gallery>,
}

/// Pictures that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gallery {
    /// Section, by its place in the printed order.
    pub section: u16,
    /// Pictures in their order.
    pub pictures: Vec<Picture>,
    /// Rows of title and deck above the pictures, where they have no column of their own.
    pub head: usize,
    /// Rows of the numbered key below them, where it has no column of its own.
    pub foot: usize,
}

/// One story as the compositor sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Element {
    /// Section, by its place in the printed order.
    pub section: u16,
    /// Importance in hundredths; only the order counts, and only on fronts.
    pub score: i32,
    /// What the reader said about it.
    pub wish: Wish,
    /// Paragraphs in order, each with at least one variant; none for a drawing that stands for itself.
    pub paragraphs: Vec<Paragraph>,
    /// The same paragraphs as they break in legs two columns wide, which the element prefers; or none.
    #[serde(default)]
    pub wide: Vec<Paragraph>,
    /// Headline fits by width: `heads[columns - 1][class]` is a count of lines, 0 where it does not fit.
    ///
    /// Class F over the whole page is the last resort and taken to have four lines where it says none. The
    /// rest of a story may also be headed by one line of class F: a key word and the page it comes from.
    pub heads: Vec<[u8; CLASSES]>,
    /// Rows of the deck by width, 0 where it does not fit; empty without a deck.
    pub decks: Vec<u8>,
    /// Rows of the word above its headline, 0 without one.
    #[serde(default)]
    pub slug: u8,
    /// Rows of the byline or, on a continued story, of the line that says from where.
    pub byline: u8,
    /// Pictures, the best first.
    pub pictures: Vec<Picture>,
    /// Rows of a quotation of one column, its air included; 0 without one.
    pub quotation: u8,
    /// Rows of another one, where the story goes on; 0 without one.
    #[serde(default)]
    pub rest_quotation: u8,
    /// Rows of its headline when it stands among briefs, one column wide.
    pub brief_head: u8,
}

/// What the reader said about a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Nothing: its score decides.
    #[default]
    None,
    /// On the front whatever its score.
    Front,
    /// Never on the front and last in its section.
    Mute,
}

/// One paragraph as the ways in which it can be broken, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// At most three are used.
    pub variants: Vec<Variant>,
    /// Rows of a crosshead before its first line, which never stand without it.
    #[serde(default)]
    pub head: u8,
    /// Rows at the top of the head that are white, and left out at the top of a leg.
    #[serde(default)]
    pub air: u8,
    /// Whether the next paragraph begins in the leg in which this one ends: a table's heads stand over its rows.
    #[serde(default)]
    pub joined: bool,
}

/// One way to break a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Lines at the format's measure.
    pub lines: u16,
    /// What it looks worse than the best, in hundredths; the best has 0.
    pub cost: i32,
    /// Lines at its beginning that no leg's foot parts, such as all of a table's row or those beside a quotation.
    #[serde(default)]
    pub keep: u8,
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Width in any unit.
    pub width: i32,
    /// Height in the same unit.
    pub height: i32,
    /// Least share of its width or height that must be kept, in percent; 100 for a cartoon or a chart.
    pub kept: i32,
    /// Rows of its cutline by width in columns; the last counts for all wider.
    pub cutlines: Vec<u8>,
}

/// A short item that can fill a column: a notice, or a story elsewhere in the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filler {
    /// The element that it tells of, if it does: it never stands on a page with that element.
    pub element: Option<usize>,
    /// Section in which it is at home.
    pub section: u16,
    /// Rows, its headline included.
    pub rows: u8,
}

impl Supply {
    /// Whether an imprint of so many columns and rows has the paper's name set large.
    pub fn shows_plate(&self, columns: usize, rows: usize) -> bool {
        self.plate(columns).is_some_and(|(least, _)| rows >= least)
    }

    /// Cells of an imprint of so many columns and rows in which nothing is printed.
    pub fn white_in_imprint(&self, columns: usize, rows: usize) -> usize {
        match self.plate(columns).filter(|(least, _)| rows >= *least) {
            Some((_, most)) => columns * rows.saturating_sub(most),
            None => columns * rows - self.imprint_rows.min(rows),
        }
    }

    /// Least and most rows of an imprint with the name set large.
    fn plate(&self, columns: usize) -> Option<(usize, usize)> {
        let (least, most) = *self.plates.get(columns.checked_sub(1)?)?;
        (least > 0).then_some((usize::from(least), usize::from(most.max(least))))
    }
}

impl Element {
    /// Rows of its text in the best variants, crossheads included.
    pub fn lines(&self) -> usize {
        let rows = |copy: &Paragraph| usize::from(copy.best().lines) + usize::from(copy.head);
        self.paragraphs.iter().map(rows).sum()
    }

    /// Its paragraphs as they break in legs of so many columns.
    pub fn broken(&self, columns: usize) -> &[Paragraph] {
        if columns > 1 { &self.wide } else { &self.paragraphs }
    }

    /// Lines of its headline at this width and class, if it fits.
    pub fn head(&self, columns: usize, class: usize) -> Option<usize> {
        let lines = *self.heads.get(columns.checked_sub(1)?)?.get(class)?;
        (lines > 0).then_some(usize::from(lines))
    }

    /// Rows of its deck at this width, if it has one that fits.
    pub fn deck(&self, columns: usize) -> Option<usize> {
        let rows = *self.decks.get(columns.checked_sub(1)?)?;
        (rows > 0).then_some(usize::from(rows))
    }
}

impl Paragraph {
    /// The variant that looks best; a paragraph without variants counts as one line.
    pub fn best(&self) -> Variant {
        self.variants.first().copied().unwrap_or(Variant { lines: 1, ..Variant::default() })
    }
}

impl Picture {
    /// Rows of its cutline under so many columns.
    pub fn cutline(&self, columns: usize) -> usize {
        let at = columns.saturating_sub(1).min(self.cutlines.len().saturating_sub(1));
        self.cutlines.get(at).map_or(0, |rows| usize::from(*rows))
    }
}

#[cfg(test)]
mod tests {
    use super::Supply;

    #[test]
    fn an_imprint_is_white_beyond_its_name_set_large_or_beyond_its_lines() {
        let supply = Supply { imprint_rows: 3, plates: vec![(0, 0), (6, 9)], ..Supply::default() };
        let white = |columns, rows| supply.white_in_imprint(columns, rows);
        assert_eq!(
            [white(1, 8), white(2, 5), white(2, 6), white(2, 9), white(2, 11)],
            [5, 7, 0, 0, 4]
        );
    }
}
