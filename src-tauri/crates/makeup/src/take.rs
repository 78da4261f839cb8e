//! A take: the piece of copy that is placed as one module.
//!
//! It is a whole story, the rest of one that was begun on another page, a group of short ones, or one of
//! the things that only fill: a column of briefs, the index, the imprint.

use crate::{
    cost::OTHER_VARIANT,
    format::{CLASSES, Format},
    supply::{Element, Paragraph, Picture, Supply},
};

/// Columns of a leg of what is set wide.
pub(crate) const WIDE: usize = 2;

/// What kind of module a take becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A story from its beginning.
    Story,
    /// What another page left of a story.
    Rest,
    /// Short stories of a section under one headline.
    Group,
    /// Items that may be used again, in a box of modest height.
    Briefs,
    /// The same in a box of any height, where nothing else comes out.
    Elastic,
    /// The index of sections.
    Index,
    /// The end of the edition: a box of any height.
    Imprint,
}

/// A place in a take's text at which another part of it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// Index of the paragraph in the take.
    pub(crate) para: usize,
    /// The take's variant in which the paragraph was begun, if it was.
    pub(crate) variant: usize,
    /// Rows of it that are set.
    pub(crate) rows: u16,
}

/// A paragraph as the flow sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Para {
    /// Element that it belongs to.
    pub(crate) element: usize,
    /// Its index there.
    pub(crate) paragraph: usize,
    /// Rows of a crosshead or, in a group, a headline that go before its first line.
    pub(crate) head: u8,
    /// White rows on top of them, left out at the top of a leg.
    pub(crate) air: u16,
    /// Whether the next one begins in the leg in which this one ends.
    pub(crate) joined: bool,
    /// Lines that another page has.
    pub(crate) skip: u16,
    /// Variants in use.
    pub(crate) count: u8,
    /// Rows of each variant: the lines that are left, and the headline.
    pub(crate) rows: [u16; 3],
    /// Cost of each variant.
    pub(crate) costs: [i32; 3],
    /// Rows of each that must stay together at its beginning.
    pub(crate) keep: [u16; 3],
    /// Index of each variant in the supply.
    pub(crate) variants: [u8; 3],
}

impl Para {
    fn new((element, paragraph): (usize, usize), copy: &Paragraph, head: u8) -> Self {
        // A brief's headline stands on top of all else.
        let own_head = head == 0;
        let head = head.saturating_add(copy.head);
        let kept = |lines: u8| match (u16::from(head), u16::from(lines)) {
            (0, lines) => lines,
            (head, lines) => head + lines.max(2),
        };
        let mut para = Self {
            element,
            paragraph,
            head,
            joined: copy.joined,
            air: if own_head { u16::from(copy.air.min(copy.head)) } else { 0 },
            skip: 0,
            count: 0,
            rows: [0; 3],
            costs: [0; 3],
            keep: [kept(0); 3],
            variants: [0; 3],
        };
        let best = copy.best();
        for (index, variant) in copy.variants.iter().take(3).enumerate() {
            let at = usize::from(para.count);
            para.rows[at] = variant.lines.max(1) + u16::from(head);
            let other = if variant.lines == best.lines { 0 } else { OTHER_VARIANT };
            para.costs[at] = if index == 0 { 0 } else { variant.cost.clamp(0, 400) + other };
            para.keep[at] = kept(variant.keep);
            para.variants[at] = index as u8;
            para.count += 1;
        }
        if para.count == 0 {
            (para.rows[0], para.count) = (1 + u16::from(head), 1);
        }
        para
    }

    /// Leaves what is set: the variant is fixed, and no first line is left.
    fn begin_at(&mut self, start: Start) {
        if start.rows == 0 {
            return;
        }
        let at = start.variant.min(2);
        self.rows[0] = self.rows[at].saturating_sub(start.rows).max(1);
        self.costs[0] = 0;
        self.variants[0] = self.variants[at];
        self.skip += start.rows.saturating_sub(u16::from(self.head));
        self.head = self.head.saturating_sub(u8::try_from(start.rows).unwrap_or(u8::MAX));
        (self.count, self.keep, self.air) = (1, [0; 3], 0);
    }

    fn least(&self) -> u16 {
        let least = self.rows[..usize::from(self.count)].iter().copied().min().unwrap_or(1);
        least.saturating_sub(self.air).max(1)
    }

    fn most(&self) -> u16 {
        self.rows[..usize::from(self.count)].iter().copied().max().unwrap_or(1)
    }
}

/// One piece of copy.
#[derive(Clone, Debug)]
pub(crate) struct Take {
    pub(crate) kind: Kind,
    /// Its element; the first of a group.
    pub(crate) element: Option<usize>,
    pub(crate) section: u16,
    pub(crate) score: i32,
    pub(crate) paras: Vec<Para>,
    /// Lines in the best variants.
    pub(crate) lines: usize,
    /// `least[i]`, `most[i]`: lines of the paragraphs before the i-th, at the tightest and loosest.
    pub(crate) least: Vec<usize>,
    pub(crate) most: Vec<usize>,
    pub(crate) heads: Vec<[u8; CLASSES]>,
    pub(crate) decks: Vec<u8>,
    /// Rows of the word above its headline.
    pub(crate) slug: usize,
    pub(crate) byline: usize,
    pub(crate) picture: Option<(usize, Picture)>,
    pub(crate) quotation: usize,
    /// Whether it may go on on another page.
    pub(crate) jumpable: bool,
    /// Columns of one of its legs.
    pub(crate) measure: usize,
    /// The same text in legs of two columns, if it is set so where it can be.
    pub(crate) wide: Option<Box<Self>>,
}

impl Take {
    /// A whole story.
    pub(crate) fn story(supply: &Supply, element: usize, format: &Format) -> Self {
        let copy = &supply.elements[element];
        let paras = |broken: &[Paragraph]| {
            let numbered = broken.iter().enumerate();
            numbered.map(|(at, copy)| Para::new((element, at), copy, 0)).collect::<Vec<_>>()
        };
        let mut take = Self::of(Kind::Story, paras(&copy.paragraphs));
        take.element = Some(element);
        take.section = copy.section;
        take.score = copy.score;
        take.heads = heads(copy, format);
        take.decks.clone_from(&copy.decks);
        take.slug = usize::from(copy.slug);
        take.picture = copy.pictures.first().map(|picture| (0, sound(picture)));
        take.byline = if take.is_picture() { 0 } else { usize::from(copy.byline) };
        take.quotation = if take.bears_quotation(format) { usize::from(copy.quotation) } else { 0 };
        take.jumpable = take.is_long(format);
        if !copy.wide.is_empty() && copy.wide.len() == copy.paragraphs.len() {
            let Self { byline, picture, .. } = take.clone();
            let wide = Self::of(Kind::Story, paras(&copy.wide));
            take.wide = Some(Box::new(Self { measure: WIDE, byline, picture, ..wide }));
        }
        take
    }

    /// The same text in legs of so many columns.
    pub(crate) fn broken(&self, measure: usize) -> &Self {
        self.wide.as_deref().filter(|wide| wide.measure == measure).unwrap_or(self)
    }

    /// What is left of `whole` from `start` on, if anything is.
    pub(crate) fn rest(&self, supply: &Supply, start: Start, format: &Format) -> Option<Self> {
        let mut paras = self.paras.get(start.para..)?.to_vec();
        let first = paras.first_mut()?;
        first.begin_at(start);
        let element = first.element;
        let group = self.kind == Kind::Group;
        let copy = &supply.elements[element];
        let mut take = Self::of(if group { Kind::Group } else { Kind::Rest }, paras);
        take.element = Some(element);
        take.section = self.section;
        take.score = self.score;
        take.heads.clone_from(&self.heads);
        if group {
            return Some(take);
        }
        // A key word and "from Page 1" fit any column.
        for fits in &mut take.heads {
            fits[CLASSES - 1] = 1;
        }
        take.byline = 1;
        let next = self.picture.as_ref().map_or(copy.pictures.len(), |(index, _)| index + 1);
        take.picture = copy.pictures.get(next).map(|picture| (next, sound(picture)));
        let rows = usize::from(copy.rest_quotation);
        take.quotation = if take.bears_quotation(format) { rows } else { 0 };
        take.jumpable = take.is_long(format);
        Some(take)
    }

    /// Short stories of one section under one headline.
    pub(crate) fn group(supply: &Supply, elements: &[usize], format: &Format) -> Self {
        let mut paras = Vec::new();
        for element in elements {
            let copy = &supply.elements[*element];
            for (at, paragraph) in copy.paragraphs.iter().enumerate() {
                let head = if at == 0 { copy.brief_head.max(1) } else { 0 };
                paras.push(Para::new((*element, at), paragraph, head));
            }
        }
        let mut take = Self::of(Kind::Group, paras);
        take.element = elements.first().copied();
        take.section = elements.first().map_or(0, |element| supply.elements[*element].section);
        // "City in Brief" fits any column in the three small classes.
        take.heads = vec![[0, 0, 0, 0, 1, 1, 1]; format.columns];
        take.jumpable = false;
        take
    }

    /// A take without text.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self::of(kind, Vec::new())
    }

    fn of(kind: Kind, paras: Vec<Para>) -> Self {
        let (mut least, mut most) = (vec![0], vec![0]);
        let (mut low, mut high) = (0, 0);
        for para in &paras {
            low += usize::from(para.least());
            high += usize::from(para.most());
            least.push(low);
            most.push(high);
        }
        Self {
            kind,
            element: None,
            section: 0,
            score: 0,
            lines: paras.iter().map(|para| usize::from(para.rows[0])).sum(),
            paras,
            least,
            most,
            heads: Vec::new(),
            decks: Vec::new(),
            slug: 0,
            byline: 0,
            picture: None,
            quotation: 0,
            jumpable: false,
            measure: 1,
            wide: None,
        }
    }

    /// Lines at the tightest.
    pub(crate) fn tightest(&self) -> usize {
        self.least.last().copied().unwrap_or(0)
    }

    /// Lines at the loosest.
    pub(crate) fn loosest(&self) -> usize {
        self.most.last().copied().unwrap_or(0)
    }

    /// Whether it is more than four fifths of a page.
    pub(crate) fn is_long(&self, format: &Format) -> bool {
        self.lines * 5 > 4 * format.columns * format.rows[1]
    }

    /// Whether it is long enough for a quotation: five times what one takes, in print eight times.
    fn bears_quotation(&self, format: &Format) -> bool {
        self.lines >= if format.is_screen() { 30 } else { 48 }
    }

    /// Whether it carries a headline of its own that is read against rank.
    pub(crate) fn is_story(&self) -> bool {
        self.kind == Kind::Story
    }

    /// Whether it has nothing to print.
    pub(crate) fn is_empty(&self) -> bool {
        self.paras.is_empty() && self.picture.is_none()
    }

    /// Whether it is a picture that stands for itself.
    pub(crate) fn is_picture(&self) -> bool {
        self.paras.is_empty() && self.picture.is_some()
    }

    /// Whether its picture is shown whole or not at all: a drawing or a chart.
    pub(crate) fn is_drawing(&self) -> bool {
        self.picture.as_ref().is_some_and(|(_, picture)| picture.kept == 100)
    }

    /// Whether it has words of an element, or is its picture.
    pub(crate) fn holds(&self, element: usize) -> bool {
        self.paras.iter().any(|para| para.element == element)
            || (self.is_picture() && self.element == Some(element))
    }

    /// Whether it only fills and is not used up.
    pub(crate) fn is_filler(&self) -> bool {
        matches!(self.kind, Kind::Briefs | Kind::Elastic | Kind::Index | Kind::Imprint)
    }
}

/// The headline fits, with a last resort: the smallest class over the whole page in any number of lines.
fn heads(copy: &Element, format: &Format) -> Vec<[u8; CLASSES]> {
    let mut heads = copy.heads.clone();
    heads.resize(format.columns, [0; CLASSES]);
    if let Some(last) = heads.last_mut()
        && last[CLASSES - 1] == 0
    {
        last[CLASSES - 1] = 4;
    }
    heads
}

/// A picture whose sizes can be reckoned with, whatever was handed in.
fn sound(picture: &Picture) -> Picture {
    let (width, height) = (picture.width.clamp(1, 100_000), picture.height.clamp(1, 100_000));
    Picture { width, height, kept: picture.kept.clamp(50, 100), cutlines: picture.cutlines.clone() }
}
