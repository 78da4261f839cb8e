//! Backups of the archive, and what comes back from them.

use std::path::{Path, PathBuf};

use archive::{BackedUp, Restored, Snapshot, Watch, known};
use jiff::tz::TimeZone;
use model::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::config::Config;
use crate::{Code, Desk, Error, clock};

impl Desk {
    /// Saves the archive as it is now into a folder of backups.
    ///
    /// # Errors
    /// [`Code::BadInput`] for a folder within the archive, [`Code::Damaged`] if the archive is, [`Code::Storage`] if
    /// the folder cannot be written, [`Code::Stopped`] by `watch`.
    pub fn back_up(&self, to: &Path, watch: Watch<'_>) -> Result<BackedUp, Error> {
        if known(to).starts_with(known(self.folder())) {
            return Err(Error::new(
                Code::BadInput,
                format!("{} lies within the archive.", to.display()),
                "Name a folder outside it, best on another disk.",
            ));
        }
        Ok(self.reader().back_up(to, Moment::new(clock::now(), &TimeZone::UTC), watch)?)
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
        let restored = self.writer()?.restore(from, made, watch)?;
        self.catch_up_index()?;
        Ok(restored)
    }
}

/// The backups in a folder, the newest first.
///
/// # Errors
/// [`Code::NotFound`] if it holds none, [`Code::Damaged`] if one cannot be read.
pub fn backups(folder: &Path) -> Result<Vec<Snapshot>, Error> {
    Ok(archive::snapshots(folder)?)
}

/// When and where an archive is backed up by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Schedule {
    /// The folder of the backups.
    pub folder: String,
    /// How often.
    pub every: Every,
    /// How many are kept, the newest; at least one.
    pub keep: u32,
}

/// How often something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Every {
    /// Once a day.
    Day,
    /// Once a week.
    Week,
}

/// The folder into which an archive is backed up by itself.
pub(crate) fn scheduled_folder(archive: &Path) -> Option<PathBuf> {
    let schedule = Config::load().backups.remove(&known(archive))?;
    Some(PathBuf::from(schedule.folder))
}
