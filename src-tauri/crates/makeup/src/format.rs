//! What a page is: its columns, rows, headline classes and least modules.

use std::{fmt, ops::RangeInclusive, str::FromStr};

use serde::{Deserialize, Serialize};

/// Units in one CSS pixel (on screens) or one point (in print).
pub const UNIT: i32 = 64;

/// Number of headline classes: A, A2, B, C, D, E, F.
pub const CLASSES: usize = 7;

/// Body size of the window's text at 100 %, in units.
pub const BODY: i32 = 17 * UNIT;

/// Mean characters of a window's column in Latin script.
const LATIN: i32 = 36;

/// Rows of a window's page, however low it is.
const LEAST_ROWS: usize = 6;

/// Pixels of a window's sides for which pages are made.
const SIDES: RangeInclusive<i32> = 200..=8000;

/// Which sheet or screen a page is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 888 × 1368 pt, six columns.
    Broadsheet,
    /// A3, 842 × 1191 pt, five columns.
    Tabloid,
    /// A4, 595 × 842 pt, three columns.
    A4,
    /// 612 × 792 pt, three columns.
    Letter,
    /// A 10.3″ e-ink screen, 702 × 936 px at twice the density.
    Eink,
    /// A window's reading area, in px.
    Screen {
        /// Width in px.
        width: i32,
        /// Height in px.
        height: i32,
    },
}

/// Sheets by their names; a screen is `screen:1440x788`.
const SHEETS: [(&str, Paper); 5] = [
    ("broadsheet", Paper::Broadsheet),
    ("tabloid", Paper::Tabloid),
    ("a4", Paper::A4),
    ("letter", Paper::Letter),
    ("eink", Paper::Eink),
];

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Screen { width, height } = self {
            return write!(f, "screen:{width}x{height}");
        }
        let name = SHEETS.iter().find(|(_, sheet)| sheet == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// What no sheet or screen is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPaper;

impl FromStr for Paper {
    type Err = NoPaper;

    fn from_str(name: &str) -> Result<Self, NoPaper> {
        let name = name.to_lowercase();
        if let Some((_, sheet)) = SHEETS.iter().find(|(own, _)| *own == name) {
            return Ok(*sheet);
        }
        let size = name.strip_prefix("screen:").and_then(|size| size.split_once('x'));
        let side = |side: &str| side.parse().ok().filter(|side| SIDES.contains(side));
        let sides = size.and_then(|(width, height)| side(width).zip(side(height)));
        sides.map(|(width, height)| Self::Screen { width, height }).ok_or(NoPaper)
    }
}

/// Script of the body text, which sets the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Latin, Devanagari and all that stand on a row of 1.3 times the body.
    Latin,
    /// Urdu in Nastaliq: rows of 36 where Latin has 22, wider legs, from the right.
    Nastaliq,
}

/// What stands above the body of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Top {
    /// The nameplate.
    Front,
    /// The folio alone.
    Inside,
    /// A section's plate.
    Opener,
}

/// The least that a module, picture or leg may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Least {
    /// Rows of a leg.
    pub leg: usize,
    /// Rows of a leg that stands under a picture.
    pub under: usize,
    /// Rows of a picture without its cutline.
    pub picture: usize,
    /// Lines that stand before a jump on a front.
    pub before_jump: usize,
    /// Lines that a jump leaves for the other page.
    pub after_jump: usize,
    /// Rows of an index of sections.
    pub index: usize,
    /// Lines below which a story without a picture is gathered into briefs.
    pub story: usize,
    /// Rows of a column of briefs, its heading included.
    pub briefs: usize,
}

/// A page's grid. Lengths are in [`UNIT`]s; y points down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Sheet or screen.
    pub paper: Paper,
    /// Script of the body.
    pub script: Script,
    /// Whether two pages of this size stand side by side.
    pub facing: bool,
    /// Width of one page.
    pub width: i32,
    /// Height of one page.
    pub height: i32,
    /// Space left and right of the columns.
    pub margin: i32,
    /// Columns of a page.
    pub columns: usize,
    /// Width of a column.
    pub column: i32,
    /// Space between columns.
    pub gutter: i32,
    /// Body size.
    pub body: i32,
    /// Height of a row: one line of body text.
    pub row: i32,
    /// Space under the last row.
    pub foot: i32,
    /// Rows of a page under each [`Top`], in its order.
    pub rows: [usize; 3],
    /// Headline sizes by class, falling.
    pub classes: [i32; CLASSES],
    /// Least modules.
    pub least: Least,
    /// Whether pages are mirrored: the first column is the right one.
    pub from_right: bool,
}

impl Format {
    /// The window's page: `width` × `height` px, `body` in units (see [`text_size`]).
    pub fn screen(width: i32, height: i32, body: i32, script: Script) -> Self {
        let paper = Paper::Screen { width, height };
        let (width, height) = (width.max(200) * UNIT, height.max(200) * UNIT);
        window(paper, (width, height), body.min(largest_body(height, script)).max(UNIT), script)
    }

    /// A 10.3″ e-ink screen with a body of 20 px.
    pub fn eink(script: Script) -> Self {
        window(Paper::Eink, (702 * UNIT, 936 * UNIT), 20 * UNIT, script)
    }

    /// A sheet of 888 × 1368 pt.
    pub fn broadsheet(script: Script) -> Self {
        print(Paper::Broadsheet, (888, 1368), 36, 6, script)
    }

    /// A sheet of A3.
    pub fn tabloid(script: Script) -> Self {
        print(Paper::Tabloid, (842, 1191), 36, 5, script)
    }

    /// A sheet of A4.
    pub fn a4(script: Script) -> Self {
        print(Paper::A4, (595, 842), 36, 3, script)
    }

    /// A sheet of letter.
    pub fn letter(script: Script) -> Self {
        print(Paper::Letter, (612, 792), 36, 3, script)
    }

    /// Whether the page is made for a screen, where stories are whole inside.
    pub fn is_screen(&self) -> bool {
        matches!(self.paper, Paper::Screen { .. } | Paper::Eink)
    }

    /// Width of `columns` columns with the gutters between them.
    pub fn span(&self, columns: usize) -> i32 {
        let columns = int(columns);
        columns * self.column + (columns - 1).max(0) * self.gutter
    }

    /// Left edge of a rectangle of `columns` columns that begins at `column`.
    pub fn x(&self, column: usize, columns: usize) -> i32 {
        let from_left =
            if self.from_right { self.columns.saturating_sub(column + columns) } else { column };
        self.margin + int(from_left) * (self.column + self.gutter)
    }

    /// Top edge of a row: rows are counted from the foot, what is left over stays under the furniture.
    pub fn y(&self, top: Top, row: usize) -> i32 {
        self.height - self.foot - int(self.rows_under(top).saturating_sub(row)) * self.row
    }

    /// Rows of a page under this furniture.
    pub fn rows_under(&self, top: Top) -> usize {
        self.rows[top as usize]
    }

    /// Rows that a headline of `lines` lines takes, with the air above it.
    pub fn head_rows(&self, lines: usize, class: usize) -> usize {
        if lines == 0 {
            return 0;
        }
        let size = i64::from(self.classes[class.min(CLASSES - 1)]);
        let (leading, air) = match self.script {
            Script::Nastaliq => (250, 0),
            Script::Latin if size > i64::from(34 * UNIT) => (103, 30),
            Script::Latin => (107, 30),
        };
        let height = size * (lines as i64 * leading + air);
        let row = 100 * i64::from(self.row);
        usize::try_from((height + row - 1) / row).unwrap_or(1).max(1)
    }
}

/// Body size in units at a text size of `percent`, in quarters of a pixel.
pub fn text_size(percent: i32) -> i32 {
    let quarters = (BODY * percent.clamp(50, 400) + 50 * UNIT / 4) / (100 * UNIT / 4);
    quarters * (UNIT / 4)
}

/// The page of a screen, by the formulas of the window-fitted edition.
fn window(paper: Paper, (width, height): (i32, i32), body: i32, script: Script) -> Format {
    let whole = round(width, 45 * UNIT).clamp(20, 48) * UNIT;
    let (row, text, characters) = match script {
        Script::Latin => (round(13 * body, 10 * UNIT) * UNIT, body, LATIN),
        Script::Nastaliq => (round(36 * body, 17 * UNIT) * UNIT, round(33 * body, 34), 45),
    };
    let gutter = round(5 * body, 4 * UNIT) * UNIT;
    let columns_of = |live: i32| columns_nearest(live, gutter, body, characters);
    // An edition in two scripts is turned as one.
    let facing = columns_nearest(width - 2 * whole, gutter, body, LATIN) > 7;
    let width = if facing { width / 2 } else { width };
    let live = width - 2 * whole;
    let columns = columns_of(live).min(7);
    let rows = |top: i32| {
        let free = height - top * UNIT - round(95 * row, 100);
        usize::try_from(free / row).unwrap_or(0).max(LEAST_ROWS)
    };
    let narrow = columns == 1;
    Format {
        paper,
        script,
        facing,
        width,
        height,
        margin: whole,
        columns,
        column: (live - (int(columns) - 1) * gutter) / int(columns),
        gutter,
        body: text,
        row,
        foot: round(45 * row, 100),
        rows: [rows(if height < 800 * UNIT { 73 } else { 97 }), rows(37), rows(101)],
        classes: window_classes(body),
        least: Least {
            leg: if narrow { 3 } else { 5 },
            under: 5,
            picture: 7,
            before_jump: 4,
            after_jump: 6,
            index: 6,
            story: 22,
            briefs: 6,
        },
        from_right: script == Script::Nastaliq,
    }
}

/// The body of which a window holds its least rows under the highest furniture.
fn largest_body(height: i32, script: Script) -> i32 {
    // A row is rounded to whole px.
    let row = (height - 101 * UNIT) * 100 / (100 * int(LEAST_ROWS) + 95) - UNIT / 2;
    let body = match script {
        Script::Latin => row * 10 / 13,
        Script::Nastaliq => row * 17 / 36,
    };
    body / (UNIT / 4) * (UNIT / 4)
}

/// The count of columns whose measure is nearest to so many mean characters of 0.419 body.
///
/// One fewer where words would gape, below 33 of 36 parts of that, and the lines do not become too long, above 41.
fn columns_nearest(live: i32, gutter: i32, body: i32, characters: i32) -> usize {
    let aim = i64::from(characters) * 419 * i64::from(body);
    let measure = |columns: i32| i64::from((live - (columns - 1) * gutter) / columns) * 1000;
    let best = (1..=14).min_by_key(|columns| (measure(*columns) - aim).abs()).unwrap_or(1);
    let gapes = 36 * measure(best) < 33 * aim;
    let fewer = if gapes && best > 1 && 36 * measure(best - 1) <= 41 * aim { 1 } else { 0 };
    usize::try_from(best - fewer).unwrap_or(1)
}

/// Headline sizes of a window: they grow slower than the text.
fn window_classes(body: i32) -> [i32; CLASSES] {
    let size = grown(body);
    [320, 260, 225, 170, 135, 115, 100].map(|ratio| quarter(ratio * size / 100))
}

/// (percent of the text, 1024 × (percent / 100)^0.6) for the nine text sizes and two beyond them.
const GROWTH: [(i32, i32); 11] = [
    (50, 676),
    (80, 896),
    (90, 961),
    (100, 1024),
    (110, 1084),
    (118, 1131),
    (125, 1171),
    (150, 1306),
    (175, 1433),
    (200, 1552),
    (400, 2352),
];

/// 17 px × (body / 17 px)^0.6, between the table's sizes on a straight line.
fn grown(body: i32) -> i32 {
    let percent = (100 * body).div_euclid(BODY).clamp(50, 399);
    let rest = (100 * body - percent * BODY).clamp(0, BODY);
    let at = GROWTH.iter().rposition(|(size, _)| *size <= percent).unwrap_or(0);
    let ((from, low), (to, high)) = (GROWTH[at], GROWTH[(at + 1).min(GROWTH.len() - 1)]);
    let along = (percent - from) * BODY + rest;
    let factor = i64::from(low)
        + i64::from(high - low) * i64::from(along) / i64::from(((to - from) * BODY).max(1));
    i32::try_from(i64::from(BODY) * factor / 1024).unwrap_or(BODY)
}

/// The page of a sheet, in points.
fn print(paper: Paper, size: (i32, i32), margin: i32, columns: usize, script: Script) -> Format {
    let (width, height) = (size.0 * UNIT, size.1 * UNIT);
    let (row, columns, body) = match script {
        Script::Latin => (11 * UNIT, columns, 9 * UNIT + UNIT / 4),
        Script::Nastaliq => (22 * UNIT, columns.div_ceil(2).max(2), 10 * UNIT + UNIT / 2),
    };
    let (margin, gutter, foot) = (margin * UNIT, 14 * UNIT, 34 * UNIT);
    let live = width - 2 * margin;
    // The nameplate is as high as its sheet allows: 165 pt of the broadsheet's width.
    let front = 66 + 99 * size.0 / 888;
    let rows = |top: i32| usize::try_from((height - foot - top * UNIT) / row).unwrap_or(0).max(6);
    let classes = match script {
        Script::Latin => [56, 44, 34, 28, 22, 17, 13],
        Script::Nastaliq => [35, 30, 24, 22, 20, 17, 14],
    };
    let small = size.0 < 800;
    let scale = |class: i32| if small { class * 4 / 5 } else { class };
    Format {
        paper,
        script,
        facing: false,
        width,
        height,
        margin,
        columns,
        column: (live - (int(columns) - 1) * gutter) / int(columns),
        gutter,
        body,
        row,
        foot,
        rows: [rows(front), rows(66), rows(123)],
        classes: classes.map(|class| scale(class) * UNIT),
        least: Least {
            leg: 6,
            under: 6,
            picture: if script == Script::Latin { 9 } else { 6 },
            before_jump: if small { 10 } else { 20 },
            after_jump: 6,
            index: 11,
            story: if small { 24 } else { 42 },
            briefs: 10,
        },
        from_right: script == Script::Nastaliq,
    }
}

/// `a / b` to the nearest whole number, halves up.
fn round(a: i32, b: i32) -> i32 {
    (2 * a + b).div_euclid(2 * b)
}

/// To the next quarter of a pixel.
fn quarter(length: i32) -> i32 {
    round(length, UNIT / 4) * (UNIT / 4)
}

/// A count as a length's factor.
pub fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
