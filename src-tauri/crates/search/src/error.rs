use std::io::ErrorKind;
use std::path::PathBuf;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

/// Why the index could not be opened, written or searched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What lies in the folder is no index of this program; [`Index::reset`] it and fill it again.
    ///
    /// [`Index::reset`]: crate::Index::reset
    #[error("the search index in {} {reason}", folder.display())]
    Unusable {
        /// The index's folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: Unusable,
    },
    /// Another program writes the index.
    #[error("another program writes the search index")]
    Locked,
    /// The index could not be read or written: mostly a full disk or a folder that may not be written.
    #[error("the search index cannot be read or written")]
    Failed {
        /// What the index engine says.
        #[source]
        source: TantivyError,
    },
}

/// What is wrong with an index that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Its files are damaged or incomplete.
    #[error("is damaged")]
    Damaged,
    /// A program with another schema made it.
    #[error("was made by another version of the program")]
    OtherVersion,
}

impl Error {
    /// The folder may not be used or is full: another index in it would be no better.
    pub(crate) fn is_of_the_folder(&self) -> bool {
        let kind = match self {
            Self::Failed { source: TantivyError::IoError(error) } => error.kind(),
            Self::Failed { source: TantivyError::LockFailure(LockError::IoError(error), _) } => {
                error.kind()
            }
            Self::Failed {
                source: TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }),
            } => io_error.kind(),
            _ => return false,
        };
        matches!(
            kind,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::StorageFull
        )
    }
}

impl From<TantivyError> for Error {
    fn from(source: TantivyError) -> Self {
        match source {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked,
            source => Self::Failed { source },
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        Self::Failed { source: source.into() }
    }
}

impl From<OpenDirectoryError> for Error {
    fn from(source: OpenDirectoryError) -> Self {
        Self::Failed { source: source.into() }
    }
}
