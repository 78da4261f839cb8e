//! The whole edition: a beam over pages.
//!
//! A state is the queue of what is not yet printed and the pages that were made. What is left of a long
//! story must stand on the next page; a head of the queue that was passed over once must, too.

mod pace;
mod plates;

use std::rc::Rc;

use crate::{
    cost::{DEAR, PAGE},
    format::{CLASSES, Format, Top, int},
    galley::Galley,
    leaf::{Cell, Leaf},
    role::Role,
    search::{Draft, Request},
    slicing::Placed,
    supply::{Element, Wish},
    take::{Kind, Take},
};

/// Takes of a page that holds all that is left; more would only cost time.
pub(crate) const LAST: usize = 8;

/// Takes of a page before a plate with those that join it from behind it.
const JOINED: usize = 6;

/// As many lines as there are.
pub(crate) const ALL: usize = usize::MAX / 16;

/// How widely is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Effort {
    /// Candidates of a page beside what fills.
    pub(crate) candidates: usize,
    /// Most takes of a page.
    pub(crate) most: usize,
    /// States that are kept from page to page.
    pub(crate) beam: usize,
    /// Pages tried for each state.
    pub(crate) keep: usize,
}

impl Effort {
    /// What a format is worth: a print page holds more takes, its programme more rows.
    pub(crate) fn of(format: &Format) -> Self {
        if format.is_screen() {
            Self { candidates: 8, most: 5, beam: 3, keep: 3 }
        } else {
            Self { candidates: 8, most: 6, beam: 3, keep: 3 }
        }
    }
}

/// A page of the edition: its draft, and for each jump what follows.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) draft: Draft,
    /// (take, take of its rest), where the rest is printed on its own.
    pub(crate) rests: Vec<(usize, usize)>,
}

#[derive(Clone)]
struct State {
    queue: Vec<usize>,
    pages: Vec<Rc<Made>>,
    cost: i32,
    lines: i32,
    /// The head of the queue that was passed over last.
    passed: Option<usize>,
    /// Sections that begin under a plate.
    openers: Rc<[u16]>,
}

/// What the next page begins with.
#[derive(Clone, Copy)]
pub(crate) struct Next<'q> {
    pub(crate) queue: &'q [usize],
    /// Whether the head of the queue was passed over once.
    pub(crate) late: bool,
    pub(crate) top: Top,
    /// Sections that begin under a plate, and so do not join another's page.
    pub(crate) openers: &'q [u16],
    /// Lines beyond which a page takes what others need.
    pub(crate) aim: usize,
}

impl Galley<'_> {
    /// Makes up every page of the edition.
    pub(crate) fn edition(&mut self, effort: Effort) -> Vec<Rc<Made>> {
        let mut queue = self.queue();
        let mut pages = Vec::new();
        if let Some(draft) = self.front(&queue) {
            pages.push(Rc::new(self.print_front(draft, &mut queue)));
        }
        self.insides(queue, pages, effort)
    }

    /// Makes up every page of a part that follows another: it has no front.
    pub(crate) fn later_part(&mut self, effort: Effort) -> Vec<Rc<Made>> {
        let queue = self.queue();
        self.insides(queue, Vec::new(), effort)
    }

    /// Makes up what the queue holds, to follow some pages.
    fn insides(
        &mut self,
        queue: Vec<usize>,
        pages: Vec<Rc<Made>>,
        effort: Effort,
    ) -> Vec<Rc<Made>> {
        let openers = Rc::from(self.supply.openers.as_slice());
        let mut beam = vec![State { queue, pages, cost: 0, lines: 0, passed: None, openers }];
        let fillers = Fillers::new(self);
        loop {
            if beam.iter().all(|state| state.queue.is_empty()) {
                beam.sort_by_key(|state| state.cost);
                return beam.into_iter().next().map_or_else(Vec::new, |state| state.pages);
            }
            let mut next: Vec<State> = Vec::new();
            for state in &beam {
                if state.queue.is_empty() {
                    next.push(state.clone());
                    continue;
                }
                next.extend(self.next_states(state.clone(), effort, &fillers));
            }
            // Before a plate and the end all that is left must make whole pages: more ways are kept.
            let is_near = next.iter().any(|state| self.is_near_end(state));
            let most = if is_near { 2 * effort.beam } else { effort.beam };
            next.sort_by_cached_key(|state| self.key(state));
            let mut kept: Vec<State> = Vec::new();
            for state in next {
                if kept.len() < most && kept.iter().all(|other| other.queue != state.queue) {
                    kept.push(state);
                }
            }
            beam = kept;
        }
    }

    /// A state after each of the best pages that come next.
    fn printed(&mut self, state: &State, effort: Effort, fillers: &Fillers) -> Vec<State> {
        let State { queue, openers, .. } = state;
        let top = self.top(state);
        // A section's own order decides what stands under its plate.
        let late = state.passed.is_some() || top == Top::Opener;
        let aim = self.aim(queue, openers);
        let next = Next { queue, late, top, openers, aim };
        let drafts = self.begin_queue(&next, effort, fillers);
        drafts.into_iter().map(|draft| self.print(state, draft)).collect()
    }

    fn section_of(&self, queue: &[usize]) -> u16 {
        queue.first().map_or(0, |take| self.takes[*take].section)
    }

    /// All takes in printed order; short stories are gathered by section.
    pub(crate) fn queue(&mut self) -> Vec<usize> {
        let elements = &self.supply.elements;
        let mut order = (0..elements.len()).collect::<Vec<_>>();
        let rank = |element: &Element| {
            let quiet = self.supply.quiet.contains(&element.section);
            (element.section, element.wish == Wish::Mute, if quiet { 0 } else { -element.score })
        };
        order.sort_by_key(|at| rank(&elements[*at]));
        order.retain(|at| !self.takes[*at].is_empty());
        let few = order.len() <= 12;
        let small = |at: &usize| {
            let take = &self.takes[*at];
            let least = if few { self.format.least.leg } else { self.format.least.story };
            take.lines < least && take.picture.is_none()
        };
        let mut queue = Vec::new();
        let sections = order.chunk_by(|a, b| elements[*a].section == elements[*b].section);
        let (mut groups, mut tiny) = (Vec::new(), Vec::new());
        for section in sections {
            let (short, long): (Vec<usize>, Vec<usize>) =
                section.iter().copied().partition(|at| small(at));
            queue.extend(long);
            if let [alone] = short[..] {
                // What is less than a leg comes out nowhere by itself.
                let is_tiny = self.takes[alone].lines < self.format.least.leg;
                if is_tiny {
                    tiny.push(alone);
                } else {
                    queue.push(alone);
                }
                continue;
            }
            for group in self.split(&short) {
                groups.push((queue.len(), group));
            }
        }
        for group in self.split(&tiny) {
            groups.push((queue.len(), group));
        }
        for (at, group) in groups.into_iter().rev() {
            let take = Take::group(self.supply, &group, self.format);
            let take = self.add(take);
            queue.insert(at, take);
        }
        queue
    }

    /// Cuts short stories into groups of a modest length.
    fn split(&self, short: &[usize]) -> Vec<Vec<usize>> {
        let page = self.format.columns * self.format.rows[1];
        let most = (2 * self.format.least.story).min(page / 2);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut lines = usize::MAX;
        for at in short {
            let own = self.takes[*at].lines + usize::from(self.supply.elements[*at].brief_head);
            if lines.saturating_add(own) > most {
                groups.push(Vec::new());
                lines = 0;
            }
            if let Some(group) = groups.last_mut() {
                group.push(*at);
            }
            lines += own;
        }
        groups
    }

    /// Takes what the front has printed from the queue and puts in what it left.
    fn print_front(&mut self, draft: Draft, queue: &mut Vec<usize>) -> Made {
        let mut rests = Vec::new();
        for placed in &draft.placed {
            let jump = placed.leaf.fill.jump;
            if jump && self.format.is_screen() {
                // The story is whole inside; the front only begins it.
                continue;
            }
            queue.retain(|take| *take != placed.take);
            if let Some(rest) = self.rest_of(placed) {
                let section = self.takes[rest].section;
                let at = queue.iter().position(|take| self.takes[*take].section >= section);
                queue.insert(at.unwrap_or(queue.len()), rest);
                rests.push((placed.take, rest));
            }
        }
        Made { draft, rests }
    }

    /// A page that stands for itself.
    pub(crate) fn made(&self, draft: Draft) -> Rc<Made> {
        Rc::new(Made { draft, rests: Vec::new() })
    }

    fn rest_of(&mut self, placed: &Placed) -> Option<usize> {
        if !placed.leaf.fill.jump {
            return None;
        }
        let body = self.body(placed.take, placed.columns, placed.rows, &placed.leaf);
        let start = self.set(placed.take, &body, &placed.leaf)?.rest?;
        self.rest(placed.take, start)
    }

    fn print(&mut self, state: &State, draft: Draft) -> State {
        let mut queue = state.queue.clone();
        queue.retain(|take| draft.placed.iter().all(|placed| placed.take != *take));
        let mut rests = Vec::new();
        for placed in &draft.placed {
            if let Some(rest) = self.rest_of(placed) {
                queue.insert(0, rest);
                rests.push((placed.take, rest));
            }
        }
        let passed =
            (queue.first() == state.queue.first()).then(|| queue.first().copied()).flatten();
        let (cost, lines) = (state.cost + draft.cost + PAGE, state.lines + int(draft.lines));
        let mut pages = state.pages.clone();
        pages.push(Rc::new(Made { draft, rests }));
        State { queue, pages, cost, lines, passed, openers: Rc::clone(&state.openers) }
    }

    /// The best pages that begin a queue.
    pub(crate) fn begin_queue(
        &mut self,
        next: &Next<'_>,
        effort: Effort,
        fillers: &Fillers,
    ) -> Vec<Draft> {
        let Next { queue, top, aim, .. } = *next;
        let Some(first) = queue.first().copied() else { return Vec::new() };
        let mut drafts = self.next_pages(next, effort, fillers);
        drafts.extend(self.last_page(next, fillers));
        let last = false;
        if drafts.is_empty() {
            drafts.extend(self.crowded_page(next, effort, fillers));
        }
        if drafts.is_empty() {
            let takes = [first, fillers.elastics[0], fillers.elastics[1]];
            drafts = self.pages(&Request {
                takes: &takes,
                queue,
                top,
                must: 1,
                most: 3,
                keep: 1,
                last,
                aim,
            });
        }
        if drafts.is_empty() {
            drafts.extend(self.force(first, top));
        }
        drafts
    }

    /// The best pages that begin a queue and may be followed by others.
    fn next_pages(&mut self, next: &Next<'_>, effort: Effort, fillers: &Fillers) -> Vec<Draft> {
        let Next { queue, late, top, aim, .. } = *next;
        let (mut takes, must) = self.next_candidates(next, effort.candidates);
        let (most, keep, last) = (effort.most, effort.keep, false);
        takes.push(fillers.briefs);
        let drawing = self.drawing(&takes, top);
        let mut with =
            Request { takes: &takes, queue, top, must: must | drawing, most, keep, last, aim };
        let mut drafts = self.pages(&with);
        if drafts.is_empty() && drawing > 0 {
            with.must = must;
            drafts = self.pages(&with);
        }
        let must = with.must;
        let is_dear = |draft: &Draft| draft.cost > DEAR || draft.lines * 10 > aim * 11;
        if drafts.first().is_none_or(is_dear) {
            takes.pop();
            takes.extend(fillers.elastics);
            let most = most + 1;
            drafts.extend(self.pages(&Request {
                takes: &takes,
                queue,
                top,
                must,
                most,
                keep,
                last,
                aim,
            }));
        }
        let late = late && !self.begins_with_rest(queue) && top != Top::Opener;
        if late && drafts.first().is_some_and(Draft::is_flawed) {
            // A head of the queue may wait once more where it only comes out with a flaw.
            drafts.extend(self.pages(&Request {
                takes: &takes,
                queue,
                top,
                must: 0,
                most,
                keep,
                last,
                aim,
            }));
        }
        drafts.sort_by_key(|draft| draft.key(self.format));
        drafts.truncate(keep);
        drafts
    }

    /// A page that begins a queue and may hold all its candidates.
    fn crowded_page(
        &mut self,
        next: &Next<'_>,
        effort: Effort,
        fillers: &Fillers,
    ) -> Option<Draft> {
        let Next { queue, top, aim, .. } = *next;
        let late = Next { late: true, ..*next };
        let (mut takes, must) = self.next_candidates(&late, effort.candidates);
        takes.extend(fillers.elastics);
        let most = takes.len();
        let request = Request { takes: &takes, queue, top, must, most, keep: 1, last: false, aim };
        self.pages(&request).into_iter().next()
    }

    /// The first drawing among the candidates of a page that has no photographs, as a bit.
    fn drawing(&self, takes: &[usize], top: Top) -> usize {
        let section = takes.first().map_or(0, |take| self.takes[*take].section);
        if top != Top::Opener || !self.supply.quiet.contains(&section) {
            return 0;
        }
        let at = takes.iter().position(|take| self.takes[*take].is_drawing());
        at.map_or(0, |at| 1 << at)
    }

    /// The page that holds all that is left before the end or the next plate, if it can.
    ///
    /// Only the last one may have an imprint; one before a plate may take what comes after that section.
    fn last_page(&mut self, next: &Next<'_>, fillers: &Fillers) -> Option<Draft> {
        let Next { queue, top, openers, aim, .. } = *next;
        let page = self.format.columns * self.format.rows[1];
        let end = self.before_plate(queue, openers);
        let (here, later) = queue.split_at(end);
        let left = here.iter().map(|take| self.takes[*take].lines).sum::<usize>();
        // So many takes are dear to try: only if they are short.
        let mut cells = || here.iter().map(|take| self.natural(*take)).sum::<usize>();
        if left >= page || here.len() > LAST || (here.len() >= JOINED && cells() > page) {
            return None;
        }
        let joins = |take: &usize| !openers.contains(&self.takes[*take].section);
        let joining = later.iter().copied().filter(joins).take(JOINED.saturating_sub(here.len()));
        let mut takes = here.iter().copied().chain(joining).collect::<Vec<_>>();
        self.rank(&mut takes);
        let is_here = |at: &usize| here.contains(&takes[*at]);
        let must = (0..takes.len()).filter(is_here).fold(0, |set, bit| set | 1 << bit);
        takes.extend(fillers.elastics);
        if end == queue.len() {
            takes.push(fillers.imprint);
        }
        let most = takes.len();
        let request = Request { takes: &takes, queue, top, must, most, keep: 1, last: true, aim };
        self.pages(&request).into_iter().next()
    }

    /// The takes that may stand on the next page, and which of them must.
    fn next_candidates(&self, next: &Next<'_>, most: usize) -> (Vec<usize>, usize) {
        let Next { queue, late, top, openers, .. } = *next;
        let section = self.section_of(queue);
        let in_section = |take: &&usize| self.takes[**take].section == section;
        let mut takes = queue.iter().filter(in_section).take(most).copied().collect::<Vec<_>>();
        let lines = takes.iter().map(|take| self.takes[*take].lines).sum::<usize>();
        let has_room = takes.len() < most && top != Top::Opener;
        if has_room && lines < 2 * self.format.columns * self.format.rows[1] {
            // A section with a plate begins with it.
            let joins =
                |take: &&usize| !in_section(take) && !openers.contains(&self.takes[**take].section);
            let others = queue.iter().filter(joins);
            takes.extend(others.take(most - takes.len()).copied());
        }
        // What is left of a story must be there, but it takes nobody's rank.
        let first = takes.first().copied().filter(|_| late || self.begins_with_rest(queue));
        self.rank(&mut takes);
        let must = takes.iter().position(|take| first == Some(*take));
        (takes, must.map_or(0, |at| 1 << at))
    }

    /// Whether what comes next is what is left of a story.
    fn begins_with_rest(&self, queue: &[usize]) -> bool {
        queue.first().is_some_and(|take| self.takes[*take].kind == Kind::Rest)
    }

    /// Puts takes in the order in which a page ranks them; a page of voices keeps its own.
    fn rank(&self, takes: &mut [usize]) {
        let take = |at: &usize| &self.takes[*at];
        let quiet = takes.first().is_some_and(|at| self.supply.quiet.contains(&take(at).section));
        let score = |at: &usize| if quiet { 0 } else { -take(at).score };
        takes.sort_by_key(|at| {
            let kind = take(at).kind;
            (kind == Kind::Rest, kind == Kind::Group, score(at))
        });
    }

    /// A take alone on a page, with whatever white that leaves: the last resort.
    pub(crate) fn force(&mut self, take: usize, top: Top) -> Option<Draft> {
        let rows = self.format.rows_under(top);
        let front = (top == Top::Front).then_some(0);
        let role = Role { tier: 0, art: false, front, last: false, quiet: false };
        let shape = self.shape(take, role, top);
        let mut best: Option<Placed> = None;
        for columns in 1..=self.format.columns {
            for high in 1..=rows {
                let leaf = Cell::leaves(shape.cell(columns, high)).first();
                let Some(leaf) = leaf else { continue };
                let area = |placed: &Placed| placed.columns * placed.rows;
                let placed = Placed { take, column: 0, columns, row: 0, rows: high, leaf: *leaf };
                if best.as_ref().is_none_or(|best| area(&placed) > area(best)) {
                    best = Some(placed);
                }
            }
        }
        let bare = Placed {
            take,
            column: 0,
            columns: self.format.columns,
            row: 0,
            rows,
            leaf: self.bare(take, rows),
        };
        let whole = best.as_ref().and_then(|best| {
            // A row or three of white at the foot of each leg is better than a hole in the page.
            let leaf = self.padded(take, best.leaf, rows)?;
            let few = usize::from(leaf.fill.white) <= 3 * self.format.columns;
            (few && best.columns == self.format.columns).then_some(Placed { leaf, ..bare })
        });
        let placed = vec![whole.or(best).unwrap_or(bare)];
        let (section, lines) = (self.takes[take].section, self.takes[take].lines);
        Some(Draft { placed, top, section, cost: 6_000, lines, counted: lines, white_in_boxes: 0 })
    }

    /// A leaf with the smallest headline, or none on a page that has no room for one.
    fn bare(&mut self, take: usize, rows: usize) -> Leaf {
        let columns = self.format.columns;
        let mut leaf = Leaf { cost: 6_000, ..Leaf::default() };
        leaf.fill.loose = true;
        let own = &self.takes[take];
        let class = CLASSES - 1;
        let lines = own.heads.get(columns - 1).map_or(0, |fits| fits[class]);
        let head = own.slug + self.format.head_rows(usize::from(lines), class);
        let cutline = own.picture.as_ref().map_or(0, |(_, picture)| picture.cutline(columns));
        // A line and where it goes on.
        let text = own.byline + 2;
        let under = if own.is_picture() { cutline + 3 } else { text };
        if lines > 0 && head + under <= rows {
            (leaf.class, leaf.lines, leaf.head) = (class as u8, lines, head as u8);
        }
        if own.is_picture() {
            // Whatever place there is shows a drawing whole.
            leaf.fill.columns = columns as u8;
            leaf.fill.cutline = cutline as u8;
            leaf.fill.rows = rows.saturating_sub(usize::from(leaf.head)).min(255) as u8;
            return leaf;
        }
        let body = self.body(take, columns, rows, &leaf);
        let room = body.segments().iter().map(|segment| segment.rows).sum::<usize>();
        let lines = self.takes[take].lines;
        leaf.fill.jump = lines > room;
        leaf.fill.after = 1;
        let spare = room.saturating_sub(lines);
        (leaf.fill.levelled, leaf.fill.white) = (spare as u16, spare as u16);
        leaf
    }
}

/// The takes that fill.
pub(crate) struct Fillers {
    briefs: usize,
    /// Two, for a page may be filled in two places.
    elastics: [usize; 2],
    imprint: usize,
}

impl Fillers {
    pub(crate) fn new(galley: &mut Galley<'_>) -> Self {
        Self {
            briefs: galley.add(Take::bare(Kind::Briefs)),
            elastics: [(); 2].map(|()| galley.add(Take::bare(Kind::Elastic))),
            imprint: galley.add(Take::bare(Kind::Imprint)),
        }
    }
}
