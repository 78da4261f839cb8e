//! Counts: what a story is to `makeup` in one format, and the lines that were counted.

use makeup::{
    format::{CLASSES, Format},
    supply::{Element, Paragraph as Counted, Picture, Variant as Count, Wish},
};
use model::Kind;
use typeset::{Alignment, Length, Paragraph, Setting, Slot, Style, Variant};

use crate::{
    copy::{Copy, Shown},
    roles::{Role, Roles},
};

/// A cost of the breaker for one of makeup: a line at the limit of its stretch is worth half a hundred.
const BREAKING: i64 = 240;
/// Lines of a headline, beyond which a smaller class is taken.
const HEAD_LINES: u32 = 3;
/// Lines of a deck.
const DECK_LINES: usize = 2;

/// A story in one format: its counts and its broken paragraphs.
pub(crate) struct Counts {
    pub(crate) element: Element,
    /// The lines of each paragraph's variants, in the order of the element's.
    pub(crate) lines: Vec<Vec<Variant>>,
}

/// Breaks and counts a story.
pub(crate) fn count(copy: &Copy, group: u16, format: &Format, roles: &Roles) -> Counts {
    let measure = Slot::of_width(Length(format.column));
    let mut paragraphs = Vec::new();
    let mut lines = Vec::new();
    for text in &copy.body {
        let style = text.style(roles);
        let setting = Setting::new(&style, &measure).with_looseness(1);
        let mut variants = text.shaped.variants(&setting);
        variants.truncate(3);
        let least = variants.first().map_or(0, |variant| variant.cost);
        let count = |variant: &Variant| Count {
            lines: u16::try_from(variant.lines.len()).unwrap_or(u16::MAX),
            cost: i32::try_from(((variant.cost - least) / BREAKING).clamp(0, 4000)).unwrap_or(4000),
        };
        paragraphs.push(Counted { variants: variants.iter().map(count).collect() });
        lines.push(variants);
    }
    let widths = 1..=format.columns;
    let element = Element {
        section: group,
        score: copy.score,
        wish: Wish::None,
        paragraphs,
        heads: widths.clone().map(|columns| heads(copy, format, roles, columns)).collect(),
        decks: decks(copy, format, roles),
        byline: u8::from(copy.byline.is_some()),
        pictures: copy.pictures.iter().map(|shown| picture(shown, copy, format, roles)).collect(),
        quotation: 0,
        brief_head: rows_of(&copy.brief, &roles.brief, format.column).max(1),
    };
    Counts { element, lines }
}

/// Lines of the headline in each class.
fn heads(copy: &Copy, format: &Format, roles: &Roles, columns: usize) -> [u8; CLASSES] {
    let slot = Slot::of_width(Length(format.span(columns)));
    let mut lines = [0; CLASSES];
    for (class, lines) in lines.iter_mut().enumerate() {
        let (shaped, style) = head(copy, roles, class);
        let variants = shaped.headlines(&Setting::new(style, &slot), HEAD_LINES);
        // The fewest lines stand first.
        *lines = variants.first().map_or(0, |variant| small(variant.lines.len()));
    }
    lines
}

/// The headline as shaped for a class, and its style.
pub(crate) fn head<'a>(
    copy: &'a Copy,
    roles: &'a Roles,
    class: usize,
) -> (&'a Paragraph, &'a Style) {
    let style = &roles.heads[class.min(CLASSES - 1)].style;
    let is_small = style.face == typeset::Face::TextSemiBold;
    (&copy.headline[usize::from(is_small)], style)
}

/// Rows of the deck for each width, some air included; empty without one.
fn decks(copy: &Copy, format: &Format, roles: &Roles) -> Vec<u8> {
    let Some(deck) = &copy.deck else { return Vec::new() };
    let rows = |columns: usize| {
        let count = set(deck, &roles.deck, format.span(columns)).lines.len();
        if count > DECK_LINES {
            return 0;
        }
        let height = i32::try_from(count).unwrap_or(0) * roles.deck.leading + format.row * 4 / 10;
        small(rows_in(format, height))
    };
    (1..=format.columns).map(rows).collect()
}

fn picture(shown: &Shown, copy: &Copy, format: &Format, roles: &Roles) -> Picture {
    let cutline = |columns: usize| {
        let caption = shown.caption.as_ref().map(|text| (&text.shaped, &roles.caption));
        let cutline = shown.cutline.as_ref().map(|words| (words, &roles.cutline));
        let Some((words, role)) = caption.or(cutline) else { return 0 };
        let count = set(words, role, format.span(columns)).lines.len();
        let height = i32::try_from(count).unwrap_or(0) * role.leading;
        small(rows_in(format, height))
    };
    Picture {
        width: shown.size.0,
        height: shown.size.1,
        kept: if copy.story.reading.kind == Kind::Cartoon { 100 } else { 80 },
        cutlines: (1..=format.columns).map(cutline).collect(),
    }
}

/// Whole rows that a height takes.
pub(crate) fn rows_in(format: &Format, height: i32) -> usize {
    usize::try_from((height + format.row - 1) / format.row).unwrap_or(0)
}

/// Rows of a paragraph that is set line by row.
fn rows_of(paragraph: &Paragraph, role: &Role, width: i32) -> u8 {
    small(set(paragraph, role, width).lines.len())
}

/// A paragraph in the best lines of one width.
pub(crate) fn set(paragraph: &Paragraph, role: &Role, width: i32) -> Variant {
    let slot = Slot::of_width(Length(width));
    let style = Style { alignment: Alignment::Start, ..role.style };
    let mut variants = paragraph.variants(&Setting::new(&style, &slot));
    if variants.is_empty() {
        Variant { cost: 0, lines: Vec::new() }
    } else {
        variants.swap_remove(0)
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
