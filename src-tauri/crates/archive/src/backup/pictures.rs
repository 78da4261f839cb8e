//! Which photos a backup names, beside its snapshot, so that nobody need unpack a database to know.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use blake3::Hash;

use super::store::Store;
use super::{PhotoFile, Snapshot, photos, unwatched};
use crate::Error;
use crate::folder::{workshop, write_durably};

/// Bytes of a hash.
const HASH: usize = 32;

/// Writes the photos that the snapshot in this file names: their hashes end to end, and the BLAKE3 of all.
pub(super) fn note(photos: &[PhotoFile], snapshot: &Path) -> Result<(), Error> {
    let hashes = photos.iter().filter_map(|photo| Hash::from_hex(&photo.hash).ok());
    let mut bytes: Vec<u8> = hashes.flat_map(|hash| *hash.as_bytes()).collect();
    bytes.extend(blake3::hash(&bytes).as_bytes());
    write_durably(&snapshot.with_extension("photos"), &bytes)
}

/// Removes the photos that none of these snapshots names, which are all that are left.
///
/// What is no photo of a backup is not touched.
///
/// # Errors
/// If it cannot be told what a snapshot names; then nothing is removed.
pub(super) fn forget_all_but(
    folder: &Path,
    store: &Store,
    kept: &[(Snapshot, PathBuf)],
) -> Result<(), Error> {
    let mut named = HashSet::new();
    for (snapshot, file) in kept {
        named.extend(named_by((folder, store), snapshot, file)?);
    }
    let photos = folder.join("photos");
    // What is linked to lies elsewhere and may be another's.
    if !fs::symlink_metadata(&photos).is_ok_and(|photos| photos.is_dir()) {
        return Ok(());
    }
    let shelves = fs::read_dir(photos).into_iter().flatten().flatten();
    let own = shelves.filter(|shelf| shelf.file_type().is_ok_and(|shelf| shelf.is_dir()));
    let files = own.flat_map(|shelf| fs::read_dir(shelf.path()).into_iter().flatten().flatten());
    for file in files.map(|file| file.path()) {
        let hash = file.file_stem().and_then(|stem| Hash::from_hex(stem.as_encoded_bytes()).ok());
        if hash.is_some_and(|hash| !named.contains(&hash)) {
            fs::remove_file(&file).map_err(Error::io(&file))?;
        }
    }
    Ok(())
}

/// The photos that a snapshot names; of one that an older program made, or whose list is damaged, its database tells.
fn named_by(
    (folder, store): (&Path, &Store),
    snapshot: &Snapshot,
    file: &Path,
) -> Result<Vec<Hash>, Error> {
    let listed = fs::read(file.with_extension("photos")).unwrap_or_default();
    if let Some((hashes, sum)) = listed.split_last_chunk::<HASH>()
        && blake3::hash(hashes).as_bytes() == sum
        && Some(hashes.len() as u64) == snapshot.photos.checked_mul(HASH as u64)
    {
        let (hashes, _) = hashes.as_chunks::<HASH>();
        return Ok(hashes.iter().copied().map(Hash::from_bytes).collect());
    }
    let workshop = workshop(folder)?;
    let photos = photos(&unwatched(store, snapshot, &workshop.path().join("archive.db"))?)?;
    note(&photos, file)?;
    Ok(photos.iter().filter_map(|photo| Hash::from_hex(&photo.hash).ok()).collect())
}
