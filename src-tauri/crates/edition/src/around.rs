//! Run-around: a quotation stands in from the edge of a wide leg, and a paragraph runs around it.
//!
//! In a leg of one column there is no room for both: beside the quotation fewer letters than [`LETTERS`] would be left.

use makeup::{
    format::{Format, int},
    plan,
    supply::{Paragraph as Counted, Variant as Count},
};
use typeset::{Length, Slot, Variant};

use crate::{
    body::Text,
    copy::Copy,
    counts::{Set, broken, rows_in},
    module::Modules,
    page::{Area, Kind, Line},
    roles::Roles,
};

/// Letters that a line beside a quotation has at least: words gape in less.
const LETTERS: i32 = 22;
/// Stretch of a line beside it, in thousandths of what is permitted, beyond which another paragraph is taken.
const LOOSEST: i32 = 1_500;
/// What it costs to leave the quotation out, less than a white line.
const LEFT_OUT: i32 = 200;

/// A quotation around which a paragraph runs.
pub(crate) struct Around {
    paragraph: usize,
    /// Variants of the paragraph that leave room for it; those after them do not.
    variants: usize,
    set: Set,
    rows: usize,
    /// From the left edge of the leg.
    x: i32,
    width: i32,
}

/// Sets the first quotation of a story into one of its paragraphs: the nearest to a quarter of the text that is long
/// enough, which in one, two or three legs is far from any leg's foot.
///
/// The paragraph's variants are those with the quotation and, last, the best without it.
pub(crate) fn around(
    copy: &Copy,
    wide: &Format,
    roles: &Roles,
    (counted, lines): (&mut [Counted], &mut [Vec<Variant>]),
) -> Option<Around> {
    let words = copy.quotations.first()?;
    let said = words.text().trim_matches(['“', '”']);
    let width = wide.column * 2 / 5;
    let beside = wide.column - width - wide.gutter;
    if beside * 1000 < LETTERS * 419 * roles.body.style.size.length().0 {
        return None;
    }
    let set = Set::of(words, roles.quotation, width);
    let rows = rows_in(wide, set.height() + wide.row * 19 / 10);
    let mut slots = vec![Slot::of_width(Length(beside)); rows];
    slots.push(Slot::of_width(Length(wide.column)));
    let try_in = |paragraph: usize| {
        let text = copy.body.paragraphs.get(paragraph).filter(|text| is_plain(text))?;
        if text.shaped.text().contains(said) {
            return None;
        }
        let (own, set) = broken(&text.shaped, &text.style(roles), &slots);
        let fits = |variant: &Variant| {
            variant.lines.len() >= rows
                && variant.lines[..rows].iter().all(|it| it.fault.is_none() && it.ratio <= LOOSEST)
        };
        let fitting = own.variants.into_iter().zip(set).filter(|(_, set)| fits(set));
        let fitting: Vec<(Count, Variant)> = fitting.take(2).collect();
        (!fitting.is_empty()).then_some((paragraph, fitting))
    };
    let (paragraph, fitting) = from_quarter(counted).into_iter().find_map(try_in)?;
    let (own, kept) = (&mut counted[paragraph], u8::try_from(rows).unwrap_or(u8::MAX));
    own.variants.truncate(1);
    lines[paragraph].truncate(1);
    own.variants.iter_mut().for_each(|without| without.cost = LEFT_OUT);
    let variants = fitting.len();
    for (count, variant) in fitting.into_iter().rev() {
        own.variants.insert(0, Count { keep: kept, ..count });
        lines[paragraph].insert(0, variant);
    }
    let x = beside + wide.gutter;
    Some(Around { paragraph, variants, set, rows, x, width })
}

/// Paragraphs but the first and the last, the nearest to a quarter of the text first.
fn from_quarter(counted: &[Counted]) -> Vec<usize> {
    let lines = |it: &Counted| int(usize::from(it.best().lines));
    let total: i32 = counted.iter().map(lines).sum();
    let mut before = 0;
    let mut order = Vec::with_capacity(counted.len());
    for (at, own) in counted.iter().enumerate() {
        let own = lines(own);
        order.push(((4 * before + 2 * own - total).abs(), at));
        before += own;
    }
    order.retain(|(_, at)| *at > 0 && at + 1 < counted.len());
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// Whether a paragraph is nothing but running text over the whole measure.
fn is_plain(text: &Text) -> bool {
    text.kind == Kind::Paragraph && text.level == 0 && text.heads.is_empty()
}

impl Modules<'_, '_> {
    /// The quotation around which a module's text runs, where its paragraph leaves room for it.
    pub(crate) fn run_around(&mut self, planned: &plan::Module) -> Vec<Line> {
        for leg in planned.legs.iter().filter(|leg| leg.rect.columns > 1) {
            let mut row = leg.rect.row;
            for run in &leg.runs {
                let (copy, counts) =
                    (self.setup.copies[run.element], &self.setup.counts[run.element]);
                let wide = counts.wide.as_ref().and_then(|wide| wide.around.as_ref());
                let begins = |around: &&Around| {
                    around.paragraph == run.paragraph
                        && run.variant < around.variants
                        && run.first == 0
                };
                if let Some((around, words)) = wide.filter(begins).zip(copy.quotations.first()) {
                    let first = row + run.head;
                    let y = self.format().y(self.page.top, first);
                    let height = int(around.rows) * self.format().row;
                    let x = self.area(leg.rect).x + around.x;
                    let area = Area { x, y, width: around.width, height };
                    return self.quotation((words, &around.set), area);
                }
                row += run.head + run.lines;
            }
        }
        Vec::new()
    }
}
