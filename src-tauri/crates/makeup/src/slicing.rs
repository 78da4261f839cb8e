//! The exact slicing programme: the cheapest way to fill a page with every subset of the takes.
//!
//! `F(S, w)[h]` is a leaf, a stack of two blocks with a row between them, or two blocks side by side
//! (Gange, Marriott and Stuckey, "Optimal guillotine layout", 2012). One run prices every subset, so the
//! choice of stories is free. The costs are kept as `i16` so that the compiler handles eight heights at
//! once; how a cell came about is not kept but found again.

use crate::{
    cost::NEVER,
    leaf::{Leaf, Shape},
};

/// A take in its rectangle. `take` is its index among the candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) take: usize,
    pub(crate) column: usize,
    pub(crate) columns: usize,
    pub(crate) row: usize,
    pub(crate) rows: usize,
    pub(crate) leaf: Leaf,
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Block {
    column: usize,
    columns: usize,
    row: usize,
    rows: usize,
}

/// The price of an impossible cell.
const NONE: i16 = NEVER as i16;

/// A cut of the whole page: the first block's takes, and its columns or rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root {
    pub(crate) cost: i32,
    first: usize,
    cut: Cut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Leaf,
    Side(usize),
    Stack(usize),
}

/// All prices for one list of candidates, which stand in rank order.
pub(crate) struct Slicing<'a> {
    columns: usize,
    rows: usize,
    shapes: &'a [&'a Shape],
    /// Cells that are dearer are dropped.
    cap: i32,
    costs: Vec<i16>,
    /// Lowest and highest possible row of each subset and width.
    spans: Vec<(u16, u16)>,
    /// How many rows of each are possible.
    counts: Vec<u16>,
    /// The lowest price of each.
    lowest: Vec<i16>,
}

impl<'a> Slicing<'a> {
    /// Prices every subset of at most `most` takes; what costs `cap` or more is dropped.
    pub(crate) fn run(
        (columns, rows): (usize, usize),
        shapes: &'a [&'a Shape],
        most: usize,
        cap: i32,
    ) -> Self {
        let cells = (1 << shapes.len()) * columns;
        let mut slicing = Self {
            columns,
            rows,
            shapes,
            cap,
            costs: vec![NONE; cells * (rows + 1)],
            spans: vec![(1, 0); cells],
            counts: vec![0; cells],
            lowest: vec![NONE; cells],
        };
        let mut out = vec![NONE; rows + 1];
        for set in 1..1_usize << shapes.len() {
            if set.count_ones() as usize > most {
                continue;
            }
            if set.count_ones() as usize == most && most > 1 {
                slicing.store_page(set);
                continue;
            }
            for width in 1..=columns {
                out.fill(NONE);
                if set.is_power_of_two() {
                    slicing.leaf(set, width, &mut out);
                } else {
                    slicing.cuts(set, width, &mut out);
                }
                slicing.store(set, width, &out);
            }
        }
        slicing
    }

    /// Prices a subset that is part of no larger one: only the whole page counts.
    fn store_page(&mut self, set: usize) {
        let (columns, rows) = (self.columns, self.rows);
        let mut cost = NEVER;
        for first in firsts(set) {
            let second = set ^ first;
            let penalty = order(first, second);
            for left in 1..columns {
                let sum = self.cost(first, left, rows) + self.cost(second, columns - left, rows);
                cost = cost.min(sum);
            }
            let span = self.spans[self.cell(first, columns)];
            let above = &self.row(first, columns)[usize::from(span.0)..=usize::from(span.1)];
            let last = rows.saturating_sub(1 + usize::from(span.0));
            let below = self.row(second, columns)[..=last].iter().rev();
            let sums = above.iter().zip(below).map(|(above, below)| above + below);
            cost = cost.min(i32::from(sums.min().unwrap_or(NONE)) + penalty);
        }
        let cell = self.cell(set, self.columns) * (self.rows + 1) + self.rows;
        self.costs[cell] = if cost < self.cap { cost as i16 } else { NONE };
    }

    /// The price of filling the whole page with a subset.
    pub(crate) fn page(&self, set: usize) -> i32 {
        self.cost(set, self.columns, self.rows)
    }

    fn cell(&self, set: usize, width: usize) -> usize {
        set * self.columns + width - 1
    }

    fn row(&self, set: usize, width: usize) -> &[i16] {
        let start = self.cell(set, width) * (self.rows + 1);
        &self.costs[start..=start + self.rows]
    }

    fn cost(&self, set: usize, width: usize, rows: usize) -> i32 {
        i32::from(self.row(set, width)[rows])
    }

    fn leaf(&self, set: usize, width: usize, out: &mut [i16]) {
        let shape = self.shapes[set.trailing_zeros() as usize];
        for (rows, cost) in out.iter_mut().enumerate().skip(1) {
            *cost = shape.cost(width, rows).min(NEVER) as i16;
        }
    }

    /// Drops what is too dear and notes which rows are possible.
    fn store(&mut self, set: usize, width: usize, out: &[i16]) {
        let cell = self.cell(set, width);
        let start = cell * (self.rows + 1);
        let mut span = (1, 0);
        for (rows, cost) in out.iter().enumerate() {
            let kept = i32::from(*cost) < self.cap;
            self.costs[start + rows] = if kept { *cost } else { NONE };
            if kept {
                self.counts[cell] += 1;
                self.lowest[cell] = self.lowest[cell].min(*cost);
                span = if span.1 == 0 { (rows as u16, rows as u16) } else { (span.0, rows as u16) };
            }
        }
        self.spans[cell] = span;
    }

    /// All stacks and sides of a subset: the best-ranked take is in the upper or the first block.
    fn cuts(&self, set: usize, width: usize, out: &mut [i16]) {
        for first in firsts(set) {
            let second = set ^ first;
            let penalty = order(first, second) as i16;
            self.stack((first, second, penalty), width, out);
            for left in 1..width {
                self.side((first, left), (second, width - left), out);
            }
        }
    }

    fn stack(&self, (first, second, penalty): (usize, usize, i16), width: usize, out: &mut [i16]) {
        let (first_cell, second_cell) = (self.cell(first, width), self.cell(second, width));
        let (upper, lower) = (self.spans[first_cell], self.spans[second_cell]);
        // What would be dropped need not be added up.
        if self.is_dear(first_cell, second_cell) {
            return;
        }
        let (above, below) = (self.row(first, width), self.row(second, width));
        // The sum is the same whichever of the two is walked cell by cell: the one with fewer cells is.
        if self.counts[first_cell] <= self.counts[second_cell] {
            let most = self.cap - i32::from(self.lowest[second_cell] + penalty);
            walk((above, upper), (below, lower), (penalty, most), out);
        } else {
            let most = self.cap - i32::from(self.lowest[first_cell] + penalty);
            walk((below, lower), (above, upper), (penalty, most), out);
        }
    }

    /// Whether two blocks together are dearer than what is kept, or one of them is impossible.
    fn is_dear(&self, one: usize, other: usize) -> bool {
        i32::from(self.lowest[one]) + i32::from(self.lowest[other]) >= self.cap
    }

    fn side(
        &self,
        (first, left): (usize, usize),
        (second, right): (usize, usize),
        out: &mut [i16],
    ) {
        let (one, other) = (self.cell(first, left), self.cell(second, right));
        let (a, b) = (self.spans[one], self.spans[other]);
        let (low, high) = (usize::from(a.0.max(b.0)), usize::from(a.1.min(b.1)));
        if self.is_dear(one, other) || low > high {
            return;
        }
        let (one, two) = (&self.row(first, left)[low..=high], &self.row(second, right)[low..=high]);
        for ((out, one), two) in out[low..=high].iter_mut().zip(one).zip(two) {
            *out = (*out).min(one + two);
        }
    }

    /// The cheapest cuts of the whole page for a subset, at most `most`.
    pub(crate) fn roots(&self, set: usize, most: usize) -> Vec<Root> {
        let mut roots = Vec::new();
        if set.is_power_of_two() {
            let cost = self.page(set);
            if cost < NEVER {
                roots.push(Root { cost, first: set, cut: Cut::Leaf });
            }
            return roots;
        }
        for first in firsts(set) {
            let second = set ^ first;
            for left in 1..self.columns {
                let cost = self.cost(first, left, self.rows)
                    + self.cost(second, self.columns - left, self.rows);
                roots.push(Root { cost, first, cut: Cut::Side(left) });
            }
            let mut stacks = (1..self.rows.saturating_sub(1))
                .map(|rows| {
                    let below = self.cost(second, self.columns, self.rows - rows - 1);
                    let cost = self.cost(first, self.columns, rows) + below + order(first, second);
                    Root { cost, first, cut: Cut::Stack(rows) }
                })
                .filter(|root| root.cost < NEVER)
                .collect::<Vec<_>>();
            stacks.sort_by_key(|root| root.cost);
            stacks.truncate(3);
            roots.extend(stacks);
        }
        roots.retain(|root| root.cost < NEVER);
        roots.sort_by_key(|root| root.cost);
        roots.truncate(most);
        roots
    }

    /// The page that a root gives.
    pub(crate) fn trace(&self, set: usize, root: Root) -> Vec<Placed> {
        let mut placed = Vec::new();
        let page = Block { column: 0, columns: self.columns, row: 0, rows: self.rows };
        self.split(set, page, Some((root.first, root.cut)), &mut placed);
        placed
    }

    fn split(&self, set: usize, block: Block, cut: Option<(usize, Cut)>, placed: &mut Vec<Placed>) {
        let cut = cut.or_else(|| self.cut(set, block));
        match cut {
            Some((_, Cut::Leaf)) => {
                let take = set.trailing_zeros() as usize;
                let Block { column, columns, row, rows } = block;
                if let Some(leaf) = self.shapes[take].cell(columns, rows).leaves().first() {
                    placed.push(Placed { take, column, columns, row, rows, leaf: *leaf });
                }
            }
            Some((first, Cut::Side(left))) => {
                let right = block.columns - left;
                self.split(first, Block { columns: left, ..block }, None, placed);
                let column = block.column + left;
                self.split(set ^ first, Block { column, columns: right, ..block }, None, placed);
            }
            Some((first, Cut::Stack(rows))) => {
                self.split(first, Block { rows, ..block }, None, placed);
                let (row, rows) = (block.row + rows + 1, block.rows - rows - 1);
                self.split(set ^ first, Block { row, rows, ..block }, None, placed);
            }
            None => {}
        }
    }

    /// Finds again how a cell came about.
    fn cut(&self, set: usize, block: Block) -> Option<(usize, Cut)> {
        if set.is_power_of_two() {
            return Some((set, Cut::Leaf));
        }
        let (width, rows) = (block.columns, block.rows);
        let cost = self.cost(set, width, rows);
        for first in firsts(set) {
            let second = set ^ first;
            let penalty = order(first, second);
            for upper in 1..rows.saturating_sub(1) {
                let lower = rows - upper - 1;
                let sum = self.cost(first, width, upper) + self.cost(second, width, lower);
                if sum + penalty == cost {
                    return Some((first, Cut::Stack(upper)));
                }
            }
            for left in 1..width {
                let sum = self.cost(first, left, rows) + self.cost(second, width - left, rows);
                if sum == cost {
                    return Some((first, Cut::Side(left)));
                }
            }
        }
        None
    }
}

/// The subsets of `set` that hold its lowest take and are not all of it, falling.
fn firsts(set: usize) -> impl Iterator<Item = usize> {
    let low = set & set.wrapping_neg();
    let rest = set ^ low;
    let mut sub = Some(rest);
    std::iter::from_fn(move || {
        let next = sub?.checked_sub(1)? & rest;
        sub = Some(next);
        Some(next | low)
    })
}

/// What it costs to put worse takes above better ones: a headline would have to grow down the page.
fn order(upper: usize, lower: usize) -> i32 {
    let mut pairs = 0;
    let mut above = upper;
    while above != 0 {
        let bit = above & above.wrapping_neg();
        pairs += (lower & (bit - 1)).count_ones();
        above ^= bit;
    }
    40 * pairs as i32
}

/// Puts every possible height of one block that costs less than `most` together with all heights of the other.
fn walk(
    (few, span): (&[i16], (u16, u16)),
    (many, (low, high)): (&[i16], (u16, u16)),
    (penalty, most): (i16, i32),
    out: &mut [i16],
) {
    let (low, high) = (usize::from(low), usize::from(high));
    for rows in usize::from(span.0)..=usize::from(span.1) {
        let cost = few[rows];
        if i32::from(cost) >= most {
            continue;
        }
        if rows + 1 + low >= out.len() {
            break;
        }
        let high = high.min(out.len() - rows - 2);
        cheapest(&mut out[rows + 1 + low..=rows + 1 + high], &many[low..=high], cost + penalty);
    }
}

/// `out[i] = min(out[i], cost + below[i])`; written so that it becomes vector instructions.
fn cheapest(out: &mut [i16], below: &[i16], cost: i16) {
    for (out, below) in out.iter_mut().zip(below) {
        *out = (*out).min(cost + *below);
    }
}

#[cfg(test)]
mod tests;
