//! The search for one page: which of the candidates, and where.
//!
//! 1. One run of the programme prices every subset of the candidates, each in the role that its place in
//!    the queue gives it. The best subsets are kept.
//! 2. Each of them is run again alone with the roles that its takes really have.
//! 3. The pages of both runs are judged by the same measure, classes enumerated. The cheapest stay.

use std::rc::Rc;

use crate::{
    cost::{
        CAP, FLAWED_PAGE, LAST_CAP, LENGTH_AGAINST_RANK, MIXED_PAGE, NEVER, OTHER_SECTION, PAGE,
        PRINTED_BOX, SKIP, SKIP_FIRST, TWO_BOXES, WHITE_IN_BOX,
    },
    format::{Format, Top, int},
    galley::Galley,
    leaf::Shape,
    rank::{Choice, choose},
    role::{Role, Scene, roles},
    slicing::{Placed, Slicing},
    take::{Kind, Take},
};

/// How many subsets are looked at closely.
const SUBSETS: usize = 24;
/// Pages of each subset from the first run, and with true roles.
const ROOTS: (usize, usize) = (3, 4);

/// Pages beyond those that are kept whose flawed modules are looked at again.
const REPAIRED: usize = 8;
/// Stories of which references may not fill the boxes of a page.
const LITTLE: usize = 32;
/// Drafts of the same stories that are repaired.
const ALIKE: usize = 3;

/// What page is sought.
#[derive(Clone, Debug)]
pub(crate) struct Request<'a> {
    /// Candidates in rank order; what fills comes last.
    pub(crate) takes: &'a [usize],
    /// What is still to be printed, in its order; its first take says whose page this is.
    pub(crate) queue: &'a [usize],
    pub(crate) top: Top,
    /// Candidates that must be on the page, as bits.
    pub(crate) must: usize,
    /// Most takes of a page.
    pub(crate) most: usize,
    /// Pages to give back.
    pub(crate) keep: usize,
    /// Whether nothing is left after it: sections share it freely, and pictures may grow.
    pub(crate) last: bool,
    /// Lines beyond which it takes what other pages need.
    pub(crate) aim: usize,
}

/// One page: its takes in their rectangles, `take` being the index in the galley.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) placed: Vec<Placed>,
    pub(crate) top: Top,
    pub(crate) section: u16,
    pub(crate) cost: i32,
    /// Lines of text on it.
    pub(crate) lines: usize,
    /// Those that speak for it: what others need speaks against it.
    pub(crate) counted: usize,
    /// Rows of its boxes for which nothing can be found.
    pub(crate) white_in_boxes: usize,
}

/// A page's cost beside what it leaves out, and what stands on it.
pub(crate) type Judged = (i32, Vec<Placed>);

impl Draft {
    /// Whether a line is white or a first line alone anywhere.
    pub(crate) fn is_flawed(&self) -> bool {
        self.placed.iter().any(|placed| placed.leaf.fill.is_flawed())
    }

    /// Cost against fullness: what pages are compared by.
    pub(crate) fn key(&self, format: &Format) -> i32 {
        key(self.cost, self.counted, self.top, format)
    }
}

fn key(cost: i32, lines: usize, top: Top, format: &Format) -> i32 {
    if top == Top::Front {
        return cost;
    }
    let full = int(format.columns * format.rows[1]) * 6 / 10;
    let share = (int(lines) * 1_000 / full.max(1)).clamp(150, 1_600);
    (cost + PAGE) * 1_000 / share
}

/// Lines of a page that speak for it.
fn counted(lines: usize, aim: usize) -> usize {
    lines.min(aim).saturating_sub(lines.saturating_sub(aim))
}

impl Galley<'_> {
    /// The best pages for these candidates, the best first.
    pub(crate) fn pages(&mut self, request: &Request<'_>) -> Vec<Draft> {
        let (format, top) = (self.format, request.top);
        let (columns, rows) = (format.columns, format.rows_under(top));
        let scene = self.scene(request);
        let shapes = self.shapes(request.takes, scene);
        let borrowed = shapes.iter().map(Rc::as_ref).collect::<Vec<_>>();
        let cap = if request.last { LAST_CAP } else { CAP };
        let slicing = Slicing::run((columns, rows), &borrowed, request.most, cap);
        let mut drafts = Vec::new();
        for (set, skip) in self.subsets(request, &slicing) {
            let members = bits(set).map(|bit| request.takes[bit]).collect::<Vec<_>>();
            let lines = self.lines(&members);
            let true_shapes = self.shapes(&members, scene);
            let mut found = Vec::new();
            for root in slicing.roots(set, ROOTS.0) {
                let mut placed = slicing.trace(set, root);
                for place in &mut placed {
                    place.take = (set & ((1 << place.take) - 1)).count_ones() as usize;
                }
                found.push(placed);
            }
            let judged = found.into_iter().filter_map(|it| self.judge(&members, &true_shapes, it));
            let mut judged = judged.collect::<Vec<_>>();
            judged.extend(self.alone(&members, scene).iter().cloned());
            let counted = counted(lines, request.aim);
            drafts.extend(judged.into_iter().map(|(cost, placed)| {
                let (section, white_in_boxes) = (0, 0);
                let cost = cost + skip;
                Draft { placed, top, section, cost, lines, counted, white_in_boxes }
            }));
        }
        // Boxes share what there is to tell, which no shape of one of them knows; of many stories there is enough,
        // and a window's boxes are small.
        let has_little = !format.is_screen() && self.supply.elements.len() <= LITTLE;
        for draft in &mut drafts {
            self.finish(draft, request);
            if has_little {
                self.judge_boxes(draft);
            }
        }
        drafts.sort_by_key(|draft| draft.key(format));
        self.thin_out(&mut drafts, ALIKE);
        drafts.truncate(request.keep + REPAIRED);
        for draft in &mut drafts {
            self.repair_page(draft, scene);
            if !has_little {
                self.judge_boxes(draft);
            }
            if draft.is_flawed() && draft.white_in_boxes == 0 {
                draft.cost += FLAWED_PAGE;
            }
        }
        drafts.sort_by_key(|draft| draft.key(format));
        self.thin_out(&mut drafts, 1);
        drafts.truncate(request.keep);
        drafts
    }

    /// The pages that hold these takes and no others, in their true roles; kept, for other pages ask for the same.
    fn alone(&mut self, members: &[usize], scene: Scene) -> Rc<Vec<Judged>> {
        let key = (members.to_vec(), scene);
        if let Some(found) = self.alone.get(&key) {
            return Rc::clone(found);
        }
        let shapes = self.shapes(members, scene);
        let local = shapes.iter().map(Rc::as_ref).collect::<Vec<_>>();
        let (columns, rows) = (self.format.columns, self.format.rows_under(scene.top));
        let alone = Slicing::run((columns, rows), &local, members.len(), CAP);
        let all = (1 << members.len()) - 1;
        let roots = alone.roots(all, ROOTS.1).into_iter();
        let placed = roots.map(|root| alone.trace(all, root));
        let judged = placed.filter_map(|placed| self.judge(members, &shapes, placed));
        let found = Rc::new(judged.collect::<Vec<_>>());
        self.alone.insert(key, Rc::clone(&found));
        found
    }

    /// Notes what the boxes of a page lack.
    fn judge_boxes(&self, draft: &mut Draft) {
        draft.white_in_boxes = self.white_in_boxes(&draft.placed);
        if draft.white_in_boxes > 0 {
            draft.cost += FLAWED_PAGE + WHITE_IN_BOX * int(draft.white_in_boxes);
        }
    }

    /// Keeps the first few of the drafts that hold the same stories: what follows them is the same.
    fn thin_out(&self, drafts: &mut Vec<Draft>, most: usize) {
        drafts.dedup_by(|draft, before| draft.placed == before.placed);
        let mut seen: Vec<Vec<usize>> = Vec::new();
        drafts.retain(|draft| {
            let takes = draft.placed.iter().map(|placed| placed.take);
            let mut stories =
                takes.filter(|take| !self.takes[*take].is_filler()).collect::<Vec<_>>();
            stories.sort_unstable();
            let has_room = seen.iter().filter(|other| **other == stories).count() < most;
            seen.push(stories);
            has_room
        });
    }

    /// Repairs the modules of a page that have white or orphans.
    fn repair_page(&mut self, draft: &mut Draft, scene: Scene) {
        let takes = draft.placed.iter().map(|placed| placed.take).collect::<Vec<_>>();
        let roles = self.roles(&takes, scene);
        for (placed, role) in draft.placed.iter_mut().zip(roles) {
            if let Some(leaf) = self.repair(placed, role, draft.top) {
                draft.cost += leaf.cost - placed.leaf.cost;
                placed.leaf = leaf;
            }
        }
    }

    /// The section whose page is sought.
    fn section(&self, request: &Request<'_>) -> u16 {
        request.queue.first().map_or(0, |take| self.takes[*take].section)
    }

    /// What the roles of a page depend on.
    fn scene(&self, request: &Request<'_>) -> Scene {
        let Request { top, last, .. } = *request;
        let section = self.section(request);
        let quiet = top == Top::Opener && self.supply.quiet.contains(&section);
        Scene { top, last, quiet }
    }

    /// The shapes of takes that stand in rank order on a page.
    fn shapes(&mut self, takes: &[usize], scene: Scene) -> Vec<Rc<Shape>> {
        let roles = self.roles(takes, scene);
        takes.iter().zip(roles).map(|(take, role)| self.shape(*take, role, scene.top)).collect()
    }

    fn roles(&self, takes: &[usize], scene: Scene) -> Vec<Role> {
        let shown = |take: &Take| take.picture.is_some() && (!scene.quiet || take.is_drawing());
        let stories = takes
            .iter()
            .map(|take| (self.takes[*take].kind, shown(&self.takes[*take])))
            .collect::<Vec<_>>();
        roles(&stories, scene)
    }

    fn lines(&self, members: &[usize]) -> usize {
        members.iter().map(|take| self.takes[*take].lines).sum()
    }

    /// The subsets worth a closer look, with what they cost beside their page.
    fn subsets(&self, request: &Request<'_>, slicing: &Slicing<'_>) -> Vec<(usize, i32)> {
        let must = request.must;
        let copy = (0..request.takes.len())
            .filter(|bit| !self.takes[request.takes[*bit]].is_filler())
            .fold(0, |set, bit| set | 1 << bit);
        let turn = |take: &usize| request.queue.iter().position(|other| other == take);
        let turns = request.takes.iter().map(turn).collect::<Vec<_>>();
        let mut subsets = (1..1_usize << request.takes.len())
            .filter(|set| set & must == must && set & copy != 0)
            .filter(|set| set.count_ones() as usize <= request.most)
            .filter(|set| slicing.page(*set) < NEVER)
            .map(|set| {
                let skip = self.skip(request, &turns, set);
                let members = bits(set).map(|bit| request.takes[bit]).collect::<Vec<_>>();
                let cost = slicing.page(set) + skip;
                let counted = counted(self.lines(&members), request.aim);
                (key(cost, counted, request.top, self.format), set, skip)
            })
            .collect::<Vec<_>>();
        subsets.sort_unstable();
        subsets.truncate(SUBSETS);
        subsets.into_iter().map(|(_, set, skip)| (set, skip)).collect()
    }

    /// What it costs to leave out what is left out, and to put together what is put together.
    ///
    /// `turns` are the places of the takes in the queue.
    fn skip(&self, request: &Request<'_>, turns: &[Option<usize>], set: usize) -> i32 {
        let take = |bit: usize| &self.takes[request.takes[bit]];
        let front = request.top == Top::Front;
        let stories = bits(set).filter(|bit| take(*bit).is_story()).collect::<Vec<_>>();
        let last = stories.iter().filter_map(|bit| turns[*bit]).max().unwrap_or(0);
        let mut cost = (0..request.takes.len())
            .filter(|bit| set >> bit & 1 == 0 && take(*bit).is_story())
            .filter_map(|bit| turns[bit])
            .filter(|turn| *turn < last)
            .map(|turn| if turn == 0 && !front { SKIP + SKIP_FIRST } else { SKIP })
            .sum::<i32>();
        if front {
            let each = if self.format.is_screen() { 700 } else { 500 };
            return cost + each * (int(wanted(self.format)) - int(stories.len())).max(0);
        }
        let section = self.section(request);
        for (at, bit) in stories.iter().enumerate() {
            let joins = take(*bit).section != section && !request.last;
            cost += if joins { OTHER_SECTION } else { 0 };
            let length = self.length(take(*bit));
            let against = |other: &&usize| 10 * length < 9 * self.length(take(**other));
            cost += LENGTH_AGAINST_RANK * int(stories[at + 1..].iter().filter(against).count());
        }
        cost
    }

    /// The room that a story will need: text, headline and picture.
    fn length(&self, take: &Take) -> i32 {
        let picture = if take.picture.is_some() {
            int(self.format.columns * self.format.rows[1]) / 10
        } else {
            0
        };
        int(take.lines) * 115 / 100 + picture
    }

    /// Chooses the classes of a page and gives its cost.
    fn judge(
        &self,
        members: &[usize],
        shapes: &[Rc<Shape>],
        placed: Vec<Placed>,
    ) -> Option<(i32, Vec<Placed>)> {
        let mut choices = placed
            .into_iter()
            .map(|placed| {
                let cell = shapes[placed.take].cell(placed.columns, placed.rows);
                // A role that the first run assumed may allow what the true role does not.
                let mut leaves = cell.leaves().to_vec();
                if leaves.is_empty() {
                    leaves.push(placed.leaf);
                }
                let story = self.takes[members[placed.take]].is_story();
                Choice { placed, leaves, story }
            })
            .collect::<Vec<_>>();
        choices.sort_by_key(|choice| choice.placed.take);
        let (cost, picked) = choose(self.format, &choices);
        let placed = choices.iter().zip(picked).map(|(choice, at)| {
            let take = members[choice.placed.take];
            Placed { take, leaf: choice.leaves[at], ..choice.placed }
        });
        (cost < NEVER).then(|| (cost, placed.collect()))
    }

    /// Puts an imprint that has a column of its own behind the stories.
    fn imprint_last(&self, placed: &mut [Placed], top: Top) {
        let rows = self.format.rows_under(top);
        let is_first = |placed: &&Placed| {
            self.takes[placed.take].kind == Kind::Imprint
                && placed.column == 0
                && placed.rows == rows
        };
        let Some(columns) = placed.iter().find(is_first).map(|imprint| imprint.columns) else {
            return;
        };
        for placed in placed {
            placed.column = if placed.column == 0 {
                self.format.columns - columns
            } else {
                placed.column - columns
            };
        }
    }

    /// Notes the page's section and what it costs to share it.
    fn finish(&self, draft: &mut Draft, request: &Request<'_>) {
        self.imprint_last(&mut draft.placed, draft.top);
        let first = self.section(request);
        let stories = draft
            .placed
            .iter()
            .map(|placed| &self.takes[placed.take])
            .filter(|take| matches!(take.kind, Kind::Story | Kind::Group))
            .collect::<Vec<_>>();
        draft.section = stories.first().map_or(first, |take| take.section);
        let is_box =
            |it: &&Placed| matches!(self.takes[it.take].kind, Kind::Briefs | Kind::Elastic);
        let boxes = draft.placed.iter().filter(is_box).count();
        if !self.format.is_screen() {
            draft.cost += PRINTED_BOX * int(boxes) + if boxes > 1 { TWO_BOXES } else { 0 };
        }
        let alone = request.top == Top::Front || request.last;
        if !alone && stories.iter().any(|take| take.section != first) {
            draft.cost += MIXED_PAGE;
        }
    }
}

/// Stories that a front's recipe has.
pub(crate) fn wanted(format: &Format) -> usize {
    match (format.is_screen(), format.columns) {
        (true, 5..) => 4,
        (true, columns) => columns.saturating_sub(1).max(1),
        (false, columns) => columns + 1,
    }
}

/// The bits of a set, rising.
pub(crate) fn bits(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |bit| set >> bit & 1 == 1)
}
