//! Leaf shape functions: how well one take fills a rectangle of so many columns and rows.
//!
//! The *fills* of a take say how its body can be filled exactly; they are the same for every role. A
//! *shape* puts the headline classes of a role on top of them.

use crate::{
    cost::{
        ART_LEAST, HEAD_AIR, JUMP_PRINT, JUMP_SCREEN, NARROW_LEAD, NEVER, NO_ART, NO_DECK,
        NO_PICTURE, OTHER_DECK, THIRD_LINE, log_ratio,
    },
    fill::{Fill, Fills},
    format::{Format, int},
    role::Role,
    take::{Kind, Take},
};

/// One way to set a take in a rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) class: u8,
    /// Lines of the headline, 0 for what has none.
    pub(crate) lines: u8,
    pub(crate) head: u8,
    pub(crate) deck: u8,
    pub(crate) fill: Fill,
    pub(crate) cost: i32,
}

/// The best leaves of one rectangle, one for a class, the cheapest first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cell {
    count: u8,
    leaves: [Leaf; 3],
}

impl Cell {
    pub(crate) fn leaves(&self) -> &[Leaf] {
        &self.leaves[..usize::from(self.count)]
    }

    /// Takes a leaf in, if it is the best of its class or cheaper than the dearest kept.
    pub(crate) fn offer(&mut self, leaf: Leaf) {
        let count = usize::from(self.count);
        let same = self.leaves[..count].iter().position(|kept| kept.class == leaf.class);
        let at = match same {
            Some(at) if self.leaves[at].cost > leaf.cost => at,
            Some(_) => return,
            None if count < 3 => {
                self.count += 1;
                count
            }
            None if self.leaves[2].cost > leaf.cost => 2,
            None => return,
        };
        self.leaves[at] = leaf;
        self.leaves[..usize::from(self.count)].sort_by_key(|leaf| leaf.cost);
    }
}

/// A shape function: a cell for each width and height.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    rows: usize,
    cells: Vec<Cell>,
}

impl Shape {
    pub(crate) fn new(columns: usize, rows: usize) -> Self {
        Self { rows, cells: vec![Cell::default(); columns * (rows + 1)] }
    }

    pub(crate) fn cell(&self, columns: usize, rows: usize) -> &Cell {
        &self.cells[(columns - 1) * (self.rows + 1) + rows]
    }

    pub(crate) fn cell_mut(&mut self, columns: usize, rows: usize) -> &mut Cell {
        &mut self.cells[(columns - 1) * (self.rows + 1) + rows]
    }

    /// The cheapest leaf's cost, [`NEVER`] where nothing fits.
    pub(crate) fn cost(&self, columns: usize, rows: usize) -> i32 {
        self.cell(columns, rows).leaves().first().map_or(NEVER, |leaf| leaf.cost)
    }
}

/// Headline classes that are tried for one width.
const CLASSES_TRIED: usize = 5;

/// The shape function of a story in a role.
pub(crate) fn shape(
    take: &Take,
    format: &Format,
    rows: usize,
    role: Role,
    fills: &[&Fills],
) -> Shape {
    let mut shape = Shape::new(format.columns, rows);
    top_all(take, role, fills, Canvas { format, rows, any: false, shape: &mut shape });
    if shape.cells.iter().all(|cell| cell.leaves().is_empty()) {
        // A headline that only fits the whole page over a short text: better a strip than a hole.
        top_all(take, role, fills, Canvas { format, rows, any: true, shape: &mut shape });
    }
    shape
}

/// A shape that is being made.
struct Canvas<'a> {
    format: &'a Format,
    rows: usize,
    /// Whether strips and towers are allowed.
    any: bool,
    shape: &'a mut Shape,
}

/// Puts every headline of a role over the fills of every width.
fn top_all(take: &Take, role: Role, fills: &[&Fills], canvas: Canvas<'_>) {
    let Canvas { format, rows, any, shape } = canvas;
    // A drawing that stands for itself is read like a story: a single column of many is too narrow.
    let own = (format.columns / 2).clamp(format.columns.min(3).div_ceil(2), 3);
    let least = if take.is_picture() && !any { own } else { 1 };
    for columns in least..=format.columns {
        let mut kept = 0;
        for (class, off) in role.classes(take.kind) {
            let lines = take.heads[columns - 1][*class];
            if lines == 0 || kept == CLASSES_TRIED {
                continue;
            }
            kept += 1;
            let head = take.slug + format.head_rows(usize::from(lines), *class);
            let deck = if columns > 1 && take.kind == Kind::Story {
                take.decks.get(columns - 1).map_or(0, |rows| usize::from(*rows))
            } else {
                0
            };
            let third = if lines >= 3 && columns > 1 { THIRD_LINE } else { 0 };
            let leaf = Leaf {
                class: *class as u8,
                lines,
                head: head.min(255) as u8,
                cost: off + third + narrow(take, role, columns, format),
                ..Leaf::default()
            };
            let mut top = Topping { format, take, role, rows, columns, any, shape: &mut *shape };
            top.put_all(leaf, deck, fills);
            let air =
                Leaf { head: leaf.head.saturating_add(1), cost: leaf.cost + HEAD_AIR, ..leaf };
            top.put_all(air, deck, fills);
        }
    }
}

/// A lead that is narrower than half the page.
fn narrow(take: &Take, role: Role, columns: usize, format: &Format) -> i32 {
    let half = format.columns.div_ceil(2);
    let deck = if role.tier == 0 && !take.decks.is_empty() { NO_DECK } else { 0 };
    // On a page of voices the paper's own has its two columns.
    if role.tier > 0
        || role.quiet
        || take.kind != Kind::Story
        || format.columns < 3
        || columns >= half
    {
        return deck;
    }
    deck + if columns + 1 < half { 2 * NARROW_LEAD } else { NARROW_LEAD }
}

/// Puts one headline on all fills of one width.
struct Topping<'a> {
    format: &'a Format,
    take: &'a Take,
    role: Role,
    rows: usize,
    columns: usize,
    any: bool,
    shape: &'a mut Shape,
}

impl Topping<'_> {
    /// Puts the headline without a deck and, where it has rows, with one.
    fn put_all(&mut self, leaf: Leaf, deck: usize, fills: &[&Fills]) {
        self.put(leaf, fills);
        if deck > 0 {
            let own = [-NO_DECK, 0, OTHER_DECK, OTHER_DECK][usize::from(self.role.tier)];
            self.put(Leaf { deck: deck as u8, cost: leaf.cost + own, ..leaf }, fills);
        }
    }

    fn put(&mut self, leaf: Leaf, fills: &[&Fills]) {
        let above = usize::from(leaf.head) + usize::from(leaf.deck);
        for rows in (above + self.format.least.leg)..=self.rows {
            if !self.any && !self.format.allows(self.columns, rows) {
                continue;
            }
            let target = self.role.target(self.format).map_or(0, |target| {
                let area = int(1_000 * self.columns * rows / (self.format.columns * self.rows));
                3 * log_ratio(area, target)
            });
            for fills in fills {
                for fill in fills.of(self.columns, rows - above) {
                    self.offer(Leaf { cost: leaf.cost + target, ..leaf }, rows, fill);
                }
            }
        }
    }

    /// Offers the headline over one fill to the rectangle's cell.
    fn offer(&mut self, leaf: Leaf, rows: usize, fill: &Fill) {
        let place = (self.columns, self.rows);
        let Some(cost) = role_cost(self.take, self.format, self.role, place, fill) else { return };
        let cost = leaf.cost + fill.cost + cost;
        if cost < NEVER / 2 {
            let leaf = Leaf { fill: *fill, cost, ..leaf };
            self.shape.cell_mut(self.columns, rows).offer(leaf);
        }
    }
}

/// What a fill's picture and jump cost in a role on a page of so many rows; `None` where the picture may
/// not be so wide or so narrow.
pub(crate) fn role_cost(
    take: &Take,
    format: &Format,
    role: Role,
    (columns, page_rows): (usize, usize),
    fill: &Fill,
) -> Option<i32> {
    let jump = match (fill.jump, format.is_screen()) {
        (false, _) => 0,
        (true, true) => JUMP_SCREEN,
        (true, false) => JUMP_PRINT,
    };
    let width = usize::from(fill.columns);
    if width == 0 {
        return Some(match (&take.picture, role.art) {
            (None, _) => jump,
            (Some(_), _) if role.quiet && !take.is_drawing() => jump,
            (Some(_), true) => jump + NO_ART,
            (Some(_), false) => jump + NO_PICTURE,
        });
    }
    if role.quiet && !take.is_drawing() {
        return None;
    }
    let (least, most) = role.picture_columns(format);
    if width > most || width < least.min(columns) {
        return None;
    }
    let share = int(1_000 * width * usize::from(fill.rows) / (format.columns * page_rows));
    let large = match (role.last || role.quiet, format.is_screen()) {
        (true, _) => 1_000,
        (false, true) => 420,
        (false, false) => 300,
    };
    let small = if role.art { (ART_LEAST - share).max(0) * 5 / 2 } else { 0 };
    Some(jump + small + (share - large).max(0) * 3)
}

impl Format {
    /// Whether a module of this size is neither a strip nor a tower: 0.3 to 3.2.
    pub(crate) fn allows(&self, columns: usize, rows: usize) -> bool {
        let (width, height) = (i64::from(self.span(columns)), rows as i64 * i64::from(self.row));
        self.columns == 1 || (10 * width >= 3 * height && 10 * width <= 32 * height)
    }
}
