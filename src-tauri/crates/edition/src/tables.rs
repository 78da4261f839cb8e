//! Tables in one column: what fits, and how many rows of the page each of their rows takes.

use makeup::format::Format;
use typeset::{Alignment, Face, Length, Line, Style, Table, TableCell};

use crate::{
    body::table_style,
    roles::{Role, quarters},
};

/// A table whose cells are broken for a column.
pub(crate) struct SetTable {
    table: Table,
    /// The lines of each cell, in the order of the table's.
    lines: Vec<Vec<Line>>,
}

impl SetTable {
    /// Sets a table, in smaller type if need be; none where words would have to be broken.
    pub(crate) fn of(table: &Table, format: &Format, (role, text): (Role, Face)) -> Option<Self> {
        let size = role.style.size.length().0;
        [size, size * 88 / 100].into_iter().find_map(|size| {
            let style = table_style(quarters(size), text);
            let table = table.resized(&style);
            let mut widths = table.widths(Length(format.column))?;
            spread(&mut widths, format.column, style.gap);
            let lines = table.lines(&widths);
            Some(Self { table, lines })
        })
    }

    /// Lines of a row: those of its highest cell.
    pub(crate) fn rows(&self, row: u32) -> u16 {
        let most = self.cells(row).map(|(_, lines)| lines.len()).max().unwrap_or(0);
        u16::try_from(most.max(1)).unwrap_or(u16::MAX)
    }

    /// The cells that begin in a row, with their lines.
    pub(crate) fn cells(&self, row: u32) -> impl Iterator<Item = (&TableCell, &[Line])> {
        let cells = self.table.cells.iter().zip(&self.lines);
        cells.filter(move |(cell, _)| cell.row == row).map(|(cell, lines)| (cell, &lines[..]))
    }

    /// Whether no row follows a row.
    pub(crate) fn is_last(&self, row: u32) -> bool {
        row + 1 >= self.table.rows
    }

    /// How the lines of a cell are set; where they begin is in them.
    pub(crate) fn style_of(&self, cell: &TableCell) -> Style {
        Style { alignment: Alignment::Start, ..*self.table.style_of(cell) }
    }

    /// Whether a rule parts a row of heads from what is under it.
    pub(crate) fn is_ruled(&self, row: u32) -> bool {
        let heads = |row: u32| {
            let mut cells = self.cells(row).peekable();
            cells.peek().is_some() && cells.all(|(cell, _)| cell.is_header)
        };
        heads(row) && !heads(row + 1)
    }
}

/// Gives what a column has over to a table's first: it holds names, and the last ends flush.
fn spread(widths: &mut [Length], column: i32, gap: Length) {
    let count = i32::try_from(widths.len()).unwrap_or(1);
    let taken: i32 = widths.iter().map(|width| width.0).sum();
    let left = column - taken - gap.0 * (count - 1);
    if let Some(first) = widths.first_mut() {
        first.0 += left.max(0);
    }
}
