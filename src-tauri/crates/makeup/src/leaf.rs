//! Leaf shape functions: how well one take fills a rectangle of so many columns and rows.
//!
//! It is found in two steps. The *fills* of a take say how its body can be filled exactly: with which
//! picture rows, with or without the quotation. They are the same for every role, so they are found once.
//! A *shape* puts the headline classes of a role on top of them.

use crate::{
    cost::{
        ART_LEAST, JUMP_PRINT, JUMP_SCREEN, LEVELLED, NARROW_LEAD, NEVER, NO_ART, NO_DECK, NO_PICTURE, ORPHAN, OTHER_SIDE,
        QUOTATION, QUOTATION_AIR, SECOND_DECK, SHORT_LEGS, THIRD_LINE, UNEVEN, log_ratio,
    },
    flow::{Fit, Flow, Terms},
    format::{Format, int},
    legs::Body,
    role::Role,
    supply::Picture,
    take::{Kind, Take},
};

/// Rows of air that a quotation may have beside its own.
const AIR: usize = 2;

/// One way to fill a body exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fill {
    /// Columns of the picture, 0 without one.
    pub(crate) columns: u8,
    /// Rows of the picture with its cutline and a row of air.
    pub(crate) rows: u8,
    pub(crate) cutline: u8,
    pub(crate) quotation: u8,
    /// Whether the picture stands over the first columns.
    pub(crate) leading: bool,
    /// Rows by which the quotation stands lower than the middle.
    pub(crate) lower: i8,
    pub(crate) jump: bool,
    /// Legs that end one row early by plan.
    pub(crate) levelled: u8,
    /// White lines in all.
    pub(crate) white: u8,
    /// Whether widows and orphans were not minded.
    pub(crate) loose: bool,
    pub(crate) cost: i32,
}

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

/// Which fills are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// The whole take.
    Whole,
    /// As much as there is room for; the rest follows elsewhere.
    Jump {
        /// Least lines before the jump.
        before: usize,
    },
}

/// All ways to fill bodies with one take.
#[derive(Clone, Debug)]
pub(crate) struct Fills {
    rows: usize,
    fills: Vec<Vec<Fill>>,
}

impl Fills {
    fn of(&self, columns: usize, rows: usize) -> &[Fill] {
        &self.fills[(columns - 1) * (self.rows + 1) + rows]
    }

    /// Finds all fills of `take` in up to `rows` rows.
    pub(crate) fn find(
        take: &Take,
        format: &Format,
        rows: usize,
        ending: Ending,
        flow: &mut Flow,
    ) -> Self {
        let mut fills = Vec::with_capacity(format.columns * (rows + 1));
        for columns in 1..=format.columns {
            for body_rows in 0..=rows {
                let mut found = Vec::new();
                if body_rows >= format.least.leg {
                    let every_way = false;
                    let mut search =
                        Search { take, format, ending, columns, body_rows, every_way, flow };
                    search.all(&mut found);
                }
                fills.push(found);
            }
        }
        let mut fills = Self { rows, fills };
        if ending == Ending::Whole && !take.jumpable && fills.fills.iter().all(Vec::is_empty) {
            fills.pad(take, format, flow);
        }
        fills
    }

    /// Gives a take that fills nothing exactly its least rectangles, with white.
    fn pad(&mut self, take: &Take, format: &Format, flow: &mut Flow) {
        for columns in 1..=format.columns {
            let mut left = 3;
            for body_rows in format.least.leg..=self.rows {
                let ending = Ending::Whole;
                let every_way = false;
                let mut search =
                    Search { take, format, ending, columns, body_rows, every_way, flow };
                if let Some(fill) = search.padded().filter(|_| left > 0) {
                    self.fills[(columns - 1) * (self.rows + 1) + body_rows].push(fill);
                    left -= 1;
                }
            }
        }
    }
}

/// The fills of one body, every way tried: picture at either side, quotation higher or lower.
pub(crate) fn every_fill(
    take: &Take,
    format: &Format,
    (columns, body_rows): (usize, usize),
    ending: Ending,
    flow: &mut Flow,
) -> Vec<Fill> {
    let mut found = Vec::new();
    let every_way = true;
    Search { take, format, ending, columns, body_rows, every_way, flow }.all(&mut found);
    found
}

/// The search for the fills of one body.
struct Search<'a> {
    take: &'a Take,
    format: &'a Format,
    ending: Ending,
    columns: usize,
    body_rows: usize,
    /// Whether sides and places are tried, too: too many for every rectangle.
    every_way: bool,
    flow: &'a mut Flow,
}

impl Search<'_> {
    fn all(&mut self, found: &mut Vec<Fill>) {
        let most = if self.take.picture.is_some() { self.columns } else { 0 };
        for picture in 0..=most {
            if let Some(fill) = self.best(picture, 0) {
                found.push(fill);
            }
            let quoted = self.quoted(picture);
            found.extend(quoted);
        }
    }

    /// The best number of rows for a quotation: its own, or up to two more of air.
    ///
    /// Each row takes one line from the text, where a picture's takes one from each of its columns.
    fn quoted(&mut self, picture: usize) -> Option<Fill> {
        let rows = self.take.quotation;
        let mut best: Option<Fill> = None;
        for more in 0..=if rows > 0 { AIR } else { return None } {
            let fill = self.best(picture, rows + more);
            let Some(mut fill) = fill else { continue };
            fill.cost += int(more) * QUOTATION_AIR;
            if best.is_none_or(|best| fill.cost < best.cost) {
                best = Some(fill);
            }
            if fill.white == 0 {
                break;
            }
        }
        best
    }

    /// The best number of picture rows, or the text alone.
    fn best(&mut self, picture: usize, quotation: usize) -> Option<Fill> {
        let base = Fill {
            columns: picture as u8,
            quotation: quotation as u8,
            cost: if quotation > 0 { QUOTATION } else { 0 },
            ..Fill::default()
        };
        let take = self.take;
        let Some((_, copy)) = take.picture.as_ref().filter(|_| picture > 0) else {
            return self.set(base);
        };
        let natural = Natural::of(copy, picture, self.format);
        let mut best: Option<Fill> = None;
        for rows in self.picture_rows(&natural, picture, quotation) {
            let under = self.body_rows - rows;
            let beside = picture < self.columns;
            if under < self.format.least.under && !(under == 0 && beside) {
                continue;
            }
            let cost = base.cost + natural.crop(rows);
            if best.is_some_and(|best| best.cost <= cost) {
                continue;
            }
            let cutline = natural.cutline as u8;
            let fill = self.set(Fill { rows: rows as u8, cutline, cost, ..base });
            if let Some(fill) = fill
                && best.is_none_or(|best| fill.cost < best.cost)
            {
                best = Some(fill);
            }
        }
        best
    }

    /// Rows of the picture for which the text may come out, the natural ones first.
    fn picture_rows(
        &self,
        natural: &Natural,
        picture: usize,
        quotation: usize,
    ) -> impl Iterator<Item = usize> + use<> {
        let (low, high) = natural.bounds(self.format.least.picture);
        let middle = natural.rows().clamp(low, high.max(low));
        let (low, high) = match self.ending {
            Ending::Jump { .. } => (low.max(middle - 1), high.min(middle + 1)),
            Ending::Whole => {
                let room = int(self.columns * self.body_rows);
                let room = room - int(self.take.byline + quotation);
                let (loosest, tightest) = (int(self.take.loosest()), int(self.take.tightest()));
                let spare = 2 * int(self.columns);
                let columns = int(picture);
                let least = (room - loosest - spare).div_euclid(columns);
                let most = (room - tightest).div_euclid(columns);
                (low.max(least), high.min(most))
            }
        };
        let high = high.min(int(self.body_rows)).min(250);
        let mut rows =
            (low..=high).filter_map(|rows| usize::try_from(rows).ok()).collect::<Vec<_>>();
        rows.sort_by_key(|rows| (int(*rows) - middle).abs());
        rows.into_iter()
    }

    /// Sets the text for real; where every way is to be tried, with the picture at the other side or the
    /// quotation higher or lower if it does not come out without white.
    fn set(&mut self, fill: Fill) -> Option<Fill> {
        let columns = self.columns;
        let mut best = self.level(fill);
        if !self.every_way {
            return best;
        }
        let mut vary = |fill: Fill| {
            let clean = |best: &Fill| best.white == 0 && best.cost < fill.cost + ORPHAN;
            if best.as_ref().is_some_and(clean) {
                return;
            }
            let other = self.level(fill);
            if let Some(other) = other
                && best.is_none_or(|best| other.cost < best.cost)
            {
                best = Some(other);
            }
        };
        if usize::from(fill.columns) < columns && fill.columns > 0 {
            vary(Fill { leading: true, cost: fill.cost + OTHER_SIDE, ..fill });
        }
        if fill.quotation > 0 {
            for lower in [-1, 1, -2, 2, -3, 3] {
                vary(Fill { lower, cost: fill.cost + 2, ..fill });
            }
        }
        best
    }

    /// Levels the white over the legs where the text does not fill them.
    fn level(&mut self, fill: Fill) -> Option<Fill> {
        let jump = self.ending != Ending::Whole;
        let whole = Body {
            columns: self.columns,
            rows: self.body_rows,
            byline: self.take.byline,
            picture: (usize::from(fill.columns), usize::from(fill.rows)),
            leading: fill.leading,
            quotation: usize::from(fill.quotation),
            lower: isize::from(fill.lower),
            jump,
            levelled: 0,
        };
        if whole.quotation > 0 && whole.quotation_place().is_none() {
            return None;
        }
        let most = if jump { 0 } else { (self.columns - 1).max(1) };
        let mut best: Option<Fill> = None;
        for levelled in 0..=most {
            let base = fill.cost + int(levelled) * LEVELLED;
            if best.is_some_and(|best| best.cost <= base) {
                break;
            }
            let body = Body { levelled, ..whole };
            let Some(fit) = self.fit(&body) else { continue };
            let full = whole.picture.0 == self.columns;
            let leg = self.body_rows - if full { whole.picture.1 } else { 0 };
            let uneven = if levelled > 0 && fit.short > 0 { UNEVEN } else { 0 };
            let cost = base + fit.cost + uneven + if leg < 8 { SHORT_LEGS } else { 0 };
            if best.is_none_or(|best| cost < best.cost) {
                let levelled = levelled as u8;
                best = Some(Fill { jump, levelled, white: levelled + fit.short, cost, ..fill });
            }
        }
        best
    }

    fn fit(&mut self, body: &Body) -> Option<Fit> {
        let rooms = body.segments().iter().map(|segment| segment.rows).collect::<Vec<_>>();
        let terms = terms(self.ending != Ending::Whole, self.format, true);
        let fit = self.flow.fit(self.take, &rooms, terms)?;
        match self.ending {
            Ending::Jump { before } => (fit.lines >= before).then_some(fit),
            Ending::Whole => Some(fit),
        }
    }

    /// The text in legs that it does not fill, for what fills no rectangle at all.
    fn padded(&mut self) -> Option<Fill> {
        let body = Body {
            columns: self.columns,
            rows: self.body_rows,
            byline: self.take.byline,
            picture: (0, 0),
            leading: false,
            quotation: 0,
            lower: 0,
            jump: false,
            levelled: 0,
        };
        let room = body.segments().iter().map(|segment| segment.rows).sum::<usize>();
        let spare = room.checked_sub(self.take.tightest())?.min(250);
        for levelled in room.saturating_sub(self.take.loosest() + self.columns)..=spare {
            let body = Body { levelled, ..body };
            let rooms = body.segments().iter().map(|segment| segment.rows).collect::<Vec<_>>();
            for strict in [true, false] {
                if let Some(fit) = self.flow.fit(self.take, &rooms, Terms { after: None, strict }) {
                    let cost = (fit.cost + int(levelled) * LEVELLED).min(3_000);
                    let (levelled, loose) = (levelled as u8, !strict);
                    let white = levelled.saturating_add(fit.short);
                    return Some(Fill { levelled, white, loose, cost, ..Fill::default() });
                }
            }
        }
        None
    }
}

/// How a text may end that jumps or does not.
pub(crate) fn terms(jump: bool, format: &Format, strict: bool) -> Terms {
    Terms { after: jump.then_some(format.least.after_jump), strict }
}

/// A picture's natural height over some columns.
struct Natural {
    /// Rows in 1/256.
    rows: i32,
    kept: i32,
    cutline: usize,
}

impl Natural {
    fn of(picture: &Picture, columns: usize, format: &Format) -> Self {
        let width = i64::from(format.span(columns));
        let rows = 256 * width * i64::from(picture.height)
            / (i64::from(picture.width) * i64::from(format.row)).max(1);
        Self {
            rows: rows.clamp(1, 256 * 4_000) as i32,
            kept: picture.kept,
            cutline: picture.cutline(columns),
        }
    }

    /// Rows with the cutline and the row of air.
    fn rows(&self) -> i32 {
        (self.rows + 128) / 256 + int(self.cutline) + 1
    }

    /// Least and most rows with cutline and air that crop no more than may be cropped.
    fn bounds(&self, least: usize) -> (i32, i32) {
        let low = (self.rows * self.kept / 100 + 255) / 256;
        // What may not be cropped still has to fall on whole rows: less than one is left white around it.
        let high = (i64::from(self.rows) * 100 / i64::from(self.kept) / 256) as i32;
        let high = if self.kept == 100 { low } else { high };
        let more = int(self.cutline) + 1;
        (low.max(int(least)) + more, high + more)
    }

    /// What the crop at so many rows costs.
    fn crop(&self, rows: usize) -> i32 {
        let shown = (int(rows) - int(self.cutline) - 1).max(1);
        let off = log_ratio(shown * 256, self.rows);
        off * off / 20
    }
}

/// The shape function of a story in a role.
pub(crate) fn shape(
    take: &Take,
    format: &Format,
    rows: usize,
    role: Role,
    fills: &[&Fills],
) -> Shape {
    let mut shape = Shape::new(format.columns, rows);
    for columns in 1..=format.columns {
        let mut kept = 0;
        for (class, off) in role.classes(take.kind) {
            let lines = take.heads[columns - 1][*class];
            if lines == 0 || kept == 3 {
                continue;
            }
            kept += 1;
            let head = format.head_rows(usize::from(lines), *class);
            let deck = if role.tier < 2 && columns > 1 && take.kind == Kind::Story {
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
            let mut top = Topping { format, take, role, rows, columns, shape: &mut shape };
            top.put(leaf, fills);
            if deck > 0 {
                let own = if role.tier == 0 { -NO_DECK } else { SECOND_DECK };
                top.put(Leaf { deck: deck as u8, cost: leaf.cost + own, ..leaf }, fills);
            }
        }
    }
    shape
}

/// A lead that is narrower than half the page.
fn narrow(take: &Take, role: Role, columns: usize, format: &Format) -> i32 {
    let half = format.columns.div_ceil(2);
    let deck = if role.tier == 0 && !take.decks.is_empty() { NO_DECK } else { 0 };
    if role.tier > 0 || take.kind != Kind::Story || format.columns < 3 || columns >= half {
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
    shape: &'a mut Shape,
}

impl Topping<'_> {
    fn put(&mut self, leaf: Leaf, fills: &[&Fills]) {
        let above = usize::from(leaf.head) + usize::from(leaf.deck);
        for rows in (above + self.format.least.leg)..=self.rows {
            if !self.format.allows(self.columns, rows) {
                continue;
            }
            let target = self.role.target(self.format).map_or(0, |target| {
                let area = int(1_000 * self.columns * rows / (self.format.columns * self.rows));
                3 * log_ratio(area, target)
            });
            for fills in fills {
                for fill in fills.of(self.columns, rows - above) {
                    let place = (self.columns, self.rows);
                    let cost = role_cost(self.take, self.format, self.role, place, fill);
                    let Some(cost) = cost else { continue };
                    let cost = leaf.cost + fill.cost + cost + target;
                    if cost < NEVER / 2 {
                        let leaf = Leaf { fill: *fill, cost, ..leaf };
                        self.shape.cell_mut(self.columns, rows).offer(leaf);
                    }
                }
            }
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
            (Some(_), true) => jump + NO_ART,
            (Some(_), false) => jump + NO_PICTURE,
        });
    }
    let (least, most) = role.picture_columns(format);
    if width > most || width < least.min(columns) {
        return None;
    }
    let share = int(1_000 * width * usize::from(fill.rows) / (format.columns * page_rows));
    let large = if format.is_screen() { 420 } else { 300 };
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
