//! Moving an archive to another folder or disk.

use std::path::Path;

use archive::{Moved, Watch, bytes_to_move, known};

use crate::config::Config;
use crate::{Code, Error, default_archive_folder};

/// Copies an archive to another folder, verifies it there, and lets the program find it there from now on if it found
/// it at the old place by itself. The old one stays: see [`remove_moved`].
///
/// Cut off at any moment, the archive at the old place is whole and the one that is found; asked for again, it goes
/// on where it was.
///
/// # Errors
/// [`Code::BadInput`] if the folder is not empty or one lies within the other, [`Code::Storage`] if it is no safe
/// place, has no room or cannot be written, [`Code::InUse`], [`Code::Damaged`]; [`Code::Stopped`] by `watch`.
pub fn move_archive(from: &Path, to: &Path, watch: Watch<'_>) -> Result<Moved, Error> {
    let (from, to) = (known(from), known(to));
    if from.starts_with(&to) || to.starts_with(&from) {
        return Err(Error::new(
            Code::BadInput,
            format!("Of {} and {} one lies within the other.", from.display(), to.display()),
            "Name a folder outside the archive, best on another disk.",
        ));
    }
    let there = to.ancestors().find(|above| above.exists()).unwrap_or(&to);
    // What an attempt that was cut off copied is there already.
    let missing = bytes_to_move(&from).saturating_sub(bytes_to_move(&to));
    see_that_it_fits(missing, fs4::available_space(there).ok(), &to)?;
    let is_found = default_archive_folder().is_ok_and(|folder| known(&folder) == from);
    let moved = archive::copy_archive(&from, &to, watch)?;
    Config::change(|config| {
        if is_found {
            config.archive = Some(to.clone());
        }
        if let Some(schedule) = config.backups.remove(&from) {
            config.backups.insert(to.clone(), schedule);
        }
    })?;
    Ok(moved)
}

/// Removes the archive at its old place, of which the one at the new place is a copy.
///
/// # Errors
/// [`Code::BadInput`] if the two are not copies of one archive, [`Code::InUse`] if a program writes it,
/// [`Code::Storage`] if something cannot be removed.
pub fn remove_moved(from: &Path, to: &Path) -> Result<(), Error> {
    if archive::is_copied(from, to)? {
        return Ok(archive::remove_archive(from)?);
    }
    Err(Error::new(
        Code::BadInput,
        format!("{} is not as it was moved to {}.", from.display(), to.display()),
        "It was changed since it was moved, or is another archive; nothing was removed.",
    ))
}

/// Room that the system itself needs beside the archive.
const SPARE: u64 = 64 << 20;

fn see_that_it_fits(bytes: u64, free: Option<u64>, to: &Path) -> Result<(), Error> {
    match free {
        Some(free) if free < bytes.saturating_add(SPARE) => Err(Error::new(
            Code::Storage,
            format!(
                "The archive takes {} MB, and {} has room for {} MB.",
                bytes.div_ceil(1_000_000),
                to.display(),
                free / 1_000_000
            ),
            "Make room there or choose another disk; nothing was copied.",
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_is_refused_before_anything_is_copied() {
        let to = Path::new("/media/disk");
        assert_eq!(see_that_it_fits(1 << 30, Some(2 << 30), to), Ok(()));
        assert_eq!(see_that_it_fits(1 << 30, None, to), Ok(()));
        let said = see_that_it_fits(2 << 30, Some(1 << 30), to).unwrap_err();
        assert_eq!(said.code, Code::Storage);
        assert!(said.message.starts_with("The archive takes 2"), "{said}");
    }
}
