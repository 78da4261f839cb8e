//! Backups: a folder that holds an archive as it was at several times; what did not change is held once.
//!
//! ```text
//! snapshots/TIME.json   one a backup: the chunks that the database consists of
//! snapshots/TIME.photos the photos that it names
//! packs/                the chunks, each once
//! photos/               the bytes of pictures, by BLAKE3, as in an archive
//! backup.lock           held by who adds to it
//! ```
//!
//! The database is copied by SQLite itself while others may write it. A snapshot is written last: a backup that was
//! cut off leaves none, and the next one takes over what is there.

mod merge;
mod pictures;
mod restore;
mod store;

use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use blake3::Hash;
use model::Moment;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use serde::{Deserialize, Serialize};

pub use restore::{Restored, Unpacked, snapshots, unpack_backup};

use crate::archive::{count, harden};
use crate::error::parsed;
use crate::folder::{Folder, clear_workshops, sync_folder, workshop, write_durably};
use crate::{Archive, Damage, Error, ID, hash, schema, writer};
use store::Store;

/// Bytes of a chunk: a few pages of the database, so that a day's changes cost little more than themselves.
const CHUNK: usize = 32 << 10;

/// An archive at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When it was made, by the clock of that time; also its name.
    pub made: Moment,
    /// The id of the archive; none for those of the first days, and where it never had one.
    #[serde(default)]
    pub archive: Option<String>,
    /// Its place in the order in which they were made, which no clock can change; 0 for those of the first days.
    #[serde(default)]
    pub number: u64,
    /// Schema of the database.
    pub schema: u32,
    /// Stories in it.
    pub stories: u64,
    /// Photos in it.
    pub photos: u64,
    /// Bytes of the database.
    pub length: u64,
    /// The chunks that it consists of, in order.
    chunks: Vec<Chunk>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Chunk(#[serde(with = "store::hexadecimal")] Hash);

/// What a backup came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// When; it can be asked for by this.
    pub made: Moment,
    /// Stories in it.
    pub stories: u64,
    /// Photos in it.
    pub photos: u64,
    /// Photos that were not in the backup before.
    pub new_photos: u64,
    /// Bytes that the backup grew by.
    pub new_bytes: u64,
    /// Photos that could not be saved: they are damaged or missing in the archive.
    pub damaged: Vec<Damage>,
}

/// How far a backup or restore is: things done, of how many. Breaking off stops it with [`Error::Stopped`].
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

impl Archive {
    /// Saves the archive as it is now into a folder of backups, which is made if need be; checks what it wrote.
    ///
    /// Others may write the archive meanwhile. It costs the room of what changed since the last time, and a copy of
    /// the database while it runs.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the database is damaged: then nothing was saved over what was good. [`Error::Io`] if the
    /// folder cannot be written, [`Error::InUse`] if another program adds to it, [`Error::Stopped`] by `watch`.
    pub fn back_up(&self, to: &Path, made: Moment, watch: Watch<'_>) -> Result<BackedUp, Error> {
        let mut store = Store::open_to_write(to)?;
        // What one that was killed left there; nobody else is at work, because the store is locked.
        clear_workshops(to);
        let copy = workshop(to)?;
        let copy = copy.path().join("archive.db");
        let connection = copied(&self.connection, &copy)?;
        let photos = photos(&connection)?;
        let schema = schema::check(&connection)?;
        let stories = count(&connection, "SELECT count(*) FROM story")?;
        drop(connection);
        let length = fs::metadata(&copy).map_err(Error::io(&copy))?.len();
        let count = photos.len() as u64;
        let total = length.div_ceil(CHUNK as u64) + count;
        let mut steps = Steps { done: 0, total, watch };
        let (chunks, mut new_bytes) = store_chunks(&mut store, &copy, &mut steps)?;
        let (mut new_photos, mut damaged) = (0, Vec::new());
        for photo in &photos {
            match self.save_photo(to, photo) {
                Ok(0) => {}
                Ok(bytes) => {
                    new_photos += 1;
                    new_bytes += bytes;
                }
                Err(Unsaved::Backup(error)) => return Err(error),
                Err(Unsaved::Photo(detail)) => damaged.push(lost_photo(photo, detail)),
            }
            steps.next()?;
        }
        let number = match snapshots(to) {
            Ok(all) => all.first().map_or(0, |newest| newest.number) + 1,
            Err(Error::NoBackup { .. }) => 1,
            Err(error) => return Err(error),
        };
        let archive = self.setting(ID)?;
        let snapshot =
            Snapshot { made, archive, number, schema, stories, photos: count, length, chunks };
        let written = parsed(serde_json::to_vec(&snapshot), "a backup's list of chunks")?;
        let file = snapshot_file(to, made);
        pictures::note(&photos, &file)?;
        write_durably(&file, &written)?;
        Ok(BackedUp { made, stories, photos: count, new_photos, new_bytes, damaged })
    }

    /// Copies a photo's file unless the backup holds it; says how many bytes that were.
    fn save_photo(&self, to: &Path, photo: &PhotoFile) -> Result<u64, Unsaved> {
        let copy = Folder::new(to).photo(&photo.hash, &photo.extension);
        let is_held = fs::metadata(&copy).is_ok_and(|file| file.len() == photo.length);
        if is_held {
            return Ok(0);
        }
        let bytes = fs::read(self.folder.photo(&photo.hash, &photo.extension))
            .map_err(|_| Unsaved::Photo("Its file is missing or cannot be read."))?;
        if !hash::is_of(&bytes, &photo.hash) {
            return Err(Unsaved::Photo("Its bytes are not what was stored."));
        }
        write_durably(&copy, &bytes).map_err(Unsaved::Backup)?;
        match fs::read(&copy) {
            Ok(written) if written == bytes => Ok(bytes.len() as u64),
            _ => Err(Unsaved::Backup(Error::Damaged {
                detail: format!("{} is not what was just written", copy.display()),
            })),
        }
    }
}

/// The database of a snapshot, whole and of the newest schema, as a file of its own.
///
/// # Errors
/// [`Error::Damaged`] if the backup is damaged.
pub(crate) fn unpacked(from: &Path, snapshot: &Snapshot, to: &Path) -> Result<Connection, Error> {
    unwatched(&Store::open(from)?, snapshot, to)
}

fn unwatched(store: &Store, snapshot: &Snapshot, to: &Path) -> Result<Connection, Error> {
    let watch = &mut |_, _| ControlFlow::Continue(());
    restore::unpacked(store, snapshot, to, &mut Steps { done: 0, total: 0, watch })
}

impl Archive {
    /// Lets only the newest of this archive's backups in a folder stay, and gives back the room of what no other needs.
    ///
    /// Backups of other archives stay, and so do those that do not say of which they are. One that is cut off leaves
    /// more than is needed, never less; the next goes on.
    ///
    /// # Errors
    /// [`Error::InUse`] if another program adds to it or restores from it; if the folder cannot be read or written.
    /// [`Error::Damaged`] if it cannot be told which photos are needed: then all stay.
    pub fn prune_backups(&self, folder: &Path, keep: usize) -> Result<(), Error> {
        if holds_archive(folder) {
            let detail =
                format!("{} holds an archive: no photo may be let go there", folder.display());
            return Err(Error::Damaged { detail });
        }
        // Locked first: what another program saves meanwhile would be listed nowhere.
        let mut store = Store::open_to_write(folder)?;
        let own = self.setting(ID)?;
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        let mut left = keep.max(1);
        for (snapshot, file) in restore::with_files(folder)? {
            let is_own = own.is_some() && snapshot.archive == own;
            if is_own && left == 0 {
                gone.push(file);
            } else {
                left -= usize::from(is_own);
                kept.push((snapshot, file));
            }
        }
        for file in gone {
            fs::remove_file(&file).map_err(Error::io(&file))?;
            drop(fs::remove_file(file.with_extension("photos")));
        }
        sync_folder(&folder.join("snapshots"))?;
        let chunks = kept.iter().flat_map(|(snapshot, _)| &snapshot.chunks);
        store.forget_all_but(&chunks.map(|chunk| chunk.0).collect())?;
        pictures::forget_all_but(folder, &store, &kept)
    }
}

/// Whether a folder is that of an archive, where backups must not lie: photos of both have the same names.
#[must_use]
pub fn holds_archive(folder: &Path) -> bool {
    Folder::new(folder).database().exists()
}

/// Why a photo is not in the backup.
enum Unsaved {
    /// The archive's file is damaged.
    Photo(&'static str),
    /// The backup cannot be written.
    Backup(Error),
}

/// Counts what is done, and asks whether to go on.
struct Steps<'a> {
    done: u64,
    total: u64,
    watch: Watch<'a>,
}

impl Steps<'_> {
    fn next(&mut self) -> Result<(), Error> {
        self.done += 1;
        match (self.watch)(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Stopped),
        }
    }
}

/// A copy of a database as it is at one moment, checked.
pub(crate) fn copied(from: &Connection, to: &Path) -> Result<Connection, Error> {
    let mut copy = Connection::open(to)?;
    Backup::new(from, &mut copy)?.run_to_completion(i32::MAX, std::time::Duration::ZERO, None)?;
    // The copy is one file, and read by nobody else.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    harden(&copy)?;
    writer::see_that_it_is_sound(&copy, "integrity_check")?;
    Ok(copy)
}

fn store_chunks(
    store: &mut Store,
    database: &Path,
    steps: &mut Steps<'_>,
) -> Result<(Vec<Chunk>, u64), Error> {
    let mut file = File::open(database).map_err(Error::io(database))?;
    let (mut chunks, mut new_bytes) = (Vec::new(), 0);
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        let limit = CHUNK as u64;
        file.by_ref().take(limit).read_to_end(&mut chunk).map_err(Error::io(database))?;
        if chunk.is_empty() {
            break;
        }
        let (hash, added) = store.add(&chunk)?;
        chunks.push(Chunk(hash));
        new_bytes += added as u64;
        steps.next()?;
    }
    store.close_pack()?;
    Ok((chunks, new_bytes))
}

/// The file of a photo.
struct PhotoFile {
    hash: String,
    extension: String,
    length: u64,
}

fn photos(connection: &Connection) -> Result<Vec<PhotoFile>, Error> {
    let mut statement =
        connection.prepare("SELECT hash, format, length FROM photo ORDER BY hash")?;
    let photos = statement.query_map([], |row| {
        let length: i64 = row.get(2)?;
        Ok(PhotoFile { hash: row.get(0)?, extension: row.get(1)?, length: length.cast_unsigned() })
    })?;
    Ok(photos.collect::<Result<_, _>>()?)
}

fn lost_photo(photo: &PhotoFile, detail: &str) -> Damage {
    Damage {
        what: "photo",
        id: photo.hash.clone(),
        url: String::new(),
        detail: detail.to_owned(),
        repair: "Everything else is in the backup; broadsheet verify --deep tells more.".to_owned(),
    }
}

/// The file of a snapshot: no colon, which some systems do not allow.
fn snapshot_file(folder: &Path, made: Moment) -> PathBuf {
    let name = made.timestamp.strftime("%Y-%m-%dT%H.%M.%S%.fZ").to_string();
    folder.join("snapshots").join(format!("{name}.json"))
}
