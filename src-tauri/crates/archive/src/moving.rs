use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::Serialize;

use crate::backup::{Watch, copied};
use crate::folder::{Folder, sync_folder};
use crate::{Archive, Error, see_that_it_is_safe};

/// The database on its way; its last name is given to it when all else is there.
const ARRIVING: &str = "archive-arriving.db";

/// What is left behind: it is made anew at the new place.
const CACHES: [&str; 2] = ["index", "cache"];

/// A copy of an archive elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Where it was, and is still.
    pub from: PathBuf,
    /// Where it is now.
    pub to: PathBuf,
    /// Bytes that were copied.
    pub bytes: u64,
}

/// Bytes of an archive that move with it.
#[must_use]
pub fn bytes_to_move(root: &Path) -> u64 {
    let length = |file: &Path| fs::metadata(root.join(file)).map_or(0, |file| file.len());
    let database = ["archive.db", "archive.db-wal"].map(Path::new).into_iter().map(length);
    database.chain(files(root).iter().map(|file| length(file))).sum()
}

/// Copies an archive whole into an empty folder, or one to which it was copied before, and verifies it there.
///
/// The old one is not touched. Until all is there, the new folder holds no archive; what an attempt that was cut off
/// left there is taken over.
///
/// # Errors
/// [`Error::UnsafePlace`]; [`Error::Missing`] if there is none, [`Error::InUse`] if it is written or read back
/// meanwhile, [`Error::Occupied`] if something else lies there, [`Error::Damaged`] if the archive is or the copy is
/// not the same, [`Error::Io`] if the folder cannot be written, [`Error::Stopped`] by `watch`.
pub fn copy_archive(from: &Path, to: &Path, watch: Watch<'_>) -> Result<Moved, Error> {
    see_that_it_is_safe(to)?;
    let archive = Archive::open(from)?;
    let _not_written = lock_if_writable(&archive.folder)?;
    see_that_it_is_free(&archive, to)?;
    let there = Folder::new(to);
    let _ours = there.lock()?;
    let files = files(from);
    let total = files.len() as u64 + 1;
    let mut bytes = 0;
    for (done, file) in (1..).zip(&files) {
        bytes += copy(&from.join(file), &to.join(file))?;
        if watch(done, total).is_break() {
            return Err(Error::Stopped);
        }
    }
    let arriving = to.join(ARRIVING);
    drop(fs::remove_file(&arriving));
    drop(copied(&archive.connection, &arriving)?);
    let synced = File::open(&arriving).and_then(|file| file.sync_all());
    synced.map_err(Error::io(&arriving))?;
    bytes += fs::metadata(&arriving).map_err(Error::io(&arriving))?.len();
    fs::rename(&arriving, there.database()).map_err(Error::io(&arriving))?;
    sync_folder(to)?;
    let copy = Archive::open(to)?;
    let damaged = copy.verify(true)?.damaged;
    // What was damaged before is no worse now.
    if !damaged.is_empty() && damaged != archive.verify(true)?.damaged {
        return Err(Error::Damaged {
            detail: format!("the copy in {} is not the same", to.display()),
        });
    }
    match watch(total, total) {
        ControlFlow::Break(()) => Err(Error::Stopped),
        ControlFlow::Continue(()) => Ok(Moved { from: from.to_owned(), to: to.to_owned(), bytes }),
    }
}

/// Sees that nobody writes an archive meanwhile; on a medium that cannot be written nobody does.
fn lock_if_writable(folder: &Folder) -> Result<Option<File>, Error> {
    match folder.lock() {
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::ReadOnlyFilesystem => Ok(None),
        locked => locked.map(Some),
    }
}

/// Removes an archive that was moved: the database first, so that no half of one is ever found.
///
/// Files that are not the archive's stay, and the folder with them.
///
/// # Errors
/// [`Error::InUse`] if a program writes it, [`Error::Io`] if something cannot be removed.
pub fn remove_archive(root: &Path) -> Result<(), Error> {
    let folder = Folder::new(root);
    let lock = folder.lock()?;
    let removed = |path: &Path, done: std::io::Result<()>| match done {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    };
    for name in ["archive.db", "archive.db-wal", "archive.db-shm"] {
        let path = root.join(name);
        removed(&path, fs::remove_file(&path))?;
    }
    sync_folder(root)?;
    for file in files(root) {
        let path = root.join(file);
        removed(&path, fs::remove_file(&path))?;
    }
    for name in CACHES.into_iter().chain(["photos"]) {
        let path = root.join(name);
        removed(&path, fs::remove_dir_all(&path))?;
    }
    drop(lock);
    let path = root.join("archive.lock");
    removed(&path, fs::remove_file(&path))?;
    // Where something of the reader's own lies in it, it stays.
    drop(fs::remove_dir(root));
    Ok(())
}

/// The files of an archive but for its live database, its lock and its caches, by their paths within it.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = photos(&root.join("photos"))
        .into_iter()
        .filter_map(|path| Some(path.strip_prefix(root).ok()?.to_owned()))
        .collect();
    let names = fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let is_copy = |name: &OsStr| {
        name.to_str().is_some_and(|name| {
            name.starts_with("archive-schema-") || name.starts_with("archive-damaged.db")
        })
    };
    files.extend(names.filter(|name| is_copy(name)).map(PathBuf::from));
    files.sort();
    files
}

fn photos(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { photos(&path) } else { vec![path] }).collect()
}

/// Sees that a folder is empty, or holds an earlier copy of this archive and nothing newer.
fn see_that_it_is_free(archive: &Archive, to: &Path) -> Result<(), Error> {
    let occupied = || Error::Occupied { folder: to.to_owned() };
    let known = |name: &OsStr| {
        let name = name.to_string_lossy();
        name.starts_with("archive") || name == "photos" || CACHES.contains(&&*name)
    };
    let mut names = fs::read_dir(to).into_iter().flatten().flatten().map(|entry| entry.file_name());
    if !names.all(|name| known(&name)) {
        return Err(occupied());
    }
    match Archive::open(to) {
        Err(Error::Missing { .. }) => Ok(()),
        Ok(copy) if is_copy_of(archive, &copy)? => Ok(()),
        _ => Err(occupied()),
    }
}

/// Whether an archive was copied to another place and has not changed since.
///
/// # Errors
/// If either cannot be read.
pub fn is_copied(from: &Path, to: &Path) -> Result<bool, Error> {
    let (from, to) = (Archive::open(from)?, Archive::open(to)?);
    is_copy_of(&to, &from)
}

/// Whether an archive is this one as it was at some time.
fn is_copy_of(archive: &Archive, copy: &Archive) -> Result<bool, Error> {
    let id = |archive: &Archive| archive.setting(ID);
    Ok(archive.folder.root() != copy.folder.root()
        && id(archive)?.is_some()
        && id(archive)? == id(copy)?
        && copy.last_change()? <= archive.last_change()?)
}

/// The setting that tells an archive from every other.
pub const ID: &str = "archive-id";

/// Gives an archive an id where it has none: 128 bits at random, in hexadecimal.
pub(crate) fn give_id(connection: &Connection) -> Result<(), Error> {
    let give =
        "INSERT OR IGNORE INTO setting (name, value) VALUES (?1, lower(hex(randomblob(16))))";
    connection.execute(give, [ID])?;
    Ok(())
}

/// Copies a file unless it is there; sees that it is the same; says its bytes.
fn copy(from: &Path, to: &Path) -> Result<u64, Error> {
    let length = fs::metadata(from).map_err(Error::io(from))?.len();
    let hash = hash_of(from)?;
    if fs::metadata(to).is_ok_and(|file| file.len() == length) && hash_of(to)? == hash {
        return Ok(length);
    }
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    fs::copy(from, to).map_err(Error::io(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(Error::io(to))?;
    sync_folder(folder)?;
    if hash_of(to)? == hash {
        Ok(length)
    } else {
        Err(Error::Damaged { detail: format!("{} is not what was just written", to.display()) })
    }
}

fn hash_of(path: &Path) -> Result<blake3::Hash, Error> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(Error::io(path))?;
    hasher.update_reader(file).map_err(Error::io(path))?;
    Ok(hasher.finalize())
}
