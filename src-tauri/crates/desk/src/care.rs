use std::fs;
use std::path::Path;

use archive::{Checked, Damage, Holdings};
use serde::Serialize;

use crate::{Desk, Error};

/// What checking an archive came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Nothing is damaged.
    pub ok: bool,
    /// What was checked.
    pub checked: Checked,
    /// What is damaged.
    pub damaged: Vec<Damage>,
}

/// What an archive holds and the room that it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Its folder.
    pub archive: String,
    /// How many of each thing.
    #[serde(flatten)]
    pub holdings: Holdings,
    /// Bytes of the database.
    pub database_bytes: u64,
    /// Bytes of the search index.
    pub index_bytes: u64,
    /// Bytes of what may be deleted.
    pub cache_bytes: u64,
}

impl Desk {
    /// Checks everything that is stored against its hash, and the search index against the archive.
    ///
    /// # Errors
    /// If the archive cannot be read at all.
    pub fn verify(&self, deep: bool) -> Result<Verified, Error> {
        let verification = self.reader().verify(deep)?;
        let (mut checked, mut damaged) = (verification.checked, verification.damaged);
        match self.index() {
            Ok(index) => checked.index = index.count(),
            Err(error) => damaged.push(Damage {
                what: "index",
                id: String::new(),
                url: String::new(),
                detail: error.message,
                repair: "Make it anew with broadsheet reindex; no story is lost.".to_owned(),
            }),
        }
        Ok(Verified { ok: damaged.is_empty(), checked, damaged })
    }

    /// What is held, and the room that it takes.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn stats(&self) -> Result<Stats, Error> {
        let holdings = self.reader().holdings()?;
        let bytes = |name: &str| bytes_below(&self.folder().join(name));
        Ok(Stats {
            archive: self.folder().display().to_string(),
            holdings,
            database_bytes: bytes("archive.db") + bytes("archive.db-wal"),
            index_bytes: bytes("index"),
            cache_bytes: bytes("cache"),
        })
    }
}

fn bytes_below(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| bytes_below(&entry.path())).sum(),
        Err(_) => path.metadata().map_or(0, |file| file.len()),
    }
}
