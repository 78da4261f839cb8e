use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Error;
use crate::cache::Cache;

/// Where the parts of an archive lie. Nothing in the archive holds an absolute path.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(root: &Path) -> Self {
        Self(root.to_owned())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("archive.db")
    }

    pub(crate) fn write_ahead_log(&self) -> PathBuf {
        self.0.join("archive.db-wal")
    }

    /// A database that was damaged, as it was before it was repaired.
    pub(crate) fn damaged(&self) -> PathBuf {
        self.0.join("archive-damaged.db")
    }

    /// The database as it was before it was brought from this schema to a newer one.
    pub(crate) fn of_schema(&self, schema: u32) -> PathBuf {
        self.0.join(format!("archive-schema-{schema}.db"))
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    pub(crate) fn thumbnails(&self) -> Cache {
        Cache::new(self.0.join("cache").join("thumbnails"))
    }

    /// The words by which photos are looked up that are alike.
    pub(crate) fn likenesses(&self) -> PathBuf {
        self.0.join("cache").join("likeness.db")
    }

    /// The file of a photo: `photos/ab/ab12….jpg`, so that no folder grows beyond what file managers show.
    pub(crate) fn photo(&self, hash: &str, extension: &str) -> PathBuf {
        let shelf = hash.get(..2).unwrap_or("00");
        self.0.join("photos").join(shelf).join(format!("{hash}.{extension}"))
    }

    /// Makes the folder if need be, shows that it can be written, and takes the lock.
    pub(crate) fn lock(&self) -> Result<File, Error> {
        fs::create_dir_all(&self.0).map_err(Error::io(&self.0))?;
        let path = self.0.join("archive.lock");
        let file = File::create(&path).map_err(Error::io(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::InUse { folder: self.0.clone() }),
            Err(TryLockError::Error(source)) => Err(Error::Io { path, source }),
        }
    }
}

/// How folders begin in which something large is made.
const WORKSHOP: &str = ".at-work-";

/// A folder within another in which something large is made; it goes with the value.
pub(crate) fn workshop(within: &Path) -> Result<TempDir, Error> {
    let made = tempfile::Builder::new().prefix(WORKSHOP).tempdir_in(within);
    made.map_err(Error::io(within))
}

/// Removes what programs that were killed left of theirs. Only who holds the folder's lock may do this.
pub(crate) fn clear_workshops(within: &Path) {
    for entry in fs::read_dir(within).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(WORKSHOP) {
            // What cannot be removed now is tried again the next time.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

/// Writes a file so that after a power cut it is whole or not there.
///
/// The bytes go to a temporary file in the same folder, which is synced and renamed; then the folder is synced.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let mut temporary = builder().tempfile_in(folder).map_err(Error::io(folder))?;
    temporary.write_all(bytes).map_err(Error::io(path))?;
    temporary.as_file().sync_all().map_err(Error::io(path))?;
    temporary
        .persist(path)
        .map_err(|failed| Error::Io { path: path.to_owned(), source: failed.error })?;
    sync_folder(folder)?;
    // A shelf that was just made must itself be found after a power cut.
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Files are readable by whom the system's mask lets read, like any other file of the archive.
#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

/// Lets the names of files in a folder outlast a power cut; some systems do it by themselves.
///
/// # Errors
/// [`Error::Io`] if the folder cannot be synced.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(Error::io(folder))
}

/// Names of files outlast a power cut here by themselves.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> Result<(), Error> {
    Ok(())
}
