//! Fills: all ways in which the body of a rectangle can be filled exactly with one take.
//!
//! The picture's rows, the quotation and its air, and the byline's are tried; what is kept has been flowed
//! for real.

use crate::{
    cost::{
        BYLINE_AIR, NOT_WIDE, OTHER_SIDE, QUOTATION, QUOTATION_AIR, SHORT_LEGS, TORN, WHITE,
        log_ratio,
    },
    flow::{Fit, Flow, Terms},
    format::{Format, int},
    legs::Body,
    supply::Picture,
    take::Take,
};

/// Rows of air that a quotation or a byline may have beside its own.
const AIR: usize = 2;

/// One way to fill a body exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fill {
    /// Columns of a leg; 0 counts as 1.
    pub(crate) measure: u8,
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
    /// Rows of air around the byline.
    pub(crate) air: u8,
    pub(crate) jump: bool,
    /// Whether it goes on on a page of its own.
    pub(crate) overleaf: bool,
    /// Lines that a jump leaves at least.
    pub(crate) after: u8,
    /// Rows of white that were taken from the legs before the text was set.
    pub(crate) levelled: u16,
    /// White lines in all.
    pub(crate) white: u16,
    /// First lines alone at a leg's foot.
    pub(crate) orphans: u8,
    /// Whether widows and orphans were not minded.
    pub(crate) loose: bool,
    pub(crate) cost: i32,
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
        /// Least lines after it.
        after: u8,
        /// Whether the story has whole pages and breaks off at the end of a paragraph where it can.
        overleaf: bool,
    },
}

/// All ways to fill bodies with one take.
#[derive(Clone, Debug)]
pub(crate) struct Fills {
    rows: usize,
    fills: Vec<Vec<Fill>>,
}

impl Fill {
    /// Whether a line is white or a first line alone.
    pub(crate) fn is_flawed(&self) -> bool {
        self.white > 0 || self.orphans > 0
    }
}

impl Fills {
    /// The fills of a body of so many columns and rows.
    pub(crate) fn of(&self, columns: usize, rows: usize) -> &[Fill] {
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
                if body_rows >= format.least.leg && columns % take.measure == 0 {
                    let (columns, every_way) = (columns / take.measure, false);
                    let mut search =
                        Search { take, format, ending, columns, body_rows, every_way, flow };
                    search.all(&mut found);
                }
                fills.push(found);
            }
        }
        let mut fills = Self { rows, fills };
        let may_pad = ending == Ending::Whole && !take.jumpable && take.measure == 1;
        if may_pad && fills.fills.iter().all(Vec::is_empty) {
            fills.pad(take, format, flow);
        }
        fills
    }

    /// Gives a take that fills nothing exactly its least rectangles, with white.
    fn pad(&mut self, take: &Take, format: &Format, flow: &mut Flow) {
        for columns in 1..=format.columns {
            for body_rows in format.least.leg..=self.rows {
                let ending = Ending::Whole;
                let every_way = false;
                let mut search =
                    Search { take, format, ending, columns, body_rows, every_way, flow };
                if let Some(fill) = search.padded() {
                    self.fills[(columns - 1) * (self.rows + 1) + body_rows].push(fill);
                }
            }
        }
    }
}

/// The fills of one body, its columns those of the grid, every way tried: picture at either side, quotation
/// higher or lower.
pub(crate) fn every_fill(
    take: &Take,
    format: &Format,
    (columns, body_rows): (usize, usize),
    ending: Ending,
    flow: &mut Flow,
) -> Vec<Fill> {
    let mut found = Vec::new();
    let (columns, every_way) = (columns / take.measure, true);
    Search { take, format, ending, columns, body_rows, every_way, flow }.all(&mut found);
    found
}

/// The text over one body with whatever white that leaves, levelled over its legs.
pub(crate) fn padded_fill(
    take: &Take,
    format: &Format,
    (columns, body_rows): (usize, usize),
    flow: &mut Flow,
) -> Option<Fill> {
    if columns % take.measure != 0 {
        return None;
    }
    let (columns, ending, every_way) = (columns / take.measure, Ending::Whole, false);
    Search { take, format, ending, columns, body_rows, every_way, flow }.padded()
}

/// The search for the fills of one body.
struct Search<'a> {
    take: &'a Take,
    format: &'a Format,
    ending: Ending,
    /// Legs side by side, each of them as wide as the take's measure.
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
            if !fill.is_flawed() {
                break;
            }
        }
        best
    }

    /// The best number of picture rows, or the text alone.
    fn best(&mut self, picture: usize, quotation: usize) -> Option<Fill> {
        let take = self.take;
        let narrow = if take.wide.is_some() { NOT_WIDE } else { 0 };
        let base = Fill {
            measure: take.measure as u8,
            columns: (picture * take.measure) as u8,
            quotation: quotation as u8,
            cost: narrow + if quotation > 0 { QUOTATION } else { 0 },
            ..Fill::default()
        };
        let Some((_, copy)) = take.picture.as_ref().filter(|_| picture > 0) else {
            return self.set(base);
        };
        let natural = Natural::of(copy, picture * take.measure, self.format);
        let mut best: Option<Fill> = None;
        for rows in self.picture_rows(&natural, picture, quotation) {
            let under = self.body_rows - rows;
            let beside = picture < self.columns;
            let alone = take.is_picture() && !beside;
            if under < self.format.least.under && !(under == 0 && (beside || alone)) {
                continue;
            }
            let cost = base.cost + natural.crop(rows);
            if best.is_some_and(|best| best.cost <= cost) {
                continue;
            }
            let fill = Fill { rows: rows as u8, cutline: natural.cutline as u8, cost, ..base };
            let fill = match (alone, under) {
                (true, 0) => Some(fill),
                (true, _) => None,
                (false, _) => self.set(fill),
            };
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
        // Around a drawing that stands for itself there may be white.
        let high = if self.take.is_picture() { high.max(low * 4 / 3) } else { high };
        let middle = natural.rows().clamp(low, high.max(low));
        let (low, high) = match self.ending {
            Ending::Jump { overleaf, .. } => {
                // A page that a story has alone ends with a paragraph for a row or three of its picture.
                let by = if overleaf { 4 } else { 1 };
                (low.max(middle - by), high.min(middle + by))
            }
            Ending::Whole => {
                if self.take.is_picture() {
                    return [self.body_rows]
                        .into_iter()
                        .filter(|rows| (low..=high.min(250)).contains(&int(*rows)))
                        .collect::<Vec<_>>()
                        .into_iter();
                }
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

    /// Sets the text for real: if it does not come out, with air around the byline; where every way is to be
    /// tried, also with the picture at the other side or the quotation higher or lower.
    fn set(&mut self, fill: Fill) -> Option<Fill> {
        let columns = self.columns * self.take.measure;
        let mut best = self.flow(fill);
        let every_way = self.every_way;
        let has_byline = self.take.byline > 0;
        let mut vary = |fill: Fill| {
            if best.is_some_and(|best| !best.is_flawed()) {
                return;
            }
            let other = self.flow(fill);
            if let Some(other) = other
                && best.is_none_or(|best| other.cost < best.cost)
            {
                best = Some(other);
            }
        };
        for air in 1..=if has_byline { AIR } else { 0 } {
            vary(Fill { air: air as u8, cost: fill.cost + int(air) * BYLINE_AIR, ..fill });
        }
        if !every_way {
            return best;
        }
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

    /// Sets the text into the legs that a fill leaves.
    fn flow(&mut self, fill: Fill) -> Option<Fill> {
        let (before, fill) = match self.ending {
            Ending::Whole => (0, fill),
            Ending::Jump { before, after, overleaf } => {
                (before, Fill { jump: true, after, overleaf, ..fill })
            }
        };
        let body = self.body(fill);
        let has_place = body.quotation == 0 || body.quotation_place().is_some();
        // The byline stands on the first column, so there must be text below it.
        if !has_place || body.first_leg() < 2 {
            return None;
        }
        let fit = self.fit(&body, &fill).filter(|fit| fit.lines >= before)?;
        let full = body.picture.0 == self.columns;
        let leg = self.body_rows - if full { body.picture.1 } else { 0 };
        let cost = fill.cost + fit.cost + if leg < 8 { SHORT_LEGS } else { 0 };
        Some(Fill { white: u16::from(fit.white), orphans: fit.orphans, cost, ..fill })
    }

    fn body(&self, fill: Fill) -> Body {
        Body::of(self.take, (self.columns, self.body_rows), &fill)
    }

    fn fit(&mut self, body: &Body, fill: &Fill) -> Option<Fit> {
        let rooms = body.segments().iter().map(|segment| segment.rows).collect::<Vec<_>>();
        self.flow.fit(self.take, &rooms, terms(fill))
    }

    /// The text in legs that it does not fill, for what fills no rectangle at all: as many rows are cut
    /// from each leg as leaves the text room.
    fn padded(&mut self) -> Option<Fill> {
        let base = Fill { measure: self.take.measure as u8, ..Fill::default() };
        let room: usize = self.body(base).segments().iter().map(|segment| segment.rows).sum();
        let spare = room.checked_sub(self.take.tightest())?;
        let columns = self.columns;
        let least = room.saturating_sub(self.take.loosest() + columns);
        for strict in [true, false] {
            let cuts = least.div_ceil(columns)..=spare / columns;
            let cut = |rows: usize| Fill {
                levelled: (rows * columns).min(usize::from(u16::MAX)) as u16,
                loose: !strict,
                ..base
            };
            let fills = cuts.map(cut).filter_map(|fill| {
                let body = self.body(fill);
                let fit = self.fit(&body, &fill)?;
                let white = fill.levelled + u16::from(fit.white);
                let cost = (fit.cost + i32::from(fill.levelled) * WHITE).min(3_000);
                Some(Fill { white, orphans: fit.orphans, cost, ..fill })
            });
            let best = fills.min_by_key(|fill| fill.cost);
            if best.is_some() {
                return best;
            }
        }
        None
    }
}

/// How the text of a fill may end.
pub(crate) fn terms(fill: &Fill) -> Terms {
    let torn = if fill.overleaf { TORN } else { 0 };
    Terms { after: fill.jump.then_some(usize::from(fill.after)), strict: !fill.loose, torn }
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
