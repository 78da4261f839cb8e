//! The exact flow of paragraphs into legs.
//!
//! A programme over (paragraph, position): a paragraph chooses its variant; any leg may end one row early,
//! which costs; a last line alone never tops a leg, and a first line alone at a foot costs. What comes out
//! fills the legs but for these rows, or is not found. So no leg is more than a row shorter than another,
//! and where the white of a short text lies is decided together with everything else.

use crate::{
    cost::{ORPHAN, WHITE},
    take::{Start, Take},
};

/// How well a take fills its legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    pub(crate) cost: i32,
    /// Legs that end one row early.
    pub(crate) white: u8,
    /// First lines alone at a leg's foot.
    pub(crate) orphans: u8,
    /// Lines that stand in the legs.
    pub(crate) lines: usize,
}

/// Lines of one paragraph in one leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Index of the leg.
    pub(crate) leg: usize,
    /// Rows below the leg's top.
    pub(crate) row: usize,
    /// Index of the paragraph in the take.
    pub(crate) para: usize,
    /// Index of the variant in the take.
    pub(crate) variant: usize,
    /// First of its rows.
    pub(crate) first: u16,
    /// Rows.
    pub(crate) rows: u16,
}

/// A take set into its legs.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) pieces: Vec<Piece>,
    /// Where it goes on, if it does.
    pub(crate) rest: Option<Start>,
}

/// The best way to one position.
#[derive(Clone, Copy)]
struct Node {
    cost: i32,
    from: u16,
    variant: u8,
    early: u8,
    white: u8,
    orphans: u8,
}

const NONE: Node = Node { cost: i32::MAX, from: 0, variant: 0, early: 0, white: 0, orphans: 0 };

/// The legs as the positions at which they end, and how the text may end in them.
struct Room<'a> {
    ends: &'a [u16],
    end: u16,
    /// Lines that must remain for another page; `None` where all must fit.
    after: Option<usize>,
    /// Whether widows and orphans are minded; they are not where a text fits in no other way.
    strict: bool,
    torn: i32,
}

impl Room<'_> {
    /// The leg in which what ends at a position stands.
    fn leg_before(&self, position: u16) -> Option<usize> {
        self.ends.iter().position(|end| position <= *end)
    }

    /// How many feet of legs so many rows from a position on reach.
    fn feet(&self, position: u16, rows: u16) -> u8 {
        let reached = |end: &&u16| position < **end && **end - position <= rows;
        self.ends.iter().filter(reached).count().min(255) as u8
    }
}

/// Whether a paragraph must begin where the one before it ends.
fn is_joined(take: &Take, level: usize) -> bool {
    level.checked_sub(1).and_then(|before| take.paras.get(before)).is_some_and(|para| para.joined)
}

/// How a text may end in its legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Lines that must remain for another page; `None` where all must fit.
    pub(crate) after: Option<usize>,
    /// Whether widows and orphans are minded.
    pub(crate) strict: bool,
    /// What it costs that the text goes on within a paragraph.
    pub(crate) torn: i32,
}

/// Where a paragraph landed.
struct Landing {
    position: u16,
    /// Rows that found no room.
    left: u16,
    white: u8,
    orphans: u8,
}

/// Memory of the flow, kept from one run to the next.
#[derive(Default)]
pub(crate) struct Flow {
    nodes: Vec<Node>,
    /// For each paragraph: its lowest position, where its nodes begin, how many there are.
    levels: Vec<(u16, usize, usize)>,
    ends: Vec<u16>,
}

/// The cheapest end of a flow.
#[derive(Clone, Copy)]
struct End {
    cost: i32,
    level: usize,
    position: u16,
    /// The paragraph that was torn: variant, feet that end early, rows left.
    torn: Option<(u8, u8, u16)>,
    white: u8,
    orphans: u8,
}

impl Flow {
    /// How well `take` fills legs of so many lines, if it fills them exactly.
    ///
    /// With `after`, the take must go on elsewhere with at least so many lines.
    pub(crate) fn fit(&mut self, take: &Take, rooms: &[usize], terms: Terms) -> Option<Fit> {
        let end = self.run(take, rooms, terms)?;
        Some(fit(end, rooms))
    }

    /// The same, with every line's place.
    pub(crate) fn set(&mut self, take: &Take, rooms: &[usize], terms: Terms) -> Option<Setting> {
        let end = self.run(take, rooms, terms)?;
        let mut chain = Vec::new();
        let (mut level, mut position) = (end.level, end.position);
        if let Some((variant, early, _)) = end.torn {
            chain.push((level, position, variant, early));
        }
        while level > 0 {
            let node = self.node(level, position);
            level -= 1;
            position = node.from;
            chain.push((level, position, node.variant, node.early));
        }
        chain.reverse();
        let ends = std::mem::take(&mut self.ends);
        let Terms { after, strict, torn } = terms;
        let last = ends.last().copied().unwrap_or(0);
        let room = Room { end: last, ends: &ends, after, strict, torn };
        let mut pieces = Vec::new();
        for (para, position, variant, early) in chain {
            lay(take, &room, (para, position, usize::from(variant), early), &mut pieces);
        }
        let rest = after.and_then(|_| rest(take, end));
        self.ends = ends;
        Some(Setting { pieces, rest })
    }

    fn node(&self, level: usize, position: u16) -> Node {
        let (low, start, _) = self.levels[level];
        self.nodes[start + usize::from(position - low)]
    }

    /// Fills the programme and gives its cheapest end.
    fn run(&mut self, take: &Take, rooms: &[usize], terms: Terms) -> Option<End> {
        let Terms { after, strict, torn } = terms;
        let capacity = rooms.iter().sum::<usize>();
        let total = u16::try_from(capacity).ok().filter(|total| *total > 0)?;
        let legs = rooms.len();
        let fits = match after {
            None => take.tightest() <= capacity && take.loosest() + legs >= capacity,
            Some(after) => take.loosest() >= capacity + after,
        };
        if !fits || take.paras.is_empty() {
            return None;
        }
        self.ends.clear();
        let mut sum = 0;
        for room in rooms {
            sum += room;
            self.ends.push(sum as u16);
        }
        let ends = std::mem::take(&mut self.ends);
        let room = Room { ends: &ends, end: total, after, strict, torn };
        let end = self.programme(take, &room);
        self.ends = ends;
        end
    }

    fn programme(&mut self, take: &Take, room: &Room<'_>) -> Option<End> {
        self.nodes.clear();
        self.levels.clear();
        self.levels.push((0, 0, 1));
        self.nodes.push(Node { cost: 0, ..NONE });
        let mut best: Option<End> = None;
        for level in 0..take.paras.len() {
            let (low, start, count) = self.levels[level];
            let (next_low, next_count) = window(take, room, level + 1);
            let next_start = self.nodes.len();
            self.levels.push((next_low, next_start, next_count));
            self.nodes.resize(next_start + next_count, NONE);
            let mut any = false;
            for offset in 0..count {
                let node = self.nodes[start + offset];
                if node.cost == i32::MAX {
                    continue;
                }
                any = true;
                let at = (level, low + offset as u16);
                end_between(take, room, at, node, &mut best);
                self.step(take, room, at, &mut best);
            }
            if !any {
                break;
            }
        }
        if room.after.is_none() {
            self.end_whole(take.paras.len(), room, &mut best);
        }
        best
    }

    /// The end of a text that is set whole: at the last leg's foot or, if a row is white, rather above it.
    fn end_whole(&self, level: usize, room: &Room<'_>, best: &mut Option<End>) {
        let Some((low, start, count)) = self.levels.get(level).copied() else { return };
        for white in [1, 0] {
            let Some(position) = room.end.checked_sub(white) else { continue };
            let Some(offset) = position.checked_sub(low).map(usize::from) else { continue };
            let Some(node) = self.nodes[start..start + count].get(offset) else { continue };
            if node.cost == i32::MAX {
                continue;
            }
            let cost = node.cost + i32::from(white) * WHITE;
            let (white, orphans) = (node.white + white as u8, node.orphans);
            if best.is_none_or(|best| cost < best.cost) {
                *best = Some(End { cost, level, position, torn: None, white, orphans });
            }
        }
    }

    /// Sets one paragraph from one position in all its ways.
    fn step(&mut self, take: &Take, room: &Room<'_>, at: (usize, u16), best: &mut Option<End>) {
        let (level, position) = at;
        let node = self.node(level, position);
        let para = &take.paras[level];
        let (low, start, count) = self.levels[level + 1];
        let joined = room.strict && is_joined(take, level);
        for variant in 0..para.count {
            let rows = para.rows[usize::from(variant)];
            let keep = para.keep[usize::from(variant)];
            let begin = Begin { rows, fresh: para.skip == 0, keep, air: para.air };
            for early in 0..=room.feet(position, rows) {
                let mut first = None;
                let landing = land(room, position, begin, early, |leg, _, _| {
                    first.get_or_insert(leg);
                });
                let Some(landing) = landing else { continue };
                if joined && first != room.leg_before(position) {
                    continue;
                }
                let cost = node.cost
                    + para.costs[usize::from(variant)]
                    + i32::from(landing.white) * WHITE
                    + i32::from(landing.orphans) * ORPHAN;
                let (white, orphans) = (node.white + landing.white, node.orphans + landing.orphans);
                if landing.left > 0 {
                    let torn = Some((variant, early, landing.left));
                    let end = End { cost, level, position, torn, white, orphans };
                    end_inside(take, room, end, best);
                    continue;
                }
                let Some(offset) = landing.position.checked_sub(low).map(usize::from) else {
                    continue;
                };
                if offset < count && cost < self.nodes[start + offset].cost {
                    self.nodes[start + offset] =
                        Node { cost, from: position, variant, early, white, orphans };
                }
            }
        }
    }
}

/// The positions at which the first `level` paragraphs can end and the rest still come out.
fn window(take: &Take, room: &Room<'_>, level: usize) -> (u16, usize) {
    let end = usize::from(room.end);
    let legs = room.ends.len();
    let (mut low, mut high) = (take.least[level].min(end), (take.most[level] + legs).min(end));
    if room.after.is_none() {
        let least = take.tightest() - take.least[level];
        let most = take.loosest() - take.most[level] + legs;
        low = low.max(end.saturating_sub(most));
        high = high.min(end.saturating_sub(least));
    }
    (low as u16, if low <= high { high - low + 1 } else { 0 })
}

/// A paragraph that is put somewhere.
#[derive(Clone, Copy)]
struct Begin {
    rows: u16,
    /// Whether its first line is in it.
    fresh: bool,
    /// Rows that stay together at its beginning.
    keep: u16,
    /// White rows on top, left out at the top of a leg.
    air: u16,
}

/// Puts rows from a position on; tells `put` of (leg, position, first and number of rows) of each piece.
///
/// The first `early` legs whose foot is met end one row early.
fn land(
    room: &Room<'_>,
    position: u16,
    Begin { rows, fresh, keep, air }: Begin,
    early: u8,
    mut put: impl FnMut(usize, u16, (u16, u16)),
) -> Option<Landing> {
    let (mut at, mut left, mut first) = (position, rows, fresh);
    let (mut white, mut orphans, mut feet) = (0, 0, 0);
    let mut leg = room.ends.iter().position(|end| at < *end).unwrap_or(room.ends.len());
    while left > 0 {
        let Some(end) = room.ends.get(leg).copied() else {
            let before = rows - left;
            let even = (before >= 2 || before == 0) && left >= 2;
            let torn = room.after.is_some() && (even || !room.strict);
            return torn.then_some(Landing { position: at, left, white, orphans });
        };
        let free = end - at;
        let top = if leg == 0 { 0 } else { room.ends[leg - 1] };
        let dropped = if room.strict && first && at == top { air } else { 0 };
        let wanted = left.saturating_sub(dropped);
        let mut taken = free.min(wanted);
        if wanted >= free && feet < early {
            feet += 1;
            taken = free - 1;
        }
        if wanted > taken && room.strict {
            if wanted - taken == 1 {
                taken = taken.saturating_sub(1);
            }
            if first && taken + dropped < keep {
                taken = 0;
            } else if first && taken == 1 {
                if room.after.is_some() && end == room.end {
                    taken = 0;
                } else {
                    orphans += 1;
                }
            }
        }
        if wanted > taken {
            if free - taken > 1 {
                return None;
            }
            white += u8::from(free > taken);
        }
        if taken > 0 {
            put(leg, at, (rows - left + dropped, taken));
            first = false;
            left -= dropped + taken;
        }
        at = if left > 0 { end } else { at + taken };
        leg += 1;
    }
    (feet == early).then_some(Landing { position: at, left: 0, white, orphans })
}

/// A jump between two paragraphs, or with one row of white before one that has no room.
fn end_between(
    take: &Take,
    room: &Room<'_>,
    (level, position): (usize, u16),
    node: Node,
    best: &mut Option<End>,
) {
    let Some(after) = room.after else { return };
    let white = room.end - position;
    let remains = take.tightest() - take.least[level];
    if level == 0 || white > 1 || remains < after || is_joined(take, level) {
        return;
    }
    let end = End {
        cost: node.cost + i32::from(white) * WHITE,
        level,
        position,
        torn: None,
        white: node.white + white as u8,
        orphans: node.orphans,
    };
    if best.is_none_or(|best| end.cost < best.cost) {
        *best = Some(end);
    }
}

/// A jump inside a paragraph.
fn end_inside(take: &Take, room: &Room<'_>, end: End, best: &mut Option<End>) {
    let Some(after) = room.after else { return };
    let left = end.torn.map_or(0, |(_, _, left)| usize::from(left));
    let remains = take.tightest() - take.least[end.level + 1] + left;
    let end = End { cost: end.cost + room.torn, ..end };
    if remains >= after && best.is_none_or(|best| end.cost < best.cost) {
        *best = Some(end);
    }
}

fn fit(end: End, rooms: &[usize]) -> Fit {
    let lines = rooms.iter().sum::<usize>() - usize::from(end.white);
    Fit { cost: end.cost, white: end.white, orphans: end.orphans, lines }
}

/// Tells each piece of one paragraph.
fn lay(
    take: &Take,
    room: &Room<'_>,
    (para, position, variant, early): (usize, u16, usize, u8),
    pieces: &mut Vec<Piece>,
) {
    let copy = &take.paras[para];
    let (rows, fresh) = (copy.rows[variant], copy.skip == 0);
    let begin = Begin { rows, fresh, keep: copy.keep[variant], air: copy.air };
    land(room, position, begin, early, |leg, at, (first, rows)| {
        let top = if leg == 0 { 0 } else { room.ends[leg - 1] };
        pieces.push(Piece { leg, row: usize::from(at - top), para, variant, first, rows });
    });
}

/// Where a torn take goes on.
fn rest(take: &Take, end: End) -> Option<Start> {
    let para = take.paras.get(end.level)?;
    let whole = Start { para: end.level, variant: 0, rows: 0 };
    let Some((variant, _, left)) = end.torn else { return Some(whole) };
    let variant = usize::from(variant);
    let rows = para.rows[variant] - left;
    Some(if rows == 0 { whole } else { Start { variant, rows, ..whole } })
}

#[cfg(test)]
mod tests;
