use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use archive::{Archive, Writer};
use harvest::Stop;

use crate::reading_room::ReadingRoom;
use crate::schedule::AtWork;
use crate::{Code, Error};

/// How an archive is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read; it must be there. Another program may write it meanwhile.
    Read,
    /// To write; it is made if it is not there.
    Write,
}

/// An open archive and what can be done with it.
///
/// All methods may be called from any thread; those that write do it one after another.
pub struct Desk {
    folder: PathBuf,
    writer: Option<Mutex<Writer>>,
    reader: Mutex<Archive>,
    index: Mutex<Option<Arc<search::Index>>>,
    /// Held by who writes the index; searches do not wait for it.
    index_turn: Mutex<()>,
    /// The source that is being fetched, and how to stop it.
    pub(crate) running: Mutex<Option<(String, Stop)>>,
    reading_room: Mutex<ReadingRoom>,
    backing_up: Mutex<AtWork>,
}

impl Desk {
    /// Opens the archive in a folder.
    ///
    /// # Errors
    /// [`Code::InUse`], [`Code::Newer`], [`Code::Damaged`], [`Code::Storage`]; [`Code::NotFound`] to read none.
    pub fn open(folder: &Path, access: Access) -> Result<Self, Error> {
        let writer = match access {
            Access::Read => None,
            Access::Write => Some(Mutex::new(Writer::open(folder)?)),
        };
        let reader = Mutex::new(Archive::open(folder)?);
        let desk = Self {
            folder: folder.to_owned(),
            writer,
            reader,
            index: Mutex::default(),
            index_turn: Mutex::default(),
            running: Mutex::default(),
            reading_room: Mutex::default(),
            backing_up: Mutex::default(),
        };
        if desk.is_writable() {
            // What cannot be erased now is hidden, and waits for the next time.
            drop(desk.finish_erasing_sample());
        }
        Ok(desk)
    }

    /// The archive's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// New stories can be stored.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.writer.is_some()
    }

    pub(crate) fn reader(&self) -> MutexGuard<'_, Archive> {
        lock(&self.reader)
    }

    /// The writer, locked for one step.
    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Writer>, Error> {
        self.shared_writer().map(lock)
    }

    pub(crate) fn shared_writer(&self) -> Result<&Mutex<Writer>, Error> {
        self.writer.as_ref().ok_or_else(|| Error {
            code: Code::InUse,
            message: "This archive is open for reading only, because another program writes it."
                .to_owned(),
            hint: "Close the other program, then open the archive again.".to_owned(),
        })
    }

    pub(crate) fn index_slot(&self) -> MutexGuard<'_, Option<Arc<search::Index>>> {
        lock(&self.index)
    }

    /// The turn to write the index; waits for it.
    pub(crate) fn index_turn(&self) -> MutexGuard<'_, ()> {
        lock(&self.index_turn)
    }

    /// The turn to write the index, unless another thread has it.
    pub(crate) fn index_turn_if_free(&self) -> Option<MutexGuard<'_, ()>> {
        match self.index_turn.try_lock() {
            Ok(turn) => Some(turn),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    pub(crate) fn reading_room(&self) -> MutexGuard<'_, ReadingRoom> {
        lock(&self.reading_room)
    }

    pub(crate) fn backing_up(&self) -> MutexGuard<'_, AtWork> {
        lock(&self.backing_up)
    }

    pub(crate) fn running(&self) -> MutexGuard<'_, Option<(String, Stop)>> {
        lock(&self.running)
    }
}

/// What a panic left behind under one of these locks is guarded by transactions, not by the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
