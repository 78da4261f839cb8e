//! Where the text of a module stands: its legs, cut by picture and quotation.

use crate::{fill::Fill, take::Take};

/// A stretch of one column that holds text. Rows are counted from the top of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Column within the module.
    pub(crate) column: usize,
    /// First row.
    pub(crate) row: usize,
    /// Rows.
    pub(crate) rows: usize,
}

/// What of a module's body is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Body {
    /// Columns of the grid that one leg takes: what is a column here is a leg.
    pub(crate) measure: usize,
    /// Legs of the module, side by side.
    pub(crate) columns: usize,
    /// Rows under headline and deck.
    pub(crate) rows: usize,
    /// Rows of the byline on top of the first leg, with the air around it.
    pub(crate) byline: usize,
    /// Columns and rows of the picture with cutline and air, at the top.
    pub(crate) picture: (usize, usize),
    /// Whether the picture stands over the first columns, not the last.
    pub(crate) leading: bool,
    /// Rows of the quotation, 0 without one.
    pub(crate) quotation: usize,
    /// Rows by which the quotation stands lower than in the middle of its column.
    pub(crate) lower: isize,
    /// Whether the last row says where the story goes on.
    pub(crate) jump: bool,
    /// Rows of white, taken from the feet of the last legs.
    pub(crate) levelled: usize,
}

impl Body {
    /// What a fill leaves of so many legs and rows.
    pub(crate) fn of(take: &Take, (columns, rows): (usize, usize), fill: &Fill) -> Self {
        let air = if take.byline > 0 { usize::from(fill.air) } else { 0 };
        let measure = usize::from(fill.measure.max(1));
        Self {
            measure,
            columns,
            rows,
            byline: take.byline + air,
            picture: (usize::from(fill.columns) / measure, usize::from(fill.rows)),
            leading: fill.leading,
            quotation: usize::from(fill.quotation),
            lower: isize::from(fill.lower),
            jump: fill.jump,
            levelled: usize::from(fill.levelled),
        }
    }

    /// The first column of the picture.
    pub(crate) fn picture_column(&self) -> usize {
        if self.leading { 0 } else { self.columns - self.picture.0 }
    }

    fn under(&self, column: usize) -> bool {
        (self.picture_column()..self.picture_column() + self.picture.0).contains(&column)
    }

    /// The column that holds the quotation: the last one without a picture above it.
    fn quotation_column(&self) -> usize {
        (0..self.columns).rfind(|column| !self.under(*column)).unwrap_or(self.columns - 1)
    }

    /// Rows of a column that the picture leaves, and where they begin.
    fn column(&self, column: usize) -> (usize, usize) {
        let taken = if self.under(column) { self.picture.1 } else { 0 };
        let taken = taken + if column == 0 { self.byline } else { 0 };
        (taken, self.rows.saturating_sub(taken))
    }

    /// Rows of text in the first column.
    pub(crate) fn first_leg(&self) -> usize {
        self.column(0).1
    }

    /// Column, first row and rows of the quotation, if there is one and room for it.
    pub(crate) fn quotation_place(&self) -> Option<(usize, usize, usize)> {
        if self.quotation == 0 {
            return None;
        }
        let column = self.quotation_column();
        let (from, rows) = self.column(column);
        let free = rows.checked_sub(self.quotation + 6)?;
        // Three rows at least stay above and below it.
        let row = (3 + free / 2).saturating_add_signed(self.lower).clamp(3, 3 + free);
        Some((column, from + row, self.quotation))
    }

    /// All segments in reading order.
    pub(crate) fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::with_capacity(self.columns + 1);
        let place = self.quotation_place();
        for column in 0..self.columns {
            let (row, rows) = self.column(column);
            match place {
                Some((at, from, taken)) if at == column => {
                    segments.push(Segment { column, row, rows: from - row });
                    let next = from + taken;
                    segments.push(Segment { column, row: next, rows: row + rows - next });
                }
                _ => segments.push(Segment { column, row, rows }),
            }
        }
        if self.jump
            && let Some(last) = segments.iter_mut().rev().find(|segment| segment.rows > 0)
        {
            last.rows -= 1;
        }
        self.level(&mut segments);
        segments.retain(|segment| segment.rows > 0);
        segments
    }

    /// Takes the white of a short text from the feet of the legs, the last ones first, so that no leg is
    /// more than a row shorter than another.
    fn level(&self, segments: &mut [Segment]) {
        let mut cut = self.levelled;
        while cut > 0 {
            let before = cut;
            let mut below = usize::MAX;
            for segment in segments.iter_mut().rev() {
                // Only the foot of a column may end early, not what stands above a quotation.
                let foot = segment.column != below;
                below = segment.column;
                if cut > 0 && foot && segment.rows > 0 {
                    segment.rows -= 1;
                    cut -= 1;
                }
            }
            if cut == before {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> Body {
        Body {
            measure: 1,
            columns: 3,
            rows: 20,
            byline: 1,
            picture: (2, 12),
            leading: false,
            quotation: 0,
            lower: 0,
            jump: false,
            levelled: 0,
        }
    }

    fn rooms(body: Body) -> Vec<(usize, usize, usize)> {
        body.segments().iter().map(|leg| (leg.column, leg.row, leg.rows)).collect()
    }

    #[test]
    fn a_picture_leaves_the_legs_under_it() {
        assert_eq!(rooms(body()), [(0, 1, 19), (1, 12, 8), (2, 12, 8)]);
    }

    #[test]
    fn a_picture_may_stand_over_the_first_columns() {
        let body = Body { leading: true, ..body() };
        assert_eq!(rooms(body), [(0, 13, 7), (1, 12, 8), (2, 0, 20)]);
    }

    #[test]
    fn a_quotation_cuts_its_leg_in_two() {
        let body = Body { quotation: 6, ..body() };
        assert_eq!(body.quotation_place(), Some((0, 7, 6)));
        assert_eq!(rooms(body), [(0, 1, 6), (0, 13, 7), (1, 12, 8), (2, 12, 8)]);
    }

    #[test]
    fn the_jump_line_and_the_white_are_taken_at_the_foot() {
        let body = Body { jump: true, ..body() };
        assert_eq!(rooms(body)[2], (2, 12, 7));
        let body = Body { jump: false, levelled: 2, ..body };
        assert_eq!(rooms(body), [(0, 1, 19), (1, 12, 7), (2, 12, 7)]);
    }
}
