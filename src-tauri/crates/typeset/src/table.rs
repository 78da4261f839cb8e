//! Tables: what their columns need, and their cells as lines once each column has a width.

use model::Row;

use crate::{
    Alignment, Fonts, Language, Length, Line, Paragraph, Run, Setting, Slot, Style,
    units::{narrow, short},
};

/// A page is not wider: what spans more columns is an error of the paper's.
const MOST_COLUMNS: usize = 64;

/// How a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// The cells: agate with tabular figures, as a rule.
    pub body: Style,
    /// The cells that head a row or column.
    pub head: Style,
    /// Between two columns.
    pub gap: Length,
}

/// A table whose cells are shaped.
#[derive(Debug, Clone)]
pub struct Table {
    /// The cells, row by row.
    pub cells: Vec<TableCell>,
    /// What each column needs.
    pub columns: Vec<Column>,
    /// How many rows there are.
    pub rows: u32,
    style: TableStyle,
}

/// A cell and its place.
#[derive(Debug, Clone)]
pub struct TableCell {
    /// Its first row.
    pub row: u32,
    /// Its first column, in the order of reading.
    pub column: u32,
    /// How many rows it covers.
    pub rows: u32,
    /// How many columns it covers.
    pub columns: u32,
    /// Heads its row or column.
    pub is_header: bool,
    /// What it says.
    pub paragraph: Paragraph,
}

/// What a column needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Column {
    /// So that no word is broken by force.
    pub least: Length,
    /// So that each cell is one line.
    pub natural: Length,
    /// Holds figures, which are set flush at the end.
    pub is_numeric: bool,
}

impl Table {
    /// Shapes a table's cells and finds their places.
    #[must_use]
    pub fn new(fonts: &mut Fonts, rows: &[Row], style: &TableStyle, language: Language) -> Self {
        let mut table =
            Self { cells: Vec::new(), columns: Vec::new(), rows: short(rows.len()), style: *style };
        // For each column, the first row that no cell from above covers.
        let mut free: Vec<u32> = Vec::new();
        for (row, cells) in (0_u32..).zip(rows) {
            for cell in &cells.cells {
                let style = if cell.header { &style.head } else { &style.body };
                let runs = Run::of_spans(&cell.spans, style);
                let paragraph = Paragraph::new(fonts, &runs, style, language);
                let column = free.iter().position(|next| *next <= row).unwrap_or(free.len());
                let columns =
                    (cell.colspan.max(1) as usize).min(MOST_COLUMNS.saturating_sub(column));
                if columns == 0 {
                    break;
                }
                let rows = cell.rowspan.clamp(1, short(rows.len()) - row);
                free.resize(free.len().max(column + columns), 0);
                free[column..column + columns].fill(row + rows);
                let (column, columns) = (short(column), short(columns));
                let is_header = cell.header;
                table.cells.push(TableCell { row, column, rows, columns, is_header, paragraph });
            }
        }
        table.measure(free.len());
        table
    }

    /// The same table in type of another size.
    #[must_use]
    pub fn resized(&self, style: &TableStyle) -> Self {
        let mut table = Self { style: *style, ..self.clone() };
        table.measure(self.columns.len());
        table
    }

    fn measure(&mut self, count: usize) {
        let mut columns = vec![Column::default(); count];
        let mut figures = vec![(0, 0); count];
        for cell in self.cells.iter().filter(|cell| cell.columns == 1) {
            let style = self.style_of(cell);
            let column = &mut columns[cell.column as usize];
            column.least = column.least.max(cell.paragraph.least_width(style));
            column.natural = column.natural.max(cell.paragraph.natural_width(style));
            if !cell.is_header && !cell.paragraph.is_blank() {
                let (numeric, all) = &mut figures[cell.column as usize];
                *numeric += usize::from(is_figure(cell.paragraph.text()));
                *all += 1;
            }
        }
        for cell in self.cells.iter().filter(|cell| cell.columns > 1) {
            let style = self.style_of(cell);
            let span = cell.column as usize..(cell.column + cell.columns) as usize;
            let wanted = (cell.paragraph.least_width(style), cell.paragraph.natural_width(style));
            self.widen(&mut columns[span], wanted);
        }
        for (column, (numeric, all)) in columns.iter_mut().zip(figures) {
            column.is_numeric = numeric * 2 > all;
        }
        self.columns = columns;
    }

    /// Widens the columns under a cell that spans them, all by the same.
    fn widen(&self, columns: &mut [Column], (least, natural): (Length, Length)) {
        let count = columns.len() as i64;
        let gaps = i64::from(self.style.gap.0) * (count - 1);
        let lacks = |wanted: Length, part: fn(&Column) -> Length| {
            let has: i64 = columns.iter().map(|column| i64::from(part(column).0)).sum();
            Length(narrow(((i64::from(wanted.0) - has - gaps).max(0) + count - 1) / count))
        };
        let least = lacks(least, |column| column.least);
        let natural = lacks(natural, |column| column.natural);
        for column in columns {
            column.least = column.least + least;
            column.natural = (column.natural + natural).max(column.least);
        }
    }

    /// How wide each column is in a table of a width, or none if words would have to be broken.
    ///
    /// Columns are never wider than natural: what is left over is the caller's to place.
    #[must_use]
    pub fn widths(&self, width: Length) -> Option<Vec<Length>> {
        let gaps = self.style.gap.0 * (narrow(self.columns.len() as i64) - 1).max(0);
        let room = i64::from(width.0) - i64::from(gaps);
        let sum = |part: fn(&Column) -> i32| {
            self.columns.iter().map(|column| i64::from(part(column))).sum::<i64>()
        };
        let (least, natural) = (sum(|column| column.least.0), sum(|column| column.natural.0));
        if natural <= room {
            return Some(self.columns.iter().map(|column| column.natural).collect());
        }
        if least > room {
            return None;
        }
        let share = |column: &Column| {
            let more =
                i64::from(column.natural.0 - column.least.0) * (room - least) / (natural - least);
            Length(column.least.0 + narrow(more))
        };
        Some(self.columns.iter().map(share).collect())
    }

    /// The lines of each cell, x being reckoned from the table's left edge.
    ///
    /// A table that runs from the right has its first column there.
    #[must_use]
    pub fn lines(&self, widths: &[Length]) -> Vec<Vec<Line>> {
        let gap = self.style.gap;
        let total = widths.iter().fold(Length(0), |sum, width| sum + *width + gap) - gap;
        let lines = |cell: &TableCell| {
            let before = widths.iter().take(cell.column as usize);
            let start = before.fold(Length(0), |sum, width| sum + *width + gap);
            let covered = widths.iter().skip(cell.column as usize).take(cell.columns as usize);
            let width = covered.fold(Length(0), |sum, width| sum + *width + gap) - gap;
            let x = if cell.paragraph.is_right_to_left() { total - start - width } else { start };
            let numeric =
                self.columns.get(cell.column as usize).is_some_and(|column| column.is_numeric);
            let alignment =
                if numeric && cell.columns == 1 { Alignment::End } else { Alignment::Start };
            let style = Style { alignment, ..*self.style_of(cell) };
            cell.paragraph.lines(&Setting::new(&style, &Slot { x, width }))
        };
        self.cells.iter().map(lines).collect()
    }

    /// How a cell is set.
    #[must_use]
    pub fn style_of(&self, cell: &TableCell) -> &Style {
        if cell.is_header { &self.style.head } else { &self.style.body }
    }
}

/// Says a number: figures with their signs and little else.
fn is_figure(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let figures = text.chars().filter(|letter| letter.is_numeric()).count();
    figures > 0 && letters <= 2 || matches!(text.trim(), "–" | "—" | "-" | "n/a")
}

#[cfg(test)]
mod tests {
    use model::{Cell, Span};

    use super::*;
    use crate::{Face, Figures, Size};

    fn style() -> TableStyle {
        let agate = Style {
            alignment: Alignment::Start,
            figures: Figures::Tabular,
            hyphens: false,
            ..Style::new(Face::Sans, Size(40))
        };
        TableStyle {
            body: agate,
            head: Style { face: Face::SansBold, ..agate },
            gap: Length::pixels(8),
        }
    }

    fn table(rows: &[&[(&str, u32, u32)]], language: Language) -> Table {
        let cell = |row: usize, (text, colspan, rowspan): (&str, u32, u32)| Cell {
            header: row == 0,
            colspan,
            rowspan,
            spans: vec![Span::plain(text)],
        };
        let row = |(number, row): (usize, &&[(&str, u32, u32)])| Row {
            cells: row.iter().map(|each| cell(number, *each)).collect(),
        };
        let rows: Vec<Row> = rows.iter().enumerate().map(row).collect();
        Table::new(&mut Fonts::new(), &rows, &style(), language)
    }

    const LEAGUE: [&[(&str, u32, u32)]; 3] = [
        &[("Team", 1, 1), ("Points", 1, 1)],
        &[("Kiln Quarter Athletic", 1, 1), ("41", 1, 1)],
        &[("Railway", 1, 1), ("8", 1, 1)],
    ];

    #[test]
    fn columns_are_measured_and_figures_end_alike() {
        let table = table(&LEAGUE, Language::ENGLISH);
        assert_eq!(
            table.columns.iter().map(|column| column.is_numeric).collect::<Vec<_>>(),
            [false, true]
        );
        let widths = table.widths(Length::pixels(400)).unwrap();
        let lines = table.lines(&widths);
        assert!(lines.iter().all(|lines| lines.len() == 1));
        let end = |cell: usize| lines[cell][0].x + lines[cell][0].width;
        assert_eq!(end(3).0.abs_diff(end(5).0), 0);
        assert!(end(5) <= widths[0] + Length::pixels(8) + widths[1]);
    }

    #[test]
    fn what_is_too_narrow_takes_more_lines_and_then_gives_up() {
        let table = table(&LEAGUE, Language::ENGLISH);
        let natural = table.columns[0].natural + table.columns[1].natural + Length::pixels(8);
        let widths = table.widths(natural - Length::pixels(20)).unwrap();
        assert!(widths[0] + widths[1] + Length::pixels(8) <= natural - Length::pixels(20));
        assert_eq!(table.lines(&widths)[2].len(), 2);
        assert_eq!(table.widths(Length::pixels(30)), None);
    }

    #[test]
    fn a_table_in_smaller_type_is_narrower() {
        let table = table(&LEAGUE, Language::ENGLISH);
        let half = |style: Style| Style { size: Size(style.size.0 / 2), ..style };
        let TableStyle { body, head, gap } = style();
        let small = table.resized(&TableStyle { body: half(body), head: half(head), gap });
        assert_eq!(small.columns[0].natural.0, (table.columns[0].natural.0 + 1) / 2);
    }

    #[test]
    fn cells_that_span_find_their_places() {
        let rows: [&[(&str, u32, u32)]; 3] = [
            &[("A headline over everything", 3, 1)],
            &[("a", 1, 9), ("b", 1, 1), ("c", 1, 1)],
            &[("d", 99, 1)],
        ];
        let table = table(&rows, Language::ENGLISH);
        let places: Vec<[u32; 4]> = table
            .cells
            .iter()
            .map(|cell| [cell.row, cell.column, cell.rows, cell.columns])
            .collect();
        assert_eq!(places, [[0, 0, 1, 3], [1, 0, 2, 1], [1, 1, 1, 1], [1, 2, 1, 1], [2, 1, 1, 63]]);
        assert!(table.widths(Length::pixels(2000)).is_some());
    }

    #[test]
    fn an_urdu_table_begins_at_the_right() {
        let rows: [&[(&str, u32, u32)]; 2] =
            [&[("ٹیم", 1, 1), ("پوائنٹس", 1, 1)], &[("ریلوے", 1, 1), ("41", 1, 1)]];
        let mut table = table(&rows, Language::URDU);
        assert!(table.cells[0].paragraph.is_right_to_left());
        let widths = table.widths(Length::pixels(400)).unwrap();
        let lines = table.lines(&widths);
        assert!(lines[0][0].x > lines[1][0].x);
        table.cells.clear();
        assert!(table.lines(&widths).is_empty());
    }
}
