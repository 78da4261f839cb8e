use std::collections::{HashMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use blake3::Hash;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::error::parsed;
use crate::folder::write_durably;

/// A pack is closed when it is so large.
const PACK: usize = 32 << 20;

/// Level of zstd: most of a database is compressed already.
const LEVEL: i32 = 3;

/// Chunks of databases, each once, by their BLAKE3.
///
/// ```text
/// packs/N.pack    compressed chunks, end to end
/// packs/N.json    where each begins
/// ```
pub(super) struct Store {
    folder: PathBuf,
    places: HashMap<Hash, Place>,
    packs: u32,
    /// The pack that is being filled.
    open: Vec<u8>,
    entries: Vec<Entry>,
    /// Held for as long as the store is read or written; none where it lies on a medium that nobody can write.
    _lock: Option<File>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    pack: u32,
    entry: Entry,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Entry {
    #[serde(with = "hexadecimal")]
    hash: Hash,
    offset: u64,
    stored: usize,
    length: usize,
}

impl Store {
    /// Opens a store to read it; nobody writes it meanwhile.
    ///
    /// # Errors
    /// [`Error::InUse`] while another program writes it, [`Error::Damaged`] if it cannot be read.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let lock = File::open(folder.join(LOCK)).ok();
        let locked = lock.as_ref().map_or(Ok(()), File::try_lock_shared);
        Ok(Self { _lock: taken(folder, locked).map(|()| lock)?, ..Self::read_all(folder)? })
    }

    fn read_all(folder: &Path) -> Result<Self, Error> {
        let mut store = Self {
            folder: folder.join("packs"),
            places: HashMap::new(),
            packs: 0,
            open: Vec::new(),
            entries: Vec::new(),
            _lock: None,
        };
        // A pack without its index was cut off while it was written: its number is used again.
        while let Ok(index) = fs::read(store.index(store.packs)) {
            let entries: Vec<Entry> =
                parsed(serde_json::from_slice(&index), "the index of a backup's pack")?;
            let pack = store.packs;
            let places = entries.into_iter().map(|entry| (entry.hash, Place { pack, entry }));
            store.places.extend(places);
            store.packs += 1;
        }
        Ok(store)
    }

    /// Opens a store to add to it, and makes it if need be; one program does at a time.
    pub(super) fn open_to_write(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder.join("packs")).map_err(Error::io(folder))?;
        let path = folder.join(LOCK);
        let lock = File::create(&path).map_err(Error::io(&path))?;
        taken(folder, lock.try_lock())?;
        Ok(Self { _lock: Some(lock), ..Self::read_all(folder)? })
    }

    fn pack(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:05}.pack"))
    }

    fn index(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:05}.json"))
    }

    /// Adds a chunk unless it is held; says its hash and the bytes that it added.
    pub(super) fn add(&mut self, chunk: &[u8]) -> Result<(Hash, usize), Error> {
        let hash = blake3::hash(chunk);
        if self.places.contains_key(&hash) {
            return Ok((hash, 0));
        }
        let compressed = parsed(zstd::bulk::compress(chunk, LEVEL), "a chunk of the database")?;
        let entry = Entry {
            hash,
            offset: self.open.len() as u64,
            stored: compressed.len(),
            length: chunk.len(),
        };
        self.places.insert(hash, Place { pack: self.packs, entry });
        self.entries.push(entry);
        self.open.extend_from_slice(&compressed);
        if self.open.len() >= PACK {
            self.close_pack()?;
        }
        Ok((hash, compressed.len()))
    }

    /// Writes what was added, and reads it back.
    ///
    /// # Errors
    /// If it cannot be written, or comes back otherwise.
    pub(super) fn close_pack(&mut self) -> Result<(), Error> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let entries = parsed(serde_json::to_vec(&self.entries), "the index of a backup's pack")?;
        write_durably(&self.pack(self.packs), &self.open)?;
        write_durably(&self.index(self.packs), &entries)?;
        self.packs += 1;
        self.open.clear();
        for entry in std::mem::take(&mut self.entries) {
            self.read(entry.hash)?;
        }
        Ok(())
    }

    /// Empties the packs of which no chunk is needed. Their numbers stay, because packs are counted.
    ///
    /// # Errors
    /// If one cannot be written; what is needed is whole.
    pub(super) fn forget_all_but(&mut self, needed: &HashSet<Hash>) -> Result<(), Error> {
        let used: HashSet<u32> = self
            .places
            .iter()
            .filter(|(hash, _)| needed.contains(*hash))
            .map(|(_, place)| place.pack)
            .collect();
        for pack in (0..self.packs).filter(|pack| !used.contains(pack)) {
            // First nothing names its chunks any more.
            write_durably(&self.index(pack), b"[]")?;
            write_durably(&self.pack(pack), &[])?;
        }
        self.places.retain(|_, place| used.contains(&place.pack));
        Ok(())
    }

    /// A chunk, checked against its hash.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is not there or not what was stored.
    pub(super) fn read(&self, hash: Hash) -> Result<Vec<u8>, Error> {
        let damaged =
            || Error::Damaged { detail: "a part of the backup is missing or changed".to_owned() };
        let Place { pack, entry } = self.places.get(&hash).ok_or_else(damaged)?;
        let path = self.pack(*pack);
        let mut compressed = vec![0; entry.stored.min(PACK * 2)];
        File::open(&path)
            .and_then(|mut file| {
                file.seek(SeekFrom::Start(entry.offset))?;
                file.read_exact(&mut compressed)
            })
            .map_err(Error::io(&path))?;
        let chunk =
            zstd::bulk::decompress(&compressed, entry.length.min(PACK)).map_err(|_| damaged())?;
        if blake3::hash(&chunk) == hash { Ok(chunk) } else { Err(damaged()) }
    }
}

/// The file whose lock is held by who reads or writes a store.
const LOCK: &str = "backup.lock";

fn taken(folder: &Path, locked: Result<(), TryLockError>) -> Result<(), Error> {
    locked.map_err(|error| match error {
        TryLockError::WouldBlock => Error::InUse { folder: folder.to_owned() },
        TryLockError::Error(source) => Error::Io { path: folder.join(LOCK), source },
    })
}

/// Hashes as people and other programs read them.
pub(super) mod hexadecimal {
    use blake3::Hash;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in crate::backup) fn serialize<S: Serializer>(
        hash: &Hash,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(hash.to_hex().as_str())
    }

    pub(in crate::backup) fn deserialize<'a, D: Deserializer<'a>>(
        from: D,
    ) -> Result<Hash, D::Error> {
        let text = String::deserialize(from)?;
        Hash::from_hex(&text).map_err(de::Error::custom)
    }
}
