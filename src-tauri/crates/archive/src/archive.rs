use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use zstd::dict::DecoderDictionary;

use crate::folder::Folder;
use crate::{Error, schema, seal};

/// An archive that is open for reading.
///
/// Its methods stand beside what they read: sources, stories, lists, photos, the ledger.
pub struct Archive {
    pub(crate) connection: Connection,
    pub(crate) folder: Folder,
    /// The dictionary that was used last.
    pub(crate) dictionary: RefCell<Option<(i64, DecoderDictionary<'static>)>>,
}

impl Archive {
    /// An archive whose database is open.
    pub(crate) fn of(connection: Connection, folder: Folder) -> Self {
        Self { connection, folder, dictionary: RefCell::default() }
    }

    /// Whether the archive has what this schema brought: one of an older program stays as it is until a writer has
    /// opened it, which may be while it is read.
    pub(crate) fn has(&self, brought_by: u32) -> Result<bool, Error> {
        Ok(schema::check(&self.connection)? >= brought_by)
    }

    /// Opens an archive for reading; another program may be writing it.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is none, [`Error::Newer`] or [`Error::Damaged`] if it cannot be understood.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let folder = Folder::new(root);
        if !folder.database().is_file() {
            return Err(Error::Missing { folder: root.to_owned() });
        }
        let connection = open_for_reading(&folder)?;
        harden(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        match schema::check(&connection)? {
            0 => Err(Error::Missing { folder: root.to_owned() }),
            _ => Ok(Self::of(connection, folder)),
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
        count(&self.connection, "SELECT value FROM counter WHERE name = 'change'")
    }

    /// How many rows of each kind are held, and the bytes of the photos.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn holdings(&self) -> Result<Holdings, Error> {
        let count = |sql: &str| count(&self.connection, sql);
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

impl fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Archive").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Opens the database to read it.
///
/// A reader of a WAL database must be able to write its shared memory. On a medium that cannot be written there is
/// no writer either, and SQLite may be told that nothing changes.
fn open_for_reading(folder: &Folder) -> Result<Connection, rusqlite::Error> {
    let shared = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let readable = |connection: &Connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
    };
    let opened = Connection::open_with_flags(folder.database(), shared)?;
    match readable(&opened) {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
            let unchanging = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            let path = folder
                .database()
                .display()
                .to_string()
                .replace('%', "%25")
                .replace('?', "%3f")
                .replace('#', "%23");
            Connection::open_with_flags(format!("file:{path}?immutable=1"), unchanging)
        }
        _ => Ok(opened),
    }
}

/// The number that a query answers with.
pub(crate) fn count(connection: &Connection, sql: &str) -> Result<u64, Error> {
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(count.cast_unsigned())
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
        seal::register(connection)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "foreign_keys", true)
    };
    Ok(prepare()?)
}
