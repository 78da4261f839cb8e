//! Damage of the index's files: how it shows, and how it is told from other failures.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use tantivy::{IndexReader, ReloadPolicy, TantivyError};

use crate::error::Unusable;
use crate::schema::column;
use crate::{Error, Index};

/// The file that names the index's segments.
const META: &str = "meta.json";

/// Does one step of the index engine; its panic becomes an error.
///
/// The engine trusts its files, so that a flipped byte may lead it out of bounds.
pub(crate) fn guarded<T>(step: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // Nobody sees what a panic left half done: searching changes nothing, and what a writer did not
    // commit is lost.
    panic::catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
        Err(TantivyError::InternalError(format!("the index engine gave up: {said}")).into())
    })
}

/// The files of an index, as the engine and as the system sees them.
#[derive(Clone)]
pub(crate) struct Files {
    pub(crate) engine: tantivy::Index,
    pub(crate) folder: PathBuf,
}

impl Files {
    /// Does one step of the engine; a failure that comes of damaged files is told as [`Unusable::Damaged`].
    pub(crate) fn guarded<T>(&self, step: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        guarded(step).map_err(|error| {
            // Where the files are whole, a new index would fail in the same way.
            let by_damage = matches!(error, Error::Failed { .. })
                && !error.is_of_the_folder()
                && self.damaged().is_ok_and(|damaged| !damaged.is_empty());
            if by_damage { unusable(&self.folder, Unusable::Damaged) } else { error }
        })
    }

    /// Names of the files that are not as they were written, in order.
    pub(crate) fn damaged(&self) -> Result<Vec<String>, Error> {
        loop {
            let before = self.engine.searchable_segment_ids();
            let damaged = self.damaged_now()?;
            let stands = match (before, self.engine.searchable_segment_ids()) {
                (Ok(before), Ok(now)) => before == now,
                _ => true,
            };
            // Files that were merged away meanwhile are not damaged.
            if damaged.is_empty() || stands {
                return Ok(damaged);
            }
        }
    }

    fn damaged_now(&self) -> Result<Vec<String>, Error> {
        let Ok(meta) = self.engine.load_metas() else { return Ok(vec![META.to_owned()]) };
        let mut damaged = Vec::new();
        let files: BTreeSet<PathBuf> = meta.list_segment_files().into_iter().collect();
        for path in files {
            if !self.folder.join(&path).exists() {
                if !may_be_missing(&path) {
                    damaged.push(path.display().to_string());
                }
                continue;
            }
            let is_whole = guarded(|| {
                let checked = self.engine.directory().validate_checksum(&path);
                Ok(checked.map_err(TantivyError::from)?)
            });
            match is_whole {
                Ok(true) => {}
                Err(error) if error.is_of_the_folder() => return Err(error),
                Ok(false) | Err(_) => damaged.push(path.display().to_string()),
            }
        }
        if damaged.is_empty() && !guarded(|| self.agrees_with_meta()).unwrap_or(false) {
            damaged.push(META.to_owned());
        }
        Ok(damaged)
    }

    /// The segments open and hold as many stories as is said of them; nothing else guards those numbers.
    fn agrees_with_meta(&self) -> Result<bool, Error> {
        let reader = self.reader()?;
        for segment in reader.searcher().segment_readers() {
            let rows = segment.fast_fields().u64(column::ROW)?.values.num_vals();
            let alive = segment
                .alive_bitset()
                .map_or(rows, |alive| u32::try_from(alive.num_alive_docs()).unwrap_or(u32::MAX));
            if rows != segment.max_doc() || alive != segment.num_docs() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A reader of the newest commit.
    pub(crate) fn reader(&self) -> Result<IndexReader, Error> {
        Ok(self.engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?)
    }
}

/// The engine lists all files that may be: stories may all be alive, and stored text is written but once.
fn may_be_missing(path: &Path) -> bool {
    // A list of deleted stories that must be there is missed when its segment is opened.
    path.extension().is_some_and(|extension| extension == "del" || extension == "temp")
}

pub(crate) fn unusable(folder: &Path, reason: Unusable) -> Error {
    Error::Unusable { folder: folder.to_owned(), reason }
}

impl Index {
    /// Reads all files and names those that are not as they were written, in order.
    ///
    /// # Errors
    /// [`Error::Failed`] when the folder may not be read.
    pub fn damaged(&self) -> Result<Vec<String>, Error> {
        self.files().damaged()
    }
}
