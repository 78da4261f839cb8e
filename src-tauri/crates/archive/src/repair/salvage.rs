//! Reads of a table what can be read, around pages that are torn.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::row::Row;
use crate::archive::harden;
use crate::folder::Folder;
use crate::seal::{self, Sealed};
use crate::{Archive, Error, schema};

/// A copy of a database whose schema cannot be read, with the schema that this program gives every archive.
///
/// # Errors
/// If it cannot be read all the same.
pub(super) fn with_own_schema(folder: &Folder, workshop: &Path) -> Result<Archive, Error> {
    let [copy, model] = ["copy.db", "model.db"].map(|name| workshop.join(name));
    fs::copy(folder.database(), &copy).map_err(Error::io(&copy))?;
    if folder.write_ahead_log().is_file() {
        let log = workshop.join("copy.db-wal");
        fs::copy(folder.write_ahead_log(), &log).map_err(Error::io(&log))?;
    }
    let mut model = Connection::open(model)?;
    harden(&model)?;
    schema::migrate(&mut model)?;
    let damaged = Connection::open(&copy)?;
    damaged.pragma_update(None, "writable_schema", true)?;
    // The first statement fails at the schema; after it the table of the schema itself can be reached.
    drop(damaged.prepare("SELECT 1 FROM sqlite_schema"));
    let mut texts =
        model.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let mut texts = texts.query([])?;
    while let Some(text) = texts.next()? {
        let text: [String; 3] = [text.get(0)?, text.get(1)?, text.get(2)?];
        damaged.execute("UPDATE sqlite_schema SET sql = ?3 WHERE type = ?1 AND name = ?2", text)?;
    }
    drop(damaged);
    let mended = Connection::open(&copy)?;
    harden(&mended)?;
    seal::tables(&mended)?;
    Ok(Archive::of(mended, folder.clone()))
}

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
