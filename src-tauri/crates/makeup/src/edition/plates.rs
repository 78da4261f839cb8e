//! Plates: which section begins under one, and that no page of references stands before it.

use std::rc::Rc;

use super::{Effort, Fillers, Made, State};
use crate::{
    cost::{MOVED, NO_PLATE},
    format::{Top, int},
    galley::Galley,
    slicing::Placed,
    take::Kind,
};

/// Tenths of a page that stories cover at least before a plate.
const TOLD: usize = 5;

impl Galley<'_> {
    /// The states that follow one, none of which lets a plate follow a page of references.
    pub(super) fn next_states(
        &mut self,
        mut state: State,
        effort: Effort,
        fillers: &Fillers,
    ) -> Vec<State> {
        let mut may_move = true;
        loop {
            let printed = self.printed(&state, effort, fillers);
            let (thin, sound): (Vec<State>, Vec<State>) =
                printed.into_iter().partition(|state| self.opens_after_thin_page(state));
            if !sound.is_empty() {
                return sound;
            }
            if std::mem::take(&mut may_move)
                && let Some(moved) = self.behind_plate(&state)
            {
                let printed = self.printed(&moved, effort, fillers).into_iter();
                let sound = printed.filter(|state| !self.opens_after_thin_page(state));
                let sound = sound.collect::<Vec<_>>();
                if !sound.is_empty() {
                    return sound;
                }
            }
            // Rather no plate: what follows may join the page.
            let bare = thin.iter().map(|state| self.section_of(&state.queue)).collect::<Vec<_>>();
            let openers = state.openers.iter().copied();
            state.openers = openers.filter(|section| !bare.contains(section)).collect();
            state.cost += NO_PLATE;
        }
    }

    /// The state in which what stands before the next plate follows the plate's section: it fills no page.
    pub(super) fn behind_plate(&self, state: &State) -> Option<State> {
        let (here, later) = state.queue.split_at(self.before_plate(&state.queue, &state.openers));
        // What goes on must do so on the next page.
        if here.iter().any(|take| self.takes[*take].kind == Kind::Rest) {
            return None;
        }
        let section = self.section_of(later);
        let end = later.iter().position(|take| self.takes[*take].section != section);
        let (own, after) = later.split_at(end.unwrap_or(later.len()));
        let queue = [own, here, after].concat();
        let cost = state.cost + MOVED * int(here.len());
        (!own.is_empty()).then(|| State { queue, cost, passed: None, ..state.clone() })
    }

    /// Whether a plate comes next and the page before it has more white and references than stories.
    pub(super) fn opens_after_thin_page(&self, state: &State) -> bool {
        let Some(page) = state.pages.last().filter(|_| self.top(state) == Top::Opener) else {
            return false;
        };
        let cells = self.format.columns * self.format.rows_under(page.draft.top);
        let copy = page.draft.placed.iter().filter(|placed| !self.takes[placed.take].is_filler());
        let told =
            copy.map(|placed| placed.columns * placed.rows - usize::from(placed.leaf.fill.white));
        told.sum::<usize>() * 10 < cells * TOLD
    }

    /// Whether what stands before the next plate is two pages or less, or in print before the end.
    pub(super) fn is_near_end(&self, state: &State) -> bool {
        let end = self.before_plate(&state.queue, &state.openers);
        let left = state.queue[..end].iter().map(|take| self.takes[*take].lines).sum::<usize>();
        // A window has many pages: one that is white in part weighs little, and none may wait for it.
        let counts = end < state.queue.len() || !self.format.is_screen();
        counts && left < 2 * self.format.columns * self.format.rows[1]
    }

    /// The furniture of a state's next page: a plate where a section that has one begins.
    pub(super) fn top(&self, state: &State) -> Top {
        let section = self.section_of(&state.queue);
        let inside = |page: &&Rc<Made>| page.draft.top != Top::Front;
        let here = |placed: &Placed| {
            let take = &self.takes[placed.take];
            !take.is_filler() && take.section == section
        };
        let begun =
            state.pages.iter().filter(inside).any(|page| page.draft.placed.iter().any(here));
        if state.openers.contains(&section) && !begun { Top::Opener } else { Top::Inside }
    }

    /// Takes that the queue has before the next plate.
    pub(super) fn before_plate(&self, queue: &[usize], openers: &[u16]) -> usize {
        let first = self.section_of(queue);
        let opens = |take: &usize| {
            let section = self.takes[*take].section;
            section != first && openers.contains(&section)
        };
        queue.iter().position(opens).unwrap_or(queue.len())
    }
}
