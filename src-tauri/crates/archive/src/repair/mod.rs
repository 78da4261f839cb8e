//! Repair: what is damaged is put right from what proves itself by its seal or hash, and never by a guess.
//!
//! A damaged database is never written. A new one is made beside it: of the rows that are whole, of those that a
//! flipped bit or a backup gives back as they were stored, and of the damaged rows that nothing gives back, which
//! stay named. It takes the old one's place when the reader has agreed; the old one is kept.

mod again;
mod row;
mod salvage;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;

use crate::archive::harden;
use crate::folder::{Folder, clear_workshops, sync_folder, workshop, write_durably};
use crate::seal::{self, Sealed};
use crate::{
    Archive, Damage, Error, Snapshot, Verification, backup, hash, moving, schema, snapshots, writer,
};
pub use again::{Again, CaptureAnswer};
use row::{Cell, Row};

/// What can be put right of an archive; nothing of it has been changed yet.
pub struct Repair {
    folder: Folder,
    /// What was found damaged.
    pub found: Verification,
    /// What can be put right; `repair` says how.
    pub mended: Vec<Damage>,
    /// What stays damaged.
    pub left: Vec<Damage>,
    /// Rows may be lost: pages are torn and no backup was there to fill them, or a row says what none can.
    pub is_partial: bool,
    /// The new database, if one is needed.
    database: Option<PathBuf>,
    /// Photos to put back, with the files that have them.
    photos: Vec<(PathBuf, PathBuf)>,
    /// Holds the new database, and what was unpacked of backups.
    workshop: TempDir,
    /// Nobody writes the archive meanwhile.
    _lock: File,
}

impl Repair {
    /// Checks an archive deeply and finds out what can be put right, also from folders of backups.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::InUse`], [`Error::Newer`]; [`Error::Damaged`] if nothing of the database can be
    /// read and no backup has it; [`Error::Io`] if the archive's folder cannot be written.
    pub fn prepare(root: &Path, backups: &[PathBuf]) -> Result<Self, Error> {
        let folder = Folder::new(root);
        if !folder.database().is_file() {
            return Err(Error::Missing { folder: root.to_owned() });
        }
        let lock = folder.lock()?;
        clear_workshops(root);
        let workshop = workshop(root)?;
        let (opened, found) = examined(&folder, workshop.path())?;
        let mut repair = Self {
            folder,
            found,
            mended: Vec::new(),
            left: Vec::new(),
            is_partial: false,
            database: None,
            photos: Vec::new(),
            workshop,
            _lock: lock,
        };
        let is_file = |damage: &Damage| damage.what == "photo" && !damage.detail.contains("record");
        if repair.found.damaged.iter().all(is_file) {
            repair.left.clone_from(&repair.found.damaged);
        } else {
            repair.rebuild(opened.as_ref(), backups)?;
        }
        repair.find_photos(backups);
        Ok(repair)
    }

    /// Does what was prepared. The database that was damaged is kept as `archive-damaged.db`.
    ///
    /// # Errors
    /// If the archive's folder cannot be written; what was done until then is whole.
    pub fn carry_out(self) -> Result<(), Error> {
        for (from, to) in &self.photos {
            let bytes = fs::read(from).map_err(Error::io(from))?;
            write_durably(to, &bytes)?;
        }
        let Some(database) = &self.database else { return Ok(()) };
        let folder = &self.folder;
        let kept = folder.damaged();
        let file = |path: &Path| Error::io(path.to_owned());
        fs::copy(folder.database(), &kept).map_err(file(&kept))?;
        File::open(&kept).and_then(|kept| kept.sync_all()).map_err(file(&kept))?;
        // What the log held is in the new database; it must not be applied to it again.
        for ending in ["-wal", "-shm"] {
            let [log, copy] = [folder.database(), kept.clone()].map(|database| {
                let mut path = database.into_os_string();
                path.push(ending);
                PathBuf::from(path)
            });
            if log.is_file() {
                fs::rename(&log, &copy).map_err(file(&log))?;
            }
        }
        fs::rename(database, folder.database()).map_err(file(&folder.database()))?;
        sync_folder(folder.root())
    }

    /// Makes the new database.
    fn rebuild(&mut self, damaged: Option<&Archive>, backups: &[PathBuf]) -> Result<(), Error> {
        let path = self.workshop.path().join("archive.db");
        let mut new = Connection::open(&path)?;
        new.pragma_update(None, "page_size", schema::PAGE)?;
        harden(&new)?;
        new.pragma_update(None, "foreign_keys", false)?;
        schema::migrate(&mut new)?;
        let mut tables = Vec::new();
        let transaction = new.transaction()?;
        for sealed in seal::tables(&transaction)? {
            transaction.execute(&format!("DELETE FROM {}", sealed.table), [])?;
            let mut table = Table::of(sealed);
            if let Some(damaged) = damaged {
                table.take(&transaction, &damaged.connection)?;
            }
            tables.push(table);
        }
        let (mut used, mut spare) = (Vec::new(), newest_first(backups));
        while tables.iter().any(Table::wants_more)
            && let Some((folder, snapshot)) = spare.pop()
        {
            let unpacked = self.workshop.path().join(format!("backup-{}.db", spare.len()));
            // A backup that is damaged itself is no help; the next may be.
            let Ok(old) = backup::unpacked(&folder, &snapshot, &unpacked) else { continue };
            // The rows of another archive bear the same numbers.
            let is_ours = id_of(&transaction).is_none_or(|own| id_of(&old) == Some(own));
            if !is_ours {
                continue;
            }
            let from = format!("Put back from the backup of {}.", snapshot.made);
            for table in &mut tables {
                table.fill(&transaction, &old, &from)?;
            }
            used.push(snapshot.made.to_string());
        }
        let is_torn = damaged.is_none() || tables.iter().any(|table| table.is_torn);
        if damaged.is_none() && used.is_empty() {
            return Err(Error::Damaged {
                detail: "nothing of archive.db can be read, and no backup was named".to_owned(),
            });
        }
        let mut is_lost = false;
        for table in &tables {
            is_lost |= table.keep_broken(&transaction)?;
        }
        transaction.commit()?;
        if is_torn {
            seal::keep(&new)?;
            new.execute_batch(include_str!("loose_ends.sql"))?;
        }
        writer::see_that_it_is_sound(&new, "integrity_check")?;
        new.pragma_update(None, "journal_mode", "DELETE")?;
        let new = Archive::of(new, self.folder.clone());
        self.left = new.verify(true)?.damaged;
        for table in &tables {
            for (row, how) in &table.mended {
                let Cell::Integer(seal) = row.seal else { continue };
                let named = new.named(&table.sealed.table, seal);
                self.mended.extend(named.map(|damage| Damage { repair: how.clone(), ..damage }));
            }
        }
        self.is_partial = is_lost;
        self.note_the_database(is_torn, &used);
        self.database = Some(path);
        Ok(())
    }

    /// What is said of damage to the database itself, which names no row.
    fn note_the_database(&mut self, is_torn: bool, used: &[String]) {
        self.is_partial |= is_torn && used.is_empty();
        let how = match used {
            _ if !is_torn => "Made anew: every row could be read.".to_owned(),
            [] => "Made anew of what can be read; what stood on its torn pages is lost unless a backup has it (--from DIR) or its days are fetched again.".to_owned(),
            used => format!("Made anew of what can be read, and filled from the backup of {}.", used.join(", ")),
        };
        let of_database = self.found.damaged.iter().filter(|damage| damage.what == "database");
        let anew = of_database.map(|damage| Damage { repair: how.clone(), ..damage.clone() });
        let left = &self.left;
        let anew: Vec<Damage> = anew
            .filter(|damage| {
                !left.iter().any(|left| (left.what, &left.id) == (damage.what, &damage.id))
            })
            .collect();
        self.mended.extend(anew);
    }

    /// Finds the files of photos that are damaged in the folders of backups.
    fn find_photos(&mut self, backups: &[PathBuf]) {
        let formats = ["jpg", "png", "gif", "webp", "avif"];
        let mut left = Vec::new();
        for damage in std::mem::take(&mut self.left) {
            let places = backups.iter().flat_map(|backup| formats.map(|format| (backup, format)));
            let whole = places
                .map(|(backup, format)| (Folder::new(backup).photo(&damage.id, format), format));
            let is_whole =
                |path: &Path| fs::read(path).is_ok_and(|bytes| hash::is_of(&bytes, &damage.id));
            match whole.into_iter().find(|(path, _)| damage.what == "photo" && is_whole(path)) {
                Some((path, format)) => {
                    let repair = format!("Put back from {}.", path.display());
                    self.photos.push((path, self.folder.photo(&damage.id, format)));
                    self.mended.push(Damage { repair, ..damage });
                }
                None => left.push(damage),
            }
        }
        self.left = left;
    }
}

/// Opens what can be opened of an archive, and checks it.
fn examined(folder: &Folder, workshop: &Path) -> Result<(Option<Archive>, Verification), Error> {
    let as_it_is = match Archive::open(folder.root()) {
        Ok(archive) => seal::tables(&archive.connection).is_ok().then_some(archive),
        Err(Error::Damaged { .. } | Error::Sql(_)) => None,
        Err(error) => return Err(error),
    };
    let unreadable = Damage {
        what: "database",
        id: String::new(),
        url: String::new(),
        detail: "archive.db cannot be opened.".to_owned(),
        repair: "Put back a backup.".to_owned(),
    };
    let unreadable = Verification { damaged: vec![unreadable], ..Verification::default() };
    if let Some(archive) = as_it_is {
        let found = archive.verify(true).unwrap_or(unreadable);
        return Ok((Some(archive), found));
    }
    let Ok(archive) = salvage::with_own_schema(folder, workshop) else {
        return Ok((None, unreadable));
    };
    let mut found = archive.verify(true).unwrap_or_default();
    found.damaged.extend(unreadable.damaged);
    Ok((Some(archive), found))
}

/// The snapshots of some folders, the newest last; a folder that has none is no help.
fn newest_first(backups: &[PathBuf]) -> Vec<(PathBuf, Snapshot)> {
    let of = |folder: &PathBuf| {
        let snapshots = snapshots(folder).unwrap_or_default().into_iter();
        snapshots.map(|snapshot| (folder.clone(), snapshot)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = backups.iter().flat_map(of).collect();
    all.sort_by_key(|(_, snapshot)| snapshot.made.timestamp);
    all
}

/// The id of an archive, if it has one that can be read.
fn id_of(connection: &Connection) -> Option<String> {
    let id = "SELECT value FROM setting WHERE name = ?1";
    connection.query_row(id, [moving::ID], |row| row.get(0)).ok()
}

/// A table on its way into the new database.
struct Table {
    sealed: Sealed,
    /// Some of its rows cannot be read.
    is_torn: bool,
    /// A backup filled in what it has of them.
    is_filled: bool,
    /// Rows that are not what was stored.
    broken: Vec<Row>,
    /// Rows that are again, and how that came.
    mended: Vec<(Row, String)>,
}

impl Table {
    /// A table of which nothing was read yet.
    fn of(sealed: Sealed) -> Self {
        Self { sealed, is_torn: true, is_filled: false, broken: Vec::new(), mended: Vec::new() }
    }

    fn wants_more(&self) -> bool {
        (self.is_torn && !self.is_filled) || !self.broken.is_empty()
    }

    /// Takes over the rows that are whole, and those that a flipped bit makes whole.
    fn take(&mut self, into: &Connection, damaged: &Connection) -> Result<(), Error> {
        let Self { sealed, broken, mended, .. } = self;
        let is_torn = salvage::rows(damaged, sealed, &mut |row| {
            if row.is_whole() {
                return insert(into, sealed, &row).map(drop);
            }
            match row.without_flip() {
                Some(whole) => {
                    insert(into, sealed, &whole)?;
                    mended.push((
                        whole,
                        "One flipped bit was found by its seal and put right.".to_owned(),
                    ));
                }
                None if broken.contains(&row) => {}
                None => broken.push(row),
            }
            Ok(())
        })?;
        self.is_torn = is_torn;
        Ok(())
    }

    /// Takes from a backup the rows whose seal a broken one bears, or that it surely was; of a torn table every row that is not there.
    fn fill(&mut self, into: &Connection, old: &Connection, from: &str) -> Result<(), Error> {
        if !self.wants_more() {
            return Ok(());
        }
        let Self { sealed, broken, mended, .. } = self;
        let columns = sealed.columns.len();
        old.execute_batch(&format!("CREATE INDEX {0}_by_seal ON {0} (seal)", sealed.table))?;
        let mut same = old.prepare(&salvage::select(sealed, "", "WHERE seal = ?1"))?;
        let keys: Vec<String> = sealed.keys.iter().map(|key| format!("{key} IS ?")).collect();
        let place = format!("WHERE {}", keys.join(" AND "));
        let mut there = old.prepare(&salvage::select(sealed, "", &place))?;
        let mut still_broken = Vec::new();
        for row in std::mem::take(broken) {
            let mut whole =
                same.query_map([&row.seal], |row| Row::read(row, columns))?.next().transpose()?;
            if whole.is_none() {
                let keys = params_from_iter(sealed.keys_of(&row.cells));
                let read =
                    there.query_map(keys, |row| Row::read(row, columns))?.next().transpose()?;
                whole = read.filter(|old| old.is_surely(&row, sealed.keys.len()));
            }
            match whole {
                Some(whole) => {
                    insert(into, sealed, &whole)?;
                    mended.push((whole, from.to_owned()));
                }
                None => still_broken.push(row),
            }
        }
        *broken = still_broken;
        // What an older backup has beside the newest may have been removed since.
        if self.is_torn && !self.is_filled {
            self.is_filled = true;
            let mut all = old.prepare(&salvage::select(&self.sealed, "", ""))?;
            for row in all.query_map([], |row| Row::read(row, columns))? {
                insert(into, &self.sealed, &row?)?;
            }
        }
        Ok(())
    }

    /// Takes over the rows that nothing gave back, as they are: they may still be read, and stay named. Says whether
    /// some say what no row of this table can; those are in the database that was damaged.
    fn keep_broken(&self, into: &Connection) -> Result<bool, Error> {
        let mut is_lost = false;
        for row in &self.broken {
            // Where the seal itself is no number any more, one that fits no row stands in its place.
            let seal = match &row.seal {
                Cell::Integer(seal) => *seal,
                _ => !row.own_seal(),
            };
            let kept = Row { cells: row.cells.clone(), seal: Cell::Integer(seal) };
            match insert(into, &self.sealed, &kept) {
                Ok(is_new) => is_lost |= !is_new,
                Err(Error::Sql(error)) if is_constraint(&error) => is_lost = true,
                Err(error) => return Err(error),
            }
        }
        Ok(is_lost)
    }
}

fn is_constraint(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

/// Inserts a row with its seal unless one with its keys is there.
fn insert(into: &Connection, sealed: &Sealed, row: &Row) -> Result<bool, Error> {
    let places = vec!["?"; sealed.columns.len() + 1].join(", ");
    let mut statement = into.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {} ({}, seal) VALUES ({places})",
        sealed.table,
        sealed.columns.join(", ")
    ))?;
    Ok(statement.execute(params_from_iter(row.cells.iter().chain([&row.seal])))? > 0)
}
