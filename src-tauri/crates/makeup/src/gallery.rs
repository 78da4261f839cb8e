//! The picture page: one large picture with a pair at its side, justified rows beneath.
//!
//! A page of pictures has no rows of text, so its places are lengths, as crops need them: counted from the
//! top left corner of the page. In a window's page title, deck and key have the first column; in print and on
//! narrow screens the title is above the pictures and the key below them.

use serde::{Deserialize, Serialize};

use crate::{
    format::{Format, Top, UNIT, int},
    plan::Rect,
};

/// Space between two pictures, on all sides.
const GAP: i32 = 8 * UNIT;

/// Least and most pictures of a page.
pub const PICTURES: (usize, usize) = (3, 7);

/// A page of pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// Where title and deck stand, from the top.
    pub title: Rect,
    /// Where the numbered key stands, at the foot; it may be the same place.
    pub key: Rect,
    /// The pictures; the first is the large one.
    pub pictures: Vec<Placed>,
}

/// A picture on the page. Lengths are in units, from the top left of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Its index among those that were handed in.
    pub picture: usize,
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// One arrangement: the large picture, its pair, and how the others are cut into rows.
#[derive(Clone, Debug)]
struct Arrangement {
    large: usize,
    pair: Vec<usize>,
    rows: Vec<Vec<usize>>,
}

/// Cuts so many pictures into pages of at most so many, as even as can be.
pub fn pages(pictures: usize, most: usize) -> Vec<usize> {
    let count = pictures.div_ceil(most.max(1)).max(1);
    (0..count).map(|page| pictures * (page + 1) / count - pictures * page / count).collect()
}

/// Whether title and key have a column beside the pictures.
pub fn has_side(format: &Format) -> bool {
    format.is_screen() && format.columns >= 3
}

/// Arranges pictures, given as (width, height), on one page; the order of ties is theirs.
///
/// `head` and `foot` are the rows of title and key where they have no column of their own. The arrangement is chosen that crops least and gives the large picture two fifths or more of the area.
/// More than seven are not placed: see [`pages`]. `None` without a picture.
pub fn arrange(
    format: &Format,
    pictures: &[(i32, i32)],
    (head, foot): (usize, usize),
) -> Option<Arranged> {
    let shapes = pictures
        .iter()
        .take(PICTURES.1)
        .map(|(width, height)| shape((*width).max(1), (*height).max(1)))
        .collect::<Vec<_>>();
    let area = Area::of(format, head, foot);
    let best = arrangements(shapes.len())
        .into_iter()
        .filter_map(|arrangement| area.place(&shapes, &arrangement))
        .min_by_key(|(cost, _)| *cost)?;
    Some(Arranged { title: area.title, key: area.key, pictures: best.1 })
}

/// Width over height in 1/1024, within what can be shown.
fn shape(width: i32, height: i32) -> i64 {
    (1024 * i64::from(width) / i64::from(height)).clamp(256, 4096)
}

/// The area for the pictures.
struct Area {
    title: Rect,
    key: Rect,
    x: i32,
    y: i32,
    width: i32,
    height: i32,
    from_right: Option<i32>,
}

impl Area {
    fn of(format: &Format, head: usize, foot: usize) -> Self {
        let top = Top::Inside;
        let rows = format.rows_under(top);
        let beside = has_side(format);
        let column = Rect { column: 0, row: 0, columns: 1, rows };
        // Half of the page at least is for the pictures.
        let head = head.min(rows / 4);
        let foot = foot.min(rows / 4);
        let line = Rect { columns: format.columns, ..column };
        let (title, key) = if beside {
            (column, column)
        } else {
            (Rect { rows: head, ..line }, Rect { row: rows - foot, rows: foot, ..line })
        };
        let columns = if beside { format.columns - 1 } else { format.columns };
        let (first, last) = if beside { (0, rows) } else { (head, rows - foot) };
        let y = format.y(top, first);
        Self {
            title,
            key,
            x: format.margin + if beside { format.column + format.gutter } else { 0 },
            y,
            width: format.span(columns),
            height: (format.y(top, last) - y).max(UNIT),
            from_right: format.from_right.then_some(format.width),
        }
    }

    /// Places an arrangement and says what it costs: crop in hundredths, and a large picture too small.
    fn place(&self, shapes: &[i64], arrangement: &Arrangement) -> Option<(i64, Vec<Placed>)> {
        let (width, gap) = (i64::from(self.width), i64::from(GAP));
        let pair = arrangement.pair.iter().map(|at| shapes[*at]).collect::<Vec<_>>();
        let large = shapes[arrangement.large];
        let head = block_height(width, large, &pair);
        let mut heights = vec![head];
        for row in &arrangement.rows {
            let sum = row.iter().map(|at| shapes[*at]).sum::<i64>();
            heights.push((width - gap * (row.len() as i64 - 1)) * 1024 / sum.max(1));
        }
        let gaps = gap * (heights.len() as i64 - 1);
        let natural = heights.iter().sum::<i64>().max(1);
        let room = i64::from(self.height) - gaps;
        if room <= 0 || heights.iter().any(|height| *height <= 0) {
            return None;
        }
        let mut placed = Vec::new();
        let mut y = self.y;
        for (at, height) in heights.iter().enumerate() {
            let last = at + 1 == heights.len();
            let bottom = self.y + self.height;
            let tall = (height * room / natural) as i32;
            let tall = if last { bottom - y } else { tall.max(1) };
            if at == 0 {
                self.block(arrangement, &pair, (y, tall, head), &mut placed);
            } else {
                self.row(shapes, &arrangement.rows[at - 1], (y, tall), &mut placed);
            }
            y += tall + GAP;
        }
        Some((cost(shapes, &placed), self.mirrored(placed)))
    }

    /// The large picture with its pair beside it.
    fn block(
        &self,
        arrangement: &Arrangement,
        pair: &[i64],
        (y, height, natural): (i32, i32, i64),
        placed: &mut Vec<Placed>,
    ) {
        let gap = i64::from(GAP);
        let inverse = pair.iter().map(|shape| 1024 * 1024 / shape).sum::<i64>();
        let gaps = gap * (pair.len() as i64 - 1).max(0);
        let side = if pair.is_empty() { 0 } else { (natural - gaps) * 1024 / inverse.max(1) };
        let side = (side as i32).clamp(0, self.width / 2);
        let wide = self.width - if side > 0 { side + GAP } else { 0 };
        placed.push(Placed { picture: arrangement.large, x: self.x, y, width: wide, height });
        let (x, mut from) = (self.x + wide + GAP, y);
        let room = i64::from(height) - gaps;
        for (at, picture) in arrangement.pair.iter().enumerate() {
            let last = at + 1 == pair.len();
            let own = (room * (1024 * 1024 / pair[at]) / inverse.max(1)) as i32;
            let tall = if last { y + height - from } else { own };
            placed.push(Placed { picture: *picture, x, y: from, width: side, height: tall });
            from += tall + GAP;
        }
    }

    /// A justified row.
    fn row(
        &self,
        shapes: &[i64],
        row: &[usize],
        (y, height): (i32, i32),
        placed: &mut Vec<Placed>,
    ) {
        let sum = row.iter().map(|at| shapes[*at]).sum::<i64>().max(1);
        let room = i64::from(self.width - GAP * (int(row.len()) - 1));
        let mut x = self.x;
        for (at, picture) in row.iter().enumerate() {
            let last = at + 1 == row.len();
            let own = (room * shapes[*picture] / sum) as i32;
            let width = if last { self.x + self.width - x } else { own };
            placed.push(Placed { picture: *picture, x, y, width, height });
            x += width + GAP;
        }
    }

    fn mirrored(&self, mut placed: Vec<Placed>) -> Vec<Placed> {
        if let Some(width) = self.from_right {
            for place in &mut placed {
                place.x = width - place.x - place.width;
            }
        }
        placed
    }
}

/// Height at which the large picture and the pair beside it fill the width without a crop.
fn block_height(width: i64, large: i64, pair: &[i64]) -> i64 {
    if pair.is_empty() {
        return width * 1024 / large;
    }
    // large·h + gap + (h − gaps) / inverse = width, with shapes in 1/1024.
    let gap = i64::from(GAP);
    let inverse = pair.iter().map(|shape| 1024 * 1024 / shape).sum::<i64>().max(1);
    let gaps = gap * (pair.len() as i64 - 1);
    let share = 1024 * 1024 / inverse;
    (1024 * (width - gap) + share * gaps) / (large + share).max(1)
}

/// Crop of all pictures in hundredths, dear beyond a fifth off each side; the large one's share of the area.
fn cost(shapes: &[i64], placed: &[Placed]) -> i64 {
    let mut cost = 0;
    let mut areas = Vec::new();
    for place in placed {
        let shown = shape(place.width.max(1), place.height.max(1));
        let natural = shapes[place.picture];
        let off = 100 - 100 * shown.min(natural) / shown.max(natural);
        cost += off + (off - 36).max(0) * 20;
        areas.push(i64::from(place.width / UNIT) * i64::from(place.height / UNIT));
    }
    let share = 100 * areas.first().copied().unwrap_or(0) / areas.iter().sum::<i64>().max(1);
    // The first picture is meant as the large one, and the others in their order.
    let order = placed.windows(2).filter(|pair| pair[0].picture > pair[1].picture).count() as i64;
    cost + (40 - share).max(0) * 5 + 6 * order
}

/// All arrangements worth trying: each picture as the large one, each one or two beside it, the others in
/// one row or two, in their order.
fn arrangements(count: usize) -> Vec<Arrangement> {
    let mut all = Vec::new();
    for large in 0..count {
        let others = (0..count).filter(|at| *at != large).collect::<Vec<_>>();
        for pair in pairs(&others) {
            let rest = others.iter().copied().filter(|at| !pair.contains(at)).collect::<Vec<_>>();
            let rows = if rest.is_empty() { Vec::new() } else { vec![rest.clone()] };
            all.push(Arrangement { large, pair: pair.clone(), rows });
            for cut in 1..rest.len() {
                let rows = vec![rest[..cut].to_vec(), rest[cut..].to_vec()];
                all.push(Arrangement { large, pair: pair.clone(), rows });
            }
        }
    }
    all
}

/// Nothing, one or two of the others, in their order.
fn pairs(others: &[usize]) -> Vec<Vec<usize>> {
    let mut pairs = vec![Vec::new()];
    for (at, one) in others.iter().enumerate() {
        pairs.push(vec![*one]);
        pairs.extend(others[at + 1..].iter().map(|two| vec![*one, *two]));
    }
    pairs
}

#[cfg(test)]
mod tests;
