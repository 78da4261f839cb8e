use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::seal;

/// The most bytes that are hashed to find one flipped bit: some seconds.
const MOST_HASHED: usize = 1 << 32;

/// A value of a row, byte by byte: text that was damaged need not be UTF-8.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(Vec<u8>),
    Blob(Vec<u8>),
}

impl From<ValueRef<'_>> for Cell {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(text) => Self::Text(text.to_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_owned()),
        }
    }
}

impl Cell {
    fn value(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }
    }

    fn bits(&self) -> usize {
        match self {
            Self::Integer(_) => 64,
            Self::Text(bytes) | Self::Blob(bytes) => bytes.len() * 8,
            Self::Null | Self::Real(_) => 0,
        }
    }

    fn flip(&mut self, bit: usize) {
        match self {
            Self::Integer(number) => *number ^= 1 << bit,
            Self::Text(bytes) | Self::Blob(bytes) => {
                if let Some(byte) = bytes.get_mut(bit / 8) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            Self::Null | Self::Real(_) => {}
        }
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>, rusqlite::Error> {
        Ok(ToSqlOutput::Borrowed(self.value()))
    }
}

/// A row with its seal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// All values but the seal.
    pub(super) cells: Vec<Cell>,
    pub(super) seal: Cell,
}

impl Row {
    /// A row whose last column is its seal, with `skip` columns before the first.
    pub(super) fn read(row: &rusqlite::Row<'_>, columns: usize) -> Result<Self, rusqlite::Error> {
        let cells = (0..columns).map(|column| Ok(row.get_ref(column)?.into()));
        Ok(Self {
            cells: cells.collect::<Result<_, rusqlite::Error>>()?,
            seal: row.get_ref(columns)?.into(),
        })
    }

    /// The seal that its values ask for.
    pub(super) fn own_seal(&self) -> i64 {
        seal::of(self.cells.iter().map(Cell::value))
    }

    pub(super) fn is_whole(&self) -> bool {
        self.seal == Cell::Integer(self.own_seal())
    }

    /// Whether a broken row with the same keys was this one: they differ in one value and the seal alone.
    pub(super) fn is_surely(&self, broken: &Self, keys: usize) -> bool {
        let same = self.cells.iter().zip(&broken.cells).filter(|(own, other)| own == other).count();
        // Of a row of two or three values, one that differs may as well be newer.
        same + 1 >= self.cells.len() && same >= keys + 2
    }

    /// The row as it was before one bit of it flipped.
    ///
    /// A seal has 64 bits: that another row than the one that was stored fits it does not happen.
    pub(super) fn without_flip(&self) -> Option<Self> {
        let Cell::Integer(stored) = self.seal else { return None };
        let own = self.own_seal();
        if (stored ^ own).count_ones() == 1 {
            return Some(Self { cells: self.cells.clone(), seal: Cell::Integer(own) });
        }
        let bits: usize = self.cells.iter().map(Cell::bits).sum();
        if bits.saturating_mul(bits / 8) > MOST_HASHED {
            return None;
        }
        let mut tried = self.clone();
        for cell in 0..tried.cells.len() {
            for bit in 0..tried.cells.get(cell).map_or(0, Cell::bits) {
                tried.flip(cell, bit);
                if tried.own_seal() == stored {
                    return Some(tried);
                }
                tried.flip(cell, bit);
            }
        }
        None
    }

    fn flip(&mut self, cell: usize, bit: usize) {
        if let Some(cell) = self.cells.get_mut(cell) {
            cell.flip(bit);
        }
    }
}
