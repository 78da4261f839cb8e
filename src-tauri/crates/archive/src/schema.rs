use rusqlite::Connection;

use crate::{Error, seal};

/// `BRDS`: marks the file as an archive of Broadsheet.
const APPLICATION_ID: i64 = 0x4252_4453;

/// One script a schema version, applied in order; a script that has shipped is never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
];

/// Bytes of a page of a new database: with them most readings lie within their row. With SQLite's own 4,096 each has a
/// page of its own elsewhere, and a day that nobody looked at lately costs twice the reads.
pub(crate) const PAGE: u32 = 16_384;

/// The schema that brought kept editions.
pub(crate) const EDITIONS: u32 = 2;

/// The schema that brought the order of papers' front pages.
pub(crate) const FRONTS: u32 = 3;

/// The schema that brought dictionaries of captures.
pub(crate) const DICTIONARIES: u32 = 4;

/// The schema that brought the seals of rows.
pub(crate) const SEALS: u32 = 5;

/// The schema that brought the readings of earlier extractors.
pub(crate) const READINGS: u32 = 6;

/// The schema that brought what is read from photos.
pub(crate) const FACTS: u32 = 7;

/// The schema of a database, if it is older than the one that this program writes.
///
/// # Errors
/// As [`check`].
pub(crate) fn older(connection: &Connection) -> Result<Option<u32>, Error> {
    let found = check(connection)?;
    Ok((found > 0 && (found as usize) < MIGRATIONS.len()).then_some(found))
}

/// Brings a database to the newest schema, each step in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let found = check(connection)?;
    for (script, version) in MIGRATIONS.iter().zip(1_u32..).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(script)?;
        if version == SEALS {
            seal::seal_all(&transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The schema of a database; 0 for an empty one.
///
/// # Errors
/// [`Error::Newer`] if this program does not know it, [`Error::Damaged`] if it is no archive at all.
pub(crate) fn check(connection: &Connection) -> Result<u32, Error> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found == 0 {
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return if tables == 0 { Ok(0) } else { Err(foreign()) };
    }
    if application != APPLICATION_ID {
        return Err(foreign());
    }
    if found > known { Err(Error::Newer { found, known }) } else { Ok(found) }
}

fn foreign() -> Error {
    Error::Damaged { detail: "archive.db is a database of another program".to_owned() }
}
