//! Reads of a table what can be read, around pages that are torn.

use rusqlite::Connection;

use super::row::Row;
use crate::Error;
use crate::seal::Sealed;

/// Hands over every row that can be read, and says whether some could not. A row may come twice.
pub(super) fn rows(
    connection: &Connection,
    sealed: &Sealed,
    each: &mut dyn FnMut(Row) -> Result<(), Error>,
) -> Result<bool, Error> {
    if connection.prepare(&format!("SELECT rowid FROM {}", sealed.table)).is_ok() {
        return by_number(connection, sealed, each);
    }
    let keys = |order: &str| -> String {
        let keys = sealed.keys.iter().map(|key| format!("{key} {order}"));
        keys.collect::<Vec<_>>().join(", ")
    };
    let is_torn = !to_the_end(connection, sealed, &format!("ORDER BY {}", keys("ASC")), each)?;
    if is_torn {
        to_the_end(connection, sealed, &format!("ORDER BY {}", keys("DESC")), each)?;
    }
    Ok(is_torn)
}

/// Reads rows in an order until there are no more; false if a torn page ended it.
fn to_the_end(
    connection: &Connection,
    sealed: &Sealed,
    order: &str,
    each: &mut dyn FnMut(Row) -> Result<(), Error>,
) -> Result<bool, Error> {
    let Ok(mut statement) = connection.prepare(&select(sealed, "", order)) else {
        return Ok(false);
    };
    let Ok(mut rows) = statement.query([]) else { return Ok(false) };
    loop {
        match rows.next() {
            Ok(Some(row)) => each(Row::read(row, sealed.columns.len())?)?,
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        }
    }
}

/// Reads the rows of a table that numbers them; steps over the numbers that cannot be reached.
fn by_number(
    connection: &Connection,
    sealed: &Sealed,
    each: &mut dyn FnMut(Row) -> Result<(), Error>,
) -> Result<bool, Error> {
    let columns = sealed.columns.len();
    let from_here = select(sealed, ", rowid", "WHERE rowid >= ?1 ORDER BY rowid");
    let (mut next, mut is_torn) = (0, false);
    loop {
        let Ok(mut statement) = connection.prepare(&from_here) else { return Ok(true) };
        let Ok(mut rows) = statement.query([next]) else { return Ok(true) };
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let number: i64 = row.get(columns + 1)?;
                    each(Row::read(row, columns)?)?;
                    next = number.saturating_add(1);
                }
                Ok(None) => return Ok(is_torn),
                Err(_) => break,
            }
        }
        is_torn = true;
        let Some(readable) = readable_from(connection, &from_here, next) else { return Ok(true) };
        next = readable;
    }
}

/// The first number after a torn one from which on a row can be read; none if there is none.
fn readable_from(connection: &Connection, from_here: &str, torn: i64) -> Option<i64> {
    let can_be_read = |number: i64| {
        let mut statement = connection.prepare_cached(from_here).ok()?;
        let mut rows = statement.query([number]).ok()?;
        rows.next().ok().map(drop)
    };
    let mut step: i64 = 1;
    while can_be_read(torn.checked_add(step)?).is_none() {
        step = step.checked_mul(2)?;
    }
    let (mut low, mut high) = (torn + step / 2, torn + step);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if can_be_read(middle).is_some() { high = middle } else { low = middle }
    }
    Some(high)
}

/// All columns of a row, its seal, and `more`.
pub(super) fn select(sealed: &Sealed, more: &str, rest: &str) -> String {
    format!("SELECT {}, seal{more} FROM {} {rest}", sealed.columns.join(", "), sealed.table)
}
