#[cfg(test)]
mod tests;

use std::sync::{Arc, MutexGuard};

use archive::Archive;
use search::{Index, Load};

use crate::{Code, Desk, Error};

/// Stories that are read from the archive and indexed in one go; a commit follows each.
const BATCH: u32 = 2_000;
/// From so many changes on, the index is written with all the memory and threads it can use.
const MANY: u64 = 5_000;
/// What to do about a full disk.
const MAKE_ROOM: &str = "Make room and try again; what was stored is safe.";

/// Why the index could not be brought up to date.
enum Failure {
    /// What is to be indexed cannot be had.
    Archive(archive::Error),
    /// The index itself.
    Index(search::Error),
}

impl From<archive::Error> for Failure {
    fn from(error: archive::Error) -> Self {
        Self::Archive(error)
    }
}

impl From<search::Error> for Failure {
    fn from(error: search::Error) -> Self {
        Self::Index(error)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Archive(error) => error.into(),
            Failure::Index(error) => told(error),
        }
    }
}

/// What a person is told of a failure of the index.
fn told(error: search::Error) -> Error {
    if error.is_disk_full() {
        return Error::new(
            Code::Storage,
            "The disk is full: the search index cannot be written.",
            MAKE_ROOM,
        );
    }
    error.into()
}

impl Desk {
    /// Asks the search index, which is brought up to date first unless that is being done just now.
    ///
    /// An index that turns out to be damaged is made anew, and asked again.
    ///
    /// # Errors
    /// If it can neither be read nor made anew.
    pub(crate) fn ask_index<T>(
        &self,
        ask: impl Fn(&Index) -> Result<T, search::Error>,
    ) -> Result<T, Error> {
        let index = self.index().map_err(|error| self.for_reader(error))?;
        match ask(&index) {
            Err(error @ search::Error::Unusable { .. }) => {
                let Ok(index) = self.replace_index(&index) else {
                    return Err(self.for_reader(told(error)));
                };
                ask(&index).map_err(told)
            }
            answer => answer.map_err(told),
        }
    }

    /// Indexes what changed since the index was last written; waits for who else does it.
    ///
    /// # Errors
    /// If the index or the archive cannot be used.
    pub(crate) fn catch_up_index(&self) -> Result<(), Error> {
        let turn = self.index_turn();
        self.up_to_date(&turn).map(drop)
    }

    /// The search index as far as it can be had now: up to date, unless another thread or program writes it.
    ///
    /// # Errors
    /// If it can neither be read nor made anew.
    pub(crate) fn index(&self) -> Result<Arc<Index>, Error> {
        match self.index_turn_if_free() {
            Some(turn) => self.up_to_date(&turn),
            None => self.current_index(),
        }
    }

    /// Throws the index away and makes it anew. Returns how many stories it holds.
    ///
    /// # Errors
    /// If the index cannot be written or the archive cannot be read.
    pub fn reindex(&self) -> Result<u64, Error> {
        self.shared_writer()?;
        let turn = self.index_turn();
        Ok(self.made_anew(&turn)?.count())
    }

    /// Opens the index of this archive as it is, beside the one that is in use.
    ///
    /// # Errors
    /// If it cannot be used.
    pub(crate) fn index_as_it_is(&self) -> Result<Index, search::Error> {
        let (folder, id) = {
            let archive = self.reader();
            (archive.index_folder(), id(&archive))
        };
        Index::open(&folder, &id)
    }

    /// The index, opened and updated by who has the turn to write it.
    fn up_to_date(&self, turn: &MutexGuard<'_, ()>) -> Result<Arc<Index>, Error> {
        let index = self.current_index()?;
        match self.bring_up_to_date(&index) {
            Ok(()) => Ok(index),
            Err(Failure::Index(search::Error::Unusable { .. })) => self.made_anew(turn),
            Err(failure) => Err(failure.into()),
        }
    }

    /// Makes an index anew that was found damaged, unless another thread has done so already.
    fn replace_index(&self, damaged: &Arc<Index>) -> Result<Arc<Index>, Error> {
        let turn = self.index_turn();
        let current = self.current_index()?;
        if Arc::ptr_eq(&current, damaged) { self.made_anew(&turn) } else { Ok(current) }
    }

    fn made_anew(&self, _turn: &MutexGuard<'_, ()>) -> Result<Arc<Index>, Error> {
        let index = {
            let mut slot = self.index_slot();
            *slot = None;
            let index = Arc::new(self.reset_index()?);
            *slot = Some(Arc::clone(&index));
            index
        };
        self.bring_up_to_date(&index)?;
        Ok(index)
    }

    /// The index that is in use; it is opened, or made, if there is none.
    fn current_index(&self) -> Result<Arc<Index>, Error> {
        let mut slot = self.index_slot();
        if let Some(index) = slot.as_ref() {
            return Ok(Arc::clone(index));
        }
        let last_change = self.reader().last_change()?;
        let index = match self.index_as_it_is() {
            // If it knows of changes that the archive does not, it is of another state of the archive.
            Ok(index) if index.last_change() <= last_change => index,
            Ok(_) | Err(search::Error::Unusable { .. }) => self.reset_index()?,
            Err(error) => return Err(told(error)),
        };
        Ok(Arc::clone(slot.insert(Arc::new(index))))
    }

    fn reset_index(&self) -> Result<Index, Error> {
        let (folder, id) = {
            let archive = self.reader();
            (archive.index_folder(), id(&archive))
        };
        Index::reset(&folder, &id).map_err(told)
    }

    fn bring_up_to_date(&self, index: &Index) -> Result<(), Failure> {
        // Another program may have written it since.
        index.reload()?;
        let mut done = index.last_change();
        let newest = self.reader().last_change()?;
        let missing = newest.saturating_sub(done);
        if missing == 0 {
            return Ok(());
        }
        let load = if missing > MANY { Load::Rebuild } else { Load::Daily };
        let mut writer = match index.writer(load) {
            Ok(writer) => writer,
            // Another program is writing it; what is there can be searched.
            Err(search::Error::Locked) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        loop {
            let changed = self.reader().changed_since(done, BATCH)?;
            let Some((_, last, _)) = changed.last() else {
                // Not every change is one of a story: without this, the index would seem behind for ever.
                if done < newest {
                    writer.commit(newest)?;
                }
                break;
            };
            done = *last;
            for (row, _, story) in &changed {
                match story {
                    Some(story) => writer.put(*row, story)?,
                    None => writer.delete(*row)?,
                }
            }
            writer.commit(done)?;
            // Those who search meanwhile see it grow.
            index.reload()?;
        }
        writer.finish()?;
        Ok(index.reload()?)
    }

    /// Says what to do where only a reader could search and the index is not there.
    fn for_reader(&self, error: Error) -> Error {
        match error.code {
            Code::Storage if !self.is_writable() && error.hint != MAKE_ROOM => Error {
                hint: "Run broadsheet reindex where the archive can be written.".to_owned(),
                ..error
            },
            _ => error,
        }
    }
}

/// The archive's id; empty where none was ever given.
fn id(archive: &Archive) -> String {
    archive.setting(archive::ID).ok().flatten().unwrap_or_default()
}
