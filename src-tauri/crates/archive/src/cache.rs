use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// Bytes that the versions of photos may take: those of some 4,000 that were looked at last.
const MOST_BYTES: u64 = 256 << 20;

/// After so many bytes it is seen to that the cache has not outgrown its bound; with none written yet, at once.
const STEP: u64 = 16 << 20;

/// The version of how they are made: those of another are not taken, and go in their time.
const VERSION: u32 = 2;

static WRITTEN: AtomicU64 = AtomicU64::new(STEP);

/// Versions of photos, each a file; what was not used for longest goes first.
///
/// Two programs may use it: a file appears whole or not at all, and one that is gone is made again. Where it cannot be
/// written (a full disk, a medium that is read only), nothing is kept, and nothing else changes.
pub(crate) struct Cache(PathBuf);

impl Cache {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub(crate) fn get(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.path(name);
        let bytes = fs::read(&path).ok()?;
        #[expect(
            clippy::disallowed_methods,
            reason = "only says what was used last; nobody sees it"
        )]
        let now = SystemTime::now();
        if let Ok(file) = fs::File::options().append(true).open(&path) {
            drop(file.set_modified(now));
        }
        Some(bytes)
    }

    pub(crate) fn keep(&self, name: &str, bytes: &[u8]) {
        let write = || {
            fs::create_dir_all(&self.0).ok()?;
            let mut file = tempfile::NamedTempFile::new_in(&self.0).ok()?;
            file.write_all(bytes).ok()?;
            file.persist(self.path(name)).ok()
        };
        let length = bytes.len() as u64;
        if write().is_some() && WRITTEN.fetch_add(length, Ordering::Relaxed) + length >= STEP {
            WRITTEN.store(0, Ordering::Relaxed);
            self.shrink(MOST_BYTES);
        }
    }

    /// Deletes what belongs to a photo that is erased.
    pub(crate) fn forget(&self, hash: &str) {
        for entry in fs::read_dir(&self.0).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(hash) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    /// Deletes the files that were not used for longest, until the others take no more than seven eighths of `most`.
    fn shrink(&self, most: u64) {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter_map(|entry| {
                let data = entry.metadata().ok()?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect();
        let mut total: u64 = files.iter().map(|(_, length, _)| length).sum();
        if total <= most {
            return;
        }
        files.sort();
        for (_, length, path) in files {
            if total <= most / 8 * 7 {
                break;
            }
            drop(fs::remove_file(path));
            total -= length;
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.{VERSION}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes_first_and_the_bound_holds() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_owned());
        for (name, age) in [("old", 300), ("older", 400), ("oldest", 500), ("young", 100)] {
            cache.keep(name, &[7; 1000]);
            let file = fs::File::options().append(true).open(cache.path(name)).unwrap();
            let epoch = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000 - age);
            file.set_modified(epoch).unwrap();
        }
        assert!(cache.get("oldest").is_some(), "it is used now, and so the youngest");
        cache.shrink(3000);
        assert!(cache.get("older").is_none() && cache.get("old").is_none());
        assert!(cache.get("oldest").is_some() && cache.get("young").is_some());
        cache.forget("you");
        assert!(cache.get("young").is_none());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_kept_and_nothing_fails() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file in its place");
        fs::write(&file, b"").unwrap();
        let cache = Cache::new(file);
        cache.keep("name", b"bytes");
        assert!(cache.get("name").is_none());
    }
}
