use std::io::ErrorKind;
use std::path::PathBuf;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

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
    /// It holds the stories of another archive, or of another state of this one.
    #[error("belongs to another archive")]
    OtherArchive,
}

impl Error {
    /// The disk has no room left: no new index would help.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        matches!(self.kind(), Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
    }

    /// The folder may not be used or is full: another index in it would be no better.
    pub(crate) fn is_of_the_folder(&self) -> bool {
        let denied = matches!(
            self.kind(),
            Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
        );
        denied || self.is_disk_full()
    }

    /// What the system said, where it was the system that failed.
    fn kind(&self) -> Option<ErrorKind> {
        let Self::Failed { source } = self else { return None };
        match source {
            TantivyError::IoError(error)
            | TantivyError::LockFailure(LockError::IoError(error), _)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error: error,
                ..
            }) => Some(error.kind()),
            _ => None,
        }
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

impl From<LockError> for Error {
    fn from(source: LockError) -> Self {
        TantivyError::LockFailure(source, None).into()
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_full_disk_is_told_however_the_engine_wraps_it() {
        let full = || io::Error::from(ErrorKind::StorageFull);
        let wrapped = OpenWriteError::IoError { io_error: Arc::new(full()), filepath: "a".into() };
        assert!(Error::from(full()).is_disk_full());
        assert!(Error::from(TantivyError::from(wrapped)).is_disk_full());
        assert!(Error::from(LockError::IoError(Arc::new(full()))).is_disk_full());
        assert!(!Error::from(io::Error::from(ErrorKind::PermissionDenied)).is_disk_full());
        assert!(!Error::Locked.is_disk_full());
    }
}
