//! Headline classes by enumeration: the same rectangles, other classes.
//!
//! What the slicing programme cannot see is judged here, because it needs places: headlines of one class
//! side by side, headlines that grow down the page, classes against rank, two pictures that compete.

use crate::{
    cost::{
        AREA_AGAINST_RANK, CLASS_AGAINST_RANK, GROWING_DOWN, LEAD_CLOSE, LEAD_EQUAL, NO_DOMINANT,
        PICTURES_TOUCH, SAME_CLASS, TOMBSTONE,
    },
    format::{Format, UNIT, int},
    leaf::Leaf,
    slicing::Placed,
};

/// A rectangle with the leaves that it may hold.
pub(crate) struct Choice {
    pub(crate) placed: Placed,
    pub(crate) leaves: Vec<Leaf>,
    /// Whether it is a story, whose class is read against rank.
    pub(crate) story: bool,
}

/// Finds the cheapest combination of leaves; gives its cost and which leaf each rectangle has.
///
/// The choices stand in rank order. Branch and bound: the sum of the cheapest leaves is a lower bound,
/// for no pair costs less than nothing.
pub(crate) fn choose(format: &Format, choices: &[Choice]) -> (i32, Vec<usize>) {
    let mut least = vec![0; choices.len() + 1];
    for (at, choice) in choices.iter().enumerate().rev() {
        let cheapest = choice.leaves.iter().map(|leaf| leaf.cost).min().unwrap_or(0);
        least[at] = least[at + 1] + cheapest;
    }
    let lead = choices.iter().position(|choice| choice.story);
    let mut search = Search {
        format,
        choices,
        least,
        lead,
        picked: Vec::with_capacity(choices.len()),
        best: (i32::MAX, vec![0; choices.len()]),
    };
    search.descend(0);
    search.best
}

struct Search<'a> {
    format: &'a Format,
    choices: &'a [Choice],
    least: Vec<i32>,
    lead: Option<usize>,
    picked: Vec<usize>,
    best: (i32, Vec<usize>),
}

impl Search<'_> {
    fn descend(&mut self, cost: i32) {
        let at = self.picked.len();
        if cost + self.least[at] >= self.best.0 {
            return;
        }
        if at == self.choices.len() {
            let cost = cost + self.pictures();
            if cost < self.best.0 {
                self.best = (cost, self.picked.clone());
            }
            return;
        }
        for index in 0..self.choices[at].leaves.len() {
            let leaf = &self.choices[at].leaves[index];
            let pairs = (0..at).map(|other| self.pair(other, at, leaf)).sum::<i32>();
            self.picked.push(index);
            self.descend(cost + leaf.cost + pairs);
            self.picked.pop();
        }
    }

    fn leaf(&self, at: usize) -> &Leaf {
        &self.choices[at].leaves[self.picked[at]]
    }

    /// What the better choice and one with this leaf cost beside each other.
    fn pair(&self, better: usize, worse: usize, leaf: &Leaf) -> i32 {
        let (a, b) = (&self.choices[better], &self.choices[worse]);
        let (first, second) = (self.leaf(better), leaf);
        if first.lines == 0 || second.lines == 0 {
            return 0;
        }
        let mut cost = 0;
        if tombstone(&a.placed, &b.placed) && first.class == second.class {
            cost += TOMBSTONE;
        }
        if columns_meet(&a.placed, &b.placed) {
            let (upper, lower) =
                if a.placed.row < b.placed.row { (first, second) } else { (second, first) };
            if a.placed.row != b.placed.row && upper.class > lower.class {
                cost += GROWING_DOWN;
            }
        }
        if a.story && b.story {
            cost += self.rank(better, first, second);
            let area = |placed: &Placed| placed.columns * placed.rows;
            if area(&a.placed) * 10 < area(&b.placed) * 9 {
                cost += AREA_AGAINST_RANK;
            }
        } else if Some(better) == self.lead && first.class >= second.class {
            cost += CLASS_AGAINST_RANK;
        }
        cost
    }

    fn rank(&self, better: usize, first: &Leaf, second: &Leaf) -> i32 {
        let size = |leaf: &Leaf| self.format.classes[usize::from(leaf.class)];
        let mut cost = 0;
        if first.class > second.class {
            cost += CLASS_AGAINST_RANK;
        } else if first.class == second.class {
            cost += SAME_CLASS;
        }
        if Some(better) == self.lead && size(first) < size(second) + 12 * UNIT {
            let equal = 10 * size(first) < 13 * size(second);
            cost += if equal { LEAD_EQUAL } else { LEAD_CLOSE };
        }
        cost
    }

    /// One picture dominates; no two touch across a gutter.
    fn pictures(&self) -> i32 {
        let mut areas = Vec::new();
        let mut cost = 0;
        for at in 0..self.choices.len() {
            let fill = &self.leaf(at).fill;
            if fill.columns > 0 {
                areas.push(int(usize::from(fill.columns) * usize::from(fill.rows)));
            }
            cost += (0..at).map(|other| self.touch(other, at)).sum::<i32>();
        }
        areas.sort_unstable();
        if let [.., second, first] = areas[..]
            && 10 * first < 16 * second
        {
            cost += NO_DOMINANT;
        }
        cost
    }

    fn touch(&self, one: usize, other: usize) -> i32 {
        let (a, b) = (self.picture(one), self.picture(other));
        let (Some(a), Some(b)) = (a, b) else { return 0 };
        let beside = a.0 + a.1 == b.0 || b.0 + b.1 == a.0;
        let level = a.2 < b.2 + b.3 && b.2 < a.2 + a.3;
        if beside && level { PICTURES_TOUCH } else { 0 }
    }

    /// Column, columns, row, rows of a choice's picture.
    fn picture(&self, at: usize) -> Option<(usize, usize, usize, usize)> {
        let (placed, leaf) = (&self.choices[at].placed, self.leaf(at));
        let columns = usize::from(leaf.fill.columns);
        let row = placed.row + usize::from(leaf.head) + usize::from(leaf.deck);
        let rows = usize::from(leaf.fill.rows);
        let from = if leaf.fill.leading { 0 } else { placed.columns - columns };
        (columns > 0).then_some((placed.column + from, columns, row, rows))
    }
}

/// Whether two rectangles begin side by side at one height.
pub(crate) fn tombstone(a: &Placed, b: &Placed) -> bool {
    let beside = a.column + a.columns == b.column || b.column + b.columns == a.column;
    beside && a.row.abs_diff(b.row) <= 1
}

/// Whether two rectangles have a column in common.
pub(crate) fn columns_meet(a: &Placed, b: &Placed) -> bool {
    a.column < b.column + b.columns && b.column < a.column + a.columns
}
