//! Pace: how many pages that which is left makes, and how much of it the next one should take.
//!
//! What stands before a plate or the end must make whole pages. If the last of them were to be thin, all of them
//! share what it lacks.

use super::{ALL, State};
use crate::{
    cost::{DEAR, NEXT_PAGE, PAGE, SLACK},
    format::int,
    galley::Galley,
};

/// Percent of a page's cells that stories cover which are set best: the rest is what they are fitted with.
const FULL: usize = 93;

/// Cells that a page can lack without being filled with references.
const MODEST: i32 = 60;

/// What is left before a plate or the end.
#[derive(Clone, Copy)]
pub(super) struct Left {
    lines: usize,
    pages: usize,
    /// Cells of these pages that the stories do not cover by themselves.
    slack: usize,
}

impl Left {
    /// Lines that the next page should take.
    pub(super) fn aim(self) -> usize {
        self.lines.div_ceil(self.pages.max(1))
    }
}

impl Galley<'_> {
    /// Lines that the next page of a queue should take at most.
    pub(super) fn aim(&mut self, queue: &[usize], openers: &[u16]) -> usize {
        // A window has many pages: one that is white in part weighs little.
        if self.format.is_screen() { ALL } else { self.left(queue, openers).0.aim() }
    }

    /// What a queue has before its next plate, and how many takes that is.
    pub(super) fn left(&mut self, queue: &[usize], openers: &[u16]) -> (Left, usize) {
        let end = self.before_plate(queue, openers);
        let cells = queue[..end].iter().map(|take| self.natural(*take)).sum::<usize>();
        let lines = queue[..end].iter().map(|take| self.takes[*take].lines).sum::<usize>();
        let page = self.format.columns * (self.format.rows[1] + 1) * FULL / 100;
        let pages = cells.div_ceil(page);
        (Left { lines, pages, slack: pages * page - cells }, end)
    }

    /// What states are compared by, the lowest first.
    ///
    /// In print it is what a state has cost and what is left will; a window has so many pages that the cost for a
    /// line says enough.
    pub(super) fn key(&mut self, state: &State) -> i64 {
        if self.format.is_screen() {
            let pending = if state.queue.is_empty() { 0 } else { PAGE + DEAR / 2 };
            return i64::from(state.cost + pending) * 1_000 / i64::from(state.lines.max(1));
        }
        let mut cost = state.cost;
        let mut queue = &state.queue[..];
        while !queue.is_empty() {
            let (left, end) = self.left(queue, &state.openers);
            // What one page lacks is dearer to fill the more it is.
            let pages = int(left.pages);
            let each = int(left.slack) / pages.max(1);
            let slack = each + 2 * (each - MODEST).max(0);
            cost += pages * (PAGE + NEXT_PAGE + slack * SLACK);
            queue = &queue[end..];
        }
        i64::from(cost)
    }
}
