use std::path::PathBuf;

use crate::Hazard;

/// Why the archive could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no archive in that folder.
    #[error("there is no archive in {}", folder.display())]
    Missing {
        /// The folder that was looked in.
        folder: PathBuf,
    },
    /// Another program holds the archive for writing.
    #[error("another program writes the archive in {}", folder.display())]
    InUse {
        /// The archive's folder.
        folder: PathBuf,
    },
    /// A newer program made it; it was not touched.
    #[error("the archive has schema {found}, this program knows {known}")]
    Newer {
        /// Its schema.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// What is stored is not what was written.
    #[error("the archive is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// The folder is no safe place for an archive; nothing was written to it.
    #[error("{} is no safe place for an archive", folder.display())]
    UnsafePlace {
        /// The folder.
        folder: PathBuf,
        /// Why.
        hazard: Hazard,
    },
    /// Something else lies in the folder that an archive was to be moved to.
    #[error("{} is not empty", folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no backup in that folder, or none of the time that was asked for.
    #[error("there is no such backup in {}", folder.display())]
    NoBackup {
        /// The folder that was looked in.
        folder: PathBuf,
    },
    /// It was asked to stop.
    #[error("it was stopped")]
    Stopped,
    /// A file or folder could not be read or written.
    #[error("{} could not be read or written", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database refused.
    #[error("the database refused")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => {
                Self::Damaged { detail: "archive.db is not a readable database".to_owned() }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                detail: "pages of archive.db are not as they were written".to_owned(),
            },
            _ => Self::Sql(error),
        }
    }
}

impl Error {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// Reads a stored value that this crate itself wrote.
pub(crate) fn parsed<T, E>(value: Result<T, E>, what: &str) -> Result<T, Error> {
    value.map_err(|_| Error::Damaged { detail: format!("{what} cannot be read") })
}
