use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use model::Moment;
use rusqlite::Connection;
use serde::Serialize;
use tempfile::TempDir;

use super::store::Store;
use super::{Snapshot, Steps, Watch, merge, photos};
use crate::archive::harden;
use crate::error::parsed;
use crate::folder::{Folder, workshop, write_durably};
use crate::{Error, Writer, hash, schema, seal};

/// What a restore came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// When the backup was made.
    pub made: Moment,
    /// Stories in it.
    pub stories: u64,
    /// Stories that were not held.
    pub new_stories: u64,
    /// Versions of stories that were not held.
    pub new_revisions: u64,
    /// Photos that were not held.
    pub new_photos: u64,
    /// Photos of it that the backup itself lacks; their pictures wait to be fetched again.
    pub missing_photos: u64,
}

/// The snapshots in a folder of backups, the one that was made last first.
///
/// # Errors
/// [`Error::NoBackup`] if it holds none, [`Error::Damaged`] if one cannot be read.
pub fn snapshots(folder: &Path) -> Result<Vec<Snapshot>, Error> {
    Ok(with_files(folder)?.into_iter().map(|(snapshot, _)| snapshot).collect())
}

/// The same, each with its file.
pub(super) fn with_files(folder: &Path) -> Result<Vec<(Snapshot, PathBuf)>, Error> {
    let place = folder.join("snapshots");
    let entries = match fs::read_dir(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::NoBackup { folder: folder.to_owned() });
        }
        entries => entries.map_err(Error::io(&place))?,
    };
    let files: Result<Vec<_>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut snapshots = Vec::new();
    let files = files.map_err(Error::io(&place))?.into_iter();
    for file in files.filter(|file| file.extension().is_some_and(|it| it == "json")) {
        let bytes = fs::read(&file).map_err(Error::io(&file))?;
        let snapshot: Snapshot =
            parsed(serde_json::from_slice(&bytes), "a snapshot of the backup")?;
        snapshots.push((snapshot, file));
    }
    if snapshots.is_empty() {
        return Err(Error::NoBackup { folder: folder.to_owned() });
    }
    snapshots
        .sort_by_key(|(snapshot, _)| std::cmp::Reverse((snapshot.number, snapshot.made.timestamp)));
    Ok(snapshots)
}

/// A backup that was unpacked into an archive's folder: its photos are there, its rows are yet to be merged.
#[derive(Debug)]
pub struct Unpacked {
    snapshot: Snapshot,
    new_photos: u64,
    /// Photos whose files could not be had.
    missing: Vec<String>,
    /// Holds its database.
    folder: TempDir,
}

/// Unpacks a backup for an archive: the newest unless another is named by its time. Others may read and write the
/// archive meanwhile; no row of it is changed.
///
/// # Errors
/// [`Error::NoBackup`], [`Error::Damaged`] if the backup is damaged, [`Error::Newer`] if a newer program made it,
/// [`Error::InUse`] while another program adds to the backups, [`Error::Io`] if the archive's folder cannot be written,
/// [`Error::Stopped`] by `watch`.
pub fn unpack_backup(
    root: &Path,
    from: &Path,
    made: Option<Moment>,
    watch: Watch<'_>,
) -> Result<Unpacked, Error> {
    let wanted =
        |snapshot: &Snapshot| made.is_none_or(|made| snapshot.made.timestamp == made.timestamp);
    // Held until the last photo is copied: nothing is let go meanwhile.
    let store = Store::open(from)?;
    let snapshot = snapshots(from)?.into_iter().find(wanted);
    let snapshot = snapshot.ok_or_else(|| Error::NoBackup { folder: from.to_owned() })?;
    let folder = workshop(root)?;
    let total = (snapshot.chunks.len() as u64).saturating_add(snapshot.photos);
    let mut steps = Steps { done: 0, total, watch };
    let connection = unpacked(&store, &snapshot, &folder.path().join(DATABASE), &mut steps)?;
    let (mut new_photos, mut missing) = (0, Vec::new());
    for photo in photos(&connection)? {
        let file = Folder::new(root).photo(&photo.hash, &photo.extension);
        let is = |bytes: &Vec<u8>| hash::is_of(bytes, &photo.hash);
        if !fs::read(&file).is_ok_and(|held| is(&held)) {
            match fs::read(Folder::new(from).photo(&photo.hash, &photo.extension)) {
                Ok(bytes) if is(&bytes) => {
                    write_durably(&file, &bytes)?;
                    new_photos += 1;
                }
                _ => missing.push(photo.hash),
            }
        }
        steps.next()?;
    }
    Ok(Unpacked { snapshot, new_photos, missing, folder })
}

const DATABASE: &str = "archive.db";

impl Writer {
    /// Brings in of an unpacked backup what this archive does not hold; nothing that it holds is changed.
    ///
    /// # Errors
    /// If the archive cannot be written; then no row was brought.
    pub fn merge(&mut self, backup: &Unpacked) -> Result<Restored, Error> {
        let Unpacked { snapshot, new_photos, missing, folder } = backup;
        let merged = merge::merge(self.connection(), &folder.path().join(DATABASE), missing)?;
        Ok(Restored {
            made: snapshot.made,
            stories: snapshot.stories,
            new_stories: merged.stories,
            new_revisions: merged.revisions,
            new_photos: *new_photos,
            missing_photos: missing.len() as u64,
        })
    }
}

/// The database of a snapshot, whole and of the newest schema, as a file of its own.
///
/// # Errors
/// [`Error::Damaged`] if the backup is damaged.
pub(super) fn unpacked(
    store: &Store,
    snapshot: &Snapshot,
    to: &Path,
    steps: &mut Steps<'_>,
) -> Result<Connection, Error> {
    unpack(store, snapshot, to, steps)?;
    brought_up_to_date(to)
}

/// Writes the database of a snapshot.
fn unpack(
    store: &Store,
    snapshot: &Snapshot,
    to: &Path,
    steps: &mut Steps<'_>,
) -> Result<(), Error> {
    let mut file = File::create(to).map_err(Error::io(to))?;
    for chunk in &snapshot.chunks {
        file.write_all(&store.read(chunk.0)?).map_err(Error::io(to))?;
        steps.next()?;
    }
    Ok(())
}

/// Opens a database that was unpacked, checks its rows and brings it to the newest schema.
fn brought_up_to_date(database: &Path) -> Result<Connection, Error> {
    let mut connection = Connection::open(database)?;
    harden(&connection)?;
    if schema::check(&connection)? >= schema::SEALS {
        for sealed in seal::tables(&connection)? {
            if !sealed.broken(&connection, ("''", "''"))?.is_empty() {
                return Err(Error::Damaged {
                    detail: "rows of the backup are not what was stored".to_owned(),
                });
            }
        }
    }
    schema::migrate(&mut connection)?;
    Ok(connection)
}
