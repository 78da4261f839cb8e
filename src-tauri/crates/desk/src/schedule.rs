//! Backups that are made by themselves.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use archive::{Archive, BackedUp, ID, Snapshot, Watch, known, snapshots};
use jiff::{SignedDuration, Timestamp};
use model::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::config::Config;
use crate::{Code, Desk, Error, clock};

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

/// What a person is told of the backups of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Backups {
    /// When and where they are made; none where nothing was set.
    pub schedule: Option<Schedule>,
    /// When the last one was made.
    #[ts(type = "string | null")]
    pub last: Option<Moment>,
    /// Stories in it.
    pub stories: u64,
    /// One is being made.
    pub running: bool,
    /// Why the last attempt of this program failed.
    pub failure: Option<Error>,
}

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupStep {
    /// Things that are saved.
    pub done: u64,
    /// Of how many.
    pub total: u64,
}

/// What a desk knows of its backups.
#[derive(Default)]
pub(crate) struct AtWork {
    /// Ends the one that is being made.
    stop: Option<Arc<AtomicBool>>,
    failure: Option<Error>,
}

/// When and where an archive is backed up by itself.
fn schedule_of(archive: &Path) -> Option<Schedule> {
    Config::load().backups.remove(&known(archive))
}

/// The folder into which an archive is backed up by itself.
pub(crate) fn scheduled_folder(archive: &Path) -> Option<PathBuf> {
    schedule_of(archive).map(|schedule| PathBuf::from(schedule.folder))
}

impl Desk {
    /// When and where backups are made by themselves, and the last one.
    #[must_use]
    pub fn backups(&self) -> Backups {
        let schedule = self.schedule();
        let newest = schedule.as_ref().and_then(|schedule| self.newest(&schedule.folder));
        let at_work = self.backing_up();
        Backups {
            last: newest.as_ref().map(|newest| newest.made),
            stories: newest.map_or(0, |newest| newest.stories),
            running: at_work.stop.is_some(),
            failure: at_work.failure.clone(),
            schedule,
        }
    }

    /// The last backup of this archive; others may go into the same folder.
    fn newest(&self, folder: &str) -> Option<Snapshot> {
        let own = self.reader().setting(ID).ok()?;
        snapshots(Path::new(folder)).ok()?.into_iter().find(|it| it.archive == own)
    }

    fn schedule(&self) -> Option<Schedule> {
        schedule_of(self.folder())
    }

    /// Sets when and where backups are made by themselves; none for never. Those that were made stay.
    ///
    /// # Errors
    /// [`Code::BadInput`] for a folder that is not named whole or lies within the archive, [`Code::Storage`] if the
    /// program's settings cannot be written.
    pub fn set_schedule(&self, schedule: Option<Schedule>) -> Result<(), Error> {
        if let Some(schedule) = &schedule {
            let folder = Path::new(&schedule.folder);
            if !folder.is_absolute() {
                return Err(Error::new(
                    Code::BadInput,
                    "The folder of the backups is not named whole.",
                    "Give its path from the top of the disk on.",
                ));
            }
            self.see_that_it_is_outside(folder)?;
        }
        let archive = known(self.folder());
        self.backing_up().failure = None;
        Config::change(|config| {
            drop(match schedule {
                Some(schedule) => config.backups.insert(archive, schedule),
                None => config.backups.remove(&archive),
            });
        })
    }

    /// Makes the backup that is set if it is due; none if nothing is set, or it is not due, or one is being made.
    ///
    /// # Errors
    /// As [`Desk::back_up`]; the failure is kept for [`Desk::backups`] to tell.
    pub fn back_up_if_due(&self, watch: Watch<'_>) -> Result<Option<BackedUp>, Error> {
        let backups = self.backups();
        let Some(schedule) = backups.schedule.filter(|_| !backups.running) else { return Ok(None) };
        if !is_due(schedule.every, backups.last.map(|last| last.timestamp), clock::now()) {
            return Ok(None);
        }
        self.back_up_now(watch).map(Some)
    }

    /// Makes the backup that is set, and lets the oldest go beyond what is kept.
    ///
    /// # Errors
    /// [`Code::NotFound`] if nothing is set, [`Code::InUse`] if one is being made; as [`Desk::back_up`].
    pub fn back_up_now(&self, watch: Watch<'_>) -> Result<BackedUp, Error> {
        let schedule = self.schedule().ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "No folder is set for backups.",
                "Name one: broadsheet backup DIR, with --every day to have it done from now on.",
            )
        })?;
        let running = self.begin_backup()?;
        let mut watch = |done, total| {
            if running.stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                watch(done, total)
            }
        };
        let folder = Path::new(&schedule.folder);
        let keep = usize::try_from(schedule.keep).unwrap_or(usize::MAX);
        let made = self.back_up(folder, &mut watch);
        let made = made.and_then(|made| self.prune(folder, keep).map(|()| made));
        drop(running);
        // Who stopped it knows that it was.
        self.backing_up().failure =
            made.as_ref().err().filter(|error| error.code != Code::Stopped).cloned();
        made
    }

    fn prune(&self, folder: &Path, keep: usize) -> Result<(), Error> {
        let pruned = Archive::open(self.folder())?.prune_backups(folder, keep);
        pruned.map_err(|error| {
            let error = Error::from(error);
            let message = format!(
                "The backup was made, but those that are too many could not be let go: {}",
                error.message
            );
            Error { message, ..error }
        })
    }

    /// Stops the backup that is being made; what it wrote helps the next one.
    pub fn stop_backup(&self) {
        if let Some(stop) = &self.backing_up().stop {
            stop.store(true, Ordering::Relaxed);
        }
    }

    fn begin_backup(&self) -> Result<Running<'_>, Error> {
        let mut at_work = self.backing_up();
        if at_work.stop.is_some() {
            return Err(Error::new(
                Code::InUse,
                "A backup is being made already.",
                "Wait until it is done.",
            ));
        }
        let stop = Arc::new(AtomicBool::new(false));
        at_work.stop = Some(Arc::clone(&stop));
        Ok(Running { desk: self, stop })
    }
}

/// Says that a backup is being made, until it is dropped.
struct Running<'a> {
    desk: &'a Desk,
    stop: Arc<AtomicBool>,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.desk.backing_up().stop = None;
    }
}

/// One that seems to be of the future was made before the clock was set back: better one too many.
fn is_due(every: Every, last: Option<Timestamp>, now: Timestamp) -> bool {
    let hours = match every {
        Every::Day => 24,
        Every::Week => 7 * 24,
    };
    last.is_none_or(|last| {
        last > now || now.duration_since(last) >= SignedDuration::from_hours(hours)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_after_its_time_and_when_the_clock_jumped_back() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let noon = at("2026-11-20T12:00:00Z");
        assert!(is_due(Every::Week, None, noon));
        assert!(!is_due(Every::Day, Some(noon), at("2026-11-21T11:59:59Z")));
        assert!(is_due(Every::Day, Some(noon), at("2026-11-21T12:00:00Z")));
        assert!(!is_due(Every::Week, Some(noon), at("2026-11-27T11:00:00Z")));
        assert!(is_due(Every::Week, Some(noon), at("2026-11-27T12:00:00Z")));
        assert!(is_due(Every::Week, Some(noon), at("2020-01-01T00:00:00Z")));
    }
}
