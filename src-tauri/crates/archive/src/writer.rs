use std::fmt;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::Path;

use rusqlite::Connection;

use crate::archive::harden;
use crate::dictionary::Shelves;
use crate::folder::{self, Folder};
use crate::{Archive, Error, backup, moving, schema, seal, see_that_it_is_safe};

/// An archive that is open for writing; there is one at a time.
pub struct Writer {
    archive: Archive,
    shelves: Shelves,
    /// Held for as long as the writer lives; the system lets go of it when the process ends, however it ends.
    _lock: File,
}

impl Writer {
    /// Opens an archive for writing, and makes it if there is none.
    ///
    /// # Errors
    /// [`Error::UnsafePlace`], [`Error::InUse`] if another program writes it, [`Error::Newer`] or [`Error::Damaged`]
    /// (untouched), [`Error::Io`] if the folder cannot be written.
    pub fn open(root: &Path) -> Result<Self, Error> {
        see_that_it_is_safe(root)?;
        let folder = Folder::new(root);
        let lock = folder.lock()?;
        folder::clear_workshops(root);
        let unclean = folder.write_ahead_log().metadata().is_ok_and(|log| log.len() > 0);
        let mut connection = Connection::open(folder.database())?;
        harden(&connection)?;
        if schema::check(&connection)? == 0 {
            connection.pragma_update(None, "page_size", schema::PAGE)?;
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        if cfg!(target_os = "macos") {
            connection.pragma_update(None, "fullfsync", true)?;
        }
        if unclean {
            see_that_it_is_sound(&connection, "quick_check")?;
        }
        if let Some(older) = schema::older(&connection)? {
            keep_copy(&connection, &folder, older)?;
        }
        schema::migrate(&mut connection)?;
        seal::keep(&connection)?;
        moving::give_id(&connection)?;
        let archive = Archive::of(connection, folder);
        Ok(Self { archive, shelves: Shelves::default(), _lock: lock })
    }

    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.archive.connection
    }

    /// The database and the dictionaries of its captures.
    pub(crate) fn shelves(&mut self) -> (&mut Connection, &mut Shelves) {
        (&mut self.archive.connection, &mut self.shelves)
    }

    /// Stores a setting of the reader's.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.connection.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
            [name, value],
        )?;
        Ok(())
    }
}

impl Deref for Writer {
    type Target = Archive;

    fn deref(&self) -> &Archive {
        &self.archive
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Writer").field("archive", &self.archive).finish_non_exhaustive()
    }
}

/// The number of a new change; stories that bear it are indexed again.
pub(crate) fn next_change(connection: &Connection) -> Result<i64, Error> {
    let mut statement = connection.prepare_cached(
        "UPDATE counter SET value = value + 1 WHERE name = 'change' RETURNING value",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Keeps the database as it is before it is brought to a newer schema; a damaged one is refused.
fn keep_copy(connection: &Connection, folder: &Folder, schema: u32) -> Result<(), Error> {
    let copy = folder.of_schema(schema);
    // One that was cut off is written anew.
    let fresh = copy.with_extension("new");
    drop(fs::remove_file(&fresh));
    drop(backup::copied(connection, &fresh)?);
    let sync = || File::open(&fresh)?.sync_all().and_then(|()| fs::rename(&fresh, &copy));
    sync().map_err(Error::io(&copy))?;
    folder::sync_folder(folder.root())
}

/// Lets SQLite check a database: `quick_check` or `integrity_check`.
pub(crate) fn see_that_it_is_sound(connection: &Connection, check: &str) -> Result<(), Error> {
    let said: String = connection.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(Error::Damaged { detail: said }) }
}
