//! Backups of the archive, and what comes back from them.

use std::io::ErrorKind;
use std::path::Path;

use archive::{Archive, BackedUp, Restored, Snapshot, Watch, known};
use jiff::tz::TimeZone;
use model::Moment;

use crate::error::plain;
use crate::{Code, Desk, Error, clock};

impl Desk {
    /// Saves the archive as it is now into a folder of backups.
    ///
    /// # Errors
    /// [`Code::BadInput`] for a folder within the archive, [`Code::Damaged`] if the archive is, [`Code::Storage`] if
    /// the folder cannot be written, [`Code::Stopped`] by `watch`.
    pub fn back_up(&self, to: &Path, watch: Watch<'_>) -> Result<BackedUp, Error> {
        self.see_that_it_is_outside(to)?;
        // A reader of its own: nobody waits for it.
        let archive = Archive::open(self.folder())?;
        archive
            .back_up(to, Moment::new(clock::now(), &TimeZone::UTC), watch)
            .map_err(|error| unsaved(to, error))
    }

    pub(crate) fn see_that_it_is_outside(&self, to: &Path) -> Result<(), Error> {
        if known(to).starts_with(known(self.folder())) {
            return Err(Error::new(
                Code::BadInput,
                format!("{} lies within the archive.", to.display()),
                "Name a folder outside it, best on another disk.",
            ));
        }
        if archive::holds_archive(to) {
            return Err(Error::new(
                Code::BadInput,
                format!("{} is an archive itself.", to.display()),
                "Name a folder for backups alone.",
            ));
        }
        Ok(())
    }

    /// Brings back from a folder of backups what the archive does not hold; nothing that it holds is changed.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is no such backup, [`Code::Damaged`] if it is damaged, [`Code::Newer`] if a newer
    /// program made it; [`Code::Stopped`] by `watch`.
    pub fn restore(
        &self,
        from: &Path,
        made: Option<Moment>,
        watch: Watch<'_>,
    ) -> Result<Restored, Error> {
        drop(self.writer()?);
        // The writer is taken for the one step that needs it: others read and store meanwhile.
        let unpacked = archive::unpack_backup(self.folder(), from, made, watch)
            .map_err(|error| unrestored(from, error))?;
        let restored = self.writer()?.merge(&unpacked)?;
        self.catch_up_index()?;
        Ok(restored)
    }
}

/// Says what failed where it is the folder of the backups: whoever reads it must not look at the archive's.
fn unsaved(to: &Path, error: archive::Error) -> Error {
    match error {
        archive::Error::Io { path, source }
            if path.starts_with(to) && source.kind() != ErrorKind::StorageFull =>
        {
            Error::new(
                Code::Storage,
                format!("{} cannot be written ({}).", to.display(), plain(&source)),
                "See that its disk is there, or name another folder for the backup; nothing that was saved before is lost.",
            )
        }
        other => other.into(),
    }
}

/// Says that it is the backup that is damaged: the archive is as it was.
fn unrestored(from: &Path, error: archive::Error) -> Error {
    match error {
        archive::Error::Damaged { detail } => Error::new(
            Code::Damaged,
            format!("The backup in {} cannot be restored: {detail}.", from.display()),
            "Nothing was changed. Restore an earlier one: broadsheet backup DIR --list shows them, restore DIR --made TIME takes one.",
        ),
        other => other.into(),
    }
}

/// The backups in a folder, the newest first.
///
/// # Errors
/// [`Code::NotFound`] if it holds none, [`Code::Damaged`] if one cannot be read.
pub fn backups(folder: &Path) -> Result<Vec<Snapshot>, Error> {
    Ok(archive::snapshots(folder)?)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::{Access, StoryFilter};

    #[test]
    fn a_file_in_place_of_the_folder_of_backups_is_named_as_such() {
        let place = tempfile::tempdir().unwrap();
        let desk = Desk::open(&place.path().join("archive"), Access::Write).unwrap();
        let file = place.path().join("notes");
        std::fs::write(&file, "x").unwrap();
        let error = desk.back_up(&file, &mut |_, _| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(error.code, Code::Storage);
        assert!(error.message.contains("notes cannot be written"), "{error}");
        assert!(error.hint.contains("another folder for the backup"), "{error}");
    }

    #[test]
    fn others_read_and_store_while_a_backup_or_a_restore_is_at_work() {
        let place = tempfile::tempdir().unwrap();
        let desk = Desk::open(&place.path().join("archive"), Access::Write).unwrap();
        desk.read_sample(None).unwrap();
        let backup = place.path().join("backup");
        let mut steps = 0;
        // Each would wait for ever here if the work held a lock.
        let mut others = |_, _| {
            steps += 1;
            assert!(desk.shared_writer().unwrap().try_lock().is_ok());
            assert!(!desk.stories(&StoryFilter::default()).unwrap().is_empty());
            ControlFlow::Continue(())
        };
        let made = desk.back_up(&backup, &mut others).unwrap();
        assert_eq!(desk.restore(&backup, None, &mut others).unwrap().stories, made.stories);
        assert!(steps > 10);
    }
}
