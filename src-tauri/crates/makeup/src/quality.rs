//! What a page is worth, measured on its plan: all that a plan knows of "what a good page is".

mod faults;

use serde::{Deserialize, Serialize};

pub use faults::{Fault, faults};

use crate::{
    format::{Format, UNIT, int},
    plan::{Edition, Leg, Module, ModuleKind, Page},
    supply::Supply,
};

/// The figures of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quality {
    /// Cells with type or picture of all cells, in ten-thousandths.
    pub fill: i32,
    /// White lines at the feet of legs and outside modules.
    pub white: usize,
    /// White of more than three lines in one place.
    pub white_blocks: usize,
    /// The most that the legs of one module differ by.
    pub legs_differ: usize,
    /// Modules of stories that are not 0.3 to 3.2.
    pub odd_shapes: usize,
    /// Headlines of one class side by side.
    pub tombstones: usize,
    /// Headlines larger than one above them in the same columns.
    pub growing: usize,
    /// Headlines larger than a better story's.
    pub against_rank: usize,
    /// Last lines alone on top of a leg.
    pub widows: usize,
    /// First lines alone at the foot of a leg.
    pub orphans: usize,
    /// Stories from their beginning.
    pub stories: usize,
    /// Pictures.
    pub pictures: usize,
    /// The largest picture's area against the second's, in hundredths; 0 with fewer than two.
    pub dominant: i32,
    /// Rank against area, Spearman in hundredths; with three stories or more.
    pub rank_area: Option<i32>,
    /// Rank against headline size, the same.
    pub rank_head: Option<i32>,
    /// Pairs of stories; those whose areas and those whose headlines are in rank order.
    pub pairs: (usize, usize, usize),
    /// Whether the lead is on top and its headline the largest by 12 units of length or more.
    pub lead_clear: bool,
    /// Stories that go on elsewhere.
    pub jumps: usize,
    /// Jumps with fewer lines before them than the format asks.
    pub stub_jumps: usize,
    /// Paragraphs that are not set in their best variant.
    pub loosened: usize,
    /// Column rows of briefs.
    pub briefs: usize,
    /// Column rows of the imprint.
    pub imprint: usize,
}

/// Measures one page.
pub fn quality(page: &Page, format: &Format, supply: &Supply) -> Quality {
    let mut quality = Quality::default();
    if let Some(gallery) = &page.gallery {
        // Its pictures fill the page by construction.
        quality.fill = 10_000;
        quality.pictures = gallery.places.pictures.len();
        return quality;
    }
    let cells = format.columns * page.rows;
    let mut empty = 0;
    let mut covered = 0;
    for module in &page.modules {
        let below_rule = if module.rect.row > 0 { module.rect.columns } else { 0 };
        covered += module.area() + below_rule;
        measure_module(module, format, supply, &mut quality);
    }
    empty += quality.white;
    let open = cells.saturating_sub(covered);
    quality.white += open;
    quality.white_blocks += usize::from(open > 3);
    empty += open;
    quality.fill = 10_000 - int(10_000 * empty / cells.max(1));
    headlines(page, format, &mut quality);
    ranks(page, format, &mut quality);
    let mut areas = page
        .modules
        .iter()
        .filter_map(|module| module.picture.map(|place| int(place.rect.columns * place.rect.rows)))
        .collect::<Vec<_>>();
    areas.sort_unstable();
    if let [.., second, first] = areas[..] {
        quality.dominant = 100 * first / second.max(1);
    }
    quality
}

/// Measures every page of an edition.
pub fn of_edition(edition: &Edition, supply: &Supply) -> Vec<Quality> {
    edition.pages.iter().map(|page| quality(page, &edition.format, supply)).collect()
}

fn measure_module(module: &Module, format: &Format, supply: &Supply, quality: &mut Quality) {
    match module.kind {
        ModuleKind::Briefs => quality.briefs += module.area(),
        ModuleKind::Imprint => {
            quality.imprint += module.area();
            let white = supply.white_in_imprint(module.rect.columns, module.rect.rows);
            quality.white += white;
            quality.white_blocks += usize::from(white > 3);
        }
        ModuleKind::Story => quality.stories += 1,
        _ => {}
    }
    let is_copy = matches!(module.kind, ModuleKind::Story | ModuleKind::Rest | ModuleKind::Group);
    if is_copy && !format.allows(module.rect.columns, module.rect.rows) {
        quality.odd_shapes += 1;
    }
    quality.pictures += usize::from(module.picture.is_some());
    quality.jumps += usize::from(module.jump.is_some());
    if module.jump.is_some() && module.lines() < format.least.before_jump {
        quality.stub_jumps += 1;
    }
    let whites = module.legs.iter().map(|leg| leg.white).collect::<Vec<_>>();
    quality.white += whites.iter().sum::<usize>();
    quality.white_blocks += whites.iter().filter(|white| **white > 3).count();
    let most = whites.iter().copied().max().unwrap_or(0);
    quality.legs_differ = quality.legs_differ.max(most - whites.iter().copied().min().unwrap_or(0));
    for (at, leg) in module.legs.iter().enumerate() {
        lines(leg, module.legs.len() == at + 1, supply, quality);
    }
}

/// Widows, orphans and loosened paragraphs of one leg.
fn lines(leg: &Leg, last: bool, supply: &Supply, quality: &mut Quality) {
    for (at, run) in leg.runs.iter().enumerate() {
        let paragraph = &supply.elements[run.element].broken(leg.rect.columns)[run.paragraph];
        let total =
            paragraph.variants.get(run.variant).map_or(1, |variant| usize::from(variant.lines));
        quality.loosened += usize::from(run.first == 0 && run.variant > 0);
        if at == 0 && run.first > 0 && run.lines == 1 && run.first + 1 == total {
            quality.widows += 1;
        }
        let foot = at + 1 == leg.runs.len() && leg.white == 0 && !last;
        if foot && run.first == 0 && run.lines == 1 && total > 1 {
            quality.orphans += 1;
        }
    }
}

fn headlines(page: &Page, format: &Format, quality: &mut Quality) {
    let heads = page
        .modules
        .iter()
        .filter_map(|module| module.head.map(|head| (module.rect, head.class)))
        .collect::<Vec<_>>();
    for (at, (a, class)) in heads.iter().enumerate() {
        for (b, other) in &heads[at + 1..] {
            let beside = a.column + a.columns == b.column || b.column + b.columns == a.column;
            if beside && a.row.abs_diff(b.row) <= 1 && class == other {
                quality.tombstones += 1;
            }
            let meet = a.column < b.column + b.columns && b.column < a.column + a.columns;
            let (upper, lower) = if a.row < b.row { (class, other) } else { (other, class) };
            if meet && a.row != b.row && upper > lower {
                quality.growing += 1;
            }
        }
    }
    let Some((rect, class)) = heads.first() else { return };
    let size = |class: usize| format.classes[class];
    let clear = |(_, other): &(crate::plan::Rect, usize)| size(*class) >= size(*other) + 12 * UNIT;
    quality.lead_clear = rect.row == 0 && heads[1..].iter().all(clear);
}

fn ranks(page: &Page, format: &Format, quality: &mut Quality) {
    let stories = page
        .modules
        .iter()
        .filter(|module| module.is_story())
        .enumerate()
        .map(|(at, module)| {
            // The modules stand in the order that the page was made for.
            let size = module.head.map_or(0, |head| format.classes[head.class]);
            (-int(at), int(module.area()), size)
        })
        .collect::<Vec<_>>();
    for (at, a) in stories.iter().enumerate() {
        quality.against_rank += stories[at + 1..].iter().filter(|b| b.2 > a.2).count();
        for b in stories.iter().filter(|b| a.0 > b.0) {
            quality.pairs.0 += 1;
            quality.pairs.1 += usize::from(a.1 >= b.1);
            quality.pairs.2 += usize::from(a.2 >= b.2);
        }
    }
    if stories.len() >= 3 {
        let scores = stories.iter().map(|story| story.0).collect::<Vec<_>>();
        let areas = stories.iter().map(|story| story.1).collect::<Vec<_>>();
        let sizes = stories.iter().map(|story| story.2).collect::<Vec<_>>();
        quality.rank_area = Some(spearman(&scores, &areas));
        quality.rank_head = Some(spearman(&scores, &sizes));
    }
}

/// Spearman's correlation in hundredths; equal values share their rank.
pub fn spearman(one: &[i32], other: &[i32]) -> i32 {
    let doubled = |values: &[i32]| -> Vec<i64> {
        let rank = |value: &i32| {
            let above = values.iter().filter(|v| *v > value).count();
            let same = values.iter().filter(|v| *v == value).count();
            (2 * above + same) as i64
        };
        values.iter().map(rank).collect()
    };
    let (x, y) = (doubled(one), doubled(other));
    let count = x.len() as i64;
    let (sum_x, sum_y) = (x.iter().sum::<i64>(), y.iter().sum::<i64>());
    let cross = |a: &[i64], b: &[i64]| {
        a.iter().zip(b).map(|(a, b)| (a * count - sum_x) * (b * count - sum_y)).sum::<i64>()
    };
    // All ranks are mean-free after this, and both means are the same.
    debug_assert_eq!(sum_x, sum_y, "ranks of as many values add up alike");
    let spread = cross(&x, &x).saturating_mul(cross(&y, &y)).max(0).isqrt();
    if spread == 0 { 0 } else { i32::try_from(100 * cross(&x, &y) / spread).unwrap_or(0) }
}

#[cfg(test)]
mod tests;
