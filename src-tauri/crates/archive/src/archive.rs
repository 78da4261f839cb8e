use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;

use crate::folder::Folder;
use crate::{Error, schema};

/// An archive that is open for reading.
///
/// Its methods stand beside what they read: sources, stories, lists, photos, the ledger.
#[derive(Debug)]
pub struct Archive {
    pub(crate) connection: Connection,
    pub(crate) folder: Folder,
}

impl Archive {
    /// Opens an archive for reading; another program may be writing it.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is none, [`Error::Newer`] or [`Error::Damaged`] if it cannot be understood.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let folder = Folder::new(root);
        if !folder.database().is_file() {
            return Err(Error::Missing { folder: root.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // A reader of a WAL database must be able to write its shared memory; on a medium that cannot be
        // written there is no writer either, and plain reading works.
        let connection = Connection::open_with_flags(folder.database(), flags)
            .or_else(|_| Connection::open_with_flags(folder.database(), read_only))?;
        harden(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        match schema::check(&connection) {
            Ok(0) => Err(Error::Missing { folder: root.to_owned() }),
            Ok(_) => Ok(Self { connection, folder }),
            Err(error) => Err(not_a_database(error)),
        }
    }

    /// The folder that holds the search index.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.folder.index()
    }

    /// The archive's own folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// The number of the last change to any story.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn last_change(&self) -> Result<u64, Error> {
        let value: i64 = self.connection.query_row(
            "SELECT value FROM counter WHERE name = 'change'",
            [],
            |row| row.get(0),
        )?;
        Ok(value.cast_unsigned())
    }

    /// How many rows of each kind are held, and the bytes of the photos.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn holdings(&self) -> Result<Holdings, Error> {
        let count = |sql: &str| -> Result<u64, Error> {
            let value: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
            Ok(value.cast_unsigned())
        };
        Ok(Holdings {
            sources: count("SELECT count(*) FROM source WHERE following <> 'trashed'")?,
            days: count("SELECT count(*) FROM (SELECT DISTINCT source, day FROM story)")?,
            stories: count("SELECT count(*) FROM story")?,
            revisions: count("SELECT count(*) FROM revision")?,
            captures: count("SELECT count(*) FROM capture")?,
            photos: count("SELECT count(*) FROM photo")?,
            photo_bytes: count("SELECT coalesce(sum(length), 0) FROM photo")?,
        })
    }

    /// A setting of the reader's, as it was stored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(rusqlite::OptionalExtension::optional(statement.query_row([name], |row| row.get(0)))?)
    }
}

/// What an archive holds, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Holdings {
    /// Sources that are followed or kept.
    pub sources: u64,
    /// Days of sources of which a story is held.
    pub days: u64,
    /// Stories.
    pub stories: u64,
    /// What they said, each time they changed.
    pub revisions: u64,
    /// Raw downloads.
    pub captures: u64,
    /// Pictures, each once.
    pub photos: u64,
    /// Their bytes.
    pub photo_bytes: u64,
}

/// Settings of every connection (`reliability`: what SQLite advises for files that may be hostile or damaged).
pub(crate) fn harden(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    let prepare = || -> Result<(), rusqlite::Error> {
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "foreign_keys", true)
    };
    prepare().map_err(|error| not_a_database(error.into()))
}

/// Says that the file is damaged where SQLite says that it is no database.
pub(crate) fn not_a_database(error: Error) -> Error {
    match &error {
        Error::Sql(rusqlite::Error::SqliteFailure(failure, _))
            if matches!(
                failure.code,
                rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt
            ) =>
        {
            Error::Damaged { detail: "archive.db is not a readable database".to_owned() }
        }
        _ => error,
    }
}
